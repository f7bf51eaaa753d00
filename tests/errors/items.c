#include <adc/adc.h>

struct model {
    int n;
    double w[3];
    ADC_INACTIVE double scale;
};

double f(int n, const double x[n], ADC_INACTIVE double c, const struct model *m)
{
    return n > 0 ? x[0] * c * m->w[0] * m->scale : 0.0;
}

ADC_DERIVE(gradient(f), wrt(y), name(a)); // error: unknown-item
ADC_DERIVE(gradient(f), wrt(n), name(b)); // error: not-real
ADC_DERIVE(gradient(f), wrt(c), name(d)); // error: inactive-item
ADC_DERIVE(gradient(f), wrt(return), name(e)); // error: bad-item
ADC_DERIVE(gradient(f), of(x), name(g)); // error: bad-item
ADC_DERIVE(gradient(f), of(c), name(h)); // error: inactive-item
ADC_DERIVE(gradient(f), wrt(m.w), name(i)); // error: unknown-item
ADC_DERIVE(gradient(f), wrt(m->v), name(j)); // error: unknown-item
ADC_DERIVE(gradient(f), wrt(x->v), name(k)); // error: unknown-item
ADC_DERIVE(gradient(f), wrt(m->n), name(l)); // error: not-real
ADC_DERIVE(gradient(f), wrt(m->scale), name(o)); // error: inactive-item
ADC_DERIVE(gradient(f), wrt(m, m->w), name(p)); // error: bad-item
ADC_DERIVE(gradient(f), wrt(x), inactive(x), name(q)); // error: inactive-item
ADC_DERIVE(gradient(f), wrt(m->w), name(ok));
