/* arrays.c: what is kept in loops whose trip counts are known: arrays indexed by the counters of the loops around. Where that is
   known of the inner loops only, each run of them has an array of its own, on the tape. */
#include "adjoint.h"

Counted *loop_counted_of(Segment *s)
{
    return s->loop ? info(s->loop)->counted : NULL;
}

/* Segments that are loop bodies between the current one and the region, innermost first. */
static int loop_chain(Adjoint *a, Segment **chain, int max)
{
    int n = 0;
    for (Segment *s = a->segment; s && s->block != a->region->block; s = s->up)
        if (s->loop) {
            if (n == max)
                return -1;
            chain[n++] = s;
        }
    return n;
}


typedef struct Subscribed {
    const Var *counter;
    bool inside, found;
} Subscribed;

static void look_subscript(Expr **ep, void *data)
{
    Subscribed *x = data;
    Expr *e = *ep;
    if (!e)
        return;
    x->found |= x->inside && e->kind == E_VAR && e->var == x->counter;
    if (e->kind == E_INDEX) {
        bool inside = x->inside;
        look_subscript(&e->a, x);
        x->inside = true;
        look_subscript(&e->b, x);
        x->inside = inside;
        return;
    }
    expr_kids(e, look_subscript, x);
}

static void look_subscripts(Stmt **sp, void *data)
{
    if (!*sp)
        return;
    stmt_exprs(*sp, look_subscript, data);
    stmt_kids(*sp, look_subscripts, data);
}

/* SIZE_MAX, (unsigned)-1, INT_MAX, or what may be given one of the unsigned ones: nothing has that size. */
static bool is_no_size(const Expr *bound)
{
    long double value;
    const Type *t = type_plain(bound->type);
    return e_value(bound, &value) ? value > 1 << 24 : !t->is_signed && t->size >= type_int()->size;
}

/* A bound that only is to stop a loop which ends early: 1000 iterations at most, most often ten. What such a loop keeps grows
   with it, on the tape. Where the counter is a subscript, there is memory of that size anyway. */
static bool stops_short(Stmt *loop, const Counted *c)
{
    Subscribed x = {.counter = c->counter};
    if (c->test)
        look_subscripts(&loop->body, &x);
    return c->test && (!x.found || is_no_size(c->to));
}

/* Whether what is kept here fits into an array indexed by the counters of the loops around. */
bool plan_arrays(Adjoint *a)
{
    Segment *chain[MAX_NEST];
    int n = loop_chain(a, chain, MAX_NEST);
    if (n < 0 || a->halves)
        return false;
    for (int i = 0; i < n; i++) {
        Counted *c = loop_counted_of(chain[i]);
        if (!c || !plan_simple(a, c->counter) || stops_short(chain[i]->loop, c))
            return false;
        if (i < n - 1 && !loop_has_fixed_trips(a, c, chain[n - 1]->loop))
            return false;
    }
    return true;
}

/* How many of the loops around, innermost first, count the same trips in each iteration of the next one outside: what is kept
   here fits into an array for each of their runs. */
static int inner_nest(Adjoint *a, Segment **chain)
{
    int n = loop_chain(a, chain, MAX_NEST), fit = 0;
    for (; fit < n; fit++) {
        Counted *c = loop_counted_of(chain[fit]);
        bool ok = c && !c->pace && plan_simple(a, c->counter) && !stops_short(chain[fit]->loop, c);
        for (int i = 0; ok && i < fit; i++)
            ok = loop_has_fixed_trips(a, loop_counted_of(chain[i]), chain[fit]->loop);
        if (!ok)
            break;
    }
    return fit;
}

/* In a branch there is nothing to vectorise, and what the other branch keeps would have an array of its own. */
bool plan_inner_arrays(Adjoint *a, Type *t)
{
    Segment *chain[MAX_NEST];
    return type_is_real(t) && a->segment->loop && inner_nest(a, chain) > 0;
}

/* The loops that an array for this place is for. */
static int nest(Adjoint *a, Segment **chain)
{
    return plan_arrays(a) ? loop_chain(a, chain, MAX_NEST) : inner_nest(a, chain);
}

