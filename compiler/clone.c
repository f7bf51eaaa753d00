/* clone.c: copies of expressions, types and statements in which variables are replaced, and the
   visitors every pass walks the program with. A copy shares nothing that a pass may change: nodes
   are fresh, types are shared (they are immutable) unless a replaced variable stands in the count
   of a variable array. */
#include "adc.h"

static Expr *clone_or_null(Expr *e, Subst *s) { return e ? expr_clone(e, s) : NULL; }

static ExprList clone_list(const ExprList *from, Subst *s)
{
    ExprList to = {0};
    for (int i = 0; i < from->n; i++)
        list_add(&to, clone_or_null(from->at[i], s));
    return to;
}

static Expr *replacement(Expr *e, Subst *s)
{
    if (s && s->hook) {
        Expr *taken = s->hook(e, s->data);
        if (taken)
            return taken;
    }
    Expr *mapped = s && s->vars && e->kind == E_VAR ? map_get(s->vars, e->var) : NULL;
    if (!mapped)
        return NULL;
    Expr *copy = expr_clone(mapped, NULL);
    if (copy->kind == E_VAR)
        copy->loc = e->loc;
    return copy;
}

Expr *expr_clone(Expr *e, Subst *s)
{
    Expr *other = replacement(e, s);
    if (other)
        return other;
    Expr *copy = NEW(Expr);
    *copy = *e;
    copy->type = e->type ? type_clone(e->type, s) : NULL;
    if (e->kind == E_SIZEOF && e->of)
        copy->of = type_clone(e->of, s);
    copy->a = clone_or_null(e->a, s);
    copy->b = clone_or_null(e->b, s);
    copy->c = clone_or_null(e->c, s);
    copy->args = clone_list(&e->args, s);
    if (e->kind == E_STMTEXPR)
        copy->body = stmt_clone(e->body, s);
    return copy;
}

/* Does the copy of e differ from e? */
static bool changes(Expr *e, Subst *s);

static void changes_visit(Expr **e, void *data)
{
    void **state = data;
    if (changes(*e, state[0]))
        state[1] = state;
}

static bool changes(Expr *e, Subst *s)
{
    if ((s->hook && s->hook(e, s->data)) ||
        (e->kind == E_VAR && s->vars && map_get(s->vars, e->var)))
        return true;
    void *state[2] = {s, NULL};
    expr_kids(e, changes_visit, state);
    return state[1] != NULL;
}

Type *type_clone(Type *t, Subst *s)
{
    if (!s || (!s->vars && !s->hook) || !type_has_vla(t))
        return t;
    Type *plain = type_plain(t);
    Type *to = type_clone(plain->to, s);
    bool recount = plain->count && plain->count->kind != E_INT && changes(plain->count, s);
    if (to == plain->to && !recount)
        return t;
    Type *copy = NEW(Type);
    *copy = *plain;
    copy->to = to;
    if (recount)
        copy->count = expr_clone(plain->count, s);
    return copy;
}

static Var *clone_var(Var *v, Subst *s)
{
    Expr *mapped = v && s->vars ? map_get(s->vars, v) : NULL;
    if (!mapped)
        return v;
    if (mapped->kind != E_VAR)
        bug("stmt_clone: %s is declared, but mapped to an expression", v->name);
    return mapped->var;
}

static Stmt *clone_stmt_or_null(Stmt *st, Subst *s) { return st ? stmt_clone(st, s) : NULL; }

static void clone_arms(Stmt *copy, const Stmt *st, Subst *s)
{
    copy->arms.at = NULL;
    copy->arms.n = copy->arms.cap = 0;
    for (int i = 0; i < st->arms.n; i++) {
        Arm arm = st->arms.at[i];
        arm.lo = clone_list(&st->arms.at[i].lo, s);
        arm.hi = clone_list(&st->arms.at[i].hi, s);
        arm.body = clone_stmt_or_null(arm.body, s);
        list_add(&copy->arms, arm);
    }
}

Stmt *stmt_clone(Stmt *st, Subst *s)
{
    Subst none = {0};
    s = s ? s : &none;
    if (!s->targets)
        s->targets = map_new();
    Stmt *copy = NEW(Stmt);
    *copy = *st;
    copy->plan = NULL;
    map_put(s->targets, st, copy);
    if (st->target && map_get(s->targets, st->target))
        copy->target = map_get(s->targets, st->target);
    copy->var = clone_var(st->var, s);
    copy->init = clone_stmt_or_null(st->init, s);
    copy->lhs = clone_or_null(st->lhs, s);
    copy->rhs = clone_or_null(st->rhs, s);
    copy->cond = clone_or_null(st->cond, s);
    copy->args = clone_list(&st->args, s);
    copy->body = clone_stmt_or_null(st->body, s);
    copy->other = clone_stmt_or_null(st->other, s);
    copy->step = clone_stmt_or_null(st->step, s);
    clone_arms(copy, st, s);
    copy->list.at = NULL;
    copy->list.n = copy->list.cap = 0;
    for (int i = 0; i < st->list.n; i++)
        list_add(&copy->list, stmt_clone(st->list.at[i], s));
    return copy;
}

