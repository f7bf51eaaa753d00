/* front.c: reads the source files of the options with libclang and leaves the raw IR in the
   program: items, types, records, variables and every function with a visible body.

   For each file: first parse, diagnostics, what stands at file scope (front_item.c), the second
   parse of the printed functions, then both in lockstep (front_stmt.c, front_expr.c). See front.h
   for why twice. */
#include "front.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- small things about cursors ---- */

const char *front_string(CXString s)
{
    const char *text = clang_getCString(s);
    const char *kept = intern(text ? text : "");
    clang_disposeString(s);
    return kept;
}

const char *front_spelling(CXCursor c) { return front_string(clang_getCursorSpelling(c)); }

const char *front_file(CXFile file)
{
    if (!file)
        return NULL;
    const char *name = front_string(clang_getFileName(file));
    return name[0] == '.' && name[1] == '/' && name[2] ? intern(name + 2) : name;
}

/* Where something stands in a file: the argument of a macro, else where the outermost macro is
 * used. */
Loc front_place(CXSourceLocation at)
{
    CXFile file = NULL;
    unsigned line = 0, col = 0;
    clang_getFileLocation(at, &file, &line, &col, NULL);
    return (Loc){front_file(file), (int)line, (int)col};
}

Loc front_loc(CXCursor c) { return front_place(clang_getCursorLocation(c)); }

Loc front_start(CXCursor c) { return front_place(clang_getRangeStart(clang_getCursorExtent(c))); }

const void *front_decl(CXCursor c) { return clang_getCanonicalCursor(c).data[0]; }

bool front_in_system(CXCursor c)
{
    return clang_Location_isInSystemHeader(clang_getCursorLocation(c));
}

bool front_stands_in_source(Front *f, CXCursor c)
{
    CXFile file = NULL;
    clang_getExpansionLocation(clang_getCursorLocation(c), &file, NULL, NULL, NULL);
    const char *name = front_file(file);
    return name && map_get(f->in_source, name);
}

/* ---- children, in lockstep ---- */

typedef struct Cursors {
    CXCursor *at;
    int n, cap;
    bool all;
} Cursors;

static bool is_node(enum CXCursorKind kind)
{
    return clang_isExpression(kind) || clang_isStatement(kind);
}

static enum CXChildVisitResult gather(CXCursor c, CXCursor parent, CXClientData data)
{
    Cursors *list = data;
    enum CXCursorKind kind = clang_getCursorKind(c);
    (void)parent;
    if (!clang_isAttribute(kind) && (list->all || is_node(kind)))
        list_add(list, c);
    return CXChildVisit_Continue;
}

Pair front_single(CXCursor a) { return (Pair){a, clang_getNullCursor(), false}; }

/* Pairs the nodes; where the trees differ f->apart says so and the rest goes on without the second.
 */
Kids front_lockstep(Front *f, CXCursor *a, int na, CXCursor *b, int nb, bool both)
{
    Kids kids = {arena_alloc((size_t)(na ? na : 1) * sizeof(Pair)), na};
    if (both && na != nb) {
        f->apart = true;
        both = false;
    }
    for (int i = 0; i < na; i++) {
        kids.at[i] = both ? (Pair){a[i], b[i], true} : front_single(a[i]);
        if (both && clang_getCursorKind(a[i]) != clang_getCursorKind(b[i])) {
            f->apart = true;
            kids.at[i] = front_single(a[i]);
        }
    }
    return kids;
}

Kids front_children(Front *f, Pair c, bool all)
{
    Cursors a = {.all = all}, b = {.all = all};
    clang_visitChildren(c.a, gather, &a);
    if (c.both)
        clang_visitChildren(c.b, gather, &b);
    return front_lockstep(f, a.at, a.n, b.at, b.n, c.both);
}

/* ---- text ---- */

static unsigned offset_of(CXSourceLocation at)
{
    unsigned offset = 0;
    clang_getExpansionLocation(at, NULL, NULL, NULL, &offset);
    return offset;
}

unsigned front_offset(Pair c, bool end)
{
    CXSourceRange range = clang_getCursorExtent(c.b);
    return offset_of(end ? clang_getRangeEnd(range) : clang_getRangeStart(range));
}

static bool is_plain(CXSourceLocation at, CXFile *file, unsigned *offset)
{
    CXFile spelled = NULL;
    unsigned spelled_at = 0;
    clang_getExpansionLocation(at, file, NULL, NULL, offset);
    clang_getSpellingLocation(at, &spelled, NULL, NULL, &spelled_at);
    return *file && spelled && clang_File_isEqual(*file, spelled) && spelled_at == *offset;
}

