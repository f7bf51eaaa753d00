/* goto_states.c: the smallest region around jumps that have no structured form becomes a loop over
   a switch:

       int at = 0;
       while (at >= 0) {
           switch (at) {
           case 0: ...; at = 2; break;
           ...

   Statements without labels inside stay whole; the others are taken apart into states. Declarations
   between them move in front of the loop. States with one way in are merged with what leads to
   them. */
#include "norm.h"
#include "goto.h"

typedef struct State {
    Stmt *block;
    ExprList from; /* the numbers assigned to `at` that lead here */
    bool gone;
} State;

typedef struct Flat {
    Program *p;
    Fn *fn;
    const Jumps *jumps;
    Norm norm; /* for declarations that become assignments */
    Var *at;
    Stmt *arms; /* the switch */
    Stmt *cur;  /* the block being filled */
    LIST(State) states;
    Map *labels;          /* label statement -> its state (int *) */
    Map *leave;           /* loop, switch or block taken apart -> state behind it */
    Map *again;           /* loop taken apart -> state of its test or step */
    StmtList decls, dead; /* moved to the front; blocks that nothing reaches */
    Loc loc;
} Flat;

enum {
    at_end = -1, /* value of `at` behind the region */
    at_stay = -2 /* no state: a jump that leads out of the region or stays inside a statement */
};

/* ---- the region ---- */

typedef struct Region {
    Stmt *block;
    int from, to;
} Region;

static void region_add(const Jumps *j, Region *r, const Stmt *s)
{
    while (jumps_index(j, r->block, s) < 0) {
        Stmt *inner = r->block;
        do
            r->block = map_get(j->parent, r->block);
        while (r->block && r->block->kind != S_BLOCK);
        if (!r->block)
            bug("goto: jump outside the function");
        r->from = r->to = jumps_index(j, r->block, inner);
    }
    int at = jumps_index(j, r->block, s);
    r->from = at < r->from ? at : r->from;
    r->to = at > r->to ? at : r->to;
}

static bool region_has(const Jumps *j, const Region *r, const Stmt *s)
{
    int at = jumps_index(j, r->block, s);
    return at >= r->from && at <= r->to;
}

/* The first label that is left, everything that jumps to it, and so on for the labels in between.
 */
static Region region_find(const Jumps *j)
{
    Stmt *first = j->labels.at[0];
    Region r = {.block = map_get(j->parent, first)};
    r.from = r.to = jumps_index(j, r.block, first);
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < j->labels.n; i++)
            for (int k = 0; region_has(j, &r, j->labels.at[i]) && k < j->gotos.n; k++)
                if (jumps_to(j->gotos.at[k], j->labels.at[i]) &&
                    !region_has(j, &r, j->gotos.at[k])) {
                    region_add(j, &r, j->gotos.at[k]);
                    changed = true;
                }
    }
    return r;
}

/* ---- states and jumps between them ---- */

static int state_new(Flat *x)
{
    State s = {.block = s_block()};
    list_add(&x->states, s);
    return x->states.n - 1;
}

static int *state_mark(int state)
{
    int *mark = NEW(int);
    *mark = state;
    return mark;
}

static void put_jump(Flat *x, StmtList *list, int state, Stmt *target)
{
    Expr *number = e_int(state);
    if (state != at_end)
        list_add(&x->states.at[state].from, number);
    Stmt *set = s_assign(e_var(x->at), number);
    Stmt *leave = s_new(S_BREAK, x->loc);
    set->loc = x->loc;
    leave->target = target;
    list_add(list, set);
    if (target)
        list_add(list, leave);
}

static void jump(Flat *x, int state)
{
    put_jump(x, &x->cur->list, state, x->arms);
}

static void start(Flat *x, int state)
{
    x->cur = x->states.at[state].block;
}

/* What follows an unconditional jump: nothing reaches it but through a label. */
static void start_dead(Flat *x)
{
    x->cur = s_block();
    list_add(&x->dead, x->cur);
}

static void branch(Flat *x, Expr *cond, int yes, int no)
{
    Stmt *then = s_block(), *other = s_block();
    put_jump(x, &then->list, yes, NULL);
    put_jump(x, &other->list, no, NULL);
    Stmt *s = s_if(cond, then, other);
    Stmt *leave = s_new(S_BREAK, x->loc);
    s->loc = then->loc = other->loc = x->loc;
    leave->target = x->arms;
    list_add(&x->cur->list, s);
    list_add(&x->cur->list, leave);
}

