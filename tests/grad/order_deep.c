/* Kinds three deep, held against closed forms of the third and fourth derivatives. What a function of adc's overwrites besides
   (the gradient, in the Jacobian of one) is no part of its derivative, and needs no naming. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

#define DEEP(f)                                                                                    \
    ADC_DERIVE(gradient(f), name(f##_g));                                                          \
    ADC_DERIVE(adjoint(f), name(f##_a));                                                           \
    ADC_DERIVE(jacobian(f), name(f##_j));                                                          \
    ADC_DERIVE(tangent(f), name(f##_t));                                                           \
    ADC_DERIVE(hvp(f), name(f##_v));                                                               \
    ADC_DERIVE(jacobian(f##_g), wrt(x), of(x_grad), name(f##_gj));                                 \
    ADC_DERIVE(jacobian(f##_gj), wrt(x), of(x_grad_x_jac), name(f##_gjj));                         \
    ADC_DERIVE(adjoint(f##_gj), wrt(x), of(x_grad_x_jac), name(f##_gja));                          \
    ADC_DERIVE(tangent(f##_g), wrt(x), of(x_grad), name(f##_gt));                                  \
    ADC_DERIVE(tangent(f##_gt), wrt(x), of(x_grad_tan), name(f##_gtt));                            \
    ADC_DERIVE(jacobian(f##_a), wrt(x), of(x_adj), name(f##_aj));                                  \
    ADC_DERIVE(tangent(f##_aj), wrt(x), of(x_adj_x_jac), name(f##_ajt));                           \
    ADC_DERIVE(jacobian(f##_j), wrt(x), of(return_x_jac), name(f##_jj));                           \
    ADC_DERIVE(adjoint(f##_jj), wrt(x), of(return_x_jac_x_jac), name(f##_jja));                    \
    ADC_DERIVE(adjoint(f##_v), wrt(x), of(x_hvp), name(f##_va));                                   \
    ADC_DERIVE(tangent(f##_va), wrt(x), of(x_adj), name(f##_vat));                                 \
    ADC_DERIVE(hvp(f##_t), wrt(x), of(return_tan), name(f##_tv));                                  \
    ADC_DERIVE(jacobian(f##_tv), wrt(x), of(x_hvp), name(f##_tvj));

#ifdef TEST_MAIN
enum { DEEP_N = 4 };
typedef double Deep(const double *x, const int *at, int order); /* the derivative by x[at[0]], x[at[1]] ... */

static double deep_along(Deep *f, const double *x, int order, const int *at, int fixed, const double *const *dirs)
{
    double s = 0.0;
    int all[4], places = 1;
    for (int k = fixed; k < order; k++)
        places *= DEEP_N;
    for (int p = 0; p < places; p++) {
        double w = 1.0;
        for (int k = 0; k < fixed; k++)
            all[k] = at[k];
        for (int k = fixed, r = p; k < order; k++, r /= DEEP_N) {
            all[k] = r % DEEP_N;
            w *= dirs[k - fixed][all[k]];
        }
        s += w * f(x, all, order);
    }
    return s;
}

#define DEEP_CHECK(f, derivative)                                                                  \
    {                                                                                              \
        enum { N = DEEP_N };                                                                       \
        double x[N] = {0.4, 1.1, -0.6, 0.9}, u[N] = {1.0, -0.5, 2.0, 0.25}, v[N] = {0.5, 1.5, -1.0, 2.0}, w[N] = {2, 1, -1, 3};\
        double g[N], gt[N], gtt[N], h[N * N], ht[N * N], third[N * N * N], xa[N], seeds[N * N], a[N], at[N], hv[N], hv2[N], t;\
        const double *const uv[] = {u, v}, *const uvw[] = {u, v, w};                               \
        f##_gjj(N, x, g, h, third);                                                                \
        for (int i = 0; i < N * N * N; i++)                                                        \
            CHECK_CLOSE(third[i], derivative(x, (int[]){i / (N * N), i / N % N, i % N}, 3), 1e-13);\
        for (int i = 0; i < N * N; i++)                                                            \
            CHECK_CLOSE(h[i], derivative(x, (int[]){i / N, i % N}, 2), 1e-13);                     \
        for (int i = 0; i < N; i++)                                                                \
            xa[i] = 0.0;                                                                           \
        for (int i = 0; i < N * N; i++)                                                            \
            seeds[i] = u[i / N] * v[i % N];                                                        \
        f##_gja(N, x, g, h, xa, seeds);                                                            \
        for (int i = 0; i < N; i++)                                                                \
            CHECK_CLOSE(xa[i], deep_along(derivative, x, 3, &i, 1, uv), 1e-13);                    \
        f##_gtt(N, x, g, u, gt, v, gtt);                                                           \
        for (int i = 0; i < N; i++)                                                                \
            CHECK_CLOSE(gtt[i], deep_along(derivative, x, 3, &i, 1, uv), 1e-13);                   \
        for (int i = 0; i < N; i++)                                                                \
            xa[i] = 0.0;                                                                           \
        f##_ajt(N, x, xa, 1.5, h, v, ht);                                                          \
        for (int i = 0; i < N * N; i++)                                                            \
            CHECK_CLOSE(ht[i], 1.5 * deep_along(derivative, x, 3, (int[]){i / N, i % N}, 2, &uv[1]), 1e-13);\
        for (int i = 0; i < N * N; i++)                                                            \
            seeds[i] = u[i / N] * v[i % N];                                                        \
        for (int i = 0; i < N; i++)                                                                \
            xa[i] = 0.0;                                                                           \
        f##_jja(N, x, g, h, xa, seeds);                                                            \
        for (int i = 0; i < N; i++)                                                                \
            CHECK_CLOSE(xa[i], deep_along(derivative, x, 3, &i, 1, uv), 1e-13);                    \
        for (int i = 0; i < N; i++)                                                                \
            a[i] = 0.0, at[i] = 0.0, xa[i] = v[i];                                                 \
        f##_vat(N, x, u, hv, a, xa, w, at);                                                        \
        for (int i = 0; i < N; i++)                                                                \
            CHECK_CLOSE(at[i], deep_along(derivative, x, 4, &i, 1, uvw), 1e-13);                   \
        f##_tvj(N, x, u, &t, v, hv2, h);                                                           \
        for (int i = 0; i < N * N; i++)                                                            \
            CHECK_CLOSE(h[i], deep_along(derivative, x, 4, (int[]){i / N, i % N}, 2, uv), 1e-13);  \
    }

