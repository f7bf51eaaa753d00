/* Idioms of numerical libraries, each once refused or made into code that warns. */
#include "grad.h"
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

//@ tables_of_functions
/* Static tables of functions that are not inlined, and of inner blocks: both halves name them. */
static double series_sum(double r, int n)
{
    static const double c[4] = {-1.0, 2.331643981597124, -1.812187885639363, 1.936631114492359};
    static double scale[2] = {0.3, 0.4};
    static const int order[2] = {1, 2};
    if (n <= 0)
        return r * c[0] * scale[1];
    return c[0] + r * (c[order[n % 2]] + r * c[n]) * series_sum(r * scale[0], n - order[0]);
}
KINDS()
double tables_in_functions(int n, const double x[n])
{
    double s = series_sum(x[0], 3);
    if (n > 1) {
        static const double w[3] = {0.1, 0.2, 0.3};
        for (int i = 0; i < 5; i++)
            s = sin(s * w[i % 3] + x[i % n]);
    }
    return s;
}
SCALAR(tables_in_functions, 0.8, 0.6)

//@ recursion_with_a_plan
/* What a recursive function only reads (a table of integers, a plan with constants in the same block) stays inactive. */
struct transform {
    int length, factors[8];
    struct value twiddles[1];
};
static struct transform *transform_new(int n)
{
    struct transform *t = malloc(sizeof *t + sizeof(struct value) * (size_t)n);
    t->length = n;
    for (int i = 0; i < n; i++) {
        t->twiddles[i].val = cos(6.283185307179586 * i / n);
        t->twiddles[i].err = -sin(6.283185307179586 * i / n);
    }
    int left = n, *f = t->factors;
    while (left > 1) {
        *f++ = 2;
        left /= 2;
        *f++ = left;
    }
    return t;
}
static void transform_work(struct value *out, const struct value *in, size_t stride, int *factors, struct transform *t)
{
    const int p = *factors++, m = *factors++;
    if (m == 1) {
        out[0] = in[0];
        out[1] = in[stride];
    } else {
        transform_work(out, in, stride * (size_t)p, factors, t);
        transform_work(out + m, in + stride, stride * (size_t)p, factors, t);
    }
    for (int k = 0; k < m; k++) {
        struct value w = t->twiddles[(size_t)k * stride], a = out[k], b;
        b.val = out[k + m].val * w.val - out[k + m].err * w.err;
        b.err = out[k + m].val * w.err + out[k + m].err * w.val;
        out[k + m].val = a.val - b.val;
        out[k + m].err = a.err - b.err;
        out[k].val = a.val + b.val;
        out[k].err = a.err + b.err;
    }
}
KINDS_MAP()
void spectrum(int n, const double x[n], int m, double y[m])
{
    struct transform *t = transform_new(n);
    struct value *in = malloc((size_t)n * sizeof *in), *out = malloc((size_t)n * sizeof *out);
    for (int i = 0; i < n; i++) {
        in[i].val = x[i];
        in[i].err = 0.5 * x[n - 1 - i];
    }
    transform_work(out, in, 1, t->factors, t);
    for (int i = 0; i < m; i++)
        y[i] = out[i].val * out[i].val + out[i].err * out[i].err;
    free(out);
    free(in);
    free(t);
}
MAP(spectrum, 4, 0.8, 0.6, -0.3, 1.1)

//@ addresses_of_integers
/* f2c hands everything over by address: integers that change, constants, in a function that is not inlined. */
static const int one_constant = 1;
static double stepped(const int *from, int *upto, const int *by, double *w, const double *x)
{
    double s = 0.0;
    for (int i = *from; i < *upto; i += *by)
        s += x[i] * w[i];
    w[*from] = s * x[*from];
    return s > 30.0 ? s : s + (*upto > 1 ? stepped(from, &(int){*upto - 1}, by, w, x) : 0.0);
}
static double by_address(int *n, double *w, const double *x)
{
    int from, upto;
    double s = 0.0;
    for (from = 0; from < *n; from++) {
        upto = *n;
        s += stepped(&from, &upto, &one_constant, w, x);
        if (s > 0.5)
            s += stepped(&from, &upto, &one_constant, w, x) * w[from];
    }
    return *n > 1 ? s + 0.1 * by_address(&(int){*n - 1}, w, x) : s;
}
KINDS()
double integers_by_address(int n, const double x[n])
{
    double w[8] = {0.3, 0.1, 0.2, 0.4};
    return by_address(&n, w, x);
}
SCALAR(integers_by_address, 0.8, 0.6, 0.3)

