/* output_static.c: which statics of the source never change, so that the generated file may have a
   copy of its own. A static changes where it is assigned by name, or where its address goes to
   something that is written through. Addresses are followed over the whole program without regard to
   order: a graph whose nodes are variables and the results of functions, and whose edges say "may hold
   an address that this one is or holds". What the graph cannot follow (memory behind pointers,
   functions that are not visible) counts as written. With --standalone those of functions that change
   are lifted to file scope, where the primal and its derivatives share them; so are those that do not, where both halves
   of a function name them: a pointer to one that a half keeps is compared with it in the other. */
#include "output.h"

typedef LIST(const void *) NodeList;

typedef struct Node {
    bool assigned; /* by name */
    bool through;  /* something is written through an address that it holds */
    bool seen_outside; /* by other files */
    bool seen;     /* by the search that is running */
    NodeList to;
} Node;

static Map *nodes; /* Var, Fn (its result), the Fn's type (its address) -> Node */
static Map *left_out; /* Stmt, Fn: not looked at; NULL: none */

static Node *node_of(const void *at)
{
    Node *n = map_get(nodes, at);
    if (!n)
        map_put(nodes, at, n = NEW(Node));
    return n;
}

static bool may_hold(Type *t)
{
    t = type_plain(t);
    if (t->kind == T_ARRAY)
        return may_hold(t->to);
    if (t->kind != T_RECORD)
        return t->kind == T_POINTER || t->kind == T_OPAQUE;
    for (int i = 0; i < t->record->fields.n; i++)
        if (may_hold(t->record->fields.at[i]->type))
            return true;
    return false;
}

static bool to_const(Type *t)
{
    t = type_plain(t);
    return t->kind == T_POINTER && (type_plain(t->to)->quals & Q_CONST);
}

/* ---- the variables that an address comes from ---- */

static void bases(Expr *e, NodeList *out);

static void value_bases(Expr *e, NodeList *out)
{
    if (e && may_hold(e->type))
        bases(e, out);
}

static void all_bases(Expr **e, void *out) { bases(*e, out); }

/* An lvalue stands for its object: what holds or leads to it. */
static void bases(Expr *e, NodeList *out)
{
    switch (e->kind) {
    case E_VAR:
        list_add(out, e->var);
        break;
    case E_FN:
        list_add(out, &e->fn->type);
        break;
    case E_MEMBER:
    case E_INDEX:
    case E_DEREF:
    case E_ADDR:
    case E_DECAY:
    case E_CAST:
    case E_PREINC:
    case E_PREDEC:
    case E_POSTINC:
    case E_POSTDEC:
        bases(e->a, out);
        break;
    case E_BINARY:
    case E_ASSIGN:
        value_bases(e->a, out);
        value_bases(e->b, out);
        break;
    case E_COND:
        value_bases(e->b, out);
        value_bases(e->c, out);
        break;
    case E_COMMA:
        value_bases(e->b, out);
        break;
    case E_CALL:
        if (e->fn && e->fn->body) {
            list_add(out, e->fn);
            break;
        }
        for (int i = 0; i < e->args.n; i++)
            value_bases(e->args.at[i], out);
        break;
    case E_STMTEXPR: /* its value is that of its last statement */
        if (e->body->list.n && e->body->list.at[e->body->list.n - 1]->kind == S_EXPR)
            value_bases(e->body->list.at[e->body->list.n - 1]->rhs, out);
        break;
    default:
        expr_kids(e, all_bases, out);
    }
}

/* ---- edges ---- */

static void flows(const NodeList *from, const void *to)
{
    for (int i = 0; i < from->n; i++)
        if (from->at[i] != to)
            list_add(&node_of(from->at[i])->to, to);
}

static void flows_into(Expr *value, const void *to)
{
    NodeList from = {0};
    if (value)
        value_bases(value, &from);
    flows(&from, to);
}

static void escapes(Expr *value)
{
    NodeList from = {0};
    value_bases(value, &from);
    for (int i = 0; i < from.n; i++)
        node_of(from.at[i])->through = true;
}

