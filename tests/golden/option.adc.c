#include "option.adc.h"
#include <math.h>

/* option.c:12, gradient, wrt(s, k, r, sigma, t), of(return).
   Overwrites *s_grad, *k_grad, *r_grad, *sigma_grad, *t_grad. Returns option(s, k, r, sigma, t). */
double option_gradient(double s, double k, double r, double sigma, double t, double *s_grad,
                       double *k_grad, double *r_grad, double *sigma_grad, double *t_grad)
{
    /* option.c:14: double d1 = (log(s / k) + (r + 0.5 * sigma * sigma) * t) / (sigma * sqrt ... */
    double d1 = (log(s / k) + (r + 0.5 * sigma * sigma) * t) / (sigma * sqrt(t));
    /* option.c:15: double d2 = d1 - sigma * sqrt(t); */
    double d2 = d1 - sigma * sqrt(t);
    /* option.c:16: return s * cdf(d1) - k * exp(-r * t) * cdf(d2); */
    const double cdf_d1 = 0.5 * erfc(-d1 / sqrt(2.0));
    const double cdf_d2 = 0.5 * erfc(-d2 / sqrt(2.0));
    const double exp_value = exp(-r * t);

    const double sqrt_t = sqrt(t);
    const double sqrt_value = sqrt(2.0);
    /* option.c:16: return s * cdf(d1) - k * exp(-r * t) * cdf(d2); */
    const double prod_adj = -cdf_d2 * k * exp_value;
    double k_adj = -cdf_d2 * exp_value;
    double r_adj = -prod_adj * t;
    double t_adj = -prod_adj * r;
    const double d2_adj = -0.5641895835477563 * (k * exp_value) *
                          exp(-d2 / sqrt_value * (d2 / sqrt_value)) / sqrt_value;
    double d1_adj = 0.5641895835477563 * s * exp(-d1 / sqrt_value * (d1 / sqrt_value)) / sqrt_value;
    /* option.c:15: double d2 = d1 - sigma * sqrt(t); */
    d1_adj += d2_adj;
    double sigma_adj = -d2_adj * sqrt_t;
    t_adj -= 0.5 * d2_adj * sigma / sqrt_t;
    /* option.c:14: double d1 = (log(s / k) + (r + 0.5 * sigma * sigma) * t) / (sigma * sqrt ... */
    const double num_adj = d1_adj / (sigma * sqrt_t);
    const double num_adj2 = num_adj / (s / k) / k;
    const double prod_adj2 = -num_adj * d1;
    k_adj -= num_adj2 * (s / k);
    r_adj += num_adj * t;
    sigma_adj += num_adj * t * sigma + prod_adj2 * sqrt_t;
    t_adj += num_adj * (r + 0.5 * sigma * sigma) + 0.5 * prod_adj2 * sigma / sqrt_t;
    *s_grad = cdf_d1 + num_adj2;
    *k_grad = k_adj;
    *r_grad = r_adj;
    *sigma_grad = sigma_adj;
    *t_grad = t_adj;
    return s * cdf_d1 - k * exp_value * cdf_d2;
}

/* option.c:12, tangent, wrt(s, k, r, sigma, t), of(return).
   Overwrites *return_tan. s_tan, k_tan, r_tan, sigma_tan and t_tan are the direction. Returns
   option(s, k, r, sigma, t). */
double option_tangent(double s, double k, double r, double sigma, double t, double s_tan,
                      double k_tan, double r_tan, double sigma_tan, double t_tan,
                      double *return_tan)
{
    /* option.c:14: double d1 = (log(s / k) + (r + 0.5 * sigma * sigma) * t) / (sigma * sqrt ... */
    const double quot = s / k;
    const double sum = r + 0.5 * sigma * sigma;
    const double sqrt_t = sqrt(t);
    double d1 = (log(quot) + sum * t) / (sigma * sqrt_t);
    const double d1_tan =
        ((s_tan - quot * k_tan) / k / quot + (t * (r_tan + sigma * sigma_tan) + sum * t_tan) -
         d1 * (sqrt_t * sigma_tan + sigma * (0.5 * t_tan / sqrt_t))) /
        (sigma * sqrt_t);
    /* option.c:15: double d2 = d1 - sigma * sqrt(t); */
    double d2 = d1 - sigma * sqrt_t;
    /* option.c:16: return s * cdf(d1) - k * exp(-r * t) * cdf(d2); */
    const double quot2 = -d1 / sqrt(2.0);
    const double cdf_d1_tan = 0.5641895835477563 * exp(-quot2 * quot2) * (d1_tan / sqrt(2.0));
    const double cdf_d1 = 0.5 * erfc(quot2);
    const double quot3 = -d2 / sqrt(2.0);
    const double cdf_d2_tan =
        0.5641895835477563 * exp(-quot3 * quot3) *
        ((d1_tan - (sqrt_t * sigma_tan + sigma * (0.5 * t_tan / sqrt_t))) / sqrt(2.0));
    const double cdf_d2 = 0.5 * erfc(quot3);
    const double exp_value = exp(-r * t);
    *return_tan = cdf_d1 * s_tan + s * cdf_d1_tan -
                  (cdf_d2 * (exp_value * k_tan + k * exp_value * (-t * r_tan - r * t_tan)) +
                   k * exp_value * cdf_d2_tan);
    return s * cdf_d1 - k * exp_value * cdf_d2;
}
