/* fuse.c: loops whose forward and reverse halves run together, iteration by iteration.

   A loop can be fused where no active value flows from one iteration to another but through sums (their adjoint is the
   same in all iterations) and where the adjoints of what it writes are known before it runs: what comes after it uses its
   results linearly. Then nothing has to be kept from one iteration to the next. A loop is first moved down as far as
   the statements behind it do not depend on it. */
#include "adjoint.h"

/* ---- walking ---- */

typedef struct Access {
    Stmt *stmt;
    Expr *lv;
    bool write, self; /* self: the s of s = s + e */
    bool active;      /* a read that a derivative flows through */
} Access;

typedef struct Scan {
    Adjoint *a;
    Stmt *loop;
    LIST(Access) all;
    bool unknown; /* calls with active arguments, opaque code */
    Stmt *stmt;
    bool in_active;
} Scan;

static void scan_read(Expr **ep, void *data)
{
    Scan *s = data;
    Expr *e = *ep;
    if (!e)
        return;
    if (e_is_lvalue(e) && !type_is_array(e->type)) {
        bool real = type_is_real(e->type) || type_is_complex(e->type) || type_is_record(e->type);
        list_add(&s->all, ((Access){s->stmt, e, false, false, s->in_active && real}));
    }
    expr_kids(e, scan_read, s);
}

static void scan_place(Scan *s, Expr *lv)
{
    s->in_active = false;
    if (lv->kind == E_MEMBER && !lv->arrow)
        scan_place(s, lv->a);
    else if (lv->kind != E_VAR)
        expr_kids(lv, scan_read, s);
}

/* s = s + e, s = s - e, s = s + e - f ... with no other s: what is added. */
static Expr *added(Stmt *s)
{
    return s->kind == S_ASSIGN && type_is_real(s->lhs->type) ? value_without(s->rhs, s->lhs) : NULL;
}

static void scan_stmt(Stmt **sp, void *data)
{
    Scan *s = data;
    Stmt *st = *sp;
    if (!st)
        return;
    s->stmt = st;
    s->in_active = false;
    Expr *lhs = st->kind == S_DECL ? e_var(st->var) : st->lhs;
    if (stmt_call(st)) {
        Expr *call = stmt_call(st);
        FnClass class = call->fn ? call->fn->class : F_UNKNOWN;
        if (class != F_INACTIVE)
            s->unknown = true;
        stmt_exprs(st, scan_read, s);
        return;
    }
    if (st->kind == S_ASSIGN || st->kind == S_DECL) {
        Expr *e = st->rhs, *sum = added(st);
        bool active = active_lvalue(s->a->active, lhs);
        if (st->kind == S_ASSIGN)
            scan_place(s, lhs);
        s->stmt = st;
        s->in_active = active;
        if (sum)
            e = sum;
        if (e)
            scan_read(&e, s);
        list_add(&s->all, ((Access){st, lhs, true, sum != NULL, active}));
        s->in_active = false;
    } else if (st->kind == S_PUSH || st->kind == S_POP || st->kind == S_OPAQUE || st->kind == S_EXPR) {
        s->unknown = true;
    } else {
        stmt_exprs(st, scan_read, s);
    }
    stmt_kids(st, scan_stmt, s);
}

/* ---- what a write does to other iterations ---- */

static bool declared_in(Adjoint *a, Var *v, Stmt *s)
{
    Stmt *d = map_get(a->declared, v);
    return d && plan_inside(d, s);
}

static Expr *root_of(Expr *lv)
{
    while (lv->kind == E_INDEX || lv->kind == E_DECAY || lv->kind == E_DEREF || lv->kind == E_MEMBER)
        lv = lv->a;
    return lv;
}

/* The variable that lv is, or is a part of; NULL: lv is behind a pointer, which may be a member of one. */
static Var *holder(Expr *lv)
{
    while ((lv->kind == E_INDEX && lv->a->kind == E_DECAY) || (lv->kind == E_MEMBER && !lv->arrow))
        lv = lv->kind == E_INDEX ? lv->a->a : lv->a;
    return lv->kind == E_VAR ? lv->var : NULL;
}

bool fuse_own(Adjoint *a, Expr *lv, Stmt *body)
{
    Var *v = holder(lv);
    return v && declared_in(a, v, body);
}

