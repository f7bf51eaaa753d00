/* interchange.c: the reverse half of a matrix product runs along the rows. Takes a finished function; nothing is derived from it any
   more.

   The reverse half of c[i][j] = sum over k of a[i][k] * b[k][j] goes down the columns of b and b_adj, as the primal does; which loop is
   the inner one is free in sums, and along the rows compilers make vectors of it:

       for (int j = 0; j < n; j++) {                        for (int k = 0; k < n; k++) {
           const double s_adj = c_adj[i * n + j];               double sum = 0.0;
           c_adj[i * n + j] = 0.0;                              for (int j = 0; j < n; j++)
           for (int k = 0; k < n; k++) {                            sum += c_adj[i * n + j] * b[k * n + j];
               a_adj[i * n + k] += s_adj * b[k * n + j];        a_adj[i * n + k] += sum;
               b_adj[k * n + j] += s_adj * a[i * n + k];        for (int j = 0; j < n; j++)
           }                                                        b_adj[k * n + j] += c_adj[i * n + j] * a[i * n + k];
       }                                                    }
                                                            for (int j = 0; j < n; j++)
                                                                c_adj[i * n + j] = 0.0;

   Sums that no step moves have a loop of their own, for not every compiler makes vectors of a sum in order. Why it is right: the engine
   vouches for the outer loop (Stmt.sums_only): what one iteration writes, another one only adds to. So iterations may be mixed as one likes
   where each keeps its own order. What does change places in an iteration is the inner loop, which goes in front of all: it reads nothing
   that the iteration has stored before or adds to anywhere, and nothing else in the iteration reads what it adds to. */
#include "simp.h"

#include <string.h>

enum { FEW_TURNS = 8, MAX_COST = 24, NEST = 4 };

typedef struct Nest {
    Fn *fn;
    Stmt *outer, *inner;   /* inner stands in outer's body, and loops in it down to the innermost */
    Stmt *loops[NEST];     /* inner ... innermost */
    int n;
    Var *along;            /* the counter of outer */
    int place;             /* of inner among outer's statements */
    bool bad, dear;
    int cost;              /* nodes of what is computed again in each iteration of the inner loops */
} Nest;

static StmtList *outside(const Nest *x)
{
    return &x->outer->body->list;
}

static StmtList *inside(const Nest *x)
{
    return &x->loops[x->n - 1]->body->list;
}

/* ---- headers ---- */

static void look_header(Expr **at, void *bad)
{
    Expr *e = *at;
    *(bool *)bad |= e->kind == E_CALL || e->kind == E_OPAQUE || e->kind == E_COMPOUND || e->kind == E_STMTEXPR ||
                    (e_is_lvalue(e) && !type_is_array(e->type) && !type_is_integer(e->type) && !type_is_pointer(e->type));
    expr_kids(e, look_header, bad);
}

/* for (int i = a; i < b; i++), or something like it with integers alone. */
static Var *counter_of(Stmt *s)
{
    Stmt *init = s->init, *step = s->step;
    if (s->kind != S_LOOP || s->flavor != L_FOR || s->body->kind != S_BLOCK || !init || init->kind != S_DECL || !init->rhs || !step ||
        step->kind != S_ASSIGN || step->lhs->kind != E_VAR || step->lhs->var != init->var || !type_is_integer(init->var->type) ||
        !s->cond || s->cond->kind != E_BINARY || s->cond->op < O_LT || s->cond->op > O_GE || !type_is_integer(s->cond->a->type))
        return NULL;
    bool bad = false;
    look_header(&init->rhs, &bad);
    look_header(&s->cond, &bad);
    look_header(&step->rhs, &bad);
    return bad ? NULL : init->var;
}

static bool header_mentions(Stmt *s, const Var *v)
{
    return simp_mentions(s->init->rhs, v) || simp_mentions(s->cond, v) || simp_mentions(s->step->rhs, v);
}

static const Expr *plain(const Expr *e)
{
    while (e->kind == E_CAST)
        e = e->a;
    return e;
}

/* At most FEW_TURNS of them. */
static bool is_short(const Stmt *s)
{
    const Expr *from = plain(s->init->rhs), *to = plain(s->cond->b);
    long long turns = from->kind == E_INT && to->kind == E_INT ? to->ival - from->ival : FEW_TURNS + 1;
    return turns <= FEW_TURNS && turns >= -FEW_TURNS;
}

