/* Matrix products: the reverse half runs along the rows (interchange.c). Each is checked for many sizes, none of them equal where the
   matrices are not square: an iteration that is not there must touch nothing. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SIZES(f)                                                                                                       \
    {                                                                                                                  \
        static const double at[] = {0.3, -0.7, 1.2, 0.4, 0.9, -0.2, 0.8, 0.5, -0.6};                                   \
        const struct grad_scalar d = GRAD_SCALAR(f);                                                                   \
        for (int n = 1; n <= (int)(sizeof at / sizeof *at); n++)                                                       \
            grad_scalar_all(d, n, at, 2e-8);                                                                           \
    }

//@ interchange_product
// has: sum \+= c_adj\[i \* n \+ j\] \* b\[k \* n \+ j\]
static void interchange_matmul(int n, const double *a, const double *b, double *c)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            double s = 0.0;
            for (int k = 0; k < n; k++)
                s += a[i * n + k] * b[k * n + j];
            c[i * n + j] = s;
        }
}
ADC_ADJOINT()
ADC_GRADIENT()
double interchange_product(int n, const double x[n])
{
    double *a = malloc(sizeof(double) * n * n), *b = malloc(sizeof(double) * n * n), *c = malloc(sizeof(double) * n * n), s = 0.0;
    for (int i = 0; i < n * n; i++) {
        a[i] = x[i % n] + 0.1 * i;
        b[i] = cos(x[i / n] * (i + 1));
    }
    interchange_matmul(n, a, b, c);
    for (int i = 0; i < n * n; i++)
        s += c[i] * c[i] * (1 + i % 3);
    free(a);
    free(b);
    free(c);
    return s;
}
#ifdef TEST_MAIN
TEST(interchange_product)
{
    static const double at[] = {0.3, -0.7, 1.2, 0.4, 0.9, -0.2, 0.8};
    const struct grad_scalar d = {interchange_product, interchange_product_adjoint, interchange_product_gradient, 0, 0, 0};
    for (int n = 1; n <= 7; n++)
        grad_scalar_all(d, n, at, 2e-8);
}
#endif

//@ interchange_in_place
/* Summed up where the result is, with rows; one factor is a derivative of nothing. */
KINDS()
double interchange_in_place(int n, const double x[n])
{
    double a[n][n + 2], b[n + 2][n], c[n][n], s = 0.0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n + 2; j++) {
            a[i][j] = x[i] * (j + 1);
            b[j][i] = sin(x[i] + j);
        }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            c[i][j] = 0.0;
            for (int k = 0; k < n + 2; k++)
                c[i][j] += a[i][k] * b[k][j];
        }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            s += c[i][j] * c[i][j] * (i + 1);
    return s;
}
#ifdef TEST_MAIN
TEST(interchange_in_place)
SIZES(interchange_in_place)
#endif

//@ interchange_narrow
/* A matrix without columns, whose other factor is not there at all: nothing is added to what is read in no iteration. */
ADC_ADJOINT()
ADC_GRADIENT()
double interchange_narrow(int n, const double x[n])
{
    int columns = n - 3 > 0 ? n - 3 : 0;
    double *b = malloc(sizeof(double) * n * columns + 1), *a = malloc(columns ? sizeof(double) * n : 1);
    double *c = malloc(sizeof(double) * columns + 1), s = x[0] * x[0];
    for (int k = 0; k < n && columns; k++) {
        a[k] = x[k] * x[k];
        for (int j = 0; j < columns; j++)
            b[k * columns + j] = x[(k + j) % n] + k * j;
    }
    for (int j = 0; j < columns; j++) {
        double t = 0.5;
        for (int k = 0; k < n; k++)
            t += a[k] * b[k * columns + j];
        c[j] = t;
    }
    for (int j = 0; j < columns; j++)
        s += c[j] * c[j];
    free(a);
    free(b);
    free(c);
    return s;
}
#ifdef TEST_MAIN
TEST(interchange_narrow)
{
    static const double at[] = {0.3, -0.7, 1.2, 0.4, 0.9, -0.2, 0.8};
    const struct grad_scalar d = {interchange_narrow, interchange_narrow_adjoint, interchange_narrow_gradient, 0, 0, 0};
    for (int n = 1; n <= 7; n++)
        grad_scalar_all(d, n, at, 2e-8);
}
#endif

//@ interchange_spent
/* The derivative that the inner loop uses is changed in front of it, or behind it, in the same iteration; others are read in between. */
KINDS()
double interchange_spent(int n, const double x[n])
{
    double a[n][n], b[n][n], c[n][n], u[n], s = 0.0;
    for (int i = 0; i < n; i++) {
        u[i] = x[i];
        for (int j = 0; j < n; j++) {
            a[i][j] = x[i] + j;
            b[i][j] = x[j] * (i + 1);
            c[i][j] = x[i] * x[j];
        }
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            c[i][j] *= 0.5 * u[j];
            for (int k = 0; k < n; k++)
                c[i][j] += a[i][k] * b[k][j];
            c[i][j] = sin(c[i][j]) + 0.1 * u[i];
        }
    for (int j = 0; j < n; j++) {
        double t = u[j];
        for (int k = 0; k < n; k++)
            t -= b[k][j] * (c[j][k] + b[k][j]);
        u[j] = t * t;
    }
    for (int i = 0; i < n; i++) {
        s += u[i];
        for (int j = 0; j < n; j++)
            s += c[i][j] * b[i][j];
    }
    return s;
}
#ifdef TEST_MAIN
TEST(interchange_spent)
SIZES(interchange_spent)
#endif

//@ interchange_triangle
/* Bounds that depend on the other loop stay where they are. */
KINDS()
double interchange_triangle(int n, const double x[n])
{
    double l[n][n], y[n], s = 0.0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            l[i][j] = x[j] + i;
    for (int j = 0; j < n; j++) {
        double t = 0.0;
        for (int k = j; k < n; k++)
            t += l[k][j] * x[k];
        y[j] = t;
    }
    for (int i = 0; i < n; i++)
        s += y[i] * y[i];
    return s;
}
#ifdef TEST_MAIN
TEST(interchange_triangle)
SIZES(interchange_triangle)
#endif
