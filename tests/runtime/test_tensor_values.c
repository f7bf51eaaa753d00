/* test_tensor_values.c: tensor operations against small cases by hand and plain loops; the arena; messages. */
#include "runtime.h"

#include <adc/tape.h>
#include <adc/tensor.h>
#include <math.h>
#include <setjmp.h>
#include <string.h>

/* The elements of x, row-major, whatever its strides. */
static void check(adc_tensor x, int dims, const int shape[], const double expected[])
{
    adc_tensor e = adc_wrap(expected, dims, shape), y = adc_copy(x);
    ck_assert(adc_same_shape(&x, &e));
    for (ptrdiff_t i = 0; i < adc_tensor_size(&e); i++)
        ck_assert_msg(fabs(y.data[i] - expected[i]) <= 1e-14 * (1 + fabs(expected[i])), "%td: %.17g, not %.17g", i,
                      y.data[i], expected[i]);
}

#define SHAPE(...) __VA_ARGS__
#define CHECK(x, shape, ...)                                                                                           \
    check(x, (int)(sizeof((int[]){shape}) / sizeof(int)), (const int[]){shape}, (const double[]){__VA_ARGS__})

static const double six[] = {1, 2, 3, 4, 5, 6};

static adc_tensor two_by_three(void)
{
    return adc_wrap(six, ADC_SHAPE(2, 3));
}

START_TEST(made)
{
    CHECK(adc_eye(2), SHAPE(2, 2), 1, 0, 0, 1);
    CHECK(adc_arange(1, 2, 0.25), SHAPE(4), 1, 1.25, 1.5, 1.75);
    CHECK(adc_linspace(0, 1, 5), SHAPE(5), 0, 0.25, 0.5, 0.75, 1);
    CHECK(adc_full(ADC_SHAPE(2), 7), SHAPE(2), 7, 7);
    CHECK(adc_one_hot(2, (int[]){2, 0}, 3), SHAPE(2, 3), 0, 0, 1, 1, 0, 0);
    adc_random a = {1}, b = {1};
    adc_tensor x = adc_random_normal(&a, ADC_SHAPE(10000)), y = adc_random_normal(&b, ADC_SHAPE(10000));
    ck_assert(adc_total(adc_abs(adc_sub(x, y))) == 0);
    ck_assert(fabs(adc_item(adc_mean(x, ADC_ALL))) < 0.04 && fabs(adc_item(adc_var(x, ADC_ALL)) - 1) < 0.06);
    adc_tensor u = adc_random_uniform(&a, ADC_SHAPE(10000));
    ck_assert(adc_item(adc_min(u, ADC_ALL)) > 0 && adc_item(adc_max(u, ADC_ALL)) < 1);
}
END_TEST

START_TEST(views)
{
    adc_tensor x = two_by_three();
    CHECK(adc_transpose(x), SHAPE(3, 2), 1, 4, 2, 5, 3, 6);
    CHECK(adc_slice(x, 1, 1, 3), SHAPE(2, 2), 2, 3, 5, 6);
    CHECK(adc_slice(x, -1, -2, 3), SHAPE(2, 2), 2, 3, 5, 6);
    CHECK(adc_slice_step(x, 1, 0, 3, 2), SHAPE(2, 2), 1, 3, 4, 6);
    CHECK(adc_select(x, 0, -1), SHAPE(3), 4, 5, 6);
    CHECK(adc_reshape(x, ADC_SHAPE(3, -1)), SHAPE(3, 2), 1, 2, 3, 4, 5, 6);
    CHECK(adc_reshape(adc_slice(x, 1, 0, 2), ADC_SHAPE(2, 1, 2)), SHAPE(2, 1, 2), 1, 2, 4, 5);
    CHECK(adc_broadcast(adc_select(x, 0, 0), ADC_SHAPE(2, 3)), SHAPE(2, 3), 1, 2, 3, 1, 2, 3);
    ck_assert_ptr_eq(adc_transpose(x).data, six);
}
END_TEST

START_TEST(elements)
{
    adc_tensor x = two_by_three(), row = adc_wrap((double[]){1, 0, -1}, ADC_SHAPE(3));
    CHECK(adc_add(x, row), SHAPE(2, 3), 2, 2, 2, 5, 5, 5);
    CHECK(adc_mul(adc_wrap((double[]){1, 2}, ADC_SHAPE(2, 1)), row), SHAPE(2, 3), 1, 0, -1, 2, 0, -2);
    CHECK(adc_sub(adc_transpose(x), adc_scalar(1)), SHAPE(3, 2), 0, 3, 1, 4, 2, 5);
    CHECK(adc_where(adc_greater(x, adc_scalar(3)), x, adc_neg(x)), SHAPE(2, 3), -1, -2, -3, 4, 5, 6);
    CHECK(adc_clip(x, 2, 5), SHAPE(2, 3), 2, 2, 3, 4, 5, 5);
    CHECK(adc_pow(row, adc_scalar(0)), SHAPE(3), 1, 1, 1);
    CHECK(adc_sigmoid(row), SHAPE(3), 1 / (1 + exp(-1)), 0.5, 1 / (1 + exp(1)));
    CHECK(adc_softplus(adc_wrap((double[]){1000, -1000}, ADC_SHAPE(2))), SHAPE(2), 1000, 0);
    CHECK(adc_gelu(row), SHAPE(3), 0.5 * erfc(-sqrt(0.5)), 0, -0.5 * erfc(sqrt(0.5)));
}
END_TEST

