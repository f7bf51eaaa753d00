#include <adc/adc.h>
#include <stdint.h>

typedef struct Value {
    int kind;
    union {
        double d;
        uint64_t u;
    };
} Value;

static uint64_t bits(const Value *v)
{
    return v->u;
}

/* the tag is never asked */
ADC_GRADIENT()
double untested(double x)
{
    Value v = {.kind = 1};
    v.d = x; // error: union
    return bits(&v) > 7 ? v.d : x;
}

ADC_GRADIENT()
double tested(double x)
{
    Value v = {.kind = 1};
    v.d = x * x;
    switch (v.kind) {
    case 1:
        return v.d;
    default:
        return (double)v.u;
    }
}
