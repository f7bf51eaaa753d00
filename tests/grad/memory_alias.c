/* Arguments that overlap, with shadows that overlap in the same way; globals; read-only memory. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

//@ square_windows
#if LEVEL >= 2
#define BOTH ADC_ADJOINT() ADC_TANGENT()
#else
#define BOTH ADC_ADJOINT()
#endif
BOTH
void square_to(int n, double *y, const double *x)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
}
BOTH
void mul_add(int n, double *z, const double *x, const double *y)
{
    for (int i = 0; i < n; i++)
        z[i] += x[i] * y[i];
}
BOTH
void smooth(int n, double *y, const double *x)
{
    for (int i = 1; i < n - 1; i++)
        y[i] = 0.25 * x[i - 1] * x[i + 1] + sin(x[i]);
}
BOTH
void two_writes(double *a, double *b)
{
    *a = *a * *b;
    *b = sin(*a) + *b;
    *a += *b * *b;
}
#ifdef TEST_MAIN
enum { SIZE = 6, N = 4 };
/* y and x are windows of one array of SIZE; the oracle differentiates the whole array's map. */
static void windows(void (*f)(int, double *, const double *),
                    void (*adjoint)(int, double *, const double *, double *, double *), int yat,
                    int xat)
{
    double start[SIZE] = {0.8, -0.3, 0.5, 1.1, -0.7, 0.4}, v[SIZE], after[SIZE], j[SIZE][SIZE];
    memcpy(after, start, sizeof v);
    f(N, after + yat, after + xat);
    for (int i = 0; i < SIZE; i++)
        for (int k = 0; k < SIZE; k++)
            j[i][k] = DIFF(start[k], __extension__({
                               memcpy(v, start, sizeof v);
                               f(N, v + yat, v + xat);
                               v[i];
                           }));
    double w[SIZE], a[SIZE];
    grad_fill(SIZE, w);
    memcpy(a, w, sizeof a);
    memcpy(v, start, sizeof v);
    adjoint(N, v + yat, v + xat, a + yat, a + xat);
    CHECK_SAME(v, after, sizeof v);
    for (int k = 0; k < SIZE; k++) {
        double want = 0;
        for (int i = 0; i < SIZE; i++)
            want += w[i] * j[i][k];
        CHECK_SCALED(a[k], want, 1e-9, 1.0);
    }
}
static void tangent_windows(void (*f)(int, double *, const double *),
                            void (*tangent)(int, double *, const double *, double *, const double *), int yat, int xat)
{
    double start[SIZE] = {0.8, -0.3, 0.5, 1.1, -0.7, 0.4}, v[SIZE], after[SIZE], t[SIZE], t0[SIZE];
    memcpy(after, start, sizeof v);
    f(N, after + yat, after + xat);
    grad_fill(SIZE, t0);
    memcpy(t, t0, sizeof t);
    memcpy(v, start, sizeof v);
    tangent(N, v + yat, v + xat, t + yat, t + xat);
    CHECK_SAME(v, after, sizeof v);
    for (int i = 0; i < SIZE; i++) {
        double h = 0;
        double want = DIFF(h, __extension__({
                               for (int k = 0; k < SIZE; k++)
                                   v[k] = start[k] + h * t0[k];
                               f(N, v + yat, v + xat);
                               v[i];
                           }));
        CHECK_SCALED(t[i], want, 1e-9, 1.0);
    }
}
TEST(square_windows)
{
    for (int y = 0; y <= 2; y++)
        for (int x = 0; x <= 2; x++) {
            windows(square_to, square_to_adjoint, y, x);
            windows(smooth, smooth_adjoint, y, x);
#if LEVEL >= 2
            tangent_windows(square_to, square_to_tangent, y, x);
            tangent_windows(smooth, smooth_tangent, y, x);
#endif
        }
}
TEST(mul_add_windows)
{
    for (int p = 0; p < 27; p++) {
        const int zat = p % 3, xat = p / 3 % 3, yat = p / 9;
        double start[SIZE] = {0.8, -0.3, 0.5, 1.1, -0.7, 0.4}, v[SIZE], after[SIZE], w[SIZE], a[SIZE];
        memcpy(after, start, sizeof v);
        mul_add(N, after + zat, after + xat, after + yat);
        grad_fill(SIZE, w);
        memcpy(a, w, sizeof a);
        memcpy(v, start, sizeof v);
        mul_add_adjoint(N, v + zat, v + xat, v + yat, a + zat, a + xat, a + yat);
        CHECK_SAME(v, after, sizeof v);
        for (int k = 0; k < SIZE; k++) {
            double want = DIFF(start[k], __extension__({
                                   memcpy(v, start, sizeof v);
                                   mul_add(N, v + zat, v + xat, v + yat);
                                   grad_dot(SIZE, w, v);
                               }));
            CHECK_SCALED(a[k], want, 1e-9, 1.0);
        }
    }
}
TEST(two_writes_alias)
{
    for (int same = 0; same < 2; same++) {
        double start[2] = {0.8, 0.6}, v[2], w[2] = {0.7, -1.2}, a[2] = {0.7, -1.2};
        memcpy(v, start, sizeof v);
        two_writes_adjoint(v, v + !same, a, a + !same);
        for (int k = 0; k < 2; k++) {
            double want = DIFF(start[k], __extension__({
                                   memcpy(v, start, sizeof v);
                                   two_writes(v, v + !same);
                                   w[0] * v[0] + w[1] * v[1];
                               }));
            CHECK_SCALED(a[k], want, 1e-9, 1.0);
        }
    }
}
#endif