//@ counter_down_from_a_size
/* rows of zeros behind a matrix: the reverse loop over them counts down in the variable that holds the size */
static void pad(const double *x, int rows, int cols, int more, double *y)
{
    int r = rows + more, c = cols + 1;
    for (int i = 0; i < rows; ++i) {
        int u = i * c, v = i * cols;
        for (int j = 0; j < cols; ++j)
            y[u + j] = x[v + j];
        for (int j = cols; j < c; ++j)
            y[u + j] = 0.;
    }
    for (int i = rows; i < r; ++i) {
        int u = i * c;
        for (int j = 0; j < c; ++j)
            y[u + j] = 0.;
    }
}
KINDS()
double padded(int n, const double x[n])
{
    double s = 0;
    int size = n / 2;
    for (int k = 0; k < 2; k++) {
        int before = size;
        size = (size * 3 + 1) % 5 + 2;
        int rows = before < size ? before : size;
        double *y = malloc(sizeof *y * (size_t)(size * 3));
        pad(x, rows < n / 2 ? rows : n / 2, 2, size - (rows < n / 2 ? rows : n / 2), y);
        for (int i = 0; i < size * 3; i++)
            s += y[i] * y[i] * (i + 1);
        free(y);
    }
    return s;
}
SCALAR(padded, 0.3, 0.6, -0.2, 0.9)

//@ record_by_value_from_an_inner_block
typedef struct {
    double a, b;
    int turns;
} angle;
typedef struct {
    double m[2][2];
} turned;
static turned turn(angle at, int n)
{
    turned t;
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++) {
            t.m[i][j] = sin(at.a * (i + 1)) + at.b * j;
            for (int k = n; k > 0; k--)
                t.m[i][j] *= at.b;
        }
    if (at.turns > 1) {
        angle less = at;
        less.turns -= 1;
        less.a = t.m[0][0];
        return turn(less, n);
    }
    return t;
}
KINDS()
double turns(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        angle at = {x[i], x[0], i};
        {
            angle inner = at;
            inner.b *= x[i];
            turned t = turn(inner, i), u = turn(at, i + 1);
            s += t.m[0][1] * u.m[1][0] + x[i] * u.m[1][1];
        }
    }
    return s;
}
SCALAR(turns, 0.3, 0.6, 1.2)

//@ table_of_static_tables
/* what only the initialiser of another static mentions */
KINDS()
double series_of_tables(int n, const double x[n])
{
    static const double even[] = {1.0, 0.5, 0.25}, odd[] = {0.3, 0.2};
    static const double *const tables[] = {even, odd};
    static const int sizes[] = {(int)(sizeof even / sizeof even[0]), (int)(sizeof odd / sizeof odd[0])};
    double s = 0;
    for (int i = 0; i < n; i++) {
        const double *c = tables[i % 2];
        double value = 0;
        for (int k = 0; k < sizes[i % 2]; k++)
            value = value * x[i] + c[k];
        s += value * value;
    }
    return s;
}
SCALAR(series_of_tables, 0.3, 0.6, 1.2)

