/* actors.c: who takes part in a request. Takes the items of wrt, of and inactive, or the defaults,
   and leaves in Derived.actors one Actor for each object named, in the order of the primal's
   parameters, globals, the result, with its extents as the declarations and shape() tell them; for
   gradient and hvp, in Derived.leaves, the paths to the reals of records. Only declarations count
   here, never what a body does. */
#include "adc.h"

#include <string.h>

#define REFUSE(d, loc, ...)                                                                        \
    do {                                                                                           \
        diag_error(request_place((d)->request, (loc)), __VA_ARGS__);                               \
        (d)->request->bad = true;                                                                  \
    } while (0)

static const Loc nowhere;

static const char *path_text(const Actor *a) { return signature_path(a, NULL); }

/* ---- what declarations say of reals ---- */

static bool carries(Type *t, Map *seen)
{
    while (t->kind == T_TYPEDEF || t->kind == T_ARRAY || t->kind == T_POINTER)
        t = t->to;
    if (t->kind != T_RECORD)
        return t->kind == T_REAL || t->kind == T_COMPLEX;
    if (map_get(seen, t->record))
        return false;
    map_put(seen, t->record, t->record);
    for (int i = 0; i < t->record->fields.n; i++)
        if (!t->record->fields.at[i]->inactive && carries(t->record->fields.at[i]->type, seen))
            return true;
    return false;
}

bool type_carries(Type *t) { return carries(t, map_new()); }

static Type *element(Type *t)
{
    unsigned quals = 0;
    for (t = type_plain(t); t->kind == T_ARRAY; t = type_plain(t->to))
        quals |= t->quals;
    return type_qual(t, quals);
}

/* Whether f may write reals through a value of type t. A pointer to a const struct is taken for an
   input where nobody says otherwise, though the struct's own pointers may lead to memory that can
   be written. */
static bool may_write(Type *t, bool through_const, Map *seen)
{
    t = element(t);
    if (t->kind == T_POINTER) {
        Type *to = element(t->to);
        if (to->kind == T_POINTER)
            return may_write(to, through_const, seen);
        if (to->kind == T_REAL || to->kind == T_COMPLEX)
            return !(to->quals & Q_CONST);
        if (to->kind != T_RECORD || ((to->quals & Q_CONST) && !through_const))
            return false;
        for (int i = 0; i < to->record->fields.n; i++) {
            Field *f = to->record->fields.at[i];
            Type *part = element(f->type);
            unsigned quals = part->quals | to->quals;
            bool real = part->kind == T_REAL || part->kind == T_COMPLEX;
            if (!f->inactive && real && !(quals & Q_CONST))
                return true;
            if (!f->inactive && part->kind == T_RECORD &&
                may_write(type_pointer(type_qual(part, quals)), through_const, seen))
                return true;
        }
        t = to;
    }
    if (t->kind != T_RECORD || map_get(seen, t->record))
        return false;
    map_put(seen, t->record, t->record);
    for (int i = 0; i < t->record->fields.n; i++)
        if (!t->record->fields.at[i]->inactive &&
            may_write(t->record->fields.at[i]->type, through_const, seen))
            return true;
    return false;
}

bool type_may_write(Type *t) { return may_write(t, false, map_new()); }

/* A shadow that a generated function writes, also through members whose type says const. */
static bool is_written_shadow(const Var *v)
{
    return v->shadow && type_is_pointer(v->type) && !(element(type_plain(v->type)->to)->quals & Q_CONST);
}

static bool returns_reals(const Fn *f)
{
    Type *result = type_plain(type_plain(f->type)->to);
    return result->kind == T_REAL || result->kind == T_COMPLEX ||
           (result->kind == T_RECORD && type_carries(result));
}

/* ---- finding what an item names ---- */

static int order_of(const Program *p, const Derived *d, const Var *v)
{
    const Fn *f = d->primal;
    for (int i = 0; i < f->params.n; i++)
        if (f->params.at[i] == v)
            return i;
    for (int i = 0; i < p->globals.n; i++)
        if (p->globals.at[i] == v)
            return f->params.n + i;
    return f->params.n + p->globals.n;
}

Var *param_named(const VarList *params, const char *name)
{
    for (int i = 0; i < params->n; i++)
        if (strcmp(params->at[i]->name, name) == 0)
            return params->at[i];
    for (int i = 0; i < params->n; i++)
        for (int k = 0; k < params->at[i]->also.n; k++)
            if (strcmp(params->at[i]->also.at[k], name) == 0)
                return params->at[i];
    return NULL;
}

