/* The value of an assignment: chains, conversions on the way, in conditions, to bit-fields and bool. */
#include <stdbool.h>
#include <stdio.h>

struct bits {
    unsigned lo : 3;
    int hi : 4;
    bool flag;
};

static int reads;

static int source(int x)
{
    reads++;
    return x * 7 - 3;
}

int main(void)
{
    int i, j, k;
    i = j = k = 5;
    printf("%d %d %d\n", i, j, k);

    double d;
    float f;
    unsigned char c;
    d = f = 0.1;
    printf("%.17g %.17g\n", d, f);
    d = c = 300;
    printf("%g %d\n", d, c);
    d = i = 2.75;
    printf("%g %d\n", d, i);

    struct bits b = {0};
    k = b.lo = 13;
    printf("%d %u\n", k, b.lo);
    k = b.hi = 7 + (b.lo += 1);
    printf("%d %d %u\n", k, b.hi, b.lo);
    k = b.flag = 42;
    printf("%d %d\n", k, b.flag);
    b.flag++;
    printf("%d\n", b.flag);

    if ((i = source(2)) > 10)
        printf("big %d\n", i);
    else if ((j = source(3)) > 10)
        printf("small %d %d\n", i, j);
    while ((k = source(k)) < 1000 && reads < 20)
        printf("k %d\n", k);
    printf("%d %d\n", k, reads);

    int a[3] = {1, 2, 3}, *p = a;
    *p++ = i ? 9 : 8, a[1] = (a[2] = 4) + 1;
    printf("%d %d %d %d\n", a[0], a[1], a[2], (int)(p - a));
    return 0;
}
