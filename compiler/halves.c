/* halves.c: a function that is not inlined becomes a forward and a reverse half that share the caller's tape.

   One pair for each function and pattern of activity; a recursive call inside finds the pair that is being made. */
#include "adjoint.h"

#include <string.h>

typedef LIST(Halves *) HalvesList;

static Map *made; /* Fn -> HalvesList */

static bool same_pattern(const Pattern *x, const Pattern *y)
{
    for (int k = 0; k < x->fn->params.n; k++)
        if (x->stays[k] != y->stays[k])
            return false;
    return x->deep == y->deep && x->returns == y->returns && x->points == y->points && pattern_same_params(x, y);
}

static Fn *half_new(Program *p, Fn *callee, const char *suffix, Type *result, VarList *params)
{
    Fn *f = NEW(Fn);
    f->name = helper_name(p, format("%s_%s", callee->name, suffix));
    f->class = F_USER;
    f->is_static = true;
    f->promised = callee->promised;
    f->normal = true;
    f->loc = callee->loc;
    Type *t = NEW(Type);
    t->kind = T_FUNCTION;
    t->to = result;
    f->params = *params;
    for (int i = 0; i < params->n; i++)
        list_add(&t->params, params->at[i]->type);
    f->type = t;
    for (int i = 0; i < params->n; i++)
        params->at[i]->maybe_unused = true;
    list_add(&p->helpers, f);
    return f;
}

static Var *param(const char *name, Type *t, bool shadow)
{
    Var *v = var_new(NULL, V_PARAM, name, t);
    v->written = t;
    v->shadow = shadow;
    v->link = v;
    return v;
}

static VarList fresh_params(Fn *callee)
{
    VarList l = {0};
    Subst s = {.vars = map_new()};
    for (int k = 0; k < callee->params.n; k++) {
        Var *old = callee->params.at[k];
        Var *v = param(old->name && *old->name ? old->name : format("p%d", k + 1), type_clone(old->type, &s), false);
        v->written = type_clone(old->written, &s);
        map_put(s.vars, old, e_var(v));
        list_add(&l, v);
    }
    return l;
}

typedef struct Own {
    Program *program;
    Map *vars;
    VarList all;
} Own;

/* A static may be named in the half that does not declare it. */
static void collect_shared(Expr **ep, void *data)
{
    Own *own = data;
    Expr *e = *ep;
    if (!e)
        return;
    Var *shared = e->kind == E_VAR && e->var->kind == V_STATIC ? static_shared(own->program, e->var) : NULL;
    if (shared)
        map_put(own->vars, e->var, e_var(shared));
    expr_kids(e, collect_shared, own);
}

static void collect_declared(Stmt **sp, void *data)
{
    Own *own = data;
    Stmt *s = *sp;
    if (!s)
        return;
    stmt_exprs(s, collect_shared, own);
    Var *shared = s->kind == S_DECL && s->var->kind == V_STATIC ? static_shared(own->program, s->var) : NULL;
    if (shared) {
        map_put(own->vars, s->var, e_var(shared));
    } else if (s->kind == S_DECL && !map_get(own->vars, s->var)) {
        Var *v = NEW(Var);
        *v = *s->var;
        map_put(own->vars, s->var, e_var(v));
        list_add(&own->all, v);
    }
    stmt_kids(s, collect_declared, own);
}

static void drop_shared(Stmt **sp, void *data)
{
    Stmt *s = *sp;
    int kept = 0;
    for (int i = 0; i < s->list.n; i++)
        if (s->list.at[i]->kind != S_DECL || s->list.at[i]->var->kind != V_GLOBAL)
            s->list.at[kept++] = s->list.at[i];
    s->list.n = kept;
    stmt_kids(s, drop_shared, data);
}

/* The halves are made with the same variables; each needs its own. Constant tables they have together. */
static void own_variables(Program *p, Fn *f, Stmt *body)
{
    Subst s = {.vars = map_new(), .targets = map_new()};
    VarList params = {0};
    for (int i = 0; i < f->params.n; i++) {
        Var *v = NEW(Var);
        *v = *f->params.at[i];
        v->fn = f;
        v->type = type_clone(v->type, &s);
        v->written = type_clone(v->written, &s);
        map_put(s.vars, f->params.at[i], e_var(v));
        list_add(&params, v);
    }
    Own own = {.program = p, .vars = s.vars};
    collect_declared(&body, &own);
    for (int i = 0; i < own.all.n; i++)
        own.all.at[i]->type = own.all.at[i]->written = type_clone(own.all.at[i]->type, &s);
    f->params = params;
    f->body = stmt_clone(body, &s);
    drop_shared(&f->body, NULL);
    adjoint_tell_apart(f->body);
}

