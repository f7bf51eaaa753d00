/* extents.c: which part of the memory behind each of its pointers does a function access?

   Takes a function's copy (adjoint_scout); leaves for each pointer of the caller's the elements that bound all accesses
   through it, in integers that are known at entry: version.c tests with them whether two pointers lead to memory apart. Subscripts are
   those of dependence.c; the counters of the loops around are replaced, innermost first, by the bound that makes the subscript
   larger, whose coefficient's sign follows from what is known in the iteration. What a function called accesses is found once,
   in terms of its parameters. More than is accessed only makes the test fail; what is not understood has no extent. */
#include "extents.h"

#include <string.h>

enum { MAX_FACTS = 8 };

/* A condition that holds, or does not, where an operand of a conditional expression is evaluated. */
typedef struct Fact {
    Expr *cond;
    bool truth;
} Fact;

/* what <= limit, which is known at entry. */
typedef struct Bound {
    Poly what, limit;
} Bound;

/* One access: where, and what is known there. */
typedef struct Access {
    Extents *x;
    Moment m;
    Dependence d;
    Rows rows;
    LIST(Bound) bounds;
} Access;

typedef struct Walk {
    Extents *x;
    Moment m;
    Fact facts[MAX_FACTS];
    int n;
} Walk;

/* ---- what is known at entry ---- */

/* s.x, m->x, m->s.x: the parameter; NULL: it is no such member. */
static Var *param_of_member(const Expr *e)
{
    if (e->kind != E_MEMBER)
        return NULL;
    while (e->kind == E_MEMBER && !e->arrow)
        e = e->a;
    if (e->kind == E_MEMBER)
        e = e->a;
    return e->kind == E_VAR && e->var->kind == V_PARAM ? e->var : NULL;
}

/* Can be computed there: its value does not change, and no C program minds. */
static bool known_at_entry(const Expr *e)
{
    if (!type_is_integer(e->type))
        return false;
    switch (e->kind) {
    case E_INT:
        return true;
    case E_VAR:
        return (e->var->kind == V_PARAM || e->var->kind == V_GLOBAL) && !(e->var->type->quals & Q_VOLATILE);
    case E_CAST:
        return known_at_entry(e->a);
    case E_MEMBER:
        return param_of_member(e) != NULL; /* where that is at hand, see extent_count */
    case E_BINARY:
        if (e->op == O_DIV || e->op == O_REM || e->op == O_SHR)
            return known_at_entry(e->a) && e->b->kind == E_INT && e->b->ival > 0 && e->b->ival < 31;
        return (e->op == O_ADD || e->op == O_SUB || e->op == O_MUL) && !type_plain(e->type)->is_signed &&
               known_at_entry(e->a) && known_at_entry(e->b);
    default:
        return false;
    }
}

static bool of_entry(const Dependence *d, const Poly *p)
{
    for (int i = 0; i < p->n; i++)
        for (int k = 0; k < p->at[i].degree; k++) {
            const Unknown *u = &d->unknowns[p->at[i].x[k]];
            if (u->kind != UN_VALUE || !known_at_entry(u->value))
                return false;
        }
    return !p->lost;
}

/* p with what `values` gives for each of its unknowns. */
static Poly with_values(const Poly *p, const Poly *values)
{
    Poly sum = {.lost = p->lost};
    for (int i = 0; i < p->n; i++) {
        Poly term = poly_const(p->at[i].k);
        for (int k = 0; k < p->at[i].degree; k++)
            term = poly_product(&term, &values[p->at[i].x[k]]);
        poly_add(&sum, &term, 1);
    }
    return sum;
}

/* In the unknowns of the function. */
static Poly translated(Extents *x, const Dependence *d, const Poly *p)
{
    Poly values[MAX_UNKNOWNS];
    for (int i = 0; i < d->n; i++) {
        bool used = false;
        for (int k = 0; k < p->n; k++)
            used |= poly_has_factor(&p->at[k], i);
        values[i] = poly_unknown(used ? dependence_unknown(&x->values, d->unknowns[i]) : -1);
    }
    return with_values(p, values);
}

/* ---- signs ---- */

static bool linear_not_negative(const Rows *r, const Poly *p)
{
    Rows with;
    rows_copy(&with, r);
    rows_add(&with, poly_row(p, -1, -1, false));
    return rows_empty(&with);
}

/* p >= 0 in every solution of r: it is shown as it is, or each of its terms is a product of what is not negative. */
static bool not_negative(const Rows *r, const Poly *p)
{
    if (p->lost)
        return false;
    if (poly_is_linear(p))
        return linear_not_negative(r, p);
    for (int i = 0; i < p->n; i++) {
        if (p->at[i].k < 0)
            return false;
        for (int k = 0; k < p->at[i].degree; k++) {
            Poly factor = poly_unknown(p->at[i].x[k]);
            if (!linear_not_negative(r, &factor))
                return false;
        }
    }
    return true;
}

/* ---- what is known at an access ---- */

