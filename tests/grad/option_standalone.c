/* --standalone: the output carries the primal and what it needs; it links without the source. */
// adc: --standalone
#include "grad.h"
#include <math.h>

//@ standalone
#ifdef TEST_MAIN
double standalone(int n, const double x[n]);
double counting(double x);
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
/* a table made at the first call, and the number of calls: one for the primal and all its derivatives */
static double series(double x)
{
    static int ready = 0;
    static double table[4];
    if (!ready) {
        for (int i = 0; i < 4; i++)
            table[i] = 1.0 / (i + 1);
        ready = 1;
    }
    double s = 0;
    for (int i = 3; i >= 0; i--)
        s = s * x + table[i];
    return s;
}
ADC_GRADIENT()
ADC_ADJOINT()
double counting(double x)
{
    static int calls;
    calls++;
    return calls * series(x);
}
#endif
SCALAR(standalone, 0.5, 1.2)

#ifdef TEST_MAIN
TEST(statics_are_shared)
{
    double x = 0.5, adj = 1, grad = 0, s = 1 + x * (0.5 + x * (1.0 / 3 + x * 0.25)), d = 0.5 + x * (2.0 / 3 + x * 0.75);
    CHECK_CLOSE(counting(x), s, 1e-14);
    CHECK_CLOSE(counting_adjoint(x, &adj, 0.5), 2 * s, 1e-14);
    CHECK_CLOSE(adj, 1 + d, 1e-14);
    CHECK_CLOSE(counting_gradient(x, &grad), 3 * s, 1e-14);
    CHECK_CLOSE(grad, 3 * d, 1e-14);
    CHECK_CLOSE(counting(x), 4 * s, 1e-14);
}
#endif
