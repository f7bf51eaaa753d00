/* front_item.c: what stands at file scope. Takes the first parse; leaves Program.items in source
   order: directives of the source as text, types, variables, functions, assertions. A file that is
   included and defines external functions or variables cannot be included again by the output, nor
   can one without a guard that our header would need for its types: it counts as source. */
#include "front.h"

#include <stdlib.h>
#include <string.h>

typedef LIST(CXCursor) CursorList;

typedef struct Directive {
    const char *file;
    unsigned
        offset; /* of what follows the word: #define NAME, #undef NAME; of the # of an #include */
    CXCursor cursor;
    const char *undef; /* the name, where that is what it is: there is no cursor for those */
} Directive;

typedef struct Inclusion {
    const char *file, *from;
    const char *name; /* as it is written */
    unsigned offset;
} Inclusion;

typedef struct Scan {
    Front *f;
    LIST(Directive) directives;
    CursorList decls;
    Map *included; /* interned file -> Inclusion, the first of it */
    LIST(Inclusion *) inclusions;
    Map *macros;
    StrList source_files;
} Scan;


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
static int chain_of(const Scan *s, const char *file, unsigned offset, unsigned chain[MAX_DEPTH])
{
    int n = 0;
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

static bool chain_before(const unsigned *x, int n, const unsigned *y, int m)
{
    for (int i = 0; i < n && i < m; i++)
        if (x[i] != y[i])
            return x[i] < y[i];
    return n < m;
}

static bool stands_before(const Scan *s, const Directive *d, CXCursor decl)
{
    unsigned x[MAX_DEPTH], y[MAX_DEPTH], offset = 0;
    const char *file = place_of(decl, &offset);
    int n = chain_of(s, d->file, d->offset, x), m = chain_of(s, file, offset, y);
    return chain_before(x, n, y, m);
}

/* In the middle of this declaration: what it includes is a part of that. */
static bool stands_within(const Scan *s, const Directive *d, CXCursor decl)
{
    unsigned x[MAX_DEPTH], y[MAX_DEPTH], offset = 0;
    CXFile file = NULL;
    clang_getExpansionLocation(clang_getRangeEnd(clang_getCursorExtent(decl)), &file, NULL, NULL, &offset);
    const char *end = front_file(file);
    if (end == front_file(clang_getIncludedFile(d->cursor))) /* it may be included more than once */
        return true;
    int n = chain_of(s, d->file, d->offset, x), m = chain_of(s, end, offset, y);
    return chain_before(x, n, y, m);
}

static void add_directive(Scan *s, CXCursor c)
{
    Directive d = {.cursor = c};
    d.file = place_of(c, &d.offset);
    if (d.file)
        list_add(&s->directives, d);
}

static enum CXChildVisitResult scan(CXCursor c, CXCursor parent, CXClientData data)
{
    Scan *s = data;
    enum CXCursorKind kind = clang_getCursorKind(c);
    (void)parent;
    if (kind == CXCursor_InclusionDirective) {
        const char *file = front_file(clang_getIncludedFile(c));
        Inclusion *in = NEW(Inclusion);
        in->file = file;
        in->name = front_spelling(c);
        in->from = place_of(c, &in->offset);
        if (file && in->from && file != in->from)
            list_add(&s->inclusions, in);
        if (file && in->from && file != in->from && !map_get(s->included, file))
            map_put(s->included, file, in);
        add_directive(s, c);
    } else if (kind == CXCursor_MacroDefinition) {
        const char *name = front_spelling(c);
        if (clang_Cursor_isMacroBuiltin(c) || !front_loc(c).file)
            return CXChildVisit_Continue;
        if (!map_get(s->macros, name)) {
            map_put(s->macros, name, s);
            list_add(&s->f->p->macros, name);
        }
        add_directive(s, c);
    } else if (clang_isDeclaration(kind) || kind == CXCursor_StaticAssert) {
        list_add(&s->decls, c);
    }
    return CXChildVisit_Continue;
}

/* ---- files that count as source ---- */

static bool is_header(const char *file)
{
    size_t n = strlen(file);
    return n > 2 && !strcmp(file + n - 2, ".h");
}

/* Neither has it a guard nor have the headers that include it: the user's file and ours would both include it, and so
   would the header that they share. */
static bool lacks_guard(const Scan *s, const char *name, int depth)
{
    CXFile file = clang_getFile(s->f->first, name);
    if (!file || !is_header(name) || depth > MAX_DEPTH ||
        clang_isFileMultipleIncludeGuarded(s->f->first, file))
        return false;
    for (int i = 0; i < s->inclusions.n; i++) {
        const Inclusion *in = s->inclusions.at[i];
        if (in->file == name && (!is_header(in->from) || lacks_guard(s, in->from, depth + 1)))
            return true;
    }
    return false;
}

static bool is_own(const Scan *s, const char *name)
{
    CXFile file = clang_getFile(s->f->first, name);
    return file && !clang_Location_isInSystemHeader(clang_getLocationForOffset(s->f->first, file, 0));
}

/* Our header may include it for the types that it includes in its turn. */
static bool includes_own(const Scan *s, const char *file)
{
    for (int i = 0; i < s->inclusions.n; i++)
        if (s->inclusions.at[i]->from == file && is_own(s, s->inclusions.at[i]->file))
            return true;
    return false;
}

/* A type that our header cannot name without the one that defines it, or that stands beside such types. */
static bool needs_definition(const Scan *s, CXCursor c, const char *file)
{
    enum CXCursorKind kind = clang_getCursorKind(c);
    bool record = kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl;
    return clang_isCursorDefinition(c) &&
           (kind == CXCursor_EnumDecl || (record && (!*front_tag(c) || includes_own(s, file))));
}

/* A static function of a header: whoever includes it and does not call it is warned. */
static bool warns_unused(CXCursor c)
{
    return clang_getCursorKind(c) == CXCursor_FunctionDecl && clang_isCursorDefinition(c) &&
           !clang_Cursor_isFunctionInlined(c) && !front_in_system(c) &&
           clang_getCursorLinkage(c) != CXLinkage_External;
}

/* A template: the source includes it several times, with other macros. */
static bool is_template(const Scan *s, const char *name)
{
    CXFile file = clang_getFile(s->f->first, name);
    int times = 0;
    for (int i = 0; i < s->inclusions.n; i++)
        times += s->inclusions.at[i]->file == name && map_get(s->f->in_source, s->inclusions.at[i]->from);
    return times > 1 && !clang_isFileMultipleIncludeGuarded(s->f->first, file);
}

/* To include it once more would define something again, or, where it is no header, functions that
   nothing uses. */
static bool belongs_to_source(const Scan *s, CXCursor c, const char *file)
{
    enum CXCursorKind kind = clang_getCursorKind(c);
    if (front_in_system(c))
        return false;
    if (is_template(s, file))
        return true;
    if (needs_definition(s, c, file) && lacks_guard(s, file, 0))
        return true;
    bool inlined = clang_Cursor_isFunctionInlined(c) && clang_Cursor_getStorageClass(c) != CX_SC_Extern;
    if (kind == CXCursor_FunctionDecl && clang_isCursorDefinition(c) && !inlined)
        return clang_getCursorLinkage(c) == CXLinkage_External || !is_header(file);
    if (clang_getCursorLinkage(c) != CXLinkage_External)
        return false;
    return kind == CXCursor_VarDecl &&
           (clang_Cursor_getStorageClass(c) != CX_SC_Extern ||
            !clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(c)));
}

