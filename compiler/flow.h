/* flow.h: what alias.c and active.c share with the adjoint engine: abstract memory.

   An object is a variable, what a parameter (or global) points to, what is reached deeper from it, or what one
   allocation site returns. A cell is an object and, where it is known, the innermost field accessed in it. */
#ifndef ADC_FLOW_H
#define ADC_FLOW_H

#include "adc.h"

typedef enum ObjectKind {
    OB_VAR,    /* the variable itself */
    OB_EXT,    /* what parameter or global var points to on entry (through field, for a record) */
    OB_DEEP,   /* what is reached from there through field */
    OB_ALLOC,  /* allocated at site */
    OB_STRING, /* string literals */
    OB_ANY     /* unknown memory */
} ObjectKind;

/* A set of numbers: words of 64, those that are not empty, in order. Most sets have one member. */
typedef struct BitWord {
    int base; /* of the first number, in words */
    unsigned long bits;
} BitWord;
typedef LIST(BitWord) Bits;
void bits_done(Bits *b);                      /* of a set that is not needed any more */
bool bits_has(const Bits *b, int i);
bool bits_set(Bits *b, int i);               /* true: was not there */
bool bits_merge(Bits *to, const Bits *from); /* true: changed */
bool bits_meet(const Bits *x, const Bits *y); /* have they a member in common? */
int bits_next(const Bits *b, int i);         /* the first member from i on; -1: none */
int bits_next_beside(const Bits *b, const Bits *not, int i); /* the same, of those that are not in `not` */

/* What is known of a set, in a Map of such: sets that are equal have one. */
typedef struct BitsEntry BitsEntry;
struct BitsEntry {
    Bits key, value;
    int cells; /* when the value was found there were so many; 0: it was not */
    BitsEntry *next; /* of another set, by chance at the same place */
};
BitsEntry *bits_entry(Map *m, const Bits *key); /* made where there is none */
#define for_bits(i, b) for (int i = bits_next(b, 0); i >= 0; i = bits_next(b, i + 1))

typedef struct Cell Cell;
typedef LIST(Cell *) CellList;

typedef struct Object Object;
struct Object {
    ObjectKind kind;
    Var *var;
    Field *field;
    Stmt *site;
    CellList cells;
    Map *by_field; /* the same, by their field, where they are many */
    Object *next; /* of the same variable or site */
    bool walked;  /* the address of a member was taken: some programs go from there to the next */
    bool retyped; /* raw memory: pointers to it get their type by a cast, and it may be used for one thing after another */
    bool of_integers; /* allocated for a pointer to integers, and nothing else leads to it (raw.c) */
    int turn, looked_at; /* the last turn through objects that came by, how many of its cells it has seen */
    Bits leads;          /* outside: what the pointers in its first cells point to on entry */
    int led;             /* these first cells */
    bool holds;          /* there may be pointers in one of them */
};

typedef LIST(Object *) ObjectList;

struct Cell {
    Object *object;
    Field *field; /* NULL: anywhere in the object */
    int id;
    bool as_reals; /* reals are kept there, though it is declared as something else or not at all (raw.c) */
    bool outside_known;
    Bits outside; /* cells that it points to on entry, of memory that the caller may know */
    Bits fields;  /* of a record as a whole: the cells of its innermost fields, once they are asked for */
    Bits to; /* cells that pointers stored here may point to; of what is outside, Alias.stored_outside has them */
};

struct Alias {
    Program *program;
    Fn *fn;
    bool noalias;
    const LoneList *lone; /* what else is promised to overlap nothing; NULL: nothing */
    CellList cells, outside; /* all of them; those of memory that the caller may know */
    Object *any, *string;
    Bits stored_outside; /* pointers stored into memory that the caller may know */
    Map *objects;        /* Var or allocating Stmt -> the first Object of it */
    Map *lvalues;        /* Expr -> Bits, once settled */
    Map *writes, *changes; /* call statement -> Bits of cells it may write; with those of hidden.c */
    Map *reached;        /* BitsEntry of cells -> all that is reached from them, once settled */
    Bits shown;          /* given to functions that are not visible and may remember it (hidden.c) */
    bool called;         /* by functions that may have given such functions what they give to this one */
    bool settled;
    int turns; /* through objects */
};

