/* --line: #line directives, still free of warnings. */
// adc: --line
// has: #line
#include "grad.h"
#include <math.h>

//@ with_lines
KINDS()
double with_lines(int n, const double x[n])
{
    double s = 1;
    for (int i = 0; i < n; i++)
        s = s * x[i] + sin(s);
    return s;
}
SCALAR(with_lines, 0.5, 1.2)