/* The variable that the object is part of, no pointer between; NULL: there is one. */
static Var *direct(Expr *e)
{
    for (;;) {
        if (e->kind == E_VAR)
            return e->var;
        bool part = (e->kind == E_MEMBER && !e->arrow) || e->kind == E_DECAY || e->kind == E_CAST;
        bool element = (e->kind == E_INDEX || e->kind == E_DEREF) && e->a->kind == E_DECAY;
        if (!part && !element)
            return NULL;
        e = e->a;
    }
}

static void assigned(Expr *lhs, Expr *value)
{
    Var *v = direct(lhs);
    if (v) {
        node_of(v)->assigned = true;
        flows_into(value, v);
        return;
    }
    NodeList through = {0};
    bases(lhs, &through);
    for (int i = 0; i < through.n; i++)
        node_of(through.at[i])->through = true;
    if (value)
        escapes(value);
}

/* A function that is not visible writes where a parameter is not const, and may keep there what it is given. */
static void hidden_call(Expr *call)
{
    TypeList params = call->fn ? call->fn->type->params : (TypeList){0};
    for (int i = 0; i < call->args.n; i++) {
        if (i < params.n && to_const(params.at[i]))
            continue;
        if (call->fn && !known_writes(call->fn, i))
            continue;
        NodeList into = {0};
        value_bases(call->args.at[i], &into);
        for (int k = 0; k < into.n; k++) {
            node_of(into.at[k])->through = true;
            for (int j = 0; j < call->args.n; j++)
                flows_into(call->args.at[j], into.at[k]);
        }
    }
}

static void call_edges(Expr *call)
{
    if (!call->fn || !call->fn->body) {
        hidden_call(call);
        return;
    }
    for (int i = 0; i < call->args.n; i++)
        if (i < call->fn->params.n)
            flows_into(call->args.at[i], call->fn->params.at[i]);
        else
            escapes(call->args.at[i]);
}

static void opaque_edges(const ExprList *mentioned)
{
    for (int i = 0; i < mentioned->n; i++)
        if (mentioned->at[i]->kind == E_VAR) {
            node_of(mentioned->at[i]->var)->assigned = true;
            node_of(mentioned->at[i]->var)->through = true;
        }
}

static void stmt_edges(Stmt **at, void *fn);

static void expr_edges(Expr **at, void *fn)
{
    Expr *e = *at;
    switch (e->kind) {
    case E_VAR: /* of a function: its initialiser stands nowhere else */
        if (e->var->kind == V_STATIC && !map_get(nodes, e->var))
            flows_into(e->var->init, e->var);
        node_of(e->var);
        break;
    case E_ASSIGN:
        assigned(e->a, e->b);
        break;
    case E_PREINC:
    case E_PREDEC:
    case E_POSTINC:
    case E_POSTDEC:
        assigned(e->a, NULL);
        break;
    case E_CALL:
        call_edges(e);
        break;
    case E_CAST: /* hidden in an integer */
        if (type_plain(e->type)->kind == T_INT && type_is_pointer(e->a->type))
            escapes(e->a);
        break;
    case E_STMTEXPR:
        stmt_edges(&e->body, fn);
        break;
    case E_OPAQUE:
        opaque_edges(&e->args);
        break;
    default:
        break;
    }
    expr_kids(e, expr_edges, fn);
}

static void stmt_edges(Stmt **at, void *fn)
{
    Stmt *s = *at;
    if (left_out && map_get(left_out, s))
        return;
    if (s->kind == S_DECL)
        flows_into(s->rhs, s->var);
    else if (s->kind == S_ASSIGN)
        assigned(s->lhs, s->rhs);
    else if (s->kind == S_RETURN)
        flows_into(s->rhs, fn);
    else if (s->kind == S_OPAQUE)
        opaque_edges(&s->args);
    stmt_exprs(s, expr_edges, fn);
    stmt_kids(s, stmt_edges, fn);
}

/* Is there a pointer in it through which one may write? */
static bool may_write_through(Type *t)
{
    t = type_plain(t);
    if (t->kind == T_ARRAY)
        return may_write_through(t->to);
    if (t->kind != T_RECORD)
        return may_hold(t) && !to_const(t);
    for (int i = 0; i < t->record->fields.n; i++)
        if (may_write_through(t->record->fields.at[i]->type))
            return true;
    return false;
}

