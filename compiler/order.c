/* order.c: which statement may run after which, in one pass over the primal's copy.

   Numbers the statements in the order of the text, collects what each writes, finds the counted loops, and answers for
   plan.c: may a write run after a moment of the forward sweep? Everything is asked within the innermost region (adjoint.h). */
#include "adjoint.h"

/* ---- numbering ---- */

typedef struct Index {
    Adjoint *a;
    Stmt *parent;
    int next;
} Index;

static void add_write(Adjoint *a, Var *v, Stmt *s)
{
    StmtList *l = map_get(a->writes, v);
    if (!l) {
        l = NEW(StmtList);
        map_put(a->writes, v, l);
    }
    list_add(l, s);
}

static void index_stmt(Stmt **sp, void *data)
{
    Index *x = data;
    Adjoint *a = x->a;
    Stmt *s = *sp;
    if (!s)
        return;
    Info *i = NEW(Info);
    i->parent = x->parent;
    i->first = x->next++;
    s->plan = i;
    if (s->kind == S_DECL) {
        map_put(a->declared, s->var, s);
        add_write(a, s->var, s);
        if (stmt_call(s))
            list_add(&a->memory, s);
        else if (!plan_simple(a, s->var))
            list_add(&a->memory, s);
    } else if (s->kind == S_ASSIGN || s->kind == S_POP) {
        bool simple = s->lhs->kind == E_VAR && plan_simple(a, s->lhs->var);
        if (simple)
            add_write(a, s->lhs->var, s);
        if (!simple || stmt_call(s))
            list_add(&a->memory, s);
    } else if (s->kind == S_EXPR || s->kind == S_OPAQUE) {
        list_add(&a->memory, s);
    }
    Stmt *parent = x->parent;
    x->parent = s;
    stmt_kids(s, index_stmt, x);
    x->parent = parent;
    i->last = x->next - 1;
}

static void find_counted(Stmt **sp, void *data)
{
    if (!*sp)
        return;
    if ((*sp)->kind == S_LOOP)
        info(*sp)->counted = loop_counted(data, *sp);
    stmt_kids(*sp, find_counted, data);
}

/* The variable that an lvalue is part of, not through a pointer; NULL: none. */
static Var *whole(Expr *lv)
{
    while ((lv->kind == E_MEMBER && !lv->arrow) || (lv->kind == E_INDEX && lv->a->kind == E_DECAY))
        lv = lv->kind == E_MEMBER ? lv->a : lv->a->a;
    return lv->kind == E_VAR ? lv->var : NULL;
}

/* Variables whose address goes anywhere else than into a subscript. That of a shadow does where a record
   is handed on by value: both halves of the call are given it. */
static void escape_expr(Expr **ep, void *data)
{
    Adjoint *a = data;
    Expr *e = *ep;
    if (!e)
        return;
    if (e->kind == E_INDEX && e->a->kind == E_DECAY) {
        expr_kids(e->a->a, escape_expr, a);
        escape_expr(&e->b, a);
        return;
    }
    if (e->kind == E_DECAY || e->kind == E_ADDR) {
        Var *v = whole(e->a);
        if (v)
            map_put(a->escapes, v, v);
    }
    for (int i = 0; e->kind == E_CALL && e->fn && e->fn->body && i < e->args.n; i++) {
        Var *v = type_is_record(e->args.at[i]->type) ? whole(e->args.at[i]) : NULL;
        if (v)
            map_put(a->escapes, v, v);
    }
    expr_kids(e, escape_expr, a);
}

static void escape_stmt(Stmt **sp, void *data)
{
    if (!*sp)
        return;
    stmt_exprs(*sp, escape_expr, data);
    stmt_kids(*sp, escape_stmt, data);
}

static StmtList *writes_of_cell(Adjoint *a, Cell *c)
{
    StmtList *l = map_get(a->cell_writes, c);
    if (!l) {
        l = NEW(StmtList);
        map_put(a->cell_writes, c, l);
    }
    return l;
}

static void index_memory(Adjoint *a)
{
    a->cell_writes = map_new();
    a->opaque_writes.n = 0;
    a->written = (Bits){0};
    for (int i = 0; i < a->memory.n; i++) {
        Stmt *w = a->memory.at[i];
        const Bits *call = hidden_call_changes(a->alias, w);
        Bits all = {0};
        if (call)
            bits_merge(&all, call);
        if (w->kind == S_DECL)
            bits_merge(&all, alias_lvalue(a->alias, e_var(w->var)));
        if (w->kind == S_ASSIGN || w->kind == S_POP)
            bits_merge(&all, alias_lvalue(a->alias, w->lhs));
        if (w->kind == S_OPAQUE)
            list_add(&a->opaque_writes, w);
        for_bits(k, &all)
            list_add(writes_of_cell(a, a->alias->cells.at[k]), w);
        bits_merge(&a->written, &all);
        bits_done(&all);
    }
}