/* Both halves may hand on the address of a parameter by value, and with it that of its shadow, which only lives in the reverse
   half: a local takes its place, whose shadow can live longer. */
void halves_own_params(Fn *f)
{
    Map *taken = norm_taken(f->body);
    for (int i = 0; i < f->params.n; i++) {
        Var *v = f->params.at[i];
        if (type_is_pointer(v->type) || !type_carries(v->type) || !map_get(taken, v))
            continue;
        Var *own = var_new(f, V_LOCAL, v->name, type_unqual(v->type));
        Subst s = {.vars = map_new(), .targets = map_new()};
        Stmt *body = s_block();
        map_put(s.vars, v, e_var(own));
        s_add(body, s_decl(own, e_var(v)));
        for (int k = 0; k < f->body->list.n; k++)
            s_add(body, stmt_clone(f->body->list.at[k], &s));
        f->body = body;
    }
}

static void add_shadow_params(Adjoint *b, Fn *callee, Pattern *pattern, VarList *fwd, VarList *rev)
{
    for (int k = 0; k < callee->params.n; k++) {
        Var *v = b->src->params.at[k];
        if (type_is_tape(v->type)) { /* of the primal, which adc made */
            Var *s = param(format("%s_adj", v->name), v->type, false);
            list_add(rev, s);
            list_add(&b->pushed_on, v);
            list_add(&b->tape_adjs, s);
            continue;
        }
        if (!pattern->in[k])
            continue;
        Type *t = type_drop_const_deep(type_unqual(v->type));
        const char *name = format("%s_adj", v->name);
        if (type_is_pointer(v->type)) {
            Var *s = param(name, t, true);
            list_add(fwd, s);
            list_add(rev, s);
            map_put(b->shadows, v, e_var(s));
        } else {
            Var *s = param(name, type_pointer(type_is_record(t) ? t : type_plain(t)), true);
            if (type_is_record(v->type))
                list_add(fwd, s);
            list_add(rev, s);
            adjoint_param_by_value(b, v, e_deref(e_var(s)), false);
        }
    }
}

/* Shadows of globals: those that are globals are at hand, others are handed on. */
static void add_global_shadows(Adjoint *a, Adjoint *b, Halves *h, VarList *fwd, VarList *rev)
{
    for (int i = 0; i < h->globals.n; i++) {
        Var *v = h->globals.at[i];
        Expr *outer = map_get(a->shadows, v);
        if (outer->kind == E_VAR && outer->var->kind == V_GLOBAL) {
            map_put(b->shadows, v, outer);
            continue;
        }
        Var *s = param(format("%s_adj", v->name), type_pointer(outer->type), true);
        list_add(fwd, s);
        list_add(rev, s);
        map_put(b->shadows, v, e_deref(e_var(s)));
    }
}

/* Globals with shadows that the callee, or what it calls, uses. */
static VarList shadowed_globals(Adjoint *a, Fn *callee)
{
    const Effects *effects = effects_of(a->program, callee);
    VarList all = {0};
    for (int i = 0; i < effects->globals.n; i++)
        if (map_get(a->shadows, effects->globals.at[i].var))
            list_add(&all, effects->globals.at[i].var);
    return all;
}

static void make_bodies(Adjoint *b, Halves *h)
{
    Stmt *rev = s_block(), *fwd = s_block(), *body = s_block();
    adjoint_region(b, rev);
    for (int i = 0; i < b->region->segment->fwd->list.n; i++)
        s_add(fwd, b->region->segment->fwd->list.at[i]);
    if (b->result)
        s_add(fwd, s_return(plan_forward(b, b->result)));
    for (int i = 0; i < b->region->decls.n; i++)
        s_add(body, b->region->decls.at[i]);
    for (int i = 0; i < b->tape_adjs.n; i++) {
        if (b->tape_adjs.at[i]->kind == V_PARAM)
            continue;
        s_add(body, s_decl(b->tape_adjs.at[i], NULL));
        s_add(body, adjoint_tape_call(b, "adc_tape_init", b->tape_adjs.at[i]));
    }
    for (int i = 0; i < b->reverse_start.n; i++)
        s_add(body, b->reverse_start.at[i]);
    for (int i = 0; i < rev->list.n; i++)
        s_add(body, rev->list.at[i]);
    for (int i = 0; i < b->sums.n; i++)
        s_add(body, b->sums.at[i]);
    own_variables(b->program, h->forward, fwd);
    own_variables(b->program, h->reverse, body);
}

