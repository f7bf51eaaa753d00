/* select.c: loops that pick one of their iterations.

   In a loop around `if (x[i] > m) m = x[i];` each write to m ends the life of the m before it, so only the last one passes
   an adjoint on. Where nothing else that is active leaves an iteration, all other iterations have nothing to do in
   the reverse sweep: the forward sweep remembers which one was picked, in place of one bit for each, and the reverse sweep
   runs the reverse half of that one. m = fmax(m, x[i]) is the same. */
#include "adjoint.h"

#include <string.h>

struct Selection {
    Stmt *loop;
    Stmt *at;       /* the block that picks an iteration, or m = fmax(m, e) */
    ExprList picks; /* what is set there */
    bool fits;
    Var *from;      /* which iteration; the number in front of the first: none */
    struct Selection *up;
};

/* ---- m = fmax(m, e) ---- */

static int other_argument(Stmt *s)
{
    Expr *e = s->kind == S_ASSIGN ? s->rhs : NULL;
    if (!e || e->kind != E_CALL || !e->fn || !e->fn->rule || e->args.n != 2)
        return -1;
    const char *name = rule_name(e->fn->rule);
    if (strcmp(name, "fmax") && strcmp(name, "fmin"))
        return -1;
    return e_equal(e->args.at[0], s->lhs) ? 1 : e_equal(e->args.at[1], s->lhs) ? 0 : -1;
}

/* Whether m = fmax(m, e) takes e; NULL where that is known. */
static Expr *takes_other(Stmt *s)
{
    Expr *args[] = {s->rhs->args.at[0], s->rhs->args.at[1]};
    Expr *partial = rule_partial(s->rhs->fn->rule, other_argument(s), args, NULL, s->lhs->type);
    return partial && partial->kind == E_COND ? partial->a : NULL;
}

/* ---- which loops ---- */

typedef struct Look {
    Adjoint *a;
    Selection *s;
    Stmt *outer; /* the outermost loop around: counts must not change in it */
} Look;

static bool counts_are_known(Look *l, Stmt *loop)
{
    Counted *c = info(loop)->counted;
    return c && !c->test && plan_simple(l->a, c->counter) && loop_has_fixed_trips(l->a, c, l->outer);
}

static bool is_active(Adjoint *a, Expr *lv)
{
    return active_lvalue(a->active, lv) || (type_is_pointer(lv->type) && active_pointer(a->active, lv));
}

/* Its shadow would be allocated in the forward half of each iteration. */
static bool needs_heap(Adjoint *a, Var *v)
{
    return !type_is_pointer(v->type) && (map_get(a->escapes, v) || type_has_pointers(v->type) || type_has_vla(v->type));
}

static void look_write(Look *l, Stmt *s)
{
    Adjoint *a = l->a;
    Selection *sel = l->s;
    Expr *lhs = s->kind == S_DECL ? e_var(s->var) : s->lhs;
    bool leads = s->kind == S_DECL && type_has_pointers(s->var->type) && active_pointer(a->active, e_addr(lhs));
    sel->fits &= s->kind != S_DECL || !needs_heap(a, s->var) || !(leads || is_active(a, lhs));
    if (!is_active(a, lhs) || fuse_own(a, lhs, sel->loop->body))
        return;
    Stmt *at = other_argument(s) >= 0 ? s : info(s)->parent;
    sel->fits &= lhs->kind == E_VAR && plan_simple(a, lhs->var) && type_is_real(lhs->type) &&
                 (!sel->at || (sel->at == at && at != s)) && at->kind == (at == s ? S_ASSIGN : S_BLOCK);
    sel->at = at;
    list_add(&sel->picks, lhs);
}

static void look_stmt(Stmt **sp, void *data)
{
    Look *l = data;
    Stmt *s = *sp;
    if (!s || !l->s->fits)
        return;
    switch (s->kind) {
    case S_BLOCK:
    case S_IF:
    case S_COMMENT:
        break;
    case S_LOOP:
        l->s->fits &= counts_are_known(l, s);
        break;
    case S_DECL:
    case S_ASSIGN:
        l->s->fits &= !stmt_call(s);
        look_write(l, s);
        break;
    default:
        l->s->fits = false;
    }
    stmt_kids(s, look_stmt, l);
}

/* Once an iteration is over nothing active may read what it picked, but to replace it. */
static void look_reads(Stmt **sp, void *data)
{
    Look *l = data;
    Stmt *s = *sp;
    if (!s)
        return;
    bool writes = s->kind == S_DECL || s->kind == S_ASSIGN;
    for (int i = 0; writes && i < l->s->picks.n; i++) {
        Expr *v = l->s->picks.at[i];
        Expr *e = s == l->s->at ? s->rhs->args.at[other_argument(s)] : s->rhs;
        bool active = is_active(l->a, s->kind == S_DECL ? e_var(s->var) : s->lhs);
        l->s->fits &= !active || !e || !e_mentions(e, v);
    }
    stmt_kids(s, look_reads, l);
}

