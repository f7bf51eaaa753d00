/* tensor_nn.c: putting tensors together, rows by their indices, and what works on windows of images. */
#include "tensor.h"

#include <string.h>

/* ---- putting together ---- */

/* Adds x to the part of y that begins at index from of an axis. */
static void place(adc_tensor *y, const adc_tensor *x, int axis, int from)
{
    adc_tensor part = adc_slice(*y, axis, from, from + x->shape[axis]);
    adc_add_to(&part, *x);
}

static void check_concat(const adc_tensor *x, const adc_tensor *y, int axis)
{
    bool fits = x->dims == y->dims;
    for (int i = 0; fits && i < x->dims; i++)
        fits = i == axis || x->shape[i] == y->shape[i];
    if (!fits)
        adc_tensor_fail_two("adc_concat", x, y, "differ on another axis");
}

adc_tensor adc_concat(adc_tensor x, adc_tensor y, int axis)
{
    int k = adc_tensor_axis("adc_concat", &x, axis), shape[ADC_DIMS];
    check_concat(&x, &y, k);
    memcpy(shape, x.shape, sizeof shape);
    shape[k] += y.shape[k];
    adc_tensor z = adc_tensor_zeroed(x.dims, shape);
    place(&z, &x, k, 0);
    place(&z, &y, k, x.shape[k]);
    return z;
}

adc_tensor adc_pad(adc_tensor x, int axis, int before, int after)
{
    if (adc_tensor_is_null(&x))
        return x;
    int k = adc_tensor_axis("adc_pad", &x, axis), shape[ADC_DIMS];
    if (before < 0 || after < 0)
        adc_tensor_fail("adc_pad: %d before and %d after", before, after);
    memcpy(shape, x.shape, sizeof shape);
    shape[k] += before + after;
    adc_tensor y = adc_tensor_zeroed(x.dims, shape);
    place(&y, &x, k, before);
    return y;
}

/* ---- rows by index ---- */

static int row_index(const char *name, const adc_tensor *x, int i)
{
    if (i < 0 || i >= x->shape[0])
        adc_tensor_fail("%s: index %d of %d", name, i, x->shape[0]);
    return i;
}

adc_tensor adc_gather(adc_tensor x, int n, const int indices[n])
{
    if (adc_tensor_is_null(&x))
        return x;
    adc_tensor_axis("adc_gather", &x, 0);
    int shape[ADC_DIMS];
    memcpy(shape, x.shape, sizeof shape);
    shape[0] = n;
    adc_tensor y = adc_tensor_zeroed(x.dims, shape);
    for (int i = 0; i < n; i++) {
        adc_tensor to = adc_select(y, 0, i);
        adc_add_to(&to, adc_select(x, 0, row_index("adc_gather", &x, indices[i])));
    }
    return y;
}

void adc_scatter_to(adc_tensor *to, adc_tensor x, int n, const int indices[n])
{
    if (adc_tensor_is_null(to) || adc_tensor_is_null(&x))
        return;
    for (int i = 0; i < n; i++) {
        adc_tensor row = adc_select(*to, 0, row_index("adc_scatter_to", to, indices[i]));
        adc_add_to(&row, adc_select(x, 0, i));
    }
}

/* ---- convolution: each image as a matrix with a column for each place of the kernel ---- */

typedef struct Conv {
    int n, channels, height, width, filters, rows, columns, out_height, out_width, stride, padding;
} Conv;

static int places(int extent, int size, int stride, int padding)
{
    return (extent + 2 * padding - size) / stride + 1;
}

static void fail_images(const char *name, const adc_tensor *x, const adc_tensor *y)
{
    adc_tensor_fail_two(name, x, y, "do not fit");
}

static Conv conv_of(const adc_tensor *x, const adc_tensor *kernel, const adc_tensor *result, int stride, int padding)
{
    if (x->dims != 4 || kernel->dims != 4 || x->shape[1] != kernel->shape[1])
        fail_images("adc_conv2d", x, kernel);
    if (stride < 1 || padding < 0)
        adc_tensor_fail("adc_conv2d: a stride of %d, padding of %d", stride, padding);
    Conv c = {x->shape[0], x->shape[1], x->shape[2], x->shape[3], kernel->shape[0], kernel->shape[2], kernel->shape[3],
              0,           0,           stride,      padding};
    if (c.height + 2 * padding < c.rows || c.width + 2 * padding < c.columns)
        fail_images("adc_conv2d", x, kernel);
    c.out_height = places(c.height, c.rows, stride, padding);
    c.out_width = places(c.width, c.columns, stride, padding);
    bool fits = !result || (result->dims == 4 && result->shape[0] == c.n && result->shape[1] == c.filters &&
                            result->shape[2] == c.out_height && result->shape[3] == c.out_width);
    if (!fits)
        fail_images("adc_conv2d", x, result);
    return c;
}

/* The matrix of one image, (channels rows columns) x (out_height out_width); forth: from the image into it, else added
   back to the image. */
