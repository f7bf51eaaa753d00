/* provided.c: what the request and the caller provide for the memory of a function.

   Takes the pattern of a call, or the request at the top; says of each object whether it has a shadow, and of each
   cell whether it lies on a member path of the request, or is inactive. */
#include "active.h"

#include <string.h>

/* ---- the pattern ---- */

/* The shadows of adjoint and tangent hold derivatives before the call and behind it, whatever the request is about. */
static bool in_and_out(const Derived *d)
{
    return !d->internal && (d->kind == K_ADJOINT || d->kind == K_TANGENT);
}

static bool is_in(const Derived *d, const Actor *x)
{
    return x->wrt || in_and_out(d);
}

static bool is_out(const Derived *d, const Actor *x)
{
    return x->of || in_and_out(d);
}

static void add_actor(Map *actors, Var *v, Actor *x)
{
    ActorList *l = map_get(actors, v);
    if (!l) {
        l = NEW(ActorList);
        map_put(actors, v, l);
    }
    list_add(l, x);
}

/* The function analysed may be a copy of the primal that has its own parameters in the same order. */
static void find_actor(Active *a, Map *actors, Actor *x)
{
    Derived *d = a->pattern->root;
    int k = x->var && a->pattern->top ? fn_param_index(d->primal, x->var) : -1;
    Var *own = k >= 0 ? a->fn->params.at[k] : NULL;
    if (x->var && x->var->kind == V_PARAM && k < 0 && a->pattern->top)
        bug("'%s' is no parameter of '%s'", x->var->name, d->primal->name);
    if (own)
        add_actor(actors, own, x);
    if (x->var && x->var != own && (a->pattern->top || x->var->kind == V_GLOBAL))
        add_actor(actors, x->var, x);
    for (int i = 0; !a->pattern->top && a->pattern->actors && i < a->fn->params.n; i++)
        if (x->var && a->pattern->actors[i] == x->var)
            add_actor(actors, a->fn->params.at[i], x);
}

void provided_actors(Active *a)
{
    Derived *d = a->pattern->root;
    a->params = map_new();
    a->actors = map_new();
    a->left_out = map_new();
    for (int k = 0; k < a->fn->params.n; k++)
        map_put(a->params, a->fn->params.at[k], &a->fn->params.at[k]);
    for (int m = 0; d && m < d->actors.n; m++)
        find_actor(a, a->actors, &d->actors.at[m]);
    for (int m = 0; d && m < d->left_out.n; m++)
        find_actor(a, a->left_out, &d->left_out.at[m]);
}

static bool has_members(const Derived *d, const Var *v)
{
    for (int i = 0; i < d->actors.n; i++)
        if (d->actors.at[i].var == v && d->actors.at[i].members.n)
            return true;
    return false;
}

static bool same_fields(const FieldList *x, const FieldList *y)
{
    bool same = x->n == y->n;
    for (int i = 0; same && i < x->n; i++) {
        same = false;
        for (int k = 0; k < y->n; k++)
            same |= x->at[i] == y->at[k];
    }
    return same;
}

bool pattern_same_params(const Pattern *x, const Pattern *y)
{
    if (x->globals_beside != y->globals_beside)
        return false;
    for (int k = 0; k < x->fn->params.n; k++) {
        const Var *v = x->actors ? x->actors[k] : NULL, *w = y->actors ? y->actors[k] : NULL;
        if (x->in[k] != y->in[k] || x->out[k] != y->out[k] || v != w || (v && (x->beside[k] != y->beside[k] || x->needed_beside[k] != y->needed_beside[k])))
            return false;
        if (!same_fields(&x->bare[k], &y->bare[k]))
            return false;
    }
    return x->noalias == y->noalias;
}

void pattern_asides(Pattern *p)
{
    for (int i = 0; i < p->root->asides.n; i++) {
        int k = fn_param_index(p->root->primal, p->root->asides.at[i].var);
        p->in[k] = p->out[k] = true;
    }
}

Pattern *pattern_of(Derived *d)
{
    Pattern *p = NEW(Pattern);
    p->fn = d->primal;
    p->root = d;
    p->top = true;
    p->noalias = d->noalias;
    p->in = arena_alloc((size_t)d->primal->params.n + 1);
    p->out = arena_alloc((size_t)d->primal->params.n + 1);
    p->actors = arena_alloc(((size_t)d->primal->params.n + 1) * sizeof(Var *));
    p->beside = arena_alloc((size_t)d->primal->params.n + 1);
    p->needed_beside = arena_alloc((size_t)d->primal->params.n + 1);
    p->bare = arena_alloc(((size_t)d->primal->params.n + 1) * sizeof *p->bare);
    for (int i = 0; i < d->primal->params.n; i++)
        if (has_members(d, d->primal->params.at[i]))
            p->actors[i] = d->primal->params.at[i];
    for (int i = 0; i < d->actors.n; i++) {
        Actor *x = &d->actors.at[i];
        int k = x->var ? fn_param_index(d->primal, x->var) : -1;
        if (!x->var)
            p->returns |= x->of;
        if (k < 0)
            continue;
        p->in[k] |= is_in(d, x);
        p->out[k] |= is_out(d, x);
    }
    pattern_asides(p);
    return p;
}

