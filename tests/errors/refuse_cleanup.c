#include <adc/adc.h>
#include <stdlib.h>

static void release(double **p)
{
    free(*p);
}

ADC_GRADIENT() // error: no-body
double f(double x)
{
    __attribute__((cleanup(release))) double *b = malloc(sizeof *b);
    b[0] = x * x;
    return b[0] * x;
}
