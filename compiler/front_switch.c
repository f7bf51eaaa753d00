/* front_switch.c: switch statements. Labels that stand directly in the body make arms, and braces that declare nothing
   are none. Where one stands inside of another statement (Duff's device), the arms are gotos and the body follows
   with labels in it. */
#include "front.h"

#include <string.h>

static bool is_label(CXCursor c)
{
    enum CXCursorKind kind = clang_getCursorKind(c);
    return kind == CXCursor_CaseStmt || kind == CXCursor_DefaultStmt;
}

static enum CXChildVisitResult find_nested(CXCursor c, CXCursor parent, CXClientData data)
{
    (void)parent;
    if (clang_getCursorKind(c) == CXCursor_SwitchStmt)
        return CXChildVisit_Continue;
    if (is_label(c)) {
        *(bool *)data = true;
        return CXChildVisit_Break;
    }
    return CXChildVisit_Recurse;
}

/* The statement behind the labels at c. */
static Pair labelled(Front *f, Pair c)
{
    while (is_label(c.a)) {
        Kids kids = front_children(f, c, false);
        if (!kids.n)
            break;
        c = kids.at[kids.n - 1];
    }
    return c;
}

/* A label of this switch inside of statement c, below its own labels. */
static bool holds_label(Front *f, Pair c)
{
    bool found = false;
    c = labelled(f, c);
    if (clang_getCursorKind(c.a) != CXCursor_SwitchStmt && !is_label(c.a))
        clang_visitChildren(c.a, find_nested, &found);
    return found;
}

/* Braces around labels that make no scope: *inside is what they hold. */
static bool is_open(Front *f, Pair c, Kids *inside)
{
    if (clang_getCursorKind(c.a) != CXCursor_CompoundStmt || !holds_label(f, c))
        return false;
    *inside = front_children(f, c, false);
    for (int i = 0; i < inside->n; i++)
        if (clang_getCursorKind(labelled(f, inside->at[i]).a) == CXCursor_DeclStmt)
            return false;
    return true;
}

/* A label that no arm can begin at. */
static bool hides_label(Front *f, Pair c)
{
    Kids inside;
    if (!is_open(f, labelled(f, c), &inside))
        return holds_label(f, c);
    for (int i = 0; i < inside.n; i++)
        if (hides_label(f, inside.at[i]))
            return true;
    return false;
}

static Expr *label_value(Front *f, Pair c)
{
    Expr *e = front_expr(f, c);
    long long value;
    while (e->kind == E_CAST && e->implicit)
        e = e->a;
    if (e->kind == E_INT)
        return e;
    return front_evaluate(c.a, &value) ? e_int_type(e->type, value) : e;
}

/* Adds the values of the labels at c to arm; leaves c at the statement they stand before. */
static Pair take_labels(Front *f, Pair c, Arm *arm)
{
    while (is_label(c.a)) {
        Kids kids = front_children(f, c, false);
        if (!kids.n)
            break;
        if (clang_getCursorKind(c.a) == CXCursor_DefaultStmt) {
            arm->is_default = true;
        } else {
            list_add(&arm->lo, label_value(f, kids.at[0]));
            list_add(&arm->hi, kids.n > 2 ? label_value(f, kids.at[1]) : NULL);
        }
        c = kids.at[kids.n - 1];
    }
    return c;
}

/* ---- declarations that later arms use ---- */

typedef struct Use {
    const Var *var;
    bool found;
} Use;

static void use_in_expr(Expr **e, void *data)
{
    Use *use = data;
    if (!*e)
        return;
    use->found |= (*e)->var == use->var || (*e)->kind == E_STMTEXPR; /* assume that that uses it */
    expr_kids(*e, use_in_expr, data);
}

static void use_in_stmt(Stmt **s, void *data)
{
    if (!*s)
        return;
    stmt_exprs(*s, use_in_expr, data);
    stmt_kids(*s, use_in_stmt, data);
}

static bool used_after(const Stmt *sw, int arm, const Var *v)
{
    Use use = {v, false};
    for (int i = arm + 1; i < sw->arms.n; i++) {
        Stmt *body = sw->arms.at[i].body;
        use_in_stmt(&body, &use);
    }
    return use.found;
}

/* The body of a switch is one scope; arms are blocks. What a later arm uses is declared before the
 * switch. */
