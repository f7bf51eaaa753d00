/* test_check.c: the checks of derivatives accept what is right and find what is wrong, and
   where. */
#include "runtime.h"

#include <adc/check.h>
#include <math.h>

/* What is wrong with the derivatives below: relative error of one element. */
static double fault;

/* f(x) = exp(x0) sin(x1) x2 */
static void value(void *context, const double *x, double *y)
{
    (void)context;
    *y = exp(x[0]) * sin(x[1]) * x[2];
}

static void gradient(void *context, const double *x, double *g)
{
    (void)context;
    g[0] = exp(x[0]) * sin(x[1]) * x[2];
    g[1] = exp(x[0]) * cos(x[1]) * x[2] * (1.0 + fault);
    g[2] = exp(x[0]) * sin(x[1]);
}

static void tangent(void *context, const double *x, const double *x_tan, double *y_tan)
{
    double g[3];
    (void)context;
    g[0] = exp(x[0]) * sin(x[1]) * x[2];
    g[1] = exp(x[0]) * cos(x[1]) * x[2];
    g[2] = exp(x[0]) * sin(x[1]);
    *y_tan = g[0] * x_tan[0] + g[1] * x_tan[1] + g[2] * x_tan[2];
}

static void adjoint(void *context, const double *x, const double *y_adj, double *x_adj)
{
    double g[3];
    gradient(context, x, g);
    for (int i = 0; i < 3; i++)
        x_adj[i] += g[i] * *y_adj;
}

static void hessian(void *context, const double *x, double *h)
{
    double e = exp(x[0]), s = sin(x[1]), c = cos(x[1]);
    (void)context;
    h[0] = e * s * x[2];
    h[1] = h[3] = e * c * x[2];
    h[2] = h[6] = e * s;
    h[4] = -e * s * x[2];
    h[5] = e * c;
    h[7] = e * c * (1.0 + 2.0 * fault); /* more than that of the gradient, whose differences it is held against */
    h[8] = 0.0;
}

static void hvp(void *context, const double *x, const double *x_dir, double *x_hvp)
{
    double h[9];
    hessian(context, x, h);
    for (int i = 0; i < 3; i++)
        x_hvp[i] = h[3 * i] * x_dir[0] + h[3 * i + 1] * x_dir[1] + h[3 * i + 2] * x_dir[2];
}

static const double at[3] = {0.3, 1.1, 0.2};

static adc_check_case whole(void)
{
    return (adc_check_case){.name = "f",
                            .n = 3,
                            .m = 1,
                            .x = at,
                            .value = value,
                            .jacobian = gradient,
                            .tangent = tangent,
                            .adjoint = adjoint,
                            .hessian = hessian,
                            .hvp = hvp,
                            .seed = 7};
}

START_TEST(right_derivatives_pass)
{
    adc_check_case c = whole();
    fault = 0.0;
    for (c.seed = 0; c.seed < 20; c.seed++)
        ck_assert(adc_check_all(&c, NULL));
    c.hessian = NULL;
    ck_assert(adc_check_all(&c, NULL));
    c.jacobian = NULL;
    ck_assert(adc_check_all(&c, NULL));
    c.tangent = NULL;
    ck_assert(adc_check_all(&c, NULL));
}
END_TEST

START_TEST(a_wrong_element_is_found)
{
    adc_check_case c = whole();
    fault = 1e-5;
    adc_check_result r = adc_check_jacobian(&c);
    ck_assert(!r.ok);
    ck_assert_uint_eq(r.row, 0);
    ck_assert_uint_eq(r.column, 1);
    ck_assert(fabs(r.error - 1e-5) < 1e-7);
    ck_assert(!adc_check_dot(&c).ok);
    r = adc_check_symmetry(&c);
    ck_assert(!r.ok);
    ck_assert_uint_eq(r.row, 2);
    ck_assert_uint_eq(r.column, 1);
    r = adc_check_hessian(&c);
    ck_assert(!r.ok);
    ck_assert_uint_eq(r.row, 2);
    ck_assert_uint_eq(r.column, 1);
    ck_assert(!adc_check_all(&c, NULL));
}
END_TEST

