/* signature.c: a request to the signature of the function it generates. Takes the Actors
   (actors.c); leaves in Derived.fn the primal's parameters, fresh and in order, and behind them the
   extra ones as the contract orders and declares them, in p->shadow_globals the shadows of globals,
   and in Fn.doc the comment (describe.c). The body comes later. Nothing here looks at a body: a
   signature follows from declarations alone. */
#include "adc.h"

#include <string.h>

typedef enum Use { USE_READ, USE_WRITE } Use; /* what the generated function does to a shadow */

#define REFUSE(d, loc, ...)                                                                        \
    do {                                                                                           \
        diag_error(request_place((d)->request, (loc)), __VA_ARGS__);                               \
        (d)->request->bad = true;                                                                  \
    } while (0)

static const Loc nowhere;

Type *param_written(Var *v) { return v->lanes_written ? v->lanes_written : v->written; }

/* ---- names ---- */

/* Names at file scope, interned. The lists only grow, so each name is entered once. */
static struct {
    Map *names;
    int fns, globals, macros, requests, made, items;
} taken;

static void take(const char *name)
{
    if (name)
        map_put(taken.names, intern(name), &taken);
}

static void take_item(const Item *it)
{
    if (it->kind == I_TYPEDEF)
        take(it->name);
    for (int i = 0; i < it->enumerators.n; i++)
        take(it->enumerators.at[i]);
}

static void take_new(const Program *p)
{
    if (!taken.names)
        taken.names = map_new();
    while (taken.fns < p->fns.n)
        take(p->fns.at[taken.fns++]->name);
    while (taken.globals < p->globals.n)
        take(p->globals.at[taken.globals++]->name);
    while (taken.macros < p->macros.n)
        take(p->macros.at[taken.macros++]);
    while (taken.requests < p->requests.n)
        take(request_result_name(p->requests.at[taken.requests++]));
    while (taken.made < p->made.n)
        take(p->made.at[taken.made++]);
    while (taken.items < p->items.n)
        take_item(p->items.at[taken.items++]);
}

static bool taken_at_file_scope(const Program *p, const char *name)
{
    take_new(p);
    if (map_get(taken.names, intern(name)))
        return true;
    for (int i = 0; i < p->shadow_globals.n; i++)
        if (strcmp(p->shadow_globals.at[i]->name, name) == 0)
            return true;
    return false;
}

static const char *free_name(const Program *p, const Derived *d, const char *wanted)
{
    const char *name = wanted;
    for (int number = 2;; number++) {
        bool used = taken_at_file_scope(p, name);
        for (int i = 0; d && i < d->fn->params.n; i++)
            used = used || strcmp(d->fn->params.at[i]->name, name) == 0;
        if (!used)
            return intern(name);
        name = format("%s%d", wanted, number);
    }
}

const char *helper_name(Program *p, const char *base)
{
    const char *name = free_name(p, NULL, base);
    list_add(&p->made, name);
    return name;
}

void helper_names_forget(Program *p, int first)
{
    for (int i = first; i < taken.made && i < p->made.n; i++)
        map_put(taken.names, intern(p->made.at[i]), NULL);
    taken.made = taken.made < first ? taken.made : first;
    p->made.n = first;
}

/* ---- types of shadows ---- */

/* The type that a parameter declared so has. */
static Type *adjusted(Type *written)
{
    Type *t = type_plain(written);
    if (t->kind != T_ARRAY)
        return written;
    return type_qual(type_pointer(t->quals ? type_qual(t->to, t->quals) : t->to), t->array_quals);
}

static Type *copy_type(const Type *t)
{
    Type *copy = NEW(Type);
    *copy = *t;
    return copy;
}

static Type *without_const(Type *t)
{
    Type *plain = type_plain(t);
    if (!(plain->quals & Q_CONST))
        return t;
    Type *copy = copy_type(
        (t->quals & Q_CONST) && !(type_plain(type_unqual(t))->quals & Q_CONST) ? t : plain);
    copy->quals &= ~(unsigned)Q_CONST;
    return copy;
}

/* const dropped from the innermost level, where the derivatives are: the pointers on the way are
   not written. The same type where nothing changes, so that typedef names survive. */
