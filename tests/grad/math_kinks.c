/* Points without a derivative: the documented choices; functions that are flat between jumps. */
#include "grad.h"
#include <math.h>

#define PAIR(f, T, x, y, da, db)                                                                   \
    do {                                                                                           \
        T ga_, gb_;                                                                                \
        f##_gradient(x, y, &ga_, &gb_);                                                            \
        CHECK_EXACT(ga_, da);                                                                      \
        CHECK_EXACT(gb_, db);                                                                      \
    } while (0)

//@ fabs_at_zero
KINDS_UNARY()
double kn_fabs(double x)
{
    return fabs(x);
}
KINDS_UNARY()
float kn_fabsf(float x)
{
    return fabsf(x);
}
KINDS_UNARY()
long double kn_fabsl(long double x)
{
    return fabsl(x);
}
#ifdef TEST_MAIN
TEST(fabs_at_zero)
{
    UNARY_FIRST(kn_fabs, 0.0, 0, 0);
    UNARY_FIRST(kn_fabs, -0.0, 0, 0);
    UNARY_FIRST(kn_fabs, 2.5, 1, 0);
    UNARY_FIRST(kn_fabs, -2.5, -1, 0);
    UNARY_FIRST(kn_fabsf, 0.0f, 0, 0);
    UNARY_FIRST(kn_fabsf, -2.5f, -1, 0);
    UNARY_FIRST(kn_fabsl, 0.0L, 0, 0);
    UNARY_FIRST(kn_fabsl, -2.5L, -1, 0);
}
#endif

//@ max_min_ties
ADC_GRADIENT()
double kn_max(double a, double b)
{
    return fmax(a, b);
}
ADC_GRADIENT()
double kn_min(double a, double b)
{
    return fmin(a, b);
}
ADC_GRADIENT()
float kn_maxf(float a, float b)
{
    return fmaxf(a, b);
}
ADC_GRADIENT()
long double kn_minl(long double a, long double b)
{
    return fminl(a, b);
}
#ifdef TEST_MAIN
TEST(max_min_ties)
{
    PAIR(kn_max, double, 1, 1, 1, 0);
    PAIR(kn_max, double, 1, 2, 0, 1);
    PAIR(kn_max, double, 2, 1, 1, 0);
    PAIR(kn_min, double, 1, 1, 1, 0);
    PAIR(kn_min, double, 1, 2, 1, 0);
    PAIR(kn_min, double, 2, 1, 0, 1);
    PAIR(kn_maxf, float, 1, 1, 1, 0);
    PAIR(kn_maxf, float, 1, 2, 0, 1);
    PAIR(kn_minl, long double, 1, 1, 1, 0);
    PAIR(kn_minl, long double, 2, 1, 0, 1);
    PAIR(kn_max, double, NAN, 1, 0, 1); /* the value is b's */
    PAIR(kn_max, double, 1, NAN, 1, 0);
    PAIR(kn_min, double, NAN, 1, 0, 1);
}
#endif

//@ rounding_is_flat
KINDS()
double rounding_is_flat(int n, const double x[n])
{
    return x[0] * floor(x[1] * 3) + ceil(x[0] * 2) * x[1] + round(x[0] * 7) + trunc(x[1] * 5) * x[0] +
           rint(x[0] * 9) * x[1] + nearbyint(x[1] * 11) * x[0] + lround(x[0] * 3) * x[1] +
           (double)llrint(x[1] * 4) * x[0] + lrint(x[0]) * x[0] + (double)llround(x[1]) * x[1];
}
SCALAR(rounding_is_flat, 2.3, 0.77)

//@ rounding_float
ADC_GRADIENT()
float rf(float a)
{
    return floorf(a) * a + ceilf(a) + roundf(a) + truncf(a) * a + rintf(a) + nearbyintf(a) * a;
}
ADC_GRADIENT()
long double rl(long double a)
{
    return floorl(a) * a + ceill(a) + roundl(a) + truncl(a) * a + rintl(a) + nearbyintl(a) * a;
}
#ifdef TEST_MAIN
TEST(rounding_float)
{
    float g;
    long double l;
    rf_gradient(2.25f, &g);
    CHECK_EXACT(g, 6);
    rl_gradient(2.25L, &l);
    CHECK_EXACT(l, 6);
    rf_gradient(-1.75f, &g);
    CHECK_EXACT(g, -2 - 1 - 2);
}
#endif

//@ sqrt_at_zero
KINDS_UNARY()
double kn_sqrt(double x)
{
    return sqrt(x);
}
ADC_GRADIENT()
double kn_norm(double x, double y)
{
    return sqrt(x * x + y * y);
}
#ifdef TEST_MAIN
TEST(sqrt_at_zero)
{
    double g, h;
    kn_sqrt_gradient(0.0, &g);
    CHECK(g == INFINITY);
    kn_norm_gradient(3, 4, &g, &h);
    CHECK_CLOSE(g, 0.6L, 1e-15);
    CHECK_CLOSE(h, 0.8L, 1e-15);
}
#endif

