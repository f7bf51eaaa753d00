/* inline.c: calls of small visible functions replaced by their bodies. Takes a function in normal
   form and leaves a copy of it (same parameters, fresh locals); the callee's statements keep their
   places in the source.

   A parameter that the callee never changes is replaced by its argument where that is short and
   can't change during the call; any other becomes a local of its name. A single return at the end
   is the value; several returns leave a block made of the body. */
#include "norm.h"
#include "output.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum {
    small = 60,       /* statements of a callee inlined wherever it is called */
    small_once = 200, /* ... of a static one called once */
    all_of_it = 1500  /* statements of the result */
};

/* ---- who calls whom ---- */

typedef struct Calls {
    FnList *out;
    const Fn *counted;
    int uses;
} Calls;

static void calls_stmt(Stmt **s, void *data);

static void calls_expr(Expr **at, void *data)
{
    Calls *c = data;
    Expr *e = *at;
    if (e->kind == E_FN && e->fn == c->counted)
        c->uses++;
    if (e->kind == E_CALL && e->fn && c->out) {
        bool known = false;
        for (int i = 0; i < c->out->n; i++)
            known = known || c->out->at[i] == e->fn;
        if (!known)
            list_add(c->out, e->fn);
    }
    if (e->kind == E_STMTEXPR)
        calls_stmt(&e->body, c);
    expr_kids(e, calls_expr, c);
}

static void calls_stmt(Stmt **s, void *data)
{
    stmt_exprs(*s, calls_expr, data);
    stmt_kids(*s, calls_stmt, data);
}

void calls_of(Fn *f, FnList *out)
{
    Calls c = {.out = out};
    if (f->body)
        calls_stmt(&f->body, &c);
}

/* Is `wanted` reached by calls from f? */
static bool reaches(Fn *f, const Fn *wanted, Map *seen)
{
    FnList calls = {0};
    calls_of(f, &calls);
    for (int i = 0; i < calls.n; i++) {
        if (calls.at[i] == wanted)
            return true;
        if (map_get(seen, calls.at[i]))
            continue;
        map_put(seen, calls.at[i], f);
        if (reaches(calls.at[i], wanted, seen))
            return true;
    }
    return false;
}

bool fn_is_recursive(Program *p, Fn *f)
{
    (void)p;
    return reaches(f, f, map_new());
}

static int uses_of(Program *p, const Fn *f)
{
    Calls c = {.counted = f};
    for (int i = 0; i < p->fns.n; i++)
        if (p->fns.at[i]->body)
            calls_stmt(&p->fns.at[i]->body, &c);
    for (int i = 0; i < p->globals.n; i++)
        if (p->globals.at[i]->init)
            calls_expr(&p->globals.at[i]->init, &c);
    return c.uses;
}

/* ---- what a body does ---- */

typedef struct Body {
    int statements, returns;
    bool refused;       /* statics, opaque text, tape */
    bool writes_memory; /* or calls something that might */
    Map *assigned;      /* Var -> Var: assigned, their address taken apart */
    Fn *fn;
} Body;

/* The variable an lvalue is (part of), no pointer followed. */
static Var *base_var(const Expr *lv)
{
    while ((lv->kind == E_MEMBER && !lv->arrow) || (lv->kind == E_UNARY) ||
           (lv->kind == E_INDEX && lv->a->kind == E_DECAY))
        lv = lv->kind == E_INDEX ? lv->a->a : lv->a;
    return lv->kind == E_VAR ? lv->var : NULL;
}

static void body_expr(Expr **at, void *data)
{
    Body *b = data;
    Expr *e = *at;
    b->refused =
        b->refused || e->kind == E_OPAQUE || (e->kind == E_VAR && e->var->kind == V_STATIC);
    b->writes_memory = b->writes_memory || (e->kind == E_CALL && !call_is_pure(e));
    expr_kids(e, body_expr, b);
}

