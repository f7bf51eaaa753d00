#include <adc/adc.h>

double f(double x)
{
    return x * x;
}

ADC_DERIVE(gradeint(f)); // error: request
ADC_DERIVE(gradient f); // error: request
ADC_DERIVE(gradient(f), vector(2)); // error: request
ADC_DERIVE(gradient(f), batch(2)); // error: request
ADC_DERIVE(tangent(f), vector(0)); // error: request
ADC_DERIVE(gradient(f), shape(x)); // error: request
ADC_DERIVE(gradient(f), noalias, noalias); // error: request
ADC_DERIVE(gradient(f) shape(x, (1 + 2)) 3); // error: request
