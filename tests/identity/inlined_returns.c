/* Small functions with several returns, changed parameters, aliasing results: what inlining must not break. */
#include <stdio.h>

struct pair {
    double a, b;
};

static double global = 1;

static double first_over(const double *v, int n, double limit)
{
    for (int i = 0; i < n; i++) {
        if (v[i] > limit)
            return v[i];
        if (v[i] < -limit)
            return -v[i];
    }
    return limit;
}

static int classify(double x)
{
    switch (x > 0 ? 1 : x < 0 ? -1 : 0) {
    case 1:
        if (x > 100)
            return 3;
        return 2;
    case -1:
        return 1;
    default:
        break;
    }
    return 0;
}

static double consume(double x, int n)
{
    while (n-- > 0)
        x = x * 0.5 + 1;
    return x;
}

static void exchange(double *a, double *b)
{
    if (a == b)
        return;
    double t = *a;
    *a = *b;
    *b = t;
}

static double through(double *p, double x)
{
    *p = x + 1;
    return x;
}

static double uses_global(double x)
{
    global *= 2;
    return x + global;
}

static struct pair swapped(struct pair p)
{
    double t = p.a;
    p.a = p.b;
    p.b = t;
    return p;
}

static float low(double x)
{
    return x;
}

static unsigned char byte(int x)
{
    return x;
}

static double average(int n, const double *restrict x)
{
    double s = 0, w[n];
    for (int i = 0; i < n; i++)
        w[i] = x[i] / n;
    for (int i = 0; i < n; i++)
        s += w[i];
    return s;
}

static void nothing(int flag)
{
    if (flag)
        return;
}

static double choose(int which, double (*f)(double, int), double x)
{
    if (which == 0)
        return x;
    if (which == 1 && f)
        return f(x, 2);
    return -x;
}

static inline double dot3(const double a[static 3], const double b[static 3])
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

int main(void)
{
    double v[4] = {0.5, -3, 2, 7}, x = 2;
    int n = 4;
    x = first_over(v, n, x) + first_over(v + 2, 2, 100);
    printf("%g\n", x);
    printf("%d%d%d%d\n", classify(x), classify(-x), classify(0), classify(x * 10));
    x = consume(x, n);
    n = (int)consume(n, n - 1);
    printf("%.15g %d\n", x, n);
    exchange(&v[0], &v[1]);
    exchange(v + 2, &v[2]);
    double *p = v;
    exchange(p, p + 2);
    p++;
    printf("%g %g %g %g %d\n", v[0], v[1], v[2], v[3], (int)(p - v));
    x = 5;
    double y = through(&x, x);
    printf("%g %g\n", x, y);
    y = through(&y, y) + y * 0;
    printf("%g\n", y);
    y = uses_global(global);
    global = uses_global(global) + 1;
    printf("%g %g\n", y, global);
    struct pair q = {1, 2}, *r = &q;
    q = swapped(q);
    *r = swapped(swapped(*r));
    printf("%g %g %g\n", q.a, q.b, swapped(q).a);
    double third = 1.0 / 3;
    y = low(third);
    y += low(third) * 3;
    printf("%.17g %d\n", y, byte(300) + byte(-1));
    printf("%.15g\n", average(4, v) + average(3, (double[]){1, 2, 4}));
    nothing(n);
    nothing(0);
    printf("%g %g %g\n", choose(0, consume, 3), choose(1, consume, 3), choose(1, 0, 3));
    for (int i = 0; i < 2; i++)
        x += dot3(v, &v[i]) * dot3(v + i, (double[3]){1, 2, x});
    printf("%.15g\n", x);
    return 0;
}
