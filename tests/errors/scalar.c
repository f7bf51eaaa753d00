#include <adc/adc.h>

void f(int n, const double x[n], double y[n])
{
    for (int i = 0; i < n; i++)
        y[i] = x[i];
}

void two(double x, double *y, double *z)
{
    *y = x;
    *z = x * x;
}

void one(double x, double *y)
{
    *y = x * x;
}

ADC_DERIVE(gradient(f), of(y)); // error: not-scalar
ADC_DERIVE(hessian(two)); // error: not-scalar
// says: 'two' has several (y, z)
// says: jacobian has a row for each output, and adjoint takes seeds for all of them
ADC_DERIVE(hvp(two), of(y, z)); // error: not-scalar
ADC_DERIVE(gradient(two), wrt(x), of(y));
ADC_DERIVE(gradient(one));
