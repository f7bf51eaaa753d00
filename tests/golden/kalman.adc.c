#include "kalman.h"
#include "kalman.adc.h"

/* kalman.c:5, adjoint, wrt(s, z, q, r), of(return).
   Consumes *s_adj: on return the adjoint of s before the call. Adds to *z_adj, *q_adj, *r_adj;
   return_adj is the seed. Leaves *s as kalman_step does. Returns kalman_step(s, z, q, r). */
double kalman_step_adjoint(struct kalman *s, double z, double q, double r, struct kalman *s_adj,
                           double *z_adj, double *q_adj, double *r_adj, double return_adj)
{
    /* kalman.c:7: s->p += q; */
    s->p += q;
    const double p_kept = s->p;
    /* kalman.c:8: double gain = s->p / (s->p + r); */
    double gain = p_kept / (p_kept + r);
    /* kalman.c:9: double innovation = z - s->x; */
    double innovation = z - s->x;
    /* kalman.c:10: s->x += gain * innovation; */
    s->x += gain * innovation;
    /* kalman.c:11: s->p *= 1.0 - gain; */
    s->p *= 1.0 - gain;

    /* kalman.c:12: return innovation * innovation; */
    double innovation_adj = 2.0 * return_adj * innovation;
    /* kalman.c:11: s->p *= 1.0 - gain; */
    double gain_adj = -s_adj->p * p_kept;
    s_adj->p *= 1.0 - gain;
    /* kalman.c:10: s->x += gain * innovation; */
    gain_adj += s_adj->x * innovation;
    innovation_adj += s_adj->x * gain;
    /* kalman.c:9: double innovation = z - s->x; */
    s_adj->x -= innovation_adj;
    /* kalman.c:8: double gain = s->p / (s->p + r); */
    const double num_adj = gain_adj / (p_kept + r);
    const double sum_adj = -num_adj * gain;
    s_adj->p += num_adj + sum_adj;
    /* kalman.c:7: s->p += q; */
    const double q_sum = s_adj->p;
    *z_adj += innovation_adj;
    *q_adj += q_sum;
    *r_adj += sum_adj;
    return innovation * innovation;
}
