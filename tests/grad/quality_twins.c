/* What reads like one thing is written once: branches whose halves meet, exits that are exits, values that have a name; and
   where it may not be. */
#include "grad.h"
#include <math.h>
#include <string.h>

//@ twin_of_a_branch
// lacks: root_kept
ADC_GRADIENT()
double twin_of_a_branch(int n, const double x[n])
{
    double y;
    if (x[0] > 0.0) {
        double root = sqrt(x[0]);
        y = sin(root) * x[1];
    } else {
        y = x[0] * x[1];
    }
    return 3.0 * y;
}
#ifdef TEST_MAIN
TEST(twin_of_a_branch)
{
    double x[2] = {0.8, -0.6}, g[2];
    twin_of_a_branch_gradient(2, x, g);
    CHECK_CLOSE(g[0], 1.5 * cos(sqrt(0.8)) / sqrt(0.8) * -0.6, 1e-14);
    CHECK_CLOSE(g[1], 3.0 * sin(sqrt(0.8)), 1e-14);
    x[0] = -0.8;
    twin_of_a_branch_gradient(2, x, g);
    CHECK_CLOSE(g[0], 3.0 * -0.6, 1e-14);
    CHECK_CLOSE(g[1], 3.0 * -0.8, 1e-14);
}
#endif

//@ twin_of_a_negation
KINDS()
double twin_of_a_negation(int n, const double x[n])
{
    double y = x[0];
    if (!(x[0] > 0.0))
        y = exp(y) * x[1];
    return y * x[1];
}
SCALAR(twin_of_a_negation, -0.8, -0.6)

//@ no_twin_changed_condition
/* The branch changes what its condition reads. */
KINDS()
double no_twin_changed_condition(int n, const double x[n])
{
    double v = x[0], w = x[1];
    if (v > 0.5) {
        w *= v;
        v = w * w - 3.0;
    }
    if (v > 0.5)
        w *= sin(v);
    return w * v;
}
SCALAR(no_twin_changed_condition, 0.8, -0.6)

//@ no_twin_condition_in_memory
/* What is between the branches writes the memory that the condition reads. */
KINDS_INPLACE()
void no_twin_condition_in_memory(int n, double y[n])
{
    if (y[0] > 0.0)
        y[1] *= sin(y[1]);
    y[0] = y[1] * y[0] - 1.0;
    if (y[0] > 0.0)
        y[1] *= y[0];
    y[2] += y[0] * y[1];
}
INPLACE(no_twin_condition_in_memory, 0.8, 1.6, 0.3)
//@ condition_becomes_true
KINDS_INPLACE()
void condition_becomes_true(int n, double y[n])
{
    if (y[0] > 0.0)
        y[1] *= sin(y[1]);
    y[0] = 1.0 - y[1] * y[0];
    if (y[0] > 0.0)
        y[1] *= y[0];
    y[2] += y[0] * y[1];
}
INPLACE(condition_becomes_true, -0.8, 1.6, 0.3)

//@ twins_apart
/* One statement between the halves belongs in front of them, one behind. */
KINDS()
double twins_apart(int n, const double x[n])
{
    double a = x[0], b = x[1], c = x[2];
    if (x[0] > 0.0) {
        a = a * a * b;
        b = sin(a);
    }
    c = c * c * a;
    if (x[0] > 0.0)
        c *= cos(b);
    return a * b * c;
}
SCALAR(twins_apart, 0.8, -0.6, 1.2)

//@ twin_switch
KINDS()
double twin_switch(int n, const double x[n])
{
    double r = 0.0;
    for (int k = 0; k < 4; k++)
        switch (k) {
        case 0:
            r += x[0] * x[1];
            break;
        case 1: {
            double gap = x[0] - r;
            r += x[1] * exp(-gap * gap);
            break;
        }
        case 2:
            r *= r;
            break;
        default:
            r -= x[1];
            break;
        }
    return r;
}
SCALAR(twin_switch, 0.8, -0.6)

