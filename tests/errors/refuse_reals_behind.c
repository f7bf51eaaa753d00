#include <adc/adc.h>
#include <stdlib.h>
#include <string.h>

/* Reals behind a head that has none. */
struct head {
    size_t n;
};

static struct head *squares(const double x[3])
{
    struct head *h = malloc(sizeof *h + 3 * sizeof(double));
    double *p = (double *)(h + 1);
    h->n = 3;
    for (int i = 0; i < 3; i++)
        p[i] = x[i] * x[i];
    return h;
}

/* They come along, as bytes: their derivatives were lost. */
ADC_GRADIENT()
double copied(const double x[3])
{
    struct head *h = squares(x);
    size_t size = sizeof *h + h->n * sizeof(double);
    struct head *to = malloc(size);
    memcpy(to, h, size); // error: copy-type
    double s = ((double *)(to + 1))[1];
    free(h);
    free(to);
    return s;
}

ADC_GRADIENT()
double grown(const double x[3])
{
    struct head *h = squares(x);
    h = realloc(h, sizeof *h + 5 * sizeof(double)); // error: copy-type
    double s = ((double *)(h + 1))[1];
    free(h);
    return s;
}

/* The head alone is no matter. */
ADC_GRADIENT()
double head_alone(const double x[3])
{
    struct head *h = squares(x), *to = malloc(sizeof *to);
    memcpy(to, h, sizeof *to);
    double s = ((double *)(h + 1))[to->n - 1];
    free(h);
    free(to);
    return s;
}
