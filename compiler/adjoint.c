/* adjoint.c: adjoint and gradient of a function.

   Takes a request's signature and the primal in normal form; leaves the body: storage, the forward sweep, the seeds,
   the reverse sweep, sums into the caller's shadows, delayed frees, return. Reverse mode by source transformation as in
   Griewank and Walther, Evaluating Derivatives, 2nd ed. (2008), chapter 6; what is kept is decided in plan.c. */
#include "adjoint.h"

#include <string.h>

/* ---- the engine's copy of the primal ---- */

static Fn *copy_of(Program *p, Derived *d, Fn *primal, VarList *params)
{
    Fn *flat = direct_inline(p, d, primal, true);
    Fn *src = NEW(Fn);
    *src = *flat;
    Subst s = {.vars = map_new(), .targets = map_new()};
    src->params = (VarList){0};
    for (int i = 0; i < params->n; i++) {
        map_put(s.vars, primal->params.at[i], e_var(params->at[i]));
        list_add(&src->params, params->at[i]);
    }
    src->body = stmt_clone(flat->body, &s);
    stmt_retype_locals(src->body, &s); /* they are the copy's own */
    walk_fn(src);
    rotate_loops(src);
    leave_loops(src);
    structure_fn(p, src);
    members_fn(src);
    return src;
}

static void analyse(Adjoint *a)
{
    a->alias = alias_make(a->program, a->src, a->pattern->noalias);
    a->alias->called = a->halves;
    a->alias->lone = a->halves ? NULL : &a->derived->lone;
    a->active = active_make(a->program, a->src, a->pattern, a->alias, false);
}

Adjoint *adjoint_new(Program *p, Derived *d, Fn *primal, Fn *out, VarList *params, Pattern *pattern, bool halves)
{
    Adjoint *a = NEW(Adjoint);
    a->program = p;
    a->derived = d;
    a->out = out;
    a->title = out->name;
    a->halves = halves;
    a->pattern = pattern;
    a->shadows = map_new();
    a->readers = map_new();
    a->uses_later = NEW(bool);
    a->src = copy_of(p, d, primal, params);
    if (halves)
        halves_own_params(a->src);
    analyse(a);
    if (!halves && aside_find(p, d, a->src, a->active)) {
        pattern_asides(a->pattern);
        analyse(a);
    }
    prepare_fn(a);
    analyse(a);
    active_check(a->active);
    if (!halves && a->pattern->top)
        compared_check(a->active, d);
    plan_index(a);
    a->region = NEW(Region); /* all of it, until there is a forward half */
    a->region->block = a->src->body;
    if (fuse_sink(a, &a->src->body->list))
        plan_index(a);
    return a;
}

Adjoint *adjoint_scout(Program *p, Derived *d, Fn *primal, VarList *params)
{
    Adjoint *a = NEW(Adjoint);
    a->program = p;
    a->derived = d;
    norm_fn(p, primal);
    a->src = copy_of(p, d, primal, params);
    a->alias = alias_make(p, a->src, false);
    a->region = NEW(Region);
    a->region->block = a->src->body;
    plan_index(a);
    return a;
}

void adjoint_region(Adjoint *a, Stmt *rev)
{
    Region *r = NEW(Region);
    r->block = a->src->body;
    a->region = r;
    r->up = NULL;
    Segment *seg = segment_open(a, a->src->body, NULL);
    r->segment = seg;
    for (int i = 0; i < a->start.n; i++)
        s_add(seg->fwd, a->start.at[i]);
    VarList tables = {0};
    level_tables(a->active, &tables);
    for (int i = 0; i < tables.n; i++)
        reverse_declare_table(a, tables.at[i]);
    reverse_block(a, a->src->body, seg, rev);
}

/* ---- shadows of parameters ---- */

static Expr *zero(Type *t)
{
    return e_cast(type_plain(t), e_real(type_double(), 0.0L));
}

