/* x op f() where f changes what x reads: C leaves the order open, the copy does as gcc does. */
#include <stdio.h>

static double g = 1;

static double change(double *x)
{
    *x += 10;
    return *x * 2;
}

static double next(void)
{
    return g *= 3;
}

static double quiet(const double *x)
{
    return *x + 0.5;
}

int main(void)
{
    double x = 1, y[2] = {2, 3}, *p = y;
    printf("%g\n", x * change(&x));
    printf("%g\n", y[0] - y[1] * change(y));
    printf("%g\n", *p++ + change(y));
    printf("%g\n", g + next() * g);
    printf("%g\n", (g - 1) / next() + next());
    double s = 2;
    s = s * quiet(&x) + x * quiet(y);
    printf("%g\n", s);
    s += x + change(&x) > 40 ? x : -x;
    printf("%g\n", s);
    x -= change(&x);
    printf("%g %g\n", x, *p);
    return 0;
}
