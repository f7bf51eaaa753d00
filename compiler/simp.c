/* simp.c: takes a generated function, leaves it without dead code, needless temporaries, empty
   statements and comments that say nothing, with declarations at first use. Pushes and pops stay as
   they are: they are pairs.

   The passes (simp_live.c, simp_copy.c, simp_move.c) are repeated until nothing changes, at most a
   few times. */
#include "simp.h"

#include <stdlib.h>
#include <string.h>

/* ---- facts about variables ---- */

Local *simp_local(Simp *s, const Var *v)
{
    if (!v || v->id < 0 || v->id >= s->locals.n || s->locals.at[v->id].var != v)
        return NULL;
    return &s->locals.at[v->id];
}

static void is_impure(Expr **at, void *data)
{
    Expr *e = *at;
    bool *impure = data;
    bool pure_call = e->kind == E_CALL && e->fn &&
                     (e->fn->is_const_attr ||
                      (e->fn->class == F_MATH && e->fn->rule && rule_is_pure(e->fn->rule)));
    if (e->kind == E_CALL && !pure_call)
        *impure = true;
    if (e->kind == E_OPAQUE || e->kind == E_STMTEXPR || e->kind == E_ASSIGN ||
        (e->kind >= E_PREINC && e->kind <= E_POSTDEC))
        *impure = true;
    if (e_is_lvalue(e) && (type_plain(e->type)->quals & (Q_VOLATILE | Q_ATOMIC)))
        *impure = true;
    if (!*impure)
        expr_kids(e, is_impure, impure);
}

bool simp_is_pure(const Expr *e)
{
    bool impure = false;
    Expr *at = (Expr *)e;
    is_impure(&at, &impure);
    return !impure;
}

static void reads_memory(Expr **at, void *data)
{
    bool *memory = data;
    const Expr *e = *at;
    if (e->kind == E_INDEX || e->kind == E_DEREF || e->kind == E_MEMBER || e->kind == E_OPAQUE)
        *memory = true;
    if (e->kind == E_VAR &&
        (e->var->kind == V_GLOBAL || e->var->kind == V_STATIC || !type_is_arith(e->var->type)) &&
        !type_is_pointer(e->var->type) && !type_is_array(e->var->type))
        *memory = true;
    if (!*memory)
        expr_kids(*at, reads_memory, memory);
}

bool simp_reads_memory(const Expr *e)
{
    bool memory = false;
    Expr *at = (Expr *)e;
    reads_memory(&at, &memory);
    return memory;
}

typedef struct Mention {
    const Var *var;
    bool found;
} Mention;

static void mention(Expr **e, void *data)
{
    Mention *m = data;
    m->found = m->found || ((*e)->kind == E_VAR && (*e)->var == m->var);
    if (!m->found)
        expr_kids(*e, mention, m);
}

bool simp_mentions(const Expr *e, const Var *v)
{
    Mention m = {v, false};
    Expr *at = (Expr *)e;
    mention(&at, &m);
    return m.found;
}

typedef struct Mentions {
    const Var *var;
    int n;
} Mentions;

static void count_mentions(Expr **e, void *data)
{
    Mentions *m = data;
    m->n += (*e)->kind == E_VAR && (*e)->var == m->var;
    expr_kids(*e, count_mentions, m);
}

static void count_mentions_in(Stmt **s, void *data)
{
    Mentions *m = data;
    m->n += (*s)->var == m->var;
    stmt_exprs(*s, count_mentions, m);
    stmt_kids(*s, count_mentions_in, m);
}

int simp_mentions_in(Stmt *s, const Var *v)
{
    Mentions m = {v, 0};
    if (s)
        count_mentions_in(&s, &m);
    return m.n;
}

enum { MAX_PARTS = 16 };

static int parts_of(Type *t)
{
    t = type_plain(t);
    long double n = 1.0L;
    if (t->kind == T_ARRAY && type_is_arith(t->to))
        n = t->count && e_value(t->count, &n) && n >= 1.0L && n <= MAX_PARTS ? n : 1.0L;
    bool small = t->kind == T_RECORD && !t->record->is_union && t->record->fields.n <= MAX_PARTS;
    for (int i = 0; small && i < t->record->fields.n; i++)
        small = type_is_arith(t->record->fields.at[i]->type);
    return small && t->record->fields.n ? t->record->fields.n : (int)n;
}