static Op negated(Op op)
{
    switch (op) {
    case O_LT:
        return O_GE;
    case O_GE:
        return O_LT;
    case O_GT:
        return O_LE;
    case O_LE:
        return O_GT;
    case O_EQ:
        return O_NE;
    case O_NE:
        return O_EQ;
    default:
        return O_NONE;
    }
}

/* x <= y, or x < y */
static void add_order(Access *at, const Poly *x, const Poly *y, bool less)
{
    Poly difference = *y, limit = *y, one = poly_const(less);
    poly_add(&difference, x, -1);
    poly_add(&limit, &one, -1);
    if (poly_is_linear(&difference))
        rows_add(&at->rows, poly_row(&difference, 1, less ? -1 : 0, false));
    if (of_entry(&at->d, y))
        list_add(&at->bounds, ((Bound){*x, limit}));
}

static void add_fact(Access *at, Expr *e, bool truth, Moment m)
{
    if (e->kind == E_UNARY && e->op == O_NOT) {
        add_fact(at, e->a, !truth, m);
        return;
    }
    if (e->kind == E_CAST && type_is_integer(e->a->type)) {
        add_fact(at, e->a, truth, m);
        return;
    }
    if (e->kind != E_BINARY)
        return;
    if (e->op == (truth ? O_LAND : O_LOR)) {
        add_fact(at, e->a, truth, m);
        add_fact(at, e->b, truth, m);
        return;
    }
    Op op = truth ? e->op : negated(e->op);
    if (op < O_LT || op > O_EQ || !type_is_integer(e->a->type) || !type_is_integer(e->b->type) ||
        dependence_may_wrap(e->a, true) || dependence_may_wrap(e->b, true))
        return;
    Poly x = dependence_poly(&at->d, e->a, m, 0), y = dependence_poly(&at->d, e->b, m, 0);
    if (x.lost || y.lost)
        return;
    if (op == O_LT || op == O_LE || op == O_EQ)
        add_order(at, &x, &y, op == O_LT);
    if (op == O_GT || op == O_GE || op == O_EQ)
        add_order(at, &y, &x, op == O_GT);
}

static Access access_at(const Walk *w)
{
    Access at = {.x = w->x, .m = w->m};
    Adjoint *a = w->x->a;
    at.d = (Dependence){.a = a, .scope = a->src->body, .rests = true};
    at.rows.n = 0;
    at.rows.none = false;
    for (Stmt *p = info(w->m.at)->parent, *kid = w->m.at; p; kid = p, p = info(p)->parent) {
        if (p->kind == S_LOOP && kid == p->body) {
            const Counted *c = info(p)->counted;
            dependence_loop(&at.d, &at.rows, p, 0);
            if (c && c->test && p->body->list.n)
                add_fact(&at, c->test, true, (Moment){p->body->list.at[0], false});
        }
        if (p->kind == S_IF && (kid == p->body || kid == p->other))
            add_fact(&at, p->cond, kid == p->body, (Moment){p, false});
    }
    for (int i = 0; i < w->n; i++)
        add_fact(&at, w->facts[i].cond, w->facts[i].truth, w->m);
    return at;
}

/* ---- bounds of subscripts ---- */

/* p with the value y for unknown x, of which p is linear. */
static Poly with_value(const Poly *p, int x, const Poly *y)
{
    Poly whole, rest;
    poly_take_apart(p, x, &whole, &rest);
    for (int i = 0; i < whole.n; i++)
        rest.lost |= poly_has_factor(&whole.at[i], x);
    Poly product = poly_product(&whole, y);
    poly_add(&rest, &product, 1);
    rest.lost |= p->lost;
    return rest;
}

static bool has_unknown(const Poly *p, int x)
{
    for (int i = 0; i < p->n; i++)
        if (poly_has_factor(&p->at[i], x))
            return true;
    return false;
}

/* p / k, where that has no rest. */
static bool divided(Poly *p, long long k)
{
    for (int i = 0; i < p->n; i++) {
        if (p->at[i].k % k)
            return false;
        p->at[i].k /= k;
    }
    return true;
}

/* p as large as it gets in all iterations of a loop. */
static Poly largest_in(Access *at, const Poly *p, Stmt *loop)
{
    Dependence *d = &at->d;
    const Counted *c = info(loop)->counted;
    int q = dependence_unknown(d, (Unknown){.kind = UN_ITERATION, .loop = loop, .side = 0});
    int start = dependence_unknown(d, (Unknown){.kind = UN_START, .loop = loop, .side = 0});
    if (q < 0 || start < 0 || p->lost)
        return (Poly){.lost = true};
    Poly large = *p, from = dependence_poly(d, c->from, (Moment){loop, false}, 0);
    if (has_unknown(p, q)) {
        long long step = c->pace ? 1 : c->step;
        Poly whole, rest, more = dependence_bound(d, c->to, loop, 0), strict = poly_const(c->rel == O_LT || c->rel == O_GT);
        poly_take_apart(p, q, &whole, &rest);
        Poly less = {0};
        poly_add(&less, &whole, -1);
        poly_add(&more, &from, -1); /* |step| * q <= more */
        if (step < 0) {
            Poly back = {0};
            poly_add(&back, &more, -1);
            more = back;
            step = -step;
        }
        poly_add(&more, &strict, -1);
        if (not_negative(&at->rows, &whole) && !has_unknown(&whole, q) && divided(&whole, step)) {
            large = poly_product(&whole, &more);
            poly_add(&large, &rest, 1);
        } else if (not_negative(&at->rows, &less) && !has_unknown(&whole, q)) {
            large = rest;
        } else {
            return (Poly){.lost = true};
        }
    }
    return has_unknown(&large, start) ? with_value(&large, start, &from) : large;
}

