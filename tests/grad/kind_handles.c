/* Structs without reals of their own, with several directions at once: one shadow for all directions. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

//@ handle_matrix
struct matrix {
    int rows, columns;
    double *at;
};

static struct matrix *matrix_new(int rows, int columns)
{
    struct matrix *m = malloc(sizeof *m);
    m->rows = rows;
    m->columns = columns;
    m->at = calloc((size_t)(rows * columns), sizeof(double));
    return m;
}

static void matrix_free(struct matrix *m)
{
    if (m->at != NULL)
        free(m->at);
    free(m);
}

static void product(const struct matrix *a, const struct matrix *b, struct matrix *c)
{
    for (int i = 0; i < a->rows; i++)
        for (int j = 0; j < b->columns; j++) {
            c->at[i + j * c->rows] = 0;
            for (int k = 0; k < a->columns; k++)
                c->at[i + j * c->rows] += a->at[i + k * a->rows] * b->at[k + j * b->rows];
        }
}

KINDS()
double handle_matrix(int n, const double x[n])
{
    struct matrix *a = matrix_new(2, 2), *b = matrix_new(2, 2), *c = matrix_new(2, 2);
    for (int i = 0; i < 4; i++) {
        a->at[i] = x[i % n] * (i + 1);
        b->at[i] = sin(x[(i + 1) % n]);
    }
    product(a, b, c);
    product(c, a, b);
    double sum = b->at[0] * b->at[3] - c->at[1];
    matrix_free(a);
    matrix_free(b);
    matrix_free(c);
    return sum;
}
SCALAR(handle_matrix, 0.8, -0.5, 0.7)

//@ handle_map
struct column {
    int rows;
    double *at;
};

static void fill(struct column *m, double by, int depth, const double *x)
{
    if (depth == 0)
        return;
    for (int i = 0; i < m->rows; i++)
        m->at[i] = m->at[i] * by + x[i] * x[i];
    fill(m, by * x[0], depth - 1, x);
}

KINDS_MAP()
void handle_map(int n, const double x[n], int m, double y[m])
{
    struct column list[2], copy;
    for (int k = 0; k < 2; k++) {
        list[k].rows = n;
        list[k].at = malloc(n * sizeof(double));
        for (int i = 0; i < n; i++)
            list[k].at[i] = x[i] + k;
        fill(&list[k], 0.5 + k, 3, x);
    }
    copy = list[1];
    list[1] = list[0];
    list[0] = copy;
    for (int i = 0; i < m; i++)
        y[i] = list[0].at[i % n] * list[1].at[(i + 1) % n] + copy.at[0];
    free(list[0].at);
    free(list[1].at);
}
MAP(handle_map, 4, 0.8, -0.5, 0.7)

//@ handle_by_value
struct view {
    const double *from;
    double *to;
    int n;
};

static double chain(struct view v, int depth)
{
    if (depth <= 0)
        return v.to[0];
    for (int i = 0; i < v.n; i++)
        v.to[i] = v.to[i] * v.from[i] + sin(v.from[v.n - 1 - i]);
    v.from += depth % 2 ? 0 : 1;
    v.n -= depth % 2 ? 0 : 1;
    return chain(v, depth - 1) + v.to[v.n - 1] * 0.25;
}

KINDS()
double handle_by_value(int n, const double x[n])
{
    double work[8] = {0};
    struct view v = {x, work, n};
    for (int i = 0; i < n; i++)
        work[i] = x[i] * 0.5;
    return chain(v, 4) * work[1];
}
SCALAR(handle_by_value, 0.8, -0.5, 0.7, 0.3)

//@ handle_nested
struct row {
    double *at;
    int n;
};

struct table {
    struct row *rows;
    double *scale;
    double **also;
    int n;
};

KINDS_MAP()
void handle_nested(int n, const double x[n], int m, double y[m])
{
    struct table t = {0};
    t.n = 2;
    t.rows = calloc(2, sizeof *t.rows);
    t.scale = malloc(2 * sizeof *t.scale);
    t.also = malloc(2 * sizeof *t.also);
    for (int k = 0; k < t.n; k++) {
        t.rows[k].n = n;
        t.rows[k].at = malloc(n * sizeof(double));
        t.scale[k] = x[k] * x[k];
        t.also[k] = t.rows[k].at;
        for (int i = 0; i < n; i++)
            t.rows[k].at[i] = x[i] * t.scale[k];
    }
    for (int i = 0; i < n; i++) {
        double *p = t.also[1];
        p[i] = p[i] * t.also[0][i] + cos(t.rows[0].at[i]);
    }
    struct row last = t.rows[1];
    double *walk = last.at;
    for (int i = 0; i < m; i++)
        y[i] = *walk++ * t.scale[i % 2];
    for (int k = 0; k < 2; k++)
        free(t.rows[k].at);
    free(t.also);
    free(t.scale);
    free(t.rows);
}
MAP(handle_nested, 3, 0.8, -0.5, 0.7)

//@ handle_grows
struct stack {
    double *at;
    int n, room;
};

static void push(struct stack *s, double x)
{
    if (s->n == s->room) {
        s->room = s->room ? 2 * s->room : 1;
        s->at = realloc(s->at, s->room * sizeof *s->at);
    }
    s->at[s->n++] = x;
}

KINDS()
double handle_grows(int n, const double x[n])
{
    struct stack s;
    memset(&s, 0, sizeof s);
    for (int i = 0; i < n; i++) {
        push(&s, x[i]);
        push(&s, x[i] * (i ? s.at[i] : 2.0));
    }
    double sum = 0;
    while (s.n > 1) {
        sum = sum * 0.5 + s.at[s.n - 1] * s.at[s.n - 2];
        s.n--;
    }
    free(s.at);
    return sum;
}
SCALAR(handle_grows, 0.8, -0.5, 0.7)

//@ handle_beside_reals
/* One struct has reals of its own, one has not; the second leads to the first. */
struct point {
    double x, y;
};

