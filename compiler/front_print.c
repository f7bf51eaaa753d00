/* front_print.c: declarations of types and variables as C text that can stand in another file: made
   from the types, so no macro is left in it; members of untagged records inline, bit-fields,
   packing, alignment. */
#include "front.h"

#include <stdlib.h>
#include <string.h>

static const char *quals_text(unsigned quals)
{
    return format("%s%s%s%s", quals & Q_ATOMIC ? "_Atomic " : "", quals & Q_CONST ? "const " : "",
                  quals & Q_VOLATILE ? "volatile " : "", quals & Q_RESTRICT ? "restrict " : "");
}

static const char *declare(Front *f, Type *t, const char *declarator, int indent);

static const char *parameters(Front *f, Type *fn)
{
    if (fn->no_prototype)
        return "";
    if (!fn->params.n)
        return "void";
    const char *text = "";
    for (int i = 0; i < fn->params.n; i++)
        text = format("%s%s%s", text, i ? ", " : "", declare(f, fn->params.at[i], "", 0));
    return fn->variadic ? format("%s, ...", text) : text;
}

static bool spelled_out(const Record *r)
{
    return !r->tag && (!r->name || !strncmp(r->name, "__typeof__", 10));
}

static const char *body_of(Front *f, Record *r, CXCursor c, int indent);

static const char *base(Front *f, Type *t, int indent)
{
    if (t->kind != T_RECORD || !spelled_out(t->record))
        return t->kind == T_RECORD ? t->record->name : t->name;
    CXCursor *c = map_get(f->bodies, t->record);
    const char *word = t->record->is_union ? "union" : "struct";
    return c ? format("%s %s", word, body_of(f, t->record, *c, indent)) : word;
}

static const char *declare(Front *f, Type *t, const char *declarator, int indent)
{
    switch (t->kind) {
    case T_POINTER: {
        const char *inner = format("*%s%s", quals_text(t->quals), declarator);
        bool wrap = t->to->kind == T_ARRAY || t->to->kind == T_FUNCTION;
        return declare(f, t->to, wrap ? format("(%s)", inner) : inner, indent);
    }
    case T_ARRAY:
        return declare(f, t->to,
                       t->count ? format("%s[%lld]", declarator, t->count->ival)
                                : format("%s[]", declarator),
                       indent);
    case T_FUNCTION:
        return declare(f, t->to, format("%s(%s)", declarator, parameters(f, t)), indent);
    default:
        return format("%s%s%s%s", quals_text(t->quals), base(f, t, indent),
                      *declarator && *declarator != '[' ? " " : "", declarator);
    }
}

const char *front_declaration(Front *f, const char *before, Type *type, const char *name)
{
    return format("%s%s", before, declare(f, type, name, 0));
}

/* ---- attributes that change the layout ---- */

typedef struct Layout {
    bool packed, aligned;
} Layout;

static enum CXChildVisitResult find_layout(CXCursor c, CXCursor parent, CXClientData data)
{
    Layout *layout = data;
    (void)parent;
    layout->packed |= clang_getCursorKind(c) == CXCursor_PackedAttr;
    layout->aligned |= clang_getCursorKind(c) == CXCursor_AlignedAttr;
    return CXChildVisit_Continue;
}

static Layout layout_of(CXCursor c)
{
    Layout layout = {false, false};
    clang_visitChildren(c, find_layout, &layout);
    return layout;
}

static const char *attributes(CXCursor c)
{
    Layout layout = layout_of(c);
    const char *packed = layout.packed ? " __attribute__((packed))" : "";
    if (!layout.aligned)
        return packed;
    return format("%s __attribute__((aligned(%lld)))", packed,
                  clang_Type_getAlignOf(clang_getCursorType(c)));
}

/* The alignment asked for a member stands in its print, after the declarator. */
static const char *field_attributes(CXCursor c)
{
    Layout layout = layout_of(c);
    const char *packed = layout.packed ? " __attribute__((packed))" : "";
    if (!layout.aligned)
        return packed;
    CXPrintingPolicy policy = clang_getCursorPrintingPolicy(c);
    const char *text = front_string(clang_getCursorPrettyPrinted(c, policy));
    clang_PrintingPolicy_dispose(policy);
    const char *at = strstr(text, "_Alignas(");
    at = at ? at : strstr(text, "aligned(");
    if (!at)
        return packed;
    const char *open = strchr(at, '('), *end = open;
    int depth = 0;
    do {
        depth += *end == '(' ? 1 : *end == ')' ? -1 : 0;
        end++;
    } while (depth && *end);
    const char *value = format("%.*s", (int)(end - open - 2), open + 1);
    bool number = strspn(value, "0123456789UL") == strlen(value);
    return format("%s __attribute__((aligned(%s)))", packed,
                  number ? value : format("_Alignof(%s)", value));
}

