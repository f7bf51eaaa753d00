/* output_scope.c: takes functions to be printed, prints each behind the static functions it calls,
   and follows what they mention to the declarations of the source: copies of static functions and
   constant tables, types, prototypes, the headers that declare the rest. */
#include "output.h"

#include <string.h>

static char visiting, done;

Scope *scope_new(Program *p)
{
    Scope *s = NEW(Scope);
    s->p = p;
    s->all = needs_new();
    s->state = map_new();
    s->made = map_new();
    s->globals = map_new();
    s->types_seen = map_new();
    s->enumerators = map_new();
    s->include_of = map_new();
    s->first_of = map_new();
    s->clashes = map_new();
    s->used_of = map_new();
    s->refused = map_new();
    for (int i = 0; i < p->helpers.n; i++)
        map_put(s->made, p->helpers.at[i], &done);
    for (int i = 0; i < p->derived.n; i++)
        map_put(s->made, p->derived.at[i]->fn, &done);
    Item *include = NULL;
    for (int i = 0; i < p->items.n; i++) {
        Item *item = p->items.at[i];
        item->needed = false;
        if (item->kind == I_INCLUDE)
            include = item;
        else if (!item->in_source && include)
            map_put(s->include_of, item, include);
        for (int k = 0; k < item->enumerators.n; k++)
            map_put(s->enumerators, intern(item->enumerators.at[k]), item);
        clash_note(s, item);
    }
    return s;
}

/* ---- where a declaration comes from ---- */

/* The name between the brackets of an include directive. */
static const char *included_name(const Item *include)
{
    const char *open = strpbrk(include->text, "<\"");
    return open ? intern_n(open + 1, strcspn(open + 1, ">\"")) : "";
}

static bool ends_with_path(const char *path, const char *name)
{
    size_t n = strlen(path), m = strlen(name);
    return m && n >= m && strcmp(path + n - m, name) == 0 && (n == m || path[n - m - 1] == '/');
}

bool scope_is_quoted(const Item *include)
{
    return strchr(include->text, '"') != NULL;
}

/* Of several files, an item stands where the last declares it: behind a header of the library that it is not from. */
Item *scope_include(Scope *s, Loc loc, Item *item)
{
    Item *behind = item ? map_get(s->include_of, item) : NULL;
    if (behind && scope_is_quoted(behind))
        return behind;
    for (int i = 0; loc.file && i < s->p->items.n; i++) {
        Item *at = s->p->items.at[i];
        if (at->kind == I_INCLUDE && ends_with_path(loc.file, included_name(at)))
            return at;
    }
    return behind;
}

const char *const standard_names[STD_N] = {"adc/adc.h", "adc/special.h", "complex.h", "math.h",
                                           "stdarg.h",  "stdatomic.h", "stddef.h", "stdint.h",
                                           "stdio.h",   "stdlib.h",    "string.h"};

/* Standard headers have parts that only they include. */
bool scope_standard(Loc loc, Standard *header)
{
    static const struct {
        const char *part;
        Standard header;
    } parts[] = {{"stddef", STD_STDDEF},  {"max_align", STD_STDDEF}, {"cmathcalls", STD_COMPLEX},
                 {"math", STD_MATH},      {"stdint", STD_STDINT},    {"stdarg", STD_STDARG},
                 {"va_list", STD_STDARG}, {"stdlib", STD_STDLIB},    {"FILE", STD_STDIO},
                 {"stdio", STD_STDIO}};
    const char *name = loc.file ? base_name(loc.file) : "";
    if (loc.file && ends_with_path(loc.file, "adc/adc.h")) {
        *header = STD_ADC;
        return true;
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strstr(name, parts[i].part)) {
            *header = parts[i].header;
            return true;
        }
    return false;
}

/* The include of the source that brings the file, by way of others; one of the user's own headers where no other does. */
static Item *brought_by(const Scope *s, const char *file, Map *seen)
{
    const StrList *from = map_get(s->p->includers, file);
    Item *own = NULL;
    if (map_get(seen, file))
        return NULL;
    map_put(seen, file, seen);
    for (int i = 0; i < s->p->items.n; i++) {
        Item *include = s->p->items.at[i]->kind == I_INCLUDE && s->p->items.at[i]->file == file ? s->p->items.at[i] : NULL;
        if (include && !scope_is_quoted(include))
            return include;
        own = own ? own : include;
    }
    for (int i = 0; from && i < from->n; i++) {
        Item *include = brought_by(s, from->at[i], seen);
        if (include && !scope_is_quoted(include))
            return include;
        own = own ? own : include;
    }
    return own;
}

static void declared_elsewhere(Scope *s, Loc loc, Item *item)
{
    Item *include = scope_include(s, loc, item);
    Standard header;
    Item *own = include || scope_standard(loc, &header) || !loc.file ? NULL : brought_by(s, loc.file, map_new());
    include = own && scope_is_quoted(own) ? own : include;
    if (include)
        include->needed = true;
    else if (scope_standard(loc, &header))
        s->standard |= 1u << header;
    else if (loc.file)
        s->all_system = true;
}

