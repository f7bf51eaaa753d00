/* dependence.c: can a write hit, later, an element that was read?

   Subscripts and the bounds of counted loops are linear in the numbers of iterations and in integers that do not change
   meanwhile. The iterations of a read and of a later write that meet in one element are then the integer points of a
   polyhedron; Fourier-Motzkin elimination with tightened constants (Pugh, The Omega test, 1991: its real shadow) shows
   that there is none. A subscript like i * n + j is taken apart where the part without n is smaller than n
   (Maslov, Delinearization, 1992). Whatever is not understood only loses constraints: the answer errs towards a hit. */
#include "affine.h"

#include <string.h>

enum { MAX_DEPTH = 8, LONG_STRIDE = 4096 };

/* ---- what the program says ---- */

int dependence_unknown(Dependence *d, Unknown u)
{
    for (int i = 0; i < d->n; i++) {
        const Unknown *v = &d->unknowns[i];
        if (v->kind == u.kind && u.kind < UN_REST && v->loop == u.loop && v->side == u.side &&
            (v->value == u.value || (u.value && v->value && e_equal(v->value, u.value))))
            return i;
    }
    if (d->n == MAX_UNKNOWNS)
        return -1;
    d->unknowns[d->n] = u;
    return d->n++;
}

/* The loop around m whose counter v is. */
static Stmt *loop_of_counter(Dependence *d, Var *v, Moment m)
{
    for (Stmt *p = info(m.at)->parent, *kid = m.at; p && p != d->a->region->block; kid = p, p = info(p)->parent)
        if (p->kind == S_LOOP && info(p)->counted && info(p)->counted->counter == v)
            return kid == p->body ? p : NULL;
    return NULL;
}

Poly dependence_poly(Dependence *d, Expr *e, Moment m, int side);

/* Narrow counters may wrap; those of int and wider that do have no element to go with it. */
static bool counts_plainly(const Counted *c)
{
    return type_plain(c->counter->type)->size >= type_int()->size;
}

/* With a pace, what it has gone so far takes the place of the number of the iteration. */
static long long step_of(const Counted *c)
{
    return c->pace ? 1 : c->step;
}

static Poly counter_at(Dependence *d, Stmt *loop, int side)
{
    Counted *c = info(loop)->counted;
    Poly p = dependence_poly(d, c->from, (Moment){loop, false}, side);
    if (p.lost || !poly_is_linear(&p))
        p = poly_unknown(dependence_unknown(d, (Unknown){.kind = UN_START, .loop = loop, .side = side}));
    Poly q = poly_unknown(dependence_unknown(d, (Unknown){.kind = UN_ITERATION, .loop = loop, .side = side}));
    p.lost |= q.lost || !counts_plainly(c);
    poly_add(&p, &q, step_of(c));
    return p;
}

static Poly poly_of_def(Dependence *d, Stmt *def, int side)
{
    d->depth++;
    Poly p = dependence_poly(d, def->rhs, (Moment){def, false}, side);
    d->depth--;
    return p;
}

/* Whether sign * (what w assigns - p) is never negative. */
static bool never_beyond(Dependence *d, const Poly *p, Stmt *w, int side, long long sign)
{
    Rows r;
    r.n = 0;
    r.none = false;
    Poly beyond = poly_of_def(d, w, side);
    if (!dependence_loops(d, &r, w, side))
        return false;
    poly_add(&beyond, p, -1);
    if (!poly_is_linear(&beyond))
        return false;
    rows_add(&r, poly_row(&beyond, -sign, -1, false));
    return rows_empty(&r);
}

