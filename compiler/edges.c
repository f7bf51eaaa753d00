/* edges.c: infinite slopes that nothing flows through.

   sqrt has an infinite slope at 0, acos at 1. Where a branch leaves its value out, or chose a constant for its argument, zero
   flows through it, and zero times infinity is not zero:

       double r = sqrt(x * x + y * y);        double c = d > 1 ? 1 : d;
       if (r < 1e-9)                          double angle = acos(c);
           r = 1e-9;

   Takes the primal in normal form; tells the reverse sweep and the tangent where that may be, so that they look whether both
   hold there (what does flow through an infinite slope is infinite, as C computes it). It goes by names and branches alone:
   a test too many costs little. */
#include "adjoint.h"
#include "tangent.h"

#include <string.h>

/* One side of a branch, or one arm of a switch. */
typedef struct Side {
    const struct Side *around;
    const Stmt *branch;
} Side;

typedef struct Mention {
    Stmt *stmt;
    const Side *side; /* NULL: it runs whenever the function does, or the loop around it */
} Mention;

typedef struct Mentions {
    LIST(Mention) all;
} Mentions;

/* ---- where variables are mentioned ---- */

typedef struct Walk {
    Map *of; /* Var -> Mentions */
    Mention at;
} Walk;

static void note(Walk *w, Var *v)
{
    Mentions *m = map_get(w->of, v);
    if (!m) {
        m = NEW(Mentions);
        map_put(w->of, v, m);
    }
    if (!m->all.n || m->all.at[m->all.n - 1].stmt != w->at.stmt)
        list_add(&m->all, w->at);
}

static void note_expr(Expr **at, void *data)
{
    if ((*at)->kind == E_VAR && !type_is_integer((*at)->type))
        note(data, (*at)->var);
    expr_kids(*at, note_expr, data);
}

static void note_stmt(Stmt **at, void *data);

static void note_side(Walk *w, const Stmt *branch, Stmt **body)
{
    const Side *around = w->at.side;
    Side *side = NEW(Side);
    *side = (Side){around, branch};
    w->at.side = side;
    if (*body)
        note_stmt(body, w);
    w->at.side = around;
}

static void note_stmt(Stmt **at, void *data)
{
    Walk *w = data;
    Stmt *s = *at;
    w->at.stmt = s;
    if (s->kind == S_DECL)
        note(w, s->var);
    if (s->kind == S_IF) {
        note_side(w, s, &s->body);
        note_side(w, s, &s->other);
    } else if (s->kind == S_SWITCH) {
        for (int i = 0; i < s->arms.n; i++)
            note_side(w, s, &s->arms.at[i].body);
    } else {
        stmt_exprs(s, note_expr, w);
        stmt_kids(s, note_stmt, w);
    }
}

static Map *mentions_in(Fn *f)
{
    Walk w = {.of = map_new()};
    note_stmt(&f->body, &w);
    return w.of;
}

/* The variable that a statement sets, or sets a part of, or what it leads to. */
static Var *target(const Stmt *s)
{
    const Expr *lv = s->kind == S_ASSIGN ? s->lhs : NULL;
    while (lv && lv->kind != E_VAR)
        lv = lv->a;
    return s->kind == S_DECL && s->rhs ? s->var : lv ? lv->var : NULL;
}

/* fmax and the like: the value is one of two arguments. */
static bool picks(const Expr *e)
{
    static const char *const names[] = {"fmax", "fmin", "fdim"};
    const char *name = e->kind == E_CALL && e->fn && e->fn->class == F_MATH && e->fn->rule ? rule_name(e->fn->rule) : "";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (!strcmp(name, names[i]))
            return true;
    return false;
}

typedef struct Search {
    const Var *var;
    bool picks, edge, var_found;
} Search;

static void search_expr(Expr **at, void *data)
{
    Search *x = data;
    const Expr *e = *at;
    x->picks |= e->kind == E_COND || picks(e);
    x->var_found |= x->var && e->kind == E_VAR && e->var == x->var;
    x->edge |= e->kind == E_CALL && e->fn && e->fn->class == F_MATH && e->fn->rule && rule_has_edge(e->fn->rule);
    expr_kids(*at, search_expr, x);
}

static Search search(Expr *e, const Var *v)
{
    Search x = {.var = v};
    if (e)
        search_expr(&e, &x);
    return x;
}

/* ---- values that a branch leaves out ---- */

static bool is_around(const Side *outer, const Side *side)
{
    while (side && side != outer)
        side = side->around;
    return side == outer;
}

