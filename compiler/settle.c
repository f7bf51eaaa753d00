/* settle.c: is a variable set on every way to each of its reads?

   Walks a function of the raw tree, gotos included, in the order in which it runs; where ways meet, what was not set on one of
   them is not set. An argument `&v` is followed into the callee, where the same is asked of what the parameter points
   to. Iterations that run a known number of times are walked one by one (ints.c), so that one element of an array can be
   asked about like a scalar. unstatic.c and once.c ask. */
#include "settle.h"

#include <string.h>

enum { MOST_ITERATIONS = 2000 }; /* that are walked one by one, in a function */

/* What control brings to a label, to the head or the end of a loop, to the end of a function. */
typedef struct Join {
    bool unset; /* on some way */
} Join;

static void settled_expr(Expr **at, void *data);

/* ---- control ---- */

static Join *join_at(Settled *s, const void *where)
{
    Join *j = map_get(s->joins, where);
    if (!j)
        map_put(s->joins, where, j = NEW(Join));
    return j;
}

static void come_to(Settled *s, const void *where)
{
    Join *j = join_at(s, where);
    s->changed |= !s->set && !j->unset;
    j->unset |= !s->set;
}

static void leave_to(Settled *s, const void *where)
{
    come_to(s, where);
    s->set = true;
}

static void go_on_from(Settled *s, const void *where)
{
    come_to(s, where);
    s->set = !join_at(s, where)->unset;
}

static const void *head_of(const Stmt *loop) { return &loop->body; }

static const void *step_of(const Stmt *loop) { return &loop->step; }

static const void *end_of(const Stmt *s) { return &s->cond; }

/* What may be assigned on a way that is not always taken. */
static void forget(Settled *s, Stmt *st)
{
    if (s->ints)
        ints_forget(s->ints, st);
}

/* Walks the iterations that certainly run; are those all? */
static bool settled_iterations(Settled *s, Stmt *loop)
{
    long long more;
    if (!s->ints || loop->flavor == L_DO || !loop->cond || !ints_is_straight(loop))
        return false;
    while (s->iterations < MOST_ITERATIONS && ints_value(s->ints, loop->cond, &more)) {
        settled_expr(&loop->cond, s);
        if (!more)
            return true;
        s->iterations++;
        settled_stmt(&loop->body, s);
        if (loop->step)
            settled_stmt(&loop->step, s);
    }
    return false;
}

static void settled_loop(Settled *s, Stmt *loop)
{
    if (loop->init)
        settled_stmt(&loop->init, s);
    if (settled_iterations(s, loop))
        return;
    forget(s, loop);
    go_on_from(s, head_of(loop));
    if (loop->flavor != L_DO && loop->cond) {
        settled_expr(&loop->cond, s);
        come_to(s, end_of(loop));
    }
    settled_stmt(&loop->body, s);
    forget(s, loop);
    go_on_from(s, step_of(loop));
    if (loop->flavor == L_DO && loop->cond) {
        settled_expr(&loop->cond, s);
        come_to(s, end_of(loop));
    }
    if (loop->step)
        settled_stmt(&loop->step, s);
    leave_to(s, head_of(loop));
    go_on_from(s, end_of(loop));
    forget(s, loop);
}

static void settled_switch(Settled *s, Stmt *sw)
{
    settled_expr(&sw->cond, s);
    bool chosen = s->set, any = false;
    s->set = true;
    for (int i = 0; i < sw->arms.n; i++) {
        any |= sw->arms.at[i].is_default;
        s->set &= chosen;
        forget(s, sw);
        settled_stmt(&sw->arms.at[i].body, s);
    }
    forget(s, sw);
    s->set &= any || chosen;
    go_on_from(s, end_of(sw));
}

static void settled_if(Settled *s, Stmt *st)
{
    long long taken;
    bool known = s->ints && ints_value(s->ints, st->cond, &taken) && ints_is_straight(st);
    settled_expr(&st->cond, s);
    bool before = s->set;
    if (!known || taken)
        settled_stmt(&st->body, s);
    if (known) {
        if (!taken && st->other)
            settled_stmt(&st->other, s);
        return;
    }
    bool then = s->set;
    s->set = before;
    forget(s, st);
    if (st->other)
        settled_stmt(&st->other, s);
    forget(s, st);
    s->set &= then;
}

static void forget_all(Settled *s)
{
    if (s->ints)
        ints_forget_all(s->ints);
}

static void settled_opaque(Settled *s, const ExprList *mentioned)
{
    for (int i = 0; i < mentioned->n; i++)
        s->escapes |= mentioned->at[i]->kind == E_VAR && mentioned->at[i]->var == s->v;
}

/* `--p;`: what is asked about all that p points to is asked no less. */
static bool is_move(const Settled *s, const Stmt *st)
{
    const Expr *e = st->kind == S_EXPR ? st->rhs : NULL;
    bool moves = e && (e->kind == E_PREDEC || e->kind == E_PREINC || e->kind == E_POSTDEC || e->kind == E_POSTINC ||
                       (e->kind == E_ASSIGN && (e->op == O_ADD || e->op == O_SUB)));
    return moves && s->element && s->pointed && e->a->kind == E_VAR && e->a->var == s->v;
}

