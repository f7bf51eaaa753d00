/* check_object.c: makes up what a primal is called with, in the program of --check-main, and moves reals between that and flat
   vectors. Takes a derived function; leaves text: locals for the parameters with the memory they lead to, by their declarations and
   shape(): every size is the same small number, other integers are subscripts that are in range everywhere. */
#include "check_main.h"

#include <string.h>

static bool is_memory(Type *t) { return type_is_pointer(t) || type_is_array(t); }

static Type *innermost(Type *t)
{
    for (t = type_plain(t); t->kind == T_POINTER || t->kind == T_ARRAY; t = type_plain(t->to))
        ;
    return t;
}

static bool is_number(Type *t)
{
    t = type_plain(t);
    return t->kind == T_REAL || t->kind == T_COMPLEX;
}

static bool is_integer(Type *t)
{
    t = type_plain(t);
    return t->kind == T_INT || t->kind == T_BOOL;
}

static void refuse(Objects *o, const char *why)
{
    if (!o->why)
        o->why = why;
}

static const char *path_of(const Actor *a) { return signature_path(a, NULL); }

/* ---- extents ---- */


static void note_sizes(Expr **e, void *data)
{
    Objects *o = data;
    if ((*e)->kind == E_VAR)
        map_put(o->sizes, (*e)->var, o);
    if ((*e)->kind == E_MEMBER)
        map_put(o->sizes, (*e)->field, o);
    if ((*e)->kind == E_CALL)
        refuse(o, "a function is called for an extent");
    expr_kids(*e, note_sizes, o);
}

/* Constants have names in the source alone. */
static Expr *without_name(Expr *e, void *data)
{
    (void)data;
    return e->kind == E_INT && e->text && (*e->text < '0' || *e->text > '9') ? e_int_type(e->type, e->ival) : NULL;
}

static Expr *plain(Expr *e)
{
    Subst s = {.hook = without_name};
    return expr_clone(e, &s);
}

static int levels_of(Type *t)
{
    int n = 0;
    for (t = type_plain(t); t->kind == T_POINTER || t->kind == T_ARRAY; t = type_plain(t->to))
        n++;
    return n;
}

static bool is_plain(const Expr *e) { return e->kind == E_INT || e->kind == E_VAR || e->kind == E_MEMBER; }

/* Of sizes, which are positive here, or of what may not be. */
static Expr *product(const ExprList *extents)
{
    Expr *n = NULL;
    for (int i = 0; i < extents->n; i++) {
        if (!is_plain(extents->at[i]))
            return ways_count(extents, 0);
        n = n ? e_mul(n, expr_clone(extents->at[i], NULL)) : expr_clone(extents->at[i], NULL);
    }
    return n;
}

/* One for each pointer and array of type t, which stands where these extents are; false: they are not known. */
static bool levels(Objects *o, Type *t, const ExprList *extents, bool known, ExprList *out)
{
    int n = levels_of(t);
    *out = (ExprList){0};
    if (!known || (extents->n && extents->n != n && n != 1))
        return false;
    if (extents->n == n)
        *out = ways_clone(extents, NULL);
    else if (extents->n)
        list_add(out, product(extents));
    while (out->n < n) /* one struct, or the one real that is the dependent */
        list_add(out, e_int(1));
    for (int i = 0; i < out->n; i++) {
        Expr *e = out->at[i] = plain(out->at[i]);
        if (!o->settling)
            continue;
        note_sizes(&e, o);
        o->memory = true;
        if (e->kind == E_INT && e->ival > 1 && e->ival < o->least)
            o->least = e->ival;
    }
    return true;
}

static bool same_place(const Actor *a, const Actor *b)
{
    if (a->var != b->var || a->members.n != b->members.n)
        return false;
    for (int i = 0; i < a->members.n; i++)
        if (a->members.at[i] != b->members.at[i])
            return false;
    return true;
}

static bool begins_with(const Actor *a, const Actor *start)
{
    if (a->var != start->var || a->members.n < start->members.n)
        return false;
    for (int i = 0; i < start->members.n; i++)
        if (a->members.at[i] != start->members.at[i])
            return false;
    return true;
}

