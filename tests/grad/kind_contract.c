/* The contract of each kind: exact signatures, what is added, overwritten, consumed, preserved, returned.
   Each generated function's address goes into a pointer of exactly its type. */
#include "grad.h"
#include <math.h>
#include <stddef.h>
#include <stdlib.h>

//@ signatures_adjoint
ADC_ADJOINT()
double sa_scalars(double a, float b, int k, long double c)
{
    return a * b * k + (double)c;
}
ADC_ADJOINT()
float sa_float(int n, const float x[n], float scale)
{
    float s = 0;
    for (int i = 0; i < n; i++)
        s += x[i] * scale;
    return s;
}
ADC_ADJOINT()
void sa_void(const double *x, double *y, int n, double c)
{
    for (int i = 0; i < n; i++)
        y[i] = c * x[i];
}
ADC_ADJOINT()
void sa_matrix(int n, int m, double a[n][m], const double v[m], double y[n])
{
    for (int i = 0; i < n; i++) {
        y[i] = 0;
        for (int j = 0; j < m; j++)
            y[i] += a[i][j] * v[j];
    }
}
ADC_ADJOINT()
double sa_rows(int n, double **a)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += a[i][0] * a[i][1];
    return s;
}
struct sa_pair {
    double a, b;
    int k;
};
ADC_ADJOINT()
struct sa_pair sa_struct(struct sa_pair p, const struct sa_pair *q, double c)
{
    struct sa_pair r = {p.a * q->b * c, p.b + q->a, p.k};
    return r;
}
ADC_ADJOINT(wrt(x))
double sa_wrt(int n, const double *x, double c, double *out)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += c * x[i] * x[i];
    *out = c;
    return s;
}
ADC_ADJOINT(wrt(c, x), of(y, return))
double sa_order(double c, const double *x, double *y)
{
    *y = c * *x;
    return *y * c;
}
ADC_ADJOINT()
double sa_static(const double p[static 2], const char *text, const int *k)
{
    return p[0] * p[1] * *k * (text ? 1 : 2);
}
#ifdef TEST_MAIN
TEST(signatures_adjoint)
{
    double (*f1)(double, float, int, long double, double *, float *, long double *, double) = sa_scalars_adjoint;
    float (*f2)(int, const float *, float, float *, float *, float) = sa_float_adjoint;
    void (*f3)(const double *, double *, int, double, double *, double *, double *) = sa_void_adjoint;
    double (*f5)(int, double **, double **, double) = sa_rows_adjoint;
    struct sa_pair (*f6)(struct sa_pair, const struct sa_pair *, double, struct sa_pair *, struct sa_pair *,
                         double *, const struct sa_pair *) = sa_struct_adjoint;
    double (*f7)(int, const double *, double, double *, double *, double) = sa_wrt_adjoint;
    double (*f8)(double, const double *, double *, double *, double *, double *, double) = sa_order_adjoint;
    double (*f9)(const double *, const char *, const int *, double *, double) = sa_static_adjoint;

    double a = 0;
    float b = 1;
    long double c = 2;
    CHECK_EXACT(f1(2, 3, 4, 5, &a, &b, &c, 0.5), 29);
    CHECK_EXACT(a, 6);
    CHECK_EXACT(b, 5);
    CHECK_EXACT(c, 2.5);

    const float xf[2] = {1, 2};
    float xfa[2] = {0, 0}, sa = 0;
    CHECK_EXACT(f2(2, xf, 3, xfa, &sa, 2), 9);
    CHECK_EXACT(xfa[1], 6);
    CHECK_EXACT(sa, 6);

    double x[2] = {1, 2}, y[2], xa[2] = {0, 1}, ya[2] = {5, 7}, ca = 1;
    f3(x, y, 2, 3, xa, ya, &ca);
    CHECK_EXACT(y[1], 6);
    CHECK_EXACT(xa[0], 15);
    CHECK_EXACT(xa[1], 22);
    CHECK_EXACT(ya[0], 0);
    CHECK_EXACT(ya[1], 0);
    CHECK_EXACT(ca, 20);

    double m[2][3] = {{1, 2, 3}, {4, 5, 6}}, ma[2][3] = {{0}}, v[3] = {1, 0, -1}, va[3] = {0}, w[2], wa[2] = {1, 2};
    sa_matrix_adjoint(2, 3, m, v, w, ma, va, wa);
    CHECK_EXACT(w[1], -2);
    CHECK_EXACT(ma[1][2], -2);
    CHECK_EXACT(va[1], 12);

    double r0[2] = {1, 2}, r1[2] = {3, 4}, d0[2] = {0, 0}, d1[2] = {0, 1};
    double *rows[2] = {r0, r1}, *drows[2] = {d0, d1};
    CHECK_EXACT(f5(2, rows, drows, 1), 14);
    CHECK_EXACT(d0[0], 2);
    CHECK_EXACT(d1[1], 4);

    struct sa_pair p = {2, 3, 7}, q = {4, 5, 1}, pa = {0, 0, 9}, qa = {1, 0, 8}, seed = {1, 10, 3};
    double cc = 0;
    struct sa_pair r = f6(p, &q, 0.5, &pa, &qa, &cc, &seed);
    CHECK_EXACT(r.a, 5);
    CHECK_EXACT(r.k, 7);
    CHECK_EXACT(pa.a, 2.5);
    CHECK_EXACT(pa.b, 10);
    CHECK_EXACT(qa.a, 11);
    CHECK_EXACT(qa.b, 1);
    CHECK_EXACT(cc, 10);

    double out = 0, g[2] = {0, 0};
    CHECK_EXACT(f7(2, x, 3, &out, g, 1), 15);
    CHECK_EXACT(out, 3);
    CHECK_EXACT(g[1], 12);

    double yy, c1 = 0, x1 = 0, y1 = 1, xv = 2;
    CHECK_EXACT(f8(3, &xv, &yy, &c1, &x1, &y1, 1), 18);
    CHECK_EXACT(y1, 0);
    CHECK_EXACT(c1, 14); /* y = 6, return 18: d(y + y c)/dc = x + 2 c x */
    CHECK_EXACT(x1, 12);

    const double ps[2] = {2, 3};
    double psa[2] = {0, 0};
    const int k = 4;
    CHECK_EXACT(f9(ps, "", &k, psa, 1), 24);
    CHECK_EXACT(psa[0], 12);
}
#endif

