/* simp_move.c: takes a function whose variables are counted, moves declarations to the first use
   and the values of temporaries that are used once to where they are used, where no write stands
   between; joins `x = 0; x += e`. */
#include "simp.h"

#include <string.h>

enum { MAX_SCAN = 60, MAX_NODES = 40 };

/* ---- mentions of a variable in statements ---- */

typedef struct Search {
    const Var *var;
    bool found;
} Search;

static void search_expr(Expr **e, void *data)
{
    Search *s = data;
    s->found = s->found || simp_mentions(*e, s->var);
}

static void search_stmt(Stmt **at, void *data)
{
    Search *s = data;
    if (s->found)
        return;
    s->found = (*at)->var == s->var && (*at)->kind != S_DECL;
    stmt_exprs(*at, search_expr, s);
    stmt_kids(*at, search_stmt, s);
}

static bool mentions(Stmt *st, const Var *v)
{
    Search s = {v, false};
    search_stmt(&st, &s);
    return s.found;
}

/* ---- declarations ---- */

/* st assigns to v without reading it. */
static bool sets(const Stmt *st, const Var *v)
{
    bool to_v =
        (st->kind == S_ASSIGN || st->kind == S_POP) && st->lhs->kind == E_VAR && st->lhs->var == v;
    return to_v && !(st->kind == S_ASSIGN && simp_mentions(st->rhs, v));
}

static bool only_constants(const Expr *e)
{
    for (int i = 0; e->kind == E_INIT && i < e->args.n; i++)
        if (e->args.at[i] && !only_constants(e->args.at[i]))
            return false;
    return e->kind == E_INIT || e_is_const(e);
}

/* It starts with a constant, which is the same wherever it stands. */
static bool is_fixed_start(const Stmt *st)
{
    return only_constants(st->rhs) && (st->var->made || st->rhs->kind == E_INIT);
}

static bool sinkable(Simp *s, const Stmt *st)
{
    Local *l = st->kind == S_DECL ? simp_local(s, st->var) : NULL;
    return l && st->var->kind == V_LOCAL && (l->tracked || l->private) &&
           !type_has_vla(st->var->type) && (!st->rhs || is_fixed_start(st));
}

/* The arm of a switch that holds every mention of v, where control comes to it from nowhere else. */
static Stmt *only_arm(const Stmt *st, const Var *v)
{
    Stmt *found = NULL;
    for (int i = 0; i < st->arms.n; i++) {
        const StmtList *list = &st->arms.at[i].body->list;
        const Stmt *last = list->n ? list->at[list->n - 1] : NULL;
        if (!last || last->kind != S_BREAK || last->target != st)
            return NULL;
        if (!mentions(st->arms.at[i].body, v))
            continue;
        if (found)
            return NULL;
        found = st->arms.at[i].body;
    }
    return found;
}

/* The block inside st that holds every mention of v and sets v before it reads it, or NULL. */
static Stmt *inner_block(Stmt *st, const Var *v)
{
    Stmt *into = NULL;
    if (st->kind == S_LOOP && st->body->kind == S_BLOCK) {
        Search head = {v, false};
        stmt_exprs(st, search_expr, &head);
        bool around = head.found || (st->init && mentions(st->init, v)) ||
                      (st->step && mentions(st->step, v));
        into = around ? NULL : st->body;
    } else if (st->kind == S_IF && !simp_mentions(st->cond, v)) {
        bool then = mentions(st->body, v), other = st->other && mentions(st->other, v);
        into = then && !other ? st->body : other && !then ? st->other : NULL;
    } else if (st->kind == S_SWITCH && !simp_mentions(st->cond, v)) {
        into = only_arm(st, v);
    } else if (st->kind == S_BLOCK) {
        into = st;
    }
    return into && into->kind == S_BLOCK ? into : NULL;
}

/* Does the first statement of block that mentions v set it? */
static bool sets_first(const Stmt *block, const Var *v)
{
    for (int i = 0; i < block->list.n; i++)
        if (mentions(block->list.at[i], v))
            return sets(block->list.at[i], v);
    return false;
}

