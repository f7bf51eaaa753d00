#include <adc/adc.h>

ADC_GRADIENT() // error: annotation
double variable = 1;

ADC_ADJOINT() // error: annotation
struct tagged {
    double a;
};

double f(ADC_GRADIENT() double x); // error: annotation

double g(double x)
{
    ADC_TANGENT() // error: annotation
    double y = x;
    return y;
}
