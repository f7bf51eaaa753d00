/* <adc/check.h>: checks derivatives in tests, against differences and against each other.

   A case describes one function of n reals with m results, y = f(x), at one point, by callbacks
   that wrap the primal and whatever was derived from it; a callback that is null is not there.
   Each check returns what it found; adc_check_print says it in words, adc_check_all runs all that
   the callbacks allow. Works with any test framework, and from C++. Link with the library adc.

       static void value(void *context, const double *x, double *y)
       {
           *y = rosenbrock(*(int *)context, x);
       }

       static void gradient(void *context, const double *x, double *jac)
       {
           rosenbrock_gradient(*(int *)context, x, jac);
       }

       adc_check_case c = {.name = "rosenbrock", .n = 3, .m = 1, .x = x, .context = &n,
                           .value = value, .jacobian = gradient};
       assert(adc_check_all(&c, stdout)); */
#ifndef ADC_CHECK_H
#define ADC_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* No callback may change x; each overwrites its last parameter. */
typedef struct adc_check_case {
    const char *name; /* for the report; null: "f" */
    size_t n, m;
    const double *x;
    void *context; /* handed to every callback */
    void (*value)(void *context, const double *x, double *y);
    void (*tangent)(void *context, const double *x, const double *x_tan, double *y_tan);
    /* x_adj is zero on entry: what an adjoint adds is right as it is. */
    void (*adjoint)(void *context, const double *x, const double *y_adj, double *x_adj);
    void (*jacobian)(void *context, const double *x, double *jac); /* m x n; m = 1: the gradient */
    void (*hvp)(void *context, const double *x, const double *x_dir, double *x_hvp); /* m = 1 */
    void (*hessian)(void *context, const double *x, double *hess);                   /* m = 1 */
    unsigned long long seed; /* of the random directions */
    double tolerance;        /* relative; 0: what suits the check and the type */
} adc_check_case;

typedef struct adc_check_case_f {
    const char *name;
    size_t n, m;
    const float *x;
    void *context;
    void (*value)(void *context, const float *x, float *y);
    void (*tangent)(void *context, const float *x, const float *x_tan, float *y_tan);
    void (*adjoint)(void *context, const float *x, const float *y_adj, float *x_adj);
    void (*jacobian)(void *context, const float *x, float *jac);
    void (*hvp)(void *context, const float *x, const float *x_dir, float *x_hvp);
    void (*hessian)(void *context, const float *x, float *hess);
    unsigned long long seed;
    double tolerance;
} adc_check_case_f;

#define ADC_CHECK_NOWHERE ((size_t)-1)

typedef struct adc_check_result {
    bool ok;
    const char *name, *test;
    double error, tolerance; /* the worst relative error, and what is allowed. Taylor: the slope
                                that was found and the least that is right */
    double got, expected;    /* there: the derivative, and what it was compared with */
    size_t row, column;      /* there: the output and the input, or ADC_CHECK_NOWHERE */
    unsigned long long seed;
    const char *note; /* what else there is to say, or null */
} adc_check_result;

/* <y_adj, J x_tan> = <Jt y_adj, x_tan>: tangent against adjoint, to rounding. */
adc_check_result adc_check_dot(const adc_check_case *c);
/* J times a random direction, against Richardson-extrapolated central differences of value. */
adc_check_result adc_check_direction(const adc_check_case *c);
/* All of J, by jacobian, else tangent, else adjoint, against the same differences. */
adc_check_result adc_check_jacobian(const adc_check_case *c);
/* The remainder of the Taylor polynomial of order 1 falls with slope 2; of order 2, where there is
   a Hessian or hvp, with slope 3. */
adc_check_result adc_check_taylor(const adc_check_case *c, int order);
/* The Hessian (by hessian, else hvp) is symmetric. */
adc_check_result adc_check_symmetry(const adc_check_case *c);
/* All of the Hessian against differences of the gradient (by jacobian, else adjoint), else second
   differences of value. */
adc_check_result adc_check_hessian(const adc_check_case *c);

adc_check_result adc_check_dot_f(const adc_check_case_f *c);
adc_check_result adc_check_direction_f(const adc_check_case_f *c);
adc_check_result adc_check_jacobian_f(const adc_check_case_f *c);
adc_check_result adc_check_taylor_f(const adc_check_case_f *c, int order);
adc_check_result adc_check_symmetry_f(const adc_check_case_f *c);
adc_check_result adc_check_hessian_f(const adc_check_case_f *c);

/* Every check for which the case has the callbacks; a line for each to report, unless it is null.
   False where one fails, and where there is none to run. */
bool adc_check_all(const adc_check_case *c, FILE *report);
bool adc_check_all_f(const adc_check_case_f *c, FILE *report);

/* One line, two where the check failed. */
void adc_check_print(FILE *report, const adc_check_result *result);

/* A number in [-1, 1) that follows from *seed, which it advances. */
double adc_check_random(unsigned long long *seed);

#ifdef __cplusplus
}
#endif

#endif
