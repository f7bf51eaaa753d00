/* Derivatives of derivatives. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

//@ tangent_of_gradient
ADC_GRADIENT()
double hg(int n, const double x[n])
{
    double s = 1;
    for (int i = 0; i < n; i++)
        s = s * sin(x[i]) + x[i] * x[i];
    return s;
}
ADC_DERIVE(tangent(hg_gradient), wrt(x), of(x_grad));
ADC_DERIVE(adjoint(hg_gradient), wrt(x), of(x_grad));
#ifdef TEST_MAIN
TEST(tangent_of_gradient)
{
    double x[3] = {0.4, 1.1, -0.6}, xt[3] = {1, 0.5, -2}, g[3], gt[3], v[3], up[3];
    double value = hg_gradient(3, x, g);
    CHECK_EXACT(hg_gradient_tangent(3, x, v, xt, gt), value);
    CHECK_SAME(v, g, sizeof g);
    for (int i = 0; i < 3; i++) {
        double h = 0;
        double want = DIFF(h, __extension__({
                               for (int k = 0; k < 3; k++)
                                   up[k] = x[k] + h * xt[k];
                               hg_gradient(3, up, v);
                               v[i];
                           }));
        CHECK_CLOSE(gt[i], want, 1e-8);
    }
    /* the Hessian is symmetric: adjoint with seed w of the gradient = tangent with direction w */
    double xa[3] = {0, 0, 0}, ga[3] = {1, 0.5, -2};
    CHECK_EXACT(hg_gradient_adjoint(3, x, v, xa, ga), value);
    for (int i = 0; i < 3; i++) {
        CHECK_CLOSE(xa[i], gt[i], 1e-12);
        CHECK_EXACT(ga[i], 0);
    }
}
#endif

//@ polynomial_orders
ADC_GRADIENT(name(p1))
double p0(double x)
{
    return x * x * x * x * x;
}
ADC_DERIVE(tangent(p1), wrt(x), of(x_grad), name(p2));
ADC_DERIVE(gradient(p2), wrt(x), of(x_grad_tan), name(p3));
#ifdef TEST_MAIN
TEST(polynomial_orders)
{
    double g, t, x = 1.5;
    p1(x, &g);
    CHECK_CLOSE(g, 5 * pow(x, 4), 1e-14);
    p2(x, &g, 1.0, &t);
    CHECK_CLOSE(t, 20 * x * x * x, 1e-14);
    double third;
    p3(x, &g, 1.0, &t, &third);
    CHECK_CLOSE(third, 60 * x * x, 1e-14);
}
#endif

//@ exp_sin_orders
ADC_TANGENT(name(es1))
double es0(double x)
{
    return exp(sin(x));
}
ADC_DERIVE(tangent(es1), wrt(x), of(return_tan), name(es2));
ADC_DERIVE(gradient(es2), wrt(x), of(return_tan_tan), name(es3));
#ifdef TEST_MAIN
TEST(exp_sin_orders)
{
    double x = 0.7, t1, t2, g = 0, s = sin(x), c = cos(x), e = exp(s);
    es1(x, 1, &t1);
    CHECK_CLOSE(t1, c * e, 1e-14);
    es2(x, 1, &t1, 1, &t2);
    CHECK_CLOSE(t1, c * e, 1e-14);
    CHECK_CLOSE(t2, (c * c - s) * e, 1e-14);
    es3(x, 1, &t1, 1, &t2, &g);
    CHECK_CLOSE(g, (c * c * c - 3 * s * c - c) * e, 1e-13);
}
#endif

//@ tangent_of_adjoint
ADC_ADJOINT()
double ta(int n, const double x[n])
{
    double s = 0.3;
    for (int i = 0; i < n; i++) {
        if (x[i] > 0)
            s = s * x[i] + cos(s);
        else
            s += x[i] * x[i];
    }
    return s;
}
ADC_DERIVE(tangent(ta_adjoint), wrt(x, x_adj, return_adj), of(x_adj, return));
#ifdef TEST_MAIN
TEST(tangent_of_adjoint)
{
    double x[3] = {0.4, 1.1, -0.6}, xt[3] = {1, 0.5, -2}, a[3] = {0.1, 0.2, 0.3}, at[3] = {0, 1, 0}, rt;
    double v[3], up[3];
    ta_adjoint_tangent(3, x, a, 1.5, xt, at, 0.25, &rt);
    for (int i = 0; i < 3; i++) {
        double h = 0;
        double want = DIFF(h, __extension__({
                               for (int k = 0; k < 3; k++) {
                                   up[k] = x[k] + h * xt[k];
                                   v[k] = 0.1 * (k + 1) + (k == 1 ? h : 0);
                               }
                               ta_adjoint(3, up, v, 1.5 + 0.25 * h);
                               v[i];
                           }));
        CHECK_CLOSE(at[i], want, 1e-8);
    }
}
#endif

