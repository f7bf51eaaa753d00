/* model.c: a primal with a loop that keeps values. */
#include "model.h"

double model(int n, const double x[n])
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        double power = 1.0;
        for (int k = 0; k < TERMS; k++)
            power *= x[i] + 0.5 * power;
        sum += power;
    }
    return sum;
}
