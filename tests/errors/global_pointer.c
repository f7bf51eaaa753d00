#include <adc/adc.h>

const double *keys; // error: active-global

static double product(int i)
{
    return i ? keys[i] * product(i - 1) : keys[0];
}

ADC_GRADIENT()
double f(int n, const double x[n])
{
    keys = x;
    return product(n - 1);
}
