/* Jumps into loops and branches, loops with two entries, Duff's device, a coroutine-like state. */
#include <stdio.h>

static int into_loop(int n, int skip)
{
    int i = 0, s = 0;
    if (skip)
        goto inside;
    for (i = 0; i < n; i++) {
        s += i;
    inside:
        s += 100;
        if (s > 1000)
            break;
        if (i == 1)
            continue;
        s += 1;
    }
    return s;
}

static int into_branch(int x)
{
    int r = 0;
    if (x > 5)
        goto in;
    if (x > 2) {
        r += 1;
    in:
        r += 10;
    } else {
        r += 100;
        if (x == 0)
            goto in;
    }
    return r;
}

static int two_entries(int n)
{
    int s = 0;
    if (n % 2)
        goto odd;
even:
    s += 2;
    n--;
    if (n <= 0)
        goto out;
odd:
    s += 3;
    n--;
    if (n > 0)
        goto even;
out:
    return s;
}

static void duff(double *to, const double *from, int count)
{
    int n = (count + 3) / 4;
    switch (count % 4) {
    case 0:
        do {
            *to++ = *from++;
            /* fall through */
    case 3:
            *to++ = *from++;
            /* fall through */
    case 2:
            *to++ = *from++;
            /* fall through */
    case 1:
            *to++ = *from++;
        } while (--n > 0);
    }
}

static int states(const char *s)
{
    int letters = 0, numbers = 0;
blank:
    switch (*s) {
    case 0:
        goto end;
    case ' ':
        s++;
        goto blank;
    case '1':
        goto number;
    default:
        goto word;
    }
word:
    if (*s == 0 || *s == ' ')
        goto blank;
    letters++;
    s++;
    if (*s == '1')
        goto number;
    goto word;
number:
    while (*s == '1') {
        numbers++;
        s++;
        if (numbers > 5)
            goto word;
    }
    goto blank;
end:
    return letters * 100 + numbers;
}

static int declared(int n)
{
    int s = 0;
    goto middle;
    {
        int a = 3, b[2] = {5, 6};
        s += a;
    middle:
        a = n;
        b[0] = n + 1;
        s += a + b[0];
        while (s < 20) {
            int c = s;
        deep:
            c = 2;
            s += c;
            if (s == 11)
                goto deep;
        }
        if (s < 50) {
            n += 30;
            goto middle;
        }
    }
    return s;
}

static int arms(int n)
{
    int r = 0;
    for (int k = 0; k < 4; k++) {
        switch (n + k) {
        case 1:
            r += 1;
            goto common;
        case 2:
            r += 2;
            break;
        case 3:
            if (r > 100)
                goto stop;
        common:
            r += 50;
            continue;
        default:
            r += 1000;
        }
        r *= 2;
    }
stop:
    return r;
}

static int sw_while(int n)
{
    int s = 0;
    switch (n) {
        while (s < 50) {
    case 1:
            s += 5;
            if (s == 20)
                break;
    case 2:
            s += 7;
            continue;
    default:
            s += 1;
        }
        s += 1000;
    }
    return s;
}

int main(void)
{
    printf("%d %d\n", into_loop(4, 0), into_loop(4, 1));
    for (int x = 0; x < 7; x++)
        printf("%d ", into_branch(x));
    printf("\n%d %d %d %d\n", two_entries(0), two_entries(1), two_entries(6), two_entries(7));
    double from[9] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    for (int n = 1; n <= 9; n++) {
        double to[9] = {0};
        duff(to, from, n);
        for (int i = 0; i < 9; i++)
            printf("%g ", to[i]);
        printf("\n");
    }
    printf("%d\n", states("ab 11 c1d 1111 11"));
    printf("%d %d\n", declared(1), declared(60));
    for (int n = -3; n < 4; n++)
        printf("%d ", arms(n));
    printf("\n");
    for (int n = 0; n < 4; n++)
        printf("%d ", sw_while(n));
    printf("\n");
    return 0;
}
