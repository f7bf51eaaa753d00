#include "lse.adc.h"
#include <adc/tape.h>
#include <math.h>

/* lse.c:5, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns logsumexp(n, x). Keeps n doubles. */
double logsumexp_gradient(int n, const double x[n], double *restrict x_grad)
{
    /* lse.c:7: double m = x[0]; */
    double m = x[0];
    int m_from = 0;
    for (int i = 1; i < n; i++)
        if (x[i] > m) {
            m_from = i;
            /* lse.c:10: m = x[i]; */
            m = x[i];
        }
    double s = 0.0;
    double *exp_kept = adc_array(n, sizeof *exp_kept);
    for (int i = 0; i < n; i++) {
        exp_kept[i] = exp(x[i] - m);
        /* lse.c:13: s += exp(x[i] - m); */
        s += exp_kept[i];
    }

    /* lse.c:14: return m + log(s); */
    double m_adj = 1.0;
    const double s_adj = 1.0 / s;
    for (int i = 0; i < n; i++) {
        const double exp_then = exp_kept[i];
        /* lse.c:13: s += exp(x[i] - m); */
        x_grad[i] = s_adj * exp_then;
        m_adj -= s_adj * exp_then;
    }
    adc_free(exp_kept);
    /* lse.c:10: m = x[i]; */
    x_grad[m_from] += m_adj;
    /* lse.c:7: double m = x[0]; */
    return m + log(s);
}
