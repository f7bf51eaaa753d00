/* without a guard, as what it includes; what that includes has one */
#include "bare.h"
#include "part.h"
struct state; /* state.h says what it is */
typedef struct {
    pair at;
    part part;
    struct state *state;
} holder;
