#include <adc/adc.h>
#include <stdint.h>

union bits {
    double d;
    uint64_t u;
};

ADC_GRADIENT()
double f(double x)
{
    union bits b;
    b.d = x; // error: union
    b.u ^= 1;
    return b.d;
}
