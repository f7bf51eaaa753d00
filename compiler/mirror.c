/* mirror.c: the shadow of a struct with pointers says like the struct itself how its memory is laid out, for the functions that
   have derivatives of their own and read it there. Takes an assignment; tells its engine which integers it sets of a struct
   that such a function is given: the shadow's are set as well. */
#include "flow.h"

/* The struct has a shadow that points to something. */
static bool leads_somewhere(Active *active, Expr *record)
{
    const Record *r = type_plain(record->type)->record;
    for (int i = 0; i < r->fields.n; i++)
        if (type_has_pointers(r->fields.at[i]->type)) {
            Expr *e = e_member(record, r->fields.at[i]);
            if (active_pointer(active, type_is_pointer(e->type) ? e : e_addr(e)))
                return true;
        }
    return false;
}

static bool holds(Type *t, const Record *r, int depth)
{
    t = type_plain(t);
    while (t->kind == T_POINTER || t->kind == T_ARRAY)
        t = type_plain(t->to);
    if (t->kind != T_RECORD || depth > 4)
        return false;
    bool found = t->record == r;
    for (int i = 0; i < t->record->fields.n && !found; i++)
        found = holds(t->record->fields.at[i]->type, r, depth + 1);
    return found;
}

/* Some function with a derivative of its own is given, or returns, such a struct. */
static bool is_handed(Program *p, const Record *r)
{
    for (int i = 0; i < p->fns.n; i++) {
        const Fn *f = p->fns.at[i];
        if (!f->custom_adjoint && !f->custom_tangent && !f->is_view && !f->shadow_of_result)
            continue;
        bool found = holds(type_plain(f->type)->to, r, 0);
        for (int k = 0; k < f->params.n && !found; k++)
            found = holds(f->params.at[k]->type, r, 0);
        if (found)
            return true;
    }
    return false;
}

/* Every integer in place that an initialiser gives a value other than zero. */
static void initialised(Expr *place, Expr *value, MirrorSet *set, void *data)
{
    if (!value)
        return;
    Type *t = type_plain(place->type);
    if (value->kind == E_INIT && t->kind == T_RECORD && !t->record->is_union) {
        for (int i = 0; i < value->args.n && i < t->record->fields.n; i++)
            initialised(e_member(place, t->record->fields.at[i]), value->args.at[i], set, data);
    } else if (value->kind == E_INIT && t->kind == T_ARRAY) {
        for (int i = 0; i < value->args.n; i++)
            initialised(e_index(e_decay(place), e_int(i)), value->args.at[i], set, data);
    } else if (type_is_integer(t) && !e_is_zero(value)) {
        set(place, data);
    }
}

void mirror_assignment(Program *p, Active *active, Expr *lhs, Expr *rhs, MirrorSet *set, void *data)
{
    if (rhs && rhs->kind == E_INIT && type_is_record(lhs->type)) {
        if (is_handed(p, type_plain(lhs->type)->record) && leads_somewhere(active, lhs))
            initialised(lhs, rhs, set, data);
        return;
    }
    if (!type_is_integer(lhs->type))
        return;
    Expr *e = lhs;
    while (e->kind == E_INDEX && e->a->kind == E_DECAY)
        e = e->a->a;
    if (e->kind != E_MEMBER)
        return;
    Expr *record = e->arrow ? e_deref(e->a) : e->a;
    bool found = !type_plain(record->type)->record->is_union && is_handed(p, type_plain(record->type)->record);
    if (found && leads_somewhere(active, record))
        set(lhs, data);
}
