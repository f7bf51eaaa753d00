/* Helpers: static, nested, recursive, outputs by pointer, structs by value, function pointers. */
#include "grad.h"
#include <math.h>
#include <stddef.h>
#include <stdlib.h>

//@ helper
static double square(double a)
{
    return a * a;
}
KINDS()
double helper(int n, const double x[n])
{
    return square(x[0]) * square(square(x[1]));
}
SCALAR(helper, 0.8, 0.53)

//@ helper_extern
double cube_of(double a);
double cube_of(double a)
{
    return a * a * a;
}
KINDS()
double helper_extern(int n, const double x[n])
{
    return cube_of(x[0] * x[1]) + cube_of(x[0]);
}
SCALAR(helper_extern, 0.8, 0.53)

//@ helper_inline
static inline double lerp(double a, double b, double t)
{
    return a + t * (b - a);
}
KINDS()
double helper_inline(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n - 1; i++)
        s += lerp(x[i], x[i + 1], lerp(s, 0.5, x[0]));
    return s;
}
SCALAR(helper_inline, 0.8, 0.53, 0.1)

//@ helper_declared_first
static double later(double a, int k);
KINDS()
double helper_declared_first(int n, const double x[n])
{
    return later(x[0], 3) + later(x[1], 2);
}
static double later(double a, int k)
{
    double r = 1;
    while (k--)
        r *= a;
    return r;
}
SCALAR(helper_declared_first, 0.8, 0.53)

//@ helper_array
static double norm2(int n, const double *v)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += v[i] * v[i];
    return sqrt(s);
}
static void scale(int n, double *v, double c)
{
    for (int i = 0; i < n; i++)
        v[i] *= c;
}
KINDS()
double helper_array(int n, const double x[n])
{
    double v[n];
    for (int i = 0; i < n; i++)
        v[i] = sin(x[i]);
    scale(n, v, norm2(n, v));
    scale(n - 1, v + 1, v[0]);
    return norm2(n, v) * norm2(n, x) + v[0];
}
SCALAR(helper_array, 0.8, 0.53, -1.1)

//@ helper_output
static void split(double a, double *whole, double *part)
{
    *whole = a * a;
    *part = *whole + sin(a);
}
static int outputs(double a, double b, double *c)
{
    if (a < 0)
        return -1;
    *c = a * b;
    *c *= *c;
    return 3;
}
KINDS()
double helper_output(int n, const double x[n])
{
    double w, p, c = x[0];
    split(x[0] * x[1], &w, &p);
    int k = outputs(w, p, &c);
    c += k;
    k += outputs(-w, p, &c);
    split(c, &c, &w);
    return c * w * k + p;
}
SCALAR(helper_output, 0.8, 0.53)

//@ helper_modifies_parameter
static double decay(double a, int k)
{
    double s = 0;
    while (k > 0) {
        a = a * a + 0.1;
        s += a;
        k--;
    }
    a *= s;
    return a;
}
KINDS()
double helper_modifies_parameter(int n, const double x[n])
{
    double a = x[0];
    double r = decay(a, 3) * a;
    return r + decay(x[1] * a, 2);
}
SCALAR(helper_modifies_parameter, 0.8, 0.53)

//@ several_sites
static double combine(double a, double b)
{
    double t = a * b;
    if (t > 1)
        t = sqrt(t);
    return t + a / b;
}
KINDS()
double several_sites(int n, const double x[n])
{
    double c = combine(2.0, 3.0);
    double s = combine(x[0], 2.0) + combine(2.0, x[1]) + combine(x[0], x[1]) * c;
    for (int i = 1; i < 4; i++)
        s = combine(s, i) + combine(i, 0.5);
    return combine(s, s);
}
SCALAR(several_sites, 0.8, 0.53)

//@ nested_calls
static double f1(double a)
{
    return sin(a) + 1.5;
}
static double f2(double a, double b)
{
    return f1(a) * f1(f1(b));
}
static double f3(double a)
{
    return f2(f1(a), f2(a, a * a));
}
KINDS()
double nested_calls(int n, const double x[n])
{
    return f3(f2(x[0], f3(x[1]))) + f1(f1(f1(x[0])));
}
SCALAR(nested_calls, 0.8, 0.53)

