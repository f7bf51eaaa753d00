/* aside.c: shadows that nobody gives.

   A generated function overwrites its outputs, and may keep in them what later values are made of: exp(x[i]) in x_grad[i].
   Asked for the derivative of another output alone, an engine needs a shadow of that memory, too, and of the shadows of such
   memory, which are consumed. Nothing else overlaps it, what is in it at first is constant, nobody asks for its derivative at
   the end, and its size is known: the function made has a shadow of its own. */
#include "active.h"

/* v is a parameter of d's primal: an output that adc gave to it, or to what it was made from, or the shadow of such an output. */
static bool is_output(const Derived *d, const Var *v)
{
    const Derived *g = d->primal->made_by;
    if (!g)
        return false;
    for (int i = 0; i < g->primal_params.n; i++)
        if (g->primal_params.at[i] == v)
            return is_output(g, g->primal->params.at[i]);
    if (g->kind == K_TANGENT && v == g->return_shadow)
        return !g->lanes;
    for (int i = 0; i < g->blocks.n; i++)
        if (g->blocks.at[i].var == v)
            return true;
    for (int i = 0; i < g->actors.n; i++) {
        const Actor *x = &g->actors.at[i];
        if (g->kind == K_HVP && x->hvp == v)
            return true;
        if (x->shadow == v && x->var)
            return g->kind == K_GRADIENT ? x->wrt : !g->lanes && type_is_pointer(x->var->type) && is_output(g, x->var);
    }
    return false;
}

static bool holds_numbers(Type *t)
{
    t = type_element(type_plain(t)->to);
    return t->kind == T_REAL || t->kind == T_COMPLEX;
}

/* How many of what v points to; NULL: unknown. */
static Expr *count_of(Program *p, Derived *d, Var *v)
{
    Actor x = actor_object(p, d, v);
    if (!x.extents_known)
        return NULL;
    if (type_is_array(type_plain(v->type)->to) && x.extents.n > 1)
        x.extents.n = 1; /* of rows */
    if (x.extents.n == 1)
        return e_cast(type_ptrdiff(), x.extents.at[0]);
    return ways_count(&x.extents, 0);
}

bool aside_find(Program *p, Derived *d, const Fn *src, Active *a)
{
    int known = d->asides.n;
    for (int k = 0; k < src->params.n; k++) {
        Var *v = d->primal->params.at[k];
        if (!is_output(d, v) || !holds_numbers(v->type) || !active_lacks_shadow(a, src->params.at[k]))
            continue;
        Expr *count = count_of(p, d, v);
        if (count)
            list_add(&d->asides, ((Aside){.var = v, .count = count}));
    }
    return d->asides.n > known;
}

Expr *aside_make(Program *p, Derived *d, const Aside *x, const char *suffix, Stmt **begin, Stmt **end)
{
    Subst own = {.vars = map_new(), .targets = map_new()};
    for (int i = 0; i < d->primal->params.n; i++)
        map_put(own.vars, d->primal->params.at[i], e_var(d->primal_params.at[i]));
    Type *t = type_clone(type_unqual(x->var->type), &own), *real = type_unqual(type_plain(t)->to);
    bool one = e_is_one(x->count) && type_is_real(real);
    Var *v = var_new(d->fn, V_LOCAL, format("%s_%s", x->var->name, suffix), one ? real : t);
    v->shadow = true;
    *end = NULL;
    if (one) {
        *begin = s_decl(v, e_cast(real, e_real(type_double(), 0.0L)));
        return e_addr(e_var(v));
    }
    ExprList args = {0}, freed = {0};
    list_add(&args, expr_clone(x->count, NULL));
    list_add(&args, e_sizeof_expr(e_deref(e_var(v))));
    list_add(&freed, e_var(v));
    *begin = s_decl(v, e_call(runtime_fn(p, "adc_zeroed"), args));
    *end = s_expr(e_call(runtime_fn(p, "adc_free"), freed));
    return e_var(v);
}