/* Whether two accesses in the loop may be to the same memory, in whatever iterations. */
static bool may_meet(Scan *s, const Access *x, const Access *y)
{
    return alias_may_overlap(s->a->alias, x->lv, y->lv) && !distinct_places(s->a, s->loop, x->lv, y->lv) &&
           !plan_other_rows(s->a, s->loop, x->lv, x->stmt, y->lv, y->stmt);
}

/* Every other access to it in the loop adds to it too. */
static bool is_sum(Scan *s, Access *w)
{
    if (!w->self)
        return false;
    for (int i = 0; i < s->all.n; i++) {
        Access *x = &s->all.at[i];
        if (x == w || !may_meet(s, x, w))
            continue;
        if (x->write ? !x->self : x->active)
            return false;
    }
    return true;
}

/* The innermost block in the loop's body that holds every access to what w writes: what is private there is private in the body. */
static Stmt *block_of_all(Scan *s, const Access *w, Stmt *body)
{
    for (;;) {
        Stmt *inner = NULL;
        bool one = true;
        for (int i = 0; i < s->all.n && one; i++) {
            if (!may_meet(s, &s->all.at[i], w))
                continue;
            Stmt *t = s->all.at[i].stmt;
            while (t != body && info(t)->parent != body)
                t = info(t)->parent;
            one = t != body && (!inner || inner == t);
            inner = t;
        }
        if (!one || !inner || (inner->kind != S_LOOP && inner->kind != S_IF))
            return body;
        Stmt *next = NULL;
        for (int i = 0; i < s->all.n; i++) {
            if (!may_meet(s, &s->all.at[i], w))
                continue;
            Stmt *t = s->all.at[i].stmt;
            Stmt *in = plan_inside(t, inner->body) && t != inner ? inner->body : NULL;
            if (!in && inner->kind == S_IF && inner->other && t != inner && plan_inside(t, inner->other))
                in = inner->other;
            if (!in || (next && next != in))
                return body;
            next = in;
        }
        body = next;
    }
}

/* A scalar that each iteration sets before it reads it. */
static bool set_first(Scan *s, Access *w, Stmt *loop)
{
    Adjoint *a = s->a;
    if (w->lv->kind != E_VAR || !plan_simple(a, w->lv->var))
        return false;
    Stmt *first = NULL, *body = block_of_all(s, w, loop->body);
    for (int i = 0; i < body->list.n && !first; i++) {
        Stmt *t = body->list.at[i];
        bool sets = t->kind == S_ASSIGN && t->lhs->kind == E_VAR && t->lhs->var == w->lv->var && !added(t);
        if (sets)
            first = t;
    }
    if (!first)
        return false;
    for (int i = 0; i < s->all.n; i++) {
        Access *x = &s->all.at[i];
        bool same = x->lv->kind == E_VAR && x->lv->var == w->lv->var;
        if (same && x->stmt != first && info(x->stmt)->first < info(first)->first)
            return false;
        if (same && x->stmt == first && !x->write)
            return false;
    }
    return true;
}

typedef struct After {
    Adjoint *a;
    Expr *lv;
    bool found;
} After;

static void after_expr(Expr **ep, void *data)
{
    After *x = data;
    Expr *e = *ep;
    if (!e || x->found)
        return;
    if (e_is_lvalue(e) && alias_may_overlap(x->a->alias, e, x->lv))
        x->found = true;
    expr_kids(e, after_expr, x);
}

static void after_stmt(Stmt **sp, void *data)
{
    if (!*sp)
        return;
    stmt_exprs(*sp, after_expr, data);
    stmt_kids(*sp, after_stmt, data);
}

static bool is_outside_memory(Adjoint *a, Expr *lv)
{
    const Bits *cells = alias_lvalue(a->alias, lv);
    for_bits(i, cells) {
        Object *o = a->alias->cells.at[i]->object;
        bool local = o->kind == OB_ALLOC || (o->kind == OB_VAR && (o->var->kind == V_LOCAL || o->var->kind == V_PARAM));
        if (!local)
            return true;
    }
    return false;
}

/* Whether the value lv has after the loop matters. */
bool fuse_read_after(Adjoint *a, Expr *lv, Stmt *loop)
{
    After x = {a, lv, is_outside_memory(a, lv)};
    for (Stmt *p = info(loop)->parent, *kid = loop; p && !x.found; kid = p, p = info(p)->parent) {
        x.found |= p->kind == S_LOOP; /* it comes back */
        bool behind = false;
        for (int i = 0; p->kind == S_BLOCK && i < p->list.n; i++) {
            if (behind)
                after_stmt(&p->list.at[i], &x);
            behind |= p->list.at[i] == kid;
        }
    }
    return x.found;
}

