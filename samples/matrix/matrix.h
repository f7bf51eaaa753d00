/* matrix.h: a matrix type of one's own, with derivatives, to any order. The operations are each other's derivatives:
   what adc needs to know stands here, as annotations and as the bodies of the derivatives. */
#ifndef MATRIX_H
#define MATRIX_H

#include <adc/adc.h>
#include <stdbool.h>

typedef struct matrix {
    int rows, cols;
    double *at; /* row-major; null where no derivative flows */
} matrix;

matrix matrix_new(int rows, int cols); /* zeros */
matrix matrix_zeros_like(matrix a);
void matrix_free_all(void);

/* The sum of a[i][k] * b[i][k]; to += factor * a; to += a b, each transposed where its flag says so. */
ADC_CUSTOM_ADJOINT(inner_adjoint) ADC_CUSTOM_TANGENT(inner_tangent)
double inner(const matrix a, const matrix b);
ADC_CUSTOM_ADJOINT(add_scaled_adjoint) ADC_CUSTOM_TANGENT(add_scaled_tangent)
void add_scaled(matrix *to, double factor, const matrix a);
ADC_CUSTOM_ADJOINT(add_product_adjoint) ADC_CUSTOM_TANGENT(add_product_tangent)
void add_product(matrix *to, const matrix a, bool turn_a, const matrix b, bool turn_b);
/* a b, a new matrix */
ADC_CUSTOM_ADJOINT(product_adjoint) ADC_CUSTOM_TANGENT(product_tangent) ADC_SHADOW(matrix_zeros_like)
matrix product(matrix a, matrix b);

/* ---- their derivatives ---- */

static inline void inner_adjoint(matrix a, matrix b, matrix *a_adj, matrix *b_adj, double return_adj)
{
    add_scaled(a_adj, return_adj, b);
    add_scaled(b_adj, return_adj, a);
}

static inline double inner_tangent(matrix a, matrix b, const matrix *a_tan, const matrix *b_tan, double *return_tan)
{
    *return_tan = inner(*a_tan, b) + inner(a, *b_tan);
    return inner(a, b);
}

static inline void add_scaled_adjoint(matrix *to, double factor, matrix a, matrix *to_adj, double *factor_adj,
                                      matrix *a_adj)
{
    (void)to;
    *factor_adj += inner(*to_adj, a);
    add_scaled(a_adj, factor, *to_adj);
}

static inline void add_scaled_tangent(matrix *to, double factor, matrix a, matrix *to_tan, double factor_tan,
                                      const matrix *a_tan)
{
    add_scaled(to_tan, factor_tan, a);
    add_scaled(to_tan, factor, *a_tan);
    add_scaled(to, factor, a);
}

/* c += a b: a_adj += c_adj b', b_adj += a' c_adj */
static inline void add_product_adjoint(matrix *to, matrix a, bool turn_a, matrix b, bool turn_b, matrix *to_adj,
                                       matrix *a_adj, matrix *b_adj)
{
    (void)to;
    if (turn_a)
        add_product(a_adj, b, turn_b, *to_adj, true);
    else
        add_product(a_adj, *to_adj, false, b, !turn_b);
    if (turn_b)
        add_product(b_adj, *to_adj, true, a, turn_a);
    else
        add_product(b_adj, a, !turn_a, *to_adj, false);
}

static inline void add_product_tangent(matrix *to, matrix a, bool turn_a, matrix b, bool turn_b, matrix *to_tan,
                                       const matrix *a_tan, const matrix *b_tan)
{
    add_product(to_tan, *a_tan, turn_a, b, turn_b);
    add_product(to_tan, a, turn_a, *b_tan, turn_b);
    add_product(to, a, turn_a, b, turn_b);
}

static inline void product_adjoint(matrix a, matrix b, matrix *a_adj, matrix *b_adj, const matrix *return_adj)
{
    add_product(a_adj, *return_adj, false, b, true);
    add_product(b_adj, a, true, *return_adj, false);
}

static inline matrix product_tangent(matrix a, matrix b, const matrix *a_tan, const matrix *b_tan, matrix *return_tan)
{
    matrix ab = product(a, b);
    *return_tan = matrix_zeros_like(ab);
    add_product(return_tan, *a_tan, false, b, false);
    add_product(return_tan, a, false, *b_tan, false);
    return ab;
}

#endif
