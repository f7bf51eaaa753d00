/* build.c: constructors of expressions and statements. The arithmetic ones convert as C does and
   simplify: they are for the code of derivatives, where x + 0, x * 0 and the order of factors carry
   no meaning of the user's. What the user wrote is built by e_raw or e_bin_exact, which keep every
   operation. All expressions are pure. clone.c copies and visits what is built here. */
#include "adc.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

Expr *e_raw(ExprKind kind, Type *type, Loc loc)
{
    Expr *e = NEW(Expr);
    e->kind = kind;
    e->type = type;
    e->loc = loc;
    return e;
}

static Expr *like(ExprKind kind, Type *type, const Expr *from)
{
    return e_raw(kind, type, from->loc);
}

/* ---- leaves ---- */

Expr *e_int_type(Type *t, long long v)
{
    Expr *e = e_raw(E_INT, type_unqual(t), (Loc){0});
    e->ival = v;
    return e;
}

Expr *e_int(long long v) { return e_int_type(type_int(), v); }

static long double round_to(Width w, long double v)
{
    return w == W_FLOAT ? (long double)(float)v : w == W_DOUBLE ? (long double)(double)v : v;
}

static bool fits(const Type *t, long long v)
{
    return t->kind == T_INT && !t->decl && type_holds(t, v);
}

static Expr *cast_node(Type *t, Expr *a, bool implicit);

/* Of a complex type: as C converts it. */
Expr *e_real(Type *t, long double v)
{
    Type *plain = type_plain(t);
    if (plain->kind == T_COMPLEX)
        return cast_node(plain, e_real(type_real(plain->width), v), true);
    if (plain->kind != T_REAL)
        bug("e_real: not a real type");
    Expr *e = e_raw(E_REAL, type_real(plain->width), (Loc){0});
    e->rval = round_to(plain->width, v);
    return e;
}

Expr *e_zero(Type *t)
{
    Type *plain = type_plain(t);
    if (type_is_integer(plain))
        return e_cast(type_unqual(t), e_int(0));
    if (plain->kind == T_REAL)
        return e_real(plain, 0.0L);
    if (plain->kind == T_COMPLEX)
        return e_cast(plain, e_real(type_double(), 0.0L));
    if (plain->kind == T_POINTER)
        return e_cast(plain, e_int(0));
    Expr *e = e_raw(E_INIT, plain, (Loc){0});
    list_add(&e->args, NULL);
    return e;
}

/* The imaginary unit: a literal of its own, since no real literal has its value. */
Expr *e_imaginary(void)
{
    Expr *e = e_raw(E_REAL, type_complex(W_FLOAT), (Loc){0});
    e->rval = 1;
    e->text = "_Complex_I";
    return e;
}

Expr *e_var(Var *v)
{
    Expr *e = e_raw(E_VAR, v->type, v->loc);
    e->var = v;
    return e;
}

Expr *e_fn(Fn *f)
{
    Expr *e = e_raw(E_FN, f->type, (Loc){0});
    e->fn = f;
    return e;
}

/* ---- questions ---- */

/* The value of a literal, of a cast of one, of its negation. */
bool e_value(const Expr *e, long double *v)
{
    switch (e->kind) {
    case E_INT:
        *v = type_plain(e->type)->is_signed || e->ival >= 0
                 ? (long double)e->ival
                 : (long double)(unsigned long long)e->ival;
        return true;
    case E_REAL:
        *v = e->rval;
        return type_is_real(e->type);
    case E_CAST:
        if ((!type_is_real(e->type) && !type_is_complex(e->type)) || !e_value(e->a, v))
            return false;
        *v = round_to(type_plain(e->type)->width, *v);
        return true;
    case E_UNARY:
        if (e->op != O_NEG || !type_is_real(e->type) || !e_value(e->a, v))
            return false;
        *v = -*v;
        return true;
    default:
        return false;
    }
}

bool e_is_const(const Expr *e)
{
    if (e->kind == E_CAST || (e->kind == E_UNARY && (e->op == O_NEG || e->op == O_PLUS)))
        return type_is_arith(e->type) && e_is_const(e->a);
    return e->kind == E_INT || e->kind == E_REAL;
}

static bool is_value(const Expr *e, long double wanted)
{
    long double v;
    return e_value(e, &v) && v == wanted;
}

bool e_is_zero(const Expr *e) { return is_value(e, 0); }

bool e_is_one(const Expr *e) { return is_value(e, 1); }

