/* Reduced random programs that once failed. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct pack {
    double a, b;
    double v[3];
    int k;
};
struct leaf {
    double v;
    struct leaf *left, *right;
};

//@ recursion_parameter_changed
/* a half of its own gets parameters as they were at the call, not as the forward half left them */
static double changed(double r, int k)
{
    if (k <= 0)
        return sin(r);
    r = 0.7 * r + 0.3 * cos(changed(r * 0.9, k - 1));
    return cos(r) * k;
}
KINDS()
double recursion_parameter_changed(int n, const double x[n])
{
    return changed(x[0], 2) + changed(x[1] * x[0], 3);
}
SCALAR(recursion_parameter_changed, 0.7, 0.4)

//@ recursion_of_constants
/* a recursive helper called with constants only, and with counters */
static double descend(double r, int k)
{
    if (k <= 0)
        return sin(r);
    r = 0.7 * r + 0.3 * cos(descend(r * 0.9, k - 1));
    double d;
    if (r < 0.37)
        d = cos(r * r);
    else
        d = 0.7;
    r *= tanh(d);
    return tanh(d) + 0.3 * r;
}
KINDS()
double recursion_of_constants(int n, const double x[n])
{
    double s = sqrt(1.2 + x[1] * x[1]);
    s *= 0.5 * descend(fmin(1.5, 2), 3);
    s = 0.5 * descend(s - s, 2) + s * descend(s, 2);
    return s * x[2];
}
SCALAR(recursion_of_constants, 0.9, -0.3, 0.9)

//@ counter_tested_then_increased
KINDS()
double counter_tested_then_increased(int n, const double x[n])
{
    double t = x[0], u = x[1];
    int i = 0;
    for (;;) {
        if (i++ >= 2)
            break;
        t *= tanh(i);
        u = u * t + x[i % n];
    }
    return t * u * i;
}
SCALAR(counter_tested_then_increased, 0.9, -0.3, 0.9)

//@ subscript_of_an_address
static void through(double *o)
{
    int i = 0;
    o[(i * i) % 1] = cos(*o);
    o[i] += sin(o[0]);
}
KINDS()
double subscript_of_an_address(int n, const double x[n])
{
    double t = cos(x[0]);
    through(&t);
    double u = t * x[1];
    through(&u);
    return t * u;
}
SCALAR(subscript_of_an_address, 0.9, -0.3)

//@ integer_increased_once
KINDS()
double integer_increased_once(int n, const double x[n])
{
    double t = 0.3 * sin(fmax(hypot(1.1 + fabs(0.2 * x[2]), x[2]), -1.5)) + 0.1;
    int i = 0;
    i++;
    double w[n + 4];
    for (int j = 0; j < n + 4; j++)
        w[j] = sin(t);
    return x[(2 * i + 1) % 3] * x[(i * i) % 3] - t + w[0];
}
SCALAR(integer_increased_once, -1.07, -0.57, 1.01)

//@ struct_that_dies
static void dead_struct(double *v, double r)
{
    double t = cos(log(1.5 + 0.25f * 0.25f) - fabs(0.1 - r));
    struct pack s = {1e-1 + v[0], t, {cos(*v)}, 2};
    struct pack *q = &s;
    q->v[1] = tanh(0.7 - 0.5 * r);
}
KINDS()
double struct_that_dies(int n, const double x[n])
{
    double a[5] = {x[2] * x[1]};
    dead_struct(a, 0.1);
    return a[4] + 0.3 * x[0] * x[0] + a[0];
}
SCALAR(struct_that_dies, -1.1656, 1.1467, -0.2921)

//@ fused_before_use
KINDS()
double fused_before_use(int n, const double x[n])
{
    double t = sin(atan2(0.75 * x[1], 2.5 + sin(0.75)));
    double w[n + 4];
    for (int i = 0; i < n + 4; i++)
        w[i] = 0.3 * sin(sin(i) * (cos(t) - x[2])) + 0.1;
    int k = 0;
    double v[n + 3];
    for (int j = 0; j < n + 3; j++)
        v[j] = tanh(cos(w[(j + 1) % 4] * x[(2 * j + 1) % 3] - w[(k + 1) % 4]));
    return atan2(w[(k + 1) % 4], 2.5 + sin(t)) + 0.3 * t + w[0] + v[0];
}
SCALAR(fused_before_use, -0.8673, 1.0666, 0.5185)

//@ constant_switch
static double by_kind(int k, double a)
{
    switch (k % 4) {
    case 0:
        return a;
    case 2:
        return a * a;
    case 3:
        return sin(a);
    }
    return cos(a);
}
KINDS()
double constant_switch(int n, const double x[n])
{
    return by_kind(1, x[0]) * by_kind(2, x[1]) + by_kind(3, x[0]);
}
SCALAR(constant_switch, -0.8673, 1.0666)

//@ size_of_a_pointer
static void move_by(double *v, int k)
{
    memmove(v + k, v, 2 * sizeof *v);
    v[0] = 0.4 * v[1] * v[2];
}
KINDS()
double size_of_a_pointer(int n, const double x[n])
{
    double w[n + 3];
    for (int i = 0; i < n + 3; i++)
        w[i] = cos(x[i % n]);
    move_by(w, 1);
    if (x[0] > 0.3)
        memmove(w, w, 3 * sizeof *w);
    else
        *w = w[0] * 2;
    return w[0] * w[1] + w[2];
}
SCALAR(size_of_a_pointer, 0.8673, 1.0666)

//@ counter_behind_fused_loop_with_branches
static double through_a_local(double r0, int k1)
{
    double return_adj1 = 0.3 * sin(tanh(atan2(0.3, 2.5 + sin(r0)))) + 0.1;
    double total = return_adj1 + (return_adj1) + 0.3 * return_adj1 + 0.3 * r0;
    return total;
}
KINDS()
double counter_behind_fused_loop_with_branches(int n, const double x[n])
{
    double t1 = cos(x[2]);
    double d2;
    if (t1 > -0.31 && x[2] < 1.7)
        d2 = tanh(atan2((double)(float)(0.7), 2.5 + sin(x[1] + (t1))));
    else
        d2 = t1 - (t1);
    int i3 = 0;
    while (i3++ < 0) {
    }
    double w4[n + 3];
    for (int i5 = 0; i5 < n + 3; i5++)
        w4[i5] = 0.3 * sin(cos((d2) * (i3))) + 0.1;
    d2 = 0.6 * d2 + cos((through_a_local(t1, 1)) * (x[(i3 + 1) % 3]));
    double total = 0.25f + 0.3 * t1 + 0.3 * d2 + w4[0];
    return total;
}
SCALAR_TOL(counter_behind_fused_loop_with_branches, 1e-6, 1.1046, 0.5906, -1.0636)

