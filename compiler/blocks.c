/* blocks.c: stencils in the reverse sweep that gather.c finds too dear compute what they add 32 iterations at a time.

       for (int i = 1; i < n - 1; i++) {              int i = 1;
           const double d = v_adj[i] / w[i];          for (; n - 1 - i >= 32; i += 32) {
           u_adj[i] += d * z[i];                          double u_due_below[32];
           u_adj[i - 1] += d;                             double u_due[32];
           v_adj[i] = 0.0;                                for (int k = 0; k < 32; k++) {
       }                                                      const double d = v_adj[i + k] / w[i + k];
                                                              u_due[k] = d * z[i + k];
                                                              u_due_below[k] = d;
                                                          }
                                                          u_adj[i - 1] += u_due_below[0];
                                                          for (int k = 1; k < 32; k++)
                                                              u_adj[i + k - 1] += u_due_below[k] + u_due[k - 1];
                                                          u_adj[i + 31] += u_due[31];
                                                          for (int k = 0; k < 32; k++)
                                                              v_adj[i + k] = 0.0;
                                                      }
                                                      for (; i < n - 1; i++) { as it was }

   As it was, an iteration waits for the sums of the one before to come back from memory, and no compiler makes vectors of it. Of loops
   that store to arrays of their own, a known number of times, all do.

   Why that is right: gather.c says it of its own loops (Stmt.sums_only), and it holds for these. Only sums to elements that lie
   next to each other go in front of the rest; that stays in the order of its statements. */
#include "gather.h"

#include <string.h>

enum { BLOCK = 32, MAX_PARTS = 24 };

/* What one statement, or several with the same left side, add: an array, of which each iteration has one element. */
typedef struct Part {
    Expr *lv;
    Var *due;
    long long c; /* the constant in the subscript */
    int group;   /* of parts whose elements lie next to each other: the first of them; -1: it has none */
    bool set;
} Part;

typedef struct Blocks {
    Gather *g;
    Part part[MAX_PARTS];
    int n;
    Var *first; /* the counter of the block's first iteration */
} Blocks;

/* ---- what may be computed first ---- */

typedef struct Reads {
    Gather *g;
    int at; /* the statement's place in the body */
    bool bad;
} Reads;

/* What is stored to before, or added to anywhere, is not read. Calls are no vectors, but for fabs. */
static void look_read(Expr **at, void *data)
{
    Reads *r = data;
    Expr *e = *at;
    const StmtList *list = &r->g->loop->body->list;
    bool call = e->kind == E_CALL && !(e->fn && e->fn->rule && !strncmp(e->fn->name, "fabs", 4));
    r->bad |= call || e->kind == E_OPAQUE || e->kind == E_COMPOUND || e->kind == E_STMTEXPR;
    for (int i = 0; e_is_lvalue(e) && type_is_real(e->type) && i < list->n; i++) {
        const Stmt *s = list->at[i];
        bool counts = s->kind == S_ASSIGN && (gather_added(s) || i < r->at);
        r->bad |= counts && gather_in_one_array(s->lhs, e);
    }
    expr_kids(e, look_read, r);
}

static bool reads_well(Gather *g)
{
    const StmtList *list = &g->loop->body->list;
    Reads r = {.g = g};
    for (r.at = 0; r.at < list->n && !r.bad; r.at++) {
        Stmt *s = list->at[r.at];
        Expr *e = s->kind == S_DECL ? s->rhs : s->kind == S_ASSIGN ? gather_added(s) : NULL;
        if (e)
            look_read(&e, &r);
    }
    return !r.bad;
}

/* ---- groups: elements that lie next to each other ---- */

/* The subscript in lv that has the counter, where nothing else in lv has; of an element, or of a member of one. */
static Expr *counted_index(const Gather *g, Expr *lv)
{
    while (lv->kind == E_MEMBER && !lv->arrow)
        lv = lv->a;
    bool fits = lv->kind == E_INDEX && !gather_mentions(lv->a, g->counter) && !gather_mentions_temps(g, lv);
    return fits ? lv->b : NULL;
}

/* The same but for the constant. */
static bool beside(const Gather *g, Expr *x, Expr *y)
{
    Flat p, q;
    Expr *i = counted_index(g, x), *k = counted_index(g, y);
    if (!i || !k || !gather_flat(&p, i, g->counter) || !gather_flat(&q, k, g->counter) || !gather_same_terms(&p, &q))
        return false;
    for (; x->kind == E_MEMBER && y->kind == E_MEMBER; x = x->a, y = y->a)
        if (x->field != y->field || x->arrow != y->arrow)
            return false;
    return x->kind == E_INDEX && y->kind == E_INDEX && e_equal(x->a, y->a);
}

