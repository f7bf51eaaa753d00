/* prepare.c: the engine's copy of the primal gets into shape.

   A conditional expression whose value is active becomes a statement: what it does not evaluate must not
   be touched by the reverse sweep either. Active values in a loop's header move into its body. */
#include "adjoint.h"

/* (const double *)t that inlining left under a subscript says nothing: elements of one array look alike without it. */
static bool only_qualifies(Expr *e)
{
    if (e->kind != E_CAST || !type_is_pointer(e->type) || !type_is_pointer(e->a->type))
        return false;
    Type *x = type_plain(e->type)->to, *y = type_plain(e->a->type)->to;
    bool opens = ((y->quals | type_plain(y)->quals) & ~(x->quals | type_plain(x)->quals)) & Q_CONST; /* to write there */
    return type_same(type_unqual(x), type_unqual(y)) && !opens;
}

static void bare_expr(Expr **ep, void *data)
{
    Expr *e = *ep;
    if (!e)
        return;
    bool through = e->kind == E_INDEX || e->kind == E_DEREF || (e->kind == E_MEMBER && e->arrow);
    while (through && only_qualifies(e->a))
        e->a = e->a->a;
    expr_kids(e, bare_expr, data);
}

static void bare_stmt(Stmt **sp, void *data)
{
    if (!*sp)
        return;
    stmt_exprs(*sp, bare_expr, data);
    stmt_kids(*sp, bare_stmt, data);
}

typedef struct Lift {
    Adjoint *a;
    Stmt *before; /* statements that go in front */
} Lift;

static void lift_expr(Expr **ep, void *data)
{
    Lift *l = data;
    Expr *e = *ep;
    if (!e)
        return;
    bool real = type_is_real(e->type) || type_is_complex(e->type);
    bool active = e->kind == E_COND && ((real && active_expr(l->a->active, e)) ||
                                        (type_is_record(e->type) && type_has_reals(e->type)));
    if (!active) {
        if (e->kind != E_COND && !(e->kind == E_BINARY && (e->op == O_LAND || e->op == O_LOR)))
            expr_kids(e, lift_expr, l);
        return;
    }
    Type *t = type_unqual(e->type);
    Var *v = var_new(l->a->out, V_LOCAL, "chosen", type_is_record(t) ? t : type_plain(t));
    Stmt *then = s_block(), *other = s_block();
    Lift one = {l->a, then}, two = {l->a, other};
    Expr *b = e->b, *c = e->c;
    lift_expr(&b, &one);
    lift_expr(&c, &two);
    Stmt *set_b = s_assign(e_var(v), b), *set_c = s_assign(e_var(v), c);
    set_b->loc = set_c->loc = e->loc;
    s_add(then, set_b);
    s_add(other, set_c);
    Stmt *choose = s_if(e->a, then, other);
    choose->loc = e->loc;
    s_add(l->before, s_decl(v, type_is_record(t) ? NULL : e_cast(v->type, e_real(type_double(), 0.0L))));
    s_add(l->before, choose);
    *ep = e_var(v);
}

/* ---- long expressions: each partial would repeat the operands, deeply nested ones over and over ---- */

enum { PIECE = 8, MUCH = 200, MUCH_IN_LOOPS = 2000 };

typedef struct Split {
    Adjoint *a;
    Stmt *before;  /* statements that go in front; NULL: only count */
    long repeated; /* nodes in operands that partials need */
} Split;

static int split_expr(Split *x, Expr **ep);

/* An operand that a partial needs: a variable of its own where it is long. */
static int split_operand(Split *x, Expr **ep)
{
    int size = split_expr(x, ep);
    x->repeated += size;
    Expr *e = *ep;
    if (!x->before || size < PIECE || !type_is_arith(e->type))
        return size;
    Var *v = var_new(x->a->out, V_LOCAL, temp_name(e), type_plain(type_unqual(e->type)));
    Stmt *decl = s_decl(v, e);
    decl->loc = e->loc;
    s_add(x->before, decl);
    *ep = e_var(v);
    return 1;
}

/* Returns the size of what is left. What is evaluated on a condition only stays where it is. */
static int split_expr(Split *x, Expr **ep)
{
    Expr *e = *ep;
    bool real = type_is_real(e->type) || type_is_complex(e->type);
    if (e->kind == E_CAST || e->kind == E_UNARY)
        return 1 + split_expr(x, &e->a);
    if (e->kind == E_CALL && e->fn && e->fn->class == F_MATH && real) {
        int size = 1;
        for (int i = 0; i < e->args.n; i++)
            size += split_operand(x, &e->args.at[i]);
        return size;
    }
    if (e->kind != E_BINARY || !real)
        return e_size(e);
    bool linear = e->op == O_ADD || e->op == O_SUB;
    bool by_a = !linear && active_expr(x->a->active, e->b), by_b = !linear && active_expr(x->a->active, e->a);
    int size = 1 + (by_a ? split_operand(x, &e->a) : split_expr(x, &e->a));
    return size + (by_b || (by_a && e->op == O_DIV) ? split_operand(x, &e->b) : split_expr(x, &e->b));
}

static void split(Adjoint *a, Stmt *s, Stmt *before, bool in_loop)
{
    Split x = {.a = a};
    split_expr(&x, &s->rhs);
    if (x.repeated <= (in_loop ? MUCH_IN_LOOPS : MUCH))
        return;
    x.before = before;
    split_expr(&x, &s->rhs);
}

typedef struct Place {
    Adjoint *a;
    bool in_loop;
} Place;

static void prepare_block(Place *p, Stmt *b);

static void prepare_kid(Stmt **sp, void *data)
{
    if (!*sp)
        return;
    if ((*sp)->kind == S_BLOCK)
        prepare_block(data, *sp);
    else
        stmt_kids(*sp, prepare_kid, data);
}

