/* vector.c: several directions at once. Takes a generated function in which Var.shadow marks what holds derivatives;
   leaves it with a last dimension of lanes on each of those and loops over the lanes around the statements that
   compute with them. Two layouts: an object of reals or records gets its lanes next to each other (`x_tan[i][lane]`);
   what is reached through a pointer member of a shadow record is one such object per lane, and so are the local
   pointers to it (`p_tan[lane][i]`). A function that the shadows are passed to is cloned for the lanes. */
#include "adc.h"

#include <string.h>

typedef enum Layout {
    CONTIGUOUS, /* T -> T[k] at the reals and records; pointers and arrays of them follow */
    PER_LANE,   /* pointer variable: k pointers */
    DIRECT,     /* parameter: points to the lanes of one value; *v -> v[lane] */
    BY_VALUE,   /* parameter that was a value: v -> v[lane] */
    LANE_LOCAL  /* declared inside one loop over the lanes: stays as it is */
} Layout;

typedef struct Shadow {
    Var *var;
    Layout layout;
    Type *scalar, *wide;
    int uses; /* in the whole function */
} Shadow;

typedef struct Vector {
    Program *p;
    Fn *fn;
    Expr *lanes;
    Map *shadows; /* Var -> Shadow */
    LIST(Shadow *) all;
    Var *lane;    /* counter of the loop being made */
    Stmt *block;  /* being filled */
    Stmt *body;   /* of the loop being made */
    bool changed;
} Vector;

static void vector_fn(Program *p, Fn *f, Expr *lanes, const Layout *layouts);

/* ---- which variables are shadows ---- */

static Shadow *shadow_of(Vector *v, const Expr *e)
{
    return e->kind == E_VAR ? map_get(v->shadows, e->var) : NULL;
}

typedef struct Search {
    Vector *v;
    bool found;
} Search;

static void search_expr(Expr **e, void *data)
{
    Search *s = data;
    s->found = s->found || shadow_of(s->v, *e);
    if (!s->found)
        expr_kids(*e, search_expr, data);
}

static bool mentions_shadow(Vector *v, Expr *e)
{
    Search s = {v, false};
    if (e)
        search_expr(&e, &s);
    return s.found;
}

static bool is_leaf(Type *t)
{
    return type_is_real(t) || type_is_complex(t) || type_is_record(t);
}

/* Leaves get the lanes. void * and char * stay: their sizes are scaled. */
static Type *wide_type(Vector *v, Type *t)
{
    Type *plain = type_plain(t);
    if (is_leaf(plain))
        return type_array(t, expr_clone(v->lanes, NULL));
    if (plain->kind != T_POINTER && plain->kind != T_ARRAY)
        return t;
    Type *to = wide_type(v, plain->to);
    if (to == plain->to)
        return t;
    Type *wide = NEW(Type);
    *wide = *plain;
    wide->to = to;
    return wide;
}

static Type *wide_of(Vector *v, Type *scalar, Layout layout)
{
    if (layout == LANE_LOCAL)
        return scalar;
    if (layout == DIRECT)
        return scalar;
    if (layout == BY_VALUE)
        return type_pointer(scalar);
    return layout == PER_LANE ? type_array(type_unqual(scalar), expr_clone(v->lanes, NULL)) : wide_type(v, scalar);
}

static Shadow *add_shadow(Vector *v, Var *var, Layout layout)
{
    Shadow *s = map_get(v->shadows, var);
    if (s)
        return s;
    s = NEW(Shadow);
    *s = (Shadow){.var = var, .layout = layout, .scalar = var->kind == V_GLOBAL ? var->primal->type : var->type};
    map_put(v->shadows, var, s);
    list_add(&v->all, s);
    return s;
}

static void count_expr(Expr **e, void *data)
{
    Vector *v = data;
    if ((*e)->kind == E_VAR && (*e)->var->kind == V_GLOBAL && (*e)->var->shadow)
        add_shadow(v, (*e)->var, CONTIGUOUS);
    Shadow *s = shadow_of(v, *e);
    if (s)
        s->uses++;
    expr_kids(*e, count_expr, data);
}

static void collect_stmt(Stmt **s, void *data)
{
    Vector *v = data;
    if ((*s)->kind == S_DECL && (*s)->var->shadow)
        add_shadow(v, (*s)->var, CONTIGUOUS);
    stmt_kids(*s, collect_stmt, data);
}

static void count_stmt(Stmt **s, void *data)
{
    stmt_exprs(*s, count_expr, data);
    stmt_kids(*s, count_stmt, data);
}

/* Left side of an S_DECL (as it was before it got lanes) or S_ASSIGN; NULL for others. */
static Expr *target_of(Vector *v, Stmt *s)
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

