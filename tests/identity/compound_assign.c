/* op= computes in the common type and converts once; the place is evaluated once. */
#include <stdio.h>

static int calls;

static int index_of(int x)
{
    calls++;
    return x % 4;
}

static double *slot(double *at)
{
    calls++;
    return at + 1;
}

int main(void)
{
    float f = 1.0f / 3.0f;
    f += 1.0 / 3.0;
    printf("%.9g\n", f);
    f *= 1e-30;
    f *= 1e30;
    printf("%.9g\n", f);
    int i = 7;
    i *= 1.5;
    printf("%d\n", i);
    i -= 0.25;
    printf("%d\n", i);
    i /= 2.5f;
    printf("%d\n", i);
    unsigned char c = 250;
    c += 10;
    printf("%d\n", c);
    c <<= 7;
    printf("%d\n", c);
    signed char s = 100;
    s += 100;
    printf("%d\n", s);
    unsigned u = 3;
    u -= 5;
    printf("%u\n", u);
    long long ll = 1;
    ll <<= 40;
    ll |= 5;
    ll ^= 1;
    ll %= 1000003;
    printf("%lld\n", ll);
    int n = -7;
    n >>= 1;
    n %= 3;
    printf("%d\n", n);
    long double ld = 1;
    ld /= 3;
    ld *= 3.0f;
    printf("%.20Lg\n", ld);

    double a[4] = {1, 2, 3, 4};
    a[index_of(6)] += a[index_of(1)] *= 3;
    *slot(a) -= 0.5;
    printf("%g %g %g %g %d\n", a[0], a[1], a[2], a[3], calls);

    double *p = a;
    p += 2;
    *p += *(p - 1);
    p -= 1;
    *p /= 4;
    printf("%g %g %g %g\n", a[0], a[1], a[2], a[3]);
    i = 0;
    a[i++] += 10;
    a[i++] -= 10;
    a[--i] *= 2;
    printf("%g %g %g %g %d\n", a[0], a[1], a[2], a[3], i);
    double x = 2, y = 3;
    x += y += x * y;
    printf("%g %g\n", x, y);
    return 0;
}
