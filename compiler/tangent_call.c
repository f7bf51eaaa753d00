/* tangent_call.c: calls of the forward mode. Takes a statement whose right side is a call; leaves
   the call with what it does to the shadows: allocations get a zeroed shadow allocation, copies of
   memory are done twice, visible functions are called as their tangent (a static helper per
   activity pattern), others through their custom tangent, calls through pointers through a function
   that compares with every candidate. */
#include "flow.h"
#include "tangent.h"

#include <string.h>

/* value, a call, under the conversions that stand above the call in rhs. */
static Expr *converted(Tan *t, Expr *rhs, Expr *value)
{
    if (rhs->kind != E_CAST)
        return value;
    Expr *e = e_raw(E_CAST, type_clone(rhs->type, &t->subst), rhs->loc);
    e->implicit = rhs->implicit;
    e->a = converted(t, rhs->a, value);
    return e;
}

static void keep(Tan *t, Stmt *s, Expr *value)
{
    value = converted(t, s->rhs, value);
    if (s->kind != S_EXPR) {
        tangent_store(t, s, value);
        return;
    }
    Stmt *made = s_expr(value);
    made->loc = s->loc;
    tangent_emit(t, made);
}

static Expr *strip(Expr *e)
{
    while (e->kind == E_CAST)
        e = e->a;
    return e;
}

static bool arg_active(Tan *t, Expr *e)
{
    if (type_is_pointer(e->type))
        return active_pointer(t->active, e);
    if (type_is_record(e->type))
        return tangent_record_active(t, e);
    return type_has_reals(e->type) && active_expr(t->active, e);
}

static bool has_active_argument(Tan *t, Expr *call)
{
    for (int i = 0; i < call->args.n; i++)
        if (arg_active(t, call->args.at[i]) && !call_only_prints(call, i))
            return true;
    return false;
}

static bool any_active(Tan *t, Stmt *s, Expr *call)
{
    if (has_active_argument(t, call))
        return true;
    return !type_is_arith(call->type) && type_plain(call->type)->kind != T_VOID &&
           tangent_lhs_active(t, s);
}

/* The call as it is; what it gives carries no derivative. */
static void inactive_call(Tan *t, Stmt *s, Expr *call)
{
    bool active = tangent_lhs_active(t, s);
    Type *type = active ? tangent_target(s)->type : NULL;
    if (active)
        tangent_store_shadow(t, s,
                             type_is_pointer(type)  ? tangent_null(type)
                             : type_is_record(type) ? tangent_zero_record(type)
                                                    : tangent_or_zero(NULL, type));
    keep(t, s, tangent_value(t, call));
}

static Expr *call_named(Tan *t, const char *name, Expr *a, Expr *b, Expr *c)
{
    ExprList args = {0};
    list_add(&args, a);
    if (b)
        list_add(&args, b);
    if (c)
        list_add(&args, c);
    return e_call(runtime_fn(t->p, name), args);
}

static Expr *message_text(const char *text, Loc loc)
{
    Expr *e = e_raw(E_STRING, type_pointer(type_named("const char")), loc);
    e->text = format("\"%s\"", text);
    return e;
}

/* ---- memory ---- */

/* bytes as count * size; size is NULL where bytes is no such product. */
static void split_bytes(Expr *bytes, Expr **count, Expr **size)
{
    Expr *e = strip(bytes);
    *count = e_int(1);
    *size = e->kind == E_SIZEOF ? e : NULL;
    if (e->kind != E_BINARY || e->op != O_MUL)
        return;
    Expr *a = strip(e->a), *b = strip(e->b);
    if (b->kind == E_SIZEOF) {
        *count = e->a->kind == E_CAST && e->a->implicit ? e->a->a : e->a;
        *size = b;
    } else if (a->kind == E_SIZEOF) {
        *count = e->b->kind == E_CAST && e->b->implicit ? e->b->a : e->b;
        *size = a;
    }
}

static Type *sizeof_type(Expr *size)
{
    return size->of ? size->of : size->a->type;
}

