/* tangent_expr.c: expressions of the forward mode. Takes a pure expression of the primal; leaves
   its value and its tangent in the generated function, and in the current block const temporaries
   for every subexpression that both need: no call is evaluated twice, and value and tangent
   together stay linear in the size of the expression. */
#include "flow.h"
#include "tangent.h"

#include <string.h>

Expr *tangent_value(Tan *t, Expr *e)
{
    return expr_clone(e, &t->subst);
}

Expr *tangent_or_zero(Expr *tan, Type *type)
{
    if (tan)
        return tan;
    Type *plain = type_plain(type);
    return plain->kind == T_REAL ? e_real(plain, 0)
                                 : e_cast(type_unqual(type), e_real(type_real(plain->width), 0));
}

Expr *tangent_zero_record(Type *type)
{
    Expr *init = e_raw(E_INIT, type_unqual(type), (Loc){0});
    Expr *e = e_raw(E_COMPOUND, type_unqual(type), (Loc){0});
    e->a = init;
    return e;
}

Expr *tangent_null(Type *type)
{
    Expr *null = e_cast(type_pointer(type_void()), e_int(0));
    Expr *e = e_cast(type_unqual(type), null);
    e->implicit = e != null;
    return e;
}

/* ---- shadows ---- */

static Expr *refuse_shadow(Tan *t, Var *v)
{
    const char *id = v->kind == V_GLOBAL   ? "active-global"
                     : v->kind == V_STATIC ? "active-static"
                                           : "active-parameter";
    const char *what = v->kind == V_GLOBAL   ? "global"
                       : v->kind == V_STATIC ? "static variable"
                                             : "parameter";
    if (!map_get(t->refused, v) && !diag_errors()) { /* active_check has told most of them */
        Derived *d = t->d;
        diag_error(v->loc, id,
                   "%s '%s' carries active intermediates of '%s' but is in neither wrt nor of",
                   what, v->name, d->primal->name);
        if (v->kind == V_STATIC)
            diag_note(v->loc, "make '%s' a parameter or a local, or mark it ADC_INACTIVE", v->name);
        else
            diag_note(d->request ? d->request->loc : v->loc,
                      "add it: wrt(..., %s), and zero its shadow before the call; or treat it as "
                      "constant: inactive(%s)",
                      v->name, v->name);
        map_put(t->refused, v, v);
    }
    Expr *dummy = e_var(tangent_local(t, format("%s_tan", v->name), type_unqual(v->type), true));
    map_put(t->shadows, v, dummy);
    return dummy;
}

static Expr *variable_shadow(Tan *t, Var *v)
{
    Expr *shadow = map_get(t->shadows, v);
    return shadow ? expr_clone(shadow, NULL) : refuse_shadow(t, v);
}

static void check_qualifiers(Expr *e)
{
    unsigned quals = type_plain(e->type)->quals | e->type->quals;
    if (quals & Q_ATOMIC) {
        diag_error(e->loc, "atomic", "derivatives flow through an _Atomic object");
        diag_note(e->loc,
                  "copy it to an ordinary variable first, or treat it as constant: inactive(...)");
    } else if ((quals & Q_VOLATILE) && !(e->kind == E_VAR && var_only_rounds(e->var))) {
        diag_error(e->loc, "volatile", "derivatives flow through a volatile object");
        diag_note(e->loc,
                  "copy it to an ordinary variable first, or treat it as constant: inactive(...)");
    }
}

static Expr *member_shadow(Tan *t, Expr *e)
{
    Expr *base = e->arrow               ? e_deref(tangent_pointer(t, e->a))
                 : e->a->kind == E_COND ? tangent_record(t, e->a)
                                        : tangent_shadow(t, e->a);
    return e_member(base, e->field);
}

Expr *tangent_shadow(Tan *t, Expr *lv)
{
    check_qualifiers(lv);
    switch (lv->kind) {
    case E_VAR:
        return variable_shadow(t, lv->var);
    case E_DEREF:
        return e_deref(tangent_pointer(t, lv->a));
    case E_INDEX:
        return e_index(tangent_pointer(t, lv->a), tangent_value(t, lv->b));
    case E_MEMBER:
        return member_shadow(t, lv);
    case E_UNARY: { /* __real__ z */
        Expr *e = e_raw(E_UNARY, lv->type, lv->loc);
        e->op = lv->op;
        e->a = tangent_shadow(t, lv->a);
        return e;
    }
    default:
        bug("tangent: no shadow of an lvalue of kind %d", (int)lv->kind);
    }
}