/* What a search finds: p = k; for (i = k + 1; ...) if (...) p = i; is k at least. */
static Poly poly_of_found(Dependence *d, Var *v, Moment m, int side)
{
    StmtList others = {0};
    Stmt *first = plan_reaching_first(d->a, v, m, &others);
    if (!first)
        return (Poly){.lost = true};
    Poly *p = NEW(Poly);
    *p = poly_of_def(d, first, side);
    if (!others.n)
        return *p;
    bool least = d->finds && poly_is_linear(p), most = least;
    for (int i = 0; i < others.n && (least || most); i++) {
        least = least && never_beyond(d, p, others.at[i], side, 1);
        most = most && never_beyond(d, p, others.at[i], side, -1);
    }
    if (!least && !most)
        return (Poly){.lost = true};
    Unknown u = {.kind = UN_FOUND, .side = side, .least = least ? p : NULL, .most = most ? p : NULL};
    return poly_unknown(dependence_unknown(d, u));
}

/* 0 <= e - m * q < m, or -m < e - m * q < m. */
static void add_quotient(const Dependence *d, Rows *r, int x)
{
    const Unknown *u = &d->unknowns[x];
    Poly rest = *u->divided, q = poly_unknown(x);
    long long m = u->by->at[0].k;
    poly_add(&rest, &q, -m);
    if (rest.lost)
        return;
    rows_add(r, poly_row(&rest, 1, u->nonnegative ? 0 : m - 1, false));
    rows_add(r, poly_row(&rest, -1, m - 1, false));
}

static void add_found(const Dependence *d, Rows *r)
{
    for (int i = 0; i < d->n; i++) {
        if (d->unknowns[i].kind == UN_QUOTIENT)
            add_quotient(d, r, i);
        const Poly *ends[] = {d->unknowns[i].least, d->unknowns[i].most};
        for (int k = 0; k < 2; k++)
            if (ends[k]) {
                Poly p = poly_unknown(i);
                poly_add(&p, ends[k], -1);
                rows_add(r, poly_row(&p, k ? -1 : 1, 0, false));
            }
    }
}

static Poly poly_of_var(Dependence *d, Expr *e, Moment m, int side)
{
    Stmt *loop = loop_of_counter(d, e->var, m);
    if (loop)
        return counter_at(d, loop, side);
    if (!plan_written_in(d->a, e, d->scope, NULL))
        return poly_unknown(dependence_unknown(d, (Unknown){.kind = UN_VALUE, .value = e}));
    if (!plan_simple(d->a, e->var) || d->depth == MAX_DEPTH)
        return (Poly){.lost = true};
    return poly_of_found(d, e->var, m, side);
}

static bool is_unsigned(const Expr *e)
{
    const Type *t = type_plain(e->type);
    return t->kind == T_INT && !t->is_signed;
}

/* Too long for a 32-bit product to be taken for one that does not wrap: i * 0x40000000u is zero for every fourth i. */
static bool has_long_stride(const Poly *p)
{
    for (int i = 0; i < p->n; i++)
        if (p->at[i].degree && (p->at[i].k > LONG_STRIDE || p->at[i].k < -LONG_STRIDE))
            return true;
    return false;
}

static bool same_poly(const Poly *p, const Poly *q)
{
    Poly difference = *p;
    poly_add(&difference, q, -1);
    return !difference.lost && difference.n == 0;
}

/* e % m, e & (m - 1) as e - m * q. */
static Poly poly_of_rest(Dependence *d, const Poly *e, long long m, bool nonnegative)
{
    Poly *divided = arena_alloc(2 * sizeof *divided), *by = divided + 1, rest = *e;
    Unknown u = {.kind = UN_QUOTIENT, .divided = divided, .by = by, .nonnegative = nonnegative};
    int x = 0;
    *divided = *e;
    *by = poly_const(m);
    while (x < d->n && (d->unknowns[x].kind != UN_QUOTIENT || d->unknowns[x].by->at[0].k != m ||
                        d->unknowns[x].nonnegative != nonnegative || !same_poly(d->unknowns[x].divided, e)))
        x++;
    Poly q = poly_unknown(x < d->n ? x : dependence_unknown(d, u));
    poly_add(&rest, &q, -m);
    rest.wraps = false;
    return rest;
}

