/* Statement expressions and macros made of them: shadowing, nested, with control flow inside. */
#include <stdio.h>

#define MAX(a, b)                                                                                  \
    ({                                                                                             \
        __typeof__(a) _a = (a);                                                                    \
        __typeof__(b) _b = (b);                                                                    \
        _a > _b ? _a : _b;                                                                         \
    })
#define SWAP(a, b)                                                                                 \
    do {                                                                                           \
        double t_ = (a);                                                                           \
        (a) = (b);                                                                                 \
        (b) = t_;                                                                                  \
    } while (0)

static int calls;

static double f(double x)
{
    calls++;
    return x * x - 2;
}

static int first_negative(const double *v, int n)
{
    int at = ({
        int i;
        for (i = 0; i < n; i++)
            if (v[i] < 0)
                break;
        i;
    });
    return at;
}

static double guarded(double x)
{
    double y = ({
        if (x < 0)
            return -1;
        double r = x;
        for (int i = 0; i < 20; i++)
            r = 0.5 * (r + x / r);
        r;
    });
    return y;
}

int main(void)
{
    double a = 1, b = 2;
    printf("%g ", MAX(f(a), f(b)));
    printf("%d\n", calls);
    printf("%g ", MAX(a, MAX(b, f(b))));
    printf("%d\n", calls);
    SWAP(a, b);
    if (a > b)
        SWAP(a, b);
    else
        a = 0;
    printf("%g %g\n", a, b);
    int t_ = 5;
    int m = MAX(t_, 3);
    printf("%d\n", m);
    double v[4] = {1, 2, -3, 4};
    printf("%d %d\n", first_negative(v, 4), first_negative(v, 2));
    printf("%.12g %g\n", guarded(2), guarded(-2));
    ({ a++; b++; });
    ({ ; });
    printf("%g %g\n", a, b);
    for (int i = 0; i < ({ int k = 3; k; }); i += ({ calls++; 1; }))
        printf("%d ", i);
    printf("%d\n", calls);
    double x = ({ double y = a; y += 1; y; }) * ({ double y = b; y; });
    printf("%g\n", x);
    while (({ x /= 2; x > 1; }))
        printf("%g ", x);
    printf("\n");
    return 0;
}
