/* <adc/tensor.h>: n-dimensional arrays of double (adc_tensor) or float (adc_tensor_f), and operations on them that adc
   differentiates: adc itself knows nothing of tensors, each operation declares its derivatives here with the annotations
   of <adc/adc.h>, as any library can.

       ADC_GRADIENT(wrt(W, b), shape(W.data, adc_tensor_size(&W)), shape(b.data, adc_tensor_size(&b)))
       double loss(adc_tensor W, adc_tensor b, adc_tensor x, adc_tensor y)
       {
           adc_tensor h = adc_tanh(adc_add(adc_matmul(W, x), b));
           return adc_mean_square(adc_sub(h, y));
       }

   A tensor is passed and returned by value; it owns nothing. What an operation returns lies in the arena of the thread,
   so that expressions can be nested without leaks, and lives until that is released:

       adc_mark mark = adc_arena_mark();
       ... any number of operations, the generated functions among them ...
       adc_arena_release(mark);

   The memory is used again: a loop that releases what it makes allocates nothing after its first round. Release outside
   of functions that are differentiated: their reverse sweep still needs what they made.

   Operations never change their operands (but for those whose name ends in _to, which add to their first one). Views
   (adc_slice, adc_transpose, adc_reshape ...) share the memory of their operand. Shapes are combined by broadcasting as in
   NumPy. An error of shapes calls the failure handler (<adc/tape.h>) with a message that names the operation and the shapes.

   A tensor without memory ({0}) stands for zeros of any shape; generated code passes it where no derivative flows. Results
   have no gaps: the derivative of a view that is returned is asked for by returning adc_copy of it. Independents and where their
   gradients go have none either, since shape(x.data, adc_tensor_size(&x)) means as many elements one after the other: the
   generated function says so through the failure handler.

   For float every name has the suffix _f: adc_add_f(adc_tensor_f a, adc_tensor_f b). */
#ifndef ADC_TENSOR_H
#define ADC_TENSOR_H

#include <adc/adc.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#define ADC_LENGTH_(n)
#else
#define ADC_LENGTH_(n) n
#endif

enum { ADC_DIMS = 8 }; /* the most dimensions a tensor has */

/* The two arguments `int dims, const int shape[]` of functions: adc_zeros(ADC_SHAPE(3, 4)). ADC_SCALAR: no dimension. */
#define ADC_SHAPE(...) (int)(sizeof((int[]){__VA_ARGS__}) / sizeof(int)), (const int[]){__VA_ARGS__}
#define ADC_SCALAR 0, (const int *)0

/* A set of axes; negative ones count from the last: ADC_AXIS(0) | ADC_AXIS(-1). With ADC_KEEP a reduction leaves an
   extent of 1 in the place of what it sums over. */
#define ADC_AXIS(k) (1u << ((k) & 15))
#define ADC_ALL 0xffffu
#define ADC_KEEP 0x10000u

/* ---- memory ---- */

typedef struct adc_arena adc_arena;

/* Where the arena stood. */
typedef struct adc_mark {
    void *chunk;
    size_t used;
} adc_mark;

adc_mark adc_arena_mark(void);
/* Not within what is differentiated in reverse mode: that is refused. */
ADC_RELEASES_ void adc_arena_release(adc_mark mark); /* all tensors made by this thread since then; the memory is kept for the next */

/* Each thread has an arena to start with, which is freed when the thread ends. Another may take its place: adc_arena_use
   returns the one before; null: the thread's own. */
adc_arena *adc_arena_new(void);
void adc_arena_free(adc_arena *arena); /* with all tensors in it; null is allowed */
adc_arena *adc_arena_use(adc_arena *arena);
size_t adc_arena_bytes(void);          /* what the arena in use has taken from the system */
void *adc_arena_alloc(size_t bytes);   /* aligned for any type and for vector registers; not zeroed */

/* A generator of random numbers (splitmix64): the same seed gives the same numbers everywhere. */
typedef struct adc_random {
    unsigned long long state;
} adc_random;

/* Shorthands of this header. */
#define ADC_DERIVATIVES_(name) ADC_CUSTOM_ADJOINT(name##_adjoint) ADC_CUSTOM_TANGENT(name##_tangent)
#define ADC_OP_(name) ADC_DERIVATIVES_(name) ADC_NEW_ /* returns a new tensor */

