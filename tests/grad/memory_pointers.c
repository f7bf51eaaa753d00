/* Pointers: arithmetic, reassigned, to pointers, in structs, lists and trees. */
#include "grad.h"
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

//@ pointer_arithmetic
KINDS()
double pointer_arithmetic(int n, const double x[n])
{
    double a[4] = {x[0], x[1], 2, 3};
    double *p = a + 1, *q = &a[3];
    *p *= x[0];
    p[1] = *p + p[-1];
    *(q - 1) += 2[a];
    *q = *(a + 2) * p[0];
    p += 2;
    p[0] *= (q - a) * x[1];
    q = p;
    *--q += 1;
    return *p * *q + (p == q ? 0 : a[0]);
}
SCALAR(pointer_arithmetic, 0.8, -0.2)

//@ pointer_swap
KINDS()
double pointer_swap(int n, const double x[n])
{
    double a[3], b[3];
    double *cur = a, *next = b;
    for (int i = 0; i < 3; i++)
        cur[i] = x[i % n] * (i + 1);
    for (int t = 0; t < 5; t++) {
        for (int i = 0; i < 3; i++)
            next[i] = 0.4 * cur[i] * cur[(i + 1) % 3] + sin(cur[i]);
        double *tmp = cur;
        cur = next;
        next = tmp;
    }
    return cur[0] * cur[1] + next[2];
}
SCALAR(pointer_swap, 0.8, -0.2)

//@ pointer_swap_heap
KINDS()
double pointer_swap_heap(int n, const double x[n])
{
    double *cur = malloc(n * sizeof *cur), *next = malloc(n * sizeof *next);
    for (int i = 0; i < n; i++)
        cur[i] = x[i] * x[i];
    for (int t = 0; t < 5; t++) {
        for (int i = 0; i < n; i++)
            next[i] = cur[i] * cur[(i + 1) % n] + x[i];
        double *tmp = cur;
        cur = next;
        next = tmp;
        if (cur[0] > 3)
            break;
    }
    double s = cur[0] * next[1];
    free(cur);
    free(next);
    return s;
}
SCALAR(pointer_swap_heap, 0.8, -0.2, 0.6)

//@ pointer_choice
KINDS()
double pointer_choice(int n, const double x[n])
{
    double a = x[0], b = x[1], c = 1;
    double *p[3] = {&a, &b, &c};
    double s = 0;
    for (int i = 0; i < 9; i++) {
        double *q = i % 2 ? p[i % 3] : p[(i + 1) % 3];
        *q = *q * 0.8 + s * 0.1;
        s += *q * *p[i / 3];
        if (i == 4)
            p[0] = &b;
    }
    return s + a * b * c;
}
SCALAR(pointer_choice, 0.8, -0.2)

//@ pointer_to_pointer
static void redirect(double **p, double *to)
{
    *p = to;
    **p *= 2;
}
KINDS()
double pointer_to_pointer(int n, const double x[n])
{
    double a = x[0], b = x[1], *p = &a, **pp = &p;
    **pp += b;
    redirect(pp, &b);
    *p *= a;
    redirect(&p, &a);
    *p += b;
    return a * b + **pp;
}
SCALAR(pointer_to_pointer, 0.8, -0.2)

//@ rows_of_pointers
static double **matrix_new(int n, int m)
{
    double **a = malloc(n * sizeof *a);
    for (int i = 0; i < n; i++)
        a[i] = calloc(m, sizeof **a);
    return a;
}
static void matrix_free(int n, double **a)
{
    for (int i = 0; i < n; i++)
        free(a[i]);
    free(a);
}
KINDS()
double rows_of_pointers(int n, const double x[n])
{
    double **a = matrix_new(n, n), **b = matrix_new(n, n), s = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++)
            a[i][j] = x[i] * x[j] + i;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            for (int k = 0; k < n; k++)
                b[i][j] += a[i][k] * a[j][k];
    double *row = b[0];
    b[0] = b[n - 1];
    b[n - 1] = row;
    for (int i = 0; i < n; i++)
        s += b[i][i] * b[i][0];
    matrix_free(n, a);
    matrix_free(n, b);
    return s;
}
SCALAR(rows_of_pointers, 0.8, -0.2, 0.5)