/* p is never above b's limit plus *more: it is what is bounded, but for a constant, or it is shown. */
static bool is_bounded(Access *at, const Poly *p, const Bound *b, long long *more)
{
    Poly over = *p, room = b->limit;
    poly_add(&over, &b->what, -1);
    poly_add(&room, p, -1);
    *more = over.n ? over.at[0].k : 0;
    if (!over.lost && (over.n == 0 || (over.n == 1 && !over.at[0].degree)))
        return true;
    *more = 0;
    return poly_is_linear(&room) && not_negative(&at->rows, &room);
}

/* 0 <= x % y < y, where neither is negative. */
static void add_rest(Access *at, int x)
{
    const Unknown *u = &at->d.unknowns[x];
    Poly rest = poly_unknown(x), positive = *u->by, one = poly_const(1), room = *u->by;
    poly_add(&positive, &one, -1);
    poly_add(&room, &rest, -1);
    if (!not_negative(&at->rows, u->divided) || !not_negative(&at->rows, &positive))
        return;
    rows_add(&at->rows, poly_row(&rest, 1, 0, false));
    if (poly_is_linear(&room))
        rows_add(&at->rows, poly_row(&room, 1, -1, false));
}

/* p as large as it gets for what remainders in it may be. */
static Poly largest_of_rests(Access *at, const Poly *p)
{
    Poly large = *p;
    for (int x = 0; x < at->d.n; x++) {
        const Unknown *u = &at->d.unknowns[x];
        if (u->kind != UN_REST || !has_unknown(&large, x))
            continue;
        Poly whole, rest, less = {0}, most = *u->by, one = poly_const(1), self = poly_unknown(x), room = most;
        poly_add(&most, &one, -1);
        poly_add(&room, &self, -1);
        poly_take_apart(&large, x, &whole, &rest);
        poly_add(&less, &whole, -1);
        if (!not_negative(&at->rows, &self) || !not_negative(&at->rows, &room) || has_unknown(&whole, x))
            large.lost = true;
        else if (not_negative(&at->rows, &whole))
            large = with_value(&large, x, &most);
        else if (not_negative(&at->rows, &less))
            large = rest;
        else
            large.lost = true;
    }
    return large;
}

/* A value known at entry that p is never above. */
static Poly largest(Access *at, const Poly *p)
{
    for (int i = 0; i < at->bounds.n; i++) {
        long long more;
        if (!is_bounded(at, p, &at->bounds.at[i], &more))
            continue;
        Poly limit = at->bounds.at[i].limit, c = poly_const(more);
        poly_add(&limit, &c, 1);
        return limit;
    }
    for (int x = 0; x < at->d.n; x++)
        if (at->d.unknowns[x].kind == UN_REST)
            add_rest(at, x);
    Poly large = largest_of_rests(at, p);
    for (Stmt *s = info(at->m.at)->parent, *kid = at->m.at; s; kid = s, s = info(s)->parent)
        if (s->kind == S_LOOP && kid == s->body && info(s)->counted)
            large = largest_in(at, &large, s);
    large.lost |= !of_entry(&at->d, &large);
    return large;
}

/* ---- extents ---- */

static Extent *extent_of(Extents *x, const Object *o)
{
    for (int i = 0; i < x->list.n; i++)
        if (x->list.at[i].object == o)
            return &x->list.at[i];
    return NULL;
}

static void touch(Extent *e, Type *t, bool write)
{
    e->written |= write;
    for (int i = 0; i < e->types.n; i++)
        if (e->types.at[i] == t)
            return;
    list_add(&e->types, t);
}

static void add_high(Extents *x, Extent *e, const Poly *high)
{
    for (int i = 0; i < e->n; i++) {
        Poly more = *high;
        poly_add(&more, &e->high[i], -1);
        if (more.lost || more.n > 1 || (more.n && more.at[0].degree))
            continue;
        if (more.n && more.at[0].k > 0)
            e->high[i] = *high;
        return;
    }
    (void)x;
    if (e->n == MAX_HIGHS)
        e->unbounded = true;
    else
        e->high[e->n++] = *high;
}

/* Elements first to last of what e's parameter points to, as they are at this access. */
static void add_elements(Access *at, Extent *e, const Poly *first, const Poly *last)
{
    Poly low = {0}, high = largest(at, last), one = poly_const(1);
    if (!not_negative(&at->rows, first)) {
        Poly back = {0};
        poly_add(&back, first, -1);
        low = largest(at, &back);
    }
    low.lost |= low.n > 1 || (low.n && low.at[0].degree);
    poly_add(&high, &one, 1);
    high = translated(at->x, &at->d, &high);
    if (low.lost || high.lost) {
        e->unbounded = true;
        return;
    }
    if (low.n && -low.at[0].k < e->low)
        e->low = -low.at[0].k;
    add_high(at->x, e, &high);
}

