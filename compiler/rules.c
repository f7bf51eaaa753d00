/* rules.c: what adc knows of functions. rules.def holds the derivatives of math.h, known.def the
   functions that need none; this file gives each Fn its class, builds the partials of a row or an
   operator as expressions, and makes the functions that generated code calls. */
#include "adc.h"

#include <ctype.h>
#include <string.h>

typedef enum Origin { C17, POSIX, GNU, ADC } Origin;
typedef enum Cost { CHEAP, CALL } Cost;
typedef enum Nature { PURE, STATE, TEXT } Nature;

typedef struct Operands {
    Expr **args, *result;
    Type *type;
} Operands;

struct Rule {
    const char *name, *form;
    Origin origin;
    Cost cost;
    Expr *(*partial)(int k, const Operands *o);
};

typedef struct Known {
    const char *name;
    Origin origin;
    const char *header;
    FnClass class;
    const char *effects;
    Nature nature;
} Known;

/* ---- the language of rules.def ---- */

#define LN2 0.693147180559945309417232121458176568L
#define LN10 2.302585092994045684017991454684364208L
#define TWO_OVER_SQRT_PI 1.128379167095512573896158903121545172L

#define X expr_clone(o->args[0], NULL)
#define Y expr_clone(o->args[1], NULL)
#define Z expr_clone(o->args[2], NULL)
#define R expr_clone(o->result, NULL)
#define NONE ((Expr *)NULL)
#define C(v) e_real(o->type, v)
#define ADD(a, b) e_add(a, b)
#define SUB(a, b) e_sub(a, b)
#define MUL(a, b) e_mul(a, b)
#define DIV(a, b) e_div(a, b)
#define NEG(a) e_neg(a)
#define COND(c, a, b) e_cond(c, a, b)
#define IMAGINARY complex_times_i(C(1), o->type)
#define EQ(a, b) e_bin(O_EQ, a, b)
#define GT(a, b) e_bin(O_GT, a, b)
#define LT(a, b) e_bin(O_LT, a, b)
#define F(f, a) e_math(#f, o->type, a, NULL)
#define F2(f, a, b) e_math(#f, o->type, a, b)
#define FI(f, a) F(f, a) /* its result is an integer */

/* Is it x that fmax (fmin) of x and y gives? It takes x also where y is NaN; literals are not NaN.
 */
static Expr *chosen(Op op, Expr *x, Expr *y)
{
    Expr *better = e_bin(op, x, y);
    if (e_is_const(x) || e_is_const(y))
        return better;
    return e_bin(O_LOR, better, e_bin(O_NE, expr_clone(y, NULL), expr_clone(y, NULL)));
}

/* y * x^(y - 1), zero for y = 0 whatever x is. */
static Expr *pow_dx(const Operands *o)
{
    long double y;
    if (!e_value(o->args[1], &y))
        return COND(EQ(Y, C(0)), C(0), MUL(Y, F2(pow, X, SUB(Y, C(1)))));
    if (y == 0)
        return C(0);
    if (y == 0.5L)
        return DIV(C(0.5), R);
    if (y == 1)
        return C(1);
    if (y == 2)
        return MUL(C(2), X);
    if (y == 3)
        return MUL(C(3), MUL(X, X));
    return MUL(Y, F2(pow, X, SUB(Y, C(1))));
}

/* y * x^(y - 1) of complex x and y; as pow_dx at zero. */
static Expr *cpow_dx(const Operands *o)
{
    long double y;
    if (!e_value(o->args[1], &y))
        return COND(EQ(Y, e_int(0)), C(0), MUL(Y, F2(cpow, X, SUB(Y, C(1)))));
    if (y == 0 || y == 1)
        return C(y);
    return y == 2 ? MUL(C(2), X) : MUL(Y, F2(cpow, X, SUB(Y, C(1))));
}

