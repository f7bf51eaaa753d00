/* calls.c: the two halves of a call.

   Those that allocate or move memory are in calls_memory.c. A visible function that was not inlined becomes two static functions that share a tape,
   one pair for each pattern of activity (joint reversal would rerun it at every level of recursion). */
#include "adjoint.h"

#include <string.h>

/* ---- small things ---- */

Expr *call_runtime_fn(Adjoint *a, const char *name, Expr *x, Expr *y, Expr *z)
{
    ExprList args = {0};
    list_add(&args, x);
    if (y)
        list_add(&args, y);
    if (z)
        list_add(&args, z);
    return e_call(runtime_fn(a->program, name), args);
}

Expr *tape_pointer(Adjoint *a)
{
    a->uses_tape = true;
    return type_is_pointer(a->tape->type) ? e_var(a->tape) : e_addr(e_var(a->tape));
}

Stmt *call_forward(Adjoint *a, Stmt *s)
{
    Stmt *c = s_new(s->kind, s->loc);
    *c = *s;
    c->plan = NULL;
    c->lhs = plan_forward(a, s->lhs);
    c->rhs = plan_forward(a, s->rhs);
    return c;
}

Expr *call_target(Stmt *s)
{
    return s->kind == S_DECL ? e_var(s->var) : s->kind == S_ASSIGN ? s->lhs : NULL;
}

bool at_root(Adjoint *a)
{
    return !a->halves && a->segment->block == a->region->block;
}

Fn *program_fn(Program *p, const char *name)
{
    for (int i = 0; name && i < p->fns.n; i++)
        if (!strcmp(p->fns.at[i]->name, name))
            return p->fns.at[i];
    return NULL;
}

/* ---- calls with derivatives of their own ---- */

typedef struct ArgShadow {
    Expr *arg; /* active real argument */
    Var *adj;  /* what the callee adds to it */
} ArgShadow;

typedef LIST(ArgShadow) ArgShadows;

/* A shadow with null pointers: no derivative flows there. */
static Var *no_shadow(Adjoint *a, const char *name, Type *record, Stmt *mine)
{
    Var *none = var_new(a->out, V_LOCAL, name, record);
    Expr *init = e_raw(E_INIT, type_plain(record), (Loc){0});
    list_add(&init->args, NULL);
    s_add(mine, s_decl(none, init));
    return none;
}

static bool is_null(Adjoint *a, Expr *pointer)
{
    return !alias_pointees(a->alias, pointer)->n;
}

/* The shadow of a variable that is the argument, but for a constant: a half can add to it by itself. Not in a loop, where
   it should stay in a register. NULL: there is no such, or another argument has it. */
static Expr *own_shadow(Adjoint *a, Stmt *s, Expr *arg, Type *param, const ExprList *args)
{
    while (arg->kind == E_BINARY && (arg->op == O_ADD || arg->op == O_SUB) && e_is_const(arg->b))
        arg = arg->a;
    if (arg->kind != E_VAR || !type_is_real(param) || !type_same(type_unqual(arg->type), type_unqual(param)) ||
        plan_depth(a) > a->depth)
        return NULL;
    Expr *shadow = plan_shadow(a, arg, (Moment){s, false});
    if (shadow->kind != E_VAR && shadow->kind != E_DEREF)
        return NULL;
    Expr *p = e_addr(shadow);
    for (int i = 0; i < args->n; i++)
        if (e_equal(args->at[i], p))
            return NULL;
    return p;
}

static void add_shadow_arg(Adjoint *a, Stmt *s, Expr *arg, const Var *param, bool active, ExprList *args,
                           ArgShadows *sums, Stmt *mine)
{
    Moment m = {s, false};
    Type *t = type_plain(param->type);
    if (t->kind == T_POINTER) {
        Type *want = type_drop_const_deep(type_unqual(param->type));
        list_add(args, e_cast(want, active && !is_null(a, arg) ? plan_shadow_pointer(a, arg, m) : e_int(0)));
        return;
    }
    if (t->kind == T_RECORD) {
        if (active && e_is_lvalue(arg)) {
            list_add(args, e_addr(plan_shadow_record(a, arg, m)));
            return;
        }
        list_add(args, e_addr(e_var(no_shadow(a, "unused_adj", type_unqual(param->type), mine))));
        return;
    }
    Var *v = var_new(a->out, V_LOCAL, param->name && *param->name ? format("%s_adj", param->name) : "arg_adj", type_unqual(t));
    v->shadow = true;
    s_add(mine, s_decl(v, e_cast(t, e_real(type_double(), 0.0L))));
    list_add(args, e_addr(e_var(v)));
    if (active)
        list_add(sums, ((ArgShadow){arg, v}));
}

/* The adjoint of the result, taken out of its shadow; NULL where the callee does not get one. The forward half of the
   call is done. */
