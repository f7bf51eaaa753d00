/* front_init.c: initialisers. libclang shows an initialiser list as it is written; this leaves
   E_INIT that is complete and in the order of the members: designators resolved, elided braces put
   in, NULL for zero. */
#include "front.h"

#include <stdlib.h>
#include <string.h>

/* The elements of one braced list, taken one by one. */
typedef struct Feed {
    Kids kids;
    int next;
} Feed;

typedef struct Step { /* one step of a designator */
    Field *field;     /* else an index */
    long long lo, hi;
} Step;

typedef LIST(Step) Steps;

static bool is_list(Pair c) { return clang_getCursorKind(c.a) == CXCursor_InitListExpr; }

static Pair strip(Front *f, Pair c)
{
    enum CXCursorKind kind = clang_getCursorKind(c.a);
    while (kind == CXCursor_ParenExpr || kind == CXCursor_UnexposedExpr) {
        Kids kids = front_children(f, c, false);
        if (kids.n != 1)
            break;
        c = kids.at[0];
        kind = clang_getCursorKind(c.a);
    }
    return c;
}

static bool is_string(Front *f, Pair c)
{
    return clang_getCursorKind(strip(f, c).a) == CXCursor_StringLiteral;
}

static bool is_char_array(Type *t)
{
    t = type_plain(t);
    if (t->kind != T_ARRAY)
        return false;
    Type *to = type_plain(t->to);
    return to->kind == T_INT;
}

/* `.name = e` and `[i] = e` have type void. */
static bool is_designated(Pair c)
{
    return clang_getCursorKind(c.a) == CXCursor_UnexposedExpr &&
           clang_getCursorType(c.a).kind == CXType_Void;
}

static Expr *new_init(Type *t, Loc loc)
{
    Expr *e = NEW(Expr);
    e->kind = E_INIT;
    e->type = t;
    e->loc = loc;
    return e;
}

static Expr *slot(const Expr *init, int i) { return i < init->args.n ? init->args.at[i] : NULL; }

static void put(Expr *init, int i, Expr *value)
{
    while (init->args.n <= i)
        list_add(&init->args, NULL);
    init->args.at[i] = value;
}

static Type *member_type(const Type *t, int i)
{
    return t->kind == T_ARRAY ? t->to : t->record->fields.at[i]->type;
}

/* Index of the named member or of the anonymous one that holds it: -1, none. */
static int member_index(const Record *r, const Field *field)
{
    for (int i = 0; i < r->fields.n; i++) {
        const Field *of = r->fields.at[i];
        if (of == field)
            return i;
        if (!of->name[0] && type_is_record(of->type) &&
            member_index(type_plain(of->type)->record, field) >= 0)
            return i;
    }
    return -1;
}

static bool is_aggregate(Type *t) { return type_is_array(t) || type_is_record(t); }

/* ---- filling ---- */

static void fill(Front *f, Expr *init, Feed *feed, int from, bool braced);

/* An expression that initialises the whole of a record, or a string an array. */
static bool fits_whole(Front *f, Pair c, Type *t)
{
    if (type_is_record(t)) {
        CXType given = clang_getCanonicalType(clang_getCursorType(c.a));
        return given.kind == CXType_Record && type_same(front_type(f, given), t);
    }
    return is_char_array(t) && is_string(f, c);
}

/* The next element of the feed, for an object of type t: one that braces enclose, or as many as it
 * takes. */
static Expr *element(Front *f, Feed *feed, Type *t)
{
    Pair c = feed->kids.at[feed->next];
    if (!is_aggregate(t) || is_list(c) || fits_whole(f, c, t)) {
        feed->next++;
        return front_init(f, c, t);
    }
    Expr *init = new_init(type_plain(t), front_start(c.a));
    fill(f, init, feed, 0, false);
    return init;
}

static int member_count(const Type *t)
{
    if (t->kind == T_ARRAY)
        return t->count && t->count->kind == E_INT ? (int)t->count->ival : 0x7fffffff;
    return t->record->is_union ? (t->record->fields.n ? 1 : 0) : t->record->fields.n;
}

static bool skipped_field(const Type *t, int i)
{
    return t->kind == T_RECORD && t->record->fields.at[i]->bits >= 0 &&
           !t->record->fields.at[i]->name[0];
}

/* ---- designators ---- */

static const char *number_end(const char *s)
{
    int depth = 0;
    for (; *s && !(depth == 0 && (*s == ']' || !strncmp(s, "...", 3))); s++)
        depth += *s == '[' || *s == '(' ? 1 : *s == ']' || *s == ')' ? -1 : 0;
    return s;
}

/* Steps from the text of the designator: `.a[3].b`, `[0 ... 9]`; the cursors give the values. */
static bool steps_of(Front *f, Pair c, const Kids *kids, Steps *path)
{
    const char *s = front_text(f, c);
    int k = 0, last = kids->n - 1; /* the last is the value */
    while (s && (*s == '.' || *s == '[')) {
        Step step = {0};
        while (k < last && clang_getCursorKind(kids->at[k].a) == CXCursor_MemberRef &&
               !*front_spelling(kids->at[k].a))
            k++; /* an anonymous member */
        if (k >= last)
            return false;
        if (*s == '.') {
            step.field = front_field(f, clang_getCursorReferenced(kids->at[k++].a));
            s += 1 + strcspn(s + 1, ".[= \t\n");
        } else {
            if (!front_evaluate(kids->at[k++].a, &step.lo))
                return false;
            step.hi = step.lo;
            s = number_end(s + 1);
            if (*s == '.' && (k >= last || !front_evaluate(kids->at[k++].a, &step.hi)))
                return false;
            s += strcspn(s, "]");
            s += *s == ']';
        }
        s += strspn(s, " \t\n");
        list_add(path, step);
    }
    return s && path->n;
}

