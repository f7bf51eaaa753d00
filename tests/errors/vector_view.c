/* a record's lanes are not laid out as those of its reals */
#include <adc/adc.h>

struct three {
    double a, b, c;
};

ADC_TANGENT(vector(2))
double f(const double *x) /* how much of it there is, is not said: not one direction after the other either */
{
    const struct three *s = (const struct three *)x; // error: vector-pointer
    return s->b * s->c;
}
