/* snapshot.c: a whole array at once is kept where a loop around reads its elements and does not write it, or behind a
   nest of loops that leaves alone what it has read: the factor that Cholesky's method makes in place, say. Of small structs,
   too: one copy serves all their members. */
#include "affine.h"

/* Numbers, which may be copied as they are. */
static bool holds_numbers(Type *t)
{
    return type_is_arith(t) || (type_is_record(t) && members_fit(type_plain(t)->record));
}

/* malloc(n * sizeof(T)): n, where that does not change; NULL: it is something else. */
static Expr *elements_of(Adjoint *a, Expr *call, Type *pointer)
{
    Expr *count, *size;
    if (!call || !call->fn || call->fn->class != F_ALLOC)
        return NULL;
    alloc_request(call, &count, &size);
    count = e_cast(type_ptrdiff(), count);
    bool whole = size->kind == E_SIZEOF && !plan_written_in(a, count, a->src->body, NULL);
    return whole && type_same(type_plain(pointer)->to, size->of ? size->of : size->a->type) ? count : NULL;
}

/* p = malloc(n * sizeof *p), and p is never assigned again: n elements. */
static bool allocated_root(Adjoint *a, Expr *lv, Expr *root, Expr **count)
{
    StmtList *writes = plan_simple(a, root->var) ? map_get(a->writes, root->var) : NULL;
    Stmt *alloc = NULL;
    for (int i = 0; writes && i < writes->n; i++) {
        Stmt *w = writes->at[i];
        if (w->kind == S_DECL && (!w->rhs || e_is_zero(w->rhs)))
            continue;
        if (alloc)
            return false;
        alloc = w;
    }
    if (!alloc || lv->a != root || !holds_numbers(lv->type))
        return false;
    *count = elements_of(a, stmt_call(alloc), root->var->type);
    return *count != NULL;
}

static bool is_local_pointer(const Expr *root)
{
    return type_is_pointer(root->var->type) && root->var->kind == V_LOCAL;
}

/* The array variable (or parameter with a declared extent) at the root of an element; its number of elements. */
Expr *plan_array_root(Adjoint *a, Expr *lv, Expr **count)
{
    Expr *root = lv;
    while (root->kind == E_INDEX && root->a->kind == E_DECAY)
        root = root->a->a;
    if (root->kind == E_INDEX) /* a pointer: only the variable itself, no row of rows */
        root = root->a;
    if (root == lv || root->kind != E_VAR)
        return NULL;
    if (is_local_pointer(root))
        return allocated_root(a, lv, root, count) ? root : NULL;
    Type *t = root->var->kind == V_PARAM ? root->var->written : root->var->type;
    if (type_plain(t)->kind != T_ARRAY)
        return NULL;
    if (root->var->kind == V_PARAM && !plan_simple(a, root->var))
        return NULL;
    StmtList *writes = map_get(a->writes, root->var);
    if (root->var->kind == V_PARAM && writes)
        return NULL;
    Expr *n = NULL;
    for (Type *x = type_plain(t); x->kind == T_ARRAY; x = type_plain(x->to)) {
        if (!x->count || plan_written_in(a, x->count, a->src->body, NULL))
            return NULL;
        Expr *c = e_cast(type_ptrdiff(), x->count);
        n = n ? e_mul(n, c) : c;
    }
    *count = n;
    return root;
}

/* p = buffer, a local array of what p points to: its elements; NULL: it is something else. (The row of a matrix may be where a
   walk through all of it begins.) */
static Expr *elements_of_array(Adjoint *a, const Expr *start, Type *pointer)
{
    if (start->kind != E_DECAY || start->a->kind != E_VAR || start->a->var->kind != V_LOCAL)
        return NULL;
    Type *t = type_plain(start->a->var->type);
    bool whole = t->kind == T_ARRAY && t->count && type_same(type_unqual(t->to), type_unqual(type_plain(pointer)->to)) &&
                 !plan_written_in(a, t->count, a->src->body, NULL);
    return whole ? e_cast(type_ptrdiff(), t->count) : NULL;
}

/* Whether a pointer, whatever it is assigned, stands at the start of a block of *count elements, the same for all blocks: two
   buffers that change places. */