static bool is_null(const Expr *e)
{
    return e->kind == E_CAST ? is_null(e->a) : e->kind == E_INT && e->ival == 0;
}

static bool points_nowhere(Tan *t, Expr *e)
{
    return bits_next(alias_pointees(t->alias, e), 0) < 0;
}

/* e has no shadow where one is wanted: right if it is null, or leads to integers or functions alone. */
static Expr *mixed_pointer(Tan *t, Expr *e)
{
    if (points_nowhere(t, e) || alias_to_integers(t->alias, e) || provided_nowhere(t->active, e))
        return tangent_null(e->type);
    diag_error(e->loc, "mixed-pointer",
               "'%s' points to memory without derivatives, where a pointer to memory with "
               "derivatives is expected",
               emit_expr_text(e));
    diag_note(t->d->request ? t->d->request->loc : e->loc,
              "list the memory in wrt or of, or copy it to memory of the function's own");
    return tangent_null(e->type);
}

static Expr *sum_pointer(Tan *t, Expr *e)
{
    bool left = type_is_pointer(e->a->type);
    Expr *p = tangent_pointer(t, left ? e->a : e->b);
    Expr *by = tangent_value(t, left ? e->b : e->a);
    return e_bin(e->op, p, by);
}

Expr *tangent_pointer(Tan *t, Expr *e)
{
    if (is_null(e))
        return tangent_value(t, e);
    if (!active_pointer(t->active, e))
        return mixed_pointer(t, e);
    switch (e->kind) {
    case E_DECAY:
        if (e->a->kind == E_STRING || e->a->kind == E_FN) /* holds no reals */
            return tangent_null(e->type);
        return e_decay(tangent_shadow(t, e->a));
    case E_ADDR:
        return e_addr(tangent_shadow(t, e->a));
    case E_BINARY:
        return sum_pointer(t, e);
    case E_COND: {
        Expr *cond = tangent_value(t, e->a);
        return e_cond(cond, tangent_pointer(t, e->b), tangent_pointer(t, e->c));
    }
    case E_CAST: {
        if (!type_is_pointer(e->a->type))
            return mixed_pointer(t, e);
        Expr *cast = e_cast(type_clone(e->type, &t->subst), tangent_pointer(t, e->a));
        if (cast->kind == E_CAST && e->implicit)
            cast->implicit = true;
        return cast;
    }
    default:
        if (!e_is_lvalue(e))
            bug("tangent: no shadow of a pointer of kind %d", (int)e->kind);
        return tangent_shadow(t, e);
    }
}

bool tangent_record_active(Tan *t, Expr *e)
{
    if (e->kind == E_COND)
        return tangent_record_active(t, e->b) || tangent_record_active(t, e->c);
    return e_is_lvalue(e) && e->kind != E_COMPOUND && active_pointer(t->active, e_addr(e));
}

Expr *tangent_record(Tan *t, Expr *e)
{
    if (e->kind == E_COND) {
        Expr *cond = tangent_value(t, e->a);
        return e_cond(cond, tangent_record(t, e->b), tangent_record(t, e->c));
    }
    return tangent_record_active(t, e) ? tangent_shadow(t, e) : tangent_zero_record(e->type);
}

/* ---- values that are used more than once ---- */

/* May it stand in several places? */
static bool is_cheap(const Expr *e)
{
    if (e_is_const(e) || e->kind == E_VAR)
        return true;
    if (e_is_lvalue(e))
        return e_size(e) <= 12;
    if (e->kind == E_CAST || (e->kind == E_UNARY && e->op != O_NOT))
        return is_cheap(e->a);
    return e->kind == E_BINARY && e->op != O_DIV && e_size(e) <= 5 && is_cheap(e->a) &&
           is_cheap(e->b);
}

static const char *simple_name(const Expr *e)
{
    while (e->kind == E_CAST || e->kind == E_DEREF || e->kind == E_DECAY)
        e = e->a;
    return e->kind == E_VAR ? e->var->name : e->kind == E_MEMBER ? e->field->name : NULL;
}

