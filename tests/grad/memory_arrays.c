/* Arrays: in place, VLAs, several dimensions, copies, initialisers, statics. */
#include "grad.h"
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

//@ map_square
KINDS_MAP()
void map_square(int n, const double x[n], int m, double y[m])
{
    for (int i = 0; i < m; i++)
        y[i] = x[i % n] * x[i % n];
}
MAP(map_square, 4, 0.8, 0.2, -0.3)

//@ map_accumulate
KINDS_MAP()
void map_accumulate(int n, const double x[n], int m, double y[m])
{
    for (int i = 0; i < m; i++)
        y[i] += x[i % n] * y[i];
}
MAP(map_accumulate, 4, 0.8, 0.2, -0.3)

//@ map_partial
KINDS_MAP()
void map_partial(int n, const double x[n], int m, double y[m])
{
    for (int i = 0; i < m; i += 2)
        y[i] = x[0] * y[(i + 1) % m];
    y[1] *= y[0];
}
MAP(map_partial, 5, 0.8, 0.2, -0.3)

//@ map_twice_written
KINDS_MAP()
void map_twice_written(int n, const double x[n], int m, double y[m])
{
    y[0] = x[0];
    y[1] = y[0] * x[1];
    y[0] = sin(y[1]);
    y[1] = y[0] * y[1];
    y[0] = y[0] * y[0];
}
MAP(map_twice_written, 3, 0.8, 0.2)

//@ map_nothing
KINDS_MAP()
void map_nothing(int n, const double x[n], int m, double y[m])
{
    if (n > 100)
        y[0] = x[0];
}
MAP(map_nothing, 3, 0.8, 0.2)

//@ inplace_burgers
KINDS_INPLACE()
void inplace_burgers(int n, double y[n])
{
    for (int s = 0; s < 3; s++)
        for (int i = 1; i < n; i++)
            y[i] -= 0.3 * y[i] * (y[i] - y[i - 1]);
}
INPLACE(inplace_burgers, 0.8, 0.2, -0.3, 0.6, 1.1)

//@ inplace_square
KINDS_INPLACE()
void inplace_square(int n, double y[n])
{
    for (int i = 0; i < n; i++)
        y[i] *= y[i];
}
INPLACE(inplace_square, 0.8, 0.2, -0.3)

//@ inplace_shift
KINDS_INPLACE()
void inplace_shift(int n, double y[n])
{
    double first = y[0];
    for (int i = 0; i < n - 1; i++)
        y[i] = y[i + 1];
    y[n - 1] = first * y[0];
}
INPLACE(inplace_shift, 0.8, 0.2, -0.3, 0.4)

//@ inplace_reverse
KINDS_INPLACE()
void inplace_reverse(int n, double y[n])
{
    for (int i = 0, j = n - 1; i < j; i++, j--) {
        double t = y[i];
        y[i] = y[j];
        y[j] = t;
    }
    y[0] *= y[n - 1];
}
INPLACE(inplace_reverse, 0.8, 0.2, -0.3, 0.4, 0.9)

//@ inplace_sort
KINDS_INPLACE()
void inplace_sort(int n, double y[n])
{
    for (int i = 1; i < n; i++) {
        double v = y[i];
        int j = i - 1;
        while (j >= 0 && y[j] > v) {
            y[j + 1] = y[j];
            j--;
        }
        y[j + 1] = v;
    }
    for (int i = 0; i < n; i++)
        y[i] *= i + y[0];
}
INPLACE(inplace_sort, 0.8, 0.2, -0.3, 0.4, -0.9, 0.5)

//@ inplace_prefix
KINDS_INPLACE()
void inplace_prefix(int n, double y[n])
{
    for (int i = 1; i < n; i++)
        y[i] += y[i - 1] * y[i];
    for (int i = n - 2; i >= 0; i--)
        y[i] = sin(y[i]) * y[i + 1];
}
INPLACE(inplace_prefix, 0.8, 0.2, -0.3, 0.4, -0.9)

//@ inplace_constant
KINDS_INPLACE()
void inplace_constant(int n, double y[n])
{
    y[0] = 3.0;
    y[1] = y[1];
    y[2] = y[0] * y[1];
    for (int i = 3; i < n; i++)
        y[i] = 0;
}
INPLACE(inplace_constant, 0.8, 0.2, -0.3, 0.4, -0.9)

//@ inplace_indirect
KINDS_INPLACE()
void inplace_indirect(int n, double y[n])
{
    static const int at[] = {3, 0, 3, 1, 2, 3};
    for (int i = 0; i < 6; i++)
        y[at[i]] = y[at[i]] * y[at[5 - i]] + y[at[(i + 1) % 6]];
}
INPLACE(inplace_indirect, 0.8, 0.2, -0.3, 0.4)

