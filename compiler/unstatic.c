/* unstatic.c: statics that keep nothing from one call to the next.

   Translators from Fortran make every local static. One that each call sets before it reads it might as well be
   automatic: it becomes a local, which generated code can have as its own. So do scratch variables at file scope, as
   macros use them that look at an argument twice:

       static double sqrarg;
       #define SQR(a) ((sqrarg = (a)) == 0.0 ? 0.0 : sqrarg * sqrarg)

   of which each function that mentions them gets its own. Takes the raw tree, and asks for each scalar static on its own
   whether it is set on every way to each of its reads (settle.c), and for each element of a small array. */
#include "output.h"
#include "settle.h"

/* ---- statics ---- */

static bool may_be_local(const Var *v)
{
    Type *t = type_plain(v->type);
    bool scalar = type_is_arith(t) || t->kind == T_POINTER;
    return scalar && !(t->quals & (Q_CONST | Q_VOLATILE | Q_ATOMIC)) && !v->pinned && !v->inactive && !v->is_thread_local;
}

enum { MOST_ELEMENTS = 512 }; /* each is asked about, and they come to lie on the stack */

/* 0: not an array of numbers, or a large one. */
static long long elements_of(const Var *v)
{
    Type *element = type_element(v->type);
    long long n = type_is_array(v->type) && type_is_arith(element) ? type_bytes(v->type) / type_bytes(element) : 0;
    bool steady = !(element->quals & (Q_CONST | Q_VOLATILE | Q_ATOMIC)) && !v->pinned && !v->inactive && !v->is_thread_local;
    return steady && n <= MOST_ELEMENTS ? n : 0;
}

static bool is_candidate(const Var *v) { return v->kind == V_STATIC && (may_be_local(v) || elements_of(v) > 0); }

static bool is_scratch(const Var *v) { return v->kind == V_GLOBAL && v->is_static && may_be_local(v); }

static void find_statics(Stmt **at, void *data)
{
    if ((*at)->kind == S_DECL && is_candidate((*at)->var))
        list_add((VarList *)data, (*at)->var);
    stmt_kids(*at, find_statics, data);
}

/* ---- calls within calls ---- */

static Map *callees; /* Fn -> FnList */

typedef struct Calls {
    Program *p;
    FnList *to;
} Calls;

static void find_call(Expr **at, void *data)
{
    Calls *c = data;
    Expr *e = *at;
    if (e->kind == E_CALL && e->fn) {
        list_add(c->to, e->fn);
    } else if (e->kind == E_CALL) {
        FnList fns = settled_callees(c->p, e);
        for (int i = 0; i < fns.n; i++)
            list_add(c->to, fns.at[i]);
    }
    expr_kids(e, find_call, c);
}

static void find_calls(Stmt **at, void *data)
{
    stmt_exprs(*at, find_call, data);
    stmt_kids(*at, find_calls, data);
}

static const FnList *callees_of(Program *p, Fn *f)
{
    if (!callees)
        callees = map_new();
    FnList *list = map_get(callees, f);
    if (list)
        return list;
    map_put(callees, f, list = NEW(FnList));
    Calls c = {p, list};
    if (f->body)
        find_calls(&f->body, &c);
    return list;
}

static bool leads_to(Program *p, Fn *from, const Fn *to, Map *seen)
{
    const FnList *calls = callees_of(p, from);
    for (int i = 0; i < calls->n; i++) {
        Fn *f = calls->at[i];
        if (f == to)
            return true;
        if (map_get(seen, f))
            continue;
        map_put(seen, f, f);
        if (leads_to(p, f, to, seen))
            return true;
    }
    return false;
}

static void drop_decl(Stmt **at, void *v)
{
    StmtList *list = &(*at)->list;
    int n = 0;
    for (int i = 0; i < list->n; i++)
        if (list->at[i]->kind != S_DECL || list->at[i]->var != v)
            list->at[n++] = list->at[i];
    list->n = n;
    stmt_kids(*at, drop_decl, v);
}

/* At the top of the function: the static lives on where its block is left and entered again. */
static void declare(Fn *f, Var *v)
{
    StmtList rest = f->body->list;
    f->body->list = (StmtList){0};
    s_add(f->body, s_decl(v, NULL));
    for (int i = 0; i < rest.n; i++)
        s_add(f->body, rest.at[i]);
}

static void make_local(Fn *f, Var *v)
{
    v->kind = V_LOCAL;
    v->is_static = false;
    v->init = NULL;
    drop_decl(&f->body, v);
    declare(f, v);
}

/* ---- scratch variables at file scope ---- */

typedef struct Scratch {
    Program *p;
    Var *v;
    FnList users; /* the functions that mention it */
    Map *reaches; /* Fn: whether it is one, or calls one */
    bool named;   /* its address is taken, or something mentions it that is not followed */
} Scratch;

typedef struct Scratches {
    Map *of; /* Var -> Scratch */
    LIST(Scratch *) list;
    Fn *fn; /* being looked at; NULL: an initialiser */
} Scratches;

static Scratch *scratch_of(Scratches *all, Var *v)
{
    Scratch *s = map_get(all->of, v);
    if (!s) {
        map_put(all->of, v, s = NEW(Scratch));
        s->v = v;
        list_add(&all->list, s);
    }
    return s;
}

