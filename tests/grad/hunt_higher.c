/* Programs that use derivatives of derivatives as people do: they declare what adc makes, call it, and are derived in turn. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

//@ physics_informed
/* u(x) = sum_k a_k tanh(w_k x + b_k) shall solve u'' + u = sin(3 x): the gradient of the residual, with respect to the weights. */
enum { UNITS = 3, POINTS = 5 };
ADC_TANGENT(wrt(x), name(u_x))
double u(const double p[3 * UNITS], double x)
{
    double s = 0.0;
    for (int k = 0; k < UNITS; k++)
        s += p[k] * tanh(p[UNITS + k] * x + p[2 * UNITS + k]);
    return s;
}
double u_x(const double p[3 * UNITS], double x, double x_tan, double *return_tan);
double u_xx(const double p[3 * UNITS], double x, double x_tan, double *return_tan, double x_tan2, double *return_tan_tan);
ADC_DERIVE(tangent(u_x), wrt(x), of(return_tan), name(u_xx));
ADC_GRADIENT() ADC_HVP()
double residual(const double p[3 * UNITS])
{
    double loss = 0.0;
    for (int i = 0; i < POINTS; i++) {
        double x = 0.25 * i - 0.4, ux, uxx;
        double value = u_xx(p, x, 1.0, &ux, 1.0, &uxx);
        double r = uxx + value - sin(3.0 * x);
        loss += 0.5 * r * r;
    }
    return loss;
}
#ifdef TEST_MAIN
static double residual_by_hand(const double *p, double *g)
{
    double loss = 0.0;
    for (int i = 0; g && i < 3 * UNITS; i++)
        g[i] = 0.0;
    for (int i = 0; i < POINTS; i++) {
        double x = 0.25 * i - 0.4, r = -sin(3.0 * x);
        for (int k = 0; k < UNITS; k++) {
            double t = tanh(p[UNITS + k] * x + p[2 * UNITS + k]), w = p[UNITS + k];
            r += p[k] * (t - 2.0 * t * (1.0 - t * t) * w * w);
        }
        loss += 0.5 * r * r;
        for (int k = 0; g && k < UNITS; k++) {
            double w = p[UNITS + k], t = tanh(w * x + p[2 * UNITS + k]), d = 1.0 - t * t;
            double third = d * (6.0 * t * t - 2.0); /* tanh''' */
            g[k] += r * (t - 2.0 * t * d * w * w);
            g[UNITS + k] += r * p[k] * (d * x + third * x * w * w - 4.0 * t * d * w);
            g[2 * UNITS + k] += r * p[k] * (d + third * w * w);
        }
    }
    return loss;
}
TEST(residual)
{
    enum { N = 3 * UNITS };
    double p[N] = {0.7, -1.2, 0.4, 1.1, 0.6, -1.7, 0.2, -0.3, 0.5}, g[N], want[N], d[N], hv[N], plus[N], minus[N];
    double value = residual_by_hand(p, want);
    CHECK_CLOSE(residual_gradient(p, g), value, 1e-14);
    for (int i = 0; i < N; i++)
        CHECK_CLOSE(g[i], want[i], 1e-13);
    for (int i = 0; i < N; i++)
        d[i] = 0.3 * i - 1.0;
    residual_hvp(p, d, hv);
    for (int i = 0; i < N; i++) {
        double x[N], h = 2e-3, two[2];
        for (int k = 0; k < 2; k++, h *= 2.0) {
            for (int j = 0; j < N; j++)
                x[j] = p[j] + h * d[j];
            residual_by_hand(x, plus);
            for (int j = 0; j < N; j++)
                x[j] = p[j] - h * d[j];
            residual_by_hand(x, minus);
            two[k] = (plus[i] - minus[i]) / (2.0 * h);
        }
        CHECK_CLOSE(hv[i], (4.0 * two[0] - two[1]) / 3.0, 1e-7);
    }
}
#endif

