/* simp_split.c: the shadow of a small struct by value becomes a variable for each member. Takes a function as the engine
   left it.

   Of a shadow only the members are used, and each is zeroed, added to and read by itself: as variables of their own the
   other passes can follow them, and most of them go.

       vec3 d_adj = {0};                      x_adj[i].x += g_adj * d.x;
       d_adj.x += g_adj * d.x;
       x_adj[i].x += d_adj.x;
       d_adj.x = 0.0;
*/
#include "simp.h"

#include <string.h>

typedef struct Parts {
    Var **at; /* in the order of the members; NULL: none used yet */
} Parts;

typedef struct Split {
    Fn *fn;
    Map *parts; /* Var -> Parts, of those that are declared without a value */
    Map *whole; /* Var: used as a whole somewhere */
} Split;

static bool is_splittable(const Var *v)
{
    Type *t = type_plain(v->type);
    if (!v->shadow || v->kind != V_LOCAL || t->kind != T_RECORD || t->record->is_union || !t->record->complete)
        return false;
    for (int i = 0; i < t->record->fields.n; i++)
        if (type_plain(t->record->fields.at[i]->type)->kind != T_REAL)
            return false;
    return t->record->fields.n > 0;
}

/* ---- which are used by members only ---- */

static void find_whole(Expr **at, void *data)
{
    Split *s = data;
    Expr *e = *at;
    bool member = e->kind == E_MEMBER && !e->arrow && e->a->kind == E_VAR;
    if (member)
        return;
    if (e->kind == E_ADDR && e->a->kind == E_MEMBER) /* from there a program may go to the next member */
        find_whole(&e->a->a, s);
    if (e->kind == E_VAR && is_splittable(e->var))
        map_put(s->whole, e->var, e->var);
    expr_kids(e, find_whole, s);
}

static bool is_zero_init(const Expr *e)
{
    return e->kind == E_INIT && e->args.n == 1 && (!e->args.at[0] || e_is_zero(e->args.at[0]));
}

static void look(Stmt **at, void *data)
{
    Split *s = data;
    Stmt *st = *at;
    stmt_exprs(st, find_whole, s);
    if (st->kind == S_DECL && is_splittable(st->var)) {
        if (st->rhs && !is_zero_init(st->rhs))
            map_put(s->whole, st->var, st->var);
        else
            map_put(s->parts, st->var, NEW(Parts));
    } else if (st->kind != S_DECL && st->var) {
        map_put(s->whole, st->var, st->var);
    }
    if (st->kind == S_LOOP && st->init && st->init->kind == S_DECL)
        map_put(s->whole, st->init->var, st->init->var);
    stmt_kids(st, look, s);
}

/* ---- taking them apart ---- */

/* d_adj, x: d_x_adj */
static const char *part_name(const char *name, const char *member)
{
    const char *end = strrchr(name, '_');
    return end ? format("%.*s_%s%s", (int)(end - name), name, member, end) : format("%s_%s", name, member);
}

static Var **parts_of(Split *s, Var *v)
{
    Parts *p = map_get(s->whole, v) ? NULL : map_get(s->parts, v);
    if (!p || p->at)
        return p ? p->at : NULL;
    const Record *r = type_plain(v->type)->record;
    p->at = arena_alloc((size_t)r->fields.n * sizeof *p->at);
    for (int i = 0; i < r->fields.n; i++) {
        const Field *f = r->fields.at[i];
        p->at[i] = var_new(s->fn, V_LOCAL, part_name(v->name, f->name), type_unqual(f->type));
        p->at[i]->shadow = true;
    }
    return p->at;
}

static void replace(Expr **at, void *data)
{
    Split *s = data;
    Expr *e = *at;
    Var **parts = e->kind == E_MEMBER && !e->arrow && e->a->kind == E_VAR ? parts_of(s, e->a->var) : NULL;
    if (parts)
        *at = e_var(parts[e->field->index]);
    else
        expr_kids(e, replace, s);
}

static void split(Stmt **at, void *data)
{
    Split *s = data;
    Stmt *st = *at;
    stmt_exprs(st, replace, s);
    stmt_kids(st, split, s);
    StmtList all = {0};
    for (int i = 0; st->kind == S_BLOCK && i < st->list.n; i++) {
        Stmt *d = st->list.at[i];
        Var **parts = d->kind == S_DECL ? parts_of(s, d->var) : NULL;
        if (!parts)
            list_add(&all, d);
        for (int k = 0; parts && k < type_plain(d->var->type)->record->fields.n; k++)
            list_add(&all, s_decl(parts[k], d->rhs ? e_real(type_plain(parts[k]->type), 0.0L) : NULL));
    }
    if (st->kind == S_BLOCK)
        st->list = all;
}

void simp_splits(Simp *simp)
{
    Split s = {simp->fn, map_new(), map_new()};
    look(&simp->fn->body, &s);
    split(&simp->fn->body, &s);
}
