/* Reals kept in memory that is declared as bytes. */
#include "grad.h"
#include <math.h>
#include <stdalign.h>
#include <stddef.h>
#include <string.h>

//@ bytes_of_a_local
KINDS()
double bytes_of_a_local(int n, const double x[n])
{
    alignas(16) char raw[256];
    double *w = (double *)raw;
    for (int i = 0; i < 8; i++)
        w[i] = x[i % n] * (i + 1);
    void *second = raw + 64;
    double *v = second;
    for (int i = 0; i < 8; i++)
        v[i] = w[7 - i] * w[i];
    return v[0] * v[3] + w[2];
}
SCALAR(bytes_of_a_local, 0.3, 0.7, 1.1, 0.2)

//@ bytes_of_a_struct
/* An arena that is its own memory, for reals and integers. */
struct arena {
    size_t used;
    alignas(16) unsigned char memory[1024];
};

static void *get(struct arena *a, size_t size)
{
    size = (size + 15) & ~(size_t)15;
    if (a->used + size > sizeof a->memory)
        return NULL;
    void *p = a->memory + a->used;
    a->used += size;
    return p;
}

KINDS()
double bytes_of_a_struct(int n, const double x[n])
{
    struct arena a;
    a.used = 0;
    double *u = get(&a, n * sizeof *u), *v = get(&a, n * sizeof *v);
    int *from = get(&a, n * sizeof *from);
    if (!u || !v || !from)
        return -1;
    for (int i = 0; i < n; i++) {
        u[i] = x[i] * 2;
        from[i] = n - 1 - i;
    }
    for (int i = 0; i < n; i++)
        v[i] = u[from[i]] * u[i];
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += v[i] * (i + 1);
    return sum;
}
SCALAR(bytes_of_a_struct, 0.3, 0.7, 1.1, 0.2)

//@ bytes_that_a_call_fills
static double fill(void *to, int n, const double *x, int depth)
{
    double *t = to;
    if (depth > 0)
        return fill(to, n, x, depth - 1);
    for (int i = 0; i < n; i++)
        t[i] = x[i] * x[i];
    return t[0];
}

static double total(const void *of, int n)
{
    const double *t = of;
    double sum = 1;
    for (int i = 0; i < n; i++)
        sum *= t[i] + 0.5;
    return sum;
}

KINDS()
double bytes_that_a_call_fills(int n, const double x[n])
{
    alignas(16) unsigned char raw[512];
    double first = fill(raw, n, x, 2);
    return total(raw, n) * first;
}
SCALAR(bytes_that_a_call_fills, 0.3, 0.7, 1.1, 0.2)

//@ bytes_given_as_reals
/* Only the functions that are called access them as what they are. */
static double fill_reals(double *t, int n, const double *x, int depth)
{
    if (depth > 0)
        return fill_reals(t, n, x, depth - 1);
    for (int i = 0; i < n; i++)
        t[i] = x[i] * x[i];
    return t[0];
}

static double product_of(const double *t, int n, int depth)
{
    double p = 1;
    if (depth > 0)
        return product_of(t, n, depth - 1);
    for (int i = 0; i < n; i++)
        p *= t[i] + 0.5;
    return p;
}

KINDS()
double bytes_given_as_reals(int n, const double x[n])
{
    alignas(16) unsigned char raw[512];
    double first = fill_reals((double *)raw, n, x, 2);
    return product_of((const double *)raw, n, 2) * first;
}
SCALAR(bytes_given_as_reals, 0.3, 0.7, 1.1, 0.2)

//@ bytes_for_custom_derivatives
void squares_adjoint(double *t, int n, const double *x, double *t_adj, double *x_adj);
void sum_of_adjoint(const double *t, int n, double *t_adj, double return_adj);
ADC_CUSTOM_ADJOINT(squares_adjoint)
void squares(double *t, int n, const double *x);
ADC_CUSTOM_ADJOINT(sum_of_adjoint)
double sum_of(const double *t, int n);

