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
