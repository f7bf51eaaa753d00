/* structure.c: exits become conditions.

   Takes the engine's own copy of a function in normal form and leaves one without break, continue, early return,
   left blocks and fall-through, so that reversing it needs only `if`, loops and switches. Most exits
   vanish: `if (c) { A; continue; } B` is `if (c) { A } else { B }`. Where an exit jumps over more than the
   rest of its block a flag is set, the statements jumped over are guarded by it and the loops left test it
   (Böhm and Jacopini 1966). Nested blocks are flattened: variables are told apart by identity. */
#include "adc.h"

typedef struct Exit {   /* a place that exits jump to the end of */
    Stmt *target;       /* loop, switch or block; NULL: the function */
    bool next;          /* `continue`: the end of the loop's body */
    Var *flag;
} Exit;

typedef struct Lower {
    Fn *fn;
    LIST(Exit) exits;   /* the places around the statement being lowered */
    Var *result;
} Lower;

/* Exits that leave a statement: bit i is exits.at[i]. */
typedef unsigned long long ExitSet;

static ExitSet lower_list(Lower *w, StmtList *in, int from, Stmt *out);

static int exit_index(Lower *w, Stmt *s)
{
    for (int i = w->exits.n - 1; i >= 0; i--) {
        Exit *x = &w->exits.at[i];
        if (s->kind == S_RETURN ? !x->target
                                : x->target == s->target && x->next == (s->kind == S_CONTINUE))
            return i;
    }
    bug("structure: exit without a target at line %d", s->loc.line);
}

static bool is_exit(const Stmt *s)
{
    return s->kind == S_BREAK || s->kind == S_CONTINUE || s->kind == S_RETURN;
}

typedef struct Search {
    Stmt *target;
    bool found;
} Search;

static void leaves_to(Stmt **sp, void *data)
{
    Search *x = data;
    if (!*sp)
        return;
    if (((*sp)->kind == S_BREAK || (*sp)->kind == S_CONTINUE) && (*sp)->target == x->target)
        x->found = true;
    stmt_kids(*sp, leaves_to, data);
}

/* A block that is left by a break cannot be flattened before that break is lowered. */
static bool is_left(Stmt *s, Stmt *target)
{
    Search x = {target, false};
    stmt_kids(s, leaves_to, &x);
    return x.found;
}

/* Whether control never reaches the end of the list. */
static bool always_exits(Stmt *s)
{
    if (!s)
        return false;
    if (is_exit(s))
        return true;
    if (s->kind == S_BLOCK) { /* one that is left by a break is left to what follows it */
        bool exits = false;
        for (int i = 0; i < s->list.n && !exits; i++)
            exits = always_exits(s->list.at[i]);
        return exits && !is_left(s, s);
    }
    return s->kind == S_IF && always_exits(s->body) && always_exits(s->other);
}

static Expr *go_on(Lower *w, ExitSet set)
{
    Expr *e = NULL;
    for (int i = 0; i < w->exits.n; i++) {
        if (!(set >> i & 1))
            continue;
        Exit *x = &w->exits.at[i];
        if (!x->flag) {
            const char *name = !x->target ? "returned" : x->next ? "skipped" : "left";
            x->flag = var_new(w->fn, V_LOCAL, name, type_int());
        }
        Expr *not = e_not(e_var(x->flag));
        e = e ? e_bin(O_LAND, e, not) : not;
    }
    return e;
}

/* The flag is the number of the way out, which the loop sets itself (leave.c). */
static bool is_set_by_loop(const Exit *x)
{
    return !x->next && x->target && x->target->kind == S_LOOP && x->flag && x->flag == x->target->var;
}

static ExitSet lower_exit(Lower *w, Stmt *s, Stmt *out)
{
    int i = exit_index(w, s);
    if (s->kind == S_RETURN && s->rhs) {
        Stmt *set = s_assign(e_var(w->result), s->rhs);
        set->loc = s->loc;
        s_add(out, set);
    }
    go_on(w, 1ULL << i);
    if (!is_set_by_loop(&w->exits.at[i]))
        s_add(out, s_assign(e_var(w->exits.at[i].flag), e_int(1)));
    return 1ULL << i;
}

