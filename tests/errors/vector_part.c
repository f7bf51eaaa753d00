/* a part of a struct is no part of k of them, and how much x points to is not said: not one direction after the other either */
#include <adc/adc.h>
#include <string.h>

struct pair {
    double a, b;
    int k;
};

ADC_TANGENT(vector(2))
double copied(const double *x)
{
    struct pair s = {x[0], x[1], 1}, t = {x[1], x[0], 2};
    memmove(&s, &t, sizeof(double)); // error: copy-type
    return s.a * s.b;
}
