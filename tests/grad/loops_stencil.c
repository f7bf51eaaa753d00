/* Stencils: each element is made of its neighbours. Their adjoints are gathered where iterations only add to what others add to
   (gather.c), buffers that change places are told apart (distinct.c), and a buffer that moves is kept whole. Each is checked for many
   sizes: with few iterations the ends are all there is. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SIZES(f)                                                                                                       \
    {                                                                                                                  \
        static const double at[] = {0.3, -0.7, 1.2, 0.4, 0.9, -0.2, 0.8, 0.5, -0.6, 1.1, 0.1, -0.3, 0.7};              \
        const struct grad_scalar d = GRAD_SCALAR(f);                                                                   \
        for (int n = 1; n <= (int)(sizeof at / sizeof *at); n++)                                                       \
            grad_scalar_all(d, n, at, 2e-8);                                                                           \
    }

//@ stencil_heat
// has: u_adj_then\[i\] \+=\s+0.2 \* v_adj_then\[i \+ 1\]
KINDS()
double stencil_heat(int n, const double x[n])
{
    double *u = malloc(n * sizeof *u), *v = malloc(n * sizeof *v), s = 0.0;
    memcpy(u, x, n * sizeof *u);
    memcpy(v, x, n * sizeof *v);
    for (int t = 0; t < 3; t++) {
        for (int i = 1; i < n - 1; i++)
            v[i] = u[i] + 0.2 * (u[i - 1] - 2.0 * u[i] + u[i + 1]);
        double *w = u;
        u = v;
        v = w;
    }
    for (int i = 0; i < n; i++)
        s += u[i] * u[i] * (i + 1);
    free(u);
    free(v);
    return s;
}
#ifdef TEST_MAIN
TEST(stencil_heat)
SIZES(stencil_heat)
#endif

//@ stencil_burgers
/* All of u is kept before each step, once for the three values that are needed of it. */
// has: memcpy\(u_kept
KINDS()
double stencil_burgers(int n, const double x[n])
{
    double *u = malloc(n * sizeof *u), *v = malloc(n * sizeof *v), s = 0.0;
    for (int i = 0; i < n; i++)
        u[i] = v[i] = x[i];
    for (int t = 0; t < 3; t++) {
        for (int i = 1; i < n - 1; i++)
            v[i] = u[i] - 0.3 * u[i] * (u[i + 1] - u[i - 1]) + 0.1 * (u[i - 1] - 2.0 * u[i] + u[i + 1]);
        double *w = u;
        u = v;
        v = w;
    }
    for (int i = 0; i < n; i++)
        s += sin(u[i]) * (i + 1);
    free(u);
    free(v);
    return s;
}
#ifdef TEST_MAIN
TEST(stencil_burgers)
SIZES(stencil_burgers)
#endif

//@ stencil_wave
/* Three buffers, one of which is made of the other two; coefficients that are asked for, too. */
// has: b_adj_then\[i\] \+= [^;]*c_adj_then\[i \+ 1\]
KINDS()
double stencil_wave(int n, const double x[n])
{
    double *a = calloc(n, sizeof *a), *b = calloc(n, sizeof *b), *c = calloc(n, sizeof *c), s = 0.0;
    for (int i = 0; i < n; i++)
        a[i] = b[i] = 1.0 + 0.1 * i * x[i];
    for (int t = 0; t < 5; t++) {
        for (int i = 1; i <= n - 2; i++)
            c[i] = 2.0 * b[i] - a[i] + x[i] * x[i] * 0.1 * (b[i - 1] - 2.0 * b[i] + b[i + 1]);
        double *w = a;
        a = b;
        b = c;
        c = w;
    }
    for (int i = 0; i < n; i++)
        s += b[i] * b[i] + 0.3 * a[i] * c[i];
    free(a);
    free(b);
    free(c);
    return s;
}
#ifdef TEST_MAIN
TEST(stencil_wave)
SIZES(stencil_wave)
#endif

