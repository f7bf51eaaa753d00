/* newton.c: Newton's method as the chapter describes it (003): find the best quadratic, minimise
   it exactly, repeat. Gradients and Hessians are generated. */
#include "multivariable.h"
#include "multivariable.adc.h"
#include "rows.h"

#include <math.h>
#include <stdio.h>

static void minimise_quartic(void)
{
    real x = 3, slope, curvature;

    heading("the minimum of 3x^4 - 4x^3 - 12x^2 by Newton's method");
    printf("step                  x                    f           f'         f''\n");
    for (int step = 0; step < 8; step++) {
        real f = quartic_gradient(x, &slope);
        quartic_hessian(x, &curvature);
        printf("%4d %18.15f %20.15f %12.3e %11.6f\n", step, x, f, slope, curvature);
        x -= slope / curvature;
    }
    number("the minimum is at", 2, x);
    number("with the value", -32, quartic(x));
}

static void minimise_hill(void)
{
    real p[2] = {-0.6, 0.25}, grad[2], hess[2][2];

    heading("the minimum of x e^(-x^2 - y^2) by Newton's method");
    printf("step                  x                   y                   f   |gradient|\n");
    for (int step = 0; step < 8; step++) {
        real f = hill_gradient(p, grad);
        hill_hessian(p, hess[0]);
        printf("%4d %18.15f %19.15f %19.15f %12.3e\n", step, p[0], p[1], f,
               sqrt(grad[0] * grad[0] + grad[1] * grad[1]));
        real det = hess[0][0] * hess[1][1] - hess[0][1] * hess[1][0];
        p[0] -= (hess[1][1] * grad[0] - hess[0][1] * grad[1]) / det;
        p[1] -= (hess[0][0] * grad[1] - hess[1][0] * grad[0]) / det;
    }
    from("by hand");
    number("the minimum is at x = -1/sqrt(2)", -sqrt(0.5), p[0]);
    number("and y = 0", 0, p[1]);
    number("with the value -1/sqrt(2e)", -sqrt(0.5 / exp(1)), hill(p));
}

int main(void)
{
    minimise_quartic();
    minimise_hill();
    return rows_end();
}