static bool written_param(Adjoint *a, Var *v)
{
    for (int i = 0; i < a->memory.n; i++)
        if (alias_may_write(a->alias, a->memory.at[i], e_var(v)))
            return true;
    return false;
}

static Var *own_param(Derived *d, Var *v);

/* What the reals of a struct at entry are due: of those on a path, where there are paths. */
static void give_back(Adjoint *a, Var *v, Expr *own, Expr *caller, Stmt *sums)
{
    bool paths = false;
    for (int i = 0; i < a->derived->actors.n; i++) {
        Actor *x = &a->derived->actors.at[i];
        if (!x->var || own_param(a->derived, x->var) != v || !x->members.n)
            continue;
        paths = true;
        Expr *from = own, *to = caller;
        for (int k = 0; k < x->members.n && !type_is_pointer(from->type); k++) {
            from = e_member(from, x->members.at[k]);
            to = e_member(to, x->members.at[k]);
        }
        if (!type_is_pointer(from->type)) /* behind a pointer both have one shadow */
            reverse_record(a, from, to, from->type, false, sums);
    }
    if (!paths)
        reverse_record(a, own, caller, v->type, false, sums);
}

/* A parameter by value changes in the function without the caller's noticing: its shadow is a local, and what the value
   at entry is due is given to the caller at the end. */
void adjoint_param_by_value(Adjoint *a, Var *v, Expr *caller /* lvalue, or NULL */, bool overwrite)
{
    if (type_is_record(v->type) && caller && !written_param(a, v)) {
        map_put(a->shadows, v, caller);
        return;
    }
    Var *s = shadow_make(a, v);
    if (caller && !overwrite && !type_is_record(v->type) && !written_param(a, v))
        s->name = format("%s_sum", v->name); /* of what is added to the caller's */
    Expr *init = zero(v->type);
    if (type_is_record(v->type)) {
        init = NEW(Expr);
        init->kind = E_INIT;
        init->type = type_plain(v->type);
        list_add(&init->args, NULL);
    }
    if (caller || active_var(a->active, v))
        list_add(&a->start, s_decl(s, init));
    if (!caller)
        return;
    Stmt *sums = s_block();
    if (type_is_record(v->type)) {
        Stmt *pointers = s_block();
        copy_pointers(a, e_var(s), caller, v->type, pointers);
        for (int i = 0; i < pointers->list.n; i++)
            list_add(&a->start, pointers->list.at[i]);
        give_back(a, v, e_var(s), caller, sums);
    } else if (overwrite) {
        s_add(sums, s_assign(caller, e_var(s)));
    } else {
        s_add(sums, s_assign(caller, e_add(caller, e_var(s))));
    }
    for (int i = 0; i < sums->list.n; i++)
        list_add(&a->sums, sums->list.at[i]);
}

static Var *own_param(Derived *d, Var *v)
{
    for (int i = 0; i < d->primal->params.n; i++)
        if (d->primal->params.at[i] == v)
            return d->primal_params.at[i];
    return NULL;
}

/* A dependent of a gradient that has no shadow parameter: a local holds its seed. */
static void seed_local(Adjoint *a, Var *v)
{
    Type *t = type_plain(v->type);
    bool pointer = t->kind == T_POINTER;
    Type *real = type_unqual(pointer ? t->to : t);
    Var *s = var_new(a->out, V_LOCAL, format("%s_adj", v->name), type_plain(real));
    s->shadow = true;
    Expr *one = e_cast(type_plain(real), e_real(type_double(), 1.0L));
    list_add(&a->start, s_decl(s, one));
    map_put(a->shadows, v, pointer ? e_addr(e_var(s)) : e_var(s));
}

static Expr *global_shadow(Actor *x)
{
    Expr *e = e_var(x->shadow);
    if (x->shadow->kind == V_GLOBAL) {
        e->type = type_unqual(x->var->type); /* its lanes are vector.c's */
        return e;
    }
    if (type_is_pointer(x->var->type))
        return e;
    if (type_is_array(x->var->type))
        return e_deref(e_cast(type_pointer(type_unqual(x->var->type)), e));
    return e_deref(e);
}

