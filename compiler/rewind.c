/* rewind.c: walking indices and pointers are walked back.

   An integer or pointer that changes only by v += c (c constant) after it was set has, at each moment of the reverse
   sweep, the value it had at that moment of the forward sweep if the reverse half of v += c is v -= c. So one value is
   kept, at the end of the block where it lives, in place of one for each use. The primal's own variable is left alone:
   the reverse half walks a copy. */
#include "adjoint.h"

struct Rewind {
    Var *var;
    Stmt *home;      /* the block that holds all its accesses */
    Var *back, *back_shadow;
    StmtList undo, undo_shadow; /* blocks to be filled where it is used */
    StmtList updates;           /* the update each one undoes */
};

/* ---- which variables ---- */

/* e without casts that lose nothing of an integer of type t, modulo what t holds, nor count a pointer's steps in other units. */
static const Expr *same_steps(const Expr *e, Type *t)
{
    for (; e->kind == E_CAST; e = e->a) {
        Type *to = type_plain(e->type), *from = type_plain(e->a->type);
        bool keeps = to->kind == T_INT && type_is_integer(from) && to->size >= type_plain(t)->size;
        if (to->kind == T_POINTER && from->kind == T_POINTER)
            keeps = type_same(type_unqual(type_plain(to->to)), type_unqual(type_plain(from->to)));
        if (!keeps)
            break;
    }
    return e;
}

/* v = -v, of an integer: what undoes it is the same. */
static bool is_flip(const Expr *e, const Var *v)
{
    e = same_steps(e, v->type);
    if (e->kind != E_UNARY || e->op != O_NEG || !type_is_integer(e->type))
        return false;
    e = same_steps(e->a, v->type);
    return e->kind == E_VAR && e->var == v;
}

static bool is_update(const Stmt *s, const Var *v)
{
    if (s->kind != S_ASSIGN || s->lhs->kind != E_VAR || s->lhs->var != v)
        return false;
    const Expr *e = same_steps(s->rhs, v->type);
    if (is_flip(e, v))
        return true;
    if (e->kind != E_BINARY || (e->op != O_ADD && e->op != O_SUB))
        return false;
    const Expr *self = same_steps(e->a, v->type), *c = e->b;
    while (c->kind == E_CAST)
        c = c->a;
    return self->kind == E_VAR && self->var == v && c->kind == E_INT;
}

typedef struct Look {
    Adjoint *a;
    Var *var;
    Stmt *home, *first;
    bool outside, needed;
    Stmt *stmt;
} Look;

static bool has_active(Adjoint *a, Stmt *s)
{
    if (!s)
        return false;
    Expr *lhs = s->kind == S_DECL ? e_var(s->var) : s->lhs;
    if (lhs && (active_lvalue(a->active, lhs) || (type_is_pointer(lhs->type) && active_pointer(a->active, lhs))))
        return true;
    if (stmt_call(s))
        return true;
    for (int i = 0; i < s->list.n; i++)
        if (has_active(a, s->list.at[i]))
            return true;
    for (int i = 0; i < s->arms.n; i++)
        if (has_active(a, s->arms.at[i].body))
            return true;
    return has_active(a, s->body) || has_active(a, s->other);
}

static void look_expr(Expr **ep, void *data)
{
    Look *l = data;
    Expr *e = *ep;
    if (!e)
        return;
    if (e->kind == E_VAR && e->var == l->var) {
        l->outside |= !plan_inside(l->stmt, l->home) || info(l->stmt)->first < info(l->first)->first;
        l->needed |= l->stmt->kind != S_LOOP && has_active(l->a, l->stmt) && !is_update(l->stmt, l->var);
    }
    expr_kids(e, look_expr, l);
}

static void look_stmt(Stmt **sp, void *data)
{
    Look *l = data;
    if (!*sp)
        return;
    l->stmt = *sp;
    stmt_exprs(*sp, look_expr, l);
    stmt_kids(*sp, look_stmt, l);
}

/* The write that sets v, where all others are updates in the body of blocks; NULL: there is none such. */
static Stmt *setter(Adjoint *a, Var *v, bool *updates)
{
    StmtList *writes = map_get(a->writes, v);
    Stmt *set = NULL;
    *updates = false;
    for (int i = 0; i < writes->n; i++) {
        Stmt *w = writes->at[i];
        Stmt *block = info(w)->parent, *owner = info(block)->parent;
        if (block->kind != S_BLOCK || (owner && owner->kind == S_LOOP && owner->body != block))
            return NULL; /* in a loop's header */
        if (is_update(w, v)) {
            *updates = true;
            continue;
        }
        if (w->kind == S_DECL && !w->rhs)
            continue;
        if (set)
            return NULL;
        set = w;
    }
    return set;
}

static void consider(Adjoint *a, Var *v)
{
    bool updates;
    bool fits = plan_simple(a, v) && (type_plain(v->type)->kind == T_INT || type_is_pointer(v->type));
    Stmt *set = fits ? setter(a, v, &updates) : NULL;
    if (!set || !updates || stmt_call(set))
        return;
    Look l = {a, v, info(set)->parent, set, false, false, NULL};
    look_stmt(&a->src->body, &l);
    if (l.outside || !l.needed)
        return;
    Rewind *r = NEW(Rewind);
    r->var = v;
    r->home = l.home;
    map_put(a->rewinds, v, r);
    list_add(&a->rewind_list, r);
}

