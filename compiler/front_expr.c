/* front_expr.c: expressions. Takes a pair of cursors; leaves the raw expression with implicit
   conversions as nodes. Side effects stay where they are (norm.c orders them); what has no node of
   its own becomes E_OPAQUE with its text and the variables it mentions. */
#include "front.h"

#include <stdlib.h>
#include <string.h>

static Expr *new_expr(ExprKind kind, Type *type, CXCursor c)
{
    Expr *e = NEW(Expr);
    e->kind = kind;
    e->type = type;
    e->loc = front_loc(c);
    return e;
}

static Type *type_of(Front *f, Pair c) { return front_type(f, clang_getCursorType(c.a)); }

bool front_evaluate(CXCursor c, long long *value)
{
    CXEvalResult r = clang_Cursor_Evaluate(c);
    if (!r)
        return false;
    bool fine = clang_EvalResult_getKind(r) == CXEval_Int;
    if (fine)
        *value = clang_EvalResult_isUnsignedInt(r) ? (long long)clang_EvalResult_getAsUnsigned(r)
                                                   : clang_EvalResult_getAsLongLong(r);
    clang_EvalResult_dispose(r);
    return fine;
}

bool front_has_effect(const Expr *e)
{
    if (!e)
        return false;
    switch (e->kind) {
    case E_CALL:
    case E_ASSIGN:
    case E_PREINC:
    case E_PREDEC:
    case E_POSTINC:
    case E_POSTDEC:
    case E_STMTEXPR:
    case E_OPAQUE:
        return true;
    default:
        break;
    }
    for (int i = 0; i < e->args.n; i++)
        if (front_has_effect(e->args.at[i]))
            return true;
    return front_has_effect(e->a) || front_has_effect(e->b) || front_has_effect(e->c);
}

/* ---- opaque ---- */

typedef struct Mentioned {
    Front *f;
    ExprList *args;
} Mentioned;

static enum CXChildVisitResult mention(CXCursor c, CXCursor parent, CXClientData data)
{
    Mentioned *m = data;
    (void)parent;
    if (clang_getCursorKind(c) != CXCursor_DeclRefExpr)
        return CXChildVisit_Recurse;
    CXCursor to = clang_getCursorReferenced(c);
    Var *v =
        clang_getCursorKind(to) == CXCursor_VarDecl || clang_getCursorKind(to) == CXCursor_ParmDecl
            ? front_var(m->f, to)
            : NULL;
    for (int i = 0; v && i < m->args->n; i++)
        if (m->args->at[i]->var == v)
            v = NULL;
    if (v) {
        v->pinned = true;
        list_add(m->args, e_var(v));
    }
    return CXChildVisit_Recurse;
}

void front_mentioned(Front *f, CXCursor c, ExprList *args)
{
    mention(c, c, &(Mentioned){f, args});
    clang_visitChildren(c, mention, &(Mentioned){f, args});
}

/* What clang's <stdatomic.h> makes of atomic_fetch_add(...), under the name that every compiler knows. */
static const char *standard_atomics(const char *text)
{
    static const char prefix[] = "__c11_atomic_";
    Text t = {0};
    const char *at;
    for (; text && (at = strstr(text, prefix)); text = at) {
        text_put_n(&t, text, (size_t)(at - text));
        at += strlen(prefix);
        size_t n = strcspn(at, "(");
        text_format(&t, "atomic_%.*s%s", (int)n, at, strncmp(at, "init", n) == 0 ? "" : "_explicit");
        at += n;
    }
    text_put(&t, text ? text : "");
    return text ? t.at : NULL;
}

Expr *front_opaque(Front *f, Pair c, const char *text)
{
    Expr *e = new_expr(E_OPAQUE, type_of(f, c), c.a);
    e->text = standard_atomics(text ? text : front_text(f, c));
    if (!e->text) {
        f->lost = "an expression without text";
        e->text = "";
    }
    front_mentioned(f, c.a, &e->args);
    return e;
}

/* ---- literals ---- */

static bool same_integer(const char *a, const char *b)
{
    char *end_a, *end_b;
    unsigned long long x = strtoull(a, &end_a, 0), y = strtoull(b, &end_b, 0);
    return x == y && end_a != a && strspn(end_a, "uUlL") == strlen(end_a);
}