/* Where a slope is infinite, though the value is not. */
static Expr *zero_result(const Operands *o) { return EQ(R, C(0)); }
static Expr *unit_argument(const Operands *o) { return EQ(F(fabs, X), C(1)); }
static Expr *argument_of_one(const Operands *o) { return EQ(X, C(1)); }

static Expr *zero_base(const Operands *o)
{
    long double y;
    return e_value(o->args[1], &y) && y < 1 ? EQ(X, C(0)) : NULL;
}

static const struct {
    const char *name;
    Expr *(*edge)(const Operands *o);
} edges[] = {{"sqrt", zero_result}, {"cbrt", zero_result},      {"asin", unit_argument},
             {"acos", unit_argument}, {"acosh", argument_of_one}, {"pow", zero_base}};

#define UNARY(name, origin, cost, dx, from, to) RULE(name, "r:r", origin, cost, dx, NONE, NONE)
#define BINARY(name, origin, cost, dx, dy, x0, x1, y0, y1)                                         \
    RULE(name, "r:rr", origin, cost, dx, dy, NONE)

#define RULE(name, form, origin, cost, dx, dy, dz)                                                 \
    static Expr *d_##name(int k, const Operands *o)                                                \
    {                                                                                              \
        (void)o;                                                                                   \
        return k == 0 ? dx : k == 1 ? dy : dz;                                                     \
    }
#include "rules.def"
#undef RULE

static const Rule rules[] = {
#define RULE(name, form, origin, cost, dx, dy, dz) {#name, form, origin, cost, d_##name},
#include "rules.def"
#undef RULE
};