//@ switch_between_models
KINDS()
double switch_between_models(int n, const double x[n])
{
    switch (n) {
    case 1:
        return x[0] * x[0];
    case 2:
        return x[0] * exp(x[1] * x[0]);
    case 3: {
        double t = x[0] - x[1];
        return x[2] * exp(-t * t);
    }
    default:
        return 0.0;
    }
}
SCALAR(switch_between_models, 0.8, -0.6)
#ifdef TEST_MAIN
TEST(switch_between_models_of_three)
{
    double x[3] = {0.3, -0.8, 1.2}, g[3];
    double t = x[0] - x[1], e = exp(-t * t);
    switch_between_models_gradient(3, x, g);
    CHECK_CLOSE(g[0], -2.0 * t * x[2] * e, 1e-14);
    CHECK_CLOSE(g[1], 2.0 * t * x[2] * e, 1e-14);
    CHECK_CLOSE(g[2], e, 1e-14);
}
#endif

//@ left_by_break
// has: i < n; i\+\+\) \{\n *if \(x.i. < 0.0\) \{[^}]*break;
KINDS()
double left_by_break(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        if (x[i] < 0.0) {
            s += x[i] * x[0];
            break;
        }
        if (x[i] > 1.0) {
            s += 2.0 * x[i];
            continue;
        }
        s += x[i] * x[i];
    }
    return s;
}
SCALAR(left_by_break, 0.8, 1.6, -0.3, 0.7)

//@ break_behind_break
/* A search that is left in the middle, and a value that says how. */
KINDS()
double break_behind_break(int n, const double x[n])
{
    double s = 0.0;
    int found = -1;
    for (int i = 0; i < n; i++) {
        s += x[i] * x[i];
        if (s > 3.0)
            break;
        s *= x[i];
        if (x[i] < 0.0) {
            found = i;
            break;
        }
    }
    if (found >= 0)
        s *= x[found];
    return s;
}
SCALAR(break_behind_break, 0.8, 1.1, -0.3, 0.7)

//@ break_out_of_two
KINDS()
double break_out_of_two(int n, const double x[n])
{
    double s = x[0];
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            if (x[i] < x[j])
                break;
            s += s * x[i] * x[j];
        }
        if (s > 30.0)
            return s * s;
    }
    return s;
}
SCALAR(break_out_of_two, 0.8, 0.6, -0.3, 0.7)

//@ return_out_of_two
/* The flag of the function is set in the inner loop: the outer loop asks for it too. */
KINDS()
double return_out_of_two(int n, const double x[n])
{
    double s = x[0];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            if (x[i] + 0.05 < x[j] && i > 1)
                return s * x[j];
            s += s * x[i] * x[j];
        }
    return s;
}
SCALAR(return_out_of_two, 0.8, 0.6, -0.3, 0.7)

//@ left_again_each_time
/* The inner loop is left in each pass of the outer one. */
KINDS()
double left_again_each_time(int n, const double x[n])
{
    double s = 1.0;
    for (int k = 0; k < 3; k++) {
        int i = 0;
        while (i < n) {
            if (x[i] < 0.0)
                break;
            s += s * x[i];
            i++;
        }
        s *= x[i % n];
    }
    return s;
}
SCALAR(left_again_each_time, 0.8, 0.6, -0.3, 0.7)

//@ first_contribution
// lacks: margin_adj = 0.0
KINDS()
double first_contribution(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        double margin = x[i] * x[0];
        if (i % 2)
            s += log(1.0 + exp(-margin));
        else
            s += log(1.0 + exp(margin));
    }
    return s;
}
SCALAR(first_contribution, 0.8, 0.6, -0.3)