/* size bytes of what the left side of s points to: as sizeof *p_tan where that is the same. */
static Expr *shadow_size(Tan *t, Expr *size, Expr *shadow)
{
    Type *to = type_plain(shadow->type)->to;
    bool same = size->kind == E_SIZEOF && type_plain(to)->kind != T_VOID &&
                type_same(sizeof_type(size), to);
    return same ? e_sizeof_expr(e_deref(expr_clone(shadow, NULL))) : tangent_value(t, size);
}

static Expr *shadow_of_target(Tan *t, Stmt *s)
{
    return tangent_shadow(t, tangent_target(s));
}

/* The shadow moves with its block; where the primal got none, the old block and its shadow stay. */
static void reallocation(Tan *t, Stmt *s, Expr *call)
{
    Expr *bytes = call->args.at[1];
    tangent_comment(t, s->loc);
    Expr *old = tangent_pointer(t, strip(call->args.at[0]));
    tangent_store(t, s, tangent_value(t, s->rhs));
    Stmt *made = tangent_store_shadow(t, s, tangent_null(tangent_target(s)->type));
    Expr *shadow = s->kind == S_DECL ? e_var(made->var) : made->lhs;
    Stmt *outer = t->block, *moved = s_block(), *failed = s_block();
    ExprList message = {0};
    list_add(&message,
             message_text("adc: out of memory for the derivatives of a block", call->loc));
    s_add(failed, s_expr(e_call(runtime_fn(t->p, "adc_fail"), message)));
    t->block = moved;
    Stmt *again = s_assign(expr_clone(shadow, NULL), e_int(0));
    again->rhs = call_named(t, "realloc", old, tangent_value(t, bytes), NULL);
    tangent_emit(t, again);
    s_add(moved, s_if(e_not(expr_clone(shadow, NULL)), failed, NULL));
    t->block = outer;
    tangent_emit(t, s_if(tangent_value(t, tangent_target(s)), moved, NULL));
    if (made->kind == S_ASSIGN && e_equal(made->lhs, old)) /* p = realloc(p, n) */
        outer->list.n -= 2, s_add(outer, outer->list.at[outer->list.n + 1]);
}

/* The shadow of p is allocated if p is: adc_zeroed(p ? n : 0, size). */
static void allocation(Tan *t, Stmt *s, Expr *call)
{
    const char *name = call->fn->name;
    if (strcmp(name, "realloc") == 0) {
        reallocation(t, s, call);
        return;
    }
    Expr *count, *size;
    bool calloc_like = strcmp(name, "calloc") == 0;
    if (calloc_like) {
        count = call->args.at[0];
        size = call->args.at[1];
        count = count->kind == E_CAST && count->implicit ? count->a : count;
    } else {
        split_bytes(call->args.at[call->args.n - 1], &count, &size);
        if (!size)
            size = call->args.at[call->args.n - 1];
    }
    tangent_comment(t, s->loc);
    tangent_store(t, s, tangent_value(t, call));
    Expr *primal = tangent_value(t, tangent_target(s));
    Stmt *made = tangent_store_shadow(t, s, e_int(0));
    Expr *shadow = s->kind == S_DECL ? e_var(made->var) : made->lhs;
    made->rhs = call_named(t, "adc_zeroed", e_cond(primal, tangent_value(t, count), e_int(0)),
                           shadow_size(t, strip(size), shadow), NULL);
}

static void release(Tan *t, Stmt *s, Expr *call)
{
    if (active_pointer(t->active, call->args.at[0]) && strip(call->args.at[0])->kind != E_INT) {
        tangent_comment(t, s->loc);
        tangent_emit(t,
                     s_expr(call_named(t, "adc_free", tangent_pointer(t, strip(call->args.at[0])),
                                       NULL, NULL)));
    }
    keep(t, s, tangent_value(t, call));
}