/* As the user wrote it where that is the whole literal, else as printed. */
static Expr *integer(Front *f, Pair c)
{
    Expr *e = new_expr(E_INT, type_of(f, c), c.a);
    if (!front_evaluate(c.a, &e->ival))
        return front_opaque(f, c, NULL);
    const char *printed = c.both ? front_text(f, c) : NULL, *token = front_token(f, c.a);
    char value[32];
    snprintf(value, sizeof value, "%llu", (unsigned long long)e->ival);
    if (clang_getCursorKind(c.a) == CXCursor_CharacterLiteral)
        e->text = front_text(f, c);
    else if (token && same_integer(token, value))
        e->text = token;
    else if (printed && same_integer(printed, value))
        e->text = printed;
    return e;
}

static long double rounded(long double v, const Type *t)
{
    return t->kind != T_REAL || t->width == W_LDOUBLE ? v
           : t->width == W_FLOAT                      ? (float)v
                                                      : (double)v;
}

static Expr *real(Front *f, Pair c)
{
    Expr *e = new_expr(E_REAL, type_of(f, c), c.a);
    const char *printed = c.both ? front_text(f, c) : NULL, *token = front_token(f, c.a);
    Type *t = type_plain(e->type);
    char *end;
    if (t->kind != T_REAL)
        return front_opaque(f, c, NULL);
    CXEvalResult r = clang_Cursor_Evaluate(c.a);
    double value =
        r && clang_EvalResult_getKind(r) == CXEval_Float ? clang_EvalResult_getAsDouble(r) : 0;
    bool known = r != NULL;
    if (r)
        clang_EvalResult_dispose(r);
    if (token) {
        long double v = rounded(strtold(token, &end), t);
        bool whole = end != token && strspn(end, "fFlL") == strlen(end);
        if (whole && (t->width == W_LDOUBLE || !known || (double)v == value)) {
            e->text = token;
            e->rval = v;
            return e;
        }
    }
    e->text = printed;
    e->rval = printed ? rounded(strtold(printed, NULL), t) : value;
    if (!printed && t->width == W_LDOUBLE)
        return front_opaque(f, c, NULL);
    return e;
}

/* I is (__extension__ 1.0iF), which only GNU C knows: its standard name instead. */
static Expr *imaginary(Front *f, Pair c)
{
    const char *text = front_text(f, c), *token = front_token(f, c.a);
    char *end = NULL;
    if ((token && !strcmp(token, "1.0iF")) ||
        (text && (!strcmp(text, "1.iF") || !strcmp(text, "1.0iF"))))
    {
        Expr *i = e_imaginary();
        i->loc = front_loc(c.a);
        return i;
    }
    long k = text ? strtol(text, &end, 10) : 0;
    if (end && (!strcmp(end, "i") || !strcmp(end, "j")) && k < 1 << 24) /* of type _Complex int, and always converted */
        return k == 1 ? e_imaginary() : e_mul(e_int(k), e_imaginary());
    return front_opaque(f, c, text ? format("__extension__ %s", text) : NULL);
}

static Expr *string(Front *f, Pair c)
{
    Expr *e = new_expr(E_STRING, type_of(f, c), c.a);
    e->text = front_spelling(c.a);
    return e;
}

/* ---- names ---- */

static Expr *enumerator(Front *f, Pair c, CXCursor to)
{
    Expr *e = new_expr(E_INT, type_of(f, c), c.a);
    e->ival = clang_getEnumConstantDeclValue(to);
    if (!front_is_local(to)) {
        Item *item = front_enum(f, clang_getCursorSemanticParent(to));
        e->text = item->nested ? NULL : front_spelling(to);
    }
    return e;
}

static Expr *reference(Front *f, Pair c)
{
    if (c.both && front_spelling(c.a) != front_spelling(c.b))
        f->apart = true;
    CXCursor to = clang_getCursorReferenced(c.a);
    switch (clang_getCursorKind(to)) {
    case CXCursor_EnumConstantDecl:
        return enumerator(f, c, to);
    case CXCursor_FunctionDecl: {
        Fn *fn = front_fn(f, to);
        Expr *e = new_expr(E_FN, fn->type, c.a);
        e->fn = fn;
        return e;
    }
    case CXCursor_VarDecl:
    case CXCursor_ParmDecl: {
        Var *v = front_var(f, to);
        if (!v)
            break;
        Expr *e = new_expr(E_VAR, v->type, c.a);
        e->var = v;
        return e;
    }
    default:
        break;
    }
    return front_opaque(f, c, NULL);
}

