#include <adc/adc.h>

/* Members of a global that are on no path: what one function writes and another reads. */
struct knobs {
    double a, b, c;
};
struct knobs knobs; // error: active-member

static double deeper(int k)
{
    return k > 0 ? deeper(k - 1) : knobs.b * knobs.c;
}

static void set(int k)
{
    if (k > 0)
        set(k - 1);
    knobs.b = knobs.a * 2.0;
}

double written_here(int k)
{
    knobs.b = knobs.a * 2.0;
    return deeper(k);
}

double written_elsewhere(int k)
{
    set(k);
    return knobs.b * knobs.b;
}

double written_as_a_whole(int k)
{
    struct knobs own = knobs;
    own.b = knobs.a;
    knobs = own;
    return deeper(k);
}

double constant(int k)
{
    knobs.b = 3.0;
    return deeper(k) * knobs.a;
}

ADC_DERIVE(adjoint(written_here), wrt(knobs.a));
ADC_DERIVE(tangent(written_elsewhere), wrt(knobs.a));
ADC_DERIVE(adjoint(written_as_a_whole), wrt(knobs.a));
ADC_DERIVE(tangent(constant), wrt(knobs.a));
