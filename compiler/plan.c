/* plan.c: the heart of the reverse mode. For each value that the reverse sweep needs, one decision:

   still there  nothing that may write it runs after the moment it is needed from: read it again;
   recompute    a variable whose assignment reads only what is still there: assign it again;
   keep         store it: in a local outside loops, in an array indexed by the counters where trip counts are known,
                on the tape otherwise; a whole array at once where an inner loop reads it and does not write it;
   rerun        a loop's iteration runs again from the state it started from (rerun_loop.c).

   Of the primal's memory the reverse sweep writes only scratch arrays of loops that run again, which are not there any
   more for anything before them: "still there" is a property of the forward sweep alone. Everything is decided within the innermost region (adjoint.h). */
#include "adjoint.h"

#include <string.h>

/* ---- still there ---- */

static bool declared_outside_region(Adjoint *a, Var *v)
{
    Stmt *d = map_get(a->declared, v);
    return !d || !plan_in_region(a, d);
}

/* A local that the reverse half can name: of the region's own block. A half of its own gets parameters as they
   were at the call, whatever the forward half made of them. */
bool plan_in_scope(Adjoint *a, Var *v)
{
    if (v->kind == V_PARAM && a->halves) {
        const StmtList *writes = map_get(a->writes, v);
        return !writes || writes->n == 0;
    }
    if (v->kind == V_PARAM || v->kind == V_GLOBAL || v->kind == V_STATIC)
        return true;
    if (a->halves)
        return false;
    Stmt *d = map_get(a->declared, v);
    return declared_outside_region(a, v) || info(d)->parent == a->region->block || map_get(a->longer, v);
}

/* Is the place, or what it is a part of, a variable that the reverse half cannot name? */
static bool in_hidden(Adjoint *a, Expr *place)
{
    while (place->kind == E_MEMBER || (place->kind == E_INDEX && place->a->kind == E_DECAY))
        place = place->kind == E_INDEX ? place->a->a : place->a;
    return place->kind == E_VAR && !plan_in_scope(a, place->var);
}

static bool is_live_counter(Var *v, Moment m)
{
    for (Stmt *p = m.at, *kid = NULL; p; kid = p, p = info(p)->parent)
        if (p->kind == S_LOOP && info(p)->counted && info(p)->counted->counter == v)
            return kid && kid == p->body && p != m.at;
    return false;
}

/* A table: whatever runs between a forward half and its reverse half leaves it alone. */
static bool is_constant(Var *v)
{
    Type *t = v->type;
    while (!(t->quals & Q_CONST) && type_plain(t)->kind == T_ARRAY)
        t = type_plain(t)->to;
    return v->kind == V_GLOBAL && (v->unchanged || ((t->quals | type_plain(t)->quals) & Q_CONST));
}

/* The number of the first statement that may run after m. */
static int earliest(Adjoint *a, Moment m)
{
    int first = info(m.at)->first;
    for (Stmt *p = m.at; p && p != a->region->block; p = info(p)->parent)
        if (p->kind == S_LOOP)
            first = info(p)->first;
    return first;
}

/* ---- memory that each iteration of a loop allocates anew, and that nothing knows of in the next: free is put off to
   behind the reverse sweep, so each block is there as its own iteration left it ---- */

static bool held_within(Adjoint *a, const Object *o, Stmt *body)
{
    Bits mine = {0};
    for (int i = 0; i < o->cells.n; i++)
        bits_set(&mine, o->cells.at[i]->id);
    if (bits_meet(&a->alias->stored_outside, &mine))
        return false;
    for (int i = 0; i < a->alias->cells.n; i++) {
        const Cell *c = a->alias->cells.at[i];
        if (!bits_meet(&c->to, &mine))
            continue;
        Stmt *d = c->object->kind == OB_VAR && c->object->var->kind == V_LOCAL ? map_get(a->declared, c->object->var) : NULL;
        if (!d || !plan_inside(d, body))
            return false;
    }
    return true;
}

/* The innermost loop around m of which each iteration has its own block of all that lv may be in; NULL: none. */
static Stmt *loop_of_blocks(Adjoint *a, Expr *lv, Moment m)
{
    Stmt *found = NULL;
    const Bits *cells = alias_lvalue(a->alias, lv);
    for_bits(i, cells) {
        const Object *o = a->alias->cells.at[i]->object;
        Expr *call = o->kind == OB_ALLOC && o->site ? stmt_call(o->site) : NULL;
        if (!call || !call->fn || call->fn->class != F_ALLOC || !strcmp(fn_base(call->fn), "realloc"))
            return NULL;
        Stmt *loop = info(o->site)->parent;
        while (loop && loop->kind != S_LOOP)
            loop = info(loop)->parent;
        if (!loop || !plan_inside(m.at, loop->body) || !plan_in_region(a, loop) || (found && found != loop) ||
            !held_within(a, o, loop->body))
            return NULL;
        found = loop;
    }
    return found;
}

typedef struct Later {
    Adjoint *a;
    Expr *lv;
    Stmt *blocks; /* see loop_of_blocks */
    Stmt *within; /* only this loop is asked about; NULL: the region */
    Moment m;
    bool all; /* lv stands for all the memory that its pointer leads to */
} Later;

