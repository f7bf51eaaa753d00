/* Memory that is used for one thing after another: what it held before is needed in the reverse sweep. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

//@ reuse_indices_then_reals
KINDS()
double reuse_indices_then_reals(int n, const double x[n])
{
    void *raw = malloc(n * sizeof(double));
    int *index = raw;
    for (int i = 0; i < n; i++)
        index[i] = (i * 3 + 1) % n;
    double s = 0;
    for (int i = 0; i < n; i++)
        s += x[index[i]] * x[i] * x[i];
    s = s * s;
    double *w = raw;
    for (int i = 0; i < n; i++)
        w[i] = x[i] * x[i];
    for (int i = 0; i < n; i++)
        s += w[i] * w[i];
    free(raw);
    return s;
}
SCALAR(reuse_indices_then_reals, 0.3, 0.7, 1.1, 0.2)

//@ reuse_of_an_arena
struct arena {
    char *base;
    size_t used;
};

static void *take(struct arena *a, size_t size)
{
    void *p = a->base + a->used;
    a->used += (size + 15) / 16 * 16;
    return p;
}

KINDS()
double reuse_of_an_arena(int n, const double x[n])
{
    struct arena a = {malloc(4096), 0};
    double sum = 1;
    for (int round = 0; round < 3; round++) {
        a.used = 0;
        if (round % 2) {
            double *t = take(&a, n * sizeof *t);
            for (int i = 0; i < n; i++)
                t[i] = sin(x[i]) * sum;
            for (int i = 0; i < n; i++)
                sum += t[i] * t[n - 1 - i];
        } else {
            int *at = take(&a, n * sizeof *at);
            for (int i = 0; i < n; i++)
                at[i] = (i + round + 1) % n;
            for (int i = 0; i < n; i++)
                sum += x[at[i]] * x[i] * 0.5 * sum;
        }
    }
    free(a.base);
    return sum;
}
SCALAR(reuse_of_an_arena, 0.3, 0.7, 1.1, 0.2)

//@ reuse_as_another_record
struct entry {
    int from, to;
    double weight;
};
struct cell {
    double value, slope;
};

KINDS()
double reuse_as_another_record(int n, const double x[n])
{
    char *raw = malloc(n * sizeof(struct entry));
    struct entry *e = (struct entry *)raw;
    double sum = 0;
    for (int i = 0; i < n; i++)
        e[i] = (struct entry){i, (i + 2) % n, x[i] + 1};
    for (int i = 0; i < n; i++)
        sum += x[e[i].from] * x[e[i].to] * e[i].weight * e[i].weight;
    struct cell *c = (struct cell *)raw;
    for (int i = 0; i < n; i++)
        c[i] = (struct cell){x[i] * sum, cos(x[i])};
    for (int i = 0; i < n; i++)
        sum += c[i].value * c[i].slope;
    free(raw);
    return sum;
}
SCALAR(reuse_as_another_record, 0.3, 0.7, 1.1, 0.2)

//@ reuse_by_two_parameters
/* The caller's memory, through a pointer to bytes. */
static double with_workspace(int n, const double *x, void *work)
{
    int *order = work;
    double sum = 0;
    for (int i = 0; i < n; i++)
        order[i] = n - 1 - i;
    for (int i = 0; i < n; i++)
        sum += x[order[i]] * x[i] * x[i];
    double *y = work;
    for (int i = 0; i < n; i++)
        y[i] = x[i] * sum;
    for (int i = 0; i < n; i++)
        sum += y[i] * y[i];
    return sum;
}

KINDS()
double reuse_by_two_parameters(int n, const double x[n])
{
    double *work = malloc(n * sizeof *work);
    double r = with_workspace(n, x, work);
    free(work);
    return r;
}
SCALAR(reuse_by_two_parameters, 0.3, 0.7, 1.1, 0.2)
