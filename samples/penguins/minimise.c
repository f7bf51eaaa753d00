/* minimise.c: BFGS for a handful of parameters: the inverse Hessian is a dense matrix. */
#include "fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double dot(int n, const double *a, const double *b)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* The BFGS update of the inverse Hessian h for the step s with the change of gradient y. */
static void update(int n, double h[n][n], const double s[n], const double y[n])
{
    double hy[n];
    double sy = dot(n, s, y);
    if (sy <= 0.0)
        return;
    for (int i = 0; i < n; i++)
        hy[i] = dot(n, h[i], y);
    double c = (1.0 + dot(n, y, hy) / sy) / sy;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            h[i][j] += c * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy;
}

int minimise(Objective *f, const void *data, int n, double *p, double tolerance, double *value)
{
    double(*h)[n] = calloc((size_t)n, sizeof *h);
    double g[n], next[n], g_next[n], step[n], change[n];
    int iterations = 0;
    if (!h)
        abort();
    *value = f(data, p, g);
    for (int i = 0; i < n; i++)
        h[i][i] = 1.0 / sqrt(dot(n, g, g));
    while (iterations < 1000 && sqrt(dot(n, g, g)) > tolerance) {
        double length = 1.0;
        double descent = 0.0;
        for (int i = 0; i < n; i++) {
            step[i] = -dot(n, h[i], g);
            descent += step[i] * g[i];
        }
        double f_next;
        do {
            for (int i = 0; i < n; i++)
                next[i] = p[i] + length * step[i];
            f_next = f(data, next, g_next);
            length *= 0.5;
        } while (!(f_next <= *value + 1e-4 * 2.0 * length * descent) && length > 1e-12);
        if (!(f_next < *value))
            break; /* as low as rounding lets it get */
        for (int i = 0; i < n; i++) {
            step[i] = next[i] - p[i];
            change[i] = g_next[i] - g[i];
        }
        update(n, h, step, change);
        memcpy(p, next, sizeof next);
        memcpy(g, g_next, sizeof g);
        *value = f_next;
        iterations++;
    }
    free(h);
    return iterations;
}
