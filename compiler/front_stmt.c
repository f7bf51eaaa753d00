/* front_stmt.c: statements. Takes the pair of a function's definition; leaves its body as a tree of
   raw statements: declarations one by one, bodies of control statements as blocks, break and
   continue with their targets, switches as arms (with labels inside of other statements: as gotos).
 */
#include "front.h"

#include <string.h>

static void statement(Front *f, Pair c, Stmt *into);

static Stmt *new_stmt(StmtKind kind, CXCursor c) { return s_new(kind, front_start(c)); }

static void opaque_stmt(Front *f, Pair c, Stmt *into)
{
    Stmt *s = new_stmt(S_OPAQUE, c.a);
    s->text = front_text(f, c);
    if (!s->text) {
        f->lost = "a statement without text";
        s->text = "";
    }
    s->text = intern(format("%s%s;", strncmp(s->text, "asm", 3) ? "" : "__asm__",
                            s->text + (strncmp(s->text, "asm", 3) ? 0 : 3)));
    s->label = clang_getCursorKind(c.a) == CXCursor_GCCAsmStmt         ? "asm"
               : clang_getCursorKind(c.a) == CXCursor_IndirectGotoStmt ? "computed goto"
                                                                       : "this statement";
    front_mentioned(f, c.a, &s->args);
    s_add(into, s);
}

/* ---- expression statements ---- */

static bool is_void_cast(const Expr *e)
{
    return e->kind == E_CAST && type_plain(e->type)->kind == T_VOID;
}

/* Nothing is lost without it: (void)0, (void)sizeof (e) as in assert. */
static bool is_idle(const Expr *e)
{
    if (is_void_cast(e))
        e = e->a;
    return e->kind == E_INT || e->kind == E_SIZEOF;
}

static void expression(Expr *e, Loc loc, Stmt *into)
{
    if (is_void_cast(e) && front_has_effect(e->a))
        e = e->a; /* (void)f(x) is f(x) */
    if (is_idle(e))
        return;
    if (e->kind == E_COMMA) {
        expression(e->a, loc, into);
        expression(e->b, loc, into);
    } else if (e->kind == E_STMTEXPR) {
        if (e->body->list.n == 1 && e->body->list.at[0]->kind != S_DECL)
            s_add(into, e->body->list.at[0]);
        else
            s_add(into, e->body);
    } else if (e->kind == E_COND && type_plain(e->type)->kind == T_VOID) {
        Stmt *s = s_new(S_IF, loc);
        s->body = s_new(S_BLOCK, loc);
        s->other = s_new(S_BLOCK, loc);
        expression(e->b, loc, s->body);
        expression(e->c, loc, s->other);
        s->cond = s->body->list.n ? e->a : e_not(e->a);
        if (!s->body->list.n)
            s->body = s->other;
        if (s->body == s->other || !s->other->list.n)
            s->other = NULL;
        s_add(into, s);
    } else {
        Stmt *s = s_new(S_EXPR, loc);
        s->rhs = e;
        s_add(into, s);
    }
}

/* ---- declarations ---- */

/* Extents with side effects, and those of a typedef, are computed once, where the declaration
 * stands. */
static Type *fix_extents(Front *f, Type *t, const char *name, bool all, Loc loc, Stmt *into)
{
    if (t->kind != T_ARRAY && t->kind != T_POINTER)
        return t;
    Type *to = fix_extents(f, t->to, name, all, loc, into);
    Expr *count = t->kind == T_ARRAY ? t->count : NULL;
    if (count && count->kind != E_INT && (all || front_has_effect(count))) {
        Var *v = var_new(f->fn, V_LOCAL, format("%s_n", name), type_unqual(count->type));
        v->made = true;
        Stmt *s = s_new(S_DECL, loc);
        s->var = v;
        s->rhs = count;
        s_add(into, s);
        count = e_var(v);
    }
    if (to == t->to && (t->kind != T_ARRAY || count == t->count))
        return t;
    Type *copy = NEW(Type);
    *copy = *t;
    copy->to = to;
    copy->count = count;
    return copy;
}

