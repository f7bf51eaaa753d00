/* bytes of a struct and of an array: with several directions at once their shadows differ */
#include <adc/adc.h>
#include <string.h>

struct three {
    double a[3];
    int k;
};

ADC_GRADIENT(wrt(x))
ADC_HESSIAN(wrt(x))
double f(double x[3]) // error: vector-pointer
{
    struct three s;
    memcpy(s.a, x, sizeof s.a);
    s.a[1] *= s.a[0];
    return s.a[1] * s.a[2];
}
