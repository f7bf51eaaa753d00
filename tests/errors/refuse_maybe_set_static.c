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

static int passed_over(int k)
{
    static int s; // error: static-state
    static void *const table[] = {&&one, &&two};
    goto *table[k & 1];
two:
    s = 3;
one:
    return s;
}
ADC_GRADIENT(wrt(x))
double passed(int k, double x)
{
    return passed_over(k) * x * x;
}
