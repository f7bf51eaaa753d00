/* What the first call sets, and another would set otherwise. */
#include <adc/adc.h>

double setting = 2.0;
static void step_up(double *p)
{
    *p += 1.0;
}
static int counted(void)
{
    static int k; // error: static-state
    return ++k;
}

ADC_GRADIENT(wrt(x))
double changed_since(double x)
{
    static int first = 1; // error: static-state
    static double s; // error: static-state
    if (first) {
        s = 1.0;
    }
    first = 0;
    s *= 2.0;
    return s * x;
}

ADC_GRADIENT(wrt(x))
double changed_by_a_callee(double x)
{
    static int first = 1; // error: static-state
    static double s; // error: static-state
    if (first) {
        s = 1.0;
    }
    first = 0;
    step_up(&s);
    return s * x;
}

ADC_GRADIENT(wrt(x))
double read_before(double x)
{
    static int first = 1; // error: static-state
    static double s; // error: static-state
    double r = s;
    if (first) {
        s = 1.0;
    }
    first = 0;
    return r * x;
}

ADC_GRADIENT(wrt(x))
double flag_beside(int n, double x)
{
    static int first = 1; // error: static-state
    static double s; // error: static-state
    if (n)
        first = 0;
    if (first) {
        s = 1.0;
    }
    return s * x;
}

ADC_GRADIENT(wrt(x))
double flag_again(double x)
{
    static int first = 1; // error: static-state
    static double s; // error: static-state
    if (first) {
        s = 1.0;
    }
    first = 0;
    if (x > 3.0)
        first = 1;
    s += x > 5.0;
    return s * x;
}

ADC_GRADIENT(wrt(x))
double a_local_too(double x)
{
    static int first = 1; // error: static-state
    static double s; // error: static-state
    double l = 2.0;
    if (first) {
        s = 1.0;
        l = 3.0;
    }
    first = 0;
    return s * l * x;
}

ADC_GRADIENT(wrt(x))
double from_an_argument(int n, double x)
{
    static int first = 1; // error: static-state
    static double s; // error: static-state
    if (first) {
        s = n;
    }
    first = 0;
    return s * x;
}

ADC_GRADIENT(wrt(x))
double from_a_global(double x)
{
    static int first = 1; // error: static-state
    static double s; // error: static-state
    if (first) {
        s = setting;
    }
    first = 0;
    return s * x;
}

ADC_GRADIENT(wrt(x))
double from_a_counter(double x)
{
    static int first = 1; // error: static-state
    static double s; // error: static-state
    if (first) {
        s = counted();
    }
    first = 0;
    return s * x;
}

ADC_GRADIENT(wrt(x))
double on_condition(double x)
{
    static int first = 1; // error: static-state
    static double s; // error: static-state
    if (first) {
        if (x > 3.0)
            s = 1.0;
    }
    first = 0;
    return s * x;
}

ADC_GRADIENT(wrt(x))
double until_the_third(double x)
{
    static int calls; // error: static-state
    static double s; // error: static-state
    if (calls < 3) {
        calls++;
        s = calls;
    }
    return s * x;
}

ADC_GRADIENT(wrt(x))
double in_a_branch(int n, double x)
{
    static int first = 1; // error: static-state
    static double s; // error: static-state
    if (n) {
        if (first) {
            s = 1.0;
        }
        first = 0;
    }
    return s * x;
}
