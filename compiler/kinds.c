/* kinds.c: jacobian, hessian and hvp. Takes a Derived whose signature is there; leaves a body that
   calls a static tangent or adjoint (of the primal, or of its gradient) with unit directions and
   copies what comes out into the caller's blocks. All directions go through one call where their
   number is known to be small or where the primal must not run twice; otherwise a few at a time. */
#include "kinds.h"

#include <string.h>

enum {
    FEW = 16,
    MOST = 32,
    CHUNK = 8
}; /* rows that are few; directions at once: of a known number, of others */

/* One side of the blocks: what is seeded, or what is read off. */
typedef struct Side {
    Actor *actor;
    Place *place;
    Expr *count;  /* reals of it (with batch: in one row) */
    Expr *offset; /* seeds: number of its first direction */
} Side;

typedef struct Job {
    Kinds k;
    bool forward;
    LIST(Side) seeds, results;
    Expr *rows;      /* batch, or 1 */
    Expr *total;     /* directions */
    Expr *first;     /* NULL: all in one call; else the first of this one */
    Again again;
    Var *result;
} Job;

/* ---- shadows of globals: the caller has none ---- */

static void own_globals(Program *p, Derived *d)
{
    for (int i = 0; i < p->shadow_globals.n; i++) {
        Var *v = p->shadow_globals.at[i];
        v->is_static = v->is_thread_local = true;
        v->is_extern = false;
        v->name = intern(format("%s_of_%s", v->name, d->fn->name));
    }
}

/* Signatures made in between get shadow globals of their own. */
static VarList hide_globals(Program *p)
{
    VarList known = p->shadow_globals;
    p->shadow_globals = (VarList){0};
    return known;
}

static void show_globals(Program *p, Derived *d, VarList known)
{
    own_globals(p, d);
    VarList made = p->shadow_globals;
    p->shadow_globals = known;
    for (int i = 0; i < made.n; i++)
        list_add(&p->shadow_globals, made.at[i]);
}

/* The arguments are adc's own memory: nothing of it is const. */
static void drop_const(Derived *inner)
{
    for (int i = inner->primal_params.n; i < inner->fn->params.n; i++) {
        Var *v = inner->fn->params.at[i];
        v->type = type_drop_const_deep(v->type);
        v->written = type_drop_const_deep(v->written);
    }
}

static Derived *derive_inner(Program *p, Derived *d, Kind kind, const char *name)
{
    VarList known = hide_globals(p);
    Derived *inner = signature_internal(p, d, kind, name);
    show_globals(p, d, known);
    if (kind == K_TANGENT)
        drop_const(inner);
    if (kind == K_TANGENT)
        tangent_run(p, inner);
    else
        adjoint_run(p, inner);
    inner->done = true;
    return inner;
}

/* ---- the tangent of the gradient ---- */

static void add_path(Request *r, bool of, const char *root, const Actor *a)
{
    Path path = {.text = root, .root = intern(root), .loc = a->loc};
    for (int i = 0; i < a->members.n; i++)
        list_add(&path.members, a->members.at[i]->name);
    if (of)
        list_add(&r->of, path);
    else
        list_add(&r->wrt, path);
}

static Request *gradient_tangent_request(Derived *d, Derived *g)
{
    Request *r = NEW(Request);
    r->kind = K_TANGENT;
    r->fn = g->fn;
    r->function = g->fn->name;
    r->has_wrt = r->has_of = true;
    r->noalias = d->request->noalias;
    r->loc = d->request->loc;
    r->function_loc = d->request->function_loc;
    r->from_command = d->request->from_command;
    r->text = d->request->text;
    for (int i = 0; i < d->request->inactive.n; i++)
        list_add(&r->inactive, d->request->inactive.at[i]);
    for (int i = 0; i < g->actors.n; i++) {
        Actor *a = &g->actors.at[i];
        if (a->of && !a->wrt && a->var)
            add_path(r, true, a->var->name, a); /* may hold intermediates */
        if (!a->wrt)
            continue;
        add_path(r, false, a->var->name, a);
        add_path(r, true, a->shadow->name, a);
    }
    return r;
}

