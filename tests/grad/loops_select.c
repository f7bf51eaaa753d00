/* Loops of which one iteration gives its values on: largest, smallest, nearest; and loops that look
   like one. */
#include "grad.h"
#include <math.h>
#include <stddef.h>

//@ largest
KINDS()
double largest(int n, const double x[n])
{
    double m = x[0];
    for (int i = 1; i < n; i++)
        if (x[i] > m)
            m = x[i];
    return m * m;
}
SCALAR(largest, 0.3, 1.7, -0.4, 1.1)

//@ largest_of_none
KINDS()
double largest_of_none(int n, const double x[n])
{
    double m = x[0] * x[0];
    for (int i = n; i < n; i++)
        if (x[i] > m)
            m = x[i];
    return m * m;
}
SCALAR(largest_of_none, 0.3, 1.7)

//@ by_condition
KINDS()
double by_condition(int n, const double x[n])
{
    double m = x[0], l = x[0];
    for (int i = 1; i < n; i++)
        m = x[i] > m ? x[i] : m;
    for (int i = 1; i < n; i++)
        l = l < x[i] * x[1] ? l : x[i] * x[1];
    return m * m + sin(l);
}
SCALAR(by_condition, 0.3, 1.7, -0.4, 2.1, 0.2)

//@ by_fmax
KINDS()
double by_fmax(int n, const double x[n])
{
    double m = -INFINITY, l = x[n - 1];
    for (int i = 0; i < n; i++)
        m = fmax(x[i] * x[(i + 1) % n], m);
    for (unsigned i = 0; i + 1 < (unsigned)n; i++)
        l = fmin(l, x[i] + x[i + 1] * x[0]);
    return m * m + exp(l);
}
SCALAR(by_fmax, 0.3, 1.7, -0.4, 2.1, 0.2)

//@ nearest
KINDS()
double nearest(int n, const double x[n])
{
    double cost = 0;
    for (int p = 0; p < 3; p++) {
        double best = 1e300;
        for (int j = 0; j < n - 3; j++) {
            double sum = 0;
            for (int k = 0; k < 3; k++)
                sum += (x[j + k] - sin(p + k)) * (x[j + k] - sin(p + k)) * cosh(x[k]);
            if (sum < best)
                best = sum;
        }
        cost += best;
    }
    return cost;
}
SCALAR(nearest, 0.3, 1.7, -0.4, 2.1, 0.2, -0.7, 0.9)

//@ carried
/* The outer loop is not fused: what the picked iteration needs is kept for each. */
KINDS()
double carried(int n, const double x[n])
{
    double t = 0.1;
    for (int j = 0; j < 4; j++) {
        double best = 1e300, w = 0;
        for (int i = n - 1; i >= 0; i -= 2) {
            double d = x[i] * sin(x[i] + t) + 0.01 * i;
            if (i != 3)
                if (d < best) {
                    best = d;
                    w = d * x[(i + 1) % n];
                }
        }
        t = sin(t + best + w * t);
    }
    return t;
}
SCALAR(carried, 0.3, 1.7, -0.4, 2.1, 0.2)

//@ in_else
KINDS()
double in_else(int n, const double x[n])
{
    double m = 3, p = 0;
    int where = 0;
    for (size_t i = (size_t)n; i > 0; i--)
        if (x[i - 1] >= m) {
            where++;
        } else {
            p = m * 0 + x[i - 1];
            m = x[i - 1] * 0.9;
        }
    return m * p + where;
}
SCALAR(in_else, 0.3, 1.7, -0.4, 2.1, 0.2)

//@ fades
/* The old value lives on: no selection. */
KINDS()
double fades(int n, const double x[n])
{
    double m = x[0];
    for (int i = 1; i < n; i++)
        if (x[i] > m)
            m = 0.5 * m + x[i];
    return m * m;
}
SCALAR(fades, 0.3, 1.7, -0.4, 4.1, 0.2)

//@ read_on_the_way
KINDS()
double read_on_the_way(int n, const double x[n])
{
    double m = x[0], s = 0;
    for (int i = 1; i < n; i++) {
        if (x[i] > m)
            m = x[i];
        s += m * x[i];
    }
    return m * m + s;
}
SCALAR(read_on_the_way, 0.3, 1.7, -0.4, 4.1, 0.2)

