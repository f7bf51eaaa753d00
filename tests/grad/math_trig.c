/* Derivatives of math.h's trigonometric and hyperbolic functions in double, float and long double: closed forms. */
#include "grad.h"
#include <math.h>

#define LN2 0.693147180559945309417232121458176568L
#define LN10 2.302585092994045684017991454684364208L
#define SQRT_PI 1.772453850905516027298167483341145183L

//@ sin
KINDS_UNARY()
double d_sin(double x)
{
    return sin(x);
}
KINDS_UNARY()
float d_sinf(float x)
{
    return sinf(x);
}
KINDS_UNARY()
long double d_sinl(long double x)
{
    return sinl(x);
}
#ifdef TEST_MAIN
TEST(d_sin)
{
    const double at[] = {0.3, -2.0, 5.5};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_sin, at[i], cosl(x), 1e-14);
        UNARY_FIRST(d_sinl, x, cosl(x), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_sinf, (float)at[i], cosl(x), 3e-6);
    }
    UNARY_SECOND(d_sin, at[0]);
    UNARY_SECOND(d_sinf, (float)at[1]);
    UNARY_SECOND(d_sinl, (long double)at[1]);
}
#endif

//@ cos
KINDS_UNARY()
double d_cos(double x)
{
    return cos(x);
}
KINDS_UNARY()
float d_cosf(float x)
{
    return cosf(x);
}
KINDS_UNARY()
long double d_cosl(long double x)
{
    return cosl(x);
}
#ifdef TEST_MAIN
TEST(d_cos)
{
    const double at[] = {0.3, -2.0, 5.5};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_cos, at[i], -sinl(x), 1e-14);
        UNARY_FIRST(d_cosl, x, -sinl(x), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_cosf, (float)at[i], -sinl(x), 3e-6);
    }
    UNARY_SECOND(d_cos, at[0]);
    UNARY_SECOND(d_cosf, (float)at[1]);
    UNARY_SECOND(d_cosl, (long double)at[1]);
}
#endif

//@ tan
KINDS_UNARY()
double d_tan(double x)
{
    return tan(x);
}
KINDS_UNARY()
float d_tanf(float x)
{
    return tanf(x);
}
KINDS_UNARY()
long double d_tanl(long double x)
{
    return tanl(x);
}
#ifdef TEST_MAIN
TEST(d_tan)
{
    const double at[] = {0.3, -1.1, 2.5};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_tan, at[i], 1 / (cosl(x) * cosl(x)), 1e-14);
        UNARY_FIRST(d_tanl, x, 1 / (cosl(x) * cosl(x)), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_tanf, (float)at[i], 1 / (cosl(x) * cosl(x)), 3e-6);
    }
    UNARY_SECOND(d_tan, at[0]);
    UNARY_SECOND(d_tanf, (float)at[1]);
    UNARY_SECOND(d_tanl, (long double)at[1]);
}
#endif

//@ asin
KINDS_UNARY()
double d_asin(double x)
{
    return asin(x);
}
KINDS_UNARY()
float d_asinf(float x)
{
    return asinf(x);
}
KINDS_UNARY()
long double d_asinl(long double x)
{
    return asinl(x);
}
#ifdef TEST_MAIN
TEST(d_asin)
{
    const double at[] = {0.3, -0.7, 0.99};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_asin, at[i], 1 / sqrtl((1 - x) * (1 + x)), 1e-14);
        UNARY_FIRST(d_asinl, x, 1 / sqrtl((1 - x) * (1 + x)), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_asinf, (float)at[i], 1 / sqrtl((1 - x) * (1 + x)), 3e-6);
    }
    UNARY_SECOND(d_asin, at[0]);
    UNARY_SECOND(d_asinf, (float)at[1]);
    UNARY_SECOND(d_asinl, (long double)at[1]);
}
#endif

//@ acos
KINDS_UNARY()
double d_acos(double x)
{
    return acos(x);
}
KINDS_UNARY()
float d_acosf(float x)
{
    return acosf(x);
}
KINDS_UNARY()
long double d_acosl(long double x)
{
    return acosl(x);
}
#ifdef TEST_MAIN
TEST(d_acos)
{
    const double at[] = {0.3, -0.7, 0.99};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_acos, at[i], -1 / sqrtl((1 - x) * (1 + x)), 1e-14);
        UNARY_FIRST(d_acosl, x, -1 / sqrtl((1 - x) * (1 + x)), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_acosf, (float)at[i], -1 / sqrtl((1 - x) * (1 + x)), 3e-6);
    }
    UNARY_SECOND(d_acos, at[0]);
    UNARY_SECOND(d_acosf, (float)at[1]);
    UNARY_SECOND(d_acosl, (long double)at[1]);
}
#endif

//@ atan
KINDS_UNARY()
double d_atan(double x)
{
    return atan(x);
}
KINDS_UNARY()
float d_atanf(float x)
{
    return atanf(x);
}
KINDS_UNARY()
long double d_atanl(long double x)
{
    return atanl(x);
}
#ifdef TEST_MAIN
TEST(d_atan)
{
    const double at[] = {0.3, -3.0, 40.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_atan, at[i], 1 / (1 + x * x), 1e-14);
        UNARY_FIRST(d_atanl, x, 1 / (1 + x * x), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_atanf, (float)at[i], 1 / (1 + x * x), 3e-6);
    }
    UNARY_SECOND(d_atan, at[0]);
    UNARY_SECOND(d_atanf, (float)at[1]);
    UNARY_SECOND(d_atanl, (long double)at[1]);
}
#endif

