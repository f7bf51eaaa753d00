/* loops.c: the two halves of a loop and of a switch.

   A counted loop is reversed by counting the other way: the counter's values are then at hand and nothing is stored for
   it. The header never forms a value that the counter's type may not hold. Other loops count their trips. */
#include "adjoint.h"

#include <math.h>

/* ---- which loops are counted ---- */

static Expr *bare(Expr *e)
{
    while (e && e->kind == E_CAST && e->implicit)
        e = e->a;
    return e;
}

/* (size_t)0 is a literal like another. */
static Expr *literal_of(Expr *e)
{
    return e->kind == E_CAST && e->a->kind == E_INT ? e_cast(e->type, e->a) : e;
}

static Op mirrored(Op op)
{
    switch (op) {
    case O_LT:
        return O_GT;
    case O_GT:
        return O_LT;
    case O_LE:
        return O_GE;
    case O_GE:
        return O_LE;
    default:
        return op;
    }
}

static bool is_counter(Expr *e, Var *v)
{
    e = bare(e);
    return e && e->kind == E_VAR && e->var == v;
}

/* counter = counter + pace in the counter's own signed type: a sum that does not fit is undefined. */
static bool sets_pace(Counted *c, Expr *sum)
{
    Type *t = type_plain(c->counter->type), *computed = type_plain(sum->type);
    if (sum->op != O_ADD || !t->is_signed || !type_same(t, computed) || !type_is_integer(sum->b->type))
        return false;
    c->pace = sum->b;
    c->step = 0;
    return true;
}

/* step: counter = counter + c. */
static bool step_of(Stmt *s, Counted *c)
{
    if (s && s->kind == S_BLOCK && s->list.n == 1)
        s = s->list.at[0];
    if (!s || s->kind != S_ASSIGN || s->lhs->kind != E_VAR || s->lhs->var != c->counter)
        return false;
    Expr *e = bare(s->rhs);
    bool converted = e->kind == E_CAST;
    if (converted)
        e = bare(e->a);
    if (e->kind != E_BINARY || (e->op != O_ADD && e->op != O_SUB) || !is_counter(e->a, c->counter))
        return false;
    Expr *by = bare(e->b);
    if (by->kind != E_INT)
        return !converted && sets_pace(c, e);
    c->step = e->op == O_ADD ? by->ival : -by->ival;
    return c->step != 0;
}

/* What the loop's condition compares the counter with; false: it does not. */
bool loop_read_test(Counted *c, Expr *cond)
{
    cond = bare(cond);
    if (cond->kind == E_BINARY && cond->op == O_LAND && loop_read_test(c, cond->b)) {
        if (c->test)
            return false;
        c->test = cond->a;
        return true;
    }
    if (cond->kind != E_BINARY || cond->op < O_LT || cond->op > O_GE)
        return false;
    Expr *ahead = bare(cond->a);
    bool shifted = ahead->kind == E_BINARY && (ahead->op == O_ADD || ahead->op == O_SUB) &&
                   is_counter(ahead->a, c->counter) && type_is_integer(ahead->b->type) && type_plain(ahead->type)->is_signed;
    if (is_counter(cond->a, c->counter)) {
        c->rel = cond->op;
        c->to = cond->b;
    } else if (shifted) { /* i + k < n: i < n - k, which the wider type holds */
        c->rel = cond->op;
        c->ahead = ahead;
        c->compared = cond->a->type;
        Type *t = type_ptrdiff();
        c->to = e_bin(ahead->op == O_ADD ? O_SUB : O_ADD, e_cast(t, cond->b), e_cast(t, bare(ahead->b)));
    } else if (is_counter(cond->b, c->counter)) {
        c->rel = mirrored(cond->op);
        c->to = cond->a;
    } else {
        return false;
    }
    return true;
}

/* A flag loop (structure.c): the step is the last statement of the body, guarded by the flags. */
static Stmt *guarded_step(Stmt *loop)
{
    Stmt *last = loop->body->list.n ? loop->body->list.at[loop->body->list.n - 1] : NULL;
    if (!last || last->kind != S_IF || last->other || last->body->list.n != 1)
        return NULL;
    return last->body->list.at[0];
}

