/* Programs for which some version of adc made a wrong derivative, each named for what went wrong. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

//@ kept_before_a_loop_that_writes_it
/* t was kept before the loop for an earlier use; the loop's own reads must keep their own values. */
KINDS()
double kept_before_a_loop(int n, const double x[n])
{
    double t = 0.3 * sin(-x[0]) + 0.1;
    double u = hypot(1.1 + fabs(0.2 * x[1]), t) + x[0];
    for (int i = 0; i < 3; i++) {
        double a = hypot(1.1 + fabs(0.2 * t), u);
        t = 0.5 * sin(x[i % n] - a * t);
    }
    return t + u;
}
SCALAR(kept_before_a_loop, 0.9412, 0.9131)

//@ record_copied_onto_itself
struct pack {
    double a, v[2];
};
KINDS()
double record_copied(int n, const double x[n])
{
    struct pack s = {x[0] * x[1], {sin(x[0]), x[1]}};
    struct pack *q = &s;
    *q = s;
    return q->v[0] * s.a + q->a + s.v[1];
}
SCALAR(record_copied, 0.8, -0.6)

//@ kept_after_the_step
/* The index is stored at the end of the body, where the loop that may be left has stepped already. */
KINDS()
double kept_after_step(int n, const double x[n])
{
    double t = cos(x[0]);
    for (unsigned i = 1; i < 5u; i += 2) {
        int j = 0;
        while (j < 2) {
            t = tanh(t * x[j % n] + 0.3);
            j++;
            if (t > 5)
                return t;
        }
        t *= x[(2 * j + 1) % n];
    }
    return t;
}
SCALAR(kept_after_step, 0.8, -0.6, 1.3)

//@ memory_behind_a_void_pointer
static void clear(void *p, size_t size)
{
    memset(p, 0, size);
}
KINDS()
double behind_void(int n, const double x[n])
{
    double a[3] = {x[1], x[0] * x[1], x[0]};
    double s = a[1] * a[1];
    clear(&a[1], sizeof(double));
    return s * a[0] * a[2] + a[1];
}
SCALAR(behind_void, 0.8, -0.2)

//@ array_copied_once_for_two_loops
KINDS()
double two_loops(int n, const double x[n])
{
    double s = 0.0, a[3], m[3];
    for (int i = 0; i < 3; i++)
        m[i] = x[i % n];
    for (int t = 0; t < 3; t++) {
        for (int i = 0; i < 3; i++)
            a[i] = x[i % n] * m[i];
        for (int i = 0; i < 3; i++)
            m[i] = 0.5 * a[i] + x[i % n];
        for (int i = 0; i < 3; i++)
            a[i] = x[i % n] * m[i];
        for (int i = 0; i < 3; i++)
            s += a[i];
    }
    return s;
}
SCALAR(two_loops, 0.8, -0.6, 1.3)