/* ---- types ---- */

static void enumerators_of(Expr **e, void *data)
{
    Scope *s = data;
    Item *item =
        (*e)->kind == E_INT && (*e)->text ? map_get(s->enumerators, intern((*e)->text)) : NULL;
    if (item) {
        clash_check_enumerator(s, intern((*e)->text), item);
        scope_item(s, item);
    }
    if ((*e)->kind == E_SIZEOF && (*e)->of)
        scope_type(s, (*e)->of);
    if ((*e)->kind == E_CAST && !(*e)->implicit)
        scope_type(s, (*e)->type);
    expr_kids(*e, enumerators_of, s);
}

static void record_types(Scope *s, Record *r)
{
    for (int i = 0; i < r->fields.n; i++)
        scope_type(s, r->fields.at[i]->type);
}

void scope_item(Scope *s, Item *item)
{
    if (item->needed)
        return;
    item->needed = true;
    clash_check(s, item);
    if (!item->in_source)
        declared_elsewhere(s, item->loc, item);
    else if (item->record)
        record_types(s, item->record);
    else if (item->kind == I_TYPEDEF && item->type)
        scope_type(s, item->type);
}

void scope_type(Scope *s, Type *t)
{
    if (!t || map_get(s->types_seen, t))
        return;
    map_put(s->types_seen, t, t);
    Item *item = t->kind == T_RECORD ? t->record->decl : t->decl;
    if (item)
        scope_item(s, item);
    if (t->kind == T_RECORD && !item)
        record_types(s, t->record);
    if (t->kind == T_TYPEDEF && !item)
        s->standard |= 1u << STD_STDDEF; /* size_t, ptrdiff_t */
    else
        scope_type(s, t->to);
    if (t->kind == T_ARRAY && t->count)
        enumerators_of(&t->count, s);
    for (int i = 0; i < t->params.n; i++)
        scope_type(s, t->params.at[i]);
}

/* ---- what is printed ---- */

/* Is its definition printed here? */
static bool is_printed(Scope *s, Fn *f)
{
    if (map_get(s->made, f))
        return f->body != NULL;
    bool there = (f->body || f->text) && f->item && f->item->in_source;
    return there && (f->is_static || s->p->options->standalone);
}

static void add_prototype(Scope *s, Fn *f)
{
    for (int i = 0; i < s->prototypes.n; i++)
        if (s->prototypes.at[i] == f)
            return;
    list_add(&s->prototypes, f);
}

/* ---- variables ---- */

static void refuse_static(Scope *s, Var *v)
{
    const char *what = v->kind == V_STATIC ? "function" : "file";
    diag_error(v->loc, "static-state",
               "'%s' is static and changes: the generated %s cannot share it", v->name, what);
    if (s->p->options->standalone)
        diag_note(v->loc, "make it a parameter, or a variable at file scope");
    else
        diag_note(v->loc,
                  "drop 'static', or let --standalone carry the source in the generated file");
}

static void merge_needs(Scope *s, EmitNeeds *own, Fn *by);

void scope_var(Scope *s, Var *v, Fn *by)
{
    if (map_get(s->globals, v) || (!v->decl && v->kind == V_GLOBAL))
        return;
    bool standalone = s->p->options->standalone;
    if (v->kind == V_STATIC && standalone && !map_get(s->made, by))
        return; /* the primal's own */
    if (v->kind == V_STATIC) {
        map_put(s->globals, v, "");
        if (static_changes(s->p, v))
            refuse_static(s, v);
        return;
    }
    if (!v->decl->in_source) {
        map_put(s->globals, v, "");
        clash_check(s, v->decl);
        declared_elsewhere(s, v->loc, v->decl);
        return;
    }
    scope_type(s, v->type);
    Text t = {0};
    if (!v->is_static && (!standalone || v->is_extern)) {
        text_format(&t, "extern %s;\n", emit_declaration(v));
        map_put(s->globals, v, t.at);
        return;
    }
    if (v->is_static && (v->of_several || (!standalone && !v->once)) && static_changes(s->p, v))
        refuse_static(s, v);
    map_put(s->globals, v, "");
    EmitNeeds *own = needs_new(), *before = emit_needs(own);
    own->names = s->all->names;
    if (v->init)
        enumerators_of(&v->init, s);
    if (v->init || !v->decl->text)
        emit_global(&t, v);
    else
        text_format(&t, "%s\n", v->decl->text);
    emit_needs(before);
    map_put(s->globals, v, t.at);
    merge_needs(s, own, by);
    for (int i = 0; i < own->fns.n; i++)
        if (is_printed(s, own->fns.at[i]) && own->fns.at[i]->is_static)
            add_prototype(s, own->fns.at[i]); /* a table of functions stands before them */
}