/* w writes lv after the moment. */
static bool destroys(Stmt *w, void *data)
{
    Later *x = data;
    if (x->blocks && !(plan_inside(w, x->blocks->body) && plan_runs_after_in(w, x->m, x->blocks->body)))
        return false;
    bool later = x->within ? plan_runs_after_in(w, x->m, info(x->within)->parent) : plan_runs_after(x->a, w, x->m);
    return later && alias_may_write(x->a->alias, w, x->lv) &&
           (x->all || !plan_apart(x->a, w, x->lv, x->m, x->within));
}

static bool written_after(Adjoint *a, Expr *lv, Moment m, bool all)
{
    Later later = {a, lv, loop_of_blocks(a, lv, m), NULL, m, all};
    return plan_memory_write(a, lv, earliest(a, m), info(a->region->block)->last, destroys, &later) != NULL;
}

bool plan_stays_in(Adjoint *a, Expr *lv, Moment m, Stmt *loop)
{
    Later later = {a, lv, NULL, loop, m, false};
    return plan_memory_write(a, lv, info(loop)->first, info(loop)->last, destroys, &later) == NULL;
}

/* lv is memory that root, a parameter, points to itself. */
static bool directly_behind(Expr *lv, Expr *root)
{
    int steps = 0;
    for (; lv != root; lv = lv->a)
        steps += lv->kind == E_DEREF || (lv->kind == E_MEMBER && lv->arrow) || (lv->kind == E_INDEX && lv->a->kind != E_DECAY);
    return steps == 1 && type_is_pointer(root->type);
}

/* Memory that the reverse half of a function finds as its forward half left it. */
static bool half_reaches(Adjoint *a, Expr *lv, Expr *root)
{
    if (root->kind != E_VAR)
        return false;
    for (int k = 0; a->pattern->stays && k < a->src->params.n; k++)
        if (a->src->params.at[k] == root->var)
            return a->pattern->deep || (a->pattern->stays[k] && directly_behind(lv, root));
    bool own = root->var->kind == V_STATIC && var_is_table(root->var); /* of the function: both halves can have it */
    return is_constant(root->var) || (own && static_shared(a->program, root->var));
}

/* What lv may be lives until the reverse half: no variable of an inner block, however it is reached. */
static bool outlives(Adjoint *a, Expr *lv)
{
    const Bits *cells = alias_lvalue(a->alias, lv);
    for_bits(i, cells) {
        const Object *o = a->alias->cells.at[i]->object;
        if (o->kind == OB_VAR && !plan_in_scope(a, o->var))
            return false;
    }
    return true;
}

bool plan_still_there(Adjoint *a, Expr *lv, Moment m)
{
    if (lv->kind == E_VAR && plan_simple(a, lv->var)) {
        Var *v = lv->var;
        if (is_live_counter(v, m))
            return true;
        StmtList *writes = map_get(a->writes, v);
        for (int i = writes ? plan_first_from(writes, earliest(a, m)) : 0; writes && i < writes->n; i++)
            if (plan_runs_after(a, writes->at[i], m))
                return false;
        return plan_in_scope(a, v);
    }
    Expr *root = lv;
    while (root->kind == E_INDEX || root->kind == E_DECAY || root->kind == E_MEMBER || root->kind == E_DEREF)
        root = root->a;
    if (!outlives(a, lv) || (root->kind == E_VAR && !type_is_pointer(root->var->type) && !plan_in_scope(a, root->var)))
        return false;
    if (a->halves && !half_reaches(a, lv, root))
        return false;
    return !written_after(a, lv, m, false);
}

/* The same of all the memory behind a pointer, which lv is the target of; whatever led to it may have changed. */
bool plan_memory_stays(Adjoint *a, Expr *lv, Moment m)
{
    return outlives(a, lv) && !written_after(a, lv, m, true);
}

Stmt *plan_writer(Adjoint *a, Expr *lv, Moment m)
{
    StmtList *writes = &a->memory;
    bool simple = lv->kind == E_VAR && plan_simple(a, lv->var);
    if (simple)
        writes = map_get(a->writes, lv->var);
    for (int i = 0; writes && i < writes->n; i++) {
        Stmt *w = writes->at[i];
        if (plan_runs_after(a, w, m) &&
            (simple || (e_is_lvalue(lv) && alias_may_write(a->alias, w, lv) && !plan_apart(a, w, lv, m, NULL))))
            return w;
    }
    return NULL;
}

static bool writes_var(Adjoint *a, Var *v, Stmt *s, Stmt *except)
{
    StmtList *writes = map_get(a->writes, v);
    int i = writes ? plan_first_from(writes, info(s)->first) : 0;
    for (; writes && i < writes->n && plan_inside(writes->at[i], s); i++)
        if (writes->at[i] != except)
            return true;
    return false;
}

typedef struct WrittenIn {
    Adjoint *a;
    Stmt *s, *except;
    bool found;
    Expr *lv;
} WrittenIn;

