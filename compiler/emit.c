/* emit.c: takes statements and functions in the form norm and the engines leave, prints them as C a
   person would write: x op= e and i++ for the assignments that are that, a declaration joined with
   the first assignment behind it, for, while and do as they were, braces only where they are
   needed.

   emit_fn.c prints functions, emit_expr.c expressions, emit_type.c declarations, layout.c breaks
   long lines, emit_jump.c names the labels of breaks that C has no word for. */
#include "emit.h"

#include <stdlib.h>
#include <string.h>

static Fn *current_fn;  /* whose body is being printed; NULL: a lone statement */
static bool line_marks; /* --line */

void emit_lines(bool on)
{
    line_marks = on;
}

static void put_list(Text *t, StmtList *list, int level);
static void put_stmt(Text *t, Stmt *s, Stmt *next, int level);
static void put_label(Text *t, const char *name, const Stmt *next, int level);

/* ---- lines ---- */

static void put_indent(Text *t, int level)
{
    text_format(t, "%*s", level * EMIT_INDENT, "");
}

static void end_line(Text *t, Line *l, int level)
{
    put_indent(t, level);
    line_print(t, l, level * EMIT_INDENT);
    text_put(t, "\n");
    line_close(l);
}

static void end_statement(Text *t, Line *l, int level)
{
    line_put(l, TK_SEMI, ";", false);
    end_line(t, l, level);
}

static void put_word(Text *t, const char *text, int level)
{
    put_indent(t, level);
    text_put(t, text);
    text_put(t, "\n");
}

/* One paragraph of a comment, filled to the line; its first word stands at `column` of an open
 * line. */
static void fill_comment(Text *t, const char *s, int column, int indent, bool last)
{
    const char *gap = "";
    while (*s) {
        size_t n = strcspn(s, " ");
        while (s[n] && s[n + 1] == '*')
            n += 1 + strcspn(s + n + 1, " "); /* a line may not start with a star */
        bool end = s[n] == '\0';
        int width = (int)(strlen(gap) + n) + (end && last ? 3 : 0);
        if (*gap && column + width > EMIT_COLUMNS) {
            text_format(t, "\n%*s", indent, "");
            column = indent;
            gap = "";
        }
        text_put(t, gap);
        text_put_n(t, s, n);
        column += (int)(strlen(gap) + n);
        s += n + (s[n] == ' ');
        gap = " ";
    }
}

/* What was cut already is cut until it goes on one line. */
static void cut_further(Text *t, int room)
{
    static const char dots[] = " ...";
    size_t n = sizeof dots - 1;
    if (t->n < n || strcmp(t->at + t->n - n, dots) != 0)
        return;
    while ((int)t->n > room) {
        size_t end = t->n - n;
        while (end && t->at[end - 1] != ' ')
            end--;
        if (end < 40)
            return; /* words too long to be cut */
        t->n = end - 1;
        text_put(t, dots);
    }
}

void emit_comment(Text *t, const char *text, int level)
{
    if (!*text) {
        text_put(t, "\n"); /* an empty comment is an empty line */
        return;
    }
    Text safe = {0};
    for (const char *s = text; *s; s++) {
        text_put_n(&safe, s, 1);
        if ((s[0] == '*' && s[1] == '/') || (s[0] == '/' && s[1] == '*'))
            text_put(&safe, " ");
    }
    int indent = level * EMIT_INDENT + 3;
    cut_further(&safe, EMIT_COLUMNS - indent - 3);
    put_indent(t, level);
    text_put(t, "/* ");
    char *line = safe.at;
    for (char *end; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        fill_comment(t, line, indent, indent, false);
        text_format(t, "\n%*s", indent, "");
    }
    fill_comment(t, line, indent, indent, true);
    text_put(t, " */\n");
}