//@ aligned_and_automatic_memory
#include <alloca.h>
int posix_memalign(void **place, size_t alignment, size_t size);
static void *aligned_memory(size_t n)
{
    void *place = NULL;
    int status = posix_memalign(&place, 64, n);
    if (status || !place)
        exit(1);
    return place;
}
static double sines(int n, const double *x, int depth)
{
    double *square = alloca((size_t)n * sizeof(double));
    double s = 0;
    for (int i = 0; i < n; i++) {
        square[i] = x[i] * x[i];
        s += sin(square[i]);
    }
    return depth > 0 && n > 1 ? s + sines(n - 1, square, depth - 1) : s;
}
KINDS()
double aligned(int n, const double x[n])
{
    double *a = aligned_memory((size_t)n * sizeof(double)), *b;
    if (posix_memalign((void **)&b, 32, (size_t)n * sizeof *b))
        return 0;
    for (int i = 0; i < n; i++) {
        a[i] = x[i] * 2;
        b[i] = a[i] * x[i];
    }
    double s = sines(n, a, 2);
    for (int k = 0; k < 2; k++)
        s += sines(n, b, k);
    for (int i = 0; i < n; i++)
        s += b[i] * a[i];
    free(a);
    free(b);
    return s;
}
SCALAR(aligned, 0.3, 0.6, 1.2)

//@ const_from_a_call_through_a_pointer
/* const locals whose value the engines make in several statements */
typedef double weight(double r, double d);
struct weights {
    weight *of;
    double scale;
};
static double near_or_far(double r, double d) { return r > d ? r * r : d * r; }
static double wave(double r, double d) { return sin(r) * d; }
static int ascending(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}
KINDS()
double weighted(int n, const double x[n])
{
    struct weights w[2] = {{near_or_far, x[0]}, {wave, 2}};
    double s = 0;
    for (int i = 1; i < n; i++) {
        const struct weights *const at = &w[i % 2];
        weight *const of = at->of;
        const double d = x[i - 1] * at->scale;
        const double value = of(x[i], d);
        s += value * value;
    }
    const double key = x[n - 1];
    const double *const found = bsearch(&key, x, (size_t)n, sizeof *x, ascending);
    switch (n) {
    case 3:;
        const double more = x[0] * x[1];
        s += more;
        /* fall through */
    default:
        s *= 2;
    }
    return found ? s * *found : s;
}
SCALAR(weighted, 0.3, 0.6, 1.2)

//@ messages_of_a_list
/* A log that hands its list to vfprintf, by way of another function and into a text: what is printed has no derivative. */
#include <stdarg.h>
#include <string.h>
int messages;
static const int verbosity = 1;
char last_message[80];
static void write_list(const char *format, va_list list)
{
    va_list again;
    va_copy(again, list);
    vsnprintf(last_message, sizeof last_message, format, again);
    va_end(again);
    messages++;
}
static int message(int level, const char *format, ...)
{
    va_list list;
    if (level > verbosity)
        return 0;
    va_start(list, format);
    write_list(format, list);
    va_end(list);
    return 1;
}
KINDS()
double logged(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        s += x[i] * x[i] * x[i];
        if (!message(1, "x[%d] is %g at %p, the sum is %g\n", i, x[i], (const void *)&x[i], s))
            s = -s;
    }
    message(2, "the sum is %g\n", s);
    return s;
}
SCALAR(logged, 0.3, 0.6)
#ifdef TEST_MAIN
TEST(messages_of_a_list)
{
    double x[2] = {0.25, 0.5}, g[2];
    int before = messages;
    logged_gradient(2, x, g);
    CHECK(messages == before + 2);
    CHECK(strncmp(last_message, "x[1] is 0.5 at ", 15) == 0);
}
#endif

//@ typedef_on_the_way_to_itself
/* The types of the list are first met as members of its head. */
typedef struct knot *knot_at;
typedef struct chain chain;
typedef double (*knot_value)(knot_at, double);
struct chain {
    knot_at first;
    knot_value value;
};
struct knot {
    knot_at next;
    knot_value own;
    chain *in;
    double at[2];
};
static double value_of_knot(knot_at k, double x)
{
    return k->at[0] * x + k->at[1] * k->at[1];
}
KINDS()
double chained(int n, const double x[n])
{
    chain c = {NULL, value_of_knot};
    struct knot knots[2] = {{&knots[1], value_of_knot, &c, {x[0], x[1]}}, {NULL, c.value, &c, {x[1], x[0] * x[0]}}};
    double s = 0;
    c.first = knots;
    for (knot_at k = c.first; k; k = k->next)
        s += k->at[0] * value_of_knot(k->in->first, k->at[1]);
    return s;
}
SCALAR(chained, 0.3, 0.6)

