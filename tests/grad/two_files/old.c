/* Old code declares what it calls, and has variables whose names are macros of <math.h>, which it does not include. */
double sin(double), log(double);
double INFINITY = 1e300;
extern double NAN;
double NAN = 3.0;
double old_limit(double x)
{
    double largest = log(INFINITY);
    return x > largest ? INFINITY : x * sin(x) / NAN;
}

#include "table.h"
static struct table scale_table = {{0.5, 0.25}, 2};
static double phase_sum(const struct table *t, double x)
{
    double s = 0;
    for (int i = t->n - 1; i >= 0; i--)
        s = s * x + t->c[i];
    return s;
}
double phase_of(const struct table *t, double x)
{
    return phase_sum(t, x) * phase_sum(&scale_table, x);
}
