/* main.c: the documents 000, 001 and 004 once more, with tensors (<adc/tensor.h>): written as in
   NumPy, differentiated like any other C. */
#include "tensors.h"
#include "tensors.adc.h"
#include "rows.h"

/* The arrays of the documents as tensors: views, nothing is copied. */
#define TENSOR(array, ...) adc_wrap(array, ADC_SHAPE(__VA_ARGS__))

static const double ones[6] = {1, 1, 1, 1, 1, 1};

static void higher(void)
{
    const double x[3] = {2, 3, 4}, y[3] = {-1, 2, -4}, z[6] = {2, -1, 3, 2, 4, -4};
    adc_tensor X = TENSOR(x, 3, 1), Y = TENSOR(y, 3, 1), Z = TENSOR(z, 3, 2),
               V = TENSOR(ones, 3, 2);
    adc_tensor x_grad = adc_zeros_like(X), y_grad = adc_zeros_like(Y), z_grad = adc_zeros_like(Z);
    adc_tensor z_hvp = adc_zeros_like(Z);

    heading("u = 3 x*x + 2 x*y + y*y (000)");
    number("sum(u)", 9 + 43 + 32, sum_u_gradient(X, Y, &x_grad, &y_grad));
    row("gradient of sum(u) with respect to x", SHAPE(3, 1), (double[]){10, 22, 16}, x_grad.data);
    row("gradient of sum(u) with respect to y", SHAPE(3, 1), (double[]){2, 10, 0}, y_grad.data);
    sum_of_columns_gradient(Z, &z_grad);
    row("gradient with respect to z, of the columns z[:,0], z[:,1]", SHAPE(3, 2),
        (double[]){10, 2, 22, 10, 16, 0}, z_grad.data);
    sum_of_columns_hvp(Z, &V, &z_hvp);
    row("gradient of the sum of that: the Hessian times ones", SHAPE(3, 2),
        (double[]){8, 4, 8, 4, 8, 4}, z_hvp.data);
}

static void products(void)
{
    const double W[9] = {1, 2, 3, -1, 3, 2, 2, 3, 1}, x[3] = {4, 5, 6};
    const double a[4] = {1, 2, 3, 4}, b[4] = {5, 6, 7, 8};
    adc_tensor A = TENSOR(a, 2, 2), B = TENSOR(b, 2, 2), X = TENSOR(x, 3, 1), M = TENSOR(W, 3, 3);
    adc_tensor M_adj = adc_zeros_like(M), X_adj = adc_zeros_like(X), seed = adc_ones_like(X);
    adc_tensor A_adj = adc_zeros_like(A), B_adj = adc_zeros_like(B), seed2 = adc_ones_like(A);
    double C[4], C_A[16], C_B[16];

    heading("f = W x (001)");
    row("f", SHAPE(3, 1), (double[]){32, 23, 29},
        product_adjoint(M, X, &M_adj, &X_adj, &seed).data);
    row("gradient with respect to W", SHAPE(3, 3), (double[]){4, 5, 6, 4, 5, 6, 4, 5, 6},
        M_adj.data);
    row("gradient with respect to x", SHAPE(3, 1), (double[]){2, 8, 6}, X_adj.data);

    heading("C = A B (001)");
    row("C", SHAPE(2, 2), (double[]){19, 22, 43, 50},
        product_adjoint(A, B, &A_adj, &B_adj, &seed2).data);
    row("gradient with respect to A", SHAPE(2, 2), (double[]){11, 15, 11, 15}, A_adj.data);
    row("gradient with respect to B", SHAPE(2, 2), (double[]){4, 4, 6, 6}, B_adj.data);
    product_to_jacobian(A, B, C, C_A, C_B);
    row("Jacobian with respect to A", SHAPE(2, 2, 2, 2),
        (double[]){5, 7, 0, 0, 6, 8, 0, 0, 0, 0, 5, 7, 0, 0, 6, 8}, C_A);
    row("Jacobian with respect to B", SHAPE(2, 2, 2, 2),
        (double[]){1, 0, 2, 0, 0, 1, 0, 2, 3, 0, 4, 0, 0, 3, 0, 4}, C_B);
}

static void backward(void)
{
    const double a[2] = {2, 3}, b[2] = {6, 4};
    adc_tensor A = TENSOR(a, 2), B = TENSOR(b, 2), A_adj = adc_zeros_like(A);
    adc_tensor B_adj = adc_zeros_like(B);

    heading("Q = 3a^3 - b^2, backward with v = (1, 1) (004)");
    for (int call = 0; call < 2; call++) {
        adc_tensor v = adc_ones_like(A);
        adc_tensor Q = cubes_adjoint(A, B, &A_adj, &B_adj, &v);
        if (call == 0) {
            row("Q", SHAPE(2), (double[]){-12, 65}, Q.data);
            row("JT v with respect to a", SHAPE(2), (double[]){36, 81}, A_adj.data);
            row("JT v with respect to b", SHAPE(2), (double[]){-12, -8}, B_adj.data);
        }
    }
    row("gradients accumulate: a's after a second call", SHAPE(2), (double[]){72, 162}, A_adj.data);
}

int main(void)
{
    adc_mark mark = adc_arena_mark();
    higher();
    products();
    backward();
    adc_arena_release(mark);
    return rows_end();
}
