#include <adc/adc.h>

double state; // error: active-global
static double cache[3]; // error: active-global

ADC_GRADIENT(wrt(x))
double f(double x)
{
    state = x * x;
    return state * 2;
}

ADC_GRADIENT(wrt(x))
double g(double x)
{
    cache[1] = x;
    return cache[1] * x;
}
