/* Every operator of C on reals, integers in between, conversions, conditional expressions. */
#include "grad.h"
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

//@ add_sub
KINDS()
double add_sub(int n, const double x[n])
{
    return x[0] + x[1] - (x[2] - x[0]) - -x[1] + +x[2] * 3;
}
SCALAR(add_sub, 1.5, -0.5, 2.25)

//@ mul_div
KINDS()
double mul_div(int n, const double x[n])
{
    return x[0] * x[1] / (x[2] * x[2]) + x[0] / x[1] / 2 * x[2] - 1.0 / x[0];
}
SCALAR(mul_div, 1.5, -0.5, 2.25)

//@ square_cube
KINDS()
double square_cube(int n, const double x[n])
{
    double a = x[0] * x[0];
    return a * a * x[0] + x[1] * x[1] * x[1] - x[0] * x[1] * x[0] * x[1];
}
SCALAR(square_cube, 1.1, -0.7)

//@ compound_assign
KINDS()
double compound_assign(int n, const double x[n])
{
    double a = x[0], b = x[1];
    a += b;
    b -= a;
    a *= b;
    b /= a;
    a *= a;
    b += b;
    a -= b * b;
    a /= 3;
    b *= 2 + a;
    return a * b;
}
SCALAR(compound_assign, 1.3, 0.4)

//@ self_assign
KINDS()
double self_assign(int n, const double x[n])
{
    double a = x[0];
    a = a;
    a = a * a + a;
    a += a;
    a *= a;
    a -= a / 3;
    a = a * x[1] / a + a;
    a = -a;
    return a - a * a;
}
SCALAR(self_assign, 0.7, 1.9)

//@ assign_chain
KINDS()
double assign_chain(int n, const double x[n])
{
    double a, b, c;
    a = b = c = x[0] * x[1];
    a = (b = a * 2) + 1.0;
    c = (a += sin(b));
    return a * b + c;
}
SCALAR(assign_chain, 0.6, 1.1)

//@ assign_as_value
KINDS()
double assign_as_value(int n, const double x[n])
{
    double a = x[0], b;
    double r = 2.0 * (b = a * a) + 1.0;
    if ((a = b + x[1]) > 0.0)
        r += a * b;
    double s = 0.0;
    while ((s += a) < 10.0)
        r *= 1.0 + 0.1 * s;
    return r;
}
SCALAR(assign_as_value, 1.2, 0.9)

//@ increments
KINDS()
double increments(int n, const double x[n])
{
    double a = x[0], b = x[1];
    int i = 0;
    a++;
    --b;
    double c = a++ * 2.0;
    double d = --b * c;
    double e = x[i++];
    e *= x[i--];
    ++i;
    return c + d + e * x[i] + a * b + i;
}
SCALAR(increments, 1.2, 0.9)

//@ ternary
KINDS()
double ternary(int n, const double x[n])
{
    double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1];
    double b = x[2] < 0 ? -x[2] : x[2];
    double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a;
    return a + b * c + (x[0] > 0 ? 1 : x[1]);
}
SCALAR(ternary, 1.2, 0.9, -0.4)

//@ ternary_branches
KINDS()
double ternary_branches(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] : sin(x[i]);
    return s;
}
SCALAR(ternary_branches, 1.2, -0.9, -1.4, 0.3, -0.2, 0.8)

//@ ternary_lvalue_pointer
KINDS()
double ternary_lvalue_pointer(int n, const double x[n])
{
    double a = x[0], b = x[1];
    double *p = x[2] > 0 ? &a : &b;
    *p *= x[2];
    *(x[0] > 10 ? &a : &b) += 2 * a;
    return a * b;
}
SCALAR(ternary_lvalue_pointer, 1.2, 0.9, 0.4)

//@ logical
KINDS()
double logical(int n, const double x[n])
{
    double s = x[0];
    if (x[0] > 0 && x[1] < 1)
        s *= x[1];
    if (x[0] < 0 || !(x[1] < 0))
        s += sin(s);
    if (!s)
        s = 7 * x[0];
    if (s && (x[2] > 5 || x[2] < 1))
        s *= s;
    return s * ((x[0] > 0) + 2 * (x[1] > 0.85));
}
SCALAR(logical, 1.2, 0.9, 0.4)

