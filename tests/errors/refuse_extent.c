#include <adc/adc.h>

ADC_GRADIENT(wrt(x)) // error: unknown-extent
double f(int n, const double *x)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += x[i];
    return s;
}

ADC_JACOBIAN(wrt(x), of(y)) // error: unknown-extent
void g(int n, const double x[n], double *y)
{
    y[0] = x[0];
}

/* adjoint and tangent need no extents */
ADC_ADJOINT()
ADC_TANGENT()
double h(int n, const double *x)
{
    return n > 0 ? x[0] : 0;
}
