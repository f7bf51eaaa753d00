/* <adc/tensor_derivatives_f.h>: the derivatives of the operations of <adc/tensor.h>, and the operations that are made of
   others. Part of that header.

   Made of operations again, so that they can be differentiated too, to any order: nested gradients, Hessians,
   Hessian-vector products. What an adjoint adds goes through the operations whose names end in _to; each of these is
   the derivative of others of its kind. */
#ifndef ADC_TENSOR_DERIVATIVES_F_H
#define ADC_TENSOR_DERIVATIVES_F_H

static inline void adc_add_to_f_adjoint(adc_tensor_f *to, adc_tensor_f x, adc_tensor_f *to_adj, adc_tensor_f *x_adj)
{
    (void)to, (void)x;
    adc_add_to_f(x_adj, *to_adj);
}

static inline void adc_add_to_f_tangent(adc_tensor_f *to, adc_tensor_f x, adc_tensor_f *to_tan, const adc_tensor_f *x_tan)
{
    adc_add_to_f(to_tan, *x_tan);
    adc_add_to_f(to, x);
}

static inline void adc_sub_to_f_adjoint(adc_tensor_f *to, adc_tensor_f x, adc_tensor_f *to_adj, adc_tensor_f *x_adj)
{
    (void)to, (void)x;
    adc_sub_to_f(x_adj, *to_adj);
}

static inline void adc_sub_to_f_tangent(adc_tensor_f *to, adc_tensor_f x, adc_tensor_f *to_tan, const adc_tensor_f *x_tan)
{
    adc_sub_to_f(to_tan, *x_tan);
    adc_sub_to_f(to, x);
}

static inline void adc_mul_to_f_adjoint(adc_tensor_f *to, adc_tensor_f x, adc_tensor_f y, adc_tensor_f *to_adj, adc_tensor_f *x_adj, adc_tensor_f *y_adj)
{
    (void)to;
    adc_mul_to_f(x_adj, *to_adj, y);
    adc_mul_to_f(y_adj, *to_adj, x);
}

static inline void adc_mul_to_f_tangent(adc_tensor_f *to, adc_tensor_f x, adc_tensor_f y, adc_tensor_f *to_tan, const adc_tensor_f *x_tan,
                                             const adc_tensor_f *y_tan)
{
    adc_mul_to_f(to_tan, *x_tan, y);
    adc_mul_to_f(to_tan, x, *y_tan);
    adc_mul_to_f(to, x, y);
}

static inline void adc_matmul_to_f_adjoint(adc_tensor_f *to, adc_tensor_f x, adc_tensor_f y, adc_tensor_f *to_adj, adc_tensor_f *x_adj, adc_tensor_f *y_adj)
{
    (void)to;
    adc_matmul_to_f(x_adj, *to_adj, adc_transpose_f(y));
    adc_matmul_to_f(y_adj, adc_transpose_f(x), *to_adj);
}

static inline void adc_matmul_to_f_tangent(adc_tensor_f *to, adc_tensor_f x, adc_tensor_f y, adc_tensor_f *to_tan, const adc_tensor_f *x_tan,
                                                const adc_tensor_f *y_tan)
{
    adc_matmul_to_f(to_tan, *x_tan, y);
    adc_matmul_to_f(to_tan, x, *y_tan);
    adc_matmul_to_f(to, x, y);
}

static inline void adc_scalar_f_adjoint(float value, float *value_adj, const adc_tensor_f *return_adj)
{
    (void)value;
    *value_adj += adc_item_f(*return_adj);
}

static inline adc_tensor_f adc_scalar_f_tangent(float value, float value_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_scalar_f(value_tan);
    return adc_scalar_f(value);
}

static inline void adc_item_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, float return_adj)
{
    (void)x;
    adc_add_to_f(x_adj, adc_scalar_f(return_adj));
}

static inline float adc_item_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, float *return_tan)
{
    *return_tan = adc_item_f(*x_tan);
    return adc_item_f(x);
}

static inline void adc_dot_f_adjoint(adc_tensor_f x, adc_tensor_f y, adc_tensor_f *x_adj, adc_tensor_f *y_adj, float return_adj)
{
    adc_mul_to_f(x_adj, y, adc_scalar_f(return_adj));
    adc_mul_to_f(y_adj, x, adc_scalar_f(return_adj));
}

static inline float adc_dot_f_tangent(adc_tensor_f x, adc_tensor_f y, const adc_tensor_f *x_tan, const adc_tensor_f *y_tan, float *return_tan)
{
    *return_tan = adc_dot_f(*x_tan, y) + adc_dot_f(x, *y_tan);
    return adc_dot_f(x, y);
}

static inline void adc_scale_f_adjoint(adc_tensor_f x, float factor, adc_tensor_f *x_adj, float *factor_adj,
                                            const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_scalar_f(factor));
    *factor_adj += adc_dot_f(*return_adj, x);
}

static inline adc_tensor_f adc_scale_f_tangent(adc_tensor_f x, float factor, const adc_tensor_f *x_tan, float factor_tan,
                                           adc_tensor_f *return_tan)
{
    *return_tan = adc_add_f(adc_scale_f(*x_tan, factor), adc_scale_f(x, factor_tan));
    return adc_scale_f(x, factor);
}