static void memory(Tan *t, Stmt *s, Expr *call)
{
    Expr *to = call->args.at[0], *from = call->args.at[1], *bytes = call->args.at[2];
    if (active_pointer(t->active, to)) {
        tangent_comment(t, s->loc);
        bool set = strcmp(call->fn->name, "memset") == 0 || !active_pointer(t->active, from);
        Expr *shadow = tangent_pointer(t, to), *size = tangent_value(t, bytes);
        Expr *made = set ? call_named(t, "memset", shadow, e_int(0), size)
                         : call_named(t, call->fn->name, shadow, tangent_pointer(t, from), size);
        tangent_emit(t, s_expr(made));
    }
    if (tangent_lhs_active(t, s)) {
        Type *type = tangent_target(s)->type;
        tangent_store_shadow(t, s, e_cast(type, tangent_pointer(t, to)));
    }
    keep(t, s, tangent_value(t, call));
}

static void runtime_call(Tan *t, Stmt *s, Expr *call)
{
    const char *name = call->fn->name;
    bool allocates = strcmp(name, "adc_array") == 0 || strcmp(name, "adc_zeroed") == 0;
    bool on_tape = strcmp(name, "adc_tape_array") == 0;
    if ((allocates || on_tape) && tangent_lhs_active(t, s)) {
        Stmt *made = tangent_store_shadow(t, s, e_int(0));
        Expr *shadow = s->kind == S_DECL ? e_var(made->var) : made->lhs;
        made->rhs = tangent_value(t, call);
        made->rhs->args.at[on_tape + 1] = shadow_size(t, strip(call->args.at[on_tape + 1]), shadow);
        tangent_store(t, s, tangent_value(t, call));
    } else if (strcmp(name, "adc_grown") == 0 && tangent_lhs_active(t, s)) {
        Stmt *made = tangent_store_shadow(t, s, e_int(0));
        Expr *again = tangent_value(t, call);
        again->args.at[1] = tangent_pointer(t, strip(call->args.at[1]));
        made->rhs = again;
        tangent_store(t, s, tangent_value(t, s->rhs));
    } else if (strcmp(name, "adc_free") == 0) {
        release(t, s, call);
    } else if (strcmp(name, "adc_tape_drop") == 0) {
        keep(t, s, tangent_value(t, call)); /* what came last goes first */
        if (active_pointer(t->active, call->args.at[1])) {
            Expr *again = tangent_value(t, call);
            again->args.at[1] = tangent_pointer(t, strip(call->args.at[1]));
            tangent_emit(t, s_expr(again));
        }
    } else if (strcmp(name, "adc_free_later") == 0 && active_pointer(t->active, call->args.at[1])) {
        Expr *shadow = tangent_pointer(t, strip(call->args.at[1]));
        tangent_emit(t,
                     s_expr(call_named(t, name, tangent_value(t, call->args.at[0]), shadow, NULL)));
        keep(t, s, tangent_value(t, call));
    } else {
        inactive_call(t, s, call);
    }
}

/* ---- math functions with pointer arguments: frexp, modf, remquo ... ---- */

static void math_with_pointers(Tan *t, Stmt *s, Expr *call)
{
    Expr *args[8] = {NULL}, *tan = NULL;
    bool active = tangent_lhs_active(t, s), late = false;
    if (call->args.n > 8)
        bug("tangent: %s has %d arguments", call->fn->name, call->args.n);
    for (int k = 0; k < call->args.n; k++) {
        args[k] = tangent_value(t, call->args.at[k]);
        late |= type_is_pointer(args[k]->type);
    }
    for (int k = 0; active && k < call->args.n; k++) {
        Expr *arg = call->args.at[k];
        if (type_is_pointer(arg->type) || !active_expr(t->active, arg))
            continue;
        Expr *dx = tangent_dual(t, arg).tan;
        Expr *partial = dx ? rule_partial(call->fn->rule, k, args, tangent_value(t, call),
                                          type_unqual(call->type))
                           : NULL;
        Expr *term = partial ? e_mul(partial, dx) : NULL;
        tan = tan && term ? e_add(tan, term) : term ? term : tan;
    }
    tangent_comment(t, s->loc);
    for (int k = 0; k < call->args.n; k++)
        if (type_is_pointer(args[k]->type) && type_has_reals(type_plain(args[k]->type)->to) &&
            active_pointer(t->active, call->args.at[k])) {
            Expr *lv = e_deref(tangent_pointer(t, call->args.at[k]));
            tangent_emit(t, s_assign(lv, tangent_or_zero(NULL, lv->type)));
        }
    if (late)
        keep(t, s, tangent_value(t, call)); /* partials use what it wrote */
    if (active)
        tangent_store_shadow(t, s, tangent_or_zero(tan, tangent_target(s)->type));
    if (!late)
        keep(t, s, tangent_value(t, call));
}

