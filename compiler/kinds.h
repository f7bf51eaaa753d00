/* kinds.h: what kinds.c and places.c share.

   A jacobian, a hessian and a hvp call a static function of adc's own (a tangent or an adjoint, often of several
   directions at once) with shadows that they make themselves. A Place is one such shadow: of a parameter, of a
   member path, of a global or of the result. */
#ifndef ADC_KINDS_H
#define ADC_KINDS_H

#include "adc.h"

typedef enum PlaceKind {
    PLACE_VALUE, /* one real: a variable */
    PLACE_FLAT,  /* an array of its own, allocated here */
    PLACE_INSIDE /* inside a shadow record, or a global */
} PlaceKind;

typedef struct Place {
    PlaceKind kind;
    Actor *actor;  /* of the request: path, type, extents */
    Var *param;    /* of the function called: its shadow */
    Var *data;     /* PLACE_VALUE, PLACE_FLAT: the variable */
    Type *real;    /* the innermost type, without const */
    Expr *size;    /* how many of it; over the primal's parameters */
    bool per_lane; /* PLACE_FLAT: one array after the other, instead of lanes next to each other */
    bool is_zero;  /* has to be zero at first */
} Place;

typedef struct Kinds {
    Program *p;
    Derived *d;
    Fn *called;     /* the function that is called */
    Expr *lanes;    /* NULL: one direction, no dimension for it */
    Stmt *block;    /* being filled */
    Subst subst;    /* parameters of called -> expressions of d->fn */
    Map *args;      /* extra parameters of called -> argument */
    Map *records;   /* parameters of called -> Var: the shadow record */
    LIST(Place *) places;
    StrList subrecord_names;
    VarList subrecords;
    VarList heap;   /* to be freed, in order */
    Map *counts;    /* Actor -> Var: its number of reals, where that has a name */
} Kinds;

/* places.c */
void kinds_begin(Kinds *k, Program *p, Derived *d); /* d's body is empty, and filled */
void kinds_map_params(Kinds *k, const VarList *params); /* of the function that is called, behind which d's stand */
Expr *kinds_count(Kinds *k, const Actor *a); /* the number of its reals, over all rows */
bool kinds_has_rows(const Actor *a);         /* a pointer to pointers */
Place *place_sized(Kinds *k, Actor *a, Var *param, bool is_zero); /* place_new, with the number of reals */
Place *place_new(Kinds *k, Actor *actor, Var *param, bool is_zero);
void places_make(Kinds *k);     /* declares, allocates and links all of them; fills k->args */
void places_free(Kinds *k);
Expr *place_element(Kinds *k, Place *x, Expr *i, Expr *lane); /* lvalue of its i-th real */
void place_copy(Kinds *k, Place *x, Expr *from);              /* what from, a shadow of that parameter, holds, to it */
Expr *kinds_call(Kinds *k);     /* of k->called */
void kinds_add(Kinds *k, Stmt *s);
Var *kinds_local(Kinds *k, const char *name, Type *type);
/* for (T name = 0; name < count; name++) body; no loop where count is the constant 1. The body is k->block until
   kinds_close(k, before). */
Stmt *kinds_open(Kinds *k, const char *name, Expr *count, Expr **counter);
void kinds_close(Kinds *k, Stmt *before);

/* again.c: memory that the function called changes and reads, for one call after the other. */
typedef struct Again {
    ActorList actors;
    VarList before; /* what it held, for each of them */
} Again;
bool again_possible(Kinds *k, Again *again);
void again_keep(Kinds *k, Again *again);
void again_put_back(Kinds *k, Again *again, Expr *call); /* but for the first call, number 0 */
void again_free(Kinds *k, Again *again);

/* rerun.c */
/* May f run again for further directions? Then what it changes and reads of its caller's memory has to be put back:
   those actors are added to again. */
bool rerun_possible(Program *p, Derived *d, ActorList *again);
bool rerun_writes(Program *p, Derived *d, const Var *v); /* f may write memory of its caller that it reaches by v */

#endif
