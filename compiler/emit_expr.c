/* emit_expr.c: takes a typed expression, leaves its tokens: no parentheses but those that C or a
   compiler's warnings ask for, and no conversion that C does by itself at that place.

   A node's implicit casts say in which type it computes. They are left out where the usual
   arithmetic conversions of what is printed give that type again, or where the place (an
   assignment, an argument) converts to it; otherwise they are printed as casts. */
#include "emit.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const op_text[] = {[O_NEG] = "-",
                                      [O_PLUS] = "+",
                                      [O_BITNOT] = "~",
                                      [O_NOT] = "!",
                                      [O_REALPART] = "__real__ ",
                                      [O_IMAGPART] = "__imag__ ",
                                      [O_ADD] = "+",
                                      [O_SUB] = "-",
                                      [O_MUL] = "*",
                                      [O_DIV] = "/",
                                      [O_REM] = "%",
                                      [O_SHL] = "<<",
                                      [O_SHR] = ">>",
                                      [O_AND] = "&",
                                      [O_OR] = "|",
                                      [O_XOR] = "^",
                                      [O_LT] = "<",
                                      [O_GT] = ">",
                                      [O_LE] = "<=",
                                      [O_GE] = ">=",
                                      [O_EQ] = "==",
                                      [O_NE] = "!=",
                                      [O_LAND] = "&&",
                                      [O_LOR] = "||"};

static const int op_prec[] = {
    [O_ADD] = P_ADD,   [O_SUB] = P_ADD,   [O_MUL] = P_MUL, [O_DIV] = P_MUL, [O_REM] = P_MUL,
    [O_SHL] = P_SHIFT, [O_SHR] = P_SHIFT, [O_AND] = P_AND, [O_OR] = P_OR,   [O_XOR] = P_XOR,
    [O_LT] = P_REL,    [O_GT] = P_REL,    [O_LE] = P_REL,  [O_GE] = P_REL,  [O_EQ] = P_EQ,
    [O_NE] = P_EQ,     [O_LAND] = P_LAND, [O_LOR] = P_LOR};

static bool is_boolean(const Expr *e)
{
    return (e->kind == E_UNARY && e->op == O_NOT) ||
           (e->kind == E_BINARY && op_prec[e->op] < P_SHIFT && op_prec[e->op] != P_AND &&
            op_prec[e->op] != P_OR && op_prec[e->op] != P_XOR);
}

/* e != 0 where e is 0 or 1. */
static bool is_idle_test(const Expr *e)
{
    return e->kind == E_BINARY && e->op == O_NE && e->b->kind == E_INT && e->b->ival == 0 &&
           is_boolean(e->a);
}

/* ---- types as printed ---- */

/* The type of a literal without text, or of what is narrower than int, once it stands in an
 * expression. */
static Type *promoted(Type *t)
{
    Type *plain = type_plain(t);
    bool narrow = plain->kind == T_BOOL || (plain->kind == T_INT && plain->size < 4);
    return narrow ? type_int() : type_unqual(plain);
}

static Type *printed_type(Expr *e)
{
    if (e->kind == E_MEMBER && e->field->bits >= 0 && type_is_integer(e->type)) {
        Type *t = type_plain(e->type);
        return e->field->bits < 32 - !(t->kind == T_INT && t->is_signed) || t->kind == T_BOOL
                   ? type_int()
                   : t;
    }
    if (e->kind == E_INT && !e->text)
        return promoted(e->type);
    return e->type;
}

/* Every value of `from` is one of `to`. */
static bool widens(Type *from, Type *to)
{
    Type *a = promoted(from), *b = type_plain(to);
    if (b->kind == T_REAL && a->kind == T_REAL)
        return a->width <= b->width;
    if (b->kind == T_COMPLEX && (a->kind == T_REAL || a->kind == T_COMPLEX))
        return a->width <= b->width;
    if (a->kind == T_INT && b->kind == T_REAL)
        return b->width == W_LDOUBLE || (b->width == W_DOUBLE && a->size <= 4);
    if (a->kind != T_INT || b->kind != T_INT)
        return false;
    return a->is_signed == b->is_signed ? a->size <= b->size : b->is_signed && a->size < b->size;
}

static bool is_null(const Expr *e)
{
    if (e->kind == E_CAST && type_is_pointer(e->type))
        return is_null(e->a);
    return e->kind == E_INT && e->ival == 0 && type_is_integer(e->type);
}

/* A literal that C would have converted: 0 for an E_INT 0 of type size_t. */
static Expr *plain_literal(Expr *e)
{
    Type *t = type_plain(e->type);
    if (e->kind == E_INT && !e->text && t->kind == T_INT && !t->decl && t->size >= 4 &&
        e->ival <= INT_MAX && e->ival >= (t->is_signed ? -INT_MAX : 0) && !type_same(t, type_int()))
        return e_int(e->ival);
    return e;
}

