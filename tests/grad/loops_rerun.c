/* Loops whose iterations need more to go back than they start from: the reverse sweep runs them again. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

//@ stages
static void slope(int n, const double x[n], const double y[n], double z[n])
{
    z[0] = x[0] * y[0];
    for (int i = 1; i < n; i++)
        z[i] = x[i] * y[i - 1] - 0.3 * y[i] * y[i];
}

KINDS()
double stages(int n, const double x[n])
{
    double y[n], k1[n], k2[n], k3[n], middle[n], h = 0.2;
    for (int i = 0; i < n; i++)
        y[i] = x[i] + 0.1;
    for (int s = 0; s < 5; s++) {
        slope(n, x, y, k1);
        for (int i = 0; i < n; i++)
            middle[i] = y[i] + h * k1[i];
        slope(n, x, middle, k2);
        for (int i = 0; i < n; i++)
            middle[i] = y[i] + h * k2[i];
        slope(n, x, middle, k3);
        for (int i = 0; i < n; i++)
            y[i] += h * (k1[i] + 2 * k2[i] + k3[i]) / 4;
    }
    return y[n - 1] * y[0] + k3[1] * k3[1] * middle[0];
}
SCALAR(stages, 0.8, -0.5, 0.7, 0.3)

//@ stages_in_place
KINDS_INPLACE()
void stages_in_place(int n, double y[restrict n])
{
    double a[n], b[n], c[n];
    for (int s = 0; s < 4; s++) {
        for (int i = 0; i < n; i++)
            a[i] = y[i] * y[i];
        for (int i = 0; i < n; i++)
            b[i] = a[i] * y[n - 1 - i];
        for (int i = 0; i < n; i++)
            c[i] = b[i] * a[n - 1 - i] + y[i];
        for (int i = 0; i < n; i++)
            y[i] = 0.5 * c[i] * b[i] + y[i] * a[i];
    }
    for (int i = 0; i < n; i++)
        y[i] *= a[i];
}
INPLACE(stages_in_place, 0.8, -0.5, 0.7)

//@ stages_nested
KINDS()
double stages_nested(int n, const double x[n])
{
    double total = 0, y[3], a[3], b[3], c[3];
    for (int t = 0; t < n; t++) {
        for (int i = 0; i < 3; i++)
            y[i] = x[i] + 0.1 * t;
        if (x[t] > 0)
            for (int s = 0; s < 3; s++) {
                for (int i = 0; i < 3; i++)
                    a[i] = y[i] * y[i] * x[t];
                for (int i = 0; i < 3; i++)
                    b[i] = a[i] * y[2 - i];
                for (int i = 0; i < 3; i++)
                    c[i] = b[i] * a[2 - i];
                for (int i = 0; i < 3; i++)
                    y[i] += 0.3 * c[i] * b[i];
            }
        total += y[0] * y[2];
    }
    return total;
}
SCALAR(stages_nested, 0.8, -0.5, 0.7, 0.3)

//@ stages_grid
KINDS()
double stages_grid(int n, const double x[n])
{
    double y[n][3], a[n][3], b[n][3];
    int turn = 1;
    double scale = 0.9;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < 3; j++)
            y[i][j] = x[i] * (j + 1) * 0.3;
    for (int s = 0; s < 4; s++) {
        int i, j;
        for (i = 0; i < n; i++)
            for (j = 0; j < 3; j++)
                a[i][j] = y[i][j] * y[(i + turn) % n][j] * scale;
        for (i = 0; i < n; i++)
            for (j = 0; j < 3; j++)
                b[i][j] = a[i][j] * y[i][2 - j] + a[n - 1 - i][j] * a[i][j];
        for (i = 0; i < n; i++)
            for (j = 0; j < 3; j++) {
                if (b[i][j] > 0.1)
                    y[i][j] = y[i][j] * b[i][j] - a[i][j] * b[i][j];
                else
                    y[i][j] += b[i][j] * b[i][2 - j];
            }
        turn = (turn * 7 + 3) % 5;
        scale = 0.8 + 0.1 * turn;
    }
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += y[i][i % 3] * (i + turn);
    return sum * scale;
}
SCALAR(stages_grid, 0.8, -0.5, 0.7, 0.3)

//@ stages_scalar_state
KINDS()
double stages_scalar_state(int n, const double x[n])
{
    double y[n], a[n], b[n], c[n], norm = 1, *heap = malloc(n * sizeof *heap);
    for (int i = 0; i < n; i++)
        y[i] = x[i];
    for (int s = 0; s < 4; s++) {
        double sum = 0;
        for (int i = 0; i < n; i++)
            a[i] = y[i] * norm;
        for (int i = 0; i < n; i++)
            b[i] = a[i] * a[n - 1 - i] * y[i];
        for (int i = 0; i < n; i++)
            heap[i] = b[i] * a[i];
        for (int i = 0; i < n; i++)
            c[i] = heap[i] * heap[n - 1 - i] + b[i] * a[i];
        for (int i = 0; i < n; i++) {
            y[i] += 0.2 * c[i] * heap[i];
            sum += y[i] * y[i];
        }
        norm = norm * 0.5 + 1 / (1 + sum);
    }
    double last = y[0] * norm + c[1] * heap[0];
    free(heap);
    return last;
}
SCALAR(stages_scalar_state, 0.8, -0.5, 0.7, 0.3)

//@ stages_partly
/* Some elements stay from the iteration before; one is added to again and again; the last write is read in its loop. */
KINDS()
double stages_partly(int n, const double x[n])
{
    double y[n], a[n], b[n], c[n];
    for (int i = 0; i < n; i++)
        y[i] = a[i] = b[i] = c[i] = x[i];
    for (int s = 0; s < 4; s++) {
        for (int i = 1; i < n; i++)
            a[i] = y[i] * y[i - 1];
        for (int i = 0; i < n; i++)
            b[i / 2] = b[i / 2] * a[i] * 0.5 + y[i];
        for (int i = 0; i < n; i++)
            c[i] = b[i] * a[i] * y[i];
        for (int i = 1; i < n; i++)
            c[i] = c[i] * c[i - 1] + b[i] * a[i];
        for (int i = 0; i < n; i++)
            y[i % 2] = y[i % 2] * 0.7 * (1 + c[i]) + b[i] * c[i];
        for (int i = 1; i < n; i++)
            y[i] = y[i] * 0.3 + y[i - 1] * c[i] * b[i];
    }
    return y[0] + y[n - 1] * c[0];
}
SCALAR(stages_partly, 0.8, -0.5, 0.7, 0.3)

