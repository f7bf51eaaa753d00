/* simp_share.c: calls of functions of the library that a block makes twice, with the same arguments. Takes a function whose
   variables are counted.

       y_adj = x / hypot(y, x) / hypot(y, x);      const double hypot_y = hypot(y, x);
                                                   y_adj = x / hypot_y / hypot_y;

   The first of them gets a name here, if what it reads stays as it is until the second; simp_value.c then uses the name. */
#include "simp.h"

enum { MAX_SCAN = 40 };

typedef struct Calls {
    LIST(Expr **) at;
} Calls;

static bool is_dear(const Expr *e)
{
    return e->kind == E_CALL && e->fn && e->fn->class == F_MATH && e->fn->rule && rule_is_pure(e->fn->rule) &&
           !rule_is_cheap(e->fn->rule) && (type_is_real(e->type) || type_is_complex(e->type));
}

/* The calls that are made whenever the expression is computed. */
static void find_calls(Expr **at, void *data)
{
    Calls *c = data;
    Expr *e = *at;
    if (e->kind == E_SIZEOF)
        return;
    if (e->kind == E_COND || (e->kind == E_BINARY && (e->op == O_LAND || e->op == O_LOR))) {
        find_calls(&e->a, c);
        return;
    }
    expr_kids(e, find_calls, c);
    if (is_dear(e))
        list_add(&c->at, at);
}

/* What st computes once, before all else that it does. */
static Expr **computed(Stmt *st)
{
    switch (st->kind) {
    case S_DECL:
    case S_ASSIGN:
    case S_RETURN:
    case S_PUSH:
        return st->rhs ? &st->rhs : NULL;
    case S_IF:
    case S_SWITCH:
        return &st->cond;
    default:
        return NULL;
    }
}

/* Is the call made again, in one of the statements behind, before something writes what it reads? */
static bool comes_again(Simp *s, const StmtList *list, int from, Expr **at)
{
    Expr *call = *at;
    unsigned hash = e_hash(call);
    Effect *reads = simp_effect_expr(s, call);
    for (int i = from; i < list->n && i < from + MAX_SCAN; i++) {
        Stmt *st = list->at[i];
        Expr **e = computed(st);
        Calls again = {0};
        if (e)
            find_calls(e, &again);
        for (int k = 0; k < again.at.n; k++)
            if (again.at.at[k] != at && e_hash(*again.at.at[k]) == hash && e_equal(*again.at.at[k], call))
                return true;
        if (st->kind != S_COMMENT && simp_changes(s, simp_writes(s, st), reads))
            return false;
    }
    return false;
}

static void look(Stmt **at, void *data)
{
    Simp *s = data;
    Stmt *block = *at;
    stmt_kids(block, look, s);
    StmtList out = {0};
    for (int i = 0; block->kind == S_BLOCK && i < block->list.n; i++) {
        Stmt *st = block->list.at[i];
        Expr **e = computed(st);
        Calls calls = {0};
        if (e && !(st->kind == S_DECL && is_dear(*e))) /* that has a name */
            find_calls(e, &calls);
        for (int k = 0; k < calls.at.n; k++) {
            Expr *call = *calls.at.at[k];
            bool again = comes_again(s, &block->list, i, calls.at.at[k]);
            for (int j = 0; j < k && again; j++)
                again = !e_equal(*calls.at.at[j], call);
            if (!again)
                continue;
            Var *v = var_new(s->fn, V_LOCAL, temp_name(call), type_qual(type_unqual(type_plain(call->type)), Q_CONST));
            Stmt *decl = s_decl(v, call);
            decl->loc = st->loc;
            list_add(&out, decl);
            *calls.at.at[k] = e_var(v);
            s->changed = true;
            break; /* the others next time: one may stand in the other */
        }
        list_add(&out, st);
    }
    if (block->kind == S_BLOCK)
        block->list = out;
}

void simp_shares(Simp *s)
{
    if (s->locals.n <= SIMP_MANY)
        look(&s->fn->body, s);
}