static Expr *take_seed(Adjoint *a, Stmt *s, Stmt *mine)
{
    Expr *lhs = call_target(s);
    Type *t = type_plain(stmt_call(s)->type);
    Moment m = {s, false}, after = {s, true};
    bool active = lhs && active_lvalue(a->active, lhs);
    if (t->kind == T_RECORD) {
        plan_wrote(a, s);
        if (!lhs || (!active && !active_pointer(a->active, e_addr(lhs))))
            return NULL;
        Expr *y = plan_shadow_record(a, lhs, after);
        if (s->kind == S_DECL || !active)
            return e_addr(y);
        Var *taken = var_new(a->out, V_LOCAL, "seed", type_unqual(t));
        taken->shadow = true;
        s_add(mine, s_decl(taken, y));
        reverse_record(a, y, NULL, t, true, mine);
        return e_addr(e_var(taken));
    }
    if (!active)
        return e_cast(t, e_real(type_double(), 0.0L));
    Var *v = var_new(a->out, V_LOCAL, "seed", type_qual(t, Q_CONST));
    v->shadow = true;
    Expr *y = plan_shadow(a, lhs, m);
    s_add(mine, s_decl(v, y));
    s_add(mine, s_assign(y, e_cast(t, e_real(type_double(), 0.0L))));
    return e_var(v);
}

static bool leads_into_row(Expr *p)
{
    p = e_uncast(p);
    return (p->kind == E_DECAY || p->kind == E_ADDR) && (p->a->kind == E_INDEX || p->a->kind == E_DEREF);
}

/* A pointer argument of a custom adjoint: the memory as the contract says it sees it. Where that is not what the memory
   holds when the reverse sweep gets there, a copy is kept. Called before the forward half of the call (before) and
   after it. */
static Expr *memory_then(Adjoint *a, Stmt *s, Expr *call, int k, Stmt *mine)
{
    Expr *arg = call->args.at[k], *n = NULL;
    Type *t = type_is_pointer(arg->type) ? e_element(arg) : NULL;
    if (t && !type_has_pointers(t))
        n = custom_extent(call, k);
    if (!n) {
        diag_error(s->loc, "custom-memory", "the memory given to '%s' as '%s' changes before its custom adjoint sees it",
                   call->fn->name, call->fn->params.at[k]->name);
        diag_note(call->fn->loc, t && !type_has_pointers(t) ?
                                     "declare the parameter with its length (x[n]) so that adc can keep a copy" :
                                     "copy it before it changes, or declare structs const that functions only read");
        return arg;
    }
    Var *copy = var_new(a->out, V_LOCAL, format("%s_kept", call->fn->params.at[k]->name), type_pointer(t));
    Expr *count = plan_forward(a, n);
    s_add(a->segment->fwd, s_decl(copy, call_runtime_fn(a, "adc_array", count, e_sizeof_expr(e_deref(e_var(copy))), NULL)));
    Var *i;
    Stmt *loop = count_loop(a, e_cast(type_size(), count), &i);
    loop->cond = e_bin(O_LT, e_cast(type_ptrdiff(), e_var(i)), count);
    Expr *from = element_pointer(type_qual(t, Q_CONST), plan_forward(a, arg));
    if (leads_into_row(from)) { /* and on to the next ones, which a subscript must not */
        Var *start = var_new(a->out, V_LOCAL, format("%s_from", call->fn->params.at[k]->name), type_pointer(type_qual(t, Q_CONST)));
        s_add(a->segment->fwd, s_decl(start, from));
        from = e_var(start);
    }
    s_add(loop->body, s_assign(e_index(e_var(copy), e_var(i)), e_index(from, e_var(i))));
    s_add(a->segment->fwd, loop);
    Expr *here, *then = plan_store_as(a, e_var(copy), type_pointer(type_void()), copy->name, &here);
    Var *back = var_new(a->out, V_LOCAL, copy->name, type_pointer(t));
    s_add(mine, s_decl(back, then));
    return e_cast(type_drop_const_deep(type_unqual(arg->type)), e_var(back));
}

/* What the pointers of a record point to; deeper levels do not count, nor do arrays of pointers. */
static bool record_stays(Adjoint *a, Stmt *s, Expr *record)
{
    Record *r = type_plain(record->type)->record;
    for (int i = 0; i < r->fields.n; i++) {
        Type *t = type_plain(r->fields.at[i]->type);
        Expr *member = e_member(record, r->fields.at[i]);
        if (t->kind == T_RECORD && !record_stays(a, s, member))
            return false;
        if (t->kind == T_POINTER && type_has_reals(t->to) &&
            !plan_memory_stays(a, e_deref(member), (Moment){s, true}))
            return false;
    }
    return true;
}

typedef struct Mention {
    const Var *v;
    bool found;
} Mention;

static void mention_expr(Expr **e, void *data)
{
    Mention *m = data;
    m->found |= (*e)->kind == E_VAR && (*e)->var == m->v;
    if ((*e)->kind == E_CAST && type_plain((*e)->type)->kind == T_VOID && (*e)->a->kind == E_VAR)
        return; /* (void)x says that it does not */
    expr_kids(*e, mention_expr, data);
}

static void mention_stmt(Stmt **s, void *data)
{
    stmt_exprs(*s, mention_expr, data);
    stmt_kids(*s, mention_stmt, data);
}