static bool changes(Stmt *w, void *data)
{
    WrittenIn *x = data;
    return w != x->except && alias_may_write(x->a->alias, w, x->lv);
}

static void written_expr(Expr **ep, void *data)
{
    WrittenIn *x = data;
    Expr *e = *ep;
    if (!e || x->found)
        return;
    if (e->kind == E_VAR && plan_simple(x->a, e->var)) {
        x->found = writes_var(x->a, e->var, x->s, x->except);
        return;
    }
    Stmt *sized = e->kind == E_VAR && type_has_vla(e->var->type) ? map_get(x->a->declared, e->var) : NULL;
    if (e->kind == E_OPAQUE || (e->kind == E_CALL && (!e->fn || e->fn->class != F_MATH)) || (sized && plan_inside(sized, x->s)))
        x->found = true;
    if (e_is_lvalue(e) && !type_is_array(e->type)) {
        x->lv = e;
        x->found |= plan_memory_write(x->a, e, info(x->s)->first, info(x->s)->last, changes, x) != NULL;
    }
    if (e->kind == E_DECAY || e->kind == E_ADDR) { /* the address of a variable does not change */
        Expr *lv = e->a;
        while (lv->kind == E_MEMBER && !lv->arrow)
            lv = lv->a;
        if (lv->kind == E_VAR)
            return;
    }
    expr_kids(e, written_expr, x);
}

bool plan_written_in(Adjoint *a, Expr *e, Stmt *s, Stmt *except)
{
    WrittenIn x = {a, s, except, false, NULL};
    written_expr(&e, &x);
    return x.found;
}

/* What is recomputed is so at the start of its block's reverse half: v must still have the value it has at def. */
static bool walks_behind(Adjoint *a, Var *v, Stmt *def)
{
    StmtList *writes = map_get(a->writes, v);
    int i = writes ? plan_first_from(writes, info(def)->first + 1) : 0;
    return writes && i < writes->n && plan_inside(writes->at[i], info(def)->parent);
}

/* Walked back (rewind.c), v has its value of m unless m.at itself changes it further inside: a condition is
   needed before its branches are walked back. */
bool plan_walks_back(Adjoint *a, Var *v, Moment m)
{
    return a->rewinds && map_get(a->rewinds, v) && !writes_var(a, v, m.at, NULL) &&
           !(a->again && walks_behind(a, v, a->again));
}

/* ---- recompute ---- */

/* The last assignment that certainly comes before m; what else may set v between the two goes into `others`. NULL: there is
   none, or a loop around m brings other values. */
static Stmt *last_certain(Adjoint *a, Var *v, Moment m, StmtList *others)
{
    StmtList *writes = map_get(a->writes, v);
    Stmt *def = NULL;
    for (int i = writes ? plan_first_from(writes, info(m.at)->first + m.after) - 1 : -1; i >= 0 && !def; i--) {
        Stmt *w = writes->at[i];
        if (plan_inside(m.at, info(w)->parent) && info(w)->parent->kind == S_BLOCK)
            def = w;
        else if (!plan_exclusive(w, m.at))
            list_add(others, w);
    }
    if (!def || !plan_in_region(a, def) || def->kind == S_POP || !def->rhs || stmt_call(def))
        return NULL;
    for (Stmt *p = m.at; p && p != info(def)->parent; p = info(p)->parent)
        if (p->kind == S_LOOP && info(p)->first > info(def)->first && writes_var(a, v, p, def))
            return NULL;
    return def;
}

/* The assignment whose value simple variable v has at m, in every case; NULL: not one. */
Stmt *plan_reaching(Adjoint *a, Var *v, Moment m)
{
    StmtList others = {0};
    Stmt *def = last_certain(a, v, m, &others);
    return others.n ? NULL : def;
}

/* Likewise where several assignments may give it: the first of them, which the others may follow. */
Stmt *plan_reaching_first(Adjoint *a, Var *v, Moment m, StmtList *others)
{
    Stmt *def = last_certain(a, v, m, others);
    for (int i = 0; i < others->n; i++)
        if (others->at[i]->kind != S_ASSIGN || stmt_call(others->at[i]))
            return NULL;
    return def;
}

static Segment *segment_of(Adjoint *a, Stmt *block)
{
    for (Segment *s = a->segment; s; s = s->up)
        if (s->block == block)
            return s;
    return NULL;
}

static int loops_around(Adjoint *a)
{
    int n = 0;
    for (Segment *s = a->segment; s && s->block != a->region->block; s = s->up)
        n += s->loop != NULL;
    return n;
}

static int cost(Adjoint *a, Expr *e, Moment m);
static int cost_again(Adjoint *a, Stmt *def);

static bool has_dear_call(Expr *e)
{
    if (!e)
        return false;
    if (e->kind == E_CALL)
        return !e->fn || !e->fn->rule || !rule_is_cheap(e->fn->rule);
    return has_dear_call(e->a) || has_dear_call(e->b) || has_dear_call(e->c);
}

/* To keep a value here costs a store and a load. */
static bool has_array(Adjoint *a, Type *t)
{
    return plan_arrays(a) || plan_inner_arrays(a, t);
}

