/* lanes.c: adjoint and tangent with vector(k). Takes the function for one direction. Where its shadows can have a dimension of
   lanes, vector.c gives them one. Where they cannot (an object seen under two types, custom derivatives, linked structs), the
   function becomes one that calls it for each direction, if it may run again and the size of each shadow is known. */
#include "kinds.h"

/* A shadow of one struct: the caller's lanes of it are handed over as they are. */
static bool is_record(const Actor *a)
{
    Type *t = a->var ? a->var->type : a->type;
    return type_is_record(type_is_pointer(t) ? type_plain(t)->to : t);
}

static bool is_memory(const Actor *a)
{
    return a->var && (type_is_pointer(a->type) || type_is_array(a->type) || is_record(a));
}

static bool is_real(Type *t)
{
    t = type_plain(t);
    return t->kind == T_REAL || t->kind == T_COMPLEX;
}

/* Its size is known, and what it looks like. */
static bool is_plain(const Actor *a)
{
    Type *t = type_plain(a->type);
    if (!a->var)
        return is_real(t) || (type_is_record(t) && !type_has_pointers(t));
    if (a->var->kind == V_GLOBAL || ways_any(a))
        return false;
    if (is_record(a))
        return a->members.n || type_is_record(t) || (a->extents_known && !a->extents.n);
    if (kinds_has_rows(a))
        return a->extents_known && a->extents.n == 2 && is_real(type_plain(t->to)->to);
    if (t->kind == T_POINTER)
        t = type_plain(t->to);
    while (t->kind == T_ARRAY)
        t = type_plain(t->to);
    return is_real(t) && a->extents_known;
}

/* The lanes of an array are gathered into one of its own: shadows that overlap would come apart. */
static bool come_apart(const Derived *d, const Actor *a, const Actor *b)
{
    bool gathered = !is_record(a) || !is_record(b);
    return is_memory(a) && is_memory(b) && a->var != b->var && gathered && !d->noalias && !a->var->noalias &&
           !b->var->noalias;
}

static bool by_calls(Kinds *k, Again *again)
{
    const Derived *d = k->d;
    for (int i = 0; i < d->actors.n; i++) {
        if (!is_plain(&d->actors.at[i]))
            return false;
        for (int n = 0; n < i; n++)
            if (come_apart(d, &d->actors.at[i], &d->actors.at[n]))
                return false;
    }
    return again_possible(k, again);
}

/* ---- the function for one direction becomes one of adc's own ---- */

static Var *fresh_var(Fn *one, const Var *old, Subst *s)
{
    Var *v = NEW(Var);
    *v = *old;
    v->fn = one;
    v->type = type_clone(old->type, s);
    v->written = old->written ? type_clone(old->written, s) : NULL;
    v->lanes_written = NULL;
    map_put(s->vars, old, e_var(v));
    return v;
}

static void fresh_locals(Stmt **at, void *data)
{
    void **x = data;
    if ((*at)->kind == S_DECL)
        fresh_var(x[0], (*at)->var, x[1]);
    stmt_kids(*at, fresh_locals, data);
}

/* What d->fn was, with variables of its own: requests about d->fn know its parameters. */
static Fn *take_out(Program *p, Derived *d)
{
    Fn *one = NEW(Fn);
    Subst s = {.vars = map_new()};
    *one = *d->fn;
    one->name = helper_name(p, format("%s_of_one", d->fn->name));
    one->is_static = true;
    one->exported = false;
    one->made_by = NULL;
    one->doc = NULL;
    one->params = (VarList){0};
    for (int i = 0; i < d->fn->params.n; i++)
        list_add(&one->params, fresh_var(one, d->fn->params.at[i], &s));
    fresh_locals(&d->fn->body, (void *[]){one, &s});
    one->body = stmt_clone(d->fn->body, &s);
    d->fn->body = s_new(S_BLOCK, d->primal->loc);
    vector_run(p, d->fn, e_int(d->lanes)); /* the types of its parameters */
    list_add(&p->helpers, one);
    return one;
}

/* ---- one call ---- */

static int index_of(const VarList *list, const Var *v)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i] == v)
            return i;
    bug("lanes: '%s' is no parameter", v->name);
}

