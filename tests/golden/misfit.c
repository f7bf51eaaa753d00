#include <adc/adc.h>
#include <math.h>

/* The sum of squares between n measured temperatures and Newton's law of misfit. */
ADC_GRADIENT(wrt(p))
ADC_HESSIAN(wrt(p))
double misfit(int n, const double t[n], const double temp[n], const double p[3])
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        double model = p[0] + p[1] * exp(-p[2] * t[i]);
        double r = model - temp[i];
        sum += r * r;
    }
    return sum;
}