bool plan_recomputable(Adjoint *a, Stmt *def)
{
    Info *i = info(def);
    if (i->recompute == 0) {
        i->recompute = 1;
        Segment *seg = segment_of(a, i->parent), *now = a->segment;
        bool ok = seg && e_size(def->rhs) <= 60 && (type_is_pointer(def->rhs->type) || loops_around(a) || a->halves) &&
                  (a->selection || !(has_dear_call(def->rhs) && has_array(a, def->rhs->type)));
        if (ok) {
            a->segment = seg;
            ok = cost_again(a, def) == 0;
            a->segment = now;
        }
        i->recompute = ok ? 2 : 3;
    }
    return i->recompute == 2;
}

Expr *plan_recompute(Adjoint *a, Stmt *def, Var *v, bool shadow)
{
    Segment *seg = segment_of(a, info(def)->parent), *now = a->segment;
    Stmt *outer = a->again;
    for (Keep *k = seg->again ? map_get(seg->again, def) : NULL; k; k = k->next)
        if (k->shadow == shadow)
            return k->read;
    a->segment = seg;
    Moment m = {def, false};
    a->again = def;
    Expr *value = shadow ? plan_shadow_pointer(a, def->rhs, m) : plan_need(a, def->rhs, m);
    a->again = outer;
    Var *again = var_new(a->out, V_LOCAL, shadow ? format("%s_adj", v->name) : v->name,
                         shadow ? type_drop_const_deep(type_unqual(v->type)) : type_unqual(v->type));
    if (type_is_pointer(again->type) && type_has_vla(again->type))
        reverse_declare_counts(a, type_plain(again->type)->to, m);
    a->segment = now;
    Keep *k = NEW(Keep);
    if (!seg->again)
        seg->again = map_new();
    *k = (Keep){.shadow = shadow, .read = e_var(again), .next = map_get(seg->again, def)};
    map_put(seg->again, def, k);
    list_add(&seg->before, s_decl(again, e_cast(again->type, value)));
    return k->read;
}

/* ---- keep ---- */

static Type *stored_type(Expr *e)
{
    Type *t = type_unqual(e->type);
    return type_plain(t)->kind == T_REAL ? type_plain(t) : t;
}

static Expr *store_local(Adjoint *a, Expr *now, Type *t, const char *name)
{
    Var *v = var_new(a->out, V_LOCAL, name, t);
    if (a->segment->block == a->region->block) {
        s_add(a->region->front ? a->region->front : a->segment->fwd, s_decl(v, now));
    } else {
        Expr *zero = type_is_real(t) ? e_real(type_plain(t), 0.0L) : e_cast(t, e_int(0));
        list_add(&a->region->decls, s_decl(v, type_is_record(t) ? NULL : zero));
        s_add(a->segment->fwd, s_assign(e_var(v), now));
    }
    return e_var(v);
}

int plan_depth(Adjoint *a)
{
    return a->depth + loops_around(a);
}

void plan_count_stored(Adjoint *a, int more)
{
    int loops = plan_depth(a) + more;
    a->stored->at[loops < MAX_NEST ? loops : MAX_NEST]++;
}

Expr *plan_store_on_tape(Adjoint *a, Expr *now, Type *t, const char *name, Expr **here)
{
    Var *v = var_new(a->out, V_LOCAL, name, t);
    Var *back = var_new(a->out, V_LOCAL, name, t);
    v->link = back->link = v;
    s_add(a->segment->fwd, s_decl(v, now));
    list_add(&a->segment->tape, v);
    Stmt *pop = s_new(S_POP, (Loc){0});
    pop->var = a->tape;
    pop->lhs = e_var(back);
    list_add(&a->segment->pops, pop);
    list_add(&a->segment->pops, s_decl(back, NULL));
    a->uses_tape = true;
    for (Segment *s = a->segment; s; s = s->up)
        s->stacks = true;
    *here = e_var(v);
    return e_var(back);
}

/* Keeps the value `now` has here; *here: how the forward half may read it from then on. */
Expr *plan_store_as(Adjoint *a, Expr *now, Type *t, const char *name, Expr **here)
{
    if (!a->halves && !loops_around(a))
        return *here = store_local(a, now, t, name);
    plan_count_stored(a, 0);
    Expr *array, *then;
    if (plan_arrays(a)) {
        array = then = plan_array_start(plan_array(a, t, name, NULL));
    } else if (plan_inner_arrays(a, t)) {
        then = plan_inner_array(a, t, name, &array);
    } else {
        return plan_store_on_tape(a, now, t, name, here);
    }
    *here = e_index(array, plan_array_index(a, false));
    s_add(a->segment->fwd, s_assign(*here, now));
    return e_index(then, plan_array_index(a, true));
}

Expr *plan_store(Adjoint *a, Expr *now, const char *name)
{
    Expr *here;
    return plan_store_as(a, now, stored_type(now), name, &here);
}

