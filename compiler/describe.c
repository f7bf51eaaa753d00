/* describe.c: the comment before a generated function: what it is, then in the contract's words
   what it adds to, overwrites and consumes, which shadows are seeds, what it leaves and returns. It
   follows from the signature; what the function keeps is added by the engine that decides it, with
   signature_doc_add. */
#include "adc.h"

#include <string.h>

enum { WIDTH = 97 }; /* of a comment's line without its indentation or what closes it */

/* How the object of an actor is written; with a shadow, how its derivatives are. */
const char *signature_path(const Actor *a, const Var *shadow)
{
    Text t = {0};
    Type *type = a->var ? type_plain(a->var->type) : NULL;
    text_put(&t, shadow ? shadow->name : a->var ? a->var->name : "return");
    for (int i = 0; i < a->members.n; i++) {
        bool pointer =
            (type && (type->kind == T_POINTER || type->kind == T_ARRAY)) || (i == 0 && shadow && a->is_object);
        text_format(&t, "%s%s", pointer ? "->" : ".", a->members.at[i]->name);
        type = type_plain(a->members.at[i]->type);
    }
    return t.at;
}

static void put_extents(Text *t, const ExprList *extents, int from)
{
    for (int i = from; i < extents->n; i++)
        text_format(t, "[%s]", emit_expr_text(extents->at[i]));
}

static const char *lane_count(const Derived *d)
{
    return d->lanes == LANES_ASKED ? "lanes" : format("%d", d->lanes);
}

/* p_adj[n].x, with lanes p_adj[n][2].x: a member of each element. */
static const char *path_of_elements(const Derived *d, const Actor *a, const Var *shadow)
{
    Text t = {0};
    text_put(&t, shadow ? shadow->name : a->var->name);
    for (int i = 0; i < a->members.n; i++) {
        Type *type = type_plain(i ? a->members.at[i - 1]->type : a->var->type);
        bool lanes = i == 0 && d->lanes && shadow;
        bool arrow = a->ways.at[i].n == 0 && !lanes &&
                     (type->kind == T_POINTER || type->kind == T_ARRAY || (i == 0 && shadow && a->is_object));
        put_extents(&t, &a->ways.at[i], 0);
        text_format(&t, "%s%s%s", lanes ? format("[%s]", lane_count(d)) : "", arrow ? "->" : ".", a->members.at[i]->name);
    }
    return t.at;
}

/* x_adj[n], *a_adj, p_adj->c[p->n]; the primal's x[n] where shadow is NULL. */
static const char *memory(const Derived *d, const Actor *a, const Var *shadow)
{
    Text t = {0};
    Type *type = type_plain(a->type);
    bool points = type->kind == T_POINTER || type->kind == T_ARRAY;
    bool object = a->members.n == 0 && shadow && a->is_object && !points && type_is_pointer(shadow->type);
    bool one = points && a->extents_known && a->extents.n == 0 && type->kind == T_POINTER;
    bool by_lanes = d->lanes && shadow && a->members.n == 0;
    if ((object || one) && !by_lanes)
        text_put(&t, "*");
    bool pointer = by_lanes && points && a->extents.n == 0 && !type_is_record(type->to);
    const char *path = ways_any(a) ? path_of_elements(d, a, shadow) : signature_path(a, shadow);
    if (d->lanes && shadow && a->members.n && !ways_any(a)) { /* s_adj[3].c */
        size_t root = strlen(shadow->name);
        path = format("%s[%s].%s", shadow->name, lane_count(d), path + root + (path[root] == '-' ? 2 : 1));
    }
    text_format(&t, pointer ? "(*%s)" : "%s", path);
    put_extents(&t, &a->extents, 0);
    if (by_lanes)
        text_format(&t, "[%s]", lane_count(d));
    Type *record = points ? type_plain(type->to) : type;
    if (shadow && type_is_record(record) && type_has_pointers(record))
        text_put(&t, " with what its members point to");
    return t.at;
}

/* Names joined: "a, b, c"; with last: "a, b and c". */
static const char *joined(const StrList *l, const char *last)
{
    Text t = {0};
    for (int i = 0; i < l->n; i++)
        text_format(&t, "%s%s", i == 0 ? "" : i + 1 == l->n ? last : ", ", l->at[i]);
    return l->n ? t.at : "";
}

static StrList shadows(const Derived *d, bool written, bool hvp)
{
    StrList l = {0};
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *a = &d->actors.at[i];
        Var *v = hvp ? a->hvp : a->shadow;
        if (a->var && v && written == type_may_write(a->var->type))
            list_add(&l, memory(d, a, v));
    }
    return l;
}

