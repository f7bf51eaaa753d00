/* allocate.c: memory from posix_memalign and alloca, and the results of memset and memcpy.

   Takes a function in normal form; leaves instead of posix_memalign an assignment from aligned_alloc, and instead of alloca
   in the outermost block an array of variable length there, which lives as long: what the engines know already. An
   alloca that a branch leaves out or a loop repeats stays, and is told as unknown. What memset, memcpy or memmove returns
   is its first argument: where it is used, it is read from there. */
#include "flow.h"
#include "norm.h"

#include <string.h>

enum { NO_MEMORY = 12 }; /* ENOMEM */

static Expr *bare(Expr *e)
{
    while (e->kind == E_CAST && (e->implicit || type_is_pointer(e->type)))
        e = e->a;
    return e;
}

static bool is_call_of(const Expr *call, const char *name, int args)
{
    return call && call->fn && !call->fn->body && !call->fn->custom_adjoint && !call->fn->custom_tangent &&
           call->args.n == args && strcmp(fn_base(call->fn), name) == 0;
}

static Expr *target(Stmt *s)
{
    return s->kind == S_DECL ? e_var(s->var) : s->kind == S_ASSIGN ? s->lhs : NULL;
}

/* *place = aligned_alloc(alignment, size up to a multiple of it); status = -(*place == NULL) & ENOMEM; */
static bool aligned(Program *p, Stmt *s, Stmt *block)
{
    Expr *call = stmt_call(s), *status = target(s);
    if (!is_call_of(call, "posix_memalign", 3) || (status && s->rhs != call))
        return false;
    Expr *place = e_deref(bare(call->args.at[0]));
    if (!type_is_pointer(place->type))
        return false;
    Expr *given = bare(call->args.at[1]), *size = e_cast(type_size(), call->args.at[2]);
    Expr *alignment = given->kind == E_INT ? e_int_type(type_size(), given->ival) : e_cast(type_size(), given);
    Expr *blocks = e_div(e_add(size, e_sub(alignment, e_int_type(type_size(), 1))), alignment);
    ExprList args = {0};
    list_add(&args, alignment);
    list_add(&args, e_mul(blocks, alignment));
    if (s->kind == S_DECL)
        s_add(block, s_decl_unset(s->var));
    Stmt *made = s_assign(place, e_cast(type_unqual(place->type), e_call(runtime_fn(p, "aligned_alloc"), args)));
    made->loc = s->loc;
    s_add(block, made);
    if (!status)
        return true;
    Expr *none = e_bin(O_EQ, expr_clone(place, NULL), e_cast(type_unqual(place->type), e_int(0)));
    Expr *value = e_bin(O_AND, e_neg(none), e_int(NO_MEMORY)); /* ?: in a condition is warned about */
    made = s_assign(status, e_cast(type_unqual(status->type), value));
    made->loc = s->loc;
    s_add(block, made);
    return true;
}

/* T room[size / sizeof(T) + 1]; T *p = room; */
static bool automatic(Fn *fn, Stmt *s, Stmt *block)
{
    Expr *call = stmt_call(s), *to = target(s);
    if (!is_call_of(call, "alloca", 1) || !to || !type_is_pointer(to->type))
        return false;
    Type *element = type_unqual(type_plain(to->type)->to);
    if (type_plain(element)->kind == T_VOID || type_plain(element)->kind == T_FUNCTION || type_has_vla(element))
        return false;
    if (s->kind == S_DECL)
        norm_name_sizes(call, s->var);
    Expr *count = e_add(e_bin(O_DIV, call->args.at[0], e_sizeof(element)), e_int(1));
    Var *n = var_new(fn, V_LOCAL, "count", type_qual(type_size(), Q_CONST));
    Var *room = var_new(fn, V_LOCAL, format("%s_room", to->kind == E_VAR ? to->var->name : "alloca"),
                        type_array(element, e_var(n)));
    s_add(block, s_decl(n, e_cast(type_size(), count)));
    s_add(block, s_decl(room, NULL));
    s->rhs = e_cast(type_unqual(to->type), e_decay(e_var(room)));
    s_add(block, s);
    return true;
}

static bool is_copy(Expr *call)
{
    return is_call_of(call, "memset", 3) || is_call_of(call, "memcpy", 3) || is_call_of(call, "memmove", 3);
}

/* Nothing that the call writes changes it. */
static bool stays(Expr *to)
{
    to = bare(to);
    return to->kind == E_VAR || ((to->kind == E_ADDR || to->kind == E_DECAY) && to->a->kind == E_VAR);
}

static Expr *in_place_of(Expr *e, Expr *call, Expr *value)
{
    return e == call ? value : e_cast(e->type, in_place_of(e->a, call, value));
}

/* q = memcpy(p, ...) is memcpy(p, ...); q = p; */
static bool returns_its_argument(Fn *fn, Stmt *s, Stmt *block)
{
    Expr *call = stmt_call(s);
    if (!is_copy(call) || !target(s))
        return false;
    if (s->kind == S_DECL)
        norm_name_sizes(call, s->var);
    Expr **to = &call->args.at[0];
    if (!stays(*to)) {
        Var *v = var_new(fn, V_LOCAL, "to", type_unqual(bare(*to)->type));
        s_add(block, s_decl(v, bare(*to)));
        *to = e_cast((*to)->type, e_var(v));
    }
    Stmt *alone = s_expr(call);
    alone->loc = s->loc;
    s_add(block, alone);
    s->rhs = in_place_of(s->rhs, call, e_cast(call->type, expr_clone(bare(*to), NULL)));
    s_add(block, s);
    return true;
}

typedef struct Lower {
    Program *p;
    Fn *fn;
} Lower;

static void lower(Stmt **at, void *data)
{
    Lower *l = data;
    Stmt *block = *at;
    stmt_kids(block, lower, l);
    if (block->kind != S_BLOCK)
        return;
    StmtList old = block->list;
    block->list = (StmtList){0};
    for (int i = 0; i < old.n; i++)
        if (!aligned(l->p, old.at[i], block) && !returns_its_argument(l->fn, old.at[i], block) &&
            !(block == l->fn->body && automatic(l->fn, old.at[i], block)))
            s_add(block, old.at[i]);
}

void allocate_calls(Program *p, Fn *f)
{
    lower(&f->body, &(Lower){p, f});
}
