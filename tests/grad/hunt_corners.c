/* Corners of C in which programs were refused, did not compile or crashed: each named for what went wrong. */
#include "grad.h"
#include <alloca.h>
#include <complex.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

//@ result_of_memset
/* What memset, memcpy and memmove return is their first argument: it had no shadow. */
struct corner_sum {
    double a, b;
    int k;
};
static void *zalloc(size_t n) { return memset(malloc(n), 0, n); }
static void *duplicate(const void *p, size_t n) { return memcpy(malloc(n), p, n); }
static double *shifted(double *p, const double *q, int n) { return (double *)memmove(p, q, n * sizeof(*p)) + 1; }
KINDS()
double result_of_memset(int n, const double x[n])
{
    double *z = zalloc(n * sizeof *z), *q = duplicate(x, n * sizeof *q), b[3];
    double *w = memset(malloc(n * sizeof *w), 0, n * sizeof *w);
    struct corner_sum *v = zalloc(sizeof *v), *u = memcpy(zalloc(sizeof *u), v, sizeof *v);
    for (int i = 0; i < n; i++) {
        z[i] += q[i] * q[(i + 1) % n];
        w[i] += z[i] * shifted(b, x, n)[-1];
        v->a += w[i];
        u->b += v->a * x[i], u->k++;
    }
    double r = z[0] * w[1] + v->a * u->b * u->k;
    struct corner_sum *again = memset(v, 0, sizeof *v);
    again->a += r;
    r += v->a * ((double *)memcpy(b, z, sizeof *b))[0];
    free(z), free(q), free(w), free(v), free(u);
    return r;
}
SCALAR(result_of_memset, 0.8, -0.6, 1.1)

//@ memory_cleared_again
KINDS()
double memory_cleared_again(int n, const double x[n])
{
    double *b = malloc(n * sizeof *b), s = 0;
    for (int t = 0; t < 3; t++) {
        double *z = memset(b, 0, n * sizeof *b);
        for (int i = 0; i < n; i++) {
            z[i] += x[i] * (s + 1) * t;
            s += b[i];
        }
    }
    free(b);
    return s;
}
SCALAR(memory_cleared_again, 0.8, -0.6, 1.1)

//@ size_of_what_is_declared
/* sizeof *p in p's own initializer, which moved in front of the declaration. */
struct corner_arena {
    char *base;
    size_t used;
};
struct corner_self {
    double v;
    struct corner_self *self;
};
static void *take(struct corner_arena *a, size_t n)
{
    void *p = a->base + a->used;
    a->used += (n + 15) & ~(size_t)15;
    return p;
}
static struct corner_self made_of(struct corner_self *p, double v) { return (struct corner_self){v * v, p}; }
static int enter(struct corner_self *p, int k) { return p->self = p, k; }
KINDS()
double size_of_what_is_declared(int n, const double x[n])
{
    struct corner_arena a = {malloc(512), 0};
    double *u = take(&a, n * sizeof *u), (*m)[2] = take(&a, n * sizeof *m), *v = alloca(n * sizeof *v);
    struct corner_self l = made_of(&l, enter(&l, 2) + x[0]);
    for (int i = 0; i < n; i++) {
        u[i] = x[i] * x[i];
        m[i][0] = u[i] * l.v;
        m[i][1] = m[i][0] * l.self->v;
        v[i] = m[i][1] + u[i];
    }
    double r = v[0] * v[n - 1];
    free(a.base);
    return r;
}
SCALAR(size_of_what_is_declared, 0.8, -0.6, 1.1)

//@ flexible_array_grows
/* realloc and memcpy of a record with the array at its end. */
struct corner_flexible {
    double total;
    int n;
    float weight;
    double d[];
};
static struct corner_flexible *copy_of(const struct corner_flexible *p)
{
    size_t bytes = sizeof *p + p->n * sizeof p->d[0];
    struct corner_flexible *q = malloc(bytes);
    memcpy(q, p, bytes);
    return q;
}
KINDS()
double flexible_array_grows(int n, const double x[n])
{
    struct corner_flexible *p = NULL, head;
    for (int i = 0; i < 6; i++) {
        p = realloc(p, offsetof(struct corner_flexible, d) + (i + 1) * sizeof p->d[0]);
        if (!i)
            p->total = 0;
        p->n = i + 1;
        p->d[i] = x[i % n];
        p->total += p->d[i] * p->d[i / 2];
    }
    struct corner_flexible *q = copy_of(p);
    head = *q;
    double r = p->total * head.total;
    for (int i = 0; i < p->n; i++)
        r += p->d[i] * q->d[p->n - 1 - i] * q->total;
    free(p), free(q);
    return r;
}
SCALAR(flexible_array_grows, 0.8, -0.6, 1.1)

