#include <adc/adc.h>

ADC_ADJOINT()
void square(int n, double *y, const double *x)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
}

ADC_ADJOINT()
void square_r(int n, double *restrict y, const double *restrict x)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
}