static void widen_scopes(Stmt *sw, Stmt *before)
{
    for (int i = 0; i < sw->arms.n; i++) {
        Stmt *body = sw->arms.at[i].body;
        for (int k = 0; k < body->list.n; k++) {
            Stmt *s = body->list.at[k];
            if (s->kind != S_DECL || !used_after(sw, i, s->var))
                continue;
            s_add(before, s->rhs ? s_decl_unset(s->var) : s_decl(s->var, NULL));
            if (!s->rhs) {
                *s = (Stmt){.kind = S_BLOCK, .loc = s->loc};
                continue;
            }
            Expr *e = NEW(Expr), *value = s->rhs;
            if (value->kind == E_INIT) {
                value = NEW(Expr);
                *value =
                    (Expr){.kind = E_COMPOUND, .type = s->var->type, .loc = s->loc, .a = s->rhs};
            }
            *e = (Expr){.kind = E_ASSIGN,
                        .type = type_unqual(s->var->type),
                        .loc = s->loc,
                        .a = e_var(s->var),
                        .b = value};
            *s = (Stmt){.kind = S_EXPR, .loc = s->loc, .rhs = e};
        }
    }
}

/* ---- the two forms ---- */

static void read_in_arm(Front *f, Pair c, Stmt *sw, Stmt *before)
{
    Kids inside;
    if (is_label(c.a)) {
        Arm arm = {.body = s_new(S_BLOCK, front_start(c.a))};
        c = take_labels(f, c, &arm);
        list_add(&sw->arms, arm);
    }
    if (is_open(f, c, &inside)) {
        for (int i = 0; i < inside.n; i++)
            read_in_arm(f, inside.at[i], sw, before);
        return;
    }
    /* what stands before the first label is never run, but may declare */
    Stmt *into = sw->arms.n ? sw->arms.at[sw->arms.n - 1].body : before;
    front_statement(f, c, into);
}

static void read_arms(Front *f, const Kids *kids, Stmt *sw, Stmt *before)
{
    for (int i = 0; i < kids->n; i++)
        read_in_arm(f, kids->at[i], sw, before);
    for (int i = 0; i < before->list.n; i++) {
        Stmt *s = before->list.at[i];
        before->list.at[i] = s->kind == S_DECL ? s_decl_unset(s->var) : s_new(S_BLOCK, s->loc);
    }
    widen_scopes(sw, before);
}

/* The arms hold gotos to labels that front_case puts into the body. */
static void read_labels(Front *f, Pair body, Stmt *sw, Stmt *block, const char *end)
{
    Stmt *outer = f->labels_of;
    const char *outer_prefix = f->label_prefix;
    f->labels_of = sw;
    f->label_prefix = format("switch_%d", f->switches);
    Stmt *inside = front_block(f, body);
    f->labels_of = outer;
    f->label_prefix = outer_prefix;
    bool has_default = false;
    for (int i = 0; i < sw->arms.n; i++)
        has_default |= sw->arms.at[i].is_default;
    if (!has_default) {
        Arm arm = {.is_default = true, .body = s_new(S_BLOCK, sw->loc)};
        Stmt *jump = s_new(S_GOTO, sw->loc);
        jump->label = end;
        s_add(arm.body, jump);
        list_add(&sw->arms, arm);
    }
    s_add(block, sw);
    s_add(block, inside);
    Stmt *label = s_new(S_LABEL, sw->loc);
    label->label = end;
    s_add(block, label);
}

/* A case label inside of another statement. */
void front_case(Front *f, Pair c, Stmt *into)
{
    if (!f->labels_of)
        bug("front: case label without switch");
    Arm arm = {.body = s_new(S_BLOCK, front_start(c.a))};
    Stmt *sw = f->labels_of, *jump = s_new(S_GOTO, sw->loc),
         *label = s_new(S_LABEL, front_start(c.a));
    label->label = jump->label = intern(format("%s_case_%d", f->label_prefix, sw->arms.n + 1));
    c = take_labels(f, c, &arm);
    s_add(arm.body, jump);
    list_add(&sw->arms, arm);
    s_add(into, label);
    front_statement(f, c, into);
}

void front_switch(Front *f, Pair c, Stmt *into)
{
    Kids kids = front_children(f, c, false);
    if (kids.n != 2) {
        f->lost = "a switch statement";
        return;
    }
    Stmt *sw = s_new(S_SWITCH, front_start(c.a));
    sw->cond = front_expr(f, kids.at[0]);
    bool compound = clang_getCursorKind(kids.at[1].a) == CXCursor_CompoundStmt;
    Kids inside = compound ? front_children(f, kids.at[1], false) : (Kids){&kids.at[1], 1};
    bool nested = false;
    for (int i = 0; i < inside.n; i++)
        nested |= hides_label(f, inside.at[i]);
    Stmt *block = s_new(S_BLOCK, sw->loc);
    Jump outer = f->jump;
    if (nested) {
        const char *end = intern(format("switch_%d_end", ++f->switches));
        f->jump.label = end;
        f->jump.leave = NULL;
        read_labels(f, kids.at[1], sw, block, end);
    } else {
        f->jump.label = NULL;
        f->jump.leave = sw;
        read_arms(f, &inside, sw, block);
        s_add(block, sw);
    }
    f->jump = outer;
    s_add(into, block->list.n == 1 ? sw : block);
}
