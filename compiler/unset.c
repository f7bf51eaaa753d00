/* unset.c: variables that a path may read before anything set them. Takes a finished function.

   What is read was set on every path that is taken, or the primal would be undefined. But a C compiler does not see that
   a condition holds whenever an earlier one did, or that a loop runs at least once, and warns. Such variables, and no
   others, are declared with a zero. So are small arrays, whose elements compilers follow as variables of their own. Of arrays
   whose size is computed, double w[n + 3] or m[n][3], GCC follows w[2] at times to where it takes it that no loop has run:
   those are filled with zeros.

   The set of variables that may be unset goes forwards over the tree. Nothing but a declaration adds to it, so that once
   round a loop is enough. Any member of a record counts as all of it. */
#include "adc.h"

#include <stdint.h>
#include <string.h>

typedef uint64_t *Set;

/* Where control goes from a break or a continue. */
typedef struct Place {
    const Stmt *target;
    Set after, again; /* what may be unset there; again: loops alone */
} Place;

typedef struct Unset {
    StmtList decls; /* without initialiser */
    Map *index;     /* Var -> the number of its declaration + 1 */
    Map *filled;    /* declarations of arrays of variable length to be filled */
    LIST(Place) places;
    LIST(Set) spare;
    int words;
    bool jumps;     /* goto: control flow is not that of the tree */
    Set now;        /* what may be unset */
    Set ever;       /* what was set on some way */
} Unset;

static Set set_new(Unset *u, const uint64_t *from)
{
    size_t size = (size_t)u->words * sizeof(uint64_t);
    Set s = u->spare.n ? u->spare.at[--u->spare.n] : arena_alloc(size);
    if (from)
        memcpy(s, from, size);
    else
        memset(s, 0, size);
    return s;
}

static void set_drop(Unset *u, Set s) { list_add(&u->spare, s); }

static void set_add(const Unset *u, Set to, const uint64_t *from)
{
    for (int i = 0; i < u->words; i++)
        to[i] |= from[i];
}

/* Behind a jump nothing is unset: nobody comes there. */
static void set_clear(const Unset *u, Set s) { memset(s, 0, (size_t)u->words * sizeof *s); }

static int number_of(const Unset *u, const Var *v) { return (int)(intptr_t)map_get(u->index, v) - 1; }

/* ---- expressions ---- */

static bool is_element(const Expr *e)
{
    return (e->kind == E_INDEX || e->kind == E_DEREF) && e->a->kind == E_DECAY;
}

/* The variable that an lvalue is part of, not through a pointer. */
static Var *root_of(const Expr *e)
{
    while (e->kind != E_VAR)
        if (is_element(e))
            e = e->a->a;
        else if ((e->kind == E_MEMBER && !e->arrow) || e->kind == E_UNARY)
            e = e->a;
        else
            return NULL;
    return e->var;
}

static void set(Unset *u, const Var *v)
{
    int n = v ? number_of(u, v) : -1;
    if (n < 0)
        return;
    u->now[n / 64] &= ~((uint64_t)1 << (n % 64));
    u->ever[n / 64] |= (uint64_t)1 << (n % 64);
}

static bool may_be_unset(const Unset *u, const Var *v)
{
    int n = v ? number_of(u, v) : -1;
    return n >= 0 && u->now[n / 64] >> (n % 64) & 1;
}

static void read_var(Unset *u, const Var *v)
{
    if (may_be_unset(u, v) && !type_has_vla(v->type))
        u->decls.at[number_of(u, v)]->rhs = e_zero(v->type);
}

/* w[2] */
static bool is_constant_element(const Expr *e)
{
    for (; is_element(e); e = e->a->a)
        if (e->b && !e_is_const(e->b))
            return false;
    return e->kind == E_VAR;
}

static void read_element(Unset *u, const Expr *e)
{
    const Var *v = root_of(e);
    if (may_be_unset(u, v) && type_has_vla(v->type) && is_constant_element(e))
        map_put(u->filled, u->decls.at[number_of(u, v)], u);
}

static void read_expr(Expr **at, void *data);

/* What finding the place of an lvalue reads. */
static void read_place(Unset *u, Expr *e)
{
    if (e->kind == E_VAR)
        return;
    if (is_element(e)) {
        read_place(u, e->a->a);
        if (e->b)
            read_expr(&e->b, u);
    } else if ((e->kind == E_MEMBER && !e->arrow) || e->kind == E_UNARY) {
        read_place(u, e->a);
    } else {
        expr_kids(e, read_expr, u);
    }
}

static bool is_read_only(const Type *t)
{
    return t->kind == T_POINTER && (t->to->quals & Q_CONST || type_plain(t->to)->quals & Q_CONST);
}

enum { FOLLOWED = 8 }; /* elements */

