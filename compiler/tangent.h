/* tangent.h: what the files of the forward mode (tangent.c, tangent_expr.c, tangent_call.c) share.

   One Tan is the transformation of one function: its source `src` (normal form, calls inlined) is walked statement
   by statement and written into `fn`, each assignment preceded by that of its tangent. Expressions handed to these
   functions are those of src; what comes back belongs to fn. */
#ifndef ADC_TANGENT_H
#define ADC_TANGENT_H

#include "adc.h"

typedef struct Tan {
    Program *p;
    Derived *d; /* the request all this is for */
    Fn *src, *fn;
    Alias *alias;
    Active *active;
    Subst subst;       /* variables of src to those of fn, loops of src to those of fn */
    Map *shadows;      /* Var of src -> Expr: lvalue that is its shadow */
    Stmt *block;       /* being filled */
    Expr *result;      /* *return_tan; NULL: the result is no dependent */
    const char *comment; /* the last one written */
    Map *tapes;        /* tape -> bool: values go onto it with their tangent */
    Map *refused;      /* Var -> itself: already reported */
    StmtList frees;    /* before each return */
    Map *mentions;     /* edges.c; NULL: not asked for yet */
} Tan;

/* A value of src and its tangent, in fn. tan NULL: zero. */
typedef struct Dual {
    Expr *value, *tan;
} Dual;

/* tangent.c */
void tangent_emit(Tan *t, Stmt *s);
void tangent_plain_params(Tan *t);             /* shadows of parameters by value that are passed none */
void tangent_body(Tan *t);                     /* all of src->body into fn->body */
void tangent_comment(Tan *t, Loc loc);
Var *tangent_local(Tan *t, const char *name, Type *type, bool shadow);
/* s, an S_DECL or S_ASSIGN of src, with value as right-hand side; the same for its shadow. */
Stmt *tangent_store(Tan *t, Stmt *s, Expr *value);
Stmt *tangent_store_shadow(Tan *t, Stmt *s, Expr *tan);
bool tangent_lhs_active(Tan *t, Stmt *s);      /* has s a left side with a shadow? */
Expr *tangent_target(Stmt *s);                 /* left side of an S_DECL or S_ASSIGN; NULL for others */

/* edges.c */
bool edge_chosen(Tan *t, Expr *argument); /* may a branch have chosen a constant for it? */

/* tangent_expr.c */
Dual tangent_dual(Tan *t, Expr *e);            /* temporaries go to t->block */
Expr *tangent_value(Tan *t, Expr *e);          /* copy of e for fn */
Expr *tangent_shadow(Tan *t, Expr *lv);        /* shadow of an lvalue */
Expr *tangent_pointer(Tan *t, Expr *e);        /* shadow of a pointer rvalue */
Expr *tangent_record(Tan *t, Expr *e);         /* shadow of a record rvalue */
bool tangent_record_active(Tan *t, Expr *e);    /* rvalue of a record: it, or what it points to */
Expr *tangent_or_zero(Expr *tan, Type *type);
Expr *tangent_zero_record(Type *type);

/* tangent_call.c */
void tangent_call(Tan *t, Stmt *s, Expr *call); /* s: S_EXPR, S_ASSIGN or S_DECL with call as its right side */


#endif