/* ==== tensors of double ==== */

#undef ADC_NEW_
#define ADC_NEW_ ADC_SHADOW(adc_zeros_like)

typedef struct adc_tensor {
    ADC_PIECE_(adc_one_piece)
    double *data;                /* the element whose indices are all zero */
    int dims;                    /* how many dimensions; 0: a single number */
    int shape[ADC_DIMS];         /* how many elements in each */
    ptrdiff_t strides[ADC_DIMS]; /* elements from one to the next in each; 0: broadcast */
} adc_tensor;

static inline ptrdiff_t adc_tensor_size(const adc_tensor *x)
{
    ptrdiff_t n = 1;
    for (int i = 0; i < x->dims; i++)
        n *= x->shape[i];
    return n;
}

static inline int adc_extent(const adc_tensor *x, int axis) /* negative axes count from the last */
{
    return x->shape[axis < 0 ? axis + x->dims : axis];
}

ADC_INACTIVE bool adc_is_contiguous(const adc_tensor *x); /* row-major, without gaps */
/* Calls the failure handler where the elements of x do not fill their memory, as those of a slice; in_order: nor where they lie
   in another order than row-major. The generated functions ask so where shape(x.data, adc_tensor_size(&x)) has to hold. */
ADC_INACTIVE void adc_one_piece(const adc_tensor *x, int in_order);
ADC_INACTIVE bool adc_same_shape(const adc_tensor *x, const adc_tensor *y);
ADC_INACTIVE void adc_print(const char *name, adc_tensor x); /* to standard output, as NumPy does */

/* ---- making tensors ---- */

ADC_NEW_ adc_tensor adc_zeros(int dims, const int shape[]);
ADC_NEW_ adc_tensor adc_ones(int dims, const int shape[]);
ADC_NEW_ adc_tensor adc_zeros_like(const adc_tensor x);
ADC_INACTIVE ADC_NEW_ adc_tensor adc_ones_like(const adc_tensor x);
static inline adc_tensor adc_full(int dims, const int shape[], double value);
ADC_NEW_ adc_tensor adc_arange(double from, double to, double step); /* without to */
ADC_NEW_ adc_tensor adc_linspace(double from, double to, int n);     /* with to */
ADC_NEW_ adc_tensor adc_eye(int n);
ADC_NEW_ adc_tensor adc_one_hot(int n, const int labels[], int classes); /* n x classes */
/* Independent numbers: uniform in (0, 1), and normal with mean 0 and variance 1. */
ADC_NEW_ adc_tensor adc_random_uniform(adc_random *random, int dims, const int shape[]);
ADC_NEW_ adc_tensor adc_random_normal(adc_random *random, int dims, const int shape[]);

/* The caller's memory as a tensor: a view, so derivatives reach the array and come from it. */
ADC_VIEW adc_tensor adc_wrap(const double *data, int dims, const int shape[]);

/* ---- views ---- */

ADC_VIEW adc_tensor adc_reshape(const adc_tensor x, int dims, const int shape[]); /* -1 for one extent: what is left */
ADC_VIEW adc_tensor adc_transpose(const adc_tensor x);                            /* the last two axes */
ADC_VIEW adc_tensor adc_permute(const adc_tensor x, int dims, const int axes[]);  /* axis i of the result is axes[i] of x */
ADC_VIEW adc_tensor adc_slice(const adc_tensor x, int axis, int from, int to);    /* negative: from the end */
ADC_VIEW adc_tensor adc_slice_step(const adc_tensor x, int axis, int from, int to, int step);
ADC_VIEW adc_tensor adc_select(const adc_tensor x, int axis, int i); /* one index; the axis goes */
ADC_VIEW adc_tensor adc_expand(const adc_tensor x, int axis);        /* a new axis of extent 1 in front of this one */
ADC_VIEW adc_tensor adc_squeeze(const adc_tensor x, int axis);       /* away with an axis of extent 1 */
ADC_VIEW adc_tensor adc_broadcast(const adc_tensor x, int dims, const int shape[]);
/* The result of a reduction with its axes in place again, as ADC_KEEP would have left them. */
ADC_VIEW adc_tensor adc_restore(const adc_tensor x, int dims, unsigned axes);

/* ---- sums and products into a tensor: to += ..., summed over the axes along which to has extent 1 or none ---- */

