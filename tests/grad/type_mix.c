/* float, long double, mixed arithmetic, _Complex. */
#include "grad.h"
#include <complex.h>
#include <math.h>

//@ float_program
ADC_ADJOINT()
ADC_GRADIENT()
float fl_program(int n, const float x[n])
{
    float s = 0.25f;
    for (int i = 0; i < n; i++) {
        s = s * x[i] + sinf(s);
        if (s > 1.0f)
            s /= 1.5f;
    }
    return s * s;
}
#ifdef TEST_MAIN
static double fl_double(int n, const double *x)
{
    double s = 0.25;
    for (int i = 0; i < n; i++) {
        s = s * x[i] + sin(s);
        if (s > 1)
            s /= 1.5;
    }
    return s * s;
}
TEST(float_program)
{
    float x[4] = {0.5f, 1.75f, -0.25f, 2.0f}, g[4], a[4] = {1, 1, 1, 1};
    double d[4];
    for (int i = 0; i < 4; i++)
        d[i] = x[i];
    CHECK_EXACT(fl_program_gradient(4, x, g), fl_program(4, x));
    fl_program_adjoint(4, x, a, 2.0f);
    for (int i = 0; i < 4; i++) {
        CHECK_SCALED(g[i], DIFF(d[i], fl_double(4, d)), 1e-5, 0.1);
        CHECK_SCALED(a[i], 1 + 2 * g[i], 1e-6, 1.0);
    }
}
#endif

//@ mixed_widths
ADC_GRADIENT()
double mw(float a, double b, long double c, int k)
{
    float f = (float)(a * b);
    long double l = c * f + k;
    double d = (double)(l / b);
    f += d;
    return f * b + (float)c;
}
#ifdef TEST_MAIN
TEST(mixed_widths)
{
    float ga;
    double gb;
    long double gc;
    const double a = 1.5, b = 0.75, c = 2.25;
    CHECK_EXACT(mw_gradient(1.5f, 0.75, 2.25L, 3, &ga, &gb, &gc), mw(1.5f, 0.75, 2.25L, 3));
    /* (ab + (c a b + k)/b) b + c = a b^2 + a b c + k + c */
    CHECK_CLOSE(ga, b * b + b * c, 1e-6);
    CHECK_CLOSE(gb, 2 * a * b + a * c, 1e-6);
    CHECK_CLOSE(gc, a * b + 1, 1e-6);
}
#endif

//@ precision_kept
ADC_GRADIENT()
float pk(int n, const float x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += (double)x[i] * x[i];
    return (float)sqrt(s);
}
ADC_GRADIENT()
float pk2(float a, float b)
{
    return a / b - b * 3;
}
#ifdef TEST_MAIN
TEST(precision_kept)
{
    float x[3] = {1, 2, 2}, g[3], a, b;
    CHECK_EXACT(pk_gradient(3, x, g), 3);
    for (int i = 0; i < 3; i++)
        CHECK_CLOSE(g[i], x[i] / 3.0, 1e-7);
    CHECK_EXACT(pk2_gradient(3, 7, &a, &b), pk2(3, 7));
    CHECK_CLOSE(a, 1.0 / 7, 2e-7);
    CHECK_CLOSE(b, -3.0 / 49 - 3, 2e-7);
}
#endif

//@ float_map
ADC_ADJOINT()
void fm(int n, const float x[n], float y[n])
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i] * 0.5f;
}
#ifdef TEST_MAIN
TEST(float_map)
{
    const float x[2] = {3, 4};
    float y[2], xa[2] = {0, 0}, ya[2] = {1, 2};
    fm_adjoint(2, x, y, xa, ya);
    CHECK_EXACT(xa[0], 3);
    CHECK_EXACT(xa[1], 8);
    CHECK_EXACT(ya[1], 0);
}
#endif

//@ long_double_precision
ADC_GRADIENT()
long double ld(long double a)
{
    long double s = 1;
    for (int i = 0; i < 5; i++)
        s = s * a + expl(-s);
    return s;
}
#ifdef TEST_MAIN
TEST(long_double_precision)
{
    /* the same recurrence for the derivative, by hand */
    long double a = 1.1L, s = 1, d = 0, g;
    for (int i = 0; i < 5; i++) {
        d = d * a + s - expl(-s) * d;
        s = s * a + expl(-s);
    }
    CHECK_EXACT(ld_gradient(a, &g), s);
    CHECK_CLOSE(g, d, 1e-17);
}
#endif

//@ complex_basic
KINDS()
double complex_basic(int n, const double x[n])
{
    double complex z = x[0] + x[1] * I, w = z * z - 2 * z + 1.0;
    w /= z;
    w += conj(z) * 3;
    return creal(w) * cimag(w) + creal(z * w);
}
SCALAR(complex_basic, 1.2, 0.7)

//@ complex_functions
KINDS()
double complex_functions(int n, const double x[n])
{
    double complex z = x[0] + x[1] * I;
    double complex w = cexp(z) + csqrt(z) * csin(z) + clog(z) + cpow(z, 1.5);
    return cabs(w) + carg(z);
}
SCALAR(complex_functions, 1.2, 0.7)

//@ complex_loop
KINDS()
double complex_loop(int n, const double x[n])
{
    double complex c = x[0] + x[1] * I, z = 0;
    for (int i = 0; i < 6; i++)
        z = z * z + c;
    return creal(z) * creal(z) + cimag(z) * cimag(z);
}
SCALAR(complex_loop, 0.2, 0.3)