//@ stages_overlap
/* The two may overlap: nothing may be led elsewhere. */
KINDS_MAP()
void stages_overlap(int n, const double x[n], int m, double y[m])
{
    double a[4], b[4], c[4];
    for (int i = 0; i < m; i++)
        y[i] = x[i];
    for (int s = 0; s < 3; s++) {
        for (int i = 0; i < m; i++)
            a[i] = y[i] * x[i];
        for (int i = 0; i < m; i++)
            b[i] = a[i] * y[i];
        for (int i = 0; i < m; i++)
            c[i] = b[i] * a[i] * y[m - 1 - i];
        for (int i = 0; i < m; i++)
            y[i] = c[i] * b[i] + 0.1 * x[i];
    }
}
MAP(stages_overlap, 3, 0.8, -0.5, 0.7)

//@ stages_mixed_width
KINDS()
double stages_mixed_width(int n, const double x[n])
{
    float y[8];
    double a[8], b[8], c[8];
    for (int i = 0; i < 8; i++)
        y[i] = 0.5f + i * 0.125f;
    double z[8] = {0};
    for (int i = 0; i < 8; i++)
        z[i] = x[i % n];
    for (int s = 0; s < 3; s++) {
        for (int i = 0; i < 8; i++)
            a[i] = z[i] * z[7 - i] * y[i];
        for (int i = 0; i < 8; i++)
            b[i] = a[i] * z[i];
        for (int i = 0; i < 8; i++)
            c[i] = b[i] * a[7 - i] / (1 + z[i] * z[i]);
        for (int i = 0; i < 8; i++)
            z[i] = z[i] * c[i] + b[i] * b[i];
        for (int i = 0; i < 8; i++)
            y[i] = y[7 - i] * 0.5f + 0.25f;
    }
    return z[0] + z[3] * z[7];
}
SCALAR(stages_mixed_width, 0.8, -0.5, 0.7)

