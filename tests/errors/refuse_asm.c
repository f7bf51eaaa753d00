#include <adc/adc.h>

ADC_GRADIENT()
double f(double x)
{
    double y = x * x;
    __asm__("" : "+m"(y)); // error: asm
    return y;
}

/* harmless where nothing active goes through it */
ADC_GRADIENT()
double g(double x)
{
    int k = 3;
    __asm__("" : "+r"(k));
    return x * k;
}