//@ counter_behind_fused_loop
KINDS()
double counter_behind_fused_loop(int n, const double x[n])
{
    double t1 = cos(atan2(-(x[1]), 2.5 + sin((0.75) * (0.75))));
    double t2 = 0.4 * ((t1) * (x[1]) + (t1));
    double last4 = 0.4 * (t2);
    int i3 = 0;
        i3++;
    double w6[n + 4];
    for (int i7 = 0; i7 < n + 4; i7++)
        w6[i7] = tanh(t1);
    double total = (x[i3 % 3]) * (x[1]) + 0.3 * t1 + 0.3 * t2 + 0.3 * last4 + w6[0];
    return total;
}
SCALAR_TOL(counter_behind_fused_loop, 1e-6, -0.8028, 0.7643, 1.2733)

//@ early_return_never_taken
static double early_return_never_taken_h0(double r0, double r1)
{
    double t1 = cos(1.5 * 0.25f - r0);
    double t2 = tanh((r0 > -0.23 ? r0 + (t1) : fabs(0.1 - (r1))));
    if (t2 > 0.11 && 2 < 1.7) {
        if (0.5 < -0.23) {
        } else {
            if (t2 >= 0.37)
                return 2 - (0.5);
        }
    }
    double total = hypot(1.1 + fabs(0.2 * (r0)), 0.5) + 0.3 * t1 + 0.3 * t2 + 0.3 * r0 + 0.3 * r1;
    return total;
}
static double early_return_never_taken_h1(double r0, double r1)
{
        int n = 2;
        double t1 = 0.3 * sin((double)(float)(0.1) + (0.5 * (0.25f))) + 0.1;
    double t2 = 0.4 * ((atan(1e-1)) / (1.5 + r0 * r0));
    double t3 = 0.4 * (atan(r1 + (r1)));
    t2 = 0.5 * early_return_never_taken_h0(1e-1, fabs(0.1 - (r0)));
    int i4 = 0;
    double *h5 = calloc(4, sizeof *h5);
    t1 = tanh(-(sin(t2)));
    double total = (double)(float)(0.7) + 0.3 * t1 + 0.3 * t2 + 0.3 * t3 + 0.3 * r0 + h5[0];
    free(h5);
    return total;
}
KINDS()
double early_return_never_taken(int n, const double x[n])
{
    double t1 = tanh(0.75);
    double t2 = cos(fmin(log(1.5 + x[1] * x[1]), early_return_never_taken_h0(t1, t1)));
    int i3 = 0;
    double total = early_return_never_taken_h1(x[(i3 * i3) % 3], t2) + 0.3 * t1 + 0.3 * t2;
    return total;
}
SCALAR_TOL(early_return_never_taken, 1e-6, 1.1414, -1.1134, -0.5272)

//@ inactive_helper_in_chain
static double inactive_helper_in_chain_h0(double r0)
{
    double t1 = 0.4 * (atan(atan2(r0, 2.5 + sin(r0))));
    double t2 = cos(t1 * r0 - t1);
    if (0.25f < 0.91) {
        if (0.25f > 0.91)
            return -0.7 + (t1);
    }
    double total = log(1.5 + t1 * t1) + 0.3 * t1 + 0.3 * t2 + 0.3 * r0;
    return total;
}
KINDS_INPLACE()
void inactive_helper_in_chain(int n, double y[n])
{
    double t1 = cos(y[2] * 0.75 - 0.5 + (cos(0.75)));
    double t2 = fabs(0.1 - (atan2(t1, 2.5 + sin(t1))));
    t1 = 0.5 * inactive_helper_in_chain_h0(t1);
    int i3 = 0;
        t2 = t1 = (y[i3 % 3] - (t1)) * (fmax(y[(2 * i3 + 1) % 3], t2));
        t1 = 0.5 * inactive_helper_in_chain_h0(1.5 + (2));
    t1 = 0.5 * inactive_helper_in_chain_h0(-0.7);
    int c6 = 0;
    l1:
    y[(i3 * i3) % 3] += 0.4 * (t2);
    y[(i3 * i3) % 3] += 0.3 * sin(-(i3)) + 0.1;
    t2 = 0.4 * (-(1.5 + (0.5)));
}
INPLACE_TOL(inactive_helper_in_chain, 1e-6, -1.2672, -1.0368, 0.6671, -1.1066)

//@ tape_without_direction
/* the forward half has no direction, the reverse half has: what the one pushes for the lanes the other pops */
static double lower(double r, int k)
{
    if (k <= 0)
        return sin(r);
    r = 0.7 * r + 0.3 * cos(lower(r * 0.9, k - 1));
    double d;
    if (r < 0.37)
        d = cos(r * r);
    else
        d = 0.7;
    return tanh(d) + 0.3 * r;
}
KINDS()
double tape_without_direction(int n, const double x[n])
{
    double s = cos(0.4 * x[1]);
    s = cos(s);
    s = cos(atan(-0.7));
    s = 0.5 * lower(s - s, 2);
    s = tanh(sin(0.3));
    return s * x[2] + 0.3 * s;
}
SCALAR(tape_without_direction, 0.9371, -0.3071, 0.9224)

//@ index_increased_in_fused_loop
/* the loop is not reversed: the index that it moves on must be read as it was before */
KINDS()
double index_increased_in_fused_loop(int n, const double x[n])
{
    int k = 0;
    double a = sin(x[k]);
    k++;
    a = sin(a * x[k]);
    double s = 0;
    for (int i = 0; i < n; i++) {
        s += x[i] * x[i] * a;
        k++;
    }
    return s + a;
}
SCALAR(index_increased_in_fused_loop, 0.9371, -0.3071, 0.9224)

