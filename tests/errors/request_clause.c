#include <adc/adc.h>

ADC_GRADIENT(wtr(x)) // error: request
double f(int n, const double x[n])
{
    return n > 0 ? x[0] : 0.0;
}

ADC_GRADIENT(wrt(x), wrt(x)) // error: request
double second(int n, const double x[n])
{
    return n > 0 ? x[0] : 0.0;
}

ADC_GRADIENT(wrt(x[0])) // error: request
double element(int n, const double x[n])
{
    return n > 0 ? x[0] : 0.0;
}

ADC_GRADIENT(wrt(x, x)) // error: request
double twice(int n, const double x[n])
{
    return n > 0 ? x[0] : 0.0;
}

ADC_GRADIENT(name(int)) // error: request
double keyword(double x)
{
    return x;
}

ADC_GRADIENT(wrt(x),) // error: request
double trailing(double x)
{
    return x;
}
