/* dependence.c: can a write hit, later, an element that was read?

   Subscripts and the bounds of counted loops are linear in the numbers of iterations and in integers that do not change
   meanwhile. The iterations of a read and of a later write that meet in one element are then the integer points of a
   polyhedron; Fourier-Motzkin elimination with tightened constants (Pugh, The Omega test, 1991: its real shadow) shows
   that there is none. A subscript like i * n + j is taken apart where the part without n is smaller than n
   (Maslov, Delinearization, 1992). Whatever is not understood only loses constraints: the answer errs towards a hit. */
#include "adjoint.h"

#include <string.h>

enum { MAX_UNKNOWNS = 24, MAX_ROWS = 96, MAX_DEGREE = 4, MAX_TERMS = 16, MAX_PATH = 8, MAX_DEPTH = 8 };
static const long long LARGE = 1LL << 30;

/* ---- integer constraints ---- */

/* sum of k[i] times unknown i, plus c: at least zero, or zero. */
typedef struct Row {
    long long k[MAX_UNKNOWNS];
    long long c;
    bool zero;
} Row;

typedef struct Rows {
    int n;
    bool none; /* no solution */
    Row at[MAX_ROWS];
} Rows;

static void copy_rows(Rows *to, const Rows *from)
{
    to->n = from->n;
    to->none = from->none;
    memcpy(to->at, from->at, (size_t)from->n * sizeof from->at[0]);
}

static long long gcd(long long x, long long y)
{
    while (y) {
        long long r = x % y;
        x = y;
        y = r;
    }
    return x < 0 ? -x : x;
}

/* Integer points only: divides by what the coefficients have in common and rounds the constant. False: says nothing. */
static bool tighten(Rows *r, Row *row)
{
    long long g = 0;
    for (int i = 0; i < MAX_UNKNOWNS; i++)
        g = gcd(g, row->k[i]);
    if (g == 0) {
        r->none |= row->zero ? row->c != 0 : row->c < 0;
        return false;
    }
    if (row->zero && row->c % g) {
        r->none = true;
        return false;
    }
    for (int i = 0; i < MAX_UNKNOWNS; i++)
        row->k[i] /= g;
    row->c = row->c / g - (row->c % g < 0);
    for (int i = 0; i < MAX_UNKNOWNS; i++)
        if (row->k[i] > LARGE || row->k[i] < -LARGE)
            return false;
    return row->c <= LARGE && row->c >= -LARGE;
}

static void add_row(Rows *r, Row row)
{
    if (r->n < MAX_ROWS && tighten(r, &row))
        r->at[r->n++] = row;
}

/* x * p + y * q */
static Row combined(const Row *p, long long x, const Row *q, long long y)
{
    Row row = {.c = x * p->c + y * q->c, .zero = p->zero && q->zero};
    for (int i = 0; i < MAX_UNKNOWNS; i++)
        row.k[i] = x * p->k[i] + y * q->k[i];
    return row;
}

/* Uses an equation with a coefficient of 1 or -1 to drop that unknown everywhere; false: there is no such equation. */
static bool substitute(Rows *r)
{
    for (int e = 0; e < r->n; e++)
        for (int i = 0; r->at[e].zero && i < MAX_UNKNOWNS; i++) {
            long long k = r->at[e].k[i];
            if (k != 1 && k != -1)
                continue;
            Row by = r->at[e];
            Rows old;
            copy_rows(&old, r);
            r->n = 0;
            for (int x = 0; x < old.n; x++)
                if (x != e) {
                    Row row = combined(&old.at[x], 1, &by, -old.at[x].k[i] * k);
                    row.zero = old.at[x].zero;
                    add_row(r, row);
                }
            return true;
        }
    return false;
}

static void split_equations(Rows *r)
{
    for (int i = r->n - 1; i >= 0; i--)
        if (r->at[i].zero) {
            r->at[i].zero = false;
            Row other = {0};
            add_row(r, combined(&other, 0, &r->at[i], -1));
        }
}

/* The unknown whose elimination leaves the fewest rows; -1: none is left, or it would be too many. */
static int next_unknown(const Rows *r)
{
    int best = -1, least = MAX_ROWS;
    for (int i = 0; i < MAX_UNKNOWNS; i++) {
        int up = 0, down = 0;
        for (int x = 0; x < r->n; x++) {
            up += r->at[x].k[i] > 0;
            down += r->at[x].k[i] < 0;
        }
        int left = r->n - up - down + up * down;
        if (up + down && left < least) {
            best = i;
            least = left;
        }
    }
    return best;
}

