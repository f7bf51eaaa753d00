/* adc.h: the internal header of the compiler: every struct, then the prototypes grouped by file in the
   order the passes run. Read it top to bottom: it is the table of contents.

   file.c ─ front ─ norm ─ inline ─ alias ─ active ─ adjoint | tangent ─ simp ─ names ─ emit

   A program is functions made of a tree of statements over typed expression trees. After norm, expressions
   are pure: the only side effects are those of statements. Identity is by pointer (Var *, Fn *, Field *);
   names are made unique at the very end (names.c), so no pass cares about them.

   Memory: one arena. All allocation through arena_alloc (zeroed); nothing is freed singly. */
#ifndef ADC_INTERNAL_H
#define ADC_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct Loc Loc;
typedef struct Type Type;
typedef struct Field Field;
typedef struct Record Record;
typedef struct Var Var;
typedef struct Expr Expr;
typedef struct Stmt Stmt;
typedef struct Fn Fn;
typedef struct Item Item;
typedef struct Rule Rule;
typedef struct Request Request;
typedef struct Derived Derived;
typedef struct Program Program;

/* ---- lists: struct { T *at; int n, cap; } grown in the arena ---- */
#define LIST(T)                                                                                    \
    struct {                                                                                       \
        T *at;                                                                                     \
        int n, cap;                                                                                \
    }
#define list_add(l, x)                                                                             \
    ((l)->n == (l)->cap ? list_grow((void **)&(l)->at, &(l)->cap, sizeof *(l)->at) : (void)0,      \
     (void)((l)->at[(l)->n++] = (x)))

typedef LIST(Expr *) ExprList;
typedef LIST(Stmt *) StmtList;
typedef LIST(Var *) VarList;
typedef LIST(Fn *) FnList;
typedef LIST(Field *) FieldList;
typedef LIST(Record *) RecordList;
typedef LIST(Type *) TypeList;
typedef LIST(Item *) ItemList;
typedef LIST(Request *) RequestList;
typedef LIST(Derived *) DerivedList;
typedef LIST(const char *) StrList;

/* A place in a source file; file is interned, NULL: nowhere. line and col count from 1. */
struct Loc {
    const char *file;
    int line, col;
};

/* ---- types ---- */
typedef enum TypeKind {
    T_VOID,
    T_BOOL,
    T_INT,     /* every integer type and char; enum types have decl set */
    T_REAL,    /* float, double, long double: see width */
    T_COMPLEX, /* _Complex of width */
    T_POINTER, /* to */
    T_ARRAY,   /* to, count */
    T_RECORD,  /* struct or union */
    T_FUNCTION,
    T_TYPEDEF, /* name, to: use type_plain() to look through */
    T_OPAQUE   /* anything else (va_list, vectors ...): name is its spelling */
} TypeKind;

typedef enum Width { W_FLOAT, W_DOUBLE, W_LDOUBLE } Width; /* in order of conversion rank */

enum { Q_CONST = 1, Q_VOLATILE = 2, Q_RESTRICT = 4, Q_ATOMIC = 8 };

/* Types are immutable once built. Qualifiers belong to this level (for arrays: to the element). */
struct Type {
    TypeKind kind;
    unsigned quals;
    const char *name; /* spelling: "unsigned long", "enum color", typedef name, opaque spelling */
    int size;         /* bytes on the target, T_INT, T_BOOL, T_REAL; 0 elsewhere */
    bool is_signed;   /* T_INT */
    Width width;      /* T_REAL, T_COMPLEX */
    Type *to;         /* pointee, element, typedef target, function result */
    Expr *count;      /* T_ARRAY: E_INT constant; other expression: VLA; NULL: incomplete [] */
    bool is_static;   /* T_ARRAY parameter: [static n] */
    unsigned array_quals; /* T_ARRAY parameter: qualifiers inside [] */
    Record *record;   /* T_RECORD */
    TypeList params;  /* T_FUNCTION */
    bool variadic, no_prototype;
    Item *decl;       /* T_TYPEDEF, enum T_INT: where declared (NULL: built in) */
};

struct Field {
    const char *name; /* "" for an unnamed bit-field or an anonymous member */
    Type *type;
    Record *record;
    int index;
    int bits; /* width of a bit-field, -1: none */
    bool inactive; /* ADC_INACTIVE */
    bool as_reals; /* of integers, and somewhere reals are kept in it (raw.c) */
    const char *piece; /* ADC_PIECE_: the function that looks for gaps, see pieces.c; or NULL */
    Loc loc;
};

struct Record {
    const char *tag;  /* NULL: tagless */
    const char *name; /* as it is spelled in C: "struct tag", or the typedef name of a tagless one */
    bool is_union, complete;
    long long size; /* bytes on the target; 0: not known */
    unsigned held; /* kinds of numbers in it, once asked for (alias.c) */
    bool asked;
    enum { REALS_UNKNOWN, REALS_NONE, REALS_REACHED } reals, leads; /* in it or behind its pointers, once asked for; with bases */
    bool in_system_header;
    bool base; /* casts lead from a pointer to it to a record with reals that it is a part of */
    bool trailed; /* casts lead from a pointer to it to reals: they may stand behind it */
    FieldList fields;
    Item *decl;
    Loc loc;
};

/* ---- variables ---- */
typedef enum VarKind { V_PARAM, V_LOCAL, V_GLOBAL, V_STATIC /* function static */ } VarKind;

