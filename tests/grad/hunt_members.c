/* Members of a struct as independents (member paths) where the whole struct is copied or handed on. The members on no path
   have shadows that are null or NaN: nothing may read or write them. */
#include "grad.h"
#include <math.h>

struct point {
    double a, b;
    struct {
        double c;
    } in;
    double v[3];
};

struct nest {
    struct point s;
    struct point *p, *q;
    double *data, *other;
    int n;
};

#ifdef TEST_MAIN
static const struct point at = {2, 3, {5}, {7, 11, 13}};
static struct point blank(void)
{
    struct point p = {NAN, NAN, {NAN}, {NAN, NAN, NAN}};
    return p;
}
#endif

//@ copy_of_a_struct
ADC_GRADIENT(wrt(m->a))
ADC_TANGENT(wrt(m->a))
double copied(const struct point *m)
{
    struct point k = *m;
    return k.a * k.a * k.b;
}
ADC_GRADIENT(wrt(m.in.c))
double copied_by_value(struct point m)
{
    struct point k = m;
    struct point l = k;
    return l.in.c * k.in.c * l.b;
}
ADC_GRADIENT(wrt(m->v))
double copied_array(const struct point *m)
{
    struct point k[2];
    k[0] = *m;
    k[1] = k[0];
    return k[1].v[0] * k[1].v[1] * k[0].a;
}
ADC_HESSIAN(wrt(m->a, m->b))
double copied_twice(const struct point *m)
{
    struct point k;
    k = *m;
    return k.a * k.a * k.b * k.in.c;
}
#ifdef TEST_MAIN
TEST(copy_of_a_struct)
{
    struct point g = blank(), t = blank();
    double r;
    copied_gradient(&at, &g);
    CHECK_EXACT(g.a, 2 * 2 * 3);
    CHECK(isnan(g.b) && isnan(g.in.c) && isnan(g.v[0]));
    t.a = 1;
    copied_tangent(&at, &t, &r);
    CHECK_EXACT(r, 2 * 2 * 3);
    g = blank();
    copied_by_value_gradient(at, &g);
    CHECK_EXACT(g.in.c, 2 * 5 * 3);
    CHECK(isnan(g.a) && isnan(g.b));
    g = blank();
    copied_array_gradient(&at, &g);
    CHECK_EXACT(g.v[0], 11 * 2);
    CHECK_EXACT(g.v[1], 7 * 2);
    CHECK_EXACT(g.v[2], 0);
    CHECK(isnan(g.a) && isnan(g.in.c));
    double aa, ab, bb;
    copied_twice_hessian(&at, &aa, &ab, &bb);
    CHECK_EXACT(aa, 2 * 3 * 5);
    CHECK_EXACT(ab, 2 * 2 * 5);
    CHECK_EXACT(bb, 0);
}
#endif

//@ copy_of_a_part
ADC_GRADIENT(wrt(m->s.a))
double part(const struct nest *m)
{
    struct nest k = *m;
    struct point l = k.s;
    return l.a * l.a * k.s.b * k.p->a;
}
ADC_GRADIENT(wrt(m->p->a))
double behind(const struct nest *m)
{
    struct nest k = *m;
    struct point l = *k.p;
    return l.a * l.a * k.s.b * k.q->a;
}
#ifdef TEST_MAIN
TEST(copy_of_a_part)
{
    struct point p = at, q = at, pg = blank();
    struct nest m = {.s = at, .p = &p, .q = &q}, g = {.s = blank()};
    part_gradient(&m, &g);
    CHECK_EXACT(g.s.a, 2 * 2 * 3 * 2);
    CHECK(isnan(g.s.b));
    g = (struct nest){.s = blank(), .p = &pg};
    behind_gradient(&m, &g);
    CHECK_EXACT(pg.a, 2 * 2 * 3 * 2);
    CHECK(isnan(pg.b) && isnan(g.s.a));
}
#endif

