/* flows.c: which arguments of a call what it writes depends on.

   Takes a call of a function with a body; marks as active.c does for all arguments together, but one by one: what goes in
   by one reaches only what the function makes of it, its result included. That takes an analysis of the function for each parameter, so that it
   is done only where all together would ask for a shadow that nobody gives: the generated tangent of a gradient is given
   x, its direction and both of their results, and the gradient is no part of its derivative. Only reals and memory of reals
   alone, and tapes with what is on them, are told apart; all else (structs, globals) is one argument more. */
#include "active.h"

/* Which parameters one of them reaches, and as the last one the value returned. Functions that call each other in circles are looked at in rounds, from "none" on, until
   nothing more is found. */
typedef struct Reached {
    bool settled, running;
    int round; /* the last one that looked at it */
    bool *to;
} Reached;

typedef LIST(Reached *) ReachedList;

static struct {
    int round;
    bool open;           /* a round is on */
    bool guessed, grown; /* in it: one was asked for that was not done yet; one grew */
    ReachedList seen;
} rounds;

static bool is_numbers(Type *t)
{
    t = type_plain(t);
    return t->kind == T_REAL || t->kind == T_COMPLEX;
}

/* A real, memory that holds nothing but reals, a tape. */
static bool is_plain(Type *t)
{
    if (type_is_tape(t))
        return true;
    t = type_plain(t);
    return is_numbers(t->kind == T_POINTER || t->kind == T_ARRAY ? type_element(t->to) : t);
}

static void led_to(Alias *alias, Expr *pointer, Bits *out)
{
    const Bits *to = alias_pointees(alias, pointer);
    if (type_is_tape(pointer->type))
        alias_reach(alias, to, out);
    else
        bits_merge(out, to);
}

static Reached *reached_from(Fn *f, int k)
{
    static Map *all; /* Fn -> a Reached for each parameter */
    if (!all)
        all = map_new();
    Reached *from = map_get(all, f);
    if (!from) {
        from = arena_alloc((size_t)f->params.n * sizeof *from);
        map_put(all, f, from);
    }
    return &from[k];
}

static bool returns_varied(Active *a)
{
    Bits reads = {0};
    for (int i = 0; i < a->statements.n; i++) {
        Stmt *s = a->statements.at[i];
        if (s->kind == S_RETURN && s->rhs && is_numbers(s->rhs->type))
            active_reads(a, s->rhs, &reads);
    }
    bool varied = bits_meet(&a->varied, &reads);
    bits_done(&reads);
    return varied;
}

static void note(Reached *r, int to, bool reached)
{
    rounds.grown |= reached && !r->to[to];
    r->to[to] |= reached;
}

/* Follows parameter k alone through the function. */
static void follow(Program *p, Fn *f, int k, Reached *r)
{
    size_t n = (size_t)f->params.n;
    Pattern *pattern = NEW(Pattern);
    if (!r->to)
        r->to = arena_alloc(n + 1);
    r->round = rounds.round;
    r->running = true;
    pattern->fn = f;
    pattern->in = arena_alloc(n);
    pattern->out = arena_alloc(n);
    pattern->bare = arena_alloc(n * sizeof *pattern->bare);
    pattern->in[k] = true;
    Alias *alias = alias_make(p, f, false);
    Active *a = active_one_by_one(f, pattern, alias);
    for (int i = 0; i < f->params.n; i++) {
        Var *v = f->params.at[i];
        Bits to = {0};
        if (is_plain(v->type) && type_is_pointer(v->type))
            led_to(alias, e_var(v), &to);
        note(r, i, !is_plain(v->type) || bits_meet(&a->varied, &to));
        bits_done(&to);
    }
    note(r, f->params.n, returns_varied(a));
    r->running = false;
    list_add(&rounds.seen, r);
}

static void settle(Program *p, Fn *f, int k, Reached *r)
{
    rounds.open = true;
    do {
        rounds.round++;
        rounds.guessed = rounds.grown = false;
        rounds.seen.n = 0;
        follow(p, f, k, r);
    } while (rounds.guessed && rounds.grown);
    for (int i = 0; i < rounds.seen.n; i++)
        rounds.seen.at[i]->settled = true;
    rounds.open = false;
}