/* The member of type record t that is field or, anonymous, holds it. */
static Field *on_the_way(const Record *r, const Field *field)
{
    for (int i = 0; i < r->fields.n; i++) {
        Field *of = r->fields.at[i];
        if (of == field)
            return of;
        if (!*of->name && type_is_record(of->type) &&
            on_the_way(type_plain(of->type)->record, field))
            return of;
    }
    return NULL;
}

/* libclang passes over anonymous members: each has its node here. */
static Expr *member(Front *f, Pair c)
{
    Kids kids = front_children(f, c, false);
    Field *field = front_field(f, clang_getCursorReferenced(c.a));
    if (kids.n != 1 || !field)
        return front_opaque(f, c, NULL);
    Expr *base = front_expr(f, kids.at[0]);
    for (;;) {
        bool arrow = type_is_pointer(base->type);
        Type *t = type_plain(arrow ? type_plain(base->type)->to : base->type);
        Field *next = t->kind == T_RECORD ? on_the_way(t->record, field) : NULL;
        if (!next)
            return front_opaque(f, c, NULL);
        Type *type = next == field ? type_of(f, c) : type_qual(next->type, t->quals);
        Expr *e = new_expr(E_MEMBER, type, c.a);
        e->a = base;
        e->field = next;
        e->arrow = arrow;
        if (next == field)
            return e;
        base = e;
    }
}

/* ---- conversions ---- */

static Expr *decay(Expr *a, CXCursor c)
{
    Type *t = type_plain(a->type);
    if (t->kind == T_FUNCTION && a->kind == E_DEREF)
        return a->a; /* (*fp)(x) is fp(x) */
    Expr *e = new_expr(E_DECAY, type_pointer(t->kind == T_ARRAY ? t->to : a->type), c);
    e->loc = a->loc;
    e->a = a;
    return e;
}

static bool is_function(Type *t) { return type_plain(t)->kind == T_FUNCTION; }

/* What clang inserts: lvalue loads are nothing, arrays and functions decay, the rest is a cast. */
static Expr *implicit(Front *f, Pair c, Pair operand)
{
    Expr *a = front_expr(f, operand);
    CXType to = clang_getCanonicalType(clang_getCursorType(c.a));
    Type *from = type_plain(a->type);
    /* a parameter declared as an array or function claims to be one; so does the string of __func__
     */
    bool array = to.kind == CXType_ConstantArray || to.kind == CXType_VariableArray ||
                 to.kind == CXType_IncompleteArray;
    bool function = to.kind == CXType_FunctionProto || to.kind == CXType_FunctionNoProto;
    if (array || function || from->kind == T_OPAQUE)
        return a;
    if (is_function(a->type))
        return to.kind == CXType_Pointer ? decay(a, c.a) : a;
    if (from->kind == T_ARRAY)
        return to.kind == CXType_Pointer ? decay(a, c.a) : a;
    Type *type = front_type_like(type_of(f, c), a->type);
    if (type_same(type, a->type))
        return a;
    Expr *e = new_expr(E_CAST, type_unqual(type), c.a);
    e->a = a;
    e->implicit = true;
    return e;
}

static Type *cast_type(Front *f, Pair c, int operands)
{
    CXType t = clang_getCursorType(c.a);
    if (!front_is_variable(t))
        return front_type(f, t);
    Dims dims = front_dims(f, c, false);
    dims.n -= operands;
    return front_type_declared(f, t, dims);
}

static Expr *explicit(Front *f, Pair c)
{
    bool apart = f->apart;
    Kids kids = front_children(f, c, false);
    f->apart = apart;
    if (!kids.n)
        return front_opaque(f, c, NULL);
    Expr *a = front_expr(f, kids.at[kids.n - 1]);
    Type *type = cast_type(f, c, 1);
    if (type_is_record(type) || type_plain(type)->kind == T_OPAQUE)
        return type_same(type, a->type) ? a : front_opaque(f, c, NULL);
    Expr *e = new_expr(E_CAST, type, c.a);
    e->a = a;
    return e;
}

