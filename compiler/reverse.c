/* reverse.c: the two halves of a statement.

   y = f(x) with partial p has the reverse half x_adj += p * y_adj; y_adj = 0 (Griewank and Walther 2008, table 6.3), where
   y_adj is consumed. Contributions of one statement to one shadow are one statement, and where y itself occurs
   in f its own contribution replaces it last. Partials come from rules.def; their operands through plan_need. */
#include "adjoint.h"

#include <string.h>

void comment_add(Stmt *block, Loc loc)
{
    const char *line = loc.file && loc.line ? source_line(loc) : NULL;
    if (!line)
        return;
    const char *text = intern(format("%s:%d: %s", base_name(loc.file), loc.line, line));
    for (int i = block->list.n - 1; i >= 0; i--) /* once per block of one source line */
        if (block->list.at[i]->kind == S_COMMENT) {
            if (block->list.at[i]->text == text)
                return;
            break;
        }
    s_add(block, s_comment(text));
}

/* ---- contributions ---- */

typedef struct Contribution {
    Expr *shadow, *value, *lv; /* lv: of the primal */
    unsigned hash;             /* of shadow */
} Contribution;

typedef struct Flow {
    Adjoint *a;
    Stmt *stmt;
    Expr *base; /* where not NULL the adjoints flowing are factors of it: then only one product per iteration hangs on
                   the adjoint that a loop carries */
    Stmt *temps;
    bool edges; /* zero may flow through infinite slopes (edges.c) */
    LIST(Contribution) to;
} Flow;

static Expr *name_temp(Flow *f, Expr *value, const char *name)
{
    Type *t = type_plain(value->type);
    Var *v = var_new(f->a->out, V_LOCAL, name, type_qual(type_unqual(t), Q_CONST));
    v->shadow = !f->base;
    s_add(f->temps, s_decl(v, value));
    return e_var(v);
}

static const char *role(Expr *e, bool factor)
{
    if (factor)
        return "factor";
    if (e->kind == E_CALL && e->fn)
        return format("%s_adj", e->fn->name);
    switch (e->op) {
    case O_ADD:
        return "sum_adj";
    case O_SUB:
        return "diff_adj";
    case O_MUL:
        return "prod_adj";
    case O_DIV:
        return "quot_adj";
    default:
        return "value_adj";
    }
}

static void contribute(Flow *f, Expr *lv, Expr *adj)
{
    Moment m = {f->stmt, false};
    Expr *shadow = plan_shadow(f->a, lv, m);
    adj = e_cast(type_unqual(type_plain(lv->type)), adj);
    unsigned hash = e_hash(shadow);
    for (int i = 0; i < f->to.n; i++)
        if (f->to.at[i].hash == hash && e_equal(f->to.at[i].shadow, shadow)) {
            f->to.at[i].value = e_add(f->to.at[i].value, adj);
            return;
        }
    list_add(&f->to, ((Contribution){shadow, adj, lv, hash}));
}

/* The operands of a partial, filled in where it uses them. */
typedef struct Operands {
    Adjoint *a;
    Stmt *stmt;
    Var *stand[4];
    Expr *operand[4];
    Expr *whole;
} Operands;

static Expr *as_primal(Expr *e, void *data)
{
    Operands *o = data;
    for (int k = 0; k < 3 && e->kind == E_VAR; k++)
        if (o->operand[k] && e->var == o->stand[k])
            return o->operand[k];
    return NULL;
}

/* The derivative of sin calls cos: the primal may have called it too, and its value be kept. */
static Expr *kept_call(Operands *o, Expr *e)
{
    Subst s = {.hook = as_primal, .data = o};
    return plan_known(o->a, expr_clone(e, &s), (Moment){o->stmt, false});
}

static Expr *fill(Expr *e, void *data)
{
    Operands *o = data;
    if (e->kind == E_CALL)
        return kept_call(o, e);
    if (e->kind != E_VAR)
        return NULL;
    if (e->var == o->stand[3])
        return plan_need_result(o->a, o->whole, o->stmt);
    for (int k = 0; k < 3; k++)
        if (o->operand[k] && e->var == o->stand[k])
            return plan_need(o->a, o->operand[k], (Moment){o->stmt, false});
    return NULL;
}

static Expr *stand_in(Operands *o, int k, Expr *e)
{
    if (e_is_const(e))
        return e;
    o->operand[k] = e;
    o->stand[k] = var_new(o->a->out, V_LOCAL, "operand", type_unqual(e->type));
    return e_var(o->stand[k]);
}

static Expr *partial_of(Flow *f, Expr *e, int k, Expr **edge)
{
    Operands o = {.a = f->a, .stmt = f->stmt, .whole = e};
    o.stand[3] = var_new(f->a->out, V_LOCAL, "result", type_unqual(e->type));
    Expr *d, *where = NULL;
    if (e->kind == E_CALL) {
        Expr *args[8];
        int n = e->args.n;
        for (int i = 0; i < n && i < 8; i++)
            args[i] = i < 3 ? stand_in(&o, i, e->args.at[i]) : e->args.at[i];
        d = rule_partial(e->fn->rule, k, args, e_var(o.stand[3]), type_plain(e->type));
        where = f->edges ? rule_edge(e->fn->rule, k, args, e_var(o.stand[3]), e->type) : NULL;
    } else {
        Expr *x = stand_in(&o, 0, e->a);
        Expr *y = e->b ? stand_in(&o, 1, e->b) : NULL;
        d = op_partial(e, k, x, y, e_var(o.stand[3]));
    }
    Subst s = {.hook = fill, .data = &o};
    *edge = where ? expr_clone(where, &s) : NULL;
    return d ? expr_clone(d, &s) : NULL;
}

