/* vector(k): every lane is what one direction gives. Each program is derived for one direction and for three, and
   compared lane by lane, which also shows that the primal runs once. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#undef SCALAR
#undef INPLACE
#ifndef TEST_MAIN
#define SCALAR(f, ...)
#define INPLACE(f, ...)
#else
enum { K = 3 };
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

//@ header_steps
/* What a loop's header steps on: pointers in bytes, and values that are active themselves. */
ADC_TANGENT() ADC_ADJOINT() ADC_TANGENT(vector(3), name(vh_t3)) ADC_ADJOINT(vector(3), name(vh_a3))
double vh(int n, const double x[n])
{
    const unsigned char *p = (const unsigned char *)(x + 1);
    double s = 1.0, t, u = 0.0;
    int i;
    for (i = 1; i < n; i++, p += sizeof(double))
        s = s * *(const double *)p + x[0] * *(const double *)(p - sizeof(double));
    for (i = 0, t = 1.0; i < n; t *= x[i], i++, u += t) {
        if (x[i] < 0.0)
            continue;
        s += t * sin(x[i]);
    }
    return s * u;
}
SCALAR(vh, 0.8, -0.5, 1.7, 0.3)

//@ sizes
/* sizeof a local that has derivatives, as a bound and as an argument. */
ADC_TANGENT() ADC_ADJOINT() ADC_TANGENT(vector(3), name(vz_t3)) ADC_ADJOINT(vector(3), name(vz_a3))
double vz(int n, const double x[n])
{
    double y[4], z[4], s = 0.0;
    union {
        double v[3];
        struct {
            double a, b, c;
        } by;
    } w, q;
    memset(z, 0, sizeof z);
    for (size_t i = 0; i < sizeof y / sizeof y[0]; i++)
        y[i] = x[i] * x[i];
    memcpy(z, y, sizeof y);
    for (size_t i = 0; i < sizeof w / sizeof(double); i++)
        w.v[i] = z[i] * x[0];
    q = w;
    q.by.b *= x[3];
    for (size_t i = 0; i < sizeof q / sizeof(double); i++)
        s += q.v[i] * (double)(i + 1);
    return s * w.by.c;
}
SCALAR(vz, 0.8, -0.5, 1.7, 0.3)

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

//@ structs
/* A struct has one shadow struct for each lane, whose pointers lead to memory of that lane. */
struct vpair {
    double a, w[3];
    int n;
};
struct vseries {
    int n;
    double *data, scale;
    struct vseries *next;
};

ADC_TANGENT() ADC_ADJOINT() ADC_TANGENT(vector(3), name(vpointer_t3)) ADC_ADJOINT(vector(3), name(vpointer_a3))
double vpointer(const struct vpair *s, double x)
{
    return s->a * sin(s->w[1] * x) + s->w[0] * s->w[2];
}

ADC_TANGENT() ADC_ADJOINT() ADC_TANGENT(vector(3), name(vvalue_t3)) ADC_ADJOINT(vector(3), name(vvalue_a3))
struct vpair vvalue(struct vpair s, double x)
{
    struct vpair r = s;
    for (int i = 0; i < 3; i++)
        s.a *= 1.0 + x * s.w[i];
    r.a = s.a;
    r.w[1] = exp(x * s.a);
    return r;
}

ADC_TANGENT(wrt(s), of(s)) ADC_ADJOINT(wrt(s), of(s))
ADC_TANGENT(wrt(s), of(s), vector(3), name(vrows_t3)) ADC_ADJOINT(wrt(s), of(s), vector(3), name(vrows_a3))
void vrows(int n, struct vpair s[n])
{
    for (int i = 1; i < n; i++) {
        s[i].a += s[i - 1].a * s[i].w[0];
        s[i].w[2] = sin(s[i].a);
    }
}

