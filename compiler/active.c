/* active.c: which memory carries derivatives.

   Takes a function in normal form, its Alias and the pattern of its caller. A cell (flow.h) is varied when it may
   depend on an independent, useful when a dependent may depend on it, active when both. The analysis is flow
   insensitive: it may call too much active (that costs time), never too little. Memory that has no shadow is
   promised by the contract not to overlap memory that has one (SPEC 3.2), so overlap spreads among shadowed memory only. */
#include "active.h"

/* All of a record: marked where something in it is. */
static bool is_whole(Cell *c)
{
    return !c->field || type_element(c->field->type)->kind == T_RECORD;
}

static void mark(Active *a, Bits *set, Cell *c);

static bool is_in_union(const Field *f)
{
    Type *t = type_element(f->type);
    return f->record->is_union || (t->kind == T_RECORD && t->record->is_union);
}

/* Members of one struct, one of them a struct itself, that the other is no part of. */
static bool apart(const Cell *x, const Cell *y)
{
    return x->object == y->object && x->field && y->field && x->field != y->field && !is_in_union(x->field) &&
           !is_in_union(y->field) && !record_has_field(x->field->type, y->field) && !record_has_field(y->field->type, x->field);
}

/* Memory that c is in, or may overlap. Other members of it are not reached from a member. */
static void mark_other(Active *a, Bits *set, Cell *c, Cell *other)
{
    if (!alias_cells_overlap(a->alias, c, other) || apart(c, other))
        return;
    bool around = c->object == other->object && c->field && (!other->field || record_has_field(other->field->type, c->field));
    if ((is_whole(c) && !around) || !is_whole(other) || (c->object->walked && !provided_has_paths(a, c)))
        mark(a, set, other);
    else if (!provided_inactive(a, other))
        a->changed |= bits_set(set, other->id);
}

/* Cells of memory that the caller knows, to which a mark may spread. */
static void find_open(Active *a)
{
    CellList *outside = &a->alias->outside;
    for (; a->opened < outside->n; a->opened++) {
        Cell *c = outside->at[a->opened];
        bool in, out;
        if (provided_inactive(a, c) || !provided_shadow(a, c->object, &in, &out) || provided_off_path(a, c))
            continue;
        Bits *alike = is_whole(c) ? &a->open_wholes : map_get(a->open_fields, c->field);
        if (!alike) {
            alike = NEW(Bits);
            map_put(a->open_fields, c->field, alike);
        }
        bits_set(alike, c->id);
        bits_set(&a->open, c->id);
    }
}

static void mark_open(Active *a, Bits *set, Cell *c, const Bits *open)
{
    for (int i = open ? bits_next_beside(open, set, 0) : -1; i >= 0; i = bits_next_beside(open, set, i + 1))
        if (a->alias->cells.at[i]->object != c->object)
            mark_other(a, set, c, a->alias->cells.at[i]);
}

static void spread_within(Active *a, Bits *set, Spread *s, Cell *c)
{
    CellList *own = &c->object->cells;
    bool all = true;
    if (bits_has(&s->through, own->at[0]->id))
        return;
    for (int i = 0; i < own->n; i++) {
        if (!bits_has(&s->begun, own->at[i]->id))
            mark_other(a, set, c, own->at[i]);
        all = all && bits_has(&s->begun, own->at[i]->id);
    }
    if (all)
        bits_set(&s->through, own->at[0]->id);
}

/* Other objects that c may overlap are memory that the caller knows, as c's is. */
static void spread(Active *a, Bits *set, Spread *s, Cell *c)
{
    spread_within(a, set, s, c);
    if (!alias_is_outside(c->object) || c->object->kind == OB_ANY)
        return;
    find_open(a);
    if (s->opened == a->opened)
        return;
    if (is_whole(c)) {
        mark_open(a, set, c, &a->open);
        if (bits_next_beside(&a->open, set, 0) < 0)
            s->opened = a->opened;
    } else { /* other members are other memory */
        mark_open(a, set, c, map_get(a->open_fields, c->field));
        mark_open(a, set, c, &a->open_wholes);
    }
}

static void mark(Active *a, Bits *set, Cell *c)
{
    Spread *s = set == &a->varied ? &a->varied_spread : &a->useful_spread;
    if (bits_has(&s->begun, c->id) || provided_inactive(a, c))
        return;
    a->changed |= bits_set(set, c->id);
    bits_set(&s->begun, c->id);
    bits_set(set == &a->varied ? &a->varied_itself : &a->useful_itself, c->id);
    list_add(&s->waiting, c);
    for (; !s->busy && s->waiting.n; s->busy = false) {
        s->busy = true;
        spread(a, set, s, s->waiting.at[--s->waiting.n]);
    }
}

void active_mark(Active *a, Bits *set, const Bits *cells)
{
    for_bits(i, cells)
        mark(a, set, a->alias->cells.at[i]);
}

void active_mark_cell(Active *a, Cell *c)
{
    mark(a, &a->varied, c);
    mark(a, &a->useful, c);
}

static bool is_global(const Cell *c)
{
    return c->object->var && c->object->var->kind == V_GLOBAL;
}

