/* vector(k): every lane is what one direction gives. Each program is derived for one direction and for three, and
   compared lane by lane, which also shows that the primal runs once. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#ifdef TEST_MAIN
enum { K = 3 };
#undef SCALAR
#undef INPLACE
#define SCALAR(f, ...)                                                                                                 \
    TEST(f)                                                                                                            \
    {                                                                                                                  \
        static const double at_[] = {__VA_ARGS__};                                                                     \
        enum { N_ = sizeof at_ / sizeof *at_ };                                                                        \
        double dir_[N_][K], one_[N_], adj_[N_][K], tan_[K] = {9, 9, 9}, t_, seed_[K] = {1, -0.5, 2};                   \
        for (int i_ = 0; i_ < N_; i_++)                                                                                \
            grad_fill(K, dir_[i_]), grad_fill(K, adj_[i_]);                                                            \
        CHECK_EXACT(f##_t3(N_, at_, (const double(*)[K])dir_, tan_), f(N_, at_));                                      \
        for (int k_ = 0; k_ < K; k_++) {                                                                               \
            for (int i_ = 0; i_ < N_; i_++)                                                                            \
                one_[i_] = dir_[i_][k_];                                                                               \
            f##_tangent(N_, at_, one_, &t_);                                                                           \
            CHECK_SCALED(tan_[k_], t_, 1e-13, 1.0);                                                                    \
        }                                                                                                              \
        memcpy(dir_, adj_, sizeof adj_);                                                                               \
        CHECK_EXACT(f##_a3(N_, at_, adj_, seed_), f(N_, at_));                                                         \
        for (int k_ = 0; k_ < K; k_++) {                                                                               \
            for (int i_ = 0; i_ < N_; i_++)                                                                            \
                one_[i_] = dir_[i_][k_];                                                                               \
            f##_adjoint(N_, at_, one_, seed_[k_]);                                                                     \
            for (int i_ = 0; i_ < N_; i_++)                                                                            \
                CHECK_SCALED(adj_[i_][k_], one_[i_], 1e-13, 1.0);                                                      \
        }                                                                                                              \
    }
#define INPLACE(f, ...)                                                                                                \
    TEST(f)                                                                                                            \
    {                                                                                                                  \
        static const double at_[] = {__VA_ARGS__};                                                                     \
        enum { N_ = sizeof at_ / sizeof *at_ };                                                                        \
        double y_[N_], z_[N_], dir_[N_][K], start_[N_][K], one_[N_];                                                   \
        for (int mode_ = 0; mode_ < 2; mode_++) {                                                                      \
            for (int i_ = 0; i_ < N_; i_++)                                                                            \
                grad_fill(K, dir_[i_]);                                                                                \
            memcpy(start_, dir_, sizeof dir_);                                                                         \
            memcpy(y_, at_, sizeof y_);                                                                                \
            mode_ ? f##_a3(N_, y_, dir_) : f##_t3(N_, y_, dir_);                                                       \
            for (int k_ = 0; k_ < K; k_++) {                                                                           \
                for (int i_ = 0; i_ < N_; i_++)                                                                        \
                    one_[i_] = start_[i_][k_];                                                                         \
                memcpy(z_, at_, sizeof z_);                                                                            \
                mode_ ? f##_adjoint(N_, z_, one_) : f##_tangent(N_, z_, one_);                                         \
                CHECK_SAME(y_, z_, sizeof z_);                                                                         \
                for (int i_ = 0; i_ < N_; i_++)                                                                        \
                    CHECK_SCALED(dir_[i_][k_], one_[i_], 1e-13, 1.0);                                                  \
            }                                                                                                          \
        }                                                                                                              \
    }
#endif

//@ loops
ADC_TANGENT() ADC_ADJOINT() ADC_TANGENT(vector(3), name(vl_t3)) ADC_ADJOINT(vector(3), name(vl_a3))
double vl(int n, const double x[n])
{
    double s = 0.0, p = 1.0;
    for (int i = 0; i < n; i++) {
        double u = x[i] * x[i] + 1.0;
        s += exp(sin(u)) / (1.0 + x[i] * x[i]) * log(u);
        if (s > 2.0)
            s *= 0.5 * p;
        p *= fmax(x[i], 0.1) + 0.5;
    }
    return s * p;
}
SCALAR(vl, 0.8, -0.5, 1.7, 0.3)

//@ while_tape
ADC_TANGENT() ADC_ADJOINT() ADC_TANGENT(vector(3), name(vw_t3)) ADC_ADJOINT(vector(3), name(vw_a3))
double vw(int n, const double x[n])
{
    double a = x[0], b = x[1];
    int k = 0;
    while (a * a + b * b < 100.0 && k < 40) {
        double t = a;
        a = a * 1.5 + b * x[k % n];
        b = b * cos(t) + 0.3;
        k++;
    }
    return a + b * a;
}
SCALAR(vw, 0.8, 0.5, 1.1)

//@ arrays
ADC_TANGENT() ADC_ADJOINT() ADC_TANGENT(vector(3), name(va_t3)) ADC_ADJOINT(vector(3), name(va_a3))
double va(int n, const double x[n])
{
    double w[3] = {1.0, 2.0, 3.0}, v[n][2];
    double *heap = malloc((size_t)n * sizeof *heap);
    if (!heap)
        return -1;
    for (int i = 0; i < n; i++) {
        v[i][0] = x[i] * w[i % 3];
        v[i][1] = x[i] - w[(i + 1) % 3];
        heap[i] = v[i][0] * v[i][1];
        w[i % 3] = heap[i];
    }
    double s = 0;
    for (const double *p = heap; p < heap + n; p++)
        s += *p * *p;
    free(heap);
    double copy[3];
    memcpy(copy, w, sizeof w);
    memset(w, 0, sizeof w);
    return s + copy[0] * copy[1] + w[2];
}
SCALAR(va, 0.8, -0.5, 1.7, 0.3)

//@ structs
struct vs_point {
    double x, y;
    int tag;
};
static struct vs_point vs_turn(struct vs_point p, double by)
{
    struct vs_point q = {p.x * cos(by) - p.y * sin(by), p.x * sin(by) + p.y * cos(by), p.tag + 1};
    return q;
}
ADC_TANGENT() ADC_ADJOINT() ADC_TANGENT(vector(3), name(vs_t3)) ADC_ADJOINT(vector(3), name(vs_a3))
double vs(int n, const double x[n])
{
    struct vs_point p[2] = {{1, 0, 0}, {0, 1, 0}}, *q = &p[1];
    for (int i = 0; i < n; i++) {
        p[i % 2] = vs_turn(p[(i + 1) % 2], x[i]);
        q->x += x[i] * p[0].y;
    }
    return p[0].x * p[1].y + q->x;
}
SCALAR(vs, 0.8, -0.5, 1.7)

//@ calls
static double vc_power(double a, int k)
{
    if (k == 0)
        return 1 + a;
    return a * vc_power(a * 0.9, k - 1) + sin(a * k);
}
static void vc_scale(int n, double *to, const double *from, double by)
{
    if (n == 0)
        return;
    to[0] = from[0] * by;
    vc_scale(n - 1, to + 1, from + 1, by * from[0]);
}
ADC_TANGENT() ADC_ADJOINT() ADC_TANGENT(vector(3), name(vc_t3)) ADC_ADJOINT(vector(3), name(vc_a3))
double vc(int n, const double x[n])
{
    double w[n], s = 0;
    vc_scale(n, w, x, x[0] * 0.5);
    for (int i = 0; i < n; i++)
        s += vc_power(w[i], i);
    return s;
}
SCALAR(vc, 0.8, -0.5, 1.7)

//@ in_place
ADC_TANGENT() ADC_ADJOINT() ADC_TANGENT(vector(3), name(vi_t3)) ADC_ADJOINT(vector(3), name(vi_a3))
void vi(int n, double y[n])
{
    double *a = y, *b = y + n / 2;
    for (int k = 0; k < 5; k++) {
        for (int i = 0; i < n / 2; i++) {
            a[i] = a[i] * b[i] + 0.1;
            b[i] += sin(a[i]) * y[0];
        }
        double *t = a;
        a = b, b = t;
    }
}
INPLACE(vi, 0.8, -0.5, 1.7, 0.3, 0.2, 0.7)

//@ values
double vv_gain = 2.0;
ADC_TANGENT(wrt(a, b, x, vv_gain), of(a, x, return)) ADC_ADJOINT(wrt(a, b, x, vv_gain), of(a, x, return))
ADC_TANGENT(wrt(a, b, x, vv_gain), of(a, x, return), vector(3), name(vv_t3))
ADC_ADJOINT(wrt(a, b, x, vv_gain), of(a, x, return), vector(3), name(vv_a3))
double vv(double *a, double b, double x[2][2])
{
    b *= *a;
    *a = b * x[0][1] * vv_gain;
    x[1][0] *= b;
    return *a * b;
}
ADC_TANGENT(vector(2), name(vv_float_t2)) ADC_TANGENT()
float vv_float(float a, long double b)
{
    return a * (float)(b * b);
}
#ifdef TEST_MAIN
TEST(values)
{
    double a, x[2][2], at[3] = {1, 2, 3}, bt[3] = {0.5, -1, 0.25}, xt[2][2][3], r[3], one;
    const double start[2][2] = {{0.3, 0.4}, {0.5, 0.6}}, bs[3] = {0.5, -1, 0.25}, as[3] = {1, 2, 3};
    for (int i = 0; i < 12; i++)
        (&xt[0][0][0])[i] = 0.1 * i;
    memcpy(x, start, sizeof x);
    a = 1.25;
    double gain[3] = {0.2, 0.3, 0.4};
    memcpy(vv_gain_tan2, gain, sizeof gain);
    double value = vv_t3(&a, 0.75, x, &at, bt, xt, r);
    CHECK_SAME(bt, bs, sizeof bs);
    for (int k = 0; k < 3; k++) {
        double a1 = 1.25, x1[2][2], at1 = as[k], xt1[2][2];
        memcpy(x1, start, sizeof x1);
        for (int i = 0; i < 4; i++)
            (&xt1[0][0])[i] = 0.1 * (3 * i + k);
        vv_gain_tan = gain[k];
        CHECK_EXACT(vv_tangent(&a1, 0.75, x1, &at1, bs[k], xt1, &one), value);
        CHECK_CLOSE(r[k], one, 1e-14);
        CHECK_CLOSE(at[k], at1, 1e-14);
        for (int i = 0; i < 4; i++)
            CHECK_CLOSE((&xt[0][0][0])[3 * i + k], (&xt1[0][0])[i], 1e-14);
    }
    double aa[3] = {1, 2, 3}, ba[3] = {0.1, 0.2, 0.3}, xa[2][2][3], seed[3] = {1, -1, 0.5};
    for (int i = 0; i < 12; i++)
        (&xa[0][0][0])[i] = 0.1 * i;
    memcpy(x, start, sizeof x);
    a = 1.25;
    memcpy(vv_gain_adj2, gain, sizeof gain);
    vv_a3(&a, 0.75, x, &aa, ba, xa, seed);
    for (int k = 0; k < 3; k++) {
        double a1 = 1.25, x1[2][2], aa1 = as[k], ba1 = 0.1 * (k + 1), xa1[2][2];
        memcpy(x1, start, sizeof x1);
        for (int i = 0; i < 4; i++)
            (&xa1[0][0])[i] = 0.1 * (3 * i + k);
        vv_gain_adj = gain[k];
        vv_adjoint(&a1, 0.75, x1, &aa1, &ba1, xa1, seed[k]);
        CHECK_CLOSE(aa[k], aa1, 1e-14);
        CHECK_CLOSE(ba[k], ba1, 1e-14);
        CHECK_CLOSE(vv_gain_adj2[k], vv_gain_adj, 1e-14);
        for (int i = 0; i < 4; i++)
            CHECK_CLOSE((&xa[0][0][0])[3 * i + k], (&xa1[0][0])[i], 1e-14);
    }
    float ft[2] = {1, 2}, fr[2], f1;
    long double lt[2] = {3, 4};
    vv_float_t2(1.5f, 2.0L, ft, lt, fr);
    for (int k = 0; k < 2; k++) {
        vv_float_tangent(1.5f, 2.0L, ft[k], lt[k], &f1);
        CHECK_EXACT(fr[k], f1);
    }
}
#endif

//@ second_order
ADC_GRADIENT()
double vg(int n, const double x[n])
{
    double s = 1.0;
    for (int i = 0; i < n; i++)
        s = s * x[i] + sin(x[i] * s);
    return s;
}
ADC_DERIVE(tangent(vg_gradient), wrt(x), of(x_grad), vector(2), name(vg_t2));
ADC_DERIVE(hvp(vg), name(vg_hvp1));
ADC_DERIVE(adjoint(vg_gradient), wrt(x), of(x_grad), vector(2), name(vg_a2));
#ifdef TEST_MAIN
TEST(second_order)
{
    double x[4] = {0.8, -0.5, 1.7, 0.3}, g[4], t[4][2], h[4][2], d[4], want[4], a[4][2] = {{0}};
    for (int i = 0; i < 4; i++)
        grad_fill(2, t[i]);
    vg_t2(4, x, g, (const double(*)[2])t, h);
    memcpy(want, g, sizeof g);
    double w[4][2];
    memcpy(w, t, sizeof w);
    vg_a2(4, x, g, a, w);
    CHECK_SAME(want, g, sizeof g);
    for (int k = 0; k < 2; k++) {
        for (int i = 0; i < 4; i++)
            d[i] = t[i][k];
        vg_hvp1(4, x, d, want);
        for (int i = 0; i < 4; i++) {
            CHECK_CLOSE(h[i][k], want[i], 1e-13);
            CHECK_CLOSE(a[i][k], want[i], 1e-13);
        }
    }
}
#endif