/* Shadows of parameters by value are sums of the reverse half; what pointers they hold the forward half needs too. */
static void forward_start(Adjoint *b)
{
    StmtList start = b->start;
    b->start = (StmtList){0};
    for (int i = 0; i < start.n; i++) {
        Stmt *s = start.at[i];
        if (type_has_pointers(s->kind == S_DECL ? s->var->type : s->kind == S_ASSIGN ? s->lhs->type : type_int()))
            list_add(&b->start, s);
    }
}

Halves *halves_of(Adjoint *a, Fn *callee, Pattern *pattern)
{
    Program *p = a->program;
    if (!made)
        made = map_new();
    HalvesList *l = map_get(made, callee);
    if (!l) {
        l = NEW(HalvesList);
        map_put(made, callee, l);
    }
    for (int i = 0; i < l->n; i++)
        if (l->at[i]->root == a->derived && same_pattern(l->at[i]->pattern, pattern))
            return l->at[i];
    Halves *h = NEW(Halves);
    h->root = a->derived;
    h->pattern = pattern;
    h->globals = shadowed_globals(a, callee);
    list_add(l, h);
    norm_fn(p, callee);
    VarList params = fresh_params(callee);
    Fn scratch = {0};
    Fn *out = NEW(Fn);
    *out = scratch;
    out->type = callee->type;
    /* the signatures must stand before the bodies: recursion asks for them */
    Type *result = type_plain(callee->type)->to;
    VarList fwd = {0}, rev = {0};
    for (int k = 0; k < params.n; k++) {
        list_add(&fwd, params.at[k]);
        list_add(&rev, params.at[k]);
    }
    Fn *forward = half_new(p, callee, "forward", result, &fwd);
    Fn *reverse = half_new(p, callee, "reverse", type_void(), &rev);
    h->forward = forward;
    h->reverse = reverse;
    reverse->forward = forward;
    forward->half_of = callee;
    Adjoint *b = adjoint_new(p, a->derived, callee, out, &params, pattern, true);
    b->uses_later = a->uses_later;
    b->stored = a->stored;
    b->depth = plan_depth(a);
    b->title = intern(format("%s and %s", forward->name, reverse->name));
    add_shadow_params(b, callee, pattern, &fwd, &rev);
    add_global_shadows(a, b, h, &fwd, &rev);
    for (int k = 0; k < params.n; k++) /* by value and active inside only */
        if (!pattern->in[k] && !type_is_pointer(params.at[k]->type) && active_var(b->active, params.at[k]))
            adjoint_param_by_value(b, params.at[k], NULL, false);
    Type *r = type_plain(result);
    if (pattern->returns) {
        Var *seed = param("return_adj", type_is_record(r) ? type_pointer(type_unqual(result)) : r, true);
        list_add(&rev, seed);
        b->seed = type_is_record(r) ? e_deref(e_var(seed)) : e_var(seed);
    }
    if (pattern->points) {
        Type *t = type_drop_const_deep(type_unqual(result));
        b->result_shadow = param("result_adj", type_pointer(t), true);
        list_add(&fwd, b->result_shadow);
    }
    b->tape = param("tape", type_pointer(type_named("adc_tape")), false);
    list_add(&fwd, b->tape);
    list_add(&rev, b->tape);
    forward->params = fwd;
    reverse->params = rev;
    for (Fn **f = (Fn *[]){forward, reverse, NULL}; *f; f++) {
        (*f)->type->params = (TypeList){0};
        for (int i = 0; i < (*f)->params.n; i++) {
            (*f)->params.at[i]->maybe_unused = true;
            list_add(&(*f)->type->params, (*f)->params.at[i]->type);
        }
    }
    for (int i = 0; i < b->start.n; i++)
        list_add(&b->reverse_start, b->start.at[i]);
    forward_start(b);
    if (diag_errors())
        return h;
    make_bodies(b, h);
    a->uses_tape = true;
    return h;
}
