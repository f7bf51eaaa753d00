/* ways.c: paths that lead through arrays of structs. Takes an actor with the extents of these arrays (Actor.ways); leaves loops
   over their elements, and the extents of a member as those of the element that is meant: what shape(ps->w, ps->n) says holds
   for each element with the n of its own. */
#include "adc.h"

static bool is_memory(Type *t) { return type_is_pointer(t) || type_is_array(t); }

bool ways_any(const Actor *a)
{
    for (int i = 0; i < a->ways.n; i++)
        if (a->ways.at[i].n)
            return true;
    return false;
}

ExprList ways_shape(const Actor *a)
{
    ExprList all = {0};
    for (int i = 0; i < a->ways.n; i++)
        for (int k = 0; k < a->ways.at[i].n; k++)
            list_add(&all, a->ways.at[i].at[k]);
    for (int k = 0; k < a->extents.n; k++)
        list_add(&all, a->extents.at[k]);
    return all;
}

ExprList ways_clone(const ExprList *extents, Subst *s)
{
    ExprList copy = {0};
    for (int i = 0; i < extents->n; i++)
        list_add(&copy, expr_clone(extents->at[i], s));
    return copy;
}

Expr *ways_count(const ExprList *extents, int first)
{
    long long product = 1;
    bool constant = true;
    for (int i = first; i < extents->n; i++) {
        constant = constant && extents->at[i]->kind == E_INT;
        product = !constant ? 0 : extents->at[i]->ival < 0 ? 0 : product * extents->at[i]->ival;
    }
    if (constant)
        return e_int(product);
    Expr *size = NULL, *positive = NULL;
    for (int i = first; i < extents->n; i++) {
        Expr *e = expr_clone(extents->at[i], NULL);
        if (e->kind != E_INT || e->ival <= 0) {
            Expr *test = e_bin(O_GT, e_cast(type_ptrdiff(), e), e_int_type(type_ptrdiff(), 0));
            test = type_is_integer(e->type) && e->kind != E_INT
                       ? e_bin(O_GT, expr_clone(e, NULL), e_int(0))
                       : test;
            positive = positive ? e_bin(O_LAND, positive, test) : test;
        }
        Expr *factor = e_cast(type_ptrdiff(), expr_clone(e, NULL));
        size = size ? e_mul(size, factor) : factor;
    }
    return positive ? e_cond(positive, size, e_int_type(type_ptrdiff(), 0)) : size;
}

/* ---- one element ---- */

static Expr *object(const Actor *a, Expr *e, int n, const ExprList *index, bool writable)
{
    for (int i = 0; i < n; i++) {
        if (is_memory(e->type)) {
            e = e_decay(e);
            Type *to = type_plain(e->type)->to;
            if (writable && (to->quals | type_plain(to)->quals) & Q_CONST)
                e = e_cast(type_drop_const_deep(type_unqual(e->type)), e);
            e = a->ways.at[i].n ? e_index(e, expr_clone(index->at[i], NULL)) : e_deref(e);
        }
        e = e_member(e, a->members.at[i]);
    }
    return e;
}

Expr *ways_object(const Actor *a, Expr *root, int n, const ExprList *index)
{
    return object(a, root, n, index, false);
}

Expr *ways_shadow(const Actor *a, Expr *root, int n, const ExprList *index)
{
    return object(a, root, n, index, true);
}

Expr *ways_root(const Derived *d, const Actor *a)
{
    for (int i = 0; i < d->primal->params.n; i++)
        if (d->primal->params.at[i] == a->var)
            return e_var(d->primal_params.at[i]);
    return e_var(a->var);
}

/* array, the struct it points to, or a member of that: of this element instead. */
typedef struct Element {
    Expr *array, *element;
    bool found;
} Element;

static Expr *of_element(Expr *e, void *data)
{
    Element *x = data;
    bool inside = (e->kind == E_MEMBER && e->arrow) || e->kind == E_DEREF || e->kind == E_INDEX;
    bool array = e_equal(inside ? e->a : e, x->array);
    if (!array)
        return NULL;
    if (e->kind == E_INDEX) { /* that very element */
        Subst s = {.hook = of_element, .data = x};
        return e_index(e->a, expr_clone(e->b, &s));
    }
    x->found = true;
    Expr *element = expr_clone(x->element, NULL);
    return e->kind == E_MEMBER ? e_member(element, e->field) : e->kind == E_DEREF ? element : e_addr(element);
}

static ExprList extents_of(const Derived *d, const Actor *a, int n, const ExprList *index, bool *depends)
{
    ExprList extents = ways_clone(n < a->ways.n ? &a->ways.at[n] : &a->extents, NULL);
    for (int i = 0; i < n && i < a->ways.n; i++) {
        if (!a->ways.at[i].n)
            continue;
        Expr *array = e_decay(object(a, ways_root(d, a), i, index, false));
        Element x = {array, e_index(array, expr_clone(index->at[i], NULL)), false};
        Subst s = {.hook = of_element, .data = &x};
        extents = ways_clone(&extents, &s);
        *depends = *depends || x.found;
    }
    return extents;
}

ExprList ways_extents(const Derived *d, const Actor *a, int n, const ExprList *index)
{
    bool depends = false;
    return extents_of(d, a, n, index, &depends);
}

bool ways_ragged(const Derived *d, const Actor *a)
{
    ExprList first = {0};
    bool depends = false;
    for (int i = 0; i < a->members.n; i++)
        list_add(&first, e_int(0));
    for (int n = 0; n <= a->members.n && a->var; n++)
        extents_of(d, a, n, &first, &depends);
    return depends;
}

/* ---- all of them ---- */

void ways_open(Fn *f, const Derived *d, const Actor *a, int n, Stmt **block, ExprList *index)
{
    for (int i = 0; i < n; i++) {
        ExprList extents = ways_extents(d, a, i, index);
        Expr *count = extents.n > 1 ? ways_count(&extents, 0) : extents.n ? extents.at[0] : e_int(1);
        if (e_is_one(count)) {
            list_add(index, e_int(0));
            continue;
        }
        Var *k = var_new(f, V_LOCAL, "k", type_ptrdiff());
        Stmt *loop = s_new(S_LOOP, (Loc){0});
        loop->flavor = L_FOR;
        loop->raw_for_decl = true;
        loop->init = s_decl(k, e_int_type(type_ptrdiff(), 0));
        loop->cond = e_bin(O_LT, e_var(k), extents.n > 1 ? count : e_cast(type_ptrdiff(), count));
        loop->step = s_assign(e_var(k), e_add(e_var(k), e_int_type(type_ptrdiff(), 1)));
        loop->body = s_block();
        s_add(*block, loop);
        *block = loop->body;
        list_add(index, e_var(k));
    }
}
