/* effects.c: what a function may do to the memory of its callers and to globals.

   Takes a function with a body; leaves, for each parameter, whether memory reached through it is written, and every
   global and static that the function or one it calls names. Own effects are found once for each function; those of
   the functions it calls are collected when they are asked for, since functions call each other in circles. */
#include "flow.h"

#include <string.h>

typedef struct Own {
    Fn *fn;
    Effects effects;
    FnList calls; /* functions it may call */
    Effects *all; /* of these too, once each of them is done */
    bool done;
    Effects guess; /* while it is being made, to a call of itself */
    bool guessed;  /* which was asked for */
} Own;

static Own *making; /* the last one begun */

static Map *known; /* Fn -> Own */

static Effects *nameable; /* what any function may use that is not visible, once it is asked for */

static void add_effects(Effects *to, const Effects *from);

static GlobalUse *global_use(Effects *e, Var *v)
{
    for (int i = 0; i < e->globals.n; i++)
        if (e->globals.at[i].var == v)
            return &e->globals.at[i];
    list_add(&e->globals, (GlobalUse){.var = v});
    return &e->globals.at[e->globals.n - 1];
}

/* ---- functions that a pointer may hold ---- */

typedef struct Held {
    Type *type;
    FnList fns;
} Held;

static const FnList *held_by_pointer(Program *p, Expr *call)
{
    static LIST(Held) held;
    Type *type = type_plain(call->a->type);
    type = type->kind == T_POINTER ? type_plain(type->to) : type;
    for (int i = 0; i < held.n; i++)
        if (type_same(held.at[i].type, type))
            return &held.at[i].fns;
    list_add(&held, ((Held){type, fn_candidates(p, type)}));
    return &held.at[held.n - 1].fns;
}

/* ---- functions that are not visible ---- */

/* Everything of this program that another file can name, and all that leads to. */
void effects_add_nameable(Program *p, Effects *to)
{
    for (int i = 0; i < p->globals.n; i++) {
        Var *v = p->globals.at[i];
        if (v->is_static || v->made || v->shadow)
            continue;
        GlobalUse *g = global_use(to, v);
        g->writes = !(type_element(v->type)->quals & Q_CONST);
        g->writes_to = g->writes_deep = true;
    }
}

/* The function with a body that an argument is: it is called back. */
static Fn *called_back(const Expr *arg)
{
    while (arg->kind == E_CAST || arg->kind == E_ADDR || arg->kind == E_DECAY)
        arg = arg->a;
    return arg->kind == E_FN && arg->fn->body ? arg->fn : NULL;
}

static bool calls_back(const Expr *call)
{
    bool any = false;
    for (int k = 0; k < call->args.n; k++)
        any |= called_back(call->args.at[k]) != NULL;
    return any;
}

static void add_called_back(Program *p, const Expr *call, Effects *to)
{
    for (int k = 0; k < call->args.n; k++)
        if (called_back(call->args.at[k]))
            add_effects(to, effects_of(p, called_back(call->args.at[k])));
}

/* Its declaration does not say what it does: that it returns memory of its arguments, or new memory. */
bool effects_unseen(const Fn *f)
{
    return !f->body && f->class == F_UNKNOWN && !f->is_view && !f->shadow_of_result && strncmp(f->name, "__builtin_", 10) != 0;
}

/* The system's qsort() and the like know nothing of the program but what they are given. */
static bool only_calls_back(const Fn *f)
{
    return f->in_system_header && !known_runs_apart(f);
}

const Effects *effects_of_unseen(Program *p, Expr *call)
{
    if (!call->fn || !effects_unseen(call->fn))
        return NULL;
    if (!nameable) {
        nameable = NEW(Effects);
        effects_add_nameable(p, nameable);
    }
    if (!calls_back(call))
        return nameable;
    Effects *all = NEW(Effects);
    add_called_back(p, call, all);
    if (!only_calls_back(call->fn))
        add_effects(all, nameable);
    return all;
}

/* ---- names and calls, as they stand in the body ---- */

typedef struct Mentions {
    Program *program;
    Own *own;
} Mentions;

static void add_call(Own *own, Fn *f)
{
    for (int i = 0; i < own->calls.n; i++)
        if (own->calls.at[i] == f)
            return;
    if (f->body)
        list_add(&own->calls, f);
}

