/* mixture.h: the likelihood of a mixture of Gaussians in the plane. */
#ifndef MIXTURE_H
#define MIXTURE_H

#include <adc/adc.h>

/* Minus the log likelihood of n points under k Gaussians. Component j has the weight
   exp(w[j]) / sum of exp(w), the mean mu[j], and the inverse covariance L' L with
   L = ((exp(l[j][0]), 0), (l[j][1], exp(l[j][2]))): any real parameters are valid. */
ADC_GRADIENT(wrt(w, mu, l))
double mixture(int n, int k, const double x[n][2], const double w[k], const double mu[k][2],
               const double l[k][3]);

#endif
