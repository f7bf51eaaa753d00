/* norm_order.c: the order of operands. C leaves open whether `x + f()` reads x before or after the
   call; compilers go from left to right, and so does adc where it makes a difference: norm_expr.c
   keeps a left operand in a temporary if it reads memory that a call in the right one may change.
 */
#include "norm.h"

/* ---- does a call write memory that others see? ---- */

typedef struct Writes {
    Map *seen; /* functions being looked at */
    Fn *self;  /* the function whose body is just being rebuilt */
    bool found;
} Writes;

static void writes_stmt(Stmt **s, void *data);

static bool is_local_place(const Expr *lv)
{
    while ((lv->kind == E_MEMBER && !lv->arrow) || (lv->kind == E_INDEX && lv->a->kind == E_DECAY))
        lv = lv->kind == E_MEMBER ? lv->a : lv->a->a;
    return lv->kind == E_VAR && (lv->var->kind == V_LOCAL || lv->var->kind == V_PARAM);
}

/* Has a function without a body a parameter to write through? */
static bool takes_place(const Fn *f)
{
    Type *type = type_plain(f->type);
    for (int i = 0; i < type->params.n; i++) {
        Type *t = type_plain(type->params.at[i]);
        if (t->kind == T_POINTER && !(type_plain(t->to)->quals & Q_CONST))
            return true;
    }
    return false;
}

static void writes_call(Writes *w, Fn *f)
{
    if (!f || f == w->self) {
        w->found = true;
    } else if (f->body && !map_get(w->seen, f)) {
        map_put(w->seen, f, f);
        writes_stmt(&f->body, w);
    } else if (!f->body) {
        bool own = f->class == F_ALLOC || f->class == F_FREE;
        bool known = f->class == F_MATH || (f->class == F_INACTIVE && !f->inactive);
        w->found = w->found || (!own && !(known && !takes_place(f)));
    }
}

static void writes_expr(Expr **at, void *data)
{
    Writes *w = data;
    Expr *e = *at;
    bool stores = e->kind == E_ASSIGN || e->kind == E_PREINC || e->kind == E_PREDEC ||
                  e->kind == E_POSTINC || e->kind == E_POSTDEC;
    if (e->kind == E_OPAQUE || (stores && !is_local_place(e->a)))
        w->found = true;
    if (e->kind == E_CALL && !call_is_pure(e))
        writes_call(w, e->fn);
    if (e->kind == E_STMTEXPR)
        writes_stmt(&e->body, w);
    if (!w->found)
        expr_kids(e, writes_expr, w);
}

static void writes_stmt(Stmt **at, void *data)
{
    Writes *w = data;
    Stmt *s = *at;
    bool store = s->kind == S_ASSIGN || s->kind == S_POP;
    w->found = w->found || s->kind == S_OPAQUE || (store && !is_local_place(s->lhs));
    if (!w->found)
        stmt_exprs(s, writes_expr, w);
    if (!w->found)
        stmt_kids(s, writes_stmt, w);
}

static void calls_visit(Expr **at, void *data)
{
    Writes *w = data;
    if ((*at)->kind == E_CALL && !call_is_pure(*at))
        writes_call(w, (*at)->fn);
    if ((*at)->kind == E_STMTEXPR)
        writes_stmt(&(*at)->body, w);
    if (!w->found)
        expr_kids(*at, calls_visit, w);
}

bool norm_call_may_write(Norm *n, Expr *e)
{
    Writes w = {.seen = map_new(), .self = n->fn};
    calls_visit(&e, &w);
    return w.found;
}

/* ---- can a call change the value of an expression? ---- */

typedef struct Steady {
    Norm *n;
    bool steady;
} Steady;

static void steady_visit(Expr **at, void *data)
{
    Steady *s = data;
    Expr *e = *at;
    bool constant = type_is_array(e->type) || (type_plain(e->type)->quals & Q_CONST) != 0;
    switch (e->kind) {
    case E_VAR:
        s->steady = s->steady && (constant || norm_is_private(s->n, e->var));
        return;
    case E_ADDR:
    case E_DECAY:
        if (e->a->kind != E_VAR)
            expr_kids(e->a, steady_visit, s);
        return;
    case E_DEREF:
    case E_INDEX:
        s->steady = s->steady && constant;
        break;
    case E_MEMBER:
        s->steady = s->steady && (constant || !e->arrow);
        break;
    case E_SIZEOF:
        return;
    default:
        break;
    }
    if (s->steady)
        expr_kids(e, steady_visit, s);
}

bool norm_is_steady(Norm *n, Expr *e)
{
    Steady s = {n, true};
    steady_visit(&e, &s);
    return s.steady;
}

/* ---- a variable that two operands set ---- */

/* Macros that look at their argument twice put it into one scratch variable: SQR(x) + SQR(y) as
   ((t = x) == 0 ? 0 : t * t) + ((t = y) == 0 ? 0 : t * t). Compilers finish one operand before they begin the next. */
typedef struct Sets {
    Expr *other;
    bool found;
} Sets;

static Var *set_var(const Expr *e)
{
    bool sets = e->kind == E_ASSIGN || e->kind == E_PREINC || e->kind == E_PREDEC || e->kind == E_POSTINC || e->kind == E_POSTDEC;
    return sets && e->a->kind == E_VAR ? e->a->var : NULL;
}

typedef struct SetsOne {
    const Var *v;
    bool found;
} SetsOne;

static void sets_one(Expr **at, void *data)
{
    SetsOne *s = data;
    s->found |= set_var(*at) == s->v;
    if (!s->found)
        expr_kids(*at, sets_one, s);
}

static void sets_visit(Expr **at, void *data)
{
    Sets *s = data;
    SetsOne one = {set_var(*at), false};
    if (one.v)
        sets_one(&s->other, &one);
    s->found |= one.found;
    if (!s->found)
        expr_kids(*at, sets_visit, s);
}

bool norm_both_set(Expr *e, Expr *other)
{
    Sets s = {other, false};
    sets_visit(&e, &s);
    return s.found;
}
