/* places.c: the shadows that a jacobian, hessian or hvp makes for the function it calls. Takes the
   actors of the request; leaves declarations, allocations and the arguments of the call, and
   lvalues for their elements. */
#include "kinds.h"

#include <string.h>

enum { SMALL_BYTES = 2048 }; /* on the stack up to here */

void kinds_add(Kinds *k, Stmt *s)
{
    if (s) {
        s->lhs = s->lhs ? expr_clone(s->lhs, NULL) : NULL;
        s->rhs = s->rhs ? expr_clone(s->rhs, NULL) : NULL;
        s->cond = s->cond ? expr_clone(s->cond, NULL) : NULL;
    }
    s_add(k->block, s);
}

Var *kinds_local(Kinds *k, const char *name, Type *type)
{
    return var_new(k->d->fn, V_LOCAL, name, type);
}

Stmt *kinds_open(Kinds *k, const char *name, Expr *count, Expr **counter)
{
    Stmt *before = k->block;
    if (count->kind == E_INT && count->ival == 1) {
        *counter = e_int(0);
        return before;
    }
    Var *i = kinds_local(k, name, count->kind == E_INT ? type_int() : type_ptrdiff());
    Stmt *loop = s_new(S_LOOP, (Loc){0});
    loop->flavor = L_FOR;
    loop->raw_for_decl = true;
    loop->init = s_decl(i, e_int_type(i->type, 0));
    loop->cond = e_bin(O_LT, e_var(i), expr_clone(count, NULL));
    loop->step = s_assign(e_var(i), e_add(e_var(i), e_int_type(i->type, 1)));
    loop->body = s_block();
    s_add(k->block, loop);
    k->block = loop->body;
    *counter = e_var(i);
    return before;
}

void kinds_close(Kinds *k, Stmt *before)
{
    k->block = before;
}

void kinds_begin(Kinds *k, Program *p, Derived *d)
{
    *k = (Kinds){.p = p, .d = d};
    d->fn->body = s_new(S_BLOCK, d->primal->loc);
    k->block = d->fn->body;
    k->args = map_new();
    k->records = map_new();
    k->counts = map_new();
    k->subst.vars = map_new();
}

void kinds_map_params(Kinds *k, const VarList *params)
{
    for (int i = 0; i < k->d->primal_params.n && i < params->n; i++)
        map_put(k->subst.vars, params->at[i], e_var(k->d->primal_params.at[i]));
}

Expr *kinds_count(Kinds *k, const Actor *a)
{
    Var *v = map_get(k->counts, a);
    ExprList shape = ways_shape(a);
    return v ? e_var(v) : ways_count(&shape, 0);
}

/* ---- making them ---- */

static Type *innermost_of(Type *t)
{
    for (t = type_plain(t); t->kind == T_POINTER || t->kind == T_ARRAY; t = type_plain(t->to))
        ;
    return type_unqual(t);
}

static bool is_memory(Type *t)
{
    return type_is_pointer(t) || type_is_array(t);
}

static bool is_global(const Place *x)
{
    return x->param->kind == V_GLOBAL;
}

Place *place_new(Kinds *k, Actor *actor, Var *param, bool is_zero)
{
    Place *x = NEW(Place);
    x->actor = actor;
    x->param = param;
    x->is_zero = is_zero;
    x->real = innermost_of(actor->type);
    bool pointer = type_is_pointer(actor->type);
    x->kind = !actor->var && actor->members.n    ? PLACE_INSIDE /* memory that the call makes */
              : pointer                          ? PLACE_FLAT
              : actor->members.n || is_global(x) ? PLACE_INSIDE
              : type_is_array(actor->type)       ? PLACE_FLAT
                                                 : PLACE_VALUE;
    x->per_lane = k->lanes && actor->members.n > 0;
    list_add(&k->places, x);
    return x;
}

Place *place_sized(Kinds *k, Actor *a, Var *param, bool zero)
{
    Place *x = place_new(k, a, param, zero);
    x->size = kinds_count(k, a);
    return x;
}

static Expr *lanes(Kinds *k)
{
    return expr_clone(k->lanes, NULL);
}

