#include <adc/adc.h>

static double power(double s, double z, int k)
{
    if (k == 0)
        return s;
    double t = power(s * z, z, k - 1);
    return t * s;
}

ADC_GRADIENT()
double f(double x, double y)
{
    return power(x, y, 2) * x * y;
}

ADC_DERIVE(tangent(f_gradient), wrt(x, y), of(x_grad, y_grad), name(forward));
ADC_DERIVE(hessian(f));
ADC_DERIVE(adjoint(f_gradient), wrt(x, y), of(x_grad, y_grad)); // error: second-reverse
