/* rerun_loop.c: loops whose iterations run again in the reverse sweep.

   What an iteration of a Runge-Kutta method needs in its reverse half (each stage) is many times what it starts from (the
   state). So the forward sweep keeps the state in front of each iteration, and nothing else; the reverse sweep runs the
   iteration again from there, both halves at once, and what it keeps is local to it. Of the primal's memory only scratch
   arrays are written again: the second run works in the place where the state was kept, and on variables of its own.
   It leaves out what nobody asks for, the new state above all. Of rows that take turns, u[t % 2] and u[(t + 1) % 2], the one that is
   read is the state.

   The same holds for what is computed for each pair of n bodies: the places are kept, n values, and not the distances, n^2.
   Where an inner nest keeps values as often as it computes anything, and more often than the state has elements, the loop
   around it runs again. */
#include "adjoint.h"

/* A variable or array of outside that an iteration writes. */
typedef struct State {
    Expr *root, *lv;
    Expr *count;     /* of an array: its elements */
    Expr *row;       /* of an array, the only one that an iteration reads: u[t % 2] */
    bool optional;   /* a parameter that may be a null pointer: no pass must come to its elements */
    bool sets_first; /* each iteration sets all of it before it reads it: there is nothing to keep */
    bool idle;       /* the second run neither reads nor writes it */
} State;

typedef struct Access {
    Expr *lv;
    Stmt *stmt;
    bool idle; /* a write that is left out already: the loop around runs again */
} Access;

typedef struct Look {
    Adjoint *a;
    Stmt *loop, *stmt;
    bool fits;
    LIST(Access) reads, writes;
    LIST(State) states;
} Look;

/* ---- what an iteration does ---- */

static void look_expr(Expr **at, void *data)
{
    Look *l = data;
    Expr *e = *at;
    bool dear = e->kind == E_CALL && !(e->fn && e->fn->rule && rule_is_cheap(e->fn->rule));
    if (dear || e->kind == E_OPAQUE || e->kind == E_COMPOUND || (type_plain(e->type)->quals & Q_VOLATILE))
        l->fits = false;
    if (e_is_lvalue(e) && !type_is_array(e->type))
        list_add(&l->reads, ((Access){e, l->stmt, false}));
    expr_kids(e, look_expr, l);
}

static void look_place(Look *l, Expr *lv)
{
    if (lv->kind == E_MEMBER && !lv->arrow)
        look_place(l, lv->a);
    else if (lv->kind != E_VAR)
        expr_kids(lv, look_expr, l);
}

/* Nothing that must happen once, and no end but its own. */
static void look_stmt(Stmt **at, void *data)
{
    Look *l = data;
    Stmt *s = *at;
    bool plain = s->kind == S_DECL || s->kind == S_ASSIGN || s->kind == S_IF || s->kind == S_LOOP || s->kind == S_BLOCK ||
                 s->kind == S_COMMENT;
    if (!plain || stmt_call(s) || (s->kind == S_DECL && s->var->kind == V_STATIC) ||
        (s->kind == S_LOOP && (!info(s)->counted || info(s)->counted->test))) {
        l->fits = false;
        return;
    }
    l->stmt = s;
    if (s->kind == S_ASSIGN) {
        list_add(&l->writes, ((Access){s->lhs, s, info(s)->idle}));
        look_place(l, s->lhs);
        look_expr(&s->rhs, l);
    } else {
        stmt_exprs(s, look_expr, l);
    }
    stmt_kids(s, look_stmt, l);
}

/* ---- what it changes ---- */

static Var *root_var(Expr *lv)
{
    while (lv->kind == E_INDEX || lv->kind == E_DECAY || lv->kind == E_DEREF || lv->kind == E_MEMBER)
        lv = lv->a;
    return lv->kind == E_VAR ? lv->var : NULL;
}

static bool is_own(Look *l, Var *v)
{
    Stmt *d = map_get(l->a->declared, v);
    return d && plan_inside(d, l->loop);
}

static State *state_of(Look *l, const Var *v)
{
    for (int i = 0; i < l->states.n; i++)
        if (l->states.at[i].root->var == v)
            return &l->states.at[i];
    return NULL;
}

