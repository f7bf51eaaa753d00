/* tangent.c: forward mode. Takes a Derived of kind tangent whose signature is there; leaves its
   body: the primal's statements in their order, each active one preceded by the statement that does
   to the shadows what it does to the values (`y_tan = cos(x) * x_tan; y = sin(x);`). Control flow
   is the primal's. Expressions are tangent_expr.c's, calls tangent_call.c's; with vector(k) the
   scalar body is handed to vector.c. */
#include "flow.h"
#include "tangent.h"

#include <string.h>

static void statement(Tan *t, Stmt *s);

/* Trees share no nodes: later passes change them in place. */
void tangent_emit(Tan *t, Stmt *s)
{
    s->lhs = s->lhs ? expr_clone(s->lhs, NULL) : NULL;
    s->rhs = s->rhs ? expr_clone(s->rhs, NULL) : NULL;
    s_add(t->block, s);
}

Var *tangent_local(Tan *t, const char *name, Type *type, bool shadow)
{
    Var *v = var_new(t->fn, V_LOCAL, name, type);
    v->shadow = shadow;
    return v;
}

void tangent_comment(Tan *t, Loc loc)
{
    const char *line = loc.file ? source_line(loc) : NULL;
    if (!line)
        return;
    const char *text = intern(format("%s:%d: %s", base_name(loc.file), loc.line, line));
    if (text != t->comment)
        s_add(t->block, s_comment(text));
    t->comment = text;
}

/* ---- variables ---- */

/* Made before the initialiser is transformed, which may mention it (sizeof *p). */
static void copy_local(Tan *t, Var *v)
{
    if (v->kind == V_STATIC) { /* one variable, however many functions use it: the output says
                                  whether that can be */
        map_put(t->subst.vars, v, e_var(v));
        return;
    }
    Var *copy = NEW(Var);
    *copy = *v;
    copy->fn = t->fn;
    copy->shadow = false;
    copy->type = type_clone(v->type, &t->subst);
    copy->written = v->written == v->type ? copy->type : type_clone(v->written, &t->subst);
    map_put(t->subst.vars, v, e_var(copy));
}

/* const stays where the shadow is initialised where it is declared. */
static Var *shadow_local(Tan *t, Var *v, bool initialised)
{
    Type *type = type_clone(v->type, &t->subst);
    if (!initialised || (type_plain(type)->quals & Q_VOLATILE))
        type = type_unqual(type);
    Var *shadow = tangent_local(t, format("%s_tan", v->name), type, true);
    map_put(t->shadows, v, e_var(shadow));
    return shadow;
}

Expr *tangent_target(Stmt *s)
{
    return s->kind == S_DECL ? e_var(s->var) : s->kind == S_ASSIGN ? s->lhs : NULL;
}

bool tangent_lhs_active(Tan *t, Stmt *s)
{
    Expr *lhs = tangent_target(s);
    if (!lhs)
        return false;
    if (s->kind == S_DECL)
        return active_var(t->active, s->var);
    if (type_is_pointer(lhs->type)) {
        bool elsewhere = lhs->kind == E_VAR && !map_get(t->shadows, lhs->var) &&
                         effects_only_set(t->p, t->src, lhs->var); /* for functions that no derivative flows through */
        return !elsewhere && active_pointer(t->active, lhs);
    }
    if (type_is_record(lhs->type))
        return tangent_record_active(t, lhs);
    return type_has_reals(lhs->type) && active_lvalue(t->active, lhs);
}

static Stmt *located(Stmt *made, Stmt *from)
{
    made->loc = from->loc;
    return made;
}

Stmt *tangent_store(Tan *t, Stmt *s, Expr *value)
{
    Stmt *made;
    if (s->kind == S_DECL) {
        Expr *copy = map_get(t->subst.vars, s->var);
        made = s_decl(copy->var, NULL);
        made->rhs = value;
    } else {
        made = s_new(S_ASSIGN, s->loc);
        made->lhs = tangent_value(t, s->lhs);
        made->rhs = value;
    }
    tangent_emit(t, located(made, s));
    return made;
}

Stmt *tangent_store_shadow(Tan *t, Stmt *s, Expr *tan)
{
    Stmt *made = s->kind == S_DECL ? s_decl(shadow_local(t, s->var, tan != NULL), tan)
                                   : s_assign(tangent_shadow(t, s->lhs), tan);
    tangent_emit(t, located(made, s));
    return made;
}

