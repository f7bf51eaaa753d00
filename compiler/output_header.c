/* output_header.c: lays out the generated header: a guard, what the prototypes need (headers of the
   source that declare a type they mention, forward declarations of struct tags), then the
   prototypes: for C++ without names, extents and restrict, for C as they are documented. */
#include "output.h"

#include <ctype.h>
#include <string.h>

/* ---- types as the header may name them ---- */

/* A typedef of the source file stands for another type, which the header names instead: the source may be all there is
   to see it in. Only what has no other name (a tagless structure, an enum) keeps it and must be visible. */
static Type *named(Type *t)
{
    if (t->kind == T_TYPEDEF && t->decl && t->decl->in_source) {
        Type *to = type_plain(t->to);
        bool only_name = (to->kind == T_RECORD && !to->record->tag) || (to->kind == T_INT && to->decl);
        return only_name && t->to->kind != T_TYPEDEF ? t : named(type_qual(t->to, t->quals));
    }
    if (t->kind != T_POINTER && t->kind != T_ARRAY && t->kind != T_FUNCTION)
        return t;
    Type *copy = NEW(Type);
    *copy = *t;
    copy->to = named(t->to);
    copy->params = (TypeList){0};
    for (int i = 0; i < t->params.n; i++)
        list_add(&copy->params, named(t->params.at[i]));
    return copy;
}

static Var *named_var(const Var *v)
{
    Var *copy = NEW(Var);
    *copy = *v;
    copy->type = named(v->type);
    copy->written = v->written ? named(v->written) : NULL;
    copy->lanes_written = v->lanes_written ? named(v->lanes_written) : NULL;
    return copy;
}

/* The prototype that the header shows. */
static Fn *named_fn(const Fn *f)
{
    Fn *copy = NEW(Fn);
    *copy = *f;
    copy->type = named(type_plain(f->type));
    copy->params = (VarList){0};
    for (int i = 0; i < f->params.n; i++)
        list_add(&copy->params, named_var(f->params.at[i]));
    return copy;
}

/* ---- which types the prototypes mention ---- */

typedef struct Mentioned {
    RecordList tags; /* to be declared */
    ItemList items;  /* typedefs, enums, untagged records */
    Map *seen;
    bool size; /* size_t, ptrdiff_t */
    bool arguments; /* va_list */
} Mentioned;

static void mention(Mentioned *m, Type *t)
{
    for (; t; t = t->to) {
        for (int i = 0; i < t->params.n; i++)
            mention(m, t->params.at[i]);
        Item *item = t->kind == T_RECORD ? t->record->decl : t->decl;
        void *key = t->kind == T_RECORD ? (void *)t->record : item;
        if (t->kind == T_TYPEDEF && !item)
            m->size = true;
        m->arguments |= t->kind == T_OPAQUE && strcmp(t->name, "va_list") == 0;
        if (key && !map_get(m->seen, key)) {
            map_put(m->seen, key, key);
            if (t->kind == T_RECORD && t->record->tag)
                list_add(&m->tags, t->record);
            else if (item)
                list_add(&m->items, item);
        }
        if (t->kind == T_TYPEDEF)
            return;
    }
}

static bool is_public(const Derived *d)
{
    return d->fn->exported && d->fn->body;
}

static Mentioned mentioned(Program *p)
{
    Mentioned m = {.seen = map_new()};
    for (int i = 0; i < p->derived.n; i++) {
        if (!is_public(p->derived.at[i]))
            continue;
        Fn *f = named_fn(p->derived.at[i]->fn);
        mention(&m, type_plain(f->type)->to);
        for (int k = 0; k < f->params.n; k++)
            mention(&m, param_written(f->params.at[k]));
    }
    for (int i = 0; i < p->shadow_globals.n; i++)
        if (!p->shadow_globals.at[i]->is_static)
            mention(&m, named(p->shadow_globals.at[i]->type));
    return m;
}

/* An array of structures is declared where they are known. */
static bool is_array_of_own(Type *t)
{
    Type *element = type_element(t);
    return type_is_array(t) && element->kind == T_RECORD && !element->record->in_system_header;
}