static bool is_light(Expr *e)
{
    return e_size(e) <= 3 && e->kind != E_CALL && !(e->kind == E_BINARY && e->op == O_DIV);
}

static bool is_active(Flow *f, Expr *e)
{
    return e && (type_is_real(e->type) || type_is_complex(e->type)) && active_expr(f->a->active, e);
}

static void flow(Flow *f, Expr *e, Expr *adj);

static void flow_division(Flow *f, Expr *e, Expr *adj)
{
    Moment m = {f->stmt, false};
    bool num = is_active(f, e->a), den = is_active(f, e->b);
    bool complex = type_is_complex(e->type);
    Expr *by = plan_need(f->a, e->b, m);
    Expr *share = e_div(adj, complex ? complex_conj(by) : by);
    if (num && den)
        share = name_temp(f, share, f->base ? "factor" : "num_adj");
    if (num)
        flow(f, e->a, share);
    if (!den)
        return;
    Expr *quotient = plan_need_result(f->a, e, f->stmt);
    flow(f, e->b, e_neg(e_mul(share, complex ? complex_conj(quotient) : quotient)));
}

/* __real__ z, __imag__ z */
static void flow_part(Flow *f, Expr *e, Expr *adj)
{
    Type *t = type_plain(e->a->type);
    flow(f, e->a, e->op == O_REALPART ? e_cast(t, adj) : complex_times_i(adj, t));
}

/* What flows on into an operand of e, whose partial is d; edge: where that is infinite, and zero stays zero. */
static Expr *through(Flow *f, Expr *e, Expr *adj, Expr *d, Expr *edge)
{
    if (edge) {
        Expr *flows = f->base ? f->base : adj, *zero = e_real(type_plain(adj->type), 0.0L);
        while (flows->kind == E_UNARY && flows->op == O_NEG)
            flows = flows->a;
        Expr *none = e_bin(O_EQ, flows, e_real(type_plain(flows->type), 0.0L));
        return e_cond(e_bin(O_LAND, edge, none), zero, e_mul(adj, d));
    }
    if (!type_is_complex(d->type))
        return e_mul(adj, d);
    if (e->kind == E_CALL)
        return complex_adjoint(e->fn->rule, d, adj);
    return e_mul(adj, complex_conj(d));
}

static void flow(Flow *f, Expr *e, Expr *adj)
{
    if (type_is_real(e->type)) /* a real operand of a complex operator */
        adj = complex_part(adj);
    if (e_is_zero(adj) || !is_active(f, e))
        return;
    if (e->kind == E_VAR || e->kind == E_DEREF || e->kind == E_INDEX ||
        (e->kind == E_MEMBER && (e->arrow || e_is_lvalue(e->a)))) {
        contribute(f, e, adj);
        return;
    }
    if (e->kind == E_CAST) {
        flow(f, e->a, e_cast(type_plain(e->a->type), type_is_real(e->a->type) ? complex_part(adj) : adj));
        return;
    }
    if (e->kind == E_UNARY && (e->op == O_REALPART || e->op == O_IMAGPART)) {
        flow_part(f, e, adj);
        return;
    }
    if (e->kind == E_COND) {
        Expr *c = plan_need(f->a, e->a, (Moment){f->stmt, false});
        Expr *zero = e_real(type_plain(e->type), 0.0L);
        flow(f, e->b, e_cond(c, adj, zero));
        flow(f, e->c, e_cond(c, zero, adj));
        return;
    }
    if (e->kind != E_BINARY && e->kind != E_UNARY && e->kind != E_CALL)
        bug("reverse: active expression of kind %d at line %d", e->kind, f->stmt->loc.line);
    int n = e->kind == E_CALL ? e->args.n : e->kind == E_BINARY ? 2 : 1, active = 0;
    Expr *kids[8] = {e->a, e->b};
    for (int k = 0; k < n && k < 8; k++) {
        if (e->kind == E_CALL)
            kids[k] = e->args.at[k];
        active += is_active(f, kids[k]);
    }
    Expr *edge = NULL, *d;
    bool tested = f->edges && !f->base && e->kind == E_CALL && rule_edge(e->fn->rule, 0, e->args.at, e, e->type);
    if ((active > 1 || tested) && !is_light(adj))
        adj = name_temp(f, adj, role(e, f->base != NULL));
    if (e->kind == E_BINARY && e->op == O_DIV) {
        flow_division(f, e, adj);
        return;
    }
    if (e->kind == E_BINARY && e->op == O_MUL && e_equal(e->a, e->b)) { /* a square */
        d = partial_of(f, e, 0, &edge);
        flow(f, e->a, e_mul(e_real(type_plain(adj->type), 2.0L), through(f, e, adj, d, NULL)));
        return;
    }
    for (int k = 0; k < n && k < 8; k++) {
        d = is_active(f, kids[k]) ? partial_of(f, e, k, &edge) : NULL;
        if (d)
            flow(f, kids[k], through(f, e, adj, d, edge));
    }
}

/* ---- assignments ---- */

/* Whether the shadow of lhs may be that of another value read in e. */
static bool reads_alias(Adjoint *a, Stmt *s, Expr *e, Expr *lhs)
{
    if (!e)
        return false;
    if (e_is_lvalue(e) && (type_is_real(e->type) || type_is_complex(e->type)) &&
        active_lvalue(a->active, e) && !e_equal(e, lhs) && !plan_distinct(e, lhs) &&
        alias_may_overlap(a->alias, e, lhs) && !distinct_places(a, s, e, lhs))
        return true;
    for (int i = 0; i < e->args.n; i++)
        if (reads_alias(a, s, e->args.at[i], lhs))
            return true;
    return reads_alias(a, s, e->a, lhs) || reads_alias(a, s, e->b, lhs) || reads_alias(a, s, e->c, lhs);
}

