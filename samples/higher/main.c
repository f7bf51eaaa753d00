/* main.c: higher derivatives with respect to vectors and matrices (000: "Higher derivatives with
   respect to multi-dimensional tensors", TensorFlow). */
#include "higher.h"
#include "higher.adc.h"
#include "rows.h"

#include <stdio.h>
#include <string.h>

enum { n = 3 };

static const real x[n] = {2, 3, 4}, y[n] = {-1, 2, -4};
static const real z[n][2] = {{2, -1}, {3, 2}, {4, -4}}; /* x and y side by side */
static const real ones[n][2] = {{1, 1}, {1, 1}, {1, 1}};
static const int column[] = {n, 1, 0}, matrix[] = {n, 2, 0};

/* What an adjoint consumes is seeded with ones, what it adds to starts at zero. */
static void with_vectors(void)
{
    real u[n], u_adj[n], first[n], second[n], seed[n];

    heading("u = 3 x*x + 2 x*y + y*y");
    apart(n, x, y, u);
    row("u", column, (real[]){9, 43, 32}, u);

    memcpy(u_adj, ones, sizeof u_adj);
    memset(first, 0, sizeof first);
    apart_x(n, x, y, u, first, u_adj);
    row("gradient of sum(u) with respect to x", column, (real[]){10, 22, 16}, first);

    memcpy(u_adj, ones, sizeof u_adj);
    memcpy(seed, ones, sizeof seed);
    memset(first, 0, sizeof first);
    memset(second, 0, sizeof second);
    apart_xx(n, x, y, u, first, u_adj, second, seed);
    row("gradient of the sum of that with respect to x", column, (real[]){6, 6, 6}, second);

    memcpy(u_adj, ones, sizeof u_adj);
    memset(first, 0, sizeof first);
    apart_y(n, x, y, u, first, u_adj);
    row("gradient of sum(u) with respect to y", column, (real[]){2, 10, 0}, first);

    memcpy(u_adj, ones, sizeof u_adj);
    memcpy(seed, ones, sizeof seed);
    memset(first, 0, sizeof first);
    memset(second, 0, sizeof second);
    apart_yy(n, x, y, u, first, u_adj, second, seed);
    row("gradient of the sum of that with respect to y", column, (real[]){2, 2, 2}, second);
}

static void with_matrix(void)
{
    real u[n], u_adj[n], first[n][2] = {{0}}, second[n][2] = {{0}}, seed[n][2];

    heading("u from the columns z[:,0], z[:,1] of one matrix z");
    columns(n, z, u);
    row("u", column, (real[]){9, 43, 32}, u);

    memcpy(u_adj, ones, sizeof u_adj);
    columns_z(n, z, u, first, u_adj);
    row("gradient of sum(u) with respect to z", matrix, (real[]){10, 2, 22, 10, 16, 0}, first[0]);

    memcpy(u_adj, ones, sizeof u_adj);
    memcpy(seed, ones, sizeof seed);
    memset(first, 0, sizeof first);
    columns_zz(n, z, u, first, u_adj, second, seed);
    row("gradient of the sum of that with respect to z", matrix, (real[]){8, 4, 8, 4, 8, 4},
        second[0]);
}

/* The gradient of a summed gradient is the Hessian's column sums. */
static void why(void)
{
    real h[n][2][n][2], sums[n][2] = {{0}}, own[n][2] = {{0}};
    real expected[n][2][n][2] = {{{{0}}}};

    heading("why the columns of the last are not (6, 6, 6) and (2, 2, 2)");
    from("by hand");
    total_hessian(n, z, &h[0][0][0][0]);
    for (int i = 0; i < n; i++) {
        expected[i][0][i][0] = 6;
        expected[i][0][i][1] = expected[i][1][i][0] = 2;
        expected[i][1][i][1] = 2;
    }
    row("Hessian of sum(u) with respect to z, a row for each element of z", SHAPE(2 * n, 2 * n),
        &expected[0][0][0][0], &h[0][0][0][0]);
    for (int i = 0; i < n; i++)
        for (int c = 0; c < 2; c++)
            for (int k = 0; k < n; k++)
                for (int d = 0; d < 2; d++) {
                    sums[k][d] += h[i][c][k][d];
                    own[k][d] += c == d ? h[i][c][k][d] : 0;
                }
    row("its column sums", matrix, (real[]){8, 4, 8, 4, 8, 4}, sums[0]);
    row("its column sums without the terms that cross from one column of z to the other", matrix,
        (real[]){6, 2, 6, 2, 6, 2}, own[0]);
    printf("Differentiating with respect to all of z adds the cross terms d2u/dx dy = 2 to both\n"
           "columns: 6 + 2 = 8 and 2 + 2 = 4.\n");
}

int main(void)
{
    with_vectors();
    with_matrix();
    why();
    return rows_end();
}