/* x = a; x += e: x = a + e, for what adc made. */
static Expr *sum_onto(const Stmt *next, const Var *v, Expr *start)
{
    if (next->kind != S_ASSIGN || next->lhs->kind != E_VAR || next->lhs->var != v || !v->made ||
        !simp_is_pure(start))
        return NULL;
    Expr *e = next->rhs;
    while (e->kind == E_CAST && e->implicit)
        e = e->a;
    bool sum = e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB) && e->a->kind == E_VAR &&
               e->a->var == v;
    if (!sum || simp_mentions(e->b, v))
        return NULL;
    Expr *term = e_cast(v->type, e->b);
    if (e_is_zero(start))
        return e->op == O_ADD ? term : e_neg(term);
    bool joins = type_is_real(v->type) && type_same(type_unqual(e->type), type_unqual(v->type)) &&
                 e_size(start) + e_size(term) <= MAX_NODES;
    return joins ? e_bin(e->op, start, term) : NULL;
}

typedef struct Reads {
    Simp *s;
    const Expr *value;
    bool memory; /* the value reads memory */
    bool blocked;
} Reads;

static bool is_tracked(Simp *s, const Expr *lhs)
{
    Local *l = lhs->kind == E_VAR ? simp_local(s, lhs->var) : NULL;
    return l && l->tracked;
}

/* Does the statement, with what is inside it, write what the value reads? */
static void blocks(Stmt **at, void *data)
{
    Reads *r = data;
    Stmt *st = *at;
    bool call = st->kind == S_EXPR || st->kind == S_OPAQUE || (st->rhs && !simp_is_pure(st->rhs));
    if (st->kind == S_ASSIGN || st->kind == S_POP) {
        if (is_tracked(r->s, st->lhs))
            r->blocked |= simp_mentions(r->value, st->lhs->var);
        else
            r->blocked |=
                r->memory || (st->lhs->kind == E_VAR && simp_mentions(r->value, st->lhs->var));
    }
    if (call && r->memory)
        r->blocked = true;
    if (!r->blocked)
        stmt_kids(st, blocks, r);
}

static Stmt *taken_away; /* stands where a statement was until its block is swept */

static void take_away(Simp *s, Stmt **at)
{
    if (!taken_away)
        taken_away = s_new(S_COMMENT, (Loc){0});
    *at = taken_away;
    s->changed = true;
}

static void sweep(Stmt *block)
{
    int kept = 0;
    for (int i = 0; i < block->list.n; i++)
        if (block->list.at[i] != taken_away)
            block->list.at[kept++] = block->list.at[i];
    block->list.n = kept;
}

/* Whether `T v = value` may wait until st is done: neither knows the other. Outside of loops each line of the primal keeps the
   contributions that it makes. */
static bool may_wait(Simp *s, Stmt *st, const Var *v, const Expr *value, bool in_loop)
{
    Reads r = {s, value, simp_reads_memory(value), false};
    if (st->kind == S_COMMENT)
        return in_loop || e_is_zero(value);
    if (e_is_zero(value) || (st->kind != S_DECL && st->kind != S_ASSIGN))
        return false;
    blocks(&st, &r);
    return !r.blocked && !mentions(st, v) && !(st->kind == S_DECL && simp_mentions(value, st->var));
}

static void join_sums(Simp *s, Stmt *block, bool in_loop)
{
    for (int i = 0; i + 1 < block->list.n; i++) {
        Stmt *st = block->list.at[i];
        int j = i + 1;
        bool assigns = st->kind == S_ASSIGN && st->lhs->kind == E_VAR;
        const Var *v = st->kind == S_DECL ? st->var : assigns ? st->lhs->var : NULL;
        Local *l = simp_local(s, v);
        bool zero = st->rhs && e_is_zero(st->rhs);
        bool waits = l && l->tracked && st->rhs && v->made && type_is_real(v->type) && (zero || st->kind == S_DECL);
        while (waits && j + 1 < block->list.n && j - i < MAX_SCAN && may_wait(s, block->list.at[j], v, st->rhs, in_loop))
            j++;
        Expr *sum = l && l->tracked && st->rhs ? sum_onto(block->list.at[j], v, st->rhs) : NULL;
        if (!sum)
            continue;
        s->changed = true;
        if (j == i + 1) {
            st->rhs = sum;
            st->loc = block->list.at[j]->loc;
            take_away(s, &block->list.at[j]);
            sweep(block);
            i--;
            continue;
        }
        block->list.at[j]->rhs = sum;
        if (st->kind == S_DECL)
            st->rhs = NULL; /* joined with the assignment when it is placed */
        else
            take_away(s, &block->list.at[i]);
    }
    sweep(block);
}

/* Which statement of a block mentions a variable first and last, by Var.id; right where block is
 * that one. */
typedef struct Span {
    const Stmt *block;
    Stmt *first, *last;
} Span;