/* Of f's gradient, which it leaves in *gradient. */
static Derived *derive_gradient_tangent(Program *p, Derived *d, Derived **gradient)
{
    const char *name = d->primal->name;
    Derived *g = *gradient = derive_inner(p, d, K_GRADIENT, format("%s_gradient", name));
    if (diag_errors())
        return NULL;
    simp_fn(g->fn);
    VarList known = hide_globals(p);
    Derived *t =
        signature_of(p, gradient_tangent_request(d, g), format("%s_gradient_tangent", name));
    show_globals(p, d, known);
    if (!t)
        return NULL;
    if (d->kind == K_HESSIAN)
        drop_const(t);
    tangent_run(p, t);
    t->done = true;
    return t;
}

/* ---- how many directions at once ---- */

static Expr *side_count(Job *j, Actor *a)
{
    ExprList shape = ways_shape(a);
    return ways_count(&shape, j->k.d->batch ? 1 : 0);
}

static Expr *named_count(Job *j, const Actor *a, Expr *count)
{
    if (count->kind == E_INT)
        return count;
    const char *name = a->var ? a->var->name : "return";
    Text t = {0};
    text_put(&t, name);
    for (int i = 0; i < a->members.n; i++)
        text_format(&t, "_%s", a->members.at[i]->name);
    Var *v = kinds_local(&j->k, format("%s_count", t.at), type_qual(type_ptrdiff(), Q_CONST));
    kinds_add(&j->k, s_decl(v, count));
    if (!j->k.d->batch)
        map_put(j->k.counts, a, v);
    return e_var(v);
}

static void add_seed(Job *j, Actor *a)
{
    Side side = {.actor = a, .count = named_count(j, a, side_count(j, a)), .offset = j->total};
    j->total = e_add(expr_clone(j->total, NULL), expr_clone(side.count, NULL));
    list_add(&j->seeds, side);
}

static void add_result(Job *j, Actor *a)
{
    for (int i = 0; i < j->seeds.n; i++)
        if (j->seeds.at[i].actor == a) {
            list_add(&j->results, j->seeds.at[i]);
            return;
        }
    Side side = {.actor = a, .count = named_count(j, a, side_count(j, a)), .offset = e_int(0)};
    list_add(&j->results, side);
}

static long long constant_total(Job *j, bool wrt)
{
    long long total = 0;
    for (int i = 0; i < j->k.d->actors.n; i++) {
        Actor *a = &j->k.d->actors.at[i];
        if (!(wrt ? a->wrt : a->of))
            continue;
        Expr *n = side_count(j, a);
        if (n->kind != E_INT)
            return -1;
        total += n->ival;
    }
    return total;
}

/* Functions with a custom derivative in one mode alone, and no body for the other, decide the mode.
 */
typedef struct Modes {
    bool forward, reverse;
    Map *seen;
} Modes;

static void modes_expr(Expr **e, void *data);

static void modes_stmt(Stmt **s, void *data)
{
    stmt_exprs(*s, modes_expr, data);
    stmt_kids(*s, modes_stmt, data);
}

static void modes_expr(Expr **e, void *data)
{
    Modes *m = data;
    Fn *f = (*e)->kind == E_FN ? (*e)->fn : NULL;
    expr_kids(*e, modes_expr, data);
    if (!f || map_get(m->seen, f))
        return;
    map_put(m->seen, f, f);
    m->forward |= !f->body && f->custom_tangent && !f->custom_adjoint;
    m->reverse |= !f->body && f->custom_adjoint && !f->custom_tangent;
    if (f->body && !f->custom_adjoint && !f->custom_tangent)
        modes_stmt(&f->body, data);
}

/* Whether a value may come from an ADC_VIEW, whose elements need not lie one after the other. */
typedef struct ViewSearch {
    Fn *fn;
    const Var *v; /* what is assigned to it is looked at; NULL: what is returned */
    Map *seen;
    bool found;
} ViewSearch;

static void view_stmt(Stmt **sp, void *data);

