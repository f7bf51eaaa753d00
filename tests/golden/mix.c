#include <adc/adc.h>
#include <math.h>

static void terms(int k, const double w[k], const double mu[k], double x, double t[k])
{
    for (int j = 0; j < k; j++)
        t[j] = w[j] - 0.5 * (x - mu[j]) * (x - mu[j]);
}

static double lse(int k, const double t[k])
{
    double m = t[0];
    for (int j = 1; j < k; j++)
        if (t[j] > m)
            m = t[j];
    double s = 0.0;
    for (int j = 0; j < k; j++)
        s += exp(t[j] - m);
    return m + log(s);
}

ADC_GRADIENT(wrt(w, mu))
double loglik(int n, int k, const double x[n], const double w[k], const double mu[k])
{
    double t[k];
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        terms(k, w, mu, x[i], t);
        sum += lse(k, t);
    }
    return sum;
}