static Var *variable(const Program *p, const Derived *d, const char *name)
{
    Var *param = param_named(&d->primal->params, name);
    if (param)
        return param;
    for (int i = 0; i < p->globals.n; i++)
        if (strcmp(p->globals.at[i]->name, name) == 0)
            return p->globals.at[i];
    return NULL;
}

static void unknown_item(const Program *p, Derived *d, const Path *path)
{
    StrList names = {0};
    REFUSE(d, path->loc, "unknown-item",
           "'%s' is neither a parameter of '%s' nor a global variable", path->root,
           d->primal->name);
    for (int i = 0; i < d->primal->params.n; i++)
        list_add(&names, d->primal->params.at[i]->name);
    for (int i = 0; i < p->globals.n; i++)
        list_add(&names, p->globals.at[i]->name);
    list_add(&names, "return");
    const char *near = request_suggest(path->root, &names);
    if (near)
        diag_note(nowhere, "did you mean '%s'?", near);
}

static void unknown_member(Derived *d, const Path *path, const Record *r, const char *name)
{
    StrList names = {0};
    REFUSE(d, path->loc, "unknown-item", "'%s' has no member '%s'", r->name, name);
    for (int i = 0; i < r->fields.n; i++)
        if (*r->fields.at[i]->name)
            list_add(&names, r->fields.at[i]->name);
    const char *near = request_suggest(name, &names);
    if (near)
        diag_note(nowhere, "did you mean '%s'?", near);
}

/* Follows the members of a path from an object of this type; leaves a->members and a->type. */
static bool follow(Derived *d, Actor *a, const Path *path, Type *from)
{
    const char *at = path->text + strlen(path->root);
    a->type = from;
    for (int i = 0; i < path->members.n; i++) {
        Type *t = type_plain(a->type);
        bool arrow = at[0] == '-';
        bool pointer = t->kind == T_POINTER || t->kind == T_ARRAY;
        Type *record = pointer ? type_plain(t->to) : t;
        if (record->kind != T_RECORD) {
            REFUSE(d, path->loc, "unknown-item", "'%.*s' is no struct: it has no members",
                   (int)(at - path->text), path->text);
            return false;
        }
        if (*at && arrow != pointer) { /* a request made by adc gives only the names */
            REFUSE(d, path->loc, "unknown-item", "'%.*s' is %s: its members are reached by '%s'",
                   (int)(at - path->text), path->text, pointer ? "a pointer" : "no pointer",
                   pointer ? "->" : ".");
            return false;
        }
        Field *f = record_field(record->record, path->members.at[i]);
        if (!f) {
            unknown_member(d, path, record->record, path->members.at[i]);
            return false;
        }
        list_add(&a->members, f);
        a->type = f->type;
        at += *at ? (arrow ? 2 : 1) + strlen(path->members.at[i]) : 0;
    }
    return true;
}

static bool find_item(const Program *p, Derived *d, const Path *path, Actor *a)
{
    a->loc = path->loc;
    if (strcmp(path->root, "return") == 0)
        return follow(d, a, path, type_plain(d->primal->type)->to);
    a->var = variable(p, d, path->root);
    if (!a->var) {
        unknown_item(p, d, path);
        return false;
    }
    return follow(d, a, path, param_written(a->var));
}

/* ---- checks of one item ---- */

static bool fields_inactive(const Actor *a)
{
    for (int i = 0; i < a->members.n; i++)
        if (a->members.at[i]->inactive)
            return true;
    return false;
}

static const char *kind_of_type(Type *t)
{
    t = element(t);
    while (t->kind == T_POINTER)
        t = element(t->to);
    return t->kind == T_INT || t->kind == T_BOOL         ? "integers"
           : t->kind == T_RECORD && !t->record->complete ? "a struct that is not defined here"
                                                         : "nothing real";
}

static bool check_global(Derived *d, const Actor *a, const Path *path)
{
    if (a->var->kind != V_GLOBAL || !a->var->is_static)
        return true;
    REFUSE(d, path->loc, "static-global",
           "'%s' is static: its shadow could not be reached from outside this file", a->var->name);
    diag_note(a->var->loc, "make it extern, or pass it as a parameter");
    return false;
}

static bool check_wrt(Derived *d, const Actor *a, const Path *path)
{
    if (!a->var) {
        REFUSE(d, path->loc, "bad-item", "'return' is a dependent: it belongs in of()");
    } else if (!type_carries(a->type)) {
        REFUSE(d, path->loc, "not-real", "'%s' holds %s: there is no derivative with respect to it",
               path->text, kind_of_type(a->type));
    } else if (a->var->inactive || fields_inactive(a)) {
        REFUSE(d, path->loc, "inactive-item", "'%s' is declared ADC_INACTIVE", path->text);
        diag_note(a->members.n ? a->members.at[a->members.n - 1]->loc : a->var->loc, "here");
    } else {
        return check_global(d, a, path);
    }
    return false;
}