/* Within an element, accesses stay where the declaration says; not so those of an array at its end that stands for more. */
static bool stays_within(const Place *p, int member)
{
    for (int i = member; i >= 0; i--) {
        const Field *f = p->path[i].field;
        if (f && type_is_array(f->type) && f->index == f->record->fields.n - 1)
            return false;
    }
    return true;
}

/* The element in terms of the innermost type behind the root of a place. */
static Poly flat_subscript(const Place *p)
{
    Poly flat = p->path[p->n - 1].subscript;
    int i = p->n - 2;
    for (; i >= 0 && !p->path[i].field; i--) {
        flat = poly_product(&flat, &p->path[i].length);
        poly_add(&flat, &p->path[i].subscript, 1);
    }
    flat.lost |= !stays_within(p, i);
    return flat;
}

static void lose(Extents *x, const Bits *cells, Type *t, bool write)
{
    ObjectList objects = {0};
    alias_objects(x->a->alias, cells, &objects);
    for (int i = 0; i < objects.n; i++) {
        const Object *o = objects.at[i];
        bool table = o->kind == OB_VAR && (type_element(o->var->type)->quals & Q_CONST);
        if (o->kind == OB_ANY)
            list_add(&x->others, t);
        if (!alias_is_outside(o) || o->kind == OB_ANY || table)
            continue;
        Extent *e = extent_of(x, o);
        if (!e) {
            list_add(&x->list, ((Extent){.object = o}));
            e = extent_of(x, o);
        }
        e->root = NULL;
        touch(e, t, write);
    }
}

/* The pointer through which lv is accessed, where nothing else may be; NULL: not so. */
static Extent *through_pointer(Access *at, Expr *lv, const Bits *cells, Place *p)
{
    Extents *x = at->x;
    ObjectList objects = {0};
    alias_objects(x->a->alias, cells, &objects);
    const Object *o = objects.n == 1 ? objects.at[0] : NULL;
    if (!o || (o->kind != OB_EXT && o->kind != OB_DEEP) || o->retyped || !dependence_place(&at->d, lv, at->m, 0, p) ||
        p->n == 0 || !type_is_pointer(p->root->type) ||
        !((p->root->kind == E_VAR && p->root->var->kind == V_PARAM) || param_of_member(p->root)))
        return NULL;
    Extent *e = extent_of(x, o);
    if (e)
        return e->root && e_equal(e->root, p->root) ? e : NULL;
    list_add(&x->list, ((Extent){.object = o, .root = p->root}));
    return extent_of(x, o);
}

static void access_memory(Walk *w, Expr *lv, bool write)
{
    const Bits *cells = alias_lvalue(w->x->a->alias, lv);
    ObjectList objects = {0};
    alias_objects(w->x->a->alias, cells, &objects);
    bool outside = false;
    for (int i = 0; i < objects.n; i++)
        outside |= alias_is_outside(objects.at[i]);
    if (!outside)
        return;
    Access at = access_at(w);
    Place p = {0};
    Extent *e = through_pointer(&at, lv, cells, &p);
    if (!e) {
        lose(w->x, cells, lv->type, write);
        return;
    }
    Poly element = flat_subscript(&p);
    touch(e, lv->type, write);
    add_elements(&at, e, &element, &element);
}

/* ---- calls ---- */

static Extents *extents_of_callee(Adjoint *a, Fn *f)
{
    static Map *known; /* Fn -> Extents; of one that is being looked at, of no function */
    static Extents open;
    static const Derived *of; /* calls through pointers were made direct for it */
    if (!known || of != a->derived)
        known = map_new();
    of = a->derived;
    Extents *x = map_get(known, f);
    if (!x) {
        map_put(known, f, &open);
        x = extents_of(adjoint_scout(a->program, a->derived, f, &f->params));
        map_put(known, f, x);
    }
    return x->a ? x : NULL;
}

/* The elements that a callee accesses through its parameter e, which is given arg here. */
static bool add_given(Walk *w, const Expr *call, const Extents *callee, const Extent *e, Expr *arg)
{
    Access at = access_at(w);
    Place p = {0};
    Expr *lv = e_deref(arg);
    Extent *mine = through_pointer(&at, lv, alias_pointees(w->x->a->alias, arg), &p);
    if (!mine || !type_same(type_unqual(type_element(type_plain(arg->type)->to)),
                            type_unqual(type_element(type_plain(e->root->type)->to))))
        return false;
    bool plain = p.n == 1 && type_same(type_element(type_plain(arg->type)->to), type_element(type_plain(mine->root->type)->to));
    for (int i = 0; i < e->types.n; i++)
        touch(mine, e->types.at[i], e->written);
    mine->unbounded |= !plain || e->unbounded;
    Type *row = type_plain(type_plain(arg->type)->to);
    Poly offset = p.path[0].subscript;
    for (; row->kind == T_ARRAY; row = type_plain(row->to)) {
        Poly length = row->count ? dependence_poly(&at.d, row->count, at.m, 0) : (Poly){.lost = true};
        offset = poly_product(&offset, &length);
    }
    Poly values[MAX_UNKNOWNS];
    for (int i = 0; i < callee->values.n; i++) {
        Expr *value = callee->values.unknowns[i].value;
        values[i] = (Poly){.lost = true};
        for (int k = 0; value && k < call->args.n && k < call->fn->params.n; k++)
            if (value->kind == E_VAR && value->var == call->fn->params.at[k])
                values[i] = dependence_poly(&at.d, call->args.at[k], at.m, 0);
        if (value && value->kind == E_VAR && value->var->kind == V_GLOBAL)
            values[i] = dependence_poly(&at.d, value, at.m, 0);
    }
    for (int i = 0; i < e->n; i++) {
        Poly last = with_values(&e->high[i], values), first = poly_const(e->low), end = poly_const(-1);
        poly_add(&last, &offset, 1);
        poly_add(&last, &end, 1);
        poly_add(&first, &offset, 1);
        add_elements(&at, mine, &first, &last);
    }
    return true;
}

