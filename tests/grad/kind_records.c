/* Arrays of structs in the kinds that run over what is asked for: gradient, hvp, jacobian and hessian. */
#include "grad.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

//@ members_of_an_array
struct re_p {
    double x[2], y;
};
ADC_GRADIENT(wrt(ps->x), shape(ps, n))
ADC_HVP(wrt(ps->x), shape(ps, n))
ADC_JACOBIAN(wrt(ps->x, ps->y), shape(ps, n))
ADC_HESSIAN(wrt(ps), shape(ps, n))
ADC_ADJOINT(wrt(ps))
double re_chain(int n, const struct re_p *ps)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += ps[i].x[0] * ps[i].x[1] * ps[i].y * ps[(i + 1) % n].y + sin(ps[i].x[0]);
    return s;
}
#ifdef TEST_MAIN
static double re_chain_flat(int n, const double *v)
{
    struct re_p p[8];
    memcpy(p, v, (size_t)n * sizeof *p);
    return re_chain(n, p);
}
TEST(members_of_an_array)
{
    enum { N = 5 };
    struct re_p p[N], g[N], d[N], h[N], a[N];
    double v[3 * N], dir[3 * N], x_jac[N * 2], y_jac[N], xx[N * 2 * N * 2], xy[N * 2 * N], yy[N * N];
    grad_fill(3 * N, v), grad_fill(3 * N, dir);
    memcpy(p, v, sizeof p), memcpy(d, dir, sizeof d);
    memset(a, 0, sizeof a), memset(g, 0x55, sizeof g), memset(h, 0x55, sizeof h);
    CHECK_EXACT(re_chain_adjoint(N, p, a, 1.0), re_chain(N, p));
    CHECK_EXACT(re_chain_gradient(N, p, g), re_chain(N, p));
    CHECK_EXACT(re_chain_jacobian(N, p, x_jac, y_jac), re_chain(N, p));
    CHECK_EXACT(re_chain_hessian(N, p, xx, xy, yy), re_chain(N, p));
    CHECK_EXACT(re_chain_hvp(N, p, d, h), re_chain(N, p));
    for (int i = 0; i < N; i++) {
        double by_y = DIFF(v[3 * i + 2], re_chain_flat(N, v));
        CHECK_SCALED(y_jac[i], by_y, 1e-9, 1.0);
        CHECK_SCALED(a[i].y, by_y, 1e-9, 1.0);
        for (int j = 0; j < N; j++) {
            double next = (j == (i + 1) % N) * p[i].x[0] * p[i].x[1] + (i == (j + 1) % N) * p[j].x[0] * p[j].x[1];
            CHECK_CLOSE(yy[i * N + j], next, 1e-13);
        }
        for (int k = 0; k < 2; k++) {
            double want = DIFF(v[3 * i + k], re_chain_flat(N, v)), along = 0;
            CHECK_SCALED(g[i].x[k], want, 1e-9, 1.0);
            CHECK_SCALED(x_jac[2 * i + k], want, 1e-9, 1.0);
            CHECK_SCALED(a[i].x[k], want, 1e-9, 1.0);
            for (int j = 0; j < N; j++) {
                double other = p[i].x[1 - k];
                CHECK_CLOSE(xy[(2 * i + k) * N + j],
                            other * ((j == i) * p[(i + 1) % N].y + (j == (i + 1) % N) * p[i].y), 1e-13);
                for (int m = 0; m < 2; m++) {
                    double second = j != i ? 0 : m != k ? p[i].y * p[(i + 1) % N].y : m ? 0 : -sin(p[i].x[0]);
                    CHECK_CLOSE(xx[(2 * i + k) * 2 * N + 2 * j + m], second, 1e-13);
                    along += second * d[j].x[m];
                }
            }
            CHECK_CLOSE(h[i].x[k], along, 1e-13);
        }
    }
}
#endif