const Bits *alias_lvalue(Alias *a, Expr *lv);  /* cells an lvalue may denote */
const Bits *alias_pointees(Alias *a, Expr *p); /* cells a pointer rvalue may point to */
const Bits *alias_tape(Alias *a, Var *tape);   /* the memory of a tape: a variable, or what a parameter points to */
const Bits *alias_entry(Alias *a, Var *v);     /* what a parameter points to on entry */
void alias_contents(Alias *a, Cell *c, Bits *out); /* cells that a pointer stored in c may point to */
void alias_reach_contents(Alias *a, Cell *c, Bits *out); /* with all that is reached from them */
bool alias_contents_but_stored(Alias *a, Cell *c, Bits *out); /* added to out, but for stored_outside; true: that, too */
void alias_follow(Alias *a, Cell *c);          /* makes the cells that it points to on entry */
bool alias_is_split(Alias *a, Cell *c, Type *t); /* all of c is a record t, whose fields have cells of their own */
bool alias_sets_overlap(Alias *a, const Bits *x, const Bits *y); /* some cell of one, some of the other */
void alias_reach(Alias *a, const Bits *from, Bits *out); /* from and all that is reached through pointers */
const Bits *alias_call_writes(Alias *a, Stmt *s);        /* cells a call statement may write; NULL: not a call */
Cell *alias_cell(const Object *o, const Field *field); /* NULL: there is none yet */
bool alias_object_leads(Alias *a, Object *o, Bits *out); /* where any pointer in o may point to; likewise */
void alias_objects(Alias *a, const Bits *cells, ObjectList *out); /* that the cells are in, each once */
Type *alias_declared(const Cell *c); /* what its object, or the field that it is, was declared as; NULL: unknown */
bool alias_is_outside(const Object *o); /* memory that the caller may know */
bool alias_to_integers(Alias *a, Expr *p); /* to memory declared as integers, and to texts: nothing has a shadow there */
bool alias_objects_overlap(Alias *a, Object *x, Object *y);
bool alias_cells_overlap(Alias *a, Cell *x, Cell *y);
bool alias_types_may(Type *x, Type *y); /* denote the same memory, as far as types say */
Expr *stmt_call(Stmt *s); /* the E_CALL at the top (under casts) of S_ASSIGN, S_DECL, S_EXPR; else NULL. Pure math: NULL */
void alias_call_reads(Alias *a, Expr *call, Bits *out);  /* cells reached from what a call is given and from globals it uses */
void alias_call_given(Alias *a, Expr *call, Bits *out); /* memory that the callee has other ways to than its parameters themselves */

/* effects.c */
typedef struct GlobalUse {
    Var *var; /* a global or function static that is used, whether it is written or not */
    bool named; /* in a body that is visible */
    bool writes, writes_to, writes_deep; /* itself, what it points to, what is reached from there */
    bool holds, held; /* an address is stored in it; its own, or one of what it leads to, is stored in a global */
} GlobalUse;

typedef struct Effects {
    int params; /* so many have flags, in these: */
    bool *writes, *writes_deep; /* per parameter: what it points to, what is reached from there */
    FieldList *through; /* per parameter: memory written is what these members point to, wherever they occur in what is reached, */
    bool *through_any;  /* or it is not known which */
    bool *keeps; /* per parameter, a pointer to numbers: it may be stored where it outlives the call */
    bool *reals, *reals_deep; /* likewise: reals are kept there, though its declaration does not say so */
    LIST(GlobalUse) globals;
    bool unknown; /* writes memory that can't be told */
    bool stores_pointers; /* somewhere, or some, other than from globals in globals */
    bool retypes;         /* takes pointers to integers for pointers to something else */
    bool *shows;          /* per parameter: what it leads to may be given to functions that may remember it */
    bool tells_result;    /* the memory outside that its result, a pointer, may lead to is */
    bool *returns;        /* per parameter: what that leads to */
    VarList returned;     /* and these globals, or what they lead to */
    bool hidden;          /* may change globals by functions that are not visible, */
    bool remembers;       /* and memory that these were given before */
} Effects;

const Effects *effects_of(Program *p, Fn *f); /* of f, which has a body, and of the functions it calls */
bool effects_only_set(Program *p, Fn *f, Var *v); /* f, and what it calls, assigns to global v and never reads it */
const Effects *effects_of_call(Program *p, Expr *call); /* NULL: the function called is not visible */
/* Of a function that is not visible: the globals that it may use, since other files can name them or functions it is given
   use them. NULL: it is visible, known to use none, or behind a pointer. */
const Effects *effects_of_unseen(Program *p, Expr *call);

void effects_add_nameable(Program *p, Effects *to); /* what of this program other files can name */
bool effects_unseen(const Fn *f); /* it has no body, and nothing is known of what it does */
void alias_given_writes(Alias *a, Expr *call, const Effects *effects, Bits *out); /* of what the call is given */
void alias_global_writes(Alias *a, const GlobalUse *g, Bits *out);

/* hidden.c */
bool hidden_call(const Expr *call, bool *remembers); /* may it change globals, and what it was given before, unseen? */
void hidden_find(Alias *a);                          /* fills in shown */
const Bits *hidden_call_changes(Alias *a, Stmt *s);  /* cells that a call statement may change; NULL: not a call */

/* raw.c */
void raw_find(Alias *a);                        /* memory that is not used as it is declared */
void raw_effects(Alias *a, Effects *out);       /* of that, what the parameters lead to */

/* alias.c */
const Effects *alias_call_effects(Alias *a, Expr *call); /* on memory: also of a function with a custom derivative; NULL: not known */

/* mirror.c */
/* Calls set for each integer that lhs = rhs sets of a struct whose shadow must have the same. */
typedef void MirrorSet(Expr *place, void *data);
void mirror_assignment(Program *p, Active *active, Expr *lhs, Expr *rhs, MirrorSet *set, void *data);

/* custom.c: so many elements, or more, of the parameter's type does argument k lead to; NULL: unknown. */
Expr *custom_shadow_extent(Alias *alias, Expr *call, int k);

#endif
