#include "dot.adc.h"

/* dot.c:4, adjoint, wrt(x, y), of(return).
   Adds to x_adj[n], y_adj[n]; return_adj is the seed. Returns dot(n, x, y). */
double dot_adjoint(int n, const double x[n], const double y[n], double x_adj[n], double y_adj[n],
                   double return_adj)
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        /* dot.c:8: s += x[i] * y[i]; */
        s += x[i] * y[i];
        x_adj[i] += return_adj * y[i];
        y_adj[i] += return_adj * x[i];
    }
    return s;
}

/* dot.c:13, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns sumsq(n, x). */
double sumsq_gradient(int n, const double x[n], double *restrict x_grad)
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        /* dot.c:17: s += x[i] * x[i]; */
        s += x[i] * x[i];
        x_grad[i] = 2.0 * x[i];
    }
    return s;
}