static int enter(Lower *w, Stmt *target, bool next)
{
    if (w->exits.n >= 64)
        return -1;
    list_add(&w->exits, ((Exit){target, next, NULL}));
    return w->exits.n - 1;
}

typedef struct FlagUse {
    Var *flag;
    bool read;
} FlagUse;

static void flag_expr(Expr **e, void *data)
{
    FlagUse *u = data;
    if (!*e)
        return;
    if ((*e)->kind == E_VAR && (*e)->var == u->flag)
        u->read = true;
    expr_kids(*e, flag_expr, data);
}

static void flag_read(Stmt **sp, void *data)
{
    FlagUse *u = data;
    Stmt *s = *sp;
    if (!s)
        return;
    if (s->kind == S_ASSIGN && s->lhs->kind == E_VAR && s->lhs->var == u->flag)
        return;
    stmt_exprs(s, flag_expr, u);
    stmt_kids(s, flag_read, u);
}

static void drop_sets(Stmt **sp, void *data)
{
    Stmt *s = *sp;
    if (!s)
        return;
    if (s->kind == S_BLOCK) {
        int n = 0;
        for (int i = 0; i < s->list.n; i++) {
            Stmt *k = s->list.at[i];
            if (!(k->kind == S_ASSIGN && k->lhs->kind == E_VAR && k->lhs->var == data))
                s->list.at[n++] = k;
        }
        s->list.n = n;
    }
    stmt_kids(s, drop_sets, data);
}

/* Closes the place entered last: returns the declaration of its flag where someone tests it. */
static Stmt *close_exit(Lower *w, Stmt *code)
{
    Exit x = w->exits.at[--w->exits.n];
    if (!x.flag || is_set_by_loop(&x))
        return NULL;
    FlagUse u = {x.flag, false};
    flag_read(&code, &u);
    if (u.read)
        return s_decl(x.flag, e_int(0));
    drop_sets(&code, x.flag);
    return NULL;
}

static ExitSet below(ExitSet set, int index)
{
    return set & ((1ULL << index) - 1);
}

static ExitSet lower_if(Lower *w, Stmt *s, Stmt *out)
{
    Stmt *then = s_block(), *other = s_block();
    StmtList one = {0}, two = {0};
    list_add(&one, s->body);
    if (s->other)
        list_add(&two, s->other);
    ExitSet set = lower_list(w, &one, 0, then) | lower_list(w, &two, 0, other);
    Stmt *made = s_if(s->cond, then, other->list.n ? other : NULL);
    made->loc = s->loc;
    s_add(out, made);
    return set;
}

static ExitSet lower_loop(Lower *w, Stmt *s, Stmt *out)
{
    int left = enter(w, s, false);
    if (left >= 0)
        w->exits.at[left].flag = s->var;
    int next = enter(w, s, true);
    StmtList one = {0};
    list_add(&one, s->body);
    Stmt *body = s_block();
    ExitSet set = lower_list(w, &one, 0, body);
    Stmt *skipped = close_exit(w, body);
    if (skipped) {
        Stmt *with = s_block();
        s_add(with, skipped);
        for (int i = 0; i < body->list.n; i++)
            s_add(with, body->list.at[i]);
        body = with;
    }
    set &= ~(1ULL << next);
    Stmt *made = s_new(S_LOOP, s->loc);
    *made = *s;
    made->var = NULL;
    made->body = body;
    if (set) {
        Expr *test = go_on(w, set);
        made->cond = s->cond ? e_bin(O_LAND, test, s->cond) : test;
        if (s->step) { /* a loop that is left does not step any more */
            Stmt *guard = s_block();
            s_add(guard, s->step);
            s_add(body, s_if(go_on(w, set), guard, NULL));
            made->step = NULL;
        }
    }
    Stmt *holder = s_block();
    s_add(holder, made);
    Stmt *flag = close_exit(w, holder);
    s_add(out, flag);
    s_add(out, made);
    return below(set, left);
}