struct Var {
    const char *name;
    Type *type;    /* semantic: an array parameter has pointer type here */
    Type *written; /* parameters: the type as declared (may be T_ARRAY); else the same as type */
    VarKind kind;
    Loc loc;
    StrList also;        /* parameters: names in other declarations of the function, for requests */
    Expr *init;          /* globals and statics with a visible initialiser; locals use S_DECL */
    bool is_extern;      /* global: declared, not defined, here */
    bool is_static;      /* global: internal linkage; V_STATIC is always so */
    bool is_register, is_thread_local;
    bool inactive;       /* ADC_INACTIVE */
    bool before;         /* ADC_BEFORE */
    bool as_reals;       /* global: of integers, and somewhere reals are kept in it (raw.c) */
    bool noalias;        /* parameter under the clause noalias, or restrict in effect */
    bool of_several;     /* static of a header that several files include, each of which has its own; not const */
    bool once;           /* static: filled once, with constants (once.c) */
    bool unchanged;      /* static of numbers, not const, that nothing changes (output_static.c) */
    bool pinned;         /* its name stands in opaque text: never rename */
    bool made;           /* made by adc, not in the source */
    bool picked;         /* made: the iteration that a loop picked, in front of the first: none, see select.c */
    bool maybe_unused;   /* emit (void)x where it turns out unused */
    bool restrict_added; /* parameter of a generated function: restrict in the definition, not in the header */
    Type *lanes_written; /* parameter of a function with lanes: its final declaration, see Derived.lanes */
    bool shadow;         /* its reals hold derivatives: vector.c gives them a dimension of lanes */
    bool lone;           /* shadow parameter of a helper or of a scalar: points to one value; with lanes T v[k], not T (*v)[k] */
    Item *decl;          /* global */
    Var *primal;         /* shadow global: what it shadows */
    const Var *link;     /* the same for what is pushed and what that is popped into, and for a parameter of two halves */
    Fn *fn;              /* function of a parameter, local or static */
    int id;              /* scratch number for passes */
    const char *keeps;   /* made by adc: trailing comment on its declaration, e.g. "x before iteration i" */
};

/* ---- expressions ---- */
typedef enum ExprKind {
    E_INT,     /* ival, text: as it is to be printed (may be NULL: print ival with a suffix for its type);
                  enum constants too, text = the enumerator */
    E_REAL,    /* rval, text (may be NULL: shortest exact); of complex type: _Complex_I */
    E_STRING,  /* text: quoted, escaped */
    E_VAR,     /* var */
    E_FN,      /* fn: function designator */
    E_UNARY,   /* op a: O_NEG O_PLUS O_BITNOT O_NOT O_REALPART O_IMAGPART */
    E_BINARY,  /* a op b; comma is E_COMMA */
    E_COND,    /* a ? b : c */
    E_CAST,    /* (type) a; implicit: inserted by the language, printed only where needed */
    E_DECAY,   /* array lvalue or function to pointer: prints as a */
    E_DEREF,   /* *a */
    E_INDEX,   /* a[b]; a is always a pointer rvalue (E_DECAY of an array) */
    E_MEMBER,  /* a.field, or a->field where arrow (a is then a pointer rvalue) */
    E_ADDR,    /* &a */
    E_CALL,    /* a(args); fn set where the callee is known directly (a is then E_FN) */
    E_SIZEOF,  /* sizeof: of type `of`, or of expression a where of is NULL; also _Alignof, see text */
    E_COMPOUND,/* (type){ a }: a is E_INIT */
    E_INIT,    /* { args }: complete and in order after front (designators and elided braces resolved);
                  args[i] NULL: zero. type = the array or record; union: index = member initialised */
    E_OPAQUE,  /* text copied verbatim; args: the variables it mentions as E_VAR (their names are pinned) */

    /* only between front and norm: */
    E_ASSIGN,  /* a = b, or a op= b with op != O_NONE; comp = computation type of op= */
    E_PREINC, E_PREDEC, E_POSTINC, E_POSTDEC, /* a */
    E_COMMA,   /* a, b */
    E_STMTEXPR /* ({ body }): body, value is its last expression statement */
} ExprKind;

typedef enum Op {
    O_NONE,
    O_NEG, O_PLUS, O_BITNOT, O_NOT, O_REALPART, O_IMAGPART,
    O_ADD, O_SUB, O_MUL, O_DIV, O_REM, O_SHL, O_SHR, O_AND, O_OR, O_XOR,
    O_LT, O_GT, O_LE, O_GE, O_EQ, O_NE, O_LAND, O_LOR
} Op;

/* An lvalue (E_VAR E_DEREF E_INDEX E_MEMBER E_COMPOUND) used as an operand is a read of it. */
struct Expr { /* the commonest node by far: no gaps */
    ExprKind kind : 8;
    Op op : 8;
    bool arrow;    /* E_MEMBER */
    bool implicit : 1; /* E_CAST */
    bool rounds : 1;   /* E_BINARY: the sum rounds, see rounding.c */
    int index;     /* E_INIT of a union */
    Type *type;
    Loc loc;
    Expr *a, *b, *c;
    ExprList args;
    union {
        Var *var; /* E_VAR */
        Fn *fn;   /* E_FN, E_CALL */
    };
    union {
        long long ival;
        long double rval; /* E_REAL */
    };
    union {
        Field *field; /* E_MEMBER */
        Type *of;     /* E_SIZEOF */
        Type *comp;   /* E_ASSIGN */
        Stmt *body;   /* E_STMTEXPR */
    };
    const char *text;
};

/* ---- statements ---- */
typedef enum StmtKind {
    S_BLOCK,    /* list; a scope. As target of S_BREAK: leave it (inlined return) */
    S_DECL,     /* var, rhs = initialiser or NULL */
    S_ASSIGN,   /* lhs = rhs. rhs may be an impure E_CALL at its top; otherwise pure */
    S_EXPR,     /* rhs: a call for its effect */
    S_IF,       /* cond, body, other (NULL: none) */
    S_LOOP,     /* init (NULL or statement), cond (NULL: forever), step (NULL or statement), body; see flavor */
    S_SWITCH,   /* cond, arms; falls from arm to arm; S_BREAK with this target leaves it */
    S_BREAK,    /* target: an enclosing S_LOOP, S_SWITCH or S_BLOCK */
    S_CONTINUE, /* target: an enclosing S_LOOP */
    S_RETURN,   /* rhs or NULL */
    S_GOTO,     /* label; only in functions that are not differentiated, or before norm lowers it */
    S_LABEL,    /* label */
    S_PUSH,     /* push rhs on tape var; made by adjoint */
    S_POP,      /* pop from tape var into lhs */
    S_COMMENT,  /* text, printed as a comment on a line of its own; an empty line where it is "" */
    S_OPAQUE    /* text copied verbatim (asm ...); args: the variables it mentions */
} StmtKind;

typedef enum Flavor { L_FOR, L_WHILE, L_DO } Flavor;

typedef struct Arm {
    ExprList lo, hi; /* case values, in pairs; hi NULL where no range */
    bool is_default;
    Stmt *body;      /* S_BLOCK */
} Arm;