static inline void adc_shift_f_adjoint(adc_tensor_f x, float term, adc_tensor_f *x_adj, float *term_adj,
                                     const adc_tensor_f *return_adj)
{
    (void)x, (void)term;
    adc_add_to_f(x_adj, *return_adj);
    *term_adj += adc_total_f(*return_adj);
}

static inline adc_tensor_f adc_shift_f_tangent(adc_tensor_f x, float term, const adc_tensor_f *x_tan, float term_tan,
                                           adc_tensor_f *return_tan)
{
    *return_tan = adc_shift_f(adc_add_f(*x_tan, adc_zeros_like_f(x)), term_tan);
    return adc_shift_f(x, term);
}

static inline void adc_total_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, float return_adj)
{
    (void)x;
    adc_add_to_f(x_adj, adc_scalar_f(return_adj));
}

static inline float adc_total_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, float *return_tan)
{
    *return_tan = adc_total_f(*x_tan);
    return adc_total_f(x);
}

static inline void adc_spread_f_adjoint(adc_tensor_f x, adc_tensor_f like, adc_tensor_f other, adc_tensor_f *x_adj,
                                      const adc_tensor_f *return_adj)
{
    (void)x, (void)like, (void)other;
    adc_add_to_f(x_adj, *return_adj);
}

static inline adc_tensor_f adc_spread_f_tangent(adc_tensor_f x, adc_tensor_f like, adc_tensor_f other, const adc_tensor_f *x_tan,
                                            adc_tensor_f *return_tan)
{
    *return_tan = adc_spread_f(*x_tan, like, other);
    return adc_spread_f(x, like, other);
}

static inline void adc_copy_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    (void)x;
    adc_add_to_f(x_adj, *return_adj);
}

static inline adc_tensor_f adc_copy_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_copy_f(*x_tan);
    return adc_copy_f(x);
}

static inline void adc_add_f_adjoint(adc_tensor_f x, adc_tensor_f y, adc_tensor_f *x_adj, adc_tensor_f *y_adj,
                                  const adc_tensor_f *return_adj)
{
    (void)x, (void)y;
    adc_add_to_f(x_adj, *return_adj);
    adc_add_to_f(y_adj, *return_adj);
}

static inline adc_tensor_f adc_add_f_tangent(adc_tensor_f x, adc_tensor_f y, const adc_tensor_f *x_tan, const adc_tensor_f *y_tan,
                                        adc_tensor_f *return_tan)
{
    *return_tan = adc_spread_f(adc_add_f(*x_tan, *y_tan), x, y);
    return adc_add_f(x, y);
}

static inline void adc_sub_f_adjoint(adc_tensor_f x, adc_tensor_f y, adc_tensor_f *x_adj, adc_tensor_f *y_adj,
                                  const adc_tensor_f *return_adj)
{
    (void)x, (void)y;
    adc_add_to_f(x_adj, *return_adj);
    adc_sub_to_f(y_adj, *return_adj);
}

static inline adc_tensor_f adc_sub_f_tangent(adc_tensor_f x, adc_tensor_f y, const adc_tensor_f *x_tan, const adc_tensor_f *y_tan,
                                        adc_tensor_f *return_tan)
{
    *return_tan = adc_spread_f(adc_sub_f(*x_tan, *y_tan), x, y);
    return adc_sub_f(x, y);
}

static inline void adc_mul_f_adjoint(adc_tensor_f x, adc_tensor_f y, adc_tensor_f *x_adj, adc_tensor_f *y_adj,
                                  const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, y);
    adc_mul_to_f(y_adj, *return_adj, x);
}

static inline adc_tensor_f adc_mul_f_tangent(adc_tensor_f x, adc_tensor_f y, const adc_tensor_f *x_tan, const adc_tensor_f *y_tan,
                                        adc_tensor_f *return_tan)
{
    *return_tan = adc_add_f(adc_mul_f(*x_tan, y), adc_mul_f(x, *y_tan));
    return adc_mul_f(x, y);
}

static inline void adc_div_f_adjoint(adc_tensor_f x, adc_tensor_f y, adc_tensor_f *x_adj, adc_tensor_f *y_adj,
                                  const adc_tensor_f *return_adj)
{
    adc_tensor_f q = adc_div_f(*return_adj, y);
    adc_add_to_f(x_adj, q);
    adc_sub_to_f(y_adj, adc_mul_f(q, adc_div_f(x, y)));
}

static inline adc_tensor_f adc_div_f_tangent(adc_tensor_f x, adc_tensor_f y, const adc_tensor_f *x_tan, const adc_tensor_f *y_tan,
                                        adc_tensor_f *return_tan)
{
    *return_tan = adc_div_f(adc_sub_f(*x_tan, adc_mul_f(*y_tan, adc_div_f(x, y))), y);
    return adc_div_f(x, y);
}

static inline void adc_pow_f_adjoint(adc_tensor_f x, adc_tensor_f y, adc_tensor_f *x_adj, adc_tensor_f *y_adj,
                                  const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_pow_slope_f(x, y));
    if (y_adj->data)
        adc_mul_to_f(y_adj, *return_adj, adc_pow_log_f(x, y));
}

static inline adc_tensor_f adc_pow_f_tangent(adc_tensor_f x, adc_tensor_f y, const adc_tensor_f *x_tan, const adc_tensor_f *y_tan,
                                        adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_pow_slope_f(x, y));
    if (y_tan->data)
        *return_tan = adc_add_f(*return_tan, adc_mul_f(*y_tan, adc_pow_log_f(x, y)));
    return adc_pow_f(x, y);
}

