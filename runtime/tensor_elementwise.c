/* tensor_elementwise.c: operations element by element, and the sums and products that are added to a tensor. Each is a
   row: a loop over n elements with a stride for each tensor, which adc_loop_run puts together; the strides that occur most are
   loops of their own, so that the compiler can vectorise them. */
#include "tensor.h"

#include <math.h>

/* y of x. The result has no gaps: its stride is 1, or does not matter. */
static adc_tensor unary(const char *name, adc_tensor x, row_fn *row)
{
    if (adc_tensor_is_null(&x))
        return x;
    adc_tensor y = adc_tensor_like(&x);
    if (adc_is_contiguous(&x)) {
        row(adc_tensor_size(&x), (double *const[]){y.data, x.data}, (const ptrdiff_t[]){1, 1}, NULL);
        return y;
    }
    Loop l;
    adc_loop_make(&l, name, 2, (const adc_tensor *const[]){&y, &x});
    adc_loop_run(&l, (double *const[]){y.data, x.data}, row, NULL);
    return y;
}

static adc_tensor binary(const char *name, const adc_tensor *x, const adc_tensor *y, row_fn *row)
{
    if (adc_same_shape(x, y) && adc_is_contiguous(x) && adc_is_contiguous(y)) {
        adc_tensor z = adc_tensor_like(x);
        row(adc_tensor_size(x), (double *const[]){z.data, x->data, y->data}, (const ptrdiff_t[]){1, 1, 1}, NULL);
        return z;
    }
    int shape[ADC_DIMS], dims = adc_tensor_broadcast(name, x, y, shape);
    adc_tensor z = adc_tensor_new(dims, shape);
    Loop l;
    adc_loop_make(&l, name, 3, (const adc_tensor *const[]){&z, x, y});
    adc_loop_run(&l, (double *const[]){z.data, x->data, y->data}, row, NULL);
    return z;
}

/* ---- one operand ---- */