//@ dot_with_itself
ADC_ADJOINT()
double dot_of(int n, const double x[n], const double y[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += x[i] * y[i];
    return s;
}
#ifdef TEST_MAIN
TEST(dot_with_itself)
{
    double x[4] = {0, 1, 2, 3}, g[4] = {0, 0, 0, 0};
    CHECK_EXACT(dot_of_adjoint(4, x, x, g, g, 1.0), 14.0);
    for (int i = 0; i < 4; i++)
        CHECK_EXACT(g[i], 2.0 * i);
    dot_of_adjoint(3, x, x + 1, g, g + 1, 1.0);
    const double want[4] = {1, 4, 8, 8};
    for (int i = 0; i < 4; i++)
        CHECK_EXACT(g[i], want[i]);
}
#endif

//@ restrict_fused
ADC_ADJOINT()
void square_r(int n, double *restrict y, const double *restrict x)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
}
ADC_ADJOINT(noalias)
void square_n(int n, double *y, const double *x)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
}
#ifdef TEST_MAIN
TEST(restrict_fused)
{
    double x[3] = {1, -2, 3}, y[3], xa[3] = {1, 1, 1}, ya[3] = {1, 2, 3};
    square_r_adjoint(3, y, x, ya, xa);
    for (int i = 0; i < 3; i++) {
        CHECK_EXACT(y[i], x[i] * x[i]);
        CHECK_EXACT(ya[i], 0.0);
        CHECK_EXACT(xa[i], 1 + 2 * x[i] * (i + 1));
        ya[i] = i + 1, xa[i] = 1;
    }
    square_n_adjoint(3, y, x, ya, xa);
    for (int i = 0; i < 3; i++) {
        CHECK_EXACT(ya[i], 0.0);
        CHECK_EXACT(xa[i], 1 + 2 * x[i] * (i + 1));
    }
}
#endif