static bool stands_at_start(Adjoint *a, Var *v, VarList *seen, Expr **count)
{
    for (int i = 0; i < seen->n; i++)
        if (seen->at[i] == v)
            return true;
    StmtList *writes = v->kind == V_LOCAL && plan_simple(a, v) ? map_get(a->writes, v) : NULL;
    list_add(seen, v);
    for (int i = 0; writes && i < writes->n; i++) {
        Stmt *w = writes->at[i];
        Expr *from = w->rhs;
        if (w->kind == S_DECL && (!from || e_is_zero(from)))
            continue;
        if (w->kind == S_POP)
            return false;
        Expr *n = elements_of(a, stmt_call(w), v->type);
        n = n ? n : elements_of_array(a, from, v->type);
        if (n && (!*count || e_equal(n, *count))) {
            *count = n;
            continue;
        }
        while (from->kind == E_CAST && type_is_pointer(from->a->type) &&
               type_same(type_unqual(type_plain(from->type)->to), type_unqual(type_plain(from->a->type)->to)))
            from = from->a;
        if (from->kind != E_VAR || !stands_at_start(a, from->var, seen, count))
            return false;
    }
    return writes != NULL;
}

/* The pointer that lv is an element behind, where that changes its place. */
static Expr *moving_root(Adjoint *a, Expr *lv, Expr **count)
{
    Expr *root = lv->kind == E_INDEX ? lv->a : NULL;
    VarList seen = {0};
    *count = NULL;
    if (!root || root->kind != E_VAR || !type_is_pointer(root->var->type) || !holds_numbers(lv->type))
        return NULL;
    return stands_at_start(a, root->var, &seen, count) && *count ? root : NULL;
}

/* s runs whenever place does, in front of it: it is a statement of a block around. */
static bool comes_before(const Stmt *s, const Stmt *place)
{
    const Stmt *around = info(s)->parent;
    return around && around->kind == S_BLOCK && plan_inside(place, around) && info(s)->first < info(place)->first;
}

/* A local pointer may be set in a branch alone: where none has been taken, there is nothing to copy. */
bool plan_leads_somewhere(Adjoint *a, const Var *v, const Stmt *place)
{
    const StmtList *writes = map_get(a->writes, v);
    bool found = false;
    for (int i = 0; writes && i < writes->n && !found; i++) {
        const Stmt *w = writes->at[i];
        Expr *from = w->rhs ? e_uncast(w->rhs) : NULL;
        if (from && !e_is_zero(from) && comes_before(w, place))
            found = from->kind != E_VAR || plan_leads_somewhere(a, from->var, w);
    }
    return found;
}

/* The primal's parameter that is v in the generated function. */
static const Var *of_primal(const Derived *d, const Var *v)
{
    for (int i = 0; i < d->primal_params.n; i++)
        if (d->primal_params.at[i] == v)
            return d->primal->params.at[i];
    return NULL;
}

/* What the request says of how much a pointer parameter points to; NULL: nothing. */
const Actor *plan_shape_of(Adjoint *a, const Var *v)
{
    const Derived *d = a->derived;
    const Var *var = of_primal(d, v);
    for (int i = 0; var && i < d->actors.n; i++)
        if (d->actors.at[i].var == var && !d->actors.at[i].members.n && d->actors.at[i].extents.n)
            return &d->actors.at[i];
    return NULL;
}

/* The same where only the request says how much a pointer parameter points to. */
Expr *plan_shaped_root(Adjoint *a, Expr *lv, Expr **count)
{
    Expr *root = lv->kind == E_INDEX ? lv->a : NULL;
    if (!root || root->kind != E_VAR || root->var->kind != V_PARAM || !holds_numbers(lv->type) ||
        !plan_simple(a, root->var) || map_get(a->writes, root->var))
        return NULL;
    const Actor *x = plan_shape_of(a, root->var);
    *count = NULL;
    for (int k = 0; x && k < x->extents.n; k++) {
        Expr *n = e_cast(type_ptrdiff(), x->extents.at[k]);
        *count = *count ? e_mul(*count, n) : n;
    }
    return *count && !plan_written_in(a, *count, a->src->body, NULL) ? root : NULL;
}

/* What is read of an array. */
typedef struct Part {
    Expr *lv;      /* b[i].pos.x */
    Expr *element; /* b[i] */
    Expr *root;    /* b */
    Expr *unit;    /* the largest part around lv that no loop writes in front of which a copy may stand: b[i], or b[i].pos */
    Expr *key;     /* names the units of all elements: b, or the member of b */
} Part;

