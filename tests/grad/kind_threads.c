/* Generated code is reentrant: several threads, and from within itself. */
// cflags: -pthread
#include "grad.h"
#include <math.h>
#ifdef TEST_MAIN
#include <pthread.h>
#endif

//@ threads
static double th_rec(double a, int k)
{
    return k ? sin(a * th_rec(a, k - 1)) + a : a;
}
ADC_GRADIENT()
double th(int n, const double x[n])
{
    double s = 1;
    int i = 0;
    while (i < 200 && s < 1e6) {
        s = 0.5 * s * x[i % n] + cos(s) + th_rec(x[0], 3);
        i++;
    }
    return s;
}
#ifdef TEST_MAIN
static void *th_run(void *arg)
{
    double *out = arg;
    double x[2] = {out[0], 0.4};
    for (int i = 0; i < 20; i++)
        th_gradient(2, x, out + 1);
    return NULL;
}
TEST(threads)
{
    pthread_t t[4];
    double out[4][3], x[2] = {0, 0.4}, g[2];
    for (int i = 0; i < 4; i++) {
        out[i][0] = 0.3 + 0.1 * i;
        pthread_create(&t[i], NULL, th_run, out[i]);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(t[i], NULL);
        x[0] = 0.3 + 0.1 * i;
        th_gradient(2, x, g);
        CHECK_SAME(g, out[i] + 1, sizeof g);
        CHECK_SCALED(g[0], DIFF(x[0], th(2, x)), 1e-7, 1.0);
    }
}
#endif
