#include <adc/adc.h>
#include <stdlib.h>
#include <string.h>

struct blob {
    int n;
    double aligned;
    char data[32];
};

ADC_GRADIENT()
double by_assignment(double x)
{
    struct blob a, b;
    *(double *)a.data = x * x;
    b = a; // error: copy-type
    return *(double *)b.data;
}

static struct blob made(double x)
{
    struct blob r = {0};
    *(double *)r.data = x * x;
    return r; // error: copy-type
}

ADC_GRADIENT()
double by_value(double x)
{
    struct blob a = made(x); // error: copy-type
    return *(double *)a.data;
}

ADC_GRADIENT()
double by_memcpy(double x)
{
    char *b = malloc(64), *c = malloc(64);
    double *p = (double *)b, *q = (double *)c;
    p[0] = x * x;
    memcpy(c, b, 64); // error: copy-type
    double r = q[0];
    free(b);
    free(c);
    return r;
}

ADC_GRADIENT()
double by_realloc(double x)
{
    char *b = malloc(8);
    double *p = (double *)b;
    p[0] = x * x;
    b = realloc(b, 64); // error: copy-type
    p = (double *)b;
    double r = p[0];
    free(b);
    return r;
}
