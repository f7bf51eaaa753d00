/* diag.c: everything the user can cause. Errors, warnings and remarks are recorded as they are
   found and printed by diag_flush: in the order of their places, each once, as text with the source
   line and a caret, as JSON (one object a line) or as SARIF 2.1.0, on standard error. What an id
   means, what to do about it and which exit status it leads to stands in diag.def. */
#include "adc.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef enum Severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_REMARK } Severity;

typedef struct Note {
    Loc loc;
    bool bare; /* stands where the diagnostic stands: the line is not shown again */
    const char *message;
} Note;

typedef struct Diag {
    Severity severity;
    Loc loc;
    const char *id, *message;
    LIST(Note) notes;
    int order; /* in which they were told */
} Diag;

static const struct {
    const char *id;
    int status;
    const char *means, *todo;
} known[] = {
#define DIAG(id, status, means, todo) {id, status, means, todo},
#include "diag.def"
#undef DIAG
};
enum { KNOWN = sizeof known / sizeof known[0] };

static const char *const severity_name[] = {"error", "warning", "remark"};

static struct {
    const Options *options;
    LIST(Diag *) told;
    Diag *last; /* notes go there; one that is not told too */
    int errors, status;
    int before; /* errors told before the part that diag_errors is asked about */
    bool colour;
} all;

/* ---- recording ---- */

