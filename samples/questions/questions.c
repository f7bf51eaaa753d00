/* questions.c: the primals. */
#include "questions.h"

#include <math.h>

void sines(int n, const real x[n], real y[n])
{
    for (int i = 0; i < n; i++)
        y[i] = sin(x[i]);
}

real twice_square(int n, const real x[n])
{
    real sum = 0;
    for (int i = 0; i < n; i++)
        sum += x[i] * x[i];
    return 2 * sum;
}

real chain(int n, const real x[n])
{
    real sum = 0;
    for (int i = 0; i + 1 < n; i++)
        sum += sin(x[i]) * x[i + 1];
    return sum;
}

static real norm(int n, const real b[n])
{
    real squares = 0;
    for (int i = 0; i < n; i++)
        squares += b[i] * b[i];
    return sqrt(squares);
}

real control_flow(int n, const real a[n])
{
    real b[n], sum = 0;
    for (int i = 0; i < n; i++)
        b[i] = 2 * a[i];
    while (norm(n, b) < 1000)
        for (int i = 0; i < n; i++)
            b[i] = 2 * b[i];
    for (int i = 0; i < n; i++)
        sum += b[i];
    return sum > 0 ? sum : 100 * sum;
}