//@ comma
KINDS()
double comma(int n, const double x[n])
{
    double a = x[0], b;
    b = (a *= x[1], a + 1.0);
    for (int i = 0, j = 3; i < j; i++, j--)
        a += b, b *= 1.1;
    return a * b;
}
SCALAR(comma, 1.2, 0.9)

//@ logical_effects
KINDS()
double logical_effects(int n, const double x[n])
{
    double a = x[0], b = x[1];
    int k = 0;
    if ((a *= 2) > 1 && (b += a) > 1 && ++k)
        a += b;
    if ((a -= 100) > 0 || (b *= a) < 0)
        k++;
    double c = k > 1 ? (a += b) : (b -= a);
    return a * b + c * k;
}
SCALAR(logical_effects, 1.2, 0.9)

//@ int_to_double
KINDS()
double int_to_double(int n, const double x[n])
{
    int k = 3;
    unsigned u = 4000000000u;
    long long big = 1LL << 40;
    short h = -3;
    unsigned char c = 200;
    bool t = true;
    return x[0] * k + x[1] * u * 1e-9 + x[0] * big * 1e-12 + h * x[1] + c * x[0] * t + 'a' * x[1];
}
SCALAR(int_to_double, 1.2, 0.9)

//@ double_to_int
KINDS()
double double_to_int(int n, const double x[n])
{
    int k = (int)x[0];
    long l = (long)(x[1] * 10);
    unsigned u = (unsigned)(x[0] + 2);
    bool t = x[1];
    int implicit = x[0] * 2;
    return x[0] * k + x[1] * (double)l + u * x[0] * x[1] + t * x[0] + implicit * x[1];
}
SCALAR(double_to_int, 3.7, 0.55)

//@ integer_arithmetic
KINDS()
double integer_arithmetic(int n, const double x[n])
{
    int k = 17 % 5, l = k << 3 | 1, m = ~l & 0xff, q = m ^ k, r = -q / 3;
    unsigned w = 7u - 9u;
    return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0) + x[7 / 4] * (5 / 2) +
           x[0] * (5 / 2.0) + x[1] * (m >> 2);
}
SCALAR(integer_arithmetic, 1.2, 0.9)

//@ integer_division_index
KINDS()
double integer_division_index(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < 2 * n; i++)
        s += x[i / 2] * x[i % n] * (i & 1 ? 1 : -0.5);
    return s;
}
SCALAR(integer_division_index, 1.2, 0.9, -2.1)

//@ float_conversions
KINDS()
double float_conversions(int n, const double x[n])
{
    long double a = x[0];
    a = a * x[1] + 1.0L;
    long double b = a * a / 3;
    return (double)b + (double)(a * x[0]) * 0.5f;
}
SCALAR(float_conversions, 1.2, 0.9)

//@ literals
KINDS()
double literals(int n, const double x[n])
{
    return 0x1.8p1 * x[0] + 1e-3 * x[1] + .5 * x[0] + 3. * x[1] + 1.5f * x[0] * x[1] + 2.5L * x[0] + 0x10 * x[1] +
           010 * x[0] + 'A' * x[1];
}
SCALAR(literals, 1.2, 0.9)

//@ sizeof_expr
KINDS()
double sizeof_expr(int n, const double x[n])
{
    double a[7] = {0};
    double s = sizeof(a) / sizeof(a[0]) * x[0] + sizeof(int) * x[1] + sizeof a[0] * x[0] * x[1];
    double v[n];
    return s * (double)sizeof v + a[3] + _Alignof(double) * x[0];
}
SCALAR(sizeof_expr, 1.2, 0.9)

//@ negation
KINDS()
double negation(int n, const double x[n])
{
    double a = -x[0], b = - -a, c = -(a * b), d = +(-c);
    return -d * a - -b * -c;
}
SCALAR(negation, 1.2, 0.9)