const char *front_source(Front *f, CXSourceRange range)
{
    CXFile file, end_file;
    unsigned start, end;
    size_t size = 0;
    if (!is_plain(clang_getRangeStart(range), &file, &start) ||
        !is_plain(clang_getRangeEnd(range), &end_file, &end) || !clang_File_isEqual(file, end_file))
        return NULL;
    const char *text = clang_getFileContents(f->first, file, &size);
    if (!text || start > end || end > size)
        return NULL;
    return intern_n(text + start, end - start);
}

const char *front_text(Front *f, Pair c)
{
    if (!c.both)
        return front_source(f, clang_getCursorExtent(c.a));
    unsigned start = front_offset(c, false), end = front_offset(c, true);
    if (start > end || end > f->printed_n)
        return NULL;
    return intern_n(f->printed + start, end - start);
}

/* A preprocessing number or identifier as it is spelled, also inside a macro's definition. */
const char *front_token(Front *f, CXCursor c)
{
    CXFile file = NULL;
    unsigned at = 0;
    size_t size = 0;
    clang_getSpellingLocation(clang_getRangeStart(clang_getCursorExtent(c)), &file, NULL, NULL,
                              &at);
    const char *text = file ? clang_getFileContents(f->first, file, &size) : NULL;
    if (!text || at >= size)
        return NULL;
    size_t n = at;
    while (n < size &&
           (isalnum((unsigned char)text[n]) || text[n] == '_' || text[n] == '.' ||
            ((text[n] == '+' || text[n] == '-') && n > at && strchr("eEpP", text[n - 1]) &&
             (isdigit((unsigned char)text[at]) || text[at] == '.'))))
        n++;
    return n > at ? intern_n(text + at, n - at) : NULL;
}

bool front_same_extent(Pair outer, Pair inner)
{
    bool both = outer.both && inner.both;
    CXSourceRange x = clang_getCursorExtent(both ? outer.b : outer.a);
    CXSourceRange y = clang_getCursorExtent(both ? inner.b : inner.a);
    return clang_equalRanges(x, y);
}

/* ---- diagnostics of clang ---- */

static void show_notes(CXDiagnostic diagnostic)
{
    CXDiagnosticSet children = clang_getChildDiagnostics(diagnostic);
    for (unsigned i = 0; i < clang_getNumDiagnosticsInSet(children); i++) {
        CXDiagnostic note = clang_getDiagnosticInSet(children, i);
        diag_note(front_place(clang_getDiagnosticLocation(note)), "%s",
                  front_string(clang_getDiagnosticSpelling(note)));
        clang_disposeDiagnostic(note);
    }
}

/* True: no error. Warnings arrive only if the user asked for them, see front_flags. */
static bool show_diagnostics(CXTranslationUnit unit, const char *path)
{
    bool fine = true;
    for (unsigned i = 0; i < clang_getNumDiagnostics(unit); i++) {
        CXDiagnostic d = clang_getDiagnostic(unit, i);
        enum CXDiagnosticSeverity severity = clang_getDiagnosticSeverity(d);
        const char *text = front_string(clang_getDiagnosticSpelling(d));
        Loc loc = front_place(clang_getDiagnosticLocation(d));
        if (!loc.file)
            loc = (Loc){intern(path), 1, 1};
        if (severity >= CXDiagnostic_Error) {
            diag_error(loc, "clang", "%s", text);
            fine = false;
        } else if (severity == CXDiagnostic_Warning && strstr(text, "'annotate' is ignored")) {
            diag_error(loc, "annotation", "this macro of <adc/adc.h> has no effect here");
        } else if (severity == CXDiagnostic_Warning && !strstr(text, "is ignored")) {
            diag_warning(loc, "clang", "%s", text);
        }
        if (severity >= CXDiagnostic_Warning)
            show_notes(d);
        clang_disposeDiagnostic(d);
    }
    return fine;
}

/* ---- the second parse ---- */

typedef LIST(CXCursor) CursorList;

/* The functions with bodies and the variables with initialisers outside of system headers, in
 * order. */