static void add_source(Scan *s, const char *file)
{
    map_put(s->f->in_source, file, (void *)file);
    list_add(&s->source_files, file);
}

/* What includes such a file would include it once more. */
static void add_includers(Scan *s)
{
    for (int i = 0; i < s->source_files.n; i++)
        for (int k = 0; k < s->inclusions.n; k++) {
            const Inclusion *in = s->inclusions.at[k];
            if (in->file == s->source_files.at[i] && !map_get(s->f->in_source, in->from))
                add_source(s, in->from);
        }
}

static void find_source_files(Scan *s)
{
    const char *main_file = front_file(clang_getFile(s->f->first, s->f->path));
    if (main_file)
        add_source(s, main_file);
    for (int i = 0; i < s->decls.n; i++) {
        unsigned offset;
        const char *file = place_of(s->decls.at[i], &offset);
        if (!file || !belongs_to_source(s, s->decls.at[i], file)) {
            s->f->p->unused_in_headers |= warns_unused(s->decls.at[i]);
            continue;
        }
        if (!map_get(s->f->in_source, file))
            add_source(s, file);
    }
    add_includers(s);
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

/* A comment from s on: one blank in its place. Returns where it ends. */
static size_t skip_comment(const char *text, size_t s, size_t size)
{
    if (text[s + 1] == '/') {
        while (s < size && text[s] != '\n')
            s += text[s] == '\\' && s + 1 < size ? 2 : 1;
        return s < size ? s : size;
    }
    for (s += 2; s + 1 < size; s++)
        if (text[s] == '*' && text[s + 1] == '/')
            return s + 2;
    return size;
}

/* From the `#` of the directive to the end of its line, with continuations, without comments. */
static const char *directive_text(Front *f, CXCursor c)
{
    CXFile file = NULL;
    unsigned at = 0;
    size_t size = 0;
    Text t = {0};
    clang_getExpansionLocation(clang_getRangeStart(clang_getCursorExtent(c)), &file, NULL, NULL,
                               &at);
    const char *text = file ? clang_getFileContents(f->first, file, &size) : NULL;
    if (!text || at >= size)
        return NULL;
    size_t s = at;
    char quote = 0;
    while (s > 0 && text[s] != '#')
        s--;
    while (s < size && text[s] != '\n') {
        size_t n = 1;
        if (text[s] == '\\' && s + 1 < size)
            n = text[s + 1] == '\r' && s + 2 < size ? 3 : 2;
        else if (text[s] == '"' || text[s] == '\'')
            quote = quote == text[s] ? 0 : quote ? quote : text[s];
        else if (!quote && text[s] == '/' && s + 1 < size &&
                 (text[s + 1] == '*' || text[s + 1] == '/'))
            n = 0;
        text_put_n(&t, n ? text + s : " ", n ? n : 1);
        s = n ? s + n : skip_comment(text, s, size);
    }
    while (t.n && (t.at[t.n - 1] == ' ' || t.at[t.n - 1] == '\t' || t.at[t.n - 1] == '\r'))
        t.at[--t.n] = '\0';
    return t.at ? intern(t.at) : NULL;
}

static const char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? format("%.*s", (int)(slash - path + 1), path) : "";
}

