/* Kinds over kinds, several directions, and requests whose sizes adc itself knows. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

//@ address_of_a_parameter
/* A function that is not put in place hands on the address of its own parameter by value: each half has a shadow for it. */
struct hunt_list { double key; struct hunt_list *next; };
struct hunt_pair { double u, v[2]; };
static double fold_back(const struct hunt_list *t, double a, double *r)
{
    if (!t) {
        *r = a * a;
        return a;
    }
    double b = fold_back(t->next, a * 0.9 * t->key, &a);
    return fold_back(t->next, a * b, r) * a;
}
static double fold_pair(const struct hunt_list *t, struct hunt_pair p, struct hunt_pair *r)
{
    if (!t) {
        r->u += p.u * p.v[0];
        r->v[1] = p.v[1] * p.u;
        return sin(p.v[0]);
    }
    p.v[0] *= t->key;
    double b = fold_pair(t->next, p, &p);
    for (int i = 0; i < 2; i++)
        p.u += b * p.v[i];
    return fold_pair(t->next, p, r) * p.u;
}
KINDS()
double address_of_a_parameter(int n, const double x[n])
{
    struct hunt_list nodes[3];
    double r = 0.0;
    for (int i = 0; i < 3; i++) {
        nodes[i].key = x[i % n];
        nodes[i].next = i < 2 ? &nodes[i + 1] : 0;
    }
    struct hunt_pair p = {x[1], {x[0], 0.7}}, q = p;
    return fold_back(nodes, x[0], &r) + r + fold_pair(nodes, p, &q) * q.v[1] + q.u;
}
SCALAR(address_of_a_parameter, 0.8, -0.6, 1.1)

//@ directions_behind_a_copy
/* What pointers of a struct by value, or of one that is const, lead to is the caller's: hvp left its direction changed. */
struct hunt_view {
    int n;
    double c;
    double *w, *y;
};
ADC_HVP(shape(v.w, v.n), shape(v.y, 2))
double copied_view(struct hunt_view v)
{
    v.y[1] = v.c * v.y[1] * v.y[0];
    return v.y[1] * v.w[0] + sin(v.w[v.n - 1]);
}
ADC_HVP(shape(v->w, v->n), shape(v->y, 2))
double const_view(const struct hunt_view *v)
{
    v->y[1] = v->c * v->y[1] * v->y[0];
    return v->y[1] * v->w[0] + sin(v->w[v->n - 1]);
}
#ifdef TEST_MAIN
TEST(directions_behind_a_copy)
{
    /* f = c y1 y0 w0 + sin(w1), of (c, w0, w1, y0, y1) */
    for (int which = 0; which < 2; which++) {
        double w[2] = {0.3, -0.7}, y[2] = {1.4, 0.6}, wd[2] = {1, 2}, yd[2] = {-1, 0.5}, wh[2], yh[2];
        struct hunt_view v = {2, 1.2, w, y}, d = {2, 0.4, wd, yd}, h = {2, 0, wh, yh};
        double c = v.c, y0 = y[0], y1 = y[1], w0 = w[0];
        if (which)
            const_view_hvp(&v, &d, &h);
        else
            copied_view_hvp(v, &d, &h);
        CHECK_EXACT(yd[0], -1);
        CHECK_EXACT(yd[1], 0.5);
        CHECK_EXACT(wd[1], 2);
        CHECK_CLOSE(h.c, y0 * w0 * yd[1] + y1 * w0 * yd[0] + y0 * y1 * wd[0], 1e-13);
        CHECK_CLOSE(wh[0], y0 * y1 * d.c + c * y0 * yd[1] + c * y1 * yd[0], 1e-13);
        CHECK_CLOSE(wh[1], -sin(w[1]) * wd[1], 1e-13);
        CHECK_CLOSE(yh[0], y1 * w0 * d.c + c * y1 * wd[0] + c * w0 * yd[1], 1e-13);
        CHECK_CLOSE(yh[1], y0 * w0 * d.c + c * y0 * wd[0] + c * w0 * yd[0], 1e-13);
        CHECK_CLOSE(y[1], c * y1 * y0, 1e-15);
    }
}
#endif