static ExitSet lower_switch(Lower *w, Stmt *s, Stmt *out)
{
    int left = enter(w, s, false);
    Stmt *made = s_new(S_SWITCH, s->loc);
    *made = *s;
    made->arms.at = NULL;
    made->arms.n = made->arms.cap = 0;
    ExitSet set = 0;
    for (int i = 0; i < s->arms.n; i++) {
        Arm arm = s->arms.at[i];
        StmtList run = {0}; /* this arm and those it falls into, with variables of their own here */
        Subst own = {.vars = map_new()};
        for (int k = i; k < s->arms.n; k++) {
            Stmt *body = s->arms.at[k].body;
            list_add(&run, k == i ? body : stmt_clone_own(body, &own));
            if (always_exits(body))
                break;
        }
        arm.body = s_block();
        set |= lower_list(w, &run, 0, arm.body);
        list_add(&made->arms, arm);
    }
    Stmt *holder = s_block();
    s_add(holder, made);
    s_add(out, close_exit(w, holder));
    s_add(out, made);
    return below(set, left);
}

/* A block that is left by a break. */
static ExitSet lower_block(Lower *w, Stmt *s, Stmt *out)
{
    int left = enter(w, s, false);
    Stmt *body = s_block();
    ExitSet set = lower_list(w, &s->list, 0, body);
    s_add(out, close_exit(w, body));
    for (int i = 0; i < body->list.n; i++)
        s_add(out, body->list.at[i]);
    return below(set, left);
}

static ExitSet lower_stmt(Lower *w, Stmt *s, Stmt *out)
{
    switch (s->kind) {
    case S_BREAK:
    case S_CONTINUE:
    case S_RETURN:
        return lower_exit(w, s, out);
    case S_IF:
        return lower_if(w, s, out);
    case S_LOOP:
        return lower_loop(w, s, out);
    case S_SWITCH:
        return lower_switch(w, s, out);
    case S_BLOCK:
        if (is_left(s, s))
            return lower_block(w, s, out);
        return lower_list(w, &s->list, 0, out);
    default:
        s_add(out, s);
        return 0;
    }
}

/* A new block: `first`, then the rest of the list. */
static Stmt *with_rest(Stmt *first, StmtList *in, int from)
{
    Stmt *b = s_block();
    if (first)
        s_add(b, first);
    for (int i = from; i < in->n; i++)
        s_add(b, in->at[i]);
    return b;
}

static bool may_leave_here(Stmt *s)
{
    if (!s)
        return false;
    if (is_exit(s))
        return true;
    if (s->kind == S_IF)
        return may_leave_here(s->body) || may_leave_here(s->other);
    if (s->kind == S_BLOCK)
        for (int i = 0; i < s->list.n; i++)
            if (may_leave_here(s->list.at[i]))
                return true;
    return false;
}

/* Whether no arm of a switch without default goes on behind it. */
static bool all_arms_exit(Stmt *s)
{
    for (int i = 0; i < s->arms.n; i++)
        if (s->arms.at[i].is_default)
            return false;
    return s->arms.n && always_exits(s->arms.at[s->arms.n - 1].body) && !is_left(s, s);
}

/* Such a switch with what follows it as its default. */
static Stmt *with_default(Stmt *s, StmtList *in, int from)
{
    Stmt *made = s_new(S_SWITCH, s->loc);
    *made = *s;
    made->arms.at = NULL;
    made->arms.n = made->arms.cap = 0;
    for (int i = 0; i < s->arms.n; i++)
        list_add(&made->arms, s->arms.at[i]);
    list_add(&made->arms, ((Arm){.is_default = true, .body = with_rest(NULL, in, from)}));
    return made;
}

static ExitSet lower_list(Lower *w, StmtList *in, int from, Stmt *out)
{
    for (int i = from; i < in->n; i++) {
        Stmt *s = in->at[i];
        if (s->kind == S_BLOCK && !is_left(s, s) && may_leave_here(s) && i + 1 < in->n) {
            StmtList flat = {0}; /* what follows belongs to the same run of statements */
            for (int k = 0; k < s->list.n; k++)
                list_add(&flat, s->list.at[k]);
            for (int k = i + 1; k < in->n; k++)
                list_add(&flat, in->at[k]);
            return lower_list(w, &flat, 0, out);
        }
        if (s->kind == S_IF && i + 1 < in->n) {
            bool then = always_exits(s->body), other = always_exits(s->other);
            if (then != other) { /* what follows belongs to the branch that goes on */
                Stmt *both = s_if(s->cond, then ? s->body : with_rest(s->body, in, i + 1),
                                  then ? with_rest(s->other, in, i + 1) : s->other);
                both->loc = s->loc;
                return lower_if(w, both, out);
            }
        }
        if (s->kind == S_SWITCH && i + 1 < in->n && all_arms_exit(s))
            return lower_switch(w, with_default(s, in, i + 1), out);
        ExitSet set = lower_stmt(w, s, out);
        if (always_exits(s))
            return set; /* what follows is never reached */
        if (set && i + 1 < in->n) {
            Stmt *rest = s_block();
            ExitSet more = lower_list(w, in, i + 1, rest);
            if (rest->list.n)
                s_add(out, s_if(go_on(w, set), rest, NULL));
            return set | more;
        }
        if (set)
            return set;
    }
    return 0;
}