int plan_first_from(const StmtList *l, int first)
{
    int low = 0, high = l->n;
    while (low < high) {
        int middle = (low + high) / 2;
        if (info(l->at[middle])->first < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static Stmt *write_among(const StmtList *l, int first, int last, WriteTest *test, void *data)
{
    for (int i = l ? plan_first_from(l, first) : 0; l && i < l->n && info(l->at[i])->first <= last; i++)
        if (test(l->at[i], data))
            return l->at[i];
    return NULL;
}

/* What a search for a write looks for. */
typedef struct Search {
    Adjoint *a;
    int first, last;
    WriteTest *test;
    void *data;
} Search;

static Stmt *write_of(const Search *s, Cell *x, Cell *c)
{
    bool may = bits_has(&s->a->written, c->id) && alias_cells_overlap(s->a->alias, x, c);
    return may ? write_among(map_get(s->a->cell_writes, c), s->first, s->last, s->test, s->data) : NULL;
}

static Stmt *write_of_any(const Search *s, Cell *x, const Object *o)
{
    Stmt *w = NULL;
    for (int k = 0; k < o->cells.n && !w; k++)
        w = write_of(s, x, o->cells.at[k]);
    return w;
}

/* Memory that the caller may know, and what is not known, may be the same by different names; what is neither has its own
   name alone, and may be what is not known. */
static Stmt *write_by_other_name(const Search *s, Cell *x)
{
    Alias *alias = s->a->alias;
    const Object *o = x->object;
    if (!alias_is_outside(o))
        return write_of_any(s, x, alias->any);
    Stmt *w = NULL;
    for (int k = bits_next(&s->a->written, 0); k >= 0 && !w; k = bits_next(&s->a->written, k + 1)) {
        Cell *c = alias->cells.at[k];
        if (c->object != o && (o->kind == OB_ANY || alias_is_outside(c->object)))
            w = write_of(s, x, c);
    }
    return w;
}

Stmt *plan_memory_write(Adjoint *a, Expr *lv, int first, int last, WriteTest *test, void *data)
{
    int at = plan_first_from(&a->memory, first);
    if (at == a->memory.n || info(a->memory.at[at])->first > last)
        return NULL; /* no memory is written there: so it is for most statements */
    const Search s = {a, first, last, test, data};
    Stmt *w = write_among(&a->opaque_writes, first, last, test, data);
    const Bits *cells = alias_lvalue(a->alias, lv);
    for (int i = bits_next(cells, 0); i >= 0 && !w; i = bits_next(cells, i + 1)) {
        Cell *x = a->alias->cells.at[i];
        w = write_of_any(&s, x, x->object);
        if (!w)
            w = write_by_other_name(&s, x);
    }
    return w;
}

void plan_index(Adjoint *a)
{
    a->memory.n = 0;
    a->distinct = NULL;
    a->escapes = map_new();
    a->longer = map_new();
    escape_stmt(&a->src->body, a);
    a->taken = norm_taken(a->src->body);
    a->writes = map_new();
    a->declared = map_new();
    a->replaced = map_new();
    a->results = map_new();
    Index x = {a, NULL, 0};
    index_stmt(&a->src->body, &x);
    index_memory(a);
    find_counted(&a->src->body, a);
    if (a->active)
        rewind_find(a);
}

bool plan_simple(Adjoint *a, Var *v)
{
    if (v->kind != V_LOCAL && v->kind != V_PARAM)
        return false;
    Type *t = type_plain(v->type);
    bool scalar = t->kind == T_REAL || t->kind == T_INT || t->kind == T_BOOL || t->kind == T_POINTER ||
                  t->kind == T_COMPLEX;
    return scalar && !map_get(a->taken, v) && !(v->type->quals & Q_VOLATILE);
}

/* ---- order ---- */

bool plan_inside(const Stmt *s, const Stmt *outer)
{
    return info(s)->first >= info(outer)->first && info(s)->first <= info(outer)->last;
}

/* Whether x and y are in different branches of one statement (and so not both in one pass over it). */
bool plan_exclusive(Stmt *x, Stmt *y)
{
    for (Stmt *p = info(x)->parent, *kid = x; p; kid = p, p = info(p)->parent) {
        if (!plan_inside(y, p))
            continue;
        bool branches = p->kind == S_IF || p->kind == S_SWITCH;
        return branches && y != p && x != p && !plan_inside(y, kid);
    }
    return false;
}

/* The outermost loop inside the block around both, or NULL. */
static Stmt *common_loop(Stmt *block, Stmt *x, Stmt *y)
{
    Stmt *found = NULL;
    for (Stmt *p = x; p && p != block; p = info(p)->parent)
        if (p->kind == S_LOOP && plan_inside(y, p) && p != y && p != x)
            found = p;
        else if (p->kind == S_LOOP && plan_inside(y, p) && (p == y || p == x) && y != x)
            found = p; /* its own condition or step runs again */
    return found;
}

bool plan_in_region(Adjoint *a, Stmt *s)
{
    return plan_inside(s, a->region->block);
}

/* May w run after moment m, in the region? */
bool plan_runs_after(Adjoint *a, Stmt *w, Moment m)
{
    return plan_in_region(a, w) && plan_runs_after_in(w, m, a->region->block);
}

/* The same in one pass over a block that both are in. */
bool plan_runs_after_in(Stmt *w, Moment m, Stmt *block)
{
    if (info(w)->idle)
        return false;
    Stmt *loop = common_loop(block, m.at, w);
    if (loop && !(loop->init && plan_inside(w, loop->init)))
        return true;
    int first = info(w)->first, at = info(m.at)->first;
    if (m.after ? first <= at : first < at)
        return false;
    return !plan_exclusive(m.at, w);
}

/* ---- subscripts: a[i + c] and a[i + d] ---- */

/* A number that is one in whatever type it is added: not 4294967295u, which takes one away. */
static bool is_number(Expr *e)
{
    return e->kind == E_INT && e->ival > -(1LL << 30) && e->ival < 1LL << 30;
}

static bool affine(Expr *e, Var *counter, long long *offset)
{
    e = e_unwidened(e);
    if (e->kind == E_VAR && e->var == counter) {
        *offset = 0;
        return true;
    }
    if (e->kind != E_BINARY || (e->op != O_ADD && e->op != O_SUB))
        return false;
    Expr *a = e_unwidened(e->a), *b = e_unwidened(e->b);
    if (is_number(b) && affine(a, counter, offset)) {
        *offset += e->op == O_ADD ? b->ival : -b->ival;
        return true;
    }
    if (e->op == O_ADD && is_number(a) && affine(b, counter, offset)) {
        *offset += a->ival;
        return true;
    }
    return false;
}

/* Both lvalues are elements of the same array, by the same path; their subscripts, outermost first. Pointers on the path
   are the same: two rows of a double ** may well be one. */
static bool same_array(Expr *x, Expr *y, ExprList *xs, ExprList *ys)
{
    if (x->kind != y->kind)
        return false;
    switch (x->kind) {
    case E_VAR:
        return x->var == y->var;
    case E_DECAY:
        return same_array(x->a, y->a, xs, ys);
    case E_MEMBER:
        return x->field == y->field && x->arrow == y->arrow &&
               (x->arrow ? e_equal(x->a, y->a) : same_array(x->a, y->a, xs, ys));
    case E_INDEX:
        if (x->a->kind == E_DECAY ? !same_array(x->a, y->a, xs, ys) : !e_equal(x->a, y->a))
            return false;
        list_add(xs, x->b);
        list_add(ys, y->b);
        return true;
    default:
        return e_equal(x, y);
    }
}

bool plan_distinct(Expr *x, Expr *y)
{
    ExprList xs = {0}, ys = {0};
    if (!same_array(x, y, &xs, &ys))
        return false;
    for (int k = 0; k < xs.n; k++) {
        Expr *i = xs.at[k], *j = ys.at[k];
        if (i->kind == E_INT && j->kind == E_INT && i->ival != j->ival)
            return true;
        Expr *root = i;
        while (root->kind == E_BINARY || root->kind == E_CAST)
            root = root->kind == E_BINARY && (root->a->kind == E_INT) ? root->b : root->a;
        long long r, v;
        if (root->kind == E_VAR && affine(i, root->var, &r) && affine(j, root->var, &v) && r != v)
            return true;
    }
    return false;
}