//@ one_direction_after_the_other
/* Seen under two types inside: the directions take turns, and what f changes starts anew for each. */
struct hunt_two {
    double a, b;
};
ADC_ADJOINT(wrt(a, x, e), of(return, x), shape(e, 1), vector(3), noalias, name(turns_adj3))
ADC_TANGENT(wrt(a, x, e), of(return, x), shape(e, 1), vector(3), noalias, name(turns_tan3))
ADC_ADJOINT(wrt(a, x, e), of(return, x), name(turns_adj))
ADC_TANGENT(wrt(a, x, e), of(return, x), name(turns_tan))
double turns(double a, double x[2][2], const double *e)
{
    double pair[2] = {a, x[0][1]};
    struct hunt_two *t = (struct hunt_two *)pair;
    x[1][0] *= t->b * a + *e;
    return t->a * x[1][0] + x[0][0] * t->b;
}
static void hunt_turn(const struct hunt_two *p, double **rows, double *s)
{
    const double *flat = (const double *)p;
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            rows[i][j] = rows[i][j] * flat[i] + *s;
    *s += rows[1][0] * rows[0][1];
}
ADC_ADJOINT(wrt(p, rows, s), of(rows, s), shape(rows, 2, 2), shape(s, 1), noalias, vector(2), name(turn_adj2))
ADC_TANGENT(wrt(p, rows, s), of(rows, s), shape(rows, 2, 2), shape(s, 1), noalias, vector(2), name(turn_tan2))
ADC_ADJOINT(wrt(p, rows, s), of(rows, s), name(turn_adj))
ADC_TANGENT(wrt(p, rows, s), of(rows, s), name(turn_tan))
void turn(struct hunt_two p, double **rows, double *s)
{
    hunt_turn(&p, rows, s);
}
#ifdef TEST_MAIN
TEST(one_direction_after_the_other)
{
    const double x0[4] = {0.3, -0.7, 1.1, 0.9};
    double a = 1.3, e = 0.2, x[2][2];
    for (int reverse = 0; reverse < 2; reverse++) {
        double a3[3], x3[2][2][3], e3[3], r3[3], one[3][6];
        for (int k = 0; k < 3; k++) {
            grad_fill(6, one[k]);
            a3[k] = one[k][0], e3[k] = one[k][5], r3[k] = 0.5 + k;
            for (int i = 0; i < 4; i++)
                x3[i / 2][i % 2][k] = one[k][1 + i];
        }
        memcpy(x, x0, sizeof x);
        double value = turns(a, x, &e), left = x[1][0];
        memcpy(x, x0, sizeof x);
        CHECK_EXACT(reverse ? turns_adj3(a, x, &e, a3, x3, &e3, r3) : turns_tan3(a, x, &e, a3, x3, (const double(*)[3])&e3, r3), value);
        CHECK_EXACT(x[1][0], left);
        for (int k = 0; k < 3; k++) {
            double xs[2][2], r;
            memcpy(xs, one[k] + 1, sizeof xs);
            memcpy(x, x0, sizeof x);
            if (reverse) {
                turns_adj(a, x, &e, &one[k][0], xs, &one[k][5], 0.5 + k);
                CHECK_CLOSE(a3[k], one[k][0], 1e-14);
                CHECK_CLOSE(e3[k], one[k][5], 1e-14);
            } else {
                turns_tan(a, x, &e, one[k][0], xs, &one[k][5], &r);
                CHECK_CLOSE(r3[k], r, 1e-14);
            }
            for (int i = 0; i < 4; i++)
                CHECK_CLOSE(x3[i / 2][i % 2][k], xs[i / 2][i % 2], 1e-14);
        }
    }
    for (int reverse = 0; reverse < 2; reverse++) {
        struct hunt_two p = {0.4, -1.2}, p2[2];
        double m[2][2], m2[2][2][2], s = 0.3, s2[1][2], *rows[2] = {m[0], m[1]}, one[2][7];
        double(*rows2[2])[2] = {m2[0], m2[1]};
        for (int k = 0; k < 2; k++) {
            grad_fill(7, one[k]);
            p2[k].a = one[k][0], p2[k].b = one[k][1], s2[0][k] = one[k][6];
            for (int i = 0; i < 4; i++)
                m2[i / 2][i % 2][k] = one[k][2 + i];
        }
        memcpy(m, x0, sizeof m);
        if (reverse)
            turn_adj2(p, rows, &s, p2, rows2, s2);
        else
            turn_tan2(p, rows, &s, p2, rows2, s2);
        double left = s;
        for (int k = 0; k < 2; k++) {
            struct hunt_two ps = {one[k][0], one[k][1]};
            double ms[2][2], *srows[2] = {ms[0], ms[1]};
            memcpy(ms, one[k] + 2, sizeof ms);
            memcpy(m, x0, sizeof m);
            s = 0.3;
            if (reverse)
                turn_adj(p, rows, &s, &ps, srows, &one[k][6]);
            else
                turn_tan(p, rows, &s, &ps, srows, &one[k][6]);
            CHECK_EXACT(s, left);
            CHECK_CLOSE(p2[k].a, ps.a, 1e-14);
            CHECK_CLOSE(p2[k].b, ps.b, 1e-14);
            CHECK_CLOSE(s2[0][k], one[k][6], 1e-14);
            for (int i = 0; i < 4; i++)
                CHECK_CLOSE(m2[i / 2][i % 2][k], ms[i / 2][i % 2], 1e-14);
        }
    }
}
#endif