/* e, or what is under its implicit casts where one conversion to the outermost type does the same.
 */
static Expr *uncast(Expr *e)
{
    if (e->kind != E_CAST || !e->implicit)
        return plain_literal(e);
    Expr *in = e->a;
    while (in->kind == E_CAST && in->implicit && type_is_arith(in->type) &&
           type_is_arith(in->a->type) && widens(in->a->type, in->type))
        in = in->a;
    return plain_literal(in);
}

Expr *expr_bare(Expr *e, Type *to)
{
    if (e->kind == E_CAST && e->implicit && type_same(e->type, to))
        return uncast(e);
    return e->kind == E_INT && type_is_arith(to) ? plain_literal(e) : e;
}

/* Where only zero or not counts. */
static Expr *bare_condition(Expr *e)
{
    while (is_idle_test(e) ||
           (e->kind == E_UNARY && e->op == O_NOT && e->a->kind == E_UNARY && e->a->op == O_NOT))
        e = e->kind == E_UNARY ? e->a->a : e->a;
    while (e->kind == E_CAST && e->implicit &&
           (type_plain(e->type)->kind == T_BOOL || widens(e->a->type, e->type) ||
            (type_is_pointer(e->type) && type_is_pointer(e->a->type))))
        e = e->a;
    if (e->kind == E_BINARY && (e->op == O_MUL || e->op == O_SHL)) /* taken for && and < where nothing compares it */
        e = e_bin(O_NE, e, e_cast(type_plain(e->type), e_int(0)));
    return e;
}

static bool pointees_alike(Type *a, Type *b)
{
    a = type_plain(a);
    b = type_plain(b);
    if (a->kind != T_POINTER || b->kind != T_POINTER)
        return false;
    Type *x = type_plain(a->to), *y = type_plain(b->to);
    return x->kind == T_VOID || y->kind == T_VOID || type_same(type_unqual(x), type_unqual(y));
}

static bool is_pointer_like(Expr *e)
{
    Type *t = type_plain(e->type);
    return t->kind == T_POINTER || t->kind == T_ARRAY || t->kind == T_FUNCTION;
}

/* Signed printed where unsigned computes: gcc warns of comparisons between the two. */
static bool signs_differ(Expr *bare, Type *computed)
{
    Type *t = type_plain(promoted(bare->type)), *c = type_plain(computed);
    return t->kind == T_INT && c->kind == T_INT && t->is_signed && !c->is_signed &&
           !(bare->kind == E_INT && bare->ival >= 0);
}

static bool gives(Expr *a, Expr *b, Type *computed)
{
    Type *x = printed_type(a), *y = printed_type(b);
    return type_is_arith(x) && type_is_arith(y) && type_same(type_usual(x, y), computed);
}

/* The operands of an arithmetic operator, a comparison or the arms of ?: */
static void bare_operands(Expr **a, Expr **b, Type *computed, bool compares)
{
    Expr *x = uncast(*a), *y = uncast(*b);
    if (compares && signs_differ(x, computed))
        x = *a;
    if (compares && signs_differ(y, computed))
        y = *b;
    bool literal = (*b)->kind == E_INT && y != *b; /* rather (long)i + 1 than i + 1L */
    if (gives(x, y, computed)) {
        *a = x;
        *b = y;
    } else if (literal && gives(*a, y, computed)) {
        *b = y;
    } else if (gives(x, *b, computed)) {
        *a = x;
    } else if (gives(*a, y, computed)) {
        *b = y;
    }
}

static void bare_pointers(Expr **a, Expr **b)
{
    Expr *x = uncast(*a), *y = uncast(*b);
    if (is_null(x) || is_null(y) || pointees_alike(x->type, y->type)) {
        *a = x;
        *b = y;
    }
}

/* The operands of binary e as they are to be printed. */
static void binary_operands(Expr *e, Expr **a, Expr **b)
{
    *a = e->a;
    *b = e->b;
    if (e->op == O_LAND || e->op == O_LOR) {
        *a = bare_condition(e->a);
        *b = bare_condition(e->b);
    } else if (e->op == O_SHL || e->op == O_SHR) {
        Expr *x = uncast(e->a), *y = uncast(e->b);
        if (type_same(promoted(printed_type(x)), e->a->type))
            *a = x;
        if (type_is_integer(y->type))
            *b = y;
    } else if (type_is_arith(e->a->type) && type_is_arith(e->b->type)) {
        bare_operands(a, b, op_compares(e->op) ? type_usual(e->a->type, e->b->type) : e->type,
                      op_compares(e->op));
    } else if (is_pointer_like(e->a) && is_pointer_like(e->b)) {
        bare_pointers(a, b);
    } else {
        /* pointer and integer */
        Expr **index = is_pointer_like(e->a) ? b : a;
        Expr *in = uncast(*index);
        if ((*index)->kind != E_CAST || widens(in->type, (*index)->type))
            *index = in;
    }
}