//@ signatures_gradient_float
ADC_GRADIENT(wrt(a, w))
float sgf(int n, float a, const float w[n])
{
    float s = 0;
    for (int i = 0; i < n; i++)
        s += a * w[i] * w[i];
    return s;
}
#ifdef TEST_MAIN
TEST(signatures_gradient_float)
{
    float (*f)(int, float, const float *, float *, float *) = sgf_gradient;
    const float w[2] = {1, 2};
    float a_grad = 9, w_grad[2] = {9, 9};
    CHECK_EXACT(f(2, 3, w, &a_grad, w_grad), 15);
    CHECK_EXACT(a_grad, 5);
    CHECK_EXACT(w_grad[0], 6);
    CHECK_EXACT(w_grad[1], 12);
}
#endif

//@ gradient_of_output
ADC_GRADIENT(wrt(x), of(y))
void go_out(int n, const double x[n], double *y)
{
    *y = 0;
    for (int i = 0; i < n; i++)
        *y += x[i] * x[i];
}
ADC_GRADIENT(wrt(x), shape(x, n * n))
double go_shape(int n, const double *x)
{
    double s = 0;
    for (int i = 0; i < n * n; i++)
        s += i * x[i];
    return s;
}
#ifdef TEST_MAIN
TEST(gradient_of_output)
{
    void (*f)(int, const double *, double *, double *) = go_out_gradient;
    double x[3] = {1, 2, 3}, y = 7, g[3];
    f(3, x, &y, g);
    CHECK_EXACT(y, 14);
    CHECK_EXACT(g[2], 6);
    double h[4] = {9, 9, 9, 9}, z[4] = {1, 1, 1, 1};
    CHECK_EXACT(go_shape_gradient(2, z, h), 6);
    for (int i = 0; i < 4; i++)
        CHECK_EXACT(h[i], i);
}
#endif

//@ gradient_defaults
ADC_GRADIENT()
double gd(int n, const double x[n], double c, const double m[2][2], ADC_INACTIVE double skip)
{
    double s = c * skip;
    for (int i = 0; i < n; i++)
        s += x[i] * c * m[i % 2][1];
    return s;
}
#ifdef TEST_MAIN
TEST(gradient_defaults)
{
    const double x[3] = {1, 2, 3}, m[2][2] = {{1, 2}, {3, 4}};
    double xg[3], cg, mg[2][2];
    CHECK_EXACT(gd_gradient(3, x, 2, m, 10, xg, &cg, mg), gd(3, x, 2, m, 10));
    CHECK_EXACT(xg[1], 8);
    CHECK_EXACT(cg, 10 + 2 + 8 + 6);
    CHECK_EXACT(mg[0][0], 0);
    CHECK_EXACT(mg[0][1], 8);
    CHECK_EXACT(mg[1][1], 4);
}
#endif

