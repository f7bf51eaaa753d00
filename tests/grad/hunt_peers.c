/* Programs in the manner of the tests that other tools for derivatives have; each is named for what went wrong. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

//@ fused_and_left_early
/* Both halves of an iteration ran together, and the reverse half saw the counter after its step. */
KINDS()
double fused_left(int n, const double x[n])
{
    double s = 0.0;
    for (int k = 0; k < 6; k++) {
        if (k == 3) {
            s += x[0] * x[1];
            break;
        }
        if (k > 1) {
            s += x[1] * x[1];
            continue;
        }
        s += x[k % n] * x[0];
    }
    return s;
}
SCALAR(fused_left, 0.7, -1.3)

//@ overwritten_but_not_returned
/* Shadows of adjoint hold adjoints before and behind, also where the result does not depend on what they shadow. */
ADC_ADJOINT()
ADC_TANGENT()
double scaled_in_place(double v[2], double a)
{
    v[0] = 5.0 * v[0] * a + v[1];
    return a;
}
ADC_ADJOINT(wrt(x), of(y))
ADC_TANGENT(wrt(x), of(y))
void doubled_outputs(const double x[2], double y[3])
{
    y[0] = 2.0 * y[0];
    y[1] = x[0];
    y[2] += 3.0 * x[1] * y[2];
}
#ifdef TEST_MAIN
TEST(overwritten_but_not_returned)
{
    double v[2] = {0.7, -0.4}, v_adj[2] = {1.5, 0.25}, a_adj = 0.5;
    CHECK_EXACT(scaled_in_place_adjoint(v, 2.0, v_adj, &a_adj, 3.0), 2.0);
    CHECK_CLOSE(v[0], 5.0 * 0.7 * 2.0 - 0.4, 1e-15);
    CHECK_CLOSE(v_adj[0], 15.0, 1e-15);
    CHECK_CLOSE(v_adj[1], 1.75, 1e-15);
    CHECK_CLOSE(a_adj, 0.5 + 3.0 + 1.5 * 5.0 * 0.7, 1e-15);
    double v_tan[2] = {1.0, -1.0}, t = 0.0;
    v[0] = 0.7;
    scaled_in_place_tangent(v, 2.0, v_tan, 0.5, &t);
    CHECK_CLOSE(v_tan[0], 10.0 - 1.0 + 0.5 * 5.0 * 0.7, 1e-15);
    CHECK_EXACT(t, 0.5);
    double x[2] = {0.3, 0.6}, y[3] = {1.0, 2.0, 4.0}, x_adj[2] = {0.0}, y_adj[3] = {1.0, 2.0, 4.0};
    doubled_outputs_adjoint(x, y, x_adj, y_adj);
    CHECK_EXACT(y_adj[0], 2.0);
    CHECK_EXACT(y_adj[1], 0.0);
    CHECK_CLOSE(y_adj[2], 4.0 * (1.0 + 3.0 * 0.6), 1e-15);
    CHECK_EXACT(x_adj[0], 2.0);
    CHECK_CLOSE(x_adj[1], 48.0, 1e-15);
    double x_tan[2] = {1.0, 0.0}, y_tan[3] = {1.0, 2.0, 4.0};
    y[0] = 1.0, y[1] = 2.0, y[2] = 4.0;
    doubled_outputs_tangent(x, y, x_tan, y_tan);
    CHECK_EXACT(y_tan[0], 2.0);
    CHECK_EXACT(y_tan[1], 1.0);
    CHECK_CLOSE(y_tan[2], 4.0 * 2.8, 1e-15);
}
#endif

