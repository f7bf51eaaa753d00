#include "matrix.h"

#include <stdlib.h>

enum { most = 1000 };

static double *memory[most];
static int used;

Matrix matrix_new(int rows, int columns)
{
    Matrix m = {rows, columns, calloc((size_t)rows * (size_t)columns, sizeof(double))};
    if (!m.a || used == most)
        abort();
    memory[used++] = m.a;
    return m;
}

Matrix matrix_zeros_like(const Matrix m)
{
    return matrix_new(m.rows, m.columns);
}

int matrix_mark(void)
{
    return used;
}

void matrix_release(int mark)
{
    while (used > mark)
        free(memory[--used]);
}

void matrix_multiply_to(Matrix to, const Matrix x, const Matrix y, int transposed)
{
    const int middle = transposed == X_TRANSPOSED ? x.rows : x.columns;
    if (!to.a || !x.a || !y.a)
        return;
    for (int i = 0; i < to.rows; i++)
        for (int k = 0; k < middle; k++)
            for (int j = 0; j < to.columns; j++)
                to.a[i * to.columns + j] +=
                    (transposed == X_TRANSPOSED ? x.a[k * x.columns + i] : x.a[i * x.columns + k]) *
                    (transposed == Y_TRANSPOSED ? y.a[j * y.columns + k] : y.a[k * y.columns + j]);
}

Matrix matrix_multiply(const Matrix x, const Matrix y)
{
    Matrix m = matrix_new(x.rows, y.columns);
    matrix_multiply_to(m, x, y, PLAIN);
    return m;
}

/* What flows back to x is the result's adjoint times yT, to y xT times it. */
void matrix_multiply_adjoint(const Matrix x, const Matrix y, Matrix *x_adj, Matrix *y_adj,
                             const Matrix *return_adj)
{
    matrix_multiply_to(*x_adj, *return_adj, y, Y_TRANSPOSED);
    matrix_multiply_to(*y_adj, x, *return_adj, X_TRANSPOSED);
}

Matrix matrix_multiply_tangent(const Matrix x, const Matrix y, const Matrix *x_tan,
                               const Matrix *y_tan, Matrix *return_tan)
{
    *return_tan = matrix_new(x.rows, y.columns);
    matrix_multiply_to(*return_tan, *x_tan, y, PLAIN);
    matrix_multiply_to(*return_tan, x, *y_tan, PLAIN);
    return matrix_multiply(x, y);
}
