/* settle.h: what settle.c asks of a function, for unstatic.c and once.c. */
#ifndef ADC_SETTLE_H
#define ADC_SETTLE_H

#include "adc.h"

/* ints.c: values of integer locals, where control is */
typedef struct Ints Ints;
Ints *ints_new(Fn *f);
bool ints_value(const Ints *s, const Expr *e, long long *n); /* known? */
void ints_declare(Ints *s, const Stmt *decl);
void ints_assign(Ints *s, const Expr *e);     /* an assignment; anything else: nothing */
void ints_forget_expr(Ints *s, Expr *e);      /* what it may assign */
void ints_forget(Ints *s, Stmt *st);
void ints_forget_all(Ints *s);
bool ints_is_straight(Stmt *st); /* no jump into it; of a loop: none to its next iteration or its end */

typedef struct Settled Settled;
struct Settled {
    Program *p;
    Fn *fn;
    Var *v;       /* a scalar, */
    bool pointed; /* or a parameter: what it points to is asked about */
    const long long *element; /* or an array: this one of its elements, counted through all dimensions */
    bool first;   /* set when the function is called */
    bool (*is)(const Settled *s, const Expr *e);  /* instead of v: is e a read of it? */
    bool (*passes)(Settled *s, Stmt *st);         /* or NULL: st is dealt with */
    void (*calls)(Settled *s, Expr *call);        /* or NULL: it returns here */
    void *data;   /* theirs */
    bool set;     /* on every way to here; nothing comes here: true */
    bool read;    /* where it was not set */
    bool escapes; /* is used in a way that is not followed */
    bool changed; /* a join, in this round */
    Map *joins;
    Ints *ints;
    int iterations; /* walked one by one */
};

void settle(Settled *s); /* leaves in set whether every call sets it */
void settle_part(Settled *s, Stmt *part); /* of the function, by itself */
void settled_stmt(Stmt **at, void *settled);
FnList settled_callees(Program *p, const Expr *call); /* of a call through a pointer */


/* once.c */
Var *once_flag(Program *p, Expr *cond); /* the one static that a condition is about, or NULL */
bool once_holds_at_first(const Expr *cond, const Var *flag);

bool lift_tests(Program *p, Fn *f); /* lift.c: was one dropped? */

#endif
