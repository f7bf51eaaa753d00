/* simp_effect.c: what a statement reads and writes, and so which statements may change places. Takes a function whose
   variables are counted.

   A set has a bit for each parameter and local that only its name reaches, one for what stands in memory that the function
   allocated and hands to nobody or that only a restrict parameter leads to, and three for the rest of memory: the primal's, shadows, and what may be either. Shadows
   overlap no memory of the primal: that is the contract. */
#include "simp.h"

#include <string.h>

enum { PRIMAL, SHADOW, EITHER, CLASSES };

int simp_effect_words(const Simp *s)
{
    return (2 * s->locals.n + CLASSES) / 64 + 1;
}

static void set_bit(uint64_t *set, int i)
{
    set[i / 64] |= (uint64_t)1 << (i % 64);
}

static bool has_bit(const uint64_t *set, int i)
{
    return set[i / 64] >> (i % 64) & 1;
}

/* ---- memory of the function's own ---- */

static bool is_runtime(const Expr *e, const char *name)
{
    return e->kind == E_CALL && e->fn && e->fn->class == F_RUNTIME && strcmp(e->fn->name, name) == 0;
}

bool simp_allocates(const Expr *e)
{
    while (e && e->kind == E_CAST)
        e = e->a;
    return e && (is_runtime(e, "adc_array") || is_runtime(e, "adc_zeroed"));
}

/* adc_free(p): p */
static Expr *freed(const Expr *e)
{
    Expr *p = is_runtime(e, "adc_free") ? e->args.at[0] : NULL;
    while (p && p->kind == E_CAST)
        p = p->a;
    return p && p->kind == E_VAR ? p : NULL;
}

Var *simp_freed(const Stmt *s)
{
    const Expr *p = s->kind == S_EXPR && s->rhs ? freed(s->rhs) : NULL;
    return p ? p->var : NULL;
}

/* The variable that an lvalue is reached from, through members, subscripts and pointers. */
static Var *base_of(const Expr *e)
{
    while (e->kind == E_INDEX || e->kind == E_DEREF || e->kind == E_MEMBER || e->kind == E_DECAY)
        e = e->a;
    return e->kind == E_VAR ? e->var : NULL;
}

Var *simp_holder(const Expr *e, bool *behind)
{
    *behind = false;
    while (e->kind != E_VAR) {
        bool points = e->kind == E_INDEX || e->kind == E_DEREF;
        if (*behind || (!points && e->kind != E_MEMBER))
            return NULL;
        *behind = points ? e->a->kind != E_DECAY : e->arrow;
        e = points && !*behind ? e->a->a : e->a;
    }
    return e->var;
}

static void hand_on(Simp *s, const Expr *e)
{
    Local *l = simp_local(s, base_of(e));
    if (l)
        l->owned = l->alone = false;
}

static void aside(Simp *s, const Expr *e)
{
    Local *l = e ? simp_local(s, base_of(e)) : NULL;
    if (l)
        l->aside++;
}

typedef struct Owning {
    Simp *s;
    const Stmt *at;
} Owning;

/* T *p = adc_array(n, sizeof *p): it goes with p. */
static bool goes_along(const Owning *o, const Expr *e)
{
    const Local *l = e->a ? simp_local(o->s, base_of(e->a)) : NULL;
    return !l || l->decl == o->at;
}

static void own_expr(Expr **at, void *data)
{
    Owning *o = data;
    Simp *s = o->s;
    Expr *e = *at;
    if (e->kind == E_ADDR || e->kind == E_OPAQUE || e->kind == E_DECAY)
        hand_on(s, e->kind == E_ADDR ? e->a : e);
    if (e->kind == E_SIZEOF || freed(e)) {
        if (e->kind != E_SIZEOF || goes_along(o, e))
            aside(s, e->kind == E_SIZEOF ? e->a : freed(e));
        return;
    }
    if (e->kind == E_VAR) /* p itself, to whatever end */
        hand_on(s, e);
    bool place = e->kind == E_INDEX || e->kind == E_DEREF || (e->kind == E_MEMBER && e->arrow);
    Expr *base = place ? e->a : NULL;
    while (base && base->kind == E_DECAY && (base->a->kind == E_INDEX || base->a->kind == E_DEREF || base->a->kind == E_MEMBER)) {
        if (base->a->b)
            own_expr(&base->a->b, o);
        base = base->a->a;
    }
    if (base && base->kind == E_VAR) {
        if (e->b)
            own_expr(&e->b, o);
        return;
    }
    expr_kids(e, own_expr, o);
}

