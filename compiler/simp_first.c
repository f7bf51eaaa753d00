/* simp_first.c: arrays that start at zero. Takes a function whose variables are counted.

   Where the first thing that happens to an array of zeros is a loop that adds to each of its elements in turn, that loop sets
   them and the zeros go; where the last one sets those of a local to zero, it need not. Two more of the kind, which a softmax has: a sum of c * k[i] over kept k[i] whose own sum is
   still there is c times that, and what is kept until the array is set can be kept in the array. */
#include "simp.h"

/* ---- for (T i = 0; i < n; i++) ---- */

typedef struct Range {
    Stmt *loop;
    Var *counter;
    Expr *count;
} Range;

static bool is_var(Expr *e, const Var *v)
{
    return e_unwidened(e)->kind == E_VAR && e_unwidened(e)->var == v;
}

/* Parameters that are not assigned, locals that are set where they are declared, constants. */
static void varies(Expr **at, void *data)
{
    Simp *s = ((void **)data)[0];
    bool *found = ((void **)data)[1];
    const Expr *e = *at;
    const Local *l = e->kind == E_VAR ? simp_local(s, e->var) : NULL;
    if (e->kind == E_VAR && (!l || !l->tracked || l->writes > (e->var->kind == V_LOCAL)))
        *found = true;
    expr_kids(*at, varies, data);
}

static bool is_fixed(Simp *s, Expr *e)
{
    bool found = !simp_is_pure(e) || simp_reads_memory(e);
    void *data[] = {s, &found};
    varies(&e, data);
    return !found;
}

static void find_exit(Stmt **at, void *data)
{
    bool *found = data;
    StmtKind k = (*at)->kind;
    *found |= k == S_BREAK || k == S_CONTINUE || k == S_RETURN || k == S_GOTO || k == S_LABEL;
    stmt_kids(*at, find_exit, data);
}

static bool read_range(Simp *s, Stmt *loop, Range *r)
{
    if (loop->kind != S_LOOP || loop->flavor != L_FOR || !loop->init || loop->init->kind != S_DECL || !loop->cond ||
        !loop->step || loop->step->kind != S_ASSIGN || loop->body->kind != S_BLOCK)
        return false;
    Var *v = loop->init->var;
    Expr *cond = loop->cond, *step = loop->step->rhs;
    const Local *l = simp_local(s, v);
    bool up = loop->init->rhs && e_is_zero(e_unwidened(loop->init->rhs)) && cond->kind == E_BINARY && cond->op == O_LT &&
              is_var(cond->a, v) && is_var(loop->step->lhs, v);
    step = e_unwidened(step);
    bool exits = false;
    find_exit(&loop->body, &exits);
    if (!up || !l || l->writes != 2 || step->kind != E_BINARY || step->op != O_ADD || !is_var(step->a, v) ||
        !e_is_one(e_unwidened(step->b)) || exits || !is_fixed(s, cond->b))
        return false;
    *r = (Range){loop, v, e_unwidened(cond->b)};
    return true;
}

/* ---- mentions ---- */

typedef struct Seek {
    const Var *v;
    const Var *counter; /* v[counter] does not count */
    int found;
} Seek;

static bool is_element(const Expr *e, const Var *v, const Var *counter)
{
    if (e->kind != E_INDEX || !is_var(e->b, counter))
        return false;
    const Expr *base = e->a->kind == E_DECAY ? e->a->a : e->a;
    return base->kind == E_VAR && base->var == v;
}

static void seek_expr(Expr **at, void *data)
{
    Seek *k = data;
    if (k->counter && is_element(*at, k->v, k->counter))
        return;
    k->found += (*at)->kind == E_VAR && (*at)->var == k->v;
    expr_kids(*at, seek_expr, k);
}

static void seek_stmt(Stmt **at, void *data)
{
    Seek *k = data;
    k->found += (*at)->var == k->v;
    stmt_exprs(*at, seek_expr, k);
    stmt_kids(*at, seek_stmt, k);
}

