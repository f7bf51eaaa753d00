/* Names that collide with what adc would emit, shadowed variables, macros as names, C++ keywords. */
#include "grad.h"
#include <math.h>

//@ user_shadow_names
KINDS()
double user_shadow_names(int n, const double x[n])
{
    double x_adj = x[0], return_adj = x[1], x_tan = 2, x_kept = 3, s_adj = x_adj * return_adj, s = x_tan;
    for (int i = 0; i < n; i++) {
        s_adj += s * x[i];
        s = s_adj * x_kept;
        x_kept = sin(s);
    }
    return s * s_adj + x_kept;
}
SCALAR(user_shadow_names, 0.3, 0.4)

//@ runtime_names
KINDS()
double runtime_names(int n, const double x[n])
{
    double tape = x[0], trips = 1, last = x[1], result = 0, adc_tape_init = 2, kept = 1, sum = 0;
    int adc_push_double = 1, size_t_ = 2;
    while (fabs(tape) < 50) {
        tape = tape * 1.9 + trips;
        trips += last * tape;
        result += tape * adc_push_double;
        kept *= 0.9 * trips / (1 + fabs(trips));
        sum += kept;
    }
    return result * adc_tape_init + size_t_ * sum;
}
SCALAR(runtime_names, 0.3, 0.4)

//@ parameter_names
ADC_ADJOINT()
double pn(double x, double x_adj, double return_adj, double adj)
{
    return x * x_adj + return_adj * adj;
}
ADC_GRADIENT()
double pn2(double x, double x_grad, double x_grad2)
{
    return x * x_grad * x_grad2;
}
#ifdef TEST_MAIN
TEST(parameter_names)
{
    double (*f)(double, double, double, double, double *, double *, double *, double *, double) = pn_adjoint;
    double a = 0, b = 0, c = 0, d = 0;
    CHECK_EXACT(f(2, 3, 4, 5, &a, &b, &c, &d, 1), 26);
    CHECK_EXACT(a, 3);
    CHECK_EXACT(b, 2);
    CHECK_EXACT(c, 5);
    CHECK_EXACT(d, 4);
    CHECK_EXACT(pn2_gradient(2, 3, 4, &a, &b, &c), 24);
    CHECK_EXACT(a, 12);
    CHECK_EXACT(b, 8);
    CHECK_EXACT(c, 6);
}
#endif

//@ parameter_named_like_its_type
typedef struct ring {
    double v;
    struct ring *next;
} ring;
typedef double level;
static level chain_product(const ring *ring)
{
    level product = 1;
    for (; ring; ring = ring->next)
        product *= ring->v;
    return product;
}
ADC_ADJOINT()
ADC_TANGENT()
double chain(const ring *ring, level level)
{
    return chain_product(ring) * level + ring->v;
}
ADC_GRADIENT()
level levels(int n, const level level[n])
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += level[i] * level[i];
    return sum;
}
#ifdef TEST_MAIN
TEST(parameter_named_like_its_type)
{
    ring a[2] = {{2, a + 1}, {3, NULL}}, a_adj[2] = {{0, a_adj + 1}, {0, NULL}}, a_tan[2] = {{5, a_tan + 1}, {7, NULL}};
    double l_adj = 0, tan = 0, grad[2], at[2] = {3, 4};
    CHECK_EXACT(chain_adjoint(a, 4, a_adj, &l_adj, 1), 26);
    CHECK_EXACT(a_adj[0].v, 13);
    CHECK_EXACT(a_adj[1].v, 8);
    CHECK_EXACT(l_adj, 6);
    CHECK_EXACT(chain_tangent(a, 4, a_tan, 11, &tan), 26);
    CHECK_EXACT(tan, 5 * 13 + 7 * 8 + 11 * 6);
    CHECK_EXACT(levels_gradient(2, at, grad), 25);
    CHECK_EXACT(grad[0], 6);
    CHECK_EXACT(grad[1], 8);
}
#endif

