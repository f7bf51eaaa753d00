/* front.h: what the files front*.c share. They are the only ones that know libclang.

   A translation unit is parsed twice. The first parse is the truth: types, references, places,
   attributes. Its functions are printed, macros expanded, and the print is parsed again after an
   #include of the original; walking both trees in lockstep gives every node of the first its exact
   text in the second. A Pair is such a node; where the second is missing (declarations, global
   initialisers, or a function whose print does not parse) the text comes from the source file,
   where no macro stands in the way. */
#ifndef ADC_FRONT_H
#define ADC_FRONT_H

#include "adc.h"

#include <clang-c/Index.h>

typedef struct Pair {
    CXCursor a, b; /* in the first and in the second parse */
    bool both;     /* b is there */
} Pair;

typedef struct Kids {
    Pair *at;
    int n;
} Kids;

/* Where break and continue lead in the statement being read. label: break is a goto to it. */
typedef struct Jump {
    Stmt *leave, *again;
    const char *label;
} Jump;

typedef struct Front {
    Program *p;
    const char *path; /* of the file, as it was given */
    CXTranslationUnit first, second;
    Map *types;                       /* QualType -> Type, those without variable extents */
    Map *decls;                       /* Decl -> Var, Fn, Record or Field */
    Map *items;                       /* Decl -> Item of a type */
    Map *bodies;                      /* Record -> CXCursor * of its definition */
    Map *shared;                      /* interned key across files -> Var, Fn or Record */
    Map *functions, *typedefs, *tags; /* interned name -> CXCursor *, at file scope */
    Map *in_source;      /* interned file name -> itself: files that stand in the source */
    Map *listed;         /* Item -> itself: is in Program.items */
    const char *printed; /* text of the second parse */
    size_t printed_n;
    /* of the function being read */
    Fn *fn;
    Jump jump;
    Map *locals;              /* interned typedef name -> Type, at block scope */
    bool apart;               /* the two trees differ: read again without the second */
    const char *lost;         /* the function holds something that has no text: not visible */
    Stmt *labels_of;          /* the switch whose case labels stand inside of other statements */
    const char *label_prefix; /* of its labels */
    int switches;             /* number of such switches so far */
} Front;

/* front_flags.c */
StrList front_flags(const Options *options, const char *path);
bool front_openmp(struct CXUnsavedFile *header); /* for clang to take for a file; false: not needed */
bool front_is_openmp(const char *path);

/* front.c */
const char *front_string(CXString s); /* interned; disposes s */
const char *front_spelling(CXCursor c);
const char *front_file(CXFile file); /* interned name, NULL: none */
Loc front_place(CXSourceLocation at);
Loc front_loc(CXCursor c); /* of its name or operator */
Loc front_start(CXCursor c);
const void *front_decl(CXCursor c); /* key of the canonical declaration */
bool front_in_system(CXCursor c);
bool front_stands_in_source(Front *f, CXCursor c);
Pair front_single(CXCursor a);
Kids front_children(Front *f, Pair c,
                    bool all); /* expressions and statements; all: other cursors too */
Kids front_lockstep(Front *f, CXCursor *a, int na, CXCursor *b, int nb, bool both);
const char *front_text(Front *f, Pair c); /* exact, macros expanded; NULL: not to be had */
const char *front_source(Front *f,
                         CXSourceRange range); /* as it stands in the file; NULL: a macro's */
const char *front_token(Front *f, CXCursor c); /* the number or name spelled where c starts */
bool front_same_extent(Pair outer, Pair inner);
/* Without annotations; as_written: the source's text where clang's print is not C. NULL: none. */
const char *front_definition_text(Front *f, CXCursor c, bool as_written);
unsigned front_offset(Pair c, bool end); /* in the text of the second parse */

/* front_type.c: types and records. */
typedef struct Dims { /* the extents of a declarator as expressions, the outermost array last */
    Pair *at;
    int n;
} Dims;
Type *front_type(Front *f, CXType t);
Type *front_type_dims(Front *f, CXType t, Dims *dims);
Type *front_type_declared(Front *f, CXType t, Dims dims);
Type *front_adjusted(Type *written);        /* of a parameter */
Type *front_type_like(Type *t, Type *like); /* variable extents that t lacks taken from like */
bool front_is_variable(CXType t);           /* has variable extents */
Dims front_dims(Front *f, Pair decl, bool has_init);
Record *front_record(Front *f, CXCursor decl);
void front_name_type(Front *f, Type *t, const char *declared);
Item *front_enum(Front *f, CXCursor decl);
Item *front_typedef(Front *f, CXCursor decl);
Field *front_field(Front *f, CXCursor decl);
const char *front_tag(CXCursor c);
bool front_is_local(CXCursor decl); /* declared inside of a function */

/* front_meaning.c: what each of several files has for itself. */
const char *front_meaning(Front *f, CXCursor decl);

/* front_decl.c: variables and functions. */
Var *front_var(Front *f, CXCursor decl);    /* global or known local, else NULL */
Var *front_global(Front *f, CXCursor decl); /* one more declaration of it */
Fn *front_fn(Front *f, CXCursor decl);
void front_redeclare(Front *f, Fn *fn, CXCursor decl);
void front_annotate_params(Front *f, Fn *fn, CXCursor decl);
Fn *front_fn_named(Front *f, const char *name,
                   Type *type);       /* declared in the file, else made of type */
bool front_may_change(CXCursor c); /* a variable that is not const */
const char *front_place_key(CXCursor decl);
const char *front_key(Front *f, CXCursor decl); /* the same for one entity seen from several files */
void front_params(Front *f, Fn *fn, Pair decl);
Var *front_local(Front *f, Pair decl);

/* front_item.c: what stands at file scope. */
void front_items(Front *f);
Item *front_item_new(Front *f, ItemKind kind, CXCursor c);
void front_item_list(Front *f, Item *item);
void front_item_before(Front *f, Item *item, Item *before);

/* front_note.c: annotations. */
void front_annotations(Front *f, CXCursor decl, Var *var, Fn *fn, Field *field);
void front_check_annotations(Program *p);
void front_check_type_annotations(Front *f, CXCursor c);

/* front_print.c: declarations of types as text, complete enough to stand in another file. */
const char *front_record_text(Front *f, Record *r, CXCursor decl);
const char *front_enum_text(CXCursor c, const char *tag, const char *typedef_name);
const char *front_typedef_text(Front *f, Item *item, CXCursor c);
const char *front_variable_text(Front *f, Var *v, CXCursor c);
const char *front_declaration(Front *f, const char *before, Type *type, const char *name);

/* front_expr.c, front_init.c */
Expr *front_expr(Front *f, Pair c);
Expr *front_call(Front *f, Pair c); /* front_call.c */
Expr *front_opaque(Front *f, Pair c, const char *text);
void front_mentioned(Front *f, CXCursor c, ExprList *args);
Expr *front_init(Front *f, Pair c, Type *type);
bool front_evaluate(CXCursor c, long long *value);
bool front_has_effect(const Expr *e);

/* front_stmt.c */
void front_body(Front *f, Fn *fn, Pair decl);
void front_statement(Front *f, Pair c, Stmt *into);
/* front_switch.c */
void front_switch(Front *f, Pair c, Stmt *into);
void front_case(Front *f, Pair c, Stmt *into);
Stmt *front_block(Front *f, Pair c);

/* front_name.c: type names, as they stand in sizeof and va_arg. */
Type *front_type_name(Front *f, const char *text, Dims *dims); /* NULL: not understood */

#endif