static bool retypes_integers(const Expr *e)
{
    if (e->kind != E_CAST || !type_is_pointer(e->type) || !type_is_pointer(e->a->type))
        return false;
    Type *to = type_element(type_plain(e->type)->to), *from = type_element(type_plain(e->a->type)->to);
    return type_is_integer(from) && !type_is_integer(to);
}

static void mention_expr(Expr **ep, void *data)
{
    Mentions *m = data;
    Expr *e = *ep;
    if (!e)
        return;
    if (e->kind == E_VAR && (e->var->kind == V_GLOBAL || e->var->kind == V_STATIC))
        global_use(&m->own->effects, e->var)->named = true;
    m->own->effects.retypes |= retypes_integers(e);
    bool remembers;
    if (e->kind == E_CALL && hidden_call(e, &remembers)) {
        m->own->effects.hidden = true;
        m->own->effects.remembers |= remembers;
    }
    const Effects *unseen = e->kind == E_CALL ? effects_of_unseen(m->program, e) : NULL;
    for (int i = 0; unseen && i < unseen->globals.n; i++)
        global_use(&m->own->effects, unseen->globals.at[i].var);
    if (e->kind == E_CALL && e->fn)
        add_call(m->own, e->fn);
    if (e->kind == E_CALL && !e->fn) {
        const FnList *fns = held_by_pointer(m->program, e);
        for (int i = 0; i < fns->n; i++)
            add_call(m->own, fns->at[i]);
    }
    expr_kids(e, mention_expr, m);
}

static void mention_stmt(Stmt **sp, void *data)
{
    if (!*sp)
        return;
    stmt_exprs(*sp, mention_expr, data);
    stmt_kids(*sp, mention_stmt, data);
}

/* ---- writes ---- */

typedef struct Writes {
    Alias *alias;
    Own *own;
} Writes;

static void write_through(FieldList *fields, Field *f)
{
    for (int i = 0; i < fields->n; i++)
        if (fields->at[i] == f)
            return;
    list_add(fields, f);
}

static void write_to(Writes *w, const Object *o)
{
    Effects *e = &w->own->effects;
    e->unknown |= o->kind == OB_ANY;
    if (o->kind != OB_VAR && o->kind != OB_EXT && o->kind != OB_DEEP)
        return;
    if (o->var->kind == V_GLOBAL || o->var->kind == V_STATIC) {
        GlobalUse *g = global_use(e, o->var);
        g->writes |= o->kind == OB_VAR;
        g->writes_to |= o->kind == OB_EXT;
        g->writes_deep |= o->kind == OB_DEEP;
        return;
    }
    int k = o->var->kind == V_PARAM ? fn_param_index(w->own->fn, o->var) : -1;
    if (k < 0)
        return;
    e->writes[k] |= o->kind == OB_EXT;
    e->writes_deep[k] |= o->kind == OB_DEEP;
    if (o->field)
        write_through(&e->through[k], o->field);
    else
        e->through_any[k] |= o->kind == OB_DEEP || (o->kind == OB_EXT && !type_is_pointer(o->var->type));
}

static void write_cells(Writes *w, const Bits *cells)
{
    const Object *last = NULL;
    for_bits(i, cells) {
        const Object *o = w->alias->cells.at[i]->object;
        if (o != last)
            write_to(w, o);
        last = o;
    }
}

static bool is_global(const Object *o)
{
    return o->var && (o->var->kind == V_GLOBAL || o->var->kind == V_STATIC);
}

/* g = &h and the like, of globals alone, are told one by one. */
static bool stores_among_globals(Writes *w, Stmt *s)
{
    Effects *e = &w->own->effects;
    CellList *cells = &w->alias->cells;
    if (s->kind != S_ASSIGN || !type_is_pointer(s->lhs->type) || stmt_call(s))
        return false;
    const Bits *to = alias_lvalue(w->alias, s->lhs), *from = alias_pointees(w->alias, s->rhs);
    for_bits(i, to)
        if (cells->at[i]->object->kind != OB_VAR || !is_global(cells->at[i]->object))
            return false;
    for_bits(i, from)
        if (!is_global(cells->at[i]->object) && cells->at[i]->object->kind != OB_STRING)
            return false;
    for_bits(i, to)
        global_use(e, cells->at[i]->object->var)->holds = true;
    for_bits(i, from)
        if (is_global(cells->at[i]->object))
            global_use(e, cells->at[i]->object->var)->held = true;
    return true;
}

