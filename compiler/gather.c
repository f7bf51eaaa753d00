/* gather.c: stencils in the reverse sweep add up what one element is due. Takes a finished function; nothing is derived from it
   any more.

   The reverse half of v[i] = a * u[i] + b * (u[i - 1] + u[i + 1]) scatters: three elements of u_adj are read and written in each
   iteration, and the next iteration has two of them again, so that no compiler makes vectors of it. Seen from the elements
   it is a stencil like the primal's:

       for (int i = 1; i < n - 1; i++) {            if (n >= 4) {
           u_adj[i] += a * v_adj[i];                    u_adj[0] += b * v_adj[1];
           u_adj[i - 1] += b * v_adj[i];                u_adj[1] += b * v_adj[2] + a * v_adj[1];
           u_adj[i + 1] += b * v_adj[i];                for (int i = 2; i < n - 2; i++)
           v_adj[i] = 0.0;                                  u_adj[i] += b * v_adj[i + 1] + a * v_adj[i] + b * v_adj[i - 1];
       }                                                u_adj[n - 2] += a * v_adj[n - 2] + b * v_adj[n - 3];
                                                        u_adj[n - 1] += b * v_adj[n - 2];
                                                    } else { ... }
                                                    for (int i = 1; i < n - 1; i++)
                                                        v_adj[i] = 0.0;

   Why that is right: the engine vouches for the loop (Stmt.sums_only): what one iteration writes, another one only adds to. So
   the values added may be computed in any order of the iterations, and sums of adjoints may be formed in any order. An iteration
   itself is left in order: what is gathered reads nothing that the loop adds to, nor what a statement before it in the
   iteration has stored; and it goes in front of all the rest. Each value added is computed with the counter of an iteration
   that there is, so that no other element is read; where there are too few iterations, the loop runs as it was. */
#include "gather.h"

#include <string.h>

enum { MAX_NODES = 240, MUCH = 80, MANY = 16, LIGHT = 3, SHORT = 7, FEW_USES = 3 };

/* ---- subscripts: sums of terms, one of which is the counter ---- */

typedef struct Uses {
    const Var *var;
    int n;
} Uses;

static void count_uses(Expr **e, void *data)
{
    Uses *u = data;
    u->n += (*e)->kind == E_VAR && (*e)->var == u->var;
    expr_kids(*e, count_uses, u);
}

static int uses_in(Expr *e, const Var *v)
{
    Uses u = {v, 0};
    count_uses(&e, &u);
    return u.n;
}

bool gather_mentions(Expr *e, const Var *v)
{
    return uses_in(e, v) > 0;
}

/* The sum is the same in the other type, since no signed one overflows. */
static bool widens(const Expr *e)
{
    const Type *to = type_plain(e->type), *from = type_plain(e->a->type);
    return from->kind == T_INT && to->kind == T_INT && from->is_signed && to->size >= from->size;
}

static bool is_number(const Expr *e)
{
    return e->kind == E_INT && (!e->text || (e->text[0] >= '0' && e->text[0] <= '9')); /* no named constant */
}

static void flatten(Flat *f, Expr *e, const Var *counter, bool minus)
{
    bool sum = e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB) && type_is_integer(e->type);
    if (sum) {
        flatten(f, e->a, counter, minus);
        flatten(f, e->b, counter, minus != (e->op == O_SUB));
    } else if (e->kind == E_CAST && type_is_integer(e->a->type) && counter && gather_mentions(e->a, counter)) {
        f->lost |= !widens(e);
        flatten(f, e->a, counter, minus);
    } else if (is_number(e)) {
        f->c += minus ? -e->ival : e->ival;
    } else if (f->n == GATHER_TERMS) {
        f->lost = true;
    } else {
        bool own = counter && e->kind == E_VAR && e->var == counter;
        f->lost |= (own && minus) || (!own && counter && gather_mentions(e, counter));
        f->counters += own;
        f->at[f->n].e = own ? NULL : e;
        f->at[f->n++].minus = minus;
    }
}

