#include <adc/adc.h>
#include <string.h>

ADC_GRADIENT()
double copied(double x)
{
    long long bits;
    memcpy(&bits, &x, sizeof bits); // error: copy-type
    bits ^= 1;
    memcpy(&x, &bits, sizeof bits); // error: copy-type
    return x;
}

union both {
    double real;
    long long bits;
};

ADC_GRADIENT()
double shared(double x)
{
    union both u;
    u.real = x; // error: union
    u.bits ^= 1;
    return u.real;
}

ADC_GRADIENT()
double pointed(double x)
{
    long long *p = (long long *)&x;
    *p ^= 1; // error: reinterpreted
    return x;
}

ADC_TANGENT()
double through_void(int n, double x[n])
{
    void *p = x;
    unsigned char *bytes = p;
    bytes[0] = 0; // error: reinterpreted
    return x[0];
}

static void flip(unsigned *words)
{
    words[1] ^= 1u << 31;
}

ADC_ADJOINT()
void called(double x[1])
{
    flip((unsigned *)x); // error: reinterpreted
    x[0] *= 2.0;
}

/* All of these are fine. */
union vector {
    struct {
        double x, y;
    };
    double v[2];
};

ADC_GRADIENT()
double same_layout(double x)
{
    union vector u;
    u.x = x;
    u.y = x * x;
    return u.v[0] * u.v[1];
}

struct tagged {
    int tag;
    double value;
};

ADC_GRADIENT()
double fields(double x)
{
    struct tagged t = {1, x};
    int *tag = &t.tag;
    return *tag ? t.value : 0.0;
}

ADC_GRADIENT()
double passive(double x)
{
    double limit = 2.0;
    long long *p = (long long *)&limit;
    return *p > 0 ? x : -x;
}

struct either {
    int is_real;
    union {
        double d;
        int i;
    } u;
};

ADC_JACOBIAN(wrt(x), of(return))
double tagged(double x)
{
    struct either e = {.is_real = 1};
    e.u.d = x;
    return e.u.d;
}
