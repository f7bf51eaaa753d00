/* compared.c: the warning of a derivative that is zero because results depend on the inputs through comparisons alone.

       while (hi - lo > eps) {
           double m = (lo + hi) / 2;
           if (m * m > a) hi = m; else lo = m;
       }

   The derivative of what such a search runs is zero where it has one. That is right, and seldom what was meant. Takes what
   active.c has found of the function that is asked about. */
#include "active.h"

typedef struct Compared {
    Active *active;
    const Stmt *at;      /* the statement being looked at */
    const Expr *compared; /* the first comparison of what varies */
    Loc loc;
    bool carries; /* some statement hands a derivative on, or rounds, which has derivative zero without surprise */
} Compared;

static bool varies(Compared *c, Expr *e)
{
    Bits reads = {0};
    active_reads(c->active, e, &reads);
    bool is = bits_meet(&c->active->varied, &reads);
    bits_done(&reads);
    return is;
}

static void find_comparison(Expr **at, void *data)
{
    Compared *c = data;
    Expr *e = *at;
    if (!c->compared && e->kind == E_BINARY && op_compares(e->op) && (varies(c, e->a) || varies(c, e->b))) {
        c->compared = e;
        c->loc = e->loc.line ? e->loc : c->at->loc;
    }
    for (int i = 0; e->kind == E_CALL && type_is_real(e->type) && i < e->args.n; i++)
        c->carries |= varies(c, e->args.at[i]);
    expr_kids(e, find_comparison, data);
}

static bool call_carries(Active *a, const Expr *call)
{
    for (int i = 0; i < call->args.n; i++) {
        Expr *arg = call->args.at[i];
        if (active_expr(a, arg) || (type_is_pointer(arg->type) && active_pointer(a, arg)) || type_is_record(arg->type))
            return true;
    }
    return false;
}

static void look_at(Stmt **at, void *data)
{
    Compared *c = data;
    Stmt *s = *at;
    const Expr *call = stmt_call(s);
    bool copies = (s->kind == S_ASSIGN || s->kind == S_DECL || s->kind == S_RETURN || s->kind == S_PUSH) && s->rhs;
    c->at = s;
    c->carries |= call ? call_carries(c->active, call) : copies && (type_is_record(s->rhs->type) || active_expr(c->active, s->rhs));
    c->carries |= s->kind == S_POP || s->kind == S_OPAQUE;
    stmt_exprs(s, find_comparison, c);
    if (!c->carries)
        stmt_kids(s, look_at, c);
}

void compared_check(Active *a, const Derived *d)
{
    Compared c = {.active = a};
    if (d->primal->made_by) /* derivatives of higher order are zero for many a reason */
        return;
    look_at(&a->fn->body, &c);
    if (c.carries || !c.compared)
        return;
    diag_warning(c.loc, "only-compared", "the derivative of '%s' is zero: its results depend on what it is asked for through comparisons alone",
                 d->primal->name);
    diag_note(c.loc, "where a search finds the root of an equation, let one step of Newton's method follow it, or give the derivative "
                     "that follows from the equation with ADC_CUSTOM_ADJOINT or ADC_CUSTOM_TANGENT");
}
