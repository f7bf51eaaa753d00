/* vector.c: several directions at once. Takes a generated function in which Var.shadow marks what
   holds derivatives; leaves it with a last dimension of lanes on each of those and loops over the
   lanes around the statements that compute with them. Two layouts: an object of reals or records
   gets its lanes next to each other (`x_tan[i][lane]`); what is reached through a pointer member of
   a shadow record is one such object per lane, and so are the local pointers to it
   (`p_tan[lane][i]`). A function that the shadows are passed to is cloned for the lanes. */
#include "vector.h"

#include <string.h>

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
    loop->step =
        s_assign(e_var(lane), down ? e_sub(e_var(lane), e_int(1)) : e_add(e_var(lane), e_int(1)));
    loop->body = s_block();
    v->lane = lane;
    return loop;
}

Stmt *vector_open(Vector *v)
{
    Stmt *loop = lane_loop(v, false);
    v->body = loop->body;
    return loop;
}

static void search_cost(Expr **e, void *data)
{
    bool *costly = data;
    *costly |= (*e)->kind == E_CALL ||
               ((*e)->kind == E_BINARY && (*e)->op == O_DIV && type_is_real((*e)->type));
    if (!e_is_lvalue(*e))
        expr_kids(*e, search_cost, data);
}

static bool is_costly(Expr *e)
{
    bool costly = false;
    search_cost(&e, &costly);
    return costly;
}

/* Calls and divisions that are the same for every lane are done once, before the loop. */
void vector_hoist(Vector *v, Expr **e)
{
    if ((*e)->kind == E_COND || !is_costly(*e))
        return;
    if (!vector_mentions(v, *e) && type_is_real((*e)->type)) {
        Var *temp =
            var_new(v->fn, V_LOCAL, temp_name(*e), type_qual(type_unqual((*e)->type), Q_CONST));
        s_add(v->block, s_decl(temp, *e));
        *e = e_var(temp);
        return;
    }
    if ((*e)->kind == E_UNARY || (*e)->kind == E_CAST || (*e)->kind == E_BINARY) {
        if ((*e)->op == O_LAND || (*e)->op == O_LOR)
            return;
        vector_hoist(v, &(*e)->a);
        if ((*e)->b)
            vector_hoist(v, &(*e)->b);
    }
}

/* ---- statements that compute with the reals of shadows ---- */

/* A function of <math.h> or <complex.h>: a value like any other. */
static bool is_value(const Expr *call)
{
    return call->fn && call->fn->class == F_MATH;
}

Expr **vector_call_in(Stmt *s)
{
    Expr **e = &s->rhs;
    while (*e && (*e)->kind == E_CAST)
        e = &(*e)->a;
    return *e && (*e)->kind == E_CALL && !is_value(*e) ? e : NULL;
}

static bool is_call(Stmt *s)
{
    return vector_call_in(s) != NULL;
}

bool vector_is_lane_stmt(Vector *v, Stmt *s)
{
    if (is_call(s))
        return false;
    if (s->kind == S_DECL) {
        Shadow *shadow = map_get(v->shadows, s->var);
        return shadow && vector_is_leaf(v, shadow->scalar) && s->rhs && s->rhs->kind != E_INIT &&
               !e_is_zero(s->rhs);
    }
    bool number = s->kind == S_ASSIGN && type_is_integer(s->lhs->type) && /* of a shadow struct, see mirror.c */
                  vector_layout(v, s->lhs) == PER_LANE;
    return s->kind == S_ASSIGN && (number || vector_is_leaf(v, s->lhs->type)) && vector_mentions(v, s->lhs);
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
    if (vector_address_taken(v, s->var))
        return false;
    for (int i = first; i < last; i++)
        stmt_exprs(stmts->at[i], uses_expr, &u);
    return u.n == shadow->uses;
}

