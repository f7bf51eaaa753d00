/* copies.c: statics that have two addresses.

   The generated file repeats the static functions and tables it needs: each has an address in the source's file and
   another in the generated one. Nobody sees that but a comparison of addresses: a pointer that the source's own
   code made holds the first, and in the generated code a static's name stands for the second. Takes the finished
   functions and looks for such comparisons. Where a constant table that other files see says the address, it is compared
   with too; any other is refused. Pointers are followed over all that is printed, flow insensitive, members by
   field. */
#include "output.h"

typedef struct Node Node;

typedef struct Edge {
    Node *to;
    bool leads; /* the source leads to the value, it is not the value */
} Edge;

/* A call through a pointer: what it is given goes to the functions that the pointer turns out to hold. */
typedef struct Indirect {
    LIST(Node *) args;
    Node *result;
} Indirect;

struct Node {
    bool outside;     /* what the source's own code made, or memory that it can reach */
    bool own;         /* a static as the generated file has it */
    bool foreign;     /* a function that other files see: it may hand out what the source's own code made */
    const void *copy; /* such a static (Var, Fn), whose other address may come from outside */
    FnList held;      /* functions that are printed */
    LIST(Indirect *) calls; /* through this pointer */
    LIST(Edge) to;
};

typedef struct Comparison {
    Expr *e;
    Node *left, *right;
    Fn *fn;
} Comparison;

typedef struct Copies {
    Program *p;
    Fn *fn;             /* the function being read */
    Map *made, *nodes, *told;
    FnList printed;
    Map *shown; /* statics whose initialisers were looked into for functions */
    LIST(Comparison) comparisons;
    LIST(Node *) all, callees;
    Node *functions, *numbers, *others; /* in arrays of pointers that are not followed one by one, by what they point to */
    Node *taped, *taped_numbers;        /* pointers on a tape */
    Node *elsewhere;                    /* what the source's own code makes */
} Copies;

static Node *node_new(Copies *c)
{
    Node *n = NEW(Node);
    list_add(&c->all, n);
    return n;
}

static Node *node_of(Copies *c, const void *at)
{
    Node *n = map_get(c->nodes, at);
    if (!n)
        map_put(c->nodes, at, n = node_new(c));
    return n;
}

static void edge(Node *from, Node *to, bool leads)
{
    if (from != to)
        list_add(&from->to, ((Edge){to, leads}));
}

/* The caller's memory is full of these: what leads to records and functions is kept apart from them. */
static bool to_numbers(Type *t)
{
    t = type_plain(t);
    return t->kind == T_POINTER && type_is_arith(type_element(t->to));
}

static bool to_function(Type *t)
{
    t = type_plain(t);
    return t->kind == T_POINTER && type_plain(t->to)->kind == T_FUNCTION;
}

/* Elements of arrays that are reached through pointers. */
static Node *loose(Copies *c, Type *t)
{
    t = type_element(t);
    return to_numbers(t) ? c->numbers : to_function(t) ? c->functions : c->others;
}

/* A pointer is popped as what it was pushed as. */
static Node *taped(Copies *c, Type *t) { return to_numbers(t) ? c->taped_numbers : c->taped; }

static bool is_followed(Type *t)
{
    t = type_element(t);
    return t->kind == T_POINTER || t->kind == T_FUNCTION || t->kind == T_RECORD;
}

static bool is_array_name(const Expr *e)
{
    return e->kind == E_DECAY && e->a->kind != E_FN && type_is_array(e->a->type);
}

static bool is_library(const Fn *f)
{
    return f && f->class != F_USER && f->class != F_UNKNOWN && f->class != F_CUSTOM && !f->body;
}

static bool is_printed(Copies *c, const Fn *f)
{
    return f && f->body && (map_get(c->made, f) || (f->is_static && f->item && f->item->in_source));
}

static bool is_copied(Copies *c, const Fn *f) { return f->is_static && !map_get(c->made, f); }

/* ---- where values come from ---- */

static void value_into(Copies *c, Expr *e, Node *to);

