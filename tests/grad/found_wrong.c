/* Programs for which some version of adc made a wrong derivative, each named for what went wrong. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

//@ kept_before_a_loop_that_writes_it
/* t was kept before the loop for an earlier use; the loop's own reads must keep their own values. */
KINDS()
double kept_before_a_loop(int n, const double x[n])
{
    double t = 0.3 * sin(-x[0]) + 0.1;
    double u = hypot(1.1 + fabs(0.2 * x[1]), t) + x[0];
    for (int i = 0; i < 3; i++) {
        double a = hypot(1.1 + fabs(0.2 * t), u);
        t = 0.5 * sin(x[i % n] - a * t);
    }
    return t + u;
}
SCALAR(kept_before_a_loop, 0.9412, 0.9131)

//@ pointer_that_leaves_its_row
/* A pointer to the first element of a row walks over those that follow: what it writes was taken for that row alone. */
static void grow_by(double *d, const double *s, int k, int n)
{
    for (int i = 0; i < n; ++i)
        d[i] += k * s[i] * d[i];
}
KINDS()
double pointer_that_leaves_its_row(int n, const double x[n])
{
    double a[2][2][2], b[2][2];
    for (int i = 0; i < 8; i++)
        a[i / 4][i / 2 % 2][i % 2] = x[i % n] + 0.1 * i;
    grow_by(a[0][1], a[1][1], 3, 2);
    grow_by(*a[1], a[0][0], 1, 4);
    memcpy(b[0], a[1][0], sizeof b);
    return a[1][0][0] * a[1][1][0] * a[0][1][0] + b[1][1] * b[0][1];
}
SCALAR(pointer_that_leaves_its_row, 0.8, -0.6, 1.1)

//@ record_copied_onto_itself
struct pack {
    double a, v[2];
};
KINDS()
double record_copied(int n, const double x[n])
{
    struct pack s = {x[0] * x[1], {sin(x[0]), x[1]}};
    struct pack *q = &s;
    *q = s;
    return q->v[0] * s.a + q->a + s.v[1];
}
SCALAR(record_copied, 0.8, -0.6)

//@ kept_after_the_step
/* The index is stored at the end of the body, where the loop that may be left has stepped already. */
KINDS()
double kept_after_step(int n, const double x[n])
{
    double t = cos(x[0]);
    for (unsigned i = 1; i < 5u; i += 2) {
        int j = 0;
        while (j < 2) {
            t = tanh(t * x[j % n] + 0.3);
            j++;
            if (t > 5)
                return t;
        }
        t *= x[(2 * j + 1) % n];
    }
    return t;
}
SCALAR(kept_after_step, 0.8, -0.6, 1.3)

//@ index_in_a_union
KINDS()
double index_in_a_union(int n, const double x[n])
{
    union {
        int k;
        long q;
    } u;
    u.k = 1;
    double s = x[u.k] * x[0];
    s = s * x[u.k];
    u.q = n - 1;
    return s * x[u.k];
}
SCALAR(index_in_a_union, 0.6, 0.8, -0.4)

//@ pointer_in_a_union
union slot {
    long q;
    double *p;
};
KINDS()
double pointer_in_a_union(int n, const double x[n])
{
    double a[2] = {x[0], x[1]}, s = 0;
    union slot u;
    u.p = a;
    for (int i = 0; i < n; i++) {
        *u.p += x[i] * s;
        s += u.p[1] * *u.p;
    }
    u.q = n;
    return s * (double)u.q;
}
SCALAR(pointer_in_a_union, 0.6, 0.8, -0.4)

//@ memory_behind_a_void_pointer
static void clear(void *p, size_t size)
{
    memset(p, 0, size);
}
KINDS()
double behind_void(int n, const double x[n])
{
    double a[3] = {x[1], x[0] * x[1], x[0]};
    double s = a[1] * a[1];
    clear(&a[1], sizeof(double));
    return s * a[0] * a[2] + a[1];
}
SCALAR(behind_void, 0.8, -0.2)

//@ array_copied_once_for_two_loops
KINDS()
double two_loops(int n, const double x[n])
{
    double s = 0.0, a[3], m[3];
    for (int i = 0; i < 3; i++)
        m[i] = x[i % n];
    for (int t = 0; t < 3; t++) {
        for (int i = 0; i < 3; i++)
            a[i] = x[i % n] * m[i];
        for (int i = 0; i < 3; i++)
            m[i] = 0.5 * a[i] + x[i % n];
        for (int i = 0; i < 3; i++)
            a[i] = x[i % n] * m[i];
        for (int i = 0; i < 3; i++)
            s += a[i];
    }
    return s;
}
SCALAR(two_loops, 0.8, -0.6, 1.3)

//@ constant_parameter_of_a_helper
/* The adjoint of a const parameter was made const as well, and its zero was all that the caller got. */
static double falling(const double x, const int n)
{
    return n <= 0 ? x * x : x * falling(x - 0.1, n - 1) + sin(x);
}
KINDS()
double constant_parameter(int n, const double x[n])
{
    return falling(x[0] * x[1], 3) + falling(x[1], 2);
}
SCALAR(constant_parameter, 0.8, -0.6)

//@ pointer_to_a_function_that_changes_globals
/* The tangent of a call that is given nothing active was left out, whatever its target does to active globals. */
double changed;
static void doubled(void) { changed = changed * 2.0; }
static void squared(void) { changed = changed * changed; }
ADC_ADJOINT(wrt(x, changed), of(return))
ADC_TANGENT(wrt(x, changed), of(return))
double changes_globals(double x, int n)
{
    void (*step)(void) = n ? doubled : squared;
    changed = x;
    step();
    step();
    return changed;
}
#ifdef TEST_MAIN
TEST(globals_through_pointers)
{
    double tangent, adjoint = 0.0;
    changes_globals_tangent(0.7, 0, 1.0, &tangent);
    CHECK_CLOSE(tangent, 4.0 * 0.7 * 0.7 * 0.7, 1e-14);
    changes_globals_tangent(0.7, 1, 1.0, &tangent);
    CHECK_CLOSE(tangent, 4.0, 1e-14);
    changes_globals_adjoint(0.7, 0, &adjoint, 1.0);
    CHECK_CLOSE(adjoint, 4.0 * 0.7 * 0.7 * 0.7, 1e-14);
}
#endif

