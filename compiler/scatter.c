/* scatter.c: loops whose adjoint must not run upwards.

   f[i + 1].x - f[i].x makes f_adj[i + 1].x += v and f_adj[i].x -= v. gcc 12 at -O3 takes such members (or elements 3 * i + 3 and
   3 * i) for two groups of accesses and moves the loads and stores of each together, although what one
   iteration adds to is what the next one adds to as well: loops upwards over them come out wrong, loops downwards right.
   Of several hundred random loops of this kind it got one in six wrong upwards, none downwards. */
#include "adjoint.h"

#include <math.h>
#include <stdlib.h>

enum { MAX_TERMS = 8, MAX_PLACES = 64, MANY = 16 };

typedef struct Sum {
    struct {
        const Var *var;
        long long k;
    } at[MAX_TERMS];
    int n;
    long long c;
    bool lost; /* not understood */
} Sum;

static void add(Sum *s, const Expr *e, long long k)
{
    while (e->kind == E_CAST)
        e = e->a;
    if (e->kind == E_INT) {
        s->c += k * e->ival;
    } else if (e->kind == E_VAR) {
        int i = 0;
        while (i < s->n && s->at[i].var != e->var)
            i++;
        s->lost |= i == MAX_TERMS;
        if (s->lost)
            return;
        s->n += i == s->n;
        s->at[i].var = e->var;
        s->at[i].k += k;
    } else if (e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB)) {
        add(s, e->a, k);
        add(s, e->b, e->op == O_ADD ? k : -k);
    } else if (e->kind == E_BINARY && e->op == O_MUL && (e->a->kind == E_INT || e->b->kind == E_INT)) {
        const Expr *by = e->a->kind == E_INT ? e->a : e->b;
        add(s, e->a->kind == E_INT ? e->b : e->a, k * by->ival);
    } else {
        s->lost = true;
    }
}

static long long times(const Sum *s, const Var *v)
{
    for (int i = 0; i < s->n; i++)
        if (s->at[i].var == v)
            return s->at[i].k;
    return 0;
}

/* The difference of two subscripts, where both count with the counter; 0: they do not, or it is not constant. */
static long long apart(const Expr *x, const Expr *y, const Var *counter, long long *step)
{
    Sum diff = {0}, own = {0};
    add(&diff, x, 1);
    add(&diff, y, -1);
    add(&own, x, 1);
    *step = llabs(times(&own, counter));
    for (int i = 0; i < diff.n; i++)
        diff.lost |= diff.at[i].k != 0;
    return diff.lost || own.lost || !*step ? 0 : llabs(diff.c);
}

/* Elements of one array, in parts of it that the counter moves over and that are whole steps apart. */
static bool two_groups(const Expr *x, const Expr *y, const Var *counter)
{
    bool wide = false; /* a step is over more than one number */
    for (;;) {
        while (x->kind == E_MEMBER && !x->arrow) {
            x = x->a;
            wide = true;
        }
        while (y->kind == E_MEMBER && !y->arrow)
            y = y->a;
        if (x->kind != E_INDEX || y->kind != E_INDEX)
            return false;
        long long step, d = apart(x->b, y->b, counter, &step);
        if (d && d >= step && (wide || step > 1))
            return e_equal(x->a, y->a);
        if (x->a->kind != E_DECAY || y->a->kind != E_DECAY)
            return false;
        x = x->a->a;
        y = y->a->a;
        wide = true;
    }
}

typedef struct Look {
    Adjoint *a;
    const Var *counter;
    ExprList places; /* whose shadows the adjoint adds to */
    bool found, outer;
} Look;

static void look_expr(Expr **at, void *data)
{
    Look *l = data;
    Expr *e = *at;
    if (e_is_lvalue(e) && type_is_real(e->type) && e->kind != E_VAR && active_lvalue(l->a->active, e)) {
        for (int i = 0; i < l->places.n; i++)
            l->found |= two_groups(e, l->places.at[i], l->counter);
        if (l->places.n < MAX_PLACES)
            list_add(&l->places, e);
    }
    expr_kids(e, look_expr, l);
}

/* A loop of a few trips is unrolled: the one around it is the innermost. */
static bool is_unrolled(const Stmt *loop)
{
    const Counted *c = info(loop)->counted;
    long double from, to;
    return c && e_value(c->from, &from) && e_value(c->to, &to) && fabsl(to - from) <= MANY;
}

static void look_stmt(Stmt **at, void *data)
{
    Look *l = data;
    l->outer |= (*at)->kind == S_LOOP && !is_unrolled(*at);
    stmt_exprs(*at, look_expr, data);
    stmt_kids(*at, look_stmt, data);
}

bool loop_scatters(Adjoint *a, Stmt *loop)
{
    const Counted *c = info(loop)->counted;
    Look l = {.a = a, .counter = c ? c->counter : NULL};
    if (c)
        look_stmt(&loop->body, &l);
    return l.found && !l.outer;
}