/* The snapshot in a segment: one behind the loop, which is being reversed, or one that holds now. */
static Keep *snapshot_known(const Segment *home, const Expr *key, const Stmt *behind)
{
    Keep *k = keep_find(home, key, false, true);
    return k && (!behind || k->behind == behind) ? k : NULL;
}

/* The segment before the outermost loop that contains the current place and does not write lv's array. */
static Segment *snapshot_home(Adjoint *a, Expr *lv, Expr *root)
{
    Segment *home = NULL;
    Stmt *d = map_get(a->declared, root->var);
    for (Segment *s = a->segment; s && s->block != a->region->block; s = s->up) {
        if (!s->loop)
            continue;
        if ((d && plan_inside(d, s->loop)) || keep_array_written(a, lv, root, s->loop))
            break;
        home = s->up;
    }
    return home;
}

enum { NEST = 2 }; /* one loop reads as many elements as an array of them would have */

/* The segment that holds the outermost nest around the current place which does not write lv after m, and that loop: behind
   it, the array holds what was read. NULL: there is none, or it is not worth a copy. */
static Segment *home_behind(Adjoint *a, Expr *lv, Expr *root, Expr *key, Moment m, Stmt **loop)
{
    Segment *home = NULL;
    Stmt *d = map_get(a->declared, root->var);
    int loops = 0;
    for (Segment *s = a->segment; s && s->block != a->region->block; s = s->up) {
        if (!s->loop)
            continue;
        if ((d && plan_inside(d, s->loop)) || !plan_stays_in(a, lv, m, s->loop))
            break;
        home = s->up;
        *loop = s->loop;
        loops++;
    }
    bool order_kept = !a->selection && !a->region->front; /* the forward half of the loop runs before its reverse half */
    return order_kept && home && (loops >= NEST || snapshot_known(home, key, *loop)) ? home : NULL;
}

static Expr *next_subscript(const Expr *x)
{
    return x->a->kind == E_DECAY ? x->a->a : x->a;
}

/* ---- whether a copy is worth it: in each iteration of a loop it may not be of much more than what is read there ---- */

/* Extents of an array that are no small numbers. */
int plan_free_extents(const Expr *count)
{
    long double n;
    while (count->kind == E_CAST)
        count = count->a;
    if (count->kind == E_BINARY && count->op == O_MUL)
        return plan_free_extents(count->a) + plan_free_extents(count->b);
    return !e_value((Expr *)count, &n) || n > FEW_ELEMENTS;
}

/* Whether a loop goes all along something: not over a few elements, nor over a part that begins and ends elsewhere each time in
   outer, as a row of a sparse matrix or a band does. */
bool plan_goes_along(Adjoint *a, Stmt *loop, Stmt *outer)
{
    const Counted *c = info(loop)->counted;
    long double from, to;
    if (!c || (e_value(c->from, &from) && e_value(c->to, &to) && to - from <= FEW_ELEMENTS && from - to <= FEW_ELEMENTS))
        return false;
    return !(plan_written_in(a, c->from, outer, loop->init) && plan_written_in(a, c->to, outer, loop->init));
}

static bool subscript_moves(Adjoint *a, Expr *lv, Stmt *loop)
{
    for (Expr *x = lv; x->kind == E_INDEX; x = x->a->kind == E_DECAY ? x->a->a : x->a)
        if (plan_written_in(a, x->b, loop, NULL))
            return true;
    return false;
}

enum { MANY_APART = 16 }; /* fewer elements may belong together, as one record */

/* Of the elements that a subscript goes along in the loops of the scope, it takes one in so many, as far as numbers say: 30 of
   i * 30 + j, where i alone changes; 0: it stays where it is. */
static long long stride(Dependence *d, Expr *subscript, Moment m)
{
    Poly p = dependence_poly(d, subscript, m, READ);
    long long least = 0;
    for (int i = 0; i < p.n; i++) {
        const Unknown *u = p.at[i].degree ? &d->unknowns[p.at[i].x[0]] : NULL;
        long long k = p.at[i].k < 0 ? -p.at[i].k : p.at[i].k;
        if (u && u->kind != UN_VALUE && (!u->loop || plan_inside(u->loop, d->scope)) && (!least || k < least))
            least = k;
    }
    return p.lost || !poly_is_linear(&p) ? 1 : least;
}

/* Whether the loops between home and here leave out most elements: they go down a column of the matrix a[i * 30 + j], or
   along a row of a[50][30]. */