START_TEST(slopes)
{
    adc_check_case c = whole();
    fault = 0.0;
    ck_assert(fabs(adc_check_taylor(&c, 1).error - 2.0) < 0.1);
    ck_assert(fabs(adc_check_taylor(&c, 2).error - 3.0) < 0.1);
    fault = 0.1;
    c.tangent = NULL;
    ck_assert(!adc_check_taylor(&c, 1).ok);
    ck_assert(!adc_check_taylor(&c, 2).ok);
    ck_assert(!adc_check_direction(&c).ok);
}
END_TEST

static void not_a_number(void *context, const double *x, double *g)
{
    gradient(context, x, g);
    g[2] = NAN;
}

START_TEST(nan_never_passes)
{
    adc_check_case c = {.n = 3, .m = 1, .x = at, .value = value, .jacobian = not_a_number};
    fault = 0.0;
    adc_check_result r = adc_check_jacobian(&c);
    ck_assert(!r.ok);
    ck_assert_uint_eq(r.column, 2);
    ck_assert(!adc_check_direction(&c).ok);
    ck_assert(!adc_check_taylor(&c, 1).ok);
}
END_TEST

/* A domain that ends near the point: log at 0.02. */
static void log_value(void *context, const double *x, double *y)
{
    (void)context;
    y[0] = log(x[0]);
    y[1] = sqrt(x[0]);
}

static void log_jacobian(void *context, const double *x, double *jac)
{
    (void)context;
    jac[0] = 1.0 / x[0];
    jac[1] = 0.5 / sqrt(x[0]);
}

START_TEST(near_the_end_of_the_domain)
{
    double x = 1e-4;
    adc_check_case c = {.n = 1, .m = 2, .x = &x, .value = log_value, .jacobian = log_jacobian};
    ck_assert(adc_check_all(&c, NULL));
}
END_TEST

static void value_f(void *context, const float *x, float *y)
{
    (void)context;
    y[0] = expf(x[0]) * sinf(x[1]);
    y[1] = x[0] * x[1];
}

static void jacobian_f(void *context, const float *x, float *jac)
{
    (void)context;
    jac[0] = expf(x[0]) * sinf(x[1]);
    jac[1] = expf(x[0]) * cosf(x[1]);
    jac[2] = x[1];
    jac[3] = x[0] * (1.0f + (float)fault);
}

START_TEST(floats)
{
    const float x[2] = {0.4f, -1.3f};
    adc_check_case_f c = {.n = 2, .m = 2, .x = x, .value = value_f, .jacobian = jacobian_f};
    fault = 0.0;
    ck_assert(adc_check_all_f(&c, NULL));
    fault = 0.1;
    adc_check_result r = adc_check_jacobian_f(&c);
    ck_assert(!r.ok);
    ck_assert_uint_eq(r.row, 1);
    ck_assert_uint_eq(r.column, 1);
}
END_TEST

/* The length of a unit vector: its derivatives are zero but for rounding, which has no size to be judged by. */
static void unit_value(void *context, const double *x, double *y)
{
    (void)context;
    double length = sqrt(x[0] * x[0] + x[1] * x[1]), u = x[0] / length, v = x[1] / length;
    *y = u * u + v * v;
}

static void unit_gradient(void *context, const double *x, double *grad)
{
    (void)context;
    double length = sqrt(x[0] * x[0] + x[1] * x[1]), u = x[0] / length, v = x[1] / length;
    grad[0] = 2 * u / length - 2 * u * (u * u + v * v) / length;
    grad[1] = 2 * v / length - 2 * v * (u * u + v * v) / length;
}

static void unit_hessian(void *context, const double *x, double *hess)
{
    (void)context;
    double noise = 1e-16 * x[0];
    hess[0] = fault, hess[1] = noise, hess[2] = -noise, hess[3] = 0.0;
}

