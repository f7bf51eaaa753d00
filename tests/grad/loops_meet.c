/* Loops where a later write does hit what was read, in ways that are easy to overlook. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

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

//@ few_of_many_iterations
KINDS()
double few_of_many_iterations(int n, const double x[n])
{
    double root = x[0], step = 1.0;
    for (int k = 0; k < 2147483647; k++) { /* nothing that large is asked for */
        step = (root * root - x[1]) / (2.0 * root);
        root -= step;
        if (fabs(step) < 1e-12)
            break;
    }
    return root;
}
SCALAR(few_of_many_iterations, 1.3, 2.7)

//@ copied_in_each_trip
KINDS()
double copied_in_each_trip(int n, const double x[n])
{
    double p[3] = {x[0], x[1], x[2]}, *q = malloc((size_t)n * sizeof *q), size = 1.0;
    int trips = 0;
    for (int i = 0; i < n; i++)
        q[i] = x[i] * x[0];
    while (size > 0.1 && trips < 7) { /* p and q are read twice by loops that leave them alone */
        double s = 0;
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < n; j++)
                s += p[i] * q[j] * (i + 1 - j) * p[j];
        for (int i = 0; i < 3; i++) {
            p[i] = sin(p[i] + 0.1 * s);
            q[i] *= p[i];
        }
        size = p[0] * p[0] + q[1] * q[1];
        trips++;
    }
    const double y = p[0] + p[1] * p[2] + q[0];
    free(q);
    return y;
}
SCALAR(copied_in_each_trip, 0.9, 0.7, 1.2)

//@ shifted_bound
KINDS()
double shifted_bound(int n, const double x[n])
{
    const int k = n / 2;
    double s = 0;
    for (int i = 0; i + k <= n; i++) {
        double t = 1;
        for (int j = 0; i + j + 1 < n && j < k; j++)
            t *= x[i + j] * x[i];
        for (int j = 0; j + i < n; j++)
            t += sin(x[j + i] * t);
        s += t;
    }
    return s;
}
SCALAR(shifted_bound, 0.9, 0.7, 1.2, 0.4)

//@ walk_rows_without_end
KINDS()
double walk_rows_without_end(int n, const double x[n])
{
    const double *m = x;
    double s = 0;
    for (int r = 0; r < 2; r++) {
        const double *v = x + r;
        double t = 0;
        for (int c = n / 2; c > 0; --c)
            t += *m++ * *v++;
        s += t * *m--;
        for (int i = n - 1, j = 0; i > 2; --i, j += 2)
            s += x[i] * x[j] * *m;
    }
    return s * *m;
}
SCALAR(walk_rows_without_end, 0.3, -0.7, 1.2, 0.4, 0.9, 1.1)

//@ table_in_each_trip
static double mixed(int n, const double x[n])
{
    double s = 1, t = x[0];
    int k = 0;
    while ((t = 0.5 * t) > 0.01 && k++ < 6) {
        const int at[4] = {0, 1, 2, 0};
        double h[3] = {x[0], t, x[1]};
        for (int i = 0; i < 4; i++)
            h[at[i]] += s * h[(i + 1) % 3] * 0.1;
        s += h[0] * h[1];
    }
    return s;
}
KINDS()
double table_in_each_trip(int n, const double x[n])
{
    double y[2] = {mixed(n, x), x[1]};
    return mixed(2, y) * y[0];
}
SCALAR(table_in_each_trip, 0.9, 0.7)
