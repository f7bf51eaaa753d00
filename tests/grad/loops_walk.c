/* Loops that count in their own way and pointers that walk: nothing is kept for them. */
// lacks: adc_push|adc_pop|adc_tape|[^a-z](p|q|in|out|v)_kept
#include "grad.h"
#include <math.h>
#include <stddef.h>

//@ walk_dot
KINDS()
double walk_dot(int n, const double x[n])
{
    const double *p = x, *q = x + n - 1;
    double s = 0;
    while (n-- > 0)
        s += *p++ * *q--;
    return s;
}
SCALAR(walk_dot, 0.3, -0.7, 1.2, 0.4)

//@ walk_block
KINDS_MAP()
void walk_block(int n, const double x[restrict n], int m, double y[restrict m])
{
    const double *in = x;
    double *out = y;
    unsigned left = (unsigned)m;
    while (left > 0U) {
        *out++ = sin(*in) * in[1];
        in++;
        left--;
    }
}
MAP(walk_block, 3, 0.3, -0.7, 1.2, 0.4)

//@ walk_unrolled
KINDS()
double walk_unrolled(int n, const double x[n])
{
    double s = 0;
    const double *p = x;
    for (int k = n >> 1; k > 0; k--) {
        s += *p++ * 2.0;
        s += sin(*p++);
    }
    if (n & 1)
        s += *p * *p;
    return s;
}
SCALAR(walk_unrolled, 0.3, -0.7, 1.2, 0.4, 0.9)

//@ walk_to_end
KINDS()
double walk_to_end(int n, const double x[n])
{
    const double *const end = x + n;
    double s = 0;
    for (const double *p = x; p < end; ++p)
        s += *p * *p;
    for (const double *p = x; p != end; p++)
        s += sin(p[0]);
    return s;
}
SCALAR(walk_to_end, 0.3, -0.7, 1.2)

//@ walk_matrix
KINDS()
double walk_matrix(int n, const double x[n])
{
    const double *a = x;
    double s = 0;
    for (int i = 0; i < 2; i++) {
        double t = 0;
        const double *v = x + 1;
        for (int j = 0; j < n / 2; j++)
            t += *a++ * *v++;
        s += t * x[i];
    }
    return s;
}
SCALAR(walk_matrix, 0.3, -0.7, 1.2, 0.4)

//@ walk_by_stride
KINDS()
double walk_by_stride(int n, const double x[n])
{
    const int stride = n / 2;
    const double *p = x, *q = x + n - 1;
    double s = 0;
    for (int i = 0; i < 2; i++, q -= 2) {
        s += *p * q[-1];
        p += stride;
    }
    return s;
}
SCALAR(walk_by_stride, 0.3, -0.7, 1.2, 0.4)

//@ walk_records
struct point {
    double x, y;
};
KINDS()
double walk_records(int n, const double x[n])
{
    struct point at[2] = {{x[0], x[1]}, {x[2], x[0] * x[1]}};
    const struct point *p = at;
    double s = 0;
    int i = 2;
    while (--i >= 0) {
        s += p->x * p->y;
        ++p;
    }
    return s;
}
SCALAR(walk_records, 0.3, -0.7, 1.2)

//@ walk_steps_in_the_header
KINDS()
double walk_steps_in_the_header(int n, const double x[n])
{
    const double *p = x + 1, *q = x;
    double s = 0;
    int i;
    for (i = 1; i < n; ++i, p++, q++) { /* the counter steps first */
        if (i == 2)
            continue;
        s += *p * *q * i;
    }
    return s * i;
}
SCALAR(walk_steps_in_the_header, 0.3, -0.7, 1.2, 0.4)

//@ walk_counter_read_later
KINDS()
double walk_counter_read_later(int n, const double x[n])
{
    double s = 0;
    int left = n;
    const double *p = x;
    while (left-- > 0) {
        s += sin(*p++) * left;
        if (left == 1)
            break;
    }
    return s * (left + 2) + p[-1] * x[0];
}
SCALAR(walk_counter_read_later, 0.3, -0.7, 1.2, 0.4)

//@ walk_same_counter_twice
KINDS()
double walk_same_counter_twice(int n, const double x[n])
{
    double s = 0;
    unsigned blocks = (unsigned)n >> 1;
    const double *p = x;
    while (blocks > 0U) {
        s += *p++;
        s += *p * *p;
        p++;
        blocks--;
    }
    blocks = (unsigned)n % 2U;
    while (blocks > 0U) {
        s += cos(*p++);
        blocks--;
    }
    return s;
}
SCALAR(walk_same_counter_twice, 0.3, -0.7, 1.2, 0.4, 0.9)
