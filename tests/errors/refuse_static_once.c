/* Statics that look as if they were filled once, and are not: the generated file's own would hold something else. */
#include <adc/adc.h>
#include <stdlib.h>

static double first[2]; // error: static-state
static int known;       // error: static-state
static double seen(double x, int n)
{
    if (!known) {
        first[0] = n;
        first[1] = 2 * n;
        known = 1;
    }
    return first[0] * x + first[1];
}
ADC_GRADIENT()
double of_an_argument(double x, int n)
{
    return seen(x, n);
}

static double noise[4]; // error: static-state
static int has_noise;   // error: static-state
ADC_GRADIENT()
double of_chance(double x)
{
    if (!has_noise) {
        for (int i = 0; i < 4; i++)
            noise[i] = rand() % 7;
        has_noise = 1;
    }
    return x * noise[1] * x;
}

static double scale; // error: static-state
static int scaled;   // error: static-state
void set_scale(double s)
{
    scale = s;
}
ADC_GRADIENT()
double of_another_function(double x)
{
    if (!scaled) {
        scale = 2;
        scaled = 1;
    }
    return scale * x * x;
}

static double table[3]; // error: static-state
static int filled;
static void fill(void)
{
    table[0] = 1;
    table[1] = table[2] = 3;
    filled = 1;
}
void prepare(void)
{
    if (!filled)
        fill();
}
ADC_GRADIENT()
double without_the_test(double x, int k)
{
    return table[k] * x * x; /* prepare() was called: for the source's */
}

static double half[3]; // error: static-state
static int halved;     // error: static-state
void halve(void)
{
    for (int i = 0; i < 3; i++)
        half[i] = i + 0.5;
    halved = 1;
}
ADC_GRADIENT()
double filled_elsewhere(double x)
{
    if (!halved)
        halve(); /* fills the source's */
    return half[1] * x * x;
}

ADC_GRADIENT()
double left_behind(double x)
{
    static int count; // error: static-state
    int n = 1;
    if (!count) {
        n = 3;
        count = 1;
    }
    return x * n;
}

static double step;  // error: static-state
static int stepping; // error: static-state
static void widen(void)
{
    step = step * 2 + 1;
    stepping = 1;
}
void again(void)
{
    widen();
}
ADC_GRADIENT()
double once_more(double x)
{
    if (!stepping)
        widen();
    return step * x * x;
}

static double level;  // error: static-state
static int levelled;  // error: static-state
static void look(double **p)
{
    *p = &level;
}
void change(double by)
{
    double *p;
    look(&p);
    *p += by;
}
ADC_GRADIENT()
double through_a_pointer(double x)
{
    if (!levelled) {
        level = 4;
        levelled = 1;
    }
    return level * x * x;
}