/* The remainder of a division by a number, which takes turns with what is divided. Modulo a power of two it does whatever wraps. */
static Poly poly_of_turn(Dependence *d, const Expr *e, Moment m, int side)
{
    bool mask = e->op == O_AND;
    const Expr *divisor = e_unwidened(e->b);
    long long by = divisor->kind == E_INT ? divisor->ival + mask : 0;
    bool power = by > 0 && (by & (by - 1)) == 0;
    if (by < 2 || by > LONG_STRIDE || (mask && !power))
        return (Poly){.lost = true};
    Poly divided = dependence_poly(d, e->a, m, side);
    bool wraps = is_unsigned(e) && (divided.wraps || !is_unsigned(e_uncast(e->a)) || dependence_may_wrap(e->a, true));
    if (!poly_is_linear(&divided) || (wraps && !power))
        return (Poly){.lost = true};
    return poly_of_rest(d, &divided, by, mask || is_unsigned(e));
}

/* e as it is at m, in the iteration of that side. Sums of signed integers do not wrap, those of unsigned ones not where they are
   the subscript of an element; bounds of loops are asked for by dependence_bound. */
Poly dependence_poly(Dependence *d, Expr *e, Moment m, int side)
{
    Poly x = {.lost = true}, y;
    if (!type_is_integer(e->type))
        return x;
    switch (e->kind) {
    case E_INT:
        if (e->ival < 0 && is_unsigned(e))
            break;
        return poly_const(e->ival);
    case E_VAR:
        return poly_of_var(d, e, m, side);
    case E_CAST:
        if (type_is_integer(e->a->type) && type_plain(e->type)->kind != T_BOOL &&
            type_plain(e->type)->size >= type_plain(e->a->type)->size)
            return dependence_poly(d, e->a, m, side);
        break;
    case E_BINARY:
        if (e->op == O_REM && d->rests && plan_written_in(d->a, e, d->scope, NULL)) {
            Poly *parts = arena_alloc(2 * sizeof *parts);
            parts[0] = dependence_poly(d, e->a, m, side);
            parts[1] = dependence_poly(d, e->b, m, side);
            Unknown u = {.kind = UN_REST, .value = e, .side = side, .divided = &parts[0], .by = &parts[1]};
            return poly_unknown(dependence_unknown(d, u));
        }
        if (d->turns && (e->op == O_REM || e->op == O_AND)) {
            x = poly_of_turn(d, e, m, side);
            break;
        }
        if (e->op != O_ADD && e->op != O_SUB && e->op != O_MUL)
            break;
        x = dependence_poly(d, e->a, m, side);
        y = dependence_poly(d, e->b, m, side);
        if (e->op == O_MUL) {
            x = poly_product(&x, &y);
            x.lost |= is_unsigned(e) && type_plain(e->type)->size < 8 && has_long_stride(&x);
        } else {
            poly_add(&x, &y, e->op == O_ADD ? 1 : -1);
        }
        x.wraps |= is_unsigned(e) && type_plain(e->type)->size < 8;
        break;
    default:
        break;
    }
    if (x.lost && !plan_written_in(d->a, e, d->scope, NULL))
        return poly_unknown(dependence_unknown(d, (Unknown){.kind = UN_VALUE, .value = e}));
    return x;
}

/* Whether the value of e may be another than that of its polynomial: n - 1 of an unsigned n, or, of a loop that may be left
   early, the conversion of a negative number to an unsigned type. */
bool dependence_may_wrap(const Expr *e, bool left_early)
{
    if (!e)
        return false;
    bool here = is_unsigned(e) && e->kind == E_BINARY && e->op == O_SUB;
    bool negative = e->kind == E_CAST && !is_unsigned(e->a) && (e->a->kind == E_INT ? e->a->ival < 0 : left_early);
    here |= is_unsigned(e) && negative;
    return here || dependence_may_wrap(e->a, left_early) || dependence_may_wrap(e->b, left_early);
}