/* ---- declarations and assignments ---- */

static Expr *zero_init(Type *type)
{
    return e_raw(E_INIT, type_unqual(type), (Loc){0});
}

/* The shadow's initialiser of a variable that an E_INIT (constant) or nothing initialises. */
static Expr *plain_shadow_init(Expr *init, Type *type)
{
    if (type_is_record(type) || (init && type_is_array(type)))
        return zero_init(type);
    return NULL;
}

static bool has_temporaries(Tan *t, Expr *e)
{
    Stmt *before = t->block;
    t->block = s_block();
    int n = (tangent_dual(t, e), t->block->list.n);
    t->block = before;
    return n > 0;
}

static void real_assign(Tan *t, Stmt *s, Expr *rhs);

/* `y = c ? a : b` whose branches need temporaries: an if with two assignments. */
static bool assign_by_branches(Tan *t, Stmt *s, Expr *rhs)
{
    if (s->kind != S_ASSIGN || rhs->kind != E_COND || !active_expr(t->active, rhs) ||
        !(has_temporaries(t, rhs->b) || has_temporaries(t, rhs->c)))
        return false;
    Stmt *outer = t->block, *branches[2] = {s_block(), s_block()};
    Expr *cond = tangent_value(t, rhs->a);
    for (int i = 0; i < 2; i++) {
        t->block = branches[i];
        real_assign(t, s, i ? rhs->c : rhs->b);
    }
    t->block = outer;
    tangent_emit(t, s_if(cond, branches[0], branches[1]));
    return true;
}

static void real_assign(Tan *t, Stmt *s, Expr *rhs)
{
    if (assign_by_branches(t, s, rhs))
        return;
    Dual d = tangent_dual(t, rhs);
    tangent_store_shadow(t, s, tangent_or_zero(d.tan, tangent_target(s)->type));
    tangent_store(t, s, d.value);
}

static void active_store(Tan *t, Stmt *s, Type *type)
{
    if (type_is_pointer(type)) {
        tangent_store_shadow(t, s, tangent_pointer(t, s->rhs));
        tangent_store(t, s, tangent_value(t, s->rhs));
    } else if (type_is_record(type)) {
        tangent_store_shadow(t, s, tangent_record(t, s->rhs));
        tangent_store(t, s, tangent_value(t, s->rhs));
    } else {
        real_assign(t, s, s->rhs);
    }
}

static void set_in_shadow(Expr *place, void *data)
{
    Tan *t = data;
    tangent_emit(t, s_assign(tangent_shadow(t, place), tangent_value(t, place)));
}

static void assignment(Tan *t, Stmt *s)
{
    Expr *lhs = tangent_target(s);
    if (s->kind == S_DECL)
        copy_local(t, s->var);
    if (stmt_call(s)) {
        tangent_call(t, s, stmt_call(s));
        return;
    }
    if (!tangent_lhs_active(t, s)) {
        tangent_store(t, s, s->rhs ? tangent_value(t, s->rhs) : NULL);
        mirror_assignment(t->p, t->active, lhs, s->rhs, set_in_shadow, t);
        return;
    }
    tangent_comment(t, s->loc);
    if (!s->rhs || s->rhs->kind == E_INIT) {
        Expr *init = plain_shadow_init(s->rhs, lhs->type);
        if (s->kind == S_DECL)
            tangent_store_shadow(t, s, init);
        tangent_store(t, s, s->rhs ? tangent_value(t, s->rhs) : NULL);
        mirror_assignment(t->p, t->active, lhs, s->rhs, set_in_shadow, t);
        return;
    }
    active_store(t, s, lhs->type);
}

/* ---- tapes: a primal that is itself a derivative ---- */

/* Push and pop must agree without knowing of each other, so the type decides: every real, and every
   pointer through which reals are reached. Not so on a tape of this function alone that no active
   value is pushed on. */
static bool carries(Type *type)
{
    return type_is_real(type) || type_is_complex(type) ||
           (type_is_record(type) && type_has_reals(type)) ||
           (type_is_pointer(type) &&
            (type_reaches_reals(type) || type_plain(type_plain(type)->to)->kind == T_VOID));
}

