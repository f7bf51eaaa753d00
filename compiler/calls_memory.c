/* calls_memory.c: the two halves of a call that allocates, frees, copies or moves memory.

   Allocation gets a shadow allocation; free waits until the reverse sweep has used the block; copies of memory
   are reversed elementwise, by the type of the elements; realloc is a new block and a copy. */
#include "adjoint.h"
#include "norm.h"

#include <string.h>

/* ---- allocation ---- */

static Expr *unconverted(Expr *e)
{
    while (e->kind == E_CAST && e->implicit)
        e = e->a;
    return e;
}

/* What reverse_realloc makes of realloc(old, bytes): adc_grown(tape, old, bytes, moved). */
static bool is_grown(const Fn *f)
{
    return !strcmp(fn_base(f), "adc_grown");
}

/* The permutation that sort.c asks for: adc_order(elements, count, size, compare). */
static bool is_order(const Fn *f)
{
    return !strcmp(fn_base(f), "adc_order");
}

/* The factors of a product but for the sizeof among them, which goes to *size. As wide as sizes are, and signed. */
static Expr *without_sizeof(Expr *product, Expr **size)
{
    Expr *e = unconverted(product);
    if (e->kind == E_SIZEOF && (*size)->kind != E_SIZEOF) {
        *size = e;
        return NULL;
    }
    if (e->kind != E_BINARY || e->op != O_MUL || !type_same(e->type, type_size()))
        return e;
    Expr *x = without_sizeof(e->a, size), *y = without_sizeof(e->b, size);
    return !x ? y : !y ? x : e_mul(e_cast(type_ptrdiff(), x), e_cast(type_ptrdiff(), y));
}

/* count and size of what an allocation call asks for: n * sizeof(T) is n and sizeof(T). */
void alloc_request(Expr *call, Expr **count, Expr **size)
{
    if (is_order(call->fn)) {
        *count = unconverted(call->args.at[1]);
        *size = e_sizeof(type_size());
        return;
    }
    bool grown = is_grown(call->fn);
    Expr *n = call->args.at[grown ? 2 : call->args.n - 1];
    bool bytes = grown || call->args.n == 1 || !strcmp(fn_base(call->fn), "aligned_alloc") || !strcmp(fn_base(call->fn), "realloc");
    if (!bytes) { /* calloc, adc_array, adc_zeroed */
        *count = call->args.at[0];
        *size = unconverted(call->args.at[1]);
        return;
    }
    *count = n = unconverted(n);
    *size = e_int_type(type_size(), 1);
    Expr *one = *size, *others = without_sizeof(n, size);
    if (*size != one && others)
        *count = others;
    else
        *size = one;
}

static void request_of(Adjoint *a, Expr *call, Expr **count, Expr **size)
{
    alloc_request(call, count, size);
    *count = plan_forward(a, *count);
    *size = plan_forward(a, *size);
}

void free_at_end(Adjoint *a, Stmt *free_call, Expr *now)
{
    if (!at_root(a)) {
        *a->uses_later = true;
        s_add(a->segment->fwd, s_expr(call_runtime_fn(a, "adc_free_later", tape_pointer(a), now, NULL)));
        return;
    }
    ExprList args = {0};
    list_add(&args, now);
    Fn *f = stmt_call(free_call)->fn;
    Moment m = {free_call, false};
    Expr *arg = stmt_call(free_call)->args.at[0];
    while (arg->kind == E_CAST)
        arg = arg->a;
    if (arg->kind == E_VAR && plan_still_there(a, arg, m)) {
        list_add(&a->region->last, s_expr(e_call(f, args)));
        return;
    }
    Var *v = var_new(a->out, V_LOCAL, "freed", type_pointer(type_void()));
    s_add(a->segment->fwd, s_decl(v, now));
    args.at[0] = e_var(v);
    list_add(&a->region->last, s_expr(e_call(f, args)));
}

