#include <adc/adc.h>
#include <math.h>

ADC_GRADIENT()
double kepler(double e, double m)
{
    double u = m;
    double d = 1.0;
    while (fabs(d) > 1e-9) {
        d = (u - e * sin(u) - m) / (1.0 - e * cos(u));
        u -= d;
    }
    return u;
}
