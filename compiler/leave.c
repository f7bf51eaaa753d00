/* leave.c: what a way out of a loop does on its way is done behind the loop.

   Takes the engine's own copy of a function, in normal form, before structure.c; leaves loops whose exits go no further
   than their own end:

       for (...) {                            int left = 0;
           A;                                 for (...) {
           if (e < eps) {                         A;
               *root = x;                         if (e < eps) {
               return it;                             left = 1; it_left = it;
           }                                          break;
           B;                                     }
       }                                          B;
                                              }
                                              if (left) { *root = x; return it_left; }

   Reversed, the statements behind the loop need nothing of each iteration, nor does the test that led to them. What they
   read of the loop's own variables goes with them as copies. Where that can't be, the value returned is set where it was. */
#include "adc.h"

enum { LONGEST = 40 }; /* statements on a way that are looked at */

typedef struct Way { /* out of the loop */
    Stmt *tail;      /* block: what is done on it */
    Stmt *exit;
} Way;

typedef struct Leave {
    Fn *fn;
    StmtList around;  /* the loop and what is around the statement looked at, within it */
    LIST(Way) ways;
    Var *left;        /* number of the way taken, 0: none */
    VarList own;      /* of the loop */
    bool keeps_reals; /* arrays or structs of its own, or variables whose address is taken: pointers may lead there */
    StmtList copies;  /* declarations in front of the loop */
} Leave;

/* ---- what the loop declares ---- */

static void find_addressed(Expr **ep, void *data)
{
    if (!*ep)
        return;
    if ((*ep)->kind == E_ADDR || (*ep)->kind == E_COMPOUND || (*ep)->kind == E_STMTEXPR)
        *(bool *)data = true;
    expr_kids(*ep, find_addressed, data);
}

static void find_own(Stmt **sp, void *data)
{
    Leave *w = data;
    Stmt *s = *sp;
    if (!s)
        return;
    if (s->kind == S_DECL) {
        list_add(&w->own, s->var);
        w->keeps_reals |= type_is_array(s->var->type) || type_is_record(s->var->type);
    }
    w->keeps_reals |= s->kind == S_OPAQUE;
    stmt_exprs(s, find_addressed, &w->keeps_reals);
    stmt_kids(s, find_own, w);
}

static bool is_in(const VarList *list, const Var *v)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i] == v)
            return true;
    return false;
}

/* ---- whether a statement can go ---- */

typedef struct Move {
    Leave *w;
    VarList declared; /* by what goes */
    VarList read;     /* of the loop's own */
    bool fits;
} Move;

static void move_expr(Expr **ep, void *data)
{
    Move *m = data;
    Expr *e = *ep;
    if (!e)
        return;
    bool through = e->kind == E_DEREF || e->kind == E_INDEX || e->kind == E_CALL || (e->kind == E_MEMBER && e->arrow);
    m->fits &= !(through && m->w->keeps_reals) && e->kind != E_OPAQUE && e->kind != E_STMTEXPR;
    if (e->kind == E_VAR && is_in(&m->w->own, e->var) && !is_in(&m->declared, e->var)) {
        Type *t = type_plain(e->type);
        m->fits &= type_is_real(t) || type_is_integer(t) || type_is_complex(t) || type_is_pointer(t);
        m->fits &= e->var->kind == V_LOCAL;
        if (!is_in(&m->read, e->var))
            list_add(&m->read, e->var);
    }
    expr_kids(e, move_expr, m);
}

static void move_stmt(Stmt **sp, void *data)
{
    Move *m = data;
    Stmt *s = *sp;
    if (!s)
        return;
    if (s->kind == S_DECL) {
        m->fits &= !type_has_vla(s->var->type);
        list_add(&m->declared, s->var);
    }
    m->fits &= s->kind == S_DECL || s->kind == S_ASSIGN || s->kind == S_EXPR || s->kind == S_IF || s->kind == S_LOOP ||
               s->kind == S_BLOCK || s->kind == S_COMMENT;
    m->fits &= !(s->kind == S_ASSIGN && s->lhs->kind == E_VAR && is_in(&m->w->own, s->lhs->var) && /* of the loop */
                 !is_in(&m->declared, s->lhs->var));
    stmt_exprs(s, move_expr, m);
    stmt_kids(s, move_stmt, m);
}