//@ gradient_of_scalar_from_gradient
ADC_GRADIENT()
double inner(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += x[i] * x[i] * x[i];
    return s;
}
double inner_gradient(int n, const double x[n], double *x_grad);
ADC_GRADIENT()
double penalty(int n, const double x[n])
{
    double g[n], s = inner_gradient(n, x, g);
    for (int i = 0; i < n; i++)
        s += g[i] * g[i];
    return s;
}
#ifdef TEST_MAIN
TEST(gradient_of_scalar_from_gradient)
{
    double x[2] = {0.5, -1.5}, g[2];
    penalty_gradient(2, x, g);
    for (int i = 0; i < 2; i++)
        CHECK_CLOSE(g[i], 3 * x[i] * x[i] + 36 * x[i] * x[i] * x[i], 1e-13);
}
#endif

//@ order_independent_requests
ADC_DERIVE(tangent(late_gradient), wrt(x), of(x_grad));
ADC_GRADIENT()
double late(double x)
{
    return exp(x * x);
}
#ifdef TEST_MAIN
TEST(order_independent_requests)
{
    double g, t, x = 0.6;
    late_gradient_tangent(x, &g, 1.0, &t);
    CHECK_CLOSE(t, (2 + 4 * x * x) * exp(x * x), 1e-14);
}
#endif

//@ third_derivatives_loop
ADC_GRADIENT(name(tl1))
double tl0(int n, const double x[n])
{
    double p = 1;
    for (int i = 0; i < n; i++)
        p = p * x[i] + sin(p);
    return p;
}
ADC_DERIVE(gradient(tl_mid), name(tl3));
double tl1(int n, const double x[n], double *x_grad);
double tl_mid(int n, const double x[n])
{
    double g[n];
    tl1(n, x, g);
    double s = 0;
    for (int i = 0; i < n; i++)
        s += g[i] * (i + 1);
    return s;
}
#ifdef TEST_MAIN
TEST(third_derivatives_loop)
{
    double x[3] = {0.5, -0.7, 0.9}, g[3];
    tl3(3, x, g);
    for (int i = 0; i < 3; i++)
        CHECK_CLOSE(g[i], DIFF(x[i], tl_mid(3, x)), 1e-8);
}
#endif

//@ commuting
ADC_TANGENT()
ADC_ADJOINT()
double cm(double x, double y)
{
    return sin(x * y) + x / y;
}
ADC_DERIVE(adjoint(cm_tangent), wrt(x, y), of(return_tan), name(cm_at));
ADC_DERIVE(tangent(cm_adjoint), wrt(x, y), of(x_adj, y_adj), name(cm_ta));
#ifdef TEST_MAIN
TEST(commuting)
{
    double x = 0.8, y = 1.3, t, ta = 1, xa = 0, ya = 0;
    cm_at(x, y, 0.5, -2, &t, &xa, &ya, &ta);
    double a = 0, b = 0, at = 0, bt = 0;
    cm_ta(x, y, &a, &b, 1, 0.5, -2, &at, &bt);
    CHECK_CLOSE(xa, at, 1e-13);
    CHECK_CLOSE(ya, bt, 1e-13);
    double xx = -y * y * sin(x * y), xy = cos(x * y) - x * y * sin(x * y) - 1 / (y * y);
    CHECK_CLOSE(xa, 0.5 * xx - 2 * xy, 1e-13);
}
#endif

