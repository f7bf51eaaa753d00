/* norm_expr.c: splits an expression into statements (appended to the block being filled) and a pure
   expression.

   C leaves the order of unsequenced operands open, so a pure expression may be evaluated at any
   time before the next sequence point, in particular after the statements its siblings needed. At a
   sequence point (the end of a full expression, the comma, && || ?:, a call) what is pending is
   done, and values that it would change are put into temporaries first. Reads of volatile objects
   count as side effects: each gets its own statement. */
#include "norm.h"

#include <string.h>

/* ---- questions ---- */

static bool is_volatile(const Expr *e)
{
    return (type_plain(e->type)->quals & (Q_VOLATILE | Q_ATOMIC)) != 0;
}

static bool is_object(const Expr *e)
{
    return e->kind == E_VAR || e->kind == E_DEREF || e->kind == E_INDEX || e->kind == E_MEMBER;
}

static const char *const pure_names[] = {
    "abs",        "labs",       "llabs",        "imaxabs",       "nan",           "nanf",
    "nanl",       "isnan",      "isinf",        "finite",        "isnanf",        "isinff",
    "isnanl",     "isinfl",     "__isnan",      "__isinf",       "__finite",      "__isnanf",
    "__isinff",   "__finitef",  "__isnanl",     "__isinfl",      "__finitel",     "__signbit",
    "__signbitf", "__signbitl", "__fpclassify", "__fpclassifyf", "__fpclassifyl", "ilogb",
    "ilogbf",     "ilogbl",     "lrint",        "lrintf",        "lrintl",        "llrint",
    "llrintf",    "llrintl",    "lround",       "lroundf",       "lroundl",       "llround",
    "llroundf",   "llroundl",
};

static const char *const pure_builtins[] = {
    "constant_p", "isnan",       "isinf",         "isinf_sign",  "isfinite",  "isnormal",
    "fpclassify", "signbit",     "signbitf",      "signbitl",    "isgreater", "isgreaterequal",
    "isless",     "islessequal", "islessgreater", "isunordered", "inf",       "inff",
    "infl",       "huge_val",    "huge_valf",     "huge_vall",   "nan",       "nanf",
    "nanl",       "nans",        "abs",           "labs",        "llabs",     "clz",
    "clzl",       "clzll",       "ctz",           "ctzl",        "ctzll",     "popcount",
    "popcountl",  "popcountll",  "parity",        "ffs",         "bswap16",   "bswap32",
    "bswap64",
};

static bool in_list(const char *name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(name, list[i]) == 0)
            return true;
    return false;
}

bool call_is_pure(const Expr *call)
{
    const Fn *f = call->fn;
    if (!f)
        return false;
    if (f->class == F_MATH)
        return rule_is_pure(f->rule);
    if (f->body)
        return false;
    if (strncmp(f->name, "__builtin_", 10) == 0 &&
        in_list(f->name + 10, pure_builtins, sizeof pure_builtins / sizeof *pure_builtins))
        return true;
    return in_list(f->name, pure_names, sizeof pure_names / sizeof *pure_names);
}

static void plain_visit(Expr **e, void *data);

static bool kids_plain(Expr *e)
{
    bool plain = true;
    expr_kids(e, plain_visit, &plain);
    return plain;
}

/* An lvalue that is not read. */
static bool plain_lvalue(Expr *e)
{
    if (e->kind == E_MEMBER && !e->arrow)
        return plain_lvalue(e->a);
    if (e->kind == E_COMPOUND || e->kind == E_COND)
        return false;
    return is_object(e) ? kids_plain(e) : norm_is_plain(e);
}

bool norm_is_plain(Expr *e)
{
    switch (e->kind) {
    case E_ASSIGN:
    case E_PREINC:
    case E_PREDEC:
    case E_POSTINC:
    case E_POSTDEC:
    case E_COMMA:
    case E_STMTEXPR:
    case E_OPAQUE:
        return false;
    case E_CALL:
        return call_is_pure(e) && kids_plain(e);
    case E_COMPOUND:
        return type_is_record(e->type) && norm_init_is_const(e->a);
    case E_SIZEOF: /* evaluated only where it has a variable size */
        return (!e->of || kids_plain(e)) && (!e->a || !type_has_vla(e->a->type) || kids_plain(e));
    case E_DECAY:
    case E_ADDR:
        return plain_lvalue(e->a);
    case E_CAST:
        return kids_plain(e) && type_plain(e->type)->kind != T_VOID;
    case E_MEMBER:
        if (!e->arrow && e->a->kind == E_COND)
            return false;
        return !is_volatile(e) && (e->arrow ? norm_is_plain(e->a) : plain_lvalue(e->a));
    default:
        return kids_plain(e) && !(is_object(e) && is_volatile(e));
    }
}

