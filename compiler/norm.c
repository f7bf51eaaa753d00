/* norm.c: raw functions of the front end into the normal form every engine works on: expressions
   are pure, each statement has one side effect, bodies are blocks, jumps have targets, and only
   structured control flow is left (goto.c). Expressions are split in norm_expr.c, declarations in
   norm_init.c; here are the statements: conditions with side effects move into the bodies of loops,
   `continue` keeps reaching the test and the step. Works in place: a statement that is the target
   of a jump stays the same object. */
#include "norm.h"

/* ---- blocks ---- */

Stmt *norm_emit(Norm *n, Stmt *s)
{
    s->loc = n->loc;
    list_add(&n->out->list, s);
    return s;
}

Frame norm_begin(Norm *n)
{
    Frame before = {n->out, n->floor};
    n->out = s_block();
    n->out->loc = n->loc;
    n->floor = n->pending.n;
    return before;
}

Stmt *norm_end(Norm *n, Frame before)
{
    Stmt *block = n->out;
    norm_flush(n, n->floor);
    n->out = before.out;
    n->floor = before.floor;
    return block;
}

/* The statements of a block of the source, in place; any other statement: in a new block. */
static Stmt *norm_block(Norm *n, Stmt *s)
{
    Frame before = norm_begin(n);
    Stmt *scope = n->scope;
    n->scope = n->out;
    if (s && s->kind == S_BLOCK) {
        StmtList list = s->list;
        s->list = (StmtList){0};
        n->out = n->scope = s;
        for (int i = 0; i < list.n; i++)
            norm_stmt(n, list.at[i]);
    } else if (s) {
        n->out->loc = s->loc;
        norm_stmt(n, s);
    }
    n->scope = scope;
    return norm_end(n, before);
}

/* ---- if ---- */

/* if (a && b) without else, b with side effects: two ifs. */
void norm_if(Norm *n, Stmt *s, Expr *cond, Stmt *then, Stmt *other)
{
    bool nest = !other && cond->kind == E_BINARY && cond->op == O_LAND && !norm_is_plain(cond->b);
    s->cond = norm_sequenced(n, nest ? cond->a : cond, "cond");
    if (nest) {
        Frame before = norm_begin(n);
        norm_if(n, s_new(S_IF, n->loc), cond->b, then, NULL);
        s->body = norm_end(n, before);
    } else {
        s->body = norm_block(n, then);
    }
    s->other = other ? norm_block(n, other) : NULL;
    if (s->other && !s->other->list.n)
        s->other = NULL;
    norm_emit(n, s);
}

/* ---- loops ---- */

typedef struct Retarget {
    Stmt *loop, *block;
    bool found;
} Retarget;

static void find_continue(Stmt **s, void *data)
{
    Retarget *r = data;
    r->found = r->found || ((*s)->kind == S_CONTINUE && (*s)->target == r->loop);
    stmt_kids(*s, find_continue, r);
}

static void retarget(Stmt **s, void *data)
{
    Retarget *r = data;
    if ((*s)->kind == S_CONTINUE && (*s)->target == r->loop) {
        (*s)->kind = S_BREAK;
        (*s)->target = r->block;
    }
    stmt_kids(*s, retarget, r);
}

/* Leaves the loop unless cond. */
static void exit_unless(Norm *n, Stmt *loop, Expr *cond)
{
    if (cond->kind == E_BINARY && cond->op == O_LAND && !norm_is_plain(cond)) {
        exit_unless(n, loop, cond->a);
        exit_unless(n, loop, cond->b);
        return;
    }
    Expr *c = norm_sequenced(n, cond, "cond");
    Stmt *leave = s_new(S_BREAK, n->loc);
    leave->target = loop;
    Stmt *then = s_block();
    then->loc = n->loc;
    s_add(then, leave);
    norm_emit(n, s_if(e_not(c), then, NULL));
}

