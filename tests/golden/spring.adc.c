#include "spring.adc.h"
#include <adc/tape.h>

/* spring.c:5, gradient, wrt(k, c, m), of(return).
   Overwrites *k_grad, *c_grad, *m_grad. Returns spring(k, c, m, dt, steps). Keeps 2 * steps
   doubles. */
double spring_gradient(double k, double c, double m, double dt, int steps, double *k_grad,
                       double *c_grad, double *m_grad)
{
    double x = 1.0;
    double v = 0.0;
    double *x_kept = adc_array(steps, sizeof *x_kept);
    double *v_kept = adc_array(steps, sizeof *v_kept);
    for (int i = 0; i < steps; i++) {
        x_kept[i] = x;
        v_kept[i] = v;
        /* spring.c:9: double a = (-k * x - c * v) / m; */
        double a = (-k * x - c * v) / m;
        /* spring.c:10: v += a * dt; */
        v += a * dt;
        /* spring.c:11: x += v * dt; */
        x += v * dt;
    }

    /* spring.c:13: return x; */
    double x_adj = 1.0;
    double k_adj = 0.0;
    double c_adj = 0.0;
    double m_adj = 0.0;
    double v_adj = 0.0;
    for (int i = steps > 0 ? steps - 1 : -1; i >= 0; i--) {
        const double x_then = x_kept[i];
        const double v_then = v_kept[i];
        /* spring.c:11: x += v * dt; */
        v_adj += x_adj * dt;
        /* spring.c:9: double a = (-k * x - c * v) / m; */
        const double num_adj = v_adj * dt / m;
        k_adj -= num_adj * x_then;
        x_adj -= num_adj * k;
        c_adj -= num_adj * v_then;
        v_adj -= num_adj * c;
        m_adj -= num_adj * ((-k * x_then - c * v_then) / m);
    }
    adc_free(x_kept);
    adc_free(v_kept);
    *k_grad = k_adj;
    *c_grad = c_adj;
    *m_grad = m_adj;
    return x;
}
