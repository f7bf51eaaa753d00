/* Pointers whose type says that nothing real is there. */
#include "grad.h"

//@ reals_in_a_file
/* A FILE has no shadow, but a pointer to reals that passes for one has. */
#include <stdio.h>
struct rf {
    FILE *file;
    double m;
};
ADC_ADJOINT()
ADC_TANGENT()
double reals_in_a_file(struct rf *s, double *x)
{
    s->file = (FILE *)x;
    return ((double *)s->file)[0] * s->m;
}
#ifdef TEST_MAIN
TEST(reals_in_a_file)
{
    double x[1] = {3}, x_adj[1] = {0}, x_tan[1] = {2}, r_tan = 0;
    struct rf s = {.m = 5}, s_adj = {0}, s_tan = {.m = 7};
    CHECK_EXACT(reals_in_a_file_adjoint(&s, x, &s_adj, x_adj, 1), 15);
    CHECK_EXACT(x_adj[0], 5);
    CHECK_EXACT(s_adj.m, 3);
    CHECK_EXACT(reals_in_a_file_tangent(&s, x, &s_tan, x_tan, &r_tan), 15);
    CHECK_EXACT(r_tan, 2 * 5 + 3 * 7);
}
#endif
