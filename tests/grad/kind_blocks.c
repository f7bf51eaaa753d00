/* jacobian, hessian and hvp: every form that an independent and a dependent may have, and f running once. */
#include "grad.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

//@ member_paths
struct bl_model {
    int n;
    double *w;
    double bias;
    const double *in;
    double tail[2];
};
ADC_JACOBIAN(wrt(m->w, m->bias, m->tail), of(y), shape(m->w, 3), shape(y, 2))
void bl_apply(const struct bl_model *m, double *y)
{
    for (int k = 0; k < 2; k++) {
        y[k] = m->bias * (k + 1) * m->tail[k];
        for (int i = 0; i < m->n; i++)
            y[k] += m->w[i] * m->w[i] * m->in[i] * (i + k) * m->tail[1 - k];
    }
}
ADC_HESSIAN(wrt(m->w, m->bias), shape(m->w, m->n))
ADC_HVP(wrt(m->w, m->bias), shape(m->w, m->n))
double bl_loss(const struct bl_model *m)
{
    double s = m->bias * m->bias * m->bias;
    for (int i = 0; i < m->n; i++)
        s += m->w[i] * m->w[i] * m->in[i] * m->bias + sin(m->w[i] * m->w[(i + 1) % m->n]);
    return s;
}
#ifdef TEST_MAIN
static double bl_loss_at(struct bl_model *m)
{
    return bl_loss(m);
}
TEST(member_paths)
{
    enum { N = 11 };
    double w[N], in[N], y[2], w_jac[6], bias_jac[2], tail_jac[4];
    struct bl_model m = {3, w, 0.7, in, {1.3, -0.4}};
    grad_fill(N, w), grad_fill(N, in);
    bl_apply_jacobian(&m, y, w_jac, bias_jac, tail_jac);
    for (int k = 0; k < 2; k++) {
        CHECK_CLOSE(bias_jac[k], (k + 1) * m.tail[k], 1e-14);
        for (int i = 0; i < 3; i++)
            CHECK_CLOSE(w_jac[k * 3 + i], 2 * w[i] * in[i] * (i + k) * m.tail[1 - k], 1e-14);
        double s = 0;
        for (int i = 0; i < 3; i++)
            s += w[i] * w[i] * in[i] * (i + k);
        CHECK_CLOSE(tail_jac[k * 2 + k], m.bias * (k + 1), 1e-14);
        CHECK_CLOSE(tail_jac[k * 2 + 1 - k], s, 1e-13);
    }
    m.n = N;
    double ww[N * N], wb[N], bb, dir[N], hvp[N];
    CHECK_EXACT(bl_loss_hessian(&m, ww, wb, &bb), bl_loss(&m));
    grad_fill(N, dir);
    struct bl_model d = {0, dir, 0.3, NULL, {0, 0}}, h = {0, hvp, 0, NULL, {0, 0}};
    CHECK_EXACT(bl_loss_hvp(&m, &d, &h), bl_loss(&m));
    double want = bb * 0.3;
    for (int i = 0; i < N; i++)
        want += wb[i] * dir[i];
    CHECK_CLOSE(h.bias, want, 1e-13);
    CHECK_CLOSE(bb, 6 * m.bias, 1e-14);
    for (int i = 0; i < N; i++) {
        CHECK_CLOSE(wb[i], 2 * w[i] * in[i], 1e-14);
        double row = wb[i] * 0.3;
        for (int j = 0; j < N; j++) {
            row += ww[i * N + j] * dir[j];
            double second = DIFF(w[j], DIFF(w[i], bl_loss_at(&m)));
            CHECK_SCALED(ww[i * N + j], second, 1e-6, 1.0);
        }
        CHECK_CLOSE(hvp[i], row, 1e-12);
    }
}
#endif

