#include "search.adc.h"
#include <adc/tape.h>
#include <math.h>

/* search.c:6, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns search(n, x, limit). */
double search_gradient(int n, const double x[n], double limit, double *restrict x_grad)
{
    for (int i = 0; i < n; i++)
        x_grad[i] = 0.0;
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        if (x[i] > limit) {
            /* search.c:11: s += limit * x[i]; */
            s += limit * x[i];
            x_grad[i] += limit;
            break;
        }
        /* search.c:16: s += x[i] * x[i]; */
        if (!(x[i] < 0.0)) {
            s += x[i] * x[i];
            x_grad[i] += 2.0 * x[i];
        }
    }
    return s;
}

/* search.c:22, gradient, wrt(a), of(return).
   Overwrites *a_grad. Returns root(a, lo, hi). Keeps one double per iteration of line 25. */
double root_gradient(double a, double lo, double hi, double *a_grad)
{
    adc_tape tape;
    adc_tape_init(&tape);
    /* search.c:24: double mid = lo; */
    double mid = lo;
    ptrdiff_t trips = 0;
    for (int i = 0; i < 100; i++) {
        trips++;
        /* search.c:26: mid = 0.5 * (lo + hi); */
        mid = 0.5 * (lo + hi);
        adc_push_double(&tape, mid);
        /* search.c:27: double f = mid * mid * mid - a; */
        double f = mid * mid * mid - a;
        /* search.c:28: mid -= f / (3.0 * mid * mid); */
        mid -= f / (3.0 * mid * mid);
        if (fabs(f) < 1e-12)
            break;
        if (f > 0.0) {
            /* search.c:32: hi = mid; */
            hi = mid;
        } else {
            /* search.c:34: lo = mid; */
            lo = mid;
        }
    }

    /* search.c:36: return mid; */
    double mid_adj = 1.0;
    double a_adj = 0.0;
    double lo_adj = 0.0;
    double hi_adj = 0.0;
    for (; trips > 0; trips--) {
        const double mid_kept = adc_pop_double(&tape);
        const double f = mid_kept * mid_kept * mid_kept - a;
        if (!(fabs(f) < 1e-12)) {
            if (f > 0.0) {
                /* search.c:32: hi = mid; */
                mid_adj += hi_adj;
                hi_adj = 0.0;
            } else {
                /* search.c:34: lo = mid; */
                mid_adj += lo_adj;
                lo_adj = 0.0;
            }
        }
        /* search.c:28: mid -= f / (3.0 * mid * mid); */
        const double factor = -1.0 / (3.0 * mid_kept * mid_kept);
        const double f_adj = mid_adj * factor;
        mid_adj *= 1.0 - 6.0 * (factor * (f / (3.0 * mid_kept * mid_kept))) * mid_kept;
        /* search.c:27: double f = mid * mid * mid - a; */
        mid_adj += 3.0 * f_adj * mid_kept * mid_kept;
        a_adj -= f_adj;
        /* search.c:26: mid = 0.5 * (lo + hi); */
        lo_adj += 0.5 * mid_adj;
        hi_adj += 0.5 * mid_adj;
        mid_adj = 0.0;
    }
    *a_grad = a_adj;
    return mid;
}