//@ layers
struct re_layer {
    int rows;
    double *w;
    double b;
};
ADC_GRADIENT(shape(ls, n), shape(ls->w, ls->rows))
ADC_HVP(shape(ls, n), shape(ls->w, ls->rows))
ADC_JACOBIAN(shape(ls, n), shape(ls->w, ls[0].rows))
ADC_HESSIAN(wrt(ls->w), shape(ls, n), shape(ls->w, 2))
double re_layers(int n, const struct re_layer *ls)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < ls[i].rows; j++)
            s += ls[i].w[j] * ls[i].w[j] * ls[i].b * (1 + i) + exp(ls[i].w[j]) * ls[0].b;
    return s;
}
#ifdef TEST_MAIN
static void re_layers_set(struct re_layer *l, const int *rows, double *v)
{
    for (int i = 0; i < 3; i++) {
        l[i].rows = rows[i], l[i].w = v, v += rows[i];
        l[i].b = *v++;
    }
}
static double re_layers_flat(const int *rows, double *v)
{
    struct re_layer l[3];
    re_layers_set(l, rows, v);
    return re_layers(3, l);
}
TEST(layers)
{
    const int all[2][3] = {{2, 0, 5}, {2, 2, 2}};
    for (int t = 0; t < 2; t++) {
        const int *rows = all[t];
        double v[10], gv[10], dv[10], hv[10];
        struct re_layer p[3], g[3], d[3], h[3];
        grad_fill(10, v), grad_fill(10, dv), grad_fill(10, gv), grad_fill(10, hv);
        re_layers_set(p, rows, v), re_layers_set(g, rows, gv), re_layers_set(d, rows, dv), re_layers_set(h, rows, hv);
        for (int i = 0; i < 3; i++)
            g[i].b = 3.0, h[i].b = 4.0;
        CHECK_EXACT(re_layers_gradient(3, p, g), re_layers(3, p));
        CHECK_EXACT(re_layers_hvp(3, p, d, h), re_layers(3, p));
        double b0 = 0;
        for (int i = 0; i < 3; i++) {
            double bi = 0;
            for (int j = 0; j < rows[i]; j++) {
                double w = p[i].w[j], e = exp(w), *at = &p[i].w[j];
                CHECK_SCALED(g[i].w[j], DIFF(*at, re_layers(3, p)), 1e-9, 1.0);
                CHECK_CLOSE(h[i].w[j], (2 * p[i].b * (1 + i) + e * p[0].b) * d[i].w[j] + 2 * w * (1 + i) * d[i].b + e * d[0].b,
                            1e-13);
                bi += w * w * (1 + i);
                b0 += e * d[i].w[j];
            }
            if (i)
                CHECK_CLOSE(g[i].b, bi, 1e-13);
            double along = 0;
            for (int j = 0; j < rows[i]; j++)
                along += 2 * p[i].w[j] * (1 + i) * d[i].w[j];
            if (i)
                CHECK_CLOSE(h[i].b, along, 1e-13);
            else
                b0 += along;
        }
        CHECK_CLOSE(h[0].b, b0, 1e-13);
        (void)re_layers_flat;
    }
    double v[9], w_jac[6], b_jac[3], ww[36];
    struct re_layer p[3];
    grad_fill(9, v);
    re_layers_set(p, all[1], v);
    CHECK_EXACT(re_layers_jacobian(3, p, w_jac, b_jac), re_layers(3, p));
    for (int i = 0; i < 3; i++) {
        CHECK_SCALED(b_jac[i], DIFF(v[3 * i + 2], re_layers_flat(all[1], v)), 1e-9, 1.0);
        for (int j = 0; j < 2; j++)
            CHECK_SCALED(w_jac[2 * i + j], DIFF(v[3 * i + j], re_layers_flat(all[1], v)), 1e-9, 1.0);
    }
    re_layers_set(p, all[1], v);
    re_layers_hessian(3, p, ww);
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 6; j++)
            CHECK_CLOSE(ww[6 * i + j], i != j ? 0 : 2 * p[i / 2].b * (1 + i / 2) + exp(p[i / 2].w[i % 2]) * p[0].b, 1e-13);
}
#endif

//@ nested
struct re_cell {
    float unused;
    double v[2];
    int n;
    double *q;
};
struct re_row {
    int cells;
    const struct re_cell *cell;
    struct re_cell last[2];
};
struct re_table {
    int rows, width;
    struct re_row *row;
    double scale;
};
ADC_GRADIENT(shape(t->row, t->rows), shape(t->row->cell, t->row->cells), shape(t->row->cell->q, t->row->cell->n + t->width),
             shape(t->row->last->q, 1), inactive(t->row->cell->unused, t->row->last->unused))
ADC_HVP(shape(t->row, t->rows), shape(t->row->cell, t->row->cells), shape(t->row->cell->q, t->row->cell->n + t->width),
        shape(t->row->last->q, 1))
ADC_JACOBIAN(shape(t->row, t->rows), shape(t->row->cell, 2), shape(t->row->cell->q, 2 + t->width),
             shape(t->row->last->q, 1))