static void free_shadow_later(Adjoint *a, Expr *shadow)
{
    *a->uses_later = true;
    s_add(a->segment->fwd, s_expr(call_runtime_fn(a, "adc_free_later", tape_pointer(a), shadow, NULL)));
}

/* Does the program call realloc anywhere? Then the blocks of the primal are noted. */
static bool reallocates(Program *p)
{
    static Program *known;
    static bool any;
    for (int i = 0; known != p && i < p->fns.n; i++) {
        FnList calls = {0};
        calls_of(p->fns.at[i], &calls);
        for (int k = 0; k < calls.n; k++)
            any |= calls.at[k]->class == F_ALLOC && !strcmp(fn_base(calls.at[k]), "realloc");
    }
    known = p;
    return any;
}

static void note_block(Adjoint *a, Stmt *s, Expr *call)
{
    Expr *count, *size, *lhs = plan_forward(a, call_target(s));
    request_of(a, call, &count, &size);
    *a->uses_later = true;
    s_add(a->segment->fwd, s_expr(call_runtime_fn(a, "adc_block", tape_pointer(a), lhs,
                                               e_mul(e_cast(type_size(), count), e_cast(type_size(), size)))));
}

void reverse_alloc(Adjoint *a, Stmt *s, Expr *call)
{
    Expr *lhs = call_target(s);
    s_add(a->segment->fwd, call_forward(a, s));
    if (!lhs || !active_pointer(a->active, lhs))
        return;
    if (reallocates(a->program)) /* a tangent reallocates shadows */
        note_block(a, s, call);
    Expr *count, *size, *shadow = shadow_now(a, lhs);
    request_of(a, call, &count, &size);
    s_add(a->segment->fwd, s_assign(shadow, call_runtime_fn(a, "adc_zeroed", count, size, NULL)));
    StmtList *writes = lhs->kind == E_VAR ? map_get(a->writes, lhs->var) : NULL;
    int real_writes = 0;
    for (int i = 0; writes && i < writes->n; i++)
        real_writes += writes->at[i]->kind != S_DECL || writes->at[i]->rhs;
    if (at_root(a) && writes && real_writes == 1)
        list_add(&a->region->last, s_expr(call_runtime_fn(a, "adc_free", shadow, NULL, NULL)));
    else
        free_shadow_later(a, shadow);
}

/* ---- memcpy, memmove, memset ---- */

static Type *innermost(Type *t)
{
    t = type_plain(t);
    if (t->kind == T_POINTER)
        t = type_plain(t->to);
    while (t->kind == T_ARRAY)
        t = type_plain(t->to);
    return t;
}

/* What void * to memory allocated at a site is converted to: all of one type, or NULL. */
typedef struct Converted {
    Adjoint *a;
    Cell *cell;
    Type *type;
    bool several;
} Converted;

static void converted_expr(Expr **at, void *data)
{
    Converted *c = data;
    Expr *e = *at;
    bool from_void = e->kind == E_CAST && type_is_pointer(e->type) && type_is_pointer(e->a->type) &&
                     type_plain(type_plain(e->a->type)->to)->kind == T_VOID && innermost(e->type)->kind != T_VOID;
    if (from_void && bits_has(alias_pointees(c->a->alias, e->a), c->cell->id)) {
        Type *t = type_unqual(innermost(e->type));
        c->several |= c->type && !type_same(c->type, t);
        c->type = t;
    }
    expr_kids(e, converted_expr, c);
}

static void converted_stmt(Stmt **s, void *data)
{
    stmt_exprs(*s, converted_expr, data);
    stmt_kids(*s, converted_stmt, data);
}

static Type *converted_to(Adjoint *a, Cell *cell)
{
    Converted c = {a, cell, NULL, false};
    converted_stmt(&a->src->body, &c);
    return c.several || !c.type ? type_void() : c.type;
}