//@ signatures_tangent
ADC_TANGENT()
double st_scalars(double a, float b, int k)
{
    return a * b * k;
}
ADC_TANGENT()
void st_void(int n, const double *x, double *y, double c)
{
    for (int i = 0; i < n; i++)
        y[i] = c * x[i] * x[i];
}
struct st_pair {
    double a, b;
    int k;
};
ADC_TANGENT()
struct st_pair st_struct(struct st_pair p, const struct st_pair *q, struct st_pair *out)
{
    struct st_pair r = {p.a * q->b, p.b, p.k};
    out->a = r.a * q->a;
    return r;
}
ADC_TANGENT(wrt(x), of(y))
double st_some(const double *x, double *y, double c)
{
    *y = c * *x * *x;
    return c * *y;
}
#ifdef TEST_MAIN
TEST(signatures_tangent)
{
    double (*f1)(double, float, int, double, float, double *) = st_scalars_tangent;
    void (*f2)(int, const double *, double *, double, const double *, double *, double) = st_void_tangent;
    double (*f4)(const double *, double *, double, const double *, double *) = st_some_tangent;
    double t = -1;
    CHECK_EXACT(f1(2, 3, 4, 1, 10, &t), 24);
    CHECK_EXACT(t, 12 + 80);
    double x[2] = {1, 2}, y[2], xt[2] = {1, -1}, yt[2] = {9, 9};
    f2(2, x, y, 3, xt, yt, 0.5);
    CHECK_EXACT(y[1], 12);
    CHECK_EXACT(yt[0], 6.5);
    CHECK_EXACT(yt[1], -12 + 2);
    CHECK_EXACT(xt[1], -1);
    double yy, yyt = 3;
    CHECK_EXACT(f4(x + 1, &yy, 3, xt, &yyt), 36);
    CHECK_EXACT(yyt, 12);
}
TEST(signatures_tangent_struct)
{
    struct st_pair p = {2, 3, 7}, q = {4, 5, 1}, out = {0, 1, 2};
    struct st_pair pt = {1, 2, 0}, qt = {0.5, 0.25, 0}, outt = {9, 8, 5}, rt;
    struct st_pair r = st_struct_tangent(p, &q, &out, &pt, &qt, &outt, &rt);
    CHECK_EXACT(r.a, 10);
    CHECK_EXACT(r.k, 7);
    CHECK_EXACT(rt.a, 5.5);
    CHECK_EXACT(rt.b, 2);
    CHECK_EXACT(out.a, 40);
    CHECK_EXACT(outt.a, 5.5 * 4 + 10 * 0.5);
    CHECK_EXACT(outt.b, 8);
}
#endif

//@ signatures_jacobian
ADC_JACOBIAN()
void sj(int n, const double x[n], double c, int m, double y[m], double z[2])
{
    for (int i = 0; i < m; i++)
        y[i] = x[i % n] * x[i % n] * c;
    z[0] = c * c;
    z[1] = x[0];
}
ADC_JACOBIAN()
double sj_return(const double a[2][2], double b)
{
    return a[0][0] * a[1][1] * b;
}
ADC_JACOBIAN(wrt(x), of(y))
void sj_float(const float x[2], float y[2])
{
    y[0] = x[0] * x[1];
    y[1] = x[1] * 3;
}
#ifdef TEST_MAIN
TEST(signatures_jacobian)
{
    void (*f)(int, const double *, double, int, double *, double *, double *, double *, double *, double *) = sj_jacobian;
    double x[2] = {2, 3}, y[3], z[2], yx[6], yc[3], zx[4], zc[2];
    f(2, x, 0.5, 3, y, z, yx, yc, zx, zc);
    CHECK_EXACT(y[1], 4.5);
    const double want[6] = {2, 0, 0, 3, 2, 0}, wc[3] = {4, 9, 4}, wzx[4] = {0, 0, 1, 0}, wzc[2] = {1, 0};
    for (int i = 0; i < 6; i++)
        CHECK_EXACT(yx[i], want[i]);
    for (int i = 0; i < 3; i++)
        CHECK_EXACT(yc[i], wc[i]);
    for (int i = 0; i < 4; i++)
        CHECK_EXACT(zx[i], wzx[i]);
    for (int i = 0; i < 2; i++)
        CHECK_EXACT(zc[i], wzc[i]);
}
TEST(signatures_jacobian_return)
{
    const double a[2][2] = {{2, 3}, {4, 5}};
    double ra[4], rb;
    CHECK_EXACT(sj_return_jacobian(a, 2, ra, &rb), 20);
    CHECK_EXACT(ra[0], 10);
    CHECK_EXACT(ra[1], 0);
    CHECK_EXACT(ra[3], 4);
    CHECK_EXACT(rb, 10);
    void (*g)(const float *, float *, float *) = sj_float_jacobian;
    float x[2] = {2, 3}, y[2], j[4];
    g(x, y, j);
    CHECK_EXACT(j[0], 3);
    CHECK_EXACT(j[1], 2);
    CHECK_EXACT(j[2], 0);
    CHECK_EXACT(j[3], 3);
}
#endif

