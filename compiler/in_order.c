/* in_order.c: loops of copies that a compiler must leave in order. Takes a finished function; nothing is derived from it any more.

   GCC makes memcpy and memset of a loop that only copies and zeroes arrays (-ftree-loop-distribute-patterns, part of -O2 and
   -Os). Where three or more stores depend on each other and pointers might overlap, it calls them in a wrong order (12.2;
   for (i) { a[i] = x[i]; b[i] = y[i]; x[i] = 0; y[i] = 0; } zeroes x before it is copied): such loops, which derivatives of
   derivatives are full of, end with adc_in_order(). */
#include "emit.h"

typedef struct Copies {
    VarList loaded, stored; /* what the elements are part of, or behind */
    int stores;
    bool may_overlap, others;
} Copies;

/* The variable that an element is part of, or behind; NULL: no element. */
static Var *root_of(const Expr *e)
{
    const Expr *place = e;
    while (place && place->kind != E_VAR)
        place = place->kind == E_INDEX || place->kind == E_DEREF || place->kind == E_MEMBER || place->kind == E_DECAY ||
                        place->kind == E_CAST || place->kind == E_ADDR || (place->kind == E_BINARY && type_is_pointer(place->type))
                    ? place->a
                    : NULL;
    return place && place != e ? place->var : NULL;
}

static bool is_restrict(const Var *v)
{
    const Type *t = v->type, *written = v->written ? v->written : t;
    return ((t->quals | t->array_quals | written->quals | written->array_quals) & Q_RESTRICT) != 0;
}

static void touch(Copies *c, VarList *of, const Expr *element)
{
    Var *root = root_of(element);
    if (root) {
        list_add(of, root);
        c->may_overlap |= type_is_pointer(root->type) && !is_restrict(root);
    }
}

/* A statement that moves a value as it is, or finds a subscript. */
static void look(Copies *c, const Stmt *s)
{
    if (s->kind == S_BLOCK)
        for (int i = 0; i < s->list.n; i++)
            look(c, s->list.at[i]);
    if (s->kind == S_BLOCK || s->kind == S_COMMENT || (s->kind == S_DECL && s->rhs && type_is_integer(s->var->type)))
        return;
    bool moves = (s->kind == S_ASSIGN || (s->kind == S_DECL && s->rhs)) &&
                 (root_of(s->rhs) || s->rhs->kind == E_VAR || e_is_const(s->rhs));
    c->others |= !moves;
    if (!moves)
        return;
    touch(c, &c->loaded, s->rhs);
    if (s->kind == S_ASSIGN) {
        touch(c, &c->stored, s->lhs);
        c->stores++;
    }
}

static bool is_at_risk(const Stmt *body)
{
    Copies c = {0};
    look(&c, body);
    bool depends = false;
    for (int i = 0; i < c.stored.n; i++)
        for (int k = 0; k < c.loaded.n; k++)
            depends |= c.stored.at[i] == c.loaded.at[k];
    return depends && c.stores > 2 && c.may_overlap && !c.others;
}

static void visit(Stmt **at, void *data)
{
    Stmt *s = *at;
    if (s->kind == S_LOOP && s->body && s->body->kind == S_BLOCK && is_at_risk(s->body)) {
        ExprList none = {0};
        s_add(s->body, s_expr(e_call(runtime_fn(data, "adc_in_order"), none)));
    }
    stmt_kids(s, visit, data);
}

void in_order_fn(Program *p, Fn *f)
{
    if (f->body)
        stmt_kids(f->body, visit, p);
}
