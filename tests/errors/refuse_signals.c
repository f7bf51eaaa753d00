#include <adc/adc.h>
#include <signal.h>

double caught;

static void handler(int number)
{
    (void)number;
    caught *= 2.0;
}

ADC_ADJOINT(wrt(x, caught), of(return))
double f(double x)
{
    caught = x;
    signal(SIGINT, handler); // error: unknown-function
    raise(SIGINT); // error: unknown-function
    return caught * caught;
}