bool e_mentions(Expr *e, Expr *y)
{
    if (!e)
        return false;
    if (e_equal(e, y))
        return true;
    for (int i = 0; i < e->args.n; i++)
        if (e_mentions(e->args.at[i], y))
            return true;
    return e_mentions(e->a, y) || e_mentions(e->b, y) || e_mentions(e->c, y);
}

/* value = y + rest: rest, where it has no other y; NULL where it is not of that form. */
Expr *value_without(Expr *value, Expr *y)
{
    if (e_equal(value, y))
        return e_cast(type_plain(y->type), e_real(type_double(), 0.0L));
    if (value->kind != E_BINARY || (value->op != O_ADD && value->op != O_SUB))
        return NULL;
    Expr *rest = value_without(value->a, y);
    if (rest && !e_mentions(value->b, y))
        return value->op == O_ADD ? e_add(rest, value->b) : e_sub(rest, value->b);
    rest = value->op == O_ADD ? value_without(value->b, y) : NULL;
    return rest && !e_mentions(value->a, y) ? e_add(value->a, rest) : NULL;
}

static void add_into(Stmt *rev, Expr *shadow, Expr *value)
{
    s_add(rev, s_assign(shadow, e_add(shadow, value)));
}

static Expr *contribution(Flow *f, Contribution *c)
{
    if (!f->base)
        return c->value;
    return e_mul(e_cast(type_plain(c->value->type), f->base), c->value);
}

/* y's own contribution takes its place, or leaves zero. */
static void emit_self(Flow *f, Expr *self, Expr *y, Stmt *rev)
{
    Type *t = type_plain(y->type);
    if (!self) {
        s_add(rev, s_assign(y, e_cast(t, e_real(type_double(), 0.0L))));
        return;
    }
    if (!f->base) {
        s_add(rev, s_assign(y, self));
        return;
    }
    if (!e_is_one(self))
        s_add(rev, s_assign(y, e_is_const(self) ? e_mul(y, self) : e_bin(O_MUL, y, self)));
}

static void emit_contributions(Flow *f, Expr *lhs, Expr *y, bool aliased, Stmt *rev)
{
    Expr *self = NULL;
    for (int i = 0; i < f->temps->list.n; i++)
        s_add(rev, f->temps->list.at[i]);
    for (int i = 0; i < f->to.n; i++) {
        Contribution *c = &f->to.at[i];
        if (!aliased && lhs && e_equal(c->lv, lhs))
            self = c->value;
        else
            add_into(rev, c->shadow, contribution(f, c));
    }
    if (lhs && !aliased)
        emit_self(f, self, y, rev);
}

static bool reads_itself(Adjoint *a, Expr *e, Expr *lhs)
{
    if (!e)
        return false;
    if (e_equal(e, lhs))
        return true;
    for (int i = 0; i < e->args.n; i++)
        if (reads_itself(a, e->args.at[i], lhs))
            return true;
    return reads_itself(a, e->a, lhs) || reads_itself(a, e->b, lhs) || reads_itself(a, e->c, lhs);
}

void reverse_assign(Adjoint *a, Stmt *s, Expr *lhs, Expr *rhs, Stmt *rev)
{
    if (!active_lvalue(a->active, lhs))
        return;
    Stmt *mine = s_block();
    Moment m = {s, false};
    Expr *y = plan_shadow(a, lhs, m), *adj = y;
    Flow f = {.a = a, .stmt = s, .temps = s_block(), .edges = edge_unused(a, s)};
    bool aliased = reads_alias(a, s, rhs, lhs);
    if (aliased) {
        adj = name_temp(&f, y, "value_adj");
        s_add(f.temps, s_assign(y, e_cast(type_plain(y->type), e_real(type_double(), 0.0L))));
    }
    if (!aliased && type_is_real(lhs->type) && reads_itself(a, rhs, lhs)) {
        f.base = y;
        adj = e_real(type_plain(y->type), 1.0L);
    }
    flow(&f, rhs, adj);
    emit_contributions(&f, lhs, y, aliased, mine);
    if (!mine->list.n)
        return;
    comment_add(rev, s->loc);
    for (int i = 0; i < mine->list.n; i++)
        s_add(rev, mine->list.at[i]);
}

void reverse_value(Adjoint *a, Expr *e, Expr *adj, Stmt *s, Stmt *rev)
{
    Flow f = {.a = a, .stmt = s, .temps = s_block(), .edges = edge_unused(a, s)};
    flow(&f, e, adj);
    emit_contributions(&f, NULL, NULL, false, rev);
}

/* ---- records ---- */

static Stmt *element_loop(Adjoint *a, Type *array, Var **counter)
{
    *counter = var_new(a->out, V_LOCAL, "k", type_size());
    Stmt *loop = s_new(S_LOOP, (Loc){0});
    loop->flavor = L_FOR;
    loop->init = s_decl(*counter, e_int_type(type_size(), 0));
    loop->cond = e_bin(O_LT, e_var(*counter), e_cast(type_size(), array->count));
    loop->step = s_assign(e_var(*counter), e_add(e_var(*counter), e_int_type(type_size(), 1)));
    loop->body = s_block();
    return loop;
}

