/* Counters that come round, bounds that are no size, subscripts that wrap: what is taken for arithmetic has to be arithmetic. */
#include "grad.h"
#include <math.h>
#include <stddef.h>
#include <stdint.h>

//@ bound_of_ones
/* SIZE_MAX was taken for -1: such a loop would not run. */
KINDS_INPLACE()
void bound_of_ones(int n, double y[n])
{
    for (int k = 0; k < 3; k++)
        for (size_t i = 0; i < SIZE_MAX; i++) {
            if (i + 1 >= (size_t)n)
                break;
            y[i] = sin(y[i + 1] * y[i]) + 0.2 * y[i + 1] * y[0];
        }
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < (size_t)-1; i++) {
            y[i] = sin(y[i + 1] * y[i]) + 0.2 * y[i + 1] * y[0];
            if (i + 2 >= (size_t)n)
                break;
        }
}
INPLACE(bound_of_ones, 0.8, -0.6, 1.1, 0.4)

//@ bound_that_is_no_size
/* An array of that many numbers was asked for. */
static void up_to(size_t limit, unsigned most, double key, double *y)
{
    for (int k = 0; k < 2; k++) {
        for (size_t i = 0; i < limit; i++) {
            y[i] = sin(y[i] * y[1] + 0.1 * key) + 0.2 * y[0];
            if (i > 1)
                break;
        }
        for (unsigned i = 0; i < most; i++) {
            y[i] = sin(y[i] * y[1]) - 0.1 * key;
            if (i > 1)
                break;
        }
    }
}
KINDS_INPLACE()
void bound_that_is_no_size(int n, double y[n])
{
    up_to(-1, n - 5, y[3], y);
    up_to(n, n, y[3], y);
}
INPLACE(bound_that_is_no_size, 0.8, -0.6, 1.1, 0.4)

//@ narrow_counter_comes_round
/* 0, 100, 200, 44 ... : the trips were counted as if it went on. */
KINDS_INPLACE()
void narrow_comes_round(int n, double y[n])
{
    for (unsigned char i = 0; i < 250; i += 100)
        y[i % 4] = 0.9 * sin(y[(i + 1) % 4] * y[2] + 0.1 * i) + 0.3 * y[0];
    for (unsigned short i = 65535; i > 1000 * n; i -= 30000)
        y[i % 4] = 0.9 * sin(y[(i + 1) % 4] * y[2] + 0.1 * (i / 256)) + 0.3 * y[i % 4];
}
INPLACE(narrow_comes_round, 0.8, -0.6, 1.1, 0.4)

//@ narrow_counter_left_early
KINDS_INPLACE()
void narrow_left_early(int n, double y[n])
{
    int done = 0, limit = 75 * n;
    for (unsigned char i = 250; i < limit; i++) {
        y[i % 4] = 0.9 * sin(y[(i + 1) % 4] * y[2] + 0.1 * i) + 0.2 * y[0];
        if (++done > 9)
            break;
    }
}
INPLACE(narrow_left_early, 0.8, -0.6, 1.1, 0.4)

//@ unsigned_counter_comes_round
KINDS_INPLACE()
void unsigned_comes_round(int n, double y[n])
{
    for (unsigned i = 0; i < 4000000000u; i += 1700000000)
        y[i % 4] = 0.9 * sin(y[(i + 1) % 4] * y[2] + 0.1 * (i / 10000000)) + 0.2 * y[0];
    unsigned done = 0, least = n - 4;
    for (unsigned i = 2; i >= least; i--) {
        y[i % 4] = 0.9 * sin(y[(i + 1) % 4] * y[2] + 0.1 * (i % 5)) + 0.2 * y[0];
        if (++done > 7)
            break;
    }
}
INPLACE(unsigned_comes_round, 0.8, -0.6, 1.1, 0.4)

//@ pointer_with_a_counter_that_comes_round
/* The pointer became a subscript by the counter, 4 GB in front of the array. */
KINDS_INPLACE()
void pointer_comes_round(int n, double y[n])
{
    double *p = y;
    for (unsigned i = -2; i != 2; i++) {
        *p = 0.9 * sin(*p * y[2]) + 0.2 * y[0];
        p++;
    }
    unsigned from = n - 6;
    p = y + n;
    for (unsigned i = from; i != from + 3; i++) {
        p--;
        *p = 0.9 * sin(*p * y[2]) + 0.2 * y[0];
    }
    for (unsigned i = n - 5; (int)i < n - 2; i++) {
        *p = 0.9 * sin(*p * y[2]) + 0.2 * y[0];
        p++;
    }
}
INPLACE(pointer_comes_round, 0.8, -0.6, 1.1, 0.4, 0.3)

