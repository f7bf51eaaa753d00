/* questions.h: the functions that people ask about. */
#ifndef QUESTIONS_H
#define QUESTIONS_H

#include "real.h"
#include <adc/adc.h>

/* y[i] = sin(x[i]), filled in element by element. */
ADC_ADJOINT(wrt(x), of(y), noalias)
ADC_JACOBIAN(wrt(x), of(y), noalias)
void sines(int n, const real x[n], real y[n]);

/* 2 xT x */
ADC_GRADIENT(wrt(x))
real twice_square(int n, const real x[n]);

/* A function whose second derivatives are asked for: the sum of sin(x[i]) x[i+1]. */
ADC_GRADIENT(wrt(x))
ADC_HESSIAN(wrt(x))
ADC_HVP(wrt(x))
real chain(int n, const real x[n]);

/* b = 2a; while (norm(b) < 1000) b = 2b; c = sum(b) > 0 ? b : 100 b; returns sum(c). For n = 1
   this is the document's function of a number. */
ADC_GRADIENT(wrt(a))
real control_flow(int n, const real a[n]);

#endif