/* Different sides of one branch: only one of them runs. */
static bool exclude(const Side *x, const Side *y)
{
    for (; x; x = x->around)
        for (const Side *k = y; k; k = k->around)
            if (x != k && x->branch == k->branch)
                return true;
    return false;
}

typedef struct Used {
    Adjoint *a;
    Map *seen;
} Used;

/* Another value takes its place on a branch that `from` is not on. */
static bool replaced(const Mentions *all, const Mention *from, const Var *v)
{
    bool found = false;
    for (int i = 0; i < all->all.n; i++) {
        const Mention *m = &all->all.at[i];
        bool sets = m->stmt != from->stmt && target(m->stmt) == v && !search(m->stmt->rhs, v).var_found;
        found |= sets && !is_around(m->side, from->side) && !exclude(m->side, from->side);
    }
    return found;
}

/* Does what `from` gives v reach a result whatever the branches choose? */
static bool always_used(Used *u, const Mention *from, Var *v)
{
    const Mentions *all = map_get(u->a->mentions, v);
    map_put(u->seen, v, v);
    if (v->kind != V_LOCAL || type_is_pointer(v->type)) /* memory of the caller, perhaps */
        return true;
    if (!all || replaced(all, from, v))
        return false;
    for (int i = 0; i < all->all.n; i++) {
        const Mention *m = &all->all.at[i];
        Var *to = target(m->stmt);
        if (m->stmt == from->stmt || !is_around(m->side, from->side) || search(m->stmt->rhs, NULL).picks)
            continue;
        if (!to && (m->stmt->kind != S_RETURN || !u->a->halves))
            return true; /* the result, or what a call is given */
        if (to && !map_get(u->seen, to) && always_used(u, m, to))
            return true;
    }
    return false;
}

bool edge_unused(Adjoint *a, Stmt *s)
{
    Search x = search(s->rhs, NULL);
    Var *v = target(s);
    if (!x.edge)
        return false;
    if (x.picks || (s->kind == S_RETURN && a->halves))
        return true;
    if (!a->mentions)
        a->mentions = mentions_in(a->src);
    const Mentions *all = v ? map_get(a->mentions, v) : NULL;
    for (int i = 0; all && i < all->all.n; i++)
        if (all->all.at[i].stmt == s)
            return !always_used(&(Used){a, map_new()}, &all->all.at[i], v);
    return false;
}

/* ---- arguments that a branch chose ---- */

typedef struct Chosen {
    Tan *t;
    Map *seen;
    bool found;
} Chosen;

static void branch_stmt(Stmt **at, void *data)
{
    bool *found = data;
    *found |= (*at)->kind == S_IF || (*at)->kind == S_SWITCH || search((*at)->rhs, NULL).picks;
    stmt_kids(*at, branch_stmt, data);
}

static bool has_branches(Fn *f)
{
    bool found = false;
    if (f->body)
        branch_stmt(&f->body, &found);
    return found;
}

static void chosen_expr(Expr **at, void *data);

/* It is constant on some way through the function, and not on another one. */
static void chosen_var(Chosen *c, Var *v)
{
    if (map_get(c->seen, v))
        return;
    map_put(c->seen, v, v);
    const Mentions *all = map_get(c->t->mentions, v);
    bool constant = false, active = false, branch = false;
    for (int i = 0; all && i < all->all.n; i++) {
        const Mention *m = &all->all.at[i];
        if (target(m->stmt) != v)
            continue;
        bool varies = active_expr(c->t->active, m->stmt->rhs);
        constant |= !varies;
        active |= varies;
        branch |= m->side != NULL;
        if (varies)
            chosen_expr(&m->stmt->rhs, c);
    }
    c->found |= constant && branch && (active || v->kind == V_PARAM);
    c->found |= v->kind == V_PARAM && c->t->fn != c->t->d->fn; /* the caller may have chosen it */
}

static void chosen_expr(Expr **at, void *data)
{
    Chosen *c = data;
    Expr *e = *at;
    if (e->kind == E_VAR)
        chosen_var(c, e->var);
    if (e->kind == E_COND)
        c->found |= active_expr(c->t->active, e->b) != active_expr(c->t->active, e->c);
    for (int i = 0; picks(e) && i < e->args.n; i++)
        c->found |= !active_expr(c->t->active, e->args.at[i]);
    if (e->kind == E_CALL && e->fn && e->fn->class == F_USER)
        c->found |= has_branches(e->fn);
    expr_kids(e, chosen_expr, c);
}

bool edge_chosen(Tan *t, Expr *argument)
{
    Chosen c = {.t = t, .seen = map_new()};
    if (!t->mentions)
        t->mentions = mentions_in(t->src);
    chosen_expr(&argument, &c);
    return c.found;
}
