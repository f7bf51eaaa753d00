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
/* Where only shape() says how much there is. */
static const int picked[] = {1, 0, 1};
ADC_ADJOINT(shape(a, n), shape(b, n + 0), shape(c, n))
void picks(int n, const double *a, const double *b, double *c)
{
    for (int i = 0; i < n; i++) {
        c[i] = 0.0;
        for (int k = 0; k <= i; k++)
            c[i] += a[picked[k] % n] * b[picked[i - k + 1] % n];
    }
}
/* The same, of what is kept whole in front of a loop. */
static double slope(double left, double right) { return sin(left) * right / (2.0 + right * right); }
ADC_ADJOINT(shape(a, n), shape(b, n), shape(c, n))
void marches(int n, const double *a, const double *b, double *c)
{
    for (int s = 0; s < 3; s++) {
        for (int i = 0; i < n; i++) {
            double here = slope(a[i], c[i]), next = slope(b[i], a[n - 1 - i]);
            c[i] += 0.1 * here * next;
        }
        for (int i = 0; i < n; i++)
            for (int k = 0; k < n; k++)
                c[i] += 0.1 * a[k] * slope(b[k], a[i]);
    }
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
/* Round a ring; a remainder of what may be negative is another matter. */
ADC_ADJOINT()
void ring(int n, const double *a, const double *b, double *c)
{
    for (int s = 0; s < 2; s++)
        for (int i = 0; i < n; i++)
            c[i] = sin(a[(i + 1) % n] * b[(i + n - 1) % n] + c[i] * a[i]);
}
ADC_ADJOINT()
void ring_back(int n, const double *a, const double *b, double *c)
{
    for (int s = 0; s < 2; s++)
        for (int i = 0; i < n; i++)
            c[i] = sin(a[2 + (i - 2) % n] * b[i] + c[i] * a[i]);
}
/* Indices from memory: what is declared holds. */
ADC_ADJOINT()
void gathered(int n, const double a[n], const double b[n], double c[n], const int at[n])
{
    for (int s = 0; s < 2; s++)
        for (int i = 0; i < n; i++)
            c[at[i]] += sin(a[at[i]]) * b[at[n - 1 - i]] * c[i];
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
static const int turned[] = {1, 0};
static void gathered_plain(int n, const double *a, const double *b, double *c)
{
    if (n == 2)
        gathered(n, a, b, c, turned);
}
static void gathered_plain_adjoint(int n, const double *a, const double *b, double *c, double *a_adj, double *b_adj, double *c_adj)
{
    if (n == 2)
        gathered_adjoint(n, a, b, c, turned, a_adj, b_adj, c_adj);
}
TEST(ring)
{
    windows(ring, ring_adjoint, 0, 6);
    windows(ring_back, ring_back_adjoint, 0, 5);
}
TEST(gathered)
{
    for (int p = 0; p < 125; p++)
        window(gathered_plain, gathered_plain_adjoint, 2, p % 5, p / 5 % 5, p / 25);
}
TEST(picks)
{
    windows(picks, picks_adjoint, 0, 5);
}
TEST(marches)
{
    windows(marches, marches_adjoint, 0, 5);
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

//@ members
/* Pointers that are members, of a struct behind a pointer and of one by value. */
struct net {
    int n;
    double *w, *h;
};
ADC_ADJOINT(wrt(m->w, m->h, x, y), of(m->h, y))
void layer(const struct net *m, const double *x, double *y)
{
    for (int i = 0; i < m->n; i++) {
        double s = 0.0;
        for (int j = 0; j < m->n; j++)
            s += m->w[i * m->n + j] * x[j];
        m->h[i] = sin(s);
        y[i] = m->h[i] * m->h[i] + y[i] * x[i];
    }
}
ADC_ADJOINT(wrt(m.w, m.h, x, y), of(m.h, y))
void by_value(struct net m, const double *x, double *y)
{
    const double *w = m.w;
    for (int i = 0; i < m.n; i++) {
        double s = 0.0;
        for (int j = 0; j < m.n; j++)
            s += w[i * m.n + j] * x[j] * m.h[j];
        y[i] = sin(y[i] + s);
        m.h[i] *= cos(y[i]);
    }
}
/* Nobody looks at the struct before it is known to be there. */
ADC_ADJOINT(wrt(m->w, x, y), of(y))
void perhaps(const struct net *m, const double *x, double *y, int there)
{
    if (there)
        for (int i = 0; i < m->n; i++)
            for (int j = 0; j < m->n; j++)
                y[i] += m->w[i * m->n + j] * x[j] * y[i];
}
#ifdef TEST_MAIN
enum { WHOLE = 16 };
static void run(int which, int n, const int *at, double *v)
{
    struct net m = {n, v + at[0], v + at[1]};
    if (which == 0)
        layer(&m, v + at[2], v + at[3]);
    else if (which == 1)
        by_value(m, v + at[2], v + at[3]);
    else
        perhaps(n ? &m : NULL, v + at[2], v + at[3], n);
}
static void run_adjoint(int which, int n, const int *at, double *v, double *a)
{
    struct net m = {n, v + at[0], v + at[1]}, m_adj = {n, a + at[0], a + at[1]};
    if (which == 0)
        layer_adjoint(&m, v + at[2], v + at[3], &m_adj, a + at[2], a + at[3]);
    else if (which == 1)
        by_value_adjoint(m, v + at[2], v + at[3], &m_adj, a + at[2], a + at[3]);
    else
        perhaps_adjoint(n ? &m : NULL, v + at[2], v + at[3], n, n ? &m_adj : NULL, a + at[2], a + at[3]);
}
static void members(int which)
{
    double start[WHOLE], w[WHOLE], v[WHOLE], a[WHOLE];
    grad_fill(WHOLE, start);
    grad_fill(WHOLE, w);
    for (int n = 0; n <= 2; n++)
        for (int p = 0; p < 6 * 6 * 6 * 6; p += n ? 7 : 100) {
            const int at[4] = {p % 6, p / 6 % 6, p / 36 % 6 * 2, p / 216 * 2};
            memcpy(v, start, sizeof v);
            memcpy(a, w, sizeof a);
            run_adjoint(which, n, at, v, a);
            for (int k = 0; k < WHOLE; k++) {
                double want = DIFF(start[k], __extension__({
                                       memcpy(v, start, sizeof v);
                                       run(which, n, at, v);
                                       grad_dot(WHOLE, w, v);
                                   }));
                CHECK_SCALED(a[k], want, 1e-8, 1.0);
            }
        }
}
TEST(layer)
{
    members(0);
}
TEST(by_value)
{
    members(1);
}
TEST(perhaps)
{
    members(2);
}
#endif

//@ order
#if LEVEL >= 3
#define CHAIN ADC_ADJOINT() ADC_GRADIENT(wrt(x, t)) ADC_HVP(wrt(x, t)) ADC_HESSIAN(wrt(x, t))
#else
#define CHAIN ADC_ADJOINT() ADC_GRADIENT(wrt(x, t))
#endif
CHAIN
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

//@ covered
/* Whole arrays are copied where the loops that follow certainly access all of them: no element more is there to be read. */
ADC_ADJOINT()
void relax(int n, int sweeps, const double *a, const double *b, double *x, double *t)
{
    for (int s = 0; s < sweeps; s++) {
        for (int i = 0; i < n; i++) {
            double v = b[i];
            for (int j = 0; j < n; j++)
                if (j != i)
                    v -= a[i * n + j] * x[j] * x[j];
            t[i] = v / (4.0 + a[i * n + i] * x[i]);
        }
        for (int i = 0; i < n; i++)
            x[i] = t[i];
    }
}
/* x has n elements where m > 0 and `all` is set, else it may have none. */
ADC_ADJOINT()
void guarded(int n, int m, int all, double *x, double *t)
{
    for (int s = 0; s < 2; s++) {
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
                if (all)
                    t[i] += x[j] * x[j] * (i + 1);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
                t[i] *= 1.0 + 0.1 * x[j];
        if (all)
            for (int j = 0; j < n; j++)
                x[j] = sin(x[j] + t[0]);
    }
}
/* The first half only, and up to a break. */
ADC_ADJOINT()
void in_part(int n, double stop, double *x, double *t)
{
    for (int s = 0; s < 2; s++) {
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                if (j > 1)
                    break;
                t[i] += x[j] * x[j] * (i + stop);
            }
        for (int j = 0; j < n; j++) {
            if (j > 1)
                break;
            x[j] = sin(x[j] + t[0]);
        }
    }
}
#ifdef TEST_MAIN
static double *block(int n)
{
    double *p = malloc((size_t)n * sizeof *p);
    if (n > 0)
        grad_fill(n, p);
    return p;
}
TEST(relax)
{
    for (int n = -1; n <= 3; n++) {
        int k = n > 0 ? n : 0;
        int sizes[4] = {k * k, k, k, k};
        double *p[4], *adj[4], *w[4], *now[4];
        for (int i = 0; i < 4; i++) {
            p[i] = block(sizes[i]);
            adj[i] = block(sizes[i]);
            w[i] = block(sizes[i]);
            now[i] = block(sizes[i]);
            if (sizes[i]) {
                memcpy(w[i], adj[i], (size_t)sizes[i] * sizeof(double));
                memcpy(now[i], p[i], (size_t)sizes[i] * sizeof(double));
            }
        }
        relax_adjoint(n, 2, now[0], now[1], now[2], now[3], adj[0], adj[1], adj[2], adj[3]);
        for (int i = 0; i < 4; i++)
            for (int e = 0; e < sizes[i]; e++) {
                double want = DIFF(p[i][e], __extension__({
                                       for (int q = 0; q < 4; q++)
                                           memcpy(now[q], p[q], (size_t)sizes[q] * sizeof(double));
                                       relax(n, 2, now[0], now[1], now[2], now[3]);
                                       double sum = 0.0;
                                       for (int q = 0; q < 4; q++)
                                           sum += grad_dot(sizes[q], w[q], now[q]);
                                       sum;
                                   }));
                CHECK_SCALED(adj[i][e], want, 1e-8, 1.0);
            }
        for (int i = 0; i < 4; i++) {
            free(p[i]);
            free(adj[i]);
            free(w[i]);
            free(now[i]);
        }
    }
    CHECK(1);
}
static void guarded_two(int n, int m, double *x, double *t)
{
    guarded(n, m, m > 0, x, t);
}
static void in_part_two(int n, int m, double *x, double *t)
{
    in_part(m, n, x, t);
}
static void guarded_two_adjoint(int n, int m, double *x, double *t, double *x_adj, double *t_adj)
{
    guarded_adjoint(n, m, m > 0, x, t, x_adj, t_adj);
}
static void in_part_two_adjoint(int n, int m, double *x, double *t, double *x_adj, double *t_adj)
{
    double stop_adj = 0.0;
    in_part_adjoint(m, n, x, t, &stop_adj, x_adj, t_adj);
}
typedef void Two(int, int, double *, double *);
typedef void TwoAdjoint(int, int, double *, double *, double *, double *);
static void two(Two *f, TwoAdjoint *adjoint, int n, int m, int xs, int ts)
{
    double *x = block(xs), *t = block(ts), *xa = block(xs), *ta = block(ts), *x1 = block(xs), *t1 = block(ts), *xw = block(xs), *tw = block(ts);
    for (int i = 0; i < xs; i++) {
        x1[i] = x[i];
        xw[i] = xa[i];
    }
    for (int i = 0; i < ts; i++) {
        t1[i] = t[i];
        tw[i] = ta[i];
    }
    adjoint(n, m, x1, t1, xa, ta);
    for (int e = 0; e < xs + ts; e++) {
        double *at = e < xs ? x + e : t + (e - xs);
        double want = DIFF(*at, __extension__({
                               for (int i = 0; i < xs; i++)
                                   x1[i] = x[i];
                               for (int i = 0; i < ts; i++)
                                   t1[i] = t[i];
                               f(n, m, x1, t1);
                               grad_dot(xs, xw, x1) + grad_dot(ts, tw, t1);
                           }));
        CHECK_SCALED(e < xs ? xa[e] : ta[e - xs], want, 1e-8, 1.0);
    }
    free(x), free(t), free(xa), free(ta), free(x1), free(t1), free(xw), free(tw);
}
TEST(guarded)
{
    two(guarded_two, guarded_two_adjoint, 3, 2, 3, 2);
    two(guarded_two, guarded_two_adjoint, 2, 4, 2, 4);
    two(guarded_two, guarded_two_adjoint, 3, 0, 0, 0);
    two(guarded_two, guarded_two_adjoint, -1, 2, 0, 2);
}
TEST(in_part)
{
    two(in_part_two, in_part_two_adjoint, 1, 5, 2, 5);
    two(in_part_two, in_part_two_adjoint, 1, 1, 1, 1);
    two(in_part_two, in_part_two_adjoint, 1, -1, 0, 0);
}
#endif
