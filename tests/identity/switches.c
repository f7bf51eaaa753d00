/* switch: falling through, default in the middle, ranges, shared variables, in loops, side effects. */
#include <stdio.h>

enum color { RED, GREEN = 5, BLUE };

static int classify(int n)
{
    int r = 0;
    switch (n) {
    case 0:
        return -1;
    case 1:
    case 2:
        r += 1;
        /* fall through */
    case 3:
        r += 10;
        break;
    default:
        r = 77;
        /* fall through */
    case 4: {
        int k = n * 2;
        r += k;
        if (k > 20)
            break;
        r++;
        break;
    }
    case -5:
        r = 5;
    }
    return r;
}

static const char *name(enum color c)
{
    switch (c) {
    case RED:
        return "red";
    case GREEN:
        return "green";
    case BLUE:
        return "blue";
    }
    return "?";
}

static int shared(int n)
{
    switch (n) {
        int t;
    case 1:
        t = 4;
        goto_here:
        return t + 1;
    case 2:
        t = 8;
        if (t > n)
            goto goto_here;
        return 0;
    }
    return -1;
}

static int scan(const char *s)
{
    int value = 0, sign = 1;
    for (;; s++) {
        switch (*s) {
        case '-':
            sign = -sign;
            continue;
        case '0': case '1': case '2': case '3': case '4':
        case '5': case '6': case '7': case '8': case '9':
            value = value * 10 + (*s - '0');
            break;
        case ' ':
            break;
        default:
            return sign * value;
        }
    }
}

static int vars(int n)
{
    int r = 0;
    switch (n & 3) {
    case 0:;
        int a = 5;
        r = a;
        break;
    case 1:
        a = 6;
        r = a * 2;
    case 2:
        a = 7;
        r += a;
    }
    return r;
}

static int range(int n)
{
    switch (n) {
    case -3 ... -1:
        return 1;
    case 'a' ... 'e':
    case 7:
        return 2;
    case 1000 ... 100000:
        return 3;
    case 5 ... 5:
        return 4;
    default:
        return 0;
    }
}

int main(void)
{
    for (int i = -4; i < 200000; i = i < 200 ? i + 1 : i * 3)
        printf("%d", range(i));
    for (int i = -6; i < 12; i++)
        printf("%d ", classify(i));
    printf("\n%s %s %s\n", name(RED), name(GREEN), name(BLUE));
    printf("%d %d %d\n", shared(1), shared(2), shared(3));
    printf("%d\n", scan("-1 2-3-"));
    printf("%d %d %d %d\n", vars(0), vars(1), vars(2), vars(3));
    int i = 2;
    switch (i++) {
    case 2:
        printf("two %d\n", i);
    }
    switch (i) {
    }
    switch (i)
    case 3:
        printf("bare\n");
    switch (i) {
    default:
        printf("only default\n");
    }
    long long big = 1LL << 40;
    switch (big) {
    case 1LL << 40:
        printf("big\n");
        break;
    case 0:
        printf("zero\n");
    }
    return 0;
}
