/* Members on paths of the request and beside them, what is written through them, in functions that are called too. */
#include "grad.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

//@ inactive_paths
struct h3_ip { double a, b; double *v; int n; };
ADC_ADJOINT(inactive(s->b), name(h3_ip_a)) ADC_GRADIENT(inactive(s->b, w), shape(s->v, s->n), name(h3_ip_g))
ADC_HESSIAN(inactive(s->b, s->v, w), name(h3_ip_h)) ADC_TANGENT(inactive(s->v), name(h3_ip_t))
double h3_ip(const struct h3_ip *s, double w)
{
    double t = s->a * s->a * s->b * w;
    for (int i = 0; i < s->n; i++)
        t += s->v[i] * s->a * s->b;
    return t;
}
#ifdef TEST_MAIN
TEST(inactive_paths)
{
    double v[2] = {2, 3}, va[2] = {0, 0}, vg[2] = {7, 7}, wa = 0;
    struct h3_ip s = {.5, 4, v, 2}, a = {0, 0, va, 0}, g = {9, 9, vg, 0};
    h3_ip_a(&s, 1.5, &a, &wa, 1.0);
    CHECK_CLOSE(a.a, 2 * .5 * 4 * 1.5 + 5 * 4, 1e-14);
    CHECK_EXACT(a.b, 0.0);
    CHECK_CLOSE(va[0], 2, 1e-14);
    CHECK_CLOSE(wa, .25 * 4, 1e-14);
    h3_ip_g(&s, 1.5, &g);
    CHECK_CLOSE(g.a, a.a, 1e-14);
    CHECK_CLOSE(vg[1], 2, 1e-14);
    CHECK_EXACT(g.b, 9);
    double aa;
    h3_ip_h(&s, 1.5, &aa);
    CHECK_CLOSE(aa, 2 * 4 * 1.5, 1e-14);
    struct h3_ip st = {1, 1, NULL, 0};
    double t;
    h3_ip_t(&s, 1.5, &st, 1.0, &t);
    CHECK_CLOSE(t, 2 * .5 * 4 * 1.5 + 5 * 4 + .25 * 1.5 + 5 * .5 + .25 * 4, 1e-14);
}
#endif
//@ bodies_in_out
struct h4_b { double x[2], v[2], m; int tag; };
ADC_JACOBIAN(wrt(b->x, b->v), of(b->x, b->v), shape(b, n), name(h4_bj))
ADC_HVP(wrt(b), of(e), shape(b, n), name(h4_bh))
ADC_HESSIAN(wrt(b->x, b->m), of(e), shape(b, n), inactive(b->v), name(h4_bhs))
ADC_GRADIENT(wrt(b), of(e), shape(b, n), name(h4_bg))
ADC_ADJOINT(name(h4_ba)) ADC_TANGENT(name(h4_bt)) ADC_ADJOINT(vector(2), name(h4_ba2)) ADC_TANGENT(vector(2), name(h4_bt2))
void h4_bodies(int n, struct h4_b *b, double dt, double *e)
{
    for (int s = 0; s < 2; s++) {
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                if (i == j)
                    continue;
                double dx = b[j].x[0] - b[i].x[0], dy = b[j].x[1] - b[i].x[1], r = dx * dx + dy * dy + 0.5;
                b[i].v[0] += dt * b[j].m * dx / r;
                b[i].v[1] += dt * b[j].m * dy / r;
            }
        for (struct h4_b *q = b; q < b + n; q++)
            for (int c = 0; c < 2; c++)
                q->x[c] += dt * q->v[c];
    }
    *e = 0;
    for (int i = 0; i < n; i++)
        *e += b[i].m * (b[i].v[0] * b[i].v[0] + b[i].v[1] * b[i].v[1]) + sin(b[i].x[0]) * b[i].x[1];
}
#ifdef TEST_MAIN
enum { H4N = 3 };
static double h4_at(const double *v, double dt, int out)
{
    struct h4_b b[H4N];
    double e;
    for (int i = 0; i < H4N; i++)
        b[i] = (struct h4_b){{v[5 * i], v[5 * i + 1]}, {v[5 * i + 2], v[5 * i + 3]}, v[5 * i + 4], 0};
    h4_bodies(H4N, b, dt, &e);
    return out < 0 ? e : out % 5 < 2 ? b[out / 5].x[out % 5] : out % 5 < 4 ? b[out / 5].v[out % 5 - 2] : b[out / 5].m;
}
static void h4_set(struct h4_b *b, const double *v)
{
    for (int i = 0; i < H4N; i++)
        b[i] = (struct h4_b){{v[5 * i], v[5 * i + 1]}, {v[5 * i + 2], v[5 * i + 3]}, v[5 * i + 4], 42};
}
static void h4_get(const struct h4_b *b, double *v)
{
    for (int i = 0; i < H4N; i++)
        for (int k = 0; k < 5; k++)
            v[5 * i + k] = k < 2 ? b[i].x[k] : k < 4 ? b[i].v[k - 2] : b[i].m;
}
TEST(bodies_in_out)
{
    enum { A = 5 * H4N };
    double v[A], J[A][A], G[A], dt = .1, e, xx[4 * H4N * H4N], xv[4 * H4N * H4N], vx[4 * H4N * H4N], vv[4 * H4N * H4N];
    struct h4_b b[H4N], g[H4N], d[H4N], h[H4N], d0[H4N];
    grad_fill(A, v);
    for (int i = 0; i < A; i++) {
        G[i] = DIFF(v[i], h4_at(v, dt, -1));
        for (int o = 0; o < A; o++)
            J[o][i] = DIFF(v[i], h4_at(v, dt, o));
    }
    h4_set(b, v);
    h4_bj(H4N, b, dt, &e, xx, xv, vx, vv);
    CHECK_EXACT(e, h4_at(v, dt, -1));
    CHECK_EXACT(b[1].x[1], h4_at(v, dt, 6));
    for (int i = 0; i < 2 * H4N; i++)
        for (int j = 0; j < 2 * H4N; j++) {
            int xi = i / 2 * 5 + i % 2, xj = j / 2 * 5 + j % 2, c = i * 2 * H4N + j;
            CHECK_SCALED(xx[c], J[xi][xj], 1e-8, 1.0);
            CHECK_SCALED(xv[c], J[xi][xj + 2], 1e-8, 1.0);
            CHECK_SCALED(vx[c], J[xi + 2][xj], 1e-8, 1.0);
            CHECK_SCALED(vv[c], J[xi + 2][xj + 2], 1e-8, 1.0);
        }
    double gv[A], dv[A], hv[A];
    h4_set(b, v);
    memset(g, 0x40, sizeof g);
    h4_bg(H4N, b, dt, &e, g);
    h4_get(g, gv);
    for (int i = 0; i < A; i++)
        CHECK_SCALED(gv[i], G[i], 1e-8, 1.0);
    grad_fill(A, dv);
    h4_set(d, dv), h4_set(b, v);
    memcpy(d0, d, sizeof d);
    memset(h, 0x40, sizeof h);
    h4_bh(H4N, b, dt, &e, d, h);
    CHECK_SAME(d, d0, sizeof d);
    CHECK_EXACT(b[1].x[1], h4_at(v, dt, 6));
    h4_get(h, hv);
    double v0[A];
    memcpy(v0, v, sizeof v);
    for (int i = 0; i < A; i++) {
        double t = 0;
        double w = DIFF(t, __extension__({ for (int q = 0; q < A; q++) v[q] = v0[q] + t * dv[q]; h4_set(b, v); h4_bg(H4N, b, dt, &e, g); double gg[A]; h4_get(g, gg); gg[i]; }));
        CHECK_SCALED(hv[i], w, 1e-7, 1.0);
    }
    memcpy(v, v0, sizeof v);
    double hxx[36], hxm[18], hmm[9];
    h4_set(b, v);
    h4_bhs(H4N, b, dt, &e, hxx, hxm, hmm);
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 3; j++) {
            double w = DIFF(v[5 * j + 4], DIFF(v[i / 2 * 5 + i % 2], h4_at(v, dt, -1)));
            (void)w; /* v is inactive: not comparable */
        }
    /* adjoint, tangent */
    double sv[A], tv[A], rv[A], te = 0.3, se = 0.7, da = 0, ta = 0.5;
    struct h4_b s[H4N], t[H4N];
    grad_fill(A, sv), grad_fill(A, tv);
    h4_set(s, sv), h4_set(t, tv), h4_set(b, v);
    h4_ba(H4N, b, dt, &e, s, &da, &se);
    h4_get(s, rv);
    for (int i = 0; i < A; i++) {
        double w = .7 * G[i];
        for (int o = 0; o < A; o++)
            w += sv[o] * J[o][i];
        CHECK_SCALED(rv[i], w, 1e-7, 1.0);
    }
    CHECK_EXACT(se, 0.0);
    h4_set(b, v);
    h4_bt(H4N, b, dt, &e, t, ta, &te);
    h4_get(t, rv);
    double jd[A];
    for (int o = 0; o < A; o++) {
        jd[o] = DIFF(dt, h4_at(v, dt, o));
        double w = ta * jd[o];
        for (int i = 0; i < A; i++)
            w += J[o][i] * tv[i];
        CHECK_SCALED(rv[o], w, 1e-7, 1.0);
    }
    struct h4_b s2[H4N][2], t2[H4N][2];
    double se2[2] = {.7, -1}, da2[2] = {0, 0}, te2[2] = {0, 0};
    const double ta2[2] = {.5, 0};
    struct h4_b one[H4N];
    h4_set(one, sv);
    for (int i = 0; i < H4N; i++) {
        s2[i][0] = one[i];
        memset(&s2[i][1], 0, sizeof s2[i][1]);
    }
    h4_set(one, tv);
    for (int i = 0; i < H4N; i++) {
        t2[i][0] = one[i];
        memset(&t2[i][1], 0, sizeof t2[i][1]);
        t2[i][1].m = 1;
    }
    h4_set(b, v);
    h4_ba2(H4N, b, dt, &e, s2[0], da2, &se2);
    for (int i = 0; i < H4N; i++) {
        CHECK_SCALED(s2[i][0].x[1], s[i].x[1], 1e-13, 1.0);
        CHECK_SCALED(s2[i][1].v[1], -G[5 * i + 3], 1e-7, 1.0);
    }
    CHECK_SCALED(da2[0], da, 1e-13, 1.0);
    h4_set(b, v);
    h4_bt2(H4N, b, dt, &e, t2[0], ta2, &te2);
    for (int i = 0; i < H4N; i++)
        CHECK_SCALED(t2[i][0].v[0], t[i].v[0], 1e-13, 1.0);
    double w = G[4] + G[9] + G[14];
    CHECK_SCALED(te2[1], w, 1e-7, 1.0);
}
#endif

