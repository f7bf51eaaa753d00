/* Nests in a loop around that overwrites their arrays: what a nest has read and leaves alone is kept once, behind it. */
// lacks: adc_push|adc_pop
#include "grad.h"
#include <math.h>
#include <stdlib.h>

//@ behind_cholesky_that_may_fail
static int behind_factor(int m, double *a)
{
    for (int j = 0; j < m; j++) {
        double d = a[j * m + j];
        for (int k = 0; k < j; k++)
            d -= a[j * m + k] * a[j * m + k];
        if (d <= 0)
            return -1;
        a[j * m + j] = sqrt(d);
        for (int i = j + 1; i < m; i++) {
            double s = a[i * m + j];
            for (int k = 0; k < j; k++)
                s -= a[i * m + k] * a[j * m + k];
            a[i * m + j] = s / a[j * m + j];
        }
    }
    return 0;
}

KINDS_INPLACE()
void behind_cholesky_that_may_fail(int n, double y[n])
{
    double *a = malloc(9 * sizeof *a);
    for (int t = 0; t < 3; t++) {
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                a[i * 3 + j] = (i == j) * (t < 2 ? 3.0 : -9.0) + y[(i + j + t) % n] * y[(i * j) % n];
        if (behind_factor(3, a))
            y[0] += 0.5 * a[3] * y[1];
        for (int i = 0; i < n; i++)
            y[i] += 0.1 * a[(2 * i) % 9];
    }
    free(a);
}
INPLACE(behind_cholesky_that_may_fail, 0.3, -0.7, 1.2, 0.4)

//@ behind_triangular_solve
KINDS_INPLACE()
void behind_triangular_solve(int n, double y[n])
{
    double l[3][3], w[9];
    for (int t = 0; t < 3; t++) {
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                l[i][j] = i == j ? 2.0 + y[i % n] * y[i % n] : 0.3 * y[(i + j) % n];
        for (int j = 0; j < 3; j++)
            for (int i = 0; i < 3; i++) {
                double v = y[(i * 3 + j) % n];
                for (int k = 0; k < i; k++)
                    v -= l[i][k] * w[k * 3 + j];
                w[i * 3 + j] = v / l[i][i];
            }
        for (int i = 0; i < n; i++)
            y[i] = 0.5 * y[i] + w[i] * w[i + 4];
    }
}
INPLACE(behind_triangular_solve, 0.3, -0.7, 1.2, 0.4)

//@ behind_overwritten_in_the_nest
/* w[0] is overwritten in each iteration, w[k] with k > i later: neither is behind the nest what it was. */
KINDS_INPLACE()
void behind_overwritten_in_the_nest(int n, double y[n])
{
    double w[4] = {1.0, 2.0, 3.0, 4.0};
    for (int t = 0; t < 2; t++) {
        for (int i = 0; i < 4; i++)
            for (int k = 0; k < 4; k++) {
                y[k] += 0.1 * w[0] * w[0] * w[k] + sin(w[i]);
                w[0] = cos(y[i]);
                w[i] = 0.5 * w[i] * y[k];
            }
        w[t] = 0.0;
    }
}
INPLACE(behind_overwritten_in_the_nest, 0.3, -0.7, 1.2, 0.4)

//@ behind_in_a_branch
KINDS_INPLACE()
void behind_in_a_branch(int n, double y[n])
{
    double u[4] = {1.0, 0.5, 0.25, 0.75};
    for (int t = 0; t < 4; t++) {
        if (t % 2) {
            for (int i = 1; i < 4; i++)
                for (int k = 0; k < i; k++)
                    u[i] += u[k] * u[k] * y[k];
        } else {
            for (int i = 3; i-- > 0;)
                for (int k = 3; k > i; k--)
                    u[i] -= 0.1 * u[k] * u[k] * y[k];
        }
        for (int i = 0; i < n; i++)
            y[i] = sin(y[i] + u[i] * u[i]);
        u[t] = y[t];
    }
}
INPLACE(behind_in_a_branch, 0.3, -0.7, 1.2, 0.4)