ADC_DERIVATIVES_(adc_add_to) void adc_add_to(adc_tensor *to, const adc_tensor x);
ADC_DERIVATIVES_(adc_sub_to) void adc_sub_to(adc_tensor *to, const adc_tensor x);
ADC_DERIVATIVES_(adc_mul_to) void adc_mul_to(adc_tensor *to, const adc_tensor x, const adc_tensor y);
ADC_DERIVATIVES_(adc_matmul_to) void adc_matmul_to(adc_tensor *to, const adc_tensor x, const adc_tensor y);

/* ---- numbers ---- */

ADC_OP_(adc_scalar) adc_tensor adc_scalar(double value); /* a tensor without dimensions */
ADC_DERIVATIVES_(adc_item) double adc_item(const adc_tensor x); /* of a tensor with one element */
ADC_DERIVATIVES_(adc_dot) double adc_dot(const adc_tensor x, const adc_tensor y); /* the sum of x * y */
ADC_OP_(adc_scale) adc_tensor adc_scale(const adc_tensor x, double factor);
ADC_OP_(adc_shift) adc_tensor adc_shift(const adc_tensor x, double term); /* x + term */
ADC_DERIVATIVES_(adc_total) double adc_total(const adc_tensor x);             /* the sum of all elements */

/* x as a new tensor of the shape that x, like and other have together. */
ADC_OP_(adc_spread) adc_tensor adc_spread(adc_tensor x, ADC_INACTIVE adc_tensor like, ADC_INACTIVE adc_tensor other);

/* A copy without gaps. */
ADC_OP_(adc_copy) adc_tensor adc_copy(adc_tensor x);

/* ---- element by element, two operands ---- */

ADC_OP_(adc_add) adc_tensor adc_add(adc_tensor x, adc_tensor y);
ADC_OP_(adc_sub) adc_tensor adc_sub(adc_tensor x, adc_tensor y);
ADC_OP_(adc_mul) adc_tensor adc_mul(adc_tensor x, adc_tensor y);
ADC_OP_(adc_div) adc_tensor adc_div(adc_tensor x, adc_tensor y);
ADC_OP_(adc_pow) adc_tensor adc_pow(adc_tensor x, adc_tensor y);
ADC_OP_(adc_maximum) adc_tensor adc_maximum(adc_tensor x, adc_tensor y); /* at a tie the first has the derivative */
ADC_OP_(adc_minimum) adc_tensor adc_minimum(adc_tensor x, adc_tensor y);
/* x where condition is not zero, y elsewhere. */
ADC_OP_(adc_where) adc_tensor adc_where(ADC_INACTIVE adc_tensor condition, adc_tensor x, adc_tensor y);
/* 1 where true, else 0. */
ADC_INACTIVE ADC_NEW_ adc_tensor adc_greater(adc_tensor x, adc_tensor y);
ADC_INACTIVE ADC_NEW_ adc_tensor adc_greater_equal(adc_tensor x, adc_tensor y);
ADC_INACTIVE ADC_NEW_ adc_tensor adc_less(adc_tensor x, adc_tensor y);
ADC_INACTIVE ADC_NEW_ adc_tensor adc_equal(adc_tensor x, adc_tensor y);

/* The partial derivatives of pow: y x^(y-1), zero where y is zero; x^y log x, zero where x is zero and y positive. */
ADC_OP_(adc_pow_slope) adc_tensor adc_pow_slope(adc_tensor x, adc_tensor y);
ADC_OP_(adc_pow_log) adc_tensor adc_pow_log(adc_tensor x, adc_tensor y);

static inline adc_tensor adc_clip(adc_tensor x, double low, double high);

/* ---- element by element, one operand ---- */