//@ inplace_index_from_data
KINDS_INPLACE()
void inplace_index_from_data(int n, double y[n])
{
    for (int i = 0; i < n; i++) {
        int k = (int)(fabs(y[i]) * 10) % n;
        y[k] = y[k] * y[i] + 0.31;
    }
}
INPLACE(inplace_index_from_data, 0.83, 0.27, -0.34, 0.46)

//@ vla
KINDS()
double vla(int n, const double x[n])
{
    double a[n], b[n][2], s = 0;
    int order[n];
    for (int i = 0; i < n; i++) {
        a[i] = x[i] * x[i];
        b[i][0] = sin(a[i]);
        b[i][1] = b[i][0] * x[0];
        order[i] = n - 1 - i;
    }
    for (int i = 0; i < n; i++)
        s += a[order[i]] * b[i][0] + b[order[i]][1];
    return s;
}
SCALAR(vla, 0.8, 0.2, -0.3)

//@ vla_in_loop
KINDS()
double vla_in_loop(int n, const double x[n])
{
    double s = 1;
    for (int k = 1; k <= n; k++) {
        double t[k];
        for (int i = 0; i < k; i++)
            t[i] = x[i] * s;
        for (int i = 1; i < k; i++)
            t[i] += t[i - 1] * t[i];
        s += t[k - 1];
    }
    return s;
}
SCALAR(vla_in_loop, 0.8, 0.2, -0.3)

//@ arrays_3d
KINDS()
double arrays_3d(int n, const double x[n])
{
    double a[2][3][4], s = 0;
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 3; j++)
            for (int k = 0; k < 4; k++)
                a[i][j][k] = x[(i + j + k) % n] * (i + 1) + sin(x[j % n] * k);
    for (int k = 0; k < 4; k++)
        for (int i = 0; i < 2; i++)
            for (int j = 1; j < 3; j++)
                a[i][j][k] *= a[1 - i][j - 1][3 - k];
    for (double *p = &a[0][0][0]; p < &a[0][0][0] + 24; p++)
        s += *p * *p;
    return s;
}
SCALAR(arrays_3d, 0.8, 0.2, -0.3)

//@ pointer_to_row
KINDS()
double pointer_to_row(int n, const double x[n])
{
    double a[3][2] = {{x[0], x[1]}, {x[1], 2}};
    double(*row)[2] = a;
    row[2][0] = row[0][0] * row[0][1];
    row++;
    (*row)[1] *= x[0];
    row[1][1] = (*row)[1] + (*(row - 1))[0];
    double s = 0;
    for (row = a; row < a + 3; row++)
        s += (*row)[0] * (*row)[1];
    return s;
}
SCALAR(pointer_to_row, 0.8, 0.2)

//@ initialisers
KINDS()
double initialisers(int n, const double x[n])
{
    double a[5] = {x[0], 2, [3] = x[1] * x[0], x[0]};
    double b[2][2] = {x[1], 1, x[0]};
    double c[] = {[2] = x[1], [0] = x[0]};
    double d[3] = {0}, e[2] = {1.5};
    static const double w[5] = {1, 0.5, 0.25, 0.125, 2};
    double s = 0;
    for (int i = 0; i < 5; i++)
        s += a[i] * w[i];
    for (int i = 0; i < 3; i++)
        d[i] += c[i] * s;
    return s * b[0][0] + b[1][0] * b[1][1] + b[0][1] + d[0] * d[2] + d[1] + e[0] * e[1] + sizeof c / sizeof *c;
}
SCALAR(initialisers, 0.8, 0.2)

//@ compound_literals
struct cl {
    double a, b[2];
};
static double cl_sum(const struct cl *p)
{
    return p->a * p->b[0] + p->b[1];
}
KINDS()
double compound_literals(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < 3; i++) {
        double *p = (double[]){x[0], i, x[1] * s};
        s += p[i] * p[0];
        p[0] = s;
        s += cl_sum(&(struct cl){.b = {p[0], x[1]}, .a = p[2] + 1});
    }
    struct cl q = (struct cl){x[0], {x[1]}};
    q = (struct cl){.a = q.b[0], .b = {q.a, q.a}};
    return s * cl_sum(&q);
}
SCALAR(compound_literals, 0.8, 0.2)

//@ memory_functions
KINDS()
double memory_functions(int n, const double x[n])
{
    double a[6], b[6];
    memset(a, 0, sizeof a);
    memcpy(b, x, n * sizeof *b);
    for (int i = n; i < 6; i++)
        b[i] = i * x[0];
    memcpy(a + 1, b, 3 * sizeof(double));
    a[0] = a[1] * a[2];
    memmove(a, a + 1, 4 * sizeof a[0]);
    a[5] = a[0] + a[3];
    memmove(b + 1, b, 5 * sizeof *b);
    b[0] *= a[2];
    memset(&a[2], 0, 2 * sizeof *a);
    double s = 0;
    for (int i = 0; i < 6; i++)
        s += a[i] * b[5 - i] + b[i] * b[i];
    return s;
}
SCALAR(memory_functions, 0.8, 0.2, -0.7)