//@ array_of_one_at_the_end
/* The same before C99: `double d[1]`, of which there are more. But also an array of such records. */
struct corner_hack {
    int n;
    double d[1];
};
KINDS()
double array_of_one_at_the_end(int n, const double x[n])
{
    struct corner_hack *p = 0, *q = 0;
    for (int i = 0; i < 7; i++) {
        p = realloc(p, sizeof(struct corner_hack) + i * sizeof(double));
        q = realloc(q, (i + 1) * sizeof *q);
        p->n = q[i].n = i + 1;
        p->d[i] = x[i % n] * (i + 1);
        q[i].d[0] = p->d[i] * p->d[i / 2];
    }
    double r = 1;
    for (int i = 0; i < p->n; i++)
        r += p->d[i] * q[i].d[0] * r * 0.01;
    free(p), free(q);
    return r;
}
SCALAR(array_of_one_at_the_end, 0.8, -0.6, 1.1)

//@ flexible_array_of_pointers
struct corner_rows {
    int n;
    double *r[];
};
KINDS()
double flexible_array_of_pointers(int n, const double x[n])
{
    double t[4] = {x[0], x[1], x[0] * x[1], 1};
    struct corner_rows *p = malloc(sizeof *p + 2 * sizeof p->r[0]);
    p->n = 2;
    p->r[0] = t, p->r[1] = t + 2;
    struct corner_rows *q = malloc(sizeof *p + p->n * sizeof p->r[0]);
    memcpy(q, p, sizeof *p + p->n * sizeof p->r[0]);
    p = realloc(p, sizeof *p + 4 * sizeof p->r[0]);
    p->r[2] = t + 1;
    double s = p->r[2][1] * q->r[1][0];
    q->r[1][1] *= s;
    s += *p->r[0] * t[3];
    free(p), free(q);
    return s;
}
SCALAR(flexible_array_of_pointers, 0.8, -0.6)

//@ integer_imaginary
KINDS()
double integer_imaginary(int n, const double x[n])
{
    double _Complex z = x[0] + __extension__ 1i * x[n - 1];
    z *= __extension__ 3i;
    return creal(cexp(z)) + cimag(z * z);
}
SCALAR(integer_imaginary, 0.8, -0.6)

//@ bound_kept_inside
/* An array for an inner loop, whose size was made of what the loop around keeps. */
typedef struct corner_matrix {
    size_t r, c;
    double *a;
} Corner;
static Corner corner_new(size_t r, size_t c) { return (Corner){r, c, calloc(r * c, sizeof(double))}; }
static Corner corner_product(const Corner *a, const Corner *b)
{
    Corner m = corner_new(a->r, b->c);
    for (size_t i = 0; i < m.r; i++)
        for (size_t k = 0; k < a->c; k++)
            for (size_t j = 0; j < m.c; j++)
                m.a[i * m.c + j] += a->a[i * a->c + k] * b->a[k * b->c + j];
    return m;
}
KINDS()
double bound_kept_inside(int n, const double x[n])
{
    Corner a = corner_new(2, 2);
    for (int i = 0; i < 4; i++)
        a.a[i] = x[i % n];
    Corner p = corner_product(&a, &a);
    for (int t = 0; t < 2; t++) {
        Corner q = corner_product(&p, &a);
        free(p.a);
        p = q;
    }
    double r = p.a[0] + p.a[1] * p.a[3];
    free(p.a), free(a.a);
    return r;
}
SCALAR(bound_kept_inside, 0.8, -0.6, 1.1)

//@ tag_named_in_parameters
/* A structure whose tag is declared alone, and then used in the type of a function in another. */
struct corner_shape;
typedef double (*corner_measure)(const struct corner_shape *);
struct corner_class {
    corner_measure area;
    void (*grow)(struct corner_shape *, double);
};
struct corner_shape {
    const struct corner_class *class;
    double p[2];
};
static double disc(const struct corner_shape *s) { return 3.0 * s->p[0] * s->p[0]; }
static double rectangle(const struct corner_shape *s) { return s->p[0] * s->p[1]; }
static void blow_up(struct corner_shape *s, double k) { s->p[0] *= k; }
static void stretch(struct corner_shape *s, double k) { s->p[1] += k; }
static const struct corner_class discs = {disc, blow_up}, rectangles = {.grow = stretch, .area = rectangle};
KINDS()
double tag_named_in_parameters(int n, const double x[n])
{
    struct corner_shape all[3] = {{&discs, {x[0]}}, {&rectangles, {x[1], x[2 % n]}}, {&discs, {x[1]}}};
    double t = 0;
    for (int i = 0; i < 3; i++) {
        all[i].class->grow(all + i, x[i % n]);
        t += all[i].class->area(all + i) * (1 + t);
    }
    return t;
}
SCALAR(tag_named_in_parameters, 0.8, -0.6, 1.1)