static double vsum(const struct vseries *v)
{
    double s = 0.0;
    const double *p = v->data;
    for (int i = 0; i < v->n; i++)
        s += v->scale * p[i] * p[i];
    return v->next ? s * vsum(v->next) : s;
}
ADC_TANGENT() ADC_ADJOINT() ADC_TANGENT(vector(3), name(vlist_t3)) ADC_ADJOINT(vector(3), name(vlist_a3))
double vlist(const struct vseries *v, double t)
{
    return t * vsum(v);
}
ADC_TANGENT(wrt(v->data), of(v->data)) ADC_ADJOINT(wrt(v->data), of(v->data))
ADC_TANGENT(wrt(v->data), of(v->data), vector(3), name(vpath_t3))
ADC_ADJOINT(wrt(v->data), of(v->data), vector(3), name(vpath_a3))
void vpath(struct vseries *v)
{
    for (int i = 1; i < v->n; i++)
        v->data[i] *= v->data[i - 1] * v->scale;
}
#ifdef TEST_MAIN
/* p: a struct of five reals as it lies in memory, lane by lane. */
static void fill_pairs(int n, struct vpair *p)
{
    for (int i = 0; i < n; i++) {
        grad_fill(1, &p[i].a), grad_fill(3, p[i].w);
        p[i].n = i;
    }
}
static void same_pair(const struct vpair *p, const struct vpair *q)
{
    CHECK_SCALED(p->a, q->a, 1e-13, 1.0);
    for (int i = 0; i < 3; i++)
        CHECK_SCALED(p->w[i], q->w[i], 1e-13, 1.0);
}
TEST(vpointer)
{
    struct vpair s = {0.7, {0.2, -0.6, 1.1}, 3}, dir[1][K], one;
    double x = 0.9, xs[K], x1, t3[K], t1, seed[K] = {1, -0.5, 2};
    fill_pairs(K, dir[0]), grad_fill(K, xs);
    CHECK_EXACT(vpointer_t3(&s, x, dir[0], xs, t3), vpointer(&s, x));
    for (int k = 0; k < K; k++) {
        vpointer_tangent(&s, x, &dir[0][k], xs[k], &t1);
        CHECK_SCALED(t3[k], t1, 1e-13, 1.0);
    }
    struct vpair start[K];
    double start_x[K];
    memcpy(start, dir, sizeof dir), memcpy(start_x, xs, sizeof xs);
    vpointer_a3(&s, x, dir[0], xs, seed);
    for (int k = 0; k < K; k++) {
        one = start[k], x1 = start_x[k];
        vpointer_adjoint(&s, x, &one, &x1, seed[k]);
        same_pair(&dir[0][k], &one);
        CHECK_SCALED(xs[k], x1, 1e-13, 1.0);
    }
}
TEST(vvalue)
{
    struct vpair s = {0.7, {0.2, -0.6, 1.1}, 3}, dir[K], out[K], one, o;
    double x = 0.9, xs[K], x1;
    fill_pairs(K, dir), fill_pairs(K, out), grad_fill(K, xs);
    vvalue_t3(s, x, dir, xs, out);
    for (int k = 0; k < K; k++) {
        vvalue_tangent(s, x, &dir[k], xs[k], &o);
        same_pair(&out[k], &o);
    }
    struct vpair start[K];
    double start_x[K];
    memcpy(start, dir, sizeof dir), memcpy(start_x, xs, sizeof xs);
    vvalue_a3(s, x, dir, xs, out);
    for (int k = 0; k < K; k++) {
        one = start[k], x1 = start_x[k];
        vvalue_adjoint(s, x, &one, &x1, &out[k]);
        same_pair(&dir[k], &one);
        CHECK_SCALED(xs[k], x1, 1e-13, 1.0);
    }
}
TEST(vrows)
{
    enum { N = 4 };
    struct vpair at[N], y[N], z[N], dir[N][K], start[N][K], one[N];
    fill_pairs(N, at);
    for (int mode = 0; mode < 2; mode++) {
        fill_pairs(N * K, dir[0]);
        memcpy(start, dir, sizeof dir), memcpy(y, at, sizeof at);
        mode ? vrows_a3(N, y, dir[0]) : vrows_t3(N, y, dir[0]);
        for (int k = 0; k < K; k++) {
            for (int i = 0; i < N; i++)
                one[i] = start[i][k];
            memcpy(z, at, sizeof at);
            mode ? vrows_adjoint(N, z, one) : vrows_tangent(N, z, one);
            for (int i = 0; i < N; i++)
                same_pair(&dir[i][k], &one[i]), same_pair(&y[i], &z[i]);
        }
    }
}
TEST(vlist)
{
    enum { N = 4 };
    double d[2][N], da[2][K][N], db[2][N], t = 1.3, ts[K], t1, t3[K], tan1, seed[K] = {1, -0.5, 2};
    struct vseries v[2], s[2][K], u[2];
    for (int mode = 0; mode < 2; mode++) {
        double start[2][K][N], start_s[2][K], start_t[K];
        grad_fill(2 * N, d[0]), grad_fill(2 * K * N, da[0][0]), grad_fill(K, ts);
        for (int i = 0; i < 2; i++) {
            v[i] = (struct vseries){N, d[i], 0.5 + i, i ? NULL : &v[1]};
            for (int k = 0; k < K; k++) {
                start_s[i][k] = 0.1 * k - 0.3;
                s[i][k] = (struct vseries){N, da[i][k], start_s[i][k], i ? NULL : &s[1][k]};
            }
        }
        memcpy(start, da, sizeof da), memcpy(start_t, ts, sizeof ts);
        CHECK_EXACT(mode ? vlist_a3(v, t, s[0], ts, seed) : vlist_t3(v, t, s[0], ts, t3), vlist(v, t));
        for (int k = 0; k < K; k++) {
            for (int i = 0; i < 2; i++) {
                memcpy(db[i], start[i][k], sizeof db[i]);
                u[i] = (struct vseries){N, db[i], start_s[i][k], i ? NULL : &u[1]};
            }
            t1 = start_t[k];
            mode ? vlist_adjoint(v, t, u, &t1, seed[k]) : vlist_tangent(v, t, u, t1, &tan1);
            if (!mode)
                CHECK_SCALED(t3[k], tan1, 1e-13, 1.0);
            for (int i = 0; mode && i < 2; i++) {
                CHECK_SCALED(s[i][k].scale, u[i].scale, 1e-13, 1.0);
                for (int e = 0; e < N; e++)
                    CHECK_SCALED(da[i][k][e], db[i][e], 1e-13, 1.0);
            }
            if (mode)
                CHECK_SCALED(ts[k], t1, 1e-13, 1.0);
        }
    }
}
TEST(vpath)
{
    enum { N = 4 };
    double at[N], d[N], d1[N], da[K][N], db[N], start[K][N];
    grad_fill(N, at);
    for (int mode = 0; mode < 2; mode++) {
        grad_fill(K * N, da[0]);
        memcpy(start, da, sizeof da), memcpy(d, at, sizeof at);
        struct vseries v = {N, d, 1.5, NULL}, w = {N, d1, 1.5, NULL}, s[1][K], u = {0, db, 0, NULL};
        for (int k = 0; k < K; k++)
            s[0][k] = (struct vseries){0, da[k], 0, NULL};
        mode ? vpath_a3(&v, s[0]) : vpath_t3(&v, s[0]);
        for (int k = 0; k < K; k++) {
            memcpy(d1, at, sizeof at), memcpy(db, start[k], sizeof db);
            mode ? vpath_adjoint(&w, &u) : vpath_tangent(&w, &u);
            CHECK_SAME(d, d1, sizeof d);
            for (int e = 0; e < N; e++)
                CHECK_SCALED(da[k][e], db[e], 1e-13, 1.0);
        }
    }
}
#endif

