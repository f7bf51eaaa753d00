/* gather.h: what gather.c and blocks.c share: loops of the reverse sweep whose iterations may go in any order, and what one of
   their statements does in another iteration. */
#ifndef ADC_GATHER_H
#define ADC_GATHER_H

#include "adc.h"

enum { GATHER_TERMS = 8, GATHER_SPAN = 8 };

/* A subscript: a sum of terms, one of which is the counter. */
typedef struct Flat {
    struct {
        Expr *e; /* NULL: the counter */
        bool minus;
    } at[GATHER_TERMS];
    int n, counters;
    long long c;
    bool lost;
} Flat;

typedef struct Gather {
    Fn *fn;
    Stmt *loop;
    Var *counter;
    long long from; /* the least value of the counter */
    Expr *last;     /* the greatest; NULL: it is not written down */
    Expr *beyond;   /* one more */
    bool down;      /* it runs from there */
    Expr *array;  /* of the group at hand */
    Flat place;   /* subscript of its elements, without the constant */
    StmtList group;
    long long least, most; /* constants in its subscripts */
} Gather;

/* An iteration, as an expression: base + d, or with base NULL the constant d. */
typedef struct Turn {
    Gather *g;
    Expr *base;
    long long d;
    long long c; /* the constant of the subscripts asked about */
    Map *temps;  /* Var -> Expr: what stands for what the body declares */
    Stmt *out;   /* where their declarations go */
} Turn;

/* e = terms + counter + constant */
bool gather_flat(Flat *f, Expr *e, const Var *counter);
bool gather_same_terms(const Flat *x, const Flat *y);
bool gather_mentions(Expr *e, const Var *v);
bool gather_mentions_temps(const Gather *g, Expr *e); /* what the body declares */
bool gather_in_one_array(const Expr *x, const Expr *y); /* two elements may be those of one array, or of one row of it */
bool gather_has_other_use(const Gather *g, const Expr *lv); /* the loop does more with the array than add to its elements */
Expr *gather_clone(Turn *t, Expr *e); /* as it is in that iteration */
Expr *gather_with_term(Expr *sum, Expr *e, bool minus);
void gather_drop_unused(StmtList *list); /* declarations, and comments with nothing behind them */

/* blocks.c: takes a loop that gather.c has read and found straight; the statements that take its place go to out. */
bool blocks_loop(Gather *g, Stmt *out);

#endif
