/* several.c: a pointer to a struct is taken for a pointer to one struct where nothing says otherwise. Takes a request for a
   gradient, jacobian, hessian or hvp, which run over all that is asked for; refuses it where f goes from such a struct to the
   one beside it, since that one would be left out. Adjoint and tangent need no extents. */
#include "adc.h"

typedef struct Search {
    const Field *field; /* pointers that are this member, */
    Map *vars;          /* or these variables */
    Map *seen;          /* functions searched for the member */
    Expr *found;
    bool changed;
} Search;

static void search_fn(Search *s, Fn *f);

static bool denotes(Search *s, const Expr *e)
{
    switch (e->kind) {
    case E_CAST:
    case E_DECAY:
        return denotes(s, e->a);
    case E_COND:
        return denotes(s, e->b) || denotes(s, e->c);
    case E_VAR:
        return map_get(s->vars, e->var);
    case E_MEMBER:
        return e->field == s->field;
    default:
        return false;
    }
}

static void pass_on(Search *s, Var *to, const Expr *value)
{
    if (!to || !value || map_get(s->vars, to) || !type_is_pointer(to->type) || !denotes(s, value))
        return;
    map_put(s->vars, to, to);
    s->changed = true;
}

static void search_expr(Expr **ep, void *data)
{
    Search *s = data;
    Expr *e = *ep;
    bool index = e->kind == E_INDEX && !e_is_zero(e->b) && denotes(s, e->a);
    bool sum = e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB) && type_is_pointer(e->type) &&
               ((denotes(s, e->a) && !e_is_zero(e->b)) || (denotes(s, e->b) && !e_is_zero(e->a)));
    if (index || sum)
        s->found = s->found ? s->found : e;
    Fn *f = e->kind == E_CALL ? e->fn : NULL;
    for (int i = 0; f && f->body && i < e->args.n && i < f->params.n; i++)
        pass_on(s, f->params.at[i], e->args.at[i]);
    if (f && f->body)
        search_fn(s, f);
    expr_kids(e, search_expr, data);
}

static void search_stmt(Stmt **sp, void *data)
{
    Search *s = data;
    Stmt *st = *sp;
    if (st->kind == S_DECL)
        pass_on(s, st->var, st->rhs);
    if (st->kind == S_ASSIGN && st->lhs->kind == E_VAR)
        pass_on(s, st->lhs->var, st->rhs);
    stmt_exprs(st, search_expr, data);
    stmt_kids(st, search_stmt, data);
}

static void search_fn(Search *s, Fn *f)
{
    if (map_get(s->seen, f))
        return;
    map_put(s->seen, f, f);
    search_stmt(&f->body, s);
}

/* The access that goes beside the struct that v, or the member, points to; NULL: none. */
static Expr *beside(Program *p, Fn *f, Var *v, const Field *field)
{
    Search s = {.field = field, .vars = map_new()};
    norm_fn(p, f);
    if (v)
        map_put(s.vars, v, v);
    do {
        s.changed = false;
        s.seen = map_new();
        search_fn(&s, f);
    } while (s.changed && !s.found);
    return s.found;
}

static bool to_struct(Type *t)
{
    t = type_plain(t);
    return t->kind == T_POINTER && type_plain(t->to)->kind == T_RECORD;
}

/* The struct that the first n members of a lead to. */
static void look(Program *p, Derived *d, const Actor *a, int n)
{
    const Field *field = n ? a->members.at[n - 1] : NULL;
    bool known = n < a->members.n ? a->ways.at[n].n : a->extents.n;
    if (known || !to_struct(field ? field->type : a->var->written) || d->request->bad)
        return;
    Expr *e = beside(p, d->primal, field ? NULL : a->var, field);
    if (!e)
        return;
    Actor start = *a;
    start.members.n = n;
    const char *name = signature_path(&start, NULL);
    diag_error(request_place(d->request, a->loc), "unknown-extent",
               "'%s' points to more structs than one: how many is not known", name);
    diag_note(e->loc, "one beside it is reached here");
    diag_note(a->var->loc, "the clause shape(%s, n) says it", name);
    d->request->bad = true;
}

void several_check(Program *p, Derived *d)
{
    bool leaves = d->kind == K_GRADIENT || d->kind == K_HVP;
    for (int i = 0; i < (leaves ? d->leaves.n : d->actors.n); i++) {
        const Actor *a = leaves ? &d->leaves.at[i] : &d->actors.at[i];
        bool run_over = a->wrt || (a->of && d->kind == K_JACOBIAN);
        for (int n = 0; n <= a->members.n && run_over && a->var; n++)
            look(p, d, a, n);
    }
}
