/* Functions of math.h with results through pointers, and those that need their argument once. */
#define _GNU_SOURCE
#include <math.h>
#include <stdio.h>

static int calls;

static double angle(void)
{
    return ++calls * 0.25;
}

static double polar(double r, double phi, double *y)
{
    double s, c;
    sincos(phi, &s, &c);
    *y = r * s;
    return r * c;
}

int main(void)
{
    double s, c, v[2];
    sincos(angle(), &s, &c);
    printf("%.15g %.15g %d\n", s, c, calls);
    s = 0.5;
    sincos(s, &s, &v[1]);
    printf("%.15g %.15g\n", s, v[1]);
    sincos(v[1] + 1, v, v + 1);
    printf("%.15g %.15g\n", v[0], v[1]);
    float fs, fc;
    sincosf(0.3f, &fs, &fc);
    printf("%.9g %.9g\n", fs, fc);
    double y, x = polar(2, 1, &y);
    printf("%.15g %.15g\n", x, y);
    double whole, part = modf(-3.75, &whole);
    int e, q;
    double m = frexp(40.0, &e) + remquo(7.5, 2, &q);
    printf("%g %g %g %d %d\n", whole, part, m, e, q & 7);
    y = ldexp(hypot(3, 4), e) + fma(x, y, 1) + fmax(angle(), angle());
    printf("%.15g %d\n", y, calls);
    printf("%d %d %d\n", isnan(x / 0 - x / 0), isinf(1 / (s - s)) != 0, signbit(-0.0) != 0);
    printf("%d\n", (isgreater(x, y) ? 1 : 2) + !isfinite(HUGE_VAL) * 10);
    printf("%d %ld\n", (int)lround(2.5), lrint(3.5));
    double z = fabs(x) < 1e-3 ? 1 - x * x / 6 : sin(x) / x;
    printf("%.15g\n", z > 0 && sqrt(z) < 1 ? log1p(z) : -z);
    return 0;
}
