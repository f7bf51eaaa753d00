/* norm_init.c: declarations of locals, aggregate initialisers and compound literals. Constant
   initialisers stay as they are; where parts are computed, the declaration keeps the constant rest
   (or no initialiser, where there is none) and the computed elements become assignments, in order.
   A compound literal becomes a variable of the enclosing block, which is its lifetime in C. */
#include "norm.h"

enum {
    few_leaves = 16 /* up to so many elements are assigned one by one, more are zeroed by a loop or
                       kept constant */
};

/* ---- constants ---- */

static bool is_fixed_address(const Expr *lv)
{
    switch (lv->kind) {
    case E_VAR:
        return lv->var->kind == V_GLOBAL || lv->var->kind == V_STATIC;
    case E_STRING:
    case E_FN:
        return true;
    case E_MEMBER:
        return !lv->arrow && is_fixed_address(lv->a);
    case E_INDEX:
        return lv->a->kind == E_DECAY && is_fixed_address(lv->a->a) && e_is_const(lv->b);
    default:
        return false;
    }
}

static void const_visit(Expr **e, void *data)
{
    bool *constant = data;
    *constant = *constant && norm_init_is_const(*e);
}

/* A pointer to reals is none: what it points to may get a shadow. */
bool norm_init_is_const(Expr *e)
{
    bool constant = true;
    if (type_is_pointer(e->type) && type_reaches_reals(e->type) && (e->kind == E_DECAY || e->kind == E_ADDR))
        return false;
    switch (e->kind) {
    case E_INT:
    case E_REAL:
    case E_STRING:
    case E_FN:
        return true;
    case E_SIZEOF:
        return norm_is_plain(e);
    case E_DECAY:
    case E_ADDR:
        return is_fixed_address(e->a);
    case E_CALL:
        if (!call_is_pure(e))
            return false;
        break;
    case E_INIT:
    case E_COMPOUND:
    case E_CAST:
    case E_UNARY:
    case E_BINARY:
    case E_COND:
        break;
    default:
        return false;
    }
    expr_kids(e, const_visit, &constant);
    return constant;
}

/* ---- const dropped ---- */

static Type *assignable(Type *t)
{
    Type *plain = type_plain(t);
    if (plain->kind == T_ARRAY) {
        Type *to = assignable(plain->to);
        if (to == plain->to && !(plain->quals & Q_CONST))
            return t;
        Type *copy = type_array(to, plain->count);
        copy->quals = plain->quals & ~(unsigned)Q_CONST;
        return copy;
    }
    return plain->quals & Q_CONST ? type_qual(type_unqual(t), plain->quals & ~(unsigned)Q_CONST)
                                  : t;
}

static bool has_const_field(Type *t)
{
    t = type_plain(t);
    if (t->kind == T_ARRAY)
        return has_const_field(t->to);
    if (t->kind != T_RECORD)
        return false;
    for (int i = 0; i < t->record->fields.n; i++) {
        Type *field = t->record->fields.at[i]->type;
        if ((type_plain(field)->quals & Q_CONST) || has_const_field(field))
            return true;
    }
    return false;
}

void norm_make_assignable(Var *v)
{
    v->type = assignable(v->type);
    v->written = assignable(v->written);
    if (!has_const_field(v->type))
        return;
    diag_error(v->loc, "const-member", "the members of '%s' are const and get computed values",
               v->name);
    diag_note(v->loc, "declare the members without const");
}

/* ---- elements ---- */

/* Reals, integers and pointers in an object; too many where there is a union or a variable size. */
static long long scalars(Type *t)
{
    enum { many = 1 << 20 };
    t = type_plain(t);
    long long n = 0;
    if (t->kind == T_ARRAY)
        n = t->count && t->count->kind == E_INT && t->count->ival < many
                ? t->count->ival * scalars(t->to)
                : many;
    else if (t->kind != T_RECORD)
        return 1;
    else if (t->record->is_union)
        return many;
    else
        for (int i = 0; i < t->record->fields.n && n < many; i++)
            n += scalars(t->record->fields.at[i]->type);
    return n < many ? n : many;
}

