/* Arithmetic in float, integer and mixed types: where a conversion happens must not move. */
#include <float.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>

static float mean_f(float a, float b)
{
    return (a + b) / 2;
}

static double widen(float a, float b)
{
    double p = a * b, q = (double)a * b;
    return p - q;
}

static float narrow(double x)
{
    float f = x;
    f = f * 3.0f + x;
    return f + 0.1;
}

static int truncate(double x)
{
    return x;
}

static double ratio(int a, int b)
{
    return a / b + (double)a / b + a / (double)b;
}

static unsigned char saturate(int x)
{
    return x < 0 ? 0 : x > 255 ? 255 : x;
}

static long mixed(int i, unsigned u, long l)
{
    long r = i + u;
    r += i * l;
    r -= (i < u) + (i < (int)u) * 2;
    return r;
}

static double poly(float x)
{
    float y = 1.0f / 3, s = 0;
    for (int i = 0; i < 10; i++) {
        s = s * x + y;
        y *= 1.0f / (i + 1);
    }
    return s;
}

int main(void)
{
    float third = 1.0f / 3.0f;
    printf("%.9g %.17g\n", mean_f(third, 0.1f), widen(third, third));
    printf("%.9g %d %d\n", narrow(third), truncate(-2.9), truncate(1e9 + 0.5));
    printf("%.17g\n", ratio(7, 2));
    printf("%d %d %d\n", saturate(-3), saturate(300), saturate(77));
    printf("%ld\n", mixed(-1, 1u, 5L));
    printf("%.17g\n", poly(0.7f));
    int64_t big = INT_MAX;
    big = big * 2 + 1;
    int wrap = (int)(unsigned)big;
    printf("%lld %d\n", (long long)big, wrap);
    short s = (short)70000;
    signed char c = 'A' + 1;
    c = (signed char)(c << 1 | 1);
    printf("%d %d\n", s, c);
    double d = 0.1f + 0.2f, e = 0.1f + 0.2, f = (float)0.3;
    printf("%.17g %.17g %.17g\n", d, e, f);
    long double l = 0.1L + 0.2;
    printf("%.21Lg %d\n", l, l == 0.3L);
    unsigned u = -1;
    printf("%u %d %d\n", u / 2, u > 0, (int)(u + 1) == 0);
    _Bool t = 0.5, n = !t, m = (int)0.5;
    printf("%d %d %d\n", t, n, m);
    int i = 5;
    i = i / 2 * 2.5 + i % 3;
    i <<= 2u;
    printf("%d %d\n", i, ~i & 0xf);
    double sum = 0;
    for (int k = 1; k <= 5; k++)
        sum += 1 / k + 1.0 / k + 1.f / k;
    printf("%.17g\n", sum);
    size_t z = sizeof(double[3]) / sizeof(double);
    printf("%zu %g\n", z, z / 2 + 0.5);
    enum { A = 3, B = A * 2 } g = B;
    g = g == B ? A : B;
    printf("%d %g %d\n", g, FLT_EPSILON * 2.0, -7 / 2 * 2 - -7 % 3);
    double neg = -0.0, zero = 0;
    neg += 0;
    printf("%g %g %g\n", neg, -zero, 0 - zero);
    zero *= -1;
    printf("%g %g\n", zero, zero + 0.0);
    return 0;
}
