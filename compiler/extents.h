/* extents.h: which part of the memory behind each of its pointers a function accesses, for version.c. */
#ifndef ADC_EXTENTS_H
#define ADC_EXTENTS_H

#include "affine.h"

enum { MAX_HIGHS = 3 };

/* Of what one pointer of the caller leads to. Elements are those of the innermost type behind it: of double (*a)[m], doubles. */
typedef struct Extent {
    const Object *object;
    Expr *root;        /* the pointer: a parameter, or a member of what one is or points to, as m->w; NULL: not one alone */
    bool written;
    bool unbounded;    /* each access is through this pointer, but not of each it is known where */
    TypeList types;    /* of what is accessed */
    long long low;     /* none is before this element, which is no later than the first */
    Poly high[MAX_HIGHS]; /* all are before the largest of these, in the unknowns of Extents.values */
    int n;
} Extent;

typedef struct Extents {
    Adjoint *a;        /* the function's copy */
    Dependence values;
    LIST(Extent) list;
    VarList at_hand;   /* parameters that the function follows before all else: what they point to can be asked at entry */
    TypeList others;   /* of memory that is accessed and not known */
} Extents;

Extents *extents_of(Adjoint *scout);
const char *extent_name(const Extent *e);
Expr *extent_start(const Extent *e);                   /* the first element, as a pointer */
Expr *extent_count(const Extents *x, const Extent *e); /* how many from there on, as a real; NULL: not known */

#endif