/* x^(y-1) (1 + y log x), the derivative of both. */
static inline adc_tensor_f adc_pow_mixed_f(adc_tensor_f x, adc_tensor_f y)
{
    return adc_mul_f(adc_pow_f(x, adc_shift_f(y, -1)), adc_shift_f(adc_mul_f(y, adc_log_f(x)), 1));
}

static inline void adc_pow_slope_f_adjoint(adc_tensor_f x, adc_tensor_f y, adc_tensor_f *x_adj, adc_tensor_f *y_adj,
                                  const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_mul_f(y, adc_pow_slope_f(x, adc_shift_f(y, -1))));
    if (y_adj->data)
        adc_mul_to_f(y_adj, *return_adj, adc_pow_mixed_f(x, y));
}

static inline adc_tensor_f adc_pow_slope_f_tangent(adc_tensor_f x, adc_tensor_f y, const adc_tensor_f *x_tan, const adc_tensor_f *y_tan,
                                        adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_mul_f(y, adc_pow_slope_f(x, adc_shift_f(y, -1))));
    if (y_tan->data)
        *return_tan = adc_add_f(*return_tan, adc_mul_f(*y_tan, adc_pow_mixed_f(x, y)));
    return adc_pow_slope_f(x, y);
}

static inline void adc_pow_log_f_adjoint(adc_tensor_f x, adc_tensor_f y, adc_tensor_f *x_adj, adc_tensor_f *y_adj,
                                  const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_pow_mixed_f(x, y));
    if (y_adj->data)
        adc_mul_to_f(y_adj, *return_adj, adc_mul_f(adc_pow_log_f(x, y), adc_log_f(x)));
}

static inline adc_tensor_f adc_pow_log_f_tangent(adc_tensor_f x, adc_tensor_f y, const adc_tensor_f *x_tan, const adc_tensor_f *y_tan,
                                        adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_pow_mixed_f(x, y));
    if (y_tan->data)
        *return_tan = adc_add_f(*return_tan, adc_mul_f(*y_tan, adc_mul_f(adc_pow_log_f(x, y), adc_log_f(x))));
    return adc_pow_log_f(x, y);
}

static inline void adc_maximum_f_adjoint(adc_tensor_f x, adc_tensor_f y, adc_tensor_f *x_adj, adc_tensor_f *y_adj,
                                  const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_greater_equal_f(x, y));
    adc_mul_to_f(y_adj, *return_adj, adc_less_f(x, y));
}

static inline adc_tensor_f adc_maximum_f_tangent(adc_tensor_f x, adc_tensor_f y, const adc_tensor_f *x_tan, const adc_tensor_f *y_tan,
                                        adc_tensor_f *return_tan)
{
    *return_tan = adc_add_f(adc_mul_f(*x_tan, adc_greater_equal_f(x, y)), adc_mul_f(*y_tan, adc_less_f(x, y)));
    return adc_maximum_f(x, y);
}

static inline void adc_minimum_f_adjoint(adc_tensor_f x, adc_tensor_f y, adc_tensor_f *x_adj, adc_tensor_f *y_adj,
                                  const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_greater_equal_f(y, x));
    adc_mul_to_f(y_adj, *return_adj, adc_less_f(y, x));
}

static inline adc_tensor_f adc_minimum_f_tangent(adc_tensor_f x, adc_tensor_f y, const adc_tensor_f *x_tan, const adc_tensor_f *y_tan,
                                        adc_tensor_f *return_tan)
{
    *return_tan = adc_add_f(adc_mul_f(*x_tan, adc_greater_equal_f(y, x)), adc_mul_f(*y_tan, adc_less_f(y, x)));
    return adc_minimum_f(x, y);
}

static inline void adc_where_f_adjoint(adc_tensor_f condition, adc_tensor_f x, adc_tensor_f y, adc_tensor_f *x_adj,
                                     adc_tensor_f *y_adj, const adc_tensor_f *return_adj)
{
    (void)x, (void)y;
    adc_add_to_f(x_adj, adc_where_f(condition, *return_adj, adc_scalar_f(0)));
    adc_add_to_f(y_adj, adc_where_f(condition, adc_scalar_f(0), *return_adj));
}

static inline adc_tensor_f adc_where_f_tangent(adc_tensor_f condition, adc_tensor_f x, adc_tensor_f y, const adc_tensor_f *x_tan,
                                           const adc_tensor_f *y_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_spread_f(adc_where_f(condition, *x_tan, *y_tan), x, y);
    return adc_where_f(condition, x, y);
}

static inline adc_tensor_f adc_full_f(int dims, const int shape[], float value)
{
    return adc_shift_f(adc_zeros_f(dims, shape), value);
}

static inline adc_tensor_f adc_clip_f(adc_tensor_f x, float low, float high)
{
    return adc_minimum_f(adc_maximum_f(x, adc_scalar_f(low)), adc_scalar_f(high));
}

static inline void adc_neg_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    (void)x;
    adc_sub_to_f(x_adj, *return_adj);
}

static inline adc_tensor_f adc_neg_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_neg_f(*x_tan);
    return adc_neg_f(x);
}

static inline void adc_square_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_scale_f(x, 2));
}

static inline adc_tensor_f adc_square_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_scale_f(x, 2));
    return adc_square_f(x);
}

