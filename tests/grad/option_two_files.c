/* Bodies in any of the files given are visible; one output. */
// files: two_files/other.c two_files/old.c
#include "grad.h"

//@ two_files
double elsewhere(double a, int k);
extern const double shared_table[3];
KINDS()
double two_files(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += elsewhere(x[i], i + 1) * shared_table[i % 3];
    return s;
}
SCALAR(two_files, 0.5, 1.2)

//@ a_header_that_brings_another
#include "two_files/host.h"
KINDS()
double a_page(int n, const double x[n])
{
    long page = PAGE_SIZE_OF_HOST();
    return page > 0 ? x[0] * x[1] : x[0];
}
SCALAR(a_page, 0.5, 1.2)

//@ a_header_as_a_template
#define KIND float
#define KIND_OF(name) name##_f
#include "two_files/kind.h"
#define KIND double
#define KIND_OF(name) name##_d
#include "two_files/kind.h"
KINDS()
double template_twice(int n, const double x[n])
{
    double KIND = 0;
    struct span_f f = {2, 3, 1};
    for (int i = 0; i < n; i++) {
        struct span_d s[2] = {{x[i], x[0], 1}, {x[i], KIND, 1}};
        struct span_d turned[2] = {s[i % 2], s[(i + 1) % 2]};
        KIND += lengths_d(2, turned) * lengths_f(1, &f) + weights_d[1] * x[i];
    }
    return KIND;
}
SCALAR(template_twice, 0.5, 1.2, -0.7)

//@ macros_of_a_template
/* it chooses them by what is defined when it is included; one has the name of a parameter later */
#define CHOOSE_SMALL
#include "two_files/chosen.h"
#define CHOOSE_LARGE
#include "two_files/chosen.h"
#define at 1
#include "two_files/host.h"
#undef at
ADC_ADJOINT(wrt(x, s), of(return))
double macros_of_template(const struct chosen_small *s, double x, int at);
double macros_of_template(const struct chosen_small *s, double x, int at)
{
    struct chosen_large l = {{s->v[0] * x, s->v[1], x, s->v[at] + sysconf(_SC_PAGESIZE) * 0.0}};
    return sum_large(&l) * sum_small(s);
}
#ifdef TEST_MAIN
TEST(macros_of_template)
{
    struct chosen_small s = {{2, 3}}, g = {{0, 0}};
    double x_adj = 0; /* (2 x + 3 + x + 3) * 5 at x = 7 */
    CHECK_CLOSE(macros_of_template_adjoint(&s, 7, 1, &g, &x_adj, 1), 135, 1e-15);
    CHECK_CLOSE(x_adj, 15, 1e-15);
    CHECK_CLOSE(g.v[0], 7 * 5 + 27, 1e-15);
    CHECK_CLOSE(g.v[1], 2 * 5 + 27, 1e-15);
}
#endif

//@ statics_of_one_name
/* both files have a table, a function and a type of their own, by names that both use; the types stand in a header
   without a guard */
#include "two_files/outer.h"
#include "two_files/state.h"
static const double coefficient[2] = {0.5, 0.25};
static double scaled(double x) { return coefficient[0] * x + coefficient[1] * x * x; }
void squared(const pair *from, pair *to);
double elsewhere_scaled(double x);
static void step(holder *h)
{
    h->state->level = positive(h->state->level) * h->at.re * h->part.weight;
}
KINDS()
double statics(int n, const double x[n])
{
    struct state state = {x[1]};
    holder h = {{x[0], x[1]}, {x[2]}, &state};
    step(&h);
    pair p = {x[0], h.state->level}, q;
    squared(&p, &q);
    return scaled(q.re) * elsewhere_scaled(q.im) + scaled(x[2]) * (double)ODD;
}
SCALAR(statics, 0.5, 1.2, 0.7)

//@ declared_without_a_prototype
double fabs(), atan2();
double elsewhere_bare();
KINDS()
double bare(int n, const double x[n])
{
    return atan2(fabs(x[0]), x[n - 1]) * elsewhere_bare();
}
SCALAR(bare, 0.5, 1.2, 0.7)

//@ variables_named_as_macros
double old_limit(double x);
KINDS()
double limits(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += old_limit(x[i] * x[i]);
    return s;
}
SCALAR(limits, 0.5, 1.2)

//@ structure_beside_an_included_type
#include "two_files/guts.h"
ADC_ADJOINT()
void weigh(const struct guts *g, part *sum)
{
    sum->weight = 0;
    for (int i = 0; i < g->n; i++)
        sum->weight += g->parts[i].weight * g->parts[0].weight;
}
#ifdef TEST_MAIN
TEST(structure_beside_an_included_type)
{
    struct guts g = {2, {{3}, {5}}}, adj = {0};
    part sum, seed = {1};
    weigh_adjoint(&g, &sum, &adj, &seed);
    CHECK_EXACT(sum.weight, 3 * (3 + 5));
    CHECK_EXACT(adj.parts[0].weight, 2 * 3 + 5);
    CHECK_EXACT(adj.parts[1].weight, 3);
    CHECK_EXACT(seed.weight, 0);
}
#endif

//@ structure_of_the_other_file
#include "two_files/hidden.h"
KINDS()
double opaque(int n, const double x[n])
{
    double room[4] = {0}, s = 0;
    for (int i = 0; i < n; i++)
        s += hidden_level(hidden_make(room, x[i]));
    return s;
}
SCALAR(opaque, 0.5, 1.2)

