/* Written from the contract alone: values of structs, pointers of several types to one memory, blocks that grow. */
#include "grad.h"
#include <complex.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

//@ array_of_a_returned_struct
/* The array in a struct that is no object: the result of a call, a conditional, an assignment. */
typedef struct {
    double a[3];
    int n;
} Triple;
static Triple make_triple(double a, double b)
{
    Triple t = {{a, b, a * b}, 3};
    return t;
}
KINDS()
double array_of_result(int n, const double x[n])
{
    Triple t = {{x[0]}, 1}, u = {{x[1] * x[0]}, 1}, v;
    double s = make_triple(x[0], x[1]).a[2] * x[0];
    s += (x[0] > 0 ? t : u).a[0] * s;
    s *= (v = u).a[0];
    return s * ((Triple){{x[1] * x[1]}, 1}).a[0] + make_triple(s, x[0]).a[v.n + 1];
}
SCALAR(array_of_result, 0.8, -0.6)

//@ array_argument_behind_void
/* The parameter's type, not the argument's, says how far a step goes. */
static double middle_row(const double a[3][4], int i)
{
    const double (*r)[4] = a + i;
    return (*r)[0] * a[i][1] * a[1][2];
}
KINDS()
double array_argument(int n, const double x[n])
{
    double w[12];
    for (int i = 0; i < 12; i++)
        w[i] = x[i % n] * x[i % n] + i;
    return middle_row((void *)w, 2) + middle_row((void *)w, 1);
}
SCALAR(array_argument, 0.8, -0.6, 0.3)

//@ struct_walked_as_array
/* Hessian and jacobian run one direction at a time here: k shadow structs are no array of k doubles. */
struct point {
    double x, y, z;
};
static double weighted(const double *p, int n)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += p[i] * p[i] * (i + 1);
    return s;
}
KINDS()
double struct_walked(int n, const double x[n])
{
    struct point p = {x[0], x[1] * x[2], x[2]}, a[2];
    double *flat = (double *)a;
    for (int i = 0; i < 6; i++)
        flat[i] = x[i % n] * x[i % n];
    return weighted((const double *)&p, 3) * a[0].y + a[1].x * a[0].z;
}
SCALAR(struct_walked, 0.8, -0.6, 0.3)

//@ array_seen_as_structs
struct coords {
    double x, y, z;
};
static void cross(const struct coords *a, const struct coords *b, struct coords *c)
{
    c->x = a->y * b->z - a->z * b->y;
    c->y = a->z * b->x - a->x * b->z;
    c->z += a->x * b->y - a->y * b->x;
}
KINDS_MAP()
void array_seen(int n, const double x[n], int m, double y[m])
{
    for (int i = 0; i < m; i++)
        y[i] = x[i] * x[0];
    cross((const struct coords *)x, (const struct coords *)(x + 3), (struct coords *)y);
    cross((const struct coords *)y, (const struct coords *)x, (struct coords *)y + 1);
}
MAP(array_seen, 6, 0.8, -0.6, 0.3, 1.1, 0.4, -0.9)

//@ complex_seen_as_reals
KINDS()
double complex_seen(int n, const double x[n])
{
    const double complex *z = (const double complex *)x;
    double complex w = z[0] * z[1];
    double *p = (double *)&w;
    (void)n;
    return p[0] * p[1] + creal(z[1]);
}
SCALAR(complex_seen, 0.8, -0.6, 0.3, 1.1)

//@ member_by_its_offset
struct offset {
    int k;
    double a, b;
};
KINDS()
double by_offset(int n, const double x[n])
{
    struct offset v = {1, x[0], x[1]};
    double *p = (double *)((char *)&v + offsetof(struct offset, b));
    *p *= x[n - 1];
    return v.a * v.b;
}
SCALAR(by_offset, 0.8, -0.6, 0.3)

//@ bytes_of_an_array_in_a_struct
struct counted {
    double a[3];
    int k;
};
ADC_HESSIAN(wrt(x))
double bytes_of_array(const double x[3])
{
    struct counted s;
    memcpy(s.a, x, sizeof s.a);
    s.a[1] *= s.a[0];
    return s.a[1] * s.a[2];
}
#ifdef TEST_MAIN
TEST(bytes_of_array)
{
    double x[3] = {2, 3, 5}, h[9];
    const double want[9] = {0, 5, 3, 5, 0, 2, 3, 2, 0};
    bytes_of_array_hessian(x, h);
    for (int i = 0; i < 9; i++)
        CHECK_CLOSE(h[i], want[i], 1e-14);
}
#endif

