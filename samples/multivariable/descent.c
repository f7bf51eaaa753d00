/* descent.c: gradient descent as the chapter describes it (003), with generated gradients: start
   somewhere, compute the gradient, take a small step against it, repeat. */
#include "multivariable.h"
#include "multivariable.adc.h"
#include "rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static double random_between(double low, double high)
{
    return low + (high - low) * rand() / RAND_MAX;
}

static void descend_quartic(void)
{
    real x = random_between(0.5, 3), slope;
    int steps = 0;

    heading("the minimum of 3x^4 - 4x^3 - 12x^2 by gradient descent, steps of 0.01");
    printf("step          x            f           f'\n");
    for (;; steps++) {
        real f = quartic_gradient(x, &slope);
        printf("%4d %10.7f %12.7f %12.3e\n", steps, x, f, slope);
        if (fabs(slope) < 1e-9 || steps == 500)
            break;
        x -= 0.01 * slope;
    }
    number_to("the minimum is at", 2, x, 1e-10);
    number_to("with the value", -32, quartic(x), 1e-12);
}

static void descend_hill(void)
{
    real p[2] = {random_between(-0.7, -0.1), random_between(-0.5, 0.5)}, grad[2];
    int steps = 0;

    heading("the minimum of x e^(-x^2 - y^2) by gradient descent, steps of 0.4");
    printf("step          x          y            f   |gradient|\n");
    for (;; steps++) {
        real f = hill_gradient(p, grad);
        real length = sqrt(grad[0] * grad[0] + grad[1] * grad[1]);
        printf("%4d %10.7f %10.7f %12.9f %12.3e\n", steps, p[0], p[1], f, length);
        if (length < 1e-11 || steps == 500)
            break;
        for (int i = 0; i < 2; i++)
            p[i] -= 0.4 * grad[i];
    }
    from("by hand");
    number_to("the minimum is at x = -1/sqrt(2)", -sqrt(0.5), p[0], 1e-10);
    number_to("and y = 0", 0, p[1], 1e-10);
    number_to("with the value -1/sqrt(2e)", -sqrt(0.5 / exp(1)), hill(p), 1e-12);
}

int main(void)
{
    descend_quartic();
    descend_hill();
    return rows_end();
}
