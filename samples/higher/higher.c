/* higher.c: the primals. */
#include "higher.h"

void apart(int n, const real x[n], const real y[n], real u[restrict n])
{
    for (int i = 0; i < n; i++)
        u[i] = 3 * x[i] * x[i] + 2 * x[i] * y[i] + y[i] * y[i];
}

void columns(int n, const real z[n][2], real u[restrict n])
{
    for (int i = 0; i < n; i++)
        u[i] = 3 * z[i][0] * z[i][0] + 2 * z[i][0] * z[i][1] + z[i][1] * z[i][1];
}

real total(int n, const real z[n][2])
{
    real u[n], sum = 0;
    columns(n, z, u);
    for (int i = 0; i < n; i++)
        sum += u[i];
    return sum;
}