//@ struct_inside
struct vec {
    double v[3];
    double norm;
};
ADC_ADJOINT()
void normalise(struct vec *s, const double *by)
{
    s->norm = 0;
    for (int i = 0; i < 3; i++)
        s->norm += s->v[i] * s->v[i] * *by;
    for (int i = 0; i < 3; i++)
        s->v[i] /= s->norm;
}
#ifdef TEST_MAIN
static double weigh(struct vec s, double by, int alias)
{
    normalise(&s, alias < 0 ? &by : &s.v[alias]);
    return s.v[0] + 2 * s.v[1] - s.v[2] + 0.5 * s.norm + 0.25 * by;
}
TEST(struct_inside)
{
    for (int alias = -1; alias < 3; alias++) {
        struct vec s0 = {{0.7, -0.4, 1.2}, 9.0}, s = s0, a = {{1, 2, -1}, 0.5};
        double by0 = 1.3, by = by0, by_adj = 0.25;
        normalise_adjoint(&s, alias < 0 ? &by : &s.v[alias], &a, alias < 0 ? &by_adj : &a.v[alias]);
        for (int i = 0; i < 3; i++)
            CHECK_SCALED(a.v[i], DIFF(s0.v[i], weigh(s0, by0, alias)), 1e-9, 1.0);
        CHECK_SCALED(a.norm, 0.0, 1e-12, 1.0);
        CHECK_SCALED(by_adj, DIFF(by0, weigh(s0, by0, alias)), 1e-9, 1.0);
    }
}
#endif

//@ read_only_memory
ADC_GRADIENT()
double read_only(int n, const double x[n])
{
    double s = 1;
    for (int i = 0; i < n; i++)
        s = s * x[i] + sin(s);
    return s;
}
#ifdef TEST_MAIN
static const double fixed_x[3] = {0.4, 0.9, -0.3}; /* in a read-only page */
TEST(read_only_memory)
{
    double g[3], x[3];
    memcpy(x, fixed_x, sizeof x);
    CHECK_EXACT(read_only_gradient(3, fixed_x, g), read_only(3, fixed_x));
    for (int i = 0; i < 3; i++)
        CHECK_SCALED(g[i], DIFF(x[i], read_only(3, x)), 1e-9, 1.0);
}
#endif

//@ globals_active
double scale_factor = 1.5;
double history[4];
ADC_ADJOINT(wrt(x, scale_factor, history), of(return, history))
double with_globals(double x)
{
    history[0] = history[1] * x;
    history[2] += scale_factor * x * x;
    scale_factor *= 1.0;
    return history[0] * scale_factor + history[3];
}
#ifdef TEST_MAIN
static double globals_objective(double x, double c, const double h[4])
{
    scale_factor = c;
    memcpy(history, h, sizeof history);
    double r = with_globals(x);
    return 2 * r + history[0] - history[1] + 3 * history[2] + 0.5 * history[3];
}
TEST(globals_active)
{
    double x = 0.8, c = 1.5, h[4] = {0.1, 0.9, -0.4, 0.3}, x_adj = 0.25;
    scale_factor = c;
    memcpy(history, h, sizeof h);
    const double seed[4] = {1, -1, 3, 0.5};
    memcpy(history_adj, seed, sizeof seed);
    scale_factor_adj = 0;
    with_globals_adjoint(x, &x_adj, 2.0);
    CHECK_SCALED(x_adj - 0.25, DIFF(x, globals_objective(x, c, h)), 1e-9, 1.0);
    CHECK_SCALED(scale_factor_adj, DIFF(c, globals_objective(x, c, h)), 1e-9, 1.0);
    for (int i = 0; i < 4; i++)
        CHECK_SCALED(history_adj[i], DIFF(h[i], globals_objective(x, c, h)), 1e-9, 1.0);
}
#endif

