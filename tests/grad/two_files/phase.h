#ifndef PHASE_H
#define PHASE_H
#include "table.h"
double phase_of(const struct table *t, double x);
#endif
