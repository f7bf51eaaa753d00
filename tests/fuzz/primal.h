/* primal.h: is a random program worth a derivative? With -DFUZZ_PRIMAL it runs alone, without adc, at its point and
   beside it. It has to be bounded: nothing on the way overflows or is no number, and a change in the twelfth digit of the
   point changes no more than the fourth of a result. What is undefined in it, sanitizers find. Prints the names of those that are not,
   and why. */
#include <fenv.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FUZZ_MOST = 16 };
struct fuzz_primal {
    const char *name;
    void (*run)(int n, const double *x, double *out);
    int n;
    const double *at;
};
static const struct fuzz_primal *fuzz_primals[4096];
static int fuzz_primal_count;

#define FUZZ_PRIMAL_OF(f, call, ...)                                                               \
    static void f##_run(int n, const double *x, double *out)                                       \
    {                                                                                              \
        call;                                                                                      \
        (void)n;                                                                                   \
    }                                                                                              \
    __attribute__((constructor)) static void f##_register(void)                                    \
    {                                                                                              \
        static const double at[] = {__VA_ARGS__};                                                  \
        static const struct fuzz_primal p = {#f, f##_run, sizeof at / sizeof *at, at};             \
        fuzz_primals[fuzz_primal_count++] = &p;                                                    \
    }

static inline double *fuzz_start(int m, double *y)
{
    for (int i = 0; i < m; i++)
        y[i] = 0.3 + 0.17 * i;
    return y;
}
static inline double *fuzz_copied(int n, const double *x, double *out)
{
    memcpy(out, x, (size_t)n * sizeof *x);
    return out;
}

#undef SCALAR_TOL
#undef STATE_TOL
#undef INPLACE_TOL
#undef MAP_TOL
#undef OVERLAP_TOL
#undef MODEL_TOL
#undef SCALARS_TOL
#undef SEVERAL_TOL
#undef GLOBALS_TOL
#undef ROWS_TOL
#define SCALAR_TOL(f, tol, ...) FUZZ_PRIMAL_OF(f, *out = f(n, x), __VA_ARGS__)
#define STATE_TOL(f, tol, ...) SCALAR_TOL(f, tol, __VA_ARGS__)
#define SCALARS_TOL(f, tol, ...) FUZZ_PRIMAL_OF(f, *out = f(x[0], x[1], x[2]), __VA_ARGS__)
#define SEVERAL_TOL(f, tol, ...) FUZZ_PRIMAL_OF(f, *out = f(SEVERAL_OF(x)), __VA_ARGS__)
#define GLOBALS_TOL(f, g, h, w, s, tol, ...)                                                       \
    FUZZ_PRIMAL_OF(f, GLOBALS_SET(g, h, w, s, x); *out = f(n, x), __VA_ARGS__)
#define MODEL_TOL(f, tol, ...)                                                                     \
    FUZZ_PRIMAL_OF(f, struct model m; fuzz_model(&m, x, out); out[3] = f(n, &m, x), __VA_ARGS__)
#define INPLACE_TOL(f, tol, ...) FUZZ_PRIMAL_OF(f, f(n, fuzz_copied(n, x, out)), __VA_ARGS__)
#define MAP_TOL(f, tol, m, ...) FUZZ_PRIMAL_OF(f, f(n, x, m, fuzz_start(m, out)), __VA_ARGS__)
#define ROWS_TOL(f, tol, ...)                                                                      \
    FUZZ_PRIMAL_OF(f, f(2, n / 2, (const double(*)[n / 2])x, (double(*)[n / 2])fuzz_start(n, out)), __VA_ARGS__)
/* y apart, and one element behind x */
#define OVERLAP_TOL(f, tol, m, ...)                                                                \
    FUZZ_PRIMAL_OF(f, f(n, x, m, fuzz_start(m, out)); fuzz_start(m + 1, out + m);                  \
                   f(n, fuzz_copied(n, x, out + m), m, out + m + 1), __VA_ARGS__)

/* What is the matter with it; NULL: nothing. */
static const char *fuzz_unbounded(const struct fuzz_primal *p)
{
    double x[FUZZ_MOST], first[FUZZ_MOST] = {0}, out[FUZZ_MOST];
    for (int k = 0; k < 5; k++) {
        for (int i = 0; i < p->n; i++)
            x[i] = p->at[i] * (1.0 + 1e-12 * (k * (i % 3 - 1) + (k & 2) * (i & 1)));
        memset(out, 0, sizeof out);
        feclearexcept(FE_ALL_EXCEPT);
        p->run(p->n, x, k ? out : first);
        if (fetestexcept(FE_OVERFLOW | FE_INVALID | FE_DIVBYZERO))
            return "overflows";
        for (int i = 0; k && i < FUZZ_MOST; i++)
            if (!(fabs(out[i] - first[i]) <= 1e-4 * fmax(1.0, fabs(first[i]))))
                return "is too steep";
    }
    return NULL;
}

int main(void)
{
    for (int i = 0; i < fuzz_primal_count; i++) {
        const char *why = fuzz_unbounded(fuzz_primals[i]);
        if (why)
            printf("%s %s\n", fuzz_primals[i]->name, why);
    }
    return 0;
}
