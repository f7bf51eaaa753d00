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

/* ==== the derivatives ====

   Made of operations again, so that they can be differentiated too, to any order: nested gradients, Hessians,
   Hessian-vector products. What an adjoint adds goes through the operations whose names end in _to; each of these is
   the derivative of others of its kind. */

static inline void adc_add_to_adjoint(adc_tensor *to, adc_tensor x, adc_tensor *to_adj, adc_tensor *x_adj)
{
    (void)to, (void)x;
    adc_add_to(x_adj, *to_adj);
}

static inline void adc_add_to_tangent(adc_tensor *to, adc_tensor x, adc_tensor *to_tan, const adc_tensor *x_tan)
{
    adc_add_to(to_tan, *x_tan);
    adc_add_to(to, x);
}

static inline void adc_sub_to_adjoint(adc_tensor *to, adc_tensor x, adc_tensor *to_adj, adc_tensor *x_adj)
{
    (void)to, (void)x;
    adc_sub_to(x_adj, *to_adj);
}

static inline void adc_sub_to_tangent(adc_tensor *to, adc_tensor x, adc_tensor *to_tan, const adc_tensor *x_tan)
{
    adc_sub_to(to_tan, *x_tan);
    adc_sub_to(to, x);
}

static inline void adc_mul_to_adjoint(adc_tensor *to, adc_tensor x, adc_tensor y, adc_tensor *to_adj, adc_tensor *x_adj, adc_tensor *y_adj)
{
    (void)to;
    adc_mul_to(x_adj, *to_adj, y);
    adc_mul_to(y_adj, *to_adj, x);
}

static inline void adc_mul_to_tangent(adc_tensor *to, adc_tensor x, adc_tensor y, adc_tensor *to_tan, const adc_tensor *x_tan,
                                             const adc_tensor *y_tan)
{
    adc_mul_to(to_tan, *x_tan, y);
    adc_mul_to(to_tan, x, *y_tan);
    adc_mul_to(to, x, y);
}

static inline void adc_matmul_to_adjoint(adc_tensor *to, adc_tensor x, adc_tensor y, adc_tensor *to_adj, adc_tensor *x_adj, adc_tensor *y_adj)
{
    (void)to;
    adc_matmul_to(x_adj, *to_adj, adc_transpose(y));
    adc_matmul_to(y_adj, adc_transpose(x), *to_adj);
}

static inline void adc_matmul_to_tangent(adc_tensor *to, adc_tensor x, adc_tensor y, adc_tensor *to_tan, const adc_tensor *x_tan,
                                                const adc_tensor *y_tan)
{
    adc_matmul_to(to_tan, *x_tan, y);
    adc_matmul_to(to_tan, x, *y_tan);
    adc_matmul_to(to, x, y);
}

static inline void adc_scalar_adjoint(double value, double *value_adj, const adc_tensor *return_adj)
{
    (void)value;
    *value_adj += adc_item(*return_adj);
}

static inline adc_tensor adc_scalar_tangent(double value, double value_tan, adc_tensor *return_tan)
{
    *return_tan = adc_scalar(value_tan);
    return adc_scalar(value);
}

static inline void adc_item_adjoint(adc_tensor x, adc_tensor *x_adj, double return_adj)
{
    (void)x;
    adc_add_to(x_adj, adc_scalar(return_adj));
}

static inline double adc_item_tangent(adc_tensor x, const adc_tensor *x_tan, double *return_tan)
{
    *return_tan = adc_item(*x_tan);
    return adc_item(x);
}

static inline void adc_dot_adjoint(adc_tensor x, adc_tensor y, adc_tensor *x_adj, adc_tensor *y_adj, double return_adj)
{
    adc_mul_to(x_adj, y, adc_scalar(return_adj));
    adc_mul_to(y_adj, x, adc_scalar(return_adj));
}

static inline double adc_dot_tangent(adc_tensor x, adc_tensor y, const adc_tensor *x_tan, const adc_tensor *y_tan, double *return_tan)
{
    *return_tan = adc_dot(*x_tan, y) + adc_dot(x, *y_tan);
    return adc_dot(x, y);
}

static inline void adc_scale_adjoint(adc_tensor x, double factor, adc_tensor *x_adj, double *factor_adj,
                                            const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_scalar(factor));
    *factor_adj += adc_dot(*return_adj, x);
}

static inline adc_tensor adc_scale_tangent(adc_tensor x, double factor, const adc_tensor *x_tan, double factor_tan,
                                           adc_tensor *return_tan)
{
    *return_tan = adc_add(adc_scale(*x_tan, factor), adc_scale(x, factor_tan));
    return adc_scale(x, factor);
}