/* At the end of the function nobody asks any more whether it has returned. */
static void drop_last_sets(Stmt *s, const Var *flag)
{
    if (!s)
        return;
    if (s->kind == S_IF) {
        drop_last_sets(s->body, flag);
        drop_last_sets(s->other, flag);
    }
    Stmt *last = s->kind == S_BLOCK && s->list.n ? s->list.at[s->list.n - 1] : NULL;
    if (last && last->kind == S_ASSIGN && last->lhs->kind == E_VAR && last->lhs->var == flag)
        s->list.n--;
    else
        drop_last_sets(last, flag);
}

/* Set on every path, but a C compiler may not see that. */
static Expr *zero_of(Type *t)
{
    if (type_is_real(t))
        return e_real(type_plain(t), 0.0L);
    return type_is_integer(t) ? e_int_type(type_plain(t), 0) : NULL;
}

static void find_return(Stmt **sp, void *data)
{
    if (!*sp)
        return;
    if ((*sp)->kind == S_RETURN)
        *(bool *)data = true;
    stmt_kids(*sp, find_return, data);
}

/* A function static lives as long as the program: it is declared where both halves of all statements see it. */
static void hoist_statics(Stmt **sp, void *data)
{
    Stmt *s = *sp;
    if (!s)
        return;
    int kept = 0;
    for (int i = 0; i < s->list.n; i++) {
        Stmt *d = s->list.at[i];
        bool fixed = d->kind == S_DECL && d->var->kind == V_STATIC;
        if (fixed)
            s_add(data, d);
        else
            s->list.at[kept++] = d;
    }
    s->list.n = kept;
    stmt_kids(s, hoist_statics, data);
}

void structure_fn(Program *p, Fn *f)
{
    (void)p;
    Stmt *statics = s_block();
    hoist_statics(&f->body, statics);
    Lower w = {.fn = f};
    Type *t = type_plain(f->type);
    bool returns = type_plain(t->to)->kind != T_VOID;
    StmtList *list = &f->body->list;
    Expr *last = NULL;
    if (returns)
        w.result = var_new(f, V_LOCAL, "result", type_unqual(t->to));
    enter(&w, NULL, false);
    Stmt *body = s_block(), *out = s_block();
    Stmt *tail = list->n ? list->at[list->n - 1] : NULL;
    Loc loc = f->loc;
    bool plain = tail && tail->kind == S_RETURN; /* one return, at the end: its expression stays there */
    for (int i = 0; plain && i + 1 < list->n; i++) {
        bool found = false;
        find_return(&list->at[i], &found);
        plain = !found;
    }
    if (plain) {
        last = tail->rhs;
        loc = tail->loc;
        list->n--;
    }
    lower_list(&w, list, 0, body);
    if (w.exits.at[0].flag)
        drop_last_sets(body, w.exits.at[0].flag);
    Stmt *flag = close_exit(&w, body);
    if (returns && !plain)
        s_add(out, s_decl(w.result, zero_of(w.result->type)));
    for (int k = 0; k < statics->list.n; k++)
        s_add(out, statics->list.at[k]);
    s_add(out, flag);
    for (int i = 0; i < body->list.n; i++)
        s_add(out, body->list.at[i]);
    if (returns) {
        Stmt *r = s_return(plain ? last : e_var(w.result));
        r->loc = loc;
        s_add(out, r);
    }
    f->body = out;
}
