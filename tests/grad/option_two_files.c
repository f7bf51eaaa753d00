/* Bodies in any of the files given are visible; one output. */
// files: two_files/other.c
#include "grad.h"

//@ two_files
double elsewhere(double a, int k);
extern const double shared_table[3];
KINDS()
double two_files(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += elsewhere(x[i], i + 1) * shared_table[i % 3];
    return s;
}
SCALAR(two_files, 0.5, 1.2)
