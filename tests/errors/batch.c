#include <adc/adc.h>

void f(int b, int n, const double x[b][n], double y[b][n])
{
    for (int i = 0; i < b; i++)
        for (int j = 0; j < n; j++)
            y[i][j] = x[i][j] * x[i][0];
}

ADC_DERIVE(jacobian(f), batch(b));
ADC_DERIVE(jacobian(f), batch(n), name(g)); // error: shape