static void body_stmt(Stmt **at, void *data)
{
    Body *b = data;
    Stmt *s = *at;
    b->statements += s->kind != S_BLOCK && s->kind != S_COMMENT;
    b->returns += s->kind == S_RETURN;
    b->refused = b->refused || s->kind == S_OPAQUE || s->kind == S_PUSH || s->kind == S_POP ||
                 s->kind == S_GOTO || s->kind == S_LABEL ||
                 (s->kind == S_DECL && s->var->kind == V_STATIC);
    if (s->kind == S_ASSIGN) {
        Var *v = base_var(s->lhs);
        if (v)
            map_put(b->assigned, v, v);
        b->writes_memory = b->writes_memory || !v || (v->kind != V_LOCAL && v->kind != V_PARAM);
    }
    stmt_exprs(s, body_expr, b);
    stmt_kids(s, body_stmt, b);
}

static Body body_of(Fn *f)
{
    Body b = {.assigned = map_new(), .fn = f};
    body_stmt(&f->body, &b);
    return b;
}

/* ---- one call ---- */

typedef struct Inline {
    Program *p;
    Fn *fn;         /* the copy */
    int statements; /* so far */
    Map *taken;     /* of the copy */
    Map *refused;   /* callee -> itself: not to be inlined */
    Map *bodies;    /* callee -> Body */
} Inline;

typedef struct Call {
    Stmt *at; /* the statement */
    Expr *call;
    Fn *callee;
    Body *body;
    Map *taken; /* of the callee */
    Subst subst;
    StmtList out;
} Call;

/* ---- what is shared with the source file ---- */

typedef struct Shared {
    Program *p;
    Map *seen; /* Fn */
    bool found;
} Shared;

static void find_shared(Stmt **at, void *data);

/* A static of the file that changes, or a static function that has to do with one. */
static void find_shared_expr(Expr **at, void *data)
{
    Shared *s = data;
    Expr *e = *at;
    if (e->kind == E_VAR)
        s->found |= e->var->is_static && e->var->kind == V_GLOBAL && !e->var->once && static_changes(s->p, e->var);
    Fn *f = e->kind == E_CALL || e->kind == E_FN ? e->fn : NULL;
    if (f && f->is_static && f->body && !map_get(s->seen, f)) {
        map_put(s->seen, f, f);
        find_shared(&f->body, s);
    }
    expr_kids(e, find_shared_expr, s);
}

static void find_shared(Stmt **at, void *data)
{
    stmt_exprs(*at, find_shared_expr, data);
    stmt_kids(*at, find_shared, data);
}

/* A function that only its file can have, and which is given no reals: one that reports an error through a handler that
   is static, one that tells a setting. The generated file calls the original. */
static bool belongs_to_its_file(Inline *x, Fn *g)
{
    Type *result = type_plain(g->type->to);
    if (g->is_static || x->p->options->standalone || !(result->kind == T_VOID || type_is_real(result) || type_without_reals(result)))
        return false;
    for (int i = 0; i < g->params.n; i++)
        if (!type_without_reals(g->params.at[i]->type))
            return false;
    Shared s = {.p = x->p, .seen = map_new()};
    find_shared(&g->body, &s);
    return s.found;
}

static bool may_inline(Inline *x, Fn *g, Body *b)
{
    if (b->refused || belongs_to_its_file(x, g) || g->class != F_USER || g->variadic || g->inactive || g->custom_adjoint ||
        g->custom_tangent || g->shadow_of_result || g->noreturn)
        return false;
    for (int i = 0; i < g->params.n; i++)
        if (type_plain(g->params.at[i]->type)->kind == T_OPAQUE)
            return false;
    if (b->statements > small &&
        !(g->is_static && b->statements <= small_once && uses_of(x->p, g) == 1))
        return false;
    return !fn_is_recursive(x->p, g);
}

static Body *inlinable(Inline *x, Expr *call)
{
    Fn *g = call->fn;
    if (!g || !g->body || map_get(x->refused, g) || call->args.n != g->params.n)
        return NULL;
    Body *b = map_get(x->bodies, g);
    if (!b) {
        norm_fn(x->p, g);
        b = NEW(Body);
        *b = body_of(g);
        if (!may_inline(x, g, b)) {
            map_put(x->refused, g, g);
            return NULL;
        }
        map_put(x->bodies, g, b);
    }
    return x->statements + b->statements <= all_of_it ? b : NULL;
}