/* From which statement on a list of n and then the exit can go behind the loop; n: the exit alone. -1: nothing. */
static int first_to_go(Leave *w, StmtList *list, int n, Stmt *exit)
{
    Move last = {.w = w, .fits = true};
    stmt_exprs(exit, move_expr, &last);
    int from = last.fits ? n : -1;
    for (int i = n - 1; i >= 0 && from == i + 1 && n - i <= LONGEST; i--) {
        Move m = {.w = w, .fits = true};
        for (int k = i; k < n; k++)
            move_stmt(&list->at[k], &m);
        stmt_exprs(exit, move_expr, &m);
        if (m.fits)
            from = i;
    }
    return from;
}

/* ---- the ways out ---- */

static bool leaves(const Leave *w, const Stmt *s)
{
    if (s->kind == S_RETURN)
        return true;
    if (s->kind != S_BREAK && s->kind != S_CONTINUE)
        return false;
    for (int i = 0; i < w->around.n; i++)
        if (w->around.at[i] == s->target)
            return false;
    return true;
}

/* Ways that do the same are one. */
static int way_number(Leave *w, Stmt *tail, Stmt *exit)
{
    for (int i = 0; i < w->ways.n && !tail->list.n; i++) {
        Way *x = &w->ways.at[i];
        bool same = !x->tail->list.n && x->exit->kind == exit->kind && x->exit->target == exit->target;
        if (same && (x->exit->rhs && exit->rhs ? e_equal(x->exit->rhs, exit->rhs) : x->exit->rhs == exit->rhs))
            return i + 1;
    }
    list_add(&w->ways, ((Way){tail, exit}));
    return w->ways.n;
}

static Stmt *break_of(Stmt *target, Loc loc)
{
    Stmt *s = s_new(S_BREAK, loc);
    s->target = target;
    return s;
}

static Stmt *innermost(const Leave *w)
{
    for (int i = w->around.n - 1;; i--)
        if (w->around.at[i]->kind == S_LOOP)
            return w->around.at[i];
}

/* A variable in front of the loop. */
static Var *in_front(Leave *w, const char *name, Type *type)
{
    Var *v = var_new(w->fn, V_LOCAL, name, type_unqual(type));
    Type *t = type_plain(v->type);
    Expr *zero = type_is_real(t) ? e_real(t, 0.0L) : type_is_integer(t) ? e_int_type(t, 0) : NULL;
    list_add(&w->copies, s_decl(v, zero));
    return v;
}

/* What the tail and the exit read of the loop's own is copied into variables that live on. */
static void copy_read(Leave *w, Stmt *tail, Stmt *exit, Stmt *out)
{
    Move m = {.w = w, .fits = true};
    move_stmt(&tail, &m);
    stmt_exprs(exit, move_expr, &m);
    Subst s = {.vars = map_new(), .targets = map_new()};
    for (int i = 0; i < m.read.n; i++) {
        Var *own = m.read.at[i], *v = in_front(w, format("%s_left", own->name), own->type);
        Stmt *set = s_assign(e_var(v), e_var(own));
        set->loc = exit->loc;
        s_add(out, set);
        map_put(s.vars, own, e_var(v));
    }
    if (!m.read.n)
        return;
    for (int i = 0; i < tail->list.n; i++)
        tail->list.at[i] = stmt_clone(tail->list.at[i], &s);
    if (exit->rhs)
        exit->rhs = expr_clone(exit->rhs, &s);
}

/* The list ends with an exit, number `at`. */
static void take_way(Leave *w, StmtList *list, int at)
{
    Stmt *exit = s_new(S_RETURN, list->at[at]->loc), *tail = s_block(), *out = s_block();
    *exit = *list->at[at];
    int from = first_to_go(w, list, at, exit);
    for (int i = 0; i < (from < 0 ? at : from); i++)
        s_add(out, list->at[i]);
    for (int i = from; i >= 0 && i < at; i++)
        s_add(tail, list->at[i]);
    if (from < 0) { /* the value is set here */
        Var *value = in_front(w, "value", exit->rhs->type);
        Stmt *set = s_assign(e_var(value), exit->rhs);
        set->loc = exit->loc;
        s_add(out, set);
        exit->rhs = e_var(value);
    }
    copy_read(w, tail, exit, out);
    s_add(out, s_assign(e_var(w->left), e_int(way_number(w, tail, exit))));
    Stmt *leave = break_of(innermost(w), exit->loc);
    leave->var = w->left;
    s_add(out, leave);
    *list = out->list;
}

