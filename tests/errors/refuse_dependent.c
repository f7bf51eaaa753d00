#include <adc/adc.h>

ADC_GRADIENT(wrt(x), of(y)) // error: not-scalar
void f(const double x[2], double y[2])
{
    y[0] = x[0];
    y[1] = x[1];
}

ADC_HESSIAN(wrt(x)) // error: not-scalar
void g(const double x[2], double *y, double *z)
{
    *y = x[0];
    *z = x[1];
}
