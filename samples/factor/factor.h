/* factor.h: functions of matrices that are differentiated. */
#ifndef FACTOR_H
#define FACTOR_H

#include "matrix.h"

/* ||X - U V||^2 */
ADC_GRADIENT(wrt(U, V), shape(U.a, U.rows *U.columns), shape(V.a, V.rows *V.columns))
ADC_TANGENT(wrt(U, V))
double distance(Matrix X, Matrix U, Matrix V);

#endif