//@ numerical_recipes_vector
static double *vector(long nl, long nh)
{
    double *v = (double *)malloc((size_t)((nh - nl + 1 + 1) * sizeof(double)));
    if (!v)
        exit(1);
    return v - nl + 1;
}
static void free_vector(double *v, long nl)
{
    free(v + nl - 1);
}
KINDS()
double numerical_recipes_vector(int n, const double x[n])
{
    double *v = vector(1, n), s = 0;
    for (int i = 1; i <= n; i++)
        v[i] = x[i - 1] * i;
    for (int i = 2; i <= n; i++)
        s += v[i] * v[i - 1];
    free_vector(v, 1);
    return s;
}
SCALAR(numerical_recipes_vector, 0.8, -0.2, 0.5)

//@ struct_array
struct body {
    double m, p[2], v[2];
};
KINDS()
double struct_array(int n, const double x[n])
{
    struct body b[3];
    for (int i = 0; i < 3; i++) {
        b[i].m = 1 + 0.1 * i;
        for (int k = 0; k < 2; k++) {
            b[i].p[k] = x[(i + k) % n] + i;
            b[i].v[k] = x[(2 * i + k) % n] * 0.1;
        }
    }
    for (int t = 0; t < 2; t++) {
        for (struct body *q = b; q < b + 3; q++)
            for (int j = 0; j < 3; j++) {
                double dx = b[j].p[0] - q->p[0], dy = b[j].p[1] - q->p[1];
                double r2 = dx * dx + dy * dy + 0.1;
                q->v[0] += 0.1 * b[j].m * dx / (r2 * sqrt(r2));
                q->v[1] += 0.1 * b[j].m * dy / (r2 * sqrt(r2));
            }
        for (int i = 0; i < 3; i++) {
            b[i].p[0] += 0.1 * b[i].v[0];
            b[i].p[1] += 0.1 * b[i].v[1];
        }
    }
    struct body c = b[1];
    b[1] = b[0];
    b[0] = c;
    return b[0].p[0] * b[1].p[1] + c.v[0] + b[2].v[1];
}
SCALAR(struct_array, 0.8, -0.2, 0.5)

//@ struct_with_pointers
struct net {
    int n;
    double *w;
    const double *in;
    struct net *next;
};
static double forward(const struct net *l, double a)
{
    for (; l; l = l->next) {
        double s = 0;
        for (int i = 0; i < l->n; i++)
            s += l->w[i] * tanh(a + l->in[i]);
        a = s;
    }
    return a;
}
KINDS()
double struct_with_pointers(int n, const double x[n])
{
    double w[2] = {x[0] * 2, x[1]};
    struct net b = {1, w + 1, x, NULL}, a = {2, w, x + 1, &b};
    a.w[0] += a.in[0];
    double s = forward(&a, x[2]);
    b.w = w;
    a.next->in = w;
    return s * forward(a.next, 0.3);
}
SCALAR(struct_with_pointers, 0.8, -0.2, 0.5)

//@ linked_list
struct node {
    double value;
    struct node *next;
};
KINDS()
double linked_list(int n, const double x[n])
{
    struct node *head = NULL, **tail = &head;
    for (int i = 0; i < n; i++) {
        struct node *p = malloc(sizeof *p);
        p->value = x[i] * (i + 1);
        p->next = NULL;
        *tail = p;
        tail = &p->next;
    }
    double s = 0;
    for (struct node *p = head; p; p = p->next) {
        if (p->next)
            p->value *= p->next->value;
        s += p->value * s + 0.5;
    }
    while (head) {
        struct node *p = head;
        head = p->next;
        s += sin(p->value);
        free(p);
    }
    return s;
}
SCALAR(linked_list, 0.8, -0.2, 0.5)

//@ linked_list_pool
struct cell {
    double v;
    struct cell *next;
};
KINDS()
double linked_list_pool(int n, const double x[n])
{
    struct cell pool[8], *head = NULL;
    for (int i = 0; i < 8; i++) {
        pool[i].v = x[i % n] + i * 0.1;
        pool[i].next = head;
        head = &pool[i];
    }
    double s = 1;
    for (struct cell *c = head; c != NULL; c = c->next)
        s = s * 0.5 + c->v * (c->next ? c->next->v : 1);
    /* reverse it */
    struct cell *rev = NULL;
    while (head) {
        struct cell *c = head;
        head = c->next;
        c->next = rev;
        c->v *= s;
        rev = c;
    }
    return s + rev->v * rev->next->v;
}
SCALAR(linked_list_pool, 0.8, -0.2, 0.5)

