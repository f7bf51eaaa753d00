/* The gradient of the Gaussian mixture by hand: both halves of a data point together, so that what
   is kept is that of one point. */
#include "manual.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846

/* Replaces x by the weights of its terms. */
static double log_sum_exp(int n, double *restrict x)
{
    double largest = x[0];
    for (int i = 1; i < n; i++)
        if (x[i] > largest)
            largest = x[i];
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += x[i] = exp(x[i] - largest);
    for (int i = 0; i < n; i++)
        x[i] /= sum;
    return largest + log(sum);
}

/* product = L centred; returns its squared length. */
static double forward(int d, const double *restrict diagonal, const double *restrict l,
                      const double *restrict centred, double *restrict product)
{
    for (int i = 0; i < d; i++)
        product[i] = diagonal[i] * centred[i];
    for (int i = 0; i < d; i++) {
        for (int j = i + 1; j < d; j++)
            product[j] += l[j - i - 1] * centred[i];
        l += d - i - 1;
    }
    double sum = 0.0;
    for (int i = 0; i < d; i++)
        sum += product[i] * product[i];
    return sum;
}

/* weight: what the component takes of the data point. */
static void reverse(int d, double weight, const double *restrict diagonal, const double *restrict l,
                    const double *restrict centred, double *restrict product,
                    double *restrict mu_grad, double *restrict diagonal_grad,
                    double *restrict l_grad)
{
    for (int i = 0; i < d; i++) {
        product[i] *= -weight;
        diagonal_grad[i] += product[i] * centred[i];
    }
    for (int i = 0; i < d; i++) {
        double sum = diagonal[i] * product[i];
        for (int j = i + 1; j < d; j++)
            l_grad[j - i - 1] += product[j] * centred[i];
        for (int j = i + 1; j < d; j++)
            sum += product[j] * l[j - i - 1];
        mu_grad[i] -= sum;
        l += d - i - 1;
        l_grad += d - i - 1;
    }
}

static double prior(int d, int k, const double *q, const double *l, double gamma, int m,
                    const double *diagonal, double *q_grad, double *l_grad)
{
    int freedom = d + m + 1;
    double scale = gamma * gamma;
    double squares = 0.0;
    double sum = 0.0;
    for (int i = 0; i < k * d; i++) {
        squares += diagonal[i] * diagonal[i];
        sum += q[i];
        q_grad[i] += m - scale * diagonal[i] * diagonal[i];
    }
    for (int i = 0; i < k * (d * (d - 1) / 2); i++) {
        squares += l[i] * l[i];
        l_grad[i] -= scale * l[i];
    }
    double constant = freedom * d * (log(gamma) - 0.5 * log(2.0)) - 0.25 * d * (d - 1) * log(PI);
    for (int j = 0; j < d; j++)
        constant -= lgamma(0.5 * freedom - 0.5 * j);
    return m * sum - 0.5 * scale * squares + k * constant;
}

double gmm_manual(int n, int d, int k, const double x[n][d], const double alpha[k],
                  const double mu[k][d], const double q[k][d], const double l[k][d * (d - 1) / 2],
                  double gamma, int m, double alpha_grad[k], double mu_grad[k][d],
                  double q_grad[k][d], double l_grad[k][d * (d - 1) / 2])
{
    double(*diagonal)[d] = malloc((size_t)k * sizeof *diagonal);
    double(*diagonal_grad)[d] = calloc((size_t)k, sizeof *diagonal_grad);
    double(*centred)[d] = malloc((size_t)k * sizeof *centred);
    double(*product)[d] = malloc((size_t)k * sizeof *product);
    double *offset = malloc((size_t)k * sizeof *offset);
    double *term = malloc((size_t)k * sizeof *term);
    for (int j = 0; j < k; j++) {
        offset[j] = alpha[j];
        for (int i = 0; i < d; i++) {
            offset[j] += q[j][i];
            diagonal[j][i] = exp(q[j][i]);
        }
    }
    memset(alpha_grad, 0, (size_t)k * sizeof *alpha_grad);
    memset(mu_grad, 0, (size_t)k * sizeof *mu_grad);
    memset(l_grad, 0, (size_t)k * sizeof *l_grad);
    double sum = 0.0;
    for (int p = 0; p < n; p++) {
        for (int j = 0; j < k; j++) {
            for (int i = 0; i < d; i++)
                centred[j][i] = x[p][i] - mu[j][i];
            term[j] = offset[j] - 0.5 * forward(d, diagonal[j], l[j], centred[j], product[j]);
        }
        sum += log_sum_exp(k, term);
        for (int j = 0; j < k; j++) {
            alpha_grad[j] += term[j];
            reverse(d, term[j], diagonal[j], l[j], centred[j], product[j], mu_grad[j],
                    diagonal_grad[j], l_grad[j]);
        }
    }
    for (int j = 0; j < k; j++)
        for (int i = 0; i < d; i++)
            q_grad[j][i] = alpha_grad[j] + diagonal_grad[j][i] * diagonal[j][i];
    memcpy(term, alpha, (size_t)k * sizeof *term);
    sum -= n * (log_sum_exp(k, term) + 0.5 * d * log(2.0 * PI));
    for (int j = 0; j < k; j++)
        alpha_grad[j] -= n * term[j];
    sum += prior(d, k, q[0], l[0], gamma, m, diagonal[0], q_grad[0], l_grad[0]);
    free(diagonal);
    free(diagonal_grad);
    free(centred);
    free(product);
    free(offset);
    free(term);
    return sum;
}
