/* Older C: K&R definitions, implicit sizes, register, goto for errors, tricks with the comma and while. */
#include <stdio.h>

#define TRUE 1

static int data[] = {5, 2, 8, 1, 9, 3};

static double interpolate();

static double interpolate(x, xs, ys, n)
double x;
double *xs, *ys;
int n;
{
    register int lo = 0, hi = n - 1;
    while (hi - lo > 1) {
        register int mid = (lo + hi) >> 1;
        if (xs[mid] > x)
            hi = mid;
        else
            lo = mid;
    }
    return ys[lo] + (ys[hi] - ys[lo]) * (x - xs[lo]) / (xs[hi] - xs[lo]);
}

static void shell(int *v, int n)
{
    int gap, i, j, t;
    for (gap = n / 2; gap > 0; gap /= 2)
        for (i = gap; i < n; i++)
            for (j = i - gap; j >= 0 && v[j] > v[j + gap]; j -= gap)
                t = v[j], v[j] = v[j + gap], v[j + gap] = t;
}

static int bits(unsigned x)
{
    int b;
    for (b = 0; x != 0; x &= x - 1)
        b++;
    return b;
}

static int power(int base, int n)
{
    int p;
    for (p = 1; n > 0; --n)
        p = p * base;
    return p;
}

static void squeeze(char *s, int c)
{
    int i, j;
    for (i = j = 0; s[i] != '\0'; i++)
        if (s[i] != c)
            s[j++] = s[i];
    s[j] = '\0';
}

int main(void)
{
    double xs[4] = {0, 1, 2, 4}, ys[4] = {1, 3, 2, 6};
    int i, n = sizeof data / sizeof data[0];
    char s[] = "a-b--c-";
    printf("%g %g\n", interpolate(0.5, xs, ys, 4), interpolate(3.0, xs, ys, 4));
    shell(data, n);
    for (i = 0; i < n; ++i)
        printf("%d%c", data[i], (i % 10 == 9 || i == n - 1) ? '\n' : ' ');
    printf("%d %d\n", bits(0xf0f1u), power(-3, 5));
    squeeze(s, '-');
    printf("%s\n", s);
    i = 0;
    while (TRUE)
        if (data[i] > 4 || ++i >= n)
            break;
    printf("%d %o %x\n", i, data[i], ~data[i] & 0xff);
    return !(i > 0);
}
