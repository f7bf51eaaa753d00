/* once.c: statics that are filled once, with what every program run fills them with.

       static double table[64];
       static int ready;
       if (!ready) {
           for (int i = 0; i < 64; i++)
               table[i] = sin(i * step);
           ready = 1;
       }

   The generated file may have its own: where nothing but constants goes into them, nobody else writes them, and each function
   comes by the test before it looks at them, both are filled with the same. Also `if (ready) return;` in front of the
   rest of a function, and what fills may call functions of the file. Takes the raw tree. */
#include "output.h"
#include "settle.h"

#include <math.h>

/* Tests whether everything is filled. */
typedef struct Guard {
    Fn *fn;
    Stmt *test;
    bool early;      /* it returns, and what follows it fills */
    StmtList region; /* what fills */
} Guard;
typedef LIST(Guard) GuardList;

typedef struct Fill {
    Program *p;
    GuardList guards;
    Var *flag;       /* which they test */
    VarList vars;    /* what it fills, the flag with them */
    VarList around;  /* locals of functions with a guard that it uses */
    FnList fns;      /* that it calls */
    const Map *constants; /* Var: locals that are */
    Map *inside;     /* Var, Stmt: declared, entered there */
    Map *left_out;   /* Stmt, Fn: what fills */
    Map *ensures;    /* Fn: comes by the guard on every way */
    Map *needs;      /* Fn: looks at what is filled, and its callers came by the guard */
    const Guard *guard; /* being looked at, */
    Fn *in;          /* a function with what fills */
    bool fails, reads, leaves;
    int mentioned;    /* the flag, in what fills */
    int set;          /* of these, to a constant that ends it */
} Fill;

static bool is_static_var(const Var *v) { return v->kind == V_STATIC || (v->kind == V_GLOBAL && v->is_static); }

static bool has_var(const VarList *list, const Var *v)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i] == v)
            return true;
    return false;
}

static bool has_fn(const FnList *list, const Fn *f)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i] == f)
            return true;
    return false;
}

/* ---- the guard ---- */

typedef struct Test {
    Program *p;
    Var *flag;
    bool other;
} Test;

static void test_expr(Expr **at, void *data)
{
    Test *t = data;
    Expr *e = *at;
    if (e->kind == E_VAR && is_static_var(e->var) && static_changes(t->p, e->var) && (!t->flag || t->flag == e->var))
        t->flag = e->var;
    else if (e->kind == E_VAR || e->kind == E_CALL || e->kind == E_OPAQUE || e->kind == E_ASSIGN || e->kind == E_DEREF ||
             e->kind == E_PREINC || e->kind == E_PREDEC || e->kind == E_POSTINC || e->kind == E_POSTDEC || e->kind == E_STMTEXPR)
        t->other = true;
    expr_kids(e, test_expr, t);
}

Var *once_flag(Program *p, Expr *cond)
{
    Test t = {p, NULL, false};
    test_expr(&cond, &t);
    return t.other || (t.flag && t.flag->pinned) ? NULL : t.flag;
}

static long double value_of(const Expr *e, long double flag, bool *known)
{
    if (e->kind == E_VAR)
        return flag;
    if (e->kind == E_INT)
        return (long double)e->ival;
    if (e->kind == E_REAL)
        return e->rval;
    if (e->kind == E_CAST) {
        long double v = value_of(e->a, flag, known);
        const Type *t = type_plain(e->type);
        long double most = ldexpl(1.0L, 8 * t->size - (t->kind == T_INT && t->is_signed));
        *known &= t->kind != T_INT || (v == floorl(v) && v < most && v >= (t->is_signed ? -most : 0.0L));
        return t->kind == T_BOOL ? v != 0 : v;
    }
    long double a = e->a ? value_of(e->a, flag, known) : 0, b = e->b ? value_of(e->b, flag, known) : 0;
    switch (e->op) {
    case O_NEG: return -a;
    case O_PLUS: return a;
    case O_NOT: return a == 0;
    case O_LT: return a < b;
    case O_GT: return a > b;
    case O_LE: return a <= b;
    case O_GE: return a >= b;
    case O_EQ: return a == b;
    case O_NE: return a != b;
    case O_LAND: return a != 0 && b != 0;
    case O_LOR: return a != 0 || b != 0;
    default: *known = false; return 0;
    }
}

bool once_holds_at_first(const Expr *cond, const Var *flag)
{
    bool known = !flag->init || e_is_const(flag->init);
    long double first = known && flag->init ? value_of(flag->init, 0, &known) : 0;
    return known && value_of(cond, first, &known) != 0 && known;
}