//@ bounds_changed_after_the_loop
/* What iterations keep is indexed by how far the counter is from its start: the start as it was, not as it became. */
KINDS()
double start_changed(int n, const double x[n])
{
    int lo = 1, from = 0, m = 2;
    double s = 0.0, t = 1.0, w[4] = {0.3, 0.2, 0.1, 0.4};
    for (int i = lo; i < n; i++) {
        t = sin(t * x[i]);
        s += t * t;
    }
    lo += 1;
    for (int i = lo; i < n; i++) {
        t = sin(t * x[i] + 0.1);
        s += t * t;
    }
    for (int i = lo; i < n; i++) {
        for (int j = from; j < m; j++) {
            t = sin(t * x[i] * w[j] + x[j]);
            s += t * t;
        }
        for (int j = 0; j < 4; j++)
            w[j] = w[j] * t + x[0];
    }
    from = 1;
    m = 7;
    if (n > 2) {
        int k = n - 2;
        if (lo > 3)
            k = n - 3;
        for (int i = k; i >= 1; i--) {
            t = cos(t * x[i]);
            s += t * t;
        }
    }
    return s * lo * m + from + w[1];
}
SCALAR(start_changed, 0.8, -0.6, 1.3, 0.4)

//@ members_beside_the_paths
/* What is on no path of the request is neither read nor written, in the functions called either. */
struct estimate {
    double val, err;
    double *trace;
};
static int series_of(const int n, const double x, struct estimate *r)
{
    if (n <= 0) {
        r->val = x * x;
        r->err = 1e-16 * fabs(r->val);
        return 0;
    }
    series_of(n - 1, x * 0.5, r);
    r->val = r->val * x + sin(x);
    r->err += 1e-16 * fabs(r->val);
    r->trace[n - 1] = r->val;
    return n;
}
ADC_ADJOINT(wrt(x), of(r->val))
ADC_TANGENT(wrt(x), of(r->val))
int estimate(const int n, const double x, struct estimate *r)
{
    int status = series_of(n, x, r);
    r->val *= 2.0;
    r->err *= 2.0;
    return status;
}
#ifdef TEST_MAIN
static double estimate_at(double x)
{
    double trace[3];
    struct estimate r = {0.0, 0.0, trace};
    estimate(3, x, &r);
    return r.val;
}
TEST(beside_the_paths)
{
    double trace[3], x = 0.7, adj = 0.0;
    struct estimate r = {0.0, 0.0, trace}, r_adj = {1.0, NAN, NULL}, r_tan = {NAN, NAN, NULL};
    double want = DIFF(x, estimate_at(x));
    estimate_adjoint(3, x, &r, &adj, &r_adj);
    CHECK_CLOSE(adj, want, 1e-9);
    CHECK(isnan(r_adj.err) && r_adj.val == 0.0);
    estimate_tangent(3, x, &r, 1.0, &r_tan);
    CHECK_CLOSE(r_tan.val, want, 1e-9);
    CHECK(isnan(r_tan.err));
}
#endif

//@ pointer_into_struct_or_array
/* One pointer into a local struct or to an array of the caller: the lanes of a Jacobian lay apart in one and side by side in the other. */
struct either {
    double a, b, v[3];
};
KINDS_MAP()
void into_either(int n, const double x[n], int m, double y[m])
{
    double a = x[0];
    struct either s = {x[0], x[1], {x[0] * x[2]}};
    double *p = x[0] > x[1] ? &a : &s.b;
    double *q = x[2] > x[1] ? &s.v[1] : y;
    *p *= cos(x[2]);
    *q += cos(x[2]) * *p;
    y[0] += a * s.b + s.v[0] * s.v[1];
}
MAP(into_either, 2, 0.8, 0.2, -0.4)

KINDS_MAP()
void either_at_once(int n, const double x[n], int m, double y[m])
{
    struct either s = {x[0], x[1], {x[0] * x[2]}}, t = s;
    double u[3] = {x[0], x[1], x[2]};
    *(x[0] > x[1] ? s.v : t.v) *= cos(x[2]);
    (x[0] < x[1] ? s.v : u)[1] += x[0] * x[1] * x[2];
    y[0] = s.a * s.b + s.v[0] * t.v[1] + s.v[1] * u[1] + t.v[0] * u[0];
    *(x[0] > x[2] ? y : &t.a) += t.a * x[1];
    y[1] = t.a;
}
MAP(either_at_once, 2, 0.8, 0.2, -0.4)

KINDS_MAP()
void read_by_nothing(int n, const double x[n], int m, double y[m])
{
    double b = x[0]; /* changed through a pointer that may lead to y, and not used again */
    *(b > x[1] ? y : &b) = cos(x[2]);
}
MAP(read_by_nothing, 2, 0.8, 0.2, -0.4)

//@ table_of_functions
/* A table that is a static of the function is where the addresses are taken. */
static void ft_scale(double *p, double c)
{
    p[0] *= c;
    p[1] += 0.2 * c * p[0];
}
static void ft_add(double *p, double c)
{
    p[1] += sin(c);
}
KINDS_MAP()
void by_table(int n, const double x[n], int m, double y[m])
{
    static void (*const ops[])(double *, double) = {ft_scale, ft_add, ft_scale};
    for (int k = 0; k < n; k++)
        ops[n - 1 - k](y + k % 2, x[k]);
}
MAP(by_table, 3, 0.8, 0.2, -0.4)

//@ element_and_its_array
/* An element by value beside a pointer to its array: with several directions at once the function changed what it was given. */
static void scaled_by(double *p, double c)
{
    p[0] *= c;
    p[1] += 0.2 * c * p[0];
}
static void turned_by(double *p, double c)
{
    double t = p[0];
    p[0] = cos(c) * t - sin(c) * p[1];
    p[1] = sin(c) * t + cos(c) * p[1];
}
KINDS_INPLACE()
void by_element(int n, double y[n])
{
    static void (*const ops[])(double *, double) = {scaled_by, turned_by};
    for (int k = 0; k < n; k++)
        ops[k % 2](y + k % 2, y[(2 * k + 1) % n]);
}
INPLACE(by_element, 0.8, 0.2, -0.4)

//@ switch_over_a_cast
/* The constant that an argument is, after the conversions of the switch. */
static double by_kind(double x, double v, int k)
{
    switch ((int)v) {
    case 2:
        x *= x;
    }
    switch ((unsigned char)k) {
    case 2:
        x *= sin(x);
    }
    return x;
}
KINDS()
double cast_kinds(int n, const double x[n])
{
    return by_kind(x[0], 2.5, 258) + n;
}
SCALAR(cast_kinds, 0.8)

