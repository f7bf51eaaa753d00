/* qsort and bsearch on active data: the derivatives go the way of the elements. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}
//@ doubles
KINDS()
double sort_sorted(int n, const double x[n])
{
    double y[8];
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i] - x[i];
    qsort(y, (size_t)n, sizeof *y, by_value);
    double s = 0;
    for (int i = 0; i < n; i++)
        s += (i + 1) * y[i] * y[i];
    return s;
}
SCALAR(sort_sorted, 0.8, 0.3, -0.7, 1.4, 0.5)

//@ structs
typedef struct P { int tag; double key, mass; } P;
static int by_key(const void *a, const void *b)
{
    const P *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}
KINDS()
double sort_structs(int n, const double x[n])
{
    P p[8];
    for (int i = 0; i < n; i++)
        p[i] = (P){i, sin(x[i]), x[i] * x[(i + 1) % n]};
    qsort(p, (size_t)n, sizeof(P), by_key);
    double s = 0;
    for (int i = 0; i < n; i++)
        s += (i + 1) * p[i].mass * p[i].key + p[i].tag * p[i].mass;
    return s;
}
SCALAR(sort_structs, 0.8, 0.3, -0.7, 1.4, 0.5)

//@ search
KINDS()
double sort_search(int n, const double x[n])
{
    double y[8], key;
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i] - x[i];
    qsort(y, (size_t)n, sizeof *y, by_value);
    key = y[2];
    double *at = bsearch(&key, y, (size_t)n, sizeof(double), by_value);
    return at ? *at * y[0] : y[1];
}
SCALAR(sort_search, 0.8, 0.3, -0.7, 1.4, 0.5)

//@ pointers
static int by_pointer(const void *a, const void *b)
{
    const double x = **(double *const *)a, y = **(double *const *)b;
    return x < y ? -1 : x > y;
}
KINDS()
double sort_pointers(int n, const double x[n])
{
    double y[8], *p[8];
    for (int i = 0; i < n; i++) {
        y[i] = x[i] * x[i] - x[i];
        p[i] = &y[i];
    }
    qsort(p, (size_t)n, sizeof *p, by_pointer);
    double s = 0;
    for (int i = 0; i < n; i++)
        s += (i + 1) * *p[i] * *p[i];
    return s;
}
SCALAR(sort_pointers, 0.8, 0.3, -0.7, 1.4, 0.5)

//@ indices
const double *keys;
static int by_index(const void *a, const void *b)
{
    const int i = *(const int *)a, j = *(const int *)b;
    return keys[i] < keys[j] ? -1 : keys[i] > keys[j];
}
KINDS()
double sort_indices(int n, const double x[n])
{
    int at[8];
    for (int i = 0; i < n; i++)
        at[i] = i;
    keys = x;
    qsort(at, (size_t)n, sizeof *at, by_index);
    double s = 0;
    for (int i = 0; i < n; i++)
        s += (i + 1) * x[at[i]] * x[at[i]];
    return s;
}
SCALAR(sort_indices, 0.8, 0.3, -0.7, 1.4, 0.5)

//@ in_place
KINDS_INPLACE()
void sort_in_place(int n, double y[n])
{
    for (int pass = 0; pass < 2; pass++) {
        qsort(y, (size_t)n, sizeof(double), by_value);
        for (int i = 1; i < n; i++)
            y[i] = y[i] * y[i - 1] - 0.3 * i * pass;
    }
    qsort(y, 0, sizeof(double), by_value);
}
INPLACE(sort_in_place, 0.8, 0.3, -0.7, 1.4, 0.5)

//@ rows
static int by_second(const void *a, const void *b)
{
    const float *x = a, *y = b;
    return x[1] < y[1] ? -1 : x[1] > y[1];
}
typedef struct Edge {
    double *weight;
    double length;
    int from, to;
} Edge;
static int by_weight(const void *a, const void *b)
{
    const Edge *x = a, *y = b;
    return *x->weight < *y->weight ? 1 : -(*x->weight > *y->weight);
}
KINDS()
double sort_rows(int n, const double x[n])
{
    float rows[4][2];
    double w[4], s = 0;
    Edge *e = malloc(4 * sizeof *e);
    for (int i = 0; i < 4; i++) {
        rows[i][0] = (float)i;
        rows[i][1] = (float)((i * 7) % 4);
        w[i] = sin(x[i]);
        e[i] = (Edge){&w[i], x[i] * x[0], i, i + 1};
    }
    qsort(rows, 4, sizeof rows[0], by_second);
    qsort((void *)e, 4, sizeof(Edge), by_weight);
    for (int i = 0; i < 4; i++)
        s += (double)rows[i][0] * *e[i].weight * e[i].length + e[(i + 1) % 4].length * *e[i].weight + e[i].to;
    free(e);
    return s;
}
SCALAR(sort_rows, 0.8, 0.3, -0.7, 1.4)

//@ equal_keys
/* elements with the same key: the order is the library's */
typedef struct Item {
    int bin;
    double value;
} Item;
static int by_bin(const void *a, const void *b)
{
    return ((const Item *)a)->bin - ((const Item *)b)->bin;
}
KINDS()
double sort_equal_keys(int n, const double x[n])
{
    Item item[40];
    double s = 0;
    for (int i = 0; i < 40; i++)
        item[i] = (Item){(i * 13) % 3, x[i % n] * (i + 1)};
    qsort(item, 40, sizeof *item, by_bin);
    for (int i = 0; i < 40; i++)
        s += (i + 1) * item[i].value * item[i].value;
    return s;
}
SCALAR(sort_equal_keys, 0.8, 0.3, -0.7)

