#include "misfit.adc.h"
#include <math.h>

/* misfit.c:7, gradient, wrt(p), of(return).
   Overwrites p_grad[3]. Returns misfit(n, t, temp, p). */
double misfit_gradient(int n, const double t[n], const double temp[n], const double p[3],
                       double *restrict p_grad)
{
    for (int i = 0; i < 3; i++)
        p_grad[i] = 0.0;
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        const double exp_kept = exp(-p[2] * t[i]);
        /* misfit.c:11: double model = p[0] + p[1] * exp(-p[2] * t[i]); */
        double model = p[0] + p[1] * exp_kept;
        /* misfit.c:12: double r = model - temp[i]; */
        double r = model - temp[i];
        /* misfit.c:13: sum += r * r; */
        sum += r * r;
        /* misfit.c:12: double r = model - temp[i]; */
        const double model_adj = 2.0 * r;
        /* misfit.c:11: double model = p[0] + p[1] * exp(-p[2] * t[i]); */
        p_grad[0] += model_adj;
        p_grad[1] += model_adj * exp_kept;
        p_grad[2] -= model_adj * p[1] * exp_kept * t[i];
    }
    return sum;
}

/* misfit.c:7, tangent, wrt(p), of(p_grad), vector(3).
   Updates p_grad_tan[3][3]: on return the tangent of p_grad after the call. p_tan[3][3] holds
   the directions. Leaves p_grad[3] as the gradient of misfit does. Returns what misfit returns. */
static double misfit_gradient_tangent(int n, const double t[n], const double temp[n],
                                      const double p[3], double *restrict p_grad,
                                      double (*p_tan)[3], double (*restrict p_grad_tan)[3])
{
    for (int i = 0; i < 3; i++) {
        for (int lane = 0; lane < 3; lane++)
            p_grad_tan[i][lane] = 0.0;
        p_grad[i] = 0.0;
    }
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        /* misfit.c:11: double model = p[0] + p[1] * exp(-p[2] * t[i]); */
        const double exp_value = exp(-p[2] * t[i]);
        /* misfit.c:12: double r = model - temp[i]; */
        const double r = p[0] + p[1] * exp_value - temp[i];
        /* misfit.c:13: sum += r * r; */
        sum += r * r;
        /* misfit.c:12: double r = model - temp[i]; */
        const double model_adj = 2.0 * r;
        /* misfit.c:11: double model = p[0] + p[1] * exp(-p[2] * t[i]); */
        p_grad[0] += model_adj;
        p_grad[1] += model_adj * exp_value;
        p_grad[2] -= model_adj * p[1] * exp_value * t[i];
        for (int lane = 0; lane < 3; lane++) {
            const double exp_kept_tan = -exp_value * t[i] * p_tan[2][lane];
            const double model_adj_tan =
                2.0 * (p_tan[0][lane] + (exp_value * p_tan[1][lane] + p[1] * exp_kept_tan));
            /* misfit.c:11: double model = p[0] + p[1] * exp(-p[2] * t[i]); */
            p_grad_tan[0][lane] += model_adj_tan;
            p_grad_tan[1][lane] += exp_value * model_adj_tan + model_adj * exp_kept_tan;
            p_grad_tan[2][lane] -=
                t[i] * (exp_value * (p[1] * model_adj_tan + model_adj * p_tan[1][lane]) +
                        model_adj * p[1] * exp_kept_tan);
        }
    }
    return sum;
}

/* misfit.c:7, hessian, wrt(p), of(return).
   Overwrites p_hess[3][3], flat and row-major. Returns misfit(n, t, temp, p). */
double misfit_hessian(int n, const double t[n], const double temp[n], const double p[3],
                      double *restrict p_hess)
{
    double p_grad[3];
    double p_tan[3][3] = {0};
    double p_grad_tan[3][3] = {0};
    for (int j = 0; j < 3; j++)
        p_tan[j][j] = 1.0;
    const double result = misfit_gradient_tangent(n, t, temp, p, p_grad, p_tan, p_grad_tan);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            p_hess[i * 3 + j] = p_grad_tan[i][j];
    return result;
}
