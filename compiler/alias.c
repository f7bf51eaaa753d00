/* alias.c: what the pointers of one function may point to.

   Takes a function in normal form; leaves, for every lvalue, the set of cells (flow.h) it may denote. The analysis
   is inclusion-based (Andersen 1994), flow insensitive, sensitive to fields. What is outside the function is
   modelled by one object per parameter or global and level: EXT is what it points to, DEEP what is reached from there.
   Two such objects may overlap unless `restrict` or noalias says that they do not. Calls act through a
   summary of what the callee may write. Scalar types are evidence too (C11 6.5p7). */
#include "flow.h"

#include <string.h>

/* ---- objects and cells ---- */

static Object *object_of(Alias *a, ObjectKind kind, Var *var, Field *field, Stmt *site)
{
    const void *key = var ? (void *)var : site ? (void *)site : (void *)a;
    Object *first = map_get(a->objects, key);
    for (Object *o = first; o; o = o->next)
        if (o->kind == kind && o->var == var && o->field == field && o->site == site)
            return o;
    Object *o = NEW(Object);
    *o = (Object){.kind = kind, .var = var, .field = field, .site = site, .next = first};
    map_put(a->objects, key, o);
    return o;
}

static Object *object_of_var(Alias *a, Var *v)
{
    return object_of(a, OB_VAR, v, NULL, NULL);
}

bool alias_is_outside(const Object *o)
{
    return o->kind == OB_EXT || o->kind == OB_DEEP || o->kind == OB_ANY ||
           (o->kind == OB_VAR && (o->var->kind == V_GLOBAL || o->var->kind == V_STATIC));
}

/* Objects of many cells have a map of them. */
enum { FEW = 8 };

static const void *cell_key(const Object *o, const Field *field)
{
    return field ? (const void *)field : o;
}

Cell *alias_cell(const Object *o, const Field *field)
{
    if (o->by_field)
        return map_get(o->by_field, cell_key(o, field));
    for (int i = 0; i < o->cells.n; i++)
        if (o->cells.at[i]->field == field)
            return o->cells.at[i];
    return NULL;
}

static void add_cell(Object *o, Cell *c)
{
    list_add(&o->cells, c);
    if (o->by_field)
        map_put(o->by_field, cell_key(o, c->field), c);
    if (o->by_field || o->cells.n <= FEW)
        return;
    o->by_field = map_new();
    for (int i = 0; i < o->cells.n; i++)
        map_put(o->by_field, cell_key(o, o->cells.at[i]->field), o->cells.at[i]);
}

static Cell *cell_of(Alias *a, Object *o, Field *field)
{
    if (field && field->record && field->record->is_union)
        field = NULL;
    Cell *c = alias_cell(o, field);
    if (c)
        return c;
    c = NEW(Cell);
    c->object = o;
    c->field = field;
    c->id = a->cells.n;
    list_add(&a->cells, c);
    add_cell(o, c);
    if (alias_is_outside(o))
        list_add(&a->outside, c);
    return c;
}

Type *alias_declared(const Cell *c)
{
    const Object *o = c->object;
    if (c->field)
        return c->field->type;
    Type *t = o->field ? o->field->type : o->kind == OB_EXT || o->kind == OB_VAR ? o->var->type : NULL;
    if (!t || o->kind == OB_VAR)
        return t;
    t = type_element(t);
    return t->kind == T_POINTER ? t->to : NULL;
}

/* Declared as integers; bytes behind pointers may be anything. */
static bool is_of_integers(const Cell *c)
{
    Type *t = alias_declared(c);
    return c->object->kind == OB_STRING ||
           (t && type_is_integer(type_element(t)) && (c->object->kind == OB_VAR || type_element(t)->size > 1));
}

bool alias_to_integers(Alias *a, Expr *p)
{
    const Bits *to = alias_pointees(a, p);
    for_bits(i, to) {
        const Cell *c = a->cells.at[i];
        if (c->as_reals || (c->object->var && c->object->var->as_reals) || !is_of_integers(c))
            return false;
    }
    return bits_next(to, 0) >= 0;
}

/* The record that all of this cell is; NULL: none, or not known. */
static Record *record_of(const Cell *c)
{
    Type *t = alias_declared(c);
    t = t ? type_element(t) : NULL;
    return t && t->kind == T_RECORD ? t->record : NULL;
}

/* The innermost fields of a record in object o, unions as a whole. */
static void fields_into(Alias *a, Object *o, Record *r, Bits *out)
{
    for (int i = 0; i < r->fields.n; i++) {
        Field *f = r->fields.at[i];
        Type *t = type_element(f->type);
        if (t->kind == T_RECORD && !t->record->is_union)
            fields_into(a, o, t->record, out);
        else
            bits_set(out, cell_of(a, o, f)->id);
    }
}

/* A cell that is a record has its fields' cells made; false: it is none, or not known to be. */
static bool split_record(Alias *a, Cell *c)
{
    Record *r = c->fields.n ? NULL : record_of(c);
    if (r && !r->is_union)
        fields_into(a, c->object, r, &c->fields);
    return c->fields.n > 0 || (r && !r->is_union);
}

static const Bits *outside_of(Alias *a, Cell *c);
static void pointees_into(Alias *a, Expr *p, Bits *out);

