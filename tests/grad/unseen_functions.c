/* Functions whose bodies adc does not see, with nothing active about them: what they return is constant, and they may
   change every global that another file can name. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

// unseen: defined where adc does not look
double unseen_value(int i);
double unseen_of_real(double v);
void unseen_start(void);
void unseen_step(int i);
extern double rate, *row;
extern int steps;
extern struct unseen_state {
    double a, b;
} unseen;
#ifdef TEST_MAIN
double rate, *row;
int steps;
struct unseen_state unseen;
static double rows[2][2];
double unseen_value(int i) { return 1.5 + i; }
double unseen_of_real(double v) { return v * v + 1.0; }
void unseen_start(void)
{
    rate = 0.8;
    row = rows[0];
    rows[0][0] = 0.5;
    rows[1][0] = 0.9;
    steps = 3;
    unseen = (struct unseen_state){0.4, 0.6};
}
void unseen_step(int i)
{
    rate = rate * 1.1 + 0.3 * i;
    row = rows[i & 1];
    row[0] += 0.2;
    steps = 5 - steps;
    unseen.a += i;
    unseen.b *= 1.2;
}
#endif

//@ constants_from_unseen
/* What nothing active goes into is constant, also where a variable takes it that is active at other times. */
KINDS()
double starts_with_constant(int n, const double x[n])
{
    double s = unseen_value(0);
    for (int i = 0; i < n; i++)
        s += x[i] * x[i];
    return s * s;
}
SCALAR(starts_with_constant, 0.3, 0.6)

KINDS()
double constant_each_time(int n, const double x[n])
{
    double s = 0.0, t = 1.0, a[3] = {x[0], x[1], x[0] * x[1]};
    for (int i = 0; i < n; i++) {
        s = unseen_value(i);
        s += x[i] * s;
        t *= s;
        s = unseen_of_real(2.0 + i);
        t += s * x[i];
        a[i] = unseen_value(2);
        a[2] *= a[i] * x[i];
    }
    return t * a[0] + a[2];
}
SCALAR(constant_each_time, 0.3, 0.6)

KINDS_INPLACE()
void constant_over_active(int n, double y[n])
{
    for (int i = 0; i < n; i++) {
        double t = y[i] * y[i];
        y[i] = unseen_value(i);
        y[i] += t * y[0];
    }
}
INPLACE(constant_over_active, 0.3, 0.6, 1.2)

//@ globals_unseen_functions_change
/* The reverse sweep must have them as they were. */
KINDS()
double rate_that_changes(int n, const double x[n])
{
    unseen_start();
    double s = 1.0;
    for (int i = 0; i < n; i++) {
        s += s * x[i] * x[i] * rate;
        unseen_step(i);
    }
    return s * rate;
}
SCALAR(rate_that_changes, 0.3, 0.6, 1.2)

KINDS()
double row_that_changes(int n, const double x[n])
{
    unseen_start();
    double y = x[0] * row[0];
    unseen_step(1);
    y = y * y * x[n - 1] * row[0];
    unseen_step(2);
    return y * y;
}
SCALAR(row_that_changes, 0.3, 0.6)

static void perhaps(int i)
{
    if (i)
        unseen_step(i);
}
KINDS()
double changed_in_a_callee(int n, const double x[n])
{
    unseen_start();
    double y = x[0] * x[n - 1] * unseen.a;
    perhaps(1);
    y *= y * unseen.a * unseen.b;
    perhaps(2);
    return sin(y);
}
SCALAR(changed_in_a_callee, 0.3, 0.6)

KINDS()
double trips_that_change(int n, const double x[n])
{
    unseen_start();
    double y = x[0];
    for (int i = 0; i < steps; i++) {
        y = y * y * x[n - 1] + i;
        if (i == 1)
            unseen_step(1);
    }
    if (steps == 2)
        y *= y;
    unseen_step(4);
    return steps == 3 ? y * x[0] : y;
}
SCALAR(trips_that_change, 0.3, 0.6)

//@ globals_a_callback_changes
/* What is called back by a function that is not visible changes what it names. */
static int by_value(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    rate *= 1.1;
    return (x > y) - (x < y);
}
KINDS()
double sorted_between(int n, const double x[n])
{
    int order[3] = {2, 0, 1};
    unseen_start();
    double y = x[0] * x[n - 1] * rate;
    qsort(order, 3, sizeof order[0], by_value);
    return y * y * rate * x[order[1]];
}
SCALAR(sorted_between, 0.3, 0.6)

