/* Size: parameters, nests, recursion, iterations. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

//@ million_iterations
ADC_GRADIENT()
double million(int n, double a, double b)
{
    double x = 1.0;
    for (int i = 0; i < n; i++)
        x += 1e-6 * (a - b * x * x);
    return x;
}
ADC_GRADIENT()
double million_while(double a, double b)
{
    double x = 1.0;
    while (x < a)
        x += 1e-6 * (b + sin(x));
    return x * b;
}
#ifdef TEST_MAIN
TEST(million_iterations)
{
    double a = 2.3, b = 0.7, ga, gb;
    CHECK_EXACT(million_gradient(1000000, a, b, &ga, &gb), million(1000000, a, b));
    CHECK_CLOSE(ga, DIFF(a, million(1000000, a, b)), 1e-7);
    CHECK_CLOSE(gb, DIFF(b, million(1000000, a, b)), 1e-7);
    CHECK_EXACT(million_while_gradient(2.0, 0.7, &ga, &gb), million_while(2.0, 0.7));
    CHECK_EXACT(ga, 0);
}
#endif

//@ deep_recursion
static double down(double a, int k)
{
    if (k == 0)
        return a;
    double t = down(a * 0.9999, k - 1);
    return t + 1e-4 * a * t;
}
ADC_GRADIENT()
double deep(double a, int k)
{
    return down(a, k);
}
#ifdef TEST_MAIN
TEST(deep_recursion)
{
    double a = 0.8, g;
    CHECK_EXACT(deep_gradient(a, 20000, &g), deep(a, 20000));
    CHECK_CLOSE(g, DIFF(a, deep(a, 20000)), 1e-8);
}
#endif

//@ nest8
ADC_GRADIENT()
double nest8(double a, double b)
{
    double v = a;
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            for (int k = 0; k < 2; k++)
                for (int l = 0; l < 2; l++)
                    for (int m = 0; m < 2; m++)
                        for (int o = 0; o < 2; o++)
                            for (int p = 0; p < 2; p++)
                                for (int q = 0; q < 2; q++)
                                    v = 0.5 * v + 0.1 * sin(v * b) + 0.01 * (i + j + k + l + m + o + p + q);
    return v;
}
#ifdef TEST_MAIN
TEST(nest8)
{
    double a = 0.8, b = 1.3, ga, gb;
    CHECK_EXACT(nest8_gradient(a, b, &ga, &gb), nest8(a, b));
    CHECK_SCALED(ga, DIFF(a, nest8(a, b)), 1e-9, 1e-3);
    CHECK_CLOSE(gb, DIFF(b, nest8(a, b)), 1e-8);
}
#endif

//@ many_branches
KINDS()
double many_branches(int n, const double x[n])
{
    double v = x[0];
    for (int i = 0; i < 200; i++) {
        if (v > 0.9)
            v -= 0.31 * x[1];
        else if (v < 0.2)
            v += 0.4;
        else
            v = v * 1.1 + 0.01 * x[1];
        if (i % 3 == 0)
            v *= 0.99;
    }
    return v;
}
#ifdef TEST_MAIN
TEST(many_branches)
{
    double x[2] = {0.3, 1.1}, g[2];
    CHECK_EXACT(many_branches_gradient(2, x, g), many_branches(2, x));
    /* piecewise linear: a tiny step is exact unless a branch flips */
    for (int i = 0; i < 2; i++)
        CHECK_SCALED(g[i], DIFF_STEP(x[i], many_branches(2, x), 1e-12), 1e-2, 1.0);
}
#endif

//@ negative_trips
/* Any int is a trip count: two negative ones keep nothing, not their product. */
ADC_GRADIENT()
double negative_trips(int n, int m, int k, double x)
{
    for (int i = 0; i < n; i++)
        for (int j = 1; j < m; j++)
            for (int l = k; l >= 0; l--)
                x += 0.1 * sin(x);
    return x;
}
#ifdef TEST_MAIN
TEST(negative_trips)
{
    double x = 0.7, g;
    const int few[3] = {-2147483647 - 1, -3, 2};
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            for (int l = 0; l < 3; l++) {
                CHECK_EXACT(negative_trips_gradient(few[i], few[j], few[l], x, &g), negative_trips(few[i], few[j], few[l], x));
                CHECK_CLOSE(g, DIFF(x, negative_trips(few[i], few[j], few[l], x)), 1e-8);
            }
}
#endif