//@ index_increased_behind_fused_loop
KINDS()
double index_increased_behind_fused_loop(int n, const double x[n])
{
    int k = 0;
    double a = sin(x[k]);
    k++;
    a = sin(a * x[k]);
    double s = 0;
    for (int i = 0; i < n; i++)
        s += x[i] * x[i] * a;
    double t = a * x[0] * k;
    k++;
    k++;
    double r = s + t;
    return r;
}
SCALAR(index_increased_behind_fused_loop, 0.9371, -0.3071, 0.9224)

//@ condition_before_and_after_a_step
/* both operands are computed again, from two moments of the counter */
static double step_between(double r)
{
    double t = cos(r);
    int k = 2;
    if (k++ % 2 == 0 && (k & 1))
        r = 0.4 * -0.5;
    return t * r + sin(r);
}
KINDS()
double condition_before_and_after_a_step(int n, const double x[n])
{
    double r = x[0];
    for (int j = 0; j < 3; j++)
        for (int i = 0; i < n; i++)
            r += step_between(fmax(2, i) * r) * x[i];
    return r;
}
SCALAR(condition_before_and_after_a_step, 0.7, 0.4)

//@ table_in_recursion
/* a static table of a function that has a reverse half of its own */
static double by_table(double r, int k)
{
    static const double table[4] = {0.3, -1.1, 0.7, 0.1};
    if (k <= 0)
        return sin(r * table[1]);
    r = table[k % 4] > 0.2 ? cos(r) * table[k % 4] : r * r * table[0];
    return by_table(r, k - 1) * table[3] * r;
}
KINDS()
double table_in_recursion(int n, const double x[n])
{
    return by_table(x[0], 4) * x[1];
}
SCALAR(table_in_recursion, 0.7, 0.4)

//@ inactive_argument_becomes_active
/* a parameter that the call gives a constant, and that is assigned inside */
static double grows(double r, const double *x, int k)
{
    if (k <= 0)
        return r;
    r += sin(x[k % 2] * r) + x[0];
    return grows(0.5, x, k - 1) * r;
}
KINDS()
double inactive_argument_becomes_active(int n, const double x[n])
{
    return grows(0.5, x, 3);
}
SCALAR(inactive_argument_becomes_active, 0.7, 0.4)

//@ table_behind_an_early_return
KINDS()
double table_behind_an_early_return(int n, const double x[n])
{
    double t = cos(x[1]);
    for (int i = 0; i < n; i++) {
        t *= x[i];
        if (t < -0.9)
            return t;
    }
    static const double table[4] = {0.3, -1.1, 0.7, 0.25};
    t = 0.6 * t + hypot(1.1 + fabs(0.2 * (x[0] - table[n])), t);
    return t * table[1];
}
SCALAR(table_behind_an_early_return, 0.9, 0.4)

//@ realloc_differentiated_twice
/* what a generated function reallocates, in a loop that keeps it on the tape */
KINDS()
double realloc_differentiated_twice(int n, const double x[n])
{
    double t = x[0];
    for (int i = 0; i < n; i++) {
        if (t > 0.5)
            i++;
        double *h = calloc(3, sizeof(double));
        for (int j = 0; j < 3; j++)
            h[j] = tanh(t * x[j]);
        h = realloc(h, 5 * sizeof *h);
        h[3] = h[4] = h[0] * x[2];
        t = 0.5 * h[0] + 0.3 * h[1] * h[4];
        free(h);
    }
    return t;
}
SCALAR(realloc_differentiated_twice, 0.9, 0.4, -0.7)
ADC_DERIVE(adjoint(realloc_differentiated_twice_gradient), wrt(x), of(x_grad), name(realloc_by_gradient));
#ifdef TEST_MAIN
TEST(realloc_again) /* against differences of the gradient */
{
    double x[3] = {0.9, 0.4, -0.7}, w[3] = {0.3, -1.2, 0.8}, grad[3], got[3] = {0.0}, seed[3];
    memcpy(seed, w, sizeof w);
    realloc_by_gradient(3, x, grad, got, seed);
    for (int i = 0; i < 3; i++) {
        CHECK_EXACT(seed[i], 0.0);
        double want = DIFF(x[i], (realloc_differentiated_twice_gradient(3, x, grad), grad_dot(3, w, grad)));
        CHECK_SCALED(got[i], want, 1e-8, 1.0);
    }
}
#endif

//@ part_of_a_local_with_a_pointer
/* the address of a part of a local of an inner block goes to a function with halves of its own */
struct with_pointer {
    double rows[2][3], *to;
};
static void by_turns(double *v, int d);
static void in_turn(double *v, int d)
{
    v[1] += sin(v[0]);
    if (d > 0)
        by_turns(v, d - 1);
}
static void by_turns(double *v, int d)
{
    v[0] = sin(v[1] * v[0]);
    if (d > 0)
        in_turn(v, d - 1);
}
KINDS()
double part_of_a_local_with_a_pointer(int n, const double x[n])
{
    double t = x[0], far = x[1];
    for (int i = 0; i < n; i++) {
        if (t > 0.2) {
            struct with_pointer s = {.rows = {{x[0] * t}, {1.5, x[1]}}, .to = &far};
            by_turns(s.rows[1], 2);
            t += s.rows[1][0];
            *s.to *= t;
        } else {
            t = sin(t);
        }
    }
    return t * far;
}
SCALAR(part_of_a_local_with_a_pointer, 0.9, 0.4)

//@ switch_without_a_case
/* what is left of a switch over a constant: clang warns about one with no case for it */
static double no_case(double r)
{
    int k = 2;
    double t = r;
    switch (k % 4) {
    case 1:
        t = sin(r);
        break;
    case 3:
        t = r * r;
    }
    return t * r;
}
KINDS()
double switch_without_a_case(int n, const double x[n])
{
    return no_case(x[0]) * x[n - 1];
}
SCALAR(switch_without_a_case, 0.7, 0.4)

