/* vector_call.c: calls of the vector mode. Takes a call that shadows are passed to; leaves it for
   all lanes: sizes of shadow memory are multiplied, functions of adc's own are cloned for the lanes
   and the layouts of what they get. */
#include "vector.h"

#include <string.h>

/* ---- calls ---- */

static Expr *times_lanes(Vector *v, Expr *bytes)
{
    return e_bin(O_MUL, e_cast(type_size(), bytes),
                 e_cast(type_size(), expr_clone(v->lanes, NULL)));
}

static bool is_named(const Fn *f, const char *name)
{
    return f && strcmp(f->name, name) == 0;
}

/* Pointers to lanes are no more than pointers to one value. */
static bool leads_to_pointers(Vector *v, Expr *p)
{
    while (p->kind == E_CAST)
        p = p->a;
    Type *to = type_is_pointer(p->type) ? type_plain(p->type)->to : NULL;
    return to && (type_is_pointer(to) || vector_is_handle(v, to));
}

/* The sizes of memory that has its lanes next to each other. */
static void scale_sizes(Vector *v, Expr *call, Expr *target)
{
    Fn *f = call->fn;
    bool grows = is_named(f, "adc_grown");
    bool moves = grows || f->class == F_MEMORY;
    if (moves && leads_to_pointers(v, call->args.at[grows]))
        return;
    if (!moves && target && type_is_pointer(target->type) && vector_is_handle(v, type_plain(target->type)->to))
        return;
    bool allocates = is_named(f, "adc_zeroed") || is_named(f, "adc_array");
    int at = allocates || is_named(f, "realloc") ? 1 : f->class == F_MEMORY ? 2 : -1;
    if (grows) {
        call->args.at[2] = times_lanes(v, call->args.at[2]);
        call->args.at[3] = times_lanes(v, call->args.at[3]);
        return;
    }
    if (at < 0 || vector_mentions(v, call->args.at[at]))
        return;
    call->args.at[at] = times_lanes(v, call->args.at[at]);
}

static bool call_is_spread(Vector *v, Stmt *s, Expr *call)
{
    Expr *lhs = vector_target(v, s);
    if (lhs && vector_mentions(v, lhs) && vector_layout(v, lhs) == PER_LANE)
        return true;
    for (int i = 0; i < call->args.n; i++)
        if (type_is_pointer(call->args.at[i]->type) && vector_mentions(v, call->args.at[i]) &&
            vector_pointer_layout(v, call->args.at[i]) == PER_LANE)
            return true;
    return false;
}

static Expr *lowered_call(Vector *v, Expr *call)
{
    bool frees = is_named(call->fn, "adc_free") && v->handles && e_is_lvalue(call->args.at[0]);
    v->for_call = true;
    for (int i = 0; i < call->args.n; i++)
        call->args.at[i] = frees ? vector_object(v, call->args.at[i]) : vector_lower(v, call->args.at[i]);
    v->for_call = false;
    return call;
}

static Expr *behind_casts(Expr *e)
{
    while (e->kind == E_CAST)
        e = e->a;
    return e;
}

/* memcpy between lanes that are next to each other and lanes that are apart, or between what has its lanes at each real
   and what has them at each record. */
static bool is_mixed_copy(Vector *v, Expr *call)
{
    if (!call->fn || call->fn->class != F_MEMORY || call->args.n < 3)
        return false;
    Expr *to = call->args.at[0], *from = call->args.at[1];
    if (!vector_mentions(v, to) || !vector_mentions(v, from))
        return false;
    Layout a = vector_pointer_layout(v, to), b = vector_pointer_layout(v, from);
    Type *x = vector_leaf(v, to), *y = vector_leaf(v, from);
    return a != b || (a != PER_LANE && (!x || !y || !vector_same_leaf(x, y)));
}

/* What such a copy moves, where both sides are known to be made of reals of one type; NULL: they are not. */
static Type *copied_real(Expr *call)
{
    Type *to = type_plain(behind_casts(call->args.at[0])->type), *from = type_plain(behind_casts(call->args.at[1])->type);
    Type *x = to->kind == T_POINTER ? type_made_of(to->to) : NULL, *y = from->kind == T_POINTER ? type_made_of(from->to) : NULL;
    return x && y && vector_same_leaf(x, y) ? type_unqual(x) : NULL;
}

