/* walk.c: pointers that walk through an array become subscripts.

   for (i = 0; i < n; i++) s += *x++;   is differentiated as   for (i = 0; i < n; i++) s += x[i];

   A pointer that a counted loop changes only by p = p + c, always and by the same amount in each iteration, has a value that
   follows from the number of the iteration. Said so, no pointer and no value read through it has to be kept, and alias and
   dependence see the subscripts. Works on the engine's copy of a primal, before structure.c. Where the pointer is used
   elsewhere it still gets its values, from the counter. */
#include "walk.h"

enum { MAX_STEPS = 16 };

/* ---- loops that count ---- */

/* The counter of a `for` whose body leaves it alone. */
static bool counts(Walk *w, Stmt *loop, Counted *c)
{
    Stmt *init = loop->init, *step = loop->step;
    if (!init || !step || loop->flavor != L_FOR)
        return false;
    c->counter = init->kind == S_DECL || init->kind == S_ASSIGN ? (Var *)walk_written_by(init) : NULL;
    c->from = init->rhs;
    if (!c->counter || !c->from || !type_is_integer(c->counter->type) || map_get(w->taken, c->counter) ||
        type_plain(c->counter->type)->size < type_int()->size || (c->counter->type->quals & Q_VOLATILE) ||
        !walk_is_fixed(w, c->from, loop))
        return false;
    int written = walk_uses_in(loop, c->counter).written - 1;
    for (int i = 0; i < (step->kind == S_BLOCK ? step->list.n : 1); i++) {
        Expr *by = walk_step_by(step->kind == S_BLOCK ? step->list.at[i] : step, c->counter);
        long double value;
        if (by && e_value(by, &value) && value >= -1024 && value <= 1024 && value != 0) {
            c->step = (long long)value;
            if (!loop->cond || !loop_read_test(c, loop->cond))
                c->to = NULL;
            return written == 1 && !loop_may_wrap(c, c->test || !walk_runs_through(loop, 0));
        }
    }
    return false;
}

/* ---- walks ---- */

typedef struct Walker {
    Walk *w;
    Stmt *loop;
    Counted count;
    Var *var;
    Stmt *at[MAX_STEPS]; /* its steps, in order */
    Expr *by[MAX_STEPS];
    int n, passed;
    bool in_step; /* they stand in the header */
    bool tested;  /* the loop tests it */
    bool skips;   /* something before a step goes on with the next iteration */
    Var *base;    /* what is subscripted: the pointer itself, where its steps can go */
} Walker;

static bool is_left_early(Stmt *block)
{
    return walk_may_skip(NULL, block, block);
}

/* Collects the steps that every iteration takes. */
static void find_steps(Walker *k, Stmt *block)
{
    for (int i = 0; i < block->list.n; i++) {
        Stmt *s = block->list.at[i];
        if (s->kind == S_BLOCK && !is_left_early(s)) {
            find_steps(k, s);
            continue;
        }
        Expr *by = walk_step_by(s, k->var);
        if (by && !k->skips && walk_is_fixed(k->w, by, k->loop) && k->n < MAX_STEPS) {
            k->at[k->n] = s;
            k->by[k->n++] = by;
        }
        k->skips |= walk_may_skip(k->loop, block, s);
    }
}

static Expr *steps_of(const Walker *k)
{
    Expr *each = NULL;
    for (int i = 0; i < k->n; i++)
        each = each ? e_add(each, k->by[i]) : k->by[i];
    return each;
}

/* The number of the iteration times what it walks, and what it has walked in this one. */
static Expr *subscript(const Walker *k, int steps)
{
    Expr *each = steps_of(k), *so_far = NULL, *number = loop_iteration((Counted *)&k->count, true);
    for (int i = 0; i < steps; i++)
        so_far = so_far ? e_add(so_far, k->by[i]) : k->by[i];
    long double value = 0, more = 0;
    bool plain = e_value(each, &value) && value == 1;
    if (!plain || (so_far && !type_plain(number->type)->is_signed))
        number = e_cast(type_ptrdiff(), number);
    if (!plain)
        number = value == -1 ? e_neg(number) : e_mul(e_cast(type_ptrdiff(), each), number);
    if (!so_far)
        return number;
    so_far = e_cast(plain ? number->type : type_ptrdiff(), so_far);
    return e_value(so_far, &more) && more < 0 ? e_sub(number, e_neg(so_far)) : e_add(number, so_far);
}

