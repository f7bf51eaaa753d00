/* main.c: factors a matrix of rank 2 by gradient descent on ||X - U V||^2. The matrix type is our
   own (matrix.h); adc differentiates through it by what is declared there. */
#include "factor.h"
#include "factor.adc.h"
#include "rows.h"

#include <math.h>
#include <stdio.h>

enum { n = 4, m = 5, rank = 2 };

static Matrix filled(int rows, int columns, double phase)
{
    Matrix x = matrix_new(rows, columns);
    for (int i = 0; i < rows * columns; i++)
        x.a[i] = sin(phase + 1.7 * i);
    return x;
}

static Matrix difference(Matrix x, Matrix y)
{
    Matrix d = matrix_new(x.rows, x.columns);
    for (int i = 0; i < x.rows * x.columns; i++)
        d.a[i] = x.a[i] - y.a[i];
    return d;
}

static void scale(Matrix x, double factor)
{
    for (int i = 0; i < x.rows * x.columns; i++)
        x.a[i] *= factor;
}

static double inner(Matrix x, Matrix y)
{
    double sum = 0.0;
    for (int i = 0; i < x.rows * x.columns; i++)
        sum += x.a[i] * y.a[i];
    return sum;
}

static void check(Matrix X, Matrix U, Matrix V)
{
    Matrix U_grad = matrix_zeros_like(U), V_grad = matrix_zeros_like(V);
    Matrix U_hand = matrix_zeros_like(U), V_hand = matrix_zeros_like(V);
    Matrix U_dir = filled(n, rank, 5.0), V_dir = filled(rank, m, 6.0);
    double slope;

    heading("the gradient of ||X - U V||^2");
    from("by hand");
    distance_gradient(X, U, V, &U_grad, &V_grad);
    Matrix rest = difference(X, matrix_multiply(U, V));
    scale(rest, -2.0);
    matrix_multiply_to(U_hand, rest, V, Y_TRANSPOSED);
    matrix_multiply_to(V_hand, U, rest, X_TRANSPOSED);
    row("with respect to U: -2 (X - U V) VT", SHAPE(n, rank), U_hand.a, U_grad.a);
    row("with respect to V: -2 UT (X - U V)", SHAPE(rank, m), V_hand.a, V_grad.a);
    from("gradient");
    distance_tangent(X, U, V, &U_dir, &V_dir, &slope);
    number("in a direction, by the tangent", inner(U_grad, U_dir) + inner(V_grad, V_dir), slope);
}

static void descend(Matrix X, Matrix U, Matrix V)
{
    Matrix U_grad = matrix_zeros_like(U), V_grad = matrix_zeros_like(V);
    double value = distance_gradient(X, U, V, &U_grad, &V_grad);

    heading("gradient descent");
    printf("step  ||X - U V||^2\n%4d  %.6e\n", 0, value);
    for (int step = 1; step <= 500 && value > 1e-22; step++) {
        int mark = matrix_mark();
        for (int i = 0; i < n * rank; i++)
            U.a[i] -= 0.05 * U_grad.a[i];
        for (int i = 0; i < rank * m; i++)
            V.a[i] -= 0.05 * V_grad.a[i];
        value = distance_gradient(X, U, V, &U_grad, &V_grad);
        if (step % 10 == 0)
            printf("%4d  %.6e\n", step, value);
        matrix_release(mark);
    }
    fact("X is found", value < 1e-20);
}

int main(void)
{
    Matrix X = matrix_multiply(filled(n, rank, 1.0), filled(rank, m, 2.0));
    Matrix U = filled(n, rank, 3.0), V = filled(rank, m, 4.0);
    check(X, U, V);
    descend(X, U, V);
    matrix_release(0);
    return rows_end();
}
