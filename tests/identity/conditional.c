/* ?: with side effects in its parts, nested, of pointers, records and void. */
#include <stdio.h>

struct point {
    double x, y;
};

static int count;

static double bump(double x)
{
    count++;
    return x + 0.5;
}

static void hit(int n)
{
    count += n;
}

static struct point mirror(struct point p)
{
    struct point q = {p.y, p.x};
    return q;
}

static double pick(int which, double a, double b)
{
    return which ? bump(a) : bump(b) * 2;
}

int main(void)
{
    double x = 1, y = 2;
    double z = x < y ? bump(x) : bump(y);
    printf("%g %d\n", z, count);
    z = x > y ? bump(x) : x == 1 ? (count += 10, bump(y)) : 0;
    printf("%g %d\n", z, count);
    x > y ? hit(1) : hit(2);
    x < y ? hit(100) : (void)0;
    x > y ? (void)0 : hit(1000);
    printf("%d\n", count);
    struct point p = {1, 2}, q = {3, 4};
    struct point r = x < y ? mirror(p) : q;
    printf("%g %g\n", r.x, r.y);
    printf("%g %g\n", (x < y ? p : q).y, (x > y ? p : q).x);
    *(x < y ? &x : &y) = 9;
    printf("%g %g\n", x, y);
    (x < y ? &p : &q)->x += bump(1);
    printf("%g %g\n", p.x, q.x);
    int i = 3;
    double a[] = {1, 2, 3, 4};
    z = a[i > 2 ? i-- : i++];
    printf("%g %d\n", z, i);
    z = i ? i++ : 1.5;
    printf("%g %d\n", z, i);
    printf("%g %g\n", pick(1, 2, 3), pick(0, 2, 3));
    printf("%d\n", count);
    unsigned u = 1;
    int m = -1;
    printf("%d\n", (i ? u : m) > 0);
    long long w = i ? m : u;
    printf("%lld\n", w);
    const char *s = i == 3 ? "three" : "other";
    printf("%s\n", s);
    return 0;
}
