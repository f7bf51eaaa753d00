/* Derivatives of math.h's exponential, logarithmic and root functions in double, float and long double: closed forms. */
#include "grad.h"
#include <math.h>

#define LN2 0.693147180559945309417232121458176568L
#define LN10 2.302585092994045684017991454684364208L
#define SQRT_PI 1.772453850905516027298167483341145183L

//@ exp
KINDS_UNARY()
double d_exp(double x)
{
    return exp(x);
}
KINDS_UNARY()
float d_expf(float x)
{
    return expf(x);
}
KINDS_UNARY()
long double d_expl(long double x)
{
    return expl(x);
}
#ifdef TEST_MAIN
TEST(d_exp)
{
    const double at[] = {0.3, -2.0, 5.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_exp, at[i], expl(x), 1e-14);
        UNARY_FIRST(d_expl, x, expl(x), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_expf, (float)at[i], expl(x), 3e-6);
    }
    UNARY_SECOND(d_exp, at[0]);
    UNARY_SECOND(d_expf, (float)at[1]);
    UNARY_SECOND(d_expl, (long double)at[1]);
}
#endif

//@ exp2
KINDS_UNARY()
double d_exp2(double x)
{
    return exp2(x);
}
KINDS_UNARY()
float d_exp2f(float x)
{
    return exp2f(x);
}
KINDS_UNARY()
long double d_exp2l(long double x)
{
    return exp2l(x);
}
#ifdef TEST_MAIN
TEST(d_exp2)
{
    const double at[] = {0.3, -2.0, 5.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_exp2, at[i], LN2 * exp2l(x), 1e-14);
        UNARY_FIRST(d_exp2l, x, LN2 * exp2l(x), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_exp2f, (float)at[i], LN2 * exp2l(x), 3e-6);
    }
    UNARY_SECOND(d_exp2, at[0]);
    UNARY_SECOND(d_exp2f, (float)at[1]);
    UNARY_SECOND(d_exp2l, (long double)at[1]);
}
#endif

//@ expm1
KINDS_UNARY()
double d_expm1(double x)
{
    return expm1(x);
}
KINDS_UNARY()
float d_expm1f(float x)
{
    return expm1f(x);
}
KINDS_UNARY()
long double d_expm1l(long double x)
{
    return expm1l(x);
}
#ifdef TEST_MAIN
TEST(d_expm1)
{
    const double at[] = {1e-09, -0.5, 3.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_expm1, at[i], expl(x), 1e-14);
        UNARY_FIRST(d_expm1l, x, expl(x), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_expm1f, (float)at[i], expl(x), 3e-6);
    }
    UNARY_SECOND(d_expm1, at[0]);
    UNARY_SECOND(d_expm1f, (float)at[1]);
    UNARY_SECOND(d_expm1l, (long double)at[1]);
}
#endif

//@ log
KINDS_UNARY()
double d_log(double x)
{
    return log(x);
}
KINDS_UNARY()
float d_logf(float x)
{
    return logf(x);
}
KINDS_UNARY()
long double d_logl(long double x)
{
    return logl(x);
}
#ifdef TEST_MAIN
TEST(d_log)
{
    const double at[] = {0.3, 2.0, 100000.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_log, at[i], 1 / x, 1e-14);
        UNARY_FIRST(d_logl, x, 1 / x, 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_logf, (float)at[i], 1 / x, 3e-6);
    }
    UNARY_SECOND(d_log, at[0]);
    UNARY_SECOND(d_logf, (float)at[1]);
    UNARY_SECOND(d_logl, (long double)at[1]);
}
#endif

//@ log2
KINDS_UNARY()
double d_log2(double x)
{
    return log2(x);
}
KINDS_UNARY()
float d_log2f(float x)
{
    return log2f(x);
}
KINDS_UNARY()
long double d_log2l(long double x)
{
    return log2l(x);
}
#ifdef TEST_MAIN
TEST(d_log2)
{
    const double at[] = {0.3, 2.0, 100000.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_log2, at[i], 1 / (x * LN2), 1e-14);
        UNARY_FIRST(d_log2l, x, 1 / (x * LN2), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_log2f, (float)at[i], 1 / (x * LN2), 3e-6);
    }
    UNARY_SECOND(d_log2, at[0]);
    UNARY_SECOND(d_log2f, (float)at[1]);
    UNARY_SECOND(d_log2l, (long double)at[1]);
}
#endif

