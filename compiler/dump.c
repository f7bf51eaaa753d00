/* dump.c: prints the program after a pass, for --dump. `identity` is the whole source file as the
   normalised functions are, fit to be compiled in place of the original; the other passes print the
   functions they leave. */
#include "output.h"

#include <string.h>

static bool is_type(const Item *item)
{
    return item->kind == I_RECORD || item->kind == I_ENUM || item->kind == I_TYPEDEF;
}

static bool is_directive(const Item *item)
{
    return item->kind == I_INCLUDE || item->kind == I_MACRO || item->kind == I_UNDEF;
}

/* Bodies have their macros expanded: those behind the last include are not needed. */
static int last_include(Program *p)
{
    int last = -1;
    for (int i = 0; i < p->items.n; i++)
        if (p->items.at[i]->kind == I_INCLUDE)
            last = i;
    return last;
}

static void put_head(Program *p, Text *t)
{
    int last = last_include(p);
    for (int i = 0; i < p->items.n; i++) {
        Item *item = p->items.at[i];
        bool directive = is_directive(item) && i <= last;
        if (item->in_source && item->text && (directive || is_type(item)))
            text_format(t, "%s\n", item->text);
    }
}

/* In any order may be used what is declared first. */
static void put_declarations(Program *p, Text *t)
{
    for (int i = 0; i < p->items.n; i++) {
        Item *item = p->items.at[i];
        if (!item->in_source)
            continue;
        if (item->kind == I_ASSERT)
            text_format(t, "%s\n", item->text);
        else if (item->kind == I_VAR && !item->var->is_static)
            text_format(t, "extern %s;\n", emit_declaration(item->var));
        else if (item->kind == I_FN && (item->fn->body || !item->fn->is_static) &&
                 strcmp(item->fn->name, "main") != 0)
            emit_prototype(t, item->fn, true);
    }
}

static void put_definitions(Program *p, Text *t)
{
    for (int i = 0; i < p->items.n; i++) {
        Item *item = p->items.at[i];
        if (!item->in_source)
            continue;
        bool defines = (item->kind == I_VAR && !item->var->is_extern) ||
                       (item->kind == I_FN && (item->fn->body || item->fn->text));
        if (!defines)
            continue;
        text_put(t, "\n");
        if (item->kind == I_VAR) {
            if (item->var->init || !item->text)
                emit_global(t, item->var);
            else
                text_format(t, "%s\n", item->text);
        } else if (item->fn->body) {
            emit_fn(t, item->fn, false);
        } else {
            text_format(t, "%s\n", item->fn->text);
        }
    }
}

/* What norm added has no unique names yet. */
static void name_normal(Program *p)
{
    for (int i = 0; i < p->fns.n; i++)
        if (p->fns.at[i]->body && p->fns.at[i]->normal)
            names_fn(p, p->fns.at[i]);
}

static void dump_identity(Program *p)
{
    name_normal(p);
    output_settle_macros(p);
    Text head = {0}, undefs = {0}, rest = {0};
    EmitNeeds *needs = needs_new(), *before = emit_needs(needs);
    put_head(p, &head);
    put_declarations(p, &rest);
    put_definitions(p, &rest);
    emit_needs(before);
    if (needs->complex)
        text_put(&head, "#include <complex.h>\n");
    if (needs->infinity)
        text_put(&head, "#include <math.h>\n");
    if (needs->null)
        text_put(&head, "#include <stddef.h>\n");
    output_undefs(p, needs, &undefs);
    fputs(head.at ? head.at : "", stdout);
    fputs(undefs.at ? undefs.at : "", stdout);
    fputs(rest.at ? rest.at : "", stdout);
}

static void dump_fn(Fn *f, bool *first)
{
    if (!f->body)
        return;
    Text t = {0};
    emit_fn(&t, f, false);
    printf("%s%s", *first ? "" : "\n", t.at);
    *first = false;
}

void dump_program(Program *p, const char *pass)
{
    bool first = true;
    if (strcmp(pass, "identity") == 0) {
        dump_identity(p);
    } else if (strcmp(pass, "plan") == 0) {
        planned_print();
    } else if (strcmp(pass, "front") == 0 || strcmp(pass, "norm") == 0) {
        name_normal(p);
        for (int i = 0; i < p->fns.n; i++)
            if (!p->fns.at[i]->in_system_header)
                dump_fn(p->fns.at[i], &first);
    } else {
        for (int i = 0; i < p->helpers.n; i++)
            dump_fn(p->helpers.at[i], &first);
        for (int i = 0; i < p->derived.n; i++)
            dump_fn(p->derived.at[i]->fn, &first);
    }
}
