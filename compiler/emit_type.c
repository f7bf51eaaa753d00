/* emit_type.c: takes a type and a declarator, leaves the declaration as C: the declarator grows
   outwards from the name, then the specifiers go before it. Reports which types the output
   mentions. */
#include "emit.h"

#include <string.h>

static const char *qual_text(unsigned quals)
{
    return format("%s%s%s%s", quals & Q_CONST ? "const " : "",
                  quals & Q_VOLATILE ? "volatile " : "", quals & Q_RESTRICT ? "restrict " : "",
                  quals & Q_ATOMIC ? "_Atomic " : "");
}

static const char *base_text(Type *t)
{
    switch (t->kind) {
    case T_VOID:
        return "void";
    case T_BOOL:
        return t->name ? t->name : "_Bool";
    case T_RECORD:
        return t->record->name;
    case T_REAL:
    case T_COMPLEX: {
        static const char *const names[] = {"float", "double", "long double"};
        return t->name ? t->name
                       : format("%s%s", names[t->width], t->kind == T_COMPLEX ? " _Complex" : "");
    }
    default:
        if (!t->name)
            bug("emit: type without a name");
        return t->name;
    }
}

static const char *array_text(Type *t, const char *declarator)
{
    const char *quals = qual_text(t->array_quals);
    const char *count = t->count ? emit_expr_text(t->count) : "";
    if (!*count && *quals)
        quals = format("%.*s", (int)strlen(quals) - 1, quals);
    return format("%s[%s%s%s]", declarator, t->is_static ? "static " : "", quals, count);
}

static const char *params_text(Type *t)
{
    Text list = {0};
    text_put(&list, "(");
    for (int i = 0; i < t->params.n; i++) {
        text_put(&list, i ? ", " : "");
        text_put(&list, type_text(t->params.at[i], "", false));
    }
    if (t->variadic)
        text_put(&list, t->params.n ? ", ..." : "...");
    else if (!t->params.n && !t->no_prototype)
        text_put(&list, "void");
    text_put(&list, ")");
    return list.at;
}

/* clang-format leaves no space between a type and the parenthesis of a pointer to an array in a
   statement: `double(*rows)[n]`, `sizeof(double[3])`. */
static const char *joined(const char *base, const char *declarator, bool statement)
{
    bool tight = !*declarator || *declarator == '[' ||
                 (statement && *declarator == '(' && declarator[strlen(declarator) - 1] == ']');
    return format("%s%s%s", base, tight ? "" : " ", declarator);
}

const char *type_text(Type *t, const char *declarator, bool statement)
{
    unsigned inherited = 0; /* of an array: they are its element's */
    for (;;) {
        need_type(t);
        switch (t->kind) {
        case T_POINTER: {
            const char *quals = qual_text(t->quals | inherited);
            inherited = 0;
            if (*quals && !*declarator)
                quals = format("%.*s", (int)strlen(quals) - 1, quals);
            declarator = format("*%s%s", quals, declarator);
            if (t->to->kind == T_ARRAY || t->to->kind == T_FUNCTION)
                declarator = format("(%s)", declarator);
            t = t->to;
            break;
        }
        case T_ARRAY:
            declarator = array_text(t, declarator);
            inherited |= t->quals;
            t = t->to;
            break;
        case T_FUNCTION:
            declarator = format("%s%s", declarator, params_text(t));
            t = t->to;
            break;
        default:
            return joined(format("%s%s", qual_text(t->quals | inherited), base_text(t)), declarator,
                          statement);
        }
    }
}

void type_extents(Type *t, ExprVisit *visit, void *data)
{
    for (; t && (t->kind == T_ARRAY || t->kind == T_POINTER); t = t->to)
        if (t->kind == T_ARRAY && t->count)
            visit(&t->count, data);
}

void emit_type(Text *t, Type *type, const char *declarator)
{
    text_put(t, type_text(type, declarator, false));
}
