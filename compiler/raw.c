/* raw.c: memory that is not used as it is declared.

   Takes the finished Alias of a function. Marks the objects whose pointers get their type by a cast (Object.retyped), and what is
   declared as bytes or integers, or not at all, and holds reals (as_reals of cells, fields, globals): an arena within a struct,
   a buffer of characters that a double * leads to. What functions called do to such memory is in their Effects. */
#include "flow.h"

static bool is_raw(const Type *t)
{
    return t->kind == T_VOID || (t->kind == T_INT && t->size == 1);
}

/* A pointer gets its type by a cast from one to bytes. What malloc returns has not been anything else yet. */
static void see_cast(Alias *a, Expr *e)
{
    Expr *from = e;
    while (from->kind == E_CAST && type_is_pointer(from->type))
        from = from->a;
    bool fresh = from->kind == E_CALL && from->fn && from->fn->class == F_ALLOC;
    if (e->kind != E_CAST || !type_is_pointer(e->type) || !type_is_pointer(e->a->type) || fresh ||
        is_raw(type_plain(type_plain(e->type)->to)) || !is_raw(type_plain(type_plain(e->a->type)->to)))
        return;
    const Bits *cells = alias_pointees(a, e->a);
    for_bits(i, cells)
        a->cells.at[i]->object->retyped = true;
}

static bool is_shared(const Var *v)
{
    return v && (v->kind == V_GLOBAL || v->kind == V_STATIC);
}

/* An integer that has no room for such a real: what pointers lead to is known by and large only. */
static bool is_too_small(Type *declared, Type *access)
{
    declared = type_plain(declared);
    return access && declared->kind == T_INT && declared->size < type_bytes(access);
}

/* A FILE * and what is behind it: the library's alone. */
static bool is_of_library(const Object *o)
{
    Type *t = o->var && type_is_pointer(o->var->type) ? type_plain(type_plain(o->var->type)->to) : NULL;
    return t && t->kind == T_RECORD && t->record->in_system_header;
}

/* A variable, or a member of one, that is declared as a pointer: C lets no reals be kept there. */
static bool is_pointer_variable(const Cell *c, Type *declared)
{
    return c->object->kind == OB_VAR && type_element(declared)->kind == T_POINTER;
}

/* An access as `access` (NULL: not known) says nothing of what is declared like that: reals as such, or what cannot be
   meant where pointers are known by and large only. */
static bool says_nothing(const Cell *c, Type *declared, Type *access)
{
    bool small = c->object->kind == OB_VAR && !c->field && is_too_small(declared, access);
    return type_has_reals(declared) || small || (access && is_pointer_variable(c, declared));
}

/* A structure of functions, with names and numbers. */
static bool is_of_functions(Type *t)
{
    bool functions = false;
    if (t->kind != T_RECORD || t->record->base || !type_leads_nowhere(t))
        return false;
    for (int i = 0; i < t->record->fields.n; i++) {
        Type *field = type_plain(t->record->fields.at[i]->type);
        functions |= field->kind == T_POINTER && type_plain(field->to)->kind == T_FUNCTION;
        if (field->kind == T_ARRAY || field->kind == T_RECORD) /* bytes for anything */
            return false;
    }
    return functions;
}

/* What a call does somewhere behind its arguments, it does not do to a table of functions that lies there, nor to pointers
   to such a table and the names in it. */
static bool is_function_table(const Object *o)
{
    Type *declared[2] = {o->field ? o->field->type : NULL, o->var && (!o->field || o->kind == OB_DEEP) ? o->var->type : NULL};
    for (int i = 0; i < 2; i++) {
        Type *t = declared[i];
        t = t && type_is_pointer(t) ? type_plain(t)->to : t;
        if (t && is_of_functions(type_element(t)))
            return true;
    }
    return false;
}

static void keep_reals(Cell *c)
{
    c->as_reals = true;
    if (c->field)
        c->field->as_reals = true;
    else if (is_shared(c->object->var))
        c->object->var->as_reals = true;
}

