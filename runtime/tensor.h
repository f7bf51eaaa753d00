/* tensor.h: what the files tensor_*.c share; each is compiled for double, and once more for float (tensor_float.py). */
#ifndef TENSOR_H
#define TENSOR_H

#include "adc/tape.h"
#include "adc/tensor.h"

#include <stdarg.h>

#pragma GCC visibility push(hidden)

/* ---- errors: they do not return ---- */

void adc_tensor_fail(const char *format, ...);
void adc_tensor_fail_two(const char *name, const adc_tensor *x, const adc_tensor *y, const char *what);

/* ---- memory ---- */

adc_tensor adc_tensor_new(int dims, const int shape[]);    /* not initialised */
adc_tensor adc_tensor_zeroed(int dims, const int shape[]);
adc_tensor adc_tensor_like(const adc_tensor *x);           /* of the same shape, not initialised */
static inline bool adc_tensor_is_null(const adc_tensor *x)
{
    return !x->data;
}

/* ---- shapes ---- */

int adc_tensor_axis(const char *name, const adc_tensor *x, int axis); /* checked, not negative */
unsigned adc_tensor_axes(const adc_tensor *x, unsigned axes);         /* a bit for each axis, counted from the first */
adc_tensor adc_tensor_reduced(const adc_tensor *x, unsigned axes);    /* a new tensor with extents of 1 there, not initialised */
adc_tensor adc_tensor_dropped(adc_tensor x, unsigned axes, unsigned wanted); /* without these axes unless ADC_KEEP is wanted */
/* The shape of both broadcast; shape has room for ADC_DIMS. Returns the number of dimensions. */
int adc_tensor_broadcast(const char *name, const adc_tensor *x, const adc_tensor *y, int shape[]);

/* ---- loops over up to four tensors at once ---- */

enum { MOST_OPERANDS = 4 };

/* Rows of n elements, each tensor with its stride. Axes that run on are made one. */
typedef struct Loop {
    int operands, dims;
    ptrdiff_t shape[ADC_DIMS], strides[MOST_OPERANDS][ADC_DIMS];
} Loop;

/* The shape is that of all operands broadcast; operands of fewer dimensions are filled up in front. */
void adc_loop_make(Loop *loop, const char *name, int operands, const adc_tensor *const x[]);

typedef void row_fn(ptrdiff_t n, double *const at[], const ptrdiff_t strides[], void *data);
void adc_loop_run(const Loop *loop, double *const data[], row_fn *row, void *context);

/* ---- matrices ---- */

/* c (m x n, rows ldc apart) += a b; a and b with any strides. */
void adc_matrix_product(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const double *a, ptrdiff_t a_row, ptrdiff_t a_column,
                    const double *b, ptrdiff_t b_row, ptrdiff_t b_column, double *c, ptrdiff_t ldc);

#pragma GCC visibility pop

#endif
