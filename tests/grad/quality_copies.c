/* Whole arrays are copied before loops that read them all, not before those that read a column, a row, a band or a few elements. */
#include "grad.h"
#include <math.h>

//@ columns
/* Householder's method: each reflection reads and changes one column after the other. */
// alone
// lacks: memcpy[^;]*\bA,
ADC_GRADIENT(wrt(x))
double columns(int m, int n, const double x[m])
{
    double A[m][n], v[m], e = 0;
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++)
            A[i][j] = sin(x[i] * (j + 1)) + (i == j ? 2 : 0);
    for (int k = 0; k < n; k++) {
        double s = 0, vv = 0;
        for (int i = k; i < m; i++)
            s += A[i][k] * A[i][k];
        for (int i = k; i < m; i++)
            v[i] = A[i][k];
        v[k] += sqrt(s);
        for (int i = k; i < m; i++)
            vv += v[i] * v[i];
        for (int j = k; j < n; j++) {
            double d = 0;
            for (int i = k; i < m; i++)
                d += v[i] * A[i][j];
            for (int i = k; i < m; i++)
                A[i][j] -= 2 * d / vv * v[i];
        }
    }
    for (int k = 0; k < n; k++)
        e += A[k][k] * A[k][n - 1];
    return e;
}
#ifdef TEST_MAIN
TEST(columns)
{
    double x[] = {0.3, 1.7, -0.4, 1.1, 0.6}, grad[5];
    columns_gradient(5, 3, x, grad);
    for (int i = 0; i < 5; i++)
        CHECK_CLOSE(grad[i], DIFF(x[i], columns(5, 3, x)), 1e-9);
}
#endif

//@ rows_of_a_sparse_matrix
/* Gauss-Seidel: a row reads a few elements, the next one changes another. */
// alone
// lacks: memcpy
ADC_GRADIENT(wrt(b))
double rows_of_a_sparse_matrix(int n, const int row[n + 1], const int col[], const double b[n])
{
    double x[n], e = 0;
    for (int i = 0; i < n; i++)
        x[i] = 0.1 * i;
    for (int i = 0; i < n; i++) {
        double s = b[i];
        for (int k = row[i]; k < row[i + 1]; k++)
            s -= 0.2 * x[col[k]] * x[col[k]] * x[i];
        x[i] = s / 2;
    }
    for (int i = 0; i < n; i++)
        e += x[i] * x[i];
    return e;
}
#ifdef TEST_MAIN
TEST(rows_of_a_sparse_matrix)
{
    const int row[] = {0, 2, 3, 3, 6}, col[] = {1, 3, 0, 0, 1, 2};
    double b[] = {0.3, 1.7, -0.4, 1.1}, grad[4];
    rows_of_a_sparse_matrix_gradient(4, row, col, b, grad);
    for (int i = 0; i < 4; i++)
        CHECK_CLOSE(grad[i], DIFF(b[i], rows_of_a_sparse_matrix(4, row, col, b)), 1e-9);
}
#endif

//@ three_of_many
/* Coordinates of one particle: the others' are not copied with them. */
// alone
// lacks: memcpy
ADC_GRADIENT(wrt(x))
double three_of_many(int n, const double x[3 * n])
{
    double y[3 * n], e = 0;
    for (int i = 0; i < 3 * n; i++)
        y[i] = x[i];
    for (int t = 0; t < 3; t++)
        for (int i = 0; i < n; i++) {
            double r = 0;
            for (int k = 0; k < 3; k++)
                r += y[3 * i + k] * y[3 * i + k];
            for (int k = 0; k < 3; k++)
                y[3 * i + k] *= 1 / (1 + r);
        }
    for (int i = 0; i < 3 * n; i++)
        e += y[i] * i;
    return e;
}
#ifdef TEST_MAIN
TEST(three_of_many)
{
    double x[] = {0.3, 1.7, -0.4, 1.1, 0.2, 0.5}, grad[6];
    three_of_many_gradient(2, x, grad);
    for (int i = 0; i < 6; i++)
        CHECK_CLOSE(grad[i], DIFF(x[i], three_of_many(2, x)), 1e-9);
}
#endif

//@ all_of_it
/* A product with a matrix reads all of the vector: one copy serves. */
// alone
// has: memcpy
ADC_GRADIENT(wrt(x))
double all_of_it(int n, const double A[n][n], const double x[n])
{
    double y[n], z[n], e = 0;
    for (int i = 0; i < n; i++)
        y[i] = x[i];
    for (int t = 0; t < 3; t++) {
        for (int i = 0; i < n; i++) {
            z[i] = 0.1;
            for (int j = 0; j < n; j++)
                z[i] += A[i][j] * y[j] * y[j];
        }
        for (int i = 0; i < n; i++)
            y[i] = z[i];
    }
    for (int i = 0; i < n; i++)
        e += y[i];
    return e;
}
#ifdef TEST_MAIN
TEST(all_of_it)
{
    double A[2][2] = {{0.3, 0.2}, {-0.5, 0.4}}, x[] = {0.3, 0.7}, grad[2];
    all_of_it_gradient(2, A, x, grad);
    for (int i = 0; i < 2; i++)
        CHECK_CLOSE(grad[i], DIFF(x[i], all_of_it(2, A, x)), 1e-9);
}
#endif
