/* Several directions at once: how far they are apart is not seen from a record that others begin with, nor from void *. */
#include <adc/adc.h>

struct shape {
    int kind;
};
struct disc {
    struct shape shape;
    double r;
};
static double radius(const struct shape *s)
{
    return ((const struct disc *)s)->r;
}
ADC_TANGENT(vector(2))
double of_a_base(double x)
{
    struct disc d = {{1}, x};
    const struct shape *s = &d.shape; // error: vector-pointer
    return radius(s) * x; // error: vector-pointer
}

struct closure {
    void *with;
};
static double applied(const struct closure *c)
{
    const double *x = c->with; // error: vector-pointer
    return *x * *x;
}
ADC_TANGENT(vector(2))
double of_a_closure(double x)
{
    struct closure c = {&x}; // error: vector-pointer
    return applied(&c);
}
