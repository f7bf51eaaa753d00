/* a function without prototype may write through the pointers that it is given */
#include <adc/adc.h>

void square();

ADC_TANGENT(wrt(x))
double f(const double *x)
{
    double y = 0.0;
    square(x, &y); // error: unknown-function
    return y;
}