/* Whatever made the object made what it holds. */
static void maker_into(Copies *c, Expr *lv, Node *to)
{
    switch (lv->kind) {
    case E_VAR:
        to->outside |= lv->var->kind == V_GLOBAL && !lv->var->is_static && !lv->var->made;
        return;
    case E_MEMBER:
        if (!lv->arrow) {
            maker_into(c, lv->a, to);
            return;
        }
        break;
    case E_INDEX:
    case E_DEREF:
        if (is_array_name(lv->a)) {
            maker_into(c, lv->a->a, to);
            return;
        }
        break;
    default:
        return;
    }
    Node *pointer = node_new(c);
    value_into(c, lv->a, pointer);
    edge(pointer, to, true);
}

/* Where values of that lvalue's type are kept in memory that the generated code made. */
static Node *place_of(Copies *c, Expr *lv)
{
    switch (lv->kind) {
    case E_VAR:
        return node_of(c, lv->var);
    case E_MEMBER:
        return node_of(c, lv->field);
    case E_INDEX:
    case E_DEREF:
        if (is_array_name(lv->a))
            return place_of(c, lv->a->a);
        break;
    default:
        break;
    }
    return loose(c, lv->type);
}

static void address_into(Copies *c, Expr *lv, Node *to)
{
    if (lv->kind == E_VAR) {
        Var *v = lv->var;
        if (v->is_static && !v->made) {
            to->own = true;
            to->copy = static_leaks(c->p, v) ? v : to->copy;
        }
        maker_into(c, lv, to);
    } else if (lv->kind == E_MEMBER && !lv->arrow) {
        address_into(c, lv->a, to);
    } else if (lv->kind == E_MEMBER || lv->kind == E_INDEX || lv->kind == E_DEREF) {
        value_into(c, lv->a, to);
    } else if (lv->kind == E_FN) {
        value_into(c, lv, to);
    }
    if (lv->kind != E_FN && is_followed(lv->type) && !type_is_record(type_element(lv->type))) {
        edge(place_of(c, lv), loose(c, type_element(lv->type)), false); /* from now on reached through pointers */
        edge(loose(c, type_element(lv->type)), place_of(c, lv), false);
    }
}

/* What a function of the library compares with is not what it returns. */
static bool may_return(const Expr *call, const Expr *arg)
{
    return !to_function(arg->type) || to_function(call->type);
}

static void call_into(Copies *c, Expr *call, Node *to)
{
    if (!call->fn || is_printed(c, call->fn)) {
        edge(node_of(c, call->fn ? (const void *)call->fn : call), to, false);
    } else if (is_library(call->fn)) {
        for (int i = 0; i < call->args.n; i++)
            if (type_is_pointer(call->args.at[i]->type) && may_return(call, call->args.at[i]))
                value_into(c, call->args.at[i], to);
    } else {
        to->outside = true;
    }
}

static bool holds(const Node *n, const Fn *f)
{
    for (int i = 0; i < n->held.n; i++)
        if (n->held.at[i] == f)
            return true;
    return false;
}

static void function_into(Copies *c, Fn *f, Node *to)
{
    if (is_copied(c, f)) {
        to->own = true;
        to->copy = function_leaks(c->p, f) ? f : to->copy;
    }
    if (!is_printed(c, f))
        to->foreign |= f->class != F_MATH;
    else if (!holds(to, f))
        list_add(&to->held, f);
}

static void value_into(Copies *c, Expr *e, Node *to)
{
    if (!is_followed(e->type))
        return;
    switch (e->kind) {
    case E_FN:
        function_into(c, e->fn, to);
        return;
    case E_DECAY:
    case E_ADDR:
        address_into(c, e->a, to);
        return;
    case E_CAST:
    case E_PREINC:
    case E_PREDEC:
    case E_POSTINC:
    case E_POSTDEC:
        value_into(c, e->a, to);
        return;
    case E_BINARY:
        value_into(c, e->a, to);
        value_into(c, e->b, to);
        return;
    case E_COND:
        value_into(c, e->b, to);
        value_into(c, e->c, to);
        return;
    case E_COMMA:
    case E_ASSIGN:
        value_into(c, e->b, to);
        return;
    case E_CALL:
        call_into(c, e, to);
        return;
    case E_VAR:
    case E_MEMBER:
    case E_INDEX:
    case E_DEREF:
        edge(place_of(c, e), to, false);
        maker_into(c, e, to);
        return;
    default:
        return;
    }
}