typedef struct Spans {
    Simp *s;
    const Stmt *block;
    Stmt *at;
    Span *of;
} Spans;

static void span_var(Spans *spans, const Var *v)
{
    Local *l = simp_local(spans->s, v);
    if (!l)
        return;
    Span *span = &spans->of[v->id];
    if (span->block != spans->block)
        *span = (Span){.block = spans->block, .first = spans->at};
    span->last = spans->at;
}

static void span_expr(Expr **e, void *data)
{
    if ((*e)->kind == E_VAR)
        span_var(data, (*e)->var);
    expr_kids(*e, span_expr, data);
}

static void span_stmt(Stmt **at, void *data)
{
    if ((*at)->kind != S_DECL)
        span_var(data, (*at)->var);
    stmt_exprs(*at, span_expr, data);
    stmt_kids(*at, span_stmt, data);
}

/* The block inside st that the declaration of what only st mentions goes into; NULL: it stays in front. */
static Stmt *goes_into(const Stmt *decl, Stmt *st)
{
    const Var *v = decl->var;
    Stmt *into = inner_block(st, v);
    bool own = v->made || (v->loc.line > st->loc.line && v->loc.file == st->loc.file); /* it was declared in there */
    bool goes = into && ((st->kind != S_LOOP && own) || (!decl->rhs && sets_first(into, v)));
    return goes ? into : NULL;
}

/* Where decl goes: into an inner block (put at its head, to be sunk further), into the assignment
   that sets it first, or before the first statement that mentions it. */
static void place(Simp *s, Stmt *decl, const Span *span, Map *before)
{
    const Var *v = decl->var;
    Stmt *first = span->first;
    if (first->kind == S_ASSIGN && sets(first, v) && !decl->rhs && !type_is_array(v->type)) {
        first->kind = S_DECL;
        first->var = decl->var;
        first->lhs = NULL;
        s->changed = true;
        return;
    }
    Stmt *into = span->last == first ? goes_into(decl, first) : NULL;
    if (into) {
        list_add(&into->list, decl);
        memmove(into->list.at + 1, into->list.at, (size_t)(into->list.n - 1) * sizeof decl);
        into->list.at[0] = decl;
        s->changed = true;
        return;
    }
    StmtList *list = map_get(before, first);
    if (!list) {
        list = NEW(StmtList);
        map_put(before, first, list);
    }
    list_add(list, decl);
}

/* The comment above a declaration that moves away, if it is of nothing else. */
static void drop_comment(StmtList *out, const Stmt *next)
{
    Stmt *last = out->n ? out->at[out->n - 1] : NULL;
    if (last && last->kind == S_COMMENT && *last->text && (!next || next->kind == S_COMMENT))
        out->n--;
}

/* Declarations stand above the comment of a loop or branch, but join the assignment below its
 * comment. */
static void put_before(StmtList *out, const StmtList *decls, const Stmt *st)
{
    int at = out->n;
    while (at > 0 && out->at[at - 1]->kind == S_COMMENT && *out->at[at - 1]->text &&
           st->kind != S_ASSIGN && st->kind != S_POP)
        at--;
    StmtList comments = {0};
    for (int i = at; i < out->n; i++)
        list_add(&comments, out->at[i]);
    out->n = at;
    for (int i = 0; i < decls->n; i++)
        list_add(out, decls->at[i]);
    for (int i = 0; i < comments.n; i++)
        list_add(out, comments.at[i]);
}

/* Is there nothing but declarations between statement i and st, which does not set what i declares?
   Statements know their places in the block (id); the first behind i that declares nothing is number
   `plain`. */
static bool is_next(const Stmt *block, int i, const Stmt *st, int plain)
{
    const Var *v = block->list.at[i]->var;
    if (sets(st, v) && !block->list.at[i]->rhs)
        return false;
    if (goes_into(block->list.at[i], (Stmt *)st))
        return false;
    return st->id > i && st->id <= plain && st->id < block->list.n && block->list.at[st->id] == st;
}