bool gather_flat(Flat *f, Expr *e, const Var *counter)
{
    memset(f, 0, sizeof *f);
    flatten(f, e, counter, false);
    return !f->lost && f->counters == 1;
}

bool gather_same_terms(const Flat *x, const Flat *y)
{
    if (x->n != y->n)
        return false;
    for (int i = 0; i < x->n; i++) {
        const Expr *e = x->at[i].e, *o = y->at[i].e;
        if (x->at[i].minus != y->at[i].minus || !e != !o || (e && !e_equal(e, o)))
            return false;
    }
    return true;
}

/* ---- the loop ---- */

static Stmt *only(Stmt *s)
{
    return s && s->kind == S_BLOCK && s->list.n == 1 ? s->list.at[0] : s;
}

static Expr *plain(Expr *e)
{
    while (e->kind == E_CAST && e->implicit && widens(e))
        e = e->a;
    return e;
}

static bool is_counter(Expr *e, const Var *v)
{
    e = plain(e);
    return e->kind == E_VAR && e->var == v;
}

/* i = i + 1, i = i - 1 */
static bool steps(const Stmt *step, const Var *v, Op op)
{
    Expr *next = step->kind == S_ASSIGN && step->lhs->kind == E_VAR && step->lhs->var == v ? plain(step->rhs) : NULL;
    return next && next->kind == E_BINARY && next->op == op && is_counter(next->a, v) && e_is_one(next->b);
}

static bool is_start(Expr *e)
{
    return is_number(e) && e->ival >= 0 && e->ival <= 1 << 20;
}

/* for (int i = number; i < n; i++), for (int i = n; i >= number; i--) */
static bool read_header(Gather *g)
{
    Stmt *s = g->loop, *init = only(s->init), *step = only(s->step);
    Expr *cond = s->cond;
    if (s->flavor != L_FOR || !init || init->kind != S_DECL || !init->rhs || !cond || !step || cond->kind != E_BINARY)
        return false;
    g->counter = init->var;
    g->down = cond->op == O_GE;
    Expr *start = plain(g->down ? cond->b : init->rhs), *end = g->down ? init->rhs : cond->b;
    Type *t = type_plain(g->counter->type), *b = type_plain(end->type);
    bool ordered = (g->down || cond->op == O_LT || cond->op == O_LE) && is_counter(cond->a, g->counter) &&
                   !gather_mentions(cond->b, g->counter) && steps(step, g->counter, g->down ? O_SUB : O_ADD);
    if (!ordered || !is_start(start) || t->kind != T_INT || t->size < 4 || (g->down && !t->is_signed))
        return false;
    g->from = start->ival;
    g->last = cond->op == O_LT ? NULL : end;
    g->beyond = g->last ? e_add(end, e_int(1)) : end;
    Flat f = {0};
    flatten(&f, g->beyond, NULL, false);
    if (!f.lost && f.n == 0 && f.c >= 0 && f.c <= 1 << 20) { /* 100 - 1 */
        g->last = NULL;
        g->beyond = e_int_type(type_unqual(g->beyond->type), f.c);
    }
    return b->kind == T_INT && b->size >= 4 && b->is_signed == t->is_signed;
}

static Stmt *decl_of(const Gather *g, const Var *v)
{
    const StmtList *list = &g->loop->body->list;
    for (int i = 0; i < list->n; i++)
        if (list->at[i]->kind == S_DECL && list->at[i]->var == v)
            return list->at[i];
    return NULL;
}

/* x = x + e, x = x - e: e, or -e; NULL: it does something else. */
Expr *gather_added(const Stmt *s)
{
    if (s->kind != S_ASSIGN || s->rhs->kind != E_BINARY || !type_same(s->rhs->type, s->lhs->type) || !e_equal(s->rhs->a, s->lhs))
        return NULL;
    return s->rhs->op == O_ADD ? s->rhs->b : s->rhs->op == O_SUB ? e_neg(s->rhs->b) : NULL;
}

