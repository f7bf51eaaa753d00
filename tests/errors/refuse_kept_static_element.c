/* Static arrays of which an element may keep something from one call to the next: subscripts that are not known. */
#include <adc/adc.h>
#include <string.h>

static void step_on(int *i)
{
    ++*i;
}
ADC_GRADIENT()
double counter_elsewhere(double x)
{
    static double w[4]; // error: active-static
    double s = 0.0;
    int i = 0;
    for (i = 0; i < 4; i++) {
        w[i] = x * i;
        step_on(&i);
    }
    for (int k = 0; k < 4; k++)
        s += w[k] * w[k];
    return s;
}

ADC_GRADIENT()
double counter_in_branch(double x)
{
    static double w[4]; // error: active-static
    double s = 0.0;
    for (int i = 0; i < 4; i++) {
        w[i] = x * i;
        if (x > 2.0)
            i++;
    }
    for (int k = 0; k < 4; k++)
        s += w[k] * w[k];
    return s;
}

ADC_GRADIENT()
double in_one_case(int k, double x)
{
    static double w[2]; // error: active-static
    int at = 0;
    switch (k) {
    case 0:
        at = 1;
        break;
    default:
        w[1] = x;
    }
    w[at] = x;
    return w[0] * w[1];
}

ADC_GRADIENT()
double jumped_over(int k, double x)
{
    static double w[2]; // error: active-static
    int at = 0;
    if (k)
        goto in;
    w[at] = x;
    at = 1;
in:
    w[at] = x;
    return w[0] * w[1];
}

ADC_GRADIENT()
double part_of_bytes(double x)
{
    static double w[2]; // error: active-static
    memset(w, 0, sizeof w[0]);
    double r = x * w[0] + w[1];
    w[1] = x;
    return r;
}

const double *kept;
static void keep(const double *p)
{
    kept = p + 1;
}
ADC_GRADIENT()
double named_elsewhere(double x)
{
    static double w[2]; // error: active-static
    w[0] = w[1] = x;
    keep(w);
    return w[0] * *kept;
}

static double look(const double *p)
{
    return p[1];
}
ADC_GRADIENT()
double looked_at_before(double x)
{
    static double w[2]; // error: active-static
    w[0] = x;
    double r = look(w);
    w[1] = x;
    return r * w[0];
}

ADC_GRADIENT()
double initialised(double x)
{
    static double w[3] = {1.0, 2.0, 3.0}; // error: active-static
    double s = 0.0;
    for (int i = 0; i < 3; i++)
        s += w[i] * x;
    for (int i = 0; i < 3; i++)
        w[i] = x;
    return s;
}

ADC_GRADIENT()
double short_cut(double x)
{
    static double w[2]; // error: active-static
    int at = 0;
    w[0] = x;
    if (x > 1.0 && (at = 1) > 0)
        x *= 2.0;
    w[at] = x;
    return w[0] * w[1];
}

ADC_GRADIENT()
double called_again(int n, double x)
{
    static double w[2]; // error: active-static
    w[0] = w[1] = x;
    if (n > 0)
        x = called_again(n - 1, 2.0 * x);
    return w[0] * w[1] * x;
}
