/* What a function without a body was given, another one changes later: no derivatives are in it, but the reverse sweep must
   have it as it was. */
#include "grad.h"
#include <stdlib.h>

// unseen: defined where adc does not look
struct setting {
    double w;
    int n;
    double *tab;
};
void unseen_takes(double *w);
void unseen_takes_setting(void *setting);
void unseen_changes(int i);
#ifdef TEST_MAIN
static double *taken;
static struct setting *taken_setting;
void unseen_takes(double *w)
{
    taken = w;
    taken_setting = NULL;
}
void unseen_takes_setting(void *setting)
{
    taken_setting = setting;
    taken = NULL;
}
void unseen_changes(int i)
{
    if (taken)
        taken[0] = taken[0] * 1.3 + 0.1 * i;
    if (taken_setting) {
        taken_setting->w *= 1.2;
        taken_setting->n = 4;
        if (taken_setting->tab)
            taken_setting->tab[0] += 0.3 + i;
    }
}
#endif

//@ memory_given_before
KINDS()
double local_given_before(int n, const double x[n])
{
    double w = 0.5, s = 1.0;
    unseen_takes(&w);
    for (int i = 0; i < n; i++) {
        s += s * x[i] * x[i] * w;
        unseen_changes(i);
    }
    return s;
}
SCALAR(local_given_before, 0.3, 0.6, 0.5)

KINDS()
double allocated_given_before(int n, const double x[n])
{
    double s = 1.0, *w = malloc(2 * sizeof *w);
    w[0] = w[1] = 0.7;
    unseen_takes(w);
    for (int i = 0; i < n; i++) {
        s += s * x[i] * x[i] * w[i & 1];
        unseen_changes(i);
    }
    unseen_takes(NULL);
    free(w);
    return s;
}
SCALAR(allocated_given_before, 0.3, 0.6, 0.5)

//@ memory_given_by_a_callee
static void takes(struct setting *c)
{
    if (c->n)
        unseen_takes_setting(c);
}
static void changes(int i)
{
    if (i >= 0)
        unseen_changes(i);
}
KINDS()
double setting_given_by_a_callee(int n, const double x[n])
{
    double tab[2] = {0.3, 0.4}, s = 1.0;
    struct setting c = {0.5, 3, tab};
    takes(&c);
    for (int i = 0; i < n; i++) {
        s += s * x[i] * x[i] * c.w * c.tab[0];
        changes(i);
    }
    return s;
}
SCALAR(setting_given_by_a_callee, 0.3, 0.6, 0.5)

//@ memory_of_a_caller
static double part(int n, const double *x, double s, struct setting *c)
{
    if (n == 0)
        return s;
    s += s * x[0] * x[0] * c->w;
    unseen_changes(n);
    return part(n - 1, x + 1, s, c) * c->w;
}
KINDS()
double setting_of_a_caller(int n, const double x[n])
{
    struct setting c = {0.5, 3, NULL};
    unseen_takes_setting(&c);
    double s = part(n, x, 1.0, &c);
    return s * s;
}
SCALAR(setting_of_a_caller, 0.3, 0.6, 0.5)

//@ trips_given_before
KINDS()
double trips_of_what_was_given(int n, const double x[n])
{
    double tab[2] = {0.3, 0.4}, s = 1.0;
    struct setting c = {0.5, 3, tab};
    unseen_takes_setting(&c);
    for (int i = 0; i < c.n; i++) {
        s = s * s * x[n - 1];
        if (i == 1)
            unseen_changes(2);
    }
    return s * s;
}
SCALAR(trips_of_what_was_given, 0.8, 0.9)
