/* shape.c: the C expressions of shape(), batch() and vector(), given as text, to Expr. Names are
   those of the parameters given, of globals, enumerators and object-like macros of the source;
   calls of declared functions are allowed. What is no integer expression of C over these is an
   error at its place. */
#include "adc.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

typedef struct Parser {
    Program *p; /* NULL: constants only, and silent */
    Request *r;
    const VarList *vars;
    const char *text, *at;
    Loc loc;
    int depth; /* of macros being expanded */
    bool failed;
} Parser;

enum { MACRO_DEPTH = 50 };

/* Binary operators by precedence, lowest first; longer spellings before their beginnings. */
static const struct {
    const char *spelling;
    Op op;
    int level;
} operators[] = {
    {"||", O_LOR, 1}, {"&&", O_LAND, 2}, {"==", O_EQ, 6},  {"!=", O_NE, 6}, {"<<", O_SHL, 8},
    {">>", O_SHR, 8}, {"<=", O_LE, 7},   {">=", O_GE, 7},  {"<", O_LT, 7},  {">", O_GT, 7},
    {"|", O_OR, 3},   {"^", O_XOR, 4},   {"&", O_AND, 5},  {"+", O_ADD, 9}, {"-", O_SUB, 9},
    {"*", O_MUL, 10}, {"/", O_DIV, 10},  {"%", O_REM, 10},
};
enum { OPERATORS = sizeof operators / sizeof operators[0], LOWEST = 1, HIGHEST = 10 };

#define FAIL(s, ...)                                                                               \
    do {                                                                                           \
        if ((s)->p && !(s)->failed) {                                                              \
            diag_error(request_place((s)->r, (s)->loc), "shape", __VA_ARGS__);                     \
            (s)->r->bad = true;                                                                    \
        }                                                                                          \
        (s)->failed = true;                                                                        \
    } while (0)

static Expr *conditional(Parser *s);

static void blanks(Parser *s)
{
    while (isspace((unsigned char)*s->at))
        s->at++;
}

static bool take(Parser *s, const char *punctuation)
{
    blanks(s);
    size_t n = strlen(punctuation);
    if (s->failed || strncmp(s->at, punctuation, n) != 0)
        return false;
    s->at += n;
    return true;
}

static const char *word(Parser *s)
{
    blanks(s);
    const char *from = s->at;
    if (isalpha((unsigned char)*from) || *from == '_')
        while (isalnum((unsigned char)*s->at) || *s->at == '_')
            s->at++;
    return s->at > from ? intern_n(from, (size_t)(s->at - from)) : NULL;
}

static Expr *number(Parser *s)
{
    char *end;
    unsigned long long v = strtoull(s->at, &end, 0);
    bool wide = v > INT_MAX;
    s->at = end;
    while (strchr("uUlL", *s->at) && *s->at)
        s->at++;
    if (isalnum((unsigned char)*s->at) || *s->at == '.' || *s->at == '_' || v > LLONG_MAX) {
        FAIL(s, "an extent is an integer, which '%s' is not", s->text);
        return NULL;
    }
    return wide ? e_int_type(type_ptrdiff(), (long long)v) : e_int((long long)v);
}

/* The body of an object-like macro of the source; NULL: no such macro. */
static const char *macro_body(const Program *p, const char *name)
{
    for (int i = p->items.n - 1; i >= 0; i--) {
        const Item *it = p->items.at[i];
        if (it->kind != I_MACRO || !it->name || strcmp(it->name, name) != 0 || !it->text)
            continue;
        const char *at = strstr(it->text, name) + strlen(name);
        return *at == '(' ? NULL : at;
    }
    return NULL;
}

static Expr *expanded(Parser *s, const char *name, const char *body)
{
    if (s->depth == MACRO_DEPTH) {
        FAIL(s, "the macro '%s' names itself", name);
        return NULL;
    }
    const char *after = s->at;
    s->at = body;
    s->depth++;
    Expr *e = conditional(s);
    blanks(s);
    if (!s->failed && *s->at)
        FAIL(s, "the macro '%s' is no integer expression", name);
    s->depth--;
    s->at = after;
    return e;
}

static bool is_enumerator(const Program *p, const char *name)
{
    for (int i = 0; i < p->items.n; i++)
        for (int k = 0; k < p->items.at[i]->enumerators.n; k++)
            if (strcmp(p->items.at[i]->enumerators.at[k], name) == 0)
                return true;
    return false;
}

static Fn *function(const Program *p, const char *name)
{
    for (int i = 0; i < p->fns.n; i++)
        if (strcmp(p->fns.at[i]->name, name) == 0)
            return p->fns.at[i];
    return NULL;
}

