/* Stencils whose reverse half is computed some iterations at a time: long enough for blocks, and for what they leave. */
#include "grad.h"

#include <stdlib.h>

//@ lengths
/* A nonlinear step along rows of all lengths: no block, one, several, nothing left. */
// has: for \(; n - 1 - i >= 32; i \+= 32\)
// has: u_due_below\[k\]
KINDS()
double steps_of(int length, int m, const double x[m])
{
    double u[140], v[140], s = 0.0, dx = 2.0;
    int n = length;
    for (int i = 0; i < n; i++)
        u[i] = v[i] = x[i % m] + 0.01 * i;
    for (int t = 0; t < 3; t++) {
        for (int i = 1; i < n - 1; i++)
            v[i] = u[i] - 0.1 * u[i] * (u[i + 1] - u[i - 1]) / dx + 0.05 * (u[i + 1] - 2.0 * u[i] + u[i - 1]) / (dx * dx);
        for (int i = 1; i < n - 1; i++)
            u[i] = v[i];
    }
    for (int i = 0; i < n; i++)
        s += u[i] * u[i] * (1 + i % 5);
    return s;
}

KINDS()
double all_lengths(int m, const double x[m])
{
    static const int lengths[] = {0, 1, 2, 3, 33, 34, 35, 65, 66, 67, 98, 99, 129, 140};
    double s = 0.0;
    for (unsigned k = 0; k < sizeof lengths / sizeof *lengths; k++)
        s += steps_of(lengths[k], m, x) / (1 + lengths[k]);
    return s;
}
SCALAR(all_lengths, 0.3, 0.9, -0.4, 1.1, 0.2)

//@ known_length
KINDS()
double known_length(int m, const double x[m])
{
    double u[70];
    double s = 0.0;
    for (int i = 0; i < 70; i++)
        u[i] = x[i % m];
    double v[70], w[70];
    for (int i = 0; i < 70; i++)
        v[i] = w[i] = u[i] * 0.5;
    for (int i = 2; i < 68; i++)
        w[i] = v[i - 2] * v[i] / 3.0 + v[i + 2] * v[i + 2] / 7.0;
    for (int i = 0; i < 70; i++)
        s += w[i] * w[i] * (1 + i % 3);
    return s;
}
SCALAR(known_length, 0.5, 0.75, -0.25, 1.0, 0.125)

//@ unsigned_counters
/* n may be 0, 1 or 2: n - 1 is then less than the first one. */
KINDS()
double unsigned_steps(unsigned n, int m, const double x[m])
{
    double u[100], v[100], s = 0.0, dx = 3.0;
    for (unsigned i = 0; i < n; i++)
        u[i] = v[i] = x[i % (unsigned)m];
    for (unsigned i = 1; i + 1 < n; i++)
        v[i] = u[i] * (u[i - 1] - u[i + 1]) / dx;
    for (size_t i = 2; i < n; i++)
        u[i] = v[i] * (v[i - 1] + v[i - 2]) / dx;
    for (unsigned i = 0; i < n; i++)
        s += u[i] * v[i];
    return s;
}

KINDS()
double unsigned_lengths(int m, const double x[m])
{
    double s = 0.0;
    for (unsigned n = 0; n < 100; n += n < 4 ? 1 : 31)
        s += unsigned_steps(n, m, x);
    return s;
}
SCALAR(unsigned_lengths, 0.3, 0.9, -0.4, 1.1, 0.2)

//@ structs
/* Members of elements: each has sums of its own. */
// has: q_due_below\[k\]
typedef struct Cell {
    double h, q;
    int kind;
} Cell;

