/* targets.c: the functions that a pointer may hold.

   Those whose address is taken and whose type fits: in what the primals can reach, or anywhere, where pointers of this type
   may come to them from elsewhere. That is a question of types: what the callers of the primals hand over, the globals that
   other code may set before, and what functions give that are not visible, through the members of records. */
#include "flow.h"
#include "output.h"

/* A function or a variable with an initialiser, and what stands in it. */
typedef struct Holder {
    const void *of; /* Fn, Var */
    FnList taken;   /* functions whose address is */
    FnList fns;     /* called or named */
    VarList vars;   /* globals and function statics */
    TypeList given; /* to functions that are not visible, and of their results */
    bool reached;
} Holder;

typedef struct Targets {
    Program *program;
    LIST(Holder *) holders;
    Map *by; /* Fn, Var -> Holder */
    RecordList from, to; /* records that casts lead from and to */
    bool from_bytes;     /* to a record */
    Map *records;        /* that come from elsewhere */
    TypeList functions;  /* likewise: what pointers hold */
    bool bytes, anything;
    int known; /* so many of the program's functions were there */
} Targets;

static Targets *found;

/* ---- what stands in a function ---- */

typedef struct Look {
    Targets *targets;
    Holder *holder;
} Look;

static void look(Expr **at, void *data);
static void look_stmt(Stmt **at, void *data);

static Record *record_behind(Type *t)
{
    t = type_plain(t);
    t = t->kind == T_POINTER ? type_plain(t->to) : t;
    return t->kind == T_RECORD ? t->record : NULL;
}

static bool is_unseen(const Fn *f)
{
    return f && !f->body && (f->class == F_UNKNOWN || f->class == F_CUSTOM || f->class == F_INACTIVE || f->class == F_USER) &&
           !f->in_system_header;
}

static void look_call(Look *l, Expr *call)
{
    bool unseen = is_unseen(call->fn);
    if (call->fn)
        list_add(&l->holder->fns, call->fn);
    else
        look(&call->a, l);
    if (unseen)
        list_add(&l->holder->given, call->type);
    for (int i = 0; i < call->args.n; i++) {
        if (unseen)
            list_add(&l->holder->given, e_uncast(call->args.at[i])->type);
        look(&call->args.at[i], l);
    }
}

static void look_cast(Targets *t, Expr *e)
{
    Type *inner = type_plain(e->a->type);
    Record *to = record_behind(e->type), *from = record_behind(inner);
    if (to && from && to != from) {
        list_add(&t->from, from);
        list_add(&t->to, to);
    }
    inner = inner->kind == T_POINTER ? type_plain(inner->to) : inner;
    t->from_bytes |= to && inner->kind == T_INT;
}

static void look(Expr **at, void *data)
{
    Look *l = data;
    Expr *e = *at;
    if (e->kind == E_CALL) {
        look_call(l, e);
        return;
    }
    if (e->kind == E_FN) {
        list_add(&l->holder->fns, e->fn);
        list_add(&l->holder->taken, e->fn);
    }
    if (e->kind == E_VAR && (e->var->kind == V_GLOBAL || e->var->kind == V_STATIC))
        list_add(&l->holder->vars, e->var);
    if (e->kind == E_CAST)
        look_cast(l->targets, e);
    if (e->kind == E_STMTEXPR)
        look_stmt(&e->body, l);
    expr_kids(e, look, l);
}

static void look_stmt(Stmt **at, void *data)
{
    Look *l = data;
    Stmt *s = *at;
    if (!s)
        return;
    if (s->kind == S_DECL && s->var->kind == V_STATIC)
        list_add(&l->holder->vars, s->var);
    stmt_exprs(s, look, l);
    stmt_kids(s, look_stmt, l);
}

static Holder *holder_of(Targets *t, const void *of)
{
    Holder *h = map_get(t->by, of);
    if (h)
        return h;
    h = NEW(Holder);
    h->of = of;
    map_put(t->by, of, h);
    list_add(&t->holders, h);
    return h;
}

static void look_fn(Targets *t, Fn *f)
{
    Look l = {.targets = t, .holder = holder_of(t, f)};
    if (f->body)
        look_stmt(&f->body, &l);
    const char *more[] = {f->custom_adjoint, f->custom_tangent, f->shadow_of_result};
    for (int i = 0; i < 3; i++)
        if (more[i] && program_fn(t->program, more[i]))
            list_add(&l.holder->fns, program_fn(t->program, more[i]));
}

static void look_var(Targets *t, Var *v)
{
    Look l = {.targets = t, .holder = holder_of(t, v)};
    if (v->init)
        look(&v->init, &l);
}

/* Statics of functions are found where they are declared. */
static void look_at_all(Targets *t)
{
    Program *p = t->program;
    for (int i = 0; i < p->fns.n; i++)
        look_fn(t, p->fns.at[i]);
    for (int i = 0; i < p->globals.n; i++)
        look_var(t, p->globals.at[i]);
    for (int i = 0; i < t->holders.n; i++)
        for (int k = 0; k < t->holders.at[i]->vars.n; k++)
            if (!map_get(t->by, t->holders.at[i]->vars.at[k]))
                look_var(t, t->holders.at[i]->vars.at[k]);
}

