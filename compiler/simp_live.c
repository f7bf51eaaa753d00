/* simp_live.c: takes a function whose variables are counted, removes assignments to variables whose
   value nothing uses afterwards, loops that do nothing else, and declarations without use.

   A variable is live where its value may be used; an assignment to one that is not live uses
   nothing itself, so that a sum which only feeds itself dies too. An array or record that only its name reaches, and
   memory that the function allocates for itself, are live where any part of them may be read: a store to a part leaves
   the others as they are. Sets go backwards over the tree;
   a loop starts from an empty set and is repeated until its head no longer grows, and keeps that
   set for the next time round an outer loop. */
#include "simp.h"

#include <stdint.h>
#include <string.h>

typedef uint64_t *Set;

/* What a loop, switch or block keeps while its inside is looked at. */
typedef struct Frame {
    Set after, again; /* live behind it; live where its continue leads */
    Set head;         /* of a loop: before the test */
} Frame;

typedef struct Live {
    Simp *s;
    int words;
    bool mark;    /* the last time over: what is dead is removed */
    Map *frames;  /* Stmt -> Frame */
    Map *dead;    /* Stmt -> itself */
    Map *targets; /* blocks that are left by a break */
    LIST(Set) spare;
} Live;

static Set set_new(Live *l)
{
    if (l->spare.n)
        return l->spare.at[--l->spare.n];
    return arena_alloc((size_t)l->words * sizeof(uint64_t));
}

static void set_drop(Live *l, Set a)
{
    list_add(&l->spare, a);
}

static void set_copy(const Live *l, Set to, const uint64_t *from)
{
    memcpy(to, from, (size_t)l->words * sizeof *to);
}

static void set_clear(const Live *l, Set a)
{
    memset(a, 0, (size_t)l->words * sizeof *a);
}

/* true: it grew. */
static bool set_add(const Live *l, Set to, const uint64_t *from)
{
    uint64_t grown = 0;
    for (int i = 0; i < l->words; i++) {
        grown |= from[i] & ~to[i];
        to[i] |= from[i];
    }
    return grown != 0;
}

static void use_bit(Set set, int i)
{
    set[i / 64] |= (uint64_t)1 << (i % 64);
}

static bool has_bit(const Set set, int i)
{
    return set[i / 64] >> (i % 64) & 1;
}

/* The bit of the memory that the function allocated and a variable points to. */
static int behind_bit(Simp *s, const Local *l)
{
    return s->parts + l->var->id;
}

typedef struct Using {
    Live *live;
    Set set;
} Using;

static void use(Expr **at, void *data)
{
    Using *u = data;
    Expr *e = *at;
    int part = simp_part(u->live->s, e);
    if (part >= 0)
        use_bit(u->set, part);
    Local *local = e->kind == E_VAR ? simp_local(u->live->s, e->var) : NULL;
    for (int k = 0; local && local->private && k < local->parts; k++)
        use_bit(u->set, local->part + k);
    if (local && local->owned)
        use_bit(u->set, behind_bit(u->live->s, local));
    if (part < 0)
        expr_kids(e, use, u);
}

static void use_expr(Live *l, Set set, Expr *e)
{
    Using u = {l, set};
    if (e)
        use(&e, &u);
}

static void use_kids(Live *l, Set set, Stmt *st)
{
    Using u = {l, set};
    stmt_exprs(st, use, &u);
}

static Var *tracked(Live *l, const Expr *lhs)
{
    Local *local = lhs->kind == E_VAR ? simp_local(l->s, lhs->var) : NULL;
    return local && local->tracked ? local->var : NULL;
}

static void clear_bit(Set set, int i)
{
    set[i / 64] &= ~((uint64_t)1 << (i % 64));
}

static void kill(Live *l, Set set, const Var *v)
{
    const Local *local = simp_local(l->s, v);
    for (int k = 0; local && k < local->parts; k++)
        clear_bit(set, local->part + k);
}

static bool is_live(Live *l, const Set set, const Var *v)
{
    const Local *local = simp_local(l->s, v);
    bool live = false;
    for (int k = 0; k < local->parts; k++)
        live |= has_bit(set, local->part + k);
    return live;
}

static void back(Live *l, Stmt *st, Set set);

static Frame *frame_of(Live *l, Stmt *st)
{
    Frame *f = map_get(l->frames, st);
    if (f)
        return f;
    f = NEW(Frame);
    f->after = arena_alloc((size_t)l->words * sizeof(uint64_t));
    f->again = arena_alloc((size_t)l->words * sizeof(uint64_t));
    f->head = arena_alloc((size_t)l->words * sizeof(uint64_t));
    map_put(l->frames, st, f);
    return f;
}

