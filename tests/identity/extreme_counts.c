/* Loops whose counters end at the limits of their types, run backward, never run, or are changed inside. */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>

static int count_up(int from, int to)
{
    int n = 0;
    for (int i = from; i < to; i++)
        n++;
    return n;
}

static int count_le(int from)
{
    int n = 0;
    for (int i = from;; i++) {
        n++;
        if (i == INT_MAX)
            break;
    }
    return n;
}

static long long sum_unsigned(unsigned n)
{
    long long s = 0;
    for (unsigned i = n - 1; i < n; i--)
        s += i;
    return s;
}

static int uneven(int n)
{
    int s = 0;
    for (int i = 0; i < n; i += 2) {
        s += i;
        if (i % 6 == 0)
            i++;
        else if (i % 10 == 5)
            n--;
    }
    return s;
}

int main(void)
{
    printf("%d %d %d\n", count_up(5, 5), count_up(5, INT_MIN), count_up(INT_MAX - 3, INT_MAX));
    printf("%d %lld %lld\n", count_le(INT_MAX - 2), sum_unsigned(0), sum_unsigned(5));
    printf("%d %d\n", uneven(50), uneven(-1));
    int n = 0;
    for (uint8_t c = 0; n++, c != 255; c++)
        ;
    printf("%d\n", n);
    n = 0;
    for (int8_t c = -128; c < 127; c++)
        n += c;
    printf("%d\n", n);
    for (int64_t k = INT64_MAX - 2; k > 0; k /= 1000)
        printf("%lld ", (long long)k);
    printf("\n");
    for (size_t i = 3; i-- > 0;)
        printf("%zu ", i);
    for (int i = 10, j = 0; i > j; i -= 3, ++j)
        printf("%d-%d ", i, j);
    printf("\n");
    double t = 0;
    for (float h = 0.1f; h < 1; h += h * 0.5f)
        t += h;
    printf("%.9g\n", t);
    return 0;
}