static void lane_decl(Vector *v, Stmt *s)
{
    Shadow *shadow = map_get(v->shadows, s->var);
    if (shadow->layout == LANE_LOCAL) {
        Expr *init = vector_lower(v, s->rhs);
        s_add(v->body, s_decl(s->var, init));
        return;
    }
    s_add(v->block, s_decl(s->var, NULL));
    Expr *lv = e_var(s->var);
    lv->type = shadow->scalar;
    s_add(v->body, s_assign(vector_lvalue(v, lv), vector_lower(v, s->rhs)));
}

static void hoist_stmt(Vector *v, Stmt *s)
{
    if (s->rhs)
        vector_hoist(v, &s->rhs);
}

/* Statements first to last in one loop: they touch nothing but shadows, and each lane only its own.
 */
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
    Stmt *loop = vector_open(v);
    for (int i = first; i < last; i++) {
        Stmt *s = stmts->at[i];
        if (s->kind == S_DECL) {
            lane_decl(v, s);
            continue;
        }
        if (s->kind == S_COMMENT) {
            s_add(v->body, s);
            continue;
        }
        Stmt *made = s_assign(vector_lvalue(v, s->lhs), vector_lower(v, s->rhs));
        made->loc = s->loc;
        s_add(v->body, made);
    }
    s_add(v->block, loop);
}

/* ---- pointers, declarations ---- */

/* May this step stay in the loop's header? No lanes go round there: only pointers to what has its lanes together step on. */
static bool stays_in_header(Vector *v, Stmt *step)
{
    for (int i = 0; step->kind == S_BLOCK && i < step->list.n; i++)
        if (!stays_in_header(v, step->list.at[i]))
            return false;
    if (step->kind == S_BLOCK || !vector_stmt_mentions(v, step))
        return true;
    return step->kind == S_ASSIGN && type_is_pointer(step->lhs->type) && !is_call(step) &&
           vector_layout(v, step->lhs) != PER_LANE;
}

typedef struct Steps {
    const Var *var;
    bool found;
} Steps;

static bool is_the_pointer(const Steps *s, const Expr *e)
{
    while (e->kind == E_CAST)
        e = e->a;
    return e->kind == E_VAR && e->var == s->var;
}

static void find_steps(Expr **ep, void *data)
{
    Steps *s = data;
    Expr *e = *ep;
    s->found |= e->kind == E_INDEX && !e_is_zero(e->b) && is_the_pointer(s, e->a);
    s->found |= e->kind == E_BINARY && type_is_pointer(e->type) && (is_the_pointer(s, e->a) || is_the_pointer(s, e->b));
    for (int i = 0; e->kind == E_CALL && i < e->args.n; i++)
        s->found |= is_the_pointer(s, e->args.at[i]);
    expr_kids(ep[0], find_steps, data);
}

static void find_steps_stmt(Stmt **sp, void *data)
{
    Steps *s = data;
    s->found |= (*sp)->kind == S_ASSIGN && (*sp)->rhs && (*sp)->lhs->kind != E_VAR && is_the_pointer(s, (*sp)->rhs);
    stmt_exprs(*sp, find_steps, data);
    stmt_kids(*sp, find_steps_stmt, data);
}

/* lhs = rhs, a pointer of each lane and one to a struct of all lanes: where lhs never leads beside that struct, it is the
   lane's. */
static bool is_single(Vector *v, Expr *lhs, Expr *rhs)
{
    Type *to = type_plain(rhs->type)->kind == T_POINTER ? type_plain(type_plain(rhs->type)->to) : NULL;
    Steps steps = {lhs->kind == E_VAR && lhs->var->kind == V_LOCAL ? lhs->var : NULL, false};
    if (!steps.var || rhs->kind != E_VAR || !to || to->kind != T_RECORD || !vector_is_leaf(v, to) ||
        vector_layout(v, lhs) != PER_LANE)
        return false;
    find_steps_stmt(&v->fn->body, &steps);
    return !steps.found;
}

