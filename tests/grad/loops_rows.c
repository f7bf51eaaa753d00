/* Rows of one array that take turns: u[t % 2] and u[(t + 1) % 2] are never the same, others may be. */
#include "grad.h"

//@ two_rows
/* The reverse half adds up what each element of a row is due. */
// has: u_adj\[t % 2\]\[i\] \+= 0\.2 \* u_adj\[\(t \+ 1\) % 2\]\[i \+ 1\]
KINDS()
double two_rows(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = x[i];
    for (int t = 0; t < 5; t++) {
        u[(t + 1) % 2][0] = u[t % 2][0];
        u[(t + 1) % 2][n - 1] = u[t % 2][n - 1];
        for (int i = 1; i < n - 1; i++)
            u[(t + 1) % 2][i] = u[t % 2][i] + 0.2 * (u[t % 2][i - 1] - 2.0 * u[t % 2][i] + u[t % 2][i + 1]);
    }
    for (int i = 0; i < n; i++)
        s += u[1][i] * u[1][i] * (i + 1);
    return s;
}
SCALAR(two_rows, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ masks_and_threes
KINDS()
double masked_rows(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (unsigned t = 0; t < 4; t++)
        for (int i = 1; i < n - 1; i++)
            u[(t + 1) & 1][i] = 0.5 * u[t & 1][i - 1] - 0.3 * u[t & 1][i] + u[t & 1][i + 1] / 4.0;
    for (int i = 0; i < n; i++)
        s += u[0][i] * u[0][i];
    return s;
}
SCALAR(masked_rows, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

KINDS()
double three_rows(int n, const double x[n])
{
    double u[3][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = u[2][i] = x[i] * (i + 1);
    for (int t = 1; t < 6; t++)
        for (int i = 1; i < n - 1; i++)
            u[(t + 1) % 3][i] = 2.0 * u[t % 3][i] - u[(t - 1) % 3][i] + 0.1 * (u[t % 3][i - 1] - 2.0 * u[t % 3][i] + u[t % 3][i + 1]);
    for (int i = 0; i < n; i++)
        s += u[0][i] * u[1][i] + u[2][i];
    return s;
}
SCALAR(three_rows, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

//@ pointers_to_rows
KINDS()
double row_pointers(int n, const double x[n])
{
    double u[2][n], s = 0.0, width = 4.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int t = 0; t < 5; t++) {
        const double *a = u[t % 2];
        double *b = u[(t + 1) % 2];
        for (int i = 1; i < n - 1; i++)
            b[i] = a[i] + (a[i - 1] - 2.0 * a[i] + a[i + 1]) / width;
    }
    for (int i = 0; i < n; i++)
        s += u[1][i] * u[1][i] * (i + 1);
    return s;
}
SCALAR(row_pointers, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7, 0.5)

/* A pointer that leaves its row: a[i + n] is in the row of b. */
KINDS()
double left_rows(int n, const double x[n])
{
    double u[3 * 20], s = 0.0;
    for (int i = 0; i < 3 * n; i++)
        u[i] = x[i % n] + 0.1 * i;
    for (int t = 0; t < 3; t++) {
        const double *a = u + t % 2 * n;
        double *b = u + (t + 1) % 2 * n;
        for (int i = 1; i < n - 1; i++)
            b[i] = a[i] + 0.5 * a[i + n] - 0.25 * a[i - 1];
    }
    for (int i = 0; i < 3 * n; i++)
        s += u[i] * u[i];
    return s;
}
SCALAR(left_rows, 0.3, 0.9, -0.4, 1.1, 0.2)

//@ rows_that_meet
/* Two steps on it is the same row; modulo 4 and 2 some are; and the row changes with the counter. */
KINDS()
double same_row(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int t = 0; t < 4; t++)
        for (int i = 1; i < n - 1; i++)
            u[(t + 2) % 2][i] = 0.5 * u[t % 2][i - 1] + 0.3 * u[t % 2][i] + 0.4 * u[t % 2][i + 1];
    for (int i = 0; i < n; i++)
        s += u[0][i] * u[1][i] + u[0][i];
    return s;
}
SCALAR(same_row, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7)

KINDS()
double other_modulus(int n, const double x[n])
{
    double u[4][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = u[2][i] = u[3][i] = x[i] * x[i];
    for (int t = 0; t < 5; t++)
        for (int i = 1; i < n - 1; i++)
            u[(t + 1) % 4][i] = 0.5 * u[t % 2][i - 1] + 0.3 * u[t % 2][i] + 0.4 * u[t % 2][i + 1];
    for (int i = 0; i < n; i++)
        s += u[0][i] * u[1][i] + u[2][i] * u[3][i];
    return s;
}
SCALAR(other_modulus, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7)

KINDS()
double counted_rows(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int i = 1; i < n - 1; i++)
        u[(i + 1) % 2][i] = 0.5 * u[i % 2][i - 1] + 0.3 * u[i % 2][i] + 0.4 * u[i % 2][i + 1];
    for (int i = 0; i < n; i++)
        s += u[0][i] * u[1][i] + u[0][i];
    return s;
}
SCALAR(counted_rows, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7)

//@ wrapped_rows
/* Modulo 3, what wraps modulo 2^32 meets: 4294967295 % 3 and 0 % 3. Of signed numbers -1 % 2 is -1. */
KINDS()
double wrapped_rows(int n, const double x[n])
{
    double u[3][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = u[2][i] = x[i] * (i + 2);
    unsigned t = 4294967294u;
    for (int k = 0; k < 4; k++, t++)
        for (int i = 1; i < n - 1; i++)
            u[(t + 1) % 3][i] = 0.5 * u[t % 3][i - 1] + 0.3 * u[t % 3][i] + 0.4 * u[t % 3][i + 1];
    for (int i = 0; i < n; i++)
        s += u[0][i] * u[1][i] + u[2][i] * u[2][i];
    return s;
}
SCALAR(wrapped_rows, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7)

KINDS()
double negative_turns(int n, const double x[n])
{
    double u[3][20], s = 0.0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = u[2][i] = x[i] * (i + 2);
    for (int t = -3; t < 3; t++)
        for (int i = 1; i < n - 1; i++)
            u[1 + (t + 1) % 2][i] = 0.5 * u[1 + t % 2][i - 1] + 0.3 * u[1 + t % 2][i] + 0.4 * u[1 + t % 2][i + 1];
    for (int i = 0; i < n; i++)
        s += u[0][i] * u[1][i] + u[2][i] * u[2][i];
    return s;
}
SCALAR(negative_turns, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7)

//@ changed_between
/* The row is chosen before what it is chosen by changes. */
KINDS()
double changed_between(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    int t = 0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int k = 0; k < 5; k++) {
        const double *a = u[t % 2];
        t += 1 + k % 2;
        double *b = u[t % 2];
        for (int i = 1; i < n - 1; i++)
            b[i] = 0.5 * a[i - 1] + 0.3 * a[i] + 0.4 * a[i + 1];
    }
    for (int i = 0; i < n; i++)
        s += u[0][i] * u[1][i] + u[0][i];
    return s;
}
SCALAR(changed_between, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7)

KINDS()
double toggled(int n, const double x[n])
{
    double u[2][20], s = 0.0;
    int now = 0;
    for (int i = 0; i < n; i++)
        u[0][i] = u[1][i] = x[i];
    for (int k = 0; k < 5; k++) {
        for (int i = 1; i < n - 1; i++)
            u[1 - now][i] = 0.5 * u[now][i - 1] + 0.3 * u[now][i] + 0.4 * u[now][i + 1];
        if (k != 2)
            now = 1 - now;
    }
    for (int i = 0; i < n; i++)
        s += u[0][i] * u[1][i] + u[now][i];
    return s;
}
SCALAR(toggled, 0.3, 0.9, -0.4, 1.1, 0.2, -0.7)
