/* matrix.h: a matrix type in twenty lines, and what adc is told of it: what each operation's
   derivatives are, and what makes the shadow of a result. adc itself knows of no matrices. */
#ifndef MATRIX_H
#define MATRIX_H

#include <adc/adc.h>

typedef struct Matrix {
    int rows, columns;
    double *a; /* a[i * columns + j]; null: zeros of any shape */
} Matrix;

/* All zero. Matrices live until what was made since a mark is released. */
Matrix matrix_new(int rows, int columns);
Matrix matrix_zeros_like(const Matrix m);
int matrix_mark(void);
void matrix_release(int mark);

/* to += x y; transposed operands are not copied. */
enum { PLAIN, X_TRANSPOSED, Y_TRANSPOSED };
void matrix_multiply_to(Matrix to, const Matrix x, const Matrix y, int transposed);

/* x y */
ADC_CUSTOM_ADJOINT(matrix_multiply_adjoint)
ADC_CUSTOM_TANGENT(matrix_multiply_tangent)
ADC_SHADOW(matrix_zeros_like)
Matrix matrix_multiply(const Matrix x, const Matrix y);
void matrix_multiply_adjoint(const Matrix x, const Matrix y, Matrix *x_adj, Matrix *y_adj,
                             const Matrix *return_adj);
Matrix matrix_multiply_tangent(const Matrix x, const Matrix y, const Matrix *x_tan,
                               const Matrix *y_tan, Matrix *return_tan);

#endif
