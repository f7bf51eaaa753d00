/* check_main.h: what check_main.c and check_object.c share: the program that --check-main writes. */
#ifndef ADC_CHECK_MAIN_H
#define ADC_CHECK_MAIN_H

#include "output.h"

typedef LIST(Actor) PartList;

/* What the primal of one derived function is called with. */
typedef struct Objects {
    Program *p;
    Derived *d;
    PartList wrt, of;  /* paths to reals, in the order of the flat vectors */
    const char *why;   /* what cannot be made up; NULL: all can */
    Map *sizes;        /* parameters and members that extents mention */
    long long least;   /* what is a subscript of any memory is less */
    bool memory;       /* there is some */
    Map *looked_at;    /* members that the primal uses; NULL: not asked for yet */
    bool looks_anywhere;
    bool settling;     /* extents are looked at, what is printed is of no use */
    bool counting;     /* only sizes are of use */
    Width width;       /* of the flat vectors */
} Objects;

enum { CHECK_SIZE = 3 }; /* every size */

/* Looks at all of them: false where one cannot be made up. */
bool objects_settle(Objects *o, Program *p, Derived *d);

/* Locals for the parameters, and the globals as they are at the start: what no derivative is asked of is made up, the
   independents come from adc_x. */
void objects_arguments(Objects *o, Text *t);
void objects_sizes(Objects *o, Text *t); /* only those that extents need */
/* A local for an extra parameter of the derived function, zero; the shadow of a global is set to zero. */
void objects_shadow(Objects *o, Text *t, Var *shadow);

typedef enum Move { MOVE_LOAD, MOVE_STORE } Move;
/* All of a group between the flat vector and the primal's memory, or that of the shadows (of hvp: of the results). */
typedef enum Side { SIDE_PRIMAL, SIDE_SHADOW, SIDE_HVP } Side;
void objects_move(Objects *o, Text *t, const PartList *group, Side side, Move move, const char *flat);

void objects_callee(Objects *o, Text *t, const VarList *params); /* (a, b, c) */
const char *objects_extent(Objects *o, const Actor *part, int first, int end); /* reals of a part, by its extents first to end - 1 */

#endif