START_TEST(derivatives_that_are_zero)
{
    const double x[2] = {0.7, -1.9};
    adc_check_case c = {.n = 2, .m = 1, .x = x, .value = unit_value, .jacobian = unit_gradient, .hessian = unit_hessian};
    fault = 0.0;
    ck_assert(adc_check_jacobian(&c).ok);
    ck_assert(adc_check_hessian(&c).ok);
    ck_assert(adc_check_symmetry(&c).ok);
    fault = 1e-8; /* what is no rounding is still found */
    ck_assert(!adc_check_hessian(&c).ok);
}
END_TEST

/* A Givens rotation of (a, b): length and a zero that is nothing but rounding, whose size says nothing. */
static void rotated(void *context, const double *x, double *y)
{
    (void)context;
    double length = sqrt(x[0] * x[0] + x[1] * x[1]), c = x[0] / length, s = x[1] / length;
    y[0] = c * x[0] + s * x[1];
    y[1] = c * x[1] - s * x[0];
}

static void rotated_jacobian(void *context, const double *x, double *jac)
{
    (void)context;
    double length = sqrt(x[0] * x[0] + x[1] * x[1]), c = x[0] / length, s = x[1] / length;
    jac[0] = c;
    jac[1] = s;
    jac[2] = s * s / length * x[1] + c * s / length * x[0] - s + fault;
    jac[3] = c - c * s / length * x[1] - c * c / length * x[0];
}

START_TEST(results_that_are_rounding)
{
    unsigned long long seed = 1;
    for (int i = 0; i < 50; i++) {
        const double x[2] = {2.0 + adc_check_random(&seed), 2.0 + adc_check_random(&seed)};
        adc_check_case c = {.n = 2, .m = 2, .x = x, .value = rotated, .jacobian = rotated_jacobian};
        fault = 0.0;
        ck_assert(adc_check_all(&c, NULL));
        fault = 1e-10;
        ck_assert(!adc_check_jacobian(&c).ok);
    }
}
END_TEST

/* Second differences of a value that is large beside what an element of the Hessian makes of it. */
static void steep_value(void *context, const double *x, double *y)
{
    (void)context;
    *y = exp(3.0 * x[0]) * (1.0 + 1e-4 * x[1]) + 1e-3 * sin(x[1]);
}

static void steep_hessian(void *context, const double *x, double *hess)
{
    (void)context;
    double e = exp(3.0 * x[0]);
    hess[0] = 9.0 * e * (1.0 + 1e-4 * x[1]);
    hess[1] = hess[2] = 3e-4 * e;
    hess[3] = -1e-3 * sin(x[1]) + fault * e;
}

START_TEST(second_differences_of_a_large_value)
{
    unsigned long long seed = 1;
    for (int i = 0; i < 50; i++) {
        const double x[2] = {2.0 + adc_check_random(&seed), 2.0 + adc_check_random(&seed)};
        adc_check_case c = {.n = 2, .m = 1, .x = x, .value = steep_value, .hessian = steep_hessian};
        fault = 0.0;
        ck_assert(adc_check_hessian(&c).ok);
        fault = 1e-5;
        ck_assert(!adc_check_hessian(&c).ok);
    }
}
END_TEST

/* The mean anomaly of the Moon in radians: coarse steps cross many periods and agree with each other. */
static void anomaly(void *context, const double *x, double *y)
{
    (void)context;
    *y = fmod(485868.249036 + x[0] * (1717915923.2178 + x[0] * 31.8792), 1296000.0) * 4.848136811095359935899141e-6;
}

static void anomaly_gradient(void *context, const double *x, double *grad)
{
    (void)context;
    grad[0] = (1717915923.2178 + 2.0 * 31.8792 * x[0]) * 4.848136811095359935899141e-6 * (1.0 + fault);
}

