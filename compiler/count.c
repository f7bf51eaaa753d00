/* count.c: loops that count in their own way get the header of a counted loop.

   while (n-- > 0) ...      while (i < n) { ...; i++; }      for (; --i >= 0;) ...

   In normal form the test of such a loop and the step stand somewhere in its body. As the header of a `for` they make a
   counted loop: reversed without a word on the tape, and a frame for what else walks with it (walk.c). Where it is known
   what the variable starts with, it stays the counter; else a new one counts and the variable follows it. */
#include "walk.h"

/* ---- how often a variable is named, and how often written ---- */

typedef struct Count {
    const Var *var;
    Uses uses;
} Count;

static void count_expr(Expr **ep, void *data)
{
    Count *c = data;
    if (!*ep)
        return;
    c->uses.named += (*ep)->kind == E_VAR && (*ep)->var == c->var;
    expr_kids(*ep, count_expr, data);
}

const Var *walk_written_by(const Stmt *s)
{
    if (s->kind == S_DECL)
        return s->var;
    bool assigns = s->kind == S_ASSIGN || s->kind == S_POP;
    return assigns && s->lhs->kind == E_VAR ? s->lhs->var : NULL;
}

static void count_stmt(Stmt **sp, void *data)
{
    Stmt *s = *sp;
    if (!s)
        return;
    Count *c = data;
    if (walk_written_by(s) == c->var) {
        c->uses.written++;
        c->uses.named -= s->kind != S_DECL; /* as what is assigned to */
    }
    stmt_exprs(s, count_expr, data);
    stmt_kids(s, count_stmt, data);
}

Uses walk_uses_in(Stmt *s, const Var *v)
{
    Count c = {.var = v};
    count_stmt(&s, &c);
    return c.uses;
}

Uses walk_uses_in_expr(Expr *e, const Var *v)
{
    Count c = {.var = v};
    count_expr(&e, &c);
    return c.uses;
}

/* ---- what a loop leaves alone ---- */

typedef struct Fixed {
    Walk *w;
    Stmt *loop;
    bool ok;
} Fixed;

static void look_fixed(Expr **ep, void *data)
{
    Fixed *f = data;
    Expr *e = *ep;
    if (!e || !f->ok)
        return;
    if (e->kind == E_VAR) {
        bool local = e->var->kind == V_LOCAL || e->var->kind == V_PARAM;
        f->ok = local && (type_is_arith(e->var->type) || type_is_pointer(e->var->type)) && !(e->var->type->quals & Q_VOLATILE) &&
                !map_get(f->w->taken, e->var) && !walk_uses_in(f->loop, e->var).written;
    } else if (e->kind == E_DECAY && e->a->kind == E_VAR) {
        return; /* the address of an array */
    } else if (e->kind != E_INT && e->kind != E_CAST && e->kind != E_BINARY && e->kind != E_UNARY &&
               e->kind != E_COND) {
        f->ok = false;
    }
    expr_kids(e, look_fixed, f);
}

bool walk_is_fixed(Walk *w, Expr *e, Stmt *loop)
{
    Fixed f = {w, loop, type_is_integer(e->type) || type_is_pointer(e->type)};
    look_fixed(&e, &f);
    return f.ok;
}

static Expr *bare(Expr *e)
{
    while (e->kind == E_CAST && (e->implicit || type_same(e->type, e->a->type)))
        e = e->a;
    return e;
}

/* s is v = v + c or v = v - c; c, negated for the latter. */
Expr *walk_step_by(const Stmt *s, const Var *v)
{
    if (s->kind != S_ASSIGN || s->lhs->kind != E_VAR || s->lhs->var != v)
        return NULL;
    Expr *e = bare(s->rhs);
    if (e->kind != E_BINARY || (e->op != O_ADD && e->op != O_SUB))
        return NULL;
    Expr *self = bare(e->a);
    if (self->kind != E_VAR || self->var != v || !type_is_integer(e->b->type))
        return NULL;
    return e->op == O_ADD ? e->b : bare(e->b)->kind == E_INT ? e_neg(e_cast(type_ptrdiff(), e->b)) : NULL;
}

typedef struct Skip {
    const Stmt *loop, *block;
    bool found;
} Skip;