/* ---- literals ---- */

static bool infinity_taken;

void emit_without_infinity(bool taken)
{
    infinity_taken = taken;
}

static const char *real_text(Expr *e)
{
    Width w = type_plain(e->type)->width;
    if ((isnan(e->rval) || isinf(e->rval)) && infinity_taken)
        return isnan(e->rval) ? "(0.0 / 0.0)" : e->rval < 0 ? "(-1.0 / 0.0)" : "(1.0 / 0.0)";
    if (isnan(e->rval) || isinf(e->rval)) {
        need_infinity();
        return isnan(e->rval) ? "NAN" : e->rval < 0 ? "-INFINITY" : "INFINITY";
    }
    char *digits = NULL;
    for (int n = 1; n <= 36; n++) {
        digits = format("%.*Lg", n, e->rval);
        long double back = w == W_LDOUBLE  ? strtold(digits, NULL)
                           : w == W_DOUBLE ? strtod(digits, NULL)
                                           : strtof(digits, NULL);
        if (back == e->rval)
            break;
    }
    char *exponent = strchr(digits, 'e');
    int power = exponent ? atoi(exponent + 1) : 0;
    const char *number = digits;
    if (exponent && power > 0 && power < 15)
        number = format("%.1Lf", e->rval);
    else if (exponent)
        number = format("%.*se%d", (int)(exponent - digits), digits, power);
    else if (!strchr(digits, '.'))
        number = format("%s.0", digits);
    return format("%s%s", number, w == W_FLOAT ? "f" : w == W_LDOUBLE ? "L" : "");
}

static const char *int_text(Expr *e)
{
    Type *t = type_plain(e->type);
    if (t->kind != T_INT || t->size < 4 || t->decl)
        return format("%lld", e->ival);
    bool is_long = t->size > 4, twice = t->name && strstr(t->name, "long long");
    const char *suffix = twice ? "LL" : is_long ? "L" : "";
    if (!t->is_signed)
        return format("%lluU%s",
                      t->size == 4 ? (unsigned long long)(unsigned)e->ival
                                   : (unsigned long long)e->ival,
                      suffix);
    if (is_long && e->ival == LLONG_MIN)
        return format("(-9223372036854775807%s - 1)", suffix);
    if (!is_long && e->ival == INT_MIN)
        return "(-2147483647 - 1)";
    return format("%lld%s", e->ival, suffix);
}

/* `((void *)0)`, that is NULL before it was expanded. */
static bool is_null_macro(const Expr *e)
{
    if (e->kind != E_CAST || e->implicit || e->a->kind != E_INT || e->a->ival != 0 ||
        !type_is_pointer(e->type))
        return false;
    Type *to = type_plain(e->type)->to;
    return to->kind == T_VOID && !to->quals;
}

/* ---- precedence ---- */

/* Nodes that print as their operand. */
static Expr *seen(Expr *e)
{
    for (;;) {
        bool nothing = e->kind == E_DECAY || is_idle_test(e) ||
                       (e->kind == E_MEMBER && !*e->field->name) ||
                       (e->kind == E_CAST && e->implicit && type_same(e->type, e->a->type) &&
                        !type_is_array(e->a->type));
        if (!nothing)
            return e;
        e = e->a;
    }
}

int expr_precedence(Expr *e)
{
    e = seen(e);
    switch (e->kind) {
    case E_INT:
        return e->text ? P_PRIMARY : int_text(e)[0] == '-' ? P_UNARY : P_PRIMARY;
    case E_REAL:
        return !e->text && signbit(e->rval) ? P_UNARY : P_PRIMARY;
    case E_VAR:
    case E_FN:
    case E_STRING:
    case E_STMTEXPR:
    case E_INIT:
        return P_PRIMARY;
    case E_BINARY:
        return op_prec[e->op];
    case E_COND:
        return P_COND;
    case E_CAST:
        return is_null_macro(e) ? P_PRIMARY : P_UNARY;
    case E_UNARY:
    case E_DEREF:
    case E_ADDR:
    case E_SIZEOF:
    case E_PREINC:
    case E_PREDEC:
        return P_UNARY;
    case E_INDEX:
    case E_MEMBER:
    case E_CALL:
    case E_COMPOUND:
    case E_POSTINC:
    case E_POSTDEC:
        return P_POSTFIX;
    case E_ASSIGN:
    case E_OPAQUE:
        return P_ASSIGN;
    default:
        return P_COMMA;
    }
}