/* A constant with addresses: its initialiser says which. */
static bool is_fixed(const Object *o)
{
    const Var *v = o->var;
    return o->kind == OB_VAR && (v->kind == V_GLOBAL || v->kind == V_STATIC) && v->init && (type_element(v->type)->quals & Q_CONST);
}

static void addresses_into(Alias *a, Expr *init, Bits *out)
{
    if (type_is_pointer(init->type))
        pointees_into(a, init, out);
    for (int i = 0; init->kind == E_INIT && i < init->args.n; i++)
        if (init->args.at[i])
            addresses_into(a, init->args.at[i], out);
}

static bool points_to_function(Type *t)
{
    t = t ? type_element(t) : NULL;
    return t && t->kind == T_POINTER && type_plain(t->to)->kind == T_FUNCTION;
}

static void outside_into(Alias *a, Cell *c, Bits *out)
{
    Object *o = c->object;
    bool param = o->kind == OB_VAR && o->var->kind != V_LOCAL;
    if (is_fixed(o)) {
        addresses_into(a, o->var->init, out);
        return;
    }
    if (o->kind == OB_ANY)
        bits_set(out, cell_of(a, a->any, NULL)->id);
    if ((!param && o->kind != OB_EXT && o->kind != OB_DEEP) || points_to_function(alias_declared(c)))
        return;
    if (split_record(a, c)) {
        for_bits(i, &c->fields)
            if (type_holds_pointers(a->cells.at[i]->field->type))
                bits_merge(out, outside_of(a, a->cells.at[i]));
    } else if (param) {
        bits_set(out, cell_of(a, object_of(a, OB_EXT, o->var, c->field, NULL), NULL)->id);
    } else {
        Field *f = c->field ? c->field : o->field;
        bits_set(out, cell_of(a, object_of(a, OB_DEEP, o->var, f, NULL), NULL)->id);
    }
}

/* What memory of the caller points to on entry: made when it is first asked for. */
static const Bits *outside_of(Alias *a, Cell *c)
{
    if (!c->outside_known) {
        c->outside_known = true;
        outside_into(a, c, &c->outside);
    }
    return &c->outside;
}

/* Numbers hold no addresses; bytes, and integers of an address's size, may. */
static bool may_hold_address(Type *t)
{
    t = type_element(t);
    if (t->kind == T_INT)
        return t->size == 1 || t->size >= 8;
    if (t->kind != T_RECORD || !t->record->complete)
        return t->kind != T_REAL && t->kind != T_COMPLEX && t->kind != T_BOOL;
    for (int i = 0; i < t->record->fields.n; i++)
        if (may_hold_address(t->record->fields.at[i]->type))
            return true;
    return false;
}

static bool holds_numbers(const Cell *c)
{
    Type *t = alias_declared(c);
    bool table = c->object->kind == OB_VAR && var_is_table(c->object->var);
    return table || (t && !may_hold_address(t));
}

/* All but what is stored outside: that is the same for all cells there. True: it may be in this one too. */
bool alias_contents_but_stored(Alias *a, Cell *c, Bits *out)
{
    Object *o = c->object;
    if (holds_numbers(c))
        return false;
    bits_merge(out, outside_of(a, c));
    if (is_fixed(o))
        return false;
    if (alias_is_outside(o))
        return true;
    for (int i = 0; i < o->cells.n; i++)
        if (!c->field || !o->cells.at[i]->field || o->cells.at[i] == c)
            bits_merge(out, &o->cells.at[i]->to);
    return false;
}

static void contents_into(Alias *a, const Bits *cells, Bits *out)
{
    bool stored = false;
    for_bits(i, cells)
        stored |= alias_contents_but_stored(a, a->cells.at[i], out);
    if (stored)
        bits_merge(out, &a->stored_outside);
}

void alias_contents(Alias *a, Cell *c, Bits *out)
{
    if (alias_contents_but_stored(a, c, out))
        bits_merge(out, &a->stored_outside);
}

const Bits *alias_entry(Alias *a, Var *v)
{
    return outside_of(a, cell_of(a, object_of_var(a, v), NULL));
}

void alias_follow(Alias *a, Cell *c)
{
    if (!holds_numbers(c))
        outside_of(a, c);
}

bool alias_is_split(Alias *a, Cell *c, Type *t)
{
    return split_record(a, c) && record_of(c) == type_element(t)->record;
}

/* ---- expressions ---- */

/* 1 ... for numbers, by kind and width; bytes and all else: 0. */
static int kind_of_number(Type *t)
{
    t = type_element(t);
    if (t->kind == T_INT && t->size > 1)
        return 6 + t->size;
    return t->kind == T_REAL || t->kind == T_COMPLEX ? 1 + (int)t->width + (t->kind == T_COMPLEX ? 3 : 0) : 0;
}

/* A pointer to numbers leads to them alone, also where they are a member of a record with pointers; bytes may be
   anything. */
static bool is_of_numbers(Type *pointer)
{
    return kind_of_number(type_plain(pointer)->to) != 0;
}

static bool is_in_union(const Expr *lv)
{
    for (; lv->kind == E_MEMBER; lv = lv->a)
        if (lv->field->record && lv->field->record->is_union)
            return true;
    return false;
}

