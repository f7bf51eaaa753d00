/* Every kind with every clause: globals, what is overwritten, names that are taken, structs by value and inside one another, rows
   behind members, derivatives of derivatives, functions with derivatives of their own. */
#include "grad.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

//@ glob_kinds
double h1_g = 0.7, h1_a[3] = {0.3, -0.4, 0.9}, h1_m[2][2] = {{1.1, 0.2}, {-0.3, 0.6}};
double h1_out, h1_outs[2];
ADC_GRADIENT(wrt(h1_m, h1_g, x, h1_a))
ADC_HESSIAN(wrt(h1_g, h1_m, x))
ADC_HVP(wrt(h1_a, x, h1_g, h1_m))
ADC_JACOBIAN(wrt(h1_a, h1_m, x), of(return))
ADC_ADJOINT(wrt(h1_a, x, h1_m), vector(2), name(h1_f_adj2))
ADC_TANGENT(wrt(h1_a, x, h1_m), vector(2), name(h1_f_tan2))
double h1_f(double x)
{
    double s = h1_g * h1_g * x;
    for (int i = 0; i < 3; i++)
        s += h1_a[i] * h1_a[i] * x * h1_m[i % 2][1] + sin(h1_a[i] * h1_g);
    return s * h1_m[0][0] * h1_m[1][0];
}
ADC_JACOBIAN(wrt(x, h1_g), of(h1_outs, h1_out))
ADC_GRADIENT(wrt(x), of(h1_out))
ADC_ADJOINT(wrt(x, h1_g), of(h1_outs, h1_out))
void h1_v(const double x[2])
{
    h1_outs[0] = x[0] * x[1] * h1_g;
    h1_outs[1] = x[0] + h1_g * h1_g;
    h1_out = x[1] * x[1] * h1_g * x[0];
}
#ifdef TEST_MAIN
TEST(glob_kinds)
{
    double x = 1.3, xg, gg, ag[3], mg[2][2];
    double *all[9] = {&x, &h1_g, &h1_a[0], &h1_a[1], &h1_a[2], &h1_m[0][0], &h1_m[0][1], &h1_m[1][0], &h1_m[1][1]};
    double H[9][9], G[9];
    for (int i = 0; i < 9; i++) {
        G[i] = DIFF(*all[i], h1_f(x));
        for (int j = 0; j < 9; j++)
            H[i][j] = DIFF(*all[j], DIFF(*all[i], h1_f(x)));
    }
    h1_f_gradient(x, &xg, &gg, ag, mg);
    double *o[9] = {&xg, &gg, ag, ag + 1, ag + 2, &mg[0][0], &mg[0][1], &mg[1][0], &mg[1][1]};
    for (int i = 0; i < 9; i++)
        CHECK_SCALED(*o[i], G[i], 1e-9, 1.0);
    double xx, xg2, xm[4], gg2, gm[4], mm[16];
    h1_f_hessian(x, &xx, &xg2, xm, &gg2, gm, mm);
    CHECK_SCALED(xx, H[0][0], 1e-6, 1.0);
    CHECK_SCALED(xg2, H[0][1], 1e-6, 1.0);
    CHECK_SCALED(gg2, H[1][1], 1e-6, 1.0);
    for (int i = 0; i < 4; i++) {
        CHECK_SCALED(xm[i], H[0][5 + i], 1e-6, 1.0);
        CHECK_SCALED(gm[i], H[1][5 + i], 1e-6, 1.0);
        for (int j = 0; j < 4; j++)
            CHECK_SCALED(mm[4 * i + j], H[5 + i][5 + j], 1e-6, 1.0);
    }
    double dx = 0.3, dg = -0.2, da[3] = {1, 2, -1}, dm[2][2] = {{.1, .2}, {.3, -.4}}, hx, hg, ha[3], hm[2][2];
    h1_f_hvp(x, dx, dg, da, dm, &hx, &hg, ha, hm);
    double d[9] = {dx, dg, 1, 2, -1, .1, .2, .3, -.4}, *hh[9] = {&hx, &hg, ha, ha + 1, ha + 2, hm[0], hm[0] + 1, hm[1], hm[1] + 1};
    for (int i = 0; i < 9; i++) {
        double s = 0;
        for (int j = 0; j < 9; j++)
            s += H[i][j] * d[j];
        CHECK_SCALED(*hh[i], s, 1e-6, 1.0);
    }
    double jx, ja[3], jm[4];
    h1_f_jacobian(x, &jx, ja, jm);
    CHECK_SCALED(jx, G[0], 1e-9, 1.0);
    for (int i = 0; i < 3; i++)
        CHECK_SCALED(ja[i], G[2 + i], 1e-9, 1.0);
    for (int i = 0; i < 4; i++)
        CHECK_SCALED(jm[i], G[5 + i], 1e-9, 1.0);
    double v2[2] = {1.4, -0.8}, jo[2], jos[4], jog, josg[2];
    h1_v_jacobian(v2, jo, &jog, jos, josg);
    double *in[3] = {&v2[0], &v2[1], &h1_g}, *outs[3] = {&h1_out, &h1_outs[0], &h1_outs[1]};
    double want[3][3];
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            want[i][j] = DIFF(*in[j], (h1_v(v2), *outs[i]));
    for (int j = 0; j < 2; j++) {
        CHECK_SCALED(jo[j], want[0][j], 1e-9, 1.0);
        CHECK_SCALED(jos[j], want[1][j], 1e-9, 1.0);
        CHECK_SCALED(jos[2 + j], want[2][j], 1e-9, 1.0);
        CHECK_SCALED(josg[j], want[1 + j][2], 1e-9, 1.0);
    }
    CHECK_SCALED(jog, want[0][2], 1e-9, 1.0);
    double g2[2];
    h1_v_gradient(v2, g2);
    CHECK_SCALED(g2[0], want[0][0], 1e-9, 1.0);
    CHECK_SCALED(g2[1], want[0][1], 1e-9, 1.0);
}
#endif