//@ one_step_of_learning
/* The loss after one step of gradient descent, by what the step starts from: (1 - rate H) g(w - rate g(w)). */
ADC_GRADIENT(name(task_gradient))
double task(int n, const double w[n], double shift)
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += exp(0.5 * w[i]) * (1.0 + i) - shift * w[i] + 0.25 * w[i] * w[(i + 1) % n];
    return s;
}
double task_gradient(int n, const double w[n], double shift, double *w_grad, double *shift_grad);
ADC_GRADIENT(wrt(w, rate))
double after_step(int n, const double w[n], double rate)
{
    double g[n], moved[n], s;
    task_gradient(n, w, 0.7, g, &s);
    for (int i = 0; i < n; i++)
        moved[i] = w[i] - rate * g[i];
    return task(n, moved, -0.4);
}
#ifdef TEST_MAIN
static void task_by_hand(int n, const double *w, double shift, double *g, double *h)
{
    for (int i = 0; i < n * n; i++)
        h[i] = 0.0;
    for (int i = 0; i < n; i++) {
        g[i] = 0.5 * exp(0.5 * w[i]) * (1.0 + i) - shift + 0.25 * (w[(i + 1) % n] + w[(i + n - 1) % n]);
        h[i * n + i] += 0.25 * exp(0.5 * w[i]) * (1.0 + i);
        h[i * n + (i + 1) % n] += 0.25;
        h[(i + 1) % n * n + i] += 0.25;
    }
}
TEST(after_step)
{
    enum { N = 4 };
    double w[N] = {0.4, -0.7, 1.2, 0.1}, g[N], h[N * N], g2[N], h2[N * N], moved[N], got[N], rate = 0.15, by_rate, want_rate = 0.0;
    task_by_hand(N, w, 0.7, g, h);
    for (int i = 0; i < N; i++)
        moved[i] = w[i] - rate * g[i];
    task_by_hand(N, moved, -0.4, g2, h2);
    after_step_gradient(N, w, rate, got, &by_rate);
    for (int i = 0; i < N; i++) {
        double want = g2[i];
        for (int j = 0; j < N; j++)
            want -= rate * h[i * N + j] * g2[j];
        CHECK_CLOSE(got[i], want, 1e-14);
        want_rate -= g[i] * g2[i];
    }
    CHECK_CLOSE(by_rate, want_rate, 1e-14);
}
#endif

//@ minimum_by_newton
/* x^4 / 4 - p x is least where x^3 = p. Newton's method takes both derivatives from adc; its result is derived twice. */
ADC_GRADIENT(wrt(x), name(energy_1)) ADC_HESSIAN(wrt(x), name(energy_2))
double energy(double x, double p)
{
    return 0.25 * x * x * x * x - p * x;
}
double energy_1(double x, double p, double *x_grad);
double energy_2(double x, double p, double *x_hess);
ADC_GRADIENT() ADC_HESSIAN()
double minimum(double p)
{
    double x = 1.0, step = 1.0;
    for (int i = 0; i < 50 && fabs(step) > 1e-13; i++) {
        double g, h;
        energy_1(x, p, &g);
        energy_2(x, p, &h);
        step = g / h;
        x -= step;
    }
    double g, h;
    energy_1(x, p, &g);
    energy_2(x, p, &h);
    return x - g / h;
}
#ifdef TEST_MAIN
TEST(minimum)
{
    for (double p = 0.3; p < 3.0; p += 0.45) {
        double g, h, root = cbrt(p);
        CHECK_CLOSE(minimum_gradient(p, &g), root, 1e-14);
        CHECK_CLOSE(g, root / (3.0 * p), 1e-13);
        minimum_hessian(p, &h);
        CHECK_CLOSE(h, -2.0 * root / (9.0 * p * p), 1e-12);
    }
}
#endif

