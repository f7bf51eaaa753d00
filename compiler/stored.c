/* stored.c: what the segments keep for their reverse halves, found again by its value.

   A kept value may be read again as long as nothing has written what it reads. It is filed under its hash, and under the
   variables it reads, so that neither finding it nor a write costs more where there are many. */
#include "adjoint.h"

#include <stdint.h>

static const void *hash_key(const Expr *e)
{
    return (const void *)(uintptr_t)(e_hash(e) | 1u);
}

Keep *keep_find(const Segment *s, const Expr *value, bool shadow, bool snapshot)
{
    for (Keep *k = s->kept ? map_get(s->kept, hash_key(value)) : NULL; k; k = k->next)
        if (k->valid && k->shadow == shadow && k->snapshot == snapshot && e_equal(k->value, value))
            return k;
    return NULL;
}

/* ---- what a write makes out of date ---- */

typedef struct Filing {
    Adjoint *a;
    Keep *keep;
    bool memory;
} Filing;

static void file_expr(Expr **ep, void *data)
{
    Filing *f = data;
    Expr *e = *ep;
    if (e->kind == E_VAR && plan_simple(f->a, e->var)) {
        KeepList *l = map_get(f->a->readers, e->var);
        if (!l) {
            l = NEW(KeepList);
            map_put(f->a->readers, e->var, l);
        }
        list_add(l, f->keep);
        return;
    }
    f->memory |= e_is_lvalue(e) || e->kind == E_OPAQUE || e->kind == E_CALL;
    expr_kids(e, file_expr, f);
}

void keep_add(Adjoint *a, Segment *s, Keep *k)
{
    const void *key = hash_key(k->value);
    if (!s->kept)
        s->kept = map_new();
    k->valid = true;
    for (k->next = map_get(s->kept, key); k->next && !k->next->valid;)
        k->next = k->next->next;
    map_put(s->kept, key, k);
    Filing f = {a, k, k->snapshot};
    file_expr(&k->value, &f);
    if (f.memory)
        list_add(&s->in_memory, k);
}

/* Whether a statement in s writes an element of the array of root, which lv is one of, or makes root lead to another one. */
bool keep_array_written(Adjoint *a, Expr *lv, Expr *root, Stmt *s)
{
    const Expr *start = root;
    while (start->kind == E_MEMBER || start->kind == E_INDEX || start->kind == E_DECAY)
        start = start->a;
    if (start->kind == E_VAR && type_is_pointer(start->type) && plan_simple(a, start->var) &&
        plan_written_in(a, e_var(start->var), s, NULL))
        return true;
    for (int i = plan_first_from(&a->memory, info(s)->first); i < a->memory.n && plan_inside(a->memory.at[i], s); i++) {
        Stmt *w = a->memory.at[i];
        Expr *place = w->kind == S_ASSIGN ? w->lhs : NULL;
        while (place && (place->kind == E_INDEX || place->kind == E_DECAY || place->kind == E_DEREF))
            place = place->a;
        bool elsewhere = w->kind == S_ASSIGN && s->kind == S_LOOP && distinct_places(a, s, w->lhs, lv);
        if ((!elsewhere && alias_may_write(a->alias, w, lv)) || (place && e_equal(place, root)))
            return true;
    }
    return false;
}

/* Drops those that s may write from the list. */
static void drop_written(Adjoint *a, KeepList *l, Stmt *s)
{
    int kept = 0;
    for (int i = 0; i < l->n; i++) {
        Keep *k = l->at[i];
        if (k->valid && k->after != s && !(k->behind && plan_inside(s, k->behind)) && (k->snapshot ? keep_array_written(a, k->element, k->value, s)
                                     : plan_written_in(a, k->value, s, NULL)))
            k->valid = false;
        if (k->valid)
            l->at[kept++] = k;
    }
    l->n = kept;
}

typedef struct Written {
    Adjoint *a;
    Stmt *all;
} Written;

static void drop_readers(Stmt **sp, void *data)
{
    Written *w = data;
    Stmt *s = *sp;
    bool assigns = s->kind == S_ASSIGN || s->kind == S_POP;
    Var *v = s->kind == S_DECL ? s->var : assigns && s->lhs->kind == E_VAR ? s->lhs->var : NULL;
    KeepList *l = v ? map_get(w->a->readers, v) : NULL;
    if (l)
        drop_written(w->a, l, w->all);
    stmt_kids(s, drop_readers, w);
}

void plan_wrote(Adjoint *a, Stmt *s)
{
    Written w = {a, s};
    drop_readers(&s, &w);
    for (Segment *g = a->segment; g; g = g->up)
        drop_written(a, &g->in_memory, s);
}
