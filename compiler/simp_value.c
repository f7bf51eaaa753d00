/* simp_value.c: what has a name already is not computed, read or called by another name again. Takes a function whose
   variables are counted.

   From `const double k = e;` on, as long as nothing that e reads is written, a real e is k. And a k of adc's that is a
   copy of the variable v is v, as long as v is not written: where that is as long as k lives, k is dead.

       const double y_kept = y[0];                      const double y_kept = y[0];
       const double exp_kept = exp(-r * t);             const double exp_kept = exp(-r * t);
       s = y_kept + y[0] * exp(-r * t);                 s = y_kept + y_kept * exp_kept;

   What is known goes forward over the tree, into branches and loops that do not write it. */
#include "simp.h"

enum { MAX_KNOWN = 64 }; /* values known at a time: those named last */

typedef struct Value {
    Expr *is, *by; /* the one is written as the other */
    unsigned hash; /* of is */
    Effect *reads; /* what must not be written */
    bool gone;
} Value;

typedef struct Values {
    Simp *s;
    LIST(Value) all;
} Values;

/* ---- using ---- */

static void replace(Expr **at, void *data)
{
    Values *v = data;
    Expr *e = *at;
    if (e->kind == E_SIZEOF)
        return;
    bool candidate = e->kind != E_INT && e->kind != E_REAL && e->kind != E_FN && e->kind != E_DECAY && v->all.n;
    unsigned hash = 0;
    bool hashed = false; /* most are of no kind that is known */
    for (int i = v->all.n - 1; candidate && i >= 0 && i >= v->all.n - MAX_KNOWN; i--) {
        const Value *known = &v->all.at[i];
        if (known->gone || known->is->kind != e->kind || known->is->op != e->op)
            continue;
        hash = hashed ? hash : e_hash(e);
        hashed = true;
        if (known->hash != hash || !e_equal(known->is, e) || !type_same(known->by->type, type_unqual(e->type)))
            continue;
        *at = expr_clone(known->by, NULL);
        v->s->changed = true;
        return;
    }
    if (e->kind == E_ADDR) /* of a place: only what finding it reads */
        expr_kids(e->a, replace, v);
    else
        expr_kids(e, replace, v);
}

static void replace_at(Values *v, Expr **e)
{
    if (*e)
        replace(e, v);
}

static void replace_in(Values *v, Stmt *st)
{
    replace_at(v, &st->cond);
    if (st->lhs)
        expr_kids(st->lhs, replace, v);
    Expr *e = st->rhs;
    bool onto = st->kind == S_ASSIGN && e->kind == E_BINARY && e->a && e_equal(e->a, st->lhs); /* x op= e */
    if (onto)
        replace(&e->b, v);
    else if (st->kind != S_PUSH || !type_is_pointer(e->type)) /* pushed pointers are known by their variable, see Var.link */
        replace_at(v, &st->rhs);
    for (int i = 0; i < st->args.n; i++)
        replace_at(v, &st->args.at[i]);
}

/* ---- knowing ---- */

static void forget(Values *v, const Effect *writer)
{
    for (int i = 0; i < v->all.n; i++)
        v->all.at[i].gone |= simp_changes(v->s, writer, v->all.at[i].reads);
}

/* The variable that is all that st writes; NULL: more, or nothing. */
static const Local *only_written(const Values *v, const Stmt *st)
{
    bool assigns = st->kind == S_ASSIGN && st->lhs->kind == E_VAR && simp_is_pure(st->rhs);
    const Local *l = assigns ? simp_local(v->s, st->lhs->var) : NULL;
    return l && l->tracked ? l : NULL;
}

static void forget_what(Values *v, Stmt *st)
{
    const Local *l = only_written(v, st);
    for (int i = 0; l && i < v->all.n; i++)
        v->all.at[i].gone |= simp_reads(v->all.at[i].reads, l->var);
    if (!l)
        forget(v, simp_writes(v->s, st));
}

static void know(Values *v, Expr *is, Expr *by, Expr *reads)
{
    list_add(&v->all, ((Value){is, by, e_hash(is), simp_effect_expr(v->s, reads), false}));
}

static void learn(Values *v, const Stmt *st)
{
    const Local *l = st->kind == S_DECL && st->rhs ? simp_local(v->s, st->var) : NULL;
    if (!l || !l->tracked || l->writes != 1 || st->var->keeps || !simp_is_pure(st->rhs) || e_is_const(st->rhs) ||
        !type_same(type_unqual(st->var->type), type_unqual(st->rhs->type)))
        return;
    Expr *k = e_var(st->var), *e = st->rhs;
    const Local *from = e->kind == E_VAR ? simp_local(v->s, e->var) : NULL;
    if (from && from->tracked && st->var->made)
        know(v, k, e_var(e->var), e);
    else if (e->kind != E_VAR && e->kind != E_CAST && (type_is_real(k->type) || type_is_complex(k->type)))
        know(v, e, k, e);
}

static void look(Values *v, Stmt *st);

static void look_inside(Values *v, Stmt *st)
{
    if (!st)
        return;
    int n = v->all.n;
    look(v, st);
    v->all.n = n;
}

/* Branches: what one of them writes, the other one still knows. */
static void look_branch(Values *v, Stmt *st)
{
    int n = v->all.n;
    bool *gone = st && n ? arena_alloc((size_t)n * sizeof *gone) : NULL;
    for (int i = 0; gone && i < n; i++)
        gone[i] = v->all.at[i].gone;
    look_inside(v, st);
    for (int i = 0; gone && i < n; i++)
        v->all.at[i].gone = gone[i];
}

static void look_block(Values *v, Stmt *st)
{
    int n = v->all.n;
    for (int i = 0; i < st->list.n; i++) {
        look(v, st->list.at[i]);
        learn(v, st->list.at[i]);
    }
    v->all.n = n;
}

/* A declaration of what nothing known can read yet. */
static bool writes_nothing_known(const Values *v, const Stmt *st)
{
    const Local *l = st->kind == S_DECL && st->var->kind == V_LOCAL ? simp_local(v->s, st->var) : NULL;
    return l && l->tracked && (!st->rhs || simp_is_pure(st->rhs));
}

static void look(Values *v, Stmt *st)
{
    if (st->kind == S_COMMENT)
        return;
    if (st->kind == S_BLOCK) {
        look_block(v, st);
        return;
    }
    if (st->kind == S_LOOP || st->kind == S_SWITCH) {
        look_inside(v, st->init);
        if (v->all.n)
            forget(v, simp_writes(v->s, st));
    }
    replace_in(v, st);
    if (st->kind == S_IF) {
        look_branch(v, st->body);
        look_branch(v, st->other);
    }
    look_inside(v, st->body && st->kind == S_LOOP ? st->body : NULL);
    look_inside(v, st->step);
    for (int i = 0; i < st->arms.n; i++)
        look_branch(v, st->arms.at[i].body);
    if (st->kind != S_LOOP && st->kind != S_SWITCH && v->all.n && !writes_nothing_known(v, st))
        forget_what(v, st);
}

void simp_values(Simp *s)
{
    Values v = {.s = s};
    if (s->locals.n > SIMP_MANY)
        return;
    look(&v, s->fn->body);
}