/* The i-th real of a shadow of the caller's, of that lane. */
static Expr *callers(const Actor *a, const Place *x, Expr *i, Expr *lane)
{
    Expr *e = e_var(a->shadow);
    if (x->kind == PLACE_VALUE)
        return e_index(e, lane);
    if (kinds_has_rows(a)) {
        Expr *m = a->extents.at[1];
        e = e_index(e_index(e, e_bin(O_DIV, i, expr_clone(m, NULL))), e_bin(O_REM, expr_clone(i, NULL), expr_clone(m, NULL)));
        return e_index(e_decay(e), lane);
    }
    Type *row = type_plain(e->type)->to;
    while (type_is_array(row) && type_is_array(type_plain(row)->to))
        row = type_plain(row)->to;
    Type *to = type_pointer(row);
    return e_index(e_decay(e_index(type_same(e->type, to) ? e : e_cast(to, e), i)), lane);
}

static void copy_shadow(Kinds *k, Place *x, Expr *lane, bool back)
{
    Expr *i;
    Stmt *outer = kinds_open(k, "i", x->size, &i);
    Expr *mine = place_element(k, x, i, e_int(0));
    Expr *theirs = callers(x->actor, x, expr_clone(i, NULL), expr_clone(lane, NULL));
    kinds_add(k, back ? s_assign(theirs, mine) : s_assign(mine, theirs));
    kinds_close(k, outer);
}

static bool is_written(const Place *x)
{
    Type *t = x->actor->shadow->type;
    while (type_is_pointer(t) || type_is_array(t))
        t = type_plain(t)->to;
    return !((t->quals | type_plain(t)->quals) & Q_CONST);
}

static void shadows(Kinds *k, Fn *one, Expr *lane)
{
    Derived *d = k->d;
    for (int i = 0; i < d->actors.n; i++) {
        Actor *a = &d->actors.at[i];
        Var *param = a->shadow ? one->params.at[index_of(&d->fn->params, a->shadow)] : NULL;
        if (!param || map_get(k->args, param))
            continue;
        Expr *e = e_index(e_var(a->shadow), expr_clone(lane, NULL));
        if (is_record(a))
            map_put(k->args, param, e_addr(e));
        else if (!a->var)
            map_put(k->args, param, type_is_pointer(param->type) ? e_addr(e) : e);
        else
            place_sized(k, a, param, false);
    }
    places_make(k);
}

static void call(Kinds *k, Var *result)
{
    Expr *value = kinds_call(k);
    kinds_add(k, result ? s_assign(e_var(result), value) : s_expr(value));
}

static void calls(Kinds *k, Fn *one, Again *again)
{
    Type *type = type_unqual(type_plain(k->d->primal->type)->to);
    Var *result = type_plain(type)->kind == T_VOID ? NULL : kinds_local(k, "result", type);
    Var *lane = kinds_local(k, "lane", type_int());
    Stmt *loop = s_new(S_LOOP, (Loc){0}), *outer = k->block;
    if (result)
        kinds_add(k, s_decl(result, NULL));
    again_keep(k, again);
    kinds_add(k, s_decl(lane, e_int(0)));
    loop->flavor = L_DO;
    loop->body = s_block();
    kinds_add(k, loop);
    k->block = loop->body;
    again_put_back(k, again, e_var(lane));
    shadows(k, one, e_var(lane));
    for (int i = 0; i < k->places.n; i++)
        copy_shadow(k, k->places.at[i], e_var(lane), false);
    call(k, result);
    for (int i = 0; i < k->places.n; i++)
        if (is_written(k->places.at[i]))
            copy_shadow(k, k->places.at[i], e_var(lane), true);
    places_free(k);
    kinds_add(k, s_assign(e_var(lane), e_add(e_var(lane), e_int(1))));
    loop->cond = e_bin(O_LT, e_var(lane), e_int(k->d->lanes));
    k->block = outer;
    again_free(k, again);
    if (result)
        kinds_add(k, s_return(e_var(result)));
}

void lanes_run(Program *p, Derived *d)
{
    Kinds k = {.p = p, .d = d};
    Again again;
    if (vector_possible(p, d->fn) || !by_calls(&k, &again)) {
        vector_run(p, d->fn, e_int(d->lanes));
        return;
    }
    Fn *one = take_out(p, d);
    kinds_begin(&k, p, d);
    k.called = one;
    kinds_map_params(&k, &one->params);
    calls(&k, one, &again);
}
