/* Loops of every form: trip counts, steps, directions, exits, counters of several types. */
#include "grad.h"
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>

//@ for_sum
KINDS()
double for_sum(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += x[i] * x[i] * x[i];
    return s;
}
SCALAR(for_sum, 0.8, -0.5, 1.7)

//@ for_product
KINDS()
double for_product(int n, const double x[n])
{
    double p = 1;
    for (int i = 0; i < n; i++)
        p *= x[i];
    return p;
}
SCALAR(for_product, 0.8, -0.5, 1.7, 2.0)

//@ product_with_zero
KINDS()
double product_with_zero(int n, const double x[n])
{
    double p = 1;
    for (int i = 0; i < n; i++)
        p *= x[i];
    return p;
}
SCALAR(product_with_zero, 0.8, 0.0, 1.7)

//@ for_down
KINDS()
double for_down(int n, const double x[n])
{
    double p = 1;
    for (int i = n - 1; i >= 0; i--)
        p = p * x[i] + sin(p);
    return p;
}
SCALAR(for_down, 0.8, -0.5, 1.7, 2.0)

//@ for_step3
KINDS()
double for_step3(int n, const double x[n])
{
    double p = 0.5;
    for (int i = 1; i < n; i += 3)
        p = p * x[i] + x[i - 1];
    return p;
}
SCALAR(for_step3, 0.8, -0.5, 1.7, 2.0, 0.1, -0.2, 0.4, 0.7)

//@ for_down_step2
KINDS()
double for_down_step2(int n, const double x[n])
{
    double p = 0.5;
    for (int i = n; i > 0; i -= 2)
        p = p * p * x[i - 1] + 1;
    return p;
}
SCALAR(for_down_step2, 0.8, -0.5, 0.7, 0.3, 0.1)

//@ for_symbolic_step
KINDS()
double for_symbolic_step(int n, const double x[n])
{
    double p = 0.5;
    int step = n / 2;
    for (int i = 0; i <= n + 1; i += step)
        p = p * x[i % n] + cos(p);
    for (int i = n - 1; i >= 0; i -= step)
        p = p * x[i] * 0.5 + p;
    return p;
}
SCALAR(for_symbolic_step, 0.8, -0.5, 0.7, 0.3, 0.1)

//@ geometric_counter
KINDS()
double geometric_counter(int n, const double x[n])
{
    double p = x[0];
    for (int i = 1; i < 1000; i *= 3)
        p = sin(p * x[1]) + i * x[2] * 1e-3;
    for (unsigned k = 1u << 5; k; k >>= 1)
        p += p * x[1] / k;
    return p;
}
SCALAR(geometric_counter, 0.8, 1.5, 0.7)

//@ zero_trips
KINDS()
double zero_trips(int n, const double x[n])
{
    double p = x[0];
    for (int i = 0; i < n - 2; i++)
        p = p * x[i];
    for (int i = 5; i < n; i++)
        p = p * p;
    for (int i = -1; i >= 0; i--)
        p = exp(p);
    while (n > 100)
        p *= 2;
    return p * x[1];
}
SCALAR(zero_trips, 0.8, 1.5)