/* ---- records ---- */

typedef struct Members {
    Front *f;
    Record *record;
    const char *text;
    int i, indent;
} Members;

static enum CXVisitorResult add_member(CXCursor c, CXClientData data)
{
    Members *m = data;
    if (m->i >= m->record->fields.n)
        return CXVisit_Break;
    const Field *field = m->record->fields.at[m->i++];
    const char *bits = field->bits >= 0 ? format(" : %d", field->bits) : "";
    m->text =
        format("%s%*s%s%s%s;\n", m->text, m->indent + 4, "",
               declare(m->f, field->type, field->name, m->indent + 4), bits, field_attributes(c));
    return CXVisit_Continue;
}

static const char *body_of(Front *f, Record *r, CXCursor c, int indent)
{
    Members m = {f, r, "", 0, indent};
    clang_Type_visitFields(clang_getCursorType(c), add_member, &m);
    return format("{\n%s%*s}%s", m.text, indent, "", attributes(c));
}

static enum CXVisitorResult largest_alignment(CXCursor c, CXClientData data)
{
    long long *most = data, align = clang_Type_getAlignOf(clang_getCursorType(c));
    if (align > *most && !clang_Cursor_isBitField(c))
        *most = align;
    return CXVisit_Continue;
}

/* #pragma pack shows only in the layout. */
static const char *with_pack(CXCursor c, const char *text)
{
    long long most = 1, align = clang_Type_getAlignOf(clang_getCursorType(c));
    if (layout_of(c).packed)
        return text;
    clang_Type_visitFields(clang_getCursorType(c), largest_alignment, &most);
    if (align <= 0 || align >= most)
        return text;
    return format("#pragma pack(push, %lld)\n%s\n#pragma pack(pop)", align, text);
}

const char *front_record_text(Front *f, Record *r, CXCursor c)
{
    if (!clang_isCursorDefinition(c))
        return intern(format("%s;", r->name));
    return intern(with_pack(c, format("%s %s;", r->name, body_of(f, r, c, 0))));
}

/* ---- enums ---- */

typedef struct Enumerators {
    Text text;
    long long next;
    bool first;
} Enumerators;

static enum CXChildVisitResult add_enumerator(CXCursor c, CXCursor parent, CXClientData data)
{
    Enumerators *e = data;
    (void)parent;
    if (clang_getCursorKind(c) != CXCursor_EnumConstantDecl)
        return CXChildVisit_Continue;
    long long value = clang_getEnumConstantDeclValue(c);
    const char *set = value == e->next         ? ""
                      : value == -2147483648LL ? " = -2147483647 - 1"
                                               : format(" = %lld", value);
    text_format(&e->text, "%s%s%s", e->first ? "" : ", ", front_spelling(c), set);
    e->next = (long long)((unsigned long long)value + 1);
    e->first = false;
    return CXChildVisit_Continue;
}

/* typedef_name: `typedef enum { ... } typedef_name;` */
const char *front_enum_text(CXCursor c, const char *tag, const char *typedef_name)
{
    Enumerators e = {.first = true};
    text_put(&e.text, "");
    clang_visitChildren(c, add_enumerator, &e);
    return intern(format("%senum %s%s{ %s }%s%s%s;", typedef_name ? "typedef " : "", tag ? tag : "",
                         tag ? " " : "", e.text.at,
                         layout_of(c).packed ? " __attribute__((packed))" : "",
                         typedef_name ? " " : "", typedef_name ? typedef_name : ""));
}

/* ---- typedefs and variables ---- */

const char *front_typedef_text(Front *f, Item *item, CXCursor c)
{
    CXType type = clang_getCanonicalType(clang_getTypedefDeclUnderlyingType(c));
    CXCursor decl = clang_getTypeDeclaration(type);
    if (item->record && !item->record->tag && item->type->kind == T_RECORD) {
        const char *word = item->record->is_union ? "union" : "struct";
        decl = clang_getCursorDefinition(decl);
        return intern(with_pack(decl, format("typedef %s%s %s %s;", quals_text(item->type->quals),
                                             word, body_of(f, item->record, decl, 0), item->name)));
    }
    if (item->enumerators.n && type.kind == CXType_Enum)
        return front_enum_text(clang_getCursorDefinition(decl), NULL, item->name);
    return intern(format("typedef %s%s;", declare(f, item->type, item->name, 0), attributes(c)));
}

/* With its initialiser, unless its type has no name in the source. */
const char *front_variable_text(Front *f, Var *v, CXCursor c)
{
    const char *text = front_definition_text(f, c, false);
    if (!text)
        text = front_declaration(f,
                                 v->is_static         ? "static "
                                 : v->is_thread_local ? "_Thread_local "
                                                      : "",
                                 v->type, v->name);
    return intern(format("%s;", text));
}