static Stmt *loop_around(Stmt *s)
{
    for (s = info(s)->parent; s && s->kind != S_LOOP;)
        s = info(s)->parent;
    return s;
}

/* y[i * n + k] = e, once in each iteration of the loop around, and each time somewhere else: that loop, in which the subscript stands
   for the same place wherever it is; NULL: it is not so. */
static Stmt *loop_of_place(Scan *s, Expr *lv, Stmt *loop)
{
    for (int i = 0; i < s->all.n; i++) {
        Access *w = &s->all.at[i];
        Stmt *around = w->write && e_equal(w->lv, lv) ? loop_around(w->stmt) : NULL;
        if (around && !plan_written_in(s->a, lv->b, around->body, NULL) && plan_apart(s->a, w->stmt, lv, (Moment){w->stmt, true}, loop))
            return around;
    }
    return NULL;
}

/* y[i], y[i].x: each iteration has its own element. */
static bool is_own_place(Scan *s, Access *w, Stmt *loop)
{
    Counted *c = info(loop)->counted;
    Expr *base = w->lv; /* of the element's own array: two rows of a double ** may be one */
    while (base->kind == E_MEMBER && !base->arrow)
        base = base->a;
    if (!c || base->kind != E_INDEX)
        return false;
    bool by_counter = false;
    for (; base->kind == E_INDEX; base = base->a->kind == E_DECAY ? base->a->a : base->a) {
        by_counter |= base->b->kind == E_VAR && base->b->var == c->counter;
        if (base->a->kind != E_DECAY && plan_written_in(s->a, base->a, loop, NULL))
            return false;
    }
    if (root_of(w->lv)->kind != E_VAR || plan_written_in(s->a, base, loop, NULL))
        return false;
    Stmt *same = by_counter ? loop : loop_of_place(s, w->lv, loop);
    if (!same)
        return false;
    for (int i = 0; i < s->all.n; i++) {
        Access *x = &s->all.at[i];
        if (may_meet(s, x, w) && (!e_equal(x->lv, w->lv) || !plan_inside(x->stmt, same)))
            return false;
    }
    return true;
}

/* y[i] = e, which nothing in an iteration reads before. */
static bool is_output(Scan *s, Access *w, Stmt *loop)
{
    if (w->self || !is_own_place(s, w, loop))
        return false;
    for (int i = 0; i < s->all.n; i++) {
        Access *x = &s->all.at[i];
        if (!may_meet(s, x, w))
            continue;
        if (!x->write && x->active && info(x->stmt)->first < info(w->stmt)->first)
            return false;
        if (!x->write && x->active && x->stmt == w->stmt)
            return false;
    }
    return true;
}

/* ---- arrays that each iteration fills before it reads them ---- */

static Counted *loop_of_counter(Stmt *at, Var *v)
{
    for (Stmt *p = at; p; p = info(p)->parent)
        if (p->kind == S_LOOP && info(p)->counted && info(p)->counted->counter == v)
            return info(p)->counted;
    return NULL;
}

static bool never_negative(Stmt *at, Expr *e)
{
    e = e_unwidened(e);
    if (e->kind == E_INT)
        return e->ival >= 0;
    if (e->kind == E_BINARY && e->op == O_ADD)
        return never_negative(at, e->a) && never_negative(at, e->b);
    if (e->kind != E_VAR)
        return false;
    Counted *c = loop_of_counter(at, e->var);
    return c && c->step > 0 && never_negative(at, c->from);
}

/* index runs within [0, n) wherever it is evaluated. */
static bool within(Stmt *at, Expr *index, Expr *n)
{
    index = e_unwidened(index);
    if (index->kind == E_INT)
        return index->ival == 0; /* where n <= 0 the array is not written in the loop at all */
    bool shifted = index->kind == E_BINARY && index->op == O_SUB && e_unwidened(index->b)->kind == E_INT;
    long long back = shifted ? e_unwidened(index->b)->ival : 0;
    if (shifted)
        index = e_unwidened(index->a);
    if (index->kind != E_VAR)
        return false;
    Counted *c = loop_of_counter(at, index->var);
    if (back) /* i - 1, for i from 1 on */
        return back > 0 && c && c->step == 1 && c->rel == O_LT && e_unwidened(c->from)->kind == E_INT &&
               e_unwidened(c->from)->ival >= back && e_equal(e_unwidened(c->to), e_unwidened(n));
    return c && c->step == 1 && c->rel == O_LT && never_negative(at, c->from) && e_equal(e_unwidened(c->to), e_unwidened(n));
}