static void look_skip(Stmt **sp, void *data)
{
    Skip *k = data;
    const Stmt *s = *sp;
    if (!s)
        return;
    k->found |= (s->kind == S_CONTINUE && s->target == k->loop) || (s->kind == S_BREAK && s->target == k->block);
    stmt_kids(*sp, look_skip, k);
}

/* Some way through s leads to the next iteration, or past the rest of the block. */
bool walk_may_skip(const Stmt *loop, const Stmt *block, Stmt *s)
{
    Skip k = {loop, block, false};
    look_skip(&s, &k);
    return k.found;
}

/* ---- whether the value that a loop leaves in a variable is used ---- */

typedef struct Jump {
    const Stmt *in, *target;
    bool out, found;
} Jump;

static void look_target(Stmt **sp, void *data)
{
    Jump *j = data;
    j->found |= *sp == j->target;
    if (*sp)
        stmt_kids(*sp, look_target, j);
}

static void look_jump(Stmt **sp, void *data)
{
    Jump *j = data;
    Stmt *s = *sp, *in = (Stmt *)j->in;
    if (!s)
        return;
    if (s->kind == S_BREAK || s->kind == S_CONTINUE) {
        j->target = s->target;
        j->found = false;
        look_target(&in, j);
        j->out |= !j->found;
    }
    stmt_kids(s, look_jump, j);
}

/* Some way out of s does not end behind it, but further on in the function. */
static bool jumps_out(Stmt *s)
{
    Jump j = {.in = s};
    look_jump(&s, &j);
    return j.out;
}

typedef enum Fate { FATE_OPEN, FATE_READ, FATE_SET } Fate;

/* What statements from..to of a list do first with v. One that sets it ends the matter where no jump leads past it. */
static Fate fate_in(const StmtList *list, int from, int to, const Var *v, bool *jumps)
{
    for (int i = from; i < to; i++) {
        Stmt *s = list->at[i];
        Uses u = walk_uses_in(s, v);
        if (u.named)
            return FATE_READ;
        if (walk_written_by(s) == v && !*jumps)
            return FATE_SET;
        *jumps |= jumps_out(s);
    }
    return FATE_OPEN;
}

/* Some other arm of a switch may run next. */
static bool other_arm_reads(const Frame *f, const Var *v)
{
    const Frame *up = f->up;
    Stmt *around = up ? up->block->list.at[up->at] : NULL;
    return around && around->kind == S_SWITCH && walk_uses_in(around, v).named > walk_uses_in(f->block, v).named;
}

bool walk_read_later(const Walk *w, Stmt *loop, const Var *v)
{
    bool jumps = jumps_out(loop);
    for (const Frame *f = w->frame; f; f = f->up) {
        Fate fate = fate_in(&f->block->list, f->at + 1, f->block->list.n, v, &jumps);
        if (fate != FATE_OPEN)
            return fate == FATE_READ;
        if (other_arm_reads(f, v))
            return true;
        if (!f->loop)
            continue;
        bool again = false; /* the way back to the start of the body */
        if ((f->loop->cond && walk_uses_in_expr(f->loop->cond, v).named) ||
            (f->loop->step && walk_uses_in(f->loop->step, v).named) ||
            fate_in(f->done, 0, f->done->n, v, &again) != FATE_SET)
            return true;
    }
    return false;
}

/* ---- what counts ---- */

/* A loop that tests v and steps it once in each iteration. */
typedef struct Header {
    Var *var;
    Expr *test;     /* goes on while this holds of v */
    Stmt *step;
    long long by;
    int head;       /* statements at the start of the body that make it up */
    bool last;      /* the last statement of the body is the step */
    bool early;     /* the body sees v after the step: while (n-- > 0) */
    bool stepped;   /* the first test comes after a step: while (--n > 0) */
} Header;

/* The condition under which s leaves the loop, if that is all it does. */
static Expr *leaves_if(const Stmt *s, const Stmt *loop)
{
    if (s->kind != S_IF || s->other || s->body->kind != S_BLOCK || s->body->list.n != 1)
        return NULL;
    const Stmt *leave = s->body->list.at[0];
    return leave->kind == S_BREAK && leave->target == loop ? s->cond : NULL;
}

static bool is_var(Expr *e, const Var *v)
{
    e = bare(e);
    return e->kind == E_VAR && e->var == v;
}

