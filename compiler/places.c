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

/* ---- sizes ---- */

static bool is_const_list(const ExprList *extents, int first)
{
    for (int i = first; i < extents->n; i++)
        if (extents->at[i]->kind != E_INT)
            return false;
    return true;
}

Expr *kinds_size(Kinds *k, const ExprList *extents, int first)
{
    (void)k;
    long long product = 1;
    for (int i = first; i < extents->n && extents->at[i]->kind == E_INT; i++)
        product = extents->at[i]->ival < 0 ? 0 : product * extents->at[i]->ival;
    if (is_const_list(extents, first))
        return e_int(product);
    Expr *size = NULL, *positive = NULL;
    for (int i = first; i < extents->n; i++) {
        Expr *e = expr_clone(extents->at[i], NULL);
        if (e->kind != E_INT || e->ival <= 0) {
            Expr *test = e_bin(O_GT, e_cast(type_ptrdiff(), e), e_int_type(type_ptrdiff(), 0));
            test = type_is_integer(e->type) && e->kind != E_INT
                       ? e_bin(O_GT, expr_clone(e, NULL), e_int(0))
                       : test;
            positive = positive ? e_bin(O_LAND, positive, test) : test;
        }
        Expr *factor = e_cast(type_ptrdiff(), expr_clone(e, NULL));
        size = size ? e_mul(size, factor) : factor;
    }
    return positive ? e_cond(positive, size, e_int_type(type_ptrdiff(), 0)) : size;
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

static Expr *plain_lane(Kinds *k, Expr *object, Expr *lane)
{
    return k->lanes ? e_index(e_decay(object), expr_clone(lane, NULL)) : object;
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

/* Rows of a pointer to pointers: a[i] = flat + i * m. */
static Expr *rows(Kinds *k, Place *x, Expr *flat)
{
    const ExprList *extents = &x->actor->extents;
    Type *plain = type_plain(x->actor->type), *to = type_plain(plain->to);
    if (extents->n != 2 || to->kind != T_POINTER) {
        diag_error(x->actor->loc, "pointer-depth", "'%s' has %d levels of pointers",
                   x->actor->var->name, extents->n);
        diag_note(x->actor->loc,
                  "%s takes at most two; an array of arrays may have any number of extents",
                  kind_name(k->d->kind));
        return flat;
    }
    Var *rows_of = kinds_local(k, format("%s_rows", x->param->name), type_pointer(flat->type));
    ExprList args = {0};
    list_add(&args, expr_clone(extents->at[0], NULL));
    list_add(&args, e_sizeof_expr(e_deref(e_var(rows_of))));
    kinds_add(k, s_decl(rows_of, e_call(runtime_fn(k->p, "adc_array"), args)));
    list_add(&k->heap, rows_of);
    Expr *i;
    Stmt *before = kinds_open(k, "row", e_cast(type_ptrdiff(), extents->at[0]), &i);
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
    Type *plain = type_plain(x->actor->type);
    Expr *flat = e_decay(e_var(x->data));
    if (plain->kind == T_POINTER && type_is_pointer(plain->to))
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

/* A shadow says like its primal how its memory is laid out, for the functions that have derivatives of their own: a
   record of pointers and integers starts as a copy, without the pointers that nothing is made for. */
static Var *handle_record(Kinds *k, const Place *x, Type *type)
{
    Expr *primal = primal_record(k, x->actor);
    if (!primal || k->lanes || !type_is_handle(type))
        return NULL;
    const Record *r = type_plain(type)->record;
    for (int i = 0; i < r->fields.n; i++)
        if (type_has_pointers(r->fields.at[i]->type) && !type_is_pointer(r->fields.at[i]->type))
            return NULL;
    Var *v = kinds_local(k, x->param->name, type_unqual(type));
    kinds_add(k, s_decl(v, primal));
    for (int i = 0; i < r->fields.n; i++) {
        Field *f = r->fields.at[i];
        if (type_has_pointers(f->type) && !has_path(k, x->param, f))
            kinds_add(k, s_assign(e_member(e_var(v), f), e_cast(type_unqual(f->type), e_int(0))));
    }
    return v;
}

/* The shadow record that a path starts at; made where it is not there yet. */
static Var *root_record(Kinds *k, Place *x)
{
    Var *v = map_get(k->records, x->param);
    if (v)
        return v;
    Type *record = innermost_of(x->actor->var ? x->actor->var->type : x->param->type);
    v = handle_record(k, x, record);
    v = v ? v : object(k, x->param->name, record, true);
    map_put(k->records, x->param, v);
    bool rows = type_is_pointer(x->param->type) && type_is_array(type_plain(x->param->type)->to);
    Expr *e = e_var(v), *address = type_is_pointer(v->type) ? e : e_addr(e);
    map_put(k->args, x->param,
            k->lanes && rows ? fitted(k, address, x->param)
            : k->lanes       ? e_decay(e)
                             : address);
    return v;
}

static Var *subrecord(Kinds *k, const char *name, Type *record, bool *made)
{
    for (int i = 0; i < k->subrecords.n; i++)
        if (k->subrecord_names.at[i] == name)
            return k->subrecords.at[i];
    Var *v = object(k, name, record, true);
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
        }
        e = plain_lane(k, e_var(sub), lane);
    }
    return e;
}

/* Where the path ends in a pointer, it points to the array made for it. */
static void link_path(Kinds *k, Place *x)
{
    Expr *lane;
    path_lvalue(k, x, x->actor->members.n, e_int(0));
    if (x->kind != PLACE_FLAT)
        return;
    Stmt *before = kinds_open(k, "lane", k->lanes ? k->lanes : e_int(1), &lane);
    Expr *lv = path_lvalue(k, x, x->actor->members.n, lane);
    Expr *at = e_decay(e_var(x->data));
    if (k->lanes)
        at = e_bin(O_ADD, at, e_mul(expr_clone(lane, NULL), expr_clone(x->size, NULL)));
    kinds_add(k, s_assign(lv, type_same(lv->type, at->type) ? at : e_cast(lv->type, at)));
    kinds_close(k, before);
}

void places_make(Kinds *k)
{
    for (int i = 0; i < k->places.n; i++) {
        Place *x = k->places.at[i];
        if (is_global(x) && x->is_zero)
            call_memset(k, x->param);
        if (x->kind == PLACE_FLAT)
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
    if (x->kind == PLACE_INSIDE)
        return flat_element(path_lvalue(k, x, x->actor->members.n, lane), x->real, i);
    Expr *at = e_decay(e_var(x->data));
    if (!x->per_lane)
        return plain_lane(k, e_index(at, i), lane);
    Expr *skip = e_mul(expr_clone(lane, NULL), expr_clone(x->size, NULL));
    return e_index(at, e_add(skip, i));
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
