/* rounding.c: sums that round. In x + 0x1.8p52 - 0x1.8p52 the large constant leaves no room for the digits behind the point:
   the value is x rounded, as that of rint(x), and its derivative is zero, where that of the formula is one.

   Takes a function in normal form, marks such sums (Expr.rounds). The constant may come off later: t = x + c; k = t - c; then it is
   t that is rounded. A constant that happens to be large is no such sum while nobody takes it off again. */
#include "adc.h"

#include <math.h>
#include <string.h>

typedef struct Shift {
    Expr *by;
    bool minus;
} Shift;

typedef struct Rounding {
    Map *values; /* local -> ExprList: what it is set to */
    Map *others; /* locals that are set otherwise, or that pointers may lead to */
    int depth;   /* variables that are being followed: two may be set to each other */
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
    const ExprList *values = local ? map_get(r->values, v) : NULL;
    bool fixed = local ? values && values->n == 1 && !map_get(r->others, v)
                       : v->init && ((type_plain(v->type)->quals & Q_CONST) || v->unchanged);
    if (!fixed || !type_is_real(v->type) || r->depth == 8)
        return false;
    r->depth++;
    bool found = constant(r, local ? values->at[0] : v->init, c);
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

/* Added to a real of that width it leaves whole numbers at most; or, where it is 1.5 times a power of two, as nobody has for
   another reason, a few binary digits behind the point. */
static bool leaves_no_room(Width w, long double c)
{
    static const int digits[] = {24, 53, 64}; /* the least that long double has on the machines there are is 53 */
    int exponent;
    long double m = frexpl(fabsl(c), &exponent);
    return exponent >= digits[w] || (m == 0.75L && exponent > digits[w] - 8);
}

static bool is_large(Rounding *r, Expr *e, Width w);

static bool all_large(Rounding *r, const ExprList *values, Width w)
{
    bool all = values && values->n && r->depth < 8;
    r->depth++;
    for (int i = 0; all && i < values->n; i++)
        all = values->at[i] && is_large(r, values->at[i], w);
    r->depth--;
    return all;
}

/* Whatever value e has is such a constant: copysign(0x1p52, x), a variable that is one or the other. */
static bool is_large(Rounding *r, Expr *e, Width w)
{
    long double c;
    if (constant(r, e, &c))
        return leaves_no_room(w, c);
    switch (e->kind) {
    case E_VAR:
        return e->var->kind == V_LOCAL && !map_get(r->others, e->var) && all_large(r, map_get(r->values, e->var), w);
    case E_INDEX: {
        Expr *table = e->a->kind == E_DECAY ? e->a->a : e->a;
        Var *v = table->kind == E_VAR && table->var->kind != V_LOCAL ? table->var : NULL;
        bool fixed = v && v->init && v->init->kind == E_INIT && ((type_element(v->type)->quals & Q_CONST) || v->unchanged);
        return fixed && all_large(r, &v->init->args, w);
    }
    case E_COND:
        return is_large(r, e->b, w) && is_large(r, e->c, w);
    case E_CAST:
        return type_is_real(e->type) && is_large(r, e->a, w);
    case E_UNARY:
        return (e->op == O_NEG || e->op == O_PLUS) && is_large(r, e->a, w);
    case E_CALL:
        return e->fn && e->fn->class == F_MATH && strcmp(rule_name(e->fn->rule), "copysign") == 0 &&
               is_large(r, e->args.at[0], w);
    default:
        return false;
    }
}

/* e = +-x + c with such a constant. */
static bool is_shifted(Rounding *r, const Expr *e, Shift *shift)
{
    if (e->kind != E_BINARY || (e->op != O_ADD && e->op != O_SUB) || !type_is_real(e->type))
        return false;
    Width w = type_plain(e->type)->width;
    bool right = is_large(r, e->b, w);
    *shift = (Shift){right ? e->b : e->a, right && e->op == O_SUB};
    return right || is_large(r, e->a, w);
}

/* e = t - c, or c - t: what t is that has such a constant taken off. */
static Expr *taken_off(Rounding *r, Expr *e, Shift *shift)
{
    if (!is_shifted(r, e, shift))
        return NULL;
    bool right = shift->by == e->b;
    if (right || e->op == O_ADD)
        shift->minus = !shift->minus;
    return right ? e->a : e->b;
}

static bool same_shift(Rounding *r, Shift x, Shift y)
{
    long double a, b;
    if (constant(r, x.by, &a) && constant(r, y.by, &b))
        return (x.minus ? -a : a) == (y.minus ? -b : b);
    return x.minus == y.minus && e_equal(x.by, y.by);
}

static void find_shifted(Expr **at, void *data)
{
    Rounding *r = data;
    Shift off, on;
    Expr *e = *at, *t = taken_off(r, e, &off);
    if (t && is_shifted(r, uncast_real(t), &on) && same_shift(r, on, off))
        uncast_real(t)->rounds = true;
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
    if (v && s->kind == S_POP)
        map_put(r->others, v, v);
    else if (v && s->rhs) {
        ExprList *values = map_get(r->values, v);
        if (!values)
            map_put(r->values, v, values = NEW(ExprList));
        list_add(values, s->rhs);
    }
    stmt_exprs(s, find_addresses, r);
    stmt_kids(s, find_values, r);
}

/* Whether what t was given with a constant has it taken off before t is set again. The unwrapping of a counter has neither:
   if (d > c / 2) d -= c; else if (d < -c / 2) d += c; */
typedef struct Search {
    Rounding *r;
    Expr *t;
    Shift on;
    bool taken, set;
} Search;

static void search_expr(Expr **at, void *data)
{
    Search *x = data;
    Shift off;
    Expr *t = taken_off(x->r, *at, &off);
    x->taken |= t && !x->set && e_equal(uncast_real(t), x->t) && same_shift(x->r, x->on, off);
    x->set |= (*at)->kind == E_CALL && x->t->kind != E_VAR && (*at)->fn && (*at)->fn->class != F_MATH;
    expr_kids(*at, search_expr, x);
}

static void search_stmt(Stmt **at, void *data);

/* An arm knows nothing of what another one sets. */
static bool search_arm(Stmt **at, Search *x)
{
    Search arm = *x;
    if (*at)
        search_stmt(at, &arm);
    x->taken |= arm.taken;
    return arm.set;
}

static void search_stmt(Stmt **at, void *data)
{
    Search *x = data;
    Stmt *s = *at;
    stmt_exprs(s, search_expr, x);
    if (s->kind == S_IF || s->kind == S_SWITCH) {
        bool set = search_arm(&s->body, x) | search_arm(&s->other, x);
        for (int i = 0; i < s->arms.n; i++)
            set |= search_arm(&s->arms.at[i].body, x);
        x->set |= set;
        return;
    }
    bool assigns = s->kind == S_ASSIGN || s->kind == S_POP;
    x->set |= (s->kind == S_DECL && x->t->kind == E_VAR && x->t->var == s->var) ||
              (assigns && (e_equal(s->lhs, x->t) || (s->lhs->kind != E_VAR && x->t->kind != E_VAR)));
    stmt_kids(s, search_stmt, x);
}

static void mark_assigned(Stmt **at, void *data)
{
    Rounding *r = data;
    Stmt *block = *at;
    for (int i = 0; block->kind == S_BLOCK && i < block->list.n; i++) {
        Stmt *s = block->list.at[i];
        Search x = {.r = r};
        Expr *sum = (s->kind == S_ASSIGN || s->kind == S_DECL) && s->rhs ? uncast_real(s->rhs) : NULL;
        if (!sum || !is_shifted(r, sum, &x.on))
            continue;
        x.t = s->kind == S_ASSIGN ? s->lhs : e_var(s->var);
        for (int k = i + 1; k < block->list.n && !x.set && !x.taken; k++)
            search_stmt(&block->list.at[k], &x);
        sum->rounds |= x.taken;
    }
    stmt_kids(block, mark_assigned, r);
}

void rounding_find(Fn *f)
{
    Rounding r = {.values = map_new(), .others = map_new()};
    find_values(&f->body, &r);
    find_sums(&f->body, &r);
    mark_assigned(&f->body, &r);
}
