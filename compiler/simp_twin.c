/* simp_twin.c: two branches on one condition become one. Takes a function whose variables are counted.

   A branch is reversed by a branch: the forward half and the reverse half of a statement test the same condition. Where
   nothing between them hinders it, one branch holds both, and what is kept for the second is a local of it:

       double a_kept;                        if (x > 0.0) {
       if (x > 0.0) {                            double a = sqrt(x);
           double a = sqrt(x);                   y = sin(a);
           a_kept = a;                           a_adj += y_adj * cos(a);
           y = sin(a);                       }
       }
       double y_adj = 1.0;
       if (x > 0.0)
           a_adj += y_adj * cos(a_kept);

   The first branch must not change the condition. Each statement between the two moves in front of both, if it may change
   places with the first, or behind both, if it may with the second. */
#include "simp.h"

#include <string.h>

enum { FAR = 40 }; /* statements between them at most */

/* An if, or a switch whose arms all end with a break and do not fall on: its arms without that break. */
static int arms_of(const Stmt *s)
{
    return s->kind == S_IF ? 2 : s->arms.n;
}

static Stmt *arm_of(Stmt *s, int k)
{
    return s->kind == S_SWITCH ? s->arms.at[k].body : k == 0 ? s->body : s->other;
}

static Stmt *last_of(const Stmt *arm)
{
    return arm->kind == S_BLOCK && arm->list.n ? arm->list.at[arm->list.n - 1] : NULL;
}

static bool is_branch(const Stmt *s)
{
    if (s->kind == S_IF)
        return simp_is_pure(s->cond) && s->body->kind == S_BLOCK && (!s->other || s->other->kind == S_BLOCK);
    if (s->kind != S_SWITCH || !simp_is_pure(s->cond))
        return false;
    for (int k = 0; k < s->arms.n; k++) {
        const Stmt *last = last_of(s->arms.at[k].body);
        if (!last || last->kind != S_BREAK || last->target != s)
            return false;
    }
    return true;
}

static bool same_values(const ExprList *a, const ExprList *b)
{
    if (a->n != b->n)
        return false;
    for (int i = 0; i < a->n; i++)
        if (!a->at[i] != !b->at[i] || (a->at[i] && !e_equal(a->at[i], b->at[i])))
            return false;
    return true;
}

/* -1: they are no twins; 1: twins, where one holds what the other does not. */
static int twins(const Stmt *a, const Stmt *b)
{
    if (a->kind != b->kind)
        return -1;
    if (a->kind == S_IF)
        return e_equal(a->cond, b->cond) ? 0 : e_equal(a->cond, e_not(b->cond)) ? 1 : -1;
    if (!e_equal(a->cond, b->cond) || a->arms.n != b->arms.n)
        return -1;
    for (int k = 0; k < a->arms.n; k++)
        if (a->arms.at[k].is_default != b->arms.at[k].is_default || !same_values(&a->arms.at[k].lo, &b->arms.at[k].lo) ||
            !same_values(&a->arms.at[k].hi, &b->arms.at[k].hi))
            return -1;
    return 0;
}

/* Of all its arms, without the condition. */
static Effect *inside(Simp *s, Stmt *branch)
{
    Stmt *all = s_block();
    for (int k = 0; k < arms_of(branch); k++) {
        const Stmt *arm = arm_of(branch, k);
        int n = arm ? arm->list.n - (branch->kind == S_SWITCH) : 0;
        for (int i = 0; i < n; i++)
            s_add(all, arm->list.at[i]);
    }
    return simp_effect(s, all);
}

static Effect *whole(Simp *s, Stmt *branch, const Effect *condition)
{
    Effect *e = inside(s, branch);
    simp_effect_add(e, condition);
    return e;
}

/* ---- what is between ---- */

typedef struct Between {
    Simp *s;
    Stmt *block;
    int first, second; /* places of the twins */
    bool ahead[FAR];   /* goes in front of them */
} Between;

