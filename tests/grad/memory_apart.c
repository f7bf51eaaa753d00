/* Adjoints in two versions: where a test at run time finds memory apart, the one that keeps less runs. Three pointers into one
   array, at all distances that matter: apart, side by side, with one element in common, the same. The oracle differentiates the
   map of the whole array. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

//@ windows
ADC_ADJOINT()
void product(int n, const double *a, const double *b, double *c)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            double s = 0.0;
            for (int k = 0; k < n; k++)
                s += a[i * n + k] * b[k * n + j];
            c[i * n + j] = s;
        }
}
ADC_ADJOINT()
void seidel(int n, const double *a, const double *b, double *x)
{
    for (int sweep = 0; sweep < 2; sweep++)
        for (int i = 0; i < n; i++) {
            double v = b[i];
            for (int j = 0; j < n; j++)
                if (j != i)
                    v -= 0.1 * a[i * n + j] * x[j];
            x[i] = v / (2.0 + a[i * n + i]);
        }
}
/* Backwards, every other element, before the first one. */
ADC_ADJOINT()
void strides(int n, const double *a, const double *b, double *c)
{
    for (int i = 2 * n - 1; i >= 0; i -= 2)
        for (int k = 0; k < 2; k++)
            c[i - 2 * n] += sin(a[i]) * b[-1 - i] * (k + a[i - 1]);
}
/* What a branch, and a condition beside the bound, leaves out. */
ADC_ADJOINT()
void filter(int n, const double *a, const double *b, double *c)
{
    for (int i = 0; i < n * n; i++) {
        c[i] = 0.0;
        for (int k = 0; k < n && k <= i; k++)
            c[i] += a[k] * b[i - k];
        for (int k = 0; k < n; k++)
            if (i + k < n * n)
                c[i] += a[k] * b[i + k];
    }
}
/* Through calls, at different places, and in blocks. */
static double __attribute__((noinline)) inner(int n, const double *x, const double *y)
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        for (int k = 0; k <= i; k++)
            s += x[i] * x[k] * y[i] / (1 + k);
    for (int i = 0; i < n; i++)
        s += cos(s) * x[i];
    for (int i = 0; i < n; i++)
        s += sin(s) * y[i];
    return s;
}
static void __attribute__((noinline)) scale(int n, double by, const double *x, double *y)
{
    for (int k = 0; k < 3; k++) {
        for (int i = 0; i < n; i++)
            y[i] = sin(y[i] + by * sin(x[i]) * x[i]);
        for (int i = n - 1; i >= 0; i--)
            y[i] *= cos(by * x[i]);
        by = sin(by + x[0]);
    }
}
ADC_ADJOINT()
void through_calls(int n, const double *a, const double *b, double *c)
{
    if (n > 0)
        memmove(c, b, (size_t)n * sizeof *c);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < 2; k++)
            scale(n, sin(inner(n, a + i * n, b)), &b[i], c + i);
}
ADC_ADJOINT()
void columns(int n, const double (*a)[2], const double *b, double *c)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < 2; j++)
            for (int k = 0; k < 2; k++)
                c[i * 2 + k] = sin(c[i * 2 + k] + a[i][j] * b[j] * c[i]);
}
#ifdef TEST_MAIN
enum { SIZE = 24 };
typedef void Map(int, const double *, const double *, double *);
typedef void Adjoint(int, const double *, const double *, double *, double *, double *, double *);
static void window(Map *f, Adjoint *adjoint, int n, int at, int bt, int ct)
{
    double start[SIZE], v[SIZE], after[SIZE], w[SIZE], a[SIZE];
    grad_fill(SIZE, start);
    memcpy(after, start, sizeof v);
    f(n, after + at, after + bt, after + ct);
    grad_fill(SIZE, w);
    memcpy(a, w, sizeof a);
    memcpy(v, start, sizeof v);
    adjoint(n, v + at, v + bt, v + ct, a + at, a + bt, a + ct);
    CHECK_SAME(v, after, sizeof v);
    for (int k = 0; k < SIZE; k++) {
        double want = DIFF(start[k], __extension__({
                               memcpy(v, start, sizeof v);
                               f(n, v + at, v + bt, v + ct);
                               grad_dot(SIZE, w, v);
                           }));
        CHECK_SCALED(a[k], want, 1e-8, 1.0);
    }
}
static void windows(Map *f, Adjoint *adjoint, int first, int last)
{
    for (int n = -1; n <= 2; n++)
        for (int at = first; at <= last; at++)
            for (int bt = first; bt <= last; bt++)
                for (int ct = first; ct <= last; ct++)
                    if ((at + bt + ct) % 2 == 0 || at == bt || bt == ct || at == ct)
                        window(f, adjoint, n, at, bt, ct);
}
static void columns_plain(int n, const double *a, const double *b, double *c)
{
    columns(n, (const double (*)[2])a, b, c);
}
static void columns_plain_adjoint(int n, const double *a, const double *b, double *c, double *a_adj, double *b_adj, double *c_adj)
{
    columns_adjoint(n, (const double (*)[2])a, b, c, (double (*)[2])a_adj, b_adj, c_adj);
}
TEST(product)
{
    windows(product, product_adjoint, 0, 8);
}
TEST(seidel)
{
    windows(seidel, seidel_adjoint, 0, 6);
}
TEST(strides)
{
    windows(strides, strides_adjoint, 5, 13);
}
TEST(filter)
{
    windows(filter, filter_adjoint, 0, 6);
}
TEST(through_calls)
{
    windows(through_calls, through_calls_adjoint, 0, 6);
}
TEST(columns)
{
    windows(columns_plain, columns_plain_adjoint, 0, 6);
}
#endif

