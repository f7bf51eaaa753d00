#include <adc/adc.h>

ADC_GRADIENT()
double f(double x)
{
    _Atomic double y = x; // error: atomic
    y = y * 2;
    return y;
}
