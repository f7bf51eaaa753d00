/* unstatic.c: static locals that keep nothing from one call to the next.

   Translators from Fortran make every local static. One that each call sets before it reads it might as well be
   automatic: it becomes a local, which generated code can have as its own. Takes the raw tree, and asks for each scalar
   static on its own whether it is set on every way to each of its reads (settle.c). */
#include "settle.h"

/* ---- statics ---- */

static bool is_candidate(const Var *v)
{
    Type *t = type_plain(v->type);
    bool scalar = type_is_arith(t) || t->kind == T_POINTER;
    return v->kind == V_STATIC && scalar && !(t->quals & (Q_CONST | Q_VOLATILE | Q_ATOMIC)) && !v->pinned && !v->inactive;
}

static void find_statics(Stmt **at, void *data)
{
    if ((*at)->kind == S_DECL && is_candidate((*at)->var))
        list_add((VarList *)data, (*at)->var);
    stmt_kids(*at, find_statics, data);
}

/* ---- calls within calls ---- */

static Map *callees; /* Fn -> FnList */

typedef struct Calls {
    Program *p;
    FnList *to;
} Calls;

static void find_call(Expr **at, void *data)
{
    Calls *c = data;
    Expr *e = *at;
    if (e->kind == E_CALL && e->fn) {
        list_add(c->to, e->fn);
    } else if (e->kind == E_CALL) {
        FnList fns = settled_callees(c->p, e);
        for (int i = 0; i < fns.n; i++)
            list_add(c->to, fns.at[i]);
    }
    expr_kids(e, find_call, c);
}

static void find_calls(Stmt **at, void *data)
{
    stmt_exprs(*at, find_call, data);
    stmt_kids(*at, find_calls, data);
}

static const FnList *callees_of(Program *p, Fn *f)
{
    if (!callees)
        callees = map_new();
    FnList *list = map_get(callees, f);
    if (list)
        return list;
    map_put(callees, f, list = NEW(FnList));
    Calls c = {p, list};
    if (f->body)
        find_calls(&f->body, &c);
    return list;
}

static bool leads_to(Program *p, Fn *from, const Fn *to, Map *seen)
{
    const FnList *calls = callees_of(p, from);
    for (int i = 0; i < calls->n; i++) {
        Fn *f = calls->at[i];
        if (f == to)
            return true;
        if (map_get(seen, f))
            continue;
        map_put(seen, f, f);
        if (leads_to(p, f, to, seen))
            return true;
    }
    return false;
}

static void drop_decl(Stmt **at, void *v)
{
    StmtList *list = &(*at)->list;
    int n = 0;
    for (int i = 0; i < list->n; i++)
        if (list->at[i]->kind != S_DECL || list->at[i]->var != v)
            list->at[n++] = list->at[i];
    list->n = n;
    stmt_kids(*at, drop_decl, v);
}

/* At the top of the function: the static lives on where its block is left and entered again. */
static void make_local(Fn *f, Var *v)
{
    v->kind = V_LOCAL;
    v->is_static = false;
    v->init = NULL;
    drop_decl(&f->body, v);
    StmtList rest = f->body->list;
    f->body->list = (StmtList){0};
    s_add(f->body, s_decl(v, NULL));
    for (int i = 0; i < rest.n; i++)
        s_add(f->body, rest.at[i]);
}

void unstatic_run(Program *p)
{
    for (int i = 0; i < p->fns.n; i++) {
        Fn *f = p->fns.at[i];
        VarList statics = {0};
        if (f->body)
            find_statics(&f->body, &statics);
        /* A call inside of a call would change what the outer one has set. */
        if (!statics.n || leads_to(p, f, f, map_new()))
            continue;
        for (int k = 0; k < statics.n; k++) {
            Settled s = {.p = p, .fn = f, .v = statics.at[k]};
            settle(&s);
            if (!s.escapes && !s.read)
                make_local(f, s.v);
        }
    }
}
