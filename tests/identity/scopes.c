/* Names: shadowed in blocks, loops and macros, the same in sibling scopes, like those adc makes. */
#include <stdio.h>

static int value = 3;

static int cond(int value)
{
    int old_i = 1, i = 0, at = 5;
    int r = i++ + value;
    {
        int value = r * 2, i = 7;
        r += value + i;
        {
            int value = i--;
            r += value - i;
        }
    }
    for (int i = 0; i < 3; i++) {
        int value = i;
        for (int i = value; i < 3; i++)
            r += i * value;
    }
    for (int i = 10; i > 8; i--)
        r -= i;
    if (r > 0) {
        double result = r / 2.0;
        r = (int)result;
    } else {
        int result = -r;
        r = result;
    }
    while (i++ < 3) {
        int left = i, right = left && at--;
        r += left + right + old_i;
    }
    return r + at;
}

static int left(int x)
{
    return x > 2 && cond(x) > 3 && (value = x);
}

static int twice(int x)
{
    int t = x + 1;
    return t * 2;
}

static int thrice(int x)
{
    int t = twice(x);
    {
        int x = twice(t), t = 3;
        value += x * t;
    }
    return t + x;
}

int main(void)
{
    int cond_ = cond(4), i = 2;
    printf("%d %d ", cond_, left(5));
    printf("%d\n", value);
    printf("%d ", left(1));
    printf("%d\n", value);
    int t = thrice(i);
    t += thrice(1);
    printf("%d %d\n", t > 0, value);
    struct value {
        int value;
    } v = {i};
    int w = twice(v.value++ * 2);
    printf("%d %d\n", v.value, w);
    typedef double real;
    real x = 0.5;
    {
        typedef int real;
        real x = 3;
        printf("%d\n", x / 2);
    }
    printf("%g\n", x / 2);
    enum { at = 4 };
    extern int shared;
    printf("%d %d\n", at, shared);
    return 0;
}

int shared = 11;