/* Out of memory comes no pointer to numbers that leads to what is declared as others: the fence sees to it that none is
   put there. */
static void without_others(Alias *a, Type *pointer, const Bits *cells, Bits *out)
{
    int kind = kind_of_number(type_plain(pointer)->to);
    for_bits(i, cells) {
        Type *t = alias_declared(a->cells.at[i]);
        int declared = t ? kind_of_number(t) : 0;
        if (!declared || declared == kind)
            bits_set(out, i);
    }
}

static void lvalue_into(Alias *a, Expr *lv, Bits *out);
static void pointees_into(Alias *a, Expr *p, Bits *out);

static void member_into(Alias *a, const Bits *base, Field *f, Bits *out)
{
    bool in_union = f->record && f->record->is_union;
    for_bits(i, base)
        bits_set(out, in_union ? i : cell_of(a, a->cells.at[i]->object, f)->id);
}

static void lvalue_into(Alias *a, Expr *lv, Bits *out)
{
    Bits base = {0};
    switch (lv->kind) {
    case E_VAR:
        bits_set(out, cell_of(a, object_of_var(a, lv->var), NULL)->id);
        return;
    case E_MEMBER:
        if (lv->arrow)
            pointees_into(a, lv->a, &base);
        else
            lvalue_into(a, lv->a, &base);
        member_into(a, &base, lv->field, out);
        bits_done(&base);
        return;
    case E_DEREF:
    case E_INDEX:
        pointees_into(a, lv->a, out);
        return;
    case E_STRING:
        bits_set(out, cell_of(a, a->string, NULL)->id);
        return;
    case E_UNARY: /* __real, __imag */
        lvalue_into(a, lv->a, out);
        return;
    case E_CALL: /* a member of a struct returned: a value, no memory */
    case E_COMPOUND:
    case E_COND:
        return;
    default:
        bits_set(out, cell_of(a, a->any, NULL)->id);
    }
}

static void pointees_into(Alias *a, Expr *p, Bits *out)
{
    switch (p->kind) {
    case E_DECAY:
    case E_ADDR: {
        Bits cells = {0};
        if (p->a->kind == E_FN)
            return;
        lvalue_into(a, p->a, &cells);
        if (p->kind == E_ADDR && p->a->kind == E_MEMBER)
            for_bits(i, &cells)
                a->cells.at[i]->object->walked = true;
        bits_merge(out, &cells);
        bits_done(&cells);
        return;
    }
    case E_VAR:
    case E_MEMBER:
    case E_DEREF:
    case E_INDEX: {
        Bits cells = {0}, to = {0};
        lvalue_into(a, p, &cells);
        bool numbers = p->kind != E_VAR && type_is_pointer(p->type) && is_of_numbers(p->type) && !is_in_union(p);
        contents_into(a, &cells, numbers ? &to : out);
        if (numbers)
            without_others(a, p->type, &to, out);
        bits_done(&cells);
        bits_done(&to);
        return;
    }
    case E_BINARY:
        if (type_is_pointer(p->a->type))
            pointees_into(a, p->a, out);
        else if (type_is_pointer(p->b->type))
            pointees_into(a, p->b, out);
        return;
    case E_CAST:
        if (type_is_pointer(p->a->type) || type_is_array(p->a->type))
            pointees_into(a, p->a, out);
        else if (!e_is_zero(p->a))
            bits_set(out, cell_of(a, a->any, NULL)->id);
        return;
    case E_COND:
        pointees_into(a, p->b, out);
        pointees_into(a, p->c, out);
        return;
    case E_INT:
    case E_FN:
        return;
    case E_STRING:
        bits_set(out, cell_of(a, a->string, NULL)->id);
        return;
    default:
        bits_set(out, cell_of(a, a->any, NULL)->id);
    }
}

const Bits *alias_lvalue(Alias *a, Expr *lv)
{
    Bits *b = a->settled ? map_get(a->lvalues, lv) : NULL;
    if (!b) {
        b = NEW(Bits);
        lvalue_into(a, lv, b);
        if (a->settled)
            map_put(a->lvalues, lv, b);
    }
    return b;
}

const Bits *alias_pointees(Alias *a, Expr *p)
{
    Bits *b = NEW(Bits);
    pointees_into(a, p, b);
    return b;
}

/* Of an object outside: its cells are looked at once, since what they point to on entry stays. */
static const Bits *object_leads(Alias *a, Object *o)
{
    for (; o->led < o->cells.n; o->led++) {
        Cell *c = o->cells.at[o->led];
        if (holds_numbers(c))
            continue;
        o->holds = true;
        bits_merge(&o->leads, outside_of(a, c));
    }
    return &o->leads;
}

/* What the pointers in any cell of an object point to, what was stored outside left out. True: it is to be added. */
bool alias_object_leads(Alias *a, Object *o, Bits *out)
{
    if (alias_is_outside(o)) {
        bits_merge(out, object_leads(a, o));
        return o->holds && !is_fixed(o);
    }
    bool any = false, whole = false;
    for (int k = 0; k < o->cells.n; k++) {
        Cell *c = o->cells.at[k];
        if (holds_numbers(c))
            continue;
        any = true;
        whole |= !c->field;
        bits_merge(out, outside_of(a, c));
        bits_merge(out, &c->to);
    }
    for (int k = 0; any && k < o->cells.n; k++)
        if (whole || !o->cells.at[k]->field)
            bits_merge(out, &o->cells.at[k]->to);
    return false;
}

