#include <adc/adc.h>

struct point {
    double x, y;
};

double f(const struct point *p)
{
    return p->x * p->y;
}

ADC_DERIVE(adjoint(f), vector(2)); // error: vector-struct
ADC_DERIVE(hessian(f), wrt(p)); // error: struct-item
ADC_DERIVE(hessian(f), wrt(p->x, p->y), name(ok));
