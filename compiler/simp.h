/* simp.h: what the files of simplification (simp.c, simp_live.c, simp_move.c) share. */
#ifndef ADC_SIMP_H
#define ADC_SIMP_H

#include "adc.h"

/* What is known of a parameter or local. Var.id is its index. */
typedef struct Local {
    Var *var;
    bool tracked;      /* a scalar that only its name reaches: its values can be followed */
    bool private;      /* an array or record that only its name reaches */
    int reads, writes; /* mentions; a write by S_DECL counts if it has an initialiser */
    Stmt *decl;
} Local;

typedef struct Simp {
    Fn *fn;
    LIST(Local) locals;
    bool jumps; /* has goto or labels: control flow is not that of the tree */
    bool changed;
} Simp;

/* simp.c */
Local *simp_local(Simp *s, const Var *v); /* NULL: a global, a static */
bool simp_is_pure(
    const Expr *e); /* no call but of pure functions, nothing volatile, nothing opaque */
bool simp_reads_memory(const Expr *e); /* anything but parameters and locals that are tracked */
bool simp_mentions(const Expr *e, const Var *v);
void simp_count(Simp *s); /* fills locals anew */

/* simp_live.c: removes what computes values that nothing uses. */
void simp_dead(Simp *s);

/* simp_copy.c: variables that are another's or a constant's name. simp_move.c: moves declarations
   and single-use values to where they are used. */
void simp_copies(Simp *s);
void simp_sink(Simp *s);
void simp_forward(Simp *s);

/* simp_loop.c: variables of a loop that are its body's, counters that are copies. */
void simp_loops(Simp *s);

/* simp_split.c: shadows of structs by value as variables, one for each member. */
void simp_splits(Simp *s);

/* simp_zero.c: zeros that the next contribution overwrites. */
void simp_zeros(Simp *s);

/* simp_pick.c: the start of a selection as one of the places it may have picked. */
void simp_picks(Simp *s);

/* simp_choose.c: conditional expressions that were taken apart. */
void simp_choices(Simp *s);
void simp_conditions(Simp *s);

/* simp_first.c: arrays of zeros that the first loop sets. */
void simp_firsts(Simp *s);

#endif