//@ call_in_condition
static double measure(int n, const double *x, double *out)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += x[i] * x[i];
    *out = s / n;
    return s;
}
KINDS()
double call_in_condition(int n, const double x[n])
{
    double m, s = 0;
    if (measure(n, x, &m) > 0.5)
        s += m;
    double a = x[0];
    while (measure(1, &a, &m) < 20) {
        a *= 1.5;
        s += m;
    }
    for (int i = 0; i < n && measure(i, x, &m) < 1; i++)
        s += x[i] * 2;
    return s * a + (measure(n, x, &a) > 0 ? a * a : 0);
}
SCALAR(call_in_condition, 0.8, 0.53, 0.9)

//@ recursion
static double fact(double a, int k)
{
    if (k == 0)
        return 1 + a;
    return a * fact(a, k - 1) + sin(a * k);
}
KINDS()
double recursion(int n, const double x[n])
{
    return fact(x[0], 6) * fact(x[1], 0);
}
SCALAR(recursion, 0.8, 0.53)

//@ recursion_tree
static double tree_sum(const double *x, int lo, int hi)
{
    if (hi - lo == 1)
        return x[lo] * x[lo];
    int mid = (lo + hi) / 2;
    double a = tree_sum(x, lo, mid), b = tree_sum(x, mid, hi);
    return a * b + sin(a) - b;
}
KINDS()
double recursion_tree(int n, const double x[n])
{
    return tree_sum(x, 0, n);
}
SCALAR(recursion_tree, 0.8, 0.53, 0.2, -1.1, 0.9)

//@ recursion_fib
static double fib(int k, double a, double b)
{
    return k < 2 ? (k ? a : b) : fib(k - 1, a, b) * 0.7 + fib(k - 2, b, a * b);
}
KINDS()
double recursion_fib(int n, const double x[n])
{
    return fib(7, x[0], x[1]);
}
SCALAR(recursion_fib, 0.8, 0.53)

//@ recursion_mutual
static double odd(double a, int k);
static double even(double a, int k)
{
    return k == 0 ? a : odd(a * a, k - 1) + a;
}
static double odd(double a, int k)
{
    if (k <= 0)
        return -a;
    double t = even(sin(a), k - 1);
    return t * a;
}
KINDS()
double recursion_mutual(int n, const double x[n])
{
    return even(x[0], 7) + odd(x[1], 4);
}
SCALAR(recursion_mutual, 0.8, 0.53)

//@ recursion_self
KINDS()
double recursion_self(int n, const double x[n])
{
    if (n == 0)
        return 1.5;
    double rest = recursion_self(n - 1, x + 1);
    return rest * x[0] + sin(rest);
}
SCALAR(recursion_self, 0.8, 0.53, -0.2)

//@ recursion_array
static void halves(int n, double *v)
{
    if (n < 2)
        return;
    int h = n / 2;
    for (int i = 0; i < h; i++) {
        double a = v[i], b = v[i + h];
        v[i] = a + b * a;
        v[i + h] = sin(a - b);
    }
    halves(h, v);
    halves(h, v + h);
}
KINDS()
double recursion_array(int n, const double x[n])
{
    double v[8], s = 0;
    for (int i = 0; i < 8; i++)
        v[i] = x[i % n];
    halves(8, v);
    for (int i = 0; i < 8; i++)
        s += v[i] * (i + 1);
    return s;
}
SCALAR(recursion_array, 0.8, 0.53, -0.2)

//@ determinant_minors
static double det_minors(int n, const double *m, int *cols, int row)
{
    if (row == n)
        return 1.0;
    double s = 0, sign = 1;
    for (int c = 0; c < n; c++) {
        if (cols[c])
            continue;
        cols[c] = 1;
        s += sign * m[row * n + c] * det_minors(n, m, cols, row + 1);
        cols[c] = 0;
        sign = -sign;
    }
    return s;
}
KINDS()
double determinant_minors(int n, const double x[n])
{
    int cols[3] = {0, 0, 0};
    return det_minors(3, x, cols, 0);
}
SCALAR(determinant_minors, 0.8, 0.53, -0.2, 1.1, 0.3, 2, -1, 0.4, 0.7)

