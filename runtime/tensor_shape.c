/* tensor_shape.c: shapes, views, and the loops over several tensors that all other operations run in. */
#include "tensor.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* ---- errors ---- */

void adc_tensor_fail(const char *format, ...)
{
    char message[512];
    va_list list;
    va_start(list, format);
    vsnprintf(message, sizeof message, format, list);
    va_end(list);
    adc_fail(message);
}

enum { SHAPE_TEXT = 112 };

static const char *shape_text(const adc_tensor *x, char text[SHAPE_TEXT])
{
    size_t n = (size_t)snprintf(text, SHAPE_TEXT, "(");
    for (int i = 0; i < x->dims && n < SHAPE_TEXT; i++)
        n += (size_t)snprintf(text + n, SHAPE_TEXT - n, i ? ", %d" : "%d", x->shape[i]);
    if (n < SHAPE_TEXT)
        snprintf(text + n, SHAPE_TEXT - n, x->dims == 1 ? ",)" : ")");
    return text;
}

void adc_tensor_fail_two(const char *name, const adc_tensor *x, const adc_tensor *y, const char *what)
{
    char first[SHAPE_TEXT], second[SHAPE_TEXT];
    adc_tensor_fail("%s: shapes %s and %s %s", name, shape_text(x, first), shape_text(y, second), what);
}

static void fail_one(const char *name, const adc_tensor *x, const char *what)
{
    char text[SHAPE_TEXT];
    adc_tensor_fail("%s: shape %s %s", name, shape_text(x, text), what);
}

static void fail_shape(const char *name, const adc_tensor *x, int dims, const int shape[], const char *what)
{
    adc_tensor y = {0};
    y.dims = dims < 0 ? 0 : dims > ADC_DIMS ? ADC_DIMS : dims;
    for (int i = 0; i < y.dims; i++)
        y.shape[i] = shape[i];
    adc_tensor_fail_two(name, x, &y, what);
}

/* ---- making ---- */

static adc_tensor of_shape(int dims, const int shape[])
{
    adc_tensor x = {0};
    if (dims < 0 || dims > ADC_DIMS)
        adc_tensor_fail("a tensor has 0 to %d dimensions, not %d", (int)ADC_DIMS, dims);
    x.dims = dims;
    ptrdiff_t n = 1;
    for (int i = dims - 1; i >= 0; i--) {
        if (shape[i] < 0)
            adc_tensor_fail("extent %d of a tensor is negative: %d", i, shape[i]);
        x.shape[i] = shape[i];
        x.strides[i] = n;
        if (shape[i] > 0 && n > PTRDIFF_MAX / (ptrdiff_t)sizeof(double) / shape[i])
            adc_tensor_fail("a tensor has too many elements");
        n *= shape[i];
    }
    return x;
}

adc_tensor adc_tensor_new(int dims, const int shape[])
{
    adc_tensor x = of_shape(dims, shape);
    x.data = adc_arena_alloc((size_t)adc_tensor_size(&x) * sizeof(double));
    return x;
}

adc_tensor adc_tensor_zeroed(int dims, const int shape[])
{
    adc_tensor x = adc_tensor_new(dims, shape);
    memset(x.data, 0, (size_t)adc_tensor_size(&x) * sizeof(double));
    return x;
}

adc_tensor adc_tensor_like(const adc_tensor *x)
{
    return adc_tensor_new(x->dims, x->shape);
}

adc_tensor adc_wrap(const double *data, int dims, const int shape[])
{
    adc_tensor x = of_shape(dims, shape);
    x.data = (double *)data;
    return x;
}

bool adc_is_contiguous(const adc_tensor *x)
{
    ptrdiff_t n = 1;
    for (int i = x->dims - 1; i >= 0; i--) {
        if (x->shape[i] != 1 && x->strides[i] != n)
            return adc_tensor_size(x) == 0;
        n *= x->shape[i];
    }
    return true;
}

/* Whether some order of the axes is row-major without gaps. */
static bool fills_memory(const adc_tensor *x)
{
    ptrdiff_t n = 1, size = adc_tensor_size(x);
    for (int found = 1; found && n < size;) {
        found = 0;
        for (int i = 0; i < x->dims && !found; i++)
            if (x->shape[i] > 1 && x->strides[i] == n)
                n *= found = x->shape[i];
    }
    return n >= size;
}