static bool is_private(const Inline *x, const Var *v)
{
    return (v->kind == V_LOCAL || v->kind == V_PARAM) && !map_get(x->taken, v);
}

static bool is_fixed_place(const Inline *x, const Expr *lv);

/* Parts of an address or index that nothing can change: constants and private variables. */
static bool is_fixed(const Inline *x, const Expr *e)
{
    switch (e->kind) {
    case E_VAR:
        return is_private(x, e->var);
    case E_MEMBER:
        return !e->arrow && is_fixed(x, e->a);
    case E_CAST:
        return is_fixed(x, e->a);
    case E_BINARY:
        return (e->op == O_ADD || e->op == O_SUB) && !type_is_real(e->type) && is_fixed(x, e->a) &&
               e_is_const(e->b);
    case E_DECAY:
        return e->a->kind == E_FN || e->a->kind == E_STRING || is_fixed_place(x, e->a);
    default:
        return e_is_const(e) || e->kind == E_FN || e->kind == E_SIZEOF;
    }
}

/* &place, which computes nothing but from fixed parts. */
static bool is_fixed_place(const Inline *x, const Expr *lv)
{
    switch (lv->kind) {
    case E_VAR:
        return true;
    case E_MEMBER:
        return lv->arrow ? is_fixed(x, lv->a) : is_fixed_place(x, lv->a);
    case E_INDEX:
        return is_fixed(x, lv->b) &&
               (lv->a->kind == E_DECAY ? is_fixed_place(x, lv->a->a) : is_fixed(x, lv->a));
    case E_DEREF:
        return is_fixed(x, lv->a);
    default:
        return false;
    }
}

/* Is every use of parameter v a dereference, so that &place can go in? */
typedef struct Uses {
    const Var *var;
    bool other;
} Uses;

static void uses_expr(Expr **at, void *data)
{
    Uses *u = data;
    Expr *e = *at;
    bool follows = e->kind == E_DEREF || (e->kind == E_MEMBER && e->arrow) ||
                   (e->kind == E_INDEX && e_is_zero(e->b));
    if (follows && e->a->kind == E_VAR && e->a->var == u->var)
        return;
    u->other = u->other || (e->kind == E_VAR && e->var == u->var);
    expr_kids(e, uses_expr, u);
}

static void uses_stmt(Stmt **s, void *data)
{
    stmt_exprs(*s, uses_expr, data);
    stmt_kids(*s, uses_stmt, data);
}

static bool only_followed(Fn *f, const Var *v)
{
    Uses u = {v, false};
    uses_stmt(&f->body, &u);
    return !u.other;
}

/* Is v asked whether it is null? Compilers warn where an address that cannot be stands in its
 * place. */
static bool is_var(const Expr *e, const Var *v)
{
    while (e && e->kind == E_CAST)
        e = e->a;
    return e && e->kind == E_VAR && e->var == v;
}

static void tested_expr(Expr **at, void *data)
{
    Uses *u = data;
    Expr *e = *at;
    bool asks = (e->kind == E_BINARY && (e->op >= O_LT && e->op <= O_LOR)) || e->kind == E_COND ||
                (e->kind == E_UNARY && e->op == O_NOT);
    if (asks)
        u->other =
            u->other || is_var(e->a, u->var) || (e->kind == E_BINARY && is_var(e->b, u->var));
    expr_kids(e, tested_expr, u);
}

static void tested_stmt(Stmt **s, void *data)
{
    Uses *u = data;
    u->other = u->other || is_var((*s)->cond, u->var);
    stmt_exprs(*s, tested_expr, u);
    stmt_kids(*s, tested_stmt, u);
}

static bool is_tested(Fn *f, const Var *v)
{
    Uses u = {v, false};
    tested_stmt(&f->body, &u);
    return u.other;
}

/* Reads of memory that the callee can't change. */
static bool is_plain_read(const Inline *x, const Expr *e)
{
    if (e->kind == E_VAR)
        return (type_plain(e->type)->quals & Q_VOLATILE) == 0;
    if (e->kind == E_MEMBER)
        return e->arrow ? is_fixed(x, e->a) : is_plain_read(x, e->a);
    return false;
}

