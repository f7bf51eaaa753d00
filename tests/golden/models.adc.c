#include <math.h>

enum kind { LINE, GROWTH, PEAK };

#include "models.adc.h"

/* models.c:7, adjoint, wrt(x, p), of(return).
   Adds to *x_adj, p_adj[3]; return_adj is the seed. Returns model(kind, x, p). */
double model_adjoint(enum kind kind, double x, const double p[3], double *restrict x_adj,
                     double p_adj[restrict 3], double return_adj)
{
    double x_sum = 0.0;
    double result;
    switch (kind) {
    case LINE:
        /* models.c:11: return p[0] * x + p[1]; */
        result = p[0] * x + p[1];
        p_adj[0] += return_adj * x;
        x_sum += return_adj * p[0];
        p_adj[1] += return_adj;
        break;
    case GROWTH: {
        const double exp_kept = exp(p[1] * x);
        /* models.c:13: return p[0] * exp(p[1] * x); */
        result = p[0] * exp_kept;
        const double prod_adj = return_adj * p[0] * exp_kept;
        p_adj[0] += return_adj * exp_kept;
        p_adj[1] += prod_adj * x;
        x_sum += prod_adj * p[1];
        break;
    }
    case PEAK: {
        /* models.c:15: double t = (x - p[0]) / p[1]; */
        double t = (x - p[0]) / p[1];
        const double exp_kept = exp(-t * t);
        /* models.c:16: return p[2] * exp(-t * t); */
        result = p[2] * exp_kept;
        const double prod_adj = return_adj * p[2] * exp_kept;
        p_adj[2] += return_adj * exp_kept;
        /* models.c:15: double t = (x - p[0]) / p[1]; */
        const double num_adj = -2.0 * prod_adj * t / p[1];
        x_sum += num_adj;
        p_adj[0] -= num_adj;
        p_adj[1] -= num_adj * t;
        break;
    }
    default:
        /* models.c:19: return 0.0; */
        result = 0.0;
        break;
    }
    *x_adj += x_sum;
    return result;
}