//@ members_of_a_struct_on_a_path
/* a path that ends in a struct: what the struct has is on it */
struct on_path {
    double a, v[3];
};
struct with_path {
    struct on_path in;
    double other;
};
ADC_GRADIENT(wrt(m->in, x))
ADC_TANGENT(wrt(m->in))
double members_of_a_struct_on_a_path(const struct with_path *m, double x)
{
    return m->in.v[1] * sin(m->in.a * x) * m->other;
}
// cxx: no
#ifdef TEST_MAIN
TEST(members_of_a_struct_on_a_path)
{
    const struct with_path m = {{0.7, {0.1, -1.3, 0.2}}, 2.0};
    struct with_path g = {{9, {9, 9, 9}}, 9};
    double xg;
    CHECK_EXACT(members_of_a_struct_on_a_path_gradient(&m, 0.5, &g, &xg), members_of_a_struct_on_a_path(&m, 0.5));
    CHECK_CLOSE(g.in.a, -1.3 * cos(0.35) * 0.5 * 2.0, 1e-14);
    CHECK_CLOSE(g.in.v[1], sin(0.35) * 2.0, 1e-14);
    CHECK_EXACT(g.in.v[0], 0.0);
    CHECK_EXACT(g.in.v[2], 0.0);
    CHECK_EXACT(g.other, 9.0);
    CHECK_CLOSE(xg, -1.3 * cos(0.35) * 0.7 * 2.0, 1e-14);
    members_of_a_struct_on_a_path_tangent(&m, 0.5, &g, &xg); /* along the gradient; g.other is no direction */
    CHECK_CLOSE(xg, g.in.a * g.in.a + g.in.v[1] * g.in.v[1], 1e-14);
}
#endif

//@ table_of_a_function_that_returns_a_pointer
/* what is const carries no derivative, wherever the result may point */
static double *by_a_table(double *v, double r)
{
    double t = 0.4 * (0.1 + atan(*v));
    static const double table[4] = {0.3, -1.1, 0.7, 0.1};
    t = tanh(table[2] * r) + t * table[1];
    v[0] = t;
    return v + 1;
}
KINDS_INPLACE()
void table_of_a_function_that_returns_a_pointer(int n, double y[n])
{
    double t = tanh(sin(y[2] - *y));
    double *p = by_a_table(y, cbrt(2.0 + sin(t)));
    *p *= t;
}
ADC_DERIVE(adjoint(table_of_a_function_that_returns_a_pointer), vector(2), name(by_a_table_lanes));
ADC_DERIVE(tangent(table_of_a_function_that_returns_a_pointer), vector(2), name(by_a_table_rays));
INPLACE(table_of_a_function_that_returns_a_pointer, 0.5, -0.7, 1.1)
#ifdef TEST_MAIN
TEST(returned_pointer_in_several_directions) /* <w, J d> by tangents and by adjoints */
{
    const double w[2][3] = {{0.4, -1.1, 0.3}, {1.0, 0.2, -0.6}}, d[2][3] = {{0.9, 0.5, 0.7}, {-0.3, 0.8, 1.2}};
    double y[3], lanes[3][2], rays[3][2];
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 2; k++)
            lanes[i][k] = w[k][i], rays[i][k] = d[k][i];
    memcpy(y, (double[]){0.5, -0.7, 1.1}, sizeof y);
    by_a_table_lanes(3, y, lanes);
    memcpy(y, (double[]){0.5, -0.7, 1.1}, sizeof y);
    by_a_table_rays(3, y, rays);
    for (int a = 0; a < 2; a++)
        for (int b = 0; b < 2; b++) {
            double forward = 0.0, back = 0.0;
            for (int i = 0; i < 3; i++)
                forward += w[a][i] * rays[i][b], back += lanes[i][a] * d[b][i];
            CHECK_CLOSE(forward, back, 1e-12);
        }
}
#endif

//@ float_plus_a_constant
/* its derivative stays what it is, and is not assigned to itself */
KINDS()
// lacks: s_tan = s_tan;
double float_plus_a_constant(int n, const double x[n])
{
    float s = (float)tanh(x[0]);
    for (int i = 0; i < n; i++) {
        s += 0.3 * sin(trunc(2.0 * x[i]) - 0.3);
        s *= 0.5f + x[i];
    }
    return s * x[1];
}
#ifdef TEST_MAIN
TEST(float_plus_a_constant) /* in double */
{
    const double x[2] = {0.7, 0.4}, d = 1.0 - tanh(0.7) * tanh(0.7), a = 0.5 + 0.7, b = 0.5 + 0.4;
    double g[2], c = 0.3 * sin(1.0 - 0.3), e = 0.3 * sin(-0.3), s = tanh(0.7) + c, t = s * a + e;
    float_plus_a_constant_gradient(2, x, g);
    CHECK_CLOSE(g[0], (d * a + s) * b * 0.4, 1e-5);
    CHECK_CLOSE(g[1], t * 0.4 + t * b, 1e-5);
}
#endif

//@ matrix_in_an_arm_fallen_into
static double corner(int n, const double *c, double r)
{
    double m[n][3];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < 3; j++)
            m[i][j] = sin(c[j] * r);
    *m[1] = m[0][1] * r;
    return m[0][0] + m[1][0];
}
KINDS()
double matrix_in_an_arm_fallen_into(int n, const double x[n])
{
    double y[2] = {x[0], x[1]};
    for (int k = 0; k < 4; k++)
        switch (k) {
        case 0:
            y[0] *= 0.7;
            /* fall through */
        case 2:
            y[1] = cos(corner(2, x, y[1]));
            break;
        default:
            y[1] += sin(y[0] * x[2]);
            break;
        }
    return y[0] * y[1];
}
SCALAR(matrix_in_an_arm_fallen_into, 0.8, -0.2, -0.9)

//@ root_of_a_tree
/* The address of a pointer of an inner block: its shadow is the forward half's alone. */
static void tree_add(struct leaf **root, struct leaf *node)
{
    if (!*root)
        *root = node;
    else
        tree_add(node->v < (*root)->v ? &(*root)->left : &(*root)->right, node);
}
static double tree_sum(const struct leaf *t, double c)
{
    return t ? c * sin(t->v) + tree_sum(t->left, 0.5 * c) * tree_sum(t->right, c * t->v) : 0.3;
}
KINDS_INPLACE()
void trees(int n, double y[n])
{
    for (int i = 0; i < 3; i++) {
        struct leaf t[3] = {{y[0], NULL, NULL}, {y[1], NULL, NULL}, {y[0] * y[2], NULL, NULL}}, *root = NULL;
        for (int k = 0; k < 3; k++)
            tree_add(&root, &t[k]);
        root->v *= y[1];
        y[i] += tree_sum(root, 1.0);
    }
}
INPLACE(trees, 0.8, 0.2, -0.4)

