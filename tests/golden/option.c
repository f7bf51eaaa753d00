#include <adc/adc.h>
#include <math.h>

static double cdf(double x)
{
    return 0.5 * erfc(-x / sqrt(2.0));
}

/* A European call by Black and Scholes. */
ADC_GRADIENT()
ADC_TANGENT()
double option(double s, double k, double r, double sigma, double t)
{
    double d1 = (log(s / k) + (r + 0.5 * sigma * sigma) * t) / (sigma * sqrt(t));
    double d2 = d1 - sigma * sqrt(t);
    return s * cdf(d1) - k * exp(-r * t) * cdf(d2);
}