static bool skips_most(Adjoint *a, Expr *lv, Moment m, const Segment *home)
{
    Dependence d = {.a = a};
    for (Segment *s = a->segment; s != home; s = s->up)
        if (s->loop)
            d.scope = s->loop;
    long double apart = 1;
    for (Expr *x = lv; d.scope && x->kind == E_INDEX; x = next_subscript(x)) {
        Expr *count = x->a->kind == E_DECAY ? type_plain(x->a->a->type)->count : NULL;
        long long step = stride(&d, x->b, m);
        long double n = 1;
        if (!step && count && !e_value(count, &n))
            n = 1; /* known when it runs */
        apart *= step ? step : n;
    }
    return apart > MANY_APART;
}

/* As many loops between home and here go along the array as it has extents. */
static bool is_worth(Adjoint *a, Expr *lv, Expr *count, Moment m, const Segment *home)
{
    const Segment *outer = home;
    while (outer && !outer->loop)
        outer = outer->up;
    int loops = 0;
    for (Segment *s = a->segment; outer && s != home; s = s->up)
        loops += s->loop && subscript_moves(a, lv, s->loop) && plan_goes_along(a, s->loop, outer->loop);
    return !outer || (loops >= plan_free_extents(count) && !skips_most(a, lv, m, home));
}

static Expr *flat_index(Expr *lv, Type *t, Expr **subs, int n)
{
    (void)lv;
    Expr *index = NULL;
    Type *x = type_plain(t);
    for (int i = n - 1; i >= 0; i--, x = type_plain(x->to)) {
        Expr *s = n > 1 ? e_cast(type_ptrdiff(), subs[i]) : subs[i];
        index = index ? e_add(e_mul(index, e_cast(type_ptrdiff(), x->count)), s) : s;
    }
    return index;
}

static Expr *array_row(Expr *array, Expr *index, Expr *count)
{
    return index ? e_bin(O_ADD, array, e_mul(e_cast(type_ptrdiff(), index), count)) : array;
}

/* Rows of one array where the loops around have known trips; else each copy has an array of its own, which the tape keeps. */
static Expr *snapshot_row(Adjoint *a, Type *t, const char *name, Expr *count, Expr **here)
{
    if (plan_arrays(a)) {
        Var *v = plan_array(a, t, name, count);
        *here = array_row(plan_array_start(v), plan_array_index(a, false), count);
        return array_row(plan_array_start(v), plan_array_index(a, true), count);
    }
    Expr *fresh = call_runtime_fn(a, "adc_array", plan_forward(a, count), e_sizeof(t), NULL);
    Expr *row = plan_store_as(a, fresh, type_pointer(t), name, here);
    list_add(&a->segment->frees, s_expr(call_runtime_fn(a, "adc_free", row, NULL, NULL)));
    return row;
}

typedef struct Tests {
    const Var *v;
    bool found;
} Tests;

static bool is_var(Expr *e, const Var *v)
{
    e = e_uncast(e);
    return e->kind == E_VAR && e->var == v;
}

/* p == NULL, !p, p ? : , p &&, (bool)p */
static void look_test(Expr **at, void *data)
{
    Tests *t = data;
    Expr *e = *at;
    bool compares = e->kind == E_BINARY && (e->op == O_EQ || e->op == O_NE || e->op == O_LAND || e->op == O_LOR);
    bool number = e->kind == E_CAST && !type_is_pointer(e->type);
    bool asks = compares || number || e->kind == E_COND || (e->kind == E_UNARY && e->op == O_NOT);
    t->found |= (asks && is_var(e->a, t->v)) || (compares && is_var(e->b, t->v));
    expr_kids(e, look_test, t);
}

static void look_tests(Stmt **at, void *data)
{
    Tests *t = data;
    Stmt *s = *at;
    t->found |= (s->kind == S_IF || s->kind == S_LOOP) && s->cond && is_var(s->cond, t->v);
    stmt_exprs(s, look_test, t);
    stmt_kids(s, look_tests, t);
}

/* Whether a pointer parameter is compared with a null pointer. */
bool plan_is_tested(Adjoint *a, const Var *v)
{
    Tests t = {.v = v};
    look_tests(&a->src->body, &t);
    return t.found;
}

