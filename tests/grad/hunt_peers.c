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

//@ copied_between_a_struct_and_an_array
/* In several directions the lanes are next to each other in the array and apart behind the struct's pointer. */
// alone
typedef struct Grid {
    int rows, columns;
    double *at;
    double corner[2];
} Grid;
static Grid grid_new(int rows, int columns)
{
    Grid g = {.rows = rows, .columns = columns, .at = calloc((size_t)rows * (size_t)columns, sizeof(double))};
    if (!g.at)
        abort();
    return g;
}
ADC_TANGENT(vector(3), name(traced_tangents))
ADC_ADJOINT(vector(2), name(traced_adjoints))
KINDS()
double traced(int n, const double x[n])
{
    Grid g = grid_new(2, n / 2);
    memcpy(g.at, x, sizeof(double) * (size_t)n);
    memcpy(g.corner, g.at + n - 2, sizeof g.corner);
    double s = g.corner[0] * g.corner[1];
    for (int i = 0; i < g.rows; i++)
        s += g.at[i * g.columns + i] * g.at[i] * g.corner[i];
    free(g.at);
    return s;
}
SCALAR(traced, 0.7, -0.4, 1.2, 0.9)
#ifdef TEST_MAIN
TEST(traced_lanes)
{
    const double x[4] = {0.7, -0.4, 1.2, 0.9}, d[4][3] = {{1.0}, {0.0, 1.0}, {0.0, 0.0, 1.0}, {0.5, 0.25, -1.0}};
    const double want[4] = {2.0 * 0.7 * 1.2, 0.9 * 0.9, 0.9 + 0.7 * 0.7, 1.2 - 0.4 * 0.9 * 2.0};
    double t[3], x_adj[4][2] = {{0.0}}, seed[2] = {1.0, -2.0};
    CHECK_CLOSE(traced_tangents(4, x, d, t), traced(4, x), 1e-15);
    for (int k = 0; k < 3; k++)
        CHECK_CLOSE(t[k], want[k] + d[3][k] * want[3], 1e-14);
    traced_adjoints(4, x, x_adj, seed);
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 2; k++)
            CHECK_CLOSE(x_adj[i][k], seed[k] * want[i], 1e-14);
}
#endif

//@ step_that_computes
/* Several directions at once: what stands in a loop's header computes with all of them. */
ADC_TANGENT(vector(3), name(headed_tangents))
KINDS()
double headed(int n, const double x[n])
{
    double s = x[0], t = 1.0;
    for (int i = 0; i < n; ++i, s *= x[1], t = 7.0 * s * x[0]) {
        if (i == 1)
            continue;
        s += t * x[i];
    }
    return s;
}
SCALAR(headed, 0.7, -0.4, 1.2)
#ifdef TEST_MAIN
TEST(headed_lanes)
{
    const double x[3] = {0.7, -0.4, 1.2}, d[3][3] = {{1.0}, {0.0, 1.0}, {0.0, 0.0, 1.0}};
    double t[3], x_adj[3] = {0.0};
    headed_tangents(3, x, d, t);
    headed_adjoint(3, x, x_adj, 1.0);
    for (int k = 0; k < 3; k++)
        CHECK_CLOSE(t[k], x_adj[k], 1e-13);
}
#endif

//@ products_in_conditions
/* Compilers ask whether && or abs was meant: nothing in the generated code makes them. */
KINDS()
double asked(int n, const double x[n])
{
    double s = 0.0, y = x[0];
    int k = n;
    if (k * (n - 1) != 0)
        s = x[0] * x[1];
    while ((s = x[1] * y) && (y = 0.0))
        s += 1.0;
    return s * (double)(k << 1) + x[0] * fabs((double)k);
}
SCALAR(asked, 0.7, -0.4)

//@ record_taken_for_reals
/* The lanes of a record are next to each other, and so are those of each real of an array: in several directions one
   cannot be taken for the other; jacobian and hessian take one at a time. */