/* Is it found beside the file that includes it? */
static bool is_beside(const Inclusion *in)
{
    return strcmp(format("%s%s", folder_of(in->from), in->name), in->file) == 0;
}

/* The name by which the source could include the file. */
static const char *name_from_source(const Scan *s, const Inclusion *in, int depth)
{
    const Inclusion *outer = map_get(s->included, in->from);
    if (!outer || !is_beside(in) || depth > MAX_DEPTH)
        return in->name;
    return format("%s%s", folder_of(name_from_source(s, outer, depth + 1)), in->name);
}

static const char *include_text(const Scan *s, CXCursor c)
{
    Front *f = s->f;
    unsigned offset;
    const char *from = place_of(c, &offset);
    for (int i = 0; i < s->inclusions.n; i++) {
        const Inclusion *in = s->inclusions.at[i];
        if (in->from == from && in->offset == offset && map_get(s->included, from) && is_beside(in))
            return intern(format("#include \"%s\"", name_from_source(s, in, 0)));
    }
    const char *text = directive_text(f, c);
    const char *open = text ? strpbrk(text, "<\"") : NULL;
    const char *close = open ? strchr(open + 1, *open == '<' ? '>' : '"') : NULL;
    if (close)
        return intern(format("#include %.*s", (int)(close - open + 1), open));
    return intern(format("#include \"%s\"", front_spelling(c))); /* its name is a macro */
}

