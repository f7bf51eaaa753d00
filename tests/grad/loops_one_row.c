/* Steps between rows of one array that take turns: of u[t % 2] and u[(t + 1) % 2] each iteration reads one, which alone is kept, and
   writes the other, which the second run leaves out. Where it reads more, or the row may not be one, all of the array is kept. */
#include "grad.h"
#include <math.h>

//@ nonlinear_rows
// has: memcpy\(u_kept \+ [^;]* \* 20, u\[t % 2\], 20 \* sizeof\(double\)\);
KINDS()
double nonlinear_rows(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int t = 0; t < 5; t++)
        for (int i = 1; i < n - 1; i++)
            u[(t + 1) % 2][i] = u[t % 2][i] + 0.2 * (u[t % 2][i - 1] - 2.0 * u[t % 2][i] + u[t % 2][i + 1]) * (1.0 - 0.1 * u[t % 2][i]);
    for (int i = 0; i < n; i++)
        s += u[1][i] * u[1][i] * (i + 1) + u[0][i];
    return s;
}
SCALAR(nonlinear_rows, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ short_rows
/* No iteration of the inner loop. */
KINDS()
double short_rows(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int t = 0; t < 5; t++)
        for (int i = 1; i < n - 1; i++)
            u[(t + 1) % 2][i] = u[t % 2][i] + 0.2 * (u[t % 2][i - 1] - 2.0 * u[t % 2][i] + u[t % 2][i + 1]) * (1.0 - 0.1 * u[t % 2][i]);
    for (int i = 0; i < n; i++)
        s += u[1][i] * u[1][i] * (i + 1) + u[0][i];
    return s;
}
SCALAR(short_rows, 0.3, 0.9)