/* Points away from an edge by more than the finest steps. */
START_TEST(steps_that_cross_jumps)
{
    unsigned long long seed = 1;
    int points = 0, slopes = 0;
    for (int i = 0; i < 200; i++) {
        double x = 1.0 + 0.5 * adc_check_random(&seed), y;
        adc_check_case c = {.n = 1, .m = 1, .x = &x, .value = anomaly, .jacobian = anomaly_gradient};
        anomaly(NULL, &x, &y);
        if (y < 0.5 || y > 5.7)
            continue;
        fault = 0.0;
        ck_assert(adc_check_direction(&c).ok);
        ck_assert(adc_check_jacobian(&c).ok);
        points++;
        slopes += adc_check_taylor(&c, 1).ok;
        fault = 1e-6;
        ck_assert(!adc_check_direction(&c).ok);
        ck_assert(!adc_check_jacobian(&c).ok);
        fault = 1e-3;
        ck_assert(!adc_check_taylor(&c, 1).ok);
    }
    ck_assert(points > 100 && slopes > 0.95 * points); /* the others: a remainder next to rounding has a slope under 1.9 */
}
END_TEST

/* Nearly linear, of floats: of the remainder few digits stand clear of rounding, and coarse steps cross a wave of it. */
static void nearly_linear(void *context, const float *x, float *y)
{
    (void)context;
    *y = x[0] + 0.5f * x[1] + 1e-3f * sinf(9.0f * x[0] * x[1]);
}

static void nearly_linear_gradient(void *context, const float *x, float *grad)
{
    (void)context;
    double wave = 9e-3 * cos(9.0 * x[0] * x[1]);
    grad[0] = (float)((1.0 + wave * x[1]) * (1.0 + fault));
    grad[1] = (float)(0.5 + wave * x[0]);
}

static void nearly_linear_hessian(void *context, const float *x, float *hess)
{
    (void)context;
    double wave = 9e-3 * cos(9.0 * x[0] * x[1]), curved = -81e-3 * sin(9.0 * x[0] * x[1]);
    hess[0] = (float)(curved * x[1] * x[1]);
    hess[1] = hess[2] = (float)(wave + curved * x[0] * x[1]);
    hess[3] = (float)(curved * x[0] * x[0]);
}

START_TEST(few_digits_are_no_alarm)
{
    unsigned long long seed = 1;
    int points = 400, slopes = 0, faults = 0;
    for (int i = 0; i < points; i++) {
        const float x[2] = {(float)adc_check_random(&seed), (float)adc_check_random(&seed)};
        adc_check_case_f c = {.n = 2, .m = 1, .x = x, .value = nearly_linear, .jacobian = nearly_linear_gradient,
                              .hessian = nearly_linear_hessian, .seed = seed};
        fault = 0.0;
        ck_assert(adc_check_direction_f(&c).ok);
        slopes += adc_check_taylor_f(&c, 1).ok && adc_check_taylor_f(&c, 2).ok;
        fault = 1e-2;
        faults += !adc_check_taylor_f(&c, 1).ok;
    }
    ck_assert_int_ge(slopes, 0.98 * points);
    ck_assert_int_ge(faults, 0.9 * points); /* the others: the step hardly moves x[0] */
}
END_TEST

START_TEST(nothing_to_check_is_no_success)
{
    adc_check_case c = {.n = 3, .m = 1, .x = at, .value = value};
    ck_assert(!adc_check_all(&c, NULL));
    ck_assert(!adc_check_dot(&c).ok);
    ck_assert(!adc_check_hessian(&c).ok);
}
END_TEST

Suite *runtime_suite(void)
{
    Suite *suite = suite_create("check");
    TCase *tests = tcase_create("check");
    tcase_add_test(tests, right_derivatives_pass);
    tcase_add_test(tests, a_wrong_element_is_found);
    tcase_add_test(tests, slopes);
    tcase_add_test(tests, nan_never_passes);
    tcase_add_test(tests, near_the_end_of_the_domain);
    tcase_add_test(tests, floats);
    tcase_add_test(tests, derivatives_that_are_zero);
    tcase_add_test(tests, results_that_are_rounding);
    tcase_add_test(tests, second_differences_of_a_large_value);
    tcase_add_test(tests, steps_that_cross_jumps);
    tcase_add_test(tests, few_digits_are_no_alarm);
    tcase_add_test(tests, nothing_to_check_is_no_success);
    suite_add_tcase(suite, tests);
    return suite;
}