//@ pow_edges
ADC_GRADIENT()
double kn_pow(double a, double b)
{
    return pow(a, b);
}
ADC_GRADIENT()
float kn_powf(float a, float b)
{
    return powf(a, b);
}
ADC_GRADIENT()
long double kn_powl(long double a, long double b)
{
    return powl(a, b);
}
ADC_GRADIENT()
double kn_pow2(double a)
{
    return pow(a, 2) + pow(a, 3.0) + pow(a, 0.5) + pow(2, a) + pow(a, -1) + pow(a, 0) + pow(a, 1);
}
#ifdef TEST_MAIN
TEST(pow_edges)
{
    PAIR(kn_pow, double, 0.0, 2.0, 0, 0);
    PAIR(kn_pow, double, 0.0, 1.0, 1, 0);
    PAIR(kn_pow, double, 3.0, 0.0, 0, log(3.0));
    PAIR(kn_pow, double, 0.0, 3.5, 0, 0);
    PAIR(kn_pow, double, 2.0, 3.0, 12, 8 * log(2.0));
    double g, h;
    kn_pow_gradient(0.0, 0.0, &g, &h);
    CHECK_EXACT(g, 0);
    kn_pow_gradient(-2.0, 3.0, &g, &h); /* d/dx is real; d/dy is not: only x is looked at */
    CHECK_EXACT(g, 12);
    kn_pow_gradient(1.7, -2.3, &g, &h);
    CHECK_CLOSE(g, -2.3L * powl(1.7L, -3.3L), 1e-14);
    CHECK_CLOSE(h, powl(1.7L, -2.3L) * logl(1.7L), 1e-14);
    float gf, hf;
    kn_powf_gradient(1.5f, 2.5f, &gf, &hf);
    CHECK_CLOSE(gf, 2.5L * powl(1.5L, 1.5L), 1e-6);
    CHECK_CLOSE(hf, powl(1.5L, 2.5L) * logl(1.5L), 1e-6);
    long double gl, hl;
    kn_powl_gradient(1.5L, 2.5L, &gl, &hl);
    CHECK_CLOSE(gl, 2.5L * powl(1.5L, 1.5L), 1e-17);
    CHECK_CLOSE(hl, powl(1.5L, 2.5L) * logl(1.5L), 1e-17);
    kn_pow2_gradient(1.3, &g);
    CHECK_CLOSE(g, 2 * 1.3L + 3 * 1.69L + 0.5L / sqrtl(1.3L) + logl(2) * powl(2, 1.3L) - 1 / 1.69L + 1, 1e-14);
}
#endif

//@ unused_term_is_no_nan
ADC_GRADIENT()
double unused_nan(double a)
{
    double hidden = sqrt(a - 1) + acos(a * 10) + log(-a);
    double r = a * a, other = hidden * a;
    if (other > 5) /* read, but no part of the value */
        r += 1;
    return r;
}
#ifdef TEST_MAIN
TEST(unused_term_is_no_nan)
{
    double g;
    CHECK_EXACT(unused_nan_gradient(0.5, &g), 0.25);
    CHECK_EXACT(g, 1.0);
}
#endif

//@ branch_taken
ADC_GRADIENT()
double bt(double a)
{
    return a >= 0 ? a : -a;
}
ADC_GRADIENT()
double bt2(double a)
{
    double r = 1;
    if (a == 0)
        r = 3 * a;
    else
        r = sin(a) / a;
    return r;
}
#ifdef TEST_MAIN
TEST(branch_taken)
{
    double g;
    bt_gradient(0, &g);
    CHECK_EXACT(g, 1);
    bt2_gradient(0, &g);
    CHECK_EXACT(g, 3);
}
#endif

//@ stable_forms
KINDS_UNARY()
double sf_expm1(double x)
{
    return expm1(x);
}
KINDS_UNARY()
double sf_log1p(double x)
{
    return log1p(x);
}
KINDS_UNARY()
double sf_tanh(double x)
{
    return tanh(x);
}
#ifdef TEST_MAIN
TEST(stable_forms)
{
    UNARY_FIRST(sf_expm1, -40.0, expl(-40.0L), 4e-15);
    UNARY_FIRST(sf_expm1, 1e-12, expl(1e-12L), 4e-15);
    UNARY_FIRST(sf_log1p, -0.999999, 1 / (1 + (long double)-0.999999), 1e-15);
    UNARY_FIRST(sf_tanh, 0.01, 1 - tanhl(0.01L) * tanhl(0.01L), 4e-15);
    UNARY_SECOND(sf_tanh, 0.7);
}
#endif