static int mentions(Stmt *s, const Var *v, const Var *but_at)
{
    Seek k = {v, but_at, 0};
    seek_stmt(&s, &k);
    return k.found;
}

static int mentions_in(const Stmt *block, int from, int to, const Var *v)
{
    int n = 0;
    for (int i = from; i < to; i++)
        n += mentions(block->list.at[i], v, NULL);
    return n;
}

static void drop(Simp *s, Stmt *block, int at)
{
    for (int i = at; i + 1 < block->list.n; i++)
        block->list.at[i] = block->list.at[i + 1];
    block->list.n--;
    s->changed = true;
}

/* ---- the first loop sets ---- */

/* for (i ...) p[i] = 0: p. */
static Var *zeroed(Simp *s, Stmt *st, Range *r)
{
    if (!read_range(s, st, r) || st->body->list.n != 1)
        return NULL;
    Stmt *set = st->body->list.at[0];
    if (set->kind != S_ASSIGN || !e_is_zero(set->rhs) || set->lhs->kind != E_INDEX)
        return NULL;
    Expr *base = set->lhs->a->kind == E_DECAY ? set->lhs->a->a : set->lhs->a;
    const Local *l = base->kind == E_VAR ? simp_local(s, base->var) : NULL;
    bool own = l && base->var->shadow && ((l->tracked && l->writes == 0) || l->private);
    return own && is_element(set->lhs, base->var, r->counter) ? base->var : NULL;
}

/* T p[n] = {0}: p. */
static Var *starts_zero(Simp *s, const Stmt *st, Range *r)
{
    Type *t = st->kind == S_DECL ? type_plain(st->var->type) : NULL;
    const Local *l = t && t->kind == T_ARRAY && t->count && type_is_arith(t->to) ? simp_local(s, st->var) : NULL;
    const Expr *init = l && l->private && st->rhs && st->rhs->kind == E_INIT ? st->rhs : NULL;
    if (!init || init->args.n != 1 || (init->args.at[0] && !e_is_zero(init->args.at[0])))
        return NULL;
    *r = (Range){NULL, NULL, t->count};
    return st->var;
}

/* The first statement in the loop to mention p, where it sets p[i], or adds *rest to it, and the others have to do with p[i]
   only; *rest is what p[i] is set to where it was zero. */
static Stmt *adds_first(const Range *r, const Var *p, Expr **rest)
{
    Stmt *first = NULL, *body = r->loop->body;
    for (int i = 0; i < body->list.n && !first; i++)
        if (mentions(body->list.at[i], p, NULL))
            first = body->list.at[i];
    if (!first || first->kind != S_ASSIGN || !is_element(first->lhs, p, r->counter) || mentions(r->loop, p, r->counter))
        return NULL;
    Expr *e = first->rhs;
    bool adds = e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB) && e_equal(e->a, first->lhs);
    *rest = !adds ? e : e->op == O_ADD ? e->b : e_neg(e->b);
    Stmt probe = *first;
    probe.lhs = NULL;
    probe.rhs = *rest;
    return mentions(&probe, p, NULL) ? NULL : first;
}

static bool same_count(const Expr *a, const Expr *b)
{
    long double x, y;
    return e_equal(a, b) || (e_value(a, &x) && e_value(b, &y) && x == y);
}

/* Nothing between the zeros and the first contribution reaches p by another name: shadows overlap as what they shadow does. */
static bool is_out_of_reach(Simp *s, const Stmt *block, const Var *p, int at, int loop, const Stmt *first, Expr *rest)
{
    const Local *l = simp_local(s, p);
    if (l->private || l->alone)
        return true;
    Effect *zeros = simp_effect(s, block->list.at[at]);
    for (int i = at + 1; i < loop; i++)
        if (!simp_commute(s, zeros, simp_effect(s, block->list.at[i])))
            return false;
    const StmtList *body = &block->list.at[loop]->body->list;
    for (int i = 0; i < body->n; i++)
        if (body->at[i] != first && !simp_commute(s, zeros, simp_effect(s, body->at[i])))
            return false;
    return !simp_changes(s, zeros, simp_effect_expr(s, rest));
}

