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