/* By one of several files given together. */
static bool included_before(const Front *f, const Item *item)
{
    for (int i = 0; i < f->p->items.n; i++) {
        const Item *other = f->p->items.at[i];
        if (other->kind == I_INCLUDE && other->text == item->text &&
            other->loc.file != item->loc.file)
            return true;
    }
    return false;
}

static void directive(const Scan *s, const Directive *d, const CXCursor *last_decl)
{
    Front *f = s->f;
    CXCursor c = d->cursor;
    if (!map_get(f->in_source, d->file))
        return;
    if (d->undef) {
        Item *undef = NEW(Item);
        *undef =
            (Item){.kind = I_UNDEF, .in_source = true, .name = d->undef, .loc = {d->file, 0, 0}};
        undef->text = intern(format("#undef %s", d->undef));
        front_item_list(f, undef);
        return;
    }
    bool include = clang_getCursorKind(c) == CXCursor_InclusionDirective;
    if (include && last_decl && stands_within(s, d, *last_decl))
        return;
    const char *file = include ? front_file(clang_getIncludedFile(c)) : NULL;
    if (file && map_get(f->in_source, file))
        return; /* its own items take the place */
    Item *item = front_item_new(f, include ? I_INCLUDE : I_MACRO, c);
    item->in_source = true;
    item->name = front_spelling(c);
    item->text = include ? include_text(s, c) : directive_text(f, c);
    item->file = file;
    if (item->text && !(include && included_before(f, item)))
        front_item_list(f, item);
}

/* ---- undefinitions: no cursor tells of them, so their lines are looked for ---- */

static bool is_skipped(const CXSourceRangeList *skipped, unsigned offset)
{
    for (unsigned i = 0; skipped && i < skipped->count; i++) {
        unsigned from = 0, to = 0;
        clang_getExpansionLocation(clang_getRangeStart(skipped->ranges[i]), NULL, NULL, NULL,
                                   &from);
        clang_getExpansionLocation(clang_getRangeEnd(skipped->ranges[i]), NULL, NULL, NULL, &to);
        if (offset >= from && offset < to)
            return true;
    }
    return false;
}

static size_t blanks(const char *text, size_t s, size_t size)
{
    while (s < size && (text[s] == ' ' || text[s] == '\t'))
        s++;
    return s;
}

/* The name that a line undefines, else 0. */
static size_t undefined_name(const char *text, size_t s, size_t size, size_t *name)
{
    s = blanks(text, s, size);
    if (s >= size || text[s] != '#')
        return 0;
    s = blanks(text, s + 1, size);
    if (size - s < 6 || strncmp(text + s, "undef", 5) ||
        (text[s + 5] != ' ' && text[s + 5] != '\t'))
        return 0;
    *name = s = blanks(text, s + 5, size);
    while (s < size && (text[s] == '_' || (text[s] >= '0' && text[s] <= '9') ||
                        (text[s] >= 'a' && text[s] <= 'z') || (text[s] >= 'A' && text[s] <= 'Z')))
        s++;
    return s - *name;
}

static size_t next_line(const char *text, size_t s, size_t size)
{
    char quote = 0;
    while (s < size && text[s] != '\n') {
        if (text[s] == '\\' && s + 1 < size)
            s += 2;
        else if (!quote && text[s] == '/' && s + 1 < size &&
                 (text[s + 1] == '*' || text[s + 1] == '/'))
            s = skip_comment(text, s, size);
        else {
            if (text[s] == '"' || text[s] == '\'')
                quote = quote == text[s] ? 0 : quote ? quote : text[s];
            s++;
        }
    }
    return s + 1;
}