//@ copy_of_a_pointer
ADC_GRADIENT(wrt(m->data), shape(m->data, m->n))
double pointer(const struct nest *m)
{
    struct nest k = *m, l = k;
    double s = 0;
    for (int i = 0; i < l.n; i++)
        s += l.data[i] * l.data[i] * k.other[i];
    return s;
}
ADC_GRADIENT(wrt(m.data), shape(m.data, m.n))
double pointer_by_value(struct nest m)
{
    struct nest k = m;
    return k.data[0] * k.data[1] * k.other[0];
}
static struct nest same(struct nest m)
{
    return m;
}
ADC_GRADIENT(wrt(m->data), shape(m->data, m->n))
double returned(const struct nest *m)
{
    return same(*m).data[0] * same(same(*m)).data[1] * m->other[0];
}
#ifdef TEST_MAIN
TEST(copy_of_a_pointer)
{
    double data[2] = {2, 3}, other[2] = {5, 7}, g[2] = {NAN, NAN};
    struct nest m = {.data = data, .other = other, .n = 2}, grad = {.data = g};
    pointer_gradient(&m, &grad);
    CHECK_EXACT(g[0], 2 * 2 * 5);
    CHECK_EXACT(g[1], 2 * 3 * 7);
    pointer_by_value_gradient(m, &grad);
    CHECK_EXACT(g[0], 3 * 5);
    CHECK_EXACT(g[1], 2 * 5);
    g[0] = g[1] = NAN;
    returned_gradient(&m, &grad);
    CHECK_EXACT(g[0], 3 * 5);
    CHECK_EXACT(g[1], 2 * 5);
}
#endif

//@ handed_to_a_custom_function
struct array {
    int n;
    double *data;
};
ADC_CUSTOM_ADJOINT(squares_adjoint)
double squares(const struct array *x);
void squares_adjoint(const struct array *x, struct array *x_adj, double return_adj);
ADC_GRADIENT(wrt(m->data), shape(m->data, m->n))
double handed(const struct array *m)
{
    return squares(m);
}
#ifdef TEST_MAIN
double squares(const struct array *x)
{
    double s = 0;
    for (int i = 0; i < x->n; i++)
        s += x->data[i] * x->data[i];
    return s;
}
void squares_adjoint(const struct array *x, struct array *x_adj, double return_adj)
{
    for (int i = 0; i < x->n; i++)
        x_adj->data[i] += 2 * x->data[i] * return_adj;
}
TEST(handed_to_a_custom_function)
{
    double data[2] = {2, 3}, g[2] = {NAN, NAN};
    struct array m = {2, data}, grad = {0, g};
    handed_gradient(&m, &grad);
    CHECK_EXACT(g[0], 4);
    CHECK_EXACT(g[1], 6);
}
#endif

//@ walked_members
struct axes {
    double x, y, z;
};
ADC_GRADIENT()
double walked(double a, double b)
{
    struct axes p;
    p.x = a;
    p.y = b;
    p.z = 0;
    const double *v = &p.x;
    double s = 1;
    for (int i = 0; i < 2; i++)
        s *= v[i];
    return s;
}
#ifdef TEST_MAIN
TEST(walked_members)
{
    double a, b;
    walked_gradient(2, 3, &a, &b);
    CHECK_EXACT(a, 3);
    CHECK_EXACT(b, 2);
}
#endif

