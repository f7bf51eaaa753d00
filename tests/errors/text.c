#include <adc/adc.h>
#include <stdio.h>
#include <stdlib.h>

ADC_GRADIENT()
double f(double x)
{
    char text[40];
    snprintf(text, sizeof text, "%.17g", x); // error: text
    return atof(text);
}

ADC_GRADIENT()
double printed(double x)
{
    char text[40];
    snprintf(text, sizeof text, "%.17g", x);
    puts(text);
    printf("%g\n", x);
    return x;
}

ADC_GRADIENT()
double read(double x)
{
    double factor = atof("2.5");
    fprintf(stderr, "%g\n", x);
    return factor * x;
}
