/* Calls into the parts of the library that take functions: what a user writes around them. */
#include <config.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>

/* p is height and width of a bell. */
static double bell(double x, void *params)
{
    const double *p = params;
    return p[0] * exp(-x * x / (p[1] * p[1]));
}

double integral_qng(const double *p, double a, double b)
{
    gsl_function f = {bell, (void *)p};
    double result, error;
    size_t evaluations;
    gsl_integration_qng(&f, a, b, 0.0, 1e-7, &result, &error, &evaluations);
    return result;
}

double integral_qag(const double *p, double a, double b)
{
    gsl_function f = {bell, (void *)p};
    gsl_integration_workspace *space = gsl_integration_workspace_alloc(100);
    double result, error;
    gsl_integration_qag(&f, a, b, 0.0, 1e-7, 100, GSL_INTEG_GAUSS15, space, &result, &error);
    gsl_integration_workspace_free(space);
    return result;
}

double integral_qags(const double *p, double a, double b)
{
    gsl_function f = {bell, (void *)p};
    gsl_integration_workspace *space = gsl_integration_workspace_alloc(100);
    double result, error;
    gsl_integration_qags(&f, a, b, 0.0, 1e-7, 100, space, &result, &error);
    gsl_integration_workspace_free(space);
    return result;
}

double integral_glfixed(const double *p, double a, double b)
{
    gsl_function f = {bell, (void *)p};
    gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc(12);
    double result = gsl_integration_glfixed(&f, a, b, table);
    gsl_integration_glfixed_table_free(table);
    return result;
}