double re_table(const struct re_table *t)
{
    double s = 0;
    for (int i = 0; i < t->rows; i++) {
        const struct re_row *r = &t->row[i];
        for (int k = 0; k < r->cells; k++)
            for (int j = 0; j < r->cell[k].n + t->width; j++)
                s += r->cell[k].v[0] * cos(r->cell[k].v[1] * r->cell[k].q[j]) * (1 + i + k) * t->scale;
        s += r->last[1].v[0] * r->last[1].q[0] * r->last[0].v[1] * r->last[0].q[0];
    }
    return s * t->scale;
}
#ifdef TEST_MAIN
enum { RE_ROWS = 3, RE_ALL = 1 + RE_ROWS * (2 * (2 + 3) + 2 * 3) };
struct re_space {
    struct re_table t;
    struct re_row row[RE_ROWS];
    struct re_cell cell[RE_ROWS][2];
    double q[RE_ROWS][2][3], last[RE_ROWS][2];
};
static struct re_table *re_lay_out(struct re_space *s)
{
    s->t.rows = RE_ROWS, s->t.width = 1, s->t.row = s->row;
    for (int i = 0; i < RE_ROWS; i++) {
        s->row[i].cells = 2, s->row[i].cell = s->cell[i];
        for (int k = 0; k < 2; k++) {
            s->cell[i][k].n = 2, s->cell[i][k].q = s->q[i][k];
            s->row[i].last[k].q = &s->last[i][k];
        }
    }
    return &s->t;
}
/* Every real, in the order of the table. */
static void re_reals(struct re_space *s, double **at)
{
    for (int i = 0; i < RE_ROWS; i++) {
        for (int k = 0; k < 2; k++) {
            *at++ = &s->cell[i][k].v[0], *at++ = &s->cell[i][k].v[1];
            for (int j = 0; j < 3; j++)
                *at++ = &s->q[i][k][j];
        }
        for (int k = 0; k < 2; k++)
            *at++ = &s->row[i].last[k].v[0], *at++ = &s->row[i].last[k].v[1], *at++ = &s->last[i][k];
    }
    *at = &s->t.scale;
}
TEST(nested)
{
    struct re_space p = {0}, g = {0}, d = {0}, h = {0};
    double *pv[RE_ALL], *gv[RE_ALL], *dv[RE_ALL], *hv[RE_ALL], fill[RE_ALL], dir[RE_ALL], keep[RE_ALL];
    grad_fill(RE_ALL, fill), grad_fill(RE_ALL, dir);
    re_lay_out(&p), re_lay_out(&g), re_lay_out(&d), re_lay_out(&h);
    re_reals(&p, pv), re_reals(&g, gv), re_reals(&d, dv), re_reals(&h, hv);
    for (int i = 0; i < RE_ALL; i++)
        *pv[i] = fill[i], *gv[i] = 7.0, *dv[i] = dir[i], *hv[i] = 8.0;
    CHECK_EXACT(re_table_gradient(&p.t, &g.t), re_table(&p.t));
    CHECK_EXACT(re_table_hvp(&p.t, &d.t, &h.t), re_table(&p.t));
    for (int i = 0; i < RE_ALL; i++)
        CHECK_SCALED(*gv[i], DIFF(*pv[i], re_table(&p.t)), 1e-8, 1.0);
    for (int i = 0; i < RE_ALL; i++)
        keep[i] = *hv[i];
    for (int i = 0; i < RE_ALL; i++) {
        double along = 0.0;
        double want = DIFF(along, __extension__({
                                      for (int j_ = 0; j_ < RE_ALL; j_++)
                                          *pv[j_] = fill[j_] + along * dir[j_];
                                      re_table_gradient(&p.t, &g.t);
                                      *gv[i];
                                  }));
        CHECK_SCALED(keep[i], want, 1e-7, 1.0);
    }
    double v[RE_ROWS * 2 * 2], q[RE_ROWS * 2 * 3], lv[RE_ROWS * 2 * 2], lq[RE_ROWS * 2], scale, un1[RE_ROWS * 2], un2[RE_ROWS * 2];
    for (int i = 0; i < RE_ALL; i++)
        *pv[i] = fill[i];
    re_table_gradient(&p.t, &g.t);
    re_table_jacobian(&p.t, un1, v, q, un2, lv, lq, &scale);
    CHECK_CLOSE(scale, g.t.scale, 1e-14);
    for (int i = 0; i < RE_ROWS; i++)
        for (int k = 0; k < 2; k++) {
            CHECK_EXACT(lq[2 * i + k], g.last[i][k]);
            for (int j = 0; j < 3; j++)
                CHECK_CLOSE(q[(2 * i + k) * 3 + j], g.q[i][k][j], 1e-14);
            for (int j = 0; j < 2; j++) {
                CHECK_CLOSE(v[(2 * i + k) * 2 + j], g.cell[i][k].v[j], 1e-14);
                CHECK_EXACT(lv[(2 * i + k) * 2 + j], g.row[i].last[k].v[j]);
            }
        }
}
#endif

