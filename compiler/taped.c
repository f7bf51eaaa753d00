/* taped.c: all lanes of a real on a tape at once. Takes a finished function; loops that push the elements of an array one after the
   other, or pop them, become one call, which leaves the tape as they do. Nothing is derived from the function any more. */
#include "emit.h"

static const char *runtime_name(Type *t, bool push)
{
    static const char *const reals[] = {"float", "double", "long_double"};
    t = type_plain(t);
    return t->kind == T_REAL ? format("adc_%s_%ss", push ? "push" : "pop", reals[t->width]) : NULL;
}

/* How many the loop runs over, all from 0 on: up, or down; 0: it is none. */
static long long lanes_of(const Stmt *loop, bool up)
{
    const Expr *from = loop->init && loop->init->kind == S_DECL ? loop->init->rhs : NULL, *cond = loop->cond;
    if (loop->flavor != L_FOR || !from || from->kind != E_INT || !cond || cond->kind != E_BINARY || cond->b->kind != E_INT ||
        cond->a->kind != E_VAR || cond->a->var != loop->init->var || !loop->step || loop->step->kind != S_ASSIGN)
        return 0;
    const Expr *next = loop->step->rhs;
    bool by_one = next->kind == E_BINARY && next->op == (up ? O_ADD : O_SUB) && e_is_one(next->b) && next->a->kind == E_VAR &&
                  next->a->var == loop->init->var;
    if (!by_one || (up ? from->ival != 0 || cond->op != O_LT : cond->b->ival != 0 || cond->op != O_GE))
        return 0;
    return up ? cond->b->ival : from->ival + 1;
}

/* The call that does what the loop does; NULL: there is none. */
static Stmt *as_call(Program *p, const Stmt *loop)
{
    const Stmt *s = loop->body && loop->body->kind == S_BLOCK && loop->body->list.n == 1 ? loop->body->list.at[0] : NULL;
    if (!s || (s->kind != S_PUSH && s->kind != S_POP))
        return NULL;
    bool push = s->kind == S_PUSH;
    Expr *e = push ? s->rhs : s->lhs;
    const char *name = runtime_name(e->type, push);
    long long n = name && e->kind == E_INDEX ? lanes_of(loop, push) : 0;
    if (n <= 0 || e->b->kind != E_VAR || e->b->var != loop->init->var || expr_mentions(e->a, e->b->var))
        return NULL;
    ExprList args = {0};
    list_add(&args, type_is_pointer(s->var->type) ? e_var(s->var) : e_addr(e_var(s->var)));
    list_add(&args, e->a);
    list_add(&args, e_int(n));
    Stmt *call = s_expr(e_call(runtime_fn(p, name), args));
    call->loc = loop->loc;
    return call;
}

static void visit(Stmt **at, void *data)
{
    Stmt *call = (*at)->kind == S_LOOP ? as_call(data, *at) : NULL;
    if (call)
        *at = call;
    else
        stmt_kids(*at, visit, data);
}

void taped_fn(Program *p, Fn *f)
{
    if (f->body)
        stmt_kids(f->body, visit, p);
}