void settled_stmt(Stmt **at, void *data)
{
    Settled *s = data;
    Stmt *st = *at;
    if (s->passes && s->passes(s, st)) {
        forget(s, st);
        return;
    }
    switch (st->kind) {
    case S_IF:
        settled_if(s, st);
        return;
    case S_LOOP:
        settled_loop(s, st);
        return;
    case S_SWITCH:
        settled_switch(s, st);
        return;
    case S_GOTO:
        leave_to(s, intern(st->label));
        return;
    case S_LABEL:
        forget_all(s);
        go_on_from(s, intern(st->label));
        return;
    case S_BREAK:
        leave_to(s, end_of(st->target));
        return;
    case S_CONTINUE:
        leave_to(s, step_of(st->target));
        return;
    case S_DECL:
        if (st->var == s->v) {
            s->set |= st->var->kind == V_LOCAL;
            return;
        }
        break;
    case S_OPAQUE:
        forget_all(s);
        settled_opaque(s, &st->args);
        s->escapes |= strstr(st->text, "goto") != NULL; /* to any label */
        return;
    default:
        break;
    }
    if (is_move(s, st)) {
        if (st->rhs->b)
            settled_expr(&st->rhs->b, s);
        return;
    }
    stmt_exprs(st, settled_expr, s);
    stmt_kids(st, settled_stmt, s);
    if (st->kind == S_DECL && s->ints)
        ints_declare(s->ints, st);
    if (st->kind == S_RETURN)
        leave_to(s, s->fn);
}

/* ---- values ---- */

/* v[i][j], *v, v[i] of the array, or what the parameter points to with any subscript. */
static bool is_part(const Settled *s, const Expr *e)
{
    if (e->kind == E_DEREF || e->kind == E_INDEX)
        return s->pointed && e->a->kind == E_VAR ? e->a->var == s->v : e->a->kind == E_DECAY && is_part(s, e->a->a);
    return !s->pointed && e->kind == E_VAR && e->var == s->v;
}

/* Is it certainly the element that is asked about, or certainly another? */
static bool is_element(const Settled *s, const Expr *e, bool *other)
{
    long long at = 0, width = 1, k = 0;
    for (bool more = !s->pointed; more && e->kind != E_VAR; e = e->a->a) {
        const Type *array = type_plain(e->a->a->type);
        if (array->kind != T_ARRAY || array->count->kind != E_INT || (e->kind == E_INDEX && !ints_value(s->ints, e->b, &k)))
            return *other = false;
        k = e->kind == E_INDEX ? k : 0;
        if (k < 0 || k >= array->count->ival)
            return *other = false;
        at += k * width;
        width *= array->count->ival;
    }
    *other = !s->pointed && at != *s->element;
    return !s->pointed && !*other;
}

static void settled_subscripts(Settled *s, Expr *e)
{
    for (; e->kind != E_VAR; e = e->a->kind == E_DECAY ? e->a->a : e->a)
        if (e->kind == E_INDEX)
            settled_expr(&e->b, s);
}

static void settled_access(Settled *s, Expr *e, bool reads)
{
    bool other, is = is_element(s, e, &other);
    s->escapes |= !type_is_arith(type_plain(e->type));
    s->read |= reads && !other && !s->set;
    s->set |= !reads && is;
}

static bool is_it(const Settled *s, const Expr *e)
{
    if (s->is)
        return s->is(s, e);
    if (s->element)
        return false;
    if (!s->pointed)
        return e->kind == E_VAR && e->var == s->v;
    bool first = e->kind == E_DEREF || (e->kind == E_INDEX && e_is_zero(e->b));
    return first && e->a->kind == E_VAR && e->a->var == s->v;
}

static bool is_its_address(const Settled *s, const Expr *e)
{
    if (s->is)
        return false;
    while (s->element && e->kind == E_CAST && e->implicit)
        e = e->a;
    if (s->element && (e->kind == E_ADDR || e->kind == E_DECAY) && is_part(s, e->a))
        return true;
    return s->pointed ? e->kind == E_VAR && e->var == s->v : e->kind == E_ADDR && is_it(s, e->a);
}

static const Settled *through(const Settled *s, Var *param);

/* The address is an argument of f. */
static void settled_in(Settled *s, Fn *f, int k)
{
    if (f->body && k < f->params.n) {
        const Settled *there = through(s, f->params.at[k]);
        s->escapes |= there->escapes;
        s->read |= there->read && !s->set;
        s->set |= there->set;
    } else if (f->class == F_MATH && !s->element) { /* frexp, sincos: they set */
        s->read |= known_reads(f, k) && !s->set;
        s->set = true;
    } else {
        s->escapes = true;
    }
}

FnList settled_callees(Program *p, const Expr *call)
{
    Type *t = type_plain(call->a->type);
    return fn_candidates(p, t->kind == T_POINTER ? type_plain(t->to) : t);
}