int simp_part(Simp *s, const Expr *e)
{
    const Expr *whole = e;
    long long k = 0;
    if (e->kind == E_INDEX && e->a->kind == E_DECAY) {
        whole = e->a->a;
        k = e->b->kind == E_INT ? e->b->ival : -1;
    } else if (e->kind == E_MEMBER && !e->arrow) {
        whole = e->a;
        k = e->field->index;
    }
    const Local *l = whole->kind == E_VAR ? simp_local(s, whole->var) : NULL;
    bool known = l && (l->tracked || l->private) && k >= 0 && k < l->parts && (whole == e) == (l->parts == 1);
    return known ? l->part + (int)k : -1;
}

static void add_local(Simp *s, Var *v, Stmt *decl)
{
    Type *t = type_plain(v->type);
    bool plain = v->kind != V_STATIC && !(t->quals & (Q_VOLATILE | Q_ATOMIC));
    bool scalar = type_is_arith(v->type) || type_is_pointer(v->type);
    Local l = {.var = v,
               .decl = decl,
               .tracked = plain && scalar,
               .private = plain && !scalar && v->kind == V_LOCAL,
               .part = s->parts,
               .parts = parts_of(v->type)};
    s->parts += l.parts;
    v->id = s->locals.n;
    list_add(&s->locals, l);
}

static void find_decls(Stmt **at, void *data)
{
    Simp *s = data;
    if ((*at)->kind == S_DECL)
        add_local(s, (*at)->var, *at);
    if ((*at)->kind == S_GOTO || (*at)->kind == S_LABEL || (*at)->kind == S_OPAQUE)
        s->jumps = true;
    stmt_kids(*at, find_decls, s);
}

/* The variable whose bytes an lvalue is part of, not through a pointer. */
static Var *root_of(const Expr *e)
{
    for (;;) {
        if (e->kind == E_VAR)
            return e->var;
        bool element = (e->kind == E_INDEX || e->kind == E_DEREF) && e->a->kind == E_DECAY;
        if (element)
            e = e->a->a;
        else if (e->kind == E_MEMBER && !e->arrow)
            e = e->a;
        else
            return NULL;
    }
}

static void escape(Simp *s, const Expr *lvalue)
{
    Local *l = simp_local(s, root_of(lvalue));
    if (l)
        l->tracked = l->private = false;
}

static void count_expr(Expr **at, void *data)
{
    Simp *s = data;
    Expr *e = *at;
    if (e->kind == E_ADDR)
        escape(s, e->a);
    bool element = (e->kind == E_INDEX || e->kind == E_DEREF) && e->a->kind == E_DECAY;
    if (e->kind == E_DECAY)
        escape(s, e->a);
    Local *l = e->kind == E_VAR ? simp_local(s, e->var) : NULL;
    if (l)
        l->reads++;
    if (e->kind == E_OPAQUE)
        for (int i = 0; i < e->args.n; i++)
            escape(s, e->args.at[i]);
    if (element) { /* the array is not handed on */
        count_expr(&e->a->a, s);
        if (e->b)
            count_expr(&e->b, s);
        return;
    }
    expr_kids(e, count_expr, s);
}

/* What finding the place of an lvalue reads; the variable it is part of is written. */
static void count_place(Simp *s, Expr *e)
{
    if (e->kind == E_VAR) {
        Local *l = simp_local(s, e->var);
        if (l)
            l->writes++;
    } else if ((e->kind == E_INDEX || e->kind == E_DEREF) && e->a->kind == E_DECAY) {
        count_place(s, e->a->a);
        if (e->b)
            count_expr(&e->b, s);
    } else if (e->kind == E_MEMBER && !e->arrow) {
        count_place(s, e->a);
    } else if (e->kind == E_UNARY) { /* __real__ z leaves the rest of z */
        escape(s, e->a);
    } else {
        expr_kids(e, count_expr, s);
    }
}

static void count_stmt(Stmt **at, void *data)
{
    Simp *s = data;
    Stmt *st = *at;
    bool stores = st->kind == S_ASSIGN || st->kind == S_POP;
    Expr *lhs = st->lhs;
    if (stores) {
        count_place(s, lhs);
        st->lhs = NULL;
    }
    stmt_exprs(st, count_expr, s);
    st->lhs = lhs;
    if (st->kind == S_DECL && st->var->kind == V_STATIC && st->var->init)
        count_expr(&st->var->init, s); /* a table of tables */
    Local *l = simp_local(s, st->var);
    if (st->kind == S_DECL && st->rhs && l)
        l->writes++;
    else if (st->kind != S_DECL && l)
        l->reads++, l->tracked = l->private = false; /* a tape */
    if (st->kind == S_OPAQUE)
        for (int i = 0; i < st->args.n; i++)
            escape(s, st->args.at[i]);
    stmt_kids(st, count_stmt, s);
}