static void look_choice(Expr **at, void *data)
{
    Expr *e = *at;
    *(bool *)data |= e->kind == E_COND || (e->kind == E_BINARY && (e->op == O_LAND || e->op == O_LOR));
    expr_kids(e, look_choice, data);
}

/* Whether s, inside place, may do without what it reads: not each pass over place comes to it. */
bool plan_in_branch(Stmt *s, const Stmt *place)
{
    bool found = false;
    stmt_exprs(s, look_choice, &found);
    for (const Stmt *p = info(s)->parent; p && p != place; p = info(p)->parent)
        found |= p->kind == S_IF || p->kind == S_SWITCH;
    return found;
}

/* root: the array, the parameter or pointer to it, or a row of an array. optional: a parameter that may be a null pointer. */
static Expr *keep_array(Adjoint *a, Expr *root, Expr *count, bool optional, bool behind)
{
    const Var *v = root->kind == E_VAR ? root->var : gather_base(root)->var;
    Type *t = type_plain(root->kind != E_VAR ? root->type : v->kind == V_PARAM ? v->written : v->type);
    const Type *declared = t;
    bool pointer = type_is_pointer(root->type);
    if (t->kind == T_POINTER)
        t = type_plain(t->to);
    while (t->kind == T_ARRAY)
        t = type_plain(t->to);
    t = type_unqual(t);
    plan_count_stored(a, 1);
    Expr *here, *row = snapshot_row(a, t, format("%s_kept", v->name), count, &here);
    ExprList args = {0};
    list_add(&args, plan_forward(a, here));
    list_add(&args, pointer ? e_var(root->var) : e_decay(expr_clone(root, NULL)));
    list_add(&args, e_mul(e_cast(type_size(), plan_forward(a, count)), e_sizeof(t)));
    Stmt *copy = s_expr(e_call(runtime_fn(a->program, "memcpy"), args));
    Expr *present = optional ? e_var(root->var) : NULL;
    if (declared->kind == T_POINTER) { /* no declaration says that there is an element */
        Expr *some = e_bin(O_GT, plan_forward(a, count), e_int(0));
        present = present ? e_bin(O_LAND, present, some) : some;
    }
    if (present) {
        Stmt *then = s_block();
        s_add(then, copy);
        copy = s_if(present, then, NULL);
    }
    if (behind)
        list_add(&a->segment->behind, copy);
    else
        s_add(a->segment->fwd, copy);
    return row;
}

Expr *plan_keep_array(Adjoint *a, Expr *root, Expr *count, bool optional)
{
    return keep_array(a, root, count, optional, false);
}

static Expr *snapshot_of(Adjoint *a, Segment *home, const Part *p, Expr *count, bool optional, Stmt *behind)
{
    Keep *known = snapshot_known(home, p->key, behind);
    if (known)
        return known->read;
    Segment *now = a->segment;
    Stmt *again = a->again;
    a->segment = home;
    a->again = NULL; /* what is copied is so in front of all that is recomputed */
    Expr *row = keep_array(a, p->root, count, optional, behind != NULL);
    a->again = again;
    Keep *k = NEW(Keep);
    *k = (Keep){.value = p->key, .read = row, .snapshot = true, .element = p->unit, .behind = behind};
    keep_add(a, home, k);
    a->segment = now;
    return row;
}

/* A snapshot that still holds: of this segment, or of one around where no loop between writes the array. */
static Keep *snapshot_at_hand(Adjoint *a, const Part *p, Moment m)
{
    if (m.after || a->again)
        return NULL;
    for (Segment *s = a->segment; s; s = s->up) {
        Keep *k = keep_find(s, p->key, false, true);
        if (k && !(k->behind && plan_inside(m.at, k->behind)))
            return k;
        if (s->block == a->region->block || (s->loop && keep_array_written(a, p->unit, p->root, s->loop)))
            break;
    }
    return NULL;
}

static bool has_rows(Adjoint *a, Segment *home)
{
    Segment *now = a->segment;
    a->segment = home;
    bool rows = plan_arrays(a);
    a->segment = now;
    return rows;
}

static bool is_around(const Segment *outer, const Segment *s)
{
    while (s && s != outer)
        s = s->up;
    return s != NULL;
}

typedef enum Side { ANYWHERE, IN_FRONT, BEHIND } Side; /* of the loops around */

/* The loop in the segment home that the current place is in. */
static Stmt *loop_in(Adjoint *a, const Segment *home)
{
    const Segment *s = a->segment;
    while (s->up != home)
        s = s->up;
    return s->loop;
}

