/* simp_choose.c: a variable that both branches of an if set, and do nothing else, is a conditional expression again.
   Takes a function whose variables are counted.

       double chosen;
       if (i == j)
           chosen = q[i] * q[i];
       else
           chosen = 0.0;             double chosen = i == j ? q[i] * q[i] : 0.0;

   The reverse half has a branch of its own by then: prepare.c took the expression apart for it.

   A choice of integer constants that only is asked whether it is zero, as what functions return that tell of failures, is
   a condition: if (p ? 0 : -1) is if (!p), which compilers would warn about. */
#include "simp.h"

enum { READABLE = 24 };

/* The only statement of a block besides comments; NULL: there are more. */
static Stmt *only(const Stmt *block, Stmt **comment)
{
    Stmt *found = NULL;
    for (int i = 0; block && block->kind == S_BLOCK && i < block->list.n; i++) {
        Stmt *s = block->list.at[i];
        if (s->kind == S_COMMENT)
            *comment = s;
        else if (found)
            return NULL;
        else
            found = s;
    }
    return found;
}

/* What a branch sets v to; NULL: it does anything else. */
static Expr *set_to(const Stmt *branch, const Var *v, Stmt **comment)
{
    const Stmt *s = only(branch, comment);
    bool sets = s && s->kind == S_ASSIGN && s->lhs->kind == E_VAR && s->lhs->var == v;
    return sets && simp_is_pure(s->rhs) && type_same(type_unqual(s->rhs->type), type_unqual(v->type)) ? s->rhs : NULL;
}

static bool unite(Simp *s, Stmt *block, int i)
{
    Stmt *decl = block->list.at[i], *comment = NULL;
    Local *l = decl->kind == S_DECL && !decl->rhs ? simp_local(s, decl->var) : NULL;
    int k = i + 1;
    while (k < block->list.n && block->list.at[k]->kind == S_COMMENT)
        k++;
    Stmt *branch = k < block->list.n ? block->list.at[k] : NULL;
    if (!l || !l->tracked || l->writes != 2 || !decl->var->made || !branch || branch->kind != S_IF || !branch->other)
        return false;
    Expr *a = set_to(branch->body, decl->var, &comment), *b = set_to(branch->other, decl->var, &comment);
    if (!a || !b || simp_mentions(a, decl->var) || simp_mentions(b, decl->var) || simp_mentions(branch->cond, decl->var) ||
        !simp_is_pure(branch->cond) || e_size(branch->cond) + e_size(a) + e_size(b) > READABLE)
        return false;
    block->list.at[i] = comment ? comment : s_block();
    decl->rhs = e_cast(type_unqual(decl->var->type), e_cond(branch->cond, a, b));
    block->list.at[k] = decl;
    return true;
}

static void look(Stmt **at, void *data)
{
    Simp *s = data;
    Stmt *block = *at;
    stmt_kids(block, look, s);
    for (int i = 0; block->kind == S_BLOCK && i < block->list.n; i++)
        s->changed |= unite(s, block, i);
}

void simp_choices(Simp *s)
{
    look(&s->fn->body, s);
}

/* ---- conditions ---- */

static Expr *truth(Expr *e);

/* A cast between integers that makes no zero: (char)256 is one. */
static bool keeps_truth(const Expr *e)
{
    if (e->kind != E_CAST || !type_is_integer(e->type) || !type_is_integer(e->a->type))
        return false;
    bool wide = type_plain(e->type)->kind == T_BOOL || type_bytes(e->type) >= type_bytes(e->a->type);
    return wide || (e->a->kind == E_INT && e->a->ival >= 0 && e->a->ival < 128);
}

static Expr *truth_of_arm(Expr *arm)
{
    const Expr *k = arm;
    while (keeps_truth(k) || (k->kind == E_UNARY && k->op == O_NEG))
        k = k->a;
    return k->kind == E_INT ? e_int(k->ival != 0) : truth(arm);
}

/* Whether e, a choice of integer constants, is not zero; NULL: e is none. */
static Expr *truth(Expr *e)
{
    while (keeps_truth(e))
        e = e->a;
    if (e->kind != E_COND || !type_is_integer(e->type))
        return NULL;
    Expr *b = truth_of_arm(e->b), *c = truth_of_arm(e->c);
    if (!b || !c)
        return NULL;
    if (b->kind == E_INT && c->kind == E_INT)
        return b->ival == c->ival ? b : b->ival ? e->a : e_not(e->a);
    if (b->kind == E_INT)
        return b->ival ? e_bin(O_LOR, e->a, c) : e_bin(O_LAND, e_not(e->a), c);
    if (c->kind == E_INT)
        return c->ival ? e_bin(O_LOR, e_not(e->a), b) : e_bin(O_LAND, e->a, b);
    return NULL;
}

static void asked(Expr **e)
{
    Expr *t = *e ? truth(*e) : NULL;
    if (t)
        *e = t;
}

static void condition_expr(Expr **at, void *data)
{
    Expr *e = *at;
    expr_kids(e, condition_expr, data);
    if (e->kind == E_BINARY && (e->op == O_LAND || e->op == O_LOR)) {
        asked(&e->a);
        asked(&e->b);
    } else if (e->kind == E_BINARY && (e->op == O_EQ || e->op == O_NE) && e_is_zero(e->b)) {
        Expr *t = truth(e->a);
        *at = !t ? e : e->op == O_NE ? t : e_not(t);
    } else if (e->kind == E_UNARY && e->op == O_NOT) {
        Expr *t = truth(e->a);
        *at = t ? e_not(t) : e;
    } else if (e->kind == E_COND) {
        asked(&e->a);
    }
}

static void conditions(Stmt **at, void *data)
{
    Stmt *s = *at;
    stmt_exprs(s, condition_expr, data);
    if (s->kind == S_IF || s->kind == S_LOOP)
        asked(&s->cond);
    stmt_kids(s, conditions, data);
}

void simp_conditions(Simp *s)
{
    conditions(&s->fn->body, NULL);
}
