/* vector_lower.c: expressions of the vector mode. Takes an expression over shadows as it was for
   one direction; leaves the one for the current lane. Says which of the two layouts (vector.c) each
   shadow has. */
#include "vector.h"

#include <string.h>

/* ---- which variables are shadows ---- */

Shadow *vector_shadow(Vector *v, const Expr *e)
{
    return e->kind == E_VAR ? map_get(v->shadows, e->var) : NULL;
}

void vector_search(Expr **e, void *data)
{
    Search *s = data;
    s->found = s->found || vector_shadow(s->v, *e);
    if (!s->found)
        expr_kids(*e, vector_search, data);
}

bool vector_mentions(Vector *v, Expr *e)
{
    Search s = {v, false};
    if (e)
        vector_search(&e, &s);
    return s.found;
}

bool vector_is_handle(const Vector *v, Type *t)
{
    return v->handles && type_is_handle(t);
}

bool vector_is_leaf(const Vector *v, Type *t)
{
    return type_is_real(t) || type_is_complex(t) || (type_is_record(t) && !vector_is_handle(v, t));
}

/* Leaves get the lanes. void * and char * stay: their sizes are scaled. */
Type *vector_wide_type(Vector *v, Type *t)
{
    Type *plain = type_plain(t);
    if (vector_is_leaf(v, plain))
        return type_array(t, expr_clone(v->lanes, NULL));
    if (plain->kind != T_POINTER && plain->kind != T_ARRAY)
        return t;
    Type *to = vector_wide_type(v, plain->to);
    if (to == plain->to)
        return t;
    Type *wide = NEW(Type);
    *wide = *plain;
    wide->to = to;
    return wide;
}

Type *vector_wide_of(Vector *v, Type *scalar, Layout layout)
{
    if (layout == LANE_LOCAL)
        return scalar;
    if (layout == DIRECT)
        return scalar;
    if (layout == BY_VALUE) /* where it changes a local takes its place */
        return type_pointer(vector_is_leaf(v, scalar) ? type_qual(scalar, Q_CONST) : scalar);
    return layout == PER_LANE ? type_array(type_unqual(scalar), expr_clone(v->lanes, NULL))
                              : vector_wide_type(v, scalar);
}

Shadow *vector_add(Vector *v, Var *var, Layout layout)
{
    Shadow *s = map_get(v->shadows, var);
    if (s)
        return s;
    s = NEW(Shadow);
    *s = (Shadow){.var = var,
                  .layout = layout,
                  .scalar = var->kind == V_GLOBAL ? var->primal->type : var->type};
    map_put(v->shadows, var, s);
    list_add(&v->all, s);
    return s;
}

static void count_expr(Expr **e, void *data)
{
    Vector *v = data;
    if ((*e)->kind == E_VAR && (*e)->var->kind == V_GLOBAL && (*e)->var->shadow)
        vector_add(v, (*e)->var, CONTIGUOUS);
    Shadow *s = vector_shadow(v, *e);
    if (s)
        s->uses++;
    expr_kids(*e, count_expr, data);
}

void vector_collect(Stmt **s, void *data)
{
    Vector *v = data;
    if ((*s)->kind == S_DECL && (*s)->var->shadow)
        vector_add(v, (*s)->var, CONTIGUOUS);
    stmt_kids(*s, vector_collect, data);
}

void vector_taint(Stmt **sp, void *data)
{
    Vector *v = data;
    Stmt *s = *sp;
    stmt_kids(s, vector_taint, data);
    Expr *lv = s->kind == S_DECL ? e_var(s->var) : s->kind == S_ASSIGN ? s->lhs : NULL;
    if (!lv || !s->rhs || vector_call_in(s) || !vector_mentions(v, s->rhs))
        return;
    while (lv->kind == E_MEMBER || lv->kind == E_INDEX || lv->kind == E_DEREF ||
           lv->kind == E_DECAY)
        lv = lv->a;
    if (lv->kind != E_VAR || lv->var->kind != V_LOCAL || vector_shadow(v, lv) ||
        type_is_integer(lv->type))
        return;
    vector_add(v, lv->var, CONTIGUOUS);
    v->changed = true;
}

