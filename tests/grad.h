/* grad.h: requests and checks for the programs of tests/grad.

   Without TEST_MAIN (as adc reads a test) it only gives the request macros below. With TEST_MAIN it includes
   the generated header and provides main(), which runs each TEST in a process of its own. The oracles never
   come from adc: closed forms, Richardson differences of the primal (DIFF), complex step, and the identities
   that tie the kinds together (<w, J d> = <J^T w, d>).

   Three shapes of primal are checked in every kind without a line of test code:
       KINDS()         double f(int n, const double x[n])                            SCALAR(f, x0, x1, ...)
       KINDS_INPLACE() void f(int n, double y[n])                                    INPLACE(f, y0, y1, ...)
       KINDS_MAP()     void f(int n, const double x[n], int m, double y[m])          MAP(f, m, x0, x1, ...)
   and adjoint and tangent of a function that sets the globals g, h ... before it reads them:
       KINDS_STATE(g, h ...) double f(int n, const double x[n])                      STATE(f, x0, x1, ...)
   LEVEL 1: adjoint, gradient; 2: tangent, jacobian too; 3: hessian, hvp too; 4 and 5: derivatives of what is generated for a
   SCALAR, see grad_orders.h. */
#ifndef GRAD_H
#define GRAD_H

#include <adc/adc.h>

#ifndef LEVEL
#define LEVEL 3
#endif

#if LEVEL >= 3
#define KINDS() ADC_ADJOINT() ADC_GRADIENT() ADC_TANGENT() ADC_HESSIAN() ADC_HVP()
#elif LEVEL == 2
#define KINDS() ADC_ADJOINT() ADC_GRADIENT() ADC_TANGENT()
#else
#define KINDS() ADC_ADJOINT() ADC_GRADIENT()
#endif

#if LEVEL >= 2
#define KINDS_INPLACE() ADC_ADJOINT() ADC_TANGENT() ADC_JACOBIAN(wrt(y), of(y))
#define KINDS_MAP() ADC_ADJOINT() ADC_TANGENT() ADC_JACOBIAN(wrt(x), of(y))
#else
#define KINDS_INPLACE() ADC_ADJOINT()
#define KINDS_MAP() ADC_ADJOINT()
#endif

#if LEVEL >= 2
#define KINDS_STATE(...)                                                                           \
    ADC_ADJOINT(wrt(x), of(return, __VA_ARGS__)) ADC_TANGENT(wrt(x), of(return, __VA_ARGS__))
#else
#define KINDS_STATE(...) ADC_ADJOINT(wrt(x), of(return, __VA_ARGS__))
#endif

/* T f(T x): UNARY(f, x, derivative, rtol) */
#if LEVEL >= 3
#define KINDS_UNARY() ADC_GRADIENT() ADC_TANGENT() ADC_HESSIAN()
#elif LEVEL == 2
#define KINDS_UNARY() ADC_GRADIENT() ADC_TANGENT()
#else
#define KINDS_UNARY() ADC_GRADIENT()
#endif

#ifndef TEST_MAIN
#include "grad_orders.h"

#if LEVEL >= 5
#define SCALAR_TOL(f, tol, ...) GRAD_SECOND_ORDER(f) GRAD_THIRD_ORDER(f)
#elif LEVEL == 4
#define SCALAR_TOL(f, tol, ...) GRAD_SECOND_ORDER(f)
#else
#define SCALAR_TOL(f, tol, ...)
#endif
#define SCALAR(f, ...) SCALAR_TOL(f, 0)
#define STATE(f, ...)
#define STATE_TOL(f, tol, ...)
#define INPLACE(f, ...)
#define INPLACE_TOL(f, tol, ...)
#define MAP(f, m, ...)
#define MAP_TOL(f, tol, m, ...)
#define OVERLAP(f, m, ...)
#define OVERLAP_TOL(f, tol, m, ...)
#define GRAD_SINGLE(f)

#else

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include ADC_HEADER

/* ---- verdicts ---- */
typedef void grad_test_fn(void);
static struct grad_test {
    const char *name;
    grad_test_fn *run;
} grad_tests[500];
static int grad_test_count, grad_failures, grad_checks;
static const char *grad_name;