//@ pairs
/* What is computed for each pair is computed again: only the places are kept, neither the forces nor the velocities. */
KINDS()
double pairs(int n, const double x[n])
{
    double p[3][2], v[3][2], f[3][2], e = 0;
    int m = n - 1;
    for (int i = 0; i < m; i++)
        for (int k = 0; k < 2; k++) {
            p[i][k] = x[i] * (1 + k) + 0.3 * i;
            v[i][k] = x[n - 1];
        }
    for (int s = 0; s < 4; s++) {
        for (int i = 0; i < m; i++)
            for (int k = 0; k < 2; k++)
                f[i][k] = 0;
        for (int i = 0; i < m; i++)
            for (int j = 0; j < m; j++) {
                if (i == j)
                    continue;
                double d[2], r2 = 0.1 + 0.01 * s;
                for (int k = 0; k < 2; k++) {
                    d[k] = p[j][k] - p[i][k];
                    r2 += d[k] * d[k];
                }
                double inv = 1 / (r2 * sqrt(r2));
                for (int k = 0; k < 2; k++)
                    f[i][k] += x[j] * inv * d[k];
            }
        for (int i = 0; i < m; i++)
            for (int k = 0; k < 2; k++) {
                v[i][k] += 0.1 * f[i][k];
                p[i][k] += 0.1 * v[i][k];
            }
    }
    for (int i = 0; i < m; i++)
        for (int k = 0; k < 2; k++)
            e += p[i][k] * p[i][k] + v[i][k] * v[i][k] + f[i][k];
    return e;
}
SCALAR(pairs, 0.8, -0.5, 0.7, 0.3)

//@ pairs_in_place
/* The velocities are the caller's: a second run must leave them alone, and so must one inside another. */
KINDS_INPLACE()
void pairs_in_place(int n, double y[n])
{
    double p[n], q[n], f[n];
    for (int i = 0; i < n; i++)
        p[i] = y[i] * y[i];
    for (int s = 0; s < 3; s++) {
        for (int i = 0; i < n; i++)
            f[i] = 0;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                double a = p[i] - 0.5 * p[j], b = a * p[j] + 0.2, c = a * b;
                f[i] += c * b;
                f[j] -= 0.3 * c * a;
            }
        for (int i = 0; i < n; i++)
            q[i] = p[i] * f[i];
        for (int i = 0; i < n; i++) {
            y[i] += 0.1 * q[n - 1 - i];
            p[i] += 0.1 * f[i] + 0.1 * y[i];
        }
    }
    for (int i = 0; i < n; i++)
        y[i] *= p[i];
}
INPLACE(pairs_in_place, 0.8, -0.5, 0.7)

//@ state_that_only_goes_back_needs
/* The second run leaves out y[j] *= r, but to go back through it takes what y[j] was. */
KINDS()
double state_that_only_goes_back_needs(int n, const double x[n])
{
    double v[3][4], y[3];
    for (int j = 0; j < 3; j++) {
        y[j] = x[j % n] + 1.5;
        for (int i = 0; i < 4; i++)
            v[j][i] = x[(i * (j + 1)) % n] + (i == j);
    }
    for (int j = 0; j < 3; j++) {
        for (int k = 0; k < j; k++) {
            double d = 0;
            for (int i = 0; i < 4; i++)
                d += v[j][i] * v[k][i];
            for (int i = 0; i < 4; i++)
                v[j][i] -= d * v[k][i];
        }
        double s = 0;
        for (int i = 0; i < 4; i++)
            s += v[j][i] * v[j][i];
        double r = sqrt(s);
        for (int i = 0; i < 4; i++)
            v[j][i] /= r;
        y[j] *= r;
    }
    return y[0] * y[1] * y[2] + v[2][0] * v[1][1];
}
SCALAR(state_that_only_goes_back_needs, 0.8, -0.6, 1.1, 0.4)

//@ stages_twice
/* In a loop that goes back on its own: the second run has arrays of its own for what the loop around declares. */
static void slope_once(int n, const double x[n], const double y[n], double z[n])
{
    z[0] = x[0] * y[0];
    for (int i = 1; i < n; i++)
        z[i] = x[i] * y[i - 1] - 0.3 * y[i] * y[i];
}
static double stages_once(int n, const double x[n])
{
    double y[n], k1[n], k2[n], k3[n], middle[n], h = 0.2;
    for (int i = 0; i < n; i++)
        y[i] = x[i] * 0.1;
    for (int s = 0; s < 5; s++) {
        slope_once(n, x, y, k1);
        for (int i = 0; i < n; i++)
            middle[i] = y[i] + h * k1[i];
        slope_once(n, x, middle, k2);
        for (int i = 1; i < n; i++)
            middle[i] = y[i] + h * k2[i];
        slope_once(n, x, middle, k3);
        for (int i = 0; i < n; i++)
            y[i] += h * (k1[i] + 2 * k2[i] + k3[i]) / 4;
    }
    return y[n - 1] * y[0] + k3[1] * k3[1] * middle[0];
}
KINDS()
double stages_twice(int n, const double x[n])
{
    double y[2] = {x[0], 0.5 * x[1]}, s = 0.0;
    for (int q = 0; q < 2; q++) {
        double r = stages_once(n, x);
        y[0] *= r;
        s += r * y[q];
    }
    return s * y[0];
}
SCALAR(stages_twice, 0.3, 1.2, 0.8, 0.6)

