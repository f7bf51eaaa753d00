/* front_item.c: what stands at file scope. Takes the first parse; leaves Program.items in source order:
   directives of the source as text, types, variables, functions, assertions. A file that is included and
   defines external functions or variables cannot be included again by the output: it counts as source. */
#include "front.h"

#include <stdlib.h>
#include <string.h>

typedef LIST(CXCursor) CursorList;

typedef struct Scan {
    Front *f;
    CursorList directives, decls;
    Map *included; /* interned file -> Inclusion, the first of it */
    Map *macros;
} Scan;

typedef struct Inclusion {
    const char *from;
    unsigned offset;
} Inclusion;

/* ---- places, in the order of the translation unit ---- */

static const char *place_of(CXCursor c, unsigned *offset)
{
    CXFile file = NULL;
    CXSourceLocation at = clang_getCursorKind(c) == CXCursor_InclusionDirective
                              ? clang_getRangeStart(clang_getCursorExtent(c))
                              : clang_getCursorLocation(c);
    clang_getExpansionLocation(at, &file, NULL, NULL, offset);
    return front_file(file);
}

enum { MAX_DEPTH = 64 };

/* Offsets from the main file down to the place. */
static int chain_of(const Scan *s, CXCursor c, unsigned chain[MAX_DEPTH])
{
    int n = 0;
    unsigned offset = 0;
    const char *file = place_of(c, &offset);
    chain[n++] = offset;
    for (Inclusion *in; file && n < MAX_DEPTH && (in = map_get(s->included, file)); file = in->from)
        chain[n++] = in->offset;
    for (int i = 0; i < n / 2; i++) {
        unsigned swap = chain[i];
        chain[i] = chain[n - 1 - i];
        chain[n - 1 - i] = swap;
    }
    return n;
}

static bool stands_before(const Scan *s, CXCursor a, CXCursor b)
{
    unsigned x[MAX_DEPTH], y[MAX_DEPTH];
    int n = chain_of(s, a, x), m = chain_of(s, b, y);
    for (int i = 0; i < n && i < m; i++)
        if (x[i] != y[i])
            return x[i] < y[i];
    return n < m;
}

static enum CXChildVisitResult scan(CXCursor c, CXCursor parent, CXClientData data)
{
    Scan *s = data;
    enum CXCursorKind kind = clang_getCursorKind(c);
    (void)parent;
    if (kind == CXCursor_InclusionDirective) {
        const char *file = front_file(clang_getIncludedFile(c));
        Inclusion *in = NEW(Inclusion);
        in->from = place_of(c, &in->offset);
        if (file && in->from && file != in->from && !map_get(s->included, file))
            map_put(s->included, file, in);
        list_add(&s->directives, c);
    } else if (kind == CXCursor_MacroDefinition) {
        const char *name = front_spelling(c);
        if (clang_Cursor_isMacroBuiltin(c) || !front_loc(c).file)
            return CXChildVisit_Continue;
        if (!map_get(s->macros, name)) {
            map_put(s->macros, name, s);
            list_add(&s->f->p->macros, name);
        }
        list_add(&s->directives, c);
    } else if (clang_isDeclaration(kind) || kind == CXCursor_StaticAssert) {
        list_add(&s->decls, c);
    }
    return CXChildVisit_Continue;
}

/* ---- files that count as source ---- */

static bool defines_external(CXCursor c)
{
    enum CXCursorKind kind = clang_getCursorKind(c);
    if (front_in_system(c) || clang_getCursorLinkage(c) != CXLinkage_External)
        return false;
    if (kind == CXCursor_FunctionDecl)
        return clang_isCursorDefinition(c) && !clang_Cursor_isFunctionInlined(c);
    return kind == CXCursor_VarDecl && (clang_Cursor_getStorageClass(c) != CX_SC_Extern ||
                                        !clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(c)));
}

static void find_source_files(Scan *s)
{
    const char *main_file = front_file(clang_getFile(s->f->first, s->f->path));
    if (main_file)
        map_put(s->f->in_source, main_file, (void *)main_file);
    for (int i = 0; i < s->decls.n; i++) {
        unsigned offset;
        if (!defines_external(s->decls.at[i]))
            continue;
        const char *file = place_of(s->decls.at[i], &offset);
        while (file && !map_get(s->f->in_source, file)) {
            map_put(s->f->in_source, file, (void *)file);
            Inclusion *in = map_get(s->included, file);
            file = in ? in->from : NULL;
        }
    }
}

