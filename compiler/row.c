/* row.c: whether a function stays within the row of an array that it is given.

   A pointer to the first element of a matrix walks over all of it, and C lets it as long as it is a pointer: sum(m[0], 9)
   or sum(&m[0][0], 9) of double m[3][3]. Put in the place of its parameter it would become m[0][8], which is no element:
   compilers take the loop to end after three, and so would the analyses here. Takes functions in normal form. */
#include "norm.h"

enum { deep = 4 }; /* calls followed */

typedef struct Row {
    const Fn *fn;
    const Var *param;
    const ExprList *args; /* of the call */
    const Expr *count;    /* elements of the row */
    Map *limits;          /* counter of a loop around -> below which it stays */
    int depth;
    bool leaves;
} Row;

bool row_is(const Expr *pointer)
{
    return pointer->kind == E_DECAY && type_is_array(pointer->a->type) &&
           (pointer->a->kind == E_INDEX || pointer->a->kind == E_DEREF);
}

typedef struct Changes {
    const Var *var;
    int n;
} Changes;

static void changes_visit(Stmt **at, void *data)
{
    Changes *c = data;
    Stmt *s = *at;
    c->n += s->kind == S_ASSIGN && s->lhs->kind == E_VAR && s->lhs->var == c->var;
    stmt_kids(s, changes_visit, c);
}

static int changes(Stmt *s, const Var *v)
{
    Changes c = {v, 0};
    changes_visit(&s, &c);
    return c.n;
}

/* What e is in the caller: a parameter that never changes is its argument. */
static const Expr *in_caller(const Row *r, const Expr *e)
{
    e = norm_under_casts((Expr *)e);
    for (int i = 0; e->kind == E_VAR && i < r->fn->params.n; i++)
        if (r->fn->params.at[i] == e->var && !changes(r->fn->body, e->var))
            return norm_under_casts(r->args->at[i]);
    return e;
}

/* for (i = 0; i < limit; i++), and nothing else changes i; limit as the caller has it. */
static const Expr *limit_of(const Row *r, Stmt *loop, const Var **counter)
{
    const Stmt *init = loop->init, *step = loop->step;
    const Expr *cond = loop->cond;
    long double from;
    if (loop->kind != S_LOOP || loop->flavor != L_FOR || !init || !step || !cond || cond->kind != E_BINARY ||
        cond->op != O_LT || cond->a->kind != E_VAR)
        return NULL;
    *counter = cond->a->var;
    bool starts = (init->kind == S_DECL && init->var == *counter) ||
                  (init->kind == S_ASSIGN && init->lhs->kind == E_VAR && init->lhs->var == *counter);
    bool steps = step->kind == S_ASSIGN && step->lhs->kind == E_VAR && step->lhs->var == *counter;
    if (!starts || !steps || !init->rhs || !e_value(init->rhs, &from) || from < 0 || changes(loop->body, *counter))
        return NULL;
    return in_caller(r, cond->b);
}

static bool at_most(const Expr *limit, const Expr *count)
{
    long double n, m;
    return e_equal(limit, count) || (e_value(limit, &n) && e_value(count, &m) && n <= m);
}

static bool within(const Row *r, const Expr *subscript)
{
    long double k, n;
    subscript = in_caller(r, subscript);
    if (e_value(subscript, &k))
        return k >= 0 && e_value(r->count, &n) && k < n;
    const Expr *limit = subscript->kind == E_VAR ? map_get(r->limits, subscript->var) : NULL;
    return limit && at_most(limit, r->count);
}

static bool is_param(const Row *r, Expr *e)
{
    e = norm_under_casts(e);
    return e->kind == E_VAR && e->var == r->param;
}

/* It hands the row on. */
static bool stays_in_call(const Row *r, Expr *call, int at)
{
    ExprList args = {0};
    if (!call->fn || !call->fn->body || call->args.n != call->fn->params.n || r->depth == deep)
        return false;
    for (int i = 0; i < call->args.n; i++)
        list_add(&args, (Expr *)in_caller(r, call->args.at[i]));
    return row_suffices(call->fn, at, r->count, &args, r->depth + 1);
}

static void row_expr(Expr **at, void *data)
{
    Row *r = data;
    Expr *e = *at;
    if (e->kind == E_SIZEOF || (e->kind == E_DEREF && is_param(r, e->a)))
        return;
    if (e->kind == E_INDEX && is_param(r, e->a)) {
        r->leaves |= !within(r, e->b);
        row_expr(&e->b, r);
        return;
    }
    if (e->kind == E_CALL) {
        for (int i = 0; i < e->args.n; i++)
            if (is_param(r, e->args.at[i]))
                r->leaves |= !stays_in_call(r, e, i);
            else
                row_expr(&e->args.at[i], r);
        return;
    }
    r->leaves |= is_param(r, e);
    expr_kids(e, row_expr, r);
}

static void row_stmt(Stmt **at, void *data)
{
    Row *r = data;
    Stmt *s = *at;
    const Var *counter = NULL;
    const Expr *limit = limit_of(r, s, &counter);
    if (limit)
        map_put(r->limits, counter, (void *)limit);
    stmt_exprs(s, row_expr, r);
    stmt_kids(s, row_stmt, r);
    if (limit)
        map_put(r->limits, counter, NULL);
}

bool row_suffices(Fn *f, int param, const Expr *count, const ExprList *args, int depth)
{
    Row r = {f, f->params.at[param], args, count, map_new(), depth, false};
    if (!count || changes(f->body, r.param))
        return false;
    row_stmt(&f->body, &r);
    return !r.leaves;
}
