#include <adc/adc.h>

/* Values that go from one function to another through members on no path of the request. */
struct in {
    double p, q;
};
struct model {
    double a, b, c;
    double *w;
    struct in n;
};

static void set(struct model *m, int k) // error: active-member
{
    if (k > 0)
        set(m, k - 1);
    m->b = m->a * 2.0;
}

static void set_one(struct model *m, int k) // error: active-member
{
    if (k > 0)
        set_one(m, k - 1);
    else if (m->a > 0.0)
        m->c = m->a;
}

static double product(const struct in *n, int k)
{
    return k > 0 ? product(n, k - 1) : n->p * n->q;
}

static double weighed(const double *w, int k)
{
    return k > 0 ? weighed(w, k - 1) : w[0] * w[1];
}

static double reads(const struct model *m, int k) // error: active-member
{
    return k > 0 ? reads(m, k - 1) : m->b * m->c;
}

double read_here(struct model *m, int k)
{
    set(m, k);
    return m->b * m->b;
}

double read_at_times(struct model *m, int k)
{
    set_one(m, k);
    return m->c * m->a;
}

double inside(struct model *m, int k) // error: active-member
{
    m->n.p = m->a;
    return product(&m->n, k);
}

double behind(struct model *m, int k) // error: active-member
{
    m->w[0] *= m->a;
    return weighed(m->w, k);
}

double there(struct model *m, int k)
{
    m->b = m->a;
    return reads(m, k);
}

double constant(struct model *m, int k)
{
    m->b = 3.0;
    return m->a * product(&m->n, k);
}

ADC_DERIVE(adjoint(read_here), wrt(m->a));
ADC_DERIVE(tangent(read_at_times), wrt(m->a));
ADC_DERIVE(adjoint(inside), wrt(m->a));
ADC_DERIVE(tangent(behind), wrt(m->a));
ADC_DERIVE(adjoint(there), wrt(m->a));
ADC_DERIVE(adjoint(constant), wrt(m->a));
ADC_DERIVE(tangent(read_here), wrt(m->a), inactive(m->b), name(cut));
