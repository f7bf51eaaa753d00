/* bare.c: members of structs behind which nothing has a shadow.

       struct view { const double *from, *weights; int n; } v = {x, w, n};
       ... sum(&v) ...

   Of what a function is given by one argument, a pointer or a struct, all has a shadow or nothing: it follows the pointers
   that it finds. Where only x is active, v_adj.weights is null. Takes an argument and what the caller knows to be
   active; leaves the members that lead to nothing active wherever they occur in it: for the function called, they do
   not (Pattern.bare). What other members lead to must have shadows. */
#include "active.h"

/* What the pointers in some member lead to, in all records that the argument leads to. */
typedef struct Member {
    Field *field;
    Bits to;
    bool stored; /* and what is stored outside */
    bool bare;
} Member;

typedef LIST(Member *) MemberList;

/* All objects that the argument leads to, with what the pointers in each point to. */
typedef struct Web {
    Active *a;
    ObjectList objects;
    Bits *to;     /* by object, */
    bool *stored; /* and what is stored outside */
    Bits marked;  /* cells of those that lead to what is looked for */
} Web;

static Member *member_of(MemberList *list, Field *f)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i]->field == f)
            return list->at[i];
    Member *m = NEW(Member);
    m->field = f;
    list_add(list, m);
    return m;
}

static bool any_active(Active *a, const Bits *cells)
{
    for_bits(i, cells)
        if (active_object(a, a->alias->cells.at[i]->object))
            return true;
    return false;
}

static bool is_record(const Cell *c)
{
    Type *t = alias_declared(c);
    return t && type_element(t)->kind == T_RECORD && !type_element(t)->record->is_union;
}

static bool is_pointers(const Cell *c)
{
    return c->field && type_holds_pointers(c->field->type) && !is_record(c);
}

/* False: there are pointers to active memory whose member is not known. */
static bool find_members(const Web *w, MemberList *members)
{
    Active *a = w->a;
    bool known = true, active_stored = any_active(a, &a->alias->stored_outside);
    for (int i = 0; i < w->objects.n; i++)
        for (int k = 0; k < w->objects.at[i]->cells.n; k++) {
            Cell *c = w->objects.at[i]->cells.at[k];
            bool outside = alias_is_outside(c->object);
            if (is_pointers(c)) {
                Member *m = member_of(members, c->field);
                m->stored |= alias_contents_but_stored(a->alias, c, &m->to);
            } else if (!outside) {
                known &= !any_active(a, &c->to);
            } else if (!c->field && !is_record(c)) {
                Bits to = {0};
                bool stored = alias_contents_but_stored(a->alias, c, &to);
                known &= !any_active(a, &to) && !(stored && active_stored);
                bits_done(&to);
            }
        }
    return known;
}

static bool is_bare(const MemberList *members, const Field *f)
{
    for (int i = 0; i < members->n; i++)
        if (members->at[i]->field == f)
            return members->at[i]->bare;
    return true;
}

/* ---- who leads where ---- */

static Web web_of(Active *a, const Bits *all)
{
    Web w = {.a = a};
    alias_objects(a->alias, all, &w.objects);
    w.to = arena_alloc((size_t)w.objects.n * sizeof *w.to + 1);
    w.stored = arena_alloc((size_t)w.objects.n * sizeof *w.stored + 1);
    for (int i = 0; i < w.objects.n; i++)
        w.stored[i] = alias_object_leads(a->alias, w.objects.at[i], &w.to[i]);
    return w;
}

static void web_done(Web *w)
{
    for (int i = 0; i < w->objects.n; i++)
        bits_done(&w->to[i]);
    bits_done(&w->marked);
}

static void mark(Web *w, const Object *o)
{
    for (int k = 0; k < o->cells.n; k++)
        bits_set(&w->marked, o->cells.at[k]->id);
}

static bool leads_to_marked(const Web *w, const Bits *to, bool stored)
{
    return bits_meet(to, &w->marked) || (stored && bits_meet(&w->a->alias->stored_outside, &w->marked));
}

/* Marks what leads to what is marked. */
static void spread_marks(Web *w)
{
    bool *done = arena_alloc((size_t)w->objects.n + 1);
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < w->objects.n; i++)
            if (!done[i] && leads_to_marked(w, &w->to[i], w->stored[i])) {
                mark(w, w->objects.at[i]);
                done[i] = changed = true;
            }
    }
}

static void mark_active(Web *w)
{
    for (int i = 0; i < w->objects.n; i++)
        if (active_object(w->a, w->objects.at[i]))
            mark(w, w->objects.at[i]);
    spread_marks(w);
}

/* Where members that are not bare occur. */
static void mark_others(Web *w, const MemberList *members)
{
    for (int i = 0; i < w->objects.n; i++) {
        const Object *o = w->objects.at[i];
        bool found = false;
        for (int k = 0; k < o->cells.n && !found; k++)
            found = is_pointers(o->cells.at[k]) && !is_bare(members, o->cells.at[k]->field);
        if (found)
            mark(w, o);
    }
    spread_marks(w);
}

static MemberList members_of(Active *a, Expr *arg)
{
    Bits direct = {0}, all = {0};
    MemberList members = {0};
    active_led_to(a, arg, &direct, &all);
    Web w = web_of(a, &all);
    bool known = find_members(&w, &members);
    mark_active(&w);
    for (int i = 0; i < members.n; i++) /* as is what leads nowhere */
        members.at[i]->bare = known && !leads_to_marked(&w, &members.at[i]->to, members.at[i]->stored);
    bits_done(&w.marked);
    /* What leads to members that are not bare is not either: the function called does not tell records apart. */
    for (bool changed = true; changed;) {
        changed = false;
        mark_others(&w, &members);
        for (int i = 0; i < members.n; i++) {
            Member *m = members.at[i];
            if (m->bare && leads_to_marked(&w, &m->to, m->stored)) {
                m->bare = false;
                changed = true;
            }
        }
    }
    web_done(&w);
    bits_done(&direct);
    bits_done(&all);
    return members;
}

void bare_find(Active *a, Expr *arg, FieldList *bare)
{
    MemberList members = members_of(a, arg);
    for (int i = 0; i < members.n; i++)
        if (members.at[i]->bare && (members.at[i]->to.n || (members.at[i]->stored && a->alias->stored_outside.n)))
            list_add(bare, members.at[i]->field);
}

void bare_others(Active *a, Expr *arg, Bits *to)
{
    MemberList members = members_of(a, arg);
    bool stored = false;
    for (int i = 0; i < members.n; i++)
        if (!members.at[i]->bare) {
            bits_merge(to, &members.at[i]->to);
            stored |= members.at[i]->stored;
        }
    if (stored)
        bits_merge(to, &a->alias->stored_outside);
}