/* What another request says of the same memory of the same function. */
static bool said_elsewhere(Objects *o, const Actor *a, ExprList *extents)
{
    for (int i = 0; i < o->p->derived.n; i++) {
        Derived *d = o->p->derived.at[i];
        if (d == o->d || d->primal != o->d->primal || !a->var)
            continue;
        Actor x = actor_object(o->p, d, a->var);
        for (int k = 0; k < a->members.n; k++)
            x = actor_member(o->p, d, &x, a->members.at[k]);
        if (!x.extents_known || !x.extents.n)
            continue;
        Subst s = {.vars = map_new()};
        for (int k = 0; k < d->primal_params.n; k++)
            map_put(s.vars, d->primal_params.at[k], e_var(o->d->primal_params.at[k]));
        *extents = ways_clone(&x.extents, &s);
        return true;
    }
    return false;
}

/* The request's own says more: a dependent without extents is one real. What is taken for a pointer to one struct may be said to
   lead to several. */
static bool own_levels(Objects *o, const Actor *a, ExprList *out)
{
    const Actor *own = a;
    for (int i = 0; i < o->d->actors.n; i++)
        if (same_place(&o->d->actors.at[i], a) && o->d->actors.at[i].extents_known)
            own = &o->d->actors.at[i];
    ExprList extents = own->extents;
    bool known = own->extents_known, struct_alone = known && !extents.n && type_is_pointer(a->type) && type_is_record(innermost(a->type));
    if ((!known || struct_alone) && said_elsewhere(o, a, &extents))
        known = true;
    return levels(o, a->type, &extents, known, out);
}

/* ---- loops over elements ---- */

typedef struct Nest {
    Text *t;
    int indent, loops;
} Nest;

static void line(Nest *x, const char *text) { text_format(x->t, "%*s%s\n", 4 * x->indent, "", text); }

static const char *counter(int i) { return i < 6 ? format("adc_%c", 'i' + i) : format("adc_i%d", i); }

static bool fits_ptrdiff(Type *t)
{
    t = type_plain(t);
    return t->kind != T_INT || t->is_signed || t->size < 4;
}

static const char *open_loop(Nest *x, Expr *count)
{
    const char *i = counter(x->loops++);
    const char *end = emit_expr_text(fits_ptrdiff(count->type) ? count : e_cast(type_ptrdiff(), count));
    line(x, format(count->kind == E_COND ? "for (ptrdiff_t %s = 0; %s < (%s); %s++) {" : "for (ptrdiff_t %s = 0; %s < %s; %s++) {", i, i, end, i));
    x->indent++;
    return i;
}

static void open_lanes(Nest *x, int lanes)
{
    x->loops++;
    line(x, format("for (int adc_lane = 0; adc_lane < %d; adc_lane++) {", lanes));
    x->indent++;
}

static void close_loops(Nest *x, int loops)
{
    for (; x->loops > loops; x->loops--) {
        x->indent--;
        line(x, "}");
    }
}

/* (*s).x is s->x. */
static const char *member(const char *at, const Field *f)
{
    if (!*f->name) /* anonymous: its members are those of what is around it */
        return at;
    size_t n = strlen(at);
    if (n > 3 && at[0] == '(' && at[1] == '*' && strcspn(at + 2, "()*") == n - 3)
        return format("%.*s->%s", (int)n - 3, at + 2, f->name);
    return format("%s.%s", at, f->name);
}

static const char *bare(const char *at)
{
    size_t n = strlen(at);
    return n > 3 && at[0] == '(' && at[1] == '*' && strcspn(at + 2, "()") == n - 3 ? format("%.*s", (int)n - 2, at + 1) : at;
}

/* Where the program writes what the type says is const. */
static const char *writable_value(const char *at, Type *t)
{
    Type *free = type_drop_const_deep(t);
    bool top = (t->quals | type_plain(t)->quals) & Q_CONST;
    return top ? format("(*(%s)&%s)", type_text(type_pointer(type_unqual(free)), "", false), at) : at;
}

static const char *writable_memory(const char *at, Type *to)
{
    bool is_const = (to->quals | type_plain(to)->quals) & Q_CONST || (type_is_array(to) && type_drop_const_deep(to) != to);
    return is_const ? format("((%s)%s)", type_text(type_pointer(type_drop_const_deep(to)), "", false), at) : at;
}

/* at, of type *t with these extents: each element, by loops, and writable. */
static const char *each(Nest *x, const char *at, Type **t, const ExprList *extents, bool made)
{
    for (int i = 0; i < extents->n; i++) {
        Type *plain_type = type_plain(*t);
        Expr *n = extents->at[i];
        if (!made)
            at = writable_memory(at, plain_type->to);
        if (e_is_one(n))
            at = plain_type->kind == T_POINTER ? format("(*%s)", at) : format("%s[0]", at);
        else
            at = format("%s[%s]", at, open_loop(x, n));
        *t = type_drop_const_deep(plain_type->to);
    }
    return at;
}

