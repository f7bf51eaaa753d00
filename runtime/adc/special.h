/* <adc/special.h>: derivatives of the gamma function that C has not, for generated code: what
   lgamma, tgamma and their derivatives of any order call. NaN at the poles 0, -1, -2 ... */
#ifndef ADC_SPECIAL_H
#define ADC_SPECIAL_H

#ifdef __cplusplus
extern "C" {
#endif

/* The derivative of lgamma. */
double adc_digamma(double x);
float adc_digammaf(float x);
long double adc_digammal(long double x);

/* The derivative of digamma. */
double adc_trigamma(double x);
float adc_trigammaf(float x);
long double adc_trigammal(long double x);

/* The nth derivative of digamma; NaN where n is not in 0 ... 1000. */
double adc_polygamma(int n, double x);
float adc_polygammaf(int n, float x);
long double adc_polygammal(int n, long double x);

#ifdef __cplusplus
}
#endif

#endif