/* The comparison is in the counter's own type, or in one that holds all its values in order. */
static bool compares_plainly(Counted *c)
{
    Type *t = type_plain(c->counter->type), *b = type_plain(c->to->type);
    if (t->kind != T_INT || b->kind != T_INT)
        return false;
    Expr *from = bare(c->from), *shift = c->ahead ? bare(c->ahead->b) : NULL;
    bool stays_positive = from->kind == E_INT && from->ival >= 0 && c->step > 0;
    if (c->ahead && !type_plain(c->compared)->is_signed) /* a sum below zero would be large */
        return stays_positive && c->ahead->op == O_ADD && shift->kind == E_INT && shift->ival >= 0;
    return type_plain(type_usual(t, b))->is_signed || !t->is_signed || stays_positive;
}

/* What an integer type holds. */
static void range_of(const Type *t, long double *least, long double *most)
{
    int bits = 8 * t->size - (t->is_signed ? 1 : 0);
    *most = ldexpl(1.0L, bits) - 1.0L;
    *least = t->is_signed ? -*most - 1.0L : 0.0L;
}

enum { LONG_STEP = 1024 };

/* Whether the test ends the loop before a step can leave what the counter's type holds. */
static bool stops_within(const Counted *c)
{
    long double least, most, low, high, to;
    Expr *bound = c->to;
    while (bound->kind == E_CAST && bound->implicit && type_plain(bound->a->type)->size < type_plain(bound->type)->size &&
           (!type_plain(bound->a->type)->is_signed || type_plain(bound->type)->is_signed))
        bound = bound->a;
    range_of(type_plain(c->counter->type), &least, &most);
    range_of(type_plain(bound->type), &low, &high);
    if (e_value(bound, &to))
        low = high = to;
    bool beyond = c->rel == O_LE || c->rel == O_GE;
    return c->step > 0 ? high - !beyond + c->step <= most : low + !beyond + c->step >= least;
}

/* Whether the counter may leave what its type holds and come round to other values. Signed ones of int and wider do not, nor does
   a loop that would never end then, or would only end after millions of iterations. `to` may be NULL: the test is another one. */
bool loop_may_wrap(const Counted *c, bool left_early)
{
    Type *t = type_plain(c->counter->type);
    bool wide = t->size >= type_int()->size, up = c->step > 0;
    bool towards = c->to && up == (c->rel == O_LT || c->rel == O_LE);
    long long step = up ? c->step : -c->step;
    long double from;
    if ((wide && t->is_signed) || (towards && !left_early && step <= (wide ? LONG_STEP : 1)))
        return false;
    bool far = wide && up && step <= LONG_STEP && e_value(bare(c->from), &from) && from >= 0 && from < ldexpl(1.0L, 30);
    return !far && !(towards && stops_within(c));
}

Counted *loop_counted(Adjoint *a, Stmt *s)
{
    Counted *c = NEW(Counted);
    Stmt *init = s->init, *step = s->step;
    if (init && init->kind == S_BLOCK && init->list.n == 1)
        init = init->list.at[0];
    if (s->flavor != L_FOR || !init || !s->cond)
        return NULL;
    if (init->kind == S_DECL && init->rhs) {
        c->counter = init->var;
        c->from = init->rhs;
        c->declared = true;
    } else if (init->kind == S_ASSIGN && init->lhs->kind == E_VAR) {
        c->counter = init->lhs->var;
        c->from = init->rhs;
    }
    if (c->from)
        c->from = literal_of(c->from);
    if (!c->counter || !type_is_integer(c->counter->type) || !plan_simple(a, c->counter) || stmt_call(init))
        return NULL;
    if (!step)
        step = guarded_step(s);
    if (!loop_read_test(c, s->cond) || !step_of(step, c) || !compares_plainly(c))
        return NULL;
    bool up = c->rel == O_LT || c->rel == O_LE;
    if (up != (c->step > 0 || c->pace) || (!s->step && !c->test) || (!c->pace && loop_may_wrap(c, c->test != NULL)))
        return NULL;
    if (c->pace && (c->test || plan_written_in(a, c->pace, s, init)))
        return NULL;
    if (c->pace)
        c->number = var_new(a->out, V_LOCAL, "turn", type_qual(type_ptrdiff(), Q_CONST));
    if (plan_written_in(a, e_var(c->counter), s->body, step) || plan_written_in(a, c->to, s, init) ||
        plan_written_in(a, c->from, s, init))
        return NULL;
    return c;
}

/* ---- reversed headers ---- */

static bool literal(Expr *e, long long *v)
{
    e = bare(e);
    if (e->kind == E_UNARY && e->op == O_NEG && bare(e->a)->kind == E_INT) {
        *v = -bare(e->a)->ival;
        return true;
    }
    if (e->kind != E_INT)
        return false;
    *v = e->ival;
    return *v > -1000000000 && *v < 1000000000;
}