/* Everything that has to do with v is inside loops that count with it. */
static bool only_counts(Look *l, const Var *v)
{
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < (k ? l->writes.n : l->reads.n); i++) {
            const Access *x = k ? &l->writes.at[i] : &l->reads.at[i];
            if (x->lv->kind != E_VAR || x->lv->var != v)
                continue;
            Stmt *p = x->stmt;
            while (p != l->loop && !(p->kind == S_LOOP && info(p)->counted->counter == v))
                p = info(p)->parent;
            if (p == l->loop)
                return false;
        }
    return true;
}

/* Nobody sees what the second run leaves in it: an array of the function, or memory that it frees. */
static bool is_scratch(Adjoint *a, Var *v)
{
    for (int i = 0; i < a->src->body->list.n; i++) {
        Expr *call = stmt_call(a->src->body->list.at[i]);
        if (!call || !call->fn || call->fn->class != F_FREE)
            continue;
        Expr *freed = call->args.at[0];
        while (freed->kind == E_CAST)
            freed = freed->a;
        if (freed->kind == E_VAR && freed->var == v)
            return true;
    }
    return v->kind == V_LOCAL && type_is_array(v->type);
}

static bool add_state(Look *l, Expr *lv)
{
    Adjoint *a = l->a;
    Var *v = root_var(lv);
    if (!v || is_own(l, v))
        return v && !type_is_pointer(v->type);
    if (state_of(l, v))
        return true;
    State s = {.root = e_var(v), .lv = lv};
    if (lv->kind == E_VAR) {
        s.sets_first = only_counts(l, v) || fuse_sets_first(a, lv, l->loop);
        list_add(&l->states, s);
        return plan_simple(a, v) && type_is_arith(v->type);
    }
    Expr *root = lv->kind == E_INDEX ? plan_array_root(a, lv, &s.count) : NULL;
    if (!root)
        root = plan_shaped_root(a, lv, &s.count);
    bool hidden = type_is_pointer(v->type) && !plan_in_scope(a, v); /* its shadow is the forward half's alone */
    if (!root || hidden || !type_is_arith(lv->type) || (v->kind != V_LOCAL && v->kind != V_PARAM))
        return false;
    bool pointer = type_is_pointer(v->type), local = v->kind == V_LOCAL;
    if (pointer && (local ? !plan_leads_somewhere(a, v, l->loop) : plan_is_tested(a, v)))
        return false;
    s.sets_first = is_scratch(a, v) && fuse_sets_first(a, lv, l->loop);
    list_add(&l->states, s);
    return true;
}

/* The parameters whose elements stand in branches alone. */
static void find_optional(Look *l)
{
    for (int i = 0; i < l->states.n; i++) {
        State *s = &l->states.at[i];
        s->optional = s->root->var->kind == V_PARAM && type_is_pointer(s->root->var->type);
        for (int k = 0; k < 2; k++)
            for (int j = 0; j < (k ? l->writes.n : l->reads.n); j++) {
                const Access *x = k ? &l->writes.at[j] : &l->reads.at[j];
                if (root_var(x->lv) == s->root->var)
                    s->optional &= plan_in_branch(x->stmt, l->loop);
            }
    }
}

/* Whether what is written is reached by its own name only, so that the second run can be led to another place. */
static bool is_named(Look *l, Expr *lv)
{
    for (int i = 0; i < l->states.n; i++) {
        const State *s = &l->states.at[i];
        if (s->lv->kind != E_VAR && s->root->var != root_var(lv) && alias_may_overlap(l->a->alias, s->lv, lv))
            return false;
    }
    return true;
}

/* What is only read in the loop must be there in the reverse sweep. */
static bool stays(Look *l, Expr *lv)
{
    Var *v = root_var(lv);
    if (!v)
        return false;
    bool counter = lv->kind == E_VAR && v == info(l->loop)->counted->counter;
    bool own = is_own(l, v) && (lv->kind == E_VAR || !type_is_pointer(v->type));
    return counter || own || state_of(l, v) || plan_still_there(l->a, lv, (Moment){l->loop, true});
}

/* ---- what it would keep ---- */

static bool is_changed(Look *l, Expr *lv)
{
    Var *v = root_var(lv);
    return lv->kind == E_INDEX && v && (state_of(l, v) || is_own(l, v)) && type_is_arith(lv->type);
}

typedef struct Operand {
    Look *l;
    ExprList found;
    bool own; /* variables of the iteration too */
} Operand;