START_TEST(reductions)
{
    adc_tensor x = two_by_three();
    CHECK(adc_sum(x, ADC_AXIS(0)), SHAPE(3), 5, 7, 9);
    CHECK(adc_sum(x, ADC_AXIS(-1) | ADC_KEEP), SHAPE(2, 1), 6, 15);
    CHECK(adc_mean(x, ADC_AXIS(1)), SHAPE(2), 2, 5);
    CHECK(adc_max(x, ADC_AXIS(0)), SHAPE(3), 4, 5, 6);
    CHECK(adc_min(x, ADC_AXIS(1)), SHAPE(2), 1, 4);
    CHECK(adc_prod(x, 1), SHAPE(2), 6, 120);
    CHECK(adc_var(x, ADC_AXIS(1)), SHAPE(2), 2.0 / 3, 2.0 / 3);
    CHECK(adc_norm(x, ADC_AXIS(0)), SHAPE(3), sqrt(17), sqrt(29), sqrt(45));
    ck_assert(adc_total(x) == 21 && adc_dot(x, x) == 91);
    double e = exp(1), s = 1 + e + e * e;
    CHECK(adc_softmax(x, ADC_AXIS(1)), SHAPE(2, 3), 1 / s, e / s, e *e / s, 1 / s, e / s, e *e / s);
    CHECK(adc_logsumexp(adc_shift(x, 1000), ADC_AXIS(1)), SHAPE(2), 1001 + log(s), 1004 + log(s));
    ck_assert(fabs(adc_cross_entropy(2, x, (int[]){2, 0}) - (log(s) - 1)) < 1e-14);
    int index[2];
    adc_argmax(x, 1, index);
    ck_assert(index[0] == 2 && index[1] == 2);
}
END_TEST

/* Against three loops, for sizes on both sides of what CBLAS takes, transposed operands too. */
START_TEST(products)
{
    adc_random r = {3};
    for (int n = 3; n <= 48; n += 15) {
        adc_tensor a = adc_random_normal(&r, ADC_SHAPE(n, n + 2)), b = adc_random_normal(&r, ADC_SHAPE(n + 4, n + 2));
        adc_tensor c = adc_matmul(a, adc_transpose(b)), d = adc_matmul(adc_transpose(adc_copy(adc_transpose(a))), adc_transpose(b));
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n + 4; j++) {
                double sum = 0;
                for (int k = 0; k < n + 2; k++)
                    sum += a.data[i * (n + 2) + k] * b.data[j * (n + 2) + k];
                ck_assert(fabs(c.data[i * (n + 4) + j] - sum) < 1e-12 && fabs(d.data[i * (n + 4) + j] - sum) < 1e-12);
            }
        adc_tensor e = adc_einsum("ik,jk->ij", a, b);
        ck_assert(adc_item(adc_max(adc_abs(adc_sub(c, e)), ADC_ALL)) < 1e-12);
    }
    adc_tensor x = two_by_three(), v = adc_wrap((double[]){1, 1, 2}, ADC_SHAPE(3));
    CHECK(adc_matmul(x, v), SHAPE(2), 9, 21);
    CHECK(adc_outer(adc_select(x, 1, 0), v), SHAPE(2, 3), 1, 1, 2, 4, 4, 8);
    adc_tensor a = adc_wrap((double[]){4, 2, 2, 3}, ADC_SHAPE(2, 2));
    CHECK(adc_solve(a, adc_wrap((double[]){8, 8}, ADC_SHAPE(2))), SHAPE(2), 1, 2);
    CHECK(adc_cholesky(a), SHAPE(2, 2), 2, 0, 1, sqrt(2));
}
END_TEST

