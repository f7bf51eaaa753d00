/* Gradients whose first contribution is to each element in turn, sums that are there already, and what looks like it. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

//@ softmax_sum
KINDS()
double softmax_sum(int n, const double x[n])
{
    double m = x[0];
    for (int i = 1; i < n; i++)
        if (x[i] > m)
            m = x[i];
    double s = 0;
    for (int i = 0; i < n; i++)
        s += exp(x[i] - m);
    return m + log(s) * s;
}
SCALAR(softmax_sum, 0.3, 1.7, -0.4, 1.1)

//@ softmax_in_place
/* What is kept until the gradient is set is kept in the gradient. */
// alone
// lacks: adc_array
ADC_GRADIENT()
double softmax_in_place(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += exp(0.5 * x[i]);
    return log(s);
}
#ifdef TEST_MAIN
TEST(softmax_in_place)
{
    double x[] = {0.3, 1.7, -0.4, 1.1}, grad[4];
    softmax_in_place_gradient(4, x, grad);
    for (int i = 0; i < 4; i++)
        CHECK_CLOSE(grad[i], DIFF(x[i], softmax_in_place(4, x)), 1e-9);
}
#endif

//@ sum_starts_elsewhere
KINDS()
double sum_starts_elsewhere(int n, const double x[n])
{
    double s = 0, total = 0;
    for (int k = 0; k < 3; k++) {
        double m = x[k];
        for (int i = 0; i < n; i++)
            s += exp(x[i] - m);
        total += m * log(s);
    }
    return total;
}
SCALAR(sum_starts_elsewhere, 0.3, 1.7, -0.4, 1.1)

//@ sum_starts_at_one
KINDS()
double sum_starts_at_one(int n, const double x[n])
{
    double m = x[1], s = 1;
    for (int i = 0; i < n; i++)
        s += exp(x[i] - m);
    return m * log(s);
}
SCALAR(sum_starts_at_one, 0.3, 1.7, -0.4, 1.1)

//@ sum_of_some
KINDS()
double sum_of_some(int n, const double x[n])
{
    double m = x[1], s = 0, t = 0;
    for (int i = 0; i < n; i++)
        if (i != 2)
            s += exp(x[i] - m);
    for (int i = 0; i < n - 1; i++)
        t += exp(m - x[i]) * s;
    return m * log(s) * t;
}
SCALAR(sum_of_some, 0.3, 1.7, -0.4, 1.1)

//@ sum_of_two
KINDS()
double sum_of_two(int n, const double x[n])
{
    double m = x[1], s = 0;
    for (int i = 0; i < n; i++)
        s += exp(x[i] - m);
    for (int i = 0; i < n; i++)
        s += exp(x[i] * m);
    return m * log(s);
}
SCALAR(sum_of_two, 0.3, 1.7, -0.4, 1.1)

//@ sum_used_between
KINDS()
double sum_used_between(int n, const double x[n])
{
    double m = x[1], s = 0, p = 0;
    for (int i = 0; i < n; i++) {
        s += exp(x[i] - m);
        p += s * s;
    }
    return m * log(s) + p;
}
SCALAR(sum_used_between, 0.3, 1.7, -0.4, 1.1)

//@ neighbours_first
KINDS()
double neighbours_first(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += x[i] * sin(x[(i + 1) % n]);
    for (int i = 0; i < n - 1; i++)
        s += x[i] * exp(s * x[i + 1]);
    return s * s;
}
SCALAR(neighbours_first, 0.3, 0.7, -0.4, 0.1)

//@ some_first
KINDS()
double some_first(int n, const double x[n])
{
    double s = 0, t = 1;
    for (int i = 0; i < n; i++)
        t += x[i] * x[i];
    for (int i = 1; i < n; i++)
        s += x[i] * t;
    for (int i = 0; i < n; i++) {
        if (x[i] < 0)
            continue;
        s += x[i] * x[i] * x[0];
    }
    return s * s;
}
SCALAR(some_first, 0.3, 0.7, -0.4, 0.1)

//@ twice_in_a_loop
KINDS()
double twice_in_a_loop(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        s += x[i] * x[i];
        s += sin(x[i]) * x[i];
    }
    return sqrt(s);
}
SCALAR(twice_in_a_loop, 0.3, 0.7, -0.4, 0.1)

//@ kept_and_used_twice
KINDS()
double kept_and_used_twice(int n, const double x[n])
{
    double m = x[0] * x[1], s = 0;
    for (int i = 0; i < n; i++) {
        double e = exp(x[i] * m);
        s += e * e;
    }
    return m * log(s);
}
SCALAR(kept_and_used_twice, 0.3, 0.7, -0.4, 0.1)

//@ normalised
KINDS()
double normalised(int n, const double x[n])
{
    double s = 0, t = 0, p[n];
    for (int i = 0; i < n; i++) {
        p[i] = exp(x[i]);
        s += p[i];
    }
    for (int i = 0; i < n; i++)
        t += p[i] / s * log(p[i] / s) * x[n - 1 - i];
    return t;
}
SCALAR(normalised, 0.3, 0.7, -0.4, 0.1)

//@ rows_of_exponentials
static double lse(int n, const double *x)
{
    double m = x[0], s = 0;
    for (int i = 1; i < n; i++)
        m = fmax(m, x[i]);
    for (int i = 0; i < n; i++)
        s += exp(x[i] - m);
    return m + log(s);
}
KINDS()
double rows_of_exponentials(int n, const double x[n])
{
    double s = 0;
    for (int k = 0; k + 3 <= n; k++)
        s = s * 0.5 + lse(3, x + k) * lse(n, x);
    return s;
}
SCALAR(rows_of_exponentials, 0.3, 0.7, -0.4, 0.1)