/* The reals in t, where all are of one width; NULL: none. *several: of different widths, or beside pointers. */
static Type *reals_of(Type *t, bool *several)
{
    t = type_plain(t);
    *several |= type_has_pointers(t);
    if (t->kind == T_REAL || t->kind == T_COMPLEX)
        return type_real(t->width);
    Type *found = t->kind == T_ARRAY ? reals_of(t->to, several) : NULL;
    for (int i = 0; t->kind == T_RECORD && i < t->record->fields.n; i++) {
        Type *r = reals_of(t->record->fields.at[i]->type, several);
        *several |= r && found && !type_same(r, found);
        found = r ? r : found;
    }
    return found;
}

/* A union, whatever member is in use: its bytes as reals. The shadows of integers in it are never used. */
static void reverse_union(Adjoint *a, Expr *to, Expr *from, Type *t, bool consume, Stmt *rev)
{
    bool several = false, nameless = to->kind == E_MEMBER && !*to->field->name; /* C has no way to ask for its size */
    Type *real = reals_of(t, &several), *pointer = type_pointer(real);
    if (several && !from && !type_has_pointers(t)) { /* zero in every width */
        if (consume && !nameless)
            s_add(rev, s_expr(call_runtime_fn(a, "memset", e_addr(to), e_int(0), e_sizeof_expr(to))));
        for (int i = 0; consume && nameless && i < t->record->fields.n; i++)
            reverse_record(a, e_member(to, t->record->fields.at[i]), NULL, t->record->fields.at[i]->type, true, rev);
        return;
    }
    if (several) {
        diag_error(a->derived->request->loc, "union", "active values in a union of reals of different widths or of pointers");
        return;
    }
    Var *k;
    Expr *count = nameless ? e_int_type(type_size(), type_bytes(t) / type_bytes(real)) : e_div(e_sizeof_expr(to), e_sizeof(real));
    Stmt *loop = count_loop(a, count, &k);
    reverse_record(a, e_index(e_cast(pointer, e_addr(to)), e_var(k)),
                   from ? e_index(e_cast(pointer, e_addr(from)), e_var(k)) : NULL, real, consume, loop->body);
    s_add(rev, loop);
}

/* to = from was the primal: what stands in the shadow of `to` goes to that of `from`. Reals only. */
void reverse_record(Adjoint *a, Expr *to, Expr *from, Type *t, bool consume, Stmt *rev)
{
    t = type_plain(t);
    if (t->kind == T_REAL || t->kind == T_COMPLEX) {
        if (from)
            add_into(rev, from, to);
        if (consume)
            s_add(rev, s_assign(to, e_cast(t, e_real(type_double(), 0.0L))));
    } else if (t->kind == T_ARRAY && !t->count) {
        return; /* what stands behind a record is no part of it */
    } else if (t->kind == T_ARRAY && type_has_reals(t)) {
        Var *k;
        Stmt *loop = element_loop(a, t, &k);
        reverse_record(a, e_index(e_decay(to), e_var(k)), from ? e_index(e_decay(from), e_var(k)) : NULL,
                       t->to, consume, loop->body);
        s_add(rev, loop);
    } else if (t->kind == T_RECORD && !t->record->is_union) {
        for (int i = 0; i < t->record->fields.n; i++) {
            Field *f = t->record->fields.at[i];
            if (type_has_reals(f->type) && !f->inactive)
                reverse_record(a, e_member(to, f), from ? e_member(from, f) : NULL, f->type, consume, rev);
        }
    } else if (t->kind == T_RECORD && type_has_reals(t)) {
        reverse_union(a, to, from, t, consume, rev);
    }
}

/* The pointers in a record: the shadow of a copy points where the shadow of the original points. */
void copy_pointers(Adjoint *a, Expr *to, Expr *from, Type *t, Stmt *fwd)
{
    t = type_plain(t);
    if ((t->kind == T_POINTER && type_has_pointers(t)) || type_is_handle(t)) {
        s_add(fwd, s_assign(to, from));
    } else if (t->kind == T_ARRAY && t->count && type_has_pointers(t)) {
        Var *k;
        Stmt *loop = element_loop(a, t, &k);
        copy_pointers(a, e_index(e_decay(to), e_var(k)), e_index(e_decay(from), e_var(k)), t->to, loop->body);
        if (loop->body->list.n)
            s_add(fwd, loop);
    } else if (t->kind == T_RECORD && !t->record->is_union) {
        for (int i = 0; i < t->record->fields.n; i++) {
            Field *f = t->record->fields.at[i];
            copy_pointers(a, e_member(to, f), e_member(from, f), f->type, fwd);
        }
    }
}

/* to = from was lhs = rhs in the primal: members that are inactive, as those on no path of the request, are left alone. */
static void reverse_members(Adjoint *a, Expr *to, Expr *from, Expr *lhs, Expr *rhs, Stmt *rev)
{
    Type *t = type_plain(lhs->type);
    if (t->kind != T_RECORD || t->record->is_union) {
        if (active_lvalue(a->active, lhs))
            reverse_record(a, to, from && active_lvalue(a->active, rhs) ? from : NULL, t, true, rev);
        return;
    }
    for (int i = 0; i < t->record->fields.n; i++) {
        Field *f = t->record->fields.at[i];
        if (type_has_reals(f->type) && !f->inactive)
            reverse_members(a, e_member(to, f), from ? e_member(from, f) : NULL, e_member(lhs, f), e_member(rhs, f), rev);
    }
}

