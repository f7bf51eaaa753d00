/* Which functions a pointer may hold: those of what the primals reach, and others where their callers, globals that are set
   before, or functions that are not visible may hand them over. */
#include "grad.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* An error handler that anyone may set. */
void (*on_error)(const char *why, int line);

void say_nothing(const char *why, int line)
{
    (void)why;
    (void)line;
}

void be_quiet(void) { on_error = say_nothing; }

void complain(const char *why, int line)
{
    if (on_error) {
        on_error(why, line);
        return;
    }
    fprintf(stderr, "%d: %s\n", line, why);
    abort();
}

//@ table_beside
/* The functions of another use of the same type are none of this one: they would take their parameters for something else,
   and the nodes for active. */
struct integrand {
    double (*f)(double x, void *params);
    void *params;
};
struct nodes {
    int n, owned;
    double *x, *w;
};
double node_x3[] = {-0.7745966692414834, 0.0, 0.7745966692414834}, node_w3[] = {5 / 9.0, 8 / 9.0, 5 / 9.0};
double node_x2[] = {-0.5773502691896257, 0.5773502691896257}, node_w2[] = {1.0, 1.0};
struct nodes node_tables[] = {{2, 0, node_x2, node_w2}, {3, 0, node_x3, node_w3}};

struct nodes *nodes_new(int n)
{
    for (int i = 0; i < 2; i++)
        if (node_tables[i].n == n)
            return &node_tables[i];
    struct nodes *made = malloc(sizeof *made);
    double *x = malloc((size_t)n * sizeof *x), *w = malloc((size_t)n * sizeof *w);
    if (made == NULL || x == NULL || w == NULL) {
        complain("no memory", __LINE__);
        return NULL;
    }
    for (int i = 0; i < n; i++) {
        x[i] = -1.0 + (2.0 * i + 1.0) / n;
        w[i] = 2.0 / n;
    }
    *made = (struct nodes){n, 1, x, w};
    return made;
}

void nodes_free(struct nodes *t)
{
    if (t->owned) {
        free(t->x);
        free(t->w);
        free(t);
    }
}

double integral(const struct integrand *g, double a, double b, const struct nodes *t)
{
    double sum = 0.0;
    for (int i = 0; i < t->n; i++)
        sum += t->w[i] * g->f(0.5 * (a + b) + 0.5 * (b - a) * t->x[i], g->params);
    return 0.5 * (b - a) * sum;
}

struct rotated {
    struct integrand *f;
    double phase, last;
};

double rotate(double x, void *params)
{
    struct rotated *r = params;
    double phase = r->phase;
    struct integrand *f = r->f;
    r->last = f->f(x + phase, f->params);
    return r->last;
}

double integral_rotated(struct integrand *g, double phase, const struct nodes *t)
{
    struct rotated r = {g, phase, 0.0};
    struct integrand changed = {rotate, &r};
    return integral(&changed, 0.0, 1.0, t);
}

double bell(double x, void *params)
{
    const double *p = params;
    return p[0] * exp(-x * x / (p[1] * p[1]));
}

KINDS()
double by_nodes(int n, const double x[n])
{
    struct integrand g = {bell, (void *)x};
    struct nodes *t = nodes_new(3), *other = nodes_new(n + 2);
    double sum = integral(&g, x[2], 1.5, t) + integral(&g, 0.0, x[2], other);
    nodes_free(t);
    nodes_free(other);
    return sum;
}
SCALAR(by_nodes, 1.3, 0.7, -0.4)

//@ table_of_the_library
/* A table of functions behind a pointer that anyone may change, and objects that big functions make. */
struct stepper_kind {
    const char *name;
    int order;
    void *(*make)(int n);
    int (*step)(void *state, int n, double h, double *y, double *error, const double *p);
    void (*drop)(void *state);
};
struct stepper {
    const struct stepper_kind *kind;
    int n;
    void *state;
};
struct driver {
    int n, count;
    double *before, *error, last;
};
struct heun {
    double *k, *moved;
};