//@ rows_in_out
ADC_HVP(wrt(a, c), of(e), shape(a, n, m), name(h4_rh)) ADC_GRADIENT(wrt(a, c), of(e), shape(a, n, m), name(h4_rg))
ADC_JACOBIAN(wrt(a, c), of(a), shape(a, n, m), name(h4_rj)) ADC_HESSIAN(wrt(a, c), of(e), shape(a, n, m), name(h4_rhs))
void h4_rows(int n, int m, double **a, double c[2][2], double *e)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            a[i][j] = a[i][j] * a[i][(j + 1) % m] * c[i % 2][j % 2];
    *e = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            *e += a[i][j] * a[i][j] * (i + 1);
}
#ifdef TEST_MAIN
static double h4_rows_at(const double *v, int out)
{
    double a[6], *rows[2] = {a, a + 3}, c[2][2], e;
    memcpy(a, v, sizeof a), memcpy(c, v + 6, sizeof c);
    h4_rows(2, 3, rows, c, &e);
    return out < 0 ? e : a[out];
}
TEST(rows_in_out)
{
    double v[10], a[6], *rows[2] = {a, a + 3}, c[2][2], e, ga[6], *grows[2] = {ga, ga + 3}, gc[2][2], aa[36], ac[24];
    grad_fill(10, v);
    memcpy(a, v, sizeof a), memcpy(c, v + 6, sizeof c);
    h4_rg(2, 3, rows, c, &e, grows, gc);
    for (int i = 0; i < 10; i++) {
        double w = DIFF(v[i], h4_rows_at(v, -1));
        CHECK_SCALED(i < 6 ? ga[i] : gc[(i - 6) / 2][i % 2], w, 1e-8, 1.0);
    }
    memcpy(a, v, sizeof a), memcpy(c, v + 6, sizeof c);
    h4_rj(2, 3, rows, c, &e, aa, ac);
    for (int o = 0; o < 6; o++)
        for (int i = 0; i < 10; i++) {
            double w = DIFF(v[i], h4_rows_at(v, o));
            CHECK_SCALED(i < 6 ? aa[6 * o + i] : ac[4 * o + i - 6], w, 1e-8, 1.0);
        }
    double hh[36], hc[24], cc[16], d[10], d0[10], *drows[2] = {d, d + 3}, ha[6], *hrows[2] = {ha, ha + 3}, hvc[2][2], H[10][10];
    memcpy(a, v, sizeof a), memcpy(c, v + 6, sizeof c);
    h4_rhs(2, 3, rows, c, &e, hh, hc, cc);
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 6; j++)
            H[i][j] = hh[6 * i + j];
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 4; j++)
            H[i][6 + j] = H[6 + j][i] = hc[4 * i + j];
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            H[6 + i][6 + j] = cc[4 * i + j];
    for (int i = 0; i < 10; i++)
        for (int j = 0; j < 10; j++) {
            double w = DIFF(v[j], DIFF(v[i], h4_rows_at(v, -1)));
            CHECK_SCALED(H[i][j], w, 1e-5, 1.0);
        }
    grad_fill(10, d);
    memcpy(d0, d, sizeof d);
    double dc[2][2];
    memcpy(dc, d + 6, sizeof dc);
    memcpy(a, v, sizeof a), memcpy(c, v + 6, sizeof c);
    h4_rh(2, 3, rows, c, &e, drows, dc, hrows, hvc);
    CHECK_SAME(d, d0, sizeof d);
    CHECK_SAME(dc, d0 + 6, sizeof dc);
    for (int i = 0; i < 10; i++) {
        double s = 0;
        for (int j = 0; j < 10; j++)
            s += H[i][j] * d0[j];
        CHECK_SCALED(i < 6 ? ha[i] : hvc[(i - 6) / 2][i % 2], s, 1e-12, 1.0);
    }
}
#endif