//@ inactive_unseen
/* Declared to have no derivative, it may use what has one; what it may change is kept all the same. */
ADC_INACTIVE double unseen_reading(int i);
double measured = 1.25;
#ifdef TEST_MAIN
double unseen_reading(int i) { return i + 2.0; }
#endif
#if LEVEL >= 2
ADC_TANGENT(wrt(x, measured))
#endif
ADC_ADJOINT(wrt(x, measured))
double beside_measured(double x)
{
    double k = unseen_reading(1);
    return k * x * measured;
}
#ifdef TEST_MAIN
TEST(inactive_unseen)
{
    double x_adj = 0.0;
    measured_adj = 0.0;
    beside_measured_adjoint(2.0, &x_adj, 1.0);
    CHECK_CLOSE(x_adj, 3.0 * 1.25, 1e-14);
    CHECK_CLOSE(measured_adj, 6.0, 1e-14);
#if LEVEL >= 2
    double tan;
    measured_tan = 1.0;
    beside_measured_tangent(2.0, 0.0, &tan);
    CHECK_CLOSE(tan, 6.0, 1e-14);
#endif
}
#endif

//@ globals_a_pointer_changes
/* A function behind a pointer that nothing in this file is, or that may also be one of another file. */
static void (*step_of(void))(int)
{
    extern void (*unseen_pick(void))(int);
    return unseen_pick();
}
#ifdef TEST_MAIN
void (*unseen_pick(void))(int)
{
    return unseen_step;
}
#endif
KINDS()
double step_through_pointer(int n, const double x[n])
{
    void (*step)(int) = step_of();
    unseen_start();
    double s = 1.0;
    for (int i = 0; i < n; i++) {
        s += s * x[i] * x[i] * rate;
        step(i);
    }
    return s;
}
SCALAR(step_through_pointer, 0.3, 0.6, 1.2)

//@ globals_inactive_functions_change
ADC_INACTIVE void unseen_tick(int i);
ADC_INACTIVE static void tick(int i)
{
    rate = rate * 1.3 + 0.1 * i;
}
#ifdef TEST_MAIN
void unseen_tick(int i)
{
    unseen_step(i + 1);
}
#endif
KINDS()
double tick_visible(int n, const double x[n])
{
    double s = 1.0;
    rate = 0.5;
    for (int i = 0; i < n; i++) {
        s += s * x[i] * x[i] * rate;
        tick(i);
    }
    return s;
}
SCALAR(tick_visible, 0.3, 0.6, 1.2)

KINDS()
double tick_unseen(int n, const double x[n])
{
    double s = 1.0;
    unseen_start();
    for (int i = 0; i < n; i++) {
        s += s * x[i] * x[i] * rate;
        unseen_tick(i);
    }
    return s;
}
SCALAR(tick_unseen, 0.3, 0.6, 1.2)

//@ global_a_custom_function_changes
/* Its derivatives say what it does with its arguments, not that it counts. */
void unseen_power_adjoint(double v, double *v_adj, double return_adj);
ADC_CUSTOM_ADJOINT(unseen_power_adjoint)
double unseen_power(double v);
#ifdef TEST_MAIN
double unseen_power(double v)
{
    rate *= 1.25;
    return v * v * v;
}
void unseen_power_adjoint(double v, double *v_adj, double return_adj)
{
    *v_adj += 3.0 * v * v * return_adj;
}
#endif
ADC_GRADIENT()
double counting_power(int n, const double x[n])
{
    double s = 1.0;
    unseen_start();
    for (int i = 0; i < n; i++) {
        s += s * x[i] * rate;
        s += unseen_power(x[i]);
    }
    return s * rate;
}
#ifdef TEST_MAIN
TEST(global_a_custom_function_changes)
{
    const double x[2] = {0.3, 0.6}, r = 0.8, r1 = r * 1.25, r2 = r1 * 1.25;
    double g[2];
    counting_power_gradient(2, x, g);
    CHECK_CLOSE(g[0], r2 * (1 + x[1] * r1) * (r + 3 * x[0] * x[0]), 1e-14);
    CHECK_CLOSE(g[1], r2 * ((1 + x[0] * r + x[0] * x[0] * x[0]) * r1 + 3 * x[1] * x[1]), 1e-14);
}
#endif