//@ struct_by_value
struct pair {
    double a, b;
};
static struct pair turn(struct pair p, double t)
{
    struct pair r = {p.a * cos(t) - p.b * sin(t), p.a * sin(t) + p.b * cos(t)};
    p.a = 100;
    return r;
}
static double area(struct pair p)
{
    p.a *= p.b;
    return p.a;
}
KINDS()
double struct_by_value(int n, const double x[n])
{
    struct pair p = {x[0], x[1]}, q;
    q = turn(p, x[2]);
    p = q;
    p.a += q.b;
    q = turn(turn(p, q.a), 0.3);
    return area(q) + p.a * turn(p, 1).b;
}
SCALAR(struct_by_value, 0.8, 0.53, 0.3)

//@ struct_by_pointer
struct state {
    double pos[2], vel[2];
    int steps;
    double energy;
};
static void advance(struct state *s, double h)
{
    for (int k = 0; k < 2; k++) {
        s->pos[k] += h * s->vel[k];
        s->vel[k] -= h * s->pos[k] * s->energy;
    }
    s->steps++;
    s->energy *= 0.9;
}
KINDS()
double struct_by_pointer(int n, const double x[n])
{
    struct state s = {.pos = {x[0], x[1]}, .vel = {1, x[2]}, .energy = x[0] * x[1]};
    for (int i = 0; i < 5; i++)
        advance(&s, 0.2);
    return s.pos[0] * s.vel[1] + s.pos[1] * s.steps + s.energy;
}
SCALAR(struct_by_pointer, 0.8, 0.53, 0.3)

//@ function_pointer
static double fp_sq(double a)
{
    return a * a;
}
static double fp_ex(double a)
{
    return exp(-a);
}
static double apply(double (*f)(double), double a)
{
    return f(a) * a;
}
KINDS()
double function_pointer(int n, const double x[n])
{
    double (*f)(double) = x[0] > 0 ? fp_sq : fp_ex;
    double s = f(x[0]) + apply(fp_ex, x[1]) * apply(fp_sq, x[0]);
    f = &fp_ex;
    s += (*f)(s);
    return s;
}
SCALAR(function_pointer, 0.8, 0.53)

//@ function_pointer_math
KINDS()
double function_pointer_math(int n, const double x[n])
{
    double (*table[])(double) = {sin, cos, exp};
    double s = 0.4;
    for (int i = 0; i < 5; i++)
        s = table[i % 3](s * x[i % n]);
    return s;
}
SCALAR(function_pointer_math, 0.8, 0.53)

//@ function_table
static double op_add(double a, double b)
{
    return a + b;
}
static double op_mul(double a, double b)
{
    return a * b;
}
static double op_sin(double a, double b)
{
    return sin(a) * b;
}
static double (*const ops[])(double, double) = {op_add, op_mul, op_sin};
KINDS()
double function_table(int n, const double x[n])
{
    double s = x[0];
    for (int i = 0; i < 7; i++)
        s = ops[(i * 2) % 3](s, x[i % n]);
    return s;
}
SCALAR(function_table, 0.8, 0.53, 1.1)

