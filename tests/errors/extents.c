#include <adc/adc.h>

struct tensor {
    int n;
    double *data;
};

double f(int n, const double *x)
{
    return n > 0 ? x[0] : 0.0;
}

void g(int n, const double x[n], double *y)
{
    *y = x[0];
}

double h(const struct tensor *t)
{
    return t->data[0];
}

ADC_DERIVE(gradient(f), wrt(x)); // error: unknown-extent
ADC_DERIVE(gradient(f), wrt(x), shape(x, n), name(ok));
ADC_DERIVE(gradient(f), wrt(x), shape(x, m), name(a)); // error: shape
ADC_DERIVE(gradient(f), wrt(x), shape(x, n +), name(b)); // error: shape
ADC_DERIVE(gradient(f), wrt(x), shape(n, n), name(c)); // error: shape
ADC_DERIVE(gradient(f), wrt(x), shape(x, 1.5), name(d)); // error: shape
ADC_DERIVE(gradient(f), wrt(x), shape(x, n), shape(x, n), name(e)); // error: shape
ADC_DERIVE(gradient(f), wrt(x), shape(z, n), name(i)); // error: unknown-item
ADC_DERIVE(jacobian(g), wrt(x), of(y)); // error: unknown-extent
ADC_DERIVE(gradient(h), wrt(t->data)); // error: unknown-extent
ADC_DERIVE(gradient(h), wrt(t->data), shape(t->data, t->n), name(j));
