/* goto.c: functions with goto into structured control flow. Takes a function in normal form that
   still has labels.

   A jump forward to a later statement of an enclosing block leaves a block made for it, a jump
   backward becomes a loop. What is left (jumps into loops and branches, Duff's device, crossing
   jumps) goes to goto_states.c: the smallest region around it becomes a loop over a switch. */
#include "norm.h"
#include "goto.h"

#include <string.h>

/* ---- where the labels and jumps are ---- */

typedef struct Scan {
    Jumps *jumps;
    Stmt *parent;
} Scan;

static void scan_visit(Stmt **at, void *data)
{
    Scan *scan = data;
    Stmt *s = *at;
    map_put(scan->jumps->parent, s, scan->parent);
    if (s->kind == S_LABEL)
        list_add(&scan->jumps->labels, s);
    if (s->kind == S_GOTO)
        list_add(&scan->jumps->gotos, s);
    Scan inner = {scan->jumps, s};
    stmt_kids(s, scan_visit, &inner);
}

static Jumps scan(Fn *f)
{
    Jumps j = {.parent = map_new()};
    Scan start = {&j, NULL};
    scan_visit(&f->body, &start);
    return j;
}

int jumps_index(const Jumps *j, const Stmt *block, const Stmt *s)
{
    while (s && map_get(j->parent, s) != block)
        s = map_get(j->parent, s);
    for (int i = 0; s && i < block->list.n; i++)
        if (block->list.at[i] == s)
            return i;
    return -1;
}

bool jumps_to(const Stmt *g, const Stmt *label)
{
    return strcmp(g->label, label->label) == 0;
}

static bool is_used(const Jumps *j, const Stmt *label)
{
    for (int i = 0; i < j->gotos.n; i++)
        if (jumps_to(j->gotos.at[i], label))
            return true;
    return false;
}

static void drop_unused(Stmt **at, void *data)
{
    StmtList *list = &(*at)->list;
    int n = 0;
    for (int i = 0; i < list->n; i++)
        if (list->at[i]->kind != S_LABEL || is_used(data, list->at[i]))
            list->at[n++] = list->at[i];
    list->n = n;
    stmt_kids(*at, drop_unused, data);
}

/* ---- wrapping statements from..to of a block ---- */

static bool used_after(const Stmt *block, int from, const Var *v)
{
    for (int i = from; i < block->list.n; i++)
        if (norm_stmt_mentions(block->list.at[i], v))
            return true;
    return false;
}

void goto_refuse_vla(const Var *v)
{
    diag_error(v->loc, "goto-vla", "the variable array '%s' lives in code that goto jumps through",
               v->name);
    diag_note(v->loc,
              "declare it before the first label, or put the code that uses it into a function");
}

/* Statements from..to move into a new block. Variables that are used after it (or in `also`) are
 * declared before. */
static Stmt *wrap(Program *p, Fn *f, Stmt *block, int from, int to, Expr *also, Stmt **place)
{
    Stmt *inner = s_block();
    StmtList list = {0};
    Norm n = norm_new(p, f, map_new());
    inner->loc = block->list.at[from]->loc;
    for (int i = 0; i < from; i++)
        list_add(&list, block->list.at[i]);
    for (int i = from; i <= to; i++) {
        Stmt *s = block->list.at[i];
        bool moves = s->kind == S_DECL &&
                     (used_after(block, to + 1, s->var) || (also && norm_mentions(also, s->var)));
        if (!moves) {
            list_add(&inner->list, s);
            continue;
        }
        if (type_has_vla(s->var->type))
            goto_refuse_vla(s->var);
        if (s->rhs && s->var->kind != V_STATIC) {
            list_add(&inner->list, norm_split_decl(&n, s));
            s->rhs = NULL;
        }
        list_add(&list, s);
    }
    *place = s_new(S_BLOCK, inner->loc);
    list_add(&list, *place);
    for (int i = to + 1; i < block->list.n; i++)
        list_add(&list, block->list.at[i]);
    block->list = list;
    return inner;
}

/* Where every jump to a label is, seen from the label's block. */
typedef struct Reach {
    Stmt *block;
    int at;          /* of the label */
    int first, last; /* of the jumps */
} Reach;

static bool reach_of(const Jumps *j, const Stmt *label, Reach *r)
{
    r->block = map_get(j->parent, label);
    r->at = jumps_index(j, r->block, label);
    r->first = r->block->list.n;
    r->last = -1;
    for (int i = 0; i < j->gotos.n; i++) {
        if (!jumps_to(j->gotos.at[i], label))
            continue;
        int at = jumps_index(j, r->block, j->gotos.at[i]);
        if (at < 0)
            return false;
        r->first = at < r->first ? at : r->first;
        r->last = at > r->last ? at : r->last;
    }
    return true;
}