//@ length_of_a_block
/* The length lives in the block of the array, whose address goes to memcpy: both halves declare both. */
KINDS()
double length_of_a_block(int n, const double x[n])
{
    double s = 0;
    for (int k = 0; k < 2; k++)
        if (n > k) {
            const int length = n + k;
            double copy[length], turned[length];
            memcpy(copy, x, (size_t)n * sizeof *x);
            for (int i = 0; i < n; i++)
                turned[i] = copy[n - 1 - i] * x[i];
            memcpy(copy, turned, (size_t)n * sizeof *x);
            for (int i = 0; i < n; i++)
                s += copy[i] * copy[i];
        }
    return s;
}
SCALAR(length_of_a_block, 0.3, 0.6)

//@ leaves_by_return_alone
/* States in a loop: no compiler sees that it is left by return alone. */
static double leaves_by_return(double x, int k)
{
    double z = 1;
    if (k == 0)
        goto small;
again:
    z *= x;
    if (k-- > 2)
        goto again;
    if (k > 0)
        goto done;
small:
    z += 1 / x;
    if (z > 50)
        goto again;
    return z * sin(x);
done:
    return z;
}
KINDS()
double leaves(int n, const double x[n])
{
    double s = 0;
    for (int k = 0; k < 5; k++)
        s += leaves_by_return(x[k % n], k);
    return s;
}
SCALAR(leaves, 0.3, 0.6)

//@ pointer_without_a_prototype
/* A pointer to functions of unknown parameters holds one that takes the arguments; another one is of no matter. */
static double of_two(double a, double b) { return a * b; }
static double of_three(double a, double b, double c) { return a * b * c; }
static double call_old(double (*f)(), double a, double b) { return f(a, b); }
KINDS()
double old_style(int n, const double x[n])
{
    double (*three)() = of_three;
    return call_old(of_two, x[0], x[n - 1]) * three(x[0], x[0], x[n - 1]);
}
SCALAR(old_style, 0.3, 0.6)

//@ optional_callbacks
/* a minimiser with a callback that nobody gives: no function fits, and none can come from outside */
typedef double rc_evaluate(void *user, const double *x, double *g, int n, double step);
typedef int rc_progress(void *user, const double *x, double fx, double step, int k);
typedef struct {
    int n;
    void *user;
    rc_evaluate *evaluate;
    rc_progress *progress;
} rc_callbacks;
static double rc_search(double *x, double *g, double step, const rc_callbacks *c)
{
    for (int i = 0; i < c->n; i++)
        x[i] -= step * g[i];
    return c->evaluate(c->user, x, g, c->n, step);
}
static int rc_minimise(int n, double *x, double *fx, rc_evaluate *evaluate, rc_progress *progress, void *user)
{
    rc_callbacks c = {n, user, evaluate, progress};
    double g[4] = {0}, step = 0.0;
    int k = 0, status = 0;
    for (;;) {
        *fx = rc_search(x, g, step, &c);
        step = 0.2 / (1 + k);
        if (c.progress && (status = c.progress(c.user, x, *fx, step, k)))
            goto done;
        if (k == 5 && progress) {
            status = progress(user, x, *fx, step, -1);
            goto done;
        }
        if (++k == 12)
            goto done;
        if (n > 1 && *fx < 0)
            rc_minimise(n - 1, x, fx, evaluate, progress, user);
    }
done:
    return status;
}
static double rc_valley(void *user, const double *x, double *g, int n, double step)
{
    const double *p = user;
    double a = x[0] - p[0], b = x[1] - p[1] * x[0];
    g[0] = 2 * a - 2 * b * p[1];
    g[1] = 2 * b;
    return a * a + b * b * n / 2 + 0 * step;
}
KINDS()
double optional_callbacks(int n, const double x[n])
{
    double p[2] = {x[0], x[1]}, at[2] = {0, 0}, fx = 0;
    rc_minimise(2, at, &fx, rc_valley, NULL, p);
    return at[0] + 3 * at[1] + fx * fx;
}
SCALAR(optional_callbacks, 1.1, 0.6)

