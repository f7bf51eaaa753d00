/* Numerical kernels as people write them: a solver, a quadrature, an integrator, a sort. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N 6
#define IDX(i, j) ((i) * N + (j))

static int lu(double *a, int *perm)
{
    int sign = 1;
    for (int i = 0; i < N; i++)
        perm[i] = i;
    for (int k = 0; k < N; k++) {
        int p = k;
        for (int i = k + 1; i < N; i++)
            if (fabs(a[IDX(i, k)]) > fabs(a[IDX(p, k)]))
                p = i;
        if (a[IDX(p, k)] == 0)
            return 0;
        if (p != k) {
            for (int j = 0; j < N; j++) {
                double t = a[IDX(k, j)];
                a[IDX(k, j)] = a[IDX(p, j)];
                a[IDX(p, j)] = t;
            }
            int t = perm[k];
            perm[k] = perm[p], perm[p] = t;
            sign = -sign;
        }
        for (int i = k + 1; i < N; i++) {
            double f = a[IDX(i, k)] /= a[IDX(k, k)];
            for (int j = k + 1; j < N; j++)
                a[IDX(i, j)] -= f * a[IDX(k, j)];
        }
    }
    return sign;
}

static double simpson(double (*f)(double, void *), void *data, double a, double b, double eps, int depth)
{
    double m = (a + b) / 2, h = (b - a) / 6;
    double whole = h * (f(a, data) + 4 * f(m, data) + f(b, data));
    double left = h / 2 * (f(a, data) + 4 * f((a + m) / 2, data) + f(m, data));
    double right = h / 2 * (f(m, data) + 4 * f((m + b) / 2, data) + f(b, data));
    if (depth <= 0 || fabs(left + right - whole) <= 15 * eps)
        return left + right + (left + right - whole) / 15;
    return simpson(f, data, a, m, eps / 2, depth - 1) + simpson(f, data, m, b, eps / 2, depth - 1);
}

static double wave(double x, void *data)
{
    int *calls = data;
    ++*calls;
    return exp(-x) * sin(3 * x);
}

static void field(const double y[2], double dy[2])
{
    dy[0] = y[1];
    dy[1] = -y[0] + 0.1 * (1 - y[0] * y[0]) * y[1];
}

static void rk4(double y[2], double h, int steps)
{
    double k[4][2], t[2];
    while (steps--) {
        field(y, k[0]);
        for (int s = 1; s < 4; s++) {
            double c = s == 3 ? h : h / 2;
            for (int i = 0; i < 2; i++)
                t[i] = y[i] + c * k[s - 1][i];
            field(t, k[s]);
        }
        for (int i = 0; i < 2; i++)
            y[i] += h / 6 * (k[0][i] + 2 * (k[1][i] + k[2][i]) + k[3][i]);
    }
}

static void sort(double *v, int n)
{
    if (n < 2)
        return;
    double pivot = v[n / 2], *l = v, *r = v + n - 1;
    while (l <= r) {
        if (*l < pivot) {
            l++;
            continue;
        }
        if (*r > pivot) {
            r--;
            continue;
        }
        double t = *l;
        *l++ = *r;
        *r-- = t;
    }
    sort(v, (int)(r - v) + 1);
    sort(l, (int)(v + n - l));
}

int main(void)
{
    double a[N * N];
    int perm[N], calls = 0;
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++)
            a[IDX(i, j)] = 1.0 / (1 + i + j) + (i == (j + 2) % N) * sqrt(i + 1);
    double det = lu(a, perm);
    for (int i = 0; i < N; i++)
        det *= a[IDX(i, i)];
    printf("%.15g\n", det);
    for (int i = 0; i < N; i++)
        printf("%d ", perm[i]);
    double q = simpson(wave, &calls, 0, 3, 1e-9, 30);
    printf("\n%.15g %d\n", q, calls);
    double y[2] = {1, 0};
    rk4(y, 0.05, 200);
    printf("%.15g %.15g\n", y[0], y[1]);
    double v[20];
    unsigned seed = 7;
    for (int i = 0; i < 20; i++)
        v[i] = (seed = seed * 1103515245 + 12345) / 65536 % 1000 / 10.0;
    sort(v, 20);
    for (int i = 0; i < 20; i++)
        printf("%g ", v[i]);
    printf("\n");
    double s, c;
    double *copy = memcpy(malloc(sizeof v), v, sizeof v);
    s = c = 0;
    for (int i = 0; i < 20; i++) {
        double yk = copy[i] - c, tk = s + yk;
        c = (tk - s) - yk;
        s = tk;
    }
    free(copy);
    printf("%.15g %g\n", s, c);
    return 0;
}