static const Known known[] = {
#define KNOWN(name, origin, header, class, effects, nature)                                        \
    {#name, origin, header, class, effects, nature},
#include "known.def"
#undef KNOWN
};

enum { RULES = sizeof rules / sizeof rules[0], KNOWNS = sizeof known / sizeof known[0] };

#undef X
#undef Y
#undef Z
#undef R

/* ---- names ---- */

static bool has_prefix(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

static bool has_suffix(const char *s, const char *suffix)
{
    size_t n = strlen(s), m = strlen(suffix);
    return n >= m && strcmp(s + n - m, suffix) == 0;
}

/* sin, sinf, sinl; lgamma_r, lgammaf_r; CMPLXF; adc_stop_gradient_f. */
static const char *c_name(const Rule *r, Width w)
{
    static const char *const suffix[] = {"f", "", "l"};
    if (w == W_DOUBLE)
        return r->name;
    if (strcmp(r->name, "CMPLX") == 0)
        return w == W_FLOAT ? "CMPLXF" : "CMPLXL";
    if (has_suffix(r->name, "_r"))
        return format("%.*s%s_r", (int)strlen(r->name) - 2, r->name, suffix[w]);
    return format("%s%s%s", r->name, strcmp(r->name, "adc_stop_gradient") == 0 ? "_" : "",
                  suffix[w]);
}

typedef struct Named {
    const Rule *rule;
    Width width;
} Named;

static const Named *named_rule(const char *name)
{
    static Map *names;
    if (!names) {
        names = map_new();
        for (int i = 0; i < RULES; i++)
            for (Width w = W_FLOAT; w <= W_LDOUBLE; w++) {
                if (w != W_DOUBLE && !strpbrk(rules[i].form, "rc"))
                    continue;
                Named *n = NEW(Named);
                *n = (Named){&rules[i], w};
                map_put(names, intern(c_name(&rules[i], w)), n);
            }
    }
    return map_get(names, intern(has_prefix(name, "__builtin_") ? name + 10 : name));
}

const char *fn_base(const Fn *f)
{
    const char *name = f->name;
    if (has_prefix(name, "__builtin_"))
        name += 10;
    if (has_prefix(name, "__") && has_suffix(name, "_chk") && !strstr(name, "printf"))
        name = intern_n(name + 2, strlen(name) - 6);
    return name;
}

static const Known *known_named(const char *name)
{
    static Map *names;
    if (!names) {
        names = map_new();
        for (int i = 0; i < KNOWNS; i++)
            map_put(names, intern(known[i].name), (void *)&known[i]);
    }
    return map_get(names, intern(name));
}

bool is_reserved_name(const char *name)
{
    const Named *n = named_rule(name);
    const Known *k = known_named(name);
    return (n && n->rule->origin == C17) || (k && k->origin == C17) || has_prefix(name, "adc_");
}

/* isnanf, __isnan, __isnanl: what <math.h> makes of its macros. */
static const Known *known_of_macro(const char *name)
{
    static const char *const bases[] = {"isnan",    "isinf",   "isinf_sign", "isfinite",
                                        "isnormal", "signbit", "fpclassify", "finite",
                                        "nan",      "inf",     "huge_val"};
    if (has_prefix(name, "__"))
        name += 2;
    for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
        size_t n = strlen(bases[i]);
        if (strncmp(name, bases[i], n) == 0 && strchr("fl", name[n]) && (!name[n] || !name[n + 1]))
            return known_named(bases[i]);
    }
    return NULL;
}

static const Known *known_fn(const Fn *f)
{
    const Known *k = known_named(fn_base(f));
    return k ? k : known_of_macro(fn_base(f));
}

/* ---- function types from forms ---- */

static Type *standard_int(const char *name, int size)
{
    Type *t = NEW(Type);
    t->kind = T_INT;
    t->name = intern(name);
    t->size = size;
    t->is_signed = true;
    return t;
}

static Type *form_type(const char *form, Width w);

static Type *letter_type(char letter, Width w)
{
    switch (letter) {
    case 'v':
        return type_void();
    case 'r':
        return type_real(w);
    case 'c':
        return type_complex(w);
    case 'q':
        return type_real(W_LDOUBLE);
    case 'i':
        return type_int();
    case 'l':
        return standard_int("long", 8);
    case 'L':
        return standard_int("long long", 8);
    case 'I':
        return type_pointer(type_int());
    case 'R':
        return type_pointer(type_real(w));
    case 'p':
        return type_pointer(type_void());
    case 'k':
        return type_pointer(type_qual(type_void(), Q_CONST));
    case 's':
        return type_pointer(type_qual(standard_int("char", 1), Q_CONST));
    case 'd':
        return type_ptrdiff();
    case 'z':
        return type_size();
    case 'Z':
        return type_pointer(type_size());
    case 't':
        return type_pointer(type_named("adc_tape"));
    case 'f':
        return type_pointer(form_type("i:kk", w)); /* a comparison */
    default:
        bug("letter_type: '%c'", letter);
    }
}

/* "r:ri": result, then arguments. */
static Type *form_type(const char *form, Width w)
{
    Type *t = NEW(Type);
    t->kind = T_FUNCTION;
    t->to = letter_type(form[0], w);
    for (const char *c = form + 2; *c; c++)
        list_add(&t->params, letter_type(*c, w));
    return t;
}

static Fn *library_fn(const char *name, const char *form, Width w, FnClass class)
{
    Fn *f = NEW(Fn);
    f->name = intern(name);
    f->type = form_type(form, w);
    f->class = class;
    f->in_system_header = true;
    return f;
}

/* ---- classes ---- */

static Map *math_fns; /* interned name -> Fn */

static bool declares(const Fn *f, const Named *n)
{
    return f->type->no_prototype || type_same(f->type, form_type(n->rule->form, n->width));
}

/* Names outside the C standard are the library's only where its header declares them. */
static bool is_library_name(const Fn *f, Origin origin)
{
    return !f->is_static &&
           (origin == C17 || f->in_system_header || has_prefix(f->name, "__builtin_"));
}

static bool classify_math(Fn *f)
{
    const Named *n = named_rule(f->name);
    if (!n || !declares(f, n))
        return false;
    bool ours = n->rule->origin == ADC;
    if (!ours && (f->body || !is_library_name(f, n->rule->origin)))
        return false;
    f->class = F_MATH;
    f->rule = n->rule;
    if (!math_fns)
        math_fns = map_new();
    if (!has_prefix(f->name, "__builtin_"))
        map_put(math_fns, intern(f->name), f);
    return true;
}

static const struct {
    const char *name, *form;
    FnClass class;
} runtime[] = {
    {"adc_array", "p:dz", F_RUNTIME},
    {"adc_zeroed", "p:dz", F_RUNTIME},
    {"adc_free", "v:p", F_RUNTIME},
    {"adc_tape_array", "p:tdz", F_RUNTIME},
    {"adc_tape_drop", "v:tp", F_RUNTIME},
    {"adc_tape_init", "v:t", F_RUNTIME},
    {"adc_tape_end", "v:t", F_RUNTIME},
    {"adc_tape_hand_over", "v:tt", F_RUNTIME},
    {"adc_free_later", "v:tp", F_RUNTIME},
    {"adc_block", "p:tpz", F_RUNTIME},
    {"adc_moved", "z:tkz", F_RUNTIME},
    {"adc_grown", "p:tpzz", F_RUNTIME},
    {"adc_in_order", "v:", F_RUNTIME},
    {"adc_order", "Z:kzzf", F_RUNTIME},
    {"adc_search", "d:kkzzf", F_RUNTIME},
    {"adc_push_bytes", "v:tkz", F_RUNTIME},
    {"adc_pop_bytes", "v:tpz", F_RUNTIME},
    {"adc_push_doubles", "v:tki", F_RUNTIME},
    {"adc_pop_doubles", "v:tpi", F_RUNTIME},
    {"adc_push_floats", "v:tki", F_RUNTIME},
    {"adc_pop_floats", "v:tpi", F_RUNTIME},
    {"adc_push_long_doubles", "v:tki", F_RUNTIME},
    {"adc_pop_long_doubles", "v:tpi", F_RUNTIME},
    {"adc_push_pointer", "v:tk", F_RUNTIME},
    {"adc_pop_pointer", "p:t", F_RUNTIME},
    {"memset", "p:piz", F_MEMORY},
    {"memcpy", "p:pkz", F_MEMORY},
    {"memmove", "p:pkz", F_MEMORY},
    {"malloc", "p:z", F_ALLOC},
    {"calloc", "p:zz", F_ALLOC},
    {"realloc", "p:pz", F_ALLOC},
    {"aligned_alloc", "p:zz", F_ALLOC},
    {"free", "v:p", F_FREE},
    {"adc_apart", "i:krkr", F_INACTIVE},
    {"adc_apart_bytes", "i:krkr", F_INACTIVE},
    {"adc_fail", "v:s", F_INACTIVE},
    {"abort", "v:", F_INACTIVE},
};

enum { RUNTIME = sizeof runtime / sizeof runtime[0] };

static bool classify_runtime(Fn *f)
{
    if (!has_prefix(f->name, "adc_"))
        return false;
    for (int i = 0; i < RUNTIME; i++)
        if (strcmp(runtime[i].name, f->name) == 0) {
            f->class = runtime[i].class;
            return true;
        }
    return false;
}

void rules_classify(Program *p, Fn *f)
{
    (void)p;
    f->rule = NULL;
    if (f->inactive) {
        f->class = F_INACTIVE;
        return;
    }
    if (f->custom_adjoint || f->custom_tangent) {
        f->class = F_CUSTOM;
        return;
    }
    if (classify_math(f) || classify_runtime(f))
        return;
    if (f->body) {
        f->class = F_USER;
        return;
    }
    if (strcmp(f->name, "__builtin_assume_aligned") == 0)
        f->is_view = true; /* the shadow of the result: the same of the shadow */
    const Known *k = known_fn(f);
    f->class = k && is_library_name(f, k->origin) ? k->class : F_UNKNOWN;
}

Fn *math_fn(const char *name)
{
    if (!math_fns)
        math_fns = map_new();
    name = intern(name);
    Fn *f = map_get(math_fns, name);
    if (f)
        return f;
    const Named *n = named_rule(name);
    if (!n)
        bug("math_fn: no rule for %s", name);
    f = library_fn(name, n->rule->form, n->width, F_MATH);
    f->rule = n->rule;
    f->is_const_attr = rule_is_pure(n->rule);
    map_put(math_fns, name, f);
    return f;
}

Fn *runtime_fn(Program *p, const char *name)
{
    static Map *made;
    if (!made)
        made = map_new();
    name = intern(name);
    Fn *f = map_get(made, name);
    for (int i = 0; !f && i < p->fns.n; i++)
        if (intern(p->fns.at[i]->name) == name && !p->fns.at[i]->is_static)
            f = p->fns.at[i];
    for (int i = 0; !f && i < RUNTIME; i++)
        if (strcmp(runtime[i].name, name) == 0)
            f = library_fn(name, runtime[i].form, W_DOUBLE, runtime[i].class);
    if (!f)
        bug("runtime_fn: %s", name);
    f->noreturn |= strcmp(name, "adc_fail") == 0;
    map_put(made, name, f);
    return f;
}

const char *fn_header(const Fn *f)
{
    if (!f->body && !f->rule && has_prefix(f->name, "adc_"))
        return "adc/tape.h";
    if (f->rule && f->rule->origin == ADC)
        return strcmp(f->rule->name, "adc_stop_gradient") == 0 ? "adc/adc.h" : "adc/special.h";
    if (f->rule)
        return strchr(f->rule->form, 'c')   ? "complex.h"
               : strchr(f->rule->form, 'r') ? "math.h"
                                            : "stdlib.h";
    const Known *k = f->in_system_header ? known_fn(f) : NULL;
    return k ? k->header : NULL;
}

/* ---- what known functions do ---- */

bool known_is_pure(const Fn *f)
{
    if (f->class == F_MATH)
        return rule_is_pure(f->rule);
    const Known *k = f->class == F_INACTIVE && !f->body ? known_fn(f) : NULL;
    return k && k->nature == PURE;
}

bool known_reads_active(const Fn *f)
{
    const Known *k = f->class == F_INACTIVE ? known_fn(f) : NULL;
    return k && k->nature == TEXT;
}

bool known_runs_apart(const Fn *f)
{
    static const char *const names[] = {"pthread_create", "thrd_create", "signal", "sigaction", "raise", "kill"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (!f->body && strcmp(f->name, names[i]) == 0)
            return true;
    return false;
}

/* An intrinsic function of the compiler's headers, as in <immintrin.h>. */
bool known_is_vector(const Fn *f)
{
    bool vector = type_plain(f->type->to)->kind == T_OPAQUE;
    for (int i = 0; i < f->type->params.n; i++)
        vector |= type_plain(f->type->params.at[i])->kind == T_OPAQUE;
    return vector && f->in_system_header;
}

static bool points_to_const(Type *t)
{
    return t->kind == T_POINTER && (t->to->quals & Q_CONST);
}

/* The effect letter of argument k: '?' where nothing is known. */
static char effect(const Fn *f, int k)
{
    if (f->class == F_MATH) {
        const char *args = f->rule->form + 2;
        return k < (int)strlen(args) && isupper((unsigned char)args[k]) && args[k] != 'L' ? 'w'
                                                                                          : '.';
    }
    if (f->class == F_RUNTIME)
        return k < f->type->params.n && points_to_const(f->type->params.at[k]) ? 'r' : 'b';
    bool listed = f->class != F_USER && f->class != F_CUSTOM && f->class != F_UNKNOWN;
    const Known *row = listed ? known_fn(f) : NULL;
    if (!row)
        return '?';
    int n = (int)strlen(row->effects);
    return row->effects[k < n ? k : n - 1];
}

bool known_writes(const Fn *f, int k) { return strchr("wb?", effect(f, k)) != NULL; }

bool known_reads(const Fn *f, int k) { return strchr("rb?", effect(f, k)) != NULL; }

/* ---- rows ---- */

static bool has_partial(const Rule *r, int k)
{
    return k < (int)strlen(r->form) - 2 && strchr("rc", r->form[2 + k]);
}

int rule_args(const Rule *r) { return (int)strlen(r->form) - 2; }

const char *rule_name(const Rule *r) { return r->name; }

Expr *rule_partial(const Rule *r, int k, Expr **args, Expr *result, Type *type)
{
    type = type_plain(type);
    if ((type->kind != T_REAL && type->kind != T_COMPLEX) || !has_partial(r, k))
        return NULL;
    if (r->form[2 + k] == 'c')
        type = type_complex(type->width);
    Operands o = {args, result, type};
    Expr *e = r->partial(k, &o);
    if (!e)
        return NULL;
    return type->kind == T_REAL ? e_cast(type, e) : e_mul(e_real(type, 1), e);
}

/* ---- finite values with infinite slopes ---- */

Expr *rule_edge(const Rule *r, int k, Expr **args, Expr *result, Type *type)
{
    Operands o = {args, result, type_plain(type)};
    for (size_t i = 0; k == 0 && i < sizeof edges / sizeof edges[0]; i++)
        if (!strcmp(r->name, edges[i].name))
            return edges[i].edge(&o);
    return NULL;
}

bool rule_has_edge(const Rule *r)
{
    bool has = false;
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++)
        has |= !strcmp(r->name, edges[i].name);
    return has;
}

typedef struct Search {
    const Var *var;
    bool found;
} Search;

static void search_visit(Expr **e, void *data)
{
    Search *s = data;
    s->found |= (*e)->var == s->var;
    expr_kids(*e, search_visit, s);
}

bool rule_uses_result(const Rule *r, int k)
{
    if (!has_partial(r, k))
        return false;
    Expr *args[3];
    for (int i = 0; i < rule_args(r); i++) {
        Type *t = letter_type(r->form[2 + i], W_DOUBLE);
        args[i] = e_var(var_new(NULL, V_LOCAL, "argument", t));
    }
    Var *result = var_new(NULL, V_LOCAL, "result", type_double());
    Expr *partial = rule_partial(r, k, args, e_var(result), type_double());
    Search s = {result, false};
    if (partial)
        search_visit(&partial, &s);
    return s.found;
}

bool rule_is_cheap(const Rule *r) { return r->cost == CHEAP; }

bool rule_is_pure(const Rule *r) { return !strpbrk(r->form, "IRv"); }

/* ---- operators ---- */

static Expr *binary_partial(const Expr *e, int k, Expr *a, Expr *b, Expr *result)
{
    switch (e->op) {
    case O_ADD:
        return e_real(e->type, 1);
    case O_SUB:
        return e_real(e->type, k == 0 ? 1 : -1);
    case O_MUL:
        return expr_clone(k == 0 ? b : a, NULL);
    case O_DIV:
        b = expr_clone(b, NULL);
        if (k == 0)
            return e_div(e_real(e->type, 1), b);
        result =
            result ? expr_clone(result, NULL) : e_div(expr_clone(a, NULL), expr_clone(b, NULL));
        return e_neg(e_div(result, b));
    default:
        return NULL;
    }
}

Expr *op_partial(const Expr *e, int k, Expr *a, Expr *b, Expr *result)
{
    if (!type_is_real(e->type) && !type_is_complex(e->type))
        return NULL;
    if (e->kind == E_BINARY) {
        Expr *partial = binary_partial(e, k, a, b, result);
        return partial ? e_cast(e->type, partial) : NULL;
    }
    if (e->kind == E_UNARY && (e->op == O_NEG || e->op == O_PLUS))
        return e_real(e->type, e->op == O_NEG ? -1 : 1);
    if (e->kind == E_CAST && type_is_real(e->a->type))
        return e_real(e->type, 1);
    return NULL;
}
