/* Complex numbers: the adjoint of z = x + iy is dL/dx + i dL/dy, so that <w, J d> = <J^T w, d> holds with
   Re(conj(a) b). Real functions that compute with complex numbers are checked in every kind, complex
   interfaces against closed forms and differences of each part. */
#include "grad.h"
#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

//@ complex_arithmetic
KINDS()
double cx_arithmetic(int n, const double x[n])
{
    double complex z = x[0] + x[1] * I, w[2] = {z * z - 2 * z, 1.0};
    for (int k = 0; k < 3; k++) {
        w[k % 2] = w[k % 2] / (z + 3.0) - -z;
        w[1] *= conj(z) * x[2];
        if (cabs(w[1]) > 0.5)
            z += w[0] * I;
    }
    float complex f = (float complex)w[1];
    long double complex l = w[0];
    return creal(w[0]) * cimag(w[1]) + cimag(z) + 0 * crealf(f) + (double)cimagl(l * l);
}
SCALAR(cx_arithmetic, 0.7, 0.4, -1.2)

//@ complex_library
KINDS()
double cx_library(int n, const double x[n])
{
    double complex z = x[0] + x[1] * I, w = cexp(z) * clog(1 + z) + csqrt(z);
    w += cpow(z, 1.5 + z) + ctan(z) + ctanh(z) + csin(z) * ccos(z) + csinh(z) / ccosh(z);
    w -= casin(z / 3) + cacos(z / 4) * catan(z / 2) + casinh(z) * cacosh(z) + catanh(z) + cproj(z);
    w *= cpow(z, 2) + cpow(2, z);
    return creal(w) * cimag(w) + cabs(z) + carg(w);
}
SCALAR(cx_library, 0.7, 0.4)

//@ complex_directions
ADC_TANGENT() ADC_TANGENT(vector(2), name(cx_lanes_t2)) ADC_ADJOINT() ADC_ADJOINT(vector(2), name(cx_lanes_a2))
double cx_lanes(int n, const double x[n])
{
    double complex s = 0;
    for (int i = 0; i < n; i++)
        s = s * cexp(I * x[i]) + x[i] / (2 + I * x[n - 1 - i]);
    return cabs(s) * carg(s);
}
#ifdef TEST_MAIN
TEST(cx_lanes)
{
    double x[3] = {0.4, -0.3, 0.9}, v[3] = {1, -2, 0.5}, lanes[3][2], t, t2[2], a[3] = {0}, a2[3][2] = {{0}};
    for (int i = 0; i < 3; i++)
        lanes[i][0] = -v[i], lanes[i][1] = 2 * v[i];
    cx_lanes_tangent(3, x, v, &t);
    cx_lanes_t2(3, x, (const double(*)[2])lanes, t2);
    CHECK_CLOSE(t2[0], -t, 1e-13);
    CHECK_CLOSE(t2[1], 2 * t, 1e-13);
    cx_lanes_adjoint(3, x, a, 1.0);
    cx_lanes_a2(3, x, a2, (const double[2]){1.0, -3.0});
    for (int i = 0; i < 3; i++) {
        CHECK_CLOSE(a2[i][0], a[i], 1e-13);
        CHECK_CLOSE(a2[i][1], -3 * a[i], 1e-13);
        CHECK_CLOSE(a[i], DIFF(x[i], cx_lanes(3, x)), 1e-9);
    }
}
#endif

//@ complex_interface
/* each function with its complex derivative by hand */
#define HOLOMORPHIC(name, T, body)                                                                                     \
    ADC_ADJOINT() ADC_TANGENT() T complex name(T complex z) { return body; }
