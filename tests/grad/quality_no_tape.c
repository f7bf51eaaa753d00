/* What needs no tape gets none: loops whose needed values are still there or recomputable. */
// lacks: adc_push|adc_pop|adc_tape
#include "grad.h"
#include <math.h>

//@ q_dot
ADC_ADJOINT()
ADC_GRADIENT()
double q_dot(int n, const double x[n], const double y[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += x[i] * y[i];
    return s;
}
#ifdef TEST_MAIN
TEST(q_dot)
{
    double x[2] = {1, 2}, y[2] = {3, 4}, g[2], h[2];
    CHECK_EXACT(q_dot_gradient(2, x, y, g, h), 11);
    CHECK_EXACT(g[1], 4);
    CHECK_EXACT(h[1], 2);
}
#endif

//@ q_logsumexp
ADC_GRADIENT()
double q_logsumexp(int n, const double x[n])
{
    double m = x[0];
    for (int i = 1; i < n; i++)
        if (x[i] > m)
            m = x[i];
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += exp(x[i] - m);
    return m + log(s);
}
#ifdef TEST_MAIN
TEST(q_logsumexp)
{
    double x[3] = {0.5, 1.5, -0.5}, g[3];
    CHECK_EXACT(q_logsumexp_gradient(3, x, g), q_logsumexp(3, x));
    for (int i = 0; i < 3; i++)
        CHECK_CLOSE(g[i], exp(x[i] - q_logsumexp(3, x)), 1e-14);
}
#endif

//@ q_mixture
static void q_terms(int k, const double w[k], const double mu[k], double x, double t[k])
{
    for (int j = 0; j < k; j++)
        t[j] = w[j] - 0.5 * (x - mu[j]) * (x - mu[j]);
}
static double q_lse(int k, const double t[k])
{
    double m = t[0];
    for (int j = 1; j < k; j++)
        if (t[j] > m)
            m = t[j];
    double s = 0.0;
    for (int j = 0; j < k; j++)
        s += exp(t[j] - m);
    return m + log(s);
}
ADC_GRADIENT(wrt(w, mu))
double q_mixture(int n, int k, const double x[n], const double w[k], const double mu[k])
{
    double t[k];
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        q_terms(k, w, mu, x[i], t);
        sum += q_lse(k, t);
    }
    return sum;
}
#ifdef TEST_MAIN
TEST(q_mixture)
{
    double x[4] = {0.1, 0.7, -0.4, 1.2}, w[2] = {0.3, -0.2}, mu[2] = {0.2, 0.9}, wg[2], mg[2];
    CHECK_EXACT(q_mixture_gradient(4, 2, x, w, mu, wg, mg), q_mixture(4, 2, x, w, mu));
    for (int i = 0; i < 2; i++) {
        CHECK_CLOSE(wg[i], DIFF(w[i], q_mixture(4, 2, x, w, mu)), 1e-9);
        CHECK_CLOSE(mg[i], DIFF(mu[i], q_mixture(4, 2, x, w, mu)), 1e-9);
    }
}
#endif

//@ q_stencil
ADC_ADJOINT()
void q_stencil(int n, const double *restrict x, double *restrict y)
{
    for (int i = 1; i < n - 1; i++)
        y[i] = 0.5 * x[i] * x[i] + 0.25 * (x[i - 1] + x[i + 1]);
}
#ifdef TEST_MAIN
TEST(q_stencil)
{
    double x[4] = {1, 2, 3, 4}, y[4] = {0}, xa[4] = {0}, ya[4] = {9, 1, 2, 9};
    q_stencil_adjoint(4, x, y, xa, ya);
    CHECK_EXACT(xa[0], 0.25);
    CHECK_EXACT(xa[1], 2.5);
    CHECK_EXACT(xa[2], 6.25);
    CHECK_EXACT(xa[3], 0.5);
    CHECK_EXACT(ya[1], 0);
    CHECK_EXACT(ya[0], 9);
}
#endif

//@ nothing_to_hand_on
// lacks: adc_tape|shrinks_forward
static double shrinks(double a, double b)
{
    if (a > b)
        return shrinks(a - 1, b);
    return a * b * b;
}
ADC_GRADIENT()
ADC_TANGENT()
double nothing_to_hand_on(int n, const double x[n])
{
    return shrinks(x[0], x[1]) * x[2];
}
#ifdef TEST_MAIN
TEST(nothing_to_hand_on)
{
    double x[3] = {3.4, 0.7, -1.5}, g[3], v[3] = {0.3, -0.8, 0.6}, t;
    CHECK_EXACT(nothing_to_hand_on_gradient(3, x, g), nothing_to_hand_on(3, x));
    double a = x[0] - 1 - 1 - 1, b = x[1];
    CHECK_CLOSE(g[0], b * b * x[2], 1e-14);
    CHECK_CLOSE(g[1], 2 * a * b * x[2], 1e-14);
    CHECK_CLOSE(g[2], a * b * b, 1e-14);
    nothing_to_hand_on_tangent(3, x, v, &t);
    CHECK_CLOSE(g[0] * v[0] + g[1] * v[1] + g[2] * v[2], t, 1e-13);
}
#endif

//@ q_unsigned_subscripts
/* Subscripts modulo 2^32, of rows that a loop counts to: what LU in place leaves is read again. */
ADC_GRADIENT(wrt(a), shape(a, n * n))
double q_determinant(unsigned n, double *a)
{
    for (unsigned k = 0; k < n; k++)
        for (unsigned i = k + 1; i < n; i++) {
            a[i * n + k] /= a[k * n + k];
            for (unsigned j = k + 1; j < n; j++)
                a[i * n + j] -= a[i * n + k] * a[k * n + j];
        }
    double d = 1.0;
    for (unsigned k = 0; k < n; k++)
        d *= a[k * n + k];
    return d;
}
#ifdef TEST_MAIN
TEST(q_unsigned_subscripts)
{
    const double start[9] = {2.0, 0.5, -1.0, 0.3, 1.7, 0.4, -0.6, 0.9, 1.1};
    double a[9], g[9];
    for (int i = 0; i < 9; i++)
        a[i] = start[i];
    q_determinant_gradient(3, a, g);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) { /* the cofactors */
            const double *p = start + (i + 1) % 3 * 3, *q = start + (i + 2) % 3 * 3;
            CHECK_CLOSE(g[3 * i + j], p[(j + 1) % 3] * q[(j + 2) % 3] - p[(j + 2) % 3] * q[(j + 1) % 3], 1e-13);
        }
}
#endif
