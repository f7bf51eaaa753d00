/* inputs.c: see bench.h. The independents of each objective lie in one array, as <adc/check.h>
   has it; a context knows what is where. */
#include "bench.h"
#include "objectives.h"
#include "objectives.adc.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void *allocate(size_t n, size_t size)
{
    void *p = calloc(n, size);
    if (!p)
        abort();
    return p;
}

double *random_array(size_t n, double low, double high, unsigned long long seed)
{
    double *a = allocate(n, sizeof *a);
    for (size_t i = 0; i < n; i++)
        a[i] = low + (high - low) * 0.5 * (1.0 + adc_check_random(&seed));
    return a;
}

/* ---- gmm ---- */

typedef struct Gmm {
    int n, d, k;
    const double *x;
} Gmm;

static void gmm_value(void *context, const double *p, double *y)
{
    const Gmm *g = context;
    int n = g->n, d = g->d, k = g->k;
    *y = gmm(n, d, k, (void *)g->x, p, (void *)(p + k), (void *)(p + k + k * d),
             (void *)(p + k + 2 * k * d), 1.0, 0);
}

static void gmm_jacobian(void *context, const double *p, double *jac)
{
    const Gmm *g = context;
    int n = g->n, d = g->d, k = g->k;
    gmm_gradient(n, d, k, (void *)g->x, p, (void *)(p + k), (void *)(p + k + k * d),
                 (void *)(p + k + 2 * k * d), 1.0, 0, jac, (void *)(jac + k),
                 (void *)(jac + k + k * d), (void *)(jac + k + 2 * k * d));
}

Objective gmm_new(int n, int d, int k)
{
    Gmm *g = allocate(1, sizeof *g);
    *g = (Gmm){n, d, k, random_array((size_t)(n * d), -2.0, 2.0, 1)};
    size_t parameters = (size_t)(k * (1 + 2 * d + d * (d - 1) / 2));
    return (Objective){"gmm",
                       "gradient",
                       {.name = "gmm",
                        .n = parameters,
                        .m = 1,
                        .context = g,
                        .value = gmm_value,
                        .jacobian = gmm_jacobian,
                        .x = random_array(parameters, -1.0, 1.0, 2)}};
}

/* ---- ba: `observations` times the same camera and point, so that the clock sees something ---- */

static const double feature[2] = {271.760969, 834.209256};

static void ba_value(void *context, const double *p, double *y)
{
    for (int i = *(int *)context; i > 0; i--)
        reprojection(p, p + 11, p[14], feature, y);
}

static void ba_jacobian(void *context, const double *p, double *jac)
{
    double err[2], cam[22], x[6], w[2];
    for (int i = *(int *)context; i > 0; i--)
        reprojection_jacobian(p, p + 11, p[14], feature, err, cam, x, w);
    for (int r = 0; r < 2; r++) {
        memcpy(jac + 15 * r, cam + 11 * r, 11 * sizeof *cam);
        memcpy(jac + 15 * r + 11, x + 3 * r, 3 * sizeof *x);
        jac[15 * r + 14] = w[r];
    }
}

Objective ba_new(int observations)
{
    static const double at[15] = {-0.75, -1.1,  -0.84,  34.5, 39.6,  53.8, 419.0, 5.8,
                                  -8.5,  0.087, 0.0027, 7.2,  0.001, 3.02, 0.417};
    int *times = allocate(1, sizeof *times);
    *times = observations;
    return (Objective){"ba",
                       "2 x 15 jacobian",
                       {.name = "ba",
                        .n = 15,
                        .m = 2,
                        .context = times,
                        .value = ba_value,
                        .jacobian = ba_jacobian,
                        .x = at}};
}

/* ---- lstm: params, extra, state ---- */

typedef struct Lstm {
    int l, c, b;
    const double *sequence;
    double *state;
} Lstm;