/* The place a comment names: what adc added belongs to it. */
static Loc named_place(const char *comment)
{
    const char *colon = strchr(comment, ':');
    Loc at = {NULL, colon ? atoi(colon + 1) : 0, 0};
    if (at.line)
        at.file = intern_n(comment, (size_t)(colon - comment));
    return at;
}

static void mark_line(Text *t, const Stmt *s)
{
    static Loc named;
    if (!line_marks || s->kind == S_BLOCK)
        return;
    if (s->kind == S_COMMENT) {
        Loc at = named_place(s->text);
        named = at.file ? at : named;
        return;
    }
    Loc at = s->loc.file ? s->loc : named;
    if (at.file)
        text_format(t, "#line %d \"%s\"\n", at.line,
                    *at.file == '/' ? base_name(at.file) : at.file);
}

/* ---- shape ---- */

static bool is_empty(const Stmt *s)
{
    if (!s)
        return true;
    if (s->kind != S_BLOCK || jump_after(s))
        return false;
    for (int i = 0; i < s->list.n; i++)
        if (!is_empty(s->list.at[i]))
            return false;
    return true;
}

static bool declares(const Stmt *block)
{
    for (int i = 0; i < block->list.n; i++)
        if (block->list.at[i]->kind == S_DECL)
            return true;
    return false;
}

/* The only statement of a body, if it may stand without braces; else NULL. */
static Stmt *lone(Stmt *body)
{
    if (jump_after(body) || body->kind == S_DECL || body->kind == S_COMMENT ||
        body->kind == S_LABEL || body->kind == S_OPAQUE)
        return NULL;
    if (body->kind != S_BLOCK)
        return body;
    Stmt *only = NULL;
    for (int i = 0; i < body->list.n; i++) {
        if (is_empty(body->list.at[i]))
            continue;
        if (only)
            return NULL;
        only = body->list.at[i];
    }
    return only ? lone(only) : NULL;
}

/* Does it end in an `if`, so that an else behind it would be misread? */
static bool ends_in_if(Stmt *s)
{
    s = s ? lone(s) : NULL;
    return s &&
           (s->kind == S_IF || (s->kind == S_LOOP && s->flavor != L_DO && ends_in_if(s->body)));
}

/* Does a simple statement fit on the line? */
static bool fits_line(Stmt *s, int level)
{
    if (s->kind == S_IF || s->kind == S_LOOP || s->kind == S_SWITCH)
        return true;
    Text t = {0};
    bool marks = line_marks;
    line_marks = false;
    EmitNeeds *needs = emit_needs(NULL);
    put_stmt(&t, s, NULL, level);
    emit_needs(needs);
    line_marks = marks;
    return !t.at || strchr(t.at, '\n') == t.at + t.n - 1;
}

static bool needs_braces(Stmt *body, int level)
{
    Stmt *only = lone(body);
    return !only || !fits_line(only, level + 1);
}

static void put_body(Text *t, Stmt *body, bool braces, int level)
{
    if (body->kind == S_BLOCK)
        put_list(t, &body->list, level + 1);
    else
        put_stmt(t, body, NULL, level + 1);
    if (body->kind == S_BLOCK && jump_after(body))
        put_label(t, jump_after(body), NULL, level + 1);
    if (braces)
        put_word(t, "}", level);
}

/* ---- simple statements, as lines without the semicolon ---- */

const char *emit_tape_type(Type *type)
{
    static const char *const reals[] = {"float", "double", "long_double"};
    if (type->kind == T_TYPEDEF && strcmp(type->name, "size_t") == 0)
        return "size";
    Type *t = type_plain(type);
    if (t->kind == T_REAL)
        return reals[t->width];
    if (t->kind == T_COMPLEX)
        return format("%s_complex", reals[t->width]);
    if (t->kind == T_POINTER && type_plain(t->to)->kind != T_FUNCTION)
        return "pointer";
    if (t->kind == T_BOOL || (t->kind == T_INT && t->size == 1))
        return "char";
    if (t->kind != T_INT || t->size > 8)
        return NULL;
    if (t->size == 2)
        return "short";
    const char *name = t->size == 4                              ? "int"
                       : t->name && strstr(t->name, "long long") ? "long_long"
                                                                 : "long";
    return t->is_signed ? name : t->size == 4 ? "unsigned" : format("unsigned_%s", name);
}