void slope(int n, const double *y, const double *p, double *k)
{
    for (int i = 0; i < n; i++)
        k[i] = p[0] * y[(i + 1) % n] - p[1] * y[i] * y[i];
}

void *heun_make(int n)
{
    struct heun *s = malloc(sizeof *s);
    if (s == NULL) {
        complain("no memory", __LINE__);
        return NULL;
    }
    s->k = malloc((size_t)n * sizeof *s->k);
    if (s->k == NULL) {
        free(s);
        complain("no memory", __LINE__);
        return NULL;
    }
    s->moved = malloc((size_t)n * sizeof *s->moved);
    if (s->moved == NULL) {
        free(s->k);
        free(s);
        complain("no memory", __LINE__);
        return NULL;
    }
    return s;
}

int heun_step(void *state, int n, double h, double *y, double *error, const double *p)
{
    struct heun *s = state;
    slope(n, y, p, s->k);
    for (int i = 0; i < n; i++)
        s->moved[i] = y[i] + h * s->k[i];
    for (int i = 0; i < n; i++)
        y[i] += 0.5 * h * s->k[i];
    slope(n, s->moved, p, s->k);
    for (int i = 0; i < n; i++) {
        y[i] += 0.5 * h * s->k[i];
        error[i] = y[i] - s->moved[i];
    }
    return 0;
}

void heun_drop(void *state)
{
    struct heun *s = state;
    free(s->moved);
    free(s->k);
    free(s);
}

const struct stepper_kind heun_kind = {"heun", 2, heun_make, heun_step, heun_drop};
const struct stepper_kind *stepper_heun = &heun_kind;

struct stepper *stepper_new(const struct stepper_kind *kind, int n)
{
    struct stepper *s = malloc(sizeof *s);
    if (s == NULL) {
        complain("no memory", __LINE__);
        return NULL;
    }
    s->kind = kind;
    s->n = n;
    s->state = kind->make(n);
    if (s->state == NULL) {
        free(s);
        complain("no memory", __LINE__);
        return NULL;
    }
    return s;
}

void stepper_free(struct stepper *s)
{
    s->kind->drop(s->state);
    free(s);
}

struct driver *driver_new(int n)
{
    struct driver *d = malloc(sizeof *d);
    if (d == NULL) {
        complain("no memory", __LINE__);
        return NULL;
    }
    d->before = malloc((size_t)n * sizeof *d->before);
    if (d->before == NULL) {
        free(d);
        complain("no memory", __LINE__);
        return NULL;
    }
    d->error = malloc((size_t)n * sizeof *d->error);
    if (d->error == NULL) {
        free(d->before);
        free(d);
        complain("no memory", __LINE__);
        return NULL;
    }
    d->n = n;
    d->count = 0;
    d->last = 0.0;
    return d;
}

void driver_free(struct driver *d)
{
    free(d->error);
    free(d->before);
    free(d);
}

int driver_apply(struct driver *d, struct stepper *s, double *t, double end, double *h, double *y, const double *p)
{
    double start = *t, size = *h;
    int tries = 0, last;
    if (d->n != s->n) {
        complain("sizes differ", __LINE__);
        return 1;
    }
    for (int i = 0; i < d->n; i++)
        d->before[i] = y[i];
try_step:
    last = size > end - start;
    if (last)
        size = end - start;
    if (s->kind->step(s->state, s->n, size, y, d->error, p))
        return 2;
    double worst = 0.0;
    for (int i = 0; i < d->n; i++)
        worst = fmax(worst, fabs(d->error[i]));
    if (worst > 0.01 && tries++ < 3) {
        size *= 0.5;
        for (int i = 0; i < d->n; i++)
            y[i] = d->before[i];
        goto try_step;
    }
    d->count++;
    d->last = size;
    *t = last ? end : start + size;
    *h = size;
    return 0;
}