//@ negative_counter_in_an_unsigned_comparison
/* i + 1 < m of i = -3 and an unsigned m does not hold; i != m does, although i < m does not. */
KINDS_INPLACE()
void compared_as_unsigned(int n, double y[n])
{
    const size_t m = (size_t)n;
    for (int i = -3; i + (size_t)1 < m; i++)
        y[i + 3] = sin(y[i + 3] * y[2] + 0.1 * i) + 0.2 * y[0];
    for (int i = -1; (size_t)(i + 1) < m; i++)
        y[i + 1] = sin(y[i + 1] * y[2] + 0.1 * i) + 0.2 * y[0];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-compare"
    for (int i = -3; i + 1 < m; i++)
        y[i + 3] = sin(y[i + 3] * y[2] + 0.1 * i) + 0.2 * y[0];
    for (int i = -3; i != m; i++)
        y[(i + 3) % 4] = sin(y[(i + 4) % 4] * y[2] + 0.1 * i) + 0.2 * y[0];
#pragma GCC diagnostic pop
}
INPLACE(compared_as_unsigned, 0.8, -0.6, 1.1, 0.4)

//@ subscript_that_wraps
/* i * 2^30 is zero for i = 0 and i = 4. */
KINDS_INPLACE()
void subscript_wraps(int n, double y[n])
{
    double s = y[2];
    for (unsigned i = 0; i < 8; i++)
        if (i % 4 == 0) {
            if (i < 4)
                s += sin(y[i * 0x40000000u] * y[1]);
            else
                y[i * 0x40000000u] = 0.3 * s;
        }
    y[1] = s;
    (void)n;
}
INPLACE(subscript_wraps, 0.8, -0.6, 1.1, 0.4)

//@ step_through_a_narrower_type
/* k = (unsigned char)(k + 3) was undone by k - 3, which does not lead from 1 back to 254. */
KINDS()
double narrower_step(int n, const double x[n])
{
    int k = 250, j = 200, sign = 200;
    double s = 0.3;
    while (s < 3.0) {
        s += 0.1 + fabs(sin(s * x[k % n] + 0.1 * x[j % n]));
        k = (unsigned char)(k + 3);
        j = (unsigned char)j + 30;
        if (s > 0.5)
            k = (short)(k + 1);
    }
    while (s < 7.0) {
        s += 0.1 + fabs(sin(s * x[(sign + 256) % n]));
        sign = (signed char)-sign;
    }
    return s;
}
SCALAR(narrower_step, 0.8, -0.6, 1.1, 0.4, 0.3)

//@ pointer_that_walks_by_bytes
/* It was walked back by as many elements. */
KINDS()
double walks_by_bytes(int n, const double x[n])
{
    const double *p = x;
    double s = 0.3;
    int k = 0;
    while (s < 3.0 && k < n) {
        s += 0.1 + fabs(sin(s * *p));
        p = (const double *)((const char *)p + 8);
        if (s > 0.6)
            k++;
        k++;
    }
    return s;
}
SCALAR(walks_by_bytes, 0.8, -0.6, 1.1, 0.4, 0.3)

//@ bound_in_a_narrower_type
/* The first loop seemed to set all that the second one reads. */
static double sums_of_tables(int n, int m, const double *x)
{
    double t[300], s = 0.0;
    for (int j = 0; j < 300; j++)
        t[j] = x[j % n];
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < (unsigned char)m; j++)
            t[j] = x[i] * x[j % n];
        for (int j = 0; j < m; j++)
            s += 0.01 * sin(t[j] * t[j]);
        for (int j = 0; j < m; j++)
            t[j] *= sin(t[j]);
    }
    return s;
}
KINDS()
double narrower_bound(int n, const double x[n])
{
    return sums_of_tables(n, 256 + n - 2, x);
}
SCALAR(narrower_bound, 0.8, -0.6, 1.1, 0.4)

//@ subscript_modulo_2_to_the_32
/* m is 2^32 - 1 for n = 4: i + m is i - 1, and what an iteration reads, the next one overwrites. */
KINDS_INPLACE()
void sum_wraps(int n, double y[n])
{
    const unsigned m = (unsigned)n * 0x3FFFFFFFu + (unsigned)(n - 1);
    for (unsigned i = 0; i < m; i++) {
        if (i)
            y[i + m] = sin(y[i] * y[3]) + y[i + m];
        if (i + 2 >= (unsigned)n)
            break;
    }
}
INPLACE(sum_wraps, 0.8, -0.6, 1.1, 0.4)

//@ product_of_two_unknowns_that_wraps
/* i * stride is zero for i = 0 and i = 4, with a stride of 2^30. */
KINDS_INPLACE()
void product_wraps(int n, double y[n])
{
    const unsigned stride = (unsigned)n << 28;
    for (unsigned i = 0; i < 8; i++)
        for (unsigned j = 0; j < stride; j++) {
            if (i % 4 == 0)
                y[i * stride + j] = sin(y[i * stride + j] * y[3]);
            if (j == 2)
                break;
        }
}
INPLACE(product_wraps, 0.8, -0.6, 1.1, 0.4)