static inline void adc_shift_adjoint(adc_tensor x, double term, adc_tensor *x_adj, double *term_adj,
                                     const adc_tensor *return_adj)
{
    (void)x, (void)term;
    adc_add_to(x_adj, *return_adj);
    *term_adj += adc_total(*return_adj);
}

static inline adc_tensor adc_shift_tangent(adc_tensor x, double term, const adc_tensor *x_tan, double term_tan,
                                           adc_tensor *return_tan)
{
    *return_tan = adc_shift(adc_add(*x_tan, adc_zeros_like(x)), term_tan);
    return adc_shift(x, term);
}

static inline void adc_total_adjoint(adc_tensor x, adc_tensor *x_adj, double return_adj)
{
    (void)x;
    adc_add_to(x_adj, adc_scalar(return_adj));
}

static inline double adc_total_tangent(adc_tensor x, const adc_tensor *x_tan, double *return_tan)
{
    *return_tan = adc_total(*x_tan);
    return adc_total(x);
}

static inline void adc_spread_adjoint(adc_tensor x, adc_tensor like, adc_tensor other, adc_tensor *x_adj,
                                      const adc_tensor *return_adj)
{
    (void)x, (void)like, (void)other;
    adc_add_to(x_adj, *return_adj);
}

static inline adc_tensor adc_spread_tangent(adc_tensor x, adc_tensor like, adc_tensor other, const adc_tensor *x_tan,
                                            adc_tensor *return_tan)
{
    *return_tan = adc_spread(*x_tan, like, other);
    return adc_spread(x, like, other);
}

static inline void adc_copy_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    (void)x;
    adc_add_to(x_adj, *return_adj);
}

static inline adc_tensor adc_copy_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_copy(*x_tan);
    return adc_copy(x);
}

static inline void adc_add_adjoint(adc_tensor x, adc_tensor y, adc_tensor *x_adj, adc_tensor *y_adj,
                                  const adc_tensor *return_adj)
{
    (void)x, (void)y;
    adc_add_to(x_adj, *return_adj);
    adc_add_to(y_adj, *return_adj);
}

static inline adc_tensor adc_add_tangent(adc_tensor x, adc_tensor y, const adc_tensor *x_tan, const adc_tensor *y_tan,
                                        adc_tensor *return_tan)
{
    *return_tan = adc_spread(adc_add(*x_tan, *y_tan), x, y);
    return adc_add(x, y);
}

static inline void adc_sub_adjoint(adc_tensor x, adc_tensor y, adc_tensor *x_adj, adc_tensor *y_adj,
                                  const adc_tensor *return_adj)
{
    (void)x, (void)y;
    adc_add_to(x_adj, *return_adj);
    adc_sub_to(y_adj, *return_adj);
}

static inline adc_tensor adc_sub_tangent(adc_tensor x, adc_tensor y, const adc_tensor *x_tan, const adc_tensor *y_tan,
                                        adc_tensor *return_tan)
{
    *return_tan = adc_spread(adc_sub(*x_tan, *y_tan), x, y);
    return adc_sub(x, y);
}

static inline void adc_mul_adjoint(adc_tensor x, adc_tensor y, adc_tensor *x_adj, adc_tensor *y_adj,
                                  const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, y);
    adc_mul_to(y_adj, *return_adj, x);
}

static inline adc_tensor adc_mul_tangent(adc_tensor x, adc_tensor y, const adc_tensor *x_tan, const adc_tensor *y_tan,
                                        adc_tensor *return_tan)
{
    *return_tan = adc_add(adc_mul(*x_tan, y), adc_mul(x, *y_tan));
    return adc_mul(x, y);
}

static inline void adc_div_adjoint(adc_tensor x, adc_tensor y, adc_tensor *x_adj, adc_tensor *y_adj,
                                  const adc_tensor *return_adj)
{
    adc_tensor q = adc_div(*return_adj, y);
    adc_add_to(x_adj, q);
    adc_sub_to(y_adj, adc_mul(q, adc_div(x, y)));
}

static inline adc_tensor adc_div_tangent(adc_tensor x, adc_tensor y, const adc_tensor *x_tan, const adc_tensor *y_tan,
                                        adc_tensor *return_tan)
{
    *return_tan = adc_div(adc_sub(*x_tan, adc_mul(*y_tan, adc_div(x, y))), y);
    return adc_div(x, y);
}

static inline void adc_pow_adjoint(adc_tensor x, adc_tensor y, adc_tensor *x_adj, adc_tensor *y_adj,
                                  const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_pow_slope(x, y));
    if (y_adj->data)
        adc_mul_to(y_adj, *return_adj, adc_pow_log(x, y));
}

static inline adc_tensor adc_pow_tangent(adc_tensor x, adc_tensor y, const adc_tensor *x_tan, const adc_tensor *y_tan,
                                        adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_pow_slope(x, y));
    if (y_tan->data)
        *return_tan = adc_add(*return_tan, adc_mul(*y_tan, adc_pow_log(x, y)));
    return adc_pow(x, y);
}