//@ helper_given_one_array_twice
/* noalias is about the parameters of the function that is asked for: what it hands on may be one array all the same. */
static void both(int depth, const double *in, double *out)
{
    out[0] = in[0] * out[1] + in[1];
    out[1] = sin(in[0]) * in[1];
    if (depth > 0)
        both(depth - 1, out, out);
}
ADC_ADJOINT(noalias) ADC_TANGENT() ADC_JACOBIAN(wrt(y), of(y))
void given_twice(int n, double y[n])
{
    both(2, y, y);
    both(1, y + 1, y);
}
INPLACE(given_twice, 0.8, 0.2, -0.4)

//@ pointer_to_what_is_assigned_next
/* In several directions an assignment of an inner block went before what read the variable through a pointer. */
KINDS_MAP()
void read_before(int n, const double x[n], int m, double y[m])
{
    for (int r = 0; r < m; r++) {
        double a = x[0], *p = x[1] > 0.0 ? &a : y;
        double u = *p * x[1];
        a = 2.0 * r + 1.0;
        double v = u * a * x[2];
        y[r] += v * n;
    }
}
MAP(read_before, 3, 0.8, 0.2, -0.4)

KINDS_INPLACE()
void chosen_inside(int n, double y[n])
{
    for (int r = 1; r < n; r++) {
        double a = cos(y[r] - y[0]), b = tanh(y[r]);
        *(b <= 0.1 ? &a : &b) += 0.4 * y[r];
        *(b < 0.3 ? &a : y) += y[r] * b;
        y[r] = a;
    }
}
INPLACE(chosen_inside, 0.8, 0.2, -0.4, 0.5)

//@ pointer_in_a_struct_of_the_loop
/* A struct declared in a loop is the iteration's own; what its pointers lead to is not. */
struct ends {
    double *to, *from;
};
KINDS()
double through_member(int n, const double x[n])
{
    double w[3] = {x[0], x[1], x[2]};
    for (int i = 0; i < n; i++) {
        struct ends s = {w, w};
        for (int k = 0; k < 3; k++) {
            s.to[k] = 0.9 * s.from[k] + *s.from;
            *s.to = tanh(sin(s.from[1]));
        }
    }
    return w[1] + w[0] * w[2];
}
SCALAR(through_member, 0.8, 0.2, -0.4)

KINDS()
double through_table(int n, const double x[n])
{
    double w[3] = {x[0], x[1], x[2]};
    for (int i = 0; i < n; i++) {
        double *row[2] = {w, w + 1};
        row[0][0] = 0.9 * row[1][0] + *row[0];
        row[1][0] = 0.9 * sin(row[1][1]);
    }
    return w[1] + w[0];
}
SCALAR(through_table, 0.8, 0.2, -0.4)

//@ quotient_in_a_variable_kept_before
/* The quotient is needed as it was computed; what was kept of its variable before is another value. */
KINDS()
double kept_quotient(int n, const double x[n])
{
    double t = tanh(x[2]);
    double a[2] = {t * x[2], 0.5 * t};
    t = x[1] / (2.0 + a[1]);
    double u = t;
    {
        double v = u;
        t = v * x[0];
    }
    return u * a[1] + t + a[0];
}
SCALAR(kept_quotient, 0.8, 0.2, -0.4)

//@ pointer_into_an_inner_block
/* An array of an inner block is gone in the reverse half, also where a pointer that was kept leads to it. */
KINDS()
double inner_rows(int n, const double x[n])
{
    double w[3] = {x[1], x[2], x[0]}, s = 0.1;
    if (x[0] > 0.1) {
        s = x[2];
    } else {
        double m[3][3] = {{x[0], x[1]}, {x[2], s}, {x[1]}};
        double *a = m[0], *b = m[1], *c = m[2];
        for (int k = 0; k < 5; k++) {
            for (int i = 0; i < 3; i++)
                c[i] = 0.6 * b[i] - 0.3 * a[i] + 0.1 * sin(b[(i + 1) % 3]);
            double *t = a;
            a = b, b = c, c = t;
        }
        double r = cos(b[0] - x[0]);
        int j = -1;
        do {
            r = 0.7 * r + x[1];
            if (r > 0.93)
                break;
            w[1] = sin(0.5 * ((1.0 - (*c)) * (1.0 + (*c))));
        } while (j++ < 3 && r < 0.81);
    }
    return s + w[0] + w[1];
}
SCALAR(inner_rows, -0.6106, -0.3540, -1.2265)

//@ last_value_of_a_loop_in_a_branch
/* What the loop leaves is read behind the branch: the last iteration's value, whose adjoint comes first. */
KINDS()
double last_value_of_a_loop_in_a_branch(int n, const double x[n])
{
    double last = x[0] * x[1], first = 0;
    if (x[0] > 0.0) {
        for (int i = n - 1; i >= 0; i--)
            last = cos(tanh(x[i] * x[0]));
    }
    switch (n) {
    case 3:
        for (int i = 0; i < n; i++)
            first = sin(x[i]) * x[1];
        break;
    default:
        break;
    }
    return 0.3 * last * last + first * first;
}
SCALAR(last_value_of_a_loop_in_a_branch, 0.7, -0.6, 1.1)

//@ table_that_both_halves_name
/* A pointer into a static table of the function was kept by the forward half and compared with the reverse half's own table. */
static void interpret(int n, const double *x, double *y)
{
    static const char code[] = "x*xnx*";
    static const char *const programs[] = {code, code + 2};
    double stack[8] = {x[1 % n], x[0], 0.4}, *top = stack + 2;
    for (const char *op = programs[n % 2]; *op; op++)
        switch (*op) {
        case 'x':
            *++top = y[(op - code) % n];
            break;
        case '*':
            top--;
            *top = sin(*top * top[1]);
            break;
        default:
            *top = -*top;
        }
    y[0] += *top;
    y[n - 1] *= stack[1];
}
KINDS_MAP()
void table_that_both_halves_name(int n, const double x[n], int m, double y[m])
{
    for (int r = 0; r < 2; r++)
        interpret(n / 2, x + r * (n / 2), y + r * (m / 2));
}
MAP(table_that_both_halves_name, 6, 0.7, -0.4, 0.9, 0.5, 1.1, -0.3)