/* Whether a custom adjoint looks at what parameter k of its function points to: not if it can be seen that it does not. */
static bool looks_at(Fn *g, int k)
{
    if (!g->body || k >= g->params.n)
        return true;
    Mention m = {g->params.at[k], false};
    mention_stmt(&g->body, &m);
    return m.found;
}

/* Which parameter of a custom adjoint of f is the shadow of parameter k. */
static int shadow_index(const Fn *f, int k)
{
    int at = f->params.n;
    for (int i = 0; i < k; i++)
        at += !f->params.at[i]->inactive && type_declares_reals(f->params.at[i]->type);
    return at;
}

/* x_adj, x_adj != NULL, !x_adj: where a truth value is wanted. */
static void test_expr(Expr **e, void *data)
{
    Mention *m = data;
    bool compares = (*e)->kind == E_BINARY && ((*e)->op == O_EQ || (*e)->op == O_NE || (*e)->op == O_LAND || (*e)->op == O_LOR);
    const Expr *tested[] = {compares || (*e)->kind == E_COND || ((*e)->kind == E_UNARY && (*e)->op == O_NOT) ? (*e)->a : NULL,
                            compares ? (*e)->b : NULL};
    for (int i = 0; i < 2; i++)
        m->found |= tested[i] && tested[i]->kind == E_VAR && tested[i]->var == m->v;
    expr_kids(*e, test_expr, data);
}

static void test_stmt(Stmt **s, void *data)
{
    Mention *m = data;
    m->found |= (*s)->cond && (*s)->cond->kind == E_VAR && (*s)->cond->var == m->v;
    stmt_exprs(*s, test_expr, data);
    stmt_kids(*s, test_stmt, data);
}

/* Whether it can be seen that a custom adjoint is prepared for a null pointer as parameter k. */
static bool tests_for_null(Fn *g, int k)
{
    if (!g->body || k >= g->params.n)
        return false;
    Mention m = {g->params.at[k], false};
    test_stmt(&g->body, &m);
    return m.found;
}

/* Whether the memory behind an argument is the same when the reverse sweep gets back to the call. */
static bool memory_stays(Adjoint *a, Stmt *s, Expr *arg)
{
    if (type_is_record(arg->type))
        return !e_is_lvalue(arg) || record_stays(a, s, arg);
    Expr *probe = e_deref(e_uncast(arg));
    if (type_plain(probe->type)->kind == T_VOID || type_plain(probe->type)->kind == T_FUNCTION)
        return true;
    return plan_memory_stays(a, probe, (Moment){s, true}) &&
           (!type_is_record(probe->type) || record_stays(a, s, probe));
}

/* Whether lhs, which gets the result of a call, points to active memory then. */
static bool points(Adjoint *a, Expr *lhs, Type *result)
{
    Type *r = type_plain(result);
    return r->kind == T_POINTER ? active_pointer(a->active, lhs) :
                                  r->kind == T_RECORD && type_reaches_reals(r) && active_pointer(a->active, e_addr(lhs));
}

/* A function that is not visible makes new memory from what carries no derivatives. */
static bool is_made_elsewhere(Adjoint *a, Stmt *s, Expr *call)
{
    Fn *f = call->fn;
    if (!f || f->body || f->inactive || f->class != F_UNKNOWN || !f->shadow_of_result)
        return false;
    Pattern *p = active_call(a->active, s);
    for (int k = 0; k < call->args.n && !f->makes_shadow; k++)
        if (p->in[k])
            return false;
    return true;
}

/* Whether the forward half of s = f() ends by giving s a shadow of its own: of what ADC_SHADOW or ADC_VIEW say. */
bool call_makes_shadow(Adjoint *a, Stmt *s)
{
    Expr *call = stmt_call(s), *lhs = call_target(s);
    if (!call || !call->fn || !lhs || !points(a, lhs, call->type))
        return false;
    return call->fn->is_view || is_made_elsewhere(a, s, call) ||
           (call->fn->shadow_of_result && call->fn->class == F_CUSTOM && call->fn->custom_adjoint);
}

/* declare_shadow leaves the declaration of such a shadow to this. */
static void set_shadow(Adjoint *a, Stmt *s, Expr *value)
{
    if (a->result_var && call_target(s)->kind == E_VAR && call_target(s)->var == a->result_var)
        return;
    Expr *shadow = shadow_now(a, call_target(s));
    bool declares = s->kind == S_DECL && type_is_handle(s->var->type) && !map_get(a->escapes, s->var);
    s_add(a->segment->fwd, declares ? s_decl(shadow->var, value) : s_assign(shadow, value));
}

/* The shadow of memory that the call returned (a pointer, a struct with pointers): what ADC_SHADOW names makes it. */
static void custom_shadow(Adjoint *a, Stmt *s, Expr *call)
{
    Expr *lhs = call_target(s);
    if (!lhs || !points(a, lhs, call->type))
        return;
    Fn *maker = program_fn(a->program, call->fn->shadow_of_result);
    if (!maker) {
        if (!type_has_pointers(call->type))
            return;
        diag_error(call->fn->loc, "shadow", "'%s' returns memory with reals; adc can't make its shadow", call->fn->name);
        diag_note(call->fn->loc, "declare it with ADC_SHADOW(g), where g makes the zeroed shadow of a result");
        return;
    }
    ExprList args = {0};
    list_add(&args, plan_forward(a, lhs));
    set_shadow(a, s, e_call(maker, args));
}

