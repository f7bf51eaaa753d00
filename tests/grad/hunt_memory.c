/* Rows of pointers that are one, shadows in loops, pointers inside records, sizeof of locals. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

//@ rows_adjacent
KINDS()
double rows_adjacent(int n, const double x[n])
{
    double buf[3] = {x[0], x[1], x[2]}, *r[4] = {buf, buf, buf + 1, buf + 1};
    double s = 0;
    for (int i = 1; i < 4; i++)
        r[i - 1][0] = sin(r[i - 1][0]) + r[i][0] * x[0];
    for (int i = 1; i < 4; i++) {
        s += r[i][0] * r[i][0];
        r[i - 1][0] = s;
    }
    return s + buf[0] * buf[1] + buf[2];
}
SCALAR(rows_adjacent, 0.5, 0.7, -0.3)

//@ members_same
struct mb { double *p; double v; };
KINDS()
double members_same(int n, const double x[n])
{
    double buf[2] = {x[0], x[1]};
    struct mb m[3] = {{buf, 1}, {buf, 2}, {buf + 1, 3}};
    double s = 1;
    for (int i = 0; i < 3; i++) {
        s *= 1 + m[i].p[0] * m[i].p[0];
        m[i].p[0] = s * x[i] * m[i].v;
    }
    for (int i = 1; i < 3; i++)
        m[i].p[0] = m[i].p[0] * m[i - 1].p[0];
    return s + buf[0] * buf[1];
}
SCALAR(members_same, 0.5, 0.7, -0.3)

//@ rows_output
KINDS_MAP()
void rows_output(int n, const double x[n], int m, double y[m])
{
    double *rows[4] = {y, y, y, y + 1};
    for (int i = 0; i < 4; i++)
        rows[i][0] = x[i] * x[i];
}
MAP(rows_output, 2, 0.5, 0.7, -0.3, 1.1)

//@ row_swap_apart
KINDS()
double row_swap_apart(int n, const double x[n])
{
    double b[3][3], *a[3] = {b[0], b[1], b[2]};
    for (int i = 0; i < 9; i++)
        b[i / 3][i % 3] = x[i];
    double s = 0;
    for (int k = 0; k < 3; k++) {
        for (int j = 0; j < 3; j++)
            s += a[k][j] * a[k][j] * x[j];
        double *t = a[(k + 1) % 3];
        a[(k + 1) % 3] = a[k];
        a[k] = t;
        for (int j = 0; j < 3; j++)
            a[k][j] = s * s;
    }
    return s;
}
SCALAR(row_swap_apart, 0.1, 0.7, -0.3, 1.1, 0.4, 0.3, 0.9, -1.0, 0.6)

//@ rows_ptr_swap
KINDS()
double rows_ptr_swap(int n, const double x[n])
{
    double b0[2] = {x[0], x[1]}, b1[2] = {x[2], x[3]}, *r[2] = {b0, b1};
    double s = 1;
    for (int i = 0; i < 5; i++) {
        double *t = r[0];
        s += r[0][0] * r[1][1] * s;
        r[0] = r[1];
        r[1] = t;
        r[0][0] = s * r[1][0];
    }
    return s;
}
SCALAR(rows_ptr_swap, 0.5, 0.7, -0.3, 0.9)

//@ structs
struct v3 { double c[3]; int tag; };
struct pair { struct v3 a, b; };
static struct v3 cross(struct v3 a, struct v3 b)
{
    struct v3 r = {{a.c[1] * b.c[2] - a.c[2] * b.c[1], a.c[2] * b.c[0] - a.c[0] * b.c[2],
                    a.c[0] * b.c[1] - a.c[1] * b.c[0]}, a.tag + b.tag};
    a.c[0] = 100;
    return r;
}
static struct pair mix(struct pair p)
{
    struct v3 t = p.a;
    p.a = cross(p.a, p.b);
    p.b = t;
    p.b.c[1] *= p.a.c[1];
    return p;
}
KINDS()
double structs(int n, const double x[n])
{
    struct pair p = {{{x[0], x[1], x[2]}, 1}, {{x[3], x[4], x[5]}, 2}};
    for (int i = 0; i < 3; i++) {
        struct pair q = mix(p);
        p.a = q.b;
        p.b = cross(q.a, cross(q.b, q.a));
    }
    return p.a.c[0] + p.b.c[1] * p.b.c[2] + p.b.tag;
}
SCALAR(structs, 0.5, 0.7, -0.3, 0.9, 1.1, -0.4)

//@ heap_init
KINDS()
double heap_init(int n, const double x[n])
{
    double s = 1;
    for (int i = 0; i < n; i++) {
        double t = x[i] * s, u = t * t;
        double *p = i % 2 ? &t : &u;
        *p *= x[0];
        s += t * u * *p;
    }
    return s;
}
SCALAR(heap_init, 0.5, 0.7, -0.3)

//@ early_free
static double inner(int n, const double *x, double *buf)
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        buf[i] = x[i] * x[i];
        if (buf[i] > 2)
            return s;
        s += buf[i] * s + buf[i];
    }
    return s + buf[0];
}
KINDS()
double early_free(int n, const double x[n])
{
    double *b = malloc(n * sizeof(double)), *c = NULL;
    double r = inner(n, x, b);
    if (r < 0) {
        free(b);
        return 0;
    }
    if (r > 0.1) {
        c = malloc(n * sizeof(double));
        r += inner(n - 1, b, c) + c[0] * b[1];
    }
    double *t = b;
    b = malloc(2 * n * sizeof(double));
    memcpy(b, t, n * sizeof *t);
    free(t);
    b[n] = r * b[0];
    r += b[n] * b[n];
    free(c);
    free(b);
    return r;
}
SCALAR(early_free, 0.5, 0.7, -0.3)

//@ copy_bytes
struct in { double *q; double w; };
struct outr { struct in i[2]; double c[2]; };
KINDS()
double copy_bytes(int n, const double x[n])
{
    double d[2] = {x[0], x[1]};
    struct outr a = {{{d, x[0]}, {d + 1, x[1]}}, {x[2], 1}}, b;
    b = a;
    b.c[0] *= 2;
    *b.i[0].q *= *a.i[1].q;
    struct in k = b.i[0];
    b.i[0] = b.i[1];
    b.i[1] = k;
    *b.i[0].q += b.c[0] * k.w;
    return d[0] * d[1] + b.i[1].w * a.c[0];
}
SCALAR(copy_bytes, 0.5, 0.7, 0.3)

//@ extent_of_an_array_of_the_loop
/* The bound of the inner loop is the size of an array that only the outer one declares: what was kept had that many elements. */
KINDS()
double extent_of_loops_array(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i < 3; i++) {
        const int rows = i + n;
        double a[rows];
        for (size_t r = 0; r < sizeof a / sizeof a[0]; r++)
            a[r] = x[r % (size_t)n] * (s + 1.0);
        for (size_t r = 0; r < sizeof a / sizeof *a; r++)
            s += 0.3 * a[r] * a[0];
    }
    return s;
}
SCALAR(extent_of_loops_array, 0.6, 0.8, -0.4)
