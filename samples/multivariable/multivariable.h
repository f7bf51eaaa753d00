/* multivariable.h: the functions of the document. */
#ifndef MULTIVARIABLE_H
#define MULTIVARIABLE_H

#include "real.h"
#include <adc/adc.h>

/* L(x, y) = log(e^x + e^y) */
ADC_GRADIENT()
real log_sum(real x, real y);

/* 3x^4 - 4x^3 - 12x^2 */
ADC_GRADIENT()
ADC_HESSIAN()
real quartic(real x);

/* The chain: f of (u, v) = uv, which is of (a, b) = ab, which is of (w, x, y, z) = in. */
ADC_JACOBIAN(wrt(in), of(ab), noalias)
void chain_ab(const real in[4], real ab[2]);
ADC_JACOBIAN(wrt(ab), of(uv), noalias)
void chain_uv(const real ab[2], real uv[2]);
ADC_GRADIENT(wrt(uv))
real chain_f(const real uv[2]);
ADC_GRADIENT(wrt(ab))
real chain_f_of_ab(const real ab[2]);
ADC_GRADIENT(wrt(in))
real chain(const real in[4]);

/* a + bT x + xT C x */
ADC_GRADIENT(wrt(x))
ADC_HESSIAN(wrt(x))
real quadratic(int n, real a, const real b[n], const real C[n][n], const real x[n]);

/* x e^(-x^2 - y^2) of p = (x, y) */
ADC_GRADIENT(wrt(p))
ADC_HESSIAN(wrt(p))
real hill(const real p[2]);

/* betaT x and xT beta */
ADC_GRADIENT(wrt(x))
real beta_x(int n, const real beta[n], const real x[n]);
ADC_GRADIENT(wrt(x))
real x_beta(int n, const real x[n], const real beta[n]);

/* xT A x */
ADC_GRADIENT(wrt(x))
real x_a_x(int n, const real A[n][n], const real x[n]);

/* ||X - U V||^2 */
ADC_GRADIENT(wrt(V))
real factorisation(int n, int m, int r, const real X[n][m], const real U[n][r], const real V[r][m]);

/* ||v|| */
ADC_GRADIENT(wrt(v))
real length(int n, const real v[n]);

/* x^2 y + x y^2 */
ADC_GRADIENT()
ADC_HESSIAN()
real saddle(real x, real y);

/* f = g + h */
ADC_GRADIENT(wrt(p))
real g(const real p[2]);
ADC_GRADIENT(wrt(p))
real h(const real p[2]);
ADC_GRADIENT(wrt(p))
ADC_HESSIAN(wrt(p))
real g_plus_h(const real p[2]);

#endif