/* A variable that an inner loop sets anew. */
static bool is_inner(Look *l, Expr *lv)
{
    return lv->kind == E_VAR && is_own(l, lv->var) && type_is_real(lv->type) && active_lvalue(l->a->active, lv);
}

static void find_operand(Expr **at, void *data)
{
    Operand *o = data;
    if (is_changed(o->l, *at) || (o->own && is_inner(o->l, *at))) {
        for (int i = 0; i < o->found.n; i++)
            if (e_equal(o->found.at[i], *at))
                return;
        list_add(&o->found, *at);
    }
    expr_kids(*at, find_operand, data);
}

/* Operands that partials of e need. */
static void find_needed(Operand *o, Expr *e)
{
    Adjoint *a = o->l->a;
    if (!e || !type_is_real(e->type) || !active_expr(a->active, e) || (e_is_lvalue(e) && e->kind != E_UNARY))
        return;
    bool scaled = e->kind == E_BINARY && e->op == O_DIV && !active_expr(a->active, e->b);
    bool sum = e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB);
    bool linear = e->kind == E_CAST || e->kind == E_UNARY || sum;
    bool product = (e->kind == E_BINARY && e->op == O_MUL) || scaled;
    if (product && active_expr(a->active, e->b))
        find_operand(&e->a, o);
    if (product && active_expr(a->active, e->a))
        find_operand(&e->b, o);
    if (!linear && !product)
        expr_kids(e, find_operand, o);
    find_needed(o, e->a);
    find_needed(o, e->b);
}

/* Whether the loops of an iteration around s go over as many values as the state has. */
static bool in_inner_loops(Look *l, Stmt *s)
{
    int extents = 0, loops = 0, along = 0;
    for (int i = 0; i < l->states.n; i++) {
        const State *x = &l->states.at[i];
        int n = x->count && !x->sets_first ? plan_free_extents(x->count) : 0;
        extents = n > extents ? n : extents;
    }
    for (Stmt *p = info(s)->parent; p != l->loop; p = info(p)->parent)
        if (p->kind == S_LOOP) {
            loops++;
            along += plan_goes_along(l->a, p, l->loop);
        }
    return loops && along >= extents;
}

/* How often a place in the iteration is passed: by as many loops whose trips are not written down. */
static int depth_of(Look *l, Stmt *s)
{
    int n = 0;
    for (Stmt *p = info(s)->parent; p != l->loop; p = info(p)->parent)
        n += p->kind == S_LOOP && !(e_is_const(info(p)->counted->from) && e_is_const(info(p)->counted->to));
    return n;
}

/* The same of a number of elements: n * 3 grows with one of them. */
static int depth_of_count(const Expr *e)
{
    if (e->kind == E_CAST)
        return depth_of_count(e->a);
    if (e->kind == E_BINARY && e->op == O_MUL)
        return depth_of_count(e->a) + depth_of_count(e->b);
    return !e_is_const(e);
}

/* Of what is kept for an operand of s: a value each time, or the array in front of a loop that does not write it. */
static int depth_kept(Look *l, Stmt *s, Expr *e)
{
    int least = depth_of(l, s);
    Expr *count, *root = e->kind == E_INDEX ? plan_array_root(l->a, e, &count) : NULL;
    for (Stmt *p = info(s)->parent; root && p != l->loop; p = info(p)->parent) {
        if (p->kind == S_LOOP && keep_array_written(l->a, e, root, p))
            break;
        int here = p->kind == S_LOOP ? depth_of(l, p) + depth_of_count(count) : least;
        least = here < least ? here : least;
    }
    return least;
}

typedef struct Deeper {
    Look *l;
    int depth, n;
    bool lost; /* what a value is made of is not there any more */
} Deeper;

static void find_lost(Expr **at, void *data);

/* A variable that is set once, from what is still there. */
static bool is_made_again(Look *l, Expr *lv)
{
    const StmtList *writes = lv->kind == E_VAR ? map_get(l->a->writes, lv->var) : NULL;
    Stmt *def = writes && writes->n == 1 ? writes->at[0] : NULL;
    if (!def || !def->rhs || !is_own(l, lv->var))
        return false;
    Deeper d = {.l = &(Look){.a = l->a, .loop = l->loop, .stmt = def}};
    find_lost(&def->rhs, &d);
    return !d.lost;
}