KINDS()
double shallow(int n, int m, const double x[m])
{
    Cell A[90], B[90], *a = A, *b = B;
    double s = 0.0, lam = 0.05;
    for (int i = 0; i < n; i++) {
        a[i].h = 2.0 + x[i % m];
        a[i].q = 0.1 * x[(i + 1) % m];
        a[i].kind = i % 3;
        b[i] = a[i];
    }
    for (int t = 0; t < 3; t++) {
        for (int i = 1; i < n - 1; i++) {
            double fl = a[i - 1].q * a[i - 1].q / a[i - 1].h + 0.5 * a[i - 1].h * a[i - 1].h;
            double fr = a[i + 1].q * a[i + 1].q / a[i + 1].h + 0.5 * a[i + 1].h * a[i + 1].h;
            b[i].h = 0.5 * (a[i - 1].h + a[i + 1].h) - lam * (a[i + 1].q - a[i - 1].q);
            b[i].q = 0.5 * (a[i - 1].q + a[i + 1].q) - lam * (fr - fl) * (1 + a[i].kind);
        }
        b[0] = b[1];
        b[n - 1] = b[n - 2];
        Cell *c = a;
        a = b;
        b = c;
    }
    for (int i = 0; i < n; i++)
        s += a[i].h * a[i].h + a[i].q * (1 + i % 4);
    return s;
}

KINDS()
double shallow_waters(int m, const double x[m])
{
    return shallow(90, m, x) + shallow(35, m, x) + shallow(4, m, x);
}
SCALAR(shallow_waters, 0.3, 0.9, -0.4, 1.1, 0.2)

//@ other_sums
/* Beside the neighbours: a sum over all, an element by an index, one with a stride. */
KINDS()
double other_sums(int m, const double x[m])
{
    double u[80], w[240], s = 0.0, k = x[0], c = 1.5;
    static const int order[] = {3, 1, 2, 0};
    double v[80], z[4] = {x[0], x[1], x[2], x[0] * x[1]};
    for (int i = 0; i < 80; i++)
        u[i] = v[i] = x[i % m];
    for (int i = 0; i < 240; i++)
        w[i] = x[i % m] * x[(i + 1) % m];
    for (int i = 1; i < 79; i++)
        v[i] = k * u[i - 1] * u[i] / c + u[i + 1] * z[order[i % 4]] * w[3 * i + 1] / c - w[3 * i] * u[i];
    for (int i = 0; i < 80; i++)
        s += v[i] * v[i] * (1 + i % 3);
    return s;
}
SCALAR(other_sums, 0.3, 0.9, -0.4, 1.1, 0.2)

//@ rows_that_take_turns
/* What the reverse sweep runs again leaves out the row that nobody reads. */
// lacks: u_then\[\(t \+ 1\) % 2\]\[i\] =
KINDS()
double nonlinear_rows(int m, const double x[m])
{
    double u[2][75], s = 0.0;
    for (int i = 0; i < 75; i++)
        u[0][i] = u[1][i] = x[i % m] * (1.0 + 0.01 * i);
    for (int t = 0; t < 4; t++)
        for (int i = 1; i < 74; i++)
            u[(t + 1) % 2][i] = u[t % 2][i] + 0.2 * (u[t % 2][i - 1] - 2.0 * u[t % 2][i] + u[t % 2][i + 1]) * (1.0 - 0.1 * u[t % 2][i]);
    for (int i = 0; i < 75; i++)
        s += u[0][i] * u[1][i] * (1 + i % 3);
    return s;
}
SCALAR(nonlinear_rows, 0.3, 0.9, -0.4, 1.1, 0.2)

/* Three rows, of which the step reads two, one of them a step later again. */
KINDS()
double wave_rows(int m, const double x[m])
{
    double u[3][75], s = 0.0;
    for (int i = 0; i < 75; i++)
        u[0][i] = u[1][i] = u[2][i] = x[i % m];
    for (int t = 1; t < 6; t++)
        for (int i = 1; i < 74; i++)
            u[(t + 1) % 3][i] = 2.0 * u[t % 3][i] - u[(t - 1) % 3][i] + 0.1 * u[t % 3][i] * u[(t - 1) % 3][i] * (u[t % 3][i - 1] - u[t % 3][i + 1]);
    for (int i = 0; i < 75; i++)
        s += u[0][i] * u[1][i] + u[2][i] * (1 + i % 3);
    return s;
}
SCALAR(wave_rows, 0.3, 0.9, -0.4, 1.1, 0.2)

