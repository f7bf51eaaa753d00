/* tensor_cases.c: one function for each operation of tensors, of two tensors, to be derived in every kind. */
#include "tensor_cases.h"

/* A number that tells every element and its place apart. */
static double score(adc_tensor t)
{
    adc_tensor n = adc_arange(1, (double)adc_tensor_size(&t) + 1, 1);
    adc_tensor weights = adc_scale(adc_reshape(n, t.dims, t.shape), 0.3);
    return adc_total(adc_sin(adc_mul(t, weights)));
}

CASE(add) { return score(adc_add(*x, *y)); }
CASE(sub) { return score(adc_sub(*x, *y)); }
CASE(mul) { return score(adc_mul(*x, *y)); }
CASE(div) { return score(adc_div(*x, *y)); }
CASE(pow) { return score(adc_pow(*x, *y)); }
CASE(maximum) { return score(adc_maximum(*x, *y)); }
CASE(minimum) { return score(adc_minimum(*x, *y)); }
CASE(where) { return score(adc_where(adc_greater(*x, *y), adc_square(*x), adc_mul(*x, *y))); }
CASE(clip) { return score(adc_clip(adc_mul(*x, *y), 0.5, 1.5)); }
CASE(neg) { return score(adc_mul(adc_neg(*x), adc_neg(*y))); }
CASE(square) { return score(adc_add(adc_square(*x), adc_square(*y))); }
CASE(exp) { return score(adc_exp(adc_mul(*x, *y))); }
CASE(log) { return score(adc_log(adc_mul(*x, *y))); }
CASE(sin) { return score(adc_sin(adc_mul(*x, *y))); }
CASE(cos) { return score(adc_cos(adc_mul(*x, *y))); }
CASE(tan) { return score(adc_tan(adc_scale(adc_mul(*x, *y), 0.2))); }
CASE(tanh) { return score(adc_tanh(adc_mul(*x, *y))); }
CASE(sigmoid) { return score(adc_sigmoid(adc_mul(*x, *y))); }
CASE(relu) { return score(adc_relu(adc_sub(*x, *y))); }
CASE(softplus) { return score(adc_softplus(adc_sub(*x, *y))); }
CASE(gelu) { return score(adc_gelu(adc_sub(*x, *y))); }
CASE(sqrt) { return score(adc_sqrt(adc_mul(*x, *y))); }
CASE(abs) { return score(adc_abs(adc_sub(*x, *y))); }
CASE(scalars)
{
    double s = adc_item(adc_sum(*x, ADC_ALL)), t = adc_dot(*x, *y);
    return s * t + score(adc_shift(adc_scale(*x, t), s)) + score(adc_mul(adc_scalar(s * t), *y));
}
CASE(full) { return score(adc_mul(*x, adc_full(2, (const int[]){3, 4}, adc_total(*y)))); }
CASE(sum_all) { return score(adc_sum(adc_mul(*x, *y), ADC_ALL)); }
CASE(sum_first) { return score(adc_sum(adc_mul(*x, *y), ADC_AXIS(0))); }
CASE(sum_last_kept) { return score(adc_mul(adc_sum(*x, ADC_AXIS(-1) | ADC_KEEP), *y)); }
CASE(mean) { return score(adc_mean(adc_mul(*x, *y), ADC_AXIS(0))) + score(adc_mean(*x, ADC_ALL)); }
CASE(max) { return score(adc_max(adc_mul(*x, *y), ADC_AXIS(1))) + score(adc_max(*x, ADC_ALL)); }
CASE(min) { return score(adc_min(adc_mul(*x, *y), ADC_AXIS(0) | ADC_KEEP)); }
CASE(prod) { return score(adc_prod(adc_mul(*x, *y), 1)); }
CASE(norm) { return score(adc_norm(adc_mul(*x, *y), ADC_AXIS(1))); }
CASE(var) { return score(adc_var(adc_mul(*x, *y), ADC_AXIS(0))) + score(adc_var(*y, ADC_ALL)); }
CASE(logsumexp) { return score(adc_logsumexp(adc_mul(*x, *y), ADC_AXIS(1))); }
CASE(softmax) { return score(adc_softmax(adc_mul(*x, *y), ADC_AXIS(-1))); }
CASE(log_softmax) { return score(adc_log_softmax(adc_mul(*x, *y), ADC_AXIS(0))); }
CASE(cross_entropy)
{
    int labels[3] = {2, 0, 3};
    return adc_cross_entropy(3, adc_mul(*x, *y), labels);
}
CASE(layer_norm) { return score(adc_layer_norm(*x, adc_select(*y, 0, 0), adc_select(*y, 0, 1), 1e-3)); }
CASE(mean_square) { return adc_mean_square(adc_sub(*x, *y)); }
CASE(matmul) { return score(adc_matmul(*x, adc_transpose(*y))); }
CASE(matmul_left) { return score(adc_matmul(adc_transpose(*x), *y)); }
CASE(matmul_batch) { return score(adc_matmul(*x, *y)); }
CASE(matmul_vector) { return score(adc_matmul(*x, adc_select(*y, 1, 1))) + score(adc_matmul(adc_select(*x, 0, 0), *y)); }
CASE(dot) { return adc_dot(*x, *y) * adc_dot(*x, *x); }
CASE(outer) { return score(adc_outer(adc_select(*x, 0, 0), adc_select(*y, 0, 2))); }
CASE(einsum) { return score(adc_einsum("ij,kj->ik", *x, *y)); }
CASE(einsum_sum) { return score(adc_einsum("ij,ik->kj", *x, *y)) + score(adc_einsum("ij,ij->", *x, *y)); }
CASE(einsum_trace) { return score(adc_einsum("ii,jk->k", adc_matmul(*x, adc_transpose(*x)), *y)); }
CASE(transpose) { return score(adc_mul(adc_transpose(*x), adc_transpose(*y))); }
CASE(permute) { return score(adc_mul(adc_permute(*x, 3, (const int[]){2, 0, 1}), *y)); }
CASE(reshape) { return score(adc_mul(adc_reshape(*x, 2, (const int[]){4, -1}), adc_reshape(*y, 2, (const int[]){4, 3}))); }
CASE(slice) { return score(adc_mul(adc_slice(*x, 1, 1, 3), adc_slice_step(*y, 1, 0, 4, 2))); }
CASE(broadcast) { return score(adc_mul(adc_broadcast(*x, 3, (const int[]){2, 3, 4}), *y)); }
CASE(expand) { return score(adc_mul(adc_expand(*x, 1), adc_squeeze(adc_expand(*y, 0), 0))); }
CASE(concat) { return score(adc_concat(*x, *y, 1)) + score(adc_concat(*x, adc_square(*x), 0)); }
CASE(stack) { return score(adc_stack(*x, *y, 0)) + score(adc_stack(*y, *x, -1)); }
CASE(pad) { return score(adc_mul(adc_pad(*x, 1, 1, 2), adc_pad(*y, -1, 2, 1))); }
CASE(gather)
{
    int rows[4] = {2, 0, 2, 1};
    return score(adc_mul(adc_gather(*x, 4, rows), adc_gather(*y, 4, rows)));
}
CASE(copy) { return score(adc_mul(adc_copy(adc_transpose(*x)), adc_transpose(*y))); }
CASE(conv) { return score(adc_conv2d(*x, *y, 1, 1)); }
CASE(conv_stride) { return score(adc_conv2d(*x, *y, 2, 0)); }
CASE(max_pool) { return score(adc_max_pool(adc_mul(*x, *x), 2, 2)) * adc_total(*y); }
CASE(mean_pool) { return score(adc_mean_pool(adc_mul(*x, *x), 2, 1)) * adc_total(*y); }
CASE(solve) { return score(adc_solve(adc_add(adc_matmul(*x, adc_transpose(*x)), adc_eye(3)), *y)); }
CASE(cholesky) { return score(adc_cholesky(adc_add(adc_matmul(*x, adc_transpose(*y)), adc_scale(adc_eye(3), 9)))); }
CASE(wrap)
{
    double local[12];
    for (int i = 0; i < 12; i++)
        local[i] = x->data[i] * y->data[11 - i];
    return score(adc_exp(adc_wrap(local, 2, (const int[]){3, 4})));
}
CASE(into)
{
    adc_tensor sum = adc_zeros(2, (const int[]){3, 4});
    adc_add_to(&sum, *x);
    adc_mul_to(&sum, *x, *y);
    adc_sub_to(&sum, *y);
    return score(sum);
}
CASE(loop)
{
    adc_tensor h = *x;
    for (int i = 0; i < 3; i++)
        h = adc_tanh(adc_add(adc_mul(h, *y), *x));
    return score(h);
}
CASE(branch)
{
    adc_tensor h = adc_mul(*x, *y);
    if (adc_total(h) > 0)
        h = adc_exp(adc_neg(h));
    else
        h = adc_sin(h);
    return score(h);
}