//@ order
#if LEVEL >= 3
#define KINDS ADC_ADJOINT() ADC_GRADIENT(wrt(x, t)) ADC_HVP(wrt(x, t)) ADC_HESSIAN(wrt(x, t))
#else
#define KINDS ADC_ADJOINT() ADC_GRADIENT(wrt(x, t))
#endif
KINDS
double chain(int n, const double x[n], double t[n])
{
    double s = 0.0;
    for (int sweep = 0; sweep < 2; sweep++)
        for (int i = 0; i < n; i++) {
            t[i] = x[i] * t[i] + sin(x[i]) * sweep * s;
            s += t[i] * t[i] * x[n - 1 - i];
        }
    return s;
}
#if LEVEL >= 3
ADC_ADJOINT()
void spread(int n, double *y, const double *x)
{
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < n; i++)
            y[i] = x[i] * x[i] * (k + y[i]);
}
ADC_DERIVE(adjoint(spread_adjoint), wrt(x, y, y_adj), of(x_adj, y_adj), name(spread_second));
ADC_DERIVE(tangent(spread_adjoint), wrt(x, y, y_adj), of(x_adj, y_adj), name(spread_along));
#endif
#ifdef TEST_MAIN
static double chain_of(int n, const double *x, const double *t)
{
    double copy[8];
    memcpy(copy, t, (size_t)n * sizeof *t);
    return chain(n, x, copy);
}
static void gradient_of(int n, const double *x, const double *t, double *gx, double *gt)
{
    double copy[8];
    memcpy(copy, t, (size_t)n * sizeof *t);
    chain_gradient(n, x, copy, gx, gt);
}
TEST(gradient)
{
    enum { N = 3 };
    double x[N], t[N], gx[N], gt[N];
    grad_fill(N, x);
    grad_fill(N, t);
    gradient_of(N, x, t, gx, gt);
    for (int i = 0; i < N; i++) {
        CHECK_SCALED(gx[i], DIFF(x[i], chain_of(N, x, t)), 1e-9, 1.0);
        CHECK_SCALED(gt[i], DIFF(t[i], chain_of(N, x, t)), 1e-9, 1.0);
    }
}
TEST(second)
{
    CHECK(LEVEL >= 1);
#if LEVEL >= 3
    enum { N = 3 };
    double x[N], t[N], dx[N], dt[N], hx[N], ht[N], gx[N], gt[N], xx[N * N], xt[N * N], tt[N * N], t1[N], h = 0.0;
    grad_fill(N, x);
    grad_fill(N, t);
    grad_fill(N, dx);
    grad_fill(N, dt);
    memcpy(t1, t, sizeof t);
    chain_hvp(N, x, t1, dx, dt, hx, ht);
    memcpy(t1, t, sizeof t);
    chain_hessian(N, x, t1, xx, xt, tt);
    for (int i = 0; i < N; i++) {
        double want[2], by_rows[2] = {0.0, 0.0};
        for (int k = 0; k < 2; k++)
            want[k] = DIFF(h, __extension__({
                               double u[N], v[N];
                               for (int j = 0; j < N; j++) {
                                   u[j] = x[j] + h * dx[j];
                                   v[j] = t[j] + h * dt[j];
                               }
                               gradient_of(N, u, v, gx, gt);
                               k ? gt[i] : gx[i];
                           }));
        for (int j = 0; j < N; j++) {
            by_rows[0] += xx[i * N + j] * dx[j] + xt[i * N + j] * dt[j];
            by_rows[1] += xt[j * N + i] * dx[j] + tt[i * N + j] * dt[j];
        }
        CHECK_SCALED(hx[i], want[0], 1e-8, 1.0);
        CHECK_SCALED(ht[i], want[1], 1e-8, 1.0);
        CHECK_SCALED(by_rows[0], want[0], 1e-8, 1.0);
        CHECK_SCALED(by_rows[1], want[1], 1e-8, 1.0);
    }
#endif
}
/* The two orders agree: <w, J t> = <J' w, t>, of memory that is apart and of memory that is not. */
TEST(adjoint_of_adjoint)
{
    CHECK(LEVEL >= 1);
#if LEVEL >= 3
    enum { N = 3, SIZE = 10 };
    for (int xat = 0; xat <= 6; xat++) {
        double v[2][SIZE], s[2][SIZE], tan[2][SIZE], adj[2][SIZE], tan0[2][SIZE], adj0[2][SIZE];
        double left = 0.0, right = 0.0;
        grad_fill(SIZE, v[0]);
        grad_fill(SIZE, s[0]);
        memcpy(v[1], v[0], sizeof v[0]);
        memcpy(s[1], s[0], sizeof s[0]);
        for (int k = 0; k < 2; k++) {
            grad_fill(SIZE, tan[k]);
            grad_fill(SIZE, adj[k]);
        }
        memcpy(tan0, tan, sizeof tan);
        memcpy(adj0, adj, sizeof adj);
        spread_along(N, v[0], v[0] + xat, s[0], s[0] + xat, tan[0], tan[0] + xat, tan[1], tan[1] + xat);
        spread_second(N, v[1], v[1] + xat, s[1], s[1] + xat, adj[0], adj[0] + xat, adj[1], adj[1] + xat);
        for (int k = 0; k < 2; k++)
            for (int i = 0; i < SIZE; i++) {
                left += adj0[k][i] * tan[k][i];
                right += adj[k][i] * tan0[k][i];
            }
        CHECK_SAME(v[0], v[1], sizeof v[0]);
        CHECK_SAME(s[0], s[1], sizeof s[0]);
        CHECK_SCALED(left, right, 1e-12, 1.0);
    }
#endif
}
#endif
