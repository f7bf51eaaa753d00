/* output.c: lays out the generated C: includes, what it repeats of the source (types, constant
   tables, prototypes), its header, then the functions in the order of the requests, each behind
   what it calls. With
   --standalone the whole source stands before them. */
#include "output.h"

#include <string.h>

/* ---- includes ---- */

static bool is_annotations(const Item *include)
{
    return strstr(include->text, "adc/adc.h") != NULL;
}

/* The last include of the user's own headers that is kept: what stands before it may be needed by
 * it. */
static int last_own(Scope *s)
{
    int last = -1;
    for (int i = 0; i < s->p->items.n; i++) {
        Item *item = s->p->items.at[i];
        if (item->kind == I_INCLUDE && scope_is_quoted(item) &&
            (item->needed || s->p->options->standalone))
            last = i;
    }
    return last;
}

static bool keeps_system(Scope *s, const Item *include)
{
    return include->needed ||
           ((s->all_system || s->p->options->standalone) && !is_annotations(include));
}

static void put_once(Text *t, Map *put, const char *text)
{
    if (!map_get(put, intern(text)))
        text_format(t, "%s\n", text);
    map_put(put, intern(text), put);
}

/* A header of C itself looks at few macros that may stand before it. */
static bool is_of_c(const Item *include)
{
    static const char *const headers[] = {
        "assert", "complex",  "ctype",    "errno",  "fenv",      "float",   "inttypes",    "iso646", "limits", "locale",
        "math",   "setjmp",   "signal",   "stdalign", "stdarg",  "stdatomic", "stdbool",   "stddef", "stdint", "stdio",
        "stdlib", "stdnoreturn", "string", "tgmath", "threads",  "time",    "uchar",       "wchar",  "wctype"};
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
        if (strstr(include->text, format("<%s.h>", headers[i])))
            return true;
    return false;
}

static bool is_switch_of_c(const char *macro)
{
    return macro[0] == '_' || strcmp(macro, "NDEBUG") == 0;
}

/* A macro as the next include finds it: a template has others each time. */
static void put_macro(Text *t, Map *defined, const Item *macro)
{
    const char *name = intern(macro->name), *before = map_get(defined, name), *undef = intern(format("#undef %s", name));
    const char *now = macro->kind == I_UNDEF ? undef : macro->text;
    if (now == before)
        return;
    if (before && before != undef && now != undef)
        text_format(t, "%s\n", undef);
    text_format(t, "%s\n", now);
    map_put(defined, name, (void *)now);
}

/* The user's headers with what stands before them; every include that is kept where early is set.
   Macros that such an include may look at stay where they are, and end where the source ends them. */
static void put_own_includes(Scope *s, Text *t, Map *put, bool early)
{
    ItemList *items = &s->p->items;
    int last = last_own(s), last_kept = last, last_foreign = last;
    Map *defined = map_new(); /* name -> the #define or #undef that was put last */
    for (int i = 0; i < items->n; i++)
        if (items->at[i]->kind == I_INCLUDE && !scope_is_quoted(items->at[i]) &&
            keeps_system(s, items->at[i])) {
            last_kept = i > last_kept ? i : last_kept;
            if (!is_of_c(items->at[i]) && i > last_foreign)
                last_foreign = i;
        }
    for (int i = 0; i <= last_kept; i++) {
        Item *item = items->at[i];
        bool macro = (item->kind == I_MACRO || item->kind == I_UNDEF) && item->in_source &&
                     (i < last_foreign || is_switch_of_c(item->name));
        bool include = item->kind == I_INCLUDE && (!is_annotations(item) || item->needed) &&
                       (i <= last || (early && !scope_is_quoted(item) && keeps_system(s, item)));
        if (macro)
            put_macro(t, defined, item);
        else if (include)
            put_once(t, put, item->text);
    }
    for (int i = last_kept + 1; i < items->n; i++)
        if (items->at[i]->kind == I_UNDEF && map_get(defined, intern(items->at[i]->name)))
            put_macro(t, defined, items->at[i]);
}

static bool is_wanted(const Scope *s, const Item *include)
{
    for (int i = 0; i < s->headers.n; i++)
        if (strstr(include->text, format("<%s>", s->headers.at[i])))
            return true;
    for (int i = 0; i < STD_N; i++)
        if (s->standard >> i & 1 && strstr(include->text, format("<%s>", standard_names[i])))
            return true;
    return false;
}