//@ sizes_of_what_adc_made
/* x_grad is as large as x: nobody has to say so. */
ADC_GRADIENT(shape(x, n)) ADC_HESSIAN(wrt(x, a), shape(x, n)) ADC_HVP(wrt(x, a), shape(x, n)) ADC_JACOBIAN(shape(x, n))
double made(int n, const double *x, double a)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += x[i] * x[i] * x[i] * a * a;
    return s;
}
ADC_DERIVE(jacobian(made_gradient), wrt(a), of(x_grad, a_grad));
ADC_DERIVE(jacobian(made_hessian), wrt(a), of(x_x_hess, a_a_hess));
ADC_DERIVE(jacobian(made_hvp), wrt(a), of(x_hvp));
ADC_DERIVE(jacobian(made_jacobian), wrt(a), of(return_x_jac, return_a_jac));
#ifdef TEST_MAIN
TEST(sizes_of_what_adc_made)
{
    double x[2] = {0.7, -1.2}, a = 1.5, g[2], ga, h[4], xa[2], aa, ja[4], jb, d[2] = {1, 2}, v[2], va, jx[2], jj[2];
    made_gradient_jacobian(2, x, a, g, &ga, ja, &jb);
    for (int i = 0; i < 2; i++)
        CHECK_CLOSE(ja[i], 6 * x[i] * x[i] * a, 1e-14);
    CHECK_CLOSE(jb, 2 * (x[0] * x[0] * x[0] + x[1] * x[1] * x[1]), 1e-14);
    made_hessian_jacobian(2, x, a, h, xa, &aa, ja, &jb);
    for (int i = 0; i < 4; i++)
        CHECK_CLOSE(ja[i], i % 3 ? 0 : 12 * x[i / 3] * a, 1e-14);
    CHECK_SCALED(jb, 0, 1e-14, 1.0);
    made_hvp_jacobian(2, x, a, d, 0.5, v, &va, jx);
    for (int i = 0; i < 2; i++)
        CHECK_CLOSE(jx[i], 12 * x[i] * a * d[i] + 6 * x[i] * x[i] * 0.5, 1e-14);
    made_jacobian_jacobian(2, x, a, jx, &jb, jj, &ga);
    for (int i = 0; i < 2; i++)
        CHECK_CLOSE(jj[i], 6 * x[i] * x[i] * a, 1e-14);
}
#endif

//@ of_alone_in_two_versions
/* What f only reads and of() names has its derivative in the version for memory that is apart too. */
ADC_ADJOINT(wrt(x), of(y, q)) ADC_ADJOINT(wrt(x), of(y, q), noalias, name(weigh_apart))
ADC_ADJOINT(wrt(x, q), of(y), name(weigh_all))
void weigh(int n, double x[n], double y[n], double q[restrict 2])
{
    double w = cos(q[0] * q[1]);
    for (int i = 0; i < n; i++) {
        double t = sin(x[i] * w);
        y[i] += t * t * w * x[i];
    }
}
#ifdef TEST_MAIN
TEST(of_alone_in_two_versions)
{
    double x[3] = {0.3, -0.7, 1.1}, q[2] = {0.8, 0.4}, a[3][3][3], *s[3];
    for (int which = 0; which < 3; which++) {
        double y[3] = {0.2, 0.5, -0.9};
        for (int k = 0; k < 3; k++) {
            s[k] = a[which][k];
            for (int i = 0; i < 3; i++)
                s[k][i] = 0.3 * k - 0.2 * i;
        }
        (which == 0 ? weigh_adjoint : which == 1 ? weigh_apart : weigh_all)(3, x, y, q, s[0], s[1], s[2]);
    }
    double want[2] = {0.6, 0.4}, seed[3] = {0.3, 0.1, -0.1};
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < 3; i++) {
            double y[3];
            want[k] += seed[i] * DIFF(q[k], (y[0] = 0.2, y[1] = 0.5, y[2] = -0.9, weigh(3, x, y, q), y[i]));
        }
    for (int k = 0; k < 2; k++)
        CHECK_CLOSE(a[0][2][k], want[k], 1e-9);
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < 3; i++) {
            CHECK_CLOSE(a[0][k][i], a[1][k][i], 1e-13);
            CHECK_CLOSE(a[0][k][i], a[2][k][i], 1e-13);
        }
}
#endif

