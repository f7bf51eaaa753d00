/* Language features in the combinations of real code: contexts behind void *, records copied as bytes, unions, statics. */
#include "grad.h"
#include <math.h>
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
