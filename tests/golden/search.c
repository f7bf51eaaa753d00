#include <adc/adc.h>
#include <math.h>

/* The work done until a limit is met. */
ADC_GRADIENT(wrt(x))
double search(int n, const double x[n], double limit)
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        if (x[i] > limit) {
            s += limit * x[i];
            break;
        }
        if (x[i] < 0.0)
            continue;
        s += x[i] * x[i];
    }
    return s;
}

ADC_GRADIENT(wrt(a))
double root(double a, double lo, double hi)
{
    double mid = lo;
    for (int i = 0; i < 100; i++) {
        mid = 0.5 * (lo + hi);
        double f = mid * mid * mid - a;
        mid -= f / (3.0 * mid * mid);
        if (fabs(f) < 1e-12)
            break;
        if (f > 0.0)
            hi = mid;
        else
            lo = mid;
    }
    return mid;
}