static void find_lost(Expr **at, void *data)
{
    Deeper *d = data;
    Expr *e = *at;
    bool place = e_is_lvalue(e) && !type_is_array(e->type);
    d->lost |= place && !plan_still_there(d->l->a, e, (Moment){d->l->stmt, false}) && !is_made_again(d->l, e);
    if (!d->lost)
        expr_kids(e, find_lost, d);
}

static bool is_active_write(Look *l, const Stmt *s)
{
    return s->kind == S_ASSIGN ? active_lvalue(l->a->active, s->lhs)
                               : s->kind == S_DECL && s->rhs && active_lvalue(l->a->active, e_var(s->var));
}

static void look_deeper(Stmt **at, void *data)
{
    Deeper *d = data;
    Look *l = d->l;
    Stmt *s = *at;
    Operand o = {.l = l, .own = true};
    if (is_active_write(l, s))
        find_needed(&o, s->rhs);
    for (int i = 0; i < o.found.n; i++) {
        Expr *e = o.found.at[i];
        d->n += !plan_still_there(l->a, e, (Moment){s, false}) && !is_made_again(l, e) && depth_kept(l, s, e) >= d->depth;
    }
    stmt_kids(s, look_deeper, d);
}

static void find_depth(Stmt **at, void *data)
{
    Deeper *d = data;
    int depth = is_active_write(d->l, *at) ? depth_of(d->l, *at) : 0;
    d->depth = depth > d->depth ? depth : d->depth;
    stmt_kids(*at, find_depth, d);
}

/* How many values would be kept as often as anything is computed, and more often than the state has elements. */
static int count_deeper(Look *l)
{
    Deeper d = {.l = l};
    find_depth(&l->loop->body, &d);
    int state = 0;
    for (int i = 0; i < l->states.n; i++) {
        const State *s = &l->states.at[i];
        int depth = s->count && !s->sets_first && !s->idle ? depth_of_count(s->count) : 0;
        state = depth > state ? depth : state;
    }
    if (d.depth > state)
        look_deeper(&l->loop->body, &d);
    return d.n;
}

static int count_needed(Look *l)
{
    int n = 0;
    for (int i = 0; i < l->writes.n; i++) {
        Stmt *s = l->writes.at[i].stmt;
        Operand o = {.l = l};
        if (in_inner_loops(l, s) && active_lvalue(l->a->active, s->lhs))
            find_needed(&o, s->rhs);
        for (int k = 0; k < o.found.n; k++)
            n += !plan_still_there(l->a, o.found.at[k], (Moment){s, false});
    }
    return n;
}

/* ---- what the second run leaves out ---- */

static bool is_needed(Look *l, const Access *x)
{
    Operand o = {.l = l};
    find_needed(&o, x->stmt->rhs);
    for (int i = 0; i < o.found.n; i++)
        if (e_equal(o.found.at[i], x->lv))
            return true;
    return false;
}

/* The loop in the iteration that holds s, or s itself. */
static Stmt *whole(Look *l, Stmt *s)
{
    Stmt *found = s;
    for (Stmt *p = s; p != l->loop; p = info(p)->parent)
        if (p->kind == S_LOOP)
            found = p;
    return found;
}

/* Each pass over s writes another element: the counters of the loops around it are subscripts. */
static bool never_twice(Look *l, Stmt *s)
{
    for (Stmt *p = info(s)->parent; p != l->loop; p = info(p)->parent) {
        bool found = p->kind != S_LOOP;
        for (Expr *e = s->lhs; e->kind == E_INDEX && !found; e = e->a->kind == E_DECAY ? e->a->a : e->a)
            found = e->b->kind == E_VAR && e->b->var == info(p)->counted->counter;
        if (!found)
            return false;
    }
    return true;
}

/* What s writes is not read any more in the iteration, but by what is idle itself and does not need it to go back. */
static bool is_idle(Look *l, Stmt *s)
{
    if (s->lhs->kind != E_INDEX || !type_is_real(s->lhs->type))
        return false;
    for (int i = 0; i < l->reads.n; i++) {
        const Access *x = &l->reads.at[i];
        if (!alias_may_overlap(l->a->alias, x->lv, s->lhs) || plan_other_rows(l->a, whole(l, s), x->lv, x->stmt, s->lhs, s))
            continue;
        if (x->stmt == s && e_equal(x->lv, s->lhs) && (never_twice(l, s) || !is_needed(l, x)))
            continue;
        bool unread = info(x->stmt)->idle && x->stmt != s && !is_needed(l, x);
        bool before = info(x->stmt)->first < info(s)->first && whole(l, x->stmt) != whole(l, s);
        if (!unread && !before)
            return false;
    }
    return true;
}