/* ---- the start of a path ---- */

typedef struct Start {
    const char *name;
    Type *type;
    int lanes;    /* 0: none; of each element, or of `name` itself */
    bool flat;    /* of an array of structs: those of all lanes of one element stand side by side, then those of the next */
    bool made;    /* a local of this program: nothing of what it points to is const */
} Start;

static Type *parameter_type(Var *v)
{
    Type *t = type_plain(param_written(v));
    return t->kind == T_ARRAY ? type_pointer(t->quals ? type_qual(t->to, t->quals) : t->to) : t;
}

static Start primal_start(const Objects *o, const Var *v)
{
    int i = fn_param_index(o->d->primal, v);
    if (!v)
        return (Start){.name = "adc_result", .type = type_plain(o->d->primal->type)->to, .made = true};
    if (i < 0)
        return (Start){.name = v->name, .type = v->type};
    return (Start){.name = o->d->primal_params.at[i]->name, .type = o->d->primal_params.at[i]->type, .made = true};
}

/* The shadow of v. */
static Start shadow_start(const Objects *o, const Var *v, Var *shadow)
{
    Start s = primal_start(o, v);
    Type *t = shadow->kind == V_GLOBAL ? shadow->type : parameter_type(shadow);
    s.name = shadow->name;
    s.lanes = o->d->lanes;
    if (shadow->kind == V_GLOBAL)
        return s;
    s.flat = s.lanes && type_is_pointer(s.type) && type_is_record(type_plain(t)->to);
    if (!s.lanes && type_is_pointer(t) && !is_memory(s.type))
        s.name = format("(*%s)", s.name);
    return s;
}

/* Each element of what the path starts with, of the lane at hand. */
static const char *each_of_start(Nest *x, const Start *s, const ExprList *extents, Type **t)
{
    *t = s->type;
    if (s->flat) {
        Expr *n = extents->at[0];
        *t = type_plain(*t)->to;
        return e_is_one(n) ? format("%s[adc_lane]", s->name) : format("%s[%s * %d + adc_lane]", s->name, open_loop(x, n), s->lanes);
    }
    const char *at = each(x, s->name, t, extents, s->made);
    return s->lanes ? format("%s[adc_lane]", at) : at;
}

/* ---- paths to reals ---- */

/* It leads from one such struct to another. */
static bool is_around(const Record *r, const Actor *a)
{
    Type *at = a->var ? innermost(a->var->type) : NULL;
    for (int i = 0; i < a->members.n; i++) {
        if (at && at->kind == T_RECORD && at->record == r)
            return true;
        at = innermost(a->members.at[i]->type);
    }
    return false;
}

/* What a function and all that it may call look at. */
typedef struct Looks {
    Map *seen; /* members, functions */
    FnList fns;
    bool anything; /* it calls through a pointer */
} Looks;

static void look(Expr **e, void *data)
{
    Looks *l = data;
    const void *seen = (*e)->kind == E_MEMBER ? (void *)(*e)->field : (*e)->kind == E_FN ? (void *)(*e)->fn : NULL;
    if ((*e)->kind == E_FN && !map_get(l->seen, seen))
        list_add(&l->fns, (*e)->fn);
    if (seen)
        map_put(l->seen, seen, l);
    l->anything = l->anything || ((*e)->kind == E_CALL && !(*e)->fn);
    expr_kids(*e, look, l);
}

static void look_stmt(Stmt **s, void *data)
{
    stmt_exprs(*s, look, data);
    stmt_kids(*s, look_stmt, data);
}

static Looks looks_of(Fn *f)
{
    Looks l = {.seen = map_new()};
    list_add(&l.fns, f);
    for (int i = 0; i < l.fns.n; i++)
        if (l.fns.at[i]->body)
            look_stmt(&l.fns.at[i]->body, &l);
    return l;
}

static bool is_used(Objects *o, const Field *f)
{
    if (!o->looked_at) {
        Looks l = looks_of(o->d->primal);
        o->looked_at = l.seen;
        o->looks_anywhere = l.anything;
    }
    return o->looks_anywhere || map_get(o->looked_at, f);
}

