/* The log-likelihood of a Gaussian mixture with a Wishart prior on the components' precision.

   Component j has the weight exp(alpha[j]) / sum of exp(alpha), the mean mu[j] and the precision
   matrix transposed(L) L. L is lower triangular: its diagonal is exp(q[j]), l[j] holds what is
   below the diagonal, one column after the other. */
#include <adc/adc.h>
#include <math.h>

static const double PI = 3.14159265358979323846;

static double log_sum_exp(int n, const double x[n])
{
    double largest = x[0];
    for (int i = 1; i < n; i++)
        if (x[i] > largest)
            largest = x[i];
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += exp(x[i] - largest);
    return largest + log(sum);
}

/* |L (x - mu)|^2 */
static double squared_distance(int d, const double x[d], const double mu[d],
                               const double diagonal[d], const double l[d * (d - 1) / 2])
{
    double product[d];
    for (int i = 0; i < d; i++)
        product[i] = diagonal[i] * (x[i] - mu[i]);
    for (int i = 0; i < d; i++) {
        const double *column = l + i * (2 * d - i - 1) / 2;
        const double centred = x[i] - mu[i];
        for (int j = i + 1; j < d; j++)
            product[j] += column[j - i - 1] * centred;
    }
    double sum = 0.0;
    for (int i = 0; i < d; i++)
        sum += product[i] * product[i];
    return sum;
}

/* The logarithm of the multivariate gamma function. */
static double log_gamma(int d, double a)
{
    double sum = 0.25 * d * (d - 1) * log(PI);
    for (int j = 0; j < d; j++)
        sum += lgamma(a - 0.5 * j);
    return sum;
}

static double log_wishart(int d, int k, const double q[k][d], const double l[k][d * (d - 1) / 2],
                          double gamma, int m)
{
    const int freedom = d + m + 1;
    double sum = 0.0;
    for (int j = 0; j < k; j++) {
        double squares = 0.0;
        for (int i = 0; i < d; i++) {
            squares += exp(2.0 * q[j][i]);
            sum += m * q[j][i];
        }
        for (int i = 0; i < d * (d - 1) / 2; i++)
            squares += l[j][i] * l[j][i];
        sum -= 0.5 * gamma * gamma * squares;
    }
    return sum + k * (freedom * d * (log(gamma) - 0.5 * log(2.0)) - log_gamma(d, 0.5 * freedom));
}

ADC_GRADIENT(wrt(alpha, mu, q, l))
double gmm(int n, int d, int k, const double x[n][d], const double alpha[k], const double mu[k][d],
           const double q[k][d], const double l[k][d * (d - 1) / 2], double gamma, int m)
{
    double diagonal[k][d];
    double weight[k];
    for (int j = 0; j < k; j++) {
        weight[j] = alpha[j];
        for (int i = 0; i < d; i++) {
            weight[j] += q[j][i];
            diagonal[j][i] = exp(q[j][i]);
        }
    }
    double sum = 0.0;
    for (int p = 0; p < n; p++) {
        double term[k];
        for (int j = 0; j < k; j++)
            term[j] = weight[j] - 0.5 * squared_distance(d, x[p], mu[j], diagonal[j], l[j]);
        sum += log_sum_exp(k, term);
    }
    return sum - n * (log_sum_exp(k, alpha) + 0.5 * d * log(2.0 * PI)) +
           log_wishart(d, k, q, l, gamma, m);
}
