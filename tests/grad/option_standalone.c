/* --standalone: the output carries the primal and what it needs; it links without the source. */
// adc: --standalone
#include "grad.h"
#include <math.h>

//@ standalone
#ifdef TEST_MAIN
double standalone(int n, const double x[n]);
double counting(double x);
#else
static const double weights[3] = {0.5, 1.0, 2.0};
enum { COUNT = 3 };
struct so_acc {
    double sum;
};
static void so_add(struct so_acc *a, double v)
{
    a->sum += v * v;
}
KINDS()
double standalone(int n, const double x[n])
{
    struct so_acc a = {0};
    for (int i = 0; i < COUNT; i++)
        so_add(&a, weights[i] * x[i % n]);
    return sqrt(a.sum);
}
/* a table made at the first call, and the number of calls: one for the primal and all its derivatives */
static double series(double x)
{
    static int ready = 0;
    static double table[4];
    if (!ready) {
        for (int i = 0; i < 4; i++)
            table[i] = 1.0 / (i + 1);
        ready = 1;
    }
    double s = 0;
    for (int i = 3; i >= 0; i--)
        s = s * x + table[i];
    return s;
}
ADC_GRADIENT()
ADC_ADJOINT()
double counting(double x)
{
    static int calls;
    calls++;
    return calls * series(x);
}
#endif
SCALAR(standalone, 0.5, 1.2)

#ifdef TEST_MAIN
TEST(statics_are_shared)
{
    double x = 0.5, adj = 1, grad = 0, s = 1 + x * (0.5 + x * (1.0 / 3 + x * 0.25)), d = 0.5 + x * (2.0 / 3 + x * 0.75);
    CHECK_CLOSE(counting(x), s, 1e-14);
    CHECK_CLOSE(counting_adjoint(x, &adj, 0.5), 2 * s, 1e-14);
    CHECK_CLOSE(adj, 1 + d, 1e-14);
    CHECK_CLOSE(counting_gradient(x, &grad), 3 * s, 1e-14);
    CHECK_CLOSE(grad, 3 * d, 1e-14);
    CHECK_CLOSE(counting(x), 4 * s, 1e-14);
}
#endif

//@ steppers_behind_tables
/* Methods behind tables of functions, their state behind void *, NULL for what is not wanted, a handler that is not set:
   the shape of GSL's steppers. Bodies come in by way of the tables and call through pointers themselves. */