void adc_one_piece(const adc_tensor *x, int in_order)
{
    if (!fills_memory(x))
        fail_one("shape()", x, "has gaps: hand over adc_copy of it");
    if (in_order && !adc_is_contiguous(x))
        fail_one("shape()", x, "has its elements in another order than their memory: hand over adc_copy of it");
}

bool adc_same_shape(const adc_tensor *x, const adc_tensor *y)
{
    if (x->dims != y->dims)
        return false;
    for (int i = 0; i < x->dims; i++)
        if (x->shape[i] != y->shape[i])
            return false;
    return true;
}

/* ---- axes ---- */

int adc_tensor_axis(const char *name, const adc_tensor *x, int axis)
{
    int k = axis < 0 ? axis + x->dims : axis;
    if (k < 0 || k >= x->dims) {
        char text[64];
        snprintf(text, sizeof text, "has no axis %d", axis);
        fail_one(name, x, text);
    }
    return k;
}

unsigned adc_tensor_axes(const adc_tensor *x, unsigned axes)
{
    unsigned set = 0, all = (1u << x->dims) - 1;
    for (int k = 0; k < 8; k++) {
        set |= axes & 1u << k;
        if (axes & 1u << (k + 8) && k + x->dims >= 8)
            set |= 1u << (k + x->dims - 8);
    }
    return set & all;
}

adc_tensor adc_tensor_reduced(const adc_tensor *x, unsigned axes)
{
    int shape[ADC_DIMS];
    for (int i = 0; i < x->dims; i++)
        shape[i] = axes & 1u << i ? 1 : x->shape[i];
    return adc_tensor_new(x->dims, shape);
}

static adc_tensor without(adc_tensor x, unsigned axes)
{
    adc_tensor y = x;
    y.dims = 0;
    for (int i = 0; i < x.dims; i++)
        if (!(axes & 1u << i)) {
            y.shape[y.dims] = x.shape[i];
            y.strides[y.dims++] = x.strides[i];
        }
    return y;
}

adc_tensor adc_tensor_dropped(adc_tensor x, unsigned axes, unsigned wanted)
{
    return wanted & ADC_KEEP ? x : without(x, axes);
}

int adc_tensor_broadcast(const char *name, const adc_tensor *x, const adc_tensor *y, int shape[])
{
    int dims = x->dims > y->dims ? x->dims : y->dims;
    for (int i = 1; i <= dims; i++) {
        int a = i <= x->dims ? x->shape[x->dims - i] : 1, b = i <= y->dims ? y->shape[y->dims - i] : 1;
        if (a != b && a != 1 && b != 1)
            adc_tensor_fail_two(name, x, y, "cannot be broadcast");
        shape[dims - i] = a == 1 ? b : a;
    }
    return dims;
}

/* ---- views; of a tensor without memory: the same ---- */

static adc_tensor with_axis(adc_tensor x, int axis)
{
    if (x.dims == ADC_DIMS)
        fail_one("adc_expand", &x, "has no room for one more axis");
    for (int i = x.dims; i > axis; i--) {
        x.shape[i] = x.shape[i - 1];
        x.strides[i] = x.strides[i - 1];
    }
    x.dims++;
    x.shape[axis] = 1;
    x.strides[axis] = axis + 1 < x.dims ? x.strides[axis + 1] * x.shape[axis + 1] : 1;
    return x;
}

adc_tensor adc_expand(adc_tensor x, int axis)
{
    if (adc_tensor_is_null(&x))
        return x;
    int k = axis < 0 ? axis + x.dims + 1 : axis;
    if (k < 0 || k > x.dims)
        adc_tensor_axis("adc_expand", &x, axis);
    return with_axis(x, k);
}

adc_tensor adc_squeeze(adc_tensor x, int axis)
{
    if (adc_tensor_is_null(&x))
        return x;
    int k = adc_tensor_axis("adc_squeeze", &x, axis);
    if (x.shape[k] != 1)
        fail_one("adc_squeeze", &x, "has an extent other than 1 there");
    return without(x, 1u << k);
}

adc_tensor adc_restore(adc_tensor x, int dims, unsigned axes)
{
    if (adc_tensor_is_null(&x) || axes & ADC_KEEP)
        return x;
    adc_tensor whole = {.dims = dims};
    unsigned set = adc_tensor_axes(&whole, axes);
    for (int i = 0; i < dims; i++)
        if (set & 1u << i)
            x = with_axis(x, i);
    return x;
}