/* What an operand of op must bind at least, so that neither C nor a compiler misreads it. */
static int operand_prec(Op op, Expr *operand, bool right)
{
    int prec = op_prec[op], least = right ? prec + 1 : prec;
    operand = seen(operand);
    Op in = operand->kind == E_BINARY ? operand->op : O_NONE;
    if (operand->kind == E_UNARY && operand->op == O_NOT && !right &&
        (op_compares(op) || prec == P_AND))
        return P_POSTFIX;
    if (right && (operand->kind == E_UNARY || operand->kind == E_INT || operand->kind == E_REAL) &&
        op == O_SUB && expr_precedence(operand) == P_UNARY && operand->op != O_NOT &&
        operand->op != O_BITNOT)
        return P_POSTFIX; /* a - (-b) */
    if (!in)
        return least;
    switch (prec) {
    case P_LOR:
        return op_prec[in] == P_LAND ? P_POSTFIX : least;
    case P_OR:
    case P_XOR:
    case P_AND:
        return in == op ? least : P_POSTFIX;
    case P_SHIFT:
        return P_UNARY;
    case P_EQ:
    case P_REL:
        return op_compares(in) ? P_POSTFIX : least;
    default:
        return least;
    }
}

/* ---- printing ---- */

static void open_paren(Line *l, const char *text, bool space)
{
    line_put(l, TK_OPEN, text, space);
}

static void close_paren(Line *l, const char *text)
{
    line_put(l, TK_CLOSE, text, false);
}

/* Compilers ask whether abs was meant. */
static bool is_odd_fabs(const Expr *call, Expr *arg)
{
    return call->fn && call->fn->class == F_MATH && strncmp(call->fn->name, "fabs", 4) == 0 &&
           type_is_integer(uncast(arg)->type);
}

static void put_list(Line *l, Expr *call, Type *fn)
{
    ExprList *args = &call->args;
    int start = l->n;
    for (int i = 0; i < args->n; i++) {
        Expr *arg = args->at[i];
        if (i)
            line_put(l, TK_COMMA, ",", false);
        if (fn && i < fn->params.n && !is_odd_fabs(call, arg)) {
            arg = expr_bare(arg, fn->params.at[i]);
        } else if (fn && arg->kind == E_CAST && arg->implicit) {
            Expr *bare = uncast(arg);
            Type *t = printed_type(bare);
            t = type_is_real(t) && type_plain(t)->width == W_FLOAT ? type_double() : promoted(t);
            if (type_same(t, arg->type))
                arg = bare;
        }
        expr_put(l, arg, P_ASSIGN, i > 0);
    }
    if (args->n > 1) {
        line_group_begin(l, start, P_COMMA);
        line_group_end(l);
    }
}

/* The macros of math.h that are calls once expanded. */
static const char *constant_macro(const Expr *e)
{
    static const char *const names[][2] = {{"__builtin_nanf", "NAN"},
                                           {"__builtin_inff", "INFINITY"},
                                           {"__builtin_huge_val", "HUGE_VAL"},
                                           {"__builtin_huge_valf", "HUGE_VALF"},
                                           {"__builtin_huge_vall", "HUGE_VALL"}};
    for (size_t i = 0; e->kind == E_CALL && e->fn && i < sizeof names / sizeof names[0]; i++)
        if (strcmp(e->fn->name, names[i][0]) == 0)
            return names[i][1];
    return NULL;
}

static void put_call(Line *l, Expr *e, bool space)
{
    const char *constant = constant_macro(e);
    if (constant) {
        need_infinity();
        line_put(l, TK_WORD, constant, space);
        return;
    }
    /* What the macro CMPLX stands for: not every library has it for clang. */
    bool complex = e->fn && e->fn->rule && strncmp(rule_name(e->fn->rule), "CMPLX", 5) == 0;
    if (complex)
        line_put(l, TK_WORD, "__builtin_complex", space);
    else
        expr_put(l, e->a, P_POSTFIX, space);
    open_paren(l, "(", false);
    if (complex) {
        put_list(l, e, NULL);
        close_paren(l, ")");
        return;
    }
    Type *fn = type_plain(e->a->type);
    if (fn->kind == T_POINTER)
        fn = type_plain(fn->to);
    put_list(l, e, fn->kind == T_FUNCTION ? fn : NULL);
    close_paren(l, ")");
}

/* sizeof array / sizeof what its elements are made of: compilers ask whether its elements were meant. */
static bool is_odd_count(int op, const Expr *a, const Expr *b)
{
    if (op != O_DIV || a->kind != E_SIZEOF || b->kind != E_SIZEOF || !a->a)
        return false;
    Type *of = type_plain(a->a->type), *element = of;
    while (element->kind == T_ARRAY)
        element = type_plain(element->to);
    return element != of && !type_same(type_unqual(element), type_unqual(b->of ? b->of : b->a->type));
}

