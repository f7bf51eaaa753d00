#include <adc/adc.h>

double objective(double x)
{
    return x * x;
}

ADC_DERIVE(gradient(objectiv)); // error: no-function
ADC_DERIVE(hessian(objective));