/* Sums that only feed each other are idle together: all are, until something is found that is not. */
static void find_idle(Look *l)
{
    for (int i = 0; i < l->writes.n; i++)
        info(l->writes.at[i].stmt)->idle = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = l->writes.n - 1; i >= 0; i--) {
            Stmt *s = l->writes.at[i].stmt;
            if (info(s)->idle && !l->writes.at[i].idle && !is_idle(l, s)) {
                info(s)->idle = false;
                changed = true;
            }
        }
    }
}

/* Nothing in the second run has to do with it, nor what goes back through it. */
static bool is_state_idle(Look *l, const State *s)
{
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < (k ? l->writes.n : l->reads.n); i++) {
            const Access *x = k ? &l->writes.at[i] : &l->reads.at[i];
            if (root_var(x->lv) == s->root->var && (!info(x->stmt)->idle || (!k && is_needed(l, x))))
                return false;
        }
    return true;
}

static void wake(Look *l)
{
    for (int i = 0; i < l->writes.n; i++)
        info(l->writes.at[i].stmt)->idle = l->writes.at[i].idle;
}

/* ---- rows that alone are read ---- */

/* counter + c, which each iteration may compute: of a signed counter that goes up from a number, not below zero and at most the
   value behind the last iteration; of an unsigned one, which wraps, anything. */
static bool is_near_counter(const Counted *c, Expr *e)
{
    long long more = 0;
    e = e_unwidened(e);
    if (e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB) && e->b->kind == E_INT) {
        more = e->op == O_ADD ? e->b->ival : -e->b->ival;
        if (type_plain(e->type)->is_signed != type_plain(e->a->type)->is_signed)
            return false;
        e = e_unwidened(e->a);
    }
    const Type *t = type_plain(e->type);
    if (e->kind != E_VAR || e->var != c->counter || t->kind != T_INT || t->size < type_int()->size)
        return false;
    Expr *from = e_unwidened(c->from);
    return !t->is_signed || (!c->pace && !c->ahead && c->step == 1 && from->kind == E_INT && from->ival >= 0 && more <= 1 &&
                             from->ival + more >= 0);
}

/* Whether e is the number of one of n rows in each iteration: a number, t % 2, t & 1. */
static bool is_row_number(const Counted *c, Expr *e, long long n)
{
    e = e_unwidened(e);
    if (e->kind == E_INT)
        return e->ival >= 0 && e->ival < n;
    if (e->kind != E_BINARY || (e->op != O_REM && e->op != O_AND) || e_unwidened(e->b)->kind != E_INT || !is_near_counter(c, e->a))
        return false;
    long long by = e_unwidened(e->b)->ival;
    bool never_negative = !type_plain(e->type)->is_signed || type_plain(c->counter->type)->is_signed;
    return e->op == O_REM ? by > 0 && by <= n && never_negative : by >= 0 && by < n;
}

typedef struct RowReads {
    const Var *array;
    Expr *row;
    bool other; /* uses of the array that are not reads of elements of that row */
} RowReads;

static void find_row_reads(Expr **at, void *data)
{
    RowReads *r = data;
    Expr *e = *at;
    bool row = e->kind == E_DECAY && e->a->kind == E_INDEX && e->a->a->kind == E_DECAY && e->a->a->a->kind == E_VAR &&
               e->a->a->a->var == r->array;
    if (row && !r->row)
        r->row = e->a;
    if (row && e_equal(e->a, r->row))
        return;
    r->other |= e->kind == E_VAR && e->var == r->array;
    expr_kids(e, find_row_reads, r);
}

/* Elements that are left out when the iteration runs again are written, no others. */
static void find_row_uses(Stmt **at, void *data)
{
    RowReads *r = data;
    Stmt *s = *at;
    if (s->kind == S_ASSIGN && root_var(s->lhs) == r->array) {
        r->other |= !info(s)->idle;
        for (Expr *e = s->lhs; e->kind != E_VAR; e = e->a)
            if (e->kind == E_INDEX)
                find_row_reads(&e->b, r);
        find_row_reads(&s->rhs, r);
    } else {
        stmt_exprs(s, find_row_reads, r);
    }
    stmt_kids(s, find_row_uses, r);
}