//@ out_and_in
struct re_body {
    double at[3], mass;
};
struct re_force {
    double f[3];
};
ADC_JACOBIAN(wrt(b->at, b->mass), of(out), shape(b, n), shape(out, n))
ADC_TANGENT(wrt(b), of(out))
ADC_JACOBIAN(wrt(b->mass), of(out), shape(b, n), shape(out, n), batch(n), name(re_forces_rows))
void re_forces(int n, const struct re_body b[], struct re_force *out)
{
    for (int i = 0; i < n; i++)
        for (int c = 0; c < 3; c++)
            out[i].f[c] = b[i].mass * b[i].at[c] * b[i].at[(c + 1) % 3];
}
#ifdef TEST_MAIN
TEST(out_and_in)
{
    enum { N = 4 };
    struct re_body b[N];
    struct re_force out[N];
    double v[4 * N], at[N * 3 * N * 3], mass[N * 3 * N], rows[N * 3];
    grad_fill(4 * N, v);
    memcpy(b, v, sizeof b);
    memset(at, 0x11, sizeof at), memset(mass, 0x11, sizeof mass), memset(rows, 0x11, sizeof rows);
    re_forces_jacobian(N, b, out, at, mass);
    re_forces_rows(N, b, out, rows);
    for (int i = 0; i < N; i++)
        for (int c = 0; c < 3; c++) {
            CHECK_EXACT(out[i].f[c], b[i].mass * b[i].at[c] * b[i].at[(c + 1) % 3]);
            CHECK_CLOSE(rows[3 * i + c], b[i].at[c] * b[i].at[(c + 1) % 3], 1e-14);
            for (int j = 0; j < N; j++) {
                CHECK_CLOSE(mass[(3 * i + c) * N + j], (i == j) * b[i].at[c] * b[i].at[(c + 1) % 3], 1e-14);
                for (int m = 0; m < 3; m++)
                    CHECK_CLOSE(at[(3 * i + c) * 3 * N + 3 * j + m],
                                (i == j) * b[i].mass * ((m == c) * b[i].at[(c + 1) % 3] + (m == (c + 1) % 3) * b[i].at[c]), 1e-14);
            }
        }
}
#endif

//@ globals
struct re_knob {
    double gain, *tap;
};
struct re_knob re_knobs[3];
ADC_GRADIENT(wrt(x, re_knobs), shape(re_knobs->tap, 2))
ADC_HVP(wrt(re_knobs), shape(re_knobs->tap, 2))
ADC_JACOBIAN(wrt(re_knobs), shape(re_knobs->tap, 2))
double re_mix(double x)
{
    double s = x;
    for (int i = 0; i < 3; i++)
        s += x * re_knobs[i].gain * re_knobs[i].gain * re_knobs[i].tap[1] * re_knobs[i].tap[0];
    return s;
}
#ifdef TEST_MAIN
TEST(globals)
{
    double tap[6], gtap[6], dtap[6], htap[6], x_grad, gain_jac[3], tap_jac[6];
    struct re_knob g[3], d[3], h[3];
    grad_fill(6, tap), grad_fill(6, gtap), grad_fill(6, dtap), grad_fill(6, htap);
    for (int i = 0; i < 3; i++) {
        re_knobs[i] = (struct re_knob){0.5 + i, tap + 2 * i};
        g[i] = (struct re_knob){9, gtap + 2 * i}, d[i] = (struct re_knob){0.25 * i - 1, dtap + 2 * i};
        h[i] = (struct re_knob){9, htap + 2 * i};
    }
    re_mix_gradient(1.5, &x_grad, g);
    re_mix_hvp(1.5, d, h);
    re_mix_jacobian(1.5, gain_jac, tap_jac);
    double by_x = 1;
    for (int i = 0; i < 3; i++) {
        double c = re_knobs[i].gain, *t = re_knobs[i].tap;
        by_x += c * c * t[0] * t[1];
        CHECK_CLOSE(g[i].gain, 3 * c * t[0] * t[1], 1e-14);
        CHECK_CLOSE(gain_jac[i], 3 * c * t[0] * t[1], 1e-14);
        CHECK_CLOSE(h[i].gain, 3 * (t[0] * t[1] * d[i].gain + c * (t[0] * d[i].tap[1] + t[1] * d[i].tap[0])), 1e-14);
        for (int k = 0; k < 2; k++) {
            CHECK_CLOSE(g[i].tap[k], 1.5 * c * c * t[1 - k], 1e-14);
            CHECK_CLOSE(tap_jac[2 * i + k], 1.5 * c * c * t[1 - k], 1e-14);
            CHECK_CLOSE(h[i].tap[k], 1.5 * (2 * c * t[1 - k] * d[i].gain + c * c * d[i].tap[1 - k]), 1e-14);
        }
    }
    CHECK_CLOSE(x_grad, by_x, 1e-14);
}
#endif

