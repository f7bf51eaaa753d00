/* version.c: an adjoint in two versions, of which a test at run time takes one.

   What may overlap has to be stored. Where an adjoint stores values in its loops for that reason alone, it is made once more
   under the promise that what the function writes overlaps nothing else that it accesses (restrict): a static function, which
   the first one calls where extents.c can bound all accesses and the ranges turn out to be apart. The shadows of what is apart
   are apart too, by contract. Nothing is promised that the test does not show. No compiler is to put the second one in place
   (Fn.promised): GCC would believe its promise for the first one, too. */
#include "extents.h"

#include <string.h>

enum { MAX_TESTS = 16, MAX_TRIALS = 6 };

/* What a trial leaves in the program, to be taken back. */
typedef struct Mark {
    int helpers, made, notes;
    bool remarks;
    VarList shadow_globals;
} Mark;

static Mark mark(Program *p)
{
    Mark m = {p->helpers.n, p->made.n, planned_count(), p->options->remarks, p->shadow_globals};
    p->options->remarks = false; /* told already, of the general version */
    return m;
}

static void take_back(Program *p, const Mark *m)
{
    p->helpers.n = m->helpers;
    helper_names_forget(p, m->made);
    planned_forget(m->notes);
}

/* ---- what can be told apart ---- */

static bool same_memory(const Extents *x, const Extent *e, const Extent *f)
{
    bool types = false;
    for (int i = 0; i < e->types.n; i++)
        for (int k = 0; k < f->types.n; k++)
            types |= alias_types_may(e->types.at[i], f->types.at[k]);
    return types && alias_objects_overlap(x->a->alias, (Object *)e->object, (Object *)f->object);
}

/* Whether the test can show that all other memory is apart from what e's pointer leads to. */
static bool can_be_apart(const Extents *x, const Extent *e)
{
    if (!e->written || !extent_count(x, e))
        return false;
    for (int i = 0; i < x->others.n; i++)
        for (int k = 0; k < e->types.n; k++)
            if (alias_types_may(x->others.at[i], e->types.at[k]))
                return false;
    for (int i = 0; i < x->list.n; i++) {
        const Extent *f = &x->list.at[i];
        if (f != e && same_memory(x, e, f) && !extent_count(x, f))
            return false;
    }
    return true;
}

static Expr *test_of(Program *p, const Extents *x, const Extent *e, const Extent *f)
{
    ExprList args = {0};
    list_add(&args, extent_start(e));
    list_add(&args, extent_count(x, e));
    list_add(&args, extent_start(f));
    list_add(&args, extent_count(x, f));
    Fn *apart = runtime_fn(p, "adc_apart");
    for (int i = 0; i < args.n; i++)
        args.at[i] = e_cast(type_plain(apart->type)->params.at[i], args.at[i]);
    for (int i = 0; i < args.n; i++)
        if (args.at[i]->kind == E_CAST)
            args.at[i]->implicit = true;
    return e_call(apart, args);
}

/* All of them overlap nothing; NULL: there is nothing to be told apart, or too much. */
static Expr *test_all(Program *p, const Extents *x, const bool *lone)
{
    Expr *all = NULL;
    int n = 0;
    for (int i = 0; i < x->list.n; i++)
        for (int k = 0; lone[i] && k < x->list.n; k++) {
            const Extent *e = &x->list.at[i], *f = &x->list.at[k];
            if (k == i || (k < i && lone[k]) || !same_memory(x, e, f))
                continue;
            Expr *test = test_of(p, x, e, f);
            all = all ? e_bin(O_LAND, all, test) : test;
            n++;
        }
    return n <= MAX_TESTS ? all : NULL;
}

/* ---- the other version ---- */

/* The same signature; what is lone, and its shadow, overlaps nothing. */
static Derived *promised(Program *p, Derived *d, const Extents *x, const bool *lone)
{
    Derived plain = *d;
    Request r = *d->request;
    r.vector = 0; /* lanes are for both at once, see adjoint_run */
    plain.request = &r;
    p->shadow_globals = (VarList){0};
    Derived *other = signature_internal(p, &plain, d->kind, format("%s_apart", d->fn->name));
    for (int i = 0; i < d->primal_params.n; i++)
        for (int k = 0; k < x->list.n; k++) {
            const Object *o = x->list.at[k].object;
            if (!lone[k] || o->var != d->primal_params.at[i])
                continue;
            if (x->list.at[k].root->kind == E_VAR)
                signature_promise(other, i);
            else
                list_add(&other->lone, ((Lone){other->primal_params.at[i], o->field, o->kind == OB_DEEP}));
        }
    other->internal = d->internal; /* the shadows are the caller's: in and out, see provided.c */
    other->done = other->fn->promised = true;
    return other;
}

/* What is stored less in the innermost loops. */
static bool stores_less(const Stored *x, const Stored *than)
{
    int level = MAX_NEST;
    while (level > 0 && !than->at[level] && !x->at[level])
        level--;
    return level > 0 && x->at[level] < than->at[level];
}

static bool stores_as_little(const Stored *x, const Stored *as)
{
    int level = MAX_NEST;
    while (level > 0 && x->at[level] == as->at[level])
        level--;
    return level == 0;
}

