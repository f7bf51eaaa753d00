/* Language features in the combinations of real code: contexts behind void *, records copied as bytes, unions, statics. */
#include "grad.h"
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

typedef double integrand(double t, void *context);
typedef struct Params { double a, b; const double *x; } Params;
static double model(double t, void *context)
{
    const Params *p = context;
    return exp(-p->a * t) * sin(p->b * t) + p->x[0] * t;
}
static double integrate(integrand *f, void *context, double lo, double hi, int n)
{
    double s = 0, h = (hi - lo) / n;
    for (int i = 0; i < n; i++)
        s += h * f(lo + (i + 0.5) * h, context);
    return s;
}
//@ copy_record
typedef struct Ctx { void *user; double gain; double *buf; const char *name; int n; } Ctx;
KINDS()
double lang_copy_record(int n, const double x[n])
{
    double b[4] = {x[0], x[1], 1, 2};
    Ctx a = {NULL, x[0], b, "a", 4}, c, d[2];
    memcpy(&c, &a, sizeof c);
    c.gain *= c.buf[1];
    memmove(&d[0], &c, sizeof(Ctx));
    memcpy(d + 1, d, sizeof d[0]);
    d[1].buf[2] = d[0].gain * x[2];
    return a.buf[2] * c.gain + d[1].gain * a.gain;
}
SCALAR(lang_copy_record, 0.8, 0.2, -0.7)

//@ callback
KINDS()
double lang_callback(int n, const double x[n])
{
    Params p = {x[0], x[1], x};
    return integrate(model, &p, 0, 1 + x[2], 10);
}
SCALAR(lang_callback, 0.8, 0.2, 0.7)

//@ adaptive
static double adapt(integrand *f, void *context, double a, double b, double fa, double fb, double tol, int depth)
{
    double m = 0.5 * (a + b), fm = f(m, context), one = (b - a) * (fa + fb) / 2, two = (b - a) * (fa + 2 * fm + fb) / 4;
    if (depth <= 0 || fabs(one - two) < tol)
        return two;
    return adapt(f, context, a, m, fa, fm, tol / 2, depth - 1) + adapt(f, context, m, b, fm, fb, tol / 2, depth - 1);
}
KINDS()
double lang_adaptive(int n, const double x[n])
{
    Params p = {x[0], x[1], x};
    return adapt(model, &p, 0, 1, model(0, &p), model(1, &p), 1e-3, 6);
}
SCALAR(lang_adaptive, 0.8, 0.2, 0.7)

//@ workspace
typedef struct Work { double *stack; int top; double total; } Work;
static double tree(Work *w, const double *x, int i, int n)
{
    if (i >= n)
        return 1;
    w->stack[w->top++] = x[i];
    double l = tree(w, x, 2 * i + 1, n), r = tree(w, x, 2 * i + 2, n);
    double v = w->stack[--w->top] * l + r;
    w->total += v * v;
    return v;
}
KINDS()
double lang_workspace(int n, const double x[n])
{
    double stack[16];
    Work w = {stack, 0, 0};
    double r = tree(&w, x, 0, n);
    return r * w.total;
}
SCALAR(lang_workspace, 0.8, 0.2, 0.7, 0.3, 1.1)

//@ tagged
typedef struct V { int tag; union { double d; int i; float f; } u; } V;
KINDS()
double union_tagged(int n, const double x[n])
{
    V v[3];
    double s = 0;
    for (int i = 0; i < n; i++) {
        v[i].tag = i % 3;
        if (v[i].tag == 0) v[i].u.d = x[i] * x[i];
        else if (v[i].tag == 1) v[i].u.i = 3;
        else v[i].u.d = sin(x[i]);
    }
    for (int i = 0; i < n; i++)
        switch (v[i].tag) {
        case 0: s += v[i].u.d * x[0]; break;
        case 1: s += v[i].u.i * x[1]; break;
        default: s += v[i].u.d * v[0].u.d;
        }
    return s;
}
SCALAR(union_tagged, 0.8, 0.2, -0.7)

