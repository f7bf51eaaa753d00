#include <adc/adc.h>
#include <complex.h>

ADC_JACOBIAN(wrt(z)) // error: complex
double square(int n, const double complex z[n])
{
    return creal(z[0] * z[0]);
}

ADC_HESSIAN() // error: complex
double norm(int n, const double complex z[n])
{
    return creal(z[0] * conj(z[0]));
}

ADC_JACOBIAN(wrt(x), of(y)) // error: complex
void phases(int n, const double x[n], double complex y[n])
{
    for (int i = 0; i < n; i++)
        y[i] = cexp(I * x[i]);
}

ADC_JACOBIAN() // error: complex
double complex phase(double x)
{
    return cexp(I * x);
}

ADC_GRADIENT()
double complex wave(double x) // error: not-scalar
{
    return cexp(-I * x);
}

ADC_HESSIAN(wrt(x)) ADC_GRADIENT() ADC_HVP()
double mixed(double x, double complex z)
{
    return x * x * cabs(z);
}