//@ inout_kinds
ADC_JACOBIAN(wrt(x), of(x), name(h1_io_jac))
ADC_JACOBIAN(wrt(x, p), of(x, q), shape(q, 2), name(h1_io_jac2))
ADC_GRADIENT(wrt(x, p), of(e), name(h1_io_grad))
ADC_HESSIAN(wrt(x, p), of(e), name(h1_io_hess))
ADC_HVP(wrt(x, p), of(e), name(h1_io_hvp))
ADC_ADJOINT(name(h1_io_adj))
ADC_TANGENT(name(h1_io_tan))
void h1_io(int n, double x[n], double p, double *q, double *e)
{
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < n; i++)
            x[i] = x[i] * x[(i + 1) % n] * p + sin(x[i]);
    q[0] = x[0] * p, q[1] = x[n - 1] * x[0];
    *e = x[0] * p * x[n - 1] * x[0] + *e * 0;
    for (int i = 0; i < n; i++)
        *e += x[i] * x[i];
}
#ifdef TEST_MAIN
static double h1_io_at(const double *x0, double p, int out)
{
    double x[3], q[2], e = 0;
    memcpy(x, x0, sizeof x);
    h1_io(3, x, p, q, &e);
    return out < 3 ? x[out] : out < 5 ? q[out - 3] : e;
}
TEST(inout_kinds)
{
    double x0[3] = {0.5, -0.7, 1.1}, p = 0.8, x[3], q[2], e = 0.5, J[6][4], *in[4] = {x0, x0 + 1, x0 + 2, &p};
    for (int o = 0; o < 6; o++)
        for (int j = 0; j < 4; j++)
            J[o][j] = DIFF(*in[j], h1_io_at(x0, p, o));
    double xx[9], xp[3], qx[6], qp[2];
    memcpy(x, x0, sizeof x);
    h1_io_jac(3, x, p, q, &e, xx);
    for (int i = 0; i < 3; i++) {
        CHECK_EXACT(x[i], h1_io_at(x0, p, i));
        for (int j = 0; j < 3; j++)
            CHECK_SCALED(xx[3 * i + j], J[i][j], 1e-8, 1.0);
    }
    memcpy(x, x0, sizeof x);
    h1_io_jac2(3, x, p, q, &e, xx, xp, qx, qp);
    for (int i = 0; i < 3; i++) {
        CHECK_EXACT(x[i], h1_io_at(x0, p, i));
        CHECK_SCALED(xp[i], J[i][3], 1e-8, 1.0);
        for (int j = 0; j < 3; j++) {
            CHECK_SCALED(xx[3 * i + j], J[i][j], 1e-8, 1.0);
            if (i < 2)
                CHECK_SCALED(qx[3 * i + j], J[3 + i][j], 1e-8, 1.0);
        }
    }
    CHECK_SCALED(qp[0], J[3][3], 1e-8, 1.0);
    CHECK_SCALED(qp[1], J[4][3], 1e-8, 1.0);
    double xg[3], pg;
    memcpy(x, x0, sizeof x);
    h1_io_grad(3, x, p, q, &e, xg, &pg);
    for (int i = 0; i < 3; i++) {
        CHECK_EXACT(x[i], h1_io_at(x0, p, i));
        CHECK_SCALED(xg[i], J[5][i], 1e-8, 1.0);
    }
    CHECK_SCALED(pg, J[5][3], 1e-8, 1.0);
    double hxx[9], hxp[3], hpp;
    memcpy(x, x0, sizeof x);
    h1_io_hess(3, x, p, q, &e, hxx, hxp, &hpp);
    for (int i = 0; i < 3; i++) {
        CHECK_EXACT(x[i], h1_io_at(x0, p, i));
        double w = DIFF(p, DIFF(x0[i], h1_io_at(x0, p, 5)));
        CHECK_SCALED(hxp[i], w, 1e-5, 1.0);
        for (int j = 0; j < 3; j++) {
            double w2 = DIFF(x0[j], DIFF(x0[i], h1_io_at(x0, p, 5)));
            CHECK_SCALED(hxx[3 * i + j], w2, 1e-5, 1.0);
        }
    }
    double xd[3] = {1, -2, 0.5}, xh[3], ph;
    memcpy(x, x0, sizeof x);
    h1_io_hvp(3, x, p, q, &e, xd, 0.3, xh, &ph);
    for (int i = 0; i < 3; i++) {
        double s = hxp[i] * 0.3;
        for (int j = 0; j < 3; j++)
            s += hxx[3 * i + j] * xd[j];
        CHECK_SCALED(xh[i], s, 1e-11, 1.0);
        CHECK_EXACT(x[i], h1_io_at(x0, p, i));
    }
    /* adjoint: all seeds in */
    double xs[3] = {0.3, -1, 2}, ps = 5, qs[2] = {1, -2}, es = 0.7;
    memcpy(x, x0, sizeof x);
    double seeds[6] = {0.3, -1, 2, 1, -2, 0.7};
    h1_io_adj(3, x, p, q, &e, xs, &ps, qs, &es);
    for (int j = 0; j < 4; j++) {
        double s = j == 3 ? 5 : 0;
        for (int o = 0; o < 6; o++)
            s += seeds[o] * J[o][j];
        CHECK_SCALED(j < 3 ? xs[j] : ps, s, 1e-8, 1.0);
    }
    CHECK_EXACT(qs[0], 0.0);
    CHECK_EXACT(qs[1], 0.0);
    CHECK_CLOSE(es, 0.0, 1e-15);
}
#endif

//@ names_taken
// alone: a global takes the names of parameters
double x_grad = 2;
enum { h1_nt_x_jac = 3 };
ADC_GRADIENT(wrt(x, return_adj))
ADC_JACOBIAN(of(return))
ADC_ADJOINT()
double h1_nt(int n, const double x[n], double x_adj, double return_adj)
{
    double s = x_grad * x_adj * return_adj;
    for (int i = 0; i < n; i++)
        s += x[i] * x[i] * x_adj;
    return s;
}
#ifdef TEST_MAIN
TEST(names_taken)
{
    double x[2] = {1, 2}, g[2], ra;
    h1_nt_gradient(2, x, 3, 4, g, &ra);
    CHECK_EXACT(g[1], 12);
    CHECK_EXACT(ra, 6);
    double j[2], ja, jr;
    h1_nt_jacobian(2, x, 3, 4, j, &ja, &jr);
    CHECK_EXACT(j[0], 6);
    CHECK_EXACT(ja, 13);
    CHECK_EXACT(jr, 6);
    double xa[2] = {0, 0}, aa = 0, r2 = 1;
    h1_nt_adjoint(2, x, 3, 4, xa, &aa, &r2, 2.0);
    CHECK_EXACT(xa[0], 12);
    CHECK_EXACT(aa, 26);
    CHECK_EXACT(r2, 13);
}
#endif

