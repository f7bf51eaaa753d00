/* tensor_solve.c: systems of linear equations and the factor of Cholesky, by LAPACK where it is there. */
#include "tensor.h"

#include <math.h>

#ifdef ADC_LAPACK
void dgesv_(const int *n, const int *columns, double *a, const int *lda, int *pivots, double *b, const int *ldb, int *info);
void dpotrf_(const char *triangle, const int *n, double *a, const int *lda, int *info);
#endif

/* ---- factors; matrices are column-major, as LAPACK has them ---- */

#ifdef ADC_LAPACK
static int solve(int n, int m, double *a, double *b)
{
    int info, *pivots = adc_arena_alloc((size_t)n * sizeof *pivots);
    dgesv_(&n, &m, a, &n, pivots, b, &n, &info);
    return info;
}

static int cholesky(int n, double *a)
{
    int info;
    dpotrf_("L", &n, a, &n, &info);
    return info;
}
#else
static void swap(double *x, double *y)
{
    double t = *x;
    *x = *y;
    *y = t;
}

/* Gaussian elimination with the largest pivot of each column. */
static int solve(int n, int m, double *a, double *b)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        ptrdiff_t best = k;
        for (ptrdiff_t i = k + 1; i < n; i++)
            best = fabs(a[k * n + i]) > fabs(a[k * n + best]) ? i : best;
        if (a[k * n + best] == 0)
            return (int)k + 1;
        for (ptrdiff_t j = 0; best != k && j < n; j++)
            swap(&a[j * n + k], &a[j * n + best]);
        for (ptrdiff_t j = 0; best != k && j < m; j++)
            swap(&b[j * n + k], &b[j * n + best]);
        for (ptrdiff_t i = k + 1; i < n; i++)
            a[k * n + i] /= a[k * n + k];
        for (ptrdiff_t j = k + 1; j < n; j++)
            for (ptrdiff_t i = k + 1; i < n; i++)
                a[j * n + i] -= a[k * n + i] * a[j * n + k];
        for (ptrdiff_t j = 0; j < m; j++)
            for (ptrdiff_t i = k + 1; i < n; i++)
                b[j * n + i] -= a[k * n + i] * b[j * n + k];
    }
    for (ptrdiff_t j = 0; j < m; j++)
        for (ptrdiff_t k = n - 1; k >= 0; k--) {
            b[j * n + k] /= a[k * n + k];
            for (ptrdiff_t i = 0; i < k; i++)
                b[j * n + i] -= a[k * n + i] * b[j * n + k];
        }
    return 0;
}

static int cholesky(int n, double *a)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (ptrdiff_t j = 0; j < k; j++)
            for (ptrdiff_t i = k; i < n; i++)
                a[k * n + i] -= a[j * n + i] * a[j * n + k];
        if (!(a[k * n + k] > 0))
            return (int)k + 1;
        double root = sqrt(a[k * n + k]);
        for (ptrdiff_t i = k; i < n; i++)
            a[k * n + i] /= root;
    }
    return 0;
}
#endif

/* ---- tensors ---- */

static void check_square(const char *name, const adc_tensor *a, const adc_tensor *b)
{
    if (a->dims != 2 || a->shape[0] != a->shape[1])
        adc_tensor_fail_two(name, a, b, "where a square matrix is wanted first");
}

/* A copy whose columns have no gaps. */
static adc_tensor by_columns(adc_tensor x)
{
    return adc_transpose(adc_copy(adc_transpose(x)));
}

adc_tensor adc_solve(adc_tensor a, adc_tensor b)
{
    if (adc_tensor_is_null(&b))
        return b;
    check_square("adc_solve", &a, &b);
    if (b.dims < 1 || b.dims > 2 || b.shape[0] != a.shape[0])
        adc_tensor_fail_two("adc_solve", &a, &b, "do not fit");
    adc_tensor left = by_columns(a), x = by_columns(adc_as_column(b));
    if (solve(a.shape[0], x.shape[1], left.data, x.data))
        adc_tensor_fail("adc_solve: the matrix is singular");
    return adc_copy(b.dims == 1 ? adc_select(x, 1, 0) : x);
}

adc_tensor adc_cholesky(adc_tensor a)
{
    if (adc_tensor_is_null(&a))
        return a;
    check_square("adc_cholesky", &a, &a);
    int n = a.shape[0];
    adc_tensor l = adc_scale(adc_add(a, adc_transpose(a)), 0.5);
    if (cholesky(n, l.data))
        adc_tensor_fail("adc_cholesky: the matrix is not positive definite");
    for (ptrdiff_t i = 0; i < n; i++) /* by columns it is the lower triangle, by rows the upper one */
        for (ptrdiff_t k = 0; k < i; k++) {
            l.data[i * n + k] = l.data[k * n + i];
            l.data[k * n + i] = 0;
        }
    return l;
}
