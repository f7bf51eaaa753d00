#ifndef STATE_H
#define STATE_H
struct state {
    double level;
};
static double positive(double x) { return x > 0 ? x : -x; }
#endif