//@ by_value
struct h1_s { double a, b[2]; int n; };
struct h1_r { double u; float w; int k; };
ADC_ADJOINT() ADC_TANGENT() ADC_JACOBIAN(wrt(s.a, s.b)) ADC_ADJOINT(vector(2), name(h1_bv_a2)) ADC_TANGENT(vector(2), name(h1_bv_t2))
struct h1_r h1_bv(struct h1_s s, double t)
{
    struct h1_r r = {s.a * s.b[0] * t, (float)(s.b[1] * t * t), s.n};
    s.a = 3;
    r.u += s.a * s.b[1];
    return r;
}
ADC_GRADIENT() ADC_HESSIAN() ADC_HVP()
double h1_bs(struct h1_s s, double t)
{
    s.b[0] *= s.a;
    return s.b[0] * s.b[0] * t + s.b[1] * s.a * t * t;
}
#ifdef TEST_MAIN
TEST(by_value)
{
    struct h1_s s = {0.5, {1.5, -2}, 7}, sa = {0, {0, 0}, 0};
    struct h1_r seed = {2, 3, 0};
    double t = 1.25, ta = 0;
    struct h1_r r = h1_bv_adjoint(s, t, &sa, &ta, &seed);
    CHECK_EXACT(r.u, 0.5 * 1.5 * 1.25 - 6);
    CHECK(r.k == 7);
    CHECK_CLOSE(sa.a, 2 * 1.5 * t, 1e-14);
    CHECK_CLOSE(sa.b[0], 2 * .5 * t, 1e-14);
    CHECK_CLOSE(sa.b[1], 2 * 3 + 3 * t * t, 1e-6);
    CHECK_CLOSE(ta, 2 * .5 * 1.5 + 3 * -2 * 2 * t, 1e-6);
    double ua, ub[2], wb[2]; float wa_[1], wb_[2];
    (void)wb;
    r = h1_bv_jacobian(s, t, &ua, ub, wa_, wb_);
    CHECK(r.k == 7);
    CHECK_CLOSE(ua, 1.5 * t, 1e-14); CHECK_CLOSE(ub[0], .5 * t, 1e-14); CHECK_CLOSE(ub[1], 3, 1e-14);
    CHECK_CLOSE(wa_[0], 0, 1e-14); CHECK_CLOSE(wb_[0], 0, 1e-14); CHECK_CLOSE(wb_[1], t * t, 1e-6);
    struct h1_s st = {1, {.5, -1}, 0};
    struct h1_r rt;
    h1_bv_tangent(s, t, &st, 0.25, &rt);
    CHECK_CLOSE(rt.u, 1.5 * t + .5 * t * .5 + .75 * .25 - 3, 1e-14);
    CHECK_CLOSE(rt.w, -t * t - 2 * 2 * t * .25, 1e-6);
    struct h1_s sa2[2] = {{0, {0, 0}, 0}, {0, {0, 0}, 0}};
    struct h1_r seed2[2] = {{2, 3, 0}, {0, 1, 0}};
    double ta2[2] = {0, 0};
    h1_bv_a2(s, t, sa2, ta2, seed2);
    CHECK_EXACT(sa2[0].a, sa.a);
    CHECK_EXACT(sa2[0].b[1], sa.b[1]);
    CHECK_EXACT(ta2[0], ta);
    CHECK_CLOSE(sa2[1].b[1], t * t, 1e-6);
    struct h1_s st2[2] = {st, {0, {0, 1}, 0}};
    struct h1_r rt2[2];
    const double tt2[2] = {0.25, 0};
    h1_bv_t2(s, t, st2, tt2, rt2);
    CHECK_EXACT(rt2[0].u, rt.u);
    CHECK_CLOSE(rt2[1].u, 3, 1e-15);
    struct h1_s g;
    double tg;
    h1_bs_gradient(s, t, &g, &tg);
    CHECK_CLOSE(g.a, 2 * .5 * 2.25 * t - 2 * t * t, 1e-14);
    CHECK_CLOSE(g.b[0], 2 * 1.5 * .25 * t, 1e-14);
    CHECK_CLOSE(g.b[1], .5 * t * t, 1e-14);
    CHECK_CLOSE(tg, .25 * 2.25 - 2 * .5 * 2 * t, 1e-14);
    double aa, ab[2], at, bb[4], bt[2], tt;
    h1_bs_hessian(s, t, &aa, ab, &at, bb, bt, &tt);
    CHECK_CLOSE(aa, 2 * 2.25 * t, 1e-14);
    CHECK_CLOSE(ab[0], 4 * .5 * 1.5 * t, 1e-14);
    CHECK_CLOSE(ab[1], t * t, 1e-14);
    CHECK_CLOSE(at, 2 * .5 * 2.25 - 4 * 2 * t / 2, 1e-14);
    CHECK_CLOSE(bb[0], 2 * .25 * t, 1e-14);
    CHECK_EXACT(bb[3], 0.0);
    CHECK_CLOSE(bt[1], .5 * 2 * t, 1e-14);
    CHECK_CLOSE(tt, -2 * .5 * 2, 1e-14);
    struct h1_s hd = {1, {2, 3}, 0}, hh;
    double th;
    h1_bs_hvp(s, t, &hd, .5, &hh, &th);
    CHECK_CLOSE(hh.a, aa + ab[0] * 2 + ab[1] * 3 + at * .5, 1e-13);
    CHECK_CLOSE(hh.b[1], ab[1] + bt[1] * .5, 1e-13);
    CHECK_CLOSE(th, at + bt[0] * 2 + bt[1] * 3 + tt * .5, 1e-13);
}
#endif

