/* jacobians.c: the primals. */
#include "jacobians.h"

#include <math.h>

void inner(int n, const real x[1][n], const real y[1][n], real z[1][1])
{
    z[0][0] = 0;
    for (int i = 0; i < n; i++)
        z[0][0] += x[0][i] * y[0][i];
}

void square(int n, const real x[1][n], real y[1][n])
{
    for (int i = 0; i < n; i++)
        y[0][i] = x[0][i] * x[0][i];
}

void scale(int n, real a, const real x[1][n], real y[1][n])
{
    for (int i = 0; i < n; i++)
        y[0][i] = a * x[0][i];
}

void matmul(int n, int m, int p, const real A[n][m], const real B[m][p], real C[n][p])
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < p; j++) {
            C[i][j] = 0;
            for (int k = 0; k < m; k++)
                C[i][j] += A[i][k] * B[k][j];
        }
}

void layer(int rows, int n, const real W[n][n], const real x[rows][n], real y[rows][n])
{
    for (int b = 0; b < rows; b++)
        for (int i = 0; i < n; i++) {
            real sum = 0;
            for (int j = 0; j < n; j++)
                sum += W[i][j] * x[b][j];
            y[b][i] = tanh(sum);
        }
}