//@ global_gradient
double coefficients[3] = {1, 2, 3};
ADC_GRADIENT(wrt(coefficients, x))
double polynomial(double x)
{
    return coefficients[0] + x * (coefficients[1] + x * coefficients[2]);
}
#ifdef TEST_MAIN
TEST(global_gradient)
{
    double x_grad, c_grad[3];
    double (*g)(double, double *, double *) = polynomial_gradient;
    CHECK_EXACT(g(2.0, &x_grad, c_grad), 17.0);
    CHECK_EXACT(x_grad, 14.0);
    CHECK_EXACT(c_grad[0], 1.0);
    CHECK_EXACT(c_grad[1], 2.0);
    CHECK_EXACT(c_grad[2], 4.0);
}
#endif

//@ pointers_of_two_kinds
/* A function that puts pointers into a struct may put any there, but none to reals where the struct has one to integers. */
struct halo {
    double *sent;
    int *order;
    struct halo *next;
};
struct domain {
    double *r, *scratch;
    int *count, *order;
    struct halo *halo;
};

static struct halo *make_halo(struct domain *d, struct halo *next)
{
    struct halo *h = malloc(sizeof *h);
    h->sent = d->scratch;
    h->order = d->order;
    h->next = next;
    return h;
}

KINDS()
double pointers_of_two_kinds(int n, const double x[n])
{
    int count[3] = {2, 1, n}, order[3] = {1, 0, 1};
    double r[3], scratch[3];
    for (int i = 0; i < 3; i++) {
        r[i] = x[i % n] * x[0];
        scratch[i] = x[0] + i;
    }
    struct domain own = {.r = r, .count = count, .order = order}, *d = &own;
    d->scratch = scratch;
    d->halo = make_halo(d, NULL);
    d->halo = make_halo(d, d->halo);
    double s = 0;
    for (int i = 0; i < d->count[2]; i++)
        for (int k = 0; k < d->count[i % 2]; k++)
            s += d->r[d->halo->order[k]] * d->halo->next->sent[k] * x[i];
    free(d->halo->next);
    free(d->halo);
    return s;
}
SCALAR(pointers_of_two_kinds, 0.8, -0.5)

//@ table_of_tables
/* Constants lead to what their initialisers say, and to nothing that is put elsewhere. */
struct window {
    const double *table;
    int over;
};
static const double narrow[4] = {1, 2, 3, 4}, wide[6] = {1, 0.5, 0.25, 0.125, 2, 3};
static const struct window narrow_window = {narrow, 2}, wide_window = {wide, 3};
static const struct quality {
    double bandwidth;
    const struct window *window;
} qualities[2] = {{0.5, &narrow_window}, {0.75, &wide_window}};

struct filter {
    double *mem;
    double rate;
    int quality;
};

static double look(double x, const struct window *w)
{
    return w->table[w->over] * x * x + w->over;
}

static void update(struct filter *f, int n)
{
    double *mem = malloc((size_t)n * sizeof *mem);
    for (int i = 0; i < n; i++)
        mem[i] = f->mem[i] * look(f->rate, qualities[f->quality].window);
    free(f->mem);
    f->mem = mem;
}

KINDS()
double table_of_tables(int n, const double x[n])
{
    struct filter f = {malloc((size_t)n * sizeof(double)), x[0], 0};
    for (int i = 0; i < n; i++)
        f.mem[i] = x[i];
    for (f.quality = 0; f.quality < 2; f.quality++)
        update(&f, n);
    double s = 0;
    for (int i = 0; i < n; i++)
        s += f.mem[i] * (i + 1);
    free(f.mem);
    return s;
}
SCALAR(table_of_tables, 0.8, -0.5)

//@ one_pointer_compared
/* What a helper compares may be one and the same here: no compiler has to warn of that. */
// lacks: == y\b
static int is_same(const double *p, const double *q) { return p == q; }
KINDS_INPLACE()
void one_pointer_compared(int n, double y[n])
{
    int k = 0;
    for (int i = 0; i < 3; i++)
        k += 1 + is_same(y, y);
    for (int i = 0; i < n; i++)
        y[i] = sin(y[i]) * y[k % n];
}
INPLACE(one_pointer_compared, 0.3, -0.7, 1.2, 0.4)