/* The shadow of a global array of structures, a typedef or an enum of the source. */
bool header_wants_types(Program *p)
{
    Mentioned m = mentioned(p);
    for (int i = 0; i < m.items.n; i++)
        if (m.items.at[i]->in_source)
            return true;
    for (int i = 0; i < p->shadow_globals.n; i++)
        if (!p->shadow_globals.at[i]->is_static && is_array_of_own(p->shadow_globals.at[i]->type))
            return true;
    return false;
}

/* The header may only forward declare a structure: a parameter that is an array of it is written as
   the pointer it is, in the C file too. */
void header_settle_params(Program *p)
{
    for (int i = 0; i < p->derived.n; i++) {
        Fn *f = p->derived.at[i]->fn;
        for (int k = 0; is_public(p->derived.at[i]) && k < f->params.n; k++) {
            Var *v = f->params.at[k];
            if (v->written->kind == T_ARRAY && type_plain(v->written->to)->kind == T_RECORD)
                v->written = v->lanes_written = v->type;
        }
    }
}

static void put_includes(Program *p, Text *t, const Mentioned *m)
{
    Scope *s = scope_new(p);
    unsigned standard = (m->size ? 1u << STD_STDDEF : 0) | (m->arguments ? 1u << STD_STDARG : 0);
    Map *put = map_new();
    int first = 1;
    for (int i = 0; i < m->items.n; i++) {
        Item *item = m->items.at[i];
        Item *include = item->in_source ? NULL : scope_include(s, item->loc, item);
        Standard header;
        if (include && !map_get(put, intern(include->text)))
            text_format(t, "%s%s\n", first ? "\n" : "", include->text);
        else if (!include && !item->in_source && scope_standard(item->loc, &header))
            standard |= 1u << header;
        if (include) {
            map_put(put, intern(include->text), put);
            first = 0;
        }
    }
    for (int i = 0; i < STD_N; i++)
        if (standard >> i & 1 &&
            !map_get(put, intern(format("#include <%s>", standard_names[i])))) {
            text_format(t, "%s#include <%s>\n", first ? "\n" : "", standard_names[i]);
            first = 0;
        }
}

/* ---- prototypes for C++ ---- */

static Type *plain_type(Type *t, bool top);

/* A pointer to rows of variable length is a flat pointer to their elements. */
static Type *flat(Type *t)
{
    while (t->kind == T_ARRAY && (type_has_vla(t) || !t->count))
        t = type_qual(t->to, t->quals);
    return t;
}

static Type *plain_type(Type *t, bool top)
{
    Type *copy = NEW(Type);
    *copy = *t;
    copy->quals &= ~(unsigned)Q_RESTRICT;
    if (top && t->kind == T_ARRAY) {
        copy = type_pointer(plain_type(flat(type_qual(t->to, t->quals)), false));
    } else if (t->kind == T_POINTER) {
        copy->to = plain_type(flat(t->to), false);
    } else if (t->kind == T_ARRAY) {
        copy->to = plain_type(t->to, false);
    } else if (t->kind == T_FUNCTION) {
        copy->params.at = NULL;
        copy->params.n = copy->params.cap = 0;
        for (int i = 0; i < t->params.n; i++)
            list_add(&copy->params, plain_type(t->params.at[i], true));
        copy->to = plain_type(t->to, false);
    } else if (t->kind == T_BOOL) {
        copy->name = "bool";
    }
    return copy;
}

static void put_cxx(Text *t, Fn *f)
{
    Fn plain = *f;
    plain.doc = NULL;
    plain.params.at = NULL;
    plain.params.n = plain.params.cap = 0;
    Type *type = NEW(Type);
    *type = *type_plain(f->type);
    type->to = plain_type(type->to, false);
    plain.type = type;
    for (int i = 0; i < f->params.n; i++) {
        Var *v = NEW(Var);
        v->kind = V_PARAM;
        v->type = v->written = type_unqual(plain_type(param_written(f->params.at[i]), true));
        list_add(&plain.params, v);
    }
    emit_prototype(t, &plain, false);
}

