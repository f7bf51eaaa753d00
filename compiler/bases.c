/* bases.c: records without reals that are the beginning, or a member, of records with reals.

       struct shape { int kind; };
       struct disc { struct shape shape; double r; };
       ... ((struct disc *)shape)->r ...

   A pointer to such a record leads to reals that its type does not tell of: it needs a shadow. The casts of the program
   tell; also those behind arithmetic in bytes, as in the container_of of lists whose links are members. Takes the program as
   it was read, and marks the records. Signatures do not depend on it. */
#include "adc.h"

static Record *record_behind(Type *t)
{
    Type *to = type_plain(t)->kind == T_POINTER ? type_plain(type_plain(t)->to) : NULL;
    return to && to->kind == T_RECORD ? to->record : NULL;
}

/* The pointer that a cast starts from. */
static Expr *start(Expr *e)
{
    while (e->kind == E_CAST || (e->kind == E_BINARY && type_is_pointer(e->type)))
        e = e->kind == E_CAST || type_is_pointer(e->a->type) ? e->a : e->b;
    return e;
}

/* (double *)(head + 1): reals behind a head that says how many they are. */
static void mark_trailed(Expr *e)
{
    if (e->kind != E_CAST || type_plain(e->type)->kind != T_POINTER || type_plain(type_plain(e->type)->to)->kind != T_REAL)
        return;
    Record *head = record_behind(start(e->a)->type);
    for (int i = 0; head && i < head->fields.n; i++)
        head->trailed |= type_element(head->fields.at[i]->type)->kind != T_REAL; /* else they are copied alike */
}

/* (FILE *)x: reals that pass for what is the library's. */
static void mark_posing(Expr *e, Record *to)
{
    Type *from = type_plain(start(e->a)->type);
    bool reals = from->kind == T_POINTER && type_has_reals(from->to);
    to->trailed |= reals && to->in_system_header && !type_declares_reals(e->type);
}

static void look(Expr **at, void *data)
{
    Expr *e = *at;
    Record *to = e->kind == E_CAST ? record_behind(e->type) : NULL;
    Record *from = to ? record_behind(start(e->a)->type) : NULL;
    if (from && from != to && !type_declares_reals(start(e->a)->type) && type_declares_reals(e->type))
        type_mark_base(from);
    if (to)
        mark_posing(e, to);
    mark_trailed(e);
    expr_kids(e, look, data);
}

static void look_stmt(Stmt **at, void *data)
{
    stmt_exprs(*at, look, data);
    stmt_kids(*at, look_stmt, data);
}

void bases_mark(Program *p)
{
    for (int i = 0; i < p->fns.n; i++)
        if (p->fns.at[i]->body)
            look_stmt(&p->fns.at[i]->body, NULL);
}