//@ sinh
KINDS_UNARY()
double d_sinh(double x)
{
    return sinh(x);
}
KINDS_UNARY()
float d_sinhf(float x)
{
    return sinhf(x);
}
KINDS_UNARY()
long double d_sinhl(long double x)
{
    return sinhl(x);
}
#ifdef TEST_MAIN
TEST(d_sinh)
{
    const double at[] = {0.3, -2.0, 4.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_sinh, at[i], coshl(x), 1e-14);
        UNARY_FIRST(d_sinhl, x, coshl(x), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_sinhf, (float)at[i], coshl(x), 3e-6);
    }
    UNARY_SECOND(d_sinh, at[0]);
    UNARY_SECOND(d_sinhf, (float)at[1]);
    UNARY_SECOND(d_sinhl, (long double)at[1]);
}
#endif

//@ cosh
KINDS_UNARY()
double d_cosh(double x)
{
    return cosh(x);
}
KINDS_UNARY()
float d_coshf(float x)
{
    return coshf(x);
}
KINDS_UNARY()
long double d_coshl(long double x)
{
    return coshl(x);
}
#ifdef TEST_MAIN
TEST(d_cosh)
{
    const double at[] = {0.3, -2.0, 4.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_cosh, at[i], sinhl(x), 1e-14);
        UNARY_FIRST(d_coshl, x, sinhl(x), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_coshf, (float)at[i], sinhl(x), 3e-6);
    }
    UNARY_SECOND(d_cosh, at[0]);
    UNARY_SECOND(d_coshf, (float)at[1]);
    UNARY_SECOND(d_coshl, (long double)at[1]);
}
#endif

//@ tanh
KINDS_UNARY()
double d_tanh(double x)
{
    return tanh(x);
}
KINDS_UNARY()
float d_tanhf(float x)
{
    return tanhf(x);
}
KINDS_UNARY()
long double d_tanhl(long double x)
{
    return tanhl(x);
}
#ifdef TEST_MAIN
TEST(d_tanh)
{
    const double at[] = {0.3, -1.0, 1.5};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_tanh, at[i], 1 / (coshl(x) * coshl(x)), 1e-14);
        UNARY_FIRST(d_tanhl, x, 1 / (coshl(x) * coshl(x)), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_tanhf, (float)at[i], 1 / (coshl(x) * coshl(x)), 3e-6);
    }
    UNARY_SECOND(d_tanh, at[0]);
    UNARY_SECOND(d_tanhf, (float)at[1]);
    UNARY_SECOND(d_tanhl, (long double)at[1]);
}
#endif

//@ asinh
KINDS_UNARY()
double d_asinh(double x)
{
    return asinh(x);
}
KINDS_UNARY()
float d_asinhf(float x)
{
    return asinhf(x);
}
KINDS_UNARY()
long double d_asinhl(long double x)
{
    return asinhl(x);
}
#ifdef TEST_MAIN
TEST(d_asinh)
{
    const double at[] = {0.3, -2.0, 30.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_asinh, at[i], 1 / sqrtl(x * x + 1), 1e-14);
        UNARY_FIRST(d_asinhl, x, 1 / sqrtl(x * x + 1), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_asinhf, (float)at[i], 1 / sqrtl(x * x + 1), 3e-6);
    }
    UNARY_SECOND(d_asinh, at[0]);
    UNARY_SECOND(d_asinhf, (float)at[1]);
    UNARY_SECOND(d_asinhl, (long double)at[1]);
}
#endif

//@ acosh
KINDS_UNARY()
double d_acosh(double x)
{
    return acosh(x);
}
KINDS_UNARY()
float d_acoshf(float x)
{
    return acoshf(x);
}
KINDS_UNARY()
long double d_acoshl(long double x)
{
    return acoshl(x);
}
#ifdef TEST_MAIN
TEST(d_acosh)
{
    const double at[] = {1.3, 2.0, 30.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_acosh, at[i], 1 / sqrtl((x - 1) * (x + 1)), 1e-14);
        UNARY_FIRST(d_acoshl, x, 1 / sqrtl((x - 1) * (x + 1)), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_acoshf, (float)at[i], 1 / sqrtl((x - 1) * (x + 1)), 3e-6);
    }
    UNARY_SECOND(d_acosh, at[0]);
    UNARY_SECOND(d_acoshf, (float)at[1]);
    UNARY_SECOND(d_acoshl, (long double)at[1]);
}
#endif

//@ atanh
KINDS_UNARY()
double d_atanh(double x)
{
    return atanh(x);
}
KINDS_UNARY()
float d_atanhf(float x)
{
    return atanhf(x);
}
KINDS_UNARY()
long double d_atanhl(long double x)
{
    return atanhl(x);
}
#ifdef TEST_MAIN
TEST(d_atanh)
{
    const double at[] = {0.3, -0.7, 0.95};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_atanh, at[i], 1 / ((1 - x) * (1 + x)), 1e-14);
        UNARY_FIRST(d_atanhl, x, 1 / ((1 - x) * (1 + x)), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_atanhf, (float)at[i], 1 / ((1 - x) * (1 + x)), 3e-6);
    }
    UNARY_SECOND(d_atanh, at[0]);
    UNARY_SECOND(d_atanhf, (float)at[1]);
    UNARY_SECOND(d_atanhl, (long double)at[1]);
}
#endif
