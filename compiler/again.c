/* again.c: one call after the other where several directions cannot go together. Takes the actors whose memory the
   function both changes and reads; leaves code that keeps what it holds, puts it back before each further call, and frees it. */
#include "kinds.h"

bool again_possible(Kinds *k, Again *again)
{
    *again = (Again){0};
    return rerun_possible(k->p, k->d, &again->actors);
}

/* What a names, of the primal's. */
static Expr *object_of(Kinds *k, const Actor *a)
{
    Expr *e = NULL;
    if (a->var->kind == V_GLOBAL)
        e = e_var(a->var);
    for (int n = 0; n < k->d->primal->params.n; n++)
        if (k->d->primal->params.at[n] == a->var)
            e = e_var(k->d->primal_params.at[n]);
    for (int n = 0; n < a->members.n; n++)
        e = e_member(type_is_pointer(e->type) ? e_deref(e) : e, a->members.at[n]);
    return e;
}

static Expr *element_of(Expr *e, Expr *i)
{
    Type *t = type_plain(e->type);
    if (t->kind != T_POINTER && t->kind != T_ARRAY)
        return e;
    Type *real = t;
    while (real->kind == T_POINTER || real->kind == T_ARRAY)
        real = type_plain(real->to);
    e = e_decay(e);
    if (type_is_array(type_plain(e->type)->to))
        e = e_cast(type_pointer(type_unqual(real)), e);
    return e_index(e, i);
}

/* Loops over the reals of a, to be closed: each with its number. */
static Stmt *each_real(Kinds *k, const Actor *a, Expr **element, Expr **number)
{
    Expr *row, *i, *object = object_of(k, a);
    if (!kinds_has_rows(a)) {
        Stmt *outer = kinds_open(k, "i", kinds_count(k, a), number);
        *element = element_of(object, expr_clone(*number, NULL));
        return outer;
    }
    Stmt *outer = kinds_open(k, "row", e_cast(type_ptrdiff(), a->extents.at[0]), &row);
    kinds_open(k, "i", e_cast(type_ptrdiff(), a->extents.at[1]), &i);
    *element = e_index(e_index(object, row), i);
    *number = e_add(e_mul(expr_clone(row, NULL), expr_clone(a->extents.at[1], NULL)), expr_clone(i, NULL));
    return outer;
}

static Type *real_of(Type *t)
{
    for (t = type_plain(t); t->kind == T_POINTER || t->kind == T_ARRAY; t = type_plain(t->to))
        ;
    return type_unqual(t);
}

void again_keep(Kinds *k, Again *again)
{
    for (int i = 0; i < again->actors.n; i++) {
        Actor *a = again->actors.at[i];
        Var *v = kinds_local(k, format("%s_before", a->var->name), type_pointer(real_of(a->type)));
        Expr *element, *number;
        ExprList args = {0};
        list_add(&args, kinds_count(k, a));
        list_add(&args, e_sizeof_expr(e_deref(e_var(v))));
        kinds_add(k, s_decl(v, e_call(runtime_fn(k->p, "adc_array"), args)));
        list_add(&again->before, v);
        Stmt *outer = each_real(k, a, &element, &number);
        kinds_add(k, s_assign(e_index(e_var(v), number), element));
        kinds_close(k, outer);
    }
}

void again_put_back(Kinds *k, Again *again, Expr *call)
{
    if (!again->actors.n)
        return;
    Stmt *outer = k->block, *further = s_block();
    kinds_add(k, s_if(e_bin(O_GT, expr_clone(call, NULL), e_int(0)), further, NULL));
    k->block = further;
    for (int i = 0; i < again->actors.n; i++) {
        Expr *element, *number;
        Stmt *before = each_real(k, again->actors.at[i], &element, &number);
        kinds_add(k, s_assign(element, e_index(e_var(again->before.at[i]), number)));
        kinds_close(k, before);
    }
    k->block = outer;
}

void again_free(Kinds *k, Again *again)
{
    for (int i = again->before.n - 1; i >= 0; i--) {
        ExprList args = {0};
        list_add(&args, e_var(again->before.at[i]));
        kinds_add(k, s_expr(e_call(runtime_fn(k->p, "adc_free"), args)));
    }
}