static void sink_block(Simp *s, Stmt *block, Span *of)
{
    Spans spans = {.s = s, .block = block, .of = of};
    bool any = false;
    for (int i = 0; i < block->list.n; i++)
        any |= sinkable(s, block->list.at[i]);
    if (!any)
        return;
    for (int i = 0; i < block->list.n; i++) {
        spans.at = block->list.at[i];
        spans.at->id = i;
        span_stmt(&spans.at, &spans);
    }
    Map *before = map_new();
    StmtList out = {0};
    for (int i = 0, plain = 0; i < block->list.n; i++) {
        Stmt *st = block->list.at[i];
        while (plain < block->list.n && (plain <= i || block->list.at[plain]->kind == S_DECL))
            plain++;
        bool sinks =
            sinkable(s, st) && of[st->var->id].block == block && of[st->var->id].first != st;
        if (sinks && !is_next(block, i, of[st->var->id].first, plain)) {
            place(s, st, &of[st->var->id], before);
            drop_comment(&out, i + 1 < block->list.n ? block->list.at[i + 1] : NULL);
            continue;
        }
        const StmtList *decls = map_get(before, st);
        if (decls)
            put_before(&out, decls, st);
        list_add(&out, st);
    }
    block->list = out;
}

typedef struct Sinking {
    Simp *s;
    Span *spans;
    const Stmt *body; /* of the loop last looked at */
} Sinking;

static void sink(Stmt **at, void *data)
{
    Sinking *k = data;
    if ((*at)->kind == S_LOOP)
        k->body = (*at)->body;
    if ((*at)->kind == S_BLOCK) {
        join_sums(k->s, *at, *at == k->body);
        sink_block(k->s, *at, k->spans);
    }
    stmt_kids(*at, sink, k);
}

void simp_sink(Simp *s)
{
    Sinking k = {s, arena_alloc(((size_t)s->locals.n + 1) * sizeof(Span)), NULL};
    sink(&s->fn->body, &k);
}

/* ---- values used once ---- */

typedef struct Replace {
    const Var *var;
    Expr *by;
    int done;
} Replace;

static void replace(Expr **at, void *data)
{
    Replace *r = data;
    if ((*at)->kind == E_VAR && (*at)->var == r->var) {
        *at = r->by;
        r->done++;
        return;
    }
    expr_kids(*at, replace, r);
    *at = e_followed(*at);
}

/* The expressions of st that are evaluated once, before anything else of it. */
static bool replace_in(Stmt *st, Replace *r)
{
    switch (st->kind) {
    case S_DECL:
    case S_ASSIGN:
    case S_EXPR:
    case S_RETURN:
    case S_PUSH:
        if (st->rhs)
            replace(&st->rhs, r);
        if (st->kind == S_ASSIGN && !r->done && st->lhs->kind != E_VAR) {
            expr_kids(st->lhs, replace, r);
            st->lhs = e_followed(st->lhs);
        }
        break;
    case S_IF:
    case S_SWITCH:
        replace(&st->cond, r);
        break;
    case S_LOOP:
        if (st->init && st->init->kind != S_BLOCK && st->init->rhs)
            replace(&st->init->rhs, r);
        break;
    default:
        break;
    }
    return r->done > 0;
}

/* e's size so far and that of the value: long expressions are no easier to read. */
static bool fits(const Stmt *st, const Expr *value)
{
    const Expr *e = st->rhs ? st->rhs : st->cond;
    return !e || e_size(e) + e_size(value) <= MAX_NODES;
}

typedef struct Exposed {
    Simp *s;
    bool found;
} Exposed;

static void exposed(Expr **at, void *data)
{
    Exposed *x = data;
    Local *l = (*at)->kind == E_VAR ? simp_local(x->s, (*at)->var) : NULL;
    x->found |= l && !l->tracked;
    expr_kids(*at, exposed, x);
}

/* A variable whose address is known elsewhere is memory too: a store through a pointer may change
 * it. */
static bool reads_exposed(Simp *s, Expr *value)
{
    Exposed x = {s, false};
    exposed(&value, &x);
    return x.found;
}

/* The statement behind i that mentions v, if the value may be computed there instead. */
static Stmt *only_user(Simp *s, Stmt *block, int i, const Var *v, Expr *value)
{
    Reads r = {
        .s = s, .value = value, .memory = simp_reads_memory(value) || reads_exposed(s, value)};
    for (int j = i + 1; j < block->list.n && j - i < MAX_SCAN; j++) {
        Stmt *st = block->list.at[j];
        if (mentions(st, v))
            return st;
        blocks(&st, &r);
        if (r.blocked)
            return NULL;
    }
    return NULL;
}

static bool is_temporary(Simp *s, const Stmt *st)
{
    Local *l = st->kind == S_DECL ? simp_local(s, st->var) : NULL;
    return l && l->tracked && st->var->made && !st->var->keeps && st->rhs && l->reads == 1 &&
           l->writes == 1 && simp_is_pure(st->rhs);
}

