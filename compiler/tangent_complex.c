/* tangent_complex.c: the functions of <complex.h> in forward mode. Takes a call of one; leaves the
   statement for its tangent and the call itself. The tangent of complex arithmetic is complex
   arithmetic; a function that is holomorphic has its complex derivative, the others are written out
   in real and imaginary part. */
#include "tangent.h"

#include <string.h>

typedef struct ComplexCall {
    Tan *t;
    Fn *fn;             /* the function called */
    const char *suffix; /* f, l or nothing */
    Expr *z, *w, *r;    /* arguments and result: cheap to repeat */
    Expr *dz, *dw;      /* NULL: zero */
} ComplexCall;

typedef Expr *ComplexRule(ComplexCall *c);

static Expr *real(const ComplexCall *c, long double v)
{
    return e_real(type_real(type_plain(c->z->type)->width), v);
}

/* Another function of the same header and width, of z. */
static Expr *call_of(ComplexCall *c, const char *base, Type *result, Expr *z)
{
    const char *name = intern(format("%s%s", base, c->suffix));
    Fn *fn = program_fn(c->t->p, name);
    if (!fn) {
        Type *type = NEW(Type);
        type->kind = T_FUNCTION;
        type->to = type_unqual(result);
        list_add(&type->params, type_unqual(z->type));
        fn = NEW(Fn);
        *fn = *c->fn;
        fn->name = name;
        fn->type = type;
        fn->params = (VarList){0};
    }
    fn->is_const_attr = true;
    ExprList args = {0};
    list_add(&args, z);
    return e_call(fn, args);
}

static Expr *complex_of(ComplexCall *c, const char *base, Expr *z)
{
    return call_of(c, base, c->z->type, z);
}

static Expr *part(ComplexCall *c, const char *base, Expr *z)
{
    return call_of(c, base, type_real(type_plain(c->z->type)->width), z);
}

static Expr *square(Expr *e)
{
    return e_mul(e, e);
}

static Expr *d_same(ComplexCall *c)
{
    ExprList args = {0};
    list_add(&args, c->dz);
    return e_call(c->fn, args);
}

static Expr *d_cabs(ComplexCall *c)
{
    Expr *x = e_mul(part(c, "creal", c->z), part(c, "creal", c->dz));
    Expr *y = e_mul(part(c, "cimag", c->z), part(c, "cimag", c->dz));
    return e_div(e_add(x, y), c->r);
}

static Expr *d_carg(ComplexCall *c)
{
    Expr *x = e_mul(part(c, "creal", c->z), part(c, "cimag", c->dz));
    Expr *y = e_mul(part(c, "cimag", c->z), part(c, "creal", c->dz));
    return e_div(e_sub(x, y),
                 e_add(square(part(c, "creal", c->z)), square(part(c, "cimag", c->z))));
}

static Expr *d_cexp(ComplexCall *c)
{
    return e_mul(c->r, c->dz);
}

static Expr *d_clog(ComplexCall *c)
{
    return e_div(c->dz, c->z);
}

static Expr *d_csqrt(ComplexCall *c)
{
    return e_div(c->dz, e_mul(real(c, 2), c->r));
}

static Expr *d_csin(ComplexCall *c)
{
    return e_mul(complex_of(c, "ccos", c->z), c->dz);
}

static Expr *d_ccos(ComplexCall *c)
{
    return e_neg(e_mul(complex_of(c, "csin", c->z), c->dz));
}

static Expr *d_ctan(ComplexCall *c)
{
    return e_mul(e_add(real(c, 1), square(c->r)), c->dz);
}

static Expr *d_csinh(ComplexCall *c)
{
    return e_mul(complex_of(c, "ccosh", c->z), c->dz);
}

static Expr *d_ccosh(ComplexCall *c)
{
    return e_mul(complex_of(c, "csinh", c->z), c->dz);
}

static Expr *d_ctanh(ComplexCall *c)
{
    return e_mul(e_sub(real(c, 1), square(c->r)), c->dz);
}

static Expr *d_casin(ComplexCall *c)
{
    return e_div(c->dz, complex_of(c, "csqrt", e_sub(real(c, 1), square(c->z))));
}

