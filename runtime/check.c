/* check.c: checks of derivatives against differences and against each other. Takes a case (the
   primal and its derivatives as callbacks at one point) and leaves a result that says whether they
   agree, and where they do so least. All comparing is done in double; a case of floats is run
   through callbacks that convert. Memory comes from the tape's allocator: its failure handler
   answers for all of it. */
#include "adc/check.h"
#include "adc/tape.h"

#include <float.h>
#include <math.h>

enum { levels = 14 }; /* steps that differences and Taylor remainders are taken at */

/* What the checks assume about the rounding of the values they are given. */
typedef struct Precision {
    double epsilon;
    double dot, difference, curvature; /* default tolerances: to rounding, of first and of second differences */
    double first_step;      /* of the differences, relative to x */
    double floor;           /* derivatives this much smaller than their row are compared with it */
    double jump;            /* a slope that no remainder has; floats have too few digits to tell */
} Precision;

static const Precision of_double = {DBL_EPSILON, 1e-12, 1e-7, 1e-5, 0x1p-4, 1e-3, 10.0};
static const Precision of_float = {FLT_EPSILON, 1e-4, 1e-2, 5e-2, 0x1p-2, 1e-1, INFINITY};

typedef void Map(const adc_check_case *c, const double *x, double *out);

double adc_check_random(unsigned long long *seed)
{
    /* splitmix64 */
    unsigned long long z = *seed += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    z ^= z >> 31;
    return (double)(z >> 11) * 0x1p-52 - 1.0;
}

static double *reals(size_t n)
{
    return adc_zeroed((ptrdiff_t)(n ? n : 1), sizeof(double));
}

static double *random_reals(size_t n, unsigned long long *seed)
{
    double *v = reals(n);
    for (size_t i = 0; i < n; i++)
        v[i] = adc_check_random(seed);
    return v;
}

/* A step in x_j that is neither lost in it nor far from it. */
static double scale_of(double x)
{
    return x == 0.0 ? 1.0 : fmax(fabs(x), 1e-3);
}

static double *random_direction(const adc_check_case *c, unsigned long long *seed)
{
    double *v = random_reals(c->n, seed);
    for (size_t j = 0; j < c->n; j++)
        v[j] *= scale_of(c->x[j]);
    return v;
}

static double dot(size_t n, const double *a, const double *b)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

static double largest(size_t n, const double *a)
{
    double max = 0.0;
    for (size_t i = 0; i < n; i++)
        max = fmax(max, fabs(a[i]));
    return max;
}

static void point(const adc_check_case *c, double h, const double *v, double *x)
{
    for (size_t j = 0; j < c->n; j++)
        x[j] = c->x[j] + h * v[j];
}

static bool all_finite(size_t n, const double *a)
{
    for (size_t i = 0; i < n; i++)
        if (!isfinite(a[i]))
            return false;
    return true;
}

static adc_check_result result_new(const adc_check_case *c, const char *test, double tolerance)
{
    return (adc_check_result){.ok = true,
                              .name = c->name ? c->name : "f",
                              .test = test,
                              .tolerance = c->tolerance > 0.0 ? c->tolerance : tolerance,
                              .row = ADC_CHECK_NOWHERE,
                              .column = ADC_CHECK_NOWHERE,
                              .seed = c->seed};
}

static adc_check_result missing(adc_check_result r, const char *what)
{
    r.ok = false;
    r.note = what;
    return r;
}

/* Keeps the comparison in r if it is the worst so far. `doubt` is what is not known of expected; it is much where it is so
   next to `whole`, the size of all that is compared, too: an element that is zero has no size of its own. */
static void compare_within(adc_check_result *r, double got, double expected, double size, double whole, double doubt,
                           size_t row, size_t column)
{
    double scale = fmax(fmax(fabs(got), fabs(expected)), size);
    double error = fmax(fabs(got - expected) - 2.0 * doubt, 0.0) / (scale > 0.0 ? scale : 1.0);
    const char *note = NULL;
    if (doubt > 1e3 * r->tolerance * fmax(scale, whole)) {
        error = doubt / scale;
        note = "the differences do not settle: a kink, noise or the end of the domain is near";
    }
    if (!isfinite(got) || !isfinite(expected))
        error = INFINITY;
    if (error < r->error || (error == r->error && r->row != ADC_CHECK_NOWHERE))
        return;
    r->error = error;
    r->got = got;
    r->expected = expected;
    r->row = row;
    r->column = column;
    r->note = note;
    r->ok = error <= r->tolerance;
}