//@ limits_that_are_off
/* a limit of zero, unsigned, that says that there is none: what is left of its tests compares no unsigned number with zero */
static unsigned rc_refine(unsigned most, unsigned beside, double tolerance, double *x)
{
    unsigned tries = 0;
    while (tries < most || !most) {
        for (unsigned i = 0; i < beside; i++)
            x[i] += 1;
        if ((tries < beside || fabs(x[0]) < tolerance) && !beside)
            break;
        x[0] = x[0] * 0.5 * x[1];
        tries++;
    }
    return tries;
}
KINDS()
double limits_that_are_off(int n, const double x[n])
{
    double at[2] = {x[0], x[1]};
    unsigned tries = rc_refine(0, 0, 1e-3, at);
    return at[0] * tries + at[1] * at[0];
}
SCALAR(limits_that_are_off, 1.1, 0.6)

//@ inline_without_symbol
/* header style functions that are `inline` alone: no file has a symbol for them */
#if defined(__GNUC__)
#define RC_INLINE inline __attribute__((always_inline))
#else
#define RC_INLINE static inline
#endif
typedef struct {
    double x, y;
} rc_v2;
RC_INLINE double rc_dot(rc_v2 a, rc_v2 b) { return a.x * b.x + a.y * b.y; }
RC_INLINE int rc_inversions(const double *x, int n)
{
    int count = 0;
    for (int i = 0; i < n; i++) {
        if (x[i] > 100)
            return -1;
        for (int j = 0; j < i; j++)
            if (x[j] > x[i])
                count += 1 + i % 3;
    }
    return count;
}
double rc_linked(double a);
inline double rc_linked(double a) { return a * a + 1; }
KINDS()
double inline_without_symbol(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i + 1 < n; i++) {
        rc_v2 a = {x[i], x[i + 1]}, b = {x[i + 1], x[0]};
        s += rc_dot(a, b) * rc_inversions(x, n);
    }
    return rc_linked(s);
}
SCALAR(inline_without_symbol, 1.1, 0.6, 0.2)

//@ sizes_that_are_one
/* a solver for m x n that is called for n x n: no size is compared with itself */
static int rc_least(int rows, int cols, const double *a, double *x)
{
    if (rows < cols)
        return 1;
    for (int i = 0; i < cols && (rows >= cols || i == 0); i++) {
        double s = x[i];
        for (int k = 0; k < i; k++)
            s -= a[i * cols + k] * x[k];
        x[i] = s / a[i * cols + i];
    }
    if (rows > cols)
        for (int i = cols; i < rows; i++)
            x[i] = 0;
    return 0;
}
static int rc_square(int n, const double *a, double *x)
{
    int status = rc_least(n, n, a, x);
    return status ? status : rc_least(n, n, a, x);
}
KINDS()
double sizes_that_are_one(int n, const double x[n])
{
    double a[4] = {x[0], 1, x[1], 2}, b[2] = {1, x[0]};
    return rc_square(2, a, b) ? 0 : b[0] + b[1];
}
SCALAR(sizes_that_are_one, 1.1, 0.6)