typedef struct Taped {
    Tan *t;
    Var *tape;
    bool dual;
} Taped;

static void taped_expr(Expr **e, void *data)
{
    Taped *q = data;
    if ((*e)->kind == E_CALL && (*e)->fn && (*e)->fn->class == F_RUNTIME)
        return;
    q->dual |= (*e)->kind == E_VAR && (*e)->var == q->tape; /* another function pushes too */
    expr_kids(*e, taped_expr, data);
}

static bool pushes_active(Tan *t, Expr *e)
{
    if (type_is_pointer(e->type))
        return active_pointer(t->active, e);
    return type_is_record(e->type) ? tangent_record_active(t, e) : active_expr(t->active, e);
}

static void taped_stmt(Stmt **s, void *data)
{
    Taped *q = data;
    stmt_exprs(*s, taped_expr, data);
    if ((*s)->kind == S_PUSH && (*s)->var == q->tape && carries((*s)->rhs->type))
        q->dual |= pushes_active(q->t, (*s)->rhs);
    stmt_kids(*s, taped_stmt, data);
}

static bool is_dual(Tan *t, Var *tape, Type *type)
{
    if (!carries(type))
        return false;
    bool *known = map_get(t->tapes, tape);
    if (!known) {
        Taped q = {t, tape, tape->kind == V_PARAM};
        taped_stmt(&t->src->body, &q);
        known = NEW(bool);
        *known = q.dual;
        map_put(t->tapes, tape, known);
    }
    return *known;
}

static Stmt *tape_stmt(StmtKind kind, Stmt *s, Var *tape)
{
    Stmt *made = s_new(kind, s->loc);
    made->var = tape;
    return made;
}

static Var *tape_of(Tan *t, Stmt *s)
{
    Expr *mapped = map_get(t->subst.vars, s->var);
    return mapped ? mapped->var : s->var;
}

static Expr *pushed_shadow(Tan *t, Expr *e)
{
    if (type_is_pointer(e->type))
        return active_pointer(t->active, e) ? tangent_pointer(t, e) : tangent_null(e->type);
    if (type_is_record(e->type))
        return tangent_record(t, e);
    return tangent_or_zero(tangent_dual(t, e).tan, e->type);
}

static void push(Tan *t, Stmt *s)
{
    Stmt *value = tape_stmt(S_PUSH, s, tape_of(t, s));
    value->rhs = tangent_value(t, s->rhs);
    tangent_emit(t, value);
    if (!is_dual(t, s->var, s->rhs->type))
        return;
    Stmt *tan = tape_stmt(S_PUSH, s, value->var);
    tan->shadow = true;
    tan->rhs = pushed_shadow(t, s->rhs);
    tangent_emit(t, tan);
}

static void pop(Tan *t, Stmt *s)
{
    Type *type = s->lhs->type;
    if (is_dual(t, s->var, type)) {
        bool active = type_is_pointer(type) ? active_pointer(t->active, s->lhs)
                                            : active_lvalue(t->active, s->lhs);
        Stmt *tan = tape_stmt(S_POP, s, tape_of(t, s));
        tan->shadow = true;
        if (active) {
            tan->lhs = tangent_shadow(t, s->lhs);
        } else {
            Var *unused = tangent_local(t, "unused_tan", type_unqual(type), true);
            unused->maybe_unused = true;
            tangent_emit(t, s_decl(unused, NULL));
            tan->lhs = e_var(unused);
        }
        tangent_emit(t, tan);
    }
    Stmt *value = tape_stmt(S_POP, s, tape_of(t, s));
    value->lhs = tangent_value(t, s->lhs);
    tangent_emit(t, value);
}

/* ---- control flow ---- */

/* Transforms body, a block, into a new one. */
static Stmt *block_of(Tan *t, Stmt *body)
{
    if (!body)
        return NULL;
    Stmt *outer = t->block, *made = s_new(S_BLOCK, body->loc);
    map_put(t->subst.targets, body, made);
    t->block = made;
    for (int i = 0; i < body->list.n; i++)
        statement(t, body->list.at[i]);
    t->block = outer;
    return made;
}