/* A header that is not of C may define what those of C use as names, as <f2c.h> does with abs: where both are kept, the
   order of the source stays, and what the generated header includes comes behind. Those of C then count as kept. */
static bool keeps_order(Scope *s)
{
    ItemList *items = &s->p->items;
    int foreign = -1;
    for (int i = 0; i < items->n; i++) {
        const Item *item = items->at[i];
        bool include = item->kind == I_INCLUDE && !scope_is_quoted(item) && !strstr(item->text, "<adc/");
        if (include && !is_of_c(item) && keeps_system(s, item))
            foreign = i;
    }
    bool any = false;
    for (int i = 0; i < foreign; i++) {
        Item *item = items->at[i];
        if (item->kind == I_INCLUDE && is_of_c(item) && (keeps_system(s, item) || is_wanted(s, item)))
            any = item->needed = true;
    }
    return any;
}

static bool is_put(Map *put, const char *header)
{
    return map_get(put, intern(format("#include <%s>", header))) != NULL;
}

static void put_system_includes(Scope *s, Text *t, Map *put)
{
    bool tape = s->all->tape;
    if (tape)
        put_once(t, put, "#include <adc/tape.h>");
    for (int i = 0; i < s->p->items.n; i++) {
        Item *item = s->p->items.at[i];
        if (item->kind == I_INCLUDE && !scope_is_quoted(item) && keeps_system(s, item))
            put_once(t, put, item->text);
    }
    unsigned wanted = s->standard;
    if (map_get(s->all->names, intern("va_list")))
        wanted |= 1u << STD_STDARG;
    if (s->all->complex)
        wanted |= 1u << STD_COMPLEX;
    if (s->all->atomic)
        wanted |= 1u << STD_STDATOMIC;
    if (s->all->infinity)
        wanted |= 1u << STD_MATH;
    bool ptrdiff = map_get(s->all->names, intern("ptrdiff_t")) != NULL; /* no other header has it for sure */
    if (s->all->null || ptrdiff)
        wanted |= 1u << STD_STDDEF;
    bool has_size = is_put(put, "stdlib.h") || is_put(put, "string.h") || is_put(put, "stdio.h") ||
                    (wanted & (1u << STD_STDLIB | 1u << STD_STRING | 1u << STD_STDIO));
    if (tape || (has_size && !ptrdiff))
        wanted &= ~(1u << STD_STDDEF);
    if (tape)
        wanted &= ~(1u << STD_STRING);
    for (int i = 0; i < s->headers.n; i++)
        put_once(t, put, format("#include <%s>", s->headers.at[i]));
    for (int i = 0; i < STD_N; i++)
        if (wanted >> i & 1 && !(i == STD_MATH && is_put(put, "tgmath.h")))
            put_once(t, put, format("#include <%s>", standard_names[i]));
}

/* What the emitter writes itself; adc_apart is one of <adc/tape.h>, which the source may include. */
static const char *const own_macros[] = {"NULL", "NAN", "INFINITY", "HUGE_VAL", "HUGE_VALF", "HUGE_VALL", "adc_apart"};
enum { N_OWN_MACROS = sizeof own_macros / sizeof own_macros[0] };

/* Old code has variables of these names, and goes without <math.h>. */
static bool is_variable(const Program *p, const char *name)
{
    for (int i = 0; i < p->globals.n; i++)
        if (strcmp(p->globals.at[i]->name, name) == 0)
            return true;
    return false;
}

void output_settle_macros(const Program *p)
{
    bool taken = false;
    for (int i = 0; i < N_OWN_MACROS; i++)
        taken = taken || is_variable(p, own_macros[i]);
    emit_without_infinity(taken);
}

/* Macros of the source and its headers, and of <math.h>, that would change the names printed below. */
void output_undefs(Program *p, const EmitNeeds *needs, Text *t)
{
    StrList names = {0};
    for (int i = 0; i < p->macros.n; i++) {
        bool own = false;
        for (int k = 0; k < N_OWN_MACROS; k++)
            own = own || strcmp(p->macros.at[i], own_macros[k]) == 0;
        if (!own)
            list_add(&names, p->macros.at[i]);
    }
    for (int k = 0; k < N_OWN_MACROS; k++)
        if (is_variable(p, own_macros[k]))
            list_add(&names, own_macros[k]);
    bool any = false;
    for (int i = 0; i < names.n; i++) {
        if (!map_get(needs->names, intern(names.at[i])))
            continue;
        text_format(t, "%s#undef %s\n", any ? "" : "\n", names.at[i]);
        any = true;
    }
}