/* Do all guards find everything filled once the flag has this value? */
static bool is_done(const Fill *f, Expr *value)
{
    bool known = e_is_const(value);
    long double v = known ? value_of(value, 0, &known) : 0;
    for (int i = 0; known && i < f->guards.n; i++) {
        const Guard *g = &f->guards.at[i];
        bool holds = value_of(g->test->cond, v, &known) != 0;
        known &= holds == g->early;
    }
    return known;
}

static bool sets_flag(const Fill *f, const Expr *e)
{
    return e->kind == E_ASSIGN && e->op == O_NONE && e->a->kind == E_VAR && e->a->var == f->flag && is_done(f, e->b);
}

/* ---- what fills ---- */

static void fill_expr(Expr **at, void *data);
static void fill_stmt(Stmt **at, void *data);

static void fill_fn(Fill *f, Fn *g)
{
    if (has_fn(&f->fns, g))
        return;
    f->fails |= !g->is_static || g == f->guard->fn || g->variadic || g->custom_adjoint || g->custom_tangent;
    list_add(&f->fns, g);
    map_put(f->left_out, g, g);
    Fn *before = f->in;
    f->in = g;
    fill_stmt(&g->body, f);
    f->in = before;
}

static void fill_var(Fill *f, Var *v, bool read)
{
    Type *t = type_element(v->type);
    bool steady = !(t->quals & (Q_VOLATILE | Q_ATOMIC)) && !v->is_thread_local;
    if (v->kind == V_LOCAL || v->kind == V_PARAM) {
        bool around = f->in == f->guard->fn && !map_get(f->inside, v) && !map_get(f->constants, v);
        f->fails |= around && (!type_is_arith(t) || type_is_array(v->type));
        if (around && !has_var(&f->around, v))
            list_add(&f->around, v);
    } else if (is_static_var(v) && static_changes(f->p, v)) {
        f->fails |= !steady || v->pinned || type_holds_pointers(v->type);
        f->reads |= read;
        f->mentioned += v == f->flag;
        if (!has_var(&f->vars, v))
            list_add(&f->vars, v);
    } else {
        f->fails |= !steady || type_holds_pointers(v->type) || !((t->quals & Q_CONST) || is_static_var(v));
    }
}

/* The variable that is assigned to, of which what it held is not looked at; its subscripts are. */
static void fill_target(Expr **at, void *data)
{
    Expr *e = *at;
    if (e->kind == E_VAR)
        fill_var(data, e->var, false);
    else if (e->kind == E_MEMBER && !e->arrow)
        fill_target(&e->a, data);
    else if (e->kind == E_INDEX && e->a->kind == E_DECAY) {
        fill_target(&e->a->a, data);
        fill_expr(&e->b, data);
    } else
        expr_kids(e, fill_expr, data);
}

static void fill_expr(Expr **at, void *data)
{
    Fill *f = data;
    Expr *e = *at;
    switch (e->kind) {
    case E_VAR:
        fill_var(f, e->var, true);
        return;
    case E_ASSIGN:
        f->set += sets_flag(f, e);
        if (e->op == O_NONE)
            fill_target(&e->a, f);
        else
            fill_expr(&e->a, f);
        fill_expr(&e->b, f);
        return;
    case E_CALL:
        if (e->fn && e->fn->body)
            fill_fn(f, e->fn);
        else
            f->fails |= !e->fn || (e->fn->class != F_MATH && e->fn->class != F_MEMORY);
        for (int i = 0; i < e->args.n; i++)
            fill_expr(&e->args.at[i], f);
        return;
    case E_FN:
    case E_OPAQUE:
        f->fails = true;
        return;
    case E_STMTEXPR:
        fill_stmt(&e->body, f);
        return;
    case E_SIZEOF:
        return;
    default:
        expr_kids(e, fill_expr, f);
    }
}

static void fill_stmt(Stmt **at, void *data)
{
    Fill *f = data;
    Stmt *s = *at;
    if (s->kind == S_LOOP || s->kind == S_SWITCH || s->kind == S_BLOCK)
        map_put(f->inside, s, s);
    if (s->kind == S_DECL)
        map_put(f->inside, s->var, s->var);
    bool jumps = s->kind == S_BREAK || s->kind == S_CONTINUE;
    if (s->kind == S_RETURN || s->kind == S_GOTO || s->kind == S_LABEL || (jumps && !map_get(f->inside, s->target))) {
        f->fails |= f->in == f->guard->fn;
        f->leaves = true;
    }
    f->fails |= s->kind == S_OPAQUE;
    stmt_exprs(s, fill_expr, f);
    stmt_kids(s, fill_stmt, f);
}

