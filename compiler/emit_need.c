/* emit_need.c: takes what the printers report while they print, leaves lists of the functions,
   variables and types that the printed text mentions, so that output.c can declare exactly these.
 */
#include "emit.h"

#include <string.h>

static EmitNeeds *needs; /* NULL: nobody wants to know */

EmitNeeds *emit_needs(EmitNeeds *into)
{
    EmitNeeds *before = needs;
    needs = into;
    return before;
}

EmitNeeds *needs_new(void)
{
    EmitNeeds *n = NEW(EmitNeeds);
    n->seen = map_new();
    n->names = map_new();
    return n;
}

static bool is_new(void *what)
{
    if (map_get(needs->seen, what))
        return false;
    map_put(needs->seen, what, what);
    return true;
}

void need_fn(Fn *f)
{
    if (needs && is_new(f))
        list_add(&needs->fns, f);
    if (f->rule && strcmp(fn_header(f), "complex.h") == 0)
        need_complex();
}

void need_var(Var *v)
{
    if (needs && (v->kind == V_GLOBAL || v->kind == V_STATIC) && is_new(v))
        list_add(&needs->vars, v);
}

void need_type(Type *t)
{
    if (!needs || !t)
        return;
    Item *item = t->kind == T_RECORD ? t->record->decl : t->decl;
    if (item && is_new(item))
        list_add(&needs->types, item);
    if (t->kind == T_RECORD && !item && is_new(t->record))
        list_add(&needs->records, t->record);
    if (t->kind == T_OPAQUE && strcmp(t->name, "adc_tape") == 0)
        needs->tape = true;
    if (t->name)
        need_name(t->name);
}

void need_complete(Record *r)
{
    if (needs && r->tag && r->decl && is_new(r->decl))
        list_add(&needs->types, r->decl);
}

void need_name(const char *name)
{
    if (needs && name)
        map_put(needs->names, intern(name), (void *)name);
}

void need_null(void)
{
    if (needs)
        needs->null = true;
}

void need_infinity(void)
{
    if (needs)
        needs->infinity = true;
}

void need_complex(void)
{
    if (needs)
        needs->complex = true;
}

void need_tape(void)
{
    if (needs)
        needs->tape = true;
}

void need_atomic(void)
{
    if (needs)
        needs->atomic = true;
}