/* ---- which statements ---- */

static bool is_plain(Type *t)
{
    return type_is_arith(t) && !(type_plain(t)->quals & (Q_VOLATILE | Q_ATOMIC));
}

static bool is_declared_in(const StmtList *list, const Var *v)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i]->kind == S_DECL && list->at[i]->var == v)
            return true;
    return false;
}

/* A declaration of a number, an addition to a derivative or, where it may be, another end of one. */
static bool fits(const Nest *x, const Stmt *s, bool adds_only)
{
    if (s->kind == S_COMMENT)
        return true;
    if (s->kind == S_DECL)
        return s->rhs && is_plain(s->var->type);
    if (s->kind != S_ASSIGN || !type_is_real(s->lhs->type) || !is_plain(s->lhs->type))
        return false;
    bool adds = gather_added(s) != NULL;
    if (s->lhs->kind == E_VAR)
        return adds && !is_declared_in(outside(x), s->lhs->var) && !is_declared_in(inside(x), s->lhs->var);
    return adds || (!adds_only && gather_is_spent(s));
}

/* The loops from inner down: each holds nothing but the next one. */
static bool find_loops(Nest *x)
{
    for (Stmt *s = x->inner; s; x->n++) {
        Var *v = x->n < NEST ? counter_of(s) : NULL;
        if (!v || header_mentions(s, x->along))
            return false;
        for (int i = 0; i < outside(x)->n; i++)
            if (outside(x)->at[i]->kind == S_DECL && header_mentions(s, outside(x)->at[i]->var))
                return false;
        x->loops[x->n] = s;
        Stmt *next = NULL;
        for (int i = 0; i < s->body->list.n; i++)
            if (s->body->list.at[i]->kind == S_LOOP)
                next = s->body->list.at[i];
        for (int i = 0; next && i < s->body->list.n; i++)
            if (s->body->list.at[i] != next && s->body->list.at[i]->kind != S_COMMENT)
                return false;
        s = next;
    }
    return true;
}

static bool find_nest(Nest *x)
{
    x->along = counter_of(x->outer);
    for (int i = 0; x->along && i < outside(x)->n; i++)
        if (outside(x)->at[i]->kind == S_LOOP) {
            if (x->inner)
                return false;
            x->inner = outside(x)->at[i];
            x->place = i;
        }
    if (!x->along || !x->inner || !find_loops(x))
        return false;
    for (int i = 0; i < outside(x)->n; i++)
        if (i != x->place && !fits(x, outside(x)->at[i], false))
            return false;
    int adds = 0;
    for (int i = 0; i < inside(x)->n; i++) {
        adds += inside(x)->at[i]->kind == S_ASSIGN;
        if (!fits(x, inside(x)->at[i], true))
            return false;
    }
    return adds > 0;
}

/* ---- what reads what ---- */

typedef struct Look {
    Nest *x;
    const Expr *base; /* is it read? */
    bool found;
    int at;     /* the place in outer's body where the read is */
    Map *known; /* declarations that have been looked at */
    bool declares; /* what is computed in more than one loop then */
} Look;

static void find_base(Expr **at, void *data)
{
    Look *k = data;
    Expr *e = *at;
    k->found |= e_is_lvalue(e) && type_is_real(e->type) && e_equal(gather_base(e), k->base);
    expr_kids(e, find_base, k);
}

/* What a statement reads, but for the sum that it adds to. */
static Expr *value_of(const Stmt *s)
{
    Expr *sum = s->kind == S_ASSIGN ? gather_added(s) : NULL;
    return sum ? sum : s->rhs;
}

/* Whether a statement of the list reads what base leads to, or stores there. */
static bool uses_base(const StmtList *list, const Expr *base)
{
    Look k = {.base = base};
    for (int i = 0; i < list->n; i++) {
        Stmt *s = list->at[i];
        if (s->kind != S_DECL && s->kind != S_ASSIGN)
            continue;
        Expr *e = value_of(s);
        find_base(&e, &k);
        k.found |= s->kind == S_ASSIGN && !gather_added(s) && e_equal(gather_base(s->lhs), base);
    }
    return k.found;
}

