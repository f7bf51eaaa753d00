/* vector_order.c: brings the statements of a straight stretch that compute with shadows together, so that they share one
   loop over the lanes and what only they use needs no array. The primal's statements between them go first: they read
   no shadow, shadows never overlap the primal's memory, and none moves that changes what a statement it passes
   reads. */
#include "flow.h"
#include "vector.h"

typedef struct Stretch {
    Vector *v;
    StmtList primal, lanes;
    Stmt *comment;                        /* the last one seen */
    const char *said_primal, *said_lanes; /* the last one put into each list */
    int groups;                           /* of lane statements, with others between */
    bool in_group;
} Stretch;

enum { LONGEST = 200 }; /* of a stretch: what passes is compared with all that it passes */

static Var *root_of(const Expr *lv)
{
    while (lv->kind == E_INDEX || lv->kind == E_DECAY || lv->kind == E_DEREF || (lv->kind == E_MEMBER && !lv->arrow))
        lv = lv->a;
    return lv->kind == E_VAR ? lv->var : NULL;
}

static bool is_access(const Expr *e)
{
    return e->kind == E_INDEX || e->kind == E_DEREF || (e->kind == E_MEMBER && e->arrow);
}

/* Variables whose address is taken, and pointers that go elsewhere than into an access: another pointer may lead there then. */
static void find_uses(Expr **at, void *data)
{
    Vector *v = data;
    Expr *e = *at;
    Var *root = e->kind == E_ADDR || e->kind == E_DECAY ? root_of(e->a) : NULL;
    if (e->kind == E_ADDR && e->a->kind == E_VAR)
        map_put(v->addressed, e->a->var, e);
    if (root)
        map_put(v->handed_on, root, e);
    Expr *base = is_access(e) ? e->a : NULL;
    while (base && base->kind == E_DECAY && is_access(base->a)) {
        if (base->a->b)
            find_uses(&base->a->b, v);
        base = base->a->a;
    }
    if (base && base->kind == E_VAR) {
        if (e->b)
            find_uses(&e->b, v);
        return;
    }
    if (e->kind == E_VAR && type_is_pointer(e->type))
        map_put(v->handed_on, e->var, e);
    expr_kids(e, find_uses, v);
}

static void find_uses_in(Stmt **at, void *data)
{
    stmt_exprs(*at, find_uses, data);
    stmt_kids(*at, find_uses_in, data);
}

/* Before any block is taken apart. */
void vector_find_uses(Vector *v)
{
    v->addressed = map_new();
    v->handed_on = map_new();
    find_uses_in(&v->fn->body, v);
}

bool vector_address_taken(Vector *v, const Var *var)
{
    return map_get(v->addressed, var) != NULL;
}

typedef struct Naming {
    const Var *var;
    bool named;
} Naming;

static void look_expr(Expr **at, void *data)
{
    Naming *n = data;
    n->named |= (*at)->kind == E_VAR && (*at)->var == n->var;
    expr_kids(*at, look_expr, n);
}

static bool names(Stmt *s, const Var *v)
{
    Naming n = {v, false};
    stmt_exprs(s, look_expr, &n);
    return n.named;
}

/* Only its own name leads to what it holds, or points to. */
static bool is_alone(Vector *v, const Expr *lv)
{
    const Var *root = root_of(lv);
    if (!root || (root->kind != V_LOCAL && root->kind != V_PARAM))
        return false;
    if (lv->kind == E_VAR)
        return type_is_arith(root->type) && !vector_address_taken(v, root);
    return type_is_pointer(root->type) && (type_plain(root->type)->quals & Q_RESTRICT) && !map_get(v->handed_on, root);
}

static bool passes_lanes(Stretch *t, Stmt *s)
{
    const Var *root = root_of(s->lhs);
    for (int i = 0; i < t->lanes.n; i++)
        if (names(t->lanes.at[i], root))
            return false;
    return true;
}

/* May s go before the lane statements of the stretch so far? */
static bool may_pass(Stretch *t, Stmt *s)
{
    if (stmt_call(s) || vector_call_in(s)) /* modf() writes, too */
        return false;
    if (s->kind == S_DECL) {
        Shadow *shadow = map_get(t->v->shadows, s->var);
        bool zero = !s->rhs || s->rhs->kind == E_INIT || e_is_zero(s->rhs);
        return shadow ? zero && !type_is_pointer(shadow->scalar) && !type_has_vla(s->var->type) :
                        !vector_stmt_mentions(t->v, s);
    }
    return s->kind == S_ASSIGN && !vector_stmt_mentions(t->v, s) && is_alone(t->v, s->lhs) && passes_lanes(t, s);
}

static void add(Stretch *t, StmtList *list, const char **said, Stmt *s)
{
    if (t->comment && *said != t->comment->text) {
        list_add(list, s_comment(t->comment->text));
        *said = t->comment->text;
    }
    list_add(list, s);
}

/* False: in the new order, without the comments that nothing follows. */
static bool flush(Stretch *t, const StmtList *from, int first, int last, StmtList *out)
{
    bool worth = t->groups > 1;
    for (int i = first; i < last && !worth; i++)
        list_add(out, from->at[i]);
    for (int i = 0; i < t->primal.n && worth; i++)
        list_add(out, t->primal.at[i]);
    for (int i = 0; i < t->lanes.n && worth; i++)
        list_add(out, t->lanes.at[i]);
    *t = (Stretch){.v = t->v};
    return !worth;
}

StmtList vector_order(Vector *v, const StmtList *list)
{
    Stretch t = {.v = v};
    StmtList out = {0};
    int first = 0;
    for (int i = 0; i < list->n; i++) {
        Stmt *s = list->at[i];
        if (i - first > LONGEST && s->kind != S_COMMENT) {
            flush(&t, list, first, i, &out);
            first = i;
        }
        if (s->kind == S_COMMENT && *s->text) {
            t.comment = s;
        } else if (vector_is_lane_stmt(v, s)) {
            add(&t, &t.lanes, &t.said_lanes, s);
            t.groups += !t.in_group;
            t.in_group = true;
        } else if (may_pass(&t, s)) {
            add(&t, &t.primal, &t.said_primal, s);
            t.in_group = false;
        } else {
            bool said = flush(&t, list, first, i, &out);
            if (!said && i > first && list->at[i - 1]->kind == S_COMMENT)
                list_add(&out, list->at[i - 1]);
            list_add(&out, s);
            first = i + 1;
        }
    }
    flush(&t, list, first, list->n, &out);
    return out;
}