bool loop_has_fixed_trips(Adjoint *a, Counted *c, Stmt *outer)
{
    return !plan_written_in(a, c->from, outer, NULL) && !plan_written_in(a, c->to, outer, NULL) &&
           !(c->pace && plan_written_in(a, c->pace, outer, NULL));
}

/* Whether a counted loop runs at all: two trip counts that are negative must not make a positive product. */
static Expr *loop_runs(Counted *c)
{
    Expr *beyond = loop_beyond(c);
    if (beyond)
        return e_bin(O_GT, beyond, c->to);
    Op swapped = c->rel == O_LT ? O_GT : c->rel == O_LE ? O_GE : c->rel == O_GT ? O_LT : O_LE;
    return e_bin(swapped, c->to, c->from);
}

/* The pace is positive where there are trips at all; a loop that does not run must not divide by it. */
static Expr *trips_at_pace(Counted *c, Expr *range)
{
    Type *t = type_ptrdiff();
    Expr *last = c->rel == O_LT ? e_sub(range, e_int_type(t, 1)) : range;
    Expr *n = e_add(e_div(last, e_cast(t, c->pace)), e_int_type(t, 1));
    return e_cond(e_bin(O_LAND, e_bin(O_GT, c->pace, e_int(0)), loop_runs(c)), n, e_int_type(t, 0));
}

Expr *loop_trips(Adjoint *a, Counted *c)
{
    (void)a;
    Type *t = type_ptrdiff();
    bool up = c->step > 0 || c->pace;
    Expr *n = e_sub(e_cast(t, up ? c->to : c->from), e_cast(t, up ? c->from : c->to));
    long long step = up ? c->step : -c->step;
    Expr *beyond = loop_beyond(c);
    if (beyond)
        return e_sub(e_cast(t, beyond), e_cast(t, c->to));
    if (c->pace)
        return trips_at_pace(c, n);
    if (c->rel == O_LE || c->rel == O_GE)
        n = e_add(n, e_int_type(t, 1));
    if (step > 1)
        n = e_div(e_add(n, e_int_type(t, step - 1)), e_int_type(t, step));
    return n;
}

/* The number of the iteration. */
Expr *loop_iteration(Counted *c, bool alone)
{
    if (c->pace)
        return e_var(c->number);
    Expr *i = e_var(c->counter);
    if (alone && c->step == 1 && e_is_zero(c->from))
        return i;
    long double first = -1.0L;
    bool fits = c->step > 0 && type_same(i->type, type_int()) && e_value(c->from, &first) && first > 0;
    Type *t = fits ? type_int() : type_ptrdiff(); /* from 1 on, i - 1 is an int */
    i = e_cast(t, i);
    if (c->step == 1 && e_is_zero(c->from))
        return i;
    Expr *from = e_cast(t, c->from);
    i = c->step > 0 ? e_sub(i, from) : e_sub(from, i);
    long long step = c->step > 0 ? c->step : -c->step;
    return step > 1 ? e_div(i, e_int_type(t, step)) : i;
}

enum { FEW_UNUSED = 4, FEW_IN_BRANCH = 16 };

/* A loop from a small number up by one, or down to one: the counter itself is the place in an array, whose first places stay
   unused. */
static bool counts_places(const Counted *c)
{
    bool up = c->step == 1 && (c->rel == O_LT || c->rel == O_LE);
    bool down = c->step == -1 && (c->rel == O_GT || c->rel == O_GE);
    const Expr *least = up ? c->from : c->to;
    return !c->pace && (up || down) && least->kind == E_INT && least->ival >= 0 && least->ival <= FEW_UNUSED &&
           type_plain(c->counter->type)->is_signed;
}

static Expr *places_of(Adjoint *a, Counted *c)
{
    if (!counts_places(c))
        return loop_trips(a, c);
    bool down = c->step < 0;
    Expr *beyond = loop_beyond(c);
    if (beyond)
        return e_cast(type_ptrdiff(), beyond);
    Expr *n = e_cast(type_ptrdiff(), down ? c->from : c->to);
    return c->rel != O_LT ? e_add(n, e_int_type(n->type, 1)) : n;
}