/* ---- expressions ---- */

static bool is_differentiable(Type *t)
{
    return type_is_real(t) || type_is_complex(t);
}

typedef void ReadVisit(Active *a, Expr *e, void *data);

/* The operands that the value of e depends on in a differentiable way; an lvalue has none. */
static void operands(Active *a, Expr *e, ReadVisit *visit, void *data)
{
    if (type_is_integer(e->type))
        return;
    switch (e->kind) {
    case E_UNARY:
        if (e->op != O_NOT && e->op != O_BITNOT)
            visit(a, e->a, data);
        return;
    case E_BINARY:
        if (e->op >= O_ADD && e->op <= O_DIV && is_differentiable(e->type) && !e->rounds) {
            visit(a, e->a, data);
            visit(a, e->b, data);
        }
        return;
    case E_COND:
        visit(a, e->b, data);
        visit(a, e->c, data);
        return;
    case E_CAST:
        if ((is_differentiable(e->type) && is_differentiable(e->a->type)) || type_is_record(e->type))
            visit(a, e->a, data);
        return;
    case E_MEMBER:
    case E_COMPOUND:
        visit(a, e->a, data);
        return;
    case E_INIT:
        for (int i = 0; i < e->args.n; i++)
            if (e->args.at[i])
                visit(a, e->args.at[i], data);
        return;
    case E_CALL:
        if (!e->fn || e->fn->class != F_MATH)
            return;
        for (int k = 0; k < e->args.n && k < rule_args(e->fn->rule); k++) {
            Expr *arg = e->args.at[k];
            if (is_differentiable(arg->type) && rule_partial(e->fn->rule, k, e->args.at, e, e->type))
                visit(a, arg, data);
        }
        return;
    default:
        return;
    }
}

static bool is_place(const Expr *e)
{
    return e_is_lvalue(e) && (is_differentiable(e->type) || type_is_record(e->type));
}

/* The cells that the value of real expression e depends on in a differentiable way. */
static void reads_visit(Active *a, Expr *e, void *out)
{
    active_reads(a, e, out);
}

void active_reads(Active *a, Expr *e, Bits *out)
{
    if (is_place(e))
        bits_merge(out, alias_lvalue(a->alias, e));
    else
        operands(a, e, reads_visit, out);
}

/* ---- statements ---- */

/* The reals among the arguments; memory is what alias_call_reads says. */
static void value_args(Active *a, Expr *call, Bits *values)
{
    for (int k = 0; k < call->args.n; k++) {
        Expr *arg = call->args.at[k];
        if (!type_is_pointer(arg->type) && !(type_is_record(arg->type) && e_is_lvalue(arg)) && !call_only_prints(call, k))
            active_reads(a, arg, values);
    }
}

static void result_cells(Active *a, Stmt *s, Bits *out)
{
    if (s->kind == S_DECL)
        bits_merge(out, alias_lvalue(a->alias, e_var(s->var)));
    else if (s->kind == S_ASSIGN)
        bits_merge(out, alias_lvalue(a->alias, s->lhs));
}

bool call_is_inactive(Fn *f)
{
    return f && (f->inactive || f->makes_shadow || f->class == F_INACTIVE || f->class == F_FREE || f->class == F_ALLOC ||
                 f->class == F_RUNTIME);
}

/* Is v anything but what the caller gave? */
static bool is_reassigned(Active *a, Var *v)
{
    for (int i = 0; i < a->statements.n; i++) {
        const Stmt *s = a->statements.at[i];
        if ((s->kind == S_ASSIGN || s->kind == S_POP) && s->lhs->kind == E_VAR && s->lhs->var == v)
            return true;
    }
    return map_get(norm_taken(a->fn->body), v) != NULL;
}

/* The parameter with member paths that the argument hands on; NULL: none. */
static Var *actor_passed_on(Active *a, Expr *arg)
{
    while (arg->kind == E_CAST && arg->implicit)
        arg = arg->a;
    int k = arg->kind == E_VAR && type_is_pointer(arg->type) && a->pattern->actors ? fn_param_index(a->fn, arg->var) : -1;
    Var *actor = k >= 0 ? a->pattern->actors[k] : NULL;
    return actor && !is_reassigned(a, arg->var) ? actor : NULL;
}

/* What the paths from actor lead to, which is e here. */
static void paths_from(Active *a, const Var *actor, Expr *from, Bits *out)
{
    Derived *d = a->pattern->root;
    for (int i = 0; i < d->actors.n; i++) {
        const FieldList *path = &d->actors.at[i].members;
        if (d->actors.at[i].var != actor)
            continue;
        Expr *e = from;
        for (int m = 0; m < path->n; m++)
            e = e_member(type_is_pointer(e->type) || type_is_array(e->type) ? e_deref(e) : e, path->at[m]);
        alias_reach(a->alias, alias_lvalue(a->alias, e), out);
    }
}

static void paths_of_globals(Active *a, Expr *call, Bits *out)
{
    const Effects *effects = effects_of_call(a->alias->program, call);
    for (int i = 0; effects && i < effects->globals.n; i++)
        if (map_get(a->actors, effects->globals.at[i].var))
            paths_from(a, effects->globals.at[i].var, e_var(effects->globals.at[i].var), out);
}

