#ifndef BZ_ADC_H
#define BZ_ADC_H

#ifdef __cplusplus
extern "C" {
double f_gradient(int, const double *, double *);
}
#else

/* bz.c:4, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns f(n, x). */
double f_gradient(int n, const double *x, double *x_grad);

#endif

#endif