/* The state that a goto, break or continue of the source leads to. */
static int state_of_jump(Flat *x, const Stmt *s)
{
    const int *mark = NULL;
    if (s->kind == S_BREAK)
        mark = map_get(x->leave, s->target);
    else if (s->kind == S_CONTINUE)
        mark = map_get(x->again, s->target);
    for (int i = 0; s->kind == S_GOTO && i < x->jumps->labels.n; i++)
        if (jumps_to(s, x->jumps->labels.at[i]))
            mark = map_get(x->labels, x->jumps->labels.at[i]);
    return mark ? *mark : at_stay;
}

/* ---- statements ---- */

static void has_label_visit(Stmt **s, void *data)
{
    bool *found = data;
    *found = *found || (*s)->kind == S_LABEL;
    stmt_kids(*s, has_label_visit, found);
}

static bool has_label(Stmt *s)
{
    bool found = false;
    has_label_visit(&s, &found);
    return found;
}

/* Jumps inside a statement that stays whole. */
static void redirect(Stmt **at, void *data)
{
    Flat *x = data;
    Stmt *s = *at;
    StmtList list = {0};
    for (int i = 0; i < s->list.n; i++) {
        int state = state_of_jump(x, s->list.at[i]);
        if (state == at_stay)
            list_add(&list, s->list.at[i]);
        else
            put_jump(x, &list, state, x->arms);
    }
    if (s->kind == S_BLOCK)
        s->list = list;
    stmt_kids(s, redirect, x);
}

static bool is_jump(const Stmt *s)
{
    return s->kind == S_BREAK || s->kind == S_CONTINUE || s->kind == S_RETURN || s->kind == S_GOTO;
}

static bool ends_in_jump(const StmtList *list)
{
    return list->n && is_jump(list->at[list->n - 1]);
}

/* Does a list hold a jump to a state, not in a statement nested in it? */
static bool has_jump(Flat *x, const StmtList *list)
{
    for (int i = 0; i < list->n; i++)
        if (state_of_jump(x, list->at[i]) != at_stay)
            return true;
    return false;
}

/* Must s be taken apart: it holds a label, or is made of jumps? */
static bool comes_apart(Flat *x, Stmt *s)
{
    if (has_label(s) || (s->kind == S_BLOCK && (has_jump(x, &s->list) || ends_in_jump(&s->list))))
        return true;
    for (int i = 0; i < s->arms.n; i++)
        if (has_jump(x, &s->arms.at[i].body->list))
            return true;
    return false;
}

static void flatten(Flat *x, Stmt *s);

static void flatten_list(Flat *x, const StmtList *list)
{
    for (int i = 0; i < list->n; i++)
        flatten(x, list->at[i]);
}

static void flatten_decl(Flat *x, Stmt *s)
{
    if (type_has_vla(s->var->type))
        goto_refuse_vla(s->var);
    if (s->rhs && s->var->kind != V_STATIC) {
        list_add(&x->cur->list, norm_split_decl(&x->norm, s));
        s->rhs = NULL;
    }
    list_add(&x->decls, s);
}

static void flatten_if(Flat *x, Stmt *s)
{
    int then = state_new(x), other = s->other ? state_new(x) : at_end, after = state_new(x);
    branch(x, s->cond, then, s->other ? other : after);
    start(x, then);
    flatten(x, s->body);
    jump(x, after);
    if (s->other) {
        start(x, other);
        flatten(x, s->other);
        jump(x, after);
    }
    start(x, after);
}

static void flatten_loop(Flat *x, Stmt *s)
{
    int head = state_new(x), again = state_new(x), after = state_new(x);
    int body = s->flavor == L_DO || !s->cond ? head : state_new(x);
    map_put(x->leave, s, state_mark(after));
    map_put(x->again, s, state_mark(again));
    if (s->init)
        flatten(x, s->init);
    jump(x, head);
    start(x, head);
    if (body != head) {
        branch(x, s->cond, body, after);
        start(x, body);
    }
    flatten(x, s->body);
    jump(x, again);
    start(x, again);
    if (s->step)
        flatten(x, s->step);
    if (s->flavor == L_DO && s->cond)
        branch(x, s->cond, head, after);
    else
        jump(x, head);
    start(x, after);
}

static void put_arm(Flat *x, Stmt *select, Arm arm, int state)
{
    arm.body = s_block();
    arm.body->loc = x->loc;
    put_jump(x, &arm.body->list, state, select);
    list_add(&select->arms, arm);
}

