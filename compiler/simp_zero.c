/* simp_zero.c: adjoints that are set to zero and added to at once. Takes a function whose variables are counted. */
#include "simp.h"

/* What s adds to lv; NULL: it does something else. */
static Expr *added(const Stmt *s, const Expr *lv)
{
    if (s->kind != S_ASSIGN || !e_equal(s->lhs, lv) || s->rhs->kind != E_BINARY || !e_equal(s->rhs->a, lv))
        return NULL;
    return s->rhs->op == O_ADD ? s->rhs->b : s->rhs->op == O_SUB ? e_neg(s->rhs->b) : NULL;
}

static bool is_zeroing(const Stmt *s)
{
    return s->kind == S_ASSIGN && type_is_real(s->lhs->type) && e_is_zero(s->rhs) &&
           !(s->lhs->kind == E_VAR && !s->lhs->var->made);
}

typedef struct Apart {
    Simp *s;
    const Expr *lv;
    bool ok;
} Apart;

static const Var *root_of(const Expr *e)
{
    while (e->kind != E_VAR && e->kind != E_CALL && e->a)
        e = e->a;
    return e->kind == E_VAR ? e->var : NULL;
}

static bool is_place(const Expr *e)
{
    return e->kind == E_INDEX || e->kind == E_DEREF || e->kind == E_MEMBER;
}

static void look_apart(Expr **at, void *data);

/* Memory of the primal, which no shadow overlaps: only its subscripts have to be looked at. */
static void look_apart_place(Apart *a, Expr *e)
{
    const Var *from = root_of(e), *to = root_of(a->lv);
    a->ok &= from && to && to->shadow && !from->shadow && !from->made;
    for (; a->ok && e->kind != E_VAR; e = e->a)
        if (e->kind == E_INDEX)
            look_apart(&e->b, a);
        else
            a->ok &= is_place(e) || e->kind == E_DECAY;
}

static void look_apart(Expr **at, void *data)
{
    Apart *a = data;
    Expr *e = *at;
    if (is_place(e)) {
        look_apart_place(a, e);
        return;
    }
    if (e->kind == E_VAR) {
        const Local *l = simp_local(a->s, e->var);
        a->ok &= l && l->tracked && !(a->lv->kind == E_VAR && a->lv->var == e->var);
    }
    expr_kids(*at, look_apart, a);
}

/* Whatever lv is, writing it does not change e. */
static bool is_apart(Simp *s, Expr *e, const Expr *lv)
{
    Apart a = {s, lv, simp_is_pure(e)};
    if (a.ok)
        look_apart(&e, &a);
    return a.ok;
}

/* Another member of the same struct. */
static bool is_sibling(const Expr *e, const Expr *lv)
{
    return e->kind == E_MEMBER && lv->kind == E_MEMBER && e->arrow == lv->arrow && e->field != lv->field &&
           e->field->record == lv->field->record && !lv->field->record->is_union && e_equal(e->a, lv->a);
}

/* Whether s leaves lv and v alone, and does not read lv. */
static bool passes(Simp *simp, const Stmt *s, const Expr *lv, const Var *v)
{
    if (s->kind == S_COMMENT)
        return true;
    bool sets = (s->kind == S_DECL && s->var->made && s->rhs) ||
                (s->kind == S_ASSIGN && (is_sibling(s->lhs, lv) || (s->lhs->kind == E_VAR && s->lhs->var != v &&
                                                        !simp_mentions(lv, s->lhs->var) && is_apart(simp, s->lhs, lv))));
    Expr *e = sets ? s->rhs : NULL;
    if (e && e->kind == E_BINARY && is_sibling(e->a, lv)) /* of a sum */
        e = e->b;
    return e && (is_sibling(e, lv) || is_apart(simp, e, lv));
}

/* const double v = x; x = 0; ... x += v: taken and given back, where what is between leaves x alone. Sets both statements
   to NULL. */
static bool drop_round_trip(Simp *s, Stmt **at, int n)
{
    const Stmt *decl = at[0];
    if (decl->kind != S_DECL || !decl->var->made || !decl->rhs || !e_is_lvalue(decl->rhs) || n < 3 || !at[1] ||
        !type_same(decl->var->type, decl->rhs->type) || !is_zeroing(at[1]) || !e_equal(at[1]->lhs, decl->rhs))
        return false;
    for (int i = 2; i < n; i++) {
        Expr *e = at[i] ? added(at[i], decl->rhs) : NULL;
        if (e && e->kind == E_VAR && e->var == decl->var) {
            at[1] = at[i] = NULL;
            return true;
        }
        if (at[i] && !passes(s, at[i], decl->rhs, decl->var))
            return false;
    }
    return false;
}

/* x = 0; double t = ...; x += e: x = e, where what is between them and e are apart from x. */
static bool start_with(Simp *s, Stmt **at, int n)
{
    Stmt *zero = at[0];
    if (!is_zeroing(zero))
        return false;
    int i = 1;
    while (i < n && (!at[i] || (at[i]->kind == S_DECL && at[i]->var->made && at[i]->rhs &&
                                is_apart(s, at[i]->rhs, zero->lhs))))
        i++;
    Expr *e = i < n ? added(at[i], zero->lhs) : NULL;
    if (!e || !is_apart(s, e, zero->lhs))
        return false;
    at[i]->rhs = e;
    at[0] = NULL;
    return true;
}

static void look(Stmt **sp, void *data)
{
    Simp *s = data;
    Stmt *block = *sp;
    int n = block->kind == S_BLOCK ? block->list.n : 0, kept = 0;
    for (int i = 0; i < n; i++) {
        Stmt **at = &block->list.at[i];
        s->changed |= *at && (drop_round_trip(s, at, n - i) || start_with(s, at, n - i));
    }
    for (int i = 0; i < n; i++)
        if (block->list.at[i])
            block->list.at[kept++] = block->list.at[i];
    if (n)
        block->list.n = kept;
    stmt_kids(block, look, s);
}

void simp_zeros(Simp *s)
{
    look(&s->fn->body, s);
}
