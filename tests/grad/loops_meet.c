/* Loops where a later write does hit what was read, in ways that are easy to overlook. */
#include "grad.h"
#include <math.h>

//@ narrow_subscript
KINDS()
double narrow_subscript(int n, const double x[n])
{
    double ring[256] = {1, 1};
    for (int i = 0; i < 300; i++)
        ring[(unsigned char)(i + 1)] = 0.3 * x[i % n] * ring[(unsigned char)i] * ring[(unsigned char)i] + 0.5;
    double s = 0;
    for (int i = 0; i < 256; i++)
        s += ring[i];
    return s;
}
SCALAR(narrow_subscript, 0.3, -0.7, 1.2)

//@ narrow_counter
KINDS_INPLACE()
void narrow_counter(int n, double y[n])
{
    int left = 300;
    for (unsigned char i = 0; left > 0; i++, left--)
        y[i % 4 + 1] += 0.01 * y[i % 4] * y[(unsigned char)(i + 1) % 4];
}
INPLACE(narrow_counter, 0.3, -0.7, 1.2, 0.4, 0.9)

//@ meet_across_rows
KINDS_INPLACE()
void meet_across_rows(int n, double y[n])
{
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 3; j++) /* the last column of row i is the first of row i + 1 */
            y[i * 2 + j] = sin(y[i * 2 + j]) * y[i * 2];
}
INPLACE(meet_across_rows, 0.3, -0.7, 1.2, 0.4, 0.9)

//@ meet_backwards
KINDS_INPLACE()
void meet_backwards(int n, double y[n])
{
    for (int k = 0; k < n; k++)
        for (int i = n - 1; i >= k; i--)
            y[i] = y[i] * y[n - 1 - i] + 0.1 * y[k];
}
INPLACE(meet_backwards, 0.3, -0.7, 1.2, 0.4, 0.9)

//@ meet_after_two
KINDS_INPLACE()
void meet_after_two(int n, double y[n])
{
    for (int i = 0; i + 3 < n; i++) {
        const int k = i + 2;
        y[k] = y[i] * y[k + 1];
        y[i] = y[i] * y[i + 1];
    }
}
INPLACE(meet_after_two, 0.3, -0.7, 1.2, 0.4, 0.9, -0.3)

//@ meet_in_two_runs
KINDS_INPLACE()
void meet_in_two_runs(int n, double y[n])
{
    int from = 1;
    for (int pass = 0; pass < 2; pass++) {
        for (int i = from; i < n; i++)
            y[i] = y[i] * y[i - 1];
        from = 2 - from; /* the second run reads what the first one wrote */
    }
}
INPLACE(meet_in_two_runs, 0.3, -0.7, 1.2, 0.4, 0.9)