/* How many reals lie in a t. */
static Expr *reals_in(Type *t, Type *real)
{
    return e_bin(O_DIV, e_sizeof(t), e_sizeof(real));
}

/* The i-th real behind p for the current lane, also where p leads to arrays or to records of them. */
static Expr *real_behind(Vector *v, Expr *p, Type *real, Var *i)
{
    Expr *at = behind_casts(p), *rest = e_var(i);
    Type *t = type_plain(at->type)->to;
    while (!type_is_real(t)) {
        at = e_index(at, e_bin(O_DIV, rest, reals_in(t, real)));
        rest = e_bin(O_REM, expr_clone(rest, NULL), reals_in(t, real));
        if (type_plain(t)->kind != T_ARRAY)
            return e_index(e_cast(type_pointer(real), e_addr(vector_lvalue(v, at))), rest);
        at = e_decay(at);
        t = type_plain(t)->to;
    }
    return vector_lvalue(v, e_index(at, rest));
}

/* Bytes can neither gather lanes that are apart nor scatter them: element by element. */
static void mixed_copy(Vector *v, Stmt *s, Expr *call)
{
    Type *real = copied_real(call);
    if (!real || vector_target(v, s)) {
        diag_error(s->loc.line ? s->loc : v->fn->loc, "vector-pointer",
                   "memory is copied between a struct and an array: with several directions at once their shadows are laid "
                   "out differently");
        diag_note((Loc){0}, "copy element by element, in a loop");
        return;
    }
    Var *i = var_new(v->fn, V_LOCAL, "i", type_size());
    Stmt *loop = s_new(S_LOOP, (Loc){0}), *outer = vector_open(v);
    loop->flavor = L_FOR;
    loop->raw_for_decl = true;
    loop->init = s_decl(i, e_int_type(type_size(), 0));
    loop->cond = e_bin(O_LT, e_var(i), e_bin(O_DIV, e_cast(type_size(), call->args.at[2]), e_sizeof(real)));
    loop->step = s_assign(e_var(i), e_add(e_var(i), e_int_type(type_size(), 1)));
    loop->body = s_block();
    s_add(loop->body, s_assign(real_behind(v, call->args.at[0], real, i), real_behind(v, call->args.at[1], real, i)));
    s_add(v->body, loop);
    s_add(v->block, outer);
}

/* A number of bytes that ends within a struct: of k of them it says nothing. */
static bool is_part(Vector *v, Expr *call)
{
    if (!call->fn || call->fn->class != F_MEMORY || call->args.n < 3 || !vector_mentions(v, call->args.at[0]))
        return false;
    Type *to = type_plain(behind_casts(call->args.at[0])->type);
    long long n = e_bytes(call->args.at[2]), size = to->kind == T_POINTER ? type_bytes(to->to) : -1;
    return n >= 0 && size > 0 && type_is_record(to->to) && n % size != 0;
}

/* Each lane's array would have to leave the tape in its turn: these lie elsewhere. */
static void leave_tape(Vector *v, Expr *call)
{
    bool array = is_named(call->fn, "adc_tape_array");
    if (!array && !is_named(call->fn, "adc_tape_drop"))
        return;
    call->fn = runtime_fn(v->p, array ? "adc_array" : "adc_free");
    call->a = e_fn(call->fn);
    for (int i = 1; i < call->args.n; i++)
        call->args.at[i - 1] = call->args.at[i];
    call->args.n--;
}