void vector_count(Stmt **s, void *data)
{
    stmt_exprs(*s, count_expr, data);
    stmt_kids(*s, vector_count, data);
}

/* Left side of an S_DECL (as it was before it got lanes) or S_ASSIGN; NULL for others. */
Expr *vector_target(Vector *v, Stmt *s)
{
    if (s->kind != S_DECL)
        return s->kind == S_ASSIGN ? s->lhs : NULL;
    Expr *e = e_var(s->var);
    Shadow *shadow = map_get(v->shadows, s->var);
    if (shadow)
        e->type = shadow->scalar;
    return e;
}

/* ---- layouts ---- */

static bool is_spread(const Shadow *s)
{
    return s->layout == PER_LANE || (s->layout == BY_VALUE && type_is_pointer(s->scalar));
}

/* (double *)&s, s a record: it leads to the reals of one lane. */
static bool is_record_as_reals(Expr *e)
{
    if (e->kind != E_CAST || e->a->kind != E_ADDR || !type_is_record(e->a->a->type))
        return false;
    Type *to = type_plain(e->type), *element = to->kind == T_POINTER ? type_element(to->to) : NULL;
    return e->a->a->kind == E_VAR && element && (type_is_real(element) || type_is_complex(element));
}

Layout vector_pointer_layout(Vector *v, Expr *e)
{
    Layout b;
    switch (e->kind) {
    case E_DECAY:
    case E_ADDR:
        return vector_layout(v, e->a);
    case E_BINARY:
        return vector_pointer_layout(v, type_is_pointer(e->a->type) ? e->a : e->b);
    case E_COND:
        b = vector_pointer_layout(v, e->b);
        return b == PER_LANE ? b : vector_pointer_layout(v, e->c);
    case E_CAST:
        return is_record_as_reals(e) ? PER_LANE : vector_pointer_layout(v, e->a);
    default:
        return e_is_lvalue(e) ? vector_layout(v, e) : CONTIGUOUS;
    }
}

/* The record that a member is a part of, with the records it is inside of there: they have their lanes together. */
static Type *whole_record(const Expr *e)
{
    for (;;) {
        const Expr *of = e->a;
        if (e->arrow)
            return type_plain(of->type)->to;
        while ((of->kind == E_INDEX || of->kind == E_DEREF) && of->a->kind == E_DECAY)
            of = of->a->a;
        if (of->kind != E_MEMBER)
            return e->a->type;
        e = of;
    }
}

Layout vector_layout(Vector *v, Expr *e)
{
    Shadow *s;
    switch (e->kind) {
    case E_VAR:
        s = vector_shadow(v, e);
        return s && is_spread(s) ? PER_LANE : CONTIGUOUS;
    case E_DEREF:
    case E_INDEX:
        return vector_pointer_layout(v, e->a);
    case E_MEMBER:
        return vector_is_handle(v, whole_record(e)) ? CONTIGUOUS : PER_LANE;
    default:
        return CONTIGUOUS;
    }
}

static const Shadow *pushed_as(Vector *forward, const Var *popped)
{
    for (int i = 0; popped->link && i < forward->all.n; i++)
        if (forward->all.at[i]->var->link == popped->link && forward->all.at[i]->var != popped)
            return forward->all.at[i];
    return NULL;
}

void vector_popped(Stmt **sp, void *data)
{
    Vector *v = data;
    Stmt *s = *sp;
    stmt_kids(s, vector_popped, data);
    if (s->kind != S_POP || s->lhs->kind != E_VAR || !type_is_pointer(s->lhs->type))
        return;
    const Shadow *from = pushed_as(v->forward ? v->forward : v, s->lhs->var);
    Shadow *to = from ? vector_shadow(v, s->lhs) : NULL;
    if (!from || (to && is_spread(to) == is_spread(from)))
        return;
    to = vector_add(v, s->lhs->var, CONTIGUOUS);
    to->layout = is_spread(from) ? PER_LANE : CONTIGUOUS;
    v->changed = true;
}