/* All reals of a, as the paths to them. */
static void add_parts(Objects *o, PartList *to, const Actor *a)
{
    Type *t = innermost(a->type);
    ExprList unused;
    if (t->kind == T_REAL || t->kind == T_COMPLEX) {
        if (t->width == W_FLOAT) /* the least exact one says how close is close */
            o->width = W_FLOAT;
        if (own_levels(o, a, &unused))
            list_add(to, *a);
        else if (!a->members.n || is_used(o, a->members.at[a->members.n - 1]))
            refuse(o, format("the extent of '%s' is not known", path_of(a)));
        return;
    }
    if (t->kind != T_RECORD)
        return;
    if (t->record->is_union || is_around(t->record, a)) {
        refuse(o, format("'%s' is %s", path_of(a), t->record->is_union ? "a union" : "a linked structure"));
        return;
    }
    for (int i = 0; i < t->record->fields.n; i++) {
        Field *f = t->record->fields.at[i];
        if (f->inactive || !type_carries(f->type))
            continue;
        Actor part = actor_member(o->p, o->d, a, f);
        if (type_is_pointer(f->type) && !is_used(o, f))
            continue;
        add_parts(o, to, &part);
    }
}

/* ---- making ---- */

typedef struct Make {
    Objects *o;
    Nest nest;
    bool shadow; /* only pointers to what is on a path */
    int lanes;   /* of what the path starts with */
} Make;

static bool is_on_path(const PartList *group, const Actor *a)
{
    for (int i = 0; i < group->n; i++)
        if (begins_with(&group->at[i], a))
            return true;
    return false;
}

static bool is_whole(const PartList *group, const Actor *a)
{
    for (int i = 0; i < group->n; i++)
        if (same_place(&group->at[i], a))
            return true;
    return false;
}

static const char *integer_value(const Objects *o, const void *of, Type *t)
{
    long long last = o->least > 1 ? o->least - 1 : 0;
    t = type_plain(t);
    if (map_get(o->sizes, of) || !o->memory)
        return format("%d", CHECK_SIZE);
    return t->kind == T_BOOL ? "1" : t->decl ? "0" : format("%lld", last < CHECK_SIZE - 1 ? last : CHECK_SIZE - 1);
}

static void make(Make *m, const char *at, Type *t, const Actor *a);

/* Adds what does anything: not loops around nothing. */
static void put_made(Text *t, const Text *made)
{
    bool empty = true;
    for (const char *s = made->n ? made->at : ""; *s; s = strchr(s, '\n') + 1) {
        const char *word = s + strspn(s, " ");
        empty = empty && (strncmp(word, "for (", 5) == 0 || *word == '}');
    }
    text_put(t, empty ? "" : made->at);
}

/* The memory that at leads to, from its level i on, and what is in it; start: that of level 0 is there. */
static void make_memory(Make *m, const char *at, Type *t, const Actor *a, const ExprList *extents, int i, bool start)
{
    if (i < extents->n && type_is_pointer(t) && !(start && i == 0))
        line(&m->nest, format("%s = adc_memory(%s, sizeof *%s);", bare(at), emit_expr_text(extents->at[i]), at));
    Text inside = {0}, *before = m->nest.t;
    int loops = m->nest.loops;
    m->nest.t = &inside;
    if (i < extents->n) {
        ExprList one = {0};
        list_add(&one, extents->at[i]);
        at = each(&m->nest, at, &t, &one, start);
        make_memory(m, at, t, a, extents, i + 1, start);
    } else if (m->lanes && a->members.n == 0) {
        open_lanes(&m->nest, m->lanes);
        make(m, format("%s[adc_lane]", at), t, a);
    } else {
        make(m, at, t, a);
    }
    close_loops(&m->nest, loops);
    m->nest.t = before;
    put_made(before, &inside);
}

/* A pointer or array member, or integers at the end of one. */
static void make_pointer(Make *m, const char *at, Type *t, const Actor *a, bool start)
{
    Objects *o = m->o;
    Type *end = innermost(t);
    ExprList extents;
    const Field *f = a->members.n ? a->members.at[a->members.n - 1] : NULL;
    bool linked = end->kind == T_RECORD && f && is_around(end->record, a);
    if (linked || (end->kind == T_RECORD && (!end->record->complete || end->record->in_system_header)) ||
        (end->kind != T_RECORD && end->kind != T_INT && end->kind != T_BOOL && !is_number(end))) {
        if (!f || is_used(o, f))
            refuse(o, linked ? format("'%s' is a linked structure", path_of(a)) : format("it cannot make up '%s'", path_of(a)));
        return;
    }
    if (!own_levels(o, a, &extents)) {
        bool flags = is_integer(end) && levels_of(t) == 1;
        if (f && !is_used(o, f))
            return;
        if (!flags)
            refuse(o, format("the extent of '%s' is not known", path_of(a)));
        list_add(&extents, e_int(flags ? 16 : 1)); /* integers that nothing is said of: some */
    }
    if (start && type_is_pointer(t))
        line(&m->nest, format("%s = adc_memory(%s, sizeof *%s);", type_text(type_drop_const_deep(type_unqual(t)), at, true),
                              emit_expr_text(extents.at[0]), at));
    make_memory(m, at, t, a, &extents, 0, start);
}

