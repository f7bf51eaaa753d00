/* Static arrays of which an element may keep something from one call to the next. */
#include <adc/adc.h>

ADC_GRADIENT()
double one_less(double x)
{
    static double w[4]; // error: active-static
    double s = 0.0;
    for (int i = 1; i < 4; i++)
        w[i] = x * i;
    for (int i = 0; i < 4; i++)
        s += w[i] * w[i];
    return s;
}

ADC_GRADIENT()
double every_other(double x)
{
    static double w[4]; // error: active-static
    double s = 0.0;
    for (int i = 0; i < 4; i += 2)
        w[i] = x * i;
    for (int i = 0; i < 4; i++)
        s += w[i] * w[i];
    return s;
}

ADC_GRADIENT()
double on_condition(double x)
{
    static double w[4]; // error: active-static
    double s = 0.0;
    for (int i = 0; i < 4; i++)
        if (x > i)
            w[i] = x * i;
    for (int i = 0; i < 4; i++)
        s += w[i] * w[i];
    return s;
}

ADC_GRADIENT()
double first_call(double x)
{
    static double w[2]; // error: active-static
    static int first = 1;
    if (first)
        w[0] = w[1] = x;
    first = 0;
    return w[0] * w[1] * x;
}

ADC_GRADIENT()
double left_early(double x)
{
    static double w[4]; // error: active-static
    double s = 0.0;
    for (int i = 0; i < 4; i++) {
        if (x * i > 3.0)
            break;
        w[i] = x * i;
    }
    for (int i = 0; i < 4; i++)
        s += w[i] * w[i];
    return s;
}

ADC_GRADIENT()
double passed_over(double x)
{
    static double w[4]; // error: active-static
    double s = 0.0;
    for (int i = 0; i < 4; i++) {
        if (x * i > 3.0)
            continue;
        w[i] = x * i;
    }
    for (int i = 0; i < 4; i++)
        s += w[i] * w[i];
    return s;
}

ADC_GRADIENT()
double unknown_count(int n, double x)
{
    static double w[4]; // error: active-static
    double s = 0.0;
    for (int i = 0; i < n; i++)
        w[i] = x * i;
    for (int i = 0; i < 4; i++)
        s += w[i] * w[i];
    return s;
}

ADC_GRADIENT()
double unknown_element(int n, double x)
{
    static double w[2]; // error: active-static
    w[n] = x;
    w[1 - n] *= x;
    return w[0] * w[1];
}

ADC_GRADIENT()
double one_ahead(double x)
{
    static double w[5]; // error: active-static
    double s = 0.0;
    w[4] = x;
    for (int i = 0; i < 4; i++) {
        s += w[i] * w[i + 1];
        w[i] = x * i;
    }
    return s;
}

ADC_GRADIENT()
double added_up(double x)
{
    static double w[2]; // error: active-static
    for (int i = 0; i < 2; i++)
        w[i] += x * i;
    return w[0] * w[1];
}