/* Allocation, release and copies of shadow memory. */
static void memory_call(Vector *v, Stmt *s, Expr *call)
{
    leave_tape(v, call);
    if (is_part(v, call)) {
        diag_error(s->loc.line ? s->loc : v->fn->loc, "copy-type", "a part of an active structure is written as bytes");
        diag_note((Loc){0}, "assign the members, or whole structures");
        return;
    }
    if (is_mixed_copy(v, call)) {
        mixed_copy(v, s, call);
        return;
    }
    bool spread = call_is_spread(v, s, call);
    Expr *lhs = vector_target(v, s);
    if (!spread)
        scale_sizes(v, call, lhs);
    if (!spread && s->kind == S_DECL) {
        Stmt *made = s_decl(s->var, lowered_call(v, call));
        s_add(v->block, made);
        return;
    }
    if (s->kind == S_DECL)
        s_add(v->block, s_decl(s->var, NULL));
    Stmt *loop = spread ? vector_open(v) : NULL, *made;
    if (lhs) {
        made = s_new(S_ASSIGN, s->loc);
        made->lhs = vector_mentions(v, lhs) ? vector_object(v, lhs) : lhs;
        made->rhs = lowered_call(v, call);
    } else {
        made = s_expr(lowered_call(v, call));
    }
    s_add(spread ? v->body : v->block, made);
    s_add(v->block, loop);
}

/* ---- calls of functions that take shadows ---- */

static Var *lane_array(Vector *v, const char *name, Type *of)
{
    Var *temp =
        var_new(v->fn, V_LOCAL, name, type_array(type_unqual(of), expr_clone(v->lanes, NULL)));
    s_add(v->block, s_decl(temp, NULL));
    return temp;
}

static Expr *element(Vector *v, Var *array)
{
    return e_index(e_decay(e_var(array)), vector_lane(v));
}

/* The lanes of a variable that only this function knows. */
static bool is_own(Vector *v, const Expr *arg)
{
    return arg->kind == E_VAR && arg->var->kind == V_LOCAL && !type_is_record(arg->type) && !vector_address_taken(v, arg->var);
}

/* An array of k values, from what was one value: the variable itself, or a copy of memory that the function called may
   write. */
static Expr *pass_value(Vector *v, Expr *arg, Var *param)
{
    Shadow *s = vector_shadow(v, arg);
    if (s && s->layout == BY_VALUE)
        return vector_node(s);
    if (s && is_own(v, arg) && vector_layout(v, arg) == CONTIGUOUS && vector_is_leaf(v, arg->type))
        return e_decay(vector_object(v, arg));
    vector_hoist(v, &arg);
    Var *temp = lane_array(v, param->name, param->type);
    Stmt *loop = vector_open(v);
    s_add(v->body, s_assign(element(v, temp), vector_lower(v, arg)));
    s_add(v->block, loop);
    return e_decay(e_var(temp));
}

/* A pointer to the lanes of one value. after: what copies them back. */
static Expr *pass_direct(Vector *v, Expr *arg, Var *param, StmtList *after)
{
    Shadow *s = vector_shadow(v, arg);
    if (s && s->layout == DIRECT)
        return vector_node(s);
    Expr *lv = e_deref(arg);
    Shadow *one = vector_direct(v, lv), *value = vector_shadow(v, lv);
    if (one)
        return vector_node(one);
    if (value && value->layout == BY_VALUE)
        return vector_node(value);
    if (vector_layout(v, lv) == CONTIGUOUS)
        return e_decay(vector_object(v, lv));
    Var *temp = lane_array(v, param->name, type_plain(param->type)->to);
    Stmt *loop = vector_open(v);
    s_add(v->body, s_assign(element(v, temp), vector_lvalue(v, expr_clone(lv, NULL))));
    s_add(v->block, loop);
    loop = vector_open(v);
    s_add(v->body, s_assign(vector_lvalue(v, lv), element(v, temp)));
    list_add(after, loop);
    return e_decay(e_var(temp));
}

static Expr *pass_pointers(Vector *v, Expr *arg, Var *param)
{
    Shadow *s = vector_shadow(v, arg);
    if (s && s->layout == PER_LANE)
        return e_decay(vector_node(s));
    if (s && s->layout == BY_VALUE)
        return vector_node(s);
    Var *temp = lane_array(v, param->name, param->type);
    Stmt *loop = vector_open(v);
    s_add(v->body, s_assign(element(v, temp), vector_pointer(v, arg)));
    s_add(v->block, loop);
    return e_decay(e_var(temp));
}

