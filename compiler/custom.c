/* custom.c: what a custom derivative of a function must look like, whether the one that is declared does, and how
   much is behind the pointers it is given.

   The signatures are those of adjoint(f) and tangent(f) with the default clauses: first the parameters of f, then a shadow
   for each that reaches reals and is not inactive, then that of the result. const below a pointer may differ: a
   derivative may promise more, and shadows have it where they are only read. */
#include "flow.h"

typedef struct Signature {
    Type *result;
    LIST(Type *) types;
    LIST(const char *) names; /* of the parameters; "x_adj" */
} Signature;

static void put(Signature *s, Type *type, const char *name)
{
    list_add(&s->types, type);
    list_add(&s->names, name);
}

static const char *param_name(const Fn *f, int i)
{
    const char *name = f->params.at[i]->name;
    return name && *name ? name : format("p%d", i + 1);
}

static bool has_shadow(const Var *param)
{
    return !param->inactive && type_declares_reals(param->type);
}

static Type *result_of(const Fn *f)
{
    return type_unqual(type_plain(f->type)->to);
}

static bool returns_reals(Type *result)
{
    return !type_is_pointer(result) && type_declares_reals(result);
}

/* void f_adjoint(p, p_adj, return_adj) */
static Signature adjoint_signature(const Fn *f)
{
    Signature s = {.result = type_void()};
    for (int i = 0; i < f->params.n; i++)
        put(&s, f->params.at[i]->written, param_name(f, i));
    for (int i = 0; i < f->params.n; i++) {
        Type *t = f->params.at[i]->type;
        Type *shadow = type_drop_const_deep(type_unqual(t));
        if (has_shadow(f->params.at[i]))
            put(&s, type_is_pointer(t) ? shadow : type_pointer(shadow), format("%s_adj", param_name(f, i)));
    }
    Type *r = result_of(f);
    if (returns_reals(r))
        put(&s, type_is_record(r) ? type_pointer(type_qual(r, Q_CONST)) : r, "return_adj");
    return s;
}

/* R f_tangent(p, p_tan, R *return_tan) */
static Signature tangent_signature(const Fn *f)
{
    Signature s = {.result = result_of(f)};
    for (int i = 0; i < f->params.n; i++)
        put(&s, f->params.at[i]->written, param_name(f, i));
    for (int i = 0; i < f->params.n; i++) {
        Type *t = type_unqual(f->params.at[i]->type);
        if (has_shadow(f->params.at[i]))
            put(&s, type_is_record(t) ? type_pointer(type_qual(t, Q_CONST)) : t,
                format("%s_tan", param_name(f, i)));
    }
    if (returns_reals(s.result))
        put(&s, type_pointer(s.result), "return_tan");
    return s;
}

static const char *text_of(const Signature *s, const char *name)
{
    Text params = {0}, t = {0};
    for (int i = 0; i < s->types.n; i++) {
        text_put(&params, i ? ", " : "");
        emit_type(&params, s->types.at[i], s->names.at[i]);
    }
    emit_type(&t, s->result, format("%s(%s)", name, s->types.n ? params.at : "void"));
    return t.at;
}

const char *custom_adjoint_prototype(const Fn *f, const char *name)
{
    Signature s = adjoint_signature(f);
    return text_of(&s, name);
}

const char *custom_tangent_prototype(const Fn *f, const char *name)
{
    Signature s = tangent_signature(f);
    return text_of(&s, name);
}

static bool same(Type *want, Type *have)
{
    return type_same(type_drop_const_deep(type_unqual(want)), type_drop_const_deep(type_unqual(have)));
}

/* The type of a parameter that was written as an array is a pointer. */
static Type *adjusted(Type *t)
{
    Type *plain = type_plain(t);
    return plain->kind == T_ARRAY ? type_pointer(plain->to) : t;
}

static bool fits(const Signature *s, const Fn *g)
{
    if (g->params.n != s->types.n || g->variadic || !same(s->result, result_of(g)))
        return false;
    for (int i = 0; i < g->params.n; i++)
        if (!same(adjusted(s->types.at[i]), g->params.at[i]->type))
            return false;
    return true;
}

static void check(Program *p, const Fn *f, const char *name, const Signature *s, const char *id, const char *kind)
{
    Fn *g = name ? program_fn(p, name) : NULL;
    if (!g || fits(s, g)) /* one that is not declared is told where it is needed */
        return;
    diag_error(g->loc, id, "'%s' does not fit as the custom %s of '%s'", name, kind, f->name);
    diag_note(f->loc, "it must be: %s;", text_of(s, name));
}

/* R g(R result) of ADC_SHADOW */
static void check_maker(Program *p, const Fn *f)
{
    Fn *g = f->shadow_of_result ? program_fn(p, f->shadow_of_result) : NULL;
    Signature s = {.result = result_of(f)};
    put(&s, result_of(f), "result");
    if (!g || fits(&s, g))
        return;
    diag_error(g->loc, "shadow", "'%s' does not fit as what makes the shadow of what '%s' returns", g->name, f->name);
    diag_note(f->loc, "it must be: %s;", text_of(&s, g->name));
}