static bool is_walker(const Walker *k, const Expr *e)
{
    return e->kind == E_VAR && e->var == k->var;
}

static Expr *element(const Walker *k, const Expr *of, Expr *further)
{
    Expr *i = subscript(k, k->passed);
    if (further && !e_is_zero(further)) {
        Type *t = type_ptrdiff();
        i = e_is_zero(i) ? further : e_add(e_cast(t, i), e_cast(t, further));
    }
    Expr *e = e_index(e_var(k->base), i);
    e->loc = of->loc;
    return e;
}

static void subscribe_expr(Expr **ep, void *data)
{
    Walker *k = data;
    Expr *e = *ep;
    if (!e)
        return;
    if (e->kind == E_DEREF && is_walker(k, e->a)) {
        *ep = element(k, e, NULL);
        return;
    }
    if (e->kind == E_INDEX && is_walker(k, e->a)) {
        subscribe_expr(&e->b, k);
        *ep = element(k, e, e->b);
        return;
    }
    if (e->kind == E_MEMBER && e->arrow && is_walker(k, e->a)) {
        *ep = e_member(element(k, e, NULL), e->field);
        (*ep)->loc = e->loc;
        return;
    }
    if (is_walker(k, e)) {
        *ep = e_bin(O_ADD, e_var(k->base), subscript(k, k->passed));
        return;
    }
    expr_kids(e, subscribe_expr, k);
}

static void subscribe(Stmt **sp, void *data)
{
    Walker *k = data;
    Stmt *s = *sp;
    if (!s)
        return;
    if (k->passed < k->n && s == k->at[k->passed]) {
        k->passed++;
        s->rhs = e_cast(s->lhs->type, e_bin(O_ADD, e_var(k->base), subscript(k, k->passed)));
        return;
    }
    stmt_exprs(s, subscribe_expr, k);
    stmt_kids(s, subscribe, k);
}

/* In the header a step that says its value by the counter comes before the counter's own. */
static void step_first(Walker *k)
{
    StmtList *all = &k->loop->step->list, sorted = {0};
    for (int own = 1; own >= 0; own--)
        for (int i = 0; i < all->n; i++)
            if ((walk_written_by(all->at[i]) == k->var) == own)
                list_add(&sorted, all->at[i]);
    *all = sorted;
}

static void drop(Stmt *block, const Stmt *gone)
{
    int kept = 0;
    for (int i = 0; i < block->list.n; i++) {
        if (block->list.at[i]->kind == S_BLOCK)
            drop(block->list.at[i], gone);
        if (block->list.at[i] != gone)
            block->list.at[kept++] = block->list.at[i];
    }
    block->list.n = kept;
}

static void drop_steps(Walker *k)
{
    for (int i = 0; i < k->n; i++) {
        if (k->in_step)
            drop(k->loop->step, k->at[i]);
        else
            drop(k->loop->body, k->at[i]);
    }
}

/* Whether the pointer walks; its steps are known then. */
static bool walks(Walker *k)
{
    Var *v = k->var;
    Stmt *step = k->loop->step;
    if (!type_is_pointer(v->type) || type_plain(type_plain(v->type)->to)->kind == T_VOID || map_get(k->w->taken, v) ||
        (v->kind != V_LOCAL && v->kind != V_PARAM) || (v->type->quals & Q_VOLATILE))
        return false;
    find_steps(k, k->loop->body);
    if (!k->n && step && step->kind == S_BLOCK) {
        k->in_step = true;
        k->skips = false;
        find_steps(k, step);
    }
    Uses here = walk_uses_in(k->loop, v), head = k->loop->cond ? walk_uses_in_expr(k->loop->cond, v) : (Uses){0, 0};
    bool own_init = k->loop->init && walk_written_by(k->loop->init) == v;
    if (k->in_step && walk_uses_in(step, v).named != k->n)
        return false; /* another step reads it */
    return k->n && here.written == k->n + own_init && (k->tested || !head.named) && (k->in_step || !step || !walk_uses_in(step, v).named) &&
           (!k->loop->init || !walk_uses_in(k->loop->init, v).named);
}