static void unfold(const Conv *c, const adc_tensor *x, int image, double *matrix, bool forth)
{
    double *to = matrix;
    for (int ch = 0; ch < c->channels; ch++)
        for (int p = 0; p < c->rows; p++)
            for (int q = 0; q < c->columns; q++)
                for (int i = 0; i < c->out_height; i++) {
                    int row = i * c->stride + p - c->padding;
                    double *from = x->data + image * x->strides[0] + ch * x->strides[1] + row * x->strides[2];
                    for (int j = 0; j < c->out_width; j++, to++) {
                        int column = j * c->stride + q - c->padding;
                        bool inside = row >= 0 && row < c->height && column >= 0 && column < c->width;
                        if (forth)
                            *to = inside ? from[column * x->strides[3]] : 0;
                        else if (inside)
                            from[column * x->strides[3]] += *to;
                    }
                }
}

/* result += kernel times image, matrix by matrix. */
static void conv_result(const Conv *c, const adc_tensor *x, const adc_tensor *kernel, adc_tensor *result)
{
    ptrdiff_t k = (ptrdiff_t)c->channels * c->rows * c->columns, n = (ptrdiff_t)c->out_height * c->out_width;
    adc_tensor flat = adc_copy(*kernel);
    double *matrix = adc_arena_alloc((size_t)(k * n) * sizeof *matrix);
    for (int i = 0; i < c->n; i++) {
        unfold(c, x, i, matrix, true);
        adc_matrix_product(c->filters, n, k, flat.data, k, 1, matrix, n, 1, result->data + i * result->strides[0], n);
    }
}

static void conv_image(const Conv *c, adc_tensor *x, const adc_tensor *kernel, const adc_tensor *result)
{
    ptrdiff_t k = (ptrdiff_t)c->channels * c->rows * c->columns, n = (ptrdiff_t)c->out_height * c->out_width;
    adc_tensor flat = adc_copy(*kernel), r = adc_copy(*result);
    size_t bytes = (size_t)(k * n) * sizeof(double);
    double *matrix = adc_arena_alloc(bytes);
    for (int i = 0; i < c->n; i++) {
        memset(matrix, 0, bytes);
        adc_matrix_product(k, n, c->filters, flat.data, 1, k, r.data + i * r.strides[0], n, 1, matrix, n);
        unfold(c, x, i, matrix, false);
    }
}

static void conv_kernel(const Conv *c, const adc_tensor *x, adc_tensor *kernel, const adc_tensor *result)
{
    ptrdiff_t k = (ptrdiff_t)c->channels * c->rows * c->columns, n = (ptrdiff_t)c->out_height * c->out_width;
    adc_tensor flat = adc_tensor_zeroed(4, kernel->shape), r = adc_copy(*result);
    double *matrix = adc_arena_alloc((size_t)(k * n) * sizeof *matrix);
    for (int i = 0; i < c->n; i++) {
        unfold(c, x, i, matrix, true);
        adc_matrix_product(c->filters, k, n, r.data + i * r.strides[0], n, 1, matrix, 1, n, flat.data, k);
    }
    adc_add_to(kernel, flat);
}

void adc_conv2d_to(adc_tensor *to, int to_role, adc_tensor x, int x_role, adc_tensor y, int y_role, int stride, int padding)
{
    if (adc_tensor_is_null(to) || adc_tensor_is_null(&x) || adc_tensor_is_null(&y))
        return;
    adc_tensor *role[3] = {0};
    role[to_role] = to;
    role[x_role] = &x;
    role[y_role] = &y;
    Conv c = conv_of(role[0], role[1], role[2], stride, padding);
    if (to_role == 0)
        conv_image(&c, to, role[1], role[2]);
    else if (to_role == 1)
        conv_kernel(&c, role[0], to, role[2]);
    else
        adc_add_to(to, adc_conv2d(*role[0], *role[1], stride, padding));
}

adc_tensor adc_conv2d(adc_tensor x, adc_tensor kernel, int stride, int padding)
{
    if (adc_tensor_is_null(&x) || adc_tensor_is_null(&kernel))
        return adc_tensor_is_null(&x) ? x : kernel;
    Conv c = conv_of(&x, &kernel, NULL, stride, padding);
    adc_tensor y = adc_tensor_zeroed(4, (int[]){c.n, c.filters, c.out_height, c.out_width});
    conv_result(&c, &x, &kernel, &y);
    return y;
}

/* ---- pooling ---- */

/* A window: a view of one channel of one image, of the result's element (i, j). */
typedef struct Pool {
    int size, stride, n, channels, height, width;
} Pool;

static Pool pool_of(const char *name, const adc_tensor *x, int size, int stride)
{
    if (size < 1 || stride < 1 || x->dims != 4 || x->shape[2] < size || x->shape[3] < size)
        adc_tensor_fail_two(name, x, &(adc_tensor){.dims = 2, .shape = {size, size}}, "(the window) do not fit");
    return (Pool){size, stride, x->shape[0], x->shape[1], places(x->shape[2], size, stride, 0),
                  places(x->shape[3], size, stride, 0)};
}