//@ negative_and_extreme_counts
ADC_GRADIENT(wrt(x))
double power_loop(int n, double x)
{
    double p = x;
    for (int i = 0; i < n; i++)
        p = p * x + 1.0;
    return p;
}
ADC_GRADIENT(wrt(x))
double power_down(int n, double x)
{
    double p = x;
    for (int i = n - 1; i >= 0; i--)
        p = p * x + 1.0;
    return p;
}
ADC_GRADIENT(wrt(x))
double between(int a, int b, double x)
{
    double p = x;
    for (int i = a; i < b; i++)
        p = p * x + 1.0;
    return p;
}
ADC_GRADIENT(wrt(x))
double between_closed(int a, int b, double x)
{
    double p = x;
    for (int i = a; i <= b; i++)
        p = sin(p) * x + i * 1e-9;
    return p;
}
ADC_GRADIENT(wrt(x))
double unsigned_loop(unsigned n, double x)
{
    double p = x;
    for (unsigned i = n; i-- > 0u;)
        p = p * x + 1.0;
    for (unsigned i = 0; i < n; ++i)
        p = p * x + i;
    return p;
}
#ifdef TEST_MAIN
TEST(negative_and_extreme_counts)
{
    double g;
    const int counts[] = {-1, 0, 1, -7, INT_MIN, INT_MIN + 1, 3, 90};
    for (int k = 0; k < 8; k++) {
        double x = 0.6;
        CHECK_EXACT(power_loop_gradient(counts[k], x, &g), power_loop(counts[k], x));
        CHECK_CLOSE(g, DIFF(x, power_loop(counts[k], x)), 1e-9);
    }
    for (int k = 0; k < 8; k++) {
        double x = 0.6;
        if (counts[k] == INT_MIN)
            continue; /* n - 1 is the primal's own overflow */
        CHECK_EXACT(power_down_gradient(counts[k], x, &g), power_down(counts[k], x));
        CHECK_CLOSE(g, DIFF(x, power_down(counts[k], x)), 1e-9);
    }
    const int ends[][2] = {{0, 0}, {0, 5}, {5, 0}, {INT_MIN, INT_MIN}, {INT_MIN, INT_MIN + 4},
                           {INT_MAX - 3, INT_MAX}, {INT_MAX, INT_MIN}, {-3, 4}, {INT_MIN, INT_MIN + 1}};
    for (int k = 0; k < 9; k++) {
        double x = 0.6;
        const int a = ends[k][0], b = ends[k][1];
        CHECK_EXACT(between_gradient(a, b, x, &g), between(a, b, x));
        CHECK_CLOSE(g, DIFF(x, between(a, b, x)), 1e-9);
        if (b == INT_MAX)
            continue;
        CHECK_EXACT(between_closed_gradient(a, b, x, &g), between_closed(a, b, x));
        CHECK_CLOSE(g, DIFF(x, between_closed(a, b, x)), 1e-9);
    }
    for (unsigned n = 0; n < 5; n++) {
        double x = 0.6;
        CHECK_EXACT(unsigned_loop_gradient(n, x, &g), unsigned_loop(n, x));
        CHECK_CLOSE(g, DIFF(x, unsigned_loop(n, x)), 1e-9);
    }
}
#endif

//@ counter_types
KINDS()
double counter_types(int n, const double x[n])
{
    double p = 0.3;
    for (long i = 0; i < n; i++)
        p = p * x[i] + 1;
    for (size_t i = 0; i < (size_t)n; i++)
        p = sin(p) + x[i];
    for (unsigned char c = 0; c < 4; c++)
        p *= x[c % n];
    for (short i = 3; i > -2; --i)
        p += p * p * 0.01;
    for (unsigned long long i = n; i-- > 0;)
        p *= 0.5 + x[i];
    for (ptrdiff_t i = n - 1; i >= 0; --i)
        p = cos(p) * x[i];
    for (int8_t i = -100; i < -95; i++)
        p = cos(p);
    return p;
}
SCALAR(counter_types, 0.8, 1.5, -0.4)

//@ counter_wraps
KINDS()
double counter_wraps(int n, const double x[n])
{
    double p = x[0];
    for (unsigned i = n - 1; i != -1u; i--)
        p = p * x[i] + cos(p);
    for (unsigned char c = 250; c != 3; c++)
        p = p * 0.5 + x[c % n];
    return p;
}
SCALAR(counter_wraps, 0.8, 1.5, -0.4)

//@ not_equal_bound
KINDS()
double not_equal_bound(int n, const double x[n])
{
    double p = 1;
    for (int i = 0; i != n; i++)
        p = p * x[i] + sin(p);
    for (int i = n; i != 0; --i)
        p = p * x[i - 1] + cos(p);
    return p;
}
SCALAR(not_equal_bound, 0.8, 1.5, -0.4)

