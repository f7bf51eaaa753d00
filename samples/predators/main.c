/* main.c: fits the equations of Lotka and Volterra to the hares and lynxes of northern Canada.
   NLopt minimises, with the gradient that adc made of the integrator in model.c; adc's Jacobian of
   the residuals gives the standard errors.

   predators DATA.csv [PICTURE.svg] */
#include "model.h"
#include "model.adc.h"
#include "plot.h"

#include <adc/check.h>
#include <math.h>
#include <nlopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { most = 100 };

typedef struct Data {
    int n, first_year;
    double seen[most][2]; /* thousands of hares, of lynxes */
    int calls;
} Data;

static const char *const name[parameters] = {"birth", "eaten", "fed", "death", "hares", "lynxes"};

static bool read_data(const char *file, Data *d)
{
    char line[200];
    int year;
    FILE *f = fopen(file, "r");
    if (!f)
        return false;
    while (d->n < most && fgets(line, sizeof line, f))
        if (sscanf(line, "%d,%lf,%lf", &year, &d->seen[d->n][0], &d->seen[d->n][1]) == 3 &&
            d->n++ == 0)
            d->first_year = year;
    fclose(f);
    return d->n > parameters;
}

/* What NLopt calls: the generated gradient has the form that it wants. */
static double objective(unsigned n, const double *p, double *grad, void *data)
{
    Data *d = data;
    (void)n;
    d->calls++;
    const double(*seen)[2] = (const double(*)[2])d->seen;
    return grad ? misfit_gradient(p, d->n, seen, grad) : misfit(p, d->n, seen);
}

static void check_value(void *context, const double *p, double *y)
{
    *y = objective(parameters, p, NULL, context);
}

static void check_gradient(void *context, const double *p, double *g)
{
    objective(parameters, p, g, context);
}

static bool gradient_is_right(Data *d, const double p[parameters])
{
    adc_check_case c = {.name = "misfit",
                        .n = parameters,
                        .m = 1,
                        .x = p,
                        .context = d,
                        .value = check_value,
                        .jacobian = check_gradient};
    return adc_check_all(&c, stdout);
}

/* By a quasi-Newton method, from p to a minimum; returns what NLopt says. */
static nlopt_result fit(Data *d, double p[parameters], double *least)
{
    const double low[parameters] = {0.01, 0.001, 0.001, 0.01, 1.0, 0.1};
    const double high[parameters] = {3.0, 0.3, 0.3, 3.0, 200.0, 100.0};
    nlopt_opt opt = nlopt_create(NLOPT_LD_LBFGS, parameters);
    nlopt_set_min_objective(opt, objective, d);
    nlopt_set_lower_bounds(opt, low);
    nlopt_set_upper_bounds(opt, high);
    nlopt_set_ftol_rel(opt, 1e-12);
    nlopt_set_maxeval(opt, 1000);
    d->calls = 0;
    nlopt_result result = nlopt_optimize(opt, p, least);
    nlopt_destroy(opt);
    return result;
}

/* The inverse of a symmetric positive definite matrix, in place, without pivots. */
static void invert(int n, double a[n][n])
{
    for (int k = 0; k < n; k++) {
        double pivot = 1.0 / a[k][k];
        a[k][k] = 1.0;
        for (int j = 0; j < n; j++)
            a[k][j] *= pivot;
        for (int i = 0; i < n; i++) {
            double factor = a[i][k];
            if (i == k)
                continue;
            a[i][k] = 0.0;
            for (int j = 0; j < n; j++)
                a[i][j] -= factor * a[k][j];
        }
    }
}

/* Of the parameters, to first order: the inverse of JT J times the variance of the residuals. */
static void standard_errors(const Data *d, const double p[parameters], double error[parameters],
                            double *spread)
{
    static double rest[most][2], jac[2 * most][parameters];
    double normal[parameters][parameters] = {{0}};
    double squares = 0.0;
    residuals_jacobian(p, d->n, (const double(*)[2])d->seen, rest, jac[0]);
    for (int r = 0; r < 2 * d->n; r++) {
        squares += rest[r / 2][r % 2] * rest[r / 2][r % 2];
        for (int i = 0; i < parameters; i++)
            for (int j = 0; j < parameters; j++)
                normal[i][j] += jac[r][i] * jac[r][j];
    }
    double variance = squares / (2 * d->n - parameters);
    invert(parameters, normal);
    for (int i = 0; i < parameters; i++)
        error[i] = sqrt(variance * normal[i][i]);
    *spread = sqrt(variance);
}