static Expr *compound_literal(Front *f, Pair c)
{
    bool apart = f->apart;
    Kids kids = front_children(f, c, false);
    f->apart = apart;
    if (!kids.n)
        return front_opaque(f, c, NULL);
    Expr *e = new_expr(E_COMPOUND, type_of(f, c), c.a);
    e->a = front_init(f, kids.at[kids.n - 1], e->type);
    return e;
}

/* ---- operators ---- */

static Op binary_op(enum CXBinaryOperatorKind kind)
{
    static const Op ops[] = {
        [CXBinaryOperator_Mul] = O_MUL,       [CXBinaryOperator_Div] = O_DIV,
        [CXBinaryOperator_Rem] = O_REM,       [CXBinaryOperator_Add] = O_ADD,
        [CXBinaryOperator_Sub] = O_SUB,       [CXBinaryOperator_Shl] = O_SHL,
        [CXBinaryOperator_Shr] = O_SHR,       [CXBinaryOperator_LT] = O_LT,
        [CXBinaryOperator_GT] = O_GT,         [CXBinaryOperator_LE] = O_LE,
        [CXBinaryOperator_GE] = O_GE,         [CXBinaryOperator_EQ] = O_EQ,
        [CXBinaryOperator_NE] = O_NE,         [CXBinaryOperator_And] = O_AND,
        [CXBinaryOperator_Xor] = O_XOR,       [CXBinaryOperator_Or] = O_OR,
        [CXBinaryOperator_LAnd] = O_LAND,     [CXBinaryOperator_LOr] = O_LOR,
        [CXBinaryOperator_MulAssign] = O_MUL, [CXBinaryOperator_DivAssign] = O_DIV,
        [CXBinaryOperator_RemAssign] = O_REM, [CXBinaryOperator_AddAssign] = O_ADD,
        [CXBinaryOperator_SubAssign] = O_SUB, [CXBinaryOperator_ShlAssign] = O_SHL,
        [CXBinaryOperator_ShrAssign] = O_SHR, [CXBinaryOperator_AndAssign] = O_AND,
        [CXBinaryOperator_XorAssign] = O_XOR, [CXBinaryOperator_OrAssign] = O_OR,
    };
    return (size_t)kind < sizeof ops / sizeof ops[0] ? ops[kind] : O_NONE;
}

/* The type in which `a op= b` computes, which clang does not show. */
static Type *computation(Op op, Type *a, Type *b)
{
    if (!type_is_arith(a) || !type_is_arith(b))
        return type_unqual(a);
    if (op == O_SHL || op == O_SHR)
        return type_usual(a, type_int());
    return type_usual(a, b);
}

static Expr *binary(Front *f, Pair c)
{
    enum CXBinaryOperatorKind kind = clang_getCursorBinaryOperatorKind(c.a);
    Kids kids = front_children(f, c, false);
    if (kids.n != 2)
        return front_opaque(f, c, NULL);
    f->apart |= c.both && kind != clang_getCursorBinaryOperatorKind(c.b);
    Expr *a = front_expr(f, kids.at[0]), *b = front_expr(f, kids.at[1]);
    bool assigns = kind >= CXBinaryOperator_Assign && kind <= CXBinaryOperator_OrAssign;
    ExprKind node = kind == CXBinaryOperator_Comma ? E_COMMA : assigns ? E_ASSIGN : E_BINARY;
    Type *type = node == E_ASSIGN
                     ? type_unqual(a->type)
                     : front_type_like(type_of(f, c), type_is_pointer(a->type) ? a->type : b->type);
    Expr *e = new_expr(node, type, c.a);
    e->op = binary_op(kind);
    e->a = a;
    e->b = b;
    if (node == E_ASSIGN && e->op != O_NONE)
        e->comp = computation(e->op, a->type, b->type);
    if (node == E_BINARY && e->op == O_NONE)
        return front_opaque(f, c, NULL);
    return e;
}

static Expr *wrap(ExprKind kind, Op op, Type *type, Expr *a, CXCursor c)
{
    Expr *e = new_expr(kind, type, c);
    e->op = op;
    e->a = a;
    return e;
}

static Expr *address(Pair c, Expr *a)
{
    if (a->kind == E_DEREF)
        return a->a;
    if (is_function(a->type))
        return decay(a, c.a);
    Type *type = type_pointer(a->type);
    return wrap(E_ADDR, O_NONE, type, a, c.a);
}