/* x^(y-1) (1 + y log x), the derivative of both. */
static inline adc_tensor adc_pow_mixed(adc_tensor x, adc_tensor y)
{
    return adc_mul(adc_pow(x, adc_shift(y, -1)), adc_shift(adc_mul(y, adc_log(x)), 1));
}

static inline void adc_pow_slope_adjoint(adc_tensor x, adc_tensor y, adc_tensor *x_adj, adc_tensor *y_adj,
                                  const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_mul(y, adc_pow_slope(x, adc_shift(y, -1))));
    if (y_adj->data)
        adc_mul_to(y_adj, *return_adj, adc_pow_mixed(x, y));
}

static inline adc_tensor adc_pow_slope_tangent(adc_tensor x, adc_tensor y, const adc_tensor *x_tan, const adc_tensor *y_tan,
                                        adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_mul(y, adc_pow_slope(x, adc_shift(y, -1))));
    if (y_tan->data)
        *return_tan = adc_add(*return_tan, adc_mul(*y_tan, adc_pow_mixed(x, y)));
    return adc_pow_slope(x, y);
}

static inline void adc_pow_log_adjoint(adc_tensor x, adc_tensor y, adc_tensor *x_adj, adc_tensor *y_adj,
                                  const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_pow_mixed(x, y));
    if (y_adj->data)
        adc_mul_to(y_adj, *return_adj, adc_mul(adc_pow_log(x, y), adc_log(x)));
}

static inline adc_tensor adc_pow_log_tangent(adc_tensor x, adc_tensor y, const adc_tensor *x_tan, const adc_tensor *y_tan,
                                        adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_pow_mixed(x, y));
    if (y_tan->data)
        *return_tan = adc_add(*return_tan, adc_mul(*y_tan, adc_mul(adc_pow_log(x, y), adc_log(x))));
    return adc_pow_log(x, y);
}

static inline void adc_maximum_adjoint(adc_tensor x, adc_tensor y, adc_tensor *x_adj, adc_tensor *y_adj,
                                  const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_greater_equal(x, y));
    adc_mul_to(y_adj, *return_adj, adc_less(x, y));
}

static inline adc_tensor adc_maximum_tangent(adc_tensor x, adc_tensor y, const adc_tensor *x_tan, const adc_tensor *y_tan,
                                        adc_tensor *return_tan)
{
    *return_tan = adc_add(adc_mul(*x_tan, adc_greater_equal(x, y)), adc_mul(*y_tan, adc_less(x, y)));
    return adc_maximum(x, y);
}

static inline void adc_minimum_adjoint(adc_tensor x, adc_tensor y, adc_tensor *x_adj, adc_tensor *y_adj,
                                  const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_greater_equal(y, x));
    adc_mul_to(y_adj, *return_adj, adc_less(y, x));
}

static inline adc_tensor adc_minimum_tangent(adc_tensor x, adc_tensor y, const adc_tensor *x_tan, const adc_tensor *y_tan,
                                        adc_tensor *return_tan)
{
    *return_tan = adc_add(adc_mul(*x_tan, adc_greater_equal(y, x)), adc_mul(*y_tan, adc_less(y, x)));
    return adc_minimum(x, y);
}

static inline void adc_where_adjoint(adc_tensor condition, adc_tensor x, adc_tensor y, adc_tensor *x_adj,
                                     adc_tensor *y_adj, const adc_tensor *return_adj)
{
    (void)x, (void)y;
    adc_add_to(x_adj, adc_where(condition, *return_adj, adc_scalar(0)));
    adc_add_to(y_adj, adc_where(condition, adc_scalar(0), *return_adj));
}

static inline adc_tensor adc_where_tangent(adc_tensor condition, adc_tensor x, adc_tensor y, const adc_tensor *x_tan,
                                           const adc_tensor *y_tan, adc_tensor *return_tan)
{
    *return_tan = adc_spread(adc_where(condition, *x_tan, *y_tan), x, y);
    return adc_where(condition, x, y);
}

static inline adc_tensor adc_full(int dims, const int shape[], double value)
{
    return adc_shift(adc_zeros(dims, shape), value);
}

static inline adc_tensor adc_clip(adc_tensor x, double low, double high)
{
    return adc_minimum(adc_maximum(x, adc_scalar(low)), adc_scalar(high));
}

static inline void adc_neg_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    (void)x;
    adc_sub_to(x_adj, *return_adj);
}

static inline adc_tensor adc_neg_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_neg(*x_tan);
    return adc_neg(x);
}

static inline void adc_square_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_scale(x, 2));
}

static inline adc_tensor adc_square_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_scale(x, 2));
    return adc_square(x);
}