const char *plan_name_for(Expr *e)
{
    switch (e->kind) {
    case E_VAR:
        return e->var->name;
    case E_MEMBER:
        return e->field->name;
    case E_INDEX:
    case E_DEREF:
    case E_DECAY:
    case E_ADDR:
    case E_CAST:
    case E_UNARY:
        return plan_name_for(e->a);
    case E_CALL:
        return e->fn ? e->fn->name : "value";
    case E_BINARY:
        return type_is_pointer(e->type) ? plan_name_for(type_is_pointer(e->a->type) ? e->a : e->b) :
               e->op == O_ADD ? "sum" : e->op == O_SUB ? "diff" : e->op == O_MUL ? "prod" :
               e->op == O_DIV ? "quot" : "value";
    default:
        return "value";
    }
}

/* Where a value is kept: a scalar or a pointer that a loop around does not change once, before that loop. */
Segment *plan_home(Adjoint *a, Expr *e)
{
    Segment *home = a->segment;
    if (e->kind != E_VAR || !plan_simple(a, e->var))
        return home;
    Stmt *d = map_get(a->declared, e->var);
    for (Segment *s = a->segment; s && s->block != a->region->block; s = s->up) {
        if (d && plan_inside(d, s->block))
            break;
        if (s->loop && writes_var(a, e->var, s->loop, NULL))
            break;
        if (!s->loop && writes_var(a, e->var, s->block, NULL))
            break;
        if (s->loop)
            home = s->up;
    }
    return home;
}

static Expr *kept_already(Adjoint *a, Expr *e);

/* What an array keeps is read once, at the start of the reverse half, under the primal's name: shorter to read, and no
   write of an adjoint can make the compiler load it again. */
Expr *plan_load_once(Adjoint *a, Expr *e, Expr *read, bool shadow)
{
    if (read->kind != E_INDEX || !(type_is_arith(read->type) || type_is_pointer(read->type)))
        return read;
    const Stmt *d = e->kind == E_VAR ? map_get(a->declared, e->var) : NULL;
    bool gone = d && info(d)->parent != a->region->block; /* its own name is free again */
    const char *name = plan_name_for(e);
    if (shadow)
        name = format("%s_adj", name);
    if (!gone)
        name = format("%s_then", name);
    Var *v = var_new(a->out, V_LOCAL, name, type_qual(type_unqual(read->type), Q_CONST));
    list_add(&a->segment->before, s_decl(v, read));
    return e_var(v);
}

static Expr *keep(Adjoint *a, Expr *e, Moment m, const char *why)
{
    Segment *now = a->segment, *home = plan_home(a, e);
    Expr *known = kept_already(a, e);
    if (known)
        return known;
    if (a->again)
        bug("plan: '%s' is kept for what is recomputed at line %d", emit_expr_text(e), m.at->loc.line);
    a->segment = home;
    planned_keep(a, e, m, why);
    Keep *k = NEW(Keep);
    Expr *here;
    k->value = e;
    k->read = plan_store_as(a, plan_forward(a, e), stored_type(e), format("%s_kept", plan_name_for(e)), &here);
    k->read = plan_load_once(a, e, k->read, false);
    keep_add(a, home, k);
    if (home == now && !m.after) {
        k->segment = home;
        k->same_moment = info(m.at)->kept;
        info(m.at)->kept = k;
    }
    a->segment = now;
    if (home == now && e->kind != E_VAR)
        map_put(a->replaced, e, here);
    return k->read;
}

/* ---- need ---- */

static bool is_place(const Expr *e)
{
    return e->kind == E_VAR || e->kind == E_DEREF || e->kind == E_INDEX || e->kind == E_MEMBER;
}

/* Values that would have to be kept, each once; what is kept already in this segment or around it is free. */
typedef struct Tally {
    Adjoint *a;
    ExprList wanted;
    ExprList arrays; /* of which a whole copy would be made */
    bool anew;       /* count what is kept too: it may be from another moment */
} Tally;

static Expr *kept_already(Adjoint *a, Expr *e)
{
    return plan_kept(a, e, false);
}

Expr *plan_kept(Adjoint *a, Expr *e, bool shadow)
{
    for (Segment *s = a->segment; s; s = s->up) {
        Keep *k = keep_find(s, e, shadow, false);
        if (k)
            return k->read;
        if (s->block == a->region->block || (s->loop && plan_written_in(a, e, s->loop, NULL)))
            break; /* what was kept before a loop that writes it holds for the first iteration only */
    }
    return NULL;
}

/* Kept in the current segment as it was before s. */
static Expr *kept_at(Adjoint *a, Expr *e, Stmt *s)
{
    for (Keep *k = s ? info(s)->kept : NULL; k; k = k->same_moment)
        if (k->segment == a->segment && e_equal(k->value, e))
            return k->read;
    return NULL;
}

static void add_once(ExprList *l, Expr *e)
{
    for (int i = 0; i < l->n; i++)
        if (e_equal(l->at[i], e))
            return;
    list_add(l, e);
}

static void want(Tally *t, Expr *e, Moment m)
{
    Expr *fresh;
    if (!t->anew && kept_already(t->a, e))
        return;
    if (e->kind == E_VAR || !plan_may_snapshot(t->a, e, m, &fresh))
        add_once(&t->wanted, e);
    else if (fresh)
        add_once(&t->arrays, fresh);
}

