#include "horner.adc.h"
#include <adc/tape.h>

/* horner.c:4, adjoint, wrt(c, x), of(return).
   Adds to c_adj[n], *x_adj; return_adj is the seed. Returns horner(n, c, x). Keeps n - 1
   doubles. */
double horner_adjoint(int n, const double c[n], double x, double c_adj[restrict n],
                      double *restrict x_adj, double return_adj)
{
    /* horner.c:6: double r = c[n - 1]; */
    double r = c[n - 1];
    double *r_kept = adc_array(n - 1, sizeof *r_kept);
    for (int i = n - 2; i >= 0; i--) {
        r_kept[i] = r;
        /* horner.c:8: r = r * x + c[i]; */
        r = r * x + c[i];
    }

    /* horner.c:9: return r; */
    double r_adj = return_adj;
    double x_sum = 0.0;
    for (int i = 0; i <= n - 2; i++) {
        /* horner.c:8: r = r * x + c[i]; */
        x_sum += r_adj * r_kept[i];
        c_adj[i] += r_adj;
        r_adj *= x;
    }
    adc_free(r_kept);
    /* horner.c:6: double r = c[n - 1]; */
    c_adj[n - 1] += r_adj;
    *x_adj += x_sum;
    return r;
}