/* Normalised statements that stay the step of a `for`: assignments of pure values. */
static bool is_simple_step(const Stmt *block)
{
    for (int i = 0; i < block->list.n; i++)
        if (block->list.at[i]->kind != S_ASSIGN || !norm_is_plain(block->list.at[i]->rhs))
            return false;
    return true;
}

/* The statements of s, not in a scope of their own. */
static Stmt *norm_open(Norm *n, Stmt *s)
{
    Frame before = norm_begin(n);
    if (s && s->kind == S_BLOCK)
        for (int i = 0; i < s->list.n; i++)
            norm_stmt(n, s->list.at[i]);
    else if (s)
        norm_stmt(n, s);
    return norm_end(n, before);
}

static Var *assigned_var(const Stmt *s)
{
    if (s->kind == S_DECL)
        return s->rhs && norm_is_plain(s->rhs) ? s->var : NULL;
    return s->kind == S_ASSIGN && s->lhs->kind == E_VAR && norm_is_plain(s->rhs) ? s->lhs->var
                                                                                 : NULL;
}

/* Which of several statements of init may run last and stay there: the counter's. -1: none. */
static int counter_of(const StmtList *init, const Stmt *step)
{
    const Stmt *first =
        step && step->kind == S_BLOCK ? step->list.n ? step->list.at[0] : NULL : step;
    Var *counter =
        first && first->kind == S_ASSIGN && first->lhs->kind == E_VAR ? first->lhs->var : NULL;
    if (!counter)
        return -1;
    for (int i = 0; i < init->n; i++) {
        Stmt *s = init->at[i];
        if (assigned_var(s) != counter)
            continue;
        for (int j = i + 1; j < init->n; j++) {
            Stmt *later = init->at[j];
            Var *v = later->kind == S_DECL && !later->rhs ? later->var : assigned_var(later);
            if (!v || norm_mentions(s->rhs, v) || norm_stmt_mentions(later, counter))
                return -1;
        }
        return i;
    }
    return -1;
}

/* Where the loop goes: what init holds beyond the counter comes before it, in a block if it
 * declares anything. */
static Stmt *place_init(Norm *n, Stmt *s, StmtList *init)
{
    int last = init->n == 1 && assigned_var(init->at[0]) ? 0 : counter_of(init, s->step);
    Stmt *place = n->out;
    for (int i = 0; i < init->n; i++)
        if (i != last && init->at[i]->kind == S_DECL && place == n->out)
            place = norm_emit(n, s_block());
    for (int i = 0; i < init->n; i++)
        if (i != last)
            list_add(&place->list, init->at[i]);
    s->init = last >= 0 ? init->at[last] : NULL;
    s->raw_for_decl = s->init && s->init->kind == S_DECL;
    return place;
}

/* Puts the statements of tail after the body; `continue` goes to them. */
static void append_tail(Norm *n, Stmt *loop, StmtList tail)
{
    Retarget r = {loop, loop->body, false};
    Stmt *body = loop->body;
    find_continue(&body, &r);
    if (r.found) {
        retarget(&body, &r);
        loop->body = s_block();
        loop->body->loc = n->loc;
        list_add(&loop->body->list, body);
    }
    for (int i = 0; i < tail.n; i++)
        list_add(&loop->body->list, tail.at[i]);
}

static void prepend(Stmt *block, StmtList head)
{
    for (int i = 0; i < block->list.n; i++)
        list_add(&head, block->list.at[i]);
    block->list = head;
}

static bool is_once(const Stmt *s)
{
    return s->flavor == L_DO && s->cond && s->cond->kind == E_INT && !s->cond->ival;
}

/* do ... while (0): a block. */
static void norm_once(Norm *n, Stmt *s)
{
    Stmt *body = norm_block(n, s->body);
    Retarget r = {s, s, false};
    retarget(&body, &r);
    s->kind = S_BLOCK;
    s->list = body->list;
    s->body = NULL;
    s->cond = NULL;
    list_add(&n->out->list, s);
}