/* ---- what pointers lead to ---- */

static Type *leaf_of_type(const Vector *v, Type *t)
{
    while (type_is_pointer(t) || type_is_array(t))
        t = type_plain(t)->to;
    return vector_is_leaf(v, t) ? type_unqual(type_plain(t)) : NULL;
}

Type *vector_leaf(Vector *v, Expr *e)
{
    Type *leaf;
    switch (e->kind) {
    case E_CAST:
        leaf = vector_is_null(e) ? NULL : vector_leaf(v, e->a);
        break;
    case E_DECAY:
    case E_ADDR:
    case E_DEREF:
    case E_INDEX:
        leaf = leaf_of_type(v, e->type) ? NULL : vector_leaf(v, e->a);
        break;
    case E_BINARY:
        leaf = vector_leaf(v, type_is_pointer(e->a->type) ? e->a : e->b);
        break;
    case E_COND:
        leaf = vector_leaf(v, e->b);
        leaf = leaf ? leaf : vector_leaf(v, e->c);
        break;
    case E_VAR:
        leaf = vector_shadow(v, e) ? vector_shadow(v, e)->leaf : NULL;
        break;
    default:
        leaf = NULL;
    }
    return leaf ? leaf : leaf_of_type(v, e->type);
}

bool vector_same_leaf(Type *a, Type *b)
{
    return type_same(type_unqual(type_plain(a)), type_unqual(type_plain(b)));
}

/* void * and char * take what they lead to from what is stored in them. */
static void infer_leaf(Vector *v, Expr *lhs, Expr *rhs)
{
    Shadow *to = vector_shadow(v, lhs);
    Type *leaf = to && !leaf_of_type(v, to->scalar) ? vector_leaf(v, rhs) : NULL;
    if (!leaf || (to->leaf && (type_plain(to->leaf)->kind == T_VOID || vector_same_leaf(to->leaf, leaf))))
        return;
    to->leaf = to->leaf ? type_void() : leaf;
    v->changed = true;
}

/* The local that a pointer goes into, or that holds it. */
static Shadow *root_local(Vector *v, Expr *e)
{
    while (e->kind != E_VAR) {
        if (e->kind == E_BINARY)
            e = type_is_pointer(e->a->type) ? e->a : e->b;
        else if (e->kind == E_CAST || e->kind == E_DECAY || e->kind == E_ADDR || e->kind == E_INDEX || e->kind == E_DEREF)
            e = e->a;
        else
            return NULL;
    }
    Shadow *s = vector_shadow(v, e);
    return s && s->var->kind == V_LOCAL ? s : NULL;
}

static bool is_mixed_choice(Vector *v, const Expr *e)
{
    return e->kind == E_COND && type_is_pointer(e->type) && vector_mentions(v, e->b) && vector_mentions(v, e->c) &&
           (vector_pointer_layout(v, e->b) == PER_LANE) != (vector_pointer_layout(v, e->c) == PER_LANE);
}

static void infer_choice(Expr **e, void *data)
{
    Vector *v = data;
    expr_kids(*e, infer_choice, data);
    if (!is_mixed_choice(v, *e))
        return;
    Shadow *other = root_local(v, vector_pointer_layout(v, (*e)->b) == PER_LANE ? (*e)->c : (*e)->b);
    if (other && other->layout == CONTIGUOUS) {
        other->layout = PER_LANE;
        v->changed = true;
    }
}

static void find_mixed_choice(Expr **e, void *data)
{
    Search *s = data;
    s->found |= is_mixed_choice(s->v, *e);
    expr_kids(*e, find_mixed_choice, data);
}

bool vector_mixes_choice(Vector *v, Stmt *s)
{
    Search search = {v, false};
    stmt_exprs(s, find_mixed_choice, &search);
    return search.found;
}