static Type *writable(Type *t)
{
    Type *plain = type_plain(t);
    if (plain->kind != T_POINTER && plain->kind != T_ARRAY)
        return without_const(t);
    Type *to = plain->to;
    Type *changed = writable(to);
    bool on_array =
        plain->kind == T_ARRAY && (plain->quals & Q_CONST); /* of a typedef: it means the element */
    if (changed == to && !on_array)
        return t;
    Type *copy = copy_type(plain);
    copy->to = changed;
    if (plain->kind == T_ARRAY)
        copy->quals &= ~(unsigned)Q_CONST;
    return copy;
}

/* Every real at the end of pointers and arrays becomes an array of k: the dimension of the lanes
 * comes last. */
static Type *with_lanes(Type *t, int k)
{
    Type *plain = type_plain(t);
    if (plain->kind != T_POINTER && plain->kind != T_ARRAY)
        return type_array(t, e_int(k));
    Type *copy = copy_type(plain);
    copy->to = with_lanes(
        plain->kind == T_ARRAY && plain->quals ? type_qual(plain->to, plain->quals) : plain->to, k);
    copy->quals = plain->kind == T_ARRAY ? 0 : plain->quals;
    return copy;
}

static Type *innermost(Type *t)
{
    for (t = type_plain(t); t->kind == T_POINTER || t->kind == T_ARRAY; t = type_plain(t->to))
        ;
    return t;
}

static bool is_memory(Type *t) { return type_is_pointer(t) || type_is_array(t); }

/* Declaration of the shadow of an object declared as t. */
static Type *shadow_type(const Derived *d, Type *t, Use use)
{
    if (type_is_record(t))
        return type_pointer(type_qual(type_unqual(t), use == USE_READ ? Q_CONST : 0));
    if (!is_memory(t))
        return use == USE_READ ? type_unqual(t) : type_pointer(type_unqual(t));
    if (use == USE_READ || d->kind == K_TANGENT)
        return t;
    t = writable(t);
    Type *plain = type_plain(t);
    if (d->kind == K_GRADIENT && plain->kind == T_ARRAY && !is_memory(plain->to))
        return type_pointer(plain->quals ? type_qual(plain->to, plain->quals) : plain->to);
    return t;
}

static Type *lanes_type(const Derived *d, Type *t, Use use)
{
    if (is_memory(t))
        return with_lanes(shadow_type(d, t, use), d->lanes);
    Type *element = type_qual(type_unqual(t), use == USE_READ ? Q_CONST : 0);
    return type_array(element, e_int(d->lanes));
}

/* ---- parameters ---- */

static Var *add_param(Derived *d, const char *name, Type *written)
{
    Var *v = var_new(d->fn, V_PARAM, name, adjusted(written));
    v->written = written;
    v->pinned = true;
    list_add(&d->fn->params, v);
    return v;
}

static Var *add_shadow(Program *p, Derived *d, const char *name, Type *written)
{
    Var *v = add_param(d, free_name(p, d, name), written);
    v->shadow = true;
    return v;
}

/* `void push(node *node)`: the parameters that are added behind it could not be declared as `node *`. */
static const char *param_name(const Program *p, const Derived *d, const char *name)
{
    for (int i = 0; i < p->items.n; i++)
        if (p->items.at[i]->kind == I_TYPEDEF && p->items.at[i]->name && strcmp(p->items.at[i]->name, name) == 0)
            return free_name(p, d, name);
    return name;
}

/* Fresh variables for the primal's parameters, so that two functions never share one. */
static void add_primal_params(const Program *p, Derived *d)
{
    Subst subst = {map_new(), NULL, NULL, NULL};
    for (int i = 0; i < d->primal->params.n; i++) {
        const Var *v = d->primal->params.at[i];
        Var *fresh = add_param(d, param_name(p, d, v->name), v->type);
        fresh->made = false;
        fresh->loc = v->loc;
        fresh->also = v->also;
        fresh->inactive = v->inactive;
        fresh->before = v->before;
        fresh->noalias = v->noalias;
        fresh->restrict_added = v->restrict_added;
        fresh->lone = v->lone;
        list_add(&d->primal_params, fresh);
        map_put(subst.vars, v, e_var(fresh));
    }
    for (int i = 0; i < d->primal_params.n; i++) {
        Var *from = d->primal->params.at[i], *fresh = d->primal_params.at[i];
        fresh->written = type_clone(param_written(from), &subst);
        fresh->type =
            from->lanes_written ? adjusted(fresh->written) : type_clone(from->type, &subst);
        ((Expr *)map_get(subst.vars, from))->type = fresh->type;
    }
}