static Stmt *same_node(Tan *t, Stmt *s)
{
    Stmt *made = s_new(s->kind, s->loc);
    made->flavor = s->flavor;
    made->label = s->label;
    made->text = s->text;
    made->raw_for_decl = s->raw_for_decl;
    map_put(t->subst.targets, s, made);
    if (s->cond)
        made->cond = tangent_value(t, s->cond);
    if (s->target) {
        made->target = map_get(t->subst.targets, s->target);
        if (!made->target)
            bug("tangent: jump out of the function");
    }
    return made;
}

/* What a statement that stands in the head of a loop becomes: one statement, or several. */
static Stmt *head_block(Tan *t, Stmt *s)
{
    Stmt *outer = t->block, *made = s_block();
    const char *comment = t->comment;
    t->block = made;
    if (s)
        statement(t, s);
    t->block = outer;
    t->comment = comment;
    return made;
}

static Stmt *only(Stmt *block)
{
    return block->list.n == 1 ? block->list.at[0] : NULL;
}

static void loop(Tan *t, Stmt *s)
{
    Stmt *outer = t->block, *init = s->init ? head_block(t, s->init) : NULL;
    Stmt *scope =
        init && !only(init) ? s_block() : NULL; /* several statements: they precede the loop */
    for (int i = 0; scope && i < init->list.n; i++)
        s_add(scope, init->list.at[i]);
    Stmt *made = same_node(t, s);
    made->init = init && !scope ? only(init) : NULL;
    made->raw_for_decl = made->init && s->raw_for_decl;
    Stmt *step = s->step ? head_block(t, s->step) : NULL;
    t->comment = NULL;
    made->body = block_of(t, s->body);
    if (step && only(step))
        made->step = only(step);
    else if (step)
        stmt_step_into_body(made, step);
    if (scope) {
        s_add(scope, made);
        made = scope;
    }
    t->block = outer;
    t->comment = NULL;
    s_add(t->block, made);
}

static void branches(Tan *t, Stmt *s)
{
    Stmt *made = same_node(t, s);
    t->comment = NULL;
    made->body = block_of(t, s->body);
    t->comment = NULL;
    made->other = block_of(t, s->other);
    t->comment = NULL;
    s_add(t->block, made);
}

static void arms(Tan *t, Stmt *s)
{
    Stmt *made = same_node(t, s);
    for (int i = 0; i < s->arms.n; i++) {
        Arm arm = {.is_default = s->arms.at[i].is_default};
        for (int k = 0; k < s->arms.at[i].lo.n; k++) {
            Expr *hi = s->arms.at[i].hi.at[k];
            list_add(&arm.lo, tangent_value(t, s->arms.at[i].lo.at[k]));
            list_add(&arm.hi, hi ? tangent_value(t, hi) : NULL);
        }
        t->comment = NULL;
        arm.body = block_of(t, s->arms.at[i].body);
        list_add(&made->arms, arm);
    }
    t->comment = NULL;
    s_add(t->block, made);
}

static void release(Tan *t)
{
    Subst same = {0};
    for (int i = 0; i < t->frees.n; i++)
        tangent_emit(t, stmt_clone(t->frees.at[i], &same));
}

static void leave(Tan *t, Stmt *s)
{
    Stmt *made = s_return(NULL);
    if (s->rhs && t->result) {
        tangent_comment(t, s->loc);
        Type *type = s->rhs->type;
        Expr *tan;
        if (type_is_pointer(type)) {
            tan =
                active_pointer(t->active, s->rhs) ? tangent_pointer(t, s->rhs) : tangent_null(type);
            made->rhs = tangent_value(t, s->rhs);
        } else if (type_is_record(type)) {
            tan = tangent_record(t, s->rhs);
            made->rhs = tangent_value(t, s->rhs);
        } else {
            Dual d = tangent_dual(t, s->rhs);
            tan = tangent_or_zero(d.tan, type);
            made->rhs = d.value;
        }
        tangent_emit(t, s_assign(expr_clone(t->result, NULL), tan));
    } else if (s->rhs) {
        made->rhs = tangent_value(t, s->rhs);
    }
    release(t);
    tangent_emit(t, located(made, s));
}

/* An expression, as a statement, that adc does not look into. */
static void opaque_expr(Tan *t, Stmt *s)
{
    for (int i = 0; i < s->rhs->args.n; i++) {
        Expr *e = s->rhs->args.at[i];
        if (e->kind != E_VAR || !active_var(t->active, e->var))
            continue;
        diag_error(s->loc, "opaque", "active '%s' is used in code that adc does not look into",
                   e->var->name);
        diag_note(s->loc, "put it into a function with a custom derivative");
    }
    tangent_emit(t, located(s_expr(tangent_value(t, s->rhs)), s));
}