typedef struct Triple {
    double a, b, c;
} Triple;
static double along(const double *p, int n)
{
    return n == 1 ? *p * *p : *p * along(p + 1, n - 1);
}
ADC_TANGENT(vector(3), name(walked_tangents))
ADC_ADJOINT(vector(3), name(walked_adjoints))
KINDS()
double walked(int n, const double x[n])
{
    Triple s = {x[0] * x[1], x[1], x[2]}, t;
    double *p = (double *)&s;
    p[1] *= p[0];
    memcpy(&t, x, sizeof t);
    return along((const double *)&s, n) * t.b + s.b * p[2] * t.c;
}
SCALAR(walked, 0.7, -0.4, 1.2)
#ifdef TEST_MAIN
TEST(walked_lanes)
{
    const double x[3] = {0.7, -0.4, 1.2}, d[3][3] = {{1.0}, {0.0, 1.0}, {0.0, 0.0, 1.0}}, seed[3] = {1.0, -2.0, 0.5};
    double x_grad[3], t[3], x_adj[3][3] = {{0.0}};
    walked_gradient(3, x, x_grad);
    walked_tangents(3, x, d, t);
    walked_adjoints(3, x, x_adj, seed);
    for (int k = 0; k < 3; k++) {
        CHECK_CLOSE(t[k], x_grad[k], 1e-13);
        for (int i = 0; i < 3; i++)
            CHECK_CLOSE(x_adj[i][k], seed[k] * x_grad[i], 1e-13);
    }
}
#endif
KINDS()
double viewed(int n, const double x[n])
{
    Triple s = {x[0] * x[1], x[1], x[2]};
    double *p = (double *)&s;
    p[1] *= p[0];
    const Triple *t = (const Triple *)x;
    return along((const double *)&s, 3) + s.b * t->c * p[2] * t->a;
}
SCALAR(viewed, 0.7, -0.4, 1.2)
KINDS_INPLACE()
void packed(int n, double y[n])
{
    Triple s, t[2];
    memcpy(&s, y, sizeof s);
    s.b *= s.a;
    memcpy(t, &s, sizeof s);
    memcpy(&t[1], y + 1, sizeof t[1]);
    t[1].c *= t[0].b;
    memmove(y + 1, &t[1], sizeof *t);
    memcpy(y, &t[0].b, sizeof(double));
}
INPLACE(packed, 0.7, -0.4, 1.2, 0.9)
KINDS_INPLACE()
void packed_whole(int n, double y[n])
{
    Triple t[2];
    memcpy(t, y, sizeof t);
    t[0].a *= t[1].c * t[0].b;
    memcpy(y, t, sizeof t);
}
INPLACE(packed_whole, 0.7, -0.4, 1.2, 0.9, 0.3, -1.1)

//@ integrand_with_its_context
/* A pointer to a function and what it is called with: hessian takes one direction at a time, and runs f again. */
typedef struct Integrand {
    double (*of)(double at, void *context);
    void *context;
} Integrand;
static double damped(double at, void *context)
{
    const double *p = context;
    return exp(-p[0] * at) * sin(p[1] * at);
}
static double trapezoid(Integrand f, double from, double to, int n, double *change)
{
    double sum = 0.5 * (f.of(from, f.context) + f.of(to, f.context)), last = 0.0;
    for (int i = 1; i < n; i++) {
        last = f.of(from + i * (to - from) / n, f.context);
        sum += last;
    }
    *change = last;
    return sum * (to - from) / n;
}
KINDS()
double integrated(int n, const double x[n])
{
    double p[2] = {x[0], x[1]}, change;
    Integrand f = {damped, p};
    return trapezoid(f, 0.1, x[n - 1], 7, &change) + change * x[0];
}
SCALAR(integrated, 0.5, 1.8, 1.3)

//@ counter_that_never_counts
/* Its first value takes its place, and its declaration goes with it. */
ADC_TANGENT(vector(2), name(once_tangents))
KINDS()
double once(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i != 1;) {
        s += x[0] * x[n - 1];
        break;
    }
    return s;
}
SCALAR(once, 0.7, -0.4)