//@ member_of_a_constant_structure
/* A member that points to a structure that is const: the shadow of that is written. */
struct corner_material {
    double k, rho[2];
};
struct corner_bar {
    double length;
    const struct corner_material *m;
};
static double stiffness(const struct corner_bar *b) { return b->m->k * b->m->rho[1] / b->length; }
KINDS()
double member_of_a_constant_structure(int n, const double x[n])
{
    const struct corner_material steel = {x[0] * x[0], {2, x[n - 1]}};
    struct corner_bar b = {x[1], &steel};
    return stiffness(&b) + b.m->k * b.m->rho[0];
}
SCALAR(member_of_a_constant_structure, 0.8, -0.6, 1.1)

//@ header_of_atomics
/* Operations on atomics are macros, which lead to no header. */
#include <stdatomic.h>
_Atomic int corner_calls;
KINDS()
double header_of_atomics(int n, const double x[n])
{
    corner_calls++;
    atomic_fetch_add(&corner_calls, 2);
    return x[0] * x[0] * x[n - 1];
}
SCALAR(header_of_atomics, 0.8, -0.6, 1.1)

//@ walks_over_rows
/* A pointer to the first element of a row, and all of the matrix behind it: m[0][i] would end with the row. */
static double weighed(const double *p, int n)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += p[i] * p[i] * (i + 1);
    return s;
}
static void scaled(double *p, int n, const double *q)
{
    for (int i = 0; i < n; i++)
        p[i] *= 1 + q[i % 3] * 0.1;
}
KINDS()
double walks_over_rows(int n, const double x[n])
{
    double m[3][3];
    for (int i = 0; i < 9; i++)
        (&m[0][0])[i] = x[i % n] * (i + 1);
    scaled(m[0], 9, m[1]);
    scaled(&m[0][1], 8, m[2]);
    scaled(m[2], 3, m[2]);
    for (int i = 0; i < 9; i++)
        *(m[0] + i) += *(*m + 8 - i) * 0.1;
    return weighed(m[0], 9) + weighed(*m, 9) * weighed(&m[1][0], 6) + weighed((double *)m, 9) + weighed(m[1], 3);
}
SCALAR(walks_over_rows, 0.8, -0.6, 1.1)

//@ rows_of_members
typedef struct corner_block {
    double m[2][2];
} Block;
static Block block_sum(Block a, double s, Block b)
{
    for (double *p = *a.m, *q = *b.m; p < *a.m + 4;)
        *p++ += s * *q++;
    return a;
}
KINDS()
double rows_of_members(int n, const double x[n])
{
    Block a = {{{x[0], x[1]}, {x[n - 1], 0.5}}}, e = a;
    for (int k = 1; k < 4; k++) {
        for (int i = 0; i < 4; i++)
            (&a.m[0][0])[i] *= (&e.m[0][0])[3 - i] / k;
        e = block_sum(e, 0.7, a);
    }
    return e.m[0][1] * e.m[1][1] + e.m[1][0];
}
SCALAR(rows_of_members, 0.8, -0.6, 1.1)

//@ status_in_a_condition
/* What functions return that tell of failures stands in conditions: (t ? 0 : -1) was warned about. */
static int room(double **to, int n)
{
    *to = malloc(n * sizeof **to);
    return *to ? 0 : -1;
}
static int status(double v) { return v > 0 ? 0 : v < -1 ? 2 : 3; }
KINDS()
double status_in_a_condition(int n, const double x[n])
{
    double *t;
    if (room(&t, n))
        return 0;
    t[0] = x[0] * x[0];
    if (status(x[1]) != 0 || !status(x[0]))
        t[0] *= x[1];
    while (status(t[0]))
        t[0] += x[0];
    double r = t[0];
    free(t);
    return r;
}
SCALAR(status_in_a_condition, 0.8, -0.6, 1.1)

//@ function_that_finds_itself
/* A function behind a pointer that calls a function behind a pointer: put in place of the call, its own was left. */
struct corner_rule {
    double (*step)(const struct corner_rule *, int, double);
    double k;
};
static double corner_step(const struct corner_rule *r, int left, double v)
{
    return left ? r->step(r, left - 1, v * r->k) + v : v * v;
}
typedef struct corner_function {
    double (*eval)(void *self, double t);
    void *self;
} Function;
typedef struct corner_composed {
    Function f, g;
} Composed;
static double eval_line(void *self, double t)
{
    double *l = self;
    return l[0] * t + l[1];
}
static double eval_composed(void *self, double t)
{
    Composed *c = self;
    return c->f.eval(c->f.self, c->g.eval(c->g.self, t));
}
KINDS()
double function_that_finds_itself(int n, const double x[n])
{
    struct corner_rule r = {corner_step, x[0]};
    double l[2] = {x[0], x[1]}, m[2] = {x[n - 1], 1};
    Composed c = {{eval_line, l}, {eval_line, m}}, d = {{eval_composed, &c}, {eval_line, l}};
    return r.step(&r, 3, x[1]) + eval_composed(&d, 0.5);
}
SCALAR(function_that_finds_itself, 0.8, -0.6, 1.1)