//@ log10
KINDS_UNARY()
double d_log10(double x)
{
    return log10(x);
}
KINDS_UNARY()
float d_log10f(float x)
{
    return log10f(x);
}
KINDS_UNARY()
long double d_log10l(long double x)
{
    return log10l(x);
}
#ifdef TEST_MAIN
TEST(d_log10)
{
    const double at[] = {0.3, 2.0, 100000.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_log10, at[i], 1 / (x * LN10), 1e-14);
        UNARY_FIRST(d_log10l, x, 1 / (x * LN10), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_log10f, (float)at[i], 1 / (x * LN10), 3e-6);
    }
    UNARY_SECOND(d_log10, at[0]);
    UNARY_SECOND(d_log10f, (float)at[1]);
    UNARY_SECOND(d_log10l, (long double)at[1]);
}
#endif

//@ log1p
KINDS_UNARY()
double d_log1p(double x)
{
    return log1p(x);
}
KINDS_UNARY()
float d_log1pf(float x)
{
    return log1pf(x);
}
KINDS_UNARY()
long double d_log1pl(long double x)
{
    return log1pl(x);
}
#ifdef TEST_MAIN
TEST(d_log1p)
{
    const double at[] = {1e-09, -0.6, 8.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_log1p, at[i], 1 / (1 + x), 1e-14);
        UNARY_FIRST(d_log1pl, x, 1 / (1 + x), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_log1pf, (float)at[i], 1 / (1 + x), 3e-6);
    }
    UNARY_SECOND(d_log1p, at[0]);
    UNARY_SECOND(d_log1pf, (float)at[1]);
    UNARY_SECOND(d_log1pl, (long double)at[1]);
}
#endif

//@ sqrt
KINDS_UNARY()
double d_sqrt(double x)
{
    return sqrt(x);
}
KINDS_UNARY()
float d_sqrtf(float x)
{
    return sqrtf(x);
}
KINDS_UNARY()
long double d_sqrtl(long double x)
{
    return sqrtl(x);
}
#ifdef TEST_MAIN
TEST(d_sqrt)
{
    const double at[] = {0.3, 2.0, 100000.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_sqrt, at[i], 0.5L / sqrtl(x), 1e-14);
        UNARY_FIRST(d_sqrtl, x, 0.5L / sqrtl(x), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_sqrtf, (float)at[i], 0.5L / sqrtl(x), 3e-6);
    }
    UNARY_SECOND(d_sqrt, at[0]);
    UNARY_SECOND(d_sqrtf, (float)at[1]);
    UNARY_SECOND(d_sqrtl, (long double)at[1]);
}
#endif

//@ cbrt
KINDS_UNARY()
double d_cbrt(double x)
{
    return cbrt(x);
}
KINDS_UNARY()
float d_cbrtf(float x)
{
    return cbrtf(x);
}
KINDS_UNARY()
long double d_cbrtl(long double x)
{
    return cbrtl(x);
}
#ifdef TEST_MAIN
TEST(d_cbrt)
{
    const double at[] = {0.3, -2.0, 1000.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_cbrt, at[i], 1 / (3 * cbrtl(x) * cbrtl(x)), 1e-14);
        UNARY_FIRST(d_cbrtl, x, 1 / (3 * cbrtl(x) * cbrtl(x)), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_cbrtf, (float)at[i], 1 / (3 * cbrtl(x) * cbrtl(x)), 3e-6);
    }
    UNARY_SECOND(d_cbrt, at[0]);
    UNARY_SECOND(d_cbrtf, (float)at[1]);
    UNARY_SECOND(d_cbrtl, (long double)at[1]);
}
#endif