/* Does a jump from outside lead to a label in from..to? What comes from behind moves *to instead,
 * if it may. */
static bool entered(const Jumps *j, const Stmt *block, int from, int *to, bool extend)
{
    for (int i = 0; i < j->labels.n; i++) {
        const Stmt *label = j->labels.at[i];
        int at = jumps_index(j, block, label);
        if (at < from || at > *to)
            continue;
        for (int k = 0; k < j->gotos.n; k++) {
            if (!jumps_to(j->gotos.at[k], label))
                continue;
            int g = jumps_index(j, block, j->gotos.at[k]);
            if (g > *to && extend) {
                *to = g;
                i = -1; /* look at all of them again */
            } else if (g < from || g > *to) {
                return true;
            }
        }
    }
    return false;
}

/* ---- forward: a block that is left ---- */

static bool lower_forward(Program *p, Fn *f, const Jumps *j, Stmt *label)
{
    Reach r;
    if (!reach_of(j, label, &r) || r.first > r.at)
        return false;
    int to = r.at - 1;
    if (entered(j, r.block, r.first, &to, false))
        return false;
    Stmt *place;
    Stmt *inner = wrap(p, f, r.block, r.first, to, NULL, &place);
    place->list = inner->list;
    for (int i = 0; i < j->gotos.n; i++) {
        Stmt *g = j->gotos.at[i];
        if (jumps_to(g, label) && jumps_index(j, r.block, g) < 0) { /* no longer directly in it */
            g->kind = S_BREAK;
            g->target = place;
        }
    }
    return true;
}

/* ---- backward: a loop ---- */

/* `if (c) goto label;` as last statement. */
static bool ends_in_test(const Stmt *block, int at, const Stmt *label)
{
    const Stmt *s = block->list.at[at];
    return s->kind == S_IF && !s->other && s->body->list.n == 1 &&
           s->body->list.at[0]->kind == S_GOTO && jumps_to(s->body->list.at[0], label);
}

static bool ends_in_jump(const Stmt *block)
{
    StmtKind last = block->list.n ? block->list.at[block->list.n - 1]->kind : S_BLOCK;
    return last == S_RETURN || last == S_CONTINUE || last == S_BREAK || last == S_GOTO;
}

static bool has_vla_used_after(const Stmt *block, int from, int to)
{
    for (int i = from; i <= to; i++) {
        const Stmt *s = block->list.at[i];
        if (s->kind == S_DECL && type_has_vla(s->var->type) && used_after(block, to + 1, s->var))
            return true;
    }
    return false;
}

static void jumps_behind(const Jumps *j, const Reach *r, const Stmt *label, StmtList *out)
{
    for (int i = 0; i < j->gotos.n; i++)
        if (jumps_to(j->gotos.at[i], label) && jumps_index(j, r->block, j->gotos.at[i]) > r->at)
            list_add(out, j->gotos.at[i]);
}

static bool lower_backward(Program *p, Fn *f, const Jumps *j, Stmt *label)
{
    Reach r;
    if (!reach_of(j, label, &r) || r.last < r.at)
        return false;
    int to = r.last;
    if (entered(j, r.block, r.at + 1, &to, true))
        return false;
    if (has_vla_used_after(r.block, r.at + 1, to))
        to = r.block->list.n - 1;
    StmtList jumps = {0};
    jumps_behind(j, &r, label, &jumps);
    bool test = jumps.n == 1 && to == r.last && ends_in_test(r.block, to, label);
    Stmt *last = r.block->list.at[to];
    Stmt *loop;
    Stmt *body = wrap(p, f, r.block, r.at + 1, to, test ? last->cond : NULL, &loop);
    loop->kind = S_LOOP;
    loop->flavor = test ? L_DO : L_FOR;
    loop->body = body;
    for (int i = 0; i < jumps.n; i++) {
        jumps.at[i]->kind = S_CONTINUE;
        jumps.at[i]->target = loop;
    }
    if (test) {
        loop->cond = last->cond;
        body->list.n--;
    } else if (!ends_in_jump(body)) {
        Stmt *leave = s_new(S_BREAK, last->loc);
        leave->target = loop;
        list_add(&body->list, leave);
    }
    return true;
}

/* ---- fewer jumps ---- */

/* What happens after a statement: `jump` leads there too; NULL: something else follows. */
typedef struct Next {
    StmtKind jump; /* S_CONTINUE, S_BREAK; S_RETURN without value; S_BLOCK: not known */
    Stmt *target;
} Next;

static const Next unknown = {S_BLOCK, NULL};