/* Among these statements, or those of a function that they call, all of which run. */
static bool sets_flag_among(const Fill *f, const StmtList *list, bool deeper)
{
    for (int i = 0; i < list->n; i++) {
        const Stmt *s = list->at[i];
        const Expr *call = s->kind == S_EXPR && s->rhs->kind == E_CALL ? s->rhs : NULL;
        if ((s->kind == S_EXPR && sets_flag(f, s->rhs)) || (s->kind == S_BLOCK && sets_flag_among(f, &s->list, deeper)) ||
            (deeper && call && call->fn && call->fn->body && sets_flag_among(f, &call->fn->body->list, false)))
            return true;
    }
    return false;
}

/* ---- who else calls what fills ---- */

static void mentions_expr(Expr **at, void *data)
{
    Fill *f = data;
    f->fails |= (*at)->kind == E_FN && has_fn(&f->fns, (*at)->fn);
    expr_kids(*at, mentions_expr, f);
    if ((*at)->kind == E_STMTEXPR)
        f->fails = true;
}

static void mentions_stmt(Stmt **at, void *data)
{
    Fill *f = data;
    if (map_get(f->left_out, *at))
        return;
    stmt_exprs(*at, mentions_expr, f);
    stmt_kids(*at, mentions_stmt, f);
}

/* It runs once, or whenever it runs it does the same. */
static bool runs_alike(Fill *f)
{
    if (!f->reads)
        return true;
    if (f->mentioned != f->set || f->leaves)
        return false;
    for (int i = 0; i < f->guards.n; i++) {
        f->guard = &f->guards.at[i];
        if (!sets_flag_among(f, &f->guard->region, true))
            return false;
    }
    for (int i = 0; i < f->p->fns.n; i++)
        if (f->p->fns.at[i]->body && !has_fn(&f->fns, f->p->fns.at[i]))
            mentions_stmt(&f->p->fns.at[i]->body, f);
    return !f->fails;
}

/* ---- locals around ---- */

/* What fills sets them before it reads them, and so does what comes behind it. */
static bool passes_apart(Settled *s, Stmt *st)
{
    const Fill *f = s->data;
    if (st != f->guard->test)
        return false;
    if (!f->guard->early) {
        s->set = false;
        settled_stmt(&st->body, s);
    }
    s->set = false;
    return true;
}

static bool is_apart(Fill *f, const Guard *g, Var *v)
{
    f->guard = g;
    Settled s = {.p = f->p, .fn = v->fn, .v = v, .first = true, .passes = passes_apart, .data = f};
    settle(&s);
    return !s.read && !s.escapes;
}

/* ---- who comes by the guard ---- */

static bool is_filled(const Settled *s, const Expr *e)
{
    const Fill *f = s->data;
    return e->kind == E_VAR && has_var(&f->vars, e->var);
}

static bool passes_guard(Settled *s, Stmt *st)
{
    const Fill *f = s->data;
    for (int i = 0; i < f->guards.n; i++)
        if (st == f->guards.at[i].test)
            return s->set = true;
    return false;
}

static void calls_filled(Settled *s, Expr *call)
{
    const Fill *f = s->data;
    Fn *g = call->fn;
    if (!g)
        return;
    s->read |= !s->set && map_get(f->needs, g);
    s->set |= map_get(f->ensures, g) != NULL;
}

typedef struct Address {
    const Fn *fn;
    bool taken;
} Address;

static void address_expr(Expr **at, void *data)
{
    Address *a = data;
    Expr *e = *at;
    a->taken |= e->kind == E_FN && e->fn == a->fn;
    if (e->kind == E_CALL && e->fn)
        for (int i = 0; i < e->args.n; i++)
            address_expr(&e->args.at[i], a);
    else
        expr_kids(e, address_expr, a);
}

static void address_stmt(Stmt **at, void *data)
{
    stmt_exprs(*at, address_expr, data);
    stmt_kids(*at, address_stmt, data);
}

static bool has_other_callers(Program *p, const Fn *g)
{
    Address a = {g, !g->is_static};
    for (int i = 0; i < p->fns.n && !a.taken; i++)
        if (p->fns.at[i]->body)
            address_stmt(&p->fns.at[i]->body, &a);
    for (int i = 0; i < p->globals.n && !a.taken; i++)
        if (p->globals.at[i]->init)
            address_expr(&p->globals.at[i]->init, &a);
    return a.taken;
}

/* Do all that look at what is filled come by the guard? */
static bool is_guarded(Fill *f)
{
    f->ensures = map_new();
    f->needs = map_new();
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < f->p->fns.n; i++) {
            Fn *g = f->p->fns.at[i];
            if (!g->body || map_get(f->left_out, g))
                continue;
            Settled s = {.p = f->p, .fn = g, .is = is_filled, .passes = passes_guard, .calls = calls_filled, .data = f};
            settle(&s);
            if (s.escapes || (s.read && has_other_callers(f->p, g)))
                return false;
            changed |= (s.read && !map_get(f->needs, g)) || (s.set && g->is_static && !map_get(f->ensures, g));
            if (s.read)
                map_put(f->needs, g, g);
            if (s.set && g->is_static)
                map_put(f->ensures, g, g);
        }
    }
    return true;
}

