/* pieces.c: shape(x.data, n) says that n reals lie one after the other. A struct that can also name memory with gaps says with
   ADC_PIECE_(g), on its pointer, which function looks: g(&x, in_order) calls the failure handler where they do not; in_order,
   where they do, but in another order than the struct counts them. Takes a finished gradient, jacobian, hessian or hvp; leaves
   calls of g at its start, for what is run over by such an extent. */
#include "adc.h"

typedef struct Pieces {
    Program *p;
    Derived *d;
    StmtList calls;
    Map *seen; /* record's parameter: looked at already */
} Pieces;

/* Of the struct that the path from e ends in. */
static void look(Pieces *q, const Actor *a, Var *root, bool in_order)
{
    Field *last = a->members.n ? a->members.at[a->members.n - 1] : NULL;
    Fn *g = last && last->piece ? program_fn(q->p, last->piece) : NULL;
    if (!g || !root || !a->extents_known || (a->members.n == 1 && map_get(q->seen, root)))
        return;
    if (a->members.n == 1)
        map_put(q->seen, root, root);
    Stmt *all = s_block(), *each = all;
    ExprList index = {0}, args = {0};
    ways_open(q->d->fn, q->d, a, a->members.n, &each, &index);
    Expr *e = ways_object(a, e_var(root), a->members.n, &index);
    list_add(&args, e->arrow ? e->a : e_addr(e->a));
    list_add(&args, e_int(in_order));
    s_add(each, s_expr(e_call(g, args)));
    for (int i = 0; i < all->list.n; i++)
        list_add(&q->calls, all->list.at[i]);
}

static Var *parameter(Derived *d, Var *v)
{
    for (int i = 0; i < d->primal->params.n; i++)
        if (d->primal->params.at[i] == v)
            return d->primal_params.at[i];
    return v;
}

void pieces_check(Program *p, Derived *d)
{
    Pieces q = {.p = p, .d = d, .seen = map_new()};
    bool blocks = d->kind == K_JACOBIAN || d->kind == K_HESSIAN;
    for (int i = 0; blocks && i < d->actors.n; i++)
        if (d->actors.at[i].var)
            look(&q, &d->actors.at[i], parameter(d, d->actors.at[i].var), true);
    for (int i = 0; i < d->leaves.n; i++) {
        Actor *a = &d->leaves.at[i];
        if (d->kind == K_HVP)
            look(&q, a, parameter(d, a->var), false);
        look(&q, a, d->kind == K_HVP ? a->hvp : a->shadow, false);
    }
    if (!q.calls.n)
        return;
    Stmt *body = d->fn->body;
    for (int i = 0; i < body->list.n; i++)
        list_add(&q.calls, body->list.at[i]);
    body->list = q.calls;
}