//@ adjoint_of_a_tangent_that_grows
ADC_TANGENT(wrt(x))
double grows(int n, const double x[n])
{
    double *a = malloc((size_t)n * sizeof *a), s = 1;
    for (int i = 0; i < n; i++)
        a[i] = x[i] * x[i];
    a = realloc(a, 2 * (size_t)n * sizeof *a);
    for (int i = 0; i < n; i++)
        a[n + i] = a[i] * x[0];
    for (int i = 0; i < 2 * n; i++)
        s *= a[i];
    free(a);
    return s;
}
ADC_DERIVE(adjoint(grows_tangent), wrt(x), of(return_tan));
#ifdef TEST_MAIN
TEST(grows)
{
    double x[3] = {0.8, -0.6, 0.9}, d[3] = {1, -2, 0.5}, adj[3] = {0}, t = 0, seed = 1;
    grows_tangent_adjoint(3, x, d, &t, adj, &seed);
    for (int i = 0; i < 3; i++)
        CHECK_CLOSE(adj[i], DIFF(x[i], (grows_tangent(3, x, d, &t), t)), 1e-8);
}
#endif

//@ struct_by_value_overwritten
/* Its gradient was added to what stood there; on paths, the other members stay as they are. */
struct inner {
    double v[2];
    int k;
};
struct outer {
    double a;
    struct inner in;
    const double *p;
    double off;
};
ADC_HVP(wrt(s, c), shape(s.p, 1))
ADC_GRADIENT(wrt(s.a, s.in, s.p), shape(s.p, 1), name(by_value_paths))
ADC_ADJOINT(wrt(s.a, s.in, s.p), name(by_value_adjoint))
double by_value(struct outer s, double c)
{
    s.a *= s.in.v[0] * s.off;
    s.in.v[1] = s.in.v[1] * s.in.v[1] + s.p[0];
    return s.a * c + s.in.v[1] * s.p[0] + s.off * s.a;
}
ADC_DERIVE(gradient(by_value), wrt(s, c), shape(s.p, 1), name(by_value_all));
#ifdef TEST_MAIN
TEST(by_value)
{
    double p = 0.7, p_grad = NAN, c = 1.3, c_grad = NAN;
    struct outer s = {0.4, {{1.1, -0.6}, 3}, &p, 0.9};
    struct outer g = {NAN, {{NAN, NAN}, 7}, &p_grad, NAN};
    double a_want = DIFF(s.a, by_value(s, c)), p_want = DIFF(p, by_value(s, c));
    CHECK_EXACT(by_value_all(s, c, &g, &c_grad), by_value(s, c));
    CHECK_CLOSE(g.a, a_want, 1e-9);
    CHECK_CLOSE(g.in.v[0], DIFF(s.in.v[0], by_value(s, c)), 1e-9);
    CHECK_CLOSE(g.in.v[1], DIFF(s.in.v[1], by_value(s, c)), 1e-9);
    CHECK_CLOSE(g.off, DIFF(s.off, by_value(s, c)), 1e-9);
    CHECK_CLOSE(p_grad, p_want, 1e-9);
    CHECK_CLOSE(c_grad, DIFF(c, by_value(s, c)), 1e-9);
    CHECK(g.in.k == 7);
    g = (struct outer){NAN, {{NAN, NAN}, 7}, &p_grad, NAN};
    by_value_paths(s, c, &g);
    CHECK_CLOSE(g.a, a_want, 1e-9);
    CHECK_CLOSE(g.in.v[1], DIFF(s.in.v[1], by_value(s, c)), 1e-9);
    CHECK(isnan(g.off));
    double p_adj = 2.0;
    g = (struct outer){1.0, {{3.0, 0.0}, 7}, &p_adj, NAN};
    by_value_adjoint(s, c, &g, 2.0);
    CHECK_CLOSE(g.a, 1.0 + 2.0 * a_want, 1e-9);
    CHECK_CLOSE(p_adj, 2.0 + 2.0 * p_want, 1e-9);
    CHECK_CLOSE(g.in.v[0], 3.0 + 2.0 * DIFF(s.in.v[0], by_value(s, c)), 1e-9);
    CHECK(isnan(g.off));

    double dp = 0.5, dc = -1.0, hp = NAN, hc = NAN;
    struct outer dir = {1.0, {{-0.5, 2.0}, 0}, &dp, 0.25}, h = {NAN, {{NAN, NAN}, 7}, &hp, NAN}, at = s;
    double t = 0.0, q = p;
    at.p = &q;
    by_value_hvp(s, c, &dir, dc, &h, &hc);
#define MOVED                                                                                                            \
    (at.a = s.a + t, at.in.v[0] = s.in.v[0] - 0.5 * t, at.in.v[1] = s.in.v[1] + 2.0 * t, at.off = s.off + 0.25 * t,      \
     q = p + 0.5 * t, by_value_all(at, c - t, &g, &c_grad))
    g.p = &p_grad;
    CHECK_CLOSE(h.a, DIFF(t, (MOVED, g.a)), 1e-8);
    CHECK_CLOSE(h.in.v[1], DIFF(t, (MOVED, g.in.v[1])), 1e-8);
    CHECK_CLOSE(h.off, DIFF(t, (MOVED, g.off)), 1e-8);
    CHECK_CLOSE(hp, DIFF(t, (MOVED, p_grad)), 1e-8);
    CHECK_CLOSE(hc, DIFF(t, (MOVED, c_grad)), 1e-8);
}
#endif