static Expr *at_type(Type *t, Expr *e)
{
    return e_cast(t, e);
}

static Stmt *header(Var *v, Expr *start, Op rel, Expr *end, long long step)
{
    Stmt *s = s_new(S_LOOP, (Loc){0});
    s->flavor = L_FOR;
    s->init = s_decl(v, at_type(type_unqual(v->type), start));
    s->cond = e_bin(rel, e_var(v), end);
    if (step)
        s->step = s_assign(e_var(v), e_cast(type_unqual(v->type),
                                            e_bin(step > 0 ? O_ADD : O_SUB, e_var(v), e_int(1))));
    s->body = s_block();
    return s;
}

/* Steps first: for (i = start; i rel end;) { i += step; ... }: no value beyond the bounds is formed. */
static Stmt *step_first(Var *v, Expr *start, Op rel, Expr *end, Op op)
{
    Stmt *s = header(v, start, rel, end, 0);
    Type *t = type_unqual(v->type);
    s_add(s->body, s_assign(e_var(v), e_cast(t, e_bin(op, e_var(v), e_int(1)))));
    return s;
}

static Stmt *by_trips(Adjoint *a, Counted *c, Expr *trips)
{
    Type *t = type_ptrdiff();
    Var *n = var_new(a->out, V_LOCAL, "trips", t);
    Stmt *s = header(n, trips, O_GT, e_int_type(t, 0), -1);
    if (!c)
        return s;
    Expr *number = e_sub(e_var(n), e_int_type(t, 1)), *back = e_mul(e_int_type(t, c->step), number);
    if (c->pace) {
        s_add(s->body, s_decl(c->number, number));
        back = e_mul(e_var(c->number), e_cast(t, c->pace));
    }
    Type *own = type_unqual(c->counter->type);
    s_add(s->body, s_decl(c->counter, e_cast(own, e_add(e_cast(t, c->from), back))));
    return s;
}

/* Of a loop down by one to a number: the n of n - 1, and of the (n > to ? n - 1 : to - 1) that reversed loops start from. The
   program has formed n - 1 where the loop runs, so that i + 1 can be formed too. NULL: it starts somewhere else. */
Expr *loop_beyond(const Counted *c)
{
    Type *t = type_plain(c->counter->type);
    Expr *from = bare(c->from), *beyond = NULL;
    long long to, least, less, before;
    if (c->step != -1 || c->rel != O_GE || !t->is_signed || t->size > 4 || !literal(c->to, &to))
        return NULL;
    if (from->kind == E_COND) {
        Expr *runs = bare(from->a);
        if (runs->kind != E_BINARY || runs->op != O_GT || !literal(runs->b, &least) || least != to ||
            !literal(from->c, &before) || before != to - 1)
            return NULL;
        beyond = runs->a;
        from = bare(from->b);
    }
    if (from->kind != E_BINARY || from->op != O_SUB || !type_same(t, type_plain(from->type)) || !literal(from->b, &less) ||
        less != 1 || (beyond && !e_equal(beyond, from->a)))
        return NULL;
    return from->a;
}

/* Such a loop, and one from n - 2 or less, the other way. NULL: it starts somewhere else. */
static Stmt *upward(Counted *c, Type *t, long long to)
{
    Expr *from = bare(c->from), *beyond = loop_beyond(c);
    long long less;
    if (beyond)
        return header(c->counter, e_int_type(t, to), O_LT, beyond, 1);
    if (from->kind != E_BINARY || from->op != O_SUB || !type_same(t, type_plain(from->type)) || !literal(from->b, &less) ||
        less < 1)
        return NULL;
    return header(c->counter, e_int_type(t, to), O_LE, c->from, 1);
}