static void put_tape(Line *l, Var *tape)
{
    need_tape();
    Expr *e = e_var(tape);
    if (!type_is_pointer(tape->type))
        line_put(l, TK_UNARY, "&", false);
    expr_put(l, e, P_UNARY, false);
}

static void put_argument(Line *l, Expr *e, int prec)
{
    line_put(l, TK_COMMA, ",", false);
    expr_put(l, e, prec, true);
}

static void put_tape_call(Line *l, const char *what, const char *name, Var *tape, Expr *object,
                          bool space)
{
    line_put(l, TK_WORD, format("adc_%s_%s", what, name ? name : "bytes"), space);
    line_put(l, TK_OPEN, "(", false);
    int start = l->n;
    put_tape(l, tape);
    if (!name) {
        line_put(l, TK_COMMA, ",", false);
        line_put(l, TK_UNARY, "&", true);
        expr_put(l, object, P_UNARY, false);
        put_argument(l, e_sizeof_expr(object), P_ASSIGN);
    } else if (object) {
        put_argument(l, object, P_ASSIGN);
    }
    if (object) {
        line_group_begin(l, start, P_COMMA);
        line_group_end(l);
    }
    line_put(l, TK_CLOSE, ")", false);
}

static void put_equals(Line *l, Expr *value, Type *to)
{
    line_binary(l, "=", P_ASSIGN);
    expr_put(l, expr_bare(value, to), P_ASSIGN, true);
    line_group_begin(l, 0, P_ASSIGN);
    line_group_end(l);
}

static void put_decl_start(Line *l, Var *v, bool space)
{
    line_put(l, TK_WORD, emit_declaration(v), space);
}

static void put_simple(Line *l, Stmt *s)
{
    switch (s->kind) {
    case S_ASSIGN:
        if (expr_update(l, s->lhs, s->rhs))
            break;
        expr_put(l, s->lhs, P_UNARY, false);
        put_equals(l, s->rhs, s->lhs->type);
        break;
    case S_EXPR:
        expr_put(l, s->rhs, P_COMMA, false);
        break;
    case S_PUSH:
        put_tape_call(l, "push", emit_tape_type(s->rhs->type), s->var,
                      expr_bare(s->rhs, s->rhs->type), false);
        break;
    case S_POP: {
        const char *name = emit_tape_type(s->lhs->type);
        if (name) {
            expr_put(l, s->lhs, P_UNARY, false);
            line_binary(l, "=", P_ASSIGN);
        }
        put_tape_call(l, "pop", name, s->var, name ? NULL : s->lhs, name != NULL);
        break;
    }
    case S_RETURN:
        line_put(l, TK_WORD, "return", false);
        if (s->rhs)
            expr_put(l, current_fn ? expr_bare(s->rhs, type_plain(current_fn->type)->to) : s->rhs,
                     P_COMMA, true);
        break;
    default:
        bug("emit: not a simple statement");
    }
}

/* A clause of a for: assignments and calls, separated by commas. */
static void put_clause(Line *l, Stmt *s, bool space)
{
    if (s->kind == S_BLOCK) {
        int start = l->n;
        for (int i = 0; i < s->list.n; i++) {
            if (i)
                line_put(l, TK_COMMA, ",", false);
            put_clause(l, s->list.at[i], space || i);
        }
        if (s->list.n > 1) {
            line_group_begin(l, start, P_COMMA);
            line_group_end(l);
        }
        return;
    }
    int first = l->n;
    Line *own = line_open();
    put_simple(own, s);
    for (int i = 0; i < own->n; i++) {
        list_add(l, own->at[i]);
        if (i == 0)
            l->at[first].space = space && first;
    }
    line_close(own);
}