/* What an object holds, as its declaration says it; NULL: not told. */
static Type *held_by(Adjoint *a, Cell *c)
{
    Object *o = c->object;
    if (c->field)
        return innermost(c->field->type);
    if (o->kind == OB_VAR)
        return type_is_array(o->var->type) ? innermost(o->var->type) : type_plain(o->var->type);
    if (o->kind == OB_ALLOC && o->site) {
        Type *t = innermost(call_target(o->site) ? call_target(o->site)->type : type_void());
        return t->kind == T_VOID ? converted_to(a, c) : t;
    }
    if (o->field)
        return innermost(o->field->type);
    return o->kind == OB_EXT ? innermost(o->var->type) : NULL;
}

/* The type of the elements behind a pointer: behind void * that of all it may point to. NULL: it can't be told. */
static Type *elements_at(Adjoint *a, Expr *pointer)
{
    Type *t = e_element(pointer), *p = type_plain(t);
    bool bytes = p->kind == T_VOID || (p->kind == T_INT && p->size == 1) || p->kind == T_OPAQUE;
    if (!bytes)
        return t;
    Type *found = NULL;
    const Bits *cells = alias_pointees(a->alias, pointer);
    for_bits(i, cells) {
        Type *held = held_by(a, a->alias->cells.at[i]);
        if (!held || held->kind == T_VOID || (found && !type_same(found, held)))
            return NULL;
        found = type_unqual(held);
    }
    return found;
}

static bool told(Stmt *s, Type *t)
{
    if (t)
        return true;
    diag_error(s->loc, "copy-type", "active memory is written as bytes, and its type can't be told");
    diag_note(s->loc, "pass a pointer to the type of the elements");
    return false;
}

/* ---- whole records, or parts of them ---- */

/* A pointer that walked in bytes may stand in the middle of a record. */
static bool walks_in_bytes(Expr *pointer)
{
    Type *to = type_plain(type_plain(pointer->type)->to);
    return pointer->kind == E_BINARY && (to->kind == T_VOID || (to->kind == T_INT && to->size == 1));
}

static bool is_multiple(Expr *n, Type *t)
{
    while (n->kind == E_CAST)
        n = n->a;
    if (n->kind == E_SIZEOF) {
        Type *of = n->of ? n->of : n->a->type;
        while (type_plain(of)->kind == T_ARRAY)
            of = type_plain(of)->to;
        return type_same(type_unqual(of), type_unqual(t));
    }
    if (n->kind != E_BINARY)
        return false;
    return n->op == O_MUL                       ? is_multiple(n->a, t) || is_multiple(n->b, t)
           : n->op == O_ADD || n->op == O_SUB ? is_multiple(n->a, t) && is_multiple(n->b, t)
                                                : false;
}

/* Only when it runs it is known to be but a part of a record. */
static void fail_where(Adjoint *a, Stmt *s, Expr *part, Stmt *rev)
{
    Expr *text = e_raw(E_STRING, type_pointer(type_named("const char")), s->loc);
    const char *where = s->loc.file ? format("%s:%d: ", base_name(s->loc.file), s->loc.line) : ""; /* none: adc's own code */
    text->text = format("\"%sa part of a structure is written as bytes\"", where);
    ExprList args = {0};
    list_add(&args, text);
    Stmt *fail = s_block();
    s_add(fail, s_expr(e_call(runtime_fn(a->program, "adc_fail"), args)));
    s_add(rev, s_if(part, fail, NULL));
}

/* Records are set and copied member by member: of one that is only partly there nobody could say which. What does not
   show how many records it is about finds out when it runs. false: refused. */
static bool whole_records(Adjoint *a, Stmt *s, Expr *to, Expr *from, Expr *bytes, Type *t, Stmt *rev)
{
    if (!type_is_record(t) || (is_multiple(bytes, t) && !walks_in_bytes(to) && !(from && walks_in_bytes(from))))
        return true;
    bool inside = walks_in_bytes(to) || (from && walks_in_bytes(from));
    while (bytes->kind == E_CAST)
        bytes = bytes->a;
    if (inside || (bytes->kind == E_BINARY && (bytes->op == O_ADD || bytes->op == O_SUB))) {
        diag_error(s->loc, "copy-type", "a part of an active structure is written as bytes");
        diag_note(s->loc, "assign the members, or whole structures");
        return false;
    }
    Expr *n = e_cast(type_size(), plan_need(a, bytes, (Moment){s, false}));
    bool one = type_plain(t)->record->trailed; /* what stands behind it may be none */
    Expr *part = one ? e_bin(O_NE, n, e_sizeof(t)) : e_bin(O_NE, e_bin(O_REM, n, e_sizeof(t)), e_int_type(type_size(), 0));
    fail_where(a, s, part, rev);
    return true;
}

