/* higher.h: u = 3 x*x + 2 x*y + y*y, element by element, and what is asked of it. */
#ifndef HIGHER_H
#define HIGHER_H

#include "real.h"
#include <adc/adc.h>

/* Of two vectors. */
void apart(int n, const real x[n], const real y[n], real u[restrict n]);

/* Of the columns of one matrix. */
void columns(int n, const real z[n][2], real u[restrict n]);

/* The sum of u, of the columns of one matrix. */
ADC_HESSIAN(wrt(z))
real total(int n, const real z[n][2]);

/* An adjoint that is seeded with ones is the gradient of the sum of u. It is C as well, and is
   differentiated like any other: the adjoint of the adjoint. */
ADC_DERIVE(adjoint(apart), wrt(x), of(u), name(apart_x));
ADC_DERIVE(adjoint(apart_x), wrt(x), of(x_adj), name(apart_xx));
ADC_DERIVE(adjoint(apart), wrt(y), of(u), name(apart_y));
ADC_DERIVE(adjoint(apart_y), wrt(y), of(y_adj), name(apart_yy));
ADC_DERIVE(adjoint(columns), wrt(z), of(u), name(columns_z));
ADC_DERIVE(adjoint(columns_z), wrt(z), of(z_adj), name(columns_zz));

#endif