bool vector_is_mixed(Vector *v, Stmt *s)
{
    if (s->kind == S_PUSH && type_is_pointer(s->rhs->type) && vector_mentions(v, s->rhs))
        return !(s->rhs->kind == E_VAR && s->rhs->var->link) && vector_pointer_layout(v, s->rhs) == PER_LANE;
    Expr *lhs = vector_target(v, s);
    if (is_call(s) || !lhs || !s->rhs || !type_is_pointer(lhs->type) || !vector_mentions(v, s->rhs))
        return false;
    return (vector_layout(v, lhs) == PER_LANE) != (vector_pointer_layout(v, s->rhs) == PER_LANE) && !is_single(v, lhs, s->rhs);
}

/* The struct around a member, from a pointer to that: the struct that is released may be one of several, one for each lane. */
static bool steps_out(Vector *v, const Expr *e, Type *to)
{
    while (e->kind == E_CAST)
        e = e->a;
    if (e->kind != E_BINARY)
        return false;
    Expr *base = type_is_pointer(e->a->type) ? e->a : e->b;
    while (base->kind == E_CAST)
        base = base->a;
    Type *from = type_is_pointer(base->type) ? type_plain(type_plain(base->type)->to) : NULL;
    return from && type_is_record(from) && type_is_record(to) && vector_mentions(v, base) && !type_same(type_unqual(from), type_unqual(to));
}

static Record *record_behind(Type *t)
{
    while (type_is_pointer(t) || type_is_array(t))
        t = type_plain(t)->to;
    return type_is_record(t) ? type_plain(t)->record : NULL;
}

/* To a record without reals that others begin with, or from it: how far its lanes are apart is theirs to say. */
static bool is_way_of_base(const Expr *e)
{
    Record *to = record_behind(e->type), *from = record_behind(e->a->type);
    if (e->kind == E_ADDR)
        return e->a->kind == E_MEMBER && from && from->base;
    return e->kind == E_CAST && to != from && ((to && to->base) || (from && from->base)) && !vector_is_null(e->a);
}

/* A member void *: nothing says how what it leads to is laid out. */
static bool is_untyped_member(const Expr *e)
{
    return e->kind == E_MEMBER && type_is_pointer(e->type) && type_plain(type_plain(e->type)->to)->kind == T_VOID;
}

static void find_reinterpreted(Expr **e, void *data)
{
    Search *search = data;
    Vector *v = search->v;
    expr_kids(*e, find_reinterpreted, data);
    search->found |= is_untyped_member(*e) && vector_mentions(v, *e);
    search->found |= ((*e)->kind == E_ADDR || (*e)->kind == E_CAST) && is_way_of_base(*e) && vector_mentions(v, *e);
    if ((*e)->kind != E_CAST || !type_is_pointer((*e)->type) || !type_is_pointer((*e)->a->type) || !vector_mentions(v, *e))
        return;
    Type *from = vector_leaf(v, (*e)->a), *bare = type_plain((*e)->type);
    while (bare->kind == T_POINTER || bare->kind == T_ARRAY)
        bare = type_plain(bare->to);
    if (vector_pointer_layout(v, *e) == PER_LANE) {
        search->found |= steps_out(v, (*e)->a, bare);
        return;
    }
    search->found |= from && vector_is_leaf(v, bare) && !vector_same_leaf(from, bare);
}

bool vector_reinterprets(Vector *v, Stmt *s)
{
    Search search = {v, false};
    stmt_exprs(s, find_reinterpreted, &search);
    return search.found;
}

static void mixed(Vector *v, Stmt *s)
{
    Loc loc = s->loc.line ? s->loc : v->fn->loc;
    if (s->kind == S_PUSH)
        diag_error(loc, "vector-pointer",
                   "a pointer out of a shadow struct is kept for the reverse sweep, which takes one direction at a time");
    else
        diag_error(loc, "vector-pointer",
                   "a pointer may point into a struct or to an array of the caller: with several directions at once these "
                   "are laid out differently");
    diag_note((Loc){0}, s->kind == S_PUSH ? "leave vector() out, or ask for tangent" :
                                            "use two pointers, or leave vector() out");
}