static int draw(const char *file, const Data *d, const double p[parameters])
{
    enum { fine = 20 };
    static const char *const who[2] = {"hares", "lynxes"};
    static const char *const fitted[2] = {"hares, fit", "lynxes, fit"};
    const char *const color[2] = {plot_blue, plot_red};
    static double y[most * fine][2], t[most * fine], line[most * fine], year[most], dots[most];
    const int n = (d->n - 1) * fine + 1;
    double high = 0.0;
    Plot picture;

    /* time in units of 1 / fine years: rates and times go together */
    double slow[parameters];
    memcpy(slow, p, sizeof slow);
    for (int i = birth; i <= death; i++)
        slow[i] /= fine;
    simulate(slow, n, 4, y);
    for (int i = 0; i < n; i++)
        t[i] = d->first_year + (double)i / fine;
    for (int i = 0; i < d->n; i++) {
        year[i] = d->first_year + i;
        high = fmax(high, fmax(d->seen[i][0], d->seen[i][1]));
    }
    plot_begin(&picture, file, 1);
    plot_panel(&picture, "Hares and lynxes, and the equations of Lotka and Volterra", "year",
               "thousands", d->first_year, d->first_year + d->n - 1, 0, 1.15 * high);
    for (int k = 0; k < 2; k++) {
        for (int i = 0; i < n; i++)
            line[i] = y[i][k];
        for (int i = 0; i < d->n; i++)
            dots[i] = d->seen[i][k];
        plot_points(&picture, who[k], color[k], d->n, year, dots);
        plot_line(&picture, fitted[k], color[k], n, t, line);
    }
    return plot_end(&picture);
}

int main(int argc, char **argv)
{
    static Data d;
    const char *picture = argc > 2 ? argv[2] : "predators.svg";
    double p[parameters] = {0.6, 0.03, 0.03, 0.7, 30.0, 5.0};
    /* the means of a Bayesian fit: B. Carpenter, Predator-Prey Population Dynamics, 2018 */
    const double published[parameters] = {0.55, 0.028, 0.024, 0.80, 34.0, 5.9};
    double error[parameters], grad[parameters], least, spread;
    bool near = true;

    if (argc < 2 || !read_data(argv[1], &d)) {
        fprintf(stderr, "usage: predators DATA.csv [PICTURE.svg]\n");
        return 2;
    }
    printf("-- the gradient of the misfit, through %d years of Runge-Kutta steps\n", d.n - 1);
    if (!gradient_is_right(&d, p))
        return 1;

    printf("\n-- the fit\nmisfit at the start: %.6f\n", objective(parameters, p, NULL, &d));
    nlopt_result result = fit(&d, p, &least);
    if (result < 0) {
        fprintf(stderr, "NLopt: %s\n", nlopt_result_to_string(result));
        return 1;
    }
    printf("after %d gradients: %.6f (%s)\n\n", d.calls, least, nlopt_result_to_string(result));

    standard_errors(&d, p, error, &spread);
    objective(parameters, p, grad, &d);
    printf("            fitted      error   published\n");
    for (int i = 0; i < parameters; i++) {
        printf("%-8s %9.4f +- %7.4f   %9.4f\n", name[i], p[i], error[i], published[i]);
        near = near && fabs(p[i] - published[i]) < error[i] && fabs(grad[i] * error[i]) < 1e-4;
    }
    printf("data are off by a factor of %.2f, typically\n", exp(spread));
    if (draw(picture, &d, p) != 0) {
        fprintf(stderr, "cannot write %s\n", picture);
        return 1;
    }
    printf("\npicture: %s\n", picture);
    if (!near)
        printf("this is not the minimum that others find\n");
    return !near;
}