/* t[0] = e; and so on: all elements from 0 to n - 1, in front of list[end]. */
static bool fills_singly(const StmtList *list, int end, Expr *base, long long n)
{
    for (long long k = 0; k < n; k++) {
        bool set = false;
        for (int i = 0; i < end && !set; i++) {
            Stmt *t = list->at[i];
            set = t->kind == S_ASSIGN && t->lhs->kind == E_INDEX && e_equal(t->lhs->a, base) &&
                  e_unwidened(t->lhs->b)->kind == E_INT && e_unwidened(t->lhs->b)->ival == k && !added(t);
        }
        if (!set)
            return false;
    }
    return true;
}

enum { FEW = 8 };

/* for (j = 0; j < n; j++) { ...; t[j] = e; ... } at list[at], the top of the body, fills t: n. The first few elements may be
   set one by one. */
static Expr *fills(Adjoint *a, const StmtList *list, int at, Expr *base, Stmt *loop)
{
    Stmt *s = list->at[at];
    Counted *c = s->kind == S_LOOP ? info(s)->counted : NULL;
    Expr *from = c ? e_unwidened(c->from) : NULL;
    if (!c || c->test || c->step != 1 || c->rel != O_LT || from->kind != E_INT || from->ival < 0 || from->ival > FEW ||
        !fills_singly(list, at, base, from->ival) || plan_written_in(a, c->to, loop, NULL))
        return NULL;
    for (int i = 0; i < s->body->list.n; i++) {
        Stmt *t = s->body->list.at[i];
        if (t->kind != S_ASSIGN || t->lhs->kind != E_INDEX || added(t))
            continue;
        if (e_equal(t->lhs->a, base) && t->lhs->b->kind == E_VAR && t->lhs->b->var == c->counter)
            return c->to;
    }
    return NULL;
}

static bool filled_first(Scan *s, Access *w, Stmt *loop)
{
    Adjoint *a = s->a;
    if (w->lv->kind != E_INDEX)
        return false;
    Expr *base = w->lv->a, *root = root_of(base);
    bool direct = base->kind == E_VAR || (base->kind == E_DECAY && base->a->kind == E_VAR);
    if (!direct || (type_is_pointer(root->type) && plan_written_in(a, root, loop, NULL)))
        return false;
    Stmt *filler = NULL;
    Expr *n = NULL;
    Stmt *body = block_of_all(s, w, loop->body);
    for (int i = 0; i < body->list.n && !filler; i++)
        if ((n = fills(a, &body->list, i, base, loop)))
            filler = body->list.at[i];
    if (!filler)
        return false;
    for (int i = 0; i < s->all.n; i++) {
        Access *x = &s->all.at[i];
        if (!may_meet(s, x, w))
            continue;
        if (x->lv->kind != E_INDEX || !e_equal(x->lv->a, base) || !within(x->stmt, x->lv->b, n))
            return false;
        if (info(x->stmt)->first < info(filler)->first && (!x->write || x->self))
            return false;
        bool early = plan_inside(x->stmt, filler) && !x->write && x->active;
        if (early) { /* in the filling loop: only the element just filled */
            bool own = false;
            for (int k = 0; k < filler->body->list.n; k++) {
                Stmt *t = filler->body->list.at[k];
                own |= t->kind == S_ASSIGN && e_equal(t->lhs, x->lv) && !added(t) &&
                       info(t)->first < info(x->stmt)->first;
            }
            if (!own)
                return false;
        }
    }
    return true;
}

bool fuse_sets_first(Adjoint *a, Expr *lv, Stmt *loop)
{
    Scan s = {.a = a, .loop = loop};
    Access w = {loop, lv, true, false, false};
    scan_stmt(&loop->body, &s);
    return !s.unknown && (set_first(&s, &w, loop) || filled_first(&s, &w, loop));
}

/* ---- the test ---- */

/* Whether iterations share nothing but sums. To run both halves of one at once, nothing behind it may read what it writes; to run the
   reverse halves in any order, it is enough that each has its own elements. */
