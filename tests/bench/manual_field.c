/* Derivatives by hand of the problems in field.c. */
#include "manual.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void least_squares_manual(size_t n, size_t m, const double *restrict x, double *restrict out,
                          double *restrict x_grad)
{
    double sum = 0.0;
    double *power = malloc(m * sizeof *power);
    memset(x_grad, 0, m * sizeof *x_grad);
    for (size_t i = 0; i < n; i++) {
        const double t = -1.0 + i * 2.0 / (n - 1.0);
        double distance = (0.0 < t) - (t < 0.0);
        double p = 1.0;
        for (size_t j = 0; j < m; j++) {
            power[j] = p;
            distance -= x[j] * p;
            p *= t;
        }
        sum += distance * distance;
        for (size_t j = 0; j < m; j++)
            x_grad[j] -= distance * power[j];
    }
    free(power);
    *out = sum / 2.0;
}

/* The primal's recursion. */
static double minor(const double *a, size_t n, size_t m, size_t *row, size_t *column)
{
    const size_t first = row[n];
    size_t c = column[n];
    if (m == 1)
        return a[first * n + c];
    double det = 0.0;
    double sign = 1.0;
    size_t previous = n;
    row[n] = row[first];
    for (size_t j = 0; j < m; j++) {
        column[previous] = column[c];
        det += sign * a[first * n + c] * minor(a, n, m - 1, row, column);
        column[previous] = c;
        previous = c;
        c = column[c];
        sign = -sign;
    }
    row[n] = first;
    return det;
}

/* Each element's derivative is its cofactor. */
double determinant_manual(size_t n, const double *restrict a, double *restrict a_grad)
{
    size_t *row = malloc((n + 1) * sizeof *row);
    size_t *column = malloc((n + 1) * sizeof *column);
    double det = 0.0;
    for (size_t i = 0; i < n; i++) {
        row[i] = i + 1;
        column[i] = i + 1;
    }
    row[n] = column[n] = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            row[i == 0 ? n : i - 1] = i + 1;
            column[j == 0 ? n : j - 1] = j + 1;
            a_grad[i * n + j] = ((i + j) % 2 ? -1.0 : 1.0) * minor(a, n, n - 1, row, column);
            row[i == 0 ? n : i - 1] = i;
            column[j == 0 ? n : j - 1] = j;
            if (i == 0)
                det += a[j] * a_grad[j];
        }
    free(row);
    free(column);
    return det;
}

double k_means_manual(int n, int k, int d, const double *restrict points,
                      const double *restrict centroids, double *restrict grad,
                      double *restrict diagonal)
{
    double cost = 0.0;
    memset(grad, 0, (size_t)(k * d) * sizeof *grad);
    memset(diagonal, 0, (size_t)(k * d) * sizeof *diagonal);
    for (int i = 0; i < n; i++) {
        const double *point = points + i * d;
        double nearest = INFINITY;
        int from = 0;
        for (int j = 0; j < k; j++) {
            double sum = 0.0;
            for (int l = 0; l < d; l++)
                sum += (point[l] - centroids[j * d + l]) * (point[l] - centroids[j * d + l]);
            if (sum < nearest) {
                nearest = sum;
                from = j;
            }
        }
        cost += nearest;
        for (int l = 0; l < d; l++) {
            grad[from * d + l] -= 2.0 * (point[l] - centroids[from * d + l]);
            diagonal[from * d + l] += 2.0;
        }
    }
    return cost;
}
