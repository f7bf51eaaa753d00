/* output_clash.c: names that mean one thing in one of several source files and another in the next: types, enumerators,
   and what headers that depend on macros declare. The output is one file, where each name has one meaning: takes what it
   needs, refuses where that is two of a kind or what the header it includes may declare otherwise. */
#include "output.h"

#include <string.h>

/* Tags have names of their own. */
static const char *name_in_scope(const Item *item)
{
    if (!item->name)
        return NULL;
    bool tag = item->kind == I_RECORD || (item->kind == I_ENUM && item->type && strncmp(item->type->name, "enum ", 5) == 0);
    return tag ? intern(format("tag %s", item->name)) : intern(item->name);
}

static void note_name(Scope *s, const char *name, Item *item)
{
    Item *first = map_get(s->first_of, name);
    if (!first)
        map_put(s->first_of, name, item);
    else if (first != item)
        map_put(s->clashes, name, first);
}

void clash_note(Scope *s, Item *item)
{
    bool declares = item->kind == I_RECORD || item->kind == I_ENUM || item->kind == I_TYPEDEF ||
                    (item->kind == I_VAR && !item->in_source) || (item->kind == I_FN && !item->in_source);
    const char *name = declares ? name_in_scope(item) : NULL;
    if (name)
        note_name(s, name, item);
    for (int k = 0; k < item->enumerators.n; k++)
        note_name(s, intern(item->enumerators.at[k]), item);
}

static void refuse(Scope *s, const char *name, const Item *item, const Item *other)
{
    const char *plain = strncmp(name, "tag ", 4) ? name : name + 4;
    if (map_get(s->refused, name))
        return;
    map_put(s->refused, name, s);
    diag_error(item->loc, "several-meanings", "'%s' is not the same in all the files given together", plain);
    if (other->loc.line == item->loc.line && other->loc.file == item->loc.file)
        diag_note(item->loc, "macros or what else stands before make it different things");
    else
        diag_note(other->loc, "it is declared here, too");
    diag_note(item->loc, "give it two names, or run adc on each file by itself");
}

/* Of what the output repeats itself, one may be there. */
static void check(Scope *s, const char *name, Item *item)
{
    Item *other = map_get(s->clashes, name);
    if (!other)
        return;
    Item *used = map_get(s->used_of, name);
    if (!item->in_source)
        refuse(s, name, item, other);
    else if (!used)
        map_put(s->used_of, name, item);
    else if (used != item)
        refuse(s, name, item, used);
}

void clash_check(Scope *s, Item *item)
{
    const char *name = name_in_scope(item);
    if (name)
        check(s, name, item);
    for (int k = 0; k < item->enumerators.n; k++)
        check(s, intern(item->enumerators.at[k]), item);
}

/* The constant is printed by its name, which does not tell which one it is. */
void clash_check_enumerator(Scope *s, const char *name, Item *item)
{
    Item *other = map_get(s->clashes, name);
    if (other)
        refuse(s, name, item, other);
}
