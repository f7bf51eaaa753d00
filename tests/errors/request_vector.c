#include <adc/adc.h>
#define FOUR (2 * 2)

double f(double x)
{
    return x * x;
}

ADC_DERIVE(tangent(f), vector(FOUR));
ADC_DERIVE(adjoint(f), vector(k)); // error: shape