/* What the only statement that adds to lv adds; NULL: there are more. */
static Expr *only_sum(const Blocks *b, const Expr *lv)
{
    const StmtList *list = &b->g->loop->body->list;
    Expr *sum = NULL;
    for (int i = 0; i < list->n; i++) {
        Expr *e = list->at[i]->kind == S_ASSIGN && e_equal(list->at[i]->lhs, lv) ? gather_added(list->at[i]) : NULL;
        if (e && sum)
            return NULL;
        sum = e ? e : sum;
    }
    return sum;
}

/* A part that adds the same: one array will do for both. */
static const Part *twin_of(const Blocks *b, const Part *p)
{
    Expr *sum = only_sum(b, p->lv);
    for (const Part *q = b->part; sum && q < p; q++) {
        Expr *other = only_sum(b, q->lv);
        if (other && q->group >= 0 && q->group == p->group && e_equal(other, sum))
            return q;
    }
    return NULL;
}

static Part *part_of(Blocks *b, Expr *lv)
{
    for (int i = 0; i < b->n; i++)
        if (e_equal(b->part[i].lv, lv))
            return &b->part[i];
    return NULL;
}

static bool add_part(Blocks *b, Expr *lv)
{
    Flat f;
    if (b->n == MAX_PARTS)
        return false;
    Expr *index = counted_index(b->g, lv);
    bool term = index && gather_flat(&f, index, b->g->counter);
    Part *p = &b->part[b->n];
    *p = (Part){.lv = lv, .c = term ? f.c : 0, .group = term ? b->n : -1};
    for (int i = 0; i < b->n && term && p->group == b->n; i++)
        if (beside(b->g, b->part[i].lv, lv))
            p->group = b->part[i].group;
    b->n++;
    return true;
}

/* Elements of a group that are one and the same, x[i + 1] and x[1 + i], have nothing next to them: they keep their places. */
static void settle_groups(Blocks *b)
{
    for (int i = 0; i < b->n; i++) {
        bool alone = b->part[i].group == i;
        for (int k = i; k < b->n; k++)
            alone &= b->part[k].group != i || b->part[k].c == b->part[i].c;
        for (int k = i; k < b->n && alone; k++)
            if (b->part[k].group == i)
                b->part[k].group = -1;
    }
}

/* Nothing but sums stands between the statements that add to lv: all it is due may be added at once. */
static bool in_one_place(const Blocks *b, const Expr *lv)
{
    const StmtList *list = &b->g->loop->body->list;
    bool begun = false, left = false, fits = true;
    for (int i = 0; i < list->n; i++) {
        bool stored = list->at[i]->kind == S_ASSIGN, sum = stored && gather_added(list->at[i]);
        bool own = sum && e_equal(list->at[i]->lhs, lv);
        fits &= !own || !left;
        begun |= own;
        left |= begun && stored && !sum;
    }
    return fits;
}

static bool find_parts(Blocks *b)
{
    const StmtList *list = &b->g->loop->body->list;
    bool groups = false;
    for (int i = 0; i < list->n; i++)
        if (list->at[i]->kind == S_ASSIGN && gather_added(list->at[i]) && !part_of(b, list->at[i]->lhs) &&
            !add_part(b, list->at[i]->lhs))
            return false;
    settle_groups(b);
    for (int i = 0; i < b->n; i++) {
        const Part *p = &b->part[i];
        groups |= p->group >= 0;
        long long span = p->group < 0 ? 0 : p->c - b->part[p->group].c;
        if (span < -GATHER_SPAN || span > GATHER_SPAN || (p->lv->kind != E_VAR && gather_has_other_use(b->g, p->lv)) ||
            (p->group < 0 && !in_one_place(b, p->lv)))
            return false;
    }
    return groups;
}

/* ---- what is made ---- */

/* u_due for u_adj[i], u_due_below for what is less */
static void name_part(Blocks *b, Part *p)
{
    const Expr *base = gather_base(p->lv);
    bool member = p->lv->kind == E_MEMBER;
    const char *name = member ? p->lv->field->name : base->kind == E_VAR ? base->var->name : "sum", *end = strstr(name, "_adj");
    int n = end ? (int)(end - name) : (int)strlen(name);
    const char *side = p->group < 0 || p->c == 0 ? "" : p->c < 0 ? "_below" : "_above";
    Type *t = type_array(type_unqual(p->lv->type), e_int(BLOCK));
    p->due = var_new(b->g->fn, V_LOCAL, format("%.*s_due%s", n, name, side), t);
}

static Expr *due_at(const Part *p, Expr *k)
{
    return e_index(e_decay(e_var(p->due)), k);
}