static void reverse_copy(Adjoint *a, Stmt *s, Expr *lhs, Expr *rhs, Stmt *rev)
{
    bool to = active_lvalue(a->active, lhs) || active_pointer(a->active, e_addr(lhs));
    if (!to)
        return;
    if (!e_is_lvalue(rhs)) {
        if (rhs->kind == E_INIT)
            return;
        diag_error(s->loc, "record-value", "an active record that is neither a variable nor a call's result");
        diag_note(s->loc, "assign it to a variable first");
        return;
    }
    bool from = active_lvalue(a->active, rhs) || active_pointer(a->active, e_addr(rhs));
    Moment m = {s, false};
    if (from)
        copy_pointers(a, shadow_now(a, lhs), shadow_now(a, rhs), lhs->type, a->segment->fwd);
    comment_add(rev, s->loc);
    Expr *y = plan_shadow(a, lhs, m), *x = from ? plan_shadow(a, rhs, m) : NULL;
    if (x && !plan_distinct(lhs, rhs) && alias_may_overlap(a->alias, lhs, rhs)) { /* perhaps the same record */
        Var *moved = var_new(a->out, V_LOCAL, "moved_adj", type_drop_const_deep(type_unqual(lhs->type)));
        moved->shadow = true;
        s_add(rev, s_decl(moved, y));
        reverse_record(a, y, NULL, lhs->type, true, rev);
        reverse_record(a, e_var(moved), x, lhs->type, false, rev);
        return;
    }
    reverse_members(a, y, x, lhs, rhs, rev);
}

/* ---- shadows of locals ---- */

static Var *shadow_new(Adjoint *a, Var *v)
{
    Var *s = var_new(a->out, V_LOCAL, format("%s_adj", v->name), type_drop_const_deep(type_unqual(v->type)));
    s->shadow = true;
    map_put(a->shadows, v, e_var(s));
    return s;
}

Var *shadow_make(Adjoint *a, Var *v)
{
    Expr *known = map_get(a->shadows, v);
    if (known)
        return known->kind == E_VAR ? known->var : NULL;
    if (v->kind == V_GLOBAL || v->kind == V_STATIC) {
        diag_error(v->loc, v->kind == V_GLOBAL ? "active-global" : "active-static",
                   "'%s' leads to active memory and has no shadow of its own", v->name);
        diag_note(v->loc, "pass it as a parameter, or name it in wrt() or of()");
    } else if (v->kind == V_PARAM && type_is_pointer(v->type)) {
        diag_error(v->loc, "active-parameter", "'%s' leads to active memory and has no shadow of its own", v->name);
        diag_note(v->loc, "name it in wrt() or of(), or declare it inactive(%s)", v->name);
    }
    return shadow_new(a, v);
}

/* = {0} zeroes all of it: of a union it need not be more than the first member. */
static bool zeroed_by_init(Type *t)
{
    t = type_plain(t);
    if (t->kind == T_ARRAY)
        return !type_has_vla(t) && zeroed_by_init(t->to);
    for (int i = 0; t->kind == T_RECORD && i < t->record->fields.n; i++)
        if (!zeroed_by_init(t->record->fields.at[i]->type))
            return false;
    return t->kind != T_RECORD || !t->record->is_union;
}

static void add_zero(Adjoint *a, StmtList *to, Var *s)
{
    Expr *e = e_var(s);
    ExprList args = {0};
    list_add(&args, type_is_array(s->type) ? e_decay(e) : e_addr(e));
    list_add(&args, e_int(0));
    list_add(&args, e_sizeof_expr(e));
    list_add(to, s_expr(e_call(runtime_fn(a->program, "memset"), args)));
}

/* A VLA type whose counts can be evaluated in the reverse half. */
static Type *type_then(Adjoint *a, Type *t, Moment m)
{
    Type *p = type_plain(t);
    if (p->kind != T_ARRAY || !type_has_vla(p))
        return t;
    return type_array(type_then(a, p->to, m), plan_need(a, p->count, m));
}

static bool same_counts(Adjoint *a, Type *t, Moment m)
{
    for (t = type_plain(t); t->kind == T_ARRAY; t = type_plain(t->to))
        if (t->count && plan_cost(a, t->count, m))
            return false;
    return true;
}

typedef struct Counts {
    Adjoint *a;
    Moment m;
    Loc loc;
} Counts;

static void refuse_length(Loc loc, const char *name)
{
    diag_error(loc, "nested-vla", "the address of '%s' is used, and its length changes later", name);
    diag_note(loc, "keep the length in a variable that is not assigned again");
}

static void declare_count(Expr **at, void *data)
{
    Counts *c = data;
    Expr *e = *at;
    expr_kids(e, declare_count, c);
    if (e->kind != E_VAR)
        return;
    Segment *seg = c->a->segment;
    Expr *then = plan_need(c->a, e, c->m), *known = seg->lengths ? map_get(seg->lengths, e->var) : NULL;
    if (known && !e_equal(known, then))
        refuse_length(c->loc, e->var->name);
    if (known || (then->kind == E_VAR && then->var == e->var))
        return;
    if (!seg->lengths)
        seg->lengths = map_new();
    map_put(seg->lengths, e->var, then);
    list_add(&seg->before, s_decl(e->var, then));
}

/* The type of a variable-length array names variables: the reverse half gets its own of each that it does not see. */
void reverse_declare_counts(Adjoint *a, Type *t, Moment m)
{
    Counts c = {a, m, m.at->loc};
    for (t = type_plain(t); t->kind == T_ARRAY; t = type_plain(t->to))
        if (t->count)
            declare_count(&t->count, &c);
}

/* A shadow that both halves reach and whose variable does not live that long: allocated anew each time.
   Returns what frees it: to run after the reverse half of the initialisation. */
