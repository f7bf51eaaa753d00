#include "damped.adc.h"
#include <adc/tape.h>
#include <math.h>

/* damped.c:5, gradient, wrt(r, limit), of(return).
   Overwrites r_grad[n], *limit_grad. Returns damped(n, r, limit). Keeps n bytes. */
double damped_gradient(int n, const double r[n], double limit, double *restrict r_grad,
                       double *restrict limit_grad)
{
    for (int i = 0; i < n; i++)
        r_grad[i] = 0.0;
    double s = 0.0;
    int left = 0;
    unsigned char *taken_11 = adc_array(n, sizeof *taken_11);
    ptrdiff_t trips = 0;
    for (int i = 0; i < n; i++) {
        trips++;
        if (!(r[i] < 0.0)) {
            taken_11[i] = s > 1.0;
            /* damped.c:12: s *= 0.5; */
            if (taken_11[i])
                s *= 0.5;
            /* damped.c:13: s += r[i] * r[i]; */
            s += r[i] * r[i];
            if (s > limit) {
                left = 1;
                break;
            }
        }
    }

    double result;
    double s_adj;
    double limit_adj = 0.0;
    if (left) {
        /* damped.c:15: return limit + log(1.0 + s - limit); */
        result = limit + log(1.0 + s - limit);
        const double diff_adj = 1.0 / (1.0 + s - limit);
        limit_adj = 1.0 - diff_adj;
        s_adj = diff_adj;
    } else {
        /* damped.c:17: return s; */
        result = s;
        s_adj = 1.0;
    }
    for (; trips > 0; trips--) {
        int i = (int)(trips - 1);
        if (!(r[i] < 0.0)) {
            /* damped.c:13: s += r[i] * r[i]; */
            r_grad[i] += 2.0 * s_adj * r[i];
            /* damped.c:12: s *= 0.5; */
            if (taken_11[i])
                s_adj *= 0.5;
        }
    }
    adc_free(taken_11);
    *limit_grad = limit_adj;
    return result;
}
