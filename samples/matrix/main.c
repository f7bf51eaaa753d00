/* main.c: the derivatives beside their closed forms. */
#include "factors.adc.h"
#include "matrix.h"

#include <math.h>
#include <stdio.h>

double distance(matrix x, matrix u, matrix v);

static double worst;

static void compare(const char *what, const double *got, const double *expected, int n)
{
    double error = 0;
    for (int i = 0; i < n; i++)
        error = fmax(error, fabs(got[i] - expected[i]) / (1 + fabs(expected[i])));
    printf("%-34s %10.3g off at most\n", what, error);
    worst = fmax(worst, error);
}

/* factor * a' b, or a b' */
static matrix turned(double factor, matrix a, bool turn_a, matrix b, bool turn_b)
{
    matrix c = matrix_new(turn_a ? a.cols : a.rows, turn_b ? b.rows : b.cols), scaled = matrix_zeros_like(c);
    add_product(&c, a, turn_a, b, turn_b);
    add_scaled(&scaled, factor, c);
    return scaled;
}

int main(void)
{
    enum { N = 3, K = 2, M = 4 };
    matrix x = matrix_new(N, M), u = matrix_new(N, K), v = matrix_new(K, M), dir = matrix_zeros_like(v);
    for (int i = 0; i < N * M; i++)
        x.at[i] = sin(i + 1.0);
    for (int i = 0; i < N * K; i++)
        u.at[i] = cos(2.0 * i);
    for (int i = 0; i < K * M; i++) {
        v.at[i] = cos(3.0 * i + 1);
        dir.at[i] = sin(5.0 * i);
    }
    matrix r = product(u, v);
    add_scaled(&r, -1, x);

    matrix u_grad = matrix_zeros_like(u), v_grad = matrix_zeros_like(v);
    double value = distance_gradient(x, u, v, &u_grad, &v_grad);
    printf("|x - u v|^2 = %.6f\n", value);
    compare("gradient wrt u: 2 (u v - x) v'", u_grad.at, turned(2, r, false, v, true).at, N * K);
    compare("gradient wrt v: 2 u' (u v - x)", v_grad.at, turned(2, u, true, r, false).at, K * M);

    matrix v_hvp = matrix_zeros_like(v), uu = turned(2, u, true, u, false);
    distance_hvp(x, u, v, &dir, &v_hvp);
    compare("Hessian wrt v times d: 2 u' u d", v_hvp.at, product(uu, dir).at, K * M);
    double hess[K * M * K * M], closed[K * M * K * M];
    distance_hessian(x, u, v, hess);
    for (int i = 0; i < K * M; i++)
        for (int j = 0; j < K * M; j++)
            closed[i * K * M + j] = i % M == j % M ? uu.at[i / M * K + j / M] : 0;
    compare("Hessian wrt v", hess, closed, K * M * K * M);

    matrix u_adj = matrix_zeros_like(u), v_adj = matrix_zeros_like(v);
    estimate_adjoint(u, v, &u_adj, &v_adj, &x);
    compare("u v backwards from x, to u: x v'", u_adj.at, turned(1, x, false, v, true).at, N * K);
    compare("u v backwards from x, to v: u' x", v_adj.at, turned(1, u, true, x, false).at, K * M);
    double jac[N * M * K * M], columns[N * M * K * M];
    estimate_jacobian(u, v, jac);
    for (int i = 0; i < N * M; i++)
        for (int j = 0; j < K * M; j++)
            columns[i * K * M + j] = i % M == j % M ? u.at[i / M * K + j / M] : 0;
    compare("Jacobian of u v wrt v", jac, columns, N * M * K * M);
    matrix_free_all();
    return worst < 1e-12 ? 0 : 1;
}