static void opaque(Tan *t, Stmt *s)
{
    Stmt *made = same_node(t, s);
    for (int i = 0; i < s->args.n; i++) {
        Expr *e = s->args.at[i];
        if (e->kind == E_VAR && active_var(t->active, e->var)) {
            diag_error(s->loc, "asm", "derivatives flow through '%s', which this statement uses",
                       e->var->name);
            diag_note(s->loc, "move it to a function of its own that has ADC_CUSTOM_TANGENT");
        }
        list_add(&made->args, tangent_value(t, e));
    }
    s_add(t->block, made);
}

static void statement_kind(Tan *t, Stmt *s)
{
    switch (s->kind) {
    case S_BLOCK:
        s_add(t->block, block_of(t, s));
        break;
    case S_DECL:
    case S_ASSIGN:
        assignment(t, s);
        break;
    case S_EXPR:
        if (s->rhs->kind == E_OPAQUE)
            opaque_expr(t, s);
        else
            tangent_call(t, s, stmt_call(s) ? stmt_call(s) : s->rhs);
        break;
    case S_IF:
        branches(t, s);
        break;
    case S_LOOP:
        loop(t, s);
        break;
    case S_SWITCH:
        arms(t, s);
        break;
    case S_RETURN:
        leave(t, s);
        break;
    case S_PUSH:
        push(t, s);
        break;
    case S_POP:
        pop(t, s);
        break;
    case S_OPAQUE:
        opaque(t, s);
        break;
    case S_COMMENT:
        t->comment = s->text;
        s_add(t->block, same_node(t, s));
        break;
    case S_BREAK:
    case S_CONTINUE:
    case S_GOTO:
    case S_LABEL:
        s_add(t->block, same_node(t, s));
        break;
    }
}

static void statement(Tan *t, Stmt *s)
{
    Stmt *block = t->block;
    int from = block->list.n;
    statement_kind(t, s);
    stmts_belong(block, from, s);
}

void tangent_body(Tan *t)
{
    Stmt *start = t->block;
    t->block = t->fn->body;
    for (int i = 0; start && i < start->list.n; i++)
        s_add(t->block, start->list.at[i]);
    map_put(t->subst.targets, t->src->body, t->fn->body);
    for (int i = 0; i < t->src->body->list.n; i++)
        statement(t, t->src->body->list.at[i]);
    const StmtList *made = &t->fn->body->list;
    if (!made->n || made->at[made->n - 1]->kind != S_RETURN)
        release(t);
}

/* ---- the requested function ---- */

static bool is_by_value(Type *type)
{
    return !type_is_pointer(type) && !type_is_array(type);
}

typedef struct Written {
    Var *var;
    bool found;
} Written;

static Var *root_of(Expr *lv)
{
    while (lv->kind == E_MEMBER && !lv->arrow)
        lv = lv->a;
    return lv->kind == E_VAR ? lv->var : NULL;
}

static void written_addr(Expr **e, void *data)
{
    Written *w = data;
    if (((*e)->kind == E_ADDR || (*e)->kind == E_DECAY) && root_of((*e)->a) == w->var)
        w->found = true;
    expr_kids(*e, written_addr, data);
}

static void written_stmt(Stmt **s, void *data)
{
    Written *w = data;
    if (((*s)->kind == S_ASSIGN || (*s)->kind == S_POP) && root_of((*s)->lhs) == w->var)
        w->found = true;
    stmt_exprs(*s, written_addr, data);
    stmt_kids(*s, written_stmt, data);
}

static bool is_written(Fn *f, Var *v)
{
    Written w = {v, false};
    written_stmt(&f->body, &w);
    return w.found;
}