static void extents_read(Simp *s, Type *t)
{
    for (; t && (t->kind == T_ARRAY || t->kind == T_POINTER); t = t->to)
        if (t->kind == T_ARRAY && t->count)
            count_expr(&t->count, s);
}

void simp_count(Simp *s)
{
    s->locals.n = s->parts = 0;
    s->jumps = false;
    for (int i = 0; i < s->fn->params.n; i++)
        add_local(s, s->fn->params.at[i], NULL);
    find_decls(&s->fn->body, s);
    for (int i = 0; i < s->fn->params.n; i++)
        extents_read(s, s->fn->params.at[i]->written);
    count_stmt(&s->fn->body, s);
}

/* ---- the shape of the tree ---- */

static bool is_target(Map *targets, const Stmt *s)
{
    return map_get(targets, s) != NULL;
}

static void find_targets(Stmt **at, void *targets)
{
    if ((*at)->target)
        map_put(targets, (*at)->target, *at);
    stmt_kids(*at, find_targets, targets);
}

static bool declares(const Stmt *block)
{
    for (int i = 0; i < block->list.n; i++)
        if (block->list.at[i]->kind == S_DECL || block->list.at[i]->kind == S_LABEL)
            return true;
    return false;
}

static bool is_nothing(const Stmt *s)
{
    if (!s)
        return true;
    for (int i = 0; s->kind == S_BLOCK && i < s->list.n; i++)
        if (s->list.at[i]->kind != S_COMMENT && !is_nothing(s->list.at[i]))
            return false;
    return s->kind == S_BLOCK;
}

static bool is_blank(const Stmt *s)
{
    return s->kind == S_COMMENT && !*s->text;
}

/* A comment before nothing, before another comment; empty lines at the ends of a block or twice. */
static bool is_idle_comment(const StmtList *list, int i, int kept)
{
    const Stmt *s = list->at[i], *next = i + 1 < list->n ? list->at[i + 1] : NULL;
    const Stmt *last = kept ? list->at[kept - 1] : NULL;
    if (s->kind != S_COMMENT)
        return false;
    if (!next || !last)
        return !next || is_blank(s);
    return next->kind == S_COMMENT && (!is_blank(s) || is_blank(next));
}

/* The line in `file.c:12: text`, 0: none. */
static int line_of(const char *text)
{
    const char *colon = strchr(text, ':');
    return colon ? atoi(colon + 1) : 0;
}

/* `file.c:6: double s = 0.0;`: nothing is computed for it, backwards even less. */
static bool tells_constant(const char *text)
{
    const char *equals = strstr(text, " = ");
    if (!equals || !line_of(text))
        return false;
    const char *name = strstr(text, ": ");
    const char *type_end = name ? strchr(name + 2, ' ') : NULL;
    if (!type_end || type_end >= equals)
        return false; /* an assignment */
    const char *value = equals + 3 + (equals[3] == '-');
    size_t n = strspn(value, "0123456789.eEfFlLuUxX");
    return n && strcmp(value + n, ";") == 0;
}

static int own_line; /* of the primal: it holds no statement */

/* An array for what is kept. */
static bool is_storage(const Stmt *s)
{
    const Expr *e = s->kind == S_DECL && s->var->made ? s->rhs : NULL;
    return e && e->kind == E_CALL && e->fn && strcmp(e->fn->name, "adc_array") == 0;
}

static bool is_simple(const Stmt *s)
{
    return s->kind != S_LOOP && s->kind != S_IF && s->kind != S_SWITCH && s->kind != S_BLOCK;
}

typedef struct OfLine {
    int line;
    bool found;
} OfLine;

static void find_line(Stmt **at, void *data)
{
    OfLine *x = data;
    x->found |= (*at)->kind != S_COMMENT && is_simple(*at) && (*at)->loc.line == x->line;
    if (!x->found)
        stmt_kids(*at, find_line, x);
}

