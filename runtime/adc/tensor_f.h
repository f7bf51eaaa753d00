/* <adc/tensor_f.h>: tensors of float. Part of <adc/tensor.h>, which explains it and from which it is made by
   runtime/tensor_float.py. */
#ifndef ADC_TENSOR_F_H
#define ADC_TENSOR_F_H

#undef ADC_NEW_
#define ADC_NEW_ ADC_SHADOW(adc_zeros_like_f)

typedef struct adc_tensor_f {
    ADC_PIECE_(adc_one_piece_f)
    float *data;                /* the element whose indices are all zero */
    int dims;                    /* how many dimensions; 0: a single number */
    int shape[ADC_DIMS];         /* how many elements in each */
    ptrdiff_t strides[ADC_DIMS]; /* elements from one to the next in each; 0: broadcast */
} adc_tensor_f;

static inline ptrdiff_t adc_tensor_size_f(const adc_tensor_f *x)
{
    ptrdiff_t n = 1;
    for (int i = 0; i < x->dims; i++)
        n *= x->shape[i];
    return n;
}

static inline int adc_extent_f(const adc_tensor_f *x, int axis) /* negative axes count from the last */
{
    return x->shape[axis < 0 ? axis + x->dims : axis];
}

ADC_INACTIVE bool adc_is_contiguous_f(const adc_tensor_f *x); /* row-major, without gaps */
/* Calls the failure handler where the elements of x do not fill their memory, as those of a slice; in_order: nor where they lie
   in another order than row-major. The generated functions ask so where shape(x.data, adc_tensor_size_f(&x)) has to hold. */
ADC_INACTIVE void adc_one_piece_f(const adc_tensor_f *x, int in_order);
ADC_INACTIVE bool adc_same_shape_f(const adc_tensor_f *x, const adc_tensor_f *y);
ADC_INACTIVE void adc_print_f(const char *name, adc_tensor_f x); /* to standard output, as NumPy does */

/* ---- making tensors ---- */

ADC_NEW_ adc_tensor_f adc_zeros_f(int dims, const int shape[]);
ADC_NEW_ adc_tensor_f adc_ones_f(int dims, const int shape[]);
ADC_NEW_ adc_tensor_f adc_zeros_like_f(const adc_tensor_f x);
ADC_INACTIVE ADC_NEW_ adc_tensor_f adc_ones_like_f(const adc_tensor_f x);
static inline adc_tensor_f adc_full_f(int dims, const int shape[], float value);
ADC_NEW_ adc_tensor_f adc_arange_f(float from, float to, float step); /* without to */
ADC_NEW_ adc_tensor_f adc_linspace_f(float from, float to, int n);     /* with to */
ADC_NEW_ adc_tensor_f adc_eye_f(int n);
ADC_NEW_ adc_tensor_f adc_one_hot_f(int n, const int labels[], int classes); /* n x classes */
/* Independent numbers: uniform in (0, 1), and normal with mean 0 and variance 1. */
ADC_NEW_ adc_tensor_f adc_random_uniform_f(adc_random *random, int dims, const int shape[]);
ADC_NEW_ adc_tensor_f adc_random_normal_f(adc_random *random, int dims, const int shape[]);

/* The caller's memory as a tensor: a view, so derivatives reach the array and come from it. */
ADC_VIEW adc_tensor_f adc_wrap_f(const float *data, int dims, const int shape[]);

/* ---- views ---- */

