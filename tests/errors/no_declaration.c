/* what only gcc knows by itself has no type here: taken to give an int, it would have no derivative */
#include <adc/adc.h>

ADC_GRADIENT(wrt(x))
double f(double x)
{
    return __builtin_j0(x) * x; // error: unknown-function
}