static Layout layout_of_lvalue(Vector *v, Expr *e);

static Layout layout_of_pointer(Vector *v, Expr *e)
{
    Layout b;
    switch (e->kind) {
    case E_DECAY:
    case E_ADDR:
        return layout_of_lvalue(v, e->a);
    case E_BINARY:
        return layout_of_pointer(v, type_is_pointer(e->a->type) ? e->a : e->b);
    case E_COND:
        b = layout_of_pointer(v, e->b);
        return b == PER_LANE ? b : layout_of_pointer(v, e->c);
    case E_CAST:
        return layout_of_pointer(v, e->a);
    default:
        return e_is_lvalue(e) ? layout_of_lvalue(v, e) : CONTIGUOUS;
    }
}

static Layout layout_of_lvalue(Vector *v, Expr *e)
{
    Shadow *s;
    switch (e->kind) {
    case E_VAR:
        s = shadow_of(v, e);
        return s && (s->layout == PER_LANE || (s->layout == BY_VALUE && type_is_pointer(s->scalar))) ? PER_LANE
                                                                                                     : CONTIGUOUS;
    case E_DEREF:
    case E_INDEX:
        return layout_of_pointer(v, e->a);
    case E_MEMBER:
        return PER_LANE;
    default:
        return CONTIGUOUS;
    }
}

static void infer_stmt(Stmt **sp, void *data)
{
    Vector *v = data;
    Stmt *s = *sp;
    stmt_kids(s, infer_stmt, data);
    Expr *lhs = target_of(v, s);
    Shadow *to = lhs ? shadow_of(v, lhs) : NULL;
    bool open = to && to->layout == CONTIGUOUS && s->rhs && type_is_pointer(to->scalar);
    if (open && s->rhs->kind != E_CALL && layout_of_pointer(v, s->rhs) == PER_LANE) {
        to->layout = PER_LANE;
        v->changed = true;
    }
}

static bool is_null(const Expr *e)
{
    return e->kind == E_CAST ? is_null(e->a) : e->kind == E_INT && e->ival == 0;
}

/* ---- lowering of expressions, for one lane ---- */

static Expr *lower(Vector *v, Expr *e);
static Expr *lower_pointer(Vector *v, Expr *e);
static Expr *lane_lvalue(Vector *v, Expr *e);

static Expr *lane_index(Vector *v)
{
    return e_var(v->lane);
}

static Expr *var_node(Shadow *s)
{
    Expr *e = e_var(s->var);
    e->type = s->wide;
    return e;
}

/* The object an lvalue denotes, all lanes of it where they are next to each other. */
static Expr *whole_object(Vector *v, Expr *e)
{
    Shadow *s;
    switch (e->kind) {
    case E_VAR:
        s = shadow_of(v, e);
        if (!s || s->layout == LANE_LOCAL)
            return e_var(e->var);
        if (s->layout == PER_LANE || s->layout == BY_VALUE)
            return e_index(e_decay(var_node(s)), lane_index(v));
        return var_node(s);
    case E_DEREF:
        return e_deref(lower_pointer(v, e->a));
    case E_INDEX:
        return e_index(lower_pointer(v, e->a), lower(v, e->b));
    case E_MEMBER:
        return e_member(lane_lvalue(v, e->arrow ? e_deref(e->a) : e->a), e->field);
    default:
        bug("vector: shadow lvalue of kind %d", (int)e->kind);
    }
}

/* The pointer that *e or e[0] goes through, where it is the parameter of one value. */
static Shadow *direct(Vector *v, Expr *e)
{
    if (e->kind != E_DEREF && !(e->kind == E_INDEX && e_is_zero(e->b)))
        return NULL;
    Expr *p = e->a;
    Shadow *s = shadow_of(v, p);
    return s && s->layout == DIRECT ? s : NULL;
}

static Expr *lane_lvalue(Vector *v, Expr *e)
{
    Shadow *one = direct(v, e), *s = shadow_of(v, e);
    if (one)
        return e_index(var_node(one), lane_index(v));
    Expr *whole = whole_object(v, e);
    bool done = (s && (s->layout == BY_VALUE || s->layout == LANE_LOCAL || s->layout == PER_LANE)) ||
                !is_leaf(e->type) || layout_of_lvalue(v, e) == PER_LANE || !mentions_shadow(v, e);
    return done ? whole : e_index(e_decay(whole), lane_index(v));
}

static Expr *fitted(Expr *e, Type *to)
{
    return type_same(e->type, to) || !type_is_pointer(to) ? e : e_cast(to, e);
}