//@ three_deep_of_recursion
/* What a function only adds to is no part of what it adds to others: the result of a recursive call made it one, and kinds
   three deep were refused for want of its shadow. */
static double fold_cubes(int n, const double *x, int i)
{
    return i >= n ? 0.0 : x[i] * x[i] * x[i] + fold_cubes(n, x, i + 1) * x[i];
}
ADC_ADJOINT() ADC_TANGENT() ADC_JACOBIAN(wrt(x), of(return))
double cubes(int n, const double x[n])
{
    return fold_cubes(n, x, 0);
}
ADC_DERIVE(adjoint(cubes_adjoint), wrt(x), of(x_adj), name(cubes_aa));
ADC_DERIVE(adjoint(cubes_jacobian), wrt(x), of(return_x_jac), name(cubes_aj));
ADC_DERIVE(adjoint(cubes_tangent), wrt(x), of(return_tan), name(cubes_at));
ADC_DERIVE(adjoint(cubes_aa), wrt(x), of(x_adj), name(cubes_aaa_first));
ADC_DERIVE(adjoint(cubes_aa), wrt(x), of(x_adj2), name(cubes_aaa));
ADC_DERIVE(adjoint(cubes_aj), wrt(x), of(return_x_jac), name(cubes_aaj_first));
ADC_DERIVE(adjoint(cubes_aj), wrt(x), of(x_adj), name(cubes_aaj));
ADC_DERIVE(adjoint(cubes_at), wrt(x), of(return_tan), name(cubes_aat_first));
ADC_DERIVE(adjoint(cubes_at), wrt(x), of(x_adj), name(cubes_aat));
#ifdef TEST_MAIN
/* cubes = x0^3 + x1^3 x0: its Hessian times v, and its third derivative along v and w. */
static void cubes_second(const double x[2], const double v[2], double out[2])
{
    out[0] = 6.0 * x[0] * v[0] + 3.0 * x[1] * x[1] * v[1];
    out[1] = 3.0 * x[1] * x[1] * v[0] + 6.0 * x[0] * x[1] * v[1];
}
static void cubes_third(const double x[2], const double v[2], const double w[2], double out[2])
{
    out[0] = 6.0 * v[0] * w[0] + 6.0 * x[1] * v[1] * w[1];
    out[1] = 6.0 * x[1] * (v[0] * w[1] + v[1] * w[0]) + 6.0 * x[0] * v[1] * w[1];
}
TEST(three_deep_of_recursion)
{
    const double x[2] = {0.7, -1.2}, v[2] = {0.4, 1.5};
    double second[2], third[2], *seed = (double[2]){0}, *a = (double[2]){0}, *b = (double[2]){0}, *c = (double[2]){0}, one, also;
#define THREE_DEEP(want, call)                                                                     \
    seed[0] = -0.3, seed[1] = 0.9;                                                                 \
    a[0] = b[0] = c[0] = 0.25, a[1] = b[1] = c[1] = -0.5, one = also = 1.0;                        \
    call;                                                                                          \
    for (int i = 0; i < 2; i++)                                                                    \
        CHECK_CLOSE(a[i], (i ? -0.5 : 0.25) + (want)[i], 1e-13)
    const double u[2] = {-0.3, 0.9};
    cubes_second(x, u, second);
    cubes_third(x, v, u, third);
    double *vs = (double[2]){v[0], v[1]};
    THREE_DEEP(second, cubes_aaa_first(2, x, b, 1.0, c, vs, a, seed));
    vs[0] = v[0], vs[1] = v[1];
    THREE_DEEP(third, cubes_aaa(2, x, b, 1.0, c, vs, a, seed));
    vs[0] = v[0], vs[1] = v[1];
    THREE_DEEP(second, cubes_aaj_first(2, x, b, c, vs, a, seed));
    vs[0] = v[0], vs[1] = v[1];
    THREE_DEEP(third, cubes_aaj(2, x, b, c, vs, a, seed));
    cubes_second(x, v, second);
    double t;
    THREE_DEEP(second, cubes_aat_first(2, x, v, &t, b, &one, a, &also));
    THREE_DEEP(third, cubes_aat(2, x, v, &t, b, &one, a, seed));
}
#endif
