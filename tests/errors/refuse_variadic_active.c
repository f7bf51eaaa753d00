#include <adc/adc.h>
#include <stdarg.h>

static double sum(int n, ...)
{
    va_list list;
    double s = 0;
    va_start(list, n);
    while (n--)
        s += va_arg(list, double);
    va_end(list);
    return s;
}

static int count(int n, ...)
{
    return n;
}

ADC_GRADIENT()
double f(double x)
{
    return sum(2, x, x * x); // error: variadic
}

ADC_GRADIENT()
double g(double x)
{
    return x * count(2, 1, 2);
}
