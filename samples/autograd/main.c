/* main.c: what autograd does, in C (004: element-wise operations and autograd, PyTorch). */
#include "autograd.h"
#include "autograd.adc.h"
#include "rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void numbers(void)
{
    real slope;

    heading("y = 2x^4 + x^3 + 3x^2 + 5x + 1 at x = 2");
    number("y", 63, polynomial_gradient(2, &slope));
    number("y'", 93, slope);
}

static void differences(void)
{
    static const double printed[] = {2.300000, 2.030000, 2.003000, 2.000300,
                                     2.000030, 2.000003, 2.000000};
    double slope, h = 0.1;
    int same = 1;

    heading("3x^2 - 4x at x = 1, by difference quotients and by adc");
    parabola_gradient(1, &slope);
    printf("       h   document   quotient        adc\n");
    for (int i = 0; i < 7; i++) {
        double quotient = (parabola(1 + h) - parabola(1)) / h;
        printf("%8.0e   %8.6f   %8.6f   %8.6f\n", h, printed[i], quotient, slope);
        same = same && fabs(quotient - printed[i]) <= 5.1e-7;
        h *= 0.1;
    }
    fact("the quotients are the document's, to six decimals", same);
    number("the derivative", 2, slope);
}

static void accumulation(void)
{
    const real x[4] = {0, 1, 2, 3};
    real grad[4] = {7, 7, 7, 7}; /* what it holds is the caller's: there is no "None" */

    heading("y = xT x for x = (0, 1, 2, 3)");
    number("y", 14, dot(4, x));
    from("caller");
    row("before any backward: the shadow that the caller has, untouched", SHAPE(4),
        (real[]){7, 7, 7, 7}, grad);
    from("document");
    memset(grad, 0, sizeof grad);
    dot_adjoint(4, x, grad, 1);
    row("gradient", SHAPE(4), (real[]){0, 2, 4, 6}, grad);
    from("by hand");
    dot_adjoint(4, x, grad, 1);
    row("gradients accumulate: after a second call", SHAPE(4), (real[]){0, 4, 8, 12}, grad);
    from("document");
    memset(grad, 0, sizeof grad);
    number("sum(x)", 6, sum_adjoint(4, x, grad, 1));
    row("its gradient, after zeroing", SHAPE(4), (real[]){1, 1, 1, 1}, grad);
}

static void vectors(void)
{
    const real x[3] = {0, 1, 2};
    real y[3], v[3] = {1, 1, 1}, grad[3] = {0};

    heading("y = x * x for x = (0, 1, 2), backward with v = (1, 1, 1)");
    square_adjoint(3, x, y, grad, v);
    row("JT v", SHAPE(3), (real[]){0, 2, 4}, grad);
    from("by hand");
    row("v is consumed", SHAPE(3), (real[]){0, 0, 0}, v);
}

static void two_vectors(void)
{
    const real a[2] = {2, 3}, b[2] = {6, 4}, w[2] = {0.5, -2};
    real Q[2], v[2] = {1, 1}, a_grad[2] = {0}, b_grad[2] = {0}, Q_a[4], Q_b[4];

    heading("Q = 3a^3 - b^2 for a = (2, 3), b = (6, 4), backward with v = (1, 1)");
    cubes_adjoint(2, a, b, Q, a_grad, b_grad, v);
    row("JT v with respect to a", SHAPE(2), (real[]){36, 81}, a_grad);
    row("JT v with respect to b", SHAPE(2), (real[]){-12, -8}, b_grad);
    cubes_jacobian(2, a, b, Q, Q_a, Q_b);
    row("Jacobian with respect to a: diag(9a^2)", SHAPE(2, 2), (real[]){36, 0, 0, 81}, Q_a);
    row("Jacobian with respect to b: diag(-2b)", SHAPE(2, 2), (real[]){-12, 0, 0, -8}, Q_b);
    printf("(the document writes -3b^2 once where it differentiates -b^2)\n");

    memcpy(v, w, sizeof v);
    memset(a_grad, 0, sizeof a_grad);
    memset(b_grad, 0, sizeof b_grad);
    cubes_adjoint(2, a, b, Q, a_grad, b_grad, v);
    from("Jacobian");
    row("JT v for v = (0.5, -2), with respect to a", SHAPE(2),
        (real[]){Q_a[0] * w[0] + Q_a[2] * w[1], Q_a[1] * w[0] + Q_a[3] * w[1]}, a_grad);
    row("JT v for v = (0.5, -2), with respect to b", SHAPE(2),
        (real[]){Q_b[0] * w[0] + Q_b[2] * w[1], Q_b[1] * w[0] + Q_b[3] * w[1]}, b_grad);
}

int main(void)
{
    numbers();
    differences();
    accumulation();
    vectors();
    two_vectors();
    return rows_end();
}