static void find_equal(Expr **at, void *data)
{
    Expr **lv = data;
    if (*lv && e_equal(*at, *lv))
        *lv = NULL;
    expr_kids(*at, find_equal, lv);
}

/* lv = 0, lv = c * lv: what becomes of a derivative. The values of the primal are never stored so. */
bool gather_is_spent(const Stmt *s)
{
    Expr *lv = s->lhs, *e = s->rhs;
    if (e_is_zero(e))
        return true;
    find_equal(&e, &lv);
    return !lv;
}

/* Declarations of numbers that nothing assigns again, and assignments to derivatives: nothing else. What is set in each iteration
   though it is declared outside is its own: it cannot be shared out. */
static bool is_straight(const Gather *g)
{
    const StmtList *list = &g->loop->body->list;
    for (int i = 0; i < list->n; i++) {
        const Stmt *s = list->at[i];
        if (s->kind == S_COMMENT)
            continue;
        if ((s->kind != S_DECL && s->kind != S_ASSIGN) || !s->rhs)
            return false;
        Type *t = s->kind == S_DECL ? s->var->type : s->lhs->type;
        bool variable = s->kind == S_ASSIGN && s->lhs->kind == E_VAR;
        if (!type_is_arith(t) || (type_plain(t)->quals & Q_VOLATILE) || (s->kind == S_ASSIGN && !type_is_real(t)) ||
            (variable && (decl_of(g, s->lhs->var) || !gather_added(s))) || (s->kind == S_ASSIGN && !variable && !gather_is_spent(s)))
            return false;
    }
    return true;
}

/* What an element is reached from: the pointer, or the array. */
const Expr *gather_base(const Expr *lv)
{
    while ((lv->kind == E_INDEX && lv->a->kind == E_DECAY) || (lv->kind == E_MEMBER && !lv->arrow))
        lv = lv->kind == E_INDEX ? lv->a->a : lv->a;
    return lv->kind == E_VAR || !lv->a ? lv : lv->a;
}

/* x % m and (x + 1) % m, 0 and 1: never equal. Modulo 2^32 that is sure for powers of two alone. */
static bool takes_other_turn(const Expr *x, const Expr *y)
{
    if (is_number(x) && is_number(y))
        return x->ival != y->ival;
    bool mask = x->kind == E_BINARY && x->op == O_AND;
    if (x->kind != E_BINARY || y->kind != E_BINARY || x->op != y->op || (x->op != O_REM && !mask) || !e_equal(x->b, y->b) ||
        !is_number(plain(x->b)))
        return false;
    Flat p = {0}, q = {0};
    long long m = plain(x->b)->ival + mask;
    bool power = m > 0 && (m & (m - 1)) == 0;
    flatten(&p, x->a, NULL, false);
    flatten(&q, y->a, NULL, false);
    return m > 1 && (power || (!mask && type_plain(x->type)->is_signed)) && !p.lost && !q.lost && gather_same_terms(&p, &q) &&
           (p.c - q.c) % m != 0;
}

/* The rows of an array that two elements lie in. */
static bool in_other_rows(const Expr *x, const Expr *y)
{
    bool rows = false;
    while (x->kind == E_INDEX && y->kind == E_INDEX && x->a->kind == E_DECAY && y->a->kind == E_DECAY) {
        x = x->a->a;
        y = y->a->a;
        rows |= x->kind == E_INDEX && y->kind == E_INDEX && takes_other_turn(plain(x->b), plain(y->b));
    }
    return rows && x->kind == E_VAR && y->kind == E_VAR;
}

/* The member that lv is, or lies in, of an element. */
static const Expr *member_of_element(const Expr *lv)
{
    while (lv->kind == E_MEMBER && !lv->arrow && lv->a->kind == E_MEMBER)
        lv = lv->a;
    return lv->kind == E_MEMBER && !lv->arrow && lv->a->kind == E_INDEX ? lv : NULL;
}

