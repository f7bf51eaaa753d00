#include "mix.adc.h"
#include <adc/tape.h>
#include <math.h>

/* mix.c:23, gradient, wrt(w, mu), of(return).
   Overwrites w_grad[k], mu_grad[k]. Returns loglik(n, k, x, w, mu). Keeps k doubles. */
double loglik_gradient(int n, int k, const double x[n], const double w[k], const double mu[k],
                       double *restrict w_grad, double *restrict mu_grad)
{
    for (int i = 0; i < k; i++)
        w_grad[i] = 0.0;
    for (int i = 0; i < k; i++)
        mu_grad[i] = 0.0;
    double t[k];
    double sum = 0.0;
    double t_adj[k];
    memset(t_adj, 0, sizeof t_adj);
    double *exp_kept = adc_array(k, sizeof *exp_kept);
    for (int i = 0; i < n; i++) {
        const double x2 = x[i];
        /* mix.c:7: t[j] = w[j] - 0.5 * (x - mu[j]) * (x - mu[j]); */
        for (int j = 0; j < k; j++)
            t[j] = w[j] - 0.5 * (x2 - mu[j]) * (x2 - mu[j]);
        /* mix.c:12: double m = t[0]; */
        double m = t[0];
        int m_from = 0;
        for (int j = 1; j < k; j++)
            if (t[j] > m) {
                m_from = j;
                /* mix.c:15: m = t[j]; */
                m = t[j];
            }
        double s = 0.0;
        for (int j = 0; j < k; j++) {
            exp_kept[j] = exp(t[j] - m);
            /* mix.c:18: s += exp(t[j] - m); */
            s += exp_kept[j];
        }
        /* mix.c:29: sum += lse(k, t); */
        sum += m + log(s);
        double m_adj = 1.0;
        const double s_adj = 1.0 / s;
        for (int j = 0; j < k; j++) {
            const double exp_then = exp_kept[j];
            /* mix.c:18: s += exp(t[j] - m); */
            t_adj[j] += s_adj * exp_then;
            m_adj -= s_adj * exp_then;
        }
        /* mix.c:15: m = t[j]; */
        t_adj[m_from] += m_adj;
        for (int j = 0; j < k; j++) {
            /* mix.c:7: t[j] = w[j] - 0.5 * (x - mu[j]) * (x - mu[j]); */
            const double diff_adj = t_adj[j];
            w_grad[j] += diff_adj;
            mu_grad[j] += diff_adj * (x2 - mu[j]);
            t_adj[j] = 0.0;
        }
    }
    adc_free(exp_kept);
    return sum;
}