static Expr *place_in(Counted *c, bool alone)
{
    if (!counts_places(c))
        return loop_iteration(c, alone);
    return alone ? e_var(c->counter) : e_cast(type_ptrdiff(), e_var(c->counter));
}

/* The segment that holds the outermost loop around the current one. */
static Segment *array_home(Adjoint *a)
{
    Segment *s = a->segment, *outer = NULL;
    for (; s && s->block != a->region->block; s = s->up)
        if (s->loop)
            outer = s;
    return outer ? outer->up : a->segment;
}

static Expr *call_runtime(Adjoint *a, const char *name, Expr *x, Expr *y)
{
    ExprList args = {0};
    list_add(&args, x);
    if (y)
        list_add(&args, y);
    return e_call(runtime_fn(a->program, name), args);
}

/* Whether the fused loop of a region, or its header, changes what e reads. */
static bool written_in_loop(Adjoint *a, Expr *e, Region *r)
{
    return !e || plan_written_in(a, e, info(r->block)->parent, NULL);
}

/* Whether what is declared in front of the region's loop is there for all iterations: the reverse half of a branch or of
   a loop around, where an iteration runs again, does not see what its forward half declares. */
static bool serves_all(const Region *r)
{
    return r->up && (!r->later || r->segment->up->block == r->up->block);
}

/* Is e one of those that all must hold? */
static bool is_condition(const Expr *all, const Expr *e)
{
    if (all && all->kind == E_BINARY && all->op == O_LAND)
        return is_condition(all->a, e) || is_condition(all->b, e);
    return all && e_equal(all, e);
}

/* How many elements an array for the loops around has, with `each` for each of them. */
static Expr *array_count(Adjoint *a, Expr *each, bool by_name)
{
    Segment *chain[MAX_NEST];
    int n = nest(a, chain);
    Expr *count = each, *runs = NULL;
    for (int i = n - 1; i >= 0; i--) {
        Counted *c = loop_counted_of(chain[i]);
        Expr *trips = by_name && c->trips ? e_var(c->trips) : places_of(a, c);
        count = count ? e_mul(count, trips) : trips;
        Expr *run = !c->pace && (i < n - 1 || n > 2) ? loop_runs(c) : NULL;
        if (run && !e_is_const(run) && !is_condition(runs, run))
            runs = runs ? e_bin(O_LAND, runs, run) : run;
    }
    return runs ? e_cond(runs, count, e_int_type(count->type, 0)) : count;
}

/* The trips of loops with a pace are counted once, before the outermost loop around: they stand in every index. */
static void name_trips(Adjoint *a, Segment *home)
{
    Type *t = type_ptrdiff();
    for (Segment *s = a->segment; s != home; s = s->up) {
        Counted *c = loop_counted_of(s);
        if (!c || !c->pace || c->trips)
            continue;
        Expr *n = expr_clone(loop_trips(a, c), NULL); /* what an inner loop keeps is not there yet */
        c->trips = var_new(a->out, V_LOCAL, "turns", t);
        if (home->block == a->region->block) {
            s_add(home->fwd, s_decl(c->trips, n));
            continue;
        }
        list_add(&a->region->decls, s_decl(c->trips, e_int_type(t, 0)));
        s_add(home->fwd, s_assign(e_var(c->trips), n));
    }
}

/* A few elements in a local, which costs nothing to have; in a branch, where they begin as zeros, still fewer. */
static bool fits_in_frame(Adjoint *a, Segment *home, Expr *count, Expr **number)
{
    long double n = 0.0L;
    bool branch = home->block != a->region->block;
    if (!e_value(count, &n) || n < 1.0L || n > (branch ? FEW_IN_BRANCH : FEW_ELEMENTS))
        return false;
    for (Segment *s = a->segment; s && s != home; s = s->up)
        if (!s->loop || loop_counted_of(s)->test)
            return false;
    *number = e_int((long long)n);
    return true;
}

/* What plan_array made, as a pointer to its first element. */
Expr *plan_array_start(Var *v)
{
    return type_is_array(v->type) ? e_decay(e_var(v)) : e_var(v);
}