static void pointer_store(Vector *v, Stmt *s)
{
    Expr *lhs = vector_target(v, s);
    bool spread = vector_layout(v, lhs) == PER_LANE;
    if (vector_is_mixed(v, s))
        mixed(v, s);
    Shadow *shadow = s->kind == S_DECL ? map_get(v->shadows, s->var) : NULL;
    if (!spread && s->kind == S_DECL) {
        Expr *init = s->rhs ? vector_fitted(vector_pointer(v, s->rhs), shadow->wide) : NULL;
        Stmt *made = s_decl(s->var, init);
        made->loc = s->loc;
        s_add(v->block, made);
        return;
    }
    if (s->kind == S_DECL)
        s_add(v->block, s_decl(s->var, NULL));
    if (!s->rhs)
        return;
    Stmt *loop = spread ? vector_open(v) : NULL;
    Expr *to = vector_object(v, lhs);
    bool single = spread && vector_mentions(v, s->rhs) && vector_pointer_layout(v, s->rhs) != PER_LANE && is_single(v, lhs, s->rhs);
    Expr *rhs = vector_is_null(s->rhs) ? tangent_null(to->type)
                : single ? e_addr(e_index(e_decay(e_deref(vector_pointer(v, s->rhs))), vector_lane(v)))
                         : vector_pointer(v, s->rhs);
    rhs = vector_fitted(rhs, to->type);
    Stmt *made = s_assign(to, rhs);
    s_add(spread ? v->body : v->block, made);
    s_add(v->block, loop);
}

/* A shadow record without lanes of its own, or a number in it. */
static void handle_store(Vector *v, Stmt *s)
{
    Expr *rhs = e_is_lvalue(s->rhs) && vector_mentions(v, s->rhs) ? vector_object(v, s->rhs) : vector_lower(v, s->rhs);
    Stmt *made = s->kind == S_DECL ? s_decl(s->var, rhs) : s_assign(vector_object(v, s->lhs), rhs);
    made->loc = s->loc;
    s_add(v->block, made);
}

/* double w_tan[n] or a record, perhaps = {0}. */
static void plain_decl(Vector *v, Stmt *s)
{
    Shadow *shadow = map_get(v->shadows, s->var);
    if (vector_is_handle(v, shadow->scalar) && s->rhs && s->rhs->kind != E_INIT && !e_is_zero(s->rhs)) {
        handle_store(v, s);
        return;
    }
    bool variable = type_has_vla(shadow->wide);
    s_add(v->block,
          s_decl(s->var,
                 s->rhs && !variable ? e_raw(E_INIT, type_unqual(shadow->wide), s->loc) : NULL));
    if (s->rhs && variable) {
        ExprList args = {0};
        list_add(&args, e_decay(vector_node(shadow)));
        list_add(&args, e_int(0));
        list_add(&args, e_sizeof_expr(vector_node(shadow)));
        s_add(v->block, s_expr(e_call(runtime_fn(v->p, "memset"), args)));
    }
}

/* ---- statements ---- */

static Stmt *vector_block(Vector *v, Stmt *block);

static void tape_stmt(Vector *v, Stmt *s)
{
    bool push = s->kind == S_PUSH;
    Expr *e = push ? s->rhs : s->lhs;
    if (vector_is_mixed(v, s))
        mixed(v, s);
    bool handle = vector_is_handle(v, e->type);
    bool spread = !handle && (!type_is_pointer(e->type) || vector_pointer_layout(v, e) == PER_LANE);
    Stmt *loop = spread ? lane_loop(v, !push) : NULL;
    Expr *lowered = push                       ? vector_lower(v, e)
                    : type_is_pointer(e->type) ? vector_object(v, e)
                                               : vector_lvalue(v, e);
    if (push)
        s->rhs = lowered;
    else
        s->lhs = lowered;
    s_add(spread ? loop->body : v->block, s);
    s_add(v->block, loop);
}

bool vector_stmt_mentions(Vector *v, Stmt *s)
{
    Search search = {v, false};
    stmt_exprs(s, vector_search, &search);
    return search.found || s->shadow || (s->kind == S_DECL && map_get(v->shadows, s->var)) ||
           vector_call_mentions(v, s);
}

