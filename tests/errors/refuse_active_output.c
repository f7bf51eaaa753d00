#include <adc/adc.h>

ADC_GRADIENT(wrt(x))
double f(int n, const double x[n], double *work) // error: active-parameter
{
    for (int i = 0; i < n; i++)
        work[i] = x[i] * x[i];
    double s = 0;
    for (int i = 0; i < n; i++)
        s += work[i];
    return s;
}