static Stmt *heap_shadow(Adjoint *a, Stmt *s, Var *d)
{
    Type *t = type_drop_const_deep(type_unqual(s->var->type));
    if (type_has_vla(t) && type_then(a, t, (Moment){s, false}) != t && !same_counts(a, t, (Moment){s, false})) {
        refuse_length(s->loc, s->var->name);
        return NULL;
    }
    d->type = type_pointer(t);
    map_put(a->shadows, s->var, e_deref(e_var(d)));
    ExprList args = {0}, free_args = {0};
    list_add(&args, e_int_type(type_ptrdiff(), 1));
    list_add(&args, e_sizeof_expr(e_deref(e_var(d))));
    s_add(a->segment->fwd, s_decl(d, e_call(runtime_fn(a->program, "adc_zeroed"), args)));
    Type *kept = type_has_vla(t) ? type_pointer(type_void()) : d->type; /* an extent is not there yet where it is declared */
    Expr *here, *then = plan_store_as(a, e_var(d), kept, format("%s_kept", d->name), &here);
    reverse_declare_counts(a, t, (Moment){s, false});
    list_add(&a->segment->before, s_decl(d, then));
    list_add(&free_args, e_var(d));
    return s_expr(e_call(runtime_fn(a->program, "adc_free"), free_args));
}

/* Of a table, see level.c. Halves that are functions of their own both name it. */
void reverse_declare_table(Adjoint *a, Var *table)
{
    Var *d = shadow_new(a, table);
    if (a->halves) {
        Stmt *s = s_decl(table, NULL);
        s->loc = table->loc;
        list_add(&a->sums, heap_shadow(a, s, d));
    } else {
        s_add(a->segment->fwd, s_decl(d, e_zero(d->type)));
    }
}

static bool holds_pointers(Type *t)
{
    t = type_plain(t);
    if (t->kind == T_ARRAY)
        return holds_pointers(t->to);
    if (t->kind != T_RECORD)
        return t->kind == T_POINTER;
    for (int i = 0; i < t->record->fields.n; i++)
        if (holds_pointers(t->record->fields.at[i]->type))
            return true;
    return false;
}

static bool in_loop(Adjoint *a)
{
    for (Segment *s = a->segment; s && s->block != a->region->block; s = s->up)
        if (s->loop)
            return true;
    return false;
}

/* A small array of a branch: what it holds need not be copied where both halves of the branch name it. */
static bool is_small_array(const Var *v)
{
    Type *t = type_plain(v->type);
    long double n = 0.0L;
    return t->kind == T_ARRAY && type_is_real(t->to) && t->count && e_value(t->count, &n) && n <= FEW_ELEMENTS;
}

/* Does the address of a local of an inner block go anywhere? Both halves name it, so it moves to the region's start,
   and serves all iterations of the loops around: only its shadow has to be zero again before each. What holds pointers
   stays: its shadow is set in the forward half. */
static bool lives_longer(Adjoint *a, Stmt *s)
{
    Var *v = s->var;
    bool moves = map_get(a->escapes, v) || (!in_loop(a) && active_var(a->active, v) && is_small_array(v));
    return !a->halves && a->segment->block != a->region->block && moves &&
           v->kind == V_LOCAL && !type_is_pointer(v->type) && !holds_pointers(v->type) && zeroed_by_init(v->type) &&
           !(type_plain(v->type)->quals & Q_CONST) &&
           !(s->rhs && (s->rhs->kind == E_INIT || stmt_call(s)));
}

/* Returns what makes the shadow zero again, or NULL. */
static Stmt *live_longer(Adjoint *a, Stmt *s)
{
    Var *v = s->var;
    map_put(a->longer, v, v);
    bool array = type_is_array(v->type) && !(is_small_array(v) && !map_get(a->escapes, v));
    bool small = !array && !s->rhs; /* for compilers that do not see that it is written first */
    list_add(&a->region->decls, s_decl(v, small ? e_zero(v->type) : NULL));
    if (!active_var(a->active, v))
        return NULL;
    Var *d = shadow_make(a, v);
    list_add(&a->region->decls, s_decl(d, e_zero(d->type)));
    if (!in_loop(a))
        return NULL;
    StmtList zero = {0};
    if (type_is_real(d->type))
        list_add(&zero, s_assign(e_var(d), e_zero(d->type)));
    else
        add_zero(a, &zero, d);
    return zero.at[0];
}

/* The declaration of v's shadow: pointers and what pointers reach live from the forward half on. Returns what frees it. */
static Stmt *declare_shadow(Adjoint *a, Stmt *s)
{
    if (s->var == a->result_var)
        return NULL;
    Var *v = s->var, *d = shadow_make(a, v);
    if (!d) /* arms of a switch that share their statements: allocated in another one before */
        d = ((Expr *)map_get(a->shadows, v))->a->var;
    bool forward = type_is_pointer(v->type) || map_get(a->escapes, v) ||
                   !type_has_reals(v->type) || type_has_pointers(v->type);
    Moment m = {s, false};
    bool at_root = a->segment->block == a->region->block;
    if (type_is_pointer(v->type)) {
        bool known = s->rhs && !stmt_call(s) && active_pointer(a->active, s->rhs);
        if (s->rhs && !stmt_call(s) && !known && !shadow_is_null(a, s->rhs))
            shadow_refuse_mixed(s->loc);
        s_add(a->segment->fwd, s_decl(d, known ? shadow_writable(shadow_pointer_now(a, s->rhs)) : e_zero(d->type)));
        return NULL;
    }
    if (type_is_handle(v->type) && !map_get(a->escapes, v)) {
        if (!call_makes_shadow(a, s))
            s_add(a->segment->fwd, s_decl(d, e_zero(d->type)));
        return NULL;
    }
    if (!forward) {
        if (zeroed_by_init(v->type)) {
            list_add(&a->segment->before, s_decl(d, e_zero(v->type)));
            return NULL;
        }
        d->type = type_drop_const_deep(type_then(a, v->type, m));
        list_add(&a->segment->before, s_decl(d, NULL));
        add_zero(a, &a->segment->before, d);
        return NULL;
    }
    if (a->halves || !at_root)
        return heap_shadow(a, s, d);
    s_add(a->segment->fwd, s_decl(d, zeroed_by_init(v->type) ? e_zero(v->type) : NULL));
    if (!zeroed_by_init(v->type))
        add_zero(a, &a->segment->fwd->list, d);
    return NULL;
}

