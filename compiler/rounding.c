/* rounding.c: sums that round. In x + 0x1.8p52 - 0x1.8p52 the large constant leaves no room for the digits behind the point:
   the value is x rounded, as that of rint(x), and its derivative is zero, where that of the formula is one.

   Takes a function in normal form, marks such sums (Expr.rounds). The constant may come off later: t = x + c; k = t - c; then it is
   t that is rounded. A constant that happens to be large is no such sum while nobody takes it off again. */
#include "adc.h"

#include <math.h>

typedef struct Shifted {
    Expr *at;      /* what has a constant taken off */
    long double c;
} Shifted;

typedef struct Rounding {
    Map *values; /* local -> what it is set to, if just once */
    Map *others; /* locals that are set again, or that pointers may lead to */
    int depth;   /* variables that are being followed: two may be set to each other */
    LIST(Shifted) shifted;
} Rounding;

static Expr *uncast_real(Expr *e)
{
    while (e->kind == E_CAST && type_is_real(e->type) && type_is_real(e->a->type))
        e = e->a;
    return e;
}

static bool constant(Rounding *r, Expr *e, long double *c);

static bool constant_variable(Rounding *r, Var *v, long double *c)
{
    bool local = v->kind == V_LOCAL;
    bool fixed = local ? !map_get(r->others, v) : (type_plain(v->type)->quals & Q_CONST) || v->unchanged;
    Expr *value = local ? map_get(r->values, v) : v->init;
    if (!fixed || !value || !type_is_real(v->type) || r->depth == 8)
        return false;
    r->depth++;
    bool found = constant(r, value, c);
    r->depth--;
    return found;
}

static bool constant_sum(Rounding *r, Expr *e, long double *c)
{
    long double a, b;
    if (!constant(r, e->a, &a) || !constant(r, e->b, &b))
        return false;
    *c = e->op == O_ADD ? a + b : e->op == O_SUB ? a - b : e->op == O_MUL ? a * b : e->op == O_DIV ? a / b : NAN;
    return isfinite(*c);
}

static bool constant(Rounding *r, Expr *e, long double *c)
{
    switch (e->kind) {
    case E_REAL:
        *c = e->rval;
        return true;
    case E_INT:
        *c = (long double)e->ival;
        return true;
    case E_VAR:
        return constant_variable(r, e->var, c);
    case E_CAST:
        return type_is_real(e->type) && constant(r, e->a, c);
    case E_UNARY:
        if ((e->op != O_NEG && e->op != O_PLUS) || !constant(r, e->a, c))
            return false;
        *c = e->op == O_NEG ? -*c : *c;
        return true;
    case E_BINARY:
        return constant_sum(r, e, c);
    default:
        return false;
    }
}

/* Added to a real of that width it leaves whole numbers at most; or, where it is 1 or 1.5 times a power of two, as nobody
   has for another reason, a few binary digits behind the point. */
static bool leaves_no_room(Width w, long double c)
{
    static const int digits[] = {24, 53, 64}; /* the least that long double has on the machines there are is 53 */
    int exponent;
    long double m = frexpl(fabsl(c), &exponent);
    return exponent >= digits[w] || ((m == 0.5L || m == 0.75L) && exponent > digits[w] - 8);
}

/* e = +-x + c with such a constant. */
static bool is_shifted(Rounding *r, const Expr *e, long double *c)
{
    if (e->kind != E_BINARY || (e->op != O_ADD && e->op != O_SUB) || !type_is_real(e->type))
        return false;
    if (constant(r, e->b, c))
        *c = e->op == O_SUB ? -*c : *c;
    else if (!constant(r, e->a, c))
        return false;
    return leaves_no_room(type_plain(e->type)->width, *c);
}

/* e = t - c, or c - t: what t is that has such a constant taken off. */
static Expr *taken_off(Rounding *r, Expr *e, long double *c)
{
    if (!is_shifted(r, e, c))
        return NULL;
    long double other;
    bool right = constant(r, e->b, &other);
    *c = right || e->op == O_ADD ? -*c : *c;
    return right ? e->a : e->b;
}

static void find_shifted(Expr **at, void *data)
{
    Rounding *r = data;
    long double off, c;
    Expr *e = *at, *t = taken_off(r, e, &off);
    if (t && is_shifted(r, uncast_real(t), &c) && c == off)
        uncast_real(t)->rounds = true;
    else if (t && e_is_lvalue(uncast_real(t)))
        list_add(&r->shifted, ((Shifted){uncast_real(t), off}));
    expr_kids(e, find_shifted, r);
}

static void find_sums(Stmt **at, void *data)
{
    stmt_exprs(*at, find_shifted, data);
    stmt_kids(*at, find_sums, data);
}

static void find_addresses(Expr **at, void *data)
{
    Rounding *r = data;
    Expr *e = *at;
    if (e->kind == E_ADDR && e->a->kind == E_VAR)
        map_put(r->others, e->a->var, e);
    expr_kids(e, find_addresses, r);
}

static void find_values(Stmt **at, void *data)
{
    Rounding *r = data;
    Stmt *s = *at;
    bool assigns = (s->kind == S_ASSIGN || s->kind == S_POP) && s->lhs->kind == E_VAR;
    Var *v = assigns ? s->lhs->var : s->kind == S_DECL && s->rhs ? s->var : NULL;
    if (v && (map_get(r->values, v) || s->kind == S_POP))
        map_put(r->others, v, v);
    else if (v && s->rhs)
        map_put(r->values, v, s->rhs);
    stmt_exprs(s, find_addresses, r);
    stmt_kids(s, find_values, r);
}

/* What is assigned to a variable that has the constant taken off somewhere. */
static void mark_assigned(Stmt **at, void *data)
{
    Rounding *r = data;
    Stmt *s = *at;
    long double c;
    Expr *sum = (s->kind == S_ASSIGN || s->kind == S_DECL) && s->rhs ? uncast_real(s->rhs) : NULL;
    if (sum && is_shifted(r, sum, &c))
        for (int i = 0; i < r->shifted.n; i++) {
            const Shifted *t = &r->shifted.at[i];
            bool same = s->kind == S_ASSIGN ? e_equal(t->at, s->lhs) : t->at->kind == E_VAR && t->at->var == s->var;
            sum->rounds |= same && t->c == c;
        }
    stmt_kids(s, mark_assigned, r);
}

void rounding_find(Fn *f)
{
    Rounding r = {.values = map_new(), .others = map_new()};
    find_values(&f->body, &r);
    find_sums(&f->body, &r);
    if (r.shifted.n)
        mark_assigned(&f->body, &r);
}
