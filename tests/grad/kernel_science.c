/* Kernels of scientific computing: transforms, integration, differential equations, series. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846

//@ rosenbrock
KINDS()
double rosenbrock(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n - 1; i++) {
        double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
        s += 100 * a * a + b * b;
    }
    return s;
}
SCALAR(rosenbrock, -1.2, 1, 0.7)

//@ horner
KINDS()
double horner(int n, const double x[n])
{
    double p = 0;
    for (int i = n - 1; i > 0; i--)
        p = p * x[0] + x[i];
    return p;
}
SCALAR(horner, 0.7, 1.2, -0.4, 0.3, 0.9)

//@ logsumexp
KINDS()
double logsumexp(int n, const double x[n])
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
SCALAR(logsumexp, 0.7, 1.2, -0.4, 1.3, 0.9)

//@ softmax
KINDS_MAP()
void softmax(int n, const double x[n], int m, double y[m])
{
    double top = x[0], s = 0;
    for (int i = 1; i < n; i++)
        top = fmax(top, x[i]);
    for (int i = 0; i < n; i++)
        s += y[i] = exp(x[i] - top);
    for (int i = 0; i < n; i++)
        y[i] /= s;
}
MAP(softmax, 4, 0.7, 1.2, -0.4, 0.3)

//@ softmax_inplace
KINDS_INPLACE()
void softmax_inplace(int n, double y[n])
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        y[i] = exp(y[i]);
        s += y[i];
    }
    for (int i = 0; i < n; i++)
        y[i] /= s;
}
INPLACE(softmax_inplace, 0.7, 1.2, -0.4, 0.3)

//@ fft
static void fft(double *re, double *im, int n)
{
    for (int i = 1, j = 0; i < n; i++) {
        int bit = n >> 1;
        for (; j & bit; bit >>= 1)
            j ^= bit;
        j ^= bit;
        if (i < j) {
            double t = re[i];
            re[i] = re[j];
            re[j] = t;
            t = im[i];
            im[i] = im[j];
            im[j] = t;
        }
    }
    for (int len = 2; len <= n; len <<= 1) {
        double ang = -2 * PI / len, wr = cos(ang), wi = sin(ang);
        for (int i = 0; i < n; i += len) {
            double cr = 1, ci = 0;
            for (int k = 0; k < len / 2; k++) {
                double ur = re[i + k], ui = im[i + k];
                double vr = re[i + k + len / 2] * cr - im[i + k + len / 2] * ci;
                double vi = re[i + k + len / 2] * ci + im[i + k + len / 2] * cr;
                re[i + k] = ur + vr;
                im[i + k] = ui + vi;
                re[i + k + len / 2] = ur - vr;
                im[i + k + len / 2] = ui - vi;
                double t = cr * wr - ci * wi;
                ci = cr * wi + ci * wr;
                cr = t;
            }
        }
    }
}
KINDS()
double spectrum(int n, const double x[n])
{
    double re[8], im[8] = {0}, s = 0;
    for (int i = 0; i < 8; i++)
        re[i] = x[i];
    fft(re, im, 8);
    for (int k = 0; k < 8; k++)
        s += k * log(1 + re[k] * re[k] + im[k] * im[k]);
    return s;
}
SCALAR(spectrum, 0.7, 1.2, -0.4, 0.3, 0.1, -1.1, 0.6, 0.8)

//@ fft_recursive
static void rfft(int n, const double *x, int stride, double *out)
{
    if (n == 1) {
        out[0] = x[0];
        out[1] = 0;
        return;
    }
    double even[n], odd[n];
    rfft(n / 2, x, 2 * stride, even);
    rfft(n / 2, x + stride, 2 * stride, odd);
    for (int k = 0; k < n / 2; k++) {
        double c = cos(2 * PI * k / n), s = -sin(2 * PI * k / n);
        double tr = c * odd[2 * k] - s * odd[2 * k + 1], ti = c * odd[2 * k + 1] + s * odd[2 * k];
        out[2 * k] = even[2 * k] + tr;
        out[2 * k + 1] = even[2 * k + 1] + ti;
        out[2 * (k + n / 2)] = even[2 * k] - tr;
        out[2 * (k + n / 2) + 1] = even[2 * k + 1] - ti;
    }
}
KINDS()
double fft_recursive(int n, const double x[n])
{
    double out[16], s = 0;
    rfft(8, x, 1, out);
    for (int k = 0; k < 8; k++)
        s += sqrt(1 + out[2 * k] * out[2 * k] + (k + 1) * out[2 * k + 1] * out[2 * k + 1]);
    return s;
}
SCALAR(fft_recursive, 0.7, 1.2, -0.4, 0.3, 0.1, -1.1, 0.6, 0.8)

//@ rk4
static void pendulum(const double *y, double k, double *dy)
{
    dy[0] = y[1];
    dy[1] = -k * sin(y[0]) - 0.1 * y[1];
}
KINDS()
double rk4(int n, const double x[n])
{
    double y[2] = {x[0], x[1]}, h = 0.1;
    double k1[2], k2[2], k3[2], k4[2], t[2];
    for (int s = 0; s < 10; s++) {
        pendulum(y, x[2], k1);
        for (int i = 0; i < 2; i++)
            t[i] = y[i] + h / 2 * k1[i];
        pendulum(t, x[2], k2);
        for (int i = 0; i < 2; i++)
            t[i] = y[i] + h / 2 * k2[i];
        pendulum(t, x[2], k3);
        for (int i = 0; i < 2; i++)
            t[i] = y[i] + h * k3[i];
        pendulum(t, x[2], k4);
        for (int i = 0; i < 2; i++)
            y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
    return y[0] * y[0] + y[1];
}
SCALAR(rk4, 0.7, 1.2, 2.4)

//@ rk4_generic
typedef void ode_fn(int n, double t, const double *y, double *dydt, const void *params);
struct lotka {
    double a, b, c, d;
};
static void lotka_rhs(int n, double t, const double *y, double *dydt, const void *params)
{
    const struct lotka *p = params;
    (void)n;
    dydt[0] = p->a * y[0] - p->b * y[0] * y[1] + 0.01 * t;
    dydt[1] = -p->c * y[1] + p->d * y[0] * y[1];
}
static void rk4_step(ode_fn *f, int n, double t, double *y, double h, const void *params)
{
    double *w = malloc(5 * n * sizeof *w);
    double *k1 = w, *k2 = w + n, *k3 = w + 2 * n, *k4 = w + 3 * n, *u = w + 4 * n;
    f(n, t, y, k1, params);
    for (int i = 0; i < n; i++)
        u[i] = y[i] + 0.5 * h * k1[i];
    f(n, t + 0.5 * h, u, k2, params);
    for (int i = 0; i < n; i++)
        u[i] = y[i] + 0.5 * h * k2[i];
    f(n, t + 0.5 * h, u, k3, params);
    for (int i = 0; i < n; i++)
        u[i] = y[i] + h * k3[i];
    f(n, t + h, u, k4, params);
    for (int i = 0; i < n; i++)
        y[i] += h / 6 * (k1[i] + 2 * (k2[i] + k3[i]) + k4[i]);
    free(w);
}
KINDS()
double rk4_generic(int n, const double x[n])
{
    struct lotka p = {x[0], x[1], x[2], x[3]};
    double y[2] = {1.0, 0.5};
    for (int s = 0; s < 8; s++)
        rk4_step(lotka_rhs, 2, s * 0.1, y, 0.1, &p);
    return y[0] + 2 * y[1];
}
SCALAR(rk4_generic, 0.7, 1.2, 0.9, 0.6)

//@ newton_sqrt
KINDS()
double newton_sqrt(int n, const double x[n])
{
    double r = 1;
    for (int i = 0; i < 4; i++)
        r = 0.5 * (r + x[0] / r);
    double u = x[1];
    double d = 1;
    while (fabs(d) > 0.2) {
        d = (u - x[0] * sin(u) - x[1]) / (1 - x[0] * cos(u));
        u -= d;
    }
    return r * u;
}
SCALAR(newton_sqrt, 0.7, 1.2)

//@ bisection
KINDS()
double bisection(int n, const double x[n])
{
    double lo = x[1], hi = x[2];
    for (int i = 0; i < 5; i++) {
        double mid = 0.5 * (lo + hi);
        if ((mid * mid - x[0]) * (lo * lo - x[0]) <= 0)
            hi = mid;
        else
            lo = mid;
    }
    return lo - (lo * lo - x[0]) * (hi - lo) / (hi * hi - lo * lo);
}
SCALAR(bisection, 2.03, 0.9, 1.9)

//@ secant
KINDS()
double secant(int n, const double x[n])
{
    double a = x[0], b = x[1], fa = cos(a) - a * x[2], fb;
    int it = 0;
    do {
        fb = cos(b) - b * x[2];
        double c = b - fb * (b - a) / (fb - fa);
        a = b;
        fa = fb;
        b = c;
    } while (fabs(b - a) > 0.05 && ++it < 10);
    return b;
}
SCALAR(secant, 0.1, 1.2, 0.9)

//@ simpson
KINDS()
double simpson_fixed(int n, const double x[n])
{
    const int m = 10;
    double h = (x[1] - x[0]) / m, s = 0;
    for (int i = 0; i <= m; i++) {
        double t = x[0] + i * h;
        double w = i == 0 || i == m ? 1 : (i & 1) ? 4 : 2;
        s += w * exp(-x[2] * t * t) * cos(t);
    }
    return s * h / 3;
}
SCALAR(simpson_fixed, 0.1, 1.2, 0.9)

//@ adaptive_simpson
static double integrand(double t, double a)
{
    return sin(a * t) / (0.3 + t * t);
}
static double adapt(double lo, double hi, double flo, double fmid, double fhi, double a, double eps, int depth)
{
    double mid = 0.5 * (lo + hi), h = hi - lo;
    double f1 = integrand(0.5 * (lo + mid), a), f2 = integrand(0.5 * (mid + hi), a);
    double whole = h / 6 * (flo + 4 * fmid + fhi);
    double left = h / 12 * (flo + 4 * f1 + fmid), right = h / 12 * (fmid + 4 * f2 + fhi);
    double delta = left + right - whole;
    if (depth <= 0 || fabs(delta) <= 15 * eps)
        return left + right + delta / 15;
    return adapt(lo, mid, flo, f1, fmid, a, eps / 2, depth - 1) + adapt(mid, hi, fmid, f2, fhi, a, eps / 2, depth - 1);
}
KINDS()
double adaptive_simpson(int n, const double x[n])
{
    double lo = x[0], hi = x[1], mid = 0.5 * (lo + hi);
    return adapt(lo, hi, integrand(lo, x[2]), integrand(mid, x[2]), integrand(hi, x[2]), x[2], 3e-4, 6);
}
SCALAR(adaptive_simpson, 0.1, 2.2, 3.1)

//@ romberg
KINDS()
double romberg(int n, const double x[n])
{
    double r[4][4];
    double h = x[1] - x[0];
    r[0][0] = h / 2 * (exp(x[0]) + exp(x[1]));
    for (int i = 1; i < 4; i++) {
        h /= 2;
        double s = 0;
        for (int k = 1; k <= (1 << i) - 1; k += 2)
            s += exp(x[0] + k * h);
        r[i][0] = 0.5 * r[i - 1][0] + h * s;
        double f = 1;
        for (int j = 1; j <= i; j++) {
            f *= 4;
            r[i][j] = r[i][j - 1] + (r[i][j - 1] - r[i - 1][j - 1]) / (f - 1);
        }
    }
    return r[3][3] * r[2][1];
}
SCALAR(romberg, 0.1, 1.2)

//@ heat
KINDS_INPLACE()
void heat(int n, double y[n])
{
    double old[n];
    for (int t = 0; t < 3; t++) {
        memcpy(old, y, n * sizeof *y);
        for (int i = 1; i < n - 1; i++)
            y[i] = old[i] + 0.2 * (1 + old[i] * old[i]) * (old[i - 1] - 2 * old[i] + old[i + 1]);
        y[0] = y[1];
        y[n - 1] = 0.5 * y[n - 2];
    }
}
INPLACE(heat, 0.7, 1.2, -0.4, 0.3, 0.1)

//@ heat2d
KINDS()
double heat2d(int n, const double x[n])
{
    double u[4][4], v[4][4];
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            u[i][j] = v[i][j] = x[(i * 4 + j) % n] * (i - j);
    double s = 0;
    for (int t = 0; t < 2; t++) {
        for (int i = 1; i < 3; i++)
            for (int j = 1; j < 3; j++)
                v[i][j] = u[i][j] + x[0] * 0.1 * (u[i - 1][j] + u[i + 1][j] + u[i][j - 1] + u[i][j + 1] - 4 * u[i][j]);
        memcpy(u, v, sizeof u);
    }
    for (int i = 0; i < 16; i++)
        s += u[i / 4][i % 4] * u[i / 4][i % 4];
    return s;
}
SCALAR(heat2d, 0.7, 1.2, -0.4, 0.3, 0.1)

//@ nbody
KINDS()
double nbody(int n, const double x[n])
{
    enum { B = 3 };
    double p[B][3], v[B][3], m[B] = {1, 0.5, 0.25};
    for (int i = 0; i < B; i++)
        for (int k = 0; k < 3; k++) {
            p[i][k] = x[(3 * i + k) % n] + i;
            v[i][k] = 0.1 * x[(i + k) % n];
        }
    for (int t = 0; t < 3; t++) {
        for (int i = 0; i < B; i++)
            for (int j = i + 1; j < B; j++) {
                double d[3], r2 = 0.01;
                for (int k = 0; k < 3; k++) {
                    d[k] = p[i][k] - p[j][k];
                    r2 += d[k] * d[k];
                }
                double mag = 0.05 / (r2 * sqrt(r2));
                for (int k = 0; k < 3; k++) {
                    v[i][k] -= d[k] * m[j] * mag;
                    v[j][k] += d[k] * m[i] * mag;
                }
            }
        for (int i = 0; i < B; i++)
            for (int k = 0; k < 3; k++)
                p[i][k] += 0.05 * v[i][k];
    }
    double e = 0;
    for (int i = 0; i < B; i++) {
        e += 0.5 * m[i] * (v[i][0] * v[i][0] + v[i][1] * v[i][1] + v[i][2] * v[i][2]);
        for (int j = 0; j < i; j++)
            e -= m[i] * m[j] / hypot(hypot(p[i][0] - p[j][0], p[i][1] - p[j][1]), p[i][2] - p[j][2]);
    }
    return e;
}
SCALAR(nbody, 0.7, 1.2, -0.4, 0.3, 0.1)

//@ kalman
KINDS()
double kalman(int n, const double x[n])
{
    double mean = x[0], var = x[1] * x[1], ll = 0;
    const double obs[] = {0.4, 0.9, 1.1, 0.2, 0.7};
    for (int t = 0; t < 5; t++) {
        mean = x[2] * mean;
        var = x[2] * x[2] * var + 0.1;
        double r = obs[t] - mean, s = var + x[3] * x[3], k = var / s;
        ll -= 0.5 * (log(2 * PI * s) + r * r / s);
        mean += k * r;
        var *= 1 - k;
    }
    return ll;
}
SCALAR(kalman, 0.7, 1.2, 0.9, 0.3)

//@ spline
KINDS()
double spline(int n, const double x[n])
{
    double m[n], u[n];
    m[0] = u[0] = 0;
    for (int i = 1; i < n - 1; i++) {
        double p = 0.5 * m[i - 1] + 2;
        m[i] = -0.5 / p;
        u[i] = (3 * (x[i + 1] - 2 * x[i] + x[i - 1]) - 0.5 * u[i - 1]) / p;
    }
    m[n - 1] = 0;
    for (int k = n - 2; k >= 0; k--)
        m[k] = m[k] * m[k + 1] + u[k];
    double t = 1.3, s = 0;
    while (t < n - 1) {
        int k = (int)t;
        double b = t - k, a = 1 - b;
        double v = a * x[k] + b * x[k + 1] + ((a * a * a - a) * m[k] + (b * b * b - b) * m[k + 1]) / 6;
        s += v * v;
        t += 0.8;
    }
    return s;
}
SCALAR(spline, 0.7, 1.2, 0.9, 0.3, -0.4)

//@ legendre
KINDS()
double legendre(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        double p0 = 1, p1 = x[i];
        for (int k = 2; k <= 5; k++) {
            double p2 = ((2 * k - 1) * x[i] * p1 - (k - 1) * p0) / k;
            p0 = p1;
            p1 = p2;
        }
        s += p1 * p0;
    }
    return s;
}
SCALAR(legendre, 0.7, -0.2, 0.9)

//@ bessel_series
KINDS()
double bessel_series(int n, const double x[n])
{
    double sum = 1, term = 1, q = -0.25 * x[0] * x[0];
    for (int k = 1; fabs(term) > 1e-12; k++) {
        term *= q / ((double)k * (k + x[1]));
        sum += term;
    }
    return sum;
}
SCALAR(bessel_series, 1.7, 0.4)

//@ continued_fraction
KINDS()
double continued_fraction(int n, const double x[n])
{
    double f = 0;
    for (int k = 8; k > 0; --k)
        f = k * x[0] / (1 + x[1] + f);
    return 1 / (1 + f);
}
SCALAR(continued_fraction, 0.7, 0.4)