static void look_value(Expr **at, void *data);

/* The declaration in outer's body of what the inner loop uses. */
static void look_decl(Look *k, const Var *v)
{
    const StmtList *list = outside(k->x);
    for (int i = 0; i < list->n; i++) {
        Stmt *s = list->at[i];
        if (s->kind != S_DECL || s->var != v || map_get(k->known, s))
            continue;
        map_put(k->known, s, s);
        Look there = *k;
        k->x->bad |= i > k->x->place;
        there.at = i;
        there.declares = true;
        look_value(&s->rhs, &there);
    }
}

/* The inner loop computes this in front of all else: it must not need what has been done before. */
static void look_value(Expr **at, void *data)
{
    Look *k = data;
    Expr *e = *at;
    const StmtList *list = outside(k->x);
    k->x->cost += k->at < k->x->place;
    k->x->dear |= k->declares && (e->kind == E_CALL || (e->kind == E_BINARY && e->op == O_DIV && type_is_real(e->type)));
    k->x->bad |= e->kind == E_OPAQUE || e->kind == E_COMPOUND || e->kind == E_STMTEXPR || k->x->cost > MAX_COST;
    if (k->x->bad)
        return;
    if (e->kind == E_VAR)
        look_decl(k, e->var);
    for (int i = 0; e_is_lvalue(e) && type_is_real(e->type) && i < list->n; i++) {
        const Stmt *s = list->at[i];
        bool changes = s->kind == S_ASSIGN && (gather_added(s) || i < k->at);
        k->x->bad |= changes && e_equal(gather_base(s->lhs), gather_base(e));
    }
    expr_kids(e, look_value, k);
}

static bool may_go_first(Nest *x)
{
    Look k = {.x = x, .known = map_new()};
    for (int i = 0; i < inside(x)->n; i++) {
        Stmt *s = inside(x)->at[i];
        if (s->kind == S_COMMENT)
            continue;
        Expr *e = value_of(s);
        k.at = x->place;
        k.declares = s->kind == S_DECL;
        look_value(&e, &k);
        if (s->kind != S_ASSIGN)
            continue;
        look_value(&s->lhs, &k);
        const Expr *base = gather_base(s->lhs);
        x->bad |= uses_base(inside(x), base) || uses_base(outside(x), base);
    }
    return !x->bad && !x->dear;
}

/* ---- whether it pays ---- */

enum { NONE, UNIT, FAR };

/* How far a step of v moves e. */
static int stride(const Expr *e, const Var *v)
{
    if (!e || !simp_mentions(e, v))
        return NONE;
    if (e->kind == E_VAR)
        return UNIT;
    if (e->kind == E_CAST)
        return stride(e->a, v);
    bool sum = e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB);
    int a = sum ? stride(e->a, v) : FAR, b = sum ? stride(e->b, v) : NONE;
    return a && b ? FAR : a + b;
}

/* ... of v moves an element. */
static int stride_of_element(const Expr *lv, const Var *v)
{
    if (lv->kind == E_MEMBER)
        return stride_of_element(lv->a, v);
    if (lv->kind != E_INDEX || simp_mentions(lv->a, v))
        return simp_mentions(lv, v) ? FAR : NONE;
    return stride(lv->b, v);
}

typedef struct Strides {
    const Var *v;
    int count[3];
} Strides;

static void count_strides(Expr **at, void *data)
{
    Strides *k = data;
    if (e_is_lvalue(*at) && (*at)->kind != E_VAR && type_is_real((*at)->type))
        k->count[stride_of_element(*at, k->v)]++;
    expr_kids(*at, count_strides, k);
}

static Strides strides_of(const Nest *x, const Var *v)
{
    Strides k = {.v = v};
    for (int i = 0; i < inside(x)->n; i++)
        if (inside(x)->at[i]->kind != S_COMMENT)
            stmt_exprs(inside(x)->at[i], count_strides, &k);
    for (int i = 0; i < x->place; i++)
        if (outside(x)->at[i]->kind == S_DECL)
            stmt_exprs(outside(x)->at[i], count_strides, &k);
    return k;
}