//@ signatures_hessian
ADC_HESSIAN()
double sh(int n, const double x[n], double c)
{
    double s = c * c * c;
    for (int i = 0; i < n; i++)
        s += x[i] * x[i] * x[i] * c + x[0] * x[i];
    return s;
}
ADC_HESSIAN(wrt(x))
double sh_one(const double x[2])
{
    return x[0] * x[0] * x[1];
}
ADC_HVP()
double shv(int n, const double x[n], double c)
{
    double s = c * c * c;
    for (int i = 0; i < n; i++)
        s += x[i] * x[i] * x[i] * c + x[0] * x[i];
    return s;
}
#ifdef TEST_MAIN
TEST(signatures_hessian)
{
    double (*f)(int, const double *, double, double *, double *, double *) = sh_hessian;
    double x[2] = {2, 3}, xx[4], xc[2], cc;
    CHECK_EXACT(f(2, x, 0.5, xx, xc, &cc), sh(2, x, 0.5));
    CHECK_EXACT(xx[0], 6 * 2 * 0.5 + 2);
    CHECK_EXACT(xx[1], 1);
    CHECK_EXACT(xx[2], 1);
    CHECK_EXACT(xx[3], 9);
    CHECK_EXACT(xc[0], 12);
    CHECK_EXACT(xc[1], 27);
    CHECK_EXACT(cc, 3);
    double (*g)(const double *, double *) = sh_one_hessian;
    CHECK_EXACT(g(x, xx), 12);
    CHECK_EXACT(xx[0], 6);
    CHECK_EXACT(xx[1], 4);
    CHECK_EXACT(xx[2], 4);
    CHECK_EXACT(xx[3], 0);
}
TEST(signatures_hvp)
{
    double (*f)(int, const double *, double, const double *, double, double *, double *) = shv_hvp;
    double x[2] = {2, 3}, d[2] = {1, -1}, h[2] = {7, 7}, ch = 7;
    CHECK_EXACT(f(2, x, 0.5, d, 2.0, h, &ch), shv(2, x, 0.5));
    CHECK_EXACT(h[0], 8 - 1 + 24);
    CHECK_EXACT(h[1], 1 - 9 + 54);
    CHECK_EXACT(ch, 12 - 27 + 6);
}
#endif

//@ accumulation
ADC_ADJOINT()
double ac(int n, const double x[n], double c)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += x[i] * x[i] * c;
    return s;
}
ADC_ADJOINT()
void ac_out(int n, const double x[n], double y[n], double *acc)
{
    for (int i = 0; i < n; i++) {
        y[i] = 2 * x[i];
        *acc += x[i] * *acc;
    }
}
#ifdef TEST_MAIN
TEST(accumulation)
{
    double x[2] = {3, 4}, a[2] = {100, 200}, c = 1000;
    ac_adjoint(2, x, 0.5, a, &c, 1);
    CHECK_EXACT(a[0], 103);
    CHECK_EXACT(a[1], 204);
    CHECK_EXACT(c, 1025);
    ac_adjoint(2, x, 0.5, a, &c, -1);
    CHECK_EXACT(a[0], 100);
    CHECK_EXACT(c, 1000);
    double y[2] = {9, 9}, ya[2] = {1, 2}, acc = 2, acca = 1;
    a[0] = a[1] = 0;
    ac_out_adjoint(2, x, y, &acc, a, ya, &acca);
    CHECK_EXACT(acc, 2 * 4 * 5);
    CHECK_EXACT(acca, 20); /* in place: the adjoint before the call */
    CHECK_EXACT(ya[0], 0);
    CHECK_EXACT(ya[1], 0);
    CHECK_EXACT(a[0], 2 + 10);
    CHECK_EXACT(a[1], 4 + 8);
    /* seeds are consumed: a second call without seeding adds nothing through y */
    acca = 0;
    ac_out_adjoint(2, x, y, &acc, a, ya, &acca);
    CHECK_EXACT(a[0], 12);
    CHECK_EXACT(a[1], 12);
}
#endif