/* ---- shadow arguments ---- */

/* s, which calls the derived function g. The tangent of the result goes to where s puts the result; to a local where
   that must be apart, has another type or nobody wants it. */
static void call_with_result(Tan *t, Stmt *s, Expr *call, Fn *g, ExprList args, bool apart)
{
    bool active = tangent_lhs_active(t, s);
    if (active && !apart && type_same(tangent_target(s)->type, call->type)) {
        if (s->kind == S_DECL)
            tangent_store_shadow(t, s, NULL);
        list_add(&args, e_addr(shadow_of_target(t, s)));
        keep(t, s, e_call(g, args));
        return;
    }
    Var *result = tangent_local(t, active ? "result_tan" : "unused_tan", type_unqual(call->type), true);
    result->maybe_unused = !active;
    tangent_emit(t, s_decl(result, NULL));
    list_add(&args, e_addr(e_var(result)));
    keep(t, s, e_call(g, args));
    if (active)
        tangent_store_shadow(t, s, e_cast(type_unqual(tangent_target(s)->type), e_var(result)));
}

/* ---- visible functions ---- */

typedef struct Helper {
    Fn *callee, *fn;
    Pattern *pattern;
    bool returns;
} Helper;

static LIST(Helper *) helpers;

static bool has_shadow(const Pattern *pattern, int i)
{
    Type *t = type_plain(pattern->fn->params.at[i]->type);
    bool any = t->kind == T_POINTER && (type_plain(t->to)->kind == T_VOID || type_has_pointers(t->to));
    return (pattern->in[i] || pattern->out[i]) && (any || type_reaches_reals(t));
}

static bool has_active_globals(const Tan *t)
{
    for (int i = 0; i < t->d->actors.n; i++)
        if (t->d->actors.at[i].var && t->d->actors.at[i].var->kind == V_GLOBAL)
            return true;
    return false;
}

/* Does the call do anything to derivatives? A function without active arguments may use active
   globals, or push and pop values that have a tangent beside them. */
static bool pattern_is_active(Tan *t, const Pattern *pattern)
{
    bool any = pattern->returns || pattern->points;
    for (int i = 0; i < pattern->fn->params.n; i++)
        any |= pattern->in[i] || pattern->out[i] || type_is_tape(pattern->fn->params.at[i]->type);
    return any || has_active_globals(t);
}

static bool same_pattern(const Helper *h, const Pattern *pattern, bool returns)
{
    return h->callee == pattern->fn && h->returns == returns && h->pattern->root == pattern->root &&
           pattern_same_params(h->pattern, pattern);
}

static Var *copy_param(Tan *t, Var *v)
{
    Var *copy = NEW(Var);
    *copy = *v;
    copy->fn = t->fn;
    copy->shadow = false;
    copy->type = type_clone(v->type, &t->subst);
    copy->written = v->written == v->type ? copy->type : type_clone(v->written, &t->subst);
    list_add(&t->fn->params, copy);
    return copy;
}

static Var *shadow_param(Tan *t, const char *name, Type *type)
{
    Var *v = var_new(t->fn, V_PARAM, name, type);
    v->shadow = true;
    list_add(&t->fn->params, v);
    return v;
}