ADC_VIEW adc_tensor_f adc_reshape_f(const adc_tensor_f x, int dims, const int shape[]); /* -1 for one extent: what is left */
ADC_VIEW adc_tensor_f adc_transpose_f(const adc_tensor_f x);                            /* the last two axes */
ADC_VIEW adc_tensor_f adc_permute_f(const adc_tensor_f x, int dims, const int axes[]);  /* axis i of the result is axes[i] of x */
ADC_VIEW adc_tensor_f adc_slice_f(const adc_tensor_f x, int axis, int from, int to);    /* negative: from the end */
ADC_VIEW adc_tensor_f adc_slice_step_f(const adc_tensor_f x, int axis, int from, int to, int step);
ADC_VIEW adc_tensor_f adc_select_f(const adc_tensor_f x, int axis, int i); /* one index; the axis goes */
ADC_VIEW adc_tensor_f adc_expand_f(const adc_tensor_f x, int axis);        /* a new axis of extent 1 in front of this one */
ADC_VIEW adc_tensor_f adc_squeeze_f(const adc_tensor_f x, int axis);       /* away with an axis of extent 1 */
ADC_VIEW adc_tensor_f adc_broadcast_f(const adc_tensor_f x, int dims, const int shape[]);
/* The result of a reduction with its axes in place again, as ADC_KEEP would have left them. */
ADC_VIEW adc_tensor_f adc_restore_f(const adc_tensor_f x, int dims, unsigned axes);

/* ---- sums and products into a tensor: to += ..., summed over the axes along which to has extent 1 or none ---- */

ADC_DERIVATIVES_(adc_add_to_f) void adc_add_to_f(adc_tensor_f *to, const adc_tensor_f x);
ADC_DERIVATIVES_(adc_sub_to_f) void adc_sub_to_f(adc_tensor_f *to, const adc_tensor_f x);
ADC_DERIVATIVES_(adc_mul_to_f) void adc_mul_to_f(adc_tensor_f *to, const adc_tensor_f x, const adc_tensor_f y);
ADC_DERIVATIVES_(adc_matmul_to_f) void adc_matmul_to_f(adc_tensor_f *to, const adc_tensor_f x, const adc_tensor_f y);

/* ---- numbers ---- */

ADC_OP_(adc_scalar_f) adc_tensor_f adc_scalar_f(float value); /* a tensor without dimensions */
ADC_DERIVATIVES_(adc_item_f) float adc_item_f(const adc_tensor_f x); /* of a tensor with one element */
ADC_DERIVATIVES_(adc_dot_f) float adc_dot_f(const adc_tensor_f x, const adc_tensor_f y); /* the sum of x * y */
ADC_OP_(adc_scale_f) adc_tensor_f adc_scale_f(const adc_tensor_f x, float factor);
ADC_OP_(adc_shift_f) adc_tensor_f adc_shift_f(const adc_tensor_f x, float term); /* x + term */
ADC_DERIVATIVES_(adc_total_f) float adc_total_f(const adc_tensor_f x);             /* the sum of all elements */

/* x as a new tensor of the shape that x, like and other have together. */
ADC_OP_(adc_spread_f) adc_tensor_f adc_spread_f(adc_tensor_f x, ADC_INACTIVE adc_tensor_f like, ADC_INACTIVE adc_tensor_f other);

/* A copy without gaps. */
ADC_OP_(adc_copy_f) adc_tensor_f adc_copy_f(adc_tensor_f x);

/* ---- element by element, two operands ---- */

