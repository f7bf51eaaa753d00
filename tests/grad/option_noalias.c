/* --assume-noalias: as if every pointer parameter were restrict. */
// adc: --assume-noalias
// lacks: adc_push|adc_array
#include "grad.h"

//@ assumed
ADC_ADJOINT()
void assumed(int n, double *y, const double *x)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
}
#ifdef TEST_MAIN
TEST(assumed)
{
    double x[2] = {1, 2}, y[2], xa[2] = {1, 1}, ya[2] = {1, 2};
    assumed_adjoint(2, y, x, ya, xa);
    CHECK_EXACT(xa[1], 9);
    CHECK_EXACT(ya[1], 0);
}
#endif