/* ---- declarations ---- */

const char *emit_declaration(Var *v)
{
    const char *storage =
        v->kind == V_STATIC || (v->kind == V_GLOBAL && v->is_static) ? "static " : "";
    return format(
        "%s%s%s%s", storage, v->is_thread_local ? "_Thread_local " : "",
        v->is_register ? "register " : "",
        type_text(v->kind == V_PARAM ? v->written : v->type, v->name, v->kind != V_PARAM));
}

/* Can decl and the statement behind it be one? */
static bool joins(const Stmt *decl, const Stmt *next)
{
    if (!next || decl->rhs || decl->var->kind != V_LOCAL || type_is_array(decl->var->type))
        return false;
    bool same = (next->kind == S_ASSIGN || next->kind == S_POP) && next->lhs->kind == E_VAR &&
                next->lhs->var == decl->var;
    if (!same || (next->kind == S_POP && !emit_tape_type(next->lhs->type)))
        return false;
    return next->kind == S_POP || !expr_mentions(next->rhs, decl->var);
}

static void put_decl(Text *t, Stmt *s, Stmt *joined, int level)
{
    Var *v = s->var;
    Expr *init = joined && joined->kind == S_ASSIGN ? joined->rhs
                 : v->kind == V_STATIC              ? v->init
                                                    : s->rhs;
    Line *l = line_open();
    need_name(v->name);
    put_decl_start(l, v, false);
    if (init) {
        put_equals(l, init, v->type);
    } else if (joined) {
        line_binary(l, "=", P_ASSIGN);
        put_tape_call(l, "pop", emit_tape_type(v->type), joined->var, NULL, true);
    }
    line_put(l, TK_SEMI, ";", false);
    const char *keeps = v->keeps;
    int width = keeps ? level * EMIT_INDENT + line_width(l) + (int)strlen(keeps) + 7 : 0;
    if (keeps && width > EMIT_COLUMNS)
        emit_comment(t, keeps, level);
    else if (keeps)
        line_put(l, TK_WORD, format("/* %s */", keeps), true);
    end_line(t, l, level);
}

void emit_global(Text *t, Var *v)
{
    Line *l = line_open();
    need_name(v->name);
    put_decl_start(l, v, false);
    if (v->init)
        put_equals(l, v->init, v->type);
    end_statement(t, l, 0);
}

/* ---- control flow ---- */

static void put_label(Text *t, const char *name, const Stmt *next, int level)
{
    bool bare = next && next->kind != S_DECL && next->kind != S_COMMENT && next->kind != S_BLOCK;
    put_indent(t, level ? level - 1 : 0);
    text_format(t, "%s:%s\n", name, bare ? "" : ";");
}

static void put_condition(Line *l, Expr *cond)
{
    line_put(l, TK_OPEN, "(", true);
    expr_condition(l, cond, false);
    line_put(l, TK_CLOSE, ")", false);
}

static Stmt *chained(const Stmt *s)
{
    Stmt *next = is_empty(s->other) ? NULL : lone(s->other);
    return next && next->kind == S_IF ? next : NULL;
}

/* One branch of a chain of else if that needs braces gives them to all. */
static bool chain_needs_braces(Stmt *s, int level)
{
    for (; s; s = chained(s)) {
        if (is_empty(s->body) || needs_braces(s->body, level) || ends_in_if(s->body))
            return true;
        if (!is_empty(s->other) && !chained(s) && needs_braces(s->other, level))
            return true;
    }
    return false;
}