//@ path_to_a_struct_in_a_struct
/* Its block had the name of the outer struct. */
struct vector3 {
    double x, y, z;
};
struct unit {
    double v[2];
};
struct body {
    double m;
    struct vector3 pos;
    struct unit in;
};
ADC_GRADIENT(wrt(b->pos))
ADC_TANGENT(wrt(b->pos.x, b->in))
ADC_JACOBIAN(wrt(b->in))
ADC_HESSIAN(wrt(b->pos))
double energy(const struct body *b)
{
    const struct vector3 *p = &b->pos;
    return b->m * p->z * b->pos.x * b->pos.x * b->in.v[0] + b->in.v[1] * p->y;
}
ADC_ADJOINT(wrt(b->pos), of(b->in))
void moved(struct body *b)
{
    b->in.v[0] = b->pos.x * b->m + b->in.v[1];
}
#ifdef TEST_MAIN
TEST(energy)
{
    struct body b = {1.2, {0.4, -0.7, 0.9}, {{1.1, -0.3}}};
    struct body g = {NAN, {NAN, NAN, NAN}, {{NAN, NAN}}}, t = {NAN, {2.0, NAN, NAN}, {{1.0, -1.0}}};
    double jac[2] = {0}, tan = 0, hess[6];
    energy_gradient(&b, &g);
    CHECK_CLOSE(g.pos.x, DIFF(b.pos.x, energy(&b)), 1e-9);
    CHECK_CLOSE(g.pos.y, DIFF(b.pos.y, energy(&b)), 1e-9);
    CHECK_CLOSE(g.pos.z, DIFF(b.pos.z, energy(&b)), 1e-9);
    CHECK(isnan(g.m) && isnan(g.in.v[0]) && isnan(g.in.v[1]));
    energy_jacobian(&b, jac);
    CHECK_CLOSE(jac[0], DIFF(b.in.v[0], energy(&b)), 1e-9);
    CHECK_CLOSE(jac[1], b.pos.y, 1e-12);
    energy_tangent(&b, &t, &tan);
    CHECK_CLOSE(tan, 2.0 * g.pos.x + jac[0] - jac[1], 1e-12);
    energy_hessian(&b, hess, hess + 1, hess + 2, hess + 3, hess + 4, hess + 5);
    CHECK_CLOSE(hess[0], 2.0 * b.m * b.pos.z * b.in.v[0], 1e-12);
    CHECK_CLOSE(hess[2], 2.0 * b.m * b.pos.x * b.in.v[0], 1e-12);
    CHECK_EXACT(hess[3], 0.0);
}
TEST(moved)
{
    struct body b = {1.2, {0.4, -0.7, 0.9}, {{1.1, -0.3}}}, a = {NAN, {1.0, 2.0, 3.0}, {{5.0, 7.0}}};
    moved_adjoint(&b, &a);
    CHECK_CLOSE(a.pos.x, 1.0 + 5.0 * 1.2, 1e-14);
    CHECK_EXACT(a.pos.y, 2.0);
    CHECK_EXACT(a.in.v[0], 0.0);
    CHECK_EXACT(a.in.v[1], 12.0);
    CHECK(isnan(a.m));
}
#endif