Poly dependence_bound(Dependence *d, Expr *e, Stmt *loop, int side)
{
    Moment m = {loop, false};
    if (!dependence_may_wrap(e, info(loop)->counted->test != NULL))
        return dependence_poly(d, e, m, side);
    if (plan_written_in(d->a, e, d->scope, NULL))
        return (Poly){.lost = true};
    return poly_unknown(dependence_unknown(d, (Unknown){.kind = UN_VALUE, .value = e}));
}

/* What is known in an iteration of a counted loop. */
void dependence_loop(Dependence *d, Rows *r, Stmt *loop, int side)
{
    Counted *c = info(loop)->counted;
    if (!c)
        return;
    Poly q = poly_unknown(dependence_unknown(d, (Unknown){.kind = UN_ITERATION, .loop = loop, .side = side}));
    Poly i = counter_at(d, loop, side), to = dependence_bound(d, c->to, loop, side);
    if (q.lost || i.lost || dependence_may_wrap(c->from, c->test != NULL))
        return;
    rows_add(r, poly_row(&q, 1, 0, false));
    long long sign = step_of(c) > 0 ? 1 : -1;
    poly_add(&to, &i, -1);
    if (poly_is_linear(&to))
        rows_add(r, poly_row(&to, sign, c->rel == O_LT || c->rel == O_GT ? -1 : 0, false));
}

bool dependence_loops(Dependence *d, Rows *r, Stmt *s, int side)
{
    for (Stmt *p = info(s)->parent, *kid = s; p && p != d->a->region->block; kid = p, p = info(p)->parent)
        if (p->kind == S_LOOP) {
            if (kid != p->body)
                return false; /* in its header */
            dependence_loop(d, r, p, side);
        }
    return true;
}

/* ---- places ---- */

static bool to_same(Type *x, Type *y)
{
    return type_is_pointer(x) && type_is_pointer(y) &&
           type_same(type_unqual(type_plain(x)->to), type_unqual(type_plain(y)->to));
}

bool dependence_place(Dependence *d, Expr *lv, Moment m, int side, Place *p);

/* Follows pointer arithmetic back to a pointer that stays the same; what was added goes into the last subscript. */
static bool pointer_of(Dependence *d, Expr *e, Moment m, int side, Place *p)
{
    Poly *subscript = &p->path[p->n - 1].subscript;
    for (int steps = 0; steps < 2 * MAX_DEPTH; steps++) {
        if (e->kind == E_CAST && to_same(e->type, e->a->type)) {
            e = e->a;
        } else if (e->kind == E_DECAY) {
            Expr *count = type_plain(e->a->type)->count;
            p->path[p->n - 1].length = count ? dependence_poly(d, count, m, side) : (Poly){.lost = true};
            p->path[p->n - 1].leaves = steps > 0 || (p->n > 1 && p->path[p->n - 2].leaves); /* of rows within rows, all */
            return dependence_place(d, e->a, m, side, p);
        } else if (e->kind == E_ADDR && e->a->kind == E_INDEX && to_same(e->type, e->a->a->type)) {
            Poly x = dependence_poly(d, e->a->b, m, side);
            poly_add(subscript, &x, 1);
            e = e->a->a;
        } else if (e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB)) {
            bool first = type_is_pointer(e->a->type);
            Poly x = dependence_poly(d, first ? e->b : e->a, m, side);
            poly_add(subscript, &x, e->op == O_ADD ? 1 : -1);
            e = first ? e->a : e->b;
        } else if (!plan_written_in(d->a, e, d->scope, NULL)) {
            p->root = e;
            return true;
        } else {
            Stmt *def = e->kind == E_VAR && plan_simple(d->a, e->var) ? plan_reaching(d->a, e->var, m) : NULL;
            if (!def || !to_same(e->type, def->rhs->type))
                return false;
            e = def->rhs;
            m = (Moment){def, false};
        }
    }
    return false;
}

