#include "series.h"
#include "series.adc.h"
#include <adc/tape.h>
#include <math.h>
#include <stdlib.h>

/* series.c:7, adjoint, wrt(p, x), of(return).
   Adds to *p_adj with what its members point to, *x_adj; return_adj is the seed. Returns
   energy(p, x). */
double energy_adjoint(const struct series *p, double x, struct series *p_adj, double *x_adj,
                      double return_adj)
{
    adc_tape tape;
    adc_tape_init(&tape);
    double *b = malloc(p->n * sizeof *b);
    double *b_adj = adc_zeroed(p->n, sizeof *b);

    double result;
    double x_sum = 0.0;
    if (!b) {
        result = NAN;
    } else {
        /* series.c:12: b[0] = p->c[0]; */
        b[0] = p->c[0];
        /* series.c:14: b[i] = x * b[i - 1] + p->c[i]; */
        for (int i = 1; i < p->n; i++)
            b[i] = x * b[i - 1] + p->c[i];
        double s = 0.0;
        /* series.c:17: s += b[i] * b[p->n - 1 - i]; */
        for (int i = 0; i < p->n; i++)
            s += b[i] * b[p->n - 1 - i];
        adc_free_later(&tape, b);
        /* series.c:19: return s; */
        result = s;
        for (int i = 0; i < p->n; i++) {
            /* series.c:17: s += b[i] * b[p->n - 1 - i]; */
            b_adj[i] += return_adj * b[p->n - 1 - i];
            b_adj[p->n - 1 - i] += return_adj * b[i];
        }
        for (int i = p->n > 1 ? p->n - 1 : 0; i >= 1; i--) {
            /* series.c:14: b[i] = x * b[i - 1] + p->c[i]; */
            x_sum += b_adj[i] * b[i - 1];
            b_adj[i - 1] += b_adj[i] * x;
            p_adj->c[i] += b_adj[i];
            b_adj[i] = 0.0;
        }
        /* series.c:12: b[0] = p->c[0]; */
        p_adj->c[0] += b_adj[0];
    }
    adc_free(b_adj);
    adc_tape_end(&tape);
    *x_adj += x_sum;
    return result;
}
