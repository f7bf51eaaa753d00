/* Arrays that one loop reads and another one, in the same iteration of a loop around, overwrites: a copy of the whole array in
   front of the loop serves all that is made again of its elements. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

//@ whole_gas
static double whole_pressure(double r, double m, double e) { return 0.4 * (e - 0.5 * m * m / r); }
KINDS_INPLACE()
void whole_gas(int n, double y[n])
{
    int cells = n / 3;
    double r[cells + 2], m[cells + 2], e[cells + 2], f[cells + 1][3];
    for (int i = 0; i < cells; i++) {
        r[i + 1] = 1.0 + 0.1 * y[i];
        m[i + 1] = 0.1 * y[cells + i];
        e[i + 1] = 2.0 + y[2 * cells + i];
    }
    for (int s = 0; s < 4; s++) {
        r[0] = r[1], m[0] = -m[1], e[0] = e[1];
        r[cells + 1] = r[cells], m[cells + 1] = -m[cells], e[cells + 1] = e[cells];
        for (int i = 0; i <= cells; i++) {
            double pl = whole_pressure(r[i], m[i], e[i]), pr = whole_pressure(r[i + 1], m[i + 1], e[i + 1]);
            double ul = m[i] / r[i], ur = m[i + 1] / r[i + 1];
            double a = fmax(fabs(ul) + sqrt(1.4 * pl / r[i]), fabs(ur) + sqrt(1.4 * pr / r[i + 1]));
            f[i][0] = 0.5 * (m[i] + m[i + 1]) - 0.5 * a * (r[i + 1] - r[i]);
            f[i][1] = 0.5 * (m[i] * ul + pl + m[i + 1] * ur + pr) - 0.5 * a * (m[i + 1] - m[i]);
            f[i][2] = 0.5 * (ul * (e[i] + pl) + ur * (e[i + 1] + pr)) - 0.5 * a * (e[i + 1] - e[i]);
        }
        for (int i = 1; i <= cells; i++) {
            r[i] -= 0.1 * (f[i][0] - f[i - 1][0]);
            m[i] -= 0.1 * (f[i][1] - f[i - 1][1]);
            e[i] -= 0.1 * (f[i][2] - f[i - 1][2]);
        }
    }
    for (int i = 0; i < cells; i++) {
        y[i] = r[i + 1];
        y[cells + i] = m[i + 1] * e[i + 1];
        y[2 * cells + i] = e[i + 1];
    }
}
INPLACE(whole_gas, 0.3, -0.7, 1.2, 0.4, 0.9, -0.2, 0.8, 0.5, -0.6)

//@ whole_made_again
/* Locals that are made again: of one array, of two, of one that the loop itself overwrites, of what changes in between. */
KINDS_INPLACE()
void whole_made_again(int n, double y[n])
{
    double *u = malloc(n * sizeof *u), w[4] = {0.2, 0.4, 0.6, 0.8};
    for (int i = 0; i < n; i++)
        u[i] = 0.5 + 0.1 * i;
    for (int s = 0; s < 3; s++) {
        for (int i = 0; i < n; i++) {
            double a = u[i], b = a * a + u[n - 1 - i];
            double c = w[i % 4] * a, d = b + y[i];
            if (c > 0.1)
                d *= b * c;
            double e = y[i];
            y[i] = sin(d) * b + 0.1 * e * e;
            w[i % 4] = 0.5 * w[i % 4] * d + 0.1 * c;
        }
        double mean = 0.0;
        for (int i = 0; i < n; i++)
            mean += u[i] * u[i] * y[i] / n;
        for (int i = 0; i < n; i++)
            u[i] = 0.7 * u[i] + 0.1 * mean * cos(u[i] * y[(i + s) % n]);
        w[s] *= mean;
    }
    for (int i = 0; i < n; i++)
        y[i] += u[i] * w[i % 4];
    free(u);
}
INPLACE(whole_made_again, 0.3, -0.7, 1.2, 0.4, 0.9)