/* Statement `at` of the block sets p to zero. Returns the loop that sets it instead, or -1. */
static int set_by_first(Simp *s, Stmt *block, int at)
{
    Range zero, r;
    Stmt *st = block->list.at[at];
    bool declares = st->kind == S_DECL;
    Var *p = declares ? starts_zero(s, st, &zero) : zeroed(s, st, &zero);
    if (!p || (!declares && mentions_in(block, 0, at, p) > (p->kind == V_LOCAL)))
        return -1;
    int to = at + 1;
    bool exits = false; /* to where the zeros are read */
    while (to < block->list.n && !mentions(block->list.at[to], p, NULL))
        find_exit(&block->list.at[to++], &exits);
    Expr *rest;
    Stmt *first = to < block->list.n && (declares || !exits) && read_range(s, block->list.at[to], &r) && same_count(r.count, zero.count)
                      ? adds_first(&r, p, &rest)
                      : NULL;
    if (!first || !is_out_of_reach(s, block, p, at, to, first, rest))
        return -1;
    first->rhs = e_cast(type_unqual(first->lhs->type), rest);
    s->changed = true;
    if (declares)
        st->rhs = NULL;
    else
        drop(s, block, at);
    return to - 1;
}

/* ---- the last loop leaves nothing ---- */

/* p[i] = 0 at the end of what the block does with an array of its own, in a loop that has to do with p[i] only. */
static bool ends_zero(Simp *s, Stmt *block, int at)
{
    Range r;
    Stmt *loop = block->list.at[at];
    if (!read_range(s, loop, &r))
        return false;
    StmtList *list = &loop->body->list;
    for (int i = list->n - 1; i >= 0; i--) {
        Stmt *set = list->at[i];
        const Expr *base = set->kind == S_ASSIGN && set->lhs->kind == E_INDEX && e_is_zero(set->rhs) ? set->lhs->a : NULL;
        if (base && base->kind == E_DECAY)
            base = base->a;
        const Local *l = base && base->kind == E_VAR ? simp_local(s, base->var) : NULL;
        bool own = l && l->private && l->decl && is_element(set->lhs, l->var, r.counter) && !mentions(loop, l->var, r.counter);
        bool declared = false;
        for (int k = 0; own && k < at; k++)
            declared |= block->list.at[k] == l->decl;
        for (int k = i + 1; k < list->n && declared; k++)
            declared = !mentions(list->at[k], l->var, NULL);
        if (!declared || mentions_in(block, at + 1, block->list.n, l->var))
            continue;
        drop(s, loop->body, i);
        return true;
    }
    return false;
}

/* ---- sums that are there already ---- */

/* The loop in front of statement `before` in which k[i] is set, once, for the same range; the statement that does it. */
static Stmt *only_write(Simp *s, Stmt *block, const Var *k, Expr *count, int before, Stmt **loop)
{
    Stmt *found = NULL;
    for (int i = 0; i < before; i++) {
        Range r;
        Stmt *st = block->list.at[i];
        if (!read_range(s, st, &r) || !e_equal(r.count, count))
            continue;
        for (int j = 0; j < st->body->list.n; j++) {
            Stmt *w = st->body->list.at[j];
            if (w->kind != S_ASSIGN || !is_element(w->lhs, k, r.counter))
                continue;
            if (found)
                return NULL;
            found = w;
            *loop = st;
        }
    }
    return found;
}

static int index_of(const Stmt *block, const Stmt *s)
{
    for (int i = 0; i < block->list.n; i++)
        if (block->list.at[i] == s)
            return i;
    return -1;
}

/* v, where the loop declares it as T v = k[i]: k[i]. */
static Expr *loaded(Expr *e, const Range *r, Simp *s)
{
    const Local *l = e->kind == E_VAR ? simp_local(s, e->var) : NULL;
    bool here = l && l->tracked && l->writes == 1 && l->decl && index_of(r->loop->body, l->decl) >= 0;
    return here && l->decl->rhs ? l->decl->rhs : e;
}