static void plain_visit(Expr **e, void *data)
{
    bool *plain = data;
    *plain = *plain && norm_is_plain(*e);
}

typedef struct Mention {
    const Var *var;
    bool found;
} Mention;

static void mention_visit(Expr **e, void *data)
{
    Mention *m = data;
    m->found = m->found || ((*e)->kind == E_VAR && (*e)->var == m->var);
    if (!m->found && (*e)->kind == E_STMTEXPR)
        m->found = norm_stmt_mentions((*e)->body, m->var);
    if (!m->found)
        expr_kids(*e, mention_visit, m);
}

bool norm_mentions(const Expr *e, const Var *v)
{
    Mention m = {v, false};
    Expr *root = (Expr *)e;
    mention_visit(&root, &m);
    return m.found;
}

/* T *v = f(sizeof *v): where the size moves in front of the declaration it is that of the type. */
static void name_sizes_visit(Expr **at, void *v)
{
    Expr *e = *at;
    if (e->kind == E_SIZEOF && e->a && norm_mentions(e->a, v) && !type_has_vla(e->a->type)) {
        e->of = e->a->type;
        e->a = NULL;
    }
    expr_kids(e, name_sizes_visit, v);
}

void norm_name_sizes(Expr *e, const Var *v)
{
    name_sizes_visit(&e, (void *)v);
}

static void mention_stmt_visit(Stmt **s, void *data)
{
    Mention *m = data;
    if (!m->found)
        stmt_exprs(*s, mention_visit, m);
    if (!m->found)
        stmt_kids(*s, mention_stmt_visit, m);
}

bool norm_stmt_mentions(Stmt *s, const Var *v)
{
    Mention m = {v, false};
    mention_stmt_visit(&s, &m);
    return m.found;
}

/* Anywhere in e: a call that is not pure; an assignment whose value is used. */
typedef struct Inside {
    bool call, assignment;
} Inside;

static void inside_visit(Expr **e, void *data)
{
    Inside *in = data;
    ExprKind kind = (*e)->kind;
    in->call = in->call || (kind == E_CALL && !call_is_pure(*e)) || kind == E_STMTEXPR;
    in->assignment = in->assignment || kind == E_ASSIGN || kind == E_PREINC || kind == E_PREDEC ||
                     kind == E_COMMA || kind == E_STMTEXPR;
    expr_kids(*e, inside_visit, in);
}

static Inside inside(Expr *e)
{
    Inside in = {0};
    inside_visit(&e, &in);
    return in;
}

/* The variable that an lvalue is (part of) without following a pointer, or NULL. */
static Var *base_var(const Expr *lv)
{
    while ((lv->kind == E_MEMBER && !lv->arrow) ||
           (lv->kind == E_INDEX && lv->a->kind == E_DECAY && lv->a->a->kind != E_STRING))
        lv = lv->kind == E_MEMBER ? lv->a : lv->a->a;
    return lv->kind == E_VAR ? lv->var : NULL;
}

/* Can nothing but this function's own expressions read or write v? */
bool norm_is_private(Norm *n, const Var *v)
{
    return (v->kind == V_LOCAL || v->kind == V_PARAM) && !map_get(n->taken, v);
}

/* ---- temporaries ---- */

Var *norm_temp(Norm *n, const char *name, Type *type)
{
    Type *plain = type_plain(type);
    Type *own = plain->quals ? type_unqual(type) : type;
    Var *v = var_new(n->fn, V_LOCAL, name, own);
    v->loc = n->loc;
    map_put(n->temps, v, v);
    return v;
}

Expr *norm_under_casts(Expr *e)
{
    while (e->kind == E_CAST)
        e = e->a;
    return e;
}