//@ reversed_comparison
KINDS()
double reversed_comparison(int n, const double x[n])
{
    double p = 1;
    for (int i = 0; n > i; ++i)
        p = p * x[i] + sin(p);
    for (int i = 0; n - 1 >= i; i += 1)
        p = p * x[i] + cos(p);
    for (int i = 0; !(i >= n); i = i + 1)
        p += p * x[i];
    for (int i = -n; i < 0; i = 1 + i)
        p += sin(p * x[-i - 1]);
    return p;
}
SCALAR(reversed_comparison, 0.8, 1.5, -0.4)

//@ counter_changed_in_body
KINDS()
double counter_changed_in_body(int n, const double x[n])
{
    double p = 0.5;
    for (int i = 0; i < n; i++) {
        p = p * x[i] + 1;
        if (p > 1.0)
            i++;
        if (i < n)
            p += sin(p * x[i]);
    }
    return p;
}
SCALAR(counter_changed_in_body, 0.8, 1.5, -0.4, 0.3, -1.0)

//@ bound_changed_in_body
KINDS()
double bound_changed_in_body(int n, const double x[n])
{
    double p = 0.5;
    int m = n;
    for (int i = 0; i < m; i++) {
        p = p * x[i] + 1;
        if (i == 1)
            m--;
    }
    int k = 2;
    for (int i = 0; i < 9; i += k) {
        p = sin(p) * x[i % n];
        k++;
    }
    return p + m;
}
SCALAR(bound_changed_in_body, 0.8, 1.5, -0.4, 0.3, -1.0)

//@ counter_after_loop
KINDS()
double counter_after_loop(int n, const double x[n])
{
    double p = 0.5;
    int i;
    for (i = 0; i < n; i++)
        if (x[i] < 0)
            break;
    p *= i < n ? x[i] * i : 1;
    for (i = i - 1; i >= 0; --i)
        p = p * x[i] + i;
    return p * (i + 3) * x[0];
}
SCALAR(counter_after_loop, 0.8, 1.5, -0.4, 0.3, -1.0)

//@ while_halving
KINDS()
double while_halving(int n, const double x[n])
{
    double a = x[0] * 100;
    while (a > 1.0)
        a = a / 2 + 0.1 * x[1];
    return a * a;
}
SCALAR(while_halving, 0.83, 1.5)

//@ while_norm
KINDS()
double while_norm(int n, const double x[n])
{
    double b = 2 * x[0];
    while (fabs(b) < 1000)
        b = b * 2;
    double c;
    if (b > 0)
        c = b;
    else
        c = 100 * b;
    return c;
}
SCALAR(while_norm, -0.83)

//@ do_while
KINDS()
double do_while(int n, const double x[n])
{
    double a = x[0];
    int k = 0;
    do {
        a = a * x[1] + sin(a);
        k++;
    } while (k < 7 && a < 20);
    do
        a = a * x[0];
    while (0);
    do {
        if (k-- < 3)
            continue;
        a += cos(a);
    } while (k > 0);
    return a;
}
SCALAR(do_while, 0.83, 1.5)

//@ forever_break
KINDS()
double forever_break(int n, const double x[n])
{
    double a = x[0];
    int i = 0;
    for (;;) {
        a = a * x[1] + sin(a);
        if (a > 5)
            break;
        if (++i > 10)
            break;
        a += x[0] * 0.1;
    }
    while (1) {
        if (a < 1)
            break;
        a = sqrt(a) - 0.1;
    }
    return a * x[1];
}
SCALAR(forever_break, 0.83, 1.5)

//@ break_continue
KINDS()
double break_continue(int n, const double x[n])
{
    double s = 0, p = 1;
    for (int i = 0; i < n; i++) {
        if (x[i] < 0)
            continue;
        p *= x[i];
        if (p > 3)
            break;
        s += p * x[i];
        if (s > 100)
            continue;
        p += sin(s);
    }
    return s * p;
}
SCALAR(break_continue, 0.8, 1.5, -0.4, 0.3, 2.0, 2.0, 2.0)