/* What is kept in an array of its own: k[i] as a factor of e (or all of it); *factor: what is left. NULL: no. */
static Var *kept_factor(Expr *e, const Range *r, Expr **factor, Simp *s)
{
    const Var *counter = r->counter;
    e = loaded(e, r, s);
    if (e->kind == E_INDEX && is_var(e->b, counter) && e->a->kind == E_VAR) {
        const Local *l = simp_local(s, e->a->var);
        *factor = e_cast(type_plain(e->type), e_real(type_double(), 1.0L));
        return l && l->tracked && l->writes == 1 && e->a->var->made && e->a->var->kind == V_LOCAL ? e->a->var : NULL;
    }
    if (e->kind == E_UNARY && e->op == O_NEG) {
        Var *k = kept_factor(e->a, r, factor, s);
        *factor = k ? e_neg(*factor) : NULL;
        return k;
    }
    if (e->kind != E_BINARY || e->op != O_MUL)
        return NULL;
    Expr *inner;
    Var *k = is_fixed(s, e->a) ? kept_factor(e->b, r, &inner, s) : NULL;
    if (k)
        *factor = e_mul(e->a, inner);
    return k;
}

static bool is_allocated(const Local *k)
{
    Expr *call = k->decl ? k->decl->rhs : NULL;
    while (call && call->kind == E_CAST)
        call = call->a;
    return call && call->kind == E_CALL && call->fn && call->fn->class == F_RUNTIME;
}

/* From where it is allocated to statement `to` only the loop has to do with k. */
static bool only_there(Simp *s, Stmt *block, const Var *k, Stmt *loop, int to)
{
    const Local *kept = simp_local(s, k);
    int from = is_allocated(kept) ? index_of(block, kept->decl) : -1;
    return from >= 0 && from < index_of(block, loop) && mentions_in(block, from + 1, to, k) == mentions(loop, k, NULL);
}

/* sum, which starts at 0 in front of the loop, and which is only added k[i] to there. */
static Var *sum_of(Simp *s, Stmt *block, Stmt *loop, const Var *k)
{
    Range r;
    if (!read_range(s, loop, &r))
        return NULL;
    for (int i = 0; i < loop->body->list.n; i++) {
        Stmt *st = loop->body->list.at[i];
        bool adds = st->kind == S_ASSIGN && st->lhs->kind == E_VAR && st->rhs->kind == E_BINARY && st->rhs->op == O_ADD &&
                    e_equal(st->rhs->a, st->lhs) && is_element(st->rhs->b, k, r.counter);
        const Local *l = adds ? simp_local(s, st->lhs->var) : NULL;
        int from = l && l->tracked && l->writes == 2 && l->decl ? index_of(block, l->decl) : -1;
        if (from >= 0 && from < index_of(block, loop) && l->decl->rhs && e_is_zero(l->decl->rhs) &&
            type_same(type_unqual(type_plain(l->var->type)), type_unqual(type_plain(st->rhs->b->type))))
            return l->var;
    }
    return NULL;
}

/* v += c * k[i] in a loop: v += c * sum behind it. */
static bool sum_again(Simp *s, Stmt *block, int at)
{
    Range r;
    Stmt *loop = block->list.at[at];
    if (!read_range(s, loop, &r))
        return false;
    for (int i = 0; i < loop->body->list.n; i++) {
        Stmt *st = loop->body->list.at[i];
        if (st->kind != S_ASSIGN || st->lhs->kind != E_VAR || !st->lhs->var->shadow || st->rhs->kind != E_BINARY ||
            (st->rhs->op != O_ADD && st->rhs->op != O_SUB) || !e_equal(st->rhs->a, st->lhs))
            continue;
        Expr *factor = NULL;
        Var *k = kept_factor(st->rhs->b, &r, &factor, s);
        const Local *v = simp_local(s, st->lhs->var);
        Stmt *first = NULL;
        Stmt *w = k && v && v->tracked ? only_write(s, block, k, r.count, at, &first) : NULL;
        Var *sum = w && only_there(s, block, k, first, at) ? sum_of(s, block, first, k) : NULL;
        bool alone = mentions(loop, st->lhs->var, NULL) == 2; /* its two in this statement */
        if (!sum || !alone || mentions(loop, sum, NULL) || simp_mentions(factor, sum))
            continue;
        Stmt *total = s_assign(st->lhs, e_bin(st->rhs->op, st->lhs, e_mul(factor, e_var(sum))));
        for (int j = i; j + 1 < loop->body->list.n; j++)
            loop->body->list.at[j] = loop->body->list.at[j + 1];
        loop->body->list.n--;
        list_add(&block->list, total);
        for (int j = block->list.n - 1; j > at + 1; j--)
            block->list.at[j] = block->list.at[j - 1];
        block->list.at[at + 1] = total;
        s->changed = true;
        return true;
    }
    return false;
}