static void make_members(Make *m, const char *at, Type *t, const Actor *a, int pass)
{
    Objects *o = m->o;
    for (int i = 0; i < t->record->fields.n; i++) {
        Field *f = t->record->fields.at[i];
        Type *type = type_plain(f->type);
        if ((!*f->name && type->kind != T_RECORD) || (pass > 0 && type->kind == T_INT))
            continue;
        Actor part = actor_member(o->p, o->d, a, f);
        if (m->shadow && !is_on_path(&o->wrt, &part) && !is_on_path(&o->of, &part))
            continue;
        const char *to = member(at, f);
        if (type->kind == T_RECORD && !type->record->is_union) {
            make_members(m, to, type, &part, pass);
        } else if (pass == 0 && is_integer(type)) {
            if (f->bits < 0 || map_get(o->sizes, f))
                line(&m->nest, format("%s = %s;", bare(writable_value(to, f->type)), integer_value(o, f, type)));
        } else if (pass == 1 + !(type->kind == T_POINTER && innermost(type)->kind == T_RECORD) && !is_integer(type)) {
            make(m, to, f->type, &part);
        }
    }
}

/* The reals of a number: a complex one has two. */
static const char *part_of(const char *at, Type *t, int part)
{
    t = type_plain(t);
    return t->kind == T_COMPLEX ? format("((%s *)&%s)[%d]", type_real(t->width)->name, bare(at), part) : bare(at);
}

static void fill(Make *m, const char *at, Type *t)
{
    bool complex = type_plain(t)->kind == T_COMPLEX;
    for (int part = 0; part < 1 + complex; part++)
        line(&m->nest, format("%s = adc_made_up(&adc_seed);", part_of(at, t, part)));
}

/* The subscript of an element, where that is a good subscript: rows of a sparse matrix, nodes of elements. */
static void fill_integers(Make *m, const char *at, const Actor *a)
{
    long long last = m->o->least > CHECK_SIZE ? CHECK_SIZE - 1 : m->o->least - 1;
    const char *i = m->nest.loops ? counter(m->nest.loops - 1) : NULL;
    int param = fn_param_index(m->o->d->primal, a->var);
    const void *of = a->members.n ? (void *)a->members.at[a->members.n - 1] : param >= 0 ? m->o->d->primal_params.at[param] : a->var;
    if (map_get(m->o->sizes, of))
        line(&m->nest, format("%s = %d;", bare(at), CHECK_SIZE));
    else if (i && strstr(at, format("[%s]", i)))
        line(&m->nest, format("%s = %s < %lld ? %s : %lld;", bare(at), i, last, i, last));
}

/* What is at, of type t, starting from zeros: that is a. */
static void make(Make *m, const char *at, Type *t, const Actor *a)
{
    Objects *o = m->o;
    Type *type = type_plain(t);
    at = type->kind == T_POINTER && a->members.n && (t->quals | type->quals) & Q_CONST ? writable_value(at, t) : at;
    if (type->kind == T_POINTER || type->kind == T_ARRAY) {
        make_pointer(m, at, t, a, false);
    } else if (type->kind == T_RECORD && type->record->is_union) {
        if (type_carries(t) && (!a->members.n || is_used(o, a->members.at[a->members.n - 1])))
            refuse(o, format("'%s' is a union", path_of(a)));
    } else if (type->kind == T_RECORD) {
        for (int pass = 0; pass < 3; pass++)
            make_members(m, at, type, a, pass);
    } else if (is_number(t) && !m->shadow && !o->counting && !is_whole(&o->wrt, a)) {
        fill(m, writable_value(at, t), t);
    } else if (is_integer(t) && !m->shadow) {
        fill_integers(m, writable_value(at, t), a);
    } else if (!is_number(t) && !is_integer(t)) {
        refuse(o, format("it cannot make up '%s'", path_of(a)));
    }
}