#ifdef TEST_MAIN
double stepped(int n, const double x[n]);
#else
#include <stdlib.h>
#include <string.h>
typedef struct {
    int (*function)(double t, const double y[], double dydt[], void *params);
    size_t dim;
    void *params;
} ode_system;
typedef struct {
    const char *name;
    void *(*alloc)(size_t dim);
    int (*apply)(void *state, size_t dim, double t, double h, double y[], double error[], double out[],
                 const ode_system *system);
    void (*free)(void *state);
} ode_method;
typedef struct {
    const ode_method *method;
    size_t dim;
    void *state;
} ode_step;
typedef struct {
    double *k;
    double *start;
} ode_state;
static void (*ode_handler)(const char *why, int code) = NULL;
static void ode_error(const char *why, int code)
{
    if (ode_handler)
        (*ode_handler)(why, code);
    else
        abort();
}
static void *heun_alloc(size_t dim)
{
    ode_state *s = (ode_state *)malloc(sizeof(ode_state));
    if (s == 0) {
        ode_error("no memory", 8);
        return 0;
    }
    s->k = malloc(dim * sizeof(double));
    s->start = malloc(dim * sizeof(double));
    return s;
}
static int heun_apply(void *vstate, size_t dim, double t, double h, double y[], double error[], double out[],
                      const ode_system *system)
{
    ode_state *state = (ode_state *)vstate;
    double *const k = state->k;
    double *const start = state->start;
    memcpy(start, y, dim * sizeof(double));
    int status = (*system->function)(t, y, k, system->params);
    if (status != 0)
        return status;
    for (size_t i = 0; i < dim; i++) {
        error[i] = h * k[i];
        y[i] += 0.5 * h * k[i];
        start[i] += h * k[i];
    }
    status = (*system->function)(t + h, start, k, system->params);
    if (status != 0)
        return status;
    for (size_t i = 0; i < dim; i++) {
        error[i] -= h * k[i];
        y[i] += 0.5 * h * k[i];
    }
    return out != NULL ? (*system->function)(t + h, y, out, system->params) : 0;
}
static void heun_free(void *vstate)
{
    ode_state *state = vstate;
    free(state->k);
    free(state->start);
    free(state);
}
static const ode_method heun_method = {"heun", &heun_alloc, &heun_apply, &heun_free};
static const ode_method *const ode_heun = &heun_method;
static ode_step *ode_step_alloc(const ode_method *method, size_t dim)
{
    ode_step *s = malloc(sizeof *s);
    if (s == 0) {
        ode_error("no memory", 8);
        return 0;
    }
    s->method = method;
    s->dim = dim;
    s->state = s->method->alloc(dim);
    return s;
}
static int ode_step_apply(ode_step *s, double t, double h, double y[], double error[], double out[],
                   const ode_system *system)
{
    return s->method->apply(s->state, s->dim, t, h, y, error, out, system);
}
static void ode_step_free(ode_step *s)
{
    s->method->free(s->state);
    free(s);
}
static int pendulum(double t, const double y[], double dydt[], void *params)
{
    const double *p = params;
    dydt[0] = y[1];
    dydt[1] = -9.81 / p[0] * sin(y[0]) - p[1] * y[1] + 0.1 * t;
    return 0;
}
ADC_ADJOINT()
ADC_GRADIENT()
ADC_TANGENT()
ADC_HVP()
double stepped(int n, const double x[n])
{
    double p[2] = {1 + x[0] * x[0], x[1]}, y[2] = {x[0], x[1]}, error[2], s = 0;
    ode_system system = {pendulum, 2, p};
    ode_step *step = ode_step_alloc(ode_heun, 2);
    for (int i = 0; i < 4; i++) {
        ode_step_apply(step, 0.05 * i, 0.05, y, error, NULL, &system);
        s += y[0] * y[1] + error[0] * error[1];
    }
    ode_step_free(step);
    return s;
}
#endif
#ifdef TEST_MAIN
/* Hessian and Jacobian take several directions at once: they refuse `params`, a void * in a struct. */
TEST(stepped)
{
    double x[2] = {0.3, 0.6}, g[2], d[2] = {0.7, -0.4}, t, a[2] = {0}, hd[2], above[2], below[2];
    CHECK_CLOSE(stepped_gradient(2, x, g), stepped(2, x), 1e-15);
    stepped_hvp(2, x, d, hd);
    stepped_gradient(2, (double[]){0.3 + 1e-5 * d[0], 0.6 + 1e-5 * d[1]}, above);
    stepped_gradient(2, (double[]){0.3 - 1e-5 * d[0], 0.6 - 1e-5 * d[1]}, below);
    for (int i = 0; i < 2; i++)
        CHECK_CLOSE(hd[i], (above[i] - below[i]) / 2e-5, 1e-7);
    stepped_tangent(2, x, d, &t);
    stepped_adjoint(2, x, a, 1.0);
    CHECK_CLOSE(t, g[0] * d[0] + g[1] * d[1], 1e-13);
    for (int i = 0; i < 2; i++) {
        double h = 1e-5, at = x[i], more, less;
        x[i] = at + h;
        more = stepped(2, x);
        x[i] = at - h;
        less = stepped(2, x);
        x[i] = at;
        CHECK_CLOSE(g[i], (more - less) / (2 * h), 1e-8);
        CHECK_CLOSE(a[i], g[i], 1e-14);
    }
}
#endif
