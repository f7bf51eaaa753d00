/* multivariable.c: the primals. */
#include "multivariable.h"

#include <math.h>

real log_sum(real x, real y)
{
    return log(exp(x) + exp(y));
}

real quartic(real x)
{
    return 3 * x * x * x * x - 4 * x * x * x - 12 * x * x;
}

static real squared(real t)
{
    return t * t;
}

void chain_ab(const real in[4], real ab[2])
{
    ab[0] = squared(in[0] + in[1] + in[2] + in[3]);
    ab[1] = squared(in[0] + in[1] - in[2] - in[3]);
}

void chain_uv(const real ab[2], real uv[2])
{
    uv[0] = squared(ab[0] + ab[1]);
    uv[1] = squared(ab[0] - ab[1]);
}

real chain_f(const real uv[2])
{
    return squared(uv[0] + uv[1]);
}

real chain_f_of_ab(const real ab[2])
{
    real uv[2];
    chain_uv(ab, uv);
    return chain_f(uv);
}

real chain(const real in[4])
{
    real ab[2];
    chain_ab(in, ab);
    return chain_f_of_ab(ab);
}

real quadratic(int n, real a, const real b[n], const real C[n][n], const real x[n])
{
    real value = a;
    for (int i = 0; i < n; i++) {
        value += b[i] * x[i];
        for (int j = 0; j < n; j++)
            value += x[i] * C[i][j] * x[j];
    }
    return value;
}

real hill(const real p[2])
{
    return p[0] * exp(-p[0] * p[0] - p[1] * p[1]);
}

real beta_x(int n, const real beta[n], const real x[n])
{
    real sum = 0;
    for (int i = 0; i < n; i++)
        sum += beta[i] * x[i];
    return sum;
}

real x_beta(int n, const real x[n], const real beta[n])
{
    real sum = 0;
    for (int i = 0; i < n; i++)
        sum += x[i] * beta[i];
    return sum;
}

real x_a_x(int n, const real A[n][n], const real x[n])
{
    real sum = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            sum += x[i] * A[i][j] * x[j];
    return sum;
}

real factorisation(int n, int m, int r, const real X[n][m], const real U[n][r], const real V[r][m])
{
    real sum = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++) {
            real rest = X[i][j];
            for (int k = 0; k < r; k++)
                rest -= U[i][k] * V[k][j];
            sum += rest * rest;
        }
    return sum;
}

real length(int n, const real v[n])
{
    real squares = 0;
    for (int i = 0; i < n; i++)
        squares += v[i] * v[i];
    return sqrt(squares);
}

real saddle(real x, real y)
{
    return x * x * y + x * y * y;
}

real g(const real p[2])
{
    return squared(p[0] - 1) + 2 * squared(p[1] + p[0]);
}

real h(const real p[2])
{
    return exp(p[0] + p[1]) + squared(p[1] - 1);
}

real g_plus_h(const real p[2])
{
    return g(p) + h(p);
}
