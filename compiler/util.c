/* util.c: what every other file stands on, but for the arena: growing lists, interned strings,
   formatted text, a map from pointers to pointers, and files with their lines. Nothing here knows
   of C programs, but for source_line, which gives a line of the primal in a form that may stand in
   a comment. */
#include "adc.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_SHOWN = 76 };

void list_grow(void **at, int *cap, size_t size)
{
    int grown = *cap ? *cap * 2 : 4;
    size_t old = (size_t)*cap * size;
    *at = arena_grow(*at, old, old, (size_t)grown * size);
    *cap = grown;
}

/* ---- strings ---- */

static struct {
    const char **at;
    size_t n, cap;
} interned;

static size_t hash_bytes(const char *s, size_t n)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 1099511628211u;
    return (size_t)(h ^ h >> 32);
}

static const char **intern_slot(const char *s, size_t n)
{
    size_t i = hash_bytes(s, n) & (interned.cap - 1);
    while (interned.at[i] && (strncmp(interned.at[i], s, n) != 0 || interned.at[i][n] != '\0'))
        i = (i + 1) & (interned.cap - 1);
    return &interned.at[i];
}

static void intern_grow(void)
{
    const char **old = interned.at;
    size_t old_cap = interned.cap;
    interned.cap = old_cap ? old_cap * 2 : 1024;
    interned.at = arena_alloc(interned.cap * sizeof *interned.at);
    for (size_t i = 0; i < old_cap; i++)
        if (old[i])
            *intern_slot(old[i], strlen(old[i])) = old[i];
}

const char *intern_n(const char *s, size_t n)
{
    if (interned.n * 2 >= interned.cap)
        intern_grow();
    const char **slot = intern_slot(s, n);
    if (!*slot) {
        char *copy = arena_alloc(n + 1);
        memcpy(copy, s, n);
        *slot = copy;
        interned.n++;
    }
    return *slot;
}

const char *intern(const char *s) { return intern_n(s, strlen(s)); }

static char *format_list(const char *fmt, va_list args, size_t *length)
{
    char most[256]; /* are not longer */
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(most, sizeof most, fmt, args);
    if (n < 0)
        bug("format: vsnprintf cannot print '%s'", fmt);
    char *s = arena_alloc((size_t)n + 1);
    if ((size_t)n < sizeof most)
        memcpy(s, most, (size_t)n + 1);
    else
        vsnprintf(s, (size_t)n + 1, fmt, again);
    va_end(again);
    *length = (size_t)n;
    return s;
}

char *format(const char *fmt, ...)
{
    va_list args;
    size_t n;
    va_start(args, fmt);
    char *s = format_list(fmt, args, &n);
    va_end(args);
    return s;
}

void text_put_n(Text *t, const char *s, size_t n)
{
    if (t->n + n + 1 > t->cap) {
        size_t cap = t->cap ? t->cap : 256;
        while (cap < t->n + n + 1)
            cap *= 2;
        t->at = arena_grow(t->at, t->n, t->cap, cap);
        t->cap = cap;
    }
    memcpy(t->at + t->n, s, n);
    t->n += n;
    t->at[t->n] = '\0';
}

void text_put(Text *t, const char *s) { text_put_n(t, s, strlen(s)); }

void text_format(Text *t, const char *fmt, ...)
{
    va_list args;
    size_t n;
    va_start(args, fmt);
    char *s = format_list(fmt, args, &n);
    va_end(args);
    text_put_n(t, s, n);
}

/* ---- map: open addressing, never shrinks; a key whose value is NULL counts as absent ---- */

struct Map {
    struct {
        const void *key;
        void *value;
    } * at;
    size_t n, cap;
};

Map *map_new(void) { return NEW(Map); }

static size_t map_slot(const Map *m, const void *key)
{
    uint64_t h = (uint64_t)(uintptr_t)key * 0x9E3779B97F4A7C15u;
    size_t i = (size_t)(h >> 32) & (m->cap - 1);
    while (m->at[i].key && m->at[i].key != key)
        i = (i + 1) & (m->cap - 1);
    return i;
}

void *map_get(const Map *m, const void *key)
{
    return m->cap && key ? m->at[map_slot(m, key)].value : NULL;
}

