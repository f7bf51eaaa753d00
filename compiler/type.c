/* type.c: types as values: makes them, looks through typedefs, compares them and answers what the
   passes ask (does it hold reals, what do the usual arithmetic conversions give). Types are
   immutable once built, so every function that changes something leaves a new type; the basic ones
   are made once. */
#include "adc.h"

#include <string.h>

enum { RANK_BOOL, RANK_CHAR, RANK_SHORT, RANK_INT, RANK_LONG, RANK_LONG_LONG, RANK_INT128 };

static Type *type_new(TypeKind kind, const char *name)
{
    Type *t = NEW(Type);
    t->kind = kind;
    t->name = name ? intern(name) : NULL;
    return t;
}

static Type *int_new(const char *name, int size, bool is_signed)
{
    Type *t = type_new(T_INT, name);
    t->size = size;
    t->is_signed = is_signed;
    return t;
}

Type *type_int(void)
{
    static Type *t;
    return t ? t : (t = int_new("int", 4, true));
}

Type *type_uchar(void)
{
    static Type *t;
    return t ? t : (t = int_new("unsigned char", 1, false));
}

Type *type_double(void) { return type_real(W_DOUBLE); }

Type *type_void(void)
{
    static Type *t;
    return t ? t : (t = type_new(T_VOID, "void"));
}

static Type *standard_typedef(const char *name, Type *to)
{
    Type *t = type_new(T_TYPEDEF, name);
    t->to = to;
    return t;
}

Type *type_size(void)
{
    static Type *t;
    return t ? t : (t = standard_typedef("size_t", int_new("unsigned long", 8, false)));
}

Type *type_ptrdiff(void)
{
    static Type *t;
    return t ? t : (t = standard_typedef("ptrdiff_t", int_new("long", 8, true)));
}

Type *type_real(Width w)
{
    static const char *const names[] = {"float", "double", "long double"};
    static const int sizes[] = {4, 8, 16};
    static Type *made[3];
    if (!made[w]) {
        made[w] = type_new(T_REAL, names[w]);
        made[w]->width = w;
        made[w]->size = sizes[w];
    }
    return made[w];
}

Type *type_complex(Width w)
{
    static const char *const names[] = {"float _Complex", "double _Complex",
                                        "long double _Complex"};
    static Type *made[3];
    if (!made[w]) {
        made[w] = type_new(T_COMPLEX, names[w]);
        made[w]->width = w;
    }
    return made[w];
}

Type *type_named(const char *spelling) { return type_new(T_OPAQUE, spelling); }

Type *type_pointer(Type *to)
{
    Type *t = type_new(T_POINTER, NULL);
    t->to = to;
    return t;
}

Type *type_array(Type *to, Expr *count)
{
    Type *t = type_new(T_ARRAY, NULL);
    t->to = to;
    t->count = count;
    return t;
}

static Type *with_quals(Type *t, unsigned quals)
{
    if (t->quals == quals)
        return t;
    Type *copy = NEW(Type);
    *copy = *t;
    copy->quals = quals;
    return copy;
}

Type *type_qual(Type *t, unsigned add) { return with_quals(t, t->quals | add); }

Type *type_unqual(Type *t)
{
    if (t->kind == T_TYPEDEF && type_plain(t->to)->quals)
        t = type_plain(t); /* the qualifiers are inside the typedef */
    return with_quals(t, 0);
}

Type *type_plain(Type *t)
{
    unsigned quals = 0;
    while (t->kind == T_TYPEDEF) {
        quals |= t->quals;
        t = t->to;
    }
    return type_qual(t, quals);
}

Type *type_element(Type *t)
{
    t = type_plain(t);
    while (t->kind == T_ARRAY)
        t = type_plain(t->to);
    return t;
}

/* ---- questions ---- */

/* The kind behind typedefs, without making a type. */
static TypeKind kind_of(const Type *t)
{
    while (t->kind == T_TYPEDEF)
        t = t->to;
    return t->kind;
}

bool type_is_real(Type *t) { return kind_of(t) == T_REAL; }

bool type_is_integer(Type *t) { return kind_of(t) == T_INT || kind_of(t) == T_BOOL; }

bool type_is_pointer(Type *t) { return kind_of(t) == T_POINTER; }

bool type_is_array(Type *t) { return kind_of(t) == T_ARRAY; }

bool type_is_complex(Type *t) { return kind_of(t) == T_COMPLEX; }

bool type_is_record(Type *t) { return kind_of(t) == T_RECORD; }

bool type_is_arith(Type *t) { return type_is_integer(t) || type_is_real(t) || type_is_complex(t); }