/* for (int k = from; k < end; k++) { }, and in *k its counter */
static Stmt *short_loop(Blocks *b, long long from, long long end, Var **k)
{
    Type *t = type_unqual(b->g->counter->type);
    Stmt *s = s_new(S_LOOP, b->g->loop->loc);
    *k = var_new(b->g->fn, V_LOCAL, "k", t);
    s->flavor = L_FOR;
    s->init = s_decl(*k, e_int_type(t, from));
    s->cond = e_bin(O_LT, e_var(*k), e_int_type(t, end));
    s->step = s_assign(e_var(*k), e_cast(t, e_add(e_var(*k), e_int(1))));
    s->body = s_block();
    return s;
}

static Turn iteration(Blocks *b, Var *k)
{
    Expr *base = k ? e_add(e_var(b->first), e_var(k)) : e_var(b->first);
    return (Turn){.g = b->g, .base = base, .temps = map_new()};
}

/* What the statement declares, in iteration t. */
static void declare(Turn *t, const Stmt *s, Stmt *out)
{
    Var *v = var_new(t->g->fn, V_LOCAL, s->var->name, type_qual(type_unqual(s->var->type), Q_CONST));
    s_add(out, s_decl(v, gather_clone(t, s->rhs)));
    map_put(t->temps, s->var, e_var(v));
}

static Stmt *added(Stmt *like, Expr *lv, Expr *sum)
{
    bool minus = sum->kind == E_UNARY && sum->op == O_NEG;
    Stmt *s = s_assign(lv, e_bin_exact(minus ? O_SUB : O_ADD, expr_clone(lv, NULL), minus ? sum->a : sum));
    s->loc = like->loc;
    return s;
}

/* All that is added, into the arrays. */
static Stmt *compute_loop(Blocks *b)
{
    Var *k;
    Stmt *s = short_loop(b, 0, BLOCK, &k);
    Turn t = iteration(b, k);
    const StmtList *list = &b->g->loop->body->list;
    for (int i = 0; i < list->n; i++) {
        Stmt *old = list->at[i];
        Expr *e = old->kind == S_ASSIGN ? gather_added(old) : NULL;
        if (old->kind == S_COMMENT) {
            s_add(s->body, s_comment(old->text));
        } else if (old->kind == S_DECL) {
            declare(&t, old, s->body);
        } else if (e) {
            Part *p = part_of(b, old->lhs);
            if (twin_of(b, p))
                continue;
            e = gather_clone(&t, e);
            s_add(s->body, p->set ? added(old, due_at(p, e_var(k)), e) : s_assign(due_at(p, e_var(k)), e));
            p->set = true;
        }
    }
    gather_drop_unused(&s->body->list);
    return s;
}

/* The element first + e of the group's array, or first + k + e: what iterations of the block add to it. */
static void add_element(Blocks *b, int group, Var *k, long long e, Stmt *out)
{
    Turn t = iteration(b, k);
    Expr *sum = NULL;
    for (int i = 0; i < b->n; i++) {
        const Part *p = &b->part[i];
        long long turn = e - p->c; /* the iteration, or what is added to k for it */
        if (p->group != group || (!k && (turn < 0 || turn >= BLOCK)))
            continue;
        Type *index = type_unqual(b->first->type);
        Expr *at = !k ? e_int_type(index, turn) : turn < 0 ? e_sub(e_var(k), e_int(-turn)) : e_add(e_var(k), e_int(turn));
        sum = gather_with_term(sum, due_at(p, at), false);
    }
    t.d = e - b->part[group].c;
    if (sum)
        s_add(out, added(b->g->loop, gather_clone(&t, b->part[group].lv), sum));
}

static void add_group(Blocks *b, int group, Stmt *out)
{
    long long least = b->part[group].c, most = least;
    for (int i = 0; i < b->n; i++)
        if (b->part[i].group == group) {
            least = b->part[i].c < least ? b->part[i].c : least;
            most = b->part[i].c > most ? b->part[i].c : most;
        }
    for (long long e = least; e < most; e++)
        add_element(b, group, NULL, e, out);
    Var *k;
    Stmt *inner = short_loop(b, most - least, BLOCK, &k);
    add_element(b, group, k, least, inner->body);
    s_add(out, inner);
    for (long long e = least; e < most; e++)
        add_element(b, group, NULL, BLOCK + e, out);
}