static void reach_given(Extents *x, Expr *arg, Bits *all)
{
    if (type_is_pointer(arg->type))
        alias_reach(x->a->alias, alias_pointees(x->a->alias, arg), all);
    else if (type_is_record(arg->type) && e_is_lvalue(arg))
        alias_reach(x->a->alias, alias_lvalue(x->a->alias, arg), all);
}

static void lose_given(Extents *x, const Expr *call)
{
    for (int k = 0; k < call->args.n; k++) {
        Bits all = {0};
        reach_given(x, call->args.at[k], &all);
        lose(x, &all, type_void(), true);
    }
}

static bool is_given(const Expr *call, const Extent *e, Expr **arg)
{
    for (int k = 0; e->root && e->root->kind == E_VAR && k < call->args.n; k++)
        if (e->root->var == call->fn->params.at[k]) {
            *arg = call->args.at[k];
            return true;
        }
    return false;
}

static void access_visible(Walk *w, Expr *call)
{
    Extents *callee = extents_of_callee(w->x->a, call->fn);
    if (!callee || callee->others.n || call->args.n != call->fn->params.n) {
        list_add(&w->x->others, type_void());
        lose_given(w->x, call);
        return;
    }
    for (int i = 0; i < callee->list.n; i++) {
        const Extent *e = &callee->list.at[i];
        Expr *arg;
        if (is_given(call, e, &arg) && add_given(w, call, callee, e, arg))
            continue;
        Bits all = {0};
        for (int k = 0; k < call->args.n; k++)
            if (e->object->var == call->fn->params.at[k])
                reach_given(w->x, call->args.at[k], &all);
        if (e->object->var->kind != V_PARAM)
            list_add(&w->x->others, type_void());
        lose(w->x, &all, type_void(), e->written);
    }
}

/* n elements at arg: memcpy and the like, in units of arg's type. */
static void access_block(Walk *w, Expr *arg, Expr *bytes, bool write)
{
    Expr *pointer = e_uncast(arg);
    const Bits *cells = alias_pointees(w->x->a->alias, pointer);
    Access at = access_at(w);
    Place p = {0};
    Extent *e = through_pointer(&at, e_deref(pointer), cells, &p);
    while (bytes->kind == E_CAST)
        bytes = bytes->a;
    Expr *size = bytes->kind == E_BINARY && bytes->op == O_MUL ? bytes->a : NULL, *count = size ? bytes->b : NULL;
    if (size && size->kind != E_SIZEOF) {
        size = bytes->b;
        count = bytes->a;
    }
    Type *t = type_plain(type_plain(pointer->type)->to);
    if (!e || t->kind == T_ARRAY || p.n != 1) {
        lose(w->x, cells, type_void(), write);
        return;
    }
    touch(e, t, write);
    Poly last = {.lost = true}, end = poly_const(-1);
    if (size && size->kind == E_SIZEOF && type_same(type_unqual(size->of ? size->of : size->a->type), type_unqual(t)))
        last = dependence_poly(&at.d, count, at.m, 0);
    poly_add(&last, &p.path[0].subscript, 1);
    poly_add(&last, &end, 1);
    add_elements(&at, e, &p.path[0].subscript, &last);
}

static void access_called(Walk *w, Expr *call)
{
    Fn *f = call->fn;
    if (!f) {
        list_add(&w->x->others, type_void());
        lose_given(w->x, call);
    } else if (f->body && f->class == F_USER) {
        access_visible(w, call);
    } else if (f->class == F_MEMORY && call->args.n == 3) {
        access_block(w, call->args.at[0], call->args.at[2], true);
        if (type_is_pointer(call->args.at[1]->type))
            access_block(w, call->args.at[1], call->args.at[2], false);
    } else if (f->class == F_USER || f->class == F_CUSTOM || f->class == F_UNKNOWN || f->class == F_FREE || f->class == F_ALLOC) {
        if (f->class == F_CUSTOM || f->class == F_UNKNOWN)
            list_add(&w->x->others, type_void());
        lose_given(w->x, call);
    } else {
        for (int k = 0; k < call->args.n; k++) {
            Bits all = {0};
            Expr *arg = call->args.at[k];
            if (!type_is_pointer(arg->type) || !(known_reads(f, k) || known_writes(f, k)))
                continue;
            alias_reach(w->x->a->alias, alias_pointees(w->x->a->alias, arg), &all);
            lose(w->x, &all, type_void(), known_writes(f, k));
        }
    }
}