static inline void adc_exp_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_exp_f(x));
}

static inline adc_tensor_f adc_exp_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_exp_f(x));
    return adc_exp_f(x);
}

static inline void adc_log_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_add_to_f(x_adj, adc_div_f(*return_adj, x));
}

static inline adc_tensor_f adc_log_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_div_f(*x_tan, x);
    return adc_log_f(x);
}

static inline void adc_sin_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_cos_f(x));
}

static inline adc_tensor_f adc_sin_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_cos_f(x));
    return adc_sin_f(x);
}

static inline void adc_cos_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_neg_f(adc_sin_f(x)));
}

static inline adc_tensor_f adc_cos_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_neg_f(adc_sin_f(x)));
    return adc_cos_f(x);
}

static inline void adc_tan_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_shift_f(adc_square_f(adc_tan_f(x)), 1));
}

static inline adc_tensor_f adc_tan_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_shift_f(adc_square_f(adc_tan_f(x)), 1));
    return adc_tan_f(x);
}

static inline void adc_tanh_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_tanh_slope_f(x));
}

static inline adc_tensor_f adc_tanh_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_tanh_slope_f(x));
    return adc_tanh_f(x);
}

static inline void adc_sigmoid_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_sigmoid_slope_f(x));
}

static inline adc_tensor_f adc_sigmoid_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_sigmoid_slope_f(x));
    return adc_sigmoid_f(x);
}

static inline void adc_relu_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_greater_f(x, adc_scalar_f(0)));
}

static inline adc_tensor_f adc_relu_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_greater_f(x, adc_scalar_f(0)));
    return adc_relu_f(x);
}

static inline void adc_softplus_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_sigmoid_f(x));
}

static inline adc_tensor_f adc_softplus_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_sigmoid_f(x));
    return adc_softplus_f(x);
}

static inline void adc_gelu_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_gelu_slope_f(x));
}

static inline adc_tensor_f adc_gelu_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_gelu_slope_f(x));
    return adc_gelu_f(x);
}

static inline void adc_sqrt_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_add_to_f(x_adj, adc_div_f(*return_adj, adc_scale_f(adc_sqrt_f(x), 2)));
}

static inline adc_tensor_f adc_sqrt_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_div_f(*x_tan, adc_scale_f(adc_sqrt_f(x), 2));
    return adc_sqrt_f(x);
}

static inline void adc_abs_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_sign_f(x));
}

static inline adc_tensor_f adc_abs_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_sign_f(x));
    return adc_abs_f(x);
}

static inline void adc_tanh_slope_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_scale_f(adc_mul_f(adc_tanh_f(x), adc_tanh_slope_f(x)), -2));
}

static inline adc_tensor_f adc_tanh_slope_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_scale_f(adc_mul_f(adc_tanh_f(x), adc_tanh_slope_f(x)), -2));
    return adc_tanh_slope_f(x);
}

static inline void adc_sigmoid_slope_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_mul_f(adc_sigmoid_slope_f(x), adc_shift_f(adc_scale_f(adc_sigmoid_f(x), -2), 1)));
}

static inline adc_tensor_f adc_sigmoid_slope_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_mul_f(adc_sigmoid_slope_f(x), adc_shift_f(adc_scale_f(adc_sigmoid_f(x), -2), 1)));
    return adc_sigmoid_slope_f(x);
}

static inline void adc_gelu_slope_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_mul_f(adc_normal_density_f(x), adc_shift_f(adc_neg_f(adc_square_f(x)), 2)));
}

static inline adc_tensor_f adc_gelu_slope_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_mul_f(adc_normal_density_f(x), adc_shift_f(adc_neg_f(adc_square_f(x)), 2)));
    return adc_gelu_slope_f(x);
}

static inline void adc_normal_density_f_adjoint(adc_tensor_f x, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, *return_adj, adc_neg_f(adc_mul_f(x, adc_normal_density_f(x))));
}

static inline adc_tensor_f adc_normal_density_f_tangent(adc_tensor_f x, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mul_f(*x_tan, adc_neg_f(adc_mul_f(x, adc_normal_density_f(x))));
    return adc_normal_density_f(x);
}

static inline void adc_sum_f_adjoint(adc_tensor_f x, unsigned axes, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_add_to_f(x_adj, adc_restore_f(*return_adj, x.dims, axes));
}

static inline adc_tensor_f adc_sum_f_tangent(adc_tensor_f x, unsigned axes, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_sum_f(*x_tan, axes);
    return adc_sum_f(x, axes);
}

static inline void adc_mean_f_adjoint(adc_tensor_f x, unsigned axes, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    float n = (float)adc_tensor_size_f(&x) / (float)adc_tensor_size_f(return_adj);
    adc_add_to_f(x_adj, adc_restore_f(adc_scale_f(*return_adj, 1 / n), x.dims, axes));
}

static inline adc_tensor_f adc_mean_f_tangent(adc_tensor_f x, unsigned axes, const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_mean_f(*x_tan, axes);
    return adc_mean_f(x, axes);
}

static inline void adc_pick_f_adjoint(adc_tensor_f x, adc_tensor_f at, unsigned axes, adc_tensor_f *x_adj,
                                    const adc_tensor_f *return_adj)
{
    (void)x;
    adc_put_to_f(x_adj, *return_adj, at, axes);
}

