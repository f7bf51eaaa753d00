#ifndef HEATNL_ADC_H
#define HEATNL_ADC_H

#ifdef __cplusplus
extern "C" {
double f_gradient(int, int, const double *, double *);
}
#else

/* heatnl.c:1, gradient, wrt(x), of(return).
   Overwrites x_grad[1000]. Returns f(n, m, x). Keeps 2000 * m doubles. */
double f_gradient(int n, int m, const double *x, double *x_grad);

#endif

#endif