typedef struct Clone {
    Fn *from, *to;
    Expr *lanes; /* NULL: a parameter */
    bool handles;
    Layout *layouts;
} Clone;

static LIST(Clone *) clones;

static void fresh_local(Stmt **s, void *data)
{
    Subst *subst = ((void **)data)[0];
    Fn *fn = ((void **)data)[1];
    if ((*s)->kind == S_DECL && (*s)->var->kind == V_LOCAL) {
        Var *copy = NEW(Var);
        *copy = *(*s)->var;
        copy->fn = fn;
        map_put(subst->vars, (*s)->var, e_var(copy));
    }
    stmt_kids(*s, fresh_local, data);
}

static void retype_local(Stmt **s, void *data)
{
    if ((*s)->kind == S_DECL && (*s)->var->kind == V_LOCAL) {
        (*s)->var->type = type_clone((*s)->var->type, data);
        (*s)->var->written = (*s)->var->type;
    }
    stmt_kids(*s, retype_local, data);
}

/* A copy of f with variables of its own. */
static Fn *clone_fn(Fn *f)
{
    Fn *copy = NEW(Fn);
    *copy = *f;
    copy->params = (VarList){0};
    Subst s = {.vars = map_new()};
    for (int i = 0; i < f->params.n; i++) {
        Var *v = NEW(Var);
        *v = *f->params.at[i];
        v->fn = copy;
        v->type = type_clone(v->type, &s);
        v->written = type_clone(v->written, &s);
        map_put(s.vars, f->params.at[i], e_var(v));
        list_add(&copy->params, v);
    }
    void *data[2] = {&s, copy};
    fresh_local(&f->body, data);
    copy->body = stmt_clone(f->body, &s);
    retype_local(&copy->body, &s);
    return copy;
}

static bool same_lanes(const Expr *a, const Expr *b)
{
    return !a || !b ? a == b : a->ival == b->ival;
}

static Fn *clone_for(Vector *v, Fn *f, const Layout *layouts)
{
    Expr *constant = v->lanes->kind == E_INT ? v->lanes : NULL;
    size_t bytes = (size_t)(f->params.n + 1) * sizeof *layouts;
    for (int i = 0; i < clones.n; i++)
        if (clones.at[i]->from == f && same_lanes(clones.at[i]->lanes, constant) && clones.at[i]->handles == v->handles &&
            memcmp(clones.at[i]->layouts, layouts, bytes) == 0)
            return clones.at[i]->to;
    Clone *c = NEW(Clone);
    *c = (Clone){f, clone_fn(f), constant, v->handles, arena_alloc(bytes)};
    memcpy(c->layouts, layouts, bytes);
    list_add(&clones, c);
    Expr *lanes = constant;
    c->to->name = helper_name(v->p, format("%s_lanes", f->name));
    list_add(&v->p->helpers, c->to);
    if (!constant) {
        Var *k = var_new(c->to, V_PARAM, "lanes", type_int());
        VarList params = {0};
        list_add(&params, k);
        for (int i = 0; i < c->to->params.n; i++)
            list_add(&params, c->to->params.at[i]);
        c->to->params = params;
        lanes = e_var(k);
        Layout *wider = arena_alloc(bytes + sizeof *layouts);
        memcpy(wider + 1, layouts, bytes);
        layouts = wider;
    }
    vector_fn(v->p, c->to, lanes, v->handles, layouts);
    return c->to;
}

static Layout param_layout(Vector *v, Var *param, Expr *arg)
{
    bool pointer = type_is_pointer(param->type);
    if (!param->shadow || vector_is_handle(v, pointer ? type_plain(param->type)->to : param->type))
        return CONTIGUOUS;
    if (param->lone)
        return DIRECT;
    if (!type_is_pointer(param->type))
        return BY_VALUE;
    return vector_mentions(v, arg) && vector_pointer_layout(v, arg) == PER_LANE ? BY_VALUE
                                                                                : CONTIGUOUS;
}