//@ workspaces
/* Arrays of the function's own behind a struct: each lane has its own, also where they are kept on the tape. */
struct vspace {
    int n, calls;
    double *tmp;
};
int vspace_calls;
static double vwalk(struct vspace *s, const double *x, int lo, int hi)
{
    s->calls++;
    vspace_calls++;
    if (hi - lo == 1)
        return s->tmp[lo] = x[lo] * x[lo];
    int m = (lo + hi) / 2;
    double a = vwalk(s, x, lo, m), b = vwalk(s, x, m, hi), *p = s->tmp + lo;
    *p = a * b;
    for (int i = lo; i < hi; i++, p++)
        a += sin(*p) * 0.5;
    return s->tmp[lo] + a;
}
ADC_TANGENT() ADC_ADJOINT() ADC_TANGENT(vector(3), name(vtree_t3)) ADC_ADJOINT(vector(3), name(vtree_a3))
double vtree(int n, const double x[n])
{
    double t[n];
    struct vspace s = {n, 0, t};
    return vwalk(&s, x, 0, n);
}
ADC_TANGENT() ADC_ADJOINT() ADC_TANGENT(vector(3), name(vchain_t3)) ADC_ADJOINT(vector(3), name(vchain_a3))
double vchain(int n, const double x[n])
{
    double sum = 0.0, kept[2] = {1.0, 0.5};
    struct vspace a = {2, 0, kept}, *p = &a;
    for (int i = 0; i < n; i++) {
        double *q = p->tmp + i % 2;
        *q = *q * x[i] + 0.25;
        while (*q > 1.0)
            *q = sin(*q) * x[0];
        sum += *q * p->tmp[0];
    }
    return sum;
}
#ifdef TEST_MAIN
SCALAR(vtree, 0.8, -0.5, 1.7, 0.3, 1.2)
SCALAR(vchain, 0.8, -0.5, 1.7, 0.3, 1.2)
#endif