/* Other files can write through what they can name. */
static void seen_elsewhere(const void *at, Type *type)
{
    node_of(at)->seen_outside = true;
    if (may_write_through(type))
        node_of(at)->through = true;
}

static void program_edges(Program *p)
{
    nodes = map_new();
    for (int i = 0; i < p->globals.n; i++) {
        Var *v = p->globals.at[i];
        flows_into(v->init, v);
        if (!v->is_static)
            seen_elsewhere(v, v->type);
    }
    for (int i = 0; i < p->fns.n; i++) {
        Fn *f = p->fns.at[i];
        if (!f->body || (left_out && map_get(left_out, f)))
            continue;
        stmt_edges(&f->body, f);
        if (!f->is_static)
            seen_elsewhere(f, f->type->to);
    }
    for (int i = 0; i < p->derived.n; i++) { /* what they are given they may compare */
        Fn *f = p->derived.at[i]->fn;
        for (int k = 0; f->exported && k < f->params.n; k++)
            node_of(f->params.at[k])->seen_outside = true;
    }
}

/* ---- the questions ---- */

static bool is_through(const Node *n) { return n->through; }

static bool is_outside(const Node *n) { return n->through || n->seen_outside; }

/* Is what holds that address such a node? */
static bool held_by(const void *at, bool (*such)(const Node *))
{
    static NodeList reached; /* of the searches so far; seen again at the end */
    reached.n = 0;
    bool found = false;
    Node *start = node_of(at);
    for (int i = 0; i < start->to.n; i++)
        list_add(&reached, start->to.at[i]);
    for (int i = 0; i < reached.n && !found; i++) {
        Node *n = node_of(reached.at[i]);
        if (n->seen)
            continue;
        n->seen = true;
        found = such(n);
        for (int k = 0; k < n->to.n; k++)
            list_add(&reached, n->to.at[k]);
    }
    for (int i = 0; i < reached.n; i++)
        node_of(reached.at[i])->seen = false;
    return found;
}

bool static_changes(Program *p, Var *v)
{
    if (!nodes)
        program_edges(p);
    Type *t = v->type;
    while (t->kind == T_ARRAY)
        t = t->to;
    if (type_plain(t)->quals & Q_CONST)
        return false;
    Node *n = node_of(v);
    return n->assigned || n->through || held_by(v, is_through);
}

bool statics_change_beside(Program *p, const VarList *vars, Map *without)
{
    Map *before = nodes;
    bool any = false;
    nodes = NULL;
    left_out = without;
    for (int i = 0; i < vars->n; i++)
        any |= static_changes(p, vars->at[i]);
    left_out = NULL;
    nodes = before;
    return any;
}

void statics_forget(void) { nodes = NULL; }

/* May other code of the program than this file's hold the address of that static (Var, Fn)? */
static bool leaks(Program *p, const void *at)
{
    if (!nodes)
        program_edges(p);
    return node_of(at)->through || held_by(at, is_outside);
}

bool static_leaks(Program *p, const Var *v) { return leaks(p, v); }

bool function_leaks(Program *p, const Fn *f) { return leaks(p, &f->type); }

/* ---- tables that are not declared const ---- */

static void find_table(Var *v, Program *p)
{
    Type *t = type_element(v->type);
    bool plain = !(t->quals & (Q_CONST | Q_VOLATILE | Q_ATOMIC)) && !type_has_pointers(v->type);
    if (plain && !v->pinned && !v->is_thread_local && (type_is_arith(t) || type_is_record(t)))
        v->unchanged = !static_changes(p, v);
}

static void find_tables(Stmt **at, void *p)
{
    if ((*at)->kind == S_DECL && (*at)->var->kind == V_STATIC)
        find_table((*at)->var, p);
    stmt_kids(*at, find_tables, p);
}

void statics_unchanged(Program *p)
{
    for (int i = 0; i < p->globals.n; i++)
        if (p->globals.at[i]->is_static)
            find_table(p->globals.at[i], p);
    for (int i = 0; i < p->fns.n; i++)
        if (p->fns.at[i]->body)
            find_tables(&p->fns.at[i]->body, p);
    statics_forget();
}