static bool is_small_array(Type *t)
{
    if (t->kind != T_ARRAY || !type_is_arith(type_element(t)))
        return false;
    long long bytes = type_bytes(t), one = type_bytes(type_element(t));
    return bytes > 0 && one > 0 && bytes <= FOLLOWED * one;
}

/* An address goes somewhere: what it leads to is set there, or only read. A small array that was set on another way, as in
   the forward half of a branch, is read there. */
static void hand_on(Unset *u, Expr *e, bool read_only)
{
    const Var *v = root_of(e->a);
    int n = v ? number_of(u, v) : -1;
    bool again = n >= 0 && u->ever[n / 64] >> (n % 64) & 1 && is_small_array(v->type);
    read_place(u, e->a);
    if (read_only || again)
        read_var(u, v);
    if (!read_only)
        set(u, v);
}

static void read_expr(Expr **at, void *data)
{
    Unset *u = data;
    Expr *e = *at;
    bool handed = e->kind == E_ADDR || e->kind == E_DECAY;
    if (e->kind == E_SIZEOF)
        return;
    if (e->kind == E_CAST && (e->a->kind == E_ADDR || e->a->kind == E_DECAY))
        hand_on(u, e->a, is_read_only(type_plain(e->type)));
    else if (handed)
        hand_on(u, e, is_read_only(type_plain(e->type)));
    else if (e->kind == E_OPAQUE)
        for (int i = 0; i < e->args.n; i++)
            set(u, root_of(e->args.at[i]));
    else if (e_is_lvalue(e) && root_of(e)) {
        read_place(u, e);
        read_var(u, root_of(e));
        read_element(u, e);
    } else
        expr_kids(e, read_expr, u);
}

/* ---- statements ---- */

static void walk(Unset *u, Stmt *s);

static Place *place_of(Unset *u, const Stmt *target)
{
    for (int i = u->places.n - 1; i >= 0; i--)
        if (u->places.at[i].target == target)
            return &u->places.at[i];
    bug("unset: exit without a target");
}

static void open_place(Unset *u, const Stmt *s)
{
    list_add(&u->places, ((Place){s, set_new(u, NULL), set_new(u, NULL)}));
}

/* Joins what breaks bring. */
static void close_place(Unset *u)
{
    Place *p = &u->places.at[--u->places.n];
    set_add(u, u->now, p->after);
    set_drop(u, p->after);
    set_drop(u, p->again);
}

static Expr *plain(Expr *e)
{
    while (e->kind == E_CAST && type_is_integer(e->type) && type_is_integer(e->a->type))
        e = e->a;
    return e;
}

/* for (int i = 0; i < 3; ...) */
static bool runs_at_once(const Stmt *loop)
{
    const Stmt *init = loop->init;
    if (!init || !loop->cond || loop->cond->kind != E_BINARY || (init->kind != S_DECL && init->kind != S_ASSIGN))
        return false;
    const Var *counter = init->kind == S_DECL ? init->var : init->lhs->kind == E_VAR ? init->lhs->var : NULL;
    const Expr *a = plain(loop->cond->a), *b = plain(loop->cond->b), *from = init->rhs ? plain(init->rhs) : NULL;
    if (!from || from->kind != E_INT || a->kind != E_VAR || a->var != counter || b->kind != E_INT)
        return false;
    switch (loop->cond->op) {
    case O_LT:
        return from->ival < b->ival;
    case O_LE:
        return from->ival <= b->ival;
    case O_GT:
        return from->ival > b->ival;
    case O_GE:
        return from->ival >= b->ival;
    default:
        return false;
    }
}

static void walk_loop(Unset *u, Stmt *s)
{
    if (s->init)
        walk(u, s->init);
    open_place(u, s);
    if (s->cond && s->flavor != L_DO)
        read_expr(&s->cond, u);
    Set before = set_new(u, u->now);
    walk(u, s->body);
    set_add(u, u->now, place_of(u, s)->again);
    if (s->step)
        walk(u, s->step);
    if (s->cond && s->flavor == L_DO)
        read_expr(&s->cond, u);
    if (!s->cond)
        set_clear(u, u->now);
    else if (s->flavor != L_DO && !runs_at_once(s))
        memcpy(u->now, before, (size_t)u->words * sizeof *before);
    set_drop(u, before);
    close_place(u);
}

static void walk_if(Unset *u, Stmt *s)
{
    read_expr(&s->cond, u);
    Set other = set_new(u, u->now);
    walk(u, s->body);
    Set then = u->now;
    u->now = other;
    if (s->other)
        walk(u, s->other);
    set_add(u, u->now, then);
    set_drop(u, then);
}

