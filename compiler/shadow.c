/* shadow.c: the shadow of an lvalue or pointer, for the forward half (everything is there now) and for the reverse half
   (addresses are values that plan.c must find as they were). A pointer's shadow changes where the pointer changes,
   so it is still there where the pointer is. */
#include "adjoint.h"

/* ---- shadows ---- */

static Expr *shadow_of_var(Adjoint *a, Var *v)
{
    Expr *s = map_get(a->shadows, v);
    return s ? s : e_var(shadow_make(a, v));
}

/* With m.at NULL the forward half asks: everything is there now. */
static Expr *operand(Adjoint *a, Expr *e, Moment m)
{
    return m.at ? plan_need(a, e, m) : plan_forward(a, e);
}

/* A member that points to const: its shadow is written through all the same. */
Expr *shadow_writable(Expr *p)
{
    Type *to = type_plain(p->type)->to;
    while (type_plain(to)->kind == T_ARRAY && !(to->quals & Q_CONST))
        to = type_plain(to)->to;
    bool fixed = (to->quals & Q_CONST) || (type_plain(to)->quals & Q_CONST);
    return fixed ? e_cast(type_drop_const_deep(type_unqual(p->type)), p) : p;
}

static Expr *shadow_place(Adjoint *a, Expr *lv, Moment m)
{
    switch (lv->kind) {
    case E_VAR:
        return shadow_of_var(a, lv->var);
    case E_MEMBER:
        return e_member(lv->arrow ? e_deref(shadow_writable(plan_shadow_pointer(a, lv->a, m))) : shadow_place(a, lv->a, m),
                        lv->field);
    case E_DEREF:
        return e_deref(shadow_writable(plan_shadow_pointer(a, lv->a, m)));
    case E_INDEX:
        return e_index(shadow_writable(plan_shadow_pointer(a, lv->a, m)), operand(a, lv->b, m));
    case E_UNARY: { /* __real__ z */
        Expr *part = e_raw(E_UNARY, lv->type, lv->loc);
        part->op = lv->op;
        part->a = shadow_place(a, lv->a, m);
        return part;
    }
    default:
        bug("plan: shadow of an lvalue of kind %d", lv->kind);
    }
}

/* Null, of no memory, or of integers or a table of functions alone: its shadow is null. */
bool shadow_is_null(Adjoint *a, Expr *p)
{
    return null_pointer(p) || bits_next(alias_pointees(a->alias, p), 0) < 0 ||
           (!active_pointer(a->active, p) && (alias_to_integers(a->alias, p) || provided_nowhere(a->active, p)));
}

void shadow_refuse_mixed(Loc loc)
{
    diag_error(loc, "mixed-pointer", "this pointer points to active memory at times and here to memory without a shadow");
    diag_note(loc, "put the parameter it comes from into wrt() or of(), or use two pointers");
}

/* Of a pointer, or of a record with pointers. */
static Expr *shadow_keep(Adjoint *a, Expr *p, Moment m)
{
    Segment *now = a->segment, *home = m.after ? now : plan_home(a, p);
    Keep *last = m.after ? keep_find(now, p, true, false) : NULL, *k = NEW(Keep);
    Expr *known = last ? last->read : m.after ? NULL : plan_kept(a, p, true);
    if (known)
        return known;
    a->segment = home;
    *k = (Keep){.value = p, .shadow = true, .after = m.after ? m.at : NULL};
    Expr *shadow = type_is_record(p->type) ? shadow_now(a, p) : shadow_pointer_now(a, p);
    const char *name = format("%s_adj_kept", plan_name_for(p));
    if (type_is_pointer(shadow->type) && type_has_vla(shadow->type)) {
        Expr *here, *then = plan_store_as(a, shadow, type_pointer(type_void()), name, &here);
        Var *v = var_new(a->out, V_LOCAL, name, type_unqual(shadow->type));
        reverse_declare_counts(a, type_plain(shadow->type)->to, m);
        list_add(&a->segment->before, s_decl(v, then));
        k->read = e_var(v);
    } else {
        k->read = plan_load_once(a, p, plan_store(a, shadow, name), true);
    }
    keep_add(a, home, k);
    a->segment = now;
    return k->read;
}

static Expr *shadow_read(Adjoint *a, Expr *p, Moment m)
{
    if (!m.at)
        return shadow_place(a, p, m);
    Expr *walked = p->kind == E_VAR && plan_walks_back(a, p->var, m) ? rewind_read(a, p->var, true) : NULL;
    if (walked)
        return walked;
    if (plan_still_there(a, p, m) && !plan_address_cost(a, p, m))
        return shadow_place(a, p, m);
    Stmt *def = p->kind == E_VAR && plan_simple(a, p->var) ? plan_reaching(a, p->var, m) : NULL;
    if (def && plan_recomputable(a, def))
        return plan_recompute(a, def, p->var, true);
    return shadow_keep(a, p, m);
}

/* One of several pointers, of which another has a shadow. */
static Expr *shadow_arm(Adjoint *a, Expr *p, Moment m)
{
    bool null = shadow_is_null(a, p), mixed = !null && !active_pointer(a->active, p) && !active_given_shadow(a->active, p);
    if (mixed)
        shadow_refuse_mixed(p->loc.line || !m.at ? p->loc : m.at->loc);
    return null || mixed ? e_cast(type_drop_const_deep(type_unqual(p->type)), e_int(0)) : plan_shadow_pointer(a, p, m);
}