ADC_GRADIENT()
double bytes_for_custom_derivatives(int n, const double x[n])
{
    alignas(16) unsigned char raw[512];
    squares((double *)raw, n, x);
    return sum_of((const double *)raw, n);
}
#ifdef TEST_MAIN
void squares(double *t, int n, const double *x)
{
    for (int i = 0; i < n; i++)
        t[i] = x[i] * x[i];
}
void squares_adjoint(double *t, int n, const double *x, double *t_adj, double *x_adj)
{
    (void)t;
    for (int i = 0; i < n; i++) {
        x_adj[i] += 2 * x[i] * t_adj[i];
        t_adj[i] = 0;
    }
}
double sum_of(const double *t, int n)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += t[i];
    return s;
}
void sum_of_adjoint(const double *t, int n, double *t_adj, double return_adj)
{
    (void)t;
    for (int i = 0; i < n; i++)
        t_adj[i] += return_adj;
}
TEST(bytes_for_custom_derivatives)
{
    double x[3] = {0.3, -0.7, 1.1}, g[3];
    CHECK_CLOSE(bytes_for_custom_derivatives_gradient(3, x, g), 0.09 + 0.49 + 1.21, 1e-15);
    for (int i = 0; i < 3; i++)
        CHECK_CLOSE(g[i], 2 * x[i], 1e-15);
}
#endif

//@ bytes_of_an_array_of_structs
// cflags: -fno-strict-aliasing
/* The buffers are declared as bytes, which is what compilers must be told to bear with. */
struct message {
    unsigned char length;
    alignas(8) unsigned char payload[32];
};

static void post(struct message *m, int i, double v)
{
    ((double *)(void *)m->payload)[i] = v;
    m->length = (unsigned char)(8 * (i + 1));
}

static double posted(const struct message *m, int i)
{
    const void *p = m->payload;
    return ((const double *)p)[i];
}

KINDS()
double bytes_of_an_array_of_structs(int n, const double x[n])
{
    struct message q[3];
    double sum = 0;
    for (int i = 0; i < 3; i++)
        post(&q[i], 0, x[i % n] * (i + 1));
    for (int i = 0; i < 3; i++)
        sum += posted(&q[i], 0) * posted(&q[2 - i], 0);
    return sum;
}
SCALAR(bytes_of_an_array_of_structs, 0.3, 0.7, 1.1, 0.2)

//@ bytes_set_to_zero
/* What they held before has no derivative behind it. */
KINDS()
double bytes_set_to_zero(int n, const double x[n])
{
    alignas(16) char raw[128];
    double *w = (double *)raw, sum = 0;
    for (int i = 0; i < n; i++) {
        memset(raw, 0, sizeof raw);
        w[i % 3] = x[i] * x[i];
        sum += w[0] * w[0] + 2 * w[1] * x[i] + w[2];
    }
    return sum;
}
SCALAR(bytes_set_to_zero, 0.3, 0.7, 1.1, 0.2)

//@ bytes_of_records
struct pair {
    double a;
    int k;
    double b;
};

KINDS()
double bytes_of_records(int n, const double x[n])
{
    alignas(16) unsigned char raw[8 * sizeof(struct pair)];
    struct pair *p = (struct pair *)raw;
    for (int i = 0; i < n && i < 8; i++)
        p[i] = (struct pair){x[i] * 3, i, exp(x[i])};
    double sum = 0;
    for (int i = 0; i < n && i < 8; i++)
        sum += p[i].a * p[n - 1 - p[i].k].b;
    return sum;
}
SCALAR(bytes_of_records, 0.3, 0.7, 1.1, 0.2)

//@ moved_into_a_member
/* A row of one struct goes into a member of another: the other has no member `rows` that would need a shadow. And a whole
   struct that is copied as bytes, then by value. */
