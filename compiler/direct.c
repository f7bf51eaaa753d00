/* direct.c: calls through pointers become calls of functions.

   Takes a function in normal form and leaves it with a chain of conditions in place of each call through a pointer, one
   for each function that it may hold (targets.c); any other target ends in the failure handler. Where no function fits,
   and none can have come from outside, that is all. Where the type says that it has nothing to do with derivatives the
   call stays as it is. A pointer that is known to hold one function is called directly. Works in place: on an engine's
   copy. */
#include "flow.h"
#include "output.h"

/* ---- functions that fit a call ---- */

static bool fits(Type *param, Type *arg)
{
    param = type_plain(param);
    arg = type_plain(arg);
    if (param->kind != T_POINTER || arg->kind != T_POINTER)
        return type_is_arith(param) ? type_same(param, arg) : param->kind == arg->kind;
    bool any = type_plain(param->to)->kind == T_VOID || type_plain(arg->to)->kind == T_VOID;
    return any || type_same(type_unqual(param->to), type_unqual(arg->to));
}

/* A pointer to functions of unknown parameters: the program is valid, it holds what takes these arguments. */
static bool fits_call(const Fn *f, const Expr *call)
{
    if (f->variadic || f->type->no_prototype)
        return true;
    if (f->params.n != call->args.n)
        return false;
    for (int i = 0; i < call->args.n; i++)
        if (!fits(f->params.at[i]->type, call->args.at[i]->type))
            return false;
    return true;
}

static FnList candidates_for(Program *p, Type *type, const Expr *call)
{
    FnList all = fn_candidates(p, type), fit = {0};
    for (int i = 0; i < all.n; i++)
        if (fits_call(all.at[i], call))
            list_add(&fit, all.at[i]);
    return type->no_prototype ? fit : all;
}

/* ---- calls ---- */

typedef struct Direct {
    Program *program;
    Derived *derived;
    bool closed; /* no functions come from outside */
} Direct;

/* The function that a callee expression names. */
static Fn *named(Expr *e)
{
    while (e->kind == E_DECAY || e->kind == E_DEREF || e->kind == E_ADDR || e->kind == E_CAST)
        e = e->a;
    return e->kind == E_FN ? e->fn : NULL;
}

static Expr *top_call(Stmt *s)
{
    if (s->kind != S_ASSIGN && s->kind != S_DECL && s->kind != S_EXPR)
        return NULL;
    Expr *e = s->rhs;
    while (e && e->kind == E_CAST)
        e = e->a;
    return e && e->kind == E_CALL && !e->fn ? e : NULL;
}

static Expr *direct_call(Expr *call, Fn *f)
{
    Expr *c = NEW(Expr);
    *c = *call;
    c->fn = f;
    c->a = e_fn(f);
    return c;
}

static Stmt *with_call(Stmt *s, Expr *call, Expr *lhs)
{
    Stmt *c = s_new(s->kind == S_DECL ? S_ASSIGN : s->kind, s->loc);
    c->lhs = lhs;
    c->rhs = call;
    if (lhs)
        c->rhs = e_cast(type_unqual(lhs->type), call);
    return c;
}

static bool may_carry(Type *t)
{
    t = type_plain(t);
    while (t->kind == T_POINTER || t->kind == T_ARRAY)
        t = type_plain(t->to);
    bool hidden = t->kind == T_OPAQUE || t->kind == T_FUNCTION || (t->kind == T_RECORD && !t->record->complete);
    return hidden || type_reaches_reals(t);
}

/* Can a function of this type be given nothing that carries derivatives? Handlers of errors are such, and a target
   that is not visible may be called as the primal does. */
static bool carries_nothing(Derived *d, Type *f)
{
    for (int i = 0; i < d->actors.n; i++) /* it may use them */
        if (d->actors.at[i].var && d->actors.at[i].var->kind == V_GLOBAL)
            return false;
    bool any = type_is_pointer(f->to) && type_plain(type_plain(f->to)->to)->kind == T_VOID;
    bool carries = f->variadic || f->no_prototype || any || may_carry(f->to);
    for (int i = 0; i < f->params.n; i++)
        carries |= may_carry(f->params.at[i]) ||
                   (type_is_pointer(f->params.at[i]) && type_plain(type_plain(f->params.at[i])->to)->kind == T_VOID);
    return !carries;
}

static Stmt *failure(Program *p, Loc loc)
{
    Expr *text = e_raw(E_STRING, type_pointer(type_named("const char")), loc);
    text->text = format("\"%s:%d: call of a function that has no derivative here\"", base_name(loc.file), loc.line);
    ExprList args = {0};
    list_add(&args, text);
    return s_expr(e_call(runtime_fn(p, "adc_fail"), args));
}

