#include "expr_ops.adc.h"
#include <adc/tape.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mode { LINEAR = 1, QUADRATIC, CUBIC = 7 };

/* expr_ops.c:10, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns add_sub(n, x). */
double add_sub_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    /* expr_ops.c:12: return x[0] + x[1] - (x[2] - x[0]) - -x[1] + +x[2] * 3; */
    const double result = x[0] + x[1] - (x[2] - x[0]) - (-x[1]) + +x[2] * 3;
    x_adj[0] += 2.0 * return_adj;
    x_adj[1] += 2.0 * return_adj;
    x_adj[2] += 2.0 * return_adj;
    return result;
}

/* expr_ops.c:10, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns add_sub(n, x). */
double add_sub_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:12: return x[0] + x[1] - (x[2] - x[0]) - -x[1] + +x[2] * 3; */
    const double result = x[0] + x[1] - (x[2] - x[0]) - (-x[1]) + +x[2] * 3;
    x_grad[0] += 2.0;
    x_grad[1] += 2.0;
    x_grad[2] += 2.0;
    return result;
}

/* expr_ops.c:10, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns add_sub(n, x). */
double add_sub_tangent(int n, const double x[n], const double x_tan[restrict n],
                       double *restrict return_tan)
{
    /* expr_ops.c:12: return x[0] + x[1] - (x[2] - x[0]) - -x[1] + +x[2] * 3; */
    *return_tan = x_tan[0] + x_tan[1] - (x_tan[2] - x_tan[0]) + x_tan[1] + 3.0 * x_tan[2];
    return x[0] + x[1] - (x[2] - x[0]) - (-x[1]) + +x[2] * 3;
}

/* expr_ops.c:10, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of add_sub does. Returns what add_sub returns. */
static double add_sub_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                       double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    (void)x_tan;
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:12: return x[0] + x[1] - (x[2] - x[0]) - -x[1] + +x[2] * 3; */
    const double result = x[0] + x[1] - (x[2] - x[0]) - (-x[1]) + +x[2] * 3;
    x_grad[0] += 2.0;
    x_grad[1] += 2.0;
    x_grad[2] += 2.0;
    return result;
}

/* expr_ops.c:10, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns add_sub(n, x). */
double add_sub_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = add_sub_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:10, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of add_sub does. Returns what add_sub returns. */
static double add_sub_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                        const double x_tan[n], double *restrict x_grad_tan)
{
    (void)x_tan;
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:12: return x[0] + x[1] - (x[2] - x[0]) - -x[1] + +x[2] * 3; */
    const double result = x[0] + x[1] - (x[2] - x[0]) - (-x[1]) + +x[2] * 3;
    x_grad[0] += 2.0;
    x_grad[1] += 2.0;
    x_grad[2] += 2.0;
    return result;
}

/* expr_ops.c:10, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns add_sub(n, x). */
double add_sub_hvp(int n, const double x[n], const double x_dir[restrict n],
                   double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = add_sub_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:18, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns mul_div(n, x). */
double mul_div_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    /* expr_ops.c:20: return x[0] * x[1] / (x[2] * x[2]) + x[0] / x[1] / 2 * x[2] - 1.0 / x[0]; */
    const double result = x[0] * x[1] / (x[2] * x[2]) + x[0] / x[1] / 2 * x[2] - 1.0 / x[0];
    const double num_adj = return_adj / (x[2] * x[2]);
    const double prod_adj = -(num_adj * (x[0] * x[1] / (x[2] * x[2])));
    const double num_adj2 = return_adj * x[2] / 2 / x[1];
    x_adj[0] += num_adj * x[1] + num_adj2 + return_adj / x[0] / x[0];
    x_adj[1] += num_adj * x[0] - num_adj2 * (x[0] / x[1]);
    x_adj[2] += 2.0 * prod_adj * x[2] + return_adj * (x[0] / x[1] / 2);
    return result;
}

/* expr_ops.c:18, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns mul_div(n, x). */
double mul_div_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:20: return x[0] * x[1] / (x[2] * x[2]) + x[0] / x[1] / 2 * x[2] - 1.0 / x[0]; */
    const double result = x[0] * x[1] / (x[2] * x[2]) + x[0] / x[1] / 2 * x[2] - 1.0 / x[0];
    const double num_adj = 1.0 / (x[2] * x[2]);
    const double prod_adj = -(num_adj * (x[0] * x[1] / (x[2] * x[2])));
    const double num_adj2 = x[2] / 2 / x[1];
    x_grad[0] += num_adj * x[1] + num_adj2 + 1.0 / x[0] / x[0];
    x_grad[1] += num_adj * x[0] - num_adj2 * (x[0] / x[1]);
    x_grad[2] += 2.0 * prod_adj * x[2] + x[0] / x[1] / 2;
    return result;
}

/* expr_ops.c:18, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns mul_div(n, x). */
double mul_div_tangent(int n, const double x[n], const double x_tan[restrict n],
                       double *restrict return_tan)
{
    /* expr_ops.c:20: return x[0] * x[1] / (x[2] * x[2]) + x[0] / x[1] / 2 * x[2] - 1.0 / x[0]; */
    const double prod = x[2] * x[2];
    const double quot = x[0] * x[1] / prod;
    const double quot2 = x[0] / x[1];
    const double quot3 = quot2 / 2;
    *return_tan = (x[1] * x_tan[0] + x[0] * x_tan[1] - 2.0 * quot * x[2] * x_tan[2]) / prod +
                  (x[2] * ((x_tan[0] - quot2 * x_tan[1]) / x[1] / 2) + quot3 * x_tan[2]) +
                  x_tan[0] / (x[0] * x[0]);
    return quot + quot3 * x[2] - 1.0 / x[0];
}

/* expr_ops.c:18, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of mul_div does. Returns what mul_div returns. */
static double mul_div_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                       double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:20: return x[0] * x[1] / (x[2] * x[2]) + x[0] / x[1] / 2 * x[2] - 1.0 / x[0]; */
    const double result = x[0] * x[1] / (x[2] * x[2]) + x[0] / x[1] / 2 * x[2] - 1.0 / x[0];
    const double prod = x[2] * x[2];
    const double num_adj = 1.0 / prod;
    const double prod2 = x[2] * x[2];
    const double quot = x[0] * x[1] / prod2;
    const double prod_adj = -(num_adj * quot);
    const double quot2 = x[2] / 2 / x[1];
    const double quot3 = 1.0 / x[0] / x[0];
    x_grad[0] += num_adj * x[1] + quot2 + quot3;
    const double quot4 = x[0] / x[1];
    x_grad[1] += num_adj * x[0] - quot2 * quot4;
    const double quot5 = x[0] / x[1];
    x_grad[2] += 2.0 * prod_adj * x[2] + quot5 / 2;
    for (int lane = 0; lane < 8; lane++) {
        const double num_adj_tan = -(2.0 * x[2] * x_tan[2][lane] / (prod * prod));
        const double prod_adj_tan =
            -(quot * num_adj_tan + num_adj * ((x[1] * x_tan[0][lane] + x[0] * x_tan[1][lane] -
                                               2.0 * quot * x[2] * x_tan[2][lane]) /
                                              prod2));
        const double num_adj_tan2 = (x_tan[2][lane] / 2 - quot2 * x_tan[1][lane]) / x[1];
        x_grad_tan[0][lane] += x[1] * num_adj_tan + num_adj * x_tan[1][lane] + num_adj_tan2 +
                               (-(x_tan[0][lane] / (x[0] * x[0])) - quot3 * x_tan[0][lane]) / x[0];
        x_grad_tan[1][lane] +=
            x[0] * num_adj_tan + num_adj * x_tan[0][lane] -
            (quot4 * num_adj_tan2 + quot2 * ((x_tan[0][lane] - quot4 * x_tan[1][lane]) / x[1]));
        x_grad_tan[2][lane] += 2.0 * x[2] * prod_adj_tan + 2.0 * prod_adj * x_tan[2][lane] +
                               (x_tan[0][lane] - quot5 * x_tan[1][lane]) / x[1] / 2;
    }
    return result;
}

/* expr_ops.c:18, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns mul_div(n, x). */
double mul_div_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = mul_div_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:18, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of mul_div does. Returns what mul_div returns. */
static double mul_div_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                        const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:20: return x[0] * x[1] / (x[2] * x[2]) + x[0] / x[1] / 2 * x[2] - 1.0 / x[0]; */
    const double result = x[0] * x[1] / (x[2] * x[2]) + x[0] / x[1] / 2 * x[2] - 1.0 / x[0];
    const double prod = x[2] * x[2];
    const double num_adj_tan = -(2.0 * x[2] * x_tan[2] / (prod * prod));
    const double num_adj = 1.0 / prod;
    const double prod2 = x[2] * x[2];
    const double quot = x[0] * x[1] / prod2;
    const double prod_adj_tan =
        -(quot * num_adj_tan +
          num_adj * ((x[1] * x_tan[0] + x[0] * x_tan[1] - 2.0 * quot * x[2] * x_tan[2]) / prod2));
    const double prod_adj = -(num_adj * quot);
    const double quot2 = x[2] / 2 / x[1];
    const double num_adj_tan2 = (x_tan[2] / 2 - quot2 * x_tan[1]) / x[1];
    const double quot3 = 1.0 / x[0] / x[0];
    x_grad_tan[0] += x[1] * num_adj_tan + num_adj * x_tan[1] + num_adj_tan2 +
                     (-(x_tan[0] / (x[0] * x[0])) - quot3 * x_tan[0]) / x[0];
    x_grad[0] += num_adj * x[1] + quot2 + quot3;
    const double quot4 = x[0] / x[1];
    x_grad_tan[1] += x[0] * num_adj_tan + num_adj * x_tan[0] -
                     (quot4 * num_adj_tan2 + quot2 * ((x_tan[0] - quot4 * x_tan[1]) / x[1]));
    x_grad[1] += num_adj * x[0] - quot2 * quot4;
    const double quot5 = x[0] / x[1];
    x_grad_tan[2] += 2.0 * x[2] * prod_adj_tan + 2.0 * prod_adj * x_tan[2] +
                     (x_tan[0] - quot5 * x_tan[1]) / x[1] / 2;
    x_grad[2] += 2.0 * prod_adj * x[2] + quot5 / 2;
    return result;
}

/* expr_ops.c:18, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns mul_div(n, x). */
double mul_div_hvp(int n, const double x[n], const double x_dir[restrict n],
                   double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = mul_div_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:26, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns square_cube(n, x). */
double square_cube_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    /* expr_ops.c:28: double a = x[0] * x[0]; */
    double a = x[0] * x[0];
    /* expr_ops.c:29: return a * a * x[0] + x[1] * x[1] * x[1] - x[0] * x[1] * x[0] * x[1]; */
    const double result = a * a * x[0] + x[1] * x[1] * x[1] - x[0] * x[1] * x[0] * x[1];
    double a_adj = 0.0;
    const double prod_adj = return_adj * x[1];
    const double prod_adj2 = -(return_adj * x[1]);
    const double prod_adj3 = prod_adj2 * x[0];
    a_adj += 2.0 * (return_adj * x[0]) * a;
    x_adj[0] += return_adj * a * a + prod_adj3 * x[1] + prod_adj2 * x[0] * x[1];
    x_adj[1] += 2.0 * prod_adj * x[1] + return_adj * x[1] * x[1] + prod_adj3 * x[0] -
                return_adj * x[0] * x[1] * x[0];
    /* expr_ops.c:28: double a = x[0] * x[0]; */
    x_adj[0] += 2.0 * a_adj * x[0];
    return result;
}

/* expr_ops.c:26, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns square_cube(n, x). */
double square_cube_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:28: double a = x[0] * x[0]; */
    double a = x[0] * x[0];
    /* expr_ops.c:29: return a * a * x[0] + x[1] * x[1] * x[1] - x[0] * x[1] * x[0] * x[1]; */
    const double result = a * a * x[0] + x[1] * x[1] * x[1] - x[0] * x[1] * x[0] * x[1];
    double a_adj = 0.0;
    const double prod_adj = -x[1];
    const double prod_adj2 = prod_adj * x[0];
    a_adj += 2.0 * x[0] * a;
    x_grad[0] += a * a + prod_adj2 * x[1] + prod_adj * x[0] * x[1];
    x_grad[1] += 3.0 * x[1] * x[1] + prod_adj2 * x[0] - x[0] * x[1] * x[0];
    /* expr_ops.c:28: double a = x[0] * x[0]; */
    x_grad[0] += 2.0 * a_adj * x[0];
    return result;
}

/* expr_ops.c:26, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns square_cube(n, x). */
double square_cube_tangent(int n, const double x[n], const double x_tan[restrict n],
                           double *restrict return_tan)
{
    /* expr_ops.c:28: double a = x[0] * x[0]; */
    const double a_tan = 2.0 * x[0] * x_tan[0];
    double a = x[0] * x[0];
    /* expr_ops.c:29: return a * a * x[0] + x[1] * x[1] * x[1] - x[0] * x[1] * x[0] * x[1]; */
    const double prod = x[1] * x[1];
    const double prod2 = x[0] * x[1];
    *return_tan = 2.0 * x[0] * a * a_tan + a * a * x_tan[0] +
                  (2.0 * x[1] * x[1] * x_tan[1] + prod * x_tan[1]) -
                  (x[1] * (x[0] * (x[1] * x_tan[0] + x[0] * x_tan[1]) + prod2 * x_tan[0]) +
                   prod2 * x[0] * x_tan[1]);
    return a * a * x[0] + prod * x[1] - prod2 * x[0] * x[1];
}

/* expr_ops.c:26, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of square_cube does. Returns what square_cube returns. */
static double square_cube_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                           double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:28: double a = x[0] * x[0]; */
    const double a = x[0] * x[0];
    /* expr_ops.c:29: return a * a * x[0] + x[1] * x[1] * x[1] - x[0] * x[1] * x[0] * x[1]; */
    const double result = a * a * x[0] + x[1] * x[1] * x[1] - x[0] * x[1] * x[0] * x[1];
    double a_adj_tan[8] = {0};
    double a_adj = 0.0;
    const double prod_adj = -x[1];
    const double prod_adj2 = prod_adj * x[0];
    a_adj += 2.0 * x[0] * a;
    x_grad[0] += a * a + prod_adj2 * x[1] + prod_adj * x[0] * x[1];
    const double prod = x[0] * x[1];
    x_grad[1] += 3.0 * x[1] * x[1] + prod_adj2 * x[0] - prod * x[0];
    /* expr_ops.c:28: double a = x[0] * x[0]; */
    x_grad[0] += 2.0 * a_adj * x[0];
    for (int lane = 0; lane < 8; lane++) {
        const double a_tan = 2.0 * x[0] * x_tan[0][lane];
        /* expr_ops.c:29: return a * a * x[0] + x[1] * x[1] * x[1] - x[0] * x[1] * x[0] * x[1]; */
        const double prod_adj_tan = -x_tan[1][lane];
        const double prod_adj_tan2 = x[0] * prod_adj_tan + prod_adj * x_tan[0][lane];
        a_adj_tan[lane] += 2.0 * a * x_tan[0][lane] + 2.0 * x[0] * a_tan;
        x_grad_tan[0][lane] += 2.0 * a * a_tan +
                               (x[1] * prod_adj_tan2 + prod_adj2 * x_tan[1][lane]) +
                               (x[1] * (x[0] * prod_adj_tan + prod_adj * x_tan[0][lane]) +
                                prod_adj * x[0] * x_tan[1][lane]);
        x_grad_tan[1][lane] +=
            6.0 * x[1] * x_tan[1][lane] + (x[0] * prod_adj_tan2 + prod_adj2 * x_tan[0][lane]) -
            (x[0] * (x[1] * x_tan[0][lane] + x[0] * x_tan[1][lane]) + prod * x_tan[0][lane]);
        /* expr_ops.c:28: double a = x[0] * x[0]; */
        x_grad_tan[0][lane] += 2.0 * x[0] * a_adj_tan[lane] + 2.0 * a_adj * x_tan[0][lane];
    }
    return result;
}

/* expr_ops.c:26, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns square_cube(n, x). */
double square_cube_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = square_cube_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:26, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of square_cube does. Returns what square_cube returns. */
static double square_cube_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                            const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:28: double a = x[0] * x[0]; */
    const double a_tan = 2.0 * x[0] * x_tan[0];
    const double a = x[0] * x[0];
    /* expr_ops.c:29: return a * a * x[0] + x[1] * x[1] * x[1] - x[0] * x[1] * x[0] * x[1]; */
    const double result = a * a * x[0] + x[1] * x[1] * x[1] - x[0] * x[1] * x[0] * x[1];
    double a_adj_tan = 0.0;
    const double prod_adj_tan = -x_tan[1];
    const double prod_adj = -x[1];
    const double prod_adj_tan2 = x[0] * prod_adj_tan + prod_adj * x_tan[0];
    const double prod_adj2 = prod_adj * x[0];
    a_adj_tan += 2.0 * a * x_tan[0] + 2.0 * x[0] * a_tan;
    double a_adj = 0.0;
    a_adj += 2.0 * x[0] * a;
    x_grad_tan[0] +=
        2.0 * a * a_tan + (x[1] * prod_adj_tan2 + prod_adj2 * x_tan[1]) +
        (x[1] * (x[0] * prod_adj_tan + prod_adj * x_tan[0]) + prod_adj * x[0] * x_tan[1]);
    x_grad[0] += a * a + prod_adj2 * x[1] + prod_adj * x[0] * x[1];
    const double prod = x[0] * x[1];
    x_grad_tan[1] += 6.0 * x[1] * x_tan[1] + (x[0] * prod_adj_tan2 + prod_adj2 * x_tan[0]) -
                     (x[0] * (x[1] * x_tan[0] + x[0] * x_tan[1]) + prod * x_tan[0]);
    x_grad[1] += 3.0 * x[1] * x[1] + prod_adj2 * x[0] - prod * x[0];
    /* expr_ops.c:28: double a = x[0] * x[0]; */
    x_grad_tan[0] += 2.0 * x[0] * a_adj_tan + 2.0 * a_adj * x_tan[0];
    x_grad[0] += 2.0 * a_adj * x[0];
    return result;
}

/* expr_ops.c:26, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns square_cube(n, x). */
double square_cube_hvp(int n, const double x[n], const double x_dir[restrict n],
                       double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = square_cube_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:35, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns compound_assign(n, x). */
double compound_assign_adjoint(int n, const double x[n], double x_adj[restrict n],
                               double return_adj)
{
    /* expr_ops.c:37: double a = x[0], b = x[1]; */
    double a = x[0];
    double b = x[1];
    /* expr_ops.c:38: a += b; */
    a += b;
    /* expr_ops.c:39: b -= a; */
    b -= a;
    const double b_kept = b;
    const double a_kept = a;
    /* expr_ops.c:40: a *= b; */
    a *= b;
    const double a_kept2 = a;
    /* expr_ops.c:41: b /= a; */
    b /= a;
    /* expr_ops.c:42: a *= a; */
    a *= a;
    /* expr_ops.c:43: b += b; */
    b += b;
    const double b_kept2 = b;
    /* expr_ops.c:44: a -= b * b; */
    a -= b * b;
    /* expr_ops.c:45: a /= 3; */
    a /= 3;
    /* expr_ops.c:46: b *= 2 + a; */
    b *= 2 + a;
    /* expr_ops.c:47: return a * b; */
    double a_adj = return_adj * b;
    double b_adj = return_adj * a;
    /* expr_ops.c:46: b *= 2 + a; */
    a_adj += b_adj * b_kept2;
    b_adj *= 2 + a;
    /* expr_ops.c:45: a /= 3; */
    a_adj /= 3;
    /* expr_ops.c:44: a -= b * b; */
    b_adj -= 2.0 * a_adj * b_kept2;
    /* expr_ops.c:43: b += b; */
    b_adj *= 2.0;
    /* expr_ops.c:42: a *= a; */
    a_adj = 2.0 * a_adj * a_kept2;
    /* expr_ops.c:41: b /= a; */
    const double factor = 1.0 / a_kept2;
    a_adj -= b_adj * factor * (b_kept / a_kept2);
    b_adj *= factor;
    /* expr_ops.c:40: a *= b; */
    b_adj += a_adj * a_kept;
    a_adj *= b_kept;
    /* expr_ops.c:39: b -= a; */
    a_adj -= b_adj;
    /* expr_ops.c:38: a += b; */
    b_adj += a_adj;
    /* expr_ops.c:37: double a = x[0], b = x[1]; */
    x_adj[1] += b_adj;
    x_adj[0] += a_adj;
    return a * b;
}

/* expr_ops.c:35, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns compound_assign(n, x). */
double compound_assign_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:37: double a = x[0], b = x[1]; */
    double a = x[0];
    double b = x[1];
    /* expr_ops.c:38: a += b; */
    a += b;
    /* expr_ops.c:39: b -= a; */
    b -= a;
    const double b_kept = b;
    const double a_kept = a;
    /* expr_ops.c:40: a *= b; */
    a *= b;
    const double a_kept2 = a;
    /* expr_ops.c:41: b /= a; */
    b /= a;
    /* expr_ops.c:42: a *= a; */
    a *= a;
    /* expr_ops.c:43: b += b; */
    b += b;
    const double b_kept2 = b;
    /* expr_ops.c:44: a -= b * b; */
    a -= b * b;
    /* expr_ops.c:45: a /= 3; */
    a /= 3;
    /* expr_ops.c:46: b *= 2 + a; */
    b *= 2 + a;
    /* expr_ops.c:47: return a * b; */
    double a_adj = b;
    double b_adj = a;
    /* expr_ops.c:46: b *= 2 + a; */
    a_adj += b_adj * b_kept2;
    b_adj *= 2 + a;
    /* expr_ops.c:45: a /= 3; */
    a_adj /= 3;
    /* expr_ops.c:44: a -= b * b; */
    b_adj -= 2.0 * a_adj * b_kept2;
    /* expr_ops.c:43: b += b; */
    b_adj *= 2.0;
    /* expr_ops.c:42: a *= a; */
    a_adj = 2.0 * a_adj * a_kept2;
    /* expr_ops.c:41: b /= a; */
    const double factor = 1.0 / a_kept2;
    a_adj -= b_adj * factor * (b_kept / a_kept2);
    b_adj *= factor;
    /* expr_ops.c:40: a *= b; */
    b_adj += a_adj * a_kept;
    a_adj *= b_kept;
    /* expr_ops.c:39: b -= a; */
    a_adj -= b_adj;
    /* expr_ops.c:38: a += b; */
    b_adj += a_adj;
    /* expr_ops.c:37: double a = x[0], b = x[1]; */
    x_grad[1] += b_adj;
    x_grad[0] += a_adj;
    return a * b;
}

/* expr_ops.c:35, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns compound_assign(n, x). */
double compound_assign_tangent(int n, const double x[n], const double x_tan[restrict n],
                               double *restrict return_tan)
{
    /* expr_ops.c:37: double a = x[0], b = x[1]; */
    double a_tan = x_tan[0];
    double a = x[0];
    double b_tan = x_tan[1];
    double b = x[1];
    /* expr_ops.c:38: a += b; */
    a_tan += b_tan;
    a += b;
    /* expr_ops.c:39: b -= a; */
    b_tan -= a_tan;
    b -= a;
    /* expr_ops.c:40: a *= b; */
    a_tan = b * a_tan + a * b_tan;
    a *= b;
    /* expr_ops.c:41: b /= a; */
    const double quot = b / a;
    b_tan = (b_tan - quot * a_tan) / a;
    b = quot;
    /* expr_ops.c:42: a *= a; */
    a_tan *= 2.0 * a;
    a *= a;
    /* expr_ops.c:43: b += b; */
    b_tan *= 2.0;
    b += b;
    /* expr_ops.c:44: a -= b * b; */
    a_tan -= 2.0 * b * b_tan;
    a -= b * b;
    /* expr_ops.c:45: a /= 3; */
    a_tan /= 3;
    a /= 3;
    /* expr_ops.c:46: b *= 2 + a; */
    b_tan = (2 + a) * b_tan + b * a_tan;
    b *= 2 + a;
    /* expr_ops.c:47: return a * b; */
    *return_tan = b * a_tan + a * b_tan;
    return a * b;
}

/* expr_ops.c:35, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of compound_assign does. Returns what compound_assign returns. */
static double compound_assign_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                               double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:37: double a = x[0], b = x[1]; */
    double a = x[0];
    double b = x[1];
    /* expr_ops.c:38: a += b; */
    a += b;
    /* expr_ops.c:39: b -= a; */
    b -= a;
    /* expr_ops.c:40: a *= b; */
    const double b_kept = b;
    const double a_kept = a;
    double a_tan[8];
    double b_tan[8];
    double b_kept_tan[8];
    double a_kept_tan[8];
    /* expr_ops.c:37: double a = x[0], b = x[1]; */
    for (int lane = 0; lane < 8; lane++) {
        a_tan[lane] = x_tan[0][lane];
        b_tan[lane] = x_tan[1][lane];
        /* expr_ops.c:38: a += b; */
        a_tan[lane] += b_tan[lane];
        /* expr_ops.c:39: b -= a; */
        b_tan[lane] -= a_tan[lane];
        /* expr_ops.c:40: a *= b; */
        b_kept_tan[lane] = b_tan[lane];
        a_kept_tan[lane] = a_tan[lane];
        a_tan[lane] = b * a_tan[lane] + a * b_tan[lane];
    }
    a *= b;
    /* expr_ops.c:41: b /= a; */
    const double a_kept2 = a;
    const double quot = b / a;
    b = quot;
    double a_kept_tan2[8];
    for (int lane = 0; lane < 8; lane++) {
        a_kept_tan2[lane] = a_tan[lane];
        b_tan[lane] = (b_tan[lane] - quot * a_tan[lane]) / a;
        /* expr_ops.c:42: a *= a; */
        a_tan[lane] *= 2.0 * a;
    }
    a *= a;
    /* expr_ops.c:43: b += b; */
    b += b;
    /* expr_ops.c:44: a -= b * b; */
    const double b_kept2 = b;
    a -= b * b;
    /* expr_ops.c:45: a /= 3; */
    a /= 3;
    double b_kept_tan2[8];
    /* expr_ops.c:43: b += b; */
    for (int lane = 0; lane < 8; lane++) {
        b_tan[lane] *= 2.0;
        /* expr_ops.c:44: a -= b * b; */
        b_kept_tan2[lane] = b_tan[lane];
        a_tan[lane] -= 2.0 * b * b_tan[lane];
        /* expr_ops.c:45: a /= 3; */
        a_tan[lane] /= 3;
        /* expr_ops.c:46: b *= 2 + a; */
        b_tan[lane] = (2 + a) * b_tan[lane] + b * a_tan[lane];
    }
    b *= 2 + a;
    /* expr_ops.c:47: return a * b; */
    double a_adj = b;
    double b_adj = a;
    /* expr_ops.c:46: b *= 2 + a; */
    a_adj += b_adj * b_kept2;
    double a_adj_tan[8];
    double b_adj_tan[8];
    for (int lane = 0; lane < 8; lane++) {
        a_adj_tan[lane] = b_tan[lane];
        b_adj_tan[lane] = a_tan[lane];
        /* expr_ops.c:46: b *= 2 + a; */
        a_adj_tan[lane] += b_kept2 * b_adj_tan[lane] + b_adj * b_kept_tan2[lane];
        b_adj_tan[lane] = (2 + a) * b_adj_tan[lane] + b_adj * a_tan[lane];
    }
    b_adj *= 2 + a;
    /* expr_ops.c:45: a /= 3; */
    a_adj /= 3;
    /* expr_ops.c:44: a -= b * b; */
    b_adj -= 2.0 * a_adj * b_kept2;
    /* expr_ops.c:43: b += b; */
    b_adj *= 2.0;
    /* expr_ops.c:45: a /= 3; */
    for (int lane = 0; lane < 8; lane++) {
        a_adj_tan[lane] /= 3;
        /* expr_ops.c:44: a -= b * b; */
        b_adj_tan[lane] -= 2.0 * b_kept2 * a_adj_tan[lane] + 2.0 * a_adj * b_kept_tan2[lane];
        /* expr_ops.c:43: b += b; */
        b_adj_tan[lane] *= 2.0;
        /* expr_ops.c:42: a *= a; */
        a_adj_tan[lane] = 2.0 * a_kept2 * a_adj_tan[lane] + 2.0 * a_adj * a_kept_tan2[lane];
    }
    a_adj = 2.0 * a_adj * a_kept2;
    /* expr_ops.c:41: b /= a; */
    const double factor = 1.0 / a_kept2;
    const double quot2 = b_kept / a_kept2;
    a_adj -= b_adj * factor * quot2;
    for (int lane = 0; lane < 8; lane++) {
        const double factor_tan = -(a_kept_tan2[lane] / (a_kept2 * a_kept2));
        a_adj_tan[lane] -=
            quot2 * (factor * b_adj_tan[lane] + b_adj * factor_tan) +
            b_adj * factor * ((b_kept_tan[lane] - quot2 * a_kept_tan2[lane]) / a_kept2);
        b_adj_tan[lane] = factor * b_adj_tan[lane] + b_adj * factor_tan;
    }
    b_adj *= factor;
    /* expr_ops.c:40: a *= b; */
    b_adj += a_adj * a_kept;
    for (int lane = 0; lane < 8; lane++) {
        b_adj_tan[lane] += a_kept * a_adj_tan[lane] + a_adj * a_kept_tan[lane];
        a_adj_tan[lane] = b_kept * a_adj_tan[lane] + a_adj * b_kept_tan[lane];
    }
    a_adj *= b_kept;
    /* expr_ops.c:39: b -= a; */
    a_adj -= b_adj;
    /* expr_ops.c:38: a += b; */
    b_adj += a_adj;
    /* expr_ops.c:37: double a = x[0], b = x[1]; */
    x_grad[1] += b_adj;
    x_grad[0] += a_adj;
    /* expr_ops.c:39: b -= a; */
    for (int lane = 0; lane < 8; lane++) {
        a_adj_tan[lane] -= b_adj_tan[lane];
        /* expr_ops.c:38: a += b; */
        b_adj_tan[lane] += a_adj_tan[lane];
        /* expr_ops.c:37: double a = x[0], b = x[1]; */
        x_grad_tan[1][lane] += b_adj_tan[lane];
        x_grad_tan[0][lane] += a_adj_tan[lane];
    }
    return a * b;
}

/* expr_ops.c:35, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns compound_assign(n, x). */
double compound_assign_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = compound_assign_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:35, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of compound_assign does. Returns what compound_assign returns. */
static double compound_assign_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                                const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:37: double a = x[0], b = x[1]; */
    double a_tan = x_tan[0];
    double a = x[0];
    double b_tan = x_tan[1];
    double b = x[1];
    /* expr_ops.c:38: a += b; */
    a_tan += b_tan;
    a += b;
    /* expr_ops.c:39: b -= a; */
    b_tan -= a_tan;
    b -= a;
    /* expr_ops.c:40: a *= b; */
    const double b_kept_tan = b_tan;
    const double b_kept = b;
    const double a_kept_tan = a_tan;
    const double a_kept = a;
    a_tan = b * a_tan + a * b_tan;
    a *= b;
    /* expr_ops.c:41: b /= a; */
    const double a_kept_tan2 = a_tan;
    const double a_kept2 = a;
    const double quot = b / a;
    b_tan = (b_tan - quot * a_tan) / a;
    b = quot;
    /* expr_ops.c:42: a *= a; */
    a_tan *= 2.0 * a;
    a *= a;
    /* expr_ops.c:43: b += b; */
    b_tan *= 2.0;
    b += b;
    /* expr_ops.c:44: a -= b * b; */
    const double b_kept_tan2 = b_tan;
    const double b_kept2 = b;
    a_tan -= 2.0 * b * b_tan;
    a -= b * b;
    /* expr_ops.c:45: a /= 3; */
    a_tan /= 3;
    a /= 3;
    /* expr_ops.c:46: b *= 2 + a; */
    b_tan = (2 + a) * b_tan + b * a_tan;
    b *= 2 + a;
    /* expr_ops.c:47: return a * b; */
    double a_adj_tan = b_tan;
    double a_adj = b;
    double b_adj_tan = a_tan;
    double b_adj = a;
    /* expr_ops.c:46: b *= 2 + a; */
    a_adj_tan += b_kept2 * b_adj_tan + b_adj * b_kept_tan2;
    a_adj += b_adj * b_kept2;
    b_adj_tan = (2 + a) * b_adj_tan + b_adj * a_tan;
    b_adj *= 2 + a;
    /* expr_ops.c:45: a /= 3; */
    a_adj_tan /= 3;
    a_adj /= 3;
    /* expr_ops.c:44: a -= b * b; */
    b_adj_tan -= 2.0 * b_kept2 * a_adj_tan + 2.0 * a_adj * b_kept_tan2;
    b_adj -= 2.0 * a_adj * b_kept2;
    /* expr_ops.c:43: b += b; */
    b_adj_tan *= 2.0;
    b_adj *= 2.0;
    /* expr_ops.c:42: a *= a; */
    a_adj_tan = 2.0 * a_kept2 * a_adj_tan + 2.0 * a_adj * a_kept_tan2;
    a_adj = 2.0 * a_adj * a_kept2;
    /* expr_ops.c:41: b /= a; */
    const double factor_tan = -(a_kept_tan2 / (a_kept2 * a_kept2));
    const double factor = 1.0 / a_kept2;
    const double quot2 = b_kept / a_kept2;
    a_adj_tan -= quot2 * (factor * b_adj_tan + b_adj * factor_tan) +
                 b_adj * factor * ((b_kept_tan - quot2 * a_kept_tan2) / a_kept2);
    a_adj -= b_adj * factor * quot2;
    b_adj_tan = factor * b_adj_tan + b_adj * factor_tan;
    b_adj *= factor;
    /* expr_ops.c:40: a *= b; */
    b_adj_tan += a_kept * a_adj_tan + a_adj * a_kept_tan;
    b_adj += a_adj * a_kept;
    a_adj_tan = b_kept * a_adj_tan + a_adj * b_kept_tan;
    a_adj *= b_kept;
    /* expr_ops.c:39: b -= a; */
    a_adj_tan -= b_adj_tan;
    a_adj -= b_adj;
    /* expr_ops.c:38: a += b; */
    b_adj_tan += a_adj_tan;
    b_adj += a_adj;
    /* expr_ops.c:37: double a = x[0], b = x[1]; */
    x_grad_tan[1] += b_adj_tan;
    x_grad[1] += b_adj;
    x_grad_tan[0] += a_adj_tan;
    x_grad[0] += a_adj;
    return a * b;
}

/* expr_ops.c:35, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns compound_assign(n, x). */
double compound_assign_hvp(int n, const double x[n], const double x_dir[restrict n],
                           double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = compound_assign_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:53, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns self_assign(n, x). */
double self_assign_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    /* expr_ops.c:55: double a = x[0]; */
    double a = x[0];
    const double a_kept = a;
    /* expr_ops.c:57: a = a * a + a; */
    a += a * a;
    /* expr_ops.c:58: a += a; */
    a += a;
    const double a_kept2 = a;
    /* expr_ops.c:59: a *= a; */
    a *= a;
    /* expr_ops.c:60: a -= a / 3; */
    a -= a / 3;
    const double a_kept3 = a;
    /* expr_ops.c:61: a = a * x[1] / a + a; */
    a += a * x[1] / a;
    /* expr_ops.c:62: a = -a; */
    a = -a;
    /* expr_ops.c:63: return a - a * a; */
    double a_adj = return_adj - return_adj * a - return_adj * a;
    /* expr_ops.c:62: a = -a; */
    a_adj = -a_adj;
    /* expr_ops.c:61: a = a * x[1] / a + a; */
    const double factor = 1.0 / a_kept3;
    x_adj[1] += a_adj * factor * a_kept3;
    a_adj *= factor * x[1] - factor * (a_kept3 * x[1] / a_kept3) + 1.0;
    /* expr_ops.c:60: a -= a / 3; */
    a_adj *= 1.0 - 1.0 / 3;
    /* expr_ops.c:59: a *= a; */
    a_adj = 2.0 * a_adj * a_kept2;
    /* expr_ops.c:58: a += a; */
    a_adj *= 2.0;
    /* expr_ops.c:57: a = a * a + a; */
    a_adj *= 2.0 * a_kept + 1.0;
    /* expr_ops.c:55: double a = x[0]; */
    x_adj[0] += a_adj;
    return a - a * a;
}

/* expr_ops.c:53, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns self_assign(n, x). */
double self_assign_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:55: double a = x[0]; */
    double a = x[0];
    const double a_kept = a;
    /* expr_ops.c:57: a = a * a + a; */
    a += a * a;
    /* expr_ops.c:58: a += a; */
    a += a;
    const double a_kept2 = a;
    /* expr_ops.c:59: a *= a; */
    a *= a;
    /* expr_ops.c:60: a -= a / 3; */
    a -= a / 3;
    const double a_kept3 = a;
    /* expr_ops.c:61: a = a * x[1] / a + a; */
    a += a * x[1] / a;
    /* expr_ops.c:62: a = -a; */
    a = -a;
    /* expr_ops.c:63: return a - a * a; */
    double a_adj = 1.0 - a - a;
    /* expr_ops.c:62: a = -a; */
    a_adj = -a_adj;
    /* expr_ops.c:61: a = a * x[1] / a + a; */
    const double factor = 1.0 / a_kept3;
    x_grad[1] += a_adj * factor * a_kept3;
    a_adj *= factor * x[1] - factor * (a_kept3 * x[1] / a_kept3) + 1.0;
    /* expr_ops.c:60: a -= a / 3; */
    a_adj *= 1.0 - 1.0 / 3;
    /* expr_ops.c:59: a *= a; */
    a_adj = 2.0 * a_adj * a_kept2;
    /* expr_ops.c:58: a += a; */
    a_adj *= 2.0;
    /* expr_ops.c:57: a = a * a + a; */
    a_adj *= 2.0 * a_kept + 1.0;
    /* expr_ops.c:55: double a = x[0]; */
    x_grad[0] += a_adj;
    return a - a * a;
}

