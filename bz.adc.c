#include "bz.adc.h"
#include <adc/tape.h>

/* bz.c:4, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns f(n, x). */
double f_gradient(int n, const double *x, double *restrict x_grad)
{
    double w_adj[4] = {0};
    double w[4];
    double v[4];
    double u[4];
    memset(w, 0, sizeof w);
    /* bz.c:9: w[i % 4] += x[i] * x[i]; */
    for (int i = 0; i < n; i++)
        w[i % 4] += x[i] * x[i];
    memcpy(v, w, sizeof w);
    memmove(u, v, sizeof v);
    /* bz.c:12: return w[0] * v[1] + u[2] * u[3]; */
    const double result = w[0] * v[1] + u[2] * u[3];

    /* bz.c:12: return w[0] * v[1] + u[2] * u[3]; */
    w_adj[0] += v[1];
    double v_adj[4] = {0};
    v_adj[1] = w[0];
    double u_adj[4] = {0};
    u_adj[2] = u[3];
    u_adj[3] = u[2];
    /* bz.c:11: bcopy(v, u, sizeof v); */
    double *moved_adj = adc_array((ptrdiff_t)(sizeof v / sizeof(double)), sizeof(double));
    for (size_t k = 0; k < sizeof v / sizeof(double); k++) {
        moved_adj[k] = u_adj[k];
        u_adj[k] = 0.0;
    }
    for (size_t k = 0; k < sizeof v / sizeof(double); k++)
        v_adj[k] += moved_adj[k];
    adc_free(moved_adj);
    /* bz.c:10: mempcpy(v, w, sizeof w); */
    for (size_t k = 0; k < sizeof w / sizeof(double); k++) {
        w_adj[k] += v_adj[k];
        v_adj[k] = 0.0;
    }
    /* bz.c:9: w[i % 4] += x[i] * x[i]; */
    for (int i = 0; i < n; i++)
        x_grad[i] = 2.0 * w_adj[i % 4] * x[i];
    /* bz.c:7: bzero(w, sizeof w); */
    memset(w_adj, 0, sizeof w);
    return result;
}