/* a[i].x and a[k].y: a struct has them in different places. */
static bool in_other_members(const Expr *x, const Expr *y)
{
    const Expr *p = member_of_element(x), *q = member_of_element(y);
    return p && q && p->field != q->field && !type_plain(p->a->type)->record->is_union && e_equal(p->a->a, q->a->a);
}

bool gather_in_one_array(const Expr *x, const Expr *y)
{
    return e_equal(gather_base(x), gather_base(y)) && !in_other_rows(x, y) && !in_other_members(x, y);
}

/* ---- what may be gathered ---- */

typedef struct Reads {
    Gather *g;
    int at; /* the statement's place in the body */
    bool bad, dear;
    int nodes;
    const Expr *array; /* that the statement at hand reads elements of */
    bool mixed;        /* of two of them */
} Reads;

static void look_read(Expr **at, void *data);

/* What is stored to before, or added to anywhere, is not read. */
static void check_read(Reads *r, const Expr *lv)
{
    const StmtList *list = &r->g->loop->body->list;
    for (int i = 0; i < list->n; i++) {
        const Stmt *s = list->at[i];
        bool counts = s->kind == S_ASSIGN && (gather_added(s) || i < r->at);
        r->bad |= counts && gather_in_one_array(s->lhs, lv);
    }
}

static void look_slice(Reads *r, int i)
{
    const Stmt *s = r->g->loop->body->list.at[i];
    Expr *e = s->kind == S_DECL ? s->rhs : gather_added(s);
    int outer = r->at;
    r->at = i;
    look_read(&e, r);
    r->at = outer;
}

bool gather_mentions_temps(const Gather *g, Expr *e)
{
    const StmtList *list = &g->loop->body->list;
    for (int i = 0; i < list->n; i++)
        if (list->at[i]->kind == S_DECL && gather_mentions(e, list->at[i]->var))
            return true;
    return false;
}

static void look_read(Expr **at, void *data)
{
    Reads *r = data;
    Expr *e = *at;
    const StmtList *list = &r->g->loop->body->list;
    bool division = e->kind == E_BINARY && e->op == O_DIV && type_is_real(e->type);
    r->nodes++;
    r->dear |= (e->kind == E_CALL || division) && (gather_mentions(e, r->g->counter) || gather_mentions_temps(r->g, e));
    r->bad |= e->kind == E_OPAQUE || e->kind == E_COMPOUND || e->kind == E_STMTEXPR;
    bool temp = false;
    for (int i = 0; e->kind == E_VAR && i < list->n; i++)
        if (list->at[i]->kind == S_DECL && list->at[i]->var == e->var) {
            temp = true;
            look_slice(r, i);
        }
    bool element = !temp && e_is_lvalue(e) && type_is_real(e->type);
    if (element)
        check_read(r, e);
    if (element && gather_mentions(e, r->g->counter)) {
        r->mixed |= r->array && !e_equal(r->array, gather_base(e));
        r->array = gather_base(e);
    }
    if (r->nodes < MAX_NODES && !r->bad)
        expr_kids(e, look_read, r);
}

/* a[... + i + c] += e, where all before the subscript stays the same. */
static bool is_term(const Gather *g, const Stmt *s, Flat *f)
{
    return gather_added(s) && s->lhs->kind == E_INDEX && !gather_mentions(s->lhs->a, g->counter) && !gather_mentions_temps(g, s->lhs) &&
           gather_flat(f, s->lhs->b, g->counter);
}

typedef struct Element {
    const Expr *lv;
    bool read;
} Element;

static void find_read(Expr **at, void *data)
{
    Element *x = data;
    Expr *e = *at;
    x->read |= e_is_lvalue(e) && type_is_real(e->type) && gather_in_one_array(e, x->lv);
    expr_kids(e, find_read, x);
}

