#include <adc/adc.h>
// options: -Wno-gnu-label-as-value

ADC_GRADIENT()
double f(double x, int k)
{
    static void *const where[] = {&&one, &&two};
    goto *where[k & 1]; // error: computed-goto
one:
    return x * x;
two:
    return x;
}