//@ recursive_median
static double median(const double *x, int n, int depth)
{
    double *y = malloc((size_t)n * sizeof(double)), m;
    memcpy(y, x, (size_t)n * sizeof *y);
    qsort(y, (size_t)n, sizeof *y, by_value);
    m = y[n / 2] * y[n / 2];
    if (depth > 0) {
        y[0] += m;
        m += sin(median(y, n - 1, depth - 1));
    }
    free(y);
    return m;
}
KINDS()
double sort_recursive_median(int n, const double x[n])
{
    return median(x, n, 2);
}
SCALAR(sort_recursive_median, 0.8, 0.3, -0.7, 1.4, 0.5)

//@ not_found
KINDS()
double sort_not_found(int n, const double x[n])
{
    double table[4] = {1, 2, 3, x[0] + 4}, key = 2.5, s = 0;
    const double *at = bsearch(&key, table, 4, sizeof *table, by_value);
    s += at ? 100 : x[1];
    key = 3;
    if ((at = bsearch(&key, table, 4, sizeof *table, by_value)) != NULL)
        s *= at[1];
    return s;
}
SCALAR(sort_not_found, 0.8, 0.3)

//@ again_and_again
/* The permutation comes back from a tape as a pointer: in a further derivative it may be anything, and has its own size. */
KINDS()
double sort_again_and_again(int n, const double x[n])
{
    double t = sin(x[0]), a[3] = {t, -x[1]};
    int i = 0;
    for (;;) {
        if (i++ >= 4)
            break;
        a[i * i % 3] = 0.3 * sin(t) + 0.1 * a[1];
        qsort(a, 2, sizeof(double), by_value);
    }
    double *q = (double[2]){a[2], t};
    return a[0] + q[0] * x[n - 1];
}
ADC_DERIVE(adjoint(sort_again_and_again_gradient), wrt(x), of(x_grad), name(sort_again_and_again_second));
SCALAR(sort_again_and_again, 0.8, -0.6, 0.2)
#ifdef TEST_MAIN
static double again_slope(const double *x, const double *w)
{
    double g[3];
    sort_again_and_again_gradient(3, x, g);
    return g[0] * w[0] + g[1] * w[1] + g[2] * w[2];
}
TEST(again_and_again_second)
{
    double x[3] = {0.8, -0.6, 0.2}, w[3] = {0.3, -0.8, 0.5}, g[3], adj[3] = {0}, seed[3] = {w[0], w[1], w[2]};
    CHECK_EXACT(sort_again_and_again_second(3, x, g, adj, seed), sort_again_and_again(3, x));
    for (int i = 0; i < 3; i++)
        CHECK_CLOSE(adj[i], DIFF(x[i], again_slope(x, w)), 1e-7);
}
#endif

//@ beside_a_walk
/* The permutation and a pointer that walks come back from one tape; what the sort compares with is neither. */
KINDS_MAP()
void sort_beside_a_walk(int n, const double x[n], int m, double y[m])
{
    double *p = y;
    for (int i = 0; i < m; i++)
        y[i] = x[i] * x[n - 1 - i];
    int i = 0;
    for (;;) {
        if (i++ >= 2)
            break;
        y[i] += sin(x[i] * y[0]);
        qsort(y, 2, sizeof(double), by_value);
        *p = cos(x[1]) * y[2];
        p = p < y + 2 ? p + 1 : y;
        *p += x[0] * *p;
        y[(p - y) % 3] += x[2];
    }
}
MAP(sort_beside_a_walk, 3, 0.8, -0.6, 0.2)
