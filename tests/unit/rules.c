/* rules.c: every row of compiler/rules.def against Richardson-extrapolated central differences of
   the function itself, first and second derivatives; what the partials give where there is no
   derivative; their types. */
#include "unit.h"

static void make_vars(void)
{
    static const char *const names[] = {"x", "y", "z", "w"};
    for (int i = 0; i < VARS; i++)
        vars[i] = var_new(NULL, V_LOCAL, names[i], type_double());
}

static double difference(Expr *e, int k)
{
    double x = values[k], table[4], h = 0.01 * fmax(fabs(x), 0.2);
    for (int i = 0; i < 4; i++, h /= 2) {
        values[k] = x + h;
        double above = evaluate(e);
        values[k] = x - h;
        table[i] = (above - evaluate(e)) / (2 * h);
    }
    values[k] = x;
    for (int j = 1, f = 4; j < 4; j++, f *= 4)
        for (int i = 3; i >= j; i--)
            table[i] = (f * table[i] - table[i - 1]) / (f - 1);
    return table[3];
}

static Expr *derivative(Expr *e, Var *x);

static Expr *chain(Expr *sum, Expr *inner, Expr *partial)
{
    Expr *term = inner && partial ? e_mul(inner, partial) : NULL;
    return sum && term ? e_add(sum, term) : term ? term : sum;
}

static Expr *derivative_of_operator(Expr *e, Var *x)
{
    Expr *sum = chain(NULL, derivative(e->a, x), op_partial(e, 0, e->a, e->b, e));
    return e->b ? chain(sum, derivative(e->b, x), op_partial(e, 1, e->a, e->b, e)) : sum;
}

/* NULL: zero. */
static Expr *derivative(Expr *e, Var *x)
{
    Expr *sum = NULL;
    switch (e->kind) {
    case E_VAR:
        return e->var == x ? e_real(type_double(), 1) : NULL;
    case E_UNARY:
    case E_BINARY:
        return derivative_of_operator(e, x);
    case E_CAST:
        return type_is_real(e->a->type) ? derivative(e->a, x) : NULL;
    case E_COND: {
        Expr *zero = e_real(e->type, 0), *a = derivative(e->b, x), *b = derivative(e->c, x);
        return a || b ? e_cond(e->a, a ? a : zero, b ? b : zero) : NULL;
    }
    case E_CALL:
        for (int k = 0; k < e->args.n; k++) {
            Expr *inner = derivative(e->args.at[k], x);
            if (inner)
                sum = chain(sum, inner, rule_partial(e->fn->rule, k, e->args.at, e, e->type));
        }
        return sum;
    default:
        return NULL;
    }
}

static void check(const char *name, Expr *f, int order, double tolerance)
{
    for (int k = 0; k < 2; k++) {
        Expr *d = derivative(f, vars[k]);
        double got = d ? evaluate(d) : 0, want = difference(f, k);
        EXPECT(fabs(got - want) <= tolerance * fmax(1, fabs(want)),
               "%s, order %d, argument %d at %.17g, %.17g: %.17g, by differences %.17g", name,
               order, k, values[0], values[1], got, want);
        if (d && order < 2)
            check(name, d, order + 1, tolerance * 100);
    }
}

static void check_row(const char *name, int args, double x0, double x1, double y0, double y1)
{
    for (int i = 0; i < 5; i++) {
        values[0] = random_in(x0, x1);
        values[1] = random_in(y0, y1);
        Expr *x = e_var(vars[0]), *y = args > 1 ? e_var(vars[1]) : NULL;
        check(name, e_math(name, type_double(), x, y), 1, 1e-8);
    }
}

static void check_all_rows(void)
{
#define UNARY(name, origin, cost, dx, from, to) check_row(#name, 1, from, to, 0, 1);
#define BINARY(name, origin, cost, dx, dy, x0, x1, y0, y1) check_row(#name, 2, x0, x1, y0, y1);
#define RULE(name, form, origin, cost, dx, dy, dz)
#include "../../compiler/rules.def"
#undef UNARY
#undef BINARY
#undef RULE
}

static void check_rows_with_integers(void)
{
    Expr *x = e_var(vars[0]);
    values[0] = 1.7;
    for (int n = -2; n < 5; n++) {
        check("jn", e_math("jn", type_double(), e_int(n), x), 1, 1e-8);
        check("yn", e_math("yn", type_double(), e_int(n), x), 1, 1e-8);
    }
    for (int n = 1; n < 4; n++)
        check("polygamma", e_math("adc_polygamma", type_double(), e_int(n), x), 1, 1e-8);
    for (int n = -4; n < 10; n++)
        check("pow", e_math("pow", type_double(), x, e_real(type_double(), n * 0.5L)), 1, 1e-8);
    check("ldexp", e_math("ldexp", type_double(), x, e_int(3)), 1, 1e-8);
}

/* The partial with respect to argument k at (x, y). */
static double partial_at(const char *name, int k, double x, double y)
{
    values[0] = x;
    values[1] = y;
    const Rule *r = math_fn(name)->rule;
    Expr *call =
        e_math(name, type_double(), e_var(vars[0]), rule_args(r) > 1 ? e_var(vars[1]) : NULL);
    Expr *d = rule_partial(r, k, call->args.at, call, type_double());
    return d ? evaluate(d) : 0;
}