//@ overwritten_independent
ADC_ADJOINT(wrt(x), of(return))
double oi(double *x)
{
    double s = x[0] * x[1];
    x[0] = x[1] * x[1];
    return s;
}
#ifdef TEST_MAIN
TEST(overwritten_independent)
{
    double x[2] = {3, 4}, a[2] = {5, 7};
    CHECK_EXACT(oi_adjoint(x, a, 1), 12);
    CHECK_EXACT(x[0], 16);
    CHECK_EXACT(a[0], 4);              /* seed 5 consumed: 1 * x1 */
    CHECK_EXACT(a[1], 7 + 3 + 5 * 8); /* own seed, return, x0's */
}
#endif

//@ gradient_overwritten_input
ADC_GRADIENT()
double goi(double x[2])
{
    double s = x[0] * x[1];
    x[0] = x[1] * x[1];
    x[1] = 0;
    return s * x[0];
}
#ifdef TEST_MAIN
TEST(gradient_overwritten_input)
{
    double x[2] = {3, 4}, g[2] = {50, 70};
    CHECK_EXACT(goi_gradient(x, g), 12 * 16);
    CHECK_EXACT(x[0], 16);
    CHECK_EXACT(x[1], 0);
    CHECK_EXACT(g[0], 64);
    CHECK_EXACT(g[1], 3 * 3 * 16);
}
#endif

//@ vector_adjoint
ADC_ADJOINT(vector(3))
double va(int n, const double x[n], double c)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += sin(x[i]) * c;
    return s;
}
ADC_ADJOINT(vector(2), of(y))
void va_map(int n, const double x[n], double y[2])
{
    y[0] = x[0] * x[1];
    y[1] = y[0] * x[0];
    for (int i = 2; i < n; i++)
        y[1] += x[i];
}
#ifdef TEST_MAIN
TEST(vector_adjoint)
{
    double x[2] = {0.3, 0.9}, xa[2][3] = {{0}}, ca[3] = {1, 1, 1};
    const double seed[3] = {1, 2, -1};
    double (*f)(int, const double *, double, double (*)[3], double *, const double *) = va_adjoint;
    CHECK_EXACT(f(2, x, 1.5, xa, ca, seed), va(2, x, 1.5));
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 3; k++)
            CHECK_CLOSE(xa[i][k], 1.5 * cos(x[i]) * seed[k], 1e-14);
    for (int k = 0; k < 3; k++)
        CHECK_CLOSE(ca[k], 1 + seed[k] * (sin(x[0]) + sin(x[1])), 1e-14);
    double v[3] = {2, 3, 4}, y[2], va_[3][2] = {{0}}, ya[2][2] = {{1, 0}, {0, 1}};
    va_map_adjoint(3, v, y, va_, ya);
    const double want[3][2] = {{3, 12}, {2, 4}, {0, 1}};
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 2; k++)
            CHECK_EXACT(va_[i][k], want[i][k]);
    CHECK_EXACT(ya[0][0], 0);
    CHECK_EXACT(ya[1][1], 0);
}
#endif