/* A view: the shadow of the result is the view of the shadows; of memory that carries no derivative there is none. */
static void reverse_view(Adjoint *a, Stmt *s, Expr *call)
{
    Expr *lhs = call_target(s);
    s_add(a->segment->fwd, call_forward(a, s));
    if (!lhs || !points(a, lhs, call->type))
        return;
    ExprList args = {0};
    bool any = false;
    for (int k = 0; k < call->args.n; k++) {
        Expr *arg = call->args.at[k];
        bool pointer = type_has_pointers(arg->type) && type_is_pointer(arg->type) && active_pointer(a->active, arg);
        bool record = type_is_record(arg->type) && e_is_lvalue(arg) && active_pointer(a->active, e_addr(arg));
        any |= pointer || record;
        list_add(&args, pointer ? shadow_pointer_now(a, arg) : record ? shadow_now(a, arg) : plan_forward(a, arg));
    }
    if (!any && type_is_pointer(lhs->type))
        shadow_refuse_mixed(s->loc);
    Expr *none = e_raw(E_COMPOUND, type_unqual(lhs->type), (Loc){0});
    none->a = e_raw(E_INIT, none->type, (Loc){0});
    set_shadow(a, s, any ? e_call(call->fn, args) : none);
}

static void append(Stmt *to, const Stmt *from)
{
    for (int i = 0; i < from->list.n; i++)
        s_add(to, from->list.at[i]);
}

/* The shadow of memory that carries no derivative here: zeros, for g adds to it and may read it. NULL: g does without. */
static Expr *zero_shadow(Adjoint *a, Stmt *s, Expr *call, int k, Fn *g, Stmt *scratch, Stmt *mine)
{
    Expr *arg = call->args.at[k];
    const Var *param = call->fn->params.at[k];
    Type *t = type_is_pointer(arg->type) ? e_element(arg) : NULL;
    if (!t || type_has_pointers(t) || is_null(a, arg) || !looks_at(g, shadow_index(call->fn, k)))
        return NULL;
    Expr *n = custom_shadow_extent(a->alias, call, k);
    if (!n && tests_for_null(g, shadow_index(call->fn, k)))
        return NULL;
    const char *name = format("%s_adj", param->name);
    if (!n) {
        diag_error(arg->loc, "custom-adjoint",
                   "'%s' carries no derivative here, but the custom adjoint of '%s' wants its shadow, whose extent is not known",
                   emit_expr_text(arg), call->fn->name);
        diag_note(call->fn->loc, "declare the extent (double %s[n]), or mark the parameter ADC_INACTIVE", param->name);
        return NULL;
    }
    if (e_is_const(n)) {
        Var *zeros = var_new(a->out, V_LOCAL, name, type_array(t, n));
        s_add(mine, s_decl(zeros, e_raw(E_INIT, zeros->type, (Loc){0})));
        return e_decay(e_var(zeros));
    }
    Var *zeros = var_new(a->out, V_LOCAL, name, type_pointer(t));
    s_add(mine, s_decl(zeros, call_runtime_fn(a, "adc_zeroed", plan_need(a, n, (Moment){s, false}),
                                              e_sizeof_expr(e_deref(e_var(zeros))), NULL)));
    s_add(scratch, s_expr(call_runtime_fn(a, "adc_free", e_var(zeros), NULL, NULL)));
    return e_var(zeros);
}

