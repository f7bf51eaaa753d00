#include "square.adc.h"
#include <adc/tape.h>

/* square_adjoint where y does not overlap x. */
ADC_APART_ static void square_adjoint_apart(int n, double *restrict y, const double *x,
                                            double *restrict y_adj, double *x_adj)
{
    for (int i = 0; i < n; i++) {
        /* square.c:7: y[i] = x[i] * x[i]; */
        y[i] = x[i] * x[i];
        x_adj[i] += 2.0 * y_adj[i] * x[i];
        y_adj[i] = 0.0;
    }
}

/* square.c:4, adjoint, wrt(y, x), of(y).
   Consumes y_adj: on return the adjoint of y before the call. Adds to x_adj. Leaves y as square
   does. Where y and x overlap, y_adj and x_adj must overlap in the same way. Where y does not
   overlap x, keeps nothing; else n doubles. */
void square_adjoint(int n, double *y, const double *x, double *y_adj, double *x_adj)
{
    /* Where y does not overlap x, less is kept. */
    if (adc_apart(y, n, x, n)) {
        square_adjoint_apart(n, y, x, y_adj, x_adj);
        return;
    }
    double *x_kept = adc_array(n, sizeof *x_kept);
    for (int i = 0; i < n; i++) {
        x_kept[i] = x[i];
        /* square.c:7: y[i] = x[i] * x[i]; */
        y[i] = x[i] * x_kept[i];
    }

    for (int i = n > 0 ? n - 1 : -1; i >= 0; i--) {
        const double x_then = x_kept[i];
        /* square.c:7: y[i] = x[i] * x[i]; */
        const double value_adj = y_adj[i];
        y_adj[i] = 0.0;
        x_adj[i] += 2.0 * value_adj * x_then;
    }
    adc_free(x_kept);
}

/* square.c:11, adjoint, wrt(y, x), of(y).
   Consumes y_adj: on return the adjoint of y before the call. Adds to x_adj. Leaves y as
   square_r does. */
void square_r_adjoint(int n, double *restrict y, const double *restrict x, double *restrict y_adj,
                      double *restrict x_adj)
{
    for (int i = 0; i < n; i++) {
        /* square.c:14: y[i] = x[i] * x[i]; */
        y[i] = x[i] * x[i];
        x_adj[i] += 2.0 * y_adj[i] * x[i];
        y_adj[i] = 0.0;
    }
}