static void view_value(ViewSearch *q, Expr *e)
{
    while (e && e->kind == E_CAST)
        e = e->a;
    const void *key = !e ? NULL : e->kind == E_VAR ? (const void *)e->var : e->kind == E_CALL ? (const void *)e->fn : NULL;
    if (!key || map_get(q->seen, key))
        return;
    map_put(q->seen, key, q);
    ViewSearch inner = {q->fn, NULL, q->seen, false};
    if (e->kind == E_VAR) {
        inner.v = e->var;
        view_stmt(&inner.fn->body, &inner);
    } else if (e->fn->body && e->fn->class == F_USER) {
        inner.fn = e->fn;
        view_stmt(&inner.fn->body, &inner);
    }
    q->found |= inner.found || (e->kind == E_CALL && e->fn->is_view);
}

static void view_stmt(Stmt **sp, void *data)
{
    ViewSearch *q = data;
    Stmt *s = *sp;
    bool assigned = s->kind == S_ASSIGN && s->lhs->kind == E_VAR && s->lhs->var == q->v;
    if (q->v ? (s->kind == S_DECL && s->var == q->v) || assigned : s->kind == S_RETURN)
        view_value(q, s->rhs);
    stmt_kids(s, view_stmt, data);
}

static void check_result(Program *p, Derived *d)
{
    ViewSearch q = {d->primal, NULL, map_new(), false};
    norm_fn(p, d->primal);
    view_stmt(&d->primal->body, &q);
    if (!q.found)
        return;
    diag_error(d->primal->loc, "result-view", "the elements of the view that '%s' returns need not lie one after the other",
               d->primal->name);
    diag_note(d->primal->loc, "return a copy of it");
}

/* Rows against columns: by their numbers where they are known, else few rows are taken to be fewer.
 */
static bool goes_forward(Job *j)
{
    Modes m = {false, false, map_new()};
    modes_stmt(&j->k.d->primal->body, &m);
    for (int i = 0; i < j->k.d->actors.n; i++) /* the memory of a result is not there before the call */
        if (!j->k.d->actors.at[i].var && j->k.d->actors.at[i].members.n)
            return true;
    if (m.forward != m.reverse)
        return m.forward;
    long long columns = constant_total(j, true), rows = constant_total(j, false);
    if (rows < 0 || rows > FEW)
        return true;
    return columns >= 0 && columns <= 2 * rows;
}

/* The shadow of a global is at file scope: the number of its lanes is known there. */
static bool has_globals(const Derived *d)
{
    for (int i = 0; i < d->actors.n; i++)
        if (d->actors.at[i].var && d->actors.at[i].var->kind == V_GLOBAL)
            return true;
    return false;
}

static Type *with_lanes(Type *t, Expr *lanes)
{
    return type_is_array(t) ? type_array(with_lanes(type_plain(t)->to, lanes), type_plain(t)->count) : type_array(t, lanes);
}

/* Shadows of globals that the function does not name, since nothing depends on them, get their lanes too: they are seeded. */
static void widen_globals(Derived *inner, Expr *lanes)
{
    for (int i = 0; i < inner->actors.n; i++) {
        Actor *a = &inner->actors.at[i];
        Var *v = a->shadow;
        if (v && v->kind == V_GLOBAL && type_same(v->type, a->var->type))
            v->type = v->written = with_lanes(v->type, lanes);
    }
}

static void refuse_rerun(Derived *d, bool several)
{
    diag_error(d->request->loc, "rerun", "'%s' would have to run once for each direction: %s, and changes memory or state that cannot be put back",
               d->primal->name, several ? "it is about a global, whose directions have to be of a known number"
                                        : "it calls functions with custom derivatives, which take one at a time");
    diag_note(d->primal->loc, "ask for tangent or adjoint and call it once for each direction");
}