struct path {
    struct point *points;
    int n;
};

KINDS_MAP()
void handle_beside_reals(int n, const double x[n], int m, double y[m])
{
    struct path p = {malloc(n * sizeof *p.points), n};
    struct path *same = &p;
    for (int i = 0; i < p.n; i++) {
        p.points[i].x = x[i] * x[i];
        same->points[i].y = sin(x[i]) * p.points[i].x;
    }
    struct point first = p.points[0], *last = &same->points[n - 1];
    last->x *= first.y;
    for (int i = 0; i < m; i++)
        y[i] = p.points[i % n].x * last->y + first.x;
    free(p.points);
}
MAP(handle_beside_reals, 3, 0.8, -0.5, 0.7)

//@ handle_walk
/* Structs are walked over, by elements and in bytes. */
struct item {
    double *at;
    int n;
};

KINDS_MAP()
void handle_walk(int n, const double x[n], int m, double y[m])
{
    struct item items[3], *p = items;
    for (int k = 0; k < 3; k++, p++) {
        p->n = n;
        p->at = malloc((size_t)n * sizeof(double));
        for (int i = 0; i < n; i++)
            p->at[i] = x[i] * x[k];
    }
    p = items + 1;
    struct item *q = p + 1;
    for (int i = 0; i < m; i++)
        y[i] = p->at[i % n] * (q - 2)->at[0] + q->at[i % n];
    for (p = items; p < items + 3; p++)
        free(p->at);
}
MAP(handle_walk, 3, 0.8, -0.5, 0.7)

//@ handle_bytes
struct piece {
    double *at;
    int n;
};

KINDS_MAP()
void handle_bytes(int n, const double x[n], int m, double y[m])
{
    struct piece pieces[3];
    for (int k = 0; k < 3; k++) {
        struct piece *p = (struct piece *)((char *)pieces + k * (int)sizeof *pieces);
        p->n = n;
        p->at = malloc((size_t)n * sizeof(double));
        for (int i = 0; i < n; i++)
            p->at[i] = x[i] * x[k];
    }
    for (int i = 0; i < m; i++)
        y[i] = pieces[i % 3].at[i % n] * pieces[1].at[0];
    for (int k = 0; k < 3; k++)
        free(pieces[k].at);
}
MAP(handle_bytes, 3, 0.8, -0.5, 0.7)