static void compare(adc_check_result *r, double got, double expected, double size, double doubt, size_t row, size_t column)
{
    compare_within(r, got, expected, size, size, doubt, row, column);
}

/* ---- what the callbacks give ---- */

static void values(const adc_check_case *c, const double *x, double *out)
{
    c->value(c->context, x, out);
}

static void adjoint_of(const adc_check_case *c, const double *x, const double *y_adj, double *x_adj)
{
    memset(x_adj, 0, c->n * sizeof *x_adj);
    double *seed = reals(c->m); /* a copy: an adjoint may consume it */
    memcpy(seed, y_adj, c->m * sizeof *seed);
    c->adjoint(c->context, x, seed, x_adj);
    adc_free(seed);
}

static void gradient(const adc_check_case *c, const double *x, double *out)
{
    const double one = 1.0;
    if (c->jacobian)
        c->jacobian(c->context, x, out);
    else
        adjoint_of(c, x, &one, out);
}

static bool has_gradient(const adc_check_case *c)
{
    return c->m == 1 && (c->jacobian || c->adjoint);
}

static bool has_first(const adc_check_case *c)
{
    return c->jacobian || c->tangent || c->adjoint;
}

/* All of J at the point, m x n. */
static double *jacobian(const adc_check_case *c)
{
    double *jac = reals(c->m * c->n);
    double *unit = reals(c->m > c->n ? c->m : c->n);
    double *column = reals(c->m);
    if (c->jacobian) {
        c->jacobian(c->context, c->x, jac);
    } else if (c->tangent) {
        for (size_t j = 0; j < c->n; j++) {
            unit[j] = 1.0;
            memset(column, 0, c->m * sizeof *column);
            c->tangent(c->context, c->x, unit, column);
            unit[j] = 0.0;
            for (size_t i = 0; i < c->m; i++)
                jac[i * c->n + j] = column[i];
        }
    } else {
        for (size_t i = 0; i < c->m; i++) {
            unit[i] = 1.0;
            adjoint_of(c, c->x, unit, jac + i * c->n);
            unit[i] = 0.0;
        }
    }
    adc_free(column);
    adc_free(unit);
    return jac;
}

/* J v at the point. */
static double *jacobian_times(const adc_check_case *c, const double *v)
{
    double *out = reals(c->m);
    if (c->tangent) {
        c->tangent(c->context, c->x, v, out);
        return out;
    }
    double *jac = jacobian(c);
    for (size_t i = 0; i < c->m; i++)
        out[i] = dot(c->n, jac + i * c->n, v);
    adc_free(jac);
    return out;
}

/* All of the Hessian at the point, n x n. */
static double *hessian(const adc_check_case *c)
{
    double *hess = reals(c->n * c->n);
    if (c->hessian) {
        c->hessian(c->context, c->x, hess);
        return hess;
    }
    double *unit = reals(c->n);
    for (size_t j = 0; j < c->n; j++) {
        unit[j] = 1.0;
        c->hvp(c->context, c->x, unit, hess + j * c->n);
        unit[j] = 0.0;
    }
    adc_free(unit);
    return hess;
}

static double curvature(const adc_check_case *c, const double *v)
{
    double *out = reals(c->n);
    if (c->hvp) {
        c->hvp(c->context, c->x, v, out);
    } else {
        double *hess = hessian(c);
        for (size_t j = 0; j < c->n; j++)
            out[j] = dot(c->n, hess + j * c->n, v);
        adc_free(hess);
    }
    double sum = dot(c->n, v, out);
    adc_free(out);
    return sum;
}

/* ---- differences ---- */

/* Steps that show rounding, from a few units in the last place up: results that depend on x weakly do not move before. The
   curvature over the largest, the square of it, is nothing next to rounding. */
