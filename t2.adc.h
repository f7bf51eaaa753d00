#ifndef T2_ADC_H
#define T2_ADC_H

#ifdef __cplusplus
extern "C" {
double f_gradient(int, int, const double *, double *);
}
#else

/* t2.c:2, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns f(n, m, x). Keeps 2 * m pointers and 4 * m * (n - 1) doubles. */
double f_gradient(int n, int m, const double *x, double *x_grad);

#endif

#endif