//@ globals
double bl_scale = 1.5;
double bl_table[2][2] = {{0.3, 0.4}, {0.5, 0.6}};
ADC_JACOBIAN(wrt(x, bl_scale, bl_table), of(y, bl_scale))
double bl_global(double x, double y[3])
{
    for (int i = 0; i < 3; i++)
        y[i] = bl_scale * bl_table[i % 2][i / 2] * bl_table[0][1] * x;
    bl_scale *= bl_scale;
    return bl_scale;
}
ADC_HESSIAN(wrt(x, bl_scale)) ADC_GRADIENT(wrt(bl_table)) ADC_HVP(wrt(x, bl_scale, bl_table))
double bl_global_scalar(double x)
{
    return bl_scale * bl_scale * x * x * x + bl_table[1][0] * bl_table[1][0] * x;
}
#ifdef TEST_MAIN
TEST(globals)
{
    double y[3], yx[3], ys[3], yt[12], sx, ss, st[4];
    for (int call = 0; call < 2; call++) {
        bl_scale = 1.5;
        CHECK_EXACT(bl_global_jacobian(2.0, y, yx, ys, yt, &sx, &ss, st), 2.25);
        CHECK_EXACT(bl_scale, 2.25);
        CHECK_EXACT(sx, 0);
        CHECK_CLOSE(ss, 3.0, 1e-15);
        for (int i = 0; i < 3; i++) {
            const double c = bl_table[i % 2][i / 2], d = bl_table[0][1];
            CHECK_CLOSE(yx[i], 1.5 * c * d, 1e-15);
            CHECK_CLOSE(ys[i], 2.0 * c * d, 1e-15);
            for (int j = 0; j < 4; j++) {
                double want = (j == i % 2 * 2 + i / 2 ? 3.0 * d : 0) + (j == 1 ? 3.0 * c : 0);
                CHECK_CLOSE(yt[i * 4 + j], want, 1e-15);
            }
        }
        for (int j = 0; j < 4; j++)
            CHECK_EXACT(st[j], 0);
    }
    bl_scale = 0.75;
    double xx, xs, sc;
    bl_global_scalar_hessian(2.0, &xx, &xs, &sc);
    CHECK_CLOSE(xx, 6 * 2 * 0.5625, 1e-15);
    CHECK_CLOSE(xs, 2 * 0.75 * 12, 1e-15);
    CHECK_CLOSE(sc, 2 * 8.0, 1e-15);
    double td[4] = {0, 0, 1, 0}, xv, sv, tv[4];
    bl_global_scalar_hvp(2.0, 0.5, -1.0, (void *)td, &xv, &sv, (void *)tv);
    CHECK_CLOSE(xv, 0.5 * xx - xs + 2 * bl_table[1][0], 1e-14);
    CHECK_CLOSE(sv, 0.5 * xs - sc, 1e-14);
    CHECK(tv[0] == 0 && tv[1] == 0 && tv[3] == 0);
    CHECK_CLOSE(tv[2], 2 * bl_table[1][0] * 0.5 + 2 * 2.0, 1e-14);
}
#endif

//@ batches
ADC_JACOBIAN(wrt(x), of(y), batch(b))
void bl_rows(int b, int n, const double x[b][n], double y[b][n])
{
    for (int r = 0; r < b; r++)
        for (int i = 0; i < n; i++)
            y[r][i] = x[r][i] * x[r][(i + 1) % n];
}
ADC_JACOBIAN(wrt(x), of(y), batch(b), name(bl_norms_jac))
void bl_norms(int b, const float x[b][3], float y[b])
{
    for (int r = 0; r < b; r++)
        y[r] = sqrtf(x[r][0] * x[r][0] + x[r][1] * x[r][1] + x[r][2] * x[r][2]);
}
#ifdef TEST_MAIN
TEST(batches)
{
    for (int b = 0; b < 4; b++)
        for (int n = 1; n < 20; n += 6) {
            double *x = grad_copy(b * n, NULL), *y = grad_copy(b * n, NULL), *j = grad_copy(b * n * n, NULL);
            grad_fill(b * n, x);
            bl_rows_jacobian(b, n, (void *)x, (void *)y, j);
            for (int r = 0; r < b; r++)
                for (int i = 0; i < n; i++)
                    for (int k = 0; k < n; k++) {
                        double want = (k == i ? x[r * n + (i + 1) % n] : 0) + (k == (i + 1) % n ? x[r * n + i] : 0);
                        CHECK_CLOSE(j[(r * n + i) * n + k], want, 1e-15);
                    }
            free(x), free(y), free(j);
        }
    float x[2][3] = {{3, 4, 0}, {1, 2, 2}}, y[2], j[6];
    bl_norms_jac(2, x, y, j);
    for (int r = 0; r < 2; r++)
        for (int k = 0; k < 3; k++)
            CHECK_CLOSE(j[r * 3 + k], x[r][k] / y[r], 1e-6);
}
#endif