struct Stmt {
    StmtKind kind : 8;
    Flavor flavor : 8; /* S_LOOP; L_DO tests cond after the body. In `for` S_CONTINUE runs step */
    bool raw_for_decl; /* init declares the counter */
    bool sums_only;    /* S_LOOP of a reverse sweep: what one iteration writes, another only adds to (fuse.c) */
    bool shadow;       /* S_PUSH, S_POP: of a derivative; vector.c repeats it for every lane */
    int id;            /* scratch number for passes */
    Loc loc;
    StmtList list; /* S_BLOCK */
    Var *var;
    Expr *lhs, *rhs, *cond;
    Stmt *body, *other, *init, *step;
    LIST(Arm) arms;
    Stmt *target;
    const char *label, *text;
    ExprList args;
    void *plan; /* scratch of the pass that is running */
};

/* ---- functions ---- */
typedef enum FnClass {
    F_USER,     /* body visible and usable */
    F_MATH,     /* pure math function with a row in rules.def: rule set */
    F_ALLOC,    /* malloc calloc realloc aligned_alloc */
    F_FREE,
    F_MEMORY,   /* memcpy memmove memset */
    F_INACTIVE, /* known: no derivative flows through it (printf, exit, rand, clock ...) */
    F_CUSTOM,   /* has a custom adjoint or tangent */
    F_RUNTIME,  /* adc_array, adc_zeroed, adc_free ... */
    F_UNKNOWN
} FnClass;

struct Fn {
    const char *name;
    Type *type;     /* T_FUNCTION */
    VarList params;
    Stmt *body;     /* S_BLOCK, or NULL: not visible */
    const char *lost; /* what its body has that adc cannot represent: then there is none */
    Loc loc;        /* of the name in the declaration that counts (the definition, else the first) */
    FnClass class;
    const Rule *rule;
    bool is_static, is_inline, variadic;
    bool is_linked;       /* of external linkage: not each declaration is `inline` alone, some file defines the symbol */
    bool in_system_header; /* declared there */
    bool in_header;        /* some declaration of it stands in a file that the output can include */
    bool inactive, is_view;           /* ADC_INACTIVE, ADC_VIEW */
    bool releases;                    /* ADC_RELEASES_ of <adc/tensor.h>: memory that others still name */
    bool finds_gaps;                  /* named by an ADC_PIECE_: only looks */
    bool makes_shadow;                /* named by an ADC_SHADOW: its result is zeros whatever it is given */
    const char *custom_adjoint, *custom_tangent, *shadow_of_result; /* names, resolved through Program */
    bool normal;      /* norm_fn has run */
    bool noreturn, is_const_attr;
    const char *text; /* printed source of the definition, for --standalone */
    Item *item;
    Derived *made_by; /* generated by this request; else NULL */
    Fn *forward;      /* of a reverse half: the half that pushes what it pops */
    Fn *half_of;      /* of a forward half: the function */
    const char *doc;  /* generated: comment before the definition, lines separated by \n */
    bool exported;    /* generated and requested: extern, in the header */
    bool promised;    /* made of a version that only runs where memory does not overlap (version.c): no compiler puts it in place */
    int id;
};

/* What stands at file scope, in source order. */
typedef enum ItemKind { I_INCLUDE, I_MACRO, I_UNDEF, I_RECORD, I_ENUM, I_TYPEDEF, I_VAR, I_FN, I_ASSERT } ItemKind;
struct Item {
    ItemKind kind;
    Loc loc;
    bool in_source;   /* stands in a source file given (or in a file that can't be included, see front.c) */
    const char *text; /* as C: include: `#include "x.h"`; record, enum, typedef: complete declaration with ';' */
    const char *file; /* include: the file that it is */
    const char *name;
    Record *record;
    Type *type; /* typedef: target; enum: the type */
    Var *var;
    Fn *fn;
    StrList enumerators;
    bool nested; /* enum: defined inside a struct */
    bool needed; /* emit: the output uses it */
};

/* ---- requests and what they ask for ---- */
typedef enum Kind { K_ADJOINT, K_GRADIENT, K_TANGENT, K_JACOBIAN, K_HESSIAN, K_HVP } Kind;

typedef struct Path {   /* an item of wrt, of, inactive, shape, as written */
    const char *text;   /* model->params */
    const char *root;   /* model; `return` for the result */
    StrList members;    /* params */
    Loc loc;
} Path;

typedef struct Shape {
    Path path;
    StrList extents; /* C expressions as written */
    LIST(Loc) places; /* of each */
    Loc loc;
} Shape;

struct Request {
    Kind kind;
    const char *function; /* name of the primal */
    Fn *fn;               /* the primal, once resolved */
    bool has_wrt, has_of;
    LIST(Path) wrt, of, inactive;
    LIST(Shape) shapes;
    const char *name; /* clause name(), or NULL */
    bool noalias, discard_primal;
    int vector;        /* lanes; 0: none */
    const char *vector_text; /* not evaluated yet: names a macro or enumerator */
    Loc vector_loc;
    const char *batch; /* C expression, or NULL */
    Loc batch_loc;
    Loc loc;           /* of the annotation, or {"<derive>", N, col} */
    bool from_command; /* --derive: diagnostics go to the function's declaration */
    const char *text;  /* "gradient(f), wrt(x)" */
    bool bad;          /* an error was told: nothing is derived */
    Request *on_request; /* the request that generates the primal, or NULL */
    Derived *derived;    /* once signature_make has run */
    Loc function_loc;    /* of the primal's name in the request */
};

/* One independent and/or dependent: a parameter, global, member path or the result. */
typedef struct Actor {
    Var *var;          /* of the primal (its parameter, a global); NULL: the result */
    FieldList members; /* path from var; empty: all of it */
    LIST(ExprList) ways; /* for each of them: the extents of the array of structs it is a member of; empty: one struct */
    bool whole;        /* the path leads to the only reals of a struct that was named itself, */
    int named;         /* with so many of its members */
    bool wrt, of;
    Type *type;        /* of the object named: pointer, array, record, real */
    ExprList extents;  /* of what it points to, over primal_params; empty: unknown or one object */
    bool extents_known;
    Var *shadow;       /* _adj _tan _grad _dir: the parameter of the generated function (or global); shared by
                          all paths of one var; jacobian and hessian: NULL, see blocks */
    Var *hvp;          /* K_HVP: the _hvp parameter */
    bool is_object;    /* the shadow parameter points to it, which the primal has by value: a scalar, a struct */
    Loc loc;
} Actor;

typedef LIST(Actor *) ActorList;