//@ binary_tree
struct tree {
    double key;
    struct tree *left, *right;
};
static struct tree *insert(struct tree *t, struct tree *n)
{
    if (!t)
        return n;
    if (n->key < t->key)
        t->left = insert(t->left, n);
    else
        t->right = insert(t->right, n);
    return t;
}
static double fold(const struct tree *t, double a)
{
    if (!t)
        return a;
    a = fold(t->left, a * 0.9);
    a = a * t->key + 0.3;
    return fold(t->right, a);
}
KINDS()
double binary_tree(int n, const double x[n])
{
    struct tree nodes[6], *root = NULL;
    for (int i = 0; i < 6; i++) {
        nodes[i].key = x[i % n] + 0.37 * ((i * 5) % 7);
        nodes[i].left = nodes[i].right = NULL;
        root = insert(root, &nodes[i]);
    }
    return fold(root, x[0]);
}
SCALAR(binary_tree, 0.8, -0.2, 0.5)

//@ nested_structs
struct inner {
    double a[2];
    struct {
        double deep;
        int k;
    } d;
};
struct outer {
    struct inner in[2];
    struct inner *p;
    double s;
};
KINDS()
double nested_structs(int n, const double x[n])
{
    struct outer o = {.in = {{{x[0], 1}, {x[1], 2}}, {.d.deep = x[0] * x[1], .a[1] = 3}}, .s = 1};
    o.p = &o.in[1];
    o.p->a[0] = o.in[0].d.deep * o.in[0].d.k;
    o.in[0] = *o.p;
    o.p--;
    o.p->d.deep *= o.in[1].a[0];
    struct inner *q = o.p;
    q[1].a[1] += q->d.deep;
    o.s += o.in[0].d.deep * o.in[1].a[1] + o.in[0].a[0];
    return o.s;
}
SCALAR(nested_structs, 0.8, -0.2)

//@ anonymous_members
struct anon {
    int tag;
    union {
        struct {
            double x, y;
        };
        double v[2];
    };
    struct {
        double z;
    };
};
KINDS()
double anonymous_members(int n, const double x[n])
{
    struct anon a = {.tag = 1, .z = x[1]};
    a.x = x[0];
    a.y = a.x * a.z;
    a.z += a.y;
    return a.x * a.y + a.z * a.tag;
}
SCALAR(anonymous_members, 0.8, -0.2)

//@ union_typed
union num {
    double d;
    int i;
};
struct tagged {
    int is_real;
    union num u;
};
static double value_of(const struct tagged *t)
{
    return t->is_real ? t->u.d : t->u.i;
}
KINDS()
double union_typed(int n, const double x[n])
{
    struct tagged t[3];
    t[0].is_real = 1, t[0].u.d = x[0] * x[1];
    t[1].is_real = 0, t[1].u.i = 4;
    t[2].is_real = 1, t[2].u.d = x[1];
    double s = 1;
    for (int i = 0; i < 3; i++)
        s = s * value_of(&t[i]) + x[0];
    return s;
}
SCALAR(union_typed, 0.8, -0.2)

//@ bit_fields
struct packed {
    unsigned kind : 3;
    signed off : 5;
    double v;
    unsigned : 0;
    unsigned last : 1;
};
KINDS()
double bit_fields(int n, const double x[n])
{
    struct packed p = {.kind = 5, .off = -3, .v = x[0], .last = 1}, q = p;
    q.kind += 2;
    q.v *= p.kind * p.off;
    p.v += q.kind ? q.v : 0;
    return p.v * q.v + q.last * x[1];
}
SCALAR(bit_fields, 0.8, -0.2)

//@ flexible_array
struct flex {
    int n;
    double v[];
};
KINDS()
double flexible_array(int n, const double x[n])
{
    struct flex *f = malloc(sizeof *f + n * sizeof(double));
    f->n = n;
    for (int i = 0; i < f->n; i++)
        f->v[i] = x[i] * x[i];
    double s = 0;
    for (int i = 0; i < f->n; i++)
        s += f->v[i] * f->v[f->n - 1 - i];
    free(f);
    return s;
}
SCALAR(flexible_array, 0.8, -0.2, 0.5)