static Expr *dereference(Expr *a, CXCursor c)
{
    Type *t = type_plain(a->type);
    if (a->kind == E_DECAY && is_function(a->a->type))
        return a->a;
    if (a->kind == E_ADDR)
        return a->a;
    return wrap(E_DEREF, O_NONE, t->to, a, c);
}

static Expr *unary(Front *f, Pair c)
{
    Kids kids = front_children(f, c, false);
    if (kids.n != 1)
        return front_opaque(f, c, NULL);
    f->apart |=
        c.both && clang_getCursorUnaryOperatorKind(c.a) != clang_getCursorUnaryOperatorKind(c.b);
    Expr *a = front_expr(f, kids.at[0]);
    Type *value = type_unqual(a->type);
    switch (clang_getCursorUnaryOperatorKind(c.a)) {
    case CXUnaryOperator_PostInc:
        return wrap(E_POSTINC, O_NONE, value, a, c.a);
    case CXUnaryOperator_PostDec:
        return wrap(E_POSTDEC, O_NONE, value, a, c.a);
    case CXUnaryOperator_PreInc:
        return wrap(E_PREINC, O_NONE, value, a, c.a);
    case CXUnaryOperator_PreDec:
        return wrap(E_PREDEC, O_NONE, value, a, c.a);
    case CXUnaryOperator_AddrOf:
        return address(c, a);
    case CXUnaryOperator_Deref:
        return type_is_pointer(a->type) ? dereference(a, c.a) : front_opaque(f, c, NULL);
    case CXUnaryOperator_Plus:
        return wrap(E_UNARY, O_PLUS, type_of(f, c), a, c.a);
    case CXUnaryOperator_Minus:
        return wrap(E_UNARY, O_NEG, type_of(f, c), a, c.a);
    case CXUnaryOperator_Not:
        if (type_is_complex(a->type)) /* GNU C */
            return e_math("conj", a->type, a, NULL);
        return wrap(E_UNARY, O_BITNOT, type_of(f, c), a, c.a);
    case CXUnaryOperator_LNot:
        return wrap(E_UNARY, O_NOT, type_of(f, c), a, c.a);
    case CXUnaryOperator_Real:
        return wrap(E_UNARY, O_REALPART, type_of(f, c), a, c.a);
    case CXUnaryOperator_Imag:
        return wrap(E_UNARY, O_IMAGPART, type_of(f, c), a, c.a);
    case CXUnaryOperator_Extension:
        return a;
    default:
        return front_opaque(f, c, NULL);
    }
}

static Expr *subscript(Front *f, Pair c)
{
    Kids kids = front_children(f, c, false);
    if (kids.n != 2)
        return front_opaque(f, c, NULL);
    Expr *a = front_expr(f, kids.at[0]), *b = front_expr(f, kids.at[1]);
    if (type_is_integer(a->type)) { /* i[v] */
        Expr *i = a;
        a = b;
        b = i;
    }
    if (!type_is_pointer(a->type))
        return front_opaque(f, c, NULL);
    Expr *e = new_expr(E_INDEX, type_plain(a->type)->to, c.a);
    e->a = a;
    e->b = b;
    return e;
}

static Expr *conditional(Front *f, Pair c, Pair cond, Pair then, Pair other)
{
    Expr *e = new_expr(E_COND, NULL, c.a);
    e->a = front_expr(f, cond);
    e->b = front_expr(f, then);
    e->c = front_expr(f, other);
    e->type = front_type_like(front_type_like(type_of(f, c), e->b->type), e->c->type);
    return e;
}

/* GNU a ?: b: four children, the first three of one extent. */
static Expr *elvis(Front *f, Pair c, const Kids *kids)
{
    Expr *first = front_expr(f, kids->at[0]);
    if (front_has_effect(first))
        return front_opaque(f, c, NULL);
    Expr *e = conditional(f, c, kids->at[0], kids->at[0], kids->at[3]);
    if (!type_same(e->b->type, e->type)) {
        Expr *cast = wrap(E_CAST, O_NONE, type_unqual(e->type), e->b, c.a);
        cast->implicit = true;
        e->b = cast;
    }
    return e;
}

/* ---- sizeof and what else is told by its text ---- */

static bool starts(const char *s, const char *with) { return s && !strncmp(s, with, strlen(with)); }

