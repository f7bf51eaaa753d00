/* Backward goto: loops made by hand, retries, nested, with declarations inside. */
#include <stdio.h>

static int sum_to(int n)
{
    int i = 0, s = 0;
again:
    s += i;
    if (++i <= n)
        goto again;
    return s;
}

static int retry(int fails)
{
    int tries = 0;
start:
    tries++;
    int cost = tries * tries;
    if (tries <= fails)
        goto start;
    if (cost > 50)
        return -1;
    return cost;
}

static int nested(int n)
{
    int i = 0, j, s = 0;
outer:
    j = 0;
inner:
    s += i * j;
    j++;
    if (j < n)
        goto inner;
    i++;
    if (i < n)
        goto outer;
    return s;
}

static long gcd(long a, long b)
{
loop:
    if (b == 0)
        goto done;
    long t = a % b;
    a = b;
    b = t;
    goto loop;
done:
    return a;
}

static int two_ways(int n)
{
    int s = 0;
top:
    s++;
    if (n > 100)
        return s;
    if (n % 3 == 0) {
        n += 1;
        goto top;
    }
    if (n % 3 == 1) {
        n *= 2;
        goto top;
    }
    n += 5;
    goto top;
}

static int crossing(int n)
{
    int s = 0;
a:
    s += 1;
b:
    s += 10;
    if (s % 7 == 3)
        goto a;
    if (s < n)
        goto b;
    return s;
}

static int in_loop(int n)
{
    int s = 0;
    for (int i = 0; i < n; i++) {
        int k = i;
    more:
        s += k;
        k -= 2;
        if (k > 0)
            goto more;
        if (s > 40)
            break;
        if (s % 2)
            continue;
        s++;
    }
    return s;
}

int main(void)
{
    printf("%d %d\n", sum_to(10), sum_to(-4));
    printf("%d %d %d\n", retry(0), retry(5), retry(9));
    printf("%d %d\n", nested(4), nested(1));
    printf("%ld\n", gcd(1071, 462));
    printf("%d %d\n", two_ways(1), two_ways(0));
    printf("%d %d\n", crossing(30), crossing(200));
    printf("%d %d\n", in_loop(6), in_loop(30));
    return 0;
}
