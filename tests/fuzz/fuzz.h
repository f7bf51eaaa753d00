/* fuzz.h: what grad.h does for random programs, and the kinds that it has no checks for: each is compared with the
   kinds that grad.h has checked, second derivatives with differences of the first.

   f is double f(int n, const double x[n]), void f(int n, double y[n]) or void f(int n, const double x[n], int m, double y[m]);
   what follows f is the point. */
#define GRAD_FUZZ 1
#include "grad.h"

struct pack {
    double a, b;
    double v[3];
    int k;
};
struct model {
    struct pack in;
    double w[3];
    double *at;
    int n;
};

/* Requests, in front of f. Further shapes: f has a struct with a pointer, or scalars, or two arrays and
   a scalar, or globals g, h, w[3] and the
   struct s among its independents; void f(int b, int n, const double x[b][n], double y[b][n]) works row by row. */
#define KINDS_MODEL() ADC_ADJOINT() ADC_TANGENT() ADC_GRADIENT(wrt(m, x), shape(m->at, 3))
#define KINDS_MODEL_PATHS()                                                                        \
    ADC_ADJOINT() ADC_TANGENT() ADC_GRADIENT(wrt(m->in, m->w, m->at, x), shape(m->at, 3))
#define KINDS_SCALARS() ADC_ADJOINT() ADC_TANGENT() ADC_GRADIENT() ADC_HESSIAN() ADC_HVP()
#define KINDS_SEVERAL()                                                                            \
    ADC_ADJOINT() ADC_TANGENT() ADC_GRADIENT() ADC_HESSIAN() ADC_HVP() ADC_JACOBIAN(of(return))
#define KINDS_GLOBALS(g, h, w, s)                                                                  \
    ADC_ADJOINT(wrt(x, g, h, w, s), of(return)) ADC_GRADIENT(wrt(x, g, h, w, s)) ADC_TANGENT(wrt(x, g, h, w, s), of(return))
#define KINDS_ROWS() ADC_TANGENT() ADC_ADJOINT() ADC_JACOBIAN(wrt(x), of(y), batch(b))