static Type *function_type(Fn *f, Type *result)
{
    Type *type = NEW(Type);
    type->kind = T_FUNCTION;
    type->to = result;
    for (int i = 0; i < f->params.n; i++)
        list_add(&type->params, f->params.at[i]->type);
    return type;
}

static void helper_params(Tan *t, Pattern *pattern, bool returns)
{
    Fn *callee = pattern->fn;
    for (int i = 0; i < t->src->params.n; i++) {
        Var *copy = copy_param(t, t->src->params.at[i]);
        map_put(t->subst.vars, t->src->params.at[i], e_var(copy));
    }
    for (int i = 0; i < t->src->params.n; i++) {
        Var *v = t->src->params.at[i];
        if (!has_shadow(pattern, i))
            continue;
        Var *shadow =
            shadow_param(t, format("%s_tan", v->name), type_unqual(type_clone(v->type, &t->subst)));
        map_put(t->shadows, v, e_var(shadow));
    }
    if (returns) {
        Var *v =
            shadow_param(t, "return_tan", type_pointer(type_unqual(type_plain(callee->type)->to)));
        v->lone = !type_is_pointer(type_plain(v->type)->to);
        t->result = e_deref(e_var(v));
    }
}

/* Globals and shadows of globals are the same for every function of a request. */
static void bind_globals(Tan *t)
{
    for (int i = 0; i < t->d->actors.n; i++) {
        Actor *a = &t->d->actors.at[i];
        if (a->var && a->var->kind == V_GLOBAL)
            map_put(t->shadows, a->var, e_var(a->shadow));
    }
}

static Fn *make_helper(Tan *t, Pattern *pattern, bool returns)
{
    Fn *callee = pattern->fn, *fn = NEW(Fn);
    Helper *h = NEW(Helper);
    fn->promised = callee->promised;
    *h = (Helper){callee, fn, pattern, returns};
    list_add(&helpers, h);
    Fn *src = direct_inline(t->p, t->d, callee, false);
    Tan inner = {.p = t->p, .d = t->d, .src = src, .fn = fn, .refused = t->refused};
    inner.subst.vars = map_new();
    inner.subst.targets = map_new();
    inner.shadows = map_new();
    inner.tapes = map_new();
    fn->name = helper_name(t->p, format("%s_tangent", callee->name));
    list_add(&t->p->helpers, fn);
    fn->loc = callee->loc;
    fn->class = F_USER;
    fn->is_static = fn->normal = true;
    fn->body = s_new(S_BLOCK, callee->loc);
    helper_params(&inner, pattern, returns);
    fn->type = function_type(fn, type_plain(callee->type)->to);
    bind_globals(&inner);
    inner.alias = alias_make(t->p, src, false);
    inner.active = active_make(t->p, src, pattern, inner.alias, false);
    active_check(inner.active);
    inner.block = s_block();
    tangent_plain_params(&inner);
    tangent_body(&inner);
    return fn;
}

static Fn *helper_for(Tan *t, Pattern *pattern, bool returns)
{
    for (int i = 0; i < helpers.n; i++)
        if (same_pattern(helpers.at[i], pattern, returns))
            return helpers.at[i]->fn;
    return make_helper(t, pattern, returns);
}

/* Values into args, tangents into tans: nothing of them is evaluated twice. */
static void argument(Tan *t, Expr *e, bool with_shadow, ExprList *args, ExprList *tans)
{
    Dual d = {NULL, NULL};
    if (with_shadow && type_is_pointer(e->type))
        d = (Dual){tangent_value(t, e), tangent_pointer(t, e)};
    else if (with_shadow && type_is_record(e->type))
        d = (Dual){tangent_value(t, e), tangent_record(t, e)};
    else if (with_shadow) {
        d = tangent_dual(t, e);
        d.tan = tangent_or_zero(d.tan, e->type);
    } else
        d.value = tangent_value(t, e);
    list_add(args, d.value);
    if (with_shadow)
        list_add(tans, d.tan);
}

