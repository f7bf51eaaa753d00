/* tensor_linear.c: products of matrices and sums over products. CBLAS multiplies where it is there (the option blas), loops
   in blocks elsewhere, which also take small matrices: a call of CBLAS costs more than they do. */
#include "tensor.h"

#include <stdlib.h>
#include <string.h>

#ifdef ADC_CBLAS
#include <cblas.h>
#endif

/* ---- one product ---- */

enum { BLOCK = 64, SMALL = 2048 };

/* A block of b at a time stays in the cache; rows of c in the innermost loop. */
static void blocked_product(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const double *a, ptrdiff_t a_row, ptrdiff_t a_column,
                            const double *b, ptrdiff_t b_row, ptrdiff_t b_column, double *c, ptrdiff_t ldc)
{
    for (ptrdiff_t p0 = 0; p0 < k; p0 += BLOCK)
        for (ptrdiff_t j0 = 0; j0 < n; j0 += 4 * BLOCK) {
            ptrdiff_t p1 = p0 + BLOCK < k ? p0 + BLOCK : k, j1 = j0 + 4 * BLOCK < n ? j0 + 4 * BLOCK : n;
            for (ptrdiff_t i = 0; i < m; i++)
                for (ptrdiff_t p = p0; p < p1; p++) {
                    double x = a[i * a_row + p * a_column], *restrict to = c + i * ldc;
                    const double *from = b + p * b_row;
                    if (b_column == 1)
                        for (ptrdiff_t j = j0; j < j1; j++)
                            to[j] += x * from[j];
                    else
                        for (ptrdiff_t j = j0; j < j1; j++)
                            to[j] += x * from[j * b_column];
                }
        }
}

#ifdef ADC_CBLAS
/* Whether CBLAS can take a matrix as it lies, and how: row-major or its transpose. */
static bool cblas_takes(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t row, ptrdiff_t column, CBLAS_TRANSPOSE *how, int *ld)
{
    bool plain = column == 1 || columns == 1, turned = row == 1 || rows == 1;
    ptrdiff_t d = plain ? (rows == 1 ? columns : row) : (columns == 1 ? rows : column), least = plain ? columns : rows;
    *how = plain ? CblasNoTrans : CblasTrans;
    *ld = (int)d;
    return (plain || turned) && d >= least && d >= 1 && d <= 0x7fffffff;
}
#endif

void adc_matrix_product(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const double *a, ptrdiff_t a_row, ptrdiff_t a_column,
                    const double *b, ptrdiff_t b_row, ptrdiff_t b_column, double *c, ptrdiff_t ldc)
{
#ifdef ADC_CBLAS
    CBLAS_TRANSPOSE a_how, b_how;
    int lda, ldb;
    if (m * n * k > SMALL && ldc >= n && ldc <= 0x7fffffff && cblas_takes(m, k, a_row, a_column, &a_how, &lda) &&
        cblas_takes(k, n, b_row, b_column, &b_how, &ldb)) {
        cblas_dgemm(CblasRowMajor, a_how, b_how, (int)m, (int)n, (int)k, 1, a, lda, b, ldb, 1, c, (int)ldc);
        return;
    }
#endif
    blocked_product(m, n, k, a, a_row, a_column, b, b_row, b_column, c, ldc);
}

/* ---- many ---- */

/* The axes in front of the last two of all three, broadcast. */
typedef struct Batch {
    int dims, shape[ADC_DIMS];
    ptrdiff_t strides[3][ADC_DIMS];
} Batch;

static void check_matrices(const char *name, const adc_tensor *x, const adc_tensor *y)
{
    int row = x->dims - 1, column = y->dims > 1 ? y->dims - 2 : 0;
    if (x->dims < 1 || y->dims < 1 || x->shape[row] != y->shape[column])
        adc_tensor_fail_two(name, x, y, "do not fit");
}

static Batch batch_of(const char *name, const adc_tensor *const t[3])
{
    Batch b = {0};
    for (int k = 0; k < 3; k++)
        b.dims = t[k]->dims - 2 > b.dims ? t[k]->dims - 2 : b.dims;
    for (int i = 0; i < b.dims; i++) {
        b.shape[i] = 1;
        for (int k = 0; k < 3; k++) {
            int at = i - b.dims + t[k]->dims - 2, extent = at >= 0 ? t[k]->shape[at] : 1;
            if (extent != 1 && b.shape[i] != 1 && extent != b.shape[i])
                adc_tensor_fail_two(name, t[1], t[2], "cannot be broadcast");
            b.shape[i] = extent == 1 ? b.shape[i] : extent;
            b.strides[k][i] = extent == 1 ? 0 : t[k]->strides[at];
        }
    }
    return b;
}