/* ---- functions ---- */

/* Known with the functions of math.h, but not declared there. */
static bool is_integer_abs(const char *name)
{
    return strcmp(name, "abs") == 0 || strcmp(name, "labs") == 0 || strcmp(name, "llabs") == 0;
}

/* What a header of the library declares is taken from there, also where the source declares it itself. */
static bool is_library(const Fn *f)
{
    return f->class == F_MATH || f->class == F_ALLOC || f->class == F_FREE || f->class == F_MEMORY;
}

static void declared_function(Scope *s, Fn *f)
{
    if (f->item && f->item->in_source && !is_library(f)) {
        f->item->needed = true;
        scope_type(s, f->type);
        return;
    }
    if (f->loc.file && ends_with_path(f->loc.file, "adc/adc.h")) {
        s->standard |= 1u << STD_ADC;
        return;
    }
    if (!f->item && f->class != F_MATH && strncmp(f->name, "adc_", 4) == 0) {
        s->all->tape = true;
        return;
    }
    switch (f->class) {
    case F_MATH:
        if (fn_header(f) && strcmp(fn_header(f), "adc/special.h") == 0) {
            s->standard |= 1u << STD_SPECIAL;
            break;
        }
        s->standard |= 1u << (is_integer_abs(f->name)                        ? STD_STDLIB
                              : strcmp(fn_header(f), "complex.h") == 0 ? STD_COMPLEX
                                                                       : STD_MATH);
        break;
    case F_ALLOC:
    case F_FREE:
        s->standard |= 1u << STD_STDLIB;
        break;
    case F_MEMORY:
        s->standard |= 1u << STD_STRING;
        break;
    case F_RUNTIME:
        s->all->tape = true;
        break;
    default:
        if (strncmp(f->name, "__builtin_", 10) == 0)
            break;
        if (f->item)
            clash_check(s, f->item);
        if (fn_header(f) && !scope_include(s, f->loc, f->item)) /* by way of a header that need not be included here */
            list_add(&s->headers, fn_header(f));
        else
            declared_elsewhere(s, f->loc, f->item);
    }
}

static void need_called(Scope *s, Fn *f, Fn *by)
{
    if (!is_printed(s, f)) {
        if (!map_get(s->made, f))
            declared_function(s, f);
        return;
    }
    bool in_generated_header = f->exported && s->p->options->header;
    if (in_generated_header)
        return;
    if (map_get(s->state, f) == &visiting && f != by)
        add_prototype(s, f);
    scope_fn(s, f);
}

static void merge_needs(Scope *s, EmitNeeds *own, Fn *by)
{
    EmitNeeds *all = s->all;
    all->null |= own->null;
    all->infinity |= own->infinity;
    all->complex |= own->complex;
    all->atomic |= own->atomic;
    all->tape |= own->tape;
    for (int i = 0; i < own->types.n; i++)
        scope_item(s, own->types.at[i]);
    for (int i = 0; i < own->records.n; i++) {
        if (!map_get(all->seen, own->records.at[i]))
            list_add(&all->records, own->records.at[i]);
        map_put(all->seen, own->records.at[i], own->records.at[i]);
        record_types(s, own->records.at[i]);
    }
    for (int i = 0; i < own->vars.n; i++)
        scope_var(s, own->vars.at[i], by);
    for (int i = 0; i < own->fns.n; i++)
        need_called(s, own->fns.at[i], by);
}

static void enumerators_stmt(Stmt **at, void *data)
{
    stmt_exprs(*at, enumerators_of, data);
    if ((*at)->kind == S_DECL)
        scope_type(data, (*at)->var->type);
    for (int i = 0; i < (*at)->arms.n; i++)
        for (int k = 0; k < (*at)->arms.at[i].lo.n; k++)
            enumerators_of(&(*at)->arms.at[i].lo.at[k], data);
    stmt_kids(*at, enumerators_stmt, data);
}

void scope_fn(Scope *s, Fn *f)
{
    if (map_get(s->state, f))
        return;
    map_put(s->state, f, &visiting);
    if (f->body && f->normal &&
        !map_get(s->made, f)) { /* a copy: what norm added is tidied and named */
        simp_fn(f);
        names_fn(s->p, f);
    }
    Text t = {0};
    EmitNeeds *own = needs_new(), *before = emit_needs(own);
    own->names = s->all->names;
    if (f->body)
        emit_fn(&t, f, false);
    else
        text_format(&t, "%s\n", f->text);
    emit_needs(before);
    scope_type(s, f->type);
    if (f->body)
        enumerators_stmt(&f->body, s);
    merge_needs(s, own, f);
    text_put(&s->functions, "\n");
    text_put_n(&s->functions, t.at, t.n);
    map_put(s->state, f, &done);
}