bool gather_has_other_use(const Gather *g, const Expr *lv)
{
    const StmtList *list = &g->loop->body->list;
    Element x = {lv, false};
    for (int i = 0; i < list->n && !x.read; i++) {
        const Stmt *s = list->at[i];
        if (s->kind == S_COMMENT)
            continue;
        Expr *e = s->kind == S_ASSIGN && gather_added(s) ? gather_added(s) : s->rhs;
        find_read(&e, &x);
        x.read |= s->kind == S_ASSIGN && !gather_added(s) && gather_in_one_array(s->lhs, lv);
    }
    return x.read;
}

typedef enum Found { NONE, GROUP, TOO_DEAR } Found;

/* The statements that add to elements next to each other, of which statement `first` is the first. */
static Found find_group(Gather *g, int first)
{
    const StmtList *list = &g->loop->body->list;
    Reads r = {.g = g};
    if (!is_term(g, list->at[first], &g->place))
        return NONE;
    g->array = list->at[first]->lhs->a;
    g->group.n = 0;
    g->least = g->most = g->place.c;
    int mixed = 0;
    for (int i = 0; i < list->n; i++) {
        Flat f;
        if (!is_term(g, list->at[i], &f) || !e_equal(list->at[i]->lhs->a, g->array) || !gather_same_terms(&f, &g->place))
            continue;
        if (i < first)
            return NONE; /* looked at with that one */
        list_add(&g->group, list->at[i]);
        g->least = f.c < g->least ? f.c : g->least;
        g->most = f.c > g->most ? f.c : g->most;
        r.array = NULL;
        r.mixed = false;
        look_slice(&r, i);
        mixed += r.mixed;
    }
    r.dear |= mixed > 1 && r.nodes > MUCH; /* values of the primal times derivatives: as often as there are elements */
    bool below = !type_plain(g->counter->type)->is_signed && g->from + g->least < 0;
    if (g->least == g->most || g->most - g->least > GATHER_SPAN || below || r.bad || gather_has_other_use(g, list->at[first]->lhs))
        return NONE;
    return r.dear || r.nodes >= MAX_NODES ? TOO_DEAR : GROUP;
}

/* ---- the same in another iteration ---- */

static Expr *in_turn(Expr *e, void *data);

Expr *gather_clone(Turn *t, Expr *e)
{
    Subst s = {.hook = in_turn, .data = t};
    return expr_clone(e, &s);
}

Expr *gather_with_term(Expr *sum, Expr *e, bool minus)
{
    if (!sum)
        return minus ? e_neg(e) : e;
    return minus ? e_sub(sum, e) : e_add(sum, e);
}

/* terms + (base + d) + constant, in the order in which they stood */
static Expr *sum_in(Turn *t, const Flat *f)
{
    Flat base = {0};
    Expr *sum = NULL;
    if (t->base)
        flatten(&base, t->base, NULL, false);
    for (int i = 0; i < f->n; i++) {
        if (f->at[i].e)
            sum = gather_with_term(sum, gather_clone(t, f->at[i].e), f->at[i].minus);
        for (int k = 0; !f->at[i].e && k < base.n; k++)
            sum = gather_with_term(sum, expr_clone(base.at[k].e, NULL), base.at[k].minus);
    }
    long long c = f->c + t->d + base.c;
    if (!sum)
        return e_int_type(type_unqual(t->g->counter->type), c);
    return c < 0 ? e_sub(sum, e_int(-c)) : e_add(sum, e_int(c));
}

/* How often what the group adds to elements with the constant c, and what that uses, use v. */
static int uses_of(const Gather *g, long long c, const Var *v)
{
    const StmtList *list = &g->loop->body->list;
    int n = 0;
    for (int i = 0; i < g->group.n; i++) {
        Flat f;
        gather_flat(&f, g->group.at[i]->lhs->b, g->counter);
        n += f.c == c ? uses_in(gather_added(g->group.at[i]), v) : 0;
    }
    for (int i = 0; i < list->n && n < FEW_USES; i++)
        if (list->at[i]->kind == S_DECL && list->at[i]->var != v && gather_mentions(list->at[i]->rhs, v))
            n += uses_in(list->at[i]->rhs, v) * uses_of(g, c, list->at[i]->var);
    return n;
}