/* ---- kept in the array itself ---- */

typedef struct Swap {
    const Var *from;
    Var *to;
} Swap;

static void swap_expr(Expr **at, void *data)
{
    const Swap *x = data;
    if ((*at)->kind == E_VAR && (*at)->var == x->from)
        *at = e_var(x->to);
    else
        expr_kids(*at, swap_expr, data);
}

static void swap_stmt(Stmt **at, void *data)
{
    stmt_exprs(*at, swap_expr, data);
    stmt_kids(*at, swap_stmt, data);
}

/* p[i] = c * k[i] is the first mention of p and the last of k: what k holds can be in p. p overlaps nothing. */
static void keep_there(Simp *s, Stmt *block, int at)
{
    Range r;
    Stmt *loop = block->list.at[at];
    if (!read_range(s, loop, &r))
        return;
    for (int i = 0; i < loop->body->list.n; i++) {
        Stmt *st = loop->body->list.at[i];
        Expr *factor = NULL;
        Var *k = st->kind == S_ASSIGN ? kept_factor(st->rhs, &r, &factor, s) : NULL;
        Expr *base = k && st->lhs->kind == E_INDEX ? st->lhs->a : NULL;
        Var *p = base && base->kind == E_VAR && is_element(st->lhs, base->var, r.counter) ? base->var : NULL;
        Stmt *first = NULL;
        if (!p || p->kind != V_PARAM || !p->shadow || !((type_plain(p->type)->quals | p->type->quals) & Q_RESTRICT))
            continue;
        const Local *kept = simp_local(s, k);
        if (!type_same(type_plain(p->type)->to, type_plain(k->type)->to) || mentions_in(block, 0, at, p) || mentions(loop, p, NULL) != 1 || mentions(loop, k, NULL) != 1 ||
            !only_write(s, block, k, r.count, at, &first))
            continue;
        int from = index_of(block, kept->decl), release = at + 1;
        while (release < block->list.n && !mentions(block->list.at[release], k, NULL))
            release++;
        bool only = release < block->list.n && block->list.at[release]->kind == S_EXPR &&
                    mentions_in(block, release + 1, block->list.n, k) == 0 && only_there(s, block, k, first, at);
        if (!only)
            continue;
        Range at_first;
        if (!read_range(s, first, &at_first) || mentions(first, k, at_first.counter))
            continue;
        Swap x = {k, p};
        swap_stmt(&first, &x);
        swap_stmt(&loop, &x);
        drop(s, block, release);
        drop(s, block, from);
        return;
    }
}

static void look(Stmt **sp, void *data)
{
    Simp *s = data;
    Stmt *block = *sp;
    for (int i = 0; block->kind == S_BLOCK && i < block->list.n; i++) {
        while (block->list.at[i]->kind == S_LOOP && sum_again(s, block, i))
            ;
        StmtKind kind = block->list.at[i]->kind;
        int set = kind == S_LOOP || kind == S_DECL ? set_by_first(s, block, i) : -1;
        if (set >= 0 && kind == S_LOOP) {
            i--;
            continue;
        }
        while (kind == S_LOOP && ends_zero(s, block, i))
            ;
        if (block->list.at[i]->kind == S_LOOP)
            keep_there(s, block, i);
    }
    stmt_kids(block, look, s);
}

void simp_firsts(Simp *s)
{
    look(&s->fn->body, s);
}
