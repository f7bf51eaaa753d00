/* emit_jump.c: takes a function body before it is printed, finds the breaks and continues that C's
   own do not express because another loop or switch stands between, and gives the places they lead
   to labels. */
#include "emit.h"

#include <string.h>

static Map *after, *again; /* target -> name of the label behind it, at the end of its body */
static Map *gotos;         /* break, continue -> label, where it has to be a goto */
static Map *taken;         /* label names */

static const char *fresh(const char *base)
{
    const char *name = intern(base);
    for (int i = 2; map_get(taken, name); i++)
        name = intern(format("%s%d", base, i));
    map_put(taken, name, (void *)name);
    return name;
}

static void take_label(Stmt **s, void *data)
{
    (void)data;
    if ((*s)->kind == S_LABEL)
        map_put(taken, intern((*s)->label), *s);
    stmt_kids(*s, take_label, NULL);
}

typedef struct Inside {
    Stmt *breakable, *loop; /* the innermost ones */
} Inside;

static void lead_to(Stmt *jump, Map *labels, const char *name)
{
    if (!map_get(labels, jump->target))
        map_put(labels, jump->target, (void *)fresh(name));
    map_put(gotos, jump, map_get(labels, jump->target));
}

static void find(Stmt **at, void *data)
{
    Stmt *s = *at;
    Inside in = *(Inside *)data;
    if (s->kind == S_BREAK && s->target && s->target != in.breakable)
        lead_to(s, after, "done");
    if (s->kind == S_CONTINUE && s->target &&
        (s->target != in.loop || !jump_step_is_simple(s->target)))
        lead_to(s, again, "next");
    if (s->kind == S_LOOP)
        in.loop = in.breakable = s;
    if (s->kind == S_SWITCH)
        in.breakable = s;
    stmt_kids(s, find, &in);
}

void jump_find(Stmt *body)
{
    after = map_new();
    again = map_new();
    gotos = map_new();
    taken = map_new();
    take_label(&body, NULL);
    Inside nowhere = {NULL, NULL};
    find(&body, &nowhere);
}

const char *jump_after(const Stmt *target)
{
    return after ? map_get(after, target) : NULL;
}

const char *jump_again(const Stmt *target)
{
    return again ? map_get(again, target) : NULL;
}

const char *jump_goto(const Stmt *jump)
{
    return gotos ? map_get(gotos, jump) : NULL;
}

bool jump_clause_is_simple(const Stmt *s)
{
    if (s->kind != S_BLOCK)
        return s->kind == S_ASSIGN || s->kind == S_EXPR || s->kind == S_PUSH;
    for (int i = 0; i < s->list.n; i++)
        if (!jump_clause_is_simple(s->list.at[i]))
            return false;
    return true;
}

bool jump_step_is_simple(const Stmt *loop)
{
    return !loop->step || (loop->flavor != L_DO && jump_clause_is_simple(loop->step));
}