static bool check_of_result(Derived *d, const Path *path)
{
    if (path->members.n) {
        REFUSE(d, path->loc, "unknown-item",
               "a member of the result cannot be named: name 'return'");
        return false;
    }
    if (returns_reals(d->primal))
        return true;
    Type *result = type_plain(type_plain(d->primal->type)->to);
    REFUSE(d, path->loc, "not-real", "'%s' returns %s: 'return' has no derivative", d->primal->name,
           result->kind == T_VOID      ? "nothing"
           : result->kind == T_POINTER ? "a pointer"
                                       : kind_of_type(result));
    if (result->kind == T_POINTER)
        diag_note(nowhere, "name the parameter or global whose memory it points to");
    return false;
}

static bool check_of(Derived *d, const Actor *a, const Path *path)
{
    if (!a->var)
        return check_of_result(d, path);
    bool by_value = a->var->kind == V_PARAM;
    Type *t = param_written(a->var);
    bool writable =
        by_value ? is_written_shadow(a->var) || may_write(a->var->type, true, map_new()) : !(element(t)->quals & Q_CONST);
    if (!type_carries(a->type)) {
        REFUSE(d, path->loc, "not-real", "'%s' holds %s: it has no derivative", path->text,
               kind_of_type(a->type));
    } else if (a->var->inactive || fields_inactive(a)) {
        REFUSE(d, path->loc, "inactive-item", "'%s' is declared ADC_INACTIVE", path->text);
        diag_note(a->members.n ? a->members.at[a->members.n - 1]->loc : a->var->loc, "here");
    } else if (!writable) {
        bool value = by_value && !type_is_pointer(a->var->type);
        REFUSE(d, path->loc, "bad-item", "'%s' is no dependent: %s", path->text,
               value ? "it is passed by value" : "the memory is const");
        diag_note(a->var->loc, "'%s' is declared here", a->var->name);
    } else {
        return check_global(d, a, path);
    }
    return false;
}

/* ---- the list ---- */

static bool same_members(const Actor *a, const Actor *b, int n)
{
    for (int i = 0; i < n; i++)
        if (a->members.at[i] != b->members.at[i])
            return false;
    return true;
}

/* By parameter, then by the order in which members are declared. */
static int compare(const Program *p, const Derived *d, const Actor *a, const Actor *b)
{
    int x = order_of(p, d, a->var), y = order_of(p, d, b->var);
    for (int i = 0; x == y; i++) {
        if (i == a->members.n || i == b->members.n)
            return a->members.n - b->members.n;
        x = a->members.at[i]->index;
        y = b->members.at[i]->index;
        if (x == y && a->members.at[i] != b->members.at[i]) /* through anonymous members */
            return a->members.at[i]->loc.line - b->members.at[i]->loc.line;
    }
    return x - y;
}

/* One item inside another of the same clause. */
static bool overlaps(Derived *d, const Actor *a, const Path *path)
{
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *o = &d->actors.at[i];
        int n = a->members.n < o->members.n ? a->members.n : o->members.n;
        bool both = (a->wrt && o->wrt) || (a->of && o->of);
        if (!both || o->var != a->var || !a->var || !same_members(a, o, n))
            continue;
        REFUSE(d, path->loc, "bad-item", "'%s' is asked for twice: the struct and a member of it",
               path->text);
        return true;
    }
    return false;
}

/* The blocks of a jacobian or hessian are of reals: a struct stands for its only member that has some. */
static void only_reals(Actor *a)
{
    for (;;) {
        Type *t = type_plain(a->type);
        Type *r = t->kind == T_POINTER ? type_plain(t->to) : t;
        Field *only = NULL;
        if (r->kind != T_RECORD || r->record->is_union || (a->members.n && r != t))
            return;
        for (int i = 0; i < r->record->fields.n; i++) {
            Field *f = r->record->fields.at[i];
            if (f->inactive || !type_carries(f->type))
                continue;
            if (only)
                return;
            only = f;
        }
        if (!only)
            return;
        if (!a->whole)
            a->named = a->members.n;
        list_add(&a->members, only);
        a->type = only->type;
        a->whole = true;
    }
}