/* The array at the end of a record, `double d[]` or the older `double d[1]`, where the bytes are those of one record and
   of what stands behind it. NULL: they are those of whole records. */
static Field *open_end(Type *t, Expr *bytes)
{
    t = type_plain(t);
    if (t->kind != T_RECORD || t->record->is_union || !t->record->fields.n || is_multiple(bytes, t))
        return NULL;
    Field *last = t->record->fields.at[t->record->fields.n - 1];
    Type *array = type_plain(last->type);
    bool open = array->kind == T_ARRAY &&
                (!array->count || (array->count->kind == E_INT && array->count->ival <= 1));
    return open ? last : NULL;
}

/* A part of a record: its reals go back from y to x, or its pointers come from x. */
static void open_part(Adjoint *a, Expr *y, Expr *x, Type *t, bool pointers, Stmt *out)
{
    if (pointers)
        copy_pointers(a, y, x, t, out);
    else
        reverse_record(a, y, x, t, true, out);
}

/* The first n bytes behind y and x: a record and as many elements of its end as there are. */
static Stmt *open_record(Adjoint *a, Expr *y, Expr *x, Type *t, Field *end, Expr *n, bool pointers)
{
    Stmt *part = s_block();
    FieldList fields = type_plain(t)->record->fields;
    y = e_deref(element_pointer(t, y));
    x = x ? e_deref(element_pointer(t, x)) : NULL;
    for (int i = 0; i + 1 < fields.n; i++)
        if (pointers || (type_has_reals(fields.at[i]->type) && !fields.at[i]->inactive))
            open_part(a, e_member(y, fields.at[i]), x ? e_member(x, fields.at[i]) : NULL, fields.at[i]->type, pointers, part);
    Type *element = type_plain(end->type)->to, *bytes = type_pointer(type_named("char"));
    Var *k, *start = var_new(a->out, V_LOCAL, "start", type_qual(type_size(), Q_CONST));
    Stmt *loop = count_loop(a, n, &k);
    loop->cond = e_bin(O_LE, e_add(e_var(start), e_mul(e_add(e_var(k), e_int_type(type_size(), 1)), e_sizeof(element))), n);
    if (pointers || !end->inactive)
        open_part(a, e_index(e_decay(e_member(y, end)), e_var(k)), x ? e_index(e_decay(e_member(x, end)), e_var(k)) : NULL,
                  element, pointers, loop->body);
    if (loop->body->list.n) {
        s_add(part, s_decl(start, e_cast(type_size(), e_sub(e_cast(bytes, e_decay(e_member(y, end))), e_cast(bytes, e_addr(y))))));
        s_add(part, loop);
    }
    return part;
}

/* A head, and in the same bytes the reals behind it. */
static bool takes_along(Type *t, Expr *bytes)
{
    return type_is_record(t) && type_plain(t)->record->trailed && !is_multiple(e_uncast(bytes), t);
}

static void refuse_behind(Stmt *s)
{
    diag_error(s->loc, "copy-type", "active reals behind a structure are written with it, as bytes");
    diag_note(s->loc, "assign the structure, and copy the reals by pointers to their type");
}

Expr *element_pointer(Type *element, Expr *p)
{
    return e_cast(type_pointer(element), p);
}

/* The elements in the bytes from p on, which may be more than the row that p starts. */
static Expr *elements_from(Type *element, Expr *p, Expr *bytes)
{
    long long n = e_bytes(bytes);
    bool more = row_is(p) && (n < 0 || n > type_bytes(p->a->type));
    return element_pointer(element, more ? e_addr(e_index(p, e_int(0))) : p);
}