//@ vec_all
ADC_ADJOINT(vector(3)) ADC_TANGENT(vector(3))
double h1_vec(int n, const double x[n], double (*m)[2], double *y, double **rows, double c, float f)
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        y[i] = x[i] * c + m[i][0] * m[i][1];
        rows[i][0] *= x[i] * f;
        s += y[i] * rows[i][0];
    }
    m[0][1] = s * c;
    return s * s;
}
#ifdef TEST_MAIN
TEST(vec_all)
{
    enum { N = 2 };
    double x[N] = {.5, -1.5}, m[N][2] = {{1, 2}, {-.5, .25}}, y[N], r0 = 1.25, r1 = -.75, *rows[N] = {&r0, &r1}, c = .8;
    float f = 0.5f;
    double xt[N][3], mt[N][2][3], yt[N][3], r0t[3], r1t[3];
    double xb[N][3], mb[N][2][3], yb[N][3], r0b[3], r1b[3];
    double ct[3], rt[3], cb[3], rb[3] = {1, -2, .5};
    float ft[3], fb[3] = {0, 0, 0};
    grad_fill(N * 3, &xt[0][0]), grad_fill(N * 6, &mt[0][0][0]), grad_fill(N * 3, &yt[0][0]), grad_fill(3, r0t), grad_fill(3, r1t), grad_fill(3, ct);
    for (int l = 0; l < 3; l++) ft[l] = 0.1f * (float)(l + 1), cb[l] = 0;
    grad_fill(N * 3, &xb[0][0]), grad_fill(N * 6, &mb[0][0][0]), grad_fill(N * 3, &yb[0][0]), grad_fill(3, r0b), grad_fill(3, r1b);
    double (*rowst[N])[3] = {&r0t, &r1t}, (*rowsb[N])[3] = {&r0b, &r1b};
    double xt0[N][3], mt0[N][2][3], r0t0[3], r1t0[3], xb0[N][3], mb0[N][2][3], yb0[N][3], r0b0[3], r1b0[3];
    memcpy(xt0, xt, sizeof xt), memcpy(mt0, mt, sizeof mt), memcpy(r0t0, r0t, sizeof r0t), memcpy(r1t0, r1t, sizeof r1t);
    memcpy(xb0, xb, sizeof xb), memcpy(mb0, mb, sizeof mb), memcpy(yb0, yb, sizeof yb), memcpy(r0b0, r0b, sizeof r0b), memcpy(r1b0, r1b, sizeof r1b);
    double ms[N][2], r0s = r0, r1s = r1;
    memcpy(ms, m, sizeof m);
    h1_vec_tangent(N, x, m, y, rows, c, f, (const double (*)[3])xt, mt, yt, rowst, ct, ft, rt);
    memcpy(m, ms, sizeof m), r0 = r0s, r1 = r1s;
    h1_vec_adjoint(N, x, m, y, rows, c, f, xb, mb, yb, rowsb, cb, fb, rb);
    /* dot product for each pair of lanes */
    double rs[3] = {1, -2, .5};
    for (int l = 0; l < 3; l++)
        for (int k = 0; k < 3; k++) {
            double left = rs[k] * rt[l], right = 0;
            for (int i = 0; i < N; i++) {
                left += yb0[i][k] * yt[i][l];
                right += (xb[i][k] - xb0[i][k]) * xt0[i][l];
                for (int j = 0; j < 2; j++)
                    left += mb0[i][j][k] * mt[i][j][l], right += mb[i][j][k] * mt0[i][j][l];
                CHECK_EXACT(yb[i][k], 0.0);
            }
            left += r0b0[k] * r0t[l] + r1b0[k] * r1t[l];
            right += r0b[k] * r0t0[l] + r1b[k] * r1t0[l] + cb[k] * ct[l] + (double)fb[k] * (double)ft[l];
            CHECK_SCALED(left, right, 1e-6, 1.0);
        }
}
#endif
//@ calls_generated
/* Newton step through a declared generated function, itself differentiated in all kinds. */
double h2_pot(int n, const double x[n]);
double h2_pot_gradient(int n, const double x[n], double *x_grad);
ADC_DERIVE(gradient(h2_pot), wrt(x));
double h2_pot(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += x[i] * x[i] * x[i] * x[(i + 1) % n] + cos(x[i]);
    return s;
}
ADC_GRADIENT() ADC_HESSIAN() ADC_HVP() ADC_TANGENT() ADC_JACOBIAN() ADC_ADJOINT() ADC_ADJOINT(vector(2), name(h2_step_a2))
double h2_step(int n, const double x[n], double h)
{
    double g[8], y[8], s = 0;
    for (int i = 0; i < n; i++)
        y[i] = x[i];
    for (int k = 0; k < 3; k++) {
        double e = h2_pot_gradient(n, y, g);
        for (int i = 0; i < n; i++)
            y[i] -= h * g[i];
        s += e * y[0];
    }
    return s;
}
#ifdef TEST_MAIN
static double h2_own(int n, const double *x, double h)
{
    double y[8], s = 0;
    memcpy(y, x, (size_t)n * sizeof *y);
    for (int k = 0; k < 3; k++) {
        double e = h2_pot(n, y), g[8];
        for (int i = 0; i < n; i++) {
            int b = (i + n - 1) % n;
            g[i] = 3 * y[i] * y[i] * y[(i + 1) % n] + y[b] * y[b] * y[b] - sin(y[i]);
        }
        for (int i = 0; i < n; i++)
            y[i] -= h * g[i];
        s += e * y[0];
    }
    return s;
}
TEST(calls_generated)
{
    enum { N = 3 };
    double x[N] = {.5, -.7, .3}, h = .1, g[N], hg, xx[9], xh[3], hh, a2[N][2], h2[2] = {0, 0}, seed[2] = {1, -2};
    CHECK_CLOSE(h2_step(N, x, h), h2_own(N, x, h), 1e-14);
    h2_step_gradient(N, x, h, g, &hg);
    h2_step_hessian(N, x, h, xx, xh, &hh);
    memset(a2, 0, sizeof a2);
    h2_step_a2(N, x, h, a2, h2, seed);
    double w = DIFF(h, h2_own(N, x, h));
    CHECK_SCALED(hg, w, 1e-9, 1.0);
    CHECK_SCALED(h2[1], -2 * w, 1e-9, 1.0);
    double d[3] = {1, 2, -1}, hv[3], hhv;
    h2_step_hvp(N, x, h, d, .5, hv, &hhv);
    for (int i = 0; i < N; i++) {
        w = DIFF(x[i], h2_own(N, x, h));
        CHECK_SCALED(g[i], w, 1e-9, 1.0);
        CHECK_SCALED(a2[i][0], w, 1e-9, 1.0);
        double s = .5 * xh[i];
        for (int j = 0; j < N; j++) {
            w = DIFF(x[j], DIFF(x[i], h2_own(N, x, h)));
            CHECK_SCALED(xx[3 * i + j], w, 1e-5, 1.0);
            s += xx[3 * i + j] * d[j];
        }
        CHECK_SCALED(hv[i], s, 1e-12, 1.0);
    }
    w = DIFF(h, DIFF(h, h2_own(N, x, h)));
    CHECK_SCALED(hh, w, 1e-5, 1.0);
}
#endif