/* A pure value put into a temporary, unless it can't change. */
static Expr *keep(Norm *n, Expr *value, const char *name)
{
    Expr *core = norm_under_casts(value);
    if (e_is_const(value) || core->kind == E_FN ||
        (core->kind == E_VAR && map_get(n->temps, core->var)))
        return value;
    Var *v = norm_temp(n, name, value->type);
    norm_emit(n, s_decl(v, value));
    return e_var(v);
}

Expr *norm_into_temp(Norm *n, Expr *e, const char *name)
{
    Expr *core = norm_under_casts(e);
    bool direct =
        core->kind == E_CALL || norm_is_plain(e) || (is_object(core) && is_volatile(core));
    Var *v = norm_temp(n, name, e->type);
    if (direct) {
        Expr *init = norm_call_value(n, e);
        norm_emit(n, s_decl(v, init));
    } else {
        norm_emit(n, s_decl(v, NULL));
        norm_assign(n, e_var(v), e);
    }
    return e_var(v);
}

/* ---- pending side effects ---- */

static void flush_one(Norm *n, int i)
{
    norm_emit(n, s_assign(n->pending.at[i].lv, n->pending.at[i].next));
}

void norm_flush(Norm *n, int mark)
{
    int top = n->pending.n;
    for (int i = mark; i < top; i++)
        flush_one(n, i);
    n->pending.n = mark;
}

static bool any_pending(Norm *n, int mark, bool even_private)
{
    for (int i = mark; i < n->pending.n; i++)
        if (even_private || !n->pending.at[i].is_private)
            return true;
    return false;
}

/* May a pending side effect from mark on change the value of e? */
static bool pending_changes(Norm *n, int mark, Expr *e)
{
    for (int i = mark; i < n->pending.n; i++) {
        Pending *p = &n->pending.at[i];
        if (p->is_private ? norm_mentions(e, base_var(p->lv)) : !e_is_const(e))
            return true;
    }
    return false;
}

static Expr *settle(Norm *n, Expr *value, int mark, const char *name)
{
    if (pending_changes(n, mark, value))
        value = keep(n, value, name);
    norm_flush(n, mark);
    return value;
}

Expr *norm_sequenced(Norm *n, Expr *e, const char *name)
{
    int mark = n->pending.n;
    return settle(n, norm_value(n, e), mark, name);
}

/* ---- values ---- */

/* Operands in any order. What an operand assigned must not be read again after the call another one
   makes, or after another one has assigned it. */
static void operands(Norm *n, Expr **e[], int count)
{
    bool call_after = false, assignment_after = false;
    bool *fix = arena_alloc((size_t)count * sizeof *fix + 1);
    for (int i = count - 1; i >= 0; i--) {
        Inside in = inside(*e[i]);
        fix[i] = call_after && in.assignment;
        for (int k = i + 1; k < count && in.assignment && assignment_after; k++)
            fix[i] |= norm_both_set(*e[i], *e[k]);
        call_after = call_after || in.call;
        assignment_after = assignment_after || in.assignment;
    }
    for (int i = 0; i < count; i++) {
        *e[i] = norm_value(n, *e[i]);
        if (fix[i])
            *e[i] = keep(n, *e[i], "value");
    }
}

/* From left to right where a call on the right may tell, see norm_order.c. But gcc takes a variable
   that is the left operand of a commutative operation last. */
static Expr *binary(Norm *n, Expr *e)
{
    bool commutes = e->op == O_ADD || e->op == O_MUL || (e->op >= O_AND && e->op <= O_NE);
    bool last = commutes && e->a->kind == E_VAR;
    bool ordered = !last && inside(e->b).call && norm_call_may_write(n, e->b);
    if (!ordered) {
        operands(n, (Expr * *[]){&e->a, &e->b}, 2);
        return e;
    }
    e->a = norm_value(n, e->a);
    if (!norm_is_steady(n, e->a))
        e->a = keep(n, e->a, "left");
    e->b = norm_value(n, e->b);
    return e;
}

static Expr *truth(Expr *e)
{
    bool already = (e->kind == E_BINARY && e->op >= O_LT) || (e->kind == E_UNARY && e->op == O_NOT);
    if (already)
        return e;
    Expr *zero = e_int(0);
    if (type_is_pointer(e->type)) {
        zero = e_raw(E_CAST, e->type, e->loc);
        zero->a = e_int(0);
        zero->implicit = true;
    }
    return e_bin_exact(O_NE, e, zero);
}