static inline adc_tensor_f adc_pick_f_tangent(adc_tensor_f x, adc_tensor_f at, unsigned axes, const adc_tensor_f *x_tan,
                                          adc_tensor_f *return_tan)
{
    *return_tan = adc_pick_f(*x_tan, at, axes);
    return adc_pick_f(x, at, axes);
}

static inline void adc_put_to_f_adjoint(adc_tensor_f *to, adc_tensor_f x, adc_tensor_f at, unsigned axes, adc_tensor_f *to_adj,
                                      adc_tensor_f *x_adj)
{
    (void)to, (void)x;
    adc_add_to_f(x_adj, adc_pick_f(*to_adj, at, axes));
}

static inline void adc_put_to_f_tangent(adc_tensor_f *to, adc_tensor_f x, adc_tensor_f at, unsigned axes, adc_tensor_f *to_tan,
                                      const adc_tensor_f *x_tan)
{
    adc_put_to_f(to_tan, *x_tan, at, axes);
    adc_put_to_f(to, x, at, axes);
}

static inline adc_tensor_f adc_max_f(adc_tensor_f x, unsigned axes)
{
    return adc_pick_f(x, x, axes);
}

static inline adc_tensor_f adc_min_f(adc_tensor_f x, unsigned axes)
{
    return adc_pick_f(x, adc_neg_f(x), axes);
}

static inline adc_tensor_f adc_var_f(adc_tensor_f x, unsigned axes)
{
    return adc_mean_f(adc_square_f(adc_sub_f(x, adc_mean_f(x, axes | ADC_KEEP))), axes);
}

static inline adc_tensor_f adc_norm_f(adc_tensor_f x, unsigned axes)
{
    return adc_sqrt_f(adc_sum_f(adc_square_f(x), axes));
}

static inline float adc_mean_square_f(adc_tensor_f x)
{
    return adc_dot_f(x, x) / (float)adc_tensor_size_f(&x);
}

static inline adc_tensor_f adc_prod_f(adc_tensor_f x, int axis)
{
    int n = adc_extent_f(&x, axis);
    adc_tensor_f product = adc_copy_f(adc_select_f(x, axis, 0));
    for (int i = 1; i < n; i++)
        product = adc_mul_f(product, adc_select_f(x, axis, i));
    return product;
}

static inline void adc_logsumexp_f_adjoint(adc_tensor_f x, unsigned axes, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_mul_to_f(x_adj, adc_restore_f(*return_adj, x.dims, axes), adc_softmax_f(x, axes));
}

static inline adc_tensor_f adc_logsumexp_f_tangent(adc_tensor_f x, unsigned axes, const adc_tensor_f *x_tan,
                                               adc_tensor_f *return_tan)
{
    *return_tan = adc_sum_f(adc_mul_f(*x_tan, adc_softmax_f(x, axes)), axes);
    return adc_logsumexp_f(x, axes);
}

static inline void adc_softmax_f_adjoint(adc_tensor_f x, unsigned axes, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_tensor_f s = adc_softmax_f(x, axes);
    adc_tensor_f mean = adc_sum_f(adc_mul_f(s, *return_adj), axes | ADC_KEEP);
    adc_mul_to_f(x_adj, s, adc_sub_f(*return_adj, mean));
}

static inline adc_tensor_f adc_softmax_f_tangent(adc_tensor_f x, unsigned axes, const adc_tensor_f *x_tan,
                                             adc_tensor_f *return_tan)
{
    adc_tensor_f s = adc_softmax_f(x, axes);
    adc_tensor_f mean = adc_sum_f(adc_mul_f(s, *x_tan), axes | ADC_KEEP);
    *return_tan = adc_mul_f(s, adc_sub_f(*x_tan, mean));
    return adc_softmax_f(x, axes);
}

static inline void adc_log_softmax_f_adjoint(adc_tensor_f x, unsigned axes, adc_tensor_f *x_adj, const adc_tensor_f *return_adj)
{
    adc_add_to_f(x_adj, *return_adj);
    adc_sub_to_f(x_adj, adc_mul_f(adc_softmax_f(x, axes), adc_sum_f(*return_adj, axes | ADC_KEEP)));
}

static inline adc_tensor_f adc_log_softmax_f_tangent(adc_tensor_f x, unsigned axes, const adc_tensor_f *x_tan,
                                                 adc_tensor_f *return_tan)
{
    *return_tan = adc_sub_f(*x_tan, adc_sum_f(adc_mul_f(adc_softmax_f(x, axes), *x_tan), axes | ADC_KEEP));
    return adc_log_softmax_f(x, axes);
}

static inline void adc_cross_entropy_f_adjoint(int n, adc_tensor_f logits, const int labels[ADC_LENGTH_(n)], adc_tensor_f *logits_adj,
                                             float return_adj)
{
    adc_tensor_f error = adc_sub_f(adc_softmax_f(logits, ADC_AXIS(-1)), adc_one_hot_f(n, labels, logits.shape[1]));
    adc_mul_to_f(logits_adj, error, adc_scalar_f(return_adj / n));
}

static inline float adc_cross_entropy_f_tangent(int n, adc_tensor_f logits, const int labels[ADC_LENGTH_(n)],
                                               const adc_tensor_f *logits_tan, float *return_tan)
{
    adc_tensor_f error = adc_sub_f(adc_softmax_f(logits, ADC_AXIS(-1)), adc_one_hot_f(n, labels, logits.shape[1]));
    *return_tan = adc_dot_f(error, *logits_tan) / n;
    return adc_cross_entropy_f(n, logits, labels);
}