/* The members on paths of the parameters that a call hands on, and of globals: it may read and write them, named here or not. */
static void paths_handed_on(Active *a, Expr *call, Bits *out)
{
    for (int k = 0; k < call->args.n; k++) {
        Var *actor = actor_passed_on(a, call->args.at[k]);
        if (actor)
            paths_from(a, actor, e_deref(call->args.at[k]), out);
    }
    paths_of_globals(a, call, out);
}

/* What a call reads is useful. Members on no path of a parameter that is handed on are looked at in the function called
   (Pattern.beside); what the call gets in another way is not known for such there. */
void active_mark_read(Active *a, Expr *call, const Bits *memory)
{
    Bits other = {0};
    for (int k = 0; k < call->args.n; k++) {
        Expr *arg = call->args.at[k];
        if (type_is_pointer(arg->type) && !actor_passed_on(a, arg))
            alias_reach(a->alias, alias_pointees(a->alias, arg), &other);
    }
    for_bits(i, memory) {
        Cell *c = a->alias->cells.at[i];
        if (!provided_off_path(a, c) || is_global(c) || bits_has(&other, i))
            mark(a, &a->useful, c);
    }
    bits_done(&other);
}

static void call_stmt(Active *a, Stmt *s, Expr *call)
{
    Bits memory = {0}, values = {0}, written = {0}, result = {0};
    Fn *f = call->fn;
    if (call_is_inactive(f))
        return;
    result_cells(a, s, &result);
    if (f && f->class == F_MEMORY) {
        bits_merge(&written, alias_pointees(a->alias, call->args.at[0]));
        if (call->args.n > 1 && type_is_pointer(call->args.at[1]->type))
            bits_merge(&memory, alias_pointees(a->alias, call->args.at[1]));
    } else {
        alias_call_reads(a->alias, call, &memory);
        value_args(a, call, &values);
        bits_merge(&written, alias_call_writes(a->alias, s));
        if (f && f->body) {
            paths_handed_on(a, call, &memory);
            paths_handed_on(a, call, &written);
        }
        if (s->kind != S_EXPR && type_is_record(call->type))
            bits_merge(&written, &result);
        if (type_is_pointer(call->type) || (type_is_record(call->type) && !(f && f->is_view)))
            for_bits(i, &result)
                alias_contents(a->alias, a->alias->cells.at[i], &written);
    }
    bool number = s->kind != S_EXPR && is_differentiable(call->type);
    if (a->one_by_one && flows_told(call)) {
        flows_mark(a, call, &memory, &written, number ? &result : NULL);
    } else {
        if (number)
            bits_merge(&written, &result);
        if (bits_meet(&a->varied, &memory) || bits_meet(&a->varied, &values))
            active_mark(a, &a->varied, &written);
        if (!a->forward_only && bits_meet(&a->useful, &written)) {
            active_mark_read(a, call, &memory);
            active_mark(a, &a->useful, &values);
        }
    }
    bits_done(&memory);
    bits_done(&values);
    bits_done(&written);
    bits_done(&result);
}

typedef struct Link {
    Field *field;
    CellList from;
} Link;

typedef LIST(Link *) LinkList;

/* The cells that a copy of records t reads, by their field; NULL: of the whole. */
static void sources_by_field(Active *a, const Bits *rhs, Type *t, LinkList *out)
{
    Map *known = map_new(); /* Field -> Link */
    Bits seen = {0};
    for_bits(k, rhs) {
        Cell *from = a->alias->cells.at[k];
        bool split = alias_is_split(a->alias, from, t);
        if (!split && !bits_set(&seen, from->object->cells.at[0]->id))
            continue; /* by way of another cell */
        for (int i = 0; i < from->object->cells.n; i++) {
            Cell *c = from->object->cells.at[i];
            const void *key = c->field ? (const void *)c->field : known;
            if (split && is_whole(c) && !(c->field && is_in_union(c->field))) /* its members have cells; those of a union not all */
                continue;
            Link *l = map_get(known, key);
            if (!l) {
                l = NEW(Link);
                l->field = c->field;
                map_put(known, key, l);
                list_add(out, l);
            }
            list_add(&l->from, c);
        }
    }
    bits_done(&seen);
}

/* A copy of records: each field from its own. */
static void copy_fields(Active *a, const Bits *lhs, const Bits *rhs, Type *t)
{
    ObjectList to = {0};
    LinkList links = {0};
    alias_objects(a->alias, lhs, &to);
    sources_by_field(a, rhs, t, &links);
    for (int i = 0; i < links.n; i++) {
        Link *l = links.at[i];
        bool varied = false, useful = false;
        for (int k = 0; k < l->from.n; k++)
            varied |= bits_has(&a->varied, l->from.at[k]->id);
        for (int k = 0; k < to.n; k++) {
            Cell *c = alias_cell(to.at[k], l->field);
            if (!c && l->field && is_in_union(l->field))
                c = alias_cell(to.at[k], NULL);
            useful |= c && bits_has(&a->useful, c->id);
            if (c && varied)
                mark(a, &a->varied, c);
        }
        for (int k = 0; useful && k < l->from.n; k++)
            mark(a, &a->useful, l->from.at[k]);
    }
}