static Expr *d_cacos(ComplexCall *c)
{
    return e_neg(d_casin(c));
}

static Expr *d_catan(ComplexCall *c)
{
    return e_div(c->dz, e_add(real(c, 1), square(c->z)));
}

static Expr *d_casinh(ComplexCall *c)
{
    return e_div(c->dz, complex_of(c, "csqrt", e_add(real(c, 1), square(c->z))));
}

static Expr *d_cacosh(ComplexCall *c)
{
    Expr *below = complex_of(c, "csqrt", e_sub(c->z, real(c, 1)));
    return e_div(c->dz, e_mul(below, complex_of(c, "csqrt", e_add(c->z, real(c, 1)))));
}

static Expr *d_catanh(ComplexCall *c)
{
    return e_div(c->dz, e_sub(real(c, 1), square(c->z)));
}

static Expr *d_cpow(ComplexCall *c)
{
    Expr *base = c->dz ? e_div(e_mul(c->w, c->dz), c->z) : NULL;
    Expr *exponent = c->dw ? e_mul(complex_of(c, "clog", c->z), c->dw) : NULL;
    return e_mul(c->r, base && exponent ? e_add(base, exponent) : base ? base : exponent);
}

static const struct {
    const char *name;
    ComplexRule *rule;
} rules[] = {
    {"creal", d_same},  {"cimag", d_same},    {"conj", d_same},     {"cabs", d_cabs},
    {"carg", d_carg},   {"cexp", d_cexp},     {"clog", d_clog},     {"csqrt", d_csqrt},
    {"csin", d_csin},   {"ccos", d_ccos},     {"ctan", d_ctan},     {"csinh", d_csinh},
    {"ccosh", d_ccosh}, {"ctanh", d_ctanh},   {"casin", d_casin},   {"cacos", d_cacos},
    {"catan", d_catan}, {"casinh", d_casinh}, {"cacosh", d_cacosh}, {"catanh", d_catanh},
    {"cpow", d_cpow},
};

static ComplexRule *rule_of(const Fn *f, const char **suffix)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        size_t n = strlen(rules[i].name);
        *suffix = f->name + n;
        if (strncmp(f->name, rules[i].name, n) == 0 &&
            (!**suffix || strcmp(*suffix, "f") == 0 || strcmp(*suffix, "l") == 0))
            return rules[i].rule;
    }
    return NULL;
}

static Expr *held(Tan *t, const char *name, Expr *value)
{
    if (value->kind == E_VAR)
        return value;
    Var *v = tangent_local(t, name, type_qual(type_unqual(value->type), Q_CONST), false);
    tangent_emit(t, s_decl(v, value));
    return e_var(v);
}

bool tangent_complex(Tan *t, Stmt *s, Expr *call)
{
    ComplexCall c = {.t = t, .fn = call->fn};
    ComplexRule *rule = call->fn->in_system_header ? rule_of(call->fn, &c.suffix) : NULL;
    if (!rule || !type_is_complex(call->args.at[0]->type) || !tangent_lhs_active(t, s))
        return false;
    call->fn->is_const_attr = true;
    tangent_comment(t, s->loc);
    Dual z = tangent_dual(t, call->args.at[0]), w = {NULL, NULL};
    if (call->args.n > 1)
        w = tangent_dual(t, call->args.at[1]);
    ExprList args = {0};
    list_add(&args, c.z = held(t, "z", z.value));
    if (w.value)
        list_add(&args, c.w = held(t, "w", w.value));
    c.dz = z.tan;
    c.dw = w.tan;
    if (z.tan && rule != d_same) {
        Var *dz = tangent_local(t, "z_tan", type_qual(type_unqual(z.tan->type), Q_CONST), true);
        tangent_emit(t, s_decl(dz, z.tan));
        c.dz = e_var(dz);
    }
    c.r = held(t, format("%s_value", call->fn->name), e_call(call->fn, args));
    Expr *tan = c.dz || c.dw ? rule(&c) : NULL;
    tangent_store_shadow(t, s, tangent_or_zero(tan, tangent_target(s)->type));
    tangent_store(t, s, c.r);
    return true;
}
