/* vector.h: what the files of the vector mode (vector.c, vector_lower.c, vector_call.c) share. */
#ifndef ADC_VECTOR_H
#define ADC_VECTOR_H

#include "adc.h"

typedef enum Layout {
    CONTIGUOUS, /* T -> T[k] at the reals and records; pointers and arrays of them follow */
    PER_LANE,   /* pointer variable: k pointers */
    DIRECT,     /* parameter: points to the lanes of one value; *v -> v[lane] */
    BY_VALUE,   /* parameter that was a value: v -> v[lane] */
    LANE_LOCAL  /* declared inside one loop over the lanes: stays as it is */
} Layout;

typedef struct Shadow {
    Var *var;
    Layout layout;
    Type *scalar, *wide;
    Type *leaf; /* what a void * or char * leads to; void: several things */
    int uses;   /* in the whole function */
} Shadow;

typedef struct Vector {
    Program *p;
    Fn *fn;
    Expr *lanes;
    bool handles; /* no caller hands in shadow records: those without reals of their own need no lanes */
    Map *shadows; /* Var -> Shadow */
    LIST(Shadow *) all;
    Var *lane;    /* counter of the loop being made */
    Stmt *block;  /* being filled */
    Stmt *body;   /* of the loop being made */
    Map *addressed; /* variables whose address is taken */
    Map *handed_on; /* pointers that others may have been made from */
    bool changed;
    bool for_call; /* an argument is lowered: sizeof is of all lanes */
    struct Vector *forward; /* of a reverse half: what is known of the half that pushes */
} Vector;

/* vector.c */
void vector_fn(Program *p, Fn *f, Expr *lanes, bool handles, const Layout *layouts);
bool vector_has_bytes(const Vector *v); /* a shadow is declared as bytes */
bool vector_has_handles(Fn *f); /* whether the shadow records of a function that is derived are all its own */
void vector_find(Vector *v, const Layout *layouts); /* the shadows of v->fn and their layouts; changes nothing */
Stmt *vector_open(Vector *v);             /* a loop over the lanes: v->body is its body; not added anywhere yet */
void vector_hoist(Vector *v, Expr **e);   /* what is costly and the same for every lane goes to v->block */
Expr **vector_call_in(Stmt *s);           /* the call at the top of its right side; NULL: none */
bool vector_stmt_mentions(Vector *v, Stmt *s);
bool vector_is_mixed(Vector *v, Stmt *s); /* a pointer store whose sides have different layouts */
void vector_infer_results(Vector *v, Expr *call); /* locals that a call leaves pointers in */
bool vector_mixes_choice(Vector *v, Stmt *s); /* c ? p : q whose arms have different layouts */
bool vector_reinterprets(Vector *v, Stmt *s); /* a cast makes lanes of one thing those of another */

bool vector_is_lane_stmt(Vector *v, Stmt *s); /* may it stand in a loop over the lanes as it is? */

/* vector_order.c */
StmtList vector_order(Vector *v, const StmtList *list); /* of one block, what shares a loop together */
void vector_find_uses(Vector *v);
bool vector_address_taken(Vector *v, const Var *var);

/* vector_lower.c */
Shadow *vector_shadow(Vector *v, const Expr *e); /* of an E_VAR; NULL: none */
Shadow *vector_add(Vector *v, Var *var, Layout layout);
void vector_search(Expr **e, void *data);
void vector_collect(Stmt **s, void *data);
void vector_taint(Stmt **s, void *data); /* a local that a derivative is stored in is a shadow */
void vector_count(Stmt **s, void *data);
void vector_infer(Stmt **sp, void *data);
void vector_popped(Stmt **sp, void *data); /* what was a shadow when it was pushed is one when it is popped */
bool vector_mentions(Vector *v, Expr *e);
bool vector_is_handle(const Vector *v, Type *t); /* one shadow record for all lanes, which are behind its pointers */
bool vector_is_leaf(const Vector *v, Type *t);             /* gets the lanes: a real, a record */
Type *vector_wide_type(Vector *v, Type *t);
Type *vector_wide_of(Vector *v, Type *scalar, Layout layout);
Expr *vector_target(Vector *v, Stmt *s);  /* left side of an S_DECL (as it was without lanes) or S_ASSIGN, or NULL */
Layout vector_pointer_layout(Vector *v, Expr *e);
Layout vector_layout(Vector *v, Expr *e); /* of an lvalue */
bool vector_is_null(const Expr *e);
Type *vector_leaf(Vector *v, Expr *e);    /* the real or record that a pointer leads to; NULL: not known */
bool vector_same_leaf(Type *a, Type *b);  /* are their lanes laid out alike? */
Expr *vector_lane(Vector *v);
Expr *vector_node(Shadow *s);
Expr *vector_object(Vector *v, Expr *e);  /* what an lvalue denotes, all lanes of it where they are together */
Expr *vector_lvalue(Vector *v, Expr *e);  /* ... for the current lane */
Shadow *vector_direct(Vector *v, Expr *e); /* *e or e[0] goes through a parameter of one value */
Expr *vector_pointer(Vector *v, Expr *e);
Expr *vector_lower(Vector *v, Expr *e);   /* a value, for the current lane; changes e's nodes */
Expr *vector_fitted(Expr *e, Type *to);

typedef struct Search {
    Vector *v;
    bool found;
} Search;

/* vector_call.c */
void vector_call(Vector *v, Stmt *s, Expr *call);
bool vector_call_mentions(Vector *v, Stmt *s); /* it calls a function of ours in which shadows are used */

#endif
