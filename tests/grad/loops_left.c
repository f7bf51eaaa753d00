/* Loops left by return, from one loop or several, with something to do on the way: that is done behind the loop, with copies of
   what belonged to it. Each function at points that leave it in each of its ways. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

#ifdef TEST_MAIN
#define POINTS(f, n, ...)                                                                          \
    TEST(f)                                                                                        \
    {                                                                                              \
        static const double at_[][n] = {__VA_ARGS__};                                              \
        for (size_t i_ = 0; i_ < sizeof at_ / sizeof *at_; i_++)                                   \
            grad_scalar_all((struct grad_scalar)GRAD_SCALAR(f), n, at_[i_], 2e-9);                 \
    }
#else
#define POINTS(f, n, ...)
#endif

//@ left_series
/* Incomplete gamma function by its series: nothing of the last step is kept for each. */
KINDS()
double left_series(int n, const double x[n])
{
    double a = x[0], del, sum, ap = a;
    del = sum = 1.0 / a;
    for (int k = 0; k < 200; k++) {
        ap += 1.0;
        del *= x[1] / ap;
        sum += del;
        if (fabs(del) < fabs(sum) * 1e-17)
            return sum * exp(-x[1] + a * log(x[1]) - x[2]);
    }
    return -1.0;
}
POINTS(left_series, 3, {1.5, 0.7, 0.2}, {2.5, 3.1, -0.4})

//@ left_pair
/* Two loops at once; the way out reads a local of the inner one, active, and both counters. */
KINDS()
double left_pair(int n, const double x[n])
{
    double s = 1.0;
    for (int i = 1; i < n; i++) {
        double w = x[i] * s;
        for (int j = 0; j < i; j++) {
            double d = x[i] - x[j];
            if (d < -1.0)
                return s * d + w * x[j] * i;
            s += d * d * s;
        }
    }
    return s * x[0];
}
POINTS(left_pair, 4, {0.1, 0.2, 0.4, 0.7}, {0.1, 0.4, -0.9, 0.2}, {0.5, 0.6, 0.8, -0.3}, {0.9, -0.8, 0.1, 0.2})

//@ left_many
/* Several ways, two of which are one; some from a switch, one by goto to the next round of the outer loop. */
KINDS()
double left_many(int n, const double x[n])
{
    double s = 0.5;
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < 3; k++) {
            double t = x[i] * (k + 1);
            switch (k) {
            case 0:
                if (t > 2.0)
                    return s;
                s += sin(t);
                break;
            case 1:
                if (t < -2.0)
                    return s * t;
                if (t > 1.5)
                    goto next;
                s *= 1.0 + t * t;
                break;
            default:
                if (s > 9.0) {
                    double r = sqrt(s + t * t);
                    s -= r;
                    return s * r + x[0];
                }
                if (s < -9.0)
                    return s;
            }
        }
        s += x[i] * s;
    next:
        s -= 0.1 * x[i];
    }
    return -s;
}
POINTS(left_many, 3, {0.3, 0.5, -0.4}, {0.3, 2.5, 0.1}, {0.3, -1.2, 0.1}, {0.9, 0.2, 0.3}, {0.7, 0.7, 0.6}, {0.6, 0.74, 1.9})

//@ left_helper
/* The same in functions called, in loops: what each call returns decides on what the next does. */
static double left_segment(double v, int n, const double *t, double *slope)
{
    for (int i = 1; i < n; i++)
        if (v < t[i] * i) {
            *slope += t[i] * v;
            return (v - t[i - 1]) * (t[i] - t[i - 1]);
        }
    return v * v;
}
KINDS()
double left_helper(int n, const double x[n])
{
    double s = 0.0, slope = 1.0, v = x[0];
    for (int k = 0; k < 4; k++) {
        v = 0.3 * k + left_segment(v * slope, n, x, &slope);
        s += v * slope;
        if (s > 30.0)
            return log(s) * v;
    }
    return s;
}
POINTS(left_helper, 4, {0.1, 0.4, 0.9, 1.7}, {1.1, 0.4, 0.2, 0.1}, {3.1, 0.2, 0.1, 2.0})

//@ left_scratch
/* Arrays and structs of the loop, and pointers to them: the value is set where they are. */
struct left_point {
    double x, y;
};
KINDS()
double left_scratch(int n, const double x[n])
{
    double s = 0.2;
    for (int i = 0; i < n; i++) {
        double w[2] = {x[i], s};
        struct left_point p = {s * x[i], x[0]};
        const double *q = w;
        if (w[0] > 1.0)
            return q[1] * w[0] + p.x;
        if (p.x < -1.0)
            return p.x * p.y * q[0];
        s += w[0] * w[1] + p.y * q[0];
    }
    return s;
}
POINTS(left_scratch, 3, {0.1, 0.4, 0.9}, {0.6, 0.7, 1.4}, {0.9, 0.8, -0.9}, {0.8, -1.9, 0.5})

//@ left_walk
/* Pointers that walk, loops that test behind, loops that count down: what the way out reads is where they stand. */
KINDS()
double left_walk(int n, const double x[n])
{
    const double *p = x, *end = x + n;
    double s = 0.3, before;
    do {
        double now = *p;
        before = s;
        s += now * s;
        for (const double *q = end; q-- > x;)
            if (*q * now < -0.5)
                return s * *q + before * (double)(end - q);
        if (now > 1.0) {
            s *= now;
            return s + before * *p * p[0];
        }
    } while (++p < end);
    return s * before;
}
POINTS(left_walk, 3, {0.1, 0.4, 0.9}, {0.6, 1.7, 0.4}, {0.9, 0.8, -0.7}, {-0.2, 0.4, 3.0})

//@ left_state
/* What is written on the way out, and read and written again behind it. */
static int left_solve(double *root, const double *x, int n, double *last)
{
    for (int it = 0; it < 30; it++) {
        double f = *root * *root * *root + x[0] * *root - x[1], d = 3.0 * *root * *root + x[0];
        if (d < 0.05) {
            *root += x[n - 1];
            return -it;
        }
        double step = f / d;
        *root -= step;
        if (fabs(step) < 1e-13) {
            *last = *root * d;
            return it;
        }
        *last += step * x[1];
    }
    return 100;
}
KINDS()
double left_state(int n, const double x[n])
{
    double root = 1.0 + 0.1 * x[0], last = 0.0, s = 0.0;
    for (int k = 0; k < 2; k++) {
        int how = left_solve(&root, x, n, &last);
        s += root * last + (how > 0 ? x[1] : how < 0 ? x[0] * root : 0.0);
        root *= 0.9;
    }
    return s;
}
POINTS(left_state, 3, {0.5, 0.7, 0.9}, {-2.9, 0.3, 0.4}, {-0.7, 0.4, 0.3})

//@ left_in_place
/* Written before and behind the loop that is left; the copy is of what was there on the way out. */
KINDS_INPLACE()
void left_in_place(int n, double y[n])
{
    for (int pass = 0; pass < 3; pass++) {
        for (int i = 1; i < n; i++) {
            double m = y[i] * y[i - 1];
            y[i] += 0.3 * m;
            while (y[i] > 1.0) {
                double half = 0.5 * y[i];
                y[i] = half;
                y[0] += 0.1 * m * half;
                if (y[0] > 1.5) {
                    y[n - 1] *= half;
                    y[0] -= m;
                    return;
                }
            }
        }
        y[0] *= 1.1;
    }
    y[1] *= y[0];
}
INPLACE(left_in_place, 0.9, 1.4, 1.9, 0.6)