//@ tagged_and_cleared
/* Of several widths: zero in every one of them. */
typedef struct Cleared { int tag; union { double d[2]; float f; long double l; } u; } Cleared;
KINDS()
double union_cleared(int n, const double x[n])
{
    Cleared c, all[2];
    double s = 0;
    c.tag = 1;
    c.u.d[0] = x[0] * x[1];
    c.u.d[1] = c.u.d[0] * x[2];
    s += c.u.d[0] * c.u.d[1];
    memset(&c, 0, sizeof c);
    c.u.d[0] += x[2];
    all[0] = (Cleared){0};
    all[1] = (Cleared){0};
    all[1].tag = 2;
    all[1].u.d[1] += c.u.d[0] * c.u.d[0];
    return s + all[1].u.d[1] * x[1] + all[0].u.d[0] + c.u.d[1];
}
SCALAR(union_cleared, 0.8, 0.2, -0.7)

typedef struct Nameless { int tag; union { double d; float f; }; } Nameless;
ADC_GRADIENT()
double nameless_cleared(int n, const double x[n])
{
    Nameless c;
    c.tag = n;
    c.d = x[0] * x[1];
    double s = c.d * c.d;
    memset(&c, 0, sizeof c);
    c.d += x[2] * x[0];
    return s + c.d * x[1];
}
#ifdef TEST_MAIN
TEST(nameless_union_cleared)
{
    double x[3] = {0.8, 0.2, -0.7}, g[3];
    nameless_cleared_gradient(3, x, g);
    CHECK_CLOSE(g[0], 2 * 0.8 * 0.04 - 0.7 * 0.2, 1e-14);
    CHECK_CLOSE(g[1], 2 * 0.64 * 0.2 - 0.7 * 0.8, 1e-14);
    CHECK_CLOSE(g[2], 0.8 * 0.2, 1e-14);
}
#endif

//@ shapes
typedef struct Shape { enum { CIRCLE, BOX } kind; union { struct { double r; } circle; struct { double w, h; } box; }; } Shape;
static double area(const Shape *s)
{
    return s->kind == CIRCLE ? 3.14 * s->circle.r * s->circle.r : s->box.w * s->box.h;
}
KINDS()
double union_shapes(int n, const double x[n])
{
    Shape a = {.kind = CIRCLE}, b = {.kind = BOX, .box = {x[1], x[2]}}, c;
    a.circle.r = x[0];
    c = b;
    c.box.h *= x[0];
    return area(&a) * area(&b) + area(&c);
}
SCALAR(union_shapes, 0.8, 0.2, -0.7)

//@ shapes_behind_pointers
/* Unions without a name, copied through pointers by functions that are not inlined: only their members have addresses. */
typedef struct Tagged { int kind; union { struct { double r; } circle; struct { double w, h; } box; }; int last; } Tagged;
typedef struct Corner { int mark; union { struct { double x, y; }; double v[2]; }; } Corner;
typedef struct Pair { int mark; union { struct { double p, q; }; double one; }; } Pair;
static void copy_tagged(Tagged *to, const Tagged *from, int depth)
{
    if (depth > 0)
        copy_tagged(to, from, depth - 1);
    else
        *to = *from;
}
static void copy_corner(Corner *to, const Corner *from, int depth)
{
    if (depth > 0)
        copy_corner(to, from, depth - 1);
    else
        *to = *from;
}
static void copy_pair(Pair *to, const Pair *from, int depth)
{
    if (depth > 0)
        copy_pair(to, from, depth - 1);
    else
        *to = *from;
}
KINDS()
double union_behind_pointers(int n, const double x[n])
{
    Tagged a = {.kind = 1, .box = {x[0], x[1]}, .last = 7}, b = {0};
    Corner c = {1, {{x[1] * x[2], x[0]}}}, d = {0};
    Pair e = {1, {{x[2], x[0] * x[1]}}}, f = {0};
    copy_tagged(&b, &a, n);
    copy_corner(&d, &c, n);
    copy_pair(&f, &e, n);
    a.box.w *= x[1];
    b.box.h *= x[2];
    d.v[1] *= c.x;
    f.q *= e.p;
    return a.box.w * b.box.w * b.box.h * b.last + sin(d.x) * d.y + f.p * f.q + c.y * e.q;
}
SCALAR(union_behind_pointers, 0.8, 0.2, -0.7)