/* expr_ops.c:53, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns self_assign(n, x). */
double self_assign_tangent(int n, const double x[n], const double x_tan[restrict n],
                           double *restrict return_tan)
{
    /* expr_ops.c:55: double a = x[0]; */
    double a_tan = x_tan[0];
    double a = x[0];
    /* expr_ops.c:57: a = a * a + a; */
    a_tan += 2.0 * a * a_tan;
    a += a * a;
    /* expr_ops.c:58: a += a; */
    a_tan *= 2.0;
    a += a;
    /* expr_ops.c:59: a *= a; */
    a_tan *= 2.0 * a;
    a *= a;
    /* expr_ops.c:60: a -= a / 3; */
    a_tan -= a_tan / 3;
    a -= a / 3;
    /* expr_ops.c:61: a = a * x[1] / a + a; */
    const double quot = a * x[1] / a;
    a_tan += (x[1] * a_tan + a * x_tan[1] - quot * a_tan) / a;
    a += quot;
    /* expr_ops.c:62: a = -a; */
    a_tan = -a_tan;
    a = -a;
    /* expr_ops.c:63: return a - a * a; */
    *return_tan = a_tan - 2.0 * a * a_tan;
    return a - a * a;
}

/* expr_ops.c:53, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of self_assign does. Returns what self_assign returns. */
static double self_assign_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                           double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:55: double a = x[0]; */
    double a = x[0];
    /* expr_ops.c:57: a = a * a + a; */
    const double a_kept = a;
    double a_tan[8];
    double a_kept_tan[8];
    /* expr_ops.c:55: double a = x[0]; */
    for (int lane = 0; lane < 8; lane++) {
        a_tan[lane] = x_tan[0][lane];
        /* expr_ops.c:57: a = a * a + a; */
        a_kept_tan[lane] = a_tan[lane];
        a_tan[lane] += 2.0 * a * a_tan[lane];
    }
    a += a * a;
    /* expr_ops.c:58: a += a; */
    a += a;
    /* expr_ops.c:59: a *= a; */
    const double a_kept2 = a;
    double a_kept_tan2[8];
    /* expr_ops.c:58: a += a; */
    for (int lane = 0; lane < 8; lane++) {
        a_tan[lane] *= 2.0;
        /* expr_ops.c:59: a *= a; */
        a_kept_tan2[lane] = a_tan[lane];
        a_tan[lane] *= 2.0 * a;
    }
    a *= a;
    /* expr_ops.c:60: a -= a / 3; */
    a -= a / 3;
    /* expr_ops.c:61: a = a * x[1] / a + a; */
    const double a_kept3 = a;
    const double quot = a * x[1] / a;
    double a_kept_tan3[8];
    /* expr_ops.c:60: a -= a / 3; */
    for (int lane = 0; lane < 8; lane++) {
        a_tan[lane] -= a_tan[lane] / 3;
        /* expr_ops.c:61: a = a * x[1] / a + a; */
        a_kept_tan3[lane] = a_tan[lane];
        a_tan[lane] += (x[1] * a_tan[lane] + a * x_tan[1][lane] - quot * a_tan[lane]) / a;
    }
    a += quot;
    /* expr_ops.c:62: a = -a; */
    a = -a;
    /* expr_ops.c:63: return a - a * a; */
    double a_adj = 1.0 - a - a;
    /* expr_ops.c:62: a = -a; */
    a_adj = -a_adj;
    /* expr_ops.c:61: a = a * x[1] / a + a; */
    const double factor = 1.0 / a_kept3;
    x_grad[1] += a_adj * factor * a_kept3;
    const double quot2 = a_kept3 * x[1] / a_kept3;
    const double sum = factor * x[1] - factor * quot2 + 1.0;
    double a_adj_tan[8];
    /* expr_ops.c:62: a = -a; */
    for (int lane = 0; lane < 8; lane++) {
        a_tan[lane] = -a_tan[lane];
        /* expr_ops.c:63: return a - a * a; */
        a_adj_tan[lane] = -(2.0 * a_tan[lane]);
        /* expr_ops.c:62: a = -a; */
        a_adj_tan[lane] = -a_adj_tan[lane];
        /* expr_ops.c:61: a = a * x[1] / a + a; */
        const double factor_tan = -(a_kept_tan3[lane] / (a_kept3 * a_kept3));
        x_grad_tan[1][lane] += a_kept3 * (factor * a_adj_tan[lane] + a_adj * factor_tan) +
                               a_adj * factor * a_kept_tan3[lane];
        a_adj_tan[lane] = sum * a_adj_tan[lane] +
                          a_adj * (x[1] * factor_tan + factor * x_tan[1][lane] -
                                   (quot2 * factor_tan +
                                    factor * ((x[1] * a_kept_tan3[lane] + a_kept3 * x_tan[1][lane] -
                                               quot2 * a_kept_tan3[lane]) /
                                              a_kept3)));
    }
    a_adj *= sum;
    /* expr_ops.c:60: a -= a / 3; */
    const double diff = 1.0 - 1.0 / 3;
    a_adj *= diff;
    for (int lane = 0; lane < 8; lane++) {
        a_adj_tan[lane] *= diff;
        /* expr_ops.c:59: a *= a; */
        a_adj_tan[lane] = 2.0 * a_kept2 * a_adj_tan[lane] + 2.0 * a_adj * a_kept_tan2[lane];
    }
    a_adj = 2.0 * a_adj * a_kept2;
    /* expr_ops.c:58: a += a; */
    a_adj *= 2.0;
    for (int lane = 0; lane < 8; lane++) {
        a_adj_tan[lane] *= 2.0;
        /* expr_ops.c:57: a = a * a + a; */
        a_adj_tan[lane] = (2.0 * a_kept + 1.0) * a_adj_tan[lane] + 2.0 * a_adj * a_kept_tan[lane];
    }
    a_adj *= 2.0 * a_kept + 1.0;
    /* expr_ops.c:55: double a = x[0]; */
    for (int lane = 0; lane < 8; lane++)
        x_grad_tan[0][lane] += a_adj_tan[lane];
    x_grad[0] += a_adj;
    return a - a * a;
}

/* expr_ops.c:53, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns self_assign(n, x). */
double self_assign_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = self_assign_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:53, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of self_assign does. Returns what self_assign returns. */
static double self_assign_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                            const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:55: double a = x[0]; */
    double a_tan = x_tan[0];
    double a = x[0];
    /* expr_ops.c:57: a = a * a + a; */
    const double a_kept_tan = a_tan;
    const double a_kept = a;
    a_tan += 2.0 * a * a_tan;
    a += a * a;
    /* expr_ops.c:58: a += a; */
    a_tan *= 2.0;
    a += a;
    /* expr_ops.c:59: a *= a; */
    const double a_kept_tan2 = a_tan;
    const double a_kept2 = a;
    a_tan *= 2.0 * a;
    a *= a;
    /* expr_ops.c:60: a -= a / 3; */
    a_tan -= a_tan / 3;
    a -= a / 3;
    /* expr_ops.c:61: a = a * x[1] / a + a; */
    const double a_kept_tan3 = a_tan;
    const double a_kept3 = a;
    const double quot = a * x[1] / a;
    a_tan += (x[1] * a_tan + a * x_tan[1] - quot * a_tan) / a;
    a += quot;
    /* expr_ops.c:62: a = -a; */
    a_tan = -a_tan;
    a = -a;
    /* expr_ops.c:63: return a - a * a; */
    double a_adj_tan = -(2.0 * a_tan);
    double a_adj = 1.0 - a - a;
    /* expr_ops.c:62: a = -a; */
    a_adj_tan = -a_adj_tan;
    a_adj = -a_adj;
    /* expr_ops.c:61: a = a * x[1] / a + a; */
    const double factor_tan = -(a_kept_tan3 / (a_kept3 * a_kept3));
    const double factor = 1.0 / a_kept3;
    x_grad_tan[1] +=
        a_kept3 * (factor * a_adj_tan + a_adj * factor_tan) + a_adj * factor * a_kept_tan3;
    x_grad[1] += a_adj * factor * a_kept3;
    const double quot2 = a_kept3 * x[1] / a_kept3;
    const double sum = factor * x[1] - factor * quot2 + 1.0;
    a_adj_tan =
        sum * a_adj_tan +
        a_adj * (x[1] * factor_tan + factor * x_tan[1] -
                 (quot2 * factor_tan +
                  factor *
                      ((x[1] * a_kept_tan3 + a_kept3 * x_tan[1] - quot2 * a_kept_tan3) / a_kept3)));
    a_adj *= sum;
    /* expr_ops.c:60: a -= a / 3; */
    const double diff = 1.0 - 1.0 / 3;
    a_adj_tan *= diff;
    a_adj *= diff;
    /* expr_ops.c:59: a *= a; */
    a_adj_tan = 2.0 * a_kept2 * a_adj_tan + 2.0 * a_adj * a_kept_tan2;
    a_adj = 2.0 * a_adj * a_kept2;
    /* expr_ops.c:58: a += a; */
    a_adj_tan *= 2.0;
    a_adj *= 2.0;
    /* expr_ops.c:57: a = a * a + a; */
    a_adj_tan = (2.0 * a_kept + 1.0) * a_adj_tan + 2.0 * a_adj * a_kept_tan;
    a_adj *= 2.0 * a_kept + 1.0;
    /* expr_ops.c:55: double a = x[0]; */
    x_grad_tan[0] += a_adj_tan;
    x_grad[0] += a_adj;
    return a - a * a;
}

/* expr_ops.c:53, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns self_assign(n, x). */
double self_assign_hvp(int n, const double x[n], const double x_dir[restrict n],
                       double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = self_assign_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:69, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns assign_chain(n, x). */
double assign_chain_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    /* expr_ops.c:72: a = b = c = x[0] * x[1]; */
    double c = x[0] * x[1];
    double b = c;
    double a = b;
    /* expr_ops.c:73: a = (b = a * 2) + 1.0; */
    b = a * 2;
    a = b + 1.0;
    /* expr_ops.c:74: c = (a += sin(b)); */
    a += sin(b);
    c = a;
    /* expr_ops.c:75: return a * b + c; */
    double a_adj = return_adj * b;
    double b_adj = return_adj * a;
    double c_adj = return_adj;
    /* expr_ops.c:74: c = (a += sin(b)); */
    a_adj += c_adj;
    c_adj = 0.0;
    b_adj += a_adj * cos(b);
    /* expr_ops.c:73: a = (b = a * 2) + 1.0; */
    b_adj += a_adj;
    a_adj = 2.0 * b_adj;
    /* expr_ops.c:72: a = b = c = x[0] * x[1]; */
    b_adj = a_adj;
    c_adj += b_adj;
    x_adj[0] += c_adj * x[1];
    x_adj[1] += c_adj * x[0];
    return a * b + c;
}

/* expr_ops.c:69, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns assign_chain(n, x). */
double assign_chain_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:72: a = b = c = x[0] * x[1]; */
    double c = x[0] * x[1];
    double b = c;
    double a = b;
    /* expr_ops.c:73: a = (b = a * 2) + 1.0; */
    b = a * 2;
    a = b + 1.0;
    /* expr_ops.c:74: c = (a += sin(b)); */
    a += sin(b);
    c = a;
    /* expr_ops.c:75: return a * b + c; */
    double a_adj = b;
    double b_adj = a;
    /* expr_ops.c:74: c = (a += sin(b)); */
    double c_adj = 1.0;
    a_adj += c_adj;
    c_adj = 0.0;
    b_adj += a_adj * cos(b);
    /* expr_ops.c:73: a = (b = a * 2) + 1.0; */
    b_adj += a_adj;
    a_adj = 2.0 * b_adj;
    /* expr_ops.c:72: a = b = c = x[0] * x[1]; */
    b_adj = a_adj;
    c_adj += b_adj;
    x_grad[0] += c_adj * x[1];
    x_grad[1] += c_adj * x[0];
    return a * b + c;
}

/* expr_ops.c:69, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns assign_chain(n, x). */
double assign_chain_tangent(int n, const double x[n], const double x_tan[restrict n],
                            double *restrict return_tan)
{
    /* expr_ops.c:72: a = b = c = x[0] * x[1]; */
    double c_tan = x[1] * x_tan[0] + x[0] * x_tan[1];
    double c = x[0] * x[1];
    double b_tan = c_tan;
    double b = c;
    double a_tan = b_tan;
    double a = b;
    /* expr_ops.c:73: a = (b = a * 2) + 1.0; */
    b_tan = 2.0 * a_tan;
    b = a * 2;
    a_tan = b_tan;
    a = b + 1.0;
    /* expr_ops.c:74: c = (a += sin(b)); */
    a_tan += cos(b) * b_tan;
    a += sin(b);
    c_tan = a_tan;
    c = a;
    /* expr_ops.c:75: return a * b + c; */
    *return_tan = b * a_tan + a * b_tan + c_tan;
    return a * b + c;
}

/* expr_ops.c:69, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of assign_chain does. Returns what assign_chain returns. */
static double assign_chain_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                            double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:72: a = b = c = x[0] * x[1]; */
    double c = x[0] * x[1];
    double b = c;
    double a = b;
    /* expr_ops.c:73: a = (b = a * 2) + 1.0; */
    b = a * 2;
    a = b + 1.0;
    /* expr_ops.c:74: c = (a += sin(b)); */
    a += sin(b);
    c = a;
    /* expr_ops.c:75: return a * b + c; */
    double a_adj = b;
    double b_adj = a;
    /* expr_ops.c:74: c = (a += sin(b)); */
    double c_adj_tan[8] = {0};
    double c_adj = 1.0;
    a_adj += c_adj;
    c_adj = 0.0;
    const double cos_b = cos(b);
    b_adj += a_adj * cos_b;
    /* expr_ops.c:73: a = (b = a * 2) + 1.0; */
    b_adj += a_adj;
    /* expr_ops.c:72: a = b = c = x[0] * x[1]; */
    const double cos_b2 = cos(b);
    const double prod = a_adj * sin(b);
    double a_adj_tan[8];
    double b_adj_tan[8];
    for (int lane = 0; lane < 8; lane++) {
        double b_tan = x[1] * x_tan[0][lane] + x[0] * x_tan[1][lane];
        double a_tan = b_tan;
        /* expr_ops.c:73: a = (b = a * 2) + 1.0; */
        b_tan = 2.0 * a_tan;
        a_tan = b_tan;
        /* expr_ops.c:74: c = (a += sin(b)); */
        a_tan += cos_b2 * b_tan;
        /* expr_ops.c:75: return a * b + c; */
        a_adj_tan[lane] = b_tan;
        b_adj_tan[lane] = a_tan;
        /* expr_ops.c:74: c = (a += sin(b)); */
        a_adj_tan[lane] += c_adj_tan[lane];
        c_adj_tan[lane] = 0.0;
        b_adj_tan[lane] += cos_b * a_adj_tan[lane] - prod * b_tan;
        /* expr_ops.c:73: a = (b = a * 2) + 1.0; */
        b_adj_tan[lane] += a_adj_tan[lane];
        a_adj_tan[lane] = 2.0 * b_adj_tan[lane];
    }
    a_adj = 2.0 * b_adj;
    /* expr_ops.c:72: a = b = c = x[0] * x[1]; */
    b_adj = a_adj;
    c_adj += b_adj;
    x_grad[0] += c_adj * x[1];
    x_grad[1] += c_adj * x[0];
    for (int lane = 0; lane < 8; lane++) {
        b_adj_tan[lane] = a_adj_tan[lane];
        c_adj_tan[lane] += b_adj_tan[lane];
        x_grad_tan[0][lane] += x[1] * c_adj_tan[lane] + c_adj * x_tan[1][lane];
        x_grad_tan[1][lane] += x[0] * c_adj_tan[lane] + c_adj * x_tan[0][lane];
    }
    return a * b + c;
}

/* expr_ops.c:69, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns assign_chain(n, x). */
double assign_chain_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = assign_chain_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:69, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of assign_chain does. Returns what assign_chain returns. */
static double assign_chain_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                             const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:72: a = b = c = x[0] * x[1]; */
    double c = x[0] * x[1];
    double b_tan = x[1] * x_tan[0] + x[0] * x_tan[1];
    double b = c;
    double a_tan = b_tan;
    double a = b;
    /* expr_ops.c:73: a = (b = a * 2) + 1.0; */
    b_tan = 2.0 * a_tan;
    b = a * 2;
    a_tan = b_tan;
    a = b + 1.0;
    /* expr_ops.c:74: c = (a += sin(b)); */
    a_tan += cos(b) * b_tan;
    a += sin(b);
    c = a;
    /* expr_ops.c:75: return a * b + c; */
    double a_adj_tan = b_tan;
    double a_adj = b;
    double b_adj_tan = a_tan;
    double b_adj = a;
    /* expr_ops.c:74: c = (a += sin(b)); */
    double c_adj_tan = 0.0;
    a_adj_tan += c_adj_tan;
    double c_adj = 1.0;
    a_adj += c_adj;
    c_adj_tan = 0.0;
    c_adj = 0.0;
    const double cos_b = cos(b);
    b_adj_tan += cos_b * a_adj_tan - a_adj * sin(b) * b_tan;
    b_adj += a_adj * cos_b;
    /* expr_ops.c:73: a = (b = a * 2) + 1.0; */
    b_adj_tan += a_adj_tan;
    b_adj += a_adj;
    a_adj_tan = 2.0 * b_adj_tan;
    a_adj = 2.0 * b_adj;
    /* expr_ops.c:72: a = b = c = x[0] * x[1]; */
    b_adj_tan = a_adj_tan;
    b_adj = a_adj;
    c_adj_tan += b_adj_tan;
    c_adj += b_adj;
    x_grad_tan[0] += x[1] * c_adj_tan + c_adj * x_tan[1];
    x_grad[0] += c_adj * x[1];
    x_grad_tan[1] += x[0] * c_adj_tan + c_adj * x_tan[0];
    x_grad[1] += c_adj * x[0];
    return a * b + c;
}

/* expr_ops.c:69, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns assign_chain(n, x). */
double assign_chain_hvp(int n, const double x[n], const double x_dir[restrict n],
                        double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = assign_chain_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:81, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns assign_as_value(n, x). Keeps up to 2 doubles
   per iteration of line 88 and one byte per iteration of line 88. */
double assign_as_value_adjoint(int n, const double x[n], double x_adj[restrict n],
                               double return_adj)
{
    adc_tape tape;
    adc_tape_init(&tape);
    /* expr_ops.c:83: double a = x[0], b; */
    double a = x[0];
    const double a_kept = a;
    /* expr_ops.c:84: double r = 2.0 * (b = a * a) + 1.0; */
    double b = a * a;
    double r = 2.0 * b + 1.0;
    /* expr_ops.c:85: if ((a = b + x[1]) > 0.0) */
    a = b + x[1];
    /* expr_ops.c:86: r += a * b; */
    if (a > 0.0)
        r += a * b;
    double s = 0.0;
    int left = 0;
    ptrdiff_t trips = 0;
    while (!left) {
        trips++;
        /* expr_ops.c:88: while ((s += a) < 10.0) */
        s += a;
        const unsigned char taken_88 = !(s < 10.0);
        if (taken_88) {
            left = 1;
        } else {
            const double r_kept = r;
            /* expr_ops.c:89: r *= 1.0 + 0.1 * s; */
            r *= 1.0 + 0.1 * s;
            adc_push_double(&tape, s);
            adc_push_double(&tape, r_kept);
        }
        adc_push_char(&tape, taken_88);
    }

    /* expr_ops.c:90: return r; */
    double r_adj = return_adj;
    double a_adj = 0.0;
    double s_adj = 0.0;
    for (; trips > 0; trips--) {
        const unsigned char taken_88 = adc_pop_char(&tape);
        if (!taken_88) {
            const double r_kept = adc_pop_double(&tape);
            const double s_kept = adc_pop_double(&tape);
            /* expr_ops.c:89: r *= 1.0 + 0.1 * s; */
            s_adj += 0.1 * r_adj * r_kept;
            r_adj *= 1.0 + 0.1 * s_kept;
        }
        /* expr_ops.c:88: while ((s += a) < 10.0) */
        a_adj += s_adj;
    }
    double b_adj = 0.0;
    if (a > 0.0) {
        /* expr_ops.c:86: r += a * b; */
        a_adj += r_adj * b;
        b_adj += r_adj * a;
    }
    /* expr_ops.c:85: if ((a = b + x[1]) > 0.0) */
    b_adj += a_adj;
    x_adj[1] += a_adj;
    a_adj = 0.0;
    /* expr_ops.c:84: double r = 2.0 * (b = a * a) + 1.0; */
    b_adj += 2.0 * r_adj;
    a_adj += 2.0 * b_adj * a_kept;
    /* expr_ops.c:83: double a = x[0], b; */
    x_adj[0] += a_adj;
    return r;
}

/* expr_ops.c:81, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns assign_as_value(n, x). Keeps up to 2 doubles per iteration of
   line 88 and one byte per iteration of line 88. */
double assign_as_value_gradient(int n, const double x[n], double *restrict x_grad)
{
    adc_tape tape;
    adc_tape_init(&tape);
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:83: double a = x[0], b; */
    double a = x[0];
    const double a_kept = a;
    /* expr_ops.c:84: double r = 2.0 * (b = a * a) + 1.0; */
    double b = a * a;
    double r = 2.0 * b + 1.0;
    /* expr_ops.c:85: if ((a = b + x[1]) > 0.0) */
    a = b + x[1];
    /* expr_ops.c:86: r += a * b; */
    if (a > 0.0)
        r += a * b;
    double s = 0.0;
    int left = 0;
    ptrdiff_t trips = 0;
    while (!left) {
        trips++;
        /* expr_ops.c:88: while ((s += a) < 10.0) */
        s += a;
        const unsigned char taken_88 = !(s < 10.0);
        if (taken_88) {
            left = 1;
        } else {
            const double r_kept = r;
            /* expr_ops.c:89: r *= 1.0 + 0.1 * s; */
            r *= 1.0 + 0.1 * s;
            adc_push_double(&tape, s);
            adc_push_double(&tape, r_kept);
        }
        adc_push_char(&tape, taken_88);
    }

    /* expr_ops.c:90: return r; */
    double r_adj = 1.0;
    double a_adj = 0.0;
    double s_adj = 0.0;
    for (; trips > 0; trips--) {
        const unsigned char taken_88 = adc_pop_char(&tape);
        if (!taken_88) {
            const double r_kept = adc_pop_double(&tape);
            const double s_kept = adc_pop_double(&tape);
            /* expr_ops.c:89: r *= 1.0 + 0.1 * s; */
            s_adj += 0.1 * r_adj * r_kept;
            r_adj *= 1.0 + 0.1 * s_kept;
        }
        /* expr_ops.c:88: while ((s += a) < 10.0) */
        a_adj += s_adj;
    }
    double b_adj = 0.0;
    if (a > 0.0) {
        /* expr_ops.c:86: r += a * b; */
        a_adj += r_adj * b;
        b_adj += r_adj * a;
    }
    /* expr_ops.c:85: if ((a = b + x[1]) > 0.0) */
    b_adj += a_adj;
    x_grad[1] += a_adj;
    a_adj = 0.0;
    /* expr_ops.c:84: double r = 2.0 * (b = a * a) + 1.0; */
    b_adj += 2.0 * r_adj;
    a_adj += 2.0 * b_adj * a_kept;
    /* expr_ops.c:83: double a = x[0], b; */
    x_grad[0] += a_adj;
    return r;
}

/* expr_ops.c:81, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns assign_as_value(n, x). */
double assign_as_value_tangent(int n, const double x[n], const double x_tan[restrict n],
                               double *restrict return_tan)
{
    /* expr_ops.c:83: double a = x[0], b; */
    double a_tan = x_tan[0];
    double a = x[0];
    /* expr_ops.c:84: double r = 2.0 * (b = a * a) + 1.0; */
    const double b_tan = 2.0 * a * a_tan;
    double b = a * a;
    double r_tan = 2.0 * b_tan;
    double r = 2.0 * b + 1.0;
    /* expr_ops.c:85: if ((a = b + x[1]) > 0.0) */
    a_tan = b_tan + x_tan[1];
    a = b + x[1];
    if (a > 0.0) {
        /* expr_ops.c:86: r += a * b; */
        r_tan += b * a_tan + a * b_tan;
        r += a * b;
    }
    double s_tan = 0.0;
    double s = 0.0;
    for (;;) {
        /* expr_ops.c:88: while ((s += a) < 10.0) */
        s_tan += a_tan;
        s += a;
        if (!(s < 10.0))
            break;
        /* expr_ops.c:89: r *= 1.0 + 0.1 * s; */
        r_tan = (1.0 + 0.1 * s) * r_tan + 0.1 * r * s_tan;
        r *= 1.0 + 0.1 * s;
    }
    /* expr_ops.c:90: return r; */
    *return_tan = r_tan;
    return r;
}

/* expr_ops.c:81, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of assign_as_value does. Returns what assign_as_value returns. */
static double assign_as_value_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                               double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    adc_tape tape;
    adc_tape_init(&tape);
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:83: double a = x[0], b; */
    double a = x[0];
    /* expr_ops.c:84: double r = 2.0 * (b = a * a) + 1.0; */
    const double a_kept = a;
    const double b = a * a;
    double r = 2.0 * b + 1.0;
    double a_tan[8];
    double a_kept_tan[8];
    double b_tan[8];
    double r_tan[8];
    /* expr_ops.c:83: double a = x[0], b; */
    for (int lane = 0; lane < 8; lane++) {
        a_tan[lane] = x_tan[0][lane];
        /* expr_ops.c:84: double r = 2.0 * (b = a * a) + 1.0; */
        a_kept_tan[lane] = a_tan[lane];
        b_tan[lane] = 2.0 * a * a_tan[lane];
        r_tan[lane] = 2.0 * b_tan[lane];
        /* expr_ops.c:85: if ((a = b + x[1]) > 0.0) */
        a_tan[lane] = b_tan[lane] + x_tan[1][lane];
    }
    a = b + x[1];
    if (a > 0.0) {
        /* expr_ops.c:86: r += a * b; */
        for (int lane = 0; lane < 8; lane++)
            r_tan[lane] += b * a_tan[lane] + a * b_tan[lane];
        r += a * b;
    }
    double s_tan[8] = {0};
    double s = 0.0;
    int left = 0;
    ptrdiff_t trips = 0;
    while (!left) {
        trips++;
        /* expr_ops.c:88: while ((s += a) < 10.0) */
        for (int lane = 0; lane < 8; lane++)
            s_tan[lane] += a_tan[lane];
        s += a;
        const unsigned char taken_88 = !(s < 10.0);
        if (taken_88) {
            left = 1;
        } else {
            /* expr_ops.c:89: r *= 1.0 + 0.1 * s; */
            const double r_kept = r;
            double r_kept_tan[8];
            for (int lane = 0; lane < 8; lane++) {
                r_kept_tan[lane] = r_tan[lane];
                r_tan[lane] = (1.0 + 0.1 * s) * r_tan[lane] + 0.1 * r * s_tan[lane];
            }
            r *= 1.0 + 0.1 * s;
            adc_push_double(&tape, s);
            for (int lane = 0; lane < 8; lane++)
                adc_push_double(&tape, s_tan[lane]);
            adc_push_double(&tape, r_kept);
            for (int lane = 0; lane < 8; lane++)
                adc_push_double(&tape, r_kept_tan[lane]);
        }
        adc_push_char(&tape, taken_88);
    }

    /* expr_ops.c:90: return r; */
    double r_adj_tan[8] = {0};
    double r_adj = 1.0;
    double a_adj_tan[8] = {0};
    double a_adj = 0.0;
    double s_adj_tan[8] = {0};
    double s_adj = 0.0;
    for (; trips > 0; trips--) {
        const unsigned char taken_88 = adc_pop_char(&tape);
        if (!taken_88) {
            double r_kept_tan[8];
            for (int lane = 7; lane >= 0; lane--)
                r_kept_tan[lane] = adc_pop_double(&tape);
            const double r_kept = adc_pop_double(&tape);
            double s_kept_tan[8];
            for (int lane = 7; lane >= 0; lane--)
                s_kept_tan[lane] = adc_pop_double(&tape);
            const double s_kept = adc_pop_double(&tape);
            /* expr_ops.c:89: r *= 1.0 + 0.1 * s; */
            s_adj += 0.1 * r_adj * r_kept;
            for (int lane = 0; lane < 8; lane++) {
                s_adj_tan[lane] += 0.1 * r_kept * r_adj_tan[lane] + 0.1 * r_adj * r_kept_tan[lane];
                r_adj_tan[lane] =
                    (1.0 + 0.1 * s_kept) * r_adj_tan[lane] + 0.1 * r_adj * s_kept_tan[lane];
            }
            r_adj *= 1.0 + 0.1 * s_kept;
        }
        /* expr_ops.c:88: while ((s += a) < 10.0) */
        for (int lane = 0; lane < 8; lane++)
            a_adj_tan[lane] += s_adj_tan[lane];
        a_adj += s_adj;
    }
    double b_adj_tan[8] = {0};
    double b_adj = 0.0;
    if (a > 0.0) {
        /* expr_ops.c:86: r += a * b; */
        a_adj += r_adj * b;
        b_adj += r_adj * a;
        for (int lane = 0; lane < 8; lane++) {
            a_adj_tan[lane] += b * r_adj_tan[lane] + r_adj * b_tan[lane];
            b_adj_tan[lane] += a * r_adj_tan[lane] + r_adj * a_tan[lane];
        }
    }
    /* expr_ops.c:85: if ((a = b + x[1]) > 0.0) */
    b_adj += a_adj;
    x_grad[1] += a_adj;
    a_adj = 0.0;
    /* expr_ops.c:84: double r = 2.0 * (b = a * a) + 1.0; */
    b_adj += 2.0 * r_adj;
    a_adj += 2.0 * b_adj * a_kept;
    /* expr_ops.c:83: double a = x[0], b; */
    x_grad[0] += a_adj;
    /* expr_ops.c:85: if ((a = b + x[1]) > 0.0) */
    for (int lane = 0; lane < 8; lane++) {
        b_adj_tan[lane] += a_adj_tan[lane];
        x_grad_tan[1][lane] += a_adj_tan[lane];
        a_adj_tan[lane] = 0.0;
        /* expr_ops.c:84: double r = 2.0 * (b = a * a) + 1.0; */
        b_adj_tan[lane] += 2.0 * r_adj_tan[lane];
        a_adj_tan[lane] += 2.0 * a_kept * b_adj_tan[lane] + 2.0 * b_adj * a_kept_tan[lane];
        /* expr_ops.c:83: double a = x[0], b; */
        x_grad_tan[0][lane] += a_adj_tan[lane];
    }
    return r;
}

/* expr_ops.c:81, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns assign_as_value(n, x). */
double assign_as_value_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = assign_as_value_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:81, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of assign_as_value does. Returns what assign_as_value returns. */
static double assign_as_value_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                                const double x_tan[n], double *restrict x_grad_tan)
{
    adc_tape tape;
    adc_tape_init(&tape);
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:83: double a = x[0], b; */
    double a_tan = x_tan[0];
    double a = x[0];
    /* expr_ops.c:84: double r = 2.0 * (b = a * a) + 1.0; */
    const double a_kept_tan = a_tan;
    const double a_kept = a;
    const double b_tan = 2.0 * a * a_tan;
    const double b = a * a;
    double r_tan = 2.0 * b_tan;
    double r = 2.0 * b + 1.0;
    /* expr_ops.c:85: if ((a = b + x[1]) > 0.0) */
    a_tan = b_tan + x_tan[1];
    a = b + x[1];
    if (a > 0.0) {
        /* expr_ops.c:86: r += a * b; */
        r_tan += b * a_tan + a * b_tan;
        r += a * b;
    }
    double s_tan = 0.0;
    double s = 0.0;
    int left = 0;
    ptrdiff_t trips = 0;
    while (!left) {
        trips++;
        /* expr_ops.c:88: while ((s += a) < 10.0) */
        s_tan += a_tan;
        s += a;
        const unsigned char taken_88 = !(s < 10.0);
        if (taken_88) {
            left = 1;
        } else {
            /* expr_ops.c:89: r *= 1.0 + 0.1 * s; */
            const double r_kept_tan = r_tan;
            const double r_kept = r;
            r_tan = (1.0 + 0.1 * s) * r_tan + 0.1 * r * s_tan;
            r *= 1.0 + 0.1 * s;
            adc_push_double(&tape, s);
            adc_push_double(&tape, s_tan);
            adc_push_double(&tape, r_kept);
            adc_push_double(&tape, r_kept_tan);
        }
        adc_push_char(&tape, taken_88);
    }

    /* expr_ops.c:90: return r; */
    double r_adj_tan = 0.0;
    double r_adj = 1.0;
    double a_adj_tan = 0.0;
    double a_adj = 0.0;
    double s_adj_tan = 0.0;
    double s_adj = 0.0;
    for (; trips > 0; trips--) {
        const unsigned char taken_88 = adc_pop_char(&tape);
        if (!taken_88) {
            const double r_kept_tan = adc_pop_double(&tape);
            const double r_kept = adc_pop_double(&tape);
            const double s_kept_tan = adc_pop_double(&tape);
            const double s_kept = adc_pop_double(&tape);
            /* expr_ops.c:89: r *= 1.0 + 0.1 * s; */
            s_adj_tan += 0.1 * r_kept * r_adj_tan + 0.1 * r_adj * r_kept_tan;
            s_adj += 0.1 * r_adj * r_kept;
            r_adj_tan = (1.0 + 0.1 * s_kept) * r_adj_tan + 0.1 * r_adj * s_kept_tan;
            r_adj *= 1.0 + 0.1 * s_kept;
        }
        /* expr_ops.c:88: while ((s += a) < 10.0) */
        a_adj_tan += s_adj_tan;
        a_adj += s_adj;
    }
    double b_adj_tan = 0.0;
    double b_adj = 0.0;
    if (a > 0.0) {
        /* expr_ops.c:86: r += a * b; */
        a_adj_tan += b * r_adj_tan + r_adj * b_tan;
        a_adj += r_adj * b;
        b_adj_tan += a * r_adj_tan + r_adj * a_tan;
        b_adj += r_adj * a;
    }
    /* expr_ops.c:85: if ((a = b + x[1]) > 0.0) */
    b_adj_tan += a_adj_tan;
    b_adj += a_adj;
    x_grad_tan[1] += a_adj_tan;
    x_grad[1] += a_adj;
    a_adj_tan = 0.0;
    a_adj = 0.0;
    /* expr_ops.c:84: double r = 2.0 * (b = a * a) + 1.0; */
    b_adj_tan += 2.0 * r_adj_tan;
    b_adj += 2.0 * r_adj;
    a_adj_tan += 2.0 * a_kept * b_adj_tan + 2.0 * b_adj * a_kept_tan;
    a_adj += 2.0 * b_adj * a_kept;
    /* expr_ops.c:83: double a = x[0], b; */
    x_grad_tan[0] += a_adj_tan;
    x_grad[0] += a_adj;
    return r;
}

/* expr_ops.c:81, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns assign_as_value(n, x). */
double assign_as_value_hvp(int n, const double x[n], const double x_dir[restrict n],
                           double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = assign_as_value_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:96, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns increments(n, x). */
double increments_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    /* expr_ops.c:98: double a = x[0], b = x[1]; */
    double a = x[0];
    double b = x[1];
    int i = 0;
    a += 1.0;
    b -= 1.0;
    /* expr_ops.c:102: double c = a++ * 2.0; */
    double c = a * 2.0;
    a += 1.0;
    b -= 1.0;
    /* expr_ops.c:103: double d = --b * c; */
    double d = b * c;
    /* expr_ops.c:104: double e = x[i++]; */
    double e = x[i];
    i++;
    const double e_kept = e;
    /* expr_ops.c:105: e *= x[i--]; */
    e *= x[i];
    i--;
    i++;
    /* expr_ops.c:107: return c + d + e * x[i] + a * b + i; */
    const double result = c + d + e * x[i] + a * b + i;
    int i2 = i;
    double c_adj = return_adj;
    double e_adj = return_adj * x[i2];
    x_adj[i2] += return_adj * e;
    double a_adj = return_adj * b;
    double b_adj = return_adj * a;
    i2--;
    i2++;
    /* expr_ops.c:105: e *= x[i--]; */
    x_adj[i2] += e_adj * e_kept;
    e_adj *= x[i2];
    i2--;
    /* expr_ops.c:104: double e = x[i++]; */
    x_adj[i2] += e_adj;
    /* expr_ops.c:103: double d = --b * c; */
    b_adj += return_adj * c;
    c_adj += return_adj * b;
    /* expr_ops.c:102: double c = a++ * 2.0; */
    a_adj += 2.0 * c_adj;
    /* expr_ops.c:98: double a = x[0], b = x[1]; */
    x_adj[1] += b_adj;
    x_adj[0] += a_adj;
    return result;
}

/* expr_ops.c:96, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns increments(n, x). */
double increments_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:98: double a = x[0], b = x[1]; */
    double a = x[0];
    double b = x[1];
    int i = 0;
    a += 1.0;
    b -= 1.0;
    /* expr_ops.c:102: double c = a++ * 2.0; */
    double c = a * 2.0;
    a += 1.0;
    b -= 1.0;
    /* expr_ops.c:103: double d = --b * c; */
    double d = b * c;
    /* expr_ops.c:104: double e = x[i++]; */
    double e = x[i];
    i++;
    const double e_kept = e;
    /* expr_ops.c:105: e *= x[i--]; */
    e *= x[i];
    i--;
    i++;
    /* expr_ops.c:107: return c + d + e * x[i] + a * b + i; */
    const double result = c + d + e * x[i] + a * b + i;
    int i2 = i;
    double e_adj = x[i2];
    x_grad[i2] += e;
    double a_adj = b;
    double b_adj = a;
    i2--;
    i2++;
    /* expr_ops.c:105: e *= x[i--]; */
    x_grad[i2] += e_adj * e_kept;
    e_adj *= x[i2];
    i2--;
    /* expr_ops.c:104: double e = x[i++]; */
    x_grad[i2] += e_adj;
    /* expr_ops.c:103: double d = --b * c; */
    b_adj += c;
    double c_adj = 1.0;
    c_adj += b;
    /* expr_ops.c:102: double c = a++ * 2.0; */
    a_adj += 2.0 * c_adj;
    /* expr_ops.c:98: double a = x[0], b = x[1]; */
    x_grad[1] += b_adj;
    x_grad[0] += a_adj;
    return result;
}