static bool has_string(const Expr *init)
{
    for (int i = 0; i < init->args.n; i++) {
        const Expr *arg = init->args.at[i];
        if (arg && (arg->kind == E_INIT ? has_string(arg)
                                        : arg->kind == E_STRING && type_is_array(arg->type)))
            return true;
    }
    return false;
}

static bool is_bare_bits(const Field *f)
{
    return f->bits >= 0 && !*f->name;
}

static long long constant_count(Type *t)
{
    t = type_plain(t);
    return t->count && t->count->kind == E_INT ? t->count->ival : -1;
}

static Expr *zero_of(Type *t)
{
    Type *plain = type_plain(t);
    if (plain->kind == T_REAL)
        return e_real(plain, 0);
    if (plain->kind == T_INT || plain->kind == T_BOOL)
        return e_cast(type_unqual(t), e_int(0));
    Expr *zero = e_raw(E_CAST, type_unqual(t), (Loc){0});
    zero->a = e_int(0);
    zero->implicit = true;
    return zero;
}

static void store_init(Norm *n, Expr *lv, Expr *init, bool even_const);

/* for (int i = from; i < count; i = i + 1) with an empty body, which is returned. */
static Stmt *count_loop(Norm *n, long long from, long long count, Var **counter)
{
    Type *t = count > 2147483647 ? type_size() : type_int();
    Var *i = norm_temp(n, "i", t);
    Stmt *loop = norm_emit(n, s_new(S_LOOP, n->loc));
    loop->init = s_decl(i, e_int_type(t, from));
    loop->cond = e_bin_exact(O_LT, e_var(i), e_int_type(t, count));
    loop->step = s_assign(e_var(i), e_bin_exact(O_ADD, e_var(i), e_int_type(t, 1)));
    loop->raw_for_decl = true;
    loop->body = s_block();
    loop->init->loc = loop->step->loc = loop->body->loc = n->loc;
    *counter = i;
    return loop->body;
}

/* Elements from..count-1 of array lv become zero. */
static void store_zeros(Norm *n, Expr *lv, long long from, long long count)
{
    if (count - from <= few_leaves) {
        for (long long i = from; i < count; i++)
            store_init(n, e_index(e_decay(expr_clone(lv, NULL)), e_int(i)), NULL, true);
        return;
    }
    Var *i;
    Stmt *body = count_loop(n, from, count, &i);
    Frame before = norm_begin(n);
    store_init(n, e_index(e_decay(expr_clone(lv, NULL)), e_var(i)), NULL, true);
    body->list = norm_end(n, before)->list;
}

static void store_array(Norm *n, Expr *lv, Expr *init, bool even_const)
{
    int given = init ? init->args.n : 0;
    while (given > 0 && !init->args.at[given - 1])
        given--;
    for (int i = 0; i < given; i++)
        store_init(n, e_index(e_decay(expr_clone(lv, NULL)), e_int(i)), init->args.at[i],
                   even_const);
    if (even_const)
        store_zeros(n, lv, given, constant_count(lv->type));
}

static void store_record(Norm *n, Expr *lv, Expr *init, bool even_const)
{
    Record *r = type_plain(lv->type)->record;
    if (r->is_union) {
        int member = init ? init->index : 0;
        Expr *arg = init && init->args.n ? init->args.at[0] : NULL;
        if (r->fields.n)
            store_init(n, e_member(expr_clone(lv, NULL), r->fields.at[member]), arg, even_const);
        return;
    }
    for (int i = 0; i < r->fields.n; i++)
        if (!is_bare_bits(r->fields.at[i]))
            store_init(n, e_member(expr_clone(lv, NULL), r->fields.at[i]),
                       init && i < init->args.n ? init->args.at[i] : NULL, even_const);
}