//@ table_of_statics
/* A const table that others see tells the addresses that its functions have in this file. */
typedef struct term {
    double (*value)(const void *of, double x);
    int weight;
} term;
static double term_linear(const void *of, double x)
{
    const double *slope = of;
    return *slope * x;
}
static double term_wave(const void *of, double x)
{
    const double *rate = of;
    return sin(*rate * x);
}
static double term_square(const void *of, double x)
{
    (void)of;
    return x * x;
}
const term term_line = {term_linear, 2};
static const term waves[2] = {{term_wave, 1}, {term_square, 3}};
const term *const term_waves = waves;
const term *const term_second = &waves[1];
const struct {
    int n;
    const term *all[2];
} terms = {2, {&term_line, &waves[1]}};
ADC_GRADIENT(wrt(x))
ADC_TANGENT(wrt(x))
double table_of_statics(const term *first, const term *second, const void *of, double x)
{
    return first->weight * first->value(of, x) + second->value(of, x * first->value(of, x));
}
KINDS()
double table_within(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        term own = i ? waves[1] : term_line;
        s += table_of_statics(&own, &waves[i % 2], &s, x[i]);
        own = *term_waves;
        s *= own.value(&s, x[i]);
    }
    return s;
}
SCALAR(table_within, 0.8, 0.53, 0.7)
#ifdef TEST_MAIN
TEST(table_of_statics)
{
    const double a = 1.3, x = 0.7, y = a * x;
    double g, t;
    CHECK_CLOSE(table_of_statics_gradient(&term_line, terms.all[1], &a, x, &g), 2.0 * y + x * x * y * y, 1e-15);
    CHECK_CLOSE(g, 2.0 * a + 4.0 * a * a * x * x * x, 1e-15);
    CHECK_CLOSE(table_of_statics_gradient(term_waves, &term_line, &a, x, &g), sin(y) + y * sin(y), 1e-15);
    CHECK_CLOSE(g, a * cos(y) + a * sin(y) + a * y * cos(y), 1e-15);
    table_of_statics_tangent(term_waves, &term_line, &a, x, 1.0, &t);
    CHECK_CLOSE(t, a * cos(y) + a * sin(y) + a * y * cos(y), 1e-15);
}
#endif

//@ methods_of_locals
/* Objects that never leave the file call their static methods where the source itself makes them: no other address can be
   in them. Through a table, so that the source's own function is printed too; and by recursion, beside rows of pointers. */
struct form;
struct form_ops {
    double (*area)(const struct form *);
    void (*grow)(struct form *, double);
};
struct form {
    const struct form_ops *ops;
    double size, by;
};
static double round_area(const struct form *s) { return 0.7 * s->size * s->size; }
static double square_area(const struct form *s) { return s->size * s->by; }
static void form_grow(struct form *s, double by) { s->size = 0.5 * s->size + sin(by) * s->by; }
static void square_grow(struct form *s, double by)
{
    form_grow(s, by);
    s->by *= 0.8;
}
static const struct form_ops round_ops = {round_area, form_grow}, square_ops = {square_area, square_grow};
static double grown(double r)
{
    struct form a = {&round_ops, tanh(r), 1.5}, b = {r > 0.6 ? &round_ops : &square_ops, 0.25, r};
    a.ops->grow(&a, b.size);
    b.ops->grow(&b, a.size);
    return b.size + a.size * b.ops->area(&b);
}
static double sine(double r) { return sin(r); }
static double (*const measures[2])(double) = {grown, sine};
KINDS()
double methods_of_locals(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += measures[i == 2](x[i]);
    return s;
}
SCALAR(methods_of_locals, 0.8, 0.53, 0.7)
static double shrunk(double *v, const double *c, int depth)
{
    if (depth <= 0)
        return 0.3 * sin(v[1]);
    double t = cos(c[depth % 3]);
    struct form a = {&round_ops, t, depth}, b = {t < 0.7 ? &round_ops : &square_ops, t * v[0], t * depth};
    const struct form *all[2] = {&a, &b};
    v[0] = all[1]->ops->area(all[0]) * all[0]->ops->area(all[1]);
    v[1] = 0.7 * v[1] + cos(shrunk(v, c, depth - 1));
    return t + b.size;
}
static double row(int n, const double *x, double *y)
{
    double *ends[2] = {y, y + n - 1};
    return shrunk(y, x, 2) * *ends[1];
}
KINDS_MAP()
void methods_of_rows(int n, const double x[n], int m, double y[m])
{
    double *rows[2] = {y, y};
    y[m - 1] += row(n, x, rows[1]);
}
MAP(methods_of_rows, 3, 0.8, 0.53, 0.7)

//@ callback_context
struct quad_ctx {
    double a, b;
};
static double quad_fn(double t, void *ctx)
{
    struct quad_ctx *q = ctx;
    return q->a * t * t + sin(q->b * t);
}
static double simpson(double (*f)(double, void *), void *ctx, double lo, double hi, int k)
{
    double h = (hi - lo) / k, s = f(lo, ctx) + f(hi, ctx);
    for (int i = 1; i < k; i++)
        s += (i % 2 ? 4 : 2) * f(lo + i * h, ctx);
    return s * h / 3;
}
KINDS()
double callback_context(int n, const double x[n])
{
    struct quad_ctx q = {x[0], x[1]};
    return simpson(quad_fn, &q, 0, x[2], 6);
}
SCALAR(callback_context, 0.8, 0.53, 1.7)