/* The type of a parameter of the function called, over what is passed for the others. */
static Type *passed_type(Vector *v, Fn *wide, int i, int extra, Expr *call)
{
    Subst s = {.vars = map_new()};
    if (extra)
        map_put(s.vars, wide->params.at[0], v->lanes);
    for (int k = 0; k + extra < wide->params.n; k++)
        map_put(s.vars, wide->params.at[k + extra], call->args.at[k]);
    return type_clone(wide->params.at[i + extra]->type, &s);
}

static void helper_call(Vector *v, Stmt *s, Expr *call)
{
    Fn *f = call->fn;
    Layout *layouts = arena_alloc((size_t)(f->params.n + 1) * sizeof *layouts);
    ExprList args = {0};
    StmtList after = {0};
    for (int i = 0; i < f->params.n; i++)
        layouts[i] = param_layout(v, f->params.at[i], call->args.at[i]);
    Fn *wide = clone_for(v, f, layouts);
    int extra = wide->params.n - f->params.n;
    if (extra)
        list_add(&args, expr_clone(v->lanes, NULL));
    for (int i = 0; i < f->params.n; i++) {
        Var *param = f->params.at[i];
        Expr *arg = call->args.at[i];
        if (!param->shadow)
            list_add(&args, arg);
        else if (layouts[i] == DIRECT)
            list_add(&args, pass_direct(v, arg, param, &after));
        else if (layouts[i] == CONTIGUOUS)
            list_add(&args,
                     vector_fitted(vector_pointer(v, arg), passed_type(v, wide, i, extra, call)));
        else if (type_is_pointer(param->type))
            list_add(&args, pass_pointers(v, arg, param));
        else
            list_add(&args, pass_value(v, arg, param));
    }
    *vector_call_in(s) = e_call(wide, args);
    s_add(v->block, s);
    for (int i = 0; i < after.n; i++)
        s_add(v->block, after.at[i]);
}

static bool is_helper(Vector *v, const Fn *f)
{
    for (int i = 0; i < v->p->helpers.n; i++)
        if (v->p->helpers.at[i] == f)
            return true;
    return false;
}

/* Does a function use shadows that no parameter shows: globals', those on a tape? */
typedef struct Within {
    Map *seen; /* Fn: it may call itself */
    bool found;
} Within;

static void within_fn(Within *w, Fn *f);

static void within_expr(Expr **e, void *data)
{
    Within *w = data;
    w->found |= (*e)->kind == E_VAR && (*e)->var->shadow;
    if ((*e)->kind == E_CALL && (*e)->fn)
        within_fn(w, (*e)->fn);
    expr_kids(*e, within_expr, data);
}

static void within_stmt(Stmt **s, void *data)
{
    Within *w = data;
    w->found |= (*s)->shadow;
    if (!w->found)
        stmt_exprs(*s, within_expr, data);
    if (!w->found)
        stmt_kids(*s, within_stmt, data);
}

static void within_fn(Within *w, Fn *f)
{
    if (w->found || !f->body || map_get(w->seen, f))
        return;
    map_put(w->seen, f, f);
    within_stmt(&f->body, w);
}

/* A helper may call itself: it is not in the list of helpers before it is done, but its parameters
 * tell. */
static bool takes_shadows(Vector *v, Fn *f)
{
    if (!f || !(is_helper(v, f) || (f->is_static && !f->made_by)))
        return false;
    for (int i = 0; i < f->params.n; i++)
        if (f->params.at[i]->shadow)
            return true;
    Within w = {map_new(), false};
    within_fn(&w, f);
    return w.found;
}

bool vector_call_mentions(Vector *v, Stmt *s)
{
    Expr **call = vector_call_in(s);
    return call && takes_shadows(v, (*call)->fn);
}

void vector_call(Vector *v, Stmt *s, Expr *call)
{
    if (takes_shadows(v, call->fn)) {
        helper_call(v, s, call);
    } else if (call->fn && (call->fn->class == F_RUNTIME || call->fn->class == F_MEMORY ||
                            call->fn->class == F_FREE || is_named(call->fn, "realloc"))) {
        memory_call(v, s, call);
    } else {
        diag_error(call->loc.file ? call->loc : s->loc, "vector-custom",
                   "'%s' takes one direction at a time and cannot be called with several",
                   call->fn ? call->fn->name : "a function pointer");
        diag_note(s->loc, "leave vector() out");
    }
}

