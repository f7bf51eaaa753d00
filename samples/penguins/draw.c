/* draw.c: the data and the fitted components as a picture. */
#include "fit.h"
#include "plot.h"

#include <math.h>
#include <stdlib.h>

enum { around = 91 };

static void birds(Plot *p, const Data *d, int species, const char *color)
{
    double *x = malloc(2 * (size_t)d->n * sizeof *x);
    double *y = x + d->n;
    int n = 0;
    if (!x)
        abort();
    for (int i = 0; i < d->n; i++)
        if (d->species[i] == species) {
            x[n] = d->mean[0] + d->scale[0] * d->x[i][0];
            y[n++] = d->mean[1] + d->scale[1] * d->x[i][1];
        }
    plot_points(p, species_name[species], color, n, x, y);
    free(x);
}

/* The points with |L (x - mu)| = 2, and a cross at mu. */
static void ellipse(Plot *p, const char *name, const Data *d, const double mu[2], const double l[3])
{
    const double at[2] = {d->mean[0] + d->scale[0] * mu[0], d->mean[1] + d->scale[1] * mu[1]};
    double x[around], y[around];
    for (int i = 0; i < around; i++) {
        double angle = i * 3.141592653589793 / 45.0;
        double a = 2.0 * cos(angle) / exp(l[0]);
        double b = (2.0 * sin(angle) - l[1] * a) / exp(l[2]);
        x[i] = at[0] + d->scale[0] * a;
        y[i] = at[1] + d->scale[1] * b;
    }
    plot_line(p, name, plot_grey, around, x, y);
    plot_line(p, NULL, plot_grey, 5, (double[]){at[0] - 0.3, at[0] + 0.3, NAN, at[0], at[0]},
              (double[]){at[1], at[1], NAN, at[1] - 0.15, at[1] + 0.15});
}

int draw(const char *file, const Data *d, double mu[][2], double l[][3])
{
    const char *const color[3] = {plot_red, plot_blue, plot_green};
    Plot p;
    plot_begin(&p, file, 1);
    plot_panel(&p, "Palmer penguins and a mixture of three Gaussians", "bill length (mm)",
               "bill depth (mm)", 31.0, 61.0, 12.5, 22.5);
    for (int s = 0; s < 3; s++)
        birds(&p, d, s, color[s]);
    for (int j = 0; j < components; j++)
        ellipse(&p, j ? NULL : "fit, two standard deviations", d, mu[j], l[j]);
    return plot_end(&p);
}