/* Rows that meet after two steps: the row read is the one that was written in the same step. */
KINDS()
double meeting_rows(int m, const double x[m])
{
    double u[2][75], s = 0.0;
    for (int i = 0; i < 75; i++)
        u[0][i] = u[1][i] = x[i % m];
    for (int t = 0; t < 4; t++)
        for (int i = 1; i < 74; i++)
            u[(t + 2) % 2][i] = u[t % 2][i] + 0.1 * (u[t % 2][i - 1] - u[t % 2][i + 1]) * u[t % 2][i];
    for (int i = 0; i < 75; i++)
        s += u[0][i] * u[0][i] + u[1][i] * (1 + i % 3);
    return s;
}
SCALAR(meeting_rows, 0.3, 0.9, -0.4, 1.1, 0.2)

//@ grids
/* Rows of a grid: elements beside each other, and those of other rows. */
KINDS()
double grid(int n, int m, const double x[m])
{
    double *u = malloc((size_t)(n * n) * sizeof *u), *v = malloc((size_t)(n * n) * sizeof *v), s = 0.0, dx = 2.0;
    for (int i = 0; i < n * n; i++)
        u[i] = v[i] = x[i % m];
    for (int t = 0; t < 2; t++) {
        for (int i = 1; i < n - 1; i++)
            for (int j = 1; j < n - 1; j++)
                v[i * n + j] = u[i * n + j] + 0.1 * u[i * n + j] * (u[(i - 1) * n + j] - 2.0 * u[i * n + j] + u[(i + 1) * n + j]) / (dx * dx) +
                               0.1 * (u[i * n + j - 1] - u[i * n + j + 1]) * u[i * n + j] / (dx * dx);
        double *w = u;
        u = v;
        v = w;
    }
    for (int i = 0; i < n * n; i++)
        s += u[i] * u[i] * (1 + i % 3);
    free(u);
    free(v);
    return s;
}

KINDS()
double grids(int m, const double x[m])
{
    return grid(38, m, x) + grid(5, m, x);
}
SCALAR(grids, 0.3, 0.9, -0.4, 1.1, 0.2)

//@ one_array_for_both
/* What is read may be what is written: the caller gives one array, or windows of one. */
static void blend(int n, const double *a, double *b, double c)
{
    for (int i = 1; i < n - 1; i++)
        b[i] = a[i - 1] * a[i + 1] / c + a[i] * a[i] / 3.0;
}

KINDS()
double overlapping(int m, const double x[m])
{
    double u[120], s = 0.0;
    for (int i = 0; i < 120; i++)
        u[i] = x[i % m] * (1.0 + 0.001 * i);
    blend(50, u, u + 60, 2.0);
    blend(50, u, u, 2.0);
    blend(50, u + 1, u, 2.0);
    blend(50, u, u + 1, 2.0);
    blend(50, u + 40, u, 2.0);
    for (int i = 0; i < 120; i++)
        s += u[i] * u[i] * (1 + i % 3);
    return s;
}
SCALAR(overlapping, 0.3, 0.9, -0.4, 1.1, 0.2)

//@ local_arrays_that_take_turns
/* Local arrays that change places are kept whole, as allocated ones are. */
// has: memcpy\(a_kept
KINDS()
double turning(int m, const double x[m])
{
    enum { n = 60 };
    double A[n], B[n], *a = A, *b = B, s = 0.0;
    for (int i = 0; i < n; i++)
        a[i] = b[i] = x[i % m];
    for (int t = 0; t < 3; t++) {
        for (int i = 1; i < n - 1; i++)
            b[i] = a[i - 1] * a[i + 1] / 2.0 + 0.3 * a[i] * a[i];
        double *c = a;
        a = b;
        b = c;
    }
    for (int i = 0; i < n; i++)
        s += A[i] * B[i] * (1 + i % 3);
    return s;
}
SCALAR(turning, 0.3, 0.9, -0.4, 1.1, 0.2)