//@ reverse_over_tape
/* What a generated function pushes is differentiated when it is reversed once more. */
ADC_GRADIENT() ADC_HVP() ADC_HESSIAN()
double taped(double x, double y)
{
    double s = 1.0;
    int k = 0;
    while (k < 2) {
        s = s * (x + y);
        k++;
    }
    return s * x * y;
}
ADC_DERIVE(adjoint(taped_gradient), wrt(x, y), of(x_grad, y_grad), name(taped_ag));
ADC_DERIVE(adjoint(taped_hvp), wrt(x, y), of(x_hvp, y_hvp), name(taped_ah));
ADC_DERIVE(gradient(taped_hessian), wrt(x, y), of(x_y_hess), name(taped_gh));
ADC_DERIVE(jacobian(taped_hessian), wrt(x, y), of(x_x_hess), shape(x_x_hess, 1), name(taped_jh));
ADC_DERIVE(adjoint(taped_ag), wrt(x, y), of(x_adj, y_adj), name(taped_aag));
#ifdef TEST_MAIN
/* x^3 y + 2 x^2 y^2 + x y^3 */
TEST(reverse_over_tape)
{
    double x = 0.7, y = 0.4, gx, gy, a = 0, b = 0, sa = 1, sb = 0, h[3], j[2];
    double xx = 6 * x * y + 4 * y * y, xy = 3 * x * x + 8 * x * y + 3 * y * y;
    double xxx = 6 * y, xxy = 6 * x + 8 * y, xyy = 8 * x + 6 * y;
    taped_ag(x, y, &gx, &gy, &a, &b, &sa, &sb);
    CHECK_CLOSE(a, xx, 1e-13);
    CHECK_CLOSE(b, xy, 1e-13);
    a = b = sb = 0, sa = 1;
    taped_ah(x, y, 1, 0, &gx, &gy, &a, &b, &sa, &sb);
    CHECK_CLOSE(a, xxx, 1e-13);
    CHECK_CLOSE(b, xxy, 1e-13);
    taped_gh(x, y, &h[0], &h[1], &h[2], &gx, &gy);
    CHECK_CLOSE(gx, xxy, 1e-13);
    CHECK_CLOSE(gy, xyy, 1e-13);
    taped_jh(x, y, &h[0], &h[1], &h[2], &j[0], &j[1]);
    CHECK_CLOSE(j[0], xxx, 1e-13);
    CHECK_CLOSE(j[1], xxy, 1e-13);
    double xa = 0, ya = 0, ta = 0, tb = 0, ua = 1, ub = 0; /* third order, reverse three times */
    sa = 1, sb = 0;
    taped_aag(x, y, &gx, &gy, &xa, &ya, &sa, &sb, &ta, &tb, &ua, &ub);
    CHECK_CLOSE(xa, xx, 1e-13);
    CHECK_CLOSE(ta, xxx, 1e-13);
    CHECK_CLOSE(tb, xxy, 1e-13);
}
#endif

//@ reverse_over_recursion
/* The halves of a recursion share a tape; reversed once more, and again, they share one of adjoints. */
static double power(double s, double z, int k)
{
    if (k == 0)
        return s;
    double t = power(s * z, z, k - 1);
    return t * s;
}
ADC_GRADIENT() ADC_HVP()
double rec(double x, double y)
{
    return power(x, y, 2) * x * y;
}
ADC_DERIVE(adjoint(rec_gradient), wrt(x, y), of(x_grad, y_grad), name(rec_ag));
ADC_DERIVE(adjoint(rec_hvp), wrt(x, y), of(x_hvp, y_hvp), name(rec_ah));
ADC_DERIVE(adjoint(rec_ag), wrt(x, y), of(x_adj, y_adj), name(rec_aag));
ADC_DERIVE(adjoint(rec_ag), wrt(x, y), of(x_adj, y_adj), vector(2), name(rec_vaag));
#ifdef TEST_MAIN
/* x^4 y^4 */
TEST(reverse_over_recursion)
{
    double x = 0.7, y = 1.4, gx, gy, a = 0.5, b = 0, sa = 1, sb = -2;
    double xx = 12 * pow(x, 2) * pow(y, 4), xy = 16 * pow(x * y, 3), yy = 12 * pow(x, 4) * pow(y, 2);
    double xxx = 24 * x * pow(y, 4), xxy = 48 * pow(x, 2) * pow(y, 3), xyy = 48 * pow(x, 3) * pow(y, 2);
    CHECK_CLOSE(rec_ag(x, y, &gx, &gy, &a, &b, &sa, &sb), pow(x * y, 4), 1e-14);
    CHECK_CLOSE(gx, 4 * pow(x, 3) * pow(y, 4), 1e-14);
    CHECK_CLOSE(a, 0.5 + xx - 2 * xy, 1e-13);
    CHECK_CLOSE(b, xy - 2 * yy, 1e-13);
    a = b = sb = 0, sa = 1;
    rec_ah(x, y, 1, -3, &gx, &gy, &a, &b, &sa, &sb);
    CHECK_CLOSE(a, xxx - 3 * xxy, 1e-13);
    CHECK_CLOSE(b, xxy - 3 * xyy, 1e-13);
    double xa = 0, ya = 0, ta = 0, tb = 0, ua = 1, ub = 0;
    sa = 1, sb = 0;
    rec_aag(x, y, &gx, &gy, &xa, &ya, &sa, &sb, &ta, &tb, &ua, &ub);
    CHECK_CLOSE(xa, xx, 1e-13);
    CHECK_CLOSE(ta, xxx, 1e-13);
    CHECK_CLOSE(tb, xxy, 1e-13);
    double va[2] = {0}, vb[2] = {1, 0}, wa[2] = {1, 0}, wb[2] = {0, 1};
    xa = ya = sb = 0, sa = 1;
    rec_vaag(x, y, &gx, &gy, &xa, &ya, &sa, &sb, va, vb, &wa, &wb);
    CHECK_CLOSE(va[0], xxx, 1e-13);
    CHECK_CLOSE(va[1], xxy, 1e-13);
    CHECK_CLOSE(vb[0], 1 + xxy, 1e-13);
    CHECK_CLOSE(vb[1], xyy, 1e-13);
}
#endif

