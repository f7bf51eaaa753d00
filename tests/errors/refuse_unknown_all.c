/* every unknown function is told at once */
#include <adc/adc.h>

double first(double);
double second(double, double);
void third(int n, const double *in, double *out);
int harmless(int);

ADC_GRADIENT()
double f(double x)
{
    double y = first(x); // error: unknown-function
    double z[2], w[2] = {y, 1};
    third(2, w, z); // error: unknown-function
    return second(z[0], harmless(3)); // error: unknown-function
}
