#include <adc/adc.h>

struct fixed {
    const double a;
    double b;
};

ADC_GRADIENT()
double f(double x)
{
    struct fixed s = {x * x, x}; // error: const-member
    return s.a * s.b;
}

ADC_GRADIENT()
double g(double x, int n)
{
    int k = (int)sizeof(double[n++]); // error: side-effect-in-type
    return x * k * n;
}
