#include <adc/adc.h>

ADC_ADJOINT()
double dot(int n, const double x[n], const double y[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += x[i] * y[i];
    return s;
}

ADC_GRADIENT()
double sumsq(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += x[i] * x[i];
    return s;
}