/* Does a pointer go on pointing to elements of the same size? void * passes for any other. */
static bool points_alike(Type *param, Type *arg)
{
    Type *to = type_plain(param), *from = type_plain(arg);
    if (to->kind != T_POINTER)
        return true;
    if (from->kind != T_POINTER)
        return from->kind == T_INT; /* 0 */
    for (to = type_plain(to->to), from = type_plain(from->to); to->kind == T_ARRAY && from->kind == T_ARRAY;)
        to = type_plain(to->to), from = type_plain(from->to);
    return type_same(to, from) || (to->kind == T_POINTER && from->kind == T_POINTER);
}

static bool goes_in(const Inline *x, const Call *c, int at, const Expr *arg)
{
    const Var *param = c->callee->params.at[at];
    if (param->inactive || map_get(c->body->assigned, param) || map_get(c->taken, param) ||
        !points_alike(param->type, arg->type))
        return false;
    const Expr *core = norm_under_casts((Expr *)arg);
    bool address = core->kind == E_ADDR || core->kind == E_DECAY || core->kind == E_BINARY;
    if (address && type_is_pointer(param->type) && is_tested(c->callee, param))
        return false;
    if (row_is(core) && !row_suffices(c->callee, at, type_plain(core->a->type)->count, &c->call->args, 0))
        return false;
    if (core->kind == E_ADDR) {
        if (core->a->kind == E_VAR)
            return true;
        return is_fixed_place(x, core->a) && only_followed(c->callee, param);
    }
    return is_fixed(x, arg) || (!c->body->writes_memory && is_plain_read(x, core));
}

/* An argument in the place of its parameter: conversions show, they are no longer those of a call.
 */
static Expr *shown(Expr *arg)
{
    Expr *copy = expr_clone(arg, NULL);
    if (copy->kind == E_CAST && type_is_arith(copy->type) && !e_is_const(copy->a))
        copy->implicit = false;
    if (copy->kind != E_CAST || !type_is_arith(copy->type) || !e_is_const(copy->a))
        return copy;
    bool negative = copy->a->kind == E_UNARY && copy->a->op == O_NEG && type_is_real(copy->type);
    return negative ? e_neg(e_cast(copy->type, copy->a->a)) : e_cast(copy->type, copy->a);
}

/* A pointer without the casts that only add qualifiers. */
static Expr *bare_pointer(Expr *e)
{
    while (e->kind == E_CAST && e->implicit && type_is_pointer(e->type) &&
           type_is_pointer(e->a->type) &&
           type_same(type_plain(e->type)->to, type_plain(e->a->type)->to))
        e = e->a;
    return e;
}

/* A call through a parameter that stands for a function. */
static Expr *direct_call(Expr *e, Call *c)
{
    Expr *mapped = e->a->kind == E_VAR ? map_get(c->subst.vars, e->a->var) : NULL;
    Expr *core = mapped ? bare_pointer(mapped) : NULL;
    core = core && (core->kind == E_DECAY || core->kind == E_ADDR) ? core->a : core;
    if (!core || core->kind != E_FN)
        return NULL;
    Expr *call = e_raw(E_CALL, e->type, e->loc);
    call->a = expr_clone(core, NULL);
    call->fn = core->fn;
    for (int i = 0; i < e->args.n; i++)
        list_add(&call->args, expr_clone(e->args.at[i], &c->subst));
    return call;
}

/* *p where p is &x becomes x. */
static Expr *fold_hook(Expr *e, void *data)
{
    Call *c = data;
    if (e->kind == E_CALL && !e->fn)
        return direct_call(e, c);
    bool follows = e->kind == E_DEREF || e->kind == E_INDEX || (e->kind == E_MEMBER && e->arrow);
    Expr *mapped = follows && e->a->kind == E_VAR ? map_get(c->subst.vars, e->a->var) : NULL;
    if (!mapped || bare_pointer(mapped)->kind != E_ADDR)
        return NULL;
    Expr *pointer = expr_clone(bare_pointer(mapped), NULL);
    if (e->kind == E_DEREF)
        return e_deref(pointer);
    if (e->kind == E_MEMBER)
        return e_member(e_deref(pointer), e->field);
    return e_index(pointer, expr_clone(e->b, &c->subst));
}

