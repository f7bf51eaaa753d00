/* The gradient of the recurrent network's loss by hand: the forward sweep keeps the gates. */
#include "manual.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double sigmoid(double x)
{
    return 1.0 / (1.0 + exp(-x));
}

enum { INPUT, HIDDEN, CELL, FORGET, INGATE, OUTGATE, CHANGE, SQUASHED, KEPT };

static void forward(int b, const double (*restrict weight)[b], const double (*restrict bias)[b],
                    double *restrict values, double *restrict hidden, double *restrict cell,
                    double (*restrict kept)[b])
{
    for (int i = 0; i < b; i++) {
        kept[INPUT][i] = values[i];
        kept[HIDDEN][i] = hidden[i];
        kept[CELL][i] = cell[i];
        kept[FORGET][i] = sigmoid(values[i] * weight[0][i] + bias[0][i]);
        kept[INGATE][i] = sigmoid(hidden[i] * weight[1][i] + bias[1][i]);
        kept[OUTGATE][i] = sigmoid(values[i] * weight[2][i] + bias[2][i]);
        kept[CHANGE][i] = tanh(hidden[i] * weight[3][i] + bias[3][i]);
        cell[i] = cell[i] * kept[FORGET][i] + kept[INGATE][i] * kept[CHANGE][i];
        kept[SQUASHED][i] = tanh(cell[i]);
        values[i] = hidden[i] = kept[OUTGATE][i] * kept[SQUASHED][i];
    }
}

static void reverse(int b, const double (*restrict weight)[b], double (*restrict kept)[b],
                    double *restrict values, double *restrict hidden, double *restrict cell,
                    double (*restrict weight_grad)[b], double (*restrict bias_grad)[b])
{
    for (int i = 0; i < b; i++) {
        const double forget = kept[FORGET][i];
        const double ingate = kept[INGATE][i];
        const double outgate = kept[OUTGATE][i];
        const double change = kept[CHANGE][i];
        const double squashed = kept[SQUASHED][i];
        const double output = hidden[i] + values[i];
        const double c = cell[i] + output * outgate * (1.0 - squashed * squashed);
        const double gate[4] = {
            c * kept[CELL][i] * forget * (1.0 - forget),
            c * change * ingate * (1.0 - ingate),
            output * squashed * outgate * (1.0 - outgate),
            c * ingate * (1.0 - change * change),
        };
        cell[i] = c * forget;
        for (int g = 0; g < 4; g++) {
            weight_grad[g][i] += gate[g] * kept[g % 2 ? HIDDEN : INPUT][i];
            bias_grad[g][i] += gate[g];
        }
        values[i] = gate[0] * weight[0][i] + gate[2] * weight[2][i];
        hidden[i] = gate[1] * weight[1][i] + gate[3] * weight[3][i];
    }
}

double lstm_manual(int l, int c, int b, const double main_params[l][2][4][b],
                   const double extra_params[3][b], const double state[l][2][b],
                   const double sequence[c][b], double main_grad[l][2][4][b],
                   double extra_grad[3][b])
{
    double(*kept)[l][KEPT][b] = malloc((size_t)c * sizeof *kept);
    double(*last)[2][b] = malloc((size_t)c * sizeof *last);
    double(*s)[2][b] = malloc((size_t)l * sizeof *s);
    double *values = malloc((size_t)b * sizeof *values);
    const double scale = -1.0 / ((c - 1) * b);
    double total = 0.0;
    memcpy(s, state, (size_t)l * sizeof *s);
    memset(main_grad, 0, (size_t)l * sizeof *main_grad);
    memset(extra_grad, 0, 3 * sizeof *extra_grad);
    for (int t = 0; t + 1 < c; t++) {
        double sum = 2.0;
        for (int i = 0; i < b; i++)
            values[i] = sequence[t][i] * extra_params[0][i];
        for (int j = 0; j < l; j++)
            forward(b, main_params[j][0], main_params[j][1], values, s[j][0], s[j][1], kept[t][j]);
        for (int i = 0; i < b; i++) {
            last[t][0][i] = values[i];
            values[i] = values[i] * extra_params[1][i] + extra_params[2][i];
            last[t][1][i] = exp(values[i]);
            sum += last[t][1][i];
        }
        double golden = 0.0;
        for (int i = 0; i < b; i++) {
            total += sequence[t + 1][i] * values[i];
            golden += sequence[t + 1][i];
        }
        total -= golden * log(sum);
        for (int i = 0; i < b; i++)
            last[t][1][i] = scale * (sequence[t + 1][i] - golden * last[t][1][i] / sum);
    }
    memset(s, 0, (size_t)l * sizeof *s);
    for (int t = c - 2; t >= 0; t--) {
        for (int i = 0; i < b; i++) {
            const double g = last[t][1][i];
            extra_grad[1][i] += g * last[t][0][i];
            extra_grad[2][i] += g;
            values[i] = g * extra_params[1][i];
        }
        for (int j = l - 1; j >= 0; j--)
            reverse(b, main_params[j][0], kept[t][j], values, s[j][0], s[j][1], main_grad[j][0],
                    main_grad[j][1]);
        for (int i = 0; i < b; i++)
            extra_grad[0][i] += values[i] * sequence[t][i];
    }
    free(kept);
    free(last);
    free(s);
    free(values);
    return scale * total;
}