static inline adc_tensor_f adc_inverse_deviation_f(adc_tensor_f x, unsigned axes, ADC_INACTIVE float epsilon)
{
    return adc_pow_f(adc_shift_f(adc_var_f(x, axes | ADC_KEEP), epsilon), adc_scalar_f(-0.5));
}

/* What is left of d where its mean and its part along y are taken away. */
static inline adc_tensor_f adc_centred_f(adc_tensor_f d, adc_tensor_f y, unsigned axes)
{
    adc_tensor_f rest = adc_sub_f(d, adc_mean_f(d, axes | ADC_KEEP));
    return adc_sub_f(rest, adc_mul_f(y, adc_mean_f(adc_mul_f(d, y), axes | ADC_KEEP)));
}

static inline void adc_normalize_f_adjoint(adc_tensor_f x, unsigned axes, float epsilon, adc_tensor_f *x_adj,
                                         const adc_tensor_f *return_adj)
{
    adc_tensor_f y = adc_normalize_f(x, axes, epsilon);
    adc_mul_to_f(x_adj, adc_centred_f(*return_adj, y, axes), adc_inverse_deviation_f(x, axes, epsilon));
}

static inline adc_tensor_f adc_normalize_f_tangent(adc_tensor_f x, unsigned axes, float epsilon, const adc_tensor_f *x_tan,
                                               adc_tensor_f *return_tan)
{
    adc_tensor_f y = adc_normalize_f(x, axes, epsilon);
    *return_tan = adc_mul_f(adc_centred_f(*x_tan, y, axes), adc_inverse_deviation_f(x, axes, epsilon));
    return adc_normalize_f(x, axes, epsilon);
}

static inline adc_tensor_f adc_layer_norm_f(adc_tensor_f x, adc_tensor_f scale, adc_tensor_f offset, float epsilon)
{
    return adc_add_f(adc_mul_f(adc_normalize_f(x, ADC_AXIS(-1), epsilon), scale), offset);
}

static inline void adc_matmul_f_adjoint(adc_tensor_f x, adc_tensor_f y, adc_tensor_f *x_adj, adc_tensor_f *y_adj,
                                      const adc_tensor_f *return_adj)
{
    adc_tensor_f r = adc_as_product_f(*return_adj, x.dims, y.dims);
    adc_tensor_f row_adj = adc_as_row_f(*x_adj), column_adj = adc_as_column_f(*y_adj);
    adc_matmul_to_f(&row_adj, r, adc_transpose_f(adc_as_column_f(y)));
    adc_matmul_to_f(&column_adj, adc_transpose_f(adc_as_row_f(x)), r);
}

static inline adc_tensor_f adc_matmul_f_tangent(adc_tensor_f x, adc_tensor_f y, const adc_tensor_f *x_tan,
                                            const adc_tensor_f *y_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_add_f(adc_matmul_f(*x_tan, y), adc_matmul_f(x, *y_tan));
    return adc_matmul_f(x, y);
}

static inline adc_tensor_f adc_outer_f(adc_tensor_f x, adc_tensor_f y)
{
    return adc_mul_f(adc_expand_f(x, 1), adc_expand_f(y, 0));
}

static inline void adc_einsum_to_f_adjoint(adc_tensor_f *to, int to_role, adc_tensor_f x, int x_role, adc_tensor_f y,
                                         int y_role, const char *indices, adc_tensor_f *to_adj, adc_tensor_f *x_adj,
                                         adc_tensor_f *y_adj)
{
    (void)to;
    adc_einsum_to_f(x_adj, x_role, *to_adj, to_role, y, y_role, indices);
    adc_einsum_to_f(y_adj, y_role, *to_adj, to_role, x, x_role, indices);
}

static inline void adc_einsum_to_f_tangent(adc_tensor_f *to, int to_role, adc_tensor_f x, int x_role, adc_tensor_f y,
                                         int y_role, const char *indices, adc_tensor_f *to_tan, const adc_tensor_f *x_tan,
                                         const adc_tensor_f *y_tan)
{
    adc_einsum_to_f(to_tan, to_role, *x_tan, x_role, y, y_role, indices);
    adc_einsum_to_f(to_tan, to_role, x, x_role, *y_tan, y_role, indices);
    adc_einsum_to_f(to, to_role, x, x_role, y, y_role, indices);
}

static inline void adc_einsum_f_adjoint(const char *indices, adc_tensor_f x, adc_tensor_f y, adc_tensor_f *x_adj,
                                      adc_tensor_f *y_adj, const adc_tensor_f *return_adj)
{
    adc_einsum_to_f(x_adj, 0, *return_adj, 2, y, 1, indices);
    adc_einsum_to_f(y_adj, 1, *return_adj, 2, x, 0, indices);
}

static inline adc_tensor_f adc_einsum_f_tangent(const char *indices, adc_tensor_f x, adc_tensor_f y, const adc_tensor_f *x_tan,
                                            const adc_tensor_f *y_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_add_f(adc_einsum_f(indices, *x_tan, y), adc_einsum_f(indices, x, *y_tan));
    return adc_einsum_f(indices, x, y);
}