static double noise_step(const Precision *p, int sample, int samples)
{
    double least = 4.0 * p->epsilon, most = pow(p->epsilon, 2.0 / 3.0);
    return least * pow(most / least, (double)sample / (samples - 1));
}

/* How far rounding moves each of the k results of map: what is left of a straight line over steps of a few units in the last
   place. */
static double *noise_of(const adc_check_case *c, const Precision *p, Map *map, size_t k)
{
    enum { samples = 16 };
    unsigned long long seed = c->seed;
    double *x = reals(c->n);
    double *middle = reals(k);
    double *above = reals(k);
    double *below = reals(k);
    double *noise = reals(k);
    map(c, c->x, middle);
    for (int sample = 0; sample < samples; sample++) {
        double h = noise_step(p, sample, samples), *v = random_direction(c, &seed);
        point(c, h, v, x);
        map(c, x, above);
        point(c, -h, v, x);
        map(c, x, below);
        for (size_t i = 0; i < k; i++) {
            double off = fabs((above[i] - middle[i]) - (middle[i] - below[i]));
            noise[i] = isfinite(off) ? fmax(noise[i], off) : noise[i];
        }
        adc_free(v);
    }
    for (size_t i = 0; i < k; i++)
        noise[i] = fmax(noise[i], 0.5 * p->epsilon * fabs(middle[i]));
    adc_free(below);
    adc_free(above);
    adc_free(middle);
    adc_free(x);
    return noise;
}

/* Does `better` of a finer step contradict the best so far, from a coarser one? Both are far surer of themselves than they are
   near each other, by more than rounding. Across jumps, as of fmod, coarse steps agree with each other where twice the step
   crosses twice the jumps: what finer ones say is the derivative here. */
static bool contradicts(double better, double error, double best, double doubt, double rounding)
{
    return fabs(better - best) > 8.0 * (error + doubt + rounding);
}

/* Ridders' method for the derivative of map (k results) along v, the first or the second: central
   differences with halved steps, extrapolated; of the tableau the entry that its neighbours confirm
   best, in out, and by how much they differ, in doubt, which is no less than noise (noise_of)
   makes it: two that are wrong may agree. Steps at which f is not finite are passed over. */
static void differences_of(const adc_check_case *c, const Precision *p, Map *map, size_t k, int order,
                           const double *v, const double *noise, double *out, double *doubt)
{
    double *x = reals(c->n);
    double *middle = reals(k);
    double *above = reals(k);
    double *below = reals(k);
    double *row = reals(levels * k); /* row[level * k + i]: extrapolated `level` times */
    int done = 0;
    for (size_t i = 0; i < k; i++)
        doubt[i] = INFINITY;
    map(c, c->x, middle);
    for (int level = 0; level < levels; level++) {
        double h = ldexp(p->first_step, -level);
        point(c, h, v, x);
        map(c, x, above);
        point(c, -h, v, x);
        map(c, x, below);
        if (!all_finite(k, above) || !all_finite(k, below)) {
            done = 0;
            continue;
        }
        for (size_t i = 0; i < k; i++) {
            double old = row[i], rounding = noise[i] / (order == 1 ? h : h * h);
            double now = order == 1 ? (above[i] - below[i]) / (2.0 * h)
                                    : ((above[i] - middle[i]) - (middle[i] - below[i])) / (h * h);
            row[i] = now;
            if (done == 0 && doubt[i] == INFINITY)
                out[i] = now;
            for (int j = 1; j <= done; j++) {
                double better = now + (now - old) / (ldexp(1.0, 2 * j) - 1.0);
                double error = fmax(fabs(better - now), fabs(better - old));
                error = fmax(error, rounding);
                if (error <= doubt[i] || contradicts(better, error, out[i], doubt[i], rounding)) {
                    doubt[i] = error;
                    out[i] = better;
                }
                old = row[(size_t)j * k + i];
                row[(size_t)j * k + i] = now = better;
            }
        }
        done++;
    }
    adc_free(row);
    adc_free(below);
    adc_free(above);
    adc_free(middle);
    adc_free(x);
}

