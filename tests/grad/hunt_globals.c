/* Globals as state, changed and read by functions that are not inlined. */
#include "grad.h"
#include <math.h>
#include <string.h>

double g, h, table[4];
double rate = 0.5;

//@ recursion_changes_global
static void turn(int k)
{
    if (k <= 0)
        return;
    g = sin(g) * g + 0.1 * k;
    turn(k - 1);
}
KINDS_STATE(g)
double recursion_changes_global(int n, const double x[n])
{
    g = x[0] * x[1];
    turn(3);
    return g * x[1];
}
STATE(recursion_changes_global, 0.9, -0.3)

//@ recursion_reads_global
static double add_up(double r, int k)
{
    if (k <= 0)
        return r * g;
    return sin(g * r) + add_up(r * 0.7, k - 1);
}
KINDS_STATE(g)
double recursion_reads_global(int n, const double x[n])
{
    g = x[0];
    double s = add_up(0.5, 3);
    g = 0.3 * x[1];
    return s + add_up(x[0], 2);
}
STATE(recursion_reads_global, 0.9, -0.3)

//@ mutual_recursion_over_globals
static void there(int k);
static void back(int k)
{
    if (k <= 0)
        return;
    h = cos(h) + g;
    there(k - 1);
}
static void there(int k)
{
    if (k <= 0)
        return;
    g = g * sin(h);
    back(k - 1);
}
KINDS_STATE(g, h)
double mutual_recursion_over_globals(int n, const double x[n])
{
    g = x[0];
    h = x[1];
    double a = g * g;
    back(5);
    return a * g + h * x[0];
}
STATE(mutual_recursion_over_globals, 0.9, -0.3)

//@ global_changed_behind_a_call
/* the reverse half runs when the table it read has changed */
static double scaled(double r, int k)
{
    if (k <= 0)
        return sin(r * rate);
    return rate * scaled(r * r, k - 1);
}
KINDS_STATE(table)
double global_changed_behind_a_call(int n, const double x[n])
{
    table[0] = 0.0;
    rate = 0.5;
    double s = scaled(x[0], 2);
    rate = 0.25;
    s += scaled(x[1], 2);
    rate = 0.5;
    return s;
}
STATE(global_changed_behind_a_call, 0.9, -0.3)

//@ pointer_to_global_returned
static double *place(int k)
{
    return k <= 0 ? &table[1] : place(k - 1) + (k == 2);
}
KINDS_STATE(table)
double pointer_to_global_returned(int n, const double x[n])
{
    table[1] = x[0];
    table[2] = x[1];
    double *p = place(3);
    *p = *p * *p + table[1];
    return table[2] * table[1] + *place(1);
}
STATE(pointer_to_global_returned, 0.9, -0.3)

//@ global_array_in_recursion
static void spread(int k)
{
    if (k > 3)
        return;
    table[k] = table[k - 1] * sin(table[0] + k);
    spread(k + 1);
    table[0] += 0.3 * table[k];
}
KINDS_STATE(table)
double global_array_in_recursion(int n, const double x[n])
{
    for (int i = 0; i < 4; i++)
        table[i] = x[i % n];
    spread(1);
    return table[0] * table[3] + x[0];
}
STATE(global_array_in_recursion, 0.9, -0.3)

//@ through_a_table_of_functions
static double twice(double r)
{
    g += r * r;
    return 2 * g;
}
static double thrice(double r)
{
    g = sin(g) * r;
    return 3 * g;
}
static double (*const steps[])(double) = {twice, thrice};
KINDS_STATE(g)
double through_a_table_of_functions(int n, const double x[n])
{
    g = x[0];
    double s = 0;
    for (int i = 0; i < 5; i++)
        s += steps[i % 2](x[i % n]) * g;
    return s + g;
}
STATE(through_a_table_of_functions, 0.9, -0.3)