/* An array for the loops around (times each elements); its declaration goes before the outermost one, and where its
   size stays the same before the fused loops around that. */
Var *plan_array(Adjoint *a, Type *t, const char *name, Expr *each)
{
    Segment *home = array_home(a);
    Expr *count = array_count(a, each, false), *number;
    if (fits_in_frame(a, home, count, &number)) {
        Var *v = var_new(a->out, V_LOCAL, name, type_array(t, number));
        if (home->block == a->region->block)
            s_add(home->fwd, s_decl(v, NULL));
        else
            list_add(&a->region->decls, s_decl(v, e_zero(v->type)));
        return v;
    }
    Region *region = a->region, *inside = NULL;
    while (home->block == region->block && serves_all(region) && !written_in_loop(a, count, region)) {
        inside = region;
        home = region->segment->up;
        region = region->up;
    }
    if (!inside) {
        name_trips(a, home);
        count = array_count(a, each, true);
    }
    Var *v = var_new(a->out, V_LOCAL, name, type_pointer(t));
    Expr *alloc = call_runtime(a, "adc_array", expr_clone(count, NULL), e_sizeof_expr(e_deref(e_var(v))));
    if (inside) {
        s_add(home->fwd, s_decl(v, alloc));
        list_add(&inside->after, s_expr(call_runtime(a, "adc_free", e_var(v), NULL)));
        return v;
    }
    if (home->block == a->region->block) {
        s_add(home->fwd, s_decl(v, alloc));
    } else {
        list_add(&a->region->decls, s_decl(v, e_cast(v->type, e_int(0))));
        s_add(home->fwd, s_assign(e_var(v), alloc));
    }
    list_add(&home->frees, s_expr(call_runtime(a, "adc_free", e_var(v), NULL)));
    return v;
}

/* What is on the tape goes in reverse order. */
static void drop_first(Segment *home, Stmt *drop)
{
    StmtList later = home->frees;
    home->frees = (StmtList){0};
    list_add(&home->frees, drop);
    for (int i = 0; i < later.n; i++)
        list_add(&home->frees, later.at[i]);
}

/* An array for one run of the inner loops, on the tape; how the reverse half finds it. */
Expr *plan_inner_array(Adjoint *a, Type *t, const char *name, Expr **here)
{
    Segment *chain[MAX_NEST], *now = a->segment;
    Expr *count = array_count(a, NULL, false);
    a->segment = chain[inner_nest(a, chain) - 1]->up;
    Expr *array = call_runtime_fn(a, "adc_tape_array", tape_pointer(a), expr_clone(count, NULL), e_sizeof(t));
    Expr *then = plan_store_on_tape(a, array, type_pointer(t), name, here);
    drop_first(a->segment, s_expr(call_runtime_fn(a, "adc_tape_drop", tape_pointer(a), then, NULL)));
    a->segment = now;
    return then;
}

/* The bounds of a segment's loop as the reverse half reads them: what they are made of may change after the loop. */
static Counted *bounds_in_reverse(Adjoint *a, Segment *s)
{
    if (!s->then) {
        Segment *now = a->segment;
        a->segment = s->up;
        s->then = loop_bounds_then(a, s->loop);
        a->segment = now;
    }
    return s->then;
}

/* The place of this iteration in an array for the loops around. */
Expr *plan_array_index(Adjoint *a, bool in_reverse)
{
    Segment *chain[MAX_NEST];
    int n = nest(a, chain);
    Expr *index = NULL;
    for (int i = n - 1; i >= 0; i--) {
        Counted *c = loop_counted_of(chain[i]);
        Var *named = c->trips;
        if (in_reverse && (index || !(e_is_zero(c->from) || counts_places(c))))
            c = bounds_in_reverse(a, chain[i]);
        Expr *it = place_in(c, n == 1), *trips = named ? e_var(named) : index ? places_of(a, c) : NULL;
        index = index ? e_add(e_mul(e_cast(type_ptrdiff(), index), trips), it) : it;
    }
    return index;
}
