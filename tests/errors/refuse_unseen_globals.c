/* What leads to active memory, or holds it, and can be named by a function that adc does not see. */
#include <adc/adc.h>

double unseen(int i);
double with_callback(double (*term)(int i));
extern const double *data; // error: active-global
extern double *latest; // error: active-global
extern double level;
extern double total; // error: active-global

ADC_ADJOINT()
double pointer(const double *x)
{
    data = x;
    double k = unseen(0); // error: unknown-function
    return k * x[0];
}

ADC_TANGENT()
double pointer_forward(const double *x)
{
    data = x;
    double k = unseen(0); // error: unknown-function
    return k * x[0];
}

ADC_TANGENT(wrt(x, level))
double global(double x)
{
    double k = unseen(1); // error: unknown-function
    return k * x * level;
}

ADC_GRADIENT()
double neither(double x)
{
    total = x * x;
    double k = unseen(2); // error: unknown-function
    return k * x;
}

ADC_GRADIENT()
double local(double x)
{
    double y = x * x;
    latest = &y;
    return unseen(3) * y; // error: unknown-function
}

static double below(int i)
{
    return 2.0 * unseen(i); // error: unknown-function
}

ADC_TANGENT()
double in_a_callee(double x)
{
    total = x * x;
    return below(0) * x;
}

static double term(int i)
{
    return data[i];
}

ADC_GRADIENT(wrt(x))
double called_back(const double x[3])
{
    data = x;
    return with_callback(term) * x[0]; // error: unknown-function
}
