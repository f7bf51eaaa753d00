/* prints.c: functions of the program that log. Takes a function with a variable list of arguments; tells whether that
   list goes to vprintf and its like and nowhere else. What is printed carries no derivative: such arguments are as good as
   constants, as those of printf are. */
#include "adc.h"

#include <string.h>

typedef struct Uses {
    int lists, printed; /* how often a va_list is named, how often where it is harmless */
} Uses;

static bool is_list(const Expr *e)
{
    while (e->kind == E_ADDR || e->kind == E_DECAY || e->kind == E_CAST)
        e = e->a;
    if (e->kind != E_VAR)
        return false;
    const Type *t = e->var->type;
    while (t->kind == T_POINTER || t->kind == T_ARRAY)
        t = t->to;
    return t->name && strcmp(t->name, "va_list") == 0;
}

static bool prints_list(Fn *f);

/* It starts or ends a list, or hands one on to what prints it. */
static bool is_harmless(Fn *f)
{
    if (!f)
        return false;
    const char *name = fn_base(f);
    return strcmp(name, "va_start") == 0 || strcmp(name, "va_end") == 0 || strcmp(name, "va_copy") == 0 ||
           f->class == F_INACTIVE || prints_list(f);
}

static void count_uses(Expr **at, void *data)
{
    Uses *u = data;
    Expr *e = *at;
    u->lists += e->kind == E_VAR && is_list(e);
    if (e->kind == E_CALL)
        for (int i = 0; i < e->args.n; i++)
            u->printed += is_list(e->args.at[i]) && is_harmless(e->fn);
    expr_kids(e, count_uses, u);
}

static void count_in(Stmt **at, void *data)
{
    stmt_exprs(*at, count_uses, data);
    stmt_kids(*at, count_in, data);
}

static bool prints_list(Fn *f)
{
    static Map *known; /* Fn -> Fn: it does; known: it does not, or is being asked about */
    known = known ? known : map_new();
    if (!f->body)
        return false;
    if (!map_get(known, f)) {
        map_put(known, f, known);
        Uses u = {0};
        count_in(&f->body, &u);
        if (u.lists == u.printed)
            map_put(known, f, f);
    }
    return map_get(known, f) == f;
}

bool call_only_prints(const Expr *call, int k)
{
    Fn *f = call->fn;
    return f && f->variadic && k >= f->params.n && prints_list(f);
}