/* ---- what the functions are called with ---- */

static void make_argument(Objects *o, Text *t, int i)
{
    Var *v = o->d->primal_params.at[i];
    Actor a = actor_object(o->p, o->d, o->d->primal->params.at[i]);
    Make m = {o, {t, 1, 0}, false, 0};
    Type *type = type_plain(v->type);
    const char *declared = type_text(type_drop_const_deep(type_unqual(v->type)), v->name, true);
    if (is_integer(type)) {
        line(&m.nest, format("%s = %s;", declared, integer_value(o, v, type)));
    } else if (type->kind == T_POINTER) {
        make_pointer(&m, v->name, type, &a, true);
    } else if (type->kind == T_RECORD) {
        line(&m.nest, format("%s = {0};", declared));
        make(&m, v->name, type, &a);
    } else if (is_number(type)) {
        line(&m.nest, format("%s;", declared));
        make(&m, v->name, type_unqual(v->type), &a);
    } else {
        refuse(o, format("it cannot make up '%s'", v->name));
    }
}

/* Sizes first: extents need them; then what they may be members of. */
static int turn_of(Type *t)
{
    t = type_plain(t);
    Type *end = innermost(t);
    return is_integer(t) ? 0 : end->kind == T_RECORD || is_integer(end) ? 1 : 2;
}

static bool seen_before(const Derived *d, int i)
{
    for (int k = 0; k < i; k++)
        if (d->actors.at[k].var == d->actors.at[i].var)
            return true;
    return false;
}

static void make_global(Objects *o, Text *t, Var *v)
{
    Actor a = actor_object(o->p, o->d, v);
    Make m = {o, {t, 1, 0}, false, 0};
    Start s = primal_start(o, v);
    if (v->is_static || v->is_thread_local)
        refuse(o, format("the memory of '%s' cannot be reached", v->name));
    else
        make(&m, s.name, s.type, &a);
}

static void make_arguments(Objects *o, Text *t, int turns)
{
    for (int turn = 0; turn < turns; turn++)
        for (int i = 0; i < o->d->primal_params.n; i++)
            if (turn_of(o->d->primal_params.at[i]->type) == turn)
                make_argument(o, t, i);
}

void objects_sizes(Objects *o, Text *t)
{
    o->counting = true;
    make_arguments(o, t, 2);
    o->counting = false;
    for (int i = 0; i < o->d->primal_params.n; i++)
        if (turn_of(o->d->primal_params.at[i]->type) < 2)
            text_format(t, "    (void)%s;\n", o->d->primal_params.at[i]->name);
}

void objects_arguments(Objects *o, Text *t)
{
    Text made = {0};
    make_arguments(o, &made, 3);
    for (int i = 0; i < o->d->actors.n; i++)
        if (o->d->actors.at[i].var && o->d->actors.at[i].var->kind == V_GLOBAL && !seen_before(o->d, i))
            make_global(o, &made, o->d->actors.at[i].var);
    if (made.n && strstr(made.at, "adc_seed"))
        text_put(t, "    unsigned long long adc_seed = 1;\n");
    text_put(t, made.n ? made.at : "");
    objects_move(o, t, &o->wrt, SIDE_PRIMAL, MOVE_LOAD, "adc_x");
}

/* ---- shadows ---- */

static const Block *block_of(const Derived *d, const Var *v)
{
    for (int i = 0; i < d->blocks.n; i++)
        if (d->blocks.at[i].var == v)
            return &d->blocks.at[i];
    return NULL;
}

static const Actor *shadowed(const Derived *d, const Var *v)
{
    for (int i = 0; i < d->actors.n; i++)
        if (d->actors.at[i].shadow == v || d->actors.at[i].hvp == v)
            return &d->actors.at[i];
    bug("shadowed: '%s'", v->name);
}

static void shadow_block(Objects *o, Text *t, const Block *b)
{
    ExprList row = ways_shape(b->row), col = ways_shape(b->col), all = {0};
    for (int i = 0; i < row.n; i++)
        list_add(&all, plain(row.at[i]));
    for (int i = o->d->batch ? 1 : 0; i < col.n; i++)
        list_add(&all, plain(col.at[i]));
    text_format(t, "    %s = adc_memory(%s, sizeof *%s);\n", type_text(type_unqual(b->var->type), b->var->name, true),
                emit_expr_text(ways_count(&all, 0)), b->var->name);
}