//@ rows_of_variable_length
/* A loop that counts rows whose length is a variable: clang takes their size for nothing. */
KINDS()
double variable_rows(int n, const double x[n])
{
    double m[n][n + 1];
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= n; j++)
            m[i][j] = x[i] * x[(i + j) % n];
    for (double(*r)[n + 1] = m; r < m + n - 1; r++)
        for (int j = 0; j <= n; j++)
            r[1][j] = sin(r[0][j] * r[1][j] + x[1]);
    return m[n - 1][0] * m[0][n];
}
SCALAR(variable_rows, 0.8, 0.2, -0.4)

//@ root_in_a_branch
/* A pointer of an inner block whose address went somewhere: the reverse half cannot name it. */
static void tree_put(struct leaf **at, struct leaf *node)
{
    while (*at)
        at = node->v < (*at)->v ? &(*at)->left : &(*at)->right;
    *at = node;
}
static void tree_scale(struct leaf *t, double c)
{
    if (!t)
        return;
    t->v *= c;
    tree_scale(t->left, 0.8 * c);
    tree_scale(t->right, 1.1 * c);
}
KINDS()
double tree_branch(int n, const double x[n])
{
    double s = x[0] * n;
    if (x[0] > 0.0) {
        struct leaf t[3] = {{x[0], NULL, NULL}, {x[1], NULL, NULL}, {x[0] * x[2], NULL, NULL}}, *root = NULL;
        for (int k = 0; k < 3; k++)
            tree_put(&root, &t[k]);
        tree_scale(root, x[1]);
        s *= root->v + root->right->v * x[2];
    }
    return s;
}
SCALAR(tree_branch, 0.8, 1.2, -0.4)

//@ pointer_into_a_struct_returned
/* A function that is not inlined returns a pointer into the struct it is given: its lanes lie apart. */
static double *smoothed(double *v, double r, int again)
{
    v[0] = sin(v[1] * r);
    v[2] = 0.5 * v[2] + v[0];
    return again > 0 ? smoothed(v, 0.3 * r, again - 1) : v + 1;
}
KINDS_MAP()
void into_returned(int n, const double x[n], int m, double y[m])
{
    struct pack s = {.a = x[0], .v = {x[1], x[0] * x[2], x[2]}};
    double *p = smoothed(s.v, fabs(0.1 - x[0]), 2);
    double *unused = smoothed(s.v, x[2], 1);
    (void)unused;
    *p += x[1];
    y[0] = s.v[1] * s.v[0] + s.v[2];
    y[m - 1] *= p[0] * p[1];
}
MAP(into_returned, 2, 0.8, 0.2, -0.4)

//@ file_of_the_caller
/* What names the file is const char * to gcc, char * to clang. */
static double seen_in(const char *file, double v)
{
    return file[0] ? v * v : v;
}
KINDS()
double file_named(int n, const double x[n])
{
    const char *here = __builtin_FILE();
    double s = seen_in(__builtin_FILE(), x[0]);
    return here[0] ? s * x[1] : seen_in(__builtin_FUNCTION(), s);
}
SCALAR(file_named, 0.8, 0.2)

//@ returns_early_in_a_condition
/* clang sees no value of the call where it left early: -Wsometimes-uninitialized */
static double early_bend(double r) { return 0.4 * pow(1.3 + 0.2 * sin(r), r); }
static double early_left(double r, double s)
{
    double t = tanh(sqrt(1.2 + s * s)), u = tanh(1.5);
    int k = 0;
    if ((!(u > 0.21) || t < -0.4) || (s = 0.4 * early_bend(s > -0.23 ? r : s)) > 0.2)
        if (k & 1)
            return 0.5;
    return t + 0.3 * u + 0.3 * r + 0.3 * s;
}
KINDS_INPLACE()
void returns_early_in_a_condition(int n, double y[n])
{
    double buf[2][3] = {{early_left(0.7, sin(y[0])), tanh(y[1]), -0.6}};
    int at = 0;
    buf[!at][at % 3] = early_left(buf[!at][1] > -0.23 ? y[0] : y[1], buf[0][0] + 0.5);
    y[0] = buf[1][0] * buf[0][1];
}
INPLACE(returns_early_in_a_condition, -0.4707, 0.4744)

//@ struct_returned_from_a_loop
/* gcc -O2 sees no value of the struct where the loop did not return: -Wmaybe-uninitialized */
static struct pack looked_for(double r, int k)
{
    double t = 0.4 * (1.5 * r * (r - 0.1)), u = sin(2 + exp(-0.5 * r * r));
    r = cos((r * r - k) * (k * r));
    for (int i = 0; i < 4; i++) {
        if (r > 0.11 && 1.5 < 1.7)
            return (struct pack){u, 0.25 / (1.5 + k * k), {0.4, -r}, 1};
        u += sin(t);
        t += 2 * t + (u + u);
    }
    return (struct pack){t, t + u, {0.4, u + u}, 1};
}
KINDS()
double struct_returned_from_a_loop(int n, const double x[n])
{
    double t = 0.4 * fmin(x[0], asin(0.7 * sin(x[0])));
    struct pack s = looked_for(-x[1], 1);
    return ldexp(s.a, -1) + 0.3 * t + 0.3 * x[0] + s.a;
}
SCALAR(struct_returned_from_a_loop, -0.7384, -0.5277)

//@ macros_before_a_header
/* what stands before <stdint.h> is not for it: only such macros as C gives a meaning are repeated */
// alone
// lacks: define FAR_AWAY
#define FAR_AWAY(x) (3.0 * (x))
#include <stdint.h>
KINDS()
double macros_before_a_header(int n, const double x[n])
{
    double s = 0.0;
    for (int32_t i = 1; i < n; i++)
        s += sin(FAR_AWAY(x[i])) * x[i - 1];
    return s;
}
SCALAR(macros_before_a_header, 0.3, 0.4)

//@ logs_beside_a_global
/* a function that logs was taken for one that may change the global: refused in tangents */
#include <stdarg.h>
#include <stdio.h>
double logged;
static int log_level(void) { return 0; }
static void log_values(const char *format, ...)
{
    va_list list;
    if (log_level() == 0)
        return;
    va_start(list, format);
    vprintf(format, list);
    va_end(list);
}
KINDS_STATE(logged)
double logs_beside_a_global(int n, const double x[n])
{
    logged = x[0] * x[1];
    log_values("%g %g", x[0], logged);
    return sin(logged);
}
STATE(logs_beside_a_global, 0.7, 0.4)

