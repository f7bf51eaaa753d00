/* model.h: the number of terms is here, so a change of this file changes the derivative. */
#ifndef MODEL_H
#define MODEL_H

#include <adc/adc.h>

#define TERMS 3

ADC_GRADIENT(wrt(x))
double model(int n, const double x[n]);

#endif
