/* <adc/adc.h>: annotations that ask adc for derivatives. Plain C11 and C++, needs nothing else.

   To an ordinary compiler every macro here is nothing; only adc itself, which defines __ADC__,
   sees the requests. Arguments are clauses: wrt(...), of(...), shape(p, n), inactive(...),
   name(f), noalias, discard_primal, vector(k), batch(b). For example

       ADC_GRADIENT(wrt(x))
       double rosenbrock(int n, const double x[n]);

   asks for rosenbrock_gradient(n, x, x_grad). See `adc --help` and the README. */
#ifndef ADC_ADC_H
#define ADC_ADC_H

#ifdef __ADC__

#define ADC_ANNOTATE_(text) __attribute__((annotate(text)))
#define ADC_PASTE2_(a, b) a##b
#define ADC_PASTE_(a, b) ADC_PASTE2_(a, b)

#define ADC_ADJOINT(...) ADC_ANNOTATE_("adc:adjoint " #__VA_ARGS__)
#define ADC_GRADIENT(...) ADC_ANNOTATE_("adc:gradient " #__VA_ARGS__)
#define ADC_TANGENT(...) ADC_ANNOTATE_("adc:tangent " #__VA_ARGS__)
#define ADC_JACOBIAN(...) ADC_ANNOTATE_("adc:jacobian " #__VA_ARGS__)
#define ADC_HESSIAN(...) ADC_ANNOTATE_("adc:hessian " #__VA_ARGS__)
#define ADC_HVP(...) ADC_ANNOTATE_("adc:hvp " #__VA_ARGS__)
#define ADC_DERIVE(...)                                                                            \
    extern ADC_ANNOTATE_("adc:derive " #__VA_ARGS__) int ADC_PASTE_(adc_derive_, __COUNTER__)

#define ADC_INACTIVE ADC_ANNOTATE_("adc:inactive")
#define ADC_CUSTOM_ADJOINT(g) ADC_ANNOTATE_("adc:custom_adjoint " #g)
#define ADC_CUSTOM_TANGENT(g) ADC_ANNOTATE_("adc:custom_tangent " #g)
#define ADC_SHADOW(g) ADC_ANNOTATE_("adc:shadow " #g)
#define ADC_VIEW ADC_ANNOTATE_("adc:view")
#define ADC_RELEASES_ ADC_ANNOTATE_("adc:releases")
#define ADC_PIECE_(g) ADC_ANNOTATE_("adc:piece " #g)
#define ADC_BEFORE ADC_ANNOTATE_("adc:before")

#else

/* On a function, prototype or definition: derive it. */
#define ADC_ADJOINT(...)
#define ADC_GRADIENT(...)
#define ADC_TANGENT(...)
#define ADC_JACOBIAN(...)
#define ADC_HESSIAN(...)
#define ADC_HVP(...)

/* At file scope, for any function: ADC_DERIVE(hessian(f), wrt(x)); the declaration is there to
   take the semicolon. */
#define ADC_DERIVE(...) struct adc_derive

/* On a parameter, variable, field or function: no derivative flows through it. */
#define ADC_INACTIVE

/* On a function: use g for its derivative instead of its body. A struct with pointers has a struct with
   pointers to shadows as its shadow, whose other members are those of the primal's; where no derivative
   flows its pointers are null, and g must then leave them alone. The function only reads what a struct
   passed by value points to if that parameter is const, or if it returns new memory (ADC_SHADOW).
   Memory behind a pointer to reals that carries no derivative at a call has a shadow of zeros, by the
   extent that the parameter declares (x[n]) or the array has; where neither is known, g must test its
   pointer (if (x_adj)) and gets null. */
#define ADC_CUSTOM_ADJOINT(g)
#define ADC_CUSTOM_TANGENT(g)

/* On a function that returns memory it allocates: g(result) makes the zeroed shadow. */
#define ADC_SHADOW(g)

/* On a function that returns a view into memory of its arguments. */
#define ADC_VIEW

/* For <adc/tensor.h>: gives memory back that the reverse sweep would still read. */
#define ADC_RELEASES_

/* For <adc/tensor.h>: on a pointer of a struct, whose extents hold where g finds no gaps. */
#define ADC_PIECE_(g)

/* On a parameter of a function with a custom adjoint: the adjoint wants this memory as it was
   before the call. */
#define ADC_BEFORE

#endif

/* x, with derivative zero. */
static inline double adc_stop_gradient(double x)
{
    return x;
}

static inline float adc_stop_gradient_f(float x)
{
    return x;
}

static inline long double adc_stop_gradient_l(long double x)
{
    return x;
}

#endif