/* expr_ops.c:96, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns increments(n, x). */
double increments_tangent(int n, const double x[n], const double x_tan[restrict n],
                          double *restrict return_tan)
{
    /* expr_ops.c:98: double a = x[0], b = x[1]; */
    const double a_tan = x_tan[0];
    double a = x[0];
    const double b_tan = x_tan[1];
    double b = x[1];
    int i = 0;
    /* expr_ops.c:100: a++; */
    a += 1.0;
    /* expr_ops.c:101: --b; */
    b -= 1.0;
    /* expr_ops.c:102: double c = a++ * 2.0; */
    const double c_tan = 2.0 * a_tan;
    double c = a * 2.0;
    a += 1.0;
    /* expr_ops.c:103: double d = --b * c; */
    b -= 1.0;
    double d = b * c;
    /* expr_ops.c:104: double e = x[i++]; */
    double e_tan = x_tan[i];
    double e = x[i];
    i++;
    /* expr_ops.c:105: e *= x[i--]; */
    e_tan = x[i] * e_tan + e * x_tan[i];
    e *= x[i];
    i--;
    i++;
    /* expr_ops.c:107: return c + d + e * x[i] + a * b + i; */
    *return_tan =
        c_tan + (c * b_tan + b * c_tan) + (x[i] * e_tan + e * x_tan[i]) + (b * a_tan + a * b_tan);
    return c + d + e * x[i] + a * b + i;
}

/* expr_ops.c:96, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of increments does. Returns what increments returns. */
static double increments_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                          double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:98: double a = x[0], b = x[1]; */
    double a = x[0];
    double b = x[1];
    /* expr_ops.c:100: a++; */
    a += 1.0;
    /* expr_ops.c:101: --b; */
    b -= 1.0;
    /* expr_ops.c:102: double c = a++ * 2.0; */
    const double c = a * 2.0;
    a += 1.0;
    /* expr_ops.c:103: double d = --b * c; */
    b -= 1.0;
    int i = 0;
    /* expr_ops.c:104: double e = x[i++]; */
    double e = x[i];
    double a_tan[8];
    double b_tan[8];
    double c_tan[8];
    double e_tan[8];
    /* expr_ops.c:98: double a = x[0], b = x[1]; */
    for (int lane = 0; lane < 8; lane++) {
        a_tan[lane] = x_tan[0][lane];
        b_tan[lane] = x_tan[1][lane];
        /* expr_ops.c:102: double c = a++ * 2.0; */
        c_tan[lane] = 2.0 * a_tan[lane];
        /* expr_ops.c:104: double e = x[i++]; */
        e_tan[lane] = x_tan[i][lane];
    }
    i++;
    /* expr_ops.c:105: e *= x[i--]; */
    const double e_kept = e;
    double e_kept_tan[8];
    for (int lane = 0; lane < 8; lane++) {
        e_kept_tan[lane] = e_tan[lane];
        e_tan[lane] = x[i] * e_tan[lane] + e * x_tan[i][lane];
    }
    e *= x[i];
    i--;
    i++;
    /* expr_ops.c:107: return c + d + e * x[i] + a * b + i; */
    const double result = c + b * c + e * x[i] + a * b + i;
    int i2 = i;
    double e_adj = x[i2];
    x_grad[i2] += e;
    double a_adj = b;
    double b_adj = a;
    double e_adj_tan[8];
    double a_adj_tan[8];
    double b_adj_tan[8];
    for (int lane = 0; lane < 8; lane++) {
        e_adj_tan[lane] = x_tan[i2][lane];
        x_grad_tan[i2][lane] += e_tan[lane];
        a_adj_tan[lane] = b_tan[lane];
        b_adj_tan[lane] = a_tan[lane];
    }
    i2--;
    i2++;
    /* expr_ops.c:105: e *= x[i--]; */
    x_grad[i2] += e_adj * e_kept;
    for (int lane = 0; lane < 8; lane++) {
        x_grad_tan[i2][lane] += e_kept * e_adj_tan[lane] + e_adj * e_kept_tan[lane];
        e_adj_tan[lane] = x[i2] * e_adj_tan[lane] + e_adj * x_tan[i2][lane];
    }
    e_adj *= x[i2];
    i2--;
    /* expr_ops.c:104: double e = x[i++]; */
    x_grad[i2] += e_adj;
    /* expr_ops.c:103: double d = --b * c; */
    b_adj += c;
    double c_adj_tan[8] = {0};
    double c_adj = 1.0;
    c_adj += b;
    /* expr_ops.c:102: double c = a++ * 2.0; */
    a_adj += 2.0 * c_adj;
    /* expr_ops.c:98: double a = x[0], b = x[1]; */
    x_grad[1] += b_adj;
    x_grad[0] += a_adj;
    /* expr_ops.c:104: double e = x[i++]; */
    for (int lane = 0; lane < 8; lane++) {
        x_grad_tan[i2][lane] += e_adj_tan[lane];
        /* expr_ops.c:103: double d = --b * c; */
        b_adj_tan[lane] += c_tan[lane];
        c_adj_tan[lane] += b_tan[lane];
        /* expr_ops.c:102: double c = a++ * 2.0; */
        a_adj_tan[lane] += 2.0 * c_adj_tan[lane];
        /* expr_ops.c:98: double a = x[0], b = x[1]; */
        x_grad_tan[1][lane] += b_adj_tan[lane];
        x_grad_tan[0][lane] += a_adj_tan[lane];
    }
    return result;
}

/* expr_ops.c:96, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns increments(n, x). */
double increments_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = increments_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:96, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of increments does. Returns what increments returns. */
static double increments_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                           const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:98: double a = x[0], b = x[1]; */
    const double a_tan = x_tan[0];
    double a = x[0];
    const double b_tan = x_tan[1];
    double b = x[1];
    /* expr_ops.c:100: a++; */
    a += 1.0;
    /* expr_ops.c:101: --b; */
    b -= 1.0;
    /* expr_ops.c:102: double c = a++ * 2.0; */
    const double c = a * 2.0;
    a += 1.0;
    /* expr_ops.c:103: double d = --b * c; */
    b -= 1.0;
    int i = 0;
    /* expr_ops.c:104: double e = x[i++]; */
    double e_tan = x_tan[i];
    double e = x[i];
    i++;
    /* expr_ops.c:105: e *= x[i--]; */
    const double e_kept_tan = e_tan;
    const double e_kept = e;
    e_tan = x[i] * e_tan + e * x_tan[i];
    e *= x[i];
    i--;
    i++;
    /* expr_ops.c:107: return c + d + e * x[i] + a * b + i; */
    const double result = c + b * c + e * x[i] + a * b + i;
    int i2 = i;
    double e_adj_tan = x_tan[i2];
    double e_adj = x[i2];
    x_grad_tan[i2] += e_tan;
    x_grad[i2] += e;
    double a_adj_tan = b_tan;
    double a_adj = b;
    double b_adj_tan = a_tan;
    double b_adj = a;
    i2--;
    i2++;
    /* expr_ops.c:105: e *= x[i--]; */
    x_grad_tan[i2] += e_kept * e_adj_tan + e_adj * e_kept_tan;
    x_grad[i2] += e_adj * e_kept;
    e_adj_tan = x[i2] * e_adj_tan + e_adj * x_tan[i2];
    e_adj *= x[i2];
    i2--;
    /* expr_ops.c:104: double e = x[i++]; */
    x_grad_tan[i2] += e_adj_tan;
    x_grad[i2] += e_adj;
    /* expr_ops.c:103: double d = --b * c; */
    b_adj_tan += 2.0 * a_tan;
    b_adj += c;
    double c_adj = 1.0;
    c_adj += b;
    /* expr_ops.c:102: double c = a++ * 2.0; */
    a_adj_tan += 2.0 * b_tan;
    a_adj += 2.0 * c_adj;
    /* expr_ops.c:98: double a = x[0], b = x[1]; */
    x_grad_tan[1] += b_adj_tan;
    x_grad[1] += b_adj;
    x_grad_tan[0] += a_adj_tan;
    x_grad[0] += a_adj;
    return result;
}

/* expr_ops.c:96, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns increments(n, x). */
double increments_hvp(int n, const double x[n], const double x_dir[restrict n],
                      double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = increments_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:113, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns ternary(n, x). */
double ternary_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    double chosen;
    if (x[0] > x[1]) {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        chosen = x[0] * x[0];
    } else {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        chosen = x[1] * x[1] * x[1];
    }
    /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
    double a = chosen;
    double chosen2;
    if (x[2] < 0) {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        chosen2 = -x[2];
    } else {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        chosen2 = x[2];
    }
    /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
    double b = chosen2;
    double chosen3;
    if (a > b) {
        double chosen4;
        if (a > 2 * b) {
            /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
            chosen4 = a * b;
        } else {
            /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
            chosen4 = a / b;
        }
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        chosen3 = chosen4;
    } else {
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        chosen3 = b - a;
    }
    /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
    double c = chosen3;
    double chosen4;
    if (x[0] > 0) {
        /* expr_ops.c:118: return a + b * c + (x[0] > 0 ? 1 : x[1]); */
        chosen4 = 1;
    } else {
        /* expr_ops.c:118: return a + b * c + (x[0] > 0 ? 1 : x[1]); */
        chosen4 = x[1];
    }
    /* expr_ops.c:118: return a + b * c + (x[0] > 0 ? 1 : x[1]); */
    double a_adj = return_adj;
    double b_adj = return_adj * c;
    if (!(x[0] > 0))
        x_adj[1] += return_adj;
    /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
    const double chosen_adj = return_adj * b;
    if (a > b) {
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        if (a > 2 * b) {
            /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
            a_adj += chosen_adj * b;
            b_adj += chosen_adj * a;
        } else {
            const double num_adj = chosen_adj / b;
            a_adj += num_adj;
            b_adj -= num_adj * (a / b);
        }
    } else {
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        b_adj += chosen_adj;
        a_adj -= chosen_adj;
    }
    /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
    const double chosen_adj2 = b_adj;
    if (x[2] < 0) {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        x_adj[2] -= chosen_adj2;
    } else {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        x_adj[2] += chosen_adj2;
    }
    /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
    const double chosen_adj3 = a_adj;
    if (x[0] > x[1]) {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        x_adj[0] += 2.0 * chosen_adj3 * x[0];
    } else {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        x_adj[1] += 2.0 * (chosen_adj3 * x[1]) * x[1] + chosen_adj3 * x[1] * x[1];
    }
    return a + b * c + chosen4;
}

/* expr_ops.c:113, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns ternary(n, x). */
double ternary_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    double chosen;
    if (x[0] > x[1]) {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        chosen = x[0] * x[0];
    } else {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        chosen = x[1] * x[1] * x[1];
    }
    /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
    double a = chosen;
    double chosen2;
    if (x[2] < 0) {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        chosen2 = -x[2];
    } else {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        chosen2 = x[2];
    }
    /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
    double b = chosen2;
    double chosen3;
    if (a > b) {
        double chosen4;
        if (a > 2 * b) {
            /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
            chosen4 = a * b;
        } else {
            /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
            chosen4 = a / b;
        }
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        chosen3 = chosen4;
    } else {
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        chosen3 = b - a;
    }
    /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
    double c = chosen3;
    double chosen4;
    if (x[0] > 0) {
        /* expr_ops.c:118: return a + b * c + (x[0] > 0 ? 1 : x[1]); */
        chosen4 = 1;
    } else {
        /* expr_ops.c:118: return a + b * c + (x[0] > 0 ? 1 : x[1]); */
        chosen4 = x[1];
    }
    /* expr_ops.c:118: return a + b * c + (x[0] > 0 ? 1 : x[1]); */
    double b_adj = c;
    if (!(x[0] > 0))
        x_grad[1] += 1.0;
    /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
    double a_adj = 1.0;
    if (a > b) {
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        if (a > 2 * b) {
            /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
            a_adj += b * b;
            b_adj += b * a;
        } else {
            const double num_adj = b / b;
            a_adj += num_adj;
            b_adj -= num_adj * (a / b);
        }
    } else {
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        b_adj += b;
        a_adj -= b;
    }
    /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
    const double chosen_adj = b_adj;
    if (x[2] < 0) {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        x_grad[2] -= chosen_adj;
    } else {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        x_grad[2] += chosen_adj;
    }
    /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
    const double chosen_adj2 = a_adj;
    if (x[0] > x[1]) {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        x_grad[0] += 2.0 * chosen_adj2 * x[0];
    } else {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        x_grad[1] += 2.0 * (chosen_adj2 * x[1]) * x[1] + chosen_adj2 * x[1] * x[1];
    }
    return a + b * c + chosen4;
}

/* expr_ops.c:113, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns ternary(n, x). */
double ternary_tangent(int n, const double x[n], const double x_tan[restrict n],
                       double *restrict return_tan)
{
    /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
    double chosen_tan;
    double chosen;
    if (x[0] > x[1]) {
        chosen_tan = 2.0 * x[0] * x_tan[0];
        chosen = x[0] * x[0];
    } else {
        const double prod = x[1] * x[1];
        chosen_tan = 2.0 * x[1] * x[1] * x_tan[1] + prod * x_tan[1];
        chosen = prod * x[1];
    }
    const double a_tan = chosen_tan;
    double a = chosen;
    /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
    const double b_tan = x[2] < 0 ? -x_tan[2] : x_tan[2];
    double b = x[2] < 0 ? -x[2] : x[2];
    /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
    double chosen_tan2;
    double chosen2;
    if (a > b) {
        double chosen_tan3;
        double chosen3;
        if (a > 2 * b) {
            chosen_tan3 = b * a_tan + a * b_tan;
            chosen3 = a * b;
        } else {
            const double quot = a / b;
            chosen_tan3 = (a_tan - quot * b_tan) / b;
            chosen3 = quot;
        }
        chosen_tan2 = chosen_tan3;
        chosen2 = chosen3;
    } else {
        chosen_tan2 = b_tan - a_tan;
        chosen2 = b - a;
    }
    double c = chosen2;
    /* expr_ops.c:118: return a + b * c + (x[0] > 0 ? 1 : x[1]); */
    *return_tan = a_tan + (c * b_tan + b * chosen_tan2) + (x[0] > 0 ? 0.0 : x_tan[1]);
    return a + b * c + (x[0] > 0 ? 1 : x[1]);
}

/* expr_ops.c:113, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of ternary does. Returns what ternary returns. */
static double ternary_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                       double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    double chosen_tan[8];
    double chosen;
    if (x[0] > x[1]) {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        for (int lane = 0; lane < 8; lane++)
            chosen_tan[lane] = 2.0 * x[0] * x_tan[0][lane];
        chosen = x[0] * x[0];
    } else {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        const double prod = x[1] * x[1];
        for (int lane = 0; lane < 8; lane++)
            chosen_tan[lane] = 2.0 * x[1] * x[1] * x_tan[1][lane] + prod * x_tan[1][lane];
        chosen = prod * x[1];
    }
    double a_tan[8];
    /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
    for (int lane = 0; lane < 8; lane++)
        a_tan[lane] = chosen_tan[lane];
    const double a = chosen;
    double chosen_tan2[8];
    double chosen2;
    if (x[2] < 0) {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        for (int lane = 0; lane < 8; lane++)
            chosen_tan2[lane] = -x_tan[2][lane];
        chosen2 = -x[2];
    } else {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        for (int lane = 0; lane < 8; lane++)
            chosen_tan2[lane] = x_tan[2][lane];
        chosen2 = x[2];
    }
    double b_tan[8];
    /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
    for (int lane = 0; lane < 8; lane++)
        b_tan[lane] = chosen_tan2[lane];
    const double b = chosen2;
    double chosen_tan3[8];
    double chosen3;
    if (a > b) {
        double chosen_tan4[8];
        double chosen4;
        if (a > 2 * b) {
            /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
            for (int lane = 0; lane < 8; lane++)
                chosen_tan4[lane] = b * a_tan[lane] + a * b_tan[lane];
            chosen4 = a * b;
        } else {
            /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
            const double quot = a / b;
            for (int lane = 0; lane < 8; lane++)
                chosen_tan4[lane] = (a_tan[lane] - quot * b_tan[lane]) / b;
            chosen4 = quot;
        }
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        for (int lane = 0; lane < 8; lane++)
            chosen_tan3[lane] = chosen_tan4[lane];
        chosen3 = chosen4;
    } else {
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        for (int lane = 0; lane < 8; lane++)
            chosen_tan3[lane] = b_tan[lane] - a_tan[lane];
        chosen3 = b - a;
    }
    double c_tan[8];
    /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
    for (int lane = 0; lane < 8; lane++)
        c_tan[lane] = chosen_tan3[lane];
    const double c = chosen3;
    double chosen4;
    if (x[0] > 0) {
        /* expr_ops.c:118: return a + b * c + (x[0] > 0 ? 1 : x[1]); */
        chosen4 = 1;
    } else {
        /* expr_ops.c:118: return a + b * c + (x[0] > 0 ? 1 : x[1]); */
        chosen4 = x[1];
    }
    double b_adj_tan[8];
    for (int lane = 0; lane < 8; lane++)
        b_adj_tan[lane] = c_tan[lane];
    double b_adj = c;
    if (!(x[0] > 0))
        x_grad[1] += 1.0;
    /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
    double a_adj_tan[8] = {0};
    double a_adj = 1.0;
    if (a > b) {
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        if (a > 2 * b) {
            /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
            a_adj += b * b;
            b_adj += b * a;
            for (int lane = 0; lane < 8; lane++) {
                a_adj_tan[lane] += 2.0 * b * b_tan[lane];
                b_adj_tan[lane] += a * b_tan[lane] + b * a_tan[lane];
            }
        } else {
            /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
            const double quot = b / b;
            a_adj += quot;
            const double quot2 = a / b;
            b_adj -= quot * quot2;
            for (int lane = 0; lane < 8; lane++) {
                const double num_adj_tan = (b_tan[lane] - quot * b_tan[lane]) / b;
                a_adj_tan[lane] += num_adj_tan;
                b_adj_tan[lane] -=
                    quot2 * num_adj_tan + quot * ((a_tan[lane] - quot2 * b_tan[lane]) / b);
            }
        }
    } else {
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        b_adj += b;
        a_adj -= b;
        for (int lane = 0; lane < 8; lane++) {
            b_adj_tan[lane] += b_tan[lane];
            a_adj_tan[lane] -= b_tan[lane];
        }
    }
    double chosen_adj_tan[8];
    /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
    for (int lane = 0; lane < 8; lane++)
        chosen_adj_tan[lane] = b_adj_tan[lane];
    const double chosen_adj = b_adj;
    if (x[2] < 0) {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[2][lane] -= chosen_adj_tan[lane];
        x_grad[2] -= chosen_adj;
    } else {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[2][lane] += chosen_adj_tan[lane];
        x_grad[2] += chosen_adj;
    }
    double chosen_adj_tan2[8];
    /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
    for (int lane = 0; lane < 8; lane++)
        chosen_adj_tan2[lane] = a_adj_tan[lane];
    const double chosen_adj2 = a_adj;
    if (x[0] > x[1]) {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        for (int lane = 0; lane < 8; lane++) {
            x_grad_tan[0][lane] +=
                2.0 * x[0] * chosen_adj_tan2[lane] + 2.0 * chosen_adj2 * x_tan[0][lane];
        }
        x_grad[0] += 2.0 * chosen_adj2 * x[0];
    } else {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        const double prod = 2.0 * (chosen_adj2 * x[1]);
        for (int lane = 0; lane < 8; lane++) {
            x_grad_tan[1][lane] +=
                2.0 * x[1] * (x[1] * chosen_adj_tan2[lane] + chosen_adj2 * x_tan[1][lane]) +
                prod * x_tan[1][lane] +
                (x[1] * (x[1] * chosen_adj_tan2[lane] + chosen_adj2 * x_tan[1][lane]) +
                 chosen_adj2 * x[1] * x_tan[1][lane]);
        }
        x_grad[1] += prod * x[1] + chosen_adj2 * x[1] * x[1];
    }
    return a + b * c + chosen4;
}

/* expr_ops.c:113, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns ternary(n, x). */
double ternary_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = ternary_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:113, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of ternary does. Returns what ternary returns. */
static double ternary_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                        const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    double chosen_tan;
    double chosen;
    if (x[0] > x[1]) {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        chosen_tan = 2.0 * x[0] * x_tan[0];
        chosen = x[0] * x[0];
    } else {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        const double prod = x[1] * x[1];
        chosen_tan = 2.0 * x[1] * x[1] * x_tan[1] + prod * x_tan[1];
        chosen = prod * x[1];
    }
    /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
    const double a_tan = chosen_tan;
    const double a = chosen;
    double chosen_tan2;
    double chosen2;
    if (x[2] < 0) {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        chosen_tan2 = -x_tan[2];
        chosen2 = -x[2];
    } else {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        chosen_tan2 = x_tan[2];
        chosen2 = x[2];
    }
    /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
    const double b_tan = chosen_tan2;
    const double b = chosen2;
    double chosen_tan3;
    double chosen3;
    if (a > b) {
        double chosen_tan4;
        double chosen4;
        if (a > 2 * b) {
            /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
            chosen_tan4 = b * a_tan + a * b_tan;
            chosen4 = a * b;
        } else {
            /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
            const double quot = a / b;
            chosen_tan4 = (a_tan - quot * b_tan) / b;
            chosen4 = quot;
        }
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        chosen_tan3 = chosen_tan4;
        chosen3 = chosen4;
    } else {
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        chosen_tan3 = b_tan - a_tan;
        chosen3 = b - a;
    }
    /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
    const double c = chosen3;
    double chosen4;
    if (x[0] > 0) {
        /* expr_ops.c:118: return a + b * c + (x[0] > 0 ? 1 : x[1]); */
        chosen4 = 1;
    } else {
        /* expr_ops.c:118: return a + b * c + (x[0] > 0 ? 1 : x[1]); */
        chosen4 = x[1];
    }
    /* expr_ops.c:118: return a + b * c + (x[0] > 0 ? 1 : x[1]); */
    double b_adj_tan = chosen_tan3;
    double b_adj = c;
    if (!(x[0] > 0))
        x_grad[1] += 1.0;
    /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
    double a_adj_tan = 0.0;
    double a_adj = 1.0;
    if (a > b) {
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        if (a > 2 * b) {
            /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
            a_adj_tan += 2.0 * b * b_tan;
            a_adj += b * b;
            b_adj_tan += a * b_tan + b * a_tan;
            b_adj += b * a;
        } else {
            /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
            const double quot = b / b;
            const double num_adj_tan = (b_tan - quot * b_tan) / b;
            a_adj_tan += num_adj_tan;
            a_adj += quot;
            const double quot2 = a / b;
            b_adj_tan -= quot2 * num_adj_tan + quot * ((a_tan - quot2 * b_tan) / b);
            b_adj -= quot * quot2;
        }
    } else {
        /* expr_ops.c:117: double c = a > b ? (a > 2 * b ? a * b : a / b) : b - a; */
        b_adj_tan += b_tan;
        b_adj += b;
        a_adj_tan -= b_tan;
        a_adj -= b;
    }
    /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
    const double chosen_adj_tan = b_adj_tan;
    const double chosen_adj = b_adj;
    if (x[2] < 0) {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        x_grad_tan[2] -= chosen_adj_tan;
        x_grad[2] -= chosen_adj;
    } else {
        /* expr_ops.c:116: double b = x[2] < 0 ? -x[2] : x[2]; */
        x_grad_tan[2] += chosen_adj_tan;
        x_grad[2] += chosen_adj;
    }
    /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
    const double chosen_adj_tan2 = a_adj_tan;
    const double chosen_adj2 = a_adj;
    if (x[0] > x[1]) {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        x_grad_tan[0] += 2.0 * x[0] * chosen_adj_tan2 + 2.0 * chosen_adj2 * x_tan[0];
        x_grad[0] += 2.0 * chosen_adj2 * x[0];
    } else {
        /* expr_ops.c:115: double a = x[0] > x[1] ? x[0] * x[0] : x[1] * x[1] * x[1]; */
        const double prod = 2.0 * (chosen_adj2 * x[1]);
        x_grad_tan[1] += 2.0 * x[1] * (x[1] * chosen_adj_tan2 + chosen_adj2 * x_tan[1]) +
                         prod * x_tan[1] +
                         (x[1] * (x[1] * chosen_adj_tan2 + chosen_adj2 * x_tan[1]) +
                          chosen_adj2 * x[1] * x_tan[1]);
        x_grad[1] += prod * x[1] + chosen_adj2 * x[1] * x[1];
    }
    return a + b * c + chosen4;
}

/* expr_ops.c:113, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns ternary(n, x). */
double ternary_hvp(int n, const double x[n], const double x_dir[restrict n],
                   double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = ternary_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:124, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns ternary_branches(n, x). Keeps 2 * n doubles. */
double ternary_branches_adjoint(int n, const double x[n], double x_adj[restrict n],
                                double return_adj)
{
    double s = 0.0;
    double *s_kept = adc_array(n, sizeof *s_kept);
    double *exp_kept = adc_array(n, sizeof *exp_kept);
    for (int i = 0; i < n; i++) {
        double chosen;
        if (x[i] > 0.0) {
            s_kept[i] = s;
            exp_kept[i] = exp(x[i]);
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            chosen = exp_kept[i] * s;
        } else {
            double chosen2;
            if (x[i] < -1.0) {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                chosen2 = x[i] * x[i];
            } else {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                chosen2 = sin(x[i]);
            }
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            chosen = chosen2;
        }
        /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
           sin(x[i]); */
        s += chosen;
    }

    /* expr_ops.c:129: return s; */
    double s_adj = return_adj;
    for (int i = n > 0 ? n - 1 : -1; i >= 0; i--) {
        /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
           sin(x[i]); */
        const double chosen_adj = s_adj;
        if (x[i] > 0.0) {
            const double exp_then = exp_kept[i];
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            x_adj[i] += chosen_adj * s_kept[i] * exp_then;
            s_adj += chosen_adj * exp_then;
        } else {
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            if (x[i] < -1.0) {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                x_adj[i] += 2.0 * chosen_adj * x[i];
            } else {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                x_adj[i] += chosen_adj * cos(x[i]);
            }
        }
    }
    adc_free(s_kept);
    adc_free(exp_kept);
    return s;
}

/* expr_ops.c:124, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns ternary_branches(n, x). Keeps 2 * n doubles. */
double ternary_branches_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    double s = 0.0;
    double *s_kept = adc_array(n, sizeof *s_kept);
    double *exp_kept = adc_array(n, sizeof *exp_kept);
    for (int i = 0; i < n; i++) {
        double chosen;
        if (x[i] > 0.0) {
            s_kept[i] = s;
            exp_kept[i] = exp(x[i]);
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            chosen = exp_kept[i] * s;
        } else {
            double chosen2;
            if (x[i] < -1.0) {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                chosen2 = x[i] * x[i];
            } else {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                chosen2 = sin(x[i]);
            }
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            chosen = chosen2;
        }
        /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
           sin(x[i]); */
        s += chosen;
    }

    /* expr_ops.c:129: return s; */
    double s_adj = 1.0;
    for (int i = n > 0 ? n - 1 : -1; i >= 0; i--) {
        /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
           sin(x[i]); */
        const double chosen_adj = s_adj;
        if (x[i] > 0.0) {
            const double exp_then = exp_kept[i];
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            x_grad[i] += chosen_adj * s_kept[i] * exp_then;
            s_adj += chosen_adj * exp_then;
        } else {
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            if (x[i] < -1.0) {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                x_grad[i] += 2.0 * chosen_adj * x[i];
            } else {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                x_grad[i] += chosen_adj * cos(x[i]);
            }
        }
    }
    adc_free(s_kept);
    adc_free(exp_kept);
    return s;
}

/* expr_ops.c:124, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns ternary_branches(n, x). */
double ternary_branches_tangent(int n, const double x[n], const double x_tan[restrict n],
                                double *restrict return_tan)
{
    double s_tan = 0.0;
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
           sin(x[i]); */
        double chosen_tan;
        double chosen;
        if (x[i] > 0.0) {
            const double exp_value = exp(x[i]);
            chosen_tan = s * exp_value * x_tan[i] + exp_value * s_tan;
            chosen = exp_value * s;
        } else {
            chosen_tan = x[i] < -1.0 ? 2.0 * x[i] * x_tan[i] : cos(x[i]) * x_tan[i];
            chosen = x[i] < -1.0 ? x[i] * x[i] : sin(x[i]);
        }
        s_tan += chosen_tan;
        s += chosen;
    }
    /* expr_ops.c:129: return s; */
    *return_tan = s_tan;
    return s;
}

/* expr_ops.c:124, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of ternary_branches does. Returns what ternary_branches returns. */
static double ternary_branches_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                                double (*x_tan)[8],
                                                double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    double s_tan[8] = {0};
    double s = 0.0;
    double(*s_kept_tan)[8] = adc_array(n, sizeof *s_kept_tan);
    double *s_kept = adc_array(n, sizeof *s_kept);
    double(*exp_kept_tan)[8] = adc_array(n, sizeof *exp_kept_tan);
    double *exp_kept = adc_array(n, sizeof *exp_kept);
    for (int i = 0; i < n; i++) {
        double chosen_tan[8];
        double chosen;
        if (x[i] > 0.0) {
            for (int lane = 0; lane < 8; lane++)
                s_kept_tan[i][lane] = s_tan[lane];
            s_kept[i] = s;
            const double exp_value = exp(x[i]);
            for (int lane = 0; lane < 8; lane++)
                exp_kept_tan[i][lane] = exp_value * x_tan[i][lane];
            exp_kept[i] = exp_value;
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            for (int lane = 0; lane < 8; lane++)
                chosen_tan[lane] = s * exp_kept_tan[i][lane] + exp_kept[i] * s_tan[lane];
            chosen = exp_kept[i] * s;
        } else {
            double chosen_tan2[8];
            double chosen2;
            if (x[i] < -1.0) {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                for (int lane = 0; lane < 8; lane++)
                    chosen_tan2[lane] = 2.0 * x[i] * x_tan[i][lane];
                chosen2 = x[i] * x[i];
            } else {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                const double cos_value = cos(x[i]);
                for (int lane = 0; lane < 8; lane++)
                    chosen_tan2[lane] = cos_value * x_tan[i][lane];
                chosen2 = sin(x[i]);
            }
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            for (int lane = 0; lane < 8; lane++)
                chosen_tan[lane] = chosen_tan2[lane];
            chosen = chosen2;
        }
        /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
           sin(x[i]); */
        for (int lane = 0; lane < 8; lane++)
            s_tan[lane] += chosen_tan[lane];
        s += chosen;
    }

    /* expr_ops.c:129: return s; */
    double s_adj_tan[8] = {0};
    double s_adj = 1.0;
    for (int i = n > 0 ? n - 1 : -1; i >= 0; i--) {
        double chosen_adj_tan[8];
        /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
           sin(x[i]); */
        for (int lane = 0; lane < 8; lane++)
            chosen_adj_tan[lane] = s_adj_tan[lane];
        const double chosen_adj = s_adj;
        if (x[i] > 0.0) {
            const double exp_then = exp_kept[i];
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            x_grad[i] += chosen_adj * s_kept[i] * exp_then;
            s_adj += chosen_adj * exp_then;
            for (int lane = 0; lane < 8; lane++) {
                const double exp_then_tan = exp_kept_tan[i][lane];
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                x_grad_tan[i][lane] += exp_then * (s_kept[i] * chosen_adj_tan[lane] +
                                                   chosen_adj * s_kept_tan[i][lane]) +
                                       chosen_adj * s_kept[i] * exp_then_tan;
                s_adj_tan[lane] += exp_then * chosen_adj_tan[lane] + chosen_adj * exp_then_tan;
            }
        } else {
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            if (x[i] < -1.0) {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                for (int lane = 0; lane < 8; lane++) {
                    x_grad_tan[i][lane] +=
                        2.0 * x[i] * chosen_adj_tan[lane] + 2.0 * chosen_adj * x_tan[i][lane];
                }
                x_grad[i] += 2.0 * chosen_adj * x[i];
            } else {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                const double cos_value = cos(x[i]);
                const double prod = chosen_adj * sin(x[i]);
                for (int lane = 0; lane < 8; lane++)
                    x_grad_tan[i][lane] += cos_value * chosen_adj_tan[lane] - prod * x_tan[i][lane];
                x_grad[i] += chosen_adj * cos_value;
            }
        }
    }
    adc_free(s_kept_tan);
    adc_free(s_kept);
    adc_free(exp_kept_tan);
    adc_free(exp_kept);
    return s;
}

/* expr_ops.c:124, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns ternary_branches(n, x). */
double ternary_branches_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = ternary_branches_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:124, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of ternary_branches does. Returns what ternary_branches returns. */
static double ternary_branches_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                                 const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    double s_tan = 0.0;
    double s = 0.0;
    double *s_kept_tan = adc_array(n, sizeof *s_kept_tan);
    double *s_kept = adc_array(n, sizeof *s_kept);
    double *exp_kept_tan = adc_array(n, sizeof *exp_kept_tan);
    double *exp_kept = adc_array(n, sizeof *exp_kept);
    for (int i = 0; i < n; i++) {
        double chosen_tan;
        double chosen;
        if (x[i] > 0.0) {
            s_kept_tan[i] = s_tan;
            s_kept[i] = s;
            const double exp_value = exp(x[i]);
            exp_kept_tan[i] = exp_value * x_tan[i];
            exp_kept[i] = exp_value;
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            chosen_tan = s * exp_kept_tan[i] + exp_kept[i] * s_tan;
            chosen = exp_kept[i] * s;
        } else {
            double chosen_tan2;
            double chosen2;
            if (x[i] < -1.0) {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                chosen_tan2 = 2.0 * x[i] * x_tan[i];
                chosen2 = x[i] * x[i];
            } else {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                chosen_tan2 = cos(x[i]) * x_tan[i];
                chosen2 = sin(x[i]);
            }
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            chosen_tan = chosen_tan2;
            chosen = chosen2;
        }
        /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
           sin(x[i]); */
        s_tan += chosen_tan;
        s += chosen;
    }

    /* expr_ops.c:129: return s; */
    double s_adj_tan = 0.0;
    double s_adj = 1.0;
    for (int i = n > 0 ? n - 1 : -1; i >= 0; i--) {
        /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
           sin(x[i]); */
        const double chosen_adj_tan = s_adj_tan;
        const double chosen_adj = s_adj;
        if (x[i] > 0.0) {
            const double exp_then_tan = exp_kept_tan[i];
            const double exp_then = exp_kept[i];
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            x_grad_tan[i] += exp_then * (s_kept[i] * chosen_adj_tan + chosen_adj * s_kept_tan[i]) +
                             chosen_adj * s_kept[i] * exp_then_tan;
            x_grad[i] += chosen_adj * s_kept[i] * exp_then;
            s_adj_tan += exp_then * chosen_adj_tan + chosen_adj * exp_then_tan;
            s_adj += chosen_adj * exp_then;
        } else {
            /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
               sin(x[i]); */
            if (x[i] < -1.0) {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                x_grad_tan[i] += 2.0 * x[i] * chosen_adj_tan + 2.0 * chosen_adj * x_tan[i];
                x_grad[i] += 2.0 * chosen_adj * x[i];
            } else {
                /* expr_ops.c:128: s += x[i] > 0.0 ? exp(x[i]) * s : x[i] < -1.0 ? x[i] * x[i] :
                   sin(x[i]); */
                const double cos_value = cos(x[i]);
                x_grad_tan[i] += cos_value * chosen_adj_tan - chosen_adj * sin(x[i]) * x_tan[i];
                x_grad[i] += chosen_adj * cos_value;
            }
        }
    }
    adc_free(s_kept_tan);
    adc_free(s_kept);
    adc_free(exp_kept_tan);
    adc_free(exp_kept);
    return s;
}

/* expr_ops.c:124, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns ternary_branches(n, x). */
double ternary_branches_hvp(int n, const double x[n], const double x_dir[restrict n],
                            double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = ternary_branches_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:135, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns ternary_lvalue_pointer(n, x). */
double ternary_lvalue_pointer_adjoint(int n, const double x[n], double x_adj[restrict n],
                                      double return_adj)
{
    double a_adj = 0.0;
    /* expr_ops.c:137: double a = x[0], b = x[1]; */
    double a = x[0];
    double b_adj = 0.0;
    double b = x[1];
    double *p_adj = x[2] > 0 ? &a_adj : &b_adj;
    double *p = x[2] > 0 ? &a : &b;
    const double p_kept = *p;
    /* expr_ops.c:139: *p *= x[2]; */
    *p = p_kept * x[2];
    /* expr_ops.c:140: *(x[0] > 10 ? &a : &b) += 2 * a; */
    *(x[0] > 10 ? &a : &b) += 2 * a;
    /* expr_ops.c:141: return a * b; */
    const double result = a * b;
    a_adj += return_adj * b;
    b_adj += return_adj * a;
    /* expr_ops.c:140: *(x[0] > 10 ? &a : &b) += 2 * a; */
    a_adj += 2.0 * *(x[0] > 10 ? &a_adj : &b_adj);
    /* expr_ops.c:139: *p *= x[2]; */
    x_adj[2] += *p_adj * p_kept;
    *p_adj *= x[2];
    /* expr_ops.c:137: double a = x[0], b = x[1]; */
    x_adj[1] += b_adj;
    b_adj = 0.0;
    x_adj[0] += a_adj;
    a_adj = 0.0;
    return result;
}

/* expr_ops.c:135, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns ternary_lvalue_pointer(n, x). */
double ternary_lvalue_pointer_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    double a_adj = 0.0;
    /* expr_ops.c:137: double a = x[0], b = x[1]; */
    double a = x[0];
    double b_adj = 0.0;
    double b = x[1];
    double *p_adj = x[2] > 0 ? &a_adj : &b_adj;
    double *p = x[2] > 0 ? &a : &b;
    const double p_kept = *p;
    /* expr_ops.c:139: *p *= x[2]; */
    *p = p_kept * x[2];
    /* expr_ops.c:140: *(x[0] > 10 ? &a : &b) += 2 * a; */
    *(x[0] > 10 ? &a : &b) += 2 * a;
    /* expr_ops.c:141: return a * b; */
    const double result = a * b;
    a_adj += b;
    b_adj += a;
    /* expr_ops.c:140: *(x[0] > 10 ? &a : &b) += 2 * a; */
    a_adj += 2.0 * *(x[0] > 10 ? &a_adj : &b_adj);
    /* expr_ops.c:139: *p *= x[2]; */
    x_grad[2] += *p_adj * p_kept;
    *p_adj *= x[2];
    /* expr_ops.c:137: double a = x[0], b = x[1]; */
    x_grad[1] += b_adj;
    b_adj = 0.0;
    x_grad[0] += a_adj;
    a_adj = 0.0;
    return result;
}

