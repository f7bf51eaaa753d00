/* primal.h: is a random program worth a derivative? With -DFUZZ_PRIMAL it runs alone, without adc, at its point and
   beside it. Nothing on the way may overflow or be no number, a change in the twelfth digit of the point may change no
   more than the fourth of a result, nor of what functions of <math.h> are given on the way (slopes of 1e18 cancel in
   x + y - y, in one order of the sums or another), and slopes must not meet nor values jump at the point: differences are their mean (the
   remainder of a steep value is a saw). What is
   undefined, sanitizers find. Prints the names of programs that are not worth it, and why. With an argument, the values
   instead: they show whether the compiler translates the primal itself alike with and without optimisation. */
#include <fenv.h>
#include <math.h>
#include <stdbool.h>
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

static double fuzz_beside; /* how far what the outputs start from is moved, too */
static inline double *fuzz_start(int m, double *y)
{
    for (int i = 0; i < m; i++)
        y[i] = 0.3125 + 0.1713 * i + fuzz_beside * (1 + i % 2);
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

/* What goes into functions of the library on the way. */
static double fuzz_way[1 << 16];
static int fuzz_ways;
static inline double fuzz_pass(double x)
{
    if (fuzz_ways < (int)(sizeof fuzz_way / sizeof *fuzz_way))
        fuzz_way[fuzz_ways++] = x;
    return x;
}
#define sin(x) sin(fuzz_pass(x))
#define cos(x) cos(fuzz_pass(x))
#define tan(x) tan(fuzz_pass(x))
#define tanh(x) tanh(fuzz_pass(x))
#define exp(x) exp(fuzz_pass(x))
#define fabs(x) fabs(fuzz_pass(x))
#define fmod(x, y) fmod(fuzz_pass(x), y)
#define remainder(x, y) remainder(fuzz_pass(x), y)

static bool fuzz_differs(double x, double y) { return !((fabs)(x - y) <= 1e-4 * fmax(1.0, (fabs)(y))); }

/* The results at a point; false: something on the way overflows or is no number. */
static bool fuzz_run(const struct fuzz_primal *p, const double *x, double *out)
{
    for (int i = 0; i < FUZZ_MOST; i++)
        out[i] = 0.0;
    fuzz_ways = 0;
    feclearexcept(FE_ALL_EXCEPT);
    p->run(p->n, x, out);
    return !fetestexcept(FE_OVERFLOW | FE_INVALID | FE_DIVBYZERO);
}

/* Second differences by h along one of some directions: where slopes meet they stay while h shrinks, where values jump
   they grow. */
static double fuzz_bend(const struct fuzz_primal *p, int direction, double h)
{
    double x[FUZZ_MOST], out[3][FUZZ_MOST], bend = 0.0;
    for (int side = 0; side < 3; side++) {
        for (int i = 0; i < p->n; i++)
            x[i] = p->at[i] + (side - 1) * h * (0.3 + (i + direction) % 3) * (direction % 2 && i % 2 ? -1 : 1);
        fuzz_beside = (side - 1) * h * (direction % 3 - 1);
        fuzz_run(p, x, out[side]);
    }
    fuzz_beside = 0.0;
    for (int i = 0; i < FUZZ_MOST; i++)
        bend = fmax(bend, (fabs)(out[0][i] - 2.0 * out[1][i] + out[2][i]) / h / fmax(1.0, (fabs)(out[1][i])));
    return bend;
}

static bool fuzz_has_kink(const struct fuzz_primal *p, double h)
{
    for (int direction = 0; direction < 6; direction++) {
        const double wide = fuzz_bend(p, direction, h), narrow = fuzz_bend(p, direction, 0.1 * h);
        if (narrow > 1e-3 && narrow > 0.5 * wide)
            return true;
    }
    return false;
}

/* What is the matter with it; NULL: nothing. */
static const char *fuzz_fault(const struct fuzz_primal *p)
{
    static double first_way[sizeof fuzz_way / sizeof *fuzz_way];
    double x[FUZZ_MOST], first[FUZZ_MOST], out[FUZZ_MOST];
    int first_ways = 0;
    for (int k = 0; k < 5; k++) {
        for (int i = 0; i < p->n; i++)
            x[i] = p->at[i] * (1.0 + 1e-12 * (k * (i % 3 - 1) + (k & 2) * (i & 1)));
        if (!fuzz_run(p, x, k ? out : first))
            return "overflows";
        for (int i = 0; k && i < FUZZ_MOST; i++)
            if (fuzz_differs(out[i], first[i]))
                return "is too steep";
        if (!k)
            memcpy(first_way, fuzz_way, sizeof fuzz_way), first_ways = fuzz_ways;
        for (int i = 0; i < fuzz_ways && i < first_ways; i++)
            if (fuzz_differs(fuzz_way[i], first_way[i]))
                return "is too steep on the way";
    }
    return fuzz_has_kink(p, 1e-5) || fuzz_has_kink(p, 1e-3) ? "has a kink or a jump at its point" : NULL;
}

static void fuzz_print(const struct fuzz_primal *p)
{
    double out[FUZZ_MOST];
    fuzz_run(p, p->at, out);
    printf("%s", p->name);
    for (int i = 0; i < FUZZ_MOST; i++)
        printf(" %a", out[i]);
    printf("\n");
}

int main(int argc, char **argv)
{
    (void)argv;
    for (int i = 0; argc > 1 && i < fuzz_primal_count; i++)
        fuzz_print(fuzz_primals[i]);
    for (int i = 0; argc == 1 && i < fuzz_primal_count; i++) {
        const char *why = fuzz_fault(fuzz_primals[i]);
        if (why)
            printf("%s %s\n", fuzz_primals[i]->name, why);
    }
    return 0;
}