static void bind_actor(Adjoint *a, Actor *x)
{
    Derived *d = a->derived;
    bool gradient = d->kind == K_GRADIENT;
    if (!x->var)
        return;
    Var *own = own_param(d, x->var);
    Var *v = own ? own : x->var;
    if (map_get(a->shadows, v))
        return;
    if (!x->shadow) {
        if (gradient && x->of)
            seed_local(a, v);
        return;
    }
    if (!own)
        map_put(a->shadows, v, global_shadow(x));
    else if (type_is_pointer(v->type))
        map_put(a->shadows, v, e_var(x->shadow));
    else
        adjoint_param_by_value(a, v, e_deref(e_var(x->shadow)), gradient);
}

static Expr *path_from(Actor *x, Expr *e)
{
    for (int i = 0; i < x->members.n; i++) {
        if (type_is_pointer(e->type))
            e = e_deref(e);
        e = e_member(e, x->members.at[i]);
    }
    return e;
}

static Expr *path_of(Adjoint *a, Actor *x)
{
    Var *own = own_param(a->derived, x->var);
    return path_from(x, map_get(a->shadows, own ? own : x->var));
}

/* ---- outputs of a gradient start at zero ---- */

static void find_call(Expr **e, void *data)
{
    *(bool *)data |= (*e)->kind == E_CALL;
    expr_kids(*e, find_call, data);
}

/* What counts up to an extent: of its own type, but for unsigned ones. */
static Type *count_type(Expr *extent)
{
    Type *t = type_unqual(type_usual(extent->type, type_int()));
    return type_plain(t)->is_signed && type_bytes(t) < type_bytes(type_ptrdiff()) ? t : type_ptrdiff();
}

/* An extent that a function computes is computed once. */
static Expr *extent_once(Adjoint *a, Expr *extent, Type *counts, Stmt *before)
{
    bool calls = false;
    find_call(&extent, &calls);
    if (!calls)
        return e_cast(counts, extent);
    Var *count = var_new(a->out, V_LOCAL, "count", type_qual(counts, Q_CONST));
    s_add(before, s_decl(count, e_cast(counts, extent)));
    return e_var(count);
}

static Stmt *zero_loop(Adjoint *a, Expr *e, ExprList *extents, int level)
{
    Type *t = type_plain(e->type);
    if (t->kind == T_ARRAY)
        e = e_decay(e);
    else if (t->kind == T_POINTER)
        e = shadow_writable(e);
    if (level == extents->n || !type_is_pointer(e->type)) {
        Stmt *b = s_block();
        Expr *lv = type_is_pointer(e->type) ? e_deref(e) : e;
        reverse_record(a, lv, NULL, lv->type, true, b);
        return b;
    }
    static const char *const names[] = {"i", "j", "k"};
    Type *counts = count_type(extents->at[level]);
    Var *k = var_new(a->out, V_LOCAL, names[level < 3 ? level : 2], counts);
    Stmt *loop = s_new(S_LOOP, (Loc){0}), *b = s_block();
    loop->flavor = L_FOR;
    loop->init = s_decl(k, e_int_type(counts, 0));
    loop->cond = e_bin(O_LT, e_var(k), extent_once(a, extents->at[level], counts, b));
    loop->step = s_assign(e_var(k), e_add(e_var(k), e_int_type(counts, 1)));
    Expr *element = e_index(e, e_var(k));
    Type *inner = type_plain(element->type);
    bool more = level + 1 < extents->n && (inner->kind == T_ARRAY || inner->kind == T_POINTER);
    loop->body = s_block();
    if (more) {
        s_add(loop->body, zero_loop(a, element, extents, level + 1));
    } else {
        reverse_record(a, element, NULL, element->type, true, loop->body);
    }
    s_add(b, loop);
    return b;
}

