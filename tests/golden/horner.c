#include <adc/adc.h>

ADC_ADJOINT()
double horner(int n, const double c[n], double x)
{
    double r = c[n - 1];
    for (int i = n - 2; i >= 0; i--)
        r = r * x + c[i];
    return r;
}
