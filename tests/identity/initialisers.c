/* Initialisers of locals: partly computed, nested, designated, zeroed rest, strings, unions, in order. */
#include <stdio.h>
#include <string.h>

struct point {
    double x, y;
};

struct shape {
    const char *name;
    struct point corner[3];
    int n : 5, : 3, m : 8;
    union {
        int i;
        double d;
    } u;
    struct {
        int deep, deeper;
    };
    struct shape *next;
};

static int calls;

static int count(void)
{
    return ++calls;
}

static double norm1(const double *v, int n)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += v[i] < 0 ? -v[i] : v[i];
    return s;
}

static void show(const struct shape *s)
{
    printf("%s", s->name ? s->name : "-");
    for (int i = 0; i < 3; i++)
        printf(" (%g %g)", s->corner[i].x, s->corner[i].y);
    printf(" %d %d %d %d %d\n", s->n, s->m, s->u.i, s->deep, s->deeper);
}

static double weights(double a, double b)
{
    const double w[4] = {a, b, a * b, 1.0};
    const struct point p = {a, w[2]};
    double m[2][3] = {{a, b}, {[2] = w[2]}};
    double r = 0;
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 3; j++)
            r = 10 * r + m[i][j];
    return r + norm1(w, 4) + p.x + p.y;
}

int main(void)
{
    double x = 3, v[5] = {x, x * x};
    for (int i = 0; i < 5; i++)
        printf("%g ", v[i]);
    printf("\n");
    int order[] = {count(), count(), [5] = count(), [3] = 40 + count()};
    for (int i = 0; i < 6; i++)
        printf("%d ", order[i]);
    printf("%d\n", (int)(sizeof order / sizeof *order));
    int k = 1;
    int steps[3] = {k++, k++, k};
    printf("%d %d %d %d\n", steps[0], steps[1], steps[2], k);

    struct shape a = {"a", {{1, x}, {.y = 2}}, 3, 4, {.d = 0}, {5}};
    struct shape b = {.next = &a, .corner[2] = {x, -x}, .m = count(), .deeper = 7, .n = -2};
    struct shape c = a;
    struct shape d = {.name = "d", .corner = {a.corner[1], b.corner[2]}, .u.i = count(), .next = &d};
    show(&a);
    show(&b);
    show(&c);
    show(&d);
    printf("%d %d\n", b.next == &a, d.next == &d);
    a.corner[0] = (struct point){a.corner[0].y, a.corner[0].x};
    show(&a);
    char text[8] = "hey", letters[] = {'a', 'b', (char)('a' + k), 0}, none[6] = "";
    printf("%s %s %d %d %d\n", text, letters, (int)sizeof letters, (int)strlen(none), text[7]);
    struct {
        char tag[4];
        int value;
    } tagged[2] = {{"ab", count()}, {"cd", 2}};
    printf("%s %d %s %d\n", tagged[0].tag, tagged[0].value, tagged[1].tag, tagged[1].value);
    double big[40] = {[7] = x, [20] = 1.5, [39] = -x};
    printf("%g\n", norm1(big, 40));
    double zero[3][2] = {{0}};
    printf("%g %.10g\n", norm1(&zero[0][0], 6), weights(1.5, 2.5));
    for (int i = 0; i < 3; i++) {
        int fresh[3] = {i, i + 1};
        fresh[2]++;
        printf("%d%d%d ", fresh[0], fresh[1], fresh[2]);
    }
    printf("\n");
    int scalar = {5}, *p = {&scalar};
    printf("%d\n", *p);
    static int kept[2] = {1, 2};
    static const double table[] = {0.5, 0.25};
    kept[0] += 2;
    printf("%d %g\n", kept[0], table[1]);
    return 0;
}