/* ---- the walk ---- */

static void look_expr(Expr **ep, void *data);

/* What is evaluated to know where an lvalue is. */
static void look_address(Expr **ep, void *data)
{
    Expr *lv = *ep;
    if (lv->kind == E_VAR)
        return;
    if ((lv->kind == E_MEMBER && !lv->arrow) || (lv->kind == E_UNARY && e_is_lvalue(lv->a)))
        look_address(&lv->a, data);
    else
        expr_kids(lv, look_expr, data);
}

static void look_under(Walk *w, Expr **ep, Expr *cond, bool truth)
{
    int n = w->n;
    if (n < MAX_FACTS)
        w->facts[w->n++] = (Fact){cond, truth};
    look_expr(ep, w);
    w->n = n;
}

static void look_expr(Expr **ep, void *data)
{
    Walk *w = data;
    Expr *e = *ep;
    if (!e || e->kind == E_SIZEOF)
        return;
    if (e->kind == E_ADDR || e->kind == E_DECAY) {
        look_address(&e->a, w);
        return;
    }
    if (e->kind == E_COND || (e->kind == E_BINARY && (e->op == O_LAND || e->op == O_LOR))) {
        look_expr(&e->a, w);
        look_under(w, &e->b, e->a, e->kind == E_COND || e->op == O_LAND);
        if (e->kind == E_COND)
            look_under(w, &e->c, e->a, false);
        return;
    }
    if (e->kind == E_OPAQUE)
        list_add(&w->x->others, type_void());
    if (e->kind == E_CALL)
        access_called(w, e);
    if (e_is_lvalue(e) && e->kind != E_COMPOUND) {
        access_memory(w, e, false);
        look_address(ep, w);
        return;
    }
    expr_kids(e, look_expr, w);
}

static void look_stmt(Stmt **sp, void *data)
{
    Walk *w = data;
    Stmt *s = *sp;
    if (!s)
        return;
    w->m = (Moment){s, false};
    if (s->kind == S_OPAQUE)
        list_add(&w->x->others, type_void());
    if ((s->kind == S_ASSIGN || s->kind == S_POP) && e_is_lvalue(s->lhs))
        access_memory(w, s->lhs, true);
    for (Type *t = s->kind == S_DECL ? type_plain(s->var->type) : NULL; t && t->kind == T_ARRAY; t = type_plain(t->to))
        look_expr(&t->count, w);
    stmt_exprs(s, look_expr, w);
    stmt_kids(s, look_stmt, w);
}

/* ---- parameters that are followed before all else ---- */

static void find_followed(Expr **ep, void *data)
{
    Extents *x = data;
    Expr *e = *ep;
    if (!e || e->kind == E_SIZEOF || e->kind == E_ADDR)
        return;
    if (e->kind == E_COND || (e->kind == E_BINARY && (e->op == O_LAND || e->op == O_LOR))) {
        find_followed(&e->a, x);
        return;
    }
    if (e->kind == E_MEMBER && e->arrow && e->a->kind == E_VAR && e->a->var->kind == V_PARAM)
        list_add(&x->at_hand, e->a->var);
    expr_kids(e, find_followed, x);
}

static void find_call(Expr **ep, void *data)
{
    Expr *e = *ep;
    if (!e)
        return;
    *(bool *)data |= e->kind == E_OPAQUE || (e->kind == E_CALL && !(e->fn && e->fn->class == F_MATH));
    expr_kids(e, find_call, data);
}

static void find_calls(Stmt **sp, void *data)
{
    stmt_exprs(*sp, find_call, data);
    *(bool *)data |= (*sp)->kind == S_OPAQUE || (*sp)->kind == S_RETURN;
    stmt_kids(*sp, find_calls, data);
}

/* Up to the first call, which may not come back. */
static void find_at_hand(Extents *x, Stmt *body)
{
    bool calls = false;
    for (int i = 0; i < body->list.n && !calls; i++) {
        Stmt *s = body->list.at[i];
        find_calls(&s, &calls);
        if (calls)
            break;
        if (s->kind == S_LOOP && s->flavor != L_DO && s->cond)
            find_followed(&s->cond, x);
        else if (s->kind == S_IF || s->kind == S_SWITCH)
            find_followed(&s->cond, x);
        else if (s->kind == S_DECL || s->kind == S_ASSIGN)
            stmt_exprs(s, find_followed, x);
    }
}

typedef struct AtHand {
    const Extents *x;
    bool all;
} AtHand;

static void find_far(Expr **ep, void *data)
{
    AtHand *h = data;
    Expr *e = *ep;
    if (e->kind == E_MEMBER && e->arrow) {
        bool found = false;
        for (int i = 0; i < h->x->at_hand.n; i++)
            found |= e->a->kind == E_VAR && e->a->var == h->x->at_hand.at[i];
        h->all &= found;
    }
    expr_kids(e, find_far, h);
}