//@ static_counter
// xfail: mutable static state of the source may be refused
static int calls_made;
static int table_ready;
static double table[4];
static void make_table(void)
{
    if (table_ready)
        return;
    for (int i = 0; i < 4; i++)
        table[i] = 1.0 / (i + 1);
    table_ready = 1;
}
KINDS()
double static_counter(int n, const double x[n])
{
    make_table();
    calls_made++;
    double s = 0;
    for (int i = 0; i < 4; i++)
        s = s * x[i % n] + table[i];
    return s;
}
SCALAR(static_counter, 0.8, -0.2)

//@ global_constants
double gravity = 9.81;
int order = 3;
KINDS()
double global_constants(int n, const double x[n])
{
    double s = gravity;
    for (int i = 0; i < order; i++)
        s = s * x[i % n] + gravity * 0.1;
    return s;
}
SCALAR(global_constants, 0.8, -0.2)

//@ const_pointer_chain
KINDS()
double const_pointer_chain(int n, const double x[n])
{
    const double *const *rows = (const double *const[]){x, x + 1, x};
    double s = 0;
    for (int i = 0; i < 3; i++)
        s += rows[i][0] * rows[2 - i][0] * rows[1][0];
    return s;
}
SCALAR(const_pointer_chain, 0.8, -0.2)

//@ pointer_null_test
static double optional(const double *a, const double *b)
{
    double s = a ? *a : 1.0;
    if (b != NULL)
        s *= *b;
    return s;
}
KINDS()
double pointer_null_test(int n, const double x[n])
{
    return optional(x, NULL) + optional(NULL, x + 1) * optional(x, x) + optional(NULL, 0);
}
SCALAR(pointer_null_test, 0.8, -0.2)

//@ void_pointer_known
KINDS()
double void_pointer_known(int n, const double x[n])
{
    double a[3] = {1, 2, x[0]};
    void *v = a;
    double *p = v;
    p[0] *= x[1];
    const void *c = x;
    return p[0] + ((const double *)c)[0] * p[1] + a[2] * ((double *)v)[2];
}
SCALAR(void_pointer_known, 0.8, -0.2)

//@ struct_copy_loop
struct sample {
    double v, w;
};
KINDS()
double struct_copy_loop(int n, const double x[n])
{
    struct sample best = {-1e3, 0}, cur;
    for (int i = 0; i < n; i++) {
        cur.v = x[i] * x[i];
        cur.w = x[i];
        if (cur.v > best.v)
            best = cur;
    }
    struct sample *p = &best, q = *p;
    q.v *= p->w;
    *p = q;
    return best.v * best.w + cur.v;
}
SCALAR(struct_copy_loop, 0.8, -1.2, 0.5)

//@ void_pointer_helper
static void fill_zero(void *p, size_t size)
{
    memset(p, 0, size);
}
KINDS()
double void_pointer_helper(int n, const double x[n])
{
    double a[3] = {x[1], x[0] * x[1], x[0]};
    fill_zero(&a[1], sizeof(double));
    return a[0] * a[2] + a[1];
}
SCALAR(void_pointer_helper, 0.8, -0.2)

//@ blocks_of_iterations
/* Each iteration has its own block: the next ones write others. */
KINDS()
double blocks_of_iterations(int n, const double x[n])
{
    double sum = 0;
    for (int t = 0; t < n; t++) {
        double *block = malloc(2 * (size_t)n * sizeof *block);
        double *half = block + n;
        for (int i = 0; i < n; i++) {
            block[i] = x[i] * (sum + t);
            half[i] = block[i] * x[t];
        }
        for (int i = 0; i < n; i++)
            sum += half[i] * block[n - 1 - i];
        for (int i = 0; i < n; i++) /* written again, in the same iteration */
            half[i] = half[i] * x[i] + sum;
        for (int i = 0; i < n; i++)
            sum += half[i] * half[i] * 0.1;
        free(block);
    }
    return sum;
}
SCALAR(blocks_of_iterations, 0.8, -0.5, 0.7)