ADC_OP_(adc_add_f) adc_tensor_f adc_add_f(adc_tensor_f x, adc_tensor_f y);
ADC_OP_(adc_sub_f) adc_tensor_f adc_sub_f(adc_tensor_f x, adc_tensor_f y);
ADC_OP_(adc_mul_f) adc_tensor_f adc_mul_f(adc_tensor_f x, adc_tensor_f y);
ADC_OP_(adc_div_f) adc_tensor_f adc_div_f(adc_tensor_f x, adc_tensor_f y);
ADC_OP_(adc_pow_f) adc_tensor_f adc_pow_f(adc_tensor_f x, adc_tensor_f y);
ADC_OP_(adc_maximum_f) adc_tensor_f adc_maximum_f(adc_tensor_f x, adc_tensor_f y); /* at a tie the first has the derivative */
ADC_OP_(adc_minimum_f) adc_tensor_f adc_minimum_f(adc_tensor_f x, adc_tensor_f y);
/* x where condition is not zero, y elsewhere. */
ADC_OP_(adc_where_f) adc_tensor_f adc_where_f(ADC_INACTIVE adc_tensor_f condition, adc_tensor_f x, adc_tensor_f y);
/* 1 where true, else 0. */
ADC_INACTIVE ADC_NEW_ adc_tensor_f adc_greater_f(adc_tensor_f x, adc_tensor_f y);
ADC_INACTIVE ADC_NEW_ adc_tensor_f adc_greater_equal_f(adc_tensor_f x, adc_tensor_f y);
ADC_INACTIVE ADC_NEW_ adc_tensor_f adc_less_f(adc_tensor_f x, adc_tensor_f y);
ADC_INACTIVE ADC_NEW_ adc_tensor_f adc_equal_f(adc_tensor_f x, adc_tensor_f y);

/* The partial derivatives of pow: y x^(y-1), zero where y is zero; x^y log x, zero where x is zero and y positive. */
ADC_OP_(adc_pow_slope_f) adc_tensor_f adc_pow_slope_f(adc_tensor_f x, adc_tensor_f y);
ADC_OP_(adc_pow_log_f) adc_tensor_f adc_pow_log_f(adc_tensor_f x, adc_tensor_f y);

static inline adc_tensor_f adc_clip_f(adc_tensor_f x, float low, float high);

/* ---- element by element, one operand ---- */

ADC_OP_(adc_neg_f) adc_tensor_f adc_neg_f(adc_tensor_f x);
ADC_OP_(adc_square_f) adc_tensor_f adc_square_f(adc_tensor_f x);
ADC_OP_(adc_exp_f) adc_tensor_f adc_exp_f(adc_tensor_f x);
ADC_OP_(adc_log_f) adc_tensor_f adc_log_f(adc_tensor_f x);
ADC_OP_(adc_sin_f) adc_tensor_f adc_sin_f(adc_tensor_f x);
ADC_OP_(adc_cos_f) adc_tensor_f adc_cos_f(adc_tensor_f x);
ADC_OP_(adc_tan_f) adc_tensor_f adc_tan_f(adc_tensor_f x);
ADC_OP_(adc_tanh_f) adc_tensor_f adc_tanh_f(adc_tensor_f x);
ADC_OP_(adc_sigmoid_f) adc_tensor_f adc_sigmoid_f(adc_tensor_f x);
ADC_OP_(adc_relu_f) adc_tensor_f adc_relu_f(adc_tensor_f x); /* the derivative at 0 is 0 */
ADC_OP_(adc_softplus_f) adc_tensor_f adc_softplus_f(adc_tensor_f x); /* logf(1 + expf(x)) */
ADC_OP_(adc_gelu_f) adc_tensor_f adc_gelu_f(adc_tensor_f x); /* x times the normal distribution function */
ADC_OP_(adc_sqrt_f) adc_tensor_f adc_sqrt_f(adc_tensor_f x);
ADC_OP_(adc_abs_f) adc_tensor_f adc_abs_f(adc_tensor_f x); /* the derivative at 0 is 0 */
ADC_OP_(adc_tanh_slope_f) adc_tensor_f adc_tanh_slope_f(adc_tensor_f x); /* 1 - tanhf(x)^2 */
ADC_OP_(adc_sigmoid_slope_f) adc_tensor_f adc_sigmoid_slope_f(adc_tensor_f x);
ADC_OP_(adc_gelu_slope_f) adc_tensor_f adc_gelu_slope_f(adc_tensor_f x);
ADC_OP_(adc_normal_density_f) adc_tensor_f adc_normal_density_f(adc_tensor_f x); /* expf(-x^2 / 2) / sqrtf(2 pi) */
ADC_INACTIVE ADC_NEW_ adc_tensor_f adc_sign_f(adc_tensor_f x);