/* while (n-- > 0): const int cond = n > 0; n--; if (!cond) break; */
static Expr *tested_early(const StmtList *body, Stmt *loop)
{
    const Stmt *d = body->at[0];
    Expr *leave = body->n >= 3 ? leaves_if(body->at[2], loop) : NULL;
    if (!leave || d->kind != S_DECL || !d->rhs || leave->kind != E_UNARY || leave->op != O_NOT || !is_var(leave->a, d->var))
        return NULL;
    Uses u = walk_uses_in(loop, d->var);
    return u.named == 1 && u.written == 1 ? d->rhs : NULL;
}

/* Of several steps in a header, that of a variable in the test. */
static Stmt *step_tested(Stmt *step, Expr *test)
{
    if (step->kind != S_BLOCK)
        return step;
    for (int i = 0; i < step->list.n; i++) {
        const Var *v = walk_written_by(step->list.at[i]);
        if (v && walk_uses_in_expr(test, v).named)
            return step->list.at[i];
    }
    return NULL;
}

static bool find_parts(Stmt *loop, Header *h)
{
    StmtList *body = &loop->body->list;
    if (loop->flavor == L_DO || (!loop->cond && (loop->step || body->n < 2)))
        return false;
    if (loop->cond) {
        h->test = loop->cond;
        h->last = !loop->step;
        h->step = loop->step ? step_tested(loop->step, h->test) : body->n ? body->at[body->n - 1] : NULL;
        return h->step != NULL;
    }
    Expr *leave = leaves_if(body->at[1], loop);
    h->stepped = leave != NULL;
    h->early = !h->stepped;
    h->test = h->stepped ? e_not(leave) : tested_early(body, loop);
    h->step = body->at[h->stepped ? 0 : 1];
    h->head = h->stepped ? 2 : 3;
    return h->test != NULL;
}

static bool may_count(const Walk *w, const Var *v)
{
    return v && (v->kind == V_LOCAL || v->kind == V_PARAM) && type_plain(v->type)->kind == T_INT &&
           type_plain(v->type)->size >= type_int()->size && !(v->type->quals & Q_VOLATILE) && !map_get(w->taken, v);
}

static void look_exit(Stmt **sp, void *data)
{
    bool *exits = data;
    Stmt *s = *sp;
    if (!s)
        return;
    Expr *call = stmt_call(s);
    *exits |= s->kind == S_RETURN || s->kind == S_BREAK || s->kind == S_OPAQUE || s->kind == S_GOTO || call;
    stmt_kids(sp[0], look_exit, exits);
}

/* The loop ends by its test or not at all. */
bool walk_runs_through(const Stmt *loop, int head)
{
    bool exits = false;
    for (int i = head; i < loop->body->list.n; i++)
        look_exit(&loop->body->list.at[i], &exits);
    return !exits;
}

static Expr *zero_like(const Var *v)
{
    return e_int_type(type_unqual(type_plain(v->type)), 0);
}

/* What != compares is the variable as it is, and not what becomes of negative ones in an unsigned type. */
static bool compares_own(const Stmt *loop, const Header *h, Expr *bound)
{
    Type *t = type_plain(h->var->type);
    if (!t->is_signed || type_plain(type_usual(t, type_plain(bound->type)))->is_signed)
        return true;
    Expr *from = loop->init && walk_written_by(loop->init) == h->var && loop->init->rhs ? bare(loop->init->rhs) : NULL;
    return h->by > 0 && from && from->kind == E_INT && from->ival >= 0;
}

/* The test as a comparison that one counts towards, with v on the left; NULL: it is none. A count that misses the value it is not
   to reach would have to overflow: signed ones do not, unsigned ones do not miss zero on the way down. */
static Expr *plain_test(const Stmt *loop, Header *h)
{
    Expr *t = h->test, *bound = NULL;
    Op op = O_NE;
    if (is_var(t, h->var)) {
        bound = zero_like(h->var);
    } else if (t->kind == E_BINARY && t->op >= O_LT && t->op <= O_NE) {
        bool left = is_var(t->a, h->var);
        if (left == is_var(t->b, h->var) || walk_uses_in_expr(left ? t->b : t->a, h->var).named)
            return NULL;
        bound = left ? t->b : t->a;
        op = t->op;
        if (op != O_NE)
            return op == O_EQ ? NULL : t;
    }
    if (!bound || !type_is_integer(bound->type) || (h->by != 1 && h->by != -1) || !compares_own(loop, h, bound))
        return NULL;
    bool safe = type_plain(h->var->type)->is_signed ? walk_runs_through(loop, h->head) : h->by < 0 && e_is_zero(bound);
    return safe ? e_bin(h->by < 0 ? O_GT : O_LT, e_var(h->var), bound) : NULL;
}

