/* members.c: a small struct that is a local becomes a variable for each of its members.

   What inlining leaves of functions on structs by value are copies: state l = q[i - 1]; and reads of l.r. Where a struct is
   only copied and used by its members, these are variables of their own: the plan then sees that l.r can be read again
   where q[i - 1].r can, and what is made of it recomputed. Takes the engine's own copy of a function.

       state l = q[i - 1];                    double l_r = q[i - 1].r;
       double u = l.m / l.r;                  double l_m = q[i - 1].m;
                                              double u = l_m / l_r;
*/
#include "adc.h"

enum { MANY = 16 }; /* members */

typedef struct Members {
    Fn *fn;
    Map *parts;  /* Var -> VarList, in the order of the members */
    Map *whole;  /* Var: used as a whole other than in copies */
    Map *copies; /* Stmt: copies in blocks, where several may take their place */
    bool found;
} Members;

static bool fits(const Record *r, bool pointers)
{
    bool ok = r->complete && !r->is_union && r->fields.n > 0 && r->fields.n <= MANY;
    for (int i = 0; ok && i < r->fields.n; i++) {
        const Field *f = r->fields.at[i];
        Type *t = type_plain(f->type);
        ok = f->bits < 0 && f->name[0] && !f->as_reals && !((f->type->quals | t->quals) & (Q_VOLATILE | Q_ATOMIC)) &&
             (type_is_arith(t) || (pointers && t->kind == T_POINTER) || (t->kind == T_RECORD && fits(t->record, pointers)));
    }
    return ok;
}

bool members_fit(const Record *r)
{
    return fits(r, false);
}

static bool is_small(Var *v)
{
    Type *t = type_plain(v->type);
    bool holds = type_has_reals(v->type) || type_has_pointers(v->type);
    return v->kind == V_LOCAL && t->kind == T_RECORD && holds && fits(t->record, true) && !v->pinned && !v->inactive &&
           !v->before && !((v->type->quals | t->quals) & (Q_VOLATILE | Q_ATOMIC));
}

/* ---- which are used by members and in copies only ---- */

static void find_whole(Expr **at, void *data)
{
    Members *m = data;
    Expr *e = *at;
    if (e->kind == E_MEMBER && !e->arrow && e->a->kind == E_VAR)
        return;
    for (Expr *x = e->kind == E_ADDR ? e->a : NULL; x && x->kind == E_MEMBER && !x->arrow; x = x->a)
        if (x->a->kind == E_VAR)
            map_put(m->whole, x->a->var, x->a->var);
    if (e->kind == E_VAR)
        map_put(m->whole, e->var, e->var);
    expr_kids(e, find_whole, m);
}

/* Reads an integer, or a pointer, that a copy into a struct might change. */
static void find_changed(Expr **at, void *data)
{
    Expr *e = *at;
    bool kept = type_is_integer(e->type) || type_is_pointer(e->type);
    *(bool *)data |= (e_is_lvalue(e) && e->kind != E_VAR && kept) || e->kind == E_CALL;
    expr_kids(e, find_changed, data);
}

/* A place that can be named again for each member. */
static bool is_steady(Expr *place)
{
    bool changed = false;
    find_changed(&place, &changed);
    return e_is_lvalue(place) && !changed;
}

static bool mentions(const Expr *e, const Var *v)
{
    return e && ((e->kind == E_VAR && e->var == v) || mentions(e->a, v) || mentions(e->b, v) || mentions(e->c, v));
}

/* {0, 0, 0} */
static bool is_list(const Expr *init, const Record *r)
{
    bool ok = init->kind == E_INIT && init->args.n == r->fields.n;
    for (int i = 0; ok && i < init->args.n; i++)
        ok = init->args.at[i] != NULL;
    return ok;
}

/* x = y between structs, one of which is a variable; or what a variable starts with. */
static bool is_copy(const Stmt *s)
{
    Var *v = s->kind == S_DECL ? s->var : s->kind == S_ASSIGN && s->lhs->kind == E_VAR ? s->lhs->var : NULL;
    if (s->kind == S_DECL && s->rhs && type_is_record(s->var->type) && is_list(s->rhs, type_plain(s->var->type)->record))
        return true;
    if (!s->rhs || !type_is_record(s->rhs->type) || !is_steady(s->rhs))
        return false;
    if (v)
        return !mentions(s->rhs, v);
    return s->kind == S_ASSIGN && s->rhs->kind == E_VAR && is_steady(s->lhs) && !mentions(s->lhs, s->rhs->var);
}