static void put_binary(Line *l, Expr *e, bool space)
{
    Expr *a, *b;
    int start = l->n, prec = op_prec[e->op];
    binary_operands(e, &a, &b);
    Expr *left = seen(a);
    bool chain = left->kind == E_BINARY && op_prec[left->op] == prec &&
                 operand_prec(e->op, a, false) <= prec;
    expr_put(l, a, operand_prec(e->op, a, false), space);
    if (chain)
        l->at[l->n - 1].closes--; /* one group for a + b + c */
    line_binary(l, op_text[e->op], prec);
    expr_put(l, b, is_odd_count(e->op, a, b) ? P_POSTFIX : operand_prec(e->op, b, true), true);
    if (!chain)
        line_group_begin(l, start, prec);
    line_group_end(l);
}

static void put_cond(Line *l, Expr *e, bool space)
{
    Expr *a = bare_condition(e->a), *b = e->b, *c = e->c;
    if (type_is_arith(e->type))
        bare_operands(&b, &c, e->type, true);
    else if (type_is_pointer(e->type))
        bare_pointers(&b, &c);
    int start = l->n, prec = expr_precedence(a);
    expr_put(l, a, prec > P_REL && prec < P_UNARY ? P_UNARY : P_LOR, space);
    line_put(l, TK_QUESTION, "?", true);
    expr_put(l, b, P_COND, true);
    line_put(l, TK_COLON, ":", true);
    int last = l->n;
    expr_put(l, c, P_COND, true);
    if (seen(c)->kind == E_COND)
        line_chain(l, last);
    line_group_begin(l, start, P_COND);
    line_group_end(l);
}

static void put_unary(Line *l, Expr *e, bool space)
{
    Expr *a = e->a;
    if (e->op == O_NOT) {
        a = bare_condition(a);
    } else if (e->op == O_NEG || e->op == O_PLUS || e->op == O_BITNOT) {
        Expr *bare = uncast(a);
        if (type_same(promoted(printed_type(bare)), e->type))
            a = bare;
    }
    line_put(l, TK_UNARY, op_text[e->op], space);
    Expr *in = seen(a);
    bool doubled = e->op != O_NOT && expr_precedence(in) == P_UNARY && in->kind != E_DEREF &&
                   in->kind != E_CAST;
    expr_put(l, a, doubled ? P_POSTFIX : P_UNARY, false);
}

/* What is read through: a conversion that only adds const makes no difference. */
static Expr *without_const(Expr *p)
{
    while (p->kind == E_CAST && p->a->kind != E_INT) {
        Type *to = type_plain(p->type), *from = type_plain(p->a->type);
        if (to->kind != T_POINTER || from->kind != T_POINTER ||
            (to->to->quals & ~from->to->quals & ~(unsigned)Q_CONST) ||
            (from->to->quals & ~to->to->quals) ||
            !type_same(type_unqual(to->to), type_unqual(from->to)))
            break;
        p = p->a;
    }
    return p;
}

static void put_member(Line *l, Expr *e, bool space)
{
    Expr *a = seen(e->arrow ? without_const(e->a) : e->a);
    bool arrow = e->arrow;
    if (!arrow && a->kind == E_DEREF) {
        a = a->a;
        arrow = true;
    } else if (arrow && a->kind == E_ADDR) {
        a = a->a;
        arrow = false;
    } else if (!arrow && e->a->kind == E_MEMBER && !*e->a->field->name) {
        arrow = e->a->arrow; /* through an anonymous member */
        Expr *outer = e->a;
        while (outer->a->kind == E_MEMBER && !*outer->a->field->name) {
            outer = outer->a;
            arrow = outer->arrow;
        }
        a = outer->a;
    }
    expr_put(l, a, P_POSTFIX, space);
    line_put(l, TK_MEMBER, arrow ? "->" : ".", false);
    line_put(l, TK_WORD, e->field->name, false);
    need_name(e->field->name);
    need_complete(e->field->record);
}

static Type *element_type(Type *t, int i)
{
    t = type_plain(t);
    return t->kind == T_RECORD && i < t->record->fields.n ? t->record->fields.at[i]->type : t->to;
}

static bool is_initialised(const Field *f)
{
    bool padding = !*f->name && f->bits >= 0,
         flexible = f->type->kind == T_ARRAY && !f->type->count;
    return !padding && !flexible;
}

