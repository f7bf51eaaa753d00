#include <adc/adc.h>
#include <math.h>

ADC_GRADIENT()
double damped(int n, const double r[n], double limit)
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        if (r[i] < 0.0)
            continue;
        if (s > 1.0)
            s *= 0.5;
        s += r[i] * r[i];
        if (s > limit)
            return limit + log(1.0 + s - limit);
    }
    return s;
}
