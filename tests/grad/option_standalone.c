/* --standalone: the output carries the primal and what it needs; it links without the source. */
// adc: --standalone
#include "grad.h"
#include <math.h>

//@ standalone
#ifdef TEST_MAIN
double standalone(int n, const double x[n]);
#else
static const double weights[3] = {0.5, 1.0, 2.0};
enum { COUNT = 3 };
struct so_acc {
    double sum;
};
static void so_add(struct so_acc *a, double v)
{
    a->sum += v * v;
}
KINDS()
double standalone(int n, const double x[n])
{
    struct so_acc a = {0};
    for (int i = 0; i < COUNT; i++)
        so_add(&a, weights[i] * x[i % n]);
    return sqrt(a.sum);
}
#endif
SCALAR(standalone, 0.5, 1.2)