//@ table_beside_moved_bytes
/* a table of characters was thought to hold addresses that were moved as bytes elsewhere */
struct moved {
    double w[3];
    double *at;
};
ADC_ADJOINT() ADC_TANGENT()
double table_beside_moved_bytes(struct moved *m, const double x[3])
{
    static const char code[] = "sxx+*";
    int n = 0;
    for (const char *op = code; *op; op++)
        n += *op == 'x';
    memmove(m->at, m->w, 3 * sizeof *m->at);
    return m->at[0] * m->at[2] * x[0] * n;
}
#ifdef TEST_MAIN
TEST(table_beside_moved_bytes)
{
    double at[3] = {0}, at_adj[3] = {0}, x[3] = {0.7}, x_adj[3] = {0};
    struct moved m = {{0.3, -0.4, 0.5}, at}, adj = {{0}, at_adj};
    CHECK_EXACT(table_beside_moved_bytes_adjoint(&m, x, &adj, x_adj, 1.0), 0.3 * 0.5 * 0.7 * 2);
    CHECK_EXACT(adj.w[0], 0.7 * 2 * 0.5);
    CHECK_EXACT(adj.w[2], 0.7 * 2 * 0.3);
    CHECK_EXACT(x_adj[0], 2 * (0.3 * 0.5));
}
#endif

//@ function_beside_its_context
/* pointers to the caller's reals, kept beside the shadow of a local struct, made the function in it one from elsewhere: refused */
struct stepped {
    double by, k;
    void (*op)(double *, double);
};
static void stepped_scale(double *p, double c) { p[0] *= c; }
static void stepped_add(double *p, double c) { p[1] += sin(c); }
static double by_stepped(double v, void *context)
{
    struct stepped *s = context;
    s->k = 0.5 * s->k + v;
    return s->by * v * s->k;
}
static double of_two(double (*f)(double, void *), void *context, const double *v)
{
    return f(v[1], context) * f(v[0], context);
}
static void stepped_row(const double *x, double *y)
{
    double t = 0.3 * sin(remainder(y[1], 3.0)) + 0.1;
    struct stepped s = {(t * t - x[0]) * y[2], 0.5, x[1] > 5.0 ? stepped_scale : stepped_add};
    for (int k = 0; k < 2; k++)
        s.op(y, s.by);
    y[0] += of_two(by_stepped, &s, y);
    if (t > -0.23) {
        double *p = y;
        p += 2;
        *p = cos(x[1]);
        p -= 1;
        *p = p[1] * x[1];
        p[-1] += 0.3 * *p;
    }
}
KINDS_MAP()
void function_beside_its_context(int n, const double x[n], int m, double y[m])
{
    for (int r = 0; r < n / 3 && r < m / 3; r++)
        stepped_row(x + 3 * r, y + 3 * r);
}
MAP(function_beside_its_context, 6, 0.7, -0.4, 0.9, 0.5, 1.1, -0.3)

//@ popped_as_it_was_kept
/* among the pointers on the tape one into the flexible array: the kept long doubles seemed to be in it, differentiated again: refused */
struct flexible_reals {
    int n;
    double at[];
};
KINDS()
double popped_as_it_was_kept(int n, const double x[n])
{
    double y[3] = {x[0], x[1], 0.4};
    for (int j = 0; y[1] > 0.1 * j; j++) {
        long double t[3];
        for (int i = 0; i < 3; i++)
            t[i] = sinl(y[i]);
        struct flexible_reals *f = malloc(sizeof *f + 3 * sizeof(double));
        f->n = 3;
        for (int k = 0; k < f->n; k++)
            f->at[k] = sin((double)t[0] * x[k]);
        double *p = f->at + 1;
        *p += sin(p[-1]);
        y[0] = 0.4 * f->at[1] * f->at[2] + y[0];
        free(f);
    }
    double *h = calloc(3, sizeof *h);
    free(h);
    return y[0];
}
SCALAR(popped_as_it_was_kept, 0.7, 0.35, 0.9)

//@ pointer_leaves_its_plane
/* &c[0][1][0] with subscript 3 is c[1][0][0]: that rows lie one behind the other was known of two dimensions only */
KINDS()
double pointer_leaves_its_plane(int n, const double x[n])
{
    double c[2][2][3] = {{{x[0], x[1], x[2]}, {x[2], x[0], x[1]}}, {{x[0], x[2]}, {x[1]}}};
    double *q = &c[0][1][0];
    q[2] += q[3] * q[-1];
    for (int i = 0; i < 3; i++)
        c[1][0][i] = sin(x[i]);
    double (*r)[3] = c[0] + 1, s = 0.0;
    for (int i = 0; i < 3; i++)
        s += r[1][i] * r[2][i];
    for (int j = 0; j < 2; j++)
        for (int i = 0; i < 3; i++)
            c[1][j][i] = cos(s * c[0][1][i]) + 0.1 * j;
    return c[0][1][2] * c[1][0][0] + c[1][1][1];
}
SCALAR(pointer_leaves_its_plane, 0.7, -0.4, 0.9)

//@ planes_walked_flat
static void plane_scale(double *p, int count, double by)
{
    for (int i = 1; i < count; i++)
        p[i] = p[i] * by + 0.3 * p[i - 1] * p[i];
}
KINDS()
double planes_walked_flat(int n, const double x[n])
{
    double c[2][2][3], s = 0.0;
    double *p = &c[0][0][0];
    for (int i = 0; i < 12; i++)
        p[i] = x[i % 3] + 0.1 * i;
    plane_scale(&c[0][1][1], 6, x[0]);
    for (int j = 0; j < 2; j++)
        for (int i = 0; i < 3; i++) {
            s += c[j][1][i] * c[1][j][i] * c[j][1][i];
            c[j][1][i] = sin(c[1][j][i]);
        }
    plane_scale(c[0][1], 9, x[1]);
    for (const double *q = c[0][1] + 1, *end = c[1][1] + 2; q < end; q++)
        s += *q * *q;
    memmove(c[0][1], c[0][0] + 1, 8 * sizeof(double));
    return s + c[1][1][0] * c[1][0][2];
}
SCALAR(planes_walked_flat, 0.7, -0.4, 0.9)