static Expr *temp_in(Turn *t, const Stmt *decl)
{
    Expr *known = map_get(t->temps, decl->var);
    if (known)
        return expr_clone(known, NULL);
    Type *type = type_unqual(decl->var->type);
    Expr *value = e_cast(type, gather_clone(t, decl->rhs));
    int uses = e_size(value) > LIGHT ? uses_of(t->g, t->c, decl->var) : 0;
    if (uses >= FEW_USES || (uses == 2 && e_size(value) > SHORT)) {
        Var *v = var_new(t->g->fn, V_LOCAL, decl->var->name, type_qual(type, Q_CONST));
        v->shadow = decl->var->shadow;
        s_add(t->out, s_decl(v, value));
        value = e_var(v);
    }
    map_put(t->temps, decl->var, value);
    return expr_clone(value, NULL);
}

static Expr *in_turn(Expr *e, void *data)
{
    Turn *t = data;
    Flat f;
    Stmt *decl = e->kind == E_VAR ? decl_of(t->g, e->var) : NULL;
    if (decl)
        return temp_in(t, decl);
    bool sum = e->kind == E_VAR || (e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB)) ||
               (e->kind == E_CAST && type_is_integer(e->a->type));
    if (sum && type_is_integer(e->type) && gather_mentions(e, t->g->counter) && gather_flat(&f, e, t->g->counter))
        return e_cast(type_unqual(e->type), sum_in(t, &f));
    return NULL;
}

/* ---- what is made ---- */

/* sum + e, term by term */
static Expr *with_terms(Expr *sum, Expr *e, bool minus)
{
    if (e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB)) {
        sum = with_terms(sum, e->a, minus);
        return with_terms(sum, e->b, minus != (e->op == O_SUB));
    }
    return gather_with_term(sum, e, minus);
}

/* Products are simplified again, now that more of their factors are known. */
static Expr *folded(Expr *e)
{
    bool real = e->kind == E_BINARY && type_is_real(e->type) && e->op >= O_ADD && e->op <= O_MUL;
    if (!real)
        return e;
    Expr *a = folded(e->a), *b = folded(e->b), *made = e_bin(e->op, a, b);
    return type_same(made->type, e->type) ? made : e;
}

/* What the iterations that have elements with the constant c give to one of them: sum and that. */
static Expr *with_given(Gather *g, Expr *sum, Expr *base, long long d, long long c, Stmt *out)
{
    Turn there = {g, base, d - c, c, map_new(), out};
    for (int i = 0; i < g->group.n; i++) {
        Flat f;
        gather_flat(&f, g->group.at[i]->lhs->b, g->counter);
        if (f.c == c)
            sum = with_terms(sum, folded(gather_clone(&there, gather_added(g->group.at[i]))), false);
    }
    return sum;
}

/* array[base + d] += what it is due for the constants from `least` to `most`: the iterations with others are none. */
static void add_element(Gather *g, Expr *base, long long d, long long least, long long most, Stmt *out)
{
    Turn here = {g, base, d, 0, map_new(), out};
    Flat place = g->place;
    Expr *sum = NULL;
    place.c = 0;
    Expr *lv = e_index(gather_clone(&here, g->array), sum_in(&here, &place));
    for (long long c = least; c <= most; c++)
        sum = with_given(g, sum, base, d, c, out);
    if (!sum)
        return;
    bool minus = sum->kind == E_UNARY && sum->op == O_NEG;
    Stmt *s = s_assign(lv, e_bin_exact(minus ? O_SUB : O_ADD, expr_clone(lv, NULL), minus ? sum->a : sum));
    s->loc = g->group.at[0]->loc;
    s_add(out, s);
}