/* Decides for each statement, the last one first, where it goes. */
static bool part(Between *b)
{
    Simp *s = b->s;
    Stmt *one = b->block->list.at[b->first], *two = b->block->list.at[b->second];
    Effect *condition = simp_effect_expr(s, one->cond), *done = inside(s, one);
    if (simp_changes(s, done, condition) || done->leaves || inside(s, two)->leaves)
        return false;
    Effect *first = whole(s, one, condition), *second = whole(s, two, condition);
    Effect *effects[FAR];
    for (int k = b->second - b->first - 2; k >= 0; k--) {
        Stmt *st = b->block->list.at[b->first + 1 + k];
        effects[k] = simp_effect(s, st);
        bool behind = simp_commute(s, effects[k], second) && st->kind != S_DECL;
        if (st->kind == S_COMMENT) /* goes with the next */
            behind = b->first + 2 + k < b->second && *st->text && !b->ahead[k + 1];
        for (int i = k + 1; behind && i < b->second - b->first - 1; i++)
            behind = !b->ahead[i] || simp_commute(s, effects[k], effects[i]);
        b->ahead[k] = !behind;
        if (!behind && !simp_commute(s, effects[k], first))
            return false;
    }
    return true;
}

/* ---- joining ---- */

static void append(Stmt *to, Stmt *from, int n)
{
    for (int i = 0; from && i < n; i++)
        s_add(to, from->list.at[i]);
}

static void join(Stmt *one, Stmt *two, bool crossed)
{
    for (int k = 0; k < arms_of(one); k++) {
        Stmt *to = arm_of(one, k), *from = arm_of(two, crossed ? 1 - k : k);
        if (one->kind == S_SWITCH) {
            Stmt *leave = last_of(to);
            to->list.n--;
            append(to, from, from->list.n - 1);
            s_add(to, leave);
            continue;
        }
        if (!to && from)
            to = one->other = s_block();
        append(to, from, from ? from->list.n : 0);
    }
}

static void rearrange(Between *b)
{
    StmtList out = {0};
    Stmt **at = b->block->list.at;
    int told = b->first && at[b->first - 1]->kind == S_COMMENT ? b->first - 1 : b->first; /* with its comment */
    for (int i = 0; i < told; i++)
        list_add(&out, at[i]);
    for (int i = b->first + 1; i < b->second; i++)
        if (b->ahead[i - b->first - 1])
            list_add(&out, at[i]);
    for (int i = told; i <= b->first; i++)
        list_add(&out, at[i]);
    for (int i = b->first + 1; i < b->second; i++)
        if (!b->ahead[i - b->first - 1])
            list_add(&out, at[i]);
    for (int i = b->second + 1; i < b->block->list.n; i++)
        list_add(&out, at[i]);
    b->block->list = out;
}

static bool unite(Simp *s, Stmt *block, int i)
{
    Stmt *one = block->list.at[i];
    if (!is_branch(one))
        return false;
    for (int j = i + 1; j < block->list.n && j - i <= FAR; j++) {
        Stmt *two = block->list.at[j];
        int how = is_branch(two) ? twins(one, two) : -1;
        Between b = {.s = s, .block = block, .first = i, .second = j};
        if (how < 0)
            continue;
        if (!part(&b))
            return false;
        join(one, two, how == 1);
        rearrange(&b);
        return true;
    }
    return false;
}

static void look(Stmt **at, void *data)
{
    Simp *s = data;
    Stmt *block = *at;
    for (int i = 0; block->kind == S_BLOCK && i < block->list.n; i++)
        while (unite(s, block, i)) {
            s->changed = true;
            i = 0;
        }
    stmt_kids(block, look, s);
}

void simp_twins(Simp *s)
{
    if (s->locals.n > SIMP_MANY)
        return;
    look(&s->fn->body, s);
}