static enum CXChildVisitResult find_bodies(CXCursor c, CXCursor parent, CXClientData data)
{
    CursorList *list = data;
    enum CXCursorKind kind = clang_getCursorKind(c);
    (void)parent;
    bool function = kind == CXCursor_FunctionDecl && clang_isCursorDefinition(c);
    bool variable =
        kind == CXCursor_VarDecl && !clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(c));
    if ((function || variable) && !front_in_system(c))
        list_add(list, c);
    return CXChildVisit_Continue;
}

static const char *skip_quoted(const char *s)
{
    char quote = *s++;
    while (*s && *s != quote)
        s += *s == '\\' && s[1] ? 2 : 1;
    return *s ? s + 1 : s;
}

/* The declarator's name in the print of a declaration: the first such word that is no tag, of a
   function before a `(`. */
static const char *find_declarator(const char *text, const char *name, bool function)
{
    size_t n = strlen(name);
    const char *word = "";
    size_t word_n = 0;
    for (const char *s = text; *s;) {
        if (*s == '"' || *s == '\'') {
            s = skip_quoted(s);
        } else if (isalpha((unsigned char)*s) || *s == '_') {
            const char *start = s;
            while (isalnum((unsigned char)*s) || *s == '_')
                s++;
            const char *next = s;
            while (*next == ')' || *next == ' ')
                next++;
            bool fits = !function || *next == '(';
            bool tag = (word_n == 6 && !strncmp(word, "struct", 6)) ||
                       (word_n == 5 && !strncmp(word, "union", 5)) ||
                       (word_n == 4 && !strncmp(word, "enum", 4));
            if ((size_t)(s - start) == n && !strncmp(start, name, n) && fits && !tag)
                return start;
            word = start;
            word_n = (size_t)(s - start);
        } else {
            s++;
        }
    }
    return NULL;
}

static const char *print_definition(CXCursor c)
{
    CXPrintingPolicy policy = clang_getCursorPrintingPolicy(c);
    clang_PrintingPolicy_setProperty(policy, CXPrintingPolicy_Bool, 0);
    clang_PrintingPolicy_setProperty(policy, CXPrintingPolicy_ConstantsAsWritten, 0);
    const char *text = front_string(clang_getCursorPrettyPrinted(c, policy));
    clang_PrintingPolicy_dispose(policy);
    return text;
}

/* A tag without a name has no spelling in C. */
static bool is_readable(const char *text)
{
    return !strstr(text, "(unnamed ") && !strstr(text, "(anonymous ");
}

/* Only clang knows the annotations; other compilers would warn. */
static const char *without_annotations(const char *text)
{
    static const char open[] = "__attribute__((annotate(";
    Text t = {0};
    for (const char *at; (at = strstr(text, open));) {
        text_put_n(&t, text, (size_t)(at - text));
        for (text = at + sizeof open - 1; *text && strncmp(text, ")))", 3);)
            text = *text == '"' ? skip_quoted(text) : text + 1;
        text += *text ? 3 : 0;
        while (t.n && t.at[t.n - 1] == ' ' && strchr(" ;,)", *text))
            t.at[--t.n] = '\0';
    }
    text_put(&t, text);
    return intern(t.at + strspn(t.at, " "));
}

const char *front_definition_text(Front *f, CXCursor c, bool as_written)
{
    const char *text = print_definition(c);
    if (!is_readable(text))
        text = as_written ? front_source(f, clang_getCursorExtent(c)) : NULL;
    return text ? without_annotations(text) : NULL;
}

static void undefine_macros(Front *f, Text *t)
{
    for (int i = 0; i < f->p->macros.n; i++)
        text_format(t, "#undef %s\n", f->p->macros.at[i]);
    text_put(
        t,
        "#define static_assert _Static_assert\n#define asm __asm__\n#define typeof __typeof__\n");
}

static const char *full_path(const char *path)
{
    char *full = realpath(path, NULL);
    const char *kept = intern(full ? full : path);
    free(full);
    return kept;
}

#define PRINTED "adc_printed_%d"

/* Where the print is taken apart: declaration k of the list is adc_printed_k there. */
static void print_declarations(Front *f, const CursorList *list, Text *t)
{
    text_format(t, "#include \"%s\"\n", full_path(f->path));
    undefine_macros(f, t);
    for (int i = 0; i < list->n; i++) {
        bool function = clang_getCursorKind(list->at[i]) == CXCursor_FunctionDecl;
        const char *name = front_spelling(list->at[i]), *text = print_definition(list->at[i]);
        Fn *fn = function ? map_get(f->decls, front_decl(list->at[i])) : NULL;
        const char *at = find_declarator(text, name, function);
        if (fn && !fn->text)
            fn->text = front_definition_text(f, list->at[i], true);
        if (!at || !is_readable(text))
            continue;
        text_put_n(t, text, (size_t)(at - text));
        text_format(t, PRINTED, i);
        text_put(t, at + strlen(name));
        text_put(t, function ? "\n" : ";\n");
    }
}