static void put_if(Text *t, Stmt *s, int level)
{
    bool braces = chain_needs_braces(s, level);
    Line *l = line_open();
    for (;;) {
        line_put(l, TK_CONTROL, "if", true);
        put_condition(l, s->cond);
        if (braces)
            line_put(l, TK_WORD, "{", true);
        end_line(t, l, level);
        put_body(t, s->body, false, level);
        Stmt *next = chained(s);
        if (is_empty(s->other)) {
            if (braces)
                put_word(t, "}", level);
            return;
        }
        if (!next) {
            put_word(t, braces ? "} else {" : "else", level);
            put_body(t, s->other, braces, level);
            return;
        }
        l = line_open();
        if (braces)
            line_put(l, TK_WORD, "}", false);
        line_put(l, TK_WORD, "else", true);
        s = next;
    }
}

static bool simple_init(const Stmt *init)
{
    return !init || init->kind == S_DECL || jump_clause_is_simple(init);
}

static void put_for_header(Line *l, Stmt *s)
{
    line_put(l, TK_CONTROL, "for", false);
    line_put(l, TK_OPEN, "(", true);
    if (s->init && s->init->kind == S_DECL) {
        int start = l->n;
        need_name(s->init->var->name);
        put_decl_start(l, s->init->var, false);
        if (s->init->rhs) {
            line_binary(l, "=", P_ASSIGN);
            expr_put(l, expr_bare(s->init->rhs, s->init->var->type), P_ASSIGN, true);
            line_group_begin(l, start, P_ASSIGN);
            line_group_end(l);
        }
    } else if (s->init && simple_init(s->init)) {
        put_clause(l, s->init, false);
    }
    line_put(l, TK_SEMI, ";", false);
    if (s->cond)
        expr_condition(l, s->cond, true);
    line_put(l, TK_SEMI, ";", false);
    if (s->step && jump_step_is_simple(s))
        put_clause(l, s->step, true);
    line_put(l, TK_CLOSE, ")", false);
}

static bool declares_variable_array(const Stmt *body)
{
    for (int i = 0; body->kind == S_BLOCK && i < body->list.n; i++)
        if (body->list.at[i]->kind == S_DECL && type_has_vla(body->list.at[i]->var->type))
            return true;
    return false;
}

/* The body of a loop, the label of its continue and a step that the header has no room for. */
static void put_loop_body(Text *t, Stmt *s, bool braces, int level)
{
    const char *again = jump_again(s);
    bool apart = again && declares_variable_array(s->body); /* no goto into the scope of one */
    if (apart)
        put_word(t, "{", level + 1);
    put_body(t, s->body, false, apart ? level + 1 : level);
    if (apart)
        put_word(t, "}", level + 1);
    bool step = !jump_step_is_simple(s);
    if (again)
        put_label(t, again, step ? s->step : NULL, level + 1);
    if (step)
        put_stmt(t, s->step, NULL, level + 1);
    if (braces && s->flavor != L_DO)
        put_word(t, "}", level);
}

static void put_loop(Text *t, Stmt *s, int level)
{
    bool nothing = is_empty(s->body) && jump_step_is_simple(s) && !jump_again(s);
    bool braces =
        !nothing && (needs_braces(s->body, level) || jump_again(s) || !jump_step_is_simple(s));
    Line *l = line_open();
    if (s->flavor == L_DO && s->cond) {
        line_close(l);
        put_word(t, "do {", level);
        put_loop_body(t, s, true, level);
        l = line_open();
        line_put(l, TK_WORD, "}", false);
        line_put(l, TK_CONTROL, "while", true);
        put_condition(l, s->cond);
        end_statement(t, l, level);
        return;
    }
    if (!s->init && !s->step && s->cond) {
        line_put(l, TK_CONTROL, "while", false);
        put_condition(l, s->cond);
    } else {
        put_for_header(l, s);
    }
    if (braces)
        line_put(l, TK_WORD, "{", true);
    end_line(t, l, level);
    if (nothing)
        put_word(t, ";", level + 1);
    else
        put_loop_body(t, s, braces, level);
}