static Type *param_type(const Derived *d, const Var *v)
{
    for (int i = 0; i < d->primal_params.n; i++)
        if (d->primal->params.at[i] == v)
            return d->primal_params.at[i]->written;
    return v->type;
}

/* The shadow of a global: one variable for all requests that need it. */
static Var *shadow_global(Program *p, Derived *d, Var *g)
{
    const char *suffix = d->kind == K_TANGENT ? "_tan" : "_adj";
    const char *name = format("%s%s", g->name, suffix);
    Type *type = d->lanes ? with_lanes(writable(g->type), d->lanes) : writable(g->type);
    for (int i = 0; i < p->shadow_globals.n; i++) {
        Var *v = p->shadow_globals.at[i];
        if (v->primal == g && strncmp(v->name, name, strlen(name)) == 0 && type_same(v->type, type))
            return v;
    }
    for (int i = 0; i < p->globals.n; i++) {
        Var *v = p->globals.at[i];
        if (strcmp(v->name, name) == 0 && v->is_extern && type_same(v->type, type)) {
            v->primal = g; /* declared by the source, which uses it */
            v->shadow = true;
            list_add(&p->shadow_globals, v);
            return v;
        }
    }
    Var *v = var_new(NULL, V_GLOBAL, free_name(p, NULL, name), type);
    v->primal = g;
    v->shadow = true;
    v->is_extern = g->is_extern;
    v->is_thread_local = g->is_thread_local;
    v->loc = g->loc;
    list_add(&p->shadow_globals, v);
    return v;
}

static const char *suffix_of(Kind kind)
{
    switch (kind) {
    case K_ADJOINT:
        return "_adj";
    case K_TANGENT:
        return "_tan";
    case K_GRADIENT:
        return "_grad";
    case K_HVP:
        return "_dir";
    case K_JACOBIAN:
        return "_jac";
    case K_HESSIAN:
        return "_hess";
    }
    bug("suffix_of: kind %d", (int)kind);
}

static Actor *earlier_of_same(Derived *d, int i, bool wrt_only)
{
    for (int k = 0; k < i; k++)
        if (d->actors.at[k].var == d->actors.at[i].var && (d->actors.at[k].wrt || !wrt_only))
            return &d->actors.at[k];
    return NULL;
}

static Var *shadow_param(Program *p, Derived *d, const Actor *a, const char *suffix, Use use)
{
    Type *t = param_type(d, a->var);
    Var *v = add_shadow(p, d, format("%s%s", a->var->name, suffix), shadow_type(d, t, use));
    for (int i = 0; i < d->primal_params.n; i++)
        if (d->primal->params.at[i] == a->var && is_memory(v->type))
            v->restrict_added = a->var->restrict_added;
    v->lone = (d->internal && a->var->lone) || (use == USE_WRITE && type_is_real(t));
    if (d->lanes)
        v->lanes_written = lanes_type(d, t, use);
    return v;
}

/* adjoint, tangent: one group of shadows, then the result's. */
static void add_shadows(Program *p, Derived *d)
{
    Use use = d->kind == K_TANGENT ? USE_READ : USE_WRITE;
    for (int i = 0; i < d->actors.n; i++) {
        Actor *a = &d->actors.at[i];
        if (!a->var)
            continue;
        Actor *before = earlier_of_same(d, i, false);
        bool global = a->var->kind == V_GLOBAL;
        a->is_object = !global && (type_is_record(a->var->type) ||
                                   (use == USE_WRITE && !is_memory(a->var->type)));
        a->shadow = before   ? before->shadow
                    : global ? shadow_global(p, d, a->var)
                             : shadow_param(p, d, a, suffix_of(d->kind), use);
    }
    Actor *last = d->actors.n ? &d->actors.at[d->actors.n - 1] : NULL;
    if (!last || last->var)
        return;
    Type *t = last->type;
    bool record = type_is_record(t);
    use = d->kind == K_TANGENT ? USE_WRITE : USE_READ;
    Type *type = use == USE_WRITE ? type_pointer(type_unqual(t))
                 : record         ? type_pointer(type_qual(type_unqual(t), Q_CONST))
                                  : type_unqual(t);
    d->return_shadow = add_shadow(p, d, format("return%s", suffix_of(d->kind)), type);
    if (d->lanes)
        d->return_shadow->lanes_written = lanes_type(d, t, use);
    for (int i = 0; i < d->actors.n; i++)
        if (!d->actors.at[i].var) { /* several members of the result have one shadow */
            d->actors.at[i].shadow = d->return_shadow;
            d->actors.at[i].is_object = record || use == USE_WRITE;
        }
}