static bool result_active(Tan *t, Stmt *s, Expr *call)
{
    return tangent_lhs_active(t, s) && type_plain(call->type)->kind != T_VOID;
}

static void call_helper(Tan *t, Stmt *s, Expr *call, Pattern *pattern)
{
    bool returns = result_active(t, s, call);
    ExprList args = {0}, tans = {0};
    if (pattern->fn->variadic && !has_active_argument(t, call) && !pattern->globals) {
        inactive_call(t, s, call);
        return;
    }
    if (pattern->fn->variadic) {
        diag_error(call->loc, "variadic",
                   "derivatives flow through '%s', which takes a variable list of arguments",
                   pattern->fn->name);
        diag_note(pattern->fn->loc, "give it a fixed list, or ADC_CUSTOM_TANGENT");
        keep(t, s, tangent_value(t, call));
        return;
    }
    tangent_comment(t, s->loc);
    for (int i = 0; i < call->args.n; i++)
        argument(t, call->args.at[i], has_shadow(pattern, i), &args, &tans);
    Fn *helper = helper_for(t, pattern, returns);
    for (int i = 0; i < tans.n; i++)
        list_add(&args, tans.at[i]);
    if (returns)
        call_with_result(t, s, call, helper, args, false);
    else
        keep(t, s, e_call(helper, args));
}

/* ---- custom tangents, views ---- */

static bool custom_has_shadow(Var *param)
{
    return !param->inactive && type_declares_reals(param->type);
}

/* Memory of zeros, freed after the call. */
static Expr *zeroed(Tan *t, const char *name, Type *element, Expr *count, ExprList *scratch)
{
    if (e_is_const(count)) {
        Var *zero = tangent_local(t, name, type_array(element, count), true);
        tangent_emit(t, s_decl(zero, e_raw(E_INIT, zero->type, (Loc){0})));
        return e_decay(e_var(zero));
    }
    Var *zero = tangent_local(t, name, type_pointer(element), true);
    tangent_emit(t, s_decl(zero, call_named(t, "adc_zeroed", tangent_value(t, count),
                                            e_sizeof_expr(e_deref(e_var(zero))), NULL)));
    list_add(scratch, e_var(zero));
    return e_var(zero);
}

/* Shadow of an inactive argument. */
static Expr *zero_shadow(Tan *t, Expr *call, int i, ExprList *scratch)
{
    Var *param = call->fn->params.at[i];
    Expr *arg = call->args.at[i];
    Type *type = type_unqual(type_drop_const_deep(param->type));
    const char *name = format("%s_tan", param->name);
    if (!type_is_pointer(type) && !type_is_record(type))
        return tangent_or_zero(NULL, type);
    if (type_is_pointer(type) && strip(arg)->kind == E_INT)
        return tangent_null(type);
    Type *element = type_is_pointer(type) ? e_element(e_var(param)) : type;
    Expr *count = type_is_pointer(type) ? custom_shadow_extent(t->alias, call, i) : NULL;
    if (!type_is_pointer(type) || (!count && type_is_handle(element))) { /* one: with null pointers */
        Var *none = tangent_local(t, name, element, true);
        tangent_emit(t, s_decl(none, e_raw(E_INIT, none->type, (Loc){0})));
        return e_addr(e_var(none));
    }
    if (count)
        return e_cast(type, zeroed(t, name, element, count, scratch));
    diag_error(arg->loc, "custom-tangent",
               "'%s' carries no derivative here, but the custom tangent of '%s' wants "
               "its shadow, whose extent is not known",
               emit_expr_text(arg), call->fn->name);
    diag_note(call->fn->loc, "declare the extent (double %s[n]), or mark the parameter ADC_INACTIVE", param->name);
    return tangent_null(type);
}

static Expr *custom_shadow(Tan *t, Expr *call, int i, ExprList *scratch, Expr *tan)
{
    if (!arg_active(t, call->args.at[i]))
        return zero_shadow(t, call, i, scratch);
    if (!type_is_record(call->args.at[i]->type))
        return tan;
    return e_addr(tan);
}