static void flatten(StmtList *to, Stmt *s)
{
    if (s->kind == S_BLOCK)
        for (int i = 0; i < s->list.n; i++)
            flatten(to, s->list.at[i]);
    else
        list_add(to, s);
}

/* Both are members of the elements of the same arrays of structs. */
static bool same_ways(const Actor *x, const Actor *y)
{
    int last = 0;
    for (int i = 0; i < x->members.n; i++)
        last = x->ways.at[i].n ? i + 1 : last;
    for (int i = 0; i < y->members.n; i++)
        if (y->ways.at[i].n && i >= last)
            return false;
    for (int i = 0; i + 1 < last; i++)
        if (i >= y->members.n || x->members.at[i] != y->members.at[i])
            return false;
    return last && x->var == y->var && y->members.n >= last;
}

static void zero_outputs(Adjoint *a)
{
    Derived *d = a->derived;
    Stmt *all = NULL, *each = NULL; /* the loops over elements that the leaf before had */
    ExprList index = {0};
    for (int i = 0; i < d->leaves.n; i++) {
        Actor *x = &d->leaves.at[i];
        if (!x->var || !x->wrt)
            continue;
        Var *own = own_param(d, x->var);
        bool record = own && type_is_record(own->type), real = own && !record && !type_is_pointer(own->type);
        Expr *root = record ? e_deref(e_var(x->shadow)) : map_get(a->shadows, own ? own : x->var);
        if (!root || real) /* a real by value is assigned at the end */
            continue;
        if (!all || !same_ways(&d->leaves.at[i - 1], x)) {
            index = (ExprList){0};
            all = each = s_block();
            ways_open(a->out, d, x, x->members.n, &each, &index);
            if (each != all)
                list_add(&a->start, all->list.at[0]);
        }
        while (index.n < x->members.n)
            list_add(&index, e_int(0));
        ExprList extents = ways_extents(d, x, x->members.n, &index);
        Stmt *zero = zero_loop(a, ways_shadow(x, root, x->members.n, &index), &extents, 0);
        if (each == all)
            flatten(&a->start, zero);
        else
            flatten(&each->list, zero);
    }
}

static void seed_outputs(Adjoint *a)
{
    Derived *d = a->derived;
    for (int i = 0; i < d->actors.n; i++) {
        Actor *x = &d->actors.at[i];
        if (!x->var || !x->of || !x->shadow)
            continue;
        Expr *e = path_of(a, x);
        while (type_is_pointer(e->type))
            e = e_deref(e);
        while (type_is_array(e->type))
            e = e_index(e_decay(e), e_int(0));
        list_add(&a->start, s_assign(e, e_cast(type_plain(e->type), e_real(type_double(), 1.0L))));
    }
}

/* ---- the result ---- */

static bool is_counter_anywhere(Adjoint *a, Var *v)
{
    StmtList *writes = map_get(a->writes, v);
    return (v->kind == V_LOCAL || v->kind == V_PARAM) && type_is_integer(v->type) && writes && writes->n > 1;
}

void reverse_return(Adjoint *a, Stmt *s, Stmt *rev)
{
    Expr *e = s->rhs;
    if (!e)
        return;
    Segment *seg = a->segment;
    bool plain = e_is_const(e) || (e->kind == E_VAR && plan_simple(a, e->var) && !is_counter_anywhere(a, e->var));
    if (plain || a->halves) {
        a->result = e;
    } else {
        Type *t = type_unqual(e->type);
        Var *v = var_new(a->out, V_LOCAL, "result", type_is_record(t) ? t : type_qual(t, Q_CONST));
        comment_add(seg->fwd, s->loc);
        s_add(seg->fwd, s_decl(v, plan_forward(a, e)));
        a->result = e_var(v);
    }
    if (a->result_shadow) {
        Type *t = type_plain(a->result_shadow->type)->to;
        bool active = active_pointer(a->active, e);
        s_add(seg->fwd, s_assign(e_deref(e_var(a->result_shadow)),
                                 active ? shadow_pointer_now(a, e) : e_cast(t, e_int(0))));
    }
    if (!a->seed)
        return;
    Stmt *mine = s_block();
    if (type_is_record(e->type)) {
        if (active_lvalue(a->active, e))
            reverse_record(a, a->seed, plan_shadow(a, e, (Moment){s, false}), e->type, false, mine);
    } else if (type_is_real(e->type) || type_is_complex(e->type)) {
        reverse_value(a, e, a->seed, s, mine);
    }
    if (mine->list.n)
        comment_add(rev, s->loc);
    for (int i = 0; i < mine->list.n; i++)
        s_add(rev, mine->list.at[i]);
}