static void reach_into(Alias *a, const Bits *from, Bits *out)
{
    int turn = ++a->turns;
    bool more = bits_merge(out, from), stored = false;
    while (more) {
        more = false;
        for_bits(i, out) {
            Object *o = a->cells.at[i]->object;
            if (o->turn == turn && o->looked_at == o->cells.n)
                continue;
            if (alias_object_leads(a, o, out) && !stored) {
                bits_merge(out, &a->stored_outside);
                stored = true;
            }
            o->turn = turn;
            o->looked_at = o->cells.n;
            more = true;
        }
    }
}

/* Once the analysis has settled, what is reached from some cells changes only where cells are made, and it is asked for
   again and again: for each argument of each call, which mostly lead to one web of structs. */
void alias_reach(Alias *a, const Bits *from, Bits *out)
{
    if (!a->settled || out->n) {
        reach_into(a, from, out);
        return;
    }
    BitsEntry *e = bits_entry(a->reached, from);
    if (e->cells != a->cells.n) {
        bits_done(&e->value); /* else what it has would not be looked at again */
        reach_into(a, from, &e->value);
        e->cells = a->cells.n;
    }
    bits_merge(out, &e->value);
}

void alias_objects(Alias *a, const Bits *cells, ObjectList *out)
{
    int turn = ++a->turns;
    for_bits(i, cells) {
        Object *o = a->cells.at[i]->object;
        if (o->turn == turn)
            continue;
        o->turn = turn;
        o->looked_at = 0;
        list_add(out, o);
    }
}

const Bits *alias_tape(Alias *a, Var *tape)
{
    return type_is_pointer(tape->type) ? alias_pointees(a, e_var(tape)) : alias_lvalue(a, e_var(tape));
}

/* ---- calls ---- */

Expr *stmt_call(Stmt *s)
{
    if (s->kind != S_ASSIGN && s->kind != S_DECL && s->kind != S_EXPR)
        return NULL;
    Expr *e = s->rhs;
    while (e && e->kind == E_CAST)
        e = e->a;
    if (!e || e->kind != E_CALL)
        return NULL;
    if (e->fn && e->fn->class == F_MATH && rule_is_pure(e->fn->rule))
        return NULL;
    return e;
}

/* What a struct passed by value points to is only read where the parameter is declared const, and by functions that
   are declared to return new memory or a view. */
static bool reads_only(Fn *f, int k)
{
    Var *v = k < f->params.n ? f->params.at[k] : NULL;
    if (!v || !type_is_record(v->type))
        return false;
    return (v->type->quals & Q_CONST) || f->shadow_of_result || f->is_view;
}

static bool writes_through_param(Expr *call, int k, bool *deep)
{
    Fn *f = call->fn;
    Type *t = type_plain(f ? f->type : call->a->type);
    if (t->kind == T_POINTER)
        t = type_plain(t->to);
    if (k >= t->params.n) { /* of a function without prototype, or behind the dots */
        *deep = !f || f->class == F_CUSTOM || f->class == F_UNKNOWN;
        return *deep || strstr(f->name, "scanf") != NULL;
    }
    Type *q = type_plain(t->params.at[k]);
    *deep = !f || ((f->class == F_CUSTOM || f->class == F_UNKNOWN) && !reads_only(f, k));
    if (q->kind != T_POINTER)
        return *deep && type_is_record(q);
    *deep = *deep && (type_plain(q->to)->kind == T_VOID || type_holds_pointers(q->to));
    *deep &= !is_of_numbers(q);
    return !(type_plain(q->to)->quals & Q_CONST) && !(q->to->quals & Q_CONST);
}

void alias_global_writes(Alias *a, const GlobalUse *g, Bits *out)
{
    Cell *c = cell_of(a, object_of_var(a, g->var), NULL);
    Bits to = {0}, deep = {0};
    if (g->writes)
        bits_set(out, c->id);
    if (g->writes_to || g->writes_deep)
        alias_contents(a, c, &to);
    if (g->writes_to)
        bits_merge(out, &to);
    if (g->writes_deep)
        alias_reach(a, &to, &deep);
    bits_merge(out, &deep);
}

/* What the pointers in these records, whichever their fields, point to. */
static void held_into(Alias *a, const Bits *records, Bits *out)
{
    ObjectList objects = {0};
    bool stored = false;
    alias_objects(a, records, &objects);
    for (int i = 0; i < objects.n; i++)
        stored |= alias_object_leads(a, objects.at[i], out);
    if (stored)
        bits_merge(out, &a->stored_outside);
}

/* Also of a function with derivatives of its own, or declared to have none, whose body is visible. */
const Effects *alias_call_effects(Alias *a, Expr *call)
{
    bool own = call->fn && call->fn->body && (call->fn->class == F_CUSTOM || call->fn->class == F_INACTIVE);
    return own ? effects_of(a->program, call->fn) : effects_of_call(a->program, call);
}

static bool has_field(const FieldList *fields, const Field *f)
{
    for (int i = 0; i < fields->n; i++)
        if (fields->at[i] == f)
            return true;
    return false;
}

