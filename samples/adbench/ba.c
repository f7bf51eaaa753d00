/* ba.c: see objectives.h. */
#include "objectives.h"

#include <math.h>

static void cross(const double a[3], const double b[3], double c[3])
{
    c[0] = a[1] * b[2] - a[2] * b[1];
    c[1] = a[2] * b[0] - a[0] * b[2];
    c[2] = a[0] * b[1] - a[1] * b[0];
}

/* Rodrigues' formula: p turned by the angle |r| about r. */
static void rotate(const double r[3], const double p[3], double out[3])
{
    double squared = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
    double across[3];
    if (squared == 0.0) {
        cross(r, p, across);
        for (int i = 0; i < 3; i++)
            out[i] = p[i] + across[i];
        return;
    }
    double angle = sqrt(squared);
    double axis[3] = {r[0] / angle, r[1] / angle, r[2] / angle};
    double c = cos(angle);
    double s = sin(angle);
    double along = (axis[0] * p[0] + axis[1] * p[1] + axis[2] * p[2]) * (1.0 - c);
    cross(axis, p, across);
    for (int i = 0; i < 3; i++)
        out[i] = p[i] * c + across[i] * s + axis[i] * along;
}

void reprojection(const double cam[11], const double x[3], double w, const double feature[2],
                  double err[2])
{
    double from[3] = {x[0] - cam[3], x[1] - cam[4], x[2] - cam[5]};
    double seen[3];
    rotate(cam, from, seen);
    double u = seen[0] / seen[2];
    double v = seen[1] / seen[2];
    double squared = u * u + v * v;
    double distortion = 1.0 + cam[9] * squared + cam[10] * squared * squared;
    err[0] = w * (u * distortion * cam[6] + cam[7] - feature[0]);
    err[1] = w * (v * distortion * cam[6] + cam[8] - feature[1]);
}