void map_put(Map *m, const void *key, void *value)
{
    if (!key)
        bug("map_put: no key");
    if (m->n * 2 >= m->cap) {
        Map old = *m;
        m->cap = old.cap ? old.cap * 2 : 16;
        m->at = arena_alloc(m->cap * sizeof *m->at);
        for (size_t i = 0; i < old.cap; i++)
            if (old.at[i].key)
                m->at[map_slot(m, old.at[i].key)] = old.at[i];
    }
    size_t i = map_slot(m, key);
    if (!m->at[i].key) {
        m->at[i].key = key;
        m->n++;
    }
    m->at[i].value = value;
}

/* ---- files ---- */

char *read_file(const char *path, size_t *size)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    Text t = {0};
    char part[8192];
    size_t n;
    while ((n = fread(part, 1, sizeof part, f)) > 0)
        text_put_n(&t, part, n);
    int failed = ferror(f) ? errno : 0;
    fclose(f);
    if (failed) {
        errno = failed;
        return NULL;
    }
    text_put_n(&t, "", 0);
    if (size)
        *size = t.n;
    return t.at;
}

const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Length of the string or character literal that starts at s. */
static size_t literal_length(const char *s, size_t n)
{
    size_t i = 1;
    while (i < n && s[i] != s[0])
        i += s[i] == '\\' ? 2 : 1;
    return i < n ? i + 1 : n;
}

/* The line without its comments, runs of blanks between words made one blank. What would open or
   close a comment inside a literal is taken apart, since the text is printed inside a comment. */
static void line_words(Text *t, const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        if (s[i] == '/' && i + 1 < n && s[i + 1] == '/')
            return;
        if (s[i] == '/' && i + 1 < n && s[i + 1] == '*') {
            for (i += 3; i < n && !(s[i - 1] == '*' && s[i] == '/'); i++)
                ;
            i += i < n;
            continue;
        }
        if (s[i] == '"' || s[i] == '\'') {
            for (size_t end = i + literal_length(s + i, n - i); i < end; i++) {
                if (t->n && ((t->at[t->n - 1] == '*' && s[i] == '/') ||
                             (t->at[t->n - 1] == '/' && s[i] == '*')))
                    text_put(t, " ");
                text_put_n(t, s + i, 1);
            }
            continue;
        }
        bool blank = s[i] == ' ' || s[i] == '\t' || s[i] == '\r' || s[i] == '\f' || s[i] == '\v';
        if (!blank)
            text_put_n(t, s + i, 1);
        else if (t->n && t->at[t->n - 1] != ' ')
            text_put(t, " ");
        i++;
    }
}

static void trim_end(Text *t)
{
    while (t->n && (t->at[t->n - 1] == ' ' || t->at[t->n - 1] == '\\'))
        t->at[--t->n] = '\0';
}

/* Files already read: file name (interned) -> where its lines start. */
static Map *files_read;

static StrList *lines_of(const char *file)
{
    StrList *l = map_get(files_read, file);
    if (l)
        return l;
    l = NEW(StrList);
    for (const char *s = read_file(file, NULL); s; s += *s == '\n') {
        list_add(l, s);
        s += strcspn(s, "\n");
        if (!*s)
            break;
    }
    map_put(files_read, file, l);
    return l;
}

const char *source_from(Loc loc)
{
    if (!loc.file || loc.line <= 0)
        return NULL;
    if (!files_read)
        files_read = map_new();
    const StrList *lines = lines_of(loc.file);
    return loc.line <= lines->n ? lines->at[loc.line - 1] : NULL;
}

const char *source_line(Loc loc)
{
    const char *s = source_from(loc);
    if (!s)
        return NULL;
    Text t = {0};
    line_words(&t, s, strcspn(s, "\n"));
    trim_end(&t);
    if (t.n && t.at[t.n - 1] == '{') {
        t.at[--t.n] = '\0';
        trim_end(&t);
    }
    if (t.n > LINE_MAX_SHOWN) {
        t.n = LINE_MAX_SHOWN - 4;
        while (t.n && ((unsigned char)t.at[t.n] & 0xC0) == 0x80) /* not inside a UTF-8 character */
            t.n--;
        t.at[t.n] = '\0';
        trim_end(&t);
        text_put(&t, " ...");
    }
    return t.n ? t.at : NULL;
}
