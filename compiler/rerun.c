/* rerun.c: may a primal run several times where the contract says once? Yes if nobody can tell: no
   input, output or state, and what it changes of its caller's memory is known and can be put back.
   Takes a request; leaves the answer and the actors whose memory has to be put back. */
#include "flow.h"
#include "kinds.h"

#include <string.h>

typedef struct Rerun {
    Program *p;
    Derived *d;
    Alias *alias;
    Bits written, read;
    Map *seen; /* functions already looked at for effects */
    bool effects;
} Rerun;

/* ---- effects ---- */

static void fn_effects(Rerun *r, Fn *f);

/* A function that is declared to be differentiable does what its derivatives say: it writes the memory it is given, which
 * alias.c knows. One that only returns new memory, or a view, must take no memory that it could write. */
static bool is_value_function(const Fn *f)
{
    Type *type = type_plain(f->type);
    if (f->custom_adjoint || f->custom_tangent)
        return true;
    bool declared = f->is_view || f->shadow_of_result;
    for (int i = 0; i < type->params.n && !f->is_view; i++) {
        Type *param = type_plain(type->params.at[i]);
        declared &=
            param->kind != T_POINTER || (type_plain(param->to)->quals | param->to->quals) & Q_CONST;
    }
    return declared && type_plain(type->to)->kind != T_VOID;
}

static void effect_call(Rerun *r, Expr *call)
{
    Fn *f = call->fn;
    if (!f) { /* through a pointer: whatever it may hold */
        Type *type = type_plain(call->a->type);
        FnList candidates = fn_candidates(r->p, type->kind == T_POINTER ? type_plain(type->to) : type);
        for (int i = 0; i < candidates.n; i++)
            if (candidates.at[i]->body)
                fn_effects(r, candidates.at[i]);
            else
                r->effects |= candidates.at[i]->class != F_MATH;
        r->effects |= !candidates.n && !direct_is_closed(r->p, r->d);
        return;
    }
    switch (f->class) {
    case F_MATH:
    case F_ALLOC:
    case F_FREE:
    case F_MEMORY:
    case F_RUNTIME:
        return;
    case F_INACTIVE:
        r->effects |= !known_is_pure(f) && !f->finds_gaps && !f->noreturn && !f->is_const_attr && !is_value_function(f);
        return;
    default:
        if (f->body)
            fn_effects(r, f);
        else
            r->effects |= !f->is_const_attr && !is_value_function(f);
    }
}

static void effect_expr(Expr **e, void *data)
{
    if ((*e)->kind == E_CALL)
        effect_call(data, *e);
    expr_kids(*e, effect_expr, data);
}

static void effect_stmt(Stmt **s, void *data)
{
    Rerun *r = data;
    r->effects |= (*s)->kind == S_OPAQUE;
    stmt_exprs(*s, effect_expr, data);
    stmt_kids(*s, effect_stmt, data);
}

static void fn_effects(Rerun *r, Fn *f)
{
    if (map_get(r->seen, f))
        return;
    map_put(r->seen, f, f);
    effect_stmt(&f->body, r);
}

/* ---- memory read and written ---- */

static void read_expr(Expr **e, void *data)
{
    Rerun *r = data;
    if (e_is_lvalue(*e) && (*e)->kind != E_COMPOUND && (*e)->kind != E_STRING)
        bits_merge(&r->read, alias_lvalue(r->alias, *e));
    expr_kids(*e, read_expr, data);
}

static void read_call(Rerun *r, Expr *call)
{
    alias_call_reads(r->alias, call, &r->read);
}

static void memory_stmt(Stmt **sp, void *data)
{
    Rerun *r = data;
    Stmt *s = *sp;
    Expr *lhs = s->kind == S_ASSIGN || s->kind == S_POP ? s->lhs : NULL, *call = stmt_call(s);
    if (lhs) {
        bits_merge(&r->written, alias_lvalue(r->alias, lhs));
        s->lhs = NULL;
        expr_kids(lhs, read_expr, data);
    }
    stmt_exprs(s, read_expr, data);
    if (lhs)
        s->lhs = lhs;
    if (call) {
        const Bits *writes = hidden_call_changes(r->alias, s);
        if (writes)
            bits_merge(&r->written, writes);
        read_call(r, call);
    }
    stmt_kids(s, memory_stmt, data);
}