/* u[t % 2], where an iteration reads nothing else of u, and the second run writes nothing of it. */
static Expr *only_row(Look *l, const State *s)
{
    const Var *v = s->root->var;
    const Type *t = type_plain(v->type);
    RowReads r = {.array = v};
    if (!s->count || s->sets_first || s->idle || v->kind != V_LOCAL || t->kind != T_ARRAY || t->count->kind != E_INT ||
        !type_is_array(t->to))
        return NULL;
    find_row_uses(&l->loop->body, &r);
    bool fits = r.row && !r.other && is_row_number(info(l->loop)->counted, r.row->b, t->count->ival);
    return fits ? r.row : NULL;
}

static Expr *elements_of_row(const Expr *row)
{
    Expr *n = NULL;
    for (const Type *t = type_plain(row->type); t->kind == T_ARRAY; t = type_plain(t->to)) {
        Expr *c = e_cast(type_ptrdiff(), t->count);
        n = n ? e_mul(n, c) : c;
    }
    return n;
}

/* ---- whether it pays ---- */

/* Whether a place for each iteration is known in front of the loop. */
static bool has_arrays(Adjoint *a, Stmt *loop)
{
    Segment *s = segment_open(a, loop->body, loop);
    bool ok = plan_arrays(a);
    a->segment = s->up;
    return ok;
}

static void drop_idle(Look *l)
{
    find_idle(l);
    for (int i = 0; i < l->states.n; i++) {
        State *s = &l->states.at[i];
        s->idle = is_state_idle(l, s);
        s->row = only_row(l, s);
    }
    wake(l);
}

/* At least MUCH times as many values would be kept as the state has: to run the iteration once more, without a dear call,
   costs less than that. Measured: Runge-Kutta with four stages (4 to 1) takes 5.6 times the primal without, 4.6 with it. */
enum { MUCH = 3, SCALARS = 4, DEEPER = 2 };

static bool look(Look *l)
{
    Adjoint *a = l->a;
    Stmt *loop = l->loop;
    Counted *c = info(loop)->counted;
    if (a->halves || !c || c->test || !has_arrays(a, loop) || rewinds_across(a, loop))
        return false;
    look_stmt(&loop->body, l);
    for (int i = 0; l->fits && i < l->writes.n; i++)
        l->fits = add_state(l, l->writes.at[i].lv);
    for (int i = 0; l->fits && i < l->writes.n; i++)
        l->fits = is_named(l, l->writes.at[i].lv);
    find_optional(l);
    for (int i = 0; l->fits && i < l->reads.n; i++)
        l->fits = is_named(l, l->reads.at[i].lv) && stays(l, l->reads.at[i].lv);
    if (l->fits)
        drop_idle(l);
    return l->fits;
}

bool rerun_pays(Adjoint *a, Stmt *loop)
{
    Look l = {.a = a, .loop = loop, .fits = true};
    if (!look(&l))
        return false;
    int arrays = 0, scalars = 0;
    for (int i = 0; i < l.states.n; i++) {
        const State *s = &l.states.at[i];
        bool kept = !s->sets_first && !s->idle;
        arrays += kept && s->count;
        scalars += kept && !s->count;
    }
    return scalars <= SCALARS && ((arrays && count_needed(&l) >= MUCH * arrays) || count_deeper(&l) >= DEEPER);
}

/* ---- the two runs ---- */

typedef struct Then {
    Subst subst;
    Map *arrays; /* Var -> where the second run has that array */
    Map *rows;   /* Var -> where it has the only row that it reads */
} Then;

static Expr *as_then(Expr *e, void *data)
{
    Then *t = data;
    if (e->kind != E_DECAY)
        return NULL;
    bool row = e->a->kind == E_INDEX && e->a->a->kind == E_DECAY && e->a->a->a->kind == E_VAR;
    Var *array = row ? e->a->a->a->var : e->a->kind == E_VAR ? e->a->var : NULL;
    if (array && !row && map_get(t->rows, array))
        bug("%s in a second run that has one row of it", array->name);
    return array ? map_get(row ? t->rows : t->arrays, array) : NULL;
}