//@ nested_break
KINDS()
double nested_break(int n, const double x[n])
{
    double s = 0.1;
    for (int i = 0; i < n; i++) {
        for (int j = i; j < n; j++) {
            if (j == i + 2)
                break;
            s += x[i] * x[j] * s;
            if (s > 2)
                break;
        }
        if (s > 4)
            break;
        s *= 1.5;
    }
    return s;
}
SCALAR(nested_break, 0.8, 1.5, -0.4, 0.3, 2.0, 1.1)

//@ early_return
KINDS()
double early_return(int n, const double x[n])
{
    double s = 1;
    for (int i = 0; i < n; i++) {
        s *= x[i] + 1;
        if (s > 3)
            return s * s;
        for (int j = 0; j < i; j++) {
            s += sin(x[j]);
            if (s < -1)
                return s + x[0];
            if (s > 2.5)
                return exp(-s) * x[j];
        }
    }
    return s;
}
#ifdef TEST_MAIN
TEST(early_return)
{
    const struct grad_scalar d = GRAD_SCALAR(early_return);
    const double a[] = {2.5, 1, 1}, b[] = {0.1, 0.2, -0.3}, c[] = {0.9, 0.5, 0.7}, e[] = {0.9, 0.3, -3.0, 1.0};
    grad_scalar_all(d, 3, a, 2e-9);
    grad_scalar_all(d, 3, b, 2e-9);
    grad_scalar_all(d, 3, c, 2e-9);
    grad_scalar_all(d, 4, e, 2e-9);
}
#endif

//@ triangular
KINDS()
double triangular(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++)
            for (int k = j; k < i; k++)
                s += x[i] * x[j] * sin(x[k] + s);
    return s;
}
SCALAR(triangular, 0.8, 1.5, -0.4, 0.3, 1.2)

//@ data_dependent_trips
KINDS()
double data_dependent_trips(int n, const double x[n])
{
    double s = 0.2;
    for (int i = 0; i < n; i++) {
        int m = (int)(x[i] * 3);
        for (int j = 0; j < m; j++)
            s = s * x[i] + cos(s);
        while (s > 2)
            s *= 0.7 * x[0];
    }
    return s;
}
SCALAR(data_dependent_trips, 0.85, 1.5, -0.4, 1.75)

//@ two_counters
KINDS()
double two_counters(int n, const double x[n])
{
    double s = 0.2;
    int i, j;
    for (i = 0, j = n - 1; i < j; i++, j--)
        s += x[i] * x[j] * s;
    for (i = 0, j = 1; j < n; i += 1, j *= 2)
        s = s * x[i] + x[j];
    return s;
}
SCALAR(two_counters, 0.85, 1.5, -0.4, 1.75, 0.2)

//@ pointer_loop
KINDS()
double pointer_loop(int n, const double x[n])
{
    double s = 0.2;
    for (const double *p = x; p < x + n; p++)
        s = s * *p + sin(*p);
    const double *end = x + n, *q = x;
    while (q != end)
        s += *q++ * s;
    for (q = end; q-- > x;)
        s = s * *q + 0.5;
    return s;
}
SCALAR(pointer_loop, 0.85, 1.5, -0.4, 0.75)

//@ condition_with_effect
KINDS()
double condition_with_effect(int n, const double x[n])
{
    double s = 0.2;
    int i = n;
    while (i-- > 0)
        s = s * x[i] + 1;
    while (++i < n)
        s += x[i] * s;
    double a = 1;
    for (i = 0; (a *= 0.5) > 0.01; i++)
        s += a * x[i % n] * s;
    return s;
}
SCALAR(condition_with_effect, 0.85, 1.5, -0.4, 0.75)

//@ real_counter
KINDS()
double real_counter(int n, const double x[n])
{
    double s = x[0];
    for (double t = 0; t < 1.0; t += 0.125)
        s += t * x[1] * s * 0.5;
    for (float t = 3; t > 0; t--)
        s = s * x[0] + t;
    return s;
}
SCALAR(real_counter, 0.85, 1.5)