static double quartic_derivative(const double *x, const int *at, int order)
{
    double s = 0.3, d = 1.0;
    for (int i = 0; i < DEEP_N; i++)
        s += (i + 1) * 0.5 * x[i];
    for (int k = 0; k < order; k++)
        d *= (4 - k) * (at[k] + 1) * 0.5;
    return d * pow(s, 4 - order);
}
#endif

//@ product
DEEP(product)
double product(int n, const double x[n])
{
    double p = 1.0;
    for (int i = 0; i < n; i++)
        p *= 1.0 + x[i];
    return p;
}
#ifdef TEST_MAIN
static double product_derivative(const double *x, const int *at, int order)
{
    double p = 1.0;
    for (int i = 0; i < DEEP_N; i++) {
        int times = 0;
        for (int k = 0; k < order; k++)
            times += at[k] == i;
        p *= times > 1 ? 0.0 : times ? 1.0 : 1.0 + x[i];
    }
    return p;
}
TEST(product) DEEP_CHECK(product, product_derivative)
#endif

//@ quartic_by_tape
DEEP(quartic)
double quartic(int n, const double x[n])
{
    double s = 0.3, p = 1.0, todo = 4.0;
    for (int i = 0; i < n; i++)
        s += (i + 1) * 0.5 * x[i];
    while (todo > 0.5) {
        p *= s;
        todo -= 1.0;
    }
    return p;
}
#ifdef TEST_MAIN
TEST(quartic) DEEP_CHECK(quartic, quartic_derivative)
#endif

//@ quartic_by_recursion
static double power(double s, int k)
{
    return k == 0 ? 1.0 : s * power(s, k - 1);
}
DEEP(quartic_again)
double quartic_again(int n, const double x[n])
{
    double s = 0.3;
    for (int i = 0; i < n; i++)
        s += (i + 1) * 0.5 * x[i];
    return power(s, 4);
}
#ifdef TEST_MAIN
TEST(quartic_again) DEEP_CHECK(quartic_again, quartic_derivative)
#endif

//@ log_of_sum
/* The gradient holds exp(x[i] - m) for a while. */
DEEP(log_of_sum)
double log_of_sum(int n, const double x[n])
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
/* The cumulants of one throw with probabilities p = exp(x) / s: sums over the ways to put what is asked for into blocks, with
   (-1)^(blocks - 1) (blocks - 1)! times the product of E over each; E of a block is p where all in it are one, else 0. */
static double mean_of(const double *p, const int *at, int order, const int *block, int which)
{
    int first = -1;
    for (int k = 0; k < order; k++)
        if (block[k] == which) {
            if (first >= 0 && at[k] != first)
                return 0.0;
            first = at[k];
        }
    return p[first];
}
static double log_of_sum_derivative(const double *x, const int *at, int order)
{
    double p[DEEP_N], s = 0.0, d = 0.0;
    for (int i = 0; i < DEEP_N; i++)
        s += p[i] = exp(x[i]);
    for (int i = 0; i < DEEP_N; i++)
        p[i] /= s;
    for (int code = 0; code < 256; code++) {
        int block[4], blocks = 0, ok = 1;
        for (int k = 0, r = code; k < 4; k++, r /= 4) {
            block[k] = k < order ? r % 4 : 0;
            ok &= block[k] <= blocks && (k < order || r == 0);
            blocks += k < order && block[k] == blocks;
        }
        static const double factor[] = {0, 1, -1, 2, -6};
        double term = factor[blocks];
        for (int b = 0; ok && b < blocks; b++)
            term *= mean_of(p, at, order, block, b);
        d += ok ? term : 0.0;
    }
    return d;
}
TEST(log_of_sum) DEEP_CHECK(log_of_sum, log_of_sum_derivative)
#endif
