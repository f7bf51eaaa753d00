/* Clauses and their defaults. */
#include "grad.h"
#include <math.h>

//@ several_macros
ADC_ADJOINT(wrt(x), name(rc_adj))
ADC_GRADIENT(wrt(x) name(rc_grad))
ADC_GRADIENT(wrt(y), name(rc_grad_y))
ADC_TANGENT(name(rc_tan))
double rc(double x, double y)
{
    return x * y * y;
}
#ifdef TEST_MAIN
TEST(several_macros)
{
    double a = 1, g, gy, t;
    CHECK_EXACT(rc_adj(3, 2, &a, 10), 12);
    CHECK_EXACT(a, 41);
    CHECK_EXACT(rc_grad(3, 2, &g), 12);
    CHECK_EXACT(g, 4);
    rc_grad_y(3, 2, &gy);
    CHECK_EXACT(gy, 12);
    CHECK_EXACT(rc_tan(3, 2, 1, 10, &t), 12);
    CHECK_EXACT(t, 124);
}
#endif

//@ inactive_clause
ADC_ADJOINT(inactive(c))
double ri(double a, double b, double c)
{
    return a * b * c;
}
ADC_ADJOINT()
double ri2(double a, ADC_INACTIVE double b, ADC_INACTIVE const double *c)
{
    return a * b * *c;
}
#ifdef TEST_MAIN
TEST(inactive_clause)
{
    double (*f)(double, double, double, double *, double *, double) = ri_adjoint;
    double (*g)(double, double, const double *, double *, double) = ri2_adjoint;
    double a = 0, b = 0;
    const double c = 4;
    f(2, 3, 4, &a, &b, 1);
    CHECK_EXACT(a, 12);
    CHECK_EXACT(b, 8);
    g(2, 3, &c, &a, 1);
    CHECK_EXACT(a, 24);
}
#endif

//@ inactive_local_and_field
struct tuned {
    double value;
    ADC_INACTIVE double step;
};
ADC_GRADIENT()
double rl(double a)
{
    ADC_INACTIVE double frozen = a * a;
    struct tuned t = {a, a};
    return frozen * t.value + t.step * a;
}
#ifdef TEST_MAIN
TEST(inactive_local_and_field)
{
    double g;
    CHECK_EXACT(rl_gradient(3, &g), 36);
    CHECK_EXACT(g, 9 + 3);
}
#endif

//@ inactive_function
ADC_INACTIVE
static double weight(double a)
{
    return exp(-a);
}
ADC_GRADIENT()
double rif(double a)
{
    return weight(a) * a;
}
#ifdef TEST_MAIN
TEST(inactive_function)
{
    double g;
    rif_gradient(0.5, &g);
    CHECK_CLOSE(g, exp(-0.5), 1e-15);
}
#endif

//@ stop_gradient
ADC_GRADIENT()
double rs(double a, double b)
{
    return adc_stop_gradient(a * b) * a + adc_stop_gradient(b);
}
ADC_GRADIENT()
float rsf(float a)
{
    return adc_stop_gradient_f(a) * a;
}
#ifdef TEST_MAIN
TEST(stop_gradient)
{
    double a, b;
    CHECK_EXACT(rs_gradient(2, 3, &a, &b), 15);
    CHECK_EXACT(a, 6);
    CHECK_EXACT(b, 0);
    float g;
    CHECK_EXACT(rsf_gradient(2, &g), 4);
    CHECK_EXACT(g, 2);
}
#endif

//@ static_primal
static double hidden(double a)
{
    return a * a * a;
}
ADC_DERIVE(gradient(hidden));
ADC_DERIVE(tangent(hidden));
double show(double a);
double show(double a)
{
    return hidden(a);
}
#ifdef TEST_MAIN
TEST(static_primal)
{
    double g, t;
    CHECK_EXACT(hidden_gradient(2, &g), 8);
    CHECK_EXACT(g, 12);
    CHECK_EXACT(hidden_tangent(2, 3, &t), 8);
    CHECK_EXACT(t, 36);
}
#endif

