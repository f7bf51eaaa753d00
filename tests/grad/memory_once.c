/* Statics that are filled once: the generated file has its own, filled with the same. */
#include "grad.h"
#include <math.h>
#include <string.h>

//@ table_of_a_function
/* Behind a flag, in a function that is called before and behind what the generated file calls. */
static double window(int k)
{
    static double table[16];
    static int ready;
    if (!ready) {
        int i;
        for (i = 0; i < 16; i++)
            table[i] = 0.5 - 0.5 * cos(2 * 3.141592653589793 * (i + 0.5) / 16);
        ready = 1;
    }
    return table[k & 15];
}
KINDS()
double table_of_a_function(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += window(i + 3) * x[i] * x[i] * window(i);
    return s;
}
SCALAR(table_of_a_function, 0.3, -0.7, 1.1)

//@ tables_of_the_file
/* One function that fills, several that see to it that it did, and helpers that rely on that. */
enum { ORDER = 6 };
static double factorials[ORDER], binomials[ORDER][ORDER];
static _Bool filled = 0;

static double power(double x, int k)
{
    double p = 1;
    while (k-- > 0)
        p *= x;
    return p;
}
static void fill_binomials(void)
{
    for (int i = 0; i < ORDER; i++)
        for (int k = 0; k <= i; k++)
            binomials[i][k] = factorials[i] / (factorials[k] * factorials[i - k]);
}
static void fill(void)
{
    factorials[0] = 1;
    for (int i = 1; i < ORDER; i++)
        factorials[i] = i * factorials[i - 1];
    fill_binomials();
    filled = 1;
}
static void ensure(void)
{
    if (filled)
        return;
    fill();
}
static double bernstein(int k, double t)
{
    return binomials[ORDER - 1][k] * power(t, k) * power(1 - t, ORDER - 1 - k);
}

KINDS()
double bezier(int n, const double x[n])
{
    double s = 0;
    ensure();
    for (int k = 0; k < ORDER; k++)
        s += bernstein(k, x[0]) * x[1 + k % (n - 1)];
    return s * s;
}
SCALAR(bezier, 0.3, -0.7, 1.1, 0.4)

KINDS()
double exponential(int n, const double x[n])
{
    if (filled == 0)
        fill();
    double s = 0;
    for (int k = 0; k < ORDER; k++)
        s += power(x[0] * x[n - 1], k) / factorials[k];
    return s;
}
SCALAR(exponential, 0.8, 0.5)

//@ constants_of_the_machine
/* Found at the first call, as old routines do; one that is its own flag. */
static double scaled(double x)
{
    static int first = 1;
    static double tiny, huge;
    static double root = -1.0;
    const double one = 1.0;
    double step;
    if (first) {
        first = 0;
        step = one;
        while (one + step * 0.5 > one)
            step *= 0.5;
        tiny = step;
        huge = 1 / step;
    }
    if (root < 0.0)
        root = sqrt(2 * 3.141592653589793);
    step = x * tiny;
    return step * huge * x / root;
}
KINDS()
double constants_of_the_machine(int n, const double x[n])
{
    double s = scaled(x[0]);
    for (int i = 1; i < n; i++)
        s = s * x[i] + scaled(s);
    return s;
}
SCALAR(constants_of_the_machine, 0.9, 0.4, 1.2)

//@ loops_backwards
/* The reverse sweep reads the table where values are kept, too. */
static float gains[4];
static int gains_known;
KINDS_INPLACE()
void loops_backwards(int n, double y[n])
{
    for (int step = 0; step < 3; step++) {
        if (!gains_known) {
            memset(gains, 0, sizeof gains);
            for (int k = 1; k < 4; k++)
                gains[k] = 0.25f * (float)k;
            gains_known = 1;
        }
        for (int i = 1; i < n; i++)
            y[i] = y[i] * y[i - 1] * gains[(i + step) % 4] + sin(y[i]);
    }
}
INPLACE(loops_backwards, 0.3, 0.5, -0.7, 1.1, 0.2)

//@ once_never
/* Tables that nobody declared const, and nobody writes: of a function, of the file, read through a pointer that might write. */
static double once_weights[4] = {0.3, -0.2, 0.7, 0.1};
static double once_read(double *w, double v)
{
    double s = 0.0;
    for (int i = 0; i < 4; i++)
        s += w[i] * v * (1.0 + i);
    return s;
}
static double once_series(double v, int depth)
{
    static double cof[3] = {1.5, -0.25, 0.125};
    double y = v, s = cof[0];
    for (int j = 1; j < 3; j++)
        s += cof[j] / ++y;
    return depth > 0 ? s * once_series(v * cof[2], depth - 1) : s + once_read(once_weights, v);
}
KINDS()
double once_never(int n, const double x[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += once_series(x[i], i) * once_weights[i];
    return s;
}
SCALAR(once_never, 0.3, 0.7, 1.2)