/* Zero of any type. Members are all there: gcc warns of those left out, but for a {0} outermost. */
static void put_zero(Line *l, Type *t, bool space)
{
    t = type_plain(t);
    if (t->kind != T_RECORD && t->kind != T_ARRAY) {
        line_put(l, TK_WORD, t->kind == T_REAL ? t->width == W_FLOAT ? "0.0f" : "0.0" : "0", space);
        return;
    }
    open_paren(l, "{", space);
    int n = t->kind == T_RECORD && !t->record->is_union ? t->record->fields.n : 1, put = 0;
    for (int i = 0; i < n; i++) {
        if (t->kind == T_RECORD && !is_initialised(t->record->fields.at[i]))
            continue;
        if (put++)
            line_put(l, TK_COMMA, ",", false);
        put_zero(l, element_type(t, i), put > 1);
    }
    close_paren(l, "}");
}

static bool all_zero(const Expr *e)
{
    for (int i = 0; i < e->args.n; i++)
        if (e->args.at[i])
            return false;
    return true;
}

enum { LONG_GAP = 4 }; /* so many zeros in a row of an array are jumped over */

static bool jumps_gap(const ExprList *args, int i)
{
    int zeros = 0;
    while (zeros < i && !args->at[i - zeros - 1])
        zeros++;
    return zeros >= LONG_GAP;
}

static bool in_gap(const ExprList *args, int i)
{
    int end = i;
    while (end < args->n && !args->at[end])
        end++;
    return end > i && end < args->n && jumps_gap(args, end);
}

static void put_element(Line *l, Type *t, int at, Expr *value, const char *designator, int put)
{
    if (put)
        line_put(l, TK_COMMA, ",", false);
    if (designator)
        line_put(l, TK_WORD, designator, put > 0);
    if (value)
        expr_put(l, expr_bare(value, element_type(t, at)), P_ASSIGN, put || designator);
    else
        put_zero(l, element_type(t, at), put || designator);
}

static int put_members(Line *l, Expr *e, Type *t)
{
    Record *r = t->record;
    int put = 0;
    if (r->is_union) {
        int at = e->index < r->fields.n ? e->index : 0;
        const char *designator = at ? format(".%s =", r->fields.at[at]->name) : NULL;
        put_element(l, t, at, e->args.n ? e->args.at[0] : NULL, designator, 0);
        return 1;
    }
    for (int i = 0; i < r->fields.n; i++) {
        Expr *value = i < e->args.n ? e->args.at[i] : NULL;
        if (value || is_initialised(r->fields.at[i]))
            put_element(l, t, i, value, NULL, put++);
    }
    return put;
}

static int put_elements(Line *l, Expr *e, Type *t)
{
    int last = e->args.n, put = 0;
    while (last && !e->args.at[last - 1])
        last--;
    for (int i = 0; i < last; i++)
        if (!in_gap(&e->args, i))
            put_element(l, t, i, e->args.at[i], jumps_gap(&e->args, i) ? format("[%d] =", i) : NULL,
                        put++);
    return put;
}

static void put_init(Line *l, Expr *e, bool space, bool outermost)
{
    Type *t = type_plain(e->type);
    if (all_zero(e) && !outermost) {
        put_zero(l, t, space);
        return;
    }
    open_paren(l, "{", space);
    int start = l->n, put = 1;
    if (all_zero(e))
        line_put(l, TK_WORD, "0", false);
    else
        put = t->kind == T_RECORD ? put_members(l, e, t) : put_elements(l, e, t);
    if (put > 1) {
        line_group_begin(l, start, P_COMMA);
        line_group_end(l);
    }
    close_paren(l, "}");
}

/* A member without a name is where its first one is; where one is as large, that one. */
static Expr *named_place(Expr *e)
{
    while (e->kind == E_MEMBER && !*e->field->name) {
        FieldList *fields = &type_plain(e->type)->record->fields;
        Expr *member = e_member(e, fields->at[0]);
        bool same = false;
        for (int i = 0; !same && i < fields->n; i++) {
            Expr *m = e_member(e, fields->at[i]);
            same = *m->field->name && type_bytes(m->type) == type_bytes(e->type);
            member = same ? m : member;
        }
        e = member;
    }
    return e;
}

static void put_sizeof(Line *l, Expr *e, bool space)
{
    const char *word = e->text && *e->text ? e->text : "sizeof";
    if (e->of) {
        line_put(l, TK_WORD, format("%s(%s)", word, type_text(e->of, "", true)), space);
        return;
    }
    bool parens = expr_precedence(e->a) < P_UNARY || seen(e->a)->kind == E_CAST;
    line_put(l, TK_UNARY, word, space);
    expr_put(l, e->a, parens ? P_PRIMARY + 1 : P_UNARY, !parens);
}