//@ active_counter
KINDS()
double active_counter(int n, const double x[n])
{
    double s = 1;
    for (double t = x[0]; t < 2.0; t += x[1])
        s += t * t * s;
    return s;
}
SCALAR(active_counter, 0.85, 0.251)

//@ loop_deep
KINDS()
double loop_deep(int n, const double x[n])
{
    double s = 1;
    for (int a = 0; a < 2; a++)
        for (int b = 0; b < 2; b++)
            for (int c = 0; c < 2; c++)
                for (int d = 0; d < 2; d++)
                    for (int e = 0; e < 2; e++)
                        s = s * x[(a + b + c + d + e) % n] + sin(s);
    return s;
}
SCALAR(loop_deep, 0.85, 0.251, 0.4)

//@ loop_locals
KINDS()
double loop_locals(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        double a = x[i] * x[i], b;
        if (i % 2)
            b = a * 2;
        else
            b = sin(a);
        {
            double a = b * b;
            b += a * s;
        }
        double c[3] = {a, b};
        c[2] += c[0] * c[1];
        s += c[2] + c[1] * s;
    }
    return s;
}
SCALAR(loop_locals, 0.85, 0.251, 0.4, -0.9)

//@ carried_values
KINDS()
double carried_values(int n, const double x[n])
{
    double prev = 0, cur = 1, next;
    for (int i = 0; i < n; i++) {
        next = x[i] * cur - prev * prev;
        prev = cur;
        cur = next;
    }
    return cur * prev;
}
SCALAR(carried_values, 0.85, 0.251, 0.4, -0.9)

//@ swap_in_loop
KINDS()
double swap_in_loop(int n, const double x[n])
{
    double a = x[0], b = x[1];
    for (int i = 0; i < 5; i++) {
        double t = a;
        a = b * x[i % n];
        b = t + sin(a);
    }
    return a - b * b;
}
SCALAR(swap_in_loop, 0.85, 0.251)

//@ max_running
KINDS()
double max_running(int n, const double x[n])
{
    double m = x[0], second = -1e9;
    int at = 0;
    for (int i = 1; i < n; i++)
        if (x[i] > m) {
            second = m;
            m = x[i];
            at = i;
        } else if (x[i] > second)
            second = x[i];
    return m * second + at * x[at];
}
SCALAR(max_running, 0.85, 0.251, 1.3, 0.9, -0.2, 2.0, 1.9)

//@ last_writer
KINDS()
double last_writer(int n, const double x[n])
{
    double v = 0;
    for (int i = 0; i < n; i++) {
        if (x[i] > 0.3)
            v = x[i] * x[i];
        if (i == 2)
            v = 3;
        if (i > 2)
            v *= x[i];
    }
    return v;
}
SCALAR(last_writer, 0.85, 0.251, 1.3, 0.9, -0.2, 2.0)

//@ overwritten_input
KINDS()
double overwritten_input(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        s = x[i];
        s = s * s;
    }
    return s;
}
SCALAR(overwritten_input, 0.85, 0.251, 1.3)

//@ symbolic_steps_nested
KINDS()
double symbolic_steps_nested(int n, const double x[n])
{
    const int row = n / 2, two = 2 * row;
    double state[4] = {0.3, -0.2, 0.5, 0.1}, p = 0.5;
    for (int t = 0; t <= 3 * row - 1; t += row)
        for (int i = 1; i < n; i += two - 1)
            for (int k = 0; k < row; k++) {
                p = p * x[k] + sin(p * state[i % 4]);
                state[i % 4] = state[i % 4] * p + x[i];
            }
    return p * state[1];
}
SCALAR(symbolic_steps_nested, 0.8, -0.5, 0.7, 0.3, 0.1)

//@ symbolic_step_no_trips
KINDS()
double symbolic_step_no_trips(int n, const double x[n])
{
    const int none = n - n;
    double p = x[0];
    for (int t = 0; t < n; t++)
        for (int i = 2 * n; i < n; i += none) /* never: the step is zero */
            p = p * p * x[i];
    for (long i = 2; i <= none; i += none - 1)
        p = p * p * x[i];
    return p * x[1];
}
SCALAR(symbolic_step_no_trips, 0.8, -0.5, 0.7)

