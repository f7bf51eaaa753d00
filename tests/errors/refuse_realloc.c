#include <adc/adc.h>
#include <stdlib.h>

typedef struct Vec {
    double *data;
    int n, cap;
} Vec;

ADC_ADJOINT(wrt(v, x), of(v))
void push(Vec *v, double x)
{
    if (v->n == v->cap) {
        v->cap *= 2;
        v->data = realloc(v->data, (size_t)v->cap * sizeof *v->data); // error: realloc
    }
    v->data[v->n++] = x * x;
}