/* K_JACOBIAN, K_HESSIAN: one flat output. Pointers into Derived.actors. */
typedef struct Block {
    Actor *row, *col;
    Var *var;
} Block;

/* What var leads to (in field; deep: through a pointer more) overlaps nothing. */
typedef struct Lone {
    Var *var;
    Field *field;
    bool deep;
} Lone;
typedef LIST(Lone) LoneList;

enum { LANES_ASKED = -1 };

/* A shadow that the generated function makes itself: of what var, a parameter of its primal, points to. */
typedef struct Aside {
    Var *var;
    Expr *count; /* of it, over primal_params */
} Aside;

struct Derived {
    Request *request;
    Kind kind;
    Fn *primal;
    Fn *fn;               /* generated; signature by signature.c, body by the engines */
    LIST(Actor) actors;   /* in the order of the primal's parameters, globals, return */
    LIST(Actor) outputs2; /* scratch of kinds.c */
    LIST(Actor) leaves;   /* gradient, hvp: the independents, records replaced by the paths to their reals */
    LIST(Block) blocks;   /* jacobian: of-major; hessian: a <= b */
    VarList primal_params; /* the first parameters of fn, parallel to primal->params */
    Expr *batch;          /* jacobian: rows, over primal_params; NULL: none */
    Var *return_shadow;   /* return_adj, return_tan */
    int lanes;            /* vector(k), 0: none. fn->type is final; the shadow parameters have the types without
                             lanes for the engine, and vector_run gives each its Var.lanes_written at the end:
                             x[n] -> x[n][k], *p -> (*p)[k], but a scalar's *a_adj -> a_adj[k], a_tan -> a_tan[k];
                             LANES_ASKED: as many as its parameter `lanes` says */
    bool noalias, discard_primal;
    LIST(Path) inactive;
    LIST(Actor) left_out; /* of these the members */
    LIST(Aside) asides;   /* while an engine is on it */
    bool done;            /* body is there */
    bool running;         /* derive_run is on it */
    bool internal;        /* made by another kind: static, not in the header */
    Derived *apart;       /* the version for memory that does not overlap, see version.c; NULL: none */
    LoneList lone;        /* promised of what members lead to; parameters are restrict */
    const char *where;    /* of that version: "c does not overlap a" */
};

typedef struct Options {
    StrList files;
    StrList clang_args;
    const char *output, *header, *build_dir, *depfile, *check_main, *format, *color;
    StrList dep_targets;
    StrList derive;
    StrList dumps;
    bool write_deps, standalone, line, assume_noalias, remarks, werror, no_warnings;
} Options;

struct Program {
    Options *options;
    const char *source_name;  /* base name of the first file, as comments and headers print it */
    ItemList items;
    FnList fns;               /* every function declared, those with bodies in system headers left out */
    VarList globals;
    RecordList records;
    RequestList requests;
    RequestList command;      /* those of --derive, put behind the others by request_collect */
    DerivedList derived;      /* in the order of the requests */
    FnList helpers;           /* static functions made by adc, each after what it calls */
    VarList shadow_globals;   /* g_adj, g_tan: made by adc */
    StrList deps;             /* every file read */
    struct Map *includers;    /* file -> StrList of those that include it */
    bool unused_in_headers;   /* headers of the user have static functions that the output may not call */
    StrList macros;           /* name of every macro defined at the end of the file */
    StrList made;             /* names given to functions that adc makes */
};

/* =============================== prototypes, by file, in pass order =============================== */

/* arena.c */
void *arena_alloc(size_t size); /* zeroed, aligned for anything */
void *arena_grow(void *at, size_t n, size_t old_size, size_t size); /* at, or a copy, of size bytes; the first n are used */
void arena_collect(const void *root); /* what neither root nor a variable at file scope leads to is free, once it is much */
void arena_free_all(void);
void *arena_take(size_t size); /* a block of 2^k bytes, at least a pointer's, not zeroed: of those given back, if any */
void arena_give(void *at, size_t size); /* such a block; NULL: nothing */