static void add_actor(const Program *p, Derived *d, Actor a)
{
    int at = 0;
    if (d->kind == K_JACOBIAN || (d->kind == K_HESSIAN && a.wrt))
        only_reals(&a);
    while (at < d->actors.n) {
        Actor *o = &d->actors.at[at];
        int c = compare(p, d, &a, o);
        if (c == 0 && o->members.n == a.members.n) {
            o->wrt = o->wrt || a.wrt;
            o->of = o->of || a.of;
            return;
        }
        if (c < 0)
            break;
        at++;
    }
    list_add(&d->actors, a);
    memmove(&d->actors.at[at + 1], &d->actors.at[at], (size_t)(d->actors.n - 1 - at) * sizeof a);
    d->actors.at[at] = a;
}

static bool listed_inactive(const Program *p, const Derived *d, const Var *v)
{
    for (int i = 0; i < d->request->inactive.n; i++) {
        const Path *path = &d->request->inactive.at[i];
        if (path->members.n == 0 && variable(p, d, path->root) == v)
            return true;
    }
    return false;
}

/* inactive() names this member, or a struct around it. */
static bool member_inactive(const Program *p, const Derived *d, const Actor *a)
{
    for (int i = 0; i < d->request->inactive.n; i++) {
        const Path *path = &d->request->inactive.at[i];
        bool same = path->members.n > 0 && path->members.n <= a->members.n && a->var && variable(p, d, path->root) == a->var;
        for (int k = 0; same && k < path->members.n; k++)
            same = strcmp(path->members.at[k], a->members.at[k]->name) == 0;
        if (same)
            return true;
    }
    return false;
}

static bool is_dependent(const Derived *d, const Var *v)
{
    for (int i = 0; i < d->actors.n; i++)
        if (d->actors.at[i].of && d->actors.at[i].var == v && d->actors.at[i].members.n == 0)
            return true;
    return false;
}

static void default_wrt(const Program *p, Derived *d)
{
    bool in_out = d->kind == K_ADJOINT || d->kind == K_TANGENT;
    for (int i = 0; i < d->primal->params.n; i++) {
        Var *v = d->primal->params.at[i];
        if (!type_carries(v->type) || v->inactive || listed_inactive(p, d, v) ||
            (!in_out && is_dependent(d, v)))
            continue;
        Actor a = {.var = v, .wrt = true, .type = param_written(v), .loc = v->loc};
        add_actor(p, d, a);
    }
}

static void default_of(const Program *p, Derived *d)
{
    if (returns_reals(d->primal)) {
        Actor a = {.of = true, .type = type_plain(d->primal->type)->to, .loc = d->primal->loc};
        add_actor(p, d, a);
        return;
    }
    for (int i = 0; i < d->primal->params.n; i++) {
        Var *v = d->primal->params.at[i];
        if (v->inactive || listed_inactive(p, d, v) ||
            !(may_write(v->type, false, map_new()) || (is_written_shadow(v) && type_carries(v->type))))
            continue;
        Actor a = {.var = v, .of = true, .type = param_written(v), .loc = v->loc};
        add_actor(p, d, a);
    }
}

static void named(const Program *p, Derived *d, const Path *path, bool wrt)
{
    Actor a = {.wrt = wrt, .of = !wrt};
    if (!find_item(p, d, path, &a) || !(wrt ? check_wrt(d, &a, path) : check_of(d, &a, path)))
        return;
    if (a.var && ((a.members.n == 0 && listed_inactive(p, d, a.var)) || member_inactive(p, d, &a))) {
        REFUSE(d, path->loc, "inactive-item", "'%s' stands in inactive() too", path->text);
        return;
    }
    if (!overlaps(d, &a, path))
        add_actor(p, d, a);
}

/* ---- extents ---- */

static bool names_actor(const Program *p, const Derived *d, const Path *path, const Actor *a)
{
    bool result = strcmp(path->root, "return") == 0;
    if (path->members.n != a->members.n ||
        (a->var ? result || variable(p, d, path->root) != a->var : !result))
        return false;
    for (int i = 0; i < a->members.n; i++)
        if (strcmp(path->members.at[i], a->members.at[i]->name) != 0)
            return false;
    return true;
}

/* What the declaration says: one entry for each level of pointer or array, NULL: it does not say.
 */
static Subst own_params(const Derived *d)
{
    Subst subst = {map_new(), NULL, NULL, NULL};
    for (int i = 0; i < d->primal_params.n; i++)
        map_put(subst.vars, d->primal->params.at[i], e_var(d->primal_params.at[i]));
    return subst;
}

static ExprList declared_extents(const Derived *d, Type *t)
{
    ExprList dims = {0};
    Subst subst = own_params(d);
    for (t = type_plain(t); t->kind == T_POINTER || t->kind == T_ARRAY; t = type_plain(t->to)) {
        Expr *n = t->kind == T_ARRAY && t->count ? expr_clone(t->count, &subst) : NULL;
        list_add(&dims, n);
    }
    return dims;
}