/* ---- control flow, backwards: set is what is live behind, becomes what is live before ---- */

static void back_if(Live *l, Stmt *st, Set set)
{
    Set other = set_new(l);
    set_copy(l, other, set);
    back(l, st->body, set);
    if (st->other)
        back(l, st->other, other);
    set_add(l, set, other);
    set_drop(l, other);
    use_expr(l, set, st->cond);
}

/* One time round: from the head to the head. Leaves in set what is live before the test. */
static void back_round(Live *l, Stmt *st, Frame *f, Set set)
{
    if (st->flavor == L_DO) {
        set_copy(l, set, f->head);
        if (st->cond)
            set_add(l, set, f->after);
        use_expr(l, set, st->cond);
    } else {
        set_copy(l, set, f->head);
    }
    if (st->step)
        back(l, st->step, set);
    set_copy(l, f->again, set);
    back(l, st->body, set);
    if (st->flavor != L_DO) {
        if (st->cond)
            set_add(l, set, f->after);
        use_expr(l, set, st->cond);
    }
}

static bool is_empty(const Stmt *s)
{
    for (int i = 0; s->kind == S_BLOCK && i < s->list.n; i++)
        if (s->list.at[i]->kind != S_COMMENT && !is_empty(s->list.at[i]))
            return false;
    return s->kind == S_BLOCK;
}

static bool counts_towards(const Stmt *st, const Expr *counter, Op order, const Expr *bound)
{
    const Expr *e = st->step->rhs;
    while (e->kind == E_CAST && e->implicit)
        e = e->a;
    if (e->kind != E_BINARY || (e->op != O_ADD && e->op != O_SUB) || e->b->kind != E_INT ||
        e->b->ival <= 0)
        return false;
    const Expr *from = e->a;
    while (from->kind == E_CAST && from->implicit)
        from = from->a;
    if (!e_equal(from, counter) || simp_mentions(bound, counter->var))
        return false;
    bool up = e->op == O_ADD;
    return order == O_NE ? e->b->ival == 1
           : up          ? order == O_LT || order == O_LE
                         : order == O_GT || order == O_GE;
}

/* A loop that only counts, and ends. */
static bool only_counts(Live *l, Stmt *st)
{
    const Stmt *step = st->step;
    if (!is_empty(st->body) || !st->cond || st->cond->kind != E_BINARY || !step ||
        step->kind != S_ASSIGN || !tracked(l, step->lhs) || !simp_is_pure(st->cond))
        return false;
    static const Op turned[] = {
        [O_LT] = O_GT, [O_GT] = O_LT, [O_LE] = O_GE, [O_GE] = O_LE, [O_NE] = O_NE};
    Expr *a = st->cond->a, *b = st->cond->b;
    Op op = st->cond->op;
    if (op < O_LT || op > O_NE || op == O_EQ)
        return false;
    while (a->kind == E_CAST && a->implicit)
        a = a->a;
    while (b->kind == E_CAST && b->implicit)
        b = b->a;
    return (e_equal(a, step->lhs) && counts_towards(st, step->lhs, op, b)) ||
           (e_equal(b, step->lhs) && counts_towards(st, step->lhs, turned[op], a));
}

static void back_loop(Live *l, Stmt *st, Set set)
{
    Frame *f = frame_of(l, st);
    set_copy(l, f->after, set);
    bool mark = l->mark;
    if (mark && only_counts(l, st) && !is_live(l, set, st->step->lhs->var)) {
        map_put(l->dead, st, st);
        if (st->init)
            back(l, st->init, set);
        return;
    }
    Set round = set_new(l);
    l->mark = false;
    do
        back_round(l, st, f, round);
    while (set_add(l, f->head, round));
    l->mark = mark;
    if (mark)
        back_round(l, st, f, round);
    set_copy(l, set, f->head);
    set_drop(l, round);
    if (st->init)
        back(l, st->init, set);
}

static void back_switch(Live *l, Stmt *st, Set set)
{
    Frame *f = frame_of(l, st);
    set_copy(l, f->after, set);
    Set arm = set_new(l);
    set_copy(l, arm, set);
    bool has_default = false;
    for (int i = 0; i < st->arms.n; i++)
        has_default |= st->arms.at[i].is_default;
    if (has_default)
        set_clear(l, set);
    for (int i = st->arms.n - 1; i >= 0; i--) {
        back(l, st->arms.at[i].body, arm);
        set_add(l, set, arm);
    }
    set_drop(l, arm);
    use_expr(l, set, st->cond);
}

static void back_block(Live *l, Stmt *st, Set set)
{
    if (map_get(l->targets, st))
        set_copy(l, frame_of(l, st)->after, set);
    for (int i = st->list.n - 1; i >= 0; i--)
        back(l, st->list.at[i], set);
}

