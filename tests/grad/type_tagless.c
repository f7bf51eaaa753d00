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

//@ offsets_in_a_table
/* A table of a struct without a tag, with what macros say that stand for no text of their own: the members of a struct by name. */
#include <stddef.h>
#define CHOSEN(v) _Generic((v), int: 1, default: 3)
typedef struct {
    double a, b;
    int k;
    double c;
} settings;
static const struct {
    const char *name;
    size_t offset;
    int times;
} options[] = {{"a", offsetof(settings, a), CHOSEN(1)}, {"b", offsetof(settings, b), 2}, {"c", offsetof(settings, c), CHOSEN(1.0)}};
KINDS()
double offsets_in_table(int n, const double x[n])
{
    settings s = {0};
    double sum = 0;
    for (int i = 0; i < 3; i++)
        *(double *)((char *)&s + options[i].offset) = x[i % n] * options[i].times;
    for (int i = 0; i < 3; i++) {
        double *p = (double *)((char *)&s + options[i].offset);
        sum += *p * s.a;
        *p += sum;
    }
    return sum + s.b * s.c;
}
SCALAR(offsets_in_table, 0.8, -0.6, 1.1)