/* gradient: p_grad; hvp: all p_dir, then all p_hvp. */
static void add_independents(Program *p, Derived *d, const char *suffix, Use use)
{
    bool hvp = strcmp(suffix, "_hvp") == 0;
    for (int i = 0; i < d->actors.n; i++) {
        Actor *a = &d->actors.at[i];
        if (!a->wrt)
            continue;
        Actor *before = earlier_of_same(d, i, true);
        Var *v = !before ? shadow_param(p, d, a, suffix, use) : hvp ? before->hvp : before->shadow;
        a->is_object =
            type_is_record(a->var->type) || (use == USE_WRITE && !is_memory(a->var->type));
        if (hvp)
            a->hvp = v;
        else
            a->shadow = v;
    }
}

/* model->params is model_params in the name of a block. */
static const char *block_name(const Actor *a)
{
    Text t = {0};
    text_put(&t, a->var ? a->var->name : "return");
    for (int i = 0; i < (a->whole ? a->named : a->members.n); i++)
        text_format(&t, "_%s", a->members.at[i]->name);
    return t.at;
}

static Actor *single_dependent(Derived *d)
{
    Actor *found = NULL;
    for (int i = 0; i < d->actors.n; i++)
        if (d->actors.at[i].of) {
            if (found)
                return NULL;
            found = &d->actors.at[i];
        }
    return found;
}

static void add_block(Program *p, Derived *d, Actor *row, Actor *col, const char *name, Type *type)
{
    Var *v = add_shadow(p, d, name, type_pointer(type_unqual(innermost(type))));
    v->type = v->written = type_pointer(type_unqual(innermost(type)));
    Block b = {row, col, v};
    list_add(&d->blocks, b);
}

static void add_blocks(Program *p, Derived *d)
{
    Actor *dependent = d->kind == K_HESSIAN ? single_dependent(d) : NULL;
    int independents = 0;
    for (int i = 0; i < d->actors.n; i++)
        independents += d->actors.at[i].wrt;
    for (int i = 0; i < d->actors.n; i++)
        for (int k = 0; k < d->actors.n; k++) {
            Actor *row = &d->actors.at[i], *col = &d->actors.at[k];
            if (d->kind == K_JACOBIAN && row->of && col->wrt)
                add_block(p, d, row, col, format("%s_%s_jac", block_name(row), block_name(col)),
                          row->type);
            if (dependent && row->wrt && col->wrt && i <= k)
                add_block(p, d, row, col,
                          independents == 1
                              ? format("%s_hess", block_name(row))
                              : format("%s_%s_hess", block_name(row), block_name(col)),
                          dependent->type);
        }
}

/* ---- restrict ---- */

/* More memory lies behind what it points to: a restrict would not speak of that. */
static bool leads_on(Type *t)
{
    while (type_is_array(t))
        t = type_plain(t)->to;
    return type_is_pointer(t);
}

static bool add_restrict(Var *v)
{
    Type *w = v->written;
    if (v->lanes_written || (w->kind != T_POINTER && w->kind != T_ARRAY) || leads_on(w->to))
        return false;
    if (w->kind == T_ARRAY) {
        v->restrict_added = !(w->array_quals & Q_RESTRICT);
        v->written = copy_type(w);
        v->written->array_quals |= Q_RESTRICT;
    } else {
        v->restrict_added = !(w->quals & Q_RESTRICT);
        v->written = type_qual(w, Q_RESTRICT);
    }
    v->type = type_qual(v->type, Q_RESTRICT);
    v->noalias = true;
    return true;
}

/* The definition says restrict where the contract allows it and another pointer is there to be told
   apart: on outputs, which overlap nothing; on the shadows of scalars; on a shadow that is the only
   one of memory. */
