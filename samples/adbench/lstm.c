/* The loss of a recurrent network of l layers with long short-term memory (without peepholes, each
   gate with a diagonal matrix) that predicts each of c rows of b numbers from the rows before it.

   main_params: for each layer a row of weights and a row of biases, each for the forget, input and
   output gates and the change. extra_params: weights of the input; weights and biases of the
   output. state: for each layer the hidden values and the cells to begin with. */
#include <adc/adc.h>
#include <math.h>

static double sigmoid(double x)
{
    return 1.0 / (1.0 + exp(-x));
}

static void layer(int b, const double weight[4][b], const double bias[4][b], const double input[b],
                  double hidden[b], double cell[b])
{
    for (int i = 0; i < b; i++) {
        double forget = sigmoid(input[i] * weight[0][i] + bias[0][i]);
        double ingate = sigmoid(hidden[i] * weight[1][i] + bias[1][i]);
        double outgate = sigmoid(input[i] * weight[2][i] + bias[2][i]);
        double change = tanh(hidden[i] * weight[3][i] + bias[3][i]);
        cell[i] = cell[i] * forget + ingate * change;
        hidden[i] = outgate * tanh(cell[i]);
    }
}

/* The likelihood of what came next, given the prediction. */
static double score(int b, const double predicted[b], const double next[b])
{
    double sum = 2.0;
    for (int i = 0; i < b; i++)
        sum += exp(predicted[i]);
    double total = 0.0;
    for (int i = 0; i < b; i++)
        total += next[i] * (predicted[i] - log(sum));
    return total;
}

ADC_GRADIENT(wrt(main_params, extra_params))
double lstm(int l, int c, int b, const double main_params[l][2][4][b],
            const double extra_params[3][b], const double state[l][2][b],
            const double sequence[c][b])
{
    double hidden[l][b];
    double cell[l][b];
    for (int j = 0; j < l; j++)
        for (int i = 0; i < b; i++) {
            hidden[j][i] = state[j][0][i];
            cell[j][i] = state[j][1][i];
        }
    double total = 0.0;
    for (int t = 0; t + 1 < c; t++) {
        double values[b];
        for (int i = 0; i < b; i++)
            values[i] = sequence[t][i] * extra_params[0][i];
        for (int j = 0; j < l; j++) {
            layer(b, main_params[j][0], main_params[j][1], values, hidden[j], cell[j]);
            for (int i = 0; i < b; i++)
                values[i] = hidden[j][i];
        }
        for (int i = 0; i < b; i++)
            values[i] = values[i] * extra_params[1][i] + extra_params[2][i];
        total += score(b, values, sequence[t + 1]);
    }
    return -total / ((c - 1) * b);
}