static void reverse_custom(Adjoint *a, Stmt *s, Expr *call, Stmt *rev)
{
    Pattern *pattern = active_call(a->active, s);
    bool any = pattern->returns || pattern->points;
    for (int k = 0; k < call->args.n; k++)
        any |= pattern->in[k];
    comment_add(a->segment->fwd, s->loc);
    if (!any) {
        s_add(a->segment->fwd, call_forward(a, s));
        return;
    }
    Fn *g = program_fn(a->program, call->fn->custom_adjoint);
    if (!g) {
        diag_error(call->fn->loc, "custom-adjoint", "custom adjoint '%s' of '%s' is not declared",
                   call->fn->custom_adjoint, call->fn->name);
        return;
    }
    Stmt *copies = s_block(), *mine = s_block(), *shadows = s_block(), *scratch = s_block(), *last = s_block();
    ExprList args = {0}, adjoints = {0};
    ArgShadows sums = {0};
    Moment m = {s, false};
    for (int k = 0; k < call->args.n; k++) {
        Expr *arg = call->args.at[k];
        bool before = k < call->fn->params.n && call->fn->params.at[k]->before && type_is_pointer(arg->type);
        list_add(&args, before ? memory_then(a, s, call, k, copies) : plan_need(a, arg, m));
    }
    for (int k = 0; k < call->args.n && k < call->fn->params.n; k++) {
        Var *p = call->fn->params.at[k];
        if (p->inactive || !type_declares_reals(p->type))
            continue;
        Expr *zeros = pattern->in[k] ? NULL : zero_shadow(a, s, call, k, g, scratch, shadows);
        if (zeros)
            list_add(&adjoints, e_cast(type_drop_const_deep(type_unqual(p->type)), zeros));
        else
            add_shadow_arg(a, s, call->args.at[k], p, pattern->in[k], &adjoints, &sums, shadows);
    }
    for (int i = 0; i < sums.n; i++)
        reverse_value(a, sums.at[i].arg, e_var(sums.at[i].adj), s, last);
    s_add(a->segment->fwd, call_forward(a, s));
    custom_shadow(a, s, call);
    for (int k = 0; k < call->args.n && k < call->fn->params.n; k++) {
        Expr *arg = call->args.at[k];
        bool memory = type_is_pointer(arg->type) || type_is_record(arg->type);
        if (memory && !call->fn->params.at[k]->before && looks_at(g, k) && !memory_stays(a, s, arg))
            args.at[k] = memory_then(a, s, call, k, copies);
    }
    append(mine, copies);
    Expr *seed = take_seed(a, s, mine);
    append(mine, shadows);
    for (int i = 0; i < adjoints.n; i++)
        list_add(&args, adjoints.at[i]);
    Type *r = type_plain(call->type);
    if (r->kind == T_REAL || r->kind == T_COMPLEX || (r->kind == T_RECORD && type_declares_reals(r)))
        list_add(&args, seed ? seed : e_addr(e_var(no_shadow(a, "unused_adj", r, mine))));
    s_add(mine, s_expr(e_call(g, args)));
    append(mine, last);
    append(mine, scratch);
    for (int i = 0; i < copies->list.n; i++)
        s_add(mine, s_expr(call_runtime_fn(a, "adc_free", e_var(copies->list.at[i]->var), NULL, NULL)));
    comment_add(rev, s->loc);
    append(rev, mine);
}

/* lhs = f() of a function that no derivative flows through: the old adjoint of lhs dies. */
static void consume_target(Adjoint *a, Stmt *s, Stmt *rev)
{
    Expr *lhs = call_target(s);
    if (!lhs || s->kind == S_DECL || type_is_pointer(lhs->type) || !active_lvalue(a->active, lhs))
        return;
    comment_add(rev, s->loc);
    reverse_record(a, plan_shadow(a, lhs, (Moment){s, false}), NULL, lhs->type, true, rev);
}

/* A function of <math.h> that writes through pointers. What modf() writes there is constant: its adjoint dies, after the
   result's, which is set later. */
static void reverse_math(Adjoint *a, Stmt *s, Expr *call, Stmt *rev)
{
    s_add(a->segment->fwd, call_forward(a, s));
    Expr *lhs = call_target(s);
    if (lhs && active_lvalue(a->active, lhs)) {
        map_put(a->results, call, plan_need(a, lhs, (Moment){s, true}));
        reverse_assign(a, s, lhs, call, rev);
    }
    for (int k = 0; k < call->args.n; k++) {
        Expr *arg = call->args.at[k];
        if (!type_is_pointer(arg->type) || !type_is_real(type_plain(arg->type)->to) || !active_pointer(a->active, arg))
            continue;
        comment_add(rev, s->loc);
        reverse_record(a, plan_shadow(a, e_deref(arg), (Moment){s, false}), NULL, type_unqual(type_plain(arg->type)->to), true, rev);
    }
}

/* Locals of inner blocks, and memory that is not known, may be gone when the reverse sweep gets there. */
static bool outlives(Adjoint *a, const Bits *cells)
{
    for (int i = 0; i < cells->n * 64; i++) {
        if (!bits_has(cells, i))
            continue;
        Object *o = a->alias->cells.at[i]->object;
        if (o->kind == OB_ANY || (o->kind == OB_VAR && !plan_in_scope(a, o->var)))
            return false;
    }
    return true;
}

/* A call that leaves all memory as it is. */
static bool only_reads(Program *p, Expr *call)
{
    const Effects *e = call && call->fn && call->fn->class == F_USER ? effects_of_call(p, call) : NULL;
    bool reads = e && !e->unknown && !e->stores_pointers && !e->hidden && e->globals.n == 0;
    for (int k = 0; reads && k < call->fn->params.n; k++)
        reads = !e->writes[k] && !e->writes_deep[k];
    return reads && call->args.n == call->fn->params.n;
}

/* Neither the function nor what it calls writes memory, and what the call is given is reached from the parameters. */
static bool stays_deep(Adjoint *a, Expr *call)
{
    bool deep = !a->halves || a->pattern->deep;
    for (int i = 0; deep && i < a->memory.n; i++)
        deep = only_reads(a->program, stmt_call(a->memory.at[i]));
    for (int k = 0; deep && k < call->args.n; k++) {
        Expr *root = e_uncast(call->args.at[k]);
        while (root->kind == E_INDEX || root->kind == E_MEMBER || root->kind == E_DEREF || root->kind == E_DECAY)
            root = root->a;
        deep = !type_holds_pointers(call->args.at[k]->type) || (root->kind == E_VAR && root->var->kind == V_PARAM);
    }
    return deep;
}