/* Leaves k.lanes (NULL: one) and whether several calls are needed; called is made for the lanes. */
static void choose_lanes(Job *j, Derived *inner)
{
    Kinds *k = &j->k;
    bool known = j->total->kind == E_INT, several = vector_possible(k->p, inner->fn);
    long long total = known ? j->total->ival : 0;
    k->called = inner->fn;
    if (known && total <= 1)
        return;
    if (known && total <= MOST && several) {
        k->lanes = e_int(total);
    } else if (again_possible(k, &j->again)) {
        k->lanes = several ? e_int(CHUNK) : NULL;
        j->first = e_var(kinds_local(k, "first", type_ptrdiff()));
    } else if (several && !has_globals(k->d)) {
        j->again = (Again){0};
        Var *lanes = kinds_local(k, "lanes", type_qual(type_int(), Q_CONST));
        Expr *count = expr_clone(j->total, NULL);
        kinds_add(k, s_decl(lanes, e_cast(type_int(),
                                          e_cond(e_bin(O_GT, expr_clone(count, NULL), e_int(0)),
                                                 count, e_int_type(type_ptrdiff(), 1)))));
        k->lanes = e_var(lanes);
    } else {
        refuse_rerun(k->d, several);
    }
    if (!k->lanes || diag_errors())
        return;
    Expr *lanes = k->lanes;
    if (lanes->kind != E_INT) {
        Var *param = var_new(inner->fn, V_PARAM, "lanes", type_int());
        VarList params = {0};
        list_add(&params, param);
        for (int i = 0; i < inner->fn->params.n; i++)
            list_add(&params, inner->fn->params.at[i]);
        inner->fn->params = params;
        map_put(k->subst.vars, param, k->lanes);
        lanes = e_var(param);
    }
    vector_run(k->p, inner->fn, lanes);
    widen_globals(inner, lanes);
    inner->lanes = lanes->kind == E_INT ? (int)lanes->ival : LANES_ASKED;
    describe(k->p, inner);
}

/* ---- one call: seeds, call, results ---- */

static Expr *in_row(Expr *row, Expr *count, Expr *i)
{
    return e_add(e_mul(expr_clone(row, NULL), expr_clone(count, NULL)), expr_clone(i, NULL));
}

typedef void EachDirection(Job *j, Side *s, Expr *number, Expr *lane, void *data);

/* Calls each for the directions of s that this call has, within loops: number counts within s. */
static void for_directions(Job *j, Side *s, EachDirection *each, void *data)
{
    Kinds *k = &j->k;
    Expr *lane;
    if (!j->first) {
        Stmt *before = kinds_open(k, "j", s->count, &lane);
        each(j, s, lane, e_add(expr_clone(s->offset, NULL), expr_clone(lane, NULL)), data);
        kinds_close(k, before);
        return;
    }
    Stmt *outer = kinds_open(k, "lane", k->lanes ? k->lanes : e_int(1), &lane);
    Var *number = kinds_local(k, "j", type_qual(type_ptrdiff(), Q_CONST));
    Expr *at = e_sub(e_add(expr_clone(j->first, NULL), expr_clone(lane, NULL)),
                     expr_clone(s->offset, NULL));
    kinds_add(k, s_decl(number, at));
    Expr *inside = e_bin(O_LT, e_var(number), expr_clone(s->count, NULL));
    if (!e_is_zero(s->offset))
        inside = e_bin(O_LAND, e_bin(O_GE, e_var(number), e_int(0)), inside);
    Stmt *taken = s_block();
    kinds_add(k, s_if(inside, taken, NULL));
    k->block = taken;
    each(j, s, e_var(number), lane, data);
    kinds_close(k, outer);
}

static void seed_one(Job *j, Side *s, Expr *number, Expr *lane, void *data)
{
    Expr *row;
    (void)data;
    Stmt *before = kinds_open(&j->k, "row", j->rows, &row);
    Expr *lv = place_element(&j->k, s->place, in_row(row, s->count, number), lane);
    kinds_add(&j->k, s_assign(lv, e_real(s->place->real, 1)));
    kinds_close(&j->k, before);
}

/* An element of a block from what a direction gave. */
typedef struct Copy {
    Block *block;
    Side *result;
    Expr *row, *i;
} Copy;

static void copy_element(Job *j, Side *seed, Expr *number, Expr *lane, void *data)
{
    Kinds *k = &j->k;
    Copy *c = data;
    Expr *count = c->result->count;
    Expr *from = place_element(k, c->result->place, in_row(c->row, count, c->i), lane);
    Expr *at = j->forward ? in_row(in_row(c->row, count, c->i), seed->count, number)
                          : in_row(in_row(c->row, seed->count, number), count, c->i);
    kinds_add(k, s_assign(e_index(e_var(c->block->var), at), from));
}