static bool shadowed_param(Active *a, Var *v, bool *in, bool *out)
{
    Var **at = map_get(a->params, v);
    *in = at && a->pattern->in[at - a->fn->params.at];
    *out = at && a->pattern->out[at - a->fn->params.at];
    return *in || *out;
}

/* Inside a function that is called, a global of the request may be varied before and useful behind. */
static bool actor_global(Active *a, Var *v, bool *in, bool *out)
{
    ActorList *of = map_get(a->actors, v);
    *in = *out = false;
    for (int i = 0; of && i < of->n; i++) {
        *in |= is_in(a->pattern->root, of->at[i]);
        *out |= is_out(a->pattern->root, of->at[i]);
    }
    bool any = *in || *out;
    if (any && !a->pattern->top)
        *in = *out = true;
    return any;
}

bool provided_shadow(Active *a, Object *o, bool *in, bool *out)
{
    *in = *out = false;
    if (o->kind == OB_ALLOC)
        return true;
    if (o->kind == OB_STRING || o->kind == OB_ANY)
        return false;
    if (o->var->kind == V_LOCAL)
        return true;
    if (o->var->kind == V_PARAM)
        return shadowed_param(a, o->var, in, out) || o->kind == OB_VAR;
    return actor_global(a, o->var, in, out);
}

/* ---- what is varied or useful from outside ---- */

/* What a struct that was passed as a whole points to, through whichever member. */
static bool is_some_member(const Object *o)
{
    bool by_value = type_element(o->var->type)->kind == T_RECORD;
    return !o->field && (o->kind == OB_DEEP || (o->kind == OB_EXT && by_value));
}

/* Is this cell the last member of a path, in it, or what that points to? */
static bool at_end_of_path(const Actor *x, const Cell *c)
{
    Object *o = c->object;
    Field *last = x->members.at[x->members.n - 1];
    ObjectKind kind = type_element(x->var->type)->kind == T_RECORD ? OB_VAR : OB_EXT;
    Field *through = NULL; /* the last pointer before the last member */
    for (int i = 0; i + 1 < x->members.n; i++)
        if (type_element(x->members.at[i]->type)->kind == T_POINTER) {
            through = x->members.at[i];
            kind = kind == OB_VAR ? OB_EXT : OB_DEEP;
        }
    if (c->field == last || (c->field && record_has_field(last->type, c->field)))
        return o->kind == kind && o->field == through;
    bool behind = (!c->field && o->kind != OB_VAR) || o->kind == OB_DEEP;
    return behind && (o->field == last || (o->field && record_has_field(last->type, o->field)));
}

/* Where only member paths of a parameter are actors, only their cells count. 1: on a path; 0: not; -1: no paths. */
int provided_path(Active *a, Cell *c, bool wrt)
{
    Derived *d = a->pattern->root;
    Object *o = c->object;
    int paths = 0;
    ActorList *mine = o->var ? map_get(a->actors, o->var) : NULL;
    for (int i = 0; mine && i < mine->n; i++) {
        Actor *x = mine->at[i];
        if (!(wrt ? is_in(d, x) : is_out(d, x)))
            continue;
        if (!x->members.n)
            return -1;
        if (at_end_of_path(x, c) || is_some_member(o))
            return 1;
        paths++;
    }
    return paths ? 0 : -1;
}

static bool inactive_var(Active *a, Var *v)
{
    Derived *d = a->pattern->root;
    if (v->inactive)
        return true;
    for (int i = 0; d && i < d->inactive.n; i++)
        if (!d->inactive.at[i].members.n && v->kind != V_LOCAL &&
            !strcmp(d->inactive.at[i].root, v->name))
            return true;
    return false;
}

/* Functions, and structures of pointers, integers and texts: tables of functions, what says how a call went. Characters may be the bytes
   of anything; in a structure that is known (raw.c). */
static bool has_no_room(Type *t)
{
    t = type_plain(t);
    if (t->kind == T_ARRAY)
        return has_no_room(t->to);
    if (t->kind != T_RECORD)
        return t->kind == T_FUNCTION || t->kind == T_POINTER || (t->kind == T_INT && t->size > 1);
    for (int i = 0; i < t->record->fields.n; i++) {
        const Field *f = t->record->fields.at[i];
        Type *held = type_element(f->type);
        if (f->as_reals || !(has_no_room(f->type) || (held->kind == T_INT && held->size == 1)))
            return false;
    }
    return t->record->complete && !t->record->is_union && !t->record->base;
}