static void find_stays(Adjoint *a, Stmt *s, Expr *call, Pattern *pattern)
{
    const Effects *effects = effects_of_call(a->program, call);
    pattern->deep = stays_deep(a, call);
    pattern->stays = arena_alloc((size_t)call->fn->params.n + 1);
    for (int k = 0; k < call->args.n && k < call->fn->params.n; k++) {
        Expr *arg = call->args.at[k];
        Type *t = type_is_pointer(arg->type) ? type_plain(type_plain(arg->type)->to) : NULL;
        bool written = !effects || effects->unknown || effects->writes[k] ||
                       (effects->hidden && bits_meet(hidden_call_changes(a->alias, s), alias_pointees(a->alias, arg)));
        pattern->stays[k] = t && !written && t->kind != T_VOID && t->kind != T_FUNCTION && memory_stays(a, s, arg) &&
                            plan_still_there(a, e_deref(e_uncast(arg)), (Moment){s, true}) &&
                            outlives(a, alias_pointees(a->alias, arg));
    }
}

/* The tape for the adjoints of what is pushed on another. */
static Var *tape_adj(Adjoint *a, Var *tape)
{
    for (int i = 0; i < a->pushed_on.n; i++)
        if (a->pushed_on.at[i] == tape)
            return a->tape_adjs.at[i];
    list_add(&a->pushed_on, tape);
    list_add(&a->tape_adjs, var_new(a->out, V_LOCAL, "tape_adj", type_named("adc_tape")));
    return a->tape_adjs.at[a->tape_adjs.n - 1];
}

/* The same for an argument: the tape itself or a pointer to it. */
static Expr *tape_adj_pointer(Adjoint *a, Expr *arg)
{
    while (arg->kind == E_CAST)
        arg = arg->a;
    Var *adj = tape_adj(a, arg->kind == E_ADDR ? arg->a->var : arg->var);
    return type_is_pointer(adj->type) ? e_var(adj) : e_addr(e_var(adj));
}

static void reverse_user(Adjoint *a, Stmt *s, Expr *call, Stmt *rev)
{
    Pattern *pattern = active_call(a->active, s);
    find_stays(a, s, call, pattern);
    bool any = pattern->points || pattern->globals || (pattern->returns && type_is_record(call->type));
    for (int k = 0; k < call->args.n; k++)
        any |= pattern->in[k] || type_is_tape(call->args.at[k]->type);
    if (!any) {
        s_add(a->segment->fwd, call_forward(a, s));
        consume_target(a, s, rev);
        return;
    }
    if (call->fn->variadic) {
        diag_error(call->loc, "variadic", "derivatives flow through '%s', which takes a variable list of arguments",
                   call->fn->name);
        diag_note(call->fn->loc, "give it a fixed list, or ADC_CUSTOM_ADJOINT");
        return;
    }
    Halves *h = halves_of(a, call->fn, pattern);
    Stmt *mine = s_block(), *shadows = s_block(), *last = s_block();
    ExprList fwd = {0}, then = {0};
    ArgShadows sums = {0};
    Moment m = {s, false};
    for (int k = 0; k < call->args.n; k++) {
        list_add(&fwd, plan_forward(a, call->args.at[k]));
        bool tape = type_is_tape(call->args.at[k]->type); /* the reverse half needs only the one of adjoints */
        list_add(&then, tape ? e_cast(call->args.at[k]->type, e_int(0)) : plan_need(a, call->args.at[k], m));
    }
    for (int k = 0; k < call->args.n && k < call->fn->params.n; k++) {
        Var *p = call->fn->params.at[k];
        if (type_is_tape(p->type)) {
            list_add(&then, tape_adj_pointer(a, call->args.at[k]));
            continue;
        }
        if (!pattern->in[k])
            continue;
        if (type_is_pointer(p->type))
            list_add(&fwd, e_cast(type_drop_const_deep(type_unqual(p->type)),
                                  is_null(a, call->args.at[k]) ? e_int(0) : shadow_pointer_now(a, call->args.at[k])));
        else if (type_is_record(p->type))
            list_add(&fwd, e_addr(shadow_now(a, call->args.at[k])));
        Expr *own = own_shadow(a, s, call->args.at[k], p->type, &then);
        if (own)
            list_add(&then, own);
        else
            add_shadow_arg(a, s, call->args.at[k], p, true, &then, &sums, shadows);
    }
    ExprList globals = {0};
    for (int i = 0; i < h->globals.n; i++) {
        Expr *shadow = map_get(a->shadows, h->globals.at[i]);
        if (shadow->kind == E_VAR && shadow->var->kind == V_GLOBAL)
            continue;
        list_add(&fwd, e_addr(shadow));
        list_add(&globals, e_addr(shadow));
    }
    for (int i = 0; i < sums.n; i++)
        reverse_value(a, sums.at[i].arg, e_var(sums.at[i].adj), s, last);
    if (pattern->points)
        list_add(&fwd, e_addr(shadow_now(a, call_target(s))));
    list_add(&fwd, tape_pointer(a));
    Stmt *c = call_forward(a, s);
    Expr **at = &c->rhs;
    while ((*at)->kind == E_CAST) /* it is converted as the primal converts it */
        at = &(*at)->a;
    *at = e_call(h->forward, fwd);
    comment_add(a->segment->fwd, s->loc);
    s_add(a->segment->fwd, c);
    for (int i = 0; i < globals.n; i++)
        list_add(&then, globals.at[i]);
    if (pattern->returns)
        list_add(&then, take_seed(a, s, mine));
    list_add(&then, tape_pointer(a));
    append(mine, shadows);
    s_add(mine, s_expr(e_call(h->reverse, then)));
    append(mine, last);
    comment_add(rev, s->loc);
    append(rev, mine);
}

