/* sort.c: qsort and bsearch on memory that may be active.

   Takes an engine's copy of a function; leaves instead of qsort the permutation that it makes (adc_order, which runs
   the very qsort on a copy) and the assignments in that order, which every kind of derivative knows: at the reverse
   sweep the adjoints go back the way the elements came. Instead of bsearch: the index of what it finds. */
#include "flow.h"

#include <string.h>

typedef struct Sort {
    Program *p;
    Fn *fn;
} Sort;

typedef struct Elements {
    Expr *base, *count; /* variables */
    Type *type;         /* of an element, or what it is an array of */
    Expr *each;         /* how many of these one element has; NULL: one */
    Expr *size, *compare;
} Elements;

static Expr *bare(Expr *e)
{
    while (e->kind == E_CAST && (e->implicit || type_is_pointer(e->type)))
        e = e->a;
    return e;
}

static bool is_bytes(Type *t)
{
    Type *plain = type_plain(t);
    return plain->kind == T_VOID || (plain->kind == T_INT && plain->size == 1);
}

/* What one element is: by the type of the pointer, behind void * by sizeof. NULL: not told. */
static Type *element_type(Expr *base, Expr *size)
{
    Type *t = type_plain(type_plain(bare(base)->type)->to);
    if (is_bytes(t) && bare(size)->kind == E_SIZEOF)
        t = bare(size)->of ? bare(size)->of : bare(size)->a->type;
    while (type_plain(t)->kind == T_ARRAY)
        t = type_plain(t)->to;
    return is_bytes(t) ? NULL : type_unqual(t);
}

static bool is_one(Expr *size, Type *t)
{
    size = bare(size);
    return size->kind == E_SIZEOF && type_same(type_unqual(size->of ? size->of : size->a->type), t);
}

static Var *local(Sort *s, Stmt *block, const char *name, Type *type, Expr *value)
{
    Var *v = var_new(s->fn, V_LOCAL, name, type);
    s_add(block, s_decl(v, value));
    return v;
}

static Expr *runtime(Sort *s, const char *name, Expr *const *args, int n)
{
    ExprList list = {0};
    for (int i = 0; i < n; i++)
        list_add(&list, args[i]);
    return e_call(runtime_fn(s->p, name), list);
}

static Stmt *loop_over(Sort *s, Expr *count, Var **k)
{
    *k = var_new(s->fn, V_LOCAL, "k", type_size());
    Stmt *loop = s_new(S_LOOP, (Loc){0});
    loop->flavor = L_FOR;
    loop->init = s_decl(*k, e_int_type(type_size(), 0));
    loop->cond = e_bin(O_LT, e_var(*k), count);
    loop->step = s_assign(e_var(*k), e_add(e_var(*k), e_int_type(type_size(), 1)));
    loop->body = s_block();
    return loop;
}

static Elements elements(Sort *s, Stmt *block, Expr *base, Expr *count, Expr *size, Expr *compare, Type *t)
{
    Elements e = {.type = t, .size = size, .compare = compare};
    Type *pointer = type_pointer(t);
    e.base = e_var(local(s, block, "elements", pointer, e_cast(pointer, bare(base))));
    e.count = e_var(local(s, block, "count", type_qual(type_size(), Q_CONST), e_cast(type_size(), count)));
    if (!is_one(size, t))
        e.each = e_div(e_cast(type_size(), size), e_sizeof(t));
    return e;
}

/* sorted[k] = unsorted[order[k]] */
static Stmt *gather(Sort *s, const Elements *e, Var *unsorted, Var *order)
{
    Var *k, *j;
    Stmt *loop = loop_over(s, e->count, &k);
    Expr *from = e_index(e_var(order), e_var(k));
    if (!e->each) {
        s_add(loop->body, s_assign(e_index(e->base, e_var(k)), e_index(e_var(unsorted), from)));
        return loop;
    }
    Stmt *inner = loop_over(s, e->each, &j);
    s_add(inner->body, s_assign(e_index(e->base, e_add(e_mul(e_var(k), e->each), e_var(j))),
                                e_index(e_var(unsorted), e_add(e_mul(from, e->each), e_var(j)))));
    s_add(loop->body, inner);
    return loop;
}