static void retype_locals(Stmt **at, void *data)
{
    Var *v = (*at)->kind == S_DECL ? (*at)->var : NULL;
    if (v && type_has_vla(v->type))
        v->type = v->written = type_clone(v->type, data);
    stmt_kids(*at, retype_locals, data);
}

void stmt_retype_locals(Stmt *st, Subst *s)
{
    retype_locals(&st, s);
}

static void own_locals(Stmt **at, void *data)
{
    Subst *s = data;
    Stmt *st = *at;
    if (st->kind == S_DECL) {
        Var *v = NEW(Var);
        *v = *st->var;
        v->type = type_clone(v->type, s); /* its extents may be variables declared before */
        map_put(s->vars, st->var, e_var(v));
    }
    stmt_kids(st, own_locals, s);
}

Stmt *stmt_clone_own(Stmt *st, Subst *s)
{
    own_locals(&st, s);
    return stmt_clone(st, s);
}

/* ---- visitors ---- */

/* Counts of variable arrays in a type. */
static void visit_counts(Type *t, ExprVisit *visit, void *data)
{
    for (; t->kind == T_TYPEDEF || t->kind == T_ARRAY || t->kind == T_POINTER; t = t->to)
        if (t->kind == T_ARRAY && t->count && t->count->kind != E_INT)
            visit(&t->count, data);
}

static void visit_list(ExprList *l, ExprVisit *visit, void *data)
{
    for (int i = 0; i < l->n; i++)
        if (l->at[i])
            visit(&l->at[i], data);
}

static void visit_expr(Expr **e, ExprVisit *visit, void *data)
{
    if (*e)
        visit(e, data);
}

static bool is_leaf(const Expr *e)
{
    return e->kind == E_VAR || e->kind == E_INT || e->kind == E_REAL || e->kind == E_FN;
}

/* A statement expression's body (before norm) is for stmt_kids. */
void expr_kids(Expr *e, ExprVisit *visit, void *data)
{
    if (is_leaf(e))
        return;
    visit_expr(&e->a, visit, data);
    visit_expr(&e->b, visit, data);
    visit_expr(&e->c, visit, data);
    visit_list(&e->args, visit, data);
    if (e->kind == E_SIZEOF && e->of)
        visit_counts(e->of, visit, data);
    if (e->kind == E_CAST || e->kind == E_COMPOUND)
        visit_counts(e->type, visit, data);
}

void stmt_exprs(Stmt *s, ExprVisit *visit, void *data)
{
    if (s->kind == S_DECL)
        visit_counts(s->var->type, visit, data);
    visit_expr(&s->cond, visit, data);
    visit_expr(&s->lhs, visit, data);
    visit_expr(&s->rhs, visit, data);
    visit_list(&s->args, visit, data);
    for (int i = 0; i < s->arms.n; i++) {
        visit_list(&s->arms.at[i].lo, visit, data);
        visit_list(&s->arms.at[i].hi, visit, data);
    }
}

static void visit_stmt(Stmt **s, StmtVisit *visit, void *data)
{
    if (*s)
        visit(s, data);
}

static bool is_compound(const Stmt *s)
{
    return s->kind == S_BLOCK || s->kind == S_IF || s->kind == S_LOOP || s->kind == S_SWITCH;
}

void stmt_kids(Stmt *s, StmtVisit *visit, void *data)
{
    for (int i = 0; s->kind == S_BLOCK && i < s->list.n; i++)
        visit_stmt(&s->list.at[i], visit, data);
    if (s->kind == S_BLOCK || !is_compound(s))
        return;
    visit_stmt(&s->init, visit, data);
    visit_stmt(&s->body, visit, data);
    visit_stmt(&s->other, visit, data);
    visit_stmt(&s->step, visit, data);
    for (int i = 0; i < s->arms.n; i++)
        visit_stmt(&s->arms.at[i].body, visit, data);
}

/* ---- the lines they come from ---- */

static void belong(Stmt **at, void *of)
{
    const Stmt *s = of;
    if (!is_compound(s) || !(*at)->loc.file)
        (*at)->loc = s->loc;
    if (!is_compound(s))
        stmt_kids(*at, belong, of);
}

void stmts_belong(Stmt *block, int from, Stmt *of)
{
    for (int i = from; of->loc.file && i < block->list.n; i++)
        belong(&block->list.at[i], of);
}

/* ---- the step of a loop's header ---- */

typedef struct StepAt {
    Stmt *loop, *step;
} StepAt;

/* `continue` of the loop runs the step, which has moved into the body. */
static void step_before_continue(Stmt **s, void *data)
{
    StepAt *at = data;
    if ((*s)->kind == S_CONTINUE && (*s)->target == at->loop) {
        Stmt *block = stmt_clone(at->step, NULL);
        s_add(block, *s);
        *s = block;
        return;
    }
    stmt_kids(*s, step_before_continue, data);
}

void stmt_step_into_body(Stmt *loop, Stmt *step)
{
    if (step->kind != S_BLOCK) {
        Stmt *block = s_block();
        s_add(block, step);
        step = block;
    }
    StepAt at = {loop, step};
    stmt_kids(loop->body, step_before_continue, &at);
    for (int i = 0; i < step->list.n; i++)
        s_add(loop->body, step->list.at[i]);
}