/* ---- together ---- */

/* Two regions that are calls, and the same ones, or assignments of constants. */
static bool same_list(const StmtList *x, const StmtList *y)
{
    while (x->n == 1 && x->at[0]->kind == S_BLOCK)
        x = &x->at[0]->list;
    while (y->n == 1 && y->at[0]->kind == S_BLOCK)
        y = &y->at[0]->list;
    for (int i = 0; i < x->n && i < y->n; i++)
        if (x->at[i]->kind != S_EXPR || y->at[i]->kind != S_EXPR || !e_equal(x->at[i]->rhs, y->at[i]->rhs))
            return false;
    return x->n == y->n;
}

static void fill_region(Fill *f, const Guard *g)
{
    f->guard = g;
    f->in = g->fn;
    for (int i = 0; i < g->region.n && !f->fails; i++) {
        map_put(f->left_out, g->region.at[i], f);
        fill_stmt(&g->region.at[i], f);
    }
    f->fails |= !same_list(&g->region, &f->guards.at[0].region) && g != f->guards.at;
}

static bool fills(Fill *f)
{
    f->inside = map_new();
    f->left_out = map_new();
    for (int i = 0; i < f->guards.n && !f->fails; i++)
        fill_region(f, &f->guards.at[i]);
    if (f->fails || !has_var(&f->vars, f->flag) || !runs_alike(f))
        return false;
    for (int i = 0; i < f->guards.n; i++)
        for (int k = 0; k < f->around.n; k++)
            if (f->around.at[k]->fn == f->guards.at[i].fn && !is_apart(f, &f->guards.at[i], f->around.at[k]))
                return false;
    return !statics_change_beside(f->p, &f->vars, f->left_out) && is_guarded(f);
}

typedef LIST(Fill *) FillList;

typedef struct Guards {
    Program *p;
    Fn *fn;
    FillList fills; /* one for each flag */
    Map *constants; /* Var: locals that are declared as such, with a value */
} Guards;

static void add_guard(Guards *g, Stmt *test, bool early, StmtList region)
{
    Var *flag = once_flag(g->p, test->cond);
    Fill *f = NULL;
    for (int i = 0; i < g->fills.n; i++)
        if (g->fills.at[i]->flag == flag)
            f = g->fills.at[i];
    if (!flag)
        return;
    if (!f) {
        f = NEW(Fill);
        f->p = g->p;
        f->flag = flag;
        f->constants = g->constants;
        list_add(&g->fills, f);
    }
    list_add(&f->guards, ((Guard){g->fn, test, early, region}));
}

static bool is_return(const Stmt *s)
{
    if (s->kind == S_BLOCK)
        return s->list.n == 1 && is_return(s->list.at[0]);
    return s->kind == S_RETURN && !s->rhs;
}

static void find_guards(Stmt **at, void *data)
{
    Stmt *s = *at;
    if (s->kind == S_DECL && s->rhs && (s->var->type->quals & Q_CONST) && e_is_const(s->rhs))
        map_put(((Guards *)data)->constants, s->var, s);
    if (s->kind == S_IF && !s->other && !is_return(s->body)) {
        StmtList region = {0};
        list_add(&region, s->body);
        add_guard(data, s, false, region);
    }
    stmt_kids(s, find_guards, data);
}

/* `if (ready) return;` among the statements of the function. */
static void find_early(Guards *g)
{
    const StmtList *list = &g->fn->body->list;
    for (int i = 0; i < list->n; i++) {
        Stmt *s = list->at[i];
        if (s->kind != S_IF || s->other || !is_return(s->body))
            continue;
        StmtList rest = {0};
        for (int k = i + 1; k < list->n; k++)
            if (k + 1 < list->n || !is_return(list->at[k]))
                list_add(&rest, list->at[k]);
        add_guard(g, s, true, rest);
    }
}

void once_run(Program *p)
{
    Guards g = {.p = p, .constants = map_new()};
    for (int i = 0; i < p->fns.n; i++) {
        g.fn = p->fns.at[i];
        if (!g.fn->body || !g.fn->item || !g.fn->item->in_source)
            continue;
        find_guards(&g.fn->body, &g);
        find_early(&g);
    }
    for (int i = 0; i < g.fills.n; i++) {
        const VarList *vars = &g.fills.at[i]->vars;
        bool once = fills(g.fills.at[i]);
        for (int k = 0; once && k < vars->n; k++)
            vars->at[k]->once = vars->at[k]->inactive = true; /* constants */
    }
    statics_forget();
}