/* ---- the answer ---- */

/* Rows: those that a pointer to pointers leads to. */
static bool is_flat(const Actor *a, bool rows)
{
    Type *t = type_plain(a->type);
    if (rows)
        t = type_plain(t->to);
    if (t->kind == T_POINTER || t->kind == T_ARRAY)
        for (t = type_plain(t->to); t->kind == T_ARRAY && !rows; t = type_plain(t->to))
            ;
    return t->kind == T_REAL || t->kind == T_COMPLEX;
}

static Actor *actor_of(Rerun *r, const Cell *c)
{
    const Object *o = c->object;
    for (int i = 0; i < r->d->actors.n; i++) {
        Actor *a = &r->d->actors.at[i];
        Field *last = a->members.n ? a->members.at[a->members.n - 1] : NULL;
        if (a->var != o->var || !a->var || !a->extents_known || ways_any(a))
            continue;
        bool rows = kinds_has_rows(a);
        if (!is_flat(a, rows) || (rows && (last || a->extents.n != 2)))
            continue;
        bool whole = !last && (o->kind == OB_DEEP) == rows && !o->field &&
                     (o->kind != OB_VAR || !type_is_pointer(a->type));
        if (whole || (last && (c->field == last || o->field == last)))
            return a;
    }
    return NULL;
}

static bool is_own(const Object *o)
{
    if (o->kind == OB_VAR)
        return o->var->kind == V_LOCAL || o->var->kind == V_PARAM;
    if (o->kind == OB_DEEP &&
        type_is_pointer(o->var->type)) { /* nothing is reached through a number */
        Type *to = type_plain(o->var->type)->to;
        return type_is_arith(to) || (type_is_array(to) && type_is_arith(type_plain(to)->to));
    }
    return o->kind == OB_ALLOC || o->kind == OB_STRING;
}

/* Where the parameter promises not to write, what may be written is the same memory under another
 * name. */
static bool is_const(const Object *o)
{
    if (o->kind != OB_EXT || !type_is_pointer(o->var->type))
        return false;
    Type *to = type_plain(o->var->type)->to;
    while (type_is_array(to))
        to = type_plain(to)->to;
    return (to->quals | type_plain(to)->quals) & Q_CONST && !type_is_record(to);
}

static bool read_somewhere(Rerun *r, const Cell *c)
{
    for (int i = 0; i < r->alias->cells.n; i++)
        if (bits_has(&r->read, i) &&
            alias_cells_overlap(r->alias, r->alias->cells.at[i], (Cell *)c))
            return true;
    return false;
}

static void add_once(ActorList *list, Actor *a)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i] == a)
            return;
    list_add(list, a);
}

static Rerun rerun_make(Program *p, Derived *d)
{
    Fn *flat = direct_inline(p, d, d->primal, true); /* what small functions do is seen in place */
    Rerun r = {.p = p, .d = d, .alias = alias_make(p, flat, d->noalias), .seen = map_new()};
    fn_effects(&r, flat);
    memory_stmt(&flat->body, &r);
    return r;
}

bool rerun_writes(Program *p, Derived *d, const Var *v)
{
    Rerun r = rerun_make(p, d);
    for (int i = 0; i < r.alias->cells.n; i++) {
        const Object *o = r.alias->cells.at[i]->object;
        if (bits_has(&r.written, i) && (o->kind == OB_ANY || (o->var == v && o->kind != OB_VAR)))
            return true;
    }
    return false;
}

bool rerun_possible(Program *p, Derived *d, ActorList *again)
{
    Rerun r = rerun_make(p, d);
    for (int i = 0; i < r.alias->cells.n && !r.effects; i++) {
        Cell *c = r.alias->cells.at[i];
        if (!bits_has(&r.written, i) || is_own(c->object) || is_const(c->object) || !read_somewhere(&r, c))
            continue; /* what is only written ends as after one call */
        Actor *a = actor_of(&r, c);
        if (!a)
            return false;
        add_once(again, a);
    }
    return !r.effects;
}