/* Where the reverse half finds a copy of the array. */
static Expr *row_for(Adjoint *a, const Part *p, Expr *count, Moment m, Side side)
{
    Keep *known = snapshot_at_hand(a, p, m);
    if (known)
        return known->read;
    Stmt *loop = NULL;
    Segment *home = side == BEHIND ? NULL : snapshot_home(a, p->unit, p->root);
    Segment *behind = side == IN_FRONT ? NULL : home_behind(a, p->lv, p->root, p->key, m, &loop);
    if (behind && (!home || (behind != home && is_around(behind, home))))
        home = behind;
    else
        loop = NULL;
    if (!home || !is_worth(a, p->element, count, m, home) || (!type_is_real(p->lv->type) && !has_rows(a, home)))
        return NULL; /* a pointer to integers on the tape has no tangent that another derivative could free */
    Stmt *around = loop_in(a, home);
    if (is_local_pointer(p->root) && !plan_leads_somewhere(a, p->root->var, around))
        return NULL;
    if (loop)
        planned_snapshot_behind(a, p->lv, m, loop);
    else
        planned_snapshot(a, p->lv, m, around);
    const Var *v = p->root->var;
    bool optional = v->kind == V_PARAM && type_is_pointer(v->type) && (plan_in_branch(m.at, around) || plan_is_tested(a, v));
    return snapshot_of(a, home, p, count, optional, loop);
}

/* n as a number of elements: a loop up to it runs not at all where it is negative. One local for each n. */
static Expr *count_of(Adjoint *a, Expr *n)
{
    const Type *t = type_plain(n->type);
    Expr *known = e_cast(type_ptrdiff(), n), *zero = e_int_type(type_unqual(n->type), 0);
    Expr *count = e_cast(type_ptrdiff(), e_cond(e_bin(O_GT, n, e_int(0)), n, zero));
    if (!t->is_signed || n->kind == E_INT)
        return known;
    for (int i = 0; i < a->region->decls.n; i++) {
        Stmt *d = a->region->decls.at[i];
        if (d->kind == S_DECL && d->rhs && e_equal(d->rhs, count))
            return e_var(d->var);
    }
    Var *v = var_new(a->out, V_LOCAL, "count", type_qual(type_ptrdiff(), Q_CONST));
    list_add(&a->region->decls, s_decl(v, count));
    return e_var(v);
}

/* A pointer parameter, whatever it is declared as, where the block in front of the loops covers what they read. */
static Expr *covered_root(Adjoint *a, Expr *lv, Expr **count)
{
    Expr *root = lv->a;
    if (root->kind != E_VAR || root->var->kind != V_PARAM || !plan_simple(a, root->var) || map_get(a->writes, root->var) ||
        !type_is_real(lv->type))
        return NULL;
    const Segment *home = snapshot_home(a, lv, root);
    Expr *n = home ? extent_covered(a, root->var, home->block) : NULL;
    *count = n ? count_of(a, n) : NULL;
    return n ? root : NULL;
}

/* q[i] of q[i].v[k]: the element that lv is a part of, or is; NULL: of no array. */
static Expr *element_around(Expr *lv)
{
    Expr *element = lv;
    for (Expr *x = lv;; x = x->a) {
        if (x->kind == E_MEMBER && !x->arrow)
            element = x->a;
        else if (x->kind == E_INDEX && x->a->kind == E_DECAY)
            x = x->a;
        else
            break;
    }
    return element->kind == E_INDEX && (element == lv || holds_numbers(element->type)) ? element : NULL;
}

/* lv, with another element in place of the one around it. */
static Expr *part_of(Adjoint *a, Expr *lv, const Expr *element, Expr *other, Moment m)
{
    if (lv == element)
        return other;
    if (lv->kind == E_MEMBER)
        return e_member(part_of(a, lv->a, element, other, m), lv->field);
    return e_index(e_decay(part_of(a, lv->a->a, element, other, m)), plan_need(a, lv->b, m));
}

/* The array that lv is an element of, whose size is known without a look at what reads it. Of what only the request says how
   large it is, less may be in use: it is copied in front of a loop alone, where all of it is read. */
static Expr *sized_root(Adjoint *a, Expr *lv, Expr **count, bool *shaped)
{
    Expr *root = plan_array_root(a, lv, count);
    *shaped = !root;
    if (!root)
        root = plan_shaped_root(a, lv, count);
    return root ? root : moving_root(a, lv, count);
}

