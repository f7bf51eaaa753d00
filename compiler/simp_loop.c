/* simp_loop.c: what a loop can do without. Takes a function whose variables are counted.

   An adjoint that is zero whenever an iteration begins is no variable of the loop but of its body: declared there, its
   first contribution can be its value. A counter that starts as a copy of a variable which nothing uses any more can be
   that variable. A body that ends with a step of the counter leaves that to the header. */
#include "simp.h"

static bool mentioned_between(const Stmt *block, int from, int to, const Var *v)
{
    for (int i = from; i < to; i++)
        if (simp_mentions_in(block->list.at[i], v))
            return true;
    return false;
}

static void find_continue(Stmt **at, void *found)
{
    *(bool *)found |= (*at)->kind == S_CONTINUE;
    stmt_kids(*at, find_continue, found);
}

static bool continues(Stmt *body)
{
    bool found = false;
    find_continue(&body, &found);
    return found;
}

/* The place in the body from where on v is zero: its last mention, if that is v = 0. -1: there is none. */
static int zeroed_at(const Stmt *body, const Var *v)
{
    for (int i = body->list.n - 1; i >= 0; i--) {
        Stmt *s = body->list.at[i];
        if (!simp_mentions_in(s, v))
            continue;
        bool zero = s->kind == S_ASSIGN && s->lhs->kind == E_VAR && s->lhs->var == v && e_is_zero(s->rhs);
        return zero ? i : -1;
    }
    return -1;
}

static bool in_header(Stmt *loop, const Var *v)
{
    return simp_mentions_in(loop->init, v) || simp_mentions_in(loop->step, v) || (loop->cond && simp_mentions(loop->cond, v));
}

/* double v = 0; ... for (...) { ... v = 0; }: the declaration moves into the body. */
static bool own_to_body(Simp *s, Stmt *block, int at)
{
    Stmt *decl = block->list.at[at];
    Local *l = decl->rhs && e_is_zero(decl->rhs) ? simp_local(s, decl->var) : NULL;
    if (!l || !l->tracked || !decl->var->made || decl->var->kind != V_LOCAL)
        return false;
    int to = at + 1;
    while (to < block->list.n && !simp_mentions_in(block->list.at[to], decl->var))
        to++;
    Stmt *loop = to < block->list.n ? block->list.at[to] : NULL;
    if (!loop || loop->kind != S_LOOP || loop->body->kind != S_BLOCK || in_header(loop, decl->var) ||
        mentioned_between(block, to + 1, block->list.n, decl->var) || continues(loop->body))
        return false;
    int zero = zeroed_at(loop->body, decl->var);
    if (zero < 0)
        return false;
    StmtList body = {0};
    list_add(&body, decl);
    for (int i = 0; i < loop->body->list.n; i++)
        if (i != zero)
            list_add(&body, loop->body->list.at[i]);
    loop->body->list = body;
    for (int i = at; i + 1 < block->list.n; i++)
        block->list.at[i] = block->list.at[i + 1];
    block->list.n--;
    return true;
}

/* for (T v = w; ...) where w is declared in the same block and nothing mentions it any more. */
static void own_counter(Simp *s, Stmt *block, int at)
{
    Stmt *loop = block->list.at[at], *init = loop->init;
    if (!init || init->kind != S_DECL || !init->rhs || init->rhs->kind != E_VAR)
        return;
    Var *v = init->var, *w = init->rhs->var;
    Local *l = simp_local(s, w);
    int decl = at - 1;
    while (decl >= 0 && !(block->list.at[decl]->kind == S_DECL && block->list.at[decl]->var == w))
        decl--;
    bool ours = l && l->tracked && w->made && v->made && decl >= 0 && type_same(v->type, w->type);
    if (!ours || mentioned_between(block, at + 1, block->list.n, w) || simp_mentions_in(loop->body, w) ||
        simp_mentions_in(loop->step, w) || simp_mentions(loop->cond, w))
        return;
    Subst x = {.vars = map_new(), .targets = map_new()};
    map_put(x.vars, v, e_var(w));
    w->type = type_unqual(w->type); /* it counts now */
    loop->init = NULL;
    block->list.at[at] = stmt_clone(loop, &x);
    stmt_retype_locals(block->list.at[at], &x);
    s->changed = true;
}

/* `v = v + 2` with the constant; NULL: it is something else. */
static const Expr *stepped_by(const Stmt *s, Var **v)
{
    const Expr *e = s && s->kind == S_ASSIGN && s->lhs->kind == E_VAR ? s->rhs : NULL;
    bool sum = e && e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB) && e->a->kind == E_VAR && e->a->var == s->lhs->var &&
               e->b->kind == E_INT && e->b->ival >= 0 && e->b->ival < 1 << 20 && type_is_integer(e->type) &&
               type_same(e->type, s->lhs->type) && !(type_plain(s->lhs->type)->quals & (Q_VOLATILE | Q_ATOMIC));
    *v = sum ? s->lhs->var : NULL;
    return sum ? e : NULL;
}

static void find_end(Stmt **at, void *body)
{
    Stmt **end = body;
    if ((*at)->kind == S_BREAK && (*at)->target == *end)
        *end = NULL;
    stmt_kids(*at, find_end, body);
}

/* for (...; v++) { ...; v++; }, which what stood behind it left: for (...; v += 2) { ... }. */
static void own_step(Simp *s, Stmt *loop)
{
    Stmt *body = loop->body, *end = body;
    Var *in_body, *in_step;
    if (body->kind != S_BLOCK || body->list.n == 0 || loop->flavor == L_DO)
        return;
    const Expr *last = stepped_by(body->list.at[body->list.n - 1], &in_body), *step = stepped_by(loop->step, &in_step);
    if (!last || !step || in_body != in_step || last->op != step->op || continues(body))
        return;
    stmt_kids(body, find_end, &end);
    if (!end)
        return;
    loop->step->rhs = e_bin(step->op, step->a, e_add(last->b, step->b));
    body->list.n--;
    s->changed = true;
}

static void look(Stmt **at, void *data)
{
    Simp *s = data;
    Stmt *block = *at;
    for (int i = 0; block->kind == S_BLOCK && i < block->list.n; i++) {
        if (block->list.at[i]->kind == S_DECL && own_to_body(s, block, i)) {
            s->changed = true;
            i--;
        } else if (block->list.at[i]->kind == S_LOOP) {
            own_counter(s, block, i);
            own_step(s, block->list.at[i]);
        }
    }
    stmt_kids(block, look, s);
}

void simp_loops(Simp *s)
{
    look(&s->fn->body, s);
}
