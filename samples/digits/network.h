/* network.h: a network with one hidden layer that tells handwritten digits apart. */
#ifndef NETWORK_H
#define NETWORK_H

#include <adc/adc.h>

enum { pixels = 784, hidden = 64, classes = 10 };

/* Weights are stored by input, so that the inner loops run over neighbours. */
typedef struct Network {
    float W1[pixels][hidden], b1[hidden];
    float W2[hidden][classes], b2[classes];
} Network;

/* The logarithm of each class's odds. */
void network_scores(const Network *net, const float x[pixels], float score[classes]);

/* The mean cross-entropy of n images. */
ADC_GRADIENT(wrt(net))
float network_loss(const Network *net, int n, const float x[n][pixels],
                   const unsigned char label[n]);

#endif