static void norm_loop(Norm *n, Stmt *s)
{
    if (is_once(s)) {
        norm_once(n, s);
        return;
    }
    Stmt *init = norm_open(n, s->init);
    Stmt *step = norm_open(n, s->step);
    bool simple = is_simple_step(step);
    s->step = !simple || !step->list.n ? NULL : step->list.n == 1 ? step->list.at[0] : step;
    Expr *cond = s->cond;
    Stmt *test = NULL;
    if (cond && cond->kind == E_INT && cond->ival) {
        s->cond = NULL;
    } else if (cond && !norm_is_plain(cond)) {
        Frame before = norm_begin(n);
        exit_unless(n, s, cond);
        test = norm_end(n, before);
        s->cond = NULL;
    }
    s->body = norm_block(n, s->body);
    if (!simple)
        append_tail(n, s, step->list);
    if (test && s->flavor == L_DO)
        append_tail(n, s, test->list);
    else if (test)
        prepend(s->body, test->list);
    if (test)
        s->flavor = L_FOR;
    Stmt *place = place_init(n, s, &init->list);
    list_add(&place->list, s);
}

/* ---- switch ---- */

static bool other_arm_mentions(Stmt *s, int arm, const Var *v)
{
    for (int i = 0; i < s->arms.n; i++)
        if (i != arm && s->arms.at[i].body && norm_stmt_mentions(s->arms.at[i].body, v))
            return true;
    return false;
}

/* The arms of a switch are one scope in C: a variable that several use is declared before it. */
static void hoist_from_arms(Norm *n, Stmt *s)
{
    for (int i = 0; i < s->arms.n; i++) {
        StmtList *list = &s->arms.at[i].body->list, kept = {0};
        for (int j = 0; j < list->n; j++) {
            Stmt *d = list->at[j];
            if (d->kind != S_DECL || !other_arm_mentions(s, i, d->var)) {
                list_add(&kept, d);
                continue;
            }
            if (d->rhs && d->var->kind != V_STATIC) {
                Stmt *value = norm_split_decl(n, d);
                list_add(&kept, value);
                d->rhs = NULL;
            }
            list_add(&n->out->list, d);
        }
        *list = kept;
    }
}

enum { widest_range = 256 };

/* case 1 ... 3 is an extension: three labels, where they are not too many. */
static void spell_ranges(Arm *arm)
{
    ExprList lo = {0}, hi = {0};
    for (int i = 0; i < arm->lo.n; i++) {
        Expr *from = arm->lo.at[i], *to = i < arm->hi.n ? arm->hi.at[i] : NULL;
        bool spelled = to && from->kind == E_INT && to->kind == E_INT && to->ival >= from->ival &&
                       to->ival - from->ival < widest_range;
        list_add(&lo, from);
        list_add(&hi, spelled ? NULL : to);
        for (long long v = from->ival + 1; spelled && v <= to->ival; v++) {
            list_add(&lo, v == to->ival ? to : e_int_type(from->type, v));
            list_add(&hi, NULL);
        }
    }
    arm->lo = lo;
    arm->hi = hi;
}

static void norm_switch(Norm *n, Stmt *s)
{
    s->cond = norm_sequenced(n, s->cond, "cond");
    for (int i = 0; i < s->arms.n; i++) {
        spell_ranges(&s->arms.at[i]);
        s->arms.at[i].body = norm_block(n, s->arms.at[i].body);
    }
    hoist_from_arms(n, s);
    list_add(&n->out->list, s);
}

/* ---- statements ---- */

static void norm_return(Norm *n, Stmt *s)
{
    if (s->rhs && type_plain(s->rhs->type)->kind == T_VOID) {
        norm_effect(n, s->rhs);
        s->rhs = NULL;
    } else if (s->rhs) {
        bool observed = false;
        s->rhs = norm_value(n, s->rhs);
        for (int i = n->floor; i < n->pending.n; i++)
            observed = observed || !n->pending.at[i].is_private;
        if (observed && !e_is_const(s->rhs)) {
            Var *value = norm_temp(n, "value", s->rhs->type);
            norm_emit(n, s_decl(value, s->rhs));
            s->rhs = e_var(value);
        }
        if (!observed)
            n->pending.n = n->floor; /* of locals that end here */
    }
    norm_flush(n, n->floor);
    list_add(&n->out->list, s);
}