static void eliminate(Rows *r, int i)
{
    Rows old;
    copy_rows(&old, r);
    r->n = 0;
    for (int x = 0; x < old.n; x++) {
        const Row *low = &old.at[x];
        if (!low->k[i])
            add_row(r, *low);
        for (int y = 0; low->k[i] > 0 && y < old.n; y++)
            if (old.at[y].k[i] < 0)
                add_row(r, combined(low, -old.at[y].k[i], &old.at[y], low->k[i]));
    }
}

/* Certainly without a solution. */
static bool is_empty(const Rows *given)
{
    Rows r;
    copy_rows(&r, given);
    while (!r.none && substitute(&r))
        ;
    split_equations(&r);
    for (int i; !r.none && (i = next_unknown(&r)) >= 0;)
        eliminate(&r, i);
    return r.none;
}

/* ---- polynomials in the unknowns ---- */

typedef struct Term {
    long long k;
    int x[MAX_DEGREE]; /* unknowns, ascending */
    int degree;
} Term;

typedef struct Poly {
    Term at[MAX_TERMS];
    int n;
    bool lost; /* not known */
} Poly;

static bool same_factors(const Term *s, const Term *t)
{
    return s->degree == t->degree && !memcmp(s->x, t->x, (size_t)s->degree * sizeof s->x[0]);
}

static void add_term(Poly *p, Term t)
{
    for (int i = 0; i < p->n; i++)
        if (same_factors(&p->at[i], &t)) {
            p->at[i].k += t.k;
            p->lost |= p->at[i].k > LARGE || p->at[i].k < -LARGE;
            if (!p->at[i].k)
                p->at[i] = p->at[--p->n];
            return;
        }
    if (p->n == MAX_TERMS || t.k > LARGE || t.k < -LARGE)
        p->lost = true;
    else if (t.k)
        p->at[p->n++] = t;
}

/* p += k * q */
static void add_poly(Poly *p, const Poly *q, long long k)
{
    p->lost |= q->lost;
    for (int i = 0; i < q->n; i++) {
        Term t = q->at[i];
        t.k *= k;
        add_term(p, t);
    }
}

static Poly poly_const(long long c)
{
    Poly p = {.lost = c > LARGE || c < -LARGE};
    add_term(&p, (Term){.k = p.lost ? 0 : c});
    return p;
}

static Poly poly_unknown(int x)
{
    Poly p = {.lost = x < 0};
    if (!p.lost)
        add_term(&p, (Term){.k = 1, .x = {x}, .degree = 1});
    return p;
}

static Poly poly_product(const Poly *p, const Poly *q)
{
    Poly r = {.lost = p->lost || q->lost};
    for (int i = 0; i < p->n && !r.lost; i++)
        for (int k = 0; k < q->n && !r.lost; k++) {
            const Term *s = &p->at[i], *t = &q->at[k];
            Term m = {.k = s->k * t->k, .degree = s->degree + t->degree};
            if (m.degree > MAX_DEGREE) {
                r.lost = true;
                break;
            }
            for (int x = 0, y = 0; x + y < m.degree;)
                if (y == t->degree || (x < s->degree && s->x[x] <= t->x[y])) {
                    m.x[x + y] = s->x[x];
                    x++;
                } else {
                    m.x[x + y] = t->x[y];
                    y++;
                }
            add_term(&r, m);
        }
    return r;
}

static bool is_linear(const Poly *p)
{
    for (int i = 0; i < p->n; i++)
        if (p->at[i].degree > 1)
            return false;
    return !p->lost;
}

/* k * p + c >= 0 (or == 0) for a linear p. */
static Row row_of(const Poly *p, long long k, long long c, bool zero)
{
    Row r = {.c = c, .zero = zero};
    for (int i = 0; i < p->n; i++) {
        if (p->at[i].degree)
            r.k[p->at[i].x[0]] += k * p->at[i].k;
        else
            r.c += k * p->at[i].k;
    }
    return r;
}

/* ---- what the program says ---- */

enum { READ, WRITE };

/* Unknown: an integer that stays the same in the scope, or of a loop on the side of the read or of the write the number of the
   iteration, or where the counter starts. */
typedef enum UnknownKind { UN_VALUE, UN_ITERATION, UN_START } UnknownKind;