static bool is_shared_in_sums(Adjoint *a, Stmt *loop, bool fused)
{
    if (loop->kind != S_LOOP || a->halves)
        return false;
    Scan s = {.a = a, .loop = loop};
    scan_stmt(&loop->body, &s);
    if (s.unknown)
        return false;
    bool any = false;
    for (int i = 0; i < s.all.n; i++) {
        Access *w = &s.all.at[i];
        if (!w->write || !active_lvalue(a->active, w->lv))
            continue;
        any = true;
        if (type_is_pointer(w->lv->type) || type_is_record(w->lv->type)) {
            if (!fuse_own(a, w->lv, loop->body))
                return false;
            continue;
        }
        if (!fuse_own(a, w->lv, loop->body) && !is_sum(&s, w) && !(fused ? is_output : is_own_place)(&s, w, loop) &&
            ((!set_first(&s, w, loop) && !filled_first(&s, w, loop)) || fuse_read_after(a, w->lv, loop)))
            return false;
    }
    for (int i = 0; i < s.all.n; i++) /* a pointer that moves on takes its shadow along */
        if (s.all.at[i].write && type_is_pointer(s.all.at[i].lv->type) &&
            active_pointer(a->active, s.all.at[i].lv) && !fuse_own(a, s.all.at[i].lv, loop->body))
            return false;
    return any;
}

bool fuse_possible(Adjoint *a, Stmt *loop)
{
    return is_shared_in_sums(a, loop, true);
}

bool fuse_any_order(Adjoint *a, Stmt *loop)
{
    return is_shared_in_sums(a, loop, false);
}

/* Of a loop of which this may be said: no array serves one iteration after the other. */
bool fuse_shares_sums(Adjoint *a, Stmt *loop)
{
    Scan s = {.a = a, .loop = loop};
    scan_stmt(&loop->body, &s);
    for (int i = 0; i < s.all.n; i++) {
        Access *w = &s.all.at[i];
        bool own = w->lv->kind == E_VAR && plan_simple(a, w->lv->var);
        if (w->write && active_lvalue(a->active, w->lv) && !own && !is_sum(&s, w) && !is_own_place(&s, w, loop))
            return false;
    }
    return true;
}

/* ---- what stands behind the loop ---- */

typedef struct Behind {
    Adjoint *a;
    StmtList *list;
    int from; /* the loops and what follows: list[from..] */
} Behind;

static bool settled(Behind *b, Expr *e)
{
    for (int i = b->from; i < b->list->n; i++)
        if (plan_written_in(b->a, e, b->list->at[i], NULL))
            return false;
    return true;
}

/* The partials of e need nothing that the loops or what follows compute. */
static bool linear(Behind *b, Expr *e)
{
    if (!e || !active_expr(b->a->active, e))
        return true;
    if (e->kind == E_VAR)
        return true;
    if (e_is_lvalue(e))
        return settled(b, e->a) && (!e->b || settled(b, e->b));
    switch (e->kind) {
    case E_CAST:
    case E_UNARY:
        return linear(b, e->a);
    case E_BINARY: {
        bool x = active_expr(b->a->active, e->a), y = active_expr(b->a->active, e->b);
        if (e->op == O_ADD || e->op == O_SUB)
            return linear(b, e->a) && linear(b, e->b);
        if (x && !settled(b, e->b))
            return false;
        if (y && (!settled(b, e->a) || (e->op == O_DIV && !settled(b, e->b))))
            return false;
        return linear(b, e->a) && linear(b, e->b);
    }
    case E_CALL:
        for (int i = 0; i < e->args.n; i++)
            if (!settled(b, e->args.at[i]) || !linear(b, e->args.at[i]))
                return false;
        return true;
    default:
        return false;
    }
}

static void activity_of(Stmt **sp, void *data)
{
    Scan *s = data;
    Stmt *st = *sp;
    if (!st)
        return;
    Expr *lhs = st->kind == S_DECL ? e_var(st->var) : st->lhs;
    if (lhs && (active_lvalue(s->a->active, lhs) || (type_is_pointer(lhs->type) && active_pointer(s->a->active, lhs))))
        s->unknown = true;
    Expr *call = stmt_call(st);
    if (call && !(call->fn && (call->fn->class == F_INACTIVE || call->fn->class == F_FREE)))
        s->unknown = true;
    stmt_kids(st, activity_of, s);
}

