/* norm.h: what the files of normalisation (norm.c, norm_expr.c, norm_init.c, goto.c) share.

   A pass over one function fills block after block: every expression is split into statements,
   appended to `out`, and a pure expression that gives its value afterwards. Side effects of x++
   wait in `pending` until the next sequence point, so that `a[i++] = v` becomes `a[i] = v; i = i +
   1;` without a temporary. */
#ifndef ADC_NORM_H
#define ADC_NORM_H

#include "adc.h"

/* lv = next, still to be done; is_private: a local nothing else can see, may be done after a call.
 */
typedef struct Pending {
    Expr *lv, *next;
    bool is_private;
} Pending;

typedef struct Norm {
    Program *p;
    Fn *fn;
    Stmt *out;   /* the block being filled */
    Stmt *scope; /* the innermost block of the source: compound literals live in it */
    Loc loc;     /* of the statement being normalised */
    Map *taken;  /* variables whose address is taken */
    Map *temps;  /* variables made here: assigned once */
    LIST(Pending) pending;
    int floor; /* side effects below it belong to an outer block */
    bool has_goto;
} Norm;

/* What norm_begin saves. */
typedef struct Frame {
    Stmt *out;
    int floor;
} Frame;

/* norm.c */
Norm norm_new(Program *p, Fn *f, Map *taken);
void norm_stmt(Norm *n, Stmt *s);
Stmt *norm_emit(Norm *n, Stmt *s);     /* appends s to the block being filled */
Frame norm_begin(Norm *n);             /* opens a new block */
Stmt *norm_end(Norm *n, Frame before); /* closes it, its side effects done; returns it */
void norm_if(Norm *n, Stmt *s, Expr *cond, Stmt *then, Stmt *other);

/* norm_expr.c */
bool norm_is_plain(Expr *e);                              /* normalising it changes nothing */
Expr *norm_value(Norm *n, Expr *e);                       /* pure expression for the value of e */
Expr *norm_lvalue(Norm *n, Expr *e);                      /* pure lvalue */
Expr *norm_sequenced(Norm *n, Expr *e, const char *name); /* value, all side effects done */
void norm_effect(Norm *n, Expr *e);                       /* the side effects alone */
void norm_flush(Norm *n, int mark);              /* does the pending side effects from mark on */
void norm_assign(Norm *n, Expr *lhs, Expr *rhs); /* lhs normalised, rhs not yet */
void norm_store(Norm *n, Expr *lhs, Expr *rhs);  /* both normalised */
Expr *norm_call_value(Norm *n, Expr *e);         /* may also be a call, under casts */
Var *norm_temp(Norm *n, const char *name, Type *type);    /* declared nowhere yet */
Expr *norm_into_temp(Norm *n, Expr *e, const char *name); /* e not yet normalised */
Expr *norm_under_casts(Expr *e);
bool norm_mentions(const Expr *e, const Var *v);
bool norm_stmt_mentions(Stmt *s, const Var *v); /* nested statements included */
void norm_name_sizes(Expr *e, const Var *v); /* sizeof *v in e, which leaves v's own initializer */

bool norm_is_private(Norm *n,
                     const Var *v); /* only this function's own expressions read or write it */

/* row.c */
bool row_is(const Expr *pointer); /* to the first element of a row of an array */
bool row_suffices(Fn *f, int param, const Expr *count, const ExprList *args, int depth); /* f stays within the row */

/* norm_order.c */
bool norm_call_may_write(Norm *n, Expr *e); /* a call in e may write memory that others see */
bool norm_is_steady(Norm *n, Expr *e);      /* no call can change its value */
bool norm_both_set(Expr *e, Expr *other);   /* there is a variable that both set */

/* norm_init.c */
bool norm_init_is_const(Expr *e); /* a leaf or a whole initialiser without variable parts */
void norm_decl(Norm *n, Stmt *s);
Expr *norm_compound(Norm *n, Expr *e); /* a compound literal: the variable that stands for it */
Expr *norm_compound_value(Norm *n, Expr *e); /* the same, where its address is not taken */
bool norm_assign_compound(Norm *n, Expr *lhs, Expr *e); /* by members, where that is safe */
void norm_make_assignable(Var *v);                      /* const dropped from its type */
Stmt *norm_split_decl(Norm *n, Stmt *decl); /* the statement that assigns what decl initialises */

#endif