//@ stencil_grid
/* Two dimensions in one array, as members of a struct that a function steps: nothing but one buffer is kept. */
// lacks: adc_push
struct stencil_plane {
    int n;
    double *now, *next, rate;
};
static void stencil_step(struct stencil_plane *p)
{
    int n = p->n;
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < n - 1; j++) {
            double c = p->now[i * n + j];
            double lap = p->now[(i - 1) * n + j] + p->now[(i + 1) * n + j] + p->now[i * n + j - 1] + p->now[i * n + j + 1] - 4.0 * c;
            p->next[i * n + j] = c + p->rate * lap + 0.1 * c * (1.0 - c);
        }
    double *t = p->now;
    p->now = p->next;
    p->next = t;
}
ADC_ADJOINT()
ADC_GRADIENT()
double stencil_grid(int n, const double x[n])
{
    struct stencil_plane p = {n, malloc(sizeof(double) * n * n), malloc(sizeof(double) * n * n), 0.1 * x[0]};
    double s = 0.0;
    for (int i = 0; i < n * n; i++)
        p.now[i] = p.next[i] = x[i % n] * cos(i);
    for (int t = 0; t < 2; t++)
        stencil_step(&p);
    for (int i = 0; i < n * n; i++)
        s += p.now[i] * p.now[i];
    free(p.now);
    free(p.next);
    return s;
}
#ifdef TEST_MAIN
TEST(stencil_grid)
{
    static const double at[] = {0.3, -0.7, 1.2, 0.4, 0.9, -0.2, 0.8};
    const struct grad_scalar d = {stencil_grid, stencil_grid_adjoint, stencil_grid_gradient, 0, 0, 0};
    for (int n = 1; n <= 7; n++)
        grad_scalar_all(d, n, at, 2e-8);
}
#endif