//@ shadowed_blocks
KINDS()
double shadowed_blocks(int n, const double x[n])
{
    double a = x[0];
    {
        double a = x[1];
        {
            double a = x[0] * x[1];
            a *= a;
            if (a > 100)
                return a;
        }
        for (int a = 0; a < 3; a++) {
            double n = a * x[0];
            (void)n;
        }
        a = a * a;
    }
    for (int i = 0; i < n; i++) {
        double i = a * x[1];
        a += i;
    }
    return a * n;
}
SCALAR(shadowed_blocks, 0.3, 0.4)

//@ loop_variable_reused
KINDS()
double loop_variable_reused(int n, const double x[n])
{
    double s = 1;
    int i;
    for (i = 0; i < n; i++)
        s *= x[i];
    for (i = 0; i < n; i++)
        for (int i = 0; i < 2; i++)
            s += s * x[i];
    for (int i = 0, j = i; j < n; j++)
        s += x[j] * i + x[j] * s;
    return s * i;
}
SCALAR(loop_variable_reused, 0.3, 0.4)

//@ cpp_keywords
KINDS()
double cpp_keywords(int n, const double x[n])
{
    double class = x[0], new = x[1], delete = 2, template = class * new, this = template * delete;
    int namespace = 3, operator= 1;
    return this * namespace + class / operator;
}
SCALAR(cpp_keywords, 0.3, 0.4)
ADC_GRADIENT()
double cpp_parameters(int typename, const double virtual[typename], double private)
{
    return typename > 0 ? virtual[0] * private : private;
}

//@ macro_names
#define s 3
#if LEVEL < 4 /* then requests name it */
#define x_adj broken(
#endif
#define adj
#define i_adj 7
KINDS()
double macro_names(int n, const double x[n])
{
    double t = s * x[0];
    for (int i = 0; i < n; i++)
        t = t * x[i] + s;
    return t;
}
SCALAR(macro_names, 0.3, 0.4)
#undef s
#undef x_adj
#undef adj
#undef i_adj

//@ function_named_like_output
static double sn_adj(double a)
{
    return a * a;
}
static double sn_forward(double a)
{
    return a + sn_adj(a);
}
static double sn_reverse(double a)
{
    return sin(a);
}
KINDS()
double sn(int n, const double x[n])
{
    double v[2] = {x[0], x[1]};
    return sn_forward(v[0]) * sn_reverse(v[1]) * sn_adj(v[0]);
}
SCALAR(sn, 0.3, 0.4)

//@ type_named_like_output
typedef double x_adj_t;
typedef struct adc_frame {
    x_adj_t v;
} frame;
struct sn2_frame {
    frame f;
};
enum { trips = 4 };
KINDS()
double sn2(int n, const double x[n])
{
    struct sn2_frame f = {{x[0]}};
    for (int i = 0; i < trips; i++)
        f.f.v = f.f.v * x[1] + 1;
    return f.f.v;
}
SCALAR(sn2, 0.3, 0.4)

//@ math_names_shadowed
KINDS()
double math_names_shadowed(int n, const double x[n])
{
    double sin = x[0], exp = x[1], log = sin * exp;
    double y = log * log;
    return y + cos(sin) * sqrt(exp + 2);
}
SCALAR(math_names_shadowed, 0.3, 0.4)

//@ universal_names
KINDS()
double universal_names(int n, const double x[n])
{
    double \u03b1 = x[0], \u03b2 = x[1];
    return \u03b1 * \u03b2 + sin(\u03b1);
}
SCALAR(universal_names, 0.3, 0.4)

//@ underscore_names
KINDS()
double underscore_names(int n, const double x[n])
{
    double _a = x[0], a_ = x[1], _ = _a * a_, a__1 = _ * _;
    return a__1 + _;
}
SCALAR(underscore_names, 0.3, 0.4)

//@ typedef_types
typedef double real;
typedef real vec3[3];
typedef const real *cptr;
typedef struct {
    vec3 p;
    real w;
} point;
typedef int index_t;
static real dot3(const vec3 a, const vec3 b)
{
    real t = 0;
    for (index_t k = 0; k < 3; k++)
        t += a[k] * b[k];
    return t;
}
KINDS()
double typedef_types(int n, const double x[n])
{
    point p = {{x[0], x[1], 2}, x[0]};
    cptr q = x;
    vec3 v = {q[0], q[1], p.w};
    return dot3(p.p, v) * p.w;
}
SCALAR(typedef_types, 0.3, 0.4)