//@ pointers_to_rows
ADC_JACOBIAN(wrt(a), shape(a, n, m), of(y), shape(y, n))
void bl_pointers(int n, int m, double **a, double *y)
{
    for (int i = 0; i < n; i++) {
        double *row = a[i];
        y[i] = 0;
        for (int j = 0; j < m; j++)
            y[i] += row[j] * a[(i + 1) % n][j];
    }
}
ADC_HESSIAN(wrt(a), shape(a, 2, 2))
double bl_pointer_det(double *const *a)
{
    return a[0][0] * a[1][1] - a[0][1] * a[1][0] + a[0][0] * a[0][0];
}
#ifdef TEST_MAIN
TEST(pointers_to_rows)
{
    double v[6], *a[2] = {v, v + 3}, y[2], j[12];
    grad_fill(6, v);
    bl_pointers_jacobian(2, 3, a, y, j);
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 6; k++)
            CHECK_CLOSE(j[i * 6 + k], v[(k + 3) % 6], 1e-15);
    double *b[2] = {v, v + 2}, h[16];
    static const double want[16] = {2, 0, 0, 1, 0, 0, -1, 0, 0, -1, 0, 0, 1, 0, 0, 0};
    bl_pointer_det_hessian(b, h);
    for (int k = 0; k < 16; k++)
        CHECK_EXACT(h[k], want[k]);
}
#endif

//@ runs_once
static int bl_calls;
ADC_INACTIVE void bl_count(void);
#ifdef TEST_MAIN
void bl_count(void)
{
    bl_calls++;
}
#endif
ADC_JACOBIAN(wrt(x), of(y))
void bl_effects(int n, const double x[n], double y[n])
{
    bl_count();
    for (int i = 0; i < n; i++)
        y[i] = y[i] * x[i] * x[0];
}
ADC_HESSIAN(wrt(x)) ADC_HVP(wrt(x))
double bl_effects_scalar(int n, const double x[n])
{
    double s = 0;
    bl_count();
    for (int i = 0; i < n; i++)
        s += x[i] * x[i] * x[0];
    return s;
}
ADC_JACOBIAN(wrt(x, s), of(x, s), shape(s, 1))
double bl_state(int n, double x[n], double *s)
{
    for (int i = 0; i < n; i++) {
        *s += x[i] * x[i];
        x[i] = *s * x[0];
    }
    return *s;
}
#ifdef TEST_MAIN
TEST(runs_once)
{
    for (int n = 0; n < 30; n = 2 * n + 1) {
        double *x = grad_copy(n, NULL), *y = grad_copy(n, NULL), *j = grad_copy(n * n, NULL);
        double *x0 = grad_copy(n, NULL);
        grad_fill(n, x);
        for (int i = 0; i < n; i++)
            y[i] = 1 + i;
        bl_calls = 0;
        bl_effects_jacobian(n, x, y, j);
        CHECK(bl_calls == 1);
        for (int i = 0; i < n; i++) {
            CHECK_CLOSE(y[i], (1 + i) * x[i] * x[0], 1e-15);
            for (int k = 0; k < n; k++) {
                double want = (i == k ? x[0] : 0) + (k == 0 ? x[i] : 0);
                CHECK_CLOSE(j[i * n + k], (1 + i) * want, 1e-15);
            }
        }
        bl_calls = 0;
        bl_effects_scalar_hessian(n, x, j);
        CHECK(bl_calls == 1);
        for (int i = 0; i < n; i++)
            for (int k = 0; k < n; k++) {
                double want = i == 0 && k == 0 ? 6 * x[0] : i == k ? 2 * x[0] : i == 0 ? 2 * x[k] : k == 0 ? 2 * x[i] : 0;
                CHECK_CLOSE(j[i * n + k], want, 1e-15);
            }
        bl_calls = 0;
        bl_effects_scalar_hvp(n, x, x, y);
        CHECK(bl_calls == 1);
        double xs0 = 0.25, s = xs0, *xs = grad_copy(n, NULL), *sx = grad_copy(n, NULL), ss;
        double *work = grad_copy(n, NULL);
        memcpy(x0, x, (size_t)n * sizeof *x);
        double value = bl_state_jacobian(n, x, &s, j, xs, sx, &ss);
        double again = xs0;
        memcpy(work, x0, (size_t)n * sizeof *x);
        CHECK_EXACT(value, bl_state(n, work, &again));
        CHECK_EXACT(s, again);
        CHECK_SAME(work, x, (size_t)n * sizeof *x);
        if (n && n < 10)
            for (int k = 0; k < n; k++) {
                double want = DIFF(x0[k], __extension__({
                                       memcpy(work, x0, (size_t)n * sizeof *x);
                                       again = xs0;
                                       bl_state(n, work, &again);
                                       work[n - 1];
                                   }));
                CHECK_SCALED(j[(n - 1) * n + k], want, 1e-7, 1.0);
                want = DIFF(x0[k], __extension__({
                                memcpy(work, x0, (size_t)n * sizeof *x);
                                again = xs0;
                                bl_state(n, work, &again);
                            }));
                CHECK_SCALED(sx[k], want, 1e-7, 1.0);
            }
        free(x), free(y), free(j), free(x0), free(xs), free(sx), free(work);
    }
}
#endif