//@ freed_by_a_destructor
/* What a function that carries no derivatives frees is gone for the reverse sweep. */
typedef struct fw_node {
    int op;
    union {
        double number;
        int variable;
        struct {
            struct fw_node *left, *right;
        } kid;
    } u;
} fw_node;
static fw_node *fw_leaf(int variable, double number)
{
    fw_node *n = calloc(1, sizeof *n);
    n->op = variable < 0 ? 0 : 1;
    if (variable < 0)
        n->u.number = number;
    else
        n->u.variable = variable;
    return n;
}
static fw_node *fw_join(int op, fw_node *left, fw_node *right)
{
    fw_node *n = calloc(1, sizeof *n);
    n->op = op;
    n->u.kid.left = left;
    n->u.kid.right = right;
    return n;
}
static double fw_value(const fw_node *n, const double *x)
{
    switch (n->op) {
    case 0:
        return n->u.number;
    case 1:
        return x[n->u.variable];
    case 2:
        return fw_value(n->u.kid.left, x) + fw_value(n->u.kid.right, x);
    default:
        return fw_value(n->u.kid.left, x) * fw_value(n->u.kid.right, x);
    }
}
static void fw_destroy(fw_node *n)
{
    if (n->op > 1) {
        fw_destroy(n->u.kid.left);
        fw_destroy(n->u.kid.right);
    }
    free(n);
}
KINDS()
double freed_by_a_destructor(int n, const double x[n])
{
    fw_node *sum = fw_join(2, fw_leaf(-1, 2.5), fw_leaf(1, 0.0));
    fw_node *t = fw_join(3, fw_join(3, fw_leaf(0, 0.0), sum), fw_join(2, fw_leaf(n - 1, 0.0), fw_leaf(0, 0.0)));
    double s = fw_value(t, x);
    fw_destroy(t);
    return s;
}
SCALAR(freed_by_a_destructor, 0.8, 0.53, 0.7)

//@ pointers_in_a_struct_in_a_struct
/* Their shadows have several directions where those of the whole struct have them. */
typedef struct fw_link {
    double v;
    struct {
        struct fw_link *next[2];
        int k;
    } to;
} fw_link;
static double fw_along(const fw_link *l, double x)
{
    return l ? l->v * x + fw_along(l->to.next[l->to.k], x * l->v) : x;
}
KINDS()
double pointers_in_a_struct_in_a_struct(int n, const double x[n])
{
    fw_link a = {x[0], {{NULL, NULL}, 1}}, b = {x[1] * x[0], {{NULL, &a}, 1}}, c = {x[2], {{&b, NULL}, 0}};
    b.to.next[0] = &a;
    b.to.k = n % 2;
    return fw_along(&c, x[n - 1]);
}
SCALAR(pointers_in_a_struct_in_a_struct, 0.8, 0.53, 0.7)

//@ result_behind_a_fused_loop
/* What stands behind a loop whose halves run together is run after it, but its reverse half before: it read the result of
   tanh, of a quotient or of sqrt from the variable that was not set yet. */
KINDS()
double result_behind_a_fused_loop(int n, const double x[n])
{
    double s = 0.0, r = 0.0;
    for (int k = 0; k < n; k++) {
        s += sin(x[k]);
        r += x[k] * x[k];
    }
    s = tanh(x[0]);
    return s + r;
}
SCALAR(result_behind_a_fused_loop, 0.7, 0.4)
KINDS()
double quotient_behind_a_fused_loop(int n, const double x[n])
{
    double s = 0.0, r = 0.0;
    for (int k = 0; k < n; k++) {
        s += sin(x[k]);
        r += x[k] * x[k];
    }
    s = -(x[1] / x[0]);
    return s + r;
}
SCALAR(quotient_behind_a_fused_loop, 0.7, 0.4)
KINDS()
double element_behind_a_fused_loop(int n, const double x[n])
{
    double q[2] = {0};
    for (int k = 0; k < n; k++)
        q[k % 2] += x[k] * x[k];
    double s = q[0] + q[1];
    for (int k = 0; k < n; k++)
        s += sin(x[k]);
    q[0] = s;
    q[1] = s;
    q[1] = sqrt(x[0]);
    return q[0] + q[1];
}
SCALAR(element_behind_a_fused_loop, 0.7, 0.4)

//@ link_that_is_cut
/* What p->next leads to is named nowhere: its shadow kept the link that was cut, in functions without variables of their own. */
struct link {
    double value;
    struct link *next;
};
ADC_ADJOINT(wrt(p), of(y))
ADC_TANGENT(wrt(p), of(y))
void cut(struct link *p, double *y)
{
    *y = p->value * p->value;
    p->next = NULL;
}
#ifdef TEST_MAIN
TEST(link_that_is_cut)
{
    struct link last = {2.0, NULL}, first = {3.0, &last}, last_tan = {0.5, NULL}, first_tan = {0.25, &last_tan};
    double y, y_tan;
    cut_tangent(&first, &y, &first_tan, &y_tan);
    CHECK_CLOSE(y_tan, 1.5, 1e-14);
    CHECK(!first.next && !first_tan.next);
    struct link again = {3.0, &last}, again_adj = {0.0, &last_tan};
    double y_adj = 1.0;
    cut_adjoint(&again, &y, &again_adj, &y_adj);
    CHECK_CLOSE(again_adj.value, 6.0, 1e-14);
    CHECK(!again.next && !again_adj.next);
}
#endif

//@ constant_at_the_end
/* A function that goes along links goes on to what is constant: that had no shadow, and its place in the shadow of the last
   active one was null. */
struct chained {
    double v;
    struct chained *next;
};
static double along(const struct chained *c, double x)
{
    return c ? c->v * x + along(c->next, x * c->v) : x;
}
KINDS()
double constant_at_the_end(int n, const double x[n])
{
    struct chained c = {0.5, NULL}, b = {x[1], &c}, a = {x[0], &b};
    return along(&a, x[n - 1]);
}
SCALAR(constant_at_the_end, 0.8, 0.53, 0.7)
struct rows {
    double *at;
    struct rows *other;
};
static double both_rows(const struct rows *r, int k)
{
    return k == 0 ? r->at[0] : r->at[k] * r->other->at[k] * both_rows(r, k - 1);
}
KINDS()
double constant_rows(int n, const double x[n])
{
    double p[3], q[3];
    for (int i = 0; i < 3; i++) {
        p[i] = x[i] * x[i];
        q[i] = i + 1;
    }
    struct rows t = {q, NULL}, r = {p, &t};
    return both_rows(&r, 2);
}
SCALAR(constant_rows, 0.8, 0.53, 0.7)

//@ members_that_lead_to_constants
/* What a member leads to that is constant in the caller has no shadow there, nor in the functions called: they wrote through
   null. Memory that only other members lead to is not written by a call. */
