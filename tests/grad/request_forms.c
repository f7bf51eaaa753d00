/* The same request in each of its three forms; every clause. */
#include "grad.h"
#include <math.h>
// adc: --derive='gradient(rf_command), wrt(x)' --derive='adjoint(rf_command) wrt(x),name(rf_custom_name)'

//@ forms
ADC_GRADIENT(wrt(x))
double rf_macro(int n, const double x[n]);
double rf_macro(int n, const double x[n])
{
    return n > 1 ? x[0] * x[1] : x[0];
}
double rf_file_scope(int n, const double x[n])
{
    return n > 1 ? x[0] * x[1] : x[0];
}
ADC_DERIVE(gradient(rf_file_scope), wrt(x));
double rf_command(int n, const double x[n])
{
    return n > 1 ? x[0] * x[1] : x[0];
}
#ifdef TEST_MAIN
TEST(forms)
{
    double x[2] = {3, 4}, g[2];
    CHECK_EXACT(rf_macro_gradient(2, x, g), 12);
    CHECK_EXACT(g[0], 4);
    CHECK_EXACT(rf_file_scope_gradient(2, x, g), 12);
    CHECK_EXACT(g[1], 3);
    CHECK_EXACT(rf_command_gradient(2, x, g), 12);
    CHECK_EXACT(g[0], 4);
    CHECK_EXACT(rf_custom_name(2, x, g, 2), 12);
    CHECK_EXACT(g[0], 12);
}
#endif
