/* Where a pointer to reals is put into memory as a pointer to integers: what reads it there would not see them. */
#include <adc/adc.h>

struct work {
    double *d;
    int *bits;
    int n;
};

static void put(struct work *w, double *x)
{
    w->bits = (int *)x; // error: reinterpreted
}
ADC_ADJOINT()
double called(struct work *w, double *x)
{
    put(w, x);
    double s = 0;
    for (int i = 0; i < w->n; i++)
        s += w->d[i] * w->bits[i];
    return s;
}

static void put_unknown(int **to, void *x)
{
    int *q = x;
    *to = q; // error: reinterpreted
}
ADC_TANGENT()
double unknown(struct work *w, double *x)
{
    put_unknown(&w->bits, x);
    double s = 0;
    for (int i = 0; i < w->n; i++)
        s += w->d[i] * w->bits[i];
    return s;
}