static Expr *address(Vector *v, Expr *lv, bool spread)
{
    Shadow *one = direct(v, lv), *s = shadow_of(v, lv);
    if (one)
        return e_cast(wide_type(v, one->scalar), var_node(one));
    if (s && s->layout == BY_VALUE && !spread)
        return e_cast(type_pointer(wide_type(v, s->scalar)), var_node(s));
    return e_addr(spread ? lane_lvalue(v, lv) : whole_object(v, lv));
}

static Expr *lower_pointer(Vector *v, Expr *e)
{
    if (!mentions_shadow(v, e)) {
        bool wide = type_is_pointer(e->type) && e->kind == E_CAST && is_null(e);
        return wide ? e_cast(wide_type(v, e->type), e_int(0)) : lower(v, e);
    }
    bool spread = layout_of_pointer(v, e) == PER_LANE;
    Shadow *s = shadow_of(v, e);
    switch (e->kind) {
    case E_DECAY:
        return e_decay(whole_object(v, e->a));
    case E_ADDR:
        return address(v, e->a, spread);
    case E_BINARY: {
        bool left = type_is_pointer(e->a->type);
        return e_bin(e->op, lower_pointer(v, left ? e->a : e->b), lower(v, left ? e->b : e->a));
    }
    case E_COND: {
        Expr *cond = lower(v, e->a), *b = lower_pointer(v, e->b), *c = lower_pointer(v, e->c);
        return e_cond(cond, b, is_null(e->b) ? c : fitted(c, b->type));
    }
    case E_CAST:
        return e_cast(spread ? e->type : wide_type(v, e->type), lower_pointer(v, e->a));
    default:
        if (s && s->layout == DIRECT)
            return e_cast(wide_type(v, s->scalar), var_node(s));
        return whole_object(v, e);
    }
}

typedef struct Lowering {
    Vector *v;
} Lowering;

static void lower_kid(Expr **e, void *data)
{
    *e = lower(data, *e);
}

static Expr *lower_sizeof(Vector *v, Expr *e)
{
    if (!e->a || !mentions_shadow(v, e->a))
        return e;
    bool spread = layout_of_lvalue(v, e->a) == PER_LANE;
    return e_sizeof_expr(spread ? lane_lvalue(v, e->a) : whole_object(v, e->a));
}

/* A value, for the current lane. Changes e's own nodes. */
static Expr *lower(Vector *v, Expr *e)
{
    if (!mentions_shadow(v, e))
        return e;
    if (e->kind == E_SIZEOF)
        return lower_sizeof(v, e);
    if (type_is_pointer(e->type))
        return lower_pointer(v, e);
    if (e_is_lvalue(e) && e->kind != E_COMPOUND)
        return lane_lvalue(v, e);
    expr_kids(e, lower_kid, v);
    return e;
}

/* ---- loops over the lanes ---- */

static Stmt *lane_loop(Vector *v, bool down)
{
    Var *lane = var_new(v->fn, V_LOCAL, "lane", type_int());
    Stmt *loop = s_new(S_LOOP, (Loc){0});
    Expr *k = expr_clone(v->lanes, NULL);
    loop->flavor = L_FOR;
    loop->raw_for_decl = true;
    loop->init = s_decl(lane, down ? e_sub(k, e_int(1)) : e_int(0));
    loop->cond = down ? e_bin(O_GE, e_var(lane), e_int(0)) : e_bin(O_LT, e_var(lane), k);
    loop->step = s_assign(e_var(lane), down ? e_sub(e_var(lane), e_int(1)) : e_add(e_var(lane), e_int(1)));
    loop->body = s_block();
    v->lane = lane;
    return loop;
}

static Stmt *open_loop(Vector *v)
{
    Stmt *loop = lane_loop(v, false);
    v->body = loop->body;
    return loop;
}

static void search_cost(Expr **e, void *data)
{
    bool *costly = data;
    *costly |= (*e)->kind == E_CALL || ((*e)->kind == E_BINARY && ((*e)->op == O_DIV || (*e)->op == O_REM));
    expr_kids(*e, search_cost, data);
}

static bool is_costly(Expr *e)
{
    bool costly = false;
    search_cost(&e, &costly);
    return costly;
}

/* Calls and divisions that are the same for every lane are done once, before the loop. */
static void hoist(Vector *v, Expr **e)
{
    if ((*e)->kind == E_COND || !is_costly(*e))
        return;
    if (!mentions_shadow(v, *e) && type_is_real((*e)->type)) {
        Var *temp = var_new(v->fn, V_LOCAL, "factor", type_qual(type_unqual((*e)->type), Q_CONST));
        s_add(v->block, s_decl(temp, *e));
        *e = e_var(temp);
        return;
    }
    if ((*e)->kind == E_UNARY || (*e)->kind == E_CAST || (*e)->kind == E_BINARY) {
        if ((*e)->op == O_LAND || (*e)->op == O_LOR)
            return;
        hoist(v, &(*e)->a);
        if ((*e)->b)
            hoist(v, &(*e)->b);
    }
}

