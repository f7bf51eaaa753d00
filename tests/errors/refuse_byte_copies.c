#include <adc/adc.h>
#include <string.h>

typedef struct Point {
    double x;
    int tag;
} Point;

static void swap(void *a, void *b, size_t n)
{
    unsigned char t[64];
    memcpy(t, a, n); // error: copy-type
    memcpy(a, b, n);
    memcpy(b, t, n); // error: copy-type
}

static void copy(void *to, const void *from, size_t n)
{
    const char *f = from;
    char *t = to;
    for (size_t i = 0; i < n; i++)
        t[i] = f[i]; // error: reinterpreted
}

ADC_GRADIENT()
double swapped(double x, double y)
{
    double a = x * x, b = y;
    swap(&a, &b, sizeof a);
    return a * a * b;
}

ADC_GRADIENT()
double copied(double x)
{
    Point p = {x * x, 1}, q;
    copy(&q, &p, sizeof p);
    return q.x * q.tag;
}
