#include <adc/adc.h>

typedef double four __attribute__((vector_size(32)));

ADC_GRADIENT()
double vectors(double x)
{
    four a = {x, 2 * x, 3, 4}; // error: opaque
    four b = a * a;
    return b[0] + b[1];
}

ADC_GRADIENT()
double quadruple(double x)
{
    __float128 q = x; // error: opaque
    return (double)(q * q);
}

ADC_GRADIENT()
double in_between(double x)
{
    return (double)((__float128)x * x); // error: opaque
}

static const four table = {1, 2, 3, 4};

ADC_GRADIENT()
double beside_them(double x)
{
    four a = {1, 2, 3, 4}, b = a * table;
    return x * b[1];
}