/* ---- pointers that a call leaves ---- */

typedef struct Left {
    Vector v;
    const Var *param;
    bool spread;
} Left;

/* *param = q, where q leads to lanes of their own. */
static void find_left(Stmt **at, void *data)
{
    Left *l = data;
    const Stmt *s = *at;
    stmt_kids(*at, find_left, data);
    if (s->kind == S_ASSIGN && type_is_pointer(s->lhs->type) && (s->lhs->kind == E_DEREF || s->lhs->kind == E_INDEX) &&
        s->lhs->a->kind == E_VAR && s->lhs->a->var == l->param)
        l->spread |= vector_pointer_layout(&l->v, s->rhs) == PER_LANE;
}

static bool leaves_spread(Vector *v, Expr *call, int i)
{
    static FnList looked_at; /* a function may call itself */
    Fn *f = call->fn;
    for (int k = 0; k < looked_at.n; k++)
        if (looked_at.at[k] == f)
            return false;
    list_add(&looked_at, f);
    Layout *layouts = arena_alloc((size_t)(f->params.n + 1) * sizeof *layouts);
    for (int k = 0; k < f->params.n; k++)
        layouts[k] = param_layout(v, f->params.at[k], call->args.at[k]);
    Left l = {.v = {.p = v->p, .fn = f, .lanes = v->lanes, .handles = v->handles, .shadows = map_new()}, .param = f->params.at[i]};
    vector_find(&l.v, layouts);
    find_left(&f->body, &l);
    looked_at.n--;
    return l.spread;
}

void vector_infer_results(Vector *v, Expr *call)
{
    if (!call->fn || !call->fn->body || !takes_shadows(v, call->fn))
        return;
    for (int i = 0; i < call->args.n && i < call->fn->params.n; i++) {
        Expr *arg = call->args.at[i];
        Shadow *s = arg->kind == E_ADDR && type_is_pointer(arg->a->type) ? vector_shadow(v, arg->a) : NULL;
        if (s && s->var->kind == V_LOCAL && s->layout == CONTIGUOUS && leaves_spread(v, call, i)) {
            s->layout = PER_LANE;
            v->changed = true;
        }
    }
}

/* ---- is it possible at all? ---- */

typedef struct Possible {
    Vector v;
    bool ok;
} Possible;

typedef struct Seen {
    Fn *fn;
    bool handles;
    const Layout *layouts;
    bool ok; /* true while it is being found out */
} Seen;

static bool possible(Program *p, Fn *f, bool handles, const Layout *layouts);

static bool is_flexible(Type *t)
{
    while (type_is_pointer(t) || type_is_array(t))
        t = type_plain(t)->to;
    t = type_plain(t);
    if (t->kind != T_RECORD || !t->record->fields.n)
        return false;
    Type *last = type_plain(t->record->fields.at[t->record->fields.n - 1]->type);
    return last->kind == T_ARRAY &&
           (!last->count || (last->count->kind == E_INT && last->count->ival <= 1));
}

static bool possible_call(Vector *v, Stmt *s, Expr *call)
{
    Fn *f = call->fn;
    bool known = f && (f->class == F_RUNTIME || f->class == F_MEMORY || f->class == F_FREE ||
                       is_named(f, "realloc"));
    if (is_mixed_copy(v, call))
        return copied_real(call) && !vector_target(v, s);
    if (f && is_part(v, call))
        return false;
    if (known || !vector_stmt_mentions(v, s))
        return true;
    if (!takes_shadows(v, f))
        return false;
    Layout *layouts = arena_alloc((size_t)(f->params.n + 1) * sizeof *layouts);
    for (int i = 0; i < f->params.n; i++)
        layouts[i] = param_layout(v, f->params.at[i], call->args.at[i]);
    return !f->body || possible(v->p, f, v->handles, layouts);
}

static void possible_stmt(Stmt **s, void *data)
{
    Possible *q = data;
    stmt_kids(*s, possible_stmt, data);
    Expr **call = vector_call_in(*s);
    q->ok = q->ok && (!call || possible_call(&q->v, *s, *call)) && !vector_is_mixed(&q->v, *s) &&
            !vector_mixes_choice(&q->v, *s) && !vector_reinterprets(&q->v, *s);
}