static bool pays(const Nest *x)
{
    const Stmt *last = x->loops[x->n - 1];
    Strides now = strides_of(x, last->init->var), then = strides_of(x, x->along);
    return !is_short(x->outer) && now.count[FAR] && !then.count[FAR] && then.count[UNIT];
}

/* ---- what is made ---- */

/* Whether the outer loop certainly has an iteration where the inner ones have one: it runs as one of them does, or from number to
   number. */
static bool runs_alike(const Nest *x)
{
    const Stmt *o = x->outer;
    const Expr *from = plain(o->init->rhs), *to = plain(o->cond->b);
    if (plain(o->cond->a)->kind == E_VAR && plain(o->cond->a)->var == x->along && from->kind == E_INT && to->kind == E_INT)
        return o->cond->op == O_LT && from->ival >= 0 && from->ival < to->ival;
    for (int i = 0; i < x->n; i++) {
        const Stmt *s = x->loops[i];
        if (s->cond->op == o->cond->op && s->cond->a->kind == E_VAR && o->cond->a->kind == E_VAR &&
            type_same(s->init->var->type, o->init->var->type) && e_equal(s->init->rhs, o->init->rhs) && e_equal(s->cond->b, o->cond->b))
            return true;
    }
    return false;
}

/* Whether a step of the outer loop does not move the element that s adds to: a variable takes the sum. */
static bool is_summed(const Nest *x, const Stmt *s)
{
    bool fixed = s->kind == S_ASSIGN && s->lhs->kind != E_VAR && !simp_mentions(s->lhs, x->along);
    for (int i = 0; fixed && i < inside(x)->n; i++)
        fixed = inside(x)->at[i]->kind != S_DECL || !simp_mentions(s->lhs, inside(x)->at[i]->var);
    for (int i = 0; fixed && i < outside(x)->n; i++)
        fixed = outside(x)->at[i]->kind != S_DECL || !simp_mentions(s->lhs, outside(x)->at[i]->var);
    return fixed;
}

/* The statements of the innermost loop that add to one element are one, where the last of them is: sum = sum + a + b. */
static Stmt *summed(Nest *x, int last, StmtList *sums, StmtList *ends)
{
    const StmtList *list = inside(x);
    Expr *lv = list->at[last]->lhs, *all = NULL;
    for (int i = last + 1; i < list->n; i++)
        if (is_summed(x, list->at[i]) && e_equal(list->at[i]->lhs, lv))
            return NULL;
    for (int i = 0; i <= last; i++) {
        Stmt *s = list->at[i];
        if (is_summed(x, s) && e_equal(s->lhs, lv))
            all = all ? e_bin(s->rhs->op, all, s->rhs->b) : s->rhs->op == O_SUB ? e_neg(s->rhs->b) : s->rhs->b;
    }
    Type *t = type_unqual(lv->type);
    Var *v = var_new(x->fn, V_LOCAL, "sum", t);
    v->shadow = true;
    list_add(sums, s_decl(v, e_cast(t, e_real(type_double(), 0.0L))));
    Stmt *end = s_assign(expr_clone(lv, NULL), e_bin_exact(O_ADD, expr_clone(lv, NULL), e_var(v)));
    list_add(ends, end);
    Stmt *made = s_assign(e_var(v), e_bin(O_ADD, e_var(v), all));
    made->loc = end->loc = list->at[last]->loc;
    return made;
}

static bool is_used(const StmtList *list, const Var *v)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i]->kind != S_COMMENT && simp_mentions_in(list->at[i], v))
            return true;
    return false;
}

/* Declarations and comments that nothing behind them uses go. */
static StmtList trimmed(const StmtList *list)
{
    StmtList kept = {0};
    for (int i = list->n - 1; i >= 0; i--) {
        Stmt *s = list->at[i];
        bool over = kept.n && kept.at[0]->kind != S_COMMENT;
        if ((s->kind == S_COMMENT && !over) || (s->kind == S_DECL && !is_used(&kept, s->var)))
            continue;
        StmtList more = {0};
        list_add(&more, s);
        for (int k = 0; k < kept.n; k++)
            list_add(&more, kept.at[k]);
        kept = more;
    }
    return kept;
}