/* How many subscripts the element has; 0: the reverse half does not know them all, or those of the part lv of it. */
static int free_subscripts(Adjoint *a, const Expr *lv, const Expr *element, Moment m)
{
    int n = 0;
    for (const Expr *x = lv; x != element; x = x->kind == E_MEMBER ? x->a : next_subscript(x))
        if (x->kind == E_INDEX && plan_cost(a, x->b, m))
            return 0;
    for (const Expr *x = element; x->kind == E_INDEX; x = next_subscript(x))
        if (n++ == MAX_NEST || plan_cost(a, x->b, m))
            return 0;
    return n;
}

static Expr *key_of(const Expr *unit, const Expr *element, Expr *root)
{
    Expr *inner = unit == element ? NULL : unit->kind == E_MEMBER ? key_of(unit->a, element, root) : NULL;
    if (!inner)
        return unit == element ? root : NULL;
    Expr *key = NEW(Expr);
    *key = *unit;
    key->a = inner;
    return key;
}

/* Of the parts around lv the one that is copied least often; of those, the largest. */
static Expr *unit_of(Adjoint *a, Expr *lv, Expr *element, Expr *root)
{
    Expr *best = element;
    Segment *home = NULL;
    for (Expr *x = lv;; x = x->kind == E_MEMBER ? x->a : next_subscript(x)) {
        Segment *s = key_of(x, element, root) ? snapshot_home(a, x, root) : NULL;
        if (s && (!home || is_around(s, home))) {
            home = s;
            best = x;
        }
        if (x == element)
            return best;
    }
}

static Part part(Adjoint *a, Expr *lv, Expr *element, Expr *root)
{
    Expr *unit = unit_of(a, lv, element, root);
    return (Part){lv, element, root, unit, key_of(unit, element, root)};
}

/* Whether a copy in front of a loop around is there for lv or would be made for it; *fresh: what of the array, where none
   is there. */
bool plan_may_snapshot(Adjoint *a, Expr *lv, Moment m, Expr **fresh)
{
    bool shaped;
    Expr *element = a->halves ? NULL : element_around(lv), *count;
    Expr *root = element ? sized_root(a, element, &count, &shaped) : NULL;
    *fresh = NULL;
    if (!root || !type_is_real(lv->type) || !free_subscripts(a, lv, element, m))
        return false;
    Part p = part(a, lv, element, root);
    if (snapshot_at_hand(a, &p, m))
        return true;
    Segment *home = snapshot_home(a, p.unit, root);
    if (home && !snapshot_known(home, p.key, NULL))
        *fresh = p.key;
    return home && is_worth(a, element, count, m, home);
}

static Expr *element_kept(Adjoint *a, Expr *lv, Moment m, bool only_behind)
{
    bool in_front;
    Expr *element = a->halves ? NULL : element_around(lv), *count;
    Expr *root = element ? sized_root(a, element, &count, &in_front) : NULL;
    if (!root && !only_behind && element == lv && element && !a->again)
        root = covered_root(a, lv, &count);
    int n = root && !(in_front && only_behind) ? free_subscripts(a, lv, element, m) : 0;
    if (!n)
        return NULL;
    Expr *subs[MAX_NEST], *x = element;
    for (int i = 0; i < n; i++, x = next_subscript(x))
        subs[i] = plan_need(a, x->b, m);
    Part p = part(a, lv, element, root);
    Side side = in_front || a->again ? IN_FRONT : only_behind ? BEHIND : ANYWHERE;
    Expr *row = row_for(a, &p, count, m, side);
    if (!row)
        return NULL;
    Type *t = root->var->kind == V_PARAM ? root->var->written : root->var->type;
    Expr *index = flat_index(element, t, subs, n);
    bool offset = row->kind == E_BINARY;
    Expr *kept = offset ? e_index(row->a, e_add(row->b, e_cast(type_ptrdiff(), index))) : e_index(row, index);
    return part_of(a, lv, element, kept, m);
}

Expr *plan_snapshot(Adjoint *a, Expr *lv, Moment m)
{
    return element_kept(a, lv, m, false);
}

Expr *plan_snapshot_behind(Adjoint *a, Expr *lv, Moment m)
{
    return element_kept(a, lv, m, true);
}