ADC_OP_(adc_neg) adc_tensor adc_neg(adc_tensor x);
ADC_OP_(adc_square) adc_tensor adc_square(adc_tensor x);
ADC_OP_(adc_exp) adc_tensor adc_exp(adc_tensor x);
ADC_OP_(adc_log) adc_tensor adc_log(adc_tensor x);
ADC_OP_(adc_sin) adc_tensor adc_sin(adc_tensor x);
ADC_OP_(adc_cos) adc_tensor adc_cos(adc_tensor x);
ADC_OP_(adc_tan) adc_tensor adc_tan(adc_tensor x);
ADC_OP_(adc_tanh) adc_tensor adc_tanh(adc_tensor x);
ADC_OP_(adc_sigmoid) adc_tensor adc_sigmoid(adc_tensor x);
ADC_OP_(adc_relu) adc_tensor adc_relu(adc_tensor x); /* the derivative at 0 is 0 */
ADC_OP_(adc_softplus) adc_tensor adc_softplus(adc_tensor x); /* log(1 + exp(x)) */
ADC_OP_(adc_gelu) adc_tensor adc_gelu(adc_tensor x); /* x times the normal distribution function */
ADC_OP_(adc_sqrt) adc_tensor adc_sqrt(adc_tensor x);
ADC_OP_(adc_abs) adc_tensor adc_abs(adc_tensor x); /* the derivative at 0 is 0 */
ADC_OP_(adc_tanh_slope) adc_tensor adc_tanh_slope(adc_tensor x); /* 1 - tanh(x)^2 */
ADC_OP_(adc_sigmoid_slope) adc_tensor adc_sigmoid_slope(adc_tensor x);
ADC_OP_(adc_gelu_slope) adc_tensor adc_gelu_slope(adc_tensor x);
ADC_OP_(adc_normal_density) adc_tensor adc_normal_density(adc_tensor x); /* exp(-x^2 / 2) / sqrt(2 pi) */
ADC_INACTIVE ADC_NEW_ adc_tensor adc_sign(adc_tensor x);

/* ---- reductions over a set of axes: ADC_AXIS(0) | ADC_AXIS(-1), ADC_ALL ---- */

ADC_OP_(adc_sum) adc_tensor adc_sum(adc_tensor x, unsigned axes);
ADC_OP_(adc_mean) adc_tensor adc_mean(adc_tensor x, unsigned axes);
ADC_OP_(adc_logsumexp) adc_tensor adc_logsumexp(adc_tensor x, unsigned axes);
/* The elements of x at the places where `at` is largest along the axes, the first of equals. */
ADC_OP_(adc_pick) adc_tensor adc_pick(adc_tensor x, ADC_INACTIVE adc_tensor at, unsigned axes);
ADC_DERIVATIVES_(adc_put_to) void adc_put_to(adc_tensor *to, const adc_tensor x, ADC_INACTIVE const adc_tensor at, unsigned axes);
/* The index of the largest element along one axis, the first of equals, row by row. */
ADC_INACTIVE void adc_argmax(adc_tensor x, int axis, int index[]);

/* The largest, the smallest element; the first of equals has the derivative. */
static inline adc_tensor adc_max(adc_tensor x, unsigned axes);
static inline adc_tensor adc_min(adc_tensor x, unsigned axes);
/* The mean of the squared distances from the mean. */
static inline adc_tensor adc_var(adc_tensor x, unsigned axes);
/* The root of the sum of squares; at zero it has no derivative (NaN). */
static inline adc_tensor adc_norm(adc_tensor x, unsigned axes);
/* The mean of the squares of all elements. */
static inline double adc_mean_square(adc_tensor x);
/* Along one axis, which goes. The product of the others is formed without a division: zeros do no harm. */
static inline adc_tensor adc_prod(adc_tensor x, int axis);

/* ---- exponentials that are normalised over a set of axes ---- */

ADC_OP_(adc_softmax) adc_tensor adc_softmax(adc_tensor x, unsigned axes);
ADC_OP_(adc_log_softmax) adc_tensor adc_log_softmax(adc_tensor x, unsigned axes);

/* The mean over the n rows of -log softmax(row)[label]. */
ADC_DERIVATIVES_(adc_cross_entropy) double adc_cross_entropy(int n, const adc_tensor logits, const int labels[ADC_LENGTH_(n)]);

/* ---- normalisation ---- */

/* (x - mean) / sqrt(variance + epsilon), mean and variance over the axes. */
ADC_OP_(adc_normalize) adc_tensor adc_normalize(adc_tensor x, unsigned axes, ADC_INACTIVE double epsilon);

/* Over the last axis, then times scale plus offset. */
static inline adc_tensor adc_layer_norm(adc_tensor x, adc_tensor scale, adc_tensor offset, double epsilon);

/* ---- products of matrices ---- */

/* Of the last two axes, the others broadcast. A vector in front is a row, one behind a column, and its axis goes.
   Transposed operands (adc_transpose) are not copied. */