//@ lagrangian_mechanics
/* The double pendulum from its Lagrangian alone: M q'' = dL/dq - (d2L/dq' dq) q'. Then its energy after some steps, by how it starts. */
ADC_GRADIENT(wrt(q, v), name(L_1)) ADC_HESSIAN(wrt(q, v), name(L_2))
double lagrangian(const double q[2], const double v[2])
{
    double kinetic = v[0] * v[0] + 0.5 * v[1] * v[1] + v[0] * v[1] * cos(q[0] - q[1]);
    return kinetic + 9.81 * (2.0 * cos(q[0]) + cos(q[1]));
}
double L_1(const double q[2], const double v[2], double *q_grad, double *v_grad);
double L_2(const double q[2], const double v[2], double *q_q_hess, double *q_v_hess, double *v_v_hess);
ADC_JACOBIAN(wrt(q, v), of(a))
void accelerations(const double q[2], const double v[2], double a[2])
{
    double by_q[2], by_v[2], qq[4], qv[4], m[4], f[2];
    L_1(q, v, by_q, by_v);
    L_2(q, v, qq, qv, m);
    for (int i = 0; i < 2; i++)
        f[i] = by_q[i] - (qv[i] * v[0] + qv[2 + i] * v[1]);
    double det = m[0] * m[3] - m[1] * m[2];
    a[0] = (m[3] * f[0] - m[1] * f[1]) / det;
    a[1] = (m[0] * f[1] - m[2] * f[0]) / det;
}
ADC_GRADIENT(wrt(start)) ADC_HVP(wrt(start))
double swing(int steps, const double start[4])
{
    double q[2] = {start[0], start[1]}, v[2] = {start[2], start[3]};
    for (int k = 0; k < steps; k++) {
        double a[2];
        accelerations(q, v, a);
        for (int i = 0; i < 2; i++)
            v[i] += 0.01 * a[i];
        for (int i = 0; i < 2; i++)
            q[i] += 0.01 * v[i];
    }
    return q[0] * v[1] + sin(q[1]);
}
#ifdef TEST_MAIN
static void by_textbook(const double *q, const double *v, double *a)
{
    double d = q[0] - q[1], den = 3.0 - cos(2.0 * d), g = 9.81;
    a[0] = (-g * 3.0 * sin(q[0]) - g * sin(q[0] - 2.0 * q[1]) - 2.0 * sin(d) * (v[1] * v[1] + v[0] * v[0] * cos(d))) / den;
    a[1] = 2.0 * sin(d) * (v[0] * v[0] * 2.0 + g * 2.0 * cos(q[0]) + v[1] * v[1] * cos(d)) / den;
}
static double swing_by_hand(const double *start)
{
    double q[2] = {start[0], start[1]}, v[2] = {start[2], start[3]}, a[2];
    for (int k = 0; k < 20; k++) {
        by_textbook(q, v, a);
        for (int i = 0; i < 2; i++)
            q[i] += 0.01 * (v[i] += 0.01 * a[i]);
    }
    return q[0] * v[1] + sin(q[1]);
}
TEST(accelerations)
{
    double q[2] = {0.7, -0.4}, v[2] = {1.1, -0.6}, a[2], want[2], jq[4], jv[4];
    accelerations_jacobian(q, v, a, jq, jv);
    by_textbook(q, v, want);
    for (int i = 0; i < 2; i++)
        CHECK_CLOSE(a[i], want[i], 1e-13);
    for (int i = 0; i < 4; i++)
        for (int of_v = 0; of_v < 2; of_v++) {
            double *at = (of_v ? v : q) + i % 2, then = *at, along = 0.0;
            double d = DIFF_STEP(along, __extension__({ *at = then + along; by_textbook(q, v, want); want[i / 2]; }), 0.01);
            *at = then;
            CHECK_CLOSE((of_v ? jv : jq)[i], d, 1e-9);
        }
}
TEST(swing)
{
    double start[4] = {0.7, -0.4, 1.1, -0.6}, g[4], d[4] = {1.0, -0.5, 0.25, 2.0}, hv[4], x[4];
    CHECK_CLOSE(swing_gradient(20, start, g), swing_by_hand(start), 1e-12);
    swing_hvp(20, start, d, hv);
    for (int i = 0; i < 4; i++) {
        double along = 0.0, then = start[i];
        CHECK_CLOSE(g[i], DIFF_STEP(along, __extension__({ start[i] = then + along; swing_by_hand(start); }), 0.01), 1e-9);
        start[i] = then;
        double second = DIFF_STEP(along, __extension__({
                                      for (int k = 0; k < 4; k++)
                                          x[k] = start[k] + along * d[k];
                                      swing_gradient(20, x, g);
                                      g[i];
                                  }), 0.01);
        CHECK_CLOSE(hv[i], second, 1e-8);
        swing_gradient(20, start, g);
    }
}
#endif