typedef struct Found {
    CXCursor *at; /* by number */
    int n;
} Found;

static enum CXChildVisitResult find_printed(CXCursor c, CXCursor parent, CXClientData data)
{
    Found *found = data;
    int k, used = 0;
    enum CXCursorKind kind = clang_getCursorKind(c);
    (void)parent;
    if ((kind != CXCursor_FunctionDecl && kind != CXCursor_VarDecl) || !clang_isCursorDefinition(c))
        return CXChildVisit_Continue;
    const char *name = front_spelling(c);
    if (sscanf(name, PRINTED "%n", &k, &used) == 1 && !name[used] && k >= 0 && k < found->n)
        found->at[k] = c;
    return CXChildVisit_Continue;
}

/* Errors in what was printed leave holes in its tree: it does without the second parse. */
static void drop_faulty(Front *f, Found *found)
{
    for (unsigned i = 0; i < clang_getNumDiagnostics(f->second); i++) {
        CXDiagnostic d = clang_getDiagnostic(f->second, i);
        unsigned at = offset_of(clang_getDiagnosticLocation(d));
        for (int k = 0; clang_getDiagnosticSeverity(d) >= CXDiagnostic_Error && k < found->n; k++) {
            Pair c = {found->at[k], found->at[k], true};
            if (clang_Cursor_isNull(found->at[k]) || at < front_offset(c, false) ||
                at > front_offset(c, true))
                continue;
            found->at[k] = clang_getNullCursor();
        }
        clang_disposeDiagnostic(d);
    }
}

/* Every unit lives until all files are read: what is found in one refers to another. */
static LIST(CXTranslationUnit) units;

static CXTranslationUnit own_unit(CXTranslationUnit unit)
{
    if (unit)
        list_add(&units, unit);
    return unit;
}

static void second_parse(Front *f, CXIndex index, StrList *flags, const CursorList *list,
                         Found *found)
{
    Text t = {0};
    print_declarations(f, list, &t);
    f->printed = t.at;
    f->printed_n = t.n;
    found->n = list->n;
    found->at = arena_alloc((size_t)(list->n ? list->n : 1) * sizeof(CXCursor));
    for (int i = 0; i < list->n; i++)
        found->at[i] = clang_getNullCursor();
    if (!list->n)
        return;
    const char *name = format("%s.printed.c", full_path(f->path));
    struct CXUnsavedFile files[2] = {{name, t.at, t.n}};
    unsigned n = front_openmp(&files[1]) ? 2 : 1;
    StrList args = *flags;
    list_add(&args, "-w");
    list_add(&args, "-ferror-limit=0");
    clang_parseTranslationUnit2(index, name, args.at, args.n, files, n, CXTranslationUnit_KeepGoing,
                                &f->second);
    if (!own_unit(f->second))
        return;
    clang_visitChildren(clang_getTranslationUnitCursor(f->second), find_printed, found);
    drop_faulty(f, found);
}

/* ---- one function, one file, all ---- */

/* Mostly the same inline function, seen in another file. A static one is told by what it means. */
static void defined_again(Fn *fn, Loc loc)
{
    if (fn->is_static || fn->is_inline || (fn->loc.file == loc.file && fn->loc.line == loc.line))
        return;
    fn->body = NULL;
    fn->lost = format("another definition at %s:%d", loc.file, loc.line);
}

static void read_function(Front *f, CXCursor a, CXCursor b)
{
    Fn *fn = front_fn(f, a);
    if (fn->body) {
        defined_again(fn, front_loc(a));
        return;
    }
    for (int attempt = 0; attempt < 2; attempt++) {
        bool both = attempt == 0 && !clang_Cursor_isNull(b);
        f->fn = fn;
        f->apart = false;
        f->lost = NULL;
        f->locals = map_new();
        f->jump = (Jump){0};
        f->switches = 0;
        f->labels_of = NULL;
        fn->body = NULL;
        front_body(f, fn, (Pair){a, b, both});
        if (!both || !f->apart)
            break;
    }
    if (f->lost) {
        fn->body = NULL;
        fn->lost = f->lost;
    }
    fn->loc = front_loc(a);
    f->fn = NULL;
}

