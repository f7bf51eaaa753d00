#include "kalman.h"
#include <adc/adc.h>

ADC_ADJOINT()
double kalman_step(struct kalman *s, double z, double q, double r)
{
    s->p += q;
    double gain = s->p / (s->p + r);
    double innovation = z - s->x;
    s->x += gain * innovation;
    s->p *= 1.0 - gain;
    return innovation * innovation;
}