//@ before_view_shadow
struct h2_v { double *p; int n; };
ADC_VIEW struct h2_v h2_tail(struct h2_v v, int from);
void h2_scale_adj(int n, double *x, double c, double *x_adj, double *c_adj);
ADC_CUSTOM_ADJOINT(h2_scale_adj)
void h2_scale(int n, ADC_BEFORE double *x, double c);
void h2_scale_tan(int n, double *x, double c, double *x_tan, double c_tan);
ADC_CUSTOM_TANGENT(h2_scale_tan)
void h2_scale(int n, ADC_BEFORE double *x, double c);
void h2_scale_adj(int n, double *x, double c, double *x_adj, double *c_adj)
{
    for (int i = 0; i < n; i++) {
        *c_adj += x_adj[i] * x[i] * x[i];
        x_adj[i] *= 2 * x[i] * c;
    }
}
void h2_scale_tan(int n, double *x, double c, double *x_tan, double c_tan)
{
    for (int i = 0; i < n; i++) {
        x_tan[i] = 2 * x[i] * c * x_tan[i] + x[i] * x[i] * c_tan;
        x[i] = x[i] * x[i] * c;
    }
}
ADC_ADJOINT() ADC_TANGENT() ADC_GRADIENT() ADC_JACOBIAN() ADC_HESSIAN() ADC_HVP()
double h2_use(int n, const double x[n], double c)
{
    double y[6], s = 0;
    for (int i = 0; i < n; i++)
        y[i] = x[i];
    h2_scale(n, y, c);
    h2_scale(n - 1, y, sin(c));
    struct h2_v v = {y, n};
    struct h2_v t = h2_tail(v, 1);
    for (int i = 0; i < t.n; i++)
        s += t.p[i] * t.p[i] * y[0];
    return s;
}
#ifdef TEST_MAIN
void h2_scale(int n, double *x, double c)
{
    for (int i = 0; i < n; i++)
        x[i] = x[i] * x[i] * c;
}
struct h2_v h2_tail(struct h2_v v, int from)
{
    return (struct h2_v){v.p + from, v.n - from};
}
TEST(before_view_shadow)
{
    double x[3] = {.5, 1.2, -.8}, c = .7, g[3], cg, xa[3] = {0}, ca = 0, xx[9], xc[3], cc, d[3] = {1, -1, 2}, hv[3], hc, j[3], jc, t;
    h2_use_gradient(3, x, c, g, &cg);
    h2_use_adjoint(3, x, c, xa, &ca, 2.0);
    h2_use_jacobian(3, x, c, j, &jc);
    h2_use_hessian(3, x, c, xx, xc, &cc);
    h2_use_hvp(3, x, c, d, .3, hv, &hc);
    h2_use_tangent(3, x, c, d, .3, &t);
    double w = DIFF(c, h2_use(3, x, c)), along = w * .3;
    CHECK_SCALED(cg, w, 1e-9, 1.0); CHECK_SCALED(ca, 2 * w, 1e-9, 1.0); CHECK_SCALED(jc, w, 1e-9, 1.0);
    for (int i = 0; i < 3; i++) {
        w = DIFF(x[i], h2_use(3, x, c));
        along += w * d[i];
        CHECK_SCALED(g[i], w, 1e-9, 1.0); CHECK_SCALED(xa[i], 2 * w, 1e-9, 1.0); CHECK_SCALED(j[i], w, 1e-9, 1.0);
        double s = .3 * xc[i];
        for (int k = 0; k < 3; k++) {
            w = DIFF(x[k], DIFF(x[i], h2_use(3, x, c)));
            CHECK_SCALED(xx[3 * i + k], w, 1e-5, 1.0);
            s += xx[3 * i + k] * d[k];
        }
        CHECK_SCALED(hv[i], s, 1e-12, 1.0);
    }
    CHECK_SCALED(t, along, 1e-8, 1.0);
}
#endif

//@ higher_mixed
ADC_DERIVE(gradient(h2_hm), wrt(x), name(h2_hm_g));
ADC_DERIVE(tangent(h2_hm_g), wrt(x), of(x_grad), name(h2_hm_gt));
ADC_DERIVE(adjoint(h2_hm_gt), wrt(x, x_tan), of(x_grad_tan), name(h2_hm_gta));
ADC_DERIVE(jacobian(h2_hm_gta), wrt(x), of(x_adj), shape(x_adj, n), name(h2_hm_4));
ADC_DERIVE(adjoint(h2_hm), name(h2_hm_a));
ADC_DERIVE(gradient(h2_hm_a), wrt(x, return_adj), of(return), name(h2_hm_ag));
ADC_DERIVE(jacobian(h2_hm_a), wrt(x, return_adj), of(x_adj), shape(x_adj, n), name(h2_hm_aj));
ADC_DERIVE(hessian(h2_hm), wrt(x), name(h2_hm_h));
ADC_DERIVE(jacobian(h2_hm_h), wrt(x), of(x_hess), shape(x_hess, n, n), name(h2_hm_hj));
ADC_DERIVE(tangent(h2_hm_hj), wrt(x), of(x_hess, x_hess_x_jac), name(h2_hm_hjt));
double h2_hm(int n, const double x[n])
{
    double s = 1;
    for (int i = 0; i < n; i++)
        s *= x[i] * x[i] + i;
    return exp(0.1 * s) + x[0] * x[0] * x[0] * x[n - 1];
}
#ifdef TEST_MAIN
TEST(higher_mixed)
{
    enum { N = 2 };
    double x[N] = {.8, -.6};
    /* exact derivatives by nested differences of the Hessian in closed form */
    double H[4], T[8];
    double hj_h[4];
    h2_hm_h(N, x, H);
    h2_hm_hj(N, x, hj_h, T);
    for (int i = 0; i < 4; i++) {
        CHECK_EXACT(hj_h[i], H[i]);
        double s2 = DIFF(x[i % 2], DIFF(x[i / 2], h2_hm(N, x)));
        CHECK_SCALED(H[i], s2, 1e-6, 1.0);
        for (int k = 0; k < 2; k++) {
            double h[4], w = DIFF(x[k], (h2_hm_h(N, x, h), h[i]));
            CHECK_SCALED(T[2 * i + k], w, 1e-8, 1.0);
        }
    }
    double v[2] = {.3, -1}, hess[4], hess_t[4], T2[8], Tt[8];
    memset(hess_t, 0, sizeof hess_t);
    memset(Tt, 0, sizeof Tt);
    double ht[4]; h2_hm_hjt(N, x, hess, T2, v, ht, Tt);
    double Q[8];
    for (int i = 0; i < 8; i++) {
        double e = 0, h[4], t[8];
        double w = DIFF(e, __extension__({ double xs[2] = {x[0] + e * v[0], x[1] + e * v[1]}; h2_hm_hj(N, xs, h, t); t[i]; }));
        Q[i] = w;
        CHECK_SCALED(Tt[i], w, 1e-8, 1.0);
        CHECK_EXACT(T2[i], T[i]);
    }
    /* adjoint of tangent of gradient, seed u: sum_j u_j (H v)_j; its gradient in x: T[u,v,.], in v: H u */
    double g[2], gt[2], xa[2] = {0}, va[2] = {0}, u[2] = {1.5, .5}, us[2] = {1.5, .5};
    memset(g, 0, sizeof g);
    h2_hm_gta(N, x, g, v, gt, xa, va, us);
    for (int k = 0; k < 2; k++) {
        double w = 0, hu = 0;
        for (int i = 0; i < 2; i++) {
            hu += H[2 * k + i] * u[i];
            for (int j = 0; j < 2; j++)
                w += T[2 * (2 * i + j) + k] * u[i] * v[j];
        }
        CHECK_SCALED(xa[k], w, 1e-12, 1.0);
        CHECK_SCALED(va[k], hu, 1e-12, 1.0);
        CHECK_EXACT(us[k], 0.0);
    }
    double xa4[2] = {0}, va4[2] = {0}, us4[2] = {1.5, .5}, J4[4];
    h2_hm_4(N, x, g, v, gt, xa4, va4, us4, J4);
    for (int k = 0; k < 2; k++)
        for (int l = 0; l < 2; l++) {
            double w = 0;
            double e0 = x[l];
            (void)e0;
            for (int i = 0; i < 2; i++)
                for (int j = 0; j < 2; j++) {
                    double h[4], t[8];
                    double q = DIFF(x[l], (h2_hm_hj(N, x, h, t), t[2 * (2 * i + j) + k]));
                    w += q * u[i] * v[j];
                }
            CHECK_SCALED(J4[2 * k + l], w, 1e-7, 1.0);
        }
    (void)Q;
    double xadj[2] = {.1, .2}, xg[2], rg, J[4], Jr[2];
    CHECK_EXACT(h2_hm_ag(N, x, xadj, 2.0, xg, &rg), h2_hm(N, x));
    double w0 = DIFF(x[0], h2_hm(N, x));
    CHECK_SCALED(xg[0], w0, 1e-9, 1.0);
    CHECK_EXACT(rg, 0.0);
    xadj[0] = .1, xadj[1] = .2;
    h2_hm_aj(N, x, xadj, 2.0, J, Jr);
    CHECK_SCALED(xadj[0], .1 + 2 * w0, 1e-9, 1.0);
    CHECK_SCALED(Jr[0], w0, 1e-9, 1.0);
    for (int i = 0; i < 4; i++)
        CHECK_SCALED(J[i], 2 * H[i], 1e-12, 1.0);
}
#endif