void custom_check(Program *p)
{
    for (int i = 0; i < p->fns.n; i++) {
        const Fn *f = p->fns.at[i];
        Signature adjoint = adjoint_signature(f), tangent = tangent_signature(f);
        check(p, f, f->custom_adjoint, &adjoint, "custom-adjoint", "adjoint");
        check(p, f, f->custom_tangent, &tangent, "custom-tangent", "tangent");
        check_maker(p, f);
    }
}

/* ---- extents ---- */

/* The elements of an array type; NULL: unknown, or no array. */
static Expr *array_count(Type *t, Subst *s)
{
    Expr *n = NULL;
    for (t = type_plain(t); t->kind == T_ARRAY; t = type_plain(t->to)) {
        if (!t->count)
            return NULL;
        Expr *c = e_cast(type_ptrdiff(), expr_clone(t->count, s));
        n = n ? e_mul(n, c) : c;
    }
    return n;
}

/* One element at the end of a record may be the old way to write what now is a flexible array: allocated longer. */
static bool may_be_longer(const Expr *member)
{
    Type *owner = type_plain(member->a->type), *t = type_plain(member->type);
    const Record *r = (member->arrow ? type_plain(owner->to) : owner)->record;
    return member->field == r->fields.at[r->fields.n - 1] && !(t->count && t->count->kind == E_INT && t->count->ival > 1);
}

/* So many elements does p lead over with a step of `by`; NULL: unknown. */
static Expr *stepped(Expr *p, Expr *by)
{
    Type *to = type_plain(type_plain(p->type)->to);
    Expr *row = to->kind == T_ARRAY ? array_count(to, NULL) : e_int_type(type_ptrdiff(), 1);
    return row ? e_mul(row, e_cast(type_ptrdiff(), by)) : NULL;
}

static Expr *elements_from(Expr *p);

static Expr *elements_after(Op op, Expr *p, Expr *by)
{
    Expr *n = elements_from(p), *step = n ? stepped(p, by) : NULL;
    return step ? (op == O_ADD ? e_sub(n, step) : e_add(n, step)) : NULL;
}

/* What is left of an array whose size is declared, from a pointer into it on; NULL: unknown. */
static Expr *elements_from(Expr *p)
{
    p = e_uncast(p);
    if (p->kind == E_BINARY && type_is_pointer(p->a->type) && (p->op == O_ADD || p->op == O_SUB))
        return elements_after(p->op, p->a, p->b);
    Expr *array = p->kind == E_DECAY || p->kind == E_ADDR ? p->a : p;
    if (array != p && array->kind == E_INDEX)
        return elements_after(O_ADD, array->a, array->b);
    if (array != p && array->kind == E_DEREF)
        return elements_from(array->a);
    if (p->kind == E_ADDR && array->kind == E_VAR && type_is_arith(array->type))
        return e_int_type(type_ptrdiff(), 1);
    if (p->kind == E_DECAY && array->kind == E_MEMBER)
        return may_be_longer(array) ? NULL : array_count(array->type, NULL);
    return array->kind == E_VAR ? array_count(p->kind == E_DECAY ? array->var->type : array->var->written, NULL) : NULL;
}

/* As the declaration of the parameter says, at this call. */
static Expr *declared_count(Expr *call, int k)
{
    Fn *f = call->fn;
    Subst s = {.vars = map_new()};
    for (int i = 0; i < f->params.n && i < call->args.n; i++)
        map_put(s.vars, f->params.at[i], call->args.at[i]);
    return array_count(f->params.at[k]->written, &s);
}

static bool same_elements(Expr *call, int k)
{
    return type_same(e_element(call->args.at[k]), e_element(e_var(call->fn->params.at[k])));
}

Expr *custom_extent(Expr *call, int k)
{
    if (k >= call->fn->params.n)
        return NULL;
    Expr *n = same_elements(call, k) ? declared_count(call, k) : NULL;
    return n ? n : elements_from(call->args.at[k]);
}

/* No more than the largest variable that p may lead into holds; -1: unknown. */
static long long elements_around(Alias *alias, Expr *p)
{
    const Bits *to = alias_pointees(alias, p);
    long long most = -1, each = type_bytes(e_element(p));
    for_bits(i, to) {
        const Object *o = alias->cells.at[i]->object;
        long long bytes = o->kind == OB_VAR ? type_bytes(o->var->type) : -1;
        if (bytes < 0 || each < 1)
            return -1;
        most = bytes / each > most ? bytes / each : most;
    }
    return most;
}

Expr *custom_shadow_extent(Alias *alias, Expr *call, int k)
{
    Expr *n = same_elements(call, k) ? custom_extent(call, k) : NULL;
    if (n && n->kind == E_INT)
        return e_int(n->ival > 1 ? n->ival : 1);
    long long around = n || !same_elements(call, k) ? -1 : elements_around(alias, call->args.at[k]);
    return around > 0 ? e_int(around) : n;
}