//@ values
struct bl_pair {
    double a, b;
};
ADC_JACOBIAN() ADC_HESSIAN() ADC_HVP()
double bl_values(double a, float b, const double v[3], int k)
{
    return a * b * sin(v[0]) * v[1] * v[2] * k;
}
ADC_JACOBIAN(wrt(p.a, p.b, q->a), of(return))
double bl_struct(struct bl_pair p, const struct bl_pair *q)
{
    p.a *= p.b;
    return p.a * p.a * q->a;
}
ADC_JACOBIAN(of(y)) ADC_JACOBIAN(wrt(x, c), of(return), name(bl_two_return))
ADC_JACOBIAN(of(y, return), name(bl_two_both))
double bl_two(double x, double c, double y[2])
{
    y[0] = x * c;
    y[1] = x * x;
    return x * c * (x * x);
}
#ifdef TEST_MAIN
TEST(values)
{
    const double a = 1.5, v[3] = {0.4, -1.2, 0.7};
    const float b = 0.25f;
    double ja, jv[3], jb, aa, ab, av[3], bb, bv[3], vv[9];
    CHECK_EXACT(bl_values_jacobian(a, b, v, 3, &ja, &jb, jv), bl_values(a, b, v, 3));
    const double rest = sin(v[0]) * v[1] * v[2] * 3;
    CHECK_CLOSE(ja, b * rest, 1e-15);
    CHECK_CLOSE(jb, a * rest, 1e-6);
    CHECK_CLOSE(jv[0], a * b * cos(v[0]) * v[1] * v[2] * 3, 1e-14);
    bl_values_hessian(a, b, v, 3, &aa, &ab, av, &bb, bv, vv);
    CHECK_EXACT(aa, 0);
    CHECK_EXACT(bb, 0);
    CHECK_CLOSE(ab, rest, 1e-6);
    CHECK_CLOSE(av[2], b * sin(v[0]) * v[1] * 3, 1e-14);
    CHECK_CLOSE(vv[0], -a * b * rest, 1e-14);
    CHECK_CLOSE(vv[1], a * b * cos(v[0]) * v[2] * 3, 1e-14);
    CHECK_CLOSE(vv[3], vv[1], 1e-15);
    double a_hvp, v_hvp[3];
    float b_hvp;
    bl_values_hvp(a, b, v, 3, 1.0, 0.0f, (double[3]){0, 0, 1}, &a_hvp, &b_hvp, v_hvp);
    CHECK_CLOSE(a_hvp, aa + av[2], 1e-14);
    CHECK_CLOSE(b_hvp, ab + bv[2], 1e-6);
    CHECK_CLOSE(v_hvp[0], av[0] + vv[2], 1e-14);
    double pa, pb, qa;
    struct bl_pair p = {1.5, 2.5}, q = {0.5, 7};
    CHECK_EXACT(bl_struct_jacobian(p, &q, &pa, &pb, &qa), bl_struct(p, &q));
    CHECK_CLOSE(pa, 2 * 1.5 * 2.5 * 2.5 * 0.5, 1e-15);
    CHECK_CLOSE(pb, 2 * 1.5 * 1.5 * 2.5 * 0.5, 1e-15);
    CHECK_CLOSE(qa, 1.5 * 1.5 * 2.5 * 2.5, 1e-15);
    double y[2], yx[2], yc[2], rx, rc;
    bl_two_jacobian(2.0, 3.0, y, yx, yc);
    CHECK(yx[0] == 3 && yx[1] == 4 && yc[0] == 2 && yc[1] == 0);
    bl_two_return(2.0, 3.0, y, &rx, &rc);
    CHECK(rx == 36 && rc == 8);
    rx = rc = 0, yx[0] = 0;
    bl_two_both(2.0, 3.0, y, yx, yc, &rx, &rc);
    CHECK(yx[0] == 3 && yc[1] == 0 && rx == 36 && rc == 8);
}
#endif