/* a && b, a || b where b needs statements: int cond = a; if (cond) cond = b; */
static Expr *short_circuit(Norm *n, Expr *e)
{
    Expr *a = norm_sequenced(n, e->a, "left");
    if (norm_is_plain(e->b)) {
        e->a = a;
        return e;
    }
    Var *cond = norm_temp(n, "cond", type_int());
    norm_emit(n, s_decl(cond, truth(a)));
    Frame before = norm_begin(n);
    Expr *b = norm_sequenced(n, e->b, "right");
    norm_store(n, e_var(cond), truth(b));
    Stmt *then = norm_end(n, before);
    Expr *test = e->op == O_LAND ? e_var(cond) : e_not(e_var(cond));
    norm_emit(n, s_if(test, then, NULL));
    return e_var(cond);
}

/* __real__ z++ and the like never reach here: the front end has no increment of them. */
static Expr *one_more(Expr *lv, bool up)
{
    Op op = up ? O_ADD : O_SUB;
    Expr *old = expr_clone(lv, NULL);
    if (!type_is_pointer(lv->type)) {
        Expr *sum = e_bin_exact(op, old, e_int(1));
        if (type_same(sum->type, lv->type))
            return sum;
        Expr *cast = e_raw(E_CAST, type_unqual(lv->type), lv->loc);
        cast->a = sum;
        cast->implicit = true;
        return cast;
    }
    Expr *sum = e_raw(E_BINARY, type_unqual(lv->type), lv->loc);
    sum->op = op;
    sum->a = old;
    sum->b = e_int(1);
    return sum;
}

/* Names of what an address reads: only private variables? */
static void address_visit(Expr **e, void *data)
{
    void **state = data;
    Norm *n = state[0];
    if ((*e)->kind == E_VAR && !norm_is_private(n, (*e)->var) && !type_is_array((*e)->type))
        state[1] = n;
    if ((*e)->kind == E_DEREF || (*e)->kind == E_INDEX || ((*e)->kind == E_MEMBER && (*e)->arrow))
        state[1] = n;
    expr_kids(*e, address_visit, state);
}

static bool address_is_simple(Norm *n, Expr *lv)
{
    if (lv->kind == E_VAR)
        return true;
    void *state[2] = {n, NULL};
    if (lv->kind == E_MEMBER && !lv->arrow)
        return address_is_simple(n, lv->a);
    if (lv->kind == E_INDEX && lv->a->kind == E_DECAY && lv->a->a->kind == E_VAR)
        address_visit(&lv->b, state);
    else
        expr_kids(lv, address_visit, state);
    return state[1] == NULL;
}

static const char *old_name(const Expr *lv)
{
    if (lv->kind == E_VAR)
        return format("old_%s", lv->var->name);
    if (lv->kind == E_MEMBER && *lv->field->name)
        return format("old_%s", lv->field->name);
    return "old_value";
}

/* x++ as a value waits for the next sequence point, unless its place might have moved by then. */
static Expr *increment(Norm *n, Expr *e, bool used)
{
    bool up = e->kind == E_PREINC || e->kind == E_POSTINC;
    bool post = e->kind == E_POSTINC || e->kind == E_POSTDEC;
    Expr *lv = norm_lvalue(n, e->a);
    if (is_volatile(lv) || (post && !address_is_simple(n, lv))) {
        Var *old = norm_temp(n, old_name(lv), lv->type);
        norm_emit(n, s_decl(old, lv));
        Expr *next = one_more(e_var(old), up);
        if (!post && used)
            next = keep(n, next, "value");
        norm_store(n, expr_clone(lv, NULL), next);
        return post ? e_var(old) : expr_clone(next, NULL);
    }
    if (!post) {
        norm_store(n, expr_clone(lv, NULL), one_more(lv, up));
        return lv;
    }
    Var *base = base_var(lv);
    Pending p = {expr_clone(lv, NULL), one_more(lv, up), base && norm_is_private(n, base)};
    list_add(&n->pending, p);
    return lv;
}

static Expr *cast_implicit(Type *t, Expr *e)
{
    if (type_same(t, e->type))
        return e;
    Expr *cast = e_raw(E_CAST, type_unqual(t), e->loc);
    cast->a = e;
    cast->implicit = true;
    return cast;
}