static void copy_one(Job *j, Side *seed, Expr *number, Expr *lane, void *data)
{
    Kinds *k = &j->k;
    Copy *c = data;
    Stmt *outer = kinds_open(k, "row", j->rows, &c->row);
    Stmt *before = kinds_open(k, "i", c->result->count, &c->i);
    copy_element(j, seed, number, lane, data);
    kinds_close(k, before);
    kinds_close(k, outer);
}

static Side *side_of(Job *j, Actor *a, bool seed)
{
    int n = seed ? j->seeds.n : j->results.n;
    Side *all = seed ? j->seeds.at : j->results.at;
    for (int i = 0; i < n; i++)
        if (all[i].actor == a)
            return &all[i];
    bug("kinds: block of no actor");
}

/* The seeded side and the other one in the order of the block: row-major, dependents first; the
   directions are columns in forward mode, rows in reverse mode. */
static void copy_block(Job *j, Block *b)
{
    Kinds *k = &j->k;
    Side *seed = side_of(j, j->forward ? b->col : b->row, true);
    Copy copy = {.block = b, .result = side_of(j, j->forward ? b->row : b->col, false)};
    if (!j->forward) {
        for_directions(j, seed, copy_one, &copy);
        return;
    }
    Stmt *outer = kinds_open(k, "row", j->rows, &copy.row);
    Stmt *before = kinds_open(k, "i", copy.result->count, &copy.i);
    for_directions(j, seed, copy_element, &copy);
    kinds_close(k, before);
    kinds_close(k, outer);
}

static void call(Job *j)
{
    Kinds *k = &j->k;
    Expr *value = kinds_call(k);
    Type *type = type_unqual(type_plain(k->d->primal->type)->to);
    if (type_plain(type)->kind == T_VOID) {
        kinds_add(k, s_expr(value));
        return;
    }
    if (!j->result) {
        j->result = kinds_local(k, "result", type);
        kinds_add(k, s_decl(j->result, value));
        return;
    }
    kinds_add(k, s_assign(e_var(j->result), value));
}

static void one_call(Job *j, Kinds *values)
{
    if (values) {
        values->block = j->k.block;
        places_make(values);
        for (int i = 0; i < values->places.n; i++) {
            Var *param = values->places.at[i]->param;
            if (map_get(values->args, param))
                map_put(j->k.args, param, map_get(values->args, param));
        }
    }
    places_make(&j->k);
    for (int i = 0; i < j->seeds.n; i++)
        for_directions(j, &j->seeds.at[i], seed_one, NULL);
    call(j);
    for (int i = 0; i < j->k.d->blocks.n; i++)
        copy_block(j, &j->k.d->blocks.at[i]);
    places_free(&j->k);
    if (values)
        places_free(values);
}

/* first = 0; do { ... first += lanes; } while (first < total): f runs at least once. */
static void calls(Job *j, Kinds *values)
{
    Kinds *k = &j->k;
    if (!j->first) {
        one_call(j, values);
        return;
    }
    Type *type = type_unqual(type_plain(k->d->primal->type)->to);
    if (type_plain(type)->kind != T_VOID) {
        j->result = kinds_local(k, "result", type);
        kinds_add(k, s_decl(j->result, NULL));
    }
    again_keep(k, &j->again);
    Stmt *loop = s_new(S_LOOP, (Loc){0}), *outer = k->block;
    kinds_add(k, s_decl(j->first->var, e_int_type(type_ptrdiff(), 0)));
    loop->flavor = L_DO;
    loop->body = s_block();
    kinds_add(k, loop);
    k->block = loop->body;
    again_put_back(k, &j->again, j->first);
    one_call(j, values);
    Expr *step = e_int_type(type_ptrdiff(), k->lanes ? k->lanes->ival : 1);
    kinds_add(k, s_assign(expr_clone(j->first, NULL), e_add(expr_clone(j->first, NULL), step)));
    loop->cond = e_bin(O_LT, expr_clone(j->first, NULL), expr_clone(j->total, NULL));
    k->block = outer;
    again_free(k, &j->again);
}

static void finish(Job *j, Derived *inner)
{
    if (j->result)
        kinds_add(&j->k, s_return(e_var(j->result)));
    list_add(&j->k.p->helpers, inner->fn);
    j->k.d->fn->normal = true;
}