static bool stores_pointer(Stmt *s)
{
    Expr *call = stmt_call(s);
    if (call && call->fn && call->fn->class == F_MEMORY) {
        Expr *to = call->args.at[0];
        while (to->kind == E_CAST && type_is_pointer(to->a->type))
            to = to->a;
        Type *held = type_plain(type_plain(to->type)->to);
        return held->kind == T_VOID || type_holds_pointers(held);
    }
    if ((s->kind != S_ASSIGN && s->kind != S_POP) || !type_holds_pointers(s->lhs->type))
        return false;
    return s->lhs->kind != E_VAR || s->lhs->var->kind == V_GLOBAL || s->lhs->var->kind == V_STATIC;
}

/* Into variables that are gone when the function returns, as double *rows[2] of it. */
static bool stores_in_own(Writes *w, Stmt *s)
{
    Expr *call = stmt_call(s);
    bool copies = call && call->fn && call->fn->class == F_MEMORY;
    const Bits *to = copies ? alias_pointees(w->alias, call->args.at[0]) : alias_lvalue(w->alias, s->lhs);
    for_bits(i, to) {
        const Object *o = w->alias->cells.at[i]->object;
        if (o->kind != OB_VAR || is_global(o))
            return false;
    }
    return bits_next(to, 0) >= 0;
}

/* What is freed is no longer there for the caller's reverse sweep. */
static Expr *freed(Stmt *s)
{
    Expr *call = stmt_call(s);
    Fn *f = call ? call->fn : NULL;
    bool frees = f && (f->class == F_FREE || (f->class == F_ALLOC && strcmp(fn_base(f), "realloc") == 0));
    return frees ? call->args.at[0] : NULL;
}

static void write_stmt(Stmt **sp, void *data)
{
    Writes *w = data;
    Stmt *s = *sp;
    Expr *gone = freed(s);
    if (gone)
        write_cells(w, alias_pointees(w->alias, gone));
    const Bits *cells = alias_call_writes(w->alias, s);
    if (cells)
        write_cells(w, cells);
    if ((s->kind == S_ASSIGN || s->kind == S_POP) && s->lhs)
        write_cells(w, alias_lvalue(w->alias, s->lhs));
    if (s->kind == S_PUSH || s->kind == S_POP)
        write_cells(w, alias_tape(w->alias, s->var));
    w->own->effects.stores_pointers |= stores_pointer(s) && !stores_in_own(w, s) && !stores_among_globals(w, s);
    stmt_kids(s, write_stmt, data);
}

static void new_flags(Effects *e, const Fn *f)
{
    e->writes = arena_alloc((size_t)f->params.n + 1);
    e->writes_deep = arena_alloc((size_t)f->params.n + 1);
    e->through = arena_alloc(((size_t)f->params.n + 1) * sizeof *e->through);
    e->through_any = arena_alloc((size_t)f->params.n + 1);
    e->keeps = arena_alloc((size_t)f->params.n + 1);
    e->reals = arena_alloc((size_t)f->params.n + 1);
    e->reals_deep = arena_alloc((size_t)f->params.n + 1);
    e->shows = arena_alloc((size_t)f->params.n + 1);
    e->returns = arena_alloc((size_t)f->params.n + 1);
    e->params = f->params.n;
}

static void find_shown(Alias *a, Effects *e)
{
    for_bits(i, &a->shown) {
        const Object *o = a->cells.at[i]->object;
        int k = o->var && o->var->kind == V_PARAM ? fn_param_index(a->fn, o->var) : -1;
        if (k >= 0)
            e->shows[k] = true;
    }
}

/* Pointers to what a parameter points to, in memory that is there after the call: anything but variables of this one. */
static void find_kept(Alias *a, Effects *e)
{
    Bits kept = {0};
    bits_merge(&kept, &a->stored_outside);
    for (int i = 0; i < a->cells.n; i++) {
        const Cell *c = a->cells.at[i];
        bool own = c->object->kind == OB_VAR && (c->object->var->kind == V_LOCAL || c->object->var->kind == V_PARAM);
        if (!own)
            bits_merge(&kept, &c->to);
    }
    for (int k = 0; k < a->fn->params.n; k++) {
        Var *v = a->fn->params.at[k];
        e->keeps[k] = type_is_pointer(v->type) && bits_meet(&kept, alias_pointees(a, e_var(v)));
    }
    bits_done(&kept);
}

