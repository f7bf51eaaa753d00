/* The older interface to the steppers, which has a table of functions of the same types as the newer one. */
#include <config.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_odeiv.h>

/* A pendulum with friction: p is length, friction. */
static int pendulum(double t, const double y[], double dydt[], void *params)
{
    const double *p = params;
    (void)t;
    dydt[0] = y[1];
    dydt[1] = -9.81 / p[0] * sin(y[0]) - p[1] * y[1];
    return GSL_SUCCESS;
}

void older_steps(double *p, double h, double *y)
{
    gsl_odeiv_system system = {pendulum, NULL, 2, p};
    gsl_odeiv_step *step = gsl_odeiv_step_alloc(gsl_odeiv_step_rkf45, 2);
    double error[2];
    for (int i = 0; i < 4; i++)
        gsl_odeiv_step_apply(step, i * h, h, y, error, NULL, NULL, &system);
    gsl_odeiv_step_free(step);
}
