/* names.c: takes a generated function whose variables are told apart by identity, leaves each with
   a name that means it wherever it is used: the user's names stay where they can, added ones get
   the smallest number from 2 on that is free. Two variables may share a name where neither is used
   in the scope of the other.

   The statements are numbered in the order they are printed; a variable has the numbers at which
   its scope begins and ends and those at which it is used, so that "used inside that scope" is a
   search in a sorted list. */
#include "emit.h"

#include <string.h>

typedef LIST(int) IntList;

typedef struct Extent {
    int begin, end; /* file scope: 0 and NEVER */
    int block;      /* number of the block it is declared in */
} Extent;

typedef struct Entry {
    Var *var;            /* NULL: an identifier at file scope */
    LIST(Extent) scopes; /* several: the counter of a loop and of its reverse */
    IntList uses;
    struct Entry *same_name; /* the next one that has its name */
    bool named;
} Entry;

typedef LIST(Entry *) EntryList;

typedef struct Names {
    Program *p;
    Map *entries;       /* Var -> Entry */
    EntryList declared; /* in order */
    EntryList open;     /* declared in scopes that are open */
    Map *by_name;       /* interned name -> Entry: those that have it */
    Map *reached;       /* interned name -> int: the greatest number put behind it */
    Map *outside;       /* interned name -> Entry: identifiers of file scope used in the function */
    int clock, blocks, block;
} Names;

enum { NEVER = 0x7fffffff, MANY = 20 };

static const char *const keywords[] = {
    "auto",      "break",   "case",     "char",          "const",
    "continue",  "default", "do",       "double",        "else",
    "enum",      "extern",  "float",    "for",           "goto",
    "if",        "inline",  "int",      "long",          "register",
    "restrict",  "return",  "short",    "signed",        "sizeof",
    "static",    "struct",  "switch",   "typedef",       "union",
    "unsigned",  "void",    "volatile", "while",         "asm",
    "typeof",    "bool",    "true",     "false",         "nullptr",
    "constexpr", "alignas", "alignof",  "static_assert", "thread_local",
    "main"};

/* ---- what is used where ---- */

static void use(Entry *e, int at)
{
    if (!e->uses.n || e->uses.at[e->uses.n - 1] != at)
        list_add(&e->uses, at);
}

static void use_outside(Names *n, const char *name)
{
    if (!name || !*name)
        return;
    name = intern(name);
    Entry *e = map_get(n->outside, name);
    if (!e) {
        e = NEW(Entry);
        map_put(n->outside, name, e);
    }
    use(e, n->clock);
}

static void visit_expr(Expr **at, void *data);

static void visit_type(Names *n, Type *t)
{
    for (; t; t = t->to) {
        if (t->kind == T_TYPEDEF || t->kind == T_OPAQUE) {
            use_outside(n, t->name);
            return;
        }
        if (t->kind == T_RECORD && !t->record->tag)
            use_outside(n, t->record->name);
        if (t->kind == T_ARRAY && t->count)
            visit_expr(&t->count, n);
        for (int i = 0; i < t->params.n; i++)
            visit_type(n, t->params.at[i]);
    }
}

static void visit_expr(Expr **at, void *data)
{
    Names *n = data;
    Expr *e = *at;
    if (e->kind == E_VAR) {
        Entry *entry = map_get(n->entries, e->var);
        if (entry)
            use(entry, n->clock);
        else
            use_outside(n, e->var->name);
    }
    if (e->kind == E_FN)
        use_outside(n, e->fn->name);
    if (e->kind == E_INT && e->text && (e->text[0] < '0' || e->text[0] > '9'))
        use_outside(n, e->text);
    if (e->kind == E_CAST || e->kind == E_COMPOUND)
        visit_type(n, e->type);
    if (e->kind == E_SIZEOF && e->of)
        visit_type(n, e->of);
    expr_kids(at[0], visit_expr, n);
}

static void declare(Names *n, Var *v)
{
    Entry *e = map_get(n->entries, v);
    if (!e) {
        e = NEW(Entry);
        e->var = v;
        map_put(n->entries, v, e);
        list_add(&n->declared, e);
    }
    Extent scope = {n->clock, NEVER, n->block};
    list_add(&e->scopes, scope);
    list_add(&n->open, e);
    visit_type(n, v->type);
    if (v->kind == V_STATIC && v->init)
        visit_expr(&v->init, n);
}

/* The functions whose names pushes and pops print. */
static void use_tape(Names *n, const Stmt *s)
{
    const char *name = emit_tape_type(s->kind == S_PUSH ? s->rhs->type : s->lhs->type);
    use_outside(n, format("adc_%s_%s", s->kind == S_PUSH ? "push" : "pop", name ? name : "bytes"));
}

static void close_scope(Entry *e, int at)
{
    e->scopes.at[e->scopes.n - 1].end = at;
}

