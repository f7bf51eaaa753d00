/* tensor_create.c: tensors of numbers known beforehand, random ones, printing. */
#include "tensor.h"

#include <math.h>
#include <stdio.h>

adc_tensor adc_zeros(int dims, const int shape[])
{
    return adc_tensor_zeroed(dims, shape);
}

static adc_tensor filled(int dims, const int shape[], double value)
{
    adc_tensor x = adc_tensor_new(dims, shape);
    ptrdiff_t n = adc_tensor_size(&x);
    for (ptrdiff_t i = 0; i < n; i++)
        x.data[i] = value;
    return x;
}

adc_tensor adc_ones(int dims, const int shape[])
{
    return filled(dims, shape, 1);
}

adc_tensor adc_zeros_like(adc_tensor x)
{
    return adc_tensor_zeroed(x.dims, x.shape);
}

adc_tensor adc_ones_like(adc_tensor x)
{
    return filled(x.dims, x.shape, 1);
}

adc_tensor adc_arange(double from, double to, double step)
{
    double count = ceil((to - from) / step);
    int n = count > 0 ? (int)count : 0;
    adc_tensor x = adc_tensor_new(1, &n);
    for (int i = 0; i < n; i++)
        x.data[i] = from + i * step;
    return x;
}

adc_tensor adc_linspace(double from, double to, int n)
{
    adc_tensor x = adc_tensor_new(1, &n);
    for (int i = 0; i < n; i++)
        x.data[i] = i == n - 1 && n > 1 ? to : from + i * ((to - from) / (n > 1 ? n - 1 : 1));
    return x;
}

adc_tensor adc_eye(int n)
{
    adc_tensor x = adc_tensor_zeroed(2, (int[]){n, n});
    for (int i = 0; i < n; i++)
        x.data[i * (ptrdiff_t)n + i] = 1;
    return x;
}

adc_tensor adc_lower_half(int n)
{
    adc_tensor x = adc_tensor_zeroed(2, (int[]){n, n});
    for (int i = 0; i < n; i++)
        for (int k = 0; k <= i; k++)
            x.data[i * (ptrdiff_t)n + k] = k < i ? 1 : 0.5;
    return x;
}

adc_tensor adc_one_hot(int n, const int labels[], int classes)
{
    adc_tensor x = adc_tensor_zeroed(2, (int[]){n, classes});
    for (int i = 0; i < n; i++) {
        if (labels[i] < 0 || labels[i] >= classes)
            adc_tensor_fail("adc_one_hot: label %d of %d classes", labels[i], classes);
        x.data[i * (ptrdiff_t)classes + labels[i]] = 1;
    }
    return x;
}

/* ---- random numbers ---- */

static unsigned long long random_bits(adc_random *r)
{
    unsigned long long z = r->state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

/* Odd multiples of 2^-DIGITS, all of which the type can hold: never 0, never 1. */
enum { DIGITS = sizeof(double) == 8 ? 53 : 24 };

static double uniform(adc_random *r)
{
    long long odd = (long long)(random_bits(r) >> (65 - DIGITS)) * 2 + 1;
    return (double)odd / (double)(1LL << DIGITS);
}

adc_tensor adc_random_uniform(adc_random *random, int dims, const int shape[])
{
    adc_tensor x = adc_tensor_new(dims, shape);
    ptrdiff_t n = adc_tensor_size(&x);
    for (ptrdiff_t i = 0; i < n; i++)
        x.data[i] = uniform(random);
    return x;
}

adc_tensor adc_random_normal(adc_random *random, int dims, const int shape[])
{
    adc_tensor x = adc_tensor_new(dims, shape);
    ptrdiff_t n = adc_tensor_size(&x);
    for (ptrdiff_t i = 0; i < n; i += 2) { /* Box and Muller */
        double radius = sqrt(-2 * log(uniform(random))), angle = 2 * acos(-1) * uniform(random);
        x.data[i] = radius * cos(angle);
        if (i + 1 < n)
            x.data[i + 1] = radius * sin(angle);
    }
    return x;
}

/* ---- printing ---- */

static void print_axis(const adc_tensor *x, int axis, const double *at, int column)
{
    if (axis == x->dims) {
        printf("%.6g", (double)*at);
        return;
    }
    printf("[");
    for (int i = 0; i < x->shape[axis]; i++) {
        if (i && axis == x->dims - 1)
            printf(" ");
        else if (i)
            printf("\n%*s", column + 1, "");
        print_axis(x, axis + 1, at + i * x->strides[axis], column + 1);
    }
    printf("]");
}

void adc_print(const char *name, adc_tensor x)
{
    int column = printf("%s = ", name);
    if (adc_tensor_is_null(&x))
        printf("none");
    else
        print_axis(&x, 0, x.data, column);
    printf("\n");
}