static double *corner(const Pool *p, const adc_tensor *x, int image, int channel, int i, int j)
{
    return x->data + image * x->strides[0] + channel * x->strides[1] + i * p->stride * x->strides[2] +
           j * p->stride * x->strides[3];
}

/* How far from the corner of a window its largest element is, in row p and column q. */
static void largest_in(const Pool *w, const adc_tensor *at, const double *from, int *p, int *q)
{
    double best = *from;
    *p = *q = 0;
    for (int i = 0; i < w->size; i++)
        for (int j = 0; j < w->size; j++) {
            double value = from[i * at->strides[2] + j * at->strides[3]];
            if (value > best || (value != value && best == best)) {
                best = value;
                *p = i;
                *q = j;
            }
        }
}

typedef void window_fn(const Pool *w, const adc_tensor *x, double *from, const adc_tensor *at, const double *look,
                       double *result);

/* Calls fn for each window of x, at and result, which has the shape of what pooling leaves. */
static void each_window(const Pool *w, const adc_tensor *x, const adc_tensor *at, const adc_tensor *result, window_fn *fn)
{
    for (int n = 0; n < w->n; n++)
        for (int c = 0; c < w->channels; c++)
            for (int i = 0; i < w->height; i++)
                for (int j = 0; j < w->width; j++)
                    fn(w, x, corner(w, x, n, c, i, j), at, corner(w, at, n, c, i, j),
                       result->data + n * result->strides[0] + c * result->strides[1] + i * result->strides[2] +
                           j * result->strides[3]);
}

static void pick_window(const Pool *w, const adc_tensor *x, double *from, const adc_tensor *at, const double *look,
                        double *result)
{
    int p, q;
    largest_in(w, at, look, &p, &q);
    *result = from[p * x->strides[2] + q * x->strides[3]];
}

static void put_window(const Pool *w, const adc_tensor *x, double *from, const adc_tensor *at, const double *look,
                       double *result)
{
    int p, q;
    largest_in(w, at, look, &p, &q);
    from[p * x->strides[2] + q * x->strides[3]] += *result;
}

static void mean_window(const Pool *w, const adc_tensor *x, double *from, const adc_tensor *at, const double *look,
                        double *result)
{
    double sum = 0;
    (void)at, (void)look;
    for (int i = 0; i < w->size; i++)
        for (int j = 0; j < w->size; j++)
            sum += from[i * x->strides[2] + j * x->strides[3]];
    *result = sum / (w->size * w->size);
}

static void spread_window(const Pool *w, const adc_tensor *x, double *from, const adc_tensor *at, const double *look,
                          double *result)
{
    double share = *result / (w->size * w->size);
    (void)at, (void)look;
    for (int i = 0; i < w->size; i++)
        for (int j = 0; j < w->size; j++)
            from[i * x->strides[2] + j * x->strides[3]] += share;
}

static adc_tensor pooled(const Pool *w, const adc_tensor *x, const adc_tensor *at, window_fn *fn)
{
    adc_tensor y = adc_tensor_new(4, (int[]){w->n, w->channels, w->height, w->width});
    each_window(w, x, at, &y, fn);
    return y;
}

adc_tensor adc_pool_pick(adc_tensor x, adc_tensor at, int size, int stride)
{
    if (adc_tensor_is_null(&x))
        return x;
    Pool w = pool_of("adc_pool_pick", &x, size, stride);
    if (!adc_same_shape(&x, &at))
        adc_tensor_fail_two("adc_pool_pick", &x, &at, "differ");
    return pooled(&w, &x, &at, pick_window);
}

adc_tensor adc_mean_pool(adc_tensor x, int size, int stride)
{
    if (adc_tensor_is_null(&x))
        return x;
    Pool w = pool_of("adc_mean_pool", &x, size, stride);
    return pooled(&w, &x, &x, mean_window);
}

static void check_pooled(const char *name, const Pool *w, const adc_tensor *to, const adc_tensor *x)
{
    adc_tensor y = {.dims = 4, .shape = {w->n, w->channels, w->height, w->width}};
    if (!adc_same_shape(&y, x))
        adc_tensor_fail_two(name, to, x, "do not fit");
}

void adc_pool_put_to(adc_tensor *to, adc_tensor x, adc_tensor at, int size, int stride)
{
    if (adc_tensor_is_null(to) || adc_tensor_is_null(&x))
        return;
    Pool w = pool_of("adc_pool_put_to", to, size, stride);
    check_pooled("adc_pool_put_to", &w, to, &x);
    each_window(&w, to, &at, &x, put_window);
}

void adc_mean_pool_to(adc_tensor *to, adc_tensor x, int size, int stride)
{
    if (adc_tensor_is_null(to) || adc_tensor_is_null(&x))
        return;
    Pool w = pool_of("adc_mean_pool_to", to, size, stride);
    check_pooled("adc_mean_pool_to", &w, to, &x);
    each_window(&w, to, to, &x, spread_window);
}