/* ---- reductions over a set of axes: ADC_AXIS(0) | ADC_AXIS(-1), ADC_ALL ---- */

ADC_OP_(adc_sum_f) adc_tensor_f adc_sum_f(adc_tensor_f x, unsigned axes);
ADC_OP_(adc_mean_f) adc_tensor_f adc_mean_f(adc_tensor_f x, unsigned axes);
ADC_OP_(adc_logsumexp_f) adc_tensor_f adc_logsumexp_f(adc_tensor_f x, unsigned axes);
/* The elements of x at the places where `at` is largest along the axes, the first of equals. */
ADC_OP_(adc_pick_f) adc_tensor_f adc_pick_f(adc_tensor_f x, ADC_INACTIVE adc_tensor_f at, unsigned axes);
ADC_DERIVATIVES_(adc_put_to_f) void adc_put_to_f(adc_tensor_f *to, const adc_tensor_f x, ADC_INACTIVE const adc_tensor_f at, unsigned axes);
/* The index of the largest element along one axis, the first of equals, row by row. */
ADC_INACTIVE void adc_argmax_f(adc_tensor_f x, int axis, int index[]);

/* The largest, the smallest element; the first of equals has the derivative. */
static inline adc_tensor_f adc_max_f(adc_tensor_f x, unsigned axes);
static inline adc_tensor_f adc_min_f(adc_tensor_f x, unsigned axes);
/* The mean of the squared distances from the mean. */
static inline adc_tensor_f adc_var_f(adc_tensor_f x, unsigned axes);
/* The root of the sum of squares; at zero it has no derivative (NaN). */
static inline adc_tensor_f adc_norm_f(adc_tensor_f x, unsigned axes);
/* The mean of the squares of all elements. */
static inline float adc_mean_square_f(adc_tensor_f x);
/* Along one axis, which goes. The product of the others is formed without a division: zeros do no harm. */
static inline adc_tensor_f adc_prod_f(adc_tensor_f x, int axis);

/* ---- exponentials that are normalised over a set of axes ---- */

ADC_OP_(adc_softmax_f) adc_tensor_f adc_softmax_f(adc_tensor_f x, unsigned axes);
ADC_OP_(adc_log_softmax_f) adc_tensor_f adc_log_softmax_f(adc_tensor_f x, unsigned axes);

/* The mean over the n rows of -log softmax(row)[label]. */
ADC_DERIVATIVES_(adc_cross_entropy_f) float adc_cross_entropy_f(int n, const adc_tensor_f logits, const int labels[ADC_LENGTH_(n)]);

/* ---- normalisation ---- */

/* (x - mean) / sqrtf(variance + epsilon), mean and variance over the axes. */
ADC_OP_(adc_normalize_f) adc_tensor_f adc_normalize_f(adc_tensor_f x, unsigned axes, ADC_INACTIVE float epsilon);

/* Over the last axis, then times scale plus offset. */
static inline adc_tensor_f adc_layer_norm_f(adc_tensor_f x, adc_tensor_f scale, adc_tensor_f offset, float epsilon);

/* ---- products of matrices ---- */

/* Of the last two axes, the others broadcast. A vector in front is a row, one behind a column, and its axis goes.
   Transposed operands (adc_transpose_f) are not copied. */
ADC_OP_(adc_matmul_f) adc_tensor_f adc_matmul_f(adc_tensor_f x, adc_tensor_f y);
/* Two-operand sums over indices, as in "ij,jk->ik"; an index may stand twice in one operand. */
ADC_OP_(adc_einsum_f) adc_tensor_f adc_einsum_f(const char *indices, adc_tensor_f x, adc_tensor_f y);

/* The matrices that adc_matmul_f takes vectors for, and its result with their axes in place. */
ADC_VIEW adc_tensor_f adc_as_row_f(adc_tensor_f x);
ADC_VIEW adc_tensor_f adc_as_column_f(adc_tensor_f x);
ADC_VIEW adc_tensor_f adc_as_product_f(adc_tensor_f x, int left_dims, int right_dims);

