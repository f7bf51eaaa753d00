/* Loops that take few elements of a large array, which the loop around overwrites: these are kept, not the array. */
// lacks: memcpy\(.*\bj\b
#include "grad.h"
#include <math.h>

enum { ROWS = 70, COLUMNS = 18 };

static double columns_start(int i, int j, int n, const double *x)
{
    return (i == j ? 2.0 : 0.0) + 0.3 * x[(i + 2 * j) % n] * cos(i - 0.5 * j);
}

//@ columns_of_a_flat_array
KINDS()
double columns_of_a_flat_array(int n, const double x[n])
{
    double a[ROWS * COLUMNS], s = 0.0;
    for (int i = 0; i < ROWS; i++)
        for (int j = 0; j < COLUMNS; j++)
            a[i * COLUMNS + j] = columns_start(i, j, n, x);
    for (int j = 1; j < COLUMNS; j++) {
        double d = 0.0;
        for (int i = 0; i < ROWS; i++)
            d += a[i * COLUMNS] * a[i * COLUMNS + j];
        for (int i = 0; i < ROWS; i++)
            a[i * COLUMNS + j] -= 0.1 * d * a[i * COLUMNS];
        s += sin(d);
    }
    return s;
}
SCALAR(columns_of_a_flat_array, 0.9, -0.4, 0.7)

//@ columns_of_rows
KINDS()
double columns_of_rows(int n, const double x[n])
{
    double a[ROWS][COLUMNS], s = 0.0;
    for (int i = 0; i < ROWS; i++)
        for (int j = 0; j < COLUMNS; j++)
            a[i][j] = columns_start(i, j, n, x);
    for (int j = 1; j < COLUMNS; j++) {
        double d = 0.0;
        for (int i = 0; i < ROWS; i++)
            d += a[i][j - 1] * a[i][j];
        for (int i = 0; i < ROWS; i++)
            a[i][j] -= 0.1 * d * a[i][j - 1];
        s += sin(d);
    }
    return s;
}
SCALAR(columns_of_rows, 0.9, -0.4, 0.7)

//@ columns_row_by_row
/* A row is a part of the array too. */
KINDS()
double columns_row_by_row(int n, const double x[n])
{
    double a[COLUMNS][ROWS], s = 0.0;
    for (int j = 0; j < COLUMNS; j++)
        for (int i = 0; i < ROWS; i++)
            a[j][i] = columns_start(i, j, n, x);
    for (int j = 1; j < COLUMNS; j++) {
        double d = 0.0;
        for (int i = 0; i < ROWS; i++)
            d += a[j - 1][i] * a[j][i];
        for (int i = 0; i < ROWS; i++)
            a[j][i] -= 0.1 * d * a[j - 1][i];
        s += sin(d);
    }
    return s;
}
SCALAR(columns_row_by_row, 0.9, -0.4, 0.7)

//@ columns_reflected
/* Householder's method: each column is read where the loop around has not been before. */
KINDS()
double columns_reflected(int n, const double x[n])
{
    double a[ROWS * COLUMNS], s = 0.0;
    for (int i = 0; i < ROWS; i++)
        for (int j = 0; j < COLUMNS; j++)
            a[i * COLUMNS + j] = columns_start(i, j, n, x);
    for (int k = 0; k < 3; k++) {
        double v[ROWS], vv = 0.0;
        for (int i = k; i < ROWS; i++) {
            v[i] = a[i * COLUMNS + k] + (i == k);
            vv += v[i] * v[i];
        }
        for (int j = k; j < COLUMNS; j++) {
            double d = 0.0;
            for (int i = k; i < ROWS; i++)
                d += v[i] * a[i * COLUMNS + j];
            d = 2.0 * d / vv;
            for (int i = k; i < ROWS; i++)
                a[i * COLUMNS + j] -= d * v[i];
        }
        s += sin(a[k * COLUMNS + k]);
    }
    return s + a[5 * COLUMNS + 4];
}
SCALAR(columns_reflected, 0.9, -0.4, 0.7)
