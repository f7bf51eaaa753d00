/* mixes.c: functions whose pointers may lead to what one argument points to, or to what another one does:
   if (flip) { first = b; second = a; }. If one of them has a shadow, both need one. */
#include "active.h"

typedef struct Mixes {
    Fn *fn;
    Map *leader; /* Var -> another pointer that may hold the same address; none: itself */
} Mixes;

static Map *known; /* Fn -> Mixes */

static Var *leader_of(Mixes *m, Var *v)
{
    for (Var *next = v; next; next = map_get(m->leader, v))
        v = next;
    return v;
}

static void join(Mixes *m, Var *a, Var *b)
{
    a = leader_of(m, a);
    b = leader_of(m, b);
    if (a != b)
        map_put(m->leader, a, b);
}

/* v may hold an address that e is made from: of all pointers in e but those that memory is read through. */
static void join_sources(Mixes *m, Var *v, Expr *e)
{
    while (e->kind == E_CAST)
        e = e->a;
    if (e->kind == E_VAR && type_is_pointer(e->type))
        join(m, v, e->var);
    else if (e->kind == E_BINARY && type_is_pointer(e->type))
        join_sources(m, v, type_is_pointer(e->a->type) ? e->a : e->b);
    else if (e->kind == E_COND) {
        join_sources(m, v, e->b);
        join_sources(m, v, e->c);
    } else if (e->kind == E_ADDR || e->kind == E_DECAY) {
        Expr *lv = e->a;
        while (lv->kind == E_MEMBER && !lv->arrow)
            lv = lv->a;
        if (lv->kind == E_MEMBER || lv->kind == E_INDEX || lv->kind == E_DEREF)
            join_sources(m, v, lv->a);
    }
}

static void look_at(Stmt **at, void *data)
{
    Mixes *m = data;
    Stmt *s = *at;
    Var *v = s->kind == S_DECL ? s->var : s->kind == S_ASSIGN && s->lhs->kind == E_VAR ? s->lhs->var : NULL;
    if (v && s->rhs && type_is_pointer(v->type))
        join_sources(m, v, s->rhs);
    stmt_kids(s, look_at, m);
}

bool arguments_mix(Fn *g, int i, int k)
{
    if (!g || !g->body || i >= g->params.n || k >= g->params.n)
        return false;
    known = known ? known : map_new();
    Mixes *m = map_get(known, g);
    if (!m) {
        m = NEW(Mixes);
        *m = (Mixes){.fn = g, .leader = map_new()};
        look_at(&g->body, m);
        map_put(known, g, m);
    }
    return leader_of(m, g->params.at[i]) == leader_of(m, g->params.at[k]);
}