/* x[i] * y[j] of two vectors. */
static inline adc_tensor_f adc_outer_f(adc_tensor_f x, adc_tensor_f y);
/* to += the sum over products, each tensor with the indices that the first (0), second (1) operand or the result (2) has. */
ADC_DERIVATIVES_(adc_einsum_to_f)
void adc_einsum_to_f(adc_tensor_f *to, int to_role, const adc_tensor_f x, int x_role, const adc_tensor_f y, int y_role,
                   const char *indices);

/* ---- putting together and taking apart ---- */

ADC_OP_(adc_concat_f) adc_tensor_f adc_concat_f(adc_tensor_f x, adc_tensor_f y, int axis);
ADC_OP_(adc_pad_f) adc_tensor_f adc_pad_f(adc_tensor_f x, int axis, int before, int after); /* with zeros */
/* The slices of the first axis at these indices, as of a table of embeddings. */
ADC_OP_(adc_gather_f) adc_tensor_f adc_gather_f(adc_tensor_f x, int n, const int indices[ADC_LENGTH_(n)]);
ADC_DERIVATIVES_(adc_scatter_to_f) void adc_scatter_to_f(adc_tensor_f *to, const adc_tensor_f x, int n, const int indices[ADC_LENGTH_(n)]);

/* Along a new axis. */
static inline adc_tensor_f adc_stack_f(adc_tensor_f x, adc_tensor_f y, int axis);

/* ---- images: x is n x channels x height x width ---- */

/* kernel is filters x channels x height x width; the result is n x filters x ... The images are padded by zeros. */
ADC_OP_(adc_conv2d_f) adc_tensor_f adc_conv2d_f(adc_tensor_f x, adc_tensor_f kernel, int stride, int padding);
/* Windows of size x size. */
ADC_OP_(adc_mean_pool_f) adc_tensor_f adc_mean_pool_f(adc_tensor_f x, int size, int stride);
/* The elements of x at the places where `at` is largest in each window, the first of equals. */
ADC_OP_(adc_pool_pick_f) adc_tensor_f adc_pool_pick_f(adc_tensor_f x, ADC_INACTIVE adc_tensor_f at, int size, int stride);

/* to += what the convolution says of one of its three tensors, given the two others: image (0), kernel (1), result (2). */
ADC_DERIVATIVES_(adc_conv2d_to_f)
void adc_conv2d_to_f(adc_tensor_f *to, int to_role, const adc_tensor_f x, int x_role, const adc_tensor_f y, int y_role,
                   int stride, int padding);
ADC_DERIVATIVES_(adc_mean_pool_to_f) void adc_mean_pool_to_f(adc_tensor_f *to, const adc_tensor_f x, int size, int stride);
ADC_DERIVATIVES_(adc_pool_put_to_f)
void adc_pool_put_to_f(adc_tensor_f *to, const adc_tensor_f x, ADC_INACTIVE const adc_tensor_f at, int size, int stride);

static inline adc_tensor_f adc_max_pool_f(adc_tensor_f x, int size, int stride);

/* ---- systems of equations ---- */

/* The x with a x = b, of a square matrix a and a vector or matrix b. A singular a: the failure handler. */
ADC_OP_(adc_solve_f) adc_tensor_f adc_solve_f(adc_tensor_f a, adc_tensor_f b);
/* The lower triangular l with l l' = (a + a') / 2. Not positive definite: the failure handler. */
ADC_OP_(adc_cholesky_f) adc_tensor_f adc_cholesky_f(adc_tensor_f a);
ADC_NEW_ adc_tensor_f adc_lower_half_f(int n); /* 1 below the diagonal, 1/2 on it */

#include <adc/tensor_derivatives_f.h>

#endif
