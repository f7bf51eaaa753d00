#include "lse.adc.h"
#include <math.h>

/* lse.c:5, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns logsumexp(n, x). */
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
    for (int i = 0; i < n; i++) {
        x_grad[i] = exp(x[i] - m);
        /* lse.c:13: s += exp(x[i] - m); */
        s += x_grad[i];
    }

    /* lse.c:14: return m + log(s); */
    const double s_adj = 1.0 / s;
    /* lse.c:13: s += exp(x[i] - m); */
    for (int i = 0; i < n; i++)
        x_grad[i] *= s_adj;
    /* lse.c:10: m = x[i]; */
    x_grad[m_from] += 1.0 - s_adj * s;
    return m + log(s);
}
