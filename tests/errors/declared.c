#include <adc/adc.h>

double f(double x)
{
    return x * x;
}

double f_gradient(double x, float *x_grad); // error: declared-differently
double f_tangent(double x, double x_tan, double *return_tan);

ADC_DERIVE(gradient(f));
ADC_DERIVE(tangent(f));