//@ reverse_over_freed_memory
/* What the tape of a gradient frees at its end is read again when the gradient is reversed. */
ADC_GRADIENT()
double freed(int n, const double x[n])
{
    double s = 1;
    for (int k = 0; k < 2; k++) {
        double *b = malloc((size_t)n * sizeof *b);
        for (int i = 0; i < n; i++)
            b[i] = x[i] * s;
        for (int i = 1; i < n; i++)
            s *= b[i] * b[i - 1];
        free(b);
    }
    return s;
}
ADC_DERIVE(adjoint(freed_gradient), wrt(x), of(x_grad), name(freed_ag));
#ifdef TEST_MAIN
/* n = 2: s = 1, then s = x0 x1, then s = x0^4 x1^4 */
TEST(reverse_over_freed_memory)
{
    double x[2] = {0.7, 1.4}, g[2], a[2] = {0, 0}, seed[2] = {1, -2};
    CHECK_CLOSE(freed_ag(2, x, g, a, seed), pow(x[0] * x[1], 4), 1e-14);
    CHECK_CLOSE(g[0], 4 * pow(x[0], 3) * pow(x[1], 4), 1e-14);
    CHECK_CLOSE(a[0], 12 * pow(x[0], 2) * pow(x[1], 4) - 32 * pow(x[0] * x[1], 3), 1e-13);
    CHECK_CLOSE(a[1], 16 * pow(x[0] * x[1], 3) - 24 * pow(x[0], 4) * pow(x[1], 2), 1e-13);
}
#endif

//@ growing_buffer
/* realloc in a primal that is differentiated twice in reverse, and in several directions. */
typedef struct Buffer {
    double *at;
    int n, cap;
} Buffer;
static void buffer_put(Buffer *b, double v)
{
    if (b->n == b->cap) {
        b->cap = b->cap ? 2 * b->cap : 2;
        b->at = realloc(b->at, (size_t)b->cap * sizeof *b->at);
    }
    b->at[b->n++] = v;
}
ADC_GRADIENT()
ADC_TANGENT(vector(2))
double growing(int n, const double x[n])
{
    Buffer b = {0};
    double s = 1;
    for (int i = 0; i < n; i++) {
        buffer_put(&b, x[i] * x[i]);
        buffer_put(&b, x[0]);
    }
    for (int i = 0; i < b.n; i++)
        s *= b.at[i];
    free(b.at);
    return s;
}
ADC_DERIVE(adjoint(growing_gradient), wrt(x), of(x_grad), name(growing_ag));
#ifdef TEST_MAIN
/* n = 3: x0^5 x1^2 x2^2 */
TEST(growing_buffer)
{
    double x[3] = {0.7, 1.4, -0.9}, g[3], a[3] = {0, 0, 0}, seed[3] = {1, -2, 0}, t[3][2] = {{1, 0}, {0, 1}, {0, 0}}, rt[2];
    double f = pow(x[0], 5) * x[1] * x[1] * x[2] * x[2];
    CHECK_CLOSE(growing_ag(3, x, g, a, seed), f, 1e-14);
    CHECK_CLOSE(g[0], 5 * f / x[0], 1e-14);
    CHECK_CLOSE(a[0], 20 * f / x[0] / x[0] - 2 * 10 * f / x[0] / x[1], 1e-13);
    CHECK_CLOSE(a[1], 10 * f / x[0] / x[1] - 2 * 2 * f / x[1] / x[1], 1e-13);
    CHECK_CLOSE(a[2], 10 * f / x[0] / x[2] - 2 * 4 * f / x[1] / x[2], 1e-13);
    growing_tangent(3, x, (const double(*)[2])t, rt);
    CHECK_CLOSE(rt[0], 5 * f / x[0], 1e-13);
    CHECK_CLOSE(rt[1], 2 * f / x[1], 1e-13);
}
#endif

