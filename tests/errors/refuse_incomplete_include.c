#include <adc/adc.h>
#include "does_not_exist.h" // error: clang

ADC_GRADIENT()
double f(double x)
{
    return x;
}