static void add_restricts(const Derived *d)
{
    int memory = 0, shadows = 0, globals = 0, records = 0;
    for (int i = 0; i < d->primal_params.n; i++) {
        Type *t = d->primal_params.at[i]->type;
        memory += is_memory(t);
        records += type_is_pointer(t) && innermost(t)->kind == T_RECORD;
        shadows += is_memory(t) && type_declares_reals(t);
        if (d->noalias && is_memory(t))
            add_restrict(d->primal_params.at[i]);
    }
    for (int i = 0; i < d->actors.n; i++)
        globals += d->actors.at[i].var && d->actors.at[i].var->kind == V_GLOBAL;
    bool outputs = d->kind != K_ADJOINT && d->kind != K_TANGENT;
    for (int i = d->primal_params.n; i < d->fn->params.n; i++) {
        Var *v = d->fn->params.at[i];
        if (!type_is_pointer(v->type) || memory + globals == 0)
            continue;
        bool of_scalar = v == d->return_shadow;
        for (int k = 0; k < d->actors.n; k++)
            of_scalar = of_scalar || (d->actors.at[k].shadow == v && d->actors.at[k].is_object);
        bool alone = shadows == 1 && globals == 0;
        if (outputs || d->noalias || (of_scalar ? records == 0 && alone : alone && records == 0))
            add_restrict(v);
    }
}

void signature_promise(Derived *d, int k)
{
    add_restrict(d->primal_params.at[k]);
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *a = &d->actors.at[i];
        if (a->var == d->primal->params.at[k] && a->shadow && type_is_pointer(a->shadow->type))
            add_restrict(a->shadow);
    }
}

/* ---- the function ---- */

/* f as a function whose body calls f: what has custom derivatives, or a row of rules and no body,
   is derived through a call of it. */
static Fn *through_call(Fn *f, Loc at)
{
    Fn *through = NEW(Fn);
    *through = *f;
    through->params = (VarList){0};
    through->custom_adjoint = through->custom_tangent = NULL;
    through->class = F_USER;
    through->rule = NULL;
    through->normal = false;
    if (f->in_system_header)
        through->loc = at;
    ExprList args = {0};
    Type *type = type_plain(f->type);
    Subst subst = {map_new(), NULL, NULL, NULL};
    for (int i = 0; i < type->params.n; i++) {
        Var *old = i < f->params.n ? f->params.at[i] : NULL;
        bool unnamed = !old || !old->name || !*old->name;
        const char *name = unnamed ? format("arg%d", i + 1) : old->name;
        name += f->in_system_header ? strspn(name, "_") : 0;
        Var *v = var_new(through, V_PARAM, name, type->params.at[i]);
        if (old) {
            v->inactive = old->inactive;
            v->noalias = old->noalias;
            v->loc = old->loc;
            v->type = type_clone(old->type, &subst);
            v->written = type_clone(old->written, &subst);
            map_put(subst.vars, old, e_var(v));
        }
        v->made = false;
        list_add(&through->params, v);
        list_add(&args, e_var(v));
    }
    Expr *call = e_call(f, args);
    call->loc = through->loc;
    through->body = s_block();
    Stmt *s = type_plain(type->to)->kind == T_VOID ? s_expr(call) : s_return(call);
    s->loc = through->loc;
    s_add(through->body, s);
    return through;
}

static Fn *primal_of(Program *p, Request *r)
{
    if (r->on_request) {
        Derived *on = signature_make(p, r->on_request);
        r->bad = r->bad || !on || on->request->bad;
        return on ? on->fn : NULL;
    }
    bool forward = r->kind == K_TANGENT || r->kind == K_JACOBIAN;
    bool custom = r->fn->custom_adjoint || (forward && r->fn->custom_tangent);
    return custom || !r->fn->body ? through_call(r->fn, r->loc) : r->fn;
}

/* A source may declare a generated function: then it is that one, so that calls of it mean it. */
static Fn *declared_fn(const Program *p, const char *name)
{
    for (int i = 0; i < p->fns.n; i++)
        if (strcmp(p->fns.at[i]->name, name) == 0 && !p->fns.at[i]->body)
            return p->fns.at[i];
    return NULL;
}

static Type *function_type(const Derived *d)
{
    Type *t = copy_type(type_plain(d->primal->type));
    t->params = (TypeList){0};
    t->variadic = t->no_prototype = false;
    for (int i = 0; i < d->fn->params.n; i++)
        list_add(&t->params, type_unqual(adjusted(param_written(d->fn->params.at[i]))));
    return t;
}