ADC_ADJOINT()
ADC_GRADIENT()
double driven(int n, const double x[n])
{
    double y[3] = {x[2], x[3], 0.4}, t = 0.0, h = 0.3;
    struct stepper *s = stepper_new(stepper_heun, 3);
    struct driver *d = driver_new(3);
    while (t < 1.0)
        if (driver_apply(d, s, &t, 1.0, &h, y, x))
            break;
    driver_free(d);
    stepper_free(s);
    return y[0] * y[1] + y[2];
}
#ifdef TEST_MAIN
TEST(driven_by_steps)
{
    double x[4] = {0.8, 0.5, 0.6, -0.3}, g[4];
    driven_gradient(4, x, g);
    for (int i = 0; i < 4; i++)
        CHECK_CLOSE(g[i], DIFF(x[i], driven(4, x)), 1e-8);
}
#endif

//@ set_before
/* By a function that the primal does not call. */
double times_two(double v) { return 2.0 * v; }
double squared(double v) { return v * v; }
double cubed(double v) { return v * v * v; }
double (*chosen)(double) = times_two;
void choose(int k) { chosen = k ? cubed : squared; }

KINDS()
double by_choice(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += chosen(x[i]) * (i + 1);
    return s;
}
#ifdef TEST_MAIN
TEST(chosen_before)
{
    double x[2] = {0.7, -1.2}, g[2];
    choose(1);
    by_choice_gradient(2, x, g);
    CHECK_CLOSE(g[0], 3 * 0.49, 1e-14);
    CHECK_CLOSE(g[1], 2 * 3 * 1.44, 1e-14);
    choose(0);
    by_choice_gradient(2, x, g);
    CHECK_CLOSE(g[0], 1.4, 1e-14);
    CHECK_CLOSE(g[1], -4.8, 1e-14);
}
#endif

//@ configured_before
/* In a record, copied from a table that the primal does not use. */
typedef double law_fn(double v, double a);
struct law {
    law_fn *f;
    double a;
};
double law_power(double v, double a) { return pow(v, a); }
double law_growth(double v, double a) { return exp(a * v); }
double law_none(double v, double a) { return v + a; }
const struct law laws[2] = {{law_power, 2.5}, {law_growth, 0.3}};
struct law law_now = {law_none, 0.0};
void configure(int k) { law_now = laws[k]; }

KINDS()
double by_law(int n, const double x[n])
{
    double s = 1.0;
    for (int i = 0; i < n; i++)
        s *= law_now.f(x[i], law_now.a);
    return s;
}
#ifdef TEST_MAIN
TEST(configured)
{
    double x[2] = {0.7, 1.2}, g[2];
    configure(0);
    by_law_gradient(2, x, g);
    CHECK_CLOSE(g[0], 2.5 * pow(0.7, 1.5) * pow(1.2, 2.5), 1e-13);
    configure(1);
    by_law_gradient(2, x, g);
    CHECK_CLOSE(g[1], 0.3 * exp(0.3 * 1.9), 1e-13);
    law_now = (struct law){law_none, 0.0};
}
#endif

//@ from_the_caller
/* Behind the head of a longer record; its functions are named by a function that the primal does not call. */
struct shape {
    int kind;
};
struct disk {
    struct shape head;
    double (*area)(const double *v);
};
double disk_area(const double *v) { return 3.0 * v[0] * v[0]; }
double ring_area(const double *v) { return 3.0 * (v[1] * v[1] - v[0] * v[0]); }
void disk_make(struct disk *d, int ring)
{
    d->head.kind = 1;
    d->area = ring ? ring_area : disk_area;
}

ADC_GRADIENT(wrt(v), of(return), shape(v, 2))
double shape_area(const struct shape *s, const double *v)
{
    double a = v[0] * v[1];
    if (s->kind == 1)
        a += ((const struct disk *)s)->area(v);
    return a;
}
#ifdef TEST_MAIN
TEST(area_of_a_ring)
{
    struct disk d;
    double v[2] = {0.5, 1.5}, g[2];
    disk_make(&d, 1);
    shape_area_gradient(&d.head, v, g);
    CHECK_CLOSE(g[0], 1.5 - 3.0, 1e-14);
    CHECK_CLOSE(g[1], 0.5 + 9.0, 1e-14);
    disk_make(&d, 0);
    shape_area_gradient(&d.head, v, g);
    CHECK_CLOSE(g[0], 1.5 + 3.0, 1e-14);
}
#endif