static void transfer(Active *a, const Bits *lhs, Expr *rhs)
{
    Bits reads = {0};
    active_reads(a, rhs, &reads);
    if (type_is_record(rhs->type) && e_is_lvalue(rhs)) {
        copy_fields(a, lhs, &reads, rhs->type);
    } else {
        if (bits_meet(&a->varied, &reads))
            active_mark(a, &a->varied, lhs);
        if (!a->forward_only && bits_meet(&a->useful, lhs))
            active_mark(a, &a->useful, &reads);
    }
    bits_done(&reads);
}

static void list_choice(Expr **e, void *data)
{
    Active *a = data;
    if ((*e)->kind == E_COND && type_is_pointer((*e)->type))
        list_add(&a->choices, *e);
    expr_kids(*e, list_choice, data);
}

static void list_stmt(Stmt **s, void *data)
{
    Active *a = data;
    if (!*s)
        return;
    list_add(&a->statements, *s);
    stmt_exprs(*s, list_choice, data);
    stmt_kids(*s, list_stmt, data);
}

static void active_stmt(Active *a, Stmt *s)
{
    Expr *call = stmt_call(s);
    Bits lhs = {0};
    if (call)
        call_stmt(a, s, call);
    else if (s->kind == S_ASSIGN || (s->kind == S_DECL && s->rhs)) {
        result_cells(a, s, &lhs);
        transfer(a, &lhs, s->rhs);
    } else if (s->kind == S_RETURN && s->rhs && type_has_pointers(s->rhs->type) &&
               (a->pattern->points || a->pattern->returns)) {
        Bits all = {0};
        bool record = type_is_record(s->rhs->type);
        alias_reach(a->alias, record ? alias_lvalue(a->alias, s->rhs) : alias_pointees(a->alias, s->rhs), &all);
        active_mark(a, &a->useful, &all);
        if (a->pattern->points) /* the caller may write it, and reads it */
            active_mark(a, &a->varied, &all);
    } else if (s->kind == S_RETURN && s->rhs && a->pattern->returns) {
        Bits reads = {0};
        active_reads(a, s->rhs, &reads);
        active_mark(a, &a->useful, &reads);
    } else if (s->kind == S_PUSH || s->kind == S_POP) {
        const Bits *tape = alias_tape(a->alias, s->var);
        if (s->kind == S_PUSH && is_differentiable(s->rhs->type))
            transfer(a, tape, s->rhs);
        if (s->kind == S_POP && is_differentiable(s->lhs->type)) {
            if (bits_meet(&a->varied, tape))
                active_mark(a, &a->varied, alias_lvalue(a->alias, s->lhs));
            if (bits_meet(&a->useful, alias_lvalue(a->alias, s->lhs)))
                active_mark(a, &a->useful, tape);
        }
    }
    bits_done(&lhs);
}

static void seed(Active *a)
{
    for (int i = 0; i < a->alias->cells.n; i++) {
        Cell *c = a->alias->cells.at[i];
        bool in, out;
        if (c->object->kind == OB_ALLOC || c->object->kind == OB_ANY || c->object->kind == OB_STRING)
            continue;
        if (!provided_shadow(a, c->object, &in, &out))
            continue;
        bool by_value = c->object->kind == OB_VAR && c->object->var->kind == V_PARAM;
        int k = fn_param_index(a->fn, c->object->var);
        bool beside = k >= 0 ? a->pattern->beside && a->pattern->beside[k] : a->pattern->globals_beside && is_global(c);
        if (in && (beside || provided_path(a, c, true)))
            mark(a, &a->varied, c);
        bool read_later = !a->pattern->top && /* beside the paths: by another function */
                          (k >= 0 ? a->pattern->needed_beside && a->pattern->needed_beside[k] : is_global(c));
        if (out && !by_value && (provided_path(a, c, false) || read_later))
            mark(a, &a->useful, c);
    }
}

bool active_object(Active *a, Object *o)
{
    for (int i = 0; i < o->cells.n; i++)
        if (bits_has(&a->varied, o->cells.at[i]->id) &&
            (a->forward_only || bits_has(&a->useful, o->cells.at[i]->id)))
            return true;
    return false;
}

void active_led_to(Active *a, Expr *arg, Bits *direct, Bits *all)
{
    bool record = type_is_record(arg->type) && e_is_lvalue(arg);
    if (type_is_pointer(arg->type))
        bits_merge(direct, alias_pointees(a->alias, arg));
    if (type_is_pointer(arg->type) || record)
        alias_reach(a->alias, record ? alias_lvalue(a->alias, arg) : direct, all);
}

static bool active_cell(Active *a, int id);