//@ symbolic_step_changes
KINDS()
double symbolic_step_changes(int n, const double x[n])
{
    double p = 0.5;
    int step = 1;
    for (int t = 0; t < 3; t++) {
        for (int i = 0; i < n; i += step) /* another each time */
            p = p * x[i] + cos(p);
        step += t;
    }
    for (int i = 0; i < n; i += step) { /* while it runs */
        p = p * p * x[i] + 0.3;
        step++;
    }
    return p;
}
SCALAR(symbolic_step_changes, 0.8, -0.5, 0.7, 0.3, 0.1, 0.9, 0.4)

//@ symbolic_step_leaves
KINDS()
double symbolic_step_leaves(int n, const double x[n])
{
    const int step = n / 3;
    double p = 0.5;
    for (int i = 0; i < n; i += step) {
        if (p > 1.2)
            break;
        p = p * p + x[i];
    }
    for (unsigned i = 5; i < 10; i += (unsigned)-1) /* downwards: the sum wraps */
        p = p * p - x[i % (unsigned)n];
    return p;
}
SCALAR(symbolic_step_leaves, 0.8, -0.5, 0.2, 0.3, 0.1, 0.2, 0.4)

//@ symbolic_step_apart
KINDS_INPLACE()
void symbolic_step_apart(int n, double y[n])
{
    const int step = n / 4;
    for (int i = 1; i + 1 < n; i += step) {
        y[i] = y[i] * y[i - 1] + y[i + 1] * y[i + 1];
        y[i + 1] = sin(y[i]) * y[i + 1];
    }
}
INPLACE(symbolic_step_apart, 0.8, -0.5, 0.2, 0.3, 0.1, 0.2, 0.4, 0.7, -0.6)

//@ condition_calls
/* ---- loops whose condition does something: what it does stands in front of the loop and at its end ---- */

static double length(int n, const double *b)
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += b[i] * b[i];
    return sqrt(s);
}

KINDS()
double condition_calls(int n, const double x[n])
{
    double b[3] = {x[0], x[1], x[2]};
    int k = n + 2;
    double p = 1.0;
    while (length(3, b) < 3.3)
        for (int i = 0; i < 3; i++)
            b[i] *= 1.5 + 0.1 * b[(i + 1) % 3];
    while (--k > 0)
        p = p * b[0] + sin(p);
    return p * b[1] + b[2];
}
SCALAR(condition_calls, 0.7, 1.1, 0.9)

//@ condition_active
/* The condition is active itself, and what it sets is used in the body and behind the loop. */
KINDS()
double condition_active(int n, const double x[n])
{
    double s = x[0], r = 0.0, t;
    int k = n;
    while ((t = s * x[1], k-- > 0)) {
        r += t * t;
        s = 0.8 * s * t + 0.1;
    }
    for (int i = 0; i < 3; i++) {
        double u = x[2];
        int left = i;
        while ((u *= 0.5 + 0.1 * s) > 1e-9 && left-- > 0)
            r += u * t;
    }
    return r * s + t;
}
SCALAR(condition_active, 1.3, 0.9, 2.5)

//@ condition_and_jumps
/* With ways out and jumps that keep the loop as it is. */
KINDS()
double condition_and_jumps(int n, const double x[n])
{
    double r = x[1], s = x[0];
    int k = 9, m = 7;
    while (--k > 0) {
        if (k % 3 == 0)
            continue;
        r *= s;
        switch (k % 2) {
        case 0:
            s += 0.1 * r;
            break;
        default:
            s -= 0.05 * r;
        }
    }
    while (m-- > 0) {
        s = s * r + 0.3;
        if (m < 2)
            break;
    }
    do
        s *= 1.1 + 0.01 * r;
    while (++m < 4);
    return r * s * x[2];
}
SCALAR(condition_and_jumps, 0.9, 1.2, 0.4)