/* Whether anything in s was made of that line of the primal. */
static bool is_of_line(Stmt *s, int line)
{
    OfLine x = {line, s->loc.line == line};
    find_line(&s, &x);
    return x.found;
}

/* Where the statement stands, behind the comment at i, that it speaks of: of the same line, with nothing in front of it but
   what is of no line. -1: it is gone, or needs no comment. */
static int subject(const StmtList *list, int i)
{
    const char *text = list->at[i]->text;
    int line = line_of(text), k = i + 1;
    if (!line)
        return k;
    while (k < list->n && list->at[k]->kind != S_COMMENT && is_simple(list->at[k]) && !list->at[k]->loc.file)
        k++;
    Stmt *next = k < list->n ? list->at[k] : NULL;
    if (!next || !is_of_line(next, line))
        return -1;
    bool says_itself = next->kind == S_DECL && !next->var->made && (!next->rhs || e_is_const(next->rhs));
    bool of_head = line == own_line && !strchr(text, ';');
    bool seed = (next->kind == S_LOOP || is_storage(next)) && strstr(text, ": return "); /* it went into the loop */
    return says_itself || of_head || seed || tells_constant(text) ? -1 : k;
}

static void place_comments(Stmt *block)
{
    StmtList out = {0};
    StmtList waiting = {0}; /* a comment, and in front of what it goes */
    int at = -1;
    for (int i = 0; i < block->list.n; i++) {
        Stmt *s = block->list.at[i];
        if (s->kind == S_COMMENT && line_of(s->text)) {
            at = subject(&block->list, i);
            waiting.n = 0;
            list_add(&waiting, s);
            continue;
        }
        if (i == at)
            list_add(&out, waiting.at[0]);
        list_add(&out, s);
    }
    block->list = out;
}

static bool same_comment(const Stmt *a, const Stmt *b)
{
    return a && b && a->kind == S_COMMENT && b->kind == S_COMMENT && strcmp(a->text, b->text) == 0;
}

/* The forward and the adjoint lines of one statement in one block: one comment is enough. */
static void drop_repeated(Stmt *block)
{
    const Stmt *last = NULL;
    int kept = 0;
    for (int i = 0; i < block->list.n; i++) {
        Stmt *s = block->list.at[i];
        if (last && same_comment(last, s))
            continue;
        if (s->kind == S_COMMENT)
            last = s;
        else if (s->kind == S_LOOP || s->kind == S_IF || s->kind == S_SWITCH || s->kind == S_BLOCK)
            last = NULL;
        block->list.at[kept++] = s;
    }
    block->list.n = kept;
}

static void drop_idle_comments(Stmt *block)
{
    for (int again = 1; again;) {
        int kept = 0;
        for (int i = 0; i < block->list.n; i++)
            if (!is_idle_comment(&block->list, i, kept))
                block->list.at[kept++] = block->list.at[i];
        again = kept < block->list.n;
        block->list.n = kept;
    }
    drop_repeated(block);
}

/* A comment above the only statement of a loop or branch moves above the loop: no braces are needed
 * then. */
static bool lift_comment(Stmt *s, StmtList *out)
{
    bool loop = s->kind == S_LOOP && s->flavor != L_DO;
    bool branch = s->kind == S_IF && !s->other;
    Stmt *body = s->body;
    if ((!loop && !branch) || body->kind != S_BLOCK || body->list.n != 2 ||
        body->list.at[0]->kind != S_COMMENT || is_blank(body->list.at[0]) ||
        body->list.at[1]->kind == S_DECL || body->list.at[1]->kind == S_BLOCK)
        return false;
    Stmt *comment = body->list.at[0];
    body->list.at[0] = body->list.at[1];
    body->list.n = 1;
    Stmt *last = out->n ? out->at[out->n - 1] : NULL;
    if (!same_comment(last, comment) && !(last && last->kind == S_COMMENT && !is_blank(last)))
        list_add(out, comment);
    return true;
}

/* The comment above a loop or branch that stands inside it, too. */
static bool says_again(const Stmt *s, const Stmt *comment)
{
    const Stmt *body = s->kind == S_LOOP || (s->kind == S_IF && !s->other) ? s->body : NULL;
    return body && body->kind == S_BLOCK && body->list.n && same_comment(comment, body->list.at[0]);
}

