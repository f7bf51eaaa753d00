/* emit.h: what the files of the emitter (emit.c, emit_expr.c, emit_type.c, layout.c, output.c)
   share.

   A statement becomes a line of tokens that know what they are; layout.c prints it, broken where
   clang-format would break it. */
#ifndef ADC_EMIT_H
#define ADC_EMIT_H

#include "adc.h"

enum { EMIT_COLUMNS = 100, EMIT_INDENT = 4 };

/* Precedence, in the numbering of clang-format, whose break penalties they are too. */
enum {
    P_COMMA = 1,
    P_ASSIGN,
    P_COND,
    P_LOR,
    P_LAND,
    P_OR,
    P_XOR,
    P_AND,
    P_EQ,
    P_REL,
    P_SHIFT = 12,
    P_ADD,
    P_MUL,
    P_UNARY = 16,
    P_POSTFIX,
    P_PRIMARY
};

typedef enum TokenKind {
    TK_WORD,    /* identifier, keyword, literal */
    TK_NAME,    /* what a declaration declares, after its type */
    TK_CONTROL, /* if, for, while, switch: before its parenthesis */
    TK_OPEN,
    TK_CLOSE,  /* ( [ { and their partners */
    TK_BINARY, /* prec is its precedence */
    TK_ASSIGN,
    TK_COMMA,
    TK_UNARY,
    TK_CAST,
    TK_QUESTION,
    TK_COLON,
    TK_SEMI,
    TK_MEMBER
} TokenKind;

typedef struct Token {
    const char *text;
    TokenKind kind;
    int prec;
    bool space;               /* before it */
    unsigned char chains;     /* how many ?: that stand behind the : of another begin here */
    unsigned char closes;     /* how many operand groups end here */
    unsigned char opens_n;    /* how many begin here ... */
    unsigned long long opens; /* ... four bits of precedence each, the innermost in the lowest */
} Token;

typedef struct Line {
    Token *at;
    int n, cap;
    bool declares; /* a function's signature: breaks after commas */
} Line;

/* layout.c */
Line *line_open(void); /* an empty line; lines nest */
void line_close(Line *l);
void line_put(Line *l, TokenKind kind, const char *text, bool space);
void line_binary(Line *l, const char *text, int prec); /* TK_BINARY, TK_ASSIGN for P_ASSIGN */
void line_group_begin(Line *l, int start, int prec);   /* an operand group starts at token start */
void line_group_end(Line *l);                          /* ... and ends at the last token */
void line_chain(Line *l, int start);                   /* a ?: behind the : of another */
int line_width(const Line *l);
void line_flat(Text *t, const Line *l);
bool line_print_table(Text *t, const Line *l, int column); /* layout_table.c: false: it is none */
void line_print(Text *t, const Line *l, int column); /* the text at column, without end of line */

/* emit_expr.c */
void expr_put(Line *l, Expr *e, int prec,
              bool space); /* in parentheses if it binds less than prec */
void expr_condition(Line *l, Expr *e, bool space);
Expr *expr_bare(Expr *e,
                Type *to); /* without the conversions that converting to `to` does anyway */
bool expr_update(Line *l, Expr *lhs, Expr *rhs); /* lhs op= e, lhs++; false: it is none */
int expr_precedence(Expr *e);
void emit_without_infinity(bool taken); /* the macros of <math.h> are names of the program */
bool expr_mentions(const Expr *e, const Var *v);

/* emit.c */
void emit_body(Text *t, Fn *f);
void emit_lines(bool on);                                /* #line directives from now on */
void emit_comment(Text *t, const char *text, int level); /* text of several lines: \n */
const char *emit_declaration(Var *v);   /* with its storage class, without initialiser */
void emit_global(Text *t, Var *v);      /* its definition, static if it is */
const char *emit_tape_type(Type *type); /* NAME of the adc_push_NAME for it, NULL: adc_push_bytes */

/* emit_fn.c */
void emit_prototype(Text *t, Fn *f,
                    bool header); /* as in a header, without restrict that adc added */

/* emit_jump.c: of the body given last. NULL: no label there. */
void jump_find(Stmt *body);
const char *jump_after(const Stmt *target); /* label behind target */
const char *jump_again(const Stmt *target); /* label at the end of the body of loop target */
const char *jump_goto(const Stmt *jump);    /* label that a break or continue has to go to */
bool jump_clause_is_simple(const Stmt *s);  /* may stand in the header of a for */
bool jump_step_is_simple(const Stmt *loop);

/* emit_type.c */
const char *type_text(Type *type, const char *declarator, bool statement);
void type_extents(Type *t, ExprVisit *visit, void *data); /* of the arrays in a type */

/* emit_need.c: what the code emitted so far needs to be declared. */
typedef struct EmitNeeds {
    Map *seen;  /* what is in one of the lists */
    Map *names; /* interned identifiers printed -> themselves */
    FnList fns;
    VarList vars;       /* globals and function statics */
    ItemList types;     /* typedefs, enums, records */
    RecordList records; /* those of adc, declared nowhere */
    bool null, infinity, complex, tape, atomic;
} EmitNeeds;
EmitNeeds *emit_needs(
    EmitNeeds *into); /* records there from now on, NULL: nowhere. Returns where it did before */
EmitNeeds *needs_new(void);
void need_fn(Fn *f);
void need_var(Var *v);
void need_type(Type *t); /* the level at hand */
void need_complete(Record *r); /* a pointer alone needs no more than its tag */
void need_name(const char *name);
void need_null(void), need_infinity(void), need_complex(void), need_tape(void), need_atomic(void);

#endif