/* The variables of a callee give way to those of the function where names collide: they count as
 * made. */
static Var *fresh_var(Fn *fn, const Var *v, Subst *s)
{
    Var *copy = NEW(Var);
    *copy = *v;
    copy->shadow = copy->lone = false; /* of another derivative: here it is a value */
    copy->pinned = false; /* it was a parameter that a prototype names; no text does, see Body.refused */
    copy->kind = V_LOCAL;
    copy->made = v->made || !v->fn || v->fn->name != fn->name;
    copy->fn = fn;
    copy->type = type_clone(v->type, s);
    copy->written = copy->type;
    return copy;
}

static void fresh_locals(Stmt **at, void *data)
{
    Inline *x = ((void **)data)[0];
    Subst *s = ((void **)data)[1];
    if ((*at)->kind == S_DECL && (*at)->var->kind != V_STATIC && !map_get(s->vars, (*at)->var))
        map_put(s->vars, (*at)->var, e_var(fresh_var(x->fn, (*at)->var, s)));
    stmt_kids(*at, fresh_locals, data);
}

/* &p[0] is p. */
static Expr *start_of(Expr *arg)
{
    if (arg->kind == E_CAST && type_is_pointer(arg->type) && type_is_pointer(arg->a->type)) {
        Expr *inner = start_of(arg->a);
        return inner == arg->a ? arg : e_cast(arg->type, inner);
    }
    bool first = arg->kind == E_ADDR && arg->a->kind == E_INDEX && e_is_zero(arg->a->b);
    return first ? arg->a->a : arg;
}

static void bind_params(Inline *x, Call *c)
{
    for (int i = 0; i < c->callee->params.n; i++) {
        Var *param = c->callee->params.at[i];
        Expr *arg = start_of(c->call->args.at[i]);
        if (!param->inactive && !norm_stmt_mentions(c->callee->body, param))
            continue;
        if (goes_in(x, c, i, arg)) {
            map_put(c->subst.vars, param, shown(arg));
            continue;
        }
        Var *local = fresh_var(x->fn, param, &c->subst);
        Stmt *d = s_new(S_DECL, c->at->loc);
        d->var = local;
        d->rhs = expr_clone(arg, NULL);
        list_add(&c->out, d);
        map_put(c->subst.vars, param, e_var(local));
    }
}

/* ---- the value ---- */

/* The casts of e with the call replaced by its value. */
static Expr *with_value(Expr *e, Expr *value)
{
    if (e->kind == E_CALL) {
        if (value->kind == E_CAST && type_is_arith(value->type))
            value->implicit = false;
        return value;
    }
    Expr *copy = expr_clone(e, NULL);
    copy->a = with_value(e->a, value);
    return copy;
}

/* The call statement with the value in place of the call; of a call for its effect nothing is left.
 */
static void put_value(Call *c, Expr *value)
{
    if (c->at->kind == S_EXPR || !value)
        return;
    bool direct = c->at->rhs->kind == E_CALL;
    c->at->rhs = direct ? value : with_value(c->at->rhs, value);
    list_add(&c->out, c->at);
}

/* ---- branches that constant arguments decide ---- */

static bool is_unsigned(Type *t) { return type_is_integer(t) && !type_plain(t)->is_signed; }

/* The value of a literal, of an integer or a real. */
static bool literal(const Expr *e, long double *v)
{
    if (e->kind == E_INT && (type_plain(e->type)->is_signed || e->ival >= 0))
        *v = e->ival;
    else if (e->kind == E_REAL && type_is_real(e->type))
        *v = e->rval;
    else if (e->kind == E_UNARY && e->op == O_NEG && !is_unsigned(e->type) && literal(e->a, v))
        *v = -*v;
    else
        return false;
    return true;
}

