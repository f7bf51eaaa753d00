/* settle.c: is a variable set on every way to each of its reads?

   Walks a function of the raw tree, gotos included, in the order in which it runs; where ways meet, what was not set on one of
   them is not set. An argument `&v` is followed into the callee, where the same is asked of what the parameter points
   to. unstatic.c and once.c ask. */
#include "settle.h"

#include <string.h>

/* What control brings to a label, to the head or the end of a loop, to the end of a function. */
typedef struct Join {
    bool unset; /* on some way */
} Join;

static void settled_expr(Expr **at, void *data);

/* ---- control ---- */

static Join *join_at(Settled *s, const void *where)
{
    Join *j = map_get(s->joins, where);
    if (!j)
        map_put(s->joins, where, j = NEW(Join));
    return j;
}

static void come_to(Settled *s, const void *where)
{
    Join *j = join_at(s, where);
    s->changed |= !s->set && !j->unset;
    j->unset |= !s->set;
}

static void leave_to(Settled *s, const void *where)
{
    come_to(s, where);
    s->set = true;
}

static void go_on_from(Settled *s, const void *where)
{
    come_to(s, where);
    s->set = !join_at(s, where)->unset;
}

static const void *head_of(const Stmt *loop) { return &loop->body; }

static const void *step_of(const Stmt *loop) { return &loop->step; }

static const void *end_of(const Stmt *s) { return &s->cond; }

static void settled_loop(Settled *s, Stmt *loop)
{
    if (loop->init)
        settled_stmt(&loop->init, s);
    go_on_from(s, head_of(loop));
    if (loop->flavor != L_DO && loop->cond) {
        settled_expr(&loop->cond, s);
        come_to(s, end_of(loop));
    }
    settled_stmt(&loop->body, s);
    go_on_from(s, step_of(loop));
    if (loop->flavor == L_DO && loop->cond) {
        settled_expr(&loop->cond, s);
        come_to(s, end_of(loop));
    }
    if (loop->step)
        settled_stmt(&loop->step, s);
    leave_to(s, head_of(loop));
    go_on_from(s, end_of(loop));
}

static void settled_switch(Settled *s, Stmt *sw)
{
    settled_expr(&sw->cond, s);
    bool chosen = s->set, any = false;
    s->set = true;
    for (int i = 0; i < sw->arms.n; i++) {
        any |= sw->arms.at[i].is_default;
        s->set &= chosen;
        settled_stmt(&sw->arms.at[i].body, s);
    }
    s->set &= any || chosen;
    go_on_from(s, end_of(sw));
}

static void settled_if(Settled *s, Stmt *st)
{
    settled_expr(&st->cond, s);
    bool before = s->set;
    settled_stmt(&st->body, s);
    bool then = s->set;
    s->set = before;
    if (st->other)
        settled_stmt(&st->other, s);
    s->set &= then;
}

static void settled_opaque(Settled *s, const ExprList *mentioned)
{
    for (int i = 0; i < mentioned->n; i++)
        s->escapes |= mentioned->at[i]->kind == E_VAR && mentioned->at[i]->var == s->v;
}

void settled_stmt(Stmt **at, void *data)
{
    Settled *s = data;
    Stmt *st = *at;
    if (s->passes && s->passes(s, st))
        return;
    switch (st->kind) {
    case S_IF:
        settled_if(s, st);
        return;
    case S_LOOP:
        settled_loop(s, st);
        return;
    case S_SWITCH:
        settled_switch(s, st);
        return;
    case S_GOTO:
        leave_to(s, intern(st->label));
        return;
    case S_LABEL:
        go_on_from(s, intern(st->label));
        return;
    case S_BREAK:
        leave_to(s, end_of(st->target));
        return;
    case S_CONTINUE:
        leave_to(s, step_of(st->target));
        return;
    case S_DECL:
        if (st->var == s->v) {
            s->set |= st->var->kind == V_LOCAL;
            return;
        }
        break;
    case S_OPAQUE:
        settled_opaque(s, &st->args);
        s->escapes |= strstr(st->text, "goto") != NULL; /* to any label */
        return;
    default:
        break;
    }
    stmt_exprs(st, settled_expr, s);
    stmt_kids(st, settled_stmt, s);
    if (st->kind == S_RETURN)
        leave_to(s, s->fn);
}

/* ---- values ---- */

