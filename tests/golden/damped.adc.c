#include "damped.adc.h"
#include <adc/tape.h>
#include <math.h>

/* damped.c:5, gradient, wrt(r, limit), of(return).
   Overwrites r_grad[n], *limit_grad. Returns damped(n, r, limit). Keeps 2 * n bytes and n
   doubles. */
double damped_gradient(int n, const double r[n], double limit, double *restrict r_grad,
                       double *restrict limit_grad)
{
    for (int i = 0; i < n; i++)
        r_grad[i] = 0.0;
    double result = 0.0;
    int returned = 0;
    double s = 0.0;
    unsigned char *taken_11 = adc_array(n, sizeof *taken_11);
    double *s_kept = adc_array(n, sizeof *s_kept);
    unsigned char *taken_14 = adc_array(n, sizeof *taken_14);
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
            taken_14[i] = s > limit;
            if (taken_14[i]) {
                s_kept[i] = s;
                /* damped.c:15: return limit + log(1.0 + s - limit); */
                result = limit + log(1.0 + s - limit);
                returned = 1;
                break;
            }
        }
    }

    double result_adj = 1.0;
    double s_adj = 0.0;
    /* damped.c:17: return s; */
    if (!returned) {
        result = s;
        /* damped.c:17: return s; */
        s_adj = result_adj;
        result_adj = 0.0;
    }
    double limit_adj = 0.0;
    for (; trips > 0; trips--) {
        int i = (int)(trips - 1);
        if (!(r[i] < 0.0)) {
            if (taken_14[i]) {
                /* damped.c:15: return limit + log(1.0 + s - limit); */
                const double diff_adj = result_adj / (1.0 + s_kept[i] - limit);
                limit_adj += result_adj - diff_adj;
                s_adj += diff_adj;
                result_adj = 0.0;
            }
            /* damped.c:13: s += r[i] * r[i]; */
            r_grad[i] += 2.0 * s_adj * r[i];
            /* damped.c:12: s *= 0.5; */
            if (taken_11[i])
                s_adj *= 0.5;
        }
    }
    adc_free(taken_11);
    adc_free(s_kept);
    adc_free(taken_14);
    *limit_grad = limit_adj;
    return result;
}