/* What e follows can be followed at entry. */
static bool is_at_hand(const Extents *x, Expr *e)
{
    AtHand h = {x, true};
    find_far(&e, &h);
    return h.all;
}

Extents *extents_of(Adjoint *scout)
{
    Extents *x = NEW(Extents);
    x->a = scout;
    x->values = (Dependence){.a = scout, .scope = scout->src->body};
    Walk w = {.x = x};
    look_stmt(&scout->src->body, &w);
    find_at_hand(x, scout->src->body);
    return x;
}

/* ---- arrays that a block certainly covers ---- */

typedef struct Cover {
    Walk walk;
    Stmt *block;
    Var *array;
    Expr *count;
    bool within; /* all accesses so far */
} Cover;

/* for (i = 0; i < to; i++), to the end */
static bool counts_up(const Counted *c)
{
    Expr *from = c ? e_unwidened(c->from) : NULL;
    return c && !c->test && !c->pace && c->step == 1 && c->rel == O_LT && from->kind == E_INT && from->ival == 0;
}

/* From s out to the block there are loops alone, which run if n > 0; among them the one that counts v to n, which is left in
   *n. */
static bool runs_to(const Cover *c, Stmt *s, const Var *v, Expr **n)
{
    *n = NULL;
    for (Stmt *p = info(s)->parent; p != c->block; p = info(p)->parent)
        if (p->kind == S_LOOP && info(p)->counted && info(p)->counted->counter == v)
            *n = info(p)->counted->to;
    for (Stmt *p = info(s)->parent, *kid = s; *n && p != c->block; kid = p, p = info(p)->parent) {
        const Counted *k = p->kind == S_LOOP && kid == p->body ? info(p)->counted : NULL;
        Expr *to = k ? e_unwidened(k->to) : NULL;
        bool runs = counts_up(k) && (e_equal(to, e_unwidened(*n)) || (to->kind == E_INT && to->ival > 0));
        if (p->kind != S_BLOCK && !runs)
            return false;
    }
    return *n && known_at_entry(*n);
}

static bool is_element(const Expr *e, const Var *array)
{
    return e->kind == E_INDEX && e->a->kind == E_VAR && e->a->var == array;
}

/* array[i], evaluated whenever the block is, for each i below some n. */
static void find_cover(Expr **ep, void *data)
{
    Cover *c = data;
    Expr *e = *ep, *n;
    if (!e || c->count || e->kind == E_SIZEOF || e->kind == E_ADDR || e->kind == E_DECAY)
        return;
    if (e->kind == E_COND || (e->kind == E_BINARY && (e->op == O_LAND || e->op == O_LOR))) {
        find_cover(&e->a, c);
        return;
    }
    if (is_element(e, c->array) && e_unwidened(e->b)->kind == E_VAR && runs_to(c, c->walk.m.at, e_unwidened(e->b)->var, &n) &&
        !plan_written_in(c->walk.x->a, n, c->walk.x->a->src->body, NULL))
        c->count = n;
    expr_kids(e, find_cover, c);
}

static void find_covers(Stmt **sp, void *data)
{
    Cover *c = data;
    c->walk.m = (Moment){*sp, false};
    if ((*sp)->kind == S_ASSIGN || (*sp)->kind == S_DECL)
        stmt_exprs(*sp, find_cover, c);
    if ((*sp)->kind != S_IF && (*sp)->kind != S_SWITCH)
        stmt_kids(*sp, find_covers, c);
}

static void check_within(Expr **ep, void *data)
{
    Cover *c = data;
    Expr *e = *ep;
    if (!e || !c->within)
        return;
    if (is_element(e, c->array)) {
        Access at = access_at(&c->walk);
        Poly i = dependence_poly(&at.d, e->b, c->walk.m, 0), room = dependence_poly(&at.d, c->count, c->walk.m, 0), one = poly_const(1);
        poly_add(&room, &i, -1);
        poly_add(&room, &one, -1);
        c->within = not_negative(&at.rows, &i) && not_negative(&at.rows, &room);
    }
    expr_kids(e, check_within, c);
}

static void check_all_within(Stmt **sp, void *data)
{
    Cover *c = data;
    c->walk.m = (Moment){*sp, false};
    stmt_exprs(*sp, check_within, c);
    stmt_kids(*sp, check_all_within, c);
}

Expr *extent_covered(Adjoint *a, Var *array, Stmt *block)
{
    Extents x = {.a = a};
    Cover c = {.walk = {.x = &x}, .block = block, .array = array, .within = true};
    find_at_hand(&x, a->src->body);
    stmt_kids(block, find_covers, &c);
    if (c.count && is_at_hand(&x, c.count))
        stmt_kids(block, check_all_within, &c);
    else
        c.within = false;
    return c.within ? c.count : NULL;
}

/* ---- as expressions ---- */

Expr *extent_start(const Extent *e)
{
    Expr *p = e->root;
    while (type_is_array(type_plain(p->type)->to))
        p = e_decay(e_deref(p));
    return e->low ? e_bin(O_SUB, p, e_int(-e->low)) : p;
}