//@ header_by_way_of_another
#include "two_files/phase.h"
static struct table phase_table = {{0.75, -0.5}, 2};
KINDS()
double phases(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += phase_of(&phase_table, x[i]);
    return s;
}
SCALAR(phases, 0.5, 1.2)

//@ anonymous_members
#include "two_files/places.h"
void places_set(places *p, const double *x, int n);
KINDS()
double anonymous_members(int n, const double x[n])
{
    places p;
    places_set(&p, x, n - 1);
    double s = p.weight;
    for (int i = 0; i < p.first; i++)
        s *= p.left[i] * p.left[i] + p.weight;
    return s;
}
SCALAR(anonymous_members, 0.5, 1.2, 0.7)

//@ included_within
/* headers that are a part of a declaration: they are no headers of the generated file */
static const double in_parts_table[] = {
#include "two_files/rows.h"
};
#define WEIGHT 2.0
static double in_parts(double x)
#include "two_files/within.h"
#undef WEIGHT
#define WEIGHT 3.0
static double in_parts_again(double x)
#include "two_files/within.h"
#include "two_files/phase.h"
KINDS()
double included_within(int n, const double x[n])
{
    return in_parts(x[0]) * in_parts_again(x[1]) + in_parts_table[1] * x[0];
}
SCALAR(included_within, 0.5, 1.2)

//@ runtime_header_in_the_source
/* As generated files have it, which may be given to adc again: its names stay what they are. */
#include <adc/tape.h>
ADC_ADJOINT()
void rh_step(int n, const double x[n], double y[n])
{
    for (int t = 0; t < 2; t++)
        for (int i = 1; i < n - 1; i++) {
            y[i] = y[i] * x[i - 1] + x[i + 1];
            adc_in_order();
        }
}
#ifdef TEST_MAIN
TEST(runtime_header_in_the_source)
{
    double x[4] = {0.7, -0.4, 1.2, 0.3}, y[4] = {0.5, 0.9, -1.1, 0.2}, xa[4] = {0}, ya[4] = {0, 1.0, 1.0, 0};
    const double y1 = y[1], y2 = y[2];
    rh_step(4, x, y);
    double at[4] = {0.5, y1, y2, 0.2};
    rh_step_adjoint(4, x, at, xa, ya);
    CHECK_EXACT(at[1], y[1]);
    CHECK_CLOSE(xa[0], 2.0 * x[0] * y1 + x[2], 1e-14); /* y1 x0^2 + x2 x0 + x2 */
    CHECK_CLOSE(xa[1], 2.0 * x[1] * y2 + x[3], 1e-14); /* y2 x1^2 + x3 x1 + x3 */
    CHECK_CLOSE(xa[2], x[0] + 1.0, 1e-14);
    CHECK_CLOSE(xa[3], x[1] + 1.0, 1e-14);
    CHECK_CLOSE(ya[1], x[0] * x[0], 1e-14);
    CHECK_CLOSE(ya[2], x[1] * x[1], 1e-14);
}
#endif

//@ header_by_macros
/* the static functions of one header are others in each file that includes it: by a macro, and by a static function */
static double rate(double x) { return 3 * x * x; }
#define STEP(x) (x)
#include "two_files/step.h"
double elsewhere_stepped(double x);
ADC_GRADIENT()
double header_by_macros(double x)
{
    return stepped(x, 2) + by_own_rate(x) + elsewhere_stepped(x);
}
#ifdef TEST_MAIN
TEST(header_by_macros)
{
    const double x = 0.7; /* x^3 + x + 1 + 3 x^3 + x^7 + x^3 + 1 + 5 x + x^2 */
    double g;
    CHECK_CLOSE(header_by_macros_gradient(x, &g), 5 * pow(x, 3) + 6 * x + 2 + pow(x, 7) + x * x, 1e-14);
    CHECK_CLOSE(g, 15 * x * x + 6 + 7 * pow(x, 6) + 2 * x, 1e-14);
}
#endif

//@ inlines_defined_here
/* The header, with the macro, is not included once more: its functions would be defined twice. */
#define INLINES_HERE
#include "two_files/inlines.h"
ADC_GRADIENT(wrt(a))
double inlines_defined_here(inl_pair a)
{
    inl_pair b = inl_add(a, a);
    return inl_dot(a, b) * inl_dot(b, b);
}
#ifdef TEST_MAIN
TEST(inlines_defined_here)
{
    inl_pair a = {1.0, 2.0}, g = {7.0, 7.0};
    const double r2 = a.x * a.x + a.y * a.y; /* 8 r2^2 */
    CHECK_CLOSE(inlines_defined_here_gradient(a, &g), 8.0 * r2 * r2, 1e-15);
    CHECK_CLOSE(g.x, 32.0 * r2 * a.x, 1e-15);
    CHECK_CLOSE(g.y, 32.0 * r2 * a.y, 1e-15);
}
#endif

//@ types_of_a_function_of_a_header
#include "two_files/noise.h"
KINDS()
double types_of_a_function_of_a_header(int n, const double x[n])
{
    unsigned seed = 17;
    double s = 0;
    for (int i = 0; i < n; i++)
        s += noise_of(&seed, x[i]) * x[0];
    return s;
}
SCALAR(types_of_a_function_of_a_header, 0.7, -0.4, 1.1)