/* What is used once stands where it is used. */
static StmtList unfolded(const StmtList *list)
{
    StmtList now = *list;
    for (int i = now.n - 1; i >= 0; i--) {
        Stmt *d = now.at[i];
        StmtList next = {0};
        int uses = 0;
        for (int k = i + 1; d->kind == S_DECL && k < now.n; k++)
            uses += now.at[k]->kind != S_COMMENT ? simp_mentions_in(now.at[k], d->var) : 0;
        if (uses != 1)
            continue;
        Subst once = {.vars = map_new()};
        map_put(once.vars, d->var, e_cast(type_unqual(d->var->type), d->rhs));
        for (int k = 0; k < now.n; k++)
            if (now.at[k] != d)
                list_add(&next, k > i ? stmt_clone(now.at[k], &once) : now.at[k]);
        now = next;
    }
    return now;
}

/* The outer loop as an innermost one, with sums alone or without them; NULL: there are none. */
static Stmt *innermost(Nest *x, bool of_sums, StmtList *sums, StmtList *ends)
{
    StmtList body = {0};
    bool work = false;
    for (int i = 0; i < x->place; i++)
        if (outside(x)->at[i]->kind == S_DECL)
            list_add(&body, outside(x)->at[i]);
    for (int i = 0; i < inside(x)->n; i++) {
        Stmt *s = inside(x)->at[i];
        bool fixed = is_summed(x, s);
        if (s->kind == S_ASSIGN && fixed != of_sums)
            continue;
        if (fixed && !(s = summed(x, i, sums, ends)))
            continue;
        work |= s->kind == S_ASSIGN;
        list_add(&body, s);
    }
    Stmt *s = s_new(S_LOOP, x->outer->loc);
    *s = *x->outer;
    s->sums_only = false;
    s->body = s_block();
    body = trimmed(&body);
    s->body->list = unfolded(&body);
    Subst own = {.vars = map_new()};
    return work ? stmt_clone_own(s, &own) : NULL;
}

/* What is left of the outer loop; NULL: nothing. */
static Stmt *rest(Nest *x)
{
    StmtList list = {0};
    bool work = false;
    for (int i = 0; i < outside(x)->n; i++)
        if (i != x->place) {
            list_add(&list, outside(x)->at[i]);
            work |= outside(x)->at[i]->kind == S_ASSIGN;
        }
    x->outer->body->list = trimmed(&list);
    return work ? x->outer : NULL;
}

static void interchange(Nest *x, Stmt *out)
{
    StmtList sums = {0}, ends = {0};
    Subst first = {.vars = map_new()};
    map_put(first.vars, x->along, x->outer->init->rhs);
    Expr *some = expr_clone(x->outer->cond, &first);
    Stmt *of_sums = innermost(x, true, &sums, &ends), *others = innermost(x, false, NULL, NULL), *body = s_block();
    bool certain = !of_sums || runs_alike(x);
    for (int i = 0; i < sums.n; i++)
        s_add(body, sums.at[i]);
    if (of_sums)
        s_add(body, of_sums);
    for (int i = 0; i < ends.n; i++)
        s_add(body, ends.at[i]);
    if (others)
        s_add(body, others);
    Stmt *left = rest(x), *guarded = s_block();
    x->loops[x->n - 1]->body = body;
    for (int i = 0; i < x->n; i++)
        x->loops[i]->sums_only = false;
    s_add(guarded, x->inner);
    s_add(out, certain ? x->inner : s_if(some, guarded, NULL));
    if (left)
        s_add(out, left);
}

static void visit(Stmt **at, void *data)
{
    Stmt *s = *at;
    if (s->kind == S_BLOCK) {
        StmtList old = s->list;
        s->list = (StmtList){0};
        for (int i = 0; i < old.n; i++) {
            Nest x = {.fn = data, .outer = old.at[i]};
            Stmt *made = s_block();
            if (x.outer->kind == S_LOOP && x.outer->sums_only && find_nest(&x) && pays(&x) && may_go_first(&x))
                interchange(&x, made);
            else
                s_add(made, old.at[i]);
            for (int k = 0; k < made->list.n; k++)
                s_add(s, made->list.at[k]);
        }
    }
    stmt_kids(s, visit, data);
}

void interchange_fn(Fn *f)
{
    if (f->body)
        visit(&f->body, f);
}