/* Requests, after the definition of f. */
#define ASK_SECOND(f) ADC_DERIVE(hessian(f)); ADC_DERIVE(hvp(f));
#define ASK_LANES(f)                                                                               \
    ADC_DERIVE(adjoint(f), vector(3), name(f##_lanes));                                            \
    ADC_DERIVE(tangent(f), vector(3), name(f##_rays));
#define ASK_ROW(f) ADC_DERIVE(jacobian(f), of(return), name(f##_row));
#define ASK_GRADIENT_TANGENT(f) ADC_DERIVE(tangent(f##_gradient), wrt(x), of(x_grad), name(f##_again));
#define ASK_GRADIENT_ADJOINT(f) ADC_DERIVE(adjoint(f##_gradient), wrt(x), of(x_grad), name(f##_again));
#define ASK_TANGENT_ADJOINT(f) ADC_DERIVE(adjoint(f##_tangent), wrt(x), of(return_tan), name(f##_again));
#define ASK_DISCARD(f) ADC_DERIVE(adjoint(f), discard_primal, name(f##_discard));
#define ASK_NOALIAS(f) ADC_DERIVE(adjoint(f), noalias, name(f##_apart));
#define ASK_ADJOINT_TANGENT(f) ADC_DERIVE(tangent(f##_adjoint), wrt(x, y), of(x_adj, y_adj), name(f##_again));
#define ASK_IN_ADJOINT_TANGENT(f) ADC_DERIVE(tangent(f##_adjoint), wrt(y), of(y_adj), name(f##_again));
#define ASK_IN_TANGENT_ADJOINT(f) ADC_DERIVE(adjoint(f##_tangent), wrt(y, y_tan), of(y, y_tan), name(f##_again));

#if defined TEST_MAIN || defined FUZZ_PRIMAL

/* ---- the arguments of further shapes, from x ---- */

/* What goes into the struct: every member is a multiple of one x. */
static inline void fuzz_model(struct model *m, const double *x, double *at)
{
    *m = (struct model){.in = {x[0], 0.5 * x[1], {x[2], x[0], 0.7 * x[1]}, 1}, .at = at, .n = 3};
    for (int i = 0; i < 3; i++)
        m->w[i] = x[(i + 1) % 3], at[i] = 0.7 * x[i];
}

/* two arrays and a scalar */
#define SEVERAL_OF(x) 2, (x), 2, (x) + 2, (x)[4]

/* Globals that are independents: g = 0.8 x0, h = 0.8 x1, w = (x1, x2, x0), s = {x0, x1, {x2, x0, 0.3 x1}}. */
#define GLOBALS_SET(g, h, w, s, x)                                                                 \
    ((g) = 0.8 * (x)[0], (h) = 0.8 * (x)[1], (w)[0] = (x)[1], (w)[1] = (x)[2], (w)[2] = (x)[0], (s).a = (x)[0], (s).b = (x)[1],   \
     (s).v[0] = (x)[2], (s).v[1] = (x)[0], (s).v[2] = 0.3 * (x)[1])

#endif

#ifdef TEST_MAIN

#define FUZZ_AT(...)                                                                               \
    static const double at[] = {__VA_ARGS__};                                                      \
    enum { n = sizeof at / sizeof *at };                                                           \
    double x[n], g[n], a[n], v[n];                                                                 \
    memcpy(x, at, sizeof at);                                                                      \
    grad_fill(n, v), grad_fill(n, a), grad_fill(n, g)

/* ---- double f(int n, const double x[n]) ---- */
#define SCALAR_SECOND(f, tol, ...)                                                                 \
    TEST(f##_second)                                                                               \
    {                                                                                              \
        static const double at[] = {__VA_ARGS__};                                                  \
        const struct grad_scalar d = {f, 0, f##_gradient, 0, f##_hessian, f##_hvp};                \
        grad_check_second(&d, (int)(sizeof at / sizeof *at), at, fmax(tol, grad_least_tol));       \
    }

#define SCALAR_LANES(f, tol, ...)                                                                  \
    TEST(f##_by_lanes)                                                                             \
    {                                                                                              \
        FUZZ_AT(__VA_ARGS__);                                                                      \
        double lanes[n][3], rays[n][3], seeds[3] = {1.5, -0.5, 0.0}, out[3];                       \
        f##_gradient(n, x, g);                                                                     \
        const double size = fmax(1e-3, grad_norm(n, g));                                           \
        for (int i = 0; i < n; i++)                                                                \
            for (int k = 0; k < 3; k++)                                                            \
                lanes[i][k] = a[i], rays[i][k] = k == 1 ? 0.0 : v[i] + k;                          \
        CHECK(grad_same_bits(f##_lanes(n, x, lanes, seeds), f(n, x)));                             \
        CHECK(grad_same_bits(f##_rays(n, x, (const double(*)[3])rays, out), f(n, x)));             \
        for (int k = 0; k < 3; k++) {                                                              \
            double want = 0.0;                                                                     \
            for (int i = 0; i < n; i++) {                                                          \
                CHECK_SCALED(lanes[i][k], a[i] + seeds[k] * g[i], grad_exact, size);               \
                want += g[i] * rays[i][k];                                                         \
            }                                                                                      \
            CHECK_SCALED(out[k], want, grad_exact, 10.0 * size);                                   \
        }                                                                                          \
        CHECK_SAME(x, at, sizeof at);                                                              \
    }

#define SCALAR_ROW(f, tol, ...)                                                                    \
    TEST(f##_by_row)                                                                               \
    {                                                                                              \
        FUZZ_AT(__VA_ARGS__);                                                                      \
        f##_gradient(n, x, g);                                                                     \
        CHECK(grad_same_bits(f##_row(n, x, a), f(n, x)));                                          \
        for (int i = 0; i < n; i++)                                                                \
            CHECK_SCALED(a[i], g[i], grad_exact, fmax(1e-3, grad_norm(n, g)));                     \
    }

#define SCALAR_DISCARD(f, tol, ...)                                                                \
    TEST(f##_by_discard)                                                                           \
    {                                                                                              \
        FUZZ_AT(__VA_ARGS__);                                                                      \
        f##_gradient(n, x, g);                                                                     \
        memcpy(v, a, sizeof a);                                                                    \
        f##_discard(n, x, a, 2.0);                                                                 \
        for (int i = 0; i < n; i++)                                                                \
            CHECK_SCALED(a[i], v[i] + 2.0 * g[i], grad_exact, fmax(1.0, grad_norm(n, g)));         \
    }

/* H v against differences of the gradient along v. */
typedef double fuzz_gradient(int, const double *, double *);
static inline void fuzz_second(fuzz_gradient *gradient, int n, const double *at, const double *v, const double *got, double tol)
{
    double *x = grad_copy(n, at), *g = grad_copy(n, NULL), *want = grad_copy(n, NULL), slack = GRAD_HUGE(grad_norm(n, got));
    for (int i = 0; i < n; i++) {
        double s = 0.0;
        want[i] = DIFF_FROM(s, __extension__({
                                for (int k_ = 0; k_ < n; k_++)
                                    x[k_] = at[k_] + s * v[k_];
                                gradient(n, x, g);
                                g[i];
                            }),
                            0.01);
        slack = fmax(slack, GRAD_SLACK(grad_diff_error));
    }
    slack += GRAD_HUGE(grad_norm(n, want));
    tol = 10.0 * fmax(tol, grad_least_tol);
    for (int i = 0; i < n; i++)
        CHECK_SCALED(got[i], want[i], tol, fmax(grad_norm(n, want), 1e-2) + slack / tol);
    free(x), free(g), free(want);
}

#define SCALAR_GRADIENT_TANGENT(f, tol, ...)                                                       \
    TEST(f##_gradient_tangent)                                                                     \
    {                                                                                              \
        FUZZ_AT(__VA_ARGS__);                                                                      \
        CHECK(grad_same_bits(f##_again(n, x, g, v, a), f(n, x)));                                  \
        fuzz_second(f##_gradient, n, at, v, a, tol);                                               \
        f##_gradient(n, x, v);                                                                     \
        CHECK_SAME(g, v, sizeof v);                                                                \
    }

#define SCALAR_GRADIENT_ADJOINT(f, tol, ...)                                                       \
    TEST(f##_gradient_adjoint)                                                                     \
    {                                                                                              \
        FUZZ_AT(__VA_ARGS__);                                                                      \
        double seed[n], start[n];                                                                  \
        memcpy(seed, v, sizeof v), memcpy(start, a, sizeof a);                                     \
        CHECK(grad_same_bits(f##_again(n, x, g, a, seed), f(n, x)));                               \
        for (int i = 0; i < n; i++) {                                                              \
            a[i] -= start[i];                                                                      \
            CHECK_EXACT(seed[i], 0.0);                                                             \
        }                                                                                          \
        fuzz_second(f##_gradient, n, at, v, a, tol);                                               \
    }

#define SCALAR_TANGENT_ADJOINT(f, tol, ...)                                                        \
    TEST(f##_tangent_adjoint)                                                                      \
    {                                                                                              \
        FUZZ_AT(__VA_ARGS__);                                                                      \
        double t = 0.0, seed = 1.0;                                                                \
        memset(a, 0, sizeof a);                                                                    \
        CHECK(grad_same_bits(f##_again(n, x, v, &t, a, &seed), f(n, x)));                          \
        CHECK_EXACT(seed, 0.0);                                                                    \
        fuzz_second(f##_gradient, n, at, v, a, tol);                                               \
    }

/* ---- maps: shadows are x_adj, y_adj ---- */
#define FUZZ_Y(count)                                                                              \
    enum { m = (count) };                                                                          \
    double y[m], ya[m], y0[m], w[m];                                                               \
    for (int i = 0; i < m; i++)                                                                    \
        y[i] = y0[i] = 0.3125 + 0.1713 * i;                                                             \
    grad_fill(m, w);                                                                               \
    memcpy(ya, w, sizeof w)

/* The same adjoint under another name. */
#define MAP_SAME(f, name, count, ...)                                                              \
    TEST(f##_by_##name)                                                                            \
    {                                                                                              \
        FUZZ_AT(__VA_ARGS__);                                                                      \
        FUZZ_Y(count);                                                                             \
        double xb[n], yb[m];                                                                       \
        memcpy(xb, a, sizeof a), memcpy(yb, w, sizeof w);                                          \
        f##_adjoint(n, x, m, y, a, ya);                                                            \
        memcpy(y, y0, sizeof y);                                                                   \
        f##_##name(n, x, m, y, xb, yb);                                                            \
        const double size = fmax(1.0, fmax(grad_norm(n, a), grad_norm(m, ya)));                    \
        for (int i = 0; i < n; i++)                                                                \
            CHECK_SCALED(xb[i], a[i], grad_exact, size);                                           \
        for (int i = 0; i < m; i++)                                                                \
            CHECK_SCALED(yb[i], ya[i], grad_exact, size);                                          \
        CHECK_SAME(x, at, sizeof at);                                                              \
    }
#define MAP_DISCARD(f, tol, m, ...) MAP_SAME(f, discard, m, __VA_ARGS__)
#define MAP_NOALIAS(f, tol, m, ...) MAP_SAME(f, apart, m, __VA_ARGS__)

#define MAP_LANES(f, tol, count, ...)                                                              \
    TEST(f##_by_lanes)                                                                             \
    {                                                                                              \
        FUZZ_AT(__VA_ARGS__);                                                                      \
        FUZZ_Y(count);                                                                             \
        double xl[n][3], yl[m][3], xr[n][3], yr[m][3], xa[n], start[n];                            \
        memcpy(start, a, sizeof a);                                                                \
        for (int k = 0; k < 3; k++) {                                                              \
            for (int i = 0; i < n; i++)                                                            \
                xl[i][k] = start[i], xr[i][k] = v[i] * (k - 1);                                    \
            for (int i = 0; i < m; i++)                                                            \
                yl[i][k] = yr[i][k] = w[i] + 0.5 * k;                                              \
        }                                                                                          \
        f##_lanes(n, x, m, y, xl, yl);                                                             \
        memcpy(y, y0, sizeof y);                                                                   \
        f##_rays(n, x, m, y, (const double(*)[3])xr, yr);                                          \
        for (int k = 0; k < 3; k++) {                                                              \
            memcpy(y, y0, sizeof y), memcpy(xa, start, sizeof xa);                                 \
            for (int i = 0; i < m; i++)                                                            \
                ya[i] = w[i] + 0.5 * k;                                                            \
            f##_adjoint(n, x, m, y, xa, ya);                                                       \
            double size = fmax(1.0, fmax(grad_norm(n, xa), grad_norm(m, ya)));                     \
            for (int i = 0; i < n; i++)                                                            \
                CHECK_SCALED(xl[i][k], xa[i], grad_exact, size);                                   \
            for (int i = 0; i < m; i++)                                                            \
                CHECK_SCALED(yl[i][k], ya[i], grad_exact, size);                                   \
            for (int i = 0; i < n; i++)                                                            \
                xa[i] = v[i] * (k - 1);                                                            \
            for (int i = 0; i < m; i++)                                                            \
                ya[i] = w[i] + 0.5 * k;                                                            \
            memcpy(y, y0, sizeof y);                                                               \
            f##_tangent(n, x, m, y, xa, ya);                                                       \
            size = fmax(1.0, grad_norm(m, ya));                                                    \
            for (int i = 0; i < m; i++)                                                            \
                CHECK_SCALED(yr[i][k], ya[i], grad_exact, size);                                   \
        }                                                                                          \
    }

/* J^T w of a map along a direction, as a gradient: the rows are x, then y. */
static inline void fuzz_second_map(const struct grad_map *d, int n, const double *x0, int m, const double *y0, const double *w,
                                   const double *vx, const double *vy, const double *gotx, const double *goty, double tol)
{
    const int all = n + m;
    double *x = grad_copy(n, x0), *y = grad_copy(m, y0), *xa = grad_copy(n, NULL), *ya = grad_copy(m, NULL);
    double *want = grad_copy(all, NULL), slack = GRAD_HUGE(fmax(grad_norm(n, gotx), grad_norm(m, goty)));
    for (int i = 0; i < all; i++) {
        double s = 0.0;
        want[i] = DIFF_FROM(s, __extension__({
                                for (int k_ = 0; k_ < n; k_++)
                                    x[k_] = x0[k_] + s * vx[k_], xa[k_] = 0.0;
                                for (int k_ = 0; k_ < m; k_++)
                                    y[k_] = y0[k_] + s * vy[k_], ya[k_] = w[k_];
                                if (d->in)
                                    d->in_adjoint(m, y, ya);
                                else
                                    d->adjoint(n, x, m, y, xa, ya);
                                i < n ? xa[i] : ya[i - n];
                            }),
                            0.01);
        slack = fmax(slack, GRAD_SLACK(grad_diff_error));
    }
    slack += GRAD_HUGE(grad_norm(all, want));
    tol = 10.0 * fmax(tol, grad_least_tol);
    const double scale = fmax(grad_norm(all, want), 1e-2) + slack / tol;
    for (int i = 0; i < n; i++)
        CHECK_SCALED(gotx[i], want[i], tol, scale);
    for (int i = 0; i < m; i++)
        CHECK_SCALED(goty[i], want[n + i], tol, scale);
    free(x), free(y), free(xa), free(ya), free(want);
}

#define MAP_ADJOINT_TANGENT(f, tol, count, ...)                                                    \
    TEST(f##_adjoint_tangent)                                                                      \
    {                                                                                              \
        FUZZ_AT(__VA_ARGS__);                                                                      \
        FUZZ_Y(count);                                                                             \
        double xt[n], yt[m], yd[m], vy[m];                                                         \
        const struct grad_map d = {f, f##_adjoint, 0, 0, 0, 0, 0, 0};                              \
        memset(a, 0, sizeof a), memset(xt, 0, sizeof xt), memset(yd, 0, sizeof yd);                \
        grad_fill(m, vy);                                                                          \
        memcpy(yt, vy, sizeof vy);                                                                 \
        f##_again(n, x, m, y, a, ya, v, yt, xt, yd);                                               \
        fuzz_second_map(&d, n, at, m, y0, w, v, vy, xt, yd, tol);                                  \
    }

/* ---- in place ---- */
#define INPLACE_LANES(f, tol, ...)                                                                 \
    TEST(f##_by_lanes)                                                                             \
    {                                                                                              \
        FUZZ_AT(__VA_ARGS__);                                                                      \
        double lanes[n][3], rays[n][3];                                                            \
        for (int i = 0; i < n; i++)                                                                \
            for (int k = 0; k < 3; k++)                                                            \
                lanes[i][k] = rays[i][k] = a[i] * (k - 1) + v[i];                                  \
        f##_lanes(n, x, lanes);                                                                    \
        memcpy(x, at, sizeof at);                                                                  \
        f##_rays(n, x, rays);                                                                      \
        for (int k = 0; k < 3; k++) {                                                              \
            memcpy(x, at, sizeof at);                                                              \
            for (int i = 0; i < n; i++)                                                            \
                g[i] = a[i] * (k - 1) + v[i];                                                      \
            f##_adjoint(n, x, g);                                                                  \
            for (int i = 0; i < n; i++)                                                            \
                CHECK_SCALED(lanes[i][k], g[i], grad_exact, fmax(1e-3, grad_norm(n, g)));          \
            memcpy(x, at, sizeof at);                                                              \
            for (int i = 0; i < n; i++)                                                            \
                g[i] = a[i] * (k - 1) + v[i];                                                      \
            f##_tangent(n, x, g);                                                                  \
            for (int i = 0; i < n; i++)                                                            \
                CHECK_SCALED(rays[i][k], g[i], grad_exact, fmax(1e-3, grad_norm(n, g)));           \
        }                                                                                          \
    }

#define INPLACE_DISCARD(f, tol, ...)                                                               \
    TEST(f##_by_discard)                                                                           \
    {                                                                                              \
        FUZZ_AT(__VA_ARGS__);                                                                      \
        memcpy(a, v, sizeof v);                                                                    \
        f##_adjoint(n, x, a);                                                                      \
        memcpy(x, at, sizeof at);                                                                  \
        f##_discard(n, x, v);                                                                      \
        for (int i = 0; i < n; i++)                                                                \
            CHECK_SCALED(v[i], a[i], grad_exact, fmax(1e-3, grad_norm(n, a)));                     \
    }

#define INPLACE_ADJOINT_TANGENT(f, tol, ...)                                                       \
    TEST(f##_adjoint_tangent)                                                                      \
    {                                                                                              \
        FUZZ_AT(__VA_ARGS__);                                                                      \
        double t[n], w[n];                                                                         \
        const struct grad_map d = {0, 0, 0, 0, f, f##_adjoint, 0, 0};                              \
        memcpy(w, a, sizeof a), memcpy(t, v, sizeof v), memset(g, 0, sizeof g);                    \
        f##_again(n, x, a, t, g);                                                                  \
        fuzz_second_map(&d, 0, at, n, at, w, v, v, g, g, tol);                                     \
    }

/* adjoint of the tangent, seeded on the tangents that come out: <u, J' v> by y is d(J^T u) along v, by y_tan J^T u. */
#define INPLACE_TANGENT_ADJOINT(f, tol, ...)                                                       \
    TEST(f##_tangent_adjoint)                                                                      \
    {                                                                                              \
        FUZZ_AT(__VA_ARGS__);                                                                      \
        double t[n], u[n], first[n];                                                               \
        const struct grad_map d = {0, 0, 0, 0, f, f##_adjoint, 0, 0};                              \
        memcpy(u, a, sizeof a), memcpy(t, v, sizeof v), memset(g, 0, sizeof g);                    \
        f##_again(n, x, t, g, a);                                                                  \
        fuzz_second_map(&d, 0, at, n, at, u, v, v, g, g, tol);                                     \
        memcpy(x, at, sizeof at), memcpy(first, u, sizeof u);                                      \
        f##_adjoint(n, x, first);                                                                  \
        for (int i = 0; i < n; i++)                                                                \
            CHECK_SCALED(a[i], first[i], grad_exact, fmax(1e-3, grad_norm(n, first)));             \
    }

/* ---- other shapes, as double f(int n, const double x[n]) ---- */

/* The transpose: what comes back from the struct. */
static inline void fuzz_model_back(const struct model *m, const double *at, double *x)
{
    x[0] += m->in.a + m->in.v[1];
    x[1] += 0.5 * m->in.b + 0.7 * m->in.v[2];
    x[2] += m->in.v[0];
    for (int i = 0; i < 3; i++)
        x[(i + 1) % 3] += m->w[i], x[i] += 0.7 * at[i];
}

#define MODEL_TOL(f, tol, ...)                                                                     \
    static double f##_flat(int n, const double *x)                                                 \
    {                                                                                              \
        struct model m;                                                                            \
        double at[3];                                                                              \
        fuzz_model(&m, x, at);                                                                     \
        return f(n, &m, x);                                                                        \
    }                                                                                              \
    static double f##_flat_adjoint(int n, const double *x, double *a, double seed)                 \
    {                                                                                              \
        struct model m, back;                                                                      \
        double at[3], at_adj[3], zero[3] = {0.0};                                                  \
        fuzz_model(&m, x, at);                                                                     \
        fuzz_model(&back, zero, at_adj);                                                           \
        double value = f##_adjoint(n, &m, x, &back, a, seed);                                      \
        fuzz_model_back(&back, at_adj, a);                                                         \
        return value;                                                                              \
    }                                                                                              \
    static double f##_flat_gradient(int n, const double *x, double *g)                             \
    {                                                                                              \
        struct model m, back;                                                                      \
        double at[3], at_grad[3], odd[3] = {7.0, 8.0, 9.0};                                        \
        fuzz_model(&m, x, at);                                                                     \
        fuzz_model(&back, odd, at_grad);                                                           \
        double value = f##_gradient(n, &m, x, &back, g);                                           \
        fuzz_model_back(&back, at_grad, g);                                                        \
        return value;                                                                              \
    }                                                                                              \
    static double f##_flat_tangent(int n, const double *x, const double *v, double *t)             \
    {                                                                                              \
        struct model m, along;                                                                     \
        double at[3], at_tan[3];                                                                   \
        fuzz_model(&m, x, at);                                                                     \
        fuzz_model(&along, v, at_tan);                                                             \
        return f##_tangent(n, &m, x, &along, v, t);                                                \
    }                                                                                              \
    TEST(f)                                                                                        \
    {                                                                                              \
        static const double at[] = {__VA_ARGS__};                                                  \
        const struct grad_scalar d = {f##_flat, f##_flat_adjoint, f##_flat_gradient, f##_flat_tangent, 0, 0}; \
        grad_scalar_all(d, (int)(sizeof at / sizeof *at), at, tol);                                \
    }

/* All the kinds, by their flat forms, of a function of n numbers. */
#define FLAT_TEST(f, n, tol, ...)                                                                  \
    TEST(f)                                                                                        \
    {                                                                                              \
        static const double at[] = {__VA_ARGS__};                                                  \
        const struct grad_scalar d = {f##_flat,         f##_flat_adjoint, f##_flat_gradient,       \
                                      f##_flat_tangent, f##_flat_hessian, f##_flat_hvp};           \
        grad_scalar_all(d, n, at, tol);                                                            \
    }

/* double f(double a, double b, double c) */
#define SCALARS_TOL(f, tol, ...)                                                                   \
    static double f##_flat(int n, const double *x) { return n == 3 ? f(x[0], x[1], x[2]) : 0.0; }  \
    static double f##_flat_adjoint(int n, const double *x, double *a, double seed)                 \
    {                                                                                              \
        return n == 3 ? f##_adjoint(x[0], x[1], x[2], a, a + 1, a + 2, seed) : 0.0;                \
    }                                                                                              \
    static double f##_flat_gradient(int n, const double *x, double *g)                             \
    {                                                                                              \
        return n == 3 ? f##_gradient(x[0], x[1], x[2], g, g + 1, g + 2) : 0.0;                     \
    }                                                                                              \
    static double f##_flat_tangent(int n, const double *x, const double *v, double *t)             \
    {                                                                                              \
        return n == 3 ? f##_tangent(x[0], x[1], x[2], v[0], v[1], v[2], t) : 0.0;                  \
    }                                                                                              \
    static double f##_flat_hvp(int n, const double *x, const double *v, double *h)                 \
    {                                                                                              \
        return n == 3 ? f##_hvp(x[0], x[1], x[2], v[0], v[1], v[2], h, h + 1, h + 2) : 0.0;        \
    }                                                                                              \
    static double f##_flat_hessian(int n, const double *x, double *h)                              \
    {                                                                                              \
        double value = f##_hessian(x[0], x[1], x[2], h, h + 1, h + 2, h + 4, h + 5, h + 8);        \
        h[3] = h[1], h[6] = h[2], h[7] = h[5];                                                     \
        return n == 3 ? value : 0.0;                                                               \
    }                                                                                              \
    FLAT_TEST(f, 3, tol, __VA_ARGS__)

/* double f(int n, const double x[n], int m, const double y[m], double s), x and y of two */
#define SEVERAL_TOL(f, tol, ...)                                                                   \
    static double f##_flat(int n, const double *x) { return n == 5 ? f(SEVERAL_OF(x)) : 0.0; }     \
    static double f##_flat_adjoint(int n, const double *x, double *a, double seed)                 \
    {                                                                                              \
        return n == 5 ? f##_adjoint(SEVERAL_OF(x), a, a + 2, a + 4, seed) : 0.0;                   \
    }                                                                                              \
    static double f##_flat_gradient(int n, const double *x, double *g)                             \
    {                                                                                              \
        double j[5], value = f##_gradient(SEVERAL_OF(x), g, g + 2, g + 4);                         \
        CHECK(grad_same_bits(f##_jacobian(SEVERAL_OF(x), j, j + 2, j + 4), value));                \
        for (int i = 0; i < n; i++)                                                                \
            CHECK_SCALED(j[i], g[i], grad_exact, fmax(1e-3, grad_norm(n, g)));                     \
        return value;                                                                              \
    }                                                                                              \
    static double f##_flat_tangent(int n, const double *x, const double *v, double *t)             \
    {                                                                                              \
        return n == 5 ? f##_tangent(SEVERAL_OF(x), v, v + 2, v[4], t) : 0.0;                       \
    }                                                                                              \
    static double f##_flat_hvp(int n, const double *x, const double *v, double *h)                 \
    {                                                                                              \
        return n == 5 ? f##_hvp(SEVERAL_OF(x), v, v + 2, v[4], h, h + 2, h + 4) : 0.0;             \
    }                                                                                              \
    static double f##_flat_hessian(int n, const double *x, double *h)                              \
    {                                                                                              \
        double xx[4], xy[4], xs[2], yy[4], ys[2], ss;                                              \
        double value = f##_hessian(SEVERAL_OF(x), xx, xy, xs, yy, ys, &ss);                        \
        for (int i = 0; i < 2; i++) {                                                              \
            for (int k = 0; k < 2; k++) {                                                          \
                h[n * i + k] = xx[2 * i + k], h[n * (2 + i) + 2 + k] = yy[2 * i + k];              \
                h[n * i + 2 + k] = h[n * (2 + k) + i] = xy[2 * i + k];                             \
            }                                                                                      \
            h[n * i + 4] = h[n * 4 + i] = xs[i], h[n * (2 + i) + 4] = h[n * 4 + 2 + i] = ys[i];    \
        }                                                                                          \
        h[n * 4 + 4] = ss;                                                                         \
        return value;                                                                              \
    }                                                                                              \
    FLAT_TEST(f, 5, tol, __VA_ARGS__)

/* Its transpose. */
#define GLOBALS_BACK(g, h, w, s, x)                                                                \
    ((x)[0] += 0.8 * (g) + (w)[2] + (s).a + (s).v[1], (x)[1] += 0.8 * (h) + (w)[0] + (s).b + 0.3 * (s).v[2],                      \
     (x)[2] += (w)[1] + (s).v[0])
#define GLOBALS_TOL(f, g, h, w, s, tol, ...)                                                       \
    static double f##_flat(int n, const double *x)                                                 \
    {                                                                                              \
        GLOBALS_SET(g, h, w, s, x);                                                                \
        return f(n, x);                                                                            \
    }                                                                                              \
    static double f##_flat_adjoint(int n, const double *x, double *a, double seed)                 \
    {                                                                                              \
        double zero[3] = {0.0};                                                                    \
        GLOBALS_SET(g, h, w, s, x);                                                                \
        GLOBALS_SET(g##_adj, h##_adj, w##_adj, s##_adj, zero);                                     \
        double value = f##_adjoint(n, x, a, seed);                                                 \
        GLOBALS_BACK(g##_adj, h##_adj, w##_adj, s##_adj, a);                                       \
        return value;                                                                              \
    }                                                                                              \
    static double f##_flat_gradient(int n, const double *x, double *a)                             \
    {                                                                                              \
        double gg, hg, wg[3];                                                                      \
        __typeof__(s) sg;                                                                          \
        GLOBALS_SET(g, h, w, s, x);                                                                \
        double value = f##_gradient(n, x, a, &gg, &hg, wg, &sg);                                   \
        GLOBALS_BACK(gg, hg, wg, sg, a);                                                           \
        return value;                                                                              \
    }                                                                                              \
    static double f##_flat_tangent(int n, const double *x, const double *v, double *t)             \
    {                                                                                              \
        GLOBALS_SET(g, h, w, s, x);                                                                \
        GLOBALS_SET(g##_tan, h##_tan, w##_tan, s##_tan, v);                                        \
        return f##_tangent(n, x, v, t);                                                            \
    }                                                                                              \
    TEST(f)                                                                                        \
    {                                                                                              \
        static const double at[] = {__VA_ARGS__};                                                  \
        const struct grad_scalar d = {f##_flat, f##_flat_adjoint, f##_flat_gradient, f##_flat_tangent, 0, 0}; \
        grad_scalar_all(d, (int)(sizeof at / sizeof *at), at, tol);                                \
    }

/* Two rows: adjoint, tangent and the blocks of the Jacobian against differences. */
#define ROWS_TOL(f, tol, ...)                                                                      \
    static void f##_flat(int size, const double *x, int m, double *y)                              \
    {                                                                                              \
        f(2, m / 2, (const double(*)[m / 2])x, (double(*)[m / 2])y);                               \
        (void)size;                                                                                \
    }                                                                                              \
    static void f##_flat_adjoint(int size, const double *x, int m, double *y, double *xa, double *ya) \
    {                                                                                              \
        const int n = m / 2;                                                                       \
        f##_adjoint(2, n, (const double(*)[n])x, (double(*)[n])y, (double(*)[n])xa, (double(*)[n])ya); \
        (void)size;                                                                                \
    }                                                                                              \
    static void f##_flat_tangent(int size, const double *x, int m, double *y, const double *xt, double *yt) \
    {                                                                                              \
        const int n = m / 2;                                                                       \
        f##_tangent(2, n, (const double(*)[n])x, (double(*)[n])y, (const double(*)[n])xt, (double(*)[n])yt); \
        (void)size;                                                                                \
    }                                                                                              \
    static void f##_flat_jacobian(int size, const double *x, int m, double *y, double *jac)        \
    {                                                                                              \
        const int n = m / 2;                                                                       \
        double *blocks = grad_copy(2 * n * n, NULL);                                               \
        f##_jacobian(2, n, (const double(*)[n])x, (double(*)[n])y, blocks);                        \
        for (int i = 0; i < m; i++)                                                                \
            for (int k = 0; k < m; k++)                                                            \
                jac[i * m + k] = i / n == k / n ? blocks[(i / n * n + i % n) * n + k % n] : 0.0;   \
        free(blocks);                                                                              \
        (void)size;                                                                                \
    }                                                                                              \
    TEST(f)                                                                                        \
    {                                                                                              \
        static const double at[] = {__VA_ARGS__};                                                  \
        enum { n = sizeof at / sizeof *at };                                                       \
        double y[n];                                                                               \
        for (int i = 0; i < n; i++)                                                                \
            y[i] = 0.3125 + 0.1713 * i;                                                                 \
        const struct grad_map d = {f##_flat, f##_flat_adjoint, f##_flat_tangent, f##_flat_jacobian, 0, 0, 0, 0}; \
        grad_map_all(d, n, at, n, y, tol);                                                         \
    }

#else

#define MODEL_TOL(f, ...)
#define SCALARS_TOL(f, ...)
#define SEVERAL_TOL(f, ...)
#define GLOBALS_TOL(f, ...)
#define ROWS_TOL(f, ...)
#define SCALAR_SECOND(f, ...)
#define SCALAR_LANES(f, ...)
#define SCALAR_ROW(f, ...)
#define SCALAR_DISCARD(f, ...)
#define SCALAR_GRADIENT_TANGENT(f, ...)
#define SCALAR_GRADIENT_ADJOINT(f, ...)
#define SCALAR_TANGENT_ADJOINT(f, ...)
#define MAP_DISCARD(f, ...)
#define MAP_NOALIAS(f, ...)
#define MAP_LANES(f, ...)
#define MAP_ADJOINT_TANGENT(f, ...)
#define INPLACE_LANES(f, ...)
#define INPLACE_DISCARD(f, ...)
#define INPLACE_ADJOINT_TANGENT(f, ...)
#define INPLACE_TANGENT_ADJOINT(f, ...)

#ifdef FUZZ_PRIMAL
#include "primal.h"
#endif

#endif