/* ---- statements that compute with the reals of shadows ---- */

static Expr **call_in(Stmt *s)
{
    Expr **e = &s->rhs;
    while (*e && (*e)->kind == E_CAST)
        e = &(*e)->a;
    return *e && (*e)->kind == E_CALL && !((*e)->fn && (*e)->fn->class == F_MATH) ? e : NULL;
}

static bool is_call(Stmt *s)
{
    return call_in(s) != NULL;
}

/* May it stand in a loop over the lanes as it is? */
static bool is_lane_stmt(Vector *v, Stmt *s)
{
    if (is_call(s))
        return false;
    if (s->kind == S_DECL) {
        Shadow *shadow = map_get(v->shadows, s->var);
        return shadow && is_leaf(shadow->scalar) && s->rhs && s->rhs->kind != E_INIT && !e_is_zero(s->rhs);
    }
    return s->kind == S_ASSIGN && is_leaf(s->lhs->type) && mentions_shadow(v, s->lhs);
}

typedef struct Uses {
    const Var *var;
    int n;
} Uses;

static void uses_expr(Expr **e, void *data)
{
    Uses *u = data;
    u->n += (*e)->kind == E_VAR && (*e)->var == u->var;
    expr_kids(*e, uses_expr, data);
}

/* Is the variable that s declares used in stmts first to last alone? */
static bool is_lane_local(Vector *v, Stmt *s, StmtList *stmts, int first, int last)
{
    Uses u = {s->var, 0};
    Shadow *shadow = map_get(v->shadows, s->var);
    for (int i = first; i < last; i++)
        stmt_exprs(stmts->at[i], uses_expr, &u);
    return u.n == shadow->uses;
}

static void lane_decl(Vector *v, Stmt *s)
{
    Shadow *shadow = map_get(v->shadows, s->var);
    if (shadow->layout == LANE_LOCAL) {
        Expr *init = lower(v, s->rhs);
        s_add(v->body, s_decl(s->var, init));
        return;
    }
    s_add(v->block, s_decl(s->var, NULL));
    Expr *lv = e_var(s->var);
    lv->type = shadow->scalar;
    s_add(v->body, s_assign(lane_lvalue(v, lv), lower(v, s->rhs)));
}

static void hoist_stmt(Vector *v, Stmt *s)
{
    if (s->rhs)
        hoist(v, &s->rhs);
}

/* Statements first to last in one loop: they touch nothing but shadows, and each lane only its own. */
static void lane_run(Vector *v, StmtList *stmts, int first, int last)
{
    for (int i = first; i < last; i++)
        if (stmts->at[i]->kind == S_DECL && is_lane_local(v, stmts->at[i], stmts, first, last)) {
            Shadow *s = map_get(v->shadows, stmts->at[i]->var);
            s->layout = LANE_LOCAL;
            s->wide = s->scalar;
            s->var->type = s->var->written = s->scalar;
        }
    for (int i = first; i < last; i++)
        hoist_stmt(v, stmts->at[i]);
    Stmt *loop = open_loop(v);
    for (int i = first; i < last; i++) {
        Stmt *s = stmts->at[i];
        if (s->kind == S_DECL) {
            lane_decl(v, s);
            continue;
        }
        Stmt *made = s_assign(lane_lvalue(v, s->lhs), lower(v, s->rhs));
        made->loc = s->loc;
        s_add(v->body, made);
    }
    s_add(v->block, loop);
}

/* ---- pointers, declarations ---- */

static void mixed(Vector *v, Stmt *s)
{
    diag_error(s->loc, "vector-pointer",
               "'%s' may point into a struct or to an array of the caller: with several directions at once these are "
               "laid out differently", v->fn->name);
    diag_note(s->loc, "use two pointers, or one direction at a time");
}

static void pointer_store(Vector *v, Stmt *s)
{
    Expr *lhs = target_of(v, s);
    bool spread = layout_of_lvalue(v, lhs) == PER_LANE;
    bool from = s->rhs && mentions_shadow(v, s->rhs) && layout_of_pointer(v, s->rhs) == PER_LANE;
    if (s->rhs && mentions_shadow(v, s->rhs) && spread != from)
        mixed(v, s);
    Shadow *shadow = s->kind == S_DECL ? map_get(v->shadows, s->var) : NULL;
    if (!spread && s->kind == S_DECL) {
        Expr *init = s->rhs ? fitted(lower_pointer(v, s->rhs), shadow->wide) : NULL;
        Stmt *made = s_decl(s->var, init);
        made->loc = s->loc;
        s_add(v->block, made);
        return;
    }
    if (s->kind == S_DECL)
        s_add(v->block, s_decl(s->var, NULL));
    if (!s->rhs)
        return;
    Stmt *loop = spread ? open_loop(v) : NULL;
    Expr *to = whole_object(v, lhs), *rhs = lower_pointer(v, s->rhs);
    Stmt *made = s_assign(to, fitted(rhs, to->type));
    s_add(spread ? v->body : v->block, made);
    s_add(v->block, loop);
}

