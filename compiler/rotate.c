/* rotate.c: loops whose condition does something, and that do not count (count.c has seen to those).

   norm makes `while (norm(b) < c) B` a loop without condition that begins with r = norm(b); if (!(r < c)) break;.
   Reversed, that would be a flag and one bit for each iteration. Takes the engine's own copy of a function; leaves such
   loops, where what comes before the test is short, as r = norm(b); while (r < c) { B r = norm(b); }. */
#include "adc.h"

enum { SHORT = 8 }; /* statements that may stand twice */

typedef struct Head {
    Stmt *loop;
    bool fits;
    int statements;
} Head;

/* What may stand twice: no jumps, nothing that is declared once and for all or has a size of its own. */
static void look_head(Stmt **sp, void *data)
{
    Head *h = data;
    Stmt *s = *sp;
    switch (s->kind) {
    case S_DECL:
        h->fits &= s->var->kind == V_LOCAL && !type_has_vla(s->var->type) &&
                   !(type_plain(s->var->type)->quals & Q_CONST) && (!s->rhs || !type_is_array(s->var->type)) &&
                   !(s->rhs && s->rhs->kind == E_INIT);
        break;
    case S_ASSIGN:
    case S_EXPR:
    case S_IF:
    case S_LOOP:
    case S_BLOCK:
    case S_COMMENT:
        break;
    default:
        h->fits = false;
    }
    h->statements += s->kind != S_BLOCK && s->kind != S_COMMENT;
    stmt_kids(s, look_head, h);
}

/* In what follows: a `continue` would have to do the head's statements too, a second way out needs a flag all the same. */
static void look_rest(Stmt **sp, void *data)
{
    Head *h = data;
    Stmt *s = *sp;
    bool jump = s->kind == S_BREAK || s->kind == S_CONTINUE || s->kind == S_RETURN || s->kind == S_GOTO;
    h->fits &= s->kind != S_LABEL && s->kind != S_OPAQUE && s->kind != S_RETURN && s->kind != S_GOTO &&
               !(jump && s->target == h->loop);
    stmt_kids(s, look_rest, h);
}

static bool is_break(const Stmt *s, const Stmt *loop)
{
    if (s && s->kind == S_BLOCK && s->list.n == 1)
        s = s->list.at[0];
    return s && s->kind == S_BREAK && s->target == loop;
}

/* The place of the test that the loop's condition became; -1: it has none, or has to stay as it is. */
static int find_test(Stmt *loop)
{
    Head h = {loop, true, 0};
    StmtList *list = &loop->body->list;
    bool endless = loop->flavor != L_DO && !loop->cond && !loop->init && !loop->step;
    if (!endless || loop->body->kind != S_BLOCK)
        return -1;
    int at = 0;
    for (; at < list->n && h.fits; at++) {
        Stmt *s = list->at[at];
        if (s->kind == S_IF && !s->other && is_break(s->body, loop))
            break;
        look_head(&list->at[at], &h);
    }
    bool last = at + 1 >= list->n; /* do ... while: the head would be all of it */
    if (!h.fits || last || h.statements > SHORT || list->at[at]->loc.line != loop->loc.line ||
        list->at[at]->loc.col != loop->loc.col)
        return -1;
    for (int i = at + 1; i < list->n; i++)
        look_rest(&list->at[i], &h);
    return h.fits ? at : -1;
}

/* What the head does once more: its own variables are declared in front of the loop. */
static Stmt *again(Stmt *s)
{
    if (s->kind == S_DECL) {
        Stmt *set = s->rhs ? s_assign(e_var(s->var), expr_clone(s->rhs, NULL)) : s_block();
        set->loc = s->loc;
        return set;
    }
    Subst own = {.vars = map_new()};
    return stmt_clone_own(s, &own);
}

static void rotate(Stmt **sp, void *data)
{
    Stmt *s = *sp;
    stmt_kids(s, rotate, data);
    int test = s->kind == S_LOOP ? find_test(s) : -1;
    if (test < 0)
        return;
    Stmt *both = s_block(), *body = s_block();
    StmtList *list = &s->body->list;
    both->loc = s->loc;
    for (int i = 0; i < test; i++)
        s_add(both, list->at[i]);
    for (int i = test + 1; i < list->n; i++)
        s_add(body, list->at[i]);
    for (int i = 0; i < test; i++)
        s_add(body, again(list->at[i]));
    body->loc = s->body->loc;
    s->cond = e_not(list->at[test]->cond);
    s->flavor = L_WHILE;
    s->body = body;
    s_add(both, s);
    *sp = both;
}

void rotate_loops(Fn *f)
{
    rotate(&f->body, NULL);
}