//@ largest_eigenvalue
/* of (a b; b c) by repeated multiplication, and its second derivatives, against the root of the characteristic polynomial. */
ADC_GRADIENT() ADC_HESSIAN()
double largest(double a, double b, double c)
{
    double x = 1.0, y = 0.6, value = 0.0;
    for (int i = 0; i < 60; i++) {
        double s = a * x + b * y, t = b * x + c * y, norm = sqrt(s * s + t * t);
        x = s / norm;
        y = t / norm;
        value = a * x * x + 2.0 * b * x * y + c * y * y;
    }
    return value;
}
#ifdef TEST_MAIN
TEST(largest)
{
    double a = 3.1, b = 0.8, c = 0.9, ga, gb, gc, haa, hab, hac, hbb, hbc, hcc;
    double m = 0.5 * (a - c), r = sqrt(m * m + b * b), r3 = r * r * r;
    CHECK_CLOSE(largest_gradient(a, b, c, &ga, &gb, &gc), 0.5 * (a + c) + r, 1e-14);
    CHECK_CLOSE(ga, 0.5 + 0.5 * m / r, 1e-13);
    CHECK_CLOSE(gb, b / r, 1e-13);
    CHECK_CLOSE(gc, 0.5 - 0.5 * m / r, 1e-13);
    largest_hessian(a, b, c, &haa, &hab, &hac, &hbb, &hbc, &hcc);
    CHECK_CLOSE(haa, 0.25 * b * b / r3, 1e-12);
    CHECK_CLOSE(hab, -0.5 * m * b / r3, 1e-12);
    CHECK_CLOSE(hac, -0.25 * b * b / r3, 1e-12);
    CHECK_CLOSE(hbb, m * m / r3, 1e-12);
    CHECK_CLOSE(hbc, 0.5 * m * b / r3, 1e-12);
    CHECK_CLOSE(hcc, 0.25 * b * b / r3, 1e-12);
}
#endif