/* Where one side of a pointer store, or one arm of a conditional pointer, has a layout of its own per lane, so has the
   local on the other. */
void vector_infer(Stmt **sp, void *data)
{
    Vector *v = data;
    Stmt *s = *sp;
    stmt_kids(s, vector_infer, data);
    stmt_exprs(s, infer_choice, data);
    Expr *lhs = vector_target(v, s);
    if (vector_call_in(s))
        vector_infer_results(v, *vector_call_in(s));
    if (!lhs || !s->rhs || !type_is_pointer(lhs->type) || vector_call_in(s))
        return;
    infer_leaf(v, lhs, s->rhs);
    Shadow *from = vector_layout(v, lhs) == PER_LANE ? root_local(v, s->rhs) : NULL;
    if (from && from->layout == CONTIGUOUS) {
        from->layout = PER_LANE;
        v->changed = true;
    }
    while (lhs->kind == E_INDEX || lhs->kind == E_DEREF ||
           lhs->kind == E_DECAY) /* an array of pointers */
        lhs = lhs->a;
    Shadow *to = vector_shadow(v, lhs);
    if (to && to->layout == CONTIGUOUS && to->var->kind != V_GLOBAL &&
        vector_pointer_layout(v, s->rhs) == PER_LANE) {
        to->layout = PER_LANE;
        v->changed = true;
    }
}

bool vector_is_null(const Expr *e)
{
    return e->kind == E_CAST ? vector_is_null(e->a) : e->kind == E_INT && e->ival == 0;
}

/* ---- lowering of expressions, for one lane ---- */

Expr *vector_lane(Vector *v)
{
    return v->lane ? e_var(v->lane) : e_int(0);
}

Expr *vector_node(Shadow *s)
{
    Expr *e = e_var(s->var);
    e->type = s->wide;
    return e;
}

/* The object an lvalue denotes, all lanes of it where they are next to each other. */
Expr *vector_object(Vector *v, Expr *e)
{
    Shadow *s;
    switch (e->kind) {
    case E_VAR:
        s = vector_shadow(v, e);
        if (!s || s->layout == LANE_LOCAL)
            return e_var(e->var);
        if (s->layout == PER_LANE || s->layout == BY_VALUE)
            return e_index(e_decay(vector_node(s)), vector_lane(v));
        return vector_node(s);
    case E_DEREF:
        return e_deref(vector_pointer(v, e->a));
    case E_INDEX:
        return e_index(vector_pointer(v, e->a), vector_lower(v, e->b));
    case E_MEMBER:
        return e_member(vector_lvalue(v, e->arrow ? e_deref(e->a) : e->a), e->field);
    default:
        bug("vector: shadow lvalue of kind %d", (int)e->kind);
    }
}

/* The pointer that *e or e[0] goes through, where it is the parameter of one value. */
Shadow *vector_direct(Vector *v, Expr *e)
{
    if (e->kind != E_DEREF && !(e->kind == E_INDEX && e_is_zero(e->b)))
        return NULL;
    Expr *p = e->a;
    Shadow *s = vector_shadow(v, p);
    return s && s->layout == DIRECT ? s : NULL;
}

Expr *vector_lvalue(Vector *v, Expr *e)
{
    if (e->kind == E_UNARY) { /* __real__ z */
        e->a = vector_lvalue(v, e->a);
        return e;
    }
    Shadow *one = vector_direct(v, e), *s = vector_shadow(v, e);
    if (one)
        return e_index(vector_node(one), vector_lane(v));
    Expr *whole = vector_object(v, e);
    bool done =
        (s && (s->layout == BY_VALUE || s->layout == LANE_LOCAL || s->layout == PER_LANE)) ||
        !vector_is_leaf(v, e->type) || vector_layout(v, e) == PER_LANE || !vector_mentions(v, e);
    return done ? whole : e_index(e_decay(whole), vector_lane(v));
}

Expr *vector_fitted(Expr *e, Type *to)
{
    return type_same(e->type, to) || !type_is_pointer(to) ? e : e_cast(to, e);
}

