#include <adc/adc.h>
#include <stdlib.h>

static void swap(void *a, void *b, size_t n)
{
    char *p = a, *q = b, t;
    while (n-- > 0) {
        t = *p;    // error: reinterpreted
        *p++ = *q; // error: reinterpreted
        *q++ = t;  // error: reinterpreted
    }
}

ADC_GRADIENT()
double f(double x)
{
    double *c = malloc(2 * sizeof *c);
    c[0] = x;
    c[1] = x * x;
    swap(c, c + 1, sizeof *c);
    double r = c[0] + 3 * c[1];
    free(c);
    return r;
}

ADC_GRADIENT()
double reals_among_integers(double x)
{
    long memory[8];
    double *p = (double *)memory;
    p[0] = x * x;       // error: reinterpreted
    return p[0] * p[0]; // error: reinterpreted
}

char pool[64]; // error: active-global

ADC_GRADIENT()
double in_a_global(double x)
{
    double *p = (double *)pool;
    p[0] = x * x;
    return p[0];
}
