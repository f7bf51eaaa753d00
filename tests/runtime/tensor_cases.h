/* tensor_cases.h: the cases of tensor_cases.c: X(name, the shape of x, the shape of y). */
#ifndef TENSOR_CASES_H
#define TENSOR_CASES_H

#include <adc/tensor.h>

/* double case_name(x, y), to be derived in all kinds. */
#define CASE(name)                                                                                                     \
    ADC_GRADIENT(wrt(x, y), shape(x->data, adc_tensor_size(x)), shape(y->data, adc_tensor_size(y)))                    \
    ADC_ADJOINT(wrt(x, y))                                                                                             \
    ADC_TANGENT(wrt(x, y))                                                                                             \
    ADC_HVP(wrt(x, y), shape(x->data, adc_tensor_size(x)), shape(y->data, adc_tensor_size(y)))                         \
    double case_##name(const adc_tensor *x, const adc_tensor *y)

#define S(...) {__VA_ARGS__}
#define SAME S(3, 4), S(3, 4)
#define CASES(X)                                                                                                       \
    X(add, S(3, 4), S(4)) X(sub, S(1, 4), S(3, 1)) X(mul, S(2, 3, 4), S(3, 1)) X(div, S(3, 4), S(3, 1))               \
    X(pow, S(3, 4), S(4)) X(maximum, S(3, 4), S(4)) X(minimum, SAME) X(where, SAME) X(clip, SAME) X(neg, SAME)        \
    X(square, SAME) X(exp, SAME) X(log, SAME) X(sin, SAME) X(cos, SAME) X(tan, SAME) X(tanh, SAME) X(sigmoid, SAME)   \
    X(relu, SAME) X(softplus, SAME) X(gelu, SAME) X(sqrt, SAME) X(abs, SAME) X(scalars, SAME) X(full, SAME)           \
    X(sum_all, SAME) X(sum_first, SAME) X(sum_last_kept, SAME) X(mean, SAME) X(max, SAME) X(min, SAME) X(prod, SAME)  \
    X(norm, SAME) X(var, SAME) X(logsumexp, SAME) X(softmax, SAME) X(log_softmax, SAME) X(cross_entropy, SAME)        \
    X(layer_norm, SAME) X(mean_square, SAME) X(matmul, S(3, 4), S(2, 4)) X(matmul_left, S(3, 4), S(3, 2))             \
    X(matmul_batch, S(2, 3, 4), S(4, 2)) X(matmul_vector, S(3, 4), S(4, 3)) X(dot, SAME) X(outer, S(2, 5), S(3, 4))   \
    X(einsum, S(3, 4), S(2, 4)) X(einsum_sum, SAME) X(einsum_trace, S(3, 4), S(2, 3)) X(transpose, SAME)              \
    X(permute, S(2, 3, 4), S(4, 2, 3)) X(reshape, SAME) X(slice, SAME) X(broadcast, S(3, 1), S(2, 3, 4))              \
    X(expand, S(2, 3), S(4, 3)) X(concat, SAME) X(stack, SAME) X(pad, SAME) X(gather, SAME) X(copy, SAME)             \
    X(conv, S(2, 2, 4, 3), S(3, 2, 3, 3)) X(conv_stride, S(1, 2, 5, 5), S(2, 2, 3, 2)) X(max_pool, S(2, 1, 4, 4), S(2)) \
    X(mean_pool, S(1, 2, 3, 4), S(2)) X(solve, S(3, 4), S(3, 2)) X(cholesky, SAME) X(wrap, SAME) X(into, SAME)        \
    X(loop, SAME) X(branch, SAME) X(network, S(3, 3), S(3, 3)) X(one_operand_twice, SAME) X(backwards, SAME)          \
    X(empty, SAME) X(zero_strides, S(3, 1), S(3, 4)) X(diagonal, S(4, 4), S(4)) X(eight_dimensions, S(2, 3), S(3, 2)) \
    X(mean_axes, S(2, 3, 4), S(3, 1)) X(ones, SAME) X(copied_view, SAME)

/* A tensor of x and y, to be derived in all kinds that have such a result; of COUNT elements. */
#define MAP(name, count)                                                                                               \
    ADC_ADJOINT(wrt(x, y))                                                                                             \
    ADC_TANGENT(wrt(x, y))                                                                                             \
    ADC_JACOBIAN(wrt(x, y), shape(x->data, adc_tensor_size(x)), shape(y->data, adc_tensor_size(y)),                    \
                 shape(return.data, count))                                                                            \
    adc_tensor map_##name(const adc_tensor *x, const adc_tensor *y)

/* X(name, the shape of x, the shape of y, the shape of the result) */
#define MAPS(X)                                                                                                        \
    X(add, S(3, 4), S(4), S(3, 4)) X(matmul, S(3, 4), S(4, 2), S(3, 2)) X(softmax, S(3, 4), S(3, 4), S(3, 4))          \
    X(concat, S(3, 2), S(3, 4), S(3, 6)) X(transpose, S(3, 4), S(4, 3), S(4, 3)) X(sum, S(3, 4), S(3, 4), S(4))        \
    X(solve, S(3, 3), S(3, 2), S(3, 2)) X(outer, S(3), S(4), S(3, 4)) X(conv, S(1, 1, 4, 4), S(2, 1, 3, 3), S(1, 2, 2, 2)) \
    X(loop, S(3, 3), S(3, 2), S(3, 2)) X(gather, S(3, 2), S(3, 2), S(4, 2)) X(dot, S(3), S(3), S(1))

#endif
