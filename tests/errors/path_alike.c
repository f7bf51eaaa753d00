#include <adc/adc.h>

struct layer {
    double b, *w;
};
struct model {
    struct layer first, last, *more;
};

double f(const struct model *m)
{
    return m->first.b * m->last.b * m->more->b + m->first.w[0] * m->last.w[0];
}

ADC_DERIVE(adjoint(f), wrt(m->first.b)); // error: path-alike
ADC_DERIVE(tangent(f), wrt(m->first.w, m->last)); // error: path-alike
ADC_DERIVE(adjoint(f), wrt(m->first.b, m->last.b), name(both));
ADC_DERIVE(adjoint(f), wrt(m->more->b), name(apart));
ADC_DERIVE(adjoint(f), wrt(m->first, m->last), name(whole));