static void find_returned_in(Alias *a, Effects *e, const Object *o)
{
    int k = o->var && o->var->kind == V_PARAM ? fn_param_index(a->fn, o->var) : -1;
    e->tells_result &= o->kind != OB_ANY;
    if (k >= 0)
        e->returns[k] = true;
    if (!is_global(o))
        return;
    for (int i = 0; i < e->returned.n; i++)
        if (e->returned.at[i] == o->var)
            return;
    list_add(&e->returned, o->var);
}

typedef struct Results {
    Alias *alias;
    Effects *effects;
} Results;

static void result_stmt(Stmt **sp, void *data)
{
    Results *r = data;
    Stmt *s = *sp;
    if (s->kind == S_RETURN && s->rhs) {
        const Bits *to = alias_pointees(r->alias, s->rhs);
        for_bits(i, to)
            find_returned_in(r->alias, r->effects, r->alias->cells.at[i]->object);
    }
    stmt_kids(s, result_stmt, r);
}

static void find_returned(Alias *a, Effects *e)
{
    Results r = {a, e};
    e->tells_result = type_is_pointer(a->fn->type->to);
    if (e->tells_result)
        result_stmt(&a->fn->body, &r);
}

static bool does_more(const Fn *f, const Effects *x, const Effects *y)
{
    for (int k = 0; k < f->params.n; k++)
        if (x->writes[k] != y->writes[k] || x->writes_deep[k] != y->writes_deep[k] ||
            x->keeps[k] != y->keeps[k] || x->through_any[k] != y->through_any[k] || x->through[k].n != y->through[k].n || x->reals[k] != y->reals[k] || x->shows[k] != y->shows[k] ||
            x->reals_deep[k] != y->reals_deep[k] || x->returns[k] != y->returns[k])
            return true;
    if (x->returned.n != y->returned.n || x->tells_result != y->tells_result)
        return true;
    return x->unknown != y->unknown || x->stores_pointers != y->stores_pointers;
}

static Own *own_of(Program *p, Fn *f)
{
    if (!known)
        known = map_new();
    Own *own = map_get(known, f);
    if (own)
        return own;
    own = NEW(Own);
    own->fn = f;
    map_put(known, f, own);
    norm_fn(p, f);
    Mentions m = {p, own};
    mention_stmt(&f->body, &m);
    /* While it is being made, to a function that it calls and that calls it: whatever the types let it write. A call
       of itself does what is found, until nothing more is. */
    new_flags(&own->effects, f);
    for (int k = 0; k < f->params.n; k++) {
        Type *t = type_plain(f->params.at[k]->type), *to = t->kind == T_POINTER ? type_plain(t->to) : t;
        own->effects.writes[k] = t->kind == T_POINTER && !(t->to->quals & Q_CONST);
        own->effects.writes_deep[k] = to->kind == T_VOID || type_holds_pointers(to);
        own->effects.keeps[k] = own->effects.through_any[k] = own->effects.shows[k] = true;
        own->effects.reals[k] = own->effects.reals_deep[k] = true;
    }
    Own *before = making, exact;
    bool more = true;
    new_flags(&own->guess, f);
    own->guess.tells_result = type_is_pointer(f->type->to);
    making = own;
    while (more) {
        exact = *own;
        new_flags(&exact.effects, f);
        exact.effects.returned = (VarList){0};
        own->guessed = false;
        Writes w = {alias_make(p, f, false), &exact};
        write_stmt(&f->body, &w);
        raw_effects(w.alias, &exact.effects);
        find_kept(w.alias, &exact.effects);
        find_shown(w.alias, &exact.effects);
        find_returned(w.alias, &exact.effects);
        more = own->guessed && does_more(f, &exact.effects, &own->guess);
        own->guess = exact.effects;
    }
    making = before;
    *own = exact;
    own->done = true;
    return own;
}

static const Effects *own_effects(Own *own)
{
    bool guess = own == making && !own->done;
    own->guessed |= guess;
    return guess ? &own->guess : &own->effects;
}

/* ---- with the functions called ---- */

