#include "softmax.adc.h"
#include <adc/tape.h>
#include <math.h>

/* softmax.c:6, adjoint, wrt(x, y), of(y).
   Consumes y_adj[n]: on return the adjoint of y before the call. Adds to x_adj[n]. Leaves y[n]
   as softmax does. Keeps n doubles. */
void softmax_adjoint(int n, const double x[restrict n], double y[restrict n],
                     double x_adj[restrict n], double y_adj[restrict n])
{
    /* softmax.c:8: double max = x[0]; */
    double max = x[0];
    int max_from = 0;
    for (int i = 1; i < n; i++)
        if (x[i] > max) {
            max_from = i;
            /* softmax.c:11: max = x[i]; */
            max = x[i];
        }
    double sum = 0.0;
    double *exp_kept = adc_array(n, sizeof *exp_kept);
    for (int i = 0; i < n; i++) {
        exp_kept[i] = exp(x[i] - max);
        /* softmax.c:14: y[i] = exp(x[i] - max); */
        y[i] = exp_kept[i];
        /* softmax.c:15: sum += y[i]; */
        sum += y[i];
    }
    /* softmax.c:18: y[i] /= sum; */
    for (int i = 0; i < n; i++)
        y[i] /= sum;

    double sum_adj = 0.0;
    for (int i = 0; i < n; i++) {
        /* softmax.c:18: y[i] /= sum; */
        const double factor = 1.0 / sum;
        sum_adj -= y_adj[i] * factor * y[i];
        y_adj[i] *= factor;
    }
    double max_adj = 0.0;
    for (int i = 0; i < n; i++) {
        const double exp_then = exp_kept[i];
        /* softmax.c:15: sum += y[i]; */
        y_adj[i] += sum_adj;
        /* softmax.c:14: y[i] = exp(x[i] - max); */
        const double diff_adj = y_adj[i] * exp_then;
        x_adj[i] += diff_adj;
        max_adj -= diff_adj;
        y_adj[i] = 0.0;
    }
    adc_free(exp_kept);
    /* softmax.c:11: max = x[i]; */
    x_adj[max_from] += max_adj;
}

/* softmax.c:6, tangent, wrt(x, y), of(y).
   Updates y_tan[n]: on return the tangent of y after the call. x_tan[n] is the direction. Leaves
   y[n] as softmax does. */
void softmax_tangent(int n, const double x[restrict n], double y[restrict n],
                     const double x_tan[restrict n], double y_tan[restrict n])
{
    /* softmax.c:8: double max = x[0]; */
    double max_tan = x_tan[0];
    double max = x[0];
    for (int i = 1; i < n; i++)
        if (x[i] > max) {
            /* softmax.c:11: max = x[i]; */
            max_tan = x_tan[i];
            max = x[i];
        }
    double sum_tan = 0.0;
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        /* softmax.c:14: y[i] = exp(x[i] - max); */
        const double exp_value = exp(x[i] - max);
        y_tan[i] = exp_value * (x_tan[i] - max_tan);
        y[i] = exp_value;
        /* softmax.c:15: sum += y[i]; */
        sum_tan += y_tan[i];
        sum += y[i];
    }
    for (int i = 0; i < n; i++) {
        /* softmax.c:18: y[i] /= sum; */
        const double quot = y[i] / sum;
        y_tan[i] = (y_tan[i] - quot * sum_tan) / sum;
        y[i] = quot;
    }
}