/* to += x y for each matrix of the batch; to has rows without gaps. Or, turned, to' += y' x'. */
static void multiply(const adc_tensor *to, const adc_tensor *x, const adc_tensor *y)
{
    Batch b = batch_of("adc_matmul", (const adc_tensor *const[]){to, x, y});
    double *c = to->data, *p = x->data, *q = y->data;
    int i = to->dims - 2, k = x->dims - 2, j = y->dims - 2;
    ptrdiff_t m = x->shape[k], n = y->shape[j + 1], inner = x->shape[k + 1], index[ADC_DIMS] = {0};
    bool turned = to->strides[i + 1] != 1 && n != 1;
    for (int axis = 0; axis < b.dims; axis++)
        if (b.shape[axis] == 0)
            return;
    for (;;) {
        if (turned)
            adc_matrix_product(n, m, inner, q, y->strides[j + 1], y->strides[j], p, x->strides[k + 1], x->strides[k], c,
                           to->strides[i + 1]);
        else
            adc_matrix_product(m, n, inner, p, x->strides[k], x->strides[k + 1], q, y->strides[j], y->strides[j + 1], c,
                           to->strides[i]);
        int axis = b.dims - 1;
        for (; axis >= 0; axis--) {
            c += b.strides[0][axis];
            p += b.strides[1][axis];
            q += b.strides[2][axis];
            if (++index[axis] < b.shape[axis])
                break;
            c -= b.strides[0][axis] * b.shape[axis];
            p -= b.strides[1][axis] * b.shape[axis];
            q -= b.strides[2][axis] * b.shape[axis];
            index[axis] = 0;
        }
        if (axis < 0)
            return;
    }
}

/* Whether the matrices of to can be written in place: their rows, or their columns, have no gaps, and no two elements are
   one. */
static bool takes_products(const adc_tensor *to, int m, int n)
{
    if (to->dims < 2 || to->shape[to->dims - 2] != m || to->shape[to->dims - 1] != n)
        return false;
    ptrdiff_t row = to->strides[to->dims - 2], column = to->strides[to->dims - 1];
    return (column == 1 || n == 1) ? row >= n || m == 1 : row == 1 && column >= m;
}

void adc_matmul_to(adc_tensor *to, adc_tensor x, adc_tensor y)
{
    if (adc_tensor_is_null(to) || adc_tensor_is_null(&x) || adc_tensor_is_null(&y))
        return;
    check_matrices("adc_matmul_to", &x, &y);
    if (x.dims > 1 && y.dims > 1 && takes_products(to, x.shape[x.dims - 2], y.shape[y.dims - 1]))
        multiply(to, &x, &y);
    else
        adc_add_to(to, adc_matmul(x, y));
}

adc_tensor adc_matmul(adc_tensor x, adc_tensor y)
{
    if (adc_tensor_is_null(&x) || adc_tensor_is_null(&y))
        return adc_tensor_is_null(&x) ? x : y;
    check_matrices("adc_matmul", &x, &y);
    adc_tensor a = adc_as_row(x), b = adc_as_column(y);
    adc_tensor left = a, right = b;
    int shape[ADC_DIMS];
    left.dims -= 2;
    right.dims -= 2;
    int dims = adc_tensor_broadcast("adc_matmul", &left, &right, shape);
    shape[dims] = a.shape[a.dims - 2];
    shape[dims + 1] = b.shape[b.dims - 1];
    adc_tensor z = adc_tensor_zeroed(dims + 2, shape);
    multiply(&z, &a, &b);
    unsigned drop = (x.dims == 1 ? 1u << dims : 0) | (y.dims == 1 ? 2u << dims : 0);
    return drop ? adc_tensor_dropped(z, drop, 0) : z;
}

/* ---- sums over indices ---- */

enum { LETTERS = 2 * ADC_DIMS };

/* "ij,jk->ik": the letters of the operands (0, 1) and of the result (2). */
typedef struct Indices {
    char of[3][ADC_DIMS + 1];
    char letters[LETTERS + 1];
    int n;
} Indices;

