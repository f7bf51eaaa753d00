#include <adc/adc.h>

ADC_GRADIENT()
double f(double x)
{
    volatile double y = x * x; // error: volatile
    volatile double *at = &y;
    return *at * 2;
}

/* a volatile flag is no matter */
ADC_GRADIENT()
double g(double x, volatile int *flag)
{
    return *flag ? x * x : x;
}