#define UNARY(name, value)                                                                                             \
    static void name##_row(ptrdiff_t n, double *const at[], const ptrdiff_t s[], void *context)                        \
    {                                                                                                                  \
        double *restrict r = at[0];                                                                                    \
        const double *a = at[1];                                                                                       \
        (void)context;                                                                                                 \
        if (s[1] == 1)                                                                                                 \
            for (ptrdiff_t i = 0; i < n; i++) {                                                                        \
                double x = a[i];                                                                                       \
                r[i] = value;                                                                                          \
            }                                                                                                          \
        else                                                                                                           \
            for (ptrdiff_t i = 0; i < n; i++) {                                                                        \
                double x = a[i * s[1]];                                                                                \
                r[i] = value;                                                                                          \
            }                                                                                                          \
    }                                                                                                                  \
    adc_tensor adc_##name(adc_tensor x)                                                                                \
    {                                                                                                                  \
        return unary("adc_" #name, x, name##_row);                                                                     \
    }

static double sigmoid(double x)
{
    double e = exp(-fabs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
}

static double sigmoid_slope(double x)
{
    double e = exp(-fabs(x));
    return e / ((1 + e) * (1 + e));
}

/* 1 - tanh^2, without cancellation. */
static double tanh_slope(double x)
{
    double e = exp(-2 * fabs(x));
    return 4 * e / ((1 + e) * (1 + e));
}

static const double root_half = 0.70710678118654752440, density_at_0 = 0.39894228040143267794;

static double normal_density(double x)
{
    return density_at_0 * exp(-x * x / 2);
}

static double normal_below(double x)
{
    return erfc(-x * root_half) / 2;
}

UNARY(neg, -x)
UNARY(square, x *x)
UNARY(exp, exp(x))
UNARY(log, log(x))
UNARY(sin, sin(x))
UNARY(cos, cos(x))
UNARY(tan, tan(x))
UNARY(tanh, tanh(x))
UNARY(tanh_slope, tanh_slope(x))
UNARY(sigmoid, sigmoid(x))
UNARY(sigmoid_slope, sigmoid_slope(x))
UNARY(relu, x > 0 ? x : x <= 0 ? 0 : x) /* NaN stays */
UNARY(softplus, fmax(x, 0) + log1p(exp(-fabs(x))))
UNARY(gelu, x *normal_below(x))
UNARY(gelu_slope, normal_below(x) + x * normal_density(x))
UNARY(normal_density, normal_density(x))
UNARY(sqrt, sqrt(x))
UNARY(abs, fabs(x))
UNARY(sign, (double)((x > 0) - (x < 0)))

static void copy_row(ptrdiff_t n, double *const at[], const ptrdiff_t s[], void *context)
{
    double *restrict r = at[0];
    (void)context;
    for (ptrdiff_t i = 0; i < n; i++)
        r[i] = at[1][i * s[1]];
}

adc_tensor adc_copy(adc_tensor x)
{
    return unary("adc_copy", x, copy_row);
}

static void scale_row(ptrdiff_t n, double *const at[], const ptrdiff_t s[], void *context)
{
    double *restrict r = at[0], factor = *(double *)context;
    for (ptrdiff_t i = 0; i < n; i++)
        r[i] = factor * at[1][i * s[1]];
}

static void shift_row(ptrdiff_t n, double *const at[], const ptrdiff_t s[], void *context)
{
    double *restrict r = at[0], term = *(double *)context;
    for (ptrdiff_t i = 0; i < n; i++)
        r[i] = at[1][i * s[1]] + term;
}

static adc_tensor with_number(const char *name, adc_tensor x, row_fn *row, double number)
{
    if (adc_tensor_is_null(&x))
        return x;
    adc_tensor y = adc_tensor_like(&x);
    Loop l;
    adc_loop_make(&l, name, 2, (const adc_tensor *const[]){&y, &x});
    adc_loop_run(&l, (double *const[]){y.data, x.data}, row, &number);
    return y;
}

adc_tensor adc_scale(adc_tensor x, double factor)
{
    return with_number("adc_scale", x, scale_row, factor);
}

adc_tensor adc_shift(adc_tensor x, double term)
{
    return with_number("adc_shift", x, shift_row, term);
}

adc_tensor adc_scalar(double value)
{
    adc_tensor x = adc_tensor_new(0, NULL);
    *x.data = value;
    return x;
}

double adc_item(adc_tensor x)
{
    if (adc_tensor_is_null(&x))
        return 0;
    if (adc_tensor_size(&x) != 1)
        adc_tensor_fail("adc_item: a tensor of %td elements", adc_tensor_size(&x));
    return *x.data;
}

/* ---- two operands ---- */

#define BINARY_ROW(name, value)                                                                                        \
    static void name##_row(ptrdiff_t n, double *const at[], const ptrdiff_t s[], void *context)                        \
    {                                                                                                                  \
        double *restrict r = at[0];                                                                                    \
        const double *a = at[1], *b = at[2];                                                                           \
        (void)context;                                                                                                 \
        if (s[1] == 1 && s[2] == 1)                                                                                    \
            for (ptrdiff_t i = 0; i < n; i++) {                                                                        \
                double x = a[i], y = b[i];                                                                             \
                r[i] = value;                                                                                          \
            }                                                                                                          \
        else if (s[1] == 1 && s[2] == 0) {                                                                             \
            double y = *b;                                                                                             \
            for (ptrdiff_t i = 0; i < n; i++) {                                                                        \
                double x = a[i];                                                                                       \
                r[i] = value;                                                                                          \
            }                                                                                                          \
        } else                                                                                                         \
            for (ptrdiff_t i = 0; i < n; i++) {                                                                        \
                double x = a[i * s[1]], y = b[i * s[2]];                                                               \
                r[i] = value;                                                                                          \
            }                                                                                                          \
    }

#define BINARY(name, value, without_x, without_y)                                                                      \
    BINARY_ROW(name, value)                                                                                            \
    adc_tensor adc_##name(adc_tensor x, adc_tensor y)                                                                  \
    {                                                                                                                  \
        if (adc_tensor_is_null(&x))                                                                                        \
            return without_x;                                                                                          \
        if (adc_tensor_is_null(&y))                                                                                        \
            return without_y;                                                                                          \
        return binary("adc_" #name, &x, &y, name##_row);                                                               \
    }

static double pow_slope(double x, double y)
{
    return y == 0 ? 0 : y * pow(x, y - 1);
}

static double pow_log(double x, double y)
{
    return x == 0 && y > 0 ? 0 : pow(x, y) * log(x);
}

static adc_tensor zero(void)
{
    return adc_scalar(0);
}

BINARY(add, x + y, y, x)
BINARY(sub, x - y, adc_neg(y), x)
BINARY(mul, x *y, x, y)
BINARY(div, x / y, x, adc_div(x, zero()))
BINARY(pow, pow(x, y), adc_pow(zero(), y), adc_pow(x, zero()))
BINARY(pow_slope, pow_slope(x, y), adc_pow_slope(zero(), y), y)
BINARY(pow_log, pow_log(x, y), adc_pow_log(zero(), y), adc_pow_log(x, zero()))
BINARY(maximum, x >= y || x != x ? x : y, adc_maximum(zero(), y), adc_maximum(x, zero()))
BINARY(minimum, x <= y || x != x ? x : y, adc_minimum(zero(), y), adc_minimum(x, zero()))
BINARY(greater, x > y, adc_greater(zero(), y), adc_greater(x, zero()))
BINARY(greater_equal, x >= y, adc_greater_equal(zero(), y), adc_greater_equal(x, zero()))
BINARY(less, x < y, adc_less(zero(), y), adc_less(x, zero()))
BINARY(equal, x == y, adc_equal(zero(), y), adc_equal(x, zero()))

static void where_row(ptrdiff_t n, double *const at[], const ptrdiff_t s[], void *context)
{
    double *restrict r = at[0];
    (void)context;
    for (ptrdiff_t i = 0; i < n; i++)
        r[i] = at[1][i * s[1]] != 0 ? at[2][i * s[2]] : at[3][i * s[3]];
}

/* The shape that three have together. */
static adc_tensor of_three(const char *name, const adc_tensor *x, const adc_tensor *y, const adc_tensor *z)
{
    adc_tensor two = {0};
    int shape[ADC_DIMS];
    two.dims = adc_tensor_broadcast(name, x, y, two.shape);
    int dims = adc_tensor_broadcast(name, &two, z, shape);
    return adc_tensor_new(dims, shape);
}

adc_tensor adc_where(adc_tensor condition, adc_tensor x, adc_tensor y)
{
    if (adc_tensor_is_null(&x) && adc_tensor_is_null(&y))
        return x;
    x = adc_tensor_is_null(&x) ? zero() : x;
    y = adc_tensor_is_null(&y) ? zero() : y;
    adc_tensor z = of_three("adc_where", &condition, &x, &y);
    Loop l;
    adc_loop_make(&l, "adc_where", 4, (const adc_tensor *const[]){&z, &condition, &x, &y});
    adc_loop_run(&l, (double *const[]){z.data, condition.data, x.data, y.data}, where_row, NULL);
    return z;
}

adc_tensor adc_spread(adc_tensor x, adc_tensor like, adc_tensor other)
{
    adc_tensor y = of_three("adc_spread", &x, &like, &other);
    if (adc_tensor_is_null(&x))
        return adc_zeros_like(y);
    Loop l;
    adc_loop_make(&l, "adc_spread", 2, (const adc_tensor *const[]){&y, &x});
    adc_loop_run(&l, (double *const[]){y.data, x.data}, copy_row, NULL);
    return y;
}

/* ---- into a tensor: its stride is 0 along an axis that is summed over ---- */

static void add_to_row(ptrdiff_t n, double *const at[], const ptrdiff_t s[], void *context)
{
    double *to = at[0], *x = at[1], sign = *(double *)context;
    if (s[0] == 1 && s[1] == 1) {
        for (ptrdiff_t i = 0; i < n; i++)
            to[i] += sign * x[i];
    } else if (s[0] == 0) {
        double sum = 0;
        for (ptrdiff_t i = 0; i < n; i++)
            sum += x[i * s[1]];
        *to += sign * sum;
    } else {
        for (ptrdiff_t i = 0; i < n; i++)
            to[i * s[0]] += sign * x[i * s[1]];
    }
}

static void signed_add(const char *name, adc_tensor *to, const adc_tensor *x, double sign)
{
    if (adc_tensor_is_null(to) || adc_tensor_is_null(x))
        return;
    if (adc_same_shape(to, x) && adc_is_contiguous(to) && adc_is_contiguous(x)) {
        add_to_row(adc_tensor_size(x), (double *const[]){to->data, x->data}, (const ptrdiff_t[]){1, 1}, &sign);
        return;
    }
    Loop l;
    adc_loop_make(&l, name, 2, (const adc_tensor *const[]){to, x});
    adc_loop_run(&l, (double *const[]){to->data, x->data}, add_to_row, &sign);
}

void adc_add_to(adc_tensor *to, adc_tensor x)
{
    signed_add("adc_add_to", to, &x, 1);
}

void adc_sub_to(adc_tensor *to, adc_tensor x)
{
    signed_add("adc_sub_to", to, &x, -1);
}

static void mul_to_row(ptrdiff_t n, double *const at[], const ptrdiff_t s[], void *context)
{
    double *to = at[0], *x = at[1], *y = at[2];
    (void)context;
    if (s[0] == 1 && s[1] == 1 && s[2] == 1) {
        for (ptrdiff_t i = 0; i < n; i++)
            to[i] += x[i] * y[i];
    } else if (s[0] == 1 && s[1] == 1 && s[2] == 0) {
        double factor = *y;
        for (ptrdiff_t i = 0; i < n; i++)
            to[i] += x[i] * factor;
    } else if (s[0] == 0) {
        double sum = 0;
        for (ptrdiff_t i = 0; i < n; i++)
            sum += x[i * s[1]] * y[i * s[2]];
        *to += sum;
    } else {
        for (ptrdiff_t i = 0; i < n; i++)
            to[i * s[0]] += x[i * s[1]] * y[i * s[2]];
    }
}

void adc_mul_to(adc_tensor *to, adc_tensor x, adc_tensor y)
{
    if (adc_tensor_is_null(to) || adc_tensor_is_null(&x) || adc_tensor_is_null(&y))
        return;
    if (adc_same_shape(to, &x) && adc_same_shape(&x, &y) && adc_is_contiguous(to) && adc_is_contiguous(&x) &&
        adc_is_contiguous(&y)) {
        mul_to_row(adc_tensor_size(to), (double *const[]){to->data, x.data, y.data}, (const ptrdiff_t[]){1, 1, 1}, NULL);
        return;
    }
    Loop l;
    adc_loop_make(&l, "adc_mul_to", 3, (const adc_tensor *const[]){to, &x, &y});
    adc_loop_run(&l, (double *const[]){to->data, x.data, y.data}, mul_to_row, NULL);
}
