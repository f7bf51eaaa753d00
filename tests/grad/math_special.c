/* Derivatives of math.h's error functions in double, float and long double: closed forms. */
#include "grad.h"
#include <math.h>

#define LN2 0.693147180559945309417232121458176568L
#define LN10 2.302585092994045684017991454684364208L
#define SQRT_PI 1.772453850905516027298167483341145183L

//@ erf
KINDS_UNARY()
double d_erf(double x)
{
    return erf(x);
}
KINDS_UNARY()
float d_erff(float x)
{
    return erff(x);
}
KINDS_UNARY()
long double d_erfl(long double x)
{
    return erfl(x);
}
#ifdef TEST_MAIN
TEST(d_erf)
{
    const double at[] = {0.3, -1.5, 2.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_erf, at[i], 2 / SQRT_PI * expl(-x * x), 1e-14);
        UNARY_FIRST(d_erfl, x, 2 / SQRT_PI * expl(-x * x), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_erff, (float)at[i], 2 / SQRT_PI * expl(-x * x), 3e-6);
    }
    UNARY_SECOND(d_erf, at[0]);
    UNARY_SECOND(d_erff, (float)at[1]);
    UNARY_SECOND(d_erfl, (long double)at[1]);
}
#endif

//@ erfc
KINDS_UNARY()
double d_erfc(double x)
{
    return erfc(x);
}
KINDS_UNARY()
float d_erfcf(float x)
{
    return erfcf(x);
}
KINDS_UNARY()
long double d_erfcl(long double x)
{
    return erfcl(x);
}
#ifdef TEST_MAIN
TEST(d_erfc)
{
    const double at[] = {0.3, -1.5, 2.0};
    for (int i = 0; i < 3; i++) {
        long double x = at[i];
        UNARY_FIRST(d_erfc, at[i], -2 / SQRT_PI * expl(-x * x), 1e-14);
        UNARY_FIRST(d_erfcl, x, -2 / SQRT_PI * expl(-x * x), 1e-17);
        x = (float)at[i];
        UNARY_FIRST(d_erfcf, (float)at[i], -2 / SQRT_PI * expl(-x * x), 3e-6);
    }
    UNARY_SECOND(d_erfc, at[0]);
    UNARY_SECOND(d_erfcf, (float)at[1]);
    UNARY_SECOND(d_erfcl, (long double)at[1]);
}
#endif