//@ rerun_sums_alone
/* The forces of n bodies, each made of three sums, are not made again: nothing asks for them but the new state. */
// lacks: alone_force_(kept|then)
ADC_ADJOINT()
ADC_GRADIENT()
double rerun_sums_alone(int n, const double x[n])
{
    double at[3 * n], speed[3 * n], alone_force[3 * n], e = 0.0;
    for (int i = 0; i < 3 * n; i++) {
        at[i] = x[i % n] * (1 + i / n) + 0.3 * i;
        speed[i] = 0.1 * x[(i + 1) % n];
    }
    for (int t = 0; t < 4; t++) {
        for (int i = 0; i < 3 * n; i++)
            alone_force[i] = 0.0;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                if (i == j)
                    continue;
                double dx = at[3 * j] - at[3 * i], dy = at[3 * j + 1] - at[3 * i + 1], dz = at[3 * j + 2] - at[3 * i + 2];
                double r2 = dx * dx + dy * dy + dz * dz + 0.5, w = 1.0 / (r2 * sqrt(r2));
                alone_force[3 * i] += w * dx;
                alone_force[3 * i + 1] += w * dy;
                alone_force[3 * i + 2] += w * dz;
            }
        for (int i = 0; i < 3 * n; i++) {
            speed[i] += 0.1 * alone_force[i];
            at[i] += 0.1 * speed[i];
        }
    }
    for (int i = 0; i < 3 * n; i++)
        e += speed[i] * speed[i] + 0.1 * at[i] * at[i] * (i + 1);
    return e;
}
#ifdef TEST_MAIN
TEST(rerun_sums_alone)
{
    static const double at[] = {0.3, -0.7, 1.2, 0.4, 0.9};
    const struct grad_scalar d = {rerun_sums_alone, rerun_sums_alone_adjoint, rerun_sums_alone_gradient, 0, 0, 0};
    for (int n = 1; n <= 5; n++)
        grad_scalar_all(d, n, at, 2e-7);
}
#endif

//@ rerun_sums_needed
/* Here one of the sums is a factor of another, which needs it to go back; and one feeds the next body's. */
ADC_ADJOINT()
ADC_GRADIENT()
double rerun_sums_needed(int n, const double x[n])
{
    double at[2 * n], force[2 * n], e = 0.0;
    for (int i = 0; i < 2 * n; i++)
        at[i] = x[i % n] + 0.3 * i;
    for (int t = 0; t < 3; t++) {
        for (int i = 0; i < 2 * n; i++)
            force[i] = 0.1;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                double d = at[2 * j] - at[2 * i] + 0.2, w = 1.0 / (1.0 + d * d * sqrt(1.0 + d * d));
                force[2 * i] += w * d;
                force[2 * i + 1] += w * force[2 * i] * force[2 * ((i + 1) % n)];
                if (force[2 * i] > 0.4)
                    force[2 * i] -= 0.3 * d * d;
            }
        for (int i = 0; i < 2 * n; i++)
            at[i] += 0.05 * force[i] + 0.01 * at[i] * force[(i + 1) % n];
    }
    for (int i = 0; i < 2 * n; i++)
        e += at[i] * at[i] * (i + 1);
    return e;
}
#ifdef TEST_MAIN
TEST(rerun_sums_needed)
{
    static const double at[] = {0.3, -0.7, 1.2, 0.4, 0.9};
    const struct grad_scalar d = {rerun_sums_needed, rerun_sums_needed_adjoint, rerun_sums_needed_gradient, 0, 0, 0};
    for (int n = 1; n <= 5; n++)
        grad_scalar_all(d, n, at, 2e-7);
}
#endif