bool dependence_place(Dependence *d, Expr *lv, Moment m, int side, Place *p)
{
    if (lv->kind == E_VAR) {
        p->root = lv;
        return true;
    }
    if (p->n == MAX_PATH)
        return false;
    p->path[p->n].field = lv->kind == E_MEMBER ? lv->field : NULL;
    p->path[p->n++].subscript = lv->kind == E_INDEX ? dependence_poly(d, lv->b, m, side) : poly_const(0);
    if (lv->kind == E_INDEX || lv->kind == E_DEREF)
        return pointer_of(d, lv->a, m, side, p);
    if (lv->kind != E_MEMBER)
        return false;
    if (!lv->arrow)
        return dependence_place(d, lv->a, m, side, p);
    if (p->n == MAX_PATH)
        return false;
    p->path[p->n].field = NULL; /* p->x is p[0].x */
    p->path[p->n++].subscript = poly_const(0);
    return pointer_of(d, lv->a, m, side, p);
}

static bool same_path(const Place *x, const Place *y)
{
    if (x->n != y->n || !e_equal(x->root, y->root))
        return false;
    for (int i = 0; i < x->n; i++)
        if (x->path[i].field != y->path[i].field)
            return false;
    return true;
}

/* ---- the question ---- */

/* Whether k * p < unknown x, for every solution of r. */
static bool is_below(const Rows *r, const Poly *p, long long k, int x)
{
    Rows with;
    rows_copy(&with, r);
    Row row = poly_row(p, k, 0, false);
    row.k[x]--;
    rows_add(&with, row);
    return rows_empty(&with);
}

/* Whether -limit < p < limit, for every solution of r. */
static bool is_within(const Rows *r, const Poly *p, long long limit)
{
    Rows above, below;
    rows_copy(&above, r);
    rows_copy(&below, r);
    rows_add(&above, poly_row(p, 1, -limit, false));
    rows_add(&below, poly_row(p, -1, -limit, false));
    return rows_empty(&above) && rows_empty(&below);
}

/* p = stride * whole + rest, the constant of the rest being below the stride by size: of two ways, the one asked for. */
static void split_by(const Poly *p, long long stride, bool negative, Poly *whole, Poly *rest)
{
    *whole = *rest = (Poly){0};
    for (int i = 0; i < p->n; i++) {
        Term t = p->at[i], over = t;
        over.k = t.degree || t.k % stride == 0 ? 0 : (t.k % stride + stride) % stride - (negative ? stride : 0);
        if (t.degree && t.k % stride)
            over.k = t.k;
        t.k = (t.k - over.k) / stride;
        poly_add_term(whole, t);
        poly_add_term(rest, over);
    }
}

/* Adds that a linear difference is zero. 3 * i + j, the part without 3 being smaller than that: both parts are. */
static void add_linear_meeting(Rows *r, const Poly *p)
{
    for (int i = 0; i < p->n && !p->lost; i++) {
        long long stride = p->at[i].k < 0 ? -p->at[i].k : p->at[i].k;
        for (int negative = 0; p->at[i].degree && stride > 1 && negative < 2; negative++) {
            Poly whole, rest;
            split_by(p, stride, negative, &whole, &rest);
            if (!rest.n || !is_within(r, &rest, stride))
                continue;
            add_linear_meeting(r, &rest);
            add_linear_meeting(r, &whole);
            return;
        }
    }
    if (!p->lost)
        rows_add(r, poly_row(p, 1, 0, true));
}

/* The counter of a loop around all of it. */
static bool is_outer_counter(const Dependence *d, const Expr *value)
{
    for (const Stmt *s = d->scope; s && value->kind == E_VAR; s = info(s)->parent) {
        const Counted *c = s->kind == S_LOOP ? loop_counted(d->a, (Stmt *)s) : NULL;
        if (c && c->counter == value->var && counts_plainly(c))
            return true;
    }
    return false;
}