static StrList all_shadows(const Derived *d, bool hvp)
{
    StrList l = {0};
    for (int i = 0; i < d->actors.n; i++) {
        Var *v = hvp ? d->actors.at[i].hvp : d->actors.at[i].shadow;
        if (d->actors.at[i].var && v)
            list_add(&l, memory(d, &d->actors.at[i], v));
    }
    return l;
}

static StrList written_names(const Derived *d, bool extents)
{
    StrList l = {0};
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *a = &d->actors.at[i];
        if (a->var && a->var->kind == V_PARAM && type_may_write(a->var->type))
            list_add(&l, extents ? memory(d, a, NULL) : signature_path(a, NULL));
    }
    return l;
}

/* ---- sentences ---- */

static void say_consumes(const Derived *d, Text *t)
{
    StrList l = shadows(d, true, false), names = written_names(d, false);
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *a = &d->actors.at[i];
        if (a->var && a->var->kind == V_GLOBAL && !type_may_write(a->var->type))
            list_add(&l, memory(d, a, a->shadow));
        if (a->var && a->var->kind == V_GLOBAL)
            list_add(&names, signature_path(a, NULL));
    }
    if (l.n)
        text_format(t, "Consumes %s: on return the adjoint%s of %s before the call. ",
                    joined(&l, ", "), l.n > 1 ? "s" : "", joined(&names, " and "));
}

static StrList added_to(const Derived *d)
{
    StrList l = {0};
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *a = &d->actors.at[i];
        if (a->var && a->var->kind == V_PARAM && a->shadow && !type_may_write(a->var->type))
            list_add(&l, memory(d, a, a->shadow));
    }
    return l;
}

static void say_adjoint(const Derived *d, Text *t)
{
    StrList adds = added_to(d);
    say_consumes(d, t);
    if (adds.n)
        text_format(t, "Adds to %s", joined(&adds, ", "));
    if (d->return_shadow)
        text_format(t, "%s%s %s", adds.n ? "; " : "", d->return_shadow->name,
                    d->lanes ? "holds the seeds" : "is the seed");
    if (adds.n || d->return_shadow)
        text_put(t, ". ");
}

static void say_tangent(const Derived *d, Text *t)
{
    StrList reads = shadows(d, false, false), updates = shadows(d, true, false);
    StrList names = written_names(d, false);
    if (d->return_shadow)
        text_format(t, "Overwrites %s%s%s. ", d->lanes ? "" : "*", d->return_shadow->name,
                    d->lanes ? format("[%s]", lane_count(d)) : "");
    if (updates.n)
        text_format(t, "Updates %s: on return the tangent%s of %s after the call. ",
                    joined(&updates, ", "), updates.n > 1 ? "s" : "",
                    names.n ? joined(&names, " and ") : "that memory");
    if (reads.n && d->lanes)
        text_format(t, "%s hold%s the directions. ", joined(&reads, " and "), reads.n > 1 ? "" : "s");
    else if (reads.n)
        text_format(t, "%s %s the direction. ", joined(&reads, " and "), reads.n > 1 ? "are" : "is");
}

static void say_blocks(const Derived *d, Text *t)
{
    bool shape = false;
    for (int i = 0; i < d->blocks.n; i++) {
        const Block *b = &d->blocks.at[i];
        ExprList row = ways_shape(b->row), col = ways_shape(b->col);
        int dims = row.n + col.n - (d->batch ? 1 : 0);
        text_format(t, "%s%s%s", i ? ", " : "Overwrites ", dims ? "" : "*", b->var->name);
        put_extents(t, &row, 0);
        put_extents(t, &col, d->batch ? 1 : 0);
        shape = shape || dims > 1;
    }
    if (d->blocks.n)
        text_put(t, shape ? ", flat and row-major. " : ". ");
}

static void say_overlap(const Derived *d, Text *t)
{
    StrList names = {0}, their = {0};
    bool written = false;
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *a = &d->actors.at[i];
        if (!a->var || !a->shadow || !type_is_pointer(a->var->type) || a->members.n || d->noalias ||
            (a->var->type->quals & Q_RESTRICT))
            continue;
        written = written || type_may_write(a->var->type);
        list_add(&names, a->var->name);
        list_add(&their, a->shadow->name);
    }
    if (names.n > 1 && written)
        text_format(t, "Where %s overlap, %s must overlap in the same way. ",
                    joined(&names, " and "), joined(&their, " and "));
}

/* What a reader knows the primal as: one that adc made for itself is not in the output. */
static const char *known_as(const Derived *d)
{
    const Derived *made = d->primal->made_by;
    if (!made || !made->internal)
        return d->primal->name;
    return format("the %s of %s", kind_name(made->kind), known_as(made));
}