/* ---- where they go ---- */

/* Members of a record that was copied, or filled by others, have what these made. */
static void members_from(Copies *c, Type *record, Node *from)
{
    Record *r = type_plain(record)->record;
    for (int i = 0; i < r->fields.n; i++) {
        Type *t = type_element(r->fields.at[i]->type);
        if (t->kind == T_RECORD)
            members_from(c, t, from);
        else if (t->kind == T_POINTER)
            edge(from, node_of(c, r->fields.at[i]), true);
    }
}

static void store(Copies *c, Type *type, Node *place, Expr *value)
{
    if (!value || !is_followed(type))
        return;
    if (value->kind == E_COMPOUND)
        value = value->a;
    if (value->kind == E_INIT) {
        Type *t = type_plain(type);
        for (int i = 0; i < value->args.n; i++) {
            Field *f = t->kind != T_RECORD ? NULL : t->record->fields.at[t->record->is_union ? value->index : i];
            store(c, f ? f->type : t->to, f ? node_of(c, f) : place, value->args.at[i]);
        }
        return;
    }
    if (type_element(type)->kind != T_RECORD) {
        value_into(c, value, place);
        return;
    }
    Node *from = node_new(c);
    value_into(c, value, from);
    members_from(c, type_element(type), from);
}

/* A function that is not printed may leave pointers in the memory it is given. */
static void filled_elsewhere(Copies *c, const Expr *call, Node *maker)
{
    for (int i = 0; i < call->args.n; i++) {
        Expr *arg = call->args.at[i];
        while (arg->kind == E_CAST)
            arg = arg->a;
        Type *to = type_is_pointer(arg->type) ? type_plain(type_plain(arg->type)->to) : type_void();
        if (to->quals & Q_CONST)
            continue;
        if (to->kind == T_RECORD)
            members_from(c, to, maker);
        else if (to->kind == T_POINTER)
            edge(maker, loose(c, to), true);
    }
}

/* memcpy, memmove, realloc: what was there comes along. */
static void library_call(Copies *c, const Expr *call)
{
    Node *all = node_new(c);
    for (int i = 0; i < call->args.n; i++)
        value_into(c, call->args.at[i], all);
    for (int i = 0; i < call->args.n; i++) {
        Expr *arg = call->args.at[i];
        while (arg->kind == E_CAST)
            arg = arg->a;
        Type *to = type_is_pointer(arg->type) ? type_plain(type_plain(arg->type)->to) : type_void();
        if (to->kind == T_RECORD)
            members_from(c, to, all);
    }
}

/* Whether it brings in what the source's own code made, the pointer says. */
static void indirect_call(Copies *c, const Expr *call)
{
    Indirect *i = NEW(Indirect);
    Node *callee = node_new(c);
    value_into(c, call->a, callee);
    i->result = node_of(c, call);
    for (int k = 0; k < call->args.n; k++) {
        list_add(&i->args, node_new(c));
        store(c, call->args.at[k]->type, i->args.at[k], call->args.at[k]);
    }
    list_add(&callee->calls, i);
    list_add(&c->callees, callee);
    edge(callee, i->result, true);
    filled_elsewhere(c, call, callee);
}

static void read_call(Copies *c, const Expr *call)
{
    if (!call->fn) {
        indirect_call(c, call);
        return;
    }
    if (is_library(call->fn))
        library_call(c, call);
    else if (!is_printed(c, call->fn))
        filled_elsewhere(c, call, c->elsewhere);
    for (int i = 0; is_printed(c, call->fn) && i < call->args.n && i < call->fn->params.n; i++)
        store(c, call->args.at[i]->type, node_of(c, call->fn->params.at[i]), call->args.at[i]);
}

/* ---- reading ---- */

static bool compares(Op op)
{
    return op == O_EQ || op == O_NE || op == O_LT || op == O_GT || op == O_LE || op == O_GE || op == O_SUB;
}

static bool is_static_var(const Var *v) { return v->kind == V_STATIC || (v->kind == V_GLOBAL && v->is_static); }

