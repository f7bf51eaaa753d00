/* The 2x15 Jacobian of the bundle adjustment residual by hand: one rotation, two rows. */
#include "manual.h"

#include <math.h>

static double dot(const double a[3], const double b[3])
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static void cross(const double a[3], const double b[3], double c[3])
{
    c[0] = a[1] * b[2] - a[2] * b[1];
    c[1] = a[2] * b[0] - a[0] * b[2];
    c[2] = a[0] * b[1] - a[1] * b[0];
}

struct turn {
    double angle, sine, cosine, axis[3], shifted[3], across[3], along, seen[3];
};

static struct turn rotate(const double cam[11], const double x[3])
{
    struct turn t;
    for (int i = 0; i < 3; i++)
        t.shifted[i] = x[i] - cam[3 + i];
    t.angle = sqrt(dot(cam, cam));
    t.cosine = cos(t.angle);
    t.sine = sin(t.angle);
    for (int i = 0; i < 3; i++)
        t.axis[i] = t.angle > 0.0 ? cam[i] / t.angle : 0.0;
    cross(t.axis, t.shifted, t.across);
    t.along = dot(t.axis, t.shifted);
    for (int i = 0; i < 3; i++)
        t.seen[i] =
            t.shifted[i] * t.cosine + t.across[i] * t.sine + t.axis[i] * t.along * (1.0 - t.cosine);
    return t;
}

/* g: adjoint of what is seen; to those of the rotation and of the point. */
static void rotate_back(const struct turn *t, const double g[3], double r_adj[3], double x_adj[3])
{
    double xg[3];
    double ga[3];
    cross(t->shifted, g, xg);
    cross(g, t->axis, ga);
    const double rest = 1.0 - t->cosine;
    const double on_axis = dot(g, t->axis);
    for (int i = 0; i < 3; i++)
        x_adj[i] = t->cosine * g[i] + t->sine * ga[i] + rest * on_axis * t->axis[i];
    if (t->angle == 0.0) {
        for (int i = 0; i < 3; i++)
            r_adj[i] = xg[i];
        return;
    }
    const double angle_adj =
        t->cosine * dot(g, t->across) + t->sine * (t->along * on_axis - dot(g, t->shifted));
    double axis_adj[3];
    for (int i = 0; i < 3; i++)
        axis_adj[i] = t->sine * xg[i] + rest * (t->along * g[i] + on_axis * t->shifted[i]);
    const double radial = dot(axis_adj, t->axis);
    for (int i = 0; i < 3; i++)
        r_adj[i] = (axis_adj[i] - radial * t->axis[i]) / t->angle + angle_adj * t->axis[i];
}

void ba_manual(const double cam[11], const double x[3], double w, const double feature[2],
               double err[2], double cam_jac[22], double x_jac[6], double w_jac[2])
{
    struct turn t = rotate(cam, x);
    const double depth = 1.0 / t.seen[2];
    const double uv[2] = {t.seen[0] * depth, t.seen[1] * depth};
    const double squared = uv[0] * uv[0] + uv[1] * uv[1];
    const double distortion = 1.0 + squared * (cam[9] + squared * cam[10]);
    const double slope = cam[9] + 2.0 * squared * cam[10];
    for (int row = 0; row < 2; row++) {
        double *jac = cam_jac + 11 * row;
        const double off = uv[row] * cam[6] * distortion + cam[7 + row] - feature[row];
        err[row] = w * off;
        w_jac[row] = off;
        double uv_adj[2];
        for (int i = 0; i < 2; i++)
            uv_adj[i] = w * cam[6] * (uv[row] * slope * 2.0 * uv[i] + (i == row) * distortion);
        const double g[3] = {uv_adj[0] * depth, uv_adj[1] * depth,
                             -(uv_adj[0] * uv[0] + uv_adj[1] * uv[1]) * depth};
        rotate_back(&t, g, jac, x_jac + 3 * row);
        for (int i = 0; i < 3; i++)
            jac[3 + i] = -x_jac[3 * row + i];
        jac[6] = w * uv[row] * distortion;
        jac[7] = row == 0 ? w : 0.0;
        jac[8] = row == 1 ? w : 0.0;
        jac[9] = w * cam[6] * uv[row] * squared;
        jac[10] = jac[9] * squared;
    }
}