adc_tensor adc_transpose(adc_tensor x)
{
    if (adc_tensor_is_null(&x))
        return x;
    if (x.dims < 2)
        fail_one("adc_transpose", &x, "has less than two axes");
    int i = x.dims - 2, k = x.dims - 1, extent = x.shape[i];
    ptrdiff_t stride = x.strides[i];
    x.shape[i] = x.shape[k];
    x.strides[i] = x.strides[k];
    x.shape[k] = extent;
    x.strides[k] = stride;
    return x;
}

adc_tensor adc_permute(adc_tensor x, int dims, const int axes[])
{
    if (adc_tensor_is_null(&x))
        return x;
    adc_tensor y = x;
    unsigned seen = 0;
    for (int i = 0; i < dims && i < x.dims; i++) {
        int k = adc_tensor_axis("adc_permute", &x, axes[i]);
        seen |= 1u << k;
        y.shape[i] = x.shape[k];
        y.strides[i] = x.strides[k];
    }
    if (dims != x.dims || seen != (1u << x.dims) - 1)
        fail_shape("adc_permute", &x, dims, axes, "as axes: each must stand there once");
    return y;
}

static int clamp(int i, int n)
{
    i = i < 0 ? i + n : i;
    return i < 0 ? 0 : i > n ? n : i;
}

adc_tensor adc_slice_step(adc_tensor x, int axis, int from, int to, int step)
{
    if (adc_tensor_is_null(&x))
        return x;
    int k = adc_tensor_axis("adc_slice", &x, axis), n = x.shape[k];
    if (step < 1)
        adc_tensor_fail("adc_slice: a step of %d", step);
    from = clamp(from, n);
    to = clamp(to, n);
    x.data += from * x.strides[k];
    x.shape[k] = to > from ? (to - from + step - 1) / step : 0;
    x.strides[k] *= step;
    return x;
}

adc_tensor adc_slice(adc_tensor x, int axis, int from, int to)
{
    return adc_slice_step(x, axis, from, to, 1);
}

adc_tensor adc_select(adc_tensor x, int axis, int i)
{
    if (adc_tensor_is_null(&x))
        return x;
    int k = adc_tensor_axis("adc_select", &x, axis), n = x.shape[k], at = i < 0 ? i + n : i;
    if (at < 0 || at >= n) {
        char text[64];
        snprintf(text, sizeof text, "has no index %d on axis %d", i, axis);
        fail_one("adc_select", &x, text);
    }
    x.data += at * x.strides[k];
    return without(x, 1u << k);
}

adc_tensor adc_broadcast(adc_tensor x, int dims, const int shape[])
{
    if (adc_tensor_is_null(&x))
        return x;
    adc_tensor y = of_shape(dims, shape);
    y.data = x.data;
    for (int i = 1; i <= dims; i++) {
        int extent = i <= x.dims ? x.shape[x.dims - i] : 1;
        if (extent != 1 && extent != y.shape[dims - i])
            fail_shape("adc_broadcast", &x, dims, shape, "do not fit");
        y.strides[dims - i] = extent == 1 ? 0 : x.strides[x.dims - i];
    }
    if (x.dims > dims)
        fail_shape("adc_broadcast", &x, dims, shape, "do not fit");
    return y;
}

/* One extent may be -1: what is left. */
static adc_tensor asked_shape(const adc_tensor *x, int dims, const int shape[])
{
    int filled[ADC_DIMS], open = -1;
    ptrdiff_t n = 1, all = adc_tensor_size(x);
    for (int i = 0; i < dims && i < ADC_DIMS; i++) {
        filled[i] = shape[i];
        if (shape[i] == -1 && open < 0)
            open = i;
        else
            n *= shape[i];
    }
    if (open >= 0 && n > 0)
        filled[open] = (int)(all / n);
    if (open >= 0 && n > 0)
        n *= filled[open];
    if (n != all || dims > ADC_DIMS)
        fail_shape("adc_reshape", x, dims, shape, "have different sizes");
    return of_shape(dims, filled);
}