static void differences(const adc_check_case *c, const Precision *p, Map *map, size_t k,
                        const double *v, const double *noise, double *out, double *doubt)
{
    differences_of(c, p, map, k, 1, v, noise, out, doubt);
}

/* ---- the checks ---- */

static adc_check_result check_dot(const adc_check_case *c, const Precision *p)
{
    adc_check_result r = result_new(c, "dot product", p->dot);
    if (!c->tangent || !c->adjoint)
        return missing(r, "needs tangent and adjoint");
    unsigned long long seed = c->seed;
    double *x_tan = random_reals(c->n, &seed);
    double *y_adj = random_reals(c->m, &seed);
    double *x_adj = reals(c->n);
    double *y_tan = jacobian_times(c, x_tan);
    adjoint_of(c, c->x, y_adj, x_adj);
    double size = 0.0;
    for (size_t i = 0; i < c->m; i++)
        size += fabs(y_adj[i] * y_tan[i]);
    for (size_t j = 0; j < c->n; j++)
        size += fabs(x_adj[j] * x_tan[j]);
    compare(&r, dot(c->n, x_adj, x_tan), dot(c->m, y_adj, y_tan), size, 0.0, ADC_CHECK_NOWHERE,
            ADC_CHECK_NOWHERE);
    adc_free(y_tan);
    adc_free(x_adj);
    adc_free(y_adj);
    adc_free(x_tan);
    return r;
}

static adc_check_result check_direction(const adc_check_case *c, const Precision *p)
{
    adc_check_result r = result_new(c, "one direction", p->difference);
    if (!c->value || !has_first(c))
        return missing(r, "needs value and one of tangent, adjoint and jacobian");
    unsigned long long seed = c->seed;
    double *v = random_direction(c, &seed);
    double *got = jacobian_times(c, v);
    double *y = reals(c->m);
    double *expected = reals(c->m);
    double *doubt = reals(c->m);
    double *noise = noise_of(c, p, values, c->m);
    values(c, c->x, y);
    differences(c, p, values, c->m, v, noise, expected, doubt);
    double whole = p->floor * fmax(largest(c->m, y), largest(c->m, got));
    for (size_t i = 0; i < c->m; i++)
        compare_within(&r, got[i], expected[i], p->floor * fabs(y[i]), whole, doubt[i], i, ADC_CHECK_NOWHERE);
    adc_free(noise);
    adc_free(doubt);
    adc_free(expected);
    adc_free(y);
    adc_free(got);
    adc_free(v);
    return r;
}

/* got (k x n) against differences of map (k results), column by column. of: the size of what map is the derivative of, or 0:
   the noise of its values is that of map. */
static void check_columns(const adc_check_case *c, const Precision *p, adc_check_result *r,
                          Map *map, size_t k, const double *got, double of)
{
    double *v = reals(c->n);
    double *y = reals(k);
    double *expected = reals(k);
    double *doubt = reals(k);
    double *noise = noise_of(c, p, map, k);
    map(c, c->x, y);
    double whole = of;
    for (size_t i = 0; i < k; i++) {
        whole = fmax(whole, fabs(y[i]));
        y[i] = fmax(fabs(y[i]), largest(c->n, got + i * c->n));
        for (size_t j = 0; j < c->n; j++)
            whole = fmax(whole, fabs(got[i * c->n + j]) * scale_of(c->x[j]));
        y[i] = fmax(y[i], of);
    }
    for (size_t j = 0; j < c->n; j++) {
        double scale = scale_of(c->x[j]);
        v[j] = scale;
        differences(c, p, map, k, v, noise, expected, doubt);
        v[j] = 0.0;
        for (size_t i = 0; i < k; i++)
            compare_within(r, got[i * c->n + j], expected[i] / scale, p->floor * y[i] / fmin(scale, 1.0),
                           p->floor * whole / scale, doubt[i] / scale, i, j);
    }
    adc_free(noise);
    adc_free(doubt);
    adc_free(expected);
    adc_free(y);
    adc_free(v);
}