static Stmt *inner_loop(Gather *g)
{
    Var *i = var_new(g->fn, V_LOCAL, g->counter->name, g->counter->type);
    Type *t = type_unqual(i->type);
    Stmt *s = s_new(S_LOOP, g->loop->loc);
    Expr *end = g->least < 0 ? e_sub(g->beyond, e_int(-g->least)) : e_add(g->beyond, e_int(g->least));
    s->flavor = L_FOR;
    s->init = s_decl(i, e_int_type(t, g->from + g->most));
    s->cond = e_bin(O_LT, e_var(i), end);
    s->step = s_assign(e_var(i), e_cast(t, e_add(e_var(i), e_int(1))));
    s->body = s_block();
    add_element(g, e_var(i), 0, g->least, g->most, s->body);
    return s;
}

/* The elements that only some of the iterations add to, and between them those that all do. An element e, less the constant,
   is an iteration: it is there from g->from on, and in front of g->beyond. */
static Stmt *gathered(Gather *g)
{
    Stmt *all = s_block();
    for (long long e = g->from + g->least; e < g->from + g->most; e++)
        add_element(g, NULL, e, g->least, e - g->from, all);
    s_add(all, inner_loop(g));
    for (long long e = g->least; e < g->most; e++)
        add_element(g, g->beyond, e, e + 1, g->most, all);
    return all;
}

static bool in_group(const Gather *g, const Stmt *s)
{
    for (int i = 0; i < g->group.n; i++)
        if (g->group.at[i] == s)
            return true;
    return false;
}

/* Declarations that nothing behind them uses, and comments with nothing behind them, go. */
void gather_drop_unused(StmtList *list)
{
    StmtList kept = {0};
    for (int i = list->n - 1; i >= 0; i--) {
        Stmt *s = list->at[i];
        bool used = s->kind == S_ASSIGN || (s->kind == S_COMMENT && kept.n && kept.at[kept.n - 1]->kind != S_COMMENT);
        for (int k = 0; s->kind == S_DECL && k < kept.n && !used; k++) {
            Stmt *user = kept.at[k];
            used = user->kind != S_COMMENT && (gather_mentions(user->rhs, s->var) || (user->lhs && gather_mentions(user->lhs, s->var)));
        }
        if (used)
            list_add(&kept, s);
    }
    list->n = 0;
    for (int i = kept.n - 1; i >= 0; i--)
        list_add(list, kept.at[i]);
}

/* The loop with the group's statements alone, or without them. */
static Stmt *loop_over(const Gather *g, bool group)
{
    Stmt *s = s_new(S_LOOP, g->loop->loc);
    *s = *g->loop;
    s->body = s_block();
    for (int i = 0; i < g->loop->body->list.n; i++) {
        Stmt *st = g->loop->body->list.at[i];
        if (st->kind == S_ASSIGN ? in_group(g, st) == group : st->kind != S_COMMENT || !group)
            s_add(s->body, st);
    }
    gather_drop_unused(&s->body->list);
    return s;
}

/* The comments that stand over the statements of the group. */
static void move_comments(Gather *g, Stmt *out)
{
    const StmtList *list = &g->loop->body->list;
    StmtList kept = {0};
    Stmt *comment = NULL;
    for (int i = 0; i < list->n; i++) {
        Stmt *s = list->at[i];
        if (s->kind == S_COMMENT)
            comment = s;
        list_add(&kept, s);
        if (!comment || !in_group(g, s))
            continue;
        bool known = false;
        for (int k = 0; k < out->list.n; k++)
            known |= out->list.at[k]->kind == S_COMMENT && !strcmp(out->list.at[k]->text, comment->text);
        if (!known)
            s_add(out, s_comment(comment->text));
        int at = 0;
        while (kept.at[at] != comment)
            at++;
        memmove(kept.at + at, kept.at + at + 1, (size_t)(--kept.n - at) * sizeof *kept.at);
        comment = NULL;
    }
    g->loop->body->list = kept;
}