/* The loop over the same values of the counter in the other direction; bounds as the reverse half reads them. */
Stmt *loop_reversed(Adjoint *a, Counted *c)
{
    long long from, to;
    Type *t = type_plain(c->counter->type);
    bool small = t->size <= 4 || t->is_signed;
    if (c->step == 1 && c->rel == O_LT && t->is_signed && literal(c->from, &from)) {
        Type *b = type_plain(c->to->type);
        bool wider = b->is_signed && b->size > t->size;
        Expr *n = wider ? c->to : at_type(t, c->to);
        if (literal(c->to, &to))
            return header(c->counter, e_int_type(t, to - 1), O_GE, e_int_type(t, from), -1);
        Type *w = wider ? b : t;
        Expr *start = e_cond(e_bin(O_GT, n, e_int_type(w, from)), e_sub(n, e_int_type(w, 1)),
                             e_int_type(w, from - 1));
        return header(c->counter, start, O_GE, e_int_type(t, from), -1);
    }
    if (c->step == 1 && c->rel == O_LT && type_same(t, type_plain(c->to->type)))
        return step_first(c->counter, c->to, O_GT, c->from, O_SUB);
    if (c->step == 1 && c->rel == O_LE && t->is_signed && literal(c->from, &from))
        return header(c->counter, c->to, O_GE, c->from, -1);
    if (c->step == -1 && c->rel == O_GT && type_same(t, type_plain(c->to->type)))
        return step_first(c->counter, c->to, O_LT, c->from, O_ADD);
    bool down_to = c->step == -1 && c->rel == O_GE && t->is_signed && small && literal(c->to, &to);
    Stmt *up = down_to ? upward(c, t, to) : NULL;
    if (up)
        return up;
    if (down_to)
        return step_first(c->counter, e_int_type(t, to - 1), O_LT, c->from, O_ADD);
    return by_trips(a, c, loop_trips(a, c));
}

static void prepend(Stmt *block, Stmt *first)
{
    StmtList all = {0};
    list_add(&all, first);
    for (int i = 0; i < block->list.n; i++)
        list_add(&all, block->list.at[i]);
    block->list = all;
}

static void number_turns(Counted *c, Stmt *body)
{
    Type *t = type_ptrdiff();
    if (c && c->pace)
        prepend(body, s_decl(c->number, e_div(e_sub(e_cast(t, e_var(c->counter)), e_cast(t, c->from)), e_cast(t, c->pace))));
}

/* The same header as the primal's, with a counter of its own. */
static Stmt *onward(Counted *c)
{
    Type *t = type_unqual(c->counter->type);
    Stmt *s = header(c->counter, c->from, c->rel, c->to, 0);
    s->step = s_assign(e_var(c->counter), e_cast(t, e_add(e_var(c->counter), c->pace ? c->pace : e_int(c->step))));
    number_turns(c, s->body);
    return s;
}

/* ---- loops ---- */

static Stmt *forward_simple(Adjoint *a, Stmt *s)
{
    Subst x = {0};
    (void)a;
    return s ? stmt_clone(s, &x) : NULL;
}

Stmt *loop_forward(Adjoint *a, Stmt *s, Stmt *body)
{
    Stmt *made = s_new(S_LOOP, s->loc);
    *made = *s;
    made->plan = NULL;
    made->sums_only = false;
    made->init = forward_simple(a, s->init);
    made->step = forward_simple(a, s->step);
    made->cond = plan_forward(a, s->cond);
    made->body = body;
    number_turns(info(s)->counted, body);
    return made;
}

static void append(Stmt *to, Stmt *from)
{
    for (int i = 0; i < from->list.n; i++)
        s_add(to, from->list.at[i]);
}

Counted *loop_bounds_then(Adjoint *a, Stmt *s)
{
    Counted *c = NEW(Counted);
    Moment m = {s, false};
    *c = *info(s)->counted;
    c->from = plan_need(a, c->from, m);
    c->to = plan_need(a, c->to, m);
    c->pace = plan_need(a, c->pace, m);
    return c;
}

/* A loop that is not counted, or may end early: its trips are counted on the way. */
static void count_trips(Adjoint *a, Stmt *s, Stmt *fwd_body, Stmt *rev_body, Stmt *rev)
{
    Type *t = type_ptrdiff();
    Var *n = var_new(a->out, V_LOCAL, "trips", t);
    bool at_root = !a->halves && a->segment->block == a->region->block;
    Counted *c = info(s)->counted ? loop_bounds_then(a, s) : NULL;
    s_add(a->segment->fwd, s_decl(n, e_int_type(t, 0)));
    prepend(fwd_body, s_assign(e_var(n), e_add(e_var(n), e_int_type(t, 1))));
    s_add(a->segment->fwd, loop_forward(a, s, fwd_body));
    Expr *trips = at_root ? e_var(n) : plan_store(a, e_var(n), "trips_kept");
    Stmt *made = by_trips(a, c, trips);
    append(made->body, rev_body);
    s_add(rev, made);
}

/* Whether the reverse halves of its iterations may run in any order: nothing active flows from one to another but sums,
   and they take nothing from where order matters. */
static bool any_order(Adjoint *a, Stmt *loop)
{
    return !rewinds_across(a, loop) && fuse_any_order(a, loop);
}