/* Everything else, a loop for each statement. */
static void add_rest(Blocks *b, Stmt *out)
{
    const StmtList *list = &b->g->loop->body->list;
    for (int i = 0; i < list->n; i++) {
        Stmt *old = list->at[i];
        Part *p = old->kind == S_ASSIGN && gather_added(old) ? part_of(b, old->lhs) : NULL;
        if (old->kind != S_ASSIGN || (p && (p->group >= 0 || !p->set)))
            continue;
        Var *k;
        Stmt *s = short_loop(b, 0, BLOCK, &k);
        Turn t = iteration(b, k);
        for (int d = 0; d < i; d++)
            if (list->at[d]->kind == S_DECL)
                declare(&t, list->at[d], s->body);
        Expr *lv = gather_clone(&t, old->lhs);
        s_add(s->body, p ? added(old, lv, due_at(p, e_var(k))) : s_assign(lv, gather_clone(&t, old->rhs)));
        gather_drop_unused(&s->body->list);
        s_add(out, s);
        if (p)
            p->set = false; /* all that has this left side is in it */
    }
}

/* There are BLOCK iterations left. */
static Expr *is_enough(Blocks *b)
{
    const Gather *g = b->g;
    Expr *left = e_sub(expr_clone(g->last ? g->last : g->beyond, NULL), e_var(b->first));
    Expr *enough = e_bin(O_GE, left, e_int_type(type_unqual(left->type), g->last ? BLOCK - 1 : BLOCK));
    if (type_plain(b->first->type)->is_signed)
        return enough;
    return e_bin(O_LAND, e_bin(O_LT, e_var(b->first), expr_clone(g->beyond, NULL)), enough);
}

static Stmt *blocks(Blocks *b)
{
    Type *t = type_unqual(b->first->type);
    Stmt *s = s_new(S_LOOP, b->g->loop->loc);
    s->flavor = L_FOR;
    s->cond = is_enough(b);
    s->step = s_assign(e_var(b->first), e_cast(t, e_add(e_var(b->first), e_int(BLOCK))));
    s->body = s_block();
    for (int i = 0; i < b->n; i++) {
        const Part *twin = twin_of(b, &b->part[i]);
        if (twin) {
            b->part[i].due = twin->due;
            continue;
        }
        name_part(b, &b->part[i]);
        s_add(s->body, s_decl(b->part[i].due, NULL));
    }
    s_add(s->body, compute_loop(b));
    for (int i = 0; i < b->n; i++)
        if (b->part[i].group == i)
            add_group(b, i, s->body);
    add_rest(b, s->body);
    return s;
}

/* The iterations that are left, in their order. Comments stood in the blocks. */
static Stmt *last_ones(Blocks *b)
{
    Subst own = {.vars = map_new()};
    Stmt *s = s_new(S_LOOP, b->g->loop->loc);
    *s = *b->g->loop;
    s->body = s_block();
    for (int i = 0; i < b->g->loop->body->list.n; i++)
        if (b->g->loop->body->list.at[i]->kind != S_COMMENT)
            s_add(s->body, b->g->loop->body->list.at[i]);
    if (b->g->down) {
        s->cond = e_bin(O_GE, e_var(b->g->counter), e_var(b->first));
    } else {
        s->init = NULL;
        s->raw_for_decl = false;
        map_put(own.vars, b->g->counter, e_var(b->first));
    }
    return stmt_clone_own(s, &own);
}

typedef struct Room {
    const Gather *g;
    bool none; /* an array has not so many elements */
} Room;

static void look_room(Expr **at, void *data)
{
    Room *r = data;
    Expr *e = *at;
    Flat f;
    const Expr *count = e->kind == E_INDEX && e->a->kind == E_DECAY ? type_plain(e->a->a->type)->count : NULL;
    if (count && count->kind == E_INT && gather_flat(&f, e->b, r->g->counter)) {
        bool alone = f.n == 1;
        r->none |= count->ival < BLOCK || (alone && r->g->from + f.c + BLOCK > count->ival);
    }
    expr_kids(e, look_room, r);
}

/* Never as many iterations as a block has: compilers would warn of those that leave an array. */
static bool has_few(const Gather *g)
{
    Room r = {.g = g};
    const StmtList *list = &g->loop->body->list;
    for (int i = 0; i < list->n; i++)
        stmt_exprs(list->at[i], look_room, &r);
    return r.none || (g->beyond->kind == E_INT && g->beyond->ival - g->from < BLOCK);
}

bool blocks_loop(Gather *g, Stmt *out)
{
    Blocks b = {.g = g};
    if (has_few(g) || !find_parts(&b) || !reads_well(g))
        return false;
    Type *t = type_unqual(g->counter->type);
    b.first = var_new(g->fn, V_LOCAL, g->down ? "first" : g->counter->name, t);
    s_add(out, s_decl(b.first, e_int_type(t, g->from)));
    s_add(out, blocks(&b));
    s_add(out, last_ones(&b));
    return true;
}
