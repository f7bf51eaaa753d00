#include <adc/adc.h>
#include <stdint.h>

ADC_GRADIENT()
double f(double x)
{
    double y = x;
    uint64_t *p = (uint64_t *)&y;
    *p += 1; // error: reinterpreted
    return y;
}