/* ---- statics of functions that go to file scope ---- */

/* Declared inside of the function too: it cannot stand before it. */
static bool type_is_local(Program *p, Type *t)
{
    while (t->kind == T_ARRAY || t->kind == T_POINTER)
        t = t->to;
    Item *decl = t->kind == T_RECORD ? t->record->decl : t->decl;
    if (t->kind == T_FUNCTION || (t->kind == T_RECORD && !decl))
        return true;
    for (int i = 0; decl && decl->in_source && i < p->items.n; i++)
        if (p->items.at[i] == decl)
            return false;
    return decl && decl->in_source;
}

static void item_before(Program *p, Item *item, const Item *before)
{
    list_add(&p->items, item);
    int i = p->items.n - 1;
    for (; i > 0 && p->items.at[i - 1] != before; i--)
        p->items.at[i] = p->items.at[i - 1];
    if (i > 0) {
        p->items.at[i] = p->items.at[i - 1];
        p->items.at[i - 1] = item;
    }
}

typedef struct Lift {
    Program *p;
    Fn *fn;
} Lift;

static void to_file_scope(Program *p, Var *v, const Fn *fn)
{
    v->kind = V_GLOBAL;
    v->name = helper_name(p, format("%s_%s", fn->name, v->name));
    v->fn = NULL;
    v->decl = NEW(Item);
    *v->decl = (Item){.kind = I_VAR, .loc = v->loc, .in_source = true, .var = v};
    list_add(&p->globals, v);
    item_before(p, v->decl, fn->item);
}

static bool lift(Lift *l, Stmt *s)
{
    Var *v = s->kind == S_DECL ? s->var : NULL;
    if (!v || v->kind != V_STATIC || v->pinned || type_is_local(l->p, v->type))
        return false;
    if (!v->once && !(l->p->options->standalone && static_changes(l->p, v)))
        return false;
    to_file_scope(l->p, v, l->fn);
    return true;
}

static void lift_from(Stmt **at, void *data)
{
    Stmt *s = *at;
    stmt_kids(s, lift_from, data);
    int n = 0;
    for (int i = 0; i < s->list.n; i++)
        if (!lift(data, s->list.at[i]))
            s->list.at[n++] = s->list.at[i];
    s->list.n = n;
}

/* What the primal and its derivatives both change stands before them; what is filled once, before those of the generated file. */
void statics_lift(Program *p)
{
    for (int i = 0; i < p->fns.n; i++) {
        Lift l = {p, p->fns.at[i]};
        if (l.fn->body && l.fn->item && l.fn->item->in_source)
            lift_from(&l.fn->body, &l);
    }
}

/* ---- constants that both halves of a function name ---- */

typedef struct Sharing {
    Program *p;
    Map *vars; /* Var -> Expr: at file scope */
    bool fails;
} Sharing;

/* A table of tables names them. */
static void share_named(Expr **at, void *data)
{
    Sharing *s = data;
    Var *v = (*at)->kind == E_VAR && (*at)->var->kind == V_STATIC ? (*at)->var : NULL;
    Var *shared = v ? static_shared(s->p, v) : NULL;
    if (shared)
        map_put(s->vars, v, e_var(shared));
    s->fails |= v && !shared;
    expr_kids(*at, share_named, s);
}

Var *static_shared(Program *p, Var *v)
{
    static Map *known;
    static Program *of;
    if (of != p)
        known = map_new();
    of = p;
    Var *file = map_get(known, v);
    if (file || !v->fn || !v->fn->item || v->pinned || type_is_local(p, v->type) || static_changes(p, v))
        return file;
    Sharing s = {p, map_new(), false};
    if (v->init)
        share_named(&v->init, &s);
    if (s.fails)
        return NULL;
    file = NEW(Var);
    *file = *v;
    file->init = v->init ? expr_clone(v->init, &(Subst){.vars = s.vars}) : NULL;
    to_file_scope(p, file, v->fn);
    map_put(known, v, file);
    return file;
}