static bool reaches(Program *p, Fn *f, int from, int to)
{
    Reached *r = reached_from(f, from);
    if (!rounds.open && !r->settled)
        settle(p, f, from, r);
    else if (!r->settled && r->round != rounds.round)
        follow(p, f, from, r);
    rounds.guessed |= r->running;
    return r->to[to];
}

bool flows_told(const Expr *call)
{
    const Fn *f = call->fn;
    return f && f->body && f->class == F_USER && !f->variadic && f->params.n == call->args.n;
}

static void add_common(const Bits *x, const Bits *y, Bits *out)
{
    for_bits(i, x)
        if (bits_has(y, i))
            bits_set(out, i);
}

static void add_others(const Bits *x, const Bits *without, Bits *out)
{
    for_bits(i, x)
        if (!bits_has(without, i))
            bits_set(out, i);
}

typedef struct Argument {
    bool plain, pointer;
    Bits in, out; /* what is read, and what is written, by way of it */
} Argument;

typedef struct Split {
    Argument *args; /* behind them the result, where it is a number */
    int n;
    Bits in, out; /* all else */
} Split;

static void split_call(Active *a, Expr *call, const Bits *read, const Bits *written, const Bits *result, Split *s)
{
    Bits told = {0};
    s->n = call->args.n;
    s->args = arena_alloc(((size_t)s->n + 1) * sizeof *s->args);
    for (int k = 0; k < s->n; k++) {
        Expr *arg = call->args.at[k];
        Argument *x = &s->args[k];
        x->plain = is_plain(arg->type);
        x->pointer = type_is_pointer(arg->type);
        if (x->plain && x->pointer) {
            Bits to = {0};
            led_to(a->alias, arg, &to);
            add_common(&to, read, &x->in);
            add_common(&to, written, &x->out);
            bits_merge(&told, &to);
            bits_done(&to);
        } else if (!x->pointer) {
            active_reads(a, arg, x->plain ? &x->in : &s->in);
        }
    }
    if (result)
        bits_merge(&s->args[s->n].out, result);
    add_others(read, &told, &s->in);
    add_others(written, &told, &s->out);
    bits_done(&told);
}

static void split_done(Split *s)
{
    for (int k = 0; k <= s->n; k++) {
        bits_done(&s->args[k].in);
        bits_done(&s->args[k].out);
    }
    bits_done(&s->in);
    bits_done(&s->out);
}

static void mark_varied(Active *a, Expr *call, const Split *s, const Bits *written)
{
    if (bits_meet(&a->varied, &s->in)) {
        active_mark(a, &a->varied, written);
        active_mark(a, &a->varied, &s->args[s->n].out);
    }
    for (int k = 0; k < s->n; k++) {
        if (!bits_meet(&a->varied, &s->args[k].in))
            continue;
        active_mark(a, &a->varied, &s->out);
        for (int j = 0; j <= s->n; j++)
            if (s->args[j].out.n && reaches(a->alias->program, call->fn, k, j))
                active_mark(a, &a->varied, &s->args[j].out);
    }
}

static void mark_useful(Active *a, Expr *call, const Split *s)
{
    bool others = bits_meet(&a->useful, &s->out), some = others;
    for (int k = 0; k <= s->n; k++)
        some |= bits_meet(&a->useful, &s->args[k].out);
    if (some)
        active_mark_read(a, call, &s->in);
    for (int k = 0; some && k < s->n; k++) {
        const Argument *from = &s->args[k];
        bool needed = others;
        for (int j = 0; from->plain && !needed && j <= s->n; j++)
            needed = bits_meet(&a->useful, &s->args[j].out) && reaches(a->alias->program, call->fn, k, j);
        if (needed && from->pointer)
            active_mark_read(a, call, &from->in);
        else if (needed)
            active_mark(a, &a->useful, &from->in);
    }
}

/* result: where the value returned goes, NULL where that is no number. */
void flows_mark(Active *a, Expr *call, const Bits *read, const Bits *written, const Bits *result)
{
    Split s = {0};
    split_call(a, call, read, written, result, &s);
    mark_varied(a, call, &s, written);
    if (!a->forward_only)
        mark_useful(a, call, &s);
    split_done(&s);
}