static Type *with_lanes(Kinds *k, Type *t)
{
    return k->lanes ? type_array(t, lanes(k)) : t;
}

static Expr *zero_init(Type *t)
{
    return e_raw(E_INIT, type_unqual(t), (Loc){0});
}

static void call_memset(Kinds *k, Var *v)
{
    ExprList args = {0};
    list_add(&args, type_is_array(v->type) ? e_decay(e_var(v)) : e_addr(e_var(v)));
    list_add(&args, e_int(0));
    list_add(&args, e_sizeof_expr(e_var(v)));
    kinds_add(k, s_expr(e_call(runtime_fn(k->p, "memset"), args)));
}

/* A local object, zero at first if wanted. */
static void declare(Kinds *k, Var *v, bool zero)
{
    Expr *init = !zero                                           ? NULL
                 : is_memory(v->type) || type_is_record(v->type) ? zero_init(v->type)
                                                                 : e_real(type_plain(v->type), 0);
    kinds_add(k, s_decl(v, init));
}

static Var *heap(Kinds *k, const char *name, Type *t, Expr *count, bool zero)
{
    Var *v = kinds_local(k, name, type_pointer(t));
    ExprList args = {0};
    list_add(&args, expr_clone(count, NULL));
    list_add(&args, e_sizeof_expr(e_deref(e_var(v))));
    kinds_add(k, s_decl(v, e_call(runtime_fn(k->p, zero ? "adc_zeroed" : "adc_array"), args)));
    list_add(&k->heap, v);
    return v;
}

/* One t for every lane; on the heap where their number is known at run time alone. */
static Var *object(Kinds *k, const char *name, Type *t, bool zero)
{
    if (k->lanes && k->lanes->kind != E_INT)
        return heap(k, name, t, k->lanes, zero);
    Var *v = kinds_local(k, name, with_lanes(k, t));
    declare(k, v, zero);
    return v;
}

static const char *path_name(const Place *x)
{
    Text t = {0};
    text_put(&t, x->param->name);
    for (int i = 0; i < x->actor->members.n; i++)
        text_format(&t, "_%s", x->actor->members.at[i]->name);
    return t.at;
}

static int width_bytes(Type *t)
{
    t = type_plain(t);
    return t->kind == T_REAL ? t->size : SMALL_BYTES;
}

/* count elements of type t: an array where that is known to be small, else the heap. */
static Var *memory(Kinds *k, const char *name, Type *t, Expr *count, bool zero)
{
    bool fixed = count->kind == E_INT && (!k->lanes || k->lanes->kind == E_INT);
    long long bytes =
        fixed ? count->ival * width_bytes(innermost_of(t)) * (k->lanes ? k->lanes->ival : 1) : 0;
    if (fixed && bytes > 0 && bytes <= SMALL_BYTES) {
        Var *v = kinds_local(k, name, type_array(t, expr_clone(count, NULL)));
        declare(k, v, zero);
        return v;
    }
    return heap(k, name, t, count, zero);
}

/* Of that lane; object may be a pointer to the one there is. */
static Expr *plain_lane(Kinds *k, Expr *object, Expr *lane)
{
    return k->lanes                       ? e_index(e_decay(object), expr_clone(lane, NULL))
           : type_is_pointer(object->type) ? e_deref(object)
                                           : object;
}

/* The type of param of the function called, over the parameters of this one. */
static Type *argument_type(Kinds *k, Var *param)
{
    return type_clone(param->type, &k->subst);
}

static Expr *fitted(Kinds *k, Expr *e, Var *param)
{
    Type *type = argument_type(k, param);
    return type_same(e->type, type) ? e : e_cast(type, e);
}

bool kinds_has_rows(const Actor *a)
{
    Type *plain = type_plain(a->type);
    return plain->kind == T_POINTER && type_is_pointer(plain->to);
}

static bool has_rows(const Place *x)
{
    return kinds_has_rows(x->actor);
}