static bool is_it(const Settled *s, const Expr *e)
{
    if (s->is)
        return s->is(s, e);
    if (!s->pointed)
        return e->kind == E_VAR && e->var == s->v;
    bool first = e->kind == E_DEREF || (e->kind == E_INDEX && e_is_zero(e->b));
    return first && e->a->kind == E_VAR && e->a->var == s->v;
}

static bool is_its_address(const Settled *s, const Expr *e)
{
    if (s->is)
        return false;
    return s->pointed ? e->kind == E_VAR && e->var == s->v : e->kind == E_ADDR && is_it(s, e->a);
}

static const Settled *through(Program *p, Var *param);

/* The address is an argument of f. */
static void settled_in(Settled *s, Fn *f, int k)
{
    if (f->body && k < f->params.n) {
        const Settled *there = through(s->p, f->params.at[k]);
        s->escapes |= there->escapes;
        s->read |= there->read && !s->set;
        s->set |= there->set;
    } else if (f->class == F_MATH) { /* frexp, sincos: they set */
        s->read |= known_reads(f, k) && !s->set;
        s->set = true;
    } else {
        s->escapes = true;
    }
}

FnList settled_callees(Program *p, const Expr *call)
{
    Type *t = type_plain(call->a->type);
    return fn_candidates(p, t->kind == T_POINTER ? type_plain(t->to) : t);
}

static void settled_argument(Settled *s, const Expr *call, int k)
{
    if (call->fn) {
        settled_in(s, call->fn, k);
        return;
    }
    FnList fns = settled_callees(s->p, call);
    bool before = s->set, all = true;
    for (int i = 0; i < fns.n; i++) {
        s->set = before;
        settled_in(s, fns.at[i], k);
        all &= s->set;
    }
    s->escapes |= !fns.n;
    s->set = fns.n ? all : before;
}

static void settled_call(Settled *s, Expr *call)
{
    if (!call->fn)
        settled_expr(&call->a, s);
    for (int i = 0; i < call->args.n; i++)
        if (!is_its_address(s, call->args.at[i]))
            settled_expr(&call->args.at[i], s);
    for (int i = 0; i < call->args.n; i++)
        if (is_its_address(s, call->args.at[i]))
            settled_argument(s, call, i);
    if (s->calls)
        s->calls(s, call);
}

/* Operands that are not always looked at. */
static void settled_choice(Settled *s, Expr *e)
{
    settled_expr(&e->a, s);
    bool before = s->set;
    settled_expr(&e->b, s);
    if (e->kind == E_COND) {
        bool one = s->set;
        s->set = before;
        settled_expr(&e->c, s);
        before = one;
    }
    s->set &= before;
}

static void settled_expr(Expr **at, void *data)
{
    Settled *s = data;
    Expr *e = *at;
    bool short_cut = e->kind == E_BINARY && (e->op == O_LAND || e->op == O_LOR);
    if (is_it(s, e)) {
        s->read |= !s->set;
    } else if (is_its_address(s, e)) {
        s->escapes = true;
    } else if (e->kind == E_ASSIGN && is_it(s, e->a)) {
        if (e->op != O_NONE)
            settled_expr(&e->a, s);
        settled_expr(&e->b, s);
        s->set = true;
    } else if (e->kind == E_COND || short_cut) {
        settled_choice(s, e);
    } else if (e->kind == E_CALL) {
        settled_call(s, e);
    } else if (e->kind == E_STMTEXPR) {
        settled_stmt(&e->body, s);
    } else if (e->kind == E_OPAQUE) {
        settled_opaque(s, &e->args);
    } else if (e->kind != E_SIZEOF) {
        expr_kids(e, settled_expr, s);
    }
}

void settle(Settled *s)
{
    s->joins = map_new();
    do {
        s->changed = s->read = false;
        s->set = s->first;
        settled_stmt(&s->fn->body, s);
        go_on_from(s, s->fn);
    } while (s->changed && !s->escapes);
}

/* ---- what a parameter points to ---- */

static Map *asked; /* parameter -> Settled */

static const Settled *through(Program *p, Var *param)
{
    Settled *s = asked ? map_get(asked, param) : NULL;
    if (s)
        return s;
    if (!asked)
        asked = map_new();
    s = NEW(Settled);
    *s = (Settled){.p = p, .fn = param->fn, .v = param, .pointed = true};
    Settled own = *s;
    s->escapes = true; /* to itself, by way of recursion */
    map_put(asked, param, s);
    settle(&own);
    *s = own;
    return s;
}