static void drop_first_comment(Stmt *block, const Stmt *comment)
{
    if (block->kind != S_BLOCK || block->list.n < 2 || !same_comment(comment, block->list.at[0]))
        return;
    for (int i = 0; i + 1 < block->list.n; i++)
        block->list.at[i] = block->list.at[i + 1];
    block->list.n--;
}

/* The comment above two branches, which are of one line: a conditional expression. */
static void say_once(Stmt *s, const Stmt *comment)
{
    if (comment->kind != S_COMMENT || is_blank(comment))
        return;
    drop_first_comment(s->body, comment);
    drop_first_comment(s->other, comment);
}

static bool leaves(const Stmt *s)
{
    return s->kind == S_BREAK || s->kind == S_CONTINUE || s->kind == S_RETURN || s->kind == S_GOTO;
}

/* What stands behind a jump is not reached; the break at the end of what it leaves does nothing. */
static void drop_unreached(Stmt *block)
{
    int n = block->list.n;
    for (int i = n - 1; i >= 0; i--)
        if (block->list.at[i]->kind == S_LABEL)
            return;
        else if (leaves(block->list.at[i]))
            n = i + 1;
    if (n && block->list.at[n - 1]->kind == S_BREAK && block->list.at[n - 1]->target == block)
        n--;
    block->list.n = n;
}

static void tidy(Stmt **at, void *data);

static void tidy_block(Stmt *block, Map *targets)
{
    StmtList out = {0};
    place_comments(block);
    for (int i = 0; i < block->list.n; i++) {
        Stmt *s = block->list.at[i];
        tidy(&s, targets);
        bool plain = s->kind == S_BLOCK && !is_target(targets, s);
        if (plain && (!declares(s) || block->list.n == 1)) {
            for (int k = 0; k < s->list.n; k++)
                list_add(&out, s->list.at[k]);
            continue;
        }
        if (s->kind == S_IF && is_nothing(s->body) && is_nothing(s->other) && simp_is_pure(s->cond))
            continue;
        if (!lift_comment(s, &out) && out.n && says_again(s, out.at[out.n - 1]))
            out.n--;
        if (s->kind == S_IF && s->other && out.n)
            say_once(s, out.at[out.n - 1]);
        list_add(&out, s);
    }
    block->list = out;
    drop_unreached(block);
    drop_idle_comments(block);
}

/* A pointer that turned out to hold one function is compared with that. */
static bool is_itself(const Expr *cond)
{
    const Fn *f = cond->kind == E_BINARY && cond->op == O_EQ ? e_function_at(cond->a) : NULL;
    return f && f == e_function_at(cond->b);
}

/* What substitution left of a condition: a value compared with itself, an unsigned one with zero. Compilers warn of these. */
static Expr *settled(Expr *e)
{
    if (e->kind == E_UNARY && e->op == O_NOT) {
        Expr *a = settled(e->a);
        return a == e->a ? e : e_not(a);
    }
    if (e->kind != E_BINARY || e->op < O_LT || e->op > O_LOR)
        return e;
    if (e->op == O_LAND || e->op == O_LOR) {
        Expr *a = settled(e->a), *b = settled(e->b);
        return a == e->a && b == e->b ? e : e_bin(e->op, a, b);
    }
    Type *t = type_plain(e->a->type);
    bool whole = type_is_integer(t) || t->kind == T_POINTER;
    if (whole && e_equal(e->a, e->b) && simp_is_pure(e->a))
        return e_int(e->op == O_LE || e->op == O_GE || e->op == O_EQ);
    if (type_is_integer(t) && !t->is_signed && e_is_zero(e->b) && (e->op == O_LT || e->op == O_GE) && simp_is_pure(e->a))
        return e_int(e->op == O_GE);
    return e;
}

/* Comparisons that are no conditions, too: compilers warn of y == y. */
static void settle(Expr **at, void *data)
{
    expr_kids(*at, settle, data);
    *at = settled(*at);
}

static void tidy(Stmt **at, void *data)
{
    Stmt *s = *at;
    if (s->kind == S_BLOCK) {
        tidy_block(s, data);
        return;
    }
    stmt_kids(s, tidy, data);
    stmt_exprs(s, settle, data);
    if (s->kind != S_IF)
        return;
    long double known;
    bool decided = e_value(s->cond, &known);
    if (is_itself(s->cond) || (decided && known != 0)) {
        *at = s->body;
        return;
    }
    if (decided) {
        *at = s->other ? s->other : s_block();
        return;
    }
    if (is_nothing(s->other))
        s->other = NULL;
    if (s->other && is_nothing(s->body)) {
        s->cond = e_not(s->cond);
        s->body = s->other;
        s->other = NULL;
    }
}