struct sight {
    const double *from, *weights;
    double *to;
    int n;
};
static double seen(struct sight v, int depth)
{
    double s = 0.5;
    if (depth <= 0)
        return v.from[0] * v.from[0];
    for (int i = 0; i < v.n; i++)
        s += v.from[i] * v.weights[i] * s;
    v.from++, v.weights++;
    v.n--;
    return seen(v, depth - 1) * s;
}
static double seen_there(const struct sight *v, int depth)
{
    double s = 0.5;
    if (depth <= 0)
        return v->from[0] * v->from[0];
    for (int i = 0; i < v->n; i++)
        s += v->from[i] * v->weights[i] * s;
    return seen_there(v, depth - 1) * s;
}
static double seen_again(struct sight *v, int depth)
{
    if (depth <= 0)
        return v->to[0];
    for (int i = 0; i < v->n; i++)
        v->to[i] = v->to[i] * v->weights[i] + sin(v->to[v->n - 1 - i]);
    return seen_again(v, depth - 1) + v->to[v->n - 1] * 0.25;
}
ADC_HESSIAN(wrt(x))
double seen_once(int n, const double x[n], const double *w)
{
    struct sight v = {x, w, NULL, n};
    return seen_there(&v, 2);
}
ADC_GRADIENT(wrt(x)) ADC_TANGENT(wrt(x))
double members_that_lead_to_constants(int n, const double x[n], const double *w)
{
    double work[4] = {0};
    struct sight v = {x, w, NULL, n}, u = {NULL, w, work, n};
    for (int i = 0; i < n; i++)
        work[i] = x[i] * x[i];
    return seen(v, 2) * seen_once(n, x, w) + seen_again(&u, 2);
}
#ifdef TEST_MAIN
TEST(members_that_lead_to_constants)
{
    double x[3] = {0.8, -0.4, 0.7}, w[3] = {1.5, 0.5, -2.0}, g[3], d[3] = {1, -2, 0.5}, t, h[9];
    double value = members_that_lead_to_constants(3, x, w);
    CHECK_CLOSE(members_that_lead_to_constants_gradient(3, x, w, g), value, 1e-15);
    for (int i = 0; i < 3; i++)
        CHECK_CLOSE(g[i], DIFF(x[i], members_that_lead_to_constants(3, x, w)), 1e-8);
    members_that_lead_to_constants_tangent(3, x, w, d, &t);
    CHECK_CLOSE(t, g[0] * d[0] + g[1] * d[1] + g[2] * d[2], 1e-13);
    seen_once_hessian(3, x, w, h);
    for (int i = 0; i < 9; i++) {
        double s = 1e-3, along[4];
        for (int k = 0; k < 4; k++) {
            double y[3] = {x[0], x[1], x[2]};
            y[i / 3] += k & 1 ? s : -s;
            y[i % 3] += k & 2 ? s : -s;
            along[k] = seen_once(3, y, w);
        }
        CHECK_CLOSE(h[i], (along[3] - along[2] - along[1] + along[0]) / (4 * s * s), 1e-4);
    }
}
#endif

//@ copies_taken_apart
/* GCC makes memcpy and memset of loops of copies, in a wrong order where arrays might overlap. */
ADC_ADJOINT()
void fw_copied_back(double *x, double *y)
{
    double w[3];
    w[0] = y[1] * y[2];
    w[1] = sin(y[0]) + x[2];
    w[2] = x[0] * y[1];
    for (int i = 0; i < 3; i++)
        y[i] = w[i];
}
ADC_DERIVE(tangent(fw_copied_back_adjoint), wrt(x, y), of(x_adj, y_adj), name(fw_copied_back_curved));
#ifdef TEST_MAIN
TEST(copies_taken_apart)
{
    double x[3] = {0.7, -0.4, 1.2}, y[3] = {0.3, 0.9, -1.1}, xt[3] = {0.1, 0.7, -0.2}, yt[3] = {0.4, -0.9, 0.3};
    double xa[3] = {0}, ya[3] = {0.5, -0.3, 0.8}, xat[3] = {0}, yat[3] = {0};
    fw_copied_back_curved(x, y, xa, ya, xt, yt, xat, yat);
    const double want[6] = {0.8 * 0.9, 0.0, -0.3, -0.3 * cos(0.3), 0.5 * -1.1 + 0.8 * 0.7, 0.5 * 0.9};
    const double turn[6] = {0.8 * -0.9, 0.0, 0.0, 0.3 * sin(0.3) * 0.4, 0.5 * 0.3 + 0.8 * 0.1, 0.5 * -0.9};
    for (int i = 0; i < 3; i++) {
        CHECK_CLOSE(xa[i], want[i], 1e-14);
        CHECK_CLOSE(ya[i], want[3 + i], 1e-14);
        CHECK_CLOSE(xat[i], turn[i], 1e-14);
        CHECK_CLOSE(yat[i], turn[3 + i], 1e-14);
    }
}
#endif

//@ sign_of_a_difference
ADC_TANGENT()
ADC_GRADIENT()
double fw_signed_within(double x)
{
    return copysign(x, (x - x) * -x); /* -x */
}
ADC_TANGENT()
ADC_GRADIENT()
double fw_signed(double a, double b, double x)
{
    double y = sin((a - b) * -x), z = sin(-((a - b) / x));
    return copysign(x, y) * x + copysign(a, z) * y * x;
}
#ifdef TEST_MAIN
TEST(sign_of_a_difference)
{
    double g[3], t;
    CHECK_EXACT(fw_signed_within_gradient(1.3, &g[0]), -1.3);
    CHECK_EXACT(g[0], -1.0);
    CHECK_EXACT(fw_signed_within_tangent(1.3, 2.0, &t), -1.3);
    CHECK_EXACT(t, -2.0);
    CHECK_EXACT(fw_signed(0.7, 0.7, 1.3), -1.3 * 1.3);
    CHECK_EXACT(fw_signed_gradient(0.7, 0.7, 1.3, &g[0], &g[1], &g[2]), -1.3 * 1.3);
    CHECK_EXACT(fw_signed_tangent(0.7, 0.7, 1.3, 0.0, 0.0, 1.0, &t), -1.3 * 1.3);
    CHECK_CLOSE(g[2], -2.6, 1e-14);
    CHECK_CLOSE(t, -2.6, 1e-14);
    CHECK_CLOSE(g[0], 0.7 * 1.3 * 1.3, 1e-14);
    CHECK_CLOSE(g[1], -0.7 * 1.3 * 1.3, 1e-14);
}
#endif

//@ one_scratch_for_two_operands
/* Both operands put their argument into one variable: the first one's square was taken of what the second one left there. */
#define FW_SQR(a) ((fw_arg = (a)) == 0.0 ? 0.0 : fw_arg * fw_arg)
KINDS()
double one_scratch(int n, const double x[n])
{
    double fw_arg, s = 0.0;
    for (int i = 1; i < n; i++)
        s += sqrt(FW_SQR(x[i - 1] + 1.0) + FW_SQR(x[i])) * FW_SQR(sin(x[i]));
    return FW_SQR(s) * (FW_SQR(x[0]) - FW_SQR(x[1])) + fmax(FW_SQR(x[0]), FW_SQR(s + 1.0));
}
SCALAR(one_scratch, 0.8, -0.6, 1.1)