/* Puts the expressions of shape() where the declaration says nothing, or, for one level of flat
   memory, in the place of what it says: the same memory seen with more dimensions. */
static void apply_shape(Program *p, Derived *d, const Shape *shape, ExprList *dims)
{
    int unknown = 0;
    int given = shape->extents.n;
    for (int i = 0; i < dims->n; i++)
        unknown += !dims->at[i];
    bool whole = given == dims->n || (dims->n == 1 && given > 1);
    if (!whole && given != unknown) {
        REFUSE(d, shape->loc, "shape",
               "'%s' has %d extent%s that the declaration leaves open, shape() gives %d",
               shape->path.text, unknown, unknown == 1 ? "" : "s", given);
        return;
    }
    ExprList all = {0};
    for (int i = 0, k = 0; i < (whole ? given : dims->n); i++) {
        bool ask = whole || !dims->at[i];
        Expr *e = ask ? shape_expr(p, d->request, shape->extents.at[k], shape->places.at[k],
                                   &d->primal_params)
                      : dims->at[i];
        Expr *said = i < dims->n && given == dims->n ? dims->at[i] : NULL;
        if (e && said && e->kind == E_INT && said->kind == E_INT && e->ival != said->ival)
            REFUSE(d, shape->places.at[k], "shape", "'%s' is declared with extent %lld here",
                   shape->path.text, said->ival);
        k += ask;
        if (!e)
            return;
        list_add(&all, e);
    }
    *dims = all;
}

static Type *innermost(Type *t)
{
    for (t = type_plain(t); t->kind == T_POINTER || t->kind == T_ARRAY; t = type_plain(t->to))
        ;
    return t;
}

/* A parameter that adc gave to a generated function is as large as what it belongs to. */
static void made_extents(Program *p, const Derived *d, Actor *a)
{
    Derived *g = d->primal->made_by;
    Subst subst = own_params(d);
    for (int i = 0; g && !a->members.n && i < g->primal_params.n; i++) {
        if (g->primal_params.at[i] != a->var)
            continue;
        Actor before = actor_object(p, g, g->primal->params.at[i]);
        a->extents_known = before.extents_known;
        a->extents = ways_clone(&before.extents, &subst);
    }
    for (int i = 0; g && !a->members.n && i < g->actors.n; i++) {
        const Actor *x = &g->actors.at[i];
        if (!x->extents_known || x->members.n || (x->shadow != a->var && x->hvp != a->var))
            continue;
        a->extents_known = true;
        a->extents = ways_clone(&x->extents, &subst);
        if (g->lanes)
            list_add(&a->extents, e_int(g->lanes));
    }
    if (g && !a->members.n && a->var == g->return_shadow)
        a->extents_known = true;
    for (int i = 0; g && i < g->blocks.n; i++) {
        const Block *b = &g->blocks.at[i];
        if (b->var != a->var || !b->row->extents_known || !b->col->extents_known)
            continue;
        ExprList row = ways_shape(b->row), col = ways_shape(b->col);
        a->extents_known = true;
        a->extents = ways_clone(&row, &subst);
        col = ways_clone(&col, &subst);
        for (int k = 0; k < col.n; k++)
            list_add(&a->extents, col.at[k]);
    }
}

/* A pointer to a struct is taken for a pointer to one. */
static void find_extents(Program *p, Derived *d, Actor *a)
{
    ExprList dims = declared_extents(d, a->type);
    for (int i = 0; i < d->request->shapes.n; i++)
        if (names_actor(p, d, &d->request->shapes.at[i].path, a))
            apply_shape(p, d, &d->request->shapes.at[i], &dims);
    bool one = dims.n == 1 && !dims.at[0] && innermost(a->type)->kind == T_RECORD;
    a->extents_known = true;
    for (int i = 0; i < dims.n; i++)
        a->extents_known = a->extents_known && (dims.at[i] || one);
    if (a->extents_known && !one)
        a->extents = dims;
    if (!a->extents_known && a->var)
        made_extents(p, d, a);
}

/* The extents of the arrays of structs that the path leads through. */
static void find_ways(Program *p, Derived *d, Actor *a)
{
    a->ways.at = NULL;
    a->ways.n = a->ways.cap = 0;
    Actor way = {.var = a->var, .type = a->var ? param_written(a->var) : type_plain(d->primal->type)->to};
    for (int i = 0; i < a->members.n; i++) {
        way.extents = (ExprList){0};
        if (type_is_pointer(way.type) || type_is_array(way.type))
            find_extents(p, d, &way);
        list_add(&a->ways, way.extents);
        list_add(&way.members, a->members.at[i]);
        way.type = a->members.at[i]->type;
    }
}