static void check_kinks(void)
{
    static const struct {
        const char *name;
        int k;
        double x, y, want;
    } at[] = {
        {"fabs", 0, 0, 0, 0},
        {"fmax", 0, 2, 2, 1},
        {"fmax", 1, 2, 2, 0},
        {"fmin", 0, 2, 2, 1},
        {"fmin", 1, 2, 2, 0},
        {"fmax", 0, NAN, 2, 0},
        {"fmax", 1, NAN, 2, 1},
        {"fmax", 0, 2, NAN, 1},
        {"fmax", 1, 2, NAN, 0},
        {"fmin", 0, NAN, 2, 0},
        {"fmin", 1, NAN, 2, 1},
        {"sqrt", 0, 0, 0, INFINITY},
        {"pow", 0, 0, 0, 0},
        {"pow", 0, 3, 0, 0},
        {"pow", 0, -3, 0, 0},
        {"pow", 1, 0, 2, 0},
        {"pow", 0, 0, 1, 1},
        {"pow", 0, 0, 2, 0},
        {"pow", 0, -2, 3, 12},
        {"hypot", 0, 0, 0, 0},
        {"hypot", 1, 0, 0, 0},
        {"hypot", 0, 3e300, 4e300, 0.6},
        {"atan2", 0, 1e-200, 1e-200, 5e199},
        {"atan2", 1, 1e200, 1e200, -5e-201},
        {"asinh", 0, 1e200, 0, 1e-200},
        {"floor", 0, 2, 0, 0},
        {"round", 0, 0.5, 0, 0},
        {"copysign", 0, -3, 1, -1},
        {"fmod", 1, 1e17, 1, -1e17},
        {"j1", 0, 0, 0, 0.5},
        {"tanh", 0, 0, 0, 1},
        {"acos", 0, 1, 0, -INFINITY},
        {"log1p", 0, 1e-300, 0, 1},
        {"cbrt", 0, 0, 0, INFINITY},
    };
    for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
        double got = partial_at(at[i].name, at[i].k, at[i].x, at[i].y), want = at[i].want;
        EXPECT(got == want || fabs(got - want) <= 4e-16 * fabs(want),
               "%s, argument %d at %g, %g: %.17g instead of %.17g", at[i].name, at[i].k, at[i].x,
               at[i].y, got, want);
    }
}

/* Everything called in a partial is of the row's width. */
static void visit_width(Expr **e, void *data)
{
    Width *w = data;
    if (type_is_real((*e)->type))
        EXPECT(type_plain((*e)->type)->width == *w, "width %d instead of %d",
               (int)(*e)->type->width, (int)*w);
    expr_kids(*e, visit_width, data);
}

static void check_widths(const char *name, int args)
{
    for (Width w = W_FLOAT; w <= W_LDOUBLE; w++) {
        Type *t = type_real(w);
        Var *x = var_new(NULL, V_LOCAL, "x", t), *y = var_new(NULL, V_LOCAL, "y", t);
        Expr *call = e_math(name, t, e_var(x), args > 1 ? e_var(y) : NULL);
        EXPECT(type_same(call->type, t), "%s has another type", call->fn->name);
        for (int k = 0; k < args; k++) {
            Expr *d = rule_partial(call->fn->rule, k, call->args.at, call, t);
            if (d)
                visit_width(&d, &w);
        }
    }
}

static void check_all_widths(void)
{
#define UNARY(name, origin, cost, dx, from, to) check_widths(#name, 1);
#define BINARY(name, origin, cost, dx, dy, x0, x1, y0, y1) check_widths(#name, 2);
#define RULE(name, form, origin, cost, dx, dy, dz)
#include "../../compiler/rules.def"
#undef UNARY
#undef BINARY
#undef RULE
}

static Fn *declared(const char *name, bool in_system_header)
{
    Fn *f = NEW(Fn);
    f->name = intern(name);
    f->type = NEW(Type);
    f->type->kind = T_FUNCTION;
    f->type->to = type_double();
    list_add(&f->type->params, type_double());
    f->in_system_header = in_system_header;
    rules_classify(NULL, f);
    return f;
}

static void check_classes(void)
{
    EXPECT(declared("y1", false)->class == F_UNKNOWN, "a user's y1 is taken for the library's");
    EXPECT(declared("y1", true)->class == F_MATH, "y1 is unknown");
    EXPECT(declared("log1p", false)->class == F_MATH, "log1p is unknown");
    EXPECT(declared("__builtin_tanh", false)->class == F_MATH, "__builtin_tanh is unknown");
    EXPECT(declared("__builtin_isnan", false)->class == F_INACTIVE, "__builtin_isnan is unknown");
    EXPECT(declared("qsort", true)->class == F_UNKNOWN, "qsort is known");
    EXPECT(declared("tanhf", true)->class == F_UNKNOWN, "double tanhf(double) is the library's");
    EXPECT(known_writes(declared("fscanf", true), 5), "fscanf writes nothing");
    EXPECT(!known_writes(declared("printf", true), 5), "printf writes");
    EXPECT(rule_uses_result(math_fn("exp")->rule, 0), "exp does not use its result");
    EXPECT(!rule_uses_result(math_fn("sin")->rule, 0), "sin uses its result");
    EXPECT(!rule_is_pure(math_fn("frexp")->rule), "frexp is pure");
}

int main(void)
{
    make_vars();
    check_all_rows();
    check_rows_with_integers();
    check_kinks();
    check_all_widths();
    check_classes();
    arena_free_all();
    return failures != 0;
}
