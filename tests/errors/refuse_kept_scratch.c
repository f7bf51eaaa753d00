/* Statics of a file that keep what another function set. */
#include <adc/adc.h>

static double radius; // error: active-global
static double circle(double x) { return x * radius; }
ADC_GRADIENT()
double set_for_another(double x)
{
    radius = x * x;
    return circle(x);
}

static double half; // error: active-global
static double halved(double x) { return half = 0.5 * x, half * half; }
ADC_GRADIENT()
double changed_by_a_call(double x, double y)
{
    half = x * y;
    double h = halved(y);
    return half * h;
}

static double last; // error: active-global
double tell_last(void);
double tell_last(void) { return last; }
ADC_GRADIENT()
double told_later(double x)
{
    last = x * x;
    return last * x;
}

static double back; // error: active-global
void call_back(void);
ADC_GRADIENT()
double called_back(double x)
{
    back = x * x;
    call_back();
    return back * x;
}