Stmt *count_loop(Adjoint *a, Expr *n, Var **k)
{
    *k = var_new(a->out, V_LOCAL, "k", type_size());
    Stmt *loop = s_new(S_LOOP, (Loc){0});
    loop->flavor = L_FOR;
    loop->init = s_decl(*k, e_int_type(type_size(), 0));
    loop->cond = e_bin(O_LT, e_var(*k), n);
    loop->step = s_assign(e_var(*k), e_add(e_var(*k), e_int_type(type_size(), 1)));
    loop->body = s_block();
    return loop;
}

/* Bytes, and records whose members are declared as bytes, that hold reals (raw.c). */
static bool holds_as_bytes(Adjoint *a, Expr *pointer, Type *t)
{
    const Bits *cells = alias_pointees(a->alias, pointer);
    bool bytes = type_plain(t)->kind == T_INT && type_plain(t)->size == 1;
    for_bits(i, cells)
        if (bytes && a->alias->cells.at[i]->as_reals)
            return true;
    return type_keeps_bytes(t) && !type_has_reals(t);
}

static bool holds_no_pointers(Adjoint *a, Expr *pointer)
{
    const Bits *cells = alias_pointees(a->alias, pointer);
    for_bits(i, cells) {
        const Object *o = a->alias->cells.at[i]->object;
        for (int k = 0; k < o->cells.n; k++)
            if (o->kind != OB_VAR && o->kind != OB_ALLOC ? true : o->cells.at[k]->to.n > 0)
                return false;
    }
    return true;
}

/* Zero is stored in all of them, whichever are reals; shadows of pointers would be lost. */
static void reverse_memset_bytes(Adjoint *a, Stmt *s, Expr *to, Expr *bytes, Stmt *rev)
{
    Moment m = {s, false};
    if (!holds_no_pointers(a, to)) {
        diag_error(s->loc, "copy-type", "active memory that holds reals and pointers is written as bytes");
        diag_note(s->loc, "pass a pointer to the type of the elements");
        return;
    }
    comment_add(rev, s->loc);
    s_add(rev, s_expr(call_runtime_fn(a, "memset", plan_shadow_pointer(a, to, m), e_int(0), plan_need(a, bytes, m))));
}

void reverse_memset(Adjoint *a, Stmt *s, Expr *call, Stmt *rev)
{
    Moment m = {s, false};
    Expr *to = e_uncast(call->args.at[0]);
    if (!active_pointer(a->active, to))
        return;
    Type *t = elements_at(a, to);
    if (!told(s, t))
        return;
    bool reals = type_is_real(t) || type_is_complex(t);
    if (holds_as_bytes(a, to, t) || (!type_has_reals(t) && takes_along(t, call->args.at[2]))) {
        reverse_memset_bytes(a, s, to, call->args.at[2], rev);
        return;
    }
    if (!reals && !(type_is_record(t) && type_has_reals(t))) {
        s_add(a->segment->fwd, s_expr(call_runtime_fn(a, "memset", shadow_pointer_now(a, to), e_int(0),
                                                   plan_forward(a, call->args.at[2]))));
        return;
    }
    comment_add(rev, s->loc);
    Expr *n = plan_need(a, call->args.at[2], m);
    if (reals) {
        s_add(rev, s_expr(call_runtime_fn(a, "memset", plan_shadow_pointer(a, to, m), e_int(0), n)));
        return;
    }
    if (!whole_records(a, s, to, NULL, call->args.at[2], t, rev))
        return;
    Var *k;
    Stmt *loop = count_loop(a, e_div(e_cast(type_size(), n), e_sizeof(t)), &k);
    reverse_record(a, e_index(elements_from(t, plan_shadow_pointer(a, to, m), n), e_var(k)), NULL, t, true,
                   loop->body);
    s_add(rev, loop);
}