//@ two_places
KINDS()
double two_places(int n, const double x[n])
{
    double m = x[0];
    for (int i = 1; i < n; i++) {
        if (x[i] > m)
            m = x[i];
        if (x[i] * x[i] > m)
            m = x[i] * x[i];
    }
    return m * m;
}
SCALAR(two_places, 0.3, 1.7, -0.4, 4.1, -5.2)

//@ both_branches
KINDS()
double both_branches(int n, const double x[n])
{
    double m = x[0], l = x[0];
    for (int i = 1; i < n; i++)
        if (x[i] > m)
            m = x[i];
        else
            l = x[i] * x[0];
    return m * l;
}
SCALAR(both_branches, 0.3, 1.7, -0.4, 4.1, -5.2)

//@ largest_and_second
KINDS()
double largest_and_second(int n, const double x[n])
{
    double m = x[0], l = -9;
    for (int i = 1; i < n; i++) {
        if (x[i] > m) {
            l = m;
            m = x[i];
        } else if (x[i] > l) {
            l = x[i];
        }
    }
    return m * l;
}
SCALAR(largest_and_second, 0.3, 1.7, -0.4, 4.1, 2.2)

//@ triangle
/* The inner loop's count depends on the outer loop's counter. */
KINDS()
double triangle(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        double m = -9;
        for (int j = 0; j <= i; j++) {
            double t = 1;
            for (int k = j; k < n; k++)
                t *= x[k];
            if (t > m)
                m = t;
        }
        s = s * 0.7 + m * m;
    }
    return s;
}
SCALAR(triangle, 0.3, 1.7, -0.4, 2.1, 0.9)

//@ until_break
KINDS()
double until_break(int n, const double x[n])
{
    double m = x[0];
    for (int i = 1; i < n; i++) {
        if (x[i] < 0)
            break;
        if (x[i] > m)
            m = x[i] * x[0];
    }
    return m * m;
}
SCALAR(until_break, 0.9, 1.7, 2.1, -0.4, 9.0)

//@ in_helper
static double peak(int n, const double *x, int depth)
{
    double m = depth > 0 ? peak(n, x, depth - 1) : x[0];
    for (int i = 1; i < n; i++)
        if (x[i] * depth > m)
            m = x[i] * depth;
    return m;
}
KINDS()
double in_helper(int n, const double x[n])
{
    return peak(n, x, 3) * x[1];
}
SCALAR(in_helper, 0.3, 1.7, -0.4, 2.1, 0.9)

//@ softmax_terms
KINDS()
double softmax_terms(int n, const double x[n])
{
    double total = 0;
    for (int p = 0; p < 3; p++) {
        double t[n], m, s = 0;
        for (int i = 0; i < n; i++)
            t[i] = p * x[i] - x[i] * x[i];
        m = t[0];
        for (int i = 1; i < n; i++)
            m = m > t[i] ? m : t[i];
        for (int i = 0; i < n; i++)
            s += exp(t[i] - m);
        total += m + log(s);
    }
    return total;
}
SCALAR(softmax_terms, 0.3, 1.7, -0.4, 2.1, 0.9)

//@ moved_pointer
KINDS()
double moved_pointer(int n, const double x[n])
{
    double m = -9;
    const double *p = x;
    for (int i = 0; i < n; i++, p++)
        if (*p > m)
            m = *p * p[0];
    return m;
}
SCALAR(moved_pointer, 0.3, 1.7, -0.4, 2.1, 0.9)

//@ own_memory
struct pair {
    double a, b;
};
KINDS()
double own_memory(int n, const double x[n])
{
    double m = -9;
    for (int i = 0; i < n; i++) {
        struct pair p = {x[i], x[0]};
        struct pair *q = &p;
        double w[2] = {q->a * q->b, q->a};
        if (w[0] > m)
            m = w[0] + w[1];
    }
    return m;
}
SCALAR(own_memory, 0.3, 1.7, -0.4, 2.1, 0.9)
