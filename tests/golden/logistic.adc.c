#include "logistic.adc.h"
#include <adc/tape.h>
#include <math.h>

/* logistic.c:7, gradient, wrt(w), of(return).
   Overwrites w_grad[d]. Returns logistic(n, d, x, label, w, ridge). Keeps 2 * n doubles. */
double logistic_gradient(int n, int d, const double x[n][d], const int label[n], const double w[d],
                         double ridge, double *restrict w_grad)
{
    double loss = 0.0;
    double *exp_kept = adc_array(n, sizeof *exp_kept);
    double *exp_kept2 = adc_array(n, sizeof *exp_kept2);
    for (int i = 0; i < n; i++) {
        double z = 0.0;
        /* logistic.c:13: z += x[i][j] * w[j]; */
        for (int j = 0; j < d; j++)
            z += x[i][j] * w[j];
        if (label[i]) {
            exp_kept[i] = exp(-z);
            /* logistic.c:15: loss += log(1.0 + exp(-z)); */
            loss += log(1.0 + exp_kept[i]);
        } else {
            exp_kept2[i] = exp(z);
            /* logistic.c:17: loss += log(1.0 + exp(z)); */
            loss += log(1.0 + exp_kept2[i]);
        }
    }
    /* logistic.c:21: return loss / n; */
    const double loss_adj = 1.0 / n;
    for (int j = 0; j < d; j++) {
        /* logistic.c:20: loss += 0.5 * ridge * w[j] * w[j]; */
        loss += 0.5 * ridge * w[j] * w[j];
        w_grad[j] = loss_adj * w[j] * ridge;
    }

    for (int i = 0; i < n; i++) {
        double z_adj;
        if (label[i]) {
            const double exp_then = exp_kept[i];
            /* logistic.c:15: loss += log(1.0 + exp(-z)); */
            z_adj = -loss_adj / (1.0 + exp_then) * exp_then;
        } else {
            const double exp_then = exp_kept2[i];
            /* logistic.c:17: loss += log(1.0 + exp(z)); */
            z_adj = loss_adj / (1.0 + exp_then) * exp_then;
        }
        /* logistic.c:13: z += x[i][j] * w[j]; */
        for (int j = 0; j < d; j++)
            w_grad[j] += z_adj * x[i][j];
    }
    adc_free(exp_kept);
    adc_free(exp_kept2);
    return loss / n;
}

/* logistic.c:7, tangent, wrt(w), of(w_grad).
   Updates w_grad_tan[d]: on return the tangent of w_grad after the call. w_tan[d] is the
   direction. Leaves w_grad[d] as the gradient of logistic does. Returns what logistic returns. */
static double logistic_gradient_tangent(int n, int d, const double x[n][d], const int label[n],
                                        const double w[d], double ridge, double *restrict w_grad,
                                        const double w_tan[d], double *restrict w_grad_tan)
{
    double loss = 0.0;
    double *exp_kept_tan = adc_array(n, sizeof *exp_kept_tan);
    double *exp_kept = adc_array(n, sizeof *exp_kept);
    double *exp_kept_tan2 = adc_array(n, sizeof *exp_kept_tan2);
    double *exp_kept2 = adc_array(n, sizeof *exp_kept2);
    for (int i = 0; i < n; i++) {
        double z_tan = 0.0;
        double z = 0.0;
        for (int j = 0; j < d; j++) {
            /* logistic.c:13: z += x[i][j] * w[j]; */
            z_tan += x[i][j] * w_tan[j];
            z += x[i][j] * w[j];
        }
        if (label[i]) {
            /* logistic.c:15: loss += log(1.0 + exp(-z)); */
            const double exp_value = exp(-z);
            exp_kept_tan[i] = -exp_value * z_tan;
            exp_kept[i] = exp_value;
            loss += log(1.0 + exp_kept[i]);
        } else {
            /* logistic.c:17: loss += log(1.0 + exp(z)); */
            const double exp_z = exp(z);
            exp_kept_tan2[i] = exp_z * z_tan;
            exp_kept2[i] = exp_z;
            loss += log(1.0 + exp_kept2[i]);
        }
    }
    /* logistic.c:21: return loss / n; */
    const double loss_adj = 1.0 / n;
    for (int j = 0; j < d; j++) {
        /* logistic.c:20: loss += 0.5 * ridge * w[j] * w[j]; */
        loss += 0.5 * ridge * w[j] * w[j];
        w_grad_tan[j] = ridge * loss_adj * w_tan[j];
        w_grad[j] = loss_adj * w[j] * ridge;
    }

    for (int i = 0; i < n; i++) {
        double z_adj_tan;
        double z_adj;
        if (label[i]) {
            const double exp_then_tan = exp_kept_tan[i];
            const double exp_then = exp_kept[i];
            /* logistic.c:15: loss += log(1.0 + exp(-z)); */
            const double quot = -loss_adj / (1.0 + exp_then);
            z_adj_tan = quot * exp_then_tan - exp_then * (quot * exp_then_tan / (1.0 + exp_then));
            z_adj = quot * exp_then;
        } else {
            const double exp_then_tan = exp_kept_tan2[i];
            const double exp_then = exp_kept2[i];
            /* logistic.c:17: loss += log(1.0 + exp(z)); */
            const double quot = loss_adj / (1.0 + exp_then);
            z_adj_tan = quot * exp_then_tan - exp_then * (quot * exp_then_tan / (1.0 + exp_then));
            z_adj = quot * exp_then;
        }
        for (int j = 0; j < d; j++) {
            /* logistic.c:13: z += x[i][j] * w[j]; */
            w_grad_tan[j] += x[i][j] * z_adj_tan;
            w_grad[j] += z_adj * x[i][j];
        }
    }
    adc_free(exp_kept_tan);
    adc_free(exp_kept);
    adc_free(exp_kept_tan2);
    adc_free(exp_kept2);
    return loss / n;
}

/* logistic.c:7, hvp, wrt(w), of(return).
   Overwrites w_hvp[d]; w_dir[d] is the direction. Returns logistic(n, d, x, label, w, ridge). */
double logistic_hvp(int n, int d, const double x[n][d], const int label[n], const double w[d],
                    double ridge, const double w_dir[restrict d], double w_hvp[restrict d])
{
    double *w_grad = adc_array(d > 0 ? (ptrdiff_t)d : 0, sizeof *w_grad);
    const double result = logistic_gradient_tangent(n, d, x, label, w, ridge, w_grad, w_dir, w_hvp);
    adc_free(w_grad);
    return result;
}