/* The memory that its members lead to. */
static void shadow_inside(Objects *o, Text *t, const Start *s, const Actor *a, const ExprList *extents)
{
    Text made = {0};
    Make m = {o, {&made, 1, 0}, true, s->lanes};
    if (s->flat) {
        Type *element;
        open_lanes(&m.nest, s->lanes);
        const char *at = each_of_start(&m.nest, s, extents, &element);
        make(&m, at, element, a);
        close_loops(&m.nest, 0);
    } else {
        make_memory(&m, s->name, s->type, a, extents, 0, true);
    }
    put_made(t, &made);
}

void objects_shadow(Objects *o, Text *t, Var *v)
{
    const Block *b = block_of(o->d, v);
    if (b) {
        shadow_block(o, t, b);
        return;
    }
    const Actor *of = shadowed(o->d, v);
    Start s = shadow_start(o, of->var, v);
    Actor a = {.type = s.type};
    ExprList extents = {0};
    if (of->var)
        a = actor_object(o->p, o->d, of->var);
    bool global = v->kind == V_GLOBAL, memory = of->var && is_memory(a.type);
    if (memory && !own_levels(o, &a, &extents))
        return;
    Type *type = global ? v->type : parameter_type(v);
    Expr *count = memory ? extents.at[0] : e_int(s.lanes ? s.lanes : 1);
    if (s.flat)
        count = e_mul(expr_clone(count, NULL), e_int(s.lanes));
    if (global && !type_is_pointer(v->type))
        text_format(t, "    memset(&%s, 0, sizeof %s);\n", v->name, v->name);
    else if (global)
        text_format(t, "    %s = adc_memory(%s, sizeof *%s);\n", v->name, emit_expr_text(count), v->name);
    else if (!type_is_pointer(type))
        text_format(t, "    %s = 0;\n", type_text(type_drop_const_deep(type_unqual(type)), v->name, true));
    else
        text_format(t, "    %s = adc_memory(%s, sizeof *%s);\n", type_text(type_drop_const_deep(type_unqual(type)), v->name, true),
                    emit_expr_text(count), v->name);
    if (of->var)
        shadow_inside(o, t, &s, &a, &extents);
}

/* ---- moving ---- */

static void move_value(Nest *x, const Objects *o, const char *at, Type *t, Move move, const char *flat, int lanes)
{
    const char *weight = lanes && move == MOVE_LOAD ? " * (adc_lane + 1)" : "";
    bool complex = type_plain(t)->kind == T_COMPLEX;
    Width width = type_plain(t)->width;
    for (int part = 0; part < 1 + complex; part++) {
        const char *value = part_of(at, t, part);
        if (move == MOVE_LOAD)
            line(x, format("%s = %s*%s++%s;", value, width < o->width ? format("(%s)", type_real(width)->name) : "", flat, weight));
        else if (lanes)
            line(x, format("*%s = (adc_lane > 0 ? *%s : 0) + %s / %d;", flat, flat, value, lanes * (lanes + 1) / 2));
        else
            line(x, format("*%s++ = %s%s;", flat, width > o->width ? format("(%s)", type_real(o->width)->name) : "", value));
        if (lanes && move == MOVE_STORE)
            line(x, format("%s++;", flat));
    }
}

static Var *shadow_of(const Objects *o, const Actor *part, Side side)
{
    for (int i = 0; i < o->d->actors.n; i++)
        if (o->d->actors.at[i].var == part->var && (side == SIDE_HVP ? o->d->actors.at[i].hvp : o->d->actors.at[i].shadow))
            return side == SIDE_HVP ? o->d->actors.at[i].hvp : o->d->actors.at[i].shadow;
    bug("shadow_of: none of '%s'", part->var ? part->var->name : "return");
}

static void move_part(Objects *o, Nest *x, const Actor *part, Side side, Move move, const char *flat)
{
    Start s = side == SIDE_PRIMAL ? primal_start(o, part->var) : shadow_start(o, part->var, shadow_of(o, part, side));
    int loops = x->loops;
    Actor a = {.type = s.type};
    if (part->var)
        a = actor_object(o->p, o->d, part->var);
    ExprList extents = {0};
    own_levels(o, &a, &extents);
    Type *t;
    const char *at = each_of_start(x, &s, &extents, &t);
    for (int i = 0; i < part->members.n; i++) {
        Field *f = part->members.at[i];
        a = actor_member(o->p, o->d, &a, f);
        at = member(at, f);
        own_levels(o, &a, &extents);
        t = f->type;
        at = each(x, at, &t, &extents, false);
    }
    if (move == MOVE_LOAD)
        at = writable_value(at, t);
    move_value(x, o, at, t, move, flat, s.lanes);
    close_loops(x, loops);
}

