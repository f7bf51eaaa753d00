/* What macros expand to: _Generic, __typeof__, do-while(0), comma chains, min and max, assert, X-macros. */
#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <tgmath.h>

#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define FOR(i, n) for (int i = 0, i##_end = (n); i < i##_end; i++)
#define NORM2(x, y) (tmp_ = (x), tmp_ *= tmp_, tmp_ + (y) * (y))
#define KIND(x) _Generic((x), float: 1, double: 2, int: 3, default: 4)
#define CHECK(c)                                                                                   \
    do {                                                                                           \
        if (!(c)) {                                                                                \
            failures++;                                                                            \
            break;                                                                                 \
        }                                                                                          \
        passes++;                                                                                  \
    } while (0)
#define FIELDS(X) X(mass, 1.5) X(speed, -2) X(charge, 0.25)

#define X(name, value) double name;
struct particle {
    FIELDS(X)
};
#undef X

static int failures, passes;
static double tmp_;

static double cube_root(double x)
{
    assert(x >= 0);
    return cbrt(x);
}

int main(void)
{
#define X(name, value) .name = value,
    struct particle p = {FIELDS(X)};
#undef X
    int i = 3;
    printf("%d ", MIN(i++, 10));
    printf("%d\n", i);
    double v[] = {3, 1, 2}, least = v[0];
    FOR(k, (int)ARRAY_LEN(v))
        least = MIN(least, v[k]);
    printf("%g\n", least);
    printf("%g\n", NORM2(least + 2, 4));
    printf("%d %d %d %d\n", KIND(1.0f), KIND(1.0), KIND(i), KIND("s"));
    if (i > 2)
        CHECK(i == 5);
    else
        CHECK(i == 100);
    for (int k = 0; k < 4; k++)
        CHECK(k % 3);
    printf("%d %d\n", failures, passes);
#define X(name, value) printf(#name " %g at %zu\n", p.name, offsetof(struct particle, name));
    FIELDS(X)
#undef X
    float f = sqrt(2.0f);
    double d = sqrt(2.0) + pow(f, 2);
    printf("%.9g %.12g %g\n", f, d, cube_root(27));
    __typeof__(p.mass) copy = p.mass;
    copy += ({ int n = 2; while (n--) copy *= 2; copy; });
    printf("%g\n", copy);
    return 0;
}
