/* without a guard, beside types that have one */
#include "part.h"
struct guts {
    int n;
    part parts[2];
};
