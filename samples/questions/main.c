/* main.c: what people ask about automatic differentiation (002: a forum on "Auto Differentiation",
   TensorFlow), answered in C. Writes sine.svg into a folder.

   questions [FOLDER] */
#include "questions.h"
#include "questions.adc.h"
#include "plot.h"
#include "rows.h"

#include <math.h>
#include <stdio.h>

/* "Derivative of a vector over a vector results in a matrix ... I got a vector instead." */
static void vector_valued(void)
{
    const real x[3] = {-1, 0, 2};
    real y[3], jac[3][3], x_adj[3] = {0}, ones[3] = {1, 1, 1}, sums[3];

    heading("why does a vector-valued function give a vector as gradient?");
    sines_jacobian(3, x, y, jac[0]);
    sines_adjoint(3, x, y, x_adj, ones);
    for (int j = 0; j < 3; j++)
        sums[j] = jac[0][j] + jac[1][j] + jac[2][j];
    from("by hand");
    row("the matrix: the Jacobian of y = sin(x)", SHAPE(3, 3),
        (real[]){cos(x[0]), 0, 0, 0, cos(x[1]), 0, 0, 0, cos(x[2])}, jac[0]);
    from("sums");
    row("the vector: the adjoint seeded with ones, which is the sums of the matrix's columns",
        SHAPE(3), sums, x_adj);
}

static void four_x(void)
{
    const real x[4] = {0, 1, 2, 3};
    real grad[4];

    heading("why is the gradient of y = 2 xT x equal to 4x?");
    number("y for x = (0, 1, 2, 3)", 28, twice_square_gradient(4, x, grad));
    row("gradient", SHAPE(4), (real[]){0, 4, 8, 12}, grad);
}

/* "I tried but still error", and "Even when I try to assign value to y, I got None": y is filled
   in element by element, and the curves are drawn. */
static void sine(const char *folder)
{
    enum { n = 201 };
    real x[n], y[n], x_adj[n] = {0}, ones[n], expected[2][n];
    double t[3][n];
    char file[400];
    Plot p;

    heading("sin and its derivative on -10..10, y[i] = sin(x[i]) assigned in a loop");
    from("by hand");
    for (int i = 0; i < n; i++) {
        x[i] = -10 + 0.1 * i;
        ones[i] = 1;
        expected[0][i] = sin(x[i]);
        expected[1][i] = cos(x[i]);
    }
    sines_adjoint(n, x, y, x_adj, ones);
    printf("        x     sin x    derivative\n");
    for (int i = 0; i < n; i += 20)
        printf("%9.1f %9.6f %13.6f\n", (double)x[i], (double)y[i], (double)x_adj[i]);
    rows_match("all 201 values of y", n, expected[0], y);
    rows_match("all 201 values of dy/dx = cos x", n, expected[1], x_adj);

    for (int i = 0; i < n; i++) {
        t[0][i] = x[i];
        t[1][i] = y[i];
        t[2][i] = x_adj[i];
    }
    snprintf(file, sizeof file, "%s/sine.svg", folder);
    plot_begin(&p, file, 1);
    plot_panel(&p, "The sine and its derivative by adc", "x", "y", -10, 10, -1.1, 1.1);
    plot_line(&p, "sin x", plot_red, n, t[0], t[1]);
    plot_line(&p, "its derivative", plot_green, n, t[0], t[2]);
    fact("the picture is written", plot_end(&p) == 0);
    printf("    %s\n", file);
}

static void second(void)
{
    const real x[3] = {0.5, -1, 2}, v[3] = {1, 2, -1};
    real hess[3][3], hvp[3];
    const real expected[3][3] = {{-sin(x[0]) * x[1], cos(x[0]), 0},
                                 {cos(x[0]), -sin(x[1]) * x[2], cos(x[1])},
                                 {0, cos(x[1]), 0}};
    real product[3];

    heading("second gradients: of the sum of sin(x[i]) x[i+1]");
    from("by hand");
    chain_hessian(3, x, hess[0]);
    row("Hessian", SHAPE(3, 3), expected[0], hess[0]);
    chain_hvp(3, x, v, hvp);
    for (int i = 0; i < 3; i++)
        product[i] = expected[i][0] * v[0] + expected[i][1] * v[1] + expected[i][2] * v[2];
    row("Hessian times (1, 2, -1), without the Hessian", SHAPE(3), product, hvp);
}

/* d = k a for a k that depends on a by branches only, so the gradient is d / a. */
static void branches(void)
{
    static const real scalars[] = {1.5, -1.5, 0.001, -300, 2000, -2000};
    const real up[3] = {1, -0.5, 0.25}, down[3] = {-1, 0.5, 0.25};
    char what[80];
    real grad[3];

    heading("b = 2a; while (norm(b) < 1000) b = 2b; d = sum(b) > 0 ? b : 100 b");
    from("d / a");
    for (int i = 0; i < 6; i++) {
        real d = control_flow_gradient(1, &scalars[i], grad);
        snprintf(what, sizeof what, "gradient for a = %g", (double)scalars[i]);
        number(what, d / scalars[i], grad[0]);
    }
    real k = control_flow_gradient(3, up, grad) / (up[0] + up[1] + up[2]);
    row("gradient of sum(d) for a = (1, -0.5, 0.25)", SHAPE(3), (real[]){k, k, k}, grad);
    k = control_flow_gradient(3, down, grad) / (down[0] + down[1] + down[2]);
    row("gradient of sum(d) for a = (-1, 0.5, 0.25)", SHAPE(3), (real[]){k, k, k}, grad);
}

int main(int argc, char **argv)
{
    vector_valued();
    four_x();
    sine(argc > 1 ? argv[1] : ".");
    second();
    branches();
    return rows_end();
}
