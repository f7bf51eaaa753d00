#include <adc/adc.h>

static double hidden = 1.0;
double shared = 2.0;

double f(double x)
{
    return x * hidden * shared;
}

ADC_DERIVE(gradient(f), wrt(x, hidden)); // error: static-global
ADC_DERIVE(gradient(f), wrt(x, shared), name(ok));