/* Conversion rank of a plain integer type. An enum is an int or unsigned int unless it is larger.
 */
static int int_rank(const Type *t)
{
    if (t->kind == T_BOOL)
        return RANK_BOOL;
    if (t->decl)
        return t->size == 1   ? RANK_CHAR
               : t->size == 2 ? RANK_SHORT
               : t->size > 4  ? RANK_LONG
                              : RANK_INT;
    if (strstr(t->name, "char"))
        return RANK_CHAR;
    if (strstr(t->name, "short"))
        return RANK_SHORT;
    if (strstr(t->name, "int128"))
        return RANK_INT128;
    if (strstr(t->name, "long long"))
        return RANK_LONG_LONG;
    return strstr(t->name, "long") ? RANK_LONG : RANK_INT;
}

static bool same_int(const Type *a, const Type *b)
{
    if (a->decl || b->decl)
        return a->decl == b->decl;
    bool plain_char = strcmp(a->name, "char") == 0;
    return a->size == b->size && a->is_signed == b->is_signed && int_rank(a) == int_rank(b) &&
           plain_char == (strcmp(b->name, "char") == 0);
}

static bool same_count(const Expr *a, const Expr *b)
{
    if (!a || !b || a->kind != E_INT || b->kind != E_INT)
        return true; /* incomplete and variable ones are compatible with any */
    return a->ival == b->ival;
}

static bool same_function(Type *a, Type *b)
{
    if (!type_same(a->to, b->to))
        return false;
    if (a->no_prototype || b->no_prototype)
        return true;
    if (a->params.n != b->params.n || a->variadic != b->variadic)
        return false;
    for (int i = 0; i < a->params.n; i++)
        if (!type_same(a->params.at[i], b->params.at[i]))
            return false;
    return true;
}

bool type_same(Type *a, Type *b)
{
    a = type_plain(a);
    b = type_plain(b);
    if (a == b)
        return true;
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case T_VOID:
    case T_BOOL:
        return true;
    case T_INT:
        return same_int(a, b);
    case T_REAL:
    case T_COMPLEX:
        return a->width == b->width;
    case T_POINTER:
        return type_plain(a->to)->quals == type_plain(b->to)->quals && type_same(a->to, b->to);
    case T_ARRAY:
        return type_plain(a->to)->quals == type_plain(b->to)->quals && type_same(a->to, b->to) &&
               same_count(a->count, b->count);
    case T_RECORD:
        return a->record == b->record;
    case T_FUNCTION:
        return same_function(a, b);
    case T_OPAQUE:
        return strcmp(a->name, b->name) == 0;
    case T_TYPEDEF:
        break;
    }
    bug("type_same: kind %d", (int)a->kind);
}

long long type_bytes(Type *t)
{
    t = type_plain(t);
    switch (t->kind) {
    case T_BOOL:
    case T_INT:
    case T_REAL:
        return t->size > 0 ? t->size : -1;
    case T_RECORD:
        return t->record->size > 0 ? t->record->size : -1;
    case T_ARRAY: {
        long long one = type_bytes(t->to);
        return one > 0 && t->count && t->count->kind == E_INT ? one * t->count->ival : -1;
    }
    default:
        return -1;
    }
}