static inline void adc_exp_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_exp(x));
}

static inline adc_tensor adc_exp_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_exp(x));
    return adc_exp(x);
}

static inline void adc_log_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_add_to(x_adj, adc_div(*return_adj, x));
}

static inline adc_tensor adc_log_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_div(*x_tan, x);
    return adc_log(x);
}

static inline void adc_sin_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_cos(x));
}

static inline adc_tensor adc_sin_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_cos(x));
    return adc_sin(x);
}

static inline void adc_cos_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_neg(adc_sin(x)));
}

static inline adc_tensor adc_cos_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_neg(adc_sin(x)));
    return adc_cos(x);
}

static inline void adc_tan_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_shift(adc_square(adc_tan(x)), 1));
}

static inline adc_tensor adc_tan_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_shift(adc_square(adc_tan(x)), 1));
    return adc_tan(x);
}

static inline void adc_tanh_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_tanh_slope(x));
}

static inline adc_tensor adc_tanh_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_tanh_slope(x));
    return adc_tanh(x);
}

static inline void adc_sigmoid_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_sigmoid_slope(x));
}

static inline adc_tensor adc_sigmoid_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_sigmoid_slope(x));
    return adc_sigmoid(x);
}

static inline void adc_relu_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_greater(x, adc_scalar(0)));
}

static inline adc_tensor adc_relu_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_greater(x, adc_scalar(0)));
    return adc_relu(x);
}

static inline void adc_softplus_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_sigmoid(x));
}

static inline adc_tensor adc_softplus_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_sigmoid(x));
    return adc_softplus(x);
}

static inline void adc_gelu_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_gelu_slope(x));
}

static inline adc_tensor adc_gelu_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_gelu_slope(x));
    return adc_gelu(x);
}

static inline void adc_sqrt_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_add_to(x_adj, adc_div(*return_adj, adc_scale(adc_sqrt(x), 2)));
}

static inline adc_tensor adc_sqrt_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_div(*x_tan, adc_scale(adc_sqrt(x), 2));
    return adc_sqrt(x);
}

static inline void adc_abs_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_sign(x));
}

static inline adc_tensor adc_abs_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_sign(x));
    return adc_abs(x);
}

static inline void adc_tanh_slope_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_scale(adc_mul(adc_tanh(x), adc_tanh_slope(x)), -2));
}

static inline adc_tensor adc_tanh_slope_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_scale(adc_mul(adc_tanh(x), adc_tanh_slope(x)), -2));
    return adc_tanh_slope(x);
}

static inline void adc_sigmoid_slope_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_mul(adc_sigmoid_slope(x), adc_shift(adc_scale(adc_sigmoid(x), -2), 1)));
}

static inline adc_tensor adc_sigmoid_slope_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_mul(adc_sigmoid_slope(x), adc_shift(adc_scale(adc_sigmoid(x), -2), 1)));
    return adc_sigmoid_slope(x);
}

static inline void adc_gelu_slope_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_mul(adc_normal_density(x), adc_shift(adc_neg(adc_square(x)), 2)));
}

static inline adc_tensor adc_gelu_slope_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_mul(adc_normal_density(x), adc_shift(adc_neg(adc_square(x)), 2)));
    return adc_gelu_slope(x);
}

static inline void adc_normal_density_adjoint(adc_tensor x, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, *return_adj, adc_neg(adc_mul(x, adc_normal_density(x))));
}

static inline adc_tensor adc_normal_density_tangent(adc_tensor x, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mul(*x_tan, adc_neg(adc_mul(x, adc_normal_density(x))));
    return adc_normal_density(x);
}

static inline void adc_sum_adjoint(adc_tensor x, unsigned axes, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_add_to(x_adj, adc_restore(*return_adj, x.dims, axes));
}

static inline adc_tensor adc_sum_tangent(adc_tensor x, unsigned axes, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_sum(*x_tan, axes);
    return adc_sum(x, axes);
}

static inline void adc_mean_adjoint(adc_tensor x, unsigned axes, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    double n = (double)adc_tensor_size(&x) / (double)adc_tensor_size(return_adj);
    adc_add_to(x_adj, adc_restore(adc_scale(*return_adj, 1 / n), x.dims, axes));
}

static inline adc_tensor adc_mean_tangent(adc_tensor x, unsigned axes, const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_mean(*x_tan, axes);
    return adc_mean(x, axes);
}

static inline void adc_pick_adjoint(adc_tensor x, adc_tensor at, unsigned axes, adc_tensor *x_adj,
                                    const adc_tensor *return_adj)
{
    (void)x;
    adc_put_to(x_adj, *return_adj, at, axes);
}

static inline adc_tensor adc_pick_tangent(adc_tensor x, adc_tensor at, unsigned axes, const adc_tensor *x_tan,
                                          adc_tensor *return_tan)
{
    *return_tan = adc_pick(*x_tan, at, axes);
    return adc_pick(x, at, axes);
}

