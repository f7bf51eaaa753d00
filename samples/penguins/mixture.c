/* mixture.c: the primal. Plain C; nothing in it knows that it will be differentiated. */
#include "mixture.h"

#include <math.h>

static double log_sum_exp(int n, const double t[n])
{
    double max = t[0];
    for (int i = 1; i < n; i++)
        if (t[i] > max)
            max = t[i];
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += exp(t[i] - max);
    return max + log(sum);
}

static double log_density(const double x[2], const double mu[2], const double l[3])
{
    const double log_2pi = 1.8378770664093453;
    double a = x[0] - mu[0];
    double b = x[1] - mu[1];
    double u = exp(l[0]) * a;
    double v = l[1] * a + exp(l[2]) * b;
    return l[0] + l[2] - 0.5 * (u * u + v * v) - log_2pi;
}

double mixture(int n, int k, const double x[n][2], const double w[k], const double mu[k][2],
               const double l[k][3])
{
    double t[k];
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < k; j++)
            t[j] = w[j] + log_density(x[i], mu[j], l[j]);
        sum += log_sum_exp(k, t);
    }
    return n * log_sum_exp(k, w) - sum;
}