/* Some loop counts to it, and is not left before: it is no number below zero modulo 2^32. */
static bool is_counted_to(const Dependence *d, Expr *value)
{
    for (int i = 0; i < d->n; i++) {
        const Unknown *u = &d->unknowns[i];
        const Counted *c = u->kind == UN_ITERATION ? loop_counted(d->a, u->loop) : NULL;
        if (c && !c->test && e_mentions(c->step > 0 ? c->to : c->from, value))
            return true;
    }
    return false;
}

/* Of sums and products modulo 2^32 only numbers of iterations and constants are surely small: i + m, m being 2^32 - 1, is i - 1.
   So is a row i * n + j where a loop counts to n: one that wraps has passed 2^32 elements before. */
static bool may_have_wrapped(const Dependence *d, const Poly *p)
{
    for (int i = 0; i < p->n && p->wraps; i++) {
        const Term *t = &p->at[i];
        for (int k = 0; k < t->degree; k++) {
            const Unknown *u = &d->unknowns[t->x[k]];
            bool small = u->kind == UN_VALUE ? is_outer_counter(d, u->value) || is_counted_to(d, u->value) : u->kind != UN_FOUND;
            if (!small)
                return true;
        }
    }
    return false;
}

/* Adds that a difference of two subscripts is zero. */
static void add_meeting(const Dependence *d, Rows *r, const Poly *difference)
{
    Poly p = *difference, whole, rest;
    if (may_have_wrapped(d, &p))
        return;
    while (!p.lost && !poly_is_linear(&p)) {
        int x = 0;
        for (; x < MAX_UNKNOWNS; x++) {
            bool there = false;
            for (int i = 0; i < p.n; i++)
                there |= p.at[i].degree > 1 && poly_has_factor(&p.at[i], x);
            if (!there)
                continue;
            poly_take_apart(&p, x, &whole, &rest);
            if (poly_is_linear(&rest) && is_below(r, &rest, 1, x) && is_below(r, &rest, -1, x))
                break;
        }
        if (x == MAX_UNKNOWNS)
            return;
        add_linear_meeting(r, &rest);
        p = whole;
    }
    add_linear_meeting(r, &p);
}

/* Is subscript i that of rows which the subscript before may leave? */
static bool in_rows(const Place *x, const Place *y, int i)
{
    return i > 0 && i < x->n && !x->path[i].field && !x->path[i - 1].field && (x->path[i - 1].leaves || y->path[i - 1].leaves);
}

static bool can_meet(const Dependence *d, const Place *x, const Place *y, const Rows *given)
{
    Rows r;
    rows_copy(&r, given);
    Poly within = {0}, row = {0}; /* the difference within rows that may be left: it counts on in the rows around; how long these are */
    for (int i = 0; i < x->n; i++) {
        Poly difference = x->path[i].subscript;
        poly_add(&difference, &y->path[i].subscript, -1);
        bool counts_on = in_rows(x, y, i);
        row = counts_on ? poly_product(&row, &x->path[i - 1].length) : poly_const(1);
        if (counts_on) {
            difference = poly_product(&difference, &row);
            poly_add(&difference, &within, 1);
        }
        within = difference;
        if (!in_rows(x, y, i + 1))
            add_meeting(d, &r, &difference);
    }
    return !rows_empty(&r);
}

/* The write is in a later iteration of this loop than the read, or in the same one; both are in the same run of it. */
static void add_order(Dependence *d, Rows *r, Stmt *loop, bool same)
{
    for (UnknownKind kind = UN_ITERATION; kind <= UN_START; kind++) {
        Poly read = poly_unknown(dependence_unknown(d, (Unknown){.kind = kind, .loop = loop, .side = READ}));
        Poly write = poly_unknown(dependence_unknown(d, (Unknown){.kind = kind, .loop = loop, .side = WRITE}));
        bool equal = same || kind == UN_START;
        poly_add(&write, &read, -1);
        if (!write.lost)
            rows_add(r, poly_row(&write, 1, equal ? 0 : -1, equal));
    }
}