static adc_check_result check_jacobian(const adc_check_case *c, const Precision *p)
{
    adc_check_result r = result_new(c, c->m == 1 ? "gradient" : "Jacobian", p->difference);
    if (!c->value || !has_first(c))
        return missing(r, "needs value and one of tangent, adjoint and jacobian");
    double *jac = jacobian(c);
    check_columns(c, p, &r, values, c->m, jac, 0.0);
    adc_free(jac);
    return r;
}

/* |f|, of one value; 0: not known. */
static double value_size(const adc_check_case *c)
{
    double y = 0.0;
    if (c->value && c->m == 1)
        values(c, c->x, &y);
    return isfinite(y) ? fabs(y) : 0.0;
}

/* got (n x n) against second differences of the value along x_i + x_j and x_i - x_j, of which the mixed derivative is a
   quarter of the difference; where i = j, along x_i alone. */
static void check_curvatures(const adc_check_case *c, const Precision *p, adc_check_result *r, const double *got)
{
    double *v = reals(c->n);
    double size = p->floor * fmax(value_size(c), largest(c->n * c->n, got)), *noise = noise_of(c, p, values, 1);
    for (size_t i = 0; i < c->n; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum[2] = {0.0}, doubt[2] = {0.0}, si = scale_of(c->x[i]), sj = scale_of(c->x[j]);
            for (int k = 0; k < (i == j ? 1 : 2); k++) {
                v[j] = k ? -sj : sj;
                v[i] = si;
                differences_of(c, p, values, 1, 2, v, noise, &sum[k], &doubt[k]);
            }
            v[i] = v[j] = 0.0;
            double scale = (i == j ? 1.0 : 4.0) * si * sj;
            compare(r, got[i * c->n + j], (sum[0] - sum[1]) / scale, size, (doubt[0] + doubt[1]) / scale, i, j);
        }
    adc_free(noise);
    adc_free(v);
}

static adc_check_result check_hessian(const adc_check_case *c, const Precision *p)
{
    adc_check_result r = result_new(c, "Hessian", has_gradient(c) ? p->difference : p->curvature);
    if ((!has_gradient(c) && (!c->value || c->m != 1)) || (!c->hessian && !c->hvp))
        return missing(r, "needs m = 1, one of jacobian, adjoint and value, one of hessian and hvp");
    double *hess = hessian(c);
    if (has_gradient(c))
        check_columns(c, p, &r, gradient, c->n, hess, value_size(c));
    else
        check_curvatures(c, p, &r, hess);
    adc_free(hess);
    return r;
}

static adc_check_result check_symmetry(const adc_check_case *c, const Precision *p)
{
    adc_check_result r = result_new(c, "Hessian symmetry", p->dot);
    if (!c->hessian && !c->hvp)
        return missing(r, "needs one of hessian and hvp");
    double *hess = hessian(c);
    double size = p->floor * fmax(largest(c->n * c->n, hess), value_size(c));
    for (size_t i = 0; i < c->n; i++)
        for (size_t j = 0; j < i; j++)
            compare(&r, hess[i * c->n + j], hess[j * c->n + i], size, 0.0, i, j);
    adc_free(hess);
    return r;
}

/* The steps of the Taylor test, from coarse to fine. */
static double taylor_step(int level)
{
    return ldexp(0.25, -level);
}

static double median3(double a, double b, double c)
{
    return fmax(fmin(a, b), fmin(fmax(a, b), c));
}

/* How far rounding moves F = w.f along v: what is left of a straight line, as in noise_of. */
static double noise_along(const adc_check_case *c, const Precision *p, const double *w, const double *v, double middle)
{
    enum { samples = 16 };
    double *x = reals(c->n);
    double *y = reals(c->m);
    double most = 0.0;
    for (int sample = 0; sample < samples; sample++) {
        double h = noise_step(p, sample, samples), off = -2.0 * middle;
        for (int side = -1; side <= 1; side += 2) {
            point(c, side * h, v, x);
            values(c, x, y);
            off += dot(c->m, w, y);
        }
        most = isfinite(off) ? fmax(most, fabs(off)) : most;
    }
    adc_free(y);
    adc_free(x);
    return most;
}

