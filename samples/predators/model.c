/* model.c: the primal: an initial-value problem and its distance from the data. */
#include "model.h"

#include <math.h>

enum { steps_a_year = 20 };

static void slope(const double p[parameters], const double y[2], double dy[2])
{
    dy[0] = (p[birth] - p[eaten] * y[1]) * y[0];
    dy[1] = (p[fed] * y[0] - p[death]) * y[1];
}

static void step(const double p[parameters], double h, double y[2])
{
    double k1[2], k2[2], k3[2], k4[2], t[2];
    slope(p, y, k1);
    for (int i = 0; i < 2; i++)
        t[i] = y[i] + 0.5 * h * k1[i];
    slope(p, t, k2);
    for (int i = 0; i < 2; i++)
        t[i] = y[i] + 0.5 * h * k2[i];
    slope(p, t, k3);
    for (int i = 0; i < 2; i++)
        t[i] = y[i] + h * k3[i];
    slope(p, t, k4);
    for (int i = 0; i < 2; i++)
        y[i] += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
}

void simulate(const double p[parameters], int n, int steps, double y[n][2])
{
    double now[2] = {p[hares], p[lynxes]};
    for (int year = 0; year < n; year++) {
        y[year][0] = now[0];
        y[year][1] = now[1];
        for (int s = 0; s < steps; s++)
            step(p, 1.0 / steps, now);
    }
}

void residuals(const double p[parameters], int n, const double seen[n][2],
               double rest[restrict n][2])
{
    double y[n][2];
    simulate(p, n, steps_a_year, y);
    for (int year = 0; year < n; year++)
        for (int i = 0; i < 2; i++)
            rest[year][i] = log(y[year][i] / seen[year][i]);
}

double misfit(const double p[parameters], int n, const double seen[n][2])
{
    double rest[n][2];
    double sum = 0.0;
    residuals(p, n, seen, rest);
    for (int year = 0; year < n; year++)
        for (int i = 0; i < 2; i++)
            sum += 0.5 * rest[year][i] * rest[year][i];
    return sum;
}