static bool possible(Program *p, Fn *f, bool handles, const Layout *layouts)
{
    static LIST(Seen)
        seen; /* a function may call itself: it is looked at once for each list of layouts */
    size_t bytes = (size_t)f->params.n * sizeof *layouts;
    for (int i = 0; layouts && i < seen.n; i++)
        if (seen.at[i].fn == f && seen.at[i].handles == handles && seen.at[i].layouts &&
            memcmp(seen.at[i].layouts, layouts, bytes) == 0)
            return seen.at[i].ok;
    Seen mine = {f, handles, layouts, true};
    int at = seen.n;
    list_add(&seen, mine);
    Possible q = {.v = {.p = p, .fn = f, .handles = handles, .shadows = map_new()}, .ok = true};
    vector_find(&q.v, layouts);
    q.ok = !vector_has_bytes(&q.v);
    for (int i = 0; i < q.v.all.n; i++)
        q.ok = q.ok && !is_flexible(q.v.all.at[i]->scalar);
    possible_stmt(&f->body, &q);
    return seen.at[at].ok = q.ok;
}

typedef struct Records {
    Map *seen; /* Fn */
    bool found;
} Records;

static bool leads_to_record(Type *t)
{
    while (type_is_pointer(t) || type_is_array(t))
        t = type_plain(t)->to;
    return type_is_record(t);
}

static void records_stmt(Stmt **s, void *data);

/* The record without reals of its own that a pointer leads to; NULL: something else. */
static Record *handle_behind(Type *t)
{
    while (type_is_pointer(t) || type_is_array(t))
        t = type_plain(t)->to;
    return type_is_handle(t) ? type_plain(t)->record : NULL;
}

static Expr *uncast(Expr *e)
{
    while (e->kind == E_CAST)
        e = e->a;
    return e;
}

/* A pointer to such records seen as another one, in bytes say: what is fresh is neither yet. */
static bool is_seen_otherwise(const Expr *e)
{
    if (e->kind != E_CAST || !type_is_pointer(e->type) || !type_is_pointer(e->a->type))
        return false;
    const Expr *from = uncast(e->a);
    return handle_behind(e->type) != handle_behind(e->a->type) && from->kind != E_CALL && !vector_is_null(from);
}

static void records_expr(Expr **e, void *data)
{
    Records *r = data;
    FnClass class = (*e)->kind == E_CALL && (*e)->fn ? (*e)->fn->class : F_USER;
    if (class == F_MEMORY || class == F_FREE || class == F_RUNTIME || class == F_ALLOC) { /* they take void * */
        for (int i = 0; i < (*e)->args.n; i++) {
            Expr *arg = uncast((*e)->args.at[i]);
            records_expr(&arg, data);
        }
        return;
    }
    r->found |= is_seen_otherwise(*e);
    const Var *v = (*e)->kind == E_VAR && (*e)->var->kind == V_GLOBAL && (*e)->var->shadow ? (*e)->var : NULL;
    Fn *f = (*e)->kind == E_CALL ? (*e)->fn : NULL;
    r->found |= v && leads_to_record(v->primal ? v->primal->type : v->type);
    if (f && f->body && !map_get(r->seen, f)) {
        map_put(r->seen, f, f);
        records_stmt(&f->body, r);
    }
    expr_kids(*e, records_expr, data);
}

static void records_stmt(Stmt **s, void *data)
{
    stmt_exprs(*s, records_expr, data);
    stmt_kids(*s, records_stmt, data);
}

bool vector_has_handles(Fn *f)
{
    Records r = {map_new(), false};
    for (int i = 0; i < f->params.n; i++)
        r.found |= f->params.at[i]->shadow && leads_to_record(f->params.at[i]->type);
    if (f->body)
        records_stmt(&f->body, &r);
    return !r.found;
}

bool vector_possible(Program *p, Fn *f)
{
    return possible(p, f, vector_has_handles(f), NULL);
}
