/* The problems that benchmarks of differentiation share, as a C programmer writes them: least
   squares, a determinant by recursion, k-means, Runge-Kutta with outputs by pointer. */
#include <adc/adc.h>
#include <math.h>
#include <stdlib.h>

/* Half the squared distance of a polynomial from the sign function, at n points in [-1, 1]. */
ADC_GRADIENT(wrt(x), shape(x, m))
void least_squares(size_t n, size_t m, const double *restrict x, double *restrict out)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        const double t = -1.0 + i * 2.0 / (n - 1.0);
        double distance = (0.0 < t) - (t < 0.0);
        double power = 1.0;
        for (size_t j = 0; j < m; j++) {
            distance -= x[j] * power;
            power *= t;
        }
        sum += distance * distance;
    }
    *out = sum / 2.0;
}

/* The determinant of a minor of the n x n matrix a: m rows and columns are left. They are linked:
   row[i] is the one that follows row i, row[n] is the first. */
static double minor(const double *restrict a, size_t n, size_t m, size_t *row, size_t *column)
{
    const size_t first = row[n];
    size_t c = column[n];
    if (m == 1)
        return a[first * n + c];
    double det = 0.0;
    int sign = 1;
    size_t previous = n;
    row[n] = row[first];
    for (size_t j = 0; j < m; j++) {
        const double element = a[first * n + c];
        column[previous] = column[c];
        const double sub = minor(a, n, m - 1, row, column);
        column[previous] = c;
        if (sign > 0)
            det += element * sub;
        else
            det -= element * sub;
        previous = c;
        c = column[c];
        sign = -sign;
    }
    row[n] = first;
    return det;
}

ADC_GRADIENT(wrt(a), shape(a, n, n))
double determinant(size_t n, const double *restrict a)
{
    size_t *row = malloc((n + 1) * sizeof *row);
    size_t *column = malloc((n + 1) * sizeof *column);
    for (size_t i = 0; i < n; i++) {
        row[i] = i + 1;
        column[i] = i + 1;
    }
    row[n] = column[n] = 0;
    const double det = minor(a, n, n, row, column);
    free(row);
    free(column);
    return det;
}

static double squared_distance(int d, const double *a, const double *b)
{
    double sum = 0.0;
    for (int i = 0; i < d; i++)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

/* The sum over n points of the squared distance to the nearest of k centroids. */
ADC_GRADIENT(wrt(centroids), shape(centroids, k * d))
double k_means(int n, int k, int d, const double *restrict points, const double *restrict centroids)
{
    double cost = 0.0;
    for (int i = 0; i < n; i++) {
        const double *point = &points[i * d];
        double nearest = INFINITY;
        for (int j = 0; j < k; j++)
            nearest = fmin(nearest, squared_distance(d, point, &centroids[j * d]));
        cost += nearest;
    }
    return cost;
}

/* With all directions one: gradient and, since it is diagonal, the Hessian's diagonal. */
ADC_DERIVE(tangent(k_means_gradient), wrt(centroids), of(centroids_grad));

static void slope(size_t n, const double *restrict x, const double *restrict y, double *restrict z)
{
    z[0] = x[0];
    for (size_t i = 1; i < n; i++)
        z[i] = x[i] * y[i - 1];
}

/* y' = (x0, x1 y0, x2 y1, ...), y(0) = 0: y(2). */
ADC_ADJOINT(wrt(x), of(y), shape(x, n), shape(y, n))
void runge_kutta(size_t n, const double *restrict x, size_t steps, double *restrict y)
{
    const double h = 2.0 / steps;
    double *k1 = malloc(n * sizeof *k1);
    double *k2 = malloc(n * sizeof *k2);
    double *k3 = malloc(n * sizeof *k3);
    double *k4 = malloc(n * sizeof *k4);
    double *middle = malloc(n * sizeof *middle);
    for (size_t i = 0; i < n; i++)
        y[i] = 0.0;
    for (size_t step = 0; step < steps; step++) {
        slope(n, x, y, k1);
        for (size_t i = 0; i < n; i++)
            middle[i] = y[i] + h * k1[i] / 2.0;
        slope(n, x, middle, k2);
        for (size_t i = 0; i < n; i++)
            middle[i] = y[i] + h * k2[i] / 2.0;
        slope(n, x, middle, k3);
        for (size_t i = 0; i < n; i++)
            middle[i] = y[i] + h * k3[i];
        slope(n, x, middle, k4);
        for (size_t i = 0; i < n; i++)
            y[i] += h * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]) / 6.0;
    }
    free(k1);
    free(k2);
    free(k3);
    free(k4);
    free(middle);
}