/* lv = init by elements; NULL: zero. Without even_const, what is constant has its value already. */
static void store_init(Norm *n, Expr *lv, Expr *init, bool even_const)
{
    if (!lv->loc.line) /* for errors */
        lv->loc = init && init->loc.line ? init->loc : n->loc;
    if (!even_const && (!init || norm_init_is_const(init)))
        return;
    if (init && init->kind == E_COMPOUND && type_is_record(init->type) && init->a->kind == E_INIT &&
        !even_const)
        init = init->a;
    bool whole = init && init->kind != E_INIT;
    if (whole) {
        int mark = n->pending.n;
        norm_assign(n, lv, init);
        norm_flush(n, mark);
        return;
    }
    switch (type_plain(lv->type)->kind) {
    case T_ARRAY:
        store_array(n, lv, init, even_const);
        return;
    case T_RECORD:
        store_record(n, lv, init, even_const);
        return;
    default:
        if (init)
            store_init(n, lv, init->args.n ? init->args.at[0] : NULL, even_const);
        else
            norm_emit(n, s_assign(lv, zero_of(lv->type)));
    }
}

/* ---- declarations ---- */

/* What of an initialiser is constant; the rest is zero. NULL: nothing is. */
static Expr *constant_part(Expr *init)
{
    if (!init || norm_init_is_const(init))
        return init;
    if (init->kind != E_INIT)
        return NULL;
    Expr *copy = e_raw(E_INIT, init->type, init->loc);
    copy->index = init->index;
    bool any = false;
    for (int i = 0; i < init->args.n; i++) {
        Expr *arg = constant_part(init->args.at[i]);
        any = any || arg;
        list_add(&copy->args, arg);
    }
    return any ? copy : NULL;
}

/* Is there an element without a value, an array given by a string, or much that is constant? */
static bool wants_constant_part(const Expr *init, int *constants)
{
    for (int i = 0; i < init->args.n; i++) {
        Expr *arg = init->args.at[i];
        if (!arg || (arg->kind == E_STRING && type_is_array(arg->type)))
            return true;
        if (arg->kind == E_INIT ? wants_constant_part(arg, constants)
                                : norm_init_is_const(arg) && ++*constants > few_leaves / 2)
            return true;
    }
    return type_is_array(init->type) && constant_count(init->type) > init->args.n;
}

static Expr *all_zero(Expr *init)
{
    Expr *zero = e_raw(E_INIT, init->type, init->loc);
    zero->index = init->index;
    for (int i = 0; i < init->args.n; i++)
        list_add(&zero->args, NULL);
    return zero;
}

/* s declares an aggregate with initialiser init. */
static void decl_aggregate(Norm *n, Stmt *s, Expr *init)
{
    s->rhs = init;
    if (norm_init_is_const(init)) {
        list_add(&n->out->list, s);
        return;
    }
    int constants = 0;
    bool short_one = scalars(init->type) <= few_leaves / 2 && !has_string(init);
    bool keep = !short_one && wants_constant_part(init, &constants);
    norm_make_assignable(s->var);
    Expr *part = keep ? constant_part(init) : NULL;
    s->rhs = !keep ? NULL : part ? part : all_zero(init);
    list_add(&n->out->list, s);
    store_init(n, e_var(s->var), init, !keep);
}

static Type *sized(Norm *n, Type *t)
{
    Type *plain = type_plain(t);
    if (!type_has_vla(t) || (plain->kind != T_ARRAY && plain->kind != T_POINTER))
        return t;
    Type *to = sized(n, plain->to);
    bool recount = plain->count && !norm_is_plain(plain->count);
    if (to == plain->to && !recount)
        return t;
    Type *copy = NEW(Type);
    *copy = *plain;
    copy->to = to;
    if (recount)
        copy->count = norm_into_temp(n, plain->count, "extent");
    return copy;
}

/* Must the declaration be split: a value that needs an if, a block? */
static bool needs_assignment(Expr *init)
{
    Expr *core = norm_under_casts(init);
    if (norm_is_plain(init))
        return false;
    return core->kind == E_STMTEXPR ||
           (core->kind == E_COND && !(norm_is_plain(core->b) && norm_is_plain(core->c)));
}

static bool is_plain_call(Expr *e)
{
    Expr *call = norm_under_casts(e);
    bool plain = call->kind == E_CALL;
    for (int i = 0; plain && i < call->args.n; i++)
        plain = norm_is_plain(call->args.at[i]);
    return plain;
}

/* T v = g(h(&v)): what is taken out of the initializer stands in front of it, where v has to be declared. A size does not
   need v but only its type. */
static bool needs_itself(Expr *init, const Var *v)
{
    if (!norm_mentions(init, v) || norm_is_plain(init) || is_plain_call(init))
        return false;
    norm_name_sizes(init, v);
    return norm_mentions(init, v);
}