//@ path_to_a_struct
/* A path that ends in a struct: all of that, and nothing beside it; in every kind, and derivatives of derivatives. */
// cxx: no
typedef struct Inside {
    double a, v[2];
} Inside;
typedef struct Outside {
    double *w;
    int n;
    Inside in;
    double z;
} Outside;
ADC_ADJOINT(wrt(m->in, m->w), name(inside_adjoint))
ADC_TANGENT(wrt(m->in, m->w), name(inside_tangent))
ADC_GRADIENT(wrt(m->in, m->w), shape(m->w, m->n), name(inside_gradient))
ADC_HVP(wrt(m->in, m->w), shape(m->w, m->n), name(inside_hvp))
ADC_HESSIAN(wrt(m->in), name(inside_hessian))
double inside(const Outside *m)
{
    double s = m->in.a * m->in.v[0] + m->z * m->in.v[1];
    for (int i = 0; i < m->n; i++)
        s += m->w[i] * m->w[i] * s * m->in.v[i % 2] * m->z;
    return s;
}
ADC_DERIVE(adjoint(inside_gradient), wrt(m->in, m->w), of(m_grad->in, m_grad->w), name(inside_ag));
ADC_DERIVE(tangent(inside_gradient), wrt(m->in, m->w), of(m_grad->in, m_grad->w), name(inside_tg));
#ifdef TEST_MAIN
enum { REALS = 5 };
static double *inside_real(Outside *m, int i)
{
    return i < 1 ? &m->in.a : i < 3 ? &m->in.v[i - 1] : &m->w[i - 3];
}
TEST(path_to_a_struct)
{
    double w[2] = {0.7, -0.4}, wg[2], wd[2] = {0.5, -2}, wh[2], wa[2] = {0, 0}, ws[2] = {0.5, -2}, t;
    const double nan_ = nan("");
    Outside m = {w, 2, {0.3, {1.1, 0.6}}, 1.4};
    Outside g = {wg, 0, {0, {0, 0}}, nan_}, d = {wd, 0, {1, {-0.5, 0.25}}, nan_}, h = {wh, 0, {0, {0, 0}}, nan_};
    double value = inside(&m), along = 0;
    CHECK_EXACT(inside_gradient(&m, &g), value);
    for (int i = 0; i < REALS; i++) {
        double want = DIFF(*inside_real(&m, i), inside(&m));
        CHECK_CLOSE(*inside_real(&g, i), want, 1e-9);
        along += want * *inside_real(&d, i);
    }
    CHECK_EXACT(inside_tangent(&m, &d, &t), value);
    CHECK_CLOSE(t, along, 1e-9);
    CHECK_EXACT(inside_hvp(&m, &d, &h), value);
    double other[2], hv[REALS];
    Outside o = {other, 0, {0, {0, 0}}, nan_};
    for (int i = 0; i < REALS; i++) {
        hv[i] = 0;
        for (int k = 0; k < REALS; k++)
            hv[i] += *inside_real(&d, k) * DIFF(*inside_real(&m, k), (inside_gradient(&m, &o), *inside_real(&o, i)));
        CHECK_CLOSE(*inside_real(&h, i), hv[i], 1e-8);
    }
    Outside a = {wa, 0, {0, {0, 0}}, nan_}, s = {ws, 0, {1, {-0.5, 0.25}}, nan_};
    CHECK_EXACT(inside_ag(&m, &o, &a, &s), value);
    for (int i = 0; i < REALS; i++)
        CHECK_CLOSE(*inside_real(&a, i), hv[i], 1e-8);
    CHECK_EXACT(inside_tg(&m, &o, &d, &h), value);
    for (int i = 0; i < REALS; i++)
        CHECK_CLOSE(*inside_real(&h, i), hv[i], 1e-8);
    double aa, av[2], vv[4];
    CHECK_EXACT(inside_hessian(&m, &aa, av, vv), value);
    CHECK_CLOSE(aa, DIFF(m.in.a, (inside_gradient(&m, &o), o.in.a)), 1e-8);
    CHECK_CLOSE(av[1], DIFF(m.in.v[1], (inside_gradient(&m, &o), o.in.a)), 1e-8);
    CHECK_CLOSE(vv[1], DIFF(m.in.v[1], (inside_gradient(&m, &o), o.in.v[0])), 1e-8);
    CHECK_CLOSE(vv[3], DIFF(m.in.v[1], (inside_gradient(&m, &o), o.in.v[1])), 1e-8);
}
#endif

/* Members of an anonymous struct are members of the struct around it: none is left aside. */
//@ anonymous_path
typedef struct Anonymous {
    int kind;
    struct {
        double a, b;
    };
} Anonymous;
ADC_GRADIENT(wrt(c->a, c->b))
ADC_ADJOINT(wrt(c->a, c->b))
double anonymous(const Anonymous *c, double x)
{
    return c->kind ? exp(c->a * x) * c->b : c->a * c->a * c->b;
}
#ifdef TEST_MAIN
TEST(anonymous_path)
{
    for (int kind = 0; kind < 2; kind++) {
        Anonymous c = {kind, {0.6, 1.3}}, g = {0, {0, 0}}, adj = {0, {0, 0}};
        CHECK_EXACT(anonymous_gradient(&c, 0.9, &g), anonymous(&c, 0.9));
        anonymous_adjoint(&c, 0.9, &adj, 2.0);
        CHECK_CLOSE(g.a, DIFF(c.a, anonymous(&c, 0.9)), 1e-9);
        CHECK_CLOSE(g.b, DIFF(c.b, anonymous(&c, 0.9)), 1e-9);
        CHECK_CLOSE(adj.a, 2.0 * g.a, 1e-15);
        CHECK_CLOSE(adj.b, 2.0 * g.b, 1e-15);
    }
}
#endif