static void find_mention(Expr **at, void *data)
{
    Scratches *all = data;
    Expr *e = *at;
    if (e->kind == E_ADDR && e->a->kind == E_VAR && is_scratch(e->a->var))
        scratch_of(all, e->a->var)->named = true;
    if (e->kind == E_VAR && is_scratch(e->var)) {
        Scratch *s = scratch_of(all, e->var);
        s->named |= !all->fn;
        if (all->fn && (!s->users.n || s->users.at[s->users.n - 1] != all->fn))
            list_add(&s->users, all->fn);
    }
    expr_kids(e, find_mention, all);
}

static void find_mentions(Stmt **at, void *data)
{
    stmt_exprs(*at, find_mention, data);
    stmt_kids(*at, find_mentions, data);
}

static bool reaches_user(Scratch *s, Fn *f)
{
    for (int i = 0; i < s->users.n; i++)
        if (s->users.at[i] == f || leads_to(s->p, f, s->users.at[i], map_new()))
            return true;
    return false;
}

/* May a function set the variable before it returns? What is not visible may call back whatever there is. */
static bool may_set(Scratch *s, Fn *f)
{
    static char yes, no;
    if (!f->body)
        return f->class == F_UNKNOWN || f->class == F_CUSTOM;
    if (!map_get(s->reaches, f))
        map_put(s->reaches, f, reaches_user(s, f) ? &yes : &no);
    return map_get(s->reaches, f) == &yes;
}

static void calls_user(Settled *settled, Expr *call)
{
    Scratch *s = settled->data;
    FnList fns = {0};
    if (call->fn)
        list_add(&fns, call->fn);
    else
        fns = settled_callees(settled->p, call);
    bool sets = fns.n == 0;
    for (int i = 0; i < fns.n; i++)
        sets |= may_set(s, fns.at[i]);
    settled->set &= !sets;
}

static bool is_set_first(Scratch *s)
{
    s->reaches = map_new();
    for (int i = 0; i < s->users.n; i++) {
        Settled one = {.p = s->p, .fn = s->users.at[i], .v = s->v, .calls = calls_user, .data = s};
        settle(&one);
        if (one.escapes || one.read)
            return false;
    }
    return true;
}

static void give_own(Fn *f, Var *v)
{
    Var *own = NEW(Var);
    *own = *v;
    own->kind = V_LOCAL;
    own->is_static = false;
    own->init = NULL;
    own->decl = NULL;
    own->fn = f;
    Subst s = {.vars = map_new()};
    map_put(s.vars, v, e_var(own));
    f->body = stmt_clone(f->body, &s);
    declare(f, own);
}

static void find_scratches(Program *p, Scratches *all)
{
    for (int i = 0; i < p->fns.n; i++) {
        all->fn = p->fns.at[i];
        if (all->fn->body)
            find_mentions(&all->fn->body, all);
    }
    all->fn = NULL;
    for (int i = 0; i < p->globals.n; i++)
        if (p->globals.at[i]->init)
            find_mention(&p->globals.at[i]->init, all);
}

/* Something that adc does not represent may read any. */
static bool any_lost(const Program *p)
{
    for (int i = 0; i < p->fns.n; i++)
        if (p->fns.at[i]->lost)
            return true;
    return false;
}

static void scratch_run(Program *p)
{
    Scratches all = {.of = map_new()};
    if (any_lost(p))
        return;
    find_scratches(p, &all);
    for (int i = 0; i < all.list.n; i++) {
        Scratch *s = all.list.at[i];
        s->p = p;
        if (s->named || !is_set_first(s))
            continue;
        for (int k = 0; k < s->users.n; k++)
            give_own(s->users.at[k], s->v);
    }
}

static bool keeps_nothing(Settled *s)
{
    settle(s);
    return !s->escapes && !s->read;
}

static bool array_keeps_nothing(Program *p, Fn *f, Var *v)
{
    for (long long i = 0; i < elements_of(v); i++) {
        Settled s = {.p = p, .fn = f, .v = v, .element = &i};
        if (!keeps_nothing(&s))
            return false;
    }
    return true;
}

static bool make_locals(Program *p, Fn *f, const VarList *statics, bool arrays)
{
    bool any = false;
    for (int i = 0; i < statics->n; i++) {
        Var *v = statics->at[i];
        Settled s = {.p = p, .fn = f, .v = v};
        if (v->kind != V_STATIC || type_is_array(v->type) != arrays || !(arrays ? array_keeps_nothing(p, f, v) : keeps_nothing(&s)))
            continue;
        make_local(f, v);
        any = true;
    }
    return any;
}

static void unstatic_fn(Program *p, Fn *f, bool lifts)
{
    VarList statics = {0};
    if (f->body)
        find_statics(&f->body, &statics);
    /* A call inside of a call would change what the outer one has set. */
    if (!statics.n || leads_to(p, f, f, map_new()) || (lifts && !lift_tests(p, f)))
        return;
    while (make_locals(p, f, &statics, false)) /* the counter of a loop makes known how often it runs */
        ;
    make_locals(p, f, &statics, true);
}

void unstatic_run(Program *p)
{
    for (int i = 0; i < p->fns.n; i++)
        unstatic_fn(p, p->fns.at[i], false);
    scratch_run(p);
}

void unstatic_lift(Program *p)
{
    for (int i = 0; i < p->fns.n; i++)
        unstatic_fn(p, p->fns.at[i], true);
    statics_forget();
}