/* The partials of e are written with its value, which what it is assigned to holds only afterwards. */
static bool wants_result(Behind *b, Expr *e)
{
    while (e && (e->kind == E_CAST || e->kind == E_UNARY))
        e = e->a;
    if (!e || !active_expr(b->a->active, e))
        return false;
    if (e->kind == E_BINARY)
        return e->op == O_DIV && active_expr(b->a->active, e->b);
    for (int i = 0; e->kind == E_CALL && i < e->args.n; i++)
        if (e->fn && e->fn->rule && active_expr(b->a->active, e->args.at[i]) && rule_uses_result(e->fn->rule, i))
            return true;
    return false;
}

static bool tail_stmt(Behind *b, Stmt *s)
{
    Scan any = {.a = b->a};
    activity_of(&s, &any);
    if (s->kind == S_RETURN)
        return linear(b, s->rhs) && !(s->rhs && type_is_record(s->rhs->type));
    if (!any.unknown)
        return true;
    if (stmt_call(s) || (s->kind != S_ASSIGN && s->kind != S_DECL))
        return false;
    Expr *lhs = s->kind == S_DECL ? e_var(s->var) : s->lhs;
    if (!type_is_real(lhs->type))
        return false;
    if (lhs->kind != E_VAR && !(settled(b, lhs->a) && (!lhs->b || settled(b, lhs->b))))
        return false;
    return linear(b, s->rhs) && !wants_result(b, s->rhs);
}

/* ---- moving loops down ---- */

typedef struct Touch {
    Adjoint *a;
    Stmt *other;
    bool found;
} Touch;

static void touch_expr(Expr **ep, void *data)
{
    Touch *t = data;
    Expr *e = *ep;
    if (!e || t->found)
        return;
    t->found = plan_written_in(t->a, e, t->other, NULL);
}

static void touch_stmt(Stmt **sp, void *data)
{
    Touch *t = data;
    Stmt *s = *sp;
    if (!s || t->found)
        return;
    stmt_exprs(s, touch_expr, t);
    if (s->kind == S_DECL) {
        Expr *v = e_var(s->var);
        touch_expr(&v, t);
    }
    if (stmt_call(s) || s->kind == S_EXPR || s->kind == S_OPAQUE || s->kind == S_PUSH || s->kind == S_POP ||
        s->kind == S_RETURN)
        t->found = true;
    stmt_kids(s, touch_stmt, t);
}

static void mentions(Expr **ep, void *data)
{
    Touch *t = data;
    if (!*ep)
        return;
    if ((*ep)->kind == E_VAR && t->other->kind == S_DECL && (*ep)->var == t->other->var)
        t->found = true;
    expr_kids(*ep, mentions, t);
}

static void mention_stmt(Stmt **sp, void *data)
{
    if (!*sp)
        return;
    stmt_exprs(*sp, mentions, data);
    stmt_kids(*sp, mention_stmt, data);
}

/* Neither reads or writes what the other writes, and neither has another effect. */
static bool independent(Adjoint *a, Stmt *x, Stmt *y)
{
    Touch one = {a, y, false}, two = {a, x, false};
    touch_stmt(&x, &one);
    touch_stmt(&y, &two);
    if (y->kind == S_DECL)
        mention_stmt(&x, &one);
    if (x->kind == S_DECL)
        mention_stmt(&y, &two);
    return !one.found && !two.found;
}

bool fuse_sink(Adjoint *a, StmtList *list)
{
    bool moved = false;
    for (int i = list->n - 2; i >= 0; i--) {
        if (!fuse_possible(a, list->at[i]))
            continue;
        for (int k = i; k + 1 < list->n && independent(a, list->at[k], list->at[k + 1]); k++) {
            Stmt *s = list->at[k];
            list->at[k] = list->at[k + 1];
            list->at[k + 1] = s;
            moved = true;
        }
    }
    return moved;
}

static bool fuses(Adjoint *a, Stmt *loop)
{
    return fuse_possible(a, loop) && !loop_scatters(a, loop);
}

/* The loops to be fused are list[start..*end); NULL range: start == list->n. */
int fuse_start(Adjoint *a, StmtList *list, int *end)
{
    int last = list->n - 1;
    while (last >= 0 && !fuses(a, list->at[last]))
        last--;
    *end = last + 1;
    if (last < 0)
        return list->n;
    int start = last;
    while (start > 0 && fuses(a, list->at[start - 1])) {
        bool free = true;
        for (int k = start; k <= last; k++)
            free = free && independent(a, list->at[start - 1], list->at[k]);
        if (!free)
            break;
        start--;
    }
    Behind b = {a, list, start};
    for (int i = last + 1; i < list->n; i++)
        if (!tail_stmt(&b, list->at[i]))
            return list->n;
    return start;
}
