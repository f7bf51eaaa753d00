/* active.h: what active.c and provided.c share. */
#ifndef ADC_ACTIVE_H
#define ADC_ACTIVE_H

#include "flow.h"

/* How far marks have gone on to what the marked cells overlap. */
typedef struct Spread {
    Bits begun;       /* cells that went on */
    Bits through;     /* the first cells of objects all of whose cells did */
    int opened;       /* all cells outside that a mark may spread to are marked, as many as were looked at then */
    CellList waiting; /* of them, those that are still to go on */
    bool busy;
} Spread;

struct Active {
    Alias *alias;
    Pattern *pattern;
    Fn *fn;
    Bits varied, useful, outside_varied, outside_useful;
    Spread varied_spread, useful_spread;
    Bits varied_itself, useful_itself; /* not just for a member of it */
    Bits open, open_wholes; /* cells outside to which a mark may spread; those of whole records */
    Map *open_fields;       /* Field -> those of one member */
    int opened;             /* so many of the cells outside were looked at */
    bool forward_only, changed;
    bool one_by_one; /* the arguments of calls: flows.c */
    StmtList statements; /* all of them, in order */
    ExprList choices;    /* conditional expressions of pointer type */
    Map *pointers; /* Var -> answer of active_var */
    Map *answers;  /* Expr -> answer of active_expr */
    Map *params;   /* parameter -> its place in fn->params.at */
    Map *actors;   /* Var -> the Actors of the request it is, for a parameter at the top and globals */
    Map *left_out; /* likewise: members that the request calls inactive */
    Bits tables;   /* cells of those that have a shadow of zeros, see level.c */
    int known;     /* cells when the analysis ended */
};

/* active.c */
bool active_object(Active *a, Object *o);
void active_led_to(Active *a, Expr *arg, Bits *direct, Bits *all); /* memory that an argument leads to; direct: itself */

void active_mark(Active *a, Bits *set, const Bits *cells);
void active_mark_read(Active *a, Expr *call, const Bits *memory); /* by that call: it is useful */
void active_reads(Active *a, Expr *e, Bits *out);                 /* cells whose reals e depends on */
Active *active_one_by_one(Fn *f, Pattern *pattern, Alias *alias); /* what is varied, with a->one_by_one */

void active_mark_cell(Active *a, Cell *c); /* its object is the function's own, and has a shadow */
bool call_is_inactive(Fn *f);

/* level.c */
void level_pointers(Active *a);

/* flows.c */
bool flows_told(const Expr *call);
void flows_mark(Active *a, Expr *call, const Bits *read, const Bits *written, const Bits *result);

/* mixes.c */
bool arguments_mix(Fn *g, int i, int k); /* a pointer in g may lead to what either argument points to */

/* bare.c */
void bare_find(Active *a, Expr *arg, FieldList *bare); /* members in what arg leads to that lead to nothing active */
void bare_others(Active *a, Expr *arg, Bits *to);      /* what other members lead to */

/* provided.c */
void provided_actors(Active *a);
bool provided_shadow(Active *a, Object *o, bool *in, bool *out);
int provided_path(Active *a, Cell *c, bool wrt);
bool provided_inactive(Active *a, Cell *c);
bool provided_off_path(Active *a, Cell *c);
bool provided_has_paths(Active *a, Cell *c);

#endif
