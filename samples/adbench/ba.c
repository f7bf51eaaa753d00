/* Bundle adjustment: how far from its feature in a picture a camera sees a point.

   cam: 3 numbers for the rotation (axis times angle), 3 for the centre, the focal length, 2 for the
   principal point, 2 for the radial distortion. */
#include <adc/adc.h>
#include <math.h>

static double dot(const double a[3], const double b[3])
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/* Turns x about the axis r by the angle |r|. */
static void rotate(const double r[3], const double x[3], double turned[3])
{
    double squared = dot(r, r);
    double axis[3] = {r[0], r[1], r[2]};
    double cosine = 1.0;
    double sine = 1.0;
    if (squared > 0.0) {
        double angle = sqrt(squared);
        cosine = cos(angle);
        sine = sin(angle);
        for (int i = 0; i < 3; i++)
            axis[i] /= angle;
    }
    double along = dot(axis, x) * (1.0 - cosine);
    for (int i = 0; i < 3; i++) {
        int j = (i + 1) % 3;
        int k = (i + 2) % 3;
        turned[i] = x[i] * cosine + (axis[j] * x[k] - axis[k] * x[j]) * sine + axis[i] * along;
    }
}

ADC_JACOBIAN(wrt(cam, x, w), of(err))
void reprojection(const double cam[11], const double x[3], double w, const double feature[2],
                  double err[2])
{
    double shifted[3];
    for (int i = 0; i < 3; i++)
        shifted[i] = x[i] - cam[3 + i];
    double seen[3];
    rotate(cam, shifted, seen);
    double u = seen[0] / seen[2];
    double v = seen[1] / seen[2];
    double squared = u * u + v * v;
    double scale = cam[6] * (1.0 + squared * (cam[9] + squared * cam[10]));
    err[0] = w * (u * scale + cam[7] - feature[0]);
    err[1] = w * (v * scale + cam[8] - feature[1]);
}

ADC_GRADIENT()
double weight_error(double w)
{
    return 1.0 - w * w;
}