static void say_leaves(const Derived *d, Text *t)
{
    StrList names = written_names(d, true);
    if (names.n && !d->discard_primal)
        text_format(t, "Leaves %s as %s does. ", joined(&names, ", "), known_as(d));
    else if (names.n)
        text_format(t, "What it leaves in %s is of no use. ", joined(&names, ", "));
}

static void say_returns(const Derived *d, Text *t)
{
    if (type_plain(type_plain(d->primal->type)->to)->kind == T_VOID)
        return;
    if (d->primal->made_by && d->primal->made_by->internal) {
        text_format(t, "Returns what %s returns. ", d->primal->made_by->primal->name);
        return;
    }
    StrList args = {0};
    for (int i = 0; i < d->primal_params.n; i++)
        list_add(&args, d->primal_params.at[i]->name);
    text_format(t, "Returns %s(%s). ", d->primal->name, joined(&args, ", "));
}

static const char *items(const Derived *d, bool wrt)
{
    StrList l = {0};
    for (int i = 0; i < d->actors.n; i++)
        if (wrt ? d->actors.at[i].wrt : d->actors.at[i].of)
            list_add(&l, signature_path(&d->actors.at[i], NULL));
    return joined(&l, ", ");
}

/* ---- filling ---- */

/* Length of the word at s; a call with its arguments is one unless it is too long. */
static int word_length(const char *s)
{
    int n = (int)strcspn(s, " \n");
    int depth = 0, whole = 0;
    for (; s[whole]; whole++) {
        depth += s[whole] == '(' && whole > 0 && s[whole - 1] != ' ';
        depth -= s[whole] == ')' && depth > 0;
        if (depth == 0 && (s[whole] == ' ' || s[whole] == '\n'))
            break;
    }
    return depth == 0 && whole < WIDTH / 2 ? whole : n;
}

static void fill(Text *t, const char *words)
{
    int col = 0;
    while (*words) {
        int n = word_length(words);
        while (n > 0 && strncmp(words + n, " * ", 3) == 0) /* a product: what begins with a star is no line of a comment */
            n += 3 + word_length(words + n + 3);
        if (n > 0) {
            bool wrap = col && col + 1 + n > WIDTH - 3;
            text_put(t, !col ? "" : wrap ? "\n" : " ");
            col = wrap || !col ? n : col + 1 + n;
            for (int i = 0; i < n; i++)
                text_put_n(t, words[i] == '\n' ? " " : &words[i], 1);
        }
        words += n;
        words += *words != '\0';
    }
}

static void fill_doc(Fn *f, const char *head, const char *rest)
{
    Text t = {0};
    fill(&t, head);
    if (rest[strspn(rest, " \n")]) {
        text_put(&t, "\n");
        fill(&t, rest);
    }
    f->doc = t.at;
}

void signature_doc_add(Fn *f, const char *sentence)
{
    const char *doc = f->doc ? f->doc : "";
    const char *end = strstr(doc, ".\n"); /* of the head: it may take more than one line */
    size_t n = end ? (size_t)(end - doc) + 1 : strlen(doc);
    fill_doc(f, format("%.*s", (int)n, doc), format("%s %s", doc + n, sentence));
}

void describe(Program *p, Derived *d)
{
    (void)p;
    Text head = {0}, t = {0};
    Loc loc = d->primal->loc;
    if (loc.file)
        text_format(&head, "%s:%d, ", base_name(loc.file), loc.line);
    text_format(&head, "%s, wrt(%s), of(%s)", kind_name(d->kind), items(d, true), items(d, false));
    if (d->lanes)
        text_format(&head, ", vector(%s)", lane_count(d));
    if (d->batch && !d->internal)
        text_format(&head, ", batch(%s)", d->request->batch);
    text_put(&head, ".");
    text_put(&t, "");
    if (d->kind == K_ADJOINT)
        say_adjoint(d, &t);
    else if (d->kind == K_TANGENT)
        say_tangent(d, &t);
    else
        say_blocks(d, &t);
    StrList outputs = all_shadows(d, d->kind == K_HVP), directions = all_shadows(d, false);
    if (d->kind == K_HVP)
        text_format(&t, "Overwrites %s; %s %s the direction. ", joined(&outputs, ", "),
                    joined(&directions, " and "), directions.n > 1 ? "are" : "is");
    else if (d->kind == K_GRADIENT)
        text_format(&t, "Overwrites %s. ", joined(&outputs, ", "));
    say_leaves(d, &t);
    if (d->kind == K_ADJOINT || d->kind == K_TANGENT)
        say_overlap(d, &t);
    say_returns(d, &t);
    fill_doc(d->fn, head.at, t.at);
}