//@ of_pointer_default
ADC_ADJOINT()
void rp(const double *a, double *b, double *const c, double **d, const int *k)
{
    *b = *a * *a;
    *c = *b * *k;
    **d += *c;
}
#ifdef TEST_MAIN
TEST(of_pointer_default)
{
    void (*f)(const double *, double *, double *const, double **, const int *, double *, double *, double *,
              double **) = rp_adjoint;
    double a = 3, b, c, d = 1, aa = 0, ba = 1, ca = 10, da = 100, *dp = &d, *dap = &da;
    const int k = 2;
    f(&a, &b, &c, &dp, &k, &aa, &ba, &ca, &dap);
    CHECK_EXACT(d, 19);
    CHECK_EXACT(aa, 6 * (1 + 20 + 200));
    CHECK_EXACT(ba, 0);
    CHECK_EXACT(ca, 0);
    CHECK_EXACT(da, 100);
}
#endif

//@ derive_prototype_only
double dpo(double x);
ADC_DERIVE(gradient(dpo), name(dpo_slope));
double dpo(double x)
{
    return sin(x);
}
#ifdef TEST_MAIN
TEST(derive_prototype_only)
{
    double g;
    dpo_slope(0.5, &g);
    CHECK_CLOSE(g, cos(0.5), 1e-15);
}
#endif

//@ shape_clause
ADC_JACOBIAN(wrt(x), of(y), shape(x, n, 2), shape(y, n))
void sc(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[2 * i] * x[2 * i + 1];
}
#ifdef TEST_MAIN
TEST(shape_clause)
{
    double x[4] = {1, 2, 3, 4}, y[2], j[8];
    sc_jacobian(2, x, y, j);
    const double want[8] = {2, 1, 0, 0, 0, 0, 4, 3};
    for (int i = 0; i < 8; i++)
        CHECK_EXACT(j[i], want[i]);
}
#endif

//@ vector_clause_space
ADC_TANGENT( wrt( x ) , of( return ) , vector( 2 ) , noalias )
double vs(double x, double y)
{
    return x * x * y;
}
#ifdef TEST_MAIN
TEST(vector_clause_space)
{
    const double xt[2] = {1, -2};
    double rt[2];
    CHECK_EXACT(vs_tangent(3, 2, xt, rt), 18);
    CHECK_EXACT(rt[0], 12);
    CHECK_EXACT(rt[1], -24);
}
#endif

//@ inactive_untyped
/* What a pointer to void leads to is not seen from its type. */
ADC_GRADIENT(wrt(x), inactive(work))
ADC_TANGENT(wrt(x), inactive(work))
double inactive_untyped(void *work, double x)
{
    double *w = work;
    w[0] = x * x;
    return x * w[0];
}
#ifdef TEST_MAIN
TEST(inactive_untyped)
{
    double w, g, t;
    CHECK_CLOSE(inactive_untyped_gradient(&w, 1.5, &g), 3.375, 0.0);
    CHECK_CLOSE(g, 2.25, 0.0);
    inactive_untyped_tangent(&w, 1.5, 2.0, &t);
    CHECK_CLOSE(t, 4.5, 0.0);
}
#endif

//@ shape_casts
typedef long shape_index;
ADC_JACOBIAN(wrt(x), of(y), shape(x, (int)n), shape(y, ( size_t ) n))
void shape_casts(long n, const double *x, double *y)
{
    for (long i = 0; i < n; i++)
        y[i] = x[i] * x[i];
}
ADC_GRADIENT(wrt(x), shape(x, (shape_index)d / 2 * 2))
double shape_of_a_real(double d, const double *x)
{
    double s = 0.0;
    for (long i = 0; i < (long)d / 2 * 2; i++)
        s += x[i] * x[i];
    return s;
}
#ifdef TEST_MAIN
TEST(shape_casts)
{
    const double x[4] = {1, 2, 3, 4};
    double y[2], j[4], g[4];
    shape_casts_jacobian(2, x, y, j);
    CHECK_EXACT(j[0], 2);
    CHECK_EXACT(j[1], 0);
    CHECK_EXACT(j[3], 4);
    shape_of_a_real_gradient(5.0, x, g);
    CHECK_EXACT(g[3], 8);
}
#endif