/* ---- statements ---- */

bool null_pointer(Expr *e)
{
    while (e->kind == E_CAST)
        e = e->a;
    return e_is_zero(e);
}

static void assign_pointer(Adjoint *a, Stmt *s, Expr *lhs, Expr *rhs)
{
    bool elsewhere = lhs->kind == E_VAR && !map_get(a->shadows, lhs->var) &&
                     effects_only_set(a->program, a->src, lhs->var); /* for functions that no derivative flows through */
    if (elsewhere || !active_pointer(a->active, lhs))
        return;
    Expr *value = shadow_now(a, lhs);
    if (shadow_is_null(a, rhs)) {
        s_add(a->segment->fwd, s_assign(value, e_cast(value->type, e_int(0))));
    } else if (active_pointer(a->active, rhs)) {
        Expr *from = shadow_pointer_now(a, rhs);
        bool fixed = shadow_writable(value) != value;
        s_add(a->segment->fwd, s_assign(value, fixed ? from : shadow_writable(from)));
    } else {
        shadow_refuse_mixed(s->loc);
    }
}

static Stmt *forward_copy(Adjoint *a, Stmt *s)
{
    Stmt *c = s_new(s->kind, s->loc);
    *c = *s;
    c->plan = NULL;
    c->lhs = plan_forward(a, s->lhs);
    c->rhs = plan_forward(a, s->rhs);
    return c;
}

void reverse_check_opaque(Adjoint *a, Stmt *s, const ExprList *used)
{
    for (int i = 0; i < used->n; i++)
        if (used->at[i]->kind == E_VAR && active_var(a->active, used->at[i]->var)) {
            diag_error(s->loc, s->label && strcmp(s->label, "asm") == 0 ? "asm" : "opaque",
                       "active '%s' is used in code that adc does not look into",
                       used->at[i]->var->name);
            diag_note(s->loc, "put it into a function with a custom derivative");
        }
}

/* A function's static table is named in both halves, wherever it is declared; a half of its own names constants. */
static void declare_static(Adjoint *a, Stmt *s)
{
    Type *t = type_plain(s->var->type);
    while (t->kind == T_ARRAY)
        t = type_plain(t->to);
    if (!a->halves || (t->quals & Q_CONST))
        list_add(&a->region->decls, s);
    if (a->halves)
        s_add(a->segment->fwd, forward_copy(a, s));
}

static void set_in_shadow(Expr *place, void *data)
{
    Adjoint *a = data;
    s_add(a->segment->fwd, s_assign(shadow_now(a, place), plan_forward(a, place)));
}

static void reverse_simple(Adjoint *a, Stmt *s, Stmt *rev)
{
    if (s->kind == S_DECL && s->var->kind == V_STATIC) {
        declare_static(a, s);
        return;
    }
    Expr *lhs = s->kind == S_DECL ? e_var(s->var) : s->lhs;
    bool longer = s->kind == S_DECL && lives_longer(a, s);
    Stmt *release = longer                                                 ? live_longer(a, s)
                    : s->kind == S_DECL && active_var(a->active, s->var) ? declare_shadow(a, s)
                                                                         : NULL;
    if (reverse_call(a, s, rev)) {
        if (release)
            s_add(rev, release);
        return;
    }
    if (s->kind == S_EXPR) { /* code that adc does not look into */
        reverse_check_opaque(a, s, &s->rhs->args);
        s_add(a->segment->fwd, forward_copy(a, s));
        return;
    }
    bool walks = rewind_update(a, s, rev);
    Expr *picked = select_assign(a, s);
    if (s->kind == S_ASSIGN && type_is_pointer(lhs->type))
        assign_pointer(a, s, lhs, s->rhs);
    else if (s->rhs && type_is_record(lhs->type))
        reverse_copy(a, s, lhs, s->rhs, rev);
    else if (s->rhs && (type_is_real(lhs->type) || type_is_complex(lhs->type)))
        reverse_assign(a, s, lhs, picked ? picked : s->rhs, rev);
    if (rev->list.n && !walks)
        comment_add(a->segment->fwd, s->loc);
    if (!longer && !info(s)->idle)
        s_add(a->segment->fwd, forward_copy(a, s));
    else if (longer && s->rhs)
        s_add(a->segment->fwd, s_assign(lhs, plan_forward(a, s->rhs)));
    mirror_assignment(a->program, a->active, lhs, s->rhs, set_in_shadow, a);
    if (release)
        s_add(rev, release);
}

static bool has_work(Stmt *block)
{
    return block->list.n > 0;
}

static Stmt *branch(Adjoint *a, Stmt *block, Stmt **fwd)
{
    Stmt *rev = s_block();
    Segment *seg = segment_open(a, block, NULL);
    select_block(a, block);
    reverse_block(a, block, seg, rev);
    *fwd = seg->fwd;
    return rev;
}

