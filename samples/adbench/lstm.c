/* lstm.c: see objectives.h. */
#include "objectives.h"

#include <math.h>

static double sigmoid(double x)
{
    return 1.0 / (1.0 + exp(-x));
}

/* One step of one layer. */
static void layer(int b, const double weight[4 * b], const double bias[4 * b],
                  const double input[b], double hidden[b], double cell[b])
{
    for (int i = 0; i < b; i++) {
        double forget = sigmoid(input[i] * weight[i] + bias[i]);
        double in = sigmoid(hidden[i] * weight[b + i] + bias[b + i]);
        double out = sigmoid(input[i] * weight[2 * b + i] + bias[2 * b + i]);
        double change = tanh(hidden[i] * weight[3 * b + i] + bias[3 * b + i]);
        cell[i] = cell[i] * forget + in * change;
        hidden[i] = out * tanh(cell[i]);
    }
}

double lstm(int l, int c, int b, const double params[2 * l][4 * b], const double extra[3][b],
            double state[2 * l][b], const double sequence[c][b])
{
    double input[b];
    double output[b];
    double total = 0.0;
    for (int t = 0; t < c - 1; t++) {
        for (int i = 0; i < b; i++)
            input[i] = sequence[t][i] * extra[0][i];
        for (int k = 0; k < l; k++)
            layer(b, params[2 * k], params[2 * k + 1], k == 0 ? input : state[2 * k - 2],
                  state[2 * k], state[2 * k + 1]);
        double sum = 2.0;
        for (int i = 0; i < b; i++) {
            output[i] = state[2 * l - 2][i] * extra[1][i] + extra[2][i];
            sum += exp(output[i]);
        }
        for (int i = 0; i < b; i++)
            total += sequence[t + 1][i] * (output[i] - log(sum));
    }
    return -total / ((c - 1) * b);
}
