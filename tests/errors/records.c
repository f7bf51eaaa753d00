#include <adc/adc.h>

struct point {
    double x, y;
};

struct cloud {
    int n;
    struct point *at;
    double *weight;
};

static double sum(int n, const struct point *p)
{
    double s = 0.0;
    for (const struct point *q = p; n > 0; n--, q++)
        s += q->x * q->y;
    return s;
}

/* A pointer to a struct is taken for one to one struct, unless f shows otherwise. */
double all(int n, const struct point *p) // error: unknown-extent
{
    return sum(n, p);
}

double member(const struct point *p)
{
    return p[0].x * p[1].y;
}

double inside(const struct cloud *c) // error: unknown-extent
{
    double s = 0.0;
    for (int i = 0; i < c->n; i++)
        s += c->at[i].x * c->weight[i];
    return s;
}

double one(const struct point *p)
{
    const struct point *q = p;
    return q->x * p[0].y;
}

ADC_DERIVE(gradient(all));
ADC_DERIVE(gradient(all), shape(p, n), name(all_known));
ADC_DERIVE(adjoint(all));
ADC_DERIVE(hvp(member), wrt(p->x)); // error: unknown-extent
ADC_DERIVE(jacobian(member), wrt(p->x), shape(p, 2), name(member_known));
ADC_DERIVE(gradient(inside), shape(c->weight, c->n));
ADC_DERIVE(gradient(inside), shape(c->weight, c->n), shape(c->at, c->n), name(inside_known));
ADC_DERIVE(hessian(one));

/* The extents of a matrix of derivatives are the same for all elements. */
double clouds(int n, const struct cloud *c)
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += inside(&c[i]) * c[i].weight[0];
    return s;
}

ADC_DERIVE(gradient(clouds), shape(c, n), shape(c->at, c->n), shape(c->weight, c->n));
ADC_DERIVE(jacobian(clouds), wrt(c->weight), shape(c, n), shape(c->weight, c->n), name(ragged)); // error: struct-item
ADC_DERIVE(hessian(clouds), wrt(c->weight), shape(c, n), shape(c->weight, c[0].n));