static void put_assignment(Line *l, Expr *e, bool space)
{
    Expr *b = e->op == O_NONE ? expr_bare(e->b, e->a->type) : uncast(e->b);
    int start = l->n;
    expr_put(l, e->a, P_UNARY, space);
    line_binary(l, e->op == O_NONE ? "=" : format("%s=", op_text[e->op]), P_ASSIGN);
    expr_put(l, b, P_ASSIGN, true);
    line_group_begin(l, start, P_ASSIGN);
    line_group_end(l);
}

/* Statement expressions stand on one line; only dumps before norm have them. */
static void put_statement(Line *l, Expr *e, bool space)
{
    Text t = {0};
    emit_stmt(&t, e->body, 0);
    Text flat = {0};
    for (size_t i = 0; i < t.n; i++)
        if (t.at[i] != '\n')
            text_put_n(&flat, t.at + i, 1);
        else
            text_put(&flat, " ");
    line_put(l, TK_WORD, format("__extension__({ %s })", flat.at ? flat.at : ""), space);
}

static void put_name(Line *l, const char *name, bool space)
{
    line_put(l, TK_WORD, name, space);
    need_name(name);
}

static void put_prefix(Line *l, const char *op, Expr *a, bool space)
{
    line_put(l, TK_UNARY, op, space);
    expr_put(l, a, P_UNARY, false);
}

static void put_postfix(Line *l, Expr *a, const char *op, bool space)
{
    expr_put(l, a, P_POSTFIX, space);
    line_put(l, TK_CLOSE, op, false);
}

static void put_cast(Line *l, Expr *e, bool space)
{
    if (is_null_macro(e)) {
        need_null();
        line_put(l, TK_WORD, "NULL", space);
        return;
    }
    line_put(l, TK_CAST, format("(%s)", type_text(type_unqual(e->type), "", true)), space);
    expr_put(l,
             uncast(e->a) == e->a || widens(uncast(e->a)->type, e->a->type) ? uncast(e->a) : e->a,
             P_UNARY, false);
}

static void put_index(Line *l, Expr *e, bool space)
{
    Expr *index = uncast(e->b);
    if (e->b->kind == E_CAST && e->b->implicit && !widens(index->type, e->b->type))
        index = e->b;
    expr_put(l, without_const(e->a), P_POSTFIX, space);
    open_paren(l, "[", false);
    expr_put(l, index, P_COMMA, false);
    close_paren(l, "]");
}

static void put_opaque(Line *l, Expr *e, bool space)
{
    line_put(l, TK_WORD, e->text, space);
    if (strstr(e->text, "atomic_")) /* a macro: no declaration of the source leads to its header */
        need_atomic();
    for (int i = 0; i < e->args.n; i++)
        if (e->args.at[i]->kind == E_VAR)
            need_var(e->args.at[i]->var);
        else if (e->args.at[i]->kind == E_FN)
            need_fn(e->args.at[i]->fn);
}

static void put_node(Line *l, Expr *e, bool space)
{
    switch (e->kind) {
    case E_INT:
        put_name(l, e->text ? e->text : int_text(e), space);
        if (type_plain(e->type)->decl)
            need_type(type_plain(e->type));
        break;
    case E_REAL:
        if (type_is_complex(e->type))
            need_complex();
        line_put(l, TK_WORD, e->text ? e->text : real_text(e), space);
        break;
    case E_STRING:
        line_put(l, TK_WORD, e->text, space);
        break;
    case E_VAR:
        need_var(e->var);
        put_name(l, e->var->name, space);
        break;
    case E_FN:
        need_fn(e->fn);
        put_name(l, e->fn->name, space);
        break;
    case E_UNARY:
        put_unary(l, e, space);
        break;
    case E_BINARY:
        put_binary(l, e, space);
        break;
    case E_COND:
        put_cond(l, e, space);
        break;
    case E_CAST:
        put_cast(l, e, space);
        break;
    case E_DEREF:
        put_prefix(l, "*", without_const(e->a), space);
        break;
    case E_ADDR:
        put_prefix(l, "&", named_place(e->a), space);
        break;
    case E_INDEX:
        put_index(l, e, space);
        break;
    case E_MEMBER:
        put_member(l, e, space);
        break;
    case E_CALL:
        put_call(l, e, space);
        break;
    case E_SIZEOF:
        put_sizeof(l, e, space);
        break;
    case E_COMPOUND:
        line_put(l, TK_CAST, format("(%s)", type_text(e->type, "", true)), space);
        put_init(l, e->a, false, true);
        break;
    case E_INIT:
        put_init(l, e, space, l->n && l->at[l->n - 1].kind == TK_ASSIGN);
        break;
    case E_OPAQUE:
        put_opaque(l, e, space);
        break;
    case E_ASSIGN:
        put_assignment(l, e, space);
        break;
    case E_PREINC:
    case E_PREDEC:
        put_prefix(l, e->kind == E_PREINC ? "++" : "--", e->a, space);
        break;
    case E_POSTINC:
    case E_POSTDEC:
        put_postfix(l, e->a, e->kind == E_POSTINC ? "++" : "--", space);
        break;
    case E_COMMA:
        expr_put(l, e->a, P_COMMA, space);
        line_put(l, TK_COMMA, ",", false);
        expr_put(l, e->b, P_ASSIGN, true);
        break;
    case E_STMTEXPR:
        put_statement(l, e, space);
        break;
    case E_DECAY:
        bug("emit: a decay is printed as its operand");
    }
}

