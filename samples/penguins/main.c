/* main.c: fits a mixture of three Gaussians to the bills of the Palmer penguins, with the gradient
   that adc made from mixture.c. The species are not told to the fit; they colour the picture.

   penguins DATA.csv PICTURE.svg */
#include "fit.h"
#include "mixture.h"
#include "mixture.adc.h"

#include <adc/check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const char *const species_name[3] = {"Adelie", "Chinstrap", "Gentoo"};

static Data read_data(const char *file)
{
    enum { most = 1000 };
    Data d = {.x = calloc(most, sizeof *d.x), .species = calloc(most, sizeof *d.species)};
    FILE *f = fopen(file, "r");
    char line[200], name[20];
    if (!f || !d.x || !d.species || !fgets(line, sizeof line, f)) {
        fprintf(stderr, "cannot read %s\n", file);
        exit(1);
    }
    while (d.n < most && fgets(line, sizeof line, f)) {
        double *x = d.x[d.n];
        if (sscanf(line, "%19[^,],%lf,%lf", name, &x[0], &x[1]) != 3)
            continue;
        for (int s = 0; s < 3; s++)
            if (strcmp(name, species_name[s]) == 0)
                d.species[d.n] = s;
        d.n++;
    }
    fclose(f);
    for (int c = 0; c < 2; c++) {
        double sum = 0.0, squares = 0.0;
        for (int i = 0; i < d.n; i++)
            sum += d.x[i][c];
        d.mean[c] = sum / d.n;
        for (int i = 0; i < d.n; i++)
            squares += pow(d.x[i][c] - d.mean[c], 2.0);
        d.scale[c] = sqrt(squares / d.n);
        for (int i = 0; i < d.n; i++)
            d.x[i][c] = (d.x[i][c] - d.mean[c]) / d.scale[c];
    }
    return d;
}

/* The parameters in one array: w, then mu, then l. */
typedef struct Model {
    double w[components], mu[components][2], l[components][3];
} Model;

static Model unpack(const double p[parameters])
{
    Model m;
    memcpy(m.w, p, sizeof m.w);
    memcpy(m.mu, p + components, sizeof m.mu);
    memcpy(m.l, p + 3 * components, sizeof m.l);
    return m;
}

static double objective(const void *data, const double *p, double *g)
{
    const Data *d = data;
    Model m = unpack(p);
    Model grad;
    double value =
        mixture_gradient(d->n, components, (const double(*)[2])d->x, m.w, (const double(*)[2])m.mu,
                         (const double(*)[3])m.l, grad.w, grad.mu, grad.l);
    memcpy(g, grad.w, sizeof grad.w);
    memcpy(g + components, grad.mu, sizeof grad.mu);
    memcpy(g + 3 * components, grad.l, sizeof grad.l);
    return value;
}

static double primal(const Data *d, const double *p)
{
    Model m = unpack(p);
    return mixture(d->n, components, (const double(*)[2])d->x, m.w, (const double(*)[2])m.mu,
                   (const double(*)[3])m.l);
}

static void check_value(void *context, const double *p, double *y)
{
    *y = primal(context, p);
}

static void check_gradient(void *context, const double *p, double *g)
{
    objective(context, p, g);
}

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static void time_both(const Data *d, const double *p)
{
    double g[parameters];
    double best[2] = {INFINITY, INFINITY};
    volatile double sum = 0.0; /* so that no call is left out */
    for (int round = 0; round < 20; round++) {
        double start = seconds();
        for (int i = 0; i < 50; i++)
            sum += primal(d, p);
        double middle = seconds();
        for (int i = 0; i < 50; i++)
            sum += objective(d, p, g);
        double end = seconds();
        best[0] = fmin(best[0], (middle - start) / 50);
        best[1] = fmin(best[1], (end - middle) / 50);
    }
    printf("time: mixture %.1f us, mixture_gradient (%d derivatives) %.1f us: %.2f times\n",
           1e6 * best[0], parameters, 1e6 * best[1], best[1] / best[0]);
}

static void report(const Data *d, const Model *m)
{
    double sum = 0.0;
    printf("%-9s  %6s  %16s  %16s  %11s\n", "component", "weight", "bill length (mm)",
           "bill depth (mm)", "correlation");
    for (int j = 0; j < components; j++)
        sum += exp(m->w[j]);
    for (int j = 0; j < components; j++) {
        /* the inverse of L'L, by the inverse of L */
        double a = 1.0 / exp(m->l[j][0]);
        double c = 1.0 / exp(m->l[j][2]);
        double b = -m->l[j][1] * a * c;
        double s[2] = {a, sqrt(b * b + c * c)};
        printf("%-9d  %6.3f  %7.2f +- %5.2f  %7.2f +- %5.2f  %11.3f\n", j + 1, exp(m->w[j]) / sum,
               d->mean[0] + d->scale[0] * m->mu[j][0], d->scale[0] * s[0],
               d->mean[1] + d->scale[1] * m->mu[j][1], d->scale[1] * s[1], b / s[1]);
    }
}

/* How the likeliest component of each bird goes with its species. */
static void compare(const Data *d, const Model *m)
{
    int count[components][3] = {{0}};
    for (int i = 0; i < d->n; i++) {
        int best = 0;
        double score[components];
        for (int j = 0; j < components; j++) {
            double a = d->x[i][0] - m->mu[j][0];
            double b = d->x[i][1] - m->mu[j][1];
            double u = exp(m->l[j][0]) * a;
            double v = m->l[j][1] * a + exp(m->l[j][2]) * b;
            score[j] = m->w[j] + m->l[j][0] + m->l[j][2] - 0.5 * (u * u + v * v);
            if (score[j] > score[best])
                best = j;
        }
        count[best][d->species[i]]++;
    }
    printf("%-9s", "component");
    for (int s = 0; s < 3; s++)
        printf("  %9s", species_name[s]);
    printf("\n");
    for (int j = 0; j < components; j++) {
        printf("%-9d", j + 1);
        for (int s = 0; s < 3; s++)
            printf("  %9d", count[j][s]);
        printf("\n");
    }
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: penguins DATA.csv PICTURE.svg\n");
        return 2;
    }
    Data d = read_data(argv[1]);
    /* equal weights, unit covariances, means at three corners of the cloud */
    double p[parameters] = {0.0, 0.0, 0.0, -1.0, 0.5, 1.0, 0.8, 0.5, -1.0};

    printf("-- the gradient of mixture() at the start, against differences\n");
    adc_check_case c = {.name = "mixture",
                        .n = parameters,
                        .m = 1,
                        .x = p,
                        .context = &d,
                        .value = check_value,
                        .jacobian = check_gradient};
    if (!adc_check_all(&c, stdout))
        return 1;
    time_both(&d, p);

    double value;
    printf("\n-- the fit\nstart: minus log likelihood %.4f\n", primal(&d, p));
    int iterations = minimise(objective, &d, parameters, p, 1e-6, &value);
    Model m = unpack(p);
    printf("after %d iterations: %.4f\n\n", iterations, value);
    report(&d, &m);
    printf("\n");
    compare(&d, &m);

    if (draw(argv[2], &d, m.mu, m.l) != 0) {
        fprintf(stderr, "cannot write %s\n", argv[2]);
        return 1;
    }
    printf("\npicture: %s\n", argv[2]);
    free(d.x);
    free(d.species);
    return 0;
}
