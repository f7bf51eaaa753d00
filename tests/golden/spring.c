#include <adc/adc.h>

/* Where a mass on a spring is after so many steps. */
ADC_GRADIENT(wrt(k, c, m))
double spring(double k, double c, double m, double dt, int steps)
{
    double x = 1.0, v = 0.0;
    for (int i = 0; i < steps; i++) {
        double a = (-k * x - c * v) / m;
        v += a * dt;
        x += v * dt;
    }
    return x;
}
