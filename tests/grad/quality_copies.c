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

//@ no_shadow_of_lists_of_rows
// lacks: row_adj|column_adj
#include <stdlib.h>
static double minor_of(const double *restrict a, size_t n, size_t m, size_t *row, size_t *column)
{
    const size_t first = row[n];
    if (m == 1)
        return a[first * n + column[n]];
    double det = 0.0;
    size_t c = column[n], previous = n;
    row[n] = row[first];
    for (size_t j = 0; j < m; j++) {
        column[previous] = column[c];
        const double sub = a[first * n + c] * minor_of(a, n, m - 1, row, column);
        det += j % 2 ? -sub : sub;
        column[previous] = c;
        previous = c;
        c = column[c];
    }
    row[n] = first;
    return det;
}

ADC_GRADIENT(wrt(a), shape(a, n * n))
double no_shadow_of_lists_of_rows(size_t n, const double *a)
{
    size_t *row = malloc((n + 1) * sizeof *row), *column = malloc((n + 1) * sizeof *column);
    for (size_t i = 0; i < n; i++)
        row[i] = column[i] = i + 1;
    row[n] = column[n] = 0;
    const double det = minor_of(a, n, n, row, column);
    free(row);
    free(column);
    return det;
}
#ifdef TEST_MAIN
TEST(no_shadow_of_lists_of_rows)
{
    double a[9] = {2, -1, 0.5, 3, 1, -2, 0.25, 4, 1.5}, g[9];
    CHECK_CLOSE(no_shadow_of_lists_of_rows_gradient(3, a, g), 2 * (1 * 1.5 + 2 * 4) + (3 * 1.5 + 2 * 0.25) + 0.5 * (3 * 4 - 0.25), 1e-14);
    CHECK_CLOSE(g[0], 1 * 1.5 + 2 * 4, 1e-14); /* the cofactors */
    CHECK_CLOSE(g[5], -(2 * 4 + 1 * 0.25), 1e-14);
    CHECK_CLOSE(g[7], -(2 * -2 - 0.5 * 3), 1e-14);
}
#endif