static void check_declared(Derived *d, const Fn *was)
{
    if (type_same(was->type, d->fn->type) && !was->is_static)
        return;
    Text t = {0};
    emit_fn(&t, d->fn, true);
    size_t n = t.n;
    while (n > 0 && (t.at[n - 1] == '\n' || t.at[n - 1] == ' '))
        n--;
    diag_error(was->loc, "declared-differently",
               "'%s' is declared differently from the derivative of that name", was->name);
    diag_note(request_place(d->request, d->request->loc), "asked for here; its prototype is\n%.*s",
              (int)n, t.at);
    d->request->bad = true;
}

static Derived *derived_new(Program *p, Request *r, Fn *primal, const char *internal)
{
    Derived *d = NEW(Derived);
    Fn *declared = internal ? NULL : declared_fn(p, request_result_name(r));
    d->request = r;
    d->kind = r->kind;
    d->primal = primal;
    d->lanes = r->vector;
    d->noalias = r->noalias || p->options->assume_noalias;
    d->discard_primal = r->discard_primal;
    d->internal = internal;
    d->fn = declared ? declared : NEW(Fn);
    d->fn->params = (VarList){0};
    d->fn->name = internal ? helper_name(p, internal) : request_result_name(r);
    d->fn->class = F_USER;
    d->fn->made_by = d;
    d->fn->exported = !internal;
    d->fn->is_static = internal;
    d->fn->promised = primal->promised;
    return d;
}

static void add_extra_params(Program *p, Derived *d)
{
    switch (d->kind) {
    case K_ADJOINT:
    case K_TANGENT:
        add_shadows(p, d);
        break;
    case K_GRADIENT:
        add_independents(p, d, "_grad", USE_WRITE);
        break;
    case K_HVP:
        add_independents(p, d, "_dir", USE_READ);
        add_independents(p, d, "_hvp", USE_WRITE);
        break;
    case K_JACOBIAN:
    case K_HESSIAN:
        add_blocks(p, d);
        break;
    }
}

static void complete(Program *p, Derived *d)
{
    Request *r = d->request;
    add_extra_params(p, d);
    if (r->batch)
        d->batch = shape_expr(p, r, r->batch, r->batch_loc, &d->primal_params);
    if (d->kind == K_GRADIENT || d->kind == K_HVP)
        actors_leaves(p, d);
    add_restricts(d);
    d->fn->type = function_type(d);
    d->fn->loc = d->primal->loc;
    describe(p, d);
}

Derived *signature_of(Program *p, Request *r, const char *internal)
{
    Fn *primal = primal_of(p, r);
    if (!primal || r->bad)
        return NULL;
    Derived *d = derived_new(p, r, primal, internal);
    Fn was = *d->fn;
    r->derived = d;
    add_primal_params(p, d);
    actors_collect(p, d);
    if (r->bad)
        return NULL;
    complete(p, d);
    if (was.type)
        check_declared(d, &was);
    return r->bad ? NULL : d;
}

Derived *signature_make(Program *p, Request *r)
{
    if (r->bad)
        return NULL;
    return r->derived ? r->derived : signature_of(p, r, NULL);
}

Derived *signature_internal(Program *p, Derived *of, Kind kind, const char *name)
{
    Request *r = NEW(Request);
    *r = *of->request;
    r->kind = kind;
    r->derived = NULL;
    r->name = NULL;
    Derived *d = derived_new(p, r, of->primal, name);
    r->derived = d;
    add_primal_params(p, d);
    Subst subst = {map_new(), NULL, NULL, NULL};
    for (int i = 0; i < of->primal_params.n; i++)
        map_put(subst.vars, of->primal_params.at[i], e_var(d->primal_params.at[i]));
    for (int i = 0; i < of->actors.n; i++) {
        Actor a = of->actors.at[i];
        a.shadow = a.hvp = NULL;
        if (!a.var) { /* the result has one shadow, also where only a member has a block */
            a.members = (FieldList){0};
            a.type = type_plain(of->primal->type)->to;
        }
        a.extents = ways_clone(&of->actors.at[i].extents, &subst);
        a.ways.at = NULL;
        a.ways.n = a.ways.cap = 0;
        for (int k = 0; k < a.members.n; k++)
            list_add(&a.ways, ways_clone(&of->actors.at[i].ways.at[k], &subst));
        list_add(&d->actors, a);
    }
    for (int i = 0; i < of->inactive.n; i++)
        list_add(&d->inactive, of->inactive.at[i]);
    for (int i = 0; i < of->left_out.n; i++)
        list_add(&d->left_out, of->left_out.at[i]);
    complete(p, d);
    return d;
}