//@ size_with_an_effect
/* Which does not happen: clang warns. */
KINDS()
double size_with_an_effect(int n, const double x[n])
{
    int i = 0;
    double s = (double)sizeof(x[i++]) * x[0];
    return s * x[n - 1] + i;
}
SCALAR(size_with_an_effect, 0.8, -0.6, 1.1)

//@ base_without_reals
/* Records that begin with one which holds no reals: a pointer to that one leads to reals all the same. */
struct corner_object;
struct corner_methods {
    double (*eval)(const struct corner_object *, double);
};
struct corner_object {
    const struct corner_methods *methods;
};
struct corner_line {
    struct corner_object object;
    double a, b;
};
struct corner_parabola {
    struct corner_object object;
    double c;
};
static double line_at(const struct corner_object *o, double t)
{
    const struct corner_line *l = (const void *)o;
    return l->a * t + l->b;
}
static double parabola_at(const struct corner_object *o, double t)
{
    return ((const struct corner_parabola *)o)->c * t * t;
}
static const struct corner_methods lines = {line_at}, parabolas = {parabola_at};
static struct corner_object *new_line(double a, double b)
{
    struct corner_line *l = malloc(sizeof *l);
    *l = (struct corner_line){{&lines}, a, b};
    return &l->object;
}
KINDS()
double base_without_reals(int n, const double x[n])
{
    struct corner_parabola q = {{&parabolas}, x[1]};
    struct corner_object *all[] = {new_line(x[0], x[n - 1]), &q.object};
    double s = x[0];
    for (int i = 0; i < 4; i++) {
        s = all[i % 2]->methods->eval(all[i % 2], s) * 0.5;
        ((struct corner_line *)all[0])->b *= 1.1;
    }
    free(all[0]);
    return s;
}
SCALAR(base_without_reals, 0.8, -0.6, 1.1)

//@ links_that_are_members
struct corner_link {
    struct corner_link *next, *prev;
};
struct corner_body {
    double m;
    struct corner_link link;
    double v;
};
#define BODY(p) ((struct corner_body *)((char *)(p) - offsetof(struct corner_body, link)))
static void append(struct corner_link *l, struct corner_link *head)
{
    l->next = head;
    l->prev = head->prev;
    head->prev->next = l;
    head->prev = l;
}
KINDS()
double links_that_are_members(int n, const double x[n])
{
    struct corner_link head = {&head, &head};
    for (int i = 0; i < n; i++) {
        struct corner_body *b = malloc(sizeof *b);
        b->m = x[i];
        b->v = i + x[0];
        append(&b->link, &head);
    }
    double s = 1;
    for (struct corner_link *l = head.next; l != &head; l = l->next) {
        struct corner_body *b = BODY(l);
        s += s * b->m * b->m * (1 + b->v);
        b->v *= s;
    }
    while (head.next != &head) {
        struct corner_link *l = head.next;
        head.next = l->next;
        s += BODY(l)->v;
        free(BODY(l));
    }
    return s;
}
SCALAR(links_that_are_members, 0.8, -0.6, 1.1)

//@ elements_of_a_branch
/* gcc -O2 follows the elements of a small array into the reverse half of the branch. */
KINDS()
double elements_of_a_branch(int n, const double x[n])
{
    double t = cos(x[0]), r = 0.0;
    if (t > -0.23) {
        double *p = (double[3]){copysign(x[0], x[1]), t, x[1]};
        p[1] = p[1] * x[0];
        p[2] += 0.2 * x[0] * p[1];
        r = tanh(x[2] * (p[2] - 0.75)) + sin(p[1] * p[0]) * p[2];
        for (int i = 2; i >= 0; i--)
            r = sin(i != 2 ? r * p[1] : 0.3);
    } else {
        r = t * x[1];
    }
    return r * r;
}
SCALAR(elements_of_a_branch, 0.3, 0.9, -0.4)

//@ zero_for_a_pointer
/* Arguments that are 0 are no pointers to anything. */
static double told_where(double x, int n, const char name[], char out[], void *more)
{
    union {
        double d;
        float f;
    } u;
    if (out)
        strcpy(out, name);
    if (more)
        *(int *)more = n;
    u.d = x * x;
    return u.d + n;
}

KINDS()
double zero_for_a_pointer(int n, const double x[n])
{
    char text[20];
    return told_where(x[0], 2, 0x0, 0, 0x0) * told_where(x[n - 1], 3, "abc", text, 0);
}
SCALAR(zero_for_a_pointer, 0.3, 0.9)