struct holder {
    double w[3], *at;
    int n;
};
struct rows {
    double rows[2][3];
};
ADC_GRADIENT(wrt(m->w, m->at, x), shape(m->at, 1))
double moved_into_a_member(int n, struct holder *m, const double x[n])
{
    struct rows r = {{{x[1]}, {x[2], x[0] * x[1]}}}, s, t;
    memcpy(&s, &r, sizeof s);
    t = s;
    memmove(m->w, r.rows[1], 2 * sizeof *m->w);
    return m->w[0] * m->w[1] + m->w[2] * *m->at + t.rows[1][1] * t.rows[0][0];
}
#ifdef TEST_MAIN
TEST(moved_into_a_member)
{
    const double x[3] = {0.7, -0.4, 1.1};
    double at = 0.9, at_grad, g[3];
    struct holder m = {{0.2, 0.3, 0.5}, &at, 3}, m_grad = {{0.0}, &at_grad, 3};
    CHECK_CLOSE(moved_into_a_member_gradient(3, &m, x, &m_grad, g), x[2] * x[0] * x[1] + 0.5 * at + x[0] * x[1] * x[1], 1e-15);
    CHECK_CLOSE(g[0], x[1] * x[2] + x[1] * x[1], 1e-15);
    CHECK_CLOSE(g[1], x[0] * x[2] + 2.0 * x[0] * x[1], 1e-15);
    CHECK_CLOSE(g[2], x[0] * x[1], 1e-15);
    CHECK_CLOSE(m_grad.w[0], 0.0, 1e-15);
    CHECK_CLOSE(m_grad.w[1], 0.0, 1e-15);
    CHECK_CLOSE(m_grad.w[2], at, 1e-15);
    CHECK_CLOSE(at_grad, 0.5, 1e-15);
}
#endif

//@ integers_beside_reals
/* What is read as an integer is one: the tag in front of a struct, and the part of an allocated workspace that is for them. */
typedef struct {
    int kind;
    float w;
    double v;
} tagged;
static int kind_of(const void *p)
{
    return *(const int *)p;
}
KINDS()
double integers_beside(int n, const double x[n])
{
    tagged *a = malloc(2 * sizeof *a), b[2];
    double *work = malloc(n * sizeof *work + n * sizeof(int)), s = 0.0;
    int *order = (int *)(work + n);
    b[0] = a[0] = (tagged){1, 0.5f, x[0] * x[1]};
    b[1] = a[1] = (tagged){2, 0.25f, sin(x[0])};
    for (int i = 0; i < n; i++) {
        order[i] = n - 1 - i;
        work[i] = x[i] * x[0];
    }
    for (int i = 0; i < 2; i++)
        s += a[i].v * (kind_of(&a[i]) == 1 ? 2.0 : a[i].w) + b[i].v * *(int *)b * kind_of(b + i);
    for (int i = 0; i < n; i++)
        s += work[order[i]] * x[i];
    free(work);
    free(a);
    return s;
}
SCALAR(integers_beside, 0.8, -0.6, 1.1)

//@ headers_of_structs
/* A struct of integers over the start of one with reals, and a struct found from its member. */
#include <stddef.h>
struct header {
    int kind, size;
};
struct disc {
    int kind, size;
    double r;
};
struct box {
    struct header h;
    double a, b;
};
struct part {
    double q;
    int next;
};
struct whole {
    char mark;
    struct part p;
    double r;
};
static double area(const struct header *h)
{
    switch (h->kind) {
    case 0:
        return ((const struct disc *)h)->r * ((const struct disc *)h)->r * h->size;
    default:
        return ((const struct box *)h)->a * ((const struct box *)h)->b * h->size;
    }
}
static double around(struct part *p)
{
    struct whole *w = (struct whole *)((char *)p - offsetof(struct whole, p));
    w->r *= p->q;
    return w->r + w->p.q * (w->mark == 'w');
}
KINDS()
double headers(int n, const double x[n])
{
    struct disc d = {0, 2, x[0]}, *e = malloc(sizeof *e);
    struct box b = {{1, 3}, x[1], x[2] * x[0]};
    struct whole w = {'w', {x[0] * x[1], 0}, x[2]};
    const struct header *all[] = {(const struct header *)&d, &b.h, (const struct header *)e};
    double s = around(&w.p);
    *e = (struct disc){0, 1, sin(x[1])};
    for (int i = 0; i < 3; i++)
        s += area(all[i]) * (i + 1) * w.r;
    free(e);
    return s;
}
SCALAR(headers, 0.8, -0.6, 1.1)
