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

//@ overwritten_but_not_returned
/* Shadows of adjoint hold adjoints before and behind, also where the result does not depend on what they shadow. */
ADC_ADJOINT()
ADC_TANGENT()
double scaled_in_place(double v[2], double a)
{
    v[0] = 5.0 * v[0] * a + v[1];
    return a;
}
ADC_ADJOINT(wrt(x), of(y))
ADC_TANGENT(wrt(x), of(y))
void doubled_outputs(const double x[2], double y[3])
{
    y[0] = 2.0 * y[0];
    y[1] = x[0];
    y[2] += 3.0 * x[1] * y[2];
}
#ifdef TEST_MAIN
TEST(overwritten_but_not_returned)
{
    double v[2] = {0.7, -0.4}, v_adj[2] = {1.5, 0.25}, a_adj = 0.5;
    CHECK_EXACT(scaled_in_place_adjoint(v, 2.0, v_adj, &a_adj, 3.0), 2.0);
    CHECK_CLOSE(v[0], 5.0 * 0.7 * 2.0 - 0.4, 1e-15);
    CHECK_CLOSE(v_adj[0], 15.0, 1e-15);
    CHECK_CLOSE(v_adj[1], 1.75, 1e-15);
    CHECK_CLOSE(a_adj, 0.5 + 3.0 + 1.5 * 5.0 * 0.7, 1e-15);
    double v_tan[2] = {1.0, -1.0}, t = 0.0;
    v[0] = 0.7;
    scaled_in_place_tangent(v, 2.0, v_tan, 0.5, &t);
    CHECK_CLOSE(v_tan[0], 10.0 - 1.0 + 0.5 * 5.0 * 0.7, 1e-15);
    CHECK_EXACT(t, 0.5);
    double x[2] = {0.3, 0.6}, y[3] = {1.0, 2.0, 4.0}, x_adj[2] = {0.0}, y_adj[3] = {1.0, 2.0, 4.0};
    doubled_outputs_adjoint(x, y, x_adj, y_adj);
    CHECK_EXACT(y_adj[0], 2.0);
    CHECK_EXACT(y_adj[1], 0.0);
    CHECK_CLOSE(y_adj[2], 4.0 * (1.0 + 3.0 * 0.6), 1e-15);
    CHECK_EXACT(x_adj[0], 2.0);
    CHECK_CLOSE(x_adj[1], 48.0, 1e-15);
    double x_tan[2] = {1.0, 0.0}, y_tan[3] = {1.0, 2.0, 4.0};
    y[0] = 1.0, y[1] = 2.0, y[2] = 4.0;
    doubled_outputs_tangent(x, y, x_tan, y_tan);
    CHECK_EXACT(y_tan[0], 2.0);
    CHECK_EXACT(y_tan[1], 1.0);
    CHECK_CLOSE(y_tan[2], 4.0 * 2.8, 1e-15);
}
#endif