static void read_expr(Expr **at, void *data);

static void read_static(Copies *c, Var *v)
{
    if (!is_static_var(v) || map_get(c->nodes, v))
        return;
    store(c, v->type, node_of(c, v), v->init);
    if (v->init)
        read_expr(&v->init, c);
}

static void read_expr(Expr **at, void *data)
{
    Copies *c = data;
    Expr *e = *at;
    expr_kids(e, read_expr, c);
    if (e->kind == E_VAR) {
        read_static(c, e->var);
    } else if (e->kind == E_CALL) {
        read_call(c, e);
    } else if (e->kind == E_ASSIGN) {
        store(c, e->a->type, place_of(c, e->a), e->b);
    } else if (e->kind == E_BINARY && compares(e->op) && type_is_pointer(e->a->type) && type_is_pointer(e->b->type)) {
        Comparison k = {e, node_new(c), node_new(c), c->fn};
        value_into(c, e->a, k.left);
        value_into(c, e->b, k.right);
        list_add(&c->comparisons, k);
    }
}

static void read_stmt(Stmt **at, void *data)
{
    Copies *c = data;
    Stmt *s = *at;
    stmt_exprs(s, read_expr, c);
    if (s->kind == S_DECL)
        store(c, s->var->type, node_of(c, s->var), s->rhs);
    else if (s->kind == S_ASSIGN)
        store(c, s->lhs->type, place_of(c, s->lhs), s->rhs);
    else if (s->kind == S_PUSH)
        store(c, s->rhs->type, taped(c, s->rhs->type), s->rhs);
    else if (s->kind == S_POP && type_is_pointer(s->lhs->type))
        edge(taped(c, s->lhs->type), place_of(c, s->lhs), false);
    else if (s->kind == S_RETURN && s->rhs)
        store(c, s->rhs->type, node_of(c, c->fn), s->rhs);
    stmt_kids(s, read_stmt, c);
}

static void print_stmt(Stmt **at, void *data);
static void print_expr(Expr **at, void *data);

static void print_fn(Copies *c, Fn *f)
{
    if (!is_printed(c, f) || map_get(c->nodes, f))
        return;
    node_of(c, f);
    list_add(&c->printed, f);
    print_stmt(&f->body, c);
}

/* A table of functions is printed with them. */
static void print_static(Copies *c, Var *v)
{
    if (!is_static_var(v) || map_get(c->shown, v))
        return;
    map_put(c->shown, v, v);
    if (v->init)
        print_expr(&v->init, c);
}

static void print_expr(Expr **at, void *data)
{
    if ((*at)->kind == E_VAR)
        print_static(data, (*at)->var);
    if ((*at)->kind == E_FN)
        print_fn(data, (*at)->fn);
    if ((*at)->kind == E_CALL && (*at)->fn)
        print_fn(data, (*at)->fn);
    expr_kids(*at, print_expr, data);
}

static void print_stmt(Stmt **at, void *data)
{
    stmt_exprs(*at, print_expr, data);
    stmt_kids(*at, print_stmt, data);
}

/* What the requested functions are given; a copied callback may be called from anywhere. */
static void given(Copies *c, Fn *f)
{
    if (map_get(c->made, f) && !f->exported)
        return;
    for (int i = 0; i < f->params.n; i++) {
        Type *t = f->params.at[i]->type;
        if (type_is_pointer(t) && !(f->is_static && !function_leaks(c->p, f)))
            edge(c->elsewhere, node_of(c, f->params.at[i]), false);
        else if (type_is_record(t) && f->exported)
            members_from(c, t, c->elsewhere);
    }
}

/* ---- solving ---- */

/* The pointer holds f: the call runs it. */
static void connect(Copies *c, const Indirect *call, const Fn *f)
{
    for (int k = 0; k < call->args.n && k < f->params.n; k++) {
        edge(call->args.at[k], node_of(c, f->params.at[k]), false);
        list_add(&c->all, call->args.at[k]);
    }
    Node *returned = node_of(c, f);
    edge(returned, call->result, false);
    list_add(&c->all, returned);
}