static inline void adc_put_to_adjoint(adc_tensor *to, adc_tensor x, adc_tensor at, unsigned axes, adc_tensor *to_adj,
                                      adc_tensor *x_adj)
{
    (void)to, (void)x;
    adc_add_to(x_adj, adc_pick(*to_adj, at, axes));
}

static inline void adc_put_to_tangent(adc_tensor *to, adc_tensor x, adc_tensor at, unsigned axes, adc_tensor *to_tan,
                                      const adc_tensor *x_tan)
{
    adc_put_to(to_tan, *x_tan, at, axes);
    adc_put_to(to, x, at, axes);
}

static inline adc_tensor adc_max(adc_tensor x, unsigned axes)
{
    return adc_pick(x, x, axes);
}

static inline adc_tensor adc_min(adc_tensor x, unsigned axes)
{
    return adc_pick(x, adc_neg(x), axes);
}

static inline adc_tensor adc_var(adc_tensor x, unsigned axes)
{
    return adc_mean(adc_square(adc_sub(x, adc_mean(x, axes | ADC_KEEP))), axes);
}

static inline adc_tensor adc_norm(adc_tensor x, unsigned axes)
{
    return adc_sqrt(adc_sum(adc_square(x), axes));
}

static inline double adc_mean_square(adc_tensor x)
{
    return adc_dot(x, x) / (double)adc_tensor_size(&x);
}

static inline adc_tensor adc_prod(adc_tensor x, int axis)
{
    int n = adc_extent(&x, axis);
    adc_tensor product = adc_copy(adc_select(x, axis, 0));
    for (int i = 1; i < n; i++)
        product = adc_mul(product, adc_select(x, axis, i));
    return product;
}

static inline void adc_logsumexp_adjoint(adc_tensor x, unsigned axes, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_mul_to(x_adj, adc_restore(*return_adj, x.dims, axes), adc_softmax(x, axes));
}

static inline adc_tensor adc_logsumexp_tangent(adc_tensor x, unsigned axes, const adc_tensor *x_tan,
                                               adc_tensor *return_tan)
{
    *return_tan = adc_sum(adc_mul(*x_tan, adc_softmax(x, axes)), axes);
    return adc_logsumexp(x, axes);
}

static inline void adc_softmax_adjoint(adc_tensor x, unsigned axes, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_tensor s = adc_softmax(x, axes);
    adc_tensor mean = adc_sum(adc_mul(s, *return_adj), axes | ADC_KEEP);
    adc_mul_to(x_adj, s, adc_sub(*return_adj, mean));
}

static inline adc_tensor adc_softmax_tangent(adc_tensor x, unsigned axes, const adc_tensor *x_tan,
                                             adc_tensor *return_tan)
{
    adc_tensor s = adc_softmax(x, axes);
    adc_tensor mean = adc_sum(adc_mul(s, *x_tan), axes | ADC_KEEP);
    *return_tan = adc_mul(s, adc_sub(*x_tan, mean));
    return adc_softmax(x, axes);
}

static inline void adc_log_softmax_adjoint(adc_tensor x, unsigned axes, adc_tensor *x_adj, const adc_tensor *return_adj)
{
    adc_add_to(x_adj, *return_adj);
    adc_sub_to(x_adj, adc_mul(adc_softmax(x, axes), adc_sum(*return_adj, axes | ADC_KEEP)));
}

static inline adc_tensor adc_log_softmax_tangent(adc_tensor x, unsigned axes, const adc_tensor *x_tan,
                                                 adc_tensor *return_tan)
{
    *return_tan = adc_sub(*x_tan, adc_sum(adc_mul(adc_softmax(x, axes), *x_tan), axes | ADC_KEEP));
    return adc_log_softmax(x, axes);
}

static inline void adc_cross_entropy_adjoint(int n, adc_tensor logits, const int labels[ADC_LENGTH_(n)], adc_tensor *logits_adj,
                                             double return_adj)
{
    adc_tensor error = adc_sub(adc_softmax(logits, ADC_AXIS(-1)), adc_one_hot(n, labels, logits.shape[1]));
    adc_mul_to(logits_adj, error, adc_scalar(return_adj / n));
}

static inline double adc_cross_entropy_tangent(int n, adc_tensor logits, const int labels[ADC_LENGTH_(n)],
                                               const adc_tensor *logits_tan, double *return_tan)
{
    adc_tensor error = adc_sub(adc_softmax(logits, ADC_AXIS(-1)), adc_one_hot(n, labels, logits.shape[1]));
    *return_tan = adc_dot(error, *logits_tan) / n;
    return adc_cross_entropy(n, logits, labels);
}

