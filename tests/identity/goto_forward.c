/* Forward goto: cleanup at the end, out of nested loops, several exits, over declarations. */
#include <stdio.h>
#include <stdlib.h>

static int cleanup(int fail)
{
    int status = -1;
    double *a = malloc(4 * sizeof *a), *b = NULL;
    if (!a)
        goto out;
    if (fail == 1)
        goto free_a;
    b = malloc(8 * sizeof *b);
    if (fail == 2)
        goto free_b;
    for (int i = 0; i < 4; i++) {
        a[i] = i;
        if (fail == 3 && i == 2)
            goto free_b;
    }
    status = (int)a[3];
free_b:
    printf("b ");
    free(b);
free_a:
    printf("a ");
    free(a);
out:
    printf("out ");
    return status;
}

static int find(int n, int wanted)
{
    int i, j, k = 0;
    for (i = 0; i < n; i++)
        for (j = 0; j < n; j++) {
            k++;
            if (i * j == wanted)
                goto found;
            switch (j) {
            case 7:
                if (i == 9)
                    goto gone;
                break;
            }
        }
    return -k;
gone:
    return 1000;
found:
    return i * 100 + j;
}

static int middle(int x)
{
    int r = 0;
    if (x < 0)
        goto negative;
    r = 1;
    if (x > 10)
        goto big;
    int y = x * 2;
    r += y;
    goto done;
big:
    r += 100;
    goto done;
negative:
    r = -1;
done:
    return r;
}

static int next_outer(void)
{
    int n = 0;
    for (int i = 0; i < 5; i++) {
        for (int j = 0; j < 5; j++) {
            if (j == 3)
                goto next;
            if (i == 4)
                goto all;
            n += i * 10 + j;
        }
    next:;
    }
all:
    return n;
}

int main(void)
{
    for (int i = 0; i < 4; i++)
        printf("%d\n", cleanup(i));
    printf("%d %d %d\n", find(5, 12), find(5, 77), find(20, 999));
    printf("%d %d %d\n", middle(-1), middle(4), middle(40));
    printf("%d\n", next_outer());
    return 0;
}
