/* all problems of the file in one run, and a good function beside them makes no output */
#include <adc/adc.h>

double unseen(double);

ADC_GRADIENT(wrt(y)) // error: unknown-item
double f(double x)
{
    return x;
}

ADC_GRADIENT()
double g(double x)
{
    return unseen(x); // error: unknown-function
}

ADC_GRADIENT(foo(x)) // error: request
double h(double x)
{
    return x;
}

ADC_GRADIENT()
double fine(double x)
{
    return x * x;
}