//@ rows_copied_into_a_struct
/* Several directions: a copy between rows of an array and a struct took the lanes of a row for its elements. */
struct fw_three {
    struct {
        double v[2];
    } r[3];
};
ADC_TANGENT(wrt(x), of(y), vector(2))
void fw_rows(const double x[6], double y[6])
{
    double m[3][2], (*rows)[2] = m, (*all)[3][2] = &m;
    struct fw_three s;
    for (int i = 0; i < 6; i++)
        rows[i / 2][i % 2] = x[i] * x[i];
    memcpy(&s, rows, sizeof s);
    s.r[1].v[0] *= s.r[2].v[1];
    memcpy(all, &s, sizeof s);
    for (int i = 0; i < 6; i++)
        y[i] = m[i / 2][i % 2];
}
#ifdef TEST_MAIN
TEST(rows_copied_into_a_struct)
{
    double x[6] = {0.5, -0.7, 1.2, 0.9, -1.4, 0.3}, y[6], x_tan[6][2], y_tan[6][2];
    for (int i = 0; i < 6; i++) {
        x_tan[i][0] = 0.4 * i - 1.0;
        x_tan[i][1] = 1.0 / (i + 1);
    }
    fw_rows_tangent(x, y, (const double (*)[2])x_tan, y_tan);
    for (int i = 0; i < 6; i++)
        for (int k = 0; k < 2; k++) {
            double other = i == 2 ? x[5] * x[5] : 1.0, want = 2.0 * x[i] * x_tan[i][k] * other;
            CHECK_CLOSE(y_tan[i][k], i == 2 ? want + x[2] * x[2] * 2.0 * x[5] * x_tan[5][k] : want, 1e-14);
        }
}
#endif

//@ bytes_in_several_directions
/* The shadow of bytes that a call keeps for its reverse half had no room for a lane of each output: a jacobian wrote behind it. */
struct fw_pair {
    double a;
    int k;
};
static double fw_in_bytes(int n, const double *x, double *y, int d)
{
    _Alignas(16) unsigned char raw[8 * sizeof(struct fw_pair)];
    struct fw_pair *p = (struct fw_pair *)raw;
    for (int i = 0; i < n && i < 8; i++)
        p[i] = (struct fw_pair){x[i] * x[i], i};
    double r = 0.0;
    for (int i = 0; i < n && i != 8; i++)
        r += p[i].a * p[n - 1 - p[i].k].a;
    y[d] = y[d] * r;
    return d > 0 ? r + fw_in_bytes(n, x, y, d - 1) : r;
}
ADC_JACOBIAN(wrt(x), of(y), shape(x, 8), shape(y, 3))
void fw_bytes(const double *x, double *y)
{
    double r = fw_in_bytes(8, x, y, 2);
    y[0] *= r;
}
#ifdef TEST_MAIN
TEST(bytes_in_several_directions)
{
    double x[8] = {0.7, -1.2, 0.9, 1.3, -0.6, 0.8, 1.1, -0.5}, y[3] = {0.5, 1.1, -0.4}, jac[24], r = 0.0;
    for (int i = 0; i < 8; i++)
        r += x[i] * x[i] * x[7 - i] * x[7 - i]; /* y0 = 3 r * 0.5 r, y1 = 1.1 r, y2 = -0.4 r */
    fw_bytes_jacobian(x, y, jac);
    CHECK_CLOSE(y[0], 1.5 * r * r, 1e-14);
    for (int i = 0; i < 8; i++) {
        double dr = 4.0 * x[i] * x[7 - i] * x[7 - i];
        CHECK_CLOSE(jac[i], 3.0 * r * dr, 1e-14);
        CHECK_CLOSE(jac[8 + i], 1.1 * dr, 1e-14);
        CHECK_CLOSE(jac[16 + i], -0.4 * dr, 1e-14);
    }
}
#endif

//@ head_and_reals_copied
/* The reals behind a struct come along where the size of the copy is that of whole structs by chance: right, or told. */
struct fw_head {
    double first;
    size_t count;
};
static struct fw_head *fw_copy_head(const struct fw_head *s)
{
    size_t size = sizeof *s + s->count * sizeof(double);
    struct fw_head *d = malloc(size);
    memcpy(d, s, size);
    return d;
}
ADC_GRADIENT()
double fw_behind_head(int n, const double x[n])
{
    struct fw_head *s = malloc(sizeof *s + (size_t)n * sizeof(double));
    s->first = x[0];
    s->count = (size_t)n;
    double *p = (double *)(s + 1);
    for (int i = 0; i < n; i++)
        p[i] = x[i] * x[i];
    struct fw_head *d = fw_copy_head(s);
    double *q = (double *)(d + 1), r = d->first;
    for (int i = 0; i < n; i++)
        r += (i + 1) * q[i];
    free(s);
    free(d);
    return r;
}
#ifdef TEST_MAIN
#include <adc/tape.h>
static void fw_told(const char *message)
{
    printf("%s %s\n", *message ? "PASS" : "FAIL", grad_name);
    fflush(stdout);
    _exit(0);
}
TEST(head_and_reals_copied)
{
    double x[4] = {1.5, 2.0, 3.0, 0.5}, g[4];
    adc_set_failure_handler(fw_told);
    fw_behind_head_gradient(4, x, g);
    for (int i = 0; i < 4; i++)
        CHECK_CLOSE(g[i], (i == 0) + 2.0 * (i + 1) * x[i], 1e-14);
}
#endif

//@ head_and_reals_cleared
/* The reals behind a struct without reals are cleared with it: their adjoints stayed. */
struct fw_bare {
    size_t n;
};
ADC_GRADIENT(wrt(x))
double fw_cleared(const double x[3])
{
    size_t size = sizeof(struct fw_bare) + 3 * sizeof(double);
    struct fw_bare *h = malloc(size);
    memset(h, 0, size);
    double *p = (double *)(h + 1), s = 0;
    for (int k = 1; k <= 2; k++) {
        for (int i = 0; i < 3; i++)
            p[i] += x[i] * k;
        s += p[0] * p[1] * p[2];
        memset(h, 0, size);
    }
    free(h);
    return s;
}
#ifdef TEST_MAIN
TEST(head_and_reals_cleared)
{
    double x[3] = {1.5, 2.0, 3.0}, g[3]; /* 9 x0 x1 x2 */
    CHECK_CLOSE(fw_cleared_gradient(x, g), 81.0, 1e-14);
    CHECK_CLOSE(g[0], 54.0, 1e-14);
    CHECK_CLOSE(g[1], 40.5, 1e-14);
    CHECK_CLOSE(g[2], 27.0, 1e-14);
}
#endif