//@ matrix_in_a_recursion
static double layered(double r, int depth)
{
    int n = 2;
    if (depth <= 0)
        return 0.3 * sin(r);
    double m[n][3];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < 3; j++)
            m[i][j] = 0.1 * r * (i + j);
    r = 0.7 * r + 0.3 * layered(r, depth - 1);
    return r + m[depth % 2][1];
}
ADC_TANGENT()
double matrix_in_a_recursion(double x)
{
    return layered(x * x, 1);
}
ADC_DERIVE(adjoint(matrix_in_a_recursion_tangent), wrt(x), of(return_tan));
#ifdef TEST_MAIN
/* 0.7 x^2 + 0.09 sin(x^2) + 0.2 x^2 */
TEST(matrix_in_a_recursion)
{
    double x = 0.7, t, a = 0.0, seed = 1.0;
    matrix_in_a_recursion_tangent_adjoint(x, 1.0, &t, &a, &seed);
    CHECK_CLOSE(t, 1.8 * x + 0.18 * x * cos(x * x), 1e-14);
    CHECK_CLOSE(a, 1.8 + 0.18 * cos(x * x) - 0.36 * x * x * sin(x * x), 1e-13);
}
#endif

//@ copies_of_copies
/* What is taken and given back goes, several times in one block. */
ADC_TANGENT()
double copies_of_copies(int n, const double x[n])
{
    double t = cos(x[2] * x[1]);
    t = 0.6 * t + cos(0.7 - log(1.5 + t * t));
    double kept = t * exp(-0.5 * t * t);
    t = kept = t;
    return t * x[0] + 0.3 * t + 0.3 * kept;
}
ADC_DERIVE(adjoint(copies_of_copies_tangent), wrt(x), of(return_tan));
#ifdef TEST_MAIN
TEST(copies_of_copies)
{
    double x[3] = {0.7, -0.6, 1.1}, d[3] = {0.3, 0.5, -0.2}, t, a[3] = {0}, seed = 1.0;
    copies_of_copies_tangent_adjoint(3, x, d, &t, a, &seed);
    for (int i = 0; i < 3; i++) {
        double h = 1e-5, at = x[i], above, below;
        x[i] = at + h;
        copies_of_copies_tangent(3, x, d, &above);
        x[i] = at - h;
        copies_of_copies_tangent(3, x, d, &below);
        x[i] = at;
        CHECK_CLOSE(a[i], (above - below) / (2 * h), 1e-7);
    }
}
#endif

//@ rows_in_a_branch
/* The length of an array of a branch is a variable of each half that names it. */
ADC_GRADIENT()
double rows_in_a_branch(double x)
{
    double t = x;
    if (t > -5) {
        int k = 2;
        double m[k][3];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < 3; j++)
                m[i][j] = t * (j + 1);
        for (int i = 0; i < 3; i++)
            m[1][i] *= m[0][i];
        t = m[1][0] * m[1][1] * m[0][2];
    }
    return t;
}
ADC_DERIVE(adjoint(rows_in_a_branch_gradient), wrt(x), of(x_grad));
ADC_DERIVE(tangent(rows_in_a_branch_gradient_adjoint), wrt(x), of(x_adj));
#ifdef TEST_MAIN
/* 12 x^5 */
TEST(rows_in_a_branch)
{
    double x = 0.7, g, g_adj = 1.0, a = 0.0, a_tan = 0.0;
    rows_in_a_branch_gradient_adjoint(x, &g, &a, &g_adj);
    CHECK_CLOSE(g, 60 * x * x * x * x, 1e-13);
    CHECK_CLOSE(a, 240 * x * x * x, 1e-12);
    a = 0.0, g_adj = 1.0;
    rows_in_a_branch_gradient_adjoint_tangent(x, &g, &a, &g_adj, 1.0, &a_tan);
    CHECK_CLOSE(a_tan, 720 * x * x, 1e-11);
}
#endif