//@ blocks_that_survive
/* The block of one iteration is written in the next. */
KINDS()
double blocks_that_survive(int n, const double x[n])
{
    double *before = calloc(8, sizeof *before), sum = 0;
    for (int t = 0; t < 4; t++) {
        double *now = malloc(8 * sizeof *now);
        for (int i = 0; i < n; i++)
            now[i] = x[i] * (before[i] + 1.5);
        for (int i = 0; i < n; i++)
            sum += now[i] * now[n - 1 - i];
        for (int i = 0; i < n; i++)
            before[i] = before[i] * now[i] + x[i];
        for (int i = 0; i < n; i++)
            sum += before[i] * before[i] * now[i];
        free(before);
        before = now;
    }
    free(before);
    return sum;
}
SCALAR(blocks_that_survive, 0.8, -0.5, 0.7)

//@ blocks_in_a_list
/* A table of the caller's leads to the blocks of all iterations. */
KINDS()
double blocks_in_a_list(int n, const double x[n])
{
    double *list[8], sum = 0;
    for (int t = 0; t < n; t++) {
        double *block = malloc((size_t)n * sizeof *block);
        list[t] = block;
        for (int i = 0; i < n; i++)
            block[i] = x[i] * x[t];
        for (int i = 0; i < n; i++)
            sum += block[i] * block[n - 1 - i];
        for (int i = 0; i < n; i++)
            list[t / 2][i] *= sum;
    }
    for (int t = 0; t < n; t++) {
        sum += list[t][0] * list[t][n - 1];
        free(list[t]);
    }
    return sum;
}
SCALAR(blocks_in_a_list, 0.8, -0.5, 0.7, 0.3)

//@ blocks_by_turns
/* Two sites, one pointer; one block is there in some iterations only. */
KINDS()
double blocks_by_turns(int n, const double x[n])
{
    double sum = 0.5;
    for (int t = 0; t < 5; t++) {
        double *p = malloc((size_t)n * sizeof *p), *q = p;
        for (int i = 0; i < n; i++)
            p[i] = x[i] * sum;
        if (t % 2) {
            q = calloc((size_t)n, sizeof *q);
            for (int i = 0; i < n; i++)
                q[i] = p[i] * p[i];
        }
        for (int k = 0; k < 2; k++)
            for (int i = 0; i < n; i++) {
                q[i] = q[i] * x[k] + sin(p[i]);
                sum += q[i] * p[i] * 0.1;
            }
        if (q != p)
            free(q);
        free(p);
    }
    return sum;
}
SCALAR(blocks_by_turns, 0.8, -0.5, 0.7)

//@ pointer_to_integers
/* Into a struct with reals or to a variable of its own: no shadow is read through it. */
struct walk {
    double at;
    unsigned seed;
    const char *name;
    double *steps;
};

static unsigned next(unsigned *seed)
{
    return *seed = *seed * 1664525u + 1013904223u;
}

static double uniform(struct walk *w, double from, double to)
{
    unsigned own, *seed;
    if (w) {
        seed = &w->seed;
    } else {
        own = 3;
        seed = &own;
    }
    return next(seed) / 4294967296.0 * (to - from) + from;
}

KINDS()
double pointer_to_integers(int n, const double x[n])
{
    double steps[3] = {x[0], x[1] * x[1], 0.5};
    struct walk w = {x[0] * x[1], 7, NULL, steps};
    const char *name = w.name ? w.name : "walk";
    double s = 0;
    for (int i = 0; i < 6; i++) {
        w.at += uniform(i % 2 ? &w : NULL, w.at, steps[i % 3]);
        s += w.at * w.at * (double)strlen(name);
    }
    return s;
}
SCALAR(pointer_to_integers, 0.8, -0.5)