//@ vector_tangent
ADC_TANGENT(vector(2))
double vt(int n, const double x[n], double *y, double c)
{
    double s = c;
    for (int i = 0; i < n; i++)
        s = s * x[i] + sin(s);
    *y = s * s;
    return s;
}
#ifdef TEST_MAIN
TEST(vector_tangent)
{
    double x[2] = {0.3, 0.9}, xt[2][2] = {{1, 0}, {0, 0}}, yt[1][2] = {{5, 5}}, rt[2], y, c = 0.7;
    const double ct[2] = {0, 1};
    double (*f)(int, const double *, double *, double, const double (*)[2], double (*)[2], const double *, double *) =
        vt_tangent;
    CHECK_EXACT(f(2, x, &y, c, (const double(*)[2])xt, yt, ct, rt), vt(2, x, &y, c));
    CHECK_CLOSE(rt[0], DIFF(x[0], vt(2, x, &y, c)), 1e-9);
    CHECK_CLOSE(rt[1], DIFF(c, vt(2, x, &y, c)), 1e-9);
    for (int k = 0; k < 2; k++)
        CHECK_CLOSE(yt[0][k], 2 * vt(2, x, &y, c) * rt[k], 1e-12);
}
#endif

//@ batch_jacobian
ADC_JACOBIAN(batch(b), wrt(x), of(y))
void rowwise(int b, int n, const double x[b][n], double y[b][2])
{
    for (int i = 0; i < b; i++) {
        y[i][0] = 0;
        y[i][1] = 1;
        for (int j = 0; j < n; j++) {
            y[i][0] += x[i][j] * x[i][j];
            y[i][1] *= x[i][j];
        }
    }
}
#ifdef TEST_MAIN
TEST(batch_jacobian)
{
    const double x[3][2] = {{1, 2}, {3, 4}, {5, 6}};
    double y[3][2], j[3][2][2];
    rowwise_jacobian(3, 2, x, y, &j[0][0][0]);
    for (int b = 0; b < 3; b++) {
        CHECK_EXACT(y[b][1], x[b][0] * x[b][1]);
        CHECK_EXACT(j[b][0][0], 2 * x[b][0]);
        CHECK_EXACT(j[b][0][1], 2 * x[b][1]);
        CHECK_EXACT(j[b][1][0], x[b][1]);
        CHECK_EXACT(j[b][1][1], x[b][0]);
    }
}
#endif

//@ discard_primal
ADC_ADJOINT(discard_primal)
void dp(int n, const double x[n], double y[n])
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
}
#ifdef TEST_MAIN
TEST(discard_primal)
{
    double x[2] = {1, 2}, y[2] = {0, 0}, xa[2] = {0, 0}, ya[2] = {1, 1};
    dp_adjoint(2, x, y, xa, ya);
    CHECK_EXACT(xa[1], 4);
    CHECK_EXACT(ya[1], 0);
}
#endif

//@ effects_once
int counted;
static void tick(void)
{
    counted++;
}
ADC_GRADIENT(wrt(x))
double effects(double x, int *calls)
{
    ++*calls;
    tick();
    double s = 0;
    for (int i = 0; i < 3; i++) {
        s += x * x * i;
        (*calls)++;
    }
    return s;
}
#ifdef TEST_MAIN
TEST(effects_once)
{
    int calls = 0;
    double g;
    effects_gradient(2.0, &calls, &g);
    CHECK(calls == 4 && counted == 1);
    CHECK_EXACT(g, 12);
}
#endif

//@ zero_size
ADC_GRADIENT()
double zs(int n, const double x[n])
{
    double s = 1;
    for (int i = 0; i < n; i++)
        s *= x[i];
    return s;
}
#ifdef TEST_MAIN
TEST(zero_size)
{
    double x[1] = {3}, g[1] = {42};
    CHECK_EXACT(zs_gradient(1, x, g), 3);
    CHECK_EXACT(g[0], 1);
    g[0] = 42;
    CHECK_EXACT(zs_gradient(0, x, g), 1);
    CHECK_EXACT(g[0], 42);
    CHECK_EXACT(zs_gradient(-5, x, g), 1);
    CHECK_EXACT(g[0], 42);
}
#endif

