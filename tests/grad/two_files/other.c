#include "places.h"
#include <math.h>

const double shared_table[3] = {1, 2, 0.5};

static double twice(double a)
{
    return 2 * a;
}

double elsewhere(double a, int k)
{
    double r = 1;
    while (k-- > 0)
        r *= sin(twice(a));
    return r;
}

#include "bare.h"

static const double coefficient[3] = {0.75, -0.5, 0.125};

static double scaled(double x) { return coefficient[0] + coefficient[1] * x + coefficient[2] * x * x; }

double elsewhere_scaled(double x) { return scaled(scaled(x)); }

void squared(const pair *from, pair *to)
{
    to->re = from->re * from->re - from->im * from->im;
    to->im = 2 * from->re * from->im;
}

double elsewhere_bare() { return 0.75; }

#include "hidden.h"

/* known to the other file by name alone */
struct hidden_record {
    int steps;
    double level;
};

hidden *hidden_make(void *room, double x)
{
    hidden *h = room;
    h->steps = 2;
    h->level = x * x;
    return h;
}

double hidden_level(const hidden *h)
{
    double s = 0;
    for (int i = 0; i < h->steps; i++)
        s += h->level * h->level;
    return s;
}

void places_set(places *p, const double *x, int n)
{
    p->count = n;
    p->from = x + 1;
    p->weight = x[0];
}

static double rate(double x) { return 5 + x; }
#define STEP(x) ((x) * (x) * (x))
#include "step.h"

double elsewhere_stepped(double x) { return stepped(x, 2) + by_own_rate(x); }