/* Made under the promise; what it stores. NULL: it is refused, which says nothing against the general version. */
static Derived *attempt(Program *p, Derived *d, const Extents *x, const bool *lone, Stored *stored)
{
    DiagMark before = diag_mark();
    Derived *other = promised(p, d, x, lone);
    *stored = (Stored){0};
    adjoint_make(p, other, stored);
    return diag_take_back(&before) ? NULL : other;
}

/* Who need not be lone for as little to be stored. */
static void drop_idle(Program *p, Derived *d, const Extents *x, bool *lone, const Stored *least)
{
    for (int i = 0; i < x->list.n; i++) {
        if (!lone[i])
            continue;
        Mark m = mark(p);
        Stored stored;
        lone[i] = false;
        lone[i] = !attempt(p, d, x, lone, &stored) || !stores_as_little(&stored, least);
        take_back(p, &m);
        p->options->remarks = m.remarks;
        p->shadow_globals = m.shadow_globals;
    }
}

/* "c overlaps neither a nor b" */
static const char *condition(const Extents *x, const bool *lone)
{
    const char *names[MAX_TESTS];
    int n = 0, others = 0, last = 0;
    for (int i = 0; i < x->list.n && n < MAX_TESTS; i++)
        if (lone[i]) {
            names[n++] = extent_name(&x->list.at[i]);
            last = i;
        }
    if (n > 1) {
        Text t = {0};
        for (int i = 0; i < n; i++)
            text_format(&t, "%s%s", i == 0 ? "" : i + 1 == n ? " and " : ", ", names[i]);
        return format("%s overlap nothing", t.at);
    }
    const Extent *e = &x->list.at[last];
    for (int i = 0; i < x->list.n && others < MAX_TESTS; i++)
        if (i != last && same_memory(x, e, &x->list.at[i]))
            names[others++] = extent_name(&x->list.at[i]);
    if (others > 2)
        return format("%s overlaps nothing", extent_name(e));
    return others == 1 ? format("%s does not overlap %s", extent_name(e), names[0])
                       : format("%s overlaps neither %s nor %s", extent_name(e), names[0], names[1]);
}

static void take_version(Program *p, Derived *d, Derived *other, Expr *test)
{
    ExprList args = {0};
    for (int i = 0; i < d->fn->params.n; i++)
        list_add(&args, e_var(d->fn->params.at[i]));
    Expr *call = e_call(other->fn, args);
    Stmt *then = s_block();
    Type *result = type_unqual(type_plain(d->primal->type)->to);
    Var *v = type_plain(result)->kind != T_VOID ? var_new(d->fn, V_LOCAL, "result", result) : NULL;
    s_add(then, v ? s_decl(v, call) : s_expr(call)); /* in normal form */
    s_add(then, s_return(v ? e_var(v) : NULL));
    Stmt *body = s_block();
    s_add(body, s_comment(format("Where %s, less is kept.", other->where)));
    s_add(body, s_if(test, then, NULL));
    for (int i = 0; i < d->fn->body->list.n; i++)
        s_add(body, d->fn->body->list.at[i]);
    d->fn->body = body;
    d->apart = other;
    list_add(&p->helpers, other->fn);
}

static bool is_worth(const Stored *general)
{
    for (int i = 1; i <= MAX_NEST; i++)
        if (general->at[i])
            return true;
    return false;
}

/* The shadow of a global is not handed on: another kind, or one of several directions, has one of its own. */
static bool has_own_globals(const Derived *d)
{
    for (int i = 0; i < d->actors.n; i++)
        if (d->actors.at[i].var && d->actors.at[i].var->kind == V_GLOBAL)
            return d->internal || d->lanes;
    return false;
}

void version_run(Program *p, Derived *d, const Stored *general)
{
    if (d->noalias || d->actors.n == 0 || !is_worth(general) || has_own_globals(d))
        return;
    Extents *x = extents_of(adjoint_scout(p, d, d->primal, &d->primal_params));
    bool *lone = arena_alloc((size_t)x->list.n + 1);
    int n = 0;
    for (int i = 0; i < x->list.n; i++)
        n += lone[i] = can_be_apart(x, &x->list.at[i]);
    if (!n)
        return;
    Mark m = mark(p);
    Stored stored;
    bool better = attempt(p, d, x, lone, &stored) && stores_less(&stored, general);
    take_back(p, &m);
    p->shadow_globals = m.shadow_globals;
    if (better && n > 1 && n <= MAX_TRIALS)
        drop_idle(p, d, x, lone, &stored);
    Expr *test = better ? test_all(p, x, lone) : NULL;
    Derived *other = test ? attempt(p, d, x, lone, &stored) : NULL;
    if (other) {
        other->where = condition(x, lone);
        other->fn->doc = format("%s where %s.", d->fn->name, other->where);
        take_version(p, d, other, test);
        p->options->remarks = m.remarks;
        diag_remark(d->primal->loc, "versions", "'%s' stores less where %s, which a test at run time finds out: see '%s'",
                    d->fn->name, other->where, other->fn->name);
    }
    p->shadow_globals = m.shadow_globals;
    p->options->remarks = m.remarks;
}
