/* factor.c: the primal. Products go through the matrix type, the rest is plain C. */
#include "factor.h"

double distance(Matrix X, Matrix U, Matrix V)
{
    Matrix P = matrix_multiply(U, V);
    double sum = 0.0;
    for (int i = 0; i < X.rows * X.columns; i++)
        sum += (X.a[i] - P.a[i]) * (X.a[i] - P.a[i]);
    return sum;
}