//@ arrays_of_two_lengths
/* One is longer than the other; one begins within another; a walk through all rows begins at one. */
KINDS()
double two_lengths(int m, const double x[m])
{
    double A[50], B[60], C[2][50], *a = A, *b = B, *c = C[0], *d = B + 5, s = 0.0;
    for (int i = 0; i < 60; i++)
        B[i] = x[i % m];
    for (int i = 0; i < 50; i++)
        A[i] = C[0][i] = C[1][i] = x[i % m] * x[0];
    for (int t = 0; t < 3; t++) {
        for (int i = 1; i < 49; i++)
            b[i] = a[i - 1] * a[i + 1] / 2.0 + c[i] * c[i + 1] / 3.0;
        for (int i = 1; i < 49; i++)
            c[i] = c[i] * d[i + 1] / 2.0 + 0.1 * d[i - 1];
        double *e = a;
        a = b;
        b = e;
        c = C[(t + 1) % 2];
        d = t ? B : A;
    }
    for (int i = 0; i < 50; i++)
        s += A[i] * B[i] * (1 + i % 3) + C[0][i] * C[1][i];
    return s;
}
SCALAR(two_lengths, 0.3, 0.9, -0.4, 1.1, 0.2)

KINDS()
double through_all_rows(int m, const double x[m])
{
    double u[3][20], *p = u[0], s = 0.0;
    for (int i = 0; i < 60; i++)
        p[i] = x[i % m];
    for (int t = 0; t < 3; t++) {
        for (int i = 1; i < 59; i++)
            s += p[i - 1] * p[i + 1] / 2.0 + p[i] * p[i] * p[i];
        for (int i = 0; i < 60; i++)
            p[i] = 0.5 * p[i] + 0.1 * t;
    }
    return s;
}
SCALAR(through_all_rows, 0.3, 0.9, -0.4, 1.1, 0.2)

//@ one_place_in_two_ways
/* Sums to one element whose subscript is written in two ways. */
static void fill(int m, const double x[m], double u[80], double v[80])
{
    for (int i = 0; i < 80; i++)
        u[i] = v[i] = x[i % m] + 0.01 * i;
}

static double weighted(const double u[80], const double v[80])
{
    double s = 0.0;
    for (int i = 0; i < 80; i++)
        s += u[i] * v[i] * (1 + i % 5);
    return s;
}

KINDS()
double one_place_in_two_ways(int m, const double x[m])
{
    double u[80], v[80];
    fill(m, x, u, v);
    for (int t = 0; t < 2; t++) {
        for (int i = 0; i < 79; i++)
            v[i] = u[i + 1] * u[1 + i] / 2.0 + u[1 + i] * u[i + 1] * u[i + 1] / 3.0;
        for (int i = 1; i < 79; i++)
            u[i] = v[i] * v[i] / (1.0 + u[i - 1] * u[-1 + i]);
    }
    return weighted(u, v);
}
SCALAR(one_place_in_two_ways, 0.3, 0.7, -0.4, 0.5, 0.2)

KINDS()
double beside_two_ways(int m, const double x[m])
{
    double u[80], v[80];
    fill(m, x, u, v);
    for (int i = 1; i < 79; i++)
        v[i] = u[i + 1] * u[1 + i] / 2.0 + u[i] * u[1 + i] * u[i + 1] / 3.0 + u[i] * u[i - 1] / (2.0 + u[-1 + i] * u[i - 1]);
    return weighted(u, v);
}
SCALAR(beside_two_ways, 0.3, 0.7, -0.4, 0.5, 0.2)
