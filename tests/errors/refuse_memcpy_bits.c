#include <adc/adc.h>
#include <stdint.h>
#include <string.h>

ADC_GRADIENT()
double f(double x)
{
    uint64_t u;
    double y;
    memcpy(&u, &x, sizeof u); // error: copy-type
    u ^= 1;
    memcpy(&y, &u, sizeof y); // error: copy-type
    return y;
}