/* Rows of a pointer to pointers: a[i] = flat + i * m; of a member all of one lane, then those of the next. */
static Expr *rows(Kinds *k, Place *x, Expr *flat)
{
    const ExprList *extents = &x->actor->extents;
    if (extents->n != 2 || ways_any(x->actor)) {
        diag_error(x->actor->loc, "pointer-depth", "'%s' has %d levels of pointers",
                   x->actor->var->name, extents->n);
        diag_note(x->actor->loc,
                  "%s takes at most two; an array of arrays may have any number of extents",
                  kind_name(k->d->kind));
        return flat;
    }
    Expr *i, *count = expr_clone(extents->at[0], NULL);
    if (x->per_lane)
        count = e_mul(e_cast(type_ptrdiff(), count), lanes(k));
    Var *rows_of = heap(k, format("%s_rows", x->param->name), flat->type, count, false);
    Stmt *before = kinds_open(k, "row", e_cast(type_ptrdiff(), count), &i);
    kinds_add(k, s_assign(e_index(e_var(rows_of), i),
                          e_bin(O_ADD, flat,
                                e_mul(expr_clone(i, NULL), expr_clone(extents->at[1], NULL)))));
    kinds_close(k, before);
    return e_var(rows_of);
}

static void make_flat(Kinds *k, Place *x)
{
    Type *element = x->per_lane ? x->real : with_lanes(k, x->real);
    Expr *count = x->per_lane ? e_mul(expr_clone(x->size, NULL), lanes(k)) : x->size;
    x->data = memory(k, path_name(x), element, count, x->is_zero);
    x->data->shadow = false;
    if (x->actor->members.n)
        return;
    Expr *flat = e_decay(e_var(x->data));
    if (has_rows(x))
        flat = rows(k, x, flat);
    flat = fitted(k, flat, x->param);
    if (is_global(x))
        kinds_add(k, s_assign(e_var(x->param), flat));
    else
        map_put(k->args, x->param, flat);
}

/* One real: the parameter is the value, or a pointer to it, or, with lanes, to their array. */
static void make_value(Kinds *k, Place *x)
{
    x->data = object(k, x->param->name, x->real, x->is_zero);
    bool pointer = type_is_pointer(x->param->type);
    Expr *e = e_var(x->data);
    map_put(k->args, x->param, k->lanes ? e_decay(e) : pointer ? e_addr(e) : e);
}

/* ---- records ---- */

/* The record of the primal that a path starts at; NULL: the result. */
static Expr *primal_record(Kinds *k, const Actor *a)
{
    Expr *e = a->var && a->var->kind == V_GLOBAL ? e_var(a->var) : NULL;
    for (int n = 0; a->var && n < k->d->primal->params.n; n++)
        if (k->d->primal->params.at[n] == a->var)
            e = e_var(k->d->primal_params.at[n]);
    return e && type_is_pointer(e->type) ? e_deref(e) : e;
}

static bool has_path(const Kinds *k, const Var *param, const Field *f)
{
    for (int i = 0; i < k->places.n; i++) {
        const Place *x = k->places.at[i];
        if (x->param == param && x->actor->members.n && x->actor->members.at[0] == f)
            return true;
    }
    return false;
}

static bool holds_handle(Type *t)
{
    t = type_element(t);
    if (type_is_handle(t))
        return true;
    for (int i = 0; t->kind == T_RECORD && !t->record->is_union && i < t->record->fields.n; i++)
        if (holds_handle(t->record->fields.at[i]->type))
            return true;
    return false;
}

/* But for those at the start of a path from root, which get something to point to. */
static void null_pointers(Kinds *k, Expr *e, const Var *root)
{
    Type *t = type_plain(e->type);
    if (t->kind == T_POINTER)
        kinds_add(k, s_assign(e, e_cast(type_unqual(e->type), e_int(0))));
    if (!type_has_pointers(t))
        return;
    if (t->kind == T_ARRAY) {
        Expr *i;
        Stmt *before = kinds_open(k, "i", t->count, &i);
        null_pointers(k, e_index(e_decay(e), i), NULL);
        kinds_close(k, before);
    }
    for (int i = 0; t->kind == T_RECORD && !t->record->is_union && i < t->record->fields.n; i++)
        if (!root || !has_path(k, root, t->record->fields.at[i]))
            null_pointers(k, e_member(e, t->record->fields.at[i]), NULL);
}