/* A value, or a number: needs no arithmetic. NULL: it is neither. */
static Expr *plain_value(const Extents *x, const Poly *p, long long more)
{
    if (!p->n || (p->n == 1 && !p->at[0].degree))
        return e_int((p->n ? p->at[0].k : 0) + more);
    bool one = p->n == 1 && p->at[0].degree == 1 && p->at[0].k == 1 && !more;
    return one ? x->values.unknowns[p->at[0].x[0]].value : NULL;
}

/* 2.0 * n * m: products and sums of reals do not overflow. Bare: what it stands beside is real. */
static Expr *product_value(const Extents *x, const Term *t, long long k, bool bare)
{
    Expr *e = k == 1 ? NULL : e_real(type_double(), k);
    for (int i = 0; i < t->degree; i++) {
        Expr *value = e_cast(type_double(), x->values.unknowns[t->x[i]].value);
        value->implicit = e || bare;
        e = e ? e_mul(e, value) : value;
    }
    return e;
}

static Expr *poly_value(const Extents *x, const Poly *p, long long more)
{
    Expr *sum = NULL;
    int terms = 0;
    for (int i = 0; i < p->n; i++) {
        more += p->at[i].degree ? 0 : p->at[i].k;
        terms += p->at[i].degree > 0;
    }
    for (int negative = 0; negative < 2; negative++)
        for (int i = 0; i < p->n; i++) {
            const Term *t = &p->at[i];
            if (!t->degree || (t->k < 0) != negative)
                continue;
            Expr *e = product_value(x, t, negative ? -t->k : t->k, terms == 1 && t->degree == 1);
            sum = !sum ? (negative ? e_neg(e) : e) : negative ? e_sub(sum, e) : e_add(sum, e);
        }
    Expr *constant = e_real(type_double(), more < 0 ? -more : more);
    return !sum ? constant : more == 0 ? sum : more < 0 ? e_sub(sum, constant) : e_add(sum, constant);
}

static Expr *larger(Expr *x, Expr *y)
{
    return e_cond(e_bin(O_GT, x, y), x, y);
}

const char *extent_name(const Extent *e)
{
    return emit_expr_text(e->root);
}

/* double a[n][m]: n * m elements. A number alone is no promise: a[1] may stand for an array of any length. NULL: not declared. */
static Expr *declared_count(const Extents *x, const Extent *e)
{
    Type *t = e->root->kind == E_VAR ? type_plain(e->root->var->written) : NULL;
    Expr *count = NULL;
    bool variable = false;
    for (; t && t->kind == T_ARRAY; t = type_plain(t->to)) {
        if (!t->count || !known_at_entry(t->count) || plan_written_in(x->a, t->count, x->a->src->body, NULL))
            return NULL;
        variable |= t->count->kind != E_INT;
        count = count ? e_mul(count, t->count) : t->to->kind == T_ARRAY ? e_cast(type_double(), t->count) : t->count;
    }
    return variable ? count : NULL;
}

/* Can be computed there, in reals, in which nothing overflows. */
static bool known_in_reals(const Expr *e)
{
    bool sums = e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB || e->op == O_MUL);
    return sums && type_is_integer(e->type) ? known_in_reals(e->a) && known_in_reals(e->b) : known_at_entry(e);
}

static Expr *in_reals(Expr *e)
{
    bool sums = e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB || e->op == O_MUL);
    return sums && type_plain(e->type)->is_signed ? e_bin(e->op, in_reals(e->a), in_reals(e->b)) : e_cast(type_double(), e);
}

/* What shape() says. A gradient computes the sizes of its results there anyway. NULL: it says nothing. */
static Expr *shape_count(const Extents *x, const Extent *e)
{
    const Actor *said = e->root->kind == E_VAR ? plan_shape_of(x->a, e->root->var) : NULL;
    bool computed = said && said->wrt && x->a->derived->kind == K_GRADIENT;
    Expr *count = NULL;
    for (int i = 0; said && i < said->extents.n; i++) {
        Expr *n = said->extents.at[i];
        if (!(computed || known_in_reals(n)) || plan_written_in(x->a, n, x->a->src->body, NULL))
            return NULL;
        count = count ? e_mul(count, in_reals(n)) : in_reals(n);
    }
    return count;
}

static Expr *promised_count(const Extents *x, const Extent *e)
{
    Expr *declared = declared_count(x, e);
    return declared ? declared : shape_count(x, e);
}

Expr *extent_count(const Extents *x, const Extent *e)
{
    Expr *count = NULL;
    if (e->root && e->unbounded && !(count = e->low ? NULL : promised_count(x, e)))
        return NULL;
    for (int i = 0; e->root && i < e->n; i++) {
        Expr *plain = plain_value(x, &e->high[i], -e->low);
        Expr *more = plain ? plain : poly_value(x, &e->high[i], -e->low);
        count = !count ? more : count->kind == E_INT ? larger(more, count) : larger(count, more);
    }
    return count && is_at_hand(x, count) && is_at_hand(x, e->root) ? count : NULL;
}
