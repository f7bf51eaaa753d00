/* surface.h: a picture of x e^(-x^2 - y^2) and its best quadratic. */
#ifndef SURFACE_H
#define SURFACE_H

#include "real.h"

/* The quadratic has that value, gradient and Hessian at that place. Returns 0, or -1 where the
   file could not be written. */
int surface(const char *file, const real at[2], real value, const real grad[2],
            const real hess[2][2]);

#endif
