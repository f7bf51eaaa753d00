/* main.c: Jacobians of matrix functions, of shape shape(of) x shape(wrt), and the gradients that
   they sum up to (001: "Gradient and Jacobian", TensorFlow). */
#include "jacobians.h"
#include "jacobians.adc.h"
#include "rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What the document does by hand: the sum of each column of a Jacobian is an element of the
   gradient. The gradient comes from the adjoint, seeded with ones. */
static void column_sums(const int *shape, int outputs, const real *jac, const real *gradient)
{
    int inputs = 1;
    for (const int *s = shape; *s; s++)
        inputs *= *s;
    real sums[inputs];
    memset(sums, 0, sizeof sums);
    for (int o = 0; o < outputs; o++)
        for (int i = 0; i < inputs; i++)
            sums[i] += jac[o * inputs + i];
    from("gradient");
    row("its column sums", shape, gradient, sums);
    from("document");
}

static void vectors(void)
{
    const real x[1][2] = {{1, 2}}, y[1][2] = {{3, 4}}, x2[1][2] = {{1, 3}};
    const real ones[1][2] = {{1, 1}};
    real z[1][1], z_x[2], z_y[2], x_adj[1][2] = {{0}}, y_adj[1][2] = {{0}}, z_adj[1][1] = {{1}};

    heading("z = x yT for x = [[1, 2]], y = [[3, 4]]");
    inner_jacobian(2, x, y, z, z_x, z_y);
    row("z", SHAPE(1, 1), (real[]){11}, z[0]);
    inner_adjoint(2, x, y, z, x_adj, y_adj, z_adj);
    row("Jacobian with respect to x", SHAPE(1, 1, 1, 2), (real[]){3, 4}, z_x);
    column_sums(SHAPE(1, 2), 1, z_x, x_adj[0]);
    row("Jacobian with respect to y", SHAPE(1, 1, 1, 2), (real[]){1, 2}, z_y);
    column_sums(SHAPE(1, 2), 1, z_y, y_adj[0]);

    real v[1][2], v_x[4], seed[1][2];
    heading("y = x * x for x = [[1, 2]]");
    square_jacobian(2, x, v, v_x);
    row("y", SHAPE(1, 2), (real[]){1, 4}, v[0]);
    memcpy(seed, ones, sizeof seed);
    memset(x_adj, 0, sizeof x_adj);
    square_adjoint(2, x, v, x_adj, seed);
    row("gradient", SHAPE(1, 2), (real[]){2, 4}, x_adj[0]);
    row("Jacobian", SHAPE(1, 2, 1, 2), (real[]){2, 0, 0, 4}, v_x);
    column_sums(SHAPE(1, 2), 2, v_x, x_adj[0]);

    heading("y = a x for a = 3, x = [[1, 3]]");
    scale_jacobian(2, 3, x2, v, v_x);
    memcpy(seed, ones, sizeof seed);
    memset(x_adj, 0, sizeof x_adj);
    scale_adjoint(2, 3, x2, v, x_adj, seed);
    row("gradient", SHAPE(1, 2), (real[]){3, 3}, x_adj[0]);
    row("Jacobian", SHAPE(1, 2, 1, 2), (real[]){3, 0, 0, 3}, v_x);
    column_sums(SHAPE(1, 2), 2, v_x, x_adj[0]);
}

static void matrix_times_vector(void)
{
    const real W[3][3] = {{1, 2, 3}, {-1, 3, 2}, {2, 3, 1}}, x[3][1] = {{4}, {5}, {6}};
    real f[3][1], f_W[3][3][3], f_x[3][3], W_adj[3][3] = {{0}}, x_adj[3][1] = {{0}};
    real seed[3][1] = {{1}, {1}, {1}};
    real expected[3][3][3] = {{{0}}};

    heading("f = W x");
    matmul_jacobian(3, 3, 1, W, x, f, f_W[0][0], f_x[0]);
    row("f", SHAPE(3, 1), (real[]){32, 23, 29}, f[0]);
    matmul_adjoint(3, 3, 1, W, x, f, W_adj, x_adj, seed);
    row("gradient with respect to W", SHAPE(3, 3), (real[]){4, 5, 6, 4, 5, 6, 4, 5, 6}, W_adj[0]);
    row("gradient with respect to x", SHAPE(3, 1), (real[]){2, 8, 6}, x_adj[0]);
    row("Jacobian with respect to x", SHAPE(3, 1, 3, 1), W[0], f_x[0]);
    column_sums(SHAPE(3, 1), 3, f_x[0], x_adj[0]);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            expected[i][i][j] = x[j][0];
    row("Jacobian with respect to W", SHAPE(3, 1, 3, 3), expected[0][0], f_W[0][0]);
    column_sums(SHAPE(3, 3), 3, f_W[0][0], W_adj[0]);
}

