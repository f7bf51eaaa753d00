/* simp_name.c: one variable where there are two, several where there is one. Takes a function whose variables are counted.

   A local of an inlined function whose value becomes the value of a variable of the primal, and that nothing mentions after
   that, is that variable from the start. A counter that several loops set in their heads, and nothing reads between, is one
   for each of them, declared there. What is pushed before it changes needs no copy.

       int i;
       double res = 0.0;                           double sum = 0.0;
       for (i = 0; i < n; i++)                     for (int i = 0; i < n; i++)
           res += x[i] * x[i];                         sum += x[i] * x[i];
       double sum = res;
*/
#include "simp.h"

/* A copy of s in which `to` stands for `from`. */
static Stmt *renamed(Stmt *s, const Var *from, Var *to)
{
    Subst x = {.vars = map_new(), .targets = map_new()};
    map_put(x.vars, from, e_var(to));
    Stmt *copy = stmt_clone(s, &x);
    stmt_retype_locals(copy, &x);
    return copy;
}

static void drop(Stmt *block, int at)
{
    for (int i = at; i + 1 < block->list.n; i++)
        block->list.at[i] = block->list.at[i + 1];
    block->list.n--;
}

/* ---- T v = w, where w is done ---- */

static int place_of(const Stmt *block, const Stmt *s)
{
    for (int i = 0; i < block->list.n; i++)
        if (block->list.at[i] == s)
            return i;
    return -1;
}

static bool become(Simp *s, Stmt *block, int i)
{
    Stmt *st = block->list.at[i];
    const Local *v = st->kind == S_DECL && st->rhs && st->rhs->kind == E_VAR ? simp_local(s, st->var) : NULL;
    const Local *w = v ? simp_local(s, st->rhs->var) : NULL;
    if (!w || !v->tracked || !w->tracked || v->var->made || !w->var->made || w->var->shadow || w->var->keeps ||
        w->var->kind != V_LOCAL || !type_same(type_unqual(v->var->type), type_unqual(w->var->type)))
        return false;
    int from = w->decl ? place_of(block, w->decl) : -1, inside = 0;
    for (int k = from; k >= 0 && k <= i; k++)
        inside += simp_mentions_in(block->list.at[k], w->var);
    if (from < 0 || inside != w->reads + w->writes + !w->decl->rhs)
        return false;
    v->var->type = v->var->written = type_unqual(v->var->type);
    for (int k = from; k < i; k++)
        block->list.at[k] = renamed(block->list.at[k], w->var, v->var);
    drop(block, i);
    return true;
}

static void look_for_copies(Stmt **at, void *data)
{
    Simp *s = data;
    Stmt *block = *at;
    for (int i = 0; block->kind == S_BLOCK && i < block->list.n; i++)
        if (become(s, block, i)) {
            s->changed = true;
            simp_count(s);
            i--;
        }
    stmt_kids(block, look_for_copies, s);
}

/* ---- for (i = ...) ---- */

typedef struct Head {
    Stmt **at;
    Var *counter;
    int mentions;
} Head;

typedef struct Heads {
    Simp *s;
    LIST(Head) all;
} Heads;

static void find_stmt(Stmt **at, void *data)
{
    void **d = data;
    if (*at == d[0])
        d[1] = *at;
    stmt_kids(*at, find_stmt, data);
}

static bool contains(Stmt *around, Stmt *s)
{
    void *data[] = {s, NULL};
    find_stmt(&around, data);
    return data[1] != NULL;
}

static void find_heads(Stmt **at, void *data)
{
    Heads *h = data;
    Stmt *st = *at, *init = st->kind == S_LOOP && st->flavor == L_FOR ? st->init : NULL;
    const Local *l = init && init->kind == S_ASSIGN && init->lhs->kind == E_VAR ? simp_local(h->s, init->lhs->var) : NULL;
    bool ours = l && l->tracked && l->var->kind == V_LOCAL && l->decl && !l->decl->rhs && !simp_mentions(init->rhs, l->var);
    for (int i = 0; ours && i < h->all.n; i++) /* not one in another */
        ours = h->all.at[i].counter != l->var || !contains(*h->all.at[i].at, st);
    if (ours)
        list_add(&h->all, ((Head){at, l->var, simp_mentions_in(st, l->var)}));
    stmt_kids(st, find_heads, h);
}

/* All that mentions the counter is in these loops. */
static bool is_theirs(const Heads *h, const Var *counter)
{
    const Local *l = simp_local(h->s, counter);
    int inside = 0;
    for (int i = 0; i < h->all.n; i++)
        inside += h->all.at[i].counter == counter ? h->all.at[i].mentions : 0;
    return inside == l->reads + l->writes;
}

static void declare_counters(Simp *s)
{
    Heads h = {.s = s};
    find_heads(&s->fn->body, &h);
    for (int i = h.all.n - 1; i >= 0; i--) { /* the inner ones first: they are copied with those around */
        Head *head = &h.all.at[i];
        if (!is_theirs(&h, head->counter))
            continue;
        Var *own = NEW(Var);
        *own = *head->counter;
        Stmt *loop = renamed(*head->at, head->counter, own);
        Loc loc = loop->init->loc;
        loop->init = s_decl(own, loop->init->rhs);
        loop->init->loc = loc;
        *head->at = loop;
        s->changed = true;
    }
}

/* ---- pushes ---- */

/* T k = v; v = ...; push k: push v; v = ... */
static void push_early(Simp *s, Stmt *block, int i)
{
    Stmt *decl = block->list.at[i];
    const Local *k = decl->kind == S_DECL && decl->rhs ? simp_local(s, decl->var) : NULL;
    if (!k || !k->tracked || !k->var->made || k->reads != 1 || k->writes != 1 || !simp_is_pure(decl->rhs) ||
        !type_is_arith(k->var->type)) /* pushed pointers are known by their variable, see Var.link */
        return;
    for (int j = i + 1; j < block->list.n; j++) {
        Stmt *st = block->list.at[j];
        const Expr *e = st->kind == S_PUSH ? st->rhs : NULL;
        if (e && e->kind == E_VAR && e->var == k->var && type_same(type_unqual(e->type), type_unqual(decl->rhs->type))) {
            st->rhs = decl->rhs;
            drop(block, j);
            block->list.at[i] = st;
            s->changed = true;
            return;
        }
        const Effect *between = simp_effect(s, st);
        if (between->ordered || between->leaves)
            return;
    }
}

static void look_for_pushes(Stmt **at, void *data)
{
    Stmt *block = *at;
    for (int i = 0; block->kind == S_BLOCK && i < block->list.n; i++)
        push_early(data, block, i);
    stmt_kids(block, look_for_pushes, data);
}

void simp_names(Simp *s)
{
    look_for_copies(&s->fn->body, s);
    if (s->locals.n <= SIMP_MANY)
        look_for_pushes(&s->fn->body, s);
    declare_counters(s);
}