/* It points to numbers or records: what those point to is behind members of their own. */
static bool is_one_level(const Field *f)
{
    Type *t = type_element(f->type);
    Type *to = t->kind == T_POINTER ? type_element(t->to) : t;
    return t->kind == T_POINTER && (is_of_numbers(t) || (to->kind == T_RECORD && to->record->complete && !to->record->is_union));
}

void alias_reach_contents(Alias *a, Cell *c, Bits *out)
{
    Bits to = {0};
    alias_contents(a, c, &to);
    alias_reach(a, &to, out);
    bits_done(&to);
}

/* What those members point to in all records that are reached from there. False: there are pointers whose member is not
   known. */
static bool through_into(Alias *a, const Bits *from, const FieldList *fields, Bits *out)
{
    Bits all = {0};
    ObjectList objects = {0};
    bool known = true;
    alias_reach(a, from, &all);
    alias_objects(a, &all, &objects);
    for (int i = 0; i < objects.n; i++)
        for (int k = 0; k < objects.at[i]->cells.n; k++) {
            Cell *c = objects.at[i]->cells.at[k];
            bool split = split_record(a, c);
            if (holds_numbers(c))
                continue;
            if (!split && c->field && !has_field(fields, c->field))
                continue;
            if (split)
                bits_merge(out, &c->to); /* the rest is in the fields */
            else if (c->field && is_one_level(c->field))
                alias_contents(a, c, out);
            else if (c->field)
                alias_reach_contents(a, c, out);
            else if (alias_is_outside(c->object))
                known &= !outside_of(a, c)->n;
            else
                bits_merge(out, &c->to);
        }
    bits_done(&all);
    return known;
}

/* What is freed is put off to behind the reverse sweep: nothing is written. */
static bool only_allocates(const Fn *f)
{
    return f->class == F_FREE || f->class == F_ALLOC || (f->class == F_RUNTIME && !strcmp(f->name, "adc_free"));
}

void alias_given_writes(Alias *a, Expr *call, const Effects *effects, Bits *out)
{
    Fn *f = call->fn;
    for (int k = 0; k < call->args.n; k++) {
        Expr *arg = call->args.at[k];
        bool pointer = type_is_pointer(arg->type), deep = false, direct;
        if (!pointer && !type_is_record(arg->type))
            continue;
        if (pointer && type_plain(type_plain(arg->type)->to)->kind == T_FUNCTION)
            continue;
        if (f && effects && k < f->params.n) {
            direct = effects->writes[k];
            deep = effects->writes_deep[k];
        } else {
            direct = writes_through_param(call, k, &deep);
        }
        Bits to = {0};
        if (pointer)
            pointees_into(a, arg, &to);
        else if (e_is_lvalue(arg))
            lvalue_into(a, arg, &to);
        if (direct && pointer)
            bits_merge(out, &to);
        if (deep || (direct && !pointer)) {
            Bits some = {0}, next = {0};
            bool told = effects && f && k < f->params.n && !effects->through_any[k];
            if (told && through_into(a, &to, &effects->through[k], &some)) {
                bits_merge(out, &some);
            } else {
                held_into(a, &to, &next);
                alias_reach(a, &next, out);
            }
            bits_done(&some);
            bits_done(&next);
        }
        bits_done(&to);
    }
}

static void call_writes_into(Alias *a, Expr *call, Bits *out)
{
    if (call->fn && only_allocates(call->fn))
        return;
    const Effects *effects = alias_call_effects(a, call);
    alias_given_writes(a, call, effects, out);
    for (int i = 0; effects && i < effects->globals.n; i++)
        alias_global_writes(a, &effects->globals.at[i], out);
    const Effects *unseen = effects_of_unseen(a->program, call);
    for (int i = 0; unseen && i < unseen->globals.n; i++)
        alias_global_writes(a, &unseen->globals.at[i], out);
    if (effects && effects->unknown)
        bits_set(out, cell_of(a, a->any, NULL)->id);
}

const Bits *alias_call_writes(Alias *a, Stmt *s)
{
    Expr *call = stmt_call(s);
    if (!call)
        return NULL;
    Bits *b = a->settled ? map_get(a->writes, s) : NULL;
    if (!b) {
        b = NEW(Bits);
        call_writes_into(a, call, b);
        if (a->settled)
            map_put(a->writes, s, b);
    }
    return b;
}

/* Whether something of type t may hold a pointer like this one: const and typedefs aside, to the same kind of number. */
static bool may_point_to(Type *t, Type *pointer)
{
    t = type_plain(t);
    if (t->kind == T_ARRAY)
        return may_point_to(t->to, pointer);
    if (t->kind == T_POINTER)
        return !is_of_numbers(t) || alias_types_may(t->to, type_plain(pointer)->to);
    for (int i = 0; t->kind == T_RECORD && i < t->record->fields.n; i++)
        if (may_point_to(t->record->fields.at[i]->type, pointer))
            return true;
    return t->kind == T_OPAQUE || (t->kind == T_RECORD && !t->record->complete);
}