//@ parts_of_small_arrays
/* Elements by constants, by a variable, and in a loop: what is zero, what is live. */
KINDS()
double parts_of_small_arrays(int n, const double x[n])
{
    double w[3], v[3] = {0.0}, s = 0.0;
    for (int k = 0; k < 2; k++) {
        w[0] = x[0] * x[1];
        w[1] = sin(w[0]) * x[k];
        w[2] = w[k] * w[1];
        for (int i = 0; i < 3; i++)
            v[i] += w[i] * w[2 - i];
        if (k)
            v[1] = w[2] * v[0];
        w[k] = v[2] * v[k];
        s += w[0] * w[1] + v[1];
    }
    return s;
}
SCALAR(parts_of_small_arrays, 0.8, 0.6)

//@ members_of_small_structs
struct small {
    double a, b, c;
};
static struct small turned(struct small s, double by)
{
    struct small r = {s.b * by, s.c, s.a};
    if (by > 0.0)
        r.a += s.a * s.c;
    return r;
}
KINDS()
double members_of_small_structs(int n, const double x[n])
{
    struct small s = {x[0], x[1], x[0] * x[1]};
    for (int i = 0; i < n; i++) {
        s = turned(s, x[i]);
        s.c *= s.b;
        if (i)
            s.b = s.a * s.a;
    }
    return s.a * s.b + s.c;
}
SCALAR(members_of_small_structs, 0.8, 0.6, -0.4)

//@ names_go_out_of_date
/* What has a name is that only until it is written: by its own name, through a pointer, in a loop. */
static void scale(double *p, double by) { *p *= by; }
KINDS()
double names_go_out_of_date(int n, const double x[n])
{
    double a = x[0], b[2] = {x[1], x[0]}, *p = b;
    double u = a * b[0];
    double s = exp(a * b[0]);
    a += x[1];
    s += a * b[0] * u;
    scale(&b[0], a);
    s += a * b[0] * u;
    for (int i = 0; i < n; i++) {
        double t = a * b[0];
        s += t * a * b[0];
        p[i % 2] *= a;
        s += t * a * b[0];
        a *= 0.5;
    }
    return s + a * b[0];
}
SCALAR(names_go_out_of_date, 0.8, 0.6, -0.4)

//@ names_in_branches
KINDS()
double names_in_branches(int n, const double x[n])
{
    double a = x[0], s = 0.0;
    double t = sin(a) * a;
    for (int i = 0; i < n; i++) {
        if (x[i] > 0.5) {
            a = x[i] * t;
            s += sin(a) * a;
        } else {
            s += sin(a) * a;
        }
        switch (i) {
        case 1:
            a *= s;
            /* fall through */
        case 2:
            s += sin(a) * a;
            break;
        default:
            s -= sin(a) * a;
        }
    }
    return s * t + sin(a) * a;
}
SCALAR(names_in_branches, 0.8, 0.6, -0.4, 0.2)

//@ counters_of_heads
/* A counter declared in front of several loops; one that is asked for behind one. */
static double squares(int n, const double *x)
{
    int i;
    double res = 0.0;
    for (i = 0; i < n; i++)
        res = res + x[i] * x[i];
    return res;
}
KINDS()
double counters_of_heads(int n, const double x[n])
{
    int i, j, k;
    double sum = squares(n, x), last = 0.0;
    for (i = 0; i < n; i++)
        for (j = 0; j < n; j++)
            sum += x[i] * x[j] * sum * 0.1;
    for (i = 1; i < n; i++)
        sum *= x[i];
    for (k = 0; k < n; k++)
        if (x[k] > 1.0)
            break;
    last = x[k % n] * x[0];
    return sum * last;
}
SCALAR(counters_of_heads, 0.8, 0.6, -0.4, 1.2)