/* const T v = f(...); x = v;: x = f(...); */
static void assign_call(Simp *s, Stmt *block)
{
    for (int i = 0; i + 1 < block->list.n; i++) {
        Stmt *decl = block->list.at[i], *next = block->list.at[i + 1];
        const Local *l = decl->kind == S_DECL && decl->rhs ? simp_local(s, decl->var) : NULL;
        bool sets = l && ((next->kind == S_ASSIGN && is_tracked(s, next->lhs)) || (next->kind == S_DECL && next->rhs)) &&
                    next->rhs->kind == E_VAR && next->rhs->var == l->var;
        if (!sets || !l->tracked || !l->var->made || l->var->keeps || l->reads != 1 || l->writes != 1 ||
            decl->rhs->kind != E_CALL || !type_same(type_unqual(l->var->type), type_unqual(decl->rhs->type)))
            continue;
        next->rhs = decl->rhs;
        take_away(s, &block->list.at[i]);
    }
    sweep(block);
}

/* T v = f(...); return v;: return f(...); */
static void return_call(Simp *s, Stmt *block)
{
    int n = block->list.n;
    Stmt *decl = n > 1 ? block->list.at[n - 2] : NULL, *last = n > 1 ? block->list.at[n - 1] : NULL;
    const Local *l = decl && decl->kind == S_DECL && decl->rhs ? simp_local(s, decl->var) : NULL;
    bool returned = l && last->kind == S_RETURN && last->rhs && last->rhs->kind == E_VAR && last->rhs->var == l->var;
    if (!returned || !l->var->made || l->reads != 1 || decl->rhs->kind != E_CALL ||
        !type_same(type_unqual(l->var->type), type_unqual(decl->rhs->type)))
        return;
    last->rhs = decl->rhs;
    take_away(s, &block->list.at[n - 2]);
    sweep(block);
}

/* x += y; *g = x;, the last of x: *g = x + y. */
static void use_last_sum(Simp *s, Stmt *block, int i)
{
    Stmt *st = block->list.at[i];
    Expr *e = st->kind == S_ASSIGN && is_tracked(s, st->lhs) ? st->rhs : NULL;
    bool sum = e && e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB) && e->b->kind == E_VAR && e_equal(e->a, st->lhs);
    if (!sum || !st->lhs->var->made)
        return;
    Stmt *user = only_user(s, block, i, st->lhs->var, e);
    if (!user || user->kind != S_ASSIGN || user->rhs->kind != E_VAR || user->rhs->var != st->lhs->var)
        return;
    const Local *l = simp_local(s, st->lhs->var);
    bool own = false; /* declared here: nothing outside uses it */
    for (int k = 0; k < i; k++)
        own |= block->list.at[k] == l->decl;
    if (own && l->writes == 2 && l->decl->rhs && e_is_zero(l->decl->rhs))
        return; /* the first, which is an assignment soon */
    int rest = 0;
    for (int k = i + 1; k < block->list.n && own; k++)
        rest += simp_mentions_in(block->list.at[k], st->lhs->var);
    Replace r = {.var = st->lhs->var, .by = e_cast(type_unqual(st->lhs->type), e)};
    if (rest == 1 && replace_in(user, &r))
        take_away(s, &block->list.at[i]);
}

static void forward(Stmt **at, void *data)
{
    Simp *s = data;
    Stmt *block = *at;
    stmt_kids(block, forward, s);
    if (block->kind != S_BLOCK)
        return;
    assign_call(s, block);
    for (int i = block->list.n - 1; i >= 0; i--) {
        Stmt *st = block->list.at[i];
        if (!is_temporary(s, st)) {
            use_last_sum(s, block, i);
            continue;
        }
        Stmt *user = only_user(s, block, i, st->var, st->rhs);
        Replace r = {.var = st->var, .by = e_cast(type_unqual(st->var->type), st->rhs)};
        if (!user || !fits(user, st->rhs) || !replace_in(user, &r))
            continue;
        take_away(s, &block->list.at[i]);
    }
    sweep(block);
}

void simp_forward(Simp *s)
{
    forward(&s->fn->body, s);
}

static void look_for_returns(Stmt **at, void *data)
{
    if ((*at)->kind == S_BLOCK)
        return_call(data, *at);
    stmt_kids(*at, look_for_returns, data);
}

void simp_returns(Simp *s)
{
    look_for_returns(&s->fn->body, s);
}
