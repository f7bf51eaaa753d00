#include <adc/adc.h>

ADC_GRADIENT(wrt(a, b))
double riccati(int n, double h, double a, double b)
{
    double x = 1.0;
    for (int i = 0; i < n; i++)
        x += h * (a - b * x * x);
    return x;
}