//@ moved_within_a_member
/* what memmove is given leads to that array alone, whatever a copy of structs says of the rest */
#include <string.h>
struct hm_pack { double a; double v[3]; };
struct hm_outer { struct hm_pack in; double rows[3]; };
struct hm_model { struct hm_pack in; double w; };
ADC_GRADIENT(wrt(m->in, m->w, x))
double moved_within(struct hm_model *m, const double x[2])
{
    struct hm_outer c = {.in = {x[0], {m->w, x[1], 1.2}}, .rows = {x[0], x[1], 2.0}};
    c.rows[2] *= x[0];
    m->in = c.in;
    memmove(m->in.v + 1, m->in.v, 2 * sizeof(double));
    return m->in.v[2] * m->in.v[1] + m->in.a * c.rows[2];
}
#ifdef TEST_MAIN
TEST(moved_within_a_member)
{
    struct hm_model m = {.w = 1.5}, g;
    double x[2] = {0.7, -0.4}, xg[2];
    CHECK_CLOSE(moved_within_gradient(&m, x, &g, xg), -0.4 * 1.5 + 2 * 0.7 * 0.7, 1e-15);
    CHECK_CLOSE(g.w, -0.4, 1e-15);
    CHECK_CLOSE(xg[0], 4 * 0.7, 1e-15);
    CHECK_CLOSE(xg[1], 1.5, 1e-15);
    CHECK_EXACT(g.in.v[0], 0.0);
    CHECK_EXACT(g.in.v[1], 0.0);
}
#endif

//@ a_struct_within_another
/* The struct around what is copied has members that the struct copied to has not. */
struct inner_pack {
    double a, v[2];
};
struct around {
    struct inner_pack in, *to;
    double rows[2][1];
};
struct holding {
    struct inner_pack in;
    double *at;
};
ADC_GRADIENT(wrt(m->in, m->at, x), shape(m->at, 2))
double copied_within(struct holding *m, const double x[2])
{
    struct around s = {.in = {x[0] * m->in.a, {x[1], x[0]}}, .to = &m->in, .rows = {{x[0] * x[1]}, {m->in.v[1]}}};
    double next[2] = {x[0] * m->at[1], x[1] * m->in.v[0]};
    memcpy(m->at, next, sizeof next);
    *s.to = s.in;
    return m->in.a * m->in.v[0] + s.rows[0][0] * s.rows[1][0] + m->at[0] * m->at[1] * s.to->v[1];
}
#ifdef TEST_MAIN
static double copied_within_at(double *p) /* in.a, in.v[2], at[2], x[2] */
{
    double at_k[2] = {p[3], p[4]};
    struct holding m = {{p[0], {p[1], p[2]}}, at_k};
    return copied_within(&m, p + 5);
}
TEST(copied_within)
{
    double p[7] = {0.7, -0.4, 1.2, 0.3, 0.9, 1.1, -0.6}, at_k[2] = {p[3], p[4]}, g_at[2] = {0}, g_x[2] = {0};
    struct holding m = {{p[0], {p[1], p[2]}}, at_k}, g = {{0, {0, 0}}, g_at};
    CHECK_CLOSE(copied_within_gradient(&m, p + 5, &g, g_x), copied_within_at(p), 1e-14);
    const double got[7] = {g.in.a, g.in.v[0], g.in.v[1], g_at[0], g_at[1], g_x[0], g_x[1]};
    for (int i = 0; i < 7; i++)
        CHECK_CLOSE(got[i], DIFF(p[i], copied_within_at(p)), 1e-8);
}
#endif