//@ kept_by_calls
/* What functions that are not inlined keep of the pointers they are given, in five ways: each is written through afterwards. */
typedef struct Keeper { double *data; struct Keeper *next; } Keeper;
static void keep_it(Keeper *k, double *p, int depth)
{
    if (depth > 0)
        keep_it(k, p + 1, depth - 1);
    else
        k->data = p;
}
static void keep_by_address(Keeper *k, double **p, int depth)
{
    if (depth > 0)
        keep_by_address(k, p, depth - 1);
    else
        k->data = *p;
}
static void hand_on_by_address(Keeper *k, double *p, int depth)
{
    if (depth > 0)
        hand_on_by_address(k, p, depth - 1);
    else
        keep_by_address(k, &p, 1);
}
static void keep_bytes(Keeper *k, double *p, int depth)
{
    if (depth > 0)
        keep_bytes(k, p, depth - 1);
    else
        memcpy(&k->data, &p, sizeof p);
}
static Keeper *new_keeper(double *p, int depth)
{
    if (depth > 0)
        return new_keeper(p, depth - 1);
    Keeper *k = malloc(sizeof *k);
    if (!k)
        abort();
    k->data = p;
    return k;
}
static void keep_behind(Keeper *k, double *p, int depth)
{
    if (depth > 0)
        keep_behind(k, p, depth - 1);
    else
        k->next->data = p;
}
KINDS()
double kept_by_calls(int n, const double x[n])
{
    double a[4], b[4], c[4], d[4], e[4];
    for (int i = 0; i < 4; i++) {
        a[i] = x[i % n];
        b[i] = x[i % n] * x[0];
        c[i] = sin(x[i % n]);
        d[i] = x[(i + 1) % n] + 1.0;
        e[i] = x[i % n] * 0.5;
    }
    Keeper k1, k2, k3, k5, last = {NULL, NULL};
    keep_it(&k1, a, 2);
    hand_on_by_address(&k2, b, 2);
    keep_bytes(&k3, c, 2);
    Keeper *k4 = new_keeper(d, 2);
    k5.next = &last;
    keep_behind(&k5, e, 2);
    for (int i = 0; i < 2; i++) {
        k1.data[i] *= k2.data[i];
        k2.data[i] = k3.data[i] * k1.data[i];
        k3.data[i] += k4->data[i] * k2.data[i];
        k4->data[i] *= last.data[i];
        last.data[i] = k1.data[i] * k3.data[i];
    }
    free(k4);
    double s = 0.0;
    for (int i = 0; i < 4; i++)
        s += a[i] * b[i] + c[i] * d[i] * e[i];
    return s;
}
SCALAR(kept_by_calls, 0.3, 0.7, -0.2, 1.1)

//@ pair_turned_round
/* Pointers to reals that lie in a struct, exchanged by a function: where all may lead anywhere, they still are pointers,
   no bytes that hold reals. */
struct turned_pair {
    double *from, *to;
};
static void exchange_rows(double **a, double **b)
{
    double *t = *a;
    *a = *b;
    *b = t;
}
KINDS()
double pair_turned_round(int n, const double x[n])
{
    double v[3] = {x[0], x[1], x[2]}, w[3] = {x[1], x[0]};
    double **rows = malloc(3 * sizeof *rows);
    rows[0] = malloc(3 * sizeof **rows);
    rows[0][0] = x[1];
    struct turned_pair s = {v, w};
    exchange_rows(&s.to, &s.from);
    double *p = s.from;
    struct turned_pair q = {s.from, s.to};
    q = (struct turned_pair){q.to, q.from};
    double y = s.from[0] * s.to[1] + p[1] * q.from[2] + rows[0][0];
    free(rows[0]);
    free(rows);
    return y;
}
SCALAR(pair_turned_round, 0.8, -0.6, 1.1)

//@ longer_than_its_head
/* Structs that begin with a struct of integers, by which they are known. */
struct lh_head {
    int kind;
};
struct lh_disc {
    struct lh_head head;
    double r;
};
struct lh_box {
    struct lh_head head;
    double a, b;
};
static double lh_area(const struct lh_head *h)
{
    return h->kind ? ((const struct lh_box *)h)->a * ((const struct lh_box *)h)->b : 3.0 * ((const struct lh_disc *)h)->r * ((const struct lh_disc *)h)->r;
}
static double lh_deep(const struct lh_head *h, double t, int depth)
{
    return depth > 0 ? lh_deep(h, t * t, depth - 1) : t * lh_area(h);
}
KINDS()
double longer_than_its_head(int n, const double x[n])
{
    struct lh_disc disc = {{0}, x[0]};
    struct lh_box box = {{1}, x[1], x[2]};
    const struct lh_head *all[2] = {&disc.head, &box.head}, *last = &box.head;
    double s = 0.0;
    for (int i = 0; i < 2; i++)
        s += lh_area(all[i]) * x[i];
    box.a *= s;
    return s + lh_deep(last, x[0], 1) + lh_area(last);
}
SCALAR(longer_than_its_head, 0.7, -0.4, 1.2)

