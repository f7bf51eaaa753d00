#include <adc/adc.h>

double f(double x)
{
    return x * x;
}

double f_tangent(double x)
{
    return x;
}

int taken;
enum { CONSTANT };

ADC_DERIVE(gradient(f));
ADC_DERIVE(gradient(f), wrt(x)); // error: name-taken
ADC_DERIVE(tangent(f)); // error: name-taken
ADC_DERIVE(tangent(f), name(taken)); // error: name-taken
ADC_DERIVE(tangent(f), name(CONSTANT)); // error: name-taken
ADC_DERIVE(tangent(f), name(f)); // error: name-taken
ADC_DERIVE(tangent(f), name(sin)); // error: name-taken
ADC_DERIVE(tangent(f), name(cosf)); // error: name-taken
ADC_DERIVE(tangent(f), name(malloc)); // error: name-taken
ADC_DERIVE(tangent(f), name(adc_array)); // error: name-taken