/* The state in front of an iteration, kept at the start of its forward half; first: how the second run starts. */
static void keep_state(Adjoint *a, const State *s, Then *t, Stmt *first)
{
    Var *v = s->root->var;
    bool array = type_is_array(v->type), there = plan_in_scope(a, v);
    if (s->idle || (s->count && s->sets_first && there))
        return;
    if (s->count && s->sets_first) { /* declared where the reverse sweep does not see it: it needs one of its own */
        Var *own = var_new(a->out, V_LOCAL, v->name, type_unqual(v->type));
        s_add(first, s_decl(own, NULL));
        map_put(t->arrays, v, e_decay(e_var(own)));
        return;
    }
    Expr *root = s->row ? s->row : s->root;
    Type *type = array ? e_decay(root)->type : type_unqual(v->type);
    Var *then = var_new(a->out, V_LOCAL, format("%s_then", v->name), type);
    Expr *kept = s->sets_first ? NULL
                 : s->count    ? e_cast(type, plan_keep_array(a, root, s->row ? elements_of_row(root) : s->count, s->optional))
                               : plan_store(a, s->root, format("%s_kept", v->name));
    s_add(first, s_decl(then, kept));
    map_put(s->row ? t->rows : array ? t->arrays : t->subst.vars, v, e_var(then));
}

static void append(Stmt *to, const StmtList *from)
{
    for (int i = 0; i < from->n; i++)
        s_add(to, from->at[i]);
}

/* A copy of the primal's statements has its lines told as forward halves have. */
static void tell_lines(Stmt **at, void *data)
{
    Adjoint *a = data;
    Stmt *s = *at;
    StmtList old = s->list;
    s->list = (StmtList){0};
    for (int i = 0; i < old.n; i++) {
        if (old.at[i]->kind == S_ASSIGN && active_lvalue(a->active, old.at[i]->lhs))
            comment_add(s, old.at[i]->loc);
        s_add(s, old.at[i]);
    }
    stmt_kids(s, tell_lines, a);
}

/* Both halves of an iteration, as reverse_fused has them. */
static Stmt *both_halves(Adjoint *a, Stmt *loop, Region *r)
{
    Segment *seg = segment_open(a, loop->body, loop);
    Stmt *rev = s_block(), *body = s_block();
    r->segment = seg;
    a->region = r;
    reverse_block(a, loop->body, seg, rev);
    a->region = r->up;
    append(body, &r->decls);
    append(body, &seg->fwd->list);
    append(body, &rev->list);
    for (int i = r->last.n - 1; i >= 0; i--)
        s_add(body, r->last.at[i]);
    return body;
}

static const char *how_kept(const State *s)
{
    return s->idle ? "rerun: what runs again has nothing to do with it" :
           s->sets_first ? "rerun: each iteration sets it before it reads it" :
                           "keep before each iteration of the loop, which runs again";
}

void rerun_loop(Adjoint *a, Stmt *loop, Stmt *rev)
{
    Look l = {.a = a, .loop = loop, .fits = true};
    look(&l);
    planned_loop(a, loop, "rerun: the state is kept before each iteration, which runs again in the reverse sweep");
    Segment *seg = segment_open(a, loop->body, loop);
    Then names = {.subst = {.vars = map_new(), .targets = map_new(), .hook = as_then}, .arrays = map_new(), .rows = map_new()};
    Subst same = {.targets = map_new()};
    Stmt *first = s_block();
    names.subst.data = &names;
    for (int i = 0; i < l.states.n; i++) {
        const State *s = &l.states.at[i];
        planned_state(a, s->row ? s->row : s->root, loop, how_kept(s));
        keep_state(a, s, &names, first);
    }
    Stmt *copy = stmt_clone(loop->body, &same);
    for (int i = 0; i < l.writes.n; i++) /* a second run itself: what it leaves out */
        if (l.writes.at[i].idle)
            *(Stmt *)map_get(same.targets, l.writes.at[i].stmt) = *s_block();
    tell_lines(&copy, a);
    append(seg->fwd, &copy->list);
    a->segment = seg->up;
    Counted *then = seg->then ? seg->then : loop_bounds_then(a, loop);
    s_add(a->segment->fwd, loop_forward(a, loop, seg->fwd));
    Region again = {.block = loop->body, .up = a->region, .later = true};
    find_idle(&l);
    Stmt *body = both_halves(a, loop, &again), *made = loop_reversed(a, then);
    wake(&l);
    append(made->body, &first->list);
    append(made->body, &stmt_clone(body, &names.subst)->list);
    s_add(rev, made);
    append(rev, &again.after);
}