void expr_put(Line *l, Expr *e, int prec, bool space)
{
    e = seen(e);
    bool parens = expr_precedence(e) < prec;
    if (parens) {
        open_paren(l, "(", space);
        space = false;
    }
    put_node(l, e, space);
    if (parens)
        close_paren(l, ")");
}

void expr_condition(Line *l, Expr *e, bool space)
{
    e = bare_condition(e);
    expr_put(l, e, e->kind == E_ASSIGN ? P_PRIMARY : P_COMMA, space);
}

/* ---- x = x op e ---- */

static bool is_step(Expr *e, Expr *lhs)
{
    return e->kind == E_INT && e->ival == 1 && !e->text &&
           (type_is_integer(lhs->type) || type_is_pointer(lhs->type));
}

static bool is_literal_one(Expr *e)
{
    return e->kind == E_INT && e->ival == 1 && (!e->text || strcmp(e->text, "1") == 0);
}

/* The operand e of lhs op= e, where that computes in the same type as the binary node; else NULL.
 */
static Expr *update_operand(Expr *lhs, Expr *node)
{
    Expr *b = uncast(node->b);
    if (type_is_pointer(lhs->type))
        return type_is_integer(b->type) && (b == node->b || widens(b->type, node->b->type))
                   ? b
                   : node->b;
    if (!type_is_arith(lhs->type))
        return NULL;
    if (node->op == O_SHL || node->op == O_SHR)
        return type_is_integer(b->type) && type_same(promoted(printed_type(lhs)), node->type)
                   ? b
                   : NULL;
    if (gives(lhs, b, node->type))
        return b;
    return gives(lhs, node->b, node->type) ? node->b : NULL;
}

bool expr_update(Line *l, Expr *lhs, Expr *rhs)
{
    Expr *e = expr_bare(rhs, lhs->type);
    if (e->kind == E_CAST && e->implicit && type_same(e->type, lhs->type))
        e = e->a;
    if (e->kind != E_BINARY || op_compares(e->op) || op_prec[e->op] < P_OR)
        return false;
    Expr *operand = NULL;
    Expr *first = uncast(e->a), *second = uncast(e->b);
    if (e_equal(first, lhs) || e_equal(e->a, lhs)) {
        operand = update_operand(lhs, e);
    } else if ((e->op == O_ADD || e->op == O_MUL) && (e_equal(second, lhs) || e_equal(e->b, lhs)) &&
               type_is_arith(lhs->type)) {
        Expr turned = *e;
        turned.a = e->b;
        turned.b = e->a;
        operand = update_operand(lhs, &turned);
    }
    if (!operand)
        return false;
    bool unit = is_step(operand, lhs) || (is_literal_one(operand) && !type_is_real(lhs->type));
    if (unit && type_plain(lhs->type)->kind != T_BOOL && (e->op == O_ADD || e->op == O_SUB)) {
        put_postfix(l, lhs, e->op == O_ADD ? "++" : "--", false);
        return true;
    }
    int start = l->n;
    expr_put(l, lhs, P_UNARY, false);
    line_binary(l, format("%s=", op_text[e->op]), P_ASSIGN);
    expr_put(l, operand, P_ASSIGN, true);
    line_group_begin(l, start, P_ASSIGN);
    line_group_end(l);
    return true;
}

typedef struct Mention {
    const Var *var;
    bool found;
} Mention;

static void mention(Expr **e, void *data)
{
    Mention *m = data;
    m->found = m->found || (*e)->var == m->var;
    if (!m->found)
        expr_kids(*e, mention, m);
}

bool expr_mentions(const Expr *e, const Var *v)
{
    Mention m = {v, false};
    Expr *at = (Expr *)e;
    mention(&at, &m);
    return m.found;
}

/* ---- as text ---- */

void emit_expr(Text *t, Expr *e)
{
    Line *l = line_open();
    expr_put(l, e, P_COMMA, false);
    line_flat(t, l);
    line_close(l);
}

const char *emit_expr_text(Expr *e)
{
    Text t = {0};
    emit_expr(&t, e);
    return t.at;
}