/* x = f(x): f's tangent may still read the old shadow when it has begun to write the new one. */
static bool may_read_result(Stmt *s, const ExprList *shadows)
{
    bool reads = false;
    for (int i = 0; i < shadows->n; i++)
        reads |= type_is_pointer(shadows->at[i]->type);
    return s->kind == S_ASSIGN && reads;
}

static void custom_call(Tan *t, Stmt *s, Expr *call)
{
    Fn *f = call->fn, *g = program_fn(t->p, f->custom_tangent);
    ExprList args = {0}, tans = {0}, shadows = {0}, scratch = {0};
    if (!g) {
        diag_error(f->loc, "custom-tangent", "the custom tangent '%s' of '%s' is not declared",
                   f->custom_tangent, f->name);
        return;
    }
    tangent_comment(t, s->loc);
    for (int i = 0, k = 0; i < call->args.n; i++) {
        bool wanted = i < f->params.n && custom_has_shadow(f->params.at[i]);
        argument(t, call->args.at[i], wanted && arg_active(t, call->args.at[i]), &args, &tans);
        if (wanted)
            list_add(&shadows, custom_shadow(t, call, i, &scratch, k < tans.n ? tans.at[k] : NULL));
        k = tans.n;
    }
    for (int i = 0; i < shadows.n; i++)
        list_add(&args, shadows.at[i]);
    if (type_declares_reals(call->type) && !type_is_pointer(call->type))
        call_with_result(t, s, call, g, args, may_read_result(s, &shadows));
    else
        keep(t, s, e_call(g, args));
    for (int i = 0; i < scratch.n; i++)
        tangent_emit(t, s_expr(call_named(t, "adc_free", scratch.at[i], NULL, NULL)));
    if (type_is_pointer(call->type) && tangent_lhs_active(t, s) && f->shadow_of_result) {
        ExprList one = {0};
        list_add(&one, tangent_value(t, tangent_target(s)));
        Fn *maker = program_fn(t->p, f->shadow_of_result);
        tangent_store_shadow(t, s, maker ? e_call(maker, one) : tangent_null(call->type));
    }
}

/* Memory that another file allocates: a function of the user's makes its shadow. */
static void made_elsewhere(Tan *t, Stmt *s, Expr *call)
{
    Fn *maker = program_fn(t->p, call->fn->shadow_of_result);
    if (!maker) {
        diag_error(call->fn->loc, "custom-tangent",
                   "'%s', which makes the shadow of what '%s' returns, is not declared",
                   call->fn->shadow_of_result, call->fn->name);
        return;
    }
    tangent_comment(t, s->loc);
    keep(t, s, tangent_value(t, call));
    if (!tangent_lhs_active(t, s))
        return;
    ExprList one = {0};
    list_add(&one, tangent_value(t, tangent_target(s)));
    tangent_store_shadow(t, s, e_call(maker, one));
}

/* The shadow of a view is the view of the shadows; of memory that carries no derivative there is none. */
static void view_call(Tan *t, Stmt *s, Expr *call)
{
    ExprList args = {0};
    bool any = false;
    for (int i = 0; i < call->args.n; i++) {
        Expr *arg = call->args.at[i];
        bool active = type_has_pointers(arg->type) && arg_active(t, arg);
        any |= active;
        list_add(&args, !active                      ? tangent_value(t, arg)
                        : type_is_pointer(arg->type) ? tangent_pointer(t, arg)
                                                     : tangent_record(t, arg));
    }
    tangent_comment(t, s->loc);
    tangent_store_shadow(t, s, any                            ? e_call(call->fn, args)
                               : type_is_pointer(call->type) ? tangent_null(call->type)
                                                              : tangent_zero_record(call->type));
    keep(t, s, tangent_value(t, call));
}

/* ---- functions nothing is known of ---- */

