#include <adc/adc.h>

double value(double x)
{
    return x * x;
}

int integer(double x)
{
    return x > 0.0;
}

void nothing(const double *x)
{
    (void)x;
}

double *pointer(double *x)
{
    return x;
}

double none(int n)
{
    return n;
}

ADC_DERIVE(gradient(integer), of(return)); // error: not-real
ADC_DERIVE(gradient(integer), name(a)); // error: no-dependent
ADC_DERIVE(adjoint(nothing)); // error: no-dependent
ADC_DERIVE(adjoint(pointer), of(return)); // error: not-real
ADC_DERIVE(gradient(none)); // error: no-independent
ADC_DERIVE(gradient(value), of(x), name(b)); // error: bad-item