//@ factor_of_two_adjoints
/* one factor stood in the adjoints of two variables as one expression: what was true of it at the first was written into both */
ADC_GRADIENT()
double fw_factor(int n, const double x[n])
{
    double t = 0.3 * sin(0.1 + log(1.5 + x[0] * x[0])) + 0.1;
    t = 0.6 * t + cos(sin((x[1] < 0.91 ? t : t)));
    t = sin(log(1.5 + t * t));
    return t + 0.3 * t;
}
ADC_DERIVE(adjoint(fw_factor_gradient), wrt(x), of(x_grad), name(fw_factor_again));
#ifdef TEST_MAIN
#include <complex.h>
static double complex fw_factor_slope(double complex x)
{
    double complex inner = 1.5 + x * x, u = 0.3 * csin(0.1 + clog(inner)) + 0.1, v = 0.6 * u + ccos(csin(u));
    return 1.3 * ccos(clog(1.5 + v * v)) * (2 * v / (1.5 + v * v)) * (0.6 - csin(csin(u)) * ccos(u)) * 0.3 * ccos(0.1 + clog(inner)) *
           (2 * x / inner);
}
TEST(factor_of_two_adjoints)
{
    double x[2] = {-1.1643, -0.5317}, g[2], bar[2] = {0}, seed[2] = {1.0, 0.0};
    fw_factor_gradient(2, x, g);
    CHECK_CLOSE(g[0], creal(fw_factor_slope(x[0])), 1e-14);
    fw_factor_again(2, x, g, bar, seed);
    CHECK_CLOSE(bar[0], cimag(fw_factor_slope(x[0] + 1e-30 * I)) / 1e-30, 1e-13);
}
#endif

//@ array_in_an_arm_that_two_labels_reach
/* its shadow had the extent of the other copy of the arm, which was zero: it was read behind its end */
static double fw_spread(double x)
{
    int n = 2;
    double w[n + 4];
    for (int i = 0; i < n + 4; i++)
        w[i] = sin(x) * (i + 1);
    double r[2] = {w[5] - w[0] * w[0], w[3]};
    return r[0] + w[1] * r[1];
}
ADC_GRADIENT()
double fw_arms(double x, int k)
{
    double t = sin(x);
    switch (k) {
    case 1:;
    case 0:
        t = tanh(fw_spread(t));
    }
    return t;
}
#ifdef TEST_MAIN
TEST(array_in_an_arm_that_two_labels_reach)
{
    const double x = 0.7, s = sin(sin(x)), y = 6 * s - s * s + 8 * s * s, dy = (6 + 14 * s) * cos(sin(x)) * cos(x);
    for (int k = 0; k < 3; k++) {
        double g;
        CHECK_CLOSE(fw_arms_gradient(x, k, &g), k < 2 ? tanh(y) : sin(x), 1e-14);
        CHECK_CLOSE(g, k < 2 ? dy * (1 - tanh(y) * tanh(y)) : cos(x), 1e-12);
    }
}
#endif

//@ left_between_two_settings
/* zeros for all lanes that another loop sets later were dropped, also where the way there is left between the two */
ADC_JACOBIAN(wrt(y), of(y))
void fw_left_between(int n, double y[n])
{
    double t = sin(y[0]);
    for (int i = 0; i < 3; i++) {
        t = 0.7;
        if (i != 2)
            break;
        t = 1.1;
    }
    y[1] = 0.5 * t + y[0];
}
ADC_DERIVE(tangent(fw_left_between), vector(3), name(fw_left_lanes));
#ifdef TEST_MAIN
TEST(left_between_two_settings)
{
    double y[2] = {0.9, 0.4}, lanes[2][3] = {{1.0, 2.0, -1.0}, {3.0, 4.0, 5.0}}, jac[4];
    fw_left_lanes(2, y, lanes);
    for (int k = 0; k < 3; k++)
        CHECK_EXACT(lanes[1][k], lanes[0][k]);
    fw_left_between_jacobian(2, y, jac);
    CHECK_EXACT(jac[2], 1.0);
    CHECK_EXACT(jac[3], 0.0);
}
#endif

//@ zeros_reached_by_another_name
/* The adjoints of what is cleared were zeroed, and then set by the first loop that adds to them: what is added in between where y is x was lost. */
ADC_ADJOINT()
double cleared_later(int n, double *x, double *y)
{
    double s = 0, t = 1;
    for (int i = 0; i < n; i++)
        s += x[i];
    for (int k = 0; k < 4; k++) {
        y[k % n] = sin(y[k % n]) * t;
        t = sin(t) * (y[k % n] + 1);
    }
    for (int i = 0; i < n; i++)
        x[i] = 0;
    for (int k = 0; k < 4; k++)
        t = sin(t) * (y[k % n] + 1);
    return s + t;
}
#ifdef TEST_MAIN
static double cleared_from(double x0)
{
    double x[3] = {x0, 0.7, -0.4};
    return cleared_later(3, x, x);
}
TEST(zeros_reached_by_another_name)
{
    double x[3] = {0.3, 0.7, -0.4}, adj[3] = {0}, x0 = x[0], want = DIFF(x0, cleared_from(x0));
    cleared_later_adjoint(3, x, x, adj, adj, 1.0);
    CHECK_CLOSE(adj[0], want, 1e-9);
}
#endif

//@ version_in_place
/* The version for memory that does not overlap was put in place by GCC, and its promise taken for that of the other one. */
static double branchy(double a, double b)
{
    if (a > b)
        return a * b;
    double c = a + b;
    return c * c;
}
ADC_ADJOINT()
double in_place(int n, int j, int k, double *y, double *z)
{
    double t = 0.4, u = 0.1;
    switch (j) {
    default:
        for (unsigned i = n; i-- > 0;)
            t = branchy(sin(z[3]), y[i] > -1.1 ? z[1] : u);
    }
    for (int i = 0; i < n; i++)
        u = tanh(z[2]) + (k > 1 ? 0.5 : y[2]);
    y[2] = 0;
    return t * u;
}
#ifdef TEST_MAIN
static double in_place_from(int n, double v)
{
    double x[4] = {0.3, 0.7, v, 0.4};
    return in_place(n, 0, 0, x, x);
}
TEST(version_in_place)
{
    for (int n = 0; n < 4; n++) {
        double x[4] = {0.3, 0.7, -0.4, 0.4}, adj[4] = {0}, v = x[2], want = DIFF(v, in_place_from(n, v));
        in_place_adjoint(n, 0, 0, x, x, adj, adj, 1.0);
        CHECK_CLOSE(adj[2], want, 1e-9);
    }
}
#endif

