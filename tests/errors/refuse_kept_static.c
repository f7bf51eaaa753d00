/* Statics that keep something from one call to the next, or may. */
#include <adc/adc.h>

ADC_GRADIENT()
double before(double x)
{
    static double s; // error: active-static
    double r = s;
    s = x;
    return r * x;
}

ADC_GRADIENT()
double sometimes(int k, double x)
{
    static double s; // error: active-static
    switch (k) {
    case 0:
        s = x;
        break;
    case 1:
        break;
    default:
        s = 2.0;
    }
    return s * x;
}

ADC_GRADIENT()
double no_iteration(int n, double x)
{
    static double s; // error: active-static
    for (int i = 0; i < n; i++)
        s = x * i;
    return s * x;
}

ADC_GRADIENT()
double jumped_over(int k, double x)
{
    static double s; // error: active-static
    if (k)
        goto in;
    s = x;
in:
    return s * x;
}

ADC_GRADIENT()
double shared_by_calls(int n, double x)
{
    static double s; // error: active-static
    s = x;
    if (n > 0)
        x = shared_by_calls(n - 1, 2.0 * x);
    return s * x;
}

static double at_zero(double (*f)(int, double), double x)
{
    return f(0, x);
}
ADC_GRADIENT()
double shared_by_callbacks(int k, double x)
{
    static double s; // error: active-static
    s = x;
    if (k)
        x = at_zero(shared_by_callbacks, 2.0 * x);
    return s * x;
}

const double *known;
static void make_known(const double *p)
{
    known = p;
}
ADC_GRADIENT()
double named_elsewhere(double x)
{
    static double s; // error: active-static
    s = x;
    make_known(&s);
    return s * *known;
}

static void step(double *to, const double *from, double x)
{
    double s = *from;
    *to = x * s + x;
}
ADC_GRADIENT()
double read_before_it_is_set_by_another_name(double x)
{
    static double s; // error: active-static
    step(&s, &s, x);
    return s * s;
}