static inline void adc_concat_f_adjoint(adc_tensor_f x, adc_tensor_f y, int axis, adc_tensor_f *x_adj, adc_tensor_f *y_adj,
                                      const adc_tensor_f *return_adj)
{
    int n = adc_extent_f(&x, axis), m = adc_extent_f(&y, axis);
    adc_add_to_f(x_adj, adc_slice_f(*return_adj, axis, 0, n));
    adc_add_to_f(y_adj, adc_slice_f(*return_adj, axis, n, n + m));
}

static inline adc_tensor_f adc_concat_f_tangent(adc_tensor_f x, adc_tensor_f y, int axis, const adc_tensor_f *x_tan,
                                            const adc_tensor_f *y_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_concat_f(adc_spread_f(*x_tan, x, x), adc_spread_f(*y_tan, y, y), axis);
    return adc_concat_f(x, y, axis);
}

static inline void adc_pad_f_adjoint(adc_tensor_f x, int axis, int before, int after, adc_tensor_f *x_adj,
                                   const adc_tensor_f *return_adj)
{
    (void)after;
    adc_add_to_f(x_adj, adc_slice_f(*return_adj, axis, before, before + adc_extent_f(&x, axis)));
}

static inline adc_tensor_f adc_pad_f_tangent(adc_tensor_f x, int axis, int before, int after, const adc_tensor_f *x_tan,
                                         adc_tensor_f *return_tan)
{
    *return_tan = adc_pad_f(*x_tan, axis, before, after);
    return adc_pad_f(x, axis, before, after);
}

static inline void adc_gather_f_adjoint(adc_tensor_f x, int n, const int indices[ADC_LENGTH_(n)], adc_tensor_f *x_adj,
                                      const adc_tensor_f *return_adj)
{
    (void)x;
    adc_scatter_to_f(x_adj, *return_adj, n, indices);
}

static inline adc_tensor_f adc_gather_f_tangent(adc_tensor_f x, int n, const int indices[ADC_LENGTH_(n)], const adc_tensor_f *x_tan,
                                            adc_tensor_f *return_tan)
{
    *return_tan = adc_gather_f(*x_tan, n, indices);
    return adc_gather_f(x, n, indices);
}

static inline void adc_scatter_to_f_adjoint(adc_tensor_f *to, adc_tensor_f x, int n, const int indices[ADC_LENGTH_(n)], adc_tensor_f *to_adj,
                                          adc_tensor_f *x_adj)
{
    (void)to, (void)x;
    adc_add_to_f(x_adj, adc_gather_f(*to_adj, n, indices));
}

static inline void adc_scatter_to_f_tangent(adc_tensor_f *to, adc_tensor_f x, int n, const int indices[ADC_LENGTH_(n)], adc_tensor_f *to_tan,
                                          const adc_tensor_f *x_tan)
{
    adc_scatter_to_f(to_tan, *x_tan, n, indices);
    adc_scatter_to_f(to, x, n, indices);
}

static inline adc_tensor_f adc_stack_f(adc_tensor_f x, adc_tensor_f y, int axis)
{
    return adc_concat_f(adc_expand_f(x, axis), adc_expand_f(y, axis), axis);
}

static inline adc_tensor_f adc_max_pool_f(adc_tensor_f x, int size, int stride)
{
    return adc_pool_pick_f(x, x, size, stride);
}

static inline void adc_conv2d_to_f_adjoint(adc_tensor_f *to, int to_role, adc_tensor_f x, int x_role, adc_tensor_f y,
                                         int y_role, int stride, int padding, adc_tensor_f *to_adj, adc_tensor_f *x_adj,
                                         adc_tensor_f *y_adj)
{
    (void)to;
    adc_conv2d_to_f(x_adj, x_role, *to_adj, to_role, y, y_role, stride, padding);
    adc_conv2d_to_f(y_adj, y_role, *to_adj, to_role, x, x_role, stride, padding);
}

static inline void adc_conv2d_to_f_tangent(adc_tensor_f *to, int to_role, adc_tensor_f x, int x_role, adc_tensor_f y,
                                         int y_role, int stride, int padding, adc_tensor_f *to_tan,
                                         const adc_tensor_f *x_tan, const adc_tensor_f *y_tan)
{
    adc_conv2d_to_f(to_tan, to_role, *x_tan, x_role, y, y_role, stride, padding);
    adc_conv2d_to_f(to_tan, to_role, x, x_role, *y_tan, y_role, stride, padding);
    adc_conv2d_to_f(to, to_role, x, x_role, y, y_role, stride, padding);
}

static inline void adc_conv2d_f_adjoint(adc_tensor_f x, adc_tensor_f kernel, int stride, int padding, adc_tensor_f *x_adj,
                                      adc_tensor_f *kernel_adj, const adc_tensor_f *return_adj)
{
    adc_conv2d_to_f(x_adj, 0, *return_adj, 2, kernel, 1, stride, padding);
    adc_conv2d_to_f(kernel_adj, 1, *return_adj, 2, x, 0, stride, padding);
}

static inline adc_tensor_f adc_conv2d_f_tangent(adc_tensor_f x, adc_tensor_f kernel, int stride, int padding,
                                            const adc_tensor_f *x_tan, const adc_tensor_f *kernel_tan,
                                            adc_tensor_f *return_tan)
{
    *return_tan = adc_add_f(adc_conv2d_f(*x_tan, kernel, stride, padding), adc_conv2d_f(x, *kernel_tan, stride, padding));
    return adc_conv2d_f(x, kernel, stride, padding);
}

