/* simp_start.c: the first contribution to an adjoint that is zero is its value. Takes a function whose variables are
   counted.

   What is known to be zero goes forward over the tree: from where a variable of adc's is set to zero to its first
   contribution, on every way there. The zero is dead then, and simp_live.c takes it away.

       double z_adj = 0.0;                   double z_adj;
       if (y == 1)                           if (y == 1)
           z_adj -= p;                           z_adj = -p;
       else                                  else
           z_adj += q;                           z_adj = q;
*/
#include "simp.h"

#include <string.h>

typedef uint64_t *Set;

typedef struct Start {
    Simp *s;
    int words;
} Start;

static Set set_like(const Start *z, const uint64_t *from)
{
    Set set = arena_alloc((size_t)z->words * sizeof *set);
    memcpy(set, from, (size_t)z->words * sizeof *set);
    return set;
}

static void put(Set set, int part, bool zero)
{
    uint64_t bit = (uint64_t)1 << (part % 64);
    set[part / 64] = zero ? set[part / 64] | bit : set[part / 64] & ~bit;
}

static bool is_number(Type *t)
{
    return type_is_real(t) || type_is_complex(t);
}

/* Of what a statement sets a part, or all: NULL: of nothing that is followed. */
static Local *followed(Start *z, const Stmt *st)
{
    bool behind = false;
    const Var *v = st->kind == S_DECL ? st->var : st->lhs ? simp_holder(st->lhs, &behind) : NULL;
    Local *l = behind ? NULL : simp_local(z->s, v);
    return l && (l->tracked || l->private) && v->made ? l : NULL;
}

/* v = v + e, v = v - e, where e does not mention the variable of v: what it adds. */
static Expr *contribution(const Stmt *s, const Var *v)
{
    Expr *e = s->rhs;
    while (e->kind == E_CAST && e->implicit)
        e = e->a;
    bool sum = e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB) && e_equal(e->a, s->lhs);
    if (!sum || simp_mentions(e->b, v))
        return NULL;
    Type *t = type_unqual(s->lhs->type);
    return e->op == O_ADD ? e_cast(t, e->b) : e_neg(e_cast(t, e->b));
}

static void go(Start *z, Stmt *st, Set set);

static void set_all(const Local *l, Set set, bool zero)
{
    for (int k = 0; k < l->parts; k++)
        put(set, l->part + k, zero);
}

static bool is_zero(const Expr *e)
{
    return e_is_zero(e) || (e->kind == E_INIT && e->args.n == 1 && (!e->args.at[0] || e_is_zero(e->args.at[0])));
}

static void set_value(Start *z, Stmt *st, Set set)
{
    const Local *l = followed(z, st);
    if (!l)
        return;
    bool zero = st->kind != S_POP && st->rhs && is_zero(st->rhs);
    int part = st->kind == S_DECL ? -1 : simp_part(z->s, st->lhs);
    if (part < 0) {
        set_all(l, set, zero && st->kind == S_DECL);
        return;
    }
    bool was = set[part / 64] >> (part % 64) & 1;
    Expr *first = was && st->kind == S_ASSIGN && is_number(st->lhs->type) ? contribution(st, l->var) : NULL;
    if (first) {
        st->rhs = first;
        z->s->changed = true;
    }
    put(set, part, zero);
}

static void forget(Stmt **at, void *data)
{
    void **d = data;
    const Local *l = followed(d[0], *at);
    if (l)
        set_all(l, d[1], false);
    stmt_kids(*at, forget, data);
}

/* Nothing that st sets is known behind it. */
static void forget_all(Start *z, Stmt *st, Set set)
{
    void *data[] = {z, set};
    forget(&st, data);
}

static void both(const Start *z, Set set, const uint64_t *other)
{
    for (int i = 0; i < z->words; i++)
        set[i] &= other[i];
}

static void go_if(Start *z, Stmt *st, Set set)
{
    Set other = set_like(z, set);
    go(z, st->body, set);
    if (st->other)
        go(z, st->other, other);
    both(z, set, other);
}

static void go_loop(Start *z, Stmt *st, Set set)
{
    if (st->init)
        go(z, st->init, set);
    forget_all(z, st, set);
    Set round = set_like(z, set);
    go(z, st->body, round);
}

static void go_switch(Start *z, Stmt *st, Set set)
{
    forget_all(z, st, set); /* an arm may fall into the next */
    Set arm = set_like(z, set);
    for (int i = 0; i < st->arms.n; i++) {
        memcpy(arm, set, (size_t)z->words * sizeof *arm);
        go(z, st->arms.at[i].body, arm);
    }
}

static void go(Start *z, Stmt *st, Set set)
{
    switch (st->kind) {
    case S_BLOCK: {
        Set before = set_like(z, set);
        for (int i = 0; i < st->list.n; i++)
            go(z, st->list.at[i], set);
        forget_all(z, st, before); /* it may be left by a break */
        both(z, set, before);
        break;
    }
    case S_DECL:
    case S_ASSIGN:
    case S_POP:
        set_value(z, st, set);
        break;
    case S_IF:
        go_if(z, st, set);
        break;
    case S_LOOP:
        go_loop(z, st, set);
        break;
    case S_SWITCH:
        go_switch(z, st, set);
        break;
    default:
        break;
    }
}

void simp_starts(Simp *s)
{
    Start z = {s, s->parts / 64 + 1};
    Set set = arena_alloc((size_t)z.words * sizeof *set);
    go(&z, s->fn->body, set);
}