/* ---- the kinds ---- */

static void set_place(Job *j, Actor *a, Place *x)
{
    for (int i = 0; i < j->seeds.n; i++)
        if (j->seeds.at[i].actor == a && !j->seeds.at[i].place)
            j->seeds.at[i].place = x;
    for (int i = 0; i < j->results.n; i++)
        if (j->results.at[i].actor == a && !j->results.at[i].place)
            j->results.at[i].place = x;
}

static void jacobian(Program *p, Derived *d)
{
    Job j = {.total = e_int(0)};
    for (int i = 0; i < d->actors.n; i++)
        if (!d->actors.at[i].var && d->actors.at[i].members.n)
            check_result(p, d);
    kinds_begin(&j.k, p, d);
    j.rows = d->batch ? expr_clone(d->batch, NULL) : e_int(1);
    j.forward = goes_forward(&j);
    Derived *inner =
        derive_inner(p, d, j.forward ? K_TANGENT : K_ADJOINT,
                     format("%s_%s", d->primal->name, j.forward ? "tangent" : "adjoint"));
    if (diag_errors())
        return;
    for (int i = 0; i < d->actors.n; i++)
        if (j.forward ? d->actors.at[i].wrt : d->actors.at[i].of)
            add_seed(&j, &d->actors.at[i]);
    for (int i = 0; i < d->actors.n; i++)
        if (j.forward ? d->actors.at[i].of : d->actors.at[i].wrt)
            add_result(&j, &d->actors.at[i]);
    kinds_map_params(&j.k, &inner->primal_params);
    choose_lanes(&j, inner);
    if (diag_errors())
        return;
    for (int i = 0; i < d->actors.n; i++)
        set_place(&j, &d->actors.at[i],
                  place_sized(&j.k, &d->actors.at[i], inner->actors.at[i].shadow, true));
    calls(&j, NULL);
    finish(&j, inner);
}

typedef enum Role { DIRECTION, OF_GRADIENT, DEPENDENT } Role;

/* The actor of the request that actor a of the gradient's tangent stands for: as what. */
static Actor *original(Derived *d, Derived *g, const Actor *a, Role *role)
{
    for (int i = 0; i < g->actors.n; i++) {
        Actor *mine = &g->actors.at[i];
        if (!mine->var || mine->members.n != a->members.n)
            continue;
        bool same = true;
        for (int m = 0; m < a->members.n; m++)
            same &= mine->members.at[m] == a->members.at[m];
        int at = -1;
        for (int n = 0; n < d->primal->params.n; n++)
            at = d->primal->params.at[n] == mine->var ? n : at;
        Var *itself = at >= 0 ? g->primal_params.at[at] : mine->var;
        *role = !mine->wrt ? DEPENDENT : a->var == itself ? DIRECTION : OF_GRADIENT;
        if (same && (a->var == itself || (mine->wrt && a->var == mine->shadow)))
            return &d->actors.at[i];
    }
    bug("kinds: actor of no independent");
}

/* Memory for the gradient itself, which nobody asked for. */
static void gradient_places(Kinds *k, Derived *g, Derived *t, Actor *leaves, int n)
{
    for (int i = 0; i < n; i++) {
        Var *shadow = NULL;
        for (int m = 0; m < g->actors.n; m++)
            if (g->actors.at[m].wrt && g->actors.at[m].var == leaves[i].var)
                shadow = g->actors.at[m].shadow;
        for (int m = 0; m < g->fn->params.n; m++)
            if (g->fn->params.at[m] == shadow)
                place_sized(k, &leaves[i], t->primal_params.at[m], false);
    }
}