/* The remainder of F = w.f along v behind its Taylor polynomial, at each step h; NaN: F is not finite there. */
static void remainders(const adc_check_case *c, const double *w, const double *v, const double term[3], double rest[levels])
{
    double *x = reals(c->n);
    double *y = reals(c->m);
    for (int level = 0; level < levels; level++) {
        double h = taylor_step(level);
        point(c, h, v, x);
        values(c, x, y);
        double off = dot(c->m, w, y) - term[0] - h * (term[1] + 0.5 * h * term[2]);
        rest[level] = isfinite(off) ? off : NAN;
    }
    adc_free(y);
    adc_free(x);
}

/* The slope of the remainder as the step is halved: the median of the last three at which the remainder stands clear of
   rounding; infinity where it never does. What falls steeply in one step was a jump, as of fmod, that the step crosses no
   more: the slopes before say nothing. */
static double taylor_slope(const Precision *p, const double rest[levels], double rounding)
{
    double slopes[3] = {INFINITY, INFINITY, INFINITY};
    double before = NAN;
    for (int level = 0; level < levels; level++) {
        double now = fabs(rest[level]);
        bool clear = now > rounding;
        double slope = isnan(now) ? NAN : log2(before / fmax(now, rounding));
        if (slope > p->jump)
            slopes[1] = slopes[2] = INFINITY;
        if (slope > p->jump || (clear && !isnan(before))) {
            slopes[0] = slopes[1];
            slopes[1] = slopes[2];
            slopes[2] = slope;
        }
        before = clear ? now : NAN;
    }
    if (slopes[0] == INFINITY) /* fewer than three: the last says it */
        return slopes[2];
    return median3(slopes[0], slopes[1], slopes[2]);
}

/* Has the remainder a part that falls with h^power, as that of a wrong derivative of that order has? rest / h^power is
   extrapolated to h = 0 (Neville's scheme): the part is there if the value that its neighbours confirm best is not zero by
   more than they differ and rounding makes it. Steps that are too coarse for a slope and too fine for their digits tell
   this still. */
static bool falls_with(const double rest[levels], int power, double rounding)
{
    double row[levels], part = 0.0, doubt = INFINITY;
    int done = 0;
    for (int level = 0; level < levels; level++) {
        double scale = pow(taylor_step(level), power);
        double now = rest[level] / scale;
        if (isnan(now)) {
            done = 0;
            continue;
        }
        double old = row[0];
        row[0] = now;
        for (int j = 1; j <= done; j++) {
            double better = now + (now - old) / (ldexp(1.0, j) - 1.0);
            double error = fmax(fmax(fabs(better - now), fabs(better - old)), rounding / scale);
            if (error <= doubt) {
                doubt = error;
                part = better;
            }
            old = row[j];
            row[j] = now = better;
        }
        done++;
    }
    return fabs(part) > 3.0 * doubt;
}

static adc_check_result check_taylor(const adc_check_case *c, const Precision *p, int order)
{
    bool second = order == 2;
    adc_check_result r = result_new(c, second ? "Taylor slope 3" : "Taylor slope 2", 0.0);
    r.tolerance = second ? 2.9 : 1.9;
    if (!c->value || !has_first(c))
        return missing(r, "needs value and one of tangent, adjoint and jacobian");
    if (second && (c->m != 1 || (!c->hessian && !c->hvp)))
        return missing(r, "needs m = 1 and one of hessian and hvp");
    unsigned long long seed = c->seed;
    double *v = random_direction(c, &seed);
    double *w = random_reals(c->m, &seed);
    double *y = reals(c->m);
    double *y_tan = jacobian_times(c, v);
    values(c, c->x, y);
    if (c->m == 1)
        w[0] = 1.0;
    double size = 0.0;
    for (size_t i = 0; i < c->m; i++)
        size += fabs(w[i] * y[i]) + fabs(w[i] * y_tan[i]);
    double term[3] = {dot(c->m, w, y), dot(c->m, w, y_tan), second ? curvature(c, v) : 0.0};
    double rounding = fmax(4.0 * p->epsilon * size, 5.0 * noise_along(c, p, w, v, term[0]));
    double rest[levels];
    remainders(c, w, v, term, rest);
    r.error = taylor_slope(p, rest, rounding);
    if (r.error == INFINITY) {
        r.note = "the remainder is rounding from the first step on";
    } else if (r.error <= r.tolerance && !falls_with(rest, 1, rounding) && !(second && falls_with(rest, 2, rounding))) {
        r.error = order + 1.0;
        r.note = "few digits stand clear of rounding: no slower part was found among them";
    }
    r.ok = isfinite(term[0]) && isfinite(term[1]) && isfinite(term[2]) && r.error > r.tolerance;
    adc_free(y_tan);
    adc_free(y);
    adc_free(w);
    adc_free(v);
    return r;
}