static void norm_inner(Norm *n, Stmt *s)
{
    switch (s->kind) {
    case S_BLOCK: {
        Stmt *b = norm_block(n, s);
        if (b->list.n)
            list_add(&n->out->list, b);
        return;
    }
    case S_DECL:
        norm_decl(n, s);
        return;
    case S_ASSIGN:
        norm_assign(n, norm_lvalue(n, s->lhs), s->rhs);
        norm_flush(n, n->floor);
        return;
    case S_EXPR:
        norm_effect(n, s->rhs);
        norm_flush(n, n->floor);
        return;
    case S_IF:
        norm_if(n, s, s->cond, s->body, s->other);
        return;
    case S_LOOP:
        norm_loop(n, s);
        return;
    case S_SWITCH:
        norm_switch(n, s);
        return;
    case S_RETURN:
        norm_return(n, s);
        return;
    case S_GOTO:
    case S_LABEL:
        n->has_goto = true;
        break;
    case S_BREAK:
    case S_CONTINUE:
    case S_PUSH:
    case S_POP:
    case S_COMMENT:
    case S_OPAQUE:
        break;
    }
    list_add(&n->out->list, s);
}

void norm_stmt(Norm *n, Stmt *s)
{
    Loc before = n->loc;
    n->loc = s->loc;
    norm_inner(n, s);
    n->loc = before;
}

/* ---- the function ---- */

static void mark_taken(Norm *n, const Expr *lv)
{
    while ((lv->kind == E_MEMBER && !lv->arrow) || (lv->kind == E_INDEX && lv->a->kind == E_DECAY))
        lv = lv->kind == E_MEMBER ? lv->a : lv->a->a;
    if (lv->kind == E_VAR)
        map_put(n->taken, lv->var, lv->var);
}

static void taken_stmts(Stmt **s, void *data);

/* Any expression: what &x, a decayed array (but not a[i]) and opaque text may reach. */
static void taken_visit(Expr **at, void *data)
{
    Norm *n = data;
    Expr *e = *at;
    if (e->kind == E_ADDR || e->kind == E_DECAY)
        mark_taken(n, e->a);
    if (e->kind == E_OPAQUE)
        for (int i = 0; i < e->args.n; i++)
            mark_taken(n, e->args.at[i]);
    if (e->kind == E_STMTEXPR)
        taken_stmts(&e->body, n);
    if (e->kind == E_INDEX && e->a->kind == E_DECAY) { /* no address escapes */
        taken_visit(&e->b, n);
        expr_kids(e->a->a, taken_visit, n);
        return;
    }
    expr_kids(e, taken_visit, n);
}

static void taken_stmts(Stmt **s, void *data)
{
    Norm *n = data;
    stmt_exprs(*s, taken_visit, n);
    if ((*s)->kind == S_ASSIGN && (*s)->lhs->kind == E_UNARY) /* __real__ z = x leaves the rest of z */
        mark_taken(n, (*s)->lhs->a);
    for (int i = 0; (*s)->kind == S_OPAQUE && i < (*s)->args.n; i++)
        mark_taken(n, (*s)->args.at[i]);
    stmt_kids(*s, taken_stmts, n);
}

Map *norm_taken(Stmt *body)
{
    Norm n = {.taken = map_new()};
    taken_stmts(&body, &n);
    return n.taken;
}

Norm norm_new(Program *p, Fn *f, Map *taken)
{
    return (Norm){.p = p, .fn = f, .taken = taken, .temps = map_new(), .loc = f->loc};
}

void norm_fn(Program *p, Fn *f)
{
    if (!f->body || f->normal)
        return;
    f->normal = true;
    Norm n = norm_new(p, f, norm_taken(f->body));
    f->body = norm_block(&n, f->body);
    if (n.has_goto)
        goto_lower(p, f);
    allocate_calls(p, f);
}
