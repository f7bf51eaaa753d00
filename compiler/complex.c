/* complex.c: what complex numbers add to the rules of reals.

   Tangents of complex values are complex. The adjoint of z = x + iy is dL/dx + i dL/dy for the real L that is
   differentiated, so that L changes by Re(conj(z_adj) z_tan). A function with complex derivative f' turns
   z_tan into f'(z) z_tan and an adjoint a into a conj(f'(z)); conj itself, and the way to the real and the
   imaginary part, are linear over the reals only. */
#include "adc.h"

#include <string.h>

static Width width(const Expr *e)
{
    return type_plain(e->type)->width;
}

/* A real number that C converts, or a literal. */
static Expr *real_within(Expr *z)
{
    while (z->kind == E_CAST && type_is_complex(z->type) && type_plain(z->a->type)->width <= width(z) &&
           !type_is_integer(z->a->type))
        z = z->a;
    return type_is_real(z->type) ? z : NULL;
}

static bool is_conj(const Expr *z)
{
    return z->kind == E_CALL && z->fn && z->fn->rule && strcmp(rule_name(z->fn->rule), "conj") == 0;
}

static bool is_unit(const Expr *z)
{
    return z->kind == E_CAST ? type_is_complex(z->type) && is_unit(z->a)
                             : z->kind == E_REAL && type_is_complex(z->type);
}

/* Its conjugate is no longer than it is. */
static bool conjugates(Expr *z)
{
    if (z->kind == E_UNARY && z->op == O_NEG)
        return conjugates(z->a);
    return is_conj(z) || is_unit(z) || real_within(z);
}

Expr *complex_conj(Expr *z)
{
    if (real_within(z))
        return z;
    if (is_conj(z))
        return z->args.at[0];
    if (is_unit(z))
        return e_neg(z);
    if (z->kind == E_UNARY && z->op == O_NEG)
        return e_neg(complex_conj(z->a));
    if (z->kind == E_COND)
        return e_cond(z->a, complex_conj(z->b), complex_conj(z->c));
    if (z->kind == E_BINARY && (conjugates(z->a) || conjugates(z->b)))
        return e_bin(z->op, complex_conj(z->a), complex_conj(z->b));
    return e_math("conj", z->type, z, NULL);
}

Expr *complex_part(Expr *z)
{
    if (!type_is_complex(z->type))
        return z;
    Expr *x = real_within(z);
    if (x)
        return e_cast(type_real(width(z)), x);
    if (z->kind == E_UNARY && z->op == O_NEG)
        return e_neg(complex_part(z->a));
    if (z->kind == E_BINARY && z->op == O_MUL && is_unit(z->b)) /* of i w: minus the imaginary part of w */
        return real_within(z->a) ? e_real(type_real(width(z)), 0)
                                 : e_neg(e_math("cimag", z->type, z->a, NULL));
    return e_math("creal", z->type, z, NULL);
}

Expr *complex_times_i(Expr *x, Type *t)
{
    return e_cast(t, e_mul(x, e_imaginary()));
}

Expr *complex_tangent(const Rule *r, Expr *partial, Expr *tan, Type *result)
{
    static const char *const linear[] = {"creal", "cimag", "conj", "cproj"};
    for (size_t i = 0; i < sizeof linear / sizeof *linear; i++)
        if (strcmp(rule_name(r), linear[i]) == 0)
            return e_math(linear[i], tan->type, tan, NULL);
    Expr *product = e_mul(partial, tan);
    return type_is_real(result) ? complex_part(product) : product;
}

Expr *complex_adjoint(const Rule *r, Expr *partial, Expr *adj)
{
    return strcmp(rule_name(r), "conj") == 0 ? complex_conj(adj) : e_mul(adj, complex_conj(partial));
}
