/* matrix.c: the operations. All memory is kept in a list and freed at once. */
#include "matrix.h"

#include <stdlib.h>

typedef struct Block {
    struct Block *next;
    double numbers[];
} Block;

static Block *blocks;

matrix matrix_new(int rows, int cols)
{
    Block *b = calloc(1, sizeof *b + (size_t)rows * (size_t)cols * sizeof(double));
    if (!b)
        abort();
    b->next = blocks;
    blocks = b;
    return (matrix){rows, cols, b->numbers};
}

matrix matrix_zeros_like(matrix a)
{
    return matrix_new(a.rows, a.cols);
}

void matrix_free_all(void)
{
    while (blocks) {
        Block *b = blocks;
        blocks = b->next;
        free(b);
    }
}

double inner(matrix a, matrix b)
{
    double sum = 0;
    for (int i = 0; a.at && b.at && i < a.rows * a.cols; i++)
        sum += a.at[i] * b.at[i];
    return sum;
}

void add_scaled(matrix *to, double factor, matrix a)
{
    for (int i = 0; to->at && a.at && i < a.rows * a.cols; i++)
        to->at[i] += factor * a.at[i];
}

void add_product(matrix *to, matrix a, bool turn_a, matrix b, bool turn_b)
{
    int n = turn_a ? a.rows : a.cols;
    for (int i = 0; to->at && a.at && b.at && i < to->rows; i++)
        for (int j = 0; j < to->cols; j++)
            for (int k = 0; k < n; k++)
                to->at[i * to->cols + j] += (turn_a ? a.at[k * a.cols + i] : a.at[i * a.cols + k]) *
                                            (turn_b ? b.at[j * b.cols + k] : b.at[k * b.cols + j]);
}

matrix product(matrix a, matrix b)
{
    matrix c = matrix_new(a.rows, b.cols);
    add_product(&c, a, false, b, false);
    return c;
}