/* How often the loop goes round, if it ends by its test: an expression for behind the loop. NULL: not known. */
static Expr *trips_of(Walker *k)
{
    const Counted *c = &k->count;
    Expr *test = k->loop->cond;
    if (!test || test->kind != E_BINARY || (c->step != 1 && c->step != -1) || !walk_runs_through(k->loop, 0))
        return NULL;
    Expr *to = test->b;
    while (to->kind == E_CAST && to->implicit)
        to = to->a;
    bool up = c->step > 0, last = test->op == O_LE || test->op == O_GE;
    if (test->op != (up ? last ? O_LE : O_LT : last ? O_GE : O_GT) || test->a->kind != E_VAR ||
        test->a->var != c->counter || !type_same(type_plain(to->type), type_plain(c->counter->type)) ||
        !walk_is_fixed(k->w, to, k->loop))
        return NULL;
    Expr *high = up ? to : c->from, *low = up ? c->from : to, *trips = high;
    bool from_zero = e_is_zero(low) && !last;
    if (!from_zero)
        trips = e_sub(e_cast(type_ptrdiff(), high), e_cast(type_ptrdiff(), low));
    if (last)
        trips = e_add(trips, e_int_type(trips->type, 1));
    if (from_zero && !type_plain(trips->type)->is_signed)
        return trips;
    return e_cond(e_bin(last ? O_GE : O_GT, high, low), trips, e_int_type(trips->type, 0));
}

/* p = p + trips * steps: all that the loop has walked, behind it. */
static Stmt *walked(Walker *k, Expr *trips)
{
    Expr *each = steps_of(k), *p = e_var(k->var);
    long double value = 0;
    Type *t = type_ptrdiff();
    e_value(each, &value);
    Stmt *s = s_assign(p, value == 1 ? e_bin(O_ADD, p, trips) : value == -1 ? e_bin(O_SUB, p, trips) :
                       e_bin(O_ADD, p, e_mul(e_cast(t, each), e_cast(t, trips))));
    s->loc = k->loop->loc;
    return s;
}

static Stmt *walk_pointer(Walker *k, StmtList *after)
{
    Var *v = k->var;
    bool later = walk_read_later(k->w, k->loop, v);
    Expr *trips = later ? trips_of(k) : NULL;
    bool only_here = !later || trips;
    if (trips)
        list_add(after, walked(k, trips));
    k->base = only_here ? v : var_new(k->w->fn, V_LOCAL, v->name, type_unqual(v->type));
    Stmt *before = only_here ? NULL : s_decl(k->base, e_var(v));
    subscribe(&k->loop->body, k);
    if (k->in_step) {
        step_first(k);
        subscribe(&k->loop->step, k);
    }
    if (only_here)
        drop_steps(k);
    return before;
}

/* ---- all of them ---- */

/* Pointers that take a step somewhere in the block. */
static void find_walkers(Stmt *s, VarList *vars)
{
    for (int i = 0; i < s->list.n; i++) {
        Stmt *at = s->list.at[i];
        if (at->kind == S_BLOCK) {
            find_walkers(at, vars);
            continue;
        }
        Var *v = at->kind == S_ASSIGN ? (Var *)walk_written_by(at) : NULL;
        bool known = !v || !type_is_pointer(v->type) || !walk_step_by(at, v);
        for (int k = 0; k < vars->n && !known; k++)
            known = vars->at[k] == v;
        if (!known)
            list_add(vars, v);
    }
}

static VarList walkers_in(const Stmt *loop)
{
    VarList found = {0};
    find_walkers(loop->body, &found);
    if (loop->step && loop->step->kind == S_BLOCK)
        find_walkers(loop->step, &found);
    return found;
}

static bool has_walkers(const Stmt *loop)
{
    return walkers_in(loop).n > 0;
}

static void walk_loop(Walk *w, Stmt *loop, StmtList *before, StmtList *after)
{
    Counted c = {0};
    if (!counts(w, loop, &c))
        return;
    VarList found = walkers_in(loop);
    for (int i = 0; i < found.n; i++) {
        Walker k = {.w = w, .loop = loop, .count = c, .var = found.at[i]};
        Stmt *first = walks(&k) ? walk_pointer(&k, after) : NULL;
        if (first)
            list_add(before, first);
    }
    if (loop->step->kind == S_BLOCK && loop->step->list.n == 1)
        loop->step = loop->step->list.at[0];
}