const char *temp_name(const Expr *e)
{
    while (e->kind == E_CAST)
        e = e->a;
    if (e->kind == E_CALL && e->fn) {
        const char *arg = NULL; /* the first that is no number of something */
        for (int i = 0; i < e->args.n && !arg; i++)
            arg = type_is_integer(e->args.at[i]->type) ? NULL : simple_name(e->args.at[i]);
        return arg ? format("%s_%s", e->fn->name, arg) : format("%s_value", e->fn->name);
    }
    if (e->kind != E_BINARY)
        return "value";
    return e->op == O_ADD   ? "sum"
           : e->op == O_SUB ? "diff"
           : e->op == O_MUL ? "prod"
           : e->op == O_DIV ? "quot"
                            : "value";
}

typedef struct Mention {
    const Var *var;
    bool found;
} Mention;

static void mention_visit(Expr **e, void *data)
{
    Mention *m = data;
    m->found |= (*e)->kind == E_VAR && (*e)->var == m->var;
    if (!m->found)
        expr_kids(*e, mention_visit, data);
}

static bool mentions(Expr *e, const Var *v)
{
    Mention m = {v, false};
    if (e)
        mention_visit(&e, &m);
    return m.found;
}

/* An operand that partials may use: the value itself where it is cheap, else a temporary not
 * declared yet. */
static Expr *operand(Tan *t, Expr *value, Var **held)
{
    *held = NULL;
    if (is_cheap(value))
        return value;
    *held = tangent_local(t, temp_name(value), type_qual(type_unqual(value->type), Q_CONST), false);
    return e_var(*held);
}

/* Once the partials are known: declares the temporary if they use it. The value from here on. */
static Expr *settle(Tan *t, Expr *value, Var *held, Expr *tan)
{
    if (!held || !mentions(tan, held))
        return value;
    tangent_emit(t, s_decl(held, value));
    return e_var(held);
}

static Expr *scaled(Expr *partial, Expr *tan)
{
    return partial && tan ? e_mul(partial, tan) : NULL;
}

static Expr *plus(Expr *a, Expr *b)
{
    return a && b ? e_add(a, b) : a ? a : b;
}

static Expr *minus(Expr *a, Expr *b)
{
    return a && b ? e_sub(a, b) : a ? a : b ? e_neg(b) : NULL;
}

/* e's node over new operands. */
static Expr *rebuilt(Tan *t, Expr *e, Expr *a, Expr *b)
{
    Expr *copy = NEW(Expr);
    *copy = *e;
    copy->type = type_clone(e->type, &t->subst);
    copy->a = a;
    copy->b = b;
    return copy;
}

/* ---- operators ---- */

static Dual quotient(Tan *t, Expr *e, Dual a, Dual b)
{
    Var *held_b, *held_r;
    if (!b.tan)
        return (Dual){rebuilt(t, e, a.value, b.value), e_div(a.tan, b.value)};
    Expr *vb = operand(t, b.value, &held_b);
    if (e_is_const(a.value) && !a.tan && is_cheap(vb)) {
        Expr *tan = e_neg(e_div(e_mul(a.value, b.tan), e_mul(vb, vb)));
        Expr *value = settle(t, b.value, held_b, tan);
        return (Dual){rebuilt(t, e, a.value, value), tan};
    }
    Expr *node = rebuilt(t, e, a.value, b.value);
    Expr *r = operand(t, node, &held_r);
    Expr *tan = e_div(minus(a.tan, e_mul(r, b.tan)), vb);
    node->b = settle(t, b.value, held_b, tan);
    return (Dual){settle(t, node, held_r, tan), tan};
}

static Dual product(Tan *t, Expr *e, Dual a, Dual b)
{
    if (e->a->kind != E_CALL && e_equal(a.value, b.value) && a.tan && b.tan && !is_cheap(a.value)) {
        Var *held;
        Expr *v = operand(t, a.value, &held);
        tangent_emit(t, s_decl(held, a.value));
        return (Dual){rebuilt(t, e, v, e_var(held)),
                      e_mul(e_mul(e_real(e->type, 2), e_var(held)), a.tan)};
    }
    Var *held_a, *held_b;
    Expr *va = operand(t, a.value, &held_a), *vb = operand(t, b.value, &held_b);
    Expr *tan = plus(scaled(vb, a.tan), scaled(va, b.tan));
    Expr *value_a = settle(t, a.value, held_a, tan), *value_b = settle(t, b.value, held_b, tan);
    return (Dual){rebuilt(t, e, value_a, value_b), tan};
}

