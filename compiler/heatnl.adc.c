#include "heatnl.adc.h"
#include <adc/tape.h>

/* heatnl.c:1, gradient, wrt(x), of(return).
   Overwrites x_grad[1000]. Returns f(n, m, x). Keeps 2000 * m doubles. */
double f_gradient(int n, int m, const double *x, double *restrict x_grad)
{
    for (int i = 0; i < 1000; i++)
        x_grad[i] = 0.0;
    double u[2][1000];
    double s = 0;
    for (int i = 0; i < n; i++) {
        /* heatnl.c:4: for (int i = 0; i < n; i++) u[0][i] = u[1][i] = x[i]; */
        u[1][i] = x[i];
        u[0][i] = u[1][i];
    }
    double *u_kept = adc_array(2000 * (ptrdiff_t)m, sizeof *u_kept);
    for (int t = 0; t < m; t++) {
        memcpy(u_kept + (ptrdiff_t)t * 2000, u, 2000 * sizeof(double));
        /* heatnl.c:7: u[(t + 1) % 2][i] = u[t % 2][i] + 0.2 * (u[t % 2][i - 1] - 2 * u[t % ... */
        for (int i = 1; i < n - 1; i++) {
            u[(t + 1) % 2][i] =
                u[t % 2][i] + 0.2 * (u[t % 2][i - 1] - 2 * u[t % 2][i] + u[t % 2][i + 1]) *
                                  (1 - 0.1 * u[t % 2][i]);
        }
    }
    double u_adj[2][1000] = {0};
    for (int i = 0; i < n; i++) {
        /* heatnl.c:8: for (int i = 0; i < n; i++) s += u[m % 2][i] * u[m % 2][i]; */
        s += u[m % 2][i] * u[m % 2][i];
        u_adj[m % 2][i] += 2.0 * u[m % 2][i];
    }

    for (int t = m > 0 ? m - 1 : -1; t >= 0; t--) {
        double(*u_then)[1000] = (double(*)[1000])(u_kept + (ptrdiff_t)t * 2000);
        /* heatnl.c:7: u[(t + 1) % 2][i] = u[t % 2][i] + 0.2 * (u[t % 2][i - 1] - 2 * u[t % ... */
        for (int i = 1; i < n - 1; i++) {
            u_then[(t + 1) % 2][i] =
                u_then[t % 2][i] +
                0.2 * (u_then[t % 2][i - 1] - 2 * u_then[t % 2][i] + u_then[t % 2][i + 1]) *
                    (1 - 0.1 * u_then[t % 2][i]);
        }
        for (int i = n > 2 ? n - 2 : 0; i >= 1; i--) {
            /* heatnl.c:7: u[(t + 1) % 2][i] = u[t % 2][i] + 0.2 * (u[t % 2][i - 1] - 2 * u[t ... */
            const double value_adj = u_adj[(t + 1) % 2][i];
            u_adj[(t + 1) % 2][i] = 0.0;
            const double sum_adj = 0.2 * value_adj * (1 - 0.1 * u_then[t % 2][i]);
            u_adj[t % 2][i] +=
                value_adj - 2.0 * sum_adj -
                0.020000000000000004 * value_adj *
                    (u_then[t % 2][i - 1] - 2 * u_then[t % 2][i] + u_then[t % 2][i + 1]);
            u_adj[t % 2][i - 1] += sum_adj;
            u_adj[t % 2][i + 1] += sum_adj;
        }
    }
    adc_free(u_kept);
    for (int i = 0; i < n; i++) {
        /* heatnl.c:4: for (int i = 0; i < n; i++) u[0][i] = u[1][i] = x[i]; */
        u_adj[1][i] += u_adj[0][i];
        u_adj[0][i] = 0.0;
        x_grad[i] += u_adj[1][i];
        u_adj[1][i] = 0.0;
    }
    return s;
}