//@ cast_into_a_copied_union
/* The copy has a cell for the union alone; what is read is one of its members, by way of a cast. */
typedef struct Moved { int k; union { struct { double w, h; } box; double r; }; } Moved;
typedef struct Called { int k; union { struct { double w, h; } box; double r; } u; } Called;
static void move(Moved *to, Moved *from, int depth)
{
    if (depth > 0) {
        move(to, from, depth - 1);
    } else {
        Moved m = *to;
        for (int k = 0; k < 2; k++)
            ((double *)&to->box)[k] = 0.0;
        for (int k = 0; k < 2; k++)
            ((double *)&from->box)[k] += ((double *)&m.box)[k];
    }
}
static void copy_called(Called *to, const Called *from, int depth)
{
    if (depth > 0)
        copy_called(to, from, depth - 1);
    else
        *to = *from;
}
KINDS()
double cast_into_union(int n, const double x[n])
{
    Moved b = {1, .box = {x[0], x[1]}}, c = {1, .box = {x[1], x[2]}};
    Called d = {1, .u.box = {x[0] * x[1], x[2]}}, e = {0};
    move(&b, &c, n);
    copy_called(&e, &d, n);
    e.u.box.h *= d.u.box.w;
    return c.box.w * c.box.h + e.u.box.w * e.u.box.h;
}
SCALAR(cast_into_union, 0.8, 0.2, -0.7)

//@ vecmembers
typedef union V3 { double a[3]; struct { double x, y, z; }; } V3;
KINDS()
double union_vecmembers(int n, const double x[n])
{
    V3 v;
    for (int i = 0; i < 3; i++)
        v.a[i] = x[i] * x[i];
    v.x *= v.y;
    V3 w = v;
    w.a[1] += v.z;
    return w.y * w.x + v.a[0] * v.z;
}
SCALAR(union_vecmembers, 0.8, 0.2, -0.7)

//@ inactive_varargs
static double weigh(int n, ...)
{
    va_list ap;
    double s = 0;
    va_start(ap, n);
    for (int i = 0; i < n; i++)
        s += va_arg(ap, int);
    va_end(ap);
    return s;
}
KINDS()
double lang_inactive_varargs(int n, const double x[n])
{
    double s = weigh(3, 1, 2, 3);
    for (int i = 0; i < n; i++) {
        s += weigh(2, i, n) * x[i] * x[i];
        x[i] > 0.5 ? (void)(s = weigh(1, 2) + s * s) : (void)0;
    }
    return s;
}
SCALAR(lang_inactive_varargs, 0.8, 0.3, -0.2)

//@ enum_in_struct
typedef struct Part {
    enum Kind { SPRING, MASS = 4 } kind;
    double value;
} Part;
KINDS()
double lang_enum_in_struct(int n, const double x[n])
{
    Part p[2] = {{SPRING, x[0]}, {MASS, x[1] * x[0]}};
    enum Kind k = MASS;
    double s = 0;
    for (int i = 0; i < 2; i++)
        switch (p[i].kind) {
        case SPRING:
            s += p[i].value * p[i].value;
            break;
        case MASS:
            s *= p[i].kind == k ? p[i].value : MASS;
        }
    return s;
}
SCALAR(lang_enum_in_struct, 0.8, 0.3)