void norm_decl(Norm *n, Stmt *s)
{
    Var *v = s->var;
    Type *t = sized(n, v->type);
    if (v->written == v->type)
        v->written = t;
    v->type = t;
    Expr *init = s->rhs;
    bool aggregate = type_is_array(t) || type_is_record(t);
    if (v->kind == V_STATIC || !init) {
        list_add(&n->out->list, s);
        return;
    }
    if (aggregate && init->kind == E_COMPOUND)
        init = init->a;
    if (!aggregate && init->kind == E_INIT)
        init = init->args.n && init->args.at[0] ? init->args.at[0] : zero_of(t);
    if (init->kind == E_INIT) {
        decl_aggregate(n, s, init);
    } else if (needs_assignment(init) || needs_itself(init, v)) {
        norm_make_assignable(v);
        s->rhs = NULL;
        list_add(&n->out->list, s);
        norm_assign(n, e_var(v), init);
    } else {
        s->rhs = norm_call_value(n, init);
        list_add(&n->out->list, s);
    }
    norm_flush(n, n->floor);
}

/* ---- compound literals ---- */

Expr *norm_compound(Norm *n, Expr *e)
{
    Var *v = norm_temp(n, type_is_array(e->type) ? "values" : "value", assignable(e->type));
    Stmt *decl = s_new(S_DECL, n->loc);
    decl->var = v;
    v->written = v->type;
    if (n->out == n->scope && e->a->kind == E_INIT &&
        (type_is_array(e->type) || type_is_record(e->type))) {
        decl_aggregate(n, decl, e->a);
        return e_var(v);
    }
    norm_make_assignable(v);
    list_add(&n->scope->list, decl);
    store_init(n, e_var(v), e->a, true);
    return e_var(v);
}

Expr *norm_compound_value(Norm *n, Expr *e)
{
    Expr *init = e->a;
    if (type_is_record(e->type) || type_is_array(e->type))
        return norm_compound(n, e);
    if (init->kind == E_INIT)
        init = init->args.n && init->args.at[0] ? init->args.at[0] : zero_of(e->type);
    return norm_value(n, e_cast(e->type, init));
}

bool norm_assign_compound(Norm *n, Expr *lhs, Expr *e)
{
    Expr *init = e->a;
    if (init->kind != E_INIT || !type_is_record(e->type) || has_const_field(e->type) ||
        has_string(init) || scalars(e->type) > few_leaves)
        return false;
    bool own = lhs->kind == E_VAR && lhs->var->kind != V_GLOBAL && lhs->var->kind != V_STATIC &&
               !map_get(n->taken, lhs->var) && !norm_mentions(init, lhs->var);
    if (!own && !norm_init_is_const(init))
        return false;
    store_init(n, lhs, init, true);
    return true;
}

/* ---- for goto.c: a declaration that moves ---- */

/* to = from, element by element. */
static void copy_array(Norm *n, Expr *to, Expr *from)
{
    if (!type_is_array(to->type)) {
        norm_emit(n, s_assign(to, from));
        return;
    }
    Var *i;
    Stmt *body = count_loop(n, 0, constant_count(to->type), &i);
    Frame before = norm_begin(n);
    copy_array(n, e_index(e_decay(to), e_var(i)), e_index(e_decay(from), e_var(i)));
    body->list = norm_end(n, before)->list;
}

Stmt *norm_split_decl(Norm *n, Stmt *decl)
{
    Var *v = decl->var;
    Expr *init = decl->rhs;
    n->loc = decl->loc;
    norm_make_assignable(v);
    if (init->kind != E_INIT && init->kind != E_STRING) {
        Stmt *s = s_assign(e_var(v), init);
        s->loc = decl->loc;
        return s;
    }
    Frame before = norm_begin(n);
    if (init->kind == E_INIT && scalars(v->type) <= few_leaves && !has_string(init)) {
        store_init(n, e_var(v), init, true);
    } else {
        Var *value = norm_temp(n, v->name, v->type);
        norm_emit(n, s_decl(value, init));
        copy_array(n, e_var(v), e_var(value));
    }
    return norm_end(n, before);
}
