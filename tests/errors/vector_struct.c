#include <adc/adc.h>

struct point {
    double x, y;
};

double f(const struct point *p)
{
    return p->x * p->y;
}

double rows(int n, const struct point p[n])
{
    return n ? p[0].x * p[0].y : 0.0;
}

ADC_DERIVE(adjoint(f), vector(2), name(ok));
ADC_DERIVE(hessian(f), name(blocks));
ADC_DERIVE(hessian(rows)); // error: struct-item

struct series {
    int n;
    double *data;
    struct series *next;
};

/* Each lane has a list of its own, whose pointers are kept for the way back. */
static double sum(const struct series *v) // error: vector-pointer
{
    double s = 0.0;
    for (int i = 0; i < v->n; i++)
        s += v->data[i] * v->data[i];
    return v->next ? s * sum(v->next) : s;
}

double list(const struct series *v)
{
    return sum(v);
}

ADC_DERIVE(tangent(list), vector(2), name(forward));
ADC_DERIVE(adjoint(list), vector(2));
