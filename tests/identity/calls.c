/* Calls: nested, in arguments, through pointers, recursive, with out-parameters, early returns, variadic. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

typedef double (*unary)(double);
typedef struct {
    unary f;
    double scale;
} scaled;

static int depth;

static double square(double x)
{
    return x * x;
}

static double cube(const double x)
{
    double y = square(x);
    y *= x;
    return y;
}

static double apply(unary f, double x)
{
    return f ? f(x) : x;
}

static double eval(const scaled *s, double x)
{
    return s->scale * s->f(x / s->scale);
}

static unary choose(int n)
{
    static const unary all[] = {square, cube, sin};
    return all[n % 3];
}

static int fib(int n)
{
    depth++;
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

static int odd(int n);

static int even(int n)
{
    return n == 0 ? 1 : odd(n - 1);
}

static int odd(int n)
{
    if (n == 0)
        return 0;
    return even(n - 1);
}

static double root(double x, int *steps)
{
    double r = x;
    for (*steps = 0; *steps < 100; ++*steps) {
        double next = 0.5 * (r + x / r);
        if (fabs(next - r) < 1e-14)
            return next;
        r = next;
    }
    return r;
}

static int quadratic(double a, double b, double c, double x[2])
{
    double d = b * b - 4 * a * c;
    if (a == 0)
        return -1;
    if (d < 0)
        return 0;
    d = sqrt(d);
    x[0] = (-b - d) / (2 * a);
    x[1] = (-b + d) / (2 * a);
    return d == 0 ? 1 : 2;
}

static double sum_all(int n, ...)
{
    va_list args;
    double s = 0;
    va_start(args, n);
    while (n-- > 0)
        s += va_arg(args, double);
    va_end(args);
    return s;
}

static double clamp(double x, double lo, double hi)
{
    if (x < lo)
        return lo;
    if (x > hi)
        x = hi;
    return x;
}

static void rotate(double *x, double *y, double angle)
{
    double c = cos(angle), s = sin(angle), t = c * *x - s * *y;
    *y = s * *x + c * *y;
    *x = t;
}

static double sum_row(const double *row, int n)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += row[i];
    return s;
}

static int sign(double x)
{
    if (x > 0)
        return 1;
    else if (x < 0)
        return -1;
    return 0;
}

int main(void)
{
    double x = 1.5, y = 0.5;
    printf("%.15g\n", square(cube(x)) + cube(square(x) + cube(y)) - apply(square, y));
    printf("%.15g %.15g\n", apply(NULL, x), apply(choose(2), x));
    printf("%.15g %.15g\n", choose(1)(x), (x > 1 ? square : cube)(y));
    scaled s = {cos, 2};
    printf("%.15g\n", eval(&s, x) + eval(&(scaled){.f = cube, .scale = y}, y));
    printf("%d ", fib(10));
    printf("%d %d %d\n", depth, even(10), odd(7));
    int n;
    double r = root(2, &n);
    printf("%.15g %d\n", r, n);
    double roots[2];
    int k = quadratic(1, -3, 2, roots);
    printf("%d %g %g\n", k, roots[0], roots[1]);
    printf("%d %d\n", quadratic(1, 0, 1, roots), quadratic(0, 1, 1, roots));
    printf("%g\n", sum_all(3, x, y, square(y)));
    printf("%g %g %g\n", clamp(x, 0, 1), clamp(-x, 0, 1), clamp(y, 0, 1));
    x = clamp(x, y, x) + clamp(y, x, 7);
    printf("%g\n", x);
    rotate(&x, &y, 0.3);
    rotate(&y, &x, y);
    printf("%.15g %.15g\n", x, y);
    double a[6] = {1, 2, 3, 4, 5, 6};
    for (int i = 0; i < 2; i++)
        printf("%g ", sum_row(a + 3 * i, 3) + sum_row(&a[i], i));
    printf("\n");
    rotate(&a[2], &a[3], 1);
    rotate(a, a + 1, 2);
    printf("%.15g %.15g %.15g %.15g\n", a[0], a[1], a[2], a[3]);
    int total = 0;
    for (int i = -2; i <= 2; i++)
        total = total * 3 + sign(i) + (sign(i - 1) > 0 && sign(i) == 1);
    printf("%d\n", total);
    printf("%d\n", abs(-3) + (int)fabs(-2.5) + (int)floor(-0.5));
    return 0;
}