static bool colour_wanted(const char *when)
{
    const char *term = getenv("TERM");
    const char *no = getenv("NO_COLOR");
    if (when && strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    return isatty(STDERR_FILENO) && !(no && *no) && !(term && strcmp(term, "dumb") == 0);
}

void diag_init(const Options *options)
{
    all.options = options;
    all.colour = colour_wanted(options->color);
}

static int status_of(const char *id)
{
    for (int i = 0; i < KNOWN; i++)
        if (strcmp(known[i].id, id) == 0)
            return known[i].status;
    return 1;
}

static bool same_place(Loc a, Loc b)
{
    return a.line == b.line && a.col == b.col &&
           (a.file == b.file || (a.file && b.file && strcmp(a.file, b.file) == 0));
}

static bool told_before(const Diag *d)
{
    for (int i = 0; i < all.told.n; i++) {
        const Diag *o = all.told.at[i];
        if (o->severity == d->severity && same_place(o->loc, d->loc) && strcmp(o->id, d->id) == 0 &&
            strcmp(o->message, d->message) == 0)
            return true;
    }
    return false;
}

static char *message_of(const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    char *s = arena_alloc((size_t)n + 1);
    vsnprintf(s, (size_t)n + 1, fmt, args);
    return s;
}

static void tell(Severity severity, Loc loc, const char *id, const char *fmt, va_list args)
{
    const Options *o = all.options;
    Diag *d = NEW(Diag);
    all.last = d;
    if (severity == SEVERITY_WARNING && o && o->no_warnings)
        return;
    if (severity == SEVERITY_REMARK && !(o && o->remarks))
        return;
    if (severity == SEVERITY_WARNING && o && o->werror)
        severity = SEVERITY_ERROR;
    d->severity = severity;
    d->loc = loc;
    d->id = intern(id);
    d->message = message_of(fmt, args);
    d->order = all.told.n;
    if (severity == SEVERITY_ERROR) {
        int status = status_of(id);
        all.errors++; /* told before or not: who asks diag_errors has met it */
        all.status = status > all.status ? status : all.status;
    }
    if (!told_before(d))
        list_add(&all.told, d);
}

void diag_error(Loc loc, const char *id, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    tell(SEVERITY_ERROR, loc, id, fmt, args);
    va_end(args);
}

void diag_warning(Loc loc, const char *id, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    tell(SEVERITY_WARNING, loc, id, fmt, args);
    va_end(args);
}

void diag_remark(Loc loc, const char *id, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    tell(SEVERITY_REMARK, loc, id, fmt, args);
    va_end(args);
}

void diag_note(Loc loc, const char *fmt, ...)
{
    if (!all.last)
        bug("diag_note: nothing was told before");
    va_list args;
    va_start(args, fmt);
    Note n = {loc.file ? loc : all.last->loc, !loc.file, message_of(fmt, args)};
    va_end(args);
    list_add(&all.last->notes, n);
}

int diag_errors(void)
{
    return all.errors - all.before;
}

int diag_begin(void)
{
    int outer = all.before;
    all.before = all.errors;
    return outer;
}

void diag_end(int outer)
{
    all.before = outer;
}

DiagMark diag_mark(void)
{
    return (DiagMark){all.told.n, all.errors, all.status};
}

bool diag_take_back(const DiagMark *m)
{
    if (all.errors == m->errors)
        return false;
    all.told.n = m->told;
    all.errors = m->errors;
    all.status = m->status;
    return true;
}

bool diag_told(const char *id)
{
    for (int i = 0; i < all.told.n; i++)
        if (all.told.at[i]->severity == SEVERITY_ERROR && strcmp(all.told.at[i]->id, id) == 0)
            return true;
    return false;
}

int diag_status(void)
{
    return all.status;
}

void bug(const char *fmt, ...)
{
    va_list args;
    if (all.errors) { /* what follows from an error is no bug */
        diag_flush();
        _exit(all.status);
    }
    fputs("adc: internal error: ", stderr);
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fputs("\nThis is a bug of adc, not of your program: please report it with the input.\n",
          stderr);
    abort();
}

/* ---- text ---- */

typedef struct File {
    const char *name;
    const char *text; /* NULL: cannot be read */
} File;

static const char *file_text(const char *name)
{
    static LIST(File) files;
    for (int i = 0; i < files.n; i++)
        if (strcmp(files.at[i].name, name) == 0)
            return files.at[i].text;
    size_t size;
    File f = {name, read_file(name, &size)};
    list_add(&files, f);
    return f.text;
}

/* The whole line at loc as it stands in the file, or the text of the option; NULL: not to be had.
 */
static const char *raw_line(Loc loc)
{
    if (!loc.file || loc.line < 1)
        return NULL;
    if (strcmp(loc.file, "<derive>") == 0) {
        bool there = all.options && loc.line <= all.options->derive.n;
        return there ? all.options->derive.at[loc.line - 1] : NULL;
    }
    const char *s = loc.file[0] == '<' ? NULL : file_text(loc.file);
    for (int line = 1; s && line < loc.line; line++) {
        s = strchr(s, '\n');
        s = s ? s + 1 : NULL;
    }
    return s && *s ? format("%.*s", (int)strcspn(s, "\r\n"), s) : NULL;
}

static const char *colour(const char *code)
{
    return all.colour ? code : "";
}

static void print_place(Loc loc)
{
    if (!loc.file)
        fprintf(stderr, "%sadc: %s", colour("\033[1m"), colour("\033[0m"));
    else if (loc.line < 1)
        fprintf(stderr, "%s%s: %s", colour("\033[1m"), loc.file, colour("\033[0m"));
    else
        fprintf(stderr, "%s%s:%d:%d: %s", colour("\033[1m"), loc.file, loc.line, loc.col,
                colour("\033[0m"));
}

/* The caret stands under the byte at col: tabs are repeated, bytes inside a UTF-8 character take no
 * room. */
static void print_caret(Loc loc)
{
    const char *line = raw_line(loc);
    if (!line || !line[strspn(line, " \t")])
        return;
    fprintf(stderr, "%s\n", line);
    for (int i = 0; i + 1 < loc.col && line[i]; i++)
        if (((unsigned char)line[i] & 0xC0) != 0x80)
            fputc(line[i] == '\t' ? '\t' : ' ', stderr);
    fprintf(stderr, "%s^%s\n", colour("\033[1;32m"), colour("\033[0m"));
}

static void print_text(const Diag *d)
{
    static const char *const codes[] = {"\033[1;31m", "\033[1;35m", "\033[1;34m"};
    print_place(d->loc);
    fprintf(stderr, "%s%s:%s %s%s%s [%s]\n", colour(codes[d->severity]), severity_name[d->severity],
            colour("\033[0m"), colour("\033[1m"), d->message, colour("\033[0m"), d->id);
    print_caret(d->loc);
    for (int i = 0; i < d->notes.n; i++) {
        print_place(d->notes.at[i].loc);
        fprintf(stderr, "%snote:%s %s\n", colour("\033[1;36m"), colour("\033[0m"),
                d->notes.at[i].message);
        if (!d->notes.at[i].bare)
            print_caret(d->notes.at[i].loc);
    }
}

/* ---- json and sarif ---- */

/* Length of the UTF-8 character at s, 0: not one. */
static int utf8_length(const unsigned char *s)
{
    int n = *s < 0x80                 ? 1
            : *s >= 0xC2 && *s < 0xE0 ? 2
            : (*s & 0xF0) == 0xE0     ? 3
            : *s >= 0xF0 && *s < 0xF5 ? 4
                                      : 0;
    for (int i = 1; i < n; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    bool bad = (s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
               (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F);
    return bad ? 0 : n;
}

static const char *json(const char *s)
{
    Text t = {0};
    text_put(&t, "\"");
    while (*s) {
        int n = utf8_length((const unsigned char *)s);
        if (n == 0)
            text_put(&t, "\\ufffd");
        else if (*s == '"' || *s == '\\')
            text_format(&t, "\\%c", *s);
        else if ((unsigned char)*s < 0x20 || *s == 0x7F)
            text_format(&t, "\\u%04x", (unsigned)*s);
        else
            text_put_n(&t, s, (size_t)n);
        s += n ? n : 1;
    }
    text_put(&t, "\"");
    return t.at;
}

static const char *json_place(Loc loc)
{
    return format("\"file\":%s,\"line\":%d,\"column\":%d", loc.file ? json(loc.file) : "null",
                  loc.line, loc.col);
}

static void print_json(const Diag *d)
{
    fprintf(stderr, "{%s,\"severity\":\"%s\",\"id\":%s,\"message\":%s,\"notes\":[",
            json_place(d->loc), severity_name[d->severity], json(d->id), json(d->message));
    for (int i = 0; i < d->notes.n; i++)
        fprintf(stderr, "%s{%s,\"message\":%s}", i ? "," : "", json_place(d->notes.at[i].loc),
                json(d->notes.at[i].message));
    fputs("]}\n", stderr);
}

/* A path as a URI reference: what is no plain character is percent-encoded. */
static const char *uri(const char *path)
{
    Text t = {0};
    text_put(&t, path[0] == '/' ? "file://" : "");
    for (; *path; path++)
        if (strchr("/-._~+", *path) || (*path >= '0' && *path <= '9') ||
            (*path >= 'a' && *path <= 'z') || (*path >= 'A' && *path <= 'Z'))
            text_format(&t, "%c", *path);
        else
            text_format(&t, "%%%02X", (unsigned)(unsigned char)*path);
    return json(t.at);
}

static const char *sarif_location(Loc loc, const char *message)
{
    Text t = {0};
    text_put(&t, "{");
    if (loc.file) {
        text_format(&t, "\"physicalLocation\":{\"artifactLocation\":{\"uri\":%s}", uri(loc.file));
        if (loc.line > 0)
            text_format(&t, ",\"region\":{\"startLine\":%d,\"startColumn\":%d}", loc.line,
                        loc.col > 0 ? loc.col : 1);
        text_put(&t, "}");
    }
    if (message)
        text_format(&t, "%s\"message\":{\"text\":%s}", loc.file ? "," : "", json(message));
    text_put(&t, "}");
    return t.at;
}

static void print_sarif_result(const Diag *d, bool first)
{
    static const char *const level[] = {"error", "warning", "note"};
    fprintf(stderr, "%s\n      {\"ruleId\":%s,\"level\":\"%s\",\"message\":{\"text\":%s}",
            first ? "" : ",", json(d->id), level[d->severity], json(d->message));
    fprintf(stderr, ",\"locations\":[%s]", d->loc.file ? sarif_location(d->loc, NULL) : "");
    for (int i = 0; i < d->notes.n; i++)
        fprintf(stderr, "%s%s", i ? "," : ",\"relatedLocations\":[",
                sarif_location(d->notes.at[i].loc, d->notes.at[i].message));
    fputs(d->notes.n ? "]}" : "}", stderr);
}

static void print_sarif(void)
{
    fputs("{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n  \"version\": "
          "\"2.1.0\",\n"
          "  \"runs\": [{\n    \"tool\": {\"driver\": {\"name\": \"adc\", \"rules\": [",
          stderr);
    bool first = true;
    for (int i = 0; i < KNOWN; i++) {
        bool used = false;
        for (int k = 0; k < all.told.n; k++)
            used = used || strcmp(all.told.at[k]->id, known[i].id) == 0;
        if (!used)
            continue;
        fprintf(stderr,
                "%s\n      {\"id\":%s,\"shortDescription\":{\"text\":%s},\"help\":{\"text\":%s}}",
                first ? "" : ",", json(known[i].id), json(known[i].means), json(known[i].todo));
        first = false;
    }
    fputs("]}},\n    \"columnKind\": \"utf16CodeUnits\",\n    \"results\": [", stderr);
    for (int i = 0; i < all.told.n; i++)
        print_sarif_result(all.told.at[i], i == 0);
    fputs("]\n  }]\n}\n", stderr);
}

/* ---- printing ---- */

static int by_place(const void *x, const void *y)
{
    const Diag *a = *(Diag *const *)x, *b = *(Diag *const *)y;
    if (!a->loc.file != !b->loc.file)
        return a->loc.file ? 1 : -1;
    int c = a->loc.file ? strcmp(a->loc.file, b->loc.file) : 0;
    if (c == 0)
        c = (a->loc.line > b->loc.line) - (a->loc.line < b->loc.line);
    if (c == 0)
        c = (a->loc.col > b->loc.col) - (a->loc.col < b->loc.col);
    return c ? c : (a->order > b->order) - (a->order < b->order);
}

/* What is refused shows a way out: where nothing was said about this case, what is said in general. */
static void add_way_out(Diag *d)
{
    const char *todo = NULL;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].id, d->id) == 0 && known[i].status == 1)
            todo = known[i].todo;
    if (d->severity == SEVERITY_ERROR && !d->notes.n && todo && d->loc.file && strcmp(d->id, "clang") != 0)
        list_add(&d->notes, ((Note){d->loc, true, todo}));
}