/* Axes of both shapes are matched in groups of equal size; a group of x must run on without a gap. */
adc_tensor adc_reshape(adc_tensor x, int dims, const int shape[])
{
    if (adc_tensor_is_null(&x))
        return x;
    adc_tensor y = asked_shape(&x, dims, shape);
    y.data = x.data;
    if (adc_is_contiguous(&x))
        return y;
    int i = x.dims - 1, k = y.dims - 1;
    while (k >= 0) {
        while (i >= 0 && x.shape[i] == 1)
            i--;
        ptrdiff_t stride = i >= 0 ? x.strides[i] : 1, had = 1, wanted = 1;
        int last = k;
        do {
            wanted *= y.shape[k];
            y.strides[k] = k == last ? stride : y.strides[k + 1] * y.shape[k + 1];
            k--;
            while (i >= 0 && had < wanted) {
                if (x.shape[i] != 1 && x.strides[i] != stride * had)
                    fail_shape("adc_reshape", &x, dims, shape, "share no memory here: reshape adc_copy of it");
                had *= x.shape[i--];
            }
        } while (k >= 0 && (wanted < had || y.shape[k] == 1));
    }
    return y;
}

adc_tensor adc_as_row(adc_tensor x)
{
    return x.data && x.dims == 1 ? with_axis(x, 0) : x;
}

adc_tensor adc_as_column(adc_tensor x)
{
    return x.data && x.dims == 1 ? with_axis(x, 1) : x;
}

adc_tensor adc_as_product(adc_tensor x, int left_dims, int right_dims)
{
    if (adc_tensor_is_null(&x))
        return x;
    if (right_dims == 1)
        x = with_axis(x, x.dims);
    return left_dims == 1 ? with_axis(x, x.dims - 1) : x;
}

/* ---- loops ---- */

/* Whether every operand runs on from the end of axis k to the next element of axis i. */
static bool runs_on(const Loop *l, int i, int k)
{
    for (int o = 0; o < l->operands; o++)
        if (l->strides[o][i] != l->strides[o][k] * l->shape[k])
            return false;
    return true;
}

/* Drops axes of extent 1 and makes one of axes that run on. */
static void merge_axes(Loop *l)
{
    int n = 0;
    for (int i = 0; i < l->dims; i++) {
        if (l->shape[i] == 1)
            continue;
        bool joined = n > 0 && runs_on(l, n - 1, i);
        n += !joined;
        l->shape[n - 1] = joined ? l->shape[n - 1] * l->shape[i] : l->shape[i];
        for (int o = 0; o < l->operands; o++)
            l->strides[o][n - 1] = l->strides[o][i];
    }
    l->dims = n;
}

void adc_loop_make(Loop *l, const char *name, int operands, const adc_tensor *const x[])
{
    l->operands = operands;
    l->dims = 0;
    for (int k = 0; k < operands; k++)
        l->dims = x[k]->dims > l->dims ? x[k]->dims : l->dims;
    for (int i = 0; i < l->dims; i++) {
        l->shape[i] = 1;
        for (int k = 0; k < operands; k++) {
            int at = i - l->dims + x[k]->dims, extent = at >= 0 ? x[k]->shape[at] : 1;
            if (extent != 1 && l->shape[i] != 1 && l->shape[i] != extent)
                adc_tensor_fail_two(name, x[0], x[k], "cannot be broadcast");
            l->shape[i] = extent == 1 ? l->shape[i] : extent;
            l->strides[k][i] = extent == 1 ? 0 : x[k]->strides[at];
        }
    }
    merge_axes(l);
}

void adc_loop_run(const Loop *l, double *const data[], row_fn *row, void *context)
{
    double *at[MOST_OPERANDS];
    ptrdiff_t strides[MOST_OPERANDS] = {0}, index[ADC_DIMS] = {0};
    int inner = l->dims - 1;
    for (int i = 0; i < l->dims; i++)
        if (l->shape[i] == 0)
            return;
    for (int k = 0; k < l->operands; k++) {
        at[k] = data[k];
        strides[k] = inner >= 0 ? l->strides[k][inner] : 0;
    }
    for (;;) {
        row(inner >= 0 ? l->shape[inner] : 1, at, strides, context);
        int i = inner - 1;
        for (; i >= 0; i--) {
            for (int k = 0; k < l->operands; k++)
                at[k] += l->strides[k][i];
            if (++index[i] < l->shape[i])
                break;
            for (int k = 0; k < l->operands; k++)
                at[k] -= l->strides[k][i] * l->shape[i];
            index[i] = 0;
        }
        if (i < 0)
            return;
    }
}