static inline void adc_mean_pool_f_adjoint(adc_tensor_f x, int size, int stride, adc_tensor_f *x_adj,
                                         const adc_tensor_f *return_adj)
{
    (void)x;
    adc_mean_pool_to_f(x_adj, *return_adj, size, stride);
}

static inline adc_tensor_f adc_mean_pool_f_tangent(adc_tensor_f x, int size, int stride, const adc_tensor_f *x_tan,
                                               adc_tensor_f *return_tan)
{
    *return_tan = adc_mean_pool_f(*x_tan, size, stride);
    return adc_mean_pool_f(x, size, stride);
}

static inline void adc_mean_pool_to_f_adjoint(adc_tensor_f *to, adc_tensor_f x, int size, int stride, adc_tensor_f *to_adj,
                                            adc_tensor_f *x_adj)
{
    (void)to, (void)x;
    adc_add_to_f(x_adj, adc_mean_pool_f(*to_adj, size, stride));
}

static inline void adc_mean_pool_to_f_tangent(adc_tensor_f *to, adc_tensor_f x, int size, int stride, adc_tensor_f *to_tan,
                                            const adc_tensor_f *x_tan)
{
    adc_mean_pool_to_f(to_tan, *x_tan, size, stride);
    adc_mean_pool_to_f(to, x, size, stride);
}

static inline void adc_pool_pick_f_adjoint(adc_tensor_f x, adc_tensor_f at, int size, int stride, adc_tensor_f *x_adj,
                                         const adc_tensor_f *return_adj)
{
    (void)x;
    adc_pool_put_to_f(x_adj, *return_adj, at, size, stride);
}

static inline adc_tensor_f adc_pool_pick_f_tangent(adc_tensor_f x, adc_tensor_f at, int size, int stride,
                                               const adc_tensor_f *x_tan, adc_tensor_f *return_tan)
{
    *return_tan = adc_pool_pick_f(*x_tan, at, size, stride);
    return adc_pool_pick_f(x, at, size, stride);
}

static inline void adc_pool_put_to_f_adjoint(adc_tensor_f *to, adc_tensor_f x, adc_tensor_f at, int size, int stride,
                                           adc_tensor_f *to_adj, adc_tensor_f *x_adj)
{
    (void)to, (void)x;
    adc_add_to_f(x_adj, adc_pool_pick_f(*to_adj, at, size, stride));
}

static inline void adc_pool_put_to_f_tangent(adc_tensor_f *to, adc_tensor_f x, adc_tensor_f at, int size, int stride,
                                           adc_tensor_f *to_tan, const adc_tensor_f *x_tan)
{
    adc_pool_put_to_f(to_tan, *x_tan, at, size, stride);
    adc_pool_put_to_f(to, x, at, size, stride);
}

static inline void adc_solve_f_adjoint(adc_tensor_f a, adc_tensor_f b, adc_tensor_f *a_adj, adc_tensor_f *b_adj,
                                     const adc_tensor_f *return_adj)
{
    adc_tensor_f g = adc_solve_f(adc_transpose_f(a), *return_adj);
    adc_add_to_f(b_adj, g);
    adc_matmul_to_f(a_adj, adc_neg_f(adc_as_column_f(g)), adc_transpose_f(adc_as_column_f(adc_solve_f(a, b))));
}

static inline adc_tensor_f adc_solve_f_tangent(adc_tensor_f a, adc_tensor_f b, const adc_tensor_f *a_tan, const adc_tensor_f *b_tan,
                                           adc_tensor_f *return_tan)
{
    adc_tensor_f x = adc_solve_f(a, b);
    *return_tan = adc_solve_f(a, adc_sub_f(*b_tan, adc_matmul_f(*a_tan, x)));
    return adc_solve_f(a, b);
}

/* l^-t s l^-1 */
static inline adc_tensor_f adc_between_inverses_f(adc_tensor_f l, adc_tensor_f s)
{
    adc_tensor_f t = adc_transpose_f(l);
    return adc_transpose_f(adc_solve_f(t, adc_transpose_f(adc_solve_f(t, s))));
}

static inline void adc_cholesky_f_adjoint(adc_tensor_f a, adc_tensor_f *a_adj, const adc_tensor_f *return_adj)
{
    adc_tensor_f l = adc_cholesky_f(a), half = adc_lower_half_f(a.shape[0]);
    adc_tensor_f p = adc_mul_f(adc_matmul_f(adc_transpose_f(l), *return_adj), half);
    adc_tensor_f s = adc_scale_f(adc_between_inverses_f(l, p), 0.5);
    adc_add_to_f(a_adj, s);
    adc_add_to_f(a_adj, adc_transpose_f(s));
}

static inline adc_tensor_f adc_cholesky_f_tangent(adc_tensor_f a, const adc_tensor_f *a_tan, adc_tensor_f *return_tan)
{
    adc_tensor_f l = adc_cholesky_f(a), half = adc_lower_half_f(a.shape[0]);
    adc_tensor_f d = adc_scale_f(adc_add_f(*a_tan, adc_transpose_f(*a_tan)), 0.5);
    adc_tensor_f inside = adc_solve_f(l, adc_transpose_f(adc_solve_f(l, d)));
    *return_tan = adc_matmul_f(l, adc_mul_f(adc_transpose_f(inside), half));
    return adc_cholesky_f(a);
}

#endif