//@ no_columns
ADC_JACOBIAN(wrt(x)) ADC_HESSIAN(wrt(x), of(s)) ADC_HVP(wrt(x), of(s))
void bl_none(int n, const double x[n], double s[1])
{
    s[0] = 1;
    for (int i = 0; i < n; i++)
        s[0] *= x[i];
}
#ifdef TEST_MAIN
TEST(no_columns)
{
    volatile int least = -2147483647 - 1;
    double s[1] = {7};
    bl_none_jacobian(0, NULL, s, NULL);
    CHECK_EXACT(s[0], 1);
    s[0] = 7;
    bl_none_jacobian(least, NULL, s, NULL);
    CHECK_EXACT(s[0], 1);
    s[0] = 7;
    bl_none_hessian(least, NULL, s, NULL);
    CHECK_EXACT(s[0], 1);
    double x[3] = {2, 3, 5}, h[9], v[3];
    static const double want[9] = {0, 5, 3, 5, 0, 2, 3, 2, 0};
    bl_none_hessian(3, x, s, h);
    for (int i = 0; i < 9; i++)
        CHECK_EXACT(h[i], want[i]);
    bl_none_hvp(3, x, s, (double[3]){0, 1, 0}, v);
    CHECK(s[0] == 30 && v[0] == 5 && v[1] == 0 && v[2] == 2);
}
#endif

//@ nested_paths
struct bl_inner {
    int n;
    double *w;
    double gain;
    struct {
        double a, b[2];
    } in;
};
struct bl_deep {
    struct bl_inner *first;
    struct bl_inner last;
};
ADC_JACOBIAN(wrt(m->first->w, m->first->gain, m->last.w, m->last.in.b), of(y), shape(m->first->w, n),
             shape(m->last.w, n), shape(y, 2))
