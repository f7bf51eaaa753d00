/* params.c: what the halves of functions hand to each other for nothing. Takes the finished program.

   Halves share a tape and have shadows for all that may be active in them. Where nothing is pushed, or a shadow only goes
   round in a recursion, the parameter goes, with its argument in every call; and a forward half that has nothing left but
   the parameters of the function itself is that function. */
#include "adc.h"

#include <string.h>

typedef struct Params {
    Program *p;
    FnList all;    /* functions with bodies that adc made */
    Map *of;       /* parameter that may go -> its function */
    Map *needed;   /* those that do not */
    Map *instead;  /* forward half -> the function itself */
    FnList changed;
    bool grown;
} Params;

static bool is_candidate(const Fn *f)
{
    return f->is_static && f->body && !f->made_by && !f->doc;
}

static void need(Params *x, Var *v)
{
    if (!map_get(x->of, v) || map_get(x->needed, v))
        return;
    map_put(x->needed, v, v);
    x->grown = true;
}

static void need_all(Params *x, Fn *f)
{
    for (int i = 0; i < f->params.n; i++)
        need(x, f->params.at[i]);
}

/* ---- what is needed ---- */

static void uses_expr(Expr **at, void *data)
{
    Params *x = data;
    Expr *e = *at;
    if (e->kind == E_VAR)
        need(x, e->var);
    if (e->kind == E_FN)
        need_all(x, e->fn); /* others may call it */
    if (e->kind != E_CALL || !e->fn || e->args.n != e->fn->params.n) {
        expr_kids(e, uses_expr, x);
        return;
    }
    for (int i = 0; i < e->args.n; i++) {
        Var *p = e->fn->params.at[i];
        if (!map_get(x->of, p) || map_get(x->needed, p))
            uses_expr(&e->args.at[i], x);
    }
}

static void uses_stmt(Stmt **at, void *data)
{
    Stmt *s = *at;
    if (s->var && s->kind != S_DECL)
        need(data, s->var); /* a tape */
    for (int i = 0; i < s->args.n; i++)
        uses_expr(&s->args.at[i], data);
    stmt_exprs(s, uses_expr, data);
    stmt_kids(s, uses_stmt, data);
}

static void uses_type(Params *x, Type *t)
{
    for (; t && (t->kind == T_ARRAY || t->kind == T_POINTER); t = t->to)
        if (t->kind == T_ARRAY && t->count)
            uses_expr(&t->count, x);
}

static void find_needed(Params *x)
{
    do {
        x->grown = false;
        for (int i = 0; i < x->all.n; i++) {
            Fn *f = x->all.at[i];
            uses_stmt(&f->body, x);
            for (int k = 0; k < f->params.n; k++) {
                uses_type(x, f->params.at[k]->type);
                uses_type(x, f->params.at[k]->written);
            }
        }
    } while (x->grown);
}

/* ---- the function itself ---- */

static void has_state(Stmt **at, void *data)
{
    *(bool *)data |= (*at)->kind == S_DECL && (*at)->var->kind == V_STATIC;
    stmt_kids(*at, has_state, data);
}

static bool is_the_function(const Params *x, const Fn *f)
{
    Fn *whole = f->half_of;
    bool other = !whole || f->params.n < whole->params.n;
    for (int i = whole ? whole->params.n : 0; i < f->params.n; i++)
        other |= map_get(x->needed, f->params.at[i]) != NULL;
    if (!other)
        has_state(&whole->body, &other);
    return !other;
}

/* ---- changing ---- */

/* Of a half of a half, the function itself may be one that is another. */
static bool stays(const Params *x, const Fn *f, int i)
{
    const Fn *whole = map_get(x->instead, f);
    if (whole)
        return i < whole->params.n && stays(x, whole, i);
    return !map_get(x->of, f->params.at[i]) || map_get(x->needed, f->params.at[i]);
}

static void drop_args(Expr **at, void *data)
{
    Params *x = data;
    Expr *e = *at;
    expr_kids(e, drop_args, x);
    Fn *f = e->kind == E_CALL ? e->fn : NULL;
    if (!f || e->args.n != f->params.n)
        return;
    Fn *is = f;
    while (map_get(x->instead, is))
        is = map_get(x->instead, is);
    int kept = 0;
    for (int i = 0; i < e->args.n; i++)
        if (stays(x, f, i))
            e->args.at[kept++] = e->args.at[i];
    if (kept == e->args.n && is == f)
        return;
    e->args.n = kept;
    if (is != f) {
        e->fn = is;
        e->a = e_fn(is);
    }
    x->grown = true;
}