static Stmt *sorted(Sort *s, Expr *call, Type *t)
{
    Stmt *block = s_block();
    Expr **args = call->args.at;
    if (e_is_zero(bare(args[1])))
        return block;
    Elements e = elements(s, block, args[0], args[1], args[2], args[3], t);
    Expr *total = e_cast(type_ptrdiff(), e.each ? e_mul(e.count, e.each) : e.count);
    Var *unsorted = var_new(s->fn, V_LOCAL, "unsorted", type_pointer(t));
    Expr *bytes = e_mul(e.count, e_cast(type_size(), e.size));
    s_add(block, s_decl(unsorted, runtime(s, "adc_array", (Expr *[]){total, e_sizeof(t)}, 2)));
    s_add(block, s_expr(runtime(s, "memcpy", (Expr *[]){e_var(unsorted), e.base, bytes}, 3)));
    Var *order = local(s, block, "order", type_pointer(type_size()),
                       runtime(s, "adc_order", (Expr *[]){e_var(unsorted), e.count, e.size, e.compare}, 4));
    s_add(block, gather(s, &e, unsorted, order));
    s_add(block, s_expr(runtime(s, "adc_free", (Expr *[]){e_var(order)}, 1)));
    s_add(block, s_expr(runtime(s, "adc_free", (Expr *[]){e_var(unsorted)}, 1)));
    return block;
}

static Expr *null_of(Type *t)
{
    return e_cast(type_unqual(t), e_cast(type_pointer(type_void()), e_int(0)));
}

/* lhs = base + index, or null. */
static Stmt *found(Sort *s, Stmt *st, Expr *call, Type *t)
{
    Stmt *block = s_block();
    Expr **args = call->args.at;
    Elements e = elements(s, block, args[1], args[2], args[3], args[4], t);
    Expr *lhs = st->kind == S_DECL ? e_var(st->var) : st->lhs;
    Var *at = local(s, block, "at", type_qual(type_ptrdiff(), Q_CONST),
                    runtime(s, "adc_search", (Expr *[]){args[0], e.base, e.count, e.size, e.compare}, 5));
    Expr *index = e.each ? e_mul(e_var(at), e_cast(type_ptrdiff(), e.each)) : e_var(at);
    Stmt *yes = s_block(), *no = s_block();
    s_add(yes, s_assign(lhs, e_cast(type_unqual(lhs->type), e_bin(O_ADD, e.base, index))));
    s_add(no, s_assign(lhs, null_of(lhs->type)));
    s_add(block, s_if(e_bin(O_GE, e_var(at), e_int_type(type_ptrdiff(), 0)), yes, no));
    return block;
}

static bool is_call_of(const Expr *call, const char *name, int args)
{
    return call && call->fn && !call->fn->body && !call->fn->custom_adjoint && !call->fn->custom_tangent &&
           call->args.n == args && call->fn->in_system_header && strcmp(call->fn->name, name) == 0;
}

static Stmt *lowered(Sort *s, Stmt *st)
{
    Expr *call = stmt_call(st);
    bool sorts = is_call_of(call, "qsort", 4) && st->kind == S_EXPR;
    bool finds = is_call_of(call, "bsearch", 5) && st->kind != S_EXPR;
    if (!sorts && !finds)
        return NULL;
    Type *t = element_type(call->args.at[finds], call->args.at[finds + 2]);
    if (!t || !type_reaches_reals(t))
        return NULL;
    Stmt *made = sorts ? sorted(s, call, t) : found(s, st, call, t);
    for (int i = 0; i < made->list.n; i++)
        made->list.at[i]->loc = st->loc;
    return made;
}

static void sort_stmt(Stmt **sp, void *data)
{
    Stmt *b = *sp;
    stmt_kids(b, sort_stmt, data);
    if (b->kind != S_BLOCK)
        return;
    StmtList old = b->list;
    b->list = (StmtList){0};
    for (int i = 0; i < old.n; i++) {
        Stmt *made = lowered(data, old.at[i]);
        if (!made) {
            s_add(b, old.at[i]);
            continue;
        }
        if (old.at[i]->kind == S_DECL)
            s_add(b, s_decl_unset(old.at[i]->var));
        for (int k = 0; k < made->list.n; k++)
            s_add(b, made->list.at[k]);
    }
}

void sort_calls(Program *p, Fn *f)
{
    sort_stmt(&f->body, &(Sort){p, f});
}