static void look_place(Members *m, Expr **at)
{
    if ((*at)->kind != E_VAR)
        find_whole(at, m);
}

static void look(Stmt **at, void *data)
{
    Members *m = data;
    Stmt *s = *at;
    for (int i = 0; s->kind == S_BLOCK && i < s->list.n; i++)
        if (is_copy(s->list.at[i]))
            map_put(m->copies, s->list.at[i], s);
    if (map_get(m->copies, s)) {
        look_place(m, &s->rhs);
        if (s->lhs)
            look_place(m, &s->lhs);
    } else {
        stmt_exprs(s, find_whole, m);
        if (s->var && (s->kind != S_DECL || s->rhs))
            map_put(m->whole, s->var, s->var);
    }
    if (s->kind == S_LOOP && s->init && s->init->kind == S_DECL) /* one variable is all that fits there */
        map_put(m->whole, s->init->var, s->init->var);
    if (s->kind == S_DECL && is_small(s->var))
        map_put(m->parts, s->var, NEW(VarList));
    stmt_kids(s, look, m);
}

/* ---- taking them apart ---- */

static VarList *parts_of(Members *m, const Expr *e)
{
    VarList *l = e && e->kind == E_VAR && !map_get(m->whole, e->var) ? map_get(m->parts, e->var) : NULL;
    if (!l || l->n)
        return l;
    const Record *r = type_plain(e->var->type)->record;
    m->found = true;
    for (int i = 0; i < r->fields.n; i++) {
        const Field *f = r->fields.at[i];
        Var *v = var_new(m->fn, V_LOCAL, format("%s_%s", e->var->name, f->name), type_unqual(f->type));
        v->inactive = f->inactive;
        v->loc = e->var->loc;
        list_add(l, v);
    }
    return l;
}

static void replace(Expr **at, void *data)
{
    Expr *e = *at;
    VarList *parts = e->kind == E_MEMBER && !e->arrow ? parts_of(data, e->a) : NULL;
    if (parts)
        *at = e_var(parts->at[e->field->index]);
    else
        expr_kids(e, replace, data);
}

static Expr *member_of(Expr *e, const VarList *parts, Field *f)
{
    if (e->kind == E_INIT)
        return e->args.at[f->index];
    return parts ? e_var(parts->at[f->index]) : e_member(expr_clone(e, NULL), f);
}

/* The statements that s becomes. */
static void take_apart(Members *m, Stmt *s, StmtList *out)
{
    Expr *to = s->kind == S_DECL ? e_var(s->var) : s->kind == S_ASSIGN ? s->lhs : NULL;
    VarList *x = parts_of(m, to), *y = to && s->rhs ? parts_of(m, s->rhs) : NULL; /* NULL: it stays a struct */
    if (!x && !y) {
        list_add(out, s);
        return;
    }
    const Record *r = type_plain(to->type)->record;
    if (s->kind == S_DECL && !x)
        list_add(out, s_decl_unset(s->var));
    for (int i = 0; i < r->fields.n; i++) {
        Expr *value = s->rhs ? member_of(s->rhs, y, r->fields.at[i]) : NULL;
        Stmt *one = s->kind == S_DECL && x ? s_decl(x->at[i], value) : s_assign(member_of(to, x, r->fields.at[i]), value);
        one->loc = s->loc;
        list_add(out, one);
    }
}

static void apart(Stmt **at, void *data)
{
    Members *m = data;
    Stmt *s = *at;
    StmtList all = {0};
    for (int i = 0; s->kind == S_BLOCK && i < s->list.n; i++)
        take_apart(m, s->list.at[i], &all);
    if (s->kind == S_BLOCK)
        s->list = all;
    stmt_exprs(s, replace, m);
    stmt_kids(s, apart, m);
}

void members_fn(Fn *f)
{
    for (bool again = true; again;) { /* structs within structs */
        Members m = {f, map_new(), map_new(), map_new(), false};
        look(&f->body, &m);
        apart(&f->body, &m);
        again = m.found;
    }
}
