/* parts.c: functions of <math.h> that write through a pointer: modf, frexp, remquo, lgamma_r.

   Takes an engine's copy of a function. fraction = modf(x[i], &x[j]) may write over what it was computed from, and the
   engines ask for that once more behind the call. There it leaves a local for what is written, and an assignment of it. */
#include "flow.h"

typedef struct Parts {
    Fn *fn;
    Map *taken; /* variables whose address goes elsewhere than to such functions */
} Parts;

static bool is_math(const Expr *e)
{
    return e && e->kind == E_CALL && e->fn && e->fn->class == F_MATH;
}

static bool is_automatic(const Var *v)
{
    return v->kind == V_LOCAL || v->kind == V_PARAM;
}

static Var *variable_at(const Expr *arg)
{
    return arg->kind == E_ADDR && arg->a->kind == E_VAR ? arg->a->var : NULL;
}

static void taken_expr(Expr **at, void *data)
{
    Map *taken = data;
    Expr *e = *at;
    for (int i = 0; is_math(e) && i < e->args.n; i++)
        if (!variable_at(e->args.at[i]))
            taken_expr(&e->args.at[i], taken);
    if (is_math(e))
        return;
    if (e->kind == E_ADDR || e->kind == E_DECAY) {
        const Expr *lv = e->a;
        while ((lv->kind == E_MEMBER && !lv->arrow) || (lv->kind == E_INDEX && lv->a->kind == E_DECAY))
            lv = lv->kind == E_MEMBER ? lv->a : lv->a->a;
        if (lv->kind == E_VAR)
            map_put(taken, lv->var, lv->var);
    }
    expr_kids(e, taken_expr, taken);
}

static void taken_stmt(Stmt **s, void *data)
{
    stmt_exprs(*s, taken_expr, data);
    stmt_kids(*s, taken_stmt, data);
}

typedef struct Reads {
    Parts *p;
    const Var *own; /* asked for; NULL: any memory that a pointer may lead to */
    bool found;
} Reads;

static void reads_expr(Expr **at, void *data)
{
    Reads *r = data;
    const Expr *e = *at;
    if (r->own)
        r->found |= e->kind == E_VAR && e->var == r->own;
    else if (e->kind == E_VAR)
        r->found |= !is_automatic(e->var) || map_get(r->p->taken, e->var);
    else
        r->found |= e->kind == E_DEREF || e->kind == E_INDEX || (e->kind == E_MEMBER && e->arrow);
    expr_kids(*at, reads_expr, r);
}

/* Does the call read, as an argument, what it may write? */
static bool overwrites(Parts *p, Expr *call)
{
    Reads r = {.p = p};
    for (int k = 0; k < call->args.n; k++) {
        if (!type_is_pointer(call->args.at[k]->type))
            continue;
        const Var *v = variable_at(call->args.at[k]);
        r.own = v && is_automatic(v) && !map_get(p->taken, v) ? v : NULL;
        for (int i = 0; i < call->args.n; i++)
            if (i != k)
                reads_expr(&call->args.at[i], &r);
    }
    return r.found;
}

static Var *local(Parts *p, Stmt *block, const char *name, Type *type, Expr *value)
{
    Var *v = var_new(p->fn, V_LOCAL, name, type_unqual(type));
    s_add(block, s_decl(v, value));
    return v;
}

static Stmt *taken_apart(Parts *p, Stmt *s, Expr *call)
{
    Stmt *made = s_block(), *after = s_block();
    for (int i = 0; i < call->args.n; i++) {
        Expr *to = call->args.at[i];
        if (!type_is_pointer(to->type))
            continue;
        Var *part = local(p, made, "part", type_plain(to->type)->to, NULL);
        call->args.at[i] = e_addr(e_var(part));
        s_add(after, s_assign(e_deref(to), e_var(part)));
    }
    if (s->kind == S_ASSIGN) { /* the place of lhs may be one of those */
        s_add(after, s_assign(s->lhs, e_var(local(p, made, "value", s->rhs->type, s->rhs))));
    } else {
        s_add(made, s);
    }
    for (int i = 0; i < after->list.n; i++)
        s_add(made, after->list.at[i]);
    for (int i = 0; i < made->list.n; i++)
        made->list.at[i]->loc = s->loc;
    return made;
}

static void parts_stmt(Stmt **at, void *data)
{
    Stmt *b = *at;
    stmt_kids(b, parts_stmt, data);
    if (b->kind != S_BLOCK)
        return;
    StmtList old = b->list;
    b->list = (StmtList){0};
    for (int i = 0; i < old.n; i++) {
        Stmt *s = old.at[i];
        Expr *call = s->kind == S_DECL || s->kind == S_ASSIGN ? stmt_call(s) : NULL;
        if (!is_math(call) || !overwrites(data, call)) {
            s_add(b, s);
            continue;
        }
        Stmt *made = taken_apart(data, s, call);
        for (int k = 0; k < made->list.n; k++)
            s_add(b, made->list.at[k]);
    }
}

void parts_apart(Fn *f)
{
    Parts p = {.fn = f, .taken = map_new()};
    taken_stmt(&f->body, p.taken);
    parts_stmt(&f->body, &p);
}