void diag_flush(void)
{
    const char *how = all.options && all.options->format ? all.options->format : "text";
    for (int i = 0; i < all.told.n; i++)
        add_way_out(all.told.at[i]);
    if (all.told.n > 1)
        qsort(all.told.at, (size_t)all.told.n, sizeof *all.told.at, by_place);
    if (strcmp(how, "sarif") == 0)
        print_sarif();
    for (int i = 0; i < all.told.n; i++)
        if (strcmp(how, "text") == 0)
            print_text(all.told.at[i]);
        else if (strcmp(how, "json") == 0)
            print_json(all.told.at[i]);
    fflush(stderr);
    all.told.n = 0;
}

/* ---- --explain ---- */

static void print_filled(const char *s)
{
    int col = 0;
    while (*s) {
        int n = (int)strcspn(s, " ");
        if (col && col + 1 + n > 78) {
            putchar('\n');
            col = 0;
        }
        col += printf("%s%.*s", col ? " " : "", n, s);
        s += n;
        s += strspn(s, " ");
    }
    putchar('\n');
}

int diag_explain(const char *id)
{
    for (int i = 0; i < KNOWN; i++)
        if (strcmp(known[i].id, id) == 0) {
            printf("%s\n\n", id);
            print_filled(known[i].means);
            putchar('\n');
            print_filled(known[i].todo);
            return 0;
        }
    fprintf(stderr, "adc: error: there is no diagnostic called '%s'; they are:\n", id);
    for (int i = 0; i < KNOWN; i++)
        fprintf(stderr, "%s%s", i % 4 ? "  " : "\n  ", known[i].id);
    fputc('\n', stderr);
    return 2;
}