//@ custom_twice
ADC_CUSTOM_ADJOINT(h2_c)
double h2_dummy(double x) { return x * x; }
double h2_q(double x, const double *w);
void h2_q_adj(double x, const double *w, double *x_adj, double *w_adj, double return_adj);
ADC_CUSTOM_ADJOINT(h2_q_adj)
double h2_q(double x, const double *w)
{
    return x * x * w[0] + w[1] * sin(x);
}
void h2_c(double x, double *x_adj, double return_adj)
{
    *x_adj += return_adj * 2 * x;
}
void h2_q_adj(double x, const double *w, double *x_adj, double *w_adj, double return_adj)
{
    *x_adj += return_adj * (2 * x * w[0] + w[1] * cos(x));
    if (w_adj) {
        w_adj[0] += return_adj * x * x;
        w_adj[1] += return_adj * sin(x);
    }
}
ADC_DERIVE(adjoint(h2_ct_gradient), wrt(x), of(x_grad), name(h2_ct_ga));
ADC_DERIVE(gradient(h2_ct_tangent), wrt(x), of(return_tan), name(h2_ct_tg));
ADC_GRADIENT() ADC_HESSIAN() ADC_HVP() ADC_TANGENT() ADC_ADJOINT() ADC_JACOBIAN()
double h2_ct(int n, const double x[n], const double w[2])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += h2_q(x[i], w) * h2_dummy(x[(i + 1) % n]);
    return s * s;
}
#ifdef TEST_MAIN
TEST(custom_twice)
{
    double x[2] = {.7, -.4}, w[2] = {1.3, .6}, g[2], gw[2], xx[4], xw[4], ww[4], xd[2] = {1, .5}, wd[2] = {-1, 2}, xh[2], wh[2];
    h2_ct_gradient(2, x, w, g, gw);
    h2_ct_hessian(2, x, w, xx, xw, ww);
    h2_ct_hvp(2, x, w, xd, wd, xh, wh);
    for (int i = 0; i < 2; i++) {
        double a = DIFF(x[i], h2_ct(2, x, w)), b = DIFF(w[i], h2_ct(2, x, w)), sx = 0, sw = 0;
        CHECK_SCALED(g[i], a, 1e-9, 1.0);
        CHECK_SCALED(gw[i], b, 1e-9, 1.0);
        for (int j = 0; j < 2; j++) {
            double p = DIFF(x[j], DIFF(x[i], h2_ct(2, x, w))), q = DIFF(w[j], DIFF(x[i], h2_ct(2, x, w))), r = DIFF(w[j], DIFF(w[i], h2_ct(2, x, w)));
            CHECK_SCALED(xx[2 * i + j], p, 1e-6, 1.0);
            CHECK_SCALED(xw[2 * i + j], q, 1e-6, 1.0);
            CHECK_SCALED(ww[2 * i + j], r, 1e-6, 1.0);
            sx += xx[2 * i + j] * xd[j] + xw[2 * i + j] * wd[j];
            sw += xw[2 * j + i] * xd[j] + ww[2 * i + j] * wd[j];
        }
        CHECK_SCALED(xh[i], sx, 1e-12, 1.0);
        CHECK_SCALED(wh[i], sw, 1e-12, 1.0);
    }
    double gg[2], gwg[2], xa[2] = {0, 0}, seed[2] = {1, .5};
    h2_ct_ga(2, x, w, gg, gwg, xa, seed);
    for (int i = 0; i < 2; i++)
        CHECK_SCALED(xa[i], xx[2 * i] * 1 + xx[2 * i + 1] * .5, 1e-12, 1.0);
    double rt, tg[2];
    h2_ct_tg(2, x, w, xd, wd, &rt, tg);
    for (int i = 0; i < 2; i++)
        CHECK_SCALED(tg[i], xh[i], 1e-12, 1.0);
}
#endif