typedef struct HeaderWork {
    Adjoint *a;
    bool found;
} HeaderWork;

static void header_stmt(Stmt **sp, void *data)
{
    HeaderWork *h = data;
    Stmt *s = *sp;
    if (!s)
        return;
    Type *t = s->kind == S_DECL ? s->var->type : s->lhs ? s->lhs->type : NULL;
    if (t && (!type_is_integer(t) || stmt_call(s)))
        h->found = true;
    stmt_kids(s, header_stmt, h);
}

static bool header_works(Adjoint *a, Stmt *s)
{
    HeaderWork h = {a, false};
    header_stmt(&s, &h);
    return h.found;
}

/* i = 0, j = n, x = 1 in a header: blocks in blocks. */
static void splice(Stmt *out, Stmt *s)
{
    if (s->kind != S_BLOCK) {
        s_add(out, s);
        return;
    }
    for (int i = 0; i < s->list.n; i++)
        splice(out, s->list.at[i]);
}

static bool names_var(Stmt *s, Expr *v)
{
    return e_mentions(s->lhs, v) || e_mentions(s->rhs, v);
}

/* i++ of i++, p++: no other step knows i. */
static bool steps_alone(Stmt *s, Stmt *all)
{
    if (s->kind != S_ASSIGN || s->lhs->kind != E_VAR || !type_is_integer(s->lhs->type) || stmt_call(s))
        return false;
    for (int i = 0; i < all->list.n; i++)
        if (all->list.at[i] != s && names_var(all->list.at[i], s->lhs))
            return false;
    for (int i = 0; i < all->list.n; i++) /* nor does it know what they change */
        if (all->list.at[i] != s && (!all->list.at[i]->lhs || names_var(s, all->list.at[i]->lhs)))
            return false;
    return true;
}

/* for (x = x0; c; x = f(x)) with reals or pointers in its header: init goes before it, step to the end of the body. */
static void move_header(Adjoint *a, Stmt *loop, Stmt *out)
{
    if (loop->init && header_works(a, loop->init)) {
        splice(out, loop->init);
        loop->init = NULL;
    }
    if (loop->step && header_works(a, loop->step)) {
        Stmt *all = s_block(), *last = NULL;
        splice(all, loop->step);
        for (int i = 0; i < all->list.n; i++) {
            bool stays = !last && steps_alone(all->list.at[i], all);
            if (stays)
                last = all->list.at[i];
            else
                s_add(loop->body, all->list.at[i]);
        }
        loop->step = last;
    }
}

/* m = x > m ? x : m sets m or leaves it. */
static Stmt *keep_or_set(Adjoint *a, Stmt *s)
{
    Expr *e = s->kind == S_ASSIGN ? s->rhs : NULL;
    if (!e || e->kind != E_COND || !type_is_real(e->type) || !active_expr(a->active, e) ||
        !type_same(type_plain(e->type), type_plain(s->lhs->type)))
        return s;
    bool sets = e_equal(e->c, s->lhs);
    if (s->lhs->kind != E_VAR || (!sets && !e_equal(e->b, s->lhs)))
        return s;
    Stmt *then = s_block();
    Stmt *set = s_assign(s->lhs, sets ? e->b : e->c);
    set->loc = s->loc;
    s_add(then, set);
    Stmt *choose = s_if(sets ? e->a : e_not(e->a), then, NULL);
    choose->loc = s->loc;
    return choose;
}

/* A struct passed by value that the callee has another way to is passed as a copy: what its reverse half adds to the one
   shadow it would take out of the other. */
static void copy_records(Adjoint *a, Stmt *s, Stmt *before)
{
    Expr *call = stmt_call(s);
    if (!call)
        return;
    Bits others = {0};
    alias_call_given(a->alias, call, &others);
    for (int k = 0; k < call->args.n; k++) {
        Expr *arg = call->args.at[k];
        if (!type_is_record(arg->type) || !e_is_lvalue(arg) || !active_lvalue(a->active, arg) ||
            !alias_sets_overlap(a->alias, &others, alias_lvalue(a->alias, arg)))
            continue;
        Var *copy = var_new(a->out, V_LOCAL, "passed", type_unqual(arg->type));
        Stmt *decl = s_decl(copy, arg);
        decl->loc = s->loc;
        s_add(before, decl);
        call->args.at[k] = e_var(copy);
    }
    bits_done(&others);
}

static void prepare_block(Place *p, Stmt *b)
{
    Adjoint *a = p->a;
    StmtList old = b->list;
    b->list = (StmtList){0};
    for (int i = 0; i < old.n; i++) {
        Stmt *s = old.at[i];
        Lift l = {a, b};
        if (s->kind == S_BLOCK) { /* the step of a loop that ends early */
            prepare_block(p, s);
            splice(b, s);
            continue;
        }
        s = keep_or_set(a, s);
        if (s->kind == S_LOOP)
            move_header(a, s, b);
        else if (s->rhs && (s->kind == S_ASSIGN || s->kind == S_DECL || s->kind == S_EXPR ||
                            s->kind == S_RETURN))
            lift_expr(&s->rhs, &l);
        Place inside = {a, p->in_loop || s->kind == S_LOOP};
        stmt_kids(s, prepare_kid, &inside);
        if (s->rhs && type_is_real(s->rhs->type) && (s->kind == S_ASSIGN || s->kind == S_DECL || s->kind == S_RETURN))
            split(a, s, b, p->in_loop);
        copy_records(a, s, b);
        s_add(b, s);
    }
}

void prepare_fn(Adjoint *a)
{
    bare_stmt(&a->src->body, NULL);
    Place all = {a, false};
    prepare_block(&all, a->src->body);
}