static bool has_active_write(Adjoint *a, Stmt *s)
{
    if (!s)
        return false;
    if ((s->kind == S_DECL || s->kind == S_ASSIGN) && is_active(a, s->kind == S_DECL ? e_var(s->var) : s->lhs))
        return true;
    bool any = has_active_write(a, s->body) || has_active_write(a, s->other);
    for (int i = 0; i < s->list.n && !any; i++)
        any = has_active_write(a, s->list.at[i]);
    return any;
}

/* From the loop's body down to where it picks there are only branches, whose other sides do nothing. */
static bool path_is_plain(Adjoint *a, Selection *sel)
{
    bool branches = sel->at->kind != S_BLOCK;
    for (Stmt *kid = sel->at, *p = info(kid)->parent; kid != sel->loop->body; kid = p, p = info(p)->parent) {
        if (p->kind != S_IF && p->kind != S_BLOCK)
            return false;
        if (p->kind == S_IF && has_active_write(a, kid == p->body ? p->other : p->body))
            return false;
        branches |= p->kind == S_IF;
    }
    return branches;
}

static bool selects(Adjoint *a, Selection *sel)
{
    Look l = {.a = a, .s = sel, .outer = sel->loop};
    for (Stmt *p = sel->loop; p && p != a->region->block; p = info(p)->parent)
        if (p->kind == S_LOOP)
            l.outer = p;
    Counted *c = info(sel->loop)->counted;
    if (a->halves || !c || c->test || c->pace || !plan_arrays(a) || rewinds_across(a, sel->loop))
        return false;
    look_stmt(&sel->loop->body, &l);
    if (!sel->fits || !sel->at || (sel->at->kind == S_ASSIGN && !takes_other(sel->at)))
        return false;
    look_reads(&sel->loop->body, &l);
    return sel->fits && path_is_plain(a, sel);
}

/* ---- in use ---- */

/* The numbers of the iterations are the counter's values where these are small and not negative. */
static bool by_counter(Counted *c)
{
    return c->step > 0 && c->from->kind == E_INT && c->from->ival >= 0 && type_plain(c->counter->type)->is_signed;
}

/* Opened while the current segment is the body of the loop. */
bool select_open(Adjoint *a, Stmt *loop)
{
    Selection *sel = NEW(Selection);
    *sel = (Selection){.loop = loop, .fits = true, .up = a->selection};
    if (!selects(a, sel))
        return false;
    Counted *c = info(loop)->counted;
    Type *t = by_counter(c) ? type_unqual(c->counter->type) : type_ptrdiff();
    sel->from = var_new(a->out, V_LOCAL, format("%s_from", sel->picks.at[0]->var->name), t);
    sel->from->picked = by_counter(c);
    a->selection = sel;
    return true;
}

static Stmt *remember(Selection *sel)
{
    Counted *c = info(sel->loop)->counted;
    Expr *now = by_counter(c) ? e_var(c->counter) : loop_iteration(c, false);
    return s_assign(e_var(sel->from), now);
}

/* block is on the way to where an open selection picks: when its reverse half runs, the primal went there. */
bool select_passes(Adjoint *a, Stmt *block)
{
    Selection *sel = a->selection;
    return sel && block && plan_inside(sel->at, block) && plan_inside(block, sel->loop->body);
}

/* The forward half of a block begins. */
void select_block(Adjoint *a, Stmt *block)
{
    if (a->selection && a->selection->at == block)
        s_add(a->segment->fwd, remember(a->selection));
}

/* s is m = fmax(m, e) that picks: the reverse half is that of m = e. NULL: it is not. */
Expr *select_assign(Adjoint *a, Stmt *s)
{
    Selection *sel = a->selection;
    if (!sel || sel->at != s)
        return NULL;
    Stmt *then = s_block();
    s_add(then, remember(sel));
    s_add(a->segment->fwd, s_if(plan_forward(a, takes_other(s)), then, NULL));
    return s->rhs->args.at[other_argument(s)];
}

/* The loop's forward half, made, is added; its reverse half is that of the iteration picked. */
void select_close(Adjoint *a, Stmt *forward, Stmt *rev_body, Stmt *rev)
{
    Selection *sel = a->selection;
    Counted *c = info(sel->loop)->counted;
    Type *t = type_plain(sel->from->type), *own = type_unqual(c->counter->type);
    bool plain = by_counter(c), at_root = a->segment->block == a->region->block;
    long long first = plain ? c->from->ival : 0;
    a->selection = sel->up;
    s_add(a->segment->fwd, s_decl(sel->from, e_int_type(t, first - 1)));
    s_add(a->segment->fwd, forward);
    if (!rev_body->list.n)
        return;
    Expr *from = at_root ? e_var(sel->from) : plan_store(a, e_var(sel->from), format("%s_kept", sel->from->name));
    Stmt *then = s_block();
    Expr *counter = from;
    if (!plain) {
        Expr *start = plan_need(a, c->from, (Moment){sel->loop, false});
        counter = e_cast(own, e_add(e_cast(type_ptrdiff(), start), e_mul(e_int_type(type_ptrdiff(), c->step), from)));
    }
    s_add(then, s_decl(c->counter, counter));
    for (int i = 0; i < rev_body->list.n; i++)
        s_add(then, rev_body->list.at[i]);
    s_add(rev, s_if(e_bin(O_GE, from, e_int_type(t, first)), then, NULL));
}
