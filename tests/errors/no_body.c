#include <adc/adc.h>

ADC_GRADIENT() // error: no-body
double f(double x);