/* Reals are read or written there, as `access` where that is known. */
static void see_reals(Alias *a, const Bits *cells, Type *access)
{
    for_bits(i, cells) {
        Cell *c = a->cells.at[i];
        Type *declared = alias_declared(c);
        bool none = is_of_library(c->object) || (!access && is_function_table(c->object));
        if (!(declared && says_nothing(c, declared, access)) && !none)
            keep_reals(c);
    }
}

/* A variable declared as a pointer that is made a place for reals all the same: (double *)&p. And the head of a longer
   struct, struct base { int kind; }: there is more behind it. */
static void see_cast_to_reals(Alias *a, Expr *e)
{
    if (e->kind != E_CAST || !type_is_pointer(e->type) || !type_is_pointer(e->a->type) ||
        !type_has_reals(type_plain(e->type)->to) || type_has_reals(type_plain(e->a->type)->to))
        return;
    Type *head = type_plain(type_plain(e->a->type)->to);
    bool goes_on = type_is_record(type_plain(e->type)->to) && (head->kind == T_RECORD || head->kind == T_INT) && !is_raw(head);
    const Bits *cells = alias_pointees(a, e->a);
    for_bits(i, cells) {
        Type *declared = alias_declared(a->cells.at[i]);
        if (goes_on || (declared && is_pointer_variable(a->cells.at[i], declared)))
            keep_reals(a->cells.at[i]);
    }
}

/* Copies of bytes, where one side is not known to be integers. */
static bool may_copy_reals(const Expr *call)
{
    for (int k = 0; k < 2; k++) {
        Expr *at = call->args.at[k];
        while (at->kind == E_CAST && type_is_pointer(at->a->type))
            at = at->a;
        if (!type_is_integer(type_element(type_plain(at->type)->to)))
            return true;
    }
    return false;
}

static void see_argument(Alias *a, Expr *arg, bool direct, bool deep)
{
    bool record = type_is_record(arg->type) && e_is_lvalue(arg);
    if ((!direct && !deep) || !(record || type_is_pointer(arg->type)))
        return;
    const Bits *cells = record ? alias_lvalue(a, arg) : alias_pointees(a, arg);
    Bits all = {0};
    if (direct)
        see_reals(a, cells, NULL);
    if (deep || record) {
        alias_reach(a, cells, &all);
        see_reals(a, &all, NULL);
    }
    bits_done(&all);
}

/* An argument that is a pointer to reals says by its type what is there, whatever the function called is. */
static void see_typed(Alias *a, Expr *arg)
{
    Type *to = type_is_pointer(arg->type) ? type_plain(type_plain(arg->type)->to) : NULL;
    if (to && type_has_reals(to))
        see_reals(a, alias_pointees(a, arg), to);
}

static void see_call(Alias *a, Expr *call)
{
    for (int k = 0; k < call->args.n; k++)
        see_typed(a, call->args.at[k]);
    const Effects *effects = call->fn && call->fn->class == F_MEMORY ? NULL : alias_call_effects(a, call);
    if (call->fn && call->fn->class == F_MEMORY && call->args.n > 1 && type_is_pointer(call->args.at[1]->type) && may_copy_reals(call))
        for (int k = 0; k < 2; k++)
            see_reals(a, alias_pointees(a, call->args.at[k]), NULL);
    for (int k = 0; effects && k < call->args.n && k < effects->params; k++)
        see_argument(a, call->args.at[k], effects->reals[k], effects->reals_deep[k]);
}

static bool leads_to_integers(Type *t)
{
    Type *to = type_is_pointer(t) ? type_plain(type_plain(t)->to) : NULL;
    return to && type_is_integer(to) && to->size > 1;
}