ADC_HESSIAN(wrt(m->first->w, m->first->gain, m->last.w), of(return ), shape(m->first->w, n), shape(m->last.w, n))
double bl_nested(int n, const struct bl_deep *m, double *y)
{
    const struct bl_inner *l = m->first;
    double *w = l->w, s = 0;
    for (int k = 0; k < 2; k++) {
        for (int i = 0; i < n; i++)
            s += w[i] * w[i] * l->gain + m->last.in.b[k] * w[i];
        l = &m->last;
        w = l->w;
        y[k] = s;
    }
    return s * s;
}
#ifdef TEST_MAIN
TEST(nested_paths)
{
    double w1[3] = {1, 2, 3}, w2[3] = {0.5, -1, 2}, y[2], jw1[6], jg[2], jw2[6], jb[4];
    struct bl_inner f = {3, w1, 0.7, {0, {0, 0}}};
    struct bl_deep m = {&f, {3, w2, 1.3, {0, {0.2, 0.4}}}};
    bl_nested_jacobian(3, &m, y, jw1, jg, jw2, jb);
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < 3; i++) {
            CHECK_CLOSE(jw1[k * 3 + i], 2 * w1[i] * 0.7 + 0.2, 1e-14);
            CHECK_CLOSE(jw2[k * 3 + i], k ? 2 * w2[i] * 1.3 + 0.4 : 0, 1e-14);
        }
    CHECK_CLOSE(jg[0], 14, 1e-14);
    CHECK_CLOSE(jg[1], 14, 1e-14);
    CHECK_CLOSE(jb[0], 6, 1e-14);
    CHECK_CLOSE(jb[1], 0, 1e-14);
    CHECK_CLOSE(jb[2], 6, 1e-14);
    CHECK_CLOSE(jb[3], 1.5, 1e-14);
    double h11[9], h1g[3], h12[9], gg, g2[3], h22[9];
    bl_nested_hessian(3, &m, y, h11, h1g, h12, &gg, g2, h22);
    double s = y[1];
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            double di = 2 * w1[i] * 0.7 + 0.2, dj = 2 * w1[j] * 0.7 + 0.2, d2j = 2 * w2[j] * 1.3 + 0.4;
            CHECK_CLOSE(h11[i * 3 + j], 2 * di * dj + (i == j ? 2 * s * 1.4 : 0), 1e-13);
            CHECK_CLOSE(h12[i * 3 + j], 2 * di * d2j, 1e-13);
        }
    CHECK_CLOSE(gg, 2 * 14 * 14, 1e-13);
}
#endif

