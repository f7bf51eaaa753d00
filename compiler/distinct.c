/* distinct.c: which pointer variables lead to different blocks of memory, at each place of a function.

   alias.c says what a pointer may lead to anywhere in the function. Of the two buffers of

       double *u = malloc(n), *v = malloc(n);
       for (...) { ... v[i] = f(u, i) ... ; double *w = u; u = v; v = w; }

   each pointer may lead to either block, but never both to one. Pairs of variables that lead to different blocks (or
   nowhere) are a forward problem over the tree: what is allocated differs from all that is there, what is assigned inherits
   the pairs of what it is assigned from, and where ways meet a pair must hold on both; in a loop, after any number of iterations
   (the greatest fixed point, reached from above: pairs are only lost on the way). Arithmetic stays within a block (C11 6.5.6p8). Arrays
   of the function take part as if each were a pointer to itself. Only variables that nothing changes but assignments to their
   names are looked at, so that no call and no write to memory matters. */
#include "adjoint.h"

#include <string.h>

enum { MOST = 64 };

typedef unsigned long long PairRow;

/* Bit k of row i: i and k lead to different blocks. Symmetric. */
typedef struct Pairs {
    PairRow row[MOST];
} Pairs;

typedef struct Exit { /* of a loop, a switch or a block: what holds where it is left, or continued, by a jump */
    Stmt *of;
    Pairs left, continued;
    struct Exit *up;
} Exit;

struct Distinct {
    Adjoint *a;
    VarList vars;  /* pointers and arrays */
    Map *index;    /* Var -> its place among them */
    Map *at;       /* Stmt -> Pairs in front of it; of a loop, in front of each of its iterations */
    Pairs *latest; /* the last one of these: most statements share theirs */
    Exit *exits;
};

static int index_of(const Distinct *d, const Var *v)
{
    const int *place = map_get(d->index, v);
    return place ? *place : -1;
}

/* ---- which variables ---- */

/* The variable in whose block p stays, whatever is added to it: a pointer, or an array; NULL: it comes from elsewhere. */
static Var *start_of(Adjoint *a, Expr *p)
{
    for (;;) {
        if (p->kind == E_CAST && type_is_pointer(p->a->type)) {
            p = p->a;
        } else if (p->kind == E_BINARY) {
            p = type_is_pointer(p->a->type) ? p->a : p->b;
        } else if (p->kind == E_VAR) {
            return plan_simple(a, p->var) && type_is_pointer(p->var->type) ? p->var : NULL;
        } else if (p->kind == E_DECAY || p->kind == E_ADDR) {
            Expr *lv = p->a;
            while ((lv->kind == E_MEMBER && !lv->arrow) || (lv->kind == E_INDEX && lv->a->kind == E_DECAY))
                lv = lv->kind == E_MEMBER ? lv->a : lv->a->a;
            if (lv->kind == E_VAR)
                return lv->var->kind == V_LOCAL && type_is_array(lv->var->type) ? lv->var : NULL;
            if (lv->kind != E_INDEX && lv->kind != E_MEMBER && lv->kind != E_DEREF)
                return NULL;
            p = lv->a;
        } else {
            return NULL;
        }
    }
}

static void add_var(Distinct *d, Var *v)
{
    if (!v || map_get(d->index, v))
        return;
    int *place = NEW(int);
    *place = d->vars.n;
    map_put(d->index, v, place);
    list_add(&d->vars, v);
}

/* The pointer variable that s gives a value; NULL: none. */
static Var *pointer_set(Adjoint *a, const Stmt *s)
{
    Var *v = s->kind == S_DECL ? s->var : s->kind == S_ASSIGN && s->lhs->kind == E_VAR ? s->lhs->var : NULL;
    return v && s->rhs && type_is_pointer(v->type) && plan_simple(a, v) ? v : NULL;
}

typedef struct Collect {
    Distinct *d;
    bool moving; /* only those that are assigned more than once */
    bool jumps;
} Collect;

static void collect_from(Distinct *d, Expr *p)
{
    if (p->kind == E_COND) {
        collect_from(d, p->b);
        collect_from(d, p->c);
    } else {
        add_var(d, start_of(d->a, p));
    }
}

static bool is_moving(Adjoint *a, Var *v)
{
    const StmtList *writes = map_get(a->writes, v);
    int sets = 0;
    for (int i = 0; writes && i < writes->n; i++)
        sets += writes->at[i]->kind != S_DECL || writes->at[i]->rhs;
    return sets > 1;
}