/* Active memory without a shadow, which an analysis of the functions called may yet find not to be active. */
static bool lacks_shadows(Active *a)
{
    bool in, out, told = false;
    for (int i = 0; !told && i < a->statements.n; i++) {
        const Expr *call = stmt_call(a->statements.at[i]);
        told = call && flows_told(call);
    }
    for (int i = 0; told && i < a->alias->cells.n; i++) {
        Cell *c = a->alias->cells.at[i];
        if (c->object->kind != OB_STRING && active_cell(a, i) && !provided_shadow(a, c->object, &in, &out))
            return true;
    }
    return false;
}

static Active *analyse(Fn *f, Pattern *pattern, Alias *alias, bool forward_only, bool one_by_one)
{
    Active *a = NEW(Active);
    a->alias = alias;
    a->pattern = pattern;
    a->fn = f;
    a->forward_only = forward_only;
    a->one_by_one = one_by_one;
    a->pointers = map_new();
    a->answers = map_new();
    a->open_fields = map_new();
    a->changed = true;
    provided_actors(a);
    list_stmt(&f->body, a);
    rounding_find(f);
    for (int known = -1; a->changed || known != alias->cells.n;) {
        if (known != alias->cells.n)
            a->varied_spread = a->useful_spread = (Spread){0}; /* on to the new ones */
        known = alias->cells.n;
        a->changed = false;
        seed(a);
        for (int i = 0; i < a->statements.n; i++)
            active_stmt(a, a->statements.at[i]);
        for (int i = a->statements.n - 1; i >= 0 && a->changed; i--) /* what is useful spreads backwards */
            active_stmt(a, a->statements.at[i]);
        level_pointers(a);
    }
    a->known = alias->cells.n;
    return a;
}

Active *active_one_by_one(Fn *f, Pattern *pattern, Alias *alias)
{
    return analyse(f, pattern, alias, true, true);
}

Active *active_make(Program *p, Fn *f, Pattern *pattern, Alias *alias, bool forward_only)
{
    (void)p;
    Active *a = analyse(f, pattern, alias, forward_only, false);
    return forward_only || !lacks_shadows(a) ? a : analyse(f, pattern, alias, false, true);
}

/* ---- questions ---- */

/* A cell that was made since is as active as its object. */
static bool active_cell(Active *a, int id)
{
    if (id >= a->known)
        return active_object(a, a->alias->cells.at[id]->object);
    return bits_has(&a->varied, id) && (a->forward_only || bits_has(&a->useful, id));
}

static bool active_cells(Active *a, const Bits *cells)
{
    for_bits(i, cells)
        if (active_cell(a, i))
            return true;
    return false;
}

/* Has some of it a shadow? */
static bool shadowed(Active *a, const Bits *cells)
{
    return active_cells(a, cells) || bits_meet(&a->tables, cells);
}

/* Some field of some object with one of the cells. */
bool active_memory(Active *a, Expr *lv)
{
    return active_cells(a, alias_lvalue(a->alias, lv));
}

static bool some_field(Active *a, const Bits *cells)
{
    for_bits(i, cells) {
        CellList *fields = &a->alias->cells.at[i]->object->cells;
        for (int k = 0; k < fields->n; k++)
            if (active_cell(a, fields->at[k]->id))
                return true;
    }
    return false;
}

bool active_lvalue(Active *a, Expr *lv)
{
    if (!type_has_reals(lv->type))
        return false;
    const Bits *cells = alias_lvalue(a->alias, lv);
    if (!type_is_record(lv->type))
        return active_cells(a, cells);
    return some_field(a, cells);
}

static void active_visit(Active *a, Expr *e, void *data)
{
    bool *any = data;
    *any = *any || active_expr(a, e);
}

bool active_tape(Active *a, Var *tape)
{
    return active_cells(a, alias_tape(a->alias, tape));
}

bool active_expr(Active *a, Expr *e)
{
    if (is_place(e))
        return active_cells(a, alias_lvalue(a->alias, e));
    bool *known = map_get(a->answers, e);
    if (!known) {
        known = NEW(bool);
        operands(a, e, active_visit, known);
        map_put(a->answers, e, known);
    }
    return *known;
}

bool active_pointer(Active *a, Expr *e)
{
    Bits all = {0};
    if (provided_nowhere(a, e))
        return false;
    alias_reach(a->alias, alias_pointees(a->alias, e), &all);
    return shadowed(a, &all);
}

/* Not active, but the caller gave a shadow of all that p points to. */
bool active_given_shadow(Active *a, Expr *p)
{
    const Bits *to = alias_pointees(a->alias, p);
    bool in, out;
    for_bits(i, to) {
        Cell *c = a->alias->cells.at[i];
        if (!alias_is_outside(c->object) || !provided_shadow(a, c->object, &in, &out) || provided_off_path(a, c) || provided_inactive(a, c))
            return false;
    }
    return true;
}

bool active_var(Active *a, Var *v)
{
    void *known = map_get(a->pointers, v);
    if (known)
        return *(bool *)known;
    bool *answer = NEW(bool);
    if (!type_is_real(v->type) && !type_is_integer(v->type)) {
        Bits all = {0};
        Expr *e = e_var(v);
        alias_reach(a->alias, alias_lvalue(a->alias, e), &all);
        *answer = (var_is_table(v) ? active_cells(a, &all) : shadowed(a, &all)) || some_field(a, alias_lvalue(a->alias, e));
    } else {
        *answer = active_lvalue(a, e_var(v));
    }
    map_put(a->pointers, v, answer);
    return *answer;
}