/* ---- what the primal itself pushes and pops (a primal that adc made) ---- */

static Stmt *tape_stmt(StmtKind kind, Var *tape, Expr *e, bool shadow)
{
    Stmt *s = s_new(kind, (Loc){0});
    s->var = tape;
    s->shadow = shadow;
    if (kind == S_PUSH)
        s->rhs = e;
    else
        s->lhs = e;
    return s;
}

static void find_tape(Expr **e, void *data)
{
    Var **tape = data;
    if ((*e)->kind == E_CALL && (*e)->fn && (*e)->fn->class == F_RUNTIME)
        return;
    if ((*e)->kind == E_VAR && (*e)->var == *tape)
        *tape = NULL;
    else
        expr_kids(*e, find_tape, data);
}

static void find_tape_stmt(Stmt **s, void *data)
{
    Var **tape = data;
    if (*tape)
        stmt_exprs(*s, find_tape, data);
    if (*tape)
        stmt_kids(*s, find_tape_stmt, data);
}

/* Other functions push and pop there too: what is done for a real must follow from its type alone. */
static bool is_shared(Adjoint *a, Var *tape)
{
    Var *searched = tape;
    find_tape_stmt(&a->src->body, &searched);
    return type_is_pointer(tape->type) || !searched;
}

static bool leads_to_reals(Type *t)
{
    Type *to = type_is_pointer(t) ? type_plain(type_plain(t)->to) : NULL;
    if (to)
        return type_reaches_reals(t) || to->kind == T_VOID || (to->kind == T_INT && to->size == 1);
    return type_is_record(t) && type_has_pointers(t) && type_reaches_reals(t);
}

/* Pointers: the shadow goes onto the same tape, behind the pointer. Whether there is one follows from the type alone: what is
   popped may be any of the pointers that were pushed, as far as is known. */
static void reverse_tape_pointer(Adjoint *a, Stmt *s, Expr *e)
{
    bool record = type_is_record(e->type), active = active_pointer(a->active, record ? e_addr(e) : e);
    Type *t = type_drop_const_deep(type_unqual(e->type));
    if (!leads_to_reals(e->type))
        return;
    Expr *shadow = !active ? NULL : record ? shadow_now(a, e) : shadow_pointer_now(a, e);
    if (!shadow) { /* nothing, in the place of one */
        Var *v = var_new(a->out, V_LOCAL, "nothing", t);
        v->shadow = true;
        s_add(a->segment->fwd, s_decl(v, e_zero(t)));
        shadow = e_var(v);
    }
    s_add(a->segment->fwd, tape_stmt(s->kind, s->var, shadow, true));
}

void reverse_tape(Adjoint *a, Stmt *s, Stmt *rev)
{
    Moment m = {s, false};
    Expr *e = s->kind == S_PUSH ? s->rhs : s->lhs;
    bool record = type_is_record(e->type), real = type_is_real(e->type) || type_is_complex(e->type);
    bool shared = is_shared(a, s->var);
    if (s->kind == S_POP)
        reverse_tape_pointer(a, s, e);
    s_add(a->segment->fwd, tape_stmt(s->kind, s->var, plan_forward(a, e), false));
    if (s->kind == S_PUSH)
        reverse_tape_pointer(a, s, e);
    if (!(real || (record && type_has_reals(e->type))) || !(shared || active_tape(a->active, s->var)))
        return;
    Var *adj = tape_adj(a, s->var), *v = var_new(a->out, V_LOCAL, "pushed_adj", type_drop_const_deep(type_unqual(e->type)));
    v->shadow = true;
    bool active = e_is_lvalue(e) ? active_lvalue(a->active, e) : active_expr(a->active, e);
    if (s->kind == S_POP) {
        if (!active)
            s_add(rev, s_decl(v, e_zero(v->type)));
        s_add(rev, tape_stmt(S_PUSH, adj, active ? plan_shadow(a, e, m) : e_var(v), true));
        if (active)
            reverse_record(a, plan_shadow(a, e, m), NULL, e->type, true, rev);
        return;
    }
    s_add(rev, s_decl(v, NULL));
    s_add(rev, tape_stmt(S_POP, adj, e_var(v), true));
    if (!record)
        reverse_value(a, e, e_var(v), s, rev);
    else if (active)
        reverse_record(a, plan_shadow(a, e, m), e_var(v), e->type, false, rev);
}

/* ---- dispatch ---- */