/* util.c */
void list_grow(void **at, int *cap, size_t size);
#define NEW(T) ((T *)arena_alloc(sizeof(T)))
const char *intern(const char *s); /* equal strings, equal pointers */
const char *intern_n(const char *s, size_t n);
char *format(const char *fmt, ...) __attribute__((format(printf, 1, 2))); /* in the arena */
typedef struct Text {
    char *at; /* always terminated once something was put */
    size_t n, cap;
} Text;
void text_put(Text *t, const char *s);
void text_put_n(Text *t, const char *s, size_t n);
void text_format(Text *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
typedef struct Map Map; /* pointer to pointer */
Map *map_new(void);
void *map_get(const Map *m, const void *key);
void map_put(Map *m, const void *key, void *value);
char *read_file(const char *path, size_t *size); /* in the arena, terminated; NULL: errno */
const char *source_from(Loc loc); /* the text of the file from that line on; NULL: not to be had */
const char *source_line(Loc loc); /* the line's text, trimmed, a trailing `{` dropped; NULL: not to be had */
const char *base_name(const char *path);

/* diag.c: everything the user can cause. Records, sorts nothing, prints at diag_flush. */
void diag_error(Loc loc, const char *id, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void diag_warning(Loc loc, const char *id, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void diag_remark(Loc loc, const char *id, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void diag_note(Loc loc, const char *fmt, ...) __attribute__((format(printf, 2, 3))); /* to the one before */
int diag_errors(void); /* since the last diag_begin that has not ended */
int diag_begin(void);  /* one derivative's errors do not keep the others from being looked at; to diag_end */
void diag_end(int outer);
typedef struct DiagMark {
    int told, errors, status;
} DiagMark;
DiagMark diag_mark(void);
bool diag_take_back(const DiagMark *m); /* true: there were errors since, which are forgotten with all else told since */
bool diag_told(const char *id); /* an error of this id */
int diag_status(void); /* exit status: 0, 1, or 2 where an error is of the command line or of a file, see diag.def */
void diag_init(const Options *options);
void diag_flush(void);
int diag_explain(const char *id); /* exit status */
/* Only a bug of adc can cause it: prints and aborts. */
void bug(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

/* opts.c */
int opts_parse(Options *o, int argc, char **argv); /* -1: go on; else exit status. Output, header (NULL: none) and
                                                      depfile have their defaults then */

/* front.c: the only file that knows libclang. Reads every file of options; errors through diag. */
void front_run(Program *p);

/* type.c */
Type *type_plain(Type *t);                 /* through typedefs, qualifiers of the way added */
Type *type_element(Type *t);               /* plain, of the elements where it is an array of any dimensions */
Type *type_made_of(Type *t);               /* the one real it consists of, without gaps; NULL: something else is in it */
Type *type_int(void), *type_uchar(void), *type_double(void), *type_void(void), *type_size(void), *type_ptrdiff(void);
Type *type_real(Width w), *type_complex(Width w);
Type *type_pointer(Type *to), *type_array(Type *to, Expr *count);
Type *type_qual(Type *t, unsigned add), *type_unqual(Type *t); /* top level */
Type *type_named(const char *spelling);    /* opaque type by name, e.g. "adc_tape" */
bool type_is_real(Type *t), type_is_integer(Type *t), type_is_pointer(Type *t), type_is_array(Type *t);
bool type_is_complex(Type *t), type_is_record(Type *t), type_is_arith(Type *t);
bool type_same(Type *a, Type *b);          /* compatible, qualifiers at the top ignored */
long long type_bytes(Type *t);             /* size on the target, -1: not known */
bool type_has_reals(Type *t);              /* is, contains (records, arrays) reals; pointers not followed */
bool type_declares_reals(Type *t);         /* the same, pointers followed (recursive records handled) */
bool type_reaches_reals(Type *t);          /* also by the casts of the program, see bases.c */
void type_mark_base(Record *r);
bool type_leads_nowhere(Type *t);           /* functions, constant text and integers: nothing that could be written is behind */
bool type_without_reals(Type *t);          /* integers and functions alone, however far its pointers lead */
bool type_holds_pointers(Type *t);         /* is, contains (records, arrays) pointers or what is opaque */
bool type_keeps_bytes(Type *t);            /* a record with members that are declared as integers and hold reals */
bool type_has_pointers(Type *t);           /* pointers to reals in it, by value: its shadow is needed in the forward half */
bool type_is_tape(Type *t);                /* adc_tape, or a pointer to one */
bool type_is_handle(Type *t);              /* a record all of whose reals are behind its pointers */
bool type_has_vla(Type *t);
bool type_holds(const Type *t, long long v); /* an integer type, that value */
bool op_compares(Op op);                   /* < > <= >= == != */
Type *type_usual(Type *a, Type *b);        /* usual arithmetic conversions */
Type *type_writable_shadow(Type *t);       /* pointee const dropped at the level written: const double * -> double * */
Type *type_drop_const_deep(Type *t);       /* const dropped at every level of pointers and arrays */
bool var_is_table(const Var *v);             /* static, const or as good as that, no pointers: nobody writes it */
bool var_only_rounds(const Var *v);         /* a volatile real local; its address is another question */
bool record_has_field(Type *t, const Field *f); /* a member of this struct, or of one inside it */
Field *record_field(Record *r, const char *name); /* through anonymous members: NULL if none */

/* build.c: constructors; they fold constants and drop + 0, * 1, - -x. None of them has a side effect. */
Expr *e_raw(ExprKind kind, Type *type, Loc loc); /* just the node */
Expr *e_bin_exact(Op op, Expr *a, Expr *b); /* converts as C does, simplifies nothing: for the user's own code */
Expr *e_int(long long v);                  /* int */
Expr *e_int_type(Type *t, long long v);
Expr *e_real(Type *t, long double v);       /* complex: converted as C does */
Expr *e_zero(Type *t);                      /* to initialise with: {0} where it is an aggregate */
Expr *e_imaginary(void);
Expr *e_var(Var *v);
Expr *e_fn(Fn *f);
const Fn *e_function_at(const Expr *e); /* the function whose address an expression is; NULL: none is known */
Expr *e_neg(Expr *a), *e_not(Expr *a);
Expr *e_bin(Op op, Expr *a, Expr *b);      /* arithmetic: converts as C does; comparisons give int */
Expr *e_add(Expr *a, Expr *b), *e_sub(Expr *a, Expr *b), *e_mul(Expr *a, Expr *b), *e_div(Expr *a, Expr *b);
Expr *e_cond(Expr *c, Expr *a, Expr *b);
Expr *e_cast(Type *t, Expr *a);            /* nothing where the type is the same */
Expr *e_decay(Expr *a);
Expr *e_unwidened(Expr *e);    /* an integer as it was before it was converted to types that are no narrower */
Expr *e_uncast(Expr *pointer); /* as it was before it was cast to another pointer */
Type *e_element(Expr *pointer); /* what that leads to, of arrays of any dimensions, without qualifiers */
Expr *e_deref(Expr *p), *e_index(Expr *p, Expr *i), *e_addr(Expr *lv); /* *&x = x, &*p = p */
Expr *e_member(Expr *a, Field *f);         /* a is a record lvalue: prints p->f for (*p).f */
Expr *e_followed(Expr *e);                 /* the same where no address came in */
Expr *e_call(Fn *f, ExprList args);
Expr *e_math(const char *base, Type *t, Expr *x, Expr *y /* or NULL */); /* sin -> sinf, sin, sinl by t */
Expr *e_sizeof(Type *t), *e_sizeof_expr(Expr *e);
long long e_bytes(const Expr *e);           /* what a constant size is, -1: not constant or not known */
bool e_equal(const Expr *a, const Expr *b); /* the same tree */
unsigned e_hash(const Expr *e);             /* the same for equal ones */
bool e_is_const(const Expr *e);             /* literal (casts of literals too) */
bool e_value(const Expr *e, long double *v); /* of a literal, cast or negated too */
bool e_is_zero(const Expr *e), e_is_one(const Expr *e);
bool e_is_lvalue(const Expr *e);
int e_size(const Expr *e);                  /* nodes */
int fn_param_index(const Fn *f, const Var *v); /* -1: not one of its parameters */
Var *var_new(Fn *fn, VarKind kind, const char *name, Type *type);
Stmt *s_new(StmtKind kind, Loc loc);
Stmt *s_decl_unset(Var *v);                 /* its value comes later: const no longer */
Stmt *s_block(void), *s_decl(Var *v, Expr *init), *s_assign(Expr *lhs, Expr *rhs), *s_expr(Expr *call);
Stmt *s_if(Expr *cond, Stmt *then, Stmt *other), *s_return(Expr *e), *s_comment(const char *text);
void s_add(Stmt *block, Stmt *s);           /* flattens nothing; NULL is ignored */

/* clone.c: copies and visitors */
typedef struct Subst {                      /* what cloning replaces */
    Map *vars;    /* Var -> Expr: that expression instead of E_VAR (types' VLA counts included) */
    Map *targets; /* filled by stmt_clone: old statement -> new one */
    Expr *(*hook)(Expr *e, void *data); /* first look: non-NULL: take this (not cloned further) */
    void *data;
} Subst;
Expr *expr_clone(Expr *e, Subst *s);        /* s may be NULL */
Type *type_clone(Type *t, Subst *s);        /* the same pointer where nothing changed */
void stmts_belong(Stmt *block, int from, Stmt *of); /* what was made of a statement stands for its line */
void stmt_step_into_body(Stmt *loop, Stmt *step); /* to its end and before each continue */
Stmt *stmt_clone(Stmt *st, Subst *s);       /* declared variables stay the same unless in s->vars */
void stmt_retype_locals(Stmt *st, Subst *s); /* the extents of arrays declared in it, in place */
Stmt *stmt_clone_own(Stmt *st, Subst *s); /* with variables of its own, which s->vars tells the next part */
/* Calls visit on each direct subexpression / each expression a statement holds (not inside nested ones). */
typedef void ExprVisit(Expr **e, void *data);
void expr_kids(Expr *e, ExprVisit *visit, void *data);
void stmt_exprs(Stmt *s, ExprVisit *visit, void *data);
typedef void StmtVisit(Stmt **s, void *data);
void stmt_kids(Stmt *s, StmtVisit *visit, void *data);

/* rules.c, rules.def, known.def: what adc knows of functions. */
/* A row: partials as expressions. n = number of arguments. dx of argument k given the arguments and the result r
   (an expression for the value of the call); NULL: that argument has derivative zero by declaration. */
void rules_classify(Program *p, Fn *f);     /* sets class and rule */
Fn *math_fn(const char *name);              /* the function of that C name (sinf): the program's own Fn where it has one */
int rule_args(const Rule *r);
const char *rule_name(const Rule *r);
Expr *rule_partial(const Rule *r, int k, Expr **args, Expr *result, Type *type);
Expr *rule_edge(const Rule *r, int k, Expr **args, Expr *result, Type *type); /* it is where the slope is infinite; NULL: nowhere */
bool rule_has_edge(const Rule *r);
bool rule_uses_result(const Rule *r, int k);
bool rule_is_cheap(const Rule *r);          /* fabs, fmax, floor ...: recompute rather than keep */
bool rule_is_pure(const Rule *r);           /* no pointer argument, no effect but errno */
/* Partials of operators: da, db of `a op b`, d of unary. NULL: zero. */
Expr *op_partial(const Expr *e, int k, Expr *a, Expr *b, Expr *result);
const char *fn_base(const Fn *f);              /* name without __builtin_ or __..._chk: "memcpy" */
const char *fn_header(const Fn *f);            /* "math.h", "adc/special.h": what declares it; NULL: not a library's */
bool is_reserved_name(const char *name);       /* of a function of C's library or of the runtime, declared or not */
bool known_is_pure(const Fn *f);               /* no effect, the result depends on the arguments' values alone */
bool known_runs_apart(const Fn *f);            /* starts a thread, sets or calls a handler */
bool known_is_vector(const Fn *f);             /* takes or returns a vector: one instruction */
bool known_reads_active(const Fn *f);          /* makes text or bytes of values that can be read back: sprintf, fwrite */
bool known_writes(const Fn *f, int k), known_reads(const Fn *f, int k); /* memory argument k points to; unknown: true */
Fn *runtime_fn(Program *p, const char *name);  /* adc_array, adc_zeroed, adc_free, adc_tape_init ...; memset, memcpy, malloc, free by name */

/* complex.c: derivatives of complex numbers. */
Expr *complex_conj(Expr *z);                       /* simplified */
Expr *complex_part(Expr *z);                       /* real part; what is real already as it is */
Expr *complex_times_i(Expr *x, Type *t);           /* i x, of type t */
Expr *complex_tangent(const Rule *r, Expr *partial, Expr *tan, Type *result); /* of a call, t: of its argument */
Expr *complex_adjoint(const Rule *r, Expr *partial, Expr *adj);  /* what flows into its argument */

/* request.c: text to Request. Errors through diag. */
Request *request_parse(const char *text, Loc loc, bool file_scope, Fn *on /* macro on a function: its Fn */, Kind kind);
void request_command(Program *p); /* parses every --derive into p->command */
void request_collect(Program *p); /* resolves names, adds those of the command line, checks */
const char *request_result_name(const Request *r); /* of the generated function */
const char *kind_name(Kind kind);
Loc request_place(const Request *r, Loc loc); /* where to report: for --derive the function's declaration */
const char *request_suggest(const char *name, const StrList *from); /* NULL: nothing like it */

/* shape.c: C expressions of shape(), batch() and vector() as text to Expr. */
bool shape_constant(const char *text, long long *value);
/* Over the variables given and globals; an error (marked in r) is told at loc; NULL then. */
Expr *shape_expr(Program *p, Request *r, const char *text, Loc loc, const VarList *vars);

void unstatic_run(Program *p); /* unstatic.c: static locals that keep nothing become automatic */
void unstatic_lift(Program *p); /* so do those that the first call sets and each call could, see lift.c */
void once_run(Program *p);     /* once.c: statics that are filled once */

/* norm.c: one side effect per statement, see the file. goto.c: lowers goto to a loop over a switch. */
void norm_fn(Program *p, Fn *f);
void allocate_calls(Program *p, Fn *f); /* allocate.c: posix_memalign, alloca, memset */
void goto_lower(Program *p, Fn *f);
void goto_tidy(Fn *f); /* drops jumps to where control goes anyway */
bool call_is_pure(const Expr *call); /* no effect, reads no memory: may stand inside an expression */
Map *norm_taken(Stmt *body);         /* Var -> Var: the variables whose address goes anywhere */

/* inline.c: calls of visible functions replaced by their bodies where small; works on a copy. */
Fn *inline_calls(Program *p, Fn *f, bool off_tape);
bool inline_no_arm(const Stmt *s); /* a switch over what is known and has no case */
void sort_calls(Program *p, Fn *f); /* sort.c: qsort, bsearch as assignments, for inline_calls */
void parts_apart(Fn *f);            /* parts.c: modf(x, &x) and the like through locals, for inline_calls */
bool fn_is_recursive(Program *p, Fn *f); /* may call itself, directly or not, as far as bodies are visible */
void calls_of(Fn *f, FnList *out);       /* functions it calls directly, each once */

/* direct.c: calls through pointers. */
/* inline_calls, and calls of functions in place of those through pointers */
Fn *direct_inline(Program *p, Derived *d, Fn *f, bool off_tape);
bool direct_is_closed(Program *p, const Derived *d); /* no functions come from outside of what adc sees */

/* targets.c */
void targets_find(Program *p); /* once it is known what is to be derived */
FnList fn_candidates(Program *p, Type *type); /* functions of this type that a pointer may hold */

/* custom.c: the signatures that custom derivatives must have; errors where one that is declared does not. */
const char *custom_adjoint_prototype(const Fn *f, const char *name), *custom_tangent_prototype(const Fn *f, const char *name);
void custom_check(Program *p);
/* The number of elements behind argument k, as the declaration of the callee says it or as what is left of the array that
   is given; NULL: unknown. */
Expr *custom_extent(Expr *call, int k);

/* signature.c: Request -> Derived with the signature and the comment of the generated function. */
Derived *signature_make(Program *p, Request *r);
const char *helper_name(Program *p, const char *base); /* free at file scope: base, base2 ...; taken from now on */
void helper_names_forget(Program *p, int first); /* those of Program.made from there on are free again */
Derived *signature_of(Program *p, Request *r, const char *internal); /* a request made by adc with fn set: a static
                                                                        function of that name; NULL: signature_make */
Derived *signature_internal(Program *p, Derived *of, Kind kind, const char *name); /* same actors, static */
void signature_promise(Derived *d, int k); /* its parameter k, and the shadow of it, overlap nothing */
void signature_check(Program *p, Derived *d); /* extents that are needed and unknown, scalar dependents ... */
const char *signature_path(const Actor *a, const Var *shadow); /* m->c, with its shadow m_adj->c */

/* actors.c: who the independents and dependents of a request are, their extents. describe.c: the comment. */
void actors_collect(Program *p, Derived *d);
void actors_leaves(Program *p, Derived *d);
/* Whatever of the primal's: a parameter or a global; a member of a (or of what it points to), with its extents. */
Actor actor_object(Program *p, Derived *d, Var *v), actor_member(Program *p, Derived *d, const Actor *a, Field *f);

/* ways.c: paths through arrays of structs. The extents of a member are those of each element: in shape(ps->w, ps->n) it is
   the n of the same element. */
bool ways_any(const Actor *a);
ExprList ways_shape(const Actor *a);                       /* the extents of the arrays on its way, then its own */
bool ways_ragged(const Derived *d, const Actor *a);        /* they differ from one element to the next */
ExprList ways_clone(const ExprList *extents, Subst *s);
Expr *ways_count(const ExprList *extents, int first);      /* their product from first on, 0 where one is < 0 */
/* The extents before member n (n = all members: of the object itself) for the elements that index says, one for each member. */
ExprList ways_extents(const Derived *d, const Actor *a, int n, const ExprList *index);
Expr *ways_root(const Derived *d, const Actor *a);         /* the primal's parameter, or global, as d's function has it */
Expr *ways_object(const Actor *a, Expr *root, int n, const ExprList *index); /* the first n members of the path, from root */
Expr *ways_shadow(const Actor *a, Expr *root, int n, const ExprList *index); /* for writing, where root is a shadow */
/* Loops, counted by locals of f, over all elements that the first n members lead through: added to *block, which becomes the
   innermost body; leaves in index their counters. */
void ways_open(Fn *f, const Derived *d, const Actor *a, int n, Stmt **block, ExprList *index);
Var *param_named(const VarList *params, const char *name); /* by any of its names; NULL: none */
bool type_carries(Type *t);                   /* reaches reals that are not declared inactive */
bool type_may_write(Type *t);                 /* reals may be written through a parameter of this type */
void describe(Program *p, Derived *d);
void signature_doc_add(Fn *f, const char *sentence); /* to f->doc, which is filled anew */
Type *param_written(Var *v);                  /* as the final prototype declares it, lanes included */

/* structure.c: no break, continue, early return or fall-through is left in a copy that is to be reversed. */
void rotate_loops(Fn *f); /* rotate.c: loops whose condition does something */
void leave_loops(Fn *f);  /* leave.c: exits of loops that do something on their way */
void structure_fn(Program *p, Fn *f);

/* members.c: in such a copy, small structs by value become variables. */
void members_fn(Fn *f);
bool members_fit(const Record *r); /* few members, all of them numbers */

/* walk.c: in such a copy, pointers that walk with the counter of a loop become subscripts. */
void walk_fn(Fn *f);

void bases_mark(Program *p); /* bases.c: records that casts lead from to records with reals */

/* alias.c: what the pointers of one function may point to. effects.c: what the functions it calls do. */
typedef struct Alias Alias;
Alias *alias_make(Program *p, Fn *f, bool noalias);
bool alias_may_overlap(Alias *a, Expr *x, Expr *y); /* two lvalues (their objects; subscripts not looked at) */
bool alias_may_write(Alias *a, Stmt *s, Expr *x);   /* s itself (not nested statements) may change lvalue x */

/* active.c: which reals carry derivatives. A pattern says what the caller provides. */
typedef struct Pattern {
    Fn *fn;
    bool *in;       /* per parameter: varied at entry. What it points to or holds has a shadow if in or out */
    bool *out;      /* per parameter: useful at exit */
    bool returns;   /* the result is a dependent */
    bool points;    /* the result is a pointer to memory that has a shadow */
    bool *stays;    /* per parameter: what it points to is not written between its two halves. NULL: not known */
    bool deep;      /* nothing reached from the parameters is written between its two halves */
    bool globals;   /* the function uses globals that have a shadow */
    bool top;       /* of the request itself, not of a call in it */
    bool noalias;   /* its pointer parameters lead to memory apart from each other */
    Var **actors;   /* per parameter: the primal's parameter with member paths that it is, unchanged; NULL: none */
    FieldList *bare; /* per parameter: members, of all records it leads to, that lead to nothing with a shadow */
    bool *beside;   /* per parameter: members beside those paths are varied */
    bool *needed_beside; /* per parameter: members beside those paths are useful afterwards */
    bool globals_beside; /* likewise of globals */
    Derived *root;  /* the request all this is for (member paths, inactive(), globals) */
} Pattern;
Pattern *pattern_of(Derived *d);
void pattern_asides(Pattern *p); /* its root has got asides */
bool pattern_same_params(const Pattern *x, const Pattern *y); /* of one function: its parameters are given alike */
void rounding_find(Fn *f); /* rounding.c: marks sums that round */
typedef struct Active Active;
Active *active_make(Program *p, Fn *f, Pattern *pattern, Alias *alias, bool forward_only /* varied is enough */);
bool active_lvalue(Active *a, Expr *lv);  /* a real (or record, array with reals) lvalue whose memory carries derivatives */
bool active_memory(Active *a, Expr *lv); /* whatever the type of lv: its memory holds active reals */
bool active_expr(Active *a, Expr *e);     /* real rvalue: some active read in it reaches its value */
bool active_tape(Active *a, Var *tape);   /* active values are pushed on it */
bool active_pointer(Active *a, Expr *e);  /* pointer rvalue: what it points to (at any depth) has a shadow */
bool active_given_shadow(Active *a, Expr *p); /* memory that is not active, with a shadow from the caller */
bool provided_nowhere(Active *a, Expr *p);             /* to integers, functions and the like alone: nothing it leads to has a shadow */
bool active_var(Active *a, Var *v);       /* needs a shadow variable */
Pattern *active_call(Active *a, Stmt *s); /* the pattern with which call statement s calls its visible callee */
bool active_varies(Active *a, Expr *call); /* it reads something that depends on an independent */
void active_shadows_of_null(Active *a, const Expr *call, Pattern *p); /* for arguments that are null */
void compared_check(Active *a, const Derived *d); /* a warning: the derivative is zero */
void level_tables(Active *a, VarList *out); /* level.c: tables that have a shadow because pointers lead to them and to active memory */
void active_check(Active *a); /* errors: memory that carries active values and has no shadow */

bool active_lacks_shadow(Active *a, const Var *param); /* what it points to is active, and has none */

/* aside.c: shadows of outputs of a generated function that is derived from once more, which its caller does not give. */
bool aside_find(Program *p, Derived *d, const Fn *src, Active *a); /* into d->asides; whether there are more */
Expr *aside_make(Program *p, Derived *d, const Aside *x, const char *suffix, Stmt **begin, Stmt **end); /* a pointer to it */

/* prints.c: functions that log. */
bool call_only_prints(const Expr *call, int k); /* argument k goes into text, as those of printf do */

/* fence.c: refuses active values that would lose their derivative: reinterpreted, or written as text and read back. */
void fence(Program *p, Derived *d);
extern const char *const no_vectors;  /* what to do about them */
bool saves_context(const Fn *f);           /* setjmp, longjmp and the like */

/* vector.c: gives every shadow variable of a generated function a last dimension of lanes and wraps the
   statements that compute with them in loops over the lanes. For vector(k), jacobian, hessian. */
void vector_run(Program *p, Fn *f, Expr *lanes);
void lanes_run(Program *p, Derived *d); /* lanes.c: d->fn, adjoint or tangent of one direction, becomes one of d->lanes */
bool vector_possible(Program *p, Fn *f); /* nothing in it takes one direction only */

/* adjoint.c, tangent.c, kinds.c: fill d->fn->body. */
void adjoint_run(Program *p, Derived *d);  /* K_ADJOINT, K_GRADIENT */
void tangent_run(Program *p, Derived *d);  /* K_TANGENT */
Expr *tangent_null(Type *type);            /* NULL of a pointer type */
Fn *program_fn(Program *p, const char *name); /* in the source; NULL: none */
const char *temp_name(const Expr *value);   /* of a temporary that holds it: sin_x, sum, quot */
void kinds_run(Program *p, Derived *d);    /* K_JACOBIAN, K_HESSIAN, K_HVP */
void derive_run(Program *p, Derived *d);   /* dispatch by kind, dependencies first */

/* simp.c: dead code, copies, += 0 in a generated function. names.c: unique names, scopes. */
void simp_fn(Fn *f);
void simp_last(Fn *f); /* nothing is derived from it any more */

/* several.c: a struct that is not the only one its pointer leads to. */
void several_check(Program *p, Derived *d);

/* pieces.c: extents hold for memory without gaps alone. */
void pieces_check(Program *p, Derived *d);

/* unset.c: zeros for variables that a C compiler may think are read before they are set. */
void unset_fn(Program *p, Fn *f);

void params_run(Program *p); /* params.c: parameters of halves that nothing uses */

/* gather.c: reverse halves of stencils add up what one element is due. */
void gather_fn(Fn *f);
Expr *gather_added(const Stmt *s);
bool gather_is_spent(const Stmt *s);
const Expr *gather_base(const Expr *lv);

/* interchange.c: reverse halves of matrix products run along the rows. */
void interchange_fn(Fn *f);

/* taped.c: all lanes of a real are pushed and popped by one call. */
void taped_fn(Program *p, Fn *f);

/* in_order.c: loops of copies that a compiler must not take apart. */
void in_order_fn(Program *p, Fn *f);

/* keeps.c: the sentence "Keeps n doubles." in the comment of a finished adjoint or gradient. */
void keeps_describe(Derived *d);
void names_fn(Program *p, Fn *f);
void names_statics(Program *p); /* of several files */

void copies_check(Program *p); /* copies.c: comparisons with addresses of statics, which the generated file repeats */

void same_run(Program *p); /* same.c: of helpers that came out alike one stays */

/* emit.c: expressions, statements, functions as C. output.c: the files. */
void emit_expr(Text *t, Expr *e);
void emit_type(Text *t, Type *type, const char *declarator); /* declaration of declarator */
void emit_stmt(Text *t, Stmt *s, int indent);
void emit_fn(Text *t, Fn *f, bool prototype);
const char *emit_expr_text(Expr *e);
void statics_unchanged(Program *p); /* output_static.c: which are tables, though not const */
void statics_lift(Program *p); /* output_static.c: to file scope */
Var *static_shared(Program *p, Var *v); /* a constant of a function at file scope, one for all that ask; NULL: it can't be */
void output_source(Program *p, Text *t);
void output_header(Program *p, Text *t);
void output_write(Program *p); /* both files and the depfile, atomically; errors through diag, exit status 2 */
void dump_program(Program *p, const char *pass);

/* planned.c */
void planned_print(void);

#endif