static void tally(Tally *t, Expr *e, Moment m);

/* What computing the address of an lvalue costs. */
static void tally_address(Tally *t, Expr *lv, Moment m)
{
    switch (lv->kind) {
    case E_VAR:
        return;
    case E_MEMBER:
        if (lv->arrow)
            tally(t, lv->a, m);
        else
            tally_address(t, lv->a, m);
        return;
    case E_DEREF:
        tally(t, lv->a, m);
        return;
    case E_INDEX:
        tally(t, lv->a, m);
        tally(t, lv->b, m);
        return;
    default:
        want(t, lv, m);
    }
}

int plan_address_cost(Adjoint *a, Expr *lv, Moment m)
{
    Tally t = {.a = a, .anew = true};
    tally_address(&t, lv, m);
    return t.wanted.n + t.arrays.n;
}

/* Memory that is still there is read again where its address asks at most for what is kept before a loop around: one value
   for many. */
static bool address_at_hand(Adjoint *a, Expr *lv, Moment m)
{
    bool present = !a->again && !m.after;
    Tally t = {.a = a, .anew = true};
    tally_address(&t, lv, m);
    if (t.arrays.n)
        return false;
    for (int i = 0; i < t.wanted.n; i++)
        if (!present || plan_home(a, t.wanted.at[i]) == a->segment)
            return false;
    return true;
}

static void tally(Tally *t, Expr *e, Moment m)
{
    Adjoint *a = t->a;
    if (!e || kept_at(a, e, a->again))
        return;
    if (is_place(e)) {
        bool walks = e->kind == E_VAR && plan_walks_back(a, e->var, m);
        bool there = walks || (!type_is_array(e->type) && plan_still_there(a, e, m) && address_at_hand(a, e, m));
        Stmt *def = !there && e->kind == E_VAR && plan_simple(a, e->var) ? plan_reaching(a, e->var, m) : NULL;
        if (!there && !(def && plan_recomputable(a, def)))
            want(t, e, m);
        return;
    }
    switch (e->kind) {
    case E_INT:
    case E_REAL:
    case E_STRING:
    case E_FN:
        return;
    case E_SIZEOF:
        if (type_has_vla(e->of ? e->of : e->a->type))
            want(t, e, m);
        return;
    case E_DECAY:
    case E_ADDR:
        if (e->a->kind == E_FN || e->a->kind == E_STRING)
            return;
        if (in_hidden(a, e->a))
            want(t, e, m);
        else
            tally_address(t, e->a, m);
        return;
    case E_OPAQUE:
    case E_COMPOUND:
        want(t, e, m);
        return;
    case E_CALL:
        for (int i = 0; i < e->args.n; i++)
            tally(t, e->args.at[i], m);
        return;
    default:
        tally(t, e->a, m);
        tally(t, e->b, m);
        tally(t, e->c, m);
    }
}

/* How many values have to be kept for the reverse half to know e as it is at m. */
static int cost(Adjoint *a, Expr *e, Moment m)
{
    Tally t = {.a = a, .anew = a->again != NULL};
    tally(&t, e, m);
    return t.wanted.n + t.arrays.n;
}

/* The same for what def assigns, to be assigned again; one array is as good as its value. */
static int cost_again(Adjoint *a, Stmt *def)
{
    Tally t = {.a = a, .anew = true};
    Stmt *outer = a->again;
    a->again = def;
    tally(&t, def->rhs, (Moment){def, false});
    a->again = outer;
    return t.wanted.n + (t.arrays.n > 1 ? t.arrays.n : 0);
}

int plan_cost(Adjoint *a, Expr *e, Moment m)
{
    return cost(a, e, m);
}

static Expr *copy_with(Expr *e, Expr *x, Expr *y, Expr *z)
{
    Expr *c = NEW(Expr);
    *c = *e;
    c->a = x;
    c->b = y;
    c->c = z;
    return c;
}

static Expr *need_place(Adjoint *a, Expr *lv, Moment m)
{
    switch (lv->kind) {
    case E_VAR:
        return e_var(lv->var);
    case E_MEMBER:
        return copy_with(lv, lv->arrow ? plan_need(a, lv->a, m) : need_place(a, lv->a, m), NULL, NULL);
    case E_DEREF:
        return copy_with(lv, plan_need(a, lv->a, m), NULL, NULL);
    case E_INDEX:
        return copy_with(lv, plan_need(a, lv->a, m), plan_need(a, lv->b, m), NULL);
    default:
        bug("plan: lvalue of kind %d", lv->kind);
    }
}

static Var *root_var(Expr *lv)
{
    while (lv->kind == E_INDEX || lv->kind == E_DECAY || lv->kind == E_MEMBER || lv->kind == E_DEREF)
        lv = lv->a;
    return lv->kind == E_VAR ? lv->var : NULL;
}

