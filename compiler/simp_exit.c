/* simp_exit.c: a flag that ends a loop is a break again. Takes a function whose variables are counted.

   structure.c made conditions of all exits, for the reverse sweep. Where a flag is set last in an iteration, and all that
   could follow asks for it, the exit may stand there itself:

       int left = 0;
       for (int i = 0; !left && i < n;) {    for (int i = 0; i < n; i++) {
           if (x[i] < 0.0)                       if (x[i] < 0.0)
               left = 1;                             break;
           else                                  s += x[i];
               s += x[i];                    }
           if (!left)
               i++;
       }

   The flag stays where something asks for it behind the loop. */
#include "simp.h"

typedef struct Leaving {
    Simp *s;
    Stmt *loop;
    const Var *flag;
    int sets; /* of the flag to 1, found in the loop */
} Leaving;

/* ---- conditions ---- */

static Var *asks(const Expr *e)
{
    return e->kind == E_UNARY && e->op == O_NOT && e->a->kind == E_VAR && type_is_integer(e->a->type) ? e->a->var : NULL;
}

/* !flag && rest: rest, NULL: nothing else. false: it does not ask for the flag. */
static bool without(Expr *e, const Var *flag, Expr **rest)
{
    *rest = NULL;
    if (asks(e) == flag)
        return true;
    if (e->kind != E_BINARY || e->op != O_LAND)
        return false;
    Expr *inner;
    if (without(e->a, flag, &inner)) {
        *rest = inner ? e_bin(O_LAND, inner, e->b) : e->b;
        return true;
    }
    if (!without(e->b, flag, &inner))
        return false;
    *rest = inner ? e_bin(O_LAND, e->a, inner) : e->a;
    return true;
}

/* The first flag that a condition asks for. */
static Var *flag_of(Simp *s, const Expr *e)
{
    if (e->kind == E_BINARY && e->op == O_LAND) {
        Var *v = flag_of(s, e->a);
        return v ? v : flag_of(s, e->b);
    }
    Var *v = asks(e);
    const Local *l = simp_local(s, v);
    return l && l->tracked && v->made && v->kind == V_LOCAL ? v : NULL;
}

/* ---- whether all sets are exits ---- */

/* The number of a way out: any but 0. */
static bool is_way(const Expr *e)
{
    long double v;
    return e_value(e, &v) && v != 0.0L;
}

static bool is_set(const Leaving *x, const Stmt *st)
{
    return st->kind == S_ASSIGN && st->lhs->kind == E_VAR && st->lhs->var == x->flag && is_way(st->rhs);
}

typedef struct Mention {
    const Var *v;
    bool found;
} Mention;

static void mention_expr(Expr **at, void *data)
{
    Mention *m = data;
    m->found |= simp_mentions(*at, m->v);
}

static void mention_stmt(Stmt **at, void *data)
{
    stmt_exprs(*at, mention_expr, data);
    stmt_kids(*at, mention_stmt, data);
}

static bool mentions(Stmt *st, const Var *v)
{
    Mention m = {v, false};
    mention_stmt(&st, &m);
    return m.found;
}

static void find_leaving(Stmt **at, void *data)
{
    StmtKind k = (*at)->kind;
    *(bool *)data |= k == S_BREAK || k == S_CONTINUE || k == S_RETURN || k == S_GOTO || k == S_LABEL;
    stmt_kids(*at, find_leaving, data);
}

static bool leaves(Stmt *st)
{
    bool found = false;
    find_leaving(&st, &found);
    return found;
}

static bool all_exits(Leaving *x, const StmtList *list);

/* A statement that sets the flag, or may: in branches only. */
static bool exits_in(Leaving *x, Stmt *st)
{
    if (is_set(x, st)) {
        x->sets++;
        return true;
    }
    if (st->kind == S_BLOCK)
        return all_exits(x, &st->list);
    return st->kind == S_IF && !simp_mentions(st->cond, x->flag) && st->body->kind == S_BLOCK &&
           all_exits(x, &st->body->list) && (!st->other || (st->other->kind == S_BLOCK && all_exits(x, &st->other->list)));
}

static bool all_exits(Leaving *x, const StmtList *list)
{
    bool may_be_set = false, is = false;
    for (int i = 0; i < list->n; i++) {
        Stmt *st = list->at[i];
        Expr *rest;
        if (st->kind == S_COMMENT || (!may_be_set && !mentions(st, x->flag)))
            continue;
        if (is && !mentions(st, x->flag) && !leaves(st))
            continue; /* in front of the exit */
        if (may_be_set && !is) {
            bool guarded = st->kind == S_IF && !st->other && st->body->kind == S_BLOCK && without(st->cond, x->flag, &rest);
            if (!guarded || !all_exits(x, &st->body->list))
                return false;
            continue;
        }
        if (is || !exits_in(x, st))
            return false;
        may_be_set = true;
        is = is_set(x, st);
    }
    return true;
}

/* ---- what becomes of them ---- */

static void make_exits(Leaving *x, StmtList *list)
{
    StmtList out = {0};
    Stmt *set = NULL;
    for (int i = 0; i < list->n; i++) {
        Stmt *st = list->at[i];
        Expr *rest;
        if (is_set(x, st)) {
            set = st;
            continue;
        }
        if (st->kind == S_BLOCK)
            make_exits(x, &st->list);
        if (st->kind == S_IF && st->body->kind == S_BLOCK) {
            make_exits(x, &st->body->list);
            if (st->other && st->other->kind == S_BLOCK)
                make_exits(x, &st->other->list);
        }
        bool guarded = st->kind == S_IF && without(st->cond, x->flag, &rest);
        if (guarded && rest)
            st->cond = rest;
        list_add(&out, guarded && !rest ? st->body : st);
    }
    if (set) {
        Stmt *leave = s_new(S_BREAK, (Loc){0});
        leave->target = x->loop;
        list_add(&out, set);
        list_add(&out, leave);
    }
    *list = out;
}