static Expr *call(Parser *s, Fn *f)
{
    ExprList args = {0};
    while (!s->failed && !take(s, ")")) {
        if (args.n && !take(s, ","))
            FAIL(s, "')' is missing in '%s'", s->text);
        Expr *arg = conditional(s);
        if (arg)
            list_add(&args, arg);
    }
    Type *type = type_plain(f->type);
    if (!s->failed && (type->variadic || type->no_prototype || args.n != type->params.n))
        FAIL(s, "'%s' does not take %d argument%s", f->name, args.n, args.n == 1 ? "" : "s");
    return s->failed ? NULL : e_call(f, args);
}

static void unknown(Parser *s, const char *name)
{
    StrList names = {0};
    FAIL(s, "'%s' in the extent '%s' is neither a parameter nor a constant", name, s->text);
    if (!s->p)
        return;
    for (int i = 0; i < s->vars->n; i++)
        list_add(&names, s->vars->at[i]->name);
    const char *near = request_suggest(name, &names);
    if (near)
        diag_note((Loc){0}, "did you mean '%s'?", near);
}

static Expr *name_of(Parser *s, const char *name)
{
    if (!s->p) {
        s->failed = true;
        return NULL;
    }
    Var *param = param_named(s->vars, name);
    if (param)
        return e_var(param);
    for (int i = 0; i < s->p->globals.n; i++)
        if (strcmp(s->p->globals.at[i]->name, name) == 0)
            return e_var(s->p->globals.at[i]);
    if (is_enumerator(s->p, name)) {
        Expr *e = e_raw(E_OPAQUE, type_int(), s->loc);
        e->text = name;
        return e;
    }
    const char *body = macro_body(s->p, name);
    if (body)
        return expanded(s, name, body);
    Fn *f = function(s->p, name);
    if (f && take(s, "("))
        return call(s, f);
    unknown(s, name);
    return NULL;
}

/* ---- casts to integer types ---- */

static Type *standard_type(const char *name)
{
    static const struct {
        const char *name;
        int size;
        bool is_signed;
    } all[] = {{"long", 8, true},          {"long long", 8, true},      {"unsigned", 4, false},
               {"unsigned int", 4, false}, {"unsigned long", 8, false}, {"unsigned long long", 8, false}};
    if (strcmp(name, "int") == 0)
        return type_int();
    if (strcmp(name, "size_t") == 0)
        return type_size();
    if (strcmp(name, "ptrdiff_t") == 0)
        return type_ptrdiff();
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (strcmp(name, all[i].name) == 0) {
            Type *t = NEW(Type);
            *t = (Type){.kind = T_INT, .name = intern(name), .size = all[i].size, .is_signed = all[i].is_signed};
            return t;
        }
    return NULL;
}

static Type *type_of_name(Parser *s, const char *name)
{
    Type *t = standard_type(name);
    for (int i = 0; !t && s->p && i < s->p->items.n; i++) {
        Item *item = s->p->items.at[i];
        if (item->kind == I_TYPEDEF && strcmp(item->name, name) == 0 && type_is_integer(item->type))
            t = item->type;
    }
    return t;
}

/* The type of a cast that stands next; NULL: none does. */
static Type *cast_type(Parser *s)
{
    const char *before = s->at;
    Text name = {0};
    if (!take(s, "("))
        return NULL;
    for (const char *w = word(s); w; w = word(s))
        text_format(&name, name.n ? " %s" : "%s", w);
    Type *t = name.n && take(s, ")") ? type_of_name(s, name.at) : NULL;
    if (!t)
        s->at = before;
    return t;
}

static Expr *primary(Parser *s)
{
    blanks(s);
    if (s->failed)
        return NULL;
    if (take(s, "(")) {
        Expr *e = conditional(s);
        if (!s->failed && !take(s, ")"))
            FAIL(s, "')' is missing in '%s'", s->text);
        return e;
    }
    if (isdigit((unsigned char)*s->at))
        return number(s);
    const char *name = word(s);
    if (name)
        return name_of(s, name);
    FAIL(s, "an extent is an integer expression of C, which '%s' is not", s->text);
    return NULL;
}

static Expr *member(Parser *s, Expr *e, bool arrow)
{
    const char *name = word(s);
    Type *t = type_plain(e->type);
    if (arrow && t->kind == T_ARRAY) {
        e = e_decay(e);
        t = type_plain(e->type);
    }
    if (arrow && t->kind == T_POINTER)
        t = type_plain(t->to);
    else if (arrow)
        t = type_void();
    Field *f = name && t->kind == T_RECORD ? record_field(t->record, name) : NULL;
    if (!f) {
        FAIL(s, "'%s' has no member '%s' that can be reached by '%s'", s->text, name ? name : "",
             arrow ? "->" : ".");
        return NULL;
    }
    if (e->kind != E_INDEX)
        return e_member(arrow ? e_deref(e) : e, f);
    Expr *of = e_raw(E_MEMBER, f->type, s->loc); /* p[0].n is the first one's, p->n that of each element */
    of->a = e;
    of->field = f;
    of->arrow = arrow;
    return of;
}