static void lstm_value(void *context, const double *p, double *y)
{
    const Lstm *g = context;
    int l = g->l, c = g->c, b = g->b;
    memcpy(g->state, p + 8 * l * b + 3 * b, (size_t)(2 * l * b) * sizeof *p);
    *y = lstm(l, c, b, (void *)p, (void *)(p + 8 * l * b), (void *)g->state, (void *)g->sequence);
}

static void lstm_jacobian(void *context, const double *p, double *jac)
{
    const Lstm *g = context;
    int l = g->l, c = g->c, b = g->b;
    memcpy(g->state, p + 8 * l * b + 3 * b, (size_t)(2 * l * b) * sizeof *p);
    lstm_gradient(l, c, b, (void *)p, (void *)(p + 8 * l * b), (void *)g->state,
                  (void *)g->sequence, (void *)jac, (void *)(jac + 8 * l * b),
                  (void *)(jac + 8 * l * b + 3 * b));
}

Objective lstm_new(int l, int c, int b)
{
    Lstm *g = allocate(1, sizeof *g);
    size_t state = (size_t)(2 * l * b), parameters = (size_t)(8 * l * b + 3 * b) + state;
    *g = (Lstm){l, c, b, random_array((size_t)(c * b), 0.0, 1.0, 3), allocate(state, 8)};
    return (Objective){"lstm",
                       "gradient",
                       {.name = "lstm",
                        .n = parameters,
                        .m = 1,
                        .context = g,
                        .value = lstm_value,
                        .jacobian = lstm_jacobian,
                        .x = random_array(parameters, 0.0, 1.0, 4)}};
}

/* ---- hand ---- */

typedef struct Tracking {
    Hand model;
    int n;
    int *correspondence;
    const double *point;
    double *err;
} Tracking;

static void hand_value(void *context, const double *theta, double *y)
{
    const Tracking *t = context;
    hand(theta, &t->model, t->n, t->correspondence, (void *)t->point, (void *)y);
}

static void hand_all(void *context, const double *theta, double *jac)
{
    const Tracking *t = context;
    hand_jacobian(theta, &t->model, t->n, t->correspondence, (void *)t->point, (void *)t->err, jac);
}

Objective hand_new(size_t vertices, size_t n)
{
    static const int parents[bones] = {-1, 0,  1, 2,  3,  0,  5, 6,  7,  0,  9,
                                       10, 11, 0, 13, 14, 15, 0, 17, 18, 19, 0};
    Tracking *t = allocate(1, sizeof *t);
    Hand *m = &t->model;
    unsigned long long seed = 5;
    memcpy(m->parent, parents, sizeof parents);
    for (int i = 0; i < bones; i++)
        for (int r = 0; r < 4; r++)
            for (int c = 0; c < 4; c++) {
                m->relative[i].at[r][c] =
                    r == 3 ? c == 3 : (r == c) + 0.2 * adc_check_random(&seed);
                m->inverse_absolute[i].at[r][c] =
                    r == 3 ? c == 3 : (r == c) + 0.2 * adc_check_random(&seed);
            }
    m->vertices = (int)vertices;
    m->position = (void *)random_array(4 * vertices, -1.0, 1.0, 6);
    m->weight = (void *)random_array(bones * vertices, 0.0, 1.0 / bones, 7);
    t->n = (int)n;
    t->correspondence = allocate(n, sizeof *t->correspondence);
    for (size_t i = 0; i < n; i++)
        t->correspondence[i] = (int)(7 * i % vertices);
    t->point = random_array(3 * n, -1.0, 1.0, 8);
    t->err = allocate(3 * n, sizeof *t->err);
    return (Objective){"hand",
                       "26-column jacobian",
                       {.name = "hand",
                        .n = hand_parameters,
                        .m = 3 * n,
                        .context = t,
                        .value = hand_value,
                        .jacobian = hand_all,
                        .x = random_array(hand_parameters, -1.0, 1.0, 9)}};
}
