/* <adc/tensor_derivatives.h>: the derivatives of the operations of <adc/tensor.h>, and the operations that are made of
   others. Part of that header.

   Made of operations again, so that they can be differentiated too, to any order: nested gradients, Hessians,
   Hessian-vector products. What an adjoint adds goes through the operations whose names end in _to; each of these is
   the derivative of others of its kind. */
#ifndef ADC_TENSOR_DERIVATIVES_H
#define ADC_TENSOR_DERIVATIVES_H

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

#endif