//@ whole_rows
KINDS_INPLACE()
void whole_rows(int n, double y[n])
{
    double a[n][n], b[n][n];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            b[i][j] = a[i][j] = y[i] * (j + 1) + 0.2 * y[j];
    for (int s = 0; s < 3; s++) {
        for (int i = 1; i < n - 1; i++)
            for (int j = 1; j < n - 1; j++) {
                double lap = a[i - 1][j] + a[i + 1][j] + a[i][j - 1] + a[i][j + 1] - 4.0 * a[i][j];
                double k = 0.1 + 0.05 * a[i][j] * b[i][j];
                b[i][j] = a[i][j] + k * lap * a[i][j];
            }
        for (int i = 1; i < n - 1; i++)
            for (int j = 1; j < n - 1; j++)
                a[i][j] = tanh(b[i][j]);
        a[0][s] += 0.1 * a[1][1] * b[2][1];
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            y[i] += 0.1 * a[i][j] * b[j][i];
}
INPLACE(whole_rows, 0.3, -0.7, 1.2, 0.4, 0.9)

//@ whole_said_by_shape
ADC_GRADIENT(wrt(u, k), shape(u, n + 2), shape(k, n))
double whole_diffusion(int n, int steps, double *u, const double *k)
{
    double f[n + 1], sum = 0.0;
    for (int s = 0; s < steps; s++) {
        u[0] = u[1];
        u[n + 1] = -u[n];
        for (int i = 0; i <= n; i++) {
            double mid = u[i] + u[i + 1], diff = u[i + 1] - u[i];
            f[i] = mid * mid * diff + 0.1 * diff;
        }
        for (int i = 1; i <= n; i++)
            u[i] += k[i - 1] * (f[i] - f[i - 1]);
    }
    for (int i = 0; i < n + 2; i++)
        sum += u[i] * u[i];
    return sum;
}
#ifdef TEST_MAIN
static void diffusion(int n, int steps)
{
    double u[7] = {0.4, -0.3, 0.7, 0.2, -0.5, 0.6, 0.1}, k[5] = {0.1, 0.2, 0.05, 0.15, 0.12}, v[7], du[7], dk[5];
    memcpy(v, u, sizeof v);
    whole_diffusion_gradient(n, steps, v, k, du, dk);
    for (int e = 0; e < n + 2 + n; e++) {
        double *at = e < n + 2 ? &u[e] : &k[e - n - 2];
        double want = DIFF(*at, (memcpy(v, u, sizeof v), whole_diffusion(n, steps, v, k)));
        CHECK_SCALED(e < n + 2 ? du[e] : dk[e - n - 2], want, 1e-8, 1.0);
    }
}
TEST(whole_said_by_shape)
{
    for (int n = 1; n <= 5; n++)
        for (int steps = -1; steps < 4; steps++)
            diffusion(n, steps);
}
#endif

//@ memory_of_a_branch
/* A pointer that is set in a branch is not copied from where that branch was not taken. */
static double in_branches(int flag, int n, const double x[n])
{
    double *a = NULL, s = 0.5;
    if (flag)
        a = malloc(n * sizeof *a);
    if (flag)
        for (int i = 0; i < n; i++)
            a[i] = x[i];
    for (int t = 0; t < 3; t++)
        if (flag)
            for (int i = 0; i < n; i++)
                s += 0.1 * a[i] * a[i] * x[i] * s;
        else
            s += x[t % n] * s;
    if (flag)
        for (int i = 0; i < n; i++)
            a[i] = s;
    free(a);
    return s;
}

KINDS()
double memory_of_a_branch(int n, const double x[n])
{
    return in_branches(0, n, x) + in_branches(1, n, x);
}
SCALAR(memory_of_a_branch, 0.3, -0.7, 1.2, 0.4)

/* Two names of the memory; a step that runs again. */
static double turns(int flag, int n, const double x[n])
{
    double *a = NULL, *b, s = 0.5;
    if (flag)
        a = malloc(n * sizeof *a);
    b = a;
    for (int i = 0; i < n && flag; i++)
        a[i] = x[i];
    for (int t = 0; t < 3; t++) {
        double k[6] = {0}, m[6] = {0};
        for (int i = 0; i < n; i++)
            k[i] = flag ? b[i] * b[(i + 1) % n] * s : x[i] * x[(i + 1) % n];
        for (int i = 0; i < n; i++)
            m[i] = k[i] * k[(i + 1) % n] * (flag ? b[i] : x[i]);
        for (int i = 0; i < n; i++)
            if (flag)
                b[i] += 0.1 * k[i] * m[i];
            else
                s += 0.1 * k[i] * m[i];
    }
    for (int i = 0; i < n && flag; i++)
        s += b[i] * b[i];
    free(a);
    return s;
}

KINDS()
double turns_of_a_branch(int n, const double x[n])
{
    return turns(0, n, x) + turns(1, n, x);
}
SCALAR(turns_of_a_branch, 0.3, -0.7, 1.2, 0.4, 0.6, 0.1)

//@ optional_arrays
/* The caller need not give w: by a null pointer that is asked for, or where another parameter says that it is not used. */
ADC_GRADIENT(wrt(x), shape(w, n))
ADC_TANGENT(wrt(x), shape(w, n))
double optional_weights(int n, const double x[n], double *w)
{
    double s = 0.5;
    for (int t = 0; t < 3; t++)
        for (int i = 0; i < n; i++)
            s += w ? 0.1 * w[i] * w[i] * x[i] * s : x[i] * s;
    if (w)
        for (int i = 0; i < n; i++)
            w[i] += 1.0;
    return s;
}

ADC_GRADIENT(wrt(x, w))
ADC_TANGENT(wrt(x, w))
double optional_steps(int weighted, int n, const double x[restrict n], double w[restrict n])
{
    double s = 0.5;
    for (int t = 0; t < 3; t++) {
        double k[n], m[n];
        for (int i = 0; i < n; i++)
            k[i] = x[i] * x[(i + 1) % n];
        for (int i = 0; i < n; i++)
            m[i] = k[i] * k[(i + 1) % n] * s;
        if (weighted)
            for (int i = 0; i < n; i++) {
                s += w[i] * w[i] * m[i];
                w[i] += 0.1 * k[i] * m[i] * w[i];
            }
        else
            s += m[1] * m[2];
    }
    return s;
}
#ifdef TEST_MAIN
TEST(optional_weights)
{
    double x[4] = {0.3, -0.7, 1.2, 0.4}, w[4], g[4];
    for (int given = 0; given < 2; given++) {
        double *p = given ? w : NULL;
#define WEIGHTS() (w[0] = 0.2, w[1] = 0.9, w[2] = -0.5, w[3] = 1.1)
        WEIGHTS();
        optional_weights_gradient(4, x, p, g);
        for (int i = 0; i < 4; i++)
            CHECK_SCALED(g[i], DIFF(x[i], (WEIGHTS(), optional_weights(4, x, p))), 1e-8, 1.0);
    }
}
TEST(optional_steps)
{
    double x[4] = {0.3, -0.7, 1.2, 0.4}, w[4], g[4], gw[4];
    for (int given = 0; given < 2; given++) {
        double *p = given ? w : NULL;
        WEIGHTS();
        optional_steps_gradient(given, 4, x, p, g, gw);
        for (int i = 0; i < 4; i++)
            CHECK_SCALED(g[i], DIFF(x[i], (WEIGHTS(), optional_steps(given, 4, x, p))), 1e-8, 1.0);
        for (int i = 0; given && i < 4; i++) {
            double start[4], *at = &start[i];
            WEIGHTS();
            memcpy(start, w, sizeof start);
            CHECK_SCALED(gw[i], DIFF(*at, (memcpy(w, start, sizeof w), optional_steps(given, 4, x, p))), 1e-8, 1.0);
        }
    }
}
#endif