static void reverse_if(Adjoint *a, Stmt *s, Stmt *rev)
{
    Stmt *then_fwd = NULL, *else_fwd = NULL;
    Stmt *then_rev = branch(a, s->body, &then_fwd);
    Stmt *else_rev = s->other ? branch(a, s->other, &else_fwd) : s_block();
    Expr *now = plan_forward(a, s->cond);
    bool picks = select_passes(a, s->body), picks_other = select_passes(a, s->other);
    if (picks || picks_other) {
        Stmt *only = picks ? then_rev : else_rev;
        for (int i = 0; i < only->list.n; i++)
            s_add(rev, only->list.at[i]);
    } else if (has_work(then_rev) || has_work(else_rev)) {
        Moment m = {s, false};
        Expr *then;
        if (plan_cost(a, s->cond, m) == 0) {
            planned_branch(a, s, false);
            then = plan_need(a, s->cond, m);
        } else {
            planned_branch(a, s, true);
            bool truth = (now->kind == E_BINARY && now->op >= O_LT) || (now->kind == E_UNARY && now->op == O_NOT);
            Expr *taken = truth ? now : e_bin(O_NE, now, e_cast(type_plain(now->type), e_int(0)));
            then = plan_store_as(a, taken, type_uchar(), s->loc.line ? format("taken_%d", s->loc.line) : "taken", &now);
        }
        if (!has_work(then_rev))
            s_add(rev, s_if(e_not(then), else_rev, NULL));
        else
            s_add(rev, s_if(then, then_rev, has_work(else_rev) ? else_rev : NULL));
    }
    Stmt *made = s_if(now, then_fwd, else_fwd && has_work(else_fwd) ? else_fwd : NULL);
    made->loc = s->loc;
    s_add(a->segment->fwd, made);
}

static void reverse_kind(Adjoint *a, Stmt *s, Stmt *rev)
{
    switch (s->kind) {
    case S_DECL:
    case S_ASSIGN:
    case S_EXPR:
        reverse_simple(a, s, rev);
        return;
    case S_IF:
        reverse_if(a, s, rev);
        return;
    case S_LOOP:
        reverse_loop(a, s, rev);
        return;
    case S_SWITCH:
        reverse_switch(a, s, rev);
        return;
    case S_PUSH:
    case S_POP:
        reverse_tape(a, s, rev);
        return;
    case S_RETURN:
        reverse_return(a, s, rev);
        return;
    case S_COMMENT:
        return;
    case S_OPAQUE:
        reverse_check_opaque(a, s, &s->args);
        s_add(a->segment->fwd, forward_copy(a, s));
        return;
    default:
        bug("reverse: statement of kind %d at line %d", s->kind, s->loc.line);
    }
}

void reverse_stmt(Adjoint *a, Stmt *s, Stmt *rev)
{
    Stmt *fwd = a->segment->fwd;
    int forward = fwd->list.n, reverse = rev->list.n;
    reverse_kind(a, s, rev);
    stmts_belong(fwd, forward, s);
    stmts_belong(rev, reverse, s);
}

static void flush(Segment *seg)
{
    for (int i = 0; i < seg->before.n; i++)
        s_add(seg->fwd, seg->before.at[i]);
    seg->before.n = 0;
}

static void append(Stmt *to, const Stmt *from)
{
    for (int i = 0; i < from->list.n; i++)
        s_add(to, from->list.at[i]);
}

/* Loops to be fused and what stands behind them: the reverse half of the latter comes first, since it makes the adjoints
   that the loops start from; then the loops, both halves at once; then the forward half of the latter. What that reverse
   half needs is settled before the loops (fuse.c), so it is kept in front of them. */
static void reverse_tail(Adjoint *a, Stmt *block, int start, int end, Segment *seg)
{
    Stmt *fwd = seg->fwd, *behind = s_block();
    StmtList halves = {0};
    seg->fwd = behind;
    a->region->front = fwd;
    for (int i = end; i < block->list.n; i++) {
        Stmt *half = s_block();
        reverse_stmt(a, block->list.at[i], half);
        list_add(&halves, half);
    }
    a->region->front = NULL;
    seg->fwd = fwd;
    rewind_close(a, seg);
    flush(seg);
    for (int i = halves.n - 1; i >= 0; i--)
        append(fwd, halves.at[i]);
    for (int i = start; i < end; i++) {
        reverse_fused(a, block->list.at[i]);
        plan_wrote(a, block->list.at[i]);
    }
    append(fwd, behind);
}

void reverse_block(Adjoint *a, Stmt *block, Segment *seg, Stmt *rev)
{
    LIST(Stmt *) halves = {0};
    int end = block->list.n, start = end;
    if (block == a->region->block)
        start = fuse_start(a, &block->list, &end);
    for (int i = 0; i < start; i++) {
        Stmt *half = s_block();
        reverse_stmt(a, block->list.at[i], half);
        plan_wrote(a, block->list.at[i]);
        for (int k = 0; k < seg->behind.n; k++)
            s_add(seg->fwd, seg->behind.at[k]);
        seg->behind.n = 0;
        for (int k = 0; k < seg->frees.n; k++)
            s_add(half, seg->frees.at[k]);
        seg->frees.n = 0;
        list_add(&halves, half);
    }
    if (start < block->list.n)
        reverse_tail(a, block, start, end, seg);
    StmtList body = {0};
    for (int i = halves.n - 1; i >= 0; i--)
        for (int k = 0; k < halves.at[i]->list.n; k++)
            list_add(&body, halves.at[i]->list.at[k]);
    segment_close(a, seg, &body, rev);
}
