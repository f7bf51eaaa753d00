/* overlap.c: which accesses may denote the same memory.

   What alias.c found of the pointers, what `restrict` and noalias promise, and what types say (C11 6.5p7). */
#include "flow.h"

static bool is_restrict(Alias *a, const Object *o)
{
    for (int i = 0; a->lone && i < a->lone->n; i++) {
        const Lone *l = &a->lone->at[i];
        if (l->var == o->var && l->field == o->field && o->kind == (l->deep ? OB_DEEP : OB_EXT))
            return true;
    }
    if (o->kind != OB_EXT)
        return false;
    if (o->field)
        return type_plain(o->field->type)->quals & Q_RESTRICT;
    Var *v = o->var;
    if (v->kind != V_PARAM)
        return v->type->quals & Q_RESTRICT;
    return a->noalias || v->noalias || (type_plain(v->type)->quals & Q_RESTRICT) ||
           (v->type->quals & Q_RESTRICT) || (v->written && (v->written->array_quals & Q_RESTRICT));
}

/* What a pointer to a function points to: no data. */
static bool is_code(const Object *o)
{
    Type *p = o->kind == OB_EXT ? type_plain(o->field ? o->field->type : o->var->type) : NULL;
    return p && p->kind == T_POINTER && type_plain(p->to)->kind == T_FUNCTION;
}

/* Nobody writes it, whatever points to it. */
static bool is_constant(const Object *o)
{
    return o->kind == OB_VAR && var_is_table(o->var);
}

bool alias_objects_overlap(Alias *a, Object *x, Object *y)
{
    if (x == y)
        return true;
    if (is_code(x) || is_code(y) || is_constant(x) || is_constant(y))
        return false;
    if (x->kind == OB_STRING || y->kind == OB_STRING)
        return false;
    if (x->kind == OB_ANY || y->kind == OB_ANY)
        return true;
    if (x->kind == OB_ALLOC || y->kind == OB_ALLOC)
        return false;
    bool outside = alias_is_outside(x) && alias_is_outside(y);
    if (!outside || (x->kind == OB_VAR && y->kind == OB_VAR))
        return false;
    if (is_restrict(a, x) || is_restrict(a, y))
        return false;
    return true;
}

static bool is_record_field(const Field *f)
{
    return type_element(f->type)->kind == T_RECORD;
}

bool alias_cells_overlap(Alias *a, Cell *x, Cell *y)
{
    bool reused = x->object == y->object && x->object->retyped && x->field && y->field && x->field->record != y->field->record;
    if (x->field && y->field && x->field != y->field && !is_record_field(x->field) &&
        !is_record_field(y->field) && !reused)
        return false;
    return alias_objects_overlap(a, x->object, y->object);
}

/* What memory of a type holds, a bit for each kind of number: integers of 1, 2, 4... bytes, reals of three widths, pointers. */
enum { HOLDS_REAL = 8, HOLDS_POINTER = 12 };
static const unsigned holds_anything = ~0u;

static unsigned holds(Type *t)
{
    t = type_element(t);
    switch (t->kind) {
    case T_RECORD:
        if (!t->record->complete)
            return holds_anything;
        for (int i = 0; !t->record->asked && i < t->record->fields.n; i++)
            t->record->held |= holds(t->record->fields.at[i]->type);
        t->record->asked = true;
        return t->record->held;
    case T_REAL:
    case T_COMPLEX:
        return 1u << (HOLDS_REAL + t->width);
    case T_POINTER:
        return 1u << HOLDS_POINTER;
    case T_INT:
        if (t->size == 1)
            return holds_anything;
        break;
    case T_OPAQUE:
    case T_VOID:
        return holds_anything;
    default:
        break;
    }
    unsigned bit = 0;
    while (bit < HOLDS_REAL - 1 && 1 << bit < t->size)
        bit++;
    return 1u << bit;
}

/* C11 6.5p7: an object is accessed through its own type, a character type, or a record or union with it. */
bool alias_types_may(Type *x, Type *y)
{
    return holds(x) & holds(y);
}

bool alias_sets_overlap(Alias *a, const Bits *x, const Bits *y)
{
    for_bits(i, x)
        for_bits(k, y)
            if (alias_cells_overlap(a, a->cells.at[i], a->cells.at[k]))
                return true;
    return false;
}

static bool is_union(const Cell *c)
{
    Type *t = alias_declared(c);
    t = t ? type_element(t) : NULL;
    return t && t->kind == T_RECORD && t->record->is_union;
}

/* Of the cells in x, a union that overlaps one in y. */
static bool union_meets(Alias *a, const Bits *x, const Bits *y)
{
    for_bits(i, x) {
        Cell *c = a->cells.at[i];
        if (!is_union(c))
            continue;
        for_bits(k, y)
            if (alias_cells_overlap(a, c, a->cells.at[k]))
                return true;
    }
    return false;
}

/* A member of a union is written where another one was, of whatever type. Few cells are unions: each set is walked for
   them once, not for each cell of the other. */
static bool in_one_union(Alias *a, const Bits *x, const Bits *y)
{
    return union_meets(a, x, y) || union_meets(a, y, x);
}

/* Types say nothing of raw memory: a double may lie today where an int was. */
static bool memory_reused(Alias *a, const Bits *x, const Bits *y)
{
    if (in_one_union(a, x, y))
        return true;
    for_bits(i, x) {
        Cell *c = a->cells.at[i];
        for (int k = 0; c->object->retyped && k < c->object->cells.n; k++)
            if (bits_has(y, c->object->cells.at[k]->id) && alias_cells_overlap(a, c, c->object->cells.at[k]))
                return true;
    }
    return false;
}

/* The innermost member of a struct that e is, or is an element of. */
static const Expr *member_of(const Expr *e)
{
    while (e && e->kind == E_INDEX && e->a->kind == E_DECAY)
        e = e->a->a;
    return e && e->kind == E_MEMBER ? e : NULL;
}

static const Expr *member_around(const Expr *member)
{
    return member->arrow ? NULL : member_of(member->a);
}

/* b[i].pos.x and b[j].vel.x: parts of different members of one struct, whichever it is. Their cells tell no more than x. */
static bool in_other_members(const Expr *x, const Expr *y)
{
    for (const Expr *p = member_of(x); p; p = member_around(p))
        for (const Expr *q = member_of(y); q; q = member_around(q))
            if (p->field != q->field && p->field->record == q->field->record && !p->field->record->is_union)
                return true;
    return false;
}

bool alias_may_overlap(Alias *a, Expr *x, Expr *y)
{
    if (x->kind == E_VAR && y->kind == E_VAR)
        return x->var == y->var;
    if (in_other_members(x, y))
        return false;
    const Bits *xs = alias_lvalue(a, x), *ys = alias_lvalue(a, y);
    return alias_types_may(x->type, y->type) ? alias_sets_overlap(a, xs, ys) : memory_reused(a, xs, ys);
}

bool alias_may_write(Alias *a, Stmt *s, Expr *x)
{
    const Bits *call = hidden_call_changes(a, s);
    if (call && alias_sets_overlap(a, call, alias_lvalue(a, x)))
        return true;
    if (s->kind == S_DECL) {
        const Bits *cells = alias_lvalue(a, x);
        for_bits(i, cells)
            if (a->cells.at[i]->object->var == s->var && a->cells.at[i]->object->kind == OB_VAR)
                return true;
        return false;
    }
    if (s->kind == S_OPAQUE)
        return true;
    if (s->kind != S_ASSIGN && s->kind != S_POP)
        return false;
    return alias_may_overlap(a, s->lhs, x);
}