static inline adc_tensor adc_inverse_deviation(adc_tensor x, unsigned axes, ADC_INACTIVE double epsilon)
{
    return adc_pow(adc_shift(adc_var(x, axes | ADC_KEEP), epsilon), adc_scalar(-0.5));
}

/* What is left of d where its mean and its part along y are taken away. */
static inline adc_tensor adc_centred(adc_tensor d, adc_tensor y, unsigned axes)
{
    adc_tensor rest = adc_sub(d, adc_mean(d, axes | ADC_KEEP));
    return adc_sub(rest, adc_mul(y, adc_mean(adc_mul(d, y), axes | ADC_KEEP)));
}

static inline void adc_normalize_adjoint(adc_tensor x, unsigned axes, double epsilon, adc_tensor *x_adj,
                                         const adc_tensor *return_adj)
{
    adc_tensor y = adc_normalize(x, axes, epsilon);
    adc_mul_to(x_adj, adc_centred(*return_adj, y, axes), adc_inverse_deviation(x, axes, epsilon));
}

static inline adc_tensor adc_normalize_tangent(adc_tensor x, unsigned axes, double epsilon, const adc_tensor *x_tan,
                                               adc_tensor *return_tan)
{
    adc_tensor y = adc_normalize(x, axes, epsilon);
    *return_tan = adc_mul(adc_centred(*x_tan, y, axes), adc_inverse_deviation(x, axes, epsilon));
    return adc_normalize(x, axes, epsilon);
}

static inline adc_tensor adc_layer_norm(adc_tensor x, adc_tensor scale, adc_tensor offset, double epsilon)
{
    return adc_add(adc_mul(adc_normalize(x, ADC_AXIS(-1), epsilon), scale), offset);
}

static inline void adc_matmul_adjoint(adc_tensor x, adc_tensor y, adc_tensor *x_adj, adc_tensor *y_adj,
                                      const adc_tensor *return_adj)
{
    adc_tensor r = adc_as_product(*return_adj, x.dims, y.dims);
    adc_tensor row_adj = adc_as_row(*x_adj), column_adj = adc_as_column(*y_adj);
    adc_matmul_to(&row_adj, r, adc_transpose(adc_as_column(y)));
    adc_matmul_to(&column_adj, adc_transpose(adc_as_row(x)), r);
}

static inline adc_tensor adc_matmul_tangent(adc_tensor x, adc_tensor y, const adc_tensor *x_tan,
                                            const adc_tensor *y_tan, adc_tensor *return_tan)
{
    *return_tan = adc_add(adc_matmul(*x_tan, y), adc_matmul(x, *y_tan));
    return adc_matmul(x, y);
}

static inline adc_tensor adc_outer(adc_tensor x, adc_tensor y)
{
    return adc_mul(adc_expand(x, 1), adc_expand(y, 0));
}

static inline void adc_einsum_to_adjoint(adc_tensor *to, int to_role, adc_tensor x, int x_role, adc_tensor y,
                                         int y_role, const char *indices, adc_tensor *to_adj, adc_tensor *x_adj,
                                         adc_tensor *y_adj)
{
    (void)to;
    adc_einsum_to(x_adj, x_role, *to_adj, to_role, y, y_role, indices);
    adc_einsum_to(y_adj, y_role, *to_adj, to_role, x, x_role, indices);
}

static inline void adc_einsum_to_tangent(adc_tensor *to, int to_role, adc_tensor x, int x_role, adc_tensor y,
                                         int y_role, const char *indices, adc_tensor *to_tan, const adc_tensor *x_tan,
                                         const adc_tensor *y_tan)
{
    adc_einsum_to(to_tan, to_role, *x_tan, x_role, y, y_role, indices);
    adc_einsum_to(to_tan, to_role, x, x_role, *y_tan, y_role, indices);
    adc_einsum_to(to, to_role, x, x_role, y, y_role, indices);
}

static inline void adc_einsum_adjoint(const char *indices, adc_tensor x, adc_tensor y, adc_tensor *x_adj,
                                      adc_tensor *y_adj, const adc_tensor *return_adj)
{
    adc_einsum_to(x_adj, 0, *return_adj, 2, y, 1, indices);
    adc_einsum_to(y_adj, 1, *return_adj, 2, x, 0, indices);
}

static inline adc_tensor adc_einsum_tangent(const char *indices, adc_tensor x, adc_tensor y, const adc_tensor *x_tan,
                                            const adc_tensor *y_tan, adc_tensor *return_tan)
{
    *return_tan = adc_add(adc_einsum(indices, *x_tan, y), adc_einsum(indices, x, *y_tan));
    return adc_einsum(indices, x, y);
}