/* The right-hand side of lhs op= b, lhs converted as C does. */
static Expr *combined(Norm *n, Expr *e, Expr *lhs)
{
    Expr *b = norm_value(n, e->b);
    Expr *old = expr_clone(lhs, NULL);
    if (is_volatile(lhs)) {
        Var *v = norm_temp(n, old_name(lhs), lhs->type);
        norm_emit(n, s_decl(v, old));
        old = e_var(v);
    }
    Type *comp = e->comp ? e->comp : lhs->type;
    Expr *sum = e_raw(E_BINARY, type_unqual(comp), e->loc);
    sum->op = e->op;
    sum->a = cast_implicit(comp, old);
    sum->b = b;
    return cast_implicit(lhs->type, sum);
}

static Expr *assignment(Norm *n, Expr *e, bool used)
{
    Expr *lhs = norm_lvalue(n, e->a);
    if (e->op == O_NONE && !(used && is_volatile(lhs))) {
        norm_assign(n, lhs, e->b);
    } else {
        Expr *rhs = e->op == O_NONE ? norm_value(n, e->b) : combined(n, e, lhs);
        if (used && is_volatile(lhs)) {
            rhs = keep(n, rhs, "value");
            norm_store(n, lhs, rhs);
            return expr_clone(rhs, NULL);
        }
        norm_store(n, lhs, rhs);
    }
    if (!used)
        return NULL;
    Stmt *last = n->out->list.n ? n->out->list.at[n->out->list.n - 1] : NULL;
    bool bits = lhs->kind == E_MEMBER && lhs->field->bits >= 0; /* the value is what fits */
    bool known = !bits && last && last->kind == S_ASSIGN && last->lhs == lhs &&
                 e_is_const(last->rhs) && type_same(last->rhs->type, lhs->type);
    return expr_clone(known ? last->rhs : lhs, NULL);
}

/* The expression statement that gives a statement expression its value; *body is left without it.
 */
static Expr *last_value(Stmt *body)
{
    if (!body->list.n || body->list.at[body->list.n - 1]->kind != S_EXPR)
        bug("statement expression without value");
    return body->list.at[--body->list.n]->rhs;
}

/* ({ ... }): the value goes to lhs; NULL: nowhere. */
static void statement_expr(Norm *n, Expr *e, Expr *lhs)
{
    Expr *value = lhs ? last_value(e->body) : NULL;
    Frame before = norm_begin(n);
    Stmt *scope = n->scope;
    n->scope = n->out;
    for (int i = 0; i < e->body->list.n; i++)
        norm_stmt(n, e->body->list.at[i]);
    if (value)
        norm_assign(n, lhs, value);
    n->scope = scope;
    norm_emit(n, norm_end(n, before));
}

static Expr *value_in_temp(Norm *n, Expr *e, const char *name)
{
    Var *v = norm_temp(n, name, e->type);
    norm_emit(n, s_decl(v, NULL));
    norm_assign(n, e_var(v), e);
    return e_var(v);
}

static Expr *conditional(Norm *n, Expr *e)
{
    if (!norm_is_plain(e->b) || !norm_is_plain(e->c))
        return value_in_temp(n, e, "value");
    e->a = norm_sequenced(n, e->a, "cond");
    return e;
}

/* A read of a volatile object happens once, here. */
static Expr *loaded(Norm *n, Expr *lv)
{
    if (!is_volatile(lv) || type_is_array(lv->type))
        return lv;
    Var *v = norm_temp(n, "value", lv->type);
    v->maybe_unused = true;
    norm_emit(n, s_decl(v, lv));
    return e_var(v);
}

/* (c ? s : t).x is (c ? s.x : t.x): no record is copied. */
static Expr *member_of_cond(Expr *e)
{
    Expr *cond = e->a;
    Expr *b = expr_clone(e, NULL);
    b->a = cond->c;
    e->a = cond->b;
    Expr *both = e_raw(E_COND, type_unqual(e->type), e->loc);
    both->a = cond->a;
    both->b = e;
    both->c = b;
    return both;
}

static Expr *value_of_member(Norm *n, Expr *e)
{
    if (!e->arrow && e->a->kind == E_COND && !type_is_array(e->type) && e_is_lvalue(e->a->b) &&
        e_is_lvalue(e->a->c))
        return norm_value(n, member_of_cond(e));
    return loaded(n, norm_lvalue(n, e));
}

