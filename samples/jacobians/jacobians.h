/* jacobians.h: the products of the document, and a layer that works row by row. */
#ifndef JACOBIANS_H
#define JACOBIANS_H

#include "real.h"
#include <adc/adc.h>

/* z = x yT for two matrices of one row. */
ADC_JACOBIAN(wrt(x, y), of(z), noalias)
ADC_ADJOINT(wrt(x, y), of(z), noalias)
void inner(int n, const real x[1][n], const real y[1][n], real z[1][1]);

/* y = x * x, element by element. */
ADC_JACOBIAN(wrt(x), of(y), noalias)
ADC_ADJOINT(wrt(x), of(y), noalias)
void square(int n, const real x[1][n], real y[1][n]);

/* y = a x for a number a. */
ADC_JACOBIAN(wrt(x), of(y), noalias)
ADC_ADJOINT(wrt(x), of(y), noalias)
void scale(int n, real a, const real x[1][n], real y[1][n]);

/* C = A B. */
ADC_JACOBIAN(wrt(A, B), of(C), noalias)
ADC_ADJOINT(wrt(A, B), of(C), noalias)
void matmul(int n, int m, int p, const real A[n][m], const real B[m][p], real C[n][p]);

/* y[b,:] = tanh(W x[b,:]) for each row b. */
ADC_JACOBIAN(wrt(x), of(y), noalias, name(layer_whole))
ADC_JACOBIAN(wrt(x), of(y), noalias, batch(rows))
ADC_ADJOINT(wrt(x), of(y), noalias)
void layer(int rows, int n, const real W[n][n], const real x[rows][n], real y[rows][n]);

#endif
