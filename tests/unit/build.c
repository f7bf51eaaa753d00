/* build.c: the constructors: what they simplify to, that simplified expressions have the value of
   those as written (random trees), conversions, clones. */
#include "unit.h"

static Expr *x, *y, *two, *zero, *one, *integer;

static void make(void)
{
    for (int i = 0; i < VARS; i++)
        vars[i] = var_new(NULL, V_LOCAL, "v", type_double());
    x = e_var(vars[0]);
    y = e_var(vars[1]);
    two = e_real(type_double(), 2);
    zero = e_real(type_double(), 0);
    one = e_real(type_double(), 1);
    integer = e_var(var_new(NULL, V_LOCAL, "n", type_int()));
}

static void check_forms(void)
{
    EXPECT(e_add(x, zero) == x && e_add(zero, x) == x && e_sub(x, zero) == x, "x + 0");
    EXPECT(e_mul(x, one) == x && e_mul(one, x) == x && e_div(x, one) == x, "x * 1");
    EXPECT(e_is_zero(e_mul(x, zero)) && e_is_zero(e_div(zero, x)) && e_is_zero(e_sub(x, x)),
           "x * 0");
    EXPECT(e_neg(e_neg(x)) == x, "-(-x)");
    EXPECT(e_equal(e_sub(zero, x), e_neg(x)), "0 - x");
    EXPECT(e_equal(e_mul(e_real(type_double(), -1), x), e_neg(x)), "-1 * x");
    EXPECT(e_equal(e_add(x, e_neg(y)), e_sub(x, y)), "x + (-y)");
    EXPECT(e_equal(e_sub(x, e_neg(y)), e_add(x, y)), "x - (-y)");
    EXPECT(e_equal(e_mul(e_neg(x), y), e_neg(e_mul(x, y))), "(-x) * y");
    EXPECT(e_equal(e_add(x, x), e_mul(two, x)), "x + x");
    EXPECT(e_equal(e_mul(x, e_mul(y, two)), e_mul(e_mul(two, x), y)), "x * (y * 2)");
    EXPECT(e_equal(e_mul(x, e_div(one, y)), e_div(x, y)), "x * (1 / y)");
    Expr *choice = e_cond(e_bin(O_LT, x, y), one, zero);
    EXPECT(e_equal(e_mul(y, choice), e_cond(e_bin(O_LT, x, y), y, zero)), "y * (c ? 1 : 0)");
    EXPECT(e_deref(e_addr(x)) == x, "*&x");
    EXPECT(e_bin_exact(O_ADD, x, zero)->kind == E_BINARY, "the user's x + 0");
    EXPECT(e_not(e_bin(O_LT, x, y))->kind == E_UNARY, "!(x < y) is not x >= y for NaN");
    EXPECT(e_not(e_bin(O_LT, integer, e_int(3)))->op == O_GE, "!(n < 3)");
}

static void check_conversions(void)
{
    EXPECT(e_mul(e_int(2), x)->a->kind == E_REAL, "2 * x has a double literal");
    EXPECT(e_mul(integer, x)->a->kind == E_CAST && e_mul(integer, x)->a->implicit, "n * x");
    EXPECT(e_add(e_int(2147483647), e_int(1))->kind == E_BINARY, "an overflow is folded");
    EXPECT(e_neg(e_int(-2147483647 - 1))->kind == E_UNARY, "-INT_MIN is folded");
    Expr *f = e_mul(e_real(type_real(W_FLOAT), 0.1L), e_real(type_real(W_FLOAT), 0.1L));
    EXPECT(f->rval == 0.1f * 0.1f, "0.1f * 0.1f is folded in another width");
    Type *uchar = type_uchar(), *ulong = type_plain(type_size());
    EXPECT(type_same(type_usual(uchar, uchar), type_int()), "unsigned char is promoted");
    EXPECT(type_same(type_usual(ulong, type_int()), ulong), "unsigned long and int");
    EXPECT(type_same(type_usual(type_ptrdiff(), type_real(W_FLOAT)), type_real(W_FLOAT)), "float");
    EXPECT(type_same(e_bin(O_SHL, e_var(var_new(NULL, V_LOCAL, "c", uchar)), e_int(1))->type,
                     type_int()),
           "a shift is promoted");
    Type *pointer = type_pointer(type_qual(type_double(), Q_CONST));
    EXPECT(type_same(type_writable_shadow(pointer), type_pointer(type_double())), "const double *");
    Type *deep = type_pointer(type_qual(pointer, Q_CONST));
    EXPECT(type_plain(type_writable_shadow(deep)->to)->quals == Q_CONST, "const double *const *");
}