/* Of cells, those that a pointer of type t may lead to, which is what it is declared as. */
static void typed_into(Alias *a, const Bits *cells, Type *t, Bits *out)
{
    Type *to = type_is_pointer(t) ? type_plain(t)->to : NULL;
    for_bits(i, cells) {
        Type *declared = alias_declared(a->cells.at[i]);
        if (!to || !declared || alias_types_may(declared, to))
            bits_set(out, i);
    }
}

/* Does a callee tell to which memory its result leads? */
static bool is_told(const Effects *e)
{
    return e && e->tells_result && !e->unknown && !e->retypes;
}

static bool is_returned(const Effects *e, const Var *v)
{
    for (int i = 0; i < e->returned.n; i++)
        if (e->returned.at[i] == v)
            return true;
    return false;
}

/* The globals that a callee uses, or only what its result may lead to. Of what it may only use since it can, integers are
   left out: they lead to no reals. */
static void used_into(Alias *a, const Effects *effects, bool returned, Bits *out)
{
    for (int i = 0; effects && i < effects->globals.n; i++) {
        Var *v = effects->globals.at[i].var;
        if (returned && !is_returned(effects, v))
            continue;
        if (effects->globals.at[i].named || v->as_reals || !type_is_integer(type_element(v->type)))
            bits_set(out, cell_of(a, object_of_var(a, v), NULL)->id);
    }
}

/* To be stored: without what the callee stores nowhere. */
static bool may_keep(const Effects *e, int k)
{
    return !e || !e->keeps || e->unknown || e->retypes || k >= e->params || e->keeps[k];
}

/* What a callee is given pointers to, or only what its result may point to; with records also those passed by value,
   themselves. */
static void given_into(Alias *a, Expr *call, bool records, bool kept, Type *result, Bits *out)
{
    Bits from = {0}, all = {0};
    const Effects *effects = alias_call_effects(a, call);
    bool told = result && is_told(effects);
    for (int k = 0; k < call->args.n; k++) {
        Expr *arg = call->args.at[k];
        Bits record = {0};
        if (told && k < effects->params && !effects->returns[k])
            continue;
        if (type_is_pointer(arg->type) && is_of_numbers(arg->type)) {
            if (kept ? may_keep(effects, k) : !result || may_point_to(result, arg->type))
                pointees_into(a, arg, out);
        } else if (type_is_pointer(arg->type)) {
            pointees_into(a, arg, &from);
        } else if (type_is_record(arg->type) && e_is_lvalue(arg)) {
            lvalue_into(a, arg, records ? &from : &record);
        }
        held_into(a, &record, &from);
        bits_done(&record);
    }
    used_into(a, effects, told, &from);
    if (!kept && !result)
        used_into(a, effects_of_unseen(a->program, call), false, &from);
    alias_reach(a, &from, &all);
    typed_into(a, &all, result && effects && !effects->retypes ? result : type_void(), out);
    bits_done(&from);
    bits_done(&all);
}

void alias_call_given(Alias *a, Expr *call, Bits *out)
{
    given_into(a, call, false, false, NULL, out);
}

void alias_call_reads(Alias *a, Expr *call, Bits *out)
{
    given_into(a, call, true, false, NULL, out);
}

/* ---- the fixpoint ---- */

typedef struct Walk {
    Alias *a;
    bool changed;
} Walk;


static void store_in(Walk *w, Cell *c, const Bits *value)
{
    Bits *to = alias_is_outside(c->object) ? &w->a->stored_outside : &c->to;
    w->changed |= bits_merge(to, value);
}

static void store_into(Walk *w, const Bits *lhs, const Bits *value)
{
    for_bits(i, lhs)
        store_in(w, w->a->cells.at[i], value);
}

/* May a pointer in memory of type holder lead to memory with reals or pointers? One to a function or to a record of
   integers (FILE) does not. */
static bool may_lead_to_reals(Type *holder)
{
    if (!holder)
        return true;
    holder = type_plain(holder);
    if (holder->kind == T_ARRAY)
        return may_lead_to_reals(holder->to);
    if (holder->kind == T_POINTER) {
        Type *to = type_plain(holder->to);
        bool harmless = to->kind == T_RECORD && to->record->complete && !type_has_reals(to);
        return to->kind != T_FUNCTION && !harmless;
    }
    if (holder->kind != T_RECORD)
        return holder->kind == T_OPAQUE;
    for (int i = 0; i < holder->record->fields.n; i++)
        if (may_lead_to_reals(holder->record->fields.at[i]->type))
            return true;
    return false;
}

/* A function that is called stores some of these pointers: where and which is not known. */
static void store_some(Walk *w, const Bits *written, const Bits *values)
{
    Alias *a = w->a;
    Bits others = {0}; /* of the values, those that are not known to have reals */
    bool stored[2] = {false, false}; /* these, all, outside: it is the same for all cells there */
    for_bits(k, values) {
        Type *t = alias_declared(a->cells.at[k]);
        if (!t || !type_has_reals(t))
            bits_set(&others, k);
    }
    for_bits(i, written) {
        Cell *c = a->cells.at[i];
        bool outside = alias_is_outside(c->object);
        if (outside && stored[true])
            continue;
        bool all = may_lead_to_reals(alias_declared(c));
        if (outside && stored[all])
            continue;
        store_in(w, c, all ? values : &others);
        stored[all] |= outside;
    }
    bits_done(&others);
}