static void walk_switch(Unset *u, Stmt *s)
{
    read_expr(&s->cond, u);
    open_place(u, s);
    Set head = set_new(u, u->now);
    bool has_default = false;
    set_clear(u, u->now);
    for (int i = 0; i < s->arms.n; i++) {
        has_default |= s->arms.at[i].is_default;
        set_add(u, u->now, head);
        walk(u, s->arms.at[i].body);
    }
    if (!has_default)
        set_add(u, u->now, head);
    set_drop(u, head);
    close_place(u);
}

static void walk_block(Unset *u, Stmt *s)
{
    open_place(u, s);
    for (int i = 0; i < s->list.n; i++)
        walk(u, s->list.at[i]);
    close_place(u);
}

static void walk_jump(Unset *u, Stmt *s)
{
    if (s->kind == S_RETURN) {
        if (s->rhs)
            read_expr(&s->rhs, u);
    } else {
        Place *p = place_of(u, s->target);
        set_add(u, s->kind == S_BREAK ? p->after : p->again, u->now);
    }
    set_clear(u, u->now);
}

static void walk_store(Unset *u, Stmt *s)
{
    if (s->rhs)
        read_expr(&s->rhs, u);
    read_place(u, s->lhs);
    set(u, root_of(s->lhs));
}

/* A call, perhaps of a function that does not return; a comment. */
static void walk_other(Unset *u, Stmt *s)
{
    stmt_exprs(s, read_expr, u);
    if (s->kind == S_EXPR && s->rhs->kind == E_CALL && s->rhs->fn && s->rhs->fn->noreturn)
        set_clear(u, u->now);
}

static void walk(Unset *u, Stmt *s)
{
    int n = s->kind == S_DECL ? number_of(u, s->var) : -1;
    switch (s->kind) {
    case S_BLOCK:
        walk_block(u, s);
        break;
    case S_IF:
        walk_if(u, s);
        break;
    case S_LOOP:
        walk_loop(u, s);
        break;
    case S_SWITCH:
        walk_switch(u, s);
        break;
    case S_BREAK:
    case S_CONTINUE:
    case S_RETURN:
        walk_jump(u, s);
        break;
    case S_ASSIGN:
    case S_POP:
        walk_store(u, s);
        break;
    default:
        walk_other(u, s);
        break;
    }
    if (n >= 0)
        u->now[n / 64] |= (uint64_t)1 << (n % 64);
}

/* ---- the function ---- */

/* double w[n + 3], m[n][3] */
static bool has_computed_size(Type *t)
{
    if (t->kind != T_ARRAY || !type_has_vla(t) || !type_is_arith(type_element(t)))
        return false;
    const Expr *n = t->count;
    while (n && n->kind == E_CAST)
        n = n->a;
    return type_is_array(t->to) || (n && n->kind == E_BINARY);
}

static bool is_unset(const Stmt *s)
{
    if (s->kind != S_DECL || s->rhs || s->var->kind != V_LOCAL)
        return false;
    Type *t = type_plain(s->var->type);
    return type_is_arith(t) || t->kind == T_POINTER || (t->kind == T_RECORD && !t->record->is_union) || is_small_array(t) ||
           has_computed_size(t);
}

static void find_decls(Stmt **at, void *data)
{
    Unset *u = data;
    if (is_unset(*at)) {
        list_add(&u->decls, *at);
        map_put(u->index, (*at)->var, (void *)(intptr_t)u->decls.n);
    }
    u->jumps |= (*at)->kind == S_GOTO || (*at)->kind == S_LABEL;
    stmt_kids(*at, find_decls, u);
}

typedef struct Fill {
    Program *p;
    Unset *u;
} Fill;

static void fill_stmt(Stmt **at, void *data)
{
    const Fill *f = data;
    stmt_kids(*at, fill_stmt, data);
    if ((*at)->kind != S_BLOCK)
        return;
    StmtList list = {0};
    for (int i = 0; i < (*at)->list.n; i++) {
        Stmt *s = (*at)->list.at[i];
        list_add(&list, s);
        if (map_get(f->u->filled, s)) {
            ExprList args = {0};
            list_add(&args, e_decay(e_var(s->var)));
            list_add(&args, e_int(0));
            list_add(&args, e_sizeof_expr(e_var(s->var)));
            list_add(&list, s_expr(e_call(runtime_fn(f->p, "memset"), args)));
        }
    }
    (*at)->list = list;
}

void unset_fn(Program *p, Fn *f)
{
    Unset u = {.index = map_new(), .filled = map_new()};
    if (f->body)
        find_decls(&f->body, &u);
    if (!u.decls.n || u.jumps)
        return;
    u.words = (u.decls.n + 63) / 64;
    u.now = set_new(&u, NULL);
    u.ever = set_new(&u, NULL);
    walk(&u, f->body);
    fill_stmt(&f->body, &(Fill){p, &u});
}