void reverse_loop(Adjoint *a, Stmt *s, Stmt *rev)
{
    if (rerun_pays(a, s)) {
        rerun_loop(a, s, rev);
        return;
    }
    Counted *c = info(s)->counted;
    Segment *seg = segment_open(a, s->body, s);
    Stmt *rev_body = s_block();
    bool selects = select_open(a, s);
    reverse_block(a, s->body, seg, rev_body);
    if (selects) {
        planned_loop(a, s, "reverse the one iteration that the loop picks");
        select_close(a, loop_forward(a, s, seg->fwd), rev_body, rev);
        return;
    }
    if (!rev_body->list.n) {
        planned_loop(a, s, "nothing to reverse");
        s_add(a->segment->fwd, loop_forward(a, s, seg->fwd));
        return;
    }
    if (!c || c->test) {
        planned_loop(a, s, "count its iterations, and back");
        count_trips(a, s, seg->fwd, rev_body, rev);
        return;
    }
    Counted *then = seg->then ? seg->then : loop_bounds_then(a, s);
    bool free = !seg->stacks && any_order(a, s), onwards = free && !loop_scatters(a, s);
    planned_loop(a, s, onwards ? "its iterations in the same order: they do not depend on each other" :
                                 "its iterations backwards");
    Stmt *made = onwards ? onward(then) : loop_reversed(a, then);
    made->sums_only = free && fuse_shares_sums(a, s);
    s_add(a->segment->fwd, loop_forward(a, s, seg->fwd));
    append(made->body, rev_body);
    s_add(rev, made);
}

/* The forward halves of what is in it store nothing but variables of their own. */
static bool stores_nothing(Adjoint *a, Stmt *s, Stmt *loop)
{
    bool own = s->kind == S_ASSIGN && (info(s)->idle || fuse_own(a, s->lhs, loop->body));
    bool none = own || s->kind == S_DECL || s->kind == S_BLOCK || s->kind == S_COMMENT;
    for (int i = 0; i < s->list.n && none; i++)
        none = stores_nothing(a, s->list.at[i], loop);
    return none;
}

void reverse_fused(Adjoint *a, Stmt *s)
{
    planned_loop(a, s, "each iteration forward and back at once: they share nothing but sums");
    Region r = {.block = s->body, .up = a->region};
    Segment *seg = segment_open(a, s->body, s);
    Stmt *rev = s_block(), *body = s_block();
    r.segment = seg;
    a->region = &r;
    reverse_block(a, s->body, seg, rev);
    a->region = r.up;
    Counted *c = info(s)->counted;
    Stmt *step = c && c->test ? seg->fwd->list.at[--seg->fwd->list.n] : NULL; /* it ends the body */
    for (int i = 0; i < r.decls.n; i++)
        s_add(body, r.decls.at[i]);
    append(body, seg->fwd);
    append(body, rev);
    for (int i = r.last.n - 1; i >= 0; i--)
        s_add(body, r.last.at[i]);
    if (step) /* the reverse half reads the counter too */
        s_add(body, step);
    Stmt *made = loop_forward(a, s, body);
    made->sums_only = stores_nothing(a, s->body, s) && fuse_shares_sums(a, s);
    s_add(a->segment->fwd, made);
    for (int i = 0; i < r.after.n; i++)
        s_add(a->segment->fwd, r.after.at[i]);
}

/* ---- switch ---- */

void reverse_switch(Adjoint *a, Stmt *s, Stmt *rev)
{
    Stmt *made = s_new(S_SWITCH, s->loc), *back = s_new(S_SWITCH, s->loc);
    bool work = false;
    for (int i = 0; i < s->arms.n; i++) {
        Arm fwd = s->arms.at[i], then = fwd;
        Segment *seg = segment_open(a, fwd.body, NULL);
        then.body = s_block();
        reverse_block(a, fwd.body, seg, then.body);
        fwd.body = seg->fwd;
        work |= then.body->list.n > 0;
        Stmt *leave = s_new(S_BREAK, s->loc), *leave_back = s_new(S_BREAK, s->loc);
        leave->target = made;
        leave_back->target = back;
        s_add(fwd.body, leave);
        s_add(then.body, leave_back);
        list_add(&made->arms, fwd);
        list_add(&back->arms, then);
    }
    Moment m = {s, false};
    made->cond = plan_forward(a, s->cond);
    if (work) {
        Expr *here = made->cond;
        back->cond = plan_cost(a, s->cond, m) ?
                         plan_store_as(a, made->cond, type_unqual(s->cond->type),
                                       format("case_%d", s->loc.line), &here) :
                         plan_need(a, s->cond, m);
        made->cond = here;
        s_add(rev, back);
    }
    s_add(a->segment->fwd, made);
}