//@ memcpy_struct
struct block {
    int id;
    double v[3];
    struct {
        double z;
    } in;
};
KINDS()
double memcpy_struct(int n, const double x[n])
{
    struct block a = {1, {x[0], x[1], 3}, {x[0] * x[1]}}, b, c[2];
    memcpy(&b, &a, sizeof b);
    b.v[1] *= a.in.z;
    memcpy(c, &a, sizeof a);
    memcpy(&c[1], &b, sizeof(struct block));
    memset(&a, 0, sizeof a);
    memcpy(c[0].v, c[1].v + 1, 2 * sizeof(double));
    return c[0].v[0] * c[1].v[0] + c[1].in.z * c[0].v[2] * b.id + a.in.z + a.v[1];
}
SCALAR(memcpy_struct, 0.8, 0.2)

//@ allocation
KINDS()
double allocation(int n, const double x[n])
{
    double *a = malloc(n * sizeof *a), *b = calloc(n, sizeof(double));
    double s = 0;
    for (int i = 0; i < n; i++) {
        a[i] = x[i] * x[i];
        b[i] += a[i] * x[0];
    }
    for (int i = 1; i < n; i++)
        a[i] += a[i - 1] * b[i];
    for (int i = 0; i < n; i++)
        s += a[i] * b[n - 1 - i];
    free(a);
    free(b);
    return s;
}
SCALAR(allocation, 0.8, 0.2, -0.7)

//@ allocation_in_loop
KINDS()
double allocation_in_loop(int n, const double x[n])
{
    double s = 1;
    for (int k = 0; k < 4; k++) {
        double *t = malloc((k + 1) * sizeof(double));
        if (!t)
            abort();
        for (int i = 0; i <= k; i++)
            t[i] = s * x[i % n] + i;
        for (int i = 0; i <= k; i++)
            s += 0.1 * t[i] * t[k - i];
        free(t);
    }
    return s;
}
SCALAR(allocation_in_loop, 0.8, 0.2, -0.7)

//@ allocation_early_exit
KINDS()
double allocation_early_exit(int n, const double x[n])
{
    double *a = malloc(n * sizeof *a);
    if (a == NULL)
        return -1;
    double s = 0.5;
    for (int i = 0; i < n; i++) {
        a[i] = x[i] * s;
        if (a[i] > 0.5) {
            s = a[i] * a[i];
            free(a);
            return s;
        }
        s += sin(a[i]);
    }
    s *= a[0];
    free(a);
    return s;
}
#ifdef TEST_MAIN
TEST(allocation_early_exit)
{
    const struct grad_scalar d = GRAD_SCALAR(allocation_early_exit);
    const double a[] = {0.1, 0.2, 0.3}, b[] = {0.1, 2.9, 0.3};
    grad_scalar_all(d, 3, a, 2e-9);
    grad_scalar_all(d, 3, b, 2e-9);
}
#endif

//@ allocation_in_helper
static double *doubled(int n, const double *x)
{
    double *p = malloc(2 * n * sizeof *p);
    for (int i = 0; i < n; i++) {
        p[2 * i] = x[i];
        p[2 * i + 1] = x[i] * x[i];
    }
    return p;
}
static void release(double *p)
{
    free(p);
}
static double summed(int n, const double *x)
{
    double *p = doubled(n, x), s = 0;
    for (int i = 0; i < 2 * n; i++)
        s += p[i] * (i + 1);
    release(p);
    return s;
}
KINDS()
double allocation_in_helper(int n, const double x[n])
{
    double *p = doubled(n, x);
    p[0] *= p[3];
    double *q = doubled(n, p + 1);
    double s = q[0] * q[2] + p[1] * p[0] + summed(n, q);
    release(q);
    release(p);
    return s;
}
SCALAR(allocation_in_helper, 0.8, 0.2, -0.7)

//@ reallocation
KINDS()
double reallocation(int n, const double x[n])
{
    int cap = 1, count = 0;
    double *p = malloc(sizeof *p);
    for (int i = 0; i < 3 * n; i++) {
        if (count == cap) {
            cap *= 2;
            double *q = realloc(p, cap * sizeof *p);
            if (q == NULL)
                abort();
            p = q;
        }
        double v = x[i % n];
        if (count > 1)
            v = v * p[count - 1] + 0.1;
        p[count] = v;
        count++;
    }
    double s = 0;
    for (int i = 0; i < count; i++)
        s += p[i] * p[count - 1 - i];
    free(p);
    return s;
}
SCALAR(reallocation, 0.8, 0.2, -0.7)

