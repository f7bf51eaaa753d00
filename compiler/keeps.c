/* keeps.c: says in the comment of an adjoint or gradient what it keeps for its reverse sweep.

   Takes the tidied body; reads the sizes off the arrays that the plan allocated and counts what each loop pushes on the
   tape. What a reader wants to know is how memory grows: with which parameters, with the iterations of which loop. */
#include "adc.h"

#include <string.h>

/* Of one element type: in arrays, by the text of the count; on the tape, by iteration of one loop. */
typedef struct Kept {
    const char *what, *count; /* count: NULL on the tape */
    int times;
    const Stmt *loop; /* on the tape; NULL: outside loops */
    bool maybe;       /* pushed on some ways only */
} Kept;

typedef struct Keeps {
    LIST(Kept) list;
    Fn *fn;
    Stmt *loop;
    bool branch;
    Map *counts; /* Var -> Expr: integers of adc's own, as they are where they are declared */
    Map *on_tape; /* Var: an array on the tape */
} Keeps;

static const char *noun(Type *t)
{
    t = type_plain(t);
    if (t->kind == T_REAL)
        return t->width == W_FLOAT ? "float" : t->width == W_DOUBLE ? "double" : "long double";
    if (type_same(t, type_uchar()) || t->kind == T_BOOL)
        return "byte";
    if (type_is_integer(t))
        return "integer";
    return type_is_pointer(t) ? "pointer" : NULL;
}

static void keep(Keeps *k, Type *type, const char *count, int times)
{
    while (type_is_array(type) && e_is_const(type_plain(type)->count)) {
        long double n = 1.0L;
        e_value(type_plain(type)->count, &n);
        times *= (int)n;
        type = type_plain(type)->to;
    }
    const Record *r = type_is_record(type) ? type_plain(type)->record : NULL;
    for (int i = 0; r && i < r->fields.n; i++)
        keep(k, r->fields.at[i]->type, count, times);
    const char *what = noun(type);
    if (!what)
        return;
    const Stmt *loop = count ? NULL : k->loop;
    for (int i = 0; i < k->list.n; i++) {
        Kept *old = &k->list.at[i];
        bool same_count = count ? old->count && strcmp(count, old->count) == 0 : !old->count;
        if (same_count && old->loop == loop && strcmp(old->what, what) == 0) {
            old->times += times;
            old->maybe |= k->branch;
            return;
        }
    }
    Kept one = {what, count, times, loop, k->branch};
    list_add(&k->list, one);
}

typedef struct Bare {
    Subst subst;
    Map *counts;
} Bare;

/* n - 1, whatever the types are: conversions and suffixes tell a reader nothing, nor does it that no iteration
   keeps nothing. */
static Expr *bare(Expr *e, void *data)
{
    Bare *b = data;
    Expr *count = e->kind == E_VAR ? map_get(b->counts, e->var) : NULL;
    if (count)
        return expr_clone(count, &b->subst);
    if (e->kind == E_COND)
        return expr_clone(e->b, &b->subst);
    if (e->kind == E_INT)
        return e_int(e->ival);
    if (e->kind == E_BINARY) /* 10 - 1 is 9 */
        return e_bin(e->op, expr_clone(e->a, &b->subst), expr_clone(e->b, &b->subst));
    return e->kind == E_CAST ? expr_clone(e->a, &b->subst) : NULL;
}

static void only_params(Expr **e, void *data)
{
    bool *ok = data;
    if ((*e)->kind == E_VAR && (*e)->var->kind != V_PARAM)
        *ok = false;
    expr_kids(*e, only_params, data);
}

/* The product without its constant factors, which go into *times; NULL: nothing else. */
static Expr *take_constants(Expr *e, int *times)
{
    if (e->kind == E_INT) {
        *times *= (int)e->ival;
        return NULL;
    }
    if (e->kind != E_BINARY || e->op != O_MUL)
        return e;
    Expr *a = take_constants(e->a, times), *b = take_constants(e->b, times);
    return a && b ? e_bin(O_MUL, a, b) : a ? a : b;
}

/* The number of elements in terms of the parameters, but for a factor *times; NULL where it is not. */
static const char *count_text(Keeps *k, Expr *count, int *times)
{
    Bare b = {.subst.hook = bare, .counts = k->counts};
    b.subst.data = &b;
    Expr *e = take_constants(expr_clone(count, &b.subst), times);
    bool ok = true;
    if (e)
        only_params(&e, &ok);
    return !ok ? NULL : e ? emit_expr_text(e) : "1";
}

