/* ints.c: which integer locals have a value that is known, where control is.

   settle.c takes along what it knows while it walks a function of the raw tree: an assignment of a known value makes one
   known, what a branch or a loop may assign is not known behind it. So the subscripts of a loop from 1 to 7 can be
   looked at one by one. Locals whose address is taken are never known. */
#include "settle.h"

struct Ints {
    Map *values;    /* Var -> long long; NULL: not known */
    Map *addressed; /* Var */
};

/* ---- which ---- */

static void find_addresses(Stmt **at, void *data);

static void find_addressed(Expr **at, void *data)
{
    Ints *s = data;
    Expr *e = *at;
    if (e->kind == E_ADDR && e->a->kind == E_VAR)
        map_put(s->addressed, e->a->var, s);
    for (int i = 0; e->kind == E_OPAQUE && i < e->args.n; i++)
        if (e->args.at[i]->kind == E_VAR)
            map_put(s->addressed, e->args.at[i]->var, s);
    if (e->kind == E_STMTEXPR)
        find_addresses(&e->body, data);
    expr_kids(e, find_addressed, data);
}

static void find_addresses(Stmt **at, void *data)
{
    Stmt *st = *at;
    Ints *s = data;
    for (int i = 0; st->kind == S_OPAQUE && i < st->args.n; i++)
        if (st->args.at[i]->kind == E_VAR)
            map_put(s->addressed, st->args.at[i]->var, s);
    stmt_exprs(st, find_addressed, data);
    stmt_kids(st, find_addresses, data);
}

Ints *ints_new(Fn *f)
{
    Ints *s = NEW(Ints);
    s->values = map_new();
    s->addressed = map_new();
    find_addresses(&f->body, s);
    return s;
}

static bool is_followed(const Ints *s, const Var *v)
{
    Type *t = type_plain(v->type);
    return (v->kind == V_LOCAL || v->kind == V_PARAM) && t->kind == T_INT && !(t->quals & (Q_VOLATILE | Q_ATOMIC)) && !v->pinned &&
           !map_get(s->addressed, v);
}

/* ---- values ---- */

/* In the type, and far from where arithmetic overflows. */
static bool fits(Type *t, long long n)
{
    t = type_plain(t);
    if (t->kind != T_INT || t->size < 1)
        return false;
    int bits = t->size > 4 ? 32 : 8 * t->size - t->is_signed;
    long long limit = 1LL << bits;
    return n < limit && n >= (t->is_signed ? -limit : 0);
}

static bool is_small(long long n) { return n > -(1LL << 31) && n < 1LL << 31; }

static bool computed(Op op, long long a, long long b, long long *n)
{
    bool small = is_small(a) && is_small(b);
    switch (op) {
    case O_NEG: *n = -a; return true;
    case O_PLUS: *n = a; return true;
    case O_NOT: *n = !a; return true;
    case O_ADD: *n = a + b; return true;
    case O_SUB: *n = a - b; return true;
    case O_MUL: *n = small ? a * b : 0; return small;
    case O_DIV: *n = b ? a / b : 0; return b != 0;
    case O_REM: *n = b ? a % b : 0; return b != 0;
    case O_SHL: *n = b >= 0 && b < 31 ? a * (1LL << b) : 0; return a >= 0 && a < 1LL << 31 && b >= 0 && b < 31;
    case O_SHR: *n = b >= 0 && b < 31 ? a >> b : 0; return a >= 0 && b >= 0 && b < 31;
    case O_LT: *n = a < b; return true;
    case O_GT: *n = a > b; return true;
    case O_LE: *n = a <= b; return true;
    case O_GE: *n = a >= b; return true;
    case O_EQ: *n = a == b; return true;
    case O_NE: *n = a != b; return true;
    case O_LAND: *n = a && b; return true;
    case O_LOR: *n = a || b; return true;
    default: return false;
    }
}

static bool var_value(const Ints *s, const Var *v, long long *n)
{
    const long long *value = is_followed(s, v) ? map_get(s->values, v) : NULL;
    if (value)
        *n = *value;
    bool constant = v->init && v->kind != V_LOCAL && (type_plain(v->type)->quals & (Q_CONST | Q_VOLATILE)) == Q_CONST;
    return value || (constant && ints_value(s, v->init, n));
}

