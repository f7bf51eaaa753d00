/* The comma operator: in conditions, steps, arguments, subscripts, as a place's value. */
#include <stdio.h>

static int f(int a, int b)
{
    return a * 100 + b;
}

int main(void)
{
    int i, j, n = 0;
    for (i = 0, j = 10; i < j; i++, j--)
        n += i * j;
    printf("%d %d %d\n", i, j, n);
    for (i = 1, n = 0; n++, i < 50; i *= 2, n += i)
        ;
    printf("%d %d\n", i, n);
    int a[3] = {1, 2, 3};
    i = 0;
    j = a[i++, i + 1];
    printf("%d %d\n", i, j);
    j = f((i = 4, i + 1), (n = 2, n));
    printf("%d %d %d\n", i, j, n);
    j = (i++, i++, i);
    printf("%d %d\n", i, j);
    while (i--, i > 2)
        j += i;
    printf("%d %d\n", i, j);
    if (j = 3, i = j - 3)
        printf("no\n");
    else
        printf("yes %d %d\n", i, j);
    double d = (i = 7, i / 2);
    printf("%g\n", d);
    do
        j--;
    while (i -= 2, j > 0);
    printf("%d %d\n", i, j);
    int *p = (a[0] = 5, a);
    printf("%d\n", *p);
    switch (i = 2, i + 1) {
    case 3:
        printf("three\n");
    }
    return (i = 0, i);
}
