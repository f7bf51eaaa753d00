/* planned.c: what the plan decided, and why, for --dump=plan.

   A line for each value that the reverse sweep needs, below the line of the primal that needs it; likewise for
   each loop and branch: how it is reversed. */
#include "adjoint.h"

#include <string.h>

typedef struct Note {
    const char *title; /* of the function derived */
    Loc loc;
    const char *value, *decision;
} Note;

static LIST(Note) notes;

int planned_count(void)
{
    return notes.n;
}

void planned_forget(int first)
{
    notes.n = first;
}

static bool wanted(Adjoint *a)
{
    const StrList *dumps = &a->program->options->dumps;
    for (int i = 0; i < dumps->n; i++)
        if (strcmp(dumps->at[i], "plan") == 0)
            return true;
    return false;
}

static void note(Adjoint *a, Loc loc, const char *value, const char *decision)
{
    for (int i = 0; i < notes.n; i++) {
        Note *n = &notes.at[i];
        if (n->title == a->title && n->loc.line == loc.line && !strcmp(n->value, value))
            return;
    }
    list_add(&notes, ((Note){a->title, loc, value, decision}));
}

static Loc place(Expr *e, Moment m)
{
    return m.at->loc.line || !e ? m.at->loc : e->loc;
}

static Stmt *innermost_loop(Adjoint *a)
{
    for (Segment *s = a->segment; s && s->block != a->region->block; s = s->up)
        if (s->loop)
            return s->loop;
    return NULL;
}

static const char *where_kept(Adjoint *a)
{
    Stmt *loop = innermost_loop(a);
    if (a->halves)
        return "on the tape: this function is called in two halves";
    if (!loop)
        return "in a local";
    const char *of = loop->loc.line ? format(" of the loop at line %d", loop->loc.line) : "";
    return plan_arrays(a) ? format("in an array, one for each iteration%s", of)
                          : format("on the tape: the number of iterations%s is not known before", of);
}

static bool ever_written(Adjoint *a, Expr *e)
{
    if (e->kind == E_VAR && plan_simple(a, e->var)) {
        const StmtList *writes = map_get(a->writes, e->var);
        return writes && writes->n > 0;
    }
    for (int i = 0; i < a->memory.n; i++)
        if (alias_may_write(a->alias, a->memory.at[i], e))
            return true;
    return false;
}

static bool is_counter(Expr *e, Moment m)
{
    for (Stmt *p = m.at; p && e->kind == E_VAR; p = info(p)->parent)
        if (p->kind == S_LOOP && info(p)->counted && info(p)->counted->counter == e->var)
            return true;
    return false;
}

void planned_there(Adjoint *a, Expr *e, Moment m)
{
    if (wanted(a) && !is_counter(e, m))
        note(a, place(e, m), emit_expr_text(e),
             ever_written(a, e) ? "still there: what writes it comes before" : "still there: nothing writes it");
}

void planned_walks(Adjoint *a, Expr *e, Moment m)
{
    if (wanted(a))
        note(a, place(e, m), emit_expr_text(e), "walked back: the reverse sweep undoes its steps");
}

void planned_recompute(Adjoint *a, Expr *e, Moment m, Stmt *def)
{
    if (wanted(a))
        note(a, place(e, m), emit_expr_text(e),
             format("recompute from line %d: what it is made of is still there", def->loc.line));
}

void planned_snapshot(Adjoint *a, Expr *e, Moment m, Stmt *loop)
{
    if (wanted(a))
        note(a, place(e, m), emit_expr_text(e),
             format("keep the whole array, before the loop at line %d that does not write it", loop->loc.line));
}

void planned_snapshot_behind(Adjoint *a, Expr *e, Moment m, Stmt *loop)
{
    if (wanted(a))
        note(a, place(e, m), emit_expr_text(e),
             format("keep the whole array, behind the loop at line %d in which nothing writes it afterwards", loop->loc.line));
}

void planned_keep(Adjoint *a, Expr *e, Moment m, const char *why)
{
    if (!wanted(a))
        return;
    Stmt *w = why ? NULL : plan_writer(a, e, m);
    if (!why)
        why = a->halves && e->kind == E_VAR && e->var->kind == V_LOCAL ? "it is a local of the forward half"
              : w && w->loc.line ? format("line %d may change it", w->loc.line) : "it cannot be reached later";
    note(a, place(e, m), emit_expr_text(e), format("keep %s; %s", where_kept(a), why));
}

void planned_branch(Adjoint *a, Stmt *s, bool kept)
{
    if (wanted(a))
        note(a, s->loc, "branch", kept ? format("keep which one %s", where_kept(a)) : "evaluate its condition again");
}

/* What a loop whose iterations run again carries from one to the next (kept), or uses for itself. */
void planned_state(Adjoint *a, Expr *e, Stmt *loop, const char *how)
{
    if (wanted(a))
        note(a, loop->loc, emit_expr_text(e), how);
}

void planned_loop(Adjoint *a, Stmt *s, const char *how)
{
    if (wanted(a))
        note(a, s->loc, "loop", how);
}

static void print_line(const Note *n)
{
    const char *line = n->loc.file ? source_line(n->loc) : NULL;
    if (line)
        printf("%s:%d: %s\n", base_name(n->loc.file), n->loc.line, line);
    else
        printf("what adc made itself\n");
}

static void print_function(const char *title)
{
    LIST(Note *) mine = {0};
    for (int i = 0; i < notes.n; i++)
        if (notes.at[i].title == title)
            list_add(&mine, &notes.at[i]);
    for (int i = 1; i < mine.n; i++) /* by line, stable */
        for (int k = i; k > 0 && mine.at[k - 1]->loc.line > mine.at[k]->loc.line; k--) {
            Note *n = mine.at[k];
            mine.at[k] = mine.at[k - 1];
            mine.at[k - 1] = n;
        }
    printf("plan of %s\n", title);
    for (int i = 0; i < mine.n; i++) {
        if (i == 0 || mine.at[i - 1]->loc.line != mine.at[i]->loc.line)
            print_line(mine.at[i]);
        printf("    %s: %s\n", mine.at[i]->value, mine.at[i]->decision);
    }
}

void planned_print(void)
{
    StrList seen = {0};
    for (int i = 0; i < notes.n; i++) {
        bool known = false;
        for (int k = 0; k < seen.n; k++)
            known |= seen.at[k] == notes.at[i].title;
        if (known)
            continue;
        if (seen.n)
            printf("\n");
        list_add(&seen, notes.at[i].title);
        print_function(notes.at[i].title);
    }
}