ADC_OP_(adc_matmul) adc_tensor adc_matmul(adc_tensor x, adc_tensor y);
/* Two-operand sums over indices, as in "ij,jk->ik"; an index may stand twice in one operand. */
ADC_OP_(adc_einsum) adc_tensor adc_einsum(const char *indices, adc_tensor x, adc_tensor y);

/* The matrices that adc_matmul takes vectors for, and its result with their axes in place. */
ADC_VIEW adc_tensor adc_as_row(adc_tensor x);
ADC_VIEW adc_tensor adc_as_column(adc_tensor x);
ADC_VIEW adc_tensor adc_as_product(adc_tensor x, int left_dims, int right_dims);

/* x[i] * y[j] of two vectors. */
static inline adc_tensor adc_outer(adc_tensor x, adc_tensor y);
/* to += the sum over products, each tensor with the indices that the first (0), second (1) operand or the result (2) has. */
ADC_DERIVATIVES_(adc_einsum_to)
void adc_einsum_to(adc_tensor *to, int to_role, const adc_tensor x, int x_role, const adc_tensor y, int y_role,
                   const char *indices);

/* ---- putting together and taking apart ---- */

ADC_OP_(adc_concat) adc_tensor adc_concat(adc_tensor x, adc_tensor y, int axis);
ADC_OP_(adc_pad) adc_tensor adc_pad(adc_tensor x, int axis, int before, int after); /* with zeros */
/* The slices of the first axis at these indices, as of a table of embeddings. */
ADC_OP_(adc_gather) adc_tensor adc_gather(adc_tensor x, int n, const int indices[ADC_LENGTH_(n)]);
ADC_DERIVATIVES_(adc_scatter_to) void adc_scatter_to(adc_tensor *to, const adc_tensor x, int n, const int indices[ADC_LENGTH_(n)]);

/* Along a new axis. */
static inline adc_tensor adc_stack(adc_tensor x, adc_tensor y, int axis);

/* ---- images: x is n x channels x height x width ---- */

/* kernel is filters x channels x height x width; the result is n x filters x ... The images are padded by zeros. */
ADC_OP_(adc_conv2d) adc_tensor adc_conv2d(adc_tensor x, adc_tensor kernel, int stride, int padding);
/* Windows of size x size. */
ADC_OP_(adc_mean_pool) adc_tensor adc_mean_pool(adc_tensor x, int size, int stride);
/* The elements of x at the places where `at` is largest in each window, the first of equals. */
ADC_OP_(adc_pool_pick) adc_tensor adc_pool_pick(adc_tensor x, ADC_INACTIVE adc_tensor at, int size, int stride);

/* to += what the convolution says of one of its three tensors, given the two others: image (0), kernel (1), result (2). */
ADC_DERIVATIVES_(adc_conv2d_to)
void adc_conv2d_to(adc_tensor *to, int to_role, const adc_tensor x, int x_role, const adc_tensor y, int y_role,
                   int stride, int padding);
ADC_DERIVATIVES_(adc_mean_pool_to) void adc_mean_pool_to(adc_tensor *to, const adc_tensor x, int size, int stride);
ADC_DERIVATIVES_(adc_pool_put_to)
void adc_pool_put_to(adc_tensor *to, const adc_tensor x, ADC_INACTIVE const adc_tensor at, int size, int stride);

static inline adc_tensor adc_max_pool(adc_tensor x, int size, int stride);

/* ---- systems of equations ---- */

/* The x with a x = b, of a square matrix a and a vector or matrix b. A singular a: the failure handler. */
ADC_OP_(adc_solve) adc_tensor adc_solve(adc_tensor a, adc_tensor b);
/* The lower triangular l with l l' = (a + a') / 2. Not positive definite: the failure handler. */
ADC_OP_(adc_cholesky) adc_tensor adc_cholesky(adc_tensor a);
ADC_NEW_ adc_tensor adc_lower_half(int n); /* 1 below the diagonal, 1/2 on it */

#include <adc/tensor_derivatives.h>

/* ==== tensors of float ==== */

#include <adc/tensor_f.h>

#undef ADC_DERIVATIVES_
#undef ADC_NEW_
#undef ADC_LENGTH_
#undef ADC_OP_

#ifdef __cplusplus
}
#endif

#endif