//@ whole_structs
/* A struct in wrt or of is a block for each real member, as if the paths were named. */
struct whole {
    double a;
    int n;
    double w[2];
    struct {
        double scale;
        const double *data;
    } part;
    ADC_INACTIVE double fixed;
};
ADC_DERIVE(hessian(whole), wrt(s->a, s->w, s->part.scale, s->part.data, x), shape(s->part.data, s->n), name(whole_paths));
ADC_HESSIAN(shape(s->part.data, s->n))
ADC_JACOBIAN(shape(s->part.data, s->n))
double whole(const struct whole *s, double x)
{
    double r = s->a * s->a * s->w[1] + x * s->w[0] * s->fixed;
    for (int i = 0; i < s->n; i++)
        r += s->part.scale * s->part.data[i] * s->part.data[i] * (i + 1);
    return r;
}
ADC_JACOBIAN(wrt(s), of(y), shape(y, 2), shape(s.part.data, s.n))
void whole_value(struct whole s, double *y)
{
    y[0] = s.a * s.w[1];
    y[1] = s.part.scale * s.part.data[s.n - 1];
}
ADC_HESSIAN(shape(s.part.data, s.n))
double whole_by_value(struct whole s)
{
    double r = s.a * s.a * s.w[1];
    for (int i = 0; i < s.n; i++)
        r += s.part.scale * s.part.data[i] * s.part.data[i];
    return r;
}
#ifdef TEST_MAIN
TEST(whole_by_value)
{
    double data[3] = {0.5, -1.5, 2}, aa, aw[2], as, ad[3], ww[4], ws[2], wd[6], ss, sd[3], dd[9];
    struct whole s = {.a = 0.7, .n = 3, .w = {1.1, -0.4}, .part = {1.5, data}, .fixed = 2};
    CHECK_EXACT(whole_by_value_hessian(s, &aa, aw, &as, ad, ww, ws, wd, &ss, sd, dd), whole_by_value(s));
    CHECK_CLOSE(aa, 2 * s.w[1], 1e-14);
    CHECK_CLOSE(aw[1], 2 * s.a, 1e-14);
    for (int i = 0; i < 3; i++) {
        CHECK_CLOSE(sd[i], 2 * data[i], 1e-14);
        for (int k = 0; k < 3; k++)
            CHECK_CLOSE(dd[3 * i + k], i == k ? 2 * s.part.scale : 0, 1e-14);
    }
    CHECK_EXACT(ww[3], 0);
}
TEST(whole_structs)
{
    double data[3] = {0.5, -1.5, 2}, aa, aw[2], as, ad[3], ax, ww[4], ws[2], wd[6], wx[2], ss, sd[3], sx, dd[9], dx[3], xx;
    struct whole s = {.a = 0.7, .n = 3, .w = {1.1, -0.4}, .part = {1.5, data}, .fixed = 2};
    CHECK_EXACT(whole_hessian(&s, 0.9, &aa, aw, &as, ad, &ax, ww, ws, wd, wx, &ss, sd, &sx, dd, dx, &xx), whole(&s, 0.9));
    CHECK_CLOSE(aa, 2 * s.w[1], 1e-14);
    CHECK_EXACT(aw[0], 0);
    CHECK_CLOSE(aw[1], 2 * s.a, 1e-14);
    CHECK_CLOSE(wx[0], 2.0, 1e-14);
    for (int i = 0; i < 3; i++) {
        CHECK_CLOSE(sd[i], 2 * data[i] * (i + 1), 1e-14);
        for (int k = 0; k < 3; k++)
            CHECK_CLOSE(dd[3 * i + k], i == k ? 2 * s.part.scale * (i + 1) : 0, 1e-14);
        CHECK_EXACT(ad[i], 0);
        CHECK_EXACT(dx[i], 0);
        CHECK_EXACT(wd[i], 0);
    }
    CHECK_EXACT(ss, 0);
    CHECK_EXACT(as, 0);
    CHECK_EXACT(xx, 0);
    double dd2[9];
    whole_paths(&s, 0.9, &aa, aw, &as, ad, &ax, ww, ws, wd, wx, &ss, sd, &sx, dd2, dx, &xx);
    CHECK_SAME(dd, dd2, sizeof dd);
    double ja, jw[2], js, jd[3], jx;
    CHECK_EXACT(whole_jacobian(&s, 0.9, &ja, jw, &js, jd, &jx), whole(&s, 0.9));
    CHECK_CLOSE(ja, 2 * s.a * s.w[1], 1e-14);
    CHECK_CLOSE(jw[0], 0.9 * 2, 1e-14);
    CHECK_CLOSE(jw[1], s.a * s.a, 1e-14);
    CHECK_CLOSE(js, 0.25 + 2 * 2.25 + 3 * 4, 1e-14);
    CHECK_CLOSE(jx, s.w[0] * 2, 1e-14);
    for (int i = 0; i < 3; i++)
        CHECK_CLOSE(jd[i], 2 * s.part.scale * data[i] * (i + 1), 1e-14);
    double y[2], ya[2], yw[4], ys[2], yd[6];
    whole_value_jacobian(s, y, ya, yw, ys, yd);
    CHECK_CLOSE(ya[0], s.w[1], 1e-14);
    CHECK_CLOSE(yw[1], s.a, 1e-14);
    CHECK_CLOSE(ys[1], data[2], 1e-14);
    CHECK_CLOSE(yd[5], s.part.scale, 1e-14);
    CHECK_EXACT(ya[1], 0);
    CHECK_EXACT(yd[2], 0);
}
#endif

//@ const_member_of_a_gradient
/* The shadow of a member that points to const is written, in a gradient zeroed first. */
struct readings {
    int n;
    const double *at;
};
ADC_GRADIENT(shape(r->at, r->n)) ADC_HVP(shape(r->at, r->n))
double readings(const struct readings *r)
{
    double s = 0.0;
    for (int i = 0; i < r->n; i++)
        if (i != 1)
            s += r->at[i] * r->at[i] * r->at[i];
    return s;
}
#ifdef TEST_MAIN
TEST(const_member_of_a_gradient)
{
    double x[3] = {0.5, -1.5, 2}, g[3] = {9, 9, 9}, d[3] = {1, 2, 3}, h[3] = {9, 9, 9};
    struct readings r = {3, x}, rg = {0, g}, rd = {0, d}, rh = {0, h};
    readings_gradient(&r, &rg);
    readings_hvp(&r, &rd, &rh);
    for (int i = 0; i < 3; i++) {
        CHECK_CLOSE(g[i], i == 1 ? 0 : 3 * x[i] * x[i], 1e-14);
        CHECK_CLOSE(h[i], i == 1 ? 0 : 6 * x[i] * d[i], 1e-14);
    }
}
#endif