/* expr_ops.c:135, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns ternary_lvalue_pointer(n, x). */
double ternary_lvalue_pointer_tangent(int n, const double x[n], const double x_tan[restrict n],
                                      double *restrict return_tan)
{
    /* expr_ops.c:137: double a = x[0], b = x[1]; */
    double a_tan = x_tan[0];
    double a = x[0];
    double b_tan = x_tan[1];
    double b = x[1];
    /* expr_ops.c:138: double *p = x[2] > 0 ? &a : &b; */
    double *p_tan = x[2] > 0 ? &a_tan : &b_tan;
    double *p = x[2] > 0 ? &a : &b;
    /* expr_ops.c:139: *p *= x[2]; */
    *p_tan = x[2] * *p_tan + *p * x_tan[2];
    *p *= x[2];
    /* expr_ops.c:140: *(x[0] > 10 ? &a : &b) += 2 * a; */
    *(x[0] > 10 ? &a_tan : &b_tan) += 2.0 * a_tan;
    *(x[0] > 10 ? &a : &b) += 2 * a;
    /* expr_ops.c:141: return a * b; */
    *return_tan = b * a_tan + a * b_tan;
    return a * b;
}

/* expr_ops.c:135, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of ternary_lvalue_pointer does. Returns what
   ternary_lvalue_pointer returns. */
static double ternary_lvalue_pointer_gradient_tangent(int n, const double x[n],
                                                      double *restrict x_grad, double (*x_tan)[8],
                                                      double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    double a_adj_tan[8] = {0};
    double a_adj = 0.0;
    /* expr_ops.c:137: double a = x[0], b = x[1]; */
    double a = x[0];
    double b_adj_tan[8] = {0};
    double b_adj = 0.0;
    double b = x[1];
    double a_tan[8];
    double b_tan[8];
    for (int lane = 0; lane < 8; lane++) {
        a_tan[lane] = x_tan[0][lane];
        b_tan[lane] = x_tan[1][lane];
    }
    /* expr_ops.c:138: double *p = x[2] > 0 ? &a : &b; */
    double(*p_adj_tan)[8] = x[2] > 0 ? &a_adj_tan : &b_adj_tan;
    double *p_adj = x[2] > 0 ? &a_adj : &b_adj;
    double(*p_tan)[8] = x[2] > 0 ? &a_tan : &b_tan;
    double *p = x[2] > 0 ? &a : &b;
    /* expr_ops.c:139: *p *= x[2]; */
    const double p_kept = *p;
    double p_kept_tan[8];
    for (int lane = 0; lane < 8; lane++) {
        p_kept_tan[lane] = (*p_tan)[lane];
        (*p_tan)[lane] = x[2] * p_kept_tan[lane] + p_kept * x_tan[2][lane];
    }
    *p = p_kept * x[2];
    /* expr_ops.c:140: *(x[0] > 10 ? &a : &b) += 2 * a; */
    for (int lane = 0; lane < 8; lane++)
        (*(x[0] > 10 ? &a_tan : &b_tan))[lane] += 2.0 * a_tan[lane];
    *(x[0] > 10 ? &a : &b) += 2 * a;
    /* expr_ops.c:141: return a * b; */
    const double result = a * b;
    for (int lane = 0; lane < 8; lane++)
        a_adj_tan[lane] += b_tan[lane];
    a_adj += b;
    for (int lane = 0; lane < 8; lane++)
        b_adj_tan[lane] += a_tan[lane];
    b_adj += a;
    /* expr_ops.c:140: *(x[0] > 10 ? &a : &b) += 2 * a; */
    for (int lane = 0; lane < 8; lane++)
        a_adj_tan[lane] += 2.0 * (*(x[0] > 10 ? &a_adj_tan : &b_adj_tan))[lane];
    a_adj += 2.0 * *(x[0] > 10 ? &a_adj : &b_adj);
    /* expr_ops.c:139: *p *= x[2]; */
    x_grad[2] += *p_adj * p_kept;
    for (int lane = 0; lane < 8; lane++) {
        x_grad_tan[2][lane] += p_kept * (*p_adj_tan)[lane] + *p_adj * p_kept_tan[lane];
        (*p_adj_tan)[lane] = x[2] * (*p_adj_tan)[lane] + *p_adj * x_tan[2][lane];
    }
    *p_adj *= x[2];
    /* expr_ops.c:137: double a = x[0], b = x[1]; */
    x_grad[1] += b_adj;
    for (int lane = 0; lane < 8; lane++) {
        x_grad_tan[1][lane] += b_adj_tan[lane];
        b_adj_tan[lane] = 0.0;
    }
    b_adj = 0.0;
    x_grad[0] += a_adj;
    for (int lane = 0; lane < 8; lane++) {
        x_grad_tan[0][lane] += a_adj_tan[lane];
        a_adj_tan[lane] = 0.0;
    }
    a_adj = 0.0;
    return result;
}

/* expr_ops.c:135, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns ternary_lvalue_pointer(n, x). */
double ternary_lvalue_pointer_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = ternary_lvalue_pointer_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:135, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of ternary_lvalue_pointer does. Returns what
   ternary_lvalue_pointer returns. */
static double ternary_lvalue_pointer_gradient_tangent2(int n, const double x[n],
                                                       double *restrict x_grad,
                                                       const double x_tan[n],
                                                       double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    double a_adj_tan = 0.0;
    double a_adj = 0.0;
    /* expr_ops.c:137: double a = x[0], b = x[1]; */
    double a_tan = x_tan[0];
    double a = x[0];
    double b_adj_tan = 0.0;
    double b_adj = 0.0;
    double b_tan = x_tan[1];
    double b = x[1];
    /* expr_ops.c:138: double *p = x[2] > 0 ? &a : &b; */
    double *p_adj_tan = x[2] > 0 ? &a_adj_tan : &b_adj_tan;
    double *p_adj = x[2] > 0 ? &a_adj : &b_adj;
    double *p_tan = x[2] > 0 ? &a_tan : &b_tan;
    double *p = x[2] > 0 ? &a : &b;
    /* expr_ops.c:139: *p *= x[2]; */
    const double p_kept_tan = *p_tan;
    const double p_kept = *p;
    *p_tan = x[2] * p_kept_tan + p_kept * x_tan[2];
    *p = p_kept * x[2];
    /* expr_ops.c:140: *(x[0] > 10 ? &a : &b) += 2 * a; */
    *(x[0] > 10 ? &a_tan : &b_tan) += 2.0 * a_tan;
    *(x[0] > 10 ? &a : &b) += 2 * a;
    /* expr_ops.c:141: return a * b; */
    const double result = a * b;
    a_adj_tan += b_tan;
    a_adj += b;
    b_adj_tan += a_tan;
    b_adj += a;
    /* expr_ops.c:140: *(x[0] > 10 ? &a : &b) += 2 * a; */
    a_adj_tan += 2.0 * *(x[0] > 10 ? &a_adj_tan : &b_adj_tan);
    a_adj += 2.0 * *(x[0] > 10 ? &a_adj : &b_adj);
    /* expr_ops.c:139: *p *= x[2]; */
    x_grad_tan[2] += p_kept * *p_adj_tan + *p_adj * p_kept_tan;
    x_grad[2] += *p_adj * p_kept;
    *p_adj_tan = x[2] * *p_adj_tan + *p_adj * x_tan[2];
    *p_adj *= x[2];
    /* expr_ops.c:137: double a = x[0], b = x[1]; */
    x_grad_tan[1] += b_adj_tan;
    x_grad[1] += b_adj;
    b_adj_tan = 0.0;
    b_adj = 0.0;
    x_grad_tan[0] += a_adj_tan;
    x_grad[0] += a_adj;
    a_adj_tan = 0.0;
    a_adj = 0.0;
    return result;
}

/* expr_ops.c:135, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns ternary_lvalue_pointer(n, x). */
double ternary_lvalue_pointer_hvp(int n, const double x[n], const double x_dir[restrict n],
                                  double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = ternary_lvalue_pointer_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:147, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns logical(n, x). */
double logical_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    /* expr_ops.c:149: double s = x[0]; */
    double s = x[0];
    double s_kept = 0.0;
    if (x[0] > 0 && x[1] < 1) {
        s_kept = s;
        /* expr_ops.c:151: s *= x[1]; */
        s *= x[1];
    }
    double s_kept2 = 0.0;
    if (x[0] < 0 || !(x[1] < 0)) {
        s_kept2 = s;
        /* expr_ops.c:153: s += sin(s); */
        s += sin(s);
    }
    const unsigned char taken_154 = !s;
    /* expr_ops.c:155: s = 7 * x[0]; */
    if (taken_154)
        s = 7 * x[0];
    const unsigned char taken_156 = s && (x[2] > 5 || x[2] < 1);
    double s_kept3 = 0.0;
    if (taken_156) {
        s_kept3 = s;
        /* expr_ops.c:157: s *= s; */
        s *= s;
    }
    /* expr_ops.c:158: return s * ((x[0] > 0) + 2 * (x[1] > 0.85)); */
    const double result = s * ((x[0] > 0) + 2 * (x[1] > 0.85));
    double s_adj = return_adj * ((x[0] > 0) + 2 * (x[1] > 0.85));
    /* expr_ops.c:157: s *= s; */
    if (taken_156)
        s_adj = 2.0 * s_adj * s_kept3;
    if (taken_154) {
        /* expr_ops.c:155: s = 7 * x[0]; */
        x_adj[0] += 7.0 * s_adj;
        s_adj = 0.0;
    }
    /* expr_ops.c:153: s += sin(s); */
    if (x[0] < 0 || !(x[1] < 0))
        s_adj *= 1.0 + cos(s_kept2);
    if (x[0] > 0 && x[1] < 1) {
        /* expr_ops.c:151: s *= x[1]; */
        x_adj[1] += s_adj * s_kept;
        s_adj *= x[1];
    }
    /* expr_ops.c:149: double s = x[0]; */
    x_adj[0] += s_adj;
    return result;
}

/* expr_ops.c:147, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns logical(n, x). */
double logical_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:149: double s = x[0]; */
    double s = x[0];
    double s_kept = 0.0;
    if (x[0] > 0 && x[1] < 1) {
        s_kept = s;
        /* expr_ops.c:151: s *= x[1]; */
        s *= x[1];
    }
    double s_kept2 = 0.0;
    if (x[0] < 0 || !(x[1] < 0)) {
        s_kept2 = s;
        /* expr_ops.c:153: s += sin(s); */
        s += sin(s);
    }
    const unsigned char taken_154 = !s;
    /* expr_ops.c:155: s = 7 * x[0]; */
    if (taken_154)
        s = 7 * x[0];
    const unsigned char taken_156 = s && (x[2] > 5 || x[2] < 1);
    double s_kept3 = 0.0;
    if (taken_156) {
        s_kept3 = s;
        /* expr_ops.c:157: s *= s; */
        s *= s;
    }
    /* expr_ops.c:158: return s * ((x[0] > 0) + 2 * (x[1] > 0.85)); */
    const double result = s * ((x[0] > 0) + 2 * (x[1] > 0.85));
    double s_adj = (x[0] > 0) + 2 * (x[1] > 0.85);
    /* expr_ops.c:157: s *= s; */
    if (taken_156)
        s_adj = 2.0 * s_adj * s_kept3;
    if (taken_154) {
        /* expr_ops.c:155: s = 7 * x[0]; */
        x_grad[0] += 7.0 * s_adj;
        s_adj = 0.0;
    }
    /* expr_ops.c:153: s += sin(s); */
    if (x[0] < 0 || !(x[1] < 0))
        s_adj *= 1.0 + cos(s_kept2);
    if (x[0] > 0 && x[1] < 1) {
        /* expr_ops.c:151: s *= x[1]; */
        x_grad[1] += s_adj * s_kept;
        s_adj *= x[1];
    }
    /* expr_ops.c:149: double s = x[0]; */
    x_grad[0] += s_adj;
    return result;
}

/* expr_ops.c:147, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns logical(n, x). */
double logical_tangent(int n, const double x[n], const double x_tan[restrict n],
                       double *restrict return_tan)
{
    /* expr_ops.c:149: double s = x[0]; */
    double s_tan = x_tan[0];
    double s = x[0];
    if (x[0] > 0 && x[1] < 1) {
        /* expr_ops.c:151: s *= x[1]; */
        s_tan = x[1] * s_tan + s * x_tan[1];
        s *= x[1];
    }
    if (x[0] < 0 || !(x[1] < 0)) {
        /* expr_ops.c:153: s += sin(s); */
        s_tan += cos(s) * s_tan;
        s += sin(s);
    }
    if (!s) {
        /* expr_ops.c:155: s = 7 * x[0]; */
        s_tan = 7.0 * x_tan[0];
        s = 7 * x[0];
    }
    if (s && (x[2] > 5 || x[2] < 1)) {
        /* expr_ops.c:157: s *= s; */
        s_tan *= 2.0 * s;
        s *= s;
    }
    /* expr_ops.c:158: return s * ((x[0] > 0) + 2 * (x[1] > 0.85)); */
    const double sum = (x[0] > 0) + 2 * (x[1] > 0.85);
    *return_tan = sum * s_tan;
    return s * sum;
}

/* expr_ops.c:147, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of logical does. Returns what logical returns. */
static double logical_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                       double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    double s_tan[8];
    /* expr_ops.c:149: double s = x[0]; */
    for (int lane = 0; lane < 8; lane++)
        s_tan[lane] = x_tan[0][lane];
    double s = x[0];
    double s_kept_tan[8] = {0};
    double s_kept = 0.0;
    if (x[0] > 0 && x[1] < 1) {
        s_kept = s;
        for (int lane = 0; lane < 8; lane++) {
            s_kept_tan[lane] = s_tan[lane];
            /* expr_ops.c:151: s *= x[1]; */
            s_tan[lane] = x[1] * s_tan[lane] + s * x_tan[1][lane];
        }
        s *= x[1];
    }
    double s_kept_tan2[8] = {0};
    double s_kept2 = 0.0;
    if (x[0] < 0 || !(x[1] < 0)) {
        s_kept2 = s;
        const double cos_s = cos(s);
        for (int lane = 0; lane < 8; lane++) {
            s_kept_tan2[lane] = s_tan[lane];
            /* expr_ops.c:153: s += sin(s); */
            s_tan[lane] += cos_s * s_tan[lane];
        }
        s += sin(s);
    }
    const unsigned char taken_154 = !s;
    if (taken_154) {
        /* expr_ops.c:155: s = 7 * x[0]; */
        for (int lane = 0; lane < 8; lane++)
            s_tan[lane] = 7.0 * x_tan[0][lane];
        s = 7 * x[0];
    }
    const unsigned char taken_156 = s && (x[2] > 5 || x[2] < 1);
    double s_kept_tan3[8] = {0};
    double s_kept3 = 0.0;
    if (taken_156) {
        s_kept3 = s;
        for (int lane = 0; lane < 8; lane++) {
            s_kept_tan3[lane] = s_tan[lane];
            /* expr_ops.c:157: s *= s; */
            s_tan[lane] *= 2.0 * s;
        }
        s *= s;
    }
    /* expr_ops.c:158: return s * ((x[0] > 0) + 2 * (x[1] > 0.85)); */
    const double result = s * ((x[0] > 0) + 2 * (x[1] > 0.85));
    double s_adj_tan[8] = {0};
    double s_adj = (x[0] > 0) + 2 * (x[1] > 0.85);
    /* expr_ops.c:157: s *= s; */
    if (taken_156) {
        for (int lane = 0; lane < 8; lane++)
            s_adj_tan[lane] = 2.0 * s_kept3 * s_adj_tan[lane] + 2.0 * s_adj * s_kept_tan3[lane];
        s_adj = 2.0 * s_adj * s_kept3;
    }
    if (taken_154) {
        /* expr_ops.c:155: s = 7 * x[0]; */
        x_grad[0] += 7.0 * s_adj;
        s_adj = 0.0;
        for (int lane = 0; lane < 8; lane++) {
            x_grad_tan[0][lane] += 7.0 * s_adj_tan[lane];
            s_adj_tan[lane] = 0.0;
        }
    }
    if (x[0] < 0 || !(x[1] < 0)) {
        const double sum = 1.0 + cos(s_kept2);
        const double prod = s_adj * sin(s_kept2);
        for (int lane = 0; lane < 8; lane++)
            s_adj_tan[lane] = sum * s_adj_tan[lane] - prod * s_kept_tan2[lane];
        s_adj *= sum;
    }
    if (x[0] > 0 && x[1] < 1) {
        /* expr_ops.c:151: s *= x[1]; */
        x_grad[1] += s_adj * s_kept;
        for (int lane = 0; lane < 8; lane++) {
            x_grad_tan[1][lane] += s_kept * s_adj_tan[lane] + s_adj * s_kept_tan[lane];
            s_adj_tan[lane] = x[1] * s_adj_tan[lane] + s_adj * x_tan[1][lane];
        }
        s_adj *= x[1];
    }
    /* expr_ops.c:149: double s = x[0]; */
    for (int lane = 0; lane < 8; lane++)
        x_grad_tan[0][lane] += s_adj_tan[lane];
    x_grad[0] += s_adj;
    return result;
}

/* expr_ops.c:147, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns logical(n, x). */
double logical_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = logical_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:147, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of logical does. Returns what logical returns. */
static double logical_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                        const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:149: double s = x[0]; */
    double s_tan = x_tan[0];
    double s = x[0];
    double s_kept_tan = 0.0;
    double s_kept = 0.0;
    if (x[0] > 0 && x[1] < 1) {
        s_kept_tan = s_tan;
        s_kept = s;
        /* expr_ops.c:151: s *= x[1]; */
        s_tan = x[1] * s_tan + s * x_tan[1];
        s *= x[1];
    }
    double s_kept_tan2 = 0.0;
    double s_kept2 = 0.0;
    if (x[0] < 0 || !(x[1] < 0)) {
        s_kept_tan2 = s_tan;
        s_kept2 = s;
        /* expr_ops.c:153: s += sin(s); */
        s_tan += cos(s) * s_tan;
        s += sin(s);
    }
    const unsigned char taken_154 = !s;
    if (taken_154) {
        /* expr_ops.c:155: s = 7 * x[0]; */
        s_tan = 7.0 * x_tan[0];
        s = 7 * x[0];
    }
    const unsigned char taken_156 = s && (x[2] > 5 || x[2] < 1);
    double s_kept_tan3 = 0.0;
    double s_kept3 = 0.0;
    if (taken_156) {
        s_kept_tan3 = s_tan;
        s_kept3 = s;
        /* expr_ops.c:157: s *= s; */
        s *= s;
    }
    /* expr_ops.c:158: return s * ((x[0] > 0) + 2 * (x[1] > 0.85)); */
    const double result = s * ((x[0] > 0) + 2 * (x[1] > 0.85));
    double s_adj = (x[0] > 0) + 2 * (x[1] > 0.85);
    double s_adj_tan = 0.0;
    /* expr_ops.c:157: s *= s; */
    if (taken_156) {
        s_adj_tan = 2.0 * s_kept3 * s_adj_tan + 2.0 * s_adj * s_kept_tan3;
        s_adj = 2.0 * s_adj * s_kept3;
    }
    if (taken_154) {
        /* expr_ops.c:155: s = 7 * x[0]; */
        x_grad_tan[0] += 7.0 * s_adj_tan;
        x_grad[0] += 7.0 * s_adj;
        s_adj_tan = 0.0;
        s_adj = 0.0;
    }
    if (x[0] < 0 || !(x[1] < 0)) {
        const double sum = 1.0 + cos(s_kept2);
        s_adj_tan = sum * s_adj_tan - s_adj * sin(s_kept2) * s_kept_tan2;
        s_adj *= sum;
    }
    if (x[0] > 0 && x[1] < 1) {
        /* expr_ops.c:151: s *= x[1]; */
        x_grad_tan[1] += s_kept * s_adj_tan + s_adj * s_kept_tan;
        x_grad[1] += s_adj * s_kept;
        s_adj_tan = x[1] * s_adj_tan + s_adj * x_tan[1];
        s_adj *= x[1];
    }
    /* expr_ops.c:149: double s = x[0]; */
    x_grad_tan[0] += s_adj_tan;
    x_grad[0] += s_adj;
    return result;
}

/* expr_ops.c:147, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns logical(n, x). */
double logical_hvp(int n, const double x[n], const double x_dir[restrict n],
                   double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = logical_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:164, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns comma(n, x). */
double comma_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    /* expr_ops.c:166: double a = x[0], b; */
    double a = x[0];
    const double a_kept = a;
    /* expr_ops.c:167: b = (a *= x[1], a + 1.0); */
    a *= x[1];
    double b = a + 1.0;
    int i = 0;
    int j = 3;
    ptrdiff_t trips = 0;
    for (; i < j; i++, j--) {
        trips++;
        /* expr_ops.c:169: a += b, b *= 1.1; */
        a += b;
        b *= 1.1;
    }

    /* expr_ops.c:170: return a * b; */
    double a_adj = return_adj * b;
    double b_adj = return_adj * a;
    for (; trips > 0; trips--) {
        /* expr_ops.c:169: a += b, b *= 1.1; */
        b_adj *= 1.1;
        b_adj += a_adj;
    }
    /* expr_ops.c:167: b = (a *= x[1], a + 1.0); */
    a_adj += b_adj;
    x_adj[1] += a_adj * a_kept;
    a_adj *= x[1];
    /* expr_ops.c:166: double a = x[0], b; */
    x_adj[0] += a_adj;
    return a * b;
}

/* expr_ops.c:164, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns comma(n, x). */
double comma_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:166: double a = x[0], b; */
    double a = x[0];
    const double a_kept = a;
    /* expr_ops.c:167: b = (a *= x[1], a + 1.0); */
    a *= x[1];
    double b = a + 1.0;
    int i = 0;
    int j = 3;
    ptrdiff_t trips = 0;
    for (; i < j; i++, j--) {
        trips++;
        /* expr_ops.c:169: a += b, b *= 1.1; */
        a += b;
        b *= 1.1;
    }

    /* expr_ops.c:170: return a * b; */
    double a_adj = b;
    double b_adj = a;
    for (; trips > 0; trips--) {
        /* expr_ops.c:169: a += b, b *= 1.1; */
        b_adj *= 1.1;
        b_adj += a_adj;
    }
    /* expr_ops.c:167: b = (a *= x[1], a + 1.0); */
    a_adj += b_adj;
    x_grad[1] += a_adj * a_kept;
    a_adj *= x[1];
    /* expr_ops.c:166: double a = x[0], b; */
    x_grad[0] += a_adj;
    return a * b;
}

/* expr_ops.c:164, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns comma(n, x). */
double comma_tangent(int n, const double x[n], const double x_tan[restrict n],
                     double *restrict return_tan)
{
    /* expr_ops.c:166: double a = x[0], b; */
    double a_tan = x_tan[0];
    double a = x[0];
    /* expr_ops.c:167: b = (a *= x[1], a + 1.0); */
    a_tan = x[1] * a_tan + a * x_tan[1];
    a *= x[1];
    double b_tan = a_tan;
    double b = a + 1.0;
    {
        int i = 0;
        int j = 3;
        for (; i < j; i++, j--) {
            /* expr_ops.c:169: a += b, b *= 1.1; */
            a_tan += b_tan;
            a += b;
            b_tan *= 1.1;
            b *= 1.1;
        }
    }
    /* expr_ops.c:170: return a * b; */
    *return_tan = b * a_tan + a * b_tan;
    return a * b;
}

/* expr_ops.c:164, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of comma does. Returns what comma returns. */
static double comma_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                     double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:166: double a = x[0], b; */
    double a = x[0];
    /* expr_ops.c:167: b = (a *= x[1], a + 1.0); */
    const double a_kept = a;
    double a_tan[8];
    double a_kept_tan[8];
    /* expr_ops.c:166: double a = x[0], b; */
    for (int lane = 0; lane < 8; lane++) {
        a_tan[lane] = x_tan[0][lane];
        /* expr_ops.c:167: b = (a *= x[1], a + 1.0); */
        a_kept_tan[lane] = a_tan[lane];
        a_tan[lane] = x[1] * a_tan[lane] + a * x_tan[1][lane];
    }
    a *= x[1];
    double b_tan[8];
    for (int lane = 0; lane < 8; lane++)
        b_tan[lane] = a_tan[lane];
    double b = a + 1.0;
    int i = 0;
    int j = 3;
    ptrdiff_t trips = 0;
    for (; i < j; i++, j--) {
        trips++;
        /* expr_ops.c:169: a += b, b *= 1.1; */
        a += b;
        b *= 1.1;
        for (int lane = 0; lane < 8; lane++) {
            a_tan[lane] += b_tan[lane];
            b_tan[lane] *= 1.1;
        }
    }

    /* expr_ops.c:170: return a * b; */
    double a_adj = b;
    double b_adj = a;
    double a_adj_tan[8];
    double b_adj_tan[8];
    for (int lane = 0; lane < 8; lane++) {
        a_adj_tan[lane] = b_tan[lane];
        b_adj_tan[lane] = a_tan[lane];
    }
    for (; trips > 0; trips--) {
        /* expr_ops.c:169: a += b, b *= 1.1; */
        b_adj *= 1.1;
        b_adj += a_adj;
        for (int lane = 0; lane < 8; lane++) {
            b_adj_tan[lane] *= 1.1;
            b_adj_tan[lane] += a_adj_tan[lane];
        }
    }
    /* expr_ops.c:167: b = (a *= x[1], a + 1.0); */
    a_adj += b_adj;
    x_grad[1] += a_adj * a_kept;
    for (int lane = 0; lane < 8; lane++) {
        a_adj_tan[lane] += b_adj_tan[lane];
        x_grad_tan[1][lane] += a_kept * a_adj_tan[lane] + a_adj * a_kept_tan[lane];
        a_adj_tan[lane] = x[1] * a_adj_tan[lane] + a_adj * x_tan[1][lane];
    }
    a_adj *= x[1];
    /* expr_ops.c:166: double a = x[0], b; */
    for (int lane = 0; lane < 8; lane++)
        x_grad_tan[0][lane] += a_adj_tan[lane];
    x_grad[0] += a_adj;
    return a * b;
}

/* expr_ops.c:164, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns comma(n, x). */
double comma_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = comma_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:164, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of comma does. Returns what comma returns. */
static double comma_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                      const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:166: double a = x[0], b; */
    double a_tan = x_tan[0];
    double a = x[0];
    /* expr_ops.c:167: b = (a *= x[1], a + 1.0); */
    const double a_kept_tan = a_tan;
    const double a_kept = a;
    a_tan = x[1] * a_tan + a * x_tan[1];
    a *= x[1];
    double b_tan = a_tan;
    double b = a + 1.0;
    int i = 0;
    int j = 3;
    ptrdiff_t trips = 0;
    for (; i < j; i++, j--) {
        trips++;
        /* expr_ops.c:169: a += b, b *= 1.1; */
        a_tan += b_tan;
        a += b;
        b_tan *= 1.1;
        b *= 1.1;
    }

    /* expr_ops.c:170: return a * b; */
    double a_adj_tan = b_tan;
    double a_adj = b;
    double b_adj_tan = a_tan;
    double b_adj = a;
    for (; trips > 0; trips--) {
        /* expr_ops.c:169: a += b, b *= 1.1; */
        b_adj_tan *= 1.1;
        b_adj *= 1.1;
        b_adj_tan += a_adj_tan;
        b_adj += a_adj;
    }
    /* expr_ops.c:167: b = (a *= x[1], a + 1.0); */
    a_adj_tan += b_adj_tan;
    a_adj += b_adj;
    x_grad_tan[1] += a_kept * a_adj_tan + a_adj * a_kept_tan;
    x_grad[1] += a_adj * a_kept;
    a_adj_tan = x[1] * a_adj_tan + a_adj * x_tan[1];
    a_adj *= x[1];
    /* expr_ops.c:166: double a = x[0], b; */
    x_grad_tan[0] += a_adj_tan;
    x_grad[0] += a_adj;
    return a * b;
}

/* expr_ops.c:164, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns comma(n, x). */
double comma_hvp(int n, const double x[n], const double x_dir[restrict n], double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = comma_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:176, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns logical_effects(n, x). */
double logical_effects_adjoint(int n, const double x[n], double x_adj[restrict n],
                               double return_adj)
{
    /* expr_ops.c:178: double a = x[0], b = x[1]; */
    double a = x[0];
    double b = x[1];
    int k = 0;
    /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
    a *= 2;
    int cond = a > 1;
    const unsigned char taken_180 = cond != 0;
    if (taken_180) {
        /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
        b += a;
        cond = b > 1;
    }
    if (cond) {
        k++;
        /* expr_ops.c:181: a += b; */
        if (k)
            a += b;
    }
    a -= 100;
    int cond2 = a > 0;
    const unsigned char taken_182 = !cond2;
    double a_kept = 0.0;
    double b_kept = 0.0;
    if (taken_182) {
        a_kept = a;
        b_kept = b;
        /* expr_ops.c:182: if ((a -= 100) > 0 || (b *= a) < 0) */
        b *= a;
        cond2 = b < 0;
    }
    if (cond2)
        k++;
    double c;
    if (k > 1) {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        a += b;
        c = a;
    } else {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        b -= a;
        c = b;
    }
    int k2 = k;
    double a_adj = return_adj * b;
    double b_adj = return_adj * a;
    const double c_adj = return_adj * k2;
    if (k2 > 1) {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        a_adj += c_adj;
        b_adj += a_adj;
    } else {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        b_adj += c_adj;
        a_adj -= b_adj;
    }
    if (cond2)
        k2--;
    if (taken_182) {
        /* expr_ops.c:182: if ((a -= 100) > 0 || (b *= a) < 0) */
        a_adj += b_adj * b_kept;
        b_adj *= a_kept;
    }
    /* expr_ops.c:181: a += b; */
    if (cond) {
        if (k2)
            b_adj += a_adj;
    }
    /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
    if (taken_180)
        a_adj += b_adj;
    /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
    a_adj *= 2.0;
    /* expr_ops.c:178: double a = x[0], b = x[1]; */
    x_adj[1] += b_adj;
    x_adj[0] += a_adj;
    return a * b + c * k;
}

/* expr_ops.c:176, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns logical_effects(n, x). */
double logical_effects_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:178: double a = x[0], b = x[1]; */
    double a = x[0];
    double b = x[1];
    int k = 0;
    /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
    a *= 2;
    int cond = a > 1;
    const unsigned char taken_180 = cond != 0;
    if (taken_180) {
        /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
        b += a;
        cond = b > 1;
    }
    if (cond) {
        k++;
        /* expr_ops.c:181: a += b; */
        if (k)
            a += b;
    }
    a -= 100;
    int cond2 = a > 0;
    const unsigned char taken_182 = !cond2;
    double a_kept = 0.0;
    double b_kept = 0.0;
    if (taken_182) {
        a_kept = a;
        b_kept = b;
        /* expr_ops.c:182: if ((a -= 100) > 0 || (b *= a) < 0) */
        b *= a;
        cond2 = b < 0;
    }
    if (cond2)
        k++;
    double c;
    if (k > 1) {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        a += b;
        c = a;
    } else {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        b -= a;
        c = b;
    }
    int k2 = k;
    double a_adj = b;
    double b_adj = a;
    const double c_adj = k2;
    if (k2 > 1) {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        a_adj += c_adj;
        b_adj += a_adj;
    } else {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        b_adj += c_adj;
        a_adj -= b_adj;
    }
    if (cond2)
        k2--;
    if (taken_182) {
        /* expr_ops.c:182: if ((a -= 100) > 0 || (b *= a) < 0) */
        a_adj += b_adj * b_kept;
        b_adj *= a_kept;
    }
    /* expr_ops.c:181: a += b; */
    if (cond) {
        if (k2)
            b_adj += a_adj;
    }
    /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
    if (taken_180)
        a_adj += b_adj;
    /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
    a_adj *= 2.0;
    /* expr_ops.c:178: double a = x[0], b = x[1]; */
    x_grad[1] += b_adj;
    x_grad[0] += a_adj;
    return a * b + c * k;
}

/* expr_ops.c:176, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns logical_effects(n, x). */
double logical_effects_tangent(int n, const double x[n], const double x_tan[restrict n],
                               double *restrict return_tan)
{
    /* expr_ops.c:178: double a = x[0], b = x[1]; */
    double a_tan = x_tan[0];
    double a = x[0];
    double b_tan = x_tan[1];
    double b = x[1];
    int k = 0;
    /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
    a_tan *= 2.0;
    a *= 2;
    int cond = a > 1;
    if (cond) {
        /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
        b_tan += a_tan;
        b += a;
        cond = b > 1;
    }
    if (cond) {
        k++;
        if (k) {
            /* expr_ops.c:181: a += b; */
            a_tan += b_tan;
            a += b;
        }
    }
    /* expr_ops.c:182: if ((a -= 100) > 0 || (b *= a) < 0) */
    a -= 100;
    int cond2 = a > 0;
    if (!cond2) {
        /* expr_ops.c:182: if ((a -= 100) > 0 || (b *= a) < 0) */
        b_tan = a * b_tan + b * a_tan;
        b *= a;
        cond2 = b < 0;
    }
    if (cond2)
        k++;
    /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
    double c_tan;
    double c;
    if (k > 1) {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        a_tan += b_tan;
        a += b;
        c_tan = a_tan;
        c = a;
    } else {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        b_tan -= a_tan;
        b -= a;
        c_tan = b_tan;
        c = b;
    }
    /* expr_ops.c:185: return a * b + c * k; */
    *return_tan = b * a_tan + a * b_tan + k * c_tan;
    return a * b + c * k;
}

/* expr_ops.c:176, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of logical_effects does. Returns what logical_effects returns. */
static double logical_effects_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                               double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:178: double a = x[0], b = x[1]; */
    double a = x[0];
    double b = x[1];
    /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
    a *= 2;
    int cond = a > 1;
    const unsigned char taken_180 = cond != 0;
    double a_tan[8];
    double b_tan[8];
    /* expr_ops.c:178: double a = x[0], b = x[1]; */
    for (int lane = 0; lane < 8; lane++) {
        a_tan[lane] = x_tan[0][lane];
        b_tan[lane] = x_tan[1][lane];
        /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
        a_tan[lane] *= 2.0;
    }
    if (taken_180) {
        /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
        for (int lane = 0; lane < 8; lane++)
            b_tan[lane] += a_tan[lane];
        b += a;
        cond = b > 1;
    }
    int k = 0;
    if (cond) {
        k++;
        if (k) {
            /* expr_ops.c:181: a += b; */
            for (int lane = 0; lane < 8; lane++)
                a_tan[lane] += b_tan[lane];
            a += b;
        }
    }
    /* expr_ops.c:182: if ((a -= 100) > 0 || (b *= a) < 0) */
    a -= 100;
    int cond2 = a > 0;
    const unsigned char taken_182 = !cond2;
    double a_kept_tan[8] = {0};
    double a_kept = 0.0;
    double b_kept_tan[8] = {0};
    double b_kept = 0.0;
    if (taken_182) {
        a_kept = a;
        b_kept = b;
        for (int lane = 0; lane < 8; lane++) {
            a_kept_tan[lane] = a_tan[lane];
            b_kept_tan[lane] = b_tan[lane];
            /* expr_ops.c:182: if ((a -= 100) > 0 || (b *= a) < 0) */
            b_tan[lane] = a * b_tan[lane] + b * a_tan[lane];
        }
        b *= a;
        cond2 = b < 0;
    }
    if (cond2)
        k++;
    double c;
    if (k > 1) {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        for (int lane = 0; lane < 8; lane++)
            a_tan[lane] += b_tan[lane];
        a += b;
        c = a;
    } else {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        for (int lane = 0; lane < 8; lane++)
            b_tan[lane] -= a_tan[lane];
        b -= a;
        c = b;
    }
    int k2 = k;
    double a_adj = b;
    double b_adj = a;
    const double c_adj = k2;
    double a_adj_tan[8];
    double b_adj_tan[8];
    for (int lane = 0; lane < 8; lane++) {
        a_adj_tan[lane] = b_tan[lane];
        b_adj_tan[lane] = a_tan[lane];
    }
    if (k2 > 1) {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        a_adj += c_adj;
        b_adj += a_adj;
        for (int lane = 0; lane < 8; lane++)
            b_adj_tan[lane] += a_adj_tan[lane];
    } else {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        b_adj += c_adj;
        a_adj -= b_adj;
        for (int lane = 0; lane < 8; lane++)
            a_adj_tan[lane] -= b_adj_tan[lane];
    }
    if (cond2)
        k2--;
    if (taken_182) {
        /* expr_ops.c:182: if ((a -= 100) > 0 || (b *= a) < 0) */
        a_adj += b_adj * b_kept;
        for (int lane = 0; lane < 8; lane++) {
            a_adj_tan[lane] += b_kept * b_adj_tan[lane] + b_adj * b_kept_tan[lane];
            b_adj_tan[lane] = a_kept * b_adj_tan[lane] + b_adj * a_kept_tan[lane];
        }
        b_adj *= a_kept;
    }
    if (cond) {
        if (k2) {
            for (int lane = 0; lane < 8; lane++)
                b_adj_tan[lane] += a_adj_tan[lane];
            b_adj += a_adj;
        }
    }
    /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
    if (taken_180) {
        for (int lane = 0; lane < 8; lane++)
            a_adj_tan[lane] += b_adj_tan[lane];
        a_adj += b_adj;
    }
    /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
    a_adj *= 2.0;
    /* expr_ops.c:178: double a = x[0], b = x[1]; */
    x_grad[1] += b_adj;
    x_grad[0] += a_adj;
    /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
    for (int lane = 0; lane < 8; lane++) {
        a_adj_tan[lane] *= 2.0;
        /* expr_ops.c:178: double a = x[0], b = x[1]; */
        x_grad_tan[1][lane] += b_adj_tan[lane];
        x_grad_tan[0][lane] += a_adj_tan[lane];
    }
    return a * b + c * k;
}