static bool is_left(const Stmt *st)
{
    const Stmt *last = st->kind == S_BLOCK && st->list.n ? st->list.at[st->list.n - 1] : NULL;
    return last && last->kind == S_BREAK;
}

/* if (c) { ...; break; } else { B }: B needs no else. Blocks in blocks are laid flat. */
static void flatten(StmtList *list)
{
    StmtList out = {0};
    for (int i = 0; i < list->n; i++) {
        Stmt *st = list->at[i];
        if (st->kind == S_BLOCK) {
            flatten(&st->list);
            for (int k = 0; k < st->list.n; k++)
                list_add(&out, st->list.at[k]);
            continue;
        }
        list_add(&out, st);
        if (st->kind != S_IF || !st->other || !is_left(st->body) || st->other->kind != S_BLOCK)
            continue;
        Stmt *other = st->other;
        st->other = NULL;
        flatten(&other->list);
        for (int k = 0; k < other->list.n; k++)
            list_add(&out, other->list.at[k]);
    }
    *list = out;
}

/* The counter's step, which stood behind all else under the flag, is the loop's again. */
static void take_step(Stmt *loop)
{
    StmtList *list = &loop->body->list;
    Stmt *last = list->n ? list->at[list->n - 1] : NULL;
    const Stmt *init = loop->init;
    const Var *counter = !init ? NULL : init->kind == S_DECL ? init->var : init->lhs->kind == E_VAR ? init->lhs->var : NULL;
    if (loop->flavor == L_FOR && !loop->step && counter && last && last->kind == S_ASSIGN && last->lhs->kind == E_VAR &&
        last->lhs->var == counter) {
        loop->step = last;
        list->n--;
    }
}

static void find_continue(Stmt **at, void *data)
{
    void **d = data;
    if ((*at)->kind == S_CONTINUE && (*at)->target == d[0])
        *(bool *)d[1] = true;
    stmt_kids(*at, find_continue, data);
}

static bool continues(Stmt *loop)
{
    bool found = false;
    void *data[] = {loop, &found};
    find_continue(&loop->body, data);
    return found;
}

/* It is zero whenever the loop is come to: declared in the same block, and nothing else sets it. */
static bool starts_at_zero(const Stmt *block, const Local *l)
{
    for (int i = 0; i < block->list.n; i++)
        if (block->list.at[i] == l->decl)
            return l->decl->rhs && e_is_zero(l->decl->rhs);
    return false;
}

/* Whether a statement only sets variables, known by name alone, that none of the pushes reads. */
static bool keeps_apart(Simp *s, Stmt *st, const StmtList *list, int pushes)
{
    if (st->kind == S_BLOCK)
        for (int i = 0; i < st->list.n; i++)
            if (!keeps_apart(s, st->list.at[i], list, pushes))
                return false;
    if (st->kind == S_IF)
        return keeps_apart(s, st->body, list, pushes) && (!st->other || keeps_apart(s, st->other, list, pushes));
    if (st->kind == S_ASSIGN && st->lhs->kind == E_VAR && st->rhs->kind != E_CALL) {
        const Local *l = simp_local(s, st->lhs->var);
        if (!l || !l->tracked)
            return false;
        for (int i = pushes; i < list->n; i++)
            if (mentions(list->at[i], st->lhs->var))
                return false;
        return true;
    }
    return st->kind == S_BLOCK || st->kind == S_COMMENT;
}

/* What is pushed at the end of an iteration, behind the exit and the step, is pushed in front of them. */
static void push_ahead(const Leaving *x, StmtList *list)
{
    int pushes = list->n, from;
    while (pushes > 0 && list->at[pushes - 1]->kind == S_PUSH)
        pushes--;
    for (from = pushes; from > 0 && keeps_apart(x->s, list->at[from - 1], list, pushes); from--)
        ;
    while (from < pushes && !mentions(list->at[from], x->flag))
        from++; /* as far as the exit */
    StmtList out = {0};
    for (int i = 0; i < from; i++)
        list_add(&out, list->at[i]);
    for (int i = pushes; i < list->n; i++)
        list_add(&out, list->at[i]);
    for (int i = from; i < pushes; i++)
        list_add(&out, list->at[i]);
    *list = out;
}

static bool leave(Simp *s, const Stmt *block, Stmt *loop)
{
    if (loop->kind != S_LOOP || loop->flavor == L_DO || !loop->cond || loop->body->kind != S_BLOCK)
        return false;
    Leaving x = {s, loop, flag_of(s, loop->cond), 0};
    const Local *l = simp_local(s, x.flag);
    if (l)
        push_ahead(&x, &loop->body->list);
    if (!l || !starts_at_zero(block, l) || (loop->step && mentions(loop->step, x.flag)) ||
        !all_exits(&x, &loop->body->list) || l->writes != 1 + x.sets || continues(loop))
        return false;
    Expr *rest;
    without(loop->cond, x.flag, &rest);
    loop->cond = rest;
    make_exits(&x, &loop->body->list);
    flatten(&loop->body->list);
    take_step(loop);
    s->changed = true;
    return true;
}

static void look(Stmt **at, void *data)
{
    Simp *s = data;
    for (int i = 0; (*at)->kind == S_BLOCK && i < (*at)->list.n; i++)
        while (leave(s, *at, (*at)->list.at[i]))
            ;
    stmt_kids(*at, look, s);
}

void simp_exits(Simp *s)
{
    look(&s->fn->body, s);
}