static void own_stmt(Stmt **at, void *data)
{
    Simp *s = data;
    Stmt *st = *at;
    Local *l = st->kind == S_DECL || !st->var ? NULL : simp_local(s, st->var);
    if (l)
        l->owned = l->alone = false;
    stmt_exprs(st, own_expr, &(Owning){s, st});
    stmt_kids(st, own_stmt, s);
}

/* A parameter that is restrict, or as if it were. */
static bool is_restrict(const Simp *s, const Local *l)
{
    const Derived *d = s->fn->made_by;
    const Var *v = l->var;
    return v->kind == V_PARAM && l->writes == 0 && type_is_pointer(v->type) &&
           ((d && d->noalias) || v->noalias || v->restrict_added || ((type_plain(v->type)->quals | v->type->quals) & Q_RESTRICT));
}

/* An output of the primal that nobody wants, and that no other pointer leads to. */
static bool is_discarded(const Simp *s, const Local *l)
{
    return s->fn->made_by && s->fn->made_by->discard_primal && !l->var->shadow && is_restrict(s, l);
}

void simp_owns(Simp *s)
{
    bool any = false;
    for (int i = 0; i < s->locals.n; i++) {
        Local *l = &s->locals.at[i];
        bool allocated = l->var->kind == V_LOCAL && l->writes == 1 && l->decl && simp_allocates(l->decl->rhs);
        l->owned = l->tracked && (allocated || is_discarded(s, l));
        l->alone = l->owned || (l->tracked && is_restrict(s, l));
        any |= l->alone;
    }
    if (any)
        own_stmt(&s->fn->body, s);
}

/* ---- effects ---- */

typedef struct Filling {
    Simp *s;
    Effect *effect;
    StmtList around; /* statements being looked into */
    bool only_writes;
} Filling;

static void touch(Filling *f, uint64_t *set, const Expr *place)
{
    Simp *s = f->s;
    bool behind;
    Local *l = simp_local(s, simp_holder(place, &behind));
    if (l && (behind ? l->alone : l->tracked || l->private)) {
        set_bit(set, behind ? s->locals.n + l->var->id : l->var->id);
        return;
    }
    const Var *base = base_of(place);
    set_bit(set, 2 * s->locals.n + (!base ? EITHER : base->shadow ? SHADOW : base->made ? EITHER : PRIMAL));
}

static void everything(Filling *f)
{
    f->effect->ordered = true;
    for (int k = 0; k < CLASSES; k++) {
        set_bit(f->effect->reads, 2 * f->s->locals.n + k);
        set_bit(f->effect->writes, 2 * f->s->locals.n + k);
    }
}

static void read_expr(Expr **at, void *data)
{
    Filling *f = data;
    Expr *e = *at;
    if (e->kind == E_SIZEOF)
        return;
    if (e_is_lvalue(e) && !type_is_array(e->type))
        touch(f, f->effect->reads, e);
    expr_kids(e, read_expr, f);
}

/* What finding an lvalue reads. */
static void read_place(Filling *f, Expr *e)
{
    if (e->kind == E_VAR)
        return;
    if ((e->kind == E_INDEX || e->kind == E_DEREF) && e->a->kind == E_DECAY)
        read_place(f, e->a->a);
    else if (e->kind == E_MEMBER && !e->arrow)
        read_place(f, e->a);
    else
        read_expr(&e->a, f);
    if (e->b)
        read_expr(&e->b, f);
}

static bool is_plain_call(const Expr *e)
{
    return simp_is_pure(e) || simp_allocates(e);
}

/* Does control go on elsewhere than behind what is being looked into? */
static bool leaves(const Filling *f, const Stmt *st)
{
    if (st->kind == S_RETURN || st->kind == S_GOTO || st->kind == S_LABEL)
        return true;
    bool jumps = st->kind == S_BREAK || st->kind == S_CONTINUE;
    for (int i = 0; jumps && i < f->around.n; i++)
        jumps = f->around.at[i] != st->target;
    return jumps;
}