/* v = adc_array(count, size); with adc_tape_array what is stored there counts, in the loop that does it */
static void look_array(Keeps *k, Var *v, Expr *value)
{
    while (value && value->kind == E_CAST)
        value = value->a;
    if (!value || value->kind != E_CALL || !value->fn)
        return;
    if (strcmp(value->fn->name, "adc_tape_array") == 0)
        map_put(k->on_tape, v, v);
    if (strcmp(value->fn->name, "adc_array") != 0)
        return;
    int times = 1;
    const char *count = count_text(k, value->args.at[0], &times);
    Type *element = type_plain(v->type)->to;
    if (count && !type_has_vla(element))
        keep(k, element, count, times);
}

static bool is_on_tape(const Keeps *k, const Expr *lv)
{
    return lv->kind == E_INDEX && lv->a->kind == E_VAR && map_get(k->on_tape, lv->a->var);
}

static void look(Stmt **at, void *data)
{
    Keeps *k = data, outer = *k;
    Stmt *s = *at;
    if (s->kind == S_DECL && s->var->made && type_is_integer(s->var->type) && s->rhs)
        map_put(k->counts, s->var, s->rhs);
    if (s->kind == S_DECL)
        look_array(k, s->var, s->rhs);
    else if (s->kind == S_ASSIGN && s->lhs->kind == E_VAR)
        look_array(k, s->lhs->var, s->rhs);
    else if (s->kind == S_ASSIGN && is_on_tape(k, s->lhs))
        keep(k, s->lhs->type, NULL, 1);
    else if (s->kind == S_PUSH && !(s->rhs->kind == E_VAR && map_get(k->on_tape, s->rhs->var)))
        keep(k, s->rhs->type, NULL, 1);
    if (s->kind == S_LOOP) {
        k->loop = s;
        k->branch = false;
    } else if (s->kind == S_IF || s->kind == S_SWITCH) {
        k->branch = true;
    }
    stmt_kids(s, look, k);
    k->loop = outer.loop;
    k->branch = outer.branch;
}

/* n - 1: to be multiplied in parentheses. */
static bool is_sum(const char *text)
{
    int depth = 0;
    for (const char *c = text; *c; c++) {
        depth += (*c == '(' || *c == '[') - (*c == ')' || *c == ']');
        if (depth == 0 && strchr("+-?", *c) && c[1] != '>')
            return true;
    }
    return false;
}

static void say_amount(Text *t, const Kept *k)
{
    bool number = k->count && strcmp(k->count, "1") == 0;
    if (k->maybe && !k->count)
        text_put(t, "up to ");
    if (k->count && !number && k->times == 1)
        text_put(t, k->count);
    else if (k->count && !number)
        text_format(t, is_sum(k->count) ? "%d * (%s)" : "%d * %s", k->times, k->count);
    else if (k->times == 1)
        text_put(t, k->maybe ? "1" : "one");
    else
        text_format(t, "%d", k->times);
    bool one = k->times == 1 && (!k->count || number);
    text_format(t, " %s%s", k->what, one ? "" : "s");
    if (k->loop && k->loop->loc.line)
        text_format(t, " per iteration of line %d", k->loop->loc.line);
    else if (k->loop)
        text_put(t, " per iteration");
}

/* "n doubles and one byte"; NULL: nothing. */
static const char *amounts(Fn *f)
{
    Keeps k = {.fn = f, .counts = map_new(), .on_tape = map_new()};
    Text t = {0};
    if (f->body)
        look(&f->body, &k);
    for (int i = 0; i < k.list.n; i++) {
        text_put(&t, i == 0 ? "" : i + 1 == k.list.n ? " and " : ", ");
        say_amount(&t, &k.list.at[i]);
    }
    return t.at;
}

void keeps_describe(Derived *d)
{
    const char *all = amounts(d->fn), *less = d->apart ? amounts(d->apart->fn) : NULL;
    if (d->apart && all)
        signature_doc_add(d->fn, format("Where %s, keeps %s; else %s.", d->apart->where, less ? less : "nothing", all));
    else if (all)
        signature_doc_add(d->fn, format("Keeps %s.", all));
}
