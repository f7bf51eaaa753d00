/* Calls into the parts of the library that take functions: what a user writes around them. */
#include <config.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_odeiv2.h>

/* A pendulum with friction: p is length, friction. */
static int pendulum(double t, const double y[], double dydt[], void *params)
{
    const double *p = params;
    (void)t;
    dydt[0] = y[1];
    dydt[1] = -9.81 / p[0] * sin(y[0]) - p[1] * y[1];
    return GSL_SUCCESS;
}

/* n steps of equal length with y for the state. */
static void fixed_steps(const gsl_odeiv2_step_type *type, double *p, double h, int n, double *y)
{
    gsl_odeiv2_system system = {pendulum, NULL, 2, p};
    gsl_odeiv2_step *step = gsl_odeiv2_step_alloc(type, 2);
    double error[2];
    for (int i = 0; i < n; i++)
        gsl_odeiv2_step_apply(step, i * h, h, y, error, NULL, NULL, &system);
    gsl_odeiv2_step_free(step);
}

void steps_rk2(double *p, double h, double *y) { fixed_steps(gsl_odeiv2_step_rk2, p, h, 5, y); }

void steps_rk4(double *p, double h, double *y) { fixed_steps(gsl_odeiv2_step_rk4, p, h, 5, y); }

void steps_rkf45(double *p, double h, double *y) { fixed_steps(gsl_odeiv2_step_rkf45, p, h, 5, y); }

void steps_rkck(double *p, double h, double *y) { fixed_steps(gsl_odeiv2_step_rkck, p, h, 5, y); }

void steps_rk8pd(double *p, double h, double *y) { fixed_steps(gsl_odeiv2_step_rk8pd, p, h, 3, y); }

/* Steps whose length is chosen by the error. */
void evolved(double *p, double t1, double *y)
{
    gsl_odeiv2_system system = {pendulum, NULL, 2, p};
    gsl_odeiv2_step *step = gsl_odeiv2_step_alloc(gsl_odeiv2_step_rkck, 2);
    gsl_odeiv2_control *control = gsl_odeiv2_control_y_new(1e-4, 0.0);
    gsl_odeiv2_evolve *evolve = gsl_odeiv2_evolve_alloc(2);
    double t = 0.0, h = 0.1;
    while (t < t1)
        if (gsl_odeiv2_evolve_apply(evolve, control, step, &system, &t, t1, &h, y) != GSL_SUCCESS)
            break;
    gsl_odeiv2_evolve_free(evolve);
    gsl_odeiv2_control_free(control);
    gsl_odeiv2_step_free(step);
}