static void tidy_list(Stmt *block, Next next);

static bool leads_to(const Stmt *s, Next next)
{
    if (s->kind != next.jump || next.jump == S_BLOCK)
        return false;
    return s->kind == S_RETURN ? !s->rhs : s->target == next.target;
}

typedef struct Redirect {
    Stmt *block;
    Next next;
} Redirect;

static void redirect(Stmt **at, void *data)
{
    Redirect *r = data;
    if ((*at)->kind == S_BREAK && (*at)->target == r->block) {
        (*at)->kind = r->next.jump;
        (*at)->target = r->next.target;
    }
    stmt_kids(*at, redirect, r);
}

static void tidy_stmt(Stmt *s, Next next)
{
    switch (s->kind) {
    case S_BLOCK:
        if (next.jump != S_BLOCK)
            redirect(&s, &(Redirect){s, next});
        tidy_list(s, next.jump != S_BLOCK ? next : (Next){S_BREAK, s});
        break;
    case S_IF:
        tidy_list(s->body, next);
        if (s->other)
            tidy_list(s->other, next);
        break;
    case S_LOOP:
        tidy_list(s->body, (Next){S_CONTINUE, s});
        break;
    case S_SWITCH:
        for (int i = 0; i < s->arms.n; i++)
            tidy_list(s->arms.at[i].body, unknown); /* its own breaks stay: arms fall through */
        break;
    default:
        break;
    }
}

static bool leaves(const Stmt *s)
{
    return s->kind == S_RETURN || s->kind == S_CONTINUE || s->kind == S_BREAK || s->kind == S_GOTO;
}

static void tidy_list(Stmt *block, Next next)
{
    StmtList *list = &block->list;
    for (int i = 0; i < list->n; i++) {
        bool last = i + 1 == list->n;
        Stmt *after = last ? NULL : list->at[i + 1];
        Next then = last ? next
                    : after->kind == S_BREAK || after->kind == S_CONTINUE
                        ? (Next){after->kind, after->target}
                        : unknown;
        tidy_stmt(list->at[i], then);
        if (leaves(list->at[i]) && i + 1 < list->n && list->at[i + 1]->kind != S_LABEL)
            list->n = i + 1;
    }
    while (list->n && leads_to(list->at[list->n - 1], next))
        list->n--;
}

void goto_tidy(Fn *f)
{
    bool is_void = type_plain(type_plain(f->type)->to)->kind == T_VOID;
    tidy_list(f->body, is_void ? (Next){S_RETURN, NULL} : unknown);
}

/* ---- the end ---- */

typedef struct Left {
    const Stmt *loop;
    bool found;
} Left;

static void find_break(Stmt **at, void *data)
{
    Left *l = data;
    l->found |= (*at)->kind == S_BREAK && (*at)->target == l->loop;
    stmt_kids(*at, find_break, l);
}

static bool is_left(Stmt *s)
{
    Left l = {s, false};
    find_break(&s, &l);
    return l.found;
}

/* May control come to the end of s? */
static bool ends(Stmt *s)
{
    if (is_left(s))
        return true;
    switch (s->kind) {
    case S_RETURN:
    case S_BREAK:
    case S_CONTINUE:
        return false;
    case S_BLOCK:
        for (int i = 0; i < s->list.n; i++)
            if (!ends(s->list.at[i]))
                return false;
        return true;
    case S_IF:
        return !s->other || ends(s->body) || ends(s->other);
    case S_LOOP:
        return s->cond != NULL;
    default:
        return true;
    }
}

/* Where the source leaves by return alone, a compiler does not see it in a loop over states. */
static void return_at_end(Fn *f)
{
    Type *t = f->type->to;
    if (!(type_is_arith(t) || type_is_pointer(t)) || !ends(f->body))
        return;
    Stmt *s = s_return(e_cast(type_unqual(t), type_is_arith(t) && !type_is_integer(t) ? e_real(type_real(W_DOUBLE), 0) : e_int(0)));
    s->loc = f->loc;
    s_add(f->body, s);
}

void goto_lower(Program *p, Fn *f)
{
    for (;;) {
        Jumps j = scan(f);
        drop_unused(&f->body, &j);
        j = scan(f);
        if (!j.gotos.n) {
            goto_tidy(f);
            return_at_end(f);
            return;
        }
        bool changed = false;
        for (int i = 0; i < j.labels.n && !changed; i++)
            changed = lower_backward(p, f, &j, j.labels.at[i]);
        for (int i = 0; i < j.labels.n && !changed; i++)
            changed = lower_forward(p, f, &j, j.labels.at[i]);
        if (!changed)
            goto_states(p, f, &j);
    }
}
