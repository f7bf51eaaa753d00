/* hidden.c: what calls may change though they are not given it.

   A function without a body, or behind a pointer, may change every global that other files can name, and memory that it
   or another one like it was given before: register(&rate); ...; step(); Such changes carry no derivatives (active.c refuses
   those that would), but the reverse sweep must have what was there before. Takes a function whose pointers alias.c has
   followed; leaves, for each call, all that it may change. */
#include "flow.h"

#include <string.h>

typedef struct Hidden {
    Effects globals;   /* all that other files can name, and statics whose address they may have */
    TypeList remembered; /* of memory that is given, anywhere, to functions that may remember it */
} Hidden;

/* The library and adc's runtime change nothing by the way. What has derivatives of its own, or is declared to return new
   memory or a view, remembers nothing: its declaration says what it has to do with derivatives. */
bool hidden_call(const Expr *call, bool *remembers)
{
    const Fn *f = call->fn;
    *remembers = !f || f->class == F_INACTIVE || effects_unseen(f);
    if (!f)
        return true;
    bool told = f->inactive || f->class == F_CUSTOM;
    bool own = strncmp(f->name, "adc_", 4) == 0 || strncmp(f->name, "__builtin_", 10) == 0;
    return !f->body && !own && (told ? !f->in_system_header : f->class == F_UNKNOWN);
}

/* ---- in the whole program ---- */

/* The static that an lvalue is part of, not through a pointer; NULL: none. */
static Var *static_of(const Expr *lv)
{
    while ((lv->kind == E_MEMBER && !lv->arrow) || (lv->kind == E_INDEX && lv->a->kind == E_DECAY))
        lv = lv->kind == E_MEMBER ? lv->a : lv->a->a;
    return lv->kind == E_VAR && lv->var->is_static ? lv->var : NULL;
}

static bool has_type(const TypeList *l, Type *t)
{
    for (int i = 0; i < l->n; i++)
        if (type_same(l->at[i], t))
            return true;
    return false;
}

/* With what is reached from there, but for the members of a record, which are told by their record. */
static void remember_type(TypeList *l, Type *t)
{
    t = type_element(t);
    if (t->kind == T_FUNCTION || has_type(l, t))
        return;
    list_add(l, t);
    if (t->kind == T_POINTER)
        remember_type(l, t->to);
    for (int i = 0; t->kind == T_RECORD && i < t->record->fields.n; i++) {
        Type *of = type_element(t->record->fields.at[i]->type);
        if (of->kind == T_RECORD || of->kind == T_POINTER)
            remember_type(l, of);
    }
}

static void given_types(Hidden *h, const Expr *call)
{
    for (int i = 0; i < call->args.n; i++) {
        const Expr *arg = call->args.at[i];
        while (arg->kind == E_CAST && type_is_pointer(arg->a->type))
            arg = arg->a;
        Type *t = type_plain(arg->type);
        if (t->kind == T_POINTER && !(type_plain(t->to)->quals & Q_CONST && !type_holds_pointers(t->to)))
            remember_type(&h->remembered, t->to);
        else if (t->kind == T_RECORD)
            remember_type(&h->remembered, t);
    }
}

static void find_expr(Expr **at, void *data)
{
    Hidden *h = data;
    Expr *e = *at;
    bool remembers;
    if (!e)
        return;
    if (e->kind == E_INDEX && e->a->kind == E_DECAY) { /* no address goes anywhere */
        expr_kids(e->a->a, find_expr, h);
        find_expr(&e->b, h);
        return;
    }
    Var *v = e->kind == E_DECAY || e->kind == E_ADDR ? static_of(e->a) : NULL;
    if (v && !(type_element(v->type)->quals & Q_CONST))
        list_add(&h->globals.globals, ((GlobalUse){.var = v, .writes = true, .writes_to = true, .writes_deep = true}));
    if (e->kind == E_CALL && hidden_call(e, &remembers) && remembers)
        given_types(h, e);
    expr_kids(e, find_expr, h);
}

static void find_stmt(Stmt **at, void *data)
{
    if (!*at)
        return;
    stmt_exprs(*at, find_expr, data);
    stmt_kids(*at, find_stmt, data);
}

static const Hidden *hidden_in(Program *p)
{
    static Hidden *all;
    if (all)
        return all;
    all = NEW(Hidden);
    effects_add_nameable(p, &all->globals);
    for (int i = 0; i < p->fns.n; i++)
        if (p->fns.at[i]->body)
            find_stmt(&p->fns.at[i]->body, all);
    return all;
}

/* ---- in one function ---- */

static void shown_by_call(Alias *a, Expr *call)
{
    const Effects *effects = alias_call_effects(a, call);
    bool remembers;
    if (hidden_call(call, &remembers) && remembers)
        alias_given_writes(a, call, effects, &a->shown);
    for (int k = 0; effects && effects->shows && k < call->args.n; k++) {
        Expr *arg = call->args.at[k];
        bool pointer = type_is_pointer(arg->type), record = type_is_record(arg->type) && e_is_lvalue(arg);
        if ((pointer || record) && (k >= effects->params || effects->shows[k]))
            alias_reach(a, pointer ? alias_pointees(a, arg) : alias_lvalue(a, arg), &a->shown);
    }
}

static void show_stmt(Stmt **at, void *data)
{
    Alias *a = data;
    if (!*at)
        return;
    if (stmt_call(*at))
        shown_by_call(a, stmt_call(*at));
    stmt_kids(*at, show_stmt, a);
}

void hidden_find(Alias *a)
{
    show_stmt(&a->fn->body, a);
}

static bool may_be_remembered(const TypeList *types, const Cell *c)
{
    Type *t = alias_declared(c);
    bool any = !t;
    for (int i = 0; i < types->n && !any; i++) {
        Type *of = types->at[i];
        any = of->kind == T_VOID || alias_types_may(of, t) ||
              (of->kind == T_RECORD && c->field && c->field->record == of->record);
    }
    return any;
}

/* What the callers may have given to such functions, of what they give to this one. */
static void callers_into(Alias *a, Bits *out)
{
    const TypeList *types = &hidden_in(a->program)->remembered;
    for (int i = 0; types->n && i < a->cells.n; i++) {
        const Object *o = a->cells.at[i]->object;
        if ((o->kind == OB_EXT || o->kind == OB_DEEP) && o->var && o->var->kind == V_PARAM && may_be_remembered(types, a->cells.at[i]))
            bits_set(out, i);
    }
}

static void changes_into(Alias *a, Expr *call, Bits *out)
{
    const Effects *effects = alias_call_effects(a, call), *globals = &hidden_in(a->program)->globals;
    bool remembers = false, hidden = hidden_call(call, &remembers);
    hidden |= effects && effects->hidden;
    remembers |= effects && effects->remembers;
    if (hidden && remembers) {
        bits_merge(out, &a->shown);
        if (a->called)
            callers_into(a, out);
    }
    for (int i = 0; hidden && i < globals->globals.n; i++)
        if (map_get(a->objects, globals->globals.at[i].var))
            alias_global_writes(a, &globals->globals.at[i], out);
}

const Bits *hidden_call_changes(Alias *a, Stmt *s)
{
    Expr *call = stmt_call(s);
    Bits *b = call ? map_get(a->changes, s) : NULL;
    if (call && !b) {
        b = NEW(Bits);
        bits_merge(b, alias_call_writes(a, s));
        changes_into(a, call, b);
        map_put(a->changes, s, b);
    }
    return b;
}