//@ batch_forms
ADC_JACOBIAN(wrt(x), of(y), batch(b), name(h2_bj))
ADC_JACOBIAN(wrt(x, w), of(y, s), shape(w, b), shape(s, b), batch(b), name(h2_bj2))
void h2_rows(int b, const double x[b][3], const double *w, double y[b][2], float *s)
{
    for (int i = 0; i < b; i++) {
        y[i][0] = x[i][0] * x[i][1] * w[i];
        y[i][1] = sin(x[i][2]) * w[i] * w[i];
        s[i] = (float)(x[i][0] * w[i]);
    }
}
#ifdef TEST_MAIN
TEST(batch_forms)
{
    enum { B = 19 };
    double x[B][3], w[B], y[B][2], J[B][2][3], yx[B][2][3], yw[B][2];
    float s[B], sx[B][3], sw[B];
    grad_fill(3 * B, &x[0][0]), grad_fill(B, w);
    h2_bj(B, (const double (*)[3])x, w, y, s, &J[0][0][0]);
    h2_bj2(B, (const double (*)[3])x, w, y, s, &yx[0][0][0], &yw[0][0], &sx[0][0], sw);
    for (int i = 0; i < B; i++) {
        double want[2][3] = {{x[i][1] * w[i], x[i][0] * w[i], 0}, {0, 0, cos(x[i][2]) * w[i] * w[i]}};
        for (int a = 0; a < 2; a++)
            for (int c = 0; c < 3; c++) {
                CHECK_CLOSE(J[i][a][c], want[a][c], 1e-14);
                CHECK_CLOSE(yx[i][a][c], want[a][c], 1e-14);
            }
        CHECK_CLOSE(yw[i][0], x[i][0] * x[i][1], 1e-14);
        CHECK_CLOSE(yw[i][1], 2 * w[i] * sin(x[i][2]), 1e-14);
        CHECK_CLOSE(sx[i][0], w[i], 1e-6); CHECK_CLOSE(sx[i][1], 0, 1e-6); CHECK_CLOSE(sw[i], x[i][0], 1e-6);
    }
}
#endif

//@ discard_and_noalias
ADC_ADJOINT(discard_primal, noalias, wrt(x), of(y), name(h2_da))
ADC_TANGENT(discard_primal, noalias, name(h2_dt), wrt(x), of(y))
ADC_JACOBIAN(discard_primal, name(h2_dj), wrt(x), of(y))
void h2_d(int n, const double x[n], double y[n])
{
    for (int i = 0; i < n; i++)
        y[i] = exp(x[i]) * x[(i + 1) % n];
    for (int i = 0; i + 1 < n; i++)
        y[i] *= y[i + 1];
}
#ifdef TEST_MAIN
TEST(discard_and_noalias)
{
    enum { N = 3 };
    double x[N] = {.3, -.5, .9}, y[N], J[9], xa[N] = {1, 1, 1}, s[3] = {1, -2, .5}, xt[3] = {1, 2, 3}, yt[3] = {9, 9, 9};
    h2_dj(N, x, y, J);
    double sa[3] = {1, -2, .5};
    h2_da(N, x, y, xa, sa);
    h2_dt(N, x, y, xt, yt);
    for (int i = 0; i < N; i++) {
        double a = 1, t = 0;
        for (int j = 0; j < N; j++) {
            double yy[3], w = DIFF(x[j], (h2_d(N, x, yy), yy[i]));
            CHECK_SCALED(J[3 * i + j], w, 1e-9, 1.0);
            a += J[3 * j + i] * s[j];
            t += J[3 * i + j] * xt[j];
        }
        CHECK_SCALED(xa[i], a, 1e-12, 1.0);
        CHECK_SCALED(yt[i], t, 1e-12, 1.0);
        CHECK_EXACT(sa[i], 0.0);
    }
}
#endif
//@ rows_member
struct h3_n { int r, c; double **a; double (*b)[2]; double d[2][3]; double *flat; };
ADC_GRADIENT(wrt(m->a, m->b, m->d, m->flat), shape(m->a, m->r, m->c), shape(m->b, m->r), shape(m->flat, m->r, m->c), name(h3_rg))
ADC_JACOBIAN(wrt(m->a, m->b, m->d, m->flat), shape(m->a, m->r, m->c), shape(m->b, m->r), shape(m->flat, m->r, m->c), name(h3_rj))
ADC_HVP(wrt(m->a, m->b, m->d, m->flat), shape(m->a, m->r, m->c), shape(m->b, m->r), shape(m->flat, m->r, m->c), name(h3_rv))
double h3_rowsum(const struct h3_n *m)
{
    double y = 0;
    for (int i = 0; i < m->r; i++)
        for (int j = 0; j < m->c; j++)
            y += m->a[i][j] * m->b[i][j % 2] * m->d[i % 2][j % 3] + sin(m->flat[i * m->c + j] * m->a[i][j]);
    return y;
}
#ifdef TEST_MAIN
enum { RA = 6, RB = 4, RD = 6, RF = 6, RALL = RA + RB + RD + RF };
struct h3_sp { struct h3_n m; double *rows[2]; double v[RALL]; };
static struct h3_n *h3_lay(struct h3_sp *s)
{
    s->m.r = 2, s->m.c = 3, s->rows[0] = s->v, s->rows[1] = s->v + 3, s->m.a = s->rows;
    s->m.b = (double (*)[2])(s->v + RA), s->m.flat = s->v + RA + RB + RD;
    memcpy(s->m.d, s->v + RA + RB, sizeof s->m.d);
    return &s->m;
}
static double h3_val(struct h3_sp *s) { return h3_rowsum(h3_lay(s)); }
TEST(rows_member)
{
    struct h3_sp p, g, d, h;
    double J[RALL];
    grad_fill(RALL, p.v), grad_fill(RALL, d.v), grad_fill(RALL, g.v), grad_fill(RALL, h.v);
    h3_lay(&p), h3_lay(&g), h3_lay(&d), h3_lay(&h);
    CHECK_EXACT(h3_rg(&p.m, &g.m), h3_rowsum(&p.m));
    h3_rj(&p.m, J, J + RA, J + RA + RB, J + RA + RB + RD);
    h3_rv(&p.m, &d.m, &h.m);
    memcpy(g.v + RA + RB, g.m.d, sizeof g.m.d), memcpy(h.v + RA + RB, h.m.d, sizeof h.m.d);
    for (int i = 0; i < RALL; i++) {
        double w = DIFF(p.v[i], h3_val(&p));
        CHECK_SCALED(g.v[i], w, 1e-9, 1.0);
        CHECK_SCALED(J[i], w, 1e-9, 1.0);
    }
    double v0[RALL];
    memcpy(v0, p.v, sizeof v0);
    for (int i = 0; i < RALL; i++) {
        double e = 0;
        double w = DIFF(e, __extension__({ for (int q = 0; q < RALL; q++) p.v[q] = v0[q] + e * d.v[q]; struct h3_sp g2; h3_lay(&g2); h3_rg(h3_lay(&p), &g2.m); memcpy(g2.v + RA + RB, g2.m.d, sizeof g2.m.d); g2.v[i]; }));
        CHECK_SCALED(h.v[i], w, 1e-8, 1.0);
    }
}
#endif