static void store_among_globals(Walk *w, const Effects *effects)
{
    Alias *a = w->a;
    Bits to = {0}, from = {0}, all = {0};
    for (int i = 0; i < effects->globals.n; i++) {
        const GlobalUse *g = &effects->globals.at[i];
        int cell = g->holds || g->held ? cell_of(a, object_of_var(a, g->var), NULL)->id : 0;
        if (g->holds)
            bits_set(&to, cell);
        if (g->held)
            bits_set(&from, cell);
    }
    alias_reach(a, &from, &all);
    store_some(w, &to, &all);
}

/* What a field, or NULL for the whole of objects, of some objects may point to. */
typedef struct FieldValue {
    Field *field;
    Bits value;
    bool stored; /* what is stored outside too */
} FieldValue;

typedef LIST(FieldValue *) FieldValues;

/* All that records may hold, by field; `record` as in copy_record. */
static void held_by_field(Alias *a, const Bits *cells, Record *record, FieldValues *out)
{
    Map *known = map_new(); /* Field -> FieldValue */
    int turn = ++a->turns;
    for_bits(i, cells) {
        Object *from = a->cells.at[i]->object;
        bool split = split_record(a, a->cells.at[i]) && record_of(a->cells.at[i]) == record;
        if (!split && from->turn == turn && from->looked_at == from->cells.n)
            continue; /* by way of another cell */
        for (int m = 0; m < from->cells.n; m++) {
            Cell *c = from->cells.at[m];
            const void *key = c->field ? (const void *)c->field : known;
            FieldValue *v = map_get(known, key);
            if (!v) {
                v = NEW(FieldValue);
                v->field = c->field;
                map_put(known, key, v);
                list_add(out, v);
            }
            if (split && !c->field)
                bits_merge(&v->value, &c->to); /* the rest is in the fields */
            else
                v->stored |= alias_contents_but_stored(a, c, &v->value);
        }
        if (!split) {
            from->turn = turn;
            from->looked_at = from->cells.n;
        }
    }
    for (int i = 0; i < out->n; i++)
        if (out->at[i]->stored)
            bits_merge(&out->at[i]->value, &a->stored_outside);
}

/* In it, or in a record in it. */
static bool holds_field(const Record *r, const Field *f)
{
    for (int i = 0; i < r->fields.n; i++) {
        Type *t = type_element(r->fields.at[i]->type);
        if (r->fields.at[i] == f || (t->kind == T_RECORD && holds_field(t->record, f)))
            return true;
    }
    return false;
}

/* Copies of records: pointers keep their field where the memory is such a record; NULL: bytes. */
static void copy_record(Walk *w, const Bits *lhs, const Bits *rhs, Record *record)
{
    Alias *a = w->a;
    int known = a->cells.n;
    FieldValues held = {0};
    ObjectList into = {0};
    held_by_field(a, rhs, record, &held);
    alias_objects(a, lhs, &into);
    for (int i = 0; i < held.n; i++) {
        bool stored = false; /* outside, where it is the same for all */
        const Field *f = held.at[i]->field;
        if (!held.at[i]->value.n && (!record || (f && !holds_field(record, f))))
            continue; /* another type's field: of the record around it; of bytes, perhaps */
        for (int k = 0; k < into.n; k++) {
            Cell *c = cell_of(a, into.at[k], held.at[i]->field);
            bool outside = alias_is_outside(c->object);
            if (!outside || !stored)
                store_in(w, c, &held.at[i]->value);
            stored |= outside;
        }
        bits_done(&held.at[i]->value);
    }
    w->changed |= a->cells.n != known;
}

/* May the callee put pointers it was given into memory it was given? A custom adjoint could not follow that. */
static bool may_store_pointers(const Fn *f, const Effects *effects)
{
    if (!f || effects)
        return !effects || effects->stores_pointers;
    return f->class != F_INACTIVE && f->class != F_MATH && f->class != F_FREE && f->class != F_CUSTOM &&
           !f->is_view && !f->shadow_of_result;
}