Actor actor_object(Program *p, Derived *d, Var *v)
{
    Actor a = {.var = v, .type = v->written, .loc = v->loc};
    find_extents(p, d, &a);
    return a;
}

Actor actor_member(Program *p, Derived *d, const Actor *a, Field *f)
{
    Actor part = *a;
    part.members = (FieldList){0};
    for (int k = 0; k < a->members.n; k++)
        list_add(&part.members, a->members.at[k]);
    list_add(&part.members, f);
    part.type = f->type;
    part.extents = (ExprList){0};
    find_extents(p, d, &part);
    find_ways(p, d, &part);
    return part;
}

static void check_shapes(Program *p, Derived *d)
{
    for (int i = 0; i < d->request->shapes.n; i++) {
        const Shape *shape = &d->request->shapes.at[i];
        Actor a = {0};
        if (!find_item(p, d, &shape->path, &a))
            continue;
        Type *t = type_plain(a.type);
        if (t->kind != T_POINTER && t->kind != T_ARRAY)
            REFUSE(d, shape->loc, "shape", "'%s' is no pointer: it has no extents to give",
                   shape->path.text);
        for (int k = 0; k < i; k++)
            if (d->request->shapes.at[k].path.text == shape->path.text)
                REFUSE(d, shape->loc, "shape", "a second shape(%s, ...)", shape->path.text);
    }
}

/* What shape() says of memory that the derivative is not about: its values are made up where it is checked. */
static void check_unused_shapes(Program *p, Derived *d)
{
    for (int i = 0; i < d->request->shapes.n && !d->request->bad; i++) {
        const Path *path = &d->request->shapes.at[i].path;
        Actor a = {0};
        bool used = !find_item(p, d, path, &a);
        for (int k = 0; k < d->actors.n; k++)
            used |= names_actor(p, d, path, &d->actors.at[k]);
        if (!used)
            find_extents(p, d, &a);
    }
}

static void check_inactive(const Program *p, Derived *d)
{
    for (int i = 0; i < d->request->inactive.n; i++) {
        const Path *path = &d->request->inactive.at[i];
        Actor a = {0};
        if (find_item(p, d, path, &a) && !type_carries(a.type) && type_without_reals(a.type))
            REFUSE(d, path->loc, "not-real", "'%s' holds %s: it is inactive anyway", path->text,
                   kind_of_type(a.type));
        if (a.var && path->members.n)
            list_add(&d->left_out, a);
        Path known = *path;
        known.root = a.var ? a.var->name : path->root;
        list_add(&d->inactive, known);
    }
}

/* Whether f may write reals of member m of what a is. */
static bool may_write_member(const Actor *a, const Field *m)
{
    Type *t = element(m->type);
    bool real = t->kind != T_POINTER, by_value = a->members.n == 0 && a->var && a->var->kind == V_PARAM && !type_is_pointer(a->var->type);
    return real ? !by_value && !(t->quals & Q_CONST) : may_write(m->type, true, map_new());
}

/* A struct with an inactive member is all its other members. */
static void leave_out(Program *p, Derived *d, const Actor *inactive)
{
    for (int i = 0; i < d->actors.n; i++) {
        Actor a = d->actors.at[i];
        int n = a.members.n;
        Record *r = innermost(a.type)->record;
        bool itself = n == inactive->members.n; /* left by another member that is inactive */
        if (!a.var || a.var != inactive->var || n > inactive->members.n || !same_members(&a, inactive, n) || (!r && !itself))
            continue;
        memmove(&d->actors.at[i], &d->actors.at[i + 1], (size_t)(d->actors.n - 1 - i) * sizeof a);
        d->actors.n--;
        for (int k = 0; !itself && k < r->fields.n; k++) {
            Actor part = a;
            Field *f = r->fields.at[k];
            bool around = f == inactive->members.at[n];
            if (f->inactive || !type_carries(f->type) || (around && n + 1 == inactive->members.n))
                continue;
            part.members = (FieldList){0};
            for (int m = 0; m < n; m++)
                list_add(&part.members, a.members.at[m]);
            list_add(&part.members, f);
            part.type = f->type;
            part.of = a.of && may_write_member(&a, f);
            if (part.wrt || part.of)
                add_actor(p, d, part);
        }
        i = -1;
    }
}

static void leave_out_inactive(Program *p, Derived *d)
{
    for (int i = 0; i < d->left_out.n && !d->request->bad; i++)
        leave_out(p, d, &d->left_out.at[i]);
}