/* Also of a function that is not visible. */
static const Effects *globals_of_call(Active *a, Expr *call)
{
    const Effects *effects = effects_of_call(a->alias->program, call);
    return effects ? effects : effects_of_unseen(a->alias->program, call);
}

/* Derivatives flow through globals that the function called uses. What one that is not visible only reads matters where
   something comes out: active_varies. */
static bool uses_active_globals(Active *a, Expr *call)
{
    bool unseen = effects_of_unseen(a->alias->program, call) != NULL;
    const Effects *effects = globals_of_call(a, call);
    if (effects) {
        Bits from = {0}, all = {0};
        for (int i = 0; i < effects->globals.n; i++) {
            const GlobalUse *g = &effects->globals.at[i];
            if (!unseen || g->writes || g->writes_to || g->writes_deep)
                bits_merge(&from, alias_lvalue(a->alias, e_var(g->var)));
        }
        alias_reach(a->alias, &from, &all);
        paths_of_globals(a, call, &all);
        if (active_cells(a, &all))
            return true;
    }
    return false;
}

/* A struct is varied, or useful, where a member on a path is; that it is so as a whole is what spreads to the others. */
static bool marked_beside(Active *a, Expr *arg, const Bits *itself)
{
    Bits all = {0};
    alias_reach(a->alias, alias_pointees(a->alias, arg), &all);
    for_bits(i, &all) {
        const CellList *cells = &a->alias->cells.at[i]->object->cells;
        for (int k = 0; k < cells->n; k++)
            if (bits_has(itself, cells->at[k]->id) && provided_off_path(a, cells->at[k]))
                return true;
    }
    return false;
}

/* Of a global with member paths that the call may read. */
static bool globals_varied_beside(Active *a, Expr *call)
{
    const Effects *effects = globals_of_call(a, call);
    for (int i = 0; effects && i < effects->globals.n; i++) {
        Var *v = effects->globals.at[i].var;
        for (int k = 0; map_get(a->actors, v) && k < a->alias->cells.n; k++) {
            Cell *c = a->alias->cells.at[k];
            if (c->object->var == v && bits_has(&a->varied_itself, k) && provided_off_path(a, c))
                return true;
        }
    }
    return false;
}

static bool is_shared_by_name(Active *a, const Bits *cells)
{
    for_bits(i, cells) {
        const Object *o = a->alias->cells.at[i]->object;
        if (o->kind == OB_ANY || (o->kind == OB_VAR && (o->var->kind == V_GLOBAL || o->var->kind == V_STATIC) && !var_is_table(o->var)))
            return true;
    }
    return false;
}

/* Where the caller's pointers lead to memory apart (noalias), those of a call may still lead to the same: f(y, y). */
static bool arguments_apart(Active *a, Expr *call)
{
    for (int i = 0; i < call->args.n; i++) {
        Bits direct = {0}, all = {0}, behind = {0};
        active_led_to(a, call->args.at[i], &direct, &all);
        for_bits(c, &direct) {
            CellList *cells = &a->alias->cells.at[c]->object->cells;
            for (int m = 0; m < cells->n; m++)
                alias_reach_contents(a->alias, cells->at[m], &behind);
        }
        if (is_shared_by_name(a, &direct) || alias_sets_overlap(a->alias, &direct, &behind))
            return false;
        for (int k = 0; k < call->args.n; k++) {
            Bits other = {0}, others = {0};
            if (k != i)
                active_led_to(a, call->args.at[k], &other, &others);
            if (alias_sets_overlap(a->alias, &direct, &others))
                return false;
        }
    }
    return true;
}

/* Where a call has no memory for what it may write, its function is made with a shadow for it all the same: it tests
   for null before it writes. */
void active_shadows_of_null(Active *a, const Expr *call, Pattern *p)
{
    bool any = p->globals || p->points || p->returns;
    for (int k = 0; k < call->args.n; k++)
        any |= p->in[k];
    for (int k = 0; any && call->fn && k < call->args.n && k < call->fn->params.n; k++) {
        Type *t = call->fn->params.at[k]->type;
        Type *to = type_is_pointer(t) ? type_plain(type_plain(t)->to) : NULL;
        bool reaches = to && (type_reaches_reals(t) || (to->kind == T_RECORD && type_has_pointers(to))); /* by its void *, perhaps */
        if (reaches && !alias_pointees(a->alias, call->args.at[k])->n && !(to->quals & Q_CONST))
            p->in[k] = p->out[k] = true;
    }
}

bool active_varies(Active *a, Expr *call)
{
    Bits memory = {0}, values = {0};
    alias_call_reads(a->alias, call, &memory);
    value_args(a, call, &values);
    bool varies = bits_meet(&a->varied, &memory) || bits_meet(&a->varied, &values);
    bits_done(&memory);
    bits_done(&values);
    return varies;
}

