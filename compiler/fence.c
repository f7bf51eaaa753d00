/* fence.c: active values that would lose their derivative without a trace: reals whose bytes are
   accessed as integers or as reals of another width, through pointers or unions, and reals written
   as text or bytes that are read back. Takes the primal of a request, looks into every function
   that derivatives flow through and refuses what it finds; programs with nothing of the kind are
   only scanned. Whether a value is useful in the end is not asked: that is what the loss would
   hide. */
#include "flow.h"

#include <string.h>

typedef struct Access {
    Expr *member;
    Fn *fn;
    bool reads, writes, active;
    bool tagged; /* behind a test of the tag that stands beside the union */
} Access;

/* The calls of a function that were looked into. */
typedef LIST(Pattern *) Checked;

typedef struct Fence {
    Program *p;
    Derived *d;
    Map *scanned; /* functions */
    Map *checked; /* Fn -> Checked */
    bool suspicious;        /* something that is worth the analysis */
    Loc read_back;          /* a call that makes reals of text or bytes */
    Alias *alias;           /* of the function being checked */
    Active *active;
    Fn *fn;
    bool unsteady;        /* something volatile or atomic was told */
    Map *strange;         /* types that adc does not differentiate, told */
    LIST(Access) members; /* of unions, accessed in it or in the functions before it */
    Expr *written;        /* member of a union that the statement writes */
    Map *given;           /* Var -> Type: what a parameter of type void * was given */
    Map *allocated;       /* Var -> Type: the same of memory without a type, which the caller has for reals */
    Expr *stored;         /* what the statement writes */
    RecordList tested;    /* structs of which an integer has been tested */
    Map *tags;            /* Var -> Record: integers that come from such a member */
    bool address;         /* inside what an address is taken of */
    RecordList overlays;  /* structs and unions that pointers to something else are cast to */
} Fence;

static Type *element(Type *t)
{
    for (t = type_plain(t); t->kind == T_ARRAY; t = type_plain(t->to))
        ;
    return t;
}