static void connect_held(Copies *c, const Node *callee)
{
    for (int i = 0; i < callee->calls.n; i++)
        for (int k = 0; k < callee->held.n; k++)
            connect(c, callee->calls.at[i], callee->held.at[k]);
}

static bool tell_held(Copies *c, const Node *from, Node *to)
{
    int known = to->held.n;
    for (int i = 0; i < from->held.n; i++)
        if (!holds(to, from->held.at[i])) {
            list_add(&to->held, from->held.at[i]);
            for (int k = 0; k < to->calls.n; k++)
                connect(c, to->calls.at[k], from->held.at[i]);
        }
    return to->held.n != known;
}

/* What a node is told on one of its ways; true: it did not know. */
static bool tell(Copies *c, const Node *from, const Edge *way)
{
    Node *to = way->to;
    bool outside = to->outside, own = to->own, foreign = to->foreign, learnt = false;
    const void *copy = to->copy;
    to->outside |= from->outside || (way->leads && from->foreign);
    if (!way->leads) {
        to->foreign |= from->foreign;
        to->own |= from->own;
        to->copy = to->copy ? to->copy : from->copy;
        learnt = tell_held(c, from, to);
    }
    return learnt || to->outside != outside || to->own != own || to->foreign != foreign || to->copy != copy;
}

static void tell_all(Copies *c, int first)
{
    for (int i = first; i < c->all.n; i++) /* it grows: who learnt something tells the others */
        for (int k = 0; k < c->all.at[i]->to.n; k++)
            if (tell(c, c->all.at[i], &c->all.at[i]->to.at[k]))
                list_add(&c->all, c->all.at[i]->to.at[k].to);
}

static void solve(Copies *c)
{
    for (int i = 0; i < c->callees.n; i++)
        connect_held(c, c->callees.at[i]);
    tell_all(c, 0);
    int told = c->all.n;
    for (int i = 0; i < c->callees.n; i++) { /* nothing is known of the pointer */
        Node *n = c->callees.at[i];
        if (n->held.n || n->outside || n->foreign)
            continue;
        n->outside = true;
        list_add(&c->all, n);
    }
    tell_all(c, told);
}

/* ---- the way out: a table that other files see says the address ---- */

static Expr *naked(Expr *e)
{
    while (e->kind == E_CAST || e->kind == E_DECAY || e->kind == E_ADDR)
        e = e->a;
    return e;
}

static bool is_constant(Copies *c, Var *v)
{
    Type *t = v->type;
    while (t->kind == T_ARRAY)
        t = t->to;
    return (type_plain(t)->quals & Q_CONST) || (v->is_static && !static_changes(c->p, v));
}

static Expr *part_with(Copies *c, Expr *lv, Expr *init, const Fn *f, int depth);

static Expr *element_with(Copies *c, Expr *pointer, Expr *init, const Fn *f, int depth)
{
    Expr *found = NULL;
    for (int i = 0; init->kind == E_INIT && i < init->args.n && !found; i++)
        found = part_with(c, e_index(pointer, e_int(i)), init->args.at[i], f, depth);
    return found;
}

static Expr *member_with(Copies *c, Expr *record, Expr *init, const Fn *f, int depth)
{
    Record *r = type_plain(record->type)->record;
    Expr *found = NULL;
    for (int i = 0; !r->is_union && i < init->args.n && !found; i++)
        found = part_with(c, e_member(record, r->fields.at[i]), init->args.at[i], f, depth);
    return found;
}

/* The part of the object lv, initialised like that, that holds f's address. */
static Expr *part_with(Copies *c, Expr *lv, Expr *init, const Fn *f, int depth)
{
    if (!init || depth > 8)
        return NULL;
    if (init->kind == E_INIT)
        return type_is_record(lv->type) ? member_with(c, lv, init, f, depth + 1)
                                        : element_with(c, e_decay(lv), init, f, depth + 1);
    if (!type_is_pointer(init->type))
        return NULL;
    Expr *at = naked(init);
    if (at->kind == E_FN)
        return at->fn == f ? lv : NULL;
    Type *to = type_plain(type_plain(lv->type)->to);
    if (at->kind != E_VAR || !at->var->init || !is_constant(c, at->var) || !type_same(to, type_element(at->var->type)))
        return NULL;
    return type_is_array(at->var->type) ? element_with(c, lv, at->var->init, f, depth + 1)
                                        : part_with(c, e_deref(lv), at->var->init, f, depth + 1);
}