Pattern *active_call(Active *a, Stmt *s)
{
    Expr *call = stmt_call(s);
    Pattern *p = NEW(Pattern);
    p->fn = call->fn;
    p->root = a->pattern->root;
    p->noalias = a->pattern->noalias && arguments_apart(a, call);
    size_t n = (size_t)call->args.n + 1;
    p->in = arena_alloc(n);
    p->out = arena_alloc(n);
    p->actors = arena_alloc(n * sizeof(Var *));
    p->beside = arena_alloc(n);
    p->needed_beside = arena_alloc(n);
    p->bare = arena_alloc(n * sizeof *p->bare);
    for (int k = 0; k < call->args.n; k++) {
        Expr *arg = call->args.at[k];
        if (call_only_prints(call, k))
            continue;
        p->actors[k] = actor_passed_on(a, arg);
        p->beside[k] = p->actors[k] && marked_beside(a, arg, &a->varied_itself);
        p->needed_beside[k] = p->actors[k] && marked_beside(a, arg, &a->useful_itself);
        if (type_is_pointer(arg->type))
            p->in[k] = p->out[k] = active_pointer(a, arg);
        else if (type_is_record(arg->type) && e_is_lvalue(arg)) {
            Bits all = {0};
            alias_reach(a->alias, alias_lvalue(a->alias, arg), &all);
            p->in[k] = p->out[k] = shadowed(a, &all) || active_lvalue(a, arg);
        } else
            p->in[k] = active_expr(a, arg);
        if (p->out[k])
            bare_find(a, arg, &p->bare[k]);
    }
    p->globals = uses_active_globals(a, call);
    p->globals_beside = globals_varied_beside(a, call);
    Bits result = {0};
    result_cells(a, s, &result);
    if (type_is_pointer(call->type))
        p->points = s->kind == S_DECL ? active_var(a, s->var) : s->kind == S_ASSIGN && active_pointer(a, s->lhs);
    if (is_differentiable(call->type))
        p->returns = active_cells(a, &result);
    else if (type_is_record(call->type) && s->kind != S_EXPR) {
        Expr *lhs = s->kind == S_DECL ? e_var(s->var) : s->lhs;
        p->points = type_has_pointers(call->type) && active_pointer(a, e_addr(lhs));
        p->returns = active_lvalue(a, lhs);
    }
    active_shadows_of_null(a, call, p);
    return p;
}

/* ---- what has no shadow ---- */

bool active_lacks_shadow(Active *a, const Var *param)
{
    bool in, out;
    for (int i = 0; i < a->alias->cells.n; i++) {
        Object *o = a->alias->cells.at[i]->object;
        if (o->kind != OB_VAR && o->var == param && active_cell(a, i) && !provided_shadow(a, o, &in, &out))
            return true;
    }
    return false;
}

static void refuse(Active *a, Cell *c)
{
    Var *v = c->object->var;
    Loc loc = v && v->loc.line ? v->loc : a->fn->loc;
    if (c->object->kind == OB_ANY) {
        diag_error(a->fn->loc, "unknown-memory",
                   "'%s' moves active values through memory that can't be told", a->fn->name);
        diag_note(a->fn->loc, "a pointer made from an integer, or from a function whose body is not visible");
    } else if (v->kind == V_PARAM) {
        diag_error(loc, "active-parameter",
                   "'%s' carries active intermediate values but has no shadow", v->name);
        diag_note(loc, "name it in wrt() or of(), or declare it inactive(%s)", v->name);
    } else if (v->kind == V_STATIC) {
        diag_error(loc, "active-static", "function static '%s' carries active values", v->name);
        diag_note(loc, "make it a parameter, or ADC_INACTIVE if no derivative shall flow through it");
    } else {
        diag_error(loc, "active-global",
                   "global '%s' carries active intermediate values but has no shadow", v->name);
        diag_note(loc, v->is_static ? "make it a local, or drop 'static' and name it in wrt() or of(), or mark it ADC_INACTIVE"
                                    : "name it in wrt() or of(), or mark it ADC_INACTIVE");
    }
}

static void refuse_member(Cell *c, Expr *call, Loc loc)
{
    Var *v = c->object->var;
    Field *f = c->field ? c->field : c->object->field;
    Loc at = v->loc.line ? v->loc : loc;
    if (call)
        diag_error(loc.line ? loc : v->loc, "active-member", "all of '%s' goes to '%s', and its member '%s' has no shadow",
                   v->name, call->fn ? call->fn->name : "a function", f->name);
    else
        diag_error(at, "active-member", "member '%s' of '%s' carries active intermediate values but has no shadow",
                   f->name, v->name);
    diag_note(at, "name it in wrt() or of() too, or all of '%s'", v->name);
}

/* Reals in a member on no path of the request, or behind it, where others of its parameter are on one. */
static bool left_out(Active *a, Cell *c)
{
    Field *f = c->field ? c->field : c->object->field;
    Type *t = f ? type_plain(f->type) : NULL;
    while (t && (t->kind == T_ARRAY || (t->kind == T_POINTER && !c->field)))
        t = type_plain(t->to);
    return t && is_differentiable(t) && provided_off_path(a, c) && !provided_inactive(a, c);
}