/* -Radc: what is stored, which write is the reason, and where only a promise is missing, which one. */
static void remark_stored(Adjoint *a, Expr *e, Moment m)
{
    if (!a->program->options->remarks || kept_already(a, e))
        return;
    const char *text = emit_expr_text(e);
    diag_remark(e->loc.line ? e->loc : m.at->loc, "stored", "'%s' is stored%s", text,
                loops_around(a) ? " in each iteration" : "");
    for (int i = 0; i < a->memory.n; i++) {
        Stmt *w = a->memory.at[i];
        if (!plan_runs_after(a, w, m) || !alias_may_write(a->alias, w, e) || plan_apart(a, w, e, m, NULL))
            continue;
        diag_note(w->loc, "this may change '%s' before the reverse sweep uses it", text);
        Var *x = root_var(e), *y = w->lhs ? root_var(w->lhs) : NULL;
        if (x && y && x != y && x->kind == V_PARAM && y->kind == V_PARAM)
            diag_note(a->src->loc, "'%s' and '%s' may overlap: 'restrict' on them, the clause noalias or --assume-noalias "
                      "promises that they do not", x->name, y->name);
        return;
    }
}

static Expr *need_read(Adjoint *a, Expr *e, Moment m)
{
    Expr *walked = e->kind == E_VAR && plan_walks_back(a, e->var, m) ? rewind_read(a, e->var, false) : NULL;
    if (walked) {
        planned_walks(a, e, m);
        return walked;
    }
    if (plan_still_there(a, e, m) && address_at_hand(a, e, m)) {
        planned_there(a, e, m);
        return need_place(a, e, m);
    }
    Expr *known = plan_known(a, e, m);
    if (known)
        return known;
    Stmt *def = e->kind == E_VAR && plan_simple(a, e->var) ? plan_reaching(a, e->var, m) : NULL;
    if (def && plan_recomputable(a, def)) {
        planned_recompute(a, e, m, def);
        return plan_recompute(a, def, e->var, false);
    }
    if (m.after || m.at != NULL) {
        Expr *s = e->kind == E_VAR ? NULL : plan_snapshot(a, e, m);
        if (s)
            return s;
    }
    remark_stored(a, e, m);
    return keep(a, e, m, NULL);
}

typedef struct Names {
    Adjoint *a;
    bool hidden;
} Names;

static void find_hidden(Expr **ep, void *data)
{
    Names *x = data;
    if (!*ep)
        return;
    x->hidden |= (*ep)->kind == E_VAR && !plan_in_scope(x->a, (*ep)->var);
    expr_kids(*ep, find_hidden, x);
}

/* sizeof: the variables it names may not be in scope there. */
static Expr *need_size(Adjoint *a, Expr *e, Moment m)
{
    if (type_has_vla(e->of ? e->of : e->a->type))
        return keep(a, e, m, NULL);
    Names x = {a, false};
    find_hidden(&e->a, &x);
    return x.hidden ? e_sizeof(e->a->type) : e;
}

static bool conditional(const Expr *e)
{
    return e->kind == E_COND || (e->kind == E_BINARY && (e->op == O_LAND || e->op == O_LOR));
}

/* What the reverse half knows e as because it is kept; NULL: it is not. */
Expr *plan_known(Adjoint *a, Expr *e, Moment m)
{
    return a->again || m.after ? NULL : kept_already(a, e);
}

static void find_rewound(Expr **ep, void *data)
{
    Names *x = data;
    if (!*ep)
        return;
    x->hidden |= (*ep)->kind == E_VAR && x->a->rewinds && map_get(x->a->rewinds, (*ep)->var);
    expr_kids(*ep, find_rewound, x);
}

/* sqrt(x), which a compiler may not take together with another one (errno), is computed once in the reverse half. */
static Expr *call_once(Adjoint *a, Expr *e, Expr *call, Moment m)
{
    Names x = {a, false};
    find_rewound(&e, &x);
    if (x.hidden || a->again || m.after || a->selection || !type_is_real(e->type))
        return call;
    Var *v = var_new(a->out, V_LOCAL, format("%s_%s", e->fn->name, plan_name_for(e->args.at[0])),
                     type_qual(stored_type(e), Q_CONST));
    list_add(&a->segment->before, s_decl(v, call));
    Keep *k = NEW(Keep);
    *k = (Keep){.value = e, .read = e_var(v)};
    keep_add(a, a->segment, k);
    return k->read;
}

