#include "kepler.adc.h"
#include <adc/tape.h>
#include <math.h>

/* kepler.c:5, gradient, wrt(e, m), of(return).
   Overwrites *e_grad, *m_grad. Returns kepler(e, m). Keeps 3 doubles per iteration of line 9. */
double kepler_gradient(double e, double m, double *e_grad, double *m_grad)
{
    adc_tape tape;
    adc_tape_init(&tape);
    /* kepler.c:7: double u = m; */
    double u = m;
    double d = 1.0;
    ptrdiff_t trips = 0;
    while (fabs(d) > 1e-9) {
        trips++;
        const double cos_kept = cos(u);
        const double sin_kept = sin(u);
        const double u_kept = u;
        /* kepler.c:10: d = (u - e * sin(u) - m) / (1.0 - e * cos(u)); */
        d = (u - e * sin_kept - m) / (1.0 - e * cos_kept);
        /* kepler.c:11: u -= d; */
        u -= d;
        adc_push_double(&tape, cos_kept);
        adc_push_double(&tape, sin_kept);
        adc_push_double(&tape, u_kept);
    }

    /* kepler.c:13: return u; */
    double u_adj = 1.0;
    double e_adj = 0.0;
    double m_adj = 0.0;
    for (; trips > 0; trips--) {
        const double u_kept = adc_pop_double(&tape);
        const double sin_kept = adc_pop_double(&tape);
        const double cos_kept = adc_pop_double(&tape);
        /* kepler.c:10: d = (u - e * sin(u) - m) / (1.0 - e * cos(u)); */
        const double num_adj = -u_adj / (1.0 - e * cos_kept);
        const double prod_adj = num_adj * ((u_kept - e * sin_kept - m) / (1.0 - e * cos_kept));
        u_adj += num_adj - num_adj * e * cos_kept - prod_adj * e * sin_kept;
        e_adj += prod_adj * cos_kept - num_adj * sin_kept;
        m_adj -= num_adj;
    }
    *e_grad = e_adj;
    *m_grad = m_adj + u_adj;
    return u;
}