static const char *operand_text(const char *text)
{
    const char *open = strchr(text, '('), *close = strrchr(text, ')');
    return open && close && open < close ? intern_n(open + 1, (size_t)(close - open - 1)) : NULL;
}

static Expr *by_value(Front *f, Pair c)
{
    Expr *e = new_expr(E_INT, type_of(f, c), c.a);
    return front_evaluate(c.a, &e->ival) ? e : front_opaque(f, c, NULL);
}

static Expr *size_of(Front *f, Pair c)
{
    const char *text = front_text(f, c);
    bool apart = f->apart;
    Kids kids = front_children(f, c, false);
    f->apart = apart;
    bool is_sizeof = starts(text, "sizeof"),
         is_align = starts(text, "_Alignof") || starts(text, "__alignof");
    if (!is_sizeof && !is_align)
        return by_value(f, c);
    Expr *e = new_expr(E_SIZEOF, type_of(f, c), c.a);
    e->text = is_align ? intern("_Alignof") : NULL;
    const char *operand = operand_text(text);
    Dims dims = {kids.at, kids.n};
    e->of = operand ? front_type_name(f, operand, &dims) : NULL;
    if (e->of)
        return e;
    if (kids.n != 1 || (is_align && !front_evaluate(c.a, &e->ival)))
        return by_value(f, c);
    if (is_align)
        return by_value(f, c);
    e->a = front_expr(f, kids.at[0]);
    if (e->a->kind != E_OPAQUE && front_has_effect(e->a) && !type_has_vla(e->a->type)) { /* none that happens: clang warns */
        e->of = e->a->type;
        e->a = NULL;
        return e;
    }
    return e->a->kind == E_OPAQUE ? by_value(f, c) : e;
}

/* The branch whose type the controlling expression has, decided as C does. */
static Expr *generic(Front *f, Pair c)
{
    Kids kids = front_children(f, c, false);
    const char *text = front_text(f, c);
    if (!text)
        return by_value(f, c);
    if (kids.n < 2 || !starts(text, "_Generic"))
        return front_opaque(f, c, NULL);
    Type *control = type_unqual(front_adjusted(type_of(f, kids.at[0])));
    const char *s = text + strcspn(text, "(") + 1;
    int chosen = -1;
    for (int k = 0; k < kids.n && *s; k++) {
        const char *start = s;
        int depth = 0;
        for (; *s && (depth || (*s != ',' && *s != ')')); s++) {
            if (*s == '"' || *s == '\'') {
                char quote = *s;
                for (s++; *s && *s != quote; s++)
                    s += *s == '\\' && s[1];
                if (!*s)
                    break;
            }
            depth += *s == '(' || *s == '[' ? 1 : *s == ')' || *s == ']' ? -1 : 0;
        }
        const char *colon = memchr(start, ':', (size_t)(s - start));
        s += *s != '\0';
        if (k == 0 || !colon)
            continue;
        start += strspn(start, " \n");
        const char *name = intern_n(start, (size_t)(colon - start));
        Type *t = starts(name, "default") ? NULL : front_type_name(f, name, NULL);
        if (!t && !starts(name, "default"))
            return front_opaque(f, c, NULL);
        if (t ? type_same(t, control) && type_plain(t)->quals == control->quals : chosen < 0)
            chosen = k;
    }
    return chosen > 0 ? front_expr(f, kids.at[chosen]) : front_opaque(f, c, NULL);
}

static Expr *unexposed(Front *f, Pair c)
{
    Kids kids = front_children(f, c, false);
    if (kids.n == 1 && front_same_extent(c, kids.at[0]))
        return implicit(f, c, kids.at[0]);
    const char *text = front_text(f, c);
    if (kids.n == 4 && front_same_extent(kids.at[0], kids.at[1]) &&
        front_same_extent(kids.at[1], kids.at[2]))
        return elvis(f, c, &kids);
    if (starts(text, "__builtin_offsetof") || starts(text, "offsetof"))
        return by_value(f, c);
    if (starts(text, "__builtin_types_compatible_p"))
        return by_value(f, c);
    if (starts(text, "__builtin_choose_expr") && kids.n == 3) {
        long long chosen;
        if (front_evaluate(kids.at[0].a, &chosen))
            return front_expr(f, kids.at[chosen ? 1 : 2]);
    }
    if (starts(text, "__builtin_va_arg") || starts(text, "va_arg"))
        return front_opaque(f, c, NULL);
    if (kids.n == 1 && clang_getCursorKind(kids.at[0].a) == CXCursor_StringLiteral)
        return front_expr(f, kids.at[0]); /* __func__ */
    if (starts(text, "__builtin_FILE") || starts(text, "__builtin_FUNCTION")) {
        Expr *e = front_opaque(f, c, NULL);
        e->type = type_pointer(type_named("const char")); /* to clang char *, like a string; to gcc this */
        return e;
    }
    if (kids.n == 1 && !c.both && !text)
        return implicit(f, c, kids.at[0]); /* inside a macro */
    return text ? front_opaque(f, c, NULL) : by_value(f, c); /* offsetof(), a macro of the system's */
}