/* ---- names ---- */

static void remember(Map *m, CXCursor c)
{
    const char *name = front_spelling(c);
    CXCursor *known = map_get(m, name);
    if (!*name || (known && !clang_isCursorDefinition(c)))
        return;
    known = NEW(CXCursor);
    *known = c;
    map_put(m, name, known);
}

static void find_names(Scan *s)
{
    for (int i = 0; i < s->decls.n; i++) {
        CXCursor c = s->decls.at[i];
        switch (clang_getCursorKind(c)) {
        case CXCursor_FunctionDecl:
            remember(s->f->functions, c);
            break;
        case CXCursor_TypedefDecl:
            remember(s->f->typedefs, c);
            break;
        case CXCursor_StructDecl:
        case CXCursor_UnionDecl:
        case CXCursor_EnumDecl:
            remember(s->f->tags, c);
            break;
        default:
            break;
        }
    }
}

/* ---- items ---- */

Item *front_item_new(Front *f, ItemKind kind, CXCursor c)
{
    Item *item = NEW(Item);
    item->kind = kind;
    item->loc = front_loc(c);
    item->in_source = front_stands_in_source(f, c);
    return item;
}

void front_item_list(Front *f, Item *item)
{
    if (map_get(f->listed, item))
        return;
    map_put(f->listed, item, item);
    list_add(&f->p->items, item);
}

void front_item_before(Front *f, Item *item, Item *before)
{
    ItemList *items = &f->p->items;
    if (map_get(f->listed, item))
        return;
    front_item_list(f, item);
    for (int i = items->n - 1; i > 0 && items->at[i] != before; i--) {
        items->at[i] = items->at[i - 1];
        items->at[i - 1] = item;
        if (items->at[i] == before)
            return;
    }
}

/* To the end, where it is defined. */
static void list_again(Front *f, Item *item)
{
    ItemList *items = &f->p->items;
    int kept = 0;
    if (map_get(f->listed, item)) {
        for (int i = 0; i < items->n; i++)
            if (items->at[i] != item)
                items->at[kept++] = items->at[i];
        items->n = kept;
        list_add(items, item);
    }
    front_item_list(f, item);
}

/* From the `#` of the directive to the end of the line, continuations included. */
static const char *directive_text(Front *f, CXCursor c)
{
    CXFile file = NULL;
    unsigned at = 0;
    size_t size = 0;
    clang_getExpansionLocation(clang_getRangeStart(clang_getCursorExtent(c)), &file, NULL, NULL, &at);
    const char *text = file ? clang_getFileContents(f->first, file, &size) : NULL;
    if (!text || at >= size)
        return NULL;
    size_t start = at, end = at;
    while (start > 0 && text[start] != '#')
        start--;
    while (end < size && text[end] != '\n')
        end += text[end] == '\\' && end + 1 < size && text[end + 1] == '\n'   ? 2
               : text[end] == '\\' && end + 2 < size && text[end + 1] == '\r' ? 3
                                                                              : 1;
    end = end > size ? size : end;
    while (end > start && (text[end - 1] == '\r' || text[end - 1] == ' ' || text[end - 1] == '\t'))
        end--;
    return intern_n(text + start, end - start);
}

/* A comment behind the directive does not belong to it. */
static const char *include_text(Front *f, CXCursor c)
{
    const char *text = directive_text(f, c);
    const char *open = text ? strpbrk(text, "<\"") : NULL;
    const char *close = open ? strchr(open + 1, *open == '<' ? '>' : '"') : NULL;
    if (close)
        return intern(format("#include %.*s", (int)(close - open + 1), open));
    return intern(format("#include \"%s\"", front_spelling(c))); /* its name is a macro */
}

static void directive(Front *f, CXCursor c)
{
    if (!front_stands_in_source(f, c))
        return;
    bool include = clang_getCursorKind(c) == CXCursor_InclusionDirective;
    const char *file = include ? front_file(clang_getIncludedFile(c)) : NULL;
    if (file && map_get(f->in_source, file))
        return; /* its own items take the place */
    Item *item = front_item_new(f, include ? I_INCLUDE : I_MACRO, c);
    item->in_source = true;
    item->name = front_spelling(c);
    item->text = include ? include_text(f, c) : directive_text(f, c);
    if (item->text)
        front_item_list(f, item);
}

/* ---- declarations ---- */