/* Where source and call_target may overlap the adjoints are taken out first. */
static Expr *take_out(Adjoint *a, Type *t, Expr *y, Expr *n, Stmt *rev, Var **moved)
{
    *moved = var_new(a->out, V_LOCAL, "moved_adj", type_pointer(t));
    Expr *count = e_cast(type_ptrdiff(), e_div(e_cast(type_size(), n), e_sizeof(t)));
    s_add(rev, s_decl(*moved, call_runtime_fn(a, "adc_array", count, e_sizeof(t), NULL)));
    Var *k;
    Stmt *loop = count_loop(a, e_div(e_cast(type_size(), n), e_sizeof(t)), &k);
    s_add(loop->body, s_assign(e_index(e_var(*moved), e_var(k)), e_index(y, e_var(k))));
    reverse_record(a, e_index(y, e_var(k)), NULL, t, true, loop->body);
    s_add(rev, loop);
    return e_var(*moved);
}

/* The shadows of pointers inside records are copied in the forward half. */
static void copy_pointer_members(Adjoint *a, Expr *call, Expr *to, Expr *from, Type *t)
{
    Stmt *fwd = a->segment->fwd;
    Expr *n = e_div(e_cast(type_size(), plan_forward(a, call->args.at[2])), e_sizeof(t));
    Expr *x = elements_from(t, shadow_pointer_now(a, from), call->args.at[2]);
    Var *k, *moved = NULL;
    if (strstr(call->fn->name, "memmove")) { /* they may overlap */
        moved = var_new(a->out, V_LOCAL, "from_adj", type_pointer(t));
        s_add(fwd, s_decl(moved, call_runtime_fn(a, "adc_array", e_cast(type_ptrdiff(), n), e_sizeof(t), NULL)));
        Stmt *loop = count_loop(a, n, &k);
        s_add(loop->body, s_assign(e_index(e_var(moved), e_var(k)), e_index(x, e_var(k))));
        s_add(fwd, loop);
        x = e_var(moved);
    }
    Stmt *loop = count_loop(a, n, &k);
    copy_pointers(a, e_index(elements_from(t, shadow_pointer_now(a, to), call->args.at[2]), e_var(k)), e_index(x, e_var(k)), t, loop->body);
    s_add(fwd, loop);
    if (moved)
        s_add(fwd, s_expr(call_runtime_fn(a, "adc_free", e_var(moved), NULL, NULL)));
}

/* As what memory is copied whose two sides have different types: struct { double x, y; } and double[2], or a complex number. */
static Type *common_elements(Type *to, Type *from)
{
    Type *x = type_is_complex(to) ? type_real(type_plain(to)->width) : type_made_of(to);
    Type *y = type_is_complex(from) ? type_real(type_plain(from)->width) : type_made_of(from);
    return x && y && type_same(x, y) ? x : NULL;
}

static bool holds_one(Expr *bytes, Type *t)
{
    bytes = e_uncast(bytes);
    return is_multiple(bytes, t) || (bytes->kind == E_BINARY && bytes->op == O_ADD && (holds_one(bytes->a, t) || holds_one(bytes->b, t)));
}

/* memcpy(to, from, sizeof *to + n * sizeof to->d[0]) */
static void memcpy_open(Adjoint *a, Stmt *s, Expr *call, Type *t, Field *end, Stmt *rev)
{
    Moment m = {s, false};
    Expr *to = e_uncast(call->args.at[0]), *from = e_uncast(call->args.at[1]), *bytes = call->args.at[2];
    if (type_has_pointers(t))
        s_add(a->segment->fwd,
              open_record(a, shadow_pointer_now(a, to), shadow_pointer_now(a, from), t, end, plan_forward(a, bytes), true));
    comment_add(rev, s->loc);
    Expr *n = plan_need(a, bytes, m);
    if (!holds_one(bytes, t))
        fail_where(a, s, e_bin(O_LT, n, e_sizeof(t)), rev);
    Stmt *part = open_record(a, plan_shadow_pointer(a, to, m), plan_shadow_pointer(a, from, m), t, end, n, false);
    for (int i = 0; i < part->list.n; i++)
        s_add(rev, part->list.at[i]);
}

