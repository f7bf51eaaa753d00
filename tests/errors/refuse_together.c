/* one function, several reasons: all are told at once */
#include <adc/adc.h>

double unseen(double);
double unseen_too(double *);
double outside; // error: active-global

static double helper(double x)
{
    return unseen_too(&x); // error: unknown-function
}

ADC_GRADIENT()
double f(double x, double y)
{
    volatile double v[1] = {x * y};  // error: volatile
    double r = unseen(x) + v[0];     // error: unknown-function
    outside = r;
    __asm__ volatile("" : "+m"(r)); // error: asm
    return r + helper(outside);
}