Expr *plan_need(Adjoint *a, Expr *e, Moment m)
{
    if (!e)
        return NULL;
    Expr *as_then = kept_at(a, e, a->again);
    if (as_then)
        return as_then;
    if (is_place(e))
        return need_read(a, e, m);
    if ((e->kind == E_DECAY || e->kind == E_ADDR) && in_hidden(a, e->a))
        return keep(a, e, m, "it is the address of a variable of an inner block");
    bool dear = e->kind == E_CALL && has_dear_call(e);
    Expr *known = e->kind == E_CALL ? plan_known(a, e, m) : NULL;
    if (known)
        return known;
    int n = a->again ? 0 : cost(a, e, m); /* what is recomputed was found to need nothing anew */
    if (dear && !a->again && (n || !loops_around(a) || (has_array(a, e->type) && !a->selection)))
        return keep(a, e, m, "it is dear to compute");
    bool scalar = type_is_arith(e->type) || type_is_pointer(e->type);
    if (scalar && (n >= 2 || (n && conditional(e)) || (n && (e->kind == E_DECAY || e->kind == E_ADDR))))
        return keep(a, e, m, n >= 2 ? format("it is made of %d values that would have to be kept", n)
                                    : "what it is made of changes");
    switch (e->kind) {
    case E_INT:
    case E_REAL:
    case E_STRING:
    case E_FN:
        return e;
    case E_SIZEOF:
        return need_size(a, e, m);
    case E_DECAY:
    case E_ADDR:
        return e->a->kind == E_FN || e->a->kind == E_STRING ? e : copy_with(e, need_place(a, e->a, m), NULL, NULL);
    case E_OPAQUE:
    case E_COMPOUND:
        return keep(a, e, m, NULL);
    case E_CALL: {
        Expr *c = copy_with(e, e->a, NULL, NULL);
        c->args = (ExprList){0};
        for (int i = 0; i < e->args.n; i++)
            list_add(&c->args, plan_need(a, e->args.at[i], m));
        return e->fn && e->args.n ? call_once(a, e, c, m) : c;
    }
    default:
        return copy_with(e, plan_need(a, e->a, m), plan_need(a, e->b, m), plan_need(a, e->c, m));
    }
}

/* The value that s gives to v, in a local of its own: where no loop is around, that costs nothing. */
static Expr *keep_result(Adjoint *a, Var *v, Stmt *s)
{
    Keep *known = keep_find(a->segment, e_var(v), false, false);
    if (known && known->after == s) /* not what v was before */
        return known->read;
    Var *kept = var_new(a->out, V_LOCAL, format("%s_kept", v->name), stored_type(e_var(v)));
    list_add(&a->region->decls, s_decl(kept, e_cast(kept->type, e_int(0))));
    list_add(&a->segment->behind, s_assign(e_var(kept), e_var(v)));
    Keep *k = NEW(Keep);
    *k = (Keep){.value = e_var(v), .read = e_var(kept), .after = s};
    keep_add(a, a->segment, k);
    return k->read;
}

Expr *plan_need_result(Adjoint *a, Expr *e, Stmt *s)
{
    Moment after = {s, true}, before = {s, false};
    Expr *known = map_get(a->results, e);
    if (known)
        return known;
    if (!info(s)->idle && s->rhs == e && s->kind == S_ASSIGN && type_same(s->lhs->type, e->type) &&
        plan_still_there(a, s->lhs, after) && !plan_address_cost(a, s->lhs, after))
        return need_place(a, s->lhs, after);
    if (s->rhs == e && s->kind == S_DECL && type_same(s->var->type, e->type) &&
        plan_still_there(a, e_var(s->var), after))
        return e_var(s->var);
    bool kept = plan_cost(a, e, before) || has_dear_call(e);
    Var *set = s->kind == S_DECL ? s->var : s->kind == S_ASSIGN && s->lhs->kind == E_VAR ? s->lhs->var : NULL;
    bool is_all = set && !kept && s->rhs == e && plan_simple(a, set) && type_same(type_unqual(set->type), e->type);
    if (is_all && !a->again && !a->halves && !a->region->front && !loops_around(a) && !e_mentions(e, e_var(set)))
        return keep_result(a, set, s);
    if (is_all && !a->again && plan_recomputable(a, s))
        return plan_recompute(a, s, set, false);
    Expr *behind = kept && !info(s)->idle && s->rhs == e && s->kind == S_ASSIGN && type_same(s->lhs->type, e->type) ?
                       plan_snapshot_behind(a, s->lhs, after) : NULL;
    return behind ? behind : plan_need(a, e, before);
}

/* ---- forward copies ---- */

static Expr *use_kept(Expr *e, void *data)
{
    Adjoint *a = data;
    return map_get(a->replaced, e);
}

Expr *plan_forward(Adjoint *a, Expr *e)
{
    Subst s = {.hook = use_kept, .data = a};
    return e ? expr_clone(e, &s) : NULL;
}

/* ---- segments ---- */

Segment *segment_open(Adjoint *a, Stmt *block, Stmt *loop)
{
    Segment *s = NEW(Segment);
    s->up = a->segment;
    s->block = block;
    s->loop = loop;
    s->fwd = s_block();
    a->segment = s;
    return s;
}

void segment_close(Adjoint *a, Segment *s, StmtList *body, Stmt *rev)
{
    rewind_close(a, s);
    for (int i = 0; i < s->tape.n; i++) {
        Stmt *push = s_new(S_PUSH, (Loc){0});
        push->var = a->tape;
        push->rhs = e_var(s->tape.at[i]);
        s_add(s->fwd, push);
    }
    for (int i = s->pops.n - 1; i >= 0; i--)
        s_add(rev, s->pops.at[i]);
    for (int i = 0; i < s->before.n; i++)
        s_add(rev, s->before.at[i]);
    for (int i = 0; i < body->n; i++)
        s_add(rev, body->at[i]);
    a->segment = s->up;
}
