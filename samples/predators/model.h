/* model.h: hares and lynxes after Lotka and Volterra. */
#ifndef MODEL_H
#define MODEL_H

#include <adc/adc.h>

/* hare' = (birth - eaten lynx) hare, lynx' = (fed hare - death) lynx; and how many there are at
   time zero. */
enum { birth, eaten, fed, death, hares, lynxes, parameters };

/* The numbers at times 0, 1, .. n - 1, by the method of Runge and Kutta in `steps` steps each. */
void simulate(const double p[parameters], int n, int steps, double y[n][2]);

/* The logarithm of model over data, year by year: what is small in a good fit. */
ADC_JACOBIAN(wrt(p), of(rest))
void residuals(const double p[parameters], int n, const double seen[n][2],
               double rest[restrict n][2]);

/* Half of the sum of their squares. */
ADC_GRADIENT(wrt(p))
double misfit(const double p[parameters], int n, const double seen[n][2]);

#endif
