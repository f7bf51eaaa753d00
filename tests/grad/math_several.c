/* Functions of several arguments or results, integers and pointers among them. */
#include "grad.h"
#include <math.h>

//@ two_arguments
KINDS()
double two_arguments(int n, const double x[n])
{
    return atan2(x[0], x[1]) + hypot(x[0], x[1] * 2) * x[2] + pow(x[0], x[1]) + fmod(x[2] * 7, x[0]) +
           remainder(x[2] * 9, x[1]) + fmax(x[0], x[1]) * fmin(x[1], x[2]) + fdim(x[0], x[1]) + fdim(x[1], x[0]) * 3 +
           copysign(x[0], -x[1]) + copysign(x[2], x[1]);
}
SCALAR(two_arguments, 1.2, 0.7, 1.9)

//@ fused
KINDS()
double fused(int n, const double x[n])
{
    double a = fma(x[0], x[1], x[2]);
    return fma(a, a, fma(a, x[0], -x[1]));
}
SCALAR(fused, 1.2, 0.7, 1.9)

//@ scaling
KINDS()
double scaling(int n, const double x[n])
{
    int e;
    double m = frexp(x[0] * 5, &e);
    double whole, part = modf(x[1] * 7, &whole);
    return m * e + ldexp(x[1], 3) + scalbn(x[2], -2) + scalbln(x[0], 1L) + part * whole + ilogb(x[0]) * x[1] +
           logb(x[2]) * x[0];
}
SCALAR(scaling, 1.2, 0.77, 1.9)

//@ next_after
ADC_GRADIENT()
double na(double a)
{
    return nextafter(a, 10.0) * 2 + nexttoward(a, 1.0L);
}
#ifdef TEST_MAIN
TEST(next_after)
{
    double g;
    na_gradient(1.5, &g);
    CHECK_EXACT(g, 3);
}
#endif

//@ remquo_
KINDS()
double use_remquo(int n, const double x[n])
{
    int q;
    double r = remquo(x[0] * 9, x[1], &q);
    return r * x[1] + (q & 3);
}
SCALAR(use_remquo, 1.2, 0.77)

//@ gamma_functions
KINDS()
double gamma_functions(int n, const double x[n])
{
    return tgamma(x[0]) * lgamma(x[1]) + lgamma(x[0] * 10);
}
SCALAR(gamma_functions, 1.2, 0.77)

//@ digamma_values
ADC_GRADIENT()
double lg(double x)
{
    return lgamma(x);
}
ADC_GRADIENT()
float lgf(float x)
{
    return lgammaf(x);
}
#ifdef TEST_MAIN
TEST(digamma_values)
{
    static const long double at[][2] = {
        {1, -0.577215664901532860606512090082402431L}, {0.5L, -1.96351002602142347944097633299875557L},
        {2, 0.422784335098467139393487909917597569L},  {10, 2.25175258906672110764745616388585153L},
        {0.25L, -4.22745353337626540808953014609668358L}, {-0.5L, 0.03648997397857652055902367L},
        {100, 4.60016185273808934105914138424214655L}};
    for (int i = 0; i < 7; i++) {
        double g;
        float gf;
        lg_gradient((double)at[i][0], &g);
        CHECK_CLOSE(g, at[i][1], 1e-15);
        lgf_gradient((float)at[i][0], &gf);
        CHECK_CLOSE(gf, at[i][1], 2e-7);
    }
}
#endif

//@ classification
KINDS()
double classification(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        if (isnan(x[i]) || isinf(x[i]) || !isfinite(x[i]))
            continue;
        s += signbit(x[i]) ? -x[i] : x[i] * x[i];
        if (isgreater(x[i], 1.0) && islessequal(x[i], 2.0) && fpclassify(x[i]) == FP_NORMAL)
            s *= x[i];
    }
    return s;
}
SCALAR(classification, 1.2, -0.77, 0.4)

//@ bessel
// cflags: -D_DEFAULT_SOURCE
// alone
KINDS()
double bessel(int n, const double x[n])
{
    return j0(x[0]) * y0(x[1]) + j1(x[1]) * y1(x[0]) + jn(3, x[0]) * yn(2, x[1]) + jn(0, x[0]) + jn(-1, x[1]);
}
SCALAR(bessel, 1.2, 2.7)

//@ gnu_functions
// cflags: -D_GNU_SOURCE
// alone
KINDS()
double gnu_functions(int n, const double x[n])
{
    double s, c;
    int sign;
    sincos(x[0], &s, &c);
    return s * c * c + exp10(x[1]) + lgamma_r(x[0], &sign) * sign;
}
SCALAR(gnu_functions, 1.2, 0.7)

//@ tgmath
// alone
#include <tgmath.h>
KINDS()
double use_tgmath(int n, const double x[n])
{
    float f = 0.5f;
    return sin(x[0]) * sqrt(x[1]) + cos(f) * x[0] + pow(x[0], 2) + fabs(x[1]) * fmax(x[0], 0.5f);
}
SCALAR(use_tgmath, 1.2, 0.7)

//@ macros_of_math
KINDS()
double macros_of_math(int n, const double x[n])
{
    double s = HUGE_VAL;
    for (int i = 0; i < n; i++)
        if (x[i] * x[i] < s)
            s = x[i] * x[i];
    return s + (s > INFINITY ? NAN : 1) * x[0];
}
SCALAR(macros_of_math, 1.2, -0.7)

//@ parts_over_what_they_come_from
KINDS_INPLACE()
void parts_over_what_they_come_from(int n, double y[n])
{
    double v = y[0] * 1.3, *p = &v;
    int e[2] = {0};
    y[1] = modf(v * v, &v) * y[1];
    y[0] = modf(y[1] * v, y) * y[1];
    y[2] = modf(y[2], &y[2]) + frexp(y[1 + e[0]], &e[0]) * *p;
    v = modf(v + y[0], &v) * remquo(y[2 + e[1]], 0.7, &e[1]);
    modf(y[0] * v, &y[3]);
    y[1] += modf(*p * y[2], &v) * e[1];
    y[0] += v;
}
INPLACE(parts_over_what_they_come_from, 2.3, 2.7, 1.8, 0.4)

//@ bytes_of_posix
// cflags: -D_GNU_SOURCE
/* bzero, bcopy, mempcpy: what C calls memset, memmove, memcpy. */
#include <strings.h>
#include <string.h>
KINDS()
double bytes_of_posix(int n, const double x[n])
{
    double w[4], v[4], u[5];
    bzero(w, sizeof w);
    for (int i = 0; i < n; i++)
        w[i % 4] += x[i] * x[i];
    mempcpy(v, w, sizeof w);
    bcopy(v, u, sizeof v);
    bcopy(u, u + 1, 3 * sizeof u[0]);
    bzero(u, n > 1 ? sizeof u[0] : 0);
    return w[0] * v[1] + u[2] * u[3] + u[0] * v[2];
}
SCALAR(bytes_of_posix, 0.8, 0.53, 0.7, 1.3, -0.6)