//@ places_downwards
/* Arrays of what is kept in loops that go down to 0, 1, 2, and not at all. */
KINDS()
double places_downwards(int n, const double x[n])
{
    double s = 1.0;
    for (int i = n - 1; i >= 0; i--)
        s += s * s * x[i] * 0.3;
    for (int i = n - 1; i > 0; i--)
        for (int j = n - 1; j >= 2; j--)
            s += s * s * x[i] * x[j] * 0.1;
    for (int i = n - 9; i >= 1; i--)
        s *= s * x[i];
    for (long i = n; i > 0; i--)
        s *= x[i - 1] + s;
    for (int i = 0; i < n - 1; i++)
        s *= x[i + 1] - x[i];
    for (int i = 1; i <= n - 2; i++)
        s *= x[i + 1] - x[i - 1] * s;
    return s;
}
SCALAR(places_downwards, 0.8, 0.6, -0.4, 1.2)

//@ pushed_before_it_changes
KINDS()
double pushed_before_it_changes(int n, const double x[n])
{
    double s = x[0], t = x[1];
    while (s < 30.0) {
        double u = s * t;
        s = s * s + 1.0 + u;
        if (u > 2.0)
            t = t * u * 0.1 + s * 0.01;
    }
    return s * t;
}
SCALAR(pushed_before_it_changes, 0.8, 0.6)

//@ outputs_that_nobody_wants
// has: \(void\)discarded_out;
ADC_ADJOINT(wrt(x), of(discarded_out), discard_primal)
void outputs_that_nobody_wants(int n, const double *restrict x, double *restrict discarded_out)
{
    for (int i = 0; i < n; i++)
        discarded_out[i] = x[i] * x[i];
}
ADC_ADJOINT(wrt(x, y), of(y), discard_primal)
void outputs_that_are_read(int n, const double *restrict x, double *restrict y)
{
    for (int i = 1; i < n; i++)
        y[i] = y[i - 1] * x[i] * y[i];
}
#ifdef TEST_MAIN
TEST(outputs_that_nobody_wants)
{
    double x[3] = {0.8, 0.6, -0.4}, y[3] = {0}, xa[3] = {0}, ya[3] = {1.0, 2.0, 3.0};
    outputs_that_nobody_wants_adjoint(3, x, y, xa, ya);
    CHECK_EXACT(xa[0], 1.6);
    CHECK_CLOSE(xa[1], 2.4, 1e-15);
    CHECK_CLOSE(xa[2], -2.4, 1e-15);
}
/* y2 = y0 x1 y1 x2 y2 */
TEST(outputs_that_are_read)
{
    double x[3] = {0.8, 0.6, -0.4}, y[3] = {1.1, 0.7, -0.9}, xa[3] = {0}, ya[3] = {0.0, 0.0, 1.0};
    outputs_that_are_read_adjoint(3, x, y, xa, ya);
    CHECK_CLOSE(xa[1], 1.1 * 0.7 * -0.4 * -0.9, 1e-14);
    CHECK_CLOSE(xa[2], 1.1 * 0.6 * 0.7 * -0.9, 1e-14);
    CHECK_CLOSE(ya[0], 0.6 * 0.7 * -0.4 * -0.9, 1e-14);
    CHECK_CLOSE(ya[1], 1.1 * 0.6 * -0.4 * -0.9, 1e-14);
    CHECK_CLOSE(ya[2], 1.1 * 0.6 * 0.7 * -0.4, 1e-14);
}
#endif