/* double w_tan[n] or a record, perhaps = {0}. */
static void plain_decl(Vector *v, Stmt *s)
{
    Shadow *shadow = map_get(v->shadows, s->var);
    bool variable = type_has_vla(shadow->wide);
    s_add(v->block, s_decl(s->var, s->rhs && !variable ? e_raw(E_INIT, type_unqual(shadow->wide), s->loc) : NULL));
    if (s->rhs && variable) {
        ExprList args = {0};
        list_add(&args, e_decay(var_node(shadow)));
        list_add(&args, e_int(0));
        list_add(&args, e_sizeof_expr(var_node(shadow)));
        s_add(v->block, s_expr(e_call(runtime_fn(v->p, "memset"), args)));
    }
}

/* ---- calls ---- */

static Expr *times_lanes(Vector *v, Expr *bytes)
{
    return e_bin(O_MUL, e_cast(type_size(), bytes), e_cast(type_size(), expr_clone(v->lanes, NULL)));
}

static bool is_named(const Fn *f, const char *name)
{
    return f && strcmp(f->name, name) == 0;
}

/* The sizes of memory that has its lanes next to each other. */
static void scale_sizes(Vector *v, Expr *call)
{
    Fn *f = call->fn;
    bool allocates = is_named(f, "adc_zeroed") || is_named(f, "adc_array");
    int at = allocates ? 1 : f->class == F_MEMORY ? 2 : -1;
    if (at < 0 || mentions_shadow(v, call->args.at[at]))
        return;
    call->args.at[at] = times_lanes(v, call->args.at[at]);
}

static bool call_is_spread(Vector *v, Stmt *s, Expr *call)
{
    Expr *lhs = target_of(v, s);
    if (lhs && mentions_shadow(v, lhs) && layout_of_lvalue(v, lhs) == PER_LANE)
        return true;
    for (int i = 0; i < call->args.n; i++)
        if (type_is_pointer(call->args.at[i]->type) && mentions_shadow(v, call->args.at[i]) &&
            layout_of_pointer(v, call->args.at[i]) == PER_LANE)
            return true;
    return false;
}

static Expr *lowered_call(Vector *v, Expr *call)
{
    for (int i = 0; i < call->args.n; i++)
        call->args.at[i] = lower(v, call->args.at[i]);
    return call;
}

