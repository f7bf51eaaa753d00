#include <adc/adc.h>
#include <pthread.h>
#include <threads.h>

static void *square(void *p)
{
    double *v = p;
    *v *= *v;
    return 0;
}

ADC_GRADIENT()
double f(double x)
{
    pthread_t t;
    double v = x;
    pthread_create(&t, 0, square, &v); // error: unknown-function
    pthread_join(t, 0);
    return v;
}

static int cube(void *p)
{
    double *v = p;
    *v *= *v * *v;
    return 0;
}

ADC_GRADIENT()
double g(double x)
{
    thrd_t t;
    double v = x;
    thrd_create(&t, cube, &v); // error: unknown-function
    thrd_join(t, 0);
    return v;
}