//@ pointer_result
static const double *largest(int n, const double *x)
{
    const double *m = x;
    for (int i = 1; i < n; i++)
        if (x[i] > *m)
            m = x + i;
    return m;
}
static double *at(double *v, int i)
{
    return &v[i];
}
KINDS()
double pointer_result(int n, const double x[n])
{
    double v[3] = {x[0], x[1] * x[0], x[2]};
    *at(v, 1) *= *largest(3, v);
    at(v, 0)[2] += v[1] * largest(n, x)[0];
    return v[0] * v[1] + v[2] * *largest(3, v);
}
SCALAR(pointer_result, 0.8, 0.53, 1.1)

//@ void_early
static void clamp(double *v, double lo)
{
    if (*v >= lo)
        return;
    *v = lo + 0.1 * *v;
}
KINDS()
double void_early(int n, const double x[n])
{
    double v[3] = {x[0], x[1], x[2]};
    for (int i = 0; i < 3; i++)
        clamp(&v[i], 0.5 * x[0]);
    return v[0] * v[1] * v[2];
}
SCALAR(void_early, 0.8, 0.2, 1.1)

//@ ignored_result
static double accumulate(double *s, double a)
{
    *s += a * a;
    return *s;
}
KINDS()
double ignored_result(int n, const double x[n])
{
    double s = 0;
    accumulate(&s, x[0]);
    (void)accumulate(&s, x[1] * s);
    return accumulate(&s, s) + s;
}
SCALAR(ignored_result, 0.8, 0.2)

//@ same_argument_twice
static void mix(double *a, double *b)
{
    *a += *b * 2;
    *b *= *a;
}
static double both(const double *a, const double *b)
{
    return *a * *b;
}
KINDS()
double same_argument_twice(int n, const double x[n])
{
    double v = x[0], w = x[1];
    mix(&v, &w);
    mix(&v, &v);
    return both(&v, &v) + both(&v, &w) + both(x, x + 1);
}
SCALAR(same_argument_twice, 0.8, 0.2)

//@ array_2d_argument
static void matvec(int n, int m, double a[n][m], const double x[m], double y[n])
{
    for (int i = 0; i < n; i++) {
        y[i] = 0;
        for (int j = 0; j < m; j++)
            y[i] += a[i][j] * x[j];
    }
}
static double trace3(double a[3][3])
{
    return a[0][0] + a[1][1] * a[2][2];
}
KINDS()
double array_2d_argument(int n, const double x[n])
{
    double a[3][3], y[3];
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            a[i][j] = sin(x[i] * (j + 1)) + x[j];
    matvec(3, 3, a, x, y);
    matvec(2, 3, a + 1, y, y + 1 - 1 + 0 == y ? a[0] : y);
    return y[0] * y[1] + y[2] + trace3(a);
}
SCALAR(array_2d_argument, 0.8, 0.2, -0.3)

//@ inactive_call
static int count_big(int n, const double *x)
{
    int k = 0;
    for (int i = 0; i < n; i++)
        k += x[i] > 0.5;
    return k;
}
static int gcd(int a, int b)
{
    return b ? gcd(b, a % b) : a;
}
KINDS()
double inactive_call(int n, const double x[n])
{
    return x[0] * count_big(n, x) + gcd(12, 18) * x[1] * x[1] + abs(-3) * x[0];
}
SCALAR(inactive_call, 0.8, 0.2)

//@ old_style
// alone
static double old_style_helper(a, b)
    double a;
    int b;
{
    return a * b;
}
KINDS()
double old_style(int n, const double x[n])
{
    return old_style_helper(x[0], 3) * x[1];
}
SCALAR(old_style, 0.8, 0.2)

//@ shadowed_helper_names
static double i(double x)
{
    return x * 3;
}
static double tape(double adj)
{
    return adj * adj;
}
KINDS()
double shadowed_helper_names(int n, const double x[n])
{
    return i(x[0]) * tape(x[1]);
}
SCALAR(shadowed_helper_names, 0.8, 0.2)