static void consider_stmt(Stmt **sp, void *data)
{
    Adjoint *a = data;
    Stmt *s = *sp;
    if (!s)
        return;
    if (s->kind == S_DECL && map_get(a->writes, s->var))
        consider(a, s->var);
    stmt_kids(s, consider_stmt, a);
}

void rewind_find(Adjoint *a)
{
    a->rewinds = map_new();
    a->rewind_list.n = 0;
    consider_stmt(&a->src->body, a);
}

/* ---- in use ---- */

/* The one that counts here: a variable that lives outside the region is walked back by a copy of the region's own. */
static Rewind *rewind_here(Adjoint *a, Var *v)
{
    Rewind *r = a->rewinds ? map_get(a->rewinds, v) : NULL;
    if (!r || plan_inside(r->home, a->region->block))
        return r;
    for (int i = 0; i < a->region->rewinds.n; i++)
        if (a->region->rewinds.at[i]->var == v)
            return a->region->rewinds.at[i];
    Rewind *own = NEW(Rewind);
    own->var = v;
    own->home = a->region->block;
    list_add(&a->region->rewinds, own);
    return own;
}

Expr *rewind_read(Adjoint *a, Var *v, bool shadow)
{
    Rewind *r = rewind_here(a, v);
    if (!r)
        return NULL;
    if (shadow && !r->back_shadow)
        r->back_shadow = var_new(a->out, V_LOCAL, format("%s_adj", v->name), type_drop_const_deep(type_unqual(v->type)));
    if (!shadow && !r->back)
        r->back = var_new(a->out, V_LOCAL, v->name, type_unqual(v->type));
    return e_var(shadow ? r->back_shadow : r->back);
}

/* The reverse half of an update: filled when it turns out that the variable is read. What is read behind fused loops
   has the value it has in front of them. */
bool rewind_update(Adjoint *a, Stmt *s, Stmt *rev)
{
    if (s->kind != S_ASSIGN || s->lhs->kind != E_VAR || a->region->front)
        return false;
    Rewind *r = is_update(s, s->lhs->var) ? rewind_here(a, s->lhs->var) : NULL;
    if (!r)
        return false;
    Stmt *undo = s_block(), *undo_shadow = s_block();
    list_add(&r->undo, undo);
    list_add(&r->undo_shadow, undo_shadow);
    list_add(&r->updates, s);
    s_add(rev, undo);
    s_add(rev, undo_shadow);
    return true;
}

static bool moves_across(Adjoint *a, Stmt *s, Stmt *loop)
{
    if (s->kind != S_ASSIGN || s->lhs->kind != E_VAR || !is_update(s, s->lhs->var))
        return false;
    Rewind *r = rewind_here(a, s->lhs->var);
    return r && (r->home == loop || !plan_inside(r->home, loop));
}

typedef struct Across {
    Adjoint *a;
    Stmt *loop;
    bool found;
} Across;

static void find_across(Stmt **sp, void *data)
{
    Across *x = data;
    if (*sp) {
        x->found |= moves_across(x->a, *sp, x->loop);
        stmt_kids(*sp, find_across, x);
    }
}

bool rewinds_across(Adjoint *a, Stmt *loop)
{
    Across x = {a, loop, false};
    find_across(&loop->body, &x);
    return x.found;
}

static Stmt *undone(Stmt *update, Var *back)
{
    const Var *v = update->lhs->var;
    const Expr *e = same_steps(update->rhs, v->type);
    if (is_flip(e, v))
        return s_assign(e_var(back), e_cast(back->type, e_neg(e_var(back))));
    Op op = e->op == O_ADD ? O_SUB : O_ADD;
    return s_assign(e_var(back), e_cast(back->type, e_bin(op, e_var(back), e->b)));
}

static void finish(Adjoint *a, Rewind *r, Var *back, Expr *now, StmtList *undo)
{
    Segment *seg = a->segment;
    bool here = !a->halves && seg->block == a->region->block;
    Counted *c = seg->loop ? info(seg->loop)->counted : NULL;
    bool stepped = c && c->test; /* the loop's step ends its body: what is indexed by the counter comes before it */
    Stmt *step = stepped ? seg->fwd->list.at[--seg->fwd->list.n] : NULL;
    Expr *end = here ? now : plan_store(a, now, format("%s_kept", back->name));
    if (step)
        s_add(seg->fwd, step);
    StmtList before = {0};
    list_add(&before, s_decl(back, end));
    for (int i = 0; i < seg->before.n; i++)
        list_add(&before, seg->before.at[i]);
    seg->before = before;
    for (int i = 0; i < undo->n; i++)
        s_add(undo->at[i], undone(r->updates.at[i], back));
}

static void finish_both(Adjoint *a, Rewind *r)
{
    if (r->back)
        finish(a, r, r->back, e_var(r->var), &r->undo);
    if (r->back_shadow)
        finish(a, r, r->back_shadow, shadow_pointer_now(a, e_var(r->var)), &r->undo_shadow);
    r->back = r->back_shadow = NULL;
}

/* A segment is about to be closed, or its fused loops to be made: what lives in its block starts its way back from
   the value it has here. */
void rewind_close(Adjoint *a, Segment *s)
{
    for (int i = 0; i < a->rewind_list.n; i++)
        if (a->rewind_list.at[i]->home == s->block)
            finish_both(a, a->rewind_list.at[i]);
    if (s->block == a->region->block)
        for (int i = 0; i < a->region->rewinds.n; i++)
            finish_both(a, a->region->rewinds.at[i]);
}