//@ trees_that_are_only_read
/* Nothing is written between the halves: what they need is still there, one pair is enough, and only the sum is kept. */
// lacks: twig_sum_(forward|reverse)2
struct twig {
    double v;
    struct twig *left, *right;
};
ADC_ADJOINT()
double twig_sum(const struct twig *t, double w)
{
    if (!t)
        return 0.0;
    return t->v * t->v + w * (twig_sum(t->left, w) + twig_sum(t->right, w) * t->v);
}
#ifdef TEST_MAIN
TEST(trees_that_are_only_read)
{
    struct twig a = {0.5, 0, 0}, b = {-0.7, 0, 0}, c = {1.1, &a, &b};
    struct twig aa = {0, 0, 0}, ba = {0, 0, 0}, ca = {0, &aa, &ba};
    double w = 0.3, wa = 0.0;
    CHECK_CLOSE(twig_sum_adjoint(&c, w, &ca, &wa, 2.0), 2.0 * twig_sum(&c, w) / 2.0, 1e-15);
    CHECK_CLOSE(aa.v, 2.0 * w * 2.0 * 0.5, 1e-14);
    CHECK_CLOSE(ba.v, 2.0 * w * 1.1 * 2.0 * -0.7, 1e-14);
    CHECK_CLOSE(ca.v, 2.0 * (2.2 + w * 0.49), 1e-14);
    CHECK_CLOSE(wa, 2.0 * (0.25 + 0.49 * 1.1), 1e-14);
}
#endif

//@ trees_that_change
/* The same where the recursion, or what runs between two of its calls, writes the tree. */
struct limb {
    double v;
    struct limb *left, *right;
};
static double limb_sum(struct limb *t, double w)
{
    if (!t)
        return 0.0;
    double s = t->v * t->v + w * limb_sum(t->left, w);
    t->v *= w;
    return s + limb_sum(t->right, w * t->v);
}
ADC_ADJOINT()
double limb_twice(struct limb *t, double w)
{
    double s = limb_sum(t, w);
    t->left->v += s;
    return s * limb_sum(t, w);
}
static double limb_read(const struct limb *t, double w)
{
    return t ? t->v * t->v * w + w * limb_read(t->left, w) * limb_read(t->right, w) : 1.0;
}
ADC_ADJOINT()
double limb_between(struct limb *t, double w)
{
    double s = limb_read(t, w);
    t->left->v *= s;
    t->right = t->left;
    return s * limb_read(t, w);
}
#ifdef TEST_MAIN
static double limbs(double (*f)(struct limb *, double), const double x[4])
{
    struct limb a = {x[0], 0, 0}, b = {x[1], 0, 0}, c = {x[2], &a, &b};
    return f(&c, x[3]);
}
static int limbs_agree(double (*f)(struct limb *, double),
                       double (*g)(struct limb *, double, struct limb *, double *, double))
{
    double x[4] = {0.5, -0.7, 1.1, 0.8}, wa = 0.0;
    struct limb a = {x[0], 0, 0}, b = {x[1], 0, 0}, c = {x[2], &a, &b};
    struct limb aa = {0, 0, 0}, ba = {0, 0, 0}, ca = {0, &aa, &ba};
    g(&c, x[3], &ca, &wa, 1.0);
    double got[4] = {aa.v, ba.v, ca.v, wa};
    for (int i = 0; i < 4; i++) {
        double y[4], h = 1e-4, d[4];
        for (int k = 0; k < 4; k++) {
            memcpy(y, x, sizeof y);
            y[i] += (k < 2 ? k - 2 : k - 1) * h;
            d[k] = limbs(f, y);
        }
        double want = (d[0] - 8 * d[1] + 8 * d[2] - d[3]) / (12 * h);
        if (fabs(got[i] - want) > 1e-9 * (1.0 + fabs(want)))
            return 0;
    }
    return 1;
}
TEST(trees_that_change)
{
    CHECK(limbs_agree(limb_twice, limb_twice_adjoint));
    CHECK(limbs_agree(limb_between, limb_between_adjoint));
}
#endif

//@ like_terms
// lacks: [+-] 3\.0 \* [a-z_]*adj
ADC_GRADIENT()
double like_terms(int n, const double x[n])
{
    double y = x[0];
    for (int i = 1; i < n; i++) {
        double f = y * y * y - x[i];
        y -= f / (3.0 * y * y);
        y += y * x[i] - x[i] * y * y;
    }
    return y * (x[0] + x[1]) + x[1] * y;
}
#ifdef TEST_MAIN
TEST(like_terms)
{
    double x[3] = {0.9, 0.8, 1.1}, g[3];
    CHECK_EXACT(like_terms_gradient(3, x, g), like_terms(3, x));
    for (int i = 0; i < 3; i++)
        CHECK_CLOSE(g[i], DIFF(x[i], like_terms(3, x)), 1e-8);
}
#endif