static Expr *postfix(Parser *s)
{
    Expr *e = primary(s);
    while (e && !s->failed) {
        bool arrow = take(s, "->");
        if (arrow || take(s, ".")) {
            e = member(s, e, arrow);
        } else if (take(s, "[")) {
            Expr *index = conditional(s);
            if (s->failed)
                return NULL;
            e = e_decay(e);
            if (!take(s, "]") || !type_is_pointer(e->type) || !type_is_integer(index->type)) {
                FAIL(s, "'%s' is no integer expression of C", s->text);
                return NULL;
            }
            e = e_index(e, index);
        } else {
            break;
        }
    }
    return s->failed ? NULL : e;
}

static Expr *unary(Parser *s)
{
    static const char *const signs = "+-!~*&";
    blanks(s);
    Type *cast = cast_type(s);
    if (cast) {
        Expr *of = unary(s);
        if (of && !type_is_arith(of->type))
            FAIL(s, "'%s' is no integer expression of C", s->text);
        return s->failed || !of ? NULL : e_cast(cast, of);
    }
    char sign = *s->at && strchr(signs, *s->at) ? *s->at++ : '\0';
    Expr *e = sign ? unary(s) : postfix(s);
    if (e && sign == '&' && e->kind == E_INDEX) { /* &p[0] is the first one, p each element of itself */
        Expr *at = e_raw(E_ADDR, type_pointer(e->type), e->loc);
        at->a = e;
        return at;
    }
    if (e && sign == '&' && e_is_lvalue(e))
        return e_addr(e);
    if (!e || !sign)
        return e;
    if (sign == '*') {
        if (type_is_pointer(e->type))
            return e_deref(e);
    } else if (type_is_integer(e->type)) {
        Expr *minus_one = e_int(-1);
        return sign == '+'   ? e
               : sign == '-' ? e_neg(e)
               : sign == '!' ? e_not(e)
                             : e_bin(O_XOR, e, minus_one);
    }
    FAIL(s, "'%s' is no integer expression of C", s->text);
    return NULL;
}

/* The operator of this level that stands next; O_NONE: none. */
static Op operator_at(Parser *s, int level)
{
    blanks(s);
    for (int i = 0; i < OPERATORS; i++) {
        size_t n = strlen(operators[i].spelling);
        if (strncmp(s->at, operators[i].spelling, n) != 0)
            continue;
        if (operators[i].level != level)
            return O_NONE;
        s->at += n;
        return operators[i].op;
    }
    return O_NONE;
}

static Expr *binary(Parser *s, int level)
{
    if (level > HIGHEST)
        return unary(s);
    Expr *a = binary(s, level + 1);
    for (;;) {
        Op op = a && !s->failed ? operator_at(s, level) : O_NONE;
        if (op == O_NONE)
            return a;
        Expr *b = binary(s, level + 1);
        if (!b)
            return NULL;
        if (!type_is_integer(a->type) || !type_is_integer(b->type)) {
            FAIL(s, "an extent is an integer expression, which '%s' is not", s->text);
            return NULL;
        }
        if ((op == O_DIV || op == O_REM) && e_is_zero(b)) {
            FAIL(s, "division by zero in '%s'", s->text);
            return NULL;
        }
        a = e_bin(op, a, b);
    }
}

static Expr *conditional(Parser *s)
{
    Expr *c = binary(s, LOWEST);
    if (!c || !take(s, "?"))
        return c;
    Expr *a = conditional(s);
    if (!s->failed && !take(s, ":"))
        FAIL(s, "':' is missing in '%s'", s->text);
    Expr *b = s->failed ? NULL : conditional(s);
    return b ? e_cond(c, a, b) : NULL;
}

static Expr *whole(Parser *s)
{
    Expr *e = conditional(s);
    blanks(s);
    if (!s->failed && (*s->at || !e || !type_is_integer(e->type)))
        FAIL(s, "an extent is an integer expression, which '%s' is not", s->text);
    return s->failed ? NULL : e;
}

Expr *shape_expr(Program *p, Request *r, const char *text, Loc loc, const VarList *vars)
{
    Parser s = {p, r, vars, text, text, loc, 0, false};
    return whole(&s);
}

bool shape_constant(const char *text, long long *value)
{
    static const VarList none;
    Parser s = {NULL, NULL, &none, text, text, (Loc){0}, 0, false};
    Expr *e = whole(&s);
    while (e && e->kind == E_CAST)
        e = e->a;
    if (!e || e->kind != E_INT)
        return false;
    *value = e->ival;
    return true;
}