//@ table_of_a_class
/* A pointer to what has neither reals nor pointers to any is stored beside one that leads to reals: its shadow is null. */
struct figure;
struct figure_class {
    int corners;
    double (*area)(const struct figure *);
    const char *name;
    struct figure_class *base;
};
struct canvas;
struct figure {
    const struct figure_class *class;
    double side, *scale;
    int *ids;
    char *label;
    struct canvas *canvas;
    struct figure *next;
};
ADC_ADJOINT(of(f))
ADC_TANGENT(of(f))
void figure_init(struct figure *f, const struct figure_class *class, double side, double *scale, int *ids, char *label)
{
    f->class = class;
    f->side = side * side * class->corners;
    f->scale = scale;
    f->ids = ids;
    f->label = label + 1;
    f->next = NULL;
}
ADC_ADJOINT(inactive(canvas))
ADC_TANGENT(inactive(canvas))
double figure_size(struct figure *f, const struct figure_class *class, int *ids, struct canvas *canvas)
{
    f->class = class;
    f->ids = ids;
    f->canvas = canvas;
    f->side *= 2;
    return f->class->corners * f->side * f->ids[1];
}
#ifdef TEST_MAIN
TEST(table_of_a_class)
{
    struct figure_class square = {4, NULL, "square", NULL};
    int ids[] = {5, 3};
    char label[] = "-a";
    double scale = 3, scale_adj = 0, scale_tan = 0, side_adj = 0, size_tan = 0;
    struct figure f = {0}, f_adj = {.side = 2}, f_tan = {0};
    figure_init_adjoint(&f, &square, 5, &scale, ids, label, &f_adj, &side_adj, &scale_adj);
    CHECK_EXACT(f.side, 100);
    CHECK_EXACT(side_adj, 2 * 2 * 5 * 4);
    CHECK_EXACT(f.class == &square && f.ids == ids && *f.label == 'a' && f_adj.scale == &scale_adj, 1);
    CHECK_EXACT(figure_size_adjoint(&f, &square, ids, NULL, &f_adj, 1), 4 * 200 * 3);
    CHECK_EXACT(f_adj.side, 4 * 2 * 3);
    figure_init_tangent(&f, &square, 5, &scale, ids, label, &f_tan, 0.5, &scale_tan);
    CHECK_EXACT(f_tan.side, 20);
    CHECK_EXACT(figure_size_tangent(&f, &square, ids, NULL, &f_tan, &size_tan), 4 * 200 * 3);
    CHECK_EXACT(size_tan, 4 * 2 * 3 * 20);
}
#endif


//@ log_file
/* A FILE has no shadow, whatever other pointers are stored beside it. */
#include <stdio.h>
FILE *lf_file;
struct lf_rule {
    int n;
    double *x;
};
struct lf_params {
    struct lf_rule *rule;
    double k;
    FILE *out;
};
static void lf_report(const char *message)
{
    if (!lf_file)
        lf_file = stderr;
    fprintf(lf_file, "%s\n", message);
}
static void lf_set(struct lf_params *p, int n, double *x, struct lf_rule *r)
{
    if (n < 1)
        lf_report("no points");
    r->x = x;
    r->n = n;
    p->rule = r;
    p->k *= p->k;
    p->out = lf_file;
}
ADC_ADJOINT()
ADC_TANGENT()
double log_file(struct lf_params *p, double *x, struct lf_rule *r)
{
    lf_set(p, 2, x, r);
    double s = 0;
    for (int i = 0; i < p->rule->n; i++)
        s += p->rule->x[i] * p->k;
    return s;
}
#ifdef TEST_MAIN
TEST(log_file)
{
    double x[2] = {2, 3}, x_adj[2] = {0}, x_tan[2] = {1, 0}, s_tan = 0;
    struct lf_rule r = {0}, r_adj = {0}, r_tan = {0};
    struct lf_params p = {.k = 5}, p_adj = {0}, p_tan = {.k = 1};
    CHECK_EXACT(log_file_adjoint(&p, x, &r, &p_adj, x_adj, &r_adj, 1), 125);
    CHECK_EXACT(x_adj[0], 25);
    CHECK_EXACT(x_adj[1], 25);
    CHECK_EXACT(p_adj.k, 50);
    p.k = 5;
    CHECK_EXACT(log_file_tangent(&p, x, &r, &p_tan, x_tan, &r_tan, &s_tan), 125);
    CHECK_EXACT(s_tan, 25 + 50);
}
#endif