//@ const_tables
static const double nodes[] = {-0.7745966692414834, 0.0, 0.7745966692414834};
static const double weights[3] = {5.0 / 9.0, 8.0 / 9.0, 5.0 / 9.0};
static const struct {
    double c;
    int e;
} terms[] = {{1.5, 2}, {-0.5, 3}, {0.25, 1}};
KINDS()
double const_tables(int n, const double x[n])
{
    static const double half = 0.5;
    double s = 0;
    for (int i = 0; i < 3; i++) {
        double t = half * (x[1] - x[0]) * nodes[i] + half * (x[0] + x[1]);
        double p = terms[i].c;
        for (int k = 0; k < terms[i].e; k++)
            p *= t;
        s += weights[i] * p * sin(t);
    }
    return s * half * (x[1] - x[0]);
}
SCALAR(const_tables, 0.2, 1.3)

//@ array_of_arrays_swap
KINDS()
double array_of_arrays_swap(int n, const double x[n])
{
    double a[2][4];
    int cur = 0;
    for (int i = 0; i < 4; i++)
        a[0][i] = x[i % n] + i * 0.1;
    for (int t = 0; t < 3; t++) {
        for (int i = 0; i < 4; i++)
            a[1 - cur][i] = 0.5 * a[cur][i] * a[cur][(i + 1) % 4] + sin(a[cur][(i + 3) % 4]);
        cur = 1 - cur;
    }
    return a[cur][0] * a[cur][1] + a[1 - cur][2] * a[cur][3];
}
SCALAR(array_of_arrays_swap, 0.8, 0.2, -0.7)

//@ histogram
KINDS()
double histogram(int n, const double x[n])
{
    double bins[4] = {0};
    int counts[4] = {0};
    for (int i = 0; i < n; i++) {
        int k = (int)floor(x[i]);
        if (k < 0)
            k = 0;
        if (k > 3)
            k = 3;
        bins[k] += x[i] * x[i];
        counts[k]++;
    }
    double s = 0;
    for (int k = 0; k < 4; k++)
        if (counts[k])
            s += sqrt(bins[k]) / counts[k];
    return s;
}
SCALAR(histogram, 0.8, 1.2, 1.7, 3.3, 0.2, 3.8, -0.6)

//@ partial_overwrite
KINDS()
double partial_overwrite(int n, const double x[n])
{
    double a[4];
    for (int i = 0; i < 4; i++)
        a[i] = x[i % n];
    for (int i = 0; i < 4; i++)
        if (a[i] > 0)
            a[i] = a[(i + 1) % 4] * 2;
    for (int i = 1; i < 4; i++)
        a[i - 1] = a[i] * a[i - 1];
    return a[0] * a[1] + a[2] * a[3];
}
SCALAR(partial_overwrite, 0.8, -0.2, 0.7)

//@ circular_buffer
KINDS()
double circular_buffer(int n, const double x[n])
{
    double ring[3] = {0.1, 0.2, 0.3};
    int head = 0;
    double s = 0;
    for (int i = 0; i < 10; i++) {
        double out = ring[head];
        ring[head] = x[i % n] * out + ring[(head + 1) % 3];
        head = (head + 1) % 3;
        s += out * ring[head];
    }
    return s;
}
SCALAR(circular_buffer, 0.8, -0.2, 0.7)

//@ char_and_int_arrays
KINDS()
double char_and_int_arrays(int n, const double x[n])
{
    char flags[8];
    int idx[8];
    memset(flags, 0, sizeof flags);
    for (int i = 0; i < 8; i++)
        idx[i] = (i * 5) % 8;
    double s = 1;
    for (int i = 0; i < 8; i++) {
        if (flags[idx[i]])
            continue;
        flags[(idx[i] + 3) % 8] = 1;
        s = s * x[idx[i] % n] + idx[i];
    }
    return s;
}
SCALAR(char_and_int_arrays, 0.8, -0.2, 0.7)

//@ vla_in_recursion
/* The reverse half of a recursion names the length of a variable-length array that lives in the forward half. */
static void vla_deeper(double *v, int d)
{
    int n = 2 + d % 2;
    if (d <= 0)
        return;
    double m[n][3];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < 3; j++)
            m[i][j] = sin(v[j] * (i + 1));
    vla_deeper(v, d - 1);
    v[0] += m[n - 1][1] * m[0][2];
}
KINDS()
double vla_in_recursion(int n, const double x[n])
{
    double a[3] = {x[0], x[1], x[2]};
    vla_deeper(a, n);
    return a[0] * a[1] + a[2];
}
SCALAR(vla_in_recursion, 0.4, -0.7, 1.1)