static void matrix_times_matrix(void)
{
    const real A[2][2] = {{1, 2}, {3, 4}}, B[2][2] = {{5, 6}, {7, 8}};
    real C[2][2], C_A[2][2][2][2], C_B[2][2][2][2], A_adj[2][2] = {{0}}, B_adj[2][2] = {{0}};
    real seed[2][2] = {{1, 1}, {1, 1}};
    real expected[2][2][2][2] = {{{{0}}}};

    heading("C = A B");
    matmul_jacobian(2, 2, 2, A, B, C, C_A[0][0][0], C_B[0][0][0]);
    row("C", SHAPE(2, 2), (real[]){19, 22, 43, 50}, C[0]);
    matmul_adjoint(2, 2, 2, A, B, C, A_adj, B_adj, seed);
    row("gradient with respect to A", SHAPE(2, 2), (real[]){11, 15, 11, 15}, A_adj[0]);
    row("gradient with respect to B", SHAPE(2, 2), (real[]){4, 4, 6, 6}, B_adj[0]);
    row("Jacobian with respect to A", SHAPE(2, 2, 2, 2),
        (real[]){5, 7, 0, 0, 6, 8, 0, 0, 0, 0, 5, 7, 0, 0, 6, 8}, C_A[0][0][0]);
    column_sums(SHAPE(2, 2), 4, C_A[0][0][0], A_adj[0]);
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            for (int k = 0; k < 2; k++)
                expected[i][j][k][j] = A[i][k];
    row("Jacobian with respect to B", SHAPE(2, 2, 2, 2), expected[0][0][0], C_B[0][0][0]);
    column_sums(SHAPE(2, 2), 4, C_B[0][0][0], B_adj[0]);
}

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

enum { rows = 64, n = 4 };

static void small_batch(void)
{
    const real W[2][2] = {{1, 2}, {-1, 0.5}}, x[3][2] = {{0.1, 0.2}, {-0.3, 0.5}, {0.5, 0}};
    real y[3][2], blocks[3][2][2], whole[3][2][3][2], expected[3][2][2];
    real x_adj[3][2] = {{0}}, seed[3][2] = {{1, 1}, {1, 1}, {1, 1}}, sums[3][2];

    heading("batch Jacobian: y[b,:] = tanh(W x[b,:]), a block of 2 x 2 for each b");
    from("by hand");
    layer_jacobian(3, 2, W, x, y, blocks[0][0]);
    layer_whole(3, 2, W, x, y, whole[0][0][0]);
    layer_adjoint(3, 2, W, x, y, x_adj, seed);
    for (int b = 0; b < 3; b++)
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 2; j++) {
                double t = tanh((double)W[i][0] * x[b][0] + (double)W[i][1] * x[b][1]);
                expected[b][i][j] = (1 - t * t) * W[i][j];
                sums[b][j] = blocks[b][0][j] + blocks[b][1][j];
            }
    row("dy[b,i]/dx[b,j] = (1 - y[b,i]^2) W[i,j]", SHAPE(3, 2, 2), expected[0][0], blocks[0][0]);
    from("gradient");
    row("its column sums", SHAPE(3, 2), x_adj[0], sums[0]);
    column_sums(SHAPE(3, 2), 6, whole[0][0][0], x_adj[0]);
}

/* The blocks take as many sweeps as one row has elements; the whole Jacobian that many for each
   row, and all but the blocks of what they find is zero. */
static void large_batch(void)
{
    static real W[n][n], x[rows][n], y[rows][n], blocks[rows][n][n], diagonal[rows][n][n];
    static real whole[rows][n][rows][n];
    real outside = 0;
    double best[2] = {HUGE_VAL, HUGE_VAL};

    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            W[i][j] = sin(1.0 + n * i + j);
    for (int b = 0; b < rows; b++)
        for (int j = 0; j < n; j++)
            x[b][j] = cos(1.0 + n * b + j);
    for (int round = 0; round < 5; round++) {
        double start = seconds();
        for (int i = 0; i < 200; i++)
            layer_jacobian(rows, n, (const real(*)[n])W, (const real(*)[n])x, y, blocks[0][0]);
        double middle = seconds();
        for (int i = 0; i < 10; i++)
            layer_whole(rows, n, (const real(*)[n])W, (const real(*)[n])x, y, whole[0][0][0]);
        best[0] = fmin(best[0], (middle - start) / 200);
        best[1] = fmin(best[1], (seconds() - middle) / 10);
    }
    for (int b = 0; b < rows; b++)
        for (int i = 0; i < n; i++)
            for (int c = 0; c < rows; c++)
                for (int j = 0; j < n; j++)
                    if (b == c)
                        diagonal[b][i][j] = whole[b][i][c][j];
                    else
                        outside = fmax(outside, fabs(whole[b][i][c][j]));
    printf("\n-- %d rows of %d: blocks alone %.1f us, whole Jacobian %.1f us\n", rows, n,
           1e6 * best[0], 1e6 * best[1]);
    fact("the blocks are those of the whole Jacobian", !memcmp(blocks, diagonal, sizeof blocks));
    fact("which is zero outside of them", outside == 0);
    fact("and takes more than 10 times as long", best[1] > 10 * best[0]);
}

int main(void)
{
    vectors();
    matrix_times_vector();
    matrix_times_matrix();
    small_batch();
    large_batch();
    return rows_end();
}
