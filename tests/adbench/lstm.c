/* The recurrent network of samples/adbench with its gradient. */
#include "data.h"
#include "own_lstm.h"

int main(int argc, char **argv)
{
    const struct data *data = data_read(argc > 1 ? argv[1] : "");
    int b = data_block(data, "extra_params")->count / 3;
    int l = data_block(data, "state")->count / (2 * b);
    int c = data_block(data, "sequence")->count / b;
    double *grad = zeros(8 * l * b + 3 * b);
    double value = lstm_gradient(
        l, c, b, (void *)data_reals(data, "main_params"), (void *)data_reals(data, "extra_params"),
        (void *)data_reals(data, "state"), (void *)data_reals(data, "sequence"), (void *)grad,
        (void *)(grad + 8 * l * b));
    compare_block(data, "expected_objective", &value);
    compare_block(data, "expected_jacobian", grad);
    return report();
}