/* Through globals that a function may use of which adc sees no body. */
static bool unseen_uses_active(Tan *t, Stmt *s, Expr *call)
{
    return effects_of_unseen(t->p, call) && active_call(t->active, s)->globals;
}

/* May derivatives come out of the call? None do where none go in, but a pointer needs a shadow. */
static bool has_active_output(Tan *t, Stmt *s, Expr *call)
{
    bool any = tangent_lhs_active(t, s) || unseen_uses_active(t, s, call);
    if (!active_varies(t->active, call) && !type_has_pointers(call->type))
        return false;
    for (int i = 0; i < call->args.n; i++) {
        Type *type = type_plain(call->args.at[i]->type);
        bool reads = type->kind == T_POINTER && (type->to->quals & Q_CONST) &&
                     !type_is_pointer(type->to) && !type_is_record(type->to);
        any |= !reads && !type_is_arith(type) && arg_active(t, call->args.at[i]);
    }
    return any;
}

static void unknown(Tan *t, Stmt *s, Expr *call)
{
    Fn *f = call->fn;
    bool told = known_is_vector(f) && diag_errors(); /* its type */
    if (has_active_output(t, s, call) && !told && !map_get(t->refused, f)) {
        map_put(t->refused, f, f);
        diag_error(call->loc, "unknown-function",
                   "derivatives flow through '%s', whose body adc does not see", f->name);
        if (known_runs_apart(f))
            diag_note(call->loc, "what a thread or a handler does is nothing to differentiate: call the function itself");
        else if (known_is_vector(f))
            diag_note((Loc){0}, "%s", no_vectors);
        else
            diag_note(f->loc,
                  "write its tangent and declare %s with ADC_CUSTOM_TANGENT(%s_tangent): %s;",
                  f->name, f->name, custom_tangent_prototype(f, format("%s_tangent", f->name)));
    }
    inactive_call(t, s, call);
}

/* ---- calls through pointers ---- */

static void indirect_call(Tan *t, Stmt *s, Expr *call)
{
    diag_error(call->loc, "function-pointer",
               "derivatives flow through a call of '%s', and adc sees no function "
               "of this type whose address is taken",
               emit_expr_text(call->a));
    diag_note(call->loc, "give adc the files that define the functions");
    keep(t, s, tangent_value(t, call));
}

static Pattern *pattern_for(Tan *t, Stmt *s)
{
    Pattern *pattern = active_call(t->active, s);
    return pattern_is_active(t, pattern) ? pattern : NULL;
}

void tangent_call(Tan *t, Stmt *s, Expr *call)
{
    Fn *f = call->fn;
    if (!f) {
        if (any_active(t, s, call) || result_active(t, s, call))
            indirect_call(t, s, call);
        else
            keep(t, s, tangent_value(t, call));
        return;
    }
    Pattern *pattern =
        f->body && f->class != F_INACTIVE && !f->inactive ? pattern_for(t, s) : NULL;
    bool active = pattern || any_active(t, s, call) || unseen_uses_active(t, s, call);
    if (f->inactive || f->class == F_INACTIVE || !active || (f->is_view && !f->body && !tangent_lhs_active(t, s)))
        inactive_call(t, s, call);
    else if (f->custom_tangent)
        custom_call(t, s, call);
    else if (f->is_view && tangent_lhs_active(t, s))
        view_call(t, s, call);
    else if (f->shadow_of_result && !f->body && (f->makes_shadow || !has_active_argument(t, call)))
        made_elsewhere(t, s, call);
    else if (f->class == F_ALLOC)
        allocation(t, s, call);
    else if (f->class == F_FREE)
        release(t, s, call);
    else if (f->class == F_MEMORY)
        memory(t, s, call);
    else if (f->class == F_RUNTIME)
        runtime_call(t, s, call);
    else if (f->class == F_MATH && f->rule)
        math_with_pointers(t, s, call);
    else if (pattern)
        call_helper(t, s, call, pattern);
    else if (f->body)
        inactive_call(t, s, call);
    else
        unknown(t, s, call);
}
