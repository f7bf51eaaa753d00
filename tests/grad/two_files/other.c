#include <math.h>

const double shared_table[3] = {1, 2, 0.5};

static double twice(double a)
{
    return 2 * a;
}

double elsewhere(double a, int k)
{
    double r = 1;
    while (k-- > 0)
        r *= sin(twice(a));
    return r;
}