//@ masked_rows
/* An unsigned counter, rows of n elements. */
// has: memcpy\(u_kept \+ [^;]*, u\[t & 1\], [^;]*n \* sizeof\(double\)\);
KINDS()
double masked_rows(int n, const double x[n])
{
    double u[2][n], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (unsigned t = 3; t < 8; t++)
        for (int i = 1; i < n - 1; i++)
            u[(t + 1) & 1][i] = u[t & 1][i] * u[t & 1][i - 1] - 0.3 * u[t & 1][i] * u[t & 1][i + 1] * u[t & 1][i - 1];
    for (int i = 0; i < n; i++)
        s += u[1][i] * u[1][i] * (i + 1) + u[0][i];
    return s;
}
SCALAR(masked_rows, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ roots
/* What is written is what its derivative is made of. */
KINDS()
double roots(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int t = 0; t < 5; t++)
        for (int i = 1; i < n - 1; i++)
            u[(t + 1) % 2][i] = sqrt(1.0 + u[t % 2][i] * u[t % 2][i - 1] * u[t % 2][i - 1] * u[t % 2][i] +
                                     u[t % 2][i + 1] * u[t % 2][i + 1]);
    for (int i = 0; i < n; i++)
        s += u[0][i] * u[0][i] + u[1][i];
    return s;
}
SCALAR(roots, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ row_before
/* What was reads; a branch over it. */
// has: memcpy\(u_kept \+ [^;]* \* 20, u\[\(t - 1\) % 2\], 20 \* sizeof\(double\)\);
KINDS()
double row_before(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int t = 1; t < 6; t++)
        for (int i = 1; i < n - 1; i++)
            if (u[(t - 1) % 2][i] > 0.0)
                u[t % 2][i] = u[(t - 1) % 2][i] * u[(t - 1) % 2][i - 1] + u[(t - 1) % 2][i + 1] * u[(t - 1) % 2][i];
            else
                u[t % 2][i] = -u[(t - 1) % 2][i] * u[(t - 1) % 2][i + 1] * u[(t - 1) % 2][i - 1];
    for (int i = 0; i < n; i++)
        s += u[1][i] * u[1][i] * (i + 1) + u[0][i];
    return s;
}
SCALAR(row_before, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ grids
/* Rows of rows. */
// has: memcpy\(u_kept \+ [^;]* \* 36, u\[t % 2\], 36 \* sizeof\(double\)\);
KINDS()
double grids(int n, const double x[n])
{
    double u[2][9][4], s = 0.0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < 4; j++)
            u[0][i][j] = u[1][i][j] = x[i] + 0.1 * j * x[0];
    for (int t = 0; t < 4; t++)
        for (int i = 1; i < n - 1; i++)
            for (int j = 1; j < 3; j++)
                u[(t + 1) % 2][i][j] = u[t % 2][i][j] * (u[t % 2][i - 1][j] - u[t % 2][i + 1][j]) -
                                       u[t % 2][i][j] * u[t % 2][i][j - 1] * u[t % 2][i][j + 1];
    for (int i = 0; i < n; i++)
        s += u[0][i][1] * u[0][i][2] + u[1][i][2];
    return s;
}
SCALAR(grids, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ nested_rows
/* Steps within steps. */
KINDS()
double nested_rows(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int k = 0; k < 3; k++) {
        for (int t = 0; t < 4; t++)
            for (int i = 1; i < n - 1; i++)
                u[(t + 1) % 2][i] = u[t % 2][i] + 0.2 * (u[t % 2][i - 1] - 2.0 * u[t % 2][i] + u[t % 2][i + 1]) * (1.0 - 0.1 * u[t % 2][i]);
        u[0][k % n] += 0.1 * x[0];
    }
    for (int i = 0; i < n; i++)
        s += u[1][i] * u[1][i] * (i + 1) + u[0][i];
    return s;
}
SCALAR(nested_rows, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ two_rows_read
/* Two rows are read: all is kept, and nothing is written again. */
// has: memcpy\(u_kept \+ [^;]* \* 60, u, 60 \* sizeof\(double\)\);
KINDS()
double two_rows_read(int n, const double x[n])
{
    double u[3][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = u[2][i] = x[i] * (i + 1);
    for (int t = 1; t < 6; t++)
        for (int i = 1; i < n - 1; i++)
            u[(t + 1) % 3][i] = u[t % 3][i] * (u[t % 3][i - 1] - u[(t - 1) % 3][i]) * (1.0 + u[t % 3][i + 1]) * 0.3;
    for (int i = 0; i < n; i++)
        s += u[0][i] * u[1][i] + u[2][i];
    return s;
}
SCALAR(two_rows_read, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ one_row_alone
/* The row read is the one written. */
// has: memcpy\(u_kept \+ [^;]* \* 40, u, 40 \* sizeof\(double\)\);
KINDS()
double one_row_alone(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int t = 0; t < 4; t++)
        for (int i = 1; i < n - 1; i++)
            u[(t + 2) % 2][i] = u[t % 2][i - 1] * (0.3 - u[t % 2][i]) + 0.4 * u[t % 2][i + 1] * u[t % 2][i] * u[t % 2][i - 1];
    for (int i = 0; i < n; i++)
        s += u[1][i] * u[1][i] * (i + 1) + u[0][i];
    return s;
}
SCALAR(one_row_alone, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ edge_set
/* An element of the row read is set first. */
// has: memcpy\(u_kept \+ [^;]* \* 40, u, 40 \* sizeof\(double\)\);
KINDS()
double edge_set(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int t = 0; t < 5; t++) {
        u[t % 2][0] = u[t % 2][1] * u[t % 2][0];
        for (int i = 1; i < n - 1; i++)
            u[(t + 1) % 2][i] = u[t % 2][i] + 0.2 * (u[t % 2][i - 1] - 2.0 * u[t % 2][i] + u[t % 2][i + 1]) * (1.0 - 0.1 * u[t % 2][i]);
    }
    for (int i = 0; i < n; i++)
        s += u[1][i] * u[1][i] * (i + 1) + u[0][i];
    return s;
}
SCALAR(edge_set, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ sum_of_both
/* What has been written is read. */
// has: memcpy\(u_kept \+ [^;]* \* 40, u, 40 \* sizeof\(double\)\);
KINDS()
double sum_of_both(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int t = 0; t < 5; t++) {
        for (int i = 1; i < n - 1; i++)
            u[(t + 1) % 2][i] = u[t % 2][i] + 0.2 * (u[t % 2][i - 1] - 2.0 * u[t % 2][i] + u[t % 2][i + 1]) * (1.0 - 0.1 * u[t % 2][i]);
        for (int i = 1; i < n - 1; i++)
            s += u[(t + 1) % 2][i] * u[t % 2][i] * u[t % 2][i + 1];
    }
    for (int i = 0; i < n; i++)
        s += u[1][i] * u[1][i] * (i + 1) + u[0][i];
    return s;
}
SCALAR(sum_of_both, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ negative_start
/* There is no row -1. */
// has: memcpy\(u_kept \+ [^;]* \* 40, u, 40 \* sizeof\(double\)\);
KINDS()
double negative_start(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int t = -3; t < 4; t++)
        if (t >= 0)
            for (int i = 1; i < n - 1; i++)
                u[(t + 1) % 2][i] = u[t % 2][i] + 0.2 * (u[t % 2][i - 1] - 2.0 * u[t % 2][i] + u[t % 2][i + 1]) * (1.0 - 0.1 * u[t % 2][i]);
    for (int i = 0; i < n; i++)
        s += u[1][i] * u[1][i] * (i + 1) + u[0][i];
    return s;
}
SCALAR(negative_start, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ narrow_number
/* Another name of the row. */
// has: memcpy\(u_kept \+ [^;]* \* 40, u, 40 \* sizeof\(double\)\);
KINDS()
double narrow_number(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int t = 0; t < 5; t++) {
        const signed char narrow = (signed char)(t + 255);
        for (int i = 1; i < n - 1; i++)
            u[(t + 1) % 2][i] = 0.2 * u[t % 2][i - 1] * u[t % 2][i] - u[t % 2][i] * u[(narrow + 1) % 2][i + 1];
    }
    for (int i = 0; i < n; i++)
        s += u[1][i] * u[1][i] * (i + 1) + u[0][i];
    return s;
}
SCALAR(narrow_number, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ row_of_inner
/* The row changes within the iteration. */
// has: memcpy\(u_kept \+ [^;]* \* 40, u, 40 \* sizeof\(double\)\);
KINDS()
double row_of_inner(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int t = 0; t < 5; t++)
        for (int i = 1; i < n - 1; i++)
            u[(i + t + 1) % 2][i] = 0.2 * u[(i + t) % 2][i - 1] * u[(i + t) % 2][i] - u[(i + t) % 2][i] * u[(i + t) % 2][i + 1];
    for (int i = 0; i < n; i++)
        s += u[1][i] * u[1][i] * (i + 1) + u[0][i];
    return s;
}
SCALAR(row_of_inner, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ by_pointer
/* Written by way of a pointer, too. */
KINDS()
double by_pointer(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    double(*rows)[20] = u;
    for (int t = 0; t < 5; t++) {
        for (int i = 1; i < n - 1; i++)
            u[(t + 1) % 2][i] = u[t % 2][i] + 0.2 * (u[t % 2][i - 1] - 2.0 * u[t % 2][i] + u[t % 2][i + 1]) * (1.0 - 0.1 * u[t % 2][i]);
        rows[(t + 1) % 2][1] += 0.1 * u[t % 2][2] * u[t % 2][1];
    }
    for (int i = 0; i < n; i++)
        s += u[1][i] * u[1][i] * (i + 1) + u[0][i];
    return s;
}
SCALAR(by_pointer, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)
