/* Infinite slopes that nothing flows through: a branch leaves the value out, or chose a constant for the argument. Zero flows
   there, whatever the slope; what does flow through an infinite slope is infinite. */
#include "grad.h"
#include <math.h>

//@ root_left_out
KINDS()
double root_left_out(int n, const double x[n])
{
    double r = sqrt(x[0] * x[0] + x[1] * x[1]);
    if (r < 1e-9)
        r = 0.5;
    return x[0] / r + 3.0 * x[1];
}
SCALAR(root_left_out, 0.3, -0.7)

KINDS()
double root_in_one_arm(int n, const double x[n])
{
    double d = x[0] - x[1], r = sqrt(d), twice = r + r, s = 0.0;
    if (d > 0.0)
        s = twice * x[1];
    return s + x[0];
}
SCALAR(root_in_one_arm, 0.8, 0.1)

KINDS()
double root_below_another(int n, const double x[n])
{
    return fmax(sqrt(x[0]), x[1]) * x[1] + fmin(2.0, pow(x[0], 0.3) + 3.0);
}
SCALAR(root_below_another, 0.8, 0.1)

static double length(const double *v)
{
    return sqrt(v[0] * v[0] + v[1] * v[1]);
}
KINDS()
double length_left_out(int n, const double x[n])
{
    double r = length(x), s = 2.0;
    if (r > 0.0)
        s = cbrt(x[0] / r) * x[1];
    return s * (x[0] + 1.0);
}
SCALAR(length_left_out, 0.8, 0.1)

#ifdef TEST_MAIN
static const double origin[2] = {0.0, 0.0};
TEST(root_left_out_at_zero)
{
    double g[2];
    root_left_out_gradient(2, origin, g);
    CHECK_CLOSE(g[0], 2.0, 0.0);
    CHECK_CLOSE(g[1], 3.0, 0.0);
    root_in_one_arm_gradient(2, origin, g);
    CHECK_CLOSE(g[0], 1.0, 0.0);
    CHECK_CLOSE(g[1], 0.0, 0.0);
    root_below_another_gradient(2, (const double[]){0.0, 0.5}, g);
    CHECK_CLOSE(g[0], 0.0, 0.0);
    CHECK_CLOSE(g[1], 1.0, 0.0);
    length_left_out_gradient(2, origin, g);
    CHECK_CLOSE(g[0], 2.0, 0.0);
    CHECK_CLOSE(g[1], 0.0, 0.0);
}
#endif

//@ chosen_arguments
static double clamp(double v, double lo, double hi)
{
    if (v < lo)
        return lo;
    return v > hi ? hi : v;
}
KINDS()
double clamped_angle(int n, const double x[n])
{
    double d = x[0] * x[1];
    return acos(clamp(d, -1.0, 1.0)) * x[1] + asin(fmin(d, 1.0)) * x[0];
}
SCALAR(clamped_angle, 0.8, 0.1)

KINDS()
double clamped_in_place(int n, const double x[n])
{
    double y = x[0];
    if (y < 0.0)
        y = 0.0;
    double d = x[1] > 1.0 ? x[1] : 1.0;
    return sqrt(y) * x[1] + pow(y, 0.5) + acosh(d) + x[1];
}
SCALAR(clamped_in_place, 0.8, 1.3)

static double root(double v)
{
    return sqrt(v);
}
KINDS()
double root_of_a_chosen_one(int n, const double x[n])
{
    double y = x[0] > 0.0 ? x[0] : 0.0;
    double z = 3.0 * y;
    return root(z) + cbrt(z) + x[1] * x[0];
}
SCALAR(root_of_a_chosen_one, 0.8, 1.3)

#ifdef TEST_MAIN
#if LEVEL >= 2
static double along(double (*tangent)(int, const double *, const double *, double *), double a, double b, double da, double db)
{
    double tan = 0.0;
    tangent(2, (const double[]){a, b}, (const double[]){da, db}, &tan);
    return tan;
}
#endif
TEST(chosen_arguments)
{
    double g[2];
    clamped_angle_gradient(2, (const double[]){2.0, 1.0}, g);
    CHECK_CLOSE(g[0], acos(-1.0) / 2, 1e-15); /* acos(1) = 0, asin(1) = pi / 2 */
    CHECK_CLOSE(g[1], 0.0, 0.0);
#if LEVEL >= 2
    CHECK_CLOSE(along(clamped_angle_tangent, 2.0, 1.0, 1.0, 0.0), acos(-1.0) / 2, 1e-15);
    CHECK_CLOSE(along(clamped_angle_tangent, 2.0, 1.0, 0.0, 1.0), 0.0, 0.0);
    CHECK_CLOSE(along(clamped_in_place_tangent, -1.0, 0.5, 1.0, 0.0), 0.0, 0.0);
    CHECK_CLOSE(along(clamped_in_place_tangent, -1.0, 0.5, 0.0, 1.0), 1.0, 0.0);
    CHECK_CLOSE(along(root_of_a_chosen_one_tangent, -1.0, 2.0, 1.0, 0.0), 2.0, 0.0);
    CHECK_CLOSE(along(root_of_a_chosen_one_tangent, -1.0, 2.0, 0.0, 1.0), -1.0, 0.0);
    CHECK(isinf(along(root_in_one_arm_tangent, 0.0, 0.0, 1.0, 0.0)) == 0);
#endif
#if LEVEL >= 3
    double h[4];
    clamped_angle_hessian(2, (const double[]){2.0, 1.0}, h);
    for (int k = 0; k < 4; k++)
        CHECK_CLOSE(h[k], 0.0, 0.0);
    root_left_out_hessian(2, (const double[]){0.0, 0.0}, h);
    for (int k = 0; k < 4; k++)
        CHECK_CLOSE(h[k], 0.0, 0.0);
#endif
}
#endif

//@ slopes_that_stay_infinite
KINDS()
double root_or_one(int n, const double x[n])
{
    double r = sqrt(x[0]);
    if (x[1] > 1.0)
        r = 1.0;
    return 2.0 * r + x[1];
}
SCALAR(root_or_one, 0.8, 0.3)
#ifdef TEST_MAIN
TEST(slopes_that_stay_infinite)
{
    double g[2];
    root_or_one_gradient(2, (const double[]){0.0, 0.5}, g);
    CHECK(g[0] == INFINITY && g[1] == 1.0);
    root_or_one_gradient(2, (const double[]){0.0, 1.5}, g);
    CHECK(g[0] == 0.0 && g[1] == 1.0);
}
#endif
