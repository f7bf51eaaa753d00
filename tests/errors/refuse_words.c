/* Structs with reals that are swapped by words, and allocated reals whose bits are looked at. */
#include <adc/adc.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct {
    double v;
    int k;
} item;

static void swap_items(item *a, item *b)
{
    long *p = (long *)a, *q = (long *)b;
    for (unsigned i = 0; i < sizeof(item) / sizeof(long); i++) {
        long t = p[i]; // error: reinterpreted
        p[i] = q[i];   // error: reinterpreted
        q[i] = t;      // error: reinterpreted
    }
}
ADC_GRADIENT()
double declared(double x)
{
    item a = {x * x, 1}, b = {x, 2};
    swap_items(&a, &b);
    return 3 * a.v + b.v;
}

static void swap_words(void *a, void *b, size_t n)
{
    long *p = a, *q = b;
    while (n) {
        long t = *p; // error: reinterpreted
        *p++ = *q;   // error: reinterpreted
        *q++ = t;    // error: reinterpreted
        n -= sizeof t;
    }
}
ADC_GRADIENT()
double allocated(double x)
{
    item *a = malloc(2 * sizeof *a);
    a[0] = (item){x * x, 1};
    a[1] = (item){x, 2};
    swap_words(a, a + 1, sizeof *a);
    double r = 3 * a[0].v + a[1].v;
    free(a);
    return r;
}

ADC_TANGENT()
double sign(double x)
{
    double *a = malloc(sizeof *a);
    *a = x * x - 3;
    ((uint64_t *)a)[0] &= ~(UINT64_C(1) << 63); // error: reinterpreted
    double r = *a * x;
    free(a);
    return r;
}

/* The same as structs, and as what a union has beside the real. */
typedef struct {
    long w[2];
} words;
ADC_GRADIENT()
double by_structs(double x)
{
    item a = {x * x, 1}, b = {x, 2};
    words *p = (words *)&a, *q = (words *)&b;
    words t = *p; // error: reinterpreted
    *p = *q;      // error: reinterpreted
    *q = t;       // error: reinterpreted
    return 3 * a.v + b.v;
}

struct halves {
    uint32_t low, high;
};
ADC_TANGENT()
double by_halves(double x)
{
    double y = x * x - 3, *z = malloc(sizeof *z);
    struct halves *q = (struct halves *)&y, *r = (struct halves *)z; // error: reinterpreted
    *z = x;
    q->high &= 0x7fffffff; // error: reinterpreted
    r->high &= 0x7fffffff;
    double s = y * *z;
    free(z);
    return s;
}

union bits {
    double real;
    uint64_t word;
};
ADC_GRADIENT()
double by_union(double x)
{
    double y = x * x - 3;
    ((union bits *)&y)->word &= ~(UINT64_C(1) << 63); // error: reinterpreted
    return ((union bits *)&y)->real * x; // error: union
}

/* The same behind a void *, of memory that the caller has for reals; handed on, too. */
static void swap_two(void *a, void *b)
{
    unsigned long long *p = a, *q = b, t = *p; // error: reinterpreted
    *p = *q; // error: reinterpreted
    *q = t;
}
static void swap_at(void *all, int i, int k)
{
    double *v = all;
    swap_two(v + i, v + k);
}
ADC_GRADIENT()
double handed_on(double x)
{
    double *a = malloc(2 * sizeof *a);
    a[0] = x * x;
    a[1] = x;
    swap_at(a, 0, 1);
    double r = 3 * a[0] + a[1];
    free(a);
    return r;
}

static void reverse(void *p, int n)
{
    long *w = p;
    for (int i = 0; i < n / 2; i++) {
        w[i] ^= w[n - 1 - i]; // error: reinterpreted
        w[n - 1 - i] ^= w[i];
        w[i] ^= w[n - 1 - i];
    }
}
ADC_ADJOINT(wrt(x))
double reversed(int n, const double x[n])
{
    double *a = malloc(n * sizeof *a), r = 0;
    for (int i = 0; i < n; i++)
        a[i] = x[i] * x[i];
    reverse(a, n);
    for (int i = 0; i < n; i++)
        r += i * a[i];
    free(a);
    return r;
}