//@ struct_pointers
struct sp_model {
    int n;
    double *params;
    const double *data;
    double bias;
};
ADC_ADJOINT()
double sp_loss(const struct sp_model *m, double t)
{
    double s = m->bias * t;
    for (int i = 0; i < m->n; i++)
        s += m->params[i] * m->data[i] * t;
    return s;
}
ADC_ADJOINT()
void sp_update(struct sp_model *m, double rate)
{
    for (int i = 0; i < m->n; i++)
        m->params[i] -= rate * m->data[i] * m->params[i];
    m->bias *= rate;
}
#ifdef TEST_MAIN
TEST(struct_pointers)
{
    double p[2] = {1, 2}, d[2] = {3, 4}, pa[2] = {0, 10}, da[2] = {0, 0}, ta = 0;
    struct sp_model m = {2, p, d, 0.5}, a = {-77, pa, da, 1};
    CHECK_EXACT(sp_loss_adjoint(&m, 2, &a, &ta, 1), 1 + 22);
    CHECK_EXACT(pa[0], 6);
    CHECK_EXACT(pa[1], 18);
    CHECK_EXACT(da[1], 4);
    CHECK_EXACT(a.bias, 3);
    CHECK_EXACT(ta, 0.5 + 11);
    CHECK(a.n == -77 && a.params == pa);
    const double seed[2] = {1, 1};
    pa[0] = seed[0], pa[1] = seed[1], da[0] = da[1] = 0, a.bias = 2, ta = 0;
    sp_update_adjoint(&m, 0.5, &a, &ta);
    CHECK_EXACT(p[0], 1 - 1.5);
    CHECK_EXACT(pa[0], 1 - 1.5);
    CHECK_EXACT(pa[1], 1 - 2);
    CHECK_EXACT(da[0], -0.5);
    CHECK_EXACT(da[1], -1);
    CHECK_EXACT(a.bias, 1);
    CHECK_EXACT(ta, -3 - 8 + 1);
}
#endif

//@ member_paths
struct mp_model {
    int n;
    double *params;
    double *data;
    struct {
        double gain, unused;
    } k;
};
ADC_ADJOINT(wrt(m->params, m->k.gain))
double mp_loss(const struct mp_model *m, double t)
{
    double s = 0;
    for (int i = 0; i < m->n; i++)
        s += m->params[i] * m->data[i] * t * m->k.gain;
    return s;
}
ADC_GRADIENT(wrt(m->params), shape(m->params, m->n))
double mp_grad(const struct mp_model *m)
{
    double s = 0;
    for (int i = 0; i < m->n; i++)
        s += m->params[i] * m->params[i] * m->data[i];
    return s;
}
#ifdef TEST_MAIN
TEST(member_paths)
{
    double p[2] = {1, 2}, d[2] = {3, 4}, pa[2] = {0, 10};
    struct mp_model m = {2, p, d, {2, 3}}, a = {-77, pa, NULL, {1, 55}};
    double (*f)(const struct mp_model *, double, struct mp_model *, double) = mp_loss_adjoint;
    CHECK_EXACT(f(&m, 0.5, &a, 1), 11);
    CHECK_EXACT(pa[0], 3);
    CHECK_EXACT(pa[1], 14);
    CHECK_EXACT(a.k.gain, 1 + 5.5);
    CHECK_EXACT(a.k.unused, 55);
    double g[2] = {9, 9};
    struct mp_model grad = {0, g, NULL, {0, 0}};
    double (*h)(const struct mp_model *, struct mp_model *) = mp_grad_gradient;
    CHECK_EXACT(h(&m, &grad), 3 + 16);
    CHECK_EXACT(g[0], 6);
    CHECK_EXACT(g[1], 16);
}
#endif

//@ member_path_blocks
struct mb {
    double x[2];
    double y;
};
ADC_HESSIAN(wrt(s->x, s->y))
double mb_f(const struct mb *s)
{
    return s->x[0] * s->x[0] * s->y + s->x[1] * s->y * s->y;
}
ADC_JACOBIAN(wrt(s.x, t), of(return))
double mb_j(struct mb s, double t)
{
    return s.x[0] * t + s.x[1] * s.y;
}
#ifdef TEST_MAIN
TEST(member_path_blocks)
{
    const struct mb s = {{2, 3}, 5};
    double xx[4], xy[2], yy;
    double (*f)(const struct mb *, double *, double *, double *) = mb_f_hessian;
    CHECK_EXACT(f(&s, xx, xy, &yy), 20 + 75);
    CHECK_EXACT(xx[0], 10);
    CHECK_EXACT(xx[3], 0);
    CHECK_EXACT(xy[0], 4);
    CHECK_EXACT(xy[1], 10);
    CHECK_EXACT(yy, 6);
    double jx[2], jt;
    double (*g)(struct mb, double, double *, double *) = mb_j_jacobian;
    CHECK_EXACT(g(s, 7, jx, &jt), 14 + 15);
    CHECK_EXACT(jx[0], 7);
    CHECK_EXACT(jx[1], 5);
    CHECK_EXACT(jt, 2);
}
#endif