//@ long_expression
KINDS()
double long_expression(int n, const double x[n])
{
    return ((x[0] + x[1] * (x[2] - x[3] / (x[0] + 3.0))) * (x[1] - x[2]) + sin(x[0] * x[1] + cos(x[2] * x[3]))) /
               (1.0 + x[0] * x[0] + (x[1] * x[2]) * (x[1] * x[2])) +
           exp(-(x[0] - x[1]) * (x[0] - x[1]) / (2.0 * (1.0 + x[3] * x[3]))) *
               (x[2] / (x[3] + 4.0) - log(2.0 + x[0] * x[0] * x[3] * x[3]));
}
SCALAR(long_expression, 1.2, 0.9, -0.3, 0.6)

//@ nested_functions
KINDS()
double nested_functions(int n, const double x[n])
{
    return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + sqrt(1.0 + sqrt(2.0 + log(3.0 + x[1] * x[1]))) +
           atan2(sin(x[0]), cosh(x[1])) * pow(1.0 + x[0] * x[0], sin(x[1])) + tanh(x[0] * tanh(x[1] * tanh(x[0])));
}
SCALAR(nested_functions, 0.8, 0.5)

//@ constants_only
KINDS()
double constants_only(int n, const double x[n])
{
    double s = 3.0;
    for (int i = 0; i < n; i++)
        s += i;
    return s;
}
SCALAR(constants_only, 0.8, 0.5)

//@ identity_of_x
KINDS()
double identity_of_x(int n, const double x[n])
{
    return x[n - 1];
}
SCALAR(identity_of_x, 0.8, 0.5)

//@ unused_input
KINDS()
double unused_input(int n, const double x[n])
{
    double dead = x[0] * x[0];
    dead = dead + 1.0;
    (void)dead;
    return x[2] * 2.0;
}
SCALAR(unused_input, 0.8, 0.5, 0.1)

//@ cancelled
KINDS()
double cancelled(int n, const double x[n])
{
    double a = x[0] - x[0];
    double b = x[1] / x[1];
    double z = 0 * x[0];
    return a + b * x[1] + z;
}
SCALAR(cancelled, 0.8, 0.5)

//@ generic_selection
#define SQ(a) _Generic((a), double: (a) * (a), float: (a) + (a), default: 0)
#define NAME(a) _Generic((a), int: 1.0, double: 2.0, default: 3.0)
KINDS()
double generic_selection(int n, const double x[n])
{
    float half = 0.5f;
    return SQ(x[0]) + SQ(half) * x[1] + NAME(n) * x[0] + NAME(x[0]) * x[1];
}
SCALAR(generic_selection, 0.8, 0.5)

//@ macros
#define SQUARE(a) ((a) * (a))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define FOR(i, n) for (int i = 0; i < (n); i++)
#define AXPY(y, a, x)                                                                              \
    do {                                                                                           \
        (y) += (a) * (x);                                                                          \
    } while (0)
#define BEGIN {
#define END }
KINDS()
double macros(int n, const double x[n])
BEGIN
    double s = 0, m = x[0];
    FOR(i, n)
    {
        AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5));
        m = MAX(m, SQUARE(x[i]));
    }
    return s * m;
END
SCALAR(macros, 0.8, 0.2, 1.7)

//@ enum_bool
enum mode { LINEAR = 1, QUADRATIC, CUBIC = 7 };
KINDS()
double enum_bool(int n, const double x[n])
{
    enum mode m = x[0] > 0 ? QUADRATIC : CUBIC;
    bool big = x[1] > 0.4;
    _Bool both = big && m == QUADRATIC;
    return m * x[0] * x[1] + big * x[0] + both * x[1] * x[1] + (m == LINEAR ? 1 : 2) * x[0];
}
SCALAR(enum_bool, 0.8, 0.5)

//@ size_t_mix
KINDS()
double size_t_mix(int n, const double x[n])
{
    size_t m = (size_t)n;
    ptrdiff_t back = -1;
    int64_t big = INT64_C(1) << 33;
    uint8_t small = 250;
    small += 10;
    double s = 0;
    for (size_t i = 0; i < m; i++)
        s += x[i] * (double)i + x[m + back] * small;
    return s * (double)big * 1e-10;
}
SCALAR(size_t_mix, 0.8, 0.5)
