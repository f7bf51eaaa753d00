/* lift.c: what the first call of a function does and each other could do again.

       static logical first = TRUE_;
       static doublereal eps;
       if (first)
           eps = sqrt(d1mach_(&c__4));
       first = FALSE_;

   Where it computes the same in each call, from constants alone, and sets what nothing else sets, the test is dropped: every
   call computes it, and unstatic.c finds that it keeps nothing. Takes the raw tree. */
#include "output.h"
#include "settle.h"

typedef struct Lift {
    Program *p;
    Fn *fn;
    Stmt *test;    /* the `if` */
    Var *flag;
    VarList vars;  /* that the region mentions, and no constants */
    Map *inside;   /* Stmt: what its jumps may lead to; Fn: looked at */
    bool callee;   /* a function that it calls is being looked at */
    bool fails;
} Lift;

/* ---- does it do the same in each call? ---- */

static void same_stmt(Stmt **at, void *data);

static void same_var(Lift *l, Var *v)
{
    Type *t = type_element(v->type);
    l->fails |= (t->quals & (Q_VOLATILE | Q_ATOMIC)) || v->is_thread_local || v->pinned;
    if (v->kind == V_GLOBAL || v->kind == V_STATIC) {
        bool constant = (v->kind == V_STATIC || v->is_static || (t->quals & Q_CONST)) && !static_changes(l->p, v);
        l->fails |= type_holds_pointers(v->type) || (!constant && (v->kind == V_GLOBAL || l->callee));
        if (constant)
            return;
    }
    if (l->callee)
        return;
    l->fails |= type_is_array(v->type) || !type_is_arith(type_plain(v->type));
    for (int i = 0; i < l->vars.n; i++)
        if (l->vars.at[i] == v)
            return;
    list_add(&l->vars, v);
}

static void same_expr(Expr **at, void *data)
{
    Lift *l = data;
    Expr *e = *at;
    switch (e->kind) {
    case E_VAR:
        same_var(l, e->var);
        return;
    case E_CALL:
        if (!e->fn || (!e->fn->body && e->fn->class != F_MATH && !known_is_pure(e->fn))) {
            l->fails = true;
        } else if (e->fn->body && !map_get(l->inside, e->fn)) {
            bool before = l->callee;
            map_put(l->inside, e->fn, l);
            l->callee = true;
            same_stmt(&e->fn->body, l);
            l->callee = before;
        }
        for (int i = 0; i < e->args.n; i++)
            same_expr(&e->args.at[i], l);
        return;
    case E_DEREF:
    case E_MEMBER:
    case E_INDEX:
        l->fails |= !l->callee && !(e->kind == E_INDEX && e->a->kind == E_DECAY && e->a->a->kind == E_VAR);
        expr_kids(e, same_expr, l);
        return;
    case E_FN:
    case E_OPAQUE:
    case E_STMTEXPR:
        l->fails = true;
        return;
    default:
        expr_kids(e, same_expr, l);
    }
}

static void same_stmt(Stmt **at, void *data)
{
    Lift *l = data;
    Stmt *st = *at;
    map_put(l->inside, st, l);
    l->fails |= st->kind == S_OPAQUE;
    if (!l->callee) {
        bool jumps = st->kind == S_BREAK || st->kind == S_CONTINUE;
        l->fails |= st->kind == S_RETURN || st->kind == S_GOTO || st->kind == S_LABEL || (jumps && !map_get(l->inside, st->target));
    }
    stmt_exprs(st, same_expr, l);
    stmt_kids(st, same_stmt, l);
}

/* ---- is what a parameter points to only read? ---- */

typedef struct Reads {
    const Var *param;
    bool fails;
} Reads;

static bool is_pointee(const Reads *r, const Expr *e)
{
    return (e->kind == E_DEREF || e->kind == E_INDEX) && e->a->kind == E_VAR && e->a->var == r->param;
}

static void reads_stmt(Stmt **at, void *data);

static void reads_expr(Expr **at, void *data)
{
    Reads *r = data;
    Expr *e = *at;
    bool steps = e->kind == E_PREINC || e->kind == E_PREDEC || e->kind == E_POSTINC || e->kind == E_POSTDEC;
    r->fails |= (steps || e->kind == E_ASSIGN || e->kind == E_ADDR) && is_pointee(r, e->a);
    r->fails |= e->kind == E_OPAQUE || (e->kind == E_VAR && e->var == r->param);
    if (e->kind == E_STMTEXPR)
        reads_stmt(&e->body, r);
    if (!is_pointee(r, e))
        expr_kids(e, reads_expr, r);
    else if (e->b)
        reads_expr(&e->b, r);
}

static void reads_stmt(Stmt **at, void *data)
{
    ((Reads *)data)->fails |= (*at)->kind == S_OPAQUE;
    stmt_exprs(*at, reads_expr, data);
    stmt_kids(*at, reads_stmt, data);
}

static bool only_reads(Var *param)
{
    Reads r = {.param = param};
    reads_stmt(&param->fn->body, &r);
    return !r.fails;
}

/* ---- does anything else set it? ---- */

typedef struct Others {
    const Stmt *without; /* the region */
    const Stmt *end;     /* `first = FALSE_;` */
    const Var *v;
    bool found;
} Others;