static void collect(Stmt **sp, void *data)
{
    Collect *c = data;
    Distinct *d = c->d;
    Stmt *s = *sp;
    if (!s)
        return;
    c->jumps |= s->kind == S_GOTO || s->kind == S_LABEL;
    Var *v = pointer_set(d->a, s), *from = v ? start_of(d->a, s->rhs) : NULL;
    bool known = v && (map_get(d->index, v) || (from && map_get(d->index, from)));
    if (v && (c->moving ? is_moving(d->a, v) : known)) {
        add_var(d, v);
        collect_from(d, s->rhs);
    }
    stmt_kids(s, collect, c);
}

/* Those that change, what they are made of or give to others, and the parameters. */
static bool collect_vars(Distinct *d)
{
    Collect c = {d, true, false};
    collect(&d->a->src->body, &c);
    if (!d->vars.n || c.jumps)
        return false;
    c.moving = false;
    for (int before = 0; before != d->vars.n && d->vars.n <= MOST;) {
        before = d->vars.n;
        collect(&d->a->src->body, &c);
    }
    for (int i = 0; i < d->a->src->params.n; i++) {
        Var *v = d->a->src->params.at[i];
        if (type_is_pointer(v->type) && plan_simple(d->a, v))
            add_var(d, v);
    }
    return d->vars.n <= MOST;
}

/* ---- states ---- */

static bool has(const Pairs *p, int i, int k)
{
    return p->row[i] >> k & 1;
}

static void all_pairs(Pairs *p)
{
    memset(p, 0xff, sizeof *p);
}

/* i leads to another block than those of the row, and may share one with the others. */
static void set_row(Pairs *p, int i, PairRow row)
{
    row &= ~((PairRow)1 << i);
    p->row[i] = row;
    for (int k = 0; k < MOST; k++)
        if (k != i)
            p->row[k] = (p->row[k] & ~((PairRow)1 << i)) | (row >> k & 1) << i;
}

static bool meet(Pairs *to, const Pairs *from)
{
    bool changed = false;
    for (int i = 0; i < MOST; i++) {
        changed |= (to->row[i] & ~from->row[i]) != 0;
        to->row[i] &= from->row[i];
    }
    return changed;
}

static bool overlap(Adjoint *a, const Bits *x, Var *v)
{
    Expr *p = type_is_array(v->type) ? e_decay(e_var(v)) : e_var(v);
    return alias_sets_overlap(a->alias, x, alias_pointees(a->alias, p));
}

static bool is_new_memory(const Expr *e)
{
    while (e->kind == E_CAST)
        e = e->a;
    if (e->kind != E_CALL || !e->fn)
        return false;
    const char *name = fn_base(e->fn);
    return (e->fn->class == F_ALLOC && strcmp(name, "realloc")) ||
           (e->fn->class == F_RUNTIME && (!strcmp(name, "adc_array") || !strcmp(name, "adc_zeroed") || !strcmp(name, "adc_tape_array")));
}

/* Those that a value leads to another block than. */
static PairRow row_of_value(Distinct *d, const Pairs *now, Expr *e)
{
    if (is_new_memory(e) || e_is_zero(e))
        return ~(PairRow)0;
    if (e->kind == E_COND)
        return row_of_value(d, now, e->b) & row_of_value(d, now, e->c);
    Var *from = start_of(d->a, e);
    int k = from ? index_of(d, from) : -1;
    if (k >= 0)
        return now->row[k] & ~((PairRow)1 << k);
    const Bits *to = alias_pointees(d->a->alias, e);
    PairRow row = 0;
    for (int i = 0; i < d->vars.n; i++)
        row |= (PairRow)!overlap(d->a, to, d->vars.at[i]) << i;
    return row;
}

/* ---- the walk ---- */

static void walk(Distinct *d, Stmt *s, Pairs *now);

static void note(Distinct *d, Stmt *s, const Pairs *now)
{
    if (!d->latest || memcmp(d->latest, now, sizeof *now)) {
        d->latest = NEW(Pairs);
        *d->latest = *now;
    }
    map_put(d->at, s, d->latest);
}

static void assign(Distinct *d, Stmt *s, Pairs *now)
{
    Var *v = s->kind == S_DECL ? s->var : s->lhs->kind == E_VAR ? s->lhs->var : NULL;
    int i = v ? index_of(d, v) : -1;
    if (i < 0 || !type_is_pointer(v->type))
        return;
    if (s->kind == S_POP)
        set_row(now, i, 0);
    else
        set_row(now, i, s->rhs ? row_of_value(d, now, s->rhs) : ~(PairRow)0);
}

static void jump(Distinct *d, Stmt *s, Pairs *now)
{
    for (Exit *x = d->exits; x; x = x->up)
        if (x->of == s->target) {
            meet(s->kind == S_BREAK ? &x->left : &x->continued, now);
            break;
        }
    all_pairs(now); /* nothing comes this way */
}

