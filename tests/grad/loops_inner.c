/* Inner loops whose trip counts are known only when they start: what they keep is an array on the tape for each run. */
// has: adc_tape_array
#include "grad.h"
#include <math.h>

//@ triangular
KINDS()
double triangular(int n, const double x[n])
{
    double y[n], s = 0.2;
    for (int i = 0; i < n; i++)
        y[i] = x[i];
    for (int i = 0; i < n; i++)
        for (int j = i; j < n; j++) {
            y[j] = sin(y[j]) * y[i] + 0.1 * s;
            s += y[j] * y[(i + j) % n];
        }
    return s;
}
SCALAR(triangular, 0.8, -0.5, 0.7, 0.3)

//@ rows_of_a_matrix
/* The bounds are read from memory; some rows are empty. */
KINDS_INPLACE()
void rows_of_a_matrix(int n, double y[n])
{
    static const int row[] = {0, 2, 2, 5, 6}, col[] = {0, 3, 1, 2, 3, 0};
    for (int t = 0; t < 3; t++)
        for (int i = 0; i < 4; i++)
            for (int k = row[i]; k < row[i + 1]; k++)
                y[i] += 0.1 * y[col[k] % n] * y[(k + t) % n];
}
INPLACE(rows_of_a_matrix, 0.8, -0.5, 0.7, 0.3)

//@ square_in_each_trip
/* Two loops of one run, both of a length that the loop around changes. */
KINDS()
double square_in_each_trip(int n, const double x[n])
{
    double t = 0.1, a[5] = {0.3, 0.1, -0.2, 0.4, 0.5};
    int m = 1;
    while (t < 0.9 && m < 5) {
        for (int i = 0; i < m; i++)
            for (int j = m; j > 0; j--)
                a[i] = cos(a[i] * a[j - 1]) * x[(i + j) % n];
        t += 0.1 + 0.01 * a[0] * a[0];
        m++;
    }
    return t + a[1] * a[2];
}
SCALAR(square_in_each_trip, 0.8, -0.5, 0.7)

//@ beside_other_values
/* Branches, integers and reals on the tape, in front of, in and behind arrays; arrays in one branch only. */
KINDS()
double beside_other_values(int n, const double x[n])
{
    double s = x[0], a[4] = {0.3, 0.1, -0.2, 0.4};
    for (int i = 0; i < 4; i++) {
        int k = i;
        while (k > 0 && s < 50) {
            k = k / 2;
            s = s * 1.1 + 0.2 * a[k] * a[k];
            if (s > 0.5) {
                for (int j = 0; j <= k; j++)
                    a[j] = tanh(a[j] * s + x[j % n]);
                s = sin(s) * a[0];
            } else if (s > -0.4) {
                for (int j = k; j < 4; j++) {
                    if (a[j] > 0.2)
                        a[j] *= a[j] * x[i % n];
                    else
                        a[j] = a[j] * s + 0.3;
                }
            }
        }
    }
    return s + a[0] * a[1] + a[2] * a[3];
}
SCALAR(beside_other_values, 0.8, -0.5, 0.7)

//@ in_a_recursion
static double deeper(int n, const double *x, int depth, double s)
{
    double a[3];
    for (int i = 0; i < depth; i++)
        a[i] = s * x[i % n];
    for (int i = 0; i < depth; i++) {
        a[i] = exp(0.3 * a[i]) * a[i];
        s += 0.3 * a[i] * a[i] * s;
    }
    return depth > 1 ? s * deeper(n, x, depth - 1, s * a[0]) + deeper(n, x, depth - 1, a[1]) : s * a[0];
}

KINDS()
double in_a_recursion(int n, const double x[n])
{
    return deeper(n, x, 3, 0.7);
}
SCALAR(in_a_recursion, 0.8, -0.5, 0.7)

//@ dear_calls
KINDS()
double dear_calls(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++)
            s += exp(-0.5 * (x[i] - x[j]) * (x[i] - x[j])) / (1 + s * s);
    return s;
}
SCALAR(dear_calls, 0.8, -0.5, 0.7, 0.3)

//@ of_float
ADC_GRADIENT()
double of_float(int n, const double x[n])
{
    float y[4] = {(float)x[0], (float)x[1], 0.3f, 0.1f};
    for (int i = 0; i < 4; i++)
        for (int j = i; j < 4; j++)
            y[j] = y[j] * y[i] + 0.5f * y[(j + 1) % 4];
    return y[0] + y[1] * y[3] + y[2];
}
#ifdef TEST_MAIN
static double of_double(int n, const double *x)
{
    double y[4] = {x[0], x[1], 0.3, 0.1};
    for (int i = 0; i < n; i++)
        for (int j = i; j < n; j++)
            y[j] = y[j] * y[i] + 0.5 * y[(j + 1) % n];
    return y[0] + y[1] * y[3] + y[2];
}
TEST(of_float)
{
    double x[4] = {0.8, -0.5}, grad[4];
    of_float_gradient(2, x, grad);
    for (int i = 0; i < 2; i++)
        CHECK_CLOSE(grad[i], DIFF(x[i], of_double(4, x)), 1e-5);
}
#endif

//@ through_many_chunks
/* Runs of up to 3000 values: longer than a chunk is at first. */
ADC_GRADIENT()
double through_many_chunks(int n, double x)
{
    double s = x;
    for (int i = 0; i < 12; i++) {
        for (int j = 0; j < (i % 3 ? 3 : i * n); j++)
            s = 0.999 * s + 0.001 * sin(s) * x;
        s = s > 0.5 ? s * s : s + 0.1;
    }
    return s;
}
#ifdef TEST_MAIN
TEST(through_many_chunks)
{
    double x = 0.7, grad = 0.0;
    through_many_chunks_gradient(333, x, &grad);
    CHECK_CLOSE(grad, DIFF(x, through_many_chunks(333, x)), 1e-7);
}
#endif
