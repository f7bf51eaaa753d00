#include <adc/adc.h>
#include <math.h>

/* jumps with two entries around a variable array */
ADC_GRADIENT()
double f(int n, const double x[n])
{
    double s = x[0];
    if (n & 1)
        goto odd;
even:
    s += 1;
odd:
    s *= 1.5;
    double w[n]; // error: goto-vla
    for (int i = 0; i < n; i++)
        w[i] = x[i] * s;
    if (w[0] < 10)
        goto even;
    if (w[n - 1] < 20)
        goto odd;
    return s;
}

/* the same with an array of constant size is fine, and a variable one left by goto too */
ADC_GRADIENT()
double g(int n, const double x[n])
{
    double s = x[0];
    if (n & 1)
        goto odd;
even:
    s += 1;
odd:
    s *= 1.5;
    double w[3] = {s, x[0]};
    w[2] = w[0] * w[1];
    if (w[2] < 10)
        goto even;
    if (w[2] < 20)
        goto odd;
    {
        double v[n];
        for (int i = 0; i < n; i++) {
            v[i] = x[i] * s;
            if (v[i] > 1e6)
                goto out;
        }
        s += sin(v[n - 1]);
    }
out:
    return s;
}
