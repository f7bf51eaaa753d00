/* Loops whose adjoint adds to neighbours in arrays of triples: gcc 12 -O3 makes wrong code of them where they count upwards. */
// cflags: -O3
#include "grad.h"
#include <math.h>

struct point {
    double x, y, z;
};

//@ springs_of_points
KINDS()
double springs_of_points(int n, const double x[n])
{
    struct point p[20], f[20];
    double e = 0;
    for (int i = 0; i < 20; i++) {
        p[i].x = x[i % n] + 0.3 * i;
        p[i].y = x[(i + 1) % n] * x[i % n];
        p[i].z = sin(x[(i + 2) % n] * i);
    }
    for (int s = 0; s < 3; s++) {
        for (int i = 1; i < 20; i++) {
            f[i].x = p[i].x * p[i - 1].z;
            f[i].y = p[i].y * p[i - 1].x;
            f[i].z = p[i].z * p[i - 1].y;
        }
        for (int i = 1; i < 19; i++) {
            p[i].x -= 0.1 * (f[i + 1].x - f[i].x);
            p[i].y -= 0.1 * (f[i + 1].y - f[i].y);
            p[i].z -= 0.1 * (f[i + 1].z - f[i].z);
        }
    }
    for (int i = 0; i < 20; i++)
        e += p[i].x * p[i].y + p[i].z;
    return e;
}
SCALAR(springs_of_points, 0.8, -0.5, 0.7)

//@ springs_by_coordinates
ADC_GRADIENT(wrt(x), of(return), noalias)
double springs_by_coordinates(int n, const double x[n], double length[n])
{
    double e = 0;
    for (int i = 0; i + 1 < n / 3; i++) {
        length[i] = 1;
        for (int k = 0; k < 3; k++)
            e += (x[3 * (i + 1) + k] - x[3 * i + k]) * (x[3 * (i + 1) + k] - x[3 * i + k]) * x[3 * i + k];
    }
    return e;
}
#ifdef TEST_MAIN
TEST(springs_by_coordinates)
{
    double x[60], length[60], grad[60];
    for (int i = 0; i < 60; i++)
        x[i] = 0.1 * (i * i % 17);
    springs_by_coordinates_gradient(60, x, length, grad);
    for (int i = 0; i < 60; i++)
        CHECK_CLOSE(grad[i], DIFF(x[i], springs_by_coordinates(60, x, length)), 1e-7);
}
#endif

//@ springs_of_rows
KINDS()
double springs_of_rows(int n, const double x[n])
{
    double r[24][3], e[24], s = 0;
    for (int i = 0; i < 24; i++)
        for (int k = 0; k < 3; k++)
            r[i][k] = x[(i + k) % n] * (0.2 * i - 0.1 * k);
    for (int i = 0; i < 23; i++) {
        e[i] = 0;
        for (int k = 0; k < 3; k++)
            e[i] += (r[i + 1][k] - r[i][k]) * r[i][(k + 1) % 3];
    }
    for (int i = 0; i < 23; i++)
        s += e[i] * e[i] * i;
    return s;
}
SCALAR(springs_of_rows, 0.8, -0.5, 0.7)