/* expr_ops.c:176, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns logical_effects(n, x). */
double logical_effects_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = logical_effects_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:176, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of logical_effects does. Returns what logical_effects returns. */
static double logical_effects_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                                const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:178: double a = x[0], b = x[1]; */
    double a_tan = x_tan[0];
    double a = x[0];
    double b_tan = x_tan[1];
    double b = x[1];
    /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
    a_tan *= 2.0;
    a *= 2;
    int cond = a > 1;
    const unsigned char taken_180 = cond != 0;
    if (taken_180) {
        /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
        b_tan += a_tan;
        b += a;
        cond = b > 1;
    }
    int k = 0;
    if (cond) {
        k++;
        if (k) {
            /* expr_ops.c:181: a += b; */
            a_tan += b_tan;
            a += b;
        }
    }
    /* expr_ops.c:182: if ((a -= 100) > 0 || (b *= a) < 0) */
    a -= 100;
    int cond2 = a > 0;
    const unsigned char taken_182 = !cond2;
    double a_kept_tan = 0.0;
    double a_kept = 0.0;
    double b_kept_tan = 0.0;
    double b_kept = 0.0;
    if (taken_182) {
        a_kept_tan = a_tan;
        a_kept = a;
        b_kept_tan = b_tan;
        b_kept = b;
        /* expr_ops.c:182: if ((a -= 100) > 0 || (b *= a) < 0) */
        b_tan = a * b_tan + b * a_tan;
        b *= a;
        cond2 = b < 0;
    }
    if (cond2)
        k++;
    double c;
    if (k > 1) {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        a_tan += b_tan;
        a += b;
        c = a;
    } else {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        b_tan -= a_tan;
        b -= a;
        c = b;
    }
    int k2 = k;
    double a_adj_tan = b_tan;
    double a_adj = b;
    double b_adj_tan = a_tan;
    double b_adj = a;
    const double c_adj = k2;
    if (k2 > 1) {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        a_adj += c_adj;
        b_adj_tan += a_adj_tan;
        b_adj += a_adj;
    } else {
        /* expr_ops.c:184: double c = k > 1 ? (a += b) : (b -= a); */
        b_adj += c_adj;
        a_adj_tan -= b_adj_tan;
        a_adj -= b_adj;
    }
    if (cond2)
        k2--;
    if (taken_182) {
        /* expr_ops.c:182: if ((a -= 100) > 0 || (b *= a) < 0) */
        a_adj_tan += b_kept * b_adj_tan + b_adj * b_kept_tan;
        a_adj += b_adj * b_kept;
        b_adj_tan = a_kept * b_adj_tan + b_adj * a_kept_tan;
        b_adj *= a_kept;
    }
    if (cond) {
        if (k2) {
            b_adj_tan += a_adj_tan;
            b_adj += a_adj;
        }
    }
    /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
    if (taken_180) {
        a_adj_tan += b_adj_tan;
        a_adj += b_adj;
    }
    /* expr_ops.c:180: if ((a *= 2) > 1 && (b += a) > 1 && ++k) */
    a_adj_tan *= 2.0;
    a_adj *= 2.0;
    /* expr_ops.c:178: double a = x[0], b = x[1]; */
    x_grad_tan[1] += b_adj_tan;
    x_grad[1] += b_adj;
    x_grad_tan[0] += a_adj_tan;
    x_grad[0] += a_adj;
    return a * b + c * k;
}

/* expr_ops.c:176, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns logical_effects(n, x). */
double logical_effects_hvp(int n, const double x[n], const double x_dir[restrict n],
                           double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = logical_effects_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:191, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns int_to_double(n, x). */
double int_to_double_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    int k = 3;
    unsigned int u = 4000000000u;
    long long big = 1LL << 40;
    short h = -3;
    unsigned char c = 200;
    _Bool t = 1;
    /* expr_ops.c:199: return x[0] * k + x[1] * u * 1e-9 + x[0] * big * 1e-12 + h * x[1] + c *
       ... */
    const double result =
        x[0] * k + x[1] * u * 1e-9 + x[0] * big * 1e-12 + h * x[1] + c * x[0] * t + 'a' * x[1];
    x_adj[0] += return_adj * k + 1e-12 * return_adj * big + return_adj * t * c;
    x_adj[1] += 1e-9 * return_adj * u + return_adj * h + 97.0 * return_adj;
    return result;
}

/* expr_ops.c:191, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns int_to_double(n, x). */
double int_to_double_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    int k = 3;
    unsigned int u = 4000000000u;
    long long big = 1LL << 40;
    short h = -3;
    unsigned char c = 200;
    _Bool t = 1;
    /* expr_ops.c:199: return x[0] * k + x[1] * u * 1e-9 + x[0] * big * 1e-12 + h * x[1] + c *
       ... */
    const double result =
        x[0] * k + x[1] * u * 1e-9 + x[0] * big * 1e-12 + h * x[1] + c * x[0] * t + 'a' * x[1];
    x_grad[0] += k + 1e-12 * big + t * (double)c;
    x_grad[1] += 1e-9 * u + h + 97.0;
    return result;
}

/* expr_ops.c:191, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns int_to_double(n, x). */
double int_to_double_tangent(int n, const double x[n], const double x_tan[restrict n],
                             double *restrict return_tan)
{
    int k = 3;
    unsigned int u = 4000000000u;
    long long big = 1LL << 40;
    short h = -3;
    unsigned char c = 200;
    _Bool t = 1;
    /* expr_ops.c:199: return x[0] * k + x[1] * u * 1e-9 + x[0] * big * 1e-12 + h * x[1] + c *
       ... */
    *return_tan = k * x_tan[0] + 1e-9 * u * x_tan[1] + 1e-12 * big * x_tan[0] + h * x_tan[1] +
                  t * (double)c * x_tan[0] + 97.0 * x_tan[1];
    return x[0] * k + x[1] * u * 1e-9 + x[0] * big * 1e-12 + h * x[1] + c * x[0] * t + 'a' * x[1];
}

/* expr_ops.c:191, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of int_to_double does. Returns what int_to_double returns. */
static double int_to_double_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                             double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    (void)x_tan;
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    const long long big = 1LL << 40;
    /* expr_ops.c:199: return x[0] * k + x[1] * u * 1e-9 + x[0] * big * 1e-12 + h * x[1] + c *
       ... */
    const double result = x[0] * 3 + x[1] * 4000000000u * 1e-9 + x[0] * big * 1e-12 +
                          (short)-3 * x[1] + (unsigned char)200 * x[0] * (_Bool)1 + 'a' * x[1];
    x_grad[0] += 3 + 1e-12 * big + (_Bool)1 * (double)(unsigned char)200;
    x_grad[1] += 1e-9 * 4000000000u + (short)-3 + 97.0;
    return result;
}

/* expr_ops.c:191, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns int_to_double(n, x). */
double int_to_double_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = int_to_double_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:191, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of int_to_double does. Returns what int_to_double returns. */
static double int_to_double_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                              const double x_tan[n], double *restrict x_grad_tan)
{
    (void)x_tan;
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    const long long big = 1LL << 40;
    /* expr_ops.c:199: return x[0] * k + x[1] * u * 1e-9 + x[0] * big * 1e-12 + h * x[1] + c *
       ... */
    const double result = x[0] * 3 + x[1] * 4000000000u * 1e-9 + x[0] * big * 1e-12 +
                          (short)-3 * x[1] + (unsigned char)200 * x[0] * (_Bool)1 + 'a' * x[1];
    x_grad[0] += 3 + 1e-12 * big + (_Bool)1 * (double)(unsigned char)200;
    x_grad[1] += 1e-9 * 4000000000u + (short)-3 + 97.0;
    return result;
}

/* expr_ops.c:191, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns int_to_double(n, x). */
double int_to_double_hvp(int n, const double x[n], const double x_dir[restrict n],
                         double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = int_to_double_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:205, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns double_to_int(n, x). */
double double_to_int_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    int k = (int)x[0];
    long l = (long)(x[1] * 10);
    unsigned int u = (unsigned int)(x[0] + 2);
    _Bool t = x[1];
    int implicit = x[0] * 2;
    /* expr_ops.c:212: return x[0] * k + x[1] * (double)l + u * x[0] * x[1] + t * x[0] + implic
       ... */
    const double result =
        x[0] * k + x[1] * (double)l + u * x[0] * x[1] + t * x[0] + implicit * x[1];
    x_adj[0] += return_adj * k + return_adj * x[1] * u + return_adj * t;
    x_adj[1] += return_adj * (double)l + return_adj * u * x[0] + return_adj * implicit;
    return result;
}

/* expr_ops.c:205, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns double_to_int(n, x). */
double double_to_int_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    int k = (int)x[0];
    long l = (long)(x[1] * 10);
    unsigned int u = (unsigned int)(x[0] + 2);
    _Bool t = x[1];
    int implicit = x[0] * 2;
    /* expr_ops.c:212: return x[0] * k + x[1] * (double)l + u * x[0] * x[1] + t * x[0] + implic
       ... */
    const double result =
        x[0] * k + x[1] * (double)l + u * x[0] * x[1] + t * x[0] + implicit * x[1];
    x_grad[0] += k + x[1] * u + t;
    x_grad[1] += (double)l + u * x[0] + implicit;
    return result;
}

/* expr_ops.c:205, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns double_to_int(n, x). */
double double_to_int_tangent(int n, const double x[n], const double x_tan[restrict n],
                             double *restrict return_tan)
{
    int k = (int)x[0];
    long l = (long)(x[1] * 10);
    unsigned int u = (unsigned int)(x[0] + 2);
    _Bool t = x[1];
    int implicit = x[0] * 2;
    /* expr_ops.c:212: return x[0] * k + x[1] * (double)l + u * x[0] * x[1] + t * x[0] + implic
       ... */
    const double prod = u * x[0];
    *return_tan = k * x_tan[0] + (double)l * x_tan[1] + (x[1] * u * x_tan[0] + prod * x_tan[1]) +
                  t * x_tan[0] + implicit * x_tan[1];
    return x[0] * k + x[1] * (double)l + prod * x[1] + t * x[0] + implicit * x[1];
}

/* expr_ops.c:205, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of double_to_int does. Returns what double_to_int returns. */
static double double_to_int_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                             double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    const int k = (int)x[0];
    const long l = (long)(x[1] * 10);
    const unsigned int u = (unsigned int)(x[0] + 2);
    const _Bool t = x[1];
    const int implicit = x[0] * 2;
    /* expr_ops.c:212: return x[0] * k + x[1] * (double)l + u * x[0] * x[1] + t * x[0] + implic
       ... */
    const double result =
        x[0] * k + x[1] * (double)l + u * x[0] * x[1] + t * x[0] + implicit * x[1];
    x_grad[0] += k + x[1] * u + t;
    x_grad[1] += (double)l + u * x[0] + implicit;
    for (int lane = 0; lane < 8; lane++) {
        x_grad_tan[0][lane] += u * x_tan[1][lane];
        x_grad_tan[1][lane] += u * x_tan[0][lane];
    }
    return result;
}

/* expr_ops.c:205, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns double_to_int(n, x). */
double double_to_int_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = double_to_int_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:205, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of double_to_int does. Returns what double_to_int returns. */
static double double_to_int_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                              const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    const int k = (int)x[0];
    const long l = (long)(x[1] * 10);
    const unsigned int u = (unsigned int)(x[0] + 2);
    const _Bool t = x[1];
    const int implicit = x[0] * 2;
    /* expr_ops.c:212: return x[0] * k + x[1] * (double)l + u * x[0] * x[1] + t * x[0] + implic
       ... */
    const double result =
        x[0] * k + x[1] * (double)l + u * x[0] * x[1] + t * x[0] + implicit * x[1];
    x_grad_tan[0] += u * x_tan[1];
    x_grad[0] += k + x[1] * u + t;
    x_grad_tan[1] += u * x_tan[0];
    x_grad[1] += (double)l + u * x[0] + implicit;
    return result;
}

/* expr_ops.c:205, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns double_to_int(n, x). */
double double_to_int_hvp(int n, const double x[n], const double x_dir[restrict n],
                         double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = double_to_int_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:218, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns integer_arithmetic(n, x). */
double integer_arithmetic_adjoint(int n, const double x[n], double x_adj[restrict n],
                                  double return_adj)
{
    int k = 17 % 5;
    int l = (k << 3) | 1;
    int m = ~l & 0xff;
    int q = m ^ k;
    int r = -q / 3;
    unsigned int w = 7u - 9u;
    double chosen;
    if (w > 100) {
        /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
           ... */
        chosen = x[0] * x[1];
    } else {
        /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
           ... */
        chosen = 0;
    }
    /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
       ... */
    const double result = x[0] * (k + l - m) + x[1] * (q * r) + chosen + x[7 / 4] * (5 / 2) +
                          x[0] * (5 / 2.0) + x[1] * (m >> 2);
    x_adj[0] += return_adj * (k + l - m) + 5.0 * return_adj / 2.0;
    x_adj[1] += return_adj * (q * r) + return_adj * (m >> 2);
    x_adj[7 / 4] += return_adj * (5 / 2);
    if (w > 100) {
        /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
           ... */
        x_adj[0] += return_adj * x[1];
        x_adj[1] += return_adj * x[0];
    }
    return result;
}

/* expr_ops.c:218, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns integer_arithmetic(n, x). */
double integer_arithmetic_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    int k = 17 % 5;
    int l = (k << 3) | 1;
    int m = ~l & 0xff;
    int q = m ^ k;
    int r = -q / 3;
    unsigned int w = 7u - 9u;
    double chosen;
    if (w > 100) {
        /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
           ... */
        chosen = x[0] * x[1];
    } else {
        /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
           ... */
        chosen = 0;
    }
    /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
       ... */
    const double result = x[0] * (k + l - m) + x[1] * (q * r) + chosen + x[7 / 4] * (5 / 2) +
                          x[0] * (5 / 2.0) + x[1] * (m >> 2);
    x_grad[0] += k + l - m + 5 / 2.0;
    x_grad[1] += q * r + (double)(m >> 2);
    x_grad[7 / 4] += 5 / 2;
    if (w > 100) {
        /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
           ... */
        x_grad[0] += x[1];
        x_grad[1] += x[0];
    }
    return result;
}

/* expr_ops.c:218, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns integer_arithmetic(n, x). */
double integer_arithmetic_tangent(int n, const double x[n], const double x_tan[restrict n],
                                  double *restrict return_tan)
{
    int k = 17 % 5;
    int l = (k << 3) | 1;
    int m = ~l & 0xff;
    int q = m ^ k;
    int r = -q / 3;
    unsigned int w = 7u - 9u;
    /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
       ... */
    const double quot = 5 / 2;
    const double quot2 = 5 / 2.0;
    *return_tan = (k + l - m) * x_tan[0] + q * r * x_tan[1] +
                  (w > 100 ? x[1] * x_tan[0] + x[0] * x_tan[1] : 0.0) + quot * x_tan[7 / 4] +
                  quot2 * x_tan[0] + (m >> 2) * x_tan[1];
    return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0) + x[7 / 4] * quot +
           x[0] * quot2 + x[1] * (m >> 2);
}

/* expr_ops.c:218, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of integer_arithmetic does. Returns what integer_arithmetic
   returns. */
static double integer_arithmetic_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                                  double (*x_tan)[8],
                                                  double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    const int k = 17 % 5;
    const int l = (k << 3) | 1;
    const int m = ~l & 0xff;
    const int q = m ^ k;
    const int r = -q / 3;
    const unsigned int w = 7u - 9u;
    double chosen;
    if (w > 100) {
        /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
           ... */
        chosen = x[0] * x[1];
    } else {
        /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
           ... */
        chosen = 0;
    }
    /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
       ... */
    const double result = x[0] * (k + l - m) + x[1] * (q * r) + chosen + x[7 / 4] * (5 / 2) +
                          x[0] * (5 / 2.0) + x[1] * (m >> 2);
    x_grad[0] += k + l - m + 5 / 2.0;
    x_grad[1] += q * r + (double)(m >> 2);
    x_grad[7 / 4] += 5 / 2;
    if (w > 100) {
        /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
           ... */
        x_grad[0] += x[1];
        x_grad[1] += x[0];
        for (int lane = 0; lane < 8; lane++) {
            x_grad_tan[0][lane] += x_tan[1][lane];
            x_grad_tan[1][lane] += x_tan[0][lane];
        }
    }
    return result;
}

/* expr_ops.c:218, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns integer_arithmetic(n, x). */
double integer_arithmetic_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = integer_arithmetic_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:218, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of integer_arithmetic does. Returns what integer_arithmetic
   returns. */
static double integer_arithmetic_gradient_tangent2(int n, const double x[n],
                                                   double *restrict x_grad, const double x_tan[n],
                                                   double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    const int k = 17 % 5;
    const int l = (k << 3) | 1;
    const int m = ~l & 0xff;
    const int q = m ^ k;
    const int r = -q / 3;
    const unsigned int w = 7u - 9u;
    double chosen;
    if (w > 100) {
        /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
           ... */
        chosen = x[0] * x[1];
    } else {
        /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
           ... */
        chosen = 0;
    }
    /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
       ... */
    const double result = x[0] * (k + l - m) + x[1] * (q * r) + chosen + x[7 / 4] * (5 / 2) +
                          x[0] * (5 / 2.0) + x[1] * (m >> 2);
    x_grad[0] += k + l - m + 5 / 2.0;
    x_grad[1] += q * r + (double)(m >> 2);
    x_grad[7 / 4] += 5 / 2;
    if (w > 100) {
        /* expr_ops.c:222: return x[0] * (k + l - m) + x[1] * (q * r) + (w > 100 ? x[0] * x[1] : 0)
           ... */
        x_grad_tan[0] += x_tan[1];
        x_grad[0] += x[1];
        x_grad_tan[1] += x_tan[0];
        x_grad[1] += x[0];
    }
    return result;
}

/* expr_ops.c:218, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns integer_arithmetic(n, x). */
double integer_arithmetic_hvp(int n, const double x[n], const double x_dir[restrict n],
                              double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = integer_arithmetic_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:229, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns integer_division_index(n, x). */
double integer_division_index_adjoint(int n, const double x[n], double x_adj[restrict n],
                                      double return_adj)
{
    double s = 0;
    for (int i = 0; i < 2 * n; i++) {
        /* expr_ops.c:233: s += x[i / 2] * x[i % n] * (i & 1 ? 1 : -0.5); */
        s += x[i / 2] * x[i % n] * (i & 1 ? 1 : -0.5);
        const double factor = i & 1 ? 1 : -0.5;
        x_adj[i / 2] += return_adj * factor * x[i % n];
        x_adj[i % n] += return_adj * factor * x[i / 2];
    }
    return s;
}

/* expr_ops.c:229, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns integer_division_index(n, x). */
double integer_division_index_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    double s = 0;
    for (int i = 0; i < 2 * n; i++) {
        /* expr_ops.c:233: s += x[i / 2] * x[i % n] * (i & 1 ? 1 : -0.5); */
        s += x[i / 2] * x[i % n] * (i & 1 ? 1 : -0.5);
        const double factor = i & 1 ? 1 : -0.5;
        x_grad[i / 2] += factor * x[i % n];
        x_grad[i % n] += factor * x[i / 2];
    }
    return s;
}

/* expr_ops.c:229, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns integer_division_index(n, x). */
double integer_division_index_tangent(int n, const double x[n], const double x_tan[restrict n],
                                      double *restrict return_tan)
{
    double s_tan = 0.0;
    double s = 0;
    for (int i = 0; i < 2 * n; i++) {
        /* expr_ops.c:233: s += x[i / 2] * x[i % n] * (i & 1 ? 1 : -0.5); */
        const double value = i & 1 ? 1 : -0.5;
        s_tan += value * (x[i % n] * x_tan[i / 2] + x[i / 2] * x_tan[i % n]);
        s += x[i / 2] * x[i % n] * value;
    }
    /* expr_ops.c:234: return s; */
    *return_tan = s_tan;
    return s;
}

/* expr_ops.c:229, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of integer_division_index does. Returns what
   integer_division_index returns. */
static double integer_division_index_gradient_tangent(int n, const double x[n],
                                                      double *restrict x_grad, double (*x_tan)[8],
                                                      double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    double s = 0;
    for (int i = 0; i < 2 * n; i++) {
        /* expr_ops.c:233: s += x[i / 2] * x[i % n] * (i & 1 ? 1 : -0.5); */
        s += x[i / 2] * x[i % n] * (i & 1 ? 1 : -0.5);
        const double factor = i & 1 ? 1 : -0.5;
        x_grad[i / 2] += factor * x[i % n];
        x_grad[i % n] += factor * x[i / 2];
        for (int lane = 0; lane < 8; lane++) {
            x_grad_tan[i / 2][lane] += factor * x_tan[i % n][lane];
            x_grad_tan[i % n][lane] += factor * x_tan[i / 2][lane];
        }
    }
    return s;
}

/* expr_ops.c:229, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns integer_division_index(n, x). */
double integer_division_index_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = integer_division_index_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:229, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of integer_division_index does. Returns what
   integer_division_index returns. */
static double integer_division_index_gradient_tangent2(int n, const double x[n],
                                                       double *restrict x_grad,
                                                       const double x_tan[n],
                                                       double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    double s = 0;
    for (int i = 0; i < 2 * n; i++) {
        /* expr_ops.c:233: s += x[i / 2] * x[i % n] * (i & 1 ? 1 : -0.5); */
        s += x[i / 2] * x[i % n] * (i & 1 ? 1 : -0.5);
        const double factor = i & 1 ? 1 : -0.5;
        x_grad_tan[i / 2] += factor * x_tan[i % n];
        x_grad[i / 2] += factor * x[i % n];
        x_grad_tan[i % n] += factor * x_tan[i / 2];
        x_grad[i % n] += factor * x[i / 2];
    }
    return s;
}

/* expr_ops.c:229, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns integer_division_index(n, x). */
double integer_division_index_hvp(int n, const double x[n], const double x_dir[restrict n],
                                  double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = integer_division_index_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:240, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns float_conversions(n, x). */
double float_conversions_adjoint(int n, const double x[n], double x_adj[restrict n],
                                 double return_adj)
{
    /* expr_ops.c:242: long double a = x[0]; */
    long double a = x[0];
    const long double a_kept = a;
    /* expr_ops.c:243: a = a * x[1] + 1.0L; */
    a = a * x[1] + 1.0L;
    /* expr_ops.c:244: long double b = a * a / 3; */
    long double b = a * a / 3;
    /* expr_ops.c:245: return (double)b + (double)(a * x[0]) * 0.5f; */
    const double result = (double)b + (double)(a * x[0]) * 0.5f;
    long double b_adj = 0.0L;
    const long double prod_adj = (long double)(0.5 * return_adj);
    b_adj += (long double)return_adj;
    long double a_adj = prod_adj * x[0];
    x_adj[0] += (double)(prod_adj * a);
    /* expr_ops.c:244: long double b = a * a / 3; */
    a_adj += 2.0L * (b_adj / 3) * a;
    /* expr_ops.c:243: a = a * x[1] + 1.0L; */
    x_adj[1] += (double)a_adj * (double)a_kept;
    a_adj *= x[1];
    /* expr_ops.c:242: long double a = x[0]; */
    x_adj[0] += (double)a_adj;
    return result;
}

/* expr_ops.c:240, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns float_conversions(n, x). */
double float_conversions_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:242: long double a = x[0]; */
    long double a = x[0];
    const long double a_kept = a;
    /* expr_ops.c:243: a = a * x[1] + 1.0L; */
    a = a * x[1] + 1.0L;
    /* expr_ops.c:244: long double b = a * a / 3; */
    long double b = a * a / 3;
    /* expr_ops.c:245: return (double)b + (double)(a * x[0]) * 0.5f; */
    const double result = (double)b + (double)(a * x[0]) * 0.5f;
    long double a_adj = 0.5L * x[0];
    x_grad[0] += (double)(0.5L * a);
    /* expr_ops.c:244: long double b = a * a / 3; */
    a_adj += 2.0L * (1.0L / 3) * a;
    /* expr_ops.c:243: a = a * x[1] + 1.0L; */
    x_grad[1] += (double)a_adj * (double)a_kept;
    a_adj *= x[1];
    /* expr_ops.c:242: long double a = x[0]; */
    x_grad[0] += (double)a_adj;
    return result;
}

/* expr_ops.c:240, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns float_conversions(n, x). */
double float_conversions_tangent(int n, const double x[n], const double x_tan[restrict n],
                                 double *restrict return_tan)
{
    /* expr_ops.c:242: long double a = x[0]; */
    long double a_tan = x_tan[0];
    long double a = x[0];
    /* expr_ops.c:243: a = a * x[1] + 1.0L; */
    a_tan = x[1] * a_tan + a * x_tan[1];
    a = a * x[1] + 1.0L;
    /* expr_ops.c:244: long double b = a * a / 3; */
    long double b = a * a / 3;
    /* expr_ops.c:245: return (double)b + (double)(a * x[0]) * 0.5f; */
    *return_tan = (double)(2.0L * a * a_tan / 3) + 0.5 * (double)(x[0] * a_tan + a * x_tan[0]);
    return (double)b + (double)(a * x[0]) * 0.5f;
}

/* expr_ops.c:240, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of float_conversions does. Returns what float_conversions
   returns. */
static double float_conversions_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                                 double (*x_tan)[8],
                                                 double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:242: long double a = x[0]; */
    long double a = x[0];
    /* expr_ops.c:243: a = a * x[1] + 1.0L; */
    const long double a_kept = a;
    long double a_tan[8];
    long double a_kept_tan[8];
    /* expr_ops.c:242: long double a = x[0]; */
    for (int lane = 0; lane < 8; lane++) {
        a_tan[lane] = x_tan[0][lane];
        /* expr_ops.c:243: a = a * x[1] + 1.0L; */
        a_kept_tan[lane] = a_tan[lane];
        a_tan[lane] = x[1] * a_tan[lane] + a * x_tan[1][lane];
    }
    a = a * x[1] + 1.0L;
    /* expr_ops.c:245: return (double)b + (double)(a * x[0]) * 0.5f; */
    const double result = (double)(a * a / 3) + (double)(a * x[0]) * 0.5f;
    long double a_adj = 0.5L * x[0];
    x_grad[0] += (double)(0.5L * a);
    /* expr_ops.c:244: long double b = a * a / 3; */
    const long double prod = 2.0L * (1.0L / 3);
    a_adj += prod * a;
    /* expr_ops.c:243: a = a * x[1] + 1.0L; */
    x_grad[1] += (double)a_adj * (double)a_kept;
    long double a_adj_tan[8];
    for (int lane = 0; lane < 8; lane++) {
        a_adj_tan[lane] = 0.5L * x_tan[0][lane];
        x_grad_tan[0][lane] += (double)(0.5L * a_tan[lane]);
        /* expr_ops.c:244: long double b = a * a / 3; */
        a_adj_tan[lane] += prod * a_tan[lane];
        /* expr_ops.c:243: a = a * x[1] + 1.0L; */
        x_grad_tan[1][lane] +=
            (double)a_kept * (double)a_adj_tan[lane] + (double)a_adj * (double)a_kept_tan[lane];
        a_adj_tan[lane] = x[1] * a_adj_tan[lane] + a_adj * x_tan[1][lane];
    }
    a_adj *= x[1];
    /* expr_ops.c:242: long double a = x[0]; */
    for (int lane = 0; lane < 8; lane++)
        x_grad_tan[0][lane] += (double)a_adj_tan[lane];
    x_grad[0] += (double)a_adj;
    return result;
}

/* expr_ops.c:240, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns float_conversions(n, x). */
double float_conversions_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = float_conversions_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:240, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of float_conversions does. Returns what float_conversions
   returns. */
static double float_conversions_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                                  const double x_tan[n],
                                                  double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:242: long double a = x[0]; */
    long double a_tan = x_tan[0];
    long double a = x[0];
    /* expr_ops.c:243: a = a * x[1] + 1.0L; */
    const long double a_kept_tan = a_tan;
    const long double a_kept = a;
    a_tan = x[1] * a_tan + a * x_tan[1];
    a = a * x[1] + 1.0L;
    /* expr_ops.c:245: return (double)b + (double)(a * x[0]) * 0.5f; */
    const double result = (double)(a * a / 3) + (double)(a * x[0]) * 0.5f;
    long double a_adj_tan = 0.5L * x_tan[0];
    long double a_adj = 0.5L * x[0];
    x_grad_tan[0] += (double)(0.5L * a_tan);
    x_grad[0] += (double)(0.5L * a);
    /* expr_ops.c:244: long double b = a * a / 3; */
    const long double prod = 2.0L * (1.0L / 3);
    a_adj_tan += prod * a_tan;
    a_adj += prod * a;
    /* expr_ops.c:243: a = a * x[1] + 1.0L; */
    x_grad_tan[1] += (double)a_kept * (double)a_adj_tan + (double)a_adj * (double)a_kept_tan;
    x_grad[1] += (double)a_adj * (double)a_kept;
    a_adj_tan = x[1] * a_adj_tan + a_adj * x_tan[1];
    a_adj *= x[1];
    /* expr_ops.c:242: long double a = x[0]; */
    x_grad_tan[0] += (double)a_adj_tan;
    x_grad[0] += (double)a_adj;
    return result;
}

/* expr_ops.c:240, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns float_conversions(n, x). */
double float_conversions_hvp(int n, const double x[n], const double x_dir[restrict n],
                             double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = float_conversions_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:251, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns literals(n, x). */
double literals_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    /* expr_ops.c:253: return 0x1.8p1 * x[0] + 1e-3 * x[1] + .5 * x[0] + 3. * x[1] + 1.5f * x[0
       ... */
    const double result = 0x1.8p1 * x[0] + 1e-3 * x[1] + .5 * x[0] + 3. * x[1] +
                          1.5f * x[0] * x[1] + 2.5L * x[0] + 0x10 * x[1] + 010 * x[0] + 'A' * x[1];
    x_adj[0] += 3.5 * (double)(long double)return_adj +
                1.5 * (double)(long double)return_adj * x[1] +
                (double)(2.5L * (long double)return_adj) + 8.0 * (double)(long double)return_adj;
    x_adj[1] += 3.001 * (double)(long double)return_adj +
                1.5 * (double)(long double)return_adj * x[0] +
                16.0 * (double)(long double)return_adj + 65.0 * (double)(long double)return_adj;
    return result;
}

/* expr_ops.c:251, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns literals(n, x). */
double literals_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:253: return 0x1.8p1 * x[0] + 1e-3 * x[1] + .5 * x[0] + 3. * x[1] + 1.5f * x[0
       ... */
    const double result = 0x1.8p1 * x[0] + 1e-3 * x[1] + .5 * x[0] + 3. * x[1] +
                          1.5f * x[0] * x[1] + 2.5L * x[0] + 0x10 * x[1] + 010 * x[0] + 'A' * x[1];
    x_grad[0] += 3.5 + 1.5 * x[1] + 2.5 + 8.0;
    x_grad[1] += 3.001 + 1.5 * x[0] + 16.0 + 65.0;
    return result;
}

/* expr_ops.c:251, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns literals(n, x). */
double literals_tangent(int n, const double x[n], const double x_tan[restrict n],
                        double *restrict return_tan)
{
    /* expr_ops.c:253: return 0x1.8p1 * x[0] + 1e-3 * x[1] + .5 * x[0] + 3. * x[1] + 1.5f * x[0
       ... */
    const double prod = 1.5f * x[0];
    *return_tan = 3.0 * x_tan[0] + 0.001 * x_tan[1] + 0.5 * x_tan[0] + 3.0 * x_tan[1] +
                  (1.5 * x[1] * x_tan[0] + prod * x_tan[1]) + 2.5L * x_tan[0] + 16.0 * x_tan[1] +
                  8.0 * x_tan[0] + 65.0 * x_tan[1];
    return 0x1.8p1 * x[0] + 1e-3 * x[1] + .5 * x[0] + 3. * x[1] + prod * x[1] + 2.5L * x[0] +
           0x10 * x[1] + 010 * x[0] + 'A' * x[1];
}

/* expr_ops.c:251, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of literals does. Returns what literals returns. */
static double literals_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                        double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:253: return 0x1.8p1 * x[0] + 1e-3 * x[1] + .5 * x[0] + 3. * x[1] + 1.5f * x[0
       ... */
    const double result = 0x1.8p1 * x[0] + 1e-3 * x[1] + .5 * x[0] + 3. * x[1] +
                          1.5f * x[0] * x[1] + 2.5L * x[0] + 0x10 * x[1] + 010 * x[0] + 'A' * x[1];
    x_grad[0] += 3.5 + 1.5 * x[1] + 2.5 + 8.0;
    x_grad[1] += 3.001 + 1.5 * x[0] + 16.0 + 65.0;
    for (int lane = 0; lane < 8; lane++) {
        x_grad_tan[0][lane] += 1.5 * x_tan[1][lane];
        x_grad_tan[1][lane] += 1.5 * x_tan[0][lane];
    }
    return result;
}

/* expr_ops.c:251, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns literals(n, x). */
double literals_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = literals_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:251, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of literals does. Returns what literals returns. */
static double literals_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                         const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:253: return 0x1.8p1 * x[0] + 1e-3 * x[1] + .5 * x[0] + 3. * x[1] + 1.5f * x[0
       ... */
    const double result = 0x1.8p1 * x[0] + 1e-3 * x[1] + .5 * x[0] + 3. * x[1] +
                          1.5f * x[0] * x[1] + 2.5L * x[0] + 0x10 * x[1] + 010 * x[0] + 'A' * x[1];
    x_grad_tan[0] += 1.5 * x_tan[1];
    x_grad[0] += 3.5 + 1.5 * x[1] + 2.5 + 8.0;
    x_grad_tan[1] += 1.5 * x_tan[0];
    x_grad[1] += 3.001 + 1.5 * x[0] + 16.0 + 65.0;
    return result;
}

/* expr_ops.c:251, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns literals(n, x). */
double literals_hvp(int n, const double x[n], const double x_dir[restrict n],
                    double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = literals_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:260, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns sizeof_expr(n, x). */
double sizeof_expr_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    double a[7] = {0};
    /* expr_ops.c:263: double s = sizeof(a) / sizeof(a[0]) * x[0] + sizeof(int) * x[1] + sizeof
       ... */
    double s = sizeof a / sizeof a[0] * x[0] + sizeof(int) * x[1] + sizeof a[0] * x[0] * x[1];
    double v[n];
    /* expr_ops.c:265: return s * (double)sizeof v + a[3] + _Alignof(double) * x[0]; */
    const double result = s * (double)sizeof v + a[3] + _Alignof(double) * x[0];
    const double s_adj = return_adj * (double)sizeof v;
    x_adj[0] += return_adj * _Alignof(double);
    /* expr_ops.c:263: double s = sizeof(a) / sizeof(a[0]) * x[0] + sizeof(int) * x[1] + sizeof
       ... */
    x_adj[0] += s_adj * (sizeof a / sizeof a[0]) + s_adj * x[1] * sizeof a[0];
    x_adj[1] += s_adj * sizeof(int) + s_adj * sizeof a[0] * x[0];
    return result;
}

/* expr_ops.c:260, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns sizeof_expr(n, x). */
double sizeof_expr_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    double a[7] = {0};
    /* expr_ops.c:263: double s = sizeof(a) / sizeof(a[0]) * x[0] + sizeof(int) * x[1] + sizeof
       ... */
    double s = sizeof a / sizeof a[0] * x[0] + sizeof(int) * x[1] + sizeof a[0] * x[0] * x[1];
    double v[n];
    /* expr_ops.c:265: return s * (double)sizeof v + a[3] + _Alignof(double) * x[0]; */
    const double result = s * (double)sizeof v + a[3] + _Alignof(double) * x[0];
    const double s_adj = (double)sizeof v;
    x_grad[0] += _Alignof(double);
    /* expr_ops.c:263: double s = sizeof(a) / sizeof(a[0]) * x[0] + sizeof(int) * x[1] + sizeof
       ... */
    x_grad[0] += s_adj * (sizeof a / sizeof a[0]) + s_adj * x[1] * sizeof a[0];
    x_grad[1] += s_adj * sizeof(int) + s_adj * sizeof a[0] * x[0];
    return result;
}

/* expr_ops.c:260, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns sizeof_expr(n, x). */
double sizeof_expr_tangent(int n, const double x[n], const double x_tan[restrict n],
                           double *restrict return_tan)
{
    double a[7] = {0};
    /* expr_ops.c:263: double s = sizeof(a) / sizeof(a[0]) * x[0] + sizeof(int) * x[1] + sizeof
       ... */
    const double quot = sizeof a / sizeof a[0];
    const double value = sizeof(int);
    const double value2 = sizeof a[0];
    double s = quot * x[0] + value * x[1] + value2 * x[0] * x[1];
    double v[n];
    /* expr_ops.c:265: return s * (double)sizeof v + a[3] + _Alignof(double) * x[0]; */
    const double value3 = (double)sizeof v;
    const double value4 = _Alignof(double);
    *return_tan = value3 * (quot * x_tan[0] + value * x_tan[1] +
                            (x[1] * value2 * x_tan[0] + value2 * x[0] * x_tan[1])) +
                  value4 * x_tan[0];
    return s * value3 + a[3] + value4 * x[0];
}

/* expr_ops.c:260, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of sizeof_expr does. Returns what sizeof_expr returns. */
static double sizeof_expr_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                           double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    double a[7] = {0};
    /* expr_ops.c:263: double s = sizeof(a) / sizeof(a[0]) * x[0] + sizeof(int) * x[1] + sizeof
       ... */
    const double s = sizeof a / sizeof a[0] * x[0] + sizeof(int) * x[1] + sizeof a[0] * x[0] * x[1];
    double v[n];
    /* expr_ops.c:265: return s * (double)sizeof v + a[3] + _Alignof(double) * x[0]; */
    const double result = s * (double)sizeof v + a[3] + _Alignof(double) * x[0];
    const double s_adj = (double)sizeof v;
    x_grad[0] += _Alignof(double);
    /* expr_ops.c:263: double s = sizeof(a) / sizeof(a[0]) * x[0] + sizeof(int) * x[1] + sizeof
       ... */
    const double value = sizeof a[0];
    x_grad[0] += s_adj * (sizeof a / sizeof a[0]) + s_adj * x[1] * value;
    const double prod = s_adj * sizeof a[0];
    x_grad[1] += s_adj * sizeof(int) + prod * x[0];
    for (int lane = 0; lane < 8; lane++) {
        /* expr_ops.c:263: double s = sizeof(a) / sizeof(a[0]) * x[0] + sizeof(int) * x[1] + sizeof
           ... */
        x_grad_tan[0][lane] += value * s_adj * x_tan[1][lane];
        x_grad_tan[1][lane] += prod * x_tan[0][lane];
    }
    return result;
}