/* ---- the file ---- */

static const char *guard_of(const char *path)
{
    const char *name = base_name(path);
    char *guard = format("%s%s", isdigit((unsigned char)*name) ? "H_" : "", name);
    for (char *c = guard; *c; c++)
        *c = isalnum((unsigned char)*c) ? (char)toupper((unsigned char)*c) : '_';
    return guard;
}

static void put_globals(Program *p, Text *t)
{
    for (int i = 0; i < p->shadow_globals.n; i++) {
        Var plain = *named_var(p->shadow_globals.at[i]);
        if (plain.is_static) /* adc's own */
            continue;
        plain.is_static = false;
        text_format(t, "extern %s;\n", emit_declaration(&plain));
    }
}

/* clang++ warns of a C function that returns a structure it does not know yet. */
static bool returns_record(Program *p)
{
    for (int i = 0; i < p->derived.n; i++)
        if (is_public(p->derived.at[i]) &&
            type_is_record(type_plain(p->derived.at[i]->fn->type)->to))
            return true;
    return false;
}

static bool is_complex(Type *t)
{
    while (t->kind == T_TYPEDEF || t->kind == T_POINTER || t->kind == T_ARRAY)
        t = t->to;
    return t->kind == T_COMPLEX;
}

/* _Complex is an extension to C++: clang++ -pedantic warns of it. */
static bool names_complex(Program *p)
{
    bool any = false;
    for (int i = 0; i < p->shadow_globals.n; i++)
        any |= is_complex(p->shadow_globals.at[i]->type);
    for (int i = 0; i < p->derived.n; i++) {
        const Fn *f = p->derived.at[i]->fn;
        if (!is_public(p->derived.at[i]))
            continue;
        any |= is_complex(type_plain(f->type)->to);
        for (int k = 0; k < f->params.n; k++)
            any |= is_complex(f->params.at[k]->type);
    }
    return any;
}

static void put_functions(Program *p, Text *t)
{
    bool record = returns_record(p), complex = names_complex(p);
    text_put(t, "#ifdef __cplusplus\nextern \"C\" {\n");
    if (record || complex)
        text_put(t, "#ifdef __clang__\n#pragma clang diagnostic push\n");
    if (record)
        text_put(t, "#pragma clang diagnostic ignored \"-Wreturn-type-c-linkage\"\n");
    if (complex)
        text_put(t, "#pragma clang diagnostic ignored \"-Wc99-extensions\"\n");
    if (record || complex)
        text_put(t, "#endif\n");
    put_globals(p, t);
    for (int i = 0; i < p->derived.n; i++)
        if (is_public(p->derived.at[i]))
            put_cxx(t, named_fn(p->derived.at[i]->fn));
    if (record || complex)
        text_put(t, "#ifdef __clang__\n#pragma clang diagnostic pop\n#endif\n");
    text_put(t, "}\n#else\n");
    if (p->shadow_globals.n)
        text_put(t, "\n");
    put_globals(p, t);
    for (int i = 0; i < p->derived.n; i++) {
        Fn *f = p->derived.at[i]->fn;
        if (!is_public(p->derived.at[i]))
            continue;
        text_put(t, "\n");
        if (f->doc)
            emit_comment(t, f->doc, 0);
        emit_prototype(t, named_fn(f), true);
    }
    text_put(t, "\n#endif\n");
}

void output_header(Program *p, Text *t)
{
    const char *guard = guard_of(p->options->header);
    text_format(t, "#ifndef %s\n#define %s\n", guard, guard);
    Mentioned m = mentioned(p);
    put_includes(p, t, &m);
    for (int i = 0; i < m.tags.n; i++)
        text_format(t, "%s%s;\n", i ? "" : "\n", m.tags.at[i]->name);
    text_put(t, "\n");
    if (p->derived.n)
        put_functions(p, t);
    else
        text_format(t, "/* No derivative is asked for in %s. */\n", p->source_name);
    text_put(t, "\n#endif\n");
}