static bool report_one(FILE *report, adc_check_result r)
{
    if (report)
        adc_check_print(report, &r);
    return r.ok;
}

static bool check_all(const adc_check_case *c, const Precision *p, FILE *report)
{
    bool second = c->m == 1 && (c->hessian || c->hvp);
    bool first = c->value && has_first(c);
    bool ok = first || second || (c->tangent && c->adjoint);
    if (!ok)
        report_one(report, missing(result_new(c, "nothing", 0.0), "there is nothing to check"));
    if (c->tangent && c->adjoint)
        ok &= report_one(report, check_dot(c, p));
    if (first) {
        ok &= report_one(report, check_direction(c, p));
        ok &= report_one(report, check_jacobian(c, p));
        ok &= report_one(report, check_taylor(c, p, 1));
        if (second)
            ok &= report_one(report, check_taylor(c, p, 2));
    }
    if (second)
        ok &= report_one(report, check_symmetry(c, p));
    if (second && (has_gradient(c) || c->value))
        ok &= report_one(report, check_hessian(c, p));
    return ok;
}

void adc_check_print(FILE *report, const adc_check_result *r)
{
    bool slope = strncmp(r->test, "Taylor", 6) == 0;
    fprintf(report, "%-4s  %s: %s", r->ok ? "ok" : "FAIL", r->name, r->test);
    if (!r->ok && r->note && r->row == ADC_CHECK_NOWHERE && r->error == 0.0) {
        fprintf(report, ": %s\n", r->note);
        return;
    }
    fprintf(report, slope ? ", slope %.3g (must be over %g)" : ", error %.2g (allowed %g)",
            r->error, r->tolerance);
    if (r->note && (!r->ok || slope))
        fprintf(report, ": %s", r->note);
    fprintf(report, "\n");
    if (r->ok || slope)
        return;
    fprintf(report, "      got %.17g, expected %.17g", r->got, r->expected);
    if (r->row != ADC_CHECK_NOWHERE)
        fprintf(report, ", at row %zu", r->row);
    if (r->column != ADC_CHECK_NOWHERE)
        fprintf(report, ", column %zu", r->column);
    fprintf(report, "; seed %llu\n", r->seed);
}

adc_check_result adc_check_dot(const adc_check_case *c)
{
    return check_dot(c, &of_double);
}

adc_check_result adc_check_direction(const adc_check_case *c)
{
    return check_direction(c, &of_double);
}

adc_check_result adc_check_jacobian(const adc_check_case *c)
{
    return check_jacobian(c, &of_double);
}

adc_check_result adc_check_taylor(const adc_check_case *c, int order)
{
    return check_taylor(c, &of_double, order);
}

adc_check_result adc_check_symmetry(const adc_check_case *c)
{
    return check_symmetry(c, &of_double);
}

adc_check_result adc_check_hessian(const adc_check_case *c)
{
    return check_hessian(c, &of_double);
}

bool adc_check_all(const adc_check_case *c, FILE *report)
{
    return check_all(c, &of_double, report);
}

/* ---- floats: the same checks through callbacks that convert ---- */

static float *narrow(size_t n, const double *a)
{
    float *to = adc_array((ptrdiff_t)(n ? n : 1), sizeof *to);
    for (size_t i = 0; i < n; i++)
        to[i] = (float)a[i];
    return to;
}

static void widen(size_t n, float *from, double *to)
{
    for (size_t i = 0; i < n; i++)
        to[i] = from[i];
    adc_free(from);
}

/* Each of these narrows what the callback reads and writes, calls it, and widens what it wrote. */
typedef void One(void *context, const float *x, float *out);
typedef void Two(void *context, const float *x, const float *in, float *out);