static void expand(Program *p, Derived *d, Actor a, int depth);

/* A struct has a row or column for each real in it: as if the paths to its members were named. */
static void replace_records(Program *p, Derived *d)
{
    for (int i = 0; i < d->actors.n; i++) {
        Actor *a = &d->actors.at[i];
        if (innermost(a->type)->kind == T_RECORD)
            expand(p, d, *a, 0);
        else
            list_add(&d->leaves, *a);
    }
    d->actors.at = d->leaves.at;
    d->actors.n = d->leaves.n;
    d->actors.cap = d->leaves.cap;
    d->leaves.at = NULL;
    d->leaves.n = d->leaves.cap = 0;
}

/* ---- parts of one struct that are alike ---- */

static bool begins_with(const FieldList *path, const FieldList *start)
{
    for (int i = 0; i < start->n; i++)
        if (i >= path->n || path->at[i] != start->at[i])
            return false;
    return true;
}

static bool is_named(const Derived *d, const Var *v, const FieldList *path)
{
    for (int i = 0; i < d->actors.n; i++)
        if (d->actors.at[i].var == v && begins_with(path, &d->actors.at[i].members))
            return true;
    return false;
}

/* A member `last` of the struct that path ends in, or of a struct inside it, that no item names; found: the way to it. */
static bool other_place(const Derived *d, const Var *v, FieldList *path, const Record *r, const Field *last, int depth)
{
    enum { DEEPEST = 8 };
    for (int i = 0; i < r->fields.n && depth < DEEPEST; i++) {
        Field *f = r->fields.at[i];
        Type *t = element(f->type);
        if (!*f->name && t->kind == T_RECORD) { /* its members are those of the struct around it, in paths too */
            if (other_place(d, v, path, t->record, last, depth + 1))
                return true;
            continue;
        }
        list_add(path, f);
        if (f == last ? !is_named(d, v, path)
                      : t->kind == T_RECORD && !is_named(d, v, path) && other_place(d, v, path, t->record, last, depth + 1))
            return true;
        path->n--;
    }
    return false;
}

/* Which struct of those inside another a member belongs to is not followed through the program: either all that are alike are
   named or none. */
static void check_alike(Derived *d, const Actor *a)
{
    FieldList path = {0};
    Type *t = a->var && a->members.n ? innermost(a->var->type) : NULL;
    if (!t || t->kind != T_RECORD)
        return;
    Type *from = t;
    for (int i = 0; i + 1 < a->members.n; i++) {
        Type *to = type_plain(a->members.at[i]->type);
        if (to->kind != T_POINTER)
            continue;
        from = innermost(to);
        path.n = 0;
        for (int k = 0; k <= i; k++)
            list_add(&path, a->members.at[k]);
    }
    FieldList ends = {0}; /* the reals of what the path ends in */
    Field *last = a->members.at[a->members.n - 1];
    list_add(&ends, last);
    for (int i = 0; i < ends.n; i++) {
        Type *e = element(ends.at[i]->type);
        for (int k = 0; e->kind == T_RECORD && k < e->record->fields.n; k++)
            list_add(&ends, e->record->fields.at[k]);
    }
    for (int i = 0; i < ends.n && from->kind == T_RECORD; i++) {
        FieldList found = path;
        found.cap = found.n; /* a list of its own */
        if (element(ends.at[i]->type)->kind == T_RECORD || !other_place(d, a->var, &found, from->record, ends.at[i], 0))
            continue;
        Actor other = *a;
        other.members = found;
        REFUSE(d, a->loc, "path-alike", "'%s' is asked for and '%s', a member of a struct of the same type, is not",
               path_text(a), path_text(&other));
        diag_note(nowhere, "name both, and leave the one aside");
        return;
    }
}

void actors_collect(Program *p, Derived *d)
{
    Request *r = d->request;
    for (int i = 0; i < r->of.n; i++)
        named(p, d, &r->of.at[i], false);
    if (!r->has_of)
        default_of(p, d);
    for (int i = 0; i < r->wrt.n; i++)
        named(p, d, &r->wrt.at[i], true);
    if (!r->has_wrt)
        default_wrt(p, d);
    check_shapes(p, d);
    check_inactive(p, d);
    leave_out_inactive(p, d);
    for (int i = 0; i < d->actors.n && !r->bad; i++) {
        find_extents(p, d, &d->actors.at[i]);
        find_ways(p, d, &d->actors.at[i]);
    }
    check_unused_shapes(p, d);
    for (int i = 0; i < d->actors.n && !r->bad; i++)
        check_alike(d, &d->actors.at[i]);
    if (!r->bad && (d->kind == K_JACOBIAN || d->kind == K_HESSIAN))
        replace_records(p, d);
}