/* 1: true, 0: false, -1: not known. */
static int decided(const Expr *e)
{
    long double a, b;
    if (literal(e, &a))
        return a != 0;
    if (e->kind == E_DECAY)
        return e->a->kind == E_FN || e->a->kind == E_VAR ? 1 : -1;
    if (e->kind == E_CAST && type_is_pointer(e->type))
        return decided(e->a);
    if (e->kind == E_UNARY && e->op == O_NOT)
        return decided(e->a) < 0 ? -1 : !decided(e->a);
    if (e->kind != E_BINARY)
        return -1;
    if (e->op == O_LAND || e->op == O_LOR) {
        int left = decided(e->a), right = decided(e->b), stop = e->op == O_LOR;
        return left == stop || right == stop ? stop : left < 0 ? -1 : right;
    }
    if (is_unsigned(e->a->type) && e_is_zero(e->b) && (e->op == O_LT || e->op == O_GE)) /* compilers warn of these */
        return e->op == O_GE;
    if (!literal(e->a, &a) || !literal(e->b, &b))
        return -1;
    switch (e->op) {
    case O_LT:
        return a < b;
    case O_GT:
        return a > b;
    case O_LE:
        return a <= b;
    case O_GE:
        return a >= b;
    case O_EQ:
        return a == b;
    case O_NE:
        return a != b;
    default:
        return -1;
    }
}

/* The value of an integer, where it is known and C converts nothing on the way that does not fit. */
static bool known_int(const Expr *e, long long *v)
{
    long long a, b;
    long double real;
    const Type *t = type_plain(e->type);
    if (e->kind == E_INT) {
        *v = e->ival;
        return t->is_signed || e->ival >= 0;
    }
    if (e->kind == E_CAST && type_is_integer(e->type)) {
        bool whole = type_is_real(e->a->type) && e_value(e->a, &real) && fabsl(real) <= INT_MAX;
        *v = whole ? (long long)real : 0;
        return (whole || known_int(e->a, v)) && t->kind == T_INT && type_holds(t, *v);
    }
    if (e->kind == E_UNARY && e->op == O_NEG && known_int(e->a, &a) && t->is_signed) {
        *v = -a;
        return a >= -INT_MAX;
    }
    bool tests = (e->kind == E_UNARY && e->op == O_NOT) || (e->kind == E_BINARY && e->op >= O_LT && e->op <= O_LOR);
    if (tests) {
        *v = decided(e);
        return *v >= 0;
    }
    if (e->kind != E_BINARY || !known_int(e->a, &a) || !known_int(e->b, &b) || a < -SHRT_MAX || a > SHRT_MAX || b < -SHRT_MAX || b > SHRT_MAX)
        return false;
    *v = e->op == O_ADD ? a + b : e->op == O_SUB ? a - b : e->op == O_MUL ? a * b : b > 0 ? a % b : 0;
    bool known = e->op == O_ADD || e->op == O_SUB || e->op == O_MUL || (e->op == O_REM && b > 0);
    return known && (t->is_signed || (a >= 0 && b >= 0 && *v >= 0));
}

/* A switch over what is known and has no case; simp_copy.c finds more of them. */
bool inline_no_arm(const Stmt *s)
{
    long long v, label;
    if (!known_int(s->cond, &v))
        return false;
    for (int i = 0; i < s->arms.n; i++) {
        const Arm *arm = &s->arms.at[i];
        if (arm->is_default)
            return false;
        for (int k = 0; k < arm->lo.n; k++)
            if (arm->hi.at[k] || !known_int(arm->lo.at[k], &label) || !type_holds(type_plain(s->cond->type), label) || label == v)
                return false;
    }
    return true;
}

static void prune_visit(Stmt **s, void *data);

/* Where one side of && or || is decided, and the whole is not, it is the other one. */
static Expr *pruned(Expr *e)
{
    if (e->kind == E_UNARY && e->op == O_NOT)
        return e_not(pruned(e->a));
    if (e->kind != E_BINARY || (e->op != O_LAND && e->op != O_LOR))
        return e;
    return decided(e->a) >= 0 ? pruned(e->b) : decided(e->b) >= 0 ? pruned(e->a) : e_bin(e->op, pruned(e->a), pruned(e->b));
}

