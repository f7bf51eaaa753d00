/* Loops that read an array which they also write: what no later write can hit is read again, and nothing is kept. */
// lacks: adc_push|adc_pop|_kept
#include "grad.h"
#include <math.h>

//@ apart_lu
KINDS_INPLACE()
void apart_lu(int n, double y[n])
{
    double A[3][3] = {{4.0, y[0], y[1]}, {y[2], 5.0, y[3]}, {y[4], y[5], 6.0}};
    for (int k = 0; k < 3; k++)
        for (int i = k + 1; i < 3; i++) {
            A[i][k] /= A[k][k];
            for (int j = k + 1; j < 3; j++)
                A[i][j] -= A[i][k] * A[k][j];
        }
    for (int i = 0; i < n; i++)
        y[i] = A[(i + 1) / 3][(i + 1) % 3];
}
INPLACE(apart_lu, 0.3, -0.7, 1.2, 0.4, 0.9, -0.2)

//@ apart_flat_cholesky
KINDS_INPLACE()
void apart_flat_cholesky(int n, double y[n])
{
    double a[9] = {3.0 + y[0], 0, 0, y[1], 4.0 + y[2], 0, y[3], y[4], 5.0 + y[5]};
    const int m = 3;
    for (int j = 0; j < m; j++) {
        double s = a[j * m + j];
        for (int k = 0; k < j; k++)
            s -= a[j * m + k] * a[j * m + k];
        a[j * m + j] = sqrt(s);
        for (int i = j + 1; i < m; i++) {
            double t = a[i * m + j];
            for (int k = 0; k < j; k++)
                t -= a[i * m + k] * a[j * m + k];
            a[i * m + j] = t / a[j * m + j];
        }
    }
    for (int i = 0; i < n; i++)
        y[i] = a[i + 3] * a[i + 2];
}
INPLACE(apart_flat_cholesky, 0.3, -0.7, 1.2, 0.4, 0.9, -0.2)

//@ apart_unknown_stride
ADC_ADJOINT()
void apart_unknown_stride(int n, double *restrict y)
{
    for (int j = 0; j < n; j++)
        for (int i = j + 1; i < n; i++) {
            y[i * n + j] /= y[j * n + j];
            for (int k = j + 1; k < n; k++)
                y[i * n + k] -= y[i * n + j] * y[j * n + k];
        }
}
#ifdef TEST_MAIN
TEST(apart_unknown_stride)
{
    double y[4] = {0.5, 2.0, 3.0, 4.0}, g[4] = {0, 0, 0, 1.0};
    apart_unknown_stride_adjoint(2, y, g); /* y3 - y2 / y0 y1 */
    CHECK_EXACT(y[3], -8.0);
    CHECK_EXACT(g[0], 24.0);
    CHECK_EXACT(g[1], -6.0);
    CHECK_EXACT(g[2], -4.0);
    CHECK_EXACT(g[3], 1.0);
}
#endif

//@ apart_rows_by_pointer
KINDS_INPLACE()
void apart_rows_by_pointer(int n, double y[n])
{
    for (int i = 1; i < n / 2; i++) {
        double *row = y + 2 * i;
        const double *above = y + 2 * (i - 1);
        for (int j = 0; j < 2; j++)
            row[j] += above[j] * above[1 - j];
    }
}
INPLACE(apart_rows_by_pointer, 0.3, -0.7, 1.2, 0.4, 0.9, -0.2)

//@ apart_back_substitution
KINDS_INPLACE()
void apart_back_substitution(int n, double y[n])
{
    for (int i = n - 2; i >= 0; i--)
        for (int j = i + 1; j < n; j++)
            y[i] -= y[j] * y[j] / (i + j);
}
INPLACE(apart_back_substitution, 0.3, -0.7, 1.2, 0.4, 0.9)

//@ apart_every_other
KINDS_INPLACE()
void apart_every_other(int n, double y[n])
{
    for (int sweep = 0; sweep < 1; sweep++)
        for (int i = 1; i < n - 1; i += 2) {
            const int left = i - 1, right = left + 2;
            y[i] += y[left] * y[right];
        }
}
INPLACE(apart_every_other, 0.3, -0.7, 1.2, 0.4, 0.9, -0.2)
