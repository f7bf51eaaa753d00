#define GRAD_FUZZ 1
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct pack {
    double a, b;
    double v[3];
    int k;
};
//@ p30094
static double p30094_h0(double r0, int k1)
{
    if (k1 <= 0)
        return sin(r0);
    r0 = 0.7 * r0 + 0.3 * cos(p30094_h0(r0 * 0.9, k1 - 1));
    double t1 = 0.3 * sin((1.5 > -0.31 && k1 < 1.7 ? r0 : sin(r0))) + 0.1;
    r0 = 0.3 * sin(fabs(0.1 - (1.5 + (0.5)))) + 0.1;
    double d2;
    if (t1 < 0.37)
        d2 = cos((t1) * (t1) + (t1 - (r0)));
    else
        d2 = (double)(float)(0.7);
    r0 *= tanh(d2);
    double total = tanh(d2) + 0.3 * t1 + 0.3 * d2 + 0.3 * r0;
    return total;
}
static double p30094_h1(double r0, int k1)
{
    double kept1 = 0.3 * sin(sin(r0 + (r0))) + 0.1;
    double t2 = cos(hypot(1.1 + fabs(0.2 * ((2) * (kept1))), kept1 + (-0.7)));
    t2 = 0.5 * p30094_h0(fmin(1.5, 2), 3);
    int k3 = 0;
    t2 *= sin(kept1);
    r0 = sin(1.5);
    kept1 += cos(hypot(1.1 + fabs(0.2 * ((t2) * (0.3))), exp(-0.5 * 2 * 2)));
    kept1 += 0.4 * (sqrt(1.2 + kept1 * kept1));
    double total = k3 - (k3) + 0.3 * kept1 + 0.3 * t2 + 0.3 * r0;
    return total;
}
KINDS()
double p30094(int n, const double x[n])
{
    double s_tan1 = 0.4 * (0.5 * ((x[1]) * (0.75)));
    s_tan1 = 0.5 * p30094_h1(sqrt(1.2 + s_tan1 * s_tan1), 3);
    s_tan1 = cos(atan(-0.7));
    s_tan1 = 0.5 * p30094_h0(s_tan1 - (s_tan1), 2);
    s_tan1 = tanh(sin((double)(float)(0.7)));
    double total = (s_tan1) * (x[2]) + 0.3 * s_tan1;
    return total;
}
SCALAR_TOL(p30094, 1e-6, 0.9371, -0.3071, 0.9224)