static Dual binary(Tan *t, Expr *e)
{
    Dual a = tangent_dual(t, e->a), b = tangent_dual(t, e->b);
    if (!a.tan && !b.tan)
        return (Dual){rebuilt(t, e, a.value, b.value), NULL};
    switch (e->op) {
    case O_ADD:
        return (Dual){rebuilt(t, e, a.value, b.value), plus(a.tan, b.tan)};
    case O_SUB:
        return (Dual){rebuilt(t, e, a.value, b.value), minus(a.tan, b.tan)};
    case O_MUL:
        return product(t, e, a, b);
    case O_DIV:
        return quotient(t, e, a, b);
    default:
        bug("tangent: operator %d of reals", (int)e->op);
    }
}

static Dual unary(Tan *t, Expr *e)
{
    Dual a = tangent_dual(t, e->a);
    Expr *tan = a.tan;
    if (tan && e->op == O_NEG)
        tan = e_neg(tan);
    else if (tan && e->op != O_PLUS) /* parts and the conjugate of complex numbers are linear */
        tan = rebuilt(t, e, tan, NULL);
    return (Dual){rebuilt(t, e, a.value, NULL), tan};
}

static Dual cast(Tan *t, Expr *e)
{
    Type *to = type_plain(e->type);
    Dual a = tangent_dual(t, e->a);
    Expr *tan =
        a.tan && (to->kind == T_REAL || to->kind == T_COMPLEX) ? e_cast(e->type, a.tan) : NULL;
    if (tan && tan->kind == E_CAST && e->implicit)
        tan->implicit = true;
    return (Dual){rebuilt(t, e, a.value, NULL), tan};
}

/* ---- a ? b : c ---- */

static Dual branch(Tan *t, Expr *e, Stmt *block)
{
    Stmt *before = t->block;
    t->block = block;
    Dual d = tangent_dual(t, e);
    t->block = before;
    return d;
}

static void branch_stores(Stmt *block, Var *value, Var *tan, Dual d)
{
    s_add(block, s_assign(e_var(tan), tangent_or_zero(d.tan, tan->type)));
    s_add(block, s_assign(e_var(value), d.value));
}

/* Temporaries of a branch must not be computed when the other is taken: it becomes an if where it
 * has some. */
static Dual conditional(Tan *t, Expr *e)
{
    Expr *cond = tangent_value(t, e->a);
    Stmt *then = s_block(), *other = s_block();
    Dual b = branch(t, e->b, then), c = branch(t, e->c, other);
    if (!then->list.n && !other->list.n) {
        Expr *value = rebuilt(t, e, cond, b.value);
        value->c = c.value;
        if (!b.tan && !c.tan)
            return (Dual){value, NULL};
        Expr *zero_or_b = tangent_or_zero(b.tan, e->type),
             *zero_or_c = tangent_or_zero(c.tan, e->type);
        return (Dual){value, e_cond(tangent_value(t, e->a), zero_or_b, zero_or_c)};
    }
    Type *type = type_unqual(e->type);
    Var *value = tangent_local(t, "chosen", type, false),
        *tan = tangent_local(t, "chosen_tan", type, true);
    tangent_emit(t, s_decl(tan, NULL));
    tangent_emit(t, s_decl(value, NULL));
    branch_stores(then, value, tan, b);
    branch_stores(other, value, tan, c);
    tangent_emit(t, s_if(cond, then, other));
    return (Dual){e_var(value), e_var(tan)};
}

/* ---- functions of math.h ---- */

/* c ? 1 : 0 and c ? 0 : 1: the result is one of two arguments. */
static bool selects(Expr *p, Expr *q)
{
    return p && q && p->kind == E_COND && q->kind == E_COND && e_equal(p->a, q->a) &&
           e_is_one(p->b) && e_is_zero(p->c) && e_is_zero(q->b) && e_is_one(q->c);
}

/* partial * tan; a partial that is 1 or 0 selects. */
static Expr *chain(Expr *partial, Expr *tan)
{
    if (!partial || !tan)
        return NULL;
    if (partial->kind == E_COND && (e_is_zero(partial->b) || e_is_zero(partial->c))) {
        Expr *b = e_is_zero(partial->b) ? partial->b : e_mul(partial->b, tan);
        Expr *c = e_is_zero(partial->c) ? partial->c : e_mul(partial->c, expr_clone(tan, NULL));
        return e_cond(partial->a, b, c);
    }
    if (partial->kind == E_BINARY && partial->op == O_DIV && e_is_const(partial->a))
        return e_div(e_mul(partial->a, tan), partial->b);
    return e_mul(partial, tan);
}