//@ chosen_pointers
/* *(c ? &a : &b): with several directions at once what is behind both arms is laid out alike. */
struct chosen {
    double a, v[3];
};
ADC_TANGENT() ADC_ADJOINT() ADC_TANGENT(vector(3), name(vx_t3)) ADC_ADJOINT(vector(3), name(vx_a3))
double vx(int n, const double x[n])
{
    double a = x[0], b = x[1] * x[2], u[3] = {x[0], x[1], x[2]};
    struct chosen s = {x[1], {x[0] * x[2], x[3]}}, t = s;
    for (int i = 0; i < n; i++) {
        *(x[i] > 0.0 ? &a : &b) *= cos(x[i]);
        *(x[i] > 0.5 ? &a : &s.a) += x[i] * b;
        *(x[i] < 0.5 ? s.v : t.v) *= sin(x[i]);
        (x[i] < 0.0 ? &s : &t)->a += a * x[i];
        (x[i] > 0.0 ? s.v : u)[1] += x[0] * x[i] * t.a;
    }
    return a * b + s.a * s.v[0] + t.v[0] * t.a + s.v[1] * u[1] + t.v[1];
}
SCALAR(vx, 0.8, -0.5, 1.7, 0.3)

//@ base_in_several_directions
/* How far the directions are apart is not seen from a record that others begin with, nor from void *. */
struct kv_shape {
    int kind;
};
struct kv_disc {
    struct kv_shape shape;
    double r;
};
static double kv_radius(const struct kv_shape *s)
{
    return ((const struct kv_disc *)s)->r;
}
ADC_TANGENT(vector(2))
double of_a_base(double x)
{
    struct kv_disc d = {{1}, x};
    const struct kv_shape *s = &d.shape;
    return kv_radius(s) * x;
}
struct kv_closure {
    void *with;
};
static double kv_applied(const struct kv_closure *c)
{
    const double *x = c->with;
    return *x * *x;
}
ADC_TANGENT(vector(2))
double of_a_closure(double x)
{
    struct kv_closure c = {&x};
    return kv_applied(&c);
}
#ifdef TEST_MAIN
TEST(base_in_several_directions)
{
    const double d[2] = {1.0, -2.0};
    double t[2];
    CHECK_CLOSE(of_a_base_tangent(1.5, d, t), 2.25, 0.0);
    CHECK_CLOSE(t[0], 3.0, 0.0);
    CHECK_CLOSE(t[1], -6.0, 0.0);
    CHECK_CLOSE(of_a_closure_tangent(1.5, d, t), 2.25, 0.0);
    CHECK_CLOSE(t[0], 3.0, 0.0);
    CHECK_CLOSE(t[1], -6.0, 0.0);
}
#endif

//@ array_in_a_struct_by_value
/* What the function called does to its copy was done to the caller's lanes: clang and GCC refused that, they are const. */
struct vb_pack {
    double a, v[3];
};
static double vb_down(struct vb_pack s, int depth)
{
    s.v[0] *= sin(s.a);
    if (depth > 0)
        return vb_down(s, depth - 1) * s.v[0];
    return s.v[0] * s.a + s.v[1];
}
ADC_TANGENT() ADC_TANGENT(vector(2), name(vb_two)) ADC_GRADIENT()
double vb_struct(const double x[2])
{
    struct vb_pack s = {x[0], {x[1], x[0] * x[1]}};
    return vb_down(s, 2) * s.v[0];
}
#ifdef TEST_MAIN
TEST(array_in_a_struct_by_value)
{
    double x[2] = {0.7, -0.4}, lanes[2][2] = {{1.0, 0.0}, {0.0, 1.0}}, t[2], g[2], sine = sin(x[0]), cosine = cos(x[0]);
    /* y^2 s (y s^2) (y s^3 x + x y) y with s = sin x */
    double inner = pow(sine, 3) + 1.0, value = pow(x[1], 4) * pow(sine, 3) * x[0] * inner;
    CHECK_CLOSE(vb_two(x, lanes, t), value, 1e-14);
    CHECK_CLOSE(t[0], value * (3.0 * cosine / sine + 1.0 / x[0] + 3.0 * sine * sine * cosine / inner), 1e-13);
    CHECK_CLOSE(t[1], value * 4.0 / x[1], 1e-13);
    vb_struct_gradient(x, g);
    CHECK_CLOSE(t[0], g[0], 1e-13);
    CHECK_CLOSE(t[1], g[1], 1e-13);
}
#endif
