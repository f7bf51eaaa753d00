/* Subscripts that a search has found: rows from the pivot on are overwritten, those before it are not. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

//@ found_pivot
// lacks: A_kept2
KINDS()
double found_pivot(int n, const double x[n])
{
    enum { N = 4 };
    double A[N * N], b[N];
    for (int i = 0; i < N * N; i++)
        A[i] = x[i % n] * (1 + i % 3) + 0.3 * (i % 5) * x[i % 4];
    for (int i = 0; i < N; i++)
        b[i] = x[i] + 1.0;
    for (int k = 0; k < N; k++) {
        int p = k;
        for (int i = k + 1; i < N; i++)
            if (fabs(A[i * N + k]) > fabs(A[p * N + k]))
                p = i;
        if (p != k) {
            for (int j = 0; j < N; j++) {
                const double t = A[k * N + j];
                A[k * N + j] = A[p * N + j];
                A[p * N + j] = t;
            }
            const double t = b[k];
            b[k] = b[p];
            b[p] = t;
        }
        for (int i = k + 1; i < N; i++) {
            const double f = A[i * N + k] / A[k * N + k];
            for (int j = k + 1; j < N; j++)
                A[i * N + j] -= f * A[k * N + j];
            b[i] -= f * b[k];
        }
    }
    double s = 0.0;
    for (int i = N - 1; i >= 0; i--) {
        for (int j = i + 1; j < N; j++)
            b[i] -= A[i * N + j] * b[j];
        b[i] /= A[i * N + i];
        s += (i + 1) * b[i];
    }
    return s;
}
SCALAR(found_pivot, 0.3, -0.7, 1.2, 0.45, 0.9, -1.1, 0.2)

//@ found_outside
KINDS_INPLACE()
void found_outside(int n, double y[n])
{
    int i, k, p;
    for (k = 0; k < n; k++) {
        p = k;
        for (i = k + 1; i < n; i++)
            if (y[i] > y[p])
                p = i;
        for (i = 0; i < k; i++)
            y[p] *= 1.0 + 0.1 * y[i];
        const double t = y[p];
        y[p] = y[k];
        y[k] = t * t;
    }
}
INPLACE(found_outside, 0.3, -0.7, 1.2, 0.45, 0.9, -1.1, 0.2)

//@ found_downwards
KINDS_INPLACE()
void found_downwards(int n, double y[n])
{
    for (int k = n - 1; k >= 0; k--) {
        int p = k;
        for (int i = k - 1; i >= 0; i--)
            if (y[i] < y[p])
                p = i;
        double t = y[p];
        for (int i = k + 1; i < n; i++)
            t *= 1.0 + 0.2 * y[i];
        y[p] = y[k];
        y[k] = sin(t);
    }
}
INPLACE(found_downwards, 0.3, -0.7, 1.2, 0.45, 0.9, -1.1, 0.2)

/* ---- found where it is read ---- */

//@ found_anywhere
KINDS_INPLACE()
void found_anywhere(int n, double y[n])
{
    for (int k = 1; k < n; k++) {
        int p = k;
        for (int i = 0; i < n; i++)
            if (y[i] < y[p])
                p = i;
        for (int i = k; i < n; i++)
            y[i] += 0.3 * y[k - 1] * y[i];
        y[p] = y[p] * y[p] + 0.5;
    }
}
INPLACE(found_anywhere, 0.3, -0.7, 1.2, 0.45, 0.9, -1.1, 0.2)

//@ found_one_before
KINDS_INPLACE()
void found_one_before(int n, double y[n])
{
    for (int k = 1; k < n; k++) {
        int p = k;
        for (int i = k + 1; i < n; i++)
            if (y[i] > y[p])
                p = i - 2;
        for (int i = k; i < n; i++)
            y[i] += 0.3 * y[k - 1] * y[i];
        y[p] = y[p] * y[p] + 0.5;
    }
}
INPLACE(found_one_before, 0.3, -0.7, 1.2, 0.45, 0.9, -1.1, 0.2)

//@ found_by_steps
KINDS_INPLACE()
void found_by_steps(int n, double y[n])
{
    for (int k = 1; k < n; k++) {
        int p = k;
        for (int i = k + 1; i < n; i++)
            if (y[i] > y[k])
                p = p / 2;
        for (int i = k; i < n; i++)
            y[i] += 0.3 * y[k - 1] * y[i];
        y[p] = y[p] * y[p] + 0.5;
    }
}
INPLACE(found_by_steps, 0.3, -0.7, 1.2, 0.45, 0.9, -1.1, 0.2)

//@ found_last_time
KINDS_INPLACE()
void found_last_time(int n, double y[n])
{
    int p = 0;
    for (int k = 1; k < n; k++) {
        if (y[k] > 0.0)
            p = k;
        for (int i = k + 1; i < n; i++)
            if (y[i] > 1.0)
                p = i;
        for (int i = k; i < n; i++)
            y[i] += 0.3 * y[k - 1] * y[i];
        y[p] = y[p] * y[p] + 0.5;
    }
}
INPLACE(found_last_time, 0.3, -0.7, 1.2, 0.45, 0.9, -1.1, 0.2)

//@ found_while_used
KINDS_INPLACE()
void found_while_used(int n, double y[n])
{
    for (int k = 1; k < n; k++) {
        int p = k;
        for (int i = k; i < n; i++) {
            y[p] += 0.3 * y[k - 1] * y[i];
            p = y[i] > 0.0 ? i : n - 1 - i;
        }
    }
}
INPLACE(found_while_used, 0.3, -0.7, 1.2, 0.45, 0.9, -1.1, 0.2)

//@ found_from_another
KINDS_INPLACE()
void found_from_another(int n, double y[n])
{
    for (int k = 1; k < n; k++) {
        int q = k, p = q;
        q = 0;
        for (int i = k + 1; i < n; i++)
            if (y[i] > y[p])
                p = i + q - 1 - (i > 3);
        for (int i = k; i < n; i++)
            y[i] += 0.3 * y[k - 1] * y[i];
        y[p] = y[p] * y[p] + 0.5;
    }
}
INPLACE(found_from_another, 0.3, -0.7, 1.2, 0.45, 0.9, -1.1, 0.2)

//@ found_wrapped
KINDS_INPLACE()
void found_wrapped(int n, double y[n])
{
    for (unsigned char k = 250; k >= 250; k++) {
        unsigned char p = k;
        for (unsigned char i = k + 1; i < 255; i++)
            if (y[i % n] > y[p % n])
                p = i + 1;
        y[(unsigned char)(p + 4) % n] += 0.3 * y[k % n] * y[(k + 2) % n];
    }
}
INPLACE(found_wrapped, 0.3, -0.7, 1.2, 0.45, 0.9, -1.1, 0.2)