/* The position at level `init` that the first step names; goes down through anonymous members. */
static int step_index(Expr **init, const Step *step)
{
    Type *t = (*init)->type;
    if (t->kind == T_ARRAY)
        return (int)step->lo;
    int i = step->field ? member_index(t->record, step->field) : -1;
    while (i >= 0 && t->record->fields.at[i] != step->field) {
        Expr *inner = slot(*init, i);
        if (t->record->is_union) {
            (*init)->index = i;
            inner = slot(*init, 0);
        }
        t = type_plain(t->record->fields.at[i]->type);
        if (!inner || inner->kind != E_INIT) {
            inner = new_init(t, (*init)->loc);
            put(*init, (*init)->type->record->is_union ? 0 : i, inner);
        }
        *init = inner;
        i = member_index(t->record, step->field);
    }
    return i;
}

static void store(Expr *init, int i, Expr *value)
{
    if (init->type->kind == T_RECORD && init->type->record->is_union) {
        init->index = i;
        i = 0;
    }
    put(init, i, value);
}

/* Puts the designated element and what follows it inside the deepest brace-less object. Leaves in
 *next where the list goes on at the outermost level. */
static bool designated(Front *f, Expr *init, Pair c, int *next)
{
    bool apart = f->apart;
    Kids all = front_children(f, c, true);
    f->apart = apart;
    Steps path = {0};
    if (!all.n || !steps_of(f, c, &all, &path))
        return false;
    Expr *at = init;
    for (int i = 0; i < path.n; i++) {
        Expr *top = at;
        int k = step_index(&at, &path.at[i]);
        if (k < 0)
            return false;
        if (i == 0)
            *next =
                (top->type->kind == T_ARRAY ? (int)path.at[0].hi
                                            : member_index(top->type->record, path.at[0].field)) +
                1;
        Type *t = member_type(at->type, k);
        if (i == path.n - 1) {
            Expr *value = front_init(f, all.at[all.n - 1], t);
            store(at, k, value);
            for (long long j = path.at[i].lo + 1; !path.at[i].field && j <= path.at[i].hi; j++)
                store(at, (int)j, expr_clone(value, NULL));
            break;
        }
        if (!path.at[i].field && path.at[i].hi != path.at[i].lo)
            return false;
        bool in_union = at->type->kind == T_RECORD && at->type->record->is_union;
        Expr *inner = in_union ? (at->index == k ? slot(at, 0) : NULL) : slot(at, k);
        if (!inner || inner->kind != E_INIT) {
            inner = new_init(type_plain(t), at->loc);
            store(at, k, inner);
        }
        at = inner;
    }
    return true;
}

static void fill(Front *f, Expr *init, Feed *feed, int from, bool braced)
{
    int count = member_count(init->type);
    int i = from;
    while (feed->next < feed->kids.n) {
        Pair c = feed->kids.at[feed->next];
        if (is_designated(c)) {
            if (!braced)
                return; /* designators belong to the enclosing braces */
            if (!designated(f, init, c, &i))
                f->lost = "an initialiser";
            feed->next++;
            continue;
        }
        while (i < count && skipped_field(init->type, i))
            i++;
        if (i >= count) {
            if (!braced)
                return;
            feed->next++; /* excess elements */
            continue;
        }
        Expr *value = element(f, feed, member_type(init->type, i));
        if (init->type->kind == T_RECORD && init->type->record->is_union)
            init->index = i;
        put(init, i++, value);
    }
}

/* After `.a.b = 1` the next element belongs to what follows b, inside of a: clang and gcc agree.
   That is seldom used with a member left over; the list is refused then. */
static bool continues_inside(Front *f, const Kids *kids, Type *t)
{
    for (int i = 0; i + 1 < kids->n; i++) {
        if (!is_designated(kids->at[i]) || is_designated(kids->at[i + 1]))
            continue;
        bool apart = f->apart;
        Kids all = front_children(f, kids->at[i], true);
        f->apart = apart;
        Steps path = {0};
        if (!steps_of(f, kids->at[i], &all, &path))
            return true;
        if (path.n > 1 || (path.at[0].field && member_index(t->record, path.at[0].field) >= 0 &&
                           path.at[0].field->record != t->record))
            return true;
    }
    return false;
}

Expr *front_init(Front *f, Pair c, Type *type)
{
    Type *t = type_plain(type);
    if (!is_list(c)) {
        Expr *e = front_expr(f, is_char_array(t) && is_string(f, c) ? strip(f, c) : c);
        return e;
    }
    if (t->kind == T_OPAQUE) /* a vector */
        return front_opaque(f, c, NULL);
    Kids kids = front_children(f, c, false);
    if (!is_aggregate(t))
        return kids.n ? front_init(f, kids.at[0], type) : e_int(0);
    if (kids.n == 1 && !is_designated(kids.at[0]) && !is_list(kids.at[0]) && is_char_array(t) &&
        is_string(f, kids.at[0]))
        return front_init(f, kids.at[0], type);
    Expr *init = new_init(t, front_start(c.a));
    if (t->kind == T_RECORD && continues_inside(f, &kids, t)) {
        f->lost = "an initialiser list that goes on inside a designated member";
        return init;
    }
    fill(f, init, &(Feed){kids, 0}, 0, true);
    return init;
}