bool e_is_lvalue(const Expr *e)
{
    return e->kind == E_VAR || e->kind == E_DEREF || e->kind == E_INDEX || e->kind == E_COMPOUND ||
           e->kind == E_STRING || (e->kind == E_MEMBER && (e->arrow || e_is_lvalue(e->a)));
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool both_equal(const Expr *a, const Expr *b) { return a == b || (a && b && e_equal(a, b)); }

static bool lists_equal(const ExprList *a, const ExprList *b)
{
    if (a->n != b->n)
        return false;
    for (int i = 0; i < a->n; i++)
        if (!both_equal(a->at[i], b->at[i]))
            return false;
    return true;
}

bool e_equal(const Expr *a, const Expr *b)
{
    if (a == b)
        return true;
    if (a->kind != b->kind || a->op != b->op || a->arrow != b->arrow || a->var != b->var ||
        a->fn != b->fn || (a->kind == E_MEMBER && a->field != b->field))
        return false;
    switch (a->kind) {
    case E_VAR:
    case E_FN:
        return true;
    case E_INT:
        return a->ival == b->ival && type_same(a->type, b->type);
    case E_REAL:
        return a->rval == b->rval && signbit(a->rval) == signbit(b->rval) &&
               type_same(a->type, b->type);
    case E_STRING:
        return false; /* two literals are two objects */
    case E_CAST:
        if (!type_same(a->type, b->type))
            return false;
        break;
    case E_SIZEOF:
        if (!same_text(a->text, b->text) || !a->of != !b->of ||
            (a->of && !type_same(a->of, b->of)) || (a->of && type_has_vla(a->of) && a->of != b->of))
            return false;
        break;
    case E_OPAQUE:
        if (!same_text(a->text, b->text))
            return false;
        break;
    case E_ASSIGN:
    case E_PREINC:
    case E_PREDEC:
    case E_POSTINC:
    case E_POSTDEC:
    case E_STMTEXPR:
    case E_COMPOUND:
        return false;
    default:
        break;
    }
    return both_equal(a->a, b->a) && both_equal(a->b, b->b) && both_equal(a->c, b->c) &&
           lists_equal(&a->args, &b->args);
}

unsigned e_hash(const Expr *e)
{
    if (!e)
        return 0;
    uintptr_t who = (uintptr_t)e->var; /* or the function */
    if (e->kind == E_MEMBER)
        who ^= (uintptr_t)e->field;
    unsigned h = (unsigned)e->kind * 31u + (unsigned)e->op + (unsigned)(who >> 4);
    if (e->kind == E_INT)
        h += (unsigned)e->ival;
    h = h * 31u + e_hash(e->a);
    h = h * 31u + e_hash(e->b);
    h = h * 31u + e_hash(e->c);
    for (int i = 0; i < e->args.n; i++)
        h = h * 31u + e_hash(e->args.at[i]);
    return h * 2654435761u;
}

int e_size(const Expr *e)
{
    int n = 1;
    n += e->a && e->kind != E_CALL ? e_size(e->a) : 0;
    n += e->b ? e_size(e->b) : 0;
    n += e->c ? e_size(e->c) : 0;
    for (int i = 0; i < e->args.n; i++)
        n += e->args.at[i] ? e_size(e->args.at[i]) : 0;
    return n;
}

/* ---- casts ---- */

/* Of an integer type. */
bool type_holds(const Type *t, long long v)
{
    if (t->size >= 8)
        return t->is_signed || v >= 0;
    long long top = 1ll << (t->size * 8 - t->is_signed);
    return t->is_signed ? v >= -top && v < top : v >= 0 && v < top;
}

static Expr *cast_node(Type *t, Expr *a, bool implicit)
{
    Expr *e = like(E_CAST, type_unqual(t), a);
    e->a = a;
    e->implicit = implicit;
    return e;
}

/* A literal converted: the literal of the new type, or NULL where that needs care. Floats widened
   stay casts of a literal as written: 0.1f has no shorter exact double. */
static Expr *cast_literal(Type *t, Expr *a)
{
    Type *to = type_plain(t);
    if (to->kind == T_REAL && a->kind == E_REAL && type_is_real(a->type)) {
        Expr *e = e_real(to, a->rval);
        return e->rval == a->rval || !isfinite(a->rval) ? e : NULL;
    }
    if (a->kind != E_INT || (a->text && (a->text[0] < '0' || a->text[0] > '9')))
        return NULL; /* an enumerator keeps its name */
    long double v;
    e_value(a, &v);
    if (to->kind == T_REAL && round_to(to->width, v) == v)
        return e_real(to, v);
    bool positive = type_plain(a->type)->is_signed || a->ival >= 0;
    return positive && fits(to, a->ival) ? e_int_type(t, a->ival) : NULL;
}

static Expr *cast_to(Type *t, Expr *a, bool implicit)
{
    if (type_same(t, a->type) && !type_is_array(a->type))
        return a;
    bool twice = a->kind == E_CAST && type_is_integer(t) && type_is_integer(a->type) && a->a->kind == E_INT;
    Expr *inner = twice ? cast_literal(a->type, a->a) : NULL; /* (ptrdiff_t)(size_t)0 */
    Expr *literal = cast_literal(t, inner ? inner : a);
    if (literal)
        literal->loc = a->loc;
    return literal ? literal : cast_node(t, a, implicit);
}

/* Real to complex goes without saying. */
Expr *e_cast(Type *t, Expr *a)
{
    return cast_to(t, e_decay(a), type_is_complex(t) && type_is_real(a->type));
}

static Expr *convert(Type *t, Expr *a) { return cast_to(t, e_decay(a), true); }

/* ---- integer arithmetic: folded unless it overflows ---- */

static bool fold_int(Op op, Type *t, long long a, long long b, long long *r)
{
    if (!type_plain(t)->is_signed && (a < 0 || b < 0))
        return false;
    bool overflow = true;
    if (op == O_ADD)
        overflow = __builtin_add_overflow(a, b, r);
    else if (op == O_SUB)
        overflow = __builtin_sub_overflow(a, b, r);
    else if (op == O_MUL)
        overflow = __builtin_mul_overflow(a, b, r);
    else if ((op == O_DIV || op == O_REM) && b > 0) {
        *r = op == O_DIV ? a / b : a % b;
        overflow = false;
    }
    return !overflow && fits(type_plain(t), *r);
}

static Expr *binary(Op op, Type *t, Expr *a, Expr *b)
{
    Expr *e = like(E_BINARY, t, a->loc.file ? a : b);
    e->op = op;
    e->a = a;
    e->b = b;
    return e;
}

/* A constant that has no name. */
static bool is_number(const Expr *e)
{
    return e->kind == E_INT && (!e->text || (e->text[0] >= '0' && e->text[0] <= '9'));
}

/* x + k, x - k, a number k: *k, negative where it is subtracted. */
static bool is_shifted(const Expr *e, long long *k)
{
    if (e->kind != E_BINARY || (e->op != O_ADD && e->op != O_SUB) || !is_number(e->b) || e->b->ival < 0 || e->b->ival > INT_MAX)
        return false;
    *k = e->op == O_ADD ? e->b->ival : -e->b->ival;
    return true;
}

/* To a wider type, both signed. */
static bool is_widened(const Expr *e)
{
    Type *to = type_plain(e->type), *from = e->kind == E_CAST ? type_plain(e->a->type) : to;
    return to->kind == T_INT && from->kind == T_INT && to->is_signed && from->is_signed && to->size > from->size;
}

/* (x - 1) - 1, 1 + (x - 1), which bounds of reversed loops give. NULL: it is not of the kind. */
static Expr *shifted_again(Op op, Type *t, Expr *a, Expr *b)
{
    long long k;
    if (op == O_ADD && is_number(a) && !is_number(b)) {
        Expr *other = a;
        a = b;
        b = other;
    }
    Expr *sum = is_widened(a) ? a->a : a;
    if ((op != O_ADD && op != O_SUB) || !is_number(b) || b->ival < 0 || b->ival > INT_MAX || !is_shifted(sum, &k) ||
        !type_same(a->type, t))
        return NULL;
    long long was = k;
    k += op == O_ADD ? b->ival : -b->ival;
    if (sum != a && (k < 0) != (was < 0) && k != 0)
        return NULL;
    if (sum != a && (k < 0 ? k < was : k > was))
        return NULL; /* it may not fit the narrow type */
    Type *of = type_unqual(sum->b->type);
    long long size = k < 0 ? -k : k;
    if (!fits(type_plain(of), size))
        return NULL;
    Expr *all = k == 0 ? sum->a : binary(k > 0 ? O_ADD : O_SUB, sum->type, sum->a, e_int_type(of, size));
    return e_cast(t, all);
}

/* x + 0, x - 0, x * 1, x / 1, x * 0, and sums of numbers. */
static Expr *int_arith(Op op, Type *t, Expr *a, Expr *b)
{
    long long r;
    if (a->kind == E_INT && b->kind == E_INT && fold_int(op, t, a->ival, b->ival, &r))
        return e_int_type(t, r);
    if (((op == O_ADD || op == O_SUB) && e_is_zero(b)) ||
        ((op == O_MUL || op == O_DIV) && e_is_one(b)))
        return a;
    if ((op == O_ADD && e_is_zero(a)) || (op == O_MUL && e_is_one(a)))
        return b;
    if (op == O_MUL && (e_is_zero(a) || e_is_zero(b)))
        return e_int_type(t, 0);
    Expr *shifted = shifted_again(op, t, a, b);
    if (shifted)
        return shifted;
    if (op == O_ADD && b->kind == E_INT && b->ival < 0 && b->ival > -INT_MAX)
        return binary(O_SUB, t, a, e_int_type(b->type, -b->ival));
    return binary(op, t, a, b);
}

/* ---- real arithmetic ---- */

static bool is_neg(const Expr *e) { return e->kind == E_UNARY && e->op == O_NEG; }

static bool is_op(const Expr *e, Op op) { return e->kind == E_BINARY && e->op == op; }

static Expr *negated(Expr *a)
{
    Expr *e = like(E_UNARY, type_unqual(a->type), a);
    e->op = O_NEG;
    e->a = a;
    return e;
}

/* k * core: *core is NULL where e is a literal. The constant stands leftmost in a product. */
static long double split_constant(Expr *e, Expr **core)
{
    long double k = 1, v;
    while (is_neg(e)) {
        k = -k;
        e = e->a;
    }
    if (e_value(e, &v)) {
        *core = NULL;
        return k * v;
    }
    *core = e;
    if (!is_op(e, O_MUL))
        return k;
    Expr *rest;
    long double inner = split_constant(e->a, &rest);
    if (rest == e->a)
        return k;
    *core = rest ? binary(O_MUL, e->type, rest, e->b) : e->b;
    return k * inner;
}

static Expr *times_constant(Type *t, long double k, Expr *core);

/* k written leftmost in the product core. */
static Expr *lead(Type *t, long double k, Expr *core)
{
    if (is_op(core, O_MUL))
        return binary(O_MUL, t, lead(t, k, core->a), core->b);
    return binary(O_MUL, t, e_real(t, k), core);
}

static Expr *times_constant(Type *t, long double k, Expr *core)
{
    if (!core || k == 0)
        return e_real(t, k);
    if (k < 0 || (k == 0 && signbit(k)))
        return negated(times_constant(t, -k, core));
    return k == 1 ? core : lead(t, k, core);
}

/* Constants may be gathered where their product neither overflows nor loses bits to underflow. */
static bool gathers(Type *t, long double a, long double b)
{
    Width w = type_plain(t)->width;
    long double least = w == W_FLOAT ? 1e-37L : 1e-307L, most = w == W_FLOAT ? 1e38L : 1e308L;
    long double p = fabsl(a * b);
    return a == 0 || b == 0 || (p > least && p < most);
}

/* a * (b * c) as a * b * c. */
static Expr *flat_product(Type *t, Expr *a, Expr *b)
{
    if (is_op(b, O_MUL))
        return binary(O_MUL, t, flat_product(t, a, b->a), b->b);
    return binary(O_MUL, t, a, b);
}

/* Leaves of nested conditionals: how many are not literally zero, and how many of these not 1 or
 * -1. */
static void count_leaves(Expr *e, int *nonzero, int *general)
{
    if (e->kind == E_COND) {
        count_leaves(e->b, nonzero, general);
        count_leaves(e->c, nonzero, general);
    } else if (!e_is_zero(e)) {
        *nonzero += 1;
        *general += !is_value(e, 1) && !is_value(e, -1);
    }
}

/* Is e a choice between a value and zero, so that a * e is better a choice, too (and inf * 0 is
 * avoided)? */
static bool is_choice(Expr *e, const Expr *a)
{
    int nonzero = 0, general = 0;
    if (e->kind != E_COND)
        return false;
    count_leaves(e, &nonzero, &general);
    return nonzero <= 1 || (general == 0 && e_size(a) <= 4);
}

/* a multiplied into the leaves. */
static Expr *choose(Expr *e, Expr *a)
{
    if (e->kind != E_COND)
        return e_mul(expr_clone(a, NULL), e);
    return e_cond(e->a, choose(e->b, a), choose(e->c, a));
}

static Expr *real_mul(Type *t, Expr *a, Expr *b)
{
    if (is_choice(b, a))
        return choose(b, a);
    if (is_choice(a, b))
        return choose(a, b);
    Expr *x, *y;
    long double p = split_constant(a, &x), q = split_constant(b, &y), v;
    if (!isfinite(p) || !isfinite(q) || !gathers(t, p, q))
        return binary(O_MUL, t, a, b);
    if (!x || !y || p == 0 || q == 0)
        return times_constant(t, round_to(type_plain(t)->width, p * q), x ? x : y);
    long double k = round_to(type_plain(t)->width, p * q);
    bool reciprocal = is_op(y, O_DIV) && e_value(y->a, &v) && isfinite(v) && gathers(t, k, v);
    if (reciprocal)
        return e_div(times_constant(t, round_to(type_plain(t)->width, k * v), x), y->b);
    return times_constant(t, k, flat_product(t, x, y));
}

static Expr *real_div(Type *t, Expr *a, Expr *b)
{
    long double p, q;
    bool const_a = e_value(a, &p), const_b = e_value(b, &q);
    if (const_b && q == 1)
        return a;
    if (const_a && p == 0 && !(const_b && q == 0))
        return e_real(t, 0);
    if (const_a && const_b && q != 0) {
        long double r = round_to(type_plain(t)->width, p / q);
        if (isfinite(r) && fabsl(r) < 1e15L && r * q == p && fabsl(r) >= 0.0625L)
            return e_real(t, r);
    }
    if (is_neg(a) && is_neg(b))
        return e_div(a->a, b->a);
    if (is_neg(a))
        return e_neg(e_div(a->a, b));
    if (is_neg(b) || (const_b && q < 0))
        return e_neg(e_div(a, const_b ? e_real(t, -q) : b->a));
    if (const_a && p < 0)
        return e_neg(e_div(e_real(t, -p), b));
    return binary(O_DIV, t, a, b);
}

/* k * core as it is added: sign apart. */
static bool takes_minus(Type *t, Expr *e, Expr **positive)
{
    Expr *core;
    if (is_neg(e)) {
        *positive = e->a;
        return true;
    }
    long double k = split_constant(e, &core);
    if (!(k < 0))
        return false;
    *positive = times_constant(t, -k, core);
    return true;
}

enum { MAX_FACTORS = 8 };

/* The factors of a product, at most MAX_FACTORS; -1: there are more. */
static int factors_of(Expr *e, Expr **factors, int n)
{
    if (is_op(e, O_MUL)) {
        n = factors_of(e->a, factors, n);
        return n < 0 ? n : factors_of(e->b, factors, n);
    }
    if (n == MAX_FACTORS)
        return -1;
    factors[n] = e;
    return n + 1;
}

/* x * y and y * x. */
static bool same_product(Expr *a, Expr *b)
{
    Expr *of_a[MAX_FACTORS], *of_b[MAX_FACTORS];
    if (!is_op(a, O_MUL) || !is_op(b, O_MUL))
        return e_equal(a, b);
    int n = factors_of(a, of_a, 0);
    if (n < 0 || factors_of(b, of_b, 0) != n)
        return false;
    for (int i = 0; i < n; i++) {
        int k = i;
        while (k < n && !e_equal(of_a[i], of_b[k]))
            k++;
        if (k == n)
            return false;
        of_b[k] = of_b[i];
    }
    return true;
}

/* p x + q x, and p + q: NULL where the terms differ. */
static Expr *like_terms(Type *t, Expr *a, Expr *b, bool minus)
{
    Expr *x, *y;
    long double p = split_constant(a, &x), q = split_constant(b, &y);
    if (!isfinite(p) || !isfinite(q) || !x != !y || (x && !same_product(x, y)))
        return NULL;
    long double k = round_to(type_plain(t)->width, minus ? p - q : p + q);
    return isfinite(k) ? times_constant(t, k, x) : NULL;
}

/* 1 + x * y + y * x: the terms of a sum are compared, too, but for numbers. */
static Expr *among_terms(Type *t, Expr *sum, Expr *b, bool minus)
{
    if ((!is_op(sum, O_ADD) && !is_op(sum, O_SUB)) || !is_op(b, O_MUL))
        return NULL;
    bool subtracted = sum->op == O_SUB;
    Expr *both = like_terms(t, sum->b, b, minus != subtracted);
    if (both)
        return subtracted ? e_sub(sum->a, both) : e_add(sum->a, both);
    Expr *rest = among_terms(t, sum->a, b, minus);
    return !rest ? NULL : subtracted ? e_sub(rest, sum->b) : e_add(rest, sum->b);
}

static Expr *real_sum(Type *t, Expr *a, Expr *b, bool minus)
{
    Expr *positive;
    if (e_is_zero(b))
        return a;
    if (e_is_zero(a))
        return minus ? e_neg(b) : b;
    Expr *both = like_terms(t, a, b, minus);
    if (!both)
        both = among_terms(t, a, b, minus);
    if (both)
        return both;
    if (takes_minus(t, b, &positive)) {
        b = positive;
        minus = !minus;
    }
    if (!minus && takes_minus(t, a, &positive))
        return binary(O_SUB, t, b, positive);
    return binary(minus ? O_SUB : O_ADD, t, a, b);
}

/* ---- complex arithmetic ---- */

static Expr *complex_arith(Op op, Type *t, Expr *a, Expr *b)
{
    bool sum = op == O_ADD || op == O_SUB;
    if ((sum && e_is_zero(b)) || (!sum && e_is_one(b)))
        return a;
    if ((op == O_ADD && e_is_zero(a)) || (op == O_MUL && e_is_one(a)))
        return b;
    if (op == O_SUB && e_is_zero(a))
        return e_neg(b);
    if ((!sum && e_is_zero(a)) || (op == O_MUL && e_is_zero(b)))
        return e_real(t, 0);
    if (op == O_MUL && (is_value(a, -1) || is_value(b, -1)))
        return e_neg(is_value(a, -1) ? b : a);
    if (sum && is_neg(b))
        return binary(op == O_ADD ? O_SUB : O_ADD, t, a, b->a);
    if (!sum && is_neg(a))
        return e_neg(e_bin(op, a->a, b));
    if (!sum && is_neg(b))
        return e_neg(e_bin(op, a, b->a));
    return binary(op, t, a, b);
}

/* ---- operators ---- */

static Type *pointer_of(Expr *e) { return type_is_pointer(e->type) ? type_unqual(e->type) : NULL; }

static Expr *pointer_arith(Op op, Expr *a, Expr *b)
{
    Type *pa = pointer_of(a), *pb = pointer_of(b);
    if (pa && pb)
        return binary(op, type_ptrdiff(), a, b);
    if (e_is_zero(pa ? b : a))
        return pa ? a : b;
    return binary(op, pa ? pa : pb, a, b);
}

bool op_compares(Op op)
{
    return op == O_LT || op == O_GT || op == O_LE || op == O_GE || op == O_EQ || op == O_NE;
}

/* Operands converted as C does; *type is the result's. */
static void convert_operands(Op op, Expr **a, Expr **b, Type **type)
{
    *a = e_decay(*a);
    *b = e_decay(*b);
    *type = type_int();
    if (op == O_LAND || op == O_LOR)
        return;
    if (op == O_SHL || op == O_SHR) {
        *a = convert(type_usual((*a)->type, type_int()), *a);
        *type = (*a)->type;
        return;
    }
    if (!type_is_arith((*a)->type) || !type_is_arith((*b)->type)) {
        if (!op_compares(op))
            *type = pointer_of(*a) && pointer_of(*b) ? type_ptrdiff()
                    : pointer_of(*a)                 ? pointer_of(*a)
                                                     : pointer_of(*b);
        if (!*type)
            bug("e_bin: operands of operator %d", (int)op);
        return;
    }
    Type *usual = type_usual((*a)->type, (*b)->type);
    *a = convert(usual, *a);
    *b = convert(usual, *b);
    if (!op_compares(op))
        *type = usual;
}

Expr *e_bin_exact(Op op, Expr *a, Expr *b)
{
    Type *type;
    convert_operands(op, &a, &b, &type);
    return binary(op, type, a, b);
}

static bool is_truth(const Expr *e) /* 0 or 1 */
{
    return (e->kind == E_UNARY && e->op == O_NOT) ||
           (e->kind == E_BINARY && (op_compares(e->op) || e->op == O_LAND || e->op == O_LOR));
}

static Expr *logical(Op op, Expr *a, Expr *b)
{
    bool absorbs = op == O_LOR; /* the value that decides */
    if (a->kind == E_INT && (a->ival != 0) == absorbs)
        return e_int(absorbs);
    if (a->kind == E_INT && is_truth(b))
        return b;
    if (b->kind == E_INT && (b->ival != 0) != absorbs && is_truth(a))
        return a;
    return binary(op, type_int(), a, b);
}

const Fn *e_function_at(const Expr *e)
{
    while ((e->kind == E_CAST && type_is_pointer(e->type)) || e->kind == E_DECAY || e->kind == E_ADDR)
        e = e->a;
    return e->kind == E_FN ? e->fn : NULL;
}

static Expr *comparison(Op op, Expr *a, Expr *b)
{
    long double x, y;
    long long k;
    Type *t = type_plain(a->type);
    if (t->kind == T_INT && t->is_signed && is_shifted(a, &k) && is_number(b) && type_same(a->type, a->a->type) &&
        b->ival > INT_MIN && b->ival < INT_MAX && fits(t, b->ival - k)) { /* n - 1 > 0 */
        b = e_int_type(type_unqual(b->type), b->ival - k);
        a = a->a;
    }
    const Fn *f = e_function_at(a), *g = e_function_at(b);
    if (f && g && (op == O_EQ || op == O_NE))
        return e_int((f == g) == (op == O_EQ));
    if (!e_value(a, &x) || !e_value(b, &y))
        return binary(op, type_int(), a, b);
    return e_int(op == O_LT   ? x < y
                 : op == O_GT ? x > y
                 : op == O_LE ? x <= y
                 : op == O_GE ? x >= y
                 : op == O_EQ ? x == y
                              : x != y);
}

Expr *e_bin(Op op, Expr *a, Expr *b)
{
    Type *type;
    convert_operands(op, &a, &b, &type);
    if (op == O_LAND || op == O_LOR)
        return logical(op, a, b);
    if (op_compares(op))
        return comparison(op, a, b);
    if (op == O_SHL || op == O_SHR)
        return binary(op, type, a, b);
    if (pointer_of(a) || pointer_of(b))
        return pointer_arith(op, a, b);
    if (type_is_integer(type))
        return int_arith(op, type, a, b);
    if (type_is_complex(type))
        return complex_arith(op, type, a, b);
    if (op == O_MUL)
        return real_mul(type, a, b);
    return op == O_DIV ? real_div(type, a, b) : real_sum(type, a, b, op == O_SUB);
}

Expr *e_add(Expr *a, Expr *b) { return e_bin(O_ADD, a, b); }

Expr *e_sub(Expr *a, Expr *b) { return e_bin(O_SUB, a, b); }

Expr *e_mul(Expr *a, Expr *b) { return e_bin(O_MUL, a, b); }

Expr *e_div(Expr *a, Expr *b) { return e_bin(O_DIV, a, b); }

Expr *e_neg(Expr *a)
{
    if (type_is_integer(a->type)) {
        a = convert(type_usual(a->type, type_int()), a);
        if (a->kind == E_INT && type_plain(a->type)->is_signed &&
            fits(type_plain(a->type), -a->ival))
            return e_int_type(a->type, -a->ival);
        return is_neg(a) ? a->a : negated(a);
    }
    if (!type_is_real(a->type))
        return is_neg(a) ? a->a : e_is_zero(a) ? a : negated(a);
    if (a->kind == E_REAL)
        return e_real(a->type, a->rval == 0 ? 0 : -a->rval);
    if (is_neg(a))
        return a->a;
    if (is_op(a, O_SUB))
        return binary(O_SUB, a->type, a->b, a->a);
    Expr *minus_one = e_real(a->type, -1);
    return is_choice(a, minus_one) ? choose(a, minus_one) : negated(a);
}

Expr *e_not(Expr *a)
{
    a = e_decay(a);
    if (a->kind == E_INT)
        return e_int(!a->ival);
    if (a->kind == E_UNARY && a->op == O_NOT && is_truth(a->a))
        return a->a;
    static const Op opposite[] = {
        [O_LT] = O_GE, [O_GT] = O_LE, [O_LE] = O_GT, [O_GE] = O_LT, [O_EQ] = O_NE, [O_NE] = O_EQ};
    bool flips = a->kind == E_BINARY && op_compares(a->op) &&
                 (a->op == O_EQ || a->op == O_NE || !type_is_real(a->a->type)); /* a NaN */
    if (flips)
        return binary(opposite[a->op], type_int(), a->a, a->b);
    Expr *e = like(E_UNARY, type_int(), a);
    e->op = O_NOT;
    e->a = a;
    return e;
}

static bool is_null(const Expr *e)
{
    return (e->kind == E_INT && e->ival == 0) || (e->kind == E_CAST && is_null(e->a));
}

Expr *e_cond(Expr *c, Expr *a, Expr *b)
{
    a = e_decay(a);
    b = e_decay(b);
    Type *type = type_unqual(is_null(a) ? b->type : a->type);
    if (type_is_arith(a->type) && type_is_arith(b->type)) {
        type = type_usual(a->type, b->type);
        a = convert(type, a);
        b = convert(type, b);
    }
    if (c->kind == E_INT)
        return c->ival ? a : b;
    if (e_equal(a, b))
        return a;
    Expr *e = like(E_COND, type, c);
    e->a = c;
    e->b = a;
    e->c = b;
    return e;
}

/* ---- memory ---- */

Expr *e_decay(Expr *a)
{
    Type *t = type_plain(a->type);
    if (t->kind != T_ARRAY && t->kind != T_FUNCTION)
        return a;
    Type *to = t->kind == T_FUNCTION ? a->type : t->quals ? type_qual(t->to, t->quals) : t->to;
    Expr *e = like(E_DECAY, type_pointer(to), a);
    e->a = a;
    return e;
}

Expr *e_uncast(Expr *pointer)
{
    while (pointer->kind == E_CAST && type_is_pointer(pointer->a->type))
        pointer = pointer->a;
    return pointer;
}

Expr *e_unwidened(Expr *e)
{
    while (e->kind == E_CAST && type_is_integer(e->a->type) && type_plain(e->type)->kind == T_INT &&
           type_plain(e->type)->size >= type_plain(e->a->type)->size)
        e = e->a;
    return e;
}

Type *e_element(Expr *pointer)
{
    Type *t = type_plain(e_uncast(pointer)->type);
    Type *to = t->kind == T_POINTER ? t->to : t;
    while (type_plain(to)->kind == T_ARRAY)
        to = type_plain(to)->to;
    return type_unqual(to);
}

static Type *pointee(Expr *p)
{
    Type *t = type_plain(p->type);
    if (t->kind != T_POINTER)
        bug("not a pointer");
    return t->to;
}

Expr *e_deref(Expr *p)
{
    p = e_decay(p);
    if (p->kind == E_ADDR)
        return p->a;
    Expr *e = like(E_DEREF, pointee(p), p);
    e->a = p;
    return e;
}

Expr *e_index(Expr *p, Expr *i)
{
    p = e_decay(p);
    if (p->kind == E_ADDR && e_is_zero(i))
        return p->a;
    Expr *e = like(E_INDEX, pointee(p), p);
    e->a = p;
    e->b = i;
    return e;
}

/* &p[0] is p; but behind the first element of a row others may follow than those of the row, see row.c. */
static bool starts_row(const Expr *lv)
{
    return lv->a->kind == E_DECAY && (lv->a->a->kind == E_INDEX || lv->a->a->kind == E_DEREF);
}

Expr *e_addr(Expr *lv)
{
    if (lv->kind == E_DEREF || (lv->kind == E_INDEX && e_is_zero(lv->b) && !starts_row(lv)))
        return lv->a;
    Expr *e = like(E_ADDR, type_pointer(lv->type), lv);
    e->a = lv;
    return e;
}

Expr *e_member(Expr *a, Field *f)
{
    bool arrow = a->kind == E_DEREF || type_is_pointer(a->type);
    if (a->kind == E_DEREF)
        a = a->a;
    else if (a->kind == E_INDEX && e_is_zero(a->b) && a->a->kind != E_DECAY) {
        arrow = true;
        a = a->a;
    }
    Type *record = type_plain(arrow ? pointee(a) : a->type);
    Expr *e = like(E_MEMBER, record->quals ? type_qual(f->type, record->quals) : f->type, a);
    e->a = a;
    e->field = f;
    e->arrow = arrow;
    return e;
}

/* The place a pointer leads to, anew once the pointer stands there as an address: (&x)->f is x.f. */
Expr *e_followed(Expr *e)
{
    if (!e->a || e->a->kind != E_ADDR)
        return e;
    if (e->kind == E_DEREF || (e->kind == E_INDEX && e_is_zero(e->b)))
        return e->a->a;
    return e->kind == E_MEMBER && e->arrow ? e_member(e->a->a, e->field) : e;
}

/* ---- calls ---- */

Expr *e_call(Fn *f, ExprList args)
{
    Type *type = type_plain(f->type);
    Expr *e = e_raw(E_CALL, type_unqual(type->to), (Loc){0});
    e->a = e_fn(f);
    e->fn = f;
    for (int i = 0; i < args.n; i++) {
        Expr *arg = e_decay(args.at[i]);
        if (i < type->params.n && type_is_arith(type->params.at[i]) && type_is_arith(arg->type))
            arg = convert(type->params.at[i], arg);
        list_add(&e->args, arg);
    }
    return e;
}

Expr *e_math(const char *base, Type *t, Expr *x, Expr *y)
{
    static const char *const suffix[] = {"f", "", "l"};
    Type *plain = type_plain(t);
    if (plain->kind != T_REAL && plain->kind != T_COMPLEX)
        bug("e_math: %s of a type that is not real", base);
    ExprList args = {0};
    list_add(&args, x);
    if (y)
        list_add(&args, y);
    return e_call(math_fn(format("%s%s", base, suffix[plain->width])), args);
}

Expr *e_sizeof(Type *t)
{
    Expr *e = e_raw(E_SIZEOF, type_size(), (Loc){0});
    e->of = t;
    return e;
}

Expr *e_sizeof_expr(Expr *a)
{
    Expr *e = like(E_SIZEOF, type_size(), a);
    e->a = a;
    return e;
}

long long e_bytes(const Expr *e)
{
    if (e->kind == E_CAST && type_is_integer(e->type))
        return e_bytes(e->a);
    if (e->kind == E_INT)
        return e->ival;
    if (e->kind == E_SIZEOF)
        return e->text ? -1 : type_bytes(e->of ? e->of : e->a->type);
    if (e->kind != E_BINARY || (e->op != O_ADD && e->op != O_SUB && e->op != O_MUL))
        return -1;
    long long a = e_bytes(e->a), b = e_bytes(e->b);
    if (a < 0 || b < 0)
        return -1;
    return e->op == O_MUL ? a * b : e->op == O_ADD ? a + b : a - b;
}

/* ---- variables and statements ---- */

Var *var_new(Fn *fn, VarKind kind, const char *name, Type *type)
{
    Var *v = NEW(Var);
    v->fn = fn;
    v->kind = kind;
    v->name = intern(name);
    v->type = v->written = type;
    v->made = true;
    return v;
}

Stmt *s_new(StmtKind kind, Loc loc)
{
    Stmt *s = NEW(Stmt);
    s->kind = kind;
    s->loc = loc;
    return s;
}

Stmt *s_block(void) { return s_new(S_BLOCK, (Loc){0}); }

Stmt *s_decl(Var *v, Expr *init)
{
    Stmt *s = s_new(S_DECL, init ? init->loc : v->loc);
    s->var = v;
    s->rhs =
        init && type_is_arith(v->type) && type_is_arith(init->type) ? convert(v->type, init) : init;
    return s;
}

Stmt *s_decl_unset(Var *v)
{
    if (v->type->quals & Q_CONST || type_plain(v->type)->quals & Q_CONST)
        v->type = v->written = type_unqual(v->type);
    return s_decl(v, NULL);
}

Stmt *s_assign(Expr *lhs, Expr *rhs)
{
    if (!e_is_lvalue(lhs) && !(lhs->kind == E_UNARY && e_is_lvalue(lhs->a)))
        bug("s_assign: expression of kind %d is no lvalue", (int)lhs->kind);
    Stmt *s = s_new(S_ASSIGN, lhs->loc);
    s->lhs = lhs;
    s->rhs = type_is_arith(lhs->type) && type_is_arith(rhs->type) ? convert(lhs->type, rhs) : rhs;
    return s;
}

Stmt *s_expr(Expr *call)
{
    Stmt *s = s_new(S_EXPR, call->loc);
    s->rhs = call;
    return s;
}

Stmt *s_if(Expr *cond, Stmt *then, Stmt *other)
{
    Stmt *s = s_new(S_IF, cond->loc);
    s->cond = cond;
    s->body = then;
    s->other = other;
    return s;
}

Stmt *s_return(Expr *e)
{
    Stmt *s = s_new(S_RETURN, e ? e->loc : (Loc){0});
    s->rhs = e;
    return s;
}

Stmt *s_comment(const char *text)
{
    Stmt *s = s_new(S_COMMENT, (Loc){0});
    s->text = text;
    return s;
}

void s_add(Stmt *block, Stmt *s)
{
    if (block->kind != S_BLOCK)
        bug("s_add: not a block");
    if (s)
        list_add(&block->list, s);
}

int fn_param_index(const Fn *f, const Var *v)
{
    for (int k = 0; k < f->params.n; k++)
        if (f->params.at[k] == v)
            return k;
    return -1;
}