/* ---- what the primals can reach ---- */

static void reach(Targets *t, const void *of)
{
    LIST(const void *) waiting = {0};
    list_add(&waiting, of);
    while (waiting.n) {
        Holder *h = map_get(t->by, waiting.at[--waiting.n]);
        if (!h || h->reached)
            continue;
        h->reached = true;
        for (int i = 0; i < h->fns.n; i++)
            list_add(&waiting, (const void *)h->fns.at[i]);
        for (int i = 0; i < h->vars.n; i++)
            list_add(&waiting, (const void *)h->vars.at[i]);
    }
}

/* ---- what comes to them from elsewhere ---- */

static bool has_type(const TypeList *l, Type *t)
{
    for (int i = 0; i < l->n; i++)
        if (type_same(l->at[i], t))
            return true;
    return false;
}

static void comes(Targets *t, Type *type)
{
    type = type_plain(type);
    bool pointer = type->kind == T_POINTER;
    while (type->kind == T_POINTER || type->kind == T_ARRAY)
        type = type_plain(type->to);
    if (type->kind == T_FUNCTION && !has_type(&t->functions, type))
        list_add(&t->functions, type);
    t->anything |= type->kind == T_OPAQUE || (pointer && type->kind == T_VOID);
    t->bytes |= type->kind == T_INT && type->size == 1 && !(type->quals & Q_CONST);
    if (type->kind != T_RECORD || type->record->in_system_header || map_get(t->records, type->record))
        return;
    Record *r = type->record;
    map_put(t->records, r, r);
    t->anything |= !r->complete;
    for (int i = 0; i < r->fields.n; i++)
        comes(t, r->fields.at[i]->type);
}

/* What is one record may be used as the other. */
static bool comes_by_casts(Targets *t)
{
    bool more = false;
    for (int i = 0; i < t->from.n; i++) {
        Record *from = t->from.at[i], *to = t->to.at[i];
        bool have_from = map_get(t->records, from), have_to = map_get(t->records, to);
        if (have_from == have_to)
            continue;
        Record *r = have_from ? to : from;
        map_put(t->records, r, r);
        t->anything |= !r->complete;
        for (int k = 0; k < r->fields.n; k++)
            comes(t, r->fields.at[k]->type);
        more = true;
    }
    return more;
}

static bool is_set_elsewhere(Program *p, Var *v)
{
    return !(type_element(v->type)->quals & Q_CONST) && (!v->is_static || static_changes(p, v));
}

static void come_all(Targets *t)
{
    Program *p = t->program;
    for (int i = 0; i < p->derived.n; i++)
        for (int k = 0; k < p->derived.at[i]->primal->params.n; k++)
            comes(t, p->derived.at[i]->primal->params.at[k]->type);
    for (int i = 0; i < t->holders.n; i++) {
        Holder *h = t->holders.at[i];
        for (int k = 0; h->reached && k < h->given.n; k++)
            comes(t, h->given.at[k]);
        for (int k = 0; h->reached && k < h->vars.n; k++)
            if (is_set_elsewhere(p, h->vars.at[k]))
                comes(t, h->vars.at[k]->type);
    }
    while (comes_by_casts(t))
        continue;
    t->anything |= t->bytes && t->from_bytes;
}

/* ---- the answer ---- */

void targets_find(Program *p)
{
    Targets *t = NEW(Targets);
    t->program = p;
    t->by = map_new();
    t->records = map_new();
    look_at_all(t);
    for (int i = 0; i < p->derived.n; i++)
        reach(t, p->derived.at[i]->primal);
    come_all(t);
    t->known = p->fns.n;
    found = t;
}

static void add_held(const Targets *t, const Holder *h, Type *type, FnList *out)
{
    if (!h->reached && !t->anything && !has_type(&t->functions, type))
        return;
    for (int i = 0; i < h->taken.n; i++) {
        Fn *f = h->taken.at[i];
        bool seen = !type_same(f->type, type);
        for (int k = 0; !seen && k < out->n; k++)
            seen = out->at[k] == f;
        if (!seen)
            list_add(out, f);
    }
}

/* Before what is to be derived is known, and in functions made since: all. */
FnList fn_candidates(Program *p, Type *type)
{
    FnList fit = {0};
    Targets made = {.program = p, .by = map_new(), .anything = true};
    if (!found)
        look_at_all(&made);
    for (int i = found ? found->known : p->fns.n; i < p->fns.n; i++)
        look_fn(&made, p->fns.at[i]);
    for (int i = 0; found && i < found->holders.n; i++)
        add_held(found, found->holders.at[i], type, &fit);
    for (int i = 0; i < made.holders.n; i++)
        add_held(&made, made.holders.at[i], type, &fit);
    return fit;
}