static void hessian(Program *p, Derived *d)
{
    Job j = {.total = e_int(0), .forward = true, .rows = e_int(1)};
    Kinds values;
    Derived *g = NULL, *t = derive_gradient_tangent(p, d, &g);
    if (!t || diag_errors())
        return;
    kinds_begin(&j.k, p, d);
    for (int i = 0; i < d->actors.n; i++)
        if (d->actors.at[i].wrt)
            add_seed(&j, &d->actors.at[i]);
    for (int i = 0; i < d->actors.n; i++)
        if (d->actors.at[i].wrt) {
            Side side = j.seeds.at[j.results.n];
            list_add(&j.results, side);
        }
    kinds_map_params(&j.k, &t->primal_params);
    choose_lanes(&j, t);
    if (diag_errors())
        return;
    values = j.k;
    values.lanes = NULL;
    values.args = map_new();
    values.records = map_new();
    for (int i = 0; i < t->actors.n; i++) {
        Role role;
        Actor *a = original(d, g, &t->actors.at[i], &role);
        Place *x = place_sized(&j.k, a, t->actors.at[i].shadow, true);
        for (int n = 0; n < j.seeds.n; n++)
            if (j.seeds.at[n].actor == a)
                (role == DIRECTION ? &j.seeds.at[n] : &j.results.at[n])->place = x;
    }
    for (int i = 0; i < d->actors.n; i++)
        if (d->actors.at[i].wrt)
            gradient_places(&values, g, t, &d->actors.at[i], 1);
    calls(&j, &values);
    finish(&j, t);
}

/* The direction of a global comes as a parameter; the function called reads adc's own shadow of it.
 */
static void set_global(Kinds *k, Var *global, Var *direction)
{
    if (!type_is_array(global->type)) {
        Expr *value = e_var(direction);
        if (type_is_record(global->type))
            value = e_deref(value);
        kinds_add(k, s_assign(e_var(global),
                              type_is_pointer(global->type) ? e_cast(global->type, value) : value));
        return;
    }
    ExprList args = {0};
    list_add(&args, e_decay(e_var(global)));
    list_add(&args, e_var(direction));
    list_add(&args, e_sizeof_expr(e_var(global)));
    kinds_add(k, s_expr(e_call(runtime_fn(k->p, "memcpy"), args)));
}

/* Where f overwrites an independent, its tangent overwrites the direction: that is the caller's, and stays. */
static bool own_direction(Kinds *k, const Actor *a, Var *shadow)
{
    Type *t = a->var->type;
    bool leads_on = type_has_pointers(type_is_pointer(t) ? type_plain(t)->to : t); /* const or a copy: what it leads to is neither */
    if (a->var->kind != V_PARAM || (!leads_on && !type_may_write(t)) || !rerun_writes(k->p, k->d, a->var))
        return false;
    for (int i = 0; i < k->places.n; i++)
        if (k->places.at[i]->param == shadow)
            return true;
    for (int i = 0; i < k->d->leaves.n; i++)
        if (k->d->leaves.at[i].var == a->var)
            place_sized(k, &k->d->leaves.at[i], shadow, false);
    return true;
}

static void hvp(Program *p, Derived *d)
{
    Derived *g = NULL, *t = derive_gradient_tangent(p, d, &g);
    Job j = {0};
    Kinds *k = &j.k;
    if (!t || diag_errors())
        return;
    kinds_begin(k, p, d);
    k->called = t->fn;
    kinds_map_params(k, &t->primal_params);
    gradient_places(k, g, t, d->leaves.at, d->leaves.n);
    Map *directions = map_new(); /* shadow of the function called -> the caller's */
    for (int i = 0; i < t->actors.n; i++) {
        Role role;
        Actor *a = original(d, g, &t->actors.at[i], &role);
        Var *shadow = t->actors.at[i].shadow;
        if (role == DEPENDENT)
            place_sized(k, a, shadow, true);
        else if (shadow->kind == V_GLOBAL)
            set_global(k, shadow, a->shadow);
        else if (role == DIRECTION && own_direction(k, a, shadow))
            map_put(directions, shadow, a->shadow);
        else
            map_put(k->args, shadow, e_var(role == DIRECTION ? a->shadow : a->hvp));
    }
    places_make(k);
    for (int i = 0; i < k->places.n; i++)
        if (map_get(directions, k->places.at[i]->param))
            place_copy(k, k->places.at[i], e_var(map_get(directions, k->places.at[i]->param)));
    call(&j);
    places_free(k);
    finish(&j, t);
}

void kinds_run(Program *p, Derived *d)
{
    if (d->kind == K_JACOBIAN)
        jacobian(p, d);
    else if (d->kind == K_HESSIAN)
        hessian(p, d);
    else
        hvp(p, d);
}