static void record(Front *f, CXCursor c)
{
    Record *r = front_record(f, c);
    bool only = clang_Cursor_isNull(clang_getCursorDefinition(c));
    if (!r->tag || (!clang_isCursorDefinition(c) && !only))
        return;
    if (!r->decl->text)
        r->decl->text = front_record_text(f, r, c);
    front_item_list(f, r->decl);
}

static void enumeration(Front *f, CXCursor c)
{
    if (!clang_isCursorDefinition(c))
        return;
    Item *item = front_enum(f, c);
    const char *type = front_string(clang_getTypeSpelling(clang_getCursorType(c)));
    if (!item->name && !strchr(type, '('))
        return; /* stands in its typedef */
    if (!item->text)
        item->text = front_enum_text(c, item->name, NULL);
    front_item_list(f, item);
}

static void type_definition(Front *f, CXCursor c)
{
    Item *item = front_typedef(f, c);
    if (!item->text)
        item->text = front_typedef_text(f, item, c);
    front_item_list(f, item);
}

static bool is_request(CXCursor c)
{
    return !strncmp(front_spelling(c), "adc_derive_", 11);
}

static void variable(Front *f, CXCursor c)
{
    if (is_request(c)) {
        front_annotations(f, c, NULL, NULL, NULL);
        return;
    }
    Var *v = front_global(f, c);
    bool defines = clang_Cursor_getStorageClass(c) != CX_SC_Extern ||
                   !clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(c));
    if (v->type->kind == T_RECORD && !v->type->record->name)
        v->type->record->name = intern(format("__typeof__(%s)", v->name));
    if (!v->decl->text || defines) {
        const char *text = front_variable_text(f, v, c);
        v->decl->text = text ? text : v->decl->text;
        v->decl->in_source = front_stands_in_source(f, c);
        v->decl->loc = front_loc(c);
        list_again(f, v->decl);
    }
}

static void function(Front *f, CXCursor c)
{
    Fn *fn = front_fn(f, c);
    front_redeclare(f, fn, c);
    if (clang_isCursorDefinition(c)) {
        fn->item->in_source = front_stands_in_source(f, c);
        fn->item->loc = front_loc(c);
        list_again(f, fn->item);
    }
    front_item_list(f, fn->item);
}

static void assertion(Front *f, CXCursor c)
{
    const char *text = front_source(f, clang_getCursorExtent(c));
    if (!text || !front_stands_in_source(f, c))
        return;
    Item *item = front_item_new(f, I_ASSERT, c);
    item->text = intern(format("%s;", text));
    front_item_list(f, item);
}

static void declaration(Front *f, CXCursor c)
{
    if (front_in_system(c))
        return; /* those that are used are made when they are */
    switch (clang_getCursorKind(c)) {
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
        record(f, c);
        break;
    case CXCursor_EnumDecl:
        enumeration(f, c);
        break;
    case CXCursor_TypedefDecl:
        type_definition(f, c);
        break;
    case CXCursor_VarDecl:
        variable(f, c);
        break;
    case CXCursor_FunctionDecl:
        function(f, c);
        break;
    case CXCursor_StaticAssert:
        assertion(f, c);
        break;
    default:
        break;
    }
}

/* The functions that custom derivatives name are part of the program though nothing calls them. */
static void find_custom(Front *f)
{
    for (int i = 0; i < f->p->fns.n; i++) {
        const Fn *fn = f->p->fns.at[i];
        const char *const names[] = {fn->custom_adjoint, fn->custom_tangent, fn->shadow_of_result};
        for (int k = 0; k < 3; k++) {
            CXCursor *c = names[k] ? map_get(f->functions, names[k]) : NULL;
            if (c)
                front_fn(f, *c);
        }
    }
}

void front_items(Front *f)
{
    Scan s = {.f = f, .included = map_new(), .macros = map_new()};
    for (int i = 0; i < f->p->macros.n; i++)
        map_put(s.macros, f->p->macros.at[i], &s);
    clang_visitChildren(clang_getTranslationUnitCursor(f->first), scan, &s);
    find_source_files(&s);
    find_names(&s);
    int i = 0;
    for (int k = 0; k < s.decls.n; k++) {
        for (; i < s.directives.n && stands_before(&s, s.directives.at[i], s.decls.at[k]); i++)
            directive(f, s.directives.at[i]);
        declaration(f, s.decls.at[k]);
    }
    for (; i < s.directives.n; i++)
        directive(f, s.directives.at[i]);
    find_custom(f);
}