enum { MOST_ARGS = 8 };

/* edge: where the partial is infinite, and zero stays zero. */
static Expr *chain_at(Expr *edge, Expr *partial, Expr *tan)
{
    Expr *d = chain(partial, tan);
    if (!edge || !d)
        return d;
    Expr *none = e_bin(O_EQ, expr_clone(tan, NULL), e_real(type_plain(tan->type), 0.0L));
    return e_cond(e_bin(O_LAND, edge, none), e_real(type_plain(d->type), 0.0L), d);
}

static Expr *rule_tangent(const Rule *rule, int n, Expr **args, Expr **tans, Expr *result,
                          Type *type, bool edges)
{
    Expr *tan = NULL, *partials[MOST_ARGS] = {NULL};
    for (int k = 0; k < n; k++)
        partials[k] = tans[k] ? rule_partial(rule, k, args, result, type) : NULL;
    if (n == 2 && selects(partials[0], partials[1]))
        return e_cond(partials[0]->a, tans[0], tans[1]);
    for (int k = 0; k < n; k++)
        tan = plus(tan, partials[k] && type_is_complex(partials[k]->type) ?
                            complex_tangent(rule, partials[k], tans[k], type) :
                            chain_at(edges ? rule_edge(rule, k, args, result, type) : NULL, partials[k], tans[k]));
    return tan;
}

static Dual math_call(Tan *t, Expr *e)
{
    Expr *args[MOST_ARGS], *values[MOST_ARGS], *tans[MOST_ARGS];
    Var *held[MOST_ARGS], *held_result;
    int n = e->args.n;
    if (n > MOST_ARGS)
        bug("tangent: %s has %d arguments", e->fn->name, n);
    Expr *node = rebuilt(t, e, tangent_value(t, e->a), NULL);
    node->args = (ExprList){0};
    for (int k = 0; k < n; k++) {
        Dual d = tangent_dual(t, e->args.at[k]);
        values[k] = d.value;
        tans[k] = d.tan;
        args[k] = operand(t, d.value, &held[k]);
        list_add(&node->args, d.value);
    }
    bool edges = rule_has_edge(e->fn->rule) && tans[0] && edge_chosen(t, e->args.at[0]);
    if (edges && tans[0]->kind != E_VAR) {
        Var *tan = tangent_local(t, "argument_tan", type_qual(type_unqual(tans[0]->type), Q_CONST), true);
        tangent_emit(t, s_decl(tan, tans[0]));
        tans[0] = e_var(tan);
    }
    Expr *result = operand(t, node, &held_result);
    Expr *tan = rule_tangent(e->fn->rule, n, args, tans, result, type_unqual(e->type), edges);
    for (int k = 0; k < n; k++)
        node->args.at[k] = settle(t, values[k], held[k], tan);
    return (Dual){settle(t, node, held_result, tan), tan};
}

/* ---- any expression ---- */

static Dual refused(Tan *t, Expr *e)
{
    diag_error(e->loc, "expression", "cannot differentiate '%s'", emit_expr_text(e));
    diag_note(e->loc, "write it with real arithmetic and functions of <math.h>");
    return (Dual){tangent_value(t, e), NULL};
}

Dual tangent_dual(Tan *t, Expr *e)
{
    if (!active_expr(t->active, e))
        return (Dual){tangent_value(t, e), NULL};
    if (e_is_lvalue(e) && e->kind != E_COMPOUND)
        return (Dual){tangent_value(t, e), tangent_shadow(t, e)};
    switch (e->kind) {
    case E_UNARY:
        return e->op == O_NOT || e->op == O_BITNOT ? (Dual){tangent_value(t, e), NULL}
                                                   : unary(t, e);
    case E_BINARY:
        return type_is_real(e->type) || type_is_complex(e->type)
                   ? binary(t, e)
                   : (Dual){tangent_value(t, e), NULL};
    case E_COND:
        return conditional(t, e);
    case E_CAST:
        return cast(t, e);
    case E_CALL:
        if (e->fn && e->fn->class == F_MATH && e->fn->rule)
            return math_call(t, e);
        return refused(t, e);
    default:
        return refused(t, e);
    }
}