static void declare_typedef(Front *f, Pair c, Stmt *into)
{
    const char *name = front_spelling(c.a);
    CXType t = clang_getTypedefDeclUnderlyingType(c.a);
    Type *type = front_is_variable(t) ? front_type_declared(f, t, front_dims(f, c, false))
                                      : front_type(f, t);
    if (type_has_vla(type))
        type = fix_extents(f, type, name, true, front_start(c.a), into);
    map_put(f->decls, front_decl(c.a), type);
    map_put(f->locals, name, type);
}

static void declare_tag(Front *f, Pair c)
{
    CXType t = clang_getCursorType(c.a);
    const char *name = front_spelling(c.a);
    const char *kind = clang_getCursorKind(c.a) == CXCursor_StructDecl  ? "struct"
                       : clang_getCursorKind(c.a) == CXCursor_UnionDecl ? "union"
                                                                        : "enum";
    map_put(f->locals, intern(format("%s %s", kind, name)), front_type(f, t));
}

static void declare_variable(Front *f, Pair c, Stmt *into)
{
    CXCursor a = clang_Cursor_getVarDeclInitializer(c.a);
    CXCursor b = c.both ? clang_Cursor_getVarDeclInitializer(c.b) : clang_getNullCursor();
    Var *v = front_local(f, c);
    if (!v)
        return;
    Loc loc = front_start(c.a);
    v->type = v->written = fix_extents(f, v->type, v->name, false, loc, into);
    Expr *init = NULL;
    if (!clang_Cursor_isNull(a)) {
        Kids kid = front_lockstep(f, &a, 1, &b, c.both && !clang_Cursor_isNull(b), c.both);
        init = front_init(f, kid.at[0], v->type);
    }
    Stmt *s = s_new(S_DECL, loc);
    s->var = v;
    if (v->kind == V_STATIC)
        v->init = init;
    else
        s->rhs = init;
    s_add(into, s);
}

static void declarations(Front *f, Pair c, Stmt *into)
{
    bool apart = f->apart; /* the second parse may repeat tags for each declarator */
    Kids kids = front_children(f, c, true);
    f->apart = apart;
    for (int i = 0; i < kids.n; i++) {
        front_check_type_annotations(f, kids.at[i].a);
        switch (clang_getCursorKind(kids.at[i].a)) {
        case CXCursor_VarDecl:
            declare_variable(f, kids.at[i], into);
            break;
        case CXCursor_TypedefDecl:
            declare_typedef(f, kids.at[i], into);
            break;
        case CXCursor_StructDecl:
        case CXCursor_UnionDecl:
        case CXCursor_EnumDecl:
            declare_tag(f, kids.at[i]);
            break;
        case CXCursor_FunctionDecl: {
            Fn *fn = front_fn(f, kids.at[i].a);
            front_redeclare(f, fn, kids.at[i].a);
            if (!fn->in_system_header && fn->item)
                front_item_before(f, fn->item, f->fn->item);
            break;
        }
        default:
            break;
        }
    }
}

/* ---- control ---- */

static void list_of(Front *f, Pair c, Stmt *block)
{
    Kids kids = front_children(f, c, false);
    for (int i = 0; i < kids.n; i++)
        statement(f, kids.at[i], block);
}

Stmt *front_block(Front *f, Pair c)
{
    Stmt *block = new_stmt(S_BLOCK, c.a);
    if (clang_getCursorKind(c.a) == CXCursor_CompoundStmt)
        list_of(f, c, block);
    else
        statement(f, c, block);
    return block;
}

static void branch(Front *f, Pair c, Stmt *into)
{
    Kids kids = front_children(f, c, false);
    if (kids.n < 2) {
        opaque_stmt(f, c, into);
        return;
    }
    Stmt *s = new_stmt(S_IF, c.a);
    s->cond = front_expr(f, kids.at[0]);
    s->body = front_block(f, kids.at[1]);
    s->other = kids.n > 2 ? front_block(f, kids.at[2]) : NULL;
    if (s->other && !s->other->list.n)
        s->other = NULL;
    if (!s->body->list.n && s->other) { /* if (e) ; else ..., as in assert */
        s->cond = e_not(s->cond);
        s->body = s->other;
        s->other = NULL;
    }
    s_add(into, s);
}

static Stmt *loop_body(Front *f, Stmt *loop, Pair c)
{
    Jump outer = f->jump;
    f->jump = (Jump){loop, loop, NULL};
    Stmt *body = front_block(f, c);
    f->jump = outer;
    return body;
}