static bool is_expect(const Expr *e)
{
    return e->fn && strcmp(e->fn->name, "__builtin_expect") == 0;
}

static Expr *value_of_call(Norm *n, Expr *e)
{
    if (is_expect(e))
        return norm_value(n, e->args.at[0]);
    if (!call_is_pure(e))
        return norm_into_temp(n, e, temp_name(e));
    Expr ***slots = arena_alloc((size_t)(e->args.n + 1) * sizeof *slots);
    for (int i = 0; i < e->args.n; i++)
        slots[i] = &e->args.at[i];
    operands(n, slots, e->args.n);
    return e;
}

static void check_counts(Expr *e)
{
    if (kids_plain(e))
        return;
    diag_error(e->loc, "side-effect-in-type", "side effect in the size of a variable array type");
    diag_note(e->loc, "compute the size in a variable before it");
}

Expr *norm_value(Norm *n, Expr *e)
{
    if (norm_is_plain(e))
        return e;
    if (type_plain(e->type)->kind == T_VOID) {
        norm_effect(n, e);
        return e_int(0);
    }
    switch (e->kind) {
    case E_CAST:
        e->a = norm_value(n, e->a);
        check_counts(e);
        return e;
    case E_SIZEOF:
        check_counts(e);
        return e;
    case E_UNARY:
        e->a = norm_value(n, e->a);
        return e;
    case E_BINARY:
        if (e->op == O_LAND || e->op == O_LOR)
            return short_circuit(n, e);
        return binary(n, e);
    case E_COND:
        return conditional(n, e);
    case E_DECAY:
    case E_ADDR:
        e->a = norm_lvalue(n, e->a);
        return e;
    case E_MEMBER:
        return value_of_member(n, e);
    case E_VAR:
    case E_DEREF:
    case E_INDEX:
        return loaded(n, norm_lvalue(n, e));
    case E_CALL:
        return value_of_call(n, e);
    case E_COMPOUND:
        return norm_compound_value(n, e);
    case E_ASSIGN:
        return assignment(n, e, true);
    case E_PREINC:
    case E_PREDEC:
    case E_POSTINC:
    case E_POSTDEC:
        return increment(n, e, true);
    case E_COMMA: {
        int mark = n->pending.n;
        norm_effect(n, e->a);
        norm_flush(n, mark);
        return norm_value(n, e->b);
    }
    case E_STMTEXPR:
        return value_in_temp(n, e, "value");
    case E_OPAQUE: {
        Var *v = norm_temp(n, "value", e->type);
        norm_emit(n, s_decl(v, e));
        return e_var(v);
    }
    default:
        bug("norm: expression of kind %d has no value", (int)e->kind);
    }
}

Expr *norm_lvalue(Norm *n, Expr *e)
{
    switch (e->kind) {
    case E_VAR:
    case E_STRING:
    case E_FN:
        return e;
    case E_DEREF:
        e->a = norm_value(n, e->a);
        return e;
    case E_INDEX:
        operands(n, (Expr * *[]){&e->a, &e->b}, 2);
        return e;
    case E_MEMBER:
        e->a = e->arrow ? norm_value(n, e->a) : norm_lvalue(n, e->a);
        return e;
    case E_COMPOUND:
        return norm_compound(n, e);
    case E_UNARY: /* the real or imaginary part of a complex object */
        e->a = norm_lvalue(n, e->a);
        return e;
    default: {
        Expr *value = norm_value(n, e);
        return e_is_lvalue(value) ? value : keep(n, value, "value");
    }
    }
}

/* ---- calls ---- */

/* Arguments are evaluated before the call: what is pending in them must not be seen to come late.
 */
static void call_arguments(Norm *n, Expr *e)
{
    int mark = n->pending.n;
    Expr ***slots = arena_alloc((size_t)(e->args.n + 1) * sizeof *slots);
    int count = 0;
    if (!e->fn)
        slots[count++] = &e->a;
    for (int i = 0; i < e->args.n; i++)
        slots[count++] = &e->args.at[i];
    operands(n, slots, count);
    if (!any_pending(n, mark, false))
        return;
    for (int i = 0; i < count; i++)
        if (pending_changes(n, mark, *slots[i]))
            *slots[i] = keep(n, *slots[i], "arg");
    norm_flush(n, mark);
}