bool ints_value(const Ints *s, const Expr *e, long long *n)
{
    long long a, b = 0;
    switch (e->kind) {
    case E_INT:
        *n = e->ival;
        break;
    case E_VAR:
        if (!var_value(s, e->var, n))
            return false;
        break;
    case E_CAST:
        if (!ints_value(s, e->a, n))
            return false;
        break;
    case E_SIZEOF:
        *n = e->text ? -1 : type_bytes(e->of ? e->of : e->a->type);
        if (*n < 0)
            return false;
        break;
    case E_UNARY:
    case E_BINARY:
        if (!ints_value(s, e->a, &a) || (e->kind == E_BINARY && !ints_value(s, e->b, &b)) || !computed(e->op, a, b, n))
            return false;
        break;
    default:
        return false;
    }
    return fits(e->type, *n);
}

/* ---- assignments ---- */

static void set_value(Ints *s, const Var *v, bool known, long long n)
{
    long long *value = known && is_followed(s, v) && fits(v->type, n) ? NEW(long long) : NULL;
    if (value)
        *value = n;
    if (value || map_get(s->values, v))
        map_put(s->values, v, value);
}

void ints_declare(Ints *s, const Stmt *decl)
{
    long long n = 0;
    bool known = decl->rhs && ints_value(s, decl->rhs, &n);
    set_value(s, decl->var, known, n);
}

/* What stands in e itself, not in its operands. */
void ints_assign(Ints *s, const Expr *e)
{
    long long a = 0, b = 1, n = 0;
    bool up = e->kind == E_PREINC || e->kind == E_POSTINC, down = e->kind == E_PREDEC || e->kind == E_POSTDEC;
    if (e->kind == E_OPAQUE || e->kind == E_STMTEXPR)
        ints_forget_all(s);
    if ((!up && !down && e->kind != E_ASSIGN) || e->a->kind != E_VAR)
        return;
    bool known = e->kind != E_ASSIGN || ints_value(s, e->b, &b);
    if (up || down || e->op != O_NONE)
        known = known && ints_value(s, e->a, &a) && computed(up ? O_ADD : down ? O_SUB : e->op, a, b, &n);
    else
        n = b;
    set_value(s, e->a->var, known, n);
}

/* ---- what is not known any more ---- */

static void forget_expr(Expr **at, void *data)
{
    Expr *e = *at;
    bool assigns = e->kind == E_ASSIGN || e->kind == E_PREINC || e->kind == E_POSTINC || e->kind == E_PREDEC || e->kind == E_POSTDEC;
    if (assigns && e->a->kind == E_VAR)
        set_value(data, e->a->var, false, 0);
    if (e->kind == E_OPAQUE || e->kind == E_STMTEXPR)
        ints_forget_all(data);
    expr_kids(e, forget_expr, data);
}

void ints_forget_expr(Ints *s, Expr *e) { forget_expr(&e, s); }

static void forget_stmt(Stmt **at, void *data)
{
    Stmt *st = *at;
    if (st->kind == S_OPAQUE)
        ints_forget_all(data);
    if (st->kind == S_DECL)
        set_value(data, st->var, false, 0);
    stmt_exprs(st, forget_expr, data);
    stmt_kids(st, forget_stmt, data);
}

void ints_forget(Ints *s, Stmt *st) { forget_stmt(&st, s); }

void ints_forget_all(Ints *s) { s->values = map_new(); }

/* ---- ways into and out of a statement ---- */

typedef struct Ways {
    const Stmt *loop;
    bool found;
} Ways;

static void find_ways_expr(Expr **at, void *data)
{
    ((Ways *)data)->found |= (*at)->kind == E_STMTEXPR || (*at)->kind == E_OPAQUE;
    expr_kids(*at, find_ways_expr, data);
}

static void find_ways(Stmt **at, void *data)
{
    Ways *w = data;
    const Stmt *st = *at;
    bool leaves = st->kind == S_BREAK || st->kind == S_CONTINUE;
    w->found |= st->kind == S_LABEL || st->kind == S_OPAQUE || (leaves && st->target == w->loop);
    stmt_exprs(*at, find_ways_expr, w);
    stmt_kids(*at, find_ways, w);
}

bool ints_is_straight(Stmt *st)
{
    Ways w = {.loop = st};
    find_ways(&st, &w);
    return !w.found;
}