#define PI_HALF 1.57079632679489661923
HOLOMORPHIC(h_exp, double, cexp(z))
HOLOMORPHIC(h_log, double, clog(z))
HOLOMORPHIC(h_sqrt, double, csqrt(z))
HOLOMORPHIC(h_sin, double, csin(z))
HOLOMORPHIC(h_cos, double, ccos(z))
HOLOMORPHIC(h_tan, double, ctan(z))
HOLOMORPHIC(h_sinh, double, csinh(z))
HOLOMORPHIC(h_cosh, double, ccosh(z))
HOLOMORPHIC(h_tanh, double, ctanh(z))
HOLOMORPHIC(h_asin, double, casin(z))
HOLOMORPHIC(h_acos, double, cacos(z))
HOLOMORPHIC(h_atan, double, catan(z))
HOLOMORPHIC(h_asinh, double, casinh(z))
HOLOMORPHIC(h_acosh, double, cacosh(z))
HOLOMORPHIC(h_atanh, double, catanh(z))
HOLOMORPHIC(h_square, double, cpow(z, 2))
HOLOMORPHIC(h_power, double, cpow(z, 1.5 - I))
HOLOMORPHIC(h_base, double, cpow(0.5 + 2 * I, z))
HOLOMORPHIC(h_self, double, cpow(z, z))
HOLOMORPHIC(h_rational, double, (z * z - 1) / (3 * z + I) - -z)
HOLOMORPHIC(h_proj, double, cproj(2 * z))
HOLOMORPHIC(h_float, float, cexpf(z) / (z + 2.0f))
HOLOMORPHIC(h_long, long double, csinl(z) * z)
#ifdef TEST_MAIN
#define CHECK_COMPLEX(got, want, rtol)                                                                                 \
    do {                                                                                                               \
        const long double complex g_ = (got), w_ = (want);                                                             \
        CHECK_SCALED(creall(g_), creall(w_), rtol, (double)cabsl(w_) + 1e-300);                                        \
        CHECK_SCALED(cimagl(g_), cimagl(w_), rtol, (double)cabsl(w_) + 1e-300);                                        \
    } while (0)