static adc_tensor layer(adc_tensor w, adc_tensor x)
{
    return adc_tanh(adc_matmul(w, x));
}
CASE(network)
{
    adc_tensor h = layer(*x, adc_transpose(*y));
    h = layer(h, *x);
    return adc_mean_square(adc_sub(h, *y));
}
CASE(one_operand_twice) { return score(adc_mul(*x, *x)) + score(adc_matmul(adc_transpose(*x), *x)) + adc_dot(*y, *y); }
CASE(backwards) /* negative strides */
{
    adc_tensor reversed = *x;
    reversed.data += 2 * reversed.strides[0];
    reversed.strides[0] = -reversed.strides[0];
    return score(adc_mul(reversed, *y)) + score(adc_matmul(reversed, adc_transpose(*y))) + score(adc_sum(reversed, ADC_AXIS(1)));
}
CASE(empty)
{
    adc_tensor none = adc_slice(*x, 1, 2, 2), other = adc_slice(*y, 1, 0, 0);
    adc_tensor zeros = adc_sum(adc_exp(adc_mul(none, other)), ADC_AXIS(1)); /* three of them */
    adc_tensor product = adc_matmul(none, adc_transpose(other));            /* 3 x 3 zeros */
    adc_tensor whole = adc_concat(none, *x, 1);
    return score(adc_mul(whole, *y)) + adc_total(zeros) * adc_total(*x) + adc_dot(product, product) + adc_total(none);
}
CASE(zero_strides)
{
    adc_tensor wide = adc_broadcast(*x, 2, (const int[]){3, 4});
    return score(adc_mul(wide, wide)) + score(adc_matmul(wide, adc_transpose(*y))) + score(adc_sum(wide, ADC_AXIS(0))) +
           score(adc_exp(wide)) + score(adc_softmax(adc_mul(wide, *y), ADC_AXIS(1)));
}
CASE(diagonal) { return score(adc_einsum("ii,i->i", *x, *y)) + score(adc_einsum("ij,j->i", *x, *y)); }
CASE(eight_dimensions)
{
    adc_tensor a = adc_reshape(*x, 8, (const int[]){1, 2, 1, 3, 1, 1, 1, 1}), b = adc_reshape(*y, 8, (const int[]){1, 1, 3, 1, 2, 1, 1, 1});
    adc_tensor c = adc_mul(a, b);
    return score(c) + score(adc_sum(c, ADC_AXIS(1) | ADC_AXIS(4)));
}
CASE(mean_axes)
{
    adc_tensor z = adc_mul(*x, *y);
    return score(adc_mean(z, ADC_AXIS(0) | ADC_AXIS(2))) + score(adc_var(z, ADC_AXIS(0) | ADC_AXIS(1) | ADC_KEEP)) +
           score(adc_max(z, ADC_AXIS(1) | ADC_AXIS(2))) + score(adc_logsumexp(z, ADC_AXIS(0) | ADC_AXIS(1)));
}
CASE(ones) { return score(adc_div(adc_ones(2, (const int[]){3, 4}), adc_add(*x, adc_square(*y)))) + score(adc_mul(adc_ones_like(*x), *y)); }
CASE(copied_view) { return score(adc_mul(adc_copy(adc_slice(*x, 0, 1, 3)), adc_copy(adc_slice_step(*y, 0, 0, 3, 2)))); }