/* long *p = malloc(...) */
static bool allocates_integers(const Object *o)
{
    const Expr *call = o->kind == OB_ALLOC && o->site ? stmt_call(o->site) : NULL;
    if (!call || !call->fn || call->fn->class != F_ALLOC)
        return false;
    return o->site->kind == S_DECL ? leads_to_integers(o->site->var->type) : o->site->lhs && leads_to_integers(o->site->lhs->type);
}

/* Allocated memory has no declaration: it holds what the pointers to it say. */
static void find_integers(Alias *a)
{
    for (int i = 0; i < a->cells.n; i++)
        a->cells.at[i]->object->of_integers = allocates_integers(a->cells.at[i]->object);
}

static void more_than_integers(Alias *a, const Bits *cells)
{
    for_bits(i, cells)
        a->cells.at[i]->object->of_integers = false;
}

/* New memory is what the pointer that gets it says. */
static bool says_what_is_there(const Expr *e)
{
    while (e->kind == E_CAST && type_is_pointer(e->a->type))
        e = e->a;
    return !(e->kind == E_CALL && e->fn && e->fn->class == F_ALLOC);
}

static bool looks_at_nothing(const Expr *call)
{
    return call->fn && (call->fn->class == F_FREE || call->fn->class == F_MEMORY || call->fn->class == F_ALLOC);
}

static bool is_generic(Type *t)
{
    return type_is_pointer(t) && type_plain(type_plain(t)->to)->kind == T_VOID;
}

static void see_expr(Expr **at, void *data);

/* Of a call that looks at nothing: what is there is said without the casts to void *. */
static void see_arguments(Alias *a, Expr *call)
{
    for (int k = 0; k < call->args.n; k++) {
        Expr **arg = &call->args.at[k];
        while (is_generic((*arg)->type) && (*arg)->kind == E_CAST && type_is_pointer((*arg)->a->type))
            arg = &(*arg)->a;
        see_expr(arg, a);
    }
}

static void see_expr(Expr **at, void *data)
{
    Alias *a = data;
    Expr *e = *at;
    see_cast(a, e);
    see_cast_to_reals(a, e);
    if (type_is_pointer(e->type) && !leads_to_integers(e->type) && says_what_is_there(e))
        more_than_integers(a, alias_pointees(a, e));
    if ((e->kind == E_DEREF || e->kind == E_INDEX || e->kind == E_MEMBER) && type_has_reals(e->type) && !type_is_array(e->type))
        see_reals(a, alias_lvalue(a, e), e->type);
    if (e->kind == E_CALL)
        see_call(a, e);
    if (e->kind == E_CALL && looks_at_nothing(e))
        see_arguments(a, e);
    else
        expr_kids(e, see_expr, a);
}

/* Whoever gets it may have other pointers to it. */
static void see_result(Alias *a, Expr *e)
{
    Bits all = {0};
    alias_reach(a, type_is_pointer(e->type) ? alias_pointees(a, e) : alias_lvalue(a, e), &all);
    more_than_integers(a, &all);
    bits_done(&all);
}

static void see_stmt(Stmt **at, void *data)
{
    const Stmt *s = *at;
    if (s->kind == S_RETURN && s->rhs && type_has_pointers(s->rhs->type))
        see_result(data, s->rhs);
    stmt_exprs(*at, see_expr, data);
    stmt_kids(*at, see_stmt, data);
}

void raw_find(Alias *a)
{
    find_integers(a);
    see_stmt(&a->fn->body, a);
    more_than_integers(a, &a->stored_outside);
}

void raw_effects(Alias *a, Effects *out)
{
    for (int i = 0; i < a->cells.n; i++) {
        const Object *o = a->cells.at[i]->object;
        int k = o->var && o->var->kind == V_PARAM ? fn_param_index(a->fn, o->var) : -1;
        if (k < 0 || !a->cells.at[i]->as_reals)
            continue;
        out->reals[k] |= o->kind != OB_DEEP;
        out->reals_deep[k] |= o->kind == OB_DEEP;
    }
}