/* ---- loops that count by a pointer ---- */

static Stmt *block_of(Stmt *s)
{
    Stmt *block = s_block();
    s_add(block, s);
    return block;
}

/* while (p < end), while (p != end): the pointer, and what it is compared with. */
static Var *tested_pointer(const Stmt *loop, Expr **end)
{
    const Expr *t = loop->cond;
    if (!t || loop->flavor == L_DO || t->kind != E_BINARY || (t->op != O_LT && t->op != O_GT && t->op != O_NE))
        return NULL;
    bool left = t->op == O_LT || (t->op == O_NE && t->a->kind == E_VAR && walk_uses_in((Stmt *)loop->body, t->a->var).written);
    left |= t->op == O_NE && loop->step && t->a->kind == E_VAR && walk_written_by(loop->step) == t->a->var;
    Expr *p = left ? t->a : t->b;
    *end = left ? t->b : t->a;
    return p->kind == E_VAR && type_is_pointer(p->type) && type_is_pointer((*end)->type) ? p->var : NULL;
}

/* end - p. Rows of variable length are counted by their elements: to clang their size is nothing. */
static Expr *distance(Expr *end, Expr *p)
{
    Type *row = type_plain(p->type)->to, *element = type_element(row);
    if (!type_has_vla(row))
        return e_bin(O_SUB, end, p);
    Expr *length = e_cast(type_ptrdiff(), e_bin(O_DIV, e_sizeof(row), e_sizeof(element)));
    return e_bin(O_DIV, e_bin(O_SUB, e_cast(type_pointer(element), end), e_cast(type_pointer(element), p)), length);
}

/* What p < end says of each iteration, a count from 0 on says as well. One that misses the end it is not to reach would run out of
   its array. */
static void count_by_pointer(Walk *w, Stmt *loop, StmtList *before)
{
    Expr *end;
    Walker k = {.w = w, .loop = loop, .var = tested_pointer(loop, &end), .tested = true};
    if (!k.var || !walk_is_fixed(w, end, loop) || (loop->cond->op == O_NE && !walk_runs_through(loop, 0)))
        return;
    if (loop->step && loop->step->kind != S_BLOCK)
        loop->step = block_of(loop->step);
    long double by;
    if (!walks(&k) || k.n != 1 || !e_value(k.by[0], &by) || by != 1)
        return;
    Type *t = type_ptrdiff();
    Var *i = var_new(w->fn, V_LOCAL, "i", t), *count = var_new(w->fn, V_LOCAL, "count", type_qual(t, Q_CONST));
    if (loop->init)
        list_add(before, loop->init);
    list_add(before, s_decl(count, distance(end, e_var(k.var))));
    loop->init = s_decl(i, e_int_type(t, 0));
    loop->raw_for_decl = true;
    loop->flavor = L_FOR;
    loop->cond = e_bin(O_LT, e_var(i), e_var(count));
    if (!loop->step)
        loop->step = s_block();
    s_add(loop->step, s_assign(e_var(i), e_add(e_var(i), e_int_type(t, 1))));
}

static void walk_kid(Stmt **sp, void *data);

static void walk_block(Walk *w, Stmt *block, const Stmt *loop)
{
    StmtList out = {0};
    Frame here = {block, 0, &out, loop, w->frame};
    w->frame = &here;
    for (int i = 0; i < block->list.n; i++) {
        Stmt *s = block->list.at[i];
        here.at = i;
        StmtList after = {0};
        if (s->kind == S_LOOP) {
            walk_count_loop(w, s, has_walkers(s), &out, &after);
            count_by_pointer(w, s, &out);
            walk_block(w, s->body, s);
            walk_loop(w, s, &out, &after);
        } else {
            walk_kid(&s, w);
        }
        list_add(&out, s);
        for (int k = 0; k < after.n; k++)
            list_add(&out, after.at[k]);
    }
    w->frame = here.up;
    block->list = out;
}

static void walk_kid(Stmt **sp, void *data)
{
    if (*sp && (*sp)->kind == S_BLOCK)
        walk_block(data, *sp, NULL);
    else if (*sp)
        stmt_kids(*sp, walk_kid, data);
}

void walk_fn(Fn *f)
{
    Walk w = {.fn = f, .taken = norm_taken(f->body)};
    walk_block(&w, f->body, NULL);
}
