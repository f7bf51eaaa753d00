#include <adc/adc.h>

ADC_GRADIENT()
double f(double x)
{
    double y = x // error: clang
    return y;
}

double g(double x)
{
    return undeclared * x; // error: clang
}
