// derive: gradient(search)
// derive: tangent(above)
// derive: hessian(counted), shape(x, n)
// says: one step of Newton's method
#include <adc/adc.h>
#include <math.h>

double search(double a)
{
    double lo = 0.0, hi = 10.0;
    for (int i = 0; i < 60; i++) {
        double m = 0.5 * (lo + hi);
        if (m * m > a) // warning: only-compared
            hi = m;
        else
            lo = m;
    }
    return 0.5 * (lo + hi);
}

void above(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] > 0.5 ? 1.0 : 0.0; // warning: only-compared
}

double counted(int n, const double *x)
{
    int count = 0;
    for (int i = 0; i < n; i++)
        count += x[i] < 0.0; // warning: only-compared
    return count;
}

/* No comparison of it, something beside it, a step that follows: no warning. */
ADC_DERIVE(gradient(other), wrt(a));
ADC_DERIVE(gradient(beside));
ADC_DERIVE(gradient(polished));
ADC_DERIVE(gradient(rounded));
double other(double a, double b) { return b * (b > 1.0) ; }
double beside(double a, double b) { return search(a) + b; }
double polished(double a)
{
    double x = search(a);
    return x - (x * x - a) / (2.0 * x);
}
double rounded(double a) { return a > 0.0 ? floor(a) : ceil(a); }
