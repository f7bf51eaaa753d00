/* simp.h: what the files of simplification (simp.c, simp_live.c, simp_move.c) share. */
#ifndef ADC_SIMP_H
#define ADC_SIMP_H

#include "adc.h"

#include <stdint.h>

/* What is known of a parameter or local. Var.id is its index. */
typedef struct Local {
    Var *var;
    bool tracked;      /* a scalar that only its name reaches: its values can be followed */
    bool private;      /* an array or record that only its name reaches */
    bool owned;        /* a pointer to memory that the function allocates, frees and hands to nobody */
    bool alone;        /* owned, or a parameter whose memory nothing else leads to */
    int reads, writes; /* mentions; a write by S_DECL counts if it has an initialiser */
    int part, parts;   /* its parts' numbers: elements of a small array, members of a small record; else one */
    int aside;         /* of the reads, those that do not reach the memory: adc_free(p), sizeof *p */
    Stmt *decl;
} Local;

typedef struct Simp {
    Fn *fn;
    LIST(Local) locals;
    int parts; /* of all locals */
    bool jumps; /* has goto or labels: control flow is not that of the tree */
    bool changed;
} Simp;

/* simp.c */
Local *simp_local(Simp *s, const Var *v); /* NULL: a global, a static */
bool simp_is_pure(
    const Expr *e); /* no call but of pure functions, nothing volatile, nothing opaque */
int simp_part(Simp *s, const Expr *e);    /* the number of the part that e is; -1: of several, or of others' memory */
bool simp_is_shadow(const Expr *lv);
bool simp_reads_memory(const Expr *e); /* anything but parameters and locals that are tracked */
bool simp_mentions(const Expr *e, const Var *v);
int simp_mentions_in(Stmt *s, const Var *v); /* how often; its declaration, and a tape that is pushed on, are mentions; NULL: 0 */
void simp_count(Simp *s); /* fills locals anew */

/* simp_effect.c: what statements read and write. */
enum { SIMP_MANY = 600 }; /* locals: sets of so many take too long for what there is to gain, and nobody reads that */
typedef struct Effect {
    uint64_t *reads, *writes; /* sets, see there */
    int words;
    bool ordered; /* calls, pushes, pops: their order stays */
    bool leaves;  /* break, continue, return, goto */
} Effect;
Var *simp_holder(const Expr *lv, bool *behind); /* whose own bytes lv is a part of, or to which it points directly, *behind */
void simp_owns(Simp *s);                    /* fills Local.owned, which is false where it was not asked for */
bool simp_allocates(const Expr *e);         /* adc_array(...), adc_zeroed(...) */
Var *simp_freed(const Stmt *s);             /* adc_free(p): p; NULL: something else */
Effect *simp_effect(Simp *s, Stmt *st);     /* of the statement with all that is in it */
Effect *simp_effect_expr(Simp *s, Expr *e);
bool simp_changes(const Simp *s, const Effect *writer, const Effect *reader);
Effect *simp_writes(Simp *s, Stmt *st);     /* the same, but what it reads */
bool simp_reads(const Effect *reader, const Var *v); /* a variable that is followed */
bool simp_commute(const Simp *s, const Effect *a, const Effect *b);
void simp_effect_add(Effect *to, const Effect *from);

/* simp_twin.c: two branches on one condition. */
void simp_twins(Simp *s);

/* simp_exit.c: flags that end loops. */
void simp_exits(Simp *s);

/* simp_live.c: removes what computes values that nothing uses. */
void simp_dead(Simp *s);

/* simp_name.c: one variable where there are two, several where there is one. */
void simp_names(Simp *s);

/* simp_copy.c: variables that are another's or a constant's name. simp_move.c: moves declarations
   and single-use values to where they are used. */
void simp_copies(Simp *s);
void simp_sink(Simp *s);
void simp_forward(Simp *s);
void simp_returns(Simp *s); /* not in normal form any more */

/* simp_loop.c: variables of a loop that are its body's, counters that are copies. */
void simp_loops(Simp *s);

/* simp_split.c: shadows of structs by value as variables, one for each member. */
void simp_splits(Simp *s);

/* simp_start.c: the first contribution to an adjoint that is zero. */
void simp_starts(Simp *s);

/* simp_tree.c: no expression in two places. */
void simp_tree(Fn *f);

/* simp_value.c: values that have a name already. */
void simp_values(Simp *s);

/* simp_share.c: calls that are made twice. */
void simp_shares(Simp *s);

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
