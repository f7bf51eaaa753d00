/* same.c: functions that adc made for itself and that came out alike are one. Takes the finished helpers; leaves each text once,
   and the calls of the others as calls of that. Two requests about one function often need the same tangent. */
#include "adc.h"

#include <string.h>

/* All but what it is called, by itself too. */
static const char *text_of(Fn *f)
{
    const Fn was = *f;
    Text t = {0};
    f->name = "@"; /* which no other function is called */
    f->doc = NULL;
    emit_fn(&t, f, false);
    *f = was;
    return t.at;
}

typedef struct Replaced {
    Fn *old, *by;
} Replaced;

static void replace_expr(Expr **e, void *data)
{
    const Replaced *r = data;
    if (((*e)->kind == E_FN || (*e)->kind == E_CALL) && (*e)->fn == r->old)
        (*e)->fn = r->by;
    expr_kids(*e, replace_expr, data);
}

static void replace_stmt(Stmt **s, void *data)
{
    stmt_exprs(*s, replace_expr, data);
    stmt_kids(*s, replace_stmt, data);
}

static void replace(Program *p, Replaced r)
{
    for (int i = 0; i < p->helpers.n; i++)
        replace_stmt(&p->helpers.at[i]->body, &r);
    for (int i = 0; i < p->derived.n; i++)
        if (p->derived.at[i]->fn->body)
            replace_stmt(&p->derived.at[i]->fn->body, &r);
}

/* Only functions made of one function are looked at. */
static bool may_be_same(const Fn *a, const Fn *b)
{
    return a->loc.line == b->loc.line && a->loc.file == b->loc.file && a->params.n == b->params.n && a->body && b->body &&
           a->is_static && b->is_static;
}

static Fn *same_before(const Program *p, int n, const char **texts)
{
    Fn *f = p->helpers.at[n];
    for (int i = 0; i < n; i++) {
        if (!may_be_same(p->helpers.at[i], f))
            continue;
        texts[i] = texts[i] ? texts[i] : text_of(p->helpers.at[i]);
        texts[n] = texts[n] ? texts[n] : text_of(f);
        if (strcmp(texts[i], texts[n]) == 0)
            return p->helpers.at[i];
    }
    return NULL;
}

/* Each helper stands behind what it calls. */
void same_run(Program *p)
{
    const char **texts = arena_alloc((size_t)(p->helpers.n + 1) * sizeof *texts);
    for (int n = 0; n < p->helpers.n; n++) {
        Fn *by = same_before(p, n, texts);
        if (!by)
            continue;
        replace(p, (Replaced){p->helpers.at[n], by});
        memmove(&p->helpers.at[n], &p->helpers.at[n + 1], (size_t)(p->helpers.n - 1 - n) * sizeof p->helpers.at[0]);
        p->helpers.n--;
        texts[n--] = NULL; /* another one's place now */
    }
}