#define CHECK_HOLOMORPHIC(f, T, at, want, rtol)                                                                        \
    do {                                                                                                               \
        volatile T complex at_ = (at); /* libm at run time, not folded */                                              \
        const T complex z = at_, seed = 0.75 - 2 * I, old = 0.25 + I;                                                  \
        T complex adj = old, tan, d = (want);                                                                          \
        CHECK(f##_adjoint(z, &adj, seed) == f(z));                                                                     \
        CHECK_COMPLEX(adj - old, seed * conj((double complex)d), 4 * (rtol));                                          \
        CHECK(f##_tangent(z, seed, &tan) == f(z));                                                                     \
        CHECK_COMPLEX(tan, seed * d, rtol);                                                                            \
    } while (0)
TEST(cx_interface)
{
    static const double parts[][2] = {{0.7, 0.4}, {-1.3, 0.6}, {0.2, -2.1}, {-0.5, -0.1}};
    for (int i = 0; i < 4; i++) {
        const double complex a = parts[i][0] + parts[i][1] * I;
        const double r = 1e-14;
        CHECK_HOLOMORPHIC(h_exp, double, a, cexp(z), r);
        CHECK_HOLOMORPHIC(h_log, double, a, 1 / z, r);
        CHECK_HOLOMORPHIC(h_sqrt, double, a, 0.5 * cpow(z, -0.5), r);
        CHECK_HOLOMORPHIC(h_sin, double, a, (cexp(I * z) + cexp(-I * z)) / 2, r);
        CHECK_HOLOMORPHIC(h_cos, double, a, -(cexp(I * z) - cexp(-I * z)) / (2 * I), r);
        CHECK_HOLOMORPHIC(h_tan, double, a, 1 / (ccos(z) * ccos(z)), r);
        CHECK_HOLOMORPHIC(h_sinh, double, a, (cexp(z) + cexp(-z)) / 2, r);
        CHECK_HOLOMORPHIC(h_cosh, double, a, (cexp(z) - cexp(-z)) / 2, r);
        CHECK_HOLOMORPHIC(h_tanh, double, a, 1 / (ccosh(z) * ccosh(z)), r);
        CHECK_HOLOMORPHIC(h_asin, double, a, 1 / ccos(casin(z)), r);
        CHECK_HOLOMORPHIC(h_acos, double, a, -1 / csin(cacos(z)), r);
        CHECK_HOLOMORPHIC(h_atan, double, a, ccos(catan(z)) * ccos(catan(z)), r);
        CHECK_HOLOMORPHIC(h_asinh, double, a, 1 / ccosh(casinh(z)), r);
        CHECK_HOLOMORPHIC(h_acosh, double, a, 1 / csinh(cacosh(z)), r);
        CHECK_HOLOMORPHIC(h_atanh, double, a, ccosh(catanh(z)) * ccosh(catanh(z)), r);
        CHECK_HOLOMORPHIC(h_square, double, a, 2 * z, r);
        CHECK_HOLOMORPHIC(h_power, double, a, (1.5 - I) * cexp((0.5 - I) * clog(z)), r);
        CHECK_HOLOMORPHIC(h_base, double, a, clog(0.5 + 2 * I) * cexp(z * clog(0.5 + 2 * I)), r);
        CHECK_HOLOMORPHIC(h_self, double, a, (1 + clog(z)) * cexp(z * clog(z)), r);
        CHECK_HOLOMORPHIC(h_rational, double, a,
                          2 * z / (3 * z + I) - 3 * (z * z - 1) / ((3 * z + I) * (3 * z + I)) + 1, r);
        CHECK_HOLOMORPHIC(h_proj, double, a, 2, r);
        CHECK_HOLOMORPHIC(h_float, float, (float complex)a,
                          (float complex)(cexp(z) / (z + 2) - cexp(z) / ((z + 2) * (z + 2))), 1e-5);
        CHECK_HOLOMORPHIC(h_long, long double, a, ccosl(z) * z + csinl(z), 1e-15);
    }
    /* on the cuts, from above */
    CHECK_HOLOMORPHIC(h_asin, double, 2 + 0.0 * I, I / sqrt(3.0), 1e-14);
    CHECK_HOLOMORPHIC(h_asin, double, conj(2 + 0.0 * I), -I / sqrt(3.0), 1e-14);
    CHECK_HOLOMORPHIC(h_acosh, double, -2 + 0.0 * I, -1 / sqrt(3.0), 1e-14);
    CHECK_HOLOMORPHIC(h_square, double, 0, 0, 1e-14);
}
#endif

//@ complex_parts
/* not holomorphic: the adjoint is dL/dx + i dL/dy */
ADC_GRADIENT() double p_re(double complex z) { return creal(z); }
ADC_GRADIENT() double p_im(double complex z) { return cimag(z); }
ADC_GRADIENT() double p_abs(double complex z) { return cabs(z); }
ADC_GRADIENT() double p_arg(double complex z) { return carg(z); }
ADC_GRADIENT() double p_norm(double complex z) { return creal(z * conj(z)); }
ADC_GRADIENT() double p_cast(double complex z) { return (double)(z * z); }
ADC_GRADIENT() double p_mixed(double complex z) { return cimag(2 * conj(z) / (1 - z)) + creal(I * z); }
ADC_GRADIENT() float p_float(float complex z) { return cabsf(z) + cargf(conjf(z)) - crealf(z) * cimagf(z); }
ADC_GRADIENT() long double p_long(long double complex z) { return cabsl(z) + cargl(conjl(z)) - creall(z) * cimagl(z); }
ADC_ADJOINT() ADC_TANGENT() double complex p_conj(double complex z) { return conj(z) * I; }
ADC_ADJOINT() ADC_TANGENT() double complex p_polar(double r, double phi) { return r * cexp(I * phi); }
#ifdef TEST_MAIN
#define CHECK_PARTS(f, T, x, y, gx, gy, rtol)                                                                          \
    do {                                                                                                               \
        T complex g_ = 99;                                                                                             \
        f##_gradient((T)(x) + (T)(y) * I, &g_);                                                                        \
        CHECK_CLOSE((long double)__real__ g_, gx, rtol);                                                               \
        CHECK_CLOSE((long double)__imag__ g_, gy, rtol);                                                               \
    } while (0)
TEST(cx_parts)
{
    const double x = -0.6, y = 0.8, e = 1e-14;
    CHECK_PARTS(p_re, double, x, y, 1, 0, 0);
    CHECK_PARTS(p_im, double, x, y, 0, 1, 0);
    CHECK_PARTS(p_abs, double, x, y, x, y, e);
    CHECK_PARTS(p_abs, double, 0.0, 0.0, 0, 0, 0);
    CHECK_PARTS(p_arg, double, x, y, -y, x, e);
    CHECK_PARTS(p_norm, double, x, y, 2 * x, 2 * y, e);
    CHECK_PARTS(p_cast, double, x, y, 2 * x, -2 * y, e);
    CHECK_PARTS(p_float, float, x, y, x + y / 1 - y, y - x - x, 1e-6);
    CHECK_PARTS(p_long, long double, x, y, x + y - y, y - x - x, 1e-15);
    double s = 0;
    double complex g;
    p_mixed_gradient(x + y * I, &g);
    CHECK_CLOSE(creal(g), DIFF(s, p_mixed(x + s + y * I)), 1e-9);
    CHECK_CLOSE(cimag(g), DIFF(s, p_mixed(x + (y + s) * I)), 1e-9);
    const double complex w = 0.5 - 2 * I, d = 1.5 + I;
    double complex adj = 0, tan;
    p_conj_adjoint(x + y * I, &adj, w);
    p_conj_tangent(x + y * I, d, &tan);
    CHECK_CLOSE(creal(conj(w) * tan), creal(conj(adj) * d), e);
    double r_adj = 0, phi_adj = 0;
    p_polar_adjoint(2, 0.3, &r_adj, &phi_adj, w);
    p_polar_tangent(2, 0.3, 0.7, -0.4, &tan);
    CHECK_CLOSE(r_adj, creal(conj(w) * cexp(0.3 * I)), e);
    CHECK_CLOSE(phi_adj, creal(conj(w) * 2 * I * cexp(0.3 * I)), e);
    CHECK_CLOSE(creal(conj(w) * tan), 0.7 * r_adj - 0.4 * phi_adj, e);
}
#endif

//@ complex_horner
ADC_ADJOINT() ADC_TANGENT() ADC_ADJOINT(vector(2), name(cx_horner_a2)) ADC_TANGENT(vector(2), name(cx_horner_t2))
double complex cx_horner(int n, const double complex c[n], double complex z)
{
    double complex p = 0;
    for (int i = n - 1; i >= 0; i--)
        p = p * z + c[i];
    return p;
}
#ifdef TEST_MAIN
TEST(cx_horner)
{
    const double complex c[4] = {1, 2 - I, -0.5 * I, 3 + 0.25 * I}, z = 0.3 - 0.9 * I, w = 2 + I, old = 5 - I;
    double complex c_adj[4] = {old, 0, 0, 0}, z_adj = old, d[4] = {1, I, -2, 1 + I}, t;
    CHECK(cx_horner_adjoint(4, c, z, c_adj, &z_adj, w) == cx_horner(4, c, z));
    CHECK(cx_horner_tangent(4, c, z, d, -1 + 2 * I, &t) == cx_horner(4, c, z));
    const double complex dz = c[1] + 2 * c[2] * z + 3 * c[3] * z * z;
    CHECK(cabs(z_adj - old - w * conj(dz)) < 1e-13);
    CHECK(cabs(t - (dz * (-1 + 2 * I) + 1 + I * z - 2 * z * z + (1 + I) * z * z * z)) < 1e-13);
    for (int i = 0; i < 4; i++)
        CHECK(cabs(c_adj[i] - (i ? 0 : old) - w * conj(cpow(z, i))) < 1e-13);
    double complex c2_adj[4][2] = {{0}}, z2_adj[2] = {0}, d2[4][2] = {{0, 1}, {0, I}, {0, -2}, {0, 1 + I}}, t2[2];
    cx_horner_a2(4, c, z, c2_adj, z2_adj, (const double complex[2]){I, w});
    cx_horner_t2(4, c, z, (const double complex(*)[2])d2, (const double complex[2]){1, -1 + 2 * I}, t2);
    CHECK(cabs(z2_adj[0] - I * conj(dz)) < 1e-13 && cabs(z2_adj[1] - z_adj + old) < 1e-13);
    CHECK(cabs(c2_adj[2][1] - c_adj[2]) < 1e-13 && cabs(t2[0] - dz) < 1e-13 && cabs(t2[1] - t) < 1e-13);
}
#endif

//@ complex_fft
/* radix 2, in place: bit reversal by swaps, butterflies by pointer */
static void cx_swap(double complex *a, double complex *b)
{
    const double complex t = *a;
    *a = *b;
    *b = t;
}
ADC_ADJOINT(wrt(z), of(z)) ADC_TANGENT(wrt(z), of(z))
void cx_fft(int n, double complex z[n], int sign)
{
    for (int i = 1, j = 0; i < n; i++) {
        int bit = n >> 1;
        for (; j & bit; bit >>= 1)
            j ^= bit;
        j ^= bit;
        if (i < j)
            cx_swap(&z[i], &z[j]);
    }
    for (int len = 2; len <= n; len <<= 1) {
        const double complex root = cexp(sign * 2 * 3.14159265358979323846 * I / len);
        for (double complex *block = z; block < z + n; block += len) {
            double complex w = 1;
            for (int k = 0; k < len / 2; k++) {
                const double complex u = block[k], v = block[k + len / 2] * w;
                block[k] = u + v;
                block[k + len / 2] = u - v;
                w *= root;
            }
        }
    }
}
KINDS()
double cx_power_spectrum(int n, const double x[n])
{
    double complex z[8];
    for (int i = 0; i < 8; i++)
        z[i] = i < n ? x[i] * (1 + 0.5 * I * x[(i + 1) % n]) : 0;
    cx_fft(8, z, -1);
    double s = 0;
    for (int k = 0; k < 8; k++)
        s += (k + 1) * (creal(z[k]) * creal(z[k]) + cimag(z[k]) * cimag(z[k]));
    return log(s);
}
SCALAR(cx_power_spectrum, 0.3, -1.1, 0.8, 0.25, 0.6)
#ifdef TEST_MAIN
TEST(cx_fft)
{
    double complex z[16], w[16], adj[16], tan[16], d[16], back[16];
    double re[64];
    grad_fill(64, re);
    for (int i = 0; i < 16; i++) {
        z[i] = re[i] + I * re[16 + i], back[i] = z[i];
        w[i] = adj[i] = re[32 + i] - I * re[i];
        d[i] = tan[i] = re[48 + i] + I * re[32 + i];
    }
    cx_fft_adjoint(16, z, -1, adj);
    cx_fft(16, w, +1); /* the transform is linear: its conjugate transpose is the other sign */
    for (int i = 0; i < 16; i++)
        CHECK(cabs(adj[i] - w[i]) < 1e-13);
    for (int i = 0; i < 16; i++)
        z[i] = back[i];
    cx_fft_tangent(16, z, -1, tan);
    cx_fft(16, d, -1);
    for (int i = 0; i < 16; i++)
        CHECK(cabs(tan[i] - d[i]) < 1e-13);
}
#endif

//@ complex_mandelbrot
/* distance to where it escapes; the trip count depends on the data */
KINDS()
double cx_mandelbrot(int n, const double x[n])
{
    double complex c = x[0] + I * x[1], z = 0;
    int k;
    for (k = 0; k < 50 && creal(z) * creal(z) + cimag(z) * cimag(z) < 100; k++)
        z = z * z + c;
    return k - log(log(cabs(z))) / log(2.0);
}
SCALAR(cx_mandelbrot, -0.9, 0.45)
KINDS()
double cx_newton(int n, const double x[n])
{
    double complex z = x[2] + I * x[3], a = x[0] + x[1] * I;
    while (cabs(z * z * z - a) > 1e-3) {
        double complex step = (z * z * z - a) / (3 * z * z);
        z -= step;
    }
    return creal(z) - 2 * cimag(z);
}
SCALAR(cx_newton, 1.2, 0.5, 1.0, 0.3)

//@ complex_circuit
/* a ladder of R, L, C at one frequency: impedance and gain */
typedef struct Element {
    double r, l, c;
    double complex drop;
} Element;
static double complex parallel(double complex a, double complex b)
{
    return a * b / (a + b);
}
KINDS()
double cx_ladder(int n, const double x[n])
{
    Element e[3];
    const double omega = 1.7;
    for (int i = 0; i < 3; i++) {
        e[i].r = x[i];
        e[i].l = 0.1 + x[(i + 1) % n] * x[i];
        e[i].c = 0.5 + 0.1 * i;
        e[i].drop = 0;
    }
    double complex z = 2.0;
    for (Element *p = e + 3; p-- > e;) {
        p->drop = p->r + I * omega * p->l;
        z = parallel(z + p->drop, 1 / (I * omega * p->c));
    }
    double complex gain = 1;
    for (int i = 0; i < 3; i++)
        gain *= z / (z + e[i].drop);
    return 20 * log10(cabs(gain)) + carg(z);
}
SCALAR(cx_ladder, 0.9, 1.4, 0.3)
/* Gaussian elimination of a complex system: A x = b */
ADC_ADJOINT(wrt(a, b), of(b)) ADC_TANGENT(wrt(a, b), of(b))
void cx_solve(int n, double complex a[n][n], double complex b[n])
{
    for (int k = 0; k < n; k++) {
        int p = k;
        for (int i = k + 1; i < n; i++)
            if (cabs(a[i][k]) > cabs(a[p][k]))
                p = i;
        if (p != k) {
            for (int j = k; j < n; j++) {
                double complex t = a[k][j];
                a[k][j] = a[p][j];
                a[p][j] = t;
            }
            double complex t = b[k];
            b[k] = b[p];
            b[p] = t;
        }
        for (int i = k + 1; i < n; i++) {
            a[i][k] /= a[k][k];
            for (int j = k + 1; j < n; j++)
                a[i][j] -= a[i][k] * a[k][j];
            b[i] -= a[i][k] * b[k];
        }
    }
    for (int i = n - 1; i >= 0; i--) {
        for (int j = i + 1; j < n; j++)
            b[i] -= a[i][j] * b[j];
        b[i] /= a[i][i];
    }
}
#ifdef TEST_MAIN
TEST(cx_solve)
{
    enum { N = 3 };
    double re[4 * N * N + 4 * N];
    grad_fill(4 * N * N + 4 * N, re);
    double complex a[N][N], b[N], a0[N][N], b0[N], a_tan[N][N], b_tan[N], a_adj[N][N] = {{0}}, b_adj[N], da[N][N], db[N], w[N], x[N];
    for (int i = 0; i < N; i++) {
        b0[i] = re[i] + I * re[N + i], db[i] = re[2 * N + i] - I * re[i], w[i] = re[3 * N + i] + 0.5 * I;
        for (int j = 0; j < N; j++) {
            a0[i][j] = re[i * N + j + 12] + I * re[N * N + i * N + j + 12];
            da[i][j] = re[2 * N * N + i * N + j + 12] + I * re[3 * N * N + i * N + j + 12];
        }
    }
    memcpy(a, a0, sizeof a), memcpy(b, b0, sizeof b), memcpy(a_tan, da, sizeof da), memcpy(b_tan, db, sizeof db);
    cx_solve_tangent(N, a, b, a_tan, b_tan);
    memcpy(x, b, sizeof b);
    for (int i = 0; i < N; i++) { /* A x_tan = b_tan - A_tan x */
        double complex r = db[i];
        for (int j = 0; j < N; j++)
            r -= da[i][j] * x[j] + a0[i][j] * b_tan[j];
        CHECK(cabs(r) < 1e-12);
    }
    memcpy(a, a0, sizeof a), memcpy(b, b0, sizeof b), memcpy(b_adj, w, sizeof w);
    cx_solve_adjoint(N, a, b, a_adj, b_adj);
    double forward = 0, back = 0;
    for (int i = 0; i < N; i++) {
        double complex r = -w[i]; /* A^H b_adj = w, A_adj = -b_adj x^H */
        for (int j = 0; j < N; j++) {
            r += conj(a0[j][i]) * b_adj[j];
            CHECK(cabs(a_adj[i][j] + b_adj[i] * conj(x[j])) < 1e-12);
            back += creal(conj(a_adj[i][j]) * da[i][j]);
        }
        CHECK(cabs(r) < 1e-12);
        forward += creal(conj(w[i]) * b_tan[i]);
        back += creal(conj(b_adj[i]) * db[i]);
    }
    CHECK_CLOSE(forward, back, 1e-12);
}
#endif

//@ complex_memory
// xfail: bytes copied between a struct and an array are refused with several directions at once (hessian)
typedef struct Wave {
    double complex *amplitude;
    double frequency;
    int n;
} Wave;
static double complex *cx_grown(int n, const double x[n])
{
    double complex *p = malloc((size_t)n * sizeof *p);
    for (int i = 0; i < n; i++)
        p[i] = x[i] - I * x[i] * x[i];
    return p;
}
static void cx_evolve(Wave *w, double t)
{
    double complex *p = w->amplitude, *const end = p + w->n;
    while (p != end) {
        *p *= cexp(I * w->frequency * t);
        *p += conj(*p) * 0.25;
        p++;
    }
}
KINDS()
double cx_memory(int n, const double x[n])
{
    Wave w = {cx_grown(n, x), 1.0 + x[0], n}, copy;
    double complex saved[8], table[2][2] = {{x[0], 1}, {I, x[1] * I}}, (*row)[2] = table;
    for (int step = 0; step < 3; step++)
        cx_evolve(&w, 0.1 * (step + 1));
    memcpy(saved, w.amplitude, (size_t)n * sizeof *saved);
    copy = w;
    copy.amplitude[0] /= row[1][1] * row[0][0];
    row++;
    double complex s = 0;
    for (int i = 0; i < n; i++)
        s += i & 1 ? saved[i] * row[0][0] : w.amplitude[i] - saved[i];
    free(w.amplitude);
    return creal(s * s) + cimag(s);
}
SCALAR(cx_memory, 0.4, 0.9, -0.7)
KINDS()
double cx_gnu(int n, const double x[n])
{
    double complex z;
    __real__ z = x[0] * x[1];
    __imag__ z = sin(x[1]);
    __real__ z += __imag__ z * x[0];
    return __real__(z * z) + __imag__(~z * 2.0);
}
SCALAR(cx_gnu, 0.4, 0.9)

//@ complex_mixed
KINDS()
double cx_mixed(int n, const double x[n])
{
    float complex f = (float complex)(x[0] * I);
    long double complex l = x[1];
    double complex z = f * 0 + l;
    _Bool any = z;
    int whole = (int)(z * 3);
    z += any ? x[0] * x[1] : 0;
    z *= whole + 0.5;
    z -= 2;
    z = x[0] > 0 ? z / x[1] : conj(z);
    z = -z + +z * z;
    x[0] > 10 ? (void)(z = 0) : (void)(z += I);
    long double r = creall(l * z) / 2;
    return (double)r + (z == conj(z)) + (z != 0 ? cabs(z) : 0);
}
SCALAR(cx_mixed, 0.4, 0.9)

//@ complex_generic
#include <tgmath.h>
KINDS()
double cx_generic(int n, const double x[n])
{
    double complex z = x[0] + I * x[1];
    long double complex l = exp(z) * sqrt(z) - log(z + 2);
    double r = fabs(z) + carg(z) + creal(pow(z, 2)) - cimag(sin(z) * cos(z)) + creal(conj(z) * sinh(z)) + tan(x[0]);
    return r + (double)creal(l) + exp(x[1]) + (double)cabsl(l * l);
}
SCALAR(cx_generic, 0.7, 0.4)

//@ complex_gradient
ADC_GRADIENT(wrt(z)) ADC_HVP(wrt(z))
double cx_loss(int n, const double complex z[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += cabs(cexp(z[i]) - z[n - 1 - i]) + creal(z[i] * z[i] * z[0]);
    return s;
}
ADC_DERIVE(adjoint(cx_loss_gradient), wrt(z), of(z_grad));
#ifdef TEST_MAIN
static double cx_moved(double s, const double complex d[3], const double complex z[3])
{
    double complex at[3];
    for (int i = 0; i < 3; i++)
        at[i] = z[i] + s * d[i];
    return cx_loss(3, at);
}
TEST(cx_gradient)
{
    const double complex z[3] = {0.3 - 0.8 * I, 1.1 + 0.2 * I, -0.4 + 0.5 * I}, dir[3] = {1, 0.5 - I, 2 * I};
    double complex g[3], h[3], moved[3], gp[3], gm[3];
    double s = 0;
    cx_loss_gradient(3, z, g);
    for (int i = 0; i < 3; i++) {
        double complex d[3] = {0};
        d[i] = 1;
        CHECK_CLOSE(creal(g[i]), DIFF(s, cx_moved(s, d, z)), 1e-9);
        d[i] = I;
        CHECK_CLOSE(cimag(g[i]), DIFF(s, cx_moved(s, d, z)), 1e-9);
    }
    cx_loss_hvp(3, z, dir, h);
    for (int i = 0; i < 3; i++) {
        double slope[2];
        for (int part = 0; part < 2; part++)
            slope[part] = DIFF(s, __extension__({
                                   for (int k = 0; k < 3; k++)
                                       moved[k] = z[k] + s * dir[k];
                                   cx_loss_gradient(3, moved, gp);
                                   part ? cimag(gp[i]) : creal(gp[i]);
                               }));
        CHECK_CLOSE(creal(h[i]), slope[0], 1e-8);
        CHECK_CLOSE(cimag(h[i]), slope[1], 1e-8);
    }
    double complex adj[3] = {0}; /* the Hessian over the reals is symmetric */
    for (int i = 0; i < 3; i++)
        gm[i] = dir[i];
    cx_loss_gradient_adjoint(3, z, g, adj, gm);
    for (int i = 0; i < 3; i++)
        CHECK(cabs(adj[i] - h[i]) < 1e-12 * (1 + cabs(h[i])));
}
#endif

//@ complex_recursive
static double complex cx_continued(int n, double complex z)
{
    if (n == 0)
        return z;
    return (2 * n + 1) + z * z / cx_continued(n - 1, z);
}
static void cx_rotate(double complex *z, const double complex *by, int times)
{
    for (int i = 0; i < times; i++)
        *z *= *by;
}
KINDS()
double cx_recursive(int n, const double x[n])
{
    double complex z = x[0] + I * x[1], q = cx_continued(6, z);
    cx_rotate(&q, &z, (int)(3 * x[2]));
    cx_rotate(&z, &z, 1);
    return cabs(q * z) + cimag(q / z);
}
SCALAR(cx_recursive, 0.7, 0.4, 1.1)

//@ complex_from_parts
/* CMPLX, which not every header has for every compiler. */
KINDS()
double complex_from_parts(int n, const double x[n])
{
    double complex z = CMPLX(x[0], x[1]), p[2] = {CMPLX(n, x[0] * x[1]), CMPLX(x[1], 1)};
    float one = 1.0f;
    return creal(cexp(z) * p[0] * p[1]) + cabs(CMPLX(x[2], x[0]) * x[1]) + cimag(CMPLX(one, x[1] * x[1]));
}
SCALAR(complex_from_parts, 0.8, 0.53, 1.3)

//@ complex_from_parts_float
ADC_GRADIENT(wrt(x))
ADC_TANGENT(wrt(x))
float complex_from_parts_float(float x)
{
    float complex z = CMPLXF(x, 2 * x);
    long double complex w = CMPLXL(x, 1.0L);
    return crealf(z * z) + (float)cimagl(w * w);
}
#ifdef TEST_MAIN
TEST(complex_from_parts_float)
{
    float g, t;
    CHECK_CLOSE(complex_from_parts_float_gradient(1.5f, &g), -3.75, 1e-6);
    CHECK_CLOSE(g, -7.0, 1e-6);
    complex_from_parts_float_tangent(1.5f, 2.0f, &t);
    CHECK_CLOSE(t, -14.0, 1e-6);
}
#endif

//@ complex_copied
/* Complex numbers are pairs of reals, in memory too. */
KINDS()
double complex_copied(int n, const double x[n])
{
    double complex z[2], *w = malloc(2 * sizeof *w);
    double y[4];
    memcpy(z, x, sizeof z);
    z[1] *= z[0] * z[1];
    memcpy(y, z, sizeof y);
    y[1] *= y[2] + y[3];
    memmove(w, y + 1, 2 * sizeof(double));
    double s = creal(w[0] * w[0] * z[1]) + y[1] * cimag(w[0]);
    free(w);
    return s + n;
}
SCALAR(complex_copied, 0.8, 0.53, 1.3, 0.4)

//@ complex_seen_as_reals
KINDS()
double complex_seen_as_reals(int n, const double x[n])
{
    double complex z[2];
    double *r = (double *)z;
    for (int i = 0; i < 4; i++)
        r[i] = x[i] * x[(i + 1) % n];
    z[0] *= z[1];
    ((double *)&z[0])[1] *= 2.0;
    const double complex *q = (const double complex *)x;
    __real__ z[1] = r[0] * r[1];
    return creal(z[0] * z[1] * q[1]) + r[3];
}
SCALAR(complex_seen_as_reals, 0.8, 0.53, 1.3, 0.4)

//@ complex_in_a_union
/* With the two reals that it is laid out as. */
typedef union CuNumber {
    double complex z;
    double r[2];
    struct {
        double re, im;
    } part;
} CuNumber;
KINDS()
double complex_in_a_union(int n, const double x[n])
{
    CuNumber a = {.z = x[0] + x[1] * I}, b = a, v[2];
    b.r[1] *= 2.0;
    v[0].z = a.z * b.z;
    v[1] = v[0];
    v[1].part.re += x[2] * v[0].r[1];
    return v[1].r[0] * v[0].part.im + cimag(v[1].z * b.z);
}
SCALAR(complex_in_a_union, 0.7, 0.4, -1.2)