static void flatten_switch(Flat *x, Stmt *s)
{
    int after = state_new(x);
    bool has_default = false;
    Stmt *select = s_new(S_SWITCH, s->loc), *leave = s_new(S_BREAK, s->loc);
    int *arms = arena_alloc((size_t)(s->arms.n + 1) * sizeof *arms);
    select->cond = s->cond;
    leave->target = x->arms;
    map_put(x->leave, s, state_mark(after));
    for (int i = 0; i < s->arms.n; i++) {
        arms[i] = state_new(x);
        has_default = has_default || s->arms.at[i].is_default;
        put_arm(x, select, s->arms.at[i], arms[i]);
    }
    arms[s->arms.n] = after;
    if (!has_default)
        put_arm(x, select, (Arm){.is_default = true}, after);
    list_add(&x->cur->list, select);
    list_add(&x->cur->list, leave);
    for (int i = 0; i < s->arms.n; i++) {
        start(x, arms[i]);
        flatten(x, s->arms.at[i].body);
        jump(x, arms[i + 1]);
    }
    start(x, after);
}

static void flatten_block(Flat *x, Stmt *s)
{
    int after = state_new(x);
    map_put(x->leave, s, state_mark(after));
    flatten_list(x, &s->list);
    jump(x, after);
    start(x, after);
}

static void flatten_whole(Flat *x, Stmt *s)
{
    int state = state_of_jump(x, s);
    if (state != at_stay) {
        jump(x, state);
        start_dead(x);
        return;
    }
    redirect(&s, x);
    list_add(&x->cur->list, s);
    if (is_jump(s))
        start_dead(x);
}

static void flatten(Flat *x, Stmt *s)
{
    x->loc = s->loc;
    if (s->kind == S_LABEL) {
        int state = *(int *)map_get(x->labels, s);
        jump(x, state);
        start(x, state);
    } else if (s->kind == S_DECL) {
        flatten_decl(x, s);
    } else if (!comes_apart(x, s)) {
        flatten_whole(x, s);
    } else if (s->kind == S_BLOCK) {
        flatten_block(x, s);
    } else if (s->kind == S_IF) {
        flatten_if(x, s);
    } else if (s->kind == S_LOOP) {
        flatten_loop(x, s);
    } else if (s->kind == S_SWITCH) {
        flatten_switch(x, s);
    } else {
        bug("goto: label in a statement of kind %d", (int)s->kind);
    }
}

/* ---- fewer states ---- */

/* Is s `at = number`, as put_jump makes it? */
static bool sets_state(const Flat *x, const Stmt *s)
{
    return s->kind == S_ASSIGN && s->lhs->kind == E_VAR && s->lhs->var == x->at;
}

/* The number with which a block ends unconditionally, or NULL. */
static Expr *final_jump(const Flat *x, const Stmt *block)
{
    int n = block->list.n;
    bool ends =
        n >= 2 && block->list.at[n - 1]->kind == S_BREAK && sets_state(x, block->list.at[n - 2]);
    return ends ? block->list.at[n - 2]->rhs : NULL;
}

static void forget_visit(Stmt **at, void *data)
{
    Flat *x = data;
    if (sets_state(x, *at) && (*at)->rhs->ival >= 0) {
        ExprList *from = &x->states.at[(*at)->rhs->ival].from;
        for (int i = 0; i < from->n; i++)
            if (from->at[i] == (*at)->rhs)
                from->at[i--] = from->at[--from->n];
    }
    stmt_kids(*at, forget_visit, x);
}

/* What stands behind a jump is dead. */
static void cut_after_jump(Flat *x, Stmt *block)
{
    for (int i = 0; i < block->list.n; i++) {
        if (!is_jump(block->list.at[i]))
            continue;
        for (int k = i + 1; k < block->list.n; k++)
            forget_visit(&block->list.at[k], x);
        block->list.n = i + 1;
    }
}

/* States nothing leads to. */
static bool drop_unreached(Flat *x)
{
    bool changed = false;
    for (int i = 1; i < x->states.n; i++) {
        State *s = &x->states.at[i];
        if (s->gone || s->from.n)
            continue;
        forget_visit(&s->block, x);
        s->gone = changed = true;
    }
    return changed;
}