static void call_stmt(Walk *w, Stmt *s, Expr *call)
{
    Alias *a = w->a;
    Fn *f = call->fn;
    Bits result = {0};
    if (f && (f->class == F_ALLOC || f->class == F_RUNTIME)) {
        bits_set(&result, cell_of(a, object_of(a, OB_ALLOC, NULL, NULL, s), NULL)->id);
        for (int k = 0; k < call->args.n; k++) /* realloc may return its argument */
            if (type_is_pointer(call->args.at[k]->type) && !type_is_tape(call->args.at[k]->type) && known_writes(f, k))
                pointees_into(a, call->args.at[k], &result);
    } else if (f && f->class == F_MEMORY && call->args.n >= 2) {
        Bits to = {0}, from = {0};
        pointees_into(a, call->args.at[0], &to);
        bits_merge(&result, &to);
        if (type_is_pointer(call->args.at[1]->type)) {
            pointees_into(a, call->args.at[1], &from);
            copy_record(w, &to, &from, NULL);
        }
    } else {
        Bits all = {0}, written = {0};
        const Effects *effects = alias_call_effects(a, call);
        bool stores = may_store_pointers(f, effects);
        given_into(a, call, false, true, NULL, &all);
        bool new_memory = f && f->shadow_of_result && !f->body;
        if (!new_memory && type_holds_pointers(call->type))
            given_into(a, call, false, false, call->type, &result);
        bool fresh = !f || f->body || new_memory || ((f->custom_adjoint || f->custom_tangent) && !f->is_view);
        if (s->kind != S_EXPR && type_holds_pointers(call->type) && fresh) {
            int made = cell_of(a, object_of(a, OB_ALLOC, NULL, NULL, s), NULL)->id;
            bits_set(&result, made);
            if (stores) /* there, too */
                bits_set(&written, made);
        } else if (s->kind != S_EXPR && type_is_pointer(call->type) && f->class == F_UNKNOWN && !f->is_view) {
            bits_set(&result, cell_of(a, a->any, NULL)->id);
        }
        if (stores)
            call_writes_into(a, call, &written);
        store_some(w, &written, &all);
        bits_done(&all);
        bits_done(&written);
        if (effects)
            store_among_globals(w, effects);
    }
    if (s->kind == S_EXPR || !type_holds_pointers(s->kind == S_DECL ? s->var->type : s->lhs->type))
        return;
    Bits lhs = {0};
    if (s->kind == S_DECL)
        bits_set(&lhs, cell_of(a, object_of_var(a, s->var), NULL)->id);
    else
        lvalue_into(a, s->lhs, &lhs);
    store_into(w, &lhs, &result);
    bits_done(&result);
}

static void assign_stmt(Walk *w, const Bits *lhs, Type *t, Expr *rhs)
{
    Bits value = {0};
    t = type_plain(t);
    if (rhs->kind == E_INIT || rhs->kind == E_COMPOUND) {
        for (int i = 0; i < rhs->args.n; i++)
            if (rhs->args.at[i])
                assign_stmt(w, lhs, rhs->args.at[i]->type, rhs->args.at[i]);
        if (rhs->kind == E_COMPOUND)
            assign_stmt(w, lhs, t, rhs->a);
        return;
    }
    if (t->kind == T_RECORD || t->kind == T_ARRAY) {
        if (e_is_lvalue(rhs) && rhs->kind != E_CALL) {
            lvalue_into(w->a, rhs, &value);
            copy_record(w, lhs, &value, type_element(t)->record);
        }
        return;
    }
    if (t->kind != T_POINTER && t->kind != T_OPAQUE)
        return;
    pointees_into(w->a, rhs, &value);
    store_into(w, lhs, &value);
    bits_done(&value);
}

static void touch_expr(Expr **ep, void *data)
{
    Walk *w = data;
    if (!*ep)
        return;
    if (e_is_lvalue(*ep)) {
        Bits b = {0};
        int before = w->a->cells.n;
        lvalue_into(w->a, *ep, &b);
        w->changed |= w->a->cells.n != before;
        bits_done(&b);
    }
    expr_kids(*ep, touch_expr, data);
}

/* What a pointer taken from a tape may point to: it was put there as what it is. */
static void popped_into(Alias *a, Stmt *pop, Bits *out)
{
    Bits all = {0};
    alias_contents(a, cell_of(a, object_of_var(a, pop->var), NULL), &all);
    typed_into(a, &all, pop->lhs->type, out);
    bits_done(&all);
}

static void flow_stmt(Stmt **sp, void *data)
{
    Walk *w = data;
    Alias *a = w->a;
    Stmt *s = *sp;
    if (!s)
        return;
    stmt_exprs(s, touch_expr, w);
    Expr *call = stmt_call(s);
    Bits lhs = {0};
    if (s->kind == S_DECL)
        bits_set(&lhs, cell_of(a, object_of_var(a, s->var), NULL)->id);
    if (call)
        call_stmt(w, s, call);
    else if (s->kind == S_DECL && s->rhs)
        assign_stmt(w, &lhs, s->var->type, s->rhs);
    else if (s->kind == S_ASSIGN) {
        lvalue_into(a, s->lhs, &lhs);
        assign_stmt(w, &lhs, s->lhs->type, s->rhs);
    }
    if (s->kind == S_PUSH && type_holds_pointers(s->rhs->type)) {
        bits_set(&lhs, cell_of(a, object_of_var(a, s->var), NULL)->id);
        assign_stmt(w, &lhs, s->rhs->type, s->rhs);
    }
    if (s->kind == S_POP && type_holds_pointers(s->lhs->type)) {
        Bits value = {0};
        lvalue_into(a, s->lhs, &lhs);
        popped_into(a, s, &value);
        store_into(w, &lhs, &value);
    }
    stmt_kids(s, flow_stmt, w);
}

/* ---- raw memory ---- */

Alias *alias_make(Program *p, Fn *f, bool noalias)
{
    Alias *a = NEW(Alias);
    a->program = p;
    a->fn = f;
    a->noalias = noalias;
    a->objects = map_new();
    a->lvalues = map_new();
    a->writes = map_new();
    a->reached = map_new();
    a->changes = map_new();
    a->any = object_of(a, OB_ANY, NULL, NULL, NULL);
    a->string = object_of(a, OB_STRING, NULL, NULL, NULL);
    Walk w = {a, true};
    while (w.changed) {
        w.changed = false;
        flow_stmt(&f->body, &w);
    }
    a->settled = true;
    hidden_find(a);
    raw_find(a);
    return a;
}
