#include <adc/adc.h>

int known();

ADC_GRADIENT()
double f(double x)
{
    return x * x + known(x); // error: unknown-function
}

ADC_GRADIENT()
double g(double x)
{
    return x * x + known(3.0);
}