//@ list
struct h3_node { double x, w; struct h3_node *next; };
ADC_ADJOINT() ADC_TANGENT()
ADC_ADJOINT(vector(2), name(h3_list_a2))
double h3_list(const struct h3_node *l)
{
    double s = 1;
    for (; l; l = l->next)
        s = s * l->x + l->w * l->x;
    return s;
}
#ifdef TEST_MAIN
TEST(list)
{
    struct h3_node n[3] = {{.5, 2, &n[1]}, {-1.5, .25, &n[2]}, {.75, 1, NULL}};
    struct h3_node a[3] = {{0, 0, &a[1]}, {0, 0, &a[2]}, {0, 0, NULL}};
    h3_list_adjoint(n, a, 2.0);
    for (int i = 0; i < 3; i++) {
        double wx = DIFF(n[i].x, h3_list(n)), ww = DIFF(n[i].w, h3_list(n));
        CHECK_SCALED(a[i].x, 2 * wx, 1e-9, 1.0);
        CHECK_SCALED(a[i].w, 2 * ww, 1e-9, 1.0);
    }
    struct h3_node a2[3][2];
    memset(a2, 0, sizeof a2);
    for (int l = 0; l < 2; l++)
        a2[0][l].next = &a2[1][l], a2[1][l].next = &a2[2][l];
    double seed[2] = {2, -1};
    h3_list_a2(n, a2[0], seed);
    for (int i = 0; i < 3; i++) {
        CHECK_EXACT(a2[i][0].x, a[i].x);
        CHECK_SCALED(a2[i][1].w, -.5 * a[i].w, 1e-14, 1.0);
    }
}
#endif

//@ global_pointers
double *h3_gp;
struct h3_gs { double k; double *v; } h3_gsv, *h3_gps;
ADC_ADJOINT(wrt(x, h3_gp, h3_gsv)) ADC_TANGENT(wrt(x, h3_gp, h3_gsv))
ADC_GRADIENT(wrt(h3_gp, h3_gsv), shape(h3_gp, n), shape(h3_gsv.v, n)) ADC_HVP(wrt(h3_gp, h3_gsv), shape(h3_gp, n), shape(h3_gsv.v, n))
ADC_JACOBIAN(wrt(h3_gp, h3_gsv.v), shape(h3_gp, n), shape(h3_gsv.v, n)) ADC_HESSIAN(wrt(h3_gp), shape(h3_gp, n))
double h3_gpf(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += x[i] * h3_gp[i] * h3_gp[(i + 1) % n] * h3_gsv.k + h3_gsv.v[i] * h3_gsv.v[i] * h3_gp[i];
    return s;
}
#ifdef TEST_MAIN
TEST(global_pointers)
{
    enum { N = 3 };
    double x[N] = {1, 2, -1}, gp[N] = {.5, -.25, 2}, v[N] = {.1, .7, -.3}, a[N] = {0}, va[N] = {0}, xa[N] = {0};
    h3_gp = gp, h3_gsv.k = 1.5, h3_gsv.v = v;
    h3_gp_adj = a, h3_gsv_adj.v = va, h3_gsv_adj.k = 0;
    h3_gpf_adjoint(N, x, xa, 1.0);
    double g[N], vg[N], jg[N], jv[N], hh[9], dg[N] = {1, -1, .5}, dv[N] = {2, .5, 1}, hg[N], hv[N];
    struct h3_gs gs = {0, vg}, ds = {.3, dv}, hs = {0, hv};
    h3_gpf_gradient(N, x, g, &gs);
    h3_gpf_jacobian(N, x, jg, jv);
    h3_gpf_hessian(N, x, hh);
    h3_gpf_hvp(N, x, dg, &ds, hg, &hs);
    for (int i = 0; i < N; i++) {
        double w = DIFF(gp[i], h3_gpf(N, x)), w2 = DIFF(v[i], h3_gpf(N, x)), w3 = DIFF(x[i], h3_gpf(N, x));
        CHECK_SCALED(a[i], w, 1e-9, 1.0); CHECK_SCALED(g[i], w, 1e-9, 1.0); CHECK_SCALED(jg[i], w, 1e-9, 1.0);
        CHECK_SCALED(va[i], w2, 1e-9, 1.0); CHECK_SCALED(vg[i], w2, 1e-9, 1.0); CHECK_SCALED(jv[i], w2, 1e-9, 1.0);
        CHECK_SCALED(xa[i], w3, 1e-9, 1.0);
        double s = 0;
        for (int j = 0; j < N; j++) {
            double q = DIFF(gp[j], DIFF(gp[i], h3_gpf(N, x)));
            CHECK_SCALED(hh[3 * i + j], q, 1e-6, 1.0);
            s += hh[3 * i + j] * dg[j];
        }
        s += 2 * v[i] * dv[i] + .3 * (x[i] * gp[(i + 1) % N] + x[(i + 2) % N] * gp[(i + 2) % N]);
        CHECK_SCALED(hg[i], s, 1e-9, 1.0);
        CHECK_SCALED(hv[i], 2 * dv[i] * gp[i] + 2 * v[i] * dg[i], 1e-12, 1.0);
    }
    double w = DIFF(h3_gsv.k, h3_gpf(N, x));
    CHECK_SCALED(gs.k, w, 1e-9, 1.0); CHECK_SCALED(h3_gsv_adj.k, w, 1e-9, 1.0);
}
#endif

//@ widths
ADC_GRADIENT() ADC_HESSIAN() ADC_HVP() ADC_JACOBIAN() ADC_TANGENT(vector(2)) ADC_ADJOINT(vector(2))
long double h3_ld(int n, const long double x[n], float f)
{
    long double s = f;
    for (int i = 0; i < n; i++)
        s *= sinl(x[i]) + f * x[(i + 1) % n];
    return s;
}
#ifdef TEST_MAIN
TEST(widths)
{
    long double x[2] = {.5L, -.75L}, g[2], xx[4], xf[2], ff, d[2] = {1, -2}, hv[2], j[2], jf;
    float f = .25f, fg;
    h3_ld_gradient(2, x, f, g, &fg);
    long double A = sinl(x[0]) + f * x[1], B = sinl(x[1]) + f * x[0];
    CHECK_CLOSE((double)g[0], (double)(f * (cosl(x[0]) * B + f * A)), 1e-15);
    h3_ld_hessian(2, x, f, xx, xf, &ff);
    CHECK_CLOSE((double)xx[1], (double)(f * (cosl(x[0]) * cosl(x[1]) + (long double)f * f)), 1e-15);
    CHECK_CLOSE((double)ff, (double)(2 * (x[1] * B + x[0] * A) + 2 * f * x[0] * x[1]), 1e-7);
    float fh;
    h3_ld_hvp(2, x, f, d, .5f, hv, &fh);
    CHECK_CLOSE((double)hv[0], (double)(xx[0] - 2 * xx[1] + .5L * xf[0]), 1e-15);
    h3_ld_jacobian(2, x, f, j, &jf);
    CHECK_EXACT((double)j[1], (double)g[1]);
}
#endif
