#include <adc/adc.h>

double outside(double x);
double measured(int n);

ADC_GRADIENT()
double f(double x)
{
    return outside(x) * x; // error: unknown-function
}

ADC_TANGENT()
double g(double x)
{
    return outside(x) + x; // error: unknown-function
}

ADC_GRADIENT()
double fine(double x)
{
    return measured(3) * x;
}