//@ result_of_another_type
/* The result of a call is converted on its way into the variable: its tangent too, and the value as often as written. */
// cxx: no
static double product_of(const float *a, int n)
{
    return n <= 0 ? (double)(a[0] * a[1]) : product_of(a, n - 1) * a[2];
}
static long double wide_product(const double *a, int n)
{
    return n <= 0 ? (long double)(a[0] * a[1]) : wide_product(a, n - 1) * a[1];
}
ADC_ADJOINT()
ADC_TANGENT()
void narrowed(const float a[3], float r[1])
{
    r[0] = product_of(a, 2);
}
ADC_ADJOINT()
ADC_TANGENT()
double rounded(const double a[2])
{
    double s = (float)wide_product(a, 1);
    double t = wide_product(a, 2);
    return s * a[0] + t;
}
#ifdef TEST_MAIN
TEST(narrowed)
{
    const float a[3] = {0.5F, 1.5F, 2.0F}, a_tan[3] = {1.0F, 0.0F, 0.5F};
    float r[1], r_adj[1] = {1.0F}, r_tan[1] = {0.0F}, a_adj[3] = {0.0F};
    narrowed_adjoint(a, r, a_adj, r_adj);
    CHECK_EXACT(r[0], 3.0);
    CHECK_EXACT(r_adj[0], 0.0);
    CHECK_EXACT(a_adj[0], 6.0);
    CHECK_EXACT(a_adj[1], 2.0);
    CHECK_EXACT(a_adj[2], 3.0);
    narrowed_tangent(a, r, a_tan, r_tan);
    CHECK_EXACT(r_tan[0], 7.5);
}
TEST(rounded)
{
    const double a[2] = {0.7, 1.1}, a_tan[2] = {1.0, 2.0};
    double a_adj[2] = {0.0}, t = 0.0, s = 0.7 * 1.1 * 1.1;
    CHECK(grad_same_bits(rounded_adjoint(a, a_adj, 1.0), rounded(a)));
    CHECK(grad_same_bits(rounded_tangent(a, a_tan, &t), rounded(a)));
    const double want[2] = {1.1 * 1.1 * 0.7 + s + 1.1 * 1.1 * 1.1, 2.0 * 1.1 * 0.7 * 0.7 + 3.0 * 1.1 * 1.1 * 0.7};
    CHECK_CLOSE(a_adj[0], want[0], 1e-6);
    CHECK_CLOSE(a_adj[1], want[1], 1e-6);
    CHECK_CLOSE(t, want[0] + 2.0 * want[1], 1e-6);
}
#endif

//@ walk_in_bytes
/* Several directions at once: a walk in bytes passes all directions of what it leaves behind. */
// alone
KINDS()
double walk_in_bytes(int n, const double x[n])
{
    const unsigned char *p = (const unsigned char *)(x + 1);
    double s = 1.0;
    for (int i = 1; i < n; i++, p += sizeof(double))
        s = s * *(const double *)p + x[0] * *(const double *)(p - sizeof(double));
    return s;
}
SCALAR(walk_in_bytes, 0.7, -0.4, 1.2, 0.9)

//@ mutual_recursion_in_every_kind
/* Functions that adc makes for one request and for the next have different names. */
// cxx: no
#ifndef TEST_MAIN
ADC_TANGENT()
ADC_JACOBIAN()
ADC_TANGENT(vector(3), name(odd_step_three))
ADC_HESSIAN()
double odd_step(double x, int n);
#endif
double odd_step(double x, int n);
static double even_step(double x, int n)
{
    return n <= 0 ? sin(x) : odd_step(x * x, n - 1) + x;
}
double odd_step(double x, int n)
{
    return n <= 0 ? x * x : even_step(x * 0.9 + n * 0.1, n - 1) * x;
}
#ifdef TEST_MAIN
TEST(odd_step)
{
    double x = 0.7, jac = 0.0, tan = 0.0, hess = 0.0, d[3] = {1.0, -2.0, 0.5}, t[3];
    double want = DIFF(x, odd_step(x, 5));
    odd_step_jacobian(x, 5, &jac);
    CHECK_CLOSE(jac, want, 1e-9);
    odd_step_tangent(x, 5, 2.0, &tan);
    CHECK_CLOSE(tan, 2.0 * want, 1e-9);
    odd_step_three(x, 5, d, t);
    for (int k = 0; k < 3; k++)
        CHECK_CLOSE(t[k], d[k] * want, 1e-9);
    odd_step_hessian(x, 5, &hess);
    double second = DIFF(x, (odd_step_jacobian(x, 5, &jac), jac));
    CHECK_CLOSE(hess, second, 1e-7);
}
#endif