/* A shadow says like its primal how its memory is laid out, for the functions that have derivatives of their own: records of
   pointers and integers, in it too, start as copies, without the pointers, which are set where something is made for them. */
static void copy_handles(Kinds *k, Expr *to, Expr *from, const Var *root)
{
    Type *t = type_plain(to->type);
    if (k->lanes || !holds_handle(t))
        return;
    if (t->kind == T_ARRAY) {
        Expr *i;
        Stmt *before = kinds_open(k, "i", t->count, &i);
        copy_handles(k, e_index(e_decay(to), i), e_index(e_decay(from), i), NULL);
        kinds_close(k, before);
    } else if (type_is_handle(t)) {
        kinds_add(k, s_assign(to, from));
        null_pointers(k, to, root);
    } else {
        for (int i = 0; i < t->record->fields.n; i++)
            copy_handles(k, e_member(to, t->record->fields.at[i]), e_member(from, t->record->fields.at[i]), NULL);
    }
}

/* Of what a pointer points to; extents: empty for one. */
static void copy_handles_at(Kinds *k, Expr *to, Expr *from, const ExprList *extents)
{
    Expr *i;
    if (k->lanes || !holds_handle(type_plain(to->type)->to))
        return;
    Stmt *before = kinds_open(k, "i", ways_count(extents, 0), &i);
    copy_handles(k, extents->n ? e_index(to, i) : e_deref(to), extents->n ? e_index(from, i) : e_deref(from), NULL);
    kinds_close(k, before);
}

/* The shadow record that a path starts at; made where it is not there yet. */
static Var *root_record(Kinds *k, Place *x)
{
    Var *v = map_get(k->records, x->param);
    if (v)
        return v;
    Type *record = innermost_of(x->actor->var ? x->actor->var->type : x->param->type);
    if (x->actor->ways.n && x->actor->ways.at[0].n) {
        v = memory(k, x->param->name, with_lanes(k, record), ways_count(&x->actor->ways.at[0], 0), true);
        map_put(k->records, x->param, v);
        map_put(k->args, x->param, fitted(k, e_decay(e_var(v)), x->param));
        copy_handles_at(k, e_decay(e_var(v)), ways_root(k->d, x->actor), &x->actor->ways.at[0]);
        return v;
    }
    v = object(k, x->param->name, record, true);
    map_put(k->records, x->param, v);
    if (x->actor->var)
        copy_handles(k, e_var(v), primal_record(k, x->actor), x->param);
    bool rows = type_is_pointer(x->param->type) && type_is_array(type_plain(x->param->type)->to);
    Expr *e = e_var(v), *address = type_is_pointer(v->type) ? e : e_addr(e);
    map_put(k->args, x->param,
            k->lanes && rows ? fitted(k, address, x->param)
            : k->lanes       ? e_decay(e)
                             : address);
    return v;
}

static Var *known_subrecord(Kinds *k, const char *name)
{
    for (int i = 0; i < k->subrecords.n; i++)
        if (k->subrecord_names.at[i] == name)
            return k->subrecords.at[i];
    return NULL;
}

static Var *subrecord(Kinds *k, const char *name, Type *record, bool *made)
{
    Var *v = known_subrecord(k, name);
    if (v)
        return v;
    v = object(k, name, record, true);
    list_add(&k->subrecord_names, name);
    list_add(&k->subrecords, v);
    *made = true;
    return v;
}

/* The lvalue of the first n members of the path, for a lane. Pointers on the way lead to records of
 * their own. */