static void while_loop(Front *f, Pair c, Stmt *into, Flavor flavor)
{
    Kids kids = front_children(f, c, false);
    if (kids.n != 2) {
        opaque_stmt(f, c, into);
        return;
    }
    Stmt *s = new_stmt(S_LOOP, c.a);
    s->flavor = flavor;
    s->body = loop_body(f, s, kids.at[flavor == L_DO ? 0 : 1]);
    s->cond = front_expr(f, kids.at[flavor == L_DO ? 1 : 0]);
    s_add(into, s);
}

/* The two semicolons of `for (...; ...; ...)`, as offsets into its text. */
static bool semicolons(const char *text, unsigned at[2])
{
    int depth = 0, found = 0;
    for (const char *s = text; *s && found < 2; s++) {
        if (*s == '"' || *s == '\'') {
            char quote = *s;
            for (s++; *s && *s != quote; s++)
                s += *s == '\\' && s[1];
            if (!*s)
                return false;
        } else if (s[0] == '/' && s[1] == '*') {
            s = strstr(s + 2, "*/");
            if (!s++)
                return false;
        } else if (s[0] == '/' && s[1] == '/') {
            s += strcspn(s, "\n");
            if (!*s)
                return false;
        } else if (*s == '(' || *s == '{' || *s == '[') {
            depth++;
        } else if (*s == ')' || *s == '}' || *s == ']') {
            depth--;
        } else if (*s == ';' && depth == 1) {
            at[found++] = (unsigned)(s - text);
        }
    }
    return found == 2;
}

static unsigned start_of(Pair c)
{
    unsigned offset = 0;
    if (c.both)
        return front_offset(c, false);
    clang_getExpansionLocation(clang_getRangeStart(clang_getCursorExtent(c.a)), NULL, NULL, NULL,
                               &offset);
    return offset;
}

/* Which of init, condition and step are there: children are in order, absent ones dropped. */
static bool for_parts(Front *f, Pair c, const Kids *kids, Pair *part[3])
{
    unsigned marks[2];
    part[0] = part[1] = part[2] = NULL;
    if (kids->n == 1 || kids->n == 4) {
        for (int i = 0; i < kids->n - 1; i++)
            part[i] = &kids->at[i];
        return true;
    }
    const char *text = front_text(f, c);
    if (!text || !semicolons(text, marks))
        return false;
    unsigned base = start_of(c);
    for (int i = 0; i < kids->n - 1; i++) {
        unsigned at = start_of(kids->at[i]) - base;
        part[at < marks[0] ? 0 : at < marks[1] ? 1 : 2] = &kids->at[i];
    }
    return true;
}

/* `for (int i = 0, n = 5; ...)` and what does not fit the one place of a loop goes before it. */
static Stmt *loop_init(Front *f, Pair c, Stmt **outer)
{
    Stmt *list = new_stmt(S_BLOCK, c.a);
    statement(f, c, list);
    if (list->list.n <= 1)
        return list->list.n ? list->list.at[0] : NULL;
    bool decls = false;
    for (int i = 0; i < list->list.n; i++)
        decls |= list->list.at[i]->kind == S_DECL;
    if (decls || !*outer)
        *outer = list;
    return NULL;
}

/* A comma of statements in the place of the step is one block. */
static Stmt *loop_step(Front *f, Pair c)
{
    Stmt *list = new_stmt(S_BLOCK, c.a);
    statement(f, c, list);
    return list->list.n == 1 ? list->list.at[0] : list->list.n ? list : NULL;
}

static void for_loop(Front *f, Pair c, Stmt *into)
{
    Kids kids = front_children(f, c, false);
    Pair *part[3];
    if (!kids.n || kids.n > 4 || !for_parts(f, c, &kids, part)) {
        f->lost = "a for statement from a macro";
        return;
    }
    Stmt *s = new_stmt(S_LOOP, c.a), *outer = NULL;
    s->flavor = L_FOR;
    s->init = part[0] ? loop_init(f, *part[0], &outer) : NULL;
    s->raw_for_decl = s->init && s->init->kind == S_DECL;
    s->cond = part[1] ? front_expr(f, *part[1]) : NULL;
    s->step = part[2] ? loop_step(f, *part[2]) : NULL;
    s->body = loop_body(f, s, kids.at[kids.n - 1]);
    if (outer) {
        s_add(outer, s);
        s = outer;
    }
    s_add(into, s);
}

