/* gmm.c: see objectives.h. */
#include "objectives.h"

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

/* |Q (x - mu)|^2 */
static double distance(int d, const double x[d], const double mu[d], const double diagonal[d],
                       const double l[d * (d - 1) / 2])
{
    double y[d];
    for (int i = 0; i < d; i++)
        y[i] = diagonal[i] * (x[i] - mu[i]);
    int at = 0;
    for (int i = 0; i < d; i++)
        for (int j = i + 1; j < d; j++)
            y[j] += l[at++] * (x[i] - mu[i]);
    double sum = 0.0;
    for (int i = 0; i < d; i++)
        sum += y[i] * y[i];
    return sum;
}

static double log_gamma(double a, int d)
{
    double sum = 0.25 * d * (d - 1) * log(3.14159265358979324);
    for (int j = 1; j <= d; j++)
        sum += lgamma(a + 0.5 * (1 - j));
    return sum;
}

double gmm(int n, int d, int k, const double x[n][d], const double alpha[k], const double mu[k][d],
           const double q[k][d], const double l[k][d * (d - 1) / 2], double gamma, int m)
{
    double diagonal[k][d];
    double trace[k];
    double prior = 0.0;
    for (int j = 0; j < k; j++) {
        trace[j] = 0.0;
        for (int i = 0; i < d; i++) {
            trace[j] += q[j][i];
            diagonal[j][i] = exp(q[j][i]);
            prior -= 0.5 * gamma * gamma * diagonal[j][i] * diagonal[j][i];
        }
        for (int i = 0; i < d * (d - 1) / 2; i++)
            prior -= 0.5 * gamma * gamma * l[j][i] * l[j][i];
        prior += m * trace[j];
    }
    int wishart = d + m + 1;
    prior += k * (wishart * d * (log(gamma) - 0.5 * log(2.0)) - log_gamma(0.5 * wishart, d));

    double t[k];
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < k; j++)
            t[j] = alpha[j] + trace[j] - 0.5 * distance(d, x[i], mu[j], diagonal[j], l[j]);
        sum += log_sum_exp(k, t);
    }
    return sum - n * (0.5 * d * log(2.0 * 3.14159265358979324) + log_sum_exp(k, alpha)) + prior;
}