/* Does control run out of the end of s? */
static bool runs_on(const Stmt *s)
{
    if (jump_after(s))
        return true;
    switch (s->kind) {
    case S_BREAK:
    case S_CONTINUE:
    case S_RETURN:
    case S_GOTO:
        return false;
    case S_IF:
        return !s->other || runs_on(s->body) || runs_on(s->other);
    case S_BLOCK:
        return !s->list.n || runs_on(s->list.at[s->list.n - 1]);
    default:
        return true;
    }
}

enum { SHORT_RANGE = 256 };

/* The case labels of an arm. ISO C has no ranges: short ones are written out. */
static void case_values(const Arm *arm, ExprList *values, ExprList *ends)
{
    for (int i = 0; i < arm->lo.n; i++) {
        Expr *lo = arm->lo.at[i], *hi = i < arm->hi.n ? arm->hi.at[i] : NULL;
        bool spelled =
            hi && lo->kind == E_INT && hi->kind == E_INT && hi->ival - lo->ival < SHORT_RANGE;
        list_add(values, lo);
        list_add(ends, spelled ? NULL : hi);
        for (long long v = lo->ival + 1; spelled && v <= hi->ival; v++) {
            list_add(values, e_int_type(lo->type, v));
            list_add(ends, NULL);
        }
    }
}

static void put_case_labels(Text *t, const Arm *arm, bool brace, int level)
{
    ExprList values = {0}, ends = {0};
    case_values(arm, &values, &ends);
    for (int i = 0; i < values.n; i++) {
        Line *l = line_open();
        line_put(l, TK_WORD, "case", false);
        expr_put(l, values.at[i], P_COND, true);
        if (ends.at[i]) {
            line_put(l, TK_WORD, "...", true);
            expr_put(l, ends.at[i], P_COND, true);
        }
        line_put(l, TK_WORD, brace && !arm->is_default && i == values.n - 1 ? ": {" : ":", false);
        end_line(t, l, level);
    }
    if (arm->is_default)
        put_word(t, brace ? "default: {" : "default:", level);
}

/* The block with declarations that an arm starts with, or NULL: its brace stands behind the label.
 */
static Stmt *leading_block(Stmt *body)
{
    Stmt *first = body->list.n ? body->list.at[0] : NULL;
    return first && first->kind == S_BLOCK && declares(first) && !jump_after(first) ? first : NULL;
}

static void put_arm(Text *t, Arm *arm, bool last, int level)
{
    Stmt *body = arm->body;
    while (body->kind == S_BLOCK && body->list.n == 1 && body->list.at[0]->kind == S_BLOCK &&
           !jump_after(body->list.at[0]))
        body = body->list.at[0];
    bool block = declares(body);
    Stmt *lead = block ? NULL : leading_block(body);
    put_case_labels(t, arm, block || lead, level);
    if (lead) {
        StmtList rest = {body->list.at + 1, body->list.n - 1, body->list.n - 1};
        bool breaks = rest.n && rest.at[0]->kind == S_BREAK && !jump_goto(rest.at[0]);
        put_list(t, &lead->list, level + 1);
        put_word(t, breaks ? "} break;" : "}", level);
        rest.at += breaks;
        rest.n -= breaks;
        put_list(t, &rest, level + 1);
    } else {
        put_body(t, body, block, level);
    }
    if (last && is_empty(body))
        put_word(t, "break;", level + 1);
    else if (!last && !is_empty(body) && runs_on(body))
        put_word(t, "/* fallthrough */", level + 1);
}

/* An enumeration is promoted anyhow. But where no default is left, compilers would name the enumerators that are not there. */
static Expr *switched_on(const Stmt *s)
{
    Expr *e = s->cond;
    bool has_default = false;
    for (int i = 0; i < s->arms.n; i++)
        has_default |= s->arms.at[i].is_default;
    bool promoted = e->kind == E_CAST && type_is_integer(e->a->type) && type_same(e->type, type_usual(e->a->type, type_int()));
    return has_default && promoted ? e->a : e;
}