/* The shadow of a struct passed by value is read only: a copy where f changes its own. */
static void bind_actor(Tan *t, Actor *a)
{
    if (!a->var)
        return;
    int i = fn_param_index(t->d->primal, a->var);
    Var *v = i >= 0 ? t->src->params.at[i] : a->var;
    if (map_get(t->shadows, v))
        return;
    Expr *shadow = e_var(a->shadow);
    if (a->var->kind == V_GLOBAL)
        shadow->type = type_unqual(a->var->type); /* its lanes are vector.c's */
    if (i >= 0 && is_by_value(v->type) && type_is_pointer(a->shadow->type)) {
        shadow = e_deref(shadow);
        if (is_written(t->src, v)) {
            Var *copy = tangent_local(t, format("%s_tan", v->name), type_unqual(v->type), true);
            tangent_emit(t, s_decl(copy, shadow));
            shadow = e_var(copy);
        }
    }
    map_put(t->shadows, v, shadow);
}

static void bind_aside(Tan *t, const Aside *x)
{
    Stmt *begin, *end;
    Expr *shadow = aside_make(t->p, t->d, x, "tan", &begin, &end);
    tangent_emit(t, begin);
    if (end)
        list_add(&t->frees, end);
    map_put(t->shadows, t->src->params.at[fn_param_index(t->d->primal, x->var)], shadow);
}

/* Of tables, see level.c: nobody writes them, so their shadows stay zero. */
static void declare_tables(Tan *t)
{
    VarList tables = {0};
    level_tables(t->active, &tables);
    for (int i = 0; i < tables.n; i++) {
        Type *type = type_drop_const_deep(type_unqual(tables.at[i]->type));
        Var *shadow = tangent_local(t, format("%s_tan", tables.at[i]->name), type, true);
        tangent_emit(t, s_decl(shadow, zero_init(type)));
        map_put(t->shadows, tables.at[i], e_var(shadow));
    }
}

/* A parameter by value without a shadow of its own is a local that starts inactive. */
void tangent_plain_params(Tan *t)
{
    for (int i = 0; i < t->src->params.n; i++) {
        Var *v = t->src->params.at[i];
        if (map_get(t->shadows, v) || !active_var(t->active, v) || !is_by_value(v->type))
            continue;
        Var *shadow = tangent_local(t, format("%s_tan", v->name), type_unqual(v->type), true);
        Expr *zero = type_is_record(v->type) ? zero_init(v->type) : tangent_or_zero(NULL, v->type);
        tangent_emit(t, s_decl(shadow, zero));
        map_put(t->shadows, v, e_var(shadow));
    }
    declare_tables(t);
}

/* A shadow holds the tangents of its memory on entry and on return, whatever wrt and of say of it.
 */
static Pattern *both_ways(Derived *d)
{
    Derived *root = NEW(Derived);
    *root = *d;
    root->actors.at = NULL;
    root->actors.n = root->actors.cap = 0;
    for (int i = 0; i < d->actors.n; i++) {
        Actor a = d->actors.at[i];
        if (a.var && (type_is_pointer(a.var->type) || a.var->kind == V_GLOBAL))
            a.wrt = a.of = true;
        list_add(&root->actors, a);
    }
    return pattern_of(root);
}

void tangent_run(Program *p, Derived *d)
{
    Fn *src = direct_inline(p, d, d->primal, false);
    Tan t = {.p = p, .d = d, .src = src, .fn = d->fn};
    t.alias = alias_make(p, src, d->noalias);
    d->asides.n = 0;
    t.active = active_make(p, src, both_ways(d), t.alias, false);
    if (aside_find(p, d, src, t.active))
        t.active = active_make(p, src, both_ways(d), t.alias, false);
    active_check(t.active);
    compared_check(t.active, d);
    t.subst.vars = map_new();
    t.subst.targets = map_new();
    t.shadows = map_new();
    t.refused = map_new();
    t.tapes = map_new();
    t.block = s_block();
    d->fn->body = s_new(S_BLOCK, d->primal->loc);
    for (int i = 0; i < src->params.n; i++)
        map_put(t.subst.vars, src->params.at[i], e_var(d->primal_params.at[i]));
    for (int i = 0; i < d->actors.n; i++)
        bind_actor(&t, &d->actors.at[i]);
    for (int i = 0; i < d->asides.n; i++)
        bind_aside(&t, &d->asides.at[i]);
    tangent_plain_params(&t);
    if (d->return_shadow)
        t.result = e_deref(e_var(d->return_shadow));
    tangent_body(&t);
    d->fn->normal = true;
    if (d->lanes && !diag_errors())
        lanes_run(p, d);
}