//@ rows_and_a_message
/* Rows in a local array, and beside them where errors are told: what is put into the array is not taken to be put there. */
struct rc_rate {
    double on;
};
struct rc_rates {
    double a, b;
    struct rc_rate *rate;
};
struct rc_data {
    struct rc_rates *rates;
    int error;
    char *message;
};
static double *rc_row(int n, int *error, char *message)
{
    double *row = calloc((size_t)n, sizeof *row);
    if (!row) {
        strcat(message, "no memory\n");
        *error = 1;
    }
    return row;
}
static double rc_solve(int n, double *rows[2], const double *b, int *error, char *message)
{
    double *work[2], s = 0;
    for (int i = 0; i < 2; i++)
        work[i] = rc_row(n, error, message);
    for (int i = 0; i < n && !*error; i++) {
        work[0][i] = rows[0][i] * b[i];
        work[1][i] = rows[1][i] * work[0][i];
        s += sin(work[1][i]) * work[0][i];
    }
    for (int i = 0; i < 2; i++)
        free(work[i]);
    return s;
}
static double rc_rows(struct rc_data *d, int n, const double *x)
{
    double *rows[2];
    for (int i = 0; i < 2; i++)
        rows[i] = rc_row(n, &d->error, d->message);
    for (int i = 0; i < n && !d->error; i++) {
        rows[0][i] = d->rates->a * x[i];
        rows[1][i] = d->rates->rate->on * x[i];
    }
    double s = rc_solve(n, rows, x, &d->error, d->message);
    if (s < -100.0) {
        char text[64];
        sprintf(text, "s is %g\n", s);
        strcat(d->message, text);
    }
    for (int i = 0; i < 2; i++)
        free(rows[i]);
    return s * d->rates->b;
}
ADC_ADJOINT()
double rows_of(struct rc_data *d, int n, const double *x);
double rows_of(struct rc_data *d, int n, const double *x) { return rc_rows(d, n, x); }
KINDS()
double rows_and_a_message(int n, const double x[n])
{
    char message[128] = "";
    struct rc_rate rate = {x[0] * 0.7};
    struct rc_rates rates = {x[1], x[0] + 2.0, &rate};
    struct rc_data data = {&rates, 0, message};
    return rows_of(&data, n, x);
}
SCALAR(rows_and_a_message, 0.9, 0.6, 1.2)

//@ links_behind_a_parameter
/* The links of a list are members of its elements, and what the caller hands over has reals elsewhere. */
struct rc_list {
    struct rc_list *next;
};
struct rc_vertex {
    double v[2];
    struct rc_list link;
};
struct rc_body {
    struct rc_list vertices;
    double scale;
};
#define RC_VERTEX(p) ((struct rc_vertex *)((char *)(p) - offsetof(struct rc_vertex, link)))
ADC_ADJOINT()
ADC_TANGENT()
int middle_of(const struct rc_body *body, double *middle)
{
    int n = 0;
    for (struct rc_list *l = body->vertices.next; l != &body->vertices; l = l->next)
        n++;
    struct rc_vertex **all = malloc((size_t)n * sizeof *all), *v;
    if (!all)
        return -1;
    n = 0;
    for (v = RC_VERTEX(body->vertices.next); &v->link != &body->vertices; v = RC_VERTEX(v->link.next))
        all[n++] = v;
    *middle = 0;
    for (int i = 0; i < n; i++)
        *middle += all[i]->v[0] * all[i]->v[1];
    *middle *= body->scale / n;
    free(all);
    return 0;
}
#ifdef TEST_MAIN
static void rc_ring(struct rc_body *body, struct rc_vertex v[2], const double x[5])
{
    *body = (struct rc_body){{&v[0].link}, x[4]};
    v[0] = (struct rc_vertex){{x[0], x[1]}, {&v[1].link}};
    v[1] = (struct rc_vertex){{x[2], x[3]}, {&body->vertices}};
}
TEST(links_behind_a_parameter)
{
    const double x[5] = {2, 3, 5, 7, 4}, along[5] = {1, -1, 2, 0.5, 3};
    const double want[5] = {2 * 3, 2 * 2, 2 * 7, 2 * 5, (6 + 35) / 2.0};
    struct rc_body body, adj, tan;
    struct rc_vertex v[2], v_adj[2], v_tan[2];
    double middle, middle_adj = 1, middle_tan = 0, slope = 0;
    rc_ring(&body, v, x);
    rc_ring(&adj, v_adj, (double[5]){0});
    rc_ring(&tan, v_tan, along);
    middle_of_adjoint(&body, &middle, &adj, &middle_adj);
    const double got[5] = {v_adj[0].v[0], v_adj[0].v[1], v_adj[1].v[0], v_adj[1].v[1], adj.scale};
    for (int i = 0; i < 5; i++) {
        CHECK_CLOSE(got[i], want[i], 1e-14);
        slope += want[i] * along[i];
    }
    CHECK_CLOSE(middle, 82.0, 1e-14);
    middle_of_tangent(&body, &middle, &tan, &middle_tan);
    CHECK_CLOSE(middle_tan, slope, 1e-14);
}
#endif

