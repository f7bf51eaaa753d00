/* Volatile and static objects, in places where a value must be read exactly once. */
#include <stdio.h>

static volatile int port = 3;
static volatile double level = 0.5;

static double smooth(double x)
{
    static double last;
    static int n = 1;
    double r = (last * n + x) / (n + 1);
    last = r;
    n++;
    return r;
}

static int serial(void)
{
    static int id;
    return id++;
}

int main(void)
{
    port++;
    ++port;
    port += port;
    int x = port--, y;
    y = port = 7;
    printf("%d %d %d\n", x, y, port);
    volatile int k = 0;
    while (k++ < 3)
        printf("%d ", k);
    printf("\n");
    double z = level * level + (level ? 1 : 2);
    level = z > 1 ? level / 2 : z;
    printf("%g %g\n", z, level);
    (void)port;
    int a[3] = {1, 2, 3}, s = 0;
    for (k = 0; k < 3; k++)
        a[k] += k && port ? a[k - 1] : 0;
    for (k = 2; k >= 0; k--)
        s = 10 * s + a[k];
    printf("%d\n", s);
    a[port - 6] += 5;
    a[port - 6]++;
    printf("%d\n", a[1]);
    if (port && level && !(port > 100))
        printf("on\n");
    printf("%g ", smooth(1));
    printf("%g ", smooth(2));
    printf("%g\n", smooth(4));
    for (int i = 0; i < 3; i++) {
        static int seen = 10;
        seen += i;
        printf("%d %d\n", seen, serial());
    }
    return 0;
}