/* Integers carry no derivative, wherever calls may write them, unless reals are kept in their memory. */
static bool reaches_reals(Cell *c)
{
    Object *o = c->object;
    if (c->as_reals || (c->field ? c->field->as_reals : o->var && o->var->as_reals))
        return true;
    if (o->of_integers)
        return false;
    if (c->field)
        return type_reaches_reals(c->field->type) || type_keeps_bytes(c->field->type);
    if (o->kind == OB_VAR)
        return type_reaches_reals(o->var->type) || type_keeps_bytes(o->var->type) || type_plain(o->var->type)->kind == T_OPAQUE;
    if (o->kind == OB_DEEP && type_is_pointer(o->var->type) && type_leads_nowhere(type_plain(o->var->type)->to))
        return false;
    Type *t = o->field ? type_plain(o->field->type) : o->kind == OB_EXT ? type_plain(o->var->type) : NULL;
    if (!t || t->kind != T_POINTER)
        return true;
    Type *to = type_plain(t->to);
    return !(to->kind == T_FUNCTION || (to->kind == T_RECORD && has_no_room(to))) &&
           (!type_is_integer(to) || to->size == 1);
}

/* A FILE and what it points to is the library's own. */
static bool is_to_librarys(Type *t)
{
    t = type_plain(t);
    t = t->kind == T_POINTER ? type_plain(t->to) : NULL;
    return t && t->kind == T_RECORD && t->record->in_system_header && !t->record->trailed && !type_reaches_reals(t);
}

static bool is_librarys(const Object *o)
{
    return (o->kind == OB_EXT || o->kind == OB_DEEP) && is_to_librarys(o->var->type);
}

static bool is_left_out(Active *a, const Cell *c)
{
    ActorList *mine = c->object->var ? map_get(a->left_out, c->object->var) : NULL;
    for (int i = 0; mine && i < mine->n; i++)
        if (at_end_of_path(mine->at[i], c))
            return true;
    return false;
}

/* Behind a member that leads to nothing with a shadow in what the caller gave. */
static bool is_behind_bare(Active *a, const Object *o)
{
    int k = o->field && o->var && o->var->kind == V_PARAM ? fn_param_index(a->fn, o->var) : -1;
    const FieldList *bare = k >= 0 ? &a->pattern->bare[k] : NULL;
    for (int i = 0; bare && i < bare->n; i++)
        if (bare->at[i] == o->field)
            return true;
    return false;
}

bool provided_inactive(Active *a, Cell *c)
{
    if (is_behind_bare(a, c->object))
        return true;
    if (c->object->kind == OB_STRING || is_librarys(c->object) || !reaches_reals(c) || is_left_out(a, c))
        return true;
    if (c->field && c->field->inactive)
        return true;
    if (c->object->var && (inactive_var(a, c->object->var) || (var_is_table(c->object->var) && !map_get(a->actors, c->object->var))))
        return true;
    return c->object->field && c->object->field->inactive;
}

/* Of a parameter of which only other member paths have shadows. */
bool provided_off_path(Active *a, Cell *c)
{
    int wrt = provided_path(a, c, true), of = provided_path(a, c, false);
    return (wrt == 0 && of <= 0) || (of == 0 && wrt <= 0);
}

bool provided_has_paths(Active *a, Cell *c)
{
    return provided_path(a, c, true) >= 0 || provided_path(a, c, false) >= 0;
}

/* By its declaration, or where that says nothing since it is said to be inactive: there is no parameter that would hand
   it over. Reals that are inactive are something else: a pointer that leads to active ones at times is no null then. */
static bool has_no_shadow(Active *a, const Cell *c)
{
    const Object *o = c->object;
    Type *t = o->kind == OB_EXT || o->kind == OB_DEEP ? alias_declared(c) : NULL;
    if (active_object(a, c->object) || c->as_reals || (o->var && o->var->as_reals) || (o->field && o->field->as_reals))
        return false;
    bool said = o->kind == OB_EXT && o->var->kind == V_PARAM && inactive_var(a, o->var) && !type_reaches_reals(o->var->type);
    return said || is_librarys(o) || (t && type_without_reals(t));
}

bool provided_nowhere(Active *a, Expr *p)
{
    const Bits *to = alias_pointees(a->alias, p);
    if (is_to_librarys(e_uncast(p)->type))
        return true;
    for_bits(i, to)
        if (!has_no_shadow(a, a->alias->cells.at[i]))
            return false;
    return bits_next(to, 0) >= 0;
}
