#include <adc/adc.h>

double scratch; // error: active-global

ADC_GRADIENT(wrt(x))
double f(double x)
{
    scratch = x * x;
    return scratch;
}

ADC_GRADIENT(wrt(x))
double g(double x, double *w) // error: active-parameter
{
    w[0] = x * x;
    return w[0];
}

ADC_GRADIENT(wrt(x))
double h(double x)
{
    static double last; // error: active-static
    double before = last;
    last = x;
    return before * x;
}

/* What it points to is not known: later functions may find reals there. */
struct unknown;
struct holder {
    struct unknown *what;
    double *reals, side;
};

ADC_ADJOINT()
void stored(struct holder *h, struct unknown *what, double *reals) // error: active-parameter
{
    h->what = what;
    h->reals = reals;
}

ADC_ADJOINT(inactive(ids)) // error: not-real
void numbered(struct holder *h, int *ids, double *reals)
{
    h->what = 0;
    h->side *= *ids;
    h->reals = reals;
}
