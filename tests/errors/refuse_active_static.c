#include <adc/adc.h>

ADC_GRADIENT(wrt(x))
double f(double x)
{
    static double last; // error: active-static
    double r = x * last;
    last = x;
    return r;
}