/* ---- where it starts ---- */

typedef struct Between {
    Stmt *s;
    bool written;
} Between;

static void look_between(Expr **ep, void *data)
{
    Between *b = data;
    if (!*ep)
        return;
    b->written |= (*ep)->kind == E_VAR && walk_uses_in(b->s, (*ep)->var).written;
    expr_kids(*ep, look_between, b);
}

static bool changes(Stmt *s, Expr *e)
{
    Between b = {s, false};
    look_between(&e, &b);
    return b.written;
}

/* What v is set to in front of the loop, if that has the same value still; NULL: not known. */
static Expr *start_of(Walk *w, Stmt *loop, const StmtList *before, const Var *v)
{
    Stmt *set = loop->init && walk_written_by(loop->init) == v ? loop->init : NULL;
    int i = before->n - 1;
    for (; i >= 0 && !set; i--) {
        if (walk_written_by(before->at[i]) == v)
            set = before->at[i];
        else if (walk_uses_in(before->at[i], v).written)
            return NULL;
    }
    if (!set || !set->rhs || set->kind == S_POP || !walk_is_fixed(w, set->rhs, loop))
        return NULL;
    for (i += 2; set != loop->init && i < before->n; i++)
        if (changes(before->at[i], set->rhs))
            return NULL;
    return set->rhs;
}

/* ---- the header ---- */

static Expr *moved_on(Expr *e, Var *v, long long by)
{
    Type *t = type_unqual(v->type);
    Expr *c = e_int_type(type_plain(t), by < 0 ? -by : by);
    return e_cast(t, e_bin(by < 0 ? O_SUB : O_ADD, e_cast(t, expr_clone(e, NULL)), c));
}

static void cut(Stmt *body, int head, bool last)
{
    StmtList kept = {0};
    for (int i = head; i < body->list.n - last; i++)
        list_add(&kept, body->list.at[i]);
    body->list = kept;
}

static void set_header(Stmt *loop, const Header *h, Stmt *init, Expr *test, Var *v, long long by)
{
    Stmt *step = s_assign(e_var(v), moved_on(e_var(v), v, by));
    step->loc = init->loc = loop->loc;
    loop->flavor = L_FOR;
    loop->init = init;
    loop->raw_for_decl = init->kind == S_DECL;
    loop->cond = test;
    if (!loop->step || loop->step->kind != S_BLOCK)
        loop->step = step;
    for (int i = 0; i < loop->step->list.n; i++) /* with other steps */
        if (loop->step->list.at[i] == h->step)
            loop->step->list.at[i] = step;
}

/* The variable is the counter: its values in the body and behind the loop are the same as before. */
static void count_in_place(Stmt *loop, Header *h, Expr *from)
{
    Stmt *init = loop->init && walk_written_by(loop->init) == h->var ? loop->init : s_assign(e_var(h->var), from);
    init->rhs = h->stepped || h->early ? moved_on(from, h->var, h->by) : from;
    set_header(loop, h, init, h->test, h->var, h->by);
}

typedef struct Replace {
    const Var *var;
    Expr *by;
} Replace;

static void replace_expr(Expr **ep, void *data)
{
    const Replace *r = data;
    if (*ep && (*ep)->kind == E_VAR && (*ep)->var == r->var)
        *ep = expr_clone(r->by, NULL);
    else if (*ep)
        expr_kids(*ep, replace_expr, data);
}

static void replace_stmt(Stmt **sp, void *data)
{
    if (!*sp)
        return;
    stmt_exprs(*sp, replace_expr, data);
    stmt_kids(*sp, replace_stmt, data);
}

