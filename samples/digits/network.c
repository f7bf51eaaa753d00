/* network.c: the primal: the forward pass as one would write it without adc. */
#include "network.h"

#include <math.h>

void network_scores(const Network *net, const float x[pixels], float score[classes])
{
    float h[hidden];
    for (int j = 0; j < hidden; j++)
        h[j] = net->b1[j];
    for (int i = 0; i < pixels; i++)
        for (int j = 0; j < hidden; j++)
            h[j] += x[i] * net->W1[i][j];
    for (int j = 0; j < hidden; j++)
        h[j] = fmaxf(h[j], 0.0f);
    for (int k = 0; k < classes; k++)
        score[k] = net->b2[k];
    for (int j = 0; j < hidden; j++)
        for (int k = 0; k < classes; k++)
            score[k] += h[j] * net->W2[j][k];
}

static float log_sum_exp(const float score[classes])
{
    float max = score[0];
    float sum = 0.0f;
    for (int k = 1; k < classes; k++)
        max = fmaxf(max, score[k]);
    for (int k = 0; k < classes; k++)
        sum += expf(score[k] - max);
    return max + logf(sum);
}

float network_loss(const Network *net, int n, const float x[n][pixels],
                   const unsigned char label[n])
{
    float sum = 0.0f;
    for (int b = 0; b < n; b++) {
        float score[classes];
        network_scores(net, x[b], score);
        sum += log_sum_exp(score) - score[label[b]];
    }
    return sum / (float)n;
}