/* What holds the part that is stored to; *place: what finding it reads. NULL: memory of others. */
static Local *holder(Live *l, Expr *lhs, ExprList *place)
{
    bool behind;
    const Var *v = simp_holder(lhs, &behind);
    Local *local = simp_local(l->s, v);
    for (; local && lhs->kind != E_VAR; lhs = lhs->a)
        if (lhs->b)
            list_add(place, lhs->b);
    return local && (behind ? local->owned : local->private) ? local : NULL;
}

/* A store to a part of what the function has for itself. */
static bool back_part(Live *l, Stmt *st, Set set)
{
    ExprList place = {0};
    Local *local = st->kind == S_ASSIGN && st->lhs->kind != E_VAR ? holder(l, st->lhs, &place) : NULL;
    if (!local)
        return false;
    int part = simp_part(l->s, st->lhs);
    bool live = local->owned ? has_bit(set, behind_bit(l->s, local))
                : part >= 0  ? has_bit(set, part)
                             : is_live(l, set, local->var);
    bool used = live || !simp_is_pure(st->rhs);
    for (int i = 0; i < place.n; i++)
        used |= !simp_is_pure(place.at[i]);
    if (!used) {
        if (l->mark)
            map_put(l->dead, st, st);
        return true;
    }
    if (local->owned)
        use_bit(set, local->part);
    else if (part >= 0)
        clear_bit(set, part);
    for (int i = 0; i < place.n; i++)
        use_expr(l, set, place.at[i]);
    use_expr(l, set, st->rhs);
    return true;
}

static void back_assign(Live *l, Stmt *st, Set set)
{
    if (back_part(l, st, set))
        return;
    const Local *local = st->kind == S_DECL ? simp_local(l->s, st->var) : NULL;
    if (local && local->owned)
        clear_bit(set, behind_bit(l->s, local));
    bool own = local && (local->tracked || local->private);
    Var *v = st->kind == S_DECL ? (own ? st->var : NULL) : tracked(l, st->lhs);
    if (v) {
        bool used = is_live(l, set, v);
        kill(l, set, v);
        if (!used && simp_is_pure(st->rhs)) {
            if (l->mark)
                map_put(l->dead, st, st);
            return;
        }
    }
    Expr *lhs = st->lhs;
    if (v)
        st->lhs = NULL;
    use_kids(l, set, st);
    st->lhs = lhs;
}

static bool frees_own(Live *l, const Stmt *st)
{
    const Local *p = simp_local(l->s, simp_freed(st));
    return p && p->owned;
}

static void back(Live *l, Stmt *st, Set set)
{
    switch (st->kind) {
    case S_BLOCK:
        back_block(l, st, set);
        break;
    case S_DECL:
        if (st->rhs) {
            back_assign(l, st, set);
        } else {
            const Local *local = simp_local(l->s, st->var);
            if (local && (local->tracked || local->private))
                kill(l, set, st->var);
            use_kids(l, set, st);
        }
        break;
    case S_ASSIGN:
        back_assign(l, st, set);
        break;
    case S_POP: {
        Var *v = tracked(l, st->lhs);
        if (v)
            kill(l, set, v);
        else
            use_kids(l, set, st);
        break;
    }
    case S_IF:
        back_if(l, st, set);
        break;
    case S_LOOP:
        back_loop(l, st, set);
        break;
    case S_SWITCH:
        back_switch(l, st, set);
        break;
    case S_BREAK:
        set_copy(l, set, frame_of(l, st->target)->after);
        break;
    case S_CONTINUE:
        set_copy(l, set, frame_of(l, st->target)->again);
        break;
    case S_RETURN:
        set_clear(l, set);
        use_expr(l, set, st->rhs);
        break;
    case S_EXPR:
        if (!frees_own(l, st))
            use_kids(l, set, st);
        break;
    default:
        use_kids(l, set, st);
        break;
    }
}

/* ---- removal ---- */

static bool is_unused(Simp *s, const Stmt *st)
{
    Local *l = st->kind == S_DECL ? simp_local(s, st->var) : NULL;
    bool table = l && st->var->kind == V_STATIC && !l->writes; /* mentioned nowhere */
    return l && !l->reads && (l->tracked || l->private || table);
}

/* What assigns to a variable that nothing reads, wherever. */
static bool writes_unread(Simp *s, const Stmt *st)
{
    const Expr *e = st->kind == S_ASSIGN ? st->lhs : NULL;
    while (e && e->kind != E_VAR)
        e = (e->kind == E_INDEX || e->kind == E_DEREF) && e->a->kind == E_DECAY ? e->a->a
            : e->kind == E_MEMBER && !e->arrow                                  ? e->a
                                                                                : NULL;
    Local *l = e ? simp_local(s, e->var) : NULL;
    return l && !l->reads && (l->tracked || l->private) && l->var->kind == V_LOCAL;
}