static Expr *address(Vector *v, Expr *lv, bool spread)
{
    Shadow *one = vector_direct(v, lv), *s = vector_shadow(v, lv);
    if (one)
        return e_cast(vector_wide_type(v, one->scalar), vector_node(one));
    if (s && s->layout == BY_VALUE && !spread)
        return e_cast(type_pointer(vector_wide_type(v, s->scalar)), vector_node(s));
    return e_addr(spread ? vector_lvalue(v, lv) : vector_object(v, lv));
}

/* A walk in bytes goes over all lanes of what it leaves behind. */
static Expr *steps(Vector *v, Expr *pointer, Expr *by)
{
    Type *to = type_plain(pointer->type)->to;
    while (type_is_array(to))
        to = type_plain(to)->to;
    bool wide = vector_pointer_layout(v, pointer) == PER_LANE || type_has_reals(to) || type_is_pointer(to) ||
                vector_is_handle(v, to);
    Expr *n = vector_lower(v, by);
    return wide ? n : e_mul(e_cast(type_ptrdiff(), n), expr_clone(v->lanes, NULL));
}

Expr *vector_pointer(Vector *v, Expr *e)
{
    if (!vector_mentions(v, e)) {
        bool wide = type_is_pointer(e->type) && e->kind == E_CAST && vector_is_null(e);
        return wide ? tangent_null(vector_wide_type(v, e->type)) : vector_lower(v, e);
    }
    bool spread = vector_pointer_layout(v, e) == PER_LANE;
    Shadow *s = vector_shadow(v, e);
    switch (e->kind) {
    case E_DECAY:
        return e_decay(vector_object(v, e->a));
    case E_ADDR:
        return address(v, e->a, spread);
    case E_BINARY: {
        bool left = type_is_pointer(e->a->type);
        Expr *by = steps(v, left ? e->a : e->b, left ? e->b : e->a);
        return e_bin(e->op, vector_pointer(v, left ? e->a : e->b), by);
    }
    case E_COND: {
        Expr *cond = vector_lower(v, e->a), *b = vector_pointer(v, e->b),
             *c = vector_pointer(v, e->c);
        return e_cond(cond, b, vector_is_null(e->b) ? c : vector_fitted(c, b->type));
    }
    case E_CAST:
        if (is_record_as_reals(e))
            return e_cast(e->type, address(v, e->a->a, true));
        return e_cast(spread ? e->type : vector_wide_type(v, e->type), vector_pointer(v, e->a));
    default:
        if (s && s->layout == DIRECT)
            return e_cast(vector_wide_type(v, s->scalar), vector_node(s));
        return v->handles && !spread ? vector_fitted(vector_object(v, e), vector_wide_type(v, e->type)) : vector_object(v, e);
    }
}

static void lower_kid(Expr **e, void *data)
{
    *e = vector_lower(data, *e);
}

/* Memory that is cleared or copied holds all lanes; a loop over the elements of an object goes over those of one. */
static Expr *lower_sizeof(Vector *v, Expr *e)
{
    if (!e->a || !vector_mentions(v, e->a))
        return e;
    if (!v->for_call) {
        Var *lane = v->lane;
        v->lane = NULL;
        Expr *one = e_sizeof_expr(vector_lvalue(v, e->a));
        v->lane = lane;
        return one;
    }
    bool spread = vector_layout(v, e->a) == PER_LANE;
    return e_sizeof_expr(spread ? vector_lvalue(v, e->a) : vector_object(v, e->a));
}

/* A value, for the current lane. Changes e's own nodes. */
Expr *vector_lower(Vector *v, Expr *e)
{
    if (!vector_mentions(v, e))
        return e;
    if (e->kind == E_SIZEOF)
        return lower_sizeof(v, e);
    if (type_is_pointer(e->type))
        return vector_pointer(v, e);
    if (e_is_lvalue(e) && e->kind != E_COMPOUND)
        return vector_lvalue(v, e);
    expr_kids(e, lower_kid, v);
    return e;
}
