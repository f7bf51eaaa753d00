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
    Bits beyond; /* and all behind that */
    bool bare;
} Member;

typedef LIST(Member *) MemberList;

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
static bool find_members(Active *a, const ObjectList *objects, MemberList *members)
{
    bool known = true;
    for (int i = 0; i < objects->n; i++)
        for (int k = 0; k < objects->at[i]->cells.n; k++) {
            Cell *c = objects->at[i]->cells.at[k];
            bool outside = alias_is_outside(c->object);
            if (is_pointers(c))
                bits_merge(&member_of(members, c->field)->to, alias_contents(a->alias, c));
            else if (!outside)
                known &= !any_active(a, &c->to);
            else if (!c->field && !is_record(c))
                known &= !any_active(a, alias_contents(a->alias, c));
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

/* Members that are not bare occur behind this one: the function called does not tell records apart. */
static bool leads_on(Active *a, const MemberList *members, const Member *m)
{
    ObjectList objects = {0};
    bool found = false;
    alias_objects(a->alias, &m->beyond, &objects);
    for (int i = 0; i < objects.n && !found; i++)
        for (int k = 0; k < objects.at[i]->cells.n && !found; k++) {
            const Cell *c = objects.at[i]->cells.at[k];
            found = is_pointers(c) && !is_bare(members, c->field);
        }
    return found;
}

static MemberList members_of(Active *a, Expr *arg)
{
    Bits direct = {0}, all = {0};
    MemberList members = {0};
    ObjectList objects = {0};
    active_led_to(a, arg, &direct, &all);
    alias_objects(a->alias, &all, &objects);
    bool known = find_members(a, &objects, &members), changed = true;
    for (int i = 0; i < members.n; i++) {
        Member *m = members.at[i];
        alias_reach(a->alias, &m->to, &m->beyond);
        m->bare = known && !any_active(a, &m->beyond); /* as is what leads nowhere */
    }
    while (changed) {
        changed = false;
        for (int i = 0; i < members.n; i++) {
            Member *m = members.at[i];
            bool stays = !m->bare || !leads_on(a, &members, m);
            changed |= !stays;
            m->bare &= stays;
        }
    }
    bits_done(&direct);
    bits_done(&all);
    return members;
}

void bare_find(Active *a, Expr *arg, FieldList *bare)
{
    MemberList members = members_of(a, arg);
    for (int i = 0; i < members.n; i++)
        if (members.at[i]->bare && members.at[i]->to.n)
            list_add(bare, members.at[i]->field);
}

void bare_others(Active *a, Expr *arg, Bits *to)
{
    MemberList members = members_of(a, arg);
    for (int i = 0; i < members.n; i++)
        if (!members.at[i]->bare)
            bits_merge(to, &members.at[i]->to);
}
