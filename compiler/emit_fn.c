/* emit_fn.c: takes a function, prints its definition or prototype: the comment before it, the
   signature with the parameters as they were declared, (void)x for parameters that are not used,
   the body by emit.c. */
#include "emit.h"

#include <string.h>

static void mark_expr(Expr **e, void *used)
{
    if ((*e)->kind == E_VAR)
        map_put(used, (*e)->var, (*e)->var);
    expr_kids(*e, mark_expr, used);
}

static void mark_stmt(Stmt **s, void *used)
{
    if ((*s)->kind != S_DECL && (*s)->var)
        map_put(used, (*s)->var, (*s)->var);
    Expr *lhs = (*s)->lhs;
    if (lhs && lhs->kind == E_VAR)
        (*s)->lhs = NULL; /* set, not used */
    stmt_exprs(*s, mark_expr, used);
    (*s)->lhs = lhs;
    stmt_kids(*s, mark_stmt, used);
}

/* Parameters that the body does not use, so that no compiler warns of them. */
static void put_unused(Text *t, Fn *f)
{
    Map *used = map_new();
    mark_stmt(&f->body, used);
    for (int i = 0; i < f->params.n; i++)
        if (f->params.at[i]->written)
            type_extents(f->params.at[i]->written, mark_expr, used);
    for (int i = 0; i < f->params.n; i++) {
        Var *v = f->params.at[i];
        if (v->name && *v->name && !map_get(used, v))
            text_format(t, "    (void)%s;\n", v->name);
    }
}

/* The type of a parameter as a header declares it: without restrict that adc added. */
static Type *header_type(Var *v)
{
    Type *t = param_written(v);
    if (!v->restrict_added)
        return t;
    Type *copy = NEW(Type);
    *copy = *t;
    copy->quals &= ~(unsigned)Q_RESTRICT;
    copy->array_quals &= ~(unsigned)Q_RESTRICT;
    return copy;
}

static void put_params(Line *l, Fn *f, bool header)
{
    line_put(l, TK_OPEN, "(", false);
    int start = l->n;
    for (int i = 0; i < f->params.n; i++) {
        Var *v = f->params.at[i];
        Type *t = header ? header_type(v) : v->written ? v->written : v->type;
        if (i)
            line_put(l, TK_COMMA, ",", false);
        need_name(v->name ? v->name : "");
        line_put(l, TK_WORD, type_text(t, v->name ? v->name : "", false), i > 0);
    }
    bool variadic = f->variadic || f->type->variadic;
    if (variadic && f->params.n)
        line_put(l, TK_COMMA, ",", false);
    bool unknown = f->type->no_prototype && !f->body; /* declared as `double f();` */
    if (variadic || (!f->params.n && !unknown))
        line_put(l, TK_WORD, variadic ? "..." : "void", f->params.n > 0);
    if (f->params.n + variadic > 1) {
        line_group_begin(l, start, P_COMMA);
        line_group_end(l);
    }
    line_put(l, TK_CLOSE, ")", false);
}

static void put_signature(Text *t, Fn *f, bool header, const char *end)
{
    Line *l = line_open();
    l->declares = true;
    Type *result = type_plain(f->type)->to;
    const char *storage = format("%s%s%s%s", f->promised && f->is_static ? "ADC_APART_ " : "",
                                 f->is_static ? "static " : "", f->is_inline ? "inline " : "",
                                 f->noreturn ? "_Noreturn " : "");
    need_name(f->name);
    bool nested = type_plain(result)->kind == T_POINTER && result->kind == T_POINTER &&
                  (result->to->kind == T_ARRAY || result->to->kind == T_FUNCTION);
    if (nested) {
        /* the parameters stand inside the declarator of the result: one piece */
        Text all = {0};
        Line *params = line_open();
        put_params(params, f, header);
        text_put(&all, f->name);
        line_flat(&all, params);
        line_close(params);
        line_put(l, TK_WORD, format("%s%s", storage, type_text(result, all.at, false)), false);
    } else {
        line_put(l, TK_WORD, format("%s%s", storage, type_text(result, f->name, false)), false);
        put_params(l, f, header);
    }
    line_put(l, TK_SEMI, end, false);
    line_print(t, l, 0);
    text_put(t, "\n");
    line_close(l);
}

void emit_prototype(Text *t, Fn *f, bool header)
{
    put_signature(t, f, header, ";");
}

/* A body of one short statement stands on the line of the signature. */
static void put_function(Text *t, Fn *f, const Text *body)
{
    Text head = {0};
    put_signature(&head, f, false, "");
    bool one = body->n == 0 || strchr(body->at, '\n') == body->at + body->n - 1;
    const char *line = body->n ? body->at + strspn(body->at, " ") : "";
    bool comment = strncmp(line, "/*", 2) == 0 || strchr(line, '#') == line;
    size_t width = head.n + (body->n ? strlen(line) + 3 : 2);
    if (one && !comment && strchr(head.at, '\n') == head.at + head.n - 1 && width <= EMIT_COLUMNS) {
        text_format(t, "%.*s {%s%.*s%s}\n", (int)head.n - 1, head.at, *line ? " " : "",
                    *line ? (int)strlen(line) - 1 : 0, line, *line ? " " : "");
        return;
    }
    text_format(t, "%s{\n%s}\n", head.at, body->n ? body->at : "");
}

void emit_fn(Text *t, Fn *f, bool prototype)
{
    if (prototype) {
        put_signature(t, f, false, ";");
        return;
    }
    if (f->doc)
        emit_comment(t, f->doc, 0);
    Text body = {0};
    put_unused(&body, f);
    emit_body(&body, f);
    put_function(t, f, &body);
}
