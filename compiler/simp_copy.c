/* simp_copy.c: takes a function whose variables are counted, replaces those of adc that only ever
   hold what another variable or a literal holds. The declarations they leave are dead. */
#include "simp.h"

typedef struct Copies {
    Simp *s;
    Map *of; /* Var -> Expr it stands for */
} Copies;

/* Is its value the same from its declaration to the end of its scope? */
static bool is_fixed(Simp *s, const Var *v)
{
    Local *l = simp_local(s, v);
    if (!l || !l->tracked)
        return false;
    return v->kind == V_PARAM ? l->writes == 0 : l->writes == 1 && l->decl && l->decl->rhs;
}

static Expr *meaning(Copies *c, const Stmt *decl)
{
    const Var *v = decl->var;
    if (!v->made || v->keeps || !decl->rhs || !is_fixed(c->s, v))
        return NULL;
    if (e_is_const(decl->rhs))
        return e_cast(type_unqual(v->type), decl->rhs);
    bool same = decl->rhs->kind == E_VAR && type_same(v->type, decl->rhs->type) &&
                is_fixed(c->s, decl->rhs->var);
    if (!same)
        return NULL;
    Expr *further = map_get(c->of, decl->rhs->var);
    return further ? further : decl->rhs;
}

static void find(Stmt **at, void *data)
{
    Copies *c = data;
    if ((*at)->kind == S_DECL) {
        Expr *e = meaning(c, *at);
        if (e)
            map_put(c->of, (*at)->var, e);
    }
    stmt_kids(*at, find, c);
}

typedef struct Replacing {
    Copies *c;
    bool simplify; /* a literal came into the expression */
} Replacing;

/* Products with a literal that came in are written anew. */
static Expr *rebuilt(Expr *e)
{
    if (!type_is_real(e->type) && !type_is_complex(e->type))
        return e;
    Expr *made = e->kind == E_BINARY                    ? e_bin(e->op, e->a, e->b)
                 : e->kind == E_UNARY && e->op == O_NEG ? e_neg(e->a)
                                                        : e;
    return type_same(made->type, e->type) ? made : e;
}

static void replace(Expr **at, void *data)
{
    Replacing *r = data;
    Expr *e = *at;
    Expr *by = e->kind == E_VAR ? map_get(r->c->of, e->var) : NULL;
    if (by) {
        *at = expr_clone(by, NULL);
        r->simplify |= e_is_const(by) && !e_is_zero(by) && type_is_real(by->type) &&
                       (e->var->shadow || e_is_one(by));
        r->c->s->changed = true;
        return;
    }
    Replacing inner = {r->c, false};
    expr_kids(e, replace, &inner);
    if (inner.simplify)
        *at = rebuilt(e);
    r->simplify |= inner.simplify;
}

static void replace_all(Stmt **at, void *data)
{
    Replacing r = {data, false};
    stmt_exprs(*at, replace, &r);
    if ((*at)->kind == S_SWITCH && inline_no_arm(*at))
        *at = s_block();
    stmt_kids(*at, replace_all, data);
}

/* int v = w; v--;: int v = w - 1; */
static bool join_step(Stmt *decl, const Stmt *step)
{
    Var *v = decl->kind == S_DECL && decl->rhs ? decl->var : NULL;
    bool joins = v && v->made && v->kind == V_LOCAL && type_is_integer(v->type) &&
                 type_same(type_unqual(decl->rhs->type), type_unqual(v->type)) && step->kind == S_ASSIGN &&
                 step->lhs->kind == E_VAR && step->lhs->var == v && step->rhs->kind == E_BINARY &&
                 (step->rhs->op == O_ADD || step->rhs->op == O_SUB) && step->rhs->a->kind == E_VAR &&
                 step->rhs->a->var == v && step->rhs->b->kind == E_INT;
    if (joins)
        decl->rhs = e_bin(step->rhs->op, decl->rhs, step->rhs->b);
    return joins;
}

typedef struct Follow {
    const Var *v;
    Var *by; /* stands for v from now on, or NULL */
    int mentions;
    bool jumps;
} Follow;

static void follow_expr(Expr **at, void *data)
{
    Follow *f = data;
    if ((*at)->kind == E_VAR && (*at)->var == f->v) {
        f->mentions++;
        if (f->by)
            *at = e_var(f->by);
    }
    expr_kids(*at, follow_expr, f);
}

static void follow_stmt(Stmt **at, void *data)
{
    Follow *f = data;
    StmtKind k = (*at)->kind;
    f->jumps |= k == S_BREAK || k == S_CONTINUE || k == S_RETURN || k == S_GOTO || k == S_LABEL;
    f->mentions += (*at)->var == f->v;
    stmt_exprs(*at, follow_expr, f);
    stmt_kids(*at, follow_stmt, f);
}

/* v = v + c: c; the other sign: *op. */
static Expr *stepped(const Stmt *s, Op *op)
{
    const Expr *e = s->kind == S_ASSIGN && s->lhs->kind == E_VAR && type_is_integer(s->lhs->type) ? s->rhs : NULL;
    bool steps = e && e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB) && e->a->kind == E_VAR &&
                 e->a->var == s->lhs->var && e->b->kind == E_INT;
    if (!steps)
        return NULL;
    *op = e->op == O_ADD ? O_SUB : O_ADD;
    return e->b;
}

/* v++; const int w = v - 1; ... w ...: the step comes behind the last use of what v was. */
static bool step_later(Simp *s, Stmt *block, int at)
{
    Op back = O_NONE;
    Stmt *step = block->list.at[at], *decl = block->list.at[at + 1];
    Expr *by = stepped(step, &back), *init = decl->kind == S_DECL ? decl->rhs : NULL;
    const Local *v = by ? simp_local(s, step->lhs->var) : NULL, *w = by && init ? simp_local(s, decl->var) : NULL;
    if (!v || !w || !v->tracked || !w->tracked || !w->var->made || w->writes != 1 || init->kind != E_BINARY || init->op != back ||
        init->a->kind != E_VAR || init->a->var != v->var || !e_equal(init->b, by) ||
        !type_same(type_unqual(v->var->type), type_unqual(w->var->type)))
        return false;
    int last = at + 1;
    for (int i = at + 2; i < block->list.n; i++) {
        Follow f = {.v = w->var};
        follow_stmt(&block->list.at[i], &f);
        last = f.mentions ? i : last;
    }
    Follow f = {.v = v->var};
    for (int i = at + 2; i <= last; i++)
        follow_stmt(&block->list.at[i], &f);
    if (f.mentions || f.jumps)
        return false;
    Follow swap = {.v = w->var, .by = v->var};
    for (int i = at + 2; i <= last; i++) {
        follow_stmt(&block->list.at[i], &swap);
        block->list.at[i - 2] = block->list.at[i];
    }
    block->list.at[last - 1] = step;
    block->list.at[last] = s_block();
    return true;
}

static void join_steps(Stmt **at, void *data)
{
    Simp *s = data;
    Stmt *block = *at;
    for (int i = 0; block->kind == S_BLOCK && i + 1 < block->list.n; i++)
        s->changed |= step_later(s, block, i);
    for (int i = 0; block->kind == S_BLOCK && i + 1 < block->list.n; i++)
        if (join_step(block->list.at[i], block->list.at[i + 1])) {
            block->list.at[i + 1] = s_block();
            s->changed = true;
        }
    stmt_kids(block, join_steps, s);
}

void simp_copies(Simp *s)
{
    join_steps(&s->fn->body, s);
    Copies c = {s, map_new()};
    find(&s->fn->body, &c);
    replace_all(&s->fn->body, &c);
}