//@ arguments_that_change_places
/* The function called has pointers that lead to one argument or to the other: if one of them is active, both have shadows. */
static double clipped(int n, const double *a, const double *b, int flip, int depth)
{
    const double *first, *second;
    if (flip) {
        first = b;
        second = a;
    } else {
        first = &a[0];
        second = b + 0;
    }
    double s = 0.0;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n; k++)
            s += first[i] > second[k] ? first[i] * first[k] : second[k] * sin(first[i]) * i;
    return depth > 0 ? s + 0.5 * clipped(n, b, a, !flip, depth - 1) * a[0] : s;
}
KINDS()
double clipped_by_constants(int n, const double x[n])
{
    double c[4] = {0.1, 0.25, -0.3, 0.4};
    return clipped(n < 4 ? n : 4, x, c, 1, 2) * clipped(n < 4 ? n : 4, c, x, 0, 1);
}
SCALAR(clipped_by_constants, 0.7, -0.21, 0.33)

//@ table_or_active
/* A table that a pointer leads to at times has a shadow of zeros. */
static const double to_weights[4] = {0.5, -1.25, 2, 0.75};
KINDS()
double table_or_active(int n, const double x[n])
{
    const double *w = x[0] > 0.5 ? to_weights : x;
    double s = 0;
    for (int i = 0; i < n; i++)
        s += w[i] * w[(i + 1) % n] * x[i];
    w = x[0] > 0.5 ? x : to_weights + 1;
    for (int i = 0; i < n; i++)
        s += sin(w[i]) * to_weights[i];
    return s;
}
SCALAR(table_or_active, 0.7, -0.21, 0.33)

//@ table_by_branches
KINDS()
double table_by_branches(int n, const double x[n])
{
    static const double rows[3][2] = {{1, 2}, {-0.5, 0.25}, {0.125, 3}};
    static double unchanged[2] = {0.7, 0.9};
    const double *p = NULL;
    double s = 1;
    for (int i = 0; i < 6; i++) {
        if (i % 3 == 0)
            p = rows[i / 2];
        else if (i % 3 == 1)
            p = &x[i % (n - 1)];
        else if (x[0] > 0)
            p = unchanged;
        s = s * p[0] + p[1] * s * s * 0.1 + x[1];
    }
    return s;
}
SCALAR(table_by_branches, 0.7, -0.21, 0.33)

//@ table_of_structs
/* Handed to a function that is not inlined, and by a struct of the function's own. */
struct ts_curve {
    double a;
    int kind;
    double b[2];
};
struct ts_set {
    const struct ts_curve *curve;
    double scale;
};
static const struct ts_curve ts_known[] = {{1.5, 0, {0.5, 0.25}}, {-0.75, 1, {2, 0.125}}};
static double ts_value(const struct ts_set *set, double x, int depth)
{
    const struct ts_curve *c = set->curve;
    double y = c->a * x + (c->kind ? c->b[0] * x * x : sin(c->b[1] * x)) * set->scale;
    return depth > 0 ? y * ts_value(set, y, depth - 1) : y;
}
KINDS()
double table_of_structs(int n, const double x[n])
{
    struct ts_curve own = {x[0], n % 2, {x[1], x[n - 1] * 2}};
    struct ts_set set = {.scale = x[1]};
    double s = 0;
    for (int i = 0; i < 3; i++) {
        set.curve = i == 1 ? &own : &ts_known[i / 2];
        s += ts_value(&set, x[i % n], 2);
    }
    return s;
}
SCALAR(table_of_structs, 0.7, -0.21, 0.33)

//@ table_in_recursion
/* Both halves of a call name the shadow of the table. */
static const double tr_table[3] = {0.75, -0.5, 0.25};
static double tr_sum(const double *x, int n, int level)
{
    const double *p = x, *q = level % 2 ? tr_table : x + 1;
    double s = p[0] * q[0];
    for (int i = 0; i < 2; i++) {
        if (s > 0.1)
            p = tr_table;
        s += p[i] * q[i % 2] * s;
    }
    return level > 0 ? s * p[1] + tr_sum(level % 3 ? x : p, n, level - 1) * q[1] : s;
}
KINDS()
double table_in_recursion(int n, const double x[n])
{
    return tr_sum(x, n, 4) * tr_sum(x + 1, n, 3);
}
SCALAR(table_in_recursion, 0.7, -0.21, 0.33, 0.4)