//@ control_of_a_pendulum
/* The cost is quadratic where the motion is linear: then H v = g(u + v) - g(u), exactly. And once more for a motion that is not. */
static void motion(const double s[2], double force, double bend, double ds[2])
{
    ds[0] = s[1];
    ds[1] = force - s[0] + bend * s[0] * s[0] * s[0];
}
static void rk4(double s[2], double force, double bend, double h)
{
    double k1[2], k2[2], k3[2], k4[2], t[2];
    motion(s, force, bend, k1);
    for (int i = 0; i < 2; i++)
        t[i] = s[i] + 0.5 * h * k1[i];
    motion(t, force, bend, k2);
    for (int i = 0; i < 2; i++)
        t[i] = s[i] + 0.5 * h * k2[i];
    motion(t, force, bend, k3);
    for (int i = 0; i < 2; i++)
        t[i] = s[i] + h * k3[i];
    motion(t, force, bend, k4);
    for (int i = 0; i < 2; i++)
        s[i] += h / 6.0 * (k1[i] + 2.0 * (k2[i] + k3[i]) + k4[i]);
}
ADC_GRADIENT(wrt(u)) ADC_HVP(wrt(u)) ADC_HESSIAN(wrt(u))
double control_cost(int n, const double u[n], double bend)
{
    double s[2] = {1.0, 0.0}, cost = 0.0;
    for (int i = 0; i < n; i++) {
        rk4(s, u[i], bend, 0.1);
        cost += 0.1 * (s[0] * s[0] + 0.3 * u[i] * u[i]);
    }
    return cost + 4.0 * s[1] * s[1];
}
#ifdef TEST_MAIN
TEST(control_cost)
{
    enum { N = 8 };
    double u[N], v[N], sum[N], g[N], g2[N], hv[N], h[N * N];
    grad_fill(N, u), grad_fill(N, v);
    for (int i = 0; i < N; i++)
        sum[i] = u[i] + v[i];
    control_cost_gradient(N, u, 0.0, g), control_cost_gradient(N, sum, 0.0, g2), control_cost_hvp(N, u, 0.0, v, hv);
    for (int i = 0; i < N; i++)
        CHECK_CLOSE(hv[i], g2[i] - g[i], 1e-12);
    control_cost_hvp(N, u, 0.2, v, hv), control_cost_hessian(N, u, 0.2, h);
    for (int i = 0; i < N; i++) {
        double along = 0.0, row = 0.0;
        double want = DIFF_STEP(along, __extension__({
                                    for (int k = 0; k < N; k++)
                                        sum[k] = u[k] + along * v[k];
                                    control_cost_gradient(N, sum, 0.2, g);
                                    g[i];
                                }), 0.01);
        for (int k = 0; k < N; k++)
            row += h[i * N + k] * v[k];
        CHECK_CLOSE(hv[i], want, 1e-9);
        CHECK_CLOSE(row, hv[i], 1e-13);
    }
}
#endif

//@ through_a_jacobian
/* |J'r|^2 of a curve that is fitted: the gradient of what a Gauss-Newton step looks at takes second derivatives of the residuals. */
void curve(int m, const double p[3], double *restrict r)
{
    for (int i = 0; i < m; i++) {
        double t = 0.3 * i;
        r[i] = p[0] * exp(-p[1] * t) + p[2] - 1.0 / (1.0 + t);
    }
}
ADC_DERIVE(jacobian(curve), wrt(p), of(r), shape(r, m));
void curve_jacobian(int m, const double p[3], double *restrict r, double *r_p_jac);
ADC_GRADIENT(wrt(p))
double slope(int m, const double p[3])
{
    double r[m], j[3 * m], s = 0.0;
    curve_jacobian(m, p, r, j);
    for (int k = 0; k < 3; k++) {
        double g = 0.0;
        for (int i = 0; i < m; i++)
            g += j[3 * i + k] * r[i];
        s += g * g;
    }
    return s;
}
#ifdef TEST_MAIN
static double slope_by_hand(int m, const double *p)
{
    double g[3] = {0, 0, 0};
    for (int i = 0; i < m; i++) {
        double t = 0.3 * i, e = exp(-p[1] * t), r = p[0] * e + p[2] - 1.0 / (1.0 + t);
        g[0] += e * r;
        g[1] -= p[0] * t * e * r;
        g[2] += r;
    }
    return g[0] * g[0] + g[1] * g[1] + g[2] * g[2];
}
TEST(slope)
{
    double p[3] = {0.8, 0.6, 0.3}, g[3];
    CHECK_CLOSE(slope_gradient(6, p, g), slope_by_hand(6, p), 1e-13);
    for (int i = 0; i < 3; i++) {
        double along = 0.0, then = p[i];
        double want = DIFF_STEP(along, __extension__({ p[i] = then + along; slope_by_hand(6, p); }), 0.01);
        p[i] = then;
        CHECK_CLOSE(g[i], want, 1e-9);
    }
}
#endif