static void put_switch(Text *t, Stmt *s, int level)
{
    Line *l = line_open();
    line_put(l, TK_CONTROL, "switch", false);
    line_put(l, TK_OPEN, "(", true);
    expr_put(l, switched_on(s), P_COMMA, false);
    line_put(l, TK_CLOSE, ")", false);
    line_put(l, TK_WORD, "{", true);
    end_line(t, l, level);
    for (int i = 0; i < s->arms.n; i++)
        put_arm(t, &s->arms.at[i], i == s->arms.n - 1, level);
    put_word(t, "}", level);
}

/* ---- statements ---- */

static void put_block(Text *t, Stmt *s, int level)
{
    bool braces = declares(s);
    if (braces)
        put_word(t, "{", level);
    put_list(t, &s->list, braces ? level + 1 : level);
    if (braces)
        put_word(t, "}", level);
}

static void put_opaque(Text *t, Stmt *s, int level)
{
    for (int i = 0; i < s->args.n; i++)
        if (s->args.at[i]->kind == E_VAR)
            need_var(s->args.at[i]->var);
    put_word(t, s->text, level);
}

static void put_plain(Text *t, Stmt *s, int level)
{
    switch (s->kind) {
    case S_ASSIGN:
    case S_EXPR:
    case S_PUSH:
    case S_POP:
    case S_RETURN: {
        Line *l = line_open();
        put_simple(l, s);
        end_statement(t, l, level);
        break;
    }
    case S_BLOCK:
        put_block(t, s, level);
        break;
    case S_DECL:
        put_decl(t, s, NULL, level);
        break;
    case S_IF:
        put_if(t, s, level);
        break;
    case S_LOOP:
        put_loop(t, s, level);
        break;
    case S_SWITCH:
        put_switch(t, s, level);
        break;
    case S_BREAK:
        put_word(t, jump_goto(s) ? format("goto %s;", jump_goto(s)) : "break;", level);
        break;
    case S_CONTINUE:
        put_word(t, jump_goto(s) ? format("goto %s;", jump_goto(s)) : "continue;", level);
        break;
    case S_GOTO:
        put_word(t, format("goto %s;", s->label), level);
        break;
    case S_LABEL:
        put_label(t, s->label, NULL, level);
        break;
    case S_COMMENT:
        emit_comment(t, s->text, level);
        break;
    case S_OPAQUE:
        put_opaque(t, s, level);
        break;
    }
}

/* next: the statement behind s in its list, or NULL. */
static void put_stmt(Text *t, Stmt *s, Stmt *next, int level)
{
    mark_line(t, s);
    bool outside = s->kind == S_LOOP && !simple_init(s->init);
    if (outside) {
        put_word(t, "{", level++);
        put_stmt(t, s->init, s, level);
    }
    if (s->kind == S_LABEL)
        put_label(t, s->label, next, level);
    else
        put_plain(t, s, level);
    if (outside)
        put_word(t, "}", --level);
    if (jump_after(s))
        put_label(t, jump_after(s), next, level);
}

static void put_list(Text *t, StmtList *list, int level)
{
    for (int i = 0; i < list->n; i++) {
        Stmt *s = list->at[i], *next = i + 1 < list->n ? list->at[i + 1] : NULL;
        if (s->kind == S_DECL && joins(s, next)) {
            mark_line(t, s);
            put_decl(t, s, next, level);
            i++;
        } else {
            put_stmt(t, s, next, level);
        }
    }
}

void emit_stmt(Text *t, Stmt *s, int indent)
{
    jump_find(s);
    put_stmt(t, s, NULL, indent);
}

/* What stands between the braces of f. */
void emit_body(Text *t, Fn *f)
{
    Fn *outer = current_fn;
    current_fn = f;
    jump_find(f->body);
    put_body(t, f->body, false, 0);
    current_fn = outer;
}