/* ---- assembly ---- */

static void add_all(Stmt *to, const StmtList *from)
{
    for (int i = 0; i < from->n; i++)
        s_add(to, from->at[i]);
}

Stmt *adjoint_tape_call(Adjoint *a, const char *name, Var *tape)
{
    ExprList args = {0};
    list_add(&args, e_addr(e_var(tape)));
    return s_expr(e_call(runtime_fn(a->program, name), args));
}

/* A counter is declared in the forward loop and again in the reversed one: two variables from here on, so that the
   passes behind can tell what becomes of each. */
typedef struct Twice {
    Map *seen;
    Subst renamed; /* what the types of variable-length arrays name */
} Twice;

static void tell_apart(Stmt **sp, void *data);

static Var *other_var(Twice *t, Var *v)
{
    if (!map_get(t->seen, v)) {
        map_put(t->seen, v, v);
        if (type_has_vla(v->type))
            v->type = v->written = type_clone(v->type, &t->renamed);
        return NULL;
    }
    Var *fresh = NEW(Var);
    *fresh = *v;
    fresh->type = type_clone(v->type, &t->renamed);
    fresh->written = v->written ? type_clone(v->written, &t->renamed) : NULL;
    map_put(t->renamed.vars, v, e_var(fresh));
    map_put(t->seen, fresh, fresh);
    return fresh;
}

static void tell_block(Twice *t, Stmt *b)
{
    for (int i = 0; i < b->list.n; i++) {
        Stmt *s = b->list.at[i];
        Var *fresh = s->kind == S_DECL ? other_var(t, s->var) : NULL;
        if (fresh) {
            Subst x = {.vars = map_new(), .targets = map_new()};
            map_put(x.vars, s->var, e_var(fresh));
            for (int k = i; k < b->list.n; k++)
                b->list.at[k] = stmt_clone(b->list.at[k], &x);
        }
        tell_apart(&b->list.at[i], t);
    }
}

static void tell_apart(Stmt **sp, void *data)
{
    Twice *t = data;
    Stmt *s = *sp;
    if (!s)
        return;
    if (s->kind == S_BLOCK) {
        tell_block(t, s);
        return;
    }
    if (s->kind == S_LOOP && s->init && s->init->kind == S_DECL) {
        Var *fresh = other_var(t, s->init->var);
        if (fresh) {
            Subst x = {.vars = map_new(), .targets = map_new()};
            map_put(x.vars, s->init->var, e_var(fresh));
            *sp = s = stmt_clone(s, &x);
        }
        tell_apart(&s->body, t);
        return;
    }
    stmt_kids(s, tell_apart, t);
}

void adjoint_tell_apart(Stmt *body)
{
    Twice t = {map_new(), {.vars = map_new()}};
    tell_block(&t, body);
}

typedef struct Found {
    bool loop, branch;
} Found;

static void find_structure(Stmt **at, void *data)
{
    Found *found = data;
    StmtKind k = (*at)->kind;
    found->loop |= k == S_LOOP;
    found->branch |= k == S_IF || k == S_SWITCH;
    stmt_kids(*at, find_structure, found);
}