/* Casts are left on top of a call, and on top of one volatile read. */
Expr *norm_call_value(Norm *n, Expr *e)
{
    Expr *core = norm_under_casts(e);
    bool is_void = type_plain(e->type)->kind == T_VOID;
    if (core->kind == E_CALL && !call_is_pure(core) && !is_expect(core) && !is_void) {
        call_arguments(n, core);
        return e;
    }
    if (is_object(core) && is_volatile(core) && !type_is_array(core->type)) {
        norm_lvalue(n, core);
        return e;
    }
    return norm_value(n, e);
}

/* sincos(x, &s, &c) is two assignments. */
static bool lower_sincos(Norm *n, Expr *e)
{
    if (!e->fn || e->fn->body || e->args.n != 3 || strncmp(e->fn->name, "sincos", 6) != 0)
        return false;
    const char *suffix = e->fn->name + 6;
    if (*suffix && strcmp(suffix, "f") != 0 && strcmp(suffix, "l") != 0)
        return false;
    call_arguments(n, e);
    Expr *x = e->args.at[0];
    Expr *core = norm_under_casts(x);
    if (!(core->kind == E_VAR && norm_is_private(n, core->var)) && !e_is_const(x)) {
        Var *angle = norm_temp(n, "angle", x->type);
        norm_emit(n, s_decl(angle, x));
        x = e_var(angle);
    }
    norm_store(n, e_deref(e->args.at[1]), e_math("sin", x->type, x, NULL));
    norm_store(n, e_deref(e->args.at[2]), e_math("cos", x->type, expr_clone(x, NULL), NULL));
    return true;
}

/* bzero, bcopy, and mempcpy whose value is not used, are what C calls memset, memmove and memcpy. */
static void lower_bytes(Norm *n, Expr *e)
{
    static const char *const names[][2] = {{"bzero", "memset"}, {"bcopy", "memmove"}, {"mempcpy", "memcpy"}};
    if (!e->fn || e->fn->body || e->args.n < 2)
        return;
    for (int i = 0; i < 3; i++) {
        if (strcmp(e->fn->name, names[i][0]) != 0 || e->args.n != (i ? 3 : 2))
            continue;
        ExprList args = {0};
        list_add(&args, e->args.at[i == 1]);
        list_add(&args, i == 0 ? e_int(0) : e->args.at[i == 2]);
        list_add(&args, e->args.at[e->args.n - 1]);
        Loc loc = e->loc;
        *e = *e_call(runtime_fn(n->p, names[i][1]), args);
        e->loc = loc;
        return;
    }
}

/* ---- effects ---- */

static void effect_visit(Expr **e, void *data)
{
    norm_effect(data, *e);
}

static void short_circuit_effect(Norm *n, Expr *e)
{
    Expr *test = e->op == O_LAND ? e->a : e_not(e->a);
    Stmt *then = s_block();
    then->loc = n->loc;
    list_add(&then->list, s_expr(e->b));
    norm_if(n, s_new(S_IF, n->loc), test, then, NULL);
}

static Stmt *effect_block(Norm *n, Expr *e)
{
    if (norm_is_plain(e))
        return NULL;
    Stmt *b = s_block();
    b->loc = n->loc;
    list_add(&b->list, s_expr(e));
    return b;
}

static void conditional_effect(Norm *n, Expr *e)
{
    Stmt *then = effect_block(n, e->b), *other = effect_block(n, e->c);
    Expr *test = e->a;
    if (!then) {
        test = e_not(test);
        then = other;
        other = NULL;
    }
    if (then)
        norm_if(n, s_new(S_IF, n->loc), test, then, other);
    else
        norm_effect(n, e->a);
}