/* The initialiser of a global; what cannot be read is not taken for zero. */
static void read_initialiser(Front *f, CXCursor a, CXCursor b)
{
    Var *v = map_get(f->decls, front_decl(a));
    if (!v || v->init)
        return;
    CXCursor init = clang_Cursor_getVarDeclInitializer(a);
    CXCursor init_b = clang_Cursor_isNull(b) ? b : clang_Cursor_getVarDeclInitializer(b);
    bool both = !clang_Cursor_isNull(init_b);
    f->apart = false;
    f->lost = NULL;
    Expr *e = front_init(f, front_lockstep(f, &init, 1, &init_b, both, both).at[0], v->type);
    if (f->apart || f->lost) {
        f->lost = NULL;
        e = front_init(f, front_single(init), v->type);
    }
    if (f->lost) {
        e = NEW(Expr);
        *e =
            (Expr){.kind = E_OPAQUE, .type = v->type, .loc = front_start(init), .text = intern("")};
    }
    v->init = e;
}

static void add_unique(StrList *list, const char *s)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i] == s)
            return;
    list_add(list, s);
}

static void note_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    (void)stack;
    (void)depth;
    if (!front_is_openmp(front_file(file)))
        add_unique(data, front_file(file));
}

static void read_unit(Front *f, CXIndex index, StrList *flags)
{
    CursorList list = {0};
    Found found = {0};
    front_items(f);
    clang_visitChildren(clang_getTranslationUnitCursor(f->first), find_bodies, &list);
    second_parse(f, index, flags, &list, &found);
    for (int i = 0; i < list.n; i++)
        if (clang_getCursorKind(list.at[i]) == CXCursor_FunctionDecl)
            read_function(f, list.at[i], found.at[i]);
        else
            read_initialiser(f, list.at[i], found.at[i]);
}

static void read_file_of(Program *p, CXIndex index, const char *path, Map *shared, Map *listed)
{
    StrList flags = front_flags(p->options, path);
    CXTranslationUnit unit = NULL;
    size_t size;
    if (!read_file(path, &size)) {
        diag_error((Loc){0}, "file", "cannot read '%s': %s", path, strerror(errno));
        return;
    }
    struct CXUnsavedFile header;
    unsigned headers = front_openmp(&header);
    enum CXErrorCode code = clang_parseTranslationUnit2(
        index, path, flags.at, flags.n, &header, headers,
        CXTranslationUnit_KeepGoing | CXTranslationUnit_DetailedPreprocessingRecord, &unit);
    if (!own_unit(unit)) {
        diag_error((Loc){intern(path), 1, 1}, "clang", "clang cannot parse this file (error %d)",
                   (int)code);
        return;
    }
    clang_getInclusions(unit, note_inclusion, &p->deps);
    if (!show_diagnostics(unit, path))
        return;
    Front *f = NEW(Front);
    *f = (Front){.p = p,
                 .path = path,
                 .first = unit,
                 .types = map_new(),
                 .decls = map_new(),
                 .items = map_new(),
                 .bodies = map_new(),
                 .functions = map_new(),
                 .typedefs = map_new(),
                 .tags = map_new(),
                 .in_source = map_new(),
                 .locals = map_new(),
                 .shared = shared,
                 .listed = listed};
    read_unit(f, index, &flags);
}

/* The definition of a function that is `inline` in each of its declarations makes no symbol: the generated file has its
   own. */
static void find_local(Program *p)
{
    for (int i = 0; i < p->fns.n; i++) {
        Fn *f = p->fns.at[i];
        f->is_static |= f->is_inline && !f->is_linked && f->body && f->item && f->item->in_source;
    }
}

void front_run(Program *p)
{
    setenv("LIBCLANG_NOTHREADS", "1",
           0); /* its own threads have small stacks, the caller's is large */
    CXIndex index = clang_createIndex(0, 0);
    Map *shared = map_new(), *listed = map_new();
    p->source_name = p->options->files.n ? base_name(p->options->files.at[0]) : "";
    for (int i = 0; i < p->options->files.n; i++)
        read_file_of(p, index, p->options->files.at[i], shared, listed);
    front_check_annotations(p);
    find_local(p);
    for (int i = 0; i < p->fns.n; i++)
        rules_classify(p, p->fns.at[i]);
    for (int i = 0; i < units.n; i++)
        clang_disposeTranslationUnit(units.at[i]);
    clang_disposeIndex(index);
}