void reverse_memcpy(Adjoint *a, Stmt *s, Expr *call, Stmt *rev)
{
    Moment m = {s, false};
    Expr *to = e_uncast(call->args.at[0]), *from = e_uncast(call->args.at[1]);
    if (!active_pointer(a->active, to))
        return;
    Type *t = elements_at(a, to);
    bool source = active_pointer(a->active, from);
    Type *from_type = source ? elements_at(a, from) : NULL;
    if (!told(s, t) || (source && !told(s, from_type)))
        return;
    if (source && !type_same(t, from_type) && !(t = common_elements(t, from_type))) {
        diag_error(s->loc, "copy-type", "active memory is copied between objects of different types");
        diag_note(s->loc, "pass both as pointers to the same type");
        return;
    }
    if (!type_has_reals(t) && takes_along(t, call->args.at[2])) {
        refuse_behind(s);
        return;
    }
    if (!type_has_reals(t)) { /* pointers: their shadows are copied in the forward half */
        if (source)
            s_add(a->segment->fwd,
                  s_expr(call_runtime_fn(a, "memcpy", shadow_pointer_now(a, to), shadow_pointer_now(a, from),
                                      plan_forward(a, call->args.at[2]))));
        return;
    }
    Field *end = source && !strstr(call->fn->name, "memmove") ? open_end(t, e_uncast(call->args.at[2])) : NULL;
    if (end && !walks_in_bytes(to) && !walks_in_bytes(from)) {
        memcpy_open(a, s, call, t, end, rev);
        return;
    }
    if (source && type_is_record(t) && type_has_pointers(t))
        copy_pointer_members(a, call, to, from, t);
    comment_add(rev, s->loc);
    if (!whole_records(a, s, to, source ? from : NULL, call->args.at[2], t, rev))
        return;
    Expr *n = plan_need(a, call->args.at[2], m);
    Expr *y = elements_from(t, plan_shadow_pointer(a, to, m), n);
    Expr *x = source ? elements_from(t, plan_shadow_pointer(a, from, m), n) : NULL;
    Var *k, *moved = NULL;
    bool overlap = source && strstr(call->fn->name, "memmove");
    Expr *taken = overlap ? take_out(a, t, y, n, rev, &moved) : y;
    Stmt *loop = count_loop(a, e_div(e_cast(type_size(), n), e_sizeof(t)), &k);
    reverse_record(a, e_index(taken, e_var(k)), x ? e_index(x, e_var(k)) : NULL, t, !overlap, loop->body);
    s_add(rev, loop);
    if (moved)
        s_add(rev, s_expr(call_runtime_fn(a, "adc_free", e_var(moved), NULL, NULL)));
}

/* ---- realloc ---- */

/* Was it there before the call? What a half gets may be of the function that calls it: adc_moved finds out. */
static bool may_be_callers(Adjoint *a, Expr *pointer)
{
    const Bits *cells = alias_pointees(a->alias, pointer);
    bool any = false;
    for_bits(i, cells) {
        ObjectKind kind = a->alias->cells.at[i]->object->kind;
        any |= kind == OB_EXT || kind == OB_DEEP || kind == OB_ANY;
    }
    return any && !a->halves;
}

/* The block that realloc(block, bytes) makes, as a call of the runtime. */
static Expr *grown_block(Adjoint *a, Expr *block, Expr *bytes, Expr *moved)
{
    Expr *made = e_call(runtime_fn(a->program, "adc_grown"), (ExprList){0});
    list_add(&made->args, tape_pointer(a));
    list_add(&made->args, block);
    list_add(&made->args, bytes);
    list_add(&made->args, moved);
    return made;
}

/* There was a block before. */
static Expr *any_of(Expr *moved)
{
    return e_bin(O_GT, moved, e_int_type(type_size(), 0));
}