/* Allocation, release and copies of shadow memory. */
static void memory_call(Vector *v, Stmt *s, Expr *call)
{
    bool spread = call_is_spread(v, s, call);
    Expr *lhs = target_of(v, s);
    if (!spread)
        scale_sizes(v, call);
    if (!spread && s->kind == S_DECL) {
        Stmt *made = s_decl(s->var, lowered_call(v, call));
        s_add(v->block, made);
        return;
    }
    if (s->kind == S_DECL)
        s_add(v->block, s_decl(s->var, NULL));
    Stmt *loop = spread ? open_loop(v) : NULL, *made;
    if (lhs) {
        made = s_new(S_ASSIGN, s->loc);
        made->lhs = mentions_shadow(v, lhs) ? whole_object(v, lhs) : lhs;
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
    Var *temp = var_new(v->fn, V_LOCAL, name, type_array(type_unqual(of), expr_clone(v->lanes, NULL)));
    s_add(v->block, s_decl(temp, NULL));
    return temp;
}

static Expr *element(Vector *v, Var *array)
{
    return e_index(e_decay(e_var(array)), lane_index(v));
}

/* An array of k values, from what was one value. */
static Expr *pass_value(Vector *v, Expr *arg, Var *param)
{
    Shadow *s = shadow_of(v, arg);
    if (s && s->layout == BY_VALUE)
        return var_node(s);
    bool whole = e_is_lvalue(arg) && arg->kind != E_COMPOUND && mentions_shadow(v, arg) && !direct(v, arg) &&
                 layout_of_lvalue(v, arg) == CONTIGUOUS && is_leaf(arg->type);
    if (whole)
        return e_decay(whole_object(v, arg));
    Shadow *one = direct(v, arg);
    if (one)
        return var_node(one);
    hoist(v, &arg);
    Var *temp = lane_array(v, param->name, param->type);
    Stmt *loop = open_loop(v);
    s_add(v->body, s_assign(element(v, temp), lower(v, arg)));
    s_add(v->block, loop);
    return e_decay(e_var(temp));
}

/* A pointer to the lanes of one value. after: what copies them back. */
static Expr *pass_direct(Vector *v, Expr *arg, Var *param, StmtList *after)
{
    Shadow *s = shadow_of(v, arg);
    if (s && s->layout == DIRECT)
        return var_node(s);
    Expr *lv = e_deref(arg);
    Shadow *one = direct(v, lv), *value = shadow_of(v, lv);
    if (one)
        return var_node(one);
    if (value && value->layout == BY_VALUE)
        return var_node(value);
    if (layout_of_lvalue(v, lv) == CONTIGUOUS)
        return e_decay(whole_object(v, lv));
    Var *temp = lane_array(v, param->name, type_plain(param->type)->to);
    Stmt *loop = open_loop(v);
    s_add(v->body, s_assign(element(v, temp), lane_lvalue(v, expr_clone(lv, NULL))));
    s_add(v->block, loop);
    loop = open_loop(v);
    s_add(v->body, s_assign(lane_lvalue(v, lv), element(v, temp)));
    list_add(after, loop);
    return e_decay(e_var(temp));
}

static Expr *pass_pointers(Vector *v, Expr *arg, Var *param)
{
    Shadow *s = shadow_of(v, arg);
    if (s && s->layout == PER_LANE)
        return e_decay(var_node(s));
    if (s && s->layout == BY_VALUE)
        return var_node(s);
    Var *temp = lane_array(v, param->name, param->type);
    Stmt *loop = open_loop(v);
    s_add(v->body, s_assign(element(v, temp), lower_pointer(v, arg)));
    s_add(v->block, loop);
    return e_decay(e_var(temp));
}

typedef struct Clone {
    Fn *from, *to;
    Expr *lanes; /* NULL: a parameter */
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
        if (clones.at[i]->from == f && same_lanes(clones.at[i]->lanes, constant) &&
            memcmp(clones.at[i]->layouts, layouts, bytes) == 0)
            return clones.at[i]->to;
    Clone *c = NEW(Clone);
    *c = (Clone){f, clone_fn(f), constant, arena_alloc(bytes)};
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
    vector_fn(v->p, c->to, lanes, layouts);
    return c->to;
}

static Layout param_layout(Vector *v, Var *param, Expr *arg)
{
    if (!param->shadow)
        return CONTIGUOUS;
    if (param->lone)
        return DIRECT;
    if (!type_is_pointer(param->type))
        return BY_VALUE;
    return mentions_shadow(v, arg) && layout_of_pointer(v, arg) == PER_LANE ? BY_VALUE : CONTIGUOUS;
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
            list_add(&args, fitted(lower_pointer(v, arg), passed_type(v, wide, i, extra, call)));
        else if (type_is_pointer(param->type))
            list_add(&args, pass_pointers(v, arg, param));
        else
            list_add(&args, pass_value(v, arg, param));
    }
    *call_in(s) = e_call(wide, args);
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

/* A helper may call itself: it is not in the list of helpers before it is done, but its parameters tell. */
static bool takes_shadows(Vector *v, const Fn *f)
{
    bool any = false;
    for (int i = 0; f && i < f->params.n; i++)
        any |= f->params.at[i]->shadow;
    return any && (is_helper(v, f) || (f->is_static && !f->made_by));
}

static void call_stmt(Vector *v, Stmt *s, Expr *call)
{
    if (takes_shadows(v, call->fn)) {
        helper_call(v, s, call);
    } else if (call->fn && (call->fn->class == F_RUNTIME || call->fn->class == F_MEMORY || call->fn->class == F_FREE)) {
        memory_call(v, s, call);
    } else {
        diag_error(call->loc.file ? call->loc : s->loc, "vector-custom",
                   "'%s' takes one direction at a time and cannot be called with several",
                   call->fn ? call->fn->name : "a function pointer");
        diag_note(s->loc, "leave vector() out");
    }
}

/* ---- statements ---- */

static Stmt *vector_block(Vector *v, Stmt *block);

static void tape_stmt(Vector *v, Stmt *s)
{
    bool push = s->kind == S_PUSH;
    Expr *e = push ? s->rhs : s->lhs;
    bool spread = !type_is_pointer(e->type) || layout_of_pointer(v, e) == PER_LANE;
    Stmt *loop = spread ? lane_loop(v, !push) : NULL;
    Expr *lowered = push ? lower(v, e) : type_is_pointer(e->type) ? whole_object(v, e) : lane_lvalue(v, e);
    if (push)
        s->rhs = lowered;
    else
        s->lhs = lowered;
    s_add(spread ? loop->body : v->block, s);
    s_add(v->block, loop);
}

static bool stmt_mentions(Vector *v, Stmt *s)
{
    Search search = {v, false};
    stmt_exprs(s, search_expr, &search);
    return search.found || s->shadow || (s->kind == S_DECL && map_get(v->shadows, s->var));
}

static void nested(Vector *v, Stmt *s)
{
    if (s->cond && mentions_shadow(v, s->cond))
        bug("vector: a condition depends on derivatives");
    s->body = s->body ? vector_block(v, s->body) : NULL;
    s->other = s->other ? vector_block(v, s->other) : NULL;
    for (int i = 0; i < s->arms.n; i++)
        s->arms.at[i].body = vector_block(v, s->arms.at[i].body);
    s_add(v->block, s);
}

static void one_stmt(Vector *v, Stmt *s)
{
    bool compound = s->kind == S_IF || s->kind == S_LOOP || s->kind == S_SWITCH;
    if (s->kind == S_BLOCK)
        s_add(v->block, vector_block(v, s));
    else if (compound)
        nested(v, s);
    else if (!stmt_mentions(v, s))
        s_add(v->block, s);
    else if (s->kind == S_PUSH || s->kind == S_POP)
        tape_stmt(v, s);
    else if (is_call(s))
        call_stmt(v, s, *call_in(s));
    else if (s->kind == S_DECL && !type_is_pointer(((Shadow *)map_get(v->shadows, s->var))->scalar))
        plain_decl(v, s);
    else if (s->kind == S_DECL || (s->kind == S_ASSIGN && type_is_pointer(s->lhs->type)))
        pointer_store(v, s);
    else
        bug("vector: statement of kind %d", (int)s->kind);
}

/* The same node: jumps to the block stay right. */
static Stmt *vector_block(Vector *v, Stmt *block)
{
    Stmt *outer = v->block;
    StmtList old = block->list;
    block->list = (StmtList){0};
    v->block = block;
    for (int i = 0; i < old.n;) {
        int last = i;
        while (last < old.n && is_lane_stmt(v, old.at[last]))
            last++;
        if (last > i)
            lane_run(v, &old, i, last);
        else
            one_stmt(v, old.at[last++]);
        i = last;
    }
    v->block = outer;
    return block;
}

/* ---- the function ---- */

static void find_written(Stmt **s, void *data)
{
    Uses *u = data;
    if (((*s)->kind == S_ASSIGN || (*s)->kind == S_POP)) {
        Expr *lv = (*s)->lhs;
        while (lv->kind == E_MEMBER && !lv->arrow)
            lv = lv->a;
        u->n += lv->kind == E_VAR && lv->var == u->var;
    }
    stmt_kids(*s, find_written, data);
}

static void find_address(Expr **e, void *data)
{
    Uses *u = data;
    if ((*e)->kind == E_ADDR) {
        Expr *lv = (*e)->a;
        while (lv->kind == E_MEMBER && !lv->arrow)
            lv = lv->a;
        u->n += lv->kind == E_VAR && lv->var == u->var;
    }
    expr_kids(*e, find_address, data);
}

static void find_addresses(Stmt **s, void *data)
{
    stmt_exprs(*s, find_address, data);
    stmt_kids(*s, find_addresses, data);
}

static bool is_changed(Fn *f, const Var *var)
{
    Uses u = {var, 0};
    find_written(&f->body, &u);
    find_addresses(&f->body, &u);
    return u.n > 0;
}

typedef struct Rename {
    Var *from, *to;
} Rename;

static void rename_expr(Expr **e, void *data)
{
    Rename *r = data;
    if ((*e)->kind == E_VAR && (*e)->var == r->from)
        (*e)->var = r->to;
    expr_kids(*e, rename_expr, data);
}

static void rename_stmt(Stmt **s, void *data)
{
    stmt_exprs(*s, rename_expr, data);
    stmt_kids(*s, rename_stmt, data);
}

/* What was a copy of the caller's value is now the caller's array: where the function changes it, a local is needed. */
static void copy_changed(Fn *f, Var *param)
{
    if (!param->shadow || type_is_pointer(param->type) || !is_changed(f, param))
        return;
    Var *local = var_new(f, V_LOCAL, param->name, type_unqual(param->type));
    local->shadow = true;
    Rename r = {param, local};
    rename_stmt(&f->body, &r);
    StmtList old = f->body->list;
    f->body->list = (StmtList){0};
    s_add(f->body, s_decl(local, e_var(param)));
    for (int i = 0; i < old.n; i++)
        s_add(f->body, old.at[i]);
}

static bool is_object(Fn *f, Var *param)
{
    Derived *d = f->made_by;
    if (param->lone)
        return true;
    for (int i = 0; d && i < d->actors.n; i++) {
        Actor *a = &d->actors.at[i];
        if (a->shadow == param && a->is_object)
            return type_is_pointer(param->type);
    }
    return d && d->return_shadow == param && type_is_pointer(param->type);
}

static Layout own_layout(Fn *f, Var *param)
{
    return is_object(f, param) ? DIRECT : type_is_pointer(param->type) ? CONTIGUOUS : BY_VALUE;
}

static void settle_types(Vector *v)
{
    for (int i = 0; i < v->all.n; i++) {
        Shadow *s = v->all.at[i];
        Var *var = s->var;
        bool assigned = var->kind == V_LOCAL && is_leaf(s->scalar); /* where it was initialised */
        s->wide = wide_of(v, assigned ? type_unqual(s->scalar) : s->scalar, s->layout);
        if (var->kind == V_GLOBAL && type_same(var->type, s->scalar))
            var->type = var->written = s->wide;
        if (var->kind == V_GLOBAL)
            s->wide = var->type;
        if (var->kind == V_PARAM && var->lanes_written) {
            Type *t = type_plain(var->lanes_written);
            var->written = var->lanes_written;
            var->type = s->wide = t->kind == T_ARRAY ? type_pointer(t->to) : var->lanes_written;
        } else if (var->kind == V_PARAM) {
            Type *to = s->layout == DIRECT ? type_plain(s->scalar)->to : s->scalar;
            bool array = s->layout == DIRECT || s->layout == BY_VALUE;
            var->type = s->wide;
            var->written = array ? type_array(to, expr_clone(v->lanes, NULL)) : s->wide;
        } else if (var->kind != V_GLOBAL) {
            var->type = var->written = s->wide;
        }
    }
}

/* Lowering changes nodes: no two places may share one. */
static void unshare_expr(Expr **e, void *data)
{
    (void)data;
    if (*e)
        *e = expr_clone(*e, NULL);
}

static void unshare_stmt(Stmt **s, void *data)
{
    if (!*s)
        return;
    stmt_exprs(*s, unshare_expr, data);
    stmt_kids(*s, unshare_stmt, data);
}

static void vector_fn(Program *p, Fn *f, Expr *lanes, const Layout *layouts)
{
    Vector v = {.p = p, .fn = f, .lanes = lanes, .shadows = map_new()};
    for (int i = 0; i < f->params.n; i++)
        copy_changed(f, f->params.at[i]);
    for (int i = 0; i < f->params.n; i++)
        if (f->params.at[i]->shadow)
            add_shadow(&v, f->params.at[i], layouts ? layouts[i] : own_layout(f, f->params.at[i]));
    unshare_stmt(&f->body, NULL);
    collect_stmt(&f->body, &v);
    count_stmt(&f->body, &v);
    do {
        v.changed = false;
        infer_stmt(&f->body, &v);
    } while (v.changed);
    settle_types(&v);
    vector_block(&v, f->body);
    Type *type = NEW(Type);
    *type = *type_plain(f->type);
    type->params = (TypeList){0};
    for (int i = 0; i < f->params.n; i++)
        list_add(&type->params, f->params.at[i]->type);
    f->type = type;
}

/* ---- is it possible at all? ---- */

typedef struct Possible {
    Vector v;
    bool ok;
    Map *seen;
} Possible;

static void possible_stmt(Stmt **s, void *data)
{
    Possible *q = data;
    Expr *call = is_call(*s) ? *call_in(*s) : NULL;
    stmt_kids(*s, possible_stmt, data);
    if (!call || !stmt_mentions(&q->v, *s))
        return;
    Fn *f = call->fn;
    if (f && (f->class == F_RUNTIME || f->class == F_MEMORY || f->class == F_FREE))
        return;
    if (!takes_shadows(&q->v, f))
        q->ok = false;
    else if (!map_get(q->seen, f) && f->body)
        q->ok = q->ok && vector_possible(q->v.p, f);
}

bool vector_possible(Program *p, Fn *f)
{
    static Map *seen; /* functions that are being looked at: they may be recursive */
    static int depth;
    Possible q = {.v = {.p = p, .fn = f, .shadows = map_new()}, .ok = true};
    seen = depth++ ? seen : map_new();
    q.seen = seen;
    map_put(seen, f, f);
    for (int i = 0; i < f->params.n; i++)
        if (f->params.at[i]->shadow)
            add_shadow(&q.v, f->params.at[i], CONTIGUOUS);
    collect_stmt(&f->body, &q.v);
    count_stmt(&f->body, &q.v);
    possible_stmt(&f->body, &q);
    depth--;
    return q.ok;
}

void vector_run(Program *p, Fn *f, Expr *lanes)
{
    vector_fn(p, f, lanes, NULL);
}
