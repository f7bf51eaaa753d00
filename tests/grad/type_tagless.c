/* Types that only the source has: tagless typedefs in prototypes must be visible before the header. */
// cxx: no
typedef struct {
    double x, y;
} point;
typedef enum { NEAR, FAR } where;
#include "grad.h"
#include <math.h>

//@ tagless
ADC_ADJOINT()
ADC_TANGENT()
double tl_distance(point a, const point *b, where w)
{
    double d = hypot(a.x - b->x, a.y - b->y);
    return w == FAR ? d * d : d;
}
#ifdef TEST_MAIN
TEST(tagless)
{
    point a = {3, 4}, b = {0, 0}, aa = {0, 0}, ba = {0, 0};
    CHECK_EXACT(tl_distance_adjoint(a, &b, FAR, &aa, &ba, 1), 25);
    CHECK_CLOSE(aa.x, 6, 1e-15);
    CHECK_CLOSE(ba.y, -8, 1e-15);
}
#endif