static void undefs_of_file(Scan *s, const char *name)
{
    CXFile file = clang_getFile(s->f->first, name);
    size_t size = 0, at, n;
    const char *text = file ? clang_getFileContents(s->f->first, file, &size) : NULL;
    if (!text)
        return;
    CXSourceRangeList *skipped = clang_getSkippedRanges(s->f->first, file);
    for (size_t line = 0; line < size; line = next_line(text, line, size)) {
        n = undefined_name(text, line, size, &at);
        if (!n || is_skipped(skipped, (unsigned)at))
            continue;
        Directive d = {name, (unsigned)at, clang_getNullCursor(), intern_n(text + at, n)};
        list_add(&s->directives, d);
    }
    if (skipped)
        clang_disposeSourceRangeList(skipped);
}

/* In the order of the translation unit, each place once. */
static void sort_directives(Scan *s)
{
    unsigned x[MAX_DEPTH], y[MAX_DEPTH];
    int kept = 0;
    for (int i = 0; i < s->directives.n; i++) {
        Directive d = s->directives.at[i];
        if (!map_get(s->f->in_source, d.file))
            continue;
        int n = chain_of(s, d.file, d.offset, x), k = kept;
        bool twice = false;
        for (; k > 0; k--) {
            const Directive *before = &s->directives.at[k - 1];
            twice |= before->file == d.file && before->offset == d.offset;
            if (twice || !chain_before(x, n, y, chain_of(s, before->file, before->offset, y)))
                break;
        }
        if (twice)
            continue;
        memmove(&s->directives.at[k + 1], &s->directives.at[k], (size_t)(kept - k) * sizeof d);
        s->directives.at[k] = d;
        kept++;
    }
    s->directives.n = kept;
}

static void find_undefs(Scan *s)
{
    for (int i = 0; i < s->source_files.n; i++)
        undefs_of_file(s, s->source_files.at[i]);
    sort_directives(s);
}

/* ---- declarations ---- */

static void record(Front *f, CXCursor c)
{
    Record *r = front_record(f, c);
    bool only = clang_Cursor_isNull(clang_getCursorDefinition(c));
    if (!r->tag || (!clang_isCursorDefinition(c) && !only))
        return;
    if (r->decl->text) {
        front_item_list(f, r->decl);
    } else {
        r->decl->text = front_record_text(f, r, c);
        list_again(f, r->decl);
    }
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

static bool is_request(CXCursor c) { return !strncmp(front_spelling(c), "adc_derive_", 11); }

static void variable(Front *f, CXCursor c)
{
    if (is_request(c)) {
        front_annotations(f, c, NULL, NULL, NULL);
        return;
    }
    Var *v = front_global(f, c);
    bool defines = clang_Cursor_getStorageClass(c) != CX_SC_Extern ||
                   !clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(c));
    if (!v->decl->text || defines) {
        v->decl->text = front_variable_text(f, v, c);
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
    front_check_type_annotations(f, c);
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

static void note_includer(Map *includers, const Inclusion *in)
{
    StrList *from = map_get(includers, in->file);
    if (!from) {
        from = NEW(StrList);
        map_put(includers, in->file, from);
    }
    for (int i = 0; i < from->n; i++)
        if (from->at[i] == in->from)
            return;
    list_add(from, in->from);
}

void front_items(Front *f)
{
    Scan s = {.f = f, .included = map_new(), .macros = map_new()};
    for (int i = 0; i < f->p->macros.n; i++)
        map_put(s.macros, f->p->macros.at[i], &s);
    clang_visitChildren(clang_getTranslationUnitCursor(f->first), scan, &s);
    find_source_files(&s);
    find_undefs(&s);
    find_names(&s);
    for (int k = 0; k < s.inclusions.n; k++)
        note_includer(f->p->includers, s.inclusions.at[k]);
    int i = 0;
    for (int k = 0; k < s.decls.n; k++) {
        for (; i < s.directives.n && stands_before(&s, &s.directives.at[i], s.decls.at[k]); i++)
            directive(&s, &s.directives.at[i], k ? &s.decls.at[k - 1] : NULL);
        declaration(f, s.decls.at[k]);
    }
    for (; i < s.directives.n; i++)
        directive(&s, &s.directives.at[i], s.decls.n ? &s.decls.at[s.decls.n - 1] : NULL);
    find_custom(f);
}