static Expr *path_lvalue(Kinds *k, Place *x, int n, Expr *lane)
{
    Expr *e = is_global(x) ? e_var(x->param) : e_var(root_record(k, x));
    e = plain_lane(k, e, lane);
    Text name = {0};
    text_put(&name, x->param->name);
    for (int i = 0; i < n; i++) {
        Field *f = x->actor->members.at[i];
        e = e_member(e, f);
        text_format(&name, "_%s", f->name);
        bool made = false;
        if (i + 1 == n)
            break;
        if (!type_is_pointer(f->type))
            continue;
        Var *sub = subrecord(k, intern(name.at), innermost_of(f->type), &made);
        if (made) {
            Expr *l;
            Stmt *before = kinds_open(k, "lane", k->lanes ? k->lanes : e_int(1), &l);
            kinds_add(k,
                      s_assign(path_lvalue(k, x, i + 1, l), e_addr(plain_lane(k, e_var(sub), l))));
            kinds_close(k, before);
            ExprList first = {0};
            for (int m = 0; m <= i; m++)
                list_add(&first, e_int(0));
            if (x->actor->var && !k->lanes)
                copy_handles(k, e_var(sub), e_deref(ways_object(x->actor, ways_root(k->d, x->actor), i + 1, &first)), NULL);
        }
        e = plain_lane(k, e_var(sub), lane);
    }
    return e;
}

/* The i-th real of an object that may be an array of arrays. */
static Expr *flat_element(Expr *object, Type *real, Expr *i)
{
    Type *plain = type_plain(object->type);
    if (plain->kind == T_POINTER)
        return e_index(object, i);
    if (plain->kind != T_ARRAY)
        return object;
    if (!type_is_array(plain->to))
        return e_index(e_decay(object), i);
    return e_index(e_cast(type_pointer(real), e_addr(object)), i);
}

/* ---- through arrays of structs ---- */

/* The first n members of the path, for a lane, of the elements that index says. */
static Expr *element_lvalue(Kinds *k, Place *x, int n, Expr *lane, const ExprList *index)
{
    Expr *e = is_global(x) ? e_var(x->param) : e_var(root_record(k, x));
    if (x->actor->ways.at[0].n)
        e = e_index(e_decay(e), expr_clone(index->at[0], NULL));
    return ways_shadow(x->actor, plain_lane(k, e, lane), n, index);
}

static Expr *each_count(Kinds *k, Place *x, int n, const ExprList *index)
{
    ExprList extents = ways_extents(k->d, x->actor, n, index);
    return e_cast(type_ptrdiff(), ways_count(&extents, 0));
}

/* Runs over the pointers that the first n members of the path are, of all elements and lanes: adds up in count how much they
   point to, and makes each point to its part of data, if given. */
static void over_pointers(Kinds *k, Place *x, int n, Var *count, Var *data)
{
    Expr *lane;
    ExprList index = {0};
    Stmt *outer = kinds_open(k, "lane", k->lanes ? k->lanes : e_int(1), &lane);
    ways_open(k->d->fn, k->d, x->actor, n, &k->block, &index);
    if (data) {
        Expr *lv = element_lvalue(k, x, n, lane, &index), *at = e_bin(O_ADD, e_decay(e_var(data)), e_var(count));
        kinds_add(k, s_assign(lv, type_same(lv->type, at->type) ? at : e_cast(lv->type, at)));
    }
    kinds_add(k, s_assign(e_var(count), e_add(e_var(count), each_count(k, x, n, &index))));
    kinds_close(k, outer);
}

/* How much these pointers point to where that follows from the parameters; NULL: the elements differ. */
static Expr *same_count(Kinds *k, Place *x, int n)
{
    Actor way = *x->actor;
    ExprList shape = {0};
    if (n < way.members.n)
        way.extents = way.ways.at[n];
    way.members.n = way.ways.n = n;
    if (ways_ragged(k->d, &way))
        return NULL;
    shape = ways_shape(&way);
    Expr *count = ways_count(&shape, 0);
    return k->lanes ? e_mul(e_cast(type_ptrdiff(), count), lanes(k)) : count;
}

/* One block of memory for what all these pointers point to, in the order of the elements. */
static Var *link_pointers(Kinds *k, Place *x, int n, const char *name, Type *t, bool zero)
{
    Var *at = kinds_local(k, format("%s_at", name), type_ptrdiff());
    Expr *count = same_count(k, x, n);
    if (!count) {
        Var *sum = kinds_local(k, format("%s_count", name), type_ptrdiff());
        kinds_add(k, s_decl(sum, e_int_type(type_ptrdiff(), 0)));
        over_pointers(k, x, n, sum, NULL);
        count = e_var(sum);
    }
    Var *data = memory(k, name, t, count, zero);
    kinds_add(k, s_decl(at, e_int_type(type_ptrdiff(), 0)));
    over_pointers(k, x, n, at, data);
    return data;
}