//@ called_paths
// alone
// cxx: no (an array of structs: their type has to be visible)
// cflags: -include two_files/knob.h
struct h4_c { double a, b; struct { double q, *r; } in; };
struct h4_k h4_cg[2];
static double h4_rec(const struct h4_c *c, int k)
{
    if (k == 0)
        return c->a * c->in.q;
    return c->b * h4_rec(c, k - 1) + c->in.r[k % 2] * c->a + h4_cg[k % 2].a * h4_cg[k % 2].b;
}
ADC_ADJOINT(wrt(c->a, c->in.r), name(h4_ca)) ADC_GRADIENT(wrt(c->in), shape(c->in.r, 2), name(h4_cgr))
ADC_TANGENT(wrt(h4_cg->a), name(h4_cgt)) ADC_ADJOINT(wrt(h4_cg->a), vector(2), name(h4_cga2))
double h4_called(const struct h4_c *c, int k)
{
    return h4_rec(c, k) * h4_rec(c, 1);
}
#ifdef TEST_MAIN
TEST(called_paths)
{
    double r[2] = {.4, -.9}, ra[2] = {0, 0}, rg[2];
    struct h4_c c = {.7, 1.2, {-.3, r}}, a = {0, 0, {0, ra}}, g = {5, 6, {7, rg}};
    h4_cg[0].a = .2, h4_cg[0].b = -.6, h4_cg[1].a = 1.1, h4_cg[1].b = .35;
    double wa = DIFF(c.a, h4_called(&c, 3)), wq = DIFF(c.in.q, h4_called(&c, 3));
    double w0 = DIFF(r[0], h4_called(&c, 3)), w1 = DIFF(r[1], h4_called(&c, 3));
    h4_ca(&c, 3, &a, 1.0);
    CHECK_SCALED(a.a, wa, 1e-9, 1.0);
    CHECK_SCALED(ra[0], w0, 1e-9, 1.0);
    CHECK_SCALED(ra[1], w1, 1e-9, 1.0);
    CHECK_EXACT(a.b, 0.0);
    h4_cgr(&c, 3, &g);
    CHECK_SCALED(g.in.q, wq, 1e-9, 1.0);
    CHECK_SCALED(rg[1], w1, 1e-9, 1.0);
    CHECK_EXACT(g.a, 5);
    double by_a, return_tan, seed[2] = {1, -2};
    h4_cg_tan[0].a = 1, h4_cg_tan[1].a = 0;
    h4_cgt(&c, 3, &return_tan);
    by_a = DIFF(h4_cg[0].a, h4_called(&c, 3));
    CHECK_SCALED(return_tan, by_a, 1e-9, 1.0);
    memset(h4_cg_adj, 0, sizeof h4_cg_adj);
    h4_cga2(&c, 3, seed);
    CHECK_SCALED(h4_cg_adj[0][1].a, -2 * by_a, 1e-9, 1.0);
}
#endif
