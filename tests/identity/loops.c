/* Every loop, with break and continue in every place, and conditions that do something. */
#include <stdio.h>

static int budget;

static int spend(int n)
{
    budget -= n;
    return budget >= 0;
}

static double tolerance(double *x)
{
    double old = *x;
    *x = 0.5 * (old + 2 / old);
    return old > *x ? old - *x : *x - old;
}

static int collatz(long n)
{
    int steps = 0;
    while (n != 1) {
        steps++;
        if (n % 2) {
            n = 3 * n + 1;
            continue;
        }
        n /= 2;
    }
    return steps;
}

int main(void)
{
    double x = 1;
    int steps = 0;
    while (tolerance(&x) > 1e-12)
        steps++;
    printf("%.15g %d\n", x, steps);

    budget = 10;
    int i = 0;
    do {
        i++;
        if (i == 2)
            continue;
        if (i == 100)
            break;
        printf("do %d\n", i);
    } while (spend(i));
    printf("%d %d\n", i, budget);

    budget = 6;
    for (i = 0; spend(1); i++) {
        if (i == 1)
            continue;
        if (i == 4)
            break;
        printf("for %d\n", i);
    }
    printf("%d %d\n", i, budget);
    budget = 5;
    for (i = 0; i < 10; i += 1 + !spend(1)) {
        if (i % 2)
            continue;
        printf("step %d\n", i);
    }
    printf("%d\n", budget);
    for (int k = 3, l = 0; k > 0; k--, l += k)
        printf("%d %d\n", k, l);
    for (int k = 0, l = k + 5, m = l * 2; k < l; k += 2, l--)
        printf("%d %d %d\n", k, l, m);
    for (;;) {
        if (++i > 14)
            break;
    }
    for (; i > 12;)
        i--;
    printf("%d\n", i);
    for (i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            if (j == i)
                continue;
            if (i + j == 3)
                break;
            printf("%d%d ", i, j);
        }
    printf("\n");
    do {
        if (i == 3)
            break;
        printf("not reached\n");
    } while (0);
    do {
        i++;
        if (i < 7)
            continue;
        printf("once\n");
    } while (0);
    printf("%d %d\n", i, collatz(27));
    unsigned u = 3;
    while (u --> 0)
        printf("%u ", u);
    printf("\n");
    for (unsigned char c = 250; c >= 250; c++)
        printf("%d ", c);
    printf("\n");
    for (double t = 0; t < 1; t += 0.25)
        printf("%g ", t);
    for (i = 5; i; printf("%d ", i))
        i--;
    printf("\n");
    return 0;
}