/* In all that the first n members of the path, a pointer, lead to. */
static void copy_all_handles(Kinds *k, Place *x, int n)
{
    if (k->lanes || !holds_handle(innermost_of(x->actor->members.at[n - 1]->type)))
        return;
    ExprList index = {0};
    Stmt *outer = k->block;
    ways_open(k->d->fn, k->d, x->actor, n, &k->block, &index);
    ExprList extents = ways_extents(k->d, x->actor, n, &index);
    Expr *from = ways_object(x->actor, ways_root(k->d, x->actor), n, &index);
    copy_handles_at(k, element_lvalue(k, x, n, NULL, &index), from, &extents);
    kinds_close(k, outer);
}

static void make_elements(Kinds *k, Place *x)
{
    const Actor *a = x->actor;
    Text name = {0};
    text_put(&name, x->param->name);
    if (!is_global(x))
        root_record(k, x);
    for (int i = 0; i < a->members.n; i++) {
        Field *f = a->members.at[i];
        text_format(&name, "_%s", f->name);
        if (i + 1 == a->members.n && has_rows(x))
            rows(k, x, e_int(0)); /* refused */
        else if (i + 1 == a->members.n && x->kind == PLACE_FLAT)
            x->data = link_pointers(k, x, i + 1, name.at, x->real, x->is_zero);
        if (i + 1 == a->members.n || !type_is_pointer(f->type) || known_subrecord(k, intern(name.at)))
            continue;
        list_add(&k->subrecord_names, intern(name.at));
        list_add(&k->subrecords, link_pointers(k, x, i + 1, name.at, innermost_of(f->type), true));
        copy_all_handles(k, x, i + 1);
    }
}

/* The i-th real that the path leads to, counted over all elements. */
static Expr *element_inside(Kinds *k, Place *x, Expr *i, Expr *lane)
{
    const Actor *a = x->actor;
    ExprList index = {0}, behind = ways_shape(a);
    bool first = true;
    for (int n = 0; n < a->members.n; n++) {
        const ExprList *way = &a->ways.at[n];
        if (!way->n) {
            list_add(&index, e_int(0));
            continue;
        }
        ExprList rest = {0};
        for (int m = way->n; m < behind.n; m++)
            list_add(&rest, behind.at[m]);
        behind = rest;
        Expr *size = ways_count(&behind, 0), *at = expr_clone(i, NULL);
        at = e_is_one(size) ? at : e_bin(O_DIV, at, size);
        list_add(&index, first ? at : e_bin(O_REM, at, ways_count(way, 0)));
        first = false;
    }
    Expr *size = ways_count(&behind, 0), *lv = element_lvalue(k, x, a->members.n, lane, &index);
    return flat_element(lv, x->real, e_is_one(size) ? e_int(0) : e_bin(O_REM, expr_clone(i, NULL), size));
}

/* Where the path ends in a pointer, it points to the array made for it. */
static void link_path(Kinds *k, Place *x)
{
    Expr *lane;
    if (ways_any(x->actor)) {
        make_elements(k, x);
        return;
    }
    path_lvalue(k, x, x->actor->members.n, e_int(0));
    if (x->kind != PLACE_FLAT)
        return;
    Expr *at = e_decay(e_var(x->data)), *of_lane = x->size;
    if (has_rows(x)) {
        at = rows(k, x, at);
        of_lane = e_cast(type_ptrdiff(), x->actor->extents.at[0]);
    }
    Stmt *before = kinds_open(k, "lane", k->lanes ? k->lanes : e_int(1), &lane);
    Expr *lv = path_lvalue(k, x, x->actor->members.n, lane);
    if (k->lanes)
        at = e_bin(O_ADD, at, e_mul(expr_clone(lane, NULL), expr_clone(of_lane, NULL)));
    kinds_add(k, s_assign(lv, type_same(lv->type, at->type) ? at : e_cast(lv->type, at)));
    kinds_close(k, before);
}