//@ stencil_rows
/* Rows of a matrix; other statements in the same loop; a sum; two groups of neighbours. */
ADC_ADJOINT()
ADC_GRADIENT()
double stencil_rows(int n, const double x[n])
{
    double u[n][n], v[n][n], s = 0.0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            u[i][j] = v[i][j] = x[(i + j) % n] * (1 + i);
    for (int t = 0; t < 2; t++) {
        for (int i = 1; i < n - 1; i++)
            for (size_t j = 2; j < (size_t)n - 2; j++) {
                double mean = 0.25 * (u[i - 1][j] + u[i + 1][j] + u[i][j - 1] + u[i][j + 1]);
                v[i][j] = 0.5 * u[i][j] + 0.5 * mean + 0.1 * u[i - 1][j - 2] * u[i - 1][j + 2];
                s += mean * x[i];
            }
        memcpy(u, v, sizeof u);
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            s += u[i][j] * u[i][j];
    return s;
}
#ifdef TEST_MAIN
TEST(stencil_rows)
{
    static const double at[] = {0.3, -0.7, 1.2, 0.4, 0.9, -0.2, 0.8};
    const struct grad_scalar d = {stencil_rows, stencil_rows_adjoint, stencil_rows_gradient, 0, 0, 0};
    for (int n = 2; n <= 7; n++)
        grad_scalar_all(d, n, at, 2e-8);
}
#endif

//@ stencil_in_place
/* Of neighbours that the loop has just set: nothing may be gathered. */
KINDS()
double stencil_in_place(int n, const double x[n])
{
    double u[n], s = 0.0;
    memcpy(u, x, n * sizeof *u);
    for (int t = 0; t < 3; t++)
        for (int i = 1; i < n - 1; i++)
            u[i] = 0.5 * u[i] + 0.3 * u[i - 1] * u[i + 1];
    for (int i = 0; i < n; i++)
        s += u[i] * (i + 1);
    return s;
}
#ifdef TEST_MAIN
TEST(stencil_in_place)
SIZES(stencil_in_place)
#endif

//@ stencil_one_block
/* Buffers that are parts of one block, and overlap by one. */
KINDS()
double stencil_one_block(int n, const double x[n])
{
    double *all = malloc((2 * n + 1) * sizeof *all), *u = all, *v = all + n - 1, s = 0.0;
    for (int i = 0; i <= 2 * n; i++)
        all[i] = x[i % n] * (0.5 + 0.1 * i);
    for (int t = 0; t < 3; t++) {
        for (int i = 1; i < n - 1; i++)
            v[i] = 0.5 * u[i - 1] + 0.3 * u[i + 1] + 0.1 * u[i];
        double *w = u;
        u = v;
        v = w;
    }
    for (int i = 0; i <= 2 * n; i++)
        s += all[i] * all[i];
    free(all);
    return s;
}
#ifdef TEST_MAIN
TEST(stencil_one_block)
SIZES(stencil_one_block)
#endif

//@ stencil_same_buffer
/* Both pointers lead to one buffer from the second step on. */
KINDS()
double stencil_same_buffer(int n, const double x[n])
{
    double *u = malloc(n * sizeof *u), *v = malloc(n * sizeof *v), *first = u, *second = v, s = 0.0;
    for (int i = 0; i < n; i++)
        u[i] = v[i] = x[i];
    for (int t = 0; t < 3; t++) {
        for (int i = 1; i < n - 1; i++)
            v[i] = 0.5 * u[i - 1] + 0.3 * u[i + 1] * u[i];
        u = v;
    }
    for (int i = 0; i < n; i++)
        s += first[i] * second[i] + u[i];
    free(first);
    free(second);
    return s;
}
#ifdef TEST_MAIN
TEST(stencil_same_buffer)
SIZES(stencil_same_buffer)
#endif

//@ stencil_now_and_then
/* They change places in some steps only; in one both lead to what is new. */
ADC_ADJOINT()
ADC_GRADIENT()
double stencil_now_and_then(int n, const double x[n])
{
    double *u = malloc(n * sizeof *u), *v = malloc(n * sizeof *v), *spare = malloc(n * sizeof *spare), s = 0.0;
    double *blocks[] = {u, v, spare};
    for (int i = 0; i < n; i++)
        u[i] = v[i] = spare[i] = x[i];
    for (int t = 0; t < 6; t++) {
        for (int i = 1; i < n - 1; i++)
            v[i] = 0.5 * u[i - 1] + 0.3 * u[i + 1] + 0.2 * u[i] * u[i];
        if (t == 3) {
            u = spare;
            v = spare;
        } else if (t % 2) {
            double *w = u;
            u = v;
            v = w;
        }
        if (t == 4)
            v = blocks[1];
    }
    for (int i = 0; i < n; i++)
        s += blocks[0][i] * blocks[0][i] + sin(blocks[1][i]) + blocks[2][i];
    for (int k = 0; k < 3; k++)
        free(blocks[k]);
    return s;
}
#ifdef TEST_MAIN
TEST(stencil_now_and_then)
{
    static const double at[] = {0.3, -0.7, 1.2, 0.4, 0.9, -0.2, 0.8};
    const struct grad_scalar d = {stencil_now_and_then, stencil_now_and_then_adjoint, stencil_now_and_then_gradient, 0, 0, 0};
    for (int n = 1; n <= 7; n++)
        grad_scalar_all(d, n, at, 2e-8);
}
#endif

//@ stencil_new_block
/* The buffer is a new one in each step; once it grows. */
KINDS()
double stencil_new_block(int n, const double x[n])
{
    double *u = malloc(n * sizeof *u), s = 0.0;
    memcpy(u, x, n * sizeof *u);
    for (int t = 0; t < 4; t++) {
        double *v = malloc((n + 1) * sizeof *v);
        for (int i = 0; i < n; i++)
            v[i] = x[i] * t;
        for (int i = 1; i < n - 1; i++)
            v[i] = 0.5 * u[i - 1] + 0.3 * u[i + 1] - 0.2 * u[i] * x[i];
        if (t == 2) {
            v = realloc(v, (n + 2) * sizeof *v);
            v[n + 1] = v[0];
        }
        free(u);
        u = v;
    }
    for (int i = 0; i < n; i++)
        s += u[i] * u[i];
    free(u);
    return s;
}
#ifdef TEST_MAIN
TEST(stencil_new_block)
SIZES(stencil_new_block)
#endif

//@ stencil_own_value
/* What an iteration has set it reads; what it adds to it reads as well; a branch; a call for each element. */
KINDS()
double stencil_own_value(int n, const double x[n])
{
    double u[n], v[n], w[n], z[n], s = 0.0;
    for (int i = 0; i < n; i++) {
        u[i] = x[i];
        v[i] = w[i] = z[i] = 0.1 * x[i];
    }
    for (int i = 1; i < n - 1; i++) {
        v[i] = 0.5 * u[i - 1] + 0.3 * u[i + 1];
        w[i] = v[i] * u[i] + u[i - 1];
    }
    for (int i = 1; i < n - 1; i++) {
        z[i] += v[i - 1] + v[i + 1];
        s += z[i] * z[i];
    }
    for (int i = 1; i < n - 1; i++)
        if (x[i] > 0.25)
            u[i] = w[i - 1] + w[i + 1];
    for (int i = 1; i < n - 1; i++)
        v[i] = sin(w[i - 1]) * exp(0.1 * w[i + 1]) / (3.0 + u[i] * u[i]);
    for (int i = 1; i < n - 1; i++) {
        double d = z[i + 1] - z[i - 1];
        w[i] = d * d / (1.0 + x[i] * x[i]);
    }
    for (int i = 0; i < n; i++)
        s += u[i] * v[i] + w[i] * z[i];
    return s;
}
#ifdef TEST_MAIN
TEST(stencil_own_value)
SIZES(stencil_own_value)
#endif

//@ stencil_counters
/* Narrow and unsigned counters, bounds that are reached, numbers known at compile time, steps of two, the other way. */
KINDS()
double stencil_counters(int n, const double x[n])
{
    double u[24], v[24], w[24], s = 0.0;
    unsigned size = (unsigned)n;
    const int last = n - 1;
    for (int i = 0; i < 24; i++)
        u[i] = v[i] = w[i] = x[i % n] + 0.1 * i;
    for (short i = 1; i < n; i++)
        v[i] = 0.5 * u[i - 1] - u[i + 1];
    for (unsigned i = 1; i < size; i++)
        w[i] = 0.5 * v[i - 1] - v[i + 1] * x[0];
    for (size_t i = 0; i < size; i++)
        u[i] = 0.1 * w[i + 3] + w[i] + w[i + 1];
    for (int i = 1; i <= last; i++)
        v[i] = u[i - 1] + u[i + 1] + 0.5 * u[i + 2];
    for (int i = 2; i < 22; i++)
        w[i] = v[i - 2] + 0.3 * v[i - 1] + 0.1 * v[i] - v[i + 1] + 0.2 * v[i + 2];
    for (int i = 2; i < n; i += 2)
        u[i] = w[i - 1] + w[i + 1];
    for (int i = n - 1; i >= 1; i--)
        v[i] = u[i - 1] + u[i + 1];
    for (long i = 0; i < n; i++)
        w[i] = v[2 * i % 24] + v[i] + v[i + 1] - 0.5 * v[i + 9];
    for (int i = 0; i < 24; i++)
        s += 0.01 * u[i] * v[i] + w[i] * w[i];
    return s;
}
#ifdef TEST_MAIN
TEST(stencil_counters)
SIZES(stencil_counters)
#endif

//@ stencil_parts
/* Members of the elements of an array, several elements to a place, floats. */
struct stencil_cell {
    double h, q[2];
};
KINDS()
double stencil_parts(int n, const double x[n])
{
    struct stencil_cell a[n], b[n];
    double f[3 * n + 3], g[3 * n + 3];
    double s = 0.0;
    for (int i = 0; i < n; i++)
        a[i] = b[i] = (struct stencil_cell){x[i], {0.5 * x[i], 0.1}};
    for (int i = 0; i < 3 * n + 3; i++)
        f[i] = g[i] = 0.5 + x[i % n];
    for (int i = 1; i < n - 1; i++) {
        b[i].h = a[i].h - 0.3 * (a[i + 1].q[0] - a[i - 1].q[0]);
        b[i].q[0] = a[i].q[0] - 0.3 * (a[i + 1].h - a[i - 1].h);
    }
    for (int i = 0; i < n; i++)
        for (int k = 0; k < 3; k++)
            g[3 * i + 3 + k] = 0.25 * f[3 * i + k] + 0.5 * f[3 * i + 3 + k];
    for (int i = 0; i < n; i++)
        s += b[i].h * b[i].h + b[i].q[0] * g[3 * i + 3];
    return s;
}
#ifdef TEST_MAIN
TEST(stencil_parts)
SIZES(stencil_parts)
#endif

//@ stencil_given
/* The caller's buffer, and one that a promise keeps apart from it. */
KINDS_INPLACE()
void stencil_given(int n, double y[n])
{
    double other[n], *restrict a = y, *restrict b = other;
    double *now = a, *next = b;
    memcpy(other, y, n * sizeof *y);
    for (int t = 0; t < 4; t++) {
        for (int i = 1; i < n - 1; i++)
            next[i] = 0.5 * now[i - 1] + 0.2 * now[i + 1] - 0.1 * now[i] * now[i];
        double *w = now;
        now = next;
        next = w;
    }
}
INPLACE(stencil_given, 0.3, -0.7, 1.2, 0.4, 0.9, -0.2)

//@ stencil_overlap
/* Which may be one, shifted by an element. */
KINDS_MAP()
void stencil_overlap(int n, const double x[n], int m, double y[m])
{
    for (int i = 1; i < n - 1; i++)
        y[i] = 0.5 * x[i - 1] + 0.2 * x[i + 1] + 0.1 * x[i];
}
OVERLAP(stencil_overlap, 6, 0.3, -0.7, 1.2, 0.4, 0.9, -0.2)

//@ stencil_swapped_parameters
/* Parameters themselves change places; without a promise they may be one. */
KINDS_MAP()
void stencil_swapped_parameters(int n, const double x[n], int m, double y[m])
{
    double store[n], *u = store, *v = y;
    for (int i = 0; i < n; i++)
        store[i] = x[i] + y[i];
    for (int t = 0; t < 3; t++) {
        for (int i = 1; i < n - 1; i++)
            v[i] = 0.5 * u[i - 1] + 0.2 * u[i + 1] * u[i];
        double *w = u;
        u = v;
        v = w;
    }
}
MAP(stencil_swapped_parameters, 6, 0.3, -0.7, 1.2, 0.4, 0.9, -0.2)
