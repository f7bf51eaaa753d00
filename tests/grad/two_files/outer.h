#ifndef OUTER_H
#define OUTER_H
#include "bare.h"
struct state; /* state.h says what it is */
typedef struct {
    pair at;
    struct state *state;
} holder;
#endif