static bool is_one_of(const Fn *f, const char *const *names)
{
    const char *name = fn_base(f);
    for (int i = 0; names[i]; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static bool reads_back(const Fn *f)
{
    static const char *const names[] = {
        "atof",   "strtod",          "strtof",          "strtold",         "sscanf",
        "fscanf", "vsscanf",         "vfscanf",         "fread",           "read",
        "pread",  "__isoc99_sscanf", "__isoc99_fscanf", "__isoc23_sscanf", "__isoc23_fscanf",
        NULL};
    return is_one_of(f, names);
}

/* What goes to a terminal is not read back. */
static bool writes_file(const Expr *call)
{
    static const char *const names[] = {"fprintf", "vfprintf",      "dprintf",
                                        "write",   "__fprintf_chk", NULL};
    if (!is_one_of(call->fn, names) || call->args.n == 0)
        return false;
    const Expr *to = call->args.at[0];
    return to->kind != E_INT && !(to->kind == E_VAR && (strcmp(to->var->name, "stderr") == 0 ||
                                                        strcmp(to->var->name, "stdout") == 0));
}

static bool is_computed_goto(const Stmt *s)
{
    return s->kind == S_OPAQUE && s->label && strcmp(s->label, "computed goto") == 0;
}

bool saves_context(const Fn *f)
{
    static const char *const names[] = {"setjmp",  "_setjmp",    "__sigsetjmp", "sigsetjmp",
                                        "longjmp", "siglongjmp", NULL};
    return is_one_of(f, names);
}

static bool is_bytes(const Type *t)
{
    return t && t->kind == T_INT && t->size == 1;
}

/* An access to reals of the declared type that is not made as such. */
static bool differs(Type *access, Type *declared)
{
    if (declared->kind == T_RECORD)
        return is_bytes(access) && type_has_reals(declared);
    if (declared->kind != T_REAL && declared->kind != T_COMPLEX)
        return false;
    if (access->kind == T_INT || access->kind == T_BOOL)
        return true;
    return access->kind == T_REAL && access->width != declared->width;
}

/* The number that a record starts with; NULL: it starts with something else. */
static Type *first_number(Type *t)
{
    for (t = element(t); t->kind == T_RECORD && !t->record->is_union && t->record->fields.n; t = element(t->record->fields.at[0]->type))
        ;
    return type_is_arith(t) ? t : NULL;
}

/* A record with reals, accessed as a number from its start on: at index words, which words of it these are is not followed.
   That a tag in front is read as such is no harm. */
static bool differs_within(Type *access, Type *declared, const Expr *index)
{
    Type *first = declared->kind == T_RECORD && type_has_reals(declared) ? first_number(declared) : NULL;
    bool tag = first && type_is_integer(first) && (!index || e_is_zero(index));
    return first && access->kind != T_REAL && !tag;
}

enum { MOST_NUMBERS = 16 };

/* The numbers at the start of t, up to a union. */
static bool first_numbers(Type *t, TypeList *out)
{
    t = type_plain(t);
    if (t->kind == T_ARRAY) {
        bool on = type_bytes(t->to) > 0;
        for (long long i = 0, n = on ? type_bytes(t) / type_bytes(t->to) : 0; on && i < n && out->n < MOST_NUMBERS; i++)
            on = first_numbers(t->to, out);
        return on;
    }
    if (t->kind != T_RECORD) {
        list_add(out, t);
        return out->n < MOST_NUMBERS;
    }
    bool on = !t->record->is_union;
    for (int i = 0; on && i < t->record->fields.n; i++)
        on = first_numbers(t->record->fields.at[i]->type, out);
    return on;
}

/* A struct of integers laid over reals: struct { uint32_t low, high; } over a double. One that starts as the struct
   beneath it is a header. */
static bool overlays(Type *access, Type *declared)
{
    TypeList over = {0}, under = {0};
    if (access->kind != T_RECORD || type_has_reals(access) || !type_has_reals(declared) || type_bytes(access) <= 0)
        return false;
    first_numbers(access, &over);
    first_numbers(declared, &under);
    for (int i = 0; i < over.n && i < under.n; i++)
        if (type_is_integer(over.at[i]) && type_is_real(under.at[i]))
            return true;
    return false;
}

/* The type of what a pointer points to, whatever it is cast to; NULL: it has none. */
static Type *pointed(Expr *pointer)
{
    while (pointer->kind == E_CAST && type_is_pointer(pointer->a->type))
        pointer = pointer->a;
    Type *to = type_is_pointer(pointer->type) ? element(type_plain(pointer->type)->to) : NULL; /* else 0 */
    return !to || to->kind == T_VOID ? NULL : to;
}

static bool copies_between(const Expr *call)
{
    if (!call->fn || call->fn->class != F_MEMORY || call->args.n < 2 ||
        !type_is_pointer(call->args.at[1]->type))
        return false;
    Type *to = pointed(call->args.at[0]), *from = pointed(call->args.at[1]);
    return to && from && (differs(to, from) || differs(from, to));
}

/* Between void * and something else: what is behind it is found out. */
static bool copies_unknown(const Expr *call)
{
    if (!call->fn || call->fn->class != F_MEMORY || call->args.n < 2 || !type_is_pointer(call->args.at[1]->type))
        return false;
    Type *to = pointed(call->args.at[0]), *from = pointed(call->args.at[1]);
    return (!to && (!from || from->kind == T_INT)) || (!from && to->kind == T_INT);
}

/* A pointer to reals made from an integer that is no constant. */
static bool is_address(const Expr *e)
{
    return e->kind == E_CAST && type_is_pointer(e->type) && type_is_integer(e->a->type) && !e_is_const(e->a) &&
           type_reaches_reals(e->type);
}

/* ---- is there anything to look for? ---- */

static bool is_strange(Type *t)
{
    t = element(t);
    return t->kind == T_OPAQUE && type_has_reals(t);
}

/* Taken for int g(...): most often a macro or a function whose header is missing, and no integer at all. */
static bool is_undeclared(const Fn *f)
{
    return f && f->type->no_prototype && !f->body && f->class == F_UNKNOWN && type_is_integer(type_plain(f->type)->to);
}

static void scan_fn(Fence *f, Fn *fn);

/* A cast to a union, or to a struct without reals, from what has reals, or from a parameter that may lead to anything. */
static bool is_laid_over(Expr *cast, Type *to)
{
    Expr *from = cast;
    while (from->kind == E_CAST && type_is_pointer(from->a->type))
        from = from->a;
    Type *beneath = element(type_plain(from->type)->to);
    bool any = beneath->kind == T_VOID && from->kind == E_VAR && from->var->kind == V_PARAM;
    return (to->record->is_union || !type_has_reals(to)) && (any || type_has_reals(beneath)) && !type_same(to, beneath);
}

static void scan_expr(Expr **slot, void *data)
{
    Fence *f = data;
    Expr *e = *slot;
    if (!e)
        return;
    if (e->kind == E_CAST && type_is_pointer(e->type) && type_is_pointer(e->a->type)) {
        Type *to = element(type_plain(e->type)->to);
        bool overlay = to->kind == T_RECORD && is_laid_over(e, to);
        if (overlay)
            list_add(&f->overlays, to->record);
        f->suspicious |= to->kind == T_INT || to->kind == T_BOOL || to->kind == T_REAL || overlay;
    }
    if (e->kind == E_MEMBER && e->field->record->is_union)
        f->suspicious |= type_has_reals(e->field->type);
    f->suspicious |= is_address(e);
    f->suspicious |= e->kind == E_CALL && e->fn &&
                     (saves_context(e->fn) || e->fn->releases || is_undeclared(e->fn) || (e->fn->variadic && e->fn->body));
    f->suspicious |= e->kind == E_CAST && is_strange(e->type);
    f->suspicious |=
        e->kind == E_OPAQUE || (e->type && (type_plain(e->type)->quals & (Q_VOLATILE | Q_ATOMIC)));
    f->suspicious |= e->kind == E_CALL && (copies_between(e) || copies_unknown(e));
    if (e->kind == E_CALL && e->fn && reads_back(e->fn)) {
        f->read_back = e->loc;
        f->suspicious = true;
    }
    if (e->kind == E_FN && e->fn->body)
        scan_fn(f, e->fn);
    expr_kids(e, scan_expr, data);
}

static void scan_stmt(Stmt **s, void *data)
{
    if (!*s)
        return;
    Fence *f = data;
    f->suspicious |= is_computed_goto(*s);
    f->suspicious |= (*s)->kind == S_DECL && is_strange((*s)->var->type);
    f->suspicious |=
        (*s)->kind == S_DECL && (element((*s)->var->type)->quals & (Q_VOLATILE | Q_ATOMIC)) != 0;
    stmt_exprs(*s, scan_expr, data);
    stmt_kids(*s, scan_stmt, data);
}

static void scan_fn(Fence *f, Fn *fn)
{
    if (map_get(f->scanned, fn) || fn->inactive)
        return;
    map_put(f->scanned, fn, fn);
    norm_fn(f->p, fn);
    scan_stmt(&fn->body, f);
}

/* ---- memory seen through another type ---- */

/* The type a cell was declared with; NULL: it has none, or it is not known here. */
static Type *cell_type(Fence *f, const Cell *c)
{
    const Object *o = c->object;
    Type *given = o->kind == OB_EXT && o->var && !o->field && !c->field ? map_get(f->given, o->var) : NULL;
    if (given)
        return given;
    if (c->field)
        return element(c->field->type);
    if (o->kind == OB_VAR)
        return element(o->var->type);
    Type *t = o->kind == OB_EXT && o->var && !o->field                ? element(o->var->type)
              : (o->kind == OB_EXT || o->kind == OB_DEEP) && o->field ? element(o->field->type)
                                                                      : NULL;
    return t && t->kind == T_POINTER ? element(t->to) : NULL;
}

static void reinterpreted(Loc loc, Type *declared, Type *access)
{
    const char *how = declared->kind == T_RECORD ? "copy it as a whole" : format("compute with the %s itself", declared->name);
    diag_error(loc, "reinterpreted", "the bytes of an active %s are accessed as %s", declared->name, access->name);
    diag_note((Loc){0}, "the derivative would be lost: %s, or declare a custom derivative", how);
}

/* Memory that pointer may point to, accessed as type; index: how many of these behind the pointer, NULL: none. */
static void check_pointees(Fence *f, Expr *pointer, const Expr *index, Type *access, Loc loc)
{
    if (access->kind != T_INT && access->kind != T_BOOL && access->kind != T_REAL && access->kind != T_RECORD)
        return;
    const Bits *cells = alias_pointees(f->alias, pointer);
    for_bits(i, cells) {
        Type *declared = cell_type(f, f->alias->cells.at[i]);
        bool other = declared && (access->kind == T_RECORD ? overlays(access, declared)
                                                           : differs(access, declared) || differs_within(access, declared, index));
        if (!other || !active_pointer(f->active, pointer))
            continue;
        reinterpreted(loc, declared, access);
        return;
    }
}

/* Allocated memory has the type of the pointer to it: one to reals that is taken for one to integers. What starts further
   on may be the part of a workspace that is for integers. */
static void check_allocated(Fence *f, Expr *cast)
{
    Type *to = type_is_pointer(cast->type) ? type_plain(type_plain(cast->type)->to) : NULL;
    bool integers = to && (to->kind == T_INT || to->kind == T_BOOL) && !is_bytes(to);
    Expr *pointer = cast;
    while (pointer->kind == E_CAST && type_is_pointer(pointer->a->type))
        pointer = pointer->a;
    if (!to || pointer == cast || !e_is_lvalue(pointer))
        return;
    Type *from = element(type_plain(pointer->type)->to);
    if (!(integers && (differs(to, from) || differs_within(to, from, NULL))) && !overlays(to, from))
        return;
    const Bits *cells = alias_pointees(f->alias, cast);
    for_bits(i, cells) {
        if (cell_type(f, f->alias->cells.at[i]) || !active_pointer(f->active, pointer))
            continue;
        reinterpreted(cast->loc, from, to);
        return;
    }
}

/* The parameter of type void * behind which a cell is, where that is allocated for reals. */
static Var *allocated_for_reals(Fence *f, const Cell *c)
{
    const Object *o = c->object;
    Type *known = cell_type(f, c);
    bool behind = o->kind == OB_EXT && o->var && !o->field && !c->field && (!known || known->kind == T_VOID);
    return behind && map_get(f->allocated, o->var) ? o->var : NULL;
}

/* Integers in such memory: a workspace for them is written before it is read; what is read first are the words of reals. */
static void check_words(Fence *f, Expr *e, bool writes)
{
    Type *access = type_plain(e->type);
    if ((access->kind != T_INT && access->kind != T_BOOL) || is_bytes(access))
        return;
    const Bits *cells = alias_pointees(f->alias, e->a);
    for_bits(i, cells) {
        Var *v = allocated_for_reals(f, f->alias->cells.at[i]);
        if (!v || !active_pointer(f->active, e->a))
            continue;
        if (!writes)
            reinterpreted(e->loc, map_get(f->allocated, v), access);
        map_put(f->allocated, v, NULL); /* a workspace, or told */
        return;
    }
}

/* A member of what a pointer to a struct or union leads to, which may be something else there. */
static void check_overlay(Fence *f, Expr *member)
{
    Expr *of = member->a, *pointer = member->arrow ? of : of->kind == E_DEREF ? of->a : NULL;
    if (!pointer)
        return;
    Type *type = type_plain(member->type), *record = type_plain(type_plain(pointer->type)->to);
    bool laid = false;
    for (int i = 0; i < f->overlays.n; i++)
        laid |= f->overlays.at[i] == record->record;
    if (!laid)
        return;
    if (!member->field->record->is_union)
        check_pointees(f, pointer, NULL, record, member->loc);
    else if (type->kind == T_INT)
        check_pointees(f, pointer, NULL, type, member->loc);
}

/* Memory that is declared as integers, or not at all, and holds active reals: its bytes one by one, or reals among whole
   integers, whose shadow would be a sum of integers. */
static void check_raw(Fence *f, Expr *e)
{
    Type *access = type_plain(e->type);
    const Bits *cells = alias_lvalue(f->alias, e);
    for_bits(i, cells) {
        Type *declared = cell_type(f, f->alias->cells.at[i]);
        bool raw = !declared || declared->kind == T_INT || declared->kind == T_BOOL || declared->kind == T_VOID;
        bool bytes = raw && is_bytes(access);
        bool integers = raw && declared && !is_bytes(declared) && declared->kind != T_VOID && type_has_reals(access);
        if ((!bytes && !integers) || !active_memory(f->active, e))
            continue;
        if (bytes)
            diag_error(e->loc, "reinterpreted", "memory that holds active reals is accessed as %s", access->name);
        else
            diag_error(e->loc, "reinterpreted", "active reals are kept in memory declared as %s", declared->name);
        diag_note((Loc){0}, bytes ? "the derivative would be lost: copy whole objects, of one type, or declare a custom derivative"
                                  : "declare it as what it holds, or as an array of unsigned char");
        return;
    }
}

/* Bytes of reals copied into integers, or back. */
static void check_copy(Fence *f, Expr *call)
{
    Expr *to = call->args.at[0], *from = call->args.at[1];
    if (!active_pointer(f->active, to) && !active_pointer(f->active, from))
        return;
    diag_error(call->loc, "copy-type", "active memory is copied between %s and %s",
               pointed(from)->name, pointed(to)->name);
    diag_note((Loc){0}, "the derivative would be lost: copy between objects of one type");
}

static Expr *bytes_at(Expr *pointer)
{
    while (pointer->kind == E_CAST && type_is_pointer(pointer->a->type))
        pointer = pointer->a;
    return is_bytes(element(type_plain(pointer->type)->to)) ? e_deref(pointer) : NULL;
}

static bool keeps_bytes_at(Expr *pointer)
{
    Type *to = pointed(pointer);
    return to && type_keeps_bytes(to);
}

static void copied_bytes(Loc loc)
{
    diag_error(loc, "copy-type", "memory declared as bytes, which holds active reals, is copied");
    diag_note((Loc){0}, "copy what it holds, by pointers to its type");
}

/* Copies of reals that are kept in bytes: which of them are reals the reverse sweep cannot see. */
static bool check_copied_bytes(Fence *f, Expr *call)
{
    if (!call->fn || call->fn->class != F_MEMORY || call->args.n < 2 || !type_is_pointer(call->args.at[1]->type))
        return false;
    bool copied = keeps_bytes_at(call->args.at[0]) || keeps_bytes_at(call->args.at[1]);
    for (int k = 0; k < 2; k++) {
        Expr *bytes = bytes_at(call->args.at[k]);
        copied |= bytes && active_memory(f->active, bytes);
    }
    if (copied)
        copied_bytes(call->loc);
    return copied;
}

/* The same by assignment, and by value to a function or from it. */
static void check_copied_record(Stmt *s)
{
    Expr *call = stmt_call(s);
    Type *t = s->kind == S_DECL ? s->var->type : s->kind == S_ASSIGN ? s->lhs->type : NULL;
    bool copied = t && s->rhs && type_is_record(t) && type_keeps_bytes(t) && !(s->kind == S_DECL && s->rhs->kind == E_INIT);
    for (int k = 0; call && k < call->args.n; k++)
        copied |= type_is_record(call->args.at[k]->type) && type_keeps_bytes(call->args.at[k]->type);
    if (s->kind == S_RETURN && s->rhs)
        copied |= type_is_record(s->rhs->type) && type_keeps_bytes(s->rhs->type);
    if (copied)
        copied_bytes(s->loc);
}

/* The types that the memory may have which a pointer leads to, as far as they are known. */
static void types_at(Fence *f, Expr *pointer, TypeList *out)
{
    const Bits *cells = alias_pointees(f->alias, pointer);
    for_bits(i, cells) {
        Type *t = cell_type(f, f->alias->cells.at[i]);
        if (t && t->kind != T_VOID)
            list_add(out, t);
    }
}

/* The same where one of them is behind void *. */
static void check_unknown_copy(Fence *f, Expr *call)
{
    TypeList to = {0}, from = {0};
    types_at(f, call->args.at[0], &to);
    types_at(f, call->args.at[1], &from);
    for (int i = 0; i < to.n; i++)
        for (int k = 0; k < from.n; k++) {
            if (!differs(to.at[i], from.at[k]) && !differs(from.at[k], to.at[i]))
                continue;
            Expr *active = active_pointer(f->active, call->args.at[1]) ? call->args.at[1] : call->args.at[0];
            if (!active_pointer(f->active, active))
                continue;
            diag_error(call->loc, "copy-type", "active memory is copied between %s and %s", from.at[k]->name, to.at[i]->name);
            diag_note((Loc){0}, "the derivative would be lost: copy between objects of one type");
            return;
        }
}

/* The caller has it for reals, or got it as a void * that its own caller has for reals. */
static void note_allocated(Fence *f, Var *param, Expr *arg, Type *said)
{
    const Bits *cells = alias_pointees(f->alias, arg);
    for_bits(i, cells) {
        const Cell *c = f->alias->cells.at[i];
        Var *behind = allocated_for_reals(f, c);
        bool reals = c->object->kind == OB_ALLOC && said && said->kind == T_REAL && !cell_type(f, c);
        if (reals || behind)
            map_put(f->allocated, param, reals ? said : map_get(f->allocated, behind));
    }
}

/* What parameters of type void * or char * are given here. */
static void note_given(Fence *f, Expr *call)
{
    for (int i = 0; i < call->args.n && i < call->fn->params.n; i++) {
        Var *p = call->fn->params.at[i];
        Type *to = type_is_pointer(p->type) ? element(type_plain(p->type)->to) : NULL;
        TypeList types = {0};
        if (!to || (to->kind != T_VOID && !is_bytes(to)))
            continue;
        types_at(f, call->args.at[i], &types);
        Type *said = pointed(call->args.at[i]);
        if (!types.n && said && said->kind == T_RECORD && type_has_reals(said)) /* allocated: what the caller has it for */
            list_add(&types, said);
        note_allocated(f, p, call->args.at[i], said);
        for (int k = 0; k < types.n; k++) {
            Type *known = map_get(f->given, p), *t = types.at[k];
            if (!known || t->kind == T_REAL || (type_has_reals(t) && !type_has_reals(known)))
                map_put(f->given, p, t);
        }
    }
}

/* A pointer that is put into memory: what reads it there takes its type at its word (alias.c). */
static void check_stored(Fence *f, Stmt *s)
{
    Type *to = s->kind == S_ASSIGN && type_is_pointer(s->lhs->type) ? element(type_plain(s->lhs->type)->to) : NULL;
    if (to && s->lhs->kind != E_VAR && to->kind != T_RECORD) /* a struct that is not looked into only poses as one */
        check_pointees(f, s->rhs, NULL, to, s->loc);
}

/* What a function is given to access as another type. */
static void check_arguments(Fence *f, Expr *call)
{
    for (int i = 0; i < call->args.n; i++) {
        Expr *arg = call->args.at[i];
        if (type_is_pointer(arg->type) && !type_is_record(element(type_plain(arg->type)->to)))
            check_pointees(f, arg, NULL, element(type_plain(arg->type)->to),
                           arg->loc.file ? arg->loc : call->loc);
    }
}

/* ---- vectors, reals of other formats, code that is not looked into ---- */

static bool carries(Fence *f, Expr *e)
{
    if (type_is_pointer(e->type))
        return active_pointer(f->active, e);
    if (e_is_lvalue(e))
        return active_memory(f->active, e);
    return active_expr(f->active, e);
}

typedef struct Carried {
    Fence *f;
    bool found;
} Carried;

static void carried_expr(Expr **at, void *data)
{
    Carried *c = data;
    if (!*at || c->found)
        return;
    c->found = carries(c->f, *at);
    if (!c->found && !e_is_lvalue(*at))
        expr_kids(*at, carried_expr, c);
}

static bool has_active(Fence *f, Expr *e)
{
    Carried c = {f, false};
    carried_expr(&e, &c);
    return c.found;
}

const char *const no_vectors =
    "choose the source's scalar version, if it has one: -U__SSE__ -U__SSE2__ -U__AVX__, -U__ARM_NEON";

/* Each type is told once: where it is used, it is most often used a lot. */
static void strange_type(Fence *f, Loc loc, Type *t)
{
    const char *name = intern(t->name);
    if (map_get(f->strange, name))
        return;
    map_put(f->strange, name, t);
    diag_error(loc, "opaque", "active values are kept as '%s', which adc does not differentiate", name);
    if (strncmp(name, "__m", 3) == 0)
        diag_note((Loc){0}, "%s", no_vectors);
    else
        diag_note((Loc){0}, "compute with float, double or long double, or put it into a function with a custom derivative");
}

static bool check_strange(Fence *f, Expr *e)
{
    if (e->kind == E_OPAQUE && !type_is_integer(e->type))
        for (int i = 0; i < e->args.n; i++)
            if (has_active(f, e->args.at[i])) {
                diag_error(e->loc, "opaque", "an active value is used in code that adc does not look into");
                diag_note((Loc){0}, "put it into a function with a custom derivative");
                return true;
            }
    if (e->kind != E_OPAQUE && is_strange(e->type) && has_active(f, e)) {
        strange_type(f, e->loc, e->type);
        return true;
    }
    return false;
}

/* ---- unions ---- */

/* All reals of this width and nothing else: then any layout of them is the shadow's too. */
static bool only_reals(Type *t, Width *width, bool *any)
{
    t = element(t);
    if (t->kind == T_REAL || t->kind == T_COMPLEX) { /* which C lays out as two of them */
        bool same = !*any || *width == t->width;
        *width = t->width;
        *any = true;
        return same;
    }
    if (t->kind != T_RECORD)
        return false;
    for (int i = 0; i < t->record->fields.n; i++)
        if (!only_reals(t->record->fields.at[i]->type, width, any))
            return false;
    return true;
}

static bool same_cells(Fence *f, Expr *x, Expr *y)
{
    return bits_meet(alias_lvalue(f->alias, x), alias_lvalue(f->alias, y));
}

/* struct { int kind; union { ... } u; }: the struct, where e is a member of the union; else NULL. */
static Record *tagged_record(const Expr *e)
{
    Record *r = e->a->kind == E_MEMBER ? e->a->field->record : NULL;
    for (int i = 0; r && !r->is_union && i < r->fields.n; i++)
        if (type_is_integer(r->fields.at[i]->type))
            return r;
    return NULL;
}

static bool is_tested(Fence *f, const Record *r)
{
    for (int i = 0; r && i < f->tested.n; i++)
        if (f->tested.at[i] == r)
            return true;
    return false;
}

typedef struct Tags {
    Fence *f;
    RecordList records; /* whose integers an expression reads */
} Tags;

static void tags_expr(Expr **slot, void *data)
{
    Tags *t = data;
    Expr *e = *slot;
    Record *r = e->kind == E_MEMBER && type_is_integer(e->type) ? e->field->record
                : e->kind == E_VAR                              ? map_get(t->f->tags, e->var)
                                                                : NULL;
    if (r)
        list_add(&t->records, r);
    expr_kids(slot[0], tags_expr, t);
}

static void note_test(Fence *f, Expr *cond)
{
    Tags t = {f, {0}};
    tags_expr(&cond, &t);
    for (int i = 0; i < t.records.n; i++)
        list_add(&f->tested, t.records.at[i]);
}

/* From a test on, here and behind it, the member in use is taken to be known. */
static void note_tags(Fence *f, Stmt *s)
{
    Tags t = {f, {0}};
    Var *v = s->kind == S_DECL                                    ? s->var
             : s->kind == S_ASSIGN && s->lhs->kind == E_VAR ? s->lhs->var
                                                                  : NULL;
    if (v && s->rhs && type_is_integer(v->type)) {
        tags_expr(&s->rhs, &t);
        if (t.records.n)
            map_put(f->tags, v, t.records.at[0]);
    }
    if (s->cond)
        note_test(f, s->cond);
}

/* Written as one member and read as another. That both are only read, or only written, is no harm:
   which one counts is known to whoever does the other half. */
static bool reinterprets(Fence *f, const Access *x, const Access *y)
{
    Width width = W_DOUBLE;
    bool any = false;
    Field *a = x->member->field, *b = y->member->field;
    if (a == b || a->record != b->record || !type_has_reals(a->type) || !x->active)
        return false;
    if (!(x->writes && y->reads && !y->tagged) && !(x->reads && y->writes && !x->tagged))
        return false;
    if (only_reals(a->type, &width, &any) && only_reals(b->type, &width, &any))
        return false;
    return x->fn != y->fn || x->fn != f->fn || same_cells(f, x->member, y->member);
}

static void check_unions(Fence *f)
{
    for (int i = 0; i < f->members.n; i++)
        for (int k = 0; k < f->members.n; k++) {
            Expr *x = f->members.at[i].member, *y = f->members.at[k].member;
            if (!reinterprets(f, &f->members.at[i], &f->members.at[k]))
                continue;
            diag_error(x->loc, "union", "active '%s' shares its memory with '%s'", x->field->name,
                       y->field->name);
            diag_note(y->loc, "accessed here; the derivative would be lost: use a struct, or one "
                              "member throughout");
            return;
        }
}

/* ---- text ---- */

static void check_text(Fence *f, Expr *call)
{
    if (!f->read_back.file || !call->fn || !(known_reads_active(call->fn) || writes_file(call) || call_only_prints(call, call->args.n)))
        return;
    for (int i = 0; i < call->args.n; i++) {
        Expr *arg = call->args.at[i];
        bool active = type_is_pointer(arg->type) ? active_pointer(f->active, arg)
                                                 : active_expr(f->active, arg);
        if (!active)
            continue;
        diag_error(call->loc, "text",
                   "an active value is written by '%s', and '%s' reads values back",
                   fn_base(call->fn), f->d->primal->name);
        diag_note(f->read_back,
                  "here; the derivative would be lost: hand the value over as a real");
        return;
    }
}

/* What is read over an active value ends its derivative, and how much is read is known only when it runs. */
static void check_read_over(Fence *f, Expr *call)
{
    if (!call->fn || !reads_back(call->fn))
        return;
    for (int i = 0; i < call->args.n; i++) {
        Expr *arg = call->args.at[i];
        Type *to = type_is_pointer(arg->type) ? pointed(arg) : NULL;
        if (!to || !type_has_reals(to) || !active_pointer(f->active, arg))
            continue;
        diag_error(call->loc, "read-over", "'%s' reads values over active ones", fn_base(call->fn));
        diag_note((Loc){0}, "read them into memory of their own and assign what was read");
        return;
    }
}

/* ---- what else the engines cannot follow ---- */

static void computed_goto(Loc loc)
{
    diag_error(loc, "computed-goto", "derivatives flow through a function with computed goto");
    diag_note((Loc){0}, "use switch");
}

static void saved_context(Loc loc, const char *name)
{
    diag_error(loc, "unknown-function", "derivatives flow through a function that calls '%s'",
               name);
    diag_note((Loc){0}, "the reverse sweep cannot follow such a jump: return a status instead");
}

/* Unlike free(), which waits for the reverse sweep, it gives memory back that the reverse sweep reads. */
static void released(const Expr *call)
{
    diag_error(call->loc, "released", "'%s' gives memory back that the reverse sweep may read", call->fn->name);
    diag_note((Loc){0}, "call it behind the generated function, not in what is differentiated");
}

static void check_undeclared(Fence *f, Expr *call)
{
    for (int i = 0; is_undeclared(call->fn) && i < call->args.n; i++) {
        Expr *arg = call->args.at[i];
        if (!(type_is_pointer(arg->type) ? active_pointer(f->active, arg) : active_expr(f->active, arg)))
            continue;
        diag_error(call->loc, "unknown-function", "derivatives flow into '%s', which has no prototype", call->fn->name);
        diag_note((Loc){0}, "include the header that declares it; if it truly returns an integer, declare its parameters");
        return;
    }
}

static void check_call(Fence *f, Expr *call)
{
    check_undeclared(f, call);
    check_read_over(f, call);
    if (call->fn && call->fn->releases && (f->d->kind == K_ADJOINT || f->d->kind == K_GRADIENT))
        released(call);
    if (call->fn && saves_context(call->fn))
        saved_context(call->loc, fn_base(call->fn));
    if (!call->fn || !call->fn->variadic || !call->fn->body || call->fn->inactive ||
        call->fn->custom_adjoint)
        return;
    for (int i = call->fn->params.n; i < call->args.n; i++) {
        Expr *arg = call->args.at[i];
        bool active = type_is_pointer(arg->type) ? active_pointer(f->active, arg) : active_expr(f->active, arg);
        if (!active || call_only_prints(call, i))
            continue;
        diag_error(call->loc, "variadic", "an active value is among the variable arguments of '%s'",
                   call->fn->name);
        diag_note(call->fn->loc, "give it an array instead, or a custom derivative");
        return;
    }
}

/* A local that nothing else can reach is volatile for the sake of its rounding: sums that are
   compensated. */
static bool is_rounding(Fence *f, const Expr *lv)
{
    return lv->kind == E_VAR && var_only_rounds(lv->var) && !map_get(norm_taken(f->fn->body), lv->var);
}

/* Told once for each function: where the object is made, or else where it is first used. */
static void check_qualifiers(Fence *f, Type *t, Expr *lv, Loc loc)
{
    unsigned quals = element(t)->quals;
    bool atomic = quals & Q_ATOMIC;
    if (!(quals & (Q_ATOMIC | Q_VOLATILE)) || f->unsteady || !type_has_reals(t) || is_rounding(f, lv) ||
        !active_lvalue(f->active, lv))
        return;
    f->unsteady = true;
    diag_error(loc, atomic ? "atomic" : "volatile", "derivatives flow through %s object",
               atomic ? "an _Atomic" : "a volatile");
    diag_note((Loc){0},
              "copy it to an ordinary variable first, or treat it as constant: inactive(...)");
}

/* ---- one function, and those it calls ---- */

static void check_fn(Fence *f, Fn *fn, Pattern *pattern);

static void check_expr(Expr **slot, void *data)
{
    Fence *f = data;
    Expr *e = *slot;
    if (!e)
        return;
    if (e->kind == E_DEREF || e->kind == E_INDEX)
        check_pointees(f, e->a, e->kind == E_INDEX ? e->b : NULL, type_plain(e->type), e->loc);
    if ((e->kind == E_DEREF || e->kind == E_INDEX) && e != f->stored)
        check_words(f, e, false);
    if (e->kind == E_MEMBER)
        check_overlay(f, e);
    if (e->kind == E_CAST)
        check_allocated(f, e);
    if (check_strange(f, e))
        return;
    if ((e->kind == E_DEREF || e->kind == E_INDEX) && !type_is_array(e->type))
        check_raw(f, e);
    if (e->kind == E_MEMBER && e->field->record->is_union) {
        Access a = {e, f->fn, e != f->written, e == f->written || f->address, active_lvalue(f->active, e),
                    is_tested(f, tagged_record(e))};
        list_add(&f->members, a);
    }
    if (e->kind == E_COND || (e->kind == E_BINARY && (e->op == O_LAND || e->op == O_LOR)))
        note_test(f, e->a);
    bool address = f->address;
    f->address =
        e->kind == E_ADDR || e->kind == E_DECAY || (address && e->kind == E_MEMBER && !e->arrow);
    if (is_address(e)) {
        diag_error(e->loc, "unknown-memory", "what a pointer made from an integer points to can't be told");
        diag_note((Loc){0}, "compute with pointers: the memory may be active");
    }
    if (e->kind == E_CALL)
        check_call(f, e);
    if (e->kind == E_CALL && check_copied_bytes(f, e))
        ;
    else if (e->kind == E_CALL && copies_between(e))
        check_copy(f, e);
    else if (e->kind == E_CALL && copies_unknown(e))
        check_unknown_copy(f, e);
    if (e->kind == E_CALL)
        check_text(f, e);
    if (e_is_lvalue(e) && e->kind != E_STRING)
        check_qualifiers(f, e->type, e, e->loc);
    if (e->kind == E_OPAQUE && e->text && strncmp(e->text, "&&", 2) == 0)
        computed_goto(e->loc);
    if (e->kind == E_OPAQUE && e->text && strstr(e->text, "setjmp("))
        saved_context(e->loc, "setjmp");
    expr_kids(e, check_expr, data);
    f->address = address;
}

/* The member of a union through which a statement writes. */
static Expr *written_member(Expr *lv)
{
    while (lv && !(lv->kind == E_MEMBER && lv->field->record->is_union))
        lv = lv->kind == E_DECAY || lv->kind == E_INDEX || (lv->kind == E_MEMBER && !lv->arrow)
                 ? lv->a
                 : NULL;
    return lv;
}

static void check_stmt(Stmt **slot, void *data)
{
    Fence *f = data;
    if (!*slot)
        return;
    if ((*slot)->kind == S_DECL)
        check_qualifiers(f, (*slot)->var->type, e_var((*slot)->var), (*slot)->var->loc);
    if (is_computed_goto(*slot))
        computed_goto((*slot)->loc);
    if ((*slot)->kind == S_DECL && (*slot)->rhs && is_strange((*slot)->var->type) && has_active(f, (*slot)->rhs))
        strange_type(f, (*slot)->loc, (*slot)->var->type);
    note_tags(f, *slot);
    check_stored(f, *slot);
    f->written = (*slot)->kind == S_ASSIGN ? written_member((*slot)->lhs) : NULL;
    check_copied_record(*slot);
    Expr *lv = (*slot)->kind == S_ASSIGN ? (*slot)->lhs : NULL;
    f->stored = lv;
    stmt_exprs(*slot, check_expr, data);
    f->written = f->stored = NULL;
    if (lv && (lv->kind == E_DEREF || lv->kind == E_INDEX))
        check_words(f, lv, true);
    Expr *call = stmt_call(*slot);
    if (call && call->fn && call->fn->body && !call->fn->inactive && !call->fn->custom_adjoint) {
        check_arguments(f, call);
        note_given(f, call);
        Fence inner = *f;
        check_fn(&inner, call->fn, active_call(f->active, *slot));
        f->members.at = inner.members.at;
        f->members.n = inner.members.n;
        f->members.cap = inner.members.cap;
    }
    stmt_kids(*slot, check_stmt, data);
}

static bool is_checked(Fence *f, Fn *fn, Pattern *pattern)
{
    Checked *known = map_get(f->checked, fn);
    if (!known) {
        known = NEW(Checked);
        map_put(f->checked, fn, known);
    }
    for (int i = 0; i < known->n; i++)
        if (pattern_same_params(known->at[i], pattern) && known->at[i]->globals == pattern->globals)
            return true;
    list_add(known, pattern);
    return false;
}

static void check_fn(Fence *f, Fn *fn, Pattern *pattern)
{
    bool active = pattern->returns || pattern->points;
    for (int i = 0; i < fn->params.n; i++)
        active = active || pattern->in[i] || pattern->out[i];
    if (!active || is_checked(f, fn, pattern))
        return;
    f->fn = fn;
    f->alias = alias_make(f->p, fn, pattern->noalias);
    f->active = active_make(f->p, fn, pattern, f->alias, true);
    f->unsteady = false;
    f->tested = (RecordList){0};
    f->tags = map_new();
    check_stmt(&fn->body, f);
    check_unions(f);
}

void fence(Program *p, Derived *d)
{
    Fence f = {.p = p, .d = d, .scanned = map_new(), .checked = map_new(), .given = map_new(),
               .allocated = map_new(), .strange = map_new()};
    scan_fn(&f, d->primal);
    if (f.suspicious)
        check_fn(&f, d->primal, pattern_of(d));
}
