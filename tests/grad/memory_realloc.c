/* realloc of active memory: vectors that grow and shrink, of reals, structs and pointers; other allocators. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Vec {
    double *data;
    int n, cap;
} Vec;

static void push(Vec *v, double x)
{
    if (v->n == v->cap) {
        v->cap = v->cap ? 2 * v->cap : 1;
        v->data = realloc(v->data, (size_t)v->cap * sizeof *v->data);
    }
    v->data[v->n++] = x;
}

//@ vector_inlined
KINDS()
double vector_inlined(int n, const double x[n])
{
    Vec v = {0};
    for (int i = 0; i < n; i++) {
        push(&v, x[i] * x[i]);
        if (i > 1)
            push(&v, v.data[i - 1] * sin(x[i]));
    }
    double s = 0;
    for (int i = 0; i < v.n; i++)
        s += v.data[i] * v.data[(i + 1) % v.n];
    free(v.data);
    return s;
}
SCALAR(vector_inlined, 0.3, 0.7, -0.2, 1.1, 0.9)

//@ vector_in_recursion
static void walk(Vec *v, const double *x, int n, int depth)
{
    if (depth == 0)
        return;
    for (int i = 0; i < n; i++)
        push(v, x[i] * depth + (v->n ? sin(v->data[v->n - 1]) * v->data[v->n / 2] : 0));
    walk(v, x, n, depth - 1);
    v->data[depth] *= v->data[0];
}
KINDS()
double vector_in_recursion(int n, const double x[n])
{
    Vec v = {NULL, 0, 0};
    walk(&v, x, n, 4);
    double s = 0;
    for (int i = 0; i < v.n; i++)
        s += sin(v.data[i]);
    free(v.data);
    return s;
}
SCALAR(vector_in_recursion, 0.3, 0.2, -0.2)

//@ structs_grow
typedef struct Body {
    double mass, at[2];
    double *history;
    int steps;
} Body;
KINDS()
double structs_grow(int n, const double x[n])
{
    Body *b = NULL;
    for (int i = 0; i < n; i++) {
        Body *more = realloc(b, (size_t)(i + 1) * sizeof *b);
        if (!more)
            abort();
        b = more;
        b[i].mass = x[i] * x[i];
        b[i].at[0] = x[i];
        b[i].at[1] = i ? b[i - 1].at[0] * b[i - 1].mass : 1;
        b[i].history = malloc(sizeof(double));
        b[i].history[0] = b[i].at[1] * x[0];
        b[i].steps = 1;
        b[0].history = realloc(b[0].history, (size_t)(b[0].steps + 1) * sizeof(double));
        b[0].history[b[0].steps++] = exp(b[i].at[0]);
    }
    double s = 0;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < b[i].steps; k++)
            s += b[i].mass * b[i].history[k] * b[i].at[1];
    for (int i = 0; i < n; i++)
        free(b[i].history);
    free(b);
    return s;
}
SCALAR(structs_grow, 0.3, 0.7, -0.2)

//@ rows_grow
KINDS()
double rows_grow(int n, const double x[n])
{
    double **rows = malloc(sizeof *rows), s = 0;
    int m = 0;
    for (int i = 0; i < n; i++) {
        rows = realloc(rows, sizeof *rows * (size_t)(m + 1));
        rows[m] = calloc((size_t)m + 1, sizeof **rows);
        for (int k = 0; k <= m; k++)
            rows[m][k] = k ? rows[m - 1][k - 1] * x[i] : x[i] * x[i];
        m++;
    }
    rows[0] = realloc(rows[0], 3 * sizeof(double));
    rows[0][1] = rows[0][2] = rows[0][0] * x[1];
    for (int i = 0; i < m; i++) {
        s += rows[i][i] * rows[0][i % 3];
        if (i > 0)
            free(rows[i]);
    }
    free(rows[0]);
    free(rows);
    return s;
}
SCALAR(rows_grow, 0.3, 0.7, -0.2)

//@ shrinks
KINDS()
double shrinks(int n, const double x[n])
{
    double *p = malloc((size_t)n * sizeof *p), before, *q;
    for (int i = 0; i < n; i++)
        p[i] = x[i] * x[i];
    before = p[n - 1] * p[0];
    p = realloc(p, 2 * sizeof *p);
    p[0] *= p[1];
    q = realloc(NULL, 3 * sizeof *q);
    q[0] = p[0] * before;
    q[1] = 2 * q[0];
    double *r = realloc(q, 2 * sizeof *r);
    double s = r[0] * r[1] + before + p[0] + p[1];
    free(p);
    free(r);
    return s;
}
SCALAR(shrinks, 0.8, 0.2, -0.7)

//@ grown_once
/* in place, values used before and after */
static double *grown(double *p, int from, int to, double by)
{
    p = realloc(p, (size_t)to * sizeof *p);
    for (int i = from; i < to; i++)
        p[i] = by * (i ? p[i - 1] : 1);
    return p;
}
KINDS()
double grown_once(int n, const double x[n])
{
    double *p = grown(NULL, 0, 1, x[0]);
    for (int i = 1; i < n; i++) {
        p[i - 1] = exp(p[i - 1]);
        p = grown(p, i, i + 1, x[i] * p[0]);
        for (int k = 0; k <= i; k++)
            p[k] = p[k] * p[k] + 0.1;
    }
    double s = p[n - 1] + p[0];
    free(p);
    return s;
}
SCALAR(grown_once, 0.4, 0.2, -0.7)

//@ aligned
KINDS()
double aligned(int n, const double x[n])
{
    double *p = aligned_alloc(64, 64 * (((size_t)n + 7) / 8)), s = 0;
    double *q = __builtin_assume_aligned(p, 64);
    for (int i = 0; i < n; i++)
        q[i] = x[i] * x[i];
    for (int i = 0; i < n; i++)
        s += q[i] * q[n - 1 - i];
    free(p);
    return s;
}
SCALAR(aligned, 0.8, 0.2, -0.7, 0.4, 0.5)

//@ float_and_void
static void *enlarged(void *block, size_t count, size_t size)
{
    return realloc(block, count * size);
}
KINDS()
double float_and_void(int n, const double x[n])
{
    long double *l = NULL;
    double *d = NULL, s = 0;
    for (int i = 0; i < n; i++) {
        l = enlarged(l, (size_t)i + 1, sizeof *l);
        d = (double *)realloc((void *)d, sizeof(double[2]) * (unsigned)(i + 1));
        l[i] = x[i] * (i ? l[i - 1] : 1);
        d[2 * i] = (double)l[i] * x[0];
        d[2 * i + 1] = d[i] * d[2 * i];
    }
    for (int i = 0; i < 2 * n; i++)
        s += d[i] * (double)l[i / 2];
    free(l), free(d);
    return s;
}
SCALAR(float_and_void, 0.8, 0.2, -0.7)