static void others_stmt(Stmt **at, void *data);

static void others_expr(Expr **at, void *data)
{
    Others *o = data;
    Expr *e = *at;
    bool steps = e->kind == E_PREINC || e->kind == E_PREDEC || e->kind == E_POSTINC || e->kind == E_POSTDEC;
    o->found |= (steps || e->kind == E_ASSIGN || e->kind == E_ADDR) && e->a->kind == E_VAR && e->a->var == o->v;
    if (e->kind == E_STMTEXPR)
        others_stmt(&e->body, o);
    if (e->kind == E_CALL && e->fn && e->fn->body) {
        for (int i = 0; i < e->args.n; i++) {
            const Expr *arg = e->args.at[i];
            bool named = arg->kind == E_ADDR && arg->a->kind == E_VAR && arg->a->var == o->v;
            if (named && i < e->fn->params.n)
                o->found |= !only_reads(e->fn->params.at[i]);
            else
                others_expr(&e->args.at[i], o);
        }
        return;
    }
    expr_kids(e, others_expr, o);
}

static void others_stmt(Stmt **at, void *data)
{
    Others *o = data;
    if (*at == o->without || *at == o->end)
        return;
    stmt_exprs(*at, others_expr, o);
    stmt_kids(*at, others_stmt, o);
}

/* ---- locals that it uses ---- */

static bool passes_test(Settled *s, Stmt *st)
{
    const Lift *l = s->data;
    if (st != l->test)
        return false;
    s->set = false;
    return true;
}

static bool passes_nothing(Settled *s, Stmt *st)
{
    const Lift *l = s->data;
    if (st == l->test) { /* the region alone */
        s->set = false;
        settled_stmt(&st->body, s);
    }
    return st == l->test;
}

/* Set in it before it is read; a local is not read behind it before it is set again. */
static bool is_own(Lift *l, Var *v)
{
    Settled in = {.p = l->p, .fn = l->fn, .v = v, .first = true, .passes = passes_nothing, .data = l};
    Settled around = {.p = l->p, .fn = l->fn, .v = v, .first = true, .passes = passes_test, .data = l};
    if (v->kind == V_STATIC) { /* what comes before and behind is asked once the test is gone */
        in.first = false;
        in.passes = NULL;
        settle_part(&in, l->test->body);
        return !in.read && !in.escapes;
    }
    settle(&in);
    settle(&around);
    return !in.read && !in.escapes && !around.read && !around.escapes;
}

/* ---- together ---- */

static bool is_liftable(Lift *l, const Stmt *end)
{
    same_stmt(&l->test->body, l);
    for (int i = 0; i < l->vars.n && !l->fails; i++) {
        Var *v = l->vars.at[i];
        Others o = {l->test->body, v == l->flag ? end : NULL, v, false};
        if (v->kind == V_STATIC)
            others_stmt(&l->fn->body, &o);
        l->fails |= o.found || !is_own(l, v);
    }
    Others o = {l->test->body, end, l->flag, false};
    others_stmt(&l->fn->body, &o);
    return !l->fails && !o.found;
}

static bool is_kept(Lift *l)
{
    for (int i = 0; i < l->vars.n; i++) {
        Settled s = {.p = l->p, .fn = l->fn, .v = l->vars.at[i]};
        if (s.v->kind != V_STATIC)
            continue;
        settle(&s);
        if (s.read || s.escapes)
            return true;
    }
    return false;
}

static bool sets_flag(const Stmt *st, const Var *flag)
{
    const Expr *e = st && st->kind == S_EXPR ? st->rhs : NULL;
    return e && e->kind == E_ASSIGN && e->op == O_NONE && e->a->kind == E_VAR && e->a->var == flag && e_is_const(e->b);
}

static bool lift_test(Program *p, Fn *f, Stmt *st, const Stmt *next)
{
    Lift l = {.p = p, .fn = f, .test = st, .inside = map_new()};
    l.flag = once_flag(p, st->cond);
    if (!l.flag || l.flag->once || l.flag->kind != V_STATIC || !type_is_arith(type_plain(l.flag->type)) || !once_holds_at_first(st->cond, l.flag) ||
        !is_liftable(&l, sets_flag(next, l.flag) ? next : NULL))
        return false;
    Stmt before = *st;
    *st = *before.body;
    if (!is_kept(&l))
        return true;
    *st = before;
    return false;
}

typedef struct Tests {
    Program *p;
    Fn *fn;
    bool any;
} Tests;

static void find_tests(Stmt **at, void *data)
{
    Tests *t = data;
    Stmt *st = *at;
    for (int i = 0; st->kind == S_BLOCK && i < st->list.n; i++) {
        Stmt *test = st->list.at[i];
        if (test->kind == S_IF && !test->other && test->body->kind == S_BLOCK)
            t->any |= lift_test(t->p, t->fn, test, i + 1 < st->list.n ? st->list.at[i + 1] : NULL);
    }
    stmt_kids(st, find_tests, t);
}

bool lift_tests(Program *p, Fn *f)
{
    Tests t = {p, f, false};
    find_tests(&f->body, &t);
    return t.any;
}