/* q = realloc(p, n): a new block that takes along what fits of the old one, which the reverse sweep goes on using.
   In a function that was generated it is adc_grown, which has found out how much that is. */
void reverse_realloc(Adjoint *a, Stmt *s, Expr *call, Stmt *rev)
{
    bool again = is_grown(call->fn);
    Expr *lhs = call_target(s), *old = call->args.at[again];
    if (!lhs || !active_pointer(a->active, lhs)) {
        s_add(a->segment->fwd, call_forward(a, s));
        return;
    }
    if (!again && may_be_callers(a, old)) {
        diag_error(s->loc, "realloc", "realloc of memory that the caller may have allocated: its shadow cannot move");
        diag_note(s->loc, "allocate it in the function that is differentiated, or give it its final size before");
        return;
    }
    Type *t = elements_at(a, lhs);
    if (!told(s, t) || (holds_as_bytes(a, lhs, t) && !told(s, NULL)))
        return;
    Stmt *fwd = a->segment->fwd;
    Type *pointer = type_pointer(t);
    old = e_uncast(old);
    if (!null_pointer(old) && takes_along(t, call->args.at[again + 1]) && !open_end(t, e_uncast(call->args.at[again + 1]))) {
        refuse_behind(s);
        return;
    }
    if (s->kind == S_DECL) /* its size may be asked before it is there */
        s_add(fwd, s_decl_unset(s->var));
    Expr *bytes = plan_forward(a, call->args.at[again + 1]), *block = plan_forward(a, old), *moved, *then;
    Expr *x = null_pointer(old) ? NULL : plan_shadow_pointer(a, old, (Moment){s, false});
    if (again) {
        moved = plan_forward(a, call->args.at[3]);
        then = plan_need(a, call->args.at[3], (Moment){s, false});
    } else {
        then = plan_store_as(a, call_runtime_fn(a, "adc_moved", tape_pointer(a), block, bytes), type_size(), "moved", &moved);
    }
    Var *before = var_new(a->out, V_LOCAL, "old_adj", pointer);
    bool copies = x && type_has_pointers(t);
    if (copies)
        s_add(fwd, s_decl(before, e_cast(pointer, shadow_pointer_now(a, old))));
    Stmt *grow = s_assign(plan_forward(a, lhs), plan_forward(a, lhs));
    Expr *made = again ? plan_forward(a, call) : grown_block(a, block, bytes, moved);
    grow->rhs = e_cast(type_unqual(lhs->type), made);
    grow->rhs->implicit = grow->rhs != made;
    s_add(fwd, grow);
    Expr *count, *size, *shadow = shadow_now(a, lhs);
    request_of(a, call, &count, &size);
    s_add(fwd, s_assign(shadow, call_runtime_fn(a, "adc_zeroed", count, size, NULL)));
    free_shadow_later(a, shadow);
    Var *k;
    Field *end = open_end(t, e_uncast(call->args.at[again + 1]));
    if (copies && end) {
        s_add(fwd, s_if(any_of(moved), open_record(a, shadow, e_var(before), t, end, moved, true), NULL));
    } else if (copies) {
        Stmt *loop = count_loop(a, e_div(moved, e_sizeof(t)), &k);
        copy_pointers(a, e_index(element_pointer(t, shadow), e_var(k)), e_index(e_var(before), e_var(k)), t, loop->body);
        s_add(fwd, loop);
    }
    if (!x || !type_has_reals(t))
        return;
    comment_add(rev, s->loc);
    plan_wrote(a, s); /* the shadow from here on is another */
    Expr *y = plan_shadow_pointer(a, lhs, (Moment){s, true});
    if (end) {
        s_add(rev, s_if(any_of(then), open_record(a, y, x, t, end, then, false), NULL));
        return;
    }
    Stmt *loop = count_loop(a, e_div(then, e_sizeof(t)), &k);
    reverse_record(a, e_index(element_pointer(t, y), e_var(k)), e_index(element_pointer(t, x), e_var(k)), t, true,
                   loop->body);
    s_add(rev, loop);
}