static void labelled(Front *f, Pair c, Stmt *into)
{
    Kids kids = front_children(f, c, false);
    Stmt *s = new_stmt(S_LABEL, c.a);
    s->label = front_spelling(c.a);
    s_add(into, s);
    for (int i = 0; i < kids.n; i++)
        statement(f, kids.at[i], into);
}

static void jump(Front *f, Pair c, Stmt *into, StmtKind kind)
{
    bool leaves = kind == S_BREAK;
    Stmt *target = leaves ? f->jump.leave : f->jump.again;
    Stmt *s;
    if (leaves && f->jump.label) {
        s = new_stmt(S_GOTO, c.a);
        s->label = f->jump.label;
    } else {
        s = new_stmt(kind, c.a);
        s->target = target;
        if (!target)
            f->lost = "a jump out of a statement expression";
    }
    s_add(into, s);
}

static void leave(Front *f, Pair c, Stmt *into)
{
    Kids kids = front_children(f, c, false);
    Stmt *s = new_stmt(S_RETURN, c.a);
    s->rhs = kids.n ? front_expr(f, kids.at[0]) : NULL;
    if (s->rhs && type_plain(s->rhs->type)->kind == T_VOID) { /* return f(); of a void f */
        expression(s->rhs, s->loc, into);
        s->rhs = NULL;
    }
    s_add(into, s);
}

static void attributed(Front *f, Pair c, Stmt *into)
{
    Kids kids = front_children(f, c, false);
    if (kids.n != 1) {
        opaque_stmt(f, c, into);
        return;
    }
    statement(f, kids.at[0], into);
}

static void jump_to(Pair c, Stmt *into)
{
    Stmt *s = new_stmt(S_GOTO, c.a);
    s->label = front_spelling(clang_getCursorReferenced(c.a));
    if (!*s->label)
        bug("front: goto without label");
    s_add(into, s);
}

static void statement(Front *f, Pair c, Stmt *into)
{
    enum CXCursorKind kind = clang_getCursorKind(c.a);
    switch (kind) {
    case CXCursor_NullStmt:
        return;
    case CXCursor_CompoundStmt:
        s_add(into, front_block(f, c));
        return;
    case CXCursor_DeclStmt:
        declarations(f, c, into);
        return;
    case CXCursor_IfStmt:
        branch(f, c, into);
        return;
    case CXCursor_WhileStmt:
        while_loop(f, c, into, L_WHILE);
        return;
    case CXCursor_DoStmt:
        while_loop(f, c, into, L_DO);
        return;
    case CXCursor_ForStmt:
        for_loop(f, c, into);
        return;
    case CXCursor_SwitchStmt:
        front_switch(f, c, into);
        return;
    case CXCursor_CaseStmt:
    case CXCursor_DefaultStmt:
        front_case(f, c, into);
        return;
    case CXCursor_LabelStmt:
        labelled(f, c, into);
        return;
    case CXCursor_GotoStmt:
        jump_to(c, into);
        return;
    case CXCursor_BreakStmt:
        jump(f, c, into, S_BREAK);
        return;
    case CXCursor_ContinueStmt:
        jump(f, c, into, S_CONTINUE);
        return;
    case CXCursor_ReturnStmt:
        leave(f, c, into);
        return;
    case CXCursor_UnexposedStmt:
        attributed(f, c, into);
        return;
    default:
        break;
    }
    if (clang_isExpression(kind))
        expression(front_expr(f, c), front_start(c.a), into);
    else
        opaque_stmt(f, c, into);
}

void front_statement(Front *f, Pair c, Stmt *into) { statement(f, c, into); }

/* The body of a function definition; its parameters are read again, now with exact text. */
void front_body(Front *f, Fn *fn, Pair decl)
{
    front_params(f, fn, decl);
    Kids kids = front_children(f, decl, false);
    for (int i = kids.n - 1; i >= 0; i--)
        if (clang_getCursorKind(kids.at[i].a) == CXCursor_CompoundStmt) {
            fn->body = front_block(f, kids.at[i]);
            return;
        }
}
