/* autograd.h: the functions of the document. */
#ifndef AUTOGRAD_H
#define AUTOGRAD_H

#include "real.h"
#include <adc/adc.h>

/* 2 x^4 + x^3 + 3 x^2 + 5 x + 1 */
ADC_GRADIENT()
real polynomial(real x);

/* 3 x^2 - 4 x, always in double: differences need the digits. */
ADC_GRADIENT()
double parabola(double x);

/* xT x */
ADC_ADJOINT(wrt(x))
real dot(int n, const real x[n]);

ADC_ADJOINT(wrt(x))
real sum(int n, const real x[n]);

/* y = x * x, element by element. */
ADC_ADJOINT(wrt(x), of(y), noalias)
void square(int n, const real x[n], real y[n]);

/* Q = 3 a^3 - b^2, element by element. */
ADC_ADJOINT(wrt(a, b), of(Q), noalias)
ADC_JACOBIAN(wrt(a, b), of(Q), noalias)
void cubes(int n, const real a[n], const real b[n], real Q[n]);

#endif