static Expr *told_by_table(Copies *c, const Fn *f)
{
    Expr *found = NULL;
    for (int i = 0; i < c->p->globals.n && !found; i++) {
        Var *v = c->p->globals.at[i];
        if (!v->is_static && !v->made && v->init && is_constant(c, v))
            found = part_with(c, e_var(v), v->init, f, 0);
    }
    return found;
}

static bool compare_with_table(Copies *c, Comparison *k)
{
    Expr *name = naked(k->e->b);
    if (name->kind != E_FN || (k->e->op != O_EQ && k->e->op != O_NE))
        return false;
    Expr *other = told_by_table(c, name->fn);
    if (!other)
        return false;
    if (!k->left->own) { /* nothing there is the generated file's own */
        k->e->b = other;
        return true;
    }
    Expr *own = NEW(Expr), *theirs = NEW(Expr);
    *own = *theirs = *k->e;
    theirs->b = other;
    k->e->op = k->e->op == O_EQ ? O_LOR : O_LAND;
    k->e->a = own;
    k->e->b = theirs;
    return true;
}

static void refuse(Comparison *k, const void *copy)
{
    const Expr *name = naked(k->e->b);
    bool function = name->kind == E_FN && name->fn == copy;
    Loc loc = k->e->loc.file ? k->e->loc : k->fn->loc;
    if (function)
        diag_error(loc, "static-address",
                   "'%s' is static: a pointer to it that comes from outside of the generated file is not known there",
                   name->fn->name);
    else
        diag_error(loc, "static-address", "'%s' is static: the generated file has one of its own, at another address",
                   ((const Var *)copy)->name);
    diag_note(loc, "let --standalone carry the source in the generated file, or drop 'static'%s",
              function ? ", or put it into a const table that is not static" : "");
}

/* A call through a pointer from outside: can only statics that never get there be meant? */
static bool none_fits(Copies *c, const Comparison *call)
{
    for (int i = 0; i < c->comparisons.n; i++) {
        const Comparison *k = &c->comparisons.at[i];
        const Expr *name = naked(k->e->b);
        bool other = !k->left->outside || k->left->own || name->kind != E_FN || !is_copied(c, name->fn) || k->right->copy;
        if (k->fn == call->fn && k->e->loc.line == call->e->loc.line && k->e->loc.col == call->e->loc.col && other)
            return false;
    }
    return true;
}

static void check(Copies *c, Comparison *k)
{
    const void *copy = k->left->outside && k->right->copy   ? k->right->copy
                       : k->right->outside && k->left->copy ? k->left->copy
                                                            : NULL;
    if (!copy && none_fits(c, k))
        copy = naked(k->e->b)->fn;
    if (!copy || map_get(c->told, copy) || compare_with_table(c, k))
        return;
    map_put(c->told, copy, c);
    refuse(k, copy);
}

void copies_check(Program *p)
{
    if (p->options->standalone)
        return;
    Copies c = {.p = p, .made = map_new(), .nodes = map_new(), .told = map_new(), .shown = map_new()};
    c.functions = node_new(&c);
    c.numbers = node_new(&c);
    c.others = node_new(&c);
    c.taped = node_new(&c);
    c.taped_numbers = node_new(&c);
    c.elsewhere = node_new(&c);
    c.elsewhere->outside = true;
    for (int i = 0; i < p->helpers.n; i++)
        map_put(c.made, p->helpers.at[i], p);
    for (int i = 0; i < p->derived.n; i++)
        map_put(c.made, p->derived.at[i]->fn, p);
    for (int i = 0; i < p->derived.n; i++)
        print_fn(&c, p->derived.at[i]->fn);
    for (int i = 0; i < c.printed.n; i++) {
        c.fn = c.printed.at[i];
        given(&c, c.fn);
        read_stmt(&c.fn->body, &c);
    }
    solve(&c);
    for (int i = 0; i < c.comparisons.n; i++)
        check(&c, &c.comparisons.at[i]);
}