static void check_clones(void)
{
    Var *n = var_new(NULL, V_LOCAL, "n", type_int());
    Var *m = var_new(NULL, V_LOCAL, "m", type_int());
    Type *array = type_array(type_double(), e_bin(O_ADD, e_var(n), e_int(1)));
    Subst s = {.vars = map_new()};
    EXPECT(type_clone(array, &s) == array, "a type is copied without need");
    map_put(s.vars, n, e_var(m));
    EXPECT(type_clone(array, &s)->count->a->var == m, "the count keeps its variable");
    Stmt *loop = s_new(S_LOOP, (Loc){0}), *leave = s_new(S_BREAK, (Loc){0});
    loop->body = s_block();
    leave->target = loop;
    s_add(loop->body, leave);
    Stmt *copy = stmt_clone(loop, &s);
    EXPECT(copy != loop && copy->body->list.at[0]->target == copy, "break leaves the original");
}

/* The same tree with the constructors and as written. */
typedef struct Pair {
    Expr *simple, *written;
} Pair;

static Expr *node(Op op, Expr *a, Expr *b)
{
    Expr *e = e_raw(b ? E_BINARY : E_UNARY, type_double(), (Loc){0});
    e->op = op;
    e->a = a;
    e->b = b;
    return e;
}

static Pair random_pair(int depth)
{
    static const double constants[] = {0, 1, -1, 2, 0.5, 3, -2, 4};
    static const Op ops[] = {O_ADD, O_SUB, O_MUL, O_MUL, O_DIV};
    int choice = (int)random_in(0, 100);
    if (depth == 0 || choice < 10) {
        Expr *v = e_var(vars[choice % VARS]);
        Expr *c = e_real(type_double(), constants[(int)random_in(0, 8)]);
        return choice % 2 ? (Pair){v, v} : (Pair){c, c};
    }
    Pair a = random_pair(depth - 1), b = random_pair(depth - 1);
    if (choice < 20)
        return (Pair){e_neg(a.simple), node(O_NEG, a.written, NULL)};
    if (choice < 30) {
        Expr *c = e_bin(O_LT, e_var(vars[0]), e_var(vars[1]));
        Expr *written = e_raw(E_COND, type_double(), (Loc){0});
        written->a = c;
        written->b = a.written;
        written->c = b.written;
        return (Pair){e_cond(c, a.simple, b.simple), written};
    }
    Op op = ops[choice % 5];
    return (Pair){e_bin(op, a.simple, b.simple), node(op, a.written, b.written)};
}

static void check_values(void)
{
    for (int i = 0; i < 50000; i++) {
        Pair p = random_pair(1 + i % 5);
        for (int k = 0; k < VARS; k++)
            values[k] = random_in(-3, 3);
        double got = evaluate(p.simple), want = evaluate(p.written);
        if (isfinite(want))
            EXPECT(fabs(got - want) <= 1e-7 * fmax(fabs(want), 10),
                   "tree %d: %.17g instead of %.17g", i, got, want);
    }
}

static void check_lines(void)
{
    const char *path = "unit-lines.txt";
    FILE *f = fopen(path, "w");
    if (!f)
        bug("cannot write %s", path);
    fputs("  for (;;) { /* all */\n\ts = \"*/ /*\"; // end\n}\n/*a*/\n", f);
    fclose(f);
    const char *want[] = {"for (;;)", "s = \"* / / *\";", "}", NULL, NULL};
    for (int i = 0; i < 5; i++) {
        const char *got = source_line((Loc){intern(path), i + 1, 1});
        EXPECT(got == want[i] || (got && want[i] && strcmp(got, want[i]) == 0), "line %d: %s",
               i + 1, got ? got : "none");
    }
    remove(path);
}

int main(void)
{
    make();
    check_forms();
    check_conversions();
    check_clones();
    check_values();
    check_lines();
    arena_free_all();
    return failures != 0;
}