/* expr_ops.c:260, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns sizeof_expr(n, x). */
double sizeof_expr_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = sizeof_expr_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:260, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of sizeof_expr does. Returns what sizeof_expr returns. */
static double sizeof_expr_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                            const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    double a[7] = {0};
    /* expr_ops.c:263: double s = sizeof(a) / sizeof(a[0]) * x[0] + sizeof(int) * x[1] + sizeof
       ... */
    const double s = sizeof a / sizeof a[0] * x[0] + sizeof(int) * x[1] + sizeof a[0] * x[0] * x[1];
    double v[n];
    /* expr_ops.c:265: return s * (double)sizeof v + a[3] + _Alignof(double) * x[0]; */
    const double result = s * (double)sizeof v + a[3] + _Alignof(double) * x[0];
    const double s_adj = (double)sizeof v;
    x_grad[0] += _Alignof(double);
    /* expr_ops.c:263: double s = sizeof(a) / sizeof(a[0]) * x[0] + sizeof(int) * x[1] + sizeof
       ... */
    const double value = sizeof a[0];
    x_grad_tan[0] += value * s_adj * x_tan[1];
    x_grad[0] += s_adj * (sizeof a / sizeof a[0]) + s_adj * x[1] * value;
    const double prod = s_adj * sizeof a[0];
    x_grad_tan[1] += prod * x_tan[0];
    x_grad[1] += s_adj * sizeof(int) + prod * x[0];
    return result;
}

/* expr_ops.c:260, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns sizeof_expr(n, x). */
double sizeof_expr_hvp(int n, const double x[n], const double x_dir[restrict n],
                       double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = sizeof_expr_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:271, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns negation(n, x). */
double negation_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    /* expr_ops.c:273: double a = -x[0], b = - -a, c = -(a * b), d = +(-c); */
    double a = -x[0];
    double b = -(-a);
    double c = -(a * b);
    double d = +(-c);
    /* expr_ops.c:274: return -d * a - -b * -c; */
    double a_adj = -(return_adj * d);
    double b_adj = -(return_adj * c);
    double c_adj = -(return_adj * b);
    /* expr_ops.c:273: double a = -x[0], b = - -a, c = -(a * b), d = +(-c); */
    c_adj -= -(return_adj * a);
    a_adj -= c_adj * b;
    b_adj -= c_adj * a;
    a_adj += b_adj;
    x_adj[0] -= a_adj;
    return -d * a - -b * -c;
}

/* expr_ops.c:271, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns negation(n, x). */
double negation_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:273: double a = -x[0], b = - -a, c = -(a * b), d = +(-c); */
    double a = -x[0];
    double b = -(-a);
    double c = -(a * b);
    double d = +(-c);
    /* expr_ops.c:274: return -d * a - -b * -c; */
    double a_adj = -d;
    double b_adj = -c;
    double c_adj = -b;
    /* expr_ops.c:273: double a = -x[0], b = - -a, c = -(a * b), d = +(-c); */
    c_adj -= -a;
    a_adj -= c_adj * b;
    b_adj -= c_adj * a;
    a_adj += b_adj;
    x_grad[0] -= a_adj;
    return -d * a - -b * -c;
}

/* expr_ops.c:271, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns negation(n, x). */
double negation_tangent(int n, const double x[n], const double x_tan[restrict n],
                        double *restrict return_tan)
{
    /* expr_ops.c:273: double a = -x[0], b = - -a, c = -(a * b), d = +(-c); */
    const double a_tan = -x_tan[0];
    double a = -x[0];
    double b = -(-a);
    const double c_tan = -(b * a_tan + a * a_tan);
    double c = -(a * b);
    double d = +(-c);
    /* expr_ops.c:274: return -d * a - -b * -c; */
    *return_tan = -(a * -c_tan) - d * a_tan - (c * a_tan + b * c_tan);
    return -d * a - -b * -c;
}

/* expr_ops.c:271, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of negation does. Returns what negation returns. */
static double negation_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                        double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:273: double a = -x[0], b = - -a, c = -(a * b), d = +(-c); */
    const double a = -x[0];
    const double b = -(-a);
    const double c = -(a * b);
    const double d = +(-c);
    /* expr_ops.c:274: return -d * a - -b * -c; */
    double a_adj = -d;
    double b_adj = -c;
    double c_adj = -b;
    /* expr_ops.c:273: double a = -x[0], b = - -a, c = -(a * b), d = +(-c); */
    c_adj -= -a;
    a_adj -= c_adj * b;
    b_adj -= c_adj * a;
    a_adj += b_adj;
    x_grad[0] -= a_adj;
    for (int lane = 0; lane < 8; lane++) {
        const double a_tan = -x_tan[0][lane];
        const double c_tan = -(b * a_tan + a * a_tan);
        /* expr_ops.c:274: return -d * a - -b * -c; */
        double a_adj_tan = -(-c_tan);
        double b_adj_tan = -c_tan;
        double c_adj_tan = -a_tan;
        /* expr_ops.c:273: double a = -x[0], b = - -a, c = -(a * b), d = +(-c); */
        c_adj_tan += a_tan;
        a_adj_tan -= b * c_adj_tan + c_adj * a_tan;
        b_adj_tan -= a * c_adj_tan + c_adj * a_tan;
        a_adj_tan += b_adj_tan;
        x_grad_tan[0][lane] -= a_adj_tan;
    }
    return -d * a - -b * -c;
}

/* expr_ops.c:271, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns negation(n, x). */
double negation_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = negation_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:271, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of negation does. Returns what negation returns. */
static double negation_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                         const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:273: double a = -x[0], b = - -a, c = -(a * b), d = +(-c); */
    const double a_tan = -x_tan[0];
    const double a = -x[0];
    const double b = -(-a);
    const double c_tan = -(b * a_tan + a * a_tan);
    const double c = -(a * b);
    const double d = +(-c);
    /* expr_ops.c:274: return -d * a - -b * -c; */
    double a_adj_tan = -(-c_tan);
    double a_adj = -d;
    double b_adj_tan = -c_tan;
    double b_adj = -c;
    double c_adj_tan = -a_tan;
    double c_adj = -b;
    /* expr_ops.c:273: double a = -x[0], b = - -a, c = -(a * b), d = +(-c); */
    c_adj_tan += a_tan;
    c_adj -= -a;
    a_adj_tan -= b * c_adj_tan + c_adj * a_tan;
    a_adj -= c_adj * b;
    b_adj_tan -= a * c_adj_tan + c_adj * a_tan;
    b_adj -= c_adj * a;
    a_adj_tan += b_adj_tan;
    a_adj += b_adj;
    x_grad_tan[0] -= a_adj_tan;
    x_grad[0] -= a_adj;
    return -d * a - -b * -c;
}

/* expr_ops.c:271, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns negation(n, x). */
double negation_hvp(int n, const double x[n], const double x_dir[restrict n],
                    double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = negation_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:280, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns long_expression(n, x). */
double long_expression_adjoint(int n, const double x[n], double x_adj[restrict n],
                               double return_adj)
{
    /* expr_ops.c:282: return ((x[0] + x[1] * (x[2] - x[3] / (x[0] + 3.0))) * (x[1] - x[2]) + s
       ... */
    const double diff = x[2] - x[3] / (x[0] + 3.0);
    const double sum = x[0] + x[1] * diff;
    const double sum2 = x[0] * x[1] + cos(x[2] * x[3]);
    const double sum3 = sum * (x[1] - x[2]) + sin(sum2);
    /* expr_ops.c:283: (1.0 + x[0] * x[0] + (x[1] * x[2]) * (x[1] * x[2])) + */
    const double sum4 = 1.0 + x[0] * x[0] + x[1] * x[2] * (x[1] * x[2]);
    /* expr_ops.c:284: exp(-(x[0] - x[1]) * (x[0] - x[1]) / (2.0 * (1.0 + x[3] * x[3]))) * */
    const double value = -(x[0] - x[1]);
    const double prod = value * (x[0] - x[1]);
    const double prod2 = 2.0 * (1.0 + x[3] * x[3]);
    /* expr_ops.c:285: (x[2] / (x[3] + 4.0) - log(2.0 + x[0] * x[0] * x[3] * x[3])); */
    const double prod3 = x[0] * x[0] * x[3];
    const double diff2 = x[2] / (x[3] + 4.0) - log(2.0 + prod3 * x[3]);
    const double exp_kept = exp(prod / prod2);
    double sum_adj = 0.0;
    const double num_adj = return_adj / sum4;
    const double num_adj2 = return_adj * diff2 * exp_kept / prod2;
    sum_adj += num_adj;
    const double sum_adj2 = -(num_adj * (sum3 / sum4));
    const double diff_adj = return_adj * exp_kept;
    const double num_adj3 = diff_adj / (x[3] + 4.0);
    const double prod_adj = -(diff_adj / (2.0 + prod3 * x[3]));
    x_adj[2] += num_adj3;
    x_adj[3] += prod_adj * prod3 - num_adj3 * (x[2] / (x[3] + 4.0));
    const double prod_adj2 = prod_adj * x[3];
    x_adj[0] += 2.0 * (prod_adj2 * x[3]) * x[0];
    x_adj[3] += prod_adj2 * x[0] * x[0];
    /* expr_ops.c:284: exp(-(x[0] - x[1]) * (x[0] - x[1]) / (2.0 * (1.0 + x[3] * x[3]))) * */
    x_adj[3] += 4.0 * -(num_adj2 * (prod / prod2)) * x[3];
    const double value_adj = num_adj2 * (x[0] - x[1]);
    x_adj[0] += num_adj2 * value;
    x_adj[1] -= num_adj2 * value;
    x_adj[0] -= value_adj;
    x_adj[1] += value_adj;
    /* expr_ops.c:283: (1.0 + x[0] * x[0] + (x[1] * x[2]) * (x[1] * x[2])) + */
    const double prod_adj3 = sum_adj2 * x[1] * x[2];
    const double prod_adj4 = sum_adj2 * x[1] * x[2];
    x_adj[0] += 2.0 * sum_adj2 * x[0];
    x_adj[1] += prod_adj3 * x[2] + prod_adj4 * x[2];
    x_adj[2] += prod_adj3 * x[1] + prod_adj4 * x[1];
    /* expr_ops.c:282: return ((x[0] + x[1] * (x[2] - x[3] / (x[0] + 3.0))) * (x[1] - x[2]) + s
       ... */
    const double sum_adj3 = sum_adj * (x[1] - x[2]);
    x_adj[1] += sum_adj * sum;
    x_adj[2] -= sum_adj * sum;
    const double sum_adj4 = sum_adj * cos(sum2);
    const double prod_adj5 = -(sum_adj4 * sin(x[2] * x[3]));
    x_adj[0] += sum_adj4 * x[1];
    x_adj[1] += sum_adj4 * x[0];
    x_adj[2] += prod_adj5 * x[3];
    x_adj[3] += prod_adj5 * x[2];
    x_adj[0] += sum_adj3;
    x_adj[1] += sum_adj3 * diff;
    const double diff_adj2 = sum_adj3 * x[1];
    const double num_adj4 = -(diff_adj2 / (x[0] + 3.0));
    x_adj[2] += diff_adj2;
    x_adj[3] += num_adj4;
    x_adj[0] -= num_adj4 * (x[3] / (x[0] + 3.0));
    return sum3 / sum4 + exp(prod / prod2) * diff2;
}

/* expr_ops.c:280, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns long_expression(n, x). */
double long_expression_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:282: return ((x[0] + x[1] * (x[2] - x[3] / (x[0] + 3.0))) * (x[1] - x[2]) + s
       ... */
    const double diff = x[2] - x[3] / (x[0] + 3.0);
    const double sum = x[0] + x[1] * diff;
    const double sum2 = x[0] * x[1] + cos(x[2] * x[3]);
    const double sum3 = sum * (x[1] - x[2]) + sin(sum2);
    /* expr_ops.c:283: (1.0 + x[0] * x[0] + (x[1] * x[2]) * (x[1] * x[2])) + */
    const double sum4 = 1.0 + x[0] * x[0] + x[1] * x[2] * (x[1] * x[2]);
    /* expr_ops.c:284: exp(-(x[0] - x[1]) * (x[0] - x[1]) / (2.0 * (1.0 + x[3] * x[3]))) * */
    const double value = -(x[0] - x[1]);
    const double prod = value * (x[0] - x[1]);
    const double prod2 = 2.0 * (1.0 + x[3] * x[3]);
    /* expr_ops.c:285: (x[2] / (x[3] + 4.0) - log(2.0 + x[0] * x[0] * x[3] * x[3])); */
    const double prod3 = x[0] * x[0] * x[3];
    const double diff2 = x[2] / (x[3] + 4.0) - log(2.0 + prod3 * x[3]);
    const double exp_kept = exp(prod / prod2);
    double sum_adj = 0.0;
    const double num_adj = 1.0 / sum4;
    const double num_adj2 = diff2 * exp_kept / prod2;
    sum_adj += num_adj;
    const double sum_adj2 = -(num_adj * (sum3 / sum4));
    const double num_adj3 = exp_kept / (x[3] + 4.0);
    const double prod_adj = -(exp_kept / (2.0 + prod3 * x[3]));
    x_grad[2] += num_adj3;
    x_grad[3] += prod_adj * prod3 - num_adj3 * (x[2] / (x[3] + 4.0));
    const double prod_adj2 = prod_adj * x[3];
    x_grad[0] += 2.0 * (prod_adj2 * x[3]) * x[0];
    x_grad[3] += prod_adj2 * x[0] * x[0];
    /* expr_ops.c:284: exp(-(x[0] - x[1]) * (x[0] - x[1]) / (2.0 * (1.0 + x[3] * x[3]))) * */
    x_grad[3] += 4.0 * -(num_adj2 * (prod / prod2)) * x[3];
    const double value_adj = num_adj2 * (x[0] - x[1]);
    x_grad[0] += num_adj2 * value;
    x_grad[1] -= num_adj2 * value;
    x_grad[0] -= value_adj;
    x_grad[1] += value_adj;
    /* expr_ops.c:283: (1.0 + x[0] * x[0] + (x[1] * x[2]) * (x[1] * x[2])) + */
    const double prod_adj3 = sum_adj2 * x[1] * x[2];
    const double prod_adj4 = sum_adj2 * x[1] * x[2];
    x_grad[0] += 2.0 * sum_adj2 * x[0];
    x_grad[1] += prod_adj3 * x[2] + prod_adj4 * x[2];
    x_grad[2] += prod_adj3 * x[1] + prod_adj4 * x[1];
    /* expr_ops.c:282: return ((x[0] + x[1] * (x[2] - x[3] / (x[0] + 3.0))) * (x[1] - x[2]) + s
       ... */
    const double sum_adj3 = sum_adj * (x[1] - x[2]);
    x_grad[1] += sum_adj * sum;
    x_grad[2] -= sum_adj * sum;
    const double sum_adj4 = sum_adj * cos(sum2);
    const double prod_adj5 = -(sum_adj4 * sin(x[2] * x[3]));
    x_grad[0] += sum_adj4 * x[1];
    x_grad[1] += sum_adj4 * x[0];
    x_grad[2] += prod_adj5 * x[3];
    x_grad[3] += prod_adj5 * x[2];
    x_grad[0] += sum_adj3;
    x_grad[1] += sum_adj3 * diff;
    const double diff_adj = sum_adj3 * x[1];
    const double num_adj4 = -(diff_adj / (x[0] + 3.0));
    x_grad[2] += diff_adj;
    x_grad[3] += num_adj4;
    x_grad[0] -= num_adj4 * (x[3] / (x[0] + 3.0));
    return sum3 / sum4 + exp(prod / prod2) * diff2;
}

/* expr_ops.c:280, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns long_expression(n, x). */
double long_expression_tangent(int n, const double x[n], const double x_tan[restrict n],
                               double *restrict return_tan)
{
    /* expr_ops.c:282: return ((x[0] + x[1] * (x[2] - x[3] / (x[0] + 3.0))) * (x[1] - x[2]) + s
       ... */
    const double quot = x[3] / (x[0] + 3.0);
    const double sum = x[0] + x[1] * (x[2] - quot);
    const double diff = x[1] - x[2];
    const double prod = x[2] * x[3];
    const double sum2 = x[0] * x[1] + cos(prod);
    const double prod2 = x[1] * x[2];
    const double sum3 = 1.0 + x[0] * x[0] + prod2 * prod2;
    const double quot2 = (sum * diff + sin(sum2)) / sum3;
    const double value = -(x[0] - x[1]);
    const double diff2 = x[0] - x[1];
    const double prod3 = 2.0 * (1.0 + x[3] * x[3]);
    const double quot3 = value * diff2 / prod3;
    const double exp_quot = exp(quot3);
    const double quot4 = x[2] / (x[3] + 4.0);
    const double prod4 = x[0] * x[0];
    const double sum4 = 2.0 + prod4 * x[3] * x[3];
    const double diff3 = quot4 - log(sum4);
    *return_tan =
        (diff * (x_tan[0] + ((x[2] - quot) * x_tan[1] +
                             x[1] * (x_tan[2] - (x_tan[3] - quot * x_tan[0]) / (x[0] + 3.0)))) +
         sum * (x_tan[1] - x_tan[2]) +
         cos(sum2) *
             (x[1] * x_tan[0] + x[0] * x_tan[1] - sin(prod) * (x[3] * x_tan[2] + x[2] * x_tan[3])) -
         quot2 * (2.0 * x[0] * x_tan[0] + 2.0 * prod2 * (x[2] * x_tan[1] + x[1] * x_tan[2]))) /
            sum3 +
        (diff3 * exp_quot *
             ((diff2 * (x_tan[1] - x_tan[0]) + value * (x_tan[0] - x_tan[1]) -
               4.0 * quot3 * x[3] * x_tan[3]) /
              prod3) +
         exp_quot *
             ((x_tan[2] - quot4 * x_tan[3]) / (x[3] + 4.0) -
              (x[3] * (2.0 * x[3] * x[0] * x_tan[0] + prod4 * x_tan[3]) + prod4 * x[3] * x_tan[3]) /
                  sum4));
    return quot2 + exp_quot * diff3;
}

/* expr_ops.c:280, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of long_expression does. Returns what long_expression returns. */
static double long_expression_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                               double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:282: return ((x[0] + x[1] * (x[2] - x[3] / (x[0] + 3.0))) * (x[1] - x[2]) + s
       ... */
    const double quot = x[3] / (x[0] + 3.0);
    const double diff = x[2] - quot;
    const double sum = x[0] + x[1] * diff;
    const double prod = x[2] * x[3];
    const double sum2 = x[0] * x[1] + cos(prod);
    const double diff2 = x[1] - x[2];
    const double sum3 = sum * diff2 + sin(sum2);
    /* expr_ops.c:283: (1.0 + x[0] * x[0] + (x[1] * x[2]) * (x[1] * x[2])) + */
    const double prod2 = x[1] * x[2];
    const double sum4 = 1.0 + x[0] * x[0] + prod2 * prod2;
    /* expr_ops.c:284: exp(-(x[0] - x[1]) * (x[0] - x[1]) / (2.0 * (1.0 + x[3] * x[3]))) * */
    const double value = -(x[0] - x[1]);
    const double diff3 = x[0] - x[1];
    const double prod3 = value * diff3;
    const double prod4 = 2.0 * (1.0 + x[3] * x[3]);
    /* expr_ops.c:285: (x[2] / (x[3] + 4.0) - log(2.0 + x[0] * x[0] * x[3] * x[3])); */
    const double prod5 = x[0] * x[0];
    const double prod6 = prod5 * x[3];
    const double quot2 = x[2] / (x[3] + 4.0);
    const double sum5 = 2.0 + prod6 * x[3];
    const double diff4 = quot2 - log(sum5);
    /* expr_ops.c:284: exp(-(x[0] - x[1]) * (x[0] - x[1]) / (2.0 * (1.0 + x[3] * x[3]))) * */
    const double quot3 = prod3 / prod4;
    const double exp_quot = exp(quot3);
    double sum_adj_tan[8] = {0};
    double sum_adj = 0.0;
    const double num_adj = 1.0 / sum4;
    const double quot4 = diff4 * exp_quot / prod4;
    sum_adj += num_adj;
    const double quot5 = sum3 / sum4;
    const double sum_adj2 = -(num_adj * quot5);
    /* expr_ops.c:285: (x[2] / (x[3] + 4.0) - log(2.0 + x[0] * x[0] * x[3] * x[3])); */
    const double quot6 = exp_quot / (x[3] + 4.0);
    const double sum6 = 2.0 + prod6 * x[3];
    const double quot7 = exp_quot / sum6;
    const double prod_adj = -quot7;
    x_grad[2] += quot6;
    const double quot8 = x[2] / (x[3] + 4.0);
    x_grad[3] += prod_adj * prod6 - quot6 * quot8;
    const double prod_adj2 = prod_adj * x[3];
    const double prod7 = 2.0 * (prod_adj2 * x[3]);
    x_grad[0] += prod7 * x[0];
    x_grad[3] += prod_adj2 * x[0] * x[0];
    /* expr_ops.c:284: exp(-(x[0] - x[1]) * (x[0] - x[1]) / (2.0 * (1.0 + x[3] * x[3]))) * */
    const double quot9 = prod3 / prod4;
    const double prod8 = 4.0 * -(quot4 * quot9);
    x_grad[3] += prod8 * x[3];
    const double diff5 = x[0] - x[1];
    const double value_adj = quot4 * diff5;
    x_grad[0] += quot4 * value;
    x_grad[1] -= quot4 * value;
    x_grad[0] -= value_adj;
    x_grad[1] += value_adj;
    /* expr_ops.c:283: (1.0 + x[0] * x[0] + (x[1] * x[2]) * (x[1] * x[2])) + */
    const double prod_adj3 = sum_adj2 * x[1] * x[2];
    const double prod_adj4 = sum_adj2 * x[1] * x[2];
    x_grad[0] += 2.0 * sum_adj2 * x[0];
    x_grad[1] += prod_adj3 * x[2] + prod_adj4 * x[2];
    x_grad[2] += prod_adj3 * x[1] + prod_adj4 * x[1];
    /* expr_ops.c:282: return ((x[0] + x[1] * (x[2] - x[3] / (x[0] + 3.0))) * (x[1] - x[2]) + s
       ... */
    const double diff6 = x[1] - x[2];
    const double sum_adj3 = sum_adj * diff6;
    x_grad[1] += sum_adj * sum;
    x_grad[2] -= sum_adj * sum;
    const double cos_sum = cos(sum2);
    const double sum_adj4 = sum_adj * cos_sum;
    const double prod9 = x[2] * x[3];
    const double sin_prod = sin(prod9);
    const double prod_adj5 = -(sum_adj4 * sin_prod);
    x_grad[0] += sum_adj4 * x[1];
    x_grad[1] += sum_adj4 * x[0];
    x_grad[2] += prod_adj5 * x[3];
    x_grad[3] += prod_adj5 * x[2];
    x_grad[0] += sum_adj3;
    x_grad[1] += sum_adj3 * diff;
    const double diff_adj = sum_adj3 * x[1];
    const double quot10 = diff_adj / (x[0] + 3.0);
    const double num_adj2 = -quot10;
    x_grad[2] += diff_adj;
    x_grad[3] += num_adj2;
    const double quot11 = x[3] / (x[0] + 3.0);
    x_grad[0] -= num_adj2 * quot11;
    const double sin_prod2 = sin(prod);
    const double cos_sum2 = cos(sum2);
    const double prod10 = sum_adj * sin(sum2);
    const double prod11 = sum_adj4 * cos(prod9);
    for (int lane = 0; lane < 8; lane++) {
        const double diff_tan =
            x_tan[2][lane] - (x_tan[3][lane] - quot * x_tan[0][lane]) / (x[0] + 3.0);
        const double sum_tan = x_tan[0][lane] + (diff * x_tan[1][lane] + x[1] * diff_tan);
        const double sum_tan2 = x[1] * x_tan[0][lane] + x[0] * x_tan[1][lane] -
                                sin_prod2 * (x[3] * x_tan[2][lane] + x[2] * x_tan[3][lane]);
        const double sum_tan3 =
            diff2 * sum_tan + sum * (x_tan[1][lane] - x_tan[2][lane]) + cos_sum2 * sum_tan2;
        /* expr_ops.c:283: (1.0 + x[0] * x[0] + (x[1] * x[2]) * (x[1] * x[2])) + */
        const double sum_tan4 = 2.0 * x[0] * x_tan[0][lane] +
                                2.0 * prod2 * (x[2] * x_tan[1][lane] + x[1] * x_tan[2][lane]);
        /* expr_ops.c:284: exp(-(x[0] - x[1]) * (x[0] - x[1]) / (2.0 * (1.0 + x[3] * x[3]))) * */
        const double value_tan = x_tan[1][lane] - x_tan[0][lane];
        const double prod_tan = diff3 * value_tan + value * (x_tan[0][lane] - x_tan[1][lane]);
        const double prod_tan2 = 4.0 * x[3] * x_tan[3][lane];
        /* expr_ops.c:285: (x[2] / (x[3] + 4.0) - log(2.0 + x[0] * x[0] * x[3] * x[3])); */
        const double prod_tan3 = 2.0 * x[3] * x[0] * x_tan[0][lane] + prod5 * x_tan[3][lane];
        const double diff_tan2 = (x_tan[2][lane] - quot2 * x_tan[3][lane]) / (x[3] + 4.0) -
                                 (x[3] * prod_tan3 + prod6 * x_tan[3][lane]) / sum5;
        /* expr_ops.c:284: exp(-(x[0] - x[1]) * (x[0] - x[1]) / (2.0 * (1.0 + x[3] * x[3]))) * */
        const double exp_kept_tan = exp_quot * ((prod_tan - quot3 * prod_tan2) / prod4);
        const double num_adj_tan = -(sum_tan4 / (sum4 * sum4));
        const double num_adj_tan2 =
            (exp_quot * diff_tan2 + diff4 * exp_kept_tan - quot4 * prod_tan2) / prod4;
        sum_adj_tan[lane] += num_adj_tan;
        const double sum_adj_tan2 =
            -(quot5 * num_adj_tan + num_adj * ((sum_tan3 - quot5 * sum_tan4) / sum4));
        /* expr_ops.c:285: (x[2] / (x[3] + 4.0) - log(2.0 + x[0] * x[0] * x[3] * x[3])); */
        const double num_adj_tan3 = (exp_kept_tan - quot6 * x_tan[3][lane]) / (x[3] + 4.0);
        const double prod_adj_tan =
            -((exp_kept_tan - quot7 * (x[3] * prod_tan3 + prod6 * x_tan[3][lane])) / sum6);
        x_grad_tan[2][lane] += num_adj_tan3;
        x_grad_tan[3][lane] += prod6 * prod_adj_tan + prod_adj * prod_tan3 -
                               (quot8 * num_adj_tan3 +
                                quot6 * ((x_tan[2][lane] - quot8 * x_tan[3][lane]) / (x[3] + 4.0)));
        const double prod_adj_tan2 = x[3] * prod_adj_tan + prod_adj * x_tan[3][lane];
        x_grad_tan[0][lane] += 2.0 * x[0] * (x[3] * prod_adj_tan2 + prod_adj2 * x_tan[3][lane]) +
                               prod7 * x_tan[0][lane];
        x_grad_tan[3][lane] += x[0] * (x[0] * prod_adj_tan2 + prod_adj2 * x_tan[0][lane]) +
                               prod_adj2 * x[0] * x_tan[0][lane];
        /* expr_ops.c:284: exp(-(x[0] - x[1]) * (x[0] - x[1]) / (2.0 * (1.0 + x[3] * x[3]))) * */
        x_grad_tan[3][lane] +=
            prod8 * x_tan[3][lane] -
            4.0 * x[3] * (quot9 * num_adj_tan2 + quot4 * ((prod_tan - quot9 * prod_tan2) / prod4));
        const double value_adj_tan =
            diff5 * num_adj_tan2 + quot4 * (x_tan[0][lane] - x_tan[1][lane]);
        x_grad_tan[0][lane] += value * num_adj_tan2 + quot4 * value_tan;
        x_grad_tan[1][lane] -= value * num_adj_tan2 + quot4 * value_tan;
        x_grad_tan[0][lane] -= value_adj_tan;
        x_grad_tan[1][lane] += value_adj_tan;
        /* expr_ops.c:283: (1.0 + x[0] * x[0] + (x[1] * x[2]) * (x[1] * x[2])) + */
        const double prod_adj_tan3 = x[2] * (x[1] * sum_adj_tan2 + sum_adj2 * x_tan[1][lane]) +
                                     sum_adj2 * x[1] * x_tan[2][lane];
        const double prod_adj_tan4 = x[2] * (x[1] * sum_adj_tan2 + sum_adj2 * x_tan[1][lane]) +
                                     sum_adj2 * x[1] * x_tan[2][lane];
        x_grad_tan[0][lane] += 2.0 * x[0] * sum_adj_tan2 + 2.0 * sum_adj2 * x_tan[0][lane];
        x_grad_tan[1][lane] += x[2] * prod_adj_tan3 + prod_adj3 * x_tan[2][lane] +
                               (x[2] * prod_adj_tan4 + prod_adj4 * x_tan[2][lane]);
        x_grad_tan[2][lane] += x[1] * prod_adj_tan3 + prod_adj3 * x_tan[1][lane] +
                               (x[1] * prod_adj_tan4 + prod_adj4 * x_tan[1][lane]);
        /* expr_ops.c:282: return ((x[0] + x[1] * (x[2] - x[3] / (x[0] + 3.0))) * (x[1] - x[2]) + s
           ... */
        const double sum_adj_tan3 =
            diff6 * sum_adj_tan[lane] + sum_adj * (x_tan[1][lane] - x_tan[2][lane]);
        x_grad_tan[1][lane] += sum * sum_adj_tan[lane] + sum_adj * sum_tan;
        x_grad_tan[2][lane] -= sum * sum_adj_tan[lane] + sum_adj * sum_tan;
        const double sum_adj_tan4 = cos_sum * sum_adj_tan[lane] - prod10 * sum_tan2;
        const double prod_adj_tan5 =
            -(sin_prod * sum_adj_tan4 + prod11 * (x[3] * x_tan[2][lane] + x[2] * x_tan[3][lane]));
        x_grad_tan[0][lane] += x[1] * sum_adj_tan4 + sum_adj4 * x_tan[1][lane];
        x_grad_tan[1][lane] += x[0] * sum_adj_tan4 + sum_adj4 * x_tan[0][lane];
        x_grad_tan[2][lane] += x[3] * prod_adj_tan5 + prod_adj5 * x_tan[3][lane];
        x_grad_tan[3][lane] += x[2] * prod_adj_tan5 + prod_adj5 * x_tan[2][lane];
        x_grad_tan[0][lane] += sum_adj_tan3;
        x_grad_tan[1][lane] += diff * sum_adj_tan3 + sum_adj3 * diff_tan;
        const double diff_adj_tan = x[1] * sum_adj_tan3 + sum_adj3 * x_tan[1][lane];
        const double num_adj_tan4 = -((diff_adj_tan - quot10 * x_tan[0][lane]) / (x[0] + 3.0));
        x_grad_tan[2][lane] += diff_adj_tan;
        x_grad_tan[3][lane] += num_adj_tan4;
        x_grad_tan[0][lane] -=
            quot11 * num_adj_tan4 +
            num_adj2 * ((x_tan[3][lane] - quot11 * x_tan[0][lane]) / (x[0] + 3.0));
    }
    return sum3 / sum4 + exp(prod3 / prod4) * diff4;
}

/* expr_ops.c:280, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns long_expression(n, x). */
double long_expression_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = long_expression_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:280, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of long_expression does. Returns what long_expression returns. */
static double long_expression_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                                const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:282: return ((x[0] + x[1] * (x[2] - x[3] / (x[0] + 3.0))) * (x[1] - x[2]) + s
       ... */
    const double quot = x[3] / (x[0] + 3.0);
    const double diff_tan = x_tan[2] - (x_tan[3] - quot * x_tan[0]) / (x[0] + 3.0);
    const double diff = x[2] - quot;
    const double sum_tan = x_tan[0] + (diff * x_tan[1] + x[1] * diff_tan);
    const double sum = x[0] + x[1] * diff;
    const double prod = x[2] * x[3];
    const double sum_tan2 =
        x[1] * x_tan[0] + x[0] * x_tan[1] - sin(prod) * (x[3] * x_tan[2] + x[2] * x_tan[3]);
    const double sum2 = x[0] * x[1] + cos(prod);
    const double diff2 = x[1] - x[2];
    const double sum3 = sum * diff2 + sin(sum2);
    /* expr_ops.c:283: (1.0 + x[0] * x[0] + (x[1] * x[2]) * (x[1] * x[2])) + */
    const double prod2 = x[1] * x[2];
    const double sum_tan3 =
        2.0 * x[0] * x_tan[0] + 2.0 * prod2 * (x[2] * x_tan[1] + x[1] * x_tan[2]);
    const double sum4 = 1.0 + x[0] * x[0] + prod2 * prod2;
    /* expr_ops.c:284: exp(-(x[0] - x[1]) * (x[0] - x[1]) / (2.0 * (1.0 + x[3] * x[3]))) * */
    const double value_tan = x_tan[1] - x_tan[0];
    const double value = -(x[0] - x[1]);
    const double diff3 = x[0] - x[1];
    const double prod_tan = diff3 * value_tan + value * (x_tan[0] - x_tan[1]);
    const double prod3 = value * diff3;
    const double prod_tan2 = 4.0 * x[3] * x_tan[3];
    const double prod4 = 2.0 * (1.0 + x[3] * x[3]);
    /* expr_ops.c:285: (x[2] / (x[3] + 4.0) - log(2.0 + x[0] * x[0] * x[3] * x[3])); */
    const double prod5 = x[0] * x[0];
    const double prod_tan3 = 2.0 * x[3] * x[0] * x_tan[0] + prod5 * x_tan[3];
    const double prod6 = prod5 * x[3];
    const double quot2 = x[2] / (x[3] + 4.0);
    const double sum5 = 2.0 + prod6 * x[3];
    const double diff_tan2 =
        (x_tan[2] - quot2 * x_tan[3]) / (x[3] + 4.0) - (x[3] * prod_tan3 + prod6 * x_tan[3]) / sum5;
    const double diff4 = quot2 - log(sum5);
    /* expr_ops.c:284: exp(-(x[0] - x[1]) * (x[0] - x[1]) / (2.0 * (1.0 + x[3] * x[3]))) * */
    const double quot3 = prod3 / prod4;
    const double exp_quot = exp(quot3);
    const double exp_kept_tan = exp_quot * ((prod_tan - quot3 * prod_tan2) / prod4);
    double sum_adj_tan = 0.0;
    const double num_adj_tan = -(sum_tan3 / (sum4 * sum4));
    const double num_adj = 1.0 / sum4;
    const double quot4 = diff4 * exp_quot / prod4;
    const double num_adj_tan2 =
        (exp_quot * diff_tan2 + diff4 * exp_kept_tan - quot4 * prod_tan2) / prod4;
    sum_adj_tan += num_adj_tan;
    const double quot5 = sum3 / sum4;
    const double sum_adj_tan2 =
        -(quot5 * num_adj_tan + num_adj * ((diff2 * sum_tan + sum * (x_tan[1] - x_tan[2]) +
                                            cos(sum2) * sum_tan2 - quot5 * sum_tan3) /
                                           sum4));
    const double sum_adj = -(num_adj * quot5);
    /* expr_ops.c:285: (x[2] / (x[3] + 4.0) - log(2.0 + x[0] * x[0] * x[3] * x[3])); */
    const double quot6 = exp_quot / (x[3] + 4.0);
    const double num_adj_tan3 = (exp_kept_tan - quot6 * x_tan[3]) / (x[3] + 4.0);
    const double sum6 = 2.0 + prod6 * x[3];
    const double quot7 = exp_quot / sum6;
    const double prod_adj_tan =
        -((exp_kept_tan - quot7 * (x[3] * prod_tan3 + prod6 * x_tan[3])) / sum6);
    const double prod_adj = -quot7;
    x_grad_tan[2] += num_adj_tan3;
    x_grad[2] += quot6;
    const double quot8 = x[2] / (x[3] + 4.0);
    x_grad_tan[3] +=
        prod6 * prod_adj_tan + prod_adj * prod_tan3 -
        (quot8 * num_adj_tan3 + quot6 * ((x_tan[2] - quot8 * x_tan[3]) / (x[3] + 4.0)));
    x_grad[3] += prod_adj * prod6 - quot6 * quot8;
    const double prod_adj_tan2 = x[3] * prod_adj_tan + prod_adj * x_tan[3];
    const double prod_adj2 = prod_adj * x[3];
    const double prod7 = 2.0 * (prod_adj2 * x[3]);
    x_grad_tan[0] += 2.0 * x[0] * (x[3] * prod_adj_tan2 + prod_adj2 * x_tan[3]) + prod7 * x_tan[0];
    x_grad[0] += prod7 * x[0];
    x_grad_tan[3] +=
        x[0] * (x[0] * prod_adj_tan2 + prod_adj2 * x_tan[0]) + prod_adj2 * x[0] * x_tan[0];
    x_grad[3] += prod_adj2 * x[0] * x[0];
    /* expr_ops.c:284: exp(-(x[0] - x[1]) * (x[0] - x[1]) / (2.0 * (1.0 + x[3] * x[3]))) * */
    const double quot9 = prod3 / prod4;
    const double prod8 = 4.0 * -(quot4 * quot9);
    x_grad_tan[3] +=
        prod8 * x_tan[3] -
        4.0 * x[3] * (quot9 * num_adj_tan2 + quot4 * ((prod_tan - quot9 * prod_tan2) / prod4));
    x_grad[3] += prod8 * x[3];
    const double diff5 = x[0] - x[1];
    const double value_adj_tan = diff5 * num_adj_tan2 + quot4 * (x_tan[0] - x_tan[1]);
    const double value_adj = quot4 * diff5;
    x_grad_tan[0] += value * num_adj_tan2 + quot4 * value_tan;
    x_grad[0] += quot4 * value;
    x_grad_tan[1] -= value * num_adj_tan2 + quot4 * value_tan;
    x_grad[1] -= quot4 * value;
    x_grad_tan[0] -= value_adj_tan;
    x_grad[0] -= value_adj;
    x_grad_tan[1] += value_adj_tan;
    x_grad[1] += value_adj;
    /* expr_ops.c:283: (1.0 + x[0] * x[0] + (x[1] * x[2]) * (x[1] * x[2])) + */
    const double prod_adj_tan3 =
        x[2] * (x[1] * sum_adj_tan2 + sum_adj * x_tan[1]) + sum_adj * x[1] * x_tan[2];
    const double prod_adj3 = sum_adj * x[1] * x[2];
    const double prod_adj_tan4 =
        x[2] * (x[1] * sum_adj_tan2 + sum_adj * x_tan[1]) + sum_adj * x[1] * x_tan[2];
    const double prod_adj4 = sum_adj * x[1] * x[2];
    x_grad_tan[0] += 2.0 * x[0] * sum_adj_tan2 + 2.0 * sum_adj * x_tan[0];
    x_grad[0] += 2.0 * sum_adj * x[0];
    x_grad_tan[1] +=
        x[2] * prod_adj_tan3 + prod_adj3 * x_tan[2] + (x[2] * prod_adj_tan4 + prod_adj4 * x_tan[2]);
    x_grad[1] += prod_adj3 * x[2] + prod_adj4 * x[2];
    x_grad_tan[2] +=
        x[1] * prod_adj_tan3 + prod_adj3 * x_tan[1] + (x[1] * prod_adj_tan4 + prod_adj4 * x_tan[1]);
    x_grad[2] += prod_adj3 * x[1] + prod_adj4 * x[1];
    /* expr_ops.c:282: return ((x[0] + x[1] * (x[2] - x[3] / (x[0] + 3.0))) * (x[1] - x[2]) + s
       ... */
    const double diff6 = x[1] - x[2];
    const double sum_adj_tan3 = diff6 * sum_adj_tan + num_adj * (x_tan[1] - x_tan[2]);
    const double sum_adj2 = num_adj * diff6;
    x_grad_tan[1] += sum * sum_adj_tan + num_adj * sum_tan;
    x_grad[1] += num_adj * sum;
    x_grad_tan[2] -= sum * sum_adj_tan + num_adj * sum_tan;
    x_grad[2] -= num_adj * sum;
    const double cos_sum = cos(sum2);
    const double sum_adj_tan4 = cos_sum * sum_adj_tan - num_adj * sin(sum2) * sum_tan2;
    const double sum_adj3 = num_adj * cos_sum;
    const double prod9 = x[2] * x[3];
    const double sin_prod = sin(prod9);
    const double prod_adj_tan5 =
        -(sin_prod * sum_adj_tan4 + sum_adj3 * cos(prod9) * (x[3] * x_tan[2] + x[2] * x_tan[3]));
    const double prod_adj5 = -(sum_adj3 * sin_prod);
    x_grad_tan[0] += x[1] * sum_adj_tan4 + sum_adj3 * x_tan[1];
    x_grad[0] += sum_adj3 * x[1];
    x_grad_tan[1] += x[0] * sum_adj_tan4 + sum_adj3 * x_tan[0];
    x_grad[1] += sum_adj3 * x[0];
    x_grad_tan[2] += x[3] * prod_adj_tan5 + prod_adj5 * x_tan[3];
    x_grad[2] += prod_adj5 * x[3];
    x_grad_tan[3] += x[2] * prod_adj_tan5 + prod_adj5 * x_tan[2];
    x_grad[3] += prod_adj5 * x[2];
    x_grad_tan[0] += sum_adj_tan3;
    x_grad[0] += sum_adj2;
    x_grad_tan[1] += diff * sum_adj_tan3 + sum_adj2 * diff_tan;
    x_grad[1] += sum_adj2 * diff;
    const double diff_adj_tan = x[1] * sum_adj_tan3 + sum_adj2 * x_tan[1];
    const double diff_adj = sum_adj2 * x[1];
    const double quot10 = diff_adj / (x[0] + 3.0);
    const double num_adj_tan4 = -((diff_adj_tan - quot10 * x_tan[0]) / (x[0] + 3.0));
    const double num_adj2 = -quot10;
    x_grad_tan[2] += diff_adj_tan;
    x_grad[2] += diff_adj;
    x_grad_tan[3] += num_adj_tan4;
    x_grad[3] += num_adj2;
    const double quot11 = x[3] / (x[0] + 3.0);
    x_grad_tan[0] -=
        quot11 * num_adj_tan4 + num_adj2 * ((x_tan[3] - quot11 * x_tan[0]) / (x[0] + 3.0));
    x_grad[0] -= num_adj2 * quot11;
    return sum3 / sum4 + exp(prod3 / prod4) * diff4;
}

/* expr_ops.c:280, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns long_expression(n, x). */
double long_expression_hvp(int n, const double x[n], const double x_dir[restrict n],
                           double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = long_expression_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:291, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns nested_functions(n, x). */
double nested_functions_adjoint(int n, const double x[n], double x_adj[restrict n],
                                double return_adj)
{
    /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
       ... */
    const double sin_value = sin(x[0] * x[1]);
    const double prod = -x[0] * x[0];
    const double sum = 3.0 + x[1] * x[1];
    const double cosh_kept = cosh(x[1]);
    const double sin_kept = sin(x[0]);
    /* expr_ops.c:294: atan2(sin(x[0]), cosh(x[1])) * pow(1.0 + x[0] * x[0], sin(x[1])) + tanh(
       ... */
    const double atan2_value = atan2(sin_kept, cosh_kept);
    const double sum2 = 1.0 + x[0] * x[0];
    const double tanh_kept = tanh(x[0]);
    const double prod2 = x[1] * tanh_kept;
    /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
       ... */
    const double result = sin(cos(tan(sin_value))) + exp(sin(exp(prod))) +
                          sqrt(1.0 + sqrt(2.0 + log(sum))) + atan2_value * pow(sum2, sin(x[1])) +
                          tanh(x[0] * tanh(prod2));
    const double tan_kept = tan(sin_value);
    const double exp_kept = exp(prod);
    const double log_kept = log(sum);
    const double pow_kept = pow(sum2, sin(x[1]));
    const double sin_kept2 = sin(x[1]);
    const double tanh_kept2 = tanh(x[0] * tanh(prod2));
    const double tanh_kept3 = tanh(prod2);
    double sin_value_adj = 0.0;
    const double prod_adj = return_adj * (1.0 - tanh_kept2 * tanh_kept2);
    sin_value_adj -=
        return_adj * cos(cos(tan(sin_value))) * sin(tan_kept) * (1.0 + tan_kept * tan_kept);
    const double atan2_value_adj = return_adj * pow_kept;
    x_adj[1] += sum2 == 0.0 ? 0.0 : cos(x[1]) * return_adj * atan2_value * pow_kept * log(sum2);
    x_adj[0] += prod_adj * tanh_kept3;
    const double prod_adj2 = prod_adj * x[0] * (1.0 - tanh_kept3 * tanh_kept3);
    /* expr_ops.c:294: atan2(sin(x[0]), cosh(x[1])) * pow(1.0 + x[0] * x[0], sin(x[1])) + tanh(
       ... */
    x_adj[1] += prod_adj2 * tanh_kept;
    x_adj[0] += prod_adj2 * x[1] * (1.0 - tanh_kept * tanh_kept);
    x_adj[0] +=
        2.0 *
        (sin_kept2 == 0.0 ? 0.0
                          : return_adj * atan2_value * sin_kept2 * pow(sum2, sin_kept2 - 1.0)) *
        x[0];
    x_adj[0] += atan2_value_adj *
                (cosh_kept / hypot(sin_kept, cosh_kept) / hypot(sin_kept, cosh_kept)) * cos(x[0]);
    x_adj[1] -= atan2_value_adj *
                (sin_kept / hypot(sin_kept, cosh_kept) / hypot(sin_kept, cosh_kept)) * sinh(x[1]);
    /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
       ... */
    x_adj[1] +=
        2.0 *
        (0.5 * (0.5 * return_adj / sqrt(1.0 + sqrt(2.0 + log_kept))) / sqrt(2.0 + log_kept) / sum) *
        x[1];
    x_adj[0] -= 2.0 * (return_adj * exp(sin(exp(prod))) * cos(exp_kept) * exp_kept) * x[0];
    const double prod_adj3 = sin_value_adj * cos(x[0] * x[1]);
    x_adj[0] += prod_adj3 * x[1];
    x_adj[1] += prod_adj3 * x[0];
    return result;
}

/* expr_ops.c:291, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns nested_functions(n, x). */
double nested_functions_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
       ... */
    const double sin_value = sin(x[0] * x[1]);
    const double prod = -x[0] * x[0];
    const double sum = 3.0 + x[1] * x[1];
    const double cosh_kept = cosh(x[1]);
    const double sin_kept = sin(x[0]);
    /* expr_ops.c:294: atan2(sin(x[0]), cosh(x[1])) * pow(1.0 + x[0] * x[0], sin(x[1])) + tanh(
       ... */
    const double atan2_value = atan2(sin_kept, cosh_kept);
    const double sum2 = 1.0 + x[0] * x[0];
    const double tanh_kept = tanh(x[0]);
    const double prod2 = x[1] * tanh_kept;
    /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
       ... */
    const double result = sin(cos(tan(sin_value))) + exp(sin(exp(prod))) +
                          sqrt(1.0 + sqrt(2.0 + log(sum))) + atan2_value * pow(sum2, sin(x[1])) +
                          tanh(x[0] * tanh(prod2));
    const double tan_kept = tan(sin_value);
    const double exp_kept = exp(prod);
    const double log_kept = log(sum);
    const double pow_kept = pow(sum2, sin(x[1]));
    const double sin_kept2 = sin(x[1]);
    const double tanh_kept2 = tanh(x[0] * tanh(prod2));
    const double tanh_kept3 = tanh(prod2);
    double sin_value_adj = 0.0;
    const double prod_adj = 1.0 - tanh_kept2 * tanh_kept2;
    sin_value_adj -= cos(cos(tan(sin_value))) * sin(tan_kept) * (1.0 + tan_kept * tan_kept);
    x_grad[1] += sum2 == 0.0 ? 0.0 : cos(x[1]) * atan2_value * pow_kept * log(sum2);
    x_grad[0] += prod_adj * tanh_kept3;
    const double prod_adj2 = prod_adj * x[0] * (1.0 - tanh_kept3 * tanh_kept3);
    /* expr_ops.c:294: atan2(sin(x[0]), cosh(x[1])) * pow(1.0 + x[0] * x[0], sin(x[1])) + tanh(
       ... */
    x_grad[1] += prod_adj2 * tanh_kept;
    x_grad[0] += prod_adj2 * x[1] * (1.0 - tanh_kept * tanh_kept);
    x_grad[0] += 2.0 *
                 (sin_kept2 == 0.0 ? 0.0 : atan2_value * sin_kept2 * pow(sum2, sin_kept2 - 1.0)) *
                 x[0];
    x_grad[0] += pow_kept * (cosh_kept / hypot(sin_kept, cosh_kept) / hypot(sin_kept, cosh_kept)) *
                 cos(x[0]);
    x_grad[1] -= pow_kept * (sin_kept / hypot(sin_kept, cosh_kept) / hypot(sin_kept, cosh_kept)) *
                 sinh(x[1]);
    /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
       ... */
    x_grad[1] +=
        2.0 * (0.5 * (0.5 / sqrt(1.0 + sqrt(2.0 + log_kept))) / sqrt(2.0 + log_kept) / sum) * x[1];
    x_grad[0] -= 2.0 * (exp(sin(exp(prod))) * cos(exp_kept) * exp_kept) * x[0];
    const double prod_adj3 = sin_value_adj * cos(x[0] * x[1]);
    x_grad[0] += prod_adj3 * x[1];
    x_grad[1] += prod_adj3 * x[0];
    return result;
}

/* expr_ops.c:291, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns nested_functions(n, x). */
double nested_functions_tangent(int n, const double x[n], const double x_tan[restrict n],
                                double *restrict return_tan)
{
    /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
       ... */
    const double prod = x[0] * x[1];
    const double tan_value = tan(sin(prod));
    const double cos_tan_value = cos(tan_value);
    const double exp_value = exp(-x[0] * x[0]);
    const double exp_value2 = exp(sin(exp_value));
    const double sum = 3.0 + x[1] * x[1];
    const double sqrt_value = sqrt(2.0 + log(sum));
    const double sqrt_value2 = sqrt(1.0 + sqrt_value);
    const double sin_value = sin(x[0]);
    const double cosh_value = cosh(x[1]);
    const double sum2 = 1.0 + x[0] * x[0];
    const double sin_value2 = sin(x[1]);
    const double pow_value = pow(sum2, sin_value2);
    const double atan2_value = atan2(sin_value, cosh_value);
    const double tanh_value = tanh(x[0]);
    const double tanh_value2 = tanh(x[1] * tanh_value);
    const double tanh_value3 = tanh(x[0] * tanh_value2);
    *return_tan =
        -(cos(cos_tan_value) * sin(tan_value) * (1.0 + tan_value * tan_value) * cos(prod) *
          (x[1] * x_tan[0] + x[0] * x_tan[1])) -
        2.0 * exp_value2 * cos(exp_value) * exp_value * x[0] * x_tan[0] +
        0.5 * (0.5 * (2.0 * x[1] * x_tan[1] / sum) / sqrt_value) / sqrt_value2 +
        (pow_value * (cosh_value / hypot(sin_value, cosh_value) / hypot(sin_value, cosh_value) *
                          cos(x[0]) * x_tan[0] -
                      sin_value / hypot(sin_value, cosh_value) / hypot(sin_value, cosh_value) *
                          sinh(x[1]) * x_tan[1]) +
         atan2_value * ((sin_value2 == 0.0
                             ? 0.0
                             : 2.0 * sin_value2 * pow(sum2, sin_value2 - 1.0) * x[0] * x_tan[0]) +
                        (sum2 == 0.0 ? 0.0 : pow_value * log(sum2) * cos(x[1]) * x_tan[1]))) +
        (1.0 - tanh_value3 * tanh_value3) *
            (tanh_value2 * x_tan[0] +
             x[0] * (1.0 - tanh_value2 * tanh_value2) *
                 (tanh_value * x_tan[1] + x[1] * (1.0 - tanh_value * tanh_value) * x_tan[0]));
    return sin(cos_tan_value) + exp_value2 + sqrt_value2 + atan2_value * pow_value + tanh_value3;
}

/* expr_ops.c:291, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of nested_functions does. Returns what nested_functions returns. */
static double nested_functions_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                                double (*x_tan)[8],
                                                double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
       ... */
    const double prod = x[0] * x[1];
    const double sin_value = sin(prod);
    const double prod2 = -x[0] * x[0];
    const double sum = 3.0 + x[1] * x[1];
    /* expr_ops.c:294: atan2(sin(x[0]), cosh(x[1])) * pow(1.0 + x[0] * x[0], sin(x[1])) + tanh(
       ... */
    const double cosh_kept = cosh(x[1]);
    const double sin_kept = sin(x[0]);
    const double atan2_value = atan2(sin_kept, cosh_kept);
    const double sum2 = 1.0 + x[0] * x[0];
    const double tanh_value = tanh(x[0]);
    const double prod3 = x[1] * tanh_value;
    /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
       ... */
    const double result = sin(cos(tan(sin_value))) + exp(sin(exp(prod2))) +
                          sqrt(1.0 + sqrt(2.0 + log(sum))) + atan2_value * pow(sum2, sin(x[1])) +
                          tanh(x[0] * tanh(prod3));
    const double tan_sin_value = tan(sin_value);
    const double exp_prod = exp(prod2);
    const double log_kept = log(sum);
    /* expr_ops.c:294: atan2(sin(x[0]), cosh(x[1])) * pow(1.0 + x[0] * x[0], sin(x[1])) + tanh(
       ... */
    const double sin_value2 = sin(x[1]);
    const double pow_value = pow(sum2, sin_value2);
    const double sin_kept2 = sin(x[1]);
    const double tanh_prod = tanh(prod3);
    const double tanh_value2 = tanh(x[0] * tanh_prod);
    const double tanh_prod2 = tanh(prod3);
    double sin_value_adj_tan[8] = {0};
    double sin_value_adj = 0.0;
    const double prod_adj = 1.0 - tanh_value2 * tanh_value2;
    const double tan_sin_value2 = tan(sin_value);
    const double cos_tan_sin_value = cos(tan_sin_value2);
    const double cos_cos_tan_sin_value = cos(cos_tan_sin_value);
    const double sin_tan_kept = sin(tan_sin_value);
    sin_value_adj -= cos_cos_tan_sin_value * sin_tan_kept * (1.0 + tan_sin_value * tan_sin_value);
    /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
       ... */
    const double cos_prod = cos(prod);
    const double sinh_value = sinh(x[1]);
    const double cos_value = cos(x[0]);
    const double quot = cosh_kept / hypot(sin_kept, cosh_kept) / hypot(sin_kept, cosh_kept);
    const double quot2 = sin_kept / hypot(sin_kept, cosh_kept) / hypot(sin_kept, cosh_kept);
    const double cos_value2 = cos(x[1]);
    const double prod4 = sin_tan_kept * sin(cos_tan_sin_value) * sin(tan_sin_value2) *
                         (1.0 + tan_sin_value2 * tan_sin_value2);
    const double prod5 = cos_cos_tan_sin_value * cos(tan_sin_value);
    double prod_tan[8];
    double sum_tan[8];
    double cosh_kept_tan[8];
    double sin_kept_tan[8];
    double atan2_value_tan[8];
    double sum_tan2[8];
    double tanh_kept_tan[8];
    double exp_kept_tan[8];
    double log_kept_tan[8];
    double pow_kept_tan[8];
    double sin_kept_tan2[8];
    double tanh_kept_tan2[8];
    double prod_adj_tan[8];
    for (int lane = 0; lane < 8; lane++) {
        const double sin_value_tan = cos_prod * (x[1] * x_tan[0][lane] + x[0] * x_tan[1][lane]);
        prod_tan[lane] = -(2.0 * x[0] * x_tan[0][lane]);
        sum_tan[lane] = 2.0 * x[1] * x_tan[1][lane];
        /* expr_ops.c:294: atan2(sin(x[0]), cosh(x[1])) * pow(1.0 + x[0] * x[0], sin(x[1])) + tanh(
           ... */
        cosh_kept_tan[lane] = sinh_value * x_tan[1][lane];
        sin_kept_tan[lane] = cos_value * x_tan[0][lane];
        atan2_value_tan[lane] = quot * sin_kept_tan[lane] - quot2 * cosh_kept_tan[lane];
        sum_tan2[lane] = 2.0 * x[0] * x_tan[0][lane];
        tanh_kept_tan[lane] = (1.0 - tanh_value * tanh_value) * x_tan[0][lane];
        const double prod_tan2 = tanh_value * x_tan[1][lane] + x[1] * tanh_kept_tan[lane];
        /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
           ... */
        const double tan_kept_tan = (1.0 + tan_sin_value * tan_sin_value) * sin_value_tan;
        exp_kept_tan[lane] = exp_prod * prod_tan[lane];
        log_kept_tan[lane] = sum_tan[lane] / sum;
        /* expr_ops.c:294: atan2(sin(x[0]), cosh(x[1])) * pow(1.0 + x[0] * x[0], sin(x[1])) + tanh(
           ... */
        pow_kept_tan[lane] =
            (sin_value2 == 0.0 ? 0.0 : sin_value2 * pow(sum2, sin_value2 - 1.0) * sum_tan2[lane]) +
            (sum2 == 0.0 ? 0.0 : pow_value * log(sum2) * cos(x[1]) * x_tan[1][lane]);
        sin_kept_tan2[lane] = cos_value2 * x_tan[1][lane];
        const double tanh_kept_tan3 =
            (1.0 - tanh_value2 * tanh_value2) *
            (tanh_prod * x_tan[0][lane] + x[0] * (1.0 - tanh_prod * tanh_prod) * prod_tan2);
        tanh_kept_tan2[lane] = (1.0 - tanh_prod2 * tanh_prod2) * prod_tan2;
        prod_adj_tan[lane] = -(2.0 * tanh_value2 * tanh_kept_tan3);
        sin_value_adj_tan[lane] -=
            (1.0 + tan_sin_value * tan_sin_value) * (prod4 * sin_value_tan + prod5 * tan_kept_tan) +
            2.0 * cos_cos_tan_sin_value * sin_tan_kept * tan_sin_value * tan_kept_tan;
    }
    double chosen_tan[8];
    double chosen;
    if (sum2 == 0.0) {
        for (int lane = 0; lane < 8; lane++)
            chosen_tan[lane] = 0.0;
        chosen = 0.0;
    } else {
        const double cos_value3 = cos(x[1]);
        const double log_sum = log(sum2);
        const double prod6 = atan2_value * sin(x[1]);
        for (int lane = 0; lane < 8; lane++) {
            chosen_tan[lane] =
                log_sum *
                    (pow_value * (cos_value3 * atan2_value_tan[lane] - prod6 * x_tan[1][lane]) +
                     cos_value3 * atan2_value * pow_kept_tan[lane]) +
                cos_value3 * atan2_value * pow_value * (sum_tan2[lane] / sum2);
        }
        chosen = cos_value3 * atan2_value * pow_value * log_sum;
    }
    x_grad[1] += chosen;
    x_grad[0] += prod_adj * tanh_prod2;
    const double prod_adj2 = prod_adj * x[0] * (1.0 - tanh_prod2 * tanh_prod2);
    /* expr_ops.c:294: atan2(sin(x[0]), cosh(x[1])) * pow(1.0 + x[0] * x[0], sin(x[1])) + tanh(
       ... */
    x_grad[1] += prod_adj2 * tanh_value;
    x_grad[0] += prod_adj2 * x[1] * (1.0 - tanh_value * tanh_value);
    for (int lane = 0; lane < 8; lane++) {
        x_grad_tan[1][lane] += chosen_tan[lane];
        x_grad_tan[0][lane] += tanh_prod2 * prod_adj_tan[lane] + prod_adj * tanh_kept_tan2[lane];
        const double prod_adj_tan2 = (1.0 - tanh_prod2 * tanh_prod2) *
                                         (x[0] * prod_adj_tan[lane] + prod_adj * x_tan[0][lane]) -
                                     2.0 * prod_adj * x[0] * tanh_prod2 * tanh_kept_tan2[lane];
        /* expr_ops.c:294: atan2(sin(x[0]), cosh(x[1])) * pow(1.0 + x[0] * x[0], sin(x[1])) + tanh(
           ... */
        x_grad_tan[1][lane] += tanh_value * prod_adj_tan2 + prod_adj2 * tanh_kept_tan[lane];
        x_grad_tan[0][lane] +=
            (1.0 - tanh_value * tanh_value) * (x[1] * prod_adj_tan2 + prod_adj2 * x_tan[1][lane]) -
            2.0 * prod_adj2 * x[1] * tanh_value * tanh_kept_tan[lane];
    }
    double chosen_tan2[8];
    double chosen2;
    if (sin_kept2 == 0.0) {
        for (int lane = 0; lane < 8; lane++)
            chosen_tan2[lane] = 0.0;
        chosen2 = 0.0;
    } else {
        const double pow_value2 = pow(sum2, sin_kept2 - 1.0);
        for (int lane = 0; lane < 8; lane++) {
            chosen_tan2[lane] =
                pow_value2 *
                    (sin_kept2 * atan2_value_tan[lane] + atan2_value * sin_kept_tan2[lane]) +
                atan2_value * sin_kept2 *
                    ((sin_kept2 - 1.0 == 0.0
                          ? 0.0
                          : (sin_kept2 - 1.0) * pow(sum2, sin_kept2 - 1.0 - 1.0) * sum_tan2[lane]) +
                     (sum2 == 0.0 ? 0.0 : pow_value2 * log(sum2) * sin_kept_tan2[lane]));
        }
        chosen2 = atan2_value * sin_kept2 * pow_value2;
    }
    x_grad[0] += 2.0 * chosen2 * x[0];
    const double hypot_value = hypot(sin_kept, cosh_kept);
    const double quot3 = cosh_kept / hypot_value;
    const double hypot_value2 = hypot(sin_kept, cosh_kept);
    const double quot4 = quot3 / hypot_value2;
    const double cos_value3 = cos(x[0]);
    x_grad[0] += pow_value * quot4 * cos_value3;
    const double hypot_value3 = hypot(sin_kept, cosh_kept);
    const double quot5 = sin_kept / hypot_value3;
    const double hypot_value4 = hypot(sin_kept, cosh_kept);
    const double quot6 = quot5 / hypot_value4;
    const double sinh_value2 = sinh(x[1]);
    x_grad[1] -= pow_value * quot6 * sinh_value2;
    /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
       ... */
    const double sqrt_value = sqrt(2.0 + log_kept);
    const double sqrt_value2 = sqrt(1.0 + sqrt_value);
    const double sqrt_value3 = sqrt(2.0 + log_kept);
    const double quot7 = 0.5 * (0.5 / sqrt_value2) / sqrt_value3;
    const double quot8 = quot7 / sum;
    x_grad[1] += 2.0 * quot8 * x[1];
    const double exp_prod2 = exp(prod2);
    const double exp_value = exp(sin(exp_prod2));
    const double cos_exp_kept = cos(exp_prod);
    const double prod6 = 2.0 * (exp_value * cos_exp_kept * exp_prod);
    x_grad[0] -= prod6 * x[0];
    const double prod7 = x[0] * x[1];
    const double cos_prod2 = cos(prod7);
    const double prod_adj3 = sin_value_adj * cos_prod2;
    x_grad[0] += prod_adj3 * x[1];
    x_grad[1] += prod_adj3 * x[0];
    const double prod8 = pow_value * quot4 * sin(x[0]);
    const double prod9 = pow_value * quot6 * cosh(x[1]);
    const double prod10 = cos_exp_kept * exp_value * cos(exp_prod2) * exp_prod2;
    const double prod11 = exp_value * sin(exp_prod);
    const double prod12 = sin_value_adj * sin(prod7);
    for (int lane = 0; lane < 8; lane++) {
        x_grad_tan[0][lane] += 2.0 * x[0] * chosen_tan2[lane] + 2.0 * chosen2 * x_tan[0][lane];
        x_grad_tan[0][lane] +=
            cos_value3 *
                (quot4 * pow_kept_tan[lane] +
                 pow_value * (((cosh_kept_tan[lane] -
                                quot3 * ((hypot_value == 0.0
                                              ? 0.0
                                              : sin_kept / hypot_value * sin_kept_tan[lane]) +
                                         (hypot_value == 0.0
                                              ? 0.0
                                              : cosh_kept / hypot_value * cosh_kept_tan[lane]))) /
                                   hypot_value -
                               quot4 * ((hypot_value2 == 0.0
                                             ? 0.0
                                             : sin_kept / hypot_value2 * sin_kept_tan[lane]) +
                                        (hypot_value2 == 0.0
                                             ? 0.0
                                             : cosh_kept / hypot_value2 * cosh_kept_tan[lane]))) /
                              hypot_value2)) -
            prod8 * x_tan[0][lane];
        x_grad_tan[1][lane] -=
            sinh_value2 *
                (quot6 * pow_kept_tan[lane] +
                 pow_value * (((sin_kept_tan[lane] -
                                quot5 * ((hypot_value3 == 0.0
                                              ? 0.0
                                              : sin_kept / hypot_value3 * sin_kept_tan[lane]) +
                                         (hypot_value3 == 0.0
                                              ? 0.0
                                              : cosh_kept / hypot_value3 * cosh_kept_tan[lane]))) /
                                   hypot_value3 -
                               quot6 * ((hypot_value4 == 0.0
                                             ? 0.0
                                             : sin_kept / hypot_value4 * sin_kept_tan[lane]) +
                                        (hypot_value4 == 0.0
                                             ? 0.0
                                             : cosh_kept / hypot_value4 * cosh_kept_tan[lane]))) /
                              hypot_value4)) +
            prod9 * x_tan[1][lane];
        /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
           ... */
        x_grad_tan[1][lane] +=
            2.0 * x[1] *
                (((-(0.5 * (0.5 * (0.5 * (0.5 * log_kept_tan[lane] / sqrt_value) / sqrt_value2) /
                            (sqrt_value2 * sqrt_value2))) -
                   quot7 * (0.5 * log_kept_tan[lane] / sqrt_value3)) /
                      sqrt_value3 -
                  quot8 * sum_tan[lane]) /
                 sum) +
            2.0 * quot8 * x_tan[1][lane];
        x_grad_tan[0][lane] -=
            2.0 * x[0] *
                (exp_prod * (prod10 * prod_tan[lane] - prod11 * exp_kept_tan[lane]) +
                 exp_value * cos_exp_kept * exp_kept_tan[lane]) +
            prod6 * x_tan[0][lane];
        const double prod_adj_tan2 = cos_prod2 * sin_value_adj_tan[lane] -
                                     prod12 * (x[1] * x_tan[0][lane] + x[0] * x_tan[1][lane]);
        x_grad_tan[0][lane] += x[1] * prod_adj_tan2 + prod_adj3 * x_tan[1][lane];
        x_grad_tan[1][lane] += x[0] * prod_adj_tan2 + prod_adj3 * x_tan[0][lane];
    }
    return result;
}