MAP(add, 12) { return adc_add(adc_mul(*x, *x), adc_mul(*x, *y)); }
MAP(matmul, 6) { return adc_matmul(*x, *y); }
MAP(softmax, 12) { return adc_softmax(adc_mul(*x, *y), ADC_AXIS(1)); }
MAP(concat, 18) { return adc_concat(adc_square(*x), adc_sin(*y), 1); }
MAP(transpose, 12) { return adc_mul(adc_transpose(*x), adc_exp(*y)); }
MAP(sum, 4) { return adc_sum(adc_mul(*x, *y), ADC_AXIS(0)); }
MAP(solve, 6) { return adc_solve(adc_add(*x, adc_scale(adc_eye(3), 4)), *y); }
MAP(outer, 12) { return adc_outer(*x, adc_tanh(*y)); }
MAP(conv, 8) { return adc_conv2d(*x, *y, 1, 0); }
MAP(loop, 6)
{
    adc_tensor h = *y;
    for (int i = 0; i < 3; i++)
        h = adc_tanh(adc_matmul(*x, h));
    return adc_copy(h);
}
MAP(gather, 8)
{
    int rows[4] = {2, 0, 2, 1};
    return adc_mul(adc_gather(*x, 4, rows), adc_gather(*y, 4, rows));
}
MAP(dot, 1) { return adc_scalar(adc_dot(*x, *y)); }
