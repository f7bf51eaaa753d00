/* What walks back in the reverse sweep and what is recomputed from it; callbacks in recursion. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

//@ mergesort
static void msort(double *v, double *w, int n)
{
    if (n < 2)
        return;
    int h = n / 2;
    msort(v, w, h);
    msort(v + h, w, n - h);
    int i = 0, j = h, k = 0;
    while (i < h || j < n)
        w[k++] = j >= n || (i < h && v[i] <= v[j]) ? v[i++] * 1.5 : v[j++];
    while (k-- > 0)
        v[k] = w[k];
}
KINDS_INPLACE()
void mergesort(int n, double y[n])
{
    double w[n];
    msort(y, w, n);
}
INPLACE(mergesort, 0.5, 1.7, -0.3, 1.2, 0.8)

//@ walk_cond
KINDS()
double walk_cond(int n, const double x[n])
{
    int k = 0;
    double s = 0.5;
    for (int i = 0; i < n; i++) {
        if (k < 2) {
            s *= x[k] + s;
            k += 2;
        } else {
            s += x[k - 1] * s;
            k -= 1;
        }
    }
    return s;
}
SCALAR(walk_cond, 0.5, 1.7, -0.3, 1.2, 0.8)

//@ walk_switch
KINDS()
double walk_switch(int n, const double x[n])
{
    unsigned k = 0;
    const double *p = x;
    double s = 0.5;
    for (int i = 0; i < n; i++) {
        switch (k) {
        case 0:
            s *= *p++ + s;
            k = k + 1;
        case 1:
            s *= s * x[k];
            k++;
            break;
        default:
            s += sin(s) * x[i];
            k -= 2;
        }
        const double *q = p;
        p--;
        double t = *q * s;
        s += t * t * p[0];
        p = p + 1;
    }
    return s;
}
SCALAR(walk_switch, 0.5, 0.7, -0.3, 0.2, 0.8)

//@ walk_while
KINDS()
double walk_while(int n, const double x[n])
{
    const double *p = x, *e = x + n;
    double s = 0.5;
    int c = 0;
    for (; p != e; c++) {
        double v = *p;
        int again = c % 2;
        p += 1;
        if (again) {
            s = s * v + *(p - 1);
            continue;
        }
        while (p < e && c < 3) {
            int d = c + 1;
            c++;
            s = s * x[d] + x[c] * s * s;
            p++;
        }
    }
    return s * c;
}
SCALAR(walk_while, 0.5, 0.7, -0.3, 0.2, 0.8, 1.1)

//@ walk_bool
KINDS()
double walk_bool(int n, const double x[n])
{
    _Bool b = 0;
    double s = 0.5;
    for (int i = 0; i < 3; i++) {
        s = s * x[b] + x[2];
        b += 1;
        s = s * x[b] * s;
    }
    unsigned char u = 254;
    for (int i = 0; i < 4; i++) {
        s *= x[u & 3 ? 1 : 0] + u;
        u += 1;
    }
    return s;
}
SCALAR(walk_bool, 0.5, 0.7, -0.3)

//@ quad
static double simpson(double (*f)(double, void *), void *c, double a, double b, double eps, int depth)
{
    double m = (a + b) / 2, h = b - a;
    double w = h / 6 * (f(a, c) + 4 * f(m, c) + f(b, c));
    double l = h / 12 * (f(a, c) + 4 * f((a + m) / 2, c) + f(m, c));
    double r = h / 12 * (f(m, c) + 4 * f((m + b) / 2, c) + f(b, c));
    if (depth <= 0 || fabs(l + r - w) < eps)
        return l + r;
    return simpson(f, c, a, m, eps / 2, depth - 1) + simpson(f, c, m, b, eps / 2, depth - 1);
}
static double quad_f(double t, void *c)
{
    const double *x = c;
    return exp(-x[0] * t) * cos(x[1] * t);
}
KINDS()
double quad(int n, const double x[n])
{
    double p[2] = {x[0], x[1]};
    return simpson(quad_f, p, 0, x[2], 1e-5, 4);
}
SCALAR(quad, 0.5, 1.7, 2.3)

//@ comma_for
KINDS()
double comma_for(int n, const double x[n])
{
    double s = 0, t;
    int i, j;
    for (i = 0, j = n, t = 1; j-- > i; i++, t *= x[j], s += t)
        s += t * x[i] * x[j];
    for (double h = 1; h > 0.1; h *= 0.5)
        s = s * h + x[0] * h;
    for (double h = x[0]; h < 3; h *= 1.5)
        s += h * h;
    return s + t;
}
SCALAR(comma_for, 0.9, 0.7, 0.3, 0.5)
