#include <adc/adc.h>
#include <math.h>

enum kind { LINE, GROWTH, PEAK };

ADC_ADJOINT()
double model(enum kind kind, double x, const double p[3])
{
    switch (kind) {
    case LINE:
        return p[0] * x + p[1];
    case GROWTH:
        return p[0] * exp(p[1] * x);
    case PEAK: {
        double t = (x - p[0]) / p[1];
        return p[2] * exp(-t * t);
    }
    }
    return 0.0;
}