typedef LIST(Stmt *) LoopList;

static bool meet_later(Dependence *d, const Rows *always, const LoopList *loops, const Place *read, const Place *write,
                       Stmt *within, bool same_pass)
{
    Rows so_far, r;
    rows_copy(&so_far, always);
    for (int i = loops->n - 1; i >= 0; i--) {
        rows_copy(&r, &so_far);
        add_order(d, &r, loops->at[i], false);
        if ((!within || plan_inside(loops->at[i], within)) && can_meet(d, read, write, &r))
            return true;
        add_order(d, &so_far, loops->at[i], true);
    }
    return same_pass && can_meet(d, read, write, &so_far);
}

/* Whether the write w (an assignment to an element) can be shown not to hit lvalue lv, read at m, afterwards: in the same run
   of the loop `within`, or with NULL in the region. */
bool plan_apart(Adjoint *a, Stmt *w, Expr *lv, Moment m, Stmt *within)
{
    if (w->kind != S_ASSIGN || lv->kind == E_VAR || w->lhs->kind == E_VAR || m.at->kind == S_LOOP ||
        !type_same(type_unqual(lv->type), type_unqual(w->lhs->type)))
        return false;
    LoopList loops = {0};
    for (Stmt *p = m.at; p && p != a->region->block; p = info(p)->parent)
        if (p->kind == S_LOOP && plan_inside(w, p))
            list_add(&loops, p);
    Dependence d = {.a = a, .finds = true, .turns = true};
    d.scope = within ? within : loops.n ? loops.at[loops.n - 1] : a->region->block;
    Place read = {0}, write = {0};
    if (!dependence_place(&d, lv, m, READ, &read) || !dependence_place(&d, w->lhs, (Moment){w, false}, WRITE, &write) ||
        !same_path(&read, &write))
        return false;
    Rows always;
    always.n = 0;
    always.none = false;
    if (!dependence_loops(&d, &always, m.at, READ) || !dependence_loops(&d, &always, w, WRITE))
        return false;
    add_found(&d, &always);
    int first = info(w)->first, at = info(m.at)->first;
    bool same_pass = (m.after ? first > at : first >= at) && !plan_exclusive(m.at, w);
    return !meet_later(&d, &always, &loops, &read, &write, within, same_pass);
}

/* The outermost loop around s. */
static Stmt *outermost(const Adjoint *a, Stmt *s)
{
    Stmt *found = s;
    for (Stmt *p = info(s)->parent; p && p != a->region->block; p = info(p)->parent)
        if (p->kind == S_LOOP)
            found = p;
    return found;
}

/* Whether x, in statement at_x, and y, in at_y, lie in different rows of one array in whatever iterations of the loop: u[t % 2] and
   u[(t + 1) % 2], by way of pointers to the rows too. */
bool plan_other_rows(Adjoint *a, Stmt *loop, Expr *x, Stmt *at_x, Expr *y, Stmt *at_y)
{
    if (x->kind != E_INDEX || y->kind != E_INDEX || at_x->kind == S_LOOP || at_y->kind == S_LOOP)
        return false;
    Dependence d = {.a = a, .turns = true, .scope = outermost(a, loop)};
    Place px = {0}, py = {0};
    if (!dependence_place(&d, x, (Moment){at_x, false}, READ, &px) ||
        !dependence_place(&d, y, (Moment){at_y, false}, WRITE, &py) || px.n < 2 || !same_path(&px, &py))
        return false;
    Rows always;
    always.n = 0;
    always.none = false;
    if (!dependence_loops(&d, &always, at_x, READ) || !dependence_loops(&d, &always, at_y, WRITE))
        return false;
    for (Stmt *p = info(loop)->parent; p && p != a->region->block; p = info(p)->parent)
        if (p->kind == S_LOOP)
            add_order(&d, &always, p, true);
    add_found(&d, &always);
    return !can_meet(&d, &px, &py, &always);
}
