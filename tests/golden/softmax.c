#include <adc/adc.h>
#include <math.h>

ADC_ADJOINT()
ADC_TANGENT()
void softmax(int n, const double x[restrict n], double y[restrict n])
{
    double max = x[0];
    for (int i = 1; i < n; i++)
        if (x[i] > max)
            max = x[i];
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        y[i] = exp(x[i] - max);
        sum += y[i];
    }
    for (int i = 0; i < n; i++)
        y[i] /= sum;
}
