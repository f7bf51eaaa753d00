/* level.c: what has a shadow because something beside it has.

   A pointer that may lead to active memory has a shadow, and then so has whatever else it may lead to. Memory of the
   function's own becomes active. A table (var_is_table) has one of its own, a local of the function made, where it is
   reached beside active memory: const double *w = own ? x : table. It starts as zeros; since nobody writes the table,
   nobody reads what is added to it. */
#include "active.h"

#define LARGEST_TABLE 65536 /* bytes: its shadow is on the stack */

static bool holds_unions(Type *t)
{
    t = type_element(t);
    for (int i = 0; t->kind == T_RECORD && !t->record->is_union && i < t->record->fields.n; i++)
        if (holds_unions(t->record->fields.at[i]->type))
            return true;
    return t->kind == T_RECORD && t->record->is_union;
}

/* Where its address is stored outside or returned the shadow would be used when the function made has returned. */
static void find_tables(Active *a, Bits *tables)
{
    Bits kept = {0};
    bits_merge(&kept, &a->alias->stored_outside);
    for (int i = 0; i < a->statements.n; i++) {
        Expr *e = a->statements.at[i]->kind == S_RETURN ? a->statements.at[i]->rhs : NULL;
        if (e && type_is_pointer(e->type))
            alias_reach(a->alias, alias_pointees(a->alias, e), &kept);
        else if (e && type_is_record(e->type) && e_is_lvalue(e))
            alias_reach(a->alias, alias_lvalue(a->alias, e), &kept);
    }
    for (int i = 0; i < a->alias->cells.n; i++) {
        const Object *o = a->alias->cells.at[i]->object;
        if (o->kind != OB_VAR || !var_is_table(o->var) || map_get(a->actors, o->var) || !type_has_reals(o->var->type) || holds_unions(o->var->type))
            continue;
        long long bytes = type_bytes(o->var->type);
        if (bytes > 0 && bytes <= LARGEST_TABLE && !bits_has(&kept, o->cells.at[0]->id))
            bits_set(tables, i);
    }
    bits_done(&kept);
}

void level_tables(Active *a, VarList *out)
{
    for_bits(i, &a->tables) {
        const Object *o = a->alias->cells.at[i]->object;
        if (a->alias->cells.at[i] == o->cells.at[0])
            list_add(out, o->var);
    }
}

/* What a call is given by one argument has a shadow, or nothing, but for what is behind bare members: the function called
   follows links as far as they go. What some memory asks for is added once (levelled), for all arguments that lead to it. */
static void level_arguments(Active *a, Expr *call, const Bits *active, const Bits *own, Map *levelled, Bits *with_shadows)
{
    bool copies = call->fn && call->fn->class == F_MEMORY; /* the addresses, as an assignment does */
    for (int k = 0; !copies && !call_is_inactive(call->fn) && k < call->args.n; k++) {
        Bits direct = {0}, all = {0};
        active_led_to(a, call->args.at[k], &direct, &all);
        if (bits_meet(&all, own) && bits_meet(&all, active)) {
            BitsEntry *e = bits_entry(levelled, &all);
            bits_merge(with_shadows, &direct);
            if (e->cells != a->alias->cells.n)
                bare_others(a, call->args.at[k], with_shadows);
            e->cells = a->alias->cells.n;
        }
        bits_done(&direct);
        bits_done(&all);
    }
}

/* So have two arguments that the function called does not tell apart. */
static void level_mixed(Active *a, Expr *call, const Bits *active, const Bits *own, Bits *with_shadows)
{
    for (int k = 0; flows_told(call) && k < call->args.n; k++)
        for (int m = 0; m < k; m++)
            if (type_is_pointer(call->args.at[k]->type) && type_is_pointer(call->args.at[m]->type) &&
                arguments_mix(call->fn, k, m)) {
                Bits both = {0};
                bits_merge(&both, alias_pointees(a->alias, call->args.at[k]));
                bits_merge(&both, alias_pointees(a->alias, call->args.at[m]));
                if (bits_meet(&both, own) && bits_meet(&both, active))
                    bits_merge(with_shadows, &both);
                bits_done(&both);
            }
}

/* A pointer that may point to active memory has a shadow, and then so has whatever else it may point to. Pointers in
   memory, those that are chosen and used at once, *(c ? p : &x), and what calls are given. */
void level_pointers(Active *a)
{
    CellList *cells = &a->alias->cells;
    Bits active = {0}, own = {0}, tables = {0}, with_shadows = {0};
    for (int i = 0; i < cells->n; i++)
        alias_follow(a->alias, cells->at[i]); /* what only pointers lead to has a shadow, too, that pointers are set to */
    for (int i = 0; i < cells->n; i++) {
        Object *o = cells->at[i]->object;
        if (cells->at[i] == o->cells.at[0] && active_object(a, o))
            for (int m = 0; m < o->cells.n; m++)
                bits_set(&active, o->cells.at[m]->id);
        if (o->kind == OB_ALLOC || (o->kind == OB_VAR && o->var->kind == V_LOCAL))
            bits_set(&own, i);
    }
    find_tables(a, &tables);
    bits_merge(&own, &tables);
    bits_merge(&active, &a->tables);
    bool outside = bits_meet(&a->alias->stored_outside, &own); /* else nothing there points to own memory */
    for (int i = 0; own.n && i < cells->n + a->choices.n; i++) {
        if (i < cells->n && !outside && alias_is_outside(cells->at[i]->object))
            continue;
        Bits to = {0};
        if (i < cells->n)
            alias_contents(a->alias, cells->at[i], &to);
        else
            bits_merge(&to, alias_pointees(a->alias, a->choices.at[i - cells->n]));
        if (bits_meet(&to, &own) && bits_meet(&to, &active))
            bits_merge(&with_shadows, &to);
        bits_done(&to);
    }
    Map *levelled = map_new();
    for (int i = 0; own.n && i < a->statements.n; i++) {
        Expr *call = stmt_call(a->statements.at[i]);
        if (call) {
            level_arguments(a, call, &active, &own, levelled, &with_shadows);
            level_mixed(a, call, &active, &own, &with_shadows);
        }
    }
    for_bits(k, &with_shadows) {
        const CellList *of = &cells->at[k]->object->cells;
        bool table = bits_has(&tables, k);
        for (int m = 0; bits_has(&own, k) && m < of->n; m++)
            if (table)
                a->changed |= bits_set(&a->tables, of->at[m]->id);
            else
                active_mark_cell(a, of->at[m]);
    }
    bits_done(&active);
    bits_done(&own);
    bits_done(&tables);
    bits_done(&with_shadows);
}