static Expr *statement_expr(Front *f, Pair c)
{
    Kids kids = front_children(f, c, false);
    if (kids.n != 1)
        return front_opaque(f, c, NULL);
    Expr *e = new_expr(E_STMTEXPR, type_of(f, c), c.a);
    Kids parts = front_children(f, kids.at[0], false);
    int last = parts.n - 1;
    if (type_plain(e->type)->kind == T_VOID || last < 0 ||
        !clang_isExpression(clang_getCursorKind(parts.at[last].a))) {
        e->body = front_block(f, kids.at[0]);
        return e;
    }
    e->body = s_new(S_BLOCK, e->loc);
    for (int i = 0; i < last; i++)
        front_statement(f, parts.at[i], e->body);
    Stmt *value =
        s_new(S_EXPR, front_start(parts.at[last].a)); /* the value, even where it does nothing */
    value->rhs = front_expr(f, parts.at[last]);
    s_add(e->body, value);
    return e;
}

static Expr *as_written(Front *f, Pair c)
{
    switch (clang_getCursorKind(c.a)) {
    case CXCursor_ParenExpr: {
        Kids kids = front_children(f, c, false);
        return kids.n == 1 ? front_expr(f, kids.at[0]) : front_opaque(f, c, NULL);
    }
    case CXCursor_IntegerLiteral:
    case CXCursor_CharacterLiteral:
        return integer(f, c);
    case CXCursor_FloatingLiteral:
        return real(f, c);
    case CXCursor_ImaginaryLiteral:
        return imaginary(f, c);
    case CXCursor_StringLiteral:
        return string(f, c);
    case CXCursor_DeclRefExpr:
        return reference(f, c);
    case CXCursor_MemberRefExpr:
        return member(f, c);
    case CXCursor_CallExpr:
        return front_call(f, c);
    case CXCursor_UnaryOperator:
        return unary(f, c);
    case CXCursor_ArraySubscriptExpr:
        return subscript(f, c);
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
        return binary(f, c);
    case CXCursor_ConditionalOperator: {
        Kids kids = front_children(f, c, false);
        return kids.n == 3 ? conditional(f, c, kids.at[0], kids.at[1], kids.at[2])
                           : front_opaque(f, c, NULL);
    }
    case CXCursor_CStyleCastExpr:
        return explicit(f, c);
    case CXCursor_CompoundLiteralExpr:
        return compound_literal(f, c);
    case CXCursor_UnaryExpr:
        return size_of(f, c);
    case CXCursor_GenericSelectionExpr:
        return generic(f, c);
    case CXCursor_StmtExpr:
        return statement_expr(f, c);
    case CXCursor_UnexposedExpr:
        return unexposed(f, c);
    case CXCursor_InitListExpr:
        return front_init(f, c, type_of(f, c));
    default:
        return front_opaque(f, c, NULL);
    }
}

/* What clang says of an array parameter (that it is an array) it also says of p + 1, p++ and c ? p
 * : q. */
Expr *front_expr(Front *f, Pair c)
{
    Expr *e = as_written(f, c);
    bool object = !e || e_is_lvalue(e) || e->kind == E_MEMBER || e->kind == E_STRING || e->kind == E_INIT ||
                  e->kind == E_COMPOUND || e->kind == E_OPAQUE; /* E_MEMBER: the array in a struct returned, too */
    if (!object && type_is_array(e->type))
        e->type = type_pointer(type_plain(e->type)->to);
    return e;
}
