#include <adc/adc.h>
#include <setjmp.h>

static jmp_buf place;

ADC_GRADIENT()
double f(double x)
{
    double y = x;
    if (setjmp(place)) // error: unknown-function
        return 0;
    y *= x;
    if (y > 100)
        longjmp(place, 1); // error: unknown-function
    return y;
}