typedef struct Unknown {
    UnknownKind kind;
    Expr *value;
    Stmt *loop;
    int side;
} Unknown;

typedef struct Dependence {
    Adjoint *a;
    Stmt *scope; /* the loop asked about, or the outermost loop around both, or the region */
    Unknown unknowns[MAX_UNKNOWNS];
    int n;
    int depth;
} Dependence;

static int unknown(Dependence *d, Unknown u)
{
    for (int i = 0; i < d->n; i++) {
        const Unknown *v = &d->unknowns[i];
        if (v->kind == u.kind && v->loop == u.loop && v->side == u.side &&
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

static Poly poly_of(Dependence *d, Expr *e, Moment m, int side);

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
    Poly p = poly_of(d, c->from, (Moment){loop, false}, side);
    if (p.lost || !is_linear(&p))
        p = poly_unknown(unknown(d, (Unknown){UN_START, NULL, loop, side}));
    Poly q = poly_unknown(unknown(d, (Unknown){UN_ITERATION, NULL, loop, side}));
    p.lost |= q.lost || !counts_plainly(c);
    add_poly(&p, &q, step_of(c));
    return p;
}

static Poly poly_of_var(Dependence *d, Expr *e, Moment m, int side)
{
    Stmt *loop = loop_of_counter(d, e->var, m);
    if (loop)
        return counter_at(d, loop, side);
    if (!plan_written_in(d->a, e, d->scope, NULL))
        return poly_unknown(unknown(d, (Unknown){.kind = UN_VALUE, .value = e}));
    Stmt *def = plan_simple(d->a, e->var) && d->depth < MAX_DEPTH ? plan_reaching(d->a, e->var, m) : NULL;
    if (!def)
        return (Poly){.lost = true};
    d->depth++;
    Poly p = poly_of(d, def->rhs, (Moment){def, false}, side);
    d->depth--;
    return p;
}

/* e as it is at m, in the iteration of that side. Sums of signed integers do not wrap, those of unsigned ones not where they are
   the subscript of an element; bounds of loops are asked for by bound_of. */
static Poly poly_of(Dependence *d, Expr *e, Moment m, int side)
{
    Poly x = {.lost = true}, y;
    if (!type_is_integer(e->type))
        return x;
    switch (e->kind) {
    case E_INT:
        return poly_const(e->ival);
    case E_VAR:
        return poly_of_var(d, e, m, side);
    case E_CAST:
        if (type_is_integer(e->a->type) && type_plain(e->type)->size >= type_plain(e->a->type)->size)
            return poly_of(d, e->a, m, side);
        break;
    case E_BINARY:
        if (e->op != O_ADD && e->op != O_SUB && e->op != O_MUL)
            break;
        x = poly_of(d, e->a, m, side);
        y = poly_of(d, e->b, m, side);
        if (e->op == O_MUL)
            x = poly_product(&x, &y);
        else
            add_poly(&x, &y, e->op == O_ADD ? 1 : -1);
        break;
    default:
        break;
    }
    if (x.lost && !plan_written_in(d->a, e, d->scope, NULL))
        return poly_unknown(unknown(d, (Unknown){.kind = UN_VALUE, .value = e}));
    return x;
}

static bool is_unsigned(const Expr *e)
{
    const Type *t = type_plain(e->type);
    return t->kind == T_INT && !t->is_signed;
}

/* Whether the value of e may be another than that of its polynomial: n - 1 of an unsigned n, or, of a loop that may be left
   early, the conversion of a negative number to an unsigned type. */
static bool may_wrap(const Expr *e, bool left_early)
{
    if (!e)
        return false;
    bool here = is_unsigned(e) && e->kind == E_BINARY && e->op == O_SUB;
    here |= left_early && is_unsigned(e) && e->kind == E_CAST && e->a->kind != E_INT && !is_unsigned(e->a);
    return here || may_wrap(e->a, left_early) || may_wrap(e->b, left_early);
}

static Poly bound_of(Dependence *d, Expr *e, Stmt *loop, int side)
{
    Moment m = {loop, false};
    if (!may_wrap(e, info(loop)->counted->test != NULL))
        return poly_of(d, e, m, side);
    if (plan_written_in(d->a, e, d->scope, NULL))
        return (Poly){.lost = true};
    return poly_unknown(unknown(d, (Unknown){.kind = UN_VALUE, .value = e}));
}

/* What is known in an iteration of a counted loop. */
static void add_loop(Dependence *d, Rows *r, Stmt *loop, int side)
{
    Counted *c = info(loop)->counted;
    if (!c)
        return;
    Poly q = poly_unknown(unknown(d, (Unknown){UN_ITERATION, NULL, loop, side}));
    Poly i = counter_at(d, loop, side), to = bound_of(d, c->to, loop, side);
    if (q.lost || i.lost || may_wrap(c->from, c->test != NULL))
        return;
    add_row(r, row_of(&q, 1, 0, false));
    long long sign = step_of(c) > 0 ? 1 : -1;
    add_poly(&to, &i, -1);
    if (is_linear(&to))
        add_row(r, row_of(&to, sign, c->rel == O_LT || c->rel == O_GT ? -1 : 0, false));
}

static bool add_loops_around(Dependence *d, Rows *r, Stmt *s, int side)
{
    for (Stmt *p = info(s)->parent, *kid = s; p && p != d->a->region->block; kid = p, p = info(p)->parent)
        if (p->kind == S_LOOP) {
            if (kid != p->body)
                return false; /* in its header */
            add_loop(d, r, p, side);
        }
    return true;
}

/* ---- places ---- */

/* The way from a variable, or a pointer that stays the same, to an element: members and subscripts, the last one first.
   A subscript is that of a row of `length` elements; where a pointer was followed to it, it may leave the row. */
typedef struct Place {
    Expr *root;
    struct {
        Field *field;
        Poly subscript, length;
        bool leaves;
    } path[MAX_PATH];
    int n;
} Place;

static bool to_same(Type *x, Type *y)
{
    return type_is_pointer(x) && type_is_pointer(y) &&
           type_same(type_unqual(type_plain(x)->to), type_unqual(type_plain(y)->to));
}

static bool place_of(Dependence *d, Expr *lv, Moment m, int side, Place *p);

/* Follows pointer arithmetic back to a pointer that stays the same; what was added goes into the last subscript. */
static bool pointer_of(Dependence *d, Expr *e, Moment m, int side, Place *p)
{
    Poly *subscript = &p->path[p->n - 1].subscript;
    for (int steps = 0; steps < 2 * MAX_DEPTH; steps++) {
        if (e->kind == E_CAST && to_same(e->type, e->a->type)) {
            e = e->a;
        } else if (e->kind == E_DECAY) {
            Expr *count = type_plain(e->a->type)->count;
            p->path[p->n - 1].length = count ? poly_of(d, count, m, side) : (Poly){.lost = true};
            p->path[p->n - 1].leaves = steps > 0;
            return place_of(d, e->a, m, side, p);
        } else if (e->kind == E_ADDR && e->a->kind == E_INDEX && to_same(e->type, e->a->a->type)) {
            Poly x = poly_of(d, e->a->b, m, side);
            add_poly(subscript, &x, 1);
            e = e->a->a;
        } else if (e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB)) {
            bool first = type_is_pointer(e->a->type);
            Poly x = poly_of(d, first ? e->b : e->a, m, side);
            add_poly(subscript, &x, e->op == O_ADD ? 1 : -1);
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

static bool place_of(Dependence *d, Expr *lv, Moment m, int side, Place *p)
{
    if (lv->kind == E_VAR) {
        p->root = lv;
        return true;
    }
    if (p->n == MAX_PATH)
        return false;
    p->path[p->n].field = lv->kind == E_MEMBER ? lv->field : NULL;
    p->path[p->n++].subscript = lv->kind == E_INDEX ? poly_of(d, lv->b, m, side) : poly_const(0);
    if (lv->kind == E_INDEX || lv->kind == E_DEREF)
        return pointer_of(d, lv->a, m, side, p);
    if (lv->kind != E_MEMBER)
        return false;
    if (!lv->arrow)
        return place_of(d, lv->a, m, side, p);
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

static bool has_factor(const Term *t, int x)
{
    for (int i = 0; i < t->degree; i++)
        if (t->x[i] == x)
            return true;
    return false;
}

/* p = x * whole + rest */
static void take_apart(const Poly *p, int x, Poly *whole, Poly *rest)
{
    *whole = *rest = (Poly){0};
    for (int i = 0; i < p->n; i++) {
        Term t = p->at[i];
        int at = 0;
        while (at < t.degree && t.x[at] != x)
            at++;
        if (at == t.degree) {
            add_term(rest, t);
            continue;
        }
        memmove(&t.x[at], &t.x[at + 1], (size_t)(t.degree - at - 1) * sizeof t.x[0]);
        t.degree--;
        add_term(whole, t);
    }
}

/* Whether k * p < unknown x, for every solution of r. */
static bool is_below(const Rows *r, const Poly *p, long long k, int x)
{
    Rows with;
    copy_rows(&with, r);
    Row row = row_of(p, k, 0, false);
    row.k[x]--;
    add_row(&with, row);
    return is_empty(&with);
}

/* Whether -limit < p < limit, for every solution of r. */
static bool is_within(const Rows *r, const Poly *p, long long limit)
{
    Rows above, below;
    copy_rows(&above, r);
    copy_rows(&below, r);
    add_row(&above, row_of(p, 1, -limit, false));
    add_row(&below, row_of(p, -1, -limit, false));
    return is_empty(&above) && is_empty(&below);
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
        add_term(whole, t);
        add_term(rest, over);
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
        add_row(r, row_of(p, 1, 0, true));
}

/* Adds that a difference of two subscripts is zero. */
static void add_meeting(Rows *r, const Poly *difference)
{
    Poly p = *difference, whole, rest;
    while (!p.lost && !is_linear(&p)) {
        int x = 0;
        for (; x < MAX_UNKNOWNS; x++) {
            bool there = false;
            for (int i = 0; i < p.n; i++)
                there |= p.at[i].degree > 1 && has_factor(&p.at[i], x);
            if (!there)
                continue;
            take_apart(&p, x, &whole, &rest);
            if (is_linear(&rest) && is_below(r, &rest, 1, x) && is_below(r, &rest, -1, x))
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

static bool can_meet(const Place *x, const Place *y, const Rows *given)
{
    Rows r;
    copy_rows(&r, given);
    Poly within = {0}; /* the difference within a row that may be left: it counts on in the rows */
    for (int i = 0; i < x->n; i++) {
        Poly difference = x->path[i].subscript;
        add_poly(&difference, &y->path[i].subscript, -1);
        if (in_rows(x, y, i)) {
            difference = poly_product(&difference, &x->path[i - 1].length);
            add_poly(&difference, &within, 1);
        }
        within = difference;
        if (!in_rows(x, y, i + 1))
            add_meeting(&r, &difference);
    }
    return !is_empty(&r);
}

/* The write is in a later iteration of this loop than the read, or in the same one; both are in the same run of it. */
static void add_order(Dependence *d, Rows *r, Stmt *loop, bool same)
{
    for (UnknownKind kind = UN_ITERATION; kind <= UN_START; kind++) {
        Poly read = poly_unknown(unknown(d, (Unknown){kind, NULL, loop, READ}));
        Poly write = poly_unknown(unknown(d, (Unknown){kind, NULL, loop, WRITE}));
        bool equal = same || kind == UN_START;
        add_poly(&write, &read, -1);
        if (!write.lost)
            add_row(r, row_of(&write, 1, equal ? 0 : -1, equal));
    }
}

typedef LIST(Stmt *) LoopList;

static bool meet_later(Dependence *d, const Rows *always, const LoopList *loops, const Place *read, const Place *write,
                       Stmt *within, bool same_pass)
{
    Rows so_far, r;
    copy_rows(&so_far, always);
    for (int i = loops->n - 1; i >= 0; i--) {
        copy_rows(&r, &so_far);
        add_order(d, &r, loops->at[i], false);
        if ((!within || plan_inside(loops->at[i], within)) && can_meet(read, write, &r))
            return true;
        add_order(d, &so_far, loops->at[i], true);
    }
    return same_pass && can_meet(read, write, &so_far);
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
    Dependence d = {.a = a, .scope = within ? within : loops.n ? loops.at[loops.n - 1] : a->region->block};
    Place read = {0}, write = {0};
    if (!place_of(&d, lv, m, READ, &read) || !place_of(&d, w->lhs, (Moment){w, false}, WRITE, &write) ||
        !same_path(&read, &write))
        return false;
    Rows always;
    always.n = 0;
    always.none = false;
    if (!add_loops_around(&d, &always, m.at, READ) || !add_loops_around(&d, &always, w, WRITE))
        return false;
    int first = info(w)->first, at = info(m.at)->first;
    bool same_pass = (m.after ? first > at : first >= at) && !plan_exclusive(m.at, w);
    return !meet_later(&d, &always, &loops, &read, &write, within, same_pass);
}
