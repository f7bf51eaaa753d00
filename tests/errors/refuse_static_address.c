/* The generated file repeats statics: at other addresses than the source's, which pointers from outside hold. */
#include <adc/adc.h>
#include <stddef.h>

typedef struct method {
    double (*step)(double x);
} method;

static double squared(double x)
{
    return x * x;
}
void make(method *m)
{
    m->step = squared;
}

ADC_GRADIENT(wrt(x))
double stepped(const method *m, double x)
{
    return m->step(x); // error: static-address
}

struct node {
    double v;
    const struct node *next;
};
static const struct node nil = {0.0, NULL};
const struct node *list_end(void)
{
    return &nil;
}

ADC_GRADIENT(wrt(x))
double listed(const struct node *p, double x)
{
    double s = 0.0;
    for (; p != &nil; p = p->next) // error: static-address
        s += p->v * x * x;
    return s;
}

static double cubed(double x, int n)
{
    return n * x * x * x;
}
static double summed(double (*f)(double, int), double x)
{
    return f(x, 1) * f(x, 2); // error: static-address
}
ADC_GRADIENT()
double own(double x)
{
    return summed(cubed, x);
}
ADC_GRADIENT(wrt(x))
double given(double (*f)(double, int), double x)
{
    return summed(f, x);
}

/* What a function of this file that others see hands out is the source's own, called by a pointer too. */
typedef struct part {
    float (*of)(float x);
} part;
static float halved(float x)
{
    return 0.5f * x;
}
void make_half(part *m)
{
    m->of = halved;
}
static void make_none(part *m)
{
    m->of = NULL;
}
static void (*const makers[2])(part *) = {make_half, make_none};
ADC_GRADIENT(wrt(x))
float made_by_table(float x, int k)
{
    part m = {halved};
    makers[k](&m);
    return m.of(x); // error: static-address
}