//@ signs_and_reciprocals
KINDS()
double signs_and_reciprocals(int n, const double x[n])
{
    double s = -(x[0] * x[1]);
    for (int i = 0; i < n; i++) {
        double t = x[i] * (1.0 / (2.0 + s * s));
        s += -(t / (1.5 + x[i] * x[i])) * -x[(i + 1) % n] - 0.5 * (t / (3.0 + s));
        s -= -(s * t) + -(x[i] - t) * x[0];
    }
    return -s * -(s / (2.0 + x[1] * x[1]));
}
SCALAR(signs_and_reciprocals, 0.3, -0.7, 0.4)

//@ small_arrays
KINDS()
double small_arrays(int n, const double x[n])
{
    double s = 0.0;
    for (int k = 0; k < n; k++) {
        double w[3], c[3];
        for (int i = 0; i < 3; i++)
            w[i] = x[k] * (i + 1) + s;
        if (x[k] > 0.0) {
            for (int i = 0; i < 3; i++)
                c[i] = w[i] * w[(i + 1) % 3];
            w[0] += c[1];
        } else {
            for (int i = 0; i < 3; i++)
                c[i] = sin(w[i]);
        }
        for (int i = 0; i < 3; i++)
            s += 0.1 * c[i] * w[i];
    }
    return s;
}
SCALAR(small_arrays, 0.3, -0.7, 0.4)

//@ restrict_apart
ADC_ADJOINT(shape(a, n), shape(y, n))
ADC_TANGENT(shape(a, n), shape(y, n))
void restrict_apart(int n, const double *restrict a, double *restrict y)
{
    double t = a[0] * sin(a[1]);
    for (int i = 0; i < n; i++)
        y[i] = t * a[i];
    const double *b = a + 1;
    y[0] += a[0] * sin(a[1]) * b[0];
    double *z = y;
    z[1] = y[0] * y[0];
    y[0] = y[1] * a[0] * sin(a[1]);
}
#ifdef TEST_MAIN
TEST(restrict_apart)
{
    double a[3] = {0.4, -0.9, 1.3}, y[3] = {0}, aa[3] = {0}, ya[3] = {0.7, -0.3, 0.5}, seed[3] = {0.7, -0.3, 0.5};
    double v[3] = {0.2, 0.9, -0.4}, yt[3] = {0}, in = 0, out = 0;
    restrict_apart_tangent(3, a, y, v, yt);
    restrict_apart_adjoint(3, a, y, aa, ya);
    for (int i = 0; i < 3; i++) {
        in += aa[i] * v[i];
        out += seed[i] * yt[i];
        CHECK_EXACT(ya[i], 0);
    }
    CHECK_CLOSE(in, out, 1e-13);
}
#endif

//@ walks_on
ADC_ADJOINT(shape(l, n * n), shape(y, n))
void walks_on(int n, const double *restrict l, double *restrict y)
{
    int at = 0;
    for (int i = 0; i < n; i++)
        for (int j = i; j < n; j++) {
            if (j == 1)
                y[j] += l[at] * l[at];
            else
                y[j] += 2.0 * l[at];
            at++;
        }
}
#ifdef TEST_MAIN
TEST(walks_on)
{
    double l[9] = {1, 2, 3, 4, 5, 6, 7, 8, 9}, y[3] = {0}, la[9] = {0}, ya[3] = {1, 10, 100};
    walks_on_adjoint(3, l, y, la, ya);
    double want[9] = {2, 40, 200, 80, 200, 200};
    for (int i = 0; i < 9; i++)
        CHECK_EXACT(la[i], want[i]);
}
#endif