/* A new variable counts; what reads the old one reads that. */
static void count_apart(Walk *w, Stmt *loop, Header *h, Expr *from, bool later, StmtList *before, StmtList *after)
{
    Var *v = h->var, *k = var_new(w->fn, V_LOCAL, v->name, type_unqual(v->type));
    Replace now = {v, h->early ? moved_on(e_var(k), v, h->by) : e_var(k)}, counter = {v, e_var(k)};
    if (h->stepped)
        from = moved_on(from, v, h->by);
    replace_stmt(&loop->body, &now);
    for (int i = 0; loop->step && i < loop->step->list.n; i++)
        if (loop->step->list.at[i] != h->step)
            replace_stmt(&loop->step->list.at[i], &now);
    replace_expr(&h->test, &counter);
    if (later) {
        list_add(before, s_decl(k, NULL));
        list_add(after, s_assign(e_var(v), now.by));
    }
    set_header(loop, h, later ? s_assign(e_var(k), from) : s_decl(k, from), h->test, k, h->by);
}

/* while (n-- > 0) where n only counts: 0, 1, 2 ... are as good and easier to read. */
static bool only_counts_down(Stmt *loop, const Header *h)
{
    const Expr *t = h->test;
    bool to_zero = t->op == O_GT ? e_is_zero(t->b) : t->op == O_GE && e_is_one(t->b);
    bool alone = !loop->step || walk_uses_in(loop->step, h->var).named == 1;
    return h->by == -1 && is_var(t->a, h->var) && to_zero && alone && !walk_uses_in(loop->body, h->var).named;
}

static void count_up(Walk *w, Stmt *loop, Header *h, Expr *from)
{
    Var *i = var_new(w->fn, V_LOCAL, "i", type_unqual(h->var->type));
    if (h->stepped)
        from = moved_on(from, h->var, h->by);
    set_header(loop, h, s_decl(i, zero_like(i)), e_bin(O_LT, e_var(i), from), i, 1);
}

/* Signed, on its way down to a literal: i-- > 0 is i >= 0 of the value that the body sees. */
static bool shift_test(Header *h)
{
    long double bound;
    if (!type_plain(h->var->type)->is_signed || h->by != -1 || h->test->op != O_GT || !is_var(h->test->a, h->var) ||
        !e_value(h->test->b, &bound) || bound < 0)
        return false;
    h->test = e_bin(O_GE, h->test->a, h->test->b);
    return true;
}

static bool steps_once(Stmt *loop, const Header *h, bool own_init)
{
    if (walk_uses_in(loop, h->var).written != 1 + own_init)
        return false;
    for (int i = 0; h->last && i < loop->body->list.n - 1; i++)
        if (walk_may_skip(loop, loop->body, loop->body->list.at[i]))
            return false;
    return true;
}

void walk_count_loop(Walk *w, Stmt *loop, bool walks, StmtList *before, StmtList *after)
{
    Header h = {0};
    long double by;
    if (!find_parts(loop, &h))
        return;
    h.var = (Var *)walk_written_by(h.step);
    Expr *step = h.var ? walk_step_by(h.step, h.var) : NULL;
    bool own_init = loop->init && walk_written_by(loop->init) == h.var;
    if (!step || !may_count(w, h.var) || !e_value(step, &by) || by == 0 || by > 1024 || by < -1024 ||
        !steps_once(loop, &h, own_init))
        return;
    h.by = (long long)by;
    h.test = plain_test(loop, &h);
    if (!h.test)
        return;
    if (own_init && loop->step) {
        loop->cond = h.test;
        bool declared = loop->init->kind == S_DECL;
        if (walks && only_counts_down(loop, &h) && walk_is_fixed(w, loop->init->rhs, loop) &&
            (declared || !walk_read_later(w, loop, h.var)))
            count_up(w, loop, &h, loop->init->rhs);
        return;
    }
    bool later = walk_read_later(w, loop, h.var);
    Expr *start = start_of(w, loop, before, h.var), *from = start ? expr_clone(start, NULL) : e_var(h.var);
    bool stays = later && start && (!h.early || shift_test(&h));
    if (later && !stays && jumps_out(loop)) /* past what would set it behind the loop */
        return;
    cut(loop->body, h.head, h.last);
    bool up = !later && only_counts_down(loop, &h), in_place = later ? stays : !up && start && (!h.early || shift_test(&h));
    if (loop->init && !(in_place && own_init))
        list_add(before, loop->init);
    if (up)
        count_up(w, loop, &h, from);
    else if (in_place)
        count_in_place(loop, &h, from);
    else
        count_apart(w, loop, &h, from, later, before, after);
}
