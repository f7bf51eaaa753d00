/* Functions that are not inlined: memory that changes, or does not, between their two halves. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

struct half_two {
    double a, b;
};

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

//@ half_given_a_global
double half_G;
static double half_given_a_global_h(double v, int m)
{
    for (int i = m; i; i /= 2)
        half_G = sin(v) + 0.3 * half_G * v;
    if (m > 5)
        return half_given_a_global_h(v * half_G, m / 2);
    return v * half_G;
}
KINDS_STATE(half_G)
double half_given_a_global(int n, const double x[n])
{
    half_G = x[0] * x[1];
    double u = half_given_a_global_h(half_G, 7);
    return u + half_given_a_global_h(half_G, 3) * x[2] + half_G;
}
STATE(half_given_a_global, 0.7, -0.4, 0.9)

//@ half_given_an_address
static double half_given_an_address_h(double v, double *p, int m)
{
    for (int i = m; i; i /= 2)
        *p = sin(v) + 0.3 * *p * v;
    if (m > 5)
        return half_given_an_address_h(v * *p, p, m / 2);
    return v * *p;
}
KINDS()
double half_given_an_address(int n, const double x[n])
{
    double t = x[0] * x[1];
    double u = half_given_an_address_h(t, &t, 7);
    return u + half_given_an_address_h(t, &t, 3) * x[2] + t;
}
SCALAR(half_given_an_address, 0.7, -0.4, 0.9)

//@ half_given_a_pointer
static double half_given_a_pointer_h(double v, double **p, int m)
{
    for (int i = m; i; i /= 2)
        **p = sin(v) + 0.3 * **p * v;
    if (m > 5)
        return half_given_a_pointer_h(v * **p, p, m / 2);
    return v * **p;
}
KINDS()
double half_given_a_pointer(int n, const double x[n])
{
    double t = x[0] * x[1], *q = &t;
    double u = half_given_a_pointer_h(t, &q, 7);
    return u + half_given_a_pointer_h(t, &q, 3) * x[2] + t;
}
SCALAR(half_given_a_pointer, 0.7, -0.4, 0.9)

//@ half_given_a_struct_and_its_address
static double half_given_a_struct_and_its_address_h(struct half_two v, struct half_two *p, int m)
{
    for (int i = m; i; i /= 2)
        p->a = sin(v.a) + 0.3 * p->b * v.b, *p = v;
    if (m > 5)
        return half_given_a_struct_and_its_address_h(v, p, m / 2);
    return v.a * p->b;
}
KINDS()
double half_given_a_struct_and_its_address(int n, const double x[n])
{
    struct half_two t = {x[0] * x[1], x[2]}, u = {x[1], x[0]};
    double s = half_given_a_struct_and_its_address_h(t, &t, 7);
    t.a *= x[0];
    s += half_given_a_struct_and_its_address_h(t, &u, 3);
    return s + half_given_a_struct_and_its_address_h(u, &u, 3) * x[2] + t.a + u.b;
}
SCALAR(half_given_a_struct_and_its_address, 0.7, -0.4, 0.9)

//@ half_given_a_variable_and_its_address
static double half_given_a_variable_and_its_address_h(double v, double *p, int m)
{
    if (m > 0)
        return half_given_a_variable_and_its_address_h(v, p, m - 1) + half_given_a_variable_and_its_address_h(v * 0.5, p, m - 1);
    *p = v * v + *p * 0.5;
    return v * *p;
}
KINDS()
double half_given_a_variable_and_its_address(int n, const double x[n])
{
    double a = x[0] * x[1], *q = &a;
    double s = half_given_a_variable_and_its_address_h(a, q, 2);
    s += half_given_a_variable_and_its_address_h(*q, q, 1);
    return s + half_given_a_variable_and_its_address_h(a - 1.0, &a, 1) + a * x[2];
}
SCALAR(half_given_a_variable_and_its_address, 0.7, -0.4, 0.9)

//@ half_given_a_global_struct
struct half_two half_T;
static double half_given_a_global_struct_h(struct half_two v, int m)
{
    for (int i = m; i; i /= 2) {
        half_T.b = sin(v.a) + 0.3 * half_T.b;
        half_T = v;
    }
    if (m > 5)
        return half_given_a_global_struct_h(v, m / 2);
    return v.a * half_T.b;
}
KINDS_STATE(half_T)
double half_given_a_global_struct(int n, const double x[n])
{
    half_T = (struct half_two){x[0] * x[1], x[2]};
    double s = half_given_a_global_struct_h(half_T, 7);
    half_T.a *= x[0];
    s += half_given_a_global_struct_h(half_T, 3);
    return s + half_T.a * half_T.b;
}
STATE(half_given_a_global_struct, 0.7, -0.4, 0.9)

//@ half_that_takes_what_it_gives
static struct half_two half_that_takes_what_it_gives_h(struct half_two v, double t, int m)
{
    struct half_two r = {v.b * t, v.a};
    if (m > 0) {
        r = half_that_takes_what_it_gives_h(r, t * v.a, m - 1);
        r.a += v.a;
    }
    return r;
}
KINDS()
double half_that_takes_what_it_gives(int n, const double x[n])
{
    struct half_two t = {x[0] * x[1], x[2]};
    t = half_that_takes_what_it_gives_h(t, x[1], 2);
    t = half_that_takes_what_it_gives_h(t, t.a, 1);
    return t.a * t.b;
}
SCALAR(half_that_takes_what_it_gives, 0.7, -0.4, 0.9)

//@ half_that_gives_a_struct_again
static struct half_two half_that_gives_a_struct_again_h(struct half_two v, double t, int m)
{
    struct half_two r = {v.b * t, v.a};
    if (m > 0) {
        struct half_two q = half_that_gives_a_struct_again_h(r, t * v.a, m - 1);
        r.a += v.a * q.b;
    }
    return r;
}
KINDS()
double half_that_gives_a_struct_again(int n, const double x[n])
{
    struct half_two t = {x[0] * x[1], x[2]}, r;
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        r = half_that_gives_a_struct_again_h(t, x[i], 2);
        s += r.a * r.b;
    }
    r = half_that_gives_a_struct_again_h(r, x[1], 1);
    return s + r.a;
}
SCALAR(half_that_gives_a_struct_again, 0.7, -0.4, 0.9)