/* The steps of a loop's header that walk shadow pointers, all directions of one at a time. */
static void lower_step(Vector *v, Stmt *step)
{
    for (int i = 0; step->kind == S_BLOCK && i < step->list.n; i++)
        lower_step(v, step->list.at[i]);
    if (step->kind == S_ASSIGN && type_is_pointer(step->lhs->type) && vector_mentions(v, step->lhs)) {
        Expr *to = vector_object(v, step->lhs);
        step->rhs = vector_fitted(vector_pointer(v, step->rhs), to->type);
        step->lhs = to;
    }
}

static void refuse_pointers(Stmt **s, void *data)
{
    Vector *v = data;
    if (vector_mixes_choice(v, *s))
        mixed(v, *s);
    if (vector_reinterprets(v, *s)) {
        diag_error((*s)->loc.line ? (*s)->loc : v->fn->loc, "vector-pointer",
                   "a pointer to one type is taken for a pointer to another: with several directions at once what they "
                   "point to is laid out differently");
        diag_note((Loc){0}, "leave vector() out, or copy the values");
    }
    stmt_kids(*s, refuse_pointers, data);
}

static void nested(Vector *v, Stmt *s)
{
    if (s->kind == S_LOOP && s->step && !stays_in_header(v, s->step)) {
        stmt_step_into_body(s, s->step);
        s->step = NULL;
    }
    if (s->kind == S_LOOP && s->step)
        lower_step(v, s->step);
    if (s->cond && vector_mentions(v, s->cond)) { /* is a shadow there? If one lane's is, all are */
        v->lane = NULL;
        s->cond = vector_lower(v, s->cond);
    }
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
    else if (!vector_stmt_mentions(v, s))
        s_add(v->block, s);
    else if (s->kind == S_PUSH || s->kind == S_POP)
        tape_stmt(v, s);
    else if (is_call(s))
        vector_call(v, s, *vector_call_in(s));
    else if (s->kind == S_DECL && !type_is_pointer(((Shadow *)map_get(v->shadows, s->var))->scalar))
        plain_decl(v, s);
    else if (s->kind == S_DECL || (s->kind == S_ASSIGN && type_is_pointer(s->lhs->type)))
        pointer_store(v, s);
    else if (s->kind == S_ASSIGN && v->handles)
        handle_store(v, s);
    else
        bug("vector: statement of kind %d", (int)s->kind);
}

/* The end of the run of lane statements from first on; comments between them belong to it. */
static int run_end(Vector *v, const StmtList *list, int first)
{
    int end = first;
    for (int i = first; i < list->n; i++)
        if (vector_is_lane_stmt(v, list->at[i]))
            end = i + 1;
        else if (end == first || list->at[i]->kind != S_COMMENT)
            break;
    return end;
}