//@ status_with_a_message
/* What a call says of itself goes into a text, behind a pointer that is handed on and may be null. */
typedef struct { int code; char message[100]; } status_report;
static int summed(int depth, const double *a, double *y, status_report *status)
{
    double s = a[depth] * a[depth] + 0.5;
    if (s > 1e6) {
        if (status) {
            status->code = 1;
            sprintf(status->message, "sum %f", s);
        }
        return 1;
    }
    y[0] += s * a[0];
    return depth > 0 ? summed(depth - 1, a, y, status) : 0;
}
static int summed_twice(int n, const double *a, double *y, status_report *status)
{
    if (status) {
        status->code = 0;
        status->message[0] = 0;
    }
    if (summed(n - 1, a, y, status))
        return 1;
    if (summed(0, y, y, status))
        return 1;
    return n > 8 ? summed_twice(n - 1, a, y, status) : 0;
}
KINDS()
double sum_reported(int n, const double x[n])
{
    double y[1] = {0.0};
    return summed_twice(n, x, y, NULL) ? 0.0 : y[0];
}
SCALAR(sum_reported, 0.3, 0.9, -0.4)

//@ callback_not_given
/* A minimiser may be given the gradient. Here it is not, and no function of the program is one. */
typedef struct {
    double (*value)(const double *x, int n, void *data);
    void *data;
} cn_function;
typedef struct {
    void (*slopes)(const double *x, int n, double *g, void *data);
    void *data;
} cn_gradient;
static double cn_bowl(const double *x, int n, void *data)
{
    const double *a = data;
    double s = 0;
    for (int i = 0; i < n; i++)
        s += a[i] * x[i] * x[i] + sin(x[i] + a[0]);
    return s;
}
static int cn_slopes(const cn_function *f, const cn_gradient *given, double *x, int n, double *g, int depth)
{
    if (given) {
        given->slopes(x, n, g, given->data);
        return 0;
    }
    for (int i = 0; i < n; i++) {
        double at = x[i], h = 0.01 * (1 + fabs(at));
        x[i] = at + h;
        double above = f->value(x, n, f->data);
        x[i] = at - h;
        g[i] = (above - f->value(x, n, f->data)) / (2 * h);
        x[i] = at;
    }
    return depth > 0 ? cn_slopes(f, given, x, n, g, depth - 1) : 1;
}
static int cn_descend(const cn_function *f, cn_gradient *given, double *x, int n, double step)
{
    double g[4];
    int times = 0;
    for (; times < 5; times++) {
        cn_slopes(f, given, x, n, g, 1);
        for (int i = 0; i < n; i++)
            x[i] -= step * g[i];
        cn_slopes(f, given, x, n, g, 0);
        for (int i = 0; i < n; i++)
            x[i] -= step * step * g[i];
    }
    return n > 9 ? cn_descend(f, given, x, n - 1, step) : times;
}
KINDS()
double callback_not_given(int n, const double x[n])
{
    double a[3] = {x[0], x[1], 1.5}, at[3] = {0.5, x[2], 0.25};
    const cn_function f = {cn_bowl, a};
    cn_descend(&f, NULL, at, 3, 0.1);
    return at[0] * at[1] + at[2];
}
SCALAR(callback_not_given, 0.7, 0.4, -0.3)