void norm_effect(Norm *n, Expr *e)
{
    if (norm_is_plain(e))
        return;
    switch (e->kind) {
    case E_ASSIGN:
        assignment(n, e, false);
        return;
    case E_POSTINC:
    case E_POSTDEC:
        e->kind = e->kind == E_POSTINC ? E_PREINC : E_PREDEC;
        increment(n, e, false);
        return;
    case E_PREINC:
    case E_PREDEC:
        increment(n, e, false);
        return;
    case E_COMMA: {
        int mark = n->pending.n;
        norm_effect(n, e->a);
        norm_flush(n, mark);
        norm_effect(n, e->b);
        return;
    }
    case E_BINARY:
        if (e->op == O_LAND || e->op == O_LOR)
            short_circuit_effect(n, e);
        else
            expr_kids(e, effect_visit, n);
        return;
    case E_COND:
        conditional_effect(n, e);
        return;
    case E_STMTEXPR:
        statement_expr(n, e, NULL);
        return;
    case E_CALL:
        if (is_expect(e) || call_is_pure(e)) {
            for (int i = 0; i < e->args.n; i++)
                norm_effect(n, e->args.at[i]);
        } else if (!lower_sincos(n, e)) {
            lower_bytes(n, e);
            call_arguments(n, e);
            norm_emit(n, s_expr(e));
        }
        return;
    case E_OPAQUE:
        norm_emit(n, s_expr(e));
        return;
    case E_CAST:
        norm_effect(n, e->a);
        return;
    case E_DECAY:
    case E_ADDR:
        norm_lvalue(n, e->a);
        return;
    case E_MEMBER:
    case E_VAR:
    case E_DEREF:
    case E_INDEX:
        loaded(n, norm_lvalue(n, e));
        return;
    case E_COMPOUND:
        norm_compound(n, e);
        return;
    default:
        expr_kids(e, effect_visit, n);
        return;
    }
}

/* ---- assignments ---- */

/* Does the place of lv depend on the value of v? */
static bool place_reads(const Expr *lv, const Var *v)
{
    for (; lv->kind != E_VAR; lv = lv->kind == E_MEMBER ? lv->a : lv->a->a) {
        bool direct =
            lv->kind == E_MEMBER ? !lv->arrow : lv->kind == E_INDEX && lv->a->kind == E_DECAY;
        if (!direct)
            return norm_mentions(lv, v);
        if (lv->kind == E_INDEX && norm_mentions(lv->b, v))
            return true;
    }
    return false;
}

/* Pending side effects whose place lhs's new value would move come first: s = s->at[s->n++]. */
void norm_store(Norm *n, Expr *lhs, Expr *rhs)
{
    Var *base = base_var(lhs);
    int left = n->floor;
    for (int i = n->floor; i < n->pending.n; i++) {
        if (base && place_reads(n->pending.at[i].lv, base)) {
            rhs = keep(n, rhs, "value");
            flush_one(n, i);
        } else {
            n->pending.at[left++] = n->pending.at[i];
        }
    }
    n->pending.n = left;
    norm_emit(n, s_assign(lhs, rhs));
}

/* The casts of e, over another expression. */
static Expr *recast(Expr *e, Expr *core, Expr *other)
{
    if (e == core)
        return other;
    Expr *copy = e_raw(E_CAST, e->type, e->loc);
    copy->implicit = e->implicit;
    copy->a = recast(e->a, core, other);
    return copy;
}

static Stmt *assign_block(Norm *n, Expr *lhs, Expr *rhs)
{
    Frame before = norm_begin(n);
    norm_assign(n, expr_clone(lhs, NULL), rhs);
    return norm_end(n, before);
}

void norm_assign(Norm *n, Expr *lhs, Expr *rhs)
{
    Expr *core = norm_under_casts(rhs);
    bool plain = norm_is_plain(rhs);
    if (!plain && core->kind == E_COND && !(norm_is_plain(core->b) && norm_is_plain(core->c))) {
        Expr *cond = norm_sequenced(n, core->a, "cond");
        Stmt *then = assign_block(n, lhs, recast(rhs, core, core->b));
        Stmt *other = assign_block(n, lhs, recast(rhs, core, core->c));
        norm_emit(n, s_if(cond, then, other));
        return;
    }
    if (!plain && core->kind == E_COMMA) {
        int mark = n->pending.n;
        norm_effect(n, core->a);
        norm_flush(n, mark);
        norm_assign(n, lhs, recast(rhs, core, core->b));
        return;
    }
    if (!plain && core->kind == E_STMTEXPR) {
        Expr *value = last_value(core->body);
        list_add(&core->body->list, s_expr(recast(rhs, core, value)));
        statement_expr(n, core, lhs);
        return;
    }
    if (core->kind == E_COMPOUND && core == rhs && norm_assign_compound(n, lhs, core))
        return;
    norm_store(n, lhs, norm_call_value(n, rhs));
}