/* expr_ops.c:291, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns nested_functions(n, x). */
double nested_functions_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = nested_functions_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:291, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of nested_functions does. Returns what nested_functions returns. */
static double nested_functions_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                                 const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
       ... */
    const double prod = x[0] * x[1];
    const double sin_value_tan = cos(prod) * (x[1] * x_tan[0] + x[0] * x_tan[1]);
    const double sin_value = sin(prod);
    const double prod_tan = -(2.0 * x[0] * x_tan[0]);
    const double prod2 = -x[0] * x[0];
    const double sum_tan = 2.0 * x[1] * x_tan[1];
    const double sum = 3.0 + x[1] * x[1];
    /* expr_ops.c:294: atan2(sin(x[0]), cosh(x[1])) * pow(1.0 + x[0] * x[0], sin(x[1])) + tanh(
       ... */
    const double cosh_kept_tan = sinh(x[1]) * x_tan[1];
    const double cosh_kept = cosh(x[1]);
    const double sin_kept_tan = cos(x[0]) * x_tan[0];
    const double sin_kept = sin(x[0]);
    const double atan2_value_tan =
        cosh_kept / hypot(sin_kept, cosh_kept) / hypot(sin_kept, cosh_kept) * sin_kept_tan -
        sin_kept / hypot(sin_kept, cosh_kept) / hypot(sin_kept, cosh_kept) * cosh_kept_tan;
    const double atan2_value = atan2(sin_kept, cosh_kept);
    const double sum_tan2 = 2.0 * x[0] * x_tan[0];
    const double sum2 = 1.0 + x[0] * x[0];
    const double tanh_value = tanh(x[0]);
    const double tanh_kept_tan = (1.0 - tanh_value * tanh_value) * x_tan[0];
    const double prod_tan2 = tanh_value * x_tan[1] + x[1] * tanh_kept_tan;
    const double prod3 = x[1] * tanh_value;
    /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
       ... */
    const double result = sin(cos(tan(sin_value))) + exp(sin(exp(prod2))) +
                          sqrt(1.0 + sqrt(2.0 + log(sum))) + atan2_value * pow(sum2, sin(x[1])) +
                          tanh(x[0] * tanh(prod3));
    const double tan_sin_value = tan(sin_value);
    const double tan_kept_tan = (1.0 + tan_sin_value * tan_sin_value) * sin_value_tan;
    const double exp_prod = exp(prod2);
    const double exp_kept_tan = exp_prod * prod_tan;
    const double log_kept_tan = sum_tan / sum;
    const double log_kept = log(sum);
    /* expr_ops.c:294: atan2(sin(x[0]), cosh(x[1])) * pow(1.0 + x[0] * x[0], sin(x[1])) + tanh(
       ... */
    const double sin_value2 = sin(x[1]);
    const double pow_value = pow(sum2, sin_value2);
    const double pow_kept_tan =
        (sin_value2 == 0.0 ? 0.0 : sin_value2 * pow(sum2, sin_value2 - 1.0) * sum_tan2) +
        (sum2 == 0.0 ? 0.0 : pow_value * log(sum2) * cos(x[1]) * x_tan[1]);
    const double sin_kept_tan2 = cos(x[1]) * x_tan[1];
    const double sin_kept2 = sin(x[1]);
    const double tanh_prod = tanh(prod3);
    const double tanh_value2 = tanh(x[0] * tanh_prod);
    const double tanh_prod2 = tanh(prod3);
    const double tanh_kept_tan2 = (1.0 - tanh_prod2 * tanh_prod2) * prod_tan2;
    double sin_value_adj_tan = 0.0;
    const double prod_adj_tan =
        -(2.0 * tanh_value2 *
          ((1.0 - tanh_value2 * tanh_value2) *
           (tanh_prod * x_tan[0] + x[0] * (1.0 - tanh_prod * tanh_prod) * prod_tan2)));
    const double prod_adj = 1.0 - tanh_value2 * tanh_value2;
    const double tan_sin_value2 = tan(sin_value);
    const double cos_tan_sin_value = cos(tan_sin_value2);
    const double cos_cos_tan_sin_value = cos(cos_tan_sin_value);
    const double sin_tan_kept = sin(tan_sin_value);
    sin_value_adj_tan -= (1.0 + tan_sin_value * tan_sin_value) *
                             (sin_tan_kept * sin(cos_tan_sin_value) * sin(tan_sin_value2) *
                                  (1.0 + tan_sin_value2 * tan_sin_value2) * sin_value_tan +
                              cos_cos_tan_sin_value * cos(tan_sin_value) * tan_kept_tan) +
                         2.0 * cos_cos_tan_sin_value * sin_tan_kept * tan_sin_value * tan_kept_tan;
    const double sin_value_adj =
        -(cos_cos_tan_sin_value * sin_tan_kept * (1.0 + tan_sin_value * tan_sin_value));
    double chosen_tan;
    double chosen;
    if (sum2 == 0.0) {
        chosen_tan = 0.0;
        chosen = 0.0;
    } else {
        const double cos_value = cos(x[1]);
        const double log_sum = log(sum2);
        chosen_tan =
            log_sum *
                (pow_value * (cos_value * atan2_value_tan - atan2_value * sin(x[1]) * x_tan[1]) +
                 cos_value * atan2_value * pow_kept_tan) +
            cos_value * atan2_value * pow_value * (sum_tan2 / sum2);
        chosen = cos_value * atan2_value * pow_value * log_sum;
    }
    x_grad_tan[1] += chosen_tan;
    x_grad[1] += chosen;
    x_grad_tan[0] += tanh_prod2 * prod_adj_tan + prod_adj * tanh_kept_tan2;
    x_grad[0] += prod_adj * tanh_prod2;
    const double prod_adj_tan2 =
        (1.0 - tanh_prod2 * tanh_prod2) * (x[0] * prod_adj_tan + prod_adj * x_tan[0]) -
        2.0 * prod_adj * x[0] * tanh_prod2 * tanh_kept_tan2;
    const double prod_adj2 = prod_adj * x[0] * (1.0 - tanh_prod2 * tanh_prod2);
    /* expr_ops.c:294: atan2(sin(x[0]), cosh(x[1])) * pow(1.0 + x[0] * x[0], sin(x[1])) + tanh(
       ... */
    x_grad_tan[1] += tanh_value * prod_adj_tan2 + prod_adj2 * tanh_kept_tan;
    x_grad[1] += prod_adj2 * tanh_value;
    x_grad_tan[0] +=
        (1.0 - tanh_value * tanh_value) * (x[1] * prod_adj_tan2 + prod_adj2 * x_tan[1]) -
        2.0 * prod_adj2 * x[1] * tanh_value * tanh_kept_tan;
    x_grad[0] += prod_adj2 * x[1] * (1.0 - tanh_value * tanh_value);
    double chosen_tan2;
    double chosen2;
    if (sin_kept2 == 0.0) {
        chosen_tan2 = 0.0;
        chosen2 = 0.0;
    } else {
        const double pow_value2 = pow(sum2, sin_kept2 - 1.0);
        chosen_tan2 = pow_value2 * (sin_kept2 * atan2_value_tan + atan2_value * sin_kept_tan2) +
                      atan2_value * sin_kept2 *
                          ((sin_kept2 - 1.0 == 0.0
                                ? 0.0
                                : (sin_kept2 - 1.0) * pow(sum2, sin_kept2 - 1.0 - 1.0) * sum_tan2) +
                           (sum2 == 0.0 ? 0.0 : pow_value2 * log(sum2) * sin_kept_tan2));
        chosen2 = atan2_value * sin_kept2 * pow_value2;
    }
    x_grad_tan[0] += 2.0 * x[0] * chosen_tan2 + 2.0 * chosen2 * x_tan[0];
    x_grad[0] += 2.0 * chosen2 * x[0];
    const double hypot_value = hypot(sin_kept, cosh_kept);
    const double quot = cosh_kept / hypot_value;
    const double hypot_value2 = hypot(sin_kept, cosh_kept);
    const double quot2 = quot / hypot_value2;
    const double cos_value = cos(x[0]);
    x_grad_tan[0] +=
        cos_value *
            (quot2 * pow_kept_tan +
             pow_value *
                 (((cosh_kept_tan -
                    quot * ((hypot_value == 0.0 ? 0.0 : sin_kept / hypot_value * sin_kept_tan) +
                            (hypot_value == 0.0 ? 0.0 : cosh_kept / hypot_value * cosh_kept_tan))) /
                       hypot_value -
                   quot2 *
                       ((hypot_value2 == 0.0 ? 0.0 : sin_kept / hypot_value2 * sin_kept_tan) +
                        (hypot_value2 == 0.0 ? 0.0 : cosh_kept / hypot_value2 * cosh_kept_tan))) /
                  hypot_value2)) -
        pow_value * quot2 * sin(x[0]) * x_tan[0];
    x_grad[0] += pow_value * quot2 * cos_value;
    const double hypot_value3 = hypot(sin_kept, cosh_kept);
    const double quot3 = sin_kept / hypot_value3;
    const double hypot_value4 = hypot(sin_kept, cosh_kept);
    const double quot4 = quot3 / hypot_value4;
    const double sinh_value = sinh(x[1]);
    x_grad_tan[1] -=
        sinh_value *
            (quot4 * pow_kept_tan +
             pow_value *
                 (((sin_kept_tan -
                    quot3 *
                        ((hypot_value3 == 0.0 ? 0.0 : sin_kept / hypot_value3 * sin_kept_tan) +
                         (hypot_value3 == 0.0 ? 0.0 : cosh_kept / hypot_value3 * cosh_kept_tan))) /
                       hypot_value3 -
                   quot4 *
                       ((hypot_value4 == 0.0 ? 0.0 : sin_kept / hypot_value4 * sin_kept_tan) +
                        (hypot_value4 == 0.0 ? 0.0 : cosh_kept / hypot_value4 * cosh_kept_tan))) /
                  hypot_value4)) +
        pow_value * quot4 * cosh(x[1]) * x_tan[1];
    x_grad[1] -= pow_value * quot4 * sinh_value;
    /* expr_ops.c:293: return sin(cos(tan(sin(x[0] * x[1])))) + exp(sin(exp(-x[0] * x[0]))) + s
       ... */
    const double sqrt_value = sqrt(2.0 + log_kept);
    const double sqrt_value2 = sqrt(1.0 + sqrt_value);
    const double sqrt_value3 = sqrt(2.0 + log_kept);
    const double quot5 = 0.5 * (0.5 / sqrt_value2) / sqrt_value3;
    const double quot6 = quot5 / sum;
    x_grad_tan[1] += 2.0 * x[1] *
                         (((-(0.5 * (0.5 * (0.5 * (0.5 * log_kept_tan / sqrt_value) / sqrt_value2) /
                                     (sqrt_value2 * sqrt_value2))) -
                            quot5 * (0.5 * log_kept_tan / sqrt_value3)) /
                               sqrt_value3 -
                           quot6 * sum_tan) /
                          sum) +
                     2.0 * quot6 * x_tan[1];
    x_grad[1] += 2.0 * quot6 * x[1];
    const double exp_prod2 = exp(prod2);
    const double exp_value = exp(sin(exp_prod2));
    const double cos_exp_kept = cos(exp_prod);
    const double prod4 = 2.0 * (exp_value * cos_exp_kept * exp_prod);
    x_grad_tan[0] -=
        2.0 * x[0] *
            (exp_prod * (cos_exp_kept * exp_value * cos(exp_prod2) * exp_prod2 * prod_tan -
                         exp_value * sin(exp_prod) * exp_kept_tan) +
             exp_value * cos_exp_kept * exp_kept_tan) +
        prod4 * x_tan[0];
    x_grad[0] -= prod4 * x[0];
    const double prod5 = x[0] * x[1];
    const double cos_prod = cos(prod5);
    const double prod_adj_tan3 = cos_prod * sin_value_adj_tan -
                                 sin_value_adj * sin(prod5) * (x[1] * x_tan[0] + x[0] * x_tan[1]);
    const double prod_adj3 = sin_value_adj * cos_prod;
    x_grad_tan[0] += x[1] * prod_adj_tan3 + prod_adj3 * x_tan[1];
    x_grad[0] += prod_adj3 * x[1];
    x_grad_tan[1] += x[0] * prod_adj_tan3 + prod_adj3 * x_tan[0];
    x_grad[1] += prod_adj3 * x[0];
    return result;
}