static void prune(Stmt *block)
{
    for (int i = 0; i < block->list.n; i++) {
        Stmt *s = block->list.at[i];
        bool asks = s->kind == S_IF || (s->kind == S_LOOP && s->cond);
        int known = asks ? decided(s->cond) : -1;
        if (asks && known < 0)
            s->cond = pruned(s->cond);
        else if (s->kind == S_LOOP && known == 1)
            s->cond = NULL;
        else if (s->kind == S_LOOP && known == 0 && s->flavor == L_DO)
            s->cond = e_int(0);
        else if (s->kind == S_LOOP && known == 0)
            block->list.at[i] = s->init ? s->init : s_block();
        else if (s->kind == S_IF)
            block->list.at[i] = known ? s->body : s->other ? s->other : s_block();
        else if (s->kind == S_SWITCH && inline_no_arm(s))
            block->list.at[i] = s_block();
    }
    stmt_kids(block, prune_visit, NULL);
}

static void prune_visit(Stmt **s, void *data)
{
    (void)data;
    prune(*s);
}

typedef struct Returns {
    Inline *x;
    Stmt *block;
    Var *result;
} Returns;

/* return e: result = e; break block; */
static void replace_returns(Stmt **at, void *data)
{
    Returns *r = data;
    Stmt *s = *at;
    StmtList list = {0};
    for (int i = 0; i < s->list.n; i++) {
        Stmt *ret = s->list.at[i];
        if (ret->kind != S_RETURN) {
            list_add(&list, ret);
            continue;
        }
        if (ret->rhs && r->result) {
            Stmt *set = s_assign(e_var(r->result), ret->rhs);
            set->loc = ret->loc;
            list_add(&list, set);
        }
        ret->kind = S_BREAK;
        ret->rhs = NULL;
        ret->target = r->block;
        if (s != r->block || i + 1 < s->list.n)
            list_add(&list, ret);
    }
    if (s->kind == S_BLOCK)
        s->list = list;
    stmt_kids(s, replace_returns, r);
}

static Var *result_var(Inline *x, Call *c)
{
    if (c->at->kind == S_EXPR)
        return NULL;
    if (c->at->kind == S_DECL && c->at->rhs->kind == E_CALL) {
        norm_make_assignable(c->at->var);
        return c->at->var;
    }
    Var *v = var_new(x->fn, V_LOCAL, "result", type_unqual(c->call->type));
    v->loc = c->at->loc;
    return v;
}

static void put_left_block(Inline *x, Call *c, Stmt *body)
{
    Returns r = {x, body, result_var(x, c)};
    Stmt *decl = r.result ? s_new(S_DECL, c->at->loc) : NULL;
    if (decl) {
        decl->var = r.result;
        if (type_is_arith(r.result->type)) /* compilers do not see that some return is always reached */
            decl->rhs = e_cast(type_unqual(r.result->type), e_int(0));
        list_add(&c->out, decl);
    }
    replace_returns(&body, &r);
    list_add(&c->out, body);
    if (r.result && !(c->at->kind == S_DECL && c->at->var == r.result))
        put_value(c, e_var(r.result));
}

/* v = f(), where f ends in `return local`: v is that local. */
static bool share_local(Call *c)
{
    StmtList *list = &c->callee->body->list;
    Expr *value = list->at[list->n - 1]->rhs;
    if (c->at->kind != S_DECL || c->at->rhs->kind != E_CALL || !value || value->kind != E_VAR)
        return false;
    Var *local = value->var, *v = c->at->var;
    unsigned quals = type_plain(local->type)->quals | type_plain(v->type)->quals;
    if (local->kind != V_LOCAL || local->inactive || v->inactive || (quals & ~(unsigned)Q_CONST) ||
        !type_same(local->type, v->type))
        return false;
    norm_make_assignable(v);
    map_put(c->subst.vars, local, e_var(v));
    return true;
}

