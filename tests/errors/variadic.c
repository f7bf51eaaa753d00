#include <adc/adc.h>

ADC_GRADIENT() // error: variadic
double f(double x, ...)
{
    return x * x;
}