static void visit_stmt(Stmt **at, void *data)
{
    Names *n = data;
    Stmt *s = *at;
    int block = n->block, open = n->open.n;
    bool scope = s->kind == S_BLOCK || s->kind == S_LOOP || s->kind == S_SWITCH;
    n->clock++;
    if (scope)
        n->block = ++n->blocks;
    if (s->kind == S_PUSH || s->kind == S_POP)
        use_tape(n, s);
    if (s->kind == S_DECL)
        declare(n, s->var);
    else if (s->var)
        visit_expr(&(Expr *){e_var(s->var)}, n);
    if (s->kind != S_LOOP)
        stmt_exprs(s, visit_expr, n);
    stmt_kids(s, visit_stmt, n);
    n->clock++;
    if (s->kind == S_LOOP) { /* the condition, once init is known; the step once more, behind the body */
        stmt_exprs(s, visit_expr, n);
        if (s->step)
            stmt_exprs(s->step, visit_expr, n);
    }
    if (scope) {
        for (; n->open.n > open; n->open.n--)
            close_scope(n->open.at[n->open.n - 1], n->clock);
        n->block = block;
    }
}

/* ---- what may have which name ---- */

static bool used_within(const Entry *e, int begin, int end)
{
    int low = 0, high = e->uses.n;
    while (low < high) {
        int middle = (low + high) / 2;
        if (e->uses.at[middle] < begin)
            low = middle + 1;
        else
            high = middle;
    }
    return low < e->uses.n && e->uses.at[low] <= end;
}

static bool scopes_clash(const Entry *a, const Extent *x, const Entry *b, const Extent *y)
{
    if (x->block == y->block)
        return true;
    if (x->end < y->begin || y->end < x->begin)
        return false;
    if ((a->var && a->var->made) || (b->var && b->var->made))
        return true; /* only the user may hide one variable by another */
    return x->begin <= y->begin ? used_within(a, y->begin, y->end)
                                : used_within(b, x->begin, x->end);
}

static bool clash(const Entry *a, const Entry *b)
{
    for (int i = 0; i < a->scopes.n; i++)
        for (int k = 0; k < b->scopes.n; k++)
            if (scopes_clash(a, &a->scopes.at[i], b, &b->scopes.at[k]))
                return true;
    return false;
}

static bool is_free(Names *n, const Entry *e, const char *name)
{
    Entry *outside = map_get(n->outside, name);
    for (int i = 0; outside && i < e->scopes.n; i++)
        if (used_within(outside, e->scopes.at[i].begin, e->scopes.at[i].end))
            return false;
    for (Entry *other = map_get(n->by_name, name); other; other = other->same_name)
        if (other != e && clash(e, other))
            return false;
    return true;
}

/* Names that an added variable keeps away from wherever it stands. */
static Map *known_names(Program *p)
{
    Map *known = map_new();
    for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++)
        map_put(known, intern(keywords[i]), p);
    for (int i = 0; i < p->macros.n; i++)
        map_put(known, intern(p->macros.at[i]), p);
    for (int i = 0; i < p->fns.n; i++)
        map_put(known, intern(p->fns.at[i]->name), p);
    for (int i = 0; i < p->derived.n; i++)
        map_put(known, intern(p->derived.at[i]->fn->name), p);
    for (int i = 0; i < p->helpers.n; i++)
        map_put(known, intern(p->helpers.at[i]->name), p);
    for (int i = 0; i < p->globals.n; i++)
        map_put(known, intern(p->globals.at[i]->name), p);
    for (int i = 0; i < p->shadow_globals.n; i++)
        map_put(known, intern(p->shadow_globals.at[i]->name), p);
    for (int i = 0; i < p->items.n; i++) {
        const Item *item = p->items.at[i];
        if (item->name && item->kind == I_TYPEDEF)
            map_put(known, intern(item->name), p);
        for (int k = 0; k < item->enumerators.n; k++)
            map_put(known, intern(item->enumerators.at[k]), p);
    }
    return known;
}

static void take(Names *n, Entry *e, const char *name)
{
    e->var->name = name;
    e->same_name = map_get(n->by_name, name);
    e->named = true;
    map_put(n->by_name, name, e);
}

static void choose(Names *n, Entry *e, Map *known)
{
    const char *base = intern(e->var->name ? e->var->name : ""), *name = base;
    if (e->named || !*base)
        return;
    bool made = e->var->made && e->var->kind != V_PARAM;
    int *reached = map_get(n->reached, base);
    if (!reached)
        map_put(n->reached, base, reached = NEW(int));
    for (int k = 2; !e->var->pinned && ((made && map_get(known, name)) || !is_free(n, e, name));
         k++) {
        if (k > MANY && k < *reached)
            k = *reached; /* the numbers below are most likely taken */
        name = intern(format("%s%d", base, k));
        *reached = k > *reached ? k : *reached;
    }
    take(n, e, name);
}

/* ---- const ---- */

typedef struct Constants {
    Map *decls;   /* Var -> its declaration, where that gives it its only value */
    Map *changed; /* Var -> itself */
} Constants;

static void find_addresses(Expr **at, void *data)
{
    Constants *c = data;
    if ((*at)->kind == E_ADDR && (*at)->a->kind == E_VAR)
        map_put(c->changed, (*at)->a->var, *at);
    expr_kids(*at, find_addresses, c);
}

