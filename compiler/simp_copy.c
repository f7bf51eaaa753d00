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

static void join_steps(Stmt **at, void *data)
{
    Simp *s = data;
    Stmt *block = *at;
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
