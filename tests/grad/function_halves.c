/* Functions that are not inlined: memory that changes, or does not, between their two halves. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

//@ memory_stays
static double powers1(int n, const double *a, int depth)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += a[i] * a[(i + depth) % n];
    return depth > 0 ? s * powers1(n, a, depth - 1) : s;
}
KINDS()
double memory_stays(int n, const double x[n])
{
    return powers1(n, x, 3);
}
SCALAR(memory_stays, 0.3, -0.7, 1.2)

//@ changed_after_the_call
static double powers2(int n, const double *a, int depth)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += a[i] * a[(i + depth) % n];
    return depth > 0 ? s * powers2(n, a, depth - 1) : s;
}
KINDS_INPLACE()
void changed_after_the_call(int n, double y[n])
{
    double p = powers2(n, y, 2);
    y[0] = p;
    double q = powers2(n, y, 1);
    y[1] = sin(q);
}
INPLACE(changed_after_the_call, 0.3, -0.7, 1.2)

//@ changed_by_itself
static double grows(int n, double *a, int depth)
{
    double s = a[0] * a[1];
    a[0] = s * a[1];
    if (depth > 0)
        s += grows(n, a, depth - 1) * a[0];
    return s;
}
KINDS_INPLACE()
void changed_by_itself(int n, double y[n])
{
    y[2] = grows(n, y, 2) * y[0];
}
INPLACE(changed_by_itself, 0.3, -0.7, 1.2)

//@ changed_through_another_name
static double two_names(const double *a, double *b, int depth)
{
    double s = a[0] * a[1];
    b[0] = 0.5 * s;
    return depth > 0 ? s + two_names(a, b, depth - 1) * a[0] : s * s;
}
KINDS_INPLACE()
void changed_through_another_name(int n, double y[n])
{
    double t = two_names(y, y, 2);
    y[2] = t * two_names(y + 1, y, 1);
}
INPLACE(changed_through_another_name, 0.3, -0.7, 1.2)

//@ memory_of_a_block
static double powers5(int n, const double *a, int depth)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += a[i] * a[(i + depth) % n];
    return depth > 0 ? s * powers5(n, a, depth - 1) : s;
}
KINDS()
double memory_of_a_block(int n, const double x[n])
{
    double s = 1;
    for (int i = 0; i < 3; i++) {
        double w[3] = {x[0] * s, x[1] + i, x[2] * x[i]};
        const double *p = w;
        s += sin(powers5(3, p, 2));
        if (i == 1) {
            double v[2] = {s, x[0]};
            s *= powers5(2, v, 1);
        }
    }
    return s;
}
SCALAR(memory_of_a_block, 0.3, -0.7, 1.2)

//@ memory_allocated_and_freed
static double powers6(int n, const double *a, int depth)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += a[i] * a[(i + depth) % n];
    return depth > 0 ? s * powers6(n, a, depth - 1) : s;
}
KINDS()
double memory_allocated_and_freed(int n, const double x[n])
{
    double s = 1;
    for (int i = 0; i < 2; i++) {
        double *w = malloc((size_t)n * sizeof *w);
        for (int k = 0; k < n; k++)
            w[k] = x[k] * s;
        s += powers6(n, w, 2);
        free(w);
    }
    return s;
}
SCALAR(memory_allocated_and_freed, 0.3, -0.7, 0.6)

//@ rows_that_stay
static double rows(int n, double **a, int depth)
{
    double s = 1;
    for (int i = 0; i < n; i++)
        s *= a[i][depth % 2] + a[0][0];
    return depth > 0 ? s * rows(n, a, depth - 1) : s;
}
KINDS()
double rows_that_stay(int n, const double x[n])
{
    double u[2] = {x[0], x[1]}, v[2] = {x[1] * x[2], x[0]};
    double *a[2] = {u, v};
    double s = rows(2, a, 2);
    a[1] = u;
    u[0] = s;
    return s * rows(2, a, 1);
}
SCALAR(rows_that_stay, 0.3, -0.7, 1.2)

//@ record_that_stays
struct node {
    double weight, w[2];
    const struct node *next;
};
static double chain(const struct node *t, double x)
{
    if (!t)
        return x;
    double y = x * t->weight * t->w[1];
    return t->weight * chain(t->next, y) + t->w[0] * y;
}
KINDS()
double record_that_stays(int n, const double x[n])
{
    struct node c = {x[0] * x[1], {x[2], 1}, NULL}, b = {x[1], {x[0], x[2]}, &c}, a = {x[2], {x[1], x[0]}, &b};
    double y = chain(&a, x[0]);
    b.weight = y;
    return chain(&a, y);
}
SCALAR(record_that_stays, 0.3, -0.7, 1.2)

//@ alternating_sign
static double cofactors(const double *a, int n, int first, int depth)
{
    double s = 0;
    int sign = depth % 2 ? 1 : -1;
    for (int i = first; i < n; i++) {
        const double element = a[i];
        const double rest = depth > 0 ? cofactors(a, n, i, depth - 1) : 1.0;
        if (sign > 0)
            s += element * rest;
        else
            s -= element * rest * a[0];
        sign = -sign;
    }
    return s;
}
KINDS()
double alternating_sign(int n, const double x[n])
{
    double s = cofactors(x, n, 0, 3);
    int turn = 1;
    for (int i = 0; i < n; i++) {
        s += turn * s * x[i];
        if (i != 1)
            turn = -turn;
    }
    return s;
}
SCALAR(alternating_sign, 0.3, -0.7, 1.2, 0.4)

//@ one_variable_for_two
static double mixes(double a, double b, int depth)
{
    double s = a * sin(b);
    return depth > 0 ? s + mixes(a, a, depth - 1) * b + mixes(b, a + 2.0, depth - 1) : s;
}
KINDS()
double one_variable_for_two(int n, const double x[n])
{
    double y = x[0] * x[1];
    y = mixes(y, y, 2);
    double z = mixes(x[2], y, 1);
    for (int i = 0; i < n; i++)
        z += mixes(z, x[i], 1);
    return y * z;
}
SCALAR(one_variable_for_two, 0.3, -0.7, 0.2)