/* ---- what is repeated of the source ---- */

static bool is_type(const Item *item)
{
    return item->kind == I_RECORD || item->kind == I_ENUM || item->kind == I_TYPEDEF;
}

static void put_item(Text *t, const char *text, const char **gap, bool apart)
{
    if (apart || **gap)
        text_put(t, "\n");
    text_put(t, text);
    if (!*text || text[strlen(text) - 1] != '\n')
        text_put(t, "\n");
    *gap = apart ? "\n" : "";
}

/* A tag that is first named in a list of parameters would be declared for that list alone. */
typedef struct Tags {
    Map *known;     /* Record, Type: declared, walked */
    RecordList new; /* first named in the parameters of the item at hand */
} Tags;

static void tags_of(Tags *g, Type *t, bool in_params)
{
    if (!t)
        return;
    Record *r = t->kind == T_RECORD ? t->record : NULL;
    if (r && r->tag && !map_get(g->known, r)) {
        map_put(g->known, r, r);
        if (in_params && !(r->decl && !r->decl->in_source))
            list_add(&g->new, r);
    }
    if (r || t->kind == T_TYPEDEF)
        return;
    tags_of(g, t->to, in_params);
    for (int i = 0; i < t->params.n; i++)
        tags_of(g, t->params.at[i], true);
}

static void put_tags(Tags *g, const Item *item, Text *t, const char **gap)
{
    g->new = (RecordList){0};
    if (item->record) {
        map_put(g->known, item->record, item->record);
        for (int i = 0; i < item->record->fields.n; i++)
            tags_of(g, item->record->fields.at[i]->type, false);
    }
    if (item->kind == I_TYPEDEF)
        tags_of(g, item->type, false);
    for (int i = 0; i < g->new.n; i++)
        put_item(t, format("%s;", g->new.at[i]->name), gap, false);
}

static void put_types(Scope *s, Text *t)
{
    const char *gap = "\n";
    Tags tags = {.known = map_new()};
    for (int i = 0; i < s->p->items.n; i++) {
        Item *item = s->p->items.at[i];
        if (item->in_source && item->text && is_type(item) &&
            (item->needed || s->p->options->standalone)) {
            put_tags(&tags, item, t, &gap);
            put_item(t, item->text, &gap, strchr(item->text, '\n') != NULL);
        } else if (item->kind == I_ASSERT && s->p->options->standalone) {
            put_item(t, item->text, &gap, false);
        }
    }
}

static void put_records(Scope *s, Text *t)
{
    for (int i = 0; i < s->all->records.n; i++) {
        Record *r = s->all->records.at[i];
        text_format(t, "\n%s {\n", r->name);
        for (int k = 0; k < r->fields.n; k++)
            text_format(t, "    %s;\n",
                        type_text(r->fields.at[k]->type, r->fields.at[k]->name, false));
        text_put(t, "};\n");
    }
}

static void put_declarations(Scope *s, Text *t)
{
    const char *gap = "\n";
    for (int i = 0; i < s->p->items.n; i++) {
        Item *item = s->p->items.at[i];
        if (item->kind == I_VAR && item->in_source && map_get(s->globals, item->var)) {
            const char *text = map_get(s->globals, item->var);
            if (*text)
                put_item(t, text, &gap, strchr(text, '\n') != text + strlen(text) - 1);
        } else if (item->kind == I_FN && item->needed && !item->fn->is_static &&
                   !map_get(s->state, item->fn)) {
            Text prototype = {0};
            emit_prototype(&prototype, item->fn, true);
            put_item(t, prototype.at, &gap, false);
        }
    }
}

/* g_adj and the like: defined here where the source defines g. */
static void put_shadow_globals(Scope *s, Text *t)
{
    for (int i = 0; i < s->p->shadow_globals.n; i++) {
        Var *v = s->p->shadow_globals.at[i];
        if (!v->is_extern)
            text_format(t, "%s%s;\n", i ? "" : "\n", emit_declaration(v));
    }
}