static void inline_body(Inline *x, Call *c)
{
    void *data[2] = {x, &c->subst};
    int n = c->callee->body->list.n;
    bool ends = n > 0 && c->callee->body->list.at[n - 1]->kind == S_RETURN;
    bool left = c->body->returns > (ends ? 1 : 0);
    bool shared = ends && !left && share_local(c);
    fresh_locals(&c->callee->body, data);
    Stmt *body = stmt_clone(c->callee->body, &c->subst);
    prune(body);
    if (left) {
        put_left_block(x, c, body);
        return;
    }
    for (int i = 0; i < n - ends; i++)
        list_add(&c->out, body->list.at[i]);
    if (shared)
        return;
    if (ends) {
        put_value(c, body->list.at[n - 1]->rhs);
    } else if (c->at->kind != S_EXPR) {
        /* Falls off its end: whoever uses the value is wrong already. */
        Var *v = result_var(x, c);
        Stmt *decl = s_new(S_DECL, c->at->loc);
        decl->var = v;
        list_add(&c->out, decl);
        if (c->at->kind != S_DECL || c->at->var != v)
            put_value(c, e_var(v));
    }
}

/* ---- all calls ---- */

static Expr *call_of(const Stmt *s)
{
    if ((s->kind != S_DECL && s->kind != S_ASSIGN && s->kind != S_EXPR) || !s->rhs)
        return NULL;
    Expr *core = norm_under_casts(s->rhs);
    return core->kind == E_CALL ? core : NULL;
}

static bool inline_at(Inline *x, Stmt *block, int at)
{
    Stmt *s = block->list.at[at];
    Expr *call = call_of(s);
    Body *body = call ? inlinable(x, call) : NULL;
    if (!body)
        return false;
    Call c = {.at = s, .call = call, .callee = call->fn, .body = body};
    x->taken = norm_taken(x->fn->body);
    c.taken = norm_taken(c.callee->body);
    c.subst.vars = map_new();
    c.subst.hook = fold_hook;
    c.subst.data = &c;
    x->statements += body->statements;
    for (int i = 0; i < at; i++)
        list_add(&c.out, block->list.at[i]);
    if (s->kind == S_DECL)
        norm_name_sizes(call, s->var);
    bind_params(x, &c);
    inline_body(x, &c);
    for (int i = at + 1; i < block->list.n; i++)
        list_add(&c.out, block->list.at[i]);
    block->list = c.out;
    return true;
}

static void inline_in(Stmt **s, void *data)
{
    Inline *x = data;
    for (int i = 0; i < (*s)->list.n;)
        if (!inline_at(x, *s, i))
            i++;
    stmt_kids(*s, inline_in, x);
}

/* Adjoints of generated code put off what it frees: its arrays on the tape, which must go in order, become arrays. */
static Expr *off_the_tape(Expr *e, void *data)
{
    bool array = e->kind == E_CALL && e->fn && !strcmp(e->fn->name, "adc_tape_array");
    bool drop = e->kind == E_CALL && e->fn && !strcmp(e->fn->name, "adc_tape_drop");
    if (!array && !drop)
        return NULL;
    void **x = data;
    ExprList args = {0};
    for (int i = 1; i < e->args.n; i++)
        list_add(&args, expr_clone(e->args.at[i], x[1]));
    return e_call(runtime_fn(x[0], array ? "adc_array" : "adc_free"), args);
}

Fn *inline_calls(Program *p, Fn *f, bool off_tape)
{
    norm_fn(p, f);
    Fn *copy = NEW(Fn);
    *copy = *f;
    Inline x = {.p = p, .fn = copy, .refused = map_new(), .bodies = map_new()};
    Subst s = {.vars = map_new(), .hook = off_tape ? off_the_tape : NULL};
    void *data[2] = {&x, &s}, *then[2] = {p, &s};
    s.data = then;
    fresh_locals(&f->body, data);
    copy->body = stmt_clone(f->body, &s);
    x.statements = body_of(copy).statements;
    map_put(x.refused, f, f);
    inline_in(&copy->body, &x);
    goto_tidy(copy);
    sort_calls(p, copy);
    parts_apart(copy);
    return copy;
}