//@ table_beside_what_is_returned
/* what a function returns was thought to lead to the table of integers that it reads, too: refused as reals in memory declared as int */
int table_of_turns[4] = {2, 1, 0, -1};
static double *turned_after(double *v)
{
    for (const int *at = table_of_turns; *at >= 0; at++)
        v[*at] *= 0.5 + sin(v[2 - *at]);
    return v + 1;
}
static double *copied(const double *v, int n)
{
    double *copy = malloc((size_t)n * sizeof *copy);
    for (int i = 0; i < n; i++)
        copy[i] = v[i];
    return copy;
}
KINDS_MAP()
void table_beside_what_is_returned(int n, const double x[n], int m, double y[m])
{
    double *p = turned_after(y), *copy = copied(x, 3);
    y[0] = p[0] * copy[1] + 0.0 * m;
    p[1] = *turned_after(copy);
    free(copy);
}
MAP(table_beside_what_is_returned, 3, 0.7, -0.4, 0.9)

//@ pointer_made_from_a_restrict_one
/* in several directions: y was taken to be the only way to its elements, and the cosine at the old ones was taken at the new ones */
KINDS_MAP()
void pointer_made_from_a_restrict_one(int n, const double x[restrict n], int m, double y[restrict m])
{
    double t = cos(0.25 * y[1] - *y);
    memmove(y, x, 3 * sizeof *y);
    const double *l = y;
    y[0] += cos(cbrt(2.0 + sin(l[0])));
    t -= 0.2 * t;
    y[2] = tanh(t * x[2] + y[2]) + 0.0 * m;
}
MAP(pointer_made_from_a_restrict_one, 3, 0.7859, 0.5956, -1.0702)

//@ integers_among_pointers_on_a_tape
/* differentiated again: kept integers were pushed without a shadow and popped with one: the tape was out of step */
static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}
static double summed_once(int n, double *memo, int *known, double t)
{
    if (n > 1 && !known[n]) {
        memo[n] = 0.5 * summed_once(n - 1, memo, known, t) + sin(t * summed_once(n - 2, memo, known, t));
        known[n] = 1;
    }
    return memo[n];
}
KINDS()
double integers_among_pointers_on_a_tape(int n, const double x[n])
{
    struct pack s = {cos(x[0]), x[1], {tanh(x[1]), x[2]}, 2};
    for (unsigned char i = 250; i > 5; i += 3) {
        qsort(s.v, 2, sizeof(double), by_size);
        double memo[5] = {x[0], x[1]};
        int known[5] = {0};
        double t = summed_once(4, memo, known, *s.v);
        (void)t;
    }
    return tanh(s.v[1]) + s.v[0] + s.a;
}
SCALAR(integers_among_pointers_on_a_tape, 0.7, -0.4, 0.9)

//@ compound_in_a_helper
/* A compound literal of a helper that nothing reads, and a switch over what an argument makes known: no warning. */
struct cih_pair {
    double a, b;
};
static double cih_helper(const double *x, short k)
{
    struct cih_pair *q = &(struct cih_pair){.a = 3 - x[0]};
    q->b = tanh(x[1]);
    double r = x[0] * x[1];
    switch ((short)((1.5 < 0.37) + k) % 4) {
    case 2:
        r *= 3.0;
        break;
    }
    return r;
}
ADC_TANGENT()
ADC_GRADIENT()
double cih_value(const double x[3])
{
    double s = 0.0;
    for (int i = 0; i < 2; i++)
        s += cih_helper(x + i, 1) * sin(x[i]);
    return s;
}
#ifdef TEST_MAIN
TEST(compound_in_a_helper)
{
    double x[3] = {0.7, -0.4, 1.2}, w[3] = {0.3, -0.8, 0.5}, g[3], slope = 0.0, dir;
    CHECK_EXACT(cih_value_gradient(x, g), cih_value(x));
    for (int i = 0; i < 3; i++) {
        CHECK_CLOSE(g[i], DIFF(x[i], cih_value(x)), 1e-8);
        slope += g[i] * w[i];
    }
    CHECK_EXACT(cih_value_tangent(x, w, &dir), cih_value(x));
    CHECK_CLOSE(dir, slope, 1e-13);
}
#endif

//@ rerun_in_a_branch
/* A loop that runs again, in a branch, adds to memory that the branch allocates: its shadow is the forward half's alone. */
KINDS()
double rerun_in_a_branch(int n, const double x[n])
{
    const double y = x[1], z = x[2];
    double total = y * z;
    if (y > -3.0) {
        double r = x[0];
        double *h = calloc(3, sizeof *h);
        double m[3][3] = {{r}, {1.5, -0.7}};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = m[i][j];
                for (int k = 0; k < j; k++)
                    sum -= 0.5 * m[i][k] * m[j][k];
                m[i][j] = i == j ? sqrt(1.1 + sum * sum) : sum / m[j][j];
            }
            h[i] += m[i][0];
        }
        r = sin(*m[1]);
        total = r + m[0][0] * y + m[1][0] + h[0] * z;
        free(h);
    }
    double last = total;
    total *= sin(y);
    return total * y + sin(last);
}
SCALAR(rerun_in_a_branch, 0.7, 0.4, -0.9)

//@ pointers_in_a_loop_that_picks
/* An iteration that is picked has its reverse half alone: what others allocate for pointers of their own was never freed. */
KINDS()
double pointers_in_a_loop_that_picks(int n, const double x[n])
{
    double w[3] = {x[1], x[2], x[0]}, t = 0.3;
    for (int i = 0; i < 3; i++) {
        double *p[2] = {w, w + 1};
        if (x[1] >= 0.37)
            continue;
        t = exp(-0.5 * x[i * i % 3] * x[i * i % 3]) + 0.0 * *p[i % 2];
    }
    return t * w[0] - w[1];
}
SCALAR(pointers_in_a_loop_that_picks, 0.7, -0.4, 0.9)