/* ---- leaves ---- */

static bool has_pointers(const Record *r)
{
    for (int i = 0; i < r->fields.n; i++) {
        Type *t = element(r->fields.at[i]->type);
        if (!r->fields.at[i]->inactive && type_carries(t) &&
            (t->kind == T_POINTER || (t->kind == T_RECORD && has_pointers(t->record))))
            return true;
    }
    return false;
}

static void expand_fields(Program *p, Derived *d, const Actor *a, const Record *r, int depth)
{
    enum { DEEPEST = 20 };
    if (r->is_union || depth > DEEPEST) {
        REFUSE(d, a->loc, "struct-item", "the %s of '%s' cannot be asked for as a whole: '%s' is %s",
               kind_name(d->kind), d->primal->name, path_text(a),
               r->is_union ? "a union" : "a recursive struct");
        diag_note(nowhere, "name the members that are meant, as in wrt(%s->...)", a->var->name);
        return;
    }
    for (int i = 0; i < r->fields.n && !d->request->bad; i++) {
        Field *f = r->fields.at[i];
        if (f->inactive || !type_carries(f->type))
            continue;
        expand(p, d, actor_member(p, d, a, f), depth + 1);
    }
}

static bool is_dependent_path(const Derived *d, const Actor *a)
{
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *o = &d->actors.at[i];
        if (o->of && !o->wrt && o->var == a->var && o->members.n == a->members.n &&
            same_members(o, a, a->members.n))
            return true;
    }
    return false;
}

/* Of several extents, those that may be negative, and with them the product of two positive; each once. */
static ExprList signed_extents(const ExprList *extents)
{
    ExprList found = {0};
    int negative = 0;
    for (int i = 0; i < extents->n; i++) {
        Expr *n = extents->at[i];
        bool seen = n->kind == E_INT || !type_plain(n->type)->is_signed;
        negative += !seen;
        for (int k = 0; k < found.n; k++)
            seen |= e_equal(found.at[k], n);
        if (!seen)
            list_add(&found, n);
    }
    return negative > 1 ? found : (ExprList){0};
}

/* Flat memory that shape() gives more than one extent: a leaf has their product. */
static void flatten(Actor *a)
{
    Type *t = type_plain(a->type);
    if (a->extents.n < 2 || (t->kind != T_POINTER && t->kind != T_ARRAY) || type_is_array(t->to) ||
        type_is_pointer(t->to))
        return;
    Expr *product = e_int_type(type_ptrdiff(), 1), *positive = NULL;
    for (int i = 0; i < a->extents.n; i++)
        product = e_mul(product, e_cast(type_ptrdiff(), expr_clone(a->extents.at[i], NULL)));
    ExprList those = signed_extents(&a->extents);
    for (int i = 0; i < those.n; i++) {
        Expr *some = e_bin(O_GT, expr_clone(those.at[i], NULL), e_int(0));
        positive = positive ? e_bin(O_LAND, positive, some) : some;
    }
    if (positive)
        product = e_cond(positive, product, e_int_type(type_ptrdiff(), 0));
    a->extents = (ExprList){0};
    list_add(&a->extents, product);
}

static void expand(Program *p, Derived *d, Actor a, int depth)
{
    Type *t = type_plain(a.type);
    Type *base = innermost(t);
    if ((a.wrt && is_dependent_path(d, &a)) || member_inactive(p, d, &a))
        return;
    if (base->kind != T_RECORD) {
        flatten(&a);
        list_add(&d->leaves, a);
        return;
    }
    bool one = t->kind == T_RECORD || (t->kind == T_POINTER && a.extents_known && a.extents.n == 0);
    bool blocks = d->kind == K_JACOBIAN || d->kind == K_HESSIAN, row = t->to && type_plain(t->to)->kind == T_RECORD;
    if (one || (row && a.extents_known && (blocks || has_pointers(base->record)))) {
        expand_fields(p, d, &a, base->record, depth);
    } else if (has_pointers(base->record) || !a.extents_known) {
        REFUSE(d, a.loc, "struct-item",
               "'%s' is an array of structs with pointers: its extents cannot be told",
               path_text(&a));
        diag_note(nowhere,
                  "name other independents, or ask for adjoint, whose shadows the caller zeroes");
    } else {
        list_add(&d->leaves, a);
    }
}

void actors_leaves(Program *p, Derived *d)
{
    for (int i = 0; i < d->actors.n; i++)
        if (d->actors.at[i].wrt)
            expand(p, d, d->actors.at[i], 0);
}