Expr *plan_shadow_pointer(Adjoint *a, Expr *p, Moment m)
{
    switch (p->kind) {
    case E_VAR:
    case E_MEMBER:
    case E_INDEX:
    case E_DEREF:
        return shadow_read(a, p, m);
    case E_DECAY:
        if (p->a->kind == E_STRING || p->a->kind == E_FN) /* holds no reals */
            return e_cast(type_drop_const_deep(type_unqual(p->type)), e_int(0));
        return e_decay(shadow_place(a, p->a, m));
    case E_ADDR:
        if (m.at && p->a->kind == E_VAR && type_is_pointer(p->a->type) && !plan_in_scope(a, p->a->var))
            return shadow_keep(a, p, m); /* the shadow of a pointer is the forward half's alone */
        return e_addr(shadow_place(a, p->a, m));
    case E_BINARY:
        if (type_is_pointer(p->a->type))
            return e_bin(p->op, plan_shadow_pointer(a, p->a, m), operand(a, p->b, m));
        return e_bin(p->op, operand(a, p->a, m), plan_shadow_pointer(a, p->b, m));
    case E_CAST:
        if (!type_is_pointer(p->a->type))
            return p;
        return e_cast(type_drop_const_deep(p->type), plan_shadow_pointer(a, p->a, m));
    case E_COND:
        return e_cond(operand(a, p->a, m), shadow_arm(a, p->b, m), shadow_arm(a, p->c, m));
    case E_INT:
        return p;
    default:
        diag_error(p->loc, "shadow-pointer", "the shadow of this pointer can't be told");
        diag_note(p->loc, "assign the pointer to a variable first");
        return p;
    }
}

/* The record with the pointers it has at m: a copy where they change later. The shadow of a record changes where it
   changes. */
Expr *plan_shadow_record(Adjoint *a, Expr *record, Moment m)
{
    if (!type_has_pointers(record->type) || (plan_still_there(a, record, m) && !plan_address_cost(a, record, m)))
        return shadow_place(a, record, m);
    if (type_is_handle(record->type))
        return shadow_keep(a, record, m);
    diag_error(m.at->loc, "record-shadow", "the pointers of '%s' change later, and it also has reals of its own",
               plan_name_for(record));
    diag_note(m.at->loc, "use a variable that is not assigned again");
    return shadow_place(a, record, m);
}

Expr *plan_shadow(Adjoint *a, Expr *lv, Moment m)
{
    return shadow_place(a, lv, m);
}

Expr *shadow_now(Adjoint *a, Expr *lv)
{
    return shadow_place(a, lv, (Moment){0});
}

Expr *shadow_pointer_now(Adjoint *a, Expr *p)
{
    return plan_shadow_pointer(a, p, (Moment){0});
}

/* ---- the result of a function that returns a record with pointers ---- */

typedef struct Uses {
    Var *v;
    int n; /* how often its name occurs */
} Uses;

static void uses_expr(Expr **e, void *data)
{
    Uses *u = data;
    u->n += (*e)->kind == E_VAR && (*e)->var == u->v;
    expr_kids(*e, uses_expr, data);
}

static void uses_stmt(Stmt **s, void *data)
{
    stmt_exprs(*s, uses_expr, data);
    stmt_kids(*s, uses_stmt, data);
}

/* The statement of the outermost block that gives v its value, where v is read only once besides. */
static Stmt *made_once(Stmt *body, Var *v)
{
    Uses u = {v, 0};
    Stmt *def = NULL;
    uses_stmt(&body, &u);
    for (int i = 0; i < body->list.n; i++) {
        Stmt *s = body->list.at[i];
        if (s->kind == S_DECL && s->var == v && s->rhs && u.n == 1)
            def = s;
        if (s->kind == S_ASSIGN && s->lhs->kind == E_VAR && s->lhs->var == v && u.n == 2)
            def = s;
    }
    return def;
}

/* Its pointers are null, or lead to memory of the caller, whose shadows are those that the caller gave. A Jacobian takes
   what they lead to for new memory. */
static bool leads_to_callers(const Adjoint *a, Expr *e)
{
    Bits all = {0};
    const Bits *own = alias_lvalue(a->alias, e);
    bool callers = true;
    alias_reach(a->alias, own, &all);
    for_bits(i, &all) {
        const Object *o = a->alias->cells.at[i]->object;
        bool outside = alias_is_outside(o) && o->kind != OB_ANY && a->derived->request->kind == K_ADJOINT;
        callers &= bits_has(own, i) || outside;
    }
    bits_done(&all);
    return callers;
}

/* The adjoint of such a result is the shadow of the memory that the last function returned: nothing else is ever
   added to it. */
void shadow_of_result(Adjoint *a, Expr *seed)
{
    Stmt *body = a->src->body, *last = body->list.n ? body->list.at[body->list.n - 1] : NULL;
    Expr *e = last && last->kind == S_RETURN ? last->rhs : NULL;
    if (e && e_is_lvalue(e) && (!active_pointer(a->active, e_addr(e)) || leads_to_callers(a, e)))
        return;
    while (e && e->kind == E_VAR && e->var->kind == V_LOCAL) {
        Stmt *def = made_once(body, e->var);
        Expr *call = def ? stmt_call(def) : NULL;
        if (call && call->fn && call->fn->class == F_CUSTOM && call->fn->shadow_of_result) {
            map_put(a->shadows, e->var, seed);
            a->result_var = e->var;
            return;
        }
        e = def && !call ? def->rhs : NULL;
    }
    Loc loc = last ? last->loc : a->src->loc;
    diag_error(loc, "result-shadow", "the memory that '%s' returns is no new result of one function", a->src->name);
    diag_note(loc, "return a copy of it, by a function that has ADC_CUSTOM_ADJOINT and ADC_SHADOW");
}
