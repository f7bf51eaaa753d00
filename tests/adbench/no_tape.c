/* Gradients that must not keep anything on a tape. */
#include <adc/adc.h>
#include <math.h>

ADC_GRADIENT()
double dot(int n, const double a[n], const double b[n])
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

ADC_GRADIENT()
double log_sum_exp(int n, const double x[n])
{
    double largest = x[0];
    for (int i = 1; i < n; i++)
        if (x[i] > largest)
            largest = x[i];
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += exp(x[i] - largest);
    return largest + log(sum);
}
