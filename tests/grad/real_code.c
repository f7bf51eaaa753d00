/* Idioms of numerical libraries, each once refused or made into code that warns. */
#include "grad.h"
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

struct value {
    double val, err;
};

//@ tables_behind_a_struct
/* Static, not const, and never written: neither by name nor through an address that goes anywhere. */
struct series {
    double *c;
    int order;
    double a, b;
};
static double table_data[4] = {0.9, -0.4, 0.25, 0.0625};
static struct series table = {table_data, 3, -1.0, 1.0};
static int chebyshev(const struct series *s, const double x, struct value *result)
{
    double d = 0.0, dd = 0.0, e = 0.0;
    double y = (2.0 * x - s->a - s->b) / (s->b - s->a);
    for (int j = s->order; j >= 1; j--) {
        double temp = d;
        d = 2.0 * y * d - dd + s->c[j];
        e += fabs(2.0 * y * temp) + fabs(dd) + fabs(s->c[j]);
        dd = temp;
    }
    result->val = y * d - dd + 0.5 * s->c[0];
    result->err = 2.2e-16 * e;
    return 0;
}
KINDS()
double tables(int n, const double x[n])
{
    struct value r, q;
    chebyshev(&table, x[0], &r);
    chebyshev(&table, x[1] * r.val, &q);
    return r.val * q.val + 1e8 * r.err;
}
SCALAR(tables, 0.3, 0.6)

//@ handlers_of_errors
/* A handler that nothing but an address in this file or another one names: it is called, and has no derivative. */
typedef void handler(const char *why, const char *file, int line, int code);
handler *on_error = NULL;
static int reported;
static void quiet(const char *why, const char *file, int line, int code)
{
    (void)why;
    (void)file;
    (void)line;
    (void)code;
}
handler *handlers_off(void)
{
    handler *before = on_error;
    on_error = quiet;
    return before;
}
static void report(const char *why, int code)
{
    if (on_error) {
        on_error(why, __FILE__, __LINE__, code);
        return;
    }
    fprintf(stderr, "%s: %d\n", why, code);
    abort();
}
KINDS()
double handlers(int n, const double x[n])
{
    double s = 1.0;
    for (int i = 0; i < n; i++)
        if (x[i] < 0.0) {
            report("negative", i);
            s *= -x[i];
        } else {
            s *= sqrt(x[i]);
        }
    return s;
}
#ifdef TEST_MAIN
static void counted(const char *why, const char *file, int line, int code)
{
    (void)why;
    (void)file;
    (void)line;
    reported += 1 + code;
}
TEST(handler_elsewhere)
{
    const double x[3] = {0.49, 1.21, -0.5};
    double g[3];
    on_error = counted;
    double y = handlers_gradient(3, x, g);
    CHECK(reported == 3);
    CHECK_CLOSE(y, 0.7 * 1.1 * 0.5, 1e-14);
    CHECK_CLOSE(g[0], 0.5 / 0.7 * 1.1 * 0.5, 1e-14);
    CHECK_CLOSE(g[2], -0.7 * 1.1, 1e-14);
#if LEVEL >= 2
    double d[3] = {0.0, 0.0, 1.0}, t;
    handlers_tangent(3, x, d, &t);
    CHECK(reported == 6);
    CHECK_CLOSE(t, -0.7 * 1.1, 1e-14);
#endif
    handlers_off();
    handlers_gradient(3, x, g);
    CHECK(reported == (LEVEL >= 2 ? 6 : 3));
}
#endif

//@ results_in_inner_blocks
/* Locals of inner blocks whose address goes to a function that is not inlined: one object and one shadow serve all
   iterations, the shadow zero again at the start of each. */
// lacks: [wh]_adj_kept
static int halving(const double x, struct value *r, int n)
{
    if (n <= 0) {
        r->val = x * x;
        r->err = 1e-16;
        return 0;
    }
    struct value s = {0.0, 0.0};
    if (x > 0.0)
        halving(x * 0.5, &s, n - 1);
    r->val = sin(s.val) + x * s.val;
    return n > 3;
}
static void pairs(const double x, double *w, int n)
{
    if (n <= 0) {
        w[0] = x * x;
        return;
    }
    pairs(x * 0.5, w, n - 1);
    w[1] = w[0] * x;
    w[0] = w[0] * w[1];
}
KINDS()
double inner_blocks(int n, const double x[n])
{
    double s = 0.0;
    if (x[0] > 0.0) {
        struct value g;
        halving(x[0], &g, 3);
        s = g.val;
    }
    for (int i = 0; i < 3; i++) {
        double w[2];
        struct value h;
        double t = x[1];
        w[1] = s;
        pairs(x[0] + i * t, w, i);
        halving(x[1] + i, &h, i);
        s += w[0] * h.val * s + w[1] + t;
        while (t < 2.0) {
            double up = t;
            pairs(t, &up, 0);
            t = t + up + 0.1;
        }
        s += 0.01 * t;
    }
    return s;
}
SCALAR(inner_blocks, 0.8, 0.6)