/* The same node: jumps to the block stay right. */
static Stmt *vector_block(Vector *v, Stmt *block)
{
    Stmt *outer = v->block;
    StmtList old = vector_order(v, &block->list);
    block->list = (StmtList){0};
    v->block = block;
    for (int i = 0; i < old.n;) {
        int last = run_end(v, &old, i);
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

static bool is_element(const Expr *e) { return (e->kind == E_INDEX || e->kind == E_DEREF) && e->a->kind == E_DECAY; }

/* lv is the variable or a part of it. */
static bool is_part_of(const Expr *lv, const Var *var)
{
    while (lv->kind != E_VAR)
        if (is_element(lv))
            lv = lv->a->a;
        else if ((lv->kind == E_MEMBER && !lv->arrow) || lv->kind == E_UNARY)
            lv = lv->a;
        else
            return false;
    return lv->var == var;
}

static void find_written(Stmt **s, void *data)
{
    Uses *u = data;
    u->n += ((*s)->kind == S_ASSIGN || (*s)->kind == S_POP) && is_part_of((*s)->lhs, u->var);
    stmt_kids(*s, find_written, data);
}

static void find_address(Expr **at, void *data)
{
    Uses *u = data;
    Expr *e = *at;
    if (is_element(e)) {
        find_address(&e->a->a, data);
        if (e->b)
            find_address(&e->b, data);
        return;
    }
    u->n += (e->kind == E_ADDR || e->kind == E_DECAY) && is_part_of(e->a, u->var);
    expr_kids(e, find_address, data);
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

/* What was a copy of the caller's value is now the caller's array: where the function changes it, a
 * local is needed. */
static void copy_changed(Fn *f, Var *param)
{
    bool record = type_is_pointer(param->type) && type_is_record(type_plain(param->type)->to); /* it goes along a list */
    if (!param->shadow || (type_is_pointer(param->type) && !record) || !is_changed(f, param))
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
        bool assigned =
            var->kind == V_LOCAL && vector_is_leaf(v, s->scalar); /* where it was initialised */
        s->wide = vector_wide_of(v, assigned ? type_unqual(s->scalar) : s->scalar, s->layout);
        if (var->kind == V_GLOBAL && type_same(var->type, s->scalar))
            var->type = var->written = s->wide;
        if (var->kind == V_GLOBAL)
            s->wide = var->type;
        if (var->kind == V_PARAM && var->lanes_written) {
            Type *t = type_plain(var->lanes_written);
            var->written = var->lanes_written;
            var->type = s->wide = t->kind == T_ARRAY ? type_pointer(t->to) : var->lanes_written;
        } else if (var->kind == V_PARAM) {
            Type *to = s->layout == BY_VALUE ? type_plain(s->wide)->to : type_plain(s->scalar)->to;
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

/* The shadows of the forward half, for which its parameters are laid out as the reverse half's are. */
static void find_forward(Vector *v)
{
    Fn *f = v->fn->forward;
    Layout *layouts = arena_alloc(((size_t)f->params.n + 1) * sizeof *layouts);
    for (int i = 0; i < f->params.n; i++)
        for (int k = 0; k < v->fn->params.n; k++)
            if (v->fn->params.at[k]->shadow && v->fn->params.at[k]->link == f->params.at[i]->link)
                layouts[i] = ((Shadow *)map_get(v->shadows, v->fn->params.at[k]))->layout;
    v->forward = NEW(Vector);
    *v->forward = (Vector){.p = v->p, .fn = f, .lanes = v->lanes, .handles = v->handles, .shadows = map_new()};
    vector_find(v->forward, layouts);
}

void vector_find(Vector *v, const Layout *layouts)
{
    Fn *f = v->fn;
    for (int i = 0; i < f->params.n; i++)
        if (f->params.at[i]->shadow)
            vector_add(v, f->params.at[i], layouts ? layouts[i] : own_layout(f, f->params.at[i]));
    vector_collect(&f->body, v);
    if (f->forward)
        find_forward(v);
    do {
        v->changed = false;
        vector_taint(&f->body, v);
        vector_popped(&f->body, v);
    } while (v->changed);
    vector_count(&f->body, v);
    do {
        v->changed = false;
        vector_infer(&f->body, v);
        vector_popped(&f->body, v);
    } while (v->changed);
}

/* Structs one after the other have one size. */
static void refuse_flexible(Vector *v)
{
    for (int i = 0; i < v->all.n; i++) {
        Type *t = v->all.at[i]->scalar;
        while (type_is_pointer(t) || type_is_array(t))
            t = type_plain(t)->to;
        Record *r = type_plain(t)->kind == T_RECORD ? type_plain(t)->record : NULL;
        Type *last = r && r->fields.n ? type_plain(r->fields.at[r->fields.n - 1]->type) : NULL;
        if (!last || last->kind != T_ARRAY || (last->count && !e_is_zero(last->count)))
            continue;
        diag_error(v->fn->loc, "vector-pointer", "'%s' has an array without a length at its end: several directions cannot lie one "
                   "after the other", r->name ? r->name : "a struct");
        diag_note((Loc){0}, "leave vector() out");
        return;
    }
}

/* char raw_adj[64], or a pointer to such an array: where in it reals are is not told, so there is no place for their lanes. */
bool vector_has_bytes(const Vector *v)
{
    for (int i = 0; i < v->all.n; i++) {
        Type *t = type_plain(v->all.at[i]->var->type);
        if (t->kind == T_POINTER)
            t = t->to;
        if (type_is_array(t) && type_is_integer(type_element(t)))
            return true;
    }
    return false;
}

void vector_fn(Program *p, Fn *f, Expr *lanes, bool handles, const Layout *layouts)
{
    Vector v = {.p = p, .fn = f, .lanes = lanes, .handles = handles, .shadows = map_new()};
    for (int i = 0; i < f->params.n; i++)
        copy_changed(f, f->params.at[i]);
    unshare_stmt(&f->body, NULL);
    vector_find(&v, layouts);
    refuse_pointers(&f->body, &v);
    refuse_flexible(&v);
    if (vector_has_bytes(&v)) {
        diag_error(f->loc, "vector-pointer", "memory declared as bytes holds active reals: several directions have no place there");
        diag_note((Loc){0}, "leave vector() out, or declare it as what it holds");
    }
    settle_types(&v);
    vector_find_uses(&v);
    vector_block(&v, f->body);
    Type *type = NEW(Type);
    *type = *type_plain(f->type);
    type->params = (TypeList){0};
    for (int i = 0; i < f->params.n; i++)
        list_add(&type->params, f->params.at[i]->type);
    f->type = type;
}

/* ---- shadow structs in the signature: the header may only forward declare them, so their lanes are no array in an array
   there: S *s_adj points to k structs, or to k for each element ---- */

typedef struct FlatUse {
    Var *param, *lanes; /* lanes: a pointer to rows of k; NULL: only count */
    int uses, first;    /* first: as *param, the first row */
} FlatUse;

static bool is_first_row(const FlatUse *u, const Expr *e)
{
    if (e->kind != E_DECAY || (e->a->kind != E_DEREF && !(e->a->kind == E_INDEX && e_is_zero(e->a->b))))
        return false;
    return e->a->a->kind == E_VAR && e->a->a->var == u->param;
}

static void flat_expr(Expr **e, void *data)
{
    FlatUse *u = data;
    bool row = is_first_row(u, *e), itself = (*e)->kind == E_VAR && (*e)->var == u->param;
    u->uses += itself;
    u->first += row;
    if (row && u->lanes == u->param)
        *e = e_var(u->param);
    else if (itself && u->lanes)
        *e = e_var(u->lanes);
    else
        expr_kids(*e, flat_expr, data);
}

static void flat_stmt(Stmt **s, void *data)
{
    stmt_exprs(*s, flat_expr, data);
    stmt_kids(*s, flat_stmt, data);
}

static void flat_param(Fn *f, Var *param)
{
    Type *rows = param->type, *row = type_is_pointer(rows) ? type_plain(type_plain(rows)->to) : NULL;
    if (!row || row->kind != T_ARRAY || !type_is_record(row->to))
        return;
    FlatUse u = {.param = param};
    flat_stmt(&f->body, &u);
    param->type = param->written = param->lanes_written = type_pointer(row->to);
    if (u.uses == u.first) {
        u.lanes = param;
    } else {
        u.lanes = var_new(f, V_LOCAL, format("%s_lanes", param->name), rows);
        StmtList old = f->body->list;
        f->body->list = (StmtList){0};
        s_add(f->body, s_decl(u.lanes, e_cast(rows, e_var(param))));
        for (int i = 0; i < old.n; i++)
            flat_stmt(&old.at[i], &u);
        for (int i = 0; i < old.n; i++)
            s_add(f->body, old.at[i]);
        return;
    }
    flat_stmt(&f->body, &u);
}

void vector_run(Program *p, Fn *f, Expr *lanes)
{
    vector_fn(p, f, lanes, vector_has_handles(f), NULL);
    for (int i = 0; i < f->params.n; i++)
        if (f->params.at[i]->lanes_written) {
            flat_param(f, f->params.at[i]);
            type_plain(f->type)->params.at[i] = f->params.at[i]->type;
        }
}