/* ---- checks ---- */

static void check_some(Derived *d)
{
    bool wrt = false, of = false;
    for (int i = 0; i < d->actors.n; i++) {
        wrt = wrt || d->actors.at[i].wrt;
        of = of || d->actors.at[i].of;
    }
    if (!of) {
        REFUSE(d, d->request->loc, "no-dependent", "'%s' has no output that is real",
               d->primal->name);
        diag_note(d->primal->loc,
                  "it must return a real, or write reals through a pointer that is not const; "
                  "of(...) names outputs that the declaration does not show");
    } else if (!wrt) {
        REFUSE(d, d->request->loc, "no-independent",
               "'%s' has no input to differentiate with respect to", d->primal->name);
        diag_note(d->primal->loc, "wrt(...) names the independents");
    }
}

/* An integer that may well be the number: beside the member in its struct, else a parameter; NULL: none. */
static const char *likely_count(const Derived *d, const Actor *a)
{
    Type *around = a->members.n == 0 ? NULL : a->members.n > 1 ? a->members.at[a->members.n - 2]->type : a->var ? a->var->type : NULL;
    Record *r = around ? innermost(around)->record : NULL;
    for (int i = 0; r && i < r->fields.n; i++)
        if (type_is_integer(r->fields.at[i]->type) && *r->fields.at[i]->name) {
            const char *path = signature_path(a, NULL), *last = a->members.at[a->members.n - 1]->name;
            return format("%.*s%s", (int)(strlen(path) - strlen(last)), path, r->fields.at[i]->name);
        }
    for (int i = 0; i < d->primal_params.n; i++)
        if (type_is_integer(d->primal_params.at[i]->type))
            return d->primal_params.at[i]->name;
    return NULL;
}

/* The way to write shape() for what lacks it. */
static void need_extent(Derived *d, const Actor *a, const char *what)
{
    const char *name = signature_path(a, NULL), *likely = likely_count(d, a), *count = likely ? likely : "10";
    Type *t = type_plain(a->type);
    bool param = a->var && a->var->kind == V_PARAM && !a->members.n, flat = t->to && !is_memory(t->to);
    Text shape = {0};
    text_format(&shape, "shape(%s", name);
    for (; t->kind == T_POINTER || t->kind == T_ARRAY; t = type_plain(t->to))
        if (t->kind == T_POINTER || !t->count)
            text_format(&shape, ", %s", count);
    REFUSE(d, a->loc, "unknown-extent", "how many reals %s '%s' %s is not known", what, name, param ? "points to" : "holds");
    diag_note(a->var ? a->var->loc : d->primal->loc, "%sthe clause %s) says it%s", likely ? "" : "where there are ten, ", shape.at,
              param && flat ? format(", or a declaration such as %s[%s]", name, count) : "");
}

static void check_extents(Derived *d)
{
    if (d->kind == K_ADJOINT || d->kind == K_TANGENT)
        return;
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *a = &d->actors.at[i];
        bool needed = a->wrt || (a->of && d->kind == K_JACOBIAN);
        if (needed && !a->extents_known && !d->request->bad)
            need_extent(d, a, a->wrt ? "the independent" : "the dependent");
    }
    for (int i = 0; i < d->leaves.n; i++)
        if (!d->leaves.at[i].extents_known && !d->request->bad)
            need_extent(d, &d->leaves.at[i], "the independent");
}

static const char *dependents_text(const Derived *d)
{
    Text t = {0};
    for (int i = 0; i < d->actors.n; i++)
        if (d->actors.at[i].of)
            text_format(&t, "%s%s", t.n ? ", " : "", signature_path(&d->actors.at[i], NULL));
    return t.at;
}

