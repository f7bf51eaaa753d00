#include "riccati.adc.h"
#include <adc/tape.h>

/* riccati.c:4, gradient, wrt(a, b), of(return).
   Overwrites *a_grad, *b_grad. Returns riccati(n, h, a, b). Keeps n doubles. */
double riccati_gradient(int n, double h, double a, double b, double *a_grad, double *b_grad)
{
    double x = 1.0;
    double *x_kept = adc_array(n, sizeof *x_kept);
    for (int i = 0; i < n; i++) {
        x_kept[i] = x;
        /* riccati.c:8: x += h * (a - b * x * x); */
        x += h * (a - b * x * x);
    }

    /* riccati.c:9: return x; */
    double x_adj = 1.0;
    double a_adj = 0.0;
    double b_adj = 0.0;
    for (int i = n > 0 ? n - 1 : -1; i >= 0; i--) {
        const double x_then = x_kept[i];
        /* riccati.c:8: x += h * (a - b * x * x); */
        const double factor = -h * x_then;
        a_adj += x_adj * h;
        b_adj += x_adj * factor * x_then;
        x_adj *= 1.0 + factor * b - h * b * x_then;
    }
    adc_free(x_kept);
    *a_grad = a_adj;
    *b_grad = b_adj;
    return x;
}