START_TEST(images)
{
    adc_tensor x = adc_reshape(adc_arange(1, 10, 1), ADC_SHAPE(1, 1, 3, 3)), k = adc_ones(ADC_SHAPE(1, 1, 2, 2));
    CHECK(adc_conv2d(x, k, 1, 0), SHAPE(1, 1, 2, 2), 12, 16, 24, 28);
    CHECK(adc_conv2d(x, k, 2, 1), SHAPE(1, 1, 2, 2), 1, 5, 11, 28);
    CHECK(adc_max_pool(x, 2, 1), SHAPE(1, 1, 2, 2), 5, 6, 8, 9);
    CHECK(adc_mean_pool(x, 3, 1), SHAPE(1, 1, 1, 1), 5);
    CHECK(adc_pad(adc_eye(2), 0, 1, 0), SHAPE(3, 2), 0, 0, 1, 0, 0, 1);
    CHECK(adc_concat(adc_eye(2), adc_ones(ADC_SHAPE(2, 1)), 1), SHAPE(2, 3), 1, 0, 1, 0, 1, 1);
    CHECK(adc_stack(adc_ones(ADC_SHAPE(2)), adc_zeros(ADC_SHAPE(2)), 0), SHAPE(2, 2), 1, 1, 0, 0);
    CHECK(adc_gather(two_by_three(), 3, (int[]){1, 0, 1}), SHAPE(3, 3), 4, 5, 6, 1, 2, 3, 4, 5, 6);
}
END_TEST

START_TEST(floats)
{
    adc_tensor_f x = adc_wrap_f((float[]){1, 2, 3, 4}, ADC_SHAPE(2, 2));
    adc_tensor_f y = adc_tanh_f(adc_matmul_f(x, adc_transpose_f(x)));
    ck_assert(y.data[0] == tanhf(5) && y.data[3] == tanhf(25));
    adc_tensor_f b = adc_solve_f(x, adc_wrap_f((float[]){5, 11}, ADC_SHAPE(2)));
    ck_assert(fabsf(b.data[0] - 1) < 1e-5f && fabsf(b.data[1] - 2) < 1e-5f);
}
END_TEST

START_TEST(nothing_is_allocated_twice)
{
    size_t after_first = 0;
    for (int step = 0; step < 50; step++) {
        adc_mark mark = adc_arena_mark();
        adc_tensor x = adc_ones(ADC_SHAPE(100, 300));
        for (int i = 0; i < 20; i++)
            x = adc_add(x, adc_sum(x, ADC_AXIS(0)));
        adc_arena_release(mark);
        if (step == 0)
            after_first = adc_arena_bytes();
        ck_assert(adc_arena_bytes() == after_first);
    }
    adc_arena *own = adc_arena_new(), *before = adc_arena_use(own);
    adc_zeros(ADC_SHAPE(10));
    ck_assert(adc_arena_bytes() > 0 && adc_arena_use(before) == own);
    adc_arena_free(own);
}
END_TEST

static jmp_buf out;
static char message[512];

static void caught(const char *text)
{
    strncpy(message, text, sizeof message - 1);
    longjmp(out, 1);
}

#define FAILS(call, text)                                                                                              \
    do {                                                                                                               \
        if (!setjmp(out)) {                                                                                            \
            call;                                                                                                      \
            ck_abort_msg("no failure");                                                                                \
        }                                                                                                              \
        ck_assert_str_eq(message, text);                                                                               \
    } while (0)

START_TEST(failures)
{
    adc_tensor x = two_by_three(), v = adc_ones(ADC_SHAPE(4));
    adc_failure_fn *before = adc_set_failure_handler(caught);
    FAILS(adc_add(x, v), "adc_add: shapes (2, 3) and (4,) cannot be broadcast");
    FAILS(adc_matmul(x, v), "adc_matmul: shapes (2, 3) and (4,) do not fit");
    FAILS(adc_reshape(x, ADC_SHAPE(4, 2)), "adc_reshape: shapes (2, 3) and (4, 2) have different sizes");
    FAILS(adc_reshape(adc_transpose(x), ADC_SHAPE(6)),
          "adc_reshape: shapes (3, 2) and (6,) share no memory here: reshape adc_copy of it");
    FAILS(adc_sum(adc_select(x, 0, 2), ADC_ALL), "adc_select: shape (2, 3) has no index 2 on axis 0");
    FAILS(adc_concat(x, adc_ones(ADC_SHAPE(2, 2)), 0), "adc_concat: shapes (2, 3) and (2, 2) differ on another axis");
    FAILS(adc_solve(adc_zeros(ADC_SHAPE(2, 2)), adc_ones(ADC_SHAPE(2))), "adc_solve: the matrix is singular");
    FAILS(adc_cholesky(adc_neg(adc_eye(2))), "adc_cholesky: the matrix is not positive definite");
    FAILS(adc_einsum("ij,jk", x, x), "adc_einsum: 'ij,jk' is not of the form 'ij,jk->ik'");
    FAILS(adc_item(x), "adc_item: a tensor of 6 elements");
    adc_set_failure_handler(before);
}
END_TEST

Suite *runtime_suite(void)
{
    Suite *suite = suite_create("tensor");
    TCase *all = tcase_create("values");
    const TTest *const tests[] = {made,   views,  elements, reductions,                products,
                                  images, floats, failures, nothing_is_allocated_twice};
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    return suite;
}