#define TEST(id)                                                                                   \
    static void test_##id(void);                                                                   \
    __attribute__((constructor)) static void register_##id(void)                                   \
    {                                                                                              \
        grad_tests[grad_test_count].name = #id;                                                    \
        grad_tests[grad_test_count++].run = test_##id;                                             \
    }                                                                                              \
    static void test_##id(void)

#define FAILED(...)                                                                                \
    (grad_failures++ < 4 ? (void)(printf("FAIL %s %s:%d: ", grad_name, __FILE__, __LINE__),        \
                                  printf(__VA_ARGS__), printf("\n"))                               \
                         : (void)0)

#define CHECK(condition)                                                                           \
    ((void)grad_checks++, (condition) ? (void)0 : FAILED("%s", #condition))

/* |got - want| <= rtol * max(|want|, scale); NaN never passes. */
static inline int grad_close(long double got, long double want, double rtol, double scale)
{
    if (got == want)
        return 1;
    long double size = fabsl(want) > scale ? fabsl(want) : (long double)scale;
    return fabsl(got - want) <= rtol * size;
}

#define CHECK_SCALED(got, want, rtol, scale)                                                       \
    do {                                                                                           \
        long double got_ = (got), want_ = (want);                                                  \
        grad_checks++;                                                                             \
        if (!grad_close(got_, want_, (rtol), (scale)))                                             \
            FAILED("%s = %.17Lg, want %.17Lg (%s)", #got, got_, want_, #want);                     \
    } while (0)

/* Relative to the value wanted; near zero absolute. */
#define CHECK_CLOSE(got, want, rtol) CHECK_SCALED(got, want, rtol, 1e-3)
#define CHECK_EXACT(got, want)                                                                     \
    do {                                                                                           \
        long double got_ = (got), want_ = (want);                                                  \
        grad_checks++;                                                                             \
        if (!(got_ == want_))                                                                      \
            FAILED("%s = %.17Lg, want exactly %.17Lg (%s)", #got, got_, want_, #want);             \
    } while (0)
#define CHECK_SAME(a, b, size) CHECK(memcmp((a), (b), (size)) == 0)

static inline int grad_same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

/* ---- random numbers, the same on every machine ---- */
static unsigned long long grad_state = 88172645463325252ULL;
static inline double grad_random(void) /* in (-1, 1), never near zero */
{
    grad_state ^= grad_state << 13;
    grad_state ^= grad_state >> 7;
    grad_state ^= grad_state << 17;
    double u = (double)(grad_state >> 11) / 9007199254740992.0;
    return u < 0.5 ? -0.2 - 1.6 * u : 0.2 + 1.6 * (u - 0.5);
}
static inline void grad_fill(int n, double *x)
{
    for (int i = 0; i < n; i++)
        x[i] = grad_random();
}

/* ---- Richardson: derivative of `expression` with respect to the lvalue, by central differences extrapolated
   over halved steps; of the extrapolations the one that changed least from its neighbours is taken. ---- */
enum { GRAD_ROWS = 6 };
static double grad_diff_error; /* of the last extrapolation */
static inline double grad_extrapolate(double t[GRAD_ROWS][GRAD_ROWS])
{
    double best = t[0][0], error = HUGE_VAL;
    for (int i = 1; i < GRAD_ROWS; i++) {
        double factor = 4.0;
        for (int j = 1; j <= i; j++, factor *= 4.0) {
            t[i][j] = t[i][j - 1] + (t[i][j - 1] - t[i - 1][j - 1]) / (factor - 1.0);
            double e = fmax(fabs(t[i][j] - t[i][j - 1]), fabs(t[i][j] - t[i - 1][j - 1]));
            if (e <= error) {
                error = e;
                best = t[i][j];
            }
        }
    }
    grad_diff_error = error;
    return best;
}

/* Random programs (GRAD_FUZZ) may stand near a kink or be badly conditioned: there the differences count only as far as
   they settle, and not at all where derivatives are huge; the identity <w, J d> = <J^T w, d> is what checks. Elsewhere
   an unsettled oracle is a failing test. */
#ifdef GRAD_FUZZ
#define GRAD_SLACK(error) (1000.0 * (error))
#define GRAD_HUGE(size) ((size) > 1e5 ? HUGE_VAL : 0.0)
static double grad_exact = 1e-9;
#else
#define GRAD_SLACK(error) 0.0
#define GRAD_HUGE(size) 0.0
static double grad_exact = 1e-12;
#endif
static double grad_least_tol; /* of what is compared with differences */

/* GRAD_SINGLE(f): f computes in float here and there. */
static const char *grad_singles[500];
static int grad_single_count;
#define GRAD_SINGLE(f)                                                                             \
    __attribute__((constructor)) static void single_##f(void)                                      \
    {                                                                                              \
        grad_singles[grad_single_count++] = #f;                                                    \
    }
static inline void grad_tolerances(const char *name)
{
    for (int i = 0; i < grad_single_count; i++)
        if (strncmp(grad_singles[i], name, strlen(grad_singles[i])) == 0 && (unsigned)name[strlen(grad_singles[i])] - (unsigned)'0' > 9)
            grad_exact = 1e-4, grad_least_tol = 5e-3;
}

#define DIFF_STEP(lvalue, expression, step)                                                        \
    __extension__({                                                                                \
        double table_[GRAD_ROWS][GRAD_ROWS], first_ = (step);                                      \
        const double saved_ = (lvalue);                                                            \
        for (int row_ = 0; row_ < GRAD_ROWS; row_++) {                                             \
            volatile double up_ = saved_ + first_, down_ = saved_ - first_;                        \
            (lvalue) = up_;                                                                        \
            double high_ = (expression);                                                           \
            (lvalue) = down_;                                                                      \
            double low_ = (expression);                                                            \
            table_[row_][0] = (high_ - low_) / (up_ - down_);                                      \
            first_ /= 2.0;                                                                         \
        }                                                                                          \
        (lvalue) = saved_;                                                                         \
        grad_extrapolate(table_);                                                                  \
    })
#define GRAD_STEP(lvalue) (0.01 * (fabs((double)(lvalue)) > 1.0 ? fabs((double)(lvalue)) : 1.0))
#ifdef GRAD_FUZZ
/* Three ranges of steps; where they disagree the smaller ones count, and only as far as they agree. */
static inline double grad_agreed(const double d[3], const double error[3])
{
    const double near = fabs(d[0] - d[1]), size = fmax(1e-3, fabs(d[0]));
    grad_diff_error = error[0];
    if (near <= 1e-5 * size + 100.0 * error[0])
        return d[0];
    grad_diff_error = fmax(fabs(d[1] - d[2]), error[1]);
    return d[1];
}
#define DIFF_FROM(lvalue, expression, step)                                                        \
    __extension__({                                                                                \
        double three_[3], errors_[3], from_ = (step);                                              \
        for (int range_ = 0; range_ < 3; range_++, from_ /= 100.0) {                               \
            three_[range_] = DIFF_STEP(lvalue, expression, from_);                                 \
            errors_[range_] = grad_diff_error;                                                     \
        }                                                                                          \
        grad_agreed(three_, errors_);                                                              \
    })
#else
#define DIFF_FROM(lvalue, expression, step) DIFF_STEP(lvalue, expression, step)
#endif
#define DIFF(lvalue, expression) DIFF_FROM(lvalue, expression, GRAD_STEP(lvalue))

static inline double grad_norm(int n, const double *v)
{
    double m = 0.0;
    for (int i = 0; i < n; i++)
        m = fmax(m, fabs(v[i]));
    return m;
}
static inline double grad_dot(int n, const double *a, const double *b)
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += a[i] * b[i];
    return s;
}

/* ---- exact size buffers, so that the sanitizer sees each element too many ---- */
static inline double *grad_copy(int n, const double *from)
{
    double *p = malloc((size_t)(n ? n : 1) * sizeof *p);
    if (from)
        memcpy(p, from, (size_t)n * sizeof *p);
    else
        for (int i = 0; i < n; i++)
            p[i] = nan("");
    return p;
}

#include "grad_orders.h"

/* ---- double f(int n, const double x[n]) ---- */
struct grad_scalar {
    double (*f)(int, const double *);
    double (*adjoint)(int, const double *, double *, double);
    double (*gradient)(int, const double *, double *);
    double (*tangent)(int, const double *, const double *, double *);
    double (*hessian)(int, const double *, double *);
    double (*hvp)(int, const double *, const double *, double *);
};

static inline void grad_check_first(const struct grad_scalar *d, int n, const double *at, double tol)
{
    double *x = grad_copy(n, at), *g = grad_copy(n, NULL), *a = grad_copy(n, NULL);
    double *start = grad_copy(n, NULL), *want = grad_copy(n, NULL);
    const double value = d->f(n, x);
    CHECK(grad_same_bits(d->gradient(n, x, g), value));
    CHECK_SAME(x, at, (size_t)n * sizeof *x);
    double slack = 0.0;
    for (int i = 0; i < n; i++) {
        want[i] = DIFF(x[i], d->f(n, x));
        slack = fmax(slack, GRAD_SLACK(grad_diff_error));
    }
    slack += GRAD_HUGE(grad_norm(n, g));
    const double scale = fmax(grad_norm(n, want), 1e-3);
    for (int i = 0; i < n; i++)
        CHECK_SCALED(g[i], want[i], tol, scale + slack / tol);
    memcpy(a, g, (size_t)n * sizeof *a);
    d->gradient(n, x, g);
    CHECK_SAME(a, g, (size_t)n * sizeof *a);

    grad_fill(n, start);
    memcpy(a, start, (size_t)n * sizeof *a);
    CHECK(grad_same_bits(d->adjoint(n, x, a, 1.5), value));
    CHECK_SAME(x, at, (size_t)n * sizeof *x);
    for (int i = 0; i < n; i++)
        CHECK_SCALED(a[i], start[i] + 1.5 * g[i], grad_exact, scale + 1.0);
    d->adjoint(n, x, a, -0.5);
    for (int i = 0; i < n; i++)
        CHECK_SCALED(a[i], start[i] + g[i], grad_exact, scale + 1.0);
    free(x), free(g), free(a), free(start), free(want);
}

static inline void grad_check_tangent(const struct grad_scalar *d, int n, const double *at)
{
    double *x = grad_copy(n, at), *g = grad_copy(n, NULL), *v = grad_copy(n, NULL), t = nan("");
    const double value = d->f(n, x);
    grad_fill(n, v);
    d->gradient(n, x, g);
    CHECK(grad_same_bits(d->tangent(n, x, v, &t), value));
    CHECK_SAME(x, at, (size_t)n * sizeof *x);
    double size = 1e-3;
    for (int i = 0; i < n; i++)
        size += fabs(g[i] * v[i]);
    CHECK_SCALED(t, grad_dot(n, g, v), grad_exact, size);
    free(x), free(g), free(v);
}

static inline void grad_check_second(const struct grad_scalar *d, int n, const double *at, double tol)
{
    double *x = grad_copy(n, at), *g = grad_copy(n, NULL), *v = grad_copy(n, NULL);
    double *h = grad_copy(n, NULL), *want = grad_copy(n, NULL), *hess = grad_copy(n * n, NULL), slack = 0.0;
    const double value = d->f(n, x);
    grad_fill(n, v);
    CHECK(grad_same_bits(d->hvp(n, x, v, h), value));
    CHECK_SAME(x, at, (size_t)n * sizeof *x);
    for (int i = 0; i < n; i++) {
        double s = 0.0;
        want[i] = DIFF_FROM(s, __extension__({
                                for (int k_ = 0; k_ < n; k_++)
                                    x[k_] = at[k_] + s * v[k_];
                                d->gradient(n, x, g);
                                g[i];
                            }),
                            0.01);
        slack = fmax(slack, GRAD_SLACK(grad_diff_error));
    }
    memcpy(x, at, (size_t)n * sizeof *x);
    slack += GRAD_HUGE(grad_norm(n, h)) + GRAD_HUGE(grad_norm(n, want));
    const double scale = fmax(grad_norm(n, want), 1e-2);
    for (int i = 0; i < n; i++)
        CHECK_SCALED(h[i], want[i], 10.0 * tol, scale + slack / tol);
    CHECK(grad_same_bits(d->hessian(n, x, hess), value));
    CHECK_SAME(x, at, (size_t)n * sizeof *x);
    const double size = fmax(grad_norm(n * n, hess), 1e-3), grad_second = fmax(1e-10, 10.0 * grad_least_tol);
    for (int i = 0; i < n; i++) {
        CHECK_SCALED(grad_dot(n, hess + i * n, v), h[i], grad_second, size);
        for (int j = 0; j < i; j++)
            CHECK_SCALED(hess[i * n + j], hess[j * n + i], 0.1 * grad_second, size);
    }
    free(x), free(g), free(v), free(h), free(want), free(hess);
}

static inline void grad_scalar_all(struct grad_scalar d, int n, const double *at, double tol)
{
    tol = fmax(tol, grad_least_tol);
    grad_check_first(&d, n, at, tol);
    if (d.tangent)
        grad_check_tangent(&d, n, at);
    if (d.hvp)
        grad_check_second(&d, n, at, tol);
}

#if LEVEL >= 3
#define GRAD_SCALAR(f) {f, f##_adjoint, f##_gradient, f##_tangent, f##_hessian, f##_hvp}
#elif LEVEL == 2
#define GRAD_SCALAR(f) {f, f##_adjoint, f##_gradient, f##_tangent, 0, 0}
#else
#define GRAD_SCALAR(f) {f, f##_adjoint, f##_gradient, 0, 0, 0}
#endif

#if LEVEL >= 5
#define GRAD_HIGHER(f, n, at)                                                                      \
    const struct grad_orders o_ = {GRAD_ORDERS_2(f), GRAD_ORDERS_3(f)};                            \
    grad_check_orders(&o_, n, at);                                                                 \
    grad_check_third(&o_, n, at)
#elif LEVEL == 4
#define GRAD_HIGHER(f, n, at)                                                                      \
    const struct grad_orders o_ = {GRAD_ORDERS_2(f)};                                              \
    grad_check_orders(&o_, n, at)
#else
#define GRAD_HIGHER(f, n, at) ((void)0)
#endif

#define SCALAR_TOL(f, tol, ...)                                                                    \
    TEST(f)                                                                                        \
    {                                                                                              \
        static const double at_[] = {__VA_ARGS__};                                                 \
        const int n_ = (int)(sizeof at_ / sizeof *at_);                                            \
        const struct grad_scalar d_ = GRAD_SCALAR(f);                                              \
        grad_scalar_all(d_, n_, at_, tol);                                                         \
        GRAD_HIGHER(f, n_, at_);                                                                   \
    }
#define SCALAR(f, ...) SCALAR_TOL(f, 2e-9, __VA_ARGS__)

#if LEVEL >= 2
#define GRAD_STATE(f) {f, f##_adjoint, f##_by_adjoint, f##_tangent, 0, 0}
#else
#define GRAD_STATE(f) {f, f##_adjoint, f##_by_adjoint, 0, 0, 0}
#endif

#define STATE_TOL(f, tol, ...)                                                                     \
    static double f##_by_adjoint(int n, const double *x, double *g)                                \
    {                                                                                              \
        memset(g, 0, (size_t)n * sizeof *g);                                                       \
        return f##_adjoint(n, x, g, 1.0);                                                          \
    }                                                                                              \
    TEST(f)                                                                                        \
    {                                                                                              \
        static const double at_[] = {__VA_ARGS__};                                                 \
        const struct grad_scalar d_ = GRAD_STATE(f);                                               \
        grad_scalar_all(d_, (int)(sizeof at_ / sizeof *at_), at_, tol);                            \
    }
#define STATE(f, ...) STATE_TOL(f, 2e-9, __VA_ARGS__)

/* ---- void f(int n, double y[n]) and void f(int n, const double x[n], int m, double y[m]) as one:
   v holds x then y; rows: m outputs, columns: n inputs, then the m values y had before ---- */
struct grad_map {
    void (*f)(int, const double *, int, double *);
    void (*adjoint)(int, const double *, int, double *, double *, double *);
    void (*tangent)(int, const double *, int, double *, const double *, double *);
    void (*jacobian)(int, const double *, int, double *, double *);
    void (*in)(int, double *);
    void (*in_adjoint)(int, double *, double *);
    void (*in_tangent)(int, double *, double *);
    void (*in_jacobian)(int, double *, double *);
};

static inline double grad_map_at(const struct grad_map *d, int n, const double *x, int m,
                                 const double *y0, int row, double *work)
{
    memcpy(work, y0, (size_t)m * sizeof *work);
    if (d->in)
        d->in(m, work);
    else
        d->f(n, x, m, work);
    return row < 0 ? 0.0 : work[row];
}

static inline void grad_map_all(struct grad_map map, int n, const double *x0, int m, const double *y0,
                                double tol)
{
    const struct grad_map *d = &map;
    tol = fmax(tol, grad_least_tol);
    const size_t xs = (size_t)n * sizeof *x0, ys = (size_t)m * sizeof *y0;
    double *x = grad_copy(n, x0), *ystart = grad_copy(m, y0), *y = grad_copy(m, NULL);
    double *y1 = grad_copy(m, NULL), *jx = grad_copy(m * n, NULL), *jy = grad_copy(m * m, NULL);
    grad_map_at(d, n, x, m, y0, -1, y1);
    double slack = 0.0;
    for (int i = 0; i < m; i++) {
        for (int k = 0; k < n; k++) {
            jx[i * n + k] = DIFF(x[k], grad_map_at(d, n, x, m, ystart, i, y));
            slack = fmax(slack, GRAD_SLACK(grad_diff_error));
        }
        for (int k = 0; k < m; k++) {
            jy[i * m + k] = DIFF(ystart[k], grad_map_at(d, n, x, m, ystart, i, y));
            slack = fmax(slack, GRAD_SLACK(grad_diff_error));
        }
    }
    const double sizes = fmax(fmax(grad_norm(m * n, jx), grad_norm(m * m, jy)), 1e-3);

    double *w = grad_copy(m, NULL), *wx = grad_copy(n, NULL);
    double *xa = grad_copy(n, NULL), *ya = grad_copy(m, NULL);
    grad_fill(m, w), grad_fill(n, wx);
    memcpy(xa, wx, xs), memcpy(ya, w, ys), memcpy(y, y0, ys);
    if (d->in)
        d->in_adjoint(m, y, ya);
    else
        d->adjoint(n, x, m, y, xa, ya);
    slack += GRAD_HUGE(fmax(sizes, fmax(grad_norm(n, xa), grad_norm(m, ya))));
    const double scale = sizes + slack / tol;
    CHECK_SAME(y, y1, ys);
    CHECK_SAME(x, x0, xs);
    for (int k = 0; k < n; k++) {
        double want = wx[k];
        for (int i = 0; i < m; i++)
            want += w[i] * jx[i * n + k];
        CHECK_SCALED(xa[k], want, tol, scale);
    }
    for (int k = 0; k < m; k++) {
        double want = 0.0;
        for (int i = 0; i < m; i++)
            want += w[i] * jy[i * m + k];
        CHECK_SCALED(ya[k], want, tol, scale);
    }

    if (d->tangent || d->in_tangent) {
        double *xt = grad_copy(n, NULL), *yt = grad_copy(m, NULL), *yt0 = grad_copy(m, NULL);
        grad_fill(n, xt), grad_fill(m, yt0);
        memcpy(yt, yt0, ys), memcpy(y, y0, ys);
        if (d->in)
            d->in_tangent(m, y, yt);
        else
            d->tangent(n, x, m, y, xt, yt);
        CHECK_SAME(y, y1, ys);
        CHECK_SAME(x, x0, xs);
        double forward = grad_dot(m, w, yt), back = grad_dot(m, ya, yt0), size = sizes;
        for (int k = 0; k < n; k++)
            back += (xa[k] - wx[k]) * xt[k];
        for (int i = 0; i < m; i++) {
            double want = grad_dot(n, jx + i * n, xt) + grad_dot(m, jy + i * m, yt0);
            CHECK_SCALED(yt[i], want, tol, scale);
            size += fabs(w[i] * yt[i]);
        }
        CHECK_SCALED(forward, back, grad_exact, size);
        const bool full = d->jacobian || d->in_jacobian; /* not where arguments overlap */
        const int count = !full ? 0 : d->in ? m * m : m * n;
        double *jac = grad_copy(count, NULL);
        const double *want = d->in ? jy : jx;
        memcpy(y, full ? y0 : y1, ys);
        if (d->in_jacobian)
            d->in_jacobian(m, y, jac);
        else if (d->jacobian)
            d->jacobian(n, x, m, y, jac);
        CHECK_SAME(y, y1, ys);
        CHECK_SAME(x, x0, xs);
        for (int i = 0; i < count; i++)
            CHECK_SCALED(jac[i], want[i], tol, scale);
        free(xt), free(yt), free(yt0), free(jac);
    }
    free(x), free(ystart), free(y), free(y1), free(jx), free(jy);
    free(w), free(wx), free(xa), free(ya);
}

#if LEVEL >= 2
#define GRAD_INPLACE(f) {0, 0, 0, 0, f, f##_adjoint, f##_tangent, f##_jacobian}
#define GRAD_MAP(f) {f, f##_adjoint, f##_tangent, f##_jacobian, 0, 0, 0, 0}
#else
#define GRAD_INPLACE(f) {0, 0, 0, 0, f, f##_adjoint, 0, 0}
#define GRAD_MAP(f) {f, f##_adjoint, 0, 0, 0, 0, 0, 0}
#endif

#define INPLACE_TOL(f, tol, ...)                                                                   \
    TEST(f)                                                                                        \
    {                                                                                              \
        static const double at_[] = {__VA_ARGS__};                                                 \
        const struct grad_map d_ = GRAD_INPLACE(f);                                                \
        grad_map_all(d_, 0, at_, (int)(sizeof at_ / sizeof *at_), at_, tol);                       \
    }
#define INPLACE(f, ...) INPLACE_TOL(f, 2e-9, __VA_ARGS__)
#define MAP_TOL(f, tol, m, ...)                                                                    \
    TEST(f)                                                                                        \
    {                                                                                              \
        static const double at_[] = {__VA_ARGS__};                                                 \
        double y_[(m)];                                                                            \
        for (int i_ = 0; i_ < (m); i_++)                                                           \
            y_[i_] = 0.2937 + 0.1713 * i_;                                                              \
        const struct grad_map d_ = GRAD_MAP(f);                                                    \
        grad_map_all(d_, (int)(sizeof at_ / sizeof *at_), at_, (m), y_, tol);                      \
    }
#define MAP(f, m, ...) MAP_TOL(f, 2e-9, m, __VA_ARGS__)

/* The same, and once more with y one element behind x in one array, shadows alike. */
#if LEVEL >= 2
#define GRAD_OVERLAP(f) {0, 0, 0, 0, f##_over, f##_over_adjoint, f##_over_tangent, 0}
#define GRAD_OVER_TANGENT(f, n, m)                                                                 \
    static void f##_over_tangent(int size, double *b, double *t)                                   \
    {                                                                                              \
        (void)size;                                                                                \
        f##_tangent(n, b, m, b + 1, t, t + 1);                                                     \
    }
#else
#define GRAD_OVERLAP(f) {0, 0, 0, 0, f##_over, f##_over_adjoint, 0, 0}
#define GRAD_OVER_TANGENT(f, n, m)
#endif
#define OVERLAP_TOL(f, tol, m, ...)                                                                \
    enum { f##_n = sizeof(double[]){__VA_ARGS__} / sizeof(double) };                               \
    static void f##_over(int size, double *b)                                                      \
    {                                                                                              \
        (void)size;                                                                                \
        f(f##_n, b, m, b + 1);                                                                     \
    }                                                                                              \
    static void f##_over_adjoint(int size, double *b, double *a)                                   \
    {                                                                                              \
        (void)size;                                                                                \
        f##_adjoint(f##_n, b, m, b + 1, a, a + 1);                                                 \
    }                                                                                              \
    GRAD_OVER_TANGENT(f, f##_n, m)                                                                 \
    TEST(f)                                                                                        \
    {                                                                                              \
        double at_[f##_n + (m) + 1] = {__VA_ARGS__}, y_[(m)];                                      \
        for (int i_ = 0; i_ < (m); i_++)                                                           \
            y_[i_] = at_[f##_n + i_] = 0.2937 + 0.1713 * i_;                                            \
        const struct grad_map d_ = GRAD_MAP(f), over_ = GRAD_OVERLAP(f);                           \
        grad_map_all(d_, f##_n, at_, (m), y_, tol);                                                \
        const int size_ = f##_n > (m) + 1 ? f##_n : (m) + 1;                                       \
        grad_map_all(over_, 0, at_, size_, at_, tol);                                              \
    }
#define OVERLAP(f, m, ...) OVERLAP_TOL(f, 2e-9, m, __VA_ARGS__)

/* ---- T f(T x), T any real type: the derivative at x is `want`; the second derivative is checked against
   differences of the first where `smooth` ---- */
#if LEVEL >= 2
#define UNARY_TANGENT(f, x, want, rtol)                                                            \
    do {                                                                                           \
        volatile __typeof__(f(x)) at_ = (x); /* volatile: libm at run time, not folded */            \
        __typeof__(f(x)) out_ = -99, dir_ = (__typeof__(f(x)))-0.75;                    \
        CHECK_EXACT(f##_tangent(at_, dir_, &out_), f(at_));                                        \
        CHECK_CLOSE(out_, -0.75L * (want), 2 * (rtol));                                            \
    } while (0)
#else
#define UNARY_TANGENT(f, x, want, rtol) ((void)0)
#endif
#if LEVEL >= 3
#define UNARY_SECOND(f, x)                                                                         \
    do {                                                                                           \
        volatile __typeof__(f(x)) at_ = (x);                                                       \
        __typeof__(f(x)) out_ = -99, slope_ = 0;                                        \
        CHECK_EXACT(f##_hessian(at_, &out_), f(at_));                                              \
        double moved_ = (double)at_;                                                               \
        const int single_ = sizeof(at_) == sizeof(float);                                          \
        double second_ = DIFF_STEP(moved_, __extension__({                                         \
                                       f##_gradient((__typeof__(f(x)))moved_, &slope_);            \
                                       (double)slope_;                                             \
                                   }),                                                             \
                                   single_ ? 0.125 : 0.01);                                        \
        CHECK_SCALED(out_, second_, single_ ? 2e-3 : 1e-7, 1.0);                                   \
    } while (0)
#else
#define UNARY_SECOND(f, x) ((void)0)
#endif
#define UNARY_FIRST(f, x, want, rtol)                                                              \
    do {                                                                                           \
        volatile __typeof__(f(x)) at_ = (x);                                                       \
        __typeof__(f(x)) out_ = -99;                                                    \
        CHECK_EXACT(f##_gradient(at_, &out_), f(at_));                                             \
        CHECK_CLOSE(out_, want, rtol);                                                             \
        UNARY_TANGENT(f, x, want, rtol);                                                           \
    } while (0)
#define UNARY(f, x, want, rtol)                                                                    \
    do {                                                                                           \
        UNARY_FIRST(f, x, want, rtol);                                                             \
        UNARY_SECOND(f, x);                                                                        \
    } while (0)

/* ---- each test in a process of its own: a crash is that test's failure ---- */
int main(int argc, char **argv)
{
    int bad = 0;
    for (int i = 0; i < grad_test_count; i++) {
        if (argc > 1 && strcmp(argv[1], grad_tests[i].name) != 0)
            continue;
        grad_name = grad_tests[i].name;
        fflush(stdout);
        pid_t child = fork();
        if (child == 0) {
            alarm(60);
            grad_tolerances(grad_name);
            grad_tests[i].run();
            if (grad_failures == 0 && grad_checks == 0)
                FAILED("nothing was checked");
            if (grad_failures == 0)
                printf("PASS %s\n", grad_name);
            exit(grad_failures ? 1 : 0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        if (WIFSIGNALED(status))
            printf("FAIL %s crashed, signal %d\n", grad_name, WTERMSIG(status));
        else if (WEXITSTATUS(status) > 1)
            printf("FAIL %s crashed, status %d (sanitizer)\n", grad_name, WEXITSTATUS(status));
        bad |= status != 0;
    }
    return bad;
}

#endif
#endif