/* The call of a statement whose result nobody reads. */
static Stmt *only_call(Live *l, Stmt *st)
{
    Stmt *call = s_expr(st->rhs);
    call->loc = st->loc;
    l->s->changed = true;
    return call;
}

/* 0, or a product with it. */
static bool is_nothing(const Expr *e)
{
    return e_is_zero(e) || (e->kind == E_BINARY && e->op == O_MUL && (is_nothing(e->a) || is_nothing(e->b)));
}

/* x = x, perhaps by way of a wider real type. */
static bool sets_itself(const Stmt *st)
{
    if (st->kind != S_ASSIGN)
        return false;
    Expr *e = st->rhs;
    while (e->kind == E_CAST && type_is_real(e->type) && type_is_real(st->lhs->type) &&
           type_plain(e->type)->size >= type_plain(st->lhs->type)->size)
        e = e->a;
    bool nothing = e->kind == E_BINARY && (e->op == O_ADD || e->op == O_SUB) && is_nothing(e->b) &&
                   simp_is_shadow(st->lhs); /* a contribution of zero */
    return e_equal(st->lhs, nothing ? e->a : e) && simp_is_pure(e);
}

/* Where memory is allocated or freed that nothing is stored to. */
static bool is_idle_memory(Simp *s, const Stmt *st)
{
    const Local *p = simp_local(s, st->kind == S_DECL ? st->var : simp_freed(st));
    return p && p->owned && p->reads == p->aside;
}

/* What is left of a statement: its call, its initialised counter. NULL: nothing. */
static Stmt *remains(Live *l, Stmt *st)
{
    if (map_get(l->dead, st)) {
        l->s->changed = true;
        if (st->kind == S_LOOP)
            return st->init && st->init->kind != S_DECL ? st->init : NULL;
        if (st->kind != S_DECL)
            return NULL;
        st->rhs = NULL;
    }
    if (sets_itself(st)) {
        l->s->changed = true;
        return NULL;
    }
    if (is_idle_memory(l->s, st)) {
        l->s->changed = true;
        return NULL;
    }
    bool unread = writes_unread(l->s, st), unused = is_unused(l->s, st);
    if (!unread && !unused)
        return st;
    bool impure = st->rhs && !simp_is_pure(st->rhs);
    if (impure && st->rhs->kind == E_CALL && (unread || simp_local(l->s, st->var)->writes == 1))
        return only_call(l, st);
    if (impure)
        return st;
    if (unused && simp_local(l->s, st->var)->writes > (st->rhs != NULL))
        return st; /* other assignments go first */
    l->s->changed = true;
    return NULL;
}

/* A counter that only ever has its first value, which has been put in its place. */
static bool is_idle_decl(Simp *s, const Stmt *st)
{
    return is_unused(s, st) && (!st->rhs || simp_is_pure(st->rhs)) &&
           simp_local(s, st->var)->writes <= (st->rhs != NULL);
}

static void sweep(Stmt **at, void *data)
{
    Live *l = data;
    Stmt *st = *at;
    if (st->kind == S_BLOCK) {
        int kept = 0;
        for (int i = 0; i < st->list.n; i++) {
            Stmt *left = remains(l, st->list.at[i]);
            if (!left)
                continue;
            sweep(&left, l);
            st->list.at[kept++] = left;
        }
        st->list.n = kept;
        return;
    }
    if (st->kind == S_LOOP && st->init && st->init->kind == S_ASSIGN && map_get(l->dead, st->init))
        st->init = NULL;
    if (st->kind == S_LOOP && st->init && is_idle_decl(l->s, st->init)) {
        st->init = NULL;
        l->s->changed = true;
    }
    if (st->kind == S_LOOP && st->step && st->step->kind == S_ASSIGN && map_get(l->dead, st->step))
        st->step = NULL;
    stmt_kids(st, sweep, l);
}

static void find_targets(Stmt **at, void *targets)
{
    if ((*at)->target)
        map_put(targets, (*at)->target, *at);
    stmt_kids(*at, find_targets, targets);
}

void simp_dead(Simp *s)
{
    Live l = {.s = s,
              .words = (s->parts + s->locals.n) / 64 + 1,
              .frames = map_new(),
              .dead = map_new(),
              .targets = map_new()};
    find_targets(&s->fn->body, l.targets);
    if (!s->jumps) {
        Set set = set_new(&l);
        set_clear(&l, set);
        l.mark = true;
        back(&l, s->fn->body, set);
    }
    sweep(&s->fn->body, &l);
}
