/* a part of a struct is no part of k of them */
#include <adc/adc.h>
#include <string.h>

struct pair {
    double a, b;
    int k;
};

ADC_TANGENT(vector(2))
double copied(double x, double y)
{
    struct pair s = {x, y, 1}, t = {y, x, 2};
    memmove(&s, &t, sizeof(double)); // error: copy-type
    return s.a * s.b;
}
