#include "burgers.adc.h"
#include <adc/tape.h>

/* burgers.c:4, adjoint, wrt(u, c), of(u).
   Consumes u_adj[n]: on return the adjoint of u before the call. Adds to *c_adj. Leaves u[n] as
   burgers does. Keeps 2 * steps * n doubles. */
void burgers_adjoint(int n, int steps, double u[n], double c, double u_adj[restrict n],
                     double *restrict c_adj)
{
    double *diff_kept = adc_array(n > 1 ? steps * (ptrdiff_t)n : 0, sizeof *diff_kept);
    double *u_kept = adc_array(n > 1 ? steps * (ptrdiff_t)n : 0, sizeof *u_kept);
    for (int s = 0; s < steps; s++)
        for (int i = 1; i < n; i++) {
            diff_kept[s * (ptrdiff_t)n + i] = u[i] - u[i - 1];
            u_kept[s * (ptrdiff_t)n + i] = u[i];
            /* burgers.c:8: u[i] -= c * u[i] * (u[i] - u[i - 1]); */
            u[i] -= c * u_kept[s * (ptrdiff_t)n + i] * diff_kept[s * (ptrdiff_t)n + i];
        }

    double c_sum = 0.0;
    for (int s = steps > 0 ? steps - 1 : -1; s >= 0; s--)
        for (int i = n > 1 ? n - 1 : 0; i >= 1; i--) {
            const double diff_then = diff_kept[s * (ptrdiff_t)n + i];
            const double u_then = u_kept[s * (ptrdiff_t)n + i];
            /* burgers.c:8: u[i] -= c * u[i] * (u[i] - u[i - 1]); */
            const double factor = -c * u_then;
            c_sum -= u_adj[i] * diff_then * u_then;
            u_adj[i - 1] -= u_adj[i] * factor;
            u_adj[i] *= 1.0 - diff_then * c + factor;
        }
    adc_free(diff_kept);
    adc_free(u_kept);
    *c_adj += c_sum;
}