void places_make(Kinds *k)
{
    for (int i = 0; i < k->places.n; i++) {
        Place *x = k->places.at[i];
        if (is_global(x) && x->is_zero && !(i && k->places.at[i - 1]->param == x->param))
            call_memset(k, x->param);
        if (x->kind == PLACE_FLAT && !ways_any(x->actor))
            make_flat(k, x);
        else if (x->kind == PLACE_VALUE)
            make_value(k, x);
        if (x->actor->members.n)
            link_path(k, x);
    }
}

void places_free(Kinds *k)
{
    for (int i = k->heap.n - 1; i >= 0; i--) {
        ExprList args = {0};
        list_add(&args, e_var(k->heap.at[i]));
        kinds_add(k, s_expr(e_call(runtime_fn(k->p, "adc_free"), args)));
    }
    k->heap = (VarList){0};
}

/* ---- using them ---- */

Expr *place_element(Kinds *k, Place *x, Expr *i, Expr *lane)
{
    i = expr_clone(i, NULL);
    if (x->kind == PLACE_VALUE)
        return plain_lane(k, e_var(x->data), lane);
    if (is_global(x) && x->kind == PLACE_INSIDE && !x->actor->members.n &&
        type_is_array(x->actor->type)) {
        Expr *flat = e_cast(type_pointer(with_lanes(k, x->real)), e_decay(e_var(x->param)));
        return plain_lane(k, e_index(flat, i), lane);
    }
    if (x->kind == PLACE_INSIDE && ways_any(x->actor))
        return element_inside(k, x, i, lane);
    if (x->kind == PLACE_INSIDE)
        return flat_element(path_lvalue(k, x, x->actor->members.n, lane), x->real, i);
    Expr *at = e_decay(e_var(x->data));
    if (!x->per_lane)
        return plain_lane(k, e_index(at, i), lane);
    Expr *skip = e_mul(expr_clone(lane, NULL), expr_clone(x->size, NULL));
    return e_index(at, e_add(skip, i));
}

/* n reals, or structs; rows: pointers to the rows of so many. */
static void copy_run(Kinds *k, Place *x, Expr *to, Expr *from, const ExprList *extents)
{
    Type *t = type_plain(from->type);
    Expr *i, *j;
    if (t->kind == T_POINTER && type_is_pointer(t->to)) {
        Stmt *outer = kinds_open(k, "row", e_cast(type_ptrdiff(), extents->at[0]), &i);
        kinds_open(k, "i", e_cast(type_ptrdiff(), extents->at[1]), &j);
        Expr *at = e_add(e_mul(i, expr_clone(extents->at[1], NULL)), j);
        kinds_add(k, s_assign(flat_element(to, x->real, at), e_index(e_index(from, i), j)));
        kinds_close(k, outer);
        return;
    }
    if (t->kind == T_POINTER && type_is_array(t->to))
        from = e_cast(type_pointer(x->real), from);
    Stmt *outer = kinds_open(k, "i", ways_count(extents, 0), &i);
    kinds_add(k, s_assign(flat_element(to, x->real, i), flat_element(from, x->real, i)));
    kinds_close(k, outer);
}

void place_copy(Kinds *k, Place *x, Expr *from)
{
    ExprList index = {0};
    Stmt *outer = k->block;
    int n = x->actor->members.n;
    ways_open(k->d->fn, k->d, x->actor, n, &k->block, &index);
    ExprList extents = ways_extents(k->d, x->actor, n, &index);
    copy_run(k, x, n ? element_lvalue(k, x, n, NULL, &index) : e_decay(e_var(x->data)),
             ways_object(x->actor, from, n, &index), &extents);
    kinds_close(k, outer);
}

Expr *kinds_call(Kinds *k)
{
    ExprList args = {0};
    for (int i = 0; i < k->called->params.n; i++) {
        Var *v = k->called->params.at[i];
        Expr *arg = map_get(k->args, v);
        if (!arg)
            arg = map_get(k->subst.vars, v);
        if (!arg)
            bug("kinds: no argument for '%s'", v->name);
        list_add(&args, expr_clone(arg, NULL));
    }
    return e_call(k->called, args);
}