static inline void adc_concat_adjoint(adc_tensor x, adc_tensor y, int axis, adc_tensor *x_adj, adc_tensor *y_adj,
                                      const adc_tensor *return_adj)
{
    int n = adc_extent(&x, axis), m = adc_extent(&y, axis);
    adc_add_to(x_adj, adc_slice(*return_adj, axis, 0, n));
    adc_add_to(y_adj, adc_slice(*return_adj, axis, n, n + m));
}

static inline adc_tensor adc_concat_tangent(adc_tensor x, adc_tensor y, int axis, const adc_tensor *x_tan,
                                            const adc_tensor *y_tan, adc_tensor *return_tan)
{
    *return_tan = adc_concat(adc_spread(*x_tan, x, x), adc_spread(*y_tan, y, y), axis);
    return adc_concat(x, y, axis);
}

static inline void adc_pad_adjoint(adc_tensor x, int axis, int before, int after, adc_tensor *x_adj,
                                   const adc_tensor *return_adj)
{
    (void)after;
    adc_add_to(x_adj, adc_slice(*return_adj, axis, before, before + adc_extent(&x, axis)));
}

static inline adc_tensor adc_pad_tangent(adc_tensor x, int axis, int before, int after, const adc_tensor *x_tan,
                                         adc_tensor *return_tan)
{
    *return_tan = adc_pad(*x_tan, axis, before, after);
    return adc_pad(x, axis, before, after);
}

static inline void adc_gather_adjoint(adc_tensor x, int n, const int indices[ADC_LENGTH_(n)], adc_tensor *x_adj,
                                      const adc_tensor *return_adj)
{
    (void)x;
    adc_scatter_to(x_adj, *return_adj, n, indices);
}

static inline adc_tensor adc_gather_tangent(adc_tensor x, int n, const int indices[ADC_LENGTH_(n)], const adc_tensor *x_tan,
                                            adc_tensor *return_tan)
{
    *return_tan = adc_gather(*x_tan, n, indices);
    return adc_gather(x, n, indices);
}

static inline void adc_scatter_to_adjoint(adc_tensor *to, adc_tensor x, int n, const int indices[ADC_LENGTH_(n)], adc_tensor *to_adj,
                                          adc_tensor *x_adj)
{
    (void)to, (void)x;
    adc_add_to(x_adj, adc_gather(*to_adj, n, indices));
}

static inline void adc_scatter_to_tangent(adc_tensor *to, adc_tensor x, int n, const int indices[ADC_LENGTH_(n)], adc_tensor *to_tan,
                                          const adc_tensor *x_tan)
{
    adc_scatter_to(to_tan, *x_tan, n, indices);
    adc_scatter_to(to, x, n, indices);
}

static inline adc_tensor adc_stack(adc_tensor x, adc_tensor y, int axis)
{
    return adc_concat(adc_expand(x, axis), adc_expand(y, axis), axis);
}

static inline adc_tensor adc_max_pool(adc_tensor x, int size, int stride)
{
    return adc_pool_pick(x, x, size, stride);
}

static inline void adc_conv2d_to_adjoint(adc_tensor *to, int to_role, adc_tensor x, int x_role, adc_tensor y,
                                         int y_role, int stride, int padding, adc_tensor *to_adj, adc_tensor *x_adj,
                                         adc_tensor *y_adj)
{
    (void)to;
    adc_conv2d_to(x_adj, x_role, *to_adj, to_role, y, y_role, stride, padding);
    adc_conv2d_to(y_adj, y_role, *to_adj, to_role, x, x_role, stride, padding);
}

static inline void adc_conv2d_to_tangent(adc_tensor *to, int to_role, adc_tensor x, int x_role, adc_tensor y,
                                         int y_role, int stride, int padding, adc_tensor *to_tan,
                                         const adc_tensor *x_tan, const adc_tensor *y_tan)
{
    adc_conv2d_to(to_tan, to_role, *x_tan, x_role, y, y_role, stride, padding);
    adc_conv2d_to(to_tan, to_role, x, x_role, *y_tan, y_role, stride, padding);
    adc_conv2d_to(to, to_role, x, x_role, y, y_role, stride, padding);
}

static inline void adc_conv2d_adjoint(adc_tensor x, adc_tensor kernel, int stride, int padding, adc_tensor *x_adj,
                                      adc_tensor *kernel_adj, const adc_tensor *return_adj)
{
    adc_conv2d_to(x_adj, 0, *return_adj, 2, kernel, 1, stride, padding);
    adc_conv2d_to(kernel_adj, 1, *return_adj, 2, x, 0, stride, padding);
}

static inline adc_tensor adc_conv2d_tangent(adc_tensor x, adc_tensor kernel, int stride, int padding,
                                            const adc_tensor *x_tan, const adc_tensor *kernel_tan,
                                            adc_tensor *return_tan)
{
    *return_tan = adc_add(adc_conv2d(*x_tan, kernel, stride, padding), adc_conv2d(x, *kernel_tan, stride, padding));
    return adc_conv2d(x, kernel, stride, padding);
}

