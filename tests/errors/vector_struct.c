#include <adc/adc.h>

struct point {
    double x, y;
};

double f(const struct point *p)
{
    return p->x * p->y;
}

ADC_DERIVE(adjoint(f), vector(2), name(ok));
ADC_DERIVE(hessian(f), name(blocks));

struct series {
    int n;
    double scale;
    const double *data;
};

static double sum(const struct series *v)
{
    double s = 0.0;
    for (int i = 0; i < v->n; i++)
        s += v->scale * v->data[i] * v->data[i];
    return s;
}

/* The lanes of x lie next to each other, those of a struct with reals apart; how many there are, is not said. */
double wrapped(int n, const double *x)
{
    struct series v[1] = {{n, x[0], x}}; // error: vector-pointer
    return sum(v);
}

ADC_DERIVE(adjoint(wrapped), vector(2));

struct flexible {
    int n;
    double data[];
};

double last(const struct flexible *v) // error: vector-pointer
{
    return v->data[v->n - 1] * v->data[0];
}

ADC_DERIVE(adjoint(last), vector(2), name(last_of_two));
ADC_DERIVE(adjoint(last), name(last_of_one));
