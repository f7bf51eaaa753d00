#include <adc/adc.h>

ADC_ADJOINT()
void burgers(int n, int steps, double u[n], double c)
{
    for (int s = 0; s < steps; s++)
        for (int i = 1; i < n; i++)
            u[i] -= c * u[i] * (u[i] - u[i - 1]);
}
