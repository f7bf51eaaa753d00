/* front_call.c: calls. Takes a call's pair of cursors; leaves E_CALL with the function known where
   it is named. Names of compiler builtins and of clang's <tgmath.h> are mapped to those of the C
   library, calls that change control flow behind the program's back (setjmp) become opaque. */
#include "front.h"

#include <string.h>

static Expr *new_call(Pair c, Type *type)
{
    Expr *e = NEW(Expr);
    e->kind = E_CALL;
    e->type = type;
    e->loc = front_loc(c.a);
    return e;
}

/* Functions of the C library that builtins stand for. Those of <math.h> take the suffixes f and l
 * too. */
static bool is_math(const char *name, size_t n)
{
    static const char *const names[] = {
        "acos",     "asin",      "atan",       "atan2",     "cos",    "sin",       "tan",
        "acosh",    "asinh",     "atanh",      "cosh",      "sinh",   "tanh",      "exp",
        "exp2",     "expm1",     "frexp",      "ilogb",     "ldexp",  "log",       "log10",
        "log1p",    "log2",      "logb",       "modf",      "scalbn", "scalbln",   "cbrt",
        "fabs",     "hypot",     "pow",        "sqrt",      "erf",    "erfc",      "lgamma",
        "tgamma",   "ceil",      "floor",      "nearbyint", "rint",   "lrint",     "llrint",
        "round",    "lround",    "llround",    "trunc",     "fmod",   "remainder", "remquo",
        "copysign", "nextafter", "nexttoward", "fdim",      "fmax",   "fmin",      "fma",
        "j0",       "j1",        "jn",         "y0",        "y1",     "yn",        "exp10",
        "cabs",     "carg",      "creal",      "cimag",     "conj",   "cexp",      "clog",
        "csin",     "ccos",      "csqrt",      "cpow"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strlen(names[i]) == n && !strncmp(names[i], name, n))
            return true;
    return false;
}

static bool is_library(const char *name)
{
    static const char *const others[] = {"memcpy", "memmove", "memset",  "memcmp", "malloc",
                                         "calloc", "realloc", "free",    "abs",    "labs",
                                         "llabs",  "printf",  "fprintf", "puts",   "putchar",
                                         "strlen", "strcpy",  "strcmp",  "abort",  "exit"};
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (!strcmp(name, others[i]))
            return true;
    return is_math(name, n) || (n > 1 && strchr("fl", name[n - 1]) && is_math(name, n - 1));
}

/* __builtin___memcpy_chk(to, from, n, room): the plain function, without room. */
static const char *checked_name(const char *rest)
{
    size_t n = strlen(rest);
    if (strncmp(rest, "__mem", 5) || n < 7 || strcmp(rest + n - 4, "_chk"))
        return NULL;
    return intern_n(rest + 2, n - 6);
}

/* sin of <tgmath.h> for the type it works in, that of its first argument: sinf, csinl ... */
static const char *generic_name(const char *base, Type *type)
{
    static const char *const suffix[] = {"f", "", "l"};
    static const char *const of_complex[] = {"carg", "cimag", "conj", "cproj", "creal"};
    Type *t = type_plain(type);
    if (t->kind != T_REAL && t->kind != T_COMPLEX)
        return NULL;
    bool has_c = t->kind == T_REAL;
    for (size_t i = 0; i < sizeof of_complex / sizeof of_complex[0]; i++)
        has_c |= !strcmp(base, of_complex[i]);
    if (has_c)
        return format("%s%s", base, suffix[t->width]);
    return format("c%s%s", !strcmp(base, "fabs") ? "abs" : base, suffix[t->width]);
}

/* The casts of the macro are those that the call of the real function makes. */
static void hide_casts(ExprList *args)
{
    for (int i = 0; i < args->n; i++)
        if (args->at[i]->kind == E_CAST)
            args->at[i]->implicit = true;
    for (int i = 0; i < args->n; i++)
        if (args->at[i]->kind == E_CAST && type_same(args->at[i]->type, args->at[i]->a->type))
            args->at[i] = args->at[i]->a;
}

static Fn *mapped(Front *f, Fn *fn, ExprList *args)
{
    const char *name = fn->name, *to = NULL;
    if (!strcmp(name, "__builtin_complex") && args->n == 2) {
        Width w = type_plain(args->at[0]->type)->width;
        hide_casts(args);
        return math_fn(w == W_FLOAT ? "CMPLXF" : w == W_DOUBLE ? "CMPLX" : "CMPLXL");
    }
    if (!strncmp(name, "__tg_", 5)) {
        to = args->n ? generic_name(name + 5, args->at[0]->type) : NULL;
        hide_casts(args);
    } else if (!strncmp(name, "__builtin_", 10)) {
        to = is_library(name + 10) ? name + 10 : checked_name(name + 10);
        if (to && to != name + 10 && args->n)
            args->n--;
    }
    return to && strcmp(to, name) ? front_fn_named(f, to, fn->type) : fn;
}

static bool leaves_oddly(const char *name)
{
    static const char *const names[] = {"setjmp",     "_setjmp",          "__setjmp",
                                        "sigsetjmp",  "__sigsetjmp",      "vfork",
                                        "getcontext", "__builtin_setjmp", "__builtin_longjmp"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (!strcmp(name, names[i]))
            return true;
    return false;
}

/* The function type of a builtin is only seen on the pointer to it. */
static Type *type_of_callee(Front *f, Pair callee)
{
    CXType t = clang_getCanonicalType(clang_getCursorType(callee.a));
    return t.kind == CXType_Pointer ? front_type(f, clang_getPointeeType(t)) : NULL;
}

Expr *front_call(Front *f, Pair c)
{
    Kids kids = front_children(f, c, false);
    if (!kids.n)
        return front_opaque(f, c, NULL);
    Expr *callee = front_expr(f, kids.at[0]);
    Expr *e = new_call(c, type_unqual(front_type(f, clang_getCursorType(c.a))));
    Fn *fn = callee->kind == E_DECAY && callee->a->kind == E_FN ? callee->a->fn
             : callee->kind == E_FN                             ? callee->fn
                                                                : NULL;
    if (callee->kind == E_OPAQUE || (fn && leaves_oddly(fn->name)))
        return front_opaque(f, c, NULL);
    for (int i = 1; i < kids.n; i++)
        list_add(&e->args, front_expr(f, kids.at[i]));
    if (!fn) {
        e->a = callee;
        return e;
    }
    if (type_plain(fn->type)->kind != T_FUNCTION) {
        Type *t = type_of_callee(f, kids.at[0]);
        if (!t || t->kind != T_FUNCTION)
            return front_opaque(f, c, NULL);
        fn->type = t;
        fn->variadic = t->variadic;
    }
    if (!strcmp(fn->name, "__builtin_expect") && e->args.n == 2 && !front_has_effect(e->args.at[1]))
        return e->args.at[0];
    e->fn = mapped(f, fn, &e->args);
    e->a = e_fn(e->fn);
    e->a->loc = e->loc;
    return e;
}
