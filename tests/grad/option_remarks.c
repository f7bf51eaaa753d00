/* -Radc -Werror: remarks are no warnings and change nothing. */
// adc: -Radc -Werror
#include "grad.h"
#include <math.h>

//@ remarks
KINDS()
double remarks(int n, const double x[n])
{
    double s = 1;
    for (int i = 0; i < n; i++)
        s = s * x[i] + sin(s);
    return s;
}
SCALAR(remarks, 0.5, 1.2)
