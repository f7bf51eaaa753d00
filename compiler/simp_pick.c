/* simp_pick.c: the start of a selection is one of the places it may have picked. Takes a function whose variables are
   counted.

   A loop from 1 on that picks the largest element starts with element 0: where `from` says that none of its iterations
   was picked, from is 0, and the adjoint goes where it would go if iteration 0 were one of the loop's.

       if (from >= 1) {
           int i = from;
           x_adj[i] += m_adj;
           m_adj = 0.0;                  x_adj[from] += m_adj;
       }
       x_adj[0] += m_adj;
*/
#include "simp.h"

/* lvalue += v */
static Var *added(const Stmt *s)
{
    bool sum = s->kind == S_ASSIGN && s->rhs->kind == E_BINARY && s->rhs->op == O_ADD;
    if (!sum || !e_equal(s->lhs, s->rhs->a) || s->rhs->b->kind != E_VAR)
        return NULL;
    return s->rhs->b->var;
}

typedef struct Pick {
    Var *from, *counter, *adjoint;
    Expr *place; /* lvalue, in terms of the counter */
    long long first;
    Loc loc; /* of what adds */
} Pick;

/* The parts of the branch; false: it is none. */
static bool read_branch(const Stmt *s, Pick *p)
{
    bool test = s->kind == S_IF && !s->other && s->cond->kind == E_BINARY && s->cond->op == O_GE &&
                s->cond->a->kind == E_VAR && s->cond->a->var->picked && s->cond->b->kind == E_INT &&
                s->body->kind == S_BLOCK;
    if (!test)
        return false;
    *p = (Pick){.from = s->cond->a->var, .first = s->cond->b->ival};
    Stmt *parts[3];
    int n = 0;
    for (int i = 0; i < s->body->list.n; i++) {
        Stmt *part = s->body->list.at[i];
        if (part->kind == S_COMMENT)
            continue;
        if (n == 3)
            return false;
        parts[n++] = part;
    }
    bool copied = n == 3 && parts[0]->kind == S_DECL && parts[0]->rhs && parts[0]->rhs->kind == E_VAR &&
                  parts[0]->rhs->var == p->from; /* the counter */
    if (!copied && n != 2)
        return false;
    const Stmt *adds = parts[n - 2], *zero = parts[n - 1];
    p->counter = copied ? parts[0]->var : p->from;
    p->adjoint = added(adds);
    p->place = adds->lhs;
    p->loc = adds->loc;
    return p->adjoint && zero->kind == S_ASSIGN && zero->lhs->kind == E_VAR && zero->lhs->var == p->adjoint &&
           e_is_zero(zero->rhs);
}

typedef struct Find {
    const Var *var;
    bool found;
} Find;

static void find_expr(Expr **at, void *data)
{
    Find *f = data;
    f->found |= simp_mentions(*at, f->var);
}

static void finds(Stmt **at, void *data)
{
    stmt_exprs(*at, find_expr, data);
    stmt_kids(*at, finds, data);
}

/* Nothing uses v in the block behind statement i, and its life is that of the block. */
static bool is_over(const Stmt *block, int i, const Var *v)
{
    Find f = {v, false};
    for (int k = i + 1; k < block->list.n; k++)
        finds(&block->list.at[k], &f);
    bool own = false;
    for (int k = 0; k < i; k++)
        own |= block->list.at[k]->kind == S_DECL && block->list.at[k]->var == v;
    return own && !f.found;
}

/* The place with the counter replaced. */
static Expr *place_at(Pick *p, Expr *by)
{
    Subst s = {.vars = map_new()};
    map_put(s.vars, p->counter, by);
    return expr_clone(p->place, &s);
}

static bool unite(Simp *s, Stmt *block, int i)
{
    Pick p;
    if (!read_branch(block->list.at[i], &p))
        return false;
    int next = i + 1;
    while (next < block->list.n && block->list.at[next]->kind == S_COMMENT)
        next++;
    Local *l = simp_local(s, p.adjoint);
    Stmt *start = next < block->list.n ? block->list.at[next] : NULL;
    if (!start || !l || !l->tracked || added(start) != p.adjoint || !is_over(block, next, p.adjoint) ||
        !e_equal(start->lhs, place_at(&p, e_int_type(p.counter->type, p.first - 1))))
        return false;
    Expr *place = place_at(&p, e_var(p.from));
    Stmt *branch = block->list.at[i]->body, *both = s_block();
    for (int k = 0; k < branch->list.n; k++)
        if (branch->list.at[k]->kind == S_COMMENT)
            s_add(both, branch->list.at[k]);
    Stmt *adds = s_assign(place, e_add(expr_clone(place, NULL), e_var(p.adjoint)));
    adds->loc = p.loc;
    s_add(both, adds);
    block->list.at[i] = both;
    block->list.at[next] = s_block();
    return true;
}

static void look(Stmt **at, void *data)
{
    Simp *s = data;
    Stmt *block = *at;
    for (int i = 0; block->kind == S_BLOCK && i < block->list.n; i++)
        s->changed |= unite(s, block, i);
    stmt_kids(block, look, s);
}

void simp_picks(Simp *s)
{
    look(&s->fn->body, s);
}