static void drop_in(Stmt **at, void *data)
{
    stmt_exprs(*at, drop_args, data);
    stmt_kids(*at, drop_in, data);
}

static void drop_params(Params *x, Fn *f)
{
    VarList kept = {0};
    for (int i = 0; i < f->params.n; i++)
        if (map_get(x->needed, f->params.at[i]))
            list_add(&kept, f->params.at[i]);
    if (kept.n == f->params.n)
        return;
    Type *t = NEW(Type);
    *t = *f->type;
    t->params = (TypeList){0};
    for (int i = 0; i < kept.n; i++)
        list_add(&t->params, kept.at[i]->type);
    f->type = t;
    f->params = kept;
}

/* ---- tapes that nothing is pushed on ---- */

typedef struct Tapes {
    Map *used; /* mentioned otherwise than to be opened and closed */
    Map *open; /* declared here */
} Tapes;

static Var *opened(const Expr *e)
{
    bool opens = e && e->kind == E_CALL && e->fn && e->args.n == 1 &&
                 (!strcmp(e->fn->name, "adc_tape_init") || !strcmp(e->fn->name, "adc_tape_end"));
    const Expr *tape = opens ? e->args.at[0] : NULL;
    return tape && tape->kind == E_ADDR && tape->a->kind == E_VAR ? tape->a->var : NULL;
}

static void tapes_expr(Expr **at, void *data)
{
    Tapes *t = data;
    if ((*at)->kind == E_VAR)
        map_put(t->used, (*at)->var, t);
    expr_kids(*at, tapes_expr, t);
}

static void tapes_stmt(Stmt **at, void *data)
{
    Tapes *t = data;
    Stmt *s = *at;
    if (s->kind == S_DECL && type_is_tape(s->var->type) && !type_is_pointer(s->var->type))
        map_put(t->open, s->var, t);
    if (s->kind != S_DECL && s->var)
        map_put(t->used, s->var, t);
    if (s->kind == S_EXPR && opened(s->rhs))
        return;
    stmt_exprs(s, tapes_expr, t);
    stmt_kids(s, tapes_stmt, t);
}

static void drop_tapes(Stmt **at, void *data)
{
    const Tapes *t = data;
    Stmt *s = *at;
    int kept = 0;
    for (int i = 0; i < s->list.n; i++) {
        const Stmt *k = s->list.at[i];
        const Var *v = k->kind == S_DECL ? k->var : k->kind == S_EXPR ? opened(k->rhs) : NULL;
        if (!v || !map_get(t->open, v) || map_get(t->used, v))
            s->list.at[kept++] = s->list.at[i];
    }
    s->list.n = kept;
    stmt_kids(s, drop_tapes, data);
}

static void change(Params *x)
{
    for (int i = 0; i < x->all.n; i++) {
        x->grown = false;
        drop_in(&x->all.at[i]->body, x);
        if (x->grown)
            list_add(&x->changed, x->all.at[i]);
    }
    for (int i = 0; i < x->all.n; i++)
        if (is_candidate(x->all.at[i]))
            drop_params(x, x->all.at[i]);
    for (int i = 0; i < x->changed.n; i++) {
        Fn *f = x->changed.at[i];
        Tapes t = {map_new(), map_new()};
        tapes_stmt(&f->body, &t);
        drop_tapes(&f->body, &t);
        simp_fn(f);
    }
}

void params_run(Program *p)
{
    Params x = {.p = p, .of = map_new(), .needed = map_new(), .instead = map_new()};
    if (!p->helpers.n)
        return;
    for (int i = 0; i < p->helpers.n; i++)
        if (p->helpers.at[i]->body)
            list_add(&x.all, p->helpers.at[i]);
    for (int i = 0; i < p->derived.n; i++)
        if (p->derived.at[i]->fn->body)
            list_add(&x.all, p->derived.at[i]->fn);
    for (int i = 0; i < x.all.n; i++)
        for (int k = 0; is_candidate(x.all.at[i]) && k < x.all.at[i]->params.n; k++)
            map_put(x.of, x.all.at[i]->params.at[k], x.all.at[i]);
    do {
        find_needed(&x);
        x.grown = false;
        for (int i = 0; i < x.all.n; i++) { /* called with all that it takes */
            Fn *f = x.all.at[i];
            bool whole = is_candidate(f) && is_the_function(&x, f);
            map_put(x.instead, f, whole ? f->half_of : NULL);
            for (int k = 0; whole && k < f->half_of->params.n; k++)
                need(&x, f->params.at[k]);
        }
    } while (x.grown);
    change(&x);
}
