#include <adc/adc.h>
#include <stdio.h>
#include <stdlib.h>

ADC_GRADIENT()
double f(double x)
{
    char text[40];
    snprintf(text, sizeof text, "%.17g", x * x); // error: text
    return strtod(text, NULL);
}