static void settled_argument(Settled *s, const Expr *call, int k)
{
    if (call->fn) {
        settled_in(s, call->fn, k);
        return;
    }
    FnList fns = settled_callees(s->p, call);
    bool before = s->set, all = true;
    for (int i = 0; i < fns.n; i++) {
        s->set = before;
        settled_in(s, fns.at[i], k);
        all &= s->set;
    }
    s->escapes |= !fns.n;
    s->set = fns.n ? all : before;
}

/* memset(v, 0, sizeof v) */
static bool fills_all(const Settled *s, const Expr *call)
{
    long long bytes;
    if (!s->element || s->pointed || !call->fn || call->fn->class != F_MEMORY || call->args.n != 3)
        return false;
    const Expr *to = call->args.at[0];
    while (to->kind == E_CAST)
        to = to->a;
    return to->kind == E_DECAY && to->a->kind == E_VAR && to->a->var == s->v && ints_value(s->ints, call->args.at[2], &bytes) &&
           bytes == type_bytes(s->v->type);
}

static void settled_call(Settled *s, Expr *call)
{
    if (fills_all(s, call)) {
        settled_expr(&call->args.at[1], s);
        s->set = true;
        return;
    }
    if (!call->fn)
        settled_expr(&call->a, s);
    for (int i = 0; i < call->args.n; i++) {
        Expr *e = call->args.at[i];
        if (!is_its_address(s, e))
            settled_expr(&call->args.at[i], s);
        while (e->kind == E_CAST)
            e = e->a;
        if (s->element && is_its_address(s, e) && e->kind != E_VAR)
            settled_subscripts(s, e->a);
    }
    bool before = s->set, set = s->set;
    for (int i = 0; i < call->args.n; i++)
        if (is_its_address(s, call->args.at[i])) {
            s->set = before; /* by one parameter it may be read before it is set by the other */
            settled_argument(s, call, i);
            set |= s->set;
        }
    s->set = set;
    if (s->calls)
        s->calls(s, call);
}

/* Operands that are not always looked at. */
static void settled_choice(Settled *s, Expr *e)
{
    settled_expr(&e->a, s);
    bool before = s->set;
    settled_expr(&e->b, s);
    if (s->ints)
        ints_forget_expr(s->ints, e->b);
    if (e->kind == E_COND) {
        bool one = s->set;
        s->set = before;
        settled_expr(&e->c, s);
        if (s->ints)
            ints_forget_expr(s->ints, e->c);
        before = one;
    }
    s->set &= before;
}

static void settled_expr(Expr **at, void *data)
{
    Settled *s = data;
    Expr *e = *at;
    bool short_cut = e->kind == E_BINARY && (e->op == O_LAND || e->op == O_LOR);
    if (is_it(s, e)) {
        s->read |= !s->set;
    } else if (s->element && e->kind == E_VAR && e->var == s->v) {
        s->escapes = true;
    } else if (s->element && e->kind == E_ASSIGN && is_part(s, e->a)) {
        settled_subscripts(s, e->a);
        if (e->op != O_NONE)
            settled_access(s, e->a, true);
        settled_expr(&e->b, s);
        settled_access(s, e->a, false);
    } else if (s->element && is_part(s, e)) {
        settled_subscripts(s, e);
        settled_access(s, e, true);
    } else if (is_its_address(s, e)) {
        s->escapes = true;
    } else if (e->kind == E_ASSIGN && is_it(s, e->a)) {
        if (e->op != O_NONE)
            settled_expr(&e->a, s);
        settled_expr(&e->b, s);
        s->set = true;
    } else if (e->kind == E_COND || short_cut) {
        settled_choice(s, e);
    } else if (e->kind == E_CALL) {
        settled_call(s, e);
    } else if (e->kind == E_STMTEXPR) {
        settled_stmt(&e->body, s);
    } else if (e->kind == E_OPAQUE) {
        settled_opaque(s, &e->args);
    } else if (e->kind != E_SIZEOF) {
        expr_kids(e, settled_expr, s);
    }
    if (s->ints)
        ints_assign(s->ints, e);
}

void settle_part(Settled *s, Stmt *part)
{
    s->joins = map_new();
    do {
        s->changed = s->read = false;
        s->set = s->first;
        s->iterations = 0;
        s->ints = ints_new(s->fn);
        settled_stmt(&part, s);
        go_on_from(s, s->fn);
    } while (s->changed && !s->escapes);
}

void settle(Settled *s) { settle_part(s, s->fn->body); }

/* ---- what a parameter points to ---- */

static Map *asked, *asked_parts; /* parameter -> Settled; of parts of arrays, which are only read */

static const Settled *through(const Settled *from, Var *param)
{
    Map **all = from->element ? &asked_parts : &asked;
    Settled *s = *all ? map_get(*all, param) : NULL;
    if (s)
        return s;
    if (!*all)
        *all = map_new();
    s = NEW(Settled);
    *s = (Settled){.p = from->p, .fn = param->fn, .v = param, .pointed = true, .element = from->element};
    Settled own = *s;
    s->escapes = true; /* to itself, by way of recursion */
    map_put(*all, param, s);
    settle(&own);
    *s = own;
    return s;
}
