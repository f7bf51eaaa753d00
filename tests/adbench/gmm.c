/* The Gaussian mixture of samples/adbench with its gradient. */
#include "data.h"
#include "own_gmm.h"

int main(int argc, char **argv)
{
    const struct data *data = data_read(argc > 1 ? argv[1] : "");
    int n = data_int(data, "n");
    int d = data_int(data, "d");
    int k = data_int(data, "k");
    int below = d * (d - 1) / 2;
    const double(*x)[d] = (void *)data_reals(data, "x");
    const double(*mu)[d] = (void *)data_reals(data, "mu");
    const double(*q)[d] = (void *)data_reals(data, "q");
    const double(*l)[below] = (void *)data_reals(data, "l");
    double *alpha_grad = zeros(k);
    double *mu_grad = zeros(k * d);
    double *q_grad = zeros(k * d);
    double *l_grad = zeros(k * below);
    double value = gmm_gradient(n, d, k, x, data_reals(data, "alpha"), mu, q, l,
                                data_real(data, "gamma"), data_int(data, "m"), alpha_grad,
                                (void *)mu_grad, (void *)q_grad, (void *)l_grad);
    compare_block(data, "expected_objective", &value);
    compare_block(data, "expected_d_alpha", alpha_grad);
    compare_block(data, "expected_d_mu", mu_grad);
    compare_block(data, "expected_d_q", q_grad);
    compare_block(data, "expected_d_l", l_grad);
    return report();
}