static Indices parse(const char *text)
{
    Indices x = {0};
    int part = 0, n = 0;
    for (const char *c = text; *c; c++) {
        if (*c == ' ')
            continue;
        if ((*c == ',' && part == 0) || (*c == '-' && c[1] == '>' && part == 1)) {
            c += *c == '-';
            part++;
            n = 0;
            continue;
        }
        bool letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
        if (!letter || n == ADC_DIMS)
            adc_tensor_fail("adc_einsum: '%s' is not of the form 'ij,jk->ik'", text);
        x.of[part][n++] = *c;
        if (!strchr(x.letters, *c) && x.n < LETTERS)
            x.letters[x.n++] = *c;
    }
    if (part != 2)
        adc_tensor_fail("adc_einsum: '%s' is not of the form 'ij,jk->ik'", text);
    return x;
}

/* Puts the extents and strides of t, which has the given letters, into operand k of the loop. */
static void bind(Loop *l, int k, const Indices *x, const char *own, const adc_tensor *t, const char *text)
{
    if ((int)strlen(own) != t->dims)
        adc_tensor_fail_two("adc_einsum", t, &(adc_tensor){.dims = 1, .shape = {(int)strlen(own)}}, text);
    for (int i = 0; i < t->dims; i++) {
        int at = (int)(strchr(x->letters, own[i]) - x->letters);
        if (l->shape[at] >= 0 && l->shape[at] != t->shape[i])
            adc_tensor_fail("adc_einsum: '%s': index %c is %td and %d", text, own[i], l->shape[at], t->shape[i]);
        l->shape[at] = t->shape[i];
        l->strides[k][at] += t->strides[i];
    }
}

static void product_row(ptrdiff_t n, double *const at[], const ptrdiff_t s[], void *context)
{
    (void)context;
    if (s[0] == 0) {
        double sum = 0;
        for (ptrdiff_t i = 0; i < n; i++)
            sum += at[1][i * s[1]] * at[2][i * s[2]];
        *at[0] += sum;
    } else
        for (ptrdiff_t i = 0; i < n; i++)
            at[0][i * s[0]] += at[1][i * s[1]] * at[2][i * s[2]];
}

void adc_einsum_to(adc_tensor *to, int to_role, adc_tensor x, int x_role, adc_tensor y, int y_role, const char *indices)
{
    if (adc_tensor_is_null(to) || adc_tensor_is_null(&x) || adc_tensor_is_null(&y))
        return;
    Indices in = parse(indices);
    Loop l = {.operands = 3, .dims = in.n};
    if (in.n > ADC_DIMS)
        adc_tensor_fail("adc_einsum: '%s' has more than %d indices", indices, (int)ADC_DIMS);
    for (int i = 0; i < in.n; i++)
        l.shape[i] = -1;
    bind(&l, 0, &in, in.of[to_role], to, indices);
    bind(&l, 1, &in, in.of[x_role], &x, indices);
    bind(&l, 2, &in, in.of[y_role], &y, indices);
    adc_loop_run(&l, (double *const[]){to->data, x.data, y.data}, product_row, NULL);
}

/* The extent of an index, from whichever operand has it. */
static int extent_of(const Indices *in, char letter, const adc_tensor *const t[2], const char *text)
{
    for (int k = 0; k < 2; k++) {
        const char *at = strchr(in->of[k], letter);
        if (at && at - in->of[k] < t[k]->dims)
            return t[k]->shape[at - in->of[k]];
    }
    adc_tensor_fail("adc_einsum: '%s': no operand has index %c", text, letter);
    return 0;
}

adc_tensor adc_einsum(const char *indices, adc_tensor x, adc_tensor y)
{
    if (adc_tensor_is_null(&x) || adc_tensor_is_null(&y))
        return adc_tensor_is_null(&x) ? x : y;
    Indices in = parse(indices);
    int shape[ADC_DIMS], dims = 0;
    for (const char *c = in.of[2]; *c; c++)
        shape[dims++] = extent_of(&in, *c, (const adc_tensor *const[]){&x, &y}, indices);
    adc_tensor z = adc_tensor_zeroed(dims, shape);
    adc_einsum_to(&z, 2, x, 0, y, 1, indices);
    return z;
}
