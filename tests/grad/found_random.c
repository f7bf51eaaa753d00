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
