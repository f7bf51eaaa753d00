/* A static that a callee may set, or not. */
#include <adc/adc.h>

static void maybe(int k, double *p)
{
    if (k)
        *p = 1.0;
}
ADC_GRADIENT()
double set_by_some_calls(int k, double x)
{
    static double s; // error: static-state
    maybe(k, &s);
    return s * x;
}