/* A member of what a function is given that leads to active memory leads to no other. */
static bool check_members(Active *a, Stmt *s, Expr *arg)
{
    Bits to = {0};
    const Cell *without = NULL;
    if (active_pointer(a, type_is_pointer(arg->type) ? arg : e_addr(arg)))
        bare_others(a, arg, &to);
    for_bits(i, &to) {
        Cell *c = a->alias->cells.at[i];
        bool in, out;
        bool memory = alias_is_outside(c->object) && c->object->kind != OB_ANY && !provided_shadow(a, c->object, &in, &out);
        if (memory && !provided_inactive(a, c) && !active_object(a, c->object))
            without = c;
    }
    bits_done(&to);
    if (without) {
        diag_error(s->loc, "mixed-pointer", "a member of what this call is given points to active memory at times and at times to "
                                            "that of '%s', which has no shadow", without->object->var->name);
        diag_note(s->loc, "name '%s' in wrt() or of(), or use two members", without->object->var->name);
    }
    return !without;
}

/* memmove(m->v + 1, m->v, n) touches the array m->v, and nothing else of *m. */
static bool is_within_array(const Expr *call, Expr *arg)
{
    Expr *at = type_is_pointer(arg->type) ? e_uncast(arg) : arg;
    while (at->kind == E_BINARY && type_is_pointer(at->type))
        at = type_is_pointer(at->a->type) ? at->a : at->b;
    return call->fn && call->fn->class == F_MEMORY && at->kind == E_DECAY && at->a->kind == E_MEMBER &&
           type_is_real(type_element(at->a->type));
}

/* A function called knows of member paths where the parameter itself is handed on. Of anything else, all it is given
   has a shadow, or nothing. */
static bool check_call(Active *a, Stmt *s, Expr *call)
{
    Bits memory = {0};
    if (call_is_inactive(call->fn))
        return true;
    for (int k = 0; k < call->args.n; k++) {
        Expr *arg = call->args.at[k];
        bool told = call->fn && call->fn->body && call->fn->class == F_USER && actor_passed_on(a, arg);
        if (call_only_prints(call, k))
            continue;
        if (is_within_array(call, arg)) {
            const Bits *array = alias_pointees(a->alias, arg);
            for_bits(i, array)
                if (active_cells(a, array) && left_out(a, a->alias->cells.at[i])) {
                    refuse_member(a->alias->cells.at[i], call, s->loc);
                    return false;
                }
            continue;
        }
        if (type_is_pointer(arg->type) && !told)
            alias_reach(a->alias, alias_pointees(a->alias, arg), &memory);
        else if (type_is_record(arg->type) && e_is_lvalue(arg))
            alias_reach(a->alias, alias_lvalue(a->alias, arg), &memory);
        bool record = type_is_record(arg->type) && e_is_lvalue(arg);
        if ((type_is_pointer(arg->type) || record) && call->fn && call->fn->class == F_USER && !check_members(a, s, arg))
            return false;
    }
    bool active = active_cells(a, &memory);
    for_bits(i, &memory) {
        CellList *cells = &a->alias->cells.at[i]->object->cells;
        for (int k = 0; active && k < cells->n; k++)
            if (left_out(a, cells->at[k])) {
                refuse_member(cells->at[k], call, s->loc);
                return false;
            }
    }
    return true;
}

/* An active value is stored in such a member, and nowhere else. */
static Cell *stored_in_left_out(Active *a, Stmt *s)
{
    Cell *found = NULL;
    if (s->kind != S_ASSIGN || !active_lvalue(a, s->lhs))
        return NULL;
    const Bits *cells = alias_lvalue(a->alias, s->lhs);
    for_bits(i, cells) {
        found = a->alias->cells.at[i];
        if (!left_out(a, found))
            return NULL;
    }
    return found;
}

/* A global that only functions use which adc does not see: they are refused where they are called. */
static bool is_only_unseen(Active *a, const Cell *c)
{
    const Effects *effects = is_global(c) ? effects_of(a->alias->program, a->fn) : NULL;
    for (int i = 0; effects && i < effects->globals.n; i++)
        if (effects->globals.at[i].var == c->object->var)
            return !effects->globals.at[i].named;
    return false;
}

void active_check(Active *a)
{
    for (int i = 0; i < a->statements.n; i++) {
        Stmt *s = a->statements.at[i];
        Expr *call = stmt_call(s);
        Cell *c = stored_in_left_out(a, s);
        if (call && !check_call(a, s, call))
            break;
        if (c) {
            refuse_member(c, NULL, (Loc){0});
            break; /* one of them is enough */
        }
    }
    for (int i = 0; i < a->alias->cells.n; i++) {
        Cell *c = a->alias->cells.at[i];
        bool in, out;
        if (c->object->kind == OB_STRING || !active_cell(a, i))
            continue;
        if (!provided_shadow(a, c->object, &in, &out)) {
            if (!is_only_unseen(a, c))
                refuse(a, c);
        } else if (!a->pattern->top && left_out(a, c)) /* the caller put something active there */
            refuse_member(c, NULL, a->fn->loc);
    }
}