static void fill(Stmt **at, void *data)
{
    Filling *f = data;
    Stmt *st = *at;
    Effect *effect = f->effect;
    const Var *p = simp_freed(st);
    const Local *owner = simp_local(f->s, p);
    if (st->kind == S_COMMENT)
        return;
    effect->leaves |= leaves(f, st);
    if (owner && owner->owned) {
        set_bit(effect->reads, p->id);
        set_bit(effect->writes, f->s->locals.n + p->id);
        return;
    }
    if (st->kind == S_PUSH || st->kind == S_POP)
        effect->ordered = true;
    bool impure = (st->rhs && !is_plain_call(st->rhs)) || (st->cond && !simp_is_pure(st->cond));
    if (st->kind == S_EXPR || st->kind == S_OPAQUE || impure || (st->lhs && !simp_is_pure(st->lhs)))
        everything(f);
    if (st->kind == S_DECL) {
        Local *l = simp_local(f->s, st->var);
        if (st->var->kind != V_LOCAL || type_has_vla(st->var->type) || !l || !(l->tracked || l->private))
            everything(f);
        else
            set_bit(effect->writes, st->var->id);
    }
    if (st->lhs && st->lhs->kind == E_UNARY) { /* a part of a complex number */
        touch(f, effect->writes, st->lhs->a);
        touch(f, effect->reads, st->lhs->a);
        read_place(f, st->lhs->a);
    } else if (st->lhs) {
        touch(f, effect->writes, st->lhs);
        read_place(f, st->lhs);
    }
    Expr *lhs = st->lhs;
    st->lhs = NULL;
    if (!f->only_writes)
        stmt_exprs(st, read_expr, f);
    st->lhs = lhs;
    list_add(&f->around, st);
    stmt_kids(st, fill, f);
    f->around.n--;
}

static Effect *effect_new(Simp *s)
{
    Effect *e = NEW(Effect);
    e->words = simp_effect_words(s);
    e->reads = arena_alloc((size_t)e->words * sizeof(uint64_t));
    e->writes = arena_alloc((size_t)e->words * sizeof(uint64_t));
    return e;
}

Effect *simp_effect(Simp *s, Stmt *st)
{
    Filling f = {.s = s, .effect = effect_new(s)};
    fill(&st, &f);
    return f.effect;
}

Effect *simp_writes(Simp *s, Stmt *st)
{
    Filling f = {.s = s, .effect = effect_new(s), .only_writes = true};
    fill(&st, &f);
    return f.effect;
}

Effect *simp_effect_expr(Simp *s, Expr *e)
{
    Filling f = {.s = s, .effect = effect_new(s)};
    if (!simp_is_pure(e))
        everything(&f);
    read_expr(&e, &f);
    return f.effect;
}

/* Does one set's memory overlap that of the other? */
static bool meet(const Simp *s, const uint64_t *a, const uint64_t *b, int words)
{
    for (int i = 0; i < words; i++)
        if (a[i] & b[i])
            return true;
    int m = 2 * s->locals.n;
    bool any_a = has_bit(a, m + PRIMAL) || has_bit(a, m + SHADOW) || has_bit(a, m + EITHER);
    bool any_b = has_bit(b, m + PRIMAL) || has_bit(b, m + SHADOW) || has_bit(b, m + EITHER);
    return any_a && any_b && (has_bit(a, m + EITHER) || has_bit(b, m + EITHER));
}

bool simp_changes(const Simp *s, const Effect *writer, const Effect *reader)
{
    return meet(s, writer->writes, reader->reads, writer->words);
}

bool simp_reads(const Effect *reader, const Var *v)
{
    return has_bit(reader->reads, v->id);
}

bool simp_commute(const Simp *s, const Effect *a, const Effect *b)
{
    return !a->leaves && !b->leaves && !(a->ordered && b->ordered) && !simp_changes(s, a, b) && !simp_changes(s, b, a) &&
           !meet(s, a->writes, b->writes, a->words);
}

void simp_effect_add(Effect *to, const Effect *from)
{
    for (int i = 0; i < to->words; i++) {
        to->reads[i] |= from->reads[i];
        to->writes[i] |= from->writes[i];
    }
    to->ordered |= from->ordered;
    to->leaves |= from->leaves;
}