//@ gradient_of_globals
static void wind(int k)
{
    if (k <= 0)
        return;
    g = sin(g) * g + 0.1 * table[k] * table[0];
    wind(k - 1);
    table[3] *= g;
}
ADC_GRADIENT(wrt(g, table))
#if LEVEL >= 3
ADC_HESSIAN(wrt(g, table))
ADC_HVP(wrt(g, table))
#endif
double gradient_of_globals(int k)
{
    wind(k);
    return g * table[3];
}
static void turn2(int k)
{
    if (k > 0) {
        g *= sin(g);
        turn2(k - 1);
    }
}
ADC_GRADIENT(wrt(x), of(g))
void gradient_to_a_global(double x)
{
    g = x;
    turn2(3);
}
#ifdef TEST_MAIN
static const double table_start[4] = {0.5, 0.4, -0.3, 0.9};
static double gradient_of_globals_at(double at, const double *t)
{
    g = at;
    memcpy(table, t, sizeof table);
    return gradient_of_globals(2);
}
TEST(gradient_of_globals)
{
    double g_grad, table_grad[4], at = 0.8, t[4], x = 0.7, x_grad;
    memcpy(t, table_start, sizeof t);
    g = at;
    memcpy(table, t, sizeof t);
    gradient_of_globals_gradient(2, &g_grad, table_grad);
    CHECK_CLOSE(g_grad, DIFF(at, gradient_of_globals_at(at, t)), 2e-9);
    for (int i = 0; i < 4; i++)
        CHECK_CLOSE(table_grad[i], DIFF(t[i], gradient_of_globals_at(at, t)), 2e-9);
#if LEVEL >= 3
    double gg, gt[4], tt[16], hg, ht[4], dg = 0.3, dt[4] = {-1, 0.5, 2, 0.7};
    g = at;
    memcpy(table, t, sizeof t);
    gradient_of_globals_hessian(2, &gg, gt, tt);
    g = at;
    memcpy(table, t, sizeof t);
    gradient_of_globals_hvp(2, dg, dt, &hg, ht);
    double want = gg * dg, scale = 0;
    for (int k = 0; k < 4; k++)
        want += gt[k] * dt[k], scale += fabs(gt[k]);
    CHECK_SCALED(hg, want, 1e-12, scale);
    for (int i = 0; i < 4; i++) {
        want = gt[i] * dg;
        for (int k = 0; k < 4; k++)
            want += tt[4 * i + k] * dt[k];
        CHECK_SCALED(ht[i], want, 1e-12, scale);
        CHECK_SCALED(gt[i],
                     DIFF(t[i], (g = at, memcpy(table, t, sizeof t),
                                 gradient_of_globals_gradient(2, &g_grad, table_grad), g_grad)),
                     2e-9, scale);
    }
#endif
    gradient_to_a_global_gradient(x, &x_grad);
    CHECK_CLOSE(x_grad, DIFF(x, (gradient_to_a_global(x), g)), 2e-9);
}
#endif

//@ several_directions
double state;
static void lower(int k)
{
    if (k > 0) {
        state *= sin(state);
        lower(k - 1);
    }
}
ADC_ADJOINT(wrt(state), vector(3), name(lowered_lanes))
double lowered(void)
{
    lower(3);
    return state;
}
#ifdef TEST_MAIN
static double lowered_at(double at)
{
    state = at;
    return lowered();
}
TEST(several_directions)
{
    double at = 0.9, seeds[3] = {1, -2, 0.5};
    state = at;
    memset(state_adj, 0, sizeof state_adj);
    lowered_lanes(seeds);
    double d = DIFF(at, lowered_at(at));
    for (int i = 0; i < 3; i++)
        CHECK_CLOSE(state_adj[i], seeds[i] * d, 2e-9);
}
#endif

//@ member_that_points_to_a_global
struct window {
    double *at;
    int n;
};
KINDS_STATE(table)
double member_that_points_to_a_global(int n, const double x[n])
{
    table[0] = x[0];
    struct window w = {table, 4}, two[2] = {{.n = 2, .at = &table[2]}, {table + 1, 1}};
    w.at[1] = x[1] * x[1];
    two[0].at[0] = w.at[0] * w.at[1];
    return two[1].at[0] * table[2];
}
STATE(member_that_points_to_a_global, 0.9, -0.3)