/* ---- expressions ---- */

/* A conversion between integer types that is none where it counts bytes: to a wider one, or one as wide as a pointer. */
static bool keeps_value(const Expr *e)
{
    Type *to = type_plain(e->type), *from = type_plain(e->a->type);
    return to->kind == T_INT && from->kind == T_INT && to->size >= from->size &&
           (to->size > from->size ? to->is_signed || !from->is_signed : to->size == type_plain(type_ptrdiff())->size);
}

/* An explicit conversion to a wider integer type becomes one that is printed only where C does not
 * do it by itself. */
static void relax_cast(Expr **at, void *data)
{
    Expr *e = *at;
    expr_kids(e, relax_cast, data);
    while (e->kind == E_INDEX && e->b->kind == E_CAST && keeps_value(e->b)) /* a[(ptrdiff_t)i] */
        e->b = e->b->a;
    if (e->kind != E_CAST || e->implicit)
        return;
    Type *to = type_plain(e->type), *from = type_plain(e->a->type);
    e->implicit = to->kind == T_INT && from->kind == T_INT && !from->decl && from->size >= 4 &&
                  to->size > from->size && to->is_signed == from->is_signed;
}

bool simp_is_shadow(const Expr *e)
{
    while (e->kind != E_VAR) {
        if (!e->a || e->kind == E_CALL)
            return false;
        e = e->a;
    }
    return e->var->shadow;
}

/* lhs + a - b: leaves the terms but lhs, negated those subtracted. false: lhs is not the first. */
static bool terms_behind(Expr *e, const Expr *lhs, ExprList *terms)
{
    if (e_equal(e, lhs))
        return true;
    if (e->kind != E_BINARY || (e->op != O_ADD && e->op != O_SUB) ||
        (!type_is_real(e->type) && !type_is_complex(e->type)) ||
        !terms_behind(e->a, lhs, terms))
        return false;
    list_add(terms, e->op == O_ADD ? e->b : e_neg(e->b));
    return true;
}

/* s_adj = s_adj + a + b is s_adj += a + b: sums of derivatives may be formed in any order. */
static void gather_sum(Stmt *s)
{
    ExprList terms = {0};
    if (!simp_is_shadow(s->lhs) || (!type_is_real(s->lhs->type) && !type_is_complex(s->lhs->type)) ||
        !terms_behind(s->rhs, s->lhs, &terms) || terms.n < 2)
        return;
    Expr *sum = terms.at[0];
    for (int i = 1; i < terms.n; i++)
        sum = e_add(sum, terms.at[i]);
    s->rhs = e_add(s->lhs, sum);
}

static bool is_truth(const Expr *e)
{
    return (e->kind == E_BINARY && e->op >= O_LT && e->op <= O_LOR) || (e->kind == E_UNARY && e->op == O_NOT);
}

/* if ((unsigned char)(x < 0.0)), left over from a byte that kept it: what is only asked for needs no conversion. */
static Expr *asked(Expr *e)
{
    while (e->kind == E_CAST && type_plain(e->type)->kind == T_INT && is_truth(e->a))
        e = e->a;
    bool is_set = e->kind == E_BINARY && e->op == O_NE && e_is_zero(e->b) && e->a->kind == E_VAR && e->a->var->made;
    return is_set && type_is_integer(e->a->type) ? e->a : e;
}

static void ask(Stmt **at, void *data)
{
    Stmt *s = *at;
    if (s->cond && s->kind != S_SWITCH)
        s->cond = asked(s->cond);
    stmt_kids(s, ask, data);
}

static void simplify_exprs(Stmt **at, void *data)
{
    Stmt *s = *at;
    stmt_exprs(s, relax_cast, data);
    if (s->kind == S_ASSIGN)
        gather_sum(s);
    stmt_kids(s, simplify_exprs, data);
}

static bool is_negative(const Expr *e)
{
    return e->kind == E_UNARY && e->op == O_NEG;
}

static bool is_product(const Expr *e)
{
    return e->kind == E_BINARY && (e->op == O_MUL || e->op == O_DIV) && type_is_real(e->type);
}

