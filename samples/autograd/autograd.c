/* autograd.c: the primals. */
#include "autograd.h"

#include <math.h>

real polynomial(real x)
{
    return 2 * pow(x, 4) + pow(x, 3) + 3 * pow(x, 2) + 5 * x + 1;
}

double parabola(double x)
{
    return 3 * x * x - 4 * x;
}

real dot(int n, const real x[n])
{
    real result = 0;
    for (int i = 0; i < n; i++)
        result += x[i] * x[i];
    return result;
}

real sum(int n, const real x[n])
{
    real result = 0;
    for (int i = 0; i < n; i++)
        result += x[i];
    return result;
}

void square(int n, const real x[n], real y[n])
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
}

void cubes(int n, const real a[n], const real b[n], real Q[n])
{
    for (int i = 0; i < n; i++)
        Q[i] = 3 * a[i] * a[i] * a[i] - b[i] * b[i];
}