static inline void adc_mean_pool_adjoint(adc_tensor x, int size, int stride, adc_tensor *x_adj,
                                         const adc_tensor *return_adj)
{
    (void)x;
    adc_mean_pool_to(x_adj, *return_adj, size, stride);
}

static inline adc_tensor adc_mean_pool_tangent(adc_tensor x, int size, int stride, const adc_tensor *x_tan,
                                               adc_tensor *return_tan)
{
    *return_tan = adc_mean_pool(*x_tan, size, stride);
    return adc_mean_pool(x, size, stride);
}

static inline void adc_mean_pool_to_adjoint(adc_tensor *to, adc_tensor x, int size, int stride, adc_tensor *to_adj,
                                            adc_tensor *x_adj)
{
    (void)to, (void)x;
    adc_add_to(x_adj, adc_mean_pool(*to_adj, size, stride));
}

static inline void adc_mean_pool_to_tangent(adc_tensor *to, adc_tensor x, int size, int stride, adc_tensor *to_tan,
                                            const adc_tensor *x_tan)
{
    adc_mean_pool_to(to_tan, *x_tan, size, stride);
    adc_mean_pool_to(to, x, size, stride);
}

static inline void adc_pool_pick_adjoint(adc_tensor x, adc_tensor at, int size, int stride, adc_tensor *x_adj,
                                         const adc_tensor *return_adj)
{
    (void)x;
    adc_pool_put_to(x_adj, *return_adj, at, size, stride);
}

static inline adc_tensor adc_pool_pick_tangent(adc_tensor x, adc_tensor at, int size, int stride,
                                               const adc_tensor *x_tan, adc_tensor *return_tan)
{
    *return_tan = adc_pool_pick(*x_tan, at, size, stride);
    return adc_pool_pick(x, at, size, stride);
}

static inline void adc_pool_put_to_adjoint(adc_tensor *to, adc_tensor x, adc_tensor at, int size, int stride,
                                           adc_tensor *to_adj, adc_tensor *x_adj)
{
    (void)to, (void)x;
    adc_add_to(x_adj, adc_pool_pick(*to_adj, at, size, stride));
}

static inline void adc_pool_put_to_tangent(adc_tensor *to, adc_tensor x, adc_tensor at, int size, int stride,
                                           adc_tensor *to_tan, const adc_tensor *x_tan)
{
    adc_pool_put_to(to_tan, *x_tan, at, size, stride);
    adc_pool_put_to(to, x, at, size, stride);
}

static inline void adc_solve_adjoint(adc_tensor a, adc_tensor b, adc_tensor *a_adj, adc_tensor *b_adj,
                                     const adc_tensor *return_adj)
{
    adc_tensor g = adc_solve(adc_transpose(a), *return_adj);
    adc_add_to(b_adj, g);
    adc_matmul_to(a_adj, adc_neg(adc_as_column(g)), adc_transpose(adc_as_column(adc_solve(a, b))));
}

static inline adc_tensor adc_solve_tangent(adc_tensor a, adc_tensor b, const adc_tensor *a_tan, const adc_tensor *b_tan,
                                           adc_tensor *return_tan)
{
    adc_tensor x = adc_solve(a, b);
    *return_tan = adc_solve(a, adc_sub(*b_tan, adc_matmul(*a_tan, x)));
    return adc_solve(a, b);
}

/* l^-t s l^-1 */
static inline adc_tensor adc_between_inverses(adc_tensor l, adc_tensor s)
{
    adc_tensor t = adc_transpose(l);
    return adc_transpose(adc_solve(t, adc_transpose(adc_solve(t, s))));
}

static inline void adc_cholesky_adjoint(adc_tensor a, adc_tensor *a_adj, const adc_tensor *return_adj)
{
    adc_tensor l = adc_cholesky(a), half = adc_lower_half(a.shape[0]);
    adc_tensor p = adc_mul(adc_matmul(adc_transpose(l), *return_adj), half);
    adc_tensor s = adc_scale(adc_between_inverses(l, p), 0.5);
    adc_add_to(a_adj, s);
    adc_add_to(a_adj, adc_transpose(s));
}

static inline adc_tensor adc_cholesky_tangent(adc_tensor a, const adc_tensor *a_tan, adc_tensor *return_tan)
{
    adc_tensor l = adc_cholesky(a), half = adc_lower_half(a.shape[0]);
    adc_tensor d = adc_scale(adc_add(*a_tan, adc_transpose(*a_tan)), 0.5);
    adc_tensor inside = adc_solve(l, adc_transpose(adc_solve(l, d)));
    *return_tan = adc_matmul(l, adc_mul(adc_transpose(inside), half));
    return adc_cholesky(a);
}

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