/* Where the sign of a product or quotient stands: in front of its first factor. */
static const Expr *first_factor(const Expr *e)
{
    while (is_product(e))
        e = e->a;
    return e;
}

static bool starts_negative(const Expr *e)
{
    const Expr *first = first_factor(e);
    return is_negative(first) || (first->kind == E_REAL && first->rval < 0);
}

/* -e, the sign at the first factor: a new expression, others may have e, too. */
static Expr *with_sign(Expr *e)
{
    if (!is_product(e))
        return e_neg(e);
    Expr *made = e_bin_exact(e->op, with_sign(e->a), e->b);
    return type_same(made->type, e->type) ? made : e_neg(e);
}

/* A variable that adc made for a derivative, or its negation. */
static bool is_own(const Expr *e)
{
    const Expr *v = is_negative(e) ? e->a : e;
    return v->kind == E_VAR && v->var->made && v->var->shadow;
}

/* What the innermost loop around declares. */
typedef struct Inside {
    Map *own; /* NULL: there is no loop */
    bool shadow; /* the value is a derivative */
    bool found;
} Inside;

static void finds_own(Expr **at, void *data)
{
    Inside *x = data;
    x->found |= (*at)->kind == E_VAR && map_get(x->own, (*at)->var);
    expr_kids(*at, finds_own, x);
}

/* May a * (1.0 / x) be a / x? Not where a compiler would compute the reciprocal in front of the loop. */
static bool may_divide(const Inside *in, Expr *x)
{
    Inside here = {.own = in->own, .found = !in->own};
    if (here.own)
        finds_own(&x, &here);
    return in->shadow && here.found && x->kind != E_VAR;
}

/* May the sign of a product go to its first factor? -(a - b) as b - a is another zero where a is b, and copysign() and 1 / x
   ask for the sign of a zero, in what a derivative is made of, too. */
static bool takes_sign(const Expr *product)
{
    const Expr *first = first_factor(product);
    return !(first->kind == E_BINARY && first->op == O_SUB);
}

/* a * -b, a + -b: the sign goes to the first factor, or to the operator. */
static Expr *move_sign(Expr *e)
{
    bool sum = e->op == O_ADD || e->op == O_SUB;
    if (!starts_negative(e->b) || (!is_product(e) && !sum) || (!sum && !takes_sign(e)))
        return e;
    Expr *b = with_sign(e->b);
    return sum ? e_bin_exact(e->op == O_ADD ? O_SUB : O_ADD, e->a, b) : e_bin_exact(e->op, with_sign(e->a), b);
}

/* Signs where they are easy to read, which changes no bit: -(a * b) as -a * b. And one operation for two. */
static void tidy_product(Expr **at, void *data)
{
    expr_kids(*at, tidy_product, data);
    Expr *e = *at;
    if (!type_is_real(e->type))
        return;
    if (is_negative(e) && is_product(e->a) && takes_sign(e->a))
        *at = with_sign(e->a);
    if (e->kind != E_BINARY)
        return;
    *at = e = move_sign(e);
    Expr *b = e->b;
    if (is_own(e->a) && is_own(b) && (e->op == O_ADD || e->op == O_SUB)) { /* v + v */
        *at = e_bin(e->op, e->a, b);
        return;
    }
    long double k;
    if (e->op == O_MUL && e_value(e->a, &k) && k >= -1 && k <= 1 && is_product(b) && b->op == O_DIV && ((const Inside *)data)->shadow) {
        *at = e_bin_exact(O_DIV, e_mul(e->a, b->a), b->b); /* 0.5 * (a / b), which cannot overflow */
        return;
    }
    if (e->op == O_MUL && is_product(b) && b->op == O_DIV && e_is_one(b->a) && may_divide(data, b->b))
        *at = e_bin_exact(O_DIV, e->a, b->b);
}

/* In what adc makes: the user's lines stay as they are. */
static void tidy_products(Stmt **at, void *data)
{
    Inside *in = data, loop = {.own = map_new()};
    Stmt *s = *at;
    if (s->kind == S_DECL && in->own)
        map_put(in->own, s->var, s);
    in->shadow = s->kind == S_ASSIGN ? simp_is_shadow(s->lhs) : s->kind == S_DECL && s->var->shadow;
    if (s->rhs && (in->shadow || (s->kind == S_DECL && s->var->made)))
        tidy_product(&s->rhs, in);
    stmt_kids(s, tidy_products, s->kind == S_LOOP ? &loop : in);
}

