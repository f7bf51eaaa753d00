/* test_tensor.c: the derivatives of every tensor operation, in every kind, against differences and against each other. */
#include "runtime.h"

#include "tensor_cases.h"
#include "tensor_derived.h"

#include <adc/check.h>
#include <stdlib.h>
#include <string.h>

typedef adc_tensor T;

typedef struct Case {
    const char *name;
    int x_shape[ADC_DIMS], y_shape[ADC_DIMS];
    double (*value)(const T *x, const T *y);
    double (*gradient)(const T *x, const T *y, T *x_grad, T *y_grad);
    double (*adjoint)(const T *x, const T *y, T *x_adj, T *y_adj, double return_adj);
    double (*tangent)(const T *x, const T *y, const T *x_tan, const T *y_tan, double *return_tan);
    double (*hvp)(const T *x, const T *y, const T *x_dir, const T *y_dir, T *x_hvp, T *y_hvp);
} Case;

#define DECLARE(name, ...) double case_##name(const adc_tensor *x, const adc_tensor *y);
CASES(DECLARE)

#define ROW(name, ...)                                                                                                 \
    {#name,            __VA_ARGS__,        case_##name,      case_##name##_gradient, case_##name##_adjoint,            \
     case_##name##_tangent, case_##name##_hvp},
static const Case cases[] = {CASES(ROW)};
enum { COUNT = sizeof cases / sizeof cases[0] };

/* Both tensors of a case in one array. */
static T part(const Case *c, const double *all, int second)
{
    const int *shape = second ? c->y_shape : c->x_shape;
    int dims = 0;
    while (dims < ADC_DIMS && shape[dims])
        dims++;
    T x = adc_wrap(all, dims, shape);
    if (second) {
        T first = part(c, all, 0);
        x.data += adc_tensor_size(&first);
    }
    return x;
}

static size_t size_of(const Case *c)
{
    T x = part(c, NULL, 0), y = part(c, (double[1]){0}, 1);
    return (size_t)(adc_tensor_size(&x) + adc_tensor_size(&y));
}

static void value(void *context, const double *x, double *y)
{
    const Case *c = context;
    T a = part(c, x, 0), b = part(c, x, 1);
    *y = c->value(&a, &b);
}

static void tangent(void *context, const double *x, const double *x_tan, double *y_tan)
{
    const Case *c = context;
    T a = part(c, x, 0), b = part(c, x, 1), a_tan = part(c, x_tan, 0), b_tan = part(c, x_tan, 1);
    c->tangent(&a, &b, &a_tan, &b_tan, y_tan);
}

static void adjoint(void *context, const double *x, const double *y_adj, double *x_adj)
{
    const Case *c = context;
    T a = part(c, x, 0), b = part(c, x, 1), a_adj = part(c, x_adj, 0), b_adj = part(c, x_adj, 1);
    c->adjoint(&a, &b, &a_adj, &b_adj, *y_adj);
}

static void gradient(void *context, const double *x, double *jac)
{
    const Case *c = context;
    T a = part(c, x, 0), b = part(c, x, 1), a_grad = part(c, jac, 0), b_grad = part(c, jac, 1);
    c->gradient(&a, &b, &a_grad, &b_grad);
}

static void hvp(void *context, const double *x, const double *x_dir, double *x_hvp)
{
    const Case *c = context;
    T a = part(c, x, 0), b = part(c, x, 1), a_dir = part(c, x_dir, 0), b_dir = part(c, x_dir, 1);
    T a_hvp = part(c, x_hvp, 0), b_hvp = part(c, x_hvp, 1);
    c->hvp(&a, &b, &a_dir, &b_dir, &a_hvp, &b_hvp);
}

START_TEST(derivatives)
{
    Case c = cases[_i];
    size_t n = size_of(&c);
    double *x = malloc(n * sizeof *x);
    unsigned long long seed = 7 + (unsigned long long)_i;
    adc_mark mark = adc_arena_mark();
    for (size_t i = 0; i < n; i++)
        x[i] = 0.9 + 0.5 * adc_check_random(&seed);
    adc_check_case check = {.name = c.name, .n = n, .m = 1, .x = x, .context = &c, .value = value, .tangent = tangent,
                            .adjoint = adjoint, .jacobian = gradient, .hvp = hvp, .seed = seed};
    bool fine = adc_check_all(&check, NULL);
    if (!fine)
        adc_check_all(&check, stdout);
    ck_assert_msg(fine, "%s", c.name);
    adc_arena_release(mark);
    free(x);
}
END_TEST

Suite *runtime_suite(void)
{
    Suite *suite = suite_create("tensor derivatives");
    TCase *all = tcase_create("operations");
    tcase_add_loop_test(all, derivatives, 0, COUNT);
    suite_add_tcase(suite, all);
    return suite;
}
