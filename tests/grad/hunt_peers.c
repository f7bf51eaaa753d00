/* Programs in the manner of the tests that other tools for derivatives have; each is named for what went wrong. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

//@ fused_and_left_early
/* Both halves of an iteration ran together, and the reverse half saw the counter after its step. */
KINDS()
double fused_left(int n, const double x[n])
{
    double s = 0.0;
    for (int k = 0; k < 6; k++) {
        if (k == 3) {
            s += x[0] * x[1];
            break;
        }
        if (k > 1) {
            s += x[1] * x[1];
            continue;
        }
        s += x[k % n] * x[0];
    }
    return s;
}
SCALAR(fused_left, 0.7, -1.3)