static bool take_ways(Leave *w, Stmt **sp);

static bool take_ways_of_list(Leave *w, StmtList *list)
{
    bool any = false;
    for (int i = 0; i < list->n; i++) {
        if (leaves(w, list->at[i])) {
            take_way(w, list, i);
            return true;
        }
        bool here = take_ways(w, &list->at[i]);
        any |= here;
        if (!here || list->at[i]->kind != S_LOOP)
            continue;
        StmtList more = {0}; /* the loop around is left, too */
        for (int k = 0; k <= i; k++)
            list_add(&more, list->at[k]);
        Loc loc = list->at[i]->loc;
        Stmt *on = s_block();
        s_add(on, break_of(innermost(w), loc));
        Stmt *ask = s_if(e_var(w->left), on, NULL);
        ask->loc = loc;
        list_add(&more, ask);
        for (int k = ++i; k < list->n; k++)
            list_add(&more, list->at[k]);
        *list = more;
    }
    return any;
}

/* A branch or a body without braces. */
static void in_block(Stmt **sp)
{
    if (!*sp || (*sp)->kind == S_BLOCK)
        return;
    Stmt *b = s_block();
    b->loc = (*sp)->loc;
    s_add(b, *sp);
    *sp = b;
}

/* Below a statement of the loop. Returns whether it is left from there. */
static bool take_ways(Leave *w, Stmt **sp)
{
    Stmt *s = *sp;
    if (!s)
        return false;
    list_add(&w->around, s);
    bool any = s->kind == S_BLOCK && take_ways_of_list(w, &s->list);
    in_block(&s->body);
    in_block(&s->other);
    any |= take_ways(w, &s->body);
    any |= take_ways(w, &s->other);
    for (int i = 0; i < s->arms.n; i++)
        any |= take_ways(w, &s->arms.at[i].body);
    w->around.n--;
    return any;
}

/* if (left == 1) { tail; exit } else if (left == 2) ... */
static Stmt *ways_behind(Leave *w)
{
    Stmt *all = NULL;
    for (int i = w->ways.n - 1; i >= 0; i--) {
        Way *x = &w->ways.at[i];
        Expr *left = e_var(w->left);
        s_add(x->tail, x->exit);
        all = s_if(w->ways.n == 1 ? left : e_bin(O_EQ, left, e_int(i + 1)), x->tail, all);
        all->loc = x->exit->loc;
    }
    return all;
}

/* A loop that is left in another way, too, or from one within it, needs a flag besides. */
static void find_breaks(Stmt **sp, void *data)
{
    void **d = data;
    Stmt *s = *sp;
    if (!s)
        return;
    if (s->kind == S_BREAK && s->target == d[0] && s->var != d[1])
        *(bool *)d[2] = true;
    stmt_kids(s, find_breaks, data);
}

static void leave_loop(Fn *fn, Stmt *loop, Stmt *out)
{
    Leave w = {.fn = fn};
    find_own(&loop, &w);
    w.left = var_new(fn, V_LOCAL, "left", type_int());
    bool left = take_ways(&w, &loop);
    bool breaks = false;
    void *data[] = {loop, w.left, &breaks};
    if (left)
        find_breaks(&loop->body, data);
    if (left && !breaks)
        loop->var = w.left; /* it tells structure.c what it wants to know */
    if (left)
        s_add(out, s_decl(w.left, e_int(0)));
    for (int i = 0; i < w.copies.n; i++)
        s_add(out, w.copies.at[i]);
    s_add(out, loop);
    if (left)
        s_add(out, ways_behind(&w));
}

static void leave_stmt(Stmt **sp, void *data)
{
    Stmt *s = *sp, *out = s_block();
    if (!s)
        return;
    in_block(&s->body);
    in_block(&s->other);
    for (int i = 0; i < s->list.n; i++)
        if (s->list.at[i]->kind == S_LOOP)
            leave_loop(data, s->list.at[i], out);
        else
            s_add(out, s->list.at[i]);
    if (s->kind == S_BLOCK)
        s->list = out->list;
    stmt_kids(s, leave_stmt, data);
}

void leave_loops(Fn *f)
{
    if (!type_is_record(type_plain(type_plain(f->type)->to)))
        leave_stmt(&f->body, f);
}