/* A pointer without extent that is the dependent of these kinds points to one real. */
static void check_scalar(Derived *d)
{
    int dependents = 0;
    for (int i = 0; i < d->actors.n; i++) {
        Actor *a = &d->actors.at[i];
        if (!a->of)
            continue;
        Type *base = innermost(a->type);
        bool one = base->kind == T_REAL;
        for (int k = 0; one && a->extents_known && k < a->extents.n; k++)
            one = e_is_one(a->extents.at[k]);
        if (ways_any(a)) {
            ExprList shape = ways_shape(a);
            one = one && e_is_one(ways_count(&shape, 0));
        }
        if (!a->extents_known &&
            is_memory(type_is_pointer(a->type) ? type_plain(a->type)->to : a->type))
            one = false;
        dependents++;
        if (one && dependents == 1) {
            a->extents_known = true;
            a->extents = (ExprList){0};
            continue;
        }
        REFUSE(d, dependents > 1 ? d->request->loc : a->loc, "not-scalar",
               "%s needs one scalar dependent: %s", kind_name(d->kind),
               dependents > 1 ? format("'%s' has several (%s)", d->primal->name, dependents_text(d))
                              : format("'%s' is more than one real", signature_path(a, NULL)));
        diag_note(
            nowhere,
            "of(...) names one real; jacobian has a row for each output, and adjoint takes seeds "
            "for all of them");
        return;
    }
}

/* Rows and columns of a block are as many for each element of an array of structs. */
static void check_ragged(Derived *d)
{
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *a = &d->actors.at[i];
        if ((d->kind == K_JACOBIAN || (d->kind == K_HESSIAN && a->wrt)) && !d->request->bad && ways_ragged(d, a)) {
            REFUSE(d, a->loc, "struct-item", "the extent of '%s' may be another one for each element of its array",
                   signature_path(a, NULL));
            diag_note(nowhere, "say it in terms of one element where all are alike, as in shape(p->x, p[0].n), or ask for %s",
                      d->kind == K_HESSIAN ? "hvp" : "tangent or adjoint");
        }
    }
}

static void check_records(Derived *d)
{
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *a = &d->actors.at[i];
        if (innermost(a->type)->kind != T_RECORD)
            continue;
        if (d->kind == K_JACOBIAN || (d->kind == K_HESSIAN && a->wrt))
            REFUSE(d, d->request->has_wrt && a->wrt ? a->loc : d->request->loc, "struct-item",
                   a->var ? "'%s' is an array of structs, which has no row or column of its own"
                          : "'%s' is a struct, which has no row or column of its own",
                   signature_path(a, NULL));
        else
            continue;
        diag_note(nowhere, "ask for %s, whose shadows are structs",
                  d->kind == K_HESSIAN ? "hvp" : "tangent or adjoint");
        return;
    }
}

/* Of a function that is not holomorphic the derivative is a real 2 x 2 matrix, which no complex element holds. */
static void check_complex(Derived *d)
{
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *a = &d->actors.at[i];
        if (innermost(a->type)->kind != T_COMPLEX || (d->kind == K_HESSIAN && !a->wrt))
            continue;
        REFUSE(d, (a->wrt ? d->request->has_wrt : d->request->has_of) ? a->loc : d->request->loc, "complex",
               "%s '%s' is complex: the block of a %s has real elements", a->wrt ? "the independent" : "the dependent",
               signature_path(a, NULL), kind_name(d->kind));
        diag_note(nowhere, d->kind == K_HESSIAN ? "ask for hvp, or pass real and imaginary part as reals" :
                                                  "ask for tangent or adjoint, or pass real and imaginary part as reals");
        return;
    }
}

static void check_batch(Derived *d)
{
    if (!d->batch)
        return;
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *a = &d->actors.at[i];
        ExprList shape = ways_shape(a);
        if (shape.n > 0 && e_equal(shape.at[0], d->batch))
            continue;
        REFUSE(d, d->request->batch_loc, "shape", "batch(%s): the first extent of '%s' is not %s",
               d->request->batch, signature_path(a, NULL), d->request->batch);
        diag_note(a->loc, "declare it or give it by shape(%s, %s, ...)", signature_path(a, NULL),
                  d->request->batch);
        return;
    }
}

void signature_check(Program *p, Derived *d)
{
    (void)p;
    check_some(d);
    if (!d->request->bad && (d->kind == K_GRADIENT || d->kind == K_HESSIAN || d->kind == K_HVP))
        check_scalar(d);
    check_records(d);
    check_ragged(d);
    if (d->kind == K_JACOBIAN || d->kind == K_HESSIAN)
        check_complex(d);
    if (!d->request->bad)
        check_extents(d);
    if (!d->request->bad)
        check_batch(d);
}