static void add_effects(Effects *to, const Effects *from)
{
    to->unknown |= from->unknown;
    to->stores_pointers |= from->stores_pointers;
    to->retypes |= from->retypes;
    to->hidden |= from->hidden;
    to->remembers |= from->remembers;
    for (int i = 0; i < from->globals.n; i++) {
        GlobalUse *g = global_use(to, from->globals.at[i].var);
        g->named |= from->globals.at[i].named;
        g->writes |= from->globals.at[i].writes;
        g->writes_to |= from->globals.at[i].writes_to;
        g->writes_deep |= from->globals.at[i].writes_deep;
        g->holds |= from->globals.at[i].holds;
        g->held |= from->globals.at[i].held;
    }
}

static void collect(Program *p, Fn *f, Map *seen, Effects *to, bool *done)
{
    if (map_get(seen, f))
        return;
    map_put(seen, f, f);
    Own *own = own_of(p, f);
    *done &= own->done;
    add_effects(to, own_effects(own));
    for (int i = 0; i < own->calls.n; i++)
        collect(p, own->calls.at[i], seen, to, done);
}

const Effects *effects_of(Program *p, Fn *f)
{
    Own *own = own_of(p, f);
    if (own->all)
        return own->all;
    Effects *all = NEW(Effects);
    bool done = true;
    collect(p, f, map_new(), all, &done);
    all->writes = own_effects(own)->writes;
    all->writes_deep = own_effects(own)->writes_deep;
    all->through = own_effects(own)->through;
    all->through_any = own_effects(own)->through_any;
    all->keeps = own_effects(own)->keeps;
    all->reals = own_effects(own)->reals;
    all->reals_deep = own_effects(own)->reals_deep;
    all->shows = own_effects(own)->shows;
    all->tells_result = own_effects(own)->tells_result;
    all->returns = own_effects(own)->returns;
    all->returned = own_effects(own)->returned;
    all->params = f->params.n;
    if (done)
        own->all = all;
    return all;
}

/* What one of the functions does that a pointer may hold. */
static void add_one_of(Effects *to, const Effects *from, const Fn *f)
{
    add_effects(to, from);
    if (!to->reals) {
        to->params = f->params.n;
        to->reals = arena_alloc((size_t)f->params.n + 1);
        to->reals_deep = arena_alloc((size_t)f->params.n + 1);
    }
    for (int k = 0; k < to->params && k < from->params; k++) {
        to->reals[k] |= from->reals[k];
        to->reals_deep[k] |= from->reals_deep[k];
    }
}

/* Through a pointer: what the functions do that it may hold. A target that is not among them is not visible: derivatives
   do not flow through it (direct.c), and it is trusted with what it is given alone. */
const Effects *effects_of_call(Program *p, Expr *call)
{
    if (call->fn)
        return call->fn->body && (call->fn->class == F_USER) ? effects_of(p, call->fn) : NULL;
    const FnList *fns = held_by_pointer(p, call);
    Effects *all = fns->n ? NEW(Effects) : NULL;
    for (int i = 0; i < fns->n; i++)
        if (fns->at[i]->body)
            add_one_of(all, effects_of(p, fns->at[i]), fns->at[i]);
    return all;
}

/* ---- a global that is only set ---- */

typedef struct OnlySet {
    Program *program;
    Var *var;
    bool used;
} OnlySet;

static void only_set_expr(Expr **at, void *data)
{
    OnlySet *o = data;
    Expr *e = *at;
    o->used |= e->kind == E_VAR && e->var == o->var;
    const Effects *callee = e->kind == E_CALL ? effects_of_call(o->program, e) : NULL;
    for (int i = 0; callee && i < callee->globals.n; i++)
        o->used |= callee->globals.at[i].var == o->var;
    expr_kids(e, only_set_expr, o);
}

static void only_set_stmt(Stmt **at, void *data)
{
    OnlySet *o = data;
    Stmt *s = *at;
    bool sets = s->kind == S_ASSIGN && s->lhs->kind == E_VAR;
    if (sets)
        only_set_expr(&s->rhs, o);
    else
        stmt_exprs(s, only_set_expr, o);
    stmt_kids(s, only_set_stmt, o);
}

bool effects_only_set(Program *p, Fn *f, Var *v)
{
    if (v->kind != V_GLOBAL && v->kind != V_STATIC)
        return false;
    OnlySet o = {p, v, false};
    only_set_stmt(&f->body, &o);
    return !o.used;
}