/* A state that only leads on: whatever leads to it leads there. */
static bool thread(Flat *x, int i)
{
    State *s = &x->states.at[i];
    Expr *next = s->block->list.n == 2 ? final_jump(x, s->block) : NULL;
    if (!next || next->ival == i)
        return false;
    for (int k = 0; k < s->from.n; k++) {
        s->from.at[k]->ival = next->ival;
        if (next->ival != at_end)
            list_add(&x->states.at[next->ival].from, s->from.at[k]);
    }
    s->from.n = 0;
    return true;
}

/* A state with one way in, at the end of another one: goes there. */
static bool merge(Flat *x, int i)
{
    State *s = &x->states.at[i];
    Expr *next = final_jump(x, s->block);
    if (!next || next->ival <= 0 || next->ival == i || x->states.at[next->ival].from.n != 1)
        return false;
    State *other = &x->states.at[next->ival];
    s->block->list.n -= 2;
    for (int k = 0; k < other->block->list.n; k++)
        list_add(&s->block->list, other->block->list.at[k]);
    other->gone = true;
    other->from.n = 0;
    return true;
}

static void simplify(Flat *x)
{
    for (int i = 0; i < x->dead.n; i++)
        forget_visit(&x->dead.at[i], x);
    for (int i = 0; i < x->states.n; i++)
        cut_after_jump(x, x->states.at[i].block);
    for (bool changed = true; changed;) {
        changed = drop_unreached(x);
        for (int i = 0; i < x->states.n && !changed; i++)
            changed = !x->states.at[i].gone && ((i > 0 && thread(x, i)) || merge(x, i));
    }
    int n = 0;
    for (int i = 0; i < x->states.n; i++) {
        State *s = &x->states.at[i];
        if (s->gone)
            continue;
        for (int k = 0; k < s->from.n; k++)
            s->from.at[k]->ival = n;
        x->states.at[n++] = *s;
    }
    x->states.n = n;
}

/* ---- the whole ---- */

static Stmt *state_loop(Flat *x)
{
    Stmt *loop = s_new(S_LOOP, x->loc);
    for (int i = 0; i < x->states.n; i++) {
        Arm arm = {.body = x->states.at[i].block};
        list_add(&arm.lo, e_int(i));
        list_add(&arm.hi, NULL);
        list_add(&x->arms->arms, arm);
        arm.body->loc = arm.body->list.n ? arm.body->list.at[0]->loc : x->loc;
    }
    loop->flavor = L_WHILE;
    loop->cond = e_bin_exact(O_GE, e_var(x->at), e_int(0));
    loop->body = s_block();
    loop->body->loc = x->loc;
    list_add(&loop->body->list, x->arms);
    return loop;
}

void goto_states(Program *p, Fn *f, const Jumps *j)
{
    Region r = region_find(j);
    Loc loc = r.block->list.at[r.from]->loc;
    Flat x = {
        .p = p, .fn = f, .jumps = j, .labels = map_new(), .leave = map_new(), .again = map_new()};
    x.norm = norm_new(p, f, map_new());
    x.at = var_new(f, V_LOCAL, "at", type_int());
    x.at->loc = x.loc = loc;
    x.arms = s_new(S_SWITCH, loc);
    x.arms->cond = e_var(x.at);
    start(&x, state_new(&x));
    if (r.to + 1 == r.block->list.n) {
        Stmt *around = map_get(j->parent, r.block);
        map_put(x.leave, r.block, state_mark(at_end));
        if (around && around->kind == S_LOOP && around->body == r.block)
            map_put(x.again, around, state_mark(at_end));
    }
    for (int i = 0; i < j->labels.n; i++)
        if (region_has(j, &r, j->labels.at[i]))
            map_put(x.labels, j->labels.at[i], state_mark(state_new(&x)));
    for (int i = r.from; i <= r.to; i++)
        flatten(&x, r.block->list.at[i]);
    jump(&x, at_end);
    x.loc = loc;
    simplify(&x);

    StmtList list = {0};
    for (int i = 0; i < r.from; i++)
        list_add(&list, r.block->list.at[i]);
    for (int i = 0; i < x.decls.n; i++)
        list_add(&list, x.decls.at[i]);
    Stmt *zero = s_decl(x.at, e_int(0));
    zero->loc = loc;
    list_add(&list, zero);
    list_add(&list, state_loop(&x));
    for (int i = r.to + 1; i < r.block->list.n; i++)
        list_add(&list, r.block->list.at[i]);
    r.block->list = list;
}