/* A vector or extended type of reals is not looked into: its spelling tells. */
static bool opaque_has_reals(const Type *t)
{
    static const char *const words[] = {"float", "double", "Float",  "fp16",
                                        "bf16",  "__m128", "__m256", "__m512"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (t->name && strstr(t->name, words[i]))
            return true;
    return false;
}

/* Reals in t; pointers are followed if seen is given, which holds the records that were entered. */
static bool any_base; /* some record is one */

static bool has_reals(Type *t, Map *seen, bool bases)
{
    while (t->kind == T_TYPEDEF || t->kind == T_ARRAY || (seen && t->kind == T_POINTER))
        t = t->to;
    if (t->kind == T_OPAQUE)
        return opaque_has_reals(t);
    if (t->kind != T_RECORD)
        return t->kind == T_REAL || t->kind == T_COMPLEX;
    if (seen) {
        if (map_get(seen, t->record))
            return false;
        map_put(seen, t->record, t->record);
    }
    if (seen && bases && t->record->base)
        return true;
    for (int i = 0; i < t->record->fields.n; i++)
        if (has_reals(t->record->fields.at[i]->type, seen, bases))
            return true;
    return false;
}

bool type_has_reals(Type *t) { return has_reals(t, NULL, false); }

static bool reaches(Type *t, bool bases)
{
    while (t->kind == T_TYPEDEF || t->kind == T_ARRAY || t->kind == T_POINTER)
        t = t->to;
    if (t->kind != T_RECORD)
        return has_reals(t, NULL, false);
    Record *r = t->record;
    if (bases && r->leads == REALS_UNKNOWN)
        r->leads = has_reals(t, map_new(), true) ? REALS_REACHED : REALS_NONE;
    if (!bases && r->reals == REALS_UNKNOWN)
        r->reals = has_reals(t, map_new(), false) ? REALS_REACHED : REALS_NONE;
    return (bases ? r->leads : r->reals) == REALS_REACHED;
}

bool type_declares_reals(Type *t) { return reaches(t, false); }

bool type_reaches_reals(Type *t) { return reaches(t, false) || (any_base && reaches(t, true)); }

/* Integers, texts and functions, by itself and by all its pointers. What is untyped, or not complete, may be anything. */
static bool without_reals(Type *t, Map *seen)
{
    while (t->kind == T_TYPEDEF || t->kind == T_ARRAY || t->kind == T_POINTER)
        t = t->to;
    if (t->kind != T_RECORD || map_get(seen, t->record))
        return t->kind == T_RECORD || t->kind == T_INT || t->kind == T_BOOL || t->kind == T_FUNCTION;
    map_put(seen, t->record, t->record);
    for (int i = 0; i < t->record->fields.n; i++)
        if (t->record->fields.at[i]->as_reals || !without_reals(t->record->fields.at[i]->type, seen))
            return false;
    return t->record->complete && !t->record->base;
}

bool type_without_reals(Type *t) { return without_reals(t, map_new()); }

/* From there on: functions and constant text. */
bool type_leads_nowhere(Type *t)
{
    t = type_plain(t);
    if (t->kind == T_ARRAY)
        return type_leads_nowhere(t->to);
    if (t->kind == T_POINTER) {
        Type *to = type_plain(t->to);
        return to->kind == T_FUNCTION || (to->kind == T_INT && to->size == 1 && (to->quals & Q_CONST));
    }
    for (int i = 0; t->kind == T_RECORD && i < t->record->fields.n; i++)
        if (!type_leads_nowhere(t->record->fields.at[i]->type))
            return false;
    return t->kind == T_FUNCTION || t->kind == T_INT || (t->kind == T_RECORD && t->record->complete && !t->record->is_union);
}

void type_mark_base(Record *r)
{
    r->base = any_base = true;
}

bool type_has_pointers(Type *t)
{
    t = type_plain(t);
    if (t->kind == T_POINTER)
        return type_reaches_reals(t) || type_plain(t->to)->kind == T_VOID;
    if (t->kind == T_ARRAY)
        return type_has_pointers(t->to);
    for (int i = 0; t->kind == T_RECORD && i < t->record->fields.n; i++)
        if (type_has_pointers(t->record->fields.at[i]->type))
            return true;
    return false;
}

bool type_is_handle(Type *t)
{
    t = type_plain(t);
    return t->kind == T_RECORD && !t->record->is_union && type_has_pointers(t) && !type_has_reals(t);
}

bool type_is_tape(Type *t)
{
    Type *to = type_plain(t)->kind == T_POINTER ? type_plain(type_plain(t)->to) : type_plain(t);
    return to->kind == T_OPAQUE && strcmp(to->name, "adc_tape") == 0;
}

bool type_holds_pointers(Type *t)
{
    t = type_plain(t);
    if (t->kind == T_ARRAY)
        return type_holds_pointers(t->to);
    if (t->kind == T_POINTER || t->kind == T_OPAQUE)
        return true;
    if (t->kind != T_RECORD || !t->record->complete)
        return t->kind == T_RECORD;
    for (int i = 0; i < t->record->fields.n; i++)
        if (type_holds_pointers(t->record->fields.at[i]->type))
            return true;
    return false;
}

/* Variably modified: a VLA, a pointer to one, an array of pointers to one ... */
bool type_has_vla(Type *t)
{
    for (; t->kind == T_TYPEDEF || t->kind == T_ARRAY || t->kind == T_POINTER; t = t->to)
        if (t->kind == T_ARRAY && t->count && t->count->kind != E_INT)
            return true;
    return false;
}

/* ---- conversions ---- */

static Type *promoted(Type *t)
{
    t = with_quals(type_plain(t), 0);
    if (t->kind == T_BOOL)
        return type_int();
    int rank = int_rank(t);
    if (t->decl && rank >= RANK_INT) /* the enum's own name is of no use after promotion */
        return rank > RANK_INT ? int_new(t->is_signed ? "long" : "unsigned long", 8, t->is_signed)
               : t->is_signed  ? type_int()
                               : int_new("unsigned int", 4, false);
    return rank < RANK_INT ? type_int() : t;
}

static Type *unsigned_of(const Type *t)
{
    return int_new(format("unsigned %s", t->name), t->size, false);
}

static Type *usual_int(Type *a, Type *b)
{
    a = promoted(a);
    b = promoted(b);
    int ra = int_rank(a), rb = int_rank(b);
    if (a->is_signed == b->is_signed)
        return ra >= rb ? a : b;
    Type *u = a->is_signed ? b : a, *s = a->is_signed ? a : b;
    if (int_rank(u) >= int_rank(s))
        return u;
    return s->size > u->size ? s : unsigned_of(s);
}

Type *type_usual(Type *a, Type *b)
{
    a = type_plain(a);
    b = type_plain(b);
    if (!type_is_arith(a) || !type_is_arith(b))
        bug("type_usual: not arithmetic");
    bool real_a = !type_is_integer(a), real_b = !type_is_integer(b);
    if (!real_a && !real_b)
        return usual_int(a, b);
    Width w = !real_a ? b->width : !real_b ? a->width : a->width > b->width ? a->width : b->width;
    return a->kind == T_COMPLEX || b->kind == T_COMPLEX ? type_complex(w) : type_real(w);
}

/* Rebuilds t with const dropped from what is no pointer (all = false) or from every level below the
 * top. */
static Type *drop_const(Type *t, bool all, bool top)
{
    Type *p = type_plain(t);
    if (p->kind != T_POINTER && p->kind != T_ARRAY)
        return p->quals & Q_CONST ? with_quals(t->quals & Q_CONST && t->kind != T_TYPEDEF ? t : p,
                                               p->quals & ~(unsigned)Q_CONST)
                                  : t;
    Type *to = drop_const(p->to, all, false);
    unsigned quals = all && !top ? p->quals & ~(unsigned)Q_CONST : p->quals;
    if (p->kind == T_ARRAY)
        quals = p->quals & ~(unsigned)Q_CONST; /* those of an array are its element's */
    if (to == p->to && quals == p->quals)
        return t;
    Type *copy = NEW(Type);
    *copy = *p;
    copy->to = to;
    copy->quals = quals;
    return copy;
}

Type *type_writable_shadow(Type *t) { return drop_const(t, false, true); }

Type *type_drop_const_deep(Type *t) { return drop_const(t, true, false); }

Field *record_field(Record *r, const char *name)
{
    for (int i = 0; i < r->fields.n; i++) {
        Field *f = r->fields.at[i];
        if (f->name && strcmp(f->name, name) == 0)
            return f;
        if (f->name && f->name[0] == '\0' && type_is_record(f->type)) {
            Field *inner = record_field(type_plain(f->type)->record, name);
            if (inner)
                return inner;
        }
    }
    return NULL;
}

bool var_only_rounds(const Var *v)
{
    Type *t = type_plain(v->type);
    return (v->kind == V_LOCAL || v->kind == V_PARAM) && t->kind == T_REAL && !(t->quals & Q_ATOMIC);
}

Type *type_made_of(Type *t)
{
    t = type_element(t);
    if (t->kind == T_REAL)
        return t;
    if (t->kind != T_RECORD || t->record->is_union || !t->record->fields.n)
        return NULL;
    Type *first = type_made_of(t->record->fields.at[0]->type);
    for (int i = 1; first && i < t->record->fields.n; i++) {
        Type *other = type_made_of(t->record->fields.at[i]->type);
        if (!other || !type_same(first, other))
            return NULL;
    }
    return first;
}

/* f is a member of this struct, or of one inside it. */
bool record_has_field(Type *t, const Field *f)
{
    t = type_element(t);
    for (int i = 0; t->kind == T_RECORD && i < t->record->fields.n; i++)
        if (t->record->fields.at[i] == f || record_has_field(t->record->fields.at[i]->type, f))
            return true;
    return false;
}

bool type_keeps_bytes(Type *t)
{
    t = type_element(t);
    for (int i = 0; t->kind == T_RECORD && i < t->record->fields.n; i++)
        if (t->record->fields.at[i]->as_reals || type_keeps_bytes(t->record->fields.at[i]->type))
            return true;
    return false;
}

/* A table: what is static and const, or never changes, has the values that it was initialised with. */
bool var_is_table(const Var *v)
{
    return (v->kind == V_STATIC || v->kind == V_GLOBAL) &&
           (v->unchanged || ((type_element(v->type)->quals & Q_CONST) && !type_has_pointers(v->type)));
}