static void find_variable(Expr **at, void *data)
{
    bool *varies = data;
    ExprKind kind = (*at)->kind;
    *varies |= kind != E_INT && kind != E_REAL && kind != E_BINARY && kind != E_UNARY && kind != E_CAST && kind != E_COND;
    expr_kids(*at, find_variable, data);
}

/* What a switch is over, where its declaration says its value: compilers warn where there is no such case. */
static void find_switched(Expr **at, void *data)
{
    Constants *c = data;
    Stmt *decl = (*at)->kind == E_VAR ? map_get(c->decls, (*at)->var) : NULL;
    bool varies = !decl || decl->kind != S_DECL;
    if (!varies)
        find_variable(&decl->rhs, &varies);
    if (!varies)
        map_put(c->changed, (*at)->var, decl);
    expr_kids(*at, find_switched, data);
}

static void find_changes(Stmt **at, void *data)
{
    Constants *c = data;
    Stmt *s = *at;
    if (s->kind == S_SWITCH)
        find_switched(&s->cond, c);
    if (s->init && s->init->kind == S_DECL)
        map_put(c->changed, s->init->var, s); /* a loop's counter */
    for (int i = 0; s->kind == S_BLOCK && i < s->list.n; i++) {
        Stmt *st = s->list.at[i], *next = i + 1 < s->list.n ? s->list.at[i + 1] : NULL;
        bool popped = st->kind == S_DECL && !st->rhs && next && next->kind == S_POP &&
                      next->lhs->kind == E_VAR && next->lhs->var == st->var;
        if (st->kind == S_DECL && (st->rhs || popped))
            map_put(c->decls, st->var, popped ? next : st);
    }
    bool stores = (s->kind == S_ASSIGN || s->kind == S_POP) && s->lhs->kind == E_VAR;
    if (stores && map_get(c->decls, s->lhs->var) != s)
        map_put(c->changed, s->lhs->var, s);
    stmt_exprs(s, find_addresses, c);
    stmt_kids(s, find_changes, c);
}

/* Numbers of adc that never change are declared so. Not truth values: compilers know what a constant one is compared with. */
static void add_const(Fn *f, const EntryList *declared)
{
    Constants c = {map_new(), map_new()};
    find_changes(&f->body, &c);
    for (int i = 0; i < declared->n; i++) {
        Var *v = declared->at[i]->var;
        bool number = type_is_arith(v->type) && type_plain(v->type)->kind != T_BOOL;
        if (v->made && v->kind == V_LOCAL && number && map_get(c.decls, v) && !map_get(c.changed, v))
            v->type = type_qual(v->type, Q_CONST);
    }
}

void names_fn(Program *p, Fn *f)
{
    static Program *of;
    static Map *known;
    static int helpers;
    if (of != p || helpers != p->helpers.n)
        known = known_names(p);
    of = p;
    helpers = p->helpers.n;
    Names n = {.p = p,
               .entries = map_new(),
               .by_name = map_new(),
               .outside = map_new(),
               .reached = map_new()};
    for (int i = 0; i < f->params.n; i++)
        declare(&n, f->params.at[i]);
    for (int i = 0; i < f->params.n; i++)
        if (f->params.at[i]->written)
            visit_type(&n, f->params.at[i]->written);
    if (f->body) {
        /* parameters and the outermost declarations of the body are one scope */
        for (int i = 0; i < f->body->list.n; i++)
            visit_stmt(&f->body->list.at[i], &n);
        n.clock++;
    }
    for (int i = 0; i < n.open.n; i++)
        close_scope(n.open.at[i], n.clock);
    for (int rank = 0; rank < 4; rank++)
        for (int i = 0; i < n.declared.n; i++) {
            Entry *e = n.declared.at[i];
            int own = e->var->pinned ? 0 : e->var->kind == V_PARAM ? 1 : !e->var->made ? 2 : 3;
            if (own == rank)
                choose(&n, e, known);
        }
    if (f->body)
        add_const(f, &n.declared);
}

/* ---- several files ---- */

static bool is_first(Map *owners, const char *name, void *owner)
{
    if (!map_get(owners, intern(name)))
        map_put(owners, intern(name), owner);
    return map_get(owners, intern(name)) == owner;
}

/* Those that the output repeats have a name of their own; pinned ones stand in text as they are. */
static bool var_repeated(const Var *v)
{
    return v->is_static && v->decl && v->decl->in_source && !v->pinned;
}

static bool fn_repeated(const Fn *f)
{
    return f->is_static && f->item && f->item->in_source;
}

/* Statics of several files may have one name, also that of something that all files share; the
   output is one file. */
void names_statics(Program *p)
{
    Map *owners = map_new();
    for (int repeated = 0; repeated < 2; repeated++) {
        for (int i = 0; i < p->globals.n; i++) {
            Var *v = p->globals.at[i];
            if (var_repeated(v) == repeated && !is_first(owners, v->name, v) && repeated)
                v->name = helper_name(p, v->name);
        }
        for (int i = 0; i < p->fns.n; i++) {
            Fn *f = p->fns.at[i];
            if (fn_repeated(f) == repeated && !is_first(owners, f->name, f) && repeated)
                f->name = helper_name(p, f->name);
        }
    }
}