static void simp_tidy(Simp *s)
{
    Map *targets = map_new();
    find_targets(&s->fn->body, targets);
    tidy(&s->fn->body, targets);
}

/* Variables that only a pop sets: (void)x keeps compilers silent. */
static void use_popped(Stmt **at, void *data)
{
    Simp *s = data;
    Stmt *block = *at;
    stmt_kids(block, use_popped, s);
    for (int i = 0; block->kind == S_BLOCK && i < block->list.n; i++) {
        Stmt *st = block->list.at[i], *next = i + 1 < block->list.n ? block->list.at[i + 1] : NULL;
        Local *l = st->kind == S_DECL ? simp_local(s, st->var) : NULL;
        if (!l || l->reads || st->var->kind != V_LOCAL)
            continue;
        bool pops =
            next && next->kind == S_POP && next->lhs->kind == E_VAR && next->lhs->var == st->var;
        Stmt *use = s_expr(e_cast(type_void(), e_var(st->var)));
        list_add(&block->list, use);
        int to = i + 1 + pops;
        memmove(block->list.at + to + 1, block->list.at + to,
                (size_t)(block->list.n - 1 - to) * sizeof use);
        block->list.at[to] = use;
    }
}

/* ---- all of them ---- */

enum { COUNTED = 1, OWNED = 2, TREE = 4 }; /* what a pass asks for: facts that are not old; control flow that is the tree's */

static const struct {
    void (*run)(Simp *);
    int needs;
} passes[] = {
    {simp_tidy, 0},
    {simp_dead, COUNTED | OWNED},
    {simp_names, COUNTED | TREE},
    {simp_twins, COUNTED | OWNED | TREE},
    {simp_shares, TREE},
    {simp_values, COUNTED | OWNED | TREE},
    {simp_copies, TREE},
    {simp_sink, TREE},
    {simp_forward, COUNTED | TREE},
    {simp_loops, COUNTED | TREE},
    {simp_zeros, TREE},
    {simp_starts, TREE},
    {simp_picks, TREE},
    {simp_choices, TREE},
    {simp_firsts, COUNTED | OWNED | TREE},
};

enum { PASSES = sizeof passes / sizeof passes[0], MAX_ROUNDS = 8, EXITS_BY = 6 };

typedef struct Facts {
    bool counted, owned; /* since the last change */
} Facts;

/* Whether it changed anything. */
static bool run_pass(Simp *s, int k, Facts *facts)
{
    int needs = passes[k].needs;
    if ((needs & TREE) && s->jumps)
        return false;
    if ((needs & COUNTED) && !facts->counted) {
        simp_count(s);
        *facts = (Facts){true, false};
    }
    if ((needs & OWNED) && !facts->owned) {
        simp_owns(s);
        facts->owned = true;
    }
    s->changed = false;
    passes[k].run(s);
    if (s->changed || passes[k].run == simp_tidy) /* which does not tell */
        *facts = (Facts){false, false};
    return s->changed;
}

/* In turn, until none of them finds anything to do; then, once, those loops get exits whose branches will find no twin. */
static void run_passes(Simp *s)
{
    Facts facts = {false, false};
    bool exits = false;
    for (int i = 0, idle = 0; i < MAX_ROUNDS * PASSES && idle < PASSES; i++) {
        idle = run_pass(s, i % PASSES, &facts) ? 0 : idle + 1;
        if (exits || s->jumps || (idle < PASSES && i != EXITS_BY * PASSES - 1))
            continue;
        simp_count(s);
        s->changed = false;
        simp_exits(s);
        idle = s->changed ? 0 : idle;
        facts = (Facts){false, false};
        exits = true;
    }
}

void simp_fn(Fn *f)
{
    if (!f->body)
        return;
    Simp s = {.fn = f};
    simp_tree(f);
    simplify_exprs(&f->body, NULL);
    simp_splits(&s);
    own_line = f->made_by ? f->made_by->primal->loc.line : 0;
    run_passes(&s);
    simp_conditions(&s);
    ask(&f->body, NULL);
    tidy_products(&f->body, &(Inside){.own = NULL});
    simp_tidy(&s);
    simp_count(&s);
    use_popped(&f->body, &s);
}

void simp_last(Fn *f)
{
    Simp s = {.fn = f};
    if (!f->body)
        return;
    simp_count(&s);
    simp_returns(&s);
}
