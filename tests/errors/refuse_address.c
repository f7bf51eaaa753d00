#include <adc/adc.h>
#include <stdint.h>

ADC_GRADIENT()
double f(int n, const double x[n])
{
    uintptr_t a = (uintptr_t)x;
    const double *p = (const double *)(a + sizeof(double)); // error: unknown-memory
    return *p * x[0];
}