/* ---- pointers that only functions that adc sees can get into ---- */

static bool leads_to_functions(Type *t, Map *seen)
{
    t = type_plain(t);
    while (t->kind == T_POINTER || t->kind == T_ARRAY)
        t = type_plain(t->to);
    if (t->kind != T_RECORD)
        return t->kind == T_FUNCTION || t->kind == T_VOID || t->kind == T_OPAQUE;
    if (t->record->in_system_header || map_get(seen, t->record)) /* FILE */
        return false;
    map_put(seen, t->record, t);
    bool leads = !t->record->complete;
    for (int i = 0; !leads && i < t->record->fields.n; i++)
        leads = leads_to_functions(t->record->fields.at[i]->type, seen);
    return leads;
}

/* Callers hand the function no functions, directly or in memory, and leave none in globals. Where a call has no candidate
   then, an optional callback was not given: the call does not happen. */
bool direct_is_closed(Program *p, const Derived *d)
{
    for (int i = 0; i < d->primal->params.n; i++)
        if (leads_to_functions(d->primal->params.at[i]->type, map_new()))
            return false;
    const Effects *effects = effects_of(p, d->primal);
    for (int i = 0; i < effects->globals.n; i++) {
        Var *v = effects->globals.at[i].var;
        bool set = !(type_element(v->type)->quals & Q_CONST) && (!v->is_static || static_changes(p, v));
        if (set && effects->globals.at[i].named && leads_to_functions(v->type, map_new()))
            return false;
    }
    return true;
}

/* One branch for each candidate. */
static void chain(Direct *d, Stmt *s, Expr *call, const FnList *fns, Stmt *out)
{
    Expr *lhs = s->kind == S_ASSIGN ? s->lhs : NULL;
    if (s->kind == S_DECL) {
        lhs = e_var(s->var);
        bool scalar = type_is_arith(s->var->type);
        Stmt *decl = s_decl_unset(s->var);
        decl->rhs = scalar ? e_cast(type_plain(s->var->type), e_int(0)) : NULL;
        decl->loc = s->loc;
        s_add(out, decl);
    }
    Stmt *last = s_block();
    s_add(last, failure(d->program, s->loc));
    for (int i = fns->n - 1; i >= 0; i--) {
        Stmt *then = s_block();
        s_add(then, with_call(s, direct_call(call, fns->at[i]), lhs));
        Expr *is = e_raw(E_BINARY, type_int(), s->loc);
        is->op = O_EQ;
        is->a = type_is_pointer(call->a->type) ? call->a : e_addr(call->a);
        is->b = e_decay(e_fn(fns->at[i]));
        Stmt *choose = s_if(is, then, last);
        choose->loc = s->loc;
        last = s_block();
        s_add(last, choose);
    }
    for (int i = 0; i < last->list.n; i++)
        s_add(out, last->list.at[i]);
}

static void direct_stmt(Stmt **sp, void *data)
{
    Direct *d = data;
    Stmt *s = *sp;
    if (!s)
        return;
    stmt_kids(s, direct_stmt, d);
    if (s->kind != S_BLOCK)
        return;
    StmtList old = s->list;
    s->list = (StmtList){0};
    for (int i = 0; i < old.n; i++) {
        Expr *call = top_call(old.at[i]);
        Fn *f = call ? named(call->a) : NULL;
        Type *t = call ? type_plain(call->a->type) : NULL;
        FnList fns = {0};
        if (t && t->kind == T_POINTER)
            t = type_plain(t->to);
        if (call && !f && !carries_nothing(d->derived, t))
            fns = candidates_for(d->program, t, call);
        if (f) {
            call->fn = f;
            call->a = e_fn(f);
            s_add(s, old.at[i]);
        } else if (fns.n || (call && t->kind == T_FUNCTION && !carries_nothing(d->derived, t) && d->closed)) {
            chain(d, old.at[i], call, &fns, s);
        } else {
            s_add(s, old.at[i]);
        }
    }
}

static void direct_calls(Program *p, Derived *derived, Fn *f)
{
    Direct d = {p, derived, direct_is_closed(p, derived)};
    direct_stmt(&f->body, &d);
}

Fn *direct_inline(Program *p, Derived *d, Fn *f, bool off_tape)
{
    Fn *flat = inline_calls(p, f, off_tape);
    direct_calls(p, d, flat);
    flat = inline_calls(p, flat, off_tape);
    direct_calls(p, d, flat); /* those in what has come in */
    return flat;
}
