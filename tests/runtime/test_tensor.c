/* test_tensor.c: the derivatives of every tensor operation, in every kind, against differences and against each other. */
#include "runtime.h"

#include "tensor_cases.h"
#include "tensor_derived.h"

#include <adc/check.h>
#include <adc/tape.h>
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
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

typedef struct Map {
    Case c; /* shapes only */
    int shape[ADC_DIMS];
    T (*value)(const T *x, const T *y);
    T (*adjoint)(const T *x, const T *y, T *x_adj, T *y_adj, const T *return_adj);
    T (*tangent)(const T *x, const T *y, const T *x_tan, const T *y_tan, T *return_tan);
    T (*jacobian)(const T *x, const T *y, double *return_x_jac, double *return_y_jac);
} Map;

#define DECLARE_MAP(name, ...) adc_tensor map_##name(const adc_tensor *x, const adc_tensor *y);
MAPS(DECLARE_MAP)

#define MAP_ROW(id, x_dims, y_dims, dims)                                                                              \
    {{.name = #id, .x_shape = x_dims, .y_shape = y_dims}, dims, map_##id, map_##id##_adjoint, map_##id##_tangent, map_##id##_jacobian},
static const Map maps[] = {MAPS(MAP_ROW)};
enum { MAP_COUNT = sizeof maps / sizeof maps[0] };

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

/* Of float (the same source, read anew) too little is clear of rounding for the slopes, and second differences are coarse. */
static bool all_right(adc_check_case *c)
{
    if (sizeof *c->x == 8)
        return adc_check_all(c, NULL);
    bool fine = adc_check_dot(c).ok;
    c->tolerance = 3e-2;
    fine = fine && adc_check_direction(c).ok && adc_check_jacobian(c).ok;
    c->tolerance = 0.0;
    if (!c->hvp)
        return fine;
    fine = fine && adc_check_symmetry(c).ok;
    c->tolerance = 0.1;
    return fine && adc_check_hessian(c).ok;
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
    bool fine = all_right(&check);
    if (!fine)
        adc_check_all(&check, stdout);
    ck_assert_msg(fine, "%s", c.name);
    adc_arena_release(mark);
    free(x);
}
END_TEST

static size_t map_size(const Map *m)
{
    size_t n = 1;
    for (int i = 0; i < ADC_DIMS && m->shape[i]; i++)
        n *= (size_t)m->shape[i];
    return n;
}

static void map_out(const Map *m, T result, double *y)
{
    ck_assert_uint_eq((size_t)adc_tensor_size(&result), map_size(m));
    memcpy(y, adc_copy(result).data, map_size(m) * sizeof *y);
}

static void map_value(void *context, const double *x, double *y)
{
    const Map *m = context;
    T a = part(&m->c, x, 0), b = part(&m->c, x, 1);
    map_out(m, m->value(&a, &b), y);
}

static void map_tangent(void *context, const double *x, const double *x_tan, double *y_tan)
{
    const Map *m = context;
    T a = part(&m->c, x, 0), b = part(&m->c, x, 1), a_tan = part(&m->c, x_tan, 0), b_tan = part(&m->c, x_tan, 1), out;
    m->tangent(&a, &b, &a_tan, &b_tan, &out);
    map_out(m, out, y_tan);
}

static void map_adjoint(void *context, const double *x, const double *y_adj, double *x_adj)
{
    const Map *m = context;
    T a = part(&m->c, x, 0), b = part(&m->c, x, 1), a_adj = part(&m->c, x_adj, 0), b_adj = part(&m->c, x_adj, 1);
    T like = m->value(&a, &b), seed = adc_wrap(y_adj, like.dims, like.shape);
    m->adjoint(&a, &b, &a_adj, &b_adj, &seed);
}

/* The blocks of x and y side by side. */
static void map_jacobian(void *context, const double *x, double *jac)
{
    const Map *m = context;
    T a = part(&m->c, x, 0), b = part(&m->c, x, 1);
    size_t rows = map_size(m), na = (size_t)adc_tensor_size(&a), nb = (size_t)adc_tensor_size(&b);
    double *a_jac = malloc(rows * na * sizeof *a_jac), *b_jac = malloc(rows * nb * sizeof *b_jac);
    m->jacobian(&a, &b, a_jac, b_jac);
    for (size_t i = 0; i < rows; i++) {
        memcpy(jac + i * (na + nb), a_jac + i * na, na * sizeof *jac);
        memcpy(jac + i * (na + nb) + na, b_jac + i * nb, nb * sizeof *jac);
    }
    free(a_jac);
    free(b_jac);
}

START_TEST(results)
{
    Map m = maps[_i];
    size_t n = size_of(&m.c);
    double *x = malloc(n * sizeof *x);
    unsigned long long seed = 99 + (unsigned long long)_i;
    adc_mark mark = adc_arena_mark();
    for (size_t i = 0; i < n; i++)
        x[i] = 0.9 + 0.5 * adc_check_random(&seed);
    adc_check_case check = {.name = m.c.name, .n = n, .m = map_size(&m), .x = x, .context = &m, .value = map_value,
                            .tangent = map_tangent, .adjoint = map_adjoint, .jacobian = map_jacobian, .seed = seed};
    bool fine = all_right(&check);
    check.jacobian = NULL; /* column by column, by tangent */
    fine &= adc_check_jacobian(&check).ok;
    check.tangent = NULL; /* row by row, by adjoint */
    fine &= adc_check_jacobian(&check).ok;
    if (!fine)
        adc_check_all(&check, stdout);
    ck_assert_msg(fine, "%s", m.c.name);
    adc_arena_release(mark);
    free(x);
}
END_TEST

static jmp_buf refused;
static char message[200];

static void note(const char *text)
{
    snprintf(message, sizeof message, "%s", text);
    longjmp(refused, 1);
}

/* shape(x.data, n) says that there are no gaps. */
START_TEST(gaps)
{
    double numbers[12], jac_x[200], jac_y[200];
    for (int i = 0; i < 12; i++)
        numbers[i] = 0.5 + 0.1 * i;
    T all = adc_wrap(numbers, ADC_SHAPE(3, 4)), y = adc_ones(ADC_SHAPE(3, 2)), whole = adc_copy(adc_slice(all, 1, 0, 2));
    T holes = adc_slice(all, 1, 0, 2), turned = adc_transpose(adc_copy(adc_transpose(whole))), grad = adc_zeros(ADC_SHAPE(3, 2));
    T grad_turned = adc_transpose(adc_zeros(ADC_SHAPE(2, 3))), grad_holes = adc_slice(adc_zeros(ADC_SHAPE(3, 4)), 1, 0, 2);
    adc_failure_fn *old = adc_set_failure_handler(note);
    if (!setjmp(refused)) {
        map_gather_jacobian(&holes, &y, jac_x, jac_y);
        ck_abort_msg("a Jacobian by a view with gaps");
    }
    ck_assert_msg(strstr(message, "(3, 2) has gaps"), "%s", message);
    if (!setjmp(refused)) {
        map_gather_jacobian(&turned, &y, jac_x, jac_y);
        ck_abort_msg("a Jacobian by a transposed view");
    }
    ck_assert_msg(strstr(message, "another order"), "%s", message);
    if (!setjmp(refused)) {
        case_dot_gradient(&whole, &y, &grad, &grad_holes);
        ck_abort_msg("a gradient into a view with gaps");
    }
    ck_assert_msg(strstr(message, "has gaps"), "%s", message);
    if (!setjmp(refused)) {
        case_dot_hvp(&whole, &holes, &y, &y, &grad, &grad);
        ck_abort_msg("a product with the Hessian by a view with gaps");
    }
    case_dot_gradient(&holes, &turned, &grad, &grad_turned); /* where the gradients go there are none */
    for (int i = 0; i < 6; i++) {
        double xi = whole.data[i], xx = adc_dot(whole, whole);
        ck_assert(fabs(grad.data[i] - 3 * xi * xx) < 1e-4);
        ck_assert(fabs(grad_turned.data[i % 2 * 3 + i / 2] - xi * xx) < 1e-4);
    }
    adc_set_failure_handler(old);
}
END_TEST

Suite *runtime_suite(void)
{
    Suite *suite = suite_create("tensor derivatives");
    TCase *all = tcase_create("operations");
    tcase_add_loop_test(all, derivatives, 0, COUNT);
    tcase_add_loop_test(all, results, 0, MAP_COUNT);
    tcase_add_test(all, gaps);
    suite_add_tcase(suite, all);
    return suite;
}