static bool touches_active(Adjoint *a, Stmt *s, Expr *call)
{
    Pattern *p = active_call(a->active, s);
    bool any = (p->returns && active_varies(a->active, call)) || p->points || p->globals;
    for (int k = 0; k < call->args.n; k++)
        any |= p->in[k];
    Expr *lhs = call_target(s);
    if (lhs && type_is_pointer(lhs->type))
        any |= active_pointer(a->active, lhs);
    return any;
}

static void refuse_call(Fn *f, Expr *call)
{
    if (!f) {
        diag_error(call->loc, "function-pointer", "derivatives flow through a call whose target adc can't tell");
        diag_note(call->loc, "give adc the files that define the functions whose address is taken");
        return;
    }
    if (known_is_vector(f) && diag_errors()) /* its type was told */
        return;
    diag_error(call->loc, "unknown-function", "derivatives flow through '%s', whose body adc does not see", f->name);
    if (f->lost)
        diag_note(f->loc, "there is something in it that adc does not represent: %s", f->lost);
    if (known_runs_apart(f))
        diag_note(call->loc, "what a thread or a handler does cannot be reversed: call the function itself");
    else if (known_is_vector(f))
        diag_note((Loc){0}, "%s", no_vectors);
    else
        diag_note(f->loc, "write its adjoint and declare %s with ADC_CUSTOM_ADJOINT(%s_adjoint): %s;", f->name, f->name,
                  custom_adjoint_prototype(f, format("%s_adjoint", f->name)));
}

static FnClass class_of(const Expr *call)
{
    Fn *f = call->fn;
    FnClass class = !f ? F_UNKNOWN : f->inactive ? F_INACTIVE : f->class;
    return class == F_RUNTIME && type_is_pointer(call->type) ? F_ALLOC : class;
}

static bool has_visible_body(const Expr *call)
{
    FnClass class = class_of(call);
    return call->fn && call->fn->body && (class == F_USER || class == F_CUSTOM);
}

static void check_call(Stmt **sp, void *data)
{
    Adjoint *a = data;
    Expr *call = stmt_call(*sp);
    FnClass class = call ? class_of(call) : F_INACTIVE;
    if ((*sp)->kind == S_OPAQUE)
        reverse_check_opaque(a, *sp, &(*sp)->args);
    bool known = !(class == F_UNKNOWN || class == F_USER || class == F_CUSTOM) || has_visible_body(call) ||
                 (call->fn && (call->fn->is_view || call->fn->custom_adjoint)) || is_made_elsewhere(a, *sp, call);
    if (!known && touches_active(a, *sp, call) && !(call->fn && saves_context(call->fn)))
        refuse_call(call->fn, call);
    stmt_kids(*sp, check_call, data);
}

/* Of a function that is refused for other reasons: the calls and opaque statements that would be refused as well. */
void calls_check(Adjoint *a)
{
    check_call(&a->src->body, a);
}

/* What the primal's tape would free the reverse sweep still needs. */
static void end_later(Adjoint *a, Expr *call)
{
    *a->uses_later = true;
    s_add(a->segment->fwd,
          s_expr(call_runtime_fn(a, "adc_tape_hand_over", plan_forward(a, call->args.at[0]), tape_pointer(a), NULL)));
}

bool reverse_call(Adjoint *a, Stmt *s, Stmt *rev)
{
    Expr *call = stmt_call(s);
    if (!call)
        return false;
    Fn *f = call->fn;
    FnClass class = class_of(call);
    if (f && f->is_view) {
        reverse_view(a, s, call);
        return true;
    }
    switch (class) {
    case F_ALLOC:
        if (!strcmp(fn_base(f), "realloc") || !strcmp(f->name, "adc_grown"))
            reverse_realloc(a, s, call, rev);
        else
            reverse_alloc(a, s, call);
        return true;
    case F_FREE:
        free_at_end(a, s, plan_forward(a, call->args.at[0]));
        return true;
    case F_RUNTIME:
        if (!strcmp(f->name, "adc_free"))
            free_at_end(a, s, plan_forward(a, call->args.at[0]));
        else if (!strcmp(f->name, "adc_tape_end"))
            end_later(a, call);
        else
            s_add(a->segment->fwd, call_forward(a, s));
        return true;
    case F_MEMORY:
        if (strstr(f->name, "memset"))
            reverse_memset(a, s, call, rev);
        else
            reverse_memcpy(a, s, call, rev);
        s_add(a->segment->fwd, call_forward(a, s));
        return true;
    case F_MATH:
        reverse_math(a, s, call, rev);
        return true;
    case F_INACTIVE:
        s_add(a->segment->fwd, call_forward(a, s));
        consume_target(a, s, rev);
        return true;
    case F_CUSTOM:
        if (f->custom_adjoint) {
            reverse_custom(a, s, call, rev);
            return true;
        }
        break;
    default:
        break;
    }
    if (is_made_elsewhere(a, s, call)) {
        s_add(a->segment->fwd, call_forward(a, s));
        custom_shadow(a, s, call);
        return true;
    }
    if (has_visible_body(call)) {
        reverse_user(a, s, call, rev);
        return true;
    }
    if (touches_active(a, s, call))
        refuse_call(f, call);
    s_add(a->segment->fwd, call_forward(a, s));
    consume_target(a, s, rev);
    return true;
}