void objects_move(Objects *o, Text *t, const PartList *group, Side side, Move move, const char *flat)
{
    Nest x = {t, 1, 0};
    int lanes = side == SIDE_PRIMAL ? 0 : o->d->lanes;
    if (lanes) { /* lane l is l + 1 times the direction that is checked */
        open_lanes(&x, lanes);
        line(&x, format("%s%s *adc_at = %s;", move == MOVE_LOAD ? "const " : "", type_real(o->width)->name, flat));
        flat = "adc_at";
    }
    for (int i = 0; i < group->n; i++)
        move_part(o, &x, &group->at[i], side, move, flat);
    close_loops(&x, 0);
}

/* The shape of all of a part, a complex number being two reals. */
static ExprList shape_of(Objects *o, const Actor *part)
{
    ExprList all = {0}, extents;
    Actor a = {.type = part->type};
    if (part->var)
        a = actor_object(o->p, o->d, part->var);
    else if (part->members.n)
        a.type = type_plain(o->d->primal->type)->to;
    for (int i = 0; i <= part->members.n; i++) {
        if (own_levels(o, &a, &extents))
            for (int k = 0; k < extents.n; k++)
                list_add(&all, extents.at[k]);
        if (i < part->members.n)
            a = actor_member(o->p, o->d, &a, part->members.at[i]);
    }
    if (innermost(part->type)->kind == T_COMPLEX)
        list_add(&all, e_int(2));
    return all;
}

const char *objects_extent(Objects *o, const Actor *part, int first, int end)
{
    ExprList shape = shape_of(o, part);
    shape.n = end < shape.n ? end : shape.n;
    Text t = {0};
    long long constant = 1;
    for (int i = first; i < shape.n; i++) {
        Expr *e = shape.at[i];
        if (e->kind == E_INT)
            constant *= e->ival > 0 ? e->ival : 0;
        else if (is_plain(e))
            text_format(&t, "%s%s", t.n ? " * " : "", emit_expr_text(e));
        else
            text_format(&t, "%s(%s)", t.n ? " * " : "", emit_expr_text(ways_count(&(ExprList){&e, 1, 1}, 0)));
    }
    return !t.n ? format("%lld", constant) : constant != 1 ? format("%s * %lld", t.at, constant) : t.at;
}

/* Rows of const are another type than rows, and so are pointers to them. */
void objects_callee(Objects *o, Text *t, const VarList *params)
{
    (void)o;
    text_put(t, "(");
    for (int i = 0; i < params->n; i++) {
        Type *type = parameter_type(params->at[i]);
        bool rows = type_is_pointer(type) && is_memory(type_plain(type)->to);
        text_format(t, "%s%s%s", i ? ", " : "", rows ? "(void *)" : "", params->at[i]->name);
    }
    text_put(t, ")");
}

/* ---- the start ---- */

static bool result_is_made(const Objects *o)
{
    for (int i = 0; i < o->d->actors.n; i++)
        if (!o->d->actors.at[i].var && type_holds_pointers(type_plain(o->d->primal->type)->to))
            return true;
    return false;
}

bool objects_settle(Objects *o, Program *p, Derived *d)
{
    *o = (Objects){.p = p, .d = d, .sizes = map_new(), .least = CHECK_SIZE, .width = W_DOUBLE, .settling = true};
    if (result_is_made(o))
        refuse(o, "its result has pointers");
    bool leaves = d->kind == K_GRADIENT || d->kind == K_HVP;
    for (int i = 0; leaves && i < d->leaves.n; i++)
        add_parts(o, &o->wrt, &d->leaves.at[i]);
    for (int i = 0; i < d->actors.n; i++) {
        if (d->actors.at[i].wrt && !leaves)
            add_parts(o, &o->wrt, &d->actors.at[i]);
        if (d->actors.at[i].of)
            add_parts(o, &o->of, &d->actors.at[i]);
    }
    Text unused = {0};
    if (!o->why)
        objects_arguments(o, &unused);
    for (int i = d->primal_params.n; !o->why && i < d->fn->params.n; i++)
        objects_shadow(o, &unused, d->fn->params.at[i]);
    o->settling = false;
    return !o->why;
}
