#include <adc/adc.h>
#include <math.h>

/* Logistic regression of labels 0 and 1, with a ridge. */
ADC_GRADIENT(wrt(w))
ADC_HVP(wrt(w))
double logistic(int n, int d, const double x[n][d], const int label[n], const double w[d], double ridge)
{
    double loss = 0.0;
    for (int i = 0; i < n; i++) {
        double z = 0.0;
        for (int j = 0; j < d; j++)
            z += x[i][j] * w[j];
        if (label[i])
            loss += log(1.0 + exp(-z));
        else
            loss += log(1.0 + exp(z));
    }
    for (int j = 0; j < d; j++)
        loss += 0.5 * ridge * w[j] * w[j];
    return loss / n;
}
