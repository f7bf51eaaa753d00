#include "series.h"
#include <adc/adc.h>
#include <math.h>
#include <stdlib.h>

ADC_ADJOINT()
double energy(const struct series *p, double x)
{
    double *b = malloc(p->n * sizeof *b);
    if (!b)
        return NAN;
    b[0] = p->c[0];
    for (int i = 1; i < p->n; i++)
        b[i] = x * b[i - 1] + p->c[i];
    double s = 0.0;
    for (int i = 0; i < p->n; i++)
        s += b[i] * b[p->n - 1 - i];
    free(b);
    return s;
}