static void open_exit(Distinct *d, Exit *x, Stmt *of)
{
    x->of = of;
    x->up = d->exits;
    all_pairs(&x->left);
    all_pairs(&x->continued);
    d->exits = x;
}

static void walk_loop(Distinct *d, Stmt *s, Pairs *now)
{
    walk(d, s->init, now);
    for (bool changed = true; changed;) {
        Exit x;
        Pairs end = *now;
        open_exit(d, &x, s);
        note(d, s, now);
        walk(d, s->body, &end);
        meet(&end, &x.continued);
        walk(d, s->step, &end);
        d->exits = x.up;
        changed = meet(now, &end);
        if (!changed)
            meet(now, &x.left);
    }
}

static void walk_switch(Distinct *d, Stmt *s, Pairs *now)
{
    Exit x;
    Pairs end = *now;
    open_exit(d, &x, s);
    for (int i = 0; i < s->arms.n; i++) {
        meet(&end, now); /* from the arm above, or from the head */
        walk(d, s->arms.at[i].body, &end);
    }
    d->exits = x.up;
    meet(now, &end);
    meet(now, &x.left);
}

static void walk_block(Distinct *d, Stmt *s, Pairs *now)
{
    Exit x;
    open_exit(d, &x, s);
    for (int i = 0; i < s->list.n; i++)
        walk(d, s->list.at[i], now);
    d->exits = x.up;
    meet(now, &x.left);
}

static void walk(Distinct *d, Stmt *s, Pairs *now)
{
    if (!s)
        return;
    Pairs other = *now;
    switch (s->kind) {
    case S_BLOCK:
        walk_block(d, s, now);
        return;
    case S_DECL:
    case S_ASSIGN:
    case S_POP:
        note(d, s, now);
        assign(d, s, now);
        return;
    case S_IF:
        walk(d, s->body, now);
        walk(d, s->other, &other);
        meet(now, &other);
        return;
    case S_LOOP:
        walk_loop(d, s, now);
        return;
    case S_SWITCH:
        walk_switch(d, s, now);
        return;
    case S_BREAK:
    case S_CONTINUE:
        jump(d, s, now);
        return;
    case S_RETURN:
        all_pairs(now);
        return;
    default:
        return;
    }
}

/* Parameters as the caller gives them; locals lead nowhere yet. */
static void at_entry(Distinct *d, Pairs *now)
{
    Adjoint *a = d->a;
    all_pairs(now);
    for (int i = 0; i < d->vars.n; i++) {
        if (d->vars.at[i]->kind != V_PARAM)
            continue;
        PairRow row = 0;
        const Bits *to = alias_entry(a->alias, d->vars.at[i]);
        for (int k = 0; k < d->vars.n; k++) {
            Var *v = d->vars.at[k];
            bool apart = v->kind != V_PARAM || !alias_sets_overlap(a->alias, to, alias_entry(a->alias, v));
            row |= (PairRow)apart << k;
        }
        set_row(now, i, row);
    }
}

static Distinct *find(Adjoint *a)
{
    Distinct *d = NEW(Distinct);
    Pairs now;
    d->a = a;
    d->index = map_new();
    d->at = map_new();
    if (!collect_vars(d))
        return d;
    at_entry(d, &now);
    walk(d, a->src->body, &now);
    return d;
}

/* ---- the question ---- */

/* The variable in whose block an lvalue lies; NULL: not known. */
static Var *block_of(Adjoint *a, Expr *lv)
{
    while ((lv->kind == E_MEMBER && !lv->arrow) || (lv->kind == E_INDEX && lv->a->kind == E_DECAY))
        lv = lv->kind == E_MEMBER ? lv->a : lv->a->a;
    if (lv->kind == E_VAR)
        return type_is_array(lv->var->type) ? lv->var : NULL;
    bool through = lv->kind == E_INDEX || lv->kind == E_DEREF || lv->kind == E_MEMBER;
    return through ? start_of(a, lv->a) : NULL;
}

static bool moves_in(Adjoint *a, Var *v, Stmt *s)
{
    return type_is_pointer(v->type) && plan_written_in(a, e_var(v), s, NULL);
}

/* Whether x and y, as s evaluates them, lie in different blocks; of a loop: in any two of its iterations. */
bool distinct_places(Adjoint *a, Stmt *s, Expr *x, Expr *y)
{
    Var *p = block_of(a, x), *q = block_of(a, y);
    if (!p || !q || p == q)
        return false;
    if (!a->distinct)
        a->distinct = find(a);
    int i = index_of(a->distinct, p), k = index_of(a->distinct, q);
    const Pairs *now = map_get(a->distinct->at, s);
    if (!now || i < 0 || k < 0 || !has(now, i, k))
        return false;
    return s->kind != S_LOOP || (!moves_in(a, p, s) && !moves_in(a, q, s));
}
