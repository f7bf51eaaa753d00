/* unit.h: for tests of the compiler's own functions: an evaluator of expressions over doubles, and
   counting of failures. A test is a program: exit status 0 where nothing failed. */
#ifndef UNIT_H
#define UNIT_H

#include "../../compiler/adc.h"
#include "../../runtime/adc/special.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static int failures;

#define EXPECT(condition, ...)                                                                     \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            failures++;                                                                            \
            printf("%s:%d: ", __FILE__, __LINE__);                                                 \
            printf(__VA_ARGS__);                                                                   \
            putchar('\n');                                                                         \
        }                                                                                          \
    } while (0)

/* The compiler's, without its diagnostics. */
void bug(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    putc('\n', stderr);
    abort();
}

enum { VARS = 4 };
static Var *vars[VARS]; /* what expressions may mention, and the values */
static double values[VARS];

typedef double Function1(double);
typedef double Function2(double, double);

static const struct {
    const char *name;
    Function1 *one;
    Function2 *two;
} functions[] = {
#define UNARY(name, origin, cost, dx, from, to) {#name, name, NULL},
#define BINARY(name, origin, cost, dx, dy, x0, x1, y0, y1) {#name, NULL, name},
#define RULE(name, form, origin, cost, dx, dy, dz)
#include "../../compiler/rules.def"
#undef UNARY
#undef BINARY
#undef RULE
};

static double evaluate(Expr *e);

/* Rows whose arguments are not all real. */
static double evaluate_mixed(Expr *e)
{
    const char *name = e->fn->name;
    double x = evaluate(e->args.at[0]), y = e->args.n > 1 ? evaluate(e->args.at[1]) : 0;
    if (strcmp(name, "jn") == 0)
        return jn((int)x, y);
    if (strcmp(name, "yn") == 0)
        return yn((int)x, y);
    if (strcmp(name, "adc_polygamma") == 0)
        return adc_polygamma((int)x, y);
    if (strcmp(name, "ldexp") == 0 || strcmp(name, "scalbn") == 0 || strcmp(name, "scalbln") == 0)
        return ldexp(x, (int)y);
    if (strcmp(name, "ilogb") == 0)
        return ilogb(x);
    if (strcmp(name, "fma") == 0)
        return fma(x, y, evaluate(e->args.at[2]));
    bug("evaluate: %s", name);
}

static double evaluate_call(Expr *e)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (strcmp(functions[i].name, e->fn->name) == 0)
            return functions[i].one
                       ? functions[i].one(evaluate(e->args.at[0]))
                       : functions[i].two(evaluate(e->args.at[0]), evaluate(e->args.at[1]));
    return evaluate_mixed(e);
}

static double evaluate_binary(Expr *e)
{
    double a = evaluate(e->a), b = evaluate(e->b);
    switch (e->op) {
    case O_ADD:
        return a + b;
    case O_SUB:
        return a - b;
    case O_MUL:
        return a * b;
    case O_DIV:
        return a / b;
    case O_LT:
        return a < b;
    case O_GT:
        return a > b;
    case O_LE:
        return a <= b;
    case O_GE:
        return a >= b;
    case O_EQ:
        return a == b;
    case O_NE:
        return a != b;
    case O_LAND:
        return a != 0 && b != 0;
    case O_LOR:
        return a != 0 || b != 0;
    default:
        bug("evaluate: operator %d", (int)e->op);
    }
}

static double evaluate(Expr *e)
{
    switch (e->kind) {
    case E_INT:
        return (double)e->ival;
    case E_REAL:
        return (double)e->rval;
    case E_VAR:
        for (int i = 0; i < VARS; i++)
            if (vars[i] == e->var)
                return values[i];
        bug("evaluate: unknown variable");
    case E_UNARY:
        return e->op == O_NEG ? -evaluate(e->a) : evaluate(e->a) == 0;
    case E_BINARY:
        return evaluate_binary(e);
    case E_COND:
        return evaluate(e->a) != 0 ? evaluate(e->b) : evaluate(e->c);
    case E_CAST:
        return evaluate(e->a);
    case E_CALL:
        return evaluate_call(e);
    default:
        bug("evaluate: kind %d", (int)e->kind);
    }
}

/* A number in from ... to; the same sequence in every run. */
static double random_in(double from, double to)
{
    static unsigned long long state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return from + (to - from) * ((double)(state >> 11) / 9007199254740992.0);
}

#endif