/* expr_ops.c:291, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns nested_functions(n, x). */
double nested_functions_hvp(int n, const double x[n], const double x_dir[restrict n],
                            double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = nested_functions_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:300, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns constants_only(n, x). */
double constants_only_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    (void)x;
    (void)x_adj;
    (void)return_adj;
    double s = 3.0;
    for (int i = 0; i < n; i++)
        s += i;
    return s;
}

/* expr_ops.c:300, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns constants_only(n, x). */
double constants_only_gradient(int n, const double x[n], double *restrict x_grad)
{
    (void)x;
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    double s = 3.0;
    for (int i = 0; i < n; i++)
        s += i;
    return s;
}

/* expr_ops.c:300, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns constants_only(n, x). */
double constants_only_tangent(int n, const double x[n], const double x_tan[restrict n],
                              double *restrict return_tan)
{
    (void)x;
    (void)x_tan;
    double s = 3.0;
    for (int i = 0; i < n; i++)
        s += i;
    /* expr_ops.c:305: return s; */
    *return_tan = 0.0;
    return s;
}

/* expr_ops.c:300, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of constants_only does. Returns what constants_only returns. */
static double constants_only_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                              double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    (void)x;
    (void)x_tan;
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    double s = 3.0;
    for (int i = 0; i < n; i++)
        s += i;
    return s;
}

/* expr_ops.c:300, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns constants_only(n, x). */
double constants_only_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = constants_only_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:300, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of constants_only does. Returns what constants_only returns. */
static double constants_only_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                               const double x_tan[n], double *restrict x_grad_tan)
{
    (void)x;
    (void)x_tan;
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    double s = 3.0;
    for (int i = 0; i < n; i++)
        s += i;
    return s;
}

/* expr_ops.c:300, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns constants_only(n, x). */
double constants_only_hvp(int n, const double x[n], const double x_dir[restrict n],
                          double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = constants_only_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:311, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns identity_of_x(n, x). */
double identity_of_x_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    /* expr_ops.c:313: return x[n - 1]; */
    const double result = x[n - 1];
    x_adj[n - 1] += return_adj;
    return result;
}

/* expr_ops.c:311, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns identity_of_x(n, x). */
double identity_of_x_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:313: return x[n - 1]; */
    const double result = x[n - 1];
    x_grad[n - 1] += 1.0;
    return result;
}

/* expr_ops.c:311, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns identity_of_x(n, x). */
double identity_of_x_tangent(int n, const double x[n], const double x_tan[restrict n],
                             double *restrict return_tan)
{
    /* expr_ops.c:313: return x[n - 1]; */
    *return_tan = x_tan[n - 1];
    return x[n - 1];
}

/* expr_ops.c:311, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of identity_of_x does. Returns what identity_of_x returns. */
static double identity_of_x_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                             double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    (void)x_tan;
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:313: return x[n - 1]; */
    const double result = x[n - 1];
    x_grad[n - 1] += 1.0;
    return result;
}

/* expr_ops.c:311, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns identity_of_x(n, x). */
double identity_of_x_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = identity_of_x_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:311, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of identity_of_x does. Returns what identity_of_x returns. */
static double identity_of_x_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                              const double x_tan[n], double *restrict x_grad_tan)
{
    (void)x_tan;
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:313: return x[n - 1]; */
    const double result = x[n - 1];
    x_grad[n - 1] += 1.0;
    return result;
}

/* expr_ops.c:311, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns identity_of_x(n, x). */
double identity_of_x_hvp(int n, const double x[n], const double x_dir[restrict n],
                         double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = identity_of_x_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:319, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns unused_input(n, x). */
double unused_input_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    /* expr_ops.c:324: return x[2] * 2.0; */
    const double result = x[2] * 2.0;
    x_adj[2] += 2.0 * return_adj;
    return result;
}

/* expr_ops.c:319, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns unused_input(n, x). */
double unused_input_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:324: return x[2] * 2.0; */
    const double result = x[2] * 2.0;
    x_grad[2] += 2.0;
    return result;
}

/* expr_ops.c:319, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns unused_input(n, x). */
double unused_input_tangent(int n, const double x[n], const double x_tan[restrict n],
                            double *restrict return_tan)
{
    /* expr_ops.c:324: return x[2] * 2.0; */
    *return_tan = 2.0 * x_tan[2];
    return x[2] * 2.0;
}

/* expr_ops.c:319, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of unused_input does. Returns what unused_input returns. */
static double unused_input_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                            double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    (void)x_tan;
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:324: return x[2] * 2.0; */
    const double result = x[2] * 2.0;
    x_grad[2] += 2.0;
    return result;
}

/* expr_ops.c:319, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns unused_input(n, x). */
double unused_input_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = unused_input_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:319, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of unused_input does. Returns what unused_input returns. */
static double unused_input_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                             const double x_tan[n], double *restrict x_grad_tan)
{
    (void)x_tan;
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:324: return x[2] * 2.0; */
    const double result = x[2] * 2.0;
    x_grad[2] += 2.0;
    return result;
}

/* expr_ops.c:319, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns unused_input(n, x). */
double unused_input_hvp(int n, const double x[n], const double x_dir[restrict n],
                        double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = unused_input_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:330, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns cancelled(n, x). */
double cancelled_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    /* expr_ops.c:332: double a = x[0] - x[0]; */
    double a = x[0] - x[0];
    /* expr_ops.c:333: double b = x[1] / x[1]; */
    double b = x[1] / x[1];
    /* expr_ops.c:334: double z = 0 * x[0]; */
    double z = 0 * x[0];
    /* expr_ops.c:335: return a + b * x[1] + z; */
    const double result = a + b * x[1] + z;
    const double b_adj = return_adj * x[1];
    x_adj[1] += return_adj * b;
    /* expr_ops.c:333: double b = x[1] / x[1]; */
    const double num_adj = b_adj / x[1];
    x_adj[1] += num_adj - num_adj * b;
    /* expr_ops.c:332: double a = x[0] - x[0]; */
    return result;
}

/* expr_ops.c:330, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns cancelled(n, x). */
double cancelled_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    /* expr_ops.c:332: double a = x[0] - x[0]; */
    double a = x[0] - x[0];
    /* expr_ops.c:333: double b = x[1] / x[1]; */
    double b = x[1] / x[1];
    /* expr_ops.c:334: double z = 0 * x[0]; */
    double z = 0 * x[0];
    /* expr_ops.c:335: return a + b * x[1] + z; */
    const double result = a + b * x[1] + z;
    const double b_adj = x[1];
    x_grad[1] += b;
    /* expr_ops.c:333: double b = x[1] / x[1]; */
    const double num_adj = b_adj / x[1];
    x_grad[1] += num_adj - num_adj * b;
    /* expr_ops.c:332: double a = x[0] - x[0]; */
    return result;
}

/* expr_ops.c:330, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns cancelled(n, x). */
double cancelled_tangent(int n, const double x[n], const double x_tan[restrict n],
                         double *restrict return_tan)
{
    /* expr_ops.c:332: double a = x[0] - x[0]; */
    double a = x[0] - x[0];
    /* expr_ops.c:333: double b = x[1] / x[1]; */
    const double quot = x[1] / x[1];
    double b = quot;
    /* expr_ops.c:334: double z = 0 * x[0]; */
    double z = 0 * x[0];
    /* expr_ops.c:335: return a + b * x[1] + z; */
    *return_tan = 0.0 + (x[1] * ((x_tan[1] - quot * x_tan[1]) / x[1]) + b * x_tan[1]) + 0.0;
    return a + b * x[1] + z;
}

/* expr_ops.c:330, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of cancelled does. Returns what cancelled returns. */
static double cancelled_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                         double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:333: double b = x[1] / x[1]; */
    const double quot = x[1] / x[1];
    /* expr_ops.c:335: return a + b * x[1] + z; */
    const double result = x[0] - x[0] + quot * x[1] + 0 * x[0];
    const double b_adj = x[1];
    x_grad[1] += quot;
    /* expr_ops.c:333: double b = x[1] / x[1]; */
    const double quot2 = b_adj / x[1];
    x_grad[1] += quot2 - quot2 * quot;
    for (int lane = 0; lane < 8; lane++) {
        const double b_tan = (x_tan[1][lane] - quot * x_tan[1][lane]) / x[1];
        /* expr_ops.c:335: return a + b * x[1] + z; */
        const double b_adj_tan = x_tan[1][lane];
        x_grad_tan[1][lane] += b_tan;
        /* expr_ops.c:333: double b = x[1] / x[1]; */
        const double num_adj_tan = (b_adj_tan - quot2 * x_tan[1][lane]) / x[1];
        x_grad_tan[1][lane] += num_adj_tan - (quot * num_adj_tan + quot2 * b_tan);
    }
    /* expr_ops.c:332: double a = x[0] - x[0]; */
    return result;
}

/* expr_ops.c:330, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns cancelled(n, x). */
double cancelled_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = cancelled_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:330, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of cancelled does. Returns what cancelled returns. */
static double cancelled_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                          const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:333: double b = x[1] / x[1]; */
    const double quot = x[1] / x[1];
    const double b_tan = (x_tan[1] - quot * x_tan[1]) / x[1];
    /* expr_ops.c:335: return a + b * x[1] + z; */
    const double result = x[0] - x[0] + quot * x[1] + 0 * x[0];
    const double b_adj_tan = x_tan[1];
    const double b_adj = x[1];
    x_grad_tan[1] += b_tan;
    x_grad[1] += quot;
    /* expr_ops.c:333: double b = x[1] / x[1]; */
    const double quot2 = b_adj / x[1];
    const double num_adj_tan = (b_adj_tan - quot2 * x_tan[1]) / x[1];
    x_grad_tan[1] += num_adj_tan - (quot * num_adj_tan + quot2 * b_tan);
    x_grad[1] += quot2 - quot2 * quot;
    /* expr_ops.c:332: double a = x[0] - x[0]; */
    return result;
}

/* expr_ops.c:330, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns cancelled(n, x). */
double cancelled_hvp(int n, const double x[n], const double x_dir[restrict n],
                     double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = cancelled_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:343, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns generic_selection(n, x). */
double generic_selection_adjoint(int n, const double x[n], double x_adj[restrict n],
                                 double return_adj)
{
    float half = 0.5f;
    /* expr_ops.c:346: return SQ(x[0]) + SQ(half) * x[1] + NAME(n) * x[0] + NAME(x[0]) * x[1]; */
    const double result = x[0] * x[0] + (half + half) * x[1] + 1.0 * x[0] + 2.0 * x[1];
    x_adj[0] += 2.0 * return_adj * x[0] + return_adj;
    x_adj[1] += return_adj * (half + half) + 2.0 * return_adj;
    return result;
}

/* expr_ops.c:343, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns generic_selection(n, x). */
double generic_selection_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    float half = 0.5f;
    /* expr_ops.c:346: return SQ(x[0]) + SQ(half) * x[1] + NAME(n) * x[0] + NAME(x[0]) * x[1]; */
    const double result = x[0] * x[0] + (half + half) * x[1] + 1.0 * x[0] + 2.0 * x[1];
    x_grad[0] += 2.0 * x[0] + 1.0;
    x_grad[1] += half + half + 2.0;
    return result;
}

/* expr_ops.c:343, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns generic_selection(n, x). */
double generic_selection_tangent(int n, const double x[n], const double x_tan[restrict n],
                                 double *restrict return_tan)
{
    float half = 0.5f;
    /* expr_ops.c:346: return SQ(x[0]) + SQ(half) * x[1] + NAME(n) * x[0] + NAME(x[0]) * x[1]; */
    *return_tan = 2.0 * x[0] * x_tan[0] + (half + half) * x_tan[1] + x_tan[0] + 2.0 * x_tan[1];
    return x[0] * x[0] + (half + half) * x[1] + 1.0 * x[0] + 2.0 * x[1];
}

/* expr_ops.c:343, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of generic_selection does. Returns what generic_selection
   returns. */
static double generic_selection_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                                 double (*x_tan)[8],
                                                 double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:346: return SQ(x[0]) + SQ(half) * x[1] + NAME(n) * x[0] + NAME(x[0]) * x[1]; */
    const double result = x[0] * x[0] + (0.5f + 0.5f) * x[1] + 1.0 * x[0] + 2.0 * x[1];
    x_grad[0] += 2.0 * x[0] + 1.0;
    x_grad[1] += 0.5f + 0.5f + 2.0;
    for (int lane = 0; lane < 8; lane++)
        x_grad_tan[0][lane] += 2.0 * x_tan[0][lane];
    return result;
}

/* expr_ops.c:343, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns generic_selection(n, x). */
double generic_selection_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = generic_selection_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:343, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of generic_selection does. Returns what generic_selection
   returns. */
static double generic_selection_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                                  const double x_tan[n],
                                                  double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:346: return SQ(x[0]) + SQ(half) * x[1] + NAME(n) * x[0] + NAME(x[0]) * x[1]; */
    const double result = x[0] * x[0] + (0.5f + 0.5f) * x[1] + 1.0 * x[0] + 2.0 * x[1];
    x_grad_tan[0] += 2.0 * x_tan[0];
    x_grad[0] += 2.0 * x[0] + 1.0;
    x_grad[1] += 0.5f + 0.5f + 2.0;
    return result;
}

/* expr_ops.c:343, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns generic_selection(n, x). */
double generic_selection_hvp(int n, const double x[n], const double x_dir[restrict n],
                             double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = generic_selection_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:361, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns macros(n, x). Keeps n doubles and n bytes. */
double macros_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    double s = 0;
    double m = x[0];
    double *chosen_kept = adc_array(n, sizeof *chosen_kept);
    unsigned char *taken_367 = adc_array(n, sizeof *taken_367);
    for (int i = 0; i < n; i++) {
        double chosen;
        if (x[i] > 0.5) {
            /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
            chosen = x[i];
        } else {
            /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
            chosen = 0.5;
        }
        chosen_kept[i] = chosen;
        /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
        s += x[i] * x[i] * chosen;
        taken_367[i] = !(m > x[i] * x[i]);
        /* expr_ops.c:367: m = MAX(m, SQUARE(x[i])); */
        if (taken_367[i])
            m = x[i] * x[i];
    }

    /* expr_ops.c:369: return s * m; */
    const double s_adj = return_adj * m;
    double m_adj = return_adj * s;
    for (int i = n > 0 ? n - 1 : -1; i >= 0; i--) {
        const double chosen = chosen_kept[i];
        if (taken_367[i]) {
            /* expr_ops.c:367: m = MAX(m, SQUARE(x[i])); */
            x_adj[i] += 2.0 * m_adj * x[i];
            m_adj = 0.0;
        }
        /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
        x_adj[i] += 2.0 * s_adj * chosen * x[i];
        const double chosen_adj = s_adj * x[i] * x[i];
        if (x[i] > 0.5)
            x_adj[i] += chosen_adj;
    }
    adc_free(chosen_kept);
    adc_free(taken_367);
    /* expr_ops.c:363: double s = 0, m = x[0]; */
    x_adj[0] += m_adj;
    return s * m;
}

/* expr_ops.c:361, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns macros(n, x). Keeps n doubles and n bytes. */
double macros_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    double s = 0;
    double m = x[0];
    double *chosen_kept = adc_array(n, sizeof *chosen_kept);
    unsigned char *taken_367 = adc_array(n, sizeof *taken_367);
    for (int i = 0; i < n; i++) {
        double chosen;
        if (x[i] > 0.5) {
            /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
            chosen = x[i];
        } else {
            /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
            chosen = 0.5;
        }
        chosen_kept[i] = chosen;
        /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
        s += x[i] * x[i] * chosen;
        taken_367[i] = !(m > x[i] * x[i]);
        /* expr_ops.c:367: m = MAX(m, SQUARE(x[i])); */
        if (taken_367[i])
            m = x[i] * x[i];
    }

    /* expr_ops.c:369: return s * m; */
    const double s_adj = m;
    double m_adj = s;
    for (int i = n > 0 ? n - 1 : -1; i >= 0; i--) {
        const double chosen = chosen_kept[i];
        if (taken_367[i]) {
            /* expr_ops.c:367: m = MAX(m, SQUARE(x[i])); */
            x_grad[i] += 2.0 * m_adj * x[i];
            m_adj = 0.0;
        }
        /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
        x_grad[i] += 2.0 * s_adj * chosen * x[i];
        const double chosen_adj = s_adj * x[i] * x[i];
        if (x[i] > 0.5)
            x_grad[i] += chosen_adj;
    }
    adc_free(chosen_kept);
    adc_free(taken_367);
    /* expr_ops.c:363: double s = 0, m = x[0]; */
    x_grad[0] += m_adj;
    return s * m;
}

/* expr_ops.c:361, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns macros(n, x). */
double macros_tangent(int n, const double x[n], const double x_tan[restrict n],
                      double *restrict return_tan)
{
    /* expr_ops.c:363: double s = 0, m = x[0]; */
    double s_tan = 0.0;
    double s = 0;
    double m_tan = x_tan[0];
    double m = x[0];
    for (int i = 0; i < n; i++) {
        {
            /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
            const double prod = x[i] * x[i];
            const double value = x[i] > 0.5 ? x[i] : 0.5;
            s_tan += 2.0 * value * x[i] * x_tan[i] + (x[i] > 0.5 ? prod * x_tan[i] : 0.0);
            s += prod * value;
        }
        /* expr_ops.c:367: m = MAX(m, SQUARE(x[i])); */
        m_tan = m > x[i] * x[i] ? m_tan : 2.0 * x[i] * x_tan[i];
        m = m > x[i] * x[i] ? m : x[i] * x[i];
    }
    /* expr_ops.c:369: return s * m; */
    *return_tan = m * s_tan + s * m_tan;
    return s * m;
}

/* expr_ops.c:361, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of macros does. Returns what macros returns. */
static double macros_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                      double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:363: double s = 0, m = x[0]; */
    double s_tan[8] = {0};
    double m_tan[8];
    for (int lane = 0; lane < 8; lane++)
        m_tan[lane] = x_tan[0][lane];
    double m = x[0];
    double(*chosen_kept_tan)[8] = adc_array(n, sizeof *chosen_kept_tan);
    double *chosen_kept = adc_array(n, sizeof *chosen_kept);
    unsigned char *taken_367 = adc_array(n, sizeof *taken_367);
    double s = 0;
    for (int i = 0; i < n; i++) {
        double chosen_tan[8];
        double chosen;
        if (x[i] > 0.5) {
            /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
            for (int lane = 0; lane < 8; lane++)
                chosen_tan[lane] = x_tan[i][lane];
            chosen = x[i];
        } else {
            /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
            for (int lane = 0; lane < 8; lane++)
                chosen_tan[lane] = 0.0;
            chosen = 0.5;
        }
        for (int lane = 0; lane < 8; lane++)
            chosen_kept_tan[i][lane] = chosen_tan[lane];
        chosen_kept[i] = chosen;
        /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
        const double prod = x[i] * x[i];
        for (int lane = 0; lane < 8; lane++)
            s_tan[lane] += 2.0 * chosen * x[i] * x_tan[i][lane] + prod * chosen_tan[lane];
        s += prod * chosen;
        taken_367[i] = !(m > x[i] * x[i]);
        /* expr_ops.c:367: m = MAX(m, SQUARE(x[i])); */
        if (taken_367[i]) {
            /* expr_ops.c:367: m = MAX(m, SQUARE(x[i])); */
            for (int lane = 0; lane < 8; lane++)
                m_tan[lane] = 2.0 * x[i] * x_tan[i][lane];
            m = x[i] * x[i];
        }
    }

    /* expr_ops.c:369: return s * m; */
    const double s_adj = m;
    double m_adj = s;
    double s_adj_tan[8];
    double m_adj_tan[8];
    for (int lane = 0; lane < 8; lane++) {
        s_adj_tan[lane] = m_tan[lane];
        m_adj_tan[lane] = s_tan[lane];
    }
    for (int i = n > 0 ? n - 1 : -1; i >= 0; i--) {
        double chosen_tan[8];
        for (int lane = 0; lane < 8; lane++)
            chosen_tan[lane] = chosen_kept_tan[i][lane];
        const double chosen = chosen_kept[i];
        if (taken_367[i]) {
            /* expr_ops.c:367: m = MAX(m, SQUARE(x[i])); */
            x_grad[i] += 2.0 * m_adj * x[i];
            for (int lane = 0; lane < 8; lane++) {
                x_grad_tan[i][lane] += 2.0 * x[i] * m_adj_tan[lane] + 2.0 * m_adj * x_tan[i][lane];
                m_adj_tan[lane] = 0.0;
            }
            m_adj = 0.0;
        }
        /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
        x_grad[i] += 2.0 * s_adj * chosen * x[i];
        const double chosen_adj = s_adj * x[i] * x[i];
        double chosen_adj_tan[8];
        for (int lane = 0; lane < 8; lane++) {
            x_grad_tan[i][lane] +=
                x[i] * (2.0 * chosen * s_adj_tan[lane] + 2.0 * s_adj * chosen_tan[lane]) +
                2.0 * s_adj * chosen * x_tan[i][lane];
            chosen_adj_tan[lane] = x[i] * (x[i] * s_adj_tan[lane] + s_adj * x_tan[i][lane]) +
                                   s_adj * x[i] * x_tan[i][lane];
        }
        if (x[i] > 0.5) {
            for (int lane = 0; lane < 8; lane++)
                x_grad_tan[i][lane] += chosen_adj_tan[lane];
            x_grad[i] += chosen_adj;
        }
    }
    adc_free(chosen_kept_tan);
    adc_free(chosen_kept);
    adc_free(taken_367);
    /* expr_ops.c:363: double s = 0, m = x[0]; */
    for (int lane = 0; lane < 8; lane++)
        x_grad_tan[0][lane] += m_adj_tan[lane];
    x_grad[0] += m_adj;
    return s * m;
}

/* expr_ops.c:361, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns macros(n, x). */
double macros_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = macros_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:361, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of macros does. Returns what macros returns. */
static double macros_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                       const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    /* expr_ops.c:363: double s = 0, m = x[0]; */
    double s_tan = 0.0;
    double s = 0;
    double m_tan = x_tan[0];
    double m = x[0];
    double *chosen_kept_tan = adc_array(n, sizeof *chosen_kept_tan);
    double *chosen_kept = adc_array(n, sizeof *chosen_kept);
    unsigned char *taken_367 = adc_array(n, sizeof *taken_367);
    for (int i = 0; i < n; i++) {
        double chosen_tan;
        double chosen;
        if (x[i] > 0.5) {
            /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
            chosen_tan = x_tan[i];
            chosen = x[i];
        } else {
            /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
            chosen_tan = 0.0;
            chosen = 0.5;
        }
        chosen_kept_tan[i] = chosen_tan;
        chosen_kept[i] = chosen;
        /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
        const double prod = x[i] * x[i];
        s_tan += 2.0 * chosen * x[i] * x_tan[i] + prod * chosen_tan;
        s += prod * chosen;
        taken_367[i] = !(m > x[i] * x[i]);
        /* expr_ops.c:367: m = MAX(m, SQUARE(x[i])); */
        if (taken_367[i]) {
            /* expr_ops.c:367: m = MAX(m, SQUARE(x[i])); */
            m_tan = 2.0 * x[i] * x_tan[i];
            m = x[i] * x[i];
        }
    }

    /* expr_ops.c:369: return s * m; */
    const double s_adj_tan = m_tan;
    const double s_adj = m;
    double m_adj_tan = s_tan;
    double m_adj = s;
    for (int i = n > 0 ? n - 1 : -1; i >= 0; i--) {
        const double chosen_tan = chosen_kept_tan[i];
        const double chosen = chosen_kept[i];
        if (taken_367[i]) {
            /* expr_ops.c:367: m = MAX(m, SQUARE(x[i])); */
            x_grad_tan[i] += 2.0 * x[i] * m_adj_tan + 2.0 * m_adj * x_tan[i];
            x_grad[i] += 2.0 * m_adj * x[i];
            m_adj_tan = 0.0;
            m_adj = 0.0;
        }
        /* expr_ops.c:366: AXPY(s, SQUARE(x[i]), MAX(x[i], 0.5)); */
        x_grad_tan[i] += x[i] * (2.0 * chosen * s_adj_tan + 2.0 * s_adj * chosen_tan) +
                         2.0 * s_adj * chosen * x_tan[i];
        x_grad[i] += 2.0 * s_adj * chosen * x[i];
        const double chosen_adj_tan =
            x[i] * (x[i] * s_adj_tan + s_adj * x_tan[i]) + s_adj * x[i] * x_tan[i];
        const double chosen_adj = s_adj * x[i] * x[i];
        if (x[i] > 0.5) {
            x_grad_tan[i] += chosen_adj_tan;
            x_grad[i] += chosen_adj;
        }
    }
    adc_free(chosen_kept_tan);
    adc_free(chosen_kept);
    adc_free(taken_367);
    /* expr_ops.c:363: double s = 0, m = x[0]; */
    x_grad_tan[0] += m_adj_tan;
    x_grad[0] += m_adj;
    return s * m;
}

/* expr_ops.c:361, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns macros(n, x). */
double macros_hvp(int n, const double x[n], const double x_dir[restrict n],
                  double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = macros_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:376, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns enum_bool(n, x). */
double enum_bool_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    enum mode m = x[0] > 0 ? QUADRATIC : CUBIC;
    _Bool big = x[1] > 0.4;
    _Bool both = big && m == QUADRATIC;
    /* expr_ops.c:381: return m * x[0] * x[1] + big * x[0] + both * x[1] * x[1] + (m == LINEAR
       ... */
    const double result =
        m * x[0] * x[1] + big * x[0] + both * x[1] * x[1] + (m == LINEAR ? 1 : 2) * x[0];
    x_adj[0] += return_adj * x[1] * m + return_adj * big + return_adj * (m == LINEAR ? 1 : 2);
    x_adj[1] += return_adj * m * x[0] + return_adj * x[1] * both + return_adj * both * x[1];
    return result;
}

/* expr_ops.c:376, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns enum_bool(n, x). */
double enum_bool_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    enum mode m = x[0] > 0 ? QUADRATIC : CUBIC;
    _Bool big = x[1] > 0.4;
    _Bool both = big && m == QUADRATIC;
    /* expr_ops.c:381: return m * x[0] * x[1] + big * x[0] + both * x[1] * x[1] + (m == LINEAR
       ... */
    const double result =
        m * x[0] * x[1] + big * x[0] + both * x[1] * x[1] + (m == LINEAR ? 1 : 2) * x[0];
    x_grad[0] += x[1] * m + big + (m == LINEAR ? 1 : 2);
    x_grad[1] += m * x[0] + x[1] * both + both * x[1];
    return result;
}

/* expr_ops.c:376, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns enum_bool(n, x). */
double enum_bool_tangent(int n, const double x[n], const double x_tan[restrict n],
                         double *restrict return_tan)
{
    enum mode m = x[0] > 0 ? QUADRATIC : CUBIC;
    _Bool big = x[1] > 0.4;
    _Bool both = big && m == QUADRATIC;
    /* expr_ops.c:381: return m * x[0] * x[1] + big * x[0] + both * x[1] * x[1] + (m == LINEAR
       ... */
    const double prod = m * x[0];
    const double prod2 = both * x[1];
    const double value = m == LINEAR ? 1 : 2;
    *return_tan = x[1] * m * x_tan[0] + prod * x_tan[1] + big * x_tan[0] +
                  (x[1] * both * x_tan[1] + prod2 * x_tan[1]) + value * x_tan[0];
    return prod * x[1] + big * x[0] + prod2 * x[1] + value * x[0];
}

/* expr_ops.c:376, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of enum_bool does. Returns what enum_bool returns. */
static double enum_bool_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                         double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    const enum mode m = x[0] > 0 ? QUADRATIC : CUBIC;
    const _Bool big = x[1] > 0.4;
    const _Bool both = big && m == QUADRATIC;
    /* expr_ops.c:381: return m * x[0] * x[1] + big * x[0] + both * x[1] * x[1] + (m == LINEAR
       ... */
    const double result =
        m * x[0] * x[1] + big * x[0] + both * x[1] * x[1] + (m == LINEAR ? 1 : 2) * x[0];
    x_grad[0] += x[1] * m + big + (m == LINEAR ? 1 : 2);
    x_grad[1] += m * x[0] + x[1] * both + both * x[1];
    for (int lane = 0; lane < 8; lane++) {
        x_grad_tan[0][lane] += m * x_tan[1][lane];
        x_grad_tan[1][lane] += m * x_tan[0][lane] + both * x_tan[1][lane] + both * x_tan[1][lane];
    }
    return result;
}

/* expr_ops.c:376, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns enum_bool(n, x). */
double enum_bool_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = enum_bool_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:376, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of enum_bool does. Returns what enum_bool returns. */
static double enum_bool_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                          const double x_tan[n], double *restrict x_grad_tan)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    const enum mode m = x[0] > 0 ? QUADRATIC : CUBIC;
    const _Bool big = x[1] > 0.4;
    const _Bool both = big && m == QUADRATIC;
    /* expr_ops.c:381: return m * x[0] * x[1] + big * x[0] + both * x[1] * x[1] + (m == LINEAR
       ... */
    const double result =
        m * x[0] * x[1] + big * x[0] + both * x[1] * x[1] + (m == LINEAR ? 1 : 2) * x[0];
    x_grad_tan[0] += m * x_tan[1];
    x_grad[0] += x[1] * m + big + (m == LINEAR ? 1 : 2);
    x_grad_tan[1] += m * x_tan[0] + both * x_tan[1] + both * x_tan[1];
    x_grad[1] += m * x[0] + x[1] * both + both * x[1];
    return result;
}

/* expr_ops.c:376, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns enum_bool(n, x). */
double enum_bool_hvp(int n, const double x[n], const double x_dir[restrict n],
                     double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = enum_bool_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}

/* expr_ops.c:387, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns size_t_mix(n, x). */
double size_t_mix_adjoint(int n, const double x[n], double x_adj[restrict n], double return_adj)
{
    size_t m = (size_t)n;
    ptrdiff_t back = -1;
    int64_t big = 1L << 33;
    uint8_t small = 250;
    small += 10;
    double s = 0;
    /* expr_ops.c:397: return s * (double)big * 1e-10; */
    const double s_adj = 1e-10 * return_adj * (double)big;
    for (size_t i = 0; i < m; i++) {
        /* expr_ops.c:396: s += x[i] * (double)i + x[m + back] * small; */
        s += x[i] * (double)i + x[m + back] * small;
        x_adj[i] += s_adj * (double)i;
        x_adj[m + back] += s_adj * small;
    }
    /* expr_ops.c:397: return s * (double)big * 1e-10; */
    return s * (double)big * 1e-10;
}

/* expr_ops.c:387, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns size_t_mix(n, x). */
double size_t_mix_gradient(int n, const double x[n], double *restrict x_grad)
{
    for (ptrdiff_t k = 0; k < n; k++)
        x_grad[k] = 0.0;
    size_t m = (size_t)n;
    ptrdiff_t back = -1;
    int64_t big = 1L << 33;
    uint8_t small = 250;
    small += 10;
    double s = 0;
    /* expr_ops.c:397: return s * (double)big * 1e-10; */
    const double s_adj = 1e-10 * (double)big;
    for (size_t i = 0; i < m; i++) {
        /* expr_ops.c:396: s += x[i] * (double)i + x[m + back] * small; */
        s += x[i] * (double)i + x[m + back] * small;
        x_grad[i] += s_adj * (double)i;
        x_grad[m + back] += s_adj * small;
    }
    /* expr_ops.c:397: return s * (double)big * 1e-10; */
    return s * (double)big * 1e-10;
}

/* expr_ops.c:387, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns size_t_mix(n, x). */
double size_t_mix_tangent(int n, const double x[n], const double x_tan[restrict n],
                          double *restrict return_tan)
{
    size_t m = (size_t)n;
    ptrdiff_t back = -1;
    int64_t big = 1L << 33;
    uint8_t small = 250;
    small += 10;
    double s_tan = 0.0;
    double s = 0;
    for (size_t i = 0; i < m; i++) {
        /* expr_ops.c:396: s += x[i] * (double)i + x[m + back] * small; */
        s_tan += (double)i * x_tan[i] + small * x_tan[m + back];
        s += x[i] * (double)i + x[m + back] * small;
    }
    /* expr_ops.c:397: return s * (double)big * 1e-10; */
    *return_tan = 1e-10 * (double)big * s_tan;
    return s * (double)big * 1e-10;
}

/* expr_ops.c:387, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of size_t_mix does. Returns what size_t_mix returns. */
static double size_t_mix_gradient_tangent(int n, const double x[n], double *restrict x_grad,
                                          double (*x_tan)[8], double (*restrict x_grad_tan)[8])
{
    (void)x_tan;
    for (ptrdiff_t k = 0; k < n; k++) {
        for (int lane = 0; lane < 8; lane++)
            x_grad_tan[k][lane] = 0.0;
        x_grad[k] = 0.0;
    }
    const size_t m = (size_t)n;
    const int64_t big = 1L << 33;
    uint8_t small = 250;
    small += 10;
    /* expr_ops.c:397: return s * (double)big * 1e-10; */
    const double s_adj = 1e-10 * (double)big;
    double s = 0;
    for (size_t i = 0; i < m; i++) {
        /* expr_ops.c:396: s += x[i] * (double)i + x[m + back] * small; */
        s += x[i] * (double)i + x[m + -1] * small;
        x_grad[i] += s_adj * (double)i;
        x_grad[m + -1] += s_adj * small;
    }
    /* expr_ops.c:397: return s * (double)big * 1e-10; */
    return s * (double)big * 1e-10;
}

/* expr_ops.c:387, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns size_t_mix(n, x). */
double size_t_mix_hessian(int n, const double x[n], double *restrict x_hess)
{
    const ptrdiff_t x_count = n > 0 ? (ptrdiff_t)n : 0;
    ptrdiff_t first = 0;
    double result;
    do {
        double *x_grad = adc_array(x_count, sizeof *x_grad);
        double(*x_tan)[8] = adc_zeroed(x_count, sizeof *x_tan);
        double(*x_grad_tan)[8] = adc_zeroed(x_count, sizeof *x_grad_tan);
        for (int lane = 0; lane < 8; lane++) {
            const ptrdiff_t j = first + lane;
            if (j < x_count)
                x_tan[j][lane] = 1.0;
        }
        result = size_t_mix_gradient_tangent(n, x, x_grad, x_tan, x_grad_tan);
        for (ptrdiff_t i = 0; i < x_count; i++)
            for (int lane = 0; lane < 8; lane++) {
                const ptrdiff_t j = first + lane;
                if (j < x_count)
                    x_hess[i * x_count + j] = x_grad_tan[i][lane];
            }
        adc_free(x_grad_tan);
        adc_free(x_tan);
        adc_free(x_grad);
        first += 8;
    } while (first < x_count);
    return result;
}

/* expr_ops.c:387, tangent, wrt(x), of(x_grad).
   Updates x_grad_tan: on return the tangent of x_grad after the call. x_tan[n] is the direction.
   Leaves x_grad as the gradient of size_t_mix does. Returns what size_t_mix returns. */
static double size_t_mix_gradient_tangent2(int n, const double x[n], double *restrict x_grad,
                                           const double x_tan[n], double *restrict x_grad_tan)
{
    (void)x_tan;
    for (ptrdiff_t k = 0; k < n; k++) {
        x_grad_tan[k] = 0.0;
        x_grad[k] = 0.0;
    }
    const size_t m = (size_t)n;
    const int64_t big = 1L << 33;
    uint8_t small = 250;
    small += 10;
    /* expr_ops.c:397: return s * (double)big * 1e-10; */
    const double s_adj = 1e-10 * (double)big;
    double s = 0;
    for (size_t i = 0; i < m; i++) {
        /* expr_ops.c:396: s += x[i] * (double)i + x[m + back] * small; */
        s += x[i] * (double)i + x[m + -1] * small;
        x_grad[i] += s_adj * (double)i;
        x_grad[m + -1] += s_adj * small;
    }
    /* expr_ops.c:397: return s * (double)big * 1e-10; */
    return s * (double)big * 1e-10;
}

/* expr_ops.c:387, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns size_t_mix(n, x). */
double size_t_mix_hvp(int n, const double x[n], const double x_dir[restrict n],
                      double x_hvp[restrict n])
{
    double *x_grad = adc_array(n > 0 ? (ptrdiff_t)n : 0, sizeof *x_grad);
    const double result = size_t_mix_gradient_tangent2(n, x, x_grad, x_dir, x_hvp);
    adc_free(x_grad);
    return result;
}
