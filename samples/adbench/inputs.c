/* inputs.c: see bench.h. The independents of each objective lie in one array, as <adc/check.h>
   has it; a context knows what is where. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

#include "ba.adc.h"
#include "gmm.adc.h"
#include "hand.adc.h"
#include "lstm.adc.h"

double gmm(int n, int d, int k, const double x[n][d], const double alpha[k], const double mu[k][d],
           const double q[k][d], const double l[k][d * (d - 1) / 2], double gamma, int m);
void reprojection(const double cam[11], const double x[3], double w, const double feature[2],
                  double err[2]);
double lstm(int l, int c, int b, const double main_params[l][2][4][b],
            const double extra_params[3][b], const double state[l][2][b],
            const double sequence[c][b]);
void hand(int bones, int vertices, int points, const double theta[26], const int parent[bones],
          const double relative[bones][16], const double inverse[bones][16],
          const double skin[vertices][4], const double weight[vertices][bones], int mirrored,
          const int corresp[points], const double measured[points][3], double err[points][3]);

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

/* ---- gmm: alpha, mu, q, l ---- */

typedef struct Gmm {
    int n, d, k;
    void *x;
} Gmm;

static void gmm_value(void *context, const double *p, double *y)
{
    const Gmm *g = context;
    int n = g->n, d = g->d, k = g->k;
    const double *mu = p + k, *q = mu + k * d, *l = q + k * d;
    *y = gmm(n, d, k, g->x, p, (void *)mu, (void *)q, (void *)l, 1.0, 0);
}

static void gmm_jacobian(void *context, const double *p, double *jac)
{
    const Gmm *g = context;
    int n = g->n, d = g->d, k = g->k;
    const double *mu = p + k, *q = mu + k * d, *l = q + k * d;
    double *mu_grad = jac + k, *q_grad = mu_grad + k * d, *l_grad = q_grad + k * d;
    gmm_gradient(n, d, k, g->x, p, (void *)mu, (void *)q, (void *)l, 1.0, 0, jac, (void *)mu_grad,
                 (void *)q_grad, (void *)l_grad);
}

Objective gmm_new(int n, int d, int k)
{
    Gmm *g = allocate(1, sizeof *g);
    *g = (Gmm){n, d, k, random_array((size_t)(n * d), -2.0, 2.0, 1)};
    size_t parameters = (size_t)(k * (1 + 2 * d + d * (d - 1) / 2));
    Objective o = {.name = "gmm", .derivative = "gradient"};
    o.c.x = random_array(parameters, -1.0, 1.0, 2);
    o.c.n = parameters;
    o.c.m = 1;
    o.c.context = g;
    o.c.value = gmm_value;
    o.c.jacobian = gmm_jacobian;
    return o;
}

/* ---- ba: `observations` times the same camera and point, so that the clock sees something ---- */

static const double feature[2] = {271.0, 834.0};

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
    static const double at[15] = {-0.7, -1.1, -0.8, 34.0, 39.0,  53.0, 419.0, 5.8,
                                  -8.5, 0.08, 0.02, 7.2,  0.001, 3.0,  0.4};
    int *times = allocate(1, sizeof *times);
    *times = observations;
    Objective o = {.name = "ba", .derivative = "2 x 15 jacobian"};
    o.c.x = at;
    o.c.n = 15;
    o.c.m = 2;
    o.c.context = times;
    o.c.value = ba_value;
    o.c.jacobian = ba_jacobian;
    return o;
}

/* ---- lstm: main_params, extra_params ---- */

typedef struct Lstm {
    int l, c, b;
    void *state, *sequence;
} Lstm;

static void lstm_value(void *context, const double *p, double *y)
{
    const Lstm *g = context;
    const double *extra = p + 8 * g->l * g->b;
    *y = lstm(g->l, g->c, g->b, (void *)p, (void *)extra, g->state, g->sequence);
}

static void lstm_jacobian(void *context, const double *p, double *jac)
{
    const Lstm *g = context;
    int at = 8 * g->l * g->b;
    lstm_gradient(g->l, g->c, g->b, (void *)p, (void *)(p + at), g->state, g->sequence, (void *)jac,
                  (void *)(jac + at));
}

Objective lstm_new(int l, int c, int b)
{
    Lstm *g = allocate(1, sizeof *g);
    size_t parameters = (size_t)(8 * l * b + 3 * b);
    *g = (Lstm){l, c, b, random_array((size_t)(2 * l * b), 0.0, 1.0, 3),
                random_array((size_t)(c * b), 0.0, 1.0, 4)};
    Objective o = {.name = "lstm", .derivative = "gradient"};
    o.c.x = random_array(parameters, 0.0, 1.0, 5);
    o.c.n = parameters;
    o.c.m = 1;
    o.c.context = g;
    o.c.value = lstm_value;
    o.c.jacobian = lstm_jacobian;
    return o;
}

/* ---- hand: theta ---- */

enum { bones = 22, parameters = 26 };

typedef struct Tracking {
    int vertices, points;
    double relative[bones][16], inverse[bones][16];
    void *skin, *weight, *measured, *err;
    int *corresp;
} Tracking;

static const int parent[bones] = {-1, 0,  1, 2,  3,  0,  5, 6,  7,  0,  9,
                                  10, 11, 0, 13, 14, 15, 0, 17, 18, 19, 0};

static void hand_value(void *context, const double *theta, double *y)
{
    const Tracking *t = context;
    hand(bones, t->vertices, t->points, theta, parent, (void *)t->relative, (void *)t->inverse,
         t->skin, t->weight, 0, t->corresp, t->measured, (void *)y);
}

static void hand_all(void *context, const double *theta, double *jac)
{
    const Tracking *t = context;
    hand_jacobian(bones, t->vertices, t->points, theta, parent, (void *)t->relative,
                  (void *)t->inverse, t->skin, t->weight, 0, t->corresp, t->measured, t->err, jac);
}

static void random_bones(double to[bones][16], unsigned long long seed)
{
    for (int i = 0; i < bones; i++)
        for (int r = 0; r < 4; r++)
            for (int c = 0; c < 4; c++)
                to[i][4 * r + c] = r == 3 ? c == 3 : (r == c) + 0.2 * adc_check_random(&seed);
}

Objective hand_new(int vertices, int points)
{
    Tracking *t = allocate(1, sizeof *t);
    size_t v = (size_t)vertices, n = (size_t)points;
    t->vertices = vertices;
    t->points = points;
    random_bones(t->relative, 6);
    random_bones(t->inverse, 7);
    t->skin = random_array(4 * v, -1.0, 1.0, 8);
    t->weight = random_array(bones * v, 0.0, 1.0 / bones, 9);
    t->measured = random_array(3 * n, -1.0, 1.0, 10);
    t->err = random_array(3 * n, 0.0, 1.0, 11);
    t->corresp = allocate(n, sizeof *t->corresp);
    for (int i = 0; i < points; i++)
        t->corresp[i] = 7 * i % vertices;
    Objective o = {.name = "hand", .derivative = "26-column jacobian"};
    o.c.x = random_array(parameters, -1.0, 1.0, 12);
    o.c.n = parameters;
    o.c.m = 3 * n;
    o.c.context = t;
    o.c.value = hand_value;
    o.c.jacobian = hand_all;
    return o;
}