static void put_prototypes(Scope *s, Text *t)
{
    for (int i = 0; i < s->prototypes.n; i++) {
        text_put(t, i ? "" : "\n");
        emit_prototype(t, s->prototypes.at[i], false);
    }
}

/* ---- functions ---- */

static void note_called(Expr **e, void *called)
{
    if ((*e)->kind == E_FN)
        map_put(called, (*e)->fn, (*e)->fn);
    expr_kids(*e, note_called, called);
}

static void note_called_stmt(Stmt **s, void *called)
{
    stmt_exprs(*s, note_called, called);
    stmt_kids(*s, note_called_stmt, called);
}

static Map *called_by_made(Program *p)
{
    Map *called = map_new();
    for (int i = 0; i < p->derived.n; i++)
        if (p->derived.at[i]->fn->body)
            note_called_stmt(&p->derived.at[i]->fn->body, called);
    for (int i = 0; i < p->helpers.n; i++)
        if (p->helpers.at[i]->body)
            note_called_stmt(&p->helpers.at[i]->body, called);
    return called;
}

/* Static becomes what only this file calls. */
static void make_static(Program *p)
{
    Map *called = called_by_made(p);
    for (int i = 0; i < p->fns.n; i++) {
        Fn *f = p->fns.at[i];
        if (f->body && !f->made_by && !f->in_header && map_get(called, f) &&
            strcmp(f->name, "main") != 0)
            f->is_static = true;
    }
}

/* The source's own functions, with --standalone. */
static void scope_source(Scope *s)
{
    for (int i = 0; i < s->p->items.n; i++) {
        Item *item = s->p->items.at[i];
        if (item->kind == I_VAR && item->in_source && !item->var->is_static)
            scope_var(s, item->var, NULL);
        if (item->kind == I_FN && item->in_source && item->fn->body && !item->fn->is_static)
            scope_fn(s, item->fn);
    }
}

static Scope *scope_all(Program *p)
{
    Scope *s = scope_new(p);
    emit_lines(p->options->line);
    if (p->options->standalone) {
        make_static(p);
        scope_source(s);
    }
    for (int i = 0; i < p->derived.n; i++)
        if (p->derived.at[i]->fn->body && p->derived.at[i]->fn->exported)
            scope_fn(s, p->derived.at[i]->fn);
    emit_lines(false);
    return s;
}

void output_types(Scope *s, Text *t)
{
    Map *put = map_new();
    Text types = {0};
    put_types(s, &types);
    put_own_includes(s, t, put, true);
    put_system_includes(s, t, put);
    if (types.n)
        text_format(t, "%s\n", types.at);
}

void output_source(Program *p, Text *t)
{
    output_settle_macros(p);
    Scope *s = scope_all(p);
    Map *put = map_new();
    if (p->derived.n == 0)
        text_format(t,
                    "/* No derivative is asked for in %s. */\nstruct adc_nothing; /* ISO C wants a "
                    "declaration */\n",
                    p->source_name);
    if (s->functions.at && strstr(s->functions.at, "#pragma omp"))
        text_put(t, "#pragma GCC diagnostic ignored \"-Wunknown-pragmas\"\n");
    if (p->unused_in_headers && last_own(s) >= 0)
        text_put(t, "#pragma GCC diagnostic ignored \"-Wunused-function\"\n");
    EmitNeeds *before = emit_needs(s->all);
    Text types = {0}, rest = {0};
    put_types(s, &types);
    put_records(s, &rest);
    put_prototypes(s, &rest);
    put_declarations(s, &rest);
    put_shadow_globals(s, &rest);
    emit_needs(before);
    bool early = header_wants_types(p) || p->options->standalone || keeps_order(s);
    put_own_includes(s, t, put, early);
    if (early && types.n) {
        put_system_includes(s, t, put); /* size_t in them */
        text_format(t, "%s\n", types.at);
    }
    if (p->options->header)
        text_format(t, "#include \"%s\"\n", base_name(p->options->header));
    put_system_includes(s, t, put);
    output_undefs(p, s->all, t);
    if (!early && types.n)
        text_put(t, types.at);
    text_put(t, rest.n ? rest.at : "");
    text_put(t, s->functions.n ? s->functions.at : "");
}
