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

static double chain(struct view v, int depth) /* without v.from[v.n - 1 - i], which gcc 12 -O2 takes for another element */
{
    if (depth <= 0)
        return v.to[0];
    for (int i = 0; i < v.n; i++)
        v.to[i] = v.to[i] * v.from[i] + sin(v.from[0] + i);
    v.from += depth % 2 ? 0 : 1;
    v.n -= depth % 2 ? 0 : 1;
    const double rest = chain(v, depth - 1);
    return rest + v.to[v.n - 1] * 0.25;
}

KINDS()
double handle_by_value(int n, const double x[n])
{
    double work[8] = {0};
    struct view v = {x, work, n};
    for (int i = 0; i < n; i++)
        work[i] = x[i] * 0.5;
    const double c = chain(v, 4);
    return c * work[1];
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

//@ inside_structs
/* What has a derivative of its own may read in a shadow how it is laid out, wherever the shadow is. */
struct strided {
    double *at;
    int n, step;
};
void strided_dot_adjoint(const struct strided x, const struct strided y, struct strided *x_adj, struct strided *y_adj,
                         double return_adj);
double strided_dot_tangent(const struct strided x, const struct strided y, const struct strided *x_tan,
                           const struct strided *y_tan, double *return_tan);
ADC_CUSTOM_ADJOINT(strided_dot_adjoint)
ADC_CUSTOM_TANGENT(strided_dot_tangent)
double strided_dot(const struct strided x, const struct strided y)
{
    double s = 0;
    for (int i = 0; i < x.n; i++)
        s += x.at[i * x.step] * y.at[i * y.step];
    return s;
}
void strided_dot_adjoint(const struct strided x, const struct strided y, struct strided *x_adj, struct strided *y_adj,
                         double return_adj)
{
    for (int i = 0; i < x_adj->n; i++)
        x_adj->at[i * x_adj->step] += return_adj * y.at[i * y.step];
    for (int i = 0; i < y_adj->n; i++)
        y_adj->at[i * y_adj->step] += return_adj * x.at[i * x.step];
}
double strided_dot_tangent(const struct strided x, const struct strided y, const struct strided *x_tan,
                           const struct strided *y_tan, double *return_tan)
{
    double s = 0, t = 0;
    for (int i = 0; i < x_tan->n; i++)
        s += x.at[i * x.step] * y.at[i * y.step], t += x_tan->at[i * x_tan->step] * y.at[i * y.step];
    for (int i = 0; i < y_tan->n; i++)
        t += x.at[i * x.step] * y_tan->at[i * y_tan->step];
    *return_tan = t;
    return s;
}
struct pair {
    struct strided in;
    double factor;
    const struct strided *far;
    struct strided more[2];
};
ADC_JACOBIAN(shape(p->in.at, 2 * p->in.n), shape(p->far->at, 2 * p->far->n), shape(p->more->at, 6))
ADC_HESSIAN(shape(p->in.at, 2 * p->in.n), shape(p->far->at, 2 * p->far->n), shape(p->more->at, 6))
ADC_HVP(shape(p->in.at, 2 * p->in.n), shape(p->far->at, 2 * p->far->n), shape(p->more->at, 6))
ADC_GRADIENT(shape(p->in.at, 2 * p->in.n), shape(p->far->at, 2 * p->far->n), shape(p->more->at, 6))
double inside_pair(const struct pair *p)
{
    double d = strided_dot(p->in, *p->far);
    return p->factor * d * d * strided_dot(p->more[0], p->more[1]);
}
ADC_JACOBIAN(shape(s, n), shape(s->at, s[0].n))
ADC_HVP(shape(s, n), shape(s->at, s->n))
double inside_array(int n, const struct strided *s)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += strided_dot(s[i], s[i]) * strided_dot(s[i], s[(i + 1) % n]);
    return sum;
}
#ifdef TEST_MAIN
enum { PAIR_ALL = 6 + 1 + 6 + 12 };
static struct pair pair_lay_out(double *v, struct strided *far)
{
    *far = (struct strided){v + 7, 3, 2};
    return (struct pair){{v, 3, 2}, v[6], far, {{v + 13, 3, 2}, {v + 19, 3, 2}}};
}
static double pair_flat(double *v)
{
    struct strided far;
    struct pair p = pair_lay_out(v, &far);
    return inside_pair(&p);
}
TEST(inside_structs)
{
    double v[PAIR_ALL], g[PAIR_ALL], dir[PAIR_ALL], h[PAIR_ALL], in[6], factor, far_jac[6], more[12];
    struct strided pf, gf, df, hf;
    grad_fill(PAIR_ALL, v), grad_fill(PAIR_ALL, dir), grad_fill(PAIR_ALL, g), grad_fill(PAIR_ALL, h);
    struct pair p = pair_lay_out(v, &pf), gp = pair_lay_out(g, &gf), dp = pair_lay_out(dir, &df), hp = pair_lay_out(h, &hf);
    CHECK_EXACT(inside_pair_gradient(&p, &gp), inside_pair(&p));
    CHECK_EXACT(inside_pair_jacobian(&p, in, &factor, far_jac, more), inside_pair(&p));
    CHECK_EXACT(inside_pair_hvp(&p, &dp, &hp), inside_pair(&p));
    for (int i = 0; i < PAIR_ALL; i++) {
        double want = DIFF(v[i], pair_flat(v)), *got = i < 6 ? &in[i] : i == 6 ? &factor : i < 13 ? &far_jac[i - 7] : &more[i - 13];
        CHECK_SCALED(i == 6 ? gp.factor : g[i], want, 1e-9, 1.0);
        CHECK_SCALED(*got, want, 1e-9, 1.0);
    }
    double ii[36], if_[6], ir[36], im[72], ff, fr[6], fm[12], rr[36], rm[72], mm[144];
    CHECK_EXACT(inside_pair_hessian(&p, ii, if_, ir, im, &ff, fr, fm, rr, rm, mm), inside_pair(&p));
    for (int i = 0; i < 6; i++) {
        double row = if_[i] * dp.factor;
        for (int j = 0; j < 6; j++)
            row += ii[6 * i + j] * dir[j] + ir[6 * i + j] * dir[7 + j];
        for (int j = 0; j < 12; j++)
            row += im[12 * i + j] * dir[13 + j];
        CHECK_SCALED(h[i], row, 1e-13, 1.0);
        for (int j = 0; j < 6; j++) {
            double second = DIFF(v[j], DIFF(v[i], pair_flat(v)));
            CHECK_SCALED(ii[6 * i + j], second, 1e-5, 1.0);
        }
    }
    double a[6], b[6], da[6], db[6], ha[6], hb[6], jac[6];
    grad_fill(6, a), grad_fill(6, b), grad_fill(6, da), grad_fill(6, db), grad_fill(6, ha), grad_fill(6, hb);
    struct strided s[2] = {{a, 3, 1}, {b, 3, 1}}, ds[2] = {{da, 3, 1}, {db, 3, 1}}, hs[2] = {{ha, 3, 1}, {hb, 3, 1}};
    CHECK_EXACT(inside_array_jacobian(2, s, jac), inside_array(2, s));
    CHECK_EXACT(inside_array_hvp(2, s, ds, hs), inside_array(2, s));
    double aa = 0, ab = 0, bb = 0, a_da = 0, b_da = 0, a_db = 0, b_db = 0;
    for (int i = 0; i < 3; i++) {
        aa += a[i] * a[i], ab += a[i] * b[i], bb += b[i] * b[i];
        a_da += a[i] * da[i], b_da += b[i] * da[i], a_db += a[i] * db[i], b_db += b[i] * db[i];
    }
    for (int i = 0; i < 3; i++) {
        CHECK_CLOSE(jac[i], 2 * a[i] * ab + (aa + bb) * b[i], 1e-13);
        CHECK_CLOSE(jac[3 + i], 2 * b[i] * ab + (aa + bb) * a[i], 1e-13);
        CHECK_CLOSE(ha[i], 2 * da[i] * ab + 2 * a[i] * (b_da + a_db) + 2 * (a_da + b_db) * b[i] + (aa + bb) * db[i], 1e-13);
        CHECK_CLOSE(hb[i], 2 * db[i] * ab + 2 * b[i] * (b_da + a_db) + 2 * (a_da + b_db) * a[i] + (aa + bb) * da[i], 1e-13);
    }
}
#endif
