/* extents.h: which part of the memory behind each of its pointers a function accesses, for version.c. */
#ifndef ADC_EXTENTS_H
#define ADC_EXTENTS_H

#include "affine.h"

enum { MAX_HIGHS = 3 };

/* Elements are those of the innermost type behind a parameter: of double (*a)[m], doubles. */
typedef struct Extent {
    Var *param;
    bool accessed, written;
    bool unbounded;    /* each access is through this pointer, but not of each it is known where */
    bool lost;         /* some are through pointers that are not known to come from it */
    TypeList types;    /* of what is accessed */
    long long low;     /* none is before this element, which is no later than the first */
    Poly high[MAX_HIGHS]; /* all are before the largest of these, in the unknowns of Extents.values */
    int n;
} Extent;

typedef struct Extents {
    Adjoint *a;        /* the function's copy */
    Dependence values;
    LIST(Extent) params;
    TypeList others;   /* of other memory of the caller's, or not known, that is accessed */
} Extents;

Extents *extents_of(Adjoint *scout);
Expr *extent_start(const Extent *e);                   /* the first element, as a pointer */
Expr *extent_count(const Extents *x, const Extent *e); /* how many from there on, as a real; NULL: not known */

#endif