//@ counter_stepped_last
/* What is left of the inner body ends with the step that the header makes, too: clang warns of it. */
static double scaled_for_nothing(double r)
{
    double kept = cos(r);
    for (int i = 0; i < 5; i++) {
        i++;
        for (int k = 0; k < 5; k++) {
            k++;
            kept *= 0.7;
        }
    }
    kept = r;
    return kept - r * r;
}
KINDS()
double counter_stepped_last(int n, const double x[n])
{
    double t = cos(scaled_for_nothing(x[0] * x[0]));
    return tanh(0.5 * (t * t - x[n - 1]));
}
SCALAR(counter_stepped_last, 0.7, -0.4)

//@ choice_of_a_member_without_part
/* What m->at points to is no part of the result, but its shadow is there; a choice between it and rows of the function's
   own was refused where nothing overlaps (in the version for that, too). */
struct cm_model {
    double v[3], *at;
};
ADC_DERIVE(gradient(cm_choice), wrt(m, x), shape(m->at, 3), noalias);
ADC_DERIVE(gradient(cm_choice), wrt(m, x), shape(m->at, 3), name(cm_choice_any));
double cm_choice(int n, struct cm_model *m, const double x[n])
{
    double t = sin(m->v[1]), rows[2][3] = {{x[0], 0.4}, {x[1], m->v[2] * t}};
    m->at[2] += cos(x[0] * t);
    m->v[1] += rows[1][1] * rows[0][0];
    double *p = t < 0.91 ? m->at : rows[1];
    double *q = t < 0.3 ? m->v : rows[0];
    *q *= *p < 100.0 ? 2.0 : 1.0;
    return t * m->v[1] + rows[0][0] * m->v[0];
}
#ifdef TEST_MAIN
TEST(cm_choice)
{
    for (int k = 0; k < 4; k++) {
        double x[2] = {0.7, -0.4}, at[3] = {0.3, 0.2, 0.1}, g_at[3], g[2], v1 = 0.2 + 0.3 * k;
        struct cm_model m = {{1.1, v1, 0.6}, at}, g_m = {.at = g_at}, m2 = m;
        double t = sin(v1), dt = cos(v1), twice = 2.0;
        cm_choice_gradient(2, &m, x, &g_m, g);
        CHECK_CLOSE(g_m.v[0], twice * x[0], 1e-13);
        CHECK_CLOSE(g_m.v[1], dt * (v1 + 0.6 * t * x[0]) + t * (1.0 + 0.6 * dt * x[0]), 1e-13);
        CHECK_CLOSE(g_m.v[2], t * t * x[0], 1e-13);
        CHECK_CLOSE(g[0], t * 0.6 * t + twice * 1.1, 1e-13);
        CHECK_CLOSE(g[1], 0.0, 1e-13);
        at[0] = 0.3, at[1] = 0.2, at[2] = 0.1;
        struct cm_model h_m = {.at = g_at};
        double h[2];
        cm_choice_any(2, &m2, x, &h_m, h);
        for (int i = 0; i < 3; i++)
            CHECK_CLOSE(h_m.v[i], g_m.v[i], 1e-13);
        for (int i = 0; i < 2; i++)
            CHECK_CLOSE(h[i], g[i], 1e-13);
    }
}
#endif

//@ elements_behind_a_loop_that_fills
/* GCC took it that the loop had not run, and warned of w[2]. */
KINDS()
double elements_behind_a_loop_that_fills(int n, const double x[n])
{
    double t = tanh(0.75);
    t = x[1] * t - x[2];
    switch ((int)(fabs(0.1 + x[1]) * 2.0) % 4) {
    case 0:
        break;
    case 1:
        t = sin(t * x[2] - x[1]);
        t += 0.4 * atan(t - t);
        break;
    case 3:
        t = cos(x[2]);
        break;
    }
    t = tanh(atan2(t, 2.5 + sin(x[1])) + atan(t));
    double w[n + 3];
    for (int i = 0; i < n + 3; i++)
        w[i] = t;
    return fma(w[2], 1e-1, t) + 0.3 * t + w[0];
}
SCALAR(elements_behind_a_loop_that_fills, -0.8074, 1.1181, 0.8275)

//@ kept_as_what_it_is
/* The pointer to a shadow on a tape beside one to integers: the tangent of the adjoint took each for the other (refused). */
struct kept_vec { double x, y, z; };
union kept_place { struct kept_vec of; double v[3]; };
static double kept_memo(int n, double *memo, int *known, double t)
{
    if (n > 1 && !known[n]) {
        memo[n] = 0.5 * kept_memo(n - 1, memo, known, t) + sin(t * kept_memo(n - 2, memo, known, t));
        known[n] = 1;
    }
    return memo[n];
}
ADC_ADJOINT(wrt(x, y), of(y))
void kept_shadows(int n, const double x[n], double y[3])
{
    int i = 0;
    do {
        double memo[5];
        int known[5] = {0};
        memo[0] = x[0], memo[1] = x[1] * i - *y;
        double s = kept_memo(4, memo, known, y[2]) * 0.3;
        union kept_place q[2] = {{.v = {x[i % 3], 0.3, x[1] * s}}, {.of = {s, 0.5 * s, 1.0}}};
        struct kept_vec *w = &q[1].of;
        y[0] += w->y * q[0].v[2];
    } while (++i < n);
}
ADC_DERIVE(tangent(kept_shadows_adjoint), wrt(x, y), of(x_adj, y_adj), name(kept_shadows_again));
#ifdef TEST_MAIN
static double kept_entry(double x[3], int k)
{
    double y[3] = {0.4, 0.2, -0.6}, xa[3] = {0}, ya[3] = {1.0, 0.0, 0.0};
    kept_shadows_adjoint(3, x, y, xa, ya);
    return xa[k];
}
TEST(kept_shadows_twice)
{
    double x[3] = {0.8, -0.5, 0.3}, along[3] = {0.7, 1.1, -0.4};
    double y[3] = {0.4, 0.2, -0.6}, xa[3] = {0}, ya[3] = {1.0, 0.0, 0.0}, yt[3] = {0}, xat[3] = {0}, yat[3] = {0};
    kept_shadows_again(3, x, y, xa, ya, along, yt, xat, yat);
    for (int k = 0; k < 3; k++) {
        double want = 0.0;
        for (int i = 0; i < 3; i++)
            want += along[i] * DIFF(x[i], kept_entry(x, k));
        CHECK_CLOSE(xat[k], want, 1e-8);
    }
}
#endif