//@ directions_in_turn
/* Custom derivatives take one direction: the function that calls the one for each is differentiated like any other. */
static void turn_adj(double a, double b, double *a_adj, double *b_adj, double return_adj)
{
    double e = exp(a * b);
    *a_adj += return_adj * e * b;
    *b_adj += return_adj * e * a;
}
ADC_CUSTOM_ADJOINT(turn_adj)
static double turn(double a, double b)
{
    return exp(a * b);
}
ADC_ADJOINT(vector(2), name(turned))
double directions_in_turn(const double x[2])
{
    return x[0] * turn(x[0], x[1]);
}
ADC_DERIVE(tangent(turned), wrt(x), of(x_adj));
ADC_DERIVE(adjoint(turned), wrt(x), of(x_adj));
ADC_DERIVE(jacobian(turned), wrt(x), of(x_adj));
#ifdef TEST_MAIN
/* x e^(x y): the Hessian is e^(x y) (2 y + x y^2, 2 x + x^2 y; x^3) */
TEST(directions_in_turn)
{
    double x[2] = {0.7, -0.4}, d[2] = {1.5, -0.5}, a[2][2] = {{0}}, t[2][2] = {{0}}, seed[2] = {1.0, -2.0}, e = exp(x[0] * x[1]);
    double h[4] = {e * (2 * x[1] + x[0] * x[1] * x[1]), e * (2 * x[0] + x[0] * x[0] * x[1]), 0, e * x[0] * x[0] * x[0]}, j[8];
    h[2] = h[1];
    turned_tangent(x, a, seed, d, t);
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++)
            CHECK_CLOSE(t[i][k], seed[k] * (h[2 * i] * d[0] + h[2 * i + 1] * d[1]), 1e-14);
    double xa[2] = {0.25, 0}, s[2][2] = {{1.0, 0.25}, {0.0, 2.0}}, w[2];
    for (int i = 0; i < 2; i++)
        w[i] = s[i][0] * seed[0] + s[i][1] * seed[1];
    turned_adjoint(x, a, seed, xa, s);
    for (int i = 0; i < 2; i++)
        CHECK_CLOSE(xa[i], (i ? 0 : 0.25) + w[0] * h[2 * i] + w[1] * h[2 * i + 1], 1e-14);
    turned_jacobian(x, a, seed, j);
    for (int i = 0; i < 8; i++)
        CHECK_CLOSE(j[i], seed[i / 2 % 2] * h[2 * (i / 4) + i % 2], 1e-14);
}
#endif

//@ jacobian_of_directions
/* What adc gave to a function has as many reals as it has directions, and the tangent of a real is one. */
ADC_ADJOINT(shape(x, 3), vector(2), name(cubes_a)) ADC_TANGENT(name(cubes_t))
double cubes(const double *x)
{
    return x[0] * x[0] * x[0] + x[1] * x[2];
}
ADC_DERIVE(jacobian(cubes_a), wrt(x), of(x_adj), shape(x, 3));
ADC_DERIVE(jacobian(cubes_t), wrt(x), of(return_tan), shape(x, 3));
#ifdef TEST_MAIN
TEST(jacobian_of_directions)
{
    double x[3] = {0.7, -0.4, 1.2}, d[3] = {1, 2, -3}, seed[2] = {2, -1}, a[3][2] = {{0}}, j[18], t, g[3];
    double h[9] = {6 * x[0], 0, 0, 0, 0, 1, 0, 1, 0};
    cubes_a_jacobian(x, a, seed, j);
    for (int i = 0; i < 18; i++)
        CHECK_CLOSE(j[i], seed[i / 3 % 2] * h[i / 6 * 3 + i % 3], 1e-14);
    cubes_t_jacobian(x, d, &t, g);
    for (int i = 0; i < 3; i++)
        CHECK_CLOSE(g[i], h[3 * i] * d[0] + h[3 * i + 1] * d[1] + h[3 * i + 2] * d[2], 1e-14);
}
#endif