static void call_one(const adc_check_case_f *f, One *callback, const double *x, size_t n_out,
                     double *out)
{
    float *fx = narrow(f->n, x);
    float *fout = narrow(n_out, out);
    callback(f->context, fx, fout);
    widen(n_out, fout, out);
    adc_free(fx);
}

static void call_two(const adc_check_case_f *f, Two *callback, const double *x, size_t n_in,
                     const double *in, size_t n_out, double *out)
{
    float *fx = narrow(f->n, x);
    float *fin = narrow(n_in, in);
    float *fout = narrow(n_out, out);
    callback(f->context, fx, fin, fout);
    widen(n_out, fout, out);
    adc_free(fin);
    adc_free(fx);
}

static void value_f(void *context, const double *x, double *y)
{
    const adc_check_case_f *f = context;
    call_one(f, f->value, x, f->m, y);
}

static void tangent_f(void *context, const double *x, const double *x_tan, double *y_tan)
{
    const adc_check_case_f *f = context;
    call_two(f, f->tangent, x, f->n, x_tan, f->m, y_tan);
}

static void adjoint_f(void *context, const double *x, const double *y_adj, double *x_adj)
{
    const adc_check_case_f *f = context;
    call_two(f, f->adjoint, x, f->m, y_adj, f->n, x_adj);
}

static void jacobian_f(void *context, const double *x, double *jac)
{
    const adc_check_case_f *f = context;
    call_one(f, f->jacobian, x, f->m * f->n, jac);
}

static void hvp_f(void *context, const double *x, const double *x_dir, double *x_hvp)
{
    const adc_check_case_f *f = context;
    call_two(f, f->hvp, x, f->n, x_dir, f->n, x_hvp);
}

static void hessian_f(void *context, const double *x, double *hess)
{
    const adc_check_case_f *f = context;
    call_one(f, f->hessian, x, f->n * f->n, hess);
}

static adc_check_case case_of(const adc_check_case_f *f)
{
    double *x = reals(f->n);
    for (size_t i = 0; i < f->n; i++)
        x[i] = f->x[i];
    return (adc_check_case){.name = f->name,
                            .n = f->n,
                            .m = f->m,
                            .x = x,
                            .context = (void *)f,
                            .value = f->value ? value_f : NULL,
                            .tangent = f->tangent ? tangent_f : NULL,
                            .adjoint = f->adjoint ? adjoint_f : NULL,
                            .jacobian = f->jacobian ? jacobian_f : NULL,
                            .hvp = f->hvp ? hvp_f : NULL,
                            .hessian = f->hessian ? hessian_f : NULL,
                            .seed = f->seed,
                            .tolerance = f->tolerance};
}

typedef adc_check_result Check(const adc_check_case *c, const Precision *p);

static adc_check_result run_f(const adc_check_case_f *f, Check *check)
{
    adc_check_case c = case_of(f);
    adc_check_result r = check(&c, &of_float);
    adc_free((void *)c.x);
    return r;
}

adc_check_result adc_check_dot_f(const adc_check_case_f *c)
{
    return run_f(c, check_dot);
}

adc_check_result adc_check_direction_f(const adc_check_case_f *c)
{
    return run_f(c, check_direction);
}

adc_check_result adc_check_jacobian_f(const adc_check_case_f *c)
{
    return run_f(c, check_jacobian);
}

adc_check_result adc_check_symmetry_f(const adc_check_case_f *c)
{
    return run_f(c, check_symmetry);
}

adc_check_result adc_check_hessian_f(const adc_check_case_f *c)
{
    return run_f(c, check_hessian);
}

adc_check_result adc_check_taylor_f(const adc_check_case_f *f, int order)
{
    adc_check_case c = case_of(f);
    adc_check_result r = check_taylor(&c, &of_float, order);
    adc_free((void *)c.x);
    return r;
}

bool adc_check_all_f(const adc_check_case_f *f, FILE *report)
{
    adc_check_case c = case_of(f);
    bool ok = check_all(&c, &of_float, report);
    adc_free((void *)c.x);
    return ok;
}
