/* factors.c: how far u v is from x, a function of matrices, with its derivatives. */
#include "matrix.h"

ADC_GRADIENT(wrt(u, v), shape(u.at, u.rows * u.cols), shape(v.at, v.rows * v.cols))
ADC_HVP(wrt(v), shape(v.at, v.rows * v.cols))
ADC_HESSIAN(wrt(v), shape(v.at, v.rows * v.cols))
double distance(matrix x, matrix u, matrix v)
{
    matrix difference = product(u, v);
    add_scaled(&difference, -1, x);
    return inner(difference, difference);
}

/* As PyTorch's backward(seed) of a matrix, and the whole Jacobian. */
ADC_ADJOINT(wrt(u, v))
ADC_JACOBIAN(wrt(v), shape(v.at, v.rows * v.cols), shape(return.at, u.rows * v.cols))
matrix estimate(matrix u, matrix v)
{
    matrix uv = product(u, v);
    return uv;
}