static Found structure_of(Stmt *s)
{
    Found found = {false, false};
    find_structure(&s, &found);
    return found;
}

static void assemble(Adjoint *a, Stmt *rev)
{
    Stmt *body = s_block();
    add_all(body, &a->region->decls);
    if (a->uses_tape) {
        s_add(body, s_decl(a->tape, NULL));
        s_add(body, adjoint_tape_call(a, "adc_tape_init", a->tape));
    }
    for (int i = 0; i < a->tape_adjs.n; i++) {
        s_add(body, s_decl(a->tape_adjs.at[i], NULL));
        s_add(body, adjoint_tape_call(a, "adc_tape_init", a->tape_adjs.at[i]));
    }
    add_all(body, &a->region->segment->fwd->list);
    Found forward = structure_of(body);
    bool straight = rev->list.n > 2 && !forward.loop && !forward.branch;
    if (rev->list.n && (straight || structure_of(rev).loop))
        s_add(body, s_comment("")); /* where the sweeps meet */
    add_all(body, &rev->list);
    for (int i = a->region->last.n - 1; i >= 0; i--)
        s_add(body, a->region->last.at[i]);
    if (*a->uses_later)
        s_add(body, adjoint_tape_call(a, "adc_tape_end", a->tape));
    add_all(body, &a->sums);
    if (a->result)
        s_add(body, s_return(a->result));
    adjoint_tell_apart(body);
    a->out->body = body;
    a->out->normal = true;
}

static void bind_aside(Adjoint *a, const Aside *x, StmtList *ends)
{
    Stmt *begin, *end;
    Expr *shadow = aside_make(a->program, a->derived, x, "adj", &begin, &end);
    list_add(&a->start, begin);
    if (end)
        list_add(ends, end);
    map_put(a->shadows, own_param(a->derived, x->var), shadow);
}

void adjoint_make(Program *p, Derived *d, Stored *stored)
{
    d->asides.n = 0;
    Pattern *pattern = pattern_of(d);
    Adjoint *a = adjoint_new(p, d, d->primal, d->fn, &d->primal_params, pattern, false);
    if (diag_errors()) {
        calls_check(a);
        return;
    }
    a->stored = stored;
    a->tape = var_new(a->out, V_LOCAL, "tape", type_named("adc_tape"));
    for (int i = 0; i < d->actors.n; i++)
        bind_actor(a, &d->actors.at[i]);
    StmtList ends = {0};
    for (int i = 0; i < d->asides.n; i++)
        bind_aside(a, &d->asides.at[i], &ends);
    for (int i = 0; i < d->primal_params.n; i++) {
        Var *v = d->primal_params.at[i];
        if (!map_get(a->shadows, v) && !type_is_pointer(v->type) && active_var(a->active, v))
            adjoint_param_by_value(a, v, NULL, false);
    }
    if (d->kind == K_GRADIENT) {
        zero_outputs(a);
        seed_outputs(a);
    }
    Type *r = type_plain(type_plain(d->primal->type)->to);
    if (pattern->returns && d->kind == K_GRADIENT)
        a->seed = e_cast(r, e_real(type_double(), 1.0L));
    else if (pattern->returns)
        a->seed = type_is_pointer(d->return_shadow->type) ? e_deref(e_var(d->return_shadow)) :
                                                            e_var(d->return_shadow);
    if (pattern->returns && type_has_pointers(r))
        shadow_of_result(a, a->seed);
    Stmt *rev = s_block();
    adjoint_region(a, rev);
    if (diag_errors())
        return;
    for (int i = 0; i < ends.n; i++)
        list_add(&a->region->last, ends.at[i]);
    assemble(a, rev);
}

void adjoint_run(Program *p, Derived *d)
{
    Stored stored = {0};
    adjoint_make(p, d, &stored);
    if (diag_errors())
        return;
    version_run(p, d, &stored);
    if (d->lanes)
        lanes_run(p, d);
}