//@ unsteady_integers
#include <stdatomic.h>
KINDS()
double lang_unsteady_integers(int n, const double x[n])
{
    atomic_int k = 1;
    volatile int v = 2;
    double s = 0;
    for (int i = 0; i < n; i++) {
        s += x[i] * x[i] * v * k;
        k++;
        atomic_fetch_add(&k, 2);
        v = atomic_load(&k) % 3;
    }
    return s * k;
}
SCALAR(lang_unsteady_integers, 0.8, 0.3, -0.2)

//@ volatile_rounding
/* the error of a sum, as compensated sums keep it from the optimiser */
static double sum_exactly(double u, double v, double *error)
{
    volatile double s = u + v;
    volatile double up = s - v;
    volatile double rest = s - up;
    up -= u;
    rest -= v;
    *error = s != 0 ? 0 - (up + rest) : s;
    return s;
}
KINDS()
double lang_volatile(int n, const double x[n])
{
    double s = 0, errors = 0;
    volatile double product = 1;
    for (int i = 0; i < n; i++) {
        double error;
        s = sum_exactly(s, x[i] * x[i], &error);
        errors += error;
        product *= x[i];
        product = product * product;
    }
    return s + errors + product;
}
SCALAR(lang_volatile, 0.8, 0.2, 0.7)

//@ scratch_of_macros
/* Macros that look at their argument twice put it into a static of the file first, as those of a well known book do. */
static double sqrarg, maxarg1, maxarg2;
static int imaxarg1, imaxarg2;
#define SQR(a) ((sqrarg = (a)) == 0.0 ? 0.0 : sqrarg * sqrarg)
#define FMAX(a, b) (maxarg1 = (a), maxarg2 = (b), maxarg1 > maxarg2 ? maxarg1 : maxarg2)
#define IMAX(a, b) (imaxarg1 = (a), imaxarg2 = (b), imaxarg1 > imaxarg2 ? imaxarg1 : imaxarg2)
static double scratch_length(double x, double y) { return sqrt(SQR(x + 1.0) + SQR(y)); }
KINDS()
double scratch_of_macros(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += FMAX(SQR(scratch_length(x[i], x[IMAX(i - 1, 0)])), x[i] * 3.0) * SQR(sin(x[i]));
    return s - FMAX(x[0], 0.25 * s);
}
SCALAR(scratch_of_macros, 0.8, -0.6, 1.1)

//@ statics_set_in_each_call
/* As translators from Fortran write: every local is static, and nothing is kept in it. */
static int fortran_norm(const int *n, const double *x, double *out)
{
    static int i__;
    static double scale, ssq, absxi;
    int i__1;
    if (*n < 1) {
        *out = 0.0;
        return 0;
    } else if (*n == 1) {
        *out = fabs(x[0]);
        return 0;
    }
    scale = 0.0;
    ssq = 1.0;
    i__1 = *n;
    for (i__ = 1; i__ <= i__1; ++i__) {
        if (x[i__ - 1] != 0.0) {
            absxi = fabs(x[i__ - 1]);
            if (scale < absxi) {
                ssq = ssq * ((scale / absxi) * (scale / absxi)) + 1.0;
                scale = absxi;
            } else {
                ssq += (absxi / scale) * (absxi / scale);
            }
        }
    }
    *out = scale * sqrt(ssq);
    return 0;
}
KINDS()
double statics_set_in_each_call(int n, const double x[n])
{
    static double r, s, t;
    static int j, k;
    fortran_norm(&n, x, &r);
    s = 0.0;
    k = 0;
L10:
    if (k >= n)
        goto L30;
    switch (k % 3) {
    case 0:
        t = x[k] * r;
        break;
    case 1:
        t = sin(x[k]);
        if (t > 0.9)
            goto L20;
        break;
    default:
        t = 1.0 + x[k];
    }
    for (j = 0; j < 2; ++j)
        s += t * x[j];
L20:
    ++k;
    goto L10;
L30:
    return s + r;
}
SCALAR(statics_set_in_each_call, 0.8, 0.53, 0.7, 1.3)