static bool gather_group(Gather *g, Stmt *out)
{
    long long span = g->most - g->least;
    bool known = is_number(plain(g->beyond));
    if (known && plain(g->beyond)->ival - g->from < (span > MANY ? span : MANY))
        return false;
    move_comments(g, out);
    Stmt *wide = gathered(g);
    if (known) {
        for (int i = 0; i < wide->list.n; i++)
            s_add(out, wide->list.at[i]);
    } else {
        Subst own = {.vars = map_new()};
        Stmt *few = s_block();
        s_add(few, stmt_clone_own(loop_over(g, true), &own));
        s_add(out, s_if(e_bin(O_GE, g->beyond, e_int_type(type_unqual(g->beyond->type), g->from + span)), wide, few));
    }
    g->loop->body = loop_over(g, false)->body;
    return true;
}

static bool has_work(const Stmt *body)
{
    for (int i = 0; i < body->list.n; i++)
        if (body->list.at[i]->kind == S_ASSIGN)
            return true;
    return false;
}

/* for (int i = n - 1; i >= 1; i--), and a[i] += ..., a[i - 1] += ..., a[i + 1] += ... in this order, where they follow each other. */
static void turn_down(Gather *g, int first)
{
    StmtList *list = &g->loop->body->list;
    Type *t = type_unqual(g->counter->type);
    for (int k = 0; k < g->group.n; k++)
        if (first + k >= list->n || list->at[first + k] != g->group.at[k])
            return;
    long long middle = (g->least + g->most) / 2;
    for (int k = 1; k < g->group.n; k++)
        for (int i = first + k; i > first; i--) {
            Flat before, here;
            gather_flat(&before, list->at[i - 1]->lhs->b, g->counter);
            gather_flat(&here, list->at[i]->lhs->b, g->counter);
            bool sooner = before.c != middle && (here.c == middle || here.c < before.c);
            Stmt *s = list->at[i];
            if (!sooner)
                break;
            list->at[i] = list->at[i - 1];
            list->at[i - 1] = s;
        }
    g->loop->init = s_decl(g->counter, e_cast(t, e_sub(g->beyond, e_int(1))));
    g->loop->cond = e_bin(O_GE, e_var(g->counter), e_int_type(t, g->from));
    g->loop->step = s_assign(e_var(g->counter), e_cast(t, e_sub(e_var(g->counter), e_int(1))));
}

/* A loop that is dear to gather. Upwards, and in another order, some compilers load pairs of elements of which one has just been
   stored, and wait for it. */
static void turn_dear(Gather *g)
{
    const StmtList *list = &g->loop->body->list;
    for (int i = 0; i < list->n && type_plain(g->counter->type)->is_signed; i++)
        if (list->at[i]->kind == S_ASSIGN && find_group(g, i) == TOO_DEAR) {
            turn_down(g, i);
            return;
        }
}

/* The statements that take the loop's place go to out. */
static void gather_loop(Fn *f, Stmt *loop, Stmt *out)
{
    Gather g = {.fn = f, .loop = loop};
    bool changed = false, sums = loop->sums_only && loop->body->kind == S_BLOCK && read_header(&g) && is_straight(&g);
    if (sums && !g.down)
        for (int i = 0; i < loop->body->list.n; i++)
            if (loop->body->list.at[i]->kind == S_ASSIGN && find_group(&g, i) == GROUP && gather_group(&g, out)) {
                changed = true;
                i = -1;
            }
    if (sums && has_work(loop->body) && blocks_loop(&g, out))
        return;
    if (sums && !changed && !g.down)
        turn_dear(&g);
    if (!changed || has_work(loop->body))
        s_add(out, loop);
}

static void visit(Stmt **at, void *data)
{
    Stmt *s = *at;
    stmt_kids(s, visit, data);
    if (s->kind != S_BLOCK)
        return;
    StmtList old = s->list;
    s->list = (StmtList){0};
    for (int i = 0; i < old.n; i++) {
        Stmt *made = s_block();
        if (old.at[i]->kind == S_LOOP)
            gather_loop(data, old.at[i], made);
        else
            s_add(made, old.at[i]);
        for (int k = 0; k < made->list.n; k++)
            s_add(s, made->list.at[k]);
    }
}

void gather_fn(Fn *f)
{
    if (f->body)
        visit(&f->body, f);
}