//@ returned_with_pointers
/* Pointers of a result that are null, or lead to memory of the caller */
typedef struct body {
    double x, v, m;
    struct body *next;
    double *spring;
} body;
ADC_ADJOINT()
ADC_TANGENT()
body re_fall(body a, body b, double t)
{
    body r = {0};
    r.x = a.x + t * a.v * b.m;
    r.v = a.v - t * sin(a.x - b.x);
    r.m = a.m * b.m;
    return r;
}
ADC_ADJOINT()
ADC_TANGENT()
body re_pulled(body a, double t)
{
    body r = a;
    r.v -= t * a.spring[0] * a.x;
    a.spring[1] *= r.v;
    return r;
}
#ifdef TEST_MAIN
static double re_dot(const body *p, const body *q) { return p->x * q->x + p->v * q->v + p->m * q->m; }
TEST(returned_with_pointers)
{
    double v[12], d[12], s[2], s_dir[2], s_tan[2], s_adj[2], s_seed[2], up[2], down[2], h = 1e-5;
    grad_fill(12, v), grad_fill(12, d), grad_fill(2, s);
    for (int i = 0; i < 12; i++)
        d[i] = cos(3.0 * i + 1);
    body a = {v[0], v[1], v[2], NULL, NULL}, b = {v[3], v[4], v[5], NULL, NULL};
    body a_dir = {d[0], d[1], d[2], NULL, NULL}, b_dir = {d[3], d[4], d[5], NULL, NULL}, tan, seed = {d[6], d[7], d[8], NULL, NULL};
    body a_adj = {0}, b_adj = {0};
    double t = 0.3, t_dir = d[9], t_adj = 0;
    body value = re_fall_tangent(a, b, t, &a_dir, &b_dir, t_dir, &tan);
    re_fall_adjoint(a, b, t, &a_adj, &b_adj, &t_adj, &seed);
    CHECK_EXACT(value.v, re_fall(a, b, t).v);
    CHECK_CLOSE(tan.x, a_dir.x + t_dir * a.v * b.m + t * (a_dir.v * b.m + a.v * b_dir.m), 1e-14);
    CHECK_CLOSE(tan.v, a_dir.v - t_dir * sin(a.x - b.x) - t * cos(a.x - b.x) * (a_dir.x - b_dir.x), 1e-14);
    CHECK_CLOSE(re_dot(&tan, &seed), re_dot(&a_adj, &a_dir) + re_dot(&b_adj, &b_dir) + t_adj * t_dir, 1e-13);

    memcpy(s_dir, d + 10, sizeof s_dir), memcpy(s_tan, s_dir, sizeof s_dir), memcpy(s_adj, v + 6, sizeof s_adj), memcpy(s_seed, v + 6, sizeof s_seed);
    memcpy(up, s, sizeof s), memcpy(down, s, sizeof s);
    body p = a, q = a, p_adj = {0};
    p.spring = up, q.spring = down, p_adj.spring = s_adj, seed.spring = s_adj;
    for (int i = 0; i < 2; i++)
        up[i] += h * s_dir[i], down[i] -= h * s_dir[i];
    p.x += h * a_dir.x, p.v += h * a_dir.v, q.x -= h * a_dir.x, q.v -= h * a_dir.v;
    body rp = re_pulled(p, t + h * t_dir), rq = re_pulled(q, t - h * t_dir);
    double old[2] = {s[0], s[1]}, r_s1 = (up[1] - down[1]) / (2 * h);
    body r = a;
    r.spring = s, a_dir.spring = s_tan, t_adj = 0;
    re_pulled_tangent(r, t, &a_dir, t_dir, &tan);
    CHECK_SCALED(tan.v, (rp.v - rq.v) / (2 * h), 1e-8, 1.0);
    CHECK_SCALED(s_tan[1], r_s1, 1e-8, 1.0);
    memcpy(s, old, sizeof s);
    re_pulled_adjoint(r, t, &p_adj, &t_adj, &seed);
    CHECK_CLOSE(re_dot(&tan, &seed) + s_tan[0] * s_seed[0] + s_tan[1] * s_seed[1],
                re_dot(&p_adj, &a_dir) + s_adj[0] * s_dir[0] + s_adj[1] * s_dir[1] + t_adj * t_dir, 1e-13);
}
#endif