//@ narrowed_to_zero
/* (signed char)256 is zero: the cast was looked through where a choice of constants is a condition. */
KINDS()
double narrowed_to_zero(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        if ((signed char)(x[i] > 0.0 ? 256 : 1))
            s += x[i] * x[i];
        else
            s += 3.0 * x[i];
    unsigned char c = (unsigned char)(x[0] > 0.0 ? 512 : 0);
    while (c != 0) {
        s *= x[0];
        c--;
    }
    return s;
}
SCALAR(narrowed_to_zero, 0.7, -0.4, 1.2)

//@ condition_of_a_loop_that_an_argument_decides
/* i < n && mode was i < n where the caller passes a mode of zero. */
static double by_mode(int n, int mode, const double *x)
{
    double s = 0.1, v[3] = {0.4, 0.5, 0.6};
    int k = 0;
    for (int i = 0; i < n && mode; i++)
        v[i] = x[i] + 0.2;
    for (int i = 0; !mode && i < n; i++)
        v[i] *= x[i];
    do
        s += v[k % n] * x[k] * (mode ? 2.0 : x[0]);
    while (++k < n && mode);
    while (k < n && !(mode || k > 1))
        s += sin(s * x[k++]);
    return s;
}
KINDS()
double loop_decided(int n, const double x[n])
{
    return by_mode(n, 0, x) * by_mode(n, 1, x);
}
SCALAR(loop_decided, 0.7, -0.4, 1.2)

//@ jump_past_what_a_counter_leaves
/* What set k behind the loop was jumped over. */
KINDS()
double jump_past_counter(int n, const double x[n])
{
    double s = 0.3;
    for (int i = 0; i < 3; i++) {
        int k = n - (i > 1);
        k -= s > 9.0;
        while (--k > 0) {
            s += sin(s * x[k]);
            if (i == 1 && k < 3)
                goto found;
        }
        s *= 0.7;
    found:
        s += x[k] * s;
    }
    return s;
}
SCALAR(jump_past_counter, 0.7, -0.4, 1.2, 0.3)

//@ rounded_by_a_large_constant
/* x + 0x1.8p52 - 0x1.8p52 is x rounded: its derivative is zero. That of the formula was one. */
KINDS()
double sawtooth(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        double turns = (x[i] / 6.25 + 6755399441055744.0) - 6755399441055744.0;
        double r = x[i] - turns * 6.25;
        s += r * r * (1.0 + turns);
    }
    return s;
}
SCALAR(sawtooth, 0.7, 8.9, -15.3)

#define EPS 2.220446049250313e-16
static const double toint = 1.5 / EPS;
KINDS()
double series_of_a_remainder(int n, const double x[n])
{
    double s = 1.0, big = toint;
    for (int i = 0; i < n; i++) {
        double t = x[i] * 3.7 + big;
        double k = t - big;
        double f = x[i] * 3.7 - k, back = toint - (toint - f * 9.3);
        t -= toint;
        s += f * (1.0 + f * (0.5 + f / 6.0)) + k * f - t * f * f + f * back;
    }
    return s;
}
SCALAR(series_of_a_remainder, 1.3, 2.7, -0.9)

union bits {
    double d;
    long long i;
};
KINDS()
double power_of_two_by_bits(int n, const double x[n])
{
    static const double table[8] = {1.0, 1.1, 1.2, 1.3, 1.5, 1.6, 1.7, 1.8};
    double y = 0.0;
    for (int i = 0; i < n; i++) {
        union bits u;
        u.d = x[i] + 0x1.8p49;
        double r = x[i] - (u.d - 0x1.8p49);
        y += table[u.i & 7] * (1.0 + r * (1.0 + 0.5 * r));
    }
    return y * y;
}
SCALAR(power_of_two_by_bits, 0.31, 1.77, 0.52)

/* The constant has the sign of what is rounded. */
static const double two52[2] = {4503599627370496.0, -4503599627370496.0};
KINDS()
double rounded_either_way(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        double big = copysign(0x1p52, x[i]), other = x[i] < 0 ? -0x1p52 : 0x1p52, third;
        if (x[i] > 0)
            third = 0x1p52;
        else
            third = -0x1p52;
        double w = two52[x[i] < 0] + x[i] * 1.3;
        double r = x[i] - ((x[i] + big) - big), t = w - two52[x[i] < 0];
        s += r * (1.0 + (x[i] * 2.3 + other - other)) + t * x[i] * x[i] + x[i] * (x[i] * 0.7 + third - third);
    }
    return s * s;
}
SCALAR(rounded_either_way, 2.8, -1.7, 5.3)

/* Large, but taken off by nobody: or not so large that it rounds. */
KINDS()
double large_all_the_same(int n, const double x[n])
{
    double mass = x[0] * 1e29 + 1.989e30, day = x[n - 1] + 2451.0;
    double since = day - 2451.0, apart = (x[0] + 4096.0) - 4096.0;
    return mass / 1e30 * since * since + apart * since + (x[0] * 1e17 + 9007199254740992.0) / 1e16;
}
SCALAR(large_all_the_same, 0.7, 1.3)

//@ unwrapped_counter
/* The two steps of an unwrapping do not take each other back, however large. */
ADC_GRADIENT()
float unwrapped_float(int n, const float x[n])
{
    float s = 0.0f;
    for (int i = 1; i < n; i++) {
        float d = x[i] * 1024.0f - x[i - 1] * 1024.0f;
        if (d > 8388608.0f)
            d -= 16777216.0f;
        else if (d < -8388608.0f)
            d += 16777216.0f;
        s += d * i;
    }
    return s;
}
KINDS()
double unwrapped_counter(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        double d = x[i] * 1e16;
        if (d > 9007199254740992.0)
            d -= 9007199254740992.0;
        if (d < -9007199254740992.0)
            d += 9007199254740992.0;
        s += d * 1e-16 * d * 1e-16;
    }
    return s;
}
SCALAR(unwrapped_counter, 1.2, -1.4, 0.3)
#ifdef TEST_MAIN
TEST(unwrapped_in_floats)
{
    const float x[3] = {0.0f, 9000.0f, -9000.0f};
    float g[3];
    unwrapped_float_gradient(3, x, g);
    CHECK_EXACT(g[0], -1024.0f);
    CHECK_EXACT(g[1], -1024.0f);
    CHECK_EXACT(g[2], 2048.0f);
}
#endif